//! Which parameters of a request an encrypted table allows.

use std::collections::HashMap;

use super::expression;
use crate::error::RefusedProblem;
use crate::item::Item;
use crate::table::TableConfig;

/// What of a request could name an attribute whose value DynamoDB cannot read.
pub(super) struct Parameters<'a> {
    /// Parameters that cannot be used on an encrypted table, and whether they were given.
    pub(super) unusable: Vec<(&'static str, bool)>,
    /// Parameters with values of key attributes. These must not hold a value that is to be secret.
    pub(super) keys: Vec<(&'static str, Option<&'a Item>)>,
    /// Expressions, which may name readable attributes only.
    pub(super) expressions: Vec<(&'static str, Option<&'a str>)>,
    /// What the placeholders in expressions stand for.
    pub(super) names: Option<&'a HashMap<String, String>>,
}

impl Parameters<'_> {
    /// Finds the first parameter that the request cannot have on `table`.
    pub(super) fn check(&self, table: &TableConfig) -> Result<(), RefusedProblem> {
        if let Some((parameter, _)) = self.unusable.iter().find(|(_, given)| *given) {
            return Err(RefusedProblem::Parameter { parameter });
        }
        for (parameter, key) in &self.keys {
            readable(table, parameter, key.iter().flat_map(|key| key.keys()).map(String::as_str))?;
        }
        for (parameter, expression) in &self.expressions {
            let Some(expression) = expression else { continue };
            let attributes = expression::attributes(expression, self.names)
                .map_err(|expression::NotUnderstood| RefusedProblem::Expression { parameter })?;
            readable(table, parameter, attributes)?;
        }
        Ok(())
    }
}

/// Checks that none of the attributes is encrypted.
fn readable<'a>(
    table: &TableConfig,
    parameter: &'static str,
    attributes: impl IntoIterator<Item = &'a str>,
) -> Result<(), RefusedProblem> {
    match attributes.into_iter().find(|name| table.encrypts(name)) {
        Some(attribute) => {
            Err(RefusedProblem::EncryptedAttribute { parameter, attribute: attribute.to_owned() })
        }
        None => Ok(()),
    }
}
