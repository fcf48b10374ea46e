//! Whether an item without header and footer is plaintext, or only part of an encrypted one.

use aws_sdk_dynamodb::types::AttributeValue;

use crate::crypto::aead;
use crate::error::{Error, MalformedProblem};
use crate::format::HEADER_ATTRIBUTE;
use crate::format::attribute::{self, TypeId};
use crate::table::TableConfig;
use crate::value::Item;

/// What is known about the completeness of a stored item.
///
/// An encrypted item has a header and a footer. An item that has neither is plaintext only if nothing of it is missing:
/// an index or a projection may lack both, and then what is left of an encrypted item has ciphertext in place of its
/// values. This matters only for tables whose [`PlaintextPolicy`](crate::PlaintextPolicy) reads plaintext.
///
/// ```
/// # use std::collections::HashMap;
/// # use aws_sdk_dynamodb::types::AttributeValue;
/// # use dynamodb_item_encryptor::{ItemEncryptor, RawAesKeyring, TableConfig};
/// use dynamodb_item_encryptor::{Completeness, PlaintextPolicy};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let keyring = RawAesKeyring::new("examples", "customers", &[7; 32])?;
/// let table = TableConfig::builder("Customers")
///     .partition_key("id")
///     .encrypt(["email"])
///     .plaintext_policy(PlaintextPolicy::ForbidWriteAllowRead)
///     .keyring(keyring)
///     .build()?;
/// let encryptor = ItemEncryptor::new(table);
///
/// let keys = HashMap::from([("id".to_owned(), AttributeValue::S("42".into()))]);
/// // This may be a whole item with no other attributes, or only the keys of one.
/// assert!(encryptor.decrypt_item_with(keys.clone(), Completeness::Unknown).await.is_err());
/// assert_eq!(encryptor.decrypt_item_with(keys.clone(), Completeness::Whole).await?.item, keys);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Completeness {
    /// It is known to be whole: for example, it was read from the table by its key, or is a line of a full export.
    /// Without header and footer it is plaintext.
    Whole,
    /// It is assumed to be whole, unless it looks otherwise. Without header and footer it is plaintext, unless an
    /// attribute that the table encrypts or does not name has a binary value that looks encrypted: that is an
    /// error, with [`MalformedProblem::PartOfItem`](crate::MalformedProblem::PartOfItem). Some binary plaintext looks
    /// like that as well: one in six thousand random values, and what KMS has encrypted. Part of an encrypted item
    /// goes unnoticed if it has no encrypted value left. The default.
    #[default]
    Assumed,
    /// It may be incomplete: it comes from an index or a projection, or something has removed attributes. Without header
    /// and footer it is never plaintext but an error, with
    /// [`MalformedProblem::MissingMetadata`](crate::MalformedProblem::MissingMetadata).
    Unknown,
}

impl Completeness {
    /// Checks that an item with neither header nor footer can safely count as plaintext.
    ///
    /// # Errors
    /// [`Error::MalformedItem`] when it may be part of an encrypted item.
    pub(super) fn check(self, table: &TableConfig, item: &Item) -> Result<(), Error> {
        let malformed =
            |attribute: &str, problem| Error::malformed(table.logical_name(), Some(attribute), problem);
        match self {
            Completeness::Whole => Ok(()),
            Completeness::Assumed => {
                // A reader's configuration need not name the encrypted attributes.
                let may_be = |name: &str| table.encrypts(name) || !table.is_declared(name);
                let looks_encrypted =
                    |(name, value): &(&String, &AttributeValue)| may_be(name) && looks_encrypted(value);
                // The smallest, so that the same attribute is named each time.
                match item.iter().filter(looks_encrypted).map(|(name, _)| name).min() {
                    Some(name) => Err(malformed(name, MalformedProblem::PartOfItem)),
                    None => Ok(()),
                }
            }
            Completeness::Unknown => Err(malformed(HEADER_ATTRIBUTE, MalformedProblem::MissingMetadata)),
        }
    }
}

/// Whether a value could be an encrypted one: it begins with a type, and has a length that an encrypted value of that
/// type can have.
///
/// Source: `specification/structured-encryption/encrypt-path-structure.md`, section "Terminal Data Encryption".
pub(super) fn looks_encrypted(value: &AttributeValue) -> bool {
    let AttributeValue::B(stored) = value else { return false };
    let Some((type_id, rest)) = stored.as_ref().split_first_chunk::<{ size_of::<TypeId>() }>() else {
        return false;
    };
    let Some(content) = rest.len().checked_sub(aead::TAG) else { return false };
    attribute::lengths(*type_id).is_some_and(|lengths| lengths.contains(&content))
}
