//! Making key stores, and sources of beacon keys.

use std::sync::Arc;
use std::time::Duration;

use aws_smithy_types::base64;

use super::keyring::{Maker, filter};
use super::{Failure, Way, key_text};
use crate::config::EntryProblem;
use crate::config::entries::key_store::{
    BeaconKeysEntry, CacheEntry, KeyStoreEntry, KmsBeacons, MacBeacons, MemoryBeacons, StoreBeacons,
    StoreDiscovery, StoreKms,
};
use crate::config::entries::key_text::Encoding;
use crate::error::KeyStoreError;
use crate::key_store::{
    BeaconKey, BranchKeyCache, BranchKeySource, CachedBranchKeys, KeyStore, KmsConfiguration,
};
use crate::kms::arn;
use crate::kms::filter::DiscoveryFilter;
use crate::search::{BeaconKeySource, CachedBeaconKeys, InMemoryBeaconKeys, KmsBeaconKeys, KmsMacBeaconKeys};

impl From<KeyStoreError> for EntryProblem {
    fn from(error: KeyStoreError) -> Self {
        EntryProblem::KeyStore(error)
    }
}

/// A key store, and its branch keys behind their cache. All keyrings share both.
#[derive(Clone)]
pub(super) struct Store {
    pub(super) store: Arc<KeyStore>,
    pub(super) branch_keys: Arc<dyn BranchKeySource>,
}

pub(super) type Beacons = Arc<dyn BeaconKeySource>;

impl Maker<'_> {
    /// The key store itself, without a cache.
    pub(super) async fn key_store(&self, entry: &KeyStoreEntry, way: &Way<'_>) -> Result<KeyStore, Failure> {
        let kms_way = way.to("kms");
        let (configuration, region, filter) = match &entry.kms {
            StoreKms::KeyArn(key) => {
                (KmsConfiguration::KeyArn(key.clone()), region_of(key, &kms_way.to("key_arn"))?, None)
            }
            StoreKms::MrkArn(key) => {
                (KmsConfiguration::MrkArn(key.clone()), region_of(key, &kms_way.to("mrk_arn"))?, None)
            }
            StoreKms::Discovery(entry) => {
                (KmsConfiguration::Discovery, entry.region.as_str(), admitted(entry, &kms_way.to("discovery"))?)
            }
            StoreKms::MrkDiscovery(entry) => {
                let region = entry.region.clone();
                let filter = admitted(entry, &kms_way.to("mrk_discovery"))?;
                (KmsConfiguration::MrkDiscovery { region }, entry.region.as_str(), filter)
            }
        };
        let kms = self.clients.kms_in(region).await.map_err(|problem| kms_way.failed(problem))?;
        let dynamodb =
            self.clients.dynamodb_in(entry.region.as_deref()).map_err(|problem| way.failed(problem))?;
        let store = KeyStore::new(dynamodb, kms, &entry.table_name, configuration);
        let mut store = store.map_err(|error| kms_way.failed(error))?.with_grant_tokens(&entry.grant_tokens);
        if let Some(name) = &entry.logical_name {
            store = store.with_logical_name(name);
        }
        if let Some(filter) = filter {
            store = store.with_discovery_filter(filter);
        }
        if let Some(id) = &entry.id {
            store = store.with_id(id);
        }
        Ok(store)
    }

    pub(super) async fn store(&self, entry: &KeyStoreEntry, way: &Way<'_>) -> Result<Store, Failure> {
        let store = Arc::new(self.key_store(entry, way).await?);
        let CacheEntry { ttl_seconds, grace_period_seconds, capacity } = &entry.cache;
        let mut keys = CachedBranchKeys::new(Arc::clone(&store), Duration::from_secs(*ttl_seconds));
        if let Some(seconds) = grace_period_seconds {
            keys = keys.with_grace_period(Duration::from_secs(*seconds));
        }
        if let Some(capacity) = capacity {
            keys = keys.with_cache(&BranchKeyCache::new(size(*capacity)));
        }
        Ok(Store { store, branch_keys: Arc::new(keys) })
    }

    /// A source of beacon keys; `store` is the key store that it names, if it does.
    pub(super) async fn beacon_keys(
        &self,
        entry: &BeaconKeysEntry,
        store: Option<&Store>,
        way: &Way<'_>,
    ) -> Result<Beacons, Failure> {
        match entry {
            BeaconKeysEntry::KeyStore(StoreBeacons { key_store: _, cache }) => {
                let store = store.ok_or_else(|| {
                    way.failed(EntryProblem::Internal("a key store was checked and not made"))
                })?;
                Ok(cached(Arc::clone(&store.store), cache))
            }
            BeaconKeysEntry::Kms(entry) => self.kms_beacons(entry, &way.to("kms")).await,
            BeaconKeysEntry::KmsMac(MacBeacons { key, grant_tokens, cache }) => {
                let way = way.to("kms_mac");
                let keys = KmsMacBeaconKeys::new(self.client(key, &way).await?, key);
                let keys = keys.map_err(|error| way.to("key").failed(error))?;
                Ok(cached(keys.with_grant_tokens(grant_tokens), cache))
            }
            BeaconKeysEntry::InMemory(MemoryBeacons { keys }) => {
                let mut source = InMemoryBeaconKeys::new();
                let way = way.to("in_memory").to("keys");
                for (id, place) in keys {
                    let way = way.to(id);
                    let bytes = key_text::read(place, &way, self.folder, Encoding::Base64)?;
                    let bytes = <&[u8; 32]>::try_from(&bytes[..])
                        .map_err(|_| way.failed(EntryProblem::KeyText("a beacon key is exactly 32 bytes")))?;
                    source = source.with(id, BeaconKey::new(bytes));
                }
                Ok(Arc::new(source))
            }
        }
    }

    async fn kms_beacons(&self, entry: &KmsBeacons, way: &Way<'_>) -> Result<Beacons, Failure> {
        let KmsBeacons { key, wrapped, grant_tokens, cache } = entry;
        let keys = KmsBeaconKeys::new(self.client(key, way).await?, key);
        let mut keys = keys.map_err(|error| way.to("key").failed(error))?.with_grant_tokens(grant_tokens);
        for (id, text) in wrapped {
            let way = way.to("wrapped").to(id);
            let bytes = base64::decode(text)
                .map_err(|_| way.failed(EntryProblem::KeyText("a wrapped beacon key is in base64")))?;
            keys = keys.with(id, bytes).map_err(|error| way.failed(error))?;
        }
        Ok(cached(keys, cache))
    }
}

fn region_of<'a>(key: &'a str, way: &Way<'_>) -> Result<&'a str, Failure> {
    arn::parse(key).map(|arn| arn.region).map_err(|error| way.failed(error))
}

fn admitted(entry: &StoreDiscovery, way: &Way<'_>) -> Result<Option<DiscoveryFilter>, Failure> {
    filter(entry.filter.as_ref(), way)
}

fn cached<S: BeaconKeySource + 'static>(source: S, entry: &CacheEntry) -> Beacons {
    let CacheEntry { ttl_seconds, grace_period_seconds, capacity } = entry;
    let mut keys = CachedBeaconKeys::new(source, Duration::from_secs(*ttl_seconds));
    if let Some(seconds) = grace_period_seconds {
        keys = keys.with_grace_period(Duration::from_secs(*seconds));
    }
    if let Some(capacity) = capacity {
        keys = keys.with_capacity(size(*capacity));
    }
    Arc::new(keys)
}

/// A number of entries; as large as there are, where those are smaller.
pub(super) fn size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
