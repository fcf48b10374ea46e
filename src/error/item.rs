//! What can be wrong with an item that is to be encrypted.

use std::error::Error as StdError;

use super::ValueProblem;
use super::messages::messages;
/// What is wrong with an item that is to be encrypted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ItemProblem {
    /// A key attribute of the table is missing.
    MissingKey,
    /// An attribute that goes into the encryption context is missing.
    MissingContextAttribute,
    /// The attribute has no action in the table's configuration.
    NoAction,
    /// The name begins with `aws_dbe_` or `aws-crypto-`, which the format keeps for itself.
    ReservedName,
    /// DynamoDB would refuse the value.
    Value(ValueProblem),
    /// An encryption context entry is longer than 65,535 bytes.
    ContextTooLong,
    /// The item has more than 65,535 signed attributes.
    TooManyAttributes,
    /// The attribute's name is empty or longer than 65,535 bytes.
    NameLength,
    /// The name is that of one of the legacy format's own attributes.
    MetadataName,
    /// Sealed, the item is larger than the 409,600 bytes that DynamoDB stores; as it is given, it is not. Reported by
    /// the wrapped client before anything is sent.
    TooLarge {
        /// Bytes of the item as it was given, as DynamoDB counts them.
        plain: usize,
        /// Bytes of the sealed item, as DynamoDB counts them.
        sealed: usize,
    },
    /// Whether the stored item is still the one that was read takes a longer condition than DynamoDB allows, which is
    /// 4 KB and 150 attributes: too many of its attributes are not covered by its signature. See
    /// [`Replacement`](crate::Replacement).
    TooMuchToCompare,
}

messages!(ItemProblem {
    Self::MissingKey => "the key attribute is missing";
    Self::MissingContextAttribute => "an attribute of the encryption context is missing";
    Self::NoAction => "the table's configuration has no action for it";
    Self::ReservedName => "names that begin with 'aws_dbe_' or 'aws-crypto-' are reserved";
    Self::Value(problem) => "{problem}";
    Self::ContextTooLong => "it makes an entry of the encryption context longer than 65,535 bytes";
    Self::TooManyAttributes => "it has more than 65,535 signed attributes";
    Self::NameLength => "an attribute's name must be 1 to 65,535 bytes long";
    Self::MetadataName => "the legacy format keeps this name for its own attributes";
    Self::TooLarge { plain, sealed } =>
        "it has {plain} bytes, and {sealed} when sealed; DynamoDB stores at most 409,600";
    Self::TooMuchToCompare =>
        "it has too many unsigned attributes to be replaced on the condition that they are unchanged; DynamoDB takes \
         conditions of up to 150 attributes and 4 KB";
});

impl StdError for ItemProblem {}
