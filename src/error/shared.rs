//! An error that several callers get.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use super::BoxError;

/// An error that all who waited for a load get. The load's own error is its source.
#[derive(Debug, Clone)]
pub(crate) struct SharedError(Arc<dyn StdError + Send + Sync>);

impl SharedError {
    /// Shares `error`. One that is shared already, as by a cache behind a cache, stays the same.
    pub(crate) fn new(error: BoxError) -> Self {
        match error.downcast::<SharedError>() {
            Ok(shared) => *shared,
            Err(error) => SharedError(error.into()),
        }
    }

    /// The load's own error.
    pub(crate) fn inner(&self) -> &(dyn StdError + 'static) {
        self.0.as_ref()
    }
}

impl fmt::Display for SharedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("loading it failed, for every caller that waited for it")
    }
}

impl StdError for SharedError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.0.as_ref())
    }
}
