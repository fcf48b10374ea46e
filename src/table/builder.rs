//! Building a table's configuration.

// The documentation lists methods in this order, which is that of their use.
mod names;

mod attributes;
mod checks;
mod search;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::once::Contradiction;
use super::{
    AttributeAction, Inner, LegacyFormat, PlaintextPolicy, ProtectedUpdates, ReaderPolicy, Spawner, TableConfig,
};
use crate::error::{ConfigProblem, Error};
use crate::format::context::{self, EncryptionContext};
use crate::format::path;
use crate::format::suite::AlgorithmSuite;
use crate::future::BoxFuture;
use crate::keyring::Keyring;
use crate::materials::{DefaultMaterialProvider, MaterialProvider, check_library};
use crate::search::{Beacon, Search, SearchModel};
use crate::telemetry::WatchedTable;

/// How many encrypted data keys an item may have by default.
const MAX_DATA_KEYS: u8 = 10;

/// Collects a table's configuration; [`build`](Self::build) checks it.
///
/// What is declared about attributes may come in several calls: they add up, and must not contradict each other. An
/// attribute may be declared again with the same action, so that several kinds of items of one table can each list
/// their own. Settings replace each other: the last call counts.
///
/// ```
/// use dynamodb_item_encryptor::{AlgorithmSuite, RawAesKeyring, TableConfig};
///
/// let table = TableConfig::builder("Customers")           // the logical name, bound into every item
///     .table_name("customers-prod")                       // the name in DynamoDB, where it is another
///     .partition_key("shop")
///     .sort_key("id")
///     .encrypt(["email", "address"])
///     .sign(["plan"])
///     .unsigned_prefix(":")                               // what readers do not check
///     .suite(AlgorithmSuite::HmacSha384EcdsaP384)         // as without this call
///     .keyring(RawAesKeyring::new("my-company", "customers", &[7; 32])?)
///     .build()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use = "nothing is configured before `build`"]
pub struct TableConfigBuilder {
    logical_name: String,
    table_name: Option<String>,
    partition_key: Option<String>,
    sort_key: Option<String>,
    declared: Vec<(String, AttributeAction)>,
    others: Option<AttributeAction>,
    index_keys: BTreeSet<String>,
    keys_are_declared: bool,
    unsigned_names: Option<HashSet<String>>,
    unsigned_prefix: Option<String>,
    padded: Vec<(String, usize)>,
    contradiction: Contradiction,
    suite: AlgorithmSuite,
    plaintext: PlaintextPolicy,
    protected_updates: ProtectedUpdates,
    whole_indexes: HashSet<String>,
    reader: ReaderPolicy,
    legacy_format: Option<Arc<dyn LegacyFormat>>,
    provider: Option<Arc<dyn MaterialProvider>>,
    max_data_keys: u8,
    allow_items_without_writer: bool,
    spawner: Option<Spawner>,
    search: Option<Search>,
    /// The beacons that types of items declare: the search has to have them.
    beacons_of_types: Vec<Beacon>,
}

debug_shows!(TableConfigBuilder { logical_name, table_name, partition_key, sort_key, declared, others });

impl TableConfigBuilder {
    pub(super) fn new(logical_name: String) -> Self {
        TableConfigBuilder {
            logical_name,
            table_name: None,
            partition_key: None,
            sort_key: None,
            declared: Vec::new(),
            others: None,
            index_keys: BTreeSet::new(),
            keys_are_declared: false,
            unsigned_names: None,
            unsigned_prefix: None,
            padded: Vec::new(),
            contradiction: Contradiction::default(),
            suite: AlgorithmSuite::default(),
            plaintext: PlaintextPolicy::default(),
            protected_updates: ProtectedUpdates::default(),
            whole_indexes: HashSet::new(),
            reader: ReaderPolicy::default(),
            legacy_format: None,
            provider: None,
            max_data_keys: MAX_DATA_KEYS,
            allow_items_without_writer: false,
            spawner: None,
            search: None,
            beacons_of_types: Vec::new(),
        }
    }

    /// The algorithm suite of items that are written; [`AlgorithmSuite::HmacSha384EcdsaP384`] by default. Replaces an
    /// earlier call.
    pub fn suite(mut self, suite: AlgorithmSuite) -> Self {
        self.suite = suite;
        self
    }

    /// What may be plaintext; by default nothing. Replaces an earlier call.
    pub fn plaintext_policy(mut self, policy: PlaintextPolicy) -> Self {
        self.plaintext = policy;
        self
    }

