//! The tables that a client encrypts, and which of them a request is about.

use std::collections::{HashMap, HashSet};
use std::fmt;

use super::partiql;
use super::refusal::Refusal;
use super::table_name::{arn_table, is_name_character};
use crate::error::{ConfigProblem, Error, RefusedProblem};
use crate::table::TableConfig;

/// The tables that a client encrypts.
pub(super) struct Tables {
    /// By physical name, without the rest of an ARN.
    by_name: HashMap<String, TableConfig>,
}

/// What a request says about the table that it is for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Target<'a> {
    /// A table's name or ARN.
    Table(Option<&'a str>),
    /// A PartiQL statement.
    Statement(Option<&'a str>),
}

/// A configured table, as a request named it.
#[derive(Debug)]
pub(super) struct Found<'a> {
    /// The name that the request gave.
    pub(super) name: &'a str,
}

/// Why it cannot be told which table a request is for.
#[derive(Debug)]
pub(super) struct Unclear<'a> {
    /// The name that the request gave.
    pub(super) name: &'a str,
    pub(super) problem: RefusedProblem,
}

impl Tables {
    /// Checks that no two tables share a name.
    pub(super) fn new(tables: impl IntoIterator<Item = TableConfig>) -> Result<Self, Error> {
        let mut logical_names = HashSet::new();
        let mut by_name = HashMap::new();
        for table in tables {
            let duplicate =
                |problem| Error::Config { table: table.logical_name().to_owned(), attribute: None, problem };
            if !logical_names.insert(table.logical_name().to_owned()) {
                return Err(duplicate(ConfigProblem::DuplicateLogicalName));
            }
            let name = arn_table(table.table_name()).unwrap_or(table.table_name()).to_owned();
            if by_name.contains_key(&name) {
                return Err(duplicate(ConfigProblem::DuplicateTableName));
            }
            by_name.insert(name, table);
        }
        Ok(Tables { by_name })
    }

    /// The first configured table that the request is for; `None` when it is for others only.
    pub(super) fn find<'a>(
        &'a self,
        targets: impl IntoIterator<Item = Target<'a>>,
    ) -> Result<Option<Found<'a>>, Unclear<'a>> {
        if self.by_name.is_empty() {
            return Ok(None);
        }
        for target in targets {
            let found = match target {
                Target::Table(name) => {
                    let name = name.unwrap_or_default();
                    let table = self.find_table(name).map_err(|problem| Unclear { name, problem })?;
                    table.map(|_| Found { name })
                }
                Target::Statement(statement) => self.find_statement(statement.unwrap_or_default())?,
            };
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    /// The configuration of the table of this name or ARN; `None` when it has none.
    pub(super) fn get(&self, name: &str) -> Result<Option<&TableConfig>, Refusal> {
        self.find_table(name).map_err(Refusal::of(name))
    }

    /// Plans a request that is for one table, which is known to be configured.
    pub(super) fn plan_one<P>(
        &self,
        name: Option<&str>,
        plan: impl FnOnce(&TableConfig) -> Result<P, RefusedProblem>,
    ) -> Result<P, Refusal> {
        let name = name.unwrap_or_default();
        let refusal = Refusal::of(name);
        let table = self.get(name)?.ok_or_else(|| refusal(RefusedProblem::Sdk("the table has changed")))?;
        plan(table).map_err(&refusal)
    }

    fn find_table(&self, name: &str) -> Result<Option<&TableConfig>, RefusedProblem> {
        if name.is_empty() {
            return Err(RefusedProblem::MissingTableName);
        }
        let plain = name.chars().all(is_name_character);
        if let Some(known) = plain.then_some(name).or_else(|| arn_table(name)) {
            return Ok(self.by_name.get(known));
        }
        // DynamoDB accepts no other form. Should it ever, then no item must slip through for it.
        let mut parts = name.split(|c| !is_name_character(c));
        if parts.any(|part| self.by_name.keys().any(|known| known.eq_ignore_ascii_case(part))) {
            return Err(RefusedProblem::UnclearTableName);
        }
        Ok(None)
    }

    fn find_statement<'a>(&'a self, statement: &'a str) -> Result<Option<Found<'a>>, Unclear<'a>> {
        let problem = || Unclear { name: "", problem: statement_problem() };
        let names = partiql::identifiers(statement).ok_or_else(problem)?;
        let found = self.by_name.keys().find(|known| names.iter().any(|name| name.may_be(known)));
        Ok(found.map(|name| Found { name }))
    }
}

