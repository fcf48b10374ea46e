//! What a walk has counted.

use std::collections::BTreeMap;

use crate::error::shown::Alone;

/// How many names of a group are counted one by one.
const MOST: usize = 100;
/// How all further names are counted.
const OTHERS: &str = "(others)";

/// What the action of a walk has counted: numbers by group and name, such as 17 items of the group `format` with the name
/// `plaintext`.
///
/// Who can write to a table chooses many names. They are escaped and cut like those in messages, and of each group the
/// first 100 are counted one by one; all others together, as `(others)`.
///
/// Example: [`Walk`](crate::Walk).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    groups: BTreeMap<String, BTreeMap<String, u64>>,
}

impl Tally {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many there are of this name; 0 if it was not counted.
    #[must_use]
    pub fn get(&self, group: &str, name: &str) -> u64 {
        self.groups.get(group).and_then(|names| names.get(name)).copied().unwrap_or_default()
    }

    /// The names of a group with their numbers, in order.
    pub fn group(&self, group: &str) -> impl Iterator<Item = (&str, u64)> {
        self.groups.get(group).into_iter().flatten().map(|(name, n)| (name.as_str(), *n))
    }

    /// All groups, in order.
    pub fn groups(&self) -> impl Iterator<Item = &str> {
        self.groups.keys().map(String::as_str)
    }

    /// Counts `n` more.
    pub(crate) fn count(&mut self, group: &str, name: &str, n: u64) {
        self.add(group, &Alone(name).to_string(), n);
    }

    /// Counts what another one has counted.
    pub(crate) fn merge(&mut self, other: &Tally) {
        for (group, names) in &other.groups {
            names.iter().for_each(|(name, n)| self.add(group, name, *n));
        }
    }

    /// Counts `n` more of a name that is escaped.
    pub(super) fn add(&mut self, group: &str, name: &str, n: u64) {
        if !self.groups.contains_key(group) {
            self.groups.insert(group.to_owned(), BTreeMap::new());
        }
        let Some(names) = self.groups.get_mut(group) else { return };
        let name = if names.contains_key(name) || names.len() < MOST { name } else { OTHERS };
        match names.get_mut(name) {
            Some(count) => *count = count.saturating_add(n),
            None => _ = names.insert(name.to_owned(), n),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_names_are_escaped_cut_and_bounded() {
        let mut tally = Tally::new();
        tally.count("key", "line\nbreak", 1);
        assert_eq!(tally.get("key", "line\\nbreak"), 1);
        for number in 0..5000 {
            tally.count("key", &format!("{number}{}", "x".repeat(500)), 2);
        }
        assert_eq!(tally.group("key").count(), MOST + 1);
        assert_eq!(tally.group("key").map(|(_, n)| n).sum::<u64>(), 10_001);
        assert!(tally.group("key").all(|(name, _)| name.chars().count() < 140));
        assert!(tally.get("key", OTHERS) > 9_000);
    }

    #[test]
    fn what_two_have_counted_is_the_sum() {
        let (mut one, mut other) = (Tally::new(), Tally::new());
        one.count("a", "x", 1);
        other.count("a", "x", 2);
        other.count("b", "y", 3);
        one.merge(&other);
        assert_eq!((one.get("a", "x"), one.get("b", "y"), one.get("b", "z")), (3, 3, 0));
        assert_eq!(one.groups().collect::<Vec<_>>(), ["a", "b"]);
    }
}
