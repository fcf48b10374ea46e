//! Key material, and the keyrings that manifests describe.

use std::collections::HashMap;
use std::error::Error;

use aws_smithy_types::base64;
use dynamodb_item_encryptor::{
    BranchKey, EcdhCurve, HierarchicalKeyring, InMemoryBranchKeys, Keyring, MultiKeyring, RawAesKeyring,
    RawEcdhKeyring, RawRsaKeyring, RsaPadding,
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
        if let Some(members) = description.as_array() {
            return self.multi(members);
        }
        match text(description, "type")? {
            "aws-kms-hierarchy" => self.hierarchical(text(description, "key")?),
            "raw" => match text(description, "encryption-algorithm")? {
                "aes" => self.raw_aes(description),
                "rsa" => self.raw_rsa(description),
                algorithm => Err(format!("raw keyrings for '{algorithm}' are not supported").into()),
            },
            "raw-ecdh" => self.raw_ecdh(description),
            "multi-keyring" => {
                let children = description.get("childKeyrings").and_then(Value::as_array);
                self.multi(description.get("generator").into_iter().chain(children.into_iter().flatten()))
            }
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

    /// A private key reads and a public key writes: the file has both as entries of their own.
    fn raw_rsa(&self, description: &Value) -> Result<Box<dyn Keyring>, Box<dyn Error>> {
        let key = self.key(text(description, "key")?)?;
        let namespace = text(description, "provider-id")?;
        let (name, material) = (text(key, "key-id")?, text(key, "material")?);
        let hash = description.get("padding-hash").and_then(Value::as_str);
        let padding = match (text(description, "padding-algorithm")?, hash) {
            ("pkcs1", None | Some("sha1")) => RsaPadding::Pkcs1,
            ("oaep-mgf1", Some("sha1")) => RsaPadding::OaepSha1,
            ("oaep-mgf1", Some("sha256")) => RsaPadding::OaepSha256,
            ("oaep-mgf1", Some("sha384")) => RsaPadding::OaepSha384,
            ("oaep-mgf1", Some("sha512")) => RsaPadding::OaepSha512,
            (padding, hash) => return Err(format!("unknown padding '{padding}' with hash {hash:?}").into()),
        };
        let keyring = match text(key, "type")? {
            "private" => RawRsaKeyring::decrypt_only(namespace, name, padding, material)?,
            "public" => RawRsaKeyring::encrypt_only(namespace, name, padding, material)?,
            kind => return Err(format!("a key of type '{kind}' is not for RSA").into()),
        };
        Ok(Box::new(keyring))
    }

    /// An entry of the file holds the keys of a sender and of a recipient.
    fn raw_ecdh(&self, description: &Value) -> Result<Box<dyn Keyring>, Box<dyn Error>> {
        let curve = match text(description, "ecc-curve")? {
            "ecc-256" => EcdhCurve::P256,
            "ecc-384" => EcdhCurve::P384,
            "ecc-521" => EcdhCurve::P521,
            curve => return Err(format!("unknown curve '{curve}'").into()),
        };
        let sender = || self.key(text(description, "sender")?);
        let recipient = || self.key(text(description, "recipient")?);
        let recipient_public = |key| -> Result<Vec<u8>, Box<dyn Error>> {
            Ok(base64::decode(text(key, "recipient-material-public-key")?)?)
        };
        let keyring = match text(description, "schema")? {
            "static" => {
                let keys = sender()?;
                let private = text(keys, "sender-material")?;
                RawEcdhKeyring::static_to_static(curve, private, recipient_public(keys)?)?
            }
            "ephemeral" => RawEcdhKeyring::ephemeral_to_static(curve, recipient_public(recipient()?)?)?,
            "discovery" => RawEcdhKeyring::discovery(curve, text(recipient()?, "recipient-material")?)?,
            schema => return Err(format!("unknown key agreement schema '{schema}'").into()),
        };
        Ok(Box::new(keyring))
    }

    fn multi<'a>(
        &self,
        members: impl IntoIterator<Item = &'a Value>,
    ) -> Result<Box<dyn Keyring>, Box<dyn Error>> {
        let mut members = members.into_iter();
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
