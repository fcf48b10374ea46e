//! Whether it is the item that keeps it from being read, or something that may pass.

use std::error::Error as StdError;

use aws_sdk_kms::operation::decrypt::DecryptError;

use crate::error::{Error, KeyError};
use crate::key_store::KeyStoreError;

impl Error {
    /// Whether a stored item is itself the reason why it cannot be read: it was changed, is not one of this
    /// table's, or is sealed for keys that are not those of the configured keyring. Reading it again fails again.
    ///
    /// Otherwise the item may well be intact: a key service was not to be reached, took too long, refused the
    /// caller, or has disabled the key; the configuration or a key provider of the application is at fault; or the
    /// error is about something else than reading. Whoever works through a stream can set an item aside in the
    /// first case, and has to stop and try again in the second.
    ///
    /// What a key service says counts only where it is about what the item holds:
    ///
    /// * KMS has found the wrapped key invalid or of another key, or it cannot be one, by its length.
    /// * The key store, or the older format's, has no key of the version that the item names; or the application's
    ///   supplier says that there is none for such an item ([`KeyError::NoBranchKey`],
    ///   [`KeyError::UnknownVersion`]).
    /// * Under discovery, the item names a key that does not exist or is for something else.
    /// * KMS refuses the item (`AccessDeniedException`), although it works otherwise. The item has chosen the encryption
    ///   context, which a policy may not allow, and under discovery the key. Before the refusal is laid on the
    ///   item, a call that had worked is made again: one with the same key, or under discovery, where that
    ///   never worked, one with another; then the item's own once more. Where none has worked yet, or none works now,
    ///   the refusal is the caller's. Under discovery it becomes the item's as soon as another key has worked, so
    ///   that for one error the answer may change from `false` to `true`, but not back.
    ///
    /// A disabled key is never the item's fault where it is configured or within a
    /// [`DiscoveryFilter`](crate::DiscoveryFilter): somebody has disabled it who may enable it again.
    pub fn is_of_item(&self) -> bool {
        match self {
            Error::MalformedItem { .. } | Error::Unauthentic { .. } | Error::Index { .. } => true,
            Error::Key { source, .. } => is_of_item(source),
            #[cfg(feature = "json")]
            Error::Json { .. } => true,
            _ => false,
        }
    }

    /// Whether [`is_of_item`](Self::is_of_item) holds or may come to hold.
    pub(crate) fn may_be_of_item(&self) -> bool {
        self.is_of_item() || matches!(self, Error::Key { source, .. } if may_be_of_item(source))
    }
}

fn is_of_item(error: &KeyError) -> bool {
    match error {
        KeyError::NoneMatches { .. }
        | KeyError::DataKey(_)
        | KeyError::Suite { .. }
        | KeyError::TooManyDataKeys { .. }
        | KeyError::Version { .. }
        | KeyError::Unwrap { .. }
        | KeyError::Context(_)
        | KeyError::ContextTooLong
        | KeyError::Description(_)
        | KeyError::UntrustedWriter
        | KeyError::NoBranchKey(_)
        | KeyError::UnknownVersion { .. } => true,
        // One that failed for another reason might have been the right one.
        KeyError::AllFailed { attempts } => attempts
            .iter()
            .all(|attempt| attempt.doubt_is_of_item().unwrap_or_default() || is_of_item(&attempt.error)),
        KeyError::Kms { source, .. } => is_about_ciphertext(source.as_ref()),
        KeyError::WrappingKey { source, .. } | KeyError::Cached { source } => {
            shared(source.as_ref()).is_some_and(is_of_item)
        }
        KeyError::BranchKey { source, .. }
        | KeyError::MaterialStore { source, .. }
        | KeyError::BranchKeySupplier(source) => is_missing(source.as_ref()),
        _ => false,
    }
}

fn may_be_of_item(error: &KeyError) -> bool {
    match error {
        KeyError::AllFailed { attempts } => {
            attempts.iter().all(|attempt| attempt.doubt_is_of_item().is_some() || is_of_item(&attempt.error))
        }
        KeyError::Cached { source } => shared(source.as_ref()).is_some_and(may_be_of_item),
        _ => false,
    }
}

