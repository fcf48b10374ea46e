//! What can go wrong with keys.

use std::error::Error as StdError;
use std::fmt;

use super::BoxError;
use super::shown::{Field, List, Sentence, Show, Shown, debug_shown};

/// Why a key provider failed.
///
/// The errors of every key that was tried are kept: [`KeyError::AllFailed`] lists them.
#[non_exhaustive]
pub enum KeyError {
    /// A keyring was configured with something unusable.
    Config(String),
    /// None of the item's encrypted data keys belongs to the configured keyring.
    NoneMatches {
        /// Provider id and key name of each encrypted data key of the item.
        offered: Vec<String>,
    },
    /// Encrypted data keys belonged to the configured keyring, and none of them could be unwrapped.
    AllFailed {
        /// Each key that was tried and why it failed, in order.
        attempts: Vec<KeyAttempt>,
    },
    /// The data key could not be wrapped for several of the item's recipients.
    WrapFailed {
        /// Each key that failed and why, in order.
        attempts: Vec<KeyAttempt>,
    },
    /// An encrypted data key is not one that a keyring of its provider could have written.
    DataKey(&'static str),
    /// An item has, or would get, more encrypted data keys than the table's configuration
    /// [allows](crate::TableConfigBuilder::max_data_keys). None of them was tried.
    TooManyDataKeys {
        /// How many there are.
        count: usize,
        /// How many there may be.
        maximum: usize,
    },
    /// An encrypted data key is of a version of its keyring's format that the keyring was not told to read.
    Version {
        /// Name of the keyring's key.
        key: String,
        /// Which version it is, why it is refused, and how to read it all the same.
        problem: &'static str,
    },
    /// The keyring cannot be used with the item's algorithm suite.
    Suite {
        /// Name of its key.
        key: String,
        /// Which suites it can be used with, and why.
        problem: &'static str,
    },
    /// A key could not be unwrapped locally: wrong key, other encryption context, or changed.
    Unwrap {
        /// Name of the wrapping key.
        key: String,
    },
    /// The keyring can only write items, or only read them, and was asked to do the other.
    OneWay {
        /// Name of its key.
        key: String,
        /// What it cannot do, and for want of what.
        problem: &'static str,
    },
    /// A call to AWS KMS failed.
    Kms {
        /// The KMS operation.
        operation: &'static str,
        /// The key that was asked for.
        key: String,
        /// The SDK's error. Where it holds an answer of success, that has lost its body, which may
        /// hold a plaintext key.
        source: BoxError,
    },
    /// There is no client for a region of AWS KMS.
    KmsClient {
        /// The region.
        region: String,
        /// What the [`KmsClientSupplier`](crate::KmsClientSupplier) reported.
        source: BoxError,
    },
    /// AWS KMS answered with something it must not answer.
    KmsResponse {
        /// The KMS operation.
        operation: &'static str,
        /// The key that was asked for.
        key: String,
        /// What is wrong with the answer.
        problem: &'static str,
    },
    /// A cached wrapping key could not be had from KMS.
    WrappingKey {
        /// The KMS key that was asked for.
        key: String,
        /// Why, shared by all who waited for the same call.
        source: BoxError,
    },
    /// Materials that are cached could not be had.
    Cached {
        /// Why, shared by all who waited for the same materials.
        source: BoxError,
    },
    /// A branch key could not be had.
    BranchKey {
        /// Identifier of the branch key.
        branch_key: String,
        /// Why.
        source: BoxError,
    },
    /// The versioned keys of a material could not be had from their store.
    MaterialStore {
        /// Name of the material.
        material: String,
        /// Why.
        source: BoxError,
    },
    /// The application's supplier could not choose the item's branch key.
    ///
    /// Where the item is the reason, the supplier says so with [`NoBranchKey`](Self::NoBranchKey).
    BranchKeySupplier(BoxError),
    /// There is no branch key for the item, whenever it is asked for. A
    /// [`BranchKeyIdSupplier`](crate::BranchKeyIdSupplier) returns this for an item that no writer of the application
    /// made, so that the item is [at fault](crate::Error::is_of_item) and not the supplier.
    NoBranchKey(BoxError),
    /// There is no such version of a key. A [`BranchKeySource`](crate::BranchKeySource) of the application, or a store
    /// of the older format's keys, returns this where it was reached and does not have the version that an item names.
    UnknownVersion {
        /// Name of the branch key or material.
        key: String,
        /// The version, as the store calls it.
        version: String,
    },
    /// Encryption context entries are missing, forbidden or contradict each other.
    Context(&'static str),
    /// The material provider answered with materials that do not fit the request.
    Materials(&'static str),
    /// The material description of an item in the older format is incomplete, or asks for something that is not
    /// allowed here.
    Description(&'static str),
    /// The encryption context cannot be serialised: an entry is longer than 65,535 bytes.
    ContextTooLong,
    /// The item was not signed by a writer that this reader trusts.
    UntrustedWriter,
    /// The cryptographic library failed, for example for want of entropy.
    Crypto,
    /// This crate reached a state that its code rules out. Please report it as a bug.
    Internal(&'static str),
    /// A key provider of the application failed.
    Other(BoxError),
}

/// One attempt to unwrap a data key.
#[non_exhaustive]
pub struct KeyAttempt {
    /// The key that was tried.
    pub key: String,
    /// Why it failed.
    pub error: KeyError,
    /// Where the error itself leaves it open.
    doubt: Option<Doubt>,
}

/// Whether a key service's refusal turns out to be about the item, and not about its caller.
pub(crate) struct Doubt(Box<dyn Fn() -> bool + Send + Sync>);

impl Doubt {
    /// One that is resolved whenever somebody asks: `is_of_item` says how.
    pub(crate) fn new(is_of_item: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        Doubt(Box::new(is_of_item))
    }
}

impl KeyError {
    /// The key that the error is about, where it is about one.
    pub(crate) fn key(&self) -> Option<&str> {
        match self {
            KeyError::Unwrap { key }
            | KeyError::OneWay { key, .. }
            | KeyError::Suite { key, .. }
            | KeyError::Version { key, .. }
            | KeyError::Kms { key, .. }
            | KeyError::KmsResponse { key, .. }
            | KeyError::WrappingKey { key, .. } => Some(key),
            KeyError::BranchKey { branch_key, .. } => Some(branch_key),
            _ => None,
        }
    }
}

impl KeyAttempt {
    /// Records that `key` was tried and failed with `error`.
    pub fn new(key: impl Into<String>, error: KeyError) -> Self {
        KeyAttempt { key: key.into(), error, doubt: None }
    }

    /// As [`new`](Self::new), where the error leaves open whose fault it is.
    pub(crate) fn in_doubt(key: impl Into<String>, error: KeyError, doubt: Doubt) -> Self {
        KeyAttempt { doubt: Some(doubt), ..Self::new(key, error) }
    }

    /// Whether a doubt about the failure has been resolved against the item; `None` where there is none.
    pub(crate) fn doubt_is_of_item(&self) -> Option<bool> {
        self.doubt.as_ref().map(|doubt| (doubt.0)())
    }
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            KeyError::Config(message) => Sentence(message).fmt(f),
            KeyError::NoneMatches { offered } => {
                write!(f, "none of the item's encrypted data keys is for the configured keyring; it has: ")?;
                List(&offered.iter().map(Sentence).collect::<Vec<_>>()).fmt(f)
            }
            KeyError::AllFailed { attempts } => {
                f.write_str("every matching encrypted data key failed: ")?;
                List(attempts).fmt(f)
            }
            KeyError::WrapFailed { attempts } => {
                f.write_str("the data key could not be wrapped for several recipients: ")?;
                List(attempts).fmt(f)
            }
            KeyError::DataKey(what) => write!(f, "an encrypted data key is malformed: {what}"),
            KeyError::TooManyDataKeys { count, maximum } => write!(
                f,
                "there are {count} encrypted data keys for one item, and at most {maximum} are allowed: \
                 TableConfigBuilder::max_data_keys allows more"
            ),
            KeyError::Version { key, problem } => write!(f, "the data key of key '{}' {problem}", Shown(key)),
            KeyError::Suite { key, problem } => write!(f, "the keyring of key '{}' {problem}", Shown(key)),
            KeyError::Unwrap { key } => {
                write!(f, "the data key could not be unwrapped with key '{}'", Shown(key))
            }
            KeyError::OneWay { key, problem } => write!(f, "the keyring of key '{}' {problem}", Shown(key)),
            KeyError::Kms { operation, key, .. } => {
                write!(f, "KMS {operation} with key '{}' failed", Shown(key))
            }
            KeyError::KmsClient { region, .. } => {
                write!(f, "there is no KMS client for region '{}'", Shown(region))
            }
            KeyError::KmsResponse { operation, key, problem } => {
                write!(f, "KMS {operation} with key '{}' gave a wrong answer: {problem}", Shown(key))
            }
            KeyError::WrappingKey { key, .. } => {
                write!(f, "a wrapping key of KMS key '{}' could not be had", Shown(key))
            }
            KeyError::Cached { .. } => f.write_str("the materials could not be had"),
            KeyError::BranchKey { branch_key, .. } => {
                write!(f, "branch key '{}' could not be had", Shown(branch_key))
            }
            KeyError::MaterialStore { material, .. } => {
                write!(f, "the keys of material '{}' could not be had", Shown(material))
            }
            KeyError::NoBranchKey(_) => f.write_str("there is no branch key for such an item"),
            KeyError::UnknownVersion { key, version } => {
                write!(f, "there is no version {} of key '{}'", Shown(version), Shown(key))
            }
            KeyError::BranchKeySupplier(_) => f.write_str("no branch key could be chosen for the item"),
            KeyError::Context(what) => write!(f, "encryption context: {what}"),
            KeyError::Materials(what) => write!(f, "the material provider's answer is unusable: {what}"),
            KeyError::Description(what) => write!(f, "material description: {what}"),
            KeyError::ContextTooLong => f.write_str("an encryption context entry is longer than 65,535 bytes"),
            KeyError::UntrustedWriter => f.write_str("the item was not signed by a trusted writer"),
            KeyError::Crypto => f.write_str("the cryptographic library failed"),
            KeyError::Internal(what) => write!(f, "internal error: {what}; please report this as a bug"),
            KeyError::Other(_) => f.write_str("the application's key provider failed"),
        }
    }
}

debug_shown!(KeyError {
    named {
        NoneMatches { offered },
        AllFailed { attempts },
        WrapFailed { attempts },
        TooManyDataKeys { count, maximum },
        Version { key, problem },
        Suite { key, problem },
        Unwrap { key },
        OneWay { key, problem },
        Kms { operation, key, source },
        KmsClient { region, source },
        KmsResponse { operation, key, problem },
        WrappingKey { key, source },
        Cached { source },
        BranchKey { branch_key, source },
        MaterialStore { material, source },
        UnknownVersion { key, version },
    }
    single {
        Config,
        DataKey,
        BranchKeySupplier,
        NoBranchKey,
        Context,
        Materials,
        Description,
        Internal,
        Other,
    }
    unit { ContextTooLong, UntrustedWriter, Crypto }
});

impl StdError for KeyError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            KeyError::Kms { source, .. }
            | KeyError::KmsClient { source, .. }
            | KeyError::BranchKey { source, .. }
            | KeyError::MaterialStore { source, .. }
            | KeyError::WrappingKey { source, .. }
            | KeyError::Cached { source }
            | KeyError::BranchKeySupplier(source)
            | KeyError::NoBranchKey(source)
            | KeyError::Other(source) => Some(source.as_ref()),
            // The most telling of several: the last that was tried. All are in `attempts`.
            KeyError::AllFailed { attempts } | KeyError::WrapFailed { attempts } => {
                attempts.last().map(|attempt| &attempt.error as _)
            }
            _ => None,
        }
    }
}

impl fmt::Debug for KeyAttempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyAttempt").field("key", &Field(&self.key)).field("error", &self.error).finish()
    }
}

impl Show for KeyAttempt {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl fmt::Display for KeyAttempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Labels are made of several names, and quotes.
        write!(f, "{}: {}", Sentence(&self.key), self.error)?;
        let mut source = self.error.source();
        while let Some(error) = source {
            write!(f, ": {}", Sentence(error))?;
            source = error.source();
        }
        Ok(())
    }
}
