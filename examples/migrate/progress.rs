//! How far a migration has come, in a file.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::base64;
use dynamodb_item_encryptor::Item;
use serde::{Deserialize, Serialize};

use crate::migration::Result;

/// How many items there were of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Counts {
    /// All items that were looked at.
    pub(crate) seen: u64,
    /// Legacy items that were written in the new format; in a dry run, that could be.
    pub(crate) moved: u64,
    /// Items that were in the new format already, or written in it by somebody else meanwhile.
    pub(crate) current: u64,
    /// Items that were deleted by somebody else meanwhile.
    pub(crate) gone: u64,
    /// Items that could not be moved.
    pub(crate) failed: u64,
    /// How often an item had changed between reading and writing, and was read again.
    pub(crate) conflicts: u64,
}

/// How far a migration has come: every item up to `after` was dealt with.
#[derive(Debug, Default)]
pub(crate) struct Progress {
    pub(crate) after: Option<Item>,
    pub(crate) counts: Counts,
}

/// What is in the file.
#[derive(Serialize, Deserialize)]
struct Stored {
    table: String,
    after: BTreeMap<String, KeyValue>,
    counts: Counts,
}

/// The value of a key attribute, as DynamoDB's JSON has it.
#[derive(Serialize, Deserialize)]
enum KeyValue {
    S(String),
    N(String),
    B(String),
}

impl Progress {
    /// Reads the file; without one, a migration starts at the beginning.
    pub(crate) fn load(path: &Path, table: &str) -> Result<Progress> {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Progress::default()),
            Err(error) => return Err(error.into()),
        };
        let stored: Stored = serde_json::from_slice(&bytes)?;
        if stored.table != table {
            return Err(format!("{} is about the table '{}'", path.display(), stored.table).into());
        }
        let after: Result<Item> = stored
            .after
            .into_iter()
            .map(|(name, value)| {
                Ok((
                    name,
                    match value {
                        KeyValue::S(text) => AttributeValue::S(text),
                        KeyValue::N(number) => AttributeValue::N(number),
                        KeyValue::B(bytes) => AttributeValue::B(Blob::new(base64::decode(bytes)?)),
                    },
                ))
            })
            .collect();
        Ok(Progress { after: Some(after?), counts: stored.counts })
    }

    /// Replaces the file: a process that is killed meanwhile leaves either the old one or the new one. When the migration
    /// is complete, there is no file.
    pub(crate) fn save(&self, path: &Path, table: &str) -> Result<()> {
        let Some(after) = &self.after else {
            return match fs::remove_file(path) {
                Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
                _ => Ok(()),
            };
        };
        let after: Result<_> = after
            .iter()
            .map(|(name, value)| {
                Ok((
                    name.clone(),
                    match value {
                        AttributeValue::S(text) => KeyValue::S(text.clone()),
                        AttributeValue::N(number) => KeyValue::N(number.clone()),
                        AttributeValue::B(bytes) => KeyValue::B(base64::encode(bytes)),
                        _ => {
                            return Err(
                                format!("the key '{name}' is neither text nor number nor binary").into()
                            );
                        }
                    },
                ))
            })
            .collect();
        let stored = Stored { table: table.to_owned(), after: after?, counts: self.counts };
        let mut name = path.as_os_str().to_owned();
        name.push(".new");
        let mut file = File::create(&name)?;
        file.write_all(&serde_json::to_vec_pretty(&stored)?)?;
        file.sync_all()?;
        fs::rename(&name, path)?;
        Ok(())
    }
}
