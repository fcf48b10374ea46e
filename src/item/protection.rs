//! What a stored item's header says was done with it, for those without a key.

use super::ItemHeader;
use super::examine::stored_actions;
use crate::error::{Error, MalformedProblem};
use crate::format::edk::EncryptedDataKey;
use crate::format::header::Header;
use crate::format::{FOOTER_ATTRIBUTE, HEADER_ATTRIBUTE, RESERVED_PREFIX};
use crate::table::{AttributeAction, TableConfig};
use crate::value::Item;

/// What a stored item's header says. Nothing of it is verified.
pub(crate) struct StoredProtection {
    pub(crate) header: ItemHeader,
    /// Provider and name of each key that the data key is wrapped for, escaped and cut.
    pub(crate) keys: Vec<String>,
    /// What was done with each attribute.
    pub(crate) attributes: Vec<(String, AttributeAction)>,
    /// The bytes of header and footer.
    pub(crate) metadata_bytes: usize,
}

/// Reads the header of an item of the current format, and matches it with the item's attributes.
pub(crate) fn protection(table: &TableConfig, stored: &Item) -> Result<StoredProtection, Error> {
    let malformed = |attribute, problem| Error::malformed(table.logical_name(), attribute, problem);
    let bytes = |name: &'static str| match stored.get(name) {
        Some(value) => value.as_b().map_err(|_| malformed(Some(name), MalformedProblem::NotBinary)),
        None => Err(malformed(Some(name), MalformedProblem::MissingMetadata)),
    };
    let (header, footer) = (bytes(HEADER_ATTRIBUTE)?.as_ref(), bytes(FOOTER_ATTRIBUTE)?.as_ref());
    let metadata_bytes = header.len() + footer.len();
    let (header, _) = Header::parse(header).map_err(|problem| malformed(Some(HEADER_ATTRIBUTE), problem))?;
    let is_signed = |name: &&String| !name.starts_with(RESERVED_PREFIX) && !table.is_unsigned(name);
    let (written, found) = (header.legend.len(), stored.keys().filter(is_signed).count());
    if written != found {
        return Err(malformed(None, MalformedProblem::SchemaChanged { written, found }));
    }
    let actions = stored_actions(table, stored, &header);
    let attributes = actions.map(|(name, action)| (name.to_owned(), action)).collect();
    let keys = header.data_keys.iter().map(EncryptedDataKey::label).collect();
    Ok(StoredProtection { header: ItemHeader::new(header, None), keys, attributes, metadata_bytes })
}
