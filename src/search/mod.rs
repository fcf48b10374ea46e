//! Searching by the values of encrypted attributes: what a table's search declares, its rules, and the beacons of an
//! item.
//!
//! A beacon is a short keyed hash of a value, stored beside the item. Equal values have equal beacons, and because it is
//! short, so have some others: a query by beacon finds the items, and a few more that are dropped once they are opened.
//!
//! Source: `specification/searchable-encryption/`.

mod advice;
mod beacon;
mod builder;
mod compound;
mod hash;
mod keys;
#[cfg(feature = "kms")]
mod kms_keys;
mod location;
mod model;
mod partition;
mod plain;
pub(crate) mod query;
mod resolve;
#[cfg(test)]
mod tests;
mod transform;
mod value;
mod virtual_field;
mod write;

pub use advice::{
    AgainstBeacon, BeaconAdvice, BeaconAdvisor, BeaconPairAdvisor, BeaconPairPrediction, BeaconPrediction,
    BeaconRecommendation, BeaconTarget,
};
pub use beacon::Beacon;
pub use builder::{Search, SearchBuilder};
pub use compound::{Compound, Constructor, EncryptedPart, SignedPart};
pub(crate) use hash::Hashes;
pub(crate) use keys::KeyChoice;
pub use keys::{BeaconKeySource, BeaconKeys, CachedBeaconKeys, InMemoryBeaconKeys};
#[cfg(feature = "kms")]
pub use kms_keys::{KmsBeaconKeys, KmsMacBeaconKeys};
pub(crate) use location::{Location, Step};
pub(crate) use model::{
    BeaconRef, CompoundBeacon, ConstructorPart, Length, Part, PartSource, SearchModel, Source, StandardBeacon,
    VirtualModel,
};
pub(crate) use partition::{KeyPreimage, NoSuchPartition, Selected};
pub use partition::{PartitionRequest, PartitionSelector};
pub(crate) use plain::Failed;
pub(crate) use resolve::{Attributes, Broken, Treatment};
pub use transform::Transform;
pub(crate) use value::{members, push_bytes, text};
pub use virtual_field::VirtualField;
pub(crate) use write::Preimages;

/// Stands before the name of a beacon in the name of the attribute that stores it.
pub(crate) const BEACON_PREFIX: &str = "aws_dbe_b_";
