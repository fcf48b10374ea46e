//! Nothing is watched: what is given to watch comes back as it is, and nothing else is done.

use std::error::Error as StdError;

use super::{CacheAnswer, Found, Service, Way};
use crate::value::Item;

/// A table that nobody watches.
pub(crate) struct WatchedTable;

impl WatchedTable {
    pub(crate) fn new(_: &str) -> Self {
        WatchedTable
    }
}

pub(crate) fn item<T, F>(
    _: Way,
    _: &WatchedTable,
    item: Item,
    work: impl FnOnce(Item) -> F,
    _: impl Fn(&T) -> Found<'_>,
) -> F {
    work(item)
}

pub(crate) fn page<T, F>(_: &'static str, _: usize, _: impl Fn(&T) -> usize, work: F) -> F {
    work
}

pub(crate) fn key_call<F>(_: Service, _: &'static str, call: F) -> F {
    call
}

pub(crate) fn in_span<F>(work: F) -> F {
    work
}

pub(crate) fn cache(_: &'static str, _: CacheAnswer) {}

pub(crate) fn call_has_failed(_: &str, _: &(dyn StdError + 'static)) {}

pub(crate) fn update_attempt(_: &'static str, _: u32) {}

pub(crate) fn update_conflict(_: &'static str, _: u32) {}
