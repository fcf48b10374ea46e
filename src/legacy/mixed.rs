//! Tables that hold items in both formats.
//!
//! Source: `specification/dynamodb-encryption-client/ddb-table-encryption-config.md`.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use super::action::LegacyAction;
use super::{Item, LegacyEncryptor};
use crate::error::{ConfigProblem, Error};
use crate::future::BoxFuture;
use crate::table::{LegacyFormat, TableConfigBuilder};

/// Which format a table is written in, and whether the legacy format is read.
///
/// Example: [`legacy`](crate::legacy).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum LegacyPolicy {
    /// Items are written in the legacy format; both are read. For as long as some readers know only the legacy format.
    ForceWriteAllowRead,
    /// Items are written in the current format; both are read. While there are still legacy items.
    #[default]
    ForbidWriteAllowRead,
    /// Items are written and read in the current format only.
    ForbidWriteForbidRead,
}

impl LegacyPolicy {
    const ALL: [LegacyPolicy; 3] = [
        LegacyPolicy::ForceWriteAllowRead,
        LegacyPolicy::ForbidWriteAllowRead,
        LegacyPolicy::ForbidWriteForbidRead,
    ];

    /// AWS's name of the policy.
    pub fn as_str(self) -> &'static str {
        match self {
            LegacyPolicy::ForceWriteAllowRead => "FORCE_LEGACY_ENCRYPT_ALLOW_LEGACY_DECRYPT",
            LegacyPolicy::ForbidWriteAllowRead => "FORBID_LEGACY_ENCRYPT_ALLOW_LEGACY_DECRYPT",
            LegacyPolicy::ForbidWriteForbidRead => "FORBID_LEGACY_ENCRYPT_FORBID_LEGACY_DECRYPT",
        }
    }
}

impl fmt::Display for LegacyPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for LegacyPolicy {
    type Err = Error;

    /// Reads AWS's name of the policy, as [`as_str`](Self::as_str) writes it.
    fn from_str(name: &str) -> Result<Self, Error> {
        let known = "FORCE_LEGACY_ENCRYPT_ALLOW_LEGACY_DECRYPT, FORBID_LEGACY_ENCRYPT_ALLOW_LEGACY_DECRYPT and \
                     FORBID_LEGACY_ENCRYPT_FORBID_LEGACY_DECRYPT";
        let named = Self::ALL.into_iter().find(|policy| policy.as_str() == name);
        named.ok_or_else(|| Error::unknown_name("legacy policy", known))
    }
}

/// With the feature `legacy`.
impl TableConfigBuilder {
    /// The table may also hold items in the legacy format. An item's attributes decide which format it is in;
    /// an item that has only some of a format's attributes, or those of both, is refused.
    ///
    /// As long as the legacy format is read, whoever has its keys can write items that readers accept, with that
    /// format's weaker guarantees; and conditions may not name attributes that are encrypted in either format. Move
    /// the items ([`manual::legacy_format`](crate::manual::legacy_format) says how), then forbid it.
    ///
    /// Items of the legacy format have no writer's signature. Beside a material provider that [trusts some writers
    /// only](crate::DefaultMaterialProvider::trust_writers), reading them has to be
    /// [asked for](TableConfigBuilder::allow_items_without_writer).
    ///
    /// Replaces an earlier call. With a plaintext policy other than the default,
    /// [`build`](TableConfigBuilder::build) reports [`ConfigProblem::PlaintextAndLegacy`]. The only items without a
    /// signature that can be read beside legacy ones are those that
    /// [`reading_items_that_were_never_signed`](super::LegacyEncryptorBuilder::reading_items_that_were_never_signed)
    /// describes.
    ///
    /// Source: `specification/dynamodb-encryption-client/ddb-table-encryption-config.md`, section "Legacy Config".
    pub fn legacy(self, encryptor: LegacyEncryptor, policy: LegacyPolicy) -> Self {
        self.legacy_format(Arc::new(LegacyTable { encryptor, policy }))
    }
}

/// The legacy format of a table, and what the table does with it.
#[derive(Debug)]
struct LegacyTable {
    encryptor: LegacyEncryptor,
    policy: LegacyPolicy,
}

impl LegacyFormat for LegacyTable {
    fn of_table(&self, logical_name: &str) -> Arc<dyn LegacyFormat> {
        let encryptor = LegacyEncryptor::new(self.encryptor.config.labelled(logical_name));
        Arc::new(LegacyTable { encryptor, policy: self.policy })
    }

    fn is_written(&self) -> bool {
        self.policy == LegacyPolicy::ForceWriteAllowRead
    }

    fn is_read(&self) -> bool {
        self.policy != LegacyPolicy::ForbidWriteForbidRead
    }

    fn signature_attribute(&self) -> &str {
        &self.encryptor.config.signature_attribute
    }

    fn description_attribute(&self) -> &str {
        &self.encryptor.config.description_attribute
    }

    fn encrypts(&self, attribute: &str) -> bool {
        self.encryptor.config.actions.of(attribute) == LegacyAction::EncryptAndSign
    }

    fn signs(&self, attribute: &str) -> bool {
        self.encryptor.config.actions.of(attribute) != LegacyAction::DoNothing
    }

    fn check(
        &self,
        partition_key: &str,
        sort_key: Option<&str>,
    ) -> Result<(), (Option<String>, ConfigProblem)> {
        let config = &self.encryptor.config;
        // Items would be written as plaintext.
        if config.actions.are_none() {
            return Err((None, ConfigProblem::NothingSigned));
        }
        // The legacy configuration may name no keys: most providers do not need them.
        for (named, key) in [(&config.partition_key, Some(partition_key)), (&config.sort_key, sort_key)] {
            if named.is_some() && named.as_deref() != key {
                return Err((named.clone(), ConfigProblem::LegacyKey));
            }
        }
        for key in [Some(partition_key), sort_key].into_iter().flatten() {
            if self.encrypts(key) {
                let required = LegacyAction::SignOnly.as_str();
                return Err((Some(key.to_owned()), ConfigProblem::KeyAction { required }));
            }
            if !self.signs(key) && !config.moves_between_keys {
                return Err((Some(key.to_owned()), ConfigProblem::UnsignedLegacyKey));
            }
        }
        Ok(())
    }

    fn was_never_signed(&self, item: &Item) -> bool {
        self.encryptor.config.was_never_signed(item)
    }

    fn seal(&self, item: Item) -> BoxFuture<'_, Result<Item, Error>> {
        Box::pin(self.encryptor.encrypt_item(item))
    }

    fn open(&self, item: Item) -> BoxFuture<'_, Result<Item, Error>> {
        Box::pin(self.encryptor.decrypt_item(item))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_legacy_policy_is_read_as_it_is_written() {
        for policy in LegacyPolicy::ALL {
            assert_eq!(policy.to_string().parse::<LegacyPolicy>().unwrap(), policy);
        }
        for other in ["", "FORCE_LEGACY_ENCRYPT", "forbid_legacy_encrypt_allow_legacy_decrypt"] {
            let refused = other.parse::<LegacyPolicy>().unwrap_err().to_string();
            assert!(LegacyPolicy::ALL.iter().all(|policy| refused.contains(policy.as_str())), "{refused}");
        }
    }
}
