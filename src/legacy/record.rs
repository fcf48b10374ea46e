//! What an item's signature covers.
//!
//! Source: `calculateStringToSign` of `DynamoDBSigner` in `aws/aws-dynamodb-encryption-java`, and
//! `internal/crypto/authentication.py` of `aws/aws-dynamodb-encryption-python`.

use aws_sdk_dynamodb::types::AttributeValue;

use super::dialect::Dialect;
use super::value;
use crate::crypto::hmac::{SHA256, sha256};
use crate::error::ValueProblem;

/// A signed attribute.
#[derive(Clone, Copy)]
pub(super) struct Signed<'a> {
    pub(super) name: &'a str,
    /// The value as it is stored.
    pub(super) value: &'a AttributeValue,
    pub(super) is_encrypted: bool,
}

/// The hashes of the table's name, and of every signed attribute's name, protection and value.
///
/// # Errors
/// The name of the attribute whose value cannot be serialised, and why.
pub(super) fn string_to_sign<'a>(
    table_name: Option<&str>,
    mut attributes: Vec<Signed<'a>>,
    dialect: Dialect,
) -> Result<Vec<u8>, (&'a str, ValueProblem)> {
    attributes.sort_unstable_by(|left, right| dialect.compare_text(left.name, right.name));
    let mut hashes = Vec::with_capacity(SHA256 * (1 + 3 * attributes.len()));
    hashes.extend(sha256(&[b"TABLE>", dialect.table_name(table_name).as_bytes(), b"<TABLE"]));
    let mut bytes = Vec::new();
    for Signed { name, value, is_encrypted } in attributes {
        bytes.clear();
        value::push(&mut bytes, value, dialect).map_err(|problem| (name, problem))?;
        hashes.extend(sha256(&[name.as_bytes()]));
        hashes.extend(sha256(&[if is_encrypted { b"ENCRYPTED" } else { b"PLAINTEXT" }]));
        hashes.extend(sha256(&[&bytes]));
    }
    Ok(hashes)
}
