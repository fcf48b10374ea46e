//! From what is declared to tables and their keys.

mod key_store;
mod key_text;
mod keyring;
#[cfg(feature = "legacy")]
mod legacy;
mod materials;
pub(super) mod names;
pub(super) mod parts;
mod search;
pub(super) mod table;

use super::EntryProblem;
use super::tree::Step;

/// What is wrong, and with which entry.
pub(super) struct Failure {
    pub(super) path: Vec<Step>,
    pub(super) problem: Box<EntryProblem>,
}

impl Failure {
    /// What is wrong with the entry at the end of these names.
    pub(super) fn new<'a>(path: impl IntoIterator<Item = &'a str>, problem: impl Into<EntryProblem>) -> Self {
        let path = path.into_iter().map(|name| Step::Name(name.to_owned())).collect();
        Failure { path, problem: Box::new(problem.into()) }
    }

    /// The same, of a place in the list.
    pub(super) fn numbered(mut self, index: usize) -> Self {
        self.path.push(Step::Index(index));
        self
    }
}

impl From<crate::error::KeyError> for EntryProblem {
    fn from(error: crate::error::KeyError) -> Self {
        EntryProblem::Key(error)
    }
}

/// The way to an entry.
#[derive(Clone)]
pub(super) struct Way<'a>(Vec<&'a str>);

impl<'a> Way<'a> {
    pub(super) fn new(path: impl IntoIterator<Item = &'a str>) -> Self {
        Way(path.into_iter().collect())
    }

    /// The way to an entry of that entry.
    pub(super) fn to(&self, name: &'a str) -> Way<'a> {
        Way(self.0.iter().copied().chain([name]).collect())
    }

    /// What is wrong with the entry at its end.
    pub(super) fn failed(&self, problem: impl Into<EntryProblem>) -> Failure {
        Failure::new(self.0.iter().copied(), problem)
    }
}
