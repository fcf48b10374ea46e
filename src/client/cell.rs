//! A place where one step of a request leaves something for a later one.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// A shared place for one value, which nothing prints: the SDK logs what is in its configuration.
pub(super) struct Cell<T>(Arc<Mutex<Option<T>>>);

impl<T> Cell<T> {
    pub(super) fn set(&self, value: Option<T>) {
        // A poisoned lock is of no concern: the value is only ever swapped whole.
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = value;
    }

    pub(super) fn take(&self) -> Option<T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl<T> Default for Cell<T> {
    fn default() -> Self {
        Cell(Arc::default())
    }
}

impl<T> Clone for Cell<T> {
    fn clone(&self) -> Self {
        Cell(Arc::clone(&self.0))
    }
}

impl<T> fmt::Debug for Cell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cell(..)")
    }
}
