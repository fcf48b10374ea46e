//! What identifies a walk's task, and what its items cost.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::crypto::mac::Sha256Hasher;
use crate::item::ItemHeader;
use crate::table::TableConfig;
use crate::value::Item;

/// The kinds of keys that cost a call to AWS KMS for each item.
const OF_KMS: [&str; 3] = ["aws-kms", "aws-kms-rsa", "aws-kms-ecdh"];

/// What a configuration would write, in a few characters: another one gives another text. Keys are not in it.
pub(super) fn of_table(table: &TableConfig) -> String {
    let mut hasher = Sha256Hasher::default();
    let mut add = |text: &str| hasher.update_part(text.as_bytes());
    add(table.logical_name());
    add(&format!("{:#06x}", table.suite().id()));
    let actions: BTreeMap<_, _> = table.actions().collect();
    for (name, action) in actions {
        add(name);
        add(action.as_str());
        add(&format!("{:?}", table.padding(name)));
    }
    add(&format!("{:?}", table.action_for_others()));
    add(&table.header_version().number().to_string());
    if let Some(search) = table.search() {
        add(&search.described());
    }
    let mut text = String::new();
    for byte in hasher.finish() {
        // Writing into a text does not fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Whether it takes a call to AWS KMS to read the item, going by what its header says.
pub(super) fn is_unwrapped_by_kms(stored: &Item) -> bool {
    ItemHeader::of(stored)
        .is_ok_and(|header| header.data_keys.iter().any(|key| OF_KMS.contains(&key.provider_id.as_str())))
}
