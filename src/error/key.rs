//! What can go wrong with keys.

use std::error::Error as StdError;
use std::fmt;

use super::messages::messages;
use super::shown::{List, Sentence, Shown, debug_shown};
use super::{BoxError, ErrorClass, KeyAttempt};

/// Why a key provider failed.
///
/// The errors of every key that was tried are kept: [`KeyError::AllFailed`] lists them.
///
/// Example: [`ErrorClass`](crate::ErrorClass).
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
    /// An encrypted data key is in a version of its keyring's format that the keyring was not told to read.
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
        /// What it cannot do, and what it lacks.
        problem: &'static str,
    },
    /// A call to AWS KMS failed.
    Kms {
        /// The KMS operation.
        operation: &'static str,
        /// The key that was asked for.
        key: String,
        /// Whose fault it is, according to what the SDK reported.
        class: ErrorClass,
        /// The SDK's error. If it holds a successful answer, that has lost its body, which may hold a plaintext key.
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
    /// A cached wrapping key could not be obtained from KMS.
    WrappingKey {
        /// The KMS key that was asked for.
        key: String,
        /// Why, shared by all who waited for the same call.
        source: BoxError,
    },
    /// Materials that are to be cached could not be obtained.
    Cached {
        /// Why, shared by all who waited for the same materials.
        source: BoxError,
    },
    /// A branch key could not be obtained.
    BranchKey {
        /// Identifier of the branch key.
        branch_key: String,
        /// Why.
        source: BoxError,
    },
    /// A beacon key could not be obtained.
    BeaconKey {
        /// What it was asked for by: the identifier of a branch key, where it comes from a key store.
        id: String,
        /// Why.
        source: BoxError,
    },
    /// The versioned keys of a material could not be obtained from their store.
    MaterialStore {
        /// Name of the material.
        material: String,
        /// Why.
        source: BoxError,
    },
    /// The application's supplier could not choose the item's branch key.
    ///
    /// If the item is the reason, the supplier says so with [`NoBranchKey`](Self::NoBranchKey).
    BranchKeySupplier(BoxError),
    /// There is no branch key for the item and there will never be one. A
    /// [`BranchKeyIdSupplier`](crate::BranchKeyIdSupplier) returns this for an item that no writer of the application
    /// made, so that the item is [at fault](crate::Error::is_of_item) and not the supplier.
    NoBranchKey(BoxError),
    /// There is no such version of a key. A [`BranchKeySource`](crate::BranchKeySource) of the application, or a store
    /// of the legacy format's keys, returns this if it was reached and does not have the version that an item names.
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
    /// The material description of an item in the legacy format is incomplete, or asks for something that is not
    /// allowed here.
    Description(&'static str),
    /// The encryption context cannot be serialised: an entry is longer than 65,535 bytes.
    ContextTooLong,
    /// The item was not signed by a writer that this reader trusts.
    UntrustedWriter,
    /// The cryptographic library failed, for example because it lacked entropy.
    Crypto,
    /// This crate reached a state that its code rules out. Please report it as a bug.
    Internal(&'static str),
    /// A key provider of the application failed. Return [`Unavailable`](Self::Unavailable) instead if trying again may
    /// help.
    Other(BoxError),
    /// A key provider of the application is busy, out of reach or too slow, and may work again by itself. A
    /// [`Keyring`](crate::Keyring) or [`BranchKeySource`](crate::BranchKeySource) of the application returns this, so
    /// that the error is [transient](crate::Error::is_transient).
    Unavailable(BoxError),
}

/// What to look at when a data key does not open.
const BOUND: &str = "either this is not the writer's key, or something that is bound into the data key differs: the \
                     table's logical name, a key attribute, or another part of the encryption context; check both";

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
            | KeyError::WrappingKey { key, .. }
            | KeyError::UnknownVersion { key, .. } => Some(key),
            KeyError::BranchKey { branch_key, .. } => Some(branch_key),
            KeyError::BeaconKey { id, .. } => Some(id),
            KeyError::MaterialStore { material, .. } => Some(material),
            KeyError::Config(_)
            | KeyError::NoneMatches { .. }
            | KeyError::AllFailed { .. }
            | KeyError::WrapFailed { .. }
            | KeyError::DataKey(_)
            | KeyError::TooManyDataKeys { .. }
            | KeyError::KmsClient { .. }
            | KeyError::Cached { .. }
            | KeyError::BranchKeySupplier(_)
            | KeyError::NoBranchKey(_)
            | KeyError::Context(_)
            | KeyError::Materials(_)
            | KeyError::Description(_)
            | KeyError::ContextTooLong
            | KeyError::UntrustedWriter
            | KeyError::Crypto
            | KeyError::Internal(_)
            | KeyError::Other(_)
            | KeyError::Unavailable(_) => None,
        }
    }

    /// Whether a key was there and does not open the data key.
    fn does_not_open(&self) -> bool {
        matches!(self, KeyError::Unwrap { .. } | KeyError::Kms { class: ErrorClass::Item, .. })
    }
}

