//! By what a stored item can be told from a later one, for an update that must not overwrite the latter.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::client::operation::item_operation::Placed;
use crate::client::sdk::observer::{Observe, Observer};
use crate::client::sdk::per_call::call_interceptor;
use crate::client::sdk::slot::Slot;
use crate::format::{FOOTER_ATTRIBUTE, HEADER_ATTRIBUTE, RESERVED_PREFIX};
use crate::value::Item;

/// A place for what is noticed about the item that an operation reads.
#[derive(Debug, Clone, Default)]
pub(crate) struct Capture(pub(super) Slot<Captured>);

/// What is noticed about an item of an encrypted table as it is stored. The default is for none.
#[derive(Default)]
pub(crate) struct Captured {
    /// Whether the item was encrypted, in whatever format.
    pub(crate) is_encrypted: bool,
    /// The item as it is stored; empty where there is none.
    pub(crate) stored: Item,
    /// Attributes that, together, no other version of it has: its footer, and its unsigned attributes, which may
    /// change without the footer. Of an item without a footer, all that are readable, its signature among them.
    present: Vec<(String, AttributeValue)>,
    /// Attributes that it could have in a version with the same `present`, and has not.
    absent: Vec<String>,
    /// Attributes that it has besides, of which the table's configuration knows nothing. A condition on their value
    /// would be refused.
    unknown: Vec<String>,
    /// An attribute by which other clients find the item.
    beacon: Option<String>,
}

impl Captured {
    pub(crate) fn of(placed: &Placed<'_>) -> Self {
        let Placed { table, item } = placed;
        let has_footer = item.contains_key(FOOTER_ATTRIBUTE);
        let is_key = |name: &str| table.is_key(name);
        let is_telling = |name: &str| {
            name == FOOTER_ATTRIBUTE
                || if has_footer {
                    table.is_unsigned(name) && !table.is_metadata(name)
                } else {
                    !is_key(name) && !table.encrypts(name)
                }
        };
        let declared = table.actions().map(|(name, _)| name).chain(table.unsigned_names());
        let could_have: BTreeSet<&str> = declared.filter(|name| is_telling(name)).collect();
        let is_known = |name: &str| table.action(name).is_some() || table.is_metadata(name);
        let telling = item.iter().filter(|(name, _)| is_telling(name));
        let (known, unknown): (Vec<_>, Vec<_>) = telling.partition(|(name, _)| is_known(name));
        let absent = could_have.into_iter().filter(|name| !item.contains_key(*name));
        let mut present: Vec<_> =
            known.into_iter().map(|(name, value)| (name.clone(), value.clone())).collect();
        // The one that mostly tells comes first.
        present.sort_by_key(|(name, _)| name != FOOTER_ATTRIBUTE);
        Captured {
            is_encrypted: item.keys().any(|name| table.is_metadata(name)),
            stored: (**item).clone(),
            present,
            absent: absent.map(str::to_owned).collect(),
            unknown: unknown.into_iter().map(|(name, _)| name.clone()).collect(),
            beacon: item.keys().filter(|name| is_beacon(name)).min().cloned(),
        }
    }

    /// What tells the item from a later one: values that attributes have, and attributes that do not exist.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = (&str, Option<&AttributeValue>)> {
        let present = self.present.iter().map(|(name, value)| (name.as_str(), Some(value)));
        present.chain(self.absent.iter().map(|name| (name.as_str(), None)))
    }

    /// Attributes that it has, of which no more can be asked than that.
    pub(crate) fn unknown(&self) -> impl Iterator<Item = &str> {
        self.unknown.iter().map(String::as_str)
    }

    /// An attribute by which other clients find the item, if it has one.
    pub(crate) fn beacon(&self) -> Option<&str> {
        self.beacon.as_deref()
    }
}

/// Whether this is an attribute of the format that is neither header nor footer. Clients that support searching
/// write such, and nothing else does.
fn is_beacon(name: &str) -> bool {
    name.starts_with(RESERVED_PREFIX) && ![HEADER_ATTRIBUTE, FOOTER_ATTRIBUTE].contains(&name)
}

impl Observe for Capture {
    fn observe(&self, stored: &[Placed<'_>]) {
        self.0.set(Some(stored.first().map(Captured::of).unwrap_or_default()));
    }
}

call_interceptor!(Capture, "dynamodb_item_encryptor_capture", |capture| Observer::new(capture.clone()));