/// Whether KMS has said that the wrapped key is none of the key that was asked for.
fn is_about_ciphertext(error: &(dyn StdError + 'static)) -> bool {
    along(error).any(|error| {
        let decrypt = error.downcast_ref::<DecryptError>();
        decrypt
            .is_some_and(|error| error.is_invalid_ciphertext_exception() || error.is_incorrect_key_exception())
    })
}

/// The error that all who waited for the same keys got.
fn shared<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a KeyError> {
    along(error).find_map(|error| error.downcast_ref::<KeyError>())
}

/// Whether a store or a supplier says that there is no such key. Whatever else is wrong with a key is wrong for all
/// items under it, also where a stored key is itself one that cannot be read.
fn is_missing(error: &(dyn StdError + 'static)) -> bool {
    let known = along(error).find_map(|error| {
        if error.is::<Error>() {
            return Some(false);
        }
        if let Some(error) = error.downcast_ref::<KeyError>() {
            return Some(matches!(error, KeyError::NoBranchKey(_) | KeyError::UnknownVersion { .. }));
        }
        let error = error.downcast_ref::<KeyStoreError>();
        error.map(|error| matches!(error, KeyStoreError::NotFound { .. }))
    });
    known.unwrap_or(false)
}

/// An error and everything that led to it.
fn along<'a>(error: &'a (dyn StdError + 'static)) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    let mut next = Some(error);
    std::iter::from_fn(move || {
        let error = next?;
        next = error.source();
        Some(error)
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use aws_sdk_kms::config::http::HttpResponse;
    use aws_sdk_kms::error::SdkError;
    use aws_sdk_kms::types::error::{
        DependencyTimeoutException, DisabledException, IncorrectKeyException, InvalidCiphertextException,
        KeyUnavailableException,
    };
    use aws_smithy_types::body::SdkBody;

    use super::*;
    use crate::error::{BoxError, KeyAttempt, MalformedProblem};
    use crate::kms::call_failed;

    fn kms(error: DecryptError) -> KeyError {
        let answer = HttpResponse::new(400.try_into().unwrap(), SdkBody::empty());
        call_failed("Decrypt", "arn", SdkError::service_error(error, answer))
    }

    fn invalid() -> KeyError {
        kms(DecryptError::InvalidCiphertextException(InvalidCiphertextException::builder().build()))
    }

    fn unavailable() -> KeyError {
        kms(DecryptError::KeyUnavailableException(KeyUnavailableException::builder().build()))
    }

    fn attempts(errors: impl IntoIterator<Item = KeyError>) -> KeyError {
        let attempts = errors.into_iter().map(|error| KeyAttempt::new("key", error)).collect();
        KeyError::AllFailed { attempts }
    }

    fn unwrap() -> KeyError {
        KeyError::Unwrap { key: "key".to_owned() }
    }

    /// An error that wraps another, as caches do.
    fn shared(error: impl StdError + Send + Sync + 'static) -> BoxError {
        #[derive(Debug)]
        struct Shared(Arc<dyn StdError + Send + Sync>);
        impl std::fmt::Display for Shared {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("shared")
            }
        }
        impl StdError for Shared {
            fn source(&self) -> Option<&(dyn StdError + 'static)> {
                Some(self.0.as_ref())
            }
        }
        Box::new(Shared(Arc::new(error)))
    }

    fn branch_key(error: KeyStoreError) -> KeyError {
        KeyError::BranchKey { branch_key: "b".to_owned(), source: shared(error) }
    }

    fn branch_key_source(error: KeyError) -> KeyError {
        KeyError::BranchKey { branch_key: "b".to_owned(), source: shared(error) }
    }

    fn not_found() -> KeyStoreError {
        KeyStoreError::NotFound { branch_key: "b".to_owned(), record: "r".to_owned() }
    }

    #[test]
    fn what_is_wrong_with_the_item_is_told_from_what_may_pass() {
        let incorrect = DecryptError::IncorrectKeyException(IncorrectKeyException::builder().build());
        for own in [
            KeyError::NoneMatches { offered: vec![] },
            unwrap(),
            KeyError::DataKey("malformed"),
            KeyError::TooManyDataKeys { count: 11, maximum: 10 },
            KeyError::Version { key: "arn".to_owned(), problem: "is old" },
            KeyError::UntrustedWriter,
            invalid(),
            kms(incorrect),
            attempts([unwrap(), invalid()]),
            KeyError::Cached { source: shared(unwrap()) },
            KeyError::WrappingKey { key: "arn".to_owned(), source: shared(invalid()) },
            KeyError::Cached { source: shared(branch_key(not_found())) },
            branch_key_source(KeyError::UnknownVersion { key: "b".to_owned(), version: "7".to_owned() }),
            KeyError::BranchKeySupplier(shared(KeyError::NoBranchKey("no tenant".into()))),
        ] {
            assert!(is_of_item(&own), "{own:?}");
        }
        let timeout = DecryptError::DependencyTimeoutException(DependencyTimeoutException::builder().build());
        let disabled = DecryptError::DisabledException(DisabledException::builder().build());
        let store = |source| KeyStoreError::Kms { branch_key: "b".to_owned(), record: "r".to_owned(), source };
        for passing in [
            unavailable(),
            kms(timeout),
            kms(disabled),
            kms(DecryptError::unhandled("access denied")),
            call_failed::<DecryptError>("Decrypt", "arn", SdkError::timeout_error("too slow")),
            attempts([unwrap(), unavailable(), invalid()]),
            KeyError::Cached { source: shared(unavailable()) },
            KeyError::WrappingKey { key: "arn".to_owned(), source: shared(unavailable()) },
            // The branch key's record is unreadable, and with it all items under it.
            branch_key(store(invalid())),
            branch_key(KeyStoreError::Other("off".into())),
            KeyError::Other("off".into()),
            // The store's own item is unreadable, and with it all items under its keys.
            KeyError::MaterialStore {
                material: "m".to_owned(),
                source: Box::new(Error::Key { table: "Meta".to_owned(), source: unwrap() }),
            },
            branch_key_source(unwrap()),
            KeyError::BranchKeySupplier("off".into()),
            KeyError::Crypto,
            KeyError::Config("no key".to_owned()),
        ] {
            assert!(!is_of_item(&passing), "{passing:?}");
        }
        let table = || "T".to_owned();
        let malformed =
            Error::MalformedItem { table: table(), attribute: None, problem: MalformedProblem::Plaintext };
        assert!(malformed.is_of_item());
        assert!(Error::Unauthentic { table: table() }.is_of_item());
        assert!(Error::Key { table: table(), source: unwrap() }.is_of_item());
        assert!(!Error::Key { table: table(), source: unavailable() }.is_of_item());
        assert!(!Error::Crypto { table: table() }.is_of_item());
    }
}
