//! What can go wrong with a key store.

use std::error::Error as StdError;

use super::messages::messages;
use super::shown::{Sentence, Shown, debug_shown};
use super::{BoxError, ErrorClass, KeyError};

/// Why a key store could not do what it was asked.
///
/// Where a keyring needed the key, this is among the sources of its
/// [`KeyError::BranchKey`](crate::KeyError::BranchKey).
///
/// Example: [`ErrorClass`](crate::ErrorClass).
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
        /// The operation, the KMS key, and how it failed.
        source: KeyError,
    },
    /// A call to DynamoDB failed.
    DynamoDb {
        /// The DynamoDB operation.
        operation: &'static str,
        /// The DynamoDB table.
        table: String,
        /// Whose fault it is, according to what the SDK reported.
        class: ErrorClass,
        /// The SDK's error, unchanged.
        source: BoxError,
    },
    /// Something else failed, for example the generator of random numbers.
    Other(BoxError),
}

messages!(KeyStoreError {
    Self::Config(message) => "{}", Sentence(message);
    Self::Discovery { operation } =>
        "a key store that discovers its KMS keys can only read; it cannot {operation}";
    Self::NotFound { branch_key, record } =>
        "branch key '{}' has no record '{}'", Shown(branch_key), Shown(record);
    Self::Exists { branch_key, .. } => "branch key '{}' already exists", Shown(branch_key);
    Self::Conflict { branch_key, .. } =>
        "branch key '{}' was changed by somebody else at the same time; try again", Shown(branch_key);
    Self::Malformed { branch_key, record, problem } =>
        "record '{}' of branch key '{}' is malformed: {problem}", Shown(record), Shown(branch_key);
    Self::OtherKmsKey { branch_key, record, kms_key } =>
        "record '{}' of branch key '{}' is encrypted under KMS key '{}', which is not a configured one",
        Shown(record), Shown(branch_key), Shown(kms_key);
    Self::OtherTable { table } =>
        "table '{}' does not have the key attributes of a key store's table", Shown(table);
    Self::RecordRejected { branch_key, record, logical_name, .. } =>
        "KMS does not decrypt record '{}' of branch key '{}': either it was written by a key store whose logical name is \
         not '{}', as this one's is, or it was changed afterwards",
        Shown(record), Shown(branch_key), Shown(logical_name);
    Self::Kms { branch_key, record, .. } =>
        "KMS failed on record '{}' of branch key '{}'", Shown(record), Shown(branch_key);
    Self::DynamoDb { operation, table, .. } =>
        "DynamoDB {operation} on the key store's table '{}' failed", Shown(table);
    Self::Other(_) => "the key store failed";
});

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
        DynamoDb { operation, table, class, source },
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
            KeyStoreError::Config(_)
            | KeyStoreError::Discovery { .. }
            | KeyStoreError::NotFound { .. }
            | KeyStoreError::Malformed { .. }
            | KeyStoreError::OtherKmsKey { .. }
            | KeyStoreError::OtherTable { .. } => None,
        }
    }
}
