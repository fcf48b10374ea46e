//! The application's executor, as far as this crate needs it.

use std::fmt;
use std::sync::Arc;

use crate::future::BoxFuture;

/// Runs futures on the application's executor.
#[derive(Clone)]
pub(crate) struct Spawner(Arc<dyn Fn(BoxFuture<'static, ()>) + Send + Sync>);

impl Spawner {
    pub(super) fn new(spawn: impl Fn(BoxFuture<'static, ()>) + Send + Sync + 'static) -> Self {
        Spawner(Arc::new(spawn))
    }

    /// Has the executor run `task`.
    pub(crate) fn spawn(&self, task: BoxFuture<'static, ()>) {
        (self.0)(task);
    }
}

impl fmt::Debug for Spawner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Spawner(..)")
    }
}
