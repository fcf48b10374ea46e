//! Checks that whatever an entry names is there.

use std::collections::BTreeMap;

use super::keyring::branch_key_choice;
use super::{Failure, Way};
use crate::config::EntryProblem;
use crate::config::entries::Entries;
use crate::config::entries::key_store::BeaconKeysEntry;
use crate::config::entries::keyring::{Hierarchical, KeyringEntry};
use crate::config::suggest::closest;

/// That a keyring of several has none to write with.
pub(super) fn no_keyrings(way: &Way<'_>) -> Failure {
    let problem = "a keyring of several needs at least one that writes";
    way.to("keyrings").failed(EntryProblem::Choice(problem))
}

/// Checks that whatever an entry names is there, and no keyring is made of itself.
pub(in crate::config) fn check_names(entries: &Entries) -> Result<(), Failure> {
    check_keyrings(entries)?;
    for (name, entry) in &entries.keyrings {
        let KeyringEntry::Hierarchical(Hierarchical { key_store, branch_key, branch_key_of }) = entry else {
            continue;
        };
        let way = Way::new(["keyrings", name, "hierarchical"]);
        check_store(entries, key_store, &way)?;
        if branch_key.is_some() == branch_key_of.is_some() {
            return Err(branch_key_choice(&way));
        }
    }
    for (name, entry) in &entries.beacon_keys {
        if let BeaconKeysEntry::KeyStore(entry) = entry {
            check_store(entries, &entry.key_store, &Way::new(["beacon_keys", name, "key_store"]))?;
        }
    }
    for (table, entry) in &entries.tables {
        let Some((kind, source)) = entry.search.as_ref().map(|search| search.keys.source()) else { continue };
        if !entries.beacon_keys.contains_key(source) {
            let way = Way::new(["tables", table, "search", "keys", kind, "source"]);
            return Err(way.failed(no_such("source of beacon keys", source, &entries.beacon_keys)));
        }
    }
    Ok(())
}

fn check_store(entries: &Entries, name: &str, way: &Way<'_>) -> Result<(), Failure> {
    if entries.key_stores.contains_key(name) {
        return Ok(());
    }
    Err(way.to("key_store").failed(no_such("key store", name, &entries.key_stores)))
}

/// Checks that all keyrings are made of keyrings that there are, and none of itself.
fn check_keyrings(entries: &Entries) -> Result<(), Failure> {
    for (name, entry) in &entries.keyrings {
        if matches!(entry, KeyringEntry::Multi(multi) if multi.keyrings.is_empty()) {
            return Err(no_keyrings(&Way::new(["keyrings", name, "multi"])));
        }
        needed(entries, name, &Way::new(["keyrings", name]))?;
    }
    for (table, entry) in &entries.tables {
        needed(entries, &entry.keyring, &Way::new(["tables", table, "keyring"]))?;
    }
    Ok(())
}

/// The keyrings that keyring `name` needs, each before those that are made of it, and itself at the end.
pub(super) fn needed<'a>(entries: &'a Entries, name: &str, way: &Way<'_>) -> Result<Vec<&'a str>, Failure> {
    let known = |name: &str| entries.keyrings.get_key_value(name).map(|(name, entry)| (name.as_str(), entry));
    let first = known(name).ok_or_else(|| way.failed(no_such("keyring", name, &entries.keyrings)))?;
    let mut done: Vec<&str> = Vec::new();
    // Those that are being looked at, each with the parts that are still to be.
    let mut open = vec![(first.0, first.1.parts())];
    while let Some((current, parts)) = open.last_mut() {
        let current = *current;
        let Some((list, number, part)) = parts.next() else {
            done.push(current);
            open.pop();
            continue;
        };
        let way = Way::new(["keyrings", current, "multi", list]);
        let Some((part, entry)) = known(part) else {
            return Err(way.failed(no_such("keyring", part, &entries.keyrings)).numbered(number));
        };
        if open.iter().any(|(name, _)| *name == part) {
            return Err(way.failed(EntryProblem::Circle).numbered(number));
        }
        if !done.contains(&part) {
            open.push((part, entry.parts()));
        }
    }
    Ok(done)
}

/// That there is nothing of this name.
pub(in crate::config) fn no_such<T>(
    what: &'static str,
    name: &str,
    known: &BTreeMap<String, T>,
) -> EntryProblem {
    let meant = closest(name, known.keys().map(String::as_str)).map(str::to_owned);
    EntryProblem::NoSuch { what, name: name.to_owned(), meant }
}
