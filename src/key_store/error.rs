//! Errors of a key store.

use std::error::Error as StdError;
use std::fmt;

use crate::error::shown::{Sentence, Shown, debug_shown};
use crate::error::{BoxError, KeyError};

/// Why a key store could not do what it was asked.
///
/// If a keyring needed the key, this is among the sources of its
/// [`KeyError::BranchKey`](crate::KeyError::BranchKey).
#[non_exhaustive]
pub enum KeyStoreError {
    /// The key store's configuration, or an argument, is unusable.
    Config(String),
    /// The key store has no KMS key of its own, since it discovers keys. It can only read.
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
    /// There already are keys with this identifier. Nothing was written.
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
    /// A stored record is not one that a key store would write.
    Malformed {
        /// Identifier of the branch key.
        branch_key: String,
        /// Value of the attribute `type`, for example `branch:ACTIVE`.
        record: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// A record was made with a KMS key other than the configured one.
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
    /// KMS refuses to open a record: it was changed after it was written, or was written under another logical name.
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
    /// A call to KMS failed, or its answer was wrong.
    Kms {
        /// Identifier of the branch key.
        branch_key: String,
        /// Value of the attribute `type`, for example `branch:ACTIVE`.
        record: String,
        /// The operation, the KMS key, and what went wrong.
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

/// A record, for a message: its branch key and its attribute `type`.
struct Record<'a>(&'a str, &'a str);

impl fmt::Display for Record<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "record '{}' of branch key '{}'", Shown(self.1), Shown(self.0))
    }
}

impl fmt::Display for KeyStoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            KeyStoreError::Config(message) => Sentence(message).fmt(f),
            KeyStoreError::Discovery { operation } => {
                write!(f, "a key store that discovers KMS keys can only read; it cannot {operation}")
            }
            KeyStoreError::NotFound { branch_key, record } => {
                write!(f, "branch key '{}' has no record '{}'", Shown(branch_key), Shown(record))
            }
            KeyStoreError::Exists { branch_key, .. } => {
                write!(f, "branch key '{}' already exists", Shown(branch_key))
            }
            KeyStoreError::Conflict { branch_key, .. } => {
                write!(f, "branch key '{}' was changed by somebody else at the same time", Shown(branch_key))
            }
            KeyStoreError::Malformed { branch_key, record, problem } => {
                write!(f, "{} is malformed: {problem}", Record(branch_key, record))
            }
            KeyStoreError::OtherKmsKey { branch_key, record, kms_key } => {
                let (record, kms_key) = (Record(branch_key, record), Shown(kms_key));
                write!(
                    f,
                    "{record} was made with KMS key '{kms_key}', which this key store is not configured to use"
                )
            }
            KeyStoreError::OtherTable { table } => {
                write!(f, "table '{}' does not have the keys of a key store's table", Shown(table))
            }
            KeyStoreError::RecordRejected { branch_key, record, logical_name, .. } => {
                let (record, logical_name) = (Record(branch_key, record), Shown(logical_name));
                write!(
                    f,
                    "KMS does not open {record}: either it was written by a key store with a logical name other than \
                     '{logical_name}', which this one has, or it was changed since"
                )
            }
            KeyStoreError::Kms { branch_key, record, .. } => {
                write!(f, "KMS failed on {}", Record(branch_key, record))
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
