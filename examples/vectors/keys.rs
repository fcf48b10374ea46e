//! Key material, and the keyrings that manifests describe.

use std::collections::HashMap;
use std::error::Error;

use aws_smithy_types::base64;
use dynamodb_item_encryptor::{
    BranchKey, HierarchicalKeyring, InMemoryBranchKeys, Keyring, MultiKeyring, RawAesKeyring,
};
use serde_json::Value;

/// The branch key of manifests that describe no key.
const DEFAULT_BRANCH_KEY: &str = "static-branch-key-1";

/// The key material that a manifest's key descriptions name.
pub(crate) struct KeyFile(HashMap<String, Value>);

impl KeyFile {
    /// Parses a file of key material.
    pub(crate) fn parse(json: &str) -> Result<Self, Box<dyn Error>> {
        let file: Value = serde_json::from_str(json)?;
        let keys = file.get("keys").and_then(Value::as_object).ok_or("the key file has no 'keys'")?;
        Ok(KeyFile(keys.iter().map(|(name, key)| (name.clone(), key.clone())).collect()))
    }

    /// The keyring that `description` describes; without one, the hierarchical keyring of the default key.
    pub(crate) fn keyring(&self, description: Option<&Value>) -> Result<Box<dyn Keyring>, Box<dyn Error>> {
        let Some(description) = description else { return self.hierarchical(DEFAULT_BRANCH_KEY) };
        match text(description, "type")? {
            "aws-kms-hierarchy" => self.hierarchical(text(description, "key")?),
            "raw" => match text(description, "encryption-algorithm")? {
                "aes" => self.raw_aes(description),
                algorithm => Err(format!("raw keyrings for '{algorithm}' are not supported").into()),
            },
            "multi-keyring" => self.multi(description),
            kind => Err(format!("keyrings of type '{kind}' are not supported").into()),
        }
    }

    fn hierarchical(&self, name: &str) -> Result<Box<dyn Keyring>, Box<dyn Error>> {
        let key = self.key(name)?;
        let id = text(key, "key-id")?;
        let bytes = base64::decode(text(key, "branchKey")?)?;
        let bytes = bytes.as_slice().try_into().map_err(|_| "a branch key has 32 bytes")?;
        let branch_key = BranchKey::new(text(key, "branchKeyVersion")?.parse()?, bytes);
        Ok(Box::new(HierarchicalKeyring::new(id, InMemoryBranchKeys::new().with(id, branch_key))))
    }

    fn raw_aes(&self, description: &Value) -> Result<Box<dyn Keyring>, Box<dyn Error>> {
        let key = self.key(text(description, "key")?)?;
        let bytes = base64::decode(text(key, "material")?)?;
        let keyring = RawAesKeyring::new(text(description, "provider-id")?, text(key, "key-id")?, &bytes)?;
        Ok(Box::new(keyring))
    }

    fn multi(&self, description: &Value) -> Result<Box<dyn Keyring>, Box<dyn Error>> {
        let children = description.get("childKeyrings").and_then(Value::as_array);
        let mut members = description.get("generator").into_iter().chain(children.into_iter().flatten());
        let first = members.next().ok_or("a multi keyring needs at least one keyring")?;
        let mut keyring = MultiKeyring::new(self.keyring(Some(first))?);
        for member in members {
            keyring = keyring.and(self.keyring(Some(member))?);
        }
        Ok(Box::new(keyring))
    }

    fn key(&self, name: &str) -> Result<&Value, Box<dyn Error>> {
        self.0.get(name).ok_or_else(|| format!("the key file has no key '{name}'").into())
    }
}

/// A string member of a JSON object.
fn text<'a>(object: &'a Value, name: &str) -> Result<&'a str, Box<dyn Error>> {
    object.get(name).and_then(Value::as_str).ok_or_else(|| format!("there is no string '{name}'").into())
}
