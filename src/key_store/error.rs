//! What can go wrong with a key store.

use std::error::Error as StdError;
use std::fmt;

use crate::error::shown::{Sentence, Shown, debug_shown};
use crate::error::{BoxError, KeyError};

/// Why a key store could not do what it was asked.
///
/// Where a keyring needed the key, this is among the sources of its
/// [`KeyError::BranchKey`](crate::KeyError::BranchKey).
#[non_exhaustive]
pub enum KeyStoreError {
    /// The key store was configured with something unusable, or an argument is.
    Config(String),
    /// The key store has no single KMS key, since it discovers keys. It can read only.
    Discovery {
        /// What was asked for.
        operation: &'static str,
    },
    /// There is no such record.
    NotFound {
        /// Identifier of the branch key.
        branch_key: String,
        /// Value of the attribute `type`, for example `branch:ACTIVE`.
        record: String,
    },
    /// There are keys of this identifier already. Nothing was written.
    Exists {
        /// Identifier of the branch key.
        branch_key: String,
        /// The SDK's error.
        source: BoxError,
    },
    /// Somebody else changed the branch key at the same time. Nothing was written.
    Conflict {
        /// Identifier of the branch key.
        branch_key: String,
        /// The SDK's error.
        source: BoxError,
    },
    /// A stored record is not one that a key store writes.
    Malformed {
        /// Identifier of the branch key.
        branch_key: String,
        /// Value of the attribute `type`, for example `branch:ACTIVE`.
        record: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// A record was made with another KMS key than the configured one.
    OtherKmsKey {
        /// Identifier of the branch key.
        branch_key: String,
        /// Value of the attribute `type`, for example `branch:ACTIVE`.
        record: String,
        /// The KMS key that the record names.
        kms_key: String,
    },
    /// The table exists, and is not that of a key store.
    OtherTable {
        /// The DynamoDB table.
        table: String,
    },
    /// KMS does not open a record: it was changed after it was written, or it was written under another logical name.
    RecordRejected {
        /// Identifier of the branch key.
        branch_key: String,
        /// Value of the attribute `type`, for example `branch:ACTIVE`.
        record: String,
        /// The logical name that this key store is configured with.
        logical_name: String,
        /// The operation, the KMS key, and what KMS said.
        source: Box<KeyError>,
    },
    /// A call to KMS failed or was answered wrongly.
    Kms {
        /// Identifier of the branch key.
        branch_key: String,
        /// Value of the attribute `type`, for example `branch:ACTIVE`.
        record: String,
        /// The operation, the KMS key, and what became of it.
        source: KeyError,
    },
    /// A call to DynamoDB failed.
    DynamoDb {
        /// The DynamoDB operation.
        operation: &'static str,
        /// The DynamoDB table.
        table: String,
        /// The SDK's error, unchanged.
        source: BoxError,
    },
    /// Something else failed, for example the generator of random numbers.
    Other(BoxError),
}

impl fmt::Display for KeyStoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            KeyStoreError::Config(message) => Sentence(message).fmt(f),
            KeyStoreError::Discovery { operation } => {
                write!(f, "a key store that discovers KMS keys can only read, and not {operation}")
            }
            KeyStoreError::NotFound { branch_key, record } => {
                write!(f, "branch key '{}' has no record '{}'", Shown(branch_key), Shown(record))
            }
            KeyStoreError::Exists { branch_key, .. } => {
                write!(f, "branch key '{}' exists already", Shown(branch_key))
            }
            KeyStoreError::Conflict { branch_key, .. } => {
                write!(f, "branch key '{}' was changed by somebody else at the same time", Shown(branch_key))
            }
            KeyStoreError::Malformed { branch_key, record, problem } => {
                write!(
                    f,
                    "record '{}' of branch key '{}' is malformed: {problem}",
                    Shown(record),
                    Shown(branch_key)
                )
            }
            KeyStoreError::OtherKmsKey { branch_key, record, kms_key } => {
                write!(
                    f,
                    "record '{}' of branch key '{}' is of KMS key '{}', which is not a configured one",
                    Shown(record),
                    Shown(branch_key),
                    Shown(kms_key)
                )
            }
            KeyStoreError::OtherTable { table } => {
                write!(f, "table '{}' does not have the keys of a key store's table", Shown(table))
            }
            KeyStoreError::RecordRejected { branch_key, record, logical_name, .. } => {
                write!(
                    f,
                    "KMS does not open record '{}' of branch key '{}': either it was written by a key store with \
                     another logical name than '{}', which this one has, or it was changed since",
                    Shown(record),
                    Shown(branch_key),
                    Shown(logical_name)
                )
            }
            KeyStoreError::Kms { branch_key, record, .. } => {
                write!(f, "KMS failed on record '{}' of branch key '{}'", Shown(record), Shown(branch_key))
            }
            KeyStoreError::DynamoDb { operation, table, .. } => {
                write!(f, "DynamoDB {operation} on the key store's table '{}' failed", Shown(table))
            }
            KeyStoreError::Other(_) => f.write_str("the key store failed"),
        }
    }
}

debug_shown!(KeyStoreError {
    named {
        Discovery { operation },
        NotFound { branch_key, record },
        Exists { branch_key, source },
        Conflict { branch_key, source },
        Malformed { branch_key, record, problem },
        OtherKmsKey { branch_key, record, kms_key },
        OtherTable { table },
        RecordRejected { branch_key, record, logical_name, source },
        Kms { branch_key, record, source },
        DynamoDb { operation, table, source },
    }
    single { Config, Other }
    unit {}
});

impl StdError for KeyStoreError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            KeyStoreError::RecordRejected { source, .. } => Some(source.as_ref()),
            KeyStoreError::Kms { source, .. } => Some(source),
            KeyStoreError::Exists { source, .. }
            | KeyStoreError::Conflict { source, .. }
            | KeyStoreError::DynamoDb { source, .. }
            | KeyStoreError::Other(source) => Some(source.as_ref()),
            _ => None,
        }
    }
}
