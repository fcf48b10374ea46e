//! Which calls to KMS a table's keys take, and with which encryption context.

use crate::config::EntryProblem;
use crate::config::entries::Entries;
use crate::config::entries::key_store::{BeaconKeysEntry, KeyStoreEntry, StoreKms};
use crate::config::entries::keyring::{
    CachedKms, Filter, Hierarchical, KeyringEntry, Kms, KmsDiscovery, KmsSeveral, Multi,
};
use crate::config::entries::table::TableEntry;
use crate::format::context::{ATTRIBUTE_PREFIX, PARTITION_NAME, PUBLIC_KEY, TABLE_NAME};
use crate::format::header::HeaderVersion;
use crate::keyring::kms::cached::{PURPOSE, PURPOSE_1, PURPOSE_2};
use crate::table::TableConfig;

use super::LeadingKeys;
use super::statement::{Conditions, Statement};

const CONTEXT: &str = "kms:EncryptionContext:";
const CONTEXT_KEYS: &str = "kms:EncryptionContextKeys";

/// What a role does with the items of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Does {
    pub(super) reads: bool,
    pub(super) writes: bool,
}

/// Collects the calls of a table.
pub(super) struct Uses<'a> {
    entries: &'a Entries,
    table: &'a TableConfig,
    does: Does,
    leading: Option<&'a LeadingKeys>,
    pub(super) statements: Vec<Statement>,
    /// Tables of key stores, whose items are read: name and region.
    pub(super) stores: Vec<(String, Option<String>)>,
    /// Tables of meta stores of the legacy format: name and region.
    pub(super) meta_stores: Vec<(String, Option<String>)>,
}

impl<'a> Uses<'a> {
    pub(super) fn of(
        entries: &'a Entries,
        entry: &TableEntry,
        table: &'a TableConfig,
        does: Does,
        leading: Option<&'a LeadingKeys>,
    ) -> Result<Self, EntryProblem> {
        let mut uses = Uses {
            entries,
            table,
            does,
            leading,
            statements: Vec::new(),
            stores: Vec::new(),
            meta_stores: Vec::new(),
        };
        uses.keyring(&entry.keyring, does)?;
        if let Some(search) = &entry.search {
            uses.beacons(search.keys.source().1)?;
        }
        #[cfg(feature = "legacy")]
        if let Some(legacy) = &entry.legacy {
            super::legacy::add(&mut uses, legacy);
        }
        uses.statements.dedup_by(|one, other| {
            (&one.actions, &one.resources) == (&other.actions, &other.resources)
                && one.conditions == other.conditions
        });
        Ok(uses)
    }

    /// What the role does, where an item's own keys are concerned.
    pub(super) fn does(&self) -> Does {
        self.does
    }

    pub(super) fn add(
        &mut self,
        id: &str,
        actions: impl IntoIterator<Item = &'static str>,
        resources: impl IntoIterator<Item = String>,
        conditions: Conditions,
    ) {
        self.statements.push(Statement::allow(id, actions, resources).when(conditions));
    }

