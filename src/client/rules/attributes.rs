//! Which attributes DynamoDB may see values of, and which it may change.

use crate::error::{QueryProblem, RefusedProblem};
use crate::expression::{Comparison, Condition};
use crate::search::query::beacon_in_condition;
use crate::table::TableConfig;

/// Whether any value may be sent, since all that is written is plaintext. That an answer is right is another question:
/// others may have sealed items already. Only for keys, which no sealed item has encrypted, it is the same one.
pub(super) fn hides_nothing(table: &TableConfig) -> bool {
    table.plaintext_policy().writes_plaintext()
}

/// Whether the table's configuration says what the attribute is, or the format does.
pub(super) fn is_known(table: &TableConfig, attribute: &str) -> bool {
    table.action(attribute).is_some() || table.is_metadata(attribute)
}

pub(super) fn unconfigured(parameter: &'static str, attribute: &str) -> RefusedProblem {
    RefusedProblem::UnconfiguredAttribute { parameter, attribute: attribute.to_owned() }
}

/// Checks that none of the attributes is encrypted.
pub(super) fn readable<'a>(
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

/// Checks that what is compared can be sent: no attribute is encrypted, unless it is only asked whether there is one,
/// and every value stands beside attributes that are known.
pub(super) fn sendable(
    table: &TableConfig,
    parameter: &'static str,
    comparisons: &[Comparison<'_>],
) -> Result<(), RefusedProblem> {
    let compared = comparisons.iter().filter(|comparison| !comparison.is_existence);
    readable(table, parameter, compared.flat_map(|comparison| comparison.attributes.iter().copied()))?;
    for Comparison { attributes, values, .. } in comparisons {
        let Some(value) = values.first() else { continue };
        if attributes.is_empty() {
            return Err(RefusedProblem::ValueAlone { parameter, placeholder: (*value).to_owned() });
        }
        if let Some(attribute) = attributes.iter().find(|name| !is_known(table, name)) {
            return Err(unconfigured(parameter, attribute));
        }
    }
    Ok(())
}

/// Checks that readers do not verify the attribute.
pub(super) fn unprotected(
    table: &TableConfig,
    parameter: &'static str,
    attribute: &str,
) -> Result<(), RefusedProblem> {
    let name = attribute.to_owned();
    if table.is_metadata(attribute) {
        return Err(RefusedProblem::ReservedAttribute { parameter, attribute: name });
    }
    if !is_known(table, attribute) {
        Err(unconfigured(parameter, attribute))
    } else if table.encrypts(attribute) {
        Err(RefusedProblem::EncryptedAttribute { parameter, attribute: name })
    } else if table.signs(attribute) {
        Err(RefusedProblem::SignedAttribute { parameter, attribute: name })
    } else {
        Ok(())
    }
}

/// Checks that a condition of a write depends on no beacon.
pub(super) fn refuse_beacons(
    table: &TableConfig,
    parameter: &'static str,
    condition: &Condition,
) -> Result<(), RefusedProblem> {
    let Some(model) = table.search() else { return Ok(()) };
    match beacon_in_condition(model, condition) {
        Some(name) => {
            let problem = QueryProblem::Condition;
            Err(RefusedProblem::Search { parameter, name: name.to_owned(), problem })
        }
        None => Ok(()),
    }
}
