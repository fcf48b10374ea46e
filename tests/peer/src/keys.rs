//! The key material that manifests name, and the key descriptions they name it with.

use crate::{
    Result,
    item_json::decode,
    manifest::{member, read, text},
    stored::StoredKey,
};
use serde_json::{Value, json};
use std::{collections::HashMap, path::Path};

/// What a manifest without a key description is sealed under.
pub const DEFAULT_KEY: &str = "static-branch-key-1";

/// The entries of a keys file that the peer can use.
pub struct KeyBook(HashMap<String, Material>);

#[derive(Clone)]
pub enum Material {
    Aes {
        name: String,
        key: Vec<u8>,
    },
    RsaPrivate {
        name: String,
        pem: String,
    },
    RsaPublic {
        name: String,
        pem: String,
    },
    Ecdh(EcdhKeys),
    Branch(BranchKey),
    Stored(StoredKey),
    /// The whole entry of a key in KMS.
    Kms(Value),
}

/// The keys of two parties; what the one does is up to the description.
#[derive(Clone)]
pub struct EcdhKeys {
    pub sender_private: String,
    pub recipient_private: String,
    pub recipient_public: Vec<u8>,
}

#[derive(Clone, Debug)]
pub struct BranchKey {
    pub id: String,
    pub version: String,
    pub key: Vec<u8>,
    /// Where items are searched for.
    pub beacon_key: Option<Vec<u8>>,
}

impl KeyBook {
    pub fn read(path: &Path) -> Result<Self> {
        let file = read(path)?;
        let entries = member(&file, "keys")?.as_object().ok_or("\"keys\" must be an object")?;
        let mut book = HashMap::new();
        for (name, entry) in entries {
            let in_entry = |e: String| format!("{}: key {name}: {e}", path.display());
            if let Some(material) = material(name, entry).map_err(in_entry)? {
                book.insert(name.clone(), material);
            }
        }
        Ok(Self(book))
    }

    pub fn find(&self, name: &str) -> Result<&Material> {
        self.0.get(name).ok_or_else(|| format!("no usable key {name:?} in the keys file"))
    }
}

/// Entries of other types are passed over.
fn material(name: &str, entry: &Value) -> Result<Option<Material>> {
    let key_name = || entry["key-id"].as_str().unwrap_or(name).to_owned();
    Ok(Some(match text(entry, "type")? {
        "symmetric" => Material::Aes { name: key_name(), key: decode(text(entry, "material")?)? },
        "private" => Material::RsaPrivate { name: key_name(), pem: text(entry, "material")?.to_owned() },
        "public" => Material::RsaPublic { name: key_name(), pem: text(entry, "material")?.to_owned() },
        "ecc-private" => Material::Ecdh(EcdhKeys {
            sender_private: text(entry, "sender-material")?.to_owned(),
            recipient_private: text(entry, "recipient-material")?.to_owned(),
            recipient_public: decode(text(entry, "recipient-material-public-key")?)?,
        }),
        "static-branch-key" => Material::Branch(BranchKey {
            id: text(entry, "key-id")?.to_owned(),
            version: text(entry, "branchKeyVersion")?.to_owned(),
            key: decode(text(entry, "branchKey")?)?,
            beacon_key: None,
        }),
        "stored-branch-key" => Material::Stored(StoredKey::parse(entry)?),
        "aws-kms" | "aws-kms-rsa" | "aws-kms-ecdh" => Material::Kms(entry.clone()),
        _ => return Ok(None),
    }))
}

/// A key description: how an item's data key is wrapped.
pub enum Description {
    Raw {
        key: String,
        provider: String,
        padding: Option<(String, String)>,
    },
    Ecdh {
        /// The sender's entry of the static scheme, the recipient's of the others.
        key: String,
        curve: String,
        scheme: String,
    },
    Hierarchy {
        key: String,
    },
    /// The whole description of a keyring that calls KMS.
    Kms(Value),
    Multi {
        generator: Option<Box<Description>>,
        children: Vec<Description>,
    },
}

impl Description {
    pub fn of_config(config: &Value) -> Result<Self> {
        match config.get("key") {
            Some(description) => Self::parse(description),
            None => Ok(Self::Hierarchy { key: DEFAULT_KEY.to_owned() }),
        }
    }

    fn parse(value: &Value) -> Result<Self> {
        if let Some(all) = value.as_array() {
            let (first, rest) = all.split_first().ok_or("an empty list of keys")?;
            return Self::multi(Some(first), rest);
        }
        match text(value, "type")? {
            "aws-kms-hierarchy" => Ok(Self::Hierarchy { key: text(value, "key")?.to_owned() }),
            "multi-keyring" => {
                let children = member(value, "childKeyrings")?.as_array();
                Self::multi(value.get("generator"), children.ok_or("\"childKeyrings\" must be an array")?)
            }
            "raw" => {
                let padding = match text(value, "encryption-algorithm")? {
                    "aes" => None,
                    "rsa" => {
                        let hash = value["padding-hash"].as_str().unwrap_or("sha1");
                        Some((text(value, "padding-algorithm")?.to_owned(), hash.to_owned()))
                    }
                    other => return Err(format!("no raw keys of the algorithm {other:?}")),
                };
                Ok(Self::Raw {
                    key: text(value, "key")?.to_owned(),
                    provider: text(value, "provider-id")?.to_owned(),
                    padding,
                })
            }
            "raw-ecdh" => {
                let scheme = text(value, "schema")?.to_owned();
                let party = match scheme.as_str() {
                    "static" => "sender",
                    _ => "recipient",
                };
                Ok(Self::Ecdh {
                    key: text(value, party)?.to_owned(),
                    curve: text(value, "ecc-curve")?.to_owned(),
                    scheme,
                })
            }
            kind if kind.starts_with("aws-kms") => Ok(Self::Kms(value.clone())),
            other => Err(format!("no keys of the type {other:?}")),
        }
    }

    fn multi(generator: Option<&Value>, children: &[Value]) -> Result<Self> {
        Ok(Self::Multi {
            generator: generator.map(Self::parse).transpose()?.map(Box::new),
            children: children.iter().map(Self::parse).collect::<Result<_>>()?,
        })
    }
}

/// The description of a raw AES key, as manifests spell it.
pub fn raw_aes(key: &str, provider: &str) -> Value {
    json!({
        "type": "raw",
        "encryption-algorithm": "aes",
        "provider-id": provider,
        "key": key,
    })
}

/// The description of a multi-keyring: the first key generates, the others wrap too.
pub fn multi(keys: &[Value]) -> Value {
    json!({
        "type": "multi-keyring",
        "generator": keys[0],
        "childKeyrings": keys[1..],
    })
}
