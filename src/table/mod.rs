//! What a user declares about a table: which attributes are encrypted, signed or left alone, and
//! where the keys come from.

mod action;
mod beacon_index;
mod builder;
mod item_type;
mod legacy_format;
mod once;
mod policy;
mod reader;
mod spawner;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt;
use std::sync::Arc;

pub use action::AttributeAction;
pub use beacon_index::BeaconIndex;
pub use builder::TableConfigBuilder;
#[cfg(feature = "serde")]
pub(crate) use item_type::name_of;
pub use item_type::{ItemDeclaration, TypedItem};
pub(crate) use legacy_format::LegacyFormat;
#[cfg(feature = "legacy")]
pub(crate) use once::Contradiction;
pub use policy::{PlaintextPolicy, ProtectedUpdates};
pub use reader::ReaderPolicy;
pub(crate) use spawner::Spawner;

use crate::error::{Error, KeyError};
use crate::format::context::{self, EncryptionContext, Text};
use crate::format::header::HeaderVersion;
use crate::format::suite::AlgorithmSuite;
use crate::format::{RESERVED_CONTEXT_PREFIX, RESERVED_PREFIX};
use crate::materials::MaterialProvider;
use crate::search::SearchModel;
use crate::telemetry::WatchedTable;

/// A table's configuration: complete, checked and cheap to clone.
///
/// The logical name is bound into every item; the attributes' actions say what happens to each when
/// an item is written. Readers need only the key names, the rule of what may be unsigned, and a keyring that
/// can unwrap: the item itself says what was encrypted. With a strict [`ReaderPolicy`], the actions are also
/// the minimum that a stored item must meet.
///
/// Source: `specification/dynamodb-encryption-client/ddb-table-encryption-config.md`.
///
/// ```
/// use dynamodb_item_encryptor::{RawAesKeyring, TableConfig};
///
/// let keyring = RawAesKeyring::new("examples", "customers", &[7; 32])?;
/// let table = TableConfig::builder("Customers")
///     .partition_key("id")
///     .sort_key("created")
///     .encrypt(["email", "address"])
///     .sign(["plan"])
///     .unsigned_prefix(":")
///     .keyring(keyring)
///     .build()?;
/// assert_eq!(table.logical_name(), "Customers");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct TableConfig(Arc<Inner>);

/// What a [`TableConfig`] holds.
struct Inner {
    /// Bound into every item.
    logical_name: String,
    /// The name that requests use.
    table_name: String,
    partition_key: String,
    sort_key: Option<String>,
    actions: HashMap<String, AttributeAction>,
    /// The action of attributes that have none by their own name.
    others: Option<AttributeAction>,
    /// The key attributes of indexes, as far as they were declared.
    index_keys: BTreeSet<String>,
    /// Names whose action is to go into the encryption context, in no particular order.
    context_attributes: Vec<String>,
    unsigned_names: HashSet<String>,
    unsigned_prefix: Option<String>,
    /// The number of bytes that the values of encrypted attributes are padded to.
    padding: HashMap<String, usize>,
    suite: AlgorithmSuite,
    plaintext: PlaintextPolicy,
    protected_updates: ProtectedUpdates,
    /// The indexes that project all attributes.
    whole_indexes: HashSet<String>,
    reader: ReaderPolicy,
    legacy_format: Option<Arc<dyn LegacyFormat>>,
    provider: Arc<dyn MaterialProvider>,
    max_data_keys: u8,
    spawner: Option<Spawner>,
    search: Option<Arc<SearchModel>>,
    watched: WatchedTable,
    /// The beginning of all canonical paths of this table.
    path_prefix: Vec<u8>,
    /// The part of the encryption context that all items share.
    context: EncryptionContext,
    /// The names of the context's entries for the attributes that go into it when an item is written.
    context_entries: HashMap<String, Text>,
}

impl TableConfig {
    /// Starts the configuration of the table whose items are bound to `logical_name`.
    ///
    /// The logical name stays the same when a backup is restored under another name. It is also the
    /// name that requests use, unless [`TableConfigBuilder::table_name`] says otherwise.
    pub fn builder(logical_name: impl Into<String>) -> TableConfigBuilder {
        TableConfigBuilder::new(logical_name.into())
    }

    /// The name that is bound into every item.
    pub fn logical_name(&self) -> &str {
        &self.0.logical_name
    }

    /// The name of the table in requests to DynamoDB.
    pub fn table_name(&self) -> &str {
        &self.0.table_name
    }

    /// Name of the partition key attribute.
    pub fn partition_key(&self) -> &str {
        &self.0.partition_key
    }

