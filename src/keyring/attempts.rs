//! Trying several keys for one item: the first that works is enough, and the failures of all others are kept.

use super::WrappedDataKey;
use crate::error::{KeyAttempt, KeyError};
use crate::future::pause;
use crate::keys::UnwrappedDataKey;

/// The data key, from the first of `candidates` that opens. They are tried one after the other; `open` answers `None`
/// for one that is not the keyring's own.
///
/// The thread goes back to the executor after each failure: an RSA operation takes milliseconds.
///
/// # Errors
/// [`KeyError::AllFailed`] with every failure, if there were any and nothing opened.
pub(super) async fn first_that_opens<T, F>(
    candidates: impl IntoIterator<Item = T>,
    open: impl Fn(T) -> F,
) -> Result<Option<UnwrappedDataKey>, KeyError>
where
    F: Future<Output = Option<Result<UnwrappedDataKey, Vec<KeyAttempt>>>>,
{
    let mut attempts = Vec::new();
    for candidate in candidates {
        match open(candidate).await {
            Some(Ok(unwrapped)) => return Ok(Some(unwrapped)),
            Some(Err(failed)) => {
                attempts.extend(failed);
                pause().await;
            }
            None => {}
        }
    }
    all_failed(attempts).map(|()| None)
}

/// Nothing opened: that is an error if something was tried.
pub(super) fn all_failed(attempts: Vec<KeyAttempt>) -> Result<(), KeyError> {
    if attempts.is_empty() { Ok(()) } else { Err(KeyError::AllFailed { attempts }) }
}

/// The single attempts behind the error of a keyring.
pub(super) fn of_keyring(error: KeyError) -> Vec<KeyAttempt> {
    if let KeyError::AllFailed { attempts } | KeyError::WrapFailed { attempts } = error {
        return attempts;
    }
    vec![KeyAttempt::new(error.key().unwrap_or("keyring").to_owned(), error)]
}

/// The wrapped keys of all recipients, or the failures of those that failed.
pub(super) fn wrapped_for_all(
    outcomes: impl IntoIterator<Item = Result<Vec<WrappedDataKey>, KeyError>>,
) -> Result<Vec<WrappedDataKey>, KeyError> {
    let (mut wrapped, mut attempts) = (Vec::new(), Vec::new());
    for outcome in outcomes {
        match outcome {
            Ok(data_keys) => wrapped.extend(data_keys),
            Err(error) => attempts.extend(of_keyring(error)),
        }
    }
    match attempts.pop() {
        None => Ok(wrapped),
        Some(only) if attempts.is_empty() => Err(only.error),
        Some(last) => {
            attempts.push(last);
            Err(KeyError::WrapFailed { attempts })
        }
    }
}
