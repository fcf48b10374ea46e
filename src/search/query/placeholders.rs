//! The placeholders that a rewritten request has of its own.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::expression::{Name, Operand, Path, Value};

/// What placeholders of our own begin with, behind their sign.
const BEGINNING: &str = "aws_dbe_";

/// Placeholders of our own, for the names of beacons and for what is sent of their values. None is one of the
/// application's.
pub(crate) struct Placeholders {
    /// What they begin with, behind their sign.
    beginning: String,
    /// The placeholders, with their signs, of attributes.
    names: Vec<(String, String)>,
    /// The placeholders, with their colons, of values.
    values: Vec<(String, AttributeValue)>,
}

impl Placeholders {
    /// None yet, beside those of the application.
    pub(crate) fn beside<'a>(others: impl Iterator<Item = &'a str> + Clone) -> Self {
        let mut beginning = BEGINNING.to_owned();
        let is_taken = |beginning: &str| {
            others.clone().any(|other| other.get(1..).is_some_and(|name| name.starts_with(beginning)))
        };
        while is_taken(&beginning) {
            beginning.push('_');
        }
        Placeholders { beginning, names: Vec::new(), values: Vec::new() }
    }

    /// An attribute.
    pub(super) fn attribute(&mut self, attribute: &str) -> Operand {
        let known = self.names.iter().find(|(_, name)| name == attribute);
        let placeholder = match known {
            Some((placeholder, _)) => placeholder.clone(),
            None => {
                let placeholder = format!("#{}{}", self.beginning, self.names.len());
                self.names.push((placeholder.clone(), attribute.to_owned()));
                placeholder
            }
        };
        Operand::Path(Path::new(Name { name: attribute.to_owned(), placeholder: Some(placeholder) }))
    }

    /// A value.
    pub(super) fn value(&mut self, value: AttributeValue) -> Operand {
        let known = self.values.iter().find(|(_, other)| *other == value);
        let placeholder = match known {
            Some((placeholder, _)) => placeholder.clone(),
            None => {
                let placeholder = format!(":{}{}", self.beginning, self.values.len());
                self.values.push((placeholder.clone(), value.clone()));
                placeholder
            }
        };
        Operand::Value(Value { placeholder, value })
    }

    /// Adds them to those of a request.
    pub(crate) fn add_to(
        self,
        names: &mut Option<HashMap<String, String>>,
        values: &mut Option<HashMap<String, AttributeValue>>,
    ) {
        if !self.names.is_empty() {
            names.get_or_insert_default().extend(self.names);
        }
        if !self.values.is_empty() {
            values.get_or_insert_default().extend(self.values);
        }
    }
}