    /// What the wrapped client does with updates and conditions that name an attribute which is encrypted or signed; by
    /// default it carries them out, with a read before the write. Replaces an earlier call.
    ///
    /// ```
    /// # use dynamodb_item_encryptor::{RawAesKeyring, TableConfig};
    /// # let keyring = RawAesKeyring::new("examples", "customers", &[7; 32])?;
    /// use dynamodb_item_encryptor::ProtectedUpdates;
    ///
    /// let table = TableConfig::builder("Customers").partition_key("id").encrypt(["email"]).keyring(keyring);
    /// let table = table.protected_updates(ProtectedUpdates::Refuse).build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn protected_updates(mut self, updates: ProtectedUpdates) -> Self {
        self.protected_updates = updates;
        self
    }

    /// Declares that the index with this name projects all attributes (`ProjectionType` `ALL`). For tables whose
    /// [policy](Self::plaintext_policy) reads plaintext: plaintext items are read only from such an index. The same
    /// holds for items beside those of the legacy format that were never signed.
    ///
    /// An index item without header and footer does not show what it is: plaintext, or what another projection leaves
    /// of an encrypted item, with ciphertext in place of values. Without this declaration it is an error,
    /// [`Error::Index`], unless the request selects `ALL_ATTRIBUTES`, for which DynamoDB returns whole items or
    /// nothing. Encrypted items need no declaration.
    ///
    /// ```
    /// # use dynamodb_item_encryptor::{PlaintextPolicy, RawAesKeyring, TableConfig};
    /// # let keyring = RawAesKeyring::new("examples", "customers", &[7; 32])?;
    /// let table = TableConfig::builder("Customers")
    ///     .partition_key("id")
    ///     .encrypt(["email"])
    ///     .sign(["plan"])
    ///     .plaintext_policy(PlaintextPolicy::ForbidWriteAllowRead)
    ///     .index_projects_all("by-plan")
    ///     .keyring(keyring)
    ///     .build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn index_projects_all(mut self, index: impl Into<String>) -> Self {
        self.whole_indexes.insert(index.into());
        self
    }

    /// Whether items are read that are weaker than those this configuration writes. By default all items are read that
    /// a compatible writer may have written.
    pub fn reader_policy(mut self, policy: ReaderPolicy) -> Self {
        self.reader = policy;
        self
    }

    /// Hands over the application's executor, so that the wrapped client can process the items of large pages, batches
    /// and transactions on several of its threads. Without it, one thread does all the work, and yields to other tasks
    /// about every millisecond.
    ///
    /// `spawn` is given a future that it must run, and need not wait for. It is called from within the
    /// application's own calls of the client.
    ///
    /// One request uses one executor for all of its items. Where it is about several tables, that is the executor of
    /// any of them, also for items of tables without one; so give all tables of a client the same.
    ///
    /// ```
    /// # use dynamodb_item_encryptor::{RawAesKeyring, TableConfig};
    /// # let keyring = RawAesKeyring::new("examples", "customers", &[7; 32])?;
    /// let table = TableConfig::builder("Customers")
    ///     .partition_key("id")
    ///     .encrypt(["email"])
    ///     .keyring(keyring)
    ///     .spawn_with(|task| drop(tokio::spawn(task)))
    ///     .build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn spawn_with(mut self, spawn: impl Fn(BoxFuture<'static, ()>) + Send + Sync + 'static) -> Self {
        self.spawner = Some(Spawner::new(spawn));
        self
    }

    /// The legacy format, which items may also be in. Replaces an earlier call.
    #[cfg(feature = "legacy")]
    pub(crate) fn legacy_format(mut self, legacy: Arc<dyn LegacyFormat>) -> Self {
        self.legacy_format = Some(legacy);
        self
    }

    /// The keyring that wraps data keys. The [default material provider](DefaultMaterialProvider) makes
    /// the rest of the materials. Replaces an earlier keyring or material provider.
    ///
    /// Source: `specification/dynamodb-encryption-client/ddb-table-encryption-config.md`, section "CMM".
    pub fn keyring(self, keyring: impl Keyring + 'static) -> Self {
        self.material_provider(DefaultMaterialProvider::new(keyring))
    }

    /// Where an item's materials come from. Replaces an earlier keyring or material provider.
    pub fn material_provider(mut self, provider: impl MaterialProvider + 'static) -> Self {
        self.provider = Some(Arc::new(provider));
        self
    }

    /// How many encrypted data keys an item may have, 1 to 255; 10 by default. One is written for every
    /// key that the keyring wraps with.
    ///
    /// An item with more is refused before any of its keys is tried. Otherwise whoever can write the table could make a
    /// reader call a key service 255 times, or do as many RSA operations, for one item.
    pub fn max_data_keys(mut self, maximum: u8) -> Self {
        self.max_data_keys = maximum;
        self
    }

    /// Reads plaintext items, or items in the legacy format, although the material provider [trusts only some
    /// writers](DefaultMaterialProvider::trust_writers). Without this, such a configuration is refused.
    ///
    /// No writer vouches for such items: readers accept whatever anybody who can write the table puts there as plaintext,
    /// and whatever the holders of the legacy format's keys write. Use it only during a migration.
    pub fn allow_items_without_writer(mut self) -> Self {
        self.allow_items_without_writer = true;
        self
    }

    /// What can be searched for although it is encrypted. Replaces an earlier call.
    ///
    /// Beacons without an encrypted part become attributes that are [signed](Self::sign); they need no other declaration.
    ///
    /// Source: `specification/searchable-encryption/search-config.md`, section "Overview".
    pub fn search(mut self, search: Search) -> Self {
        self.search = Some(search);
        self
    }

    /// Checks the configuration.
    ///
    /// # Errors
    /// [`Error::Config`], naming the table, the attribute and what is wrong with it. See
    /// [`ConfigProblem`]. [`Error::Key`] when a build with the feature `fips` has another cryptographic library than that
    /// feature's.
    pub fn build(mut self) -> Result<TableConfig, Error> {
        let mut actions = self.resolve_actions()?;
        let partition_key = match &self.partition_key {
            Some(name) => name.clone(),
            None => return Err(self.error(None, ConfigProblem::MissingPartitionKey)),
        };
        if self.sort_key.as_ref() == Some(&partition_key) {
            return Err(self.error(Some(&partition_key), ConfigProblem::SortKeyIsPartitionKey));
        }
        self.add_signed_beacons(&mut actions)?;
        self.resolve_keys(&partition_key, &mut actions)?;
        self.check_unsigned_rule()?;
        self.check_others()?;
        if self.max_data_keys == 0 {
            return Err(self.error(None, ConfigProblem::NoDataKeys));
        }
        check_library().map_err(|source| Error::Key { table: self.logical_name.clone(), source })?;
        if !AlgorithmSuite::ALL.contains(&self.suite) {
            return Err(self.error(None, ConfigProblem::SuiteNotBuilt { suite: self.suite.id() }));
        }

        let padding = self.resolve_padding()?;
        let provider = match self.provider.take() {
            Some(provider) => provider,
            None => return Err(self.error(None, ConfigProblem::MissingMaterialProvider)),
        };
        let search = self.resolve_search(&actions)?;
        self.check_beacons_of_types(search.as_ref())?;
        let table = self.table(partition_key, actions, padding, provider, search);
        self.check_actions(&table)?;
        self.check_padding(&table)?;
        self.check_index_keys(&table)?;
        self.check_legacy_format(&table)?;
        self.check_writers(&table)?;
        self.check_reader_policy(&table)?;
        Ok(table)
    }

    /// The table as it is declared, with what can be computed once: names, paths and the encryption context.
    fn table(
        &mut self,
        partition_key: String,
        actions: HashMap<String, AttributeAction>,
        padding: HashMap<String, usize>,
        provider: Arc<dyn MaterialProvider>,
        search: Option<SearchModel>,
    ) -> TableConfig {
        let sort_key = self.sort_key.take();
        let context_attributes: Vec<_> = actions
            .iter()
            .filter(|(_, action)| **action == AttributeAction::SignAndIncludeInEncryptionContext)
            .map(|(name, _)| name.clone())
            .collect();
        let context_entries = context_attributes.iter().chain([&partition_key]).chain(&sort_key);
        let table_name = self.table_name.take().unwrap_or_else(|| self.logical_name.clone());
        TableConfig(Arc::new(Inner {
            watched: WatchedTable::new(&table_name),
            path_prefix: path::prefix(&self.logical_name),
            context: EncryptionContext::of_table(&self.logical_name, &partition_key, sort_key.as_deref()),
            context_entries: context_entries.map(|name| (name.clone(), context::entry_name(name))).collect(),
            table_name,
            logical_name: self.logical_name.clone(),
            partition_key,
            sort_key,
            actions,
            others: self.others,
            index_keys: std::mem::take(&mut self.index_keys),
            context_attributes,
            unsigned_names: self.unsigned_names.take().unwrap_or_default(),
            unsigned_prefix: self.unsigned_prefix.take(),
            padding,
            suite: self.suite,
            plaintext: self.plaintext,
            protected_updates: self.protected_updates,
            whole_indexes: std::mem::take(&mut self.whole_indexes),
            reader: self.reader.clone(),
            legacy_format: self.legacy_format.take().map(|legacy| legacy.of_table(&self.logical_name)),
            provider,
            max_data_keys: self.max_data_keys,
            spawner: self.spawner.take(),
            search: search.map(Arc::new),
        }))
    }

    /// Notes beacons that the search must have.
    pub(super) fn declares_beacons(mut self, beacons: Vec<Beacon>) -> Self {
        self.beacons_of_types.extend(beacons);
        self
    }

    pub(super) fn beacons_of_types(&self) -> &[Beacon] {
        &self.beacons_of_types
    }

    pub(super) fn error(&self, attribute: Option<&str>, problem: ConfigProblem) -> Error {
        Error::config(Some(&self.logical_name), attribute, problem)
    }
}
