//! The policies that a configuration's tables need, for IAM and its relatives.
//!
//! They follow from what the wrapped client calls, and from the encryption context that each keyring sends:
//! [`manual::key_policies`](crate::manual::key_policies).

mod dynamodb;
mod kms;
#[cfg(feature = "legacy")]
mod legacy;
mod statement;
mod trail;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::error::ConfigurationError;
use super::{Configuration, EntryProblem};
use crate::table::TableConfig;
use kms::{Does, Uses};
use statement::{Conditions, Statement, document};

/// What somebody does with a table.
///
/// Example: [`config`](crate::config).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Role {
    /// Reads and searches.
    Reader,
    /// Writes, and reads as far as that takes: a client that carries [protected
    /// updates](crate::ProtectedUpdates) out reads the item first. An application that does both has both roles.
    Writer,
    /// Compares the configuration with the table, and walks over all items to write them anew.
    Operator,
}

impl Role {
    /// Every role.
    pub const ALL: &'static [Self] = &[Role::Reader, Role::Writer, Role::Operator];

    fn does(self, table: &TableConfig) -> Does {
        match self {
            Role::Reader => Does { reads: true, writes: false },
            Role::Writer => Does { reads: dynamodb::reads_to_write(table), writes: true },
            Role::Operator => Does { reads: true, writes: true },
        }
    }
}

/// Where the tables are: what ARNs of them begin with.
///
/// Example: [`config`](crate::config).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    partition: String,
    region: String,
    account: String,
}

impl Place {
    /// The tables of an account in a region.
    pub fn new(region: impl Into<String>, account: impl Into<String>) -> Self {
        Place { partition: "aws".to_owned(), region: region.into(), account: account.into() }
    }

    /// In another partition of AWS, for example `aws-cn`.
    #[must_use]
    pub fn with_partition(mut self, partition: impl Into<String>) -> Self {
        self.partition = partition.into();
        self
    }

    /// The ARN of a table, unless the name is one.
    fn table(&self, name: &str, region: Option<&str>) -> String {
        if name.starts_with("arn:") {
            return name.to_owned();
        }
        let Place { partition, account, .. } = self;
        format!("arn:{partition}:dynamodb:{}:{account}:table/{name}", region.unwrap_or(&self.region))
    }
}

/// Which items somebody may touch: those whose partition key is, for example, `${aws:PrincipalTag/tenant}`.
///
/// Example: [`config`](crate::config).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadingKeys(String);

impl LeadingKeys {
    /// Items whose partition key fits a pattern of IAM, with variables, and `*` and `?`.
    pub fn matching(pattern: impl Into<String>) -> Self {
        LeadingKeys(pattern.into())
    }

    fn pattern(&self) -> &str {
        &self.0
    }

    /// A request without a leading key, such as a scan, is not allowed.
    fn conditions(&self) -> Conditions {
        let conditions = Conditions::new().and("Null", "dynamodb:LeadingKeys", ["false"]);
        conditions.and_like("ForAllValues:", "dynamodb:LeadingKeys", &self.0)
    }
}

/// Who has the roles: ARNs of IAM roles, for policies that stand with the resource.
///
/// Example: [`config`](crate::config).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Principals {
    by_role: BTreeMap<Role, Vec<String>>,
    administrators: Vec<String>,
}

impl Principals {
    /// Nobody.
    pub fn new() -> Self {
        Self::default()
    }

    /// Those who have `role`, too.
    #[must_use]
    pub fn with(mut self, role: Role, arns: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.by_role.entry(role).or_default().extend(arns.into_iter().map(Into::into));
        self
    }

    /// Those who look after keys: they may do everything with a key but use it. Without any, nobody could ever change its
    /// policy again, and KMS refuses it.
    #[must_use]
    pub fn with_key_administrators(mut self, arns: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.administrators.extend(arns.into_iter().map(Into::into));
        self
    }

    fn of(&self, role: Role) -> Option<&[String]> {
        self.by_role.get(&role).map(Vec::as_slice).filter(|arns| !arns.is_empty())
    }
}

