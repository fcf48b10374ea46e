//! Whether an item without header and footer is plaintext, or only a part of an encrypted one.

use aws_sdk_dynamodb::types::AttributeValue;

use crate::crypto::aead;
use crate::error::{Error, MalformedProblem};
use crate::format::HEADER_ATTRIBUTE;
use crate::format::attribute::{self, TypeId};
use crate::table::TableConfig;
use crate::value::Item;

/// What is known of whether a stored item is all there.
///
/// An encrypted item has a header and a footer. One that has neither is plaintext only if nothing of it is missing:
/// an index or a projection may lack both, and then what is left of an encrypted item has ciphertext in place of its
/// values. This makes a difference for tables only whose [`PlaintextPolicy`](crate::PlaintextPolicy) reads plaintext.
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
/// // Perhaps that is a whole item, which has no other attributes, and perhaps only the keys of one.
/// assert!(encryptor.decrypt_item_with(keys.clone(), Completeness::Unknown).await.is_err());
/// assert_eq!(encryptor.decrypt_item_with(keys.clone(), Completeness::Whole).await?.item, keys);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Completeness {
    /// It is known to be whole: it was read from the table by its key, for example, or is a line of a full export.
    /// Without header and footer it is plaintext.
    Whole,
    /// It is taken to be whole, unless it looks otherwise. Without header and footer it is plaintext, unless an
    /// attribute that the table encrypts or does not name has a binary value that looks encrypted: then it is an
    /// error, with [`MalformedProblem::PartOfItem`](crate::MalformedProblem::PartOfItem). Some binary plaintext looks
    /// like that as well: one in six thousand random values, and what KMS has encrypted. A part of an encrypted item
    /// in which no encrypted value is left is not noticed. The default.
    #[default]
    Assumed,
    /// It may be a part only: it comes from an index or a projection, or somebody has cut out of it. Without header
    /// and footer it is never plaintext but an error, with
    /// [`MalformedProblem::MissingMetadata`](crate::MalformedProblem::MissingMetadata).
    Unknown,
}

impl Completeness {
    /// Checks that an item that has neither header nor footer can be told to be plaintext, or not to be any item that
    /// is encrypted.
    ///
    /// # Errors
    /// [`Error::MalformedItem`] when it may be a part of an encrypted item.
    pub(super) fn check(self, table: &TableConfig, item: &Item) -> Result<(), Error> {
        let malformed =
            |attribute: &str, problem| Error::malformed(table.logical_name(), Some(attribute), problem);
        match self {
            Completeness::Whole => Ok(()),
            Completeness::Assumed => {
                // A reader's configuration need not name what is encrypted.
                let may_be = |name: &str| table.encrypts(name) || table.action(name).is_none();
                let looks_encrypted =
                    |(name, value): &(&String, &AttributeValue)| may_be(name) && looks_encrypted(value);
                // So that of several attributes always the same one is named.
                match item.iter().filter(looks_encrypted).map(|(name, _)| name).min() {
                    Some(name) => Err(malformed(name, MalformedProblem::PartOfItem)),
                    None => Ok(()),
                }
            }
            Completeness::Unknown => Err(malformed(HEADER_ATTRIBUTE, MalformedProblem::MissingMetadata)),
        }
    }
}

/// Whether a value could be an encrypted one: a type, and as many bytes as one of that type has once it is encrypted.
///
/// Source: `specification/structured-encryption/encrypt-path-structure.md`, section "Calculate Cryptographic Data".
fn looks_encrypted(value: &AttributeValue) -> bool {
    let AttributeValue::B(stored) = value else { return false };
    let Some((type_id, rest)) = stored.as_ref().split_first_chunk::<{ size_of::<TypeId>() }>() else {
        return false;
    };
    let Some(content) = rest.len().checked_sub(aead::TAG) else { return false };
    attribute::lengths(*type_id).is_some_and(|lengths| lengths.contains(&content))
}
