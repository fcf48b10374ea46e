//! The tables that a client encrypts, and which of them a request is about.

use std::collections::{HashMap, HashSet};
use std::fmt;

use super::partiql;
use super::refusal::Refusal;
use super::table_name::{arn_table, is_arn, is_plain, plain_name};
use crate::error::{ConfigProblem, Error, RefusedProblem};
use crate::table::TableConfig;

/// The tables that a client encrypts.
pub(crate) struct Tables {
    /// By physical name, without the rest of an ARN.
    by_name: HashMap<String, TableConfig>,
    /// The tables that may be used without encryption, in the same form. All others, where there is no list.
    plain: Option<HashSet<String>>,
}

/// What a request says about the table that it is for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Target<'a> {
    /// A table's name or ARN.
    Table(Option<&'a str>),
    /// A PartiQL statement.
    Statement(Option<&'a str>),
}

impl Tables {
    /// Checks that no two tables share a name.
    ///
    /// Sources: `specification/dynamodb-encryption-client/ddb-sdk-integration.md`, section "DynamoDb Table Encryption
    /// Configs", and `specification/dynamodb-encryption-client/ddb-table-encryption-config.md`, section "Logical Table
    /// Name".
    pub(crate) fn new(tables: impl IntoIterator<Item = TableConfig>) -> Result<Self, Error> {
        let mut logical_names = HashSet::new();
        let mut by_name = HashMap::new();
        for table in tables {
            let duplicate = |problem| Error::config(Some(table.logical_name()), None, problem);
            if !logical_names.insert(table.logical_name().to_owned()) {
                return Err(duplicate(ConfigProblem::DuplicateLogicalName));
            }
            let name = arn_table(table.table_name()).unwrap_or(table.table_name()).to_owned();
            if by_name.contains_key(&name) {
                return Err(duplicate(ConfigProblem::DuplicateTableName));
            }
            by_name.insert(name, table);
        }
        Ok(Tables { by_name, plain: None })
    }

    /// Lets no other tables be used without encryption than `plain`.
    pub(crate) fn with_plain(mut self, plain: impl IntoIterator<Item = String>) -> Result<Self, Error> {
        let plain: HashSet<_> = plain.into_iter().map(|name| plain_name(&name).to_owned()).collect();
        if let Some((_, table)) = self.by_name.iter().find(|(name, _)| plain.contains(*name)) {
            return Err(Error::config(Some(table.logical_name()), None, ConfigProblem::DuplicateTableName));
        }
        self.plain = Some(plain);
        Ok(self)
    }

    /// The logical name of one of the tables, where there are any.
    pub(crate) fn any_logical_name(&self) -> Option<&str> {
        self.by_name.values().map(TableConfig::logical_name).min()
    }

    /// All encrypted tables, by their logical names.
    pub(crate) fn all(&self) -> Vec<&TableConfig> {
        let mut all: Vec<_> = self.by_name.values().collect();
        all.sort_unstable_by_key(|table| table.logical_name());
        all
    }

    /// The first encrypted table that a request is for, as the request names it or, in a statement, as DynamoDB does.
    /// `None` when the request is for others only.
    ///
    /// # Errors
    /// Why it cannot be told which table the request is for.
    pub(crate) fn find<'a>(
        &'a self,
        targets: impl IntoIterator<Item = Target<'a>>,
    ) -> Result<Option<&'a str>, Refusal> {
        if self.by_name.is_empty() && self.plain.is_none() {
            return Ok(None);
        }
        for target in targets {
            let found = match target {
                Target::Table(name) => {
                    let name = name.unwrap_or_default();
                    self.get(name)?.map(|_| name)
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
    pub(crate) fn get(&self, name: &str) -> Result<Option<&TableConfig>, Refusal> {
        self.find_table(name).map_err(Refusal::of(name))
    }

    /// Checks a request that is for one table, which is known to be encrypted.
    pub(crate) fn check_one<P>(
        &self,
        name: Option<&str>,
        check: impl FnOnce(&TableConfig) -> Result<P, RefusedProblem>,
    ) -> Result<P, Refusal> {
        let name = name.unwrap_or_default();
        let refusal = Refusal::of(name);
        let table = self.get(name)?.ok_or_else(|| refusal(RefusedProblem::Sdk("the table has changed")))?;
        check(table).map_err(&refusal)
    }

    /// A name that is nearly an encrypted table's is refused: what is sent there would not be encrypted.
    fn find_table(&self, name: &str) -> Result<Option<&TableConfig>, RefusedProblem> {
        if name.is_empty() {
            return Err(RefusedProblem::MissingTableName);
        }
        let known = if is_plain(name) { Some(name) } else { arn_table(name) };
        if let Some(table) = known.and_then(|known| self.by_name.get(known)) {
            return Ok(Some(table));
        }
        match known {
            Some(known) if is_plain(name) || is_arn(name) => self.check_plain(known).map(|()| None),
            // DynamoDB accepts no other form. Should it ever, then no item must slip through for it.
            _ => Err(RefusedProblem::UnclearTableName),
        }
    }

    /// Checks that a table that is not encrypted may be used under this name.
    fn check_plain(&self, name: &str) -> Result<(), RefusedProblem> {
        if self.plain.as_ref().is_some_and(|plain| plain.contains(name)) {
            return Ok(());
        }
        let table_name = |table: &TableConfig| table.table_name().to_owned();
        let is_similar = |known: &str| known.eq_ignore_ascii_case(name);
        if let Some((_, table)) = self.by_name.iter().find(|(known, _)| is_similar(known)) {
            return Err(RefusedProblem::SimilarTableName { table_name: table_name(table) });
        }
        if let Some(table) = self.by_name.values().find(|table| is_similar(table.logical_name())) {
            return Err(RefusedProblem::LogicalTableName { table_name: table_name(table) });
        }
        if self.plain.is_some() { Err(RefusedProblem::UnlistedTable) } else { Ok(()) }
    }

    fn find_statement(&self, statement: &str) -> Result<Option<&str>, Refusal> {
        // Which table a statement is for is not certain, or it would not be refused.
        let refusal = Refusal::of_request;
        let names = partiql::names(statement).map_err(|doubt| refusal(statement_problem(doubt)))?;
        if let Some(name) = self.by_name.keys().find(|known| names.all.iter().any(|name| name.may_be(known))) {
            return Ok(Some(name));
        }
        for name in &names.tables {
            if let Some(table) = self.find_table(name.table()).map_err(&refusal)? {
                return Ok(Some(table.table_name()));
            }
        }
        Ok(None)
    }
}

fn statement_problem(doubt: partiql::Doubt) -> RefusedProblem {
    RefusedProblem::Expression { parameter: "Statement", reason: doubt.to_owned() }
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
        let found = tables.find([Target::Table(Some(name))]).map_err(|refusal| refusal.problem)?;
        Ok(found.is_some())
    }

    fn similar() -> Result<bool, RefusedProblem> {
        Err(RefusedProblem::SimilarTableName { table_name: "customers-prod".to_owned() })
    }

    fn logical() -> Result<bool, RefusedProblem> {
        Err(RefusedProblem::LogicalTableName { table_name: "customers-prod".to_owned() })
    }

    #[test]
    fn a_table_is_known_by_its_name_and_its_arns() {
        assert_eq!(find("customers-prod"), Ok(true));
        assert_eq!(find("arn:aws:dynamodb:eu-west-1:123456789012:table/customers-prod"), Ok(true));
        assert_eq!(find("arn:aws:dynamodb:us-east-2:2:table/customers-prod"), Ok(true), "wherever it is");
        assert_eq!(find("arn:aws-cn:dynamodb:cn-north-1:1:table/customers-prod/index/by-plan"), Ok(true));
        assert_eq!(find("arn:aws:dynamodb:::table/customers-prod/odd/end"), Ok(true), "sealed all the same");
        assert_eq!(find(""), Err(RefusedProblem::MissingTableName));
    }

    #[test]
    fn other_tables_are_left_alone() {
        for name in [
            "orders",
            "customers-prod-v2",
            "customers-prod.2",
            "customers",
            "prod",
            "arn:aws:dynamodb:eu-west-1:123456789012:table/orders",
            "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/index/customers-prod",
        ] {
            let expected = if name == "customers" { logical() } else { Ok(false) };
            assert_eq!(find(name), expected, "{name}");
        }
    }

    #[test]
    fn a_table_cannot_be_reached_by_its_logical_name() {
        for name in ["Customers", "customers", "arn:aws:dynamodb:eu-west-1:1:table/Customers"] {
            assert_eq!(find(name), logical(), "{name}");
        }
        // Where another table has that name in DynamoDB, it is meant.
        let tables = Tables::new([table("A", "B"), table("B", "C")]).unwrap();
        assert!(tables.find([Target::Table(Some("B"))]).unwrap().is_some());
    }

    #[test]
    fn a_table_cannot_be_reached_by_an_odd_name() {
        for name in ["Customers-Prod", "arn:aws:dynamodb:eu-west-1:1:table/CUSTOMERS-PROD"] {
            assert_eq!(find(name), similar(), "{name}");
        }
        for name in [
            " customers-prod",
            "customers-prod ",
            "customers-prod\n",
            "customers-prod\0",
            "customers\u{2010}prod",
            "customers%2Dprod",
            "customers-prod%00",
            "ARN:aws:dynamodb:eu-west-1:1:table/customers-prod",
            "arn:aws:dynamodb:eu-west-1:1:Table/Customers-Prod",
            "arn:aws:dynamodb::1:global-table/customers-prod",
            "arn:aws:dynamodb:eu-west-1:1:table%2Fcustomers-prod",
            "arn:aws:dynamodb:eu-west-1:1:table/orders%2Fcustomers-prod",
            "arn:aws:dynamodb:eu-west-1:1:table/orders/../customers-prod",
            "arn:aws:dynamodb:eu-west-1:1:table/ customers-prod",
            "arn:aws:dynamodb:eu-west-1:table/customers-prod",
            "table/customers-prod",
            "no such/name",
        ] {
            assert_eq!(find(name), Err(RefusedProblem::UnclearTableName), "{name:?}");
        }
    }

    fn find_in(statement: &str) -> Result<bool, RefusedProblem> {
        let tables = Tables::new([table("Customers", "customers-prod")]).unwrap();
        let found = tables.find([Target::Statement(Some(statement))]).map_err(|refusal| refusal.problem)?;
        Ok(found.is_some())
    }

    #[test]
    fn a_statement_names_tables_as_strictly_as_a_request() {
        for (name, expected) in [
            ("orders", Ok(false)),
            ("customers-prod-v2", Ok(false)),
            ("arn:aws:dynamodb:eu-west-1:1:table/orders", Ok(false)),
            ("customers-prod", Ok(true)),
            ("Customers-Prod", Ok(true)),
            ("arn:aws:dynamodb:us-east-1:2:table/customers-prod", Ok(true)),
            ("Customers", logical()),
            ("customers", logical()),
            ("arn:aws:dynamodb:eu-west-1:1:table/Customers", logical()),
            ("arn:aws:dynamodb::1:global-table/customers-prod", Err(RefusedProblem::UnclearTableName)),
            ("arn:aws:dynamodb:eu-west-1:1:table%2Fcustomers-prod", Err(RefusedProblem::UnclearTableName)),
            (" customers-prod", Err(RefusedProblem::UnclearTableName)),
            ("customers-prod\u{0}", Err(RefusedProblem::UnclearTableName)),
            ("cust\"\"omers", Err(RefusedProblem::UnclearTableName)),
            ("größe", Err(RefusedProblem::UnclearTableName)),
        ] {
            for statement in [
                format!("SELECT * FROM \"{name}\""),
                format!("select a from \"{name}\".\"by-plan\" where id = 'x'"),
                format!("INSERT INTO \"{name}\" VALUE {{'id': '1', 'secret': 'x'}}"),
                format!("UPDATE \"{name}\" SET secret = 'x' WHERE id = '1'"),
                format!("DELETE FROM \"{name}\" WHERE id = '1'"),
                format!("EXISTS(SELECT * FROM \"{name}\" WHERE id = '1')"),
            ] {
                assert_eq!(find_in(&statement), expected, "{statement}");
            }
        }
        assert_eq!(find_in("SELECT * FROM Customers.byPlan"), logical());
        assert_eq!(find_in("SELECT customers FROM orders WHERE note = 'Customers'"), Ok(false));
        for statement in ["SELECT * FROM 'customers-prod'", "SELECT * FROM orders --1\r, \"customers-prod\""] {
            let problem = find_in(statement).unwrap_err();
            assert!(
                matches!(problem, RefusedProblem::Expression { parameter: "Statement", .. }),
                "{statement}"
            );
        }
    }

    #[test]
    fn where_plain_tables_are_listed_all_others_are_refused() {
        let tables = Tables::new([table("Customers", "customers-prod")]).unwrap();
        let arn = "arn:aws:dynamodb:eu-west-1:1:table/invoices";
        // Listed, a table may have the encrypted one's logical name.
        let plain = ["orders", "Customers", arn].map(str::to_owned);
        let tables = tables.with_plain(plain).unwrap();
        fn found(tables: &Tables, target: Target<'_>) -> Result<bool, RefusedProblem> {
            tables.find([target]).map(|found| found.is_some()).map_err(|refusal| refusal.problem)
        }
        for (name, expected) in [
            ("customers-prod", Ok(true)),
            ("orders", Ok(false)),
            ("arn:aws:dynamodb:eu-west-1:1:table/orders/index/by-day", Ok(false)),
            ("invoices", Ok(false)),
            ("Customers", Ok(false)),
            ("Orders", Err(RefusedProblem::UnlistedTable)),
            ("customers-prod-v2", Err(RefusedProblem::UnlistedTable)),
            ("arn:aws:dynamodb:eu-west-1:1:table/others", Err(RefusedProblem::UnlistedTable)),
            ("Customers-prod", similar()),
        ] {
            assert_eq!(found(&tables, Target::Table(Some(name))), expected, "{name}");
            if name != "Customers-prod" {
                let statement = format!("SELECT * FROM \"{name}\" WHERE id = '1'");
                assert_eq!(found(&tables, Target::Statement(Some(&statement))), expected, "{statement}");
            }
        }
        let tables = Tables::new([table("Customers", "customers-prod")]).unwrap();
        let twice = tables.with_plain(["customers-prod".to_owned()]).err();
        let problem = ConfigProblem::DuplicateTableName;
        assert!(matches!(twice, Some(Error::Config { problem: found, .. }) if found == problem));
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