    /// Name of the sort key attribute, if the table has one.
    pub fn sort_key(&self) -> Option<&str> {
        self.0.sort_key.as_deref()
    }

    /// Names of the key attributes.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        [Some(self.partition_key()), self.sort_key()].into_iter().flatten()
    }

    /// Whether `attribute` is one of the key attributes.
    pub(crate) fn is_key(&self, attribute: &str) -> bool {
        self.keys().any(|key| key == attribute)
    }

    /// What happens to `attribute` when an item is written, by its own name or as one of the
    /// [others](Self::action_for_others); `None` if it is not configured or its name is reserved, in which case an item
    /// that has it is refused.
    pub fn action(&self, attribute: &str) -> Option<AttributeAction> {
        match self.0.actions.get(attribute) {
            Some(action) => Some(*action),
            None if self.is_unsigned(attribute) => Some(AttributeAction::DoNothing),
            None => self.0.others.filter(|_| !self.is_reserved(attribute)),
        }
    }

    /// What happens to attributes that have no action by their own name; `None` if items that have such attributes are
    /// refused. See [`TableConfigBuilder::action_for_others`].
    pub fn action_for_others(&self) -> Option<AttributeAction> {
        self.0.others
    }

    /// Whether the configuration says by the name of `attribute` what becomes of it. What it says of all others is a
    /// rule for what it writes: another writer may know better.
    pub(crate) fn is_declared(&self, attribute: &str) -> bool {
        self.0.actions.contains_key(attribute) || self.is_unsigned(attribute)
    }

    /// The key attributes of indexes that were declared, in order.
    pub fn index_keys(&self) -> impl Iterator<Item = &str> {
        self.0.index_keys.iter().map(String::as_str)
    }

    /// Every attribute that has an action by its own name, the keys included, in no particular order.
    pub fn actions(&self) -> impl Iterator<Item = (&str, AttributeAction)> {
        self.0.actions.iter().map(|(name, action)| (name.as_str(), *action))
    }

    /// Names of the attributes whose values go into the encryption context.
    pub(crate) fn context_attributes(&self) -> &[String] {
        &self.0.context_attributes
    }

    /// Whether readers ignore `attribute`: it is allowed to be unsigned, or reserved.
    ///
    /// Source: `specification/dynamodb-encryption-client/decrypt-item.md`, section "Signature Scope".
    pub(crate) fn is_unsigned(&self, attribute: &str) -> bool {
        attribute.starts_with(RESERVED_PREFIX)
            || self.0.unsigned_prefix.as_ref().is_some_and(|prefix| attribute.starts_with(prefix.as_str()))
            || self.0.unsigned_names.contains(attribute)
    }

    /// The names that are allowed to be unsigned, besides those under the prefix.
    pub(crate) fn unsigned_names(&self) -> impl Iterator<Item = &str> {
        self.0.unsigned_names.iter().map(String::as_str)
    }

    /// The prefix of names that are allowed to be unsigned, if there is one.
    #[cfg(feature = "config")]
    pub(crate) fn unsigned_prefix(&self) -> Option<&str> {
        self.0.unsigned_prefix.as_deref()
    }

    /// The suite with which items are written. The [reader policy](Self::reader_policy) says which suites are read.
    pub fn suite(&self) -> AlgorithmSuite {
        self.0.suite
    }

    /// What is allowed to be plaintext.
    pub fn plaintext_policy(&self) -> PlaintextPolicy {
        self.0.plaintext
    }

    /// The indexes that are declared to project all attributes, in order.
    pub(crate) fn whole_indexes(&self) -> BTreeSet<&str> {
        self.0.whole_indexes.iter().map(String::as_str).collect()
    }

    /// What happens with updates and conditions that name what is encrypted or signed.
    pub fn protected_updates(&self) -> ProtectedUpdates {
        self.0.protected_updates
    }

    /// Whether the index is declared to project all attributes.
    pub(crate) fn index_is_whole(&self, index: &str) -> bool {
        self.0.whole_indexes.contains(index)
    }

    /// Whether items are read that are weaker than those that are written.
    pub fn reader_policy(&self) -> &ReaderPolicy {
        &self.0.reader
    }

    /// The number of bytes that the values of `attribute` are padded to before they are encrypted.
    pub(crate) fn padding(&self, attribute: &str) -> Option<usize> {
        if self.0.padding.is_empty() { None } else { self.0.padding.get(attribute).copied() }
    }

    /// The legacy format, if items of this table may be in it.
    pub(crate) fn legacy_format(&self) -> Option<&dyn LegacyFormat> {
        self.0.legacy_format.as_deref()
    }

    /// Whether `attribute` is one that a format adds to items.
    pub(crate) fn is_metadata(&self, attribute: &str) -> bool {
        let is_of = |legacy: &dyn LegacyFormat| {
            [legacy.signature_attribute(), legacy.description_attribute()].contains(&attribute)
        };
        attribute.starts_with(RESERVED_PREFIX) || self.legacy_format().is_some_and(is_of)
    }

    /// Whether no item that is written may have `attribute`.
    fn is_reserved(&self, attribute: &str) -> bool {
        attribute.starts_with(RESERVED_CONTEXT_PREFIX) || self.is_metadata(attribute)
    }

    /// Whether `attribute` is encrypted, in the current format or in a legacy format that is still read.
    pub(crate) fn encrypts(&self, attribute: &str) -> bool {
        self.action(attribute) == Some(AttributeAction::EncryptAndSign)
            || self.in_legacy_format(attribute, |legacy| legacy.encrypts(attribute))
    }

    /// Whether `attribute` is signed, in the current format or in a legacy format that is still read.
    pub(crate) fn signs(&self, attribute: &str) -> bool {
        self.action(attribute).is_some_and(|action| action != AttributeAction::DoNothing)
            || self.in_legacy_format(attribute, |legacy| legacy.signs(attribute))
    }

    fn in_legacy_format(&self, attribute: &str, holds: impl Fn(&dyn LegacyFormat) -> bool) -> bool {
        let legacy = self.legacy_format().filter(|legacy| legacy.is_read());
        legacy.is_some_and(|legacy| !self.is_metadata(attribute) && holds(legacy))
    }

    /// The header version that items of this table are written with: 2 if an attribute
    /// besides the keys goes into the encryption context, else 1.
    ///
    /// Source: `specification/dynamodb-encryption-client/ddb-table-encryption-config.md`, section "Configuration
    /// Version".
    pub fn header_version(&self) -> HeaderVersion {
        if self.0.context_attributes.is_empty() { HeaderVersion::V1 } else { HeaderVersion::V2 }
    }

    /// Where keys come from.
    pub(crate) fn provider(&self) -> &dyn MaterialProvider {
        self.0.provider.as_ref()
    }

    /// How many encrypted data keys an item may have, for reading and for writing.
    pub fn max_data_keys(&self) -> u8 {
        self.0.max_data_keys
    }

    /// Refuses an item with more encrypted data keys than are allowed.
    pub(crate) fn check_data_keys(&self, count: usize) -> Result<(), Error> {
        let maximum = usize::from(self.0.max_data_keys);
        if count <= maximum {
            return Ok(());
        }
        let source = KeyError::TooManyDataKeys { count, maximum };
        Err(Error::Key { table: self.logical_name().to_owned(), source })
    }

    /// What can be searched for, if anything can.
    pub(crate) fn search(&self) -> Option<&Arc<SearchModel>> {
        self.0.search.as_ref()
    }

    /// What the table is called where somebody watches.
    pub(crate) fn watched(&self) -> &WatchedTable {
        &self.0.watched
    }

    /// The application's executor, if it was handed over.
    pub(crate) fn spawner(&self) -> Option<&Spawner> {
        self.0.spawner.as_ref()
    }

    /// The beginning of all canonical paths of this table.
    pub(crate) fn path_prefix(&self) -> &[u8] {
        &self.0.path_prefix
    }

    /// The part of the encryption context that all items share.
    pub(crate) fn context(&self) -> &EncryptionContext {
        &self.0.context
    }

    /// The name of the encryption context's entry for `attribute`.
    pub(crate) fn context_entry(&self, attribute: &str) -> Text {
        self.0.context_entries.get(attribute).cloned().unwrap_or_else(|| context::entry_name(attribute))
    }
}

impl fmt::Debug for TableConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TableConfig")
            .field("logical_name", &self.0.logical_name)
            .field("table_name", &self.0.table_name)
            .field("partition_key", &self.0.partition_key)
            .field("sort_key", &self.0.sort_key)
            .field("actions", &self.0.actions)
            .field("others", &self.0.others)
            .field("index_keys", &self.0.index_keys)
            .field("unsigned_names", &self.0.unsigned_names)
            .field("unsigned_prefix", &self.0.unsigned_prefix)
            .field("suite", &self.0.suite)
            .field("padding", &self.0.padding)
            .field("plaintext", &self.0.plaintext)
            .field("protected_updates", &self.0.protected_updates)
            .field("whole_indexes", &self.0.whole_indexes)
            .field("reader", &self.0.reader)
            .field("legacy_format", &self.0.legacy_format)
            .field("max_data_keys", &self.0.max_data_keys)
            .field("search", &self.0.search)
            .finish_non_exhaustive()
    }
}
