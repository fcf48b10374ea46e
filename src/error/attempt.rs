//! One of several attempts with keys.

use std::error::Error as StdError;
use std::fmt;

use super::KeyError;
use super::key::Brief;
use super::shown::{Field, Sentence, Show};

/// One attempt to unwrap a data key.
///
/// Example: [`ErrorClass`](crate::ErrorClass).
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
    /// One that is resolved whenever somebody asks: `is_of_item` says how. It may turn from `false` to `true`, but not back.
    pub(crate) fn new(is_of_item: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        Doubt(Box::new(is_of_item))
    }

    /// Whether the item has turned out to be at fault by now.
    pub(super) fn is_of_item(&self) -> bool {
        (self.0)()
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

    /// What the error leaves open, where it does.
    pub(super) fn doubt(&self) -> Option<&Doubt> {
        self.doubt.as_ref()
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
        write!(f, "{}: {}", Sentence(&self.key), Brief(&self.error))?;
        let mut source = self.error.source();
        while let Some(error) = source {
            write!(f, ": {}", Sentence(error))?;
            source = error.source();
        }
        Ok(())
    }
}
