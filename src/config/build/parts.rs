//! What tables are made of besides their declarations: keys.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use super::key_store::{Beacons, Store};
use super::keyring::{Made, Maker};
#[cfg(feature = "legacy")]
use super::legacy::NoLegacyKeys;
use super::names::{needed, no_keyrings};
use super::{Failure, Way, key_text};
use crate::config::EntryProblem;
use crate::config::clients::AwsClients;
use crate::config::entries::Entries;
use crate::config::entries::key_store::{BeaconKeysEntry, KeyStoreEntry};
use crate::config::entries::key_text::Encoding;
use crate::config::entries::keyring::{KeyringEntry, Multi};
use crate::config::entries::search::KeyChoiceEntry;
use crate::config::entries::table::TableEntry;
use crate::error::KeyError;
use crate::future::BoxFuture;
use crate::key_store::KeyStore;
use crate::keyring::multi::MultiKeyring;
use crate::keyring::{Keyring, UnwrapRequest, WrapRequest, WrappedDataKey};
use crate::keys::UnwrappedDataKey;
#[cfg(feature = "legacy")]
use crate::legacy::Provider;
use crate::materials::WriterKey;
use crate::search::{BeaconKeySource, BeaconKeys, InMemoryBeaconKeys};

/// The keys of the tables.
#[derive(Default)]
pub(in crate::config) struct Parts {
    /// The keyrings, by their names.
    keyrings: HashMap<String, Arc<dyn Keyring>>,
    /// The keys that tables sign with, by the tables' names.
    writers: HashMap<String, WriterKey>,
    /// The key stores, by their names.
    stores: HashMap<String, Store>,
    /// The sources of beacon keys, by their names.
    beacons: HashMap<String, Beacons>,
    /// The providers of legacy keys, by the tables' names.
    #[cfg(feature = "legacy")]
    legacy: HashMap<String, Arc<dyn Provider>>,
}

/// Keys, or none.
#[derive(Clone, Copy)]
pub(in crate::config) enum Keys<'a> {
    /// Tables are only looked at.
    Absent,
    Present(&'a Parts),
}

impl Keys<'_> {
    /// A keyring that a table names.
    pub(super) fn keyring(&self, name: &str) -> Result<Arc<dyn Keyring>, EntryProblem> {
        match self {
            Keys::Absent => Ok(Arc::new(NoKeys)),
            Keys::Present(parts) => {
                let keyring = parts.keyrings.get(name).cloned();
                keyring.ok_or(EntryProblem::Internal("a keyring was checked and not made"))
            }
        }
    }

    /// The beacon keys of a table's search.
    pub(super) fn beacons(&self, choice: &KeyChoiceEntry) -> Result<BeaconKeys, EntryProblem> {
        let source: Beacons = match self {
            Keys::Absent => Arc::new(InMemoryBeaconKeys::new()),
            Keys::Present(parts) => {
                let source = parts.beacons.get(choice.source().1).cloned();
                source.ok_or(EntryProblem::Internal("a source of beacon keys was checked and not made"))?
            }
        };
        Ok(match choice {
            KeyChoiceEntry::Single(entry) => source.single(&entry.id),
            KeyChoiceEntry::PerTenant(entry) => source.per_tenant(&entry.attribute),
        })
    }

    /// The provider of a table's legacy keys.
    #[cfg(feature = "legacy")]
    pub(super) fn legacy(&self, table: &str) -> Result<Arc<dyn Provider>, EntryProblem> {
        match self {
            Keys::Absent => Ok(Arc::new(NoLegacyKeys)),
            Keys::Present(parts) => {
                let provider = parts.legacy.get(table).cloned();
                provider.ok_or(EntryProblem::Internal("a legacy provider was declared and not made"))
            }
        }
    }

    /// The key that a table signs with, if it has one.
    pub(super) fn writer(&self, table: &str) -> Option<WriterKey> {
        match self {
            Keys::Absent => None,
            Keys::Present(parts) => parts.writers.get(table).cloned(),
        }
    }
}

