//! What a user declares of a table in the legacy format.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use super::action::{Actions, LegacyAction};
use super::description::{PREFIX, SIGNING_ALGORITHM, SYMMETRIC_MODE};
use super::dialect::Dialect;
use super::provider::{ItemContext, Provider};
use super::record::Signed;
use super::{Item, LegacyEncryptor};
use crate::error::{ConfigProblem, Error, KeyError, UNNAMED_TABLE};
use crate::format::RESERVED_PREFIX;
use crate::table::Contradiction;

/// The attribute of the material description.
const DESCRIPTION: &str = "*amzn-ddb-map-desc*";
/// The attribute of the signature.
const SIGNATURE: &str = "*amzn-ddb-map-sig*";

/// What is said to whoever asks for the format in a build that does without it.
const NOT_IN_FIPS: &str = "this build of dynamodb-item-encryptor has the feature `fips`, which is without the legacy format; \
                           move its items to the current format with a build without `fips`";

/// A checked configuration.
#[derive(Clone)]
pub(super) struct Config {
    pub(super) table_name: Option<String>,
    /// What errors call the table.
    label: String,
    pub(super) partition_key: Option<String>,
    pub(super) sort_key: Option<String>,
    pub(super) actions: Actions,
    pub(super) description_attribute: String,
    pub(super) signature_attribute: String,
    /// Names in the description.
    pub(super) symmetric_mode_entry: String,
    pub(super) signing_algorithm_entry: String,
    /// Whether keys may be unsigned.
    pub(super) moves_between_keys: bool,
    pub(super) reads_never_signed: bool,
    pub(super) dialect: Dialect,
    pub(super) provider: Arc<dyn Provider>,
}

impl Config {
    /// The same, but the attributes `names` are only signed.
    pub(super) fn signing(&self, names: Vec<String>) -> Self {
        let mut config = self.clone();
        config.actions.sign(names);
        config
    }

    /// The same, but errors call the table `label`.
    pub(super) fn labelled(&self, label: &str) -> Self {
        Config { label: label.to_owned(), ..self.clone() }
    }

    /// What errors call the table.
    pub(super) fn label(&self) -> &str {
        &self.label
    }

    /// The names of the format's own attributes.
    pub(super) fn metadata_names(&self) -> impl Iterator<Item = &str> {
        [&self.description_attribute, &self.signature_attribute].into_iter().map(String::as_str)
    }

    /// What providers learn about `item`; or the key attribute that is missing.
    pub(super) fn context<'a>(&'a self, item: &'a Item) -> Result<ItemContext<'a>, &'a str> {
        let key = |name: &'a Option<String>| match name.as_deref() {
            Some(name) => item.get(name).map(|value| Some((name, value))).ok_or(name),
            None => Ok(None),
        };
        Ok(ItemContext {
            table_name: self.table_name.as_deref(),
            partition_key: key(&self.partition_key)?,
            sort_key: key(&self.sort_key)?,
            item,
        })
    }

    /// Whether `item` is read although nobody signed it: that is allowed, and the item has its keys and
    /// nothing else that this configuration or the current format would have protected.
    pub(super) fn was_never_signed(&self, item: &Item) -> bool {
        let is_key =
            |name: &str| [&self.partition_key, &self.sort_key].into_iter().flatten().any(|key| key == name);
        let is_untreated = |name: &String| {
            let is_of_a_format =
                name.starts_with(RESERVED_PREFIX) || self.metadata_names().any(|own| own == name);
            !is_of_a_format && (is_key(name) || self.actions.of(name) == LegacyAction::DoNothing)
        };
        self.reads_never_signed && self.context(item).is_ok() && item.keys().all(is_untreated)
    }

    /// The signed attributes of `item`.
    pub(super) fn signed<'a>(&self, item: &'a Item) -> Vec<Signed<'a>> {
        let signed = item.iter().filter_map(|(name, value)| {
            let action = self.actions.of(name);
            let is_encrypted = action == LegacyAction::EncryptAndSign;
            (action != LegacyAction::DoNothing).then_some(Signed { name, value, is_encrypted })
        });
        signed.collect()
    }
}

/// Collects the configuration of a [`LegacyEncryptor`]; [`build`](Self::build) checks it.
///
/// Example: [`legacy`](crate::legacy).
#[must_use = "nothing is configured before `build`"]
pub struct LegacyEncryptorBuilder {
    table_name: Option<String>,
    partition_key: Option<String>,
    sort_key: Option<String>,
    default_action: LegacyAction,
    declared: Vec<(String, LegacyAction)>,
    description_attribute: String,
    signature_attribute: String,
    description_prefix: String,
    moves_between_keys: bool,
    reads_never_signed: bool,
    dialect: Dialect,
    provider: Option<Arc<dyn Provider>>,
    contradiction: Contradiction,
}

debug_shows!(LegacyEncryptorBuilder { table_name, partition_key, sort_key, default_action, declared });

