//! Expressions that compare and write attributes as a whole.

use std::collections::{BTreeMap, HashMap};

use aws_sdk_dynamodb::types::AttributeValue;

use crate::client::rules::size;
use crate::value::Item;

/// The longest expression that DynamoDB takes, in bytes.
const MAX_EXPRESSION: usize = 4 * 1024;

/// The most attributes that an expression may deal with. DynamoDB allows 300 operators and functions, of which a
/// condition has two for each attribute.
const MAX_CONDITIONS: usize = 150;
const MAX_CHANGES: usize = 300;

/// More than DynamoDB counts for an attribute of an update, besides its name and value.
const CHANGE_OVERHEAD: usize = 32;

/// A condition and an update that share their placeholders.
#[derive(Default)]
pub(crate) struct Statement {
    /// The number of each attribute's placeholder.
    numbers: BTreeMap<String, usize>,
    values: Item,
    conditions: Vec<String>,
    set: Vec<String>,
    remove: Vec<String>,
    /// What DynamoDB counts for the update, at most.
    size: usize,
}

impl Statement {
    /// Requires that an attribute has a value, or does not exist.
    pub(crate) fn require(&mut self, name: &str, value: Option<AttributeValue>) {
        let n = self.number(name);
        self.conditions.push(match value {
            Some(value) => {
                self.values.insert(format!(":{n:x}"), value);
                format!("#{n:x}=:{n:x}")
            }
            None => format!("attribute_not_exists(#{n:x})"),
        });
    }

    /// Requires that an attribute exists, whatever its value.
    pub(crate) fn require_any(&mut self, name: &str) {
        let n = self.number(name);
        self.conditions.push(format!("attribute_exists(#{n:x})"));
    }

    /// Gives an attribute a value.
    pub(crate) fn set(&mut self, name: &str, value: AttributeValue) {
        let n = self.number(name);
        self.size += CHANGE_OVERHEAD + name.len() + size::of_value(&value);
        self.values.insert(format!(":n{n:x}"), value);
        self.set.push(format!("#{n:x}=:n{n:x}"));
    }

    /// Takes an attribute away.
    pub(crate) fn remove(&mut self, name: &str) {
        let n = self.number(name);
        self.size += CHANGE_OVERHEAD + name.len();
        self.remove.push(format!("#{n:x}"));
    }

    fn number(&mut self, name: &str) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(name.to_owned()).or_insert(next)
    }

    /// The condition.
    pub(crate) fn condition(&self) -> String {
        self.conditions.join(" AND ")
    }

    /// The update.
    pub(crate) fn update(&self) -> String {
        let clauses = [("SET ", &self.set), ("REMOVE ", &self.remove)];
        let clauses = clauses.iter().filter(|(_, actions)| !actions.is_empty());
        clauses
            .map(|(keyword, actions)| format!("{keyword}{}", actions.join(",")))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The attributes' names by their placeholders.
    pub(crate) fn names(&self) -> HashMap<String, String> {
        self.numbers.iter().map(|(name, n)| (format!("#{n:x}"), name.clone())).collect()
    }

    /// The values by their placeholders, where there are any: DynamoDB refuses an empty map.
    pub(crate) fn into_values(self) -> Option<Item> {
        Some(self.values).filter(|values| !values.is_empty())
    }

    /// Whether DynamoDB takes an update of this size.
    pub(crate) fn fits(&self) -> bool {
        self.conditions.len() <= MAX_CONDITIONS
            && self.set.len() + self.remove.len() <= MAX_CHANGES
            && self.size <= size::MAX_ITEM
            && [self.condition(), self.update()].iter().all(|text| text.len() <= MAX_EXPRESSION)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_shared_and_clauses_are_only_there_when_needed() {
        let text = |text: &str| AttributeValue::S(text.to_owned());
        let mut statement = Statement::default();
        statement.require("foot", Some(text("old")));
        statement.require("gone", None);
        assert_eq!(statement.condition(), "#0=:0 AND attribute_not_exists(#1)");
        assert_eq!(statement.update(), "");
        statement.remove("b");
        assert_eq!(statement.update(), "REMOVE #2");
        statement.set("foot", text("new"));
        statement.set("a", text("x"));
        assert_eq!(statement.update(), "SET #0=:n0,#3=:n3 REMOVE #2");
        let names = [("#0", "foot"), ("#1", "gone"), ("#2", "b"), ("#3", "a")];
        assert_eq!(statement.names(), names.map(|(key, name)| (key.to_owned(), name.to_owned())).into());
        let values = [(":0", text("old")), (":n0", text("new")), (":n3", text("x"))];
        let values = values.map(|(key, value)| (key.to_owned(), value));
        assert_eq!(statement.into_values(), Some(values.into()));
        assert_eq!(Statement::default().into_values(), None);
        let mut statement = Statement::default();
        statement.require_any("there");
        assert_eq!(statement.condition(), "attribute_exists(#0)");
        assert_eq!(statement.into_values(), None);
    }

    #[test]
    fn what_dynamodb_would_refuse_for_its_size_does_not_fit() {
        let fits = |count: usize, length: usize, change: fn(&mut Statement, &str, AttributeValue)| {
            let mut statement = Statement::default();
            let value = AttributeValue::S("x".repeat(length));
            (0..count).for_each(|n| change(&mut statement, &format!("a{n}"), value.clone()));
            statement.fits()
        };
        let set: fn(&mut Statement, &str, AttributeValue) = |statement, name, value| statement.set(name, value);
        assert!(fits(300, 1, set) && !fits(301, 1, set));
        assert!(fits(1, 409_000, set) && !fits(1, 409_590, set));
        assert!(fits(150, 1, |statement, name, value| statement.require(name, Some(value))));
        assert!(!fits(151, 1, |statement, name, value| statement.require(name, Some(value))));
        assert!(!fits(150, 1, |statement, name, _| statement.require(name, None)), "more than 4 KB");
        assert!(fits(300, 1, |statement, name, _| statement.remove(name)));
    }
}
