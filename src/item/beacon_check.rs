//! Comparing the beacons of a stored item with those that it should have.

use std::fmt;

use super::beacons::GivenBeacons;
use super::{ItemFormat, format, open, seal};
use crate::error::{ConfigProblem, Error, MalformedProblem};
use crate::expression::equal;
use crate::format::edk::EncryptedDataKey;
use crate::keyring::hierarchical::PROVIDER_ID;
use crate::search::{BEACON_PREFIX, SearchModel};
use crate::table::TableConfig;
use crate::value::Item;

/// What is wrong with the beacons of a stored item: the names of the attributes that store them.
///
/// Example: [`check_beacons`](crate::ItemEncryptor::check_beacons).
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct BeaconCheck {
    /// Beacons that the item should have and lacks: it was written without the search, or before the beacon was declared.
    pub missing: Vec<String>,
    /// Beacons that have another value than they should: they were made with another length, partition or key, or somebody
    /// has changed them. They are not signed.
    pub altered: Vec<String>,
    /// Beacons that the item should not have: they are not declared any more, or the item has no value for them.
    pub surplus: Vec<String>,
    /// Whether the item has to be sealed again, because a missing beacon is signed.
    pub is_resealed: bool,
    /// The item with its beacons, as it should be stored.
    corrected: Option<Item>,
}

impl BeaconCheck {
    /// Whether the item has the beacons that it should have, and no others.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.missing.is_empty() && self.altered.is_empty() && self.surplus.is_empty()
    }

    /// The item as it should be stored, to [replace](crate::Replacement::of) the stored one; `None` if that is right. Only
    /// beacons differ, unless a signed beacon is missing: then the item is sealed again.
    #[must_use]
    pub fn into_corrected(self) -> Option<Item> {
        self.corrected
    }

    /// Takes out the item as it should be stored.
    pub(crate) fn take_corrected(&mut self) -> Option<Item> {
        self.corrected.take()
    }
}

/// Without the item.
impl fmt::Debug for BeaconCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BeaconCheck")
            .field("missing", &self.missing)
            .field("altered", &self.altered)
            .field("surplus", &self.surplus)
            .field("is_resealed", &self.is_resealed)
            .finish_non_exhaustive()
    }
}

/// Opens `stored`, computes its beacons, and compares.
pub(super) async fn check(table: &TableConfig, stored: &Item) -> Result<BeaconCheck, Error> {
    let no_search = || Error::config(Some(table.logical_name()), None, ConfigProblem::NoSearch);
    table.search().ok_or_else(no_search)?;
    let problem = match format::of(table, stored)? {
        ItemFormat::Current => None,
        ItemFormat::Legacy => Some(MalformedProblem::Legacy),
        ItemFormat::Plaintext => Some(MalformedProblem::Plaintext),
    };
    if let Some(problem) = problem {
        return Err(Error::malformed(table.logical_name(), None, problem));
    }
    let opened = open::open_current(table, stored.clone()).await?;
    let data_keys = &opened.header.data_keys;
    let mut check = compare(table, stored, opened.item.clone(), data_keys).await?;
    if !check.is_right() {
        check.corrected = Some(corrected(table, stored, opened.item, &check, data_keys).await?);
    }
    Ok(check)
}

/// Compares the beacons of `stored` with those that `item`, which it is when it is open, should have.
pub(super) async fn compare(
    table: &TableConfig,
    stored: &Item,
    mut item: Item,
    data_keys: &[EncryptedDataKey],
) -> Result<BeaconCheck, Error> {
    let (search, hashed) = hash(table, stored, &mut item, data_keys).await?;
    let mut check = BeaconCheck::default();
    for (name, value) in &hashed {
        match stored.get(name) {
            None => check.missing.push(name.clone()),
            Some(stored) if !equal(stored, value) => check.altered.push(name.clone()),
            Some(_) => {}
        }
    }
    let is_surplus = |name: &&String| name.starts_with(BEACON_PREFIX) && !hashed.contains_key(*name);
    check.surplus = stored.keys().filter(is_surplus).cloned().collect();
    // Those that no part of is encrypted. What is there was found to be right.
    let signed = search.signed().iter().map(|beacon| beacon.name());
    let unsealed: Vec<_> =
        signed.filter(|name| item.contains_key(*name) && !stored.contains_key(*name)).collect();
    check.is_resealed = !unsealed.is_empty();
    check.missing.extend(unsealed.into_iter().map(str::to_owned));
    [&mut check.missing, &mut check.altered, &mut check.surplus]
        .into_iter()
        .for_each(|names| names.sort_unstable());
    Ok(check)
}

/// The beacons that an item should have, which is `item` when it is open. Gives that its signed beacons.
async fn hash<'a>(
    table: &'a TableConfig,
    stored: &Item,
    item: &mut Item,
    data_keys: &[EncryptedDataKey],
) -> Result<(&'a SearchModel, Item), Error> {
    let no_search = || Error::config(Some(table.logical_name()), None, ConfigProblem::NoSearch);
    let search = table.search().ok_or_else(no_search)?;
    let given = GivenBeacons::take(table, item)?.ok_or_else(no_search)?;
    let hashed = given.with_key(item)?.hash_as_stored(tenant(data_keys), stored).await?;
    Ok((search, hashed))
}

/// The item as it should be stored, after it was [compared](compare).
pub(super) async fn corrected(
    table: &TableConfig,
    stored: &Item,
    mut item: Item,
    check: &BeaconCheck,
    data_keys: &[EncryptedDataKey],
) -> Result<Item, Error> {
    let (_, hashed) = hash(table, stored, &mut item, data_keys).await?;
    let mut corrected = if check.is_resealed { seal::seal(table, item).await? } else { stored.clone() };
    corrected.extend(hashed);
    check.surplus.iter().for_each(|name| _ = corrected.remove(name));
    Ok(corrected)
}

/// The tenant of an item: the branch key that wraps its only data key.
fn tenant(data_keys: &[EncryptedDataKey]) -> Option<&str> {
    match data_keys {
        [key] if key.provider_id == PROVIDER_ID => str::from_utf8(&key.provider_info).ok(),
        _ => None,
    }
}