/// Makes the policies of a configuration's tables: [`Configuration::policies`].
///
/// ```
/// use dynamodb_item_encryptor::config::{Configuration, Place, Role};
///
/// # let text = "[tables.Customers]\npartition_key = 'id'\nencrypt = ['email']\nkeyring = 'main'\n[keyrings.main.kms]\nkey = \
/// # 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d'\n";
/// let configuration = Configuration::from_toml(text)?;
/// let policies = configuration.policies(Place::new("eu-west-1", "111122223333"));
/// let reader = policies.identity("Customers", Role::Reader)?;
/// println!("{reader:#}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Policies<'a> {
    configuration: &'a Configuration,
    place: Place,
}

impl Configuration {
    /// The policies that the tables need, if they are there.
    pub fn policies(&self, place: Place) -> Policies<'_> {
        Policies { configuration: self, place }
    }
}

impl Policies<'_> {
    /// The policy of a role on one table, by the table's logical name, to be attached to an identity.
    ///
    /// # Errors
    /// When there is no such table.
    pub fn identity(&self, table: &str, role: Role) -> Result<Value, ConfigurationError> {
        Ok(document(self.statements(table, role, None)?))
    }

    /// The same, for those items only whose partition key fits, and for those attributes only that the table declares and
    /// that sealing adds.
    ///
    /// What is left out then: scans, and queries by indexes, whose leading keys are others. Reads are always of
    /// whole items, since a part of one cannot be verified; so attributes are limited where items are written. With an
    /// [action for others](crate::TableConfigBuilder::action_for_others), any attribute may be written.
    ///
    /// Keys of KMS are limited in the same way, where the values of the encryption context are readable: with header version 2, and
    /// a keyring that calls KMS for each item.
    ///
    /// # Errors
    /// When there is no such table.
    pub fn fine_grained(
        &self,
        table: &str,
        role: Role,
        keys: &LeadingKeys,
    ) -> Result<Value, ConfigurationError> {
        Ok(document(self.statements(table, role, Some(keys))?))
    }

    /// The policy of each KMS key, by its ARN, for these principals. Keys that are discovered have none here.
    ///
    /// # Errors
    /// None that reading the configuration has not reported.
    pub fn keys(&self, principals: &Principals) -> Result<BTreeMap<String, Value>, ConfigurationError> {
        let mut by_key: BTreeMap<String, Vec<Statement>> = BTreeMap::new();
        for (name, role, arns) in self.holders(principals) {
            let table = self.table(name)?;
            for statement in self.uses(name, &table, role, None)?.statements {
                for key in statement.resources.iter().filter(|key| !key.contains('*')) {
                    let own = Statement { resources: vec!["*".to_owned()], ..statement.clone() };
                    let own = Statement { id: format!("{role:?}{}", own.id), ..own }.of(arns);
                    by_key.entry(key.clone()).or_default().push(own);
                }
            }
        }
        let administration = Statement::allow("Administration", ADMINISTRATION, ["*".to_owned()]);
        let documents = by_key.into_iter().map(|(key, statements)| {
            let administration = (!principals.administrators.is_empty())
                .then(|| administration.clone().of(&principals.administrators));
            (key, document(administration.into_iter().chain(statements)))
        });
        Ok(documents.collect())
    }

    /// The policy that stands with a table, for these principals: what each role may do; and that nobody puts items without
    /// encryption, or passes it by with PartiQL, as far as the table's policies never want that.
    ///
    /// # Errors
    /// When there is no such table.
    pub fn table_policy(&self, table: &str, principals: &Principals) -> Result<Value, ConfigurationError> {
        let config = self.table(table)?;
        let mut statements = Vec::new();
        for role in Role::ALL {
            let Some(arns) = principals.of(*role) else { continue };
            let own = dynamodb::statements(&config, *role, &self.place, None).into_iter();
            let own = own.filter(|statement| statement.allows);
            statements.extend(
                own.map(|statement| {
                    Statement { id: format!("{role:?}{}", statement.id), ..statement }.of(arns)
                }),
            );
        }
        let everybody = ["*".to_owned()];
        let resources = vec![self.place.table(config.table_name(), None)];
        statements.extend(dynamodb::plaintext(&config, resources).into_iter().map(|deny| deny.of(&everybody)));
        Ok(document(statements))
    }

    /// The policies of the VPC endpoints for `dynamodb` and `kms`: what all roles do with all tables, and nothing else. Who may
    /// do it is for the policies of identities.
    ///
    /// # Errors
    /// None that reading the configuration has not reported.
    pub fn endpoints(&self) -> Result<BTreeMap<&'static str, Value>, ConfigurationError> {
        let (mut tables, mut keys) = (BTreeSet::new(), BTreeSet::new());
        for name in self.configuration.table_names() {
            for role in Role::ALL {
                for statement in self.statements(name, *role, None)? {
                    let is_kms = statement.actions.iter().all(|action| action.starts_with("kms:"));
                    let set = if is_kms { &mut keys } else { &mut tables };
                    if statement.allows {
                        set.insert((statement.resources, statement.actions, statement.conditions));
                    }
                }
            }
        }
        let of = |id: &str, set: BTreeSet<(Vec<String>, Vec<&'static str>, Conditions)>| {
            let everybody = ["*".to_owned()];
            document(set.into_iter().map(|(resources, actions, conditions)| {
                Statement::allow(id, actions, resources).when(conditions).of(&everybody)
            }))
        };
        Ok([("dynamodb", of("Tables", tables)), ("kms", of("Keys", keys))].into())
    }

    /// All statements of a role.
    fn statements(
        &self,
        name: &str,
        role: Role,
        leading: Option<&LeadingKeys>,
    ) -> Result<Vec<Statement>, ConfigurationError> {
        let table = self.table(name)?;
        let mut statements = dynamodb::statements(&table, role, &self.place, leading);
        let uses = self.uses(name, &table, role, leading)?;
        let arn = |(name, region): &(String, Option<String>)| self.place.table(name, region.as_deref());
        statements.push(Statement::allow("ReadKeyStore", ["dynamodb:GetItem"], uses.stores.iter().map(arn)));
        let versions = uses.does().writes.then_some("dynamodb:PutItem");
        let actions = ["dynamodb:GetItem", "dynamodb:Query"].into_iter().chain(versions);
        statements.push(Statement::allow("UseMetaStore", actions, uses.meta_stores.iter().map(arn)));
        statements.extend(uses.statements);
        Ok(statements)
    }

    fn uses<'t>(
        &'t self,
        name: &str,
        table: &'t TableConfig,
        role: Role,
        leading: Option<&'t LeadingKeys>,
    ) -> Result<Uses<'t>, ConfigurationError> {
        let entries = &self.configuration.entries;
        let failed = |problem| self.configuration.failed(problem);
        let entry = entries
            .tables
            .get(name)
            .ok_or_else(|| failed(EntryProblem::Internal("a table was looked at and is not there")))?;
        Uses::of(entries, entry, table, role.does(table), leading).map_err(failed)
    }

    fn table(&self, name: &str) -> Result<TableConfig, ConfigurationError> {
        self.configuration.table_config_without_keys(name)
    }

    /// Each table with each role that somebody has.
    fn holders<'p>(
        &'p self,
        principals: &'p Principals,
    ) -> impl Iterator<Item = (&'p str, Role, &'p [String])> {
        self.configuration.table_names().flat_map(move |name| {
            Role::ALL.iter().filter_map(move |role| Some((name, *role, principals.of(*role)?)))
        })
    }
}

/// Everything but using the key.
const ADMINISTRATION: [&str; 16] = [
    "kms:CancelKeyDeletion",
    "kms:DeleteAlias",
    "kms:CreateAlias",
    "kms:DescribeKey",
    "kms:DisableKey",
    "kms:EnableKey",
    "kms:EnableKeyRotation",
    "kms:GetKeyPolicy",
    "kms:GetKeyRotationStatus",
    "kms:ListGrants",
    "kms:PutKeyPolicy",
    "kms:RevokeGrant",
    "kms:ScheduleKeyDeletion",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:UpdateAlias",
];
