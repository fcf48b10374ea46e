//! Branch keys: what they are, where they come from, and the key store that keeps them in a DynamoDB
//! table.
//!
//! Source: `framework/branch-key-store.md` of the AWS Encryption SDK specification. The table is that of
//! AWS's key store, hierarchy version 1: what one writes, the other reads.

mod branch_key;
mod cached;
#[cfg(feature = "kms")]
mod create;
mod kind;
#[cfg(feature = "kms")]
mod kms;
#[cfg(feature = "kms")]
mod record;
mod source;
#[cfg(feature = "kms")]
mod store;
mod supplier;

pub(crate) use branch_key::VERSION;
pub use branch_key::{BeaconKey, BranchKey, BranchKeyVersion};
pub use cached::{BranchKeyCache, CachedBranchKeys};
#[cfg(feature = "kms")]
pub use kms::KmsConfiguration;
pub use source::{BranchKeySource, InMemoryBranchKeys};
#[cfg(feature = "kms")]
pub use store::{KeyStore, KeyStoreInfo};
pub use supplier::{BranchKeyIdRequest, BranchKeyIdSupplier};

pub use crate::error::KeyStoreError;

use kind::Kind;

/// The error for a record that does not exist.
fn not_found(id: &str, kind: Kind) -> KeyStoreError {
    KeyStoreError::NotFound { branch_key: id.to_owned(), record: kind.to_string() }
}

/// The error for a beacon key that does not exist.
pub(crate) fn no_beacon_key(id: &str) -> KeyStoreError {
    not_found(id, Kind::Beacon)
}
