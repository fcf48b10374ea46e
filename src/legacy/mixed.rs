//! Tables that hold items in both formats.
//!
//! Source: `specification/dynamodb-encryption-client/ddb-table-encryption-config.md`, section "Legacy Policy".

use std::sync::Arc;

use super::action::LegacyAction;
use super::{Item, LegacyEncryptor};
use crate::error::{ConfigProblem, Error};
use crate::future::BoxFuture;
use crate::table::{OtherFormat, TableConfigBuilder};

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

/// With the feature `legacy`.
impl TableConfigBuilder {
    /// The table may hold items in the older format too. Which format an item is in is decided by its attributes;
    /// an item that has only a part of a format's, or those of both, is refused.
    ///
    /// As long as the older format is read, whoever has its keys can write items that are believed, with that
    /// format's weaker promises; and conditions may not name attributes that are encrypted in either format. Move
    /// the items ([`manual::older_format`](crate::manual::older_format) says how), and then forbid it.
    ///
    /// Items of the older format have no writer's signature. Beside a material provider that [trusts some writers
    /// only](crate::DefaultMaterialProvider::trust_writers), reading them has to be
    /// [asked for](TableConfigBuilder::allow_items_without_writer).
    ///
    /// Replaces what was given before. With a plaintext policy other than the default,
    /// [`build`](TableConfigBuilder::build) reports [`ConfigProblem::PlaintextAndLegacy`]. What can be read beside older
    /// items without a signature is what
    /// [`reading_items_that_were_never_signed`](super::LegacyEncryptorBuilder::reading_items_that_were_never_signed)
    /// describes.
    pub fn legacy(self, encryptor: LegacyEncryptor, policy: LegacyPolicy) -> Self {
        self.other_format(Arc::new(LegacyFormat { encryptor, policy }))
    }
}

/// The older format of a table, and what the table does with it.
#[derive(Debug)]
struct LegacyFormat {
    encryptor: LegacyEncryptor,
    policy: LegacyPolicy,
}

impl OtherFormat for LegacyFormat {
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
        // They may be missing here: most providers do not need them.
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
