//! Partitions: which one an item is in, and how many there are.

use std::sync::Arc;

use crate::value::Item;

/// The most partitions that there can be. 255, which AWS's documentation gives, its implementation refuses.
pub(super) const MOST: u8 = 254;

/// Chooses the partition of each item, for a table whose beacons are [partitioned](crate::SearchBuilder::partitions).
///
/// An item should keep its partition for life, so decide by its primary key. What is rewritten into another one shows an
/// observer that two beacons are of one value. Without a selector, the partition follows from the primary key by a
/// keyed hash: nobody without the beacon key knows which one it is.
///
/// A function or closure over a [`PartitionRequest`] is a selector.
///
/// Source: `specification/searchable-encryption/search-config.md`, section "Partition Selector".
pub trait PartitionSelector: Send + Sync {
    /// The partition of the item: less than [`PartitionRequest::partitions`], or the item is not written.
    fn partition(&self, request: &PartitionRequest<'_>) -> u8;
}

impl<F> PartitionSelector for F
where
    F: Fn(&PartitionRequest<'_>) -> u8 + Send + Sync,
{
    fn partition(&self, request: &PartitionRequest<'_>) -> u8 {
        self(request)
    }
}

/// What a [`PartitionSelector`] chooses by.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct PartitionRequest<'a> {
    /// Logical name of the table.
    pub table: &'a str,
    /// The item, as it was given.
    pub item: &'a Item,
    /// How many partitions there are; more than one.
    pub partitions: u8,
}

/// How an item's partition is chosen.
#[derive(Clone, Default)]
pub(super) enum Selection {
    /// By a keyed hash of the primary key.
    #[default]
    Stable,
    /// By the application.
    Selector(Arc<dyn PartitionSelector>),
}
