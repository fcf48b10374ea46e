//! The locks and counters of caches and turns: those of the standard library.
//!
//! They are named in one place so that `tests/concurrency` can compile the same sources with others, which a scheduler can
//! interrupt anywhere.

pub(crate) use std::sync::atomic;
pub(crate) use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, TryLockError, Weak};
