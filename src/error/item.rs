//! What can be wrong with an item that is to be encrypted.

use std::error::Error as StdError;

use super::messages::messages;
use super::shown::Shown;
use super::{BeaconProblem, ValueProblem};
/// What is wrong with an item that is to be encrypted.
///
/// Example: [`class`](crate::Error::class).
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
    /// A beacon has no value, although it should have one.
    Beacon {
        /// Name of the beacon or virtual field.
        beacon: String,
        /// Why.
        problem: BeaconProblem,
    },
    /// The [`PartitionSelector`](crate::PartitionSelector) chose a partition that there is not.
    NoSuchPartition,
    /// With a beacon key for each tenant, an item must have exactly one encrypted data key, and a
    /// [`HierarchicalKeyring`](crate::HierarchicalKeyring) must have wrapped it.
    NoTenant,
    /// The item belongs to a tenant, with whose key its beacons are made, and its data key would be wrapped for another one.
    OtherTenant,
}

messages!(ItemProblem {
    Self::MissingKey => "the key attribute is missing";
    Self::MissingContextAttribute => "an attribute of the encryption context is missing";
    Self::NoAction => "the table's configuration has no action for it; give it one, or others \
        a common one (TableConfigBuilder::action_for_others)";
    Self::ReservedName => "names that begin with 'aws_dbe_' or 'aws-crypto-' are reserved";
    Self::Value(problem) => "{problem}";
    Self::ContextTooLong => "it makes an entry of the encryption context longer than 65,535 bytes";
    Self::TooManyAttributes => "it has more than 65,535 signed attributes";
    Self::NameLength => "an attribute's name must be 1 to 65,535 bytes long";
    Self::MetadataName => "the legacy format keeps this name for its own attributes";
    Self::TooLarge { plain, sealed } =>
        "it has {plain} bytes, and {sealed} when sealed; DynamoDB stores at most 409,600";
    Self::TooMuchToCompare =>
        "it has too many unsigned attributes to be replaced on the condition that they are unchanged; DynamoDB accepts \
         conditions on up to 150 attributes and 4 KB";
    Self::Beacon { beacon, problem } => "beacon '{}': {problem}", Shown(beacon);
    Self::NoSuchPartition =>
        "the partition selector chose a partition that there is not; it must be less than the number of partitions";
    Self::OtherTenant => "its data key would be wrapped for another tenant, and its beacons are made for this one; seal it anew instead of rewrapping it";
    Self::NoTenant =>
        "it must have exactly one data key, wrapped by a hierarchical keyring, since its beacon key is that of a tenant";
});

impl StdError for ItemProblem {}
