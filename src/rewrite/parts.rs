//! The expressions of a conditional write, which compare, set and remove whole attributes.

use std::collections::{BTreeMap, HashMap};

use aws_sdk_dynamodb::types::AttributeValue;

use crate::format::stored_size::{self, MAX_ITEM};
use crate::value::Item;

/// The longest expression that DynamoDB accepts, in bytes.
///
/// Source, as for the next two: the DynamoDB Developer Guide, "Quotas", section "Expression parameters".
const MAX_EXPRESSION: usize = 4 * 1024;

/// The most attributes that a condition may compare: DynamoDB allows 300 operators and functions, and each attribute
/// takes two, with its `AND`.
const MAX_CONDITIONS: usize = 150;

/// The most attributes that an update may set or remove.
const MAX_CHANGES: usize = 300;

/// More than DynamoDB counts for an attribute of an update, besides its name and value.
const CHANGE_OVERHEAD: usize = 32;

/// What an attribute has to be when DynamoDB carries out the write.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Expected<'a> {
    /// It has this value.
    Value(&'a AttributeValue),
    /// It does not exist.
    Absent,
    /// It exists, whatever its value.
    Present,
}

/// A condition and an update that share their placeholders.
#[derive(Default)]
pub(super) struct Parts<'a> {
    /// The number of each attribute's placeholder.
    numbers: BTreeMap<&'a str, usize>,
    values: Vec<(String, &'a AttributeValue)>,
    conditions: Vec<String>,
    set: Vec<String>,
    remove: Vec<String>,
    /// What DynamoDB counts for the update, at most.
    size: usize,
}

impl<'a> Parts<'a> {
    /// Requires that an attribute is as expected.
    pub(super) fn require(&mut self, name: &'a str, expected: Expected<'a>) {
        let n = self.number(name);
        self.conditions.push(match expected {
            Expected::Value(value) => {
                self.values.push((format!(":{n:x}"), value));
                format!("#{n:x}=:{n:x}")
            }
            Expected::Absent => format!("attribute_not_exists(#{n:x})"),
            Expected::Present => format!("attribute_exists(#{n:x})"),
        });
    }

    /// Gives an attribute a value.
    pub(super) fn set(&mut self, name: &'a str, value: &'a AttributeValue) {
        let n = self.number(name);
        self.size += CHANGE_OVERHEAD + name.len() + stored_size::of_value(value);
        self.values.push((format!(":n{n:x}"), value));
        self.set.push(format!("#{n:x}=:n{n:x}"));
    }

    /// Removes an attribute.
    pub(super) fn remove(&mut self, name: &'a str) {
        let n = self.number(name);
        self.size += CHANGE_OVERHEAD + name.len();
        self.remove.push(format!("#{n:x}"));
    }

    fn number(&mut self, name: &'a str) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(name).or_insert(next)
    }

    /// The condition.
    pub(super) fn condition(&self) -> String {
        self.conditions.join(" AND ")
    }

    /// The update; `None` if nothing is set or removed. DynamoDB refuses an empty expression.
    pub(super) fn update(&self) -> Option<String> {
        let clauses = [("SET ", &self.set), ("REMOVE ", &self.remove)];
        let clauses: Vec<_> = clauses
            .iter()
            .filter(|(_, actions)| !actions.is_empty())
            .map(|(keyword, actions)| format!("{keyword}{}", actions.join(",")))
            .collect();
        Some(clauses.join(" ")).filter(|text| !text.is_empty())
    }

    /// The attributes' names by their placeholders.
    pub(super) fn names(&self) -> HashMap<String, String> {
        self.numbers.iter().map(|(name, n)| (format!("#{n:x}"), (*name).to_owned())).collect()
    }

    /// The values by their placeholders; `None` if there are none. DynamoDB refuses an empty map.
    pub(super) fn values(&self) -> Option<Item> {
        let values = self.values.iter().map(|(placeholder, value)| (placeholder.clone(), (*value).clone()));
        Some(values.collect::<Item>()).filter(|values| !values.is_empty())
    }

    /// Whether DynamoDB accepts expressions of this size.
    pub(super) fn fits(&self) -> bool {
        self.conditions.len() <= MAX_CONDITIONS
            && self.set.len() + self.remove.len() <= MAX_CHANGES
            && self.size <= MAX_ITEM
            && self.condition().len() <= MAX_EXPRESSION
            && self.update().is_none_or(|update| update.len() <= MAX_EXPRESSION)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_shared_and_clauses_are_only_there_when_needed() {
        let text = |text: &str| AttributeValue::S(text.to_owned());
        let (old, new, x) = (text("old"), text("new"), text("x"));
        let mut parts = Parts::default();
        parts.require("foot", Expected::Value(&old));
        parts.require("gone", Expected::Absent);
        assert_eq!(parts.condition(), "#0=:0 AND attribute_not_exists(#1)");
        assert_eq!(parts.update(), None);
        parts.remove("b");
        assert_eq!(parts.update().as_deref(), Some("REMOVE #2"));
        parts.set("foot", &new);
        parts.set("a", &x);
        assert_eq!(parts.update().as_deref(), Some("SET #0=:n0,#3=:n3 REMOVE #2"));
        let names = [("#0", "foot"), ("#1", "gone"), ("#2", "b"), ("#3", "a")];
        assert_eq!(parts.names(), names.map(|(key, name)| (key.to_owned(), name.to_owned())).into());
        let values = [(":0", &old), (":n0", &new), (":n3", &x)];
        let values = values.map(|(key, value)| (key.to_owned(), value.clone()));
        assert_eq!(parts.values(), Some(values.into()));
        assert_eq!(Parts::default().values(), None);
        let mut parts = Parts::default();
        parts.require("there", Expected::Present);
        assert_eq!(parts.condition(), "attribute_exists(#0)");
        assert_eq!(parts.values(), None);
    }

    #[test]
    fn what_dynamodb_would_refuse_for_its_size_does_not_fit() {
        fn fits(
            count: usize,
            length: usize,
            change: for<'a> fn(&mut Parts<'a>, &'a str, &'a AttributeValue),
        ) -> bool {
            let names: Vec<_> = (0..count).map(|n| format!("a{n}")).collect();
            let value = AttributeValue::S("x".repeat(length));
            let mut parts = Parts::default();
            names.iter().for_each(|name| change(&mut parts, name, &value));
            parts.fits()
        }
        assert!(fits(300, 1, |parts, name, value| parts.set(name, value)));
        assert!(!fits(301, 1, |parts, name, value| parts.set(name, value)));
        assert!(fits(1, 409_000, |parts, name, value| parts.set(name, value)));
        assert!(!fits(1, 409_590, |parts, name, value| parts.set(name, value)));
        assert!(fits(150, 1, |parts, name, value| parts.require(name, Expected::Value(value))));
        assert!(!fits(151, 1, |parts, name, value| parts.require(name, Expected::Value(value))));
        assert!(!fits(150, 1, |parts, name, _| parts.require(name, Expected::Absent)), "more than 4 KB");
        assert!(fits(300, 1, |parts, name, _| parts.remove(name)));
    }
}