impl Parts {
    /// Reads all keys that the tables need. What no table names is not made.
    pub(in crate::config) async fn load<'a>(
        entries: &Entries,
        tables: impl Iterator<Item = &'a str>,
        clients: &AwsClients,
        folder: &Path,
    ) -> Result<Self, Failure> {
        let mut parts = Parts::default();
        let maker = Maker { clients, folder };
        for table in tables {
            let Some(entry) = entries.tables.get(table) else { continue };
            let way = Way::new(["tables", table, "keyring"]);
            for name in needed(entries, &entry.keyring, &way)? {
                if !parts.keyrings.contains_key(name) {
                    let keyring = parts.make(entries, name, maker).await?;
                    parts.keyrings.insert(name.to_owned(), keyring);
                }
            }
            parts.load_writer(table, entry, maker)?;
            if let Some(search) = &entry.search {
                parts.load_beacons(entries, search.keys.source().1, maker).await?;
            }
            #[cfg(feature = "legacy")]
            if let Some(legacy) = &entry.legacy {
                let way = Way::new(["tables", table, "legacy", "provider"]);
                parts.legacy.insert(table.to_owned(), maker.legacy(&legacy.provider, way).await?);
            }
        }
        Ok(parts)
    }

    fn load_writer(&mut self, table: &str, entry: &TableEntry, maker: Maker<'_>) -> Result<(), Failure> {
        let Some(place) = &entry.materials.sign_as else { return Ok(()) };
        let way = Way::new(["tables", table, "materials", "sign_as"]);
        let seed = key_text::read(place, &way, maker.folder, Encoding::Base64)?;
        let seed = <&[u8; 32]>::try_from(&seed[..])
            .map_err(|_| way.failed(EntryProblem::KeyText("a writer's key is made of exactly 32 bytes")))?;
        let writer = WriterKey::of_seed(seed).map_err(|error| way.failed(error))?;
        self.writers.insert(table.to_owned(), writer);
        Ok(())
    }

    async fn load_beacons(&mut self, entries: &Entries, name: &str, maker: Maker<'_>) -> Result<(), Failure> {
        if self.beacons.contains_key(name) {
            return Ok(());
        }
        let way = Way::new(["beacon_keys", name]);
        let Some(entry) = entries.beacon_keys.get(name) else {
            return Err(
                way.failed(EntryProblem::Internal("a source of beacon keys was checked and is not there"))
            );
        };
        let store = match entry {
            BeaconKeysEntry::KeyStore(entry) => Some(self.store(entries, &entry.key_store, maker).await?),
            BeaconKeysEntry::Kms(_) | BeaconKeysEntry::KmsMac(_) | BeaconKeysEntry::InMemory(_) => None,
        };
        let source = maker.beacon_keys(entry, store.as_ref(), &way).await?;
        self.beacons.insert(name.to_owned(), source);
        Ok(())
    }

    /// A key store, which is made once.
    async fn store(&mut self, entries: &Entries, name: &str, maker: Maker<'_>) -> Result<Store, Failure> {
        if let Some(store) = self.stores.get(name) {
            return Ok(store.clone());
        }
        let way = Way::new(["key_stores", name]);
        let Some(entry) = entries.key_stores.get(name) else {
            return Err(way.failed(EntryProblem::Internal("a key store was checked and is not there")));
        };
        let store = maker.store(entry, &way).await?;
        self.stores.insert(name.to_owned(), store.clone());
        Ok(store)
    }

    /// Makes a keyring, whose own keyrings are made already.
    async fn make(&mut self, entries: &Entries, name: &str, maker: Maker<'_>) -> Made {
        let Some(entry) = entries.keyrings.get(name) else {
            return Err(
                Way::new(["keyrings"]).failed(EntryProblem::Internal("a keyring was checked and is not there"))
            );
        };
        let way = |kind| Way::new(["keyrings", name, kind]);
        match entry {
            KeyringEntry::RawAes(entry) => maker.raw_aes(entry, &way("raw_aes")),
            KeyringEntry::RawRsa(entry) => maker.raw_rsa(entry, &way("raw_rsa")),
            KeyringEntry::RawEcdh(entry) => maker.raw_ecdh(entry, &way("raw_ecdh")),
            KeyringEntry::Kms(entry) => maker.kms(entry, &way("kms")).await,
            KeyringEntry::KmsMrk(entry) => maker.kms_mrk(entry, &way("kms_mrk")).await,
            KeyringEntry::KmsMulti(entry) => maker.kms_multi(entry, &way("kms_multi")),
            KeyringEntry::KmsMrkMulti(entry) => maker.kms_mrk_multi(entry, &way("kms_mrk_multi")),
            KeyringEntry::KmsDiscovery(entry) => maker.kms_discovery(entry, &way("kms_discovery")),
            KeyringEntry::KmsMrkDiscovery(entry) => maker.kms_mrk_discovery(entry, &way("kms_mrk_discovery")),
            KeyringEntry::KmsRsa(entry) => maker.kms_rsa(entry, &way("kms_rsa")).await,
            KeyringEntry::KmsEcdh(entry) => maker.kms_ecdh(entry, &way("kms_ecdh")).await,
            KeyringEntry::CachedKms(entry) => maker.cached_kms(entry, &way("cached_kms")).await,
            KeyringEntry::Hierarchical(entry) => {
                let store = self.store(entries, &entry.key_store, maker).await?;
                maker.hierarchical(entry, &store, &way("hierarchical"))
            }
            KeyringEntry::Multi(entry) => self.multi(entry, &way("multi")),
        }
    }

    fn multi(&self, entry: &Multi, way: &Way<'_>) -> Made {
        let made = |name: &String| {
            let keyring = self.keyrings.get(name).cloned();
            keyring.ok_or_else(|| way.failed(EntryProblem::Internal("a keyring's part was not made before it")))
        };
        let Some((first, rest)) = entry.keyrings.split_first() else { return Err(no_keyrings(way)) };
        let mut keyring = MultiKeyring::new(made(first)?);
        for name in rest {
            keyring = keyring.and(made(name)?);
        }
        for name in &entry.to_read {
            keyring = keyring.and_to_read(made(name)?);
        }
        Ok(Arc::new(keyring))
    }
}

/// Makes one key store, for whoever looks after it.
pub(in crate::config) async fn key_store(
    name: &str,
    entry: &KeyStoreEntry,
    clients: &AwsClients,
    folder: &Path,
) -> Result<KeyStore, Failure> {
    Maker { clients, folder }.key_store(entry, &Way::new(["key_stores", name])).await
}

/// Stands in for the keyrings of tables that are only looked at.
struct NoKeys;

/// What is reported where a key would be needed.
pub(super) fn no_keys() -> KeyError {
    KeyError::Config("the configuration was loaded without keys".to_owned())
}

impl Keyring for NoKeys {
    fn wrap_data_key<'a>(
        &'a self,
        _: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        Box::pin(async { Err(no_keys()) })
    }

    fn unwrap_data_key<'a>(
        &'a self,
        _: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        Box::pin(async { Err(no_keys()) })
    }

    fn can_unwrap(&self) -> bool {
        false
    }
}
