//! What a table has only one of.

use crate::error::ConfigProblem;

/// What was given twice with different values, and the second of them.
#[derive(Default)]
pub(super) struct Contradiction(Option<(&'static str, String)>);

impl Contradiction {
    /// Puts `value` into its `place`, or remembers it where another value is there already.
    pub(super) fn set_once(&mut self, place: &mut Option<String>, value: String, what: &'static str) {
        if place.as_ref().is_some_and(|first| *first != value) {
            self.0.get_or_insert((what, value));
        } else {
            *place = Some(value);
        }
    }

    /// The second value, and what is wrong with it, where there is one.
    pub(super) fn found(&self) -> Option<(&str, ConfigProblem)> {
        self.0.as_ref().map(|(what, second)| (second.as_str(), ConfigProblem::GivenTwice { what }))
    }
}
