//! Settings that a table can have only once.

use crate::error::ConfigProblem;

/// The setting that was given twice with different values, and the second value.
#[derive(Default)]
pub(crate) struct Contradiction(Option<(&'static str, String)>);

impl Contradiction {
    /// Puts `value` into its `place`; if a different value is already there, remembers the contradiction. `name` says
    /// what the value is called.
    pub(super) fn set_once<T: PartialEq>(
        &mut self,
        place: &mut Option<T>,
        value: T,
        name: impl FnOnce(T) -> String,
        what: &'static str,
    ) {
        if place.as_ref().is_some_and(|first| *first != value) {
            self.0.get_or_insert_with(|| (what, name(value)));
        } else {
            *place = Some(value);
        }
    }

    /// The same for a text.
    pub(crate) fn set_text_once(&mut self, place: &mut Option<String>, value: String, what: &'static str) {
        self.set_once(place, value, |text| text, what);
    }

    /// The second value and what is wrong with it, if there is a contradiction.
    pub(crate) fn found(&self) -> Option<(&str, ConfigProblem)> {
        self.0.as_ref().map(|(what, second)| (second.as_str(), ConfigProblem::GivenTwice { what }))
    }
}
