//! The beacons of an item that is sealed.

use std::sync::Arc;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::crypto::CryptoError;
use crate::error::{Error, ItemProblem};
use crate::expression::equal;
use crate::key_store::BeaconKey;
use crate::keyring::WrappedDataKey;
use crate::keyring::hierarchical::PROVIDER_ID;
use crate::search::{
    CompoundBeacon, Failed, Hashes, KeyChoice, KeyPreimage, Length, NoSuchPartition, Preimages, SearchModel,
    Selected,
};
use crate::table::TableConfig;
use crate::value::Item;

/// What is taken from an item as it was given.
pub(super) struct GivenBeacons<'a> {
    table: &'a TableConfig,
    search: &'a SearchModel,
    preimages: Preimages<'a>,
    selected: Selected,
}

/// What an item's beacons are made of.
pub(super) struct ItemBeacons<'a> {
    given: GivenBeacons<'a>,
    partition: Partition,
}

/// The partition of an item, or what decides on it.
enum Partition {
    Known(u8),
    ByKey(KeyPreimage),
}

impl<'a> GivenBeacons<'a> {
    /// Takes what the beacons are made of from an item as it was given. Adds the item's signed beacons, and takes out what
    /// names its tenant, unless that is stored. `None` where nothing can be searched for.
    pub(super) fn take(table: &'a TableConfig, item: &mut Item) -> Result<Option<Self>, Error> {
        let Some(search) = table.search() else { return Ok(None) };
        let no_partition = |NoSuchPartition| invalid(table, None, ItemProblem::NoSuchPartition);
        let selected = search.select(item).map_err(no_partition)?;
        let preimages = search.preimages(item).map_err(|failed| not_made(table, failed))?;
        search.add_signed(item).map_err(|failed| not_made(table, failed))?;
        if let Some(tenant) = search.dropped_tenant() {
            item.remove(tenant);
        }
        Ok(Some(GivenBeacons { table, search, preimages, selected }))
    }

    /// Takes the item's primary key, where that decides on its partition.
    pub(super) fn with_key(self, item: &Item) -> Result<ItemBeacons<'a>, Error> {
        let partition = match self.selected {
            Selected::Partition(partition) => Partition::Known(partition),
            Selected::ByKey => {
                let values = self.table.keys().filter_map(|key| item.get(key).map(|value| (key, value)));
                let preimage = self
                    .search
                    .key_preimage(values)
                    .map_err(|(name, problem)| invalid(self.table, Some(name), ItemProblem::Value(problem)))?;
                Partition::ByKey(preimage)
            }
        };
        Ok(ItemBeacons { given: self, partition })
    }
}

