//! What can be handed out of an item of which an index has only a part: nothing that anybody has verified.

use aws_sdk_dynamodb::types::AttributeValue;

use super::completeness::looks_encrypted;
use crate::error::{Error, MalformedProblem};
use crate::table::TableConfig;
use crate::value::Item;

/// The attributes of a part of an item that are not encrypted, as far as the table's configuration says so. `None` where
/// one of them looks encrypted all the same: another writer may have done that.
pub(crate) fn readable(table: &TableConfig, part: &Item) -> Option<Item> {
    let is_readable =
        |name: &str| !table.is_metadata(name) && table.action(name).is_some() && !table.encrypts(name);
    // No writer encrypts keys, nor what is allowed to be unsigned.
    let is_doubtful = |name: &str, value: &AttributeValue| {
        looks_encrypted(value) && !table.is_key(name) && !table.is_unsigned(name)
    };
    let mut readable = part.iter().filter(|(name, _)| is_readable(name));
    if readable.clone().any(|(name, value)| is_doubtful(name, value)) {
        return None;
    }
    Some(readable.by_ref().map(|(name, value)| (name.clone(), value.clone())).collect())
}

/// Whether an item may lack something because its index does not hold it.
pub(crate) fn may_be_missing(error: &Error) -> bool {
    matches!(
        error,
        Error::MalformedItem {
            problem: MalformedProblem::MissingKey
                | MalformedProblem::MissingMetadata
                | MalformedProblem::PartOfItem
                | MalformedProblem::Plaintext
                | MalformedProblem::SchemaChanged { .. },
            ..
        }
    )
}