messages!(KeyError {
    Self::Config(message) => "{}", Sentence(message);
    Self::NoneMatches { offered } =>
        "none of the item's encrypted data keys is for the configured keyring; it has: {}",
        List(&offered.iter().map(Sentence).collect::<Vec<_>>());
    Self::AllFailed { attempts } if attempts.iter().any(|attempt| attempt.error.does_not_open()) =>
        "every matching encrypted data key failed: {}; {BOUND}", List(attempts);
    Self::AllFailed { attempts } => "every matching encrypted data key failed: {}", List(attempts);
    Self::WrapFailed { attempts } =>
        "the data key could not be wrapped for several recipients: {}", List(attempts);
    Self::DataKey(what) => "an encrypted data key is malformed: {what}";
    Self::TooManyDataKeys { count, maximum } =>
        "there are {count} encrypted data keys for one item, and at most {maximum} are allowed; \
         TableConfigBuilder::max_data_keys allows more";
    Self::Version { key, problem } => "the data key of key '{}' {problem}", Shown(key);
    Self::Suite { key, problem } | Self::OneWay { key, problem } =>
        "the keyring of key '{}' {problem}", Shown(key);
    error @ (Self::Unwrap { .. } | Self::Kms { class: ErrorClass::Item, .. }) => "{}; {BOUND}", Brief(error);
    error @ Self::Kms { .. } => "{}", Brief(error);
    Self::KmsClient { region, .. } => "there is no KMS client for region '{}'", Shown(region);
    Self::KmsResponse { operation, key, problem } =>
        "KMS {operation} with key '{}' gave a wrong answer: {problem}", Shown(key);
    Self::WrappingKey { key, .. } => "a wrapping key of KMS key '{}' could not be obtained", Shown(key);
    Self::Cached { .. } => "the materials for the cache could not be obtained";
    Self::BranchKey { branch_key, .. } => "branch key '{}' could not be obtained", Shown(branch_key);
    Self::BeaconKey { id, .. } => "beacon key '{}' could not be obtained", Shown(id);
    Self::MaterialStore { material, .. } => "the keys of material '{}' could not be obtained", Shown(material);
    Self::NoBranchKey(_) => "there is no branch key for such an item";
    Self::UnknownVersion { key, version } => "there is no version {} of key '{}'", Shown(version), Shown(key);
    Self::BranchKeySupplier(_) => "the application's supplier chose no branch key for the item";
    Self::Context(what) => "encryption context: {what}";
    Self::Materials(what) => "the material provider's answer cannot be used: {what}";
    Self::Description(what) => "material description: {what}";
    Self::ContextTooLong => "an entry of the encryption context is longer than 65,535 bytes";
    Self::UntrustedWriter => "the item was not signed by a trusted writer";
    Self::Crypto => "the cryptographic library failed";
    Self::Internal(what) => "internal error: {what}; please report this as a bug";
    Self::Other(_) => "the application's key provider failed";
    Self::Unavailable(_) => "the application's key provider is unavailable; try again";
});

/// Writes an error as one of a list, after which [`BOUND`] is said for all.
pub(super) struct Brief<'a>(pub(super) &'a KeyError);

impl fmt::Display for Brief<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let KeyError::Unwrap { key } = self.0 {
            write!(f, "the data key could not be unwrapped with key '{}'", Shown(key))
        } else if let KeyError::Kms { operation, key, .. } = self.0 {
            write!(f, "KMS {operation} with key '{}' failed", Shown(key))
        } else {
            self.0.fmt(f)
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
        Kms { operation, key, class, source },
        KmsClient { region, source },
        KmsResponse { operation, key, problem },
        WrappingKey { key, source },
        Cached { source },
        BranchKey { branch_key, source },
        BeaconKey { id, source },
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
        Unavailable,
    }
    unit { ContextTooLong, UntrustedWriter, Crypto }
});

impl StdError for KeyError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            KeyError::Kms { source, .. }
            | KeyError::KmsClient { source, .. }
            | KeyError::BranchKey { source, .. }
            | KeyError::BeaconKey { source, .. }
            | KeyError::MaterialStore { source, .. }
            | KeyError::WrappingKey { source, .. }
            | KeyError::Cached { source }
            | KeyError::BranchKeySupplier(source)
            | KeyError::NoBranchKey(source)
            | KeyError::Other(source)
            | KeyError::Unavailable(source) => Some(source.as_ref()),
            // The most telling of several: the last that was tried. All are in `attempts`.
            KeyError::AllFailed { attempts } | KeyError::WrapFailed { attempts } => {
                attempts.last().map(|attempt| &attempt.error as _)
            }
            KeyError::Config(_)
            | KeyError::NoneMatches { .. }
            | KeyError::DataKey(_)
            | KeyError::TooManyDataKeys { .. }
            | KeyError::Version { .. }
            | KeyError::Suite { .. }
            | KeyError::Unwrap { .. }
            | KeyError::OneWay { .. }
            | KeyError::KmsResponse { .. }
            | KeyError::UnknownVersion { .. }
            | KeyError::Context(_)
            | KeyError::Materials(_)
            | KeyError::Description(_)
            | KeyError::ContextTooLong
            | KeyError::UntrustedWriter
            | KeyError::Crypto
            | KeyError::Internal(_) => None,
        }
    }
}