impl ItemBeacons<'_> {
    /// How many attributes will store the beacons.
    pub(super) fn len(&self) -> usize {
        self.given.preimages.len()
    }

    /// Hashes for an item that is stored, and belongs to `tenant`. It stays in the partition that most of its beacons are of:
    /// another client may have chosen it at random. An item that has none gets the one that it would get if it were written.
    pub(super) async fn hash_as_stored(&self, tenant: Option<&str>, stored: &Item) -> Result<Item, Error> {
        let GivenBeacons { table, search, preimages, .. } = &self.given;
        let id = match search.keys().choice() {
            KeyChoice::Single(id) => id,
            KeyChoice::PerTenant(_) => tenant.ok_or_else(|| invalid(table, None, ItemProblem::NoTenant))?,
        };
        let key = self.fetch(id).await?;
        let hashed = || {
            let hashes = search.hashes(&key)?;
            let own = self.partition(&hashes)?;
            let hashed = |partition, length| {
                let mut beacons = Item::new();
                preimages.hash_of(length, &mut beacons, &hashes, partition).map(|()| beacons)
            };
            let is_stored = |(name, value): &(&String, &AttributeValue)| {
                stored.get(*name).is_some_and(|stored| equal(stored, value))
            };
            let as_stored = |beacons: &Item| beacons.iter().filter(is_stored).count();
            let in_partition = |partition| {
                let beacons = hashed(partition, Length::Present)?;
                let mut same = as_stored(&beacons);
                // Beacons of a former length tell the partition as well.
                if search.has_former_lengths() {
                    same = same.max(as_stored(&hashed(partition, Length::Former)?));
                }
                Ok::<_, CryptoError>((beacons, same))
            };
            let (mut best, mut most) = in_partition(own)?;
            let there = best.keys().filter(|name| stored.contains_key(*name)).count();
            for other in (0..search.partitions()).filter(|other| *other != own) {
                if most == there {
                    break;
                }
                let (beacons, same) = in_partition(other)?;
                if same > most {
                    (best, most) = (beacons, same);
                }
            }
            Ok(best)
        };
        hashed().map_err(|CryptoError| Error::Crypto { table: table.logical_name().to_owned() })
    }

    /// Fetches the beacon key of an item with these data keys.
    ///
    /// Source: `specification/searchable-encryption/search-config.md`, section "Get beacon key after encrypt".
    pub(super) async fn beacon_key(&self, data_keys: &[WrappedDataKey]) -> Result<Arc<BeaconKey>, Error> {
        let GivenBeacons { table, search, .. } = &self.given;
        let id = match search.keys().choice() {
            KeyChoice::Single(id) => id,
            KeyChoice::PerTenant(_) => {
                tenant(data_keys).ok_or_else(|| invalid(table, None, ItemProblem::NoTenant))?
            }
        };
        self.fetch(id).await
    }

    async fn fetch(&self, id: &str) -> Result<Arc<BeaconKey>, Error> {
        let GivenBeacons { table, search, .. } = &self.given;
        let key = search.keys().fetch(id).await;
        key.map_err(|source| Error::Key { table: table.logical_name().to_owned(), source })
    }

    /// Hashes, and gives `item` the attributes that store the beacons.
    ///
    /// Source: `specification/dynamodb-encryption-client/ddb-support.md`, section "GetEncryptedBeacons".
    pub(super) fn hash_into(&self, item: &mut Item, key: &BeaconKey) -> Result<(), Error> {
        let GivenBeacons { table, search, preimages, .. } = &self.given;
        let mut hashed = || {
            let hashes = search.hashes(key)?;
            preimages.hash_into(item, &hashes, self.partition(&hashes)?)
        };
        hashed().map_err(|CryptoError| Error::Crypto { table: table.logical_name().to_owned() })
    }

    /// The partition of an item that is written.
    fn partition(&self, hashes: &Hashes) -> Result<u8, CryptoError> {
        match &self.partition {
            Partition::Known(partition) => Ok(*partition),
            Partition::ByKey(preimage) => self.given.search.stable_partition(hashes, preimage),
        }
    }
}

/// Brings the signed beacons of an open item up to date, after it was changed from what was `before`: those that were left
/// as they were are computed anew. Takes out what names its tenant, unless that is stored.
pub(crate) fn refresh(table: &TableConfig, before: Option<&Item>, item: &mut Item) -> Result<(), Error> {
    let Some(search) = table.search() else { return Ok(()) };
    let names = search.signed().iter().map(CompoundBeacon::name);
    let is_old = |name: &&str| before.is_some_and(|before| before.get(*name) == item.get(*name));
    let old: Vec<_> = names.filter(is_old).collect();
    for name in old {
        item.remove(name);
    }
    search.add_signed(item).map_err(|failed| not_made(table, failed))?;
    if let Some(tenant) = search.dropped_tenant() {
        item.remove(tenant);
    }
    Ok(())
}

/// The tenant of an item: the branch key that wraps its only data key.
///
/// Source: `specification/searchable-encryption/search-config.md`, section "Get beacon key id from Parsed Header".
fn tenant(data_keys: &[WrappedDataKey]) -> Option<&str> {
    match data_keys {
        [WrappedDataKey { encrypted, .. }] if encrypted.provider_id == PROVIDER_ID => {
            std::str::from_utf8(&encrypted.provider_info).ok()
        }
        _ => None,
    }
}

fn not_made(table: &TableConfig, failed: Failed) -> Error {
    let Failed { beacon, attribute, problem } = failed;
    invalid(table, attribute.as_deref(), ItemProblem::Beacon { beacon, problem })
}

fn invalid(table: &TableConfig, attribute: Option<&str>, problem: ItemProblem) -> Error {
    let (table, attribute) = (table.logical_name().to_owned(), attribute.map(str::to_owned));
    Error::InvalidItem { table, attribute, problem }
}
