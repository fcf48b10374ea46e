//! The stored format, as bytes and without keys: attribute values, numbers, canonical form, header,
//! footer and encryption context. Every parser takes any input and returns a `Result`.

pub(crate) mod attribute;
pub(crate) mod context;
pub(crate) mod context_attributes;
pub(crate) mod edk;
pub(crate) mod footer;
#[cfg(test)]
pub(crate) mod growth;
pub(crate) mod header;
pub(crate) mod length;
pub(crate) mod number;
mod packed;
pub(crate) mod padding;
pub(crate) mod path;
pub(crate) mod reader;
pub(crate) mod storable;
pub(crate) mod stored_size;
pub(crate) mod suite;
mod text;

/// Name of the attribute that holds the header.
pub(crate) const HEADER_ATTRIBUTE: &str = "aws_dbe_head";
/// Name of the attribute that holds the footer.
pub(crate) const FOOTER_ATTRIBUTE: &str = "aws_dbe_foot";
/// Attribute names with this prefix belong to the format.
pub(crate) const RESERVED_PREFIX: &str = "aws_dbe_";
/// Names with this prefix belong to the format's part of the encryption context.
pub(crate) const RESERVED_CONTEXT_PREFIX: &str = "aws-crypto-";
