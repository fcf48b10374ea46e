//! What a configuration can say, as serde reads it. An entry has the name of what it calls: the method of a builder, or the
//! parameter.

pub(super) mod key_store;
pub(super) mod key_text;
pub(super) mod keyring;
#[cfg(feature = "legacy")]
pub(super) mod legacy;
pub(super) mod search;
pub(super) mod table;

use std::collections::BTreeMap;

use serde::Deserialize;

use key_store::{BeaconKeysEntry, KeyStoreEntry};
use keyring::KeyringEntry;
use table::TableEntry;

/// A whole configuration.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entries {
    /// For editors, which find the schema by it.
    #[serde(rename = "$schema")]
    _schema: Option<String>,
    /// The tables, by their logical names.
    #[serde(default)]
    pub(super) tables: BTreeMap<String, TableEntry>,
    /// The keyrings, by names of the file's own.
    #[serde(default)]
    pub(super) keyrings: BTreeMap<String, KeyringEntry>,
    /// The key stores, by names of the file's own.
    #[serde(default)]
    pub(super) key_stores: BTreeMap<String, KeyStoreEntry>,
    /// The sources of beacon keys, by names of the file's own.
    #[serde(default)]
    pub(super) beacon_keys: BTreeMap<String, BeaconKeysEntry>,
}