    fn keyring(&mut self, name: &str, does: Does) -> Result<(), EntryProblem> {
        let missing = EntryProblem::Internal("a keyring was checked and is not there");
        match self.entries.keyrings.get(name).ok_or(missing)? {
            // Keys of the application take no calls.
            KeyringEntry::RawAes(_) | KeyringEntry::RawRsa(_) | KeyringEntry::RawEcdh(_) => {}
            KeyringEntry::Kms(Kms { key, .. }) | KeyringEntry::KmsMrk(Kms { key, .. }) => {
                self.symmetric(std::slice::from_ref(key), does);
            }
            KeyringEntry::KmsMulti(KmsSeveral { keys, .. })
            | KeyringEntry::KmsMrkMulti(KmsSeveral { keys, .. }) => {
                self.symmetric(keys, does);
            }
            KeyringEntry::CachedKms(entry) => self.cached(entry, does),
            KeyringEntry::KmsDiscovery(entry) | KeyringEntry::KmsMrkDiscovery(entry) => {
                self.discovery(entry, does)
            }
            KeyringEntry::KmsRsa(entry) => {
                if does.reads && !entry.encrypt_only {
                    let algorithms = ["RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"];
                    let conditions =
                        Conditions::new().and("StringEquals", "kms:EncryptionAlgorithm", algorithms);
                    self.add("UnwrapWithRsa", ["kms:Decrypt"], [entry.key.clone()], conditions);
                }
            }
            KeyringEntry::KmsEcdh(entry) => {
                let public = entry.public_key.is_none().then_some("kms:GetPublicKey");
                let actions = ["kms:DeriveSharedSecret"].into_iter().chain(public);
                if does.reads || entry.recipient_public_key.is_some() {
                    self.add("AgreeOnKeys", actions, [entry.key.clone()], Conditions::new());
                }
            }
            KeyringEntry::Hierarchical(Hierarchical { key_store, branch_key, .. }) => {
                self.store(key_store, branch_key.as_deref())?;
            }
            KeyringEntry::Multi(Multi { keyrings, to_read }) => {
                for name in keyrings {
                    self.keyring(name, does)?;
                }
                if does.reads {
                    for name in to_read {
                        self.keyring(name, Does { writes: false, ..does })?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Keys whose calls carry the context of an item.
    fn symmetric(&mut self, keys: &[String], does: Does) {
        let context = self.item_context();
        self.wrapping(keys, does, context.clone(), context);
    }

    /// The key of a cached keyring, whose calls carry the names of an item's context and a purpose, and no values.
    fn cached(&mut self, entry: &CachedKms, does: Does) {
        let context = |purposes: &[&str]| {
            let names =
                self.names().and("StringEquals", format!("{CONTEXT}{PURPOSE}"), purposes.iter().copied());
            names.and("ForAllValues:StringLike", CONTEXT_KEYS, ["aws-crypto-*", PURPOSE])
        };
        let former = entry.read_version_1.then_some(PURPOSE_1);
        let read: Vec<&str> = [PURPOSE_2].into_iter().chain(former).collect();
        let (written, read) = (context(&[PURPOSE_2]), context(&read));
        self.wrapping(std::slice::from_ref(&entry.key), does, written, read);
    }

    fn wrapping(&mut self, keys: &[String], does: Does, mut written: Conditions, read: Conditions) {
        if does.writes {
            if self.table.suite().is_signed() {
                // Nobody wraps keys for items that anybody could have written.
                written = written.and("Null", format!("{CONTEXT}{PUBLIC_KEY}"), ["false"]);
            }
            self.add("WrapDataKeys", ["kms:GenerateDataKey"], keys.to_vec(), written);
        }
        if does.reads {
            self.add("UnwrapDataKeys", ["kms:Decrypt"], keys.to_vec(), read);
        }
    }

    /// The table's names, in every context.
    fn names(&self) -> Conditions {
        Conditions::new()
            .and("StringEquals", format!("{CONTEXT}{TABLE_NAME}"), [self.table.logical_name()])
            .and("StringEquals", format!("{CONTEXT}{PARTITION_NAME}"), [self.table.partition_key()])
    }

    fn item_context(&self) -> Conditions {
        let mut conditions = self.names().and("ForAllValues:StringLike", CONTEXT_KEYS, ["aws-crypto-*"]);
        // Only with header version 2 are the values in the context readable.
        if let Some(leading) = self.leading.filter(|_| self.table.header_version() == HeaderVersion::V2) {
            let key = format!("{CONTEXT}{ATTRIBUTE_PREFIX}{}", self.table.partition_key());
            conditions = conditions.and_like("", key, leading.pattern());
        }
        conditions
    }

    fn discovery(&mut self, entry: &KmsDiscovery, does: Does) {
        if does.reads {
            let resources = admitted(entry.regions.iter().map(String::as_str), entry.filter.as_ref());
            let conditions = self.item_context();
            self.add("UnwrapDiscoveredDataKeys", ["kms:Decrypt"], resources, conditions);
        }
    }

    /// A key store: its table is read, and its records are opened.
    fn store(&mut self, name: &str, branch_key: Option<&str>) -> Result<(), EntryProblem> {
        let missing = EntryProblem::Internal("a key store was checked and is not there");
        let entry = self.entries.key_stores.get(name).ok_or(missing)?;
        let KeyStoreEntry { table_name, logical_name, region, kms, .. } = entry;
        let resources = match kms {
            StoreKms::KeyArn(key) | StoreKms::MrkArn(key) => vec![key.clone()],
            StoreKms::Discovery(entry) | StoreKms::MrkDiscovery(entry) => {
                admitted([entry.region.as_str()].into_iter(), entry.filter.as_ref())
            }
        };
        let logical_name = logical_name.as_ref().unwrap_or(table_name);
        let mut conditions =
            Conditions::new().and("StringEquals", format!("{CONTEXT}tablename"), [logical_name]);
        if let Some(id) = branch_key {
            conditions = conditions.and("StringEquals", format!("{CONTEXT}branch-key-id"), [id]);
        }
        self.add("OpenBranchKeys", ["kms:Decrypt"], resources, conditions);
        let store = (table_name.clone(), region.clone());
        if !self.stores.contains(&store) {
            self.stores.push(store);
        }
        Ok(())
    }

    fn beacons(&mut self, source: &str) -> Result<(), EntryProblem> {
        let missing = EntryProblem::Internal("a source of beacon keys was checked and is not there");
        match self.entries.beacon_keys.get(source).ok_or(missing)? {
            BeaconKeysEntry::KeyStore(entry) => self.store(&entry.key_store, None)?,
            BeaconKeysEntry::Kms(entry) => {
                let conditions = Conditions::new()
                    .and("StringEquals", format!("{CONTEXT}purpose"), ["dynamodb-item-encryptor beacon key"])
                    .and("StringEquals", format!("{CONTEXT}beacon-key-id"), entry.wrapped.keys());
                self.add("OpenBeaconKeys", ["kms:Decrypt"], [entry.key.clone()], conditions);
            }
            BeaconKeysEntry::KmsMac(entry) => {
                let conditions = Conditions::new().and("StringEquals", "kms:MacAlgorithm", ["HMAC_SHA_256"]);
                self.add("ComputeBeaconKeys", ["kms:GenerateMac"], [entry.key.clone()], conditions);
            }
            BeaconKeysEntry::InMemory(_) => {}
        }
        Ok(())
    }
}

/// The keys that a discovery may call.
fn admitted<'a>(regions: impl Iterator<Item = &'a str>, filter: Option<&Filter>) -> Vec<String> {
    let partition = filter.and_then(|filter| filter.partition.as_deref()).unwrap_or("aws");
    let all = ["*".to_owned()];
    let accounts = filter.map_or(&all[..], |filter| &filter.accounts);
    let arns = regions.flat_map(|region| {
        accounts.iter().map(move |account| format!("arn:{partition}:kms:{region}:{account}:key/*"))
    });
    arns.collect()
}
