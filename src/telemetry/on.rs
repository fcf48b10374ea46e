//! Something is watched: by spans, by metrics, or by both.

use std::error::Error as StdError;
use std::time::Instant;

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};

#[cfg(feature = "metrics")]
use super::meters::{self, ItemMeters};
#[cfg(feature = "tracing")]
use super::spans::{self, Watch};
use super::{CacheAnswer, Found, Service, Way};
use crate::error::{Error, class_of_call};
use crate::format::stored_size;
use crate::value::Item;

/// A table, as it is called where somebody watches.
pub(crate) struct WatchedTable {
    name: String,
    #[cfg(feature = "metrics")]
    sealed: ItemMeters,
    #[cfg(feature = "metrics")]
    opened: ItemMeters,
}

impl WatchedTable {
    pub(crate) fn new(name: &str) -> Self {
        WatchedTable {
            name: name.to_owned(),
            #[cfg(feature = "metrics")]
            sealed: ItemMeters::new(Way::Seal, name),
            #[cfg(feature = "metrics")]
            opened: ItemMeters::new(Way::Open, name),
        }
    }

    #[cfg(feature = "metrics")]
    fn meters(&self, way: Way) -> &ItemMeters {
        match way {
            Way::Seal => &self.sealed,
            Way::Open => &self.opened,
        }
    }
}

/// Watches an item being sealed or opened. `found` says what has come of it.
pub(crate) async fn item<T, F>(
    way: Way,
    table: &WatchedTable,
    item: Item,
    work: impl FnOnce(Item) -> F,
    found: impl Fn(&T) -> Found<'_>,
) -> Result<T, Error>
where
    F: Future<Output = Result<T, Error>>,
{
    let started = Instant::now();
    let given = match way {
        Way::Seal => 0,
        Way::Open => stored_size::of_item(&item),
    };
    #[cfg(feature = "tracing")]
    let span = spans::item(way, &table.name, item.len());
    let work = work(item);
    #[cfg(feature = "tracing")]
    let work = span.watch(work);
    let outcome = work.await;
    let took = started.elapsed();
    match &outcome {
        Ok(outcome) => {
            let found = found(outcome);
            let bytes = found.stored.map_or(given, stored_size::of_item);
            #[cfg(feature = "tracing")]
            spans::item_is_done(&span, bytes, found.suite, took);
            #[cfg(feature = "metrics")]
            meters::item_is_done(table.meters(way), bytes, took);
        }
        Err(error) => {
            #[cfg(feature = "tracing")]
            spans::item_has_failed(&span, way, &table.name, error.class(), took);
            #[cfg(feature = "metrics")]
            meters::item_has_failed(way, &table.name, error.class());
        }
    }
    outcome
}

/// Watches the items of a page being opened. `unreadable` says how many were left out.
pub(crate) async fn page<T, E>(
    operation: &'static str,
    items: usize,
    unreadable: impl Fn(&T) -> usize,
    work: impl Future<Output = Result<T, E>>,
) -> Result<T, E> {
    let started = Instant::now();
    #[cfg(feature = "tracing")]
    let span = spans::page(operation, items);
    #[cfg(feature = "tracing")]
    let work = span.watch(work);
    let outcome = work.await;
    let took = started.elapsed();
    #[cfg(feature = "tracing")]
    spans::page_is_done(&span, outcome.as_ref().ok().map(unreadable), took);
    #[cfg(feature = "metrics")]
    meters::page(operation, outcome.is_ok(), took);
    #[cfg(not(feature = "tracing"))]
    let _ = (items, unreadable);
    outcome
}

/// Watches a call for a key.
pub(crate) async fn key_call<T, E>(
    service: Service,
    method: &'static str,
    call: impl Future<Output = Result<T, SdkError<E>>>,
) -> Result<T, SdkError<E>>
where
    E: ProvideErrorMetadata + StdError + 'static,
{
    let started = Instant::now();
    #[cfg(feature = "tracing")]
    let span = spans::key_call(service, method);
    #[cfg(feature = "tracing")]
    let call = span.watch(call);
    let outcome = call.await;
    let took = started.elapsed();
    let class = outcome.as_ref().err().map(class_of_call);
    #[cfg(feature = "tracing")]
    spans::key_call_is_done(&span, class, took);
    #[cfg(feature = "metrics")]
    meters::key_call(service, method, class, took);
    outcome
}

/// Has work that goes on elsewhere, on another thread for example, belong to the span that it was begun in.
#[cfg(feature = "tracing")]
pub(crate) fn in_span<F: Future>(work: F) -> impl Future<Output = F::Output> {
    Watch::current().watch(work)
}

/// Without spans, work belongs to none.
#[cfg(not(feature = "tracing"))]
pub(crate) fn in_span<F>(work: F) -> F {
    work
}

/// Notes what a cache answers.
pub(crate) fn cache(cache: &'static str, answer: CacheAnswer) {
    #[cfg(feature = "tracing")]
    spans::cache(cache, answer);
    #[cfg(feature = "metrics")]
    meters::cache(cache, answer);
}

/// Notes a call that has failed, where it was refused on this side.
pub(crate) fn call_has_failed(operation: &str, error: &(dyn StdError + 'static)) {
    let Some(error) = Error::find_in(error) else { return };
    let class = error.class();
    let is_refused = match error {
        Error::Refused { .. } | Error::InvalidItem { .. } => true,
        Error::Config { .. }
        | Error::MalformedItem { .. }
        | Error::Unauthentic { .. }
        | Error::Key { .. }
        | Error::UnexpectedAnswer { .. }
        | Error::Index { .. }
        | Error::Abandoned { .. }
        | Error::Uncertain { .. }
        | Error::Crypto { .. }
        | Error::Internal { .. } => false,
        #[cfg(feature = "json")]
        Error::Json { .. } => false,
        #[cfg(feature = "serde")]
        Error::Type { .. } => false,
    };
    if is_refused {
        #[cfg(feature = "tracing")]
        spans::refused(operation, class);
        #[cfg(feature = "metrics")]
        meters::refused(operation, class);
    }
}

/// Notes an attempt to write what was changed on this side.
pub(crate) fn update_attempt(operation: &'static str, attempt: u32) {
    #[cfg(feature = "tracing")]
    spans::update_attempt(operation, attempt);
    #[cfg(feature = "metrics")]
    meters::update_attempt(operation);
    #[cfg(not(feature = "tracing"))]
    let _ = attempt;
}

/// Notes that somebody else was faster.
pub(crate) fn update_conflict(operation: &'static str, attempt: u32) {
    #[cfg(feature = "tracing")]
    spans::update_conflict(operation, attempt);
    #[cfg(feature = "metrics")]
    meters::update_conflict(operation);
    #[cfg(not(feature = "tracing"))]
    let _ = attempt;
}
