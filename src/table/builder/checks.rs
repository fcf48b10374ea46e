//! Checks of a table's configuration, each of one part against the others.

use std::collections::{HashMap, HashSet};

use super::TableConfigBuilder;
use crate::error::{ConfigProblem, Error};
use crate::format::{RESERVED_CONTEXT_PREFIX, RESERVED_PREFIX, padding, path};
use crate::table::{AttributeAction, LegacyFormat, PlaintextPolicy, TableConfig};

/// Longest name of a key attribute, in UTF-16 code units.
const MAX_KEY_NAME: usize = 255;

impl TableConfigBuilder {
    /// The action of each attribute that was declared. No two declarations may contradict each other.
    pub(super) fn resolve_actions(&mut self) -> Result<HashMap<String, AttributeAction>, Error> {
        let declared = std::mem::take(&mut self.declared);
        let mut actions = HashMap::with_capacity(declared.len() + 2);
        for (name, action) in declared {
            if actions.insert(name.clone(), action).is_some_and(|other| other != action) {
                return Err(self.error(Some(&name), ConfigProblem::DuplicateDeclaration));
            }
        }
        if let Some((second, problem)) = self.contradiction.found() {
            return Err(self.error(Some(second), problem));
        }
        Ok(actions)
    }

    /// Gives the key attributes of table and indexes their action, or checks the one they were given.
    ///
    /// Source: `specification/dynamodb-encryption-client/ddb-table-encryption-config.md`, sections "Key Action" and
    /// "Attribute Actions".
    pub(super) fn resolve_keys(
        &self,
        partition_key: &str,
        actions: &mut HashMap<String, AttributeAction>,
    ) -> Result<(), Error> {
        if self.keys_are_declared && actions.values().all(|action| *action == AttributeAction::DoNothing) {
            return Err(self.error(None, ConfigProblem::NothingSigned));
        }
        // One context attribute makes header version 2, which wants the keys in the context as well.
        let context = AttributeAction::SignAndIncludeInEncryptionContext;
        let required =
            if actions.values().any(|action| *action == context) { context } else { AttributeAction::SignOnly };
        for key in [Some(partition_key), self.sort_key.as_deref()].into_iter().flatten() {
            if *self.resolve_key(key, required, actions)? != required {
                let problem = ConfigProblem::KeyAction { required: required.as_str() };
                return Err(self.error(Some(key), problem));
            }
        }
        for key in self.index_keys.iter().filter(|key| !self.is_allowed_unsigned(key)) {
            self.resolve_key(key, AttributeAction::SignOnly, actions)?;
        }
        Ok(())
    }

