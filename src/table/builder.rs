//! Building a table's configuration.

mod checks;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::once::Contradiction;
use super::{AttributeAction, Inner, OtherFormat, PlaintextPolicy, ReaderPolicy, Spawner, TableConfig};
use crate::error::{ConfigProblem, Error};
use crate::format::context::{self, EncryptionContext};
use crate::format::path;
use crate::format::suite::AlgorithmSuite;
use crate::future::BoxFuture;
use crate::keyring::Keyring;
use crate::materials::{DefaultMaterialProvider, MaterialProvider};

/// How many encrypted data keys an item may have where nothing else is configured.
const MAX_DATA_KEYS: u8 = 10;

/// Longest name of a key attribute, in UTF-16 code units.
const MAX_KEY_NAME: usize = 255;

/// Collects a table's configuration; [`build`](Self::build) checks it.
///
/// What is declared about attributes may come in several calls: they add up, and must not contradict each other. An
/// attribute may be declared again with the same action, so that several kinds of items of one table can each list
/// their own. Settings replace each other: the last call counts.
#[must_use = "nothing is configured before `build`"]
pub struct TableConfigBuilder {
    logical_name: String,
    table_name: Option<String>,
    partition_key: Option<String>,
    sort_key: Option<String>,
    declared: Vec<(String, AttributeAction)>,
    keys_are_declared: bool,
    unsigned_names: Option<HashSet<String>>,
    unsigned_prefix: Option<String>,
    padded: Vec<(String, usize)>,
    contradiction: Contradiction,
    suite: AlgorithmSuite,
    plaintext: PlaintextPolicy,
    whole_indexes: HashSet<String>,
    reader: ReaderPolicy,
    other_format: Option<Arc<dyn OtherFormat>>,
    provider: Option<Arc<dyn MaterialProvider>>,
    max_data_keys: u8,
    allow_items_without_writer: bool,
    spawner: Option<Spawner>,
}

impl TableConfigBuilder {
    pub(super) fn new(logical_name: String) -> Self {
        TableConfigBuilder {
            logical_name,
            table_name: None,
            partition_key: None,
            sort_key: None,
            declared: Vec::new(),
            keys_are_declared: false,
            unsigned_names: None,
            unsigned_prefix: None,
            padded: Vec::new(),
            contradiction: Contradiction::default(),
            suite: AlgorithmSuite::default(),
            plaintext: PlaintextPolicy::default(),
            whole_indexes: HashSet::new(),
            reader: ReaderPolicy::default(),
            other_format: None,
            provider: None,
            max_data_keys: MAX_DATA_KEYS,
            allow_items_without_writer: false,
            spawner: None,
        }
    }

    /// The name that requests use for the table, where it is not the logical name: a stage, or a
    /// backup restored under another name. Replaces what was given before.
    pub fn table_name(mut self, name: impl Into<String>) -> Self {
        self.table_name = Some(name.into());
        self
    }

    /// The partition key attribute. It is always signed, and so needs no further declaration. There is only one.
    pub fn partition_key(mut self, name: impl Into<String>) -> Self {
        self.contradiction.set_once(&mut self.partition_key, name.into(), "the partition key");
        self
    }

    /// The sort key attribute. It is always signed, and so needs no further declaration. There is only one.
    pub fn sort_key(mut self, name: impl Into<String>) -> Self {
        self.contradiction.set_once(&mut self.sort_key, name.into(), "the sort key");
        self
    }

    /// Attributes to [encrypt and sign](AttributeAction::EncryptAndSign).
    pub fn encrypt<N: Into<String>>(self, names: impl IntoIterator<Item = N>) -> Self {
        self.declare(names, AttributeAction::EncryptAndSign)
    }

    /// Attributes to [sign only](AttributeAction::SignOnly).
    pub fn sign<N: Into<String>>(self, names: impl IntoIterator<Item = N>) -> Self {
        self.declare(names, AttributeAction::SignOnly)
    }

    /// Attributes to [sign and include in the encryption
    /// context](AttributeAction::SignAndIncludeInEncryptionContext). The key attributes then go there
    /// too, and items are written with header version 2.
    pub fn sign_and_include_in_encryption_context<N: Into<String>>(
        self,
        names: impl IntoIterator<Item = N>,
    ) -> Self {
        self.declare(names, AttributeAction::SignAndIncludeInEncryptionContext)
    }

    /// Attributes to [leave alone](AttributeAction::DoNothing). Each must also be
    /// [allowed to be unsigned](Self::allowed_unsigned), by name or by prefix.
    pub fn do_nothing<N: Into<String>>(self, names: impl IntoIterator<Item = N>) -> Self {
        self.declare(names, AttributeAction::DoNothing)
    }

    /// The complete list of actions, as AWS's configuration has it: here the key attributes must be
    /// listed as well.
    pub fn attribute_actions<N: Into<String>>(
        mut self,
        actions: impl IntoIterator<Item = (N, AttributeAction)>,
    ) -> Self {
        self.keys_are_declared = true;
        self.declared.extend(actions.into_iter().map(|(name, action)| (name.into(), action)));
        self
    }

