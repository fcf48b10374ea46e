//! Metrics, by the facade `metrics`.
//!
//! The SDK has a facade of its own, `aws_smithy_observability`. It was considered, and not taken: its versions are below 1.0 and part
//! of the SDK's, its provider is one for the whole process and belongs to whoever watches the SDK, and there is one exporter for it. For
//! `metrics` there is one for every system that a team may have, it is what other crates of an application use, and it has no
//! runtime of its own. `manual::telemetry` says how the two go together.

use std::time::Duration;

use metrics::{
    Key, Label, Level, Metadata, Unit, counter, describe_counter, describe_histogram, histogram, with_recorder,
};

use super::{CacheAnswer, Service, Way};
use crate::error::ErrorClass;

const ITEMS: &str = "dynamodb_item_encryptor.items";
const BYTES: &str = "dynamodb_item_encryptor.bytes";
const DURATION: &str = "dynamodb_item_encryptor.duration";
const UNREADABLE: &str = "dynamodb_item_encryptor.unreadable";
const PAGES: &str = "dynamodb_item_encryptor.pages";
const PAGE_DURATION: &str = "dynamodb_item_encryptor.page.duration";
const KEY_CALLS: &str = "dynamodb_item_encryptor.key_calls";
const KEY_CALL_DURATION: &str = "dynamodb_item_encryptor.key_call.duration";
const CACHE: &str = "dynamodb_item_encryptor.cache";
const REFUSED: &str = "dynamodb_item_encryptor.refused";
const ATTEMPTS: &str = "dynamodb_item_encryptor.update.attempts";
const CONFLICTS: &str = "dynamodb_item_encryptor.update.conflicts";

/// Tells the recorder that is installed what each of this crate's metrics means, and in which unit it is. Once, after the
/// recorder was installed; the metrics are recorded without it, too. With the feature `metrics`.
///
/// ```
/// dynamodb_item_encryptor::describe_metrics();
/// ```
pub fn describe_metrics() {
    describe_counter!(ITEMS, Unit::Count, "Items that were sealed or opened, by table, and by what failed");
    describe_counter!(BYTES, Unit::Bytes, "Bytes of items as they are stored, by table");
    describe_histogram!(DURATION, Unit::Seconds, "Time to seal or open an item, with waiting for its keys");
    describe_counter!(UNREADABLE, Unit::Count, "Items that are themselves the reason why they cannot be read");
    describe_counter!(PAGES, Unit::Count, "Pages whose items were opened");
    describe_histogram!(PAGE_DURATION, Unit::Seconds, "Time to open the items of a page");
    describe_counter!(
        KEY_CALLS,
        Unit::Count,
        "Calls for keys, to KMS and to key stores; the SDK may retry each"
    );
    describe_histogram!(KEY_CALL_DURATION, Unit::Seconds, "Time of a call for a key, with the SDK's retries");
    describe_counter!(CACHE, Unit::Count, "What the caches of keys answered: hit, miss or refresh");
    describe_counter!(REFUSED, Unit::Count, "Requests that were refused before anything was sent");
    describe_counter!(ATTEMPTS, Unit::Count, "Attempts to write what was changed on this side");
    describe_counter!(
        CONFLICTS,
        Unit::Count,
        "Attempts that came too late: somebody else had written the item"
    );
}

/// Where the metrics of items come from.
static METADATA: Metadata<'static> = Metadata::new("dynamodb_item_encryptor", Level::INFO, None);

/// The metrics of a table's items that are sealed, or of those that are opened: made once, so that an item that nobody counts
/// costs nothing.
pub(super) struct ItemMeters {
    items: Key,
    bytes: Key,
    duration: Key,
}

impl ItemMeters {
    pub(super) fn new(way: Way, table: &str) -> Self {
        let labels = item_labels(way, table);
        let key = |name: &'static str| Key::from_parts(name, labels.clone());
        ItemMeters { items: key(ITEMS), bytes: key(BYTES), duration: key(DURATION) }
    }
}

fn item_labels(way: Way, table: &str) -> Vec<Label> {
    let operation = match way {
        Way::Seal => "seal",
        Way::Open => "open",
    };
    vec![Label::from_static_parts("operation", operation), Label::new("db.collection.name", table.to_owned())]
}

/// `labels`, and what failed, if something has.
fn with_class(labels: impl IntoIterator<Item = Label>, class: Option<ErrorClass>) -> Vec<Label> {
    let class = class.map(|class| Label::from_static_parts("error.type", class.as_str()));
    labels.into_iter().chain(class).collect()
}

/// An item that was sealed or opened.
pub(super) fn item_is_done(meters: &ItemMeters, bytes: usize, took: Duration) {
    with_recorder(|recorder| {
        recorder.register_counter(&meters.items, &METADATA).increment(1);
        recorder.register_counter(&meters.bytes, &METADATA).increment(whole(bytes));
        recorder.register_histogram(&meters.duration, &METADATA).record(took.as_secs_f64());
    });
}

/// An item that could not be sealed or opened.
pub(super) fn item_has_failed(way: Way, table: &str, class: ErrorClass) {
    counter!(ITEMS, with_class(item_labels(way, table), Some(class))).increment(1);
    if way == Way::Open && class == ErrorClass::Item {
        counter!(UNREADABLE, "db.collection.name" => table.to_owned()).increment(1);
    }
}

pub(super) fn page(operation: &'static str, is_open: bool, took: Duration) {
    let outcome = if is_open { "opened" } else { "failed" };
    counter!(PAGES, "db.operation.name" => operation, "outcome" => outcome).increment(1);
    histogram!(PAGE_DURATION, "db.operation.name" => operation).record(took.as_secs_f64());
}

pub(super) fn key_call(service: Service, method: &'static str, class: Option<ErrorClass>, took: Duration) {
    let labels = [
        Label::from_static_parts("rpc.service", service.as_str()),
        Label::from_static_parts("rpc.method", method),
    ];
    histogram!(KEY_CALL_DURATION, labels.to_vec()).record(took.as_secs_f64());
    counter!(KEY_CALLS, with_class(labels, class)).increment(1);
}

pub(super) fn cache(cache: &'static str, answer: CacheAnswer) {
    counter!(CACHE, "cache" => cache, "result" => answer.as_str()).increment(1);
}

pub(super) fn refused(operation: &str, class: ErrorClass) {
    counter!(REFUSED, "db.operation.name" => operation.to_owned(), "error.type" => class.as_str()).increment(1);
}

pub(super) fn update_attempt(operation: &'static str) {
    counter!(ATTEMPTS, "db.operation.name" => operation).increment(1);
}

pub(super) fn update_conflict(operation: &'static str) {
    counter!(CONFLICTS, "db.operation.name" => operation).increment(1);
}

/// A number of bytes, as counters take it.
fn whole(bytes: usize) -> u64 {
    u64::try_from(bytes).unwrap_or(u64::MAX)
}
