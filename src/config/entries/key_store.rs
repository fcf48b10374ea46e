//! Key stores and beacon keys, as they are declared.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::key_text::KeyPlace;
use super::keyring::Filter;

/// A [`KeyStore`](crate::KeyStore), with the cache of its branch keys.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct KeyStoreEntry {
    pub(in crate::config) table_name: String,
    pub(in crate::config) logical_name: Option<String>,
    /// The region of the table, if it is not that of the program's configuration.
    pub(in crate::config) region: Option<String>,
    pub(in crate::config) kms: StoreKms,
    #[serde(default)]
    pub(in crate::config) grant_tokens: Vec<String>,
    pub(in crate::config) id: Option<String>,
    pub(in crate::config) cache: CacheEntry,
}

/// A [`KmsConfiguration`](crate::KmsConfiguration).
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::config) enum StoreKms {
    KeyArn(String),
    MrkArn(String),
    Discovery(StoreDiscovery),
    MrkDiscovery(StoreDiscovery),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct StoreDiscovery {
    pub(in crate::config) region: String,
    pub(in crate::config) filter: Option<Filter>,
}

/// How keys are kept that were fetched.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct CacheEntry {
    pub(in crate::config) ttl_seconds: u64,
    pub(in crate::config) grace_period_seconds: Option<u64>,
    pub(in crate::config) capacity: Option<u32>,
}

/// A source of beacon keys.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::config) enum BeaconKeysEntry {
    KeyStore(StoreBeacons),
    Kms(KmsBeacons),
    KmsMac(MacBeacons),
    InMemory(MemoryBeacons),
}

/// The beacon keys of a key store.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct StoreBeacons {
    /// Name of the key store.
    pub(in crate::config) key_store: String,
    pub(in crate::config) cache: CacheEntry,
}

/// [`KmsBeaconKeys`](crate::KmsBeaconKeys).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct KmsBeacons {
    pub(in crate::config) key: String,
    /// What `KmsBeaconKeys::generate` has returned for each id, in base64. That is no secret.
    pub(in crate::config) wrapped: BTreeMap<String, String>,
    #[serde(default)]
    pub(in crate::config) grant_tokens: Vec<String>,
    pub(in crate::config) cache: CacheEntry,
}

/// [`KmsMacBeaconKeys`](crate::KmsMacBeaconKeys).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct MacBeacons {
    pub(in crate::config) key: String,
    #[serde(default)]
    pub(in crate::config) grant_tokens: Vec<String>,
    pub(in crate::config) cache: CacheEntry,
}

/// [`InMemoryBeaconKeys`](crate::InMemoryBeaconKeys).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct MemoryBeacons {
    pub(in crate::config) keys: BTreeMap<String, KeyPlace>,
}