    /// Attributes that readers accept without a signature. They need no other declaration; what is
    /// listed here once can never be signed later, so that the list only grows over a table's life.
    pub fn allowed_unsigned<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        self.unsigned_names.get_or_insert_default().extend(names.into_iter().map(Into::into));
        self
    }

    /// A prefix of names that readers accept without a signature, for example `":"`. It lets new
    /// unsigned attributes be added without changing any reader. There is only one; names that have not got it are
    /// [listed](Self::allowed_unsigned).
    pub fn unsigned_prefix(mut self, prefix: impl Into<String>) -> Self {
        let what = "the prefix of allowed-unsigned names";
        self.contradiction.set_once(&mut self.unsigned_prefix, prefix.into(), what);
        self
    }

    /// Attributes, among those to encrypt, whose values are padded so that neither their types nor their lengths can
    /// be told, as long as they have at most `bytes` bytes each.
    ///
    /// For small domains, such as a diagnosis or a truth value that may be missing: see
    /// [`manual::padding`](crate::manual::padding), also for what readers of other kinds get to see. Each value takes
    /// 32 bytes more than `bytes`, whatever it is. A longer value cannot be written. What a text has is its bytes in
    /// UTF-8, what a number has is its digits.
    ///
    /// Only items in the current format are padded. Readers that do not know of the padding get a binary value: have
    /// all of them know before the first writer pads.
    ///
    /// ```
    /// # use dynamodb_item_encryptor::{RawAesKeyring, TableConfig};
    /// # let keyring = RawAesKeyring::new("examples", "patients", &[7; 32])?;
    /// let table = TableConfig::builder("Patients")
    ///     .partition_key("id")
    ///     .encrypt(["name", "diagnosis"])
    ///     .pad(["diagnosis"], 64)
    ///     .keyring(keyring)
    ///     .build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn pad<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>, bytes: usize) -> Self {
        self.padded.extend(names.into_iter().map(|name| (name.into(), bytes)));
        self
    }

    /// The algorithm suite of items that are written; [`AlgorithmSuite::HmacSha384EcdsaP384`] where
    /// this is not called. Replaces what was given before.
    pub fn suite(mut self, suite: AlgorithmSuite) -> Self {
        self.suite = suite;
        self
    }

    /// What may be plaintext; nothing where this is not called. Replaces what was given before.
    pub fn plaintext_policy(mut self, policy: PlaintextPolicy) -> Self {
        self.plaintext = policy;
        self
    }

    /// Declares that an index, by its name, projects all attributes (`ProjectionType` `ALL`). For tables whose
    /// [policy](Self::plaintext_policy) reads plaintext: only from such an index are plaintext items read. The same holds
    /// for items that were never signed, beside those of the older format.
    ///
    /// What an item of an index without header and footer is, cannot be told from it: plaintext, or what another
    /// projection leaves of an encrypted item, with ciphertext in place of values. Without this declaration it is an
    /// error, [`Error::Index`], unless the request selects `ALL_ATTRIBUTES`, which DynamoDB carries out with whole
    /// items or not at all. Encrypted items need no declaration.
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

    /// Which items are read that are weaker than those that this configuration writes; all that a compatible writer
    /// may have written, where this is not called.
    pub fn reader_policy(mut self, policy: ReaderPolicy) -> Self {
        self.reader = policy;
        self
    }

    /// Hands over the application's executor, so that the wrapped client works on the items of large pages, batches
    /// and transactions on several of its threads. Without it, one thread does, and gives way to other tasks about
    /// every millisecond.
    ///
    /// `spawn` is given a future that it must have run, and need not wait for. It is called from within the
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

    /// A second format that items may be in. Replaces what was given before.
    #[cfg(feature = "legacy")]
    pub(crate) fn other_format(mut self, other: Arc<dyn OtherFormat>) -> Self {
        self.other_format = Some(other);
        self
    }

    /// How data keys are wrapped. The [default material provider](DefaultMaterialProvider) makes
    /// the rest of the materials. Replaces what was given before, also a material provider.
    pub fn keyring(self, keyring: impl Keyring + 'static) -> Self {
        self.material_provider(DefaultMaterialProvider::new(keyring))
    }

    /// Where an item's materials come from. Replaces what was given before, also a keyring.
    pub fn material_provider(mut self, provider: impl MaterialProvider + 'static) -> Self {
        self.provider = Some(Arc::new(provider));
        self
    }

    /// How many encrypted data keys an item may have, 1 to 255; 10 where this is not called. One is written for every
    /// key that the keyring wraps with.
    ///
    /// An item with more is refused before any of its keys is tried. Otherwise whoever can write the table could have a
    /// reader make 255 calls to a key service, or as many RSA operations, for one item.
    pub fn max_data_keys(mut self, maximum: u8) -> Self {
        self.max_data_keys = maximum;
        self
    }

    /// Reads plaintext items, or items of the older format, although the material provider [trusts some writers
    /// only](DefaultMaterialProvider::trust_writers). Without this, such a configuration is refused.
    ///
    /// Such items have no writer: what whoever can write the table puts there as plaintext is believed, and so is
    /// what the holders of the older format's keys write. Call it for the time of a migration only.
    pub fn allow_items_without_writer(mut self) -> Self {
        self.allow_items_without_writer = true;
        self
    }

    /// Checks the configuration.
    ///
    /// # Errors
    /// [`Error::Config`], naming the table, the attribute and what is wrong with it. See
    /// [`ConfigProblem`].
    pub fn build(mut self) -> Result<TableConfig, Error> {
        let declared = std::mem::take(&mut self.declared);
        let mut actions = HashMap::with_capacity(declared.len() + 2);
        for (name, action) in declared {
            if actions.insert(name.clone(), action).is_some_and(|other| other != action) {
                return Err(self.error(Some(&name), ConfigProblem::DuplicateDeclaration));
            }
        }
        if let Some((second, problem)) = self.contradiction.found() {
            return Err(self.error(Some(second), problem));
        }
        let partition_key = match &self.partition_key {
            Some(name) => name.clone(),
            None => return Err(self.error(None, ConfigProblem::MissingPartitionKey)),
        };
        if self.sort_key.as_ref() == Some(&partition_key) {
            return Err(self.error(Some(&partition_key), ConfigProblem::SortKeyIsPartitionKey));
        }
        self.resolve_keys(&partition_key, &mut actions)?;
        self.check_unsigned_rule()?;
        if self.max_data_keys == 0 {
            return Err(self.error(None, ConfigProblem::NoDataKeys));
        }

        let padding = self.resolve_padding(&actions)?;

        let provider = match self.provider.take() {
            Some(provider) => provider,
            None => return Err(self.error(None, ConfigProblem::MissingMaterialProvider)),
        };
        let sort_key = self.sort_key.take();
        let context_attributes: Vec<_> = actions
            .iter()
            .filter(|(_, action)| **action == AttributeAction::SignAndIncludeInEncryptionContext)
            .map(|(name, _)| name.clone())
            .collect();
        let context_entries = context_attributes.iter().chain([&partition_key]).chain(&sort_key);
        let table = TableConfig(Arc::new(Inner {
            path_prefix: path::prefix(&self.logical_name),
            context: EncryptionContext::of_table(&self.logical_name, &partition_key, sort_key.as_deref()),
            context_entries: context_entries.map(|name| (name.clone(), context::entry_name(name))).collect(),
            table_name: self.table_name.take().unwrap_or_else(|| self.logical_name.clone()),
            logical_name: self.logical_name.clone(),
            partition_key,
            sort_key,
            actions,
            context_attributes,
            unsigned_names: self.unsigned_names.take().unwrap_or_default(),
            unsigned_prefix: self.unsigned_prefix.take(),
            padding,
            suite: self.suite,
            plaintext: self.plaintext,
            whole_indexes: std::mem::take(&mut self.whole_indexes),
            reader: self.reader.clone(),
            other_format: self.other_format.take(),
            provider,
            max_data_keys: self.max_data_keys,
            spawner: self.spawner.take(),
        }));
        self.check_actions(&table)?;
        self.check_other_format(&table)?;
        self.check_writers(&table)?;
        self.check_reader_policy(&table)?;
        Ok(table)
    }

    /// Gives the key attributes their action, or checks the one they were given.
    fn resolve_keys(
        &self,
        partition_key: &str,
        actions: &mut HashMap<String, AttributeAction>,
    ) -> Result<(), Error> {
        if self.keys_are_declared && actions.values().all(|action| *action == AttributeAction::DoNothing) {
            return Err(self.error(None, ConfigProblem::NothingSigned));
        }
        // One context attribute makes header version 2, which wants the keys in the context as well.
        let context = AttributeAction::SignAndIncludeInEncryptionContext;
        let required =
            if actions.values().any(|action| *action == context) { context } else { AttributeAction::SignOnly };
        for key in [Some(partition_key), self.sort_key.as_deref()].into_iter().flatten() {
            if !(1..=MAX_KEY_NAME).contains(&path::utf16_length(key)) {
                return Err(self.error(Some(key), ConfigProblem::KeyNameLength));
            }
            match actions.get(key) {
                Some(action) if *action == required => {}
                Some(_) => {
                    let problem = ConfigProblem::KeyAction { required: required.as_str() };
                    return Err(self.error(Some(key), problem));
                }
                None if self.keys_are_declared => {
                    return Err(self.error(Some(key), ConfigProblem::MissingKeyAction));
                }
                None => {
                    actions.insert(key.to_owned(), required);
                }
            }
        }
        Ok(())
    }

    /// Gives `names` an action.
    fn declare<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>, action: AttributeAction) -> Self {
        self.declared.extend(names.into_iter().map(|name| (name.into(), action)));
        self
    }

    fn error(&self, attribute: Option<&str>, problem: ConfigProblem) -> Error {
        Error::Config { table: self.logical_name.clone(), attribute: attribute.map(str::to_owned), problem }
    }
}
