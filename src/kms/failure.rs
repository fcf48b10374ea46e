//! Why a data key could not be unwrapped, where the error alone does not say whether the item is the reason.

use crate::error::{Doubt, KeyAttempt, KeyError};

/// Why a call failed.
pub(crate) struct Failure {
    pub(crate) error: KeyError,
    /// The error does not say whether the item is the reason.
    pub(crate) doubt: Option<Doubt>,
}

impl Failure {
    /// The failure as that of the key `key`.
    pub(crate) fn attempt(self, key: impl Into<String>) -> KeyAttempt {
        match self.doubt {
            Some(doubt) => KeyAttempt::in_doubt(key, self.error, doubt),
            None => KeyAttempt::new(key, self.error),
        }
    }

    /// The failure as an error by itself: as that of the one key `key` where it is in doubt.
    pub(crate) fn named(self, key: &str) -> KeyError {
        match self.doubt {
            Some(_) => KeyError::AllFailed { attempts: vec![self.attempt(key)] },
            None => self.error,
        }
    }
}

impl From<KeyError> for Failure {
    fn from(error: KeyError) -> Self {
        Failure { error, doubt: None }
    }
}