    /// The action of a key attribute, which gets `undeclared` if it was given none.
    ///
    /// Source: `specification/dynamodb-encryption-client/ddb-table-encryption-config.md`, sections "DynamoDB Partition
    /// Key Name" and "DynamoDB Sort Key Name".
    fn resolve_key<'a>(
        &self,
        key: &str,
        undeclared: AttributeAction,
        actions: &'a mut HashMap<String, AttributeAction>,
    ) -> Result<&'a AttributeAction, Error> {
        if !(1..=MAX_KEY_NAME).contains(&path::utf16_length(key)) {
            return Err(self.error(Some(key), ConfigProblem::KeyNameLength));
        }
        if self.keys_are_declared && !actions.contains_key(key) {
            return Err(self.error(Some(key), ConfigProblem::MissingKeyAction));
        }
        Ok(actions.entry(key.to_owned()).or_insert(undeclared))
    }

    /// Whether the rule of what may be unsigned allows it for an attribute.
    pub(super) fn is_allowed_unsigned(&self, name: &str) -> bool {
        self.unsigned_names.as_ref().is_some_and(|names| names.contains(name))
            || self.unsigned_prefix.as_deref().is_some_and(|prefix| name.starts_with(prefix))
    }

    /// Checks that other attributes have an action that needs no list of them.
    pub(super) fn check_others(&self) -> Result<(), Error> {
        match self.others {
            None | Some(AttributeAction::EncryptAndSign | AttributeAction::SignOnly) => Ok(()),
            Some(
                action @ (AttributeAction::SignAndIncludeInEncryptionContext | AttributeAction::DoNothing),
            ) => Err(self.error(None, ConfigProblem::ActionForOthers { action: action.as_str() })),
        }
    }

    /// Checks that DynamoDB can read the keys of indexes.
    pub(super) fn check_index_keys(&self, table: &TableConfig) -> Result<(), Error> {
        match table.index_keys().find(|key| table.encrypts(key)) {
            Some(key) => Err(self.error(Some(key), ConfigProblem::EncryptedIndexKey)),
            None => Ok(()),
        }
    }

    /// The number of bytes that each attribute is padded to.
    pub(super) fn resolve_padding(&self) -> Result<HashMap<String, usize>, Error> {
        let mut padding = HashMap::with_capacity(self.padded.len());
        for (name, bytes) in &self.padded {
            if !(1..=padding::MAX).contains(bytes) {
                return Err(self.error(Some(name), ConfigProblem::PaddingLength));
            }
            if padding.insert(name.clone(), *bytes).is_some_and(|other| other != *bytes) {
                return Err(self.error(Some(name), ConfigProblem::DuplicateDeclaration));
            }
        }
        Ok(padding)
    }

    /// Checks that only encrypted attributes are padded.
    pub(super) fn check_padding(&self, table: &TableConfig) -> Result<(), Error> {
        let is_encrypted = |name: &str| table.action(name) == Some(AttributeAction::EncryptAndSign);
        match self.padded.iter().find(|(name, _)| !is_encrypted(name)) {
            Some((name, _)) => Err(self.error(Some(name), ConfigProblem::PaddedNotEncrypted)),
            None => Ok(()),
        }
    }

    /// Checks the rule of what may be unsigned by itself.
    pub(super) fn check_unsigned_rule(&self) -> Result<(), Error> {
        if self.unsigned_names.as_ref().is_some_and(HashSet::is_empty) {
            return Err(self.error(None, ConfigProblem::EmptyAllowedUnsigned));
        }
        if self.unsigned_prefix.as_deref() == Some("") {
            return Err(self.error(None, ConfigProblem::EmptyUnsignedPrefix));
        }
        Ok(())
    }

    /// Checks every action against the rule of what may be unsigned, and against the reserved names.
    pub(super) fn check_actions(&self, table: &TableConfig) -> Result<(), Error> {
        let mut names: Vec<_> = table.0.actions.iter().collect();
        // Sorted, so that the same mistake is reported each time.
        names.sort_unstable_by_key(|(name, _)| *name);
        for (name, action) in names {
            if name.starts_with(RESERVED_PREFIX) || name.starts_with(RESERVED_CONTEXT_PREFIX) {
                return Err(self.error(Some(name), ConfigProblem::ReservedName));
            }
            match (action, table.is_unsigned(name)) {
                (AttributeAction::DoNothing, false) => {
                    return Err(self.error(Some(name), ConfigProblem::UnsignedNotAllowed));
                }
                (AttributeAction::DoNothing, true) | (_, false) => {}
                (_, true) => return Err(self.error(Some(name), ConfigProblem::SignedButAllowedUnsigned)),
            }
        }
        Ok(())
    }

    /// Checks the legacy format against the rest of the table.
    pub(super) fn check_legacy_format(&self, table: &TableConfig) -> Result<(), Error> {
        let Some(legacy) = table.legacy_format() else { return Ok(()) };
        // An item that lost its signature must not pass for plaintext.
        if self.plaintext != PlaintextPolicy::ForbidWriteForbidRead {
            return Err(self.error(None, ConfigProblem::PlaintextAndLegacy));
        }
        let mut names = [legacy.signature_attribute(), legacy.description_attribute()].into_iter();
        if let Some(name) = names.find(|name| table.action(name).is_some()) {
            return Err(self.error(Some(name), ConfigProblem::MetadataName));
        }
        legacy
            .check(table.partition_key(), table.sort_key())
            .map_err(|(attribute, problem)| self.error(attribute.as_deref(), problem))
    }

    /// Checks that nothing is read without regard to the trusted writers.
    pub(super) fn check_writers(&self, table: &TableConfig) -> Result<(), Error> {
        let without_writer =
            self.plaintext.reads_plaintext() || table.legacy_format().is_some_and(LegacyFormat::is_read);
        if without_writer && table.provider().trusts_some_writers_only() && !self.allow_items_without_writer {
            return Err(self.error(None, ConfigProblem::ItemsWithoutWriter));
        }
        Ok(())
    }

    /// Checks that each exception of the reader policy concerns something that is configured.
    pub(super) fn check_reader_policy(&self, table: &TableConfig) -> Result<(), Error> {
        let checked = table.reader_policy().check(table);
        checked.map_err(|(attribute, problem)| self.error(Some(&attribute), problem))
    }
}
