//! Spans and events.
//!
//! Whoever listens sees spans of level `DEBUG`; `TRACE` for what is cached; `WARN` for what somebody should look at.

use std::time::Duration;

use tracing::instrument::{Instrument, Instrumented};
use tracing::{Span, debug, debug_span, field, trace, warn};

use super::{CacheAnswer, Service, Way};
use crate::error::ErrorClass;

/// Under which all that is ours can be filtered.
const TARGET: &str = "dynamodb_item_encryptor";

/// A span, and what is done within it.
pub(super) struct Watch(Span);

impl Watch {
    /// The span that is entered now.
    pub(super) fn current() -> Self {
        Watch(Span::current())
    }

    /// Has `work` be done within the span.
    pub(super) fn watch<F: Future>(&self, work: F) -> Instrumented<F> {
        work.instrument(self.0.clone())
    }

    /// Says how long it took, and how it failed.
    fn is_done(&self, class: Option<ErrorClass>, took: Duration) {
        self.0.record("dynamodb_item_encryptor.duration", took.as_secs_f64());
        if let Some(class) = class {
            self.0.record("error.type", class.as_str());
        }
    }
}

/// The span of an item that is sealed or opened.
pub(super) fn item(way: Way, table: &str, attributes: usize) -> Watch {
    macro_rules! span {
        ($name:literal) => {
            debug_span!(
                target: TARGET,
                $name,
                db.system.name = "aws.dynamodb",
                db.collection.name = table,
                dynamodb_item_encryptor.attributes = attributes,
                dynamodb_item_encryptor.suite = field::Empty,
                dynamodb_item_encryptor.bytes = field::Empty,
                dynamodb_item_encryptor.duration = field::Empty,
                error.type = field::Empty,
            )
        };
    }
    Watch(match way {
        Way::Seal => span!("seal"),
        Way::Open => span!("open"),
    })
}

pub(super) fn item_is_done(watch: &Watch, bytes: usize, suite: Option<&'static str>, took: Duration) {
    watch.is_done(None, took);
    watch.0.record("dynamodb_item_encryptor.bytes", bytes);
    if let Some(suite) = suite {
        watch.0.record("dynamodb_item_encryptor.suite", suite);
    }
}

pub(super) fn item_has_failed(watch: &Watch, way: Way, table: &str, class: ErrorClass, took: Duration) {
    watch.is_done(Some(class), took);
    if way == Way::Open && class == ErrorClass::Item {
        watch.0.in_scope(|| {
            let class = class.as_str();
            warn!(target: TARGET, { db.collection.name = table, error.type = class }, "unreadable item");
        });
    }
}

/// The span of a page whose items are opened.
pub(super) fn page(operation: &'static str, items: usize) -> Watch {
    Watch(debug_span!(
        target: TARGET,
        "page",
        db.system.name = "aws.dynamodb",
        db.operation.name = operation,
        dynamodb_item_encryptor.items = items,
        dynamodb_item_encryptor.unreadable = field::Empty,
        dynamodb_item_encryptor.duration = field::Empty,
    ))
}

pub(super) fn page_is_done(watch: &Watch, unreadable: Option<usize>, took: Duration) {
    watch.is_done(None, took);
    if let Some(unreadable) = unreadable {
        watch.0.record("dynamodb_item_encryptor.unreadable", unreadable);
    }
}

/// The span of a call for a key.
pub(super) fn key_call(service: Service, method: &'static str) -> Watch {
    Watch(debug_span!(
        target: TARGET,
        "key request",
        rpc.system = "aws-api",
        rpc.service = service.as_str(),
        rpc.method = method,
        dynamodb_item_encryptor.duration = field::Empty,
        error.type = field::Empty,
    ))
}

pub(super) fn key_call_is_done(watch: &Watch, class: Option<ErrorClass>, took: Duration) {
    watch.is_done(class, took);
}

pub(super) fn cache(cache: &'static str, answer: CacheAnswer) {
    let answer = answer.as_str();
    trace!(
        target: TARGET,
        { dynamodb_item_encryptor.cache = cache, dynamodb_item_encryptor.cache.result = answer },
        "cache"
    );
}

pub(super) fn refused(operation: &str, class: ErrorClass) {
    warn!(
        target: TARGET,
        { db.system.name = "aws.dynamodb", db.operation.name = operation, error.type = class.as_str() },
        "refused request"
    );
}

pub(super) fn update_attempt(operation: &'static str, attempt: u32) {
    debug!(
        target: TARGET,
        { db.operation.name = operation, dynamodb_item_encryptor.attempt = attempt },
        "update attempt"
    );
}

pub(super) fn update_conflict(operation: &'static str, attempt: u32) {
    debug!(
        target: TARGET,
        { db.operation.name = operation, dynamodb_item_encryptor.attempt = attempt },
        "update conflict"
    );
}
