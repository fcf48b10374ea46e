//! What the cache knows of the package's errors.

#[path = "../../../src/error/shared.rs"]
#[allow(dead_code, reason = "the checks do not need all of it")]
mod shared;

pub(crate) type BoxError = Box<dyn std::error::Error + Send + Sync>;
pub(crate) use shared::SharedError;
