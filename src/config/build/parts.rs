//! What tables are made of besides their declarations: keys.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

use super::keyring::{Made, Maker};
use super::{Failure, Way, key_text};
use crate::config::EntryProblem;
use crate::config::clients::AwsClients;
use crate::config::entries::Entries;
use crate::config::entries::key_text::Encoding;
use crate::config::entries::keyring::{KeyringEntry, Multi};
use crate::config::suggest::closest;
use crate::error::KeyError;
use crate::future::BoxFuture;
use crate::keyring::multi::MultiKeyring;
use crate::keyring::{Keyring, UnwrapRequest, WrapRequest, WrappedDataKey};
use crate::keys::UnwrappedDataKey;
use crate::materials::WriterKey;

/// The keys of the tables.
#[derive(Default)]
pub(in crate::config) struct Parts {
    /// The keyrings, by their names.
    keyrings: HashMap<String, Arc<dyn Keyring>>,
    /// The keys that tables sign with, by the tables' names.
    writers: HashMap<String, WriterKey>,
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
            if let Some(place) = &entry.materials.sign_as {
                let way = Way::new(["tables", table, "materials", "sign_as"]);
                let seed = key_text::read(place, &way, folder, Encoding::Base64)?;
                let seed = <&[u8; 32]>::try_from(&seed[..]).map_err(|_| {
                    way.failed(EntryProblem::KeyText("a writer's key is made of exactly 32 bytes"))
                })?;
                let writer = WriterKey::from_seed(seed).map_err(|error| way.failed(error))?;
                parts.writers.insert(table.to_owned(), writer);
            }
        }
        Ok(parts)
    }

    /// Makes a keyring, whose own keyrings are made already.
    async fn make(&self, entries: &Entries, name: &str, maker: Maker<'_>) -> Made {
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

fn no_keyrings(way: &Way<'_>) -> Failure {
    let problem = "a keyring of several needs at least one that writes";
    way.to("keyrings").failed(EntryProblem::Choice(problem))
}

/// Checks that all keyrings are made of keyrings that there are, and none of itself.
pub(in crate::config) fn check_keyrings(entries: &Entries) -> Result<(), Failure> {
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
fn needed<'a>(entries: &'a Entries, name: &str, way: &Way<'_>) -> Result<Vec<&'a str>, Failure> {
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

/// Stands in for the keyrings of tables that are only looked at.
struct NoKeys;

const NO_KEYS: &str = "the configuration was loaded without keys";

impl Keyring for NoKeys {
    fn wrap_data_key<'a>(
        &'a self,
        _: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        Box::pin(async { Err(KeyError::Config(NO_KEYS.to_owned())) })
    }

    fn unwrap_data_key<'a>(
        &'a self,
        _: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        Box::pin(async { Err(KeyError::Config(NO_KEYS.to_owned())) })
    }

    fn can_unwrap(&self) -> bool {
        false
    }
}
