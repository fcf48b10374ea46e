//! What a user declares of a table in the older format.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use super::action::{Actions, LegacyAction};
use super::dialect::Dialect;
use super::provider::{ItemContext, Provider};
use super::record::Signed;
use super::{Item, LegacyEncryptor};
use crate::error::{ConfigProblem, Error};

/// The attribute of the material description.
const DESCRIPTION: &str = "*amzn-ddb-map-desc*";
/// The attribute of the signature.
const SIGNATURE: &str = "*amzn-ddb-map-sig*";

/// A checked configuration.
pub(super) struct Config {
    pub(super) table_name: Option<String>,
    pub(super) partition_key: Option<String>,
    pub(super) sort_key: Option<String>,
    pub(super) actions: Actions,
    pub(super) description_attribute: String,
    pub(super) signature_attribute: String,
    pub(super) dialect: Dialect,
    pub(super) provider: Arc<dyn Provider>,
}

impl Config {
    /// What errors call the table.
    pub(super) fn label(&self) -> &str {
        self.table_name.as_deref().unwrap_or_default()
    }

    /// The names of the format's own attributes.
    pub(super) fn metadata_names(&self) -> impl Iterator<Item = &str> {
        [&self.description_attribute, &self.signature_attribute].into_iter().map(String::as_str)
    }

    /// What providers learn of `item`; or the key attribute that is missing.
    pub(super) fn context<'a>(&'a self, item: &'a Item) -> Result<ItemContext<'a>, &'a str> {
        let key = |name: &'a Option<String>| match name.as_deref() {
            Some(name) => item.get(name).map(|value| Some((name, value))).ok_or(name),
            None => Ok(None),
        };
        Ok(ItemContext {
            table_name: self.table_name.as_deref(),
            partition_key: key(&self.partition_key)?,
            sort_key: key(&self.sort_key)?,
        })
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
#[must_use = "nothing is configured before `build`"]
pub struct LegacyEncryptorBuilder {
    table_name: Option<String>,
    partition_key: Option<String>,
    sort_key: Option<String>,
    default_action: LegacyAction,
    declared: Vec<(String, LegacyAction)>,
    description_attribute: String,
    signature_attribute: String,
    dialect: Dialect,
    provider: Option<Arc<dyn Provider>>,
}

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
            dialect: Dialect::default(),
            provider: None,
        }
    }

    /// The table's name as the writers of its items have it: it is signed. Where the writers had none, call this
    /// not.
    pub fn table_name(mut self, name: impl Into<String>) -> Self {
        self.table_name = Some(name.into());
        self
    }

    /// The partition key attribute. It is not encrypted, whatever the default action.
    pub fn partition_key(mut self, name: impl Into<String>) -> Self {
        self.partition_key = Some(name.into());
        self
    }

    /// The sort key attribute. It is not encrypted, whatever the default action.
    pub fn sort_key(mut self, name: impl Into<String>) -> Self {
        self.sort_key = Some(name.into());
        self
    }

    /// What happens to attributes that are not declared: they are encrypted and signed where this is not called, as
    /// with the client in Python. The client in Java does nothing to them.
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

    /// The attribute that holds the material description; `*amzn-ddb-map-desc*` where this is not called.
    pub fn description_attribute(mut self, name: impl Into<String>) -> Self {
        self.description_attribute = name.into();
        self
    }

    /// The attribute that holds the signature; `*amzn-ddb-map-sig*` where this is not called.
    pub fn signature_attribute(mut self, name: impl Into<String>) -> Self {
        self.signature_attribute = name.into();
        self
    }

    /// Whose bytes are written where the older clients disagree; Java's where this is not called.
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
    /// [`Error::Config`], naming the table, the attribute and what is wrong with it.
    pub fn build(mut self) -> Result<LegacyEncryptor, Error> {
        let mut actions = HashMap::with_capacity(self.declared.len() + 2);
        for (name, action) in std::mem::take(&mut self.declared) {
            match actions.entry(name) {
                Entry::Vacant(entry) => entry.insert(action),
                Entry::Occupied(entry) => {
                    return Err(self.error(Some(entry.key()), ConfigProblem::DuplicateDeclaration));
                }
            };
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
        let provider =
            self.provider.take().ok_or_else(|| self.error(None, ConfigProblem::MissingMaterialProvider))?;
        Ok(LegacyEncryptor::new(Config {
            table_name: self.table_name,
            partition_key: self.partition_key,
            sort_key: self.sort_key,
            actions: Actions::new(self.default_action, actions),
            description_attribute: self.description_attribute,
            signature_attribute: self.signature_attribute,
            dialect: self.dialect,
            provider,
        }))
    }

    /// Gives `names` an action.
    fn declare<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>, action: LegacyAction) -> Self {
        self.declared.extend(names.into_iter().map(|name| (name.into(), action)));
        self
    }

    fn error(&self, attribute: Option<&str>, problem: ConfigProblem) -> Error {
        let table = self.table_name.clone().unwrap_or_default();
        Error::Config { table, attribute: attribute.map(str::to_owned), problem }
    }
}
