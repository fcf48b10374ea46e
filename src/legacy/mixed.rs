//! Tables that hold items in both formats.
//!
//! Source: `specification/dynamodb-encryption-client/ddb-table-encryption-config.md`, section "Legacy Policy".

use super::config::Config;
use super::{Item, LegacyEncryptor};
use crate::error::{Error, MalformedProblem};
use crate::item::ItemEncryptor;

/// The current format's own attributes: header and footer.
const CURRENT: [&str; 2] = ["aws_dbe_head", "aws_dbe_foot"];

/// Which format a table is written in, and whether the older one is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum LegacyPolicy {
    /// Items are written in the older format; both are read. While there are readers that only know the older one.
    ForceWriteAllowRead,
    /// Items are written in the current format; both are read. While there are still older items.
    #[default]
    ForbidWriteAllowRead,
    /// Items are written and read in the current format only.
    ForbidWriteForbidRead,
}

impl LegacyPolicy {
    /// AWS's name of the policy.
    pub fn as_str(self) -> &'static str {
        match self {
            LegacyPolicy::ForceWriteAllowRead => "FORCE_LEGACY_ENCRYPT_ALLOW_LEGACY_DECRYPT",
            LegacyPolicy::ForbidWriteAllowRead => "FORBID_LEGACY_ENCRYPT_ALLOW_LEGACY_DECRYPT",
            LegacyPolicy::ForbidWriteForbidRead => "FORBID_LEGACY_ENCRYPT_FORBID_LEGACY_DECRYPT",
        }
    }
}

/// The format that an item is in, by its attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ItemFormat {
    /// It has header and footer.
    Current,
    /// It has the older format's signature, and mostly a material description.
    Legacy,
    /// It has neither.
    Plaintext,
}

/// Encrypts and decrypts the items of a table that holds both formats. Cheap to clone.
///
/// As long as the older format is read, whoever has its keys can write items that are believed, with that
/// format's weaker promises. Move the items, and then forbid it.
#[derive(Debug, Clone)]
pub struct MixedEncryptor {
    current: ItemEncryptor,
    legacy: LegacyEncryptor,
    policy: LegacyPolicy,
}

impl MixedEncryptor {
    /// An encryptor for a table whose items are in the formats of `current` and `legacy`.
    pub fn new(current: ItemEncryptor, legacy: LegacyEncryptor, policy: LegacyPolicy) -> Self {
        MixedEncryptor { current, legacy, policy }
    }

    /// The format that `item` is in, by its attributes.
    ///
    /// # Errors
    /// [`Error::MalformedItem`] when an item has only a part of a format's attributes, or those of both.
    pub fn format_of(&self, item: &Item) -> Result<ItemFormat, Error> {
        let Config { description_attribute, signature_attribute, .. } = &*self.legacy.config;
        let has = |name: &str| item.contains_key(name);
        let [header, footer] = CURRENT.map(has);
        // The client in Java writes no description where it would be empty.
        let missing = match (header, footer, has(description_attribute), has(signature_attribute)) {
            (true, true, false, false) => return Ok(ItemFormat::Current),
            (false, false, _, true) => return Ok(ItemFormat::Legacy),
            (false, false, false, false) => return Ok(ItemFormat::Plaintext),
            (false, false, true, false) => Some(signature_attribute.as_str()),
            (true, false, false, false) => CURRENT.last().copied(),
            (false, true, false, false) => CURRENT.first().copied(),
            _ => None,
        };
        Err(match missing {
            Some(name) => self.malformed(Some(name), MalformedProblem::MissingMetadata),
            None => self.malformed(None, MalformedProblem::BothFormats),
        })
    }

    /// Encrypts and signs `item`, in the format that the policy says.
    ///
    /// # Errors
    /// Those of the format's own encryptor.
    pub async fn encrypt_item(&self, item: Item) -> Result<Item, Error> {
        match self.policy {
            LegacyPolicy::ForceWriteAllowRead => self.legacy.encrypt_item(item).await,
            LegacyPolicy::ForbidWriteAllowRead | LegacyPolicy::ForbidWriteForbidRead => {
                self.current.encrypt_item(item).await
            }
        }
    }

    /// Verifies and decrypts `item`, in the format that it is in. An item in neither is the current format's to
    /// judge, whose configuration says whether plaintext is read.
    ///
    /// # Errors
    /// [`Error::MalformedItem`] when an item has only a part of a format's attributes, or those of both, or is in a
    /// format that the policy forbids; and those of the format's own encryptor.
    pub async fn decrypt_item(&self, item: Item) -> Result<Item, Error> {
        match (self.format_of(&item)?, self.policy) {
            (ItemFormat::Legacy, LegacyPolicy::ForbidWriteForbidRead) => {
                Err(self.malformed(None, MalformedProblem::Legacy))
            }
            (ItemFormat::Legacy, _) => self.legacy.decrypt_item(item).await,
            (ItemFormat::Current | ItemFormat::Plaintext, _) => {
                self.current.decrypt_item(item).await.map(|decrypted| decrypted.item)
            }
        }
    }

    fn malformed(&self, attribute: Option<&str>, problem: MalformedProblem) -> Error {
        Error::MalformedItem {
            table: self.current.table().logical_name().to_owned(),
            attribute: attribute.map(str::to_owned),
            problem,
        }
    }
}