impl LegacyEncryptorBuilder {
    pub(super) fn new() -> Self {
        LegacyEncryptorBuilder {
            table_name: None,
            partition_key: None,
            sort_key: None,
            default_action: LegacyAction::EncryptAndSign,
            declared: Vec::new(),
            description_attribute: DESCRIPTION.to_owned(),
            signature_attribute: SIGNATURE.to_owned(),
            description_prefix: PREFIX.to_owned(),
            moves_between_keys: false,
            reads_never_signed: false,
            dialect: Dialect::default(),
            provider: None,
            contradiction: Contradiction::default(),
        }
    }

    /// The table's name as the writers of its items were given it: it is signed. Leave it unset if the writers used none.
    /// Replaces an earlier call.
    pub fn table_name(mut self, name: impl Into<String>) -> Self {
        self.table_name = Some(name.into());
        self
    }

    /// The partition key attribute. It is not encrypted, whatever the default action. There is only one.
    pub fn partition_key(mut self, name: impl Into<String>) -> Self {
        self.contradiction.set_text_once(&mut self.partition_key, name.into(), "the partition key");
        self
    }

    /// The sort key attribute. It is not encrypted, whatever the default action. There is only one.
    pub fn sort_key(mut self, name: impl Into<String>) -> Self {
        self.contradiction.set_text_once(&mut self.sort_key, name.into(), "the sort key");
        self
    }

    /// What happens to attributes that are not declared. By default they are encrypted and signed, as
    /// with the client in Python. The client in Java does nothing to them; in that case declare the key attributes, which
    /// must be signed or [allowed not to be](Self::allow_moving_items_between_keys).
    pub fn default_action(mut self, action: LegacyAction) -> Self {
        self.default_action = action;
        self
    }

    /// Attributes to [encrypt and sign](LegacyAction::EncryptAndSign).
    pub fn encrypt<N: Into<String>>(self, names: impl IntoIterator<Item = N>) -> Self {
        self.declare(names, LegacyAction::EncryptAndSign)
    }

    /// Attributes to [sign only](LegacyAction::SignOnly).
    pub fn sign<N: Into<String>>(self, names: impl IntoIterator<Item = N>) -> Self {
        self.declare(names, LegacyAction::SignOnly)
    }

    /// Attributes to [leave alone](LegacyAction::DoNothing).
    pub fn do_nothing<N: Into<String>>(self, names: impl IntoIterator<Item = N>) -> Self {
        self.declare(names, LegacyAction::DoNothing)
    }

    /// The attribute that holds the material description; `*amzn-ddb-map-desc*` by default.
    pub fn description_attribute(mut self, name: impl Into<String>) -> Self {
        self.description_attribute = name.into();
        self
    }

    /// The attribute that holds the signature; `*amzn-ddb-map-sig*` by default.
    pub fn signature_attribute(mut self, name: impl Into<String>) -> Self {
        self.signature_attribute = name.into();
        self
    }

