//! Key material, and the keyrings that manifests describe.
//!
//! Those over keys in KMS are made only where it was said that KMS may be called. They call it with the credentials and
//! the endpoint that the environment says, as any program with AWS's SDK does, and in the region of the key.

use std::collections::HashMap;
use std::error::Error;

use aws_config::{Region, SdkConfig};
use aws_sdk_kms::Client;
use aws_smithy_types::base64;
use dynamodb_item_encryptor::{
    BranchKey, DiscoveryFilter, EcdhCurve, HierarchicalKeyring, InMemoryBranchKeys, Keyring, KmsEcdhKeyring,
    KmsKeyring, KmsMrkDiscoveryMultiKeyring, KmsMrkKeyring, KmsRsaAlgorithm, KmsRsaKeyring, MultiKeyring,
    RawAesKeyring, RawEcdhKeyring, RawRsaKeyring, RegionalKmsClients, RsaPadding,
};
use serde_json::Value;

/// The branch key of manifests that describe no key.
const DEFAULT_BRANCH_KEY: &str = "static-branch-key-1";

/// The key material that a manifest's key descriptions name.
pub(crate) struct KeyFile {
    keys: HashMap<String, Value>,
    /// How KMS is called, where it may be.
    kms: Option<SdkConfig>,
}

impl KeyFile {
    /// Parses a file of key material. KMS is called as `kms` says, for items that need it; without it, such items
    /// fail.
    pub(crate) fn parse(json: &str, kms: Option<SdkConfig>) -> Result<Self, Box<dyn Error>> {
        let file: Value = serde_json::from_str(json)?;
        let keys = file.get("keys").and_then(Value::as_object).ok_or("the key file has no 'keys'")?;
        Ok(KeyFile { keys: keys.iter().map(|(name, key)| (name.clone(), key.clone())).collect(), kms })
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
            "aws-kms" => {
                let arn = text(self.key(text(description, "key")?)?, "key-id")?;
                Ok(Box::new(KmsKeyring::new(self.kms_client(arn)?, arn)?))
            }
            "aws-kms-mrk-aware" => {
                let arn = text(self.key(text(description, "key")?)?, "key-id")?;
                Ok(Box::new(KmsMrkKeyring::new(self.kms_client(arn)?, arn)?))
            }
            "aws-kms-mrk-aware-discovery" => self.kms_mrk_discovery(description),
            "aws-kms-rsa" => self.kms_rsa(description),
            "aws-kms-ecdh" => self.kms_ecdh(description),
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

    fn kms_mrk_discovery(&self, description: &Value) -> Result<Box<dyn Keyring>, Box<dyn Error>> {
        let clients = RegionalKmsClients::new(aws_sdk_kms::Config::new(self.kms()?));
        let mut keyring =
            KmsMrkDiscoveryMultiKeyring::new(clients, [text(description, "default-mrk-region")?])?;
        if let Some(filter) = description.get("aws-kms-discovery-filter") {
            let accounts = filter.get("account-ids").and_then(Value::as_array).into_iter().flatten();
            let filter = DiscoveryFilter::new(text(filter, "partition")?, accounts.filter_map(Value::as_str))?;
            keyring = keyring.with_filter(filter);
        }
        Ok(Box::new(keyring))
    }

    fn kms_rsa(&self, description: &Value) -> Result<Box<dyn Keyring>, Box<dyn Error>> {
        let key = self.key(text(description, "key")?)?;
        let arn = text(key, "key-id")?;
        let algorithm = match text(description, "encryption-algorithm")? {
            "RSAES_OAEP_SHA_1" => KmsRsaAlgorithm::OaepSha1,
            "RSAES_OAEP_SHA_256" => KmsRsaAlgorithm::OaepSha256,
            algorithm => return Err(format!("unknown encryption algorithm '{algorithm}'").into()),
        };
        let public = text(key, "material")?;
        Ok(Box::new(KmsRsaKeyring::new(self.kms_client(arn)?, arn, algorithm, public)?))
    }

    /// An entry of the file holds the keys of a sender and of a recipient.
    fn kms_ecdh(&self, description: &Value) -> Result<Box<dyn Keyring>, Box<dyn Error>> {
        let curve = match text(description, "ecc-curve")? {
            curve if curve.contains("256") => EcdhCurve::P256,
            curve if curve.contains("384") => EcdhCurve::P384,
            curve if curve.contains("521") => EcdhCurve::P521,
            curve => return Err(format!("unknown curve '{curve}'").into()),
        };
        let keyring = match text(description, "schema")? {
            "static" => {
                let keys = self.key(text(description, "sender")?)?;
                let arn = text(keys, "sender-material")?;
                let public =
                    |name| -> Result<Vec<u8>, Box<dyn Error>> { Ok(base64::decode(text(keys, name)?)?) };
                let recipient = public("recipient-material-public-key")?;
                KmsEcdhKeyring::static_to_static(self.kms_client(arn)?, curve, arn, recipient)?
                    .with_public_key(public("sender-material-public-key")?)?
            }
            "discovery" => {
                let arn = text(self.key(text(description, "recipient")?)?, "recipient-material")?;
                KmsEcdhKeyring::discovery(self.kms_client(arn)?, curve, arn)?
            }
            schema => return Err(format!("unknown key agreement schema '{schema}'").into()),
        };
        Ok(Box::new(keyring))
    }

    fn kms(&self) -> Result<&SdkConfig, Box<dyn Error>> {
        self.kms.as_ref().ok_or_else(|| "the key is in AWS KMS, which may be called only with '--kms'".into())
    }

    /// The client for the region of the key `arn`.
    fn kms_client(&self, arn: &str) -> Result<Client, Box<dyn Error>> {
        let region = arn.split(':').nth(3).unwrap_or_default().to_owned();
        let config = aws_sdk_kms::config::Builder::from(self.kms()?).region(Region::new(region));
        Ok(Client::from_conf(config.build()))
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
        self.keys.get(name).ok_or_else(|| format!("the key file has no key '{name}'").into())
    }
}

/// A string member of a JSON object.
fn text<'a>(object: &'a Value, name: &str) -> Result<&'a str, Box<dyn Error>> {
    object.get(name).and_then(Value::as_str).ok_or_else(|| format!("there is no string '{name}'").into())
}
