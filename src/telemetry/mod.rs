//! What can be watched from outside: spans and events with the feature `tracing`, metrics with the feature `metrics`.
//!
//! Nothing here is given a value, a key or a name that a writer has chosen, so that nothing of them can get out. Without the two
//! features, every function here does nothing, and what it is given to watch is what it gives back.
//!
//! Names follow OpenTelemetry's conventions: `db.*`, `rpc.*` and `error.type` are theirs, what is our own begins with
//! `dynamodb_item_encryptor`. `manual::telemetry` lists them.

#[cfg(feature = "metrics")]
mod meters;
#[cfg(not(any(feature = "metrics", feature = "tracing")))]
mod off;
#[cfg(any(feature = "metrics", feature = "tracing"))]
mod on;
#[cfg(feature = "tracing")]
mod spans;

#[cfg(feature = "metrics")]
pub use meters::describe_metrics;
#[cfg(not(any(feature = "metrics", feature = "tracing")))]
pub(crate) use off::*;
#[cfg(any(feature = "metrics", feature = "tracing"))]
pub(crate) use on::*;

use crate::value::Item;

/// What happens to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    Seal,
    Open,
}

/// What came of an item.
#[cfg_attr(
    not(any(feature = "metrics", feature = "tracing")),
    expect(dead_code, reason = "nobody asks where nothing is watched")
)]
pub(crate) struct Found<'a> {
    /// How it is stored, where that is what has come of it.
    pub(crate) stored: Option<&'a Item>,
    #[cfg_attr(
        all(feature = "metrics", not(feature = "tracing")),
        expect(dead_code, reason = "no metric has it")
    )]
    pub(crate) suite: Option<&'static str>,
}

/// Which service is called for a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Service {
    Kms,
    /// That of the table of a key store.
    DynamoDb,
}

/// How a cache answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CacheAnswer {
    /// What was asked for is there.
    Hit,
    /// It has to be loaded.
    Miss,
    /// It is there, and is loaded again before it expires.
    Refresh,
}

#[cfg(any(feature = "metrics", feature = "tracing"))]
impl Service {
    /// As the SDK calls it.
    fn as_str(self) -> &'static str {
        match self {
            Service::Kms => "KMS",
            Service::DynamoDb => "DynamoDB",
        }
    }
}

#[cfg(any(feature = "metrics", feature = "tracing"))]
impl CacheAnswer {
    fn as_str(self) -> &'static str {
        match self {
            CacheAnswer::Hit => "hit",
            CacheAnswer::Miss => "miss",
            CacheAnswer::Refresh => "refresh",
        }
    }
}
