//! What a configuration can say, as serde reads it. An entry has the name of what it calls: the method of a builder, or the
//! parameter.

pub(super) mod key_text;
pub(super) mod keyring;
pub(super) mod table;

use std::collections::BTreeMap;

use serde::Deserialize;

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
}
