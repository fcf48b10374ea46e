//! Which format a stored item is in.
//!
//! Sources: `specification/dynamodb-encryption-client/decrypt-item.md` and
//! `specification/dynamodb-encryption-client/ddb-table-encryption-config.md`.

use crate::error::{Error, MalformedProblem};
use crate::format::{FOOTER_ATTRIBUTE, HEADER_ATTRIBUTE};
use crate::table::TableConfig;
use crate::value::Item;

/// The format that a stored item is in, by its attributes.
///
/// Example: [`format_of`](crate::ItemEncryptor::format_of).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ItemFormat {
    /// It has header and footer.
    Current,
    /// It has the legacy format's signature, and usually a material description. Only reported for a table whose
    /// configuration names the legacy format.
    Legacy,
    /// It has neither.
    Plaintext,
}

/// The format that `item` is in.
///
/// Source: `specification/dynamodb-encryption-client/decrypt-item.md`, section "Determining Plaintext Items".
///
/// # Errors
/// [`Error::MalformedItem`] when an item has only some of a format's attributes, or those of both.
pub(super) fn of(table: &TableConfig, item: &Item) -> Result<ItemFormat, Error> {
    let malformed =
        |attribute: Option<&str>, problem| Error::malformed(table.logical_name(), attribute, problem);
    let missing = |name| Err(malformed(Some(name), MalformedProblem::MissingMetadata));
    let (header, footer) = (item.contains_key(HEADER_ATTRIBUTE), item.contains_key(FOOTER_ATTRIBUTE));
    if let Some(other) = table.legacy_format() {
        let is_signed = item.contains_key(other.signature_attribute());
        // The client in Java writes no description where it would be empty.
        let is_described = item.contains_key(other.description_attribute());
        if (header || footer) && (is_signed || is_described) {
            return Err(malformed(None, MalformedProblem::BothFormats));
        }
        match (is_signed, is_described) {
            (true, _) => return Ok(ItemFormat::Legacy),
            (false, true) => return missing(other.signature_attribute()),
            (false, false) => {}
        }
    }
    match (header, footer) {
        (true, true) => Ok(ItemFormat::Current),
        (false, false) => Ok(ItemFormat::Plaintext),
        (true, false) => missing(FOOTER_ATTRIBUTE),
        (false, true) => missing(HEADER_ATTRIBUTE),
    }
}