    /// The prefix of the names `sym-mode` and `signingAlg` in the description; `amzn-ddb-map-` by default.
    /// Only the client in Java lets the application choose it (`DynamoDBEncryptor.getInstance`).
    pub fn description_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.description_prefix = prefix.into();
        self
    }

    /// Accepts key attributes that are not signed.
    ///
    /// **Whoever can write to the table can then put any item under any other key**, and the item is read as if it had
    /// been written there: what was Alice's becomes Mallory's. Call this only if the writers left the keys unsigned,
    /// which the client in Java does when its low-level interface is given no flags for them; its mapper and the
    /// client in Python always sign them. With [`DirectKmsProvider`](super::DirectKmsProvider) the keys are part of
    /// the encryption context, so KMS refuses moved items.
    pub fn allow_moving_items_between_keys(mut self) -> Self {
        self.moves_between_keys = true;
        self
    }

    /// Also reads items that nobody ever signed: those that have neither signature nor description, and apart from their
    /// key attributes only attributes to [leave alone](LegacyAction::DoNothing). Such items were written before
    /// the table's first attribute was protected, or by other programs; the client in Java reads them from version
    /// 2.0.2 on.
    ///
    /// **A missing signature then goes unnoticed on an item that has nothing left for it to protect.**
    /// Whoever can write to the table can
    ///
    /// * create items under any key, with any values of the attributes that are left alone;
    /// * strip any legacy item of everything that is protected, signature and description included: what remains is
    ///   read as an item that never had more.
    ///
    /// They can neither change nor invent a protected attribute: an item that has one and no signature is refused as
    /// before. An attribute that is left alone here but protected in the current format is as exposed as it is in signed
    /// legacy items; if the current format encrypts it, a binary value is refused, because it may be what is left
    /// of an item in that format. So call this only if such items exist, treat a missing attribute as one that an
    /// attacker may have removed, and move the items.
    ///
    /// What an index projects of a legacy item can look the same. The wrapped client reads such items from the table,
    /// and from an index only if that is declared to
    /// [project all attributes](crate::TableConfigBuilder::index_projects_all).
    ///
    /// [`partition_key`](Self::partition_key) must be called too, and [`sort_key`](Self::sort_key) if the table has one.
    pub fn reading_items_that_were_never_signed(mut self) -> Self {
        self.reads_never_signed = true;
        self
    }

    /// Whose bytes are written where the legacy clients disagree; Java's by default.
    pub fn dialect(mut self, dialect: Dialect) -> Self {
        self.dialect = dialect;
        self
    }

    /// Where the keys of items come from.
    pub fn provider(mut self, provider: impl Provider + 'static) -> Self {
        self.provider = Some(Arc::new(provider));
        self
    }

    /// Checks the configuration.
    ///
    /// # Errors
    /// [`Error::Config`], naming the table, the attribute and what is wrong with it. [`Error::Key`] in any build with the
    /// feature `fips`: the format's primitives are not all approved.
    pub fn build(mut self) -> Result<LegacyEncryptor, Error> {
        if cfg!(feature = "fips") {
            let table = self.table_name.unwrap_or_else(|| UNNAMED_TABLE.to_owned());
            return Err(Error::Key { table, source: KeyError::Config(NOT_IN_FIPS.to_owned()) });
        }
        if let Some((second, problem)) = self.contradiction.found() {
            return Err(self.error(Some(second), problem));
        }
        let actions = self.actions()?;
        let provider =
            self.provider.take().ok_or_else(|| self.error(None, ConfigProblem::MissingMaterialProvider))?;
        Ok(LegacyEncryptor::new(Config {
            label: self.table_name.clone().unwrap_or_else(|| UNNAMED_TABLE.to_owned()),
            table_name: self.table_name,
            partition_key: self.partition_key,
            sort_key: self.sort_key,
            actions,
            description_attribute: self.description_attribute,
            signature_attribute: self.signature_attribute,
            symmetric_mode_entry: format!("{}{SYMMETRIC_MODE}", self.description_prefix),
            signing_algorithm_entry: format!("{}{SIGNING_ALGORITHM}", self.description_prefix),
            moves_between_keys: self.moves_between_keys,
            reads_never_signed: self.reads_never_signed,
            dialect: self.dialect,
            provider,
        }))
    }

    /// Checks the names and their actions.
    fn actions(&mut self) -> Result<Actions, Error> {
        let mut actions = HashMap::with_capacity(self.declared.len() + 2);
        for (name, action) in std::mem::take(&mut self.declared) {
            match actions.entry(name) {
                Entry::Vacant(entry) => drop(entry.insert(action)),
                Entry::Occupied(entry) if *entry.get() == action => {}
                Entry::Occupied(entry) => {
                    return Err(self.error(Some(entry.key()), ConfigProblem::DuplicateDeclaration));
                }
            }
        }
        if self.reads_never_signed && self.partition_key.is_none() {
            return Err(self.error(None, ConfigProblem::MissingPartitionKey));
        }
        if let Some(key) = self.sort_key.as_ref().filter(|key| self.partition_key.as_ref() == Some(key)) {
            return Err(self.error(Some(key), ConfigProblem::SortKeyIsPartitionKey));
        }
        for key in [&self.partition_key, &self.sort_key].into_iter().flatten() {
            let undeclared = match self.default_action {
                LegacyAction::DoNothing => LegacyAction::DoNothing,
                LegacyAction::SignOnly | LegacyAction::EncryptAndSign => LegacyAction::SignOnly,
            };
            if *actions.entry(key.clone()).or_insert(undeclared) == LegacyAction::EncryptAndSign {
                let problem = ConfigProblem::KeyAction { required: LegacyAction::SignOnly.as_str() };
                return Err(self.error(Some(key), problem));
            }
        }
        let metadata = [&self.description_attribute, &self.signature_attribute];
        let clash = metadata.into_iter().find(|name| name.is_empty() || actions.contains_key(*name));
        if let Some(name) = clash {
            return Err(self.error(Some(name), ConfigProblem::MetadataName));
        }
        if self.description_attribute == self.signature_attribute {
            return Err(self.error(Some(&self.signature_attribute), ConfigProblem::MetadataName));
        }
        let actions = Actions::new(self.default_action, actions);
        // Where nothing at all is signed, there is nothing to move.
        let mut keys = [&self.partition_key, &self.sort_key].into_iter().flatten();
        let unsigned = keys.find(|key| actions.of(key) == LegacyAction::DoNothing);
        match unsigned.filter(|_| !self.moves_between_keys && !actions.are_none()) {
            Some(key) => Err(self.error(Some(key), ConfigProblem::UnsignedLegacyKey)),
            None => Ok(actions),
        }
    }

    /// Gives `names` an action.
    fn declare<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>, action: LegacyAction) -> Self {
        self.declared.extend(names.into_iter().map(|name| (name.into(), action)));
        self
    }

    fn error(&self, attribute: Option<&str>, problem: ConfigProblem) -> Error {
        Error::config(self.table_name.as_deref(), attribute, problem)
    }
}