fn statement_problem() -> RefusedProblem {
    let reason = "this is no PartiQL statement".to_owned();
    RefusedProblem::Expression { parameter: "Statement", reason }
}

impl fmt::Debug for Tables {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.by_name.keys()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keyring::raw_aes::RawAesKeyring;

    fn table(logical: &str, physical: &str) -> TableConfig {
        let keyring = RawAesKeyring::new("tests", "key", &[7; 32]).unwrap();
        let table = TableConfig::builder(logical).table_name(physical).partition_key("id");
        table.encrypt(["secret"]).keyring(keyring).build().unwrap()
    }

    fn find(name: &str) -> Result<bool, RefusedProblem> {
        let tables = Tables::new([table("Customers", "customers-prod")]).unwrap();
        let found = tables.find([Target::Table(Some(name))]).map_err(|unclear| unclear.problem)?;
        Ok(found.is_some())
    }

    #[test]
    fn a_table_is_known_by_its_name_and_its_arns() {
        assert_eq!(find("customers-prod"), Ok(true));
        assert_eq!(find("arn:aws:dynamodb:eu-west-1:123456789012:table/customers-prod"), Ok(true));
        assert_eq!(find("arn:aws-cn:dynamodb:cn-north-1:1:table/customers-prod/index/by-plan"), Ok(true));
        assert_eq!(find("Customers"), Ok(false), "the logical name is no table");
        assert_eq!(find("Customers-Prod"), Ok(false), "names are case-sensitive");
        assert_eq!(find("arn:aws:dynamodb:eu-west-1:123456789012:table/orders"), Ok(false));
        assert_eq!(find(""), Err(RefusedProblem::MissingTableName));
    }

    #[test]
    fn a_table_cannot_be_reached_by_an_odd_name() {
        for name in [
            " customers-prod",
            "customers-prod\n",
            "ARN:aws:dynamodb:eu-west-1:1:table/customers-prod",
            "arn:aws:dynamodb:eu-west-1:1:Table/Customers-Prod",
            "arn:aws:dynamodb::1:global-table/customers-prod",
            "table/customers-prod",
        ] {
            assert_eq!(find(name), Err(RefusedProblem::UnclearTableName), "{name}");
        }
        assert_eq!(find("no such/name"), Ok(false));
    }

    #[test]
    fn no_two_tables_share_a_name() {
        let problem = |tables: [TableConfig; 2]| match Tables::new(tables) {
            Err(Error::Config { problem, .. }) => Some(problem),
            _ => None,
        };
        let arn = "arn:aws:dynamodb:eu-west-1:1:table/a";
        assert_eq!(problem([table("A", "a"), table("A", "b")]), Some(ConfigProblem::DuplicateLogicalName));
        assert_eq!(problem([table("A", "a"), table("B", "a")]), Some(ConfigProblem::DuplicateTableName));
        assert_eq!(problem([table("A", "a"), table("B", arn)]), Some(ConfigProblem::DuplicateTableName));
        assert_eq!(problem([table("A", "a"), table("B", "b")]), None);
    }

    #[test]
    fn without_tables_nothing_is_refused() {
        let tables = Tables::new([]).unwrap();
        assert!(tables.find([Target::Table(None), Target::Statement(Some("'"))]).unwrap().is_none());
    }
}
