//! The kind of future that the traits of this crate return.

use std::pin::Pin;

/// A future that any executor can run, on any thread.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
