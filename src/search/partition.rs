//! Partitions: which one an item is in, and how many there are.

use std::fmt;
use std::sync::Arc;

use aws_sdk_dynamodb::types::AttributeValue;

use super::{Hashes, SearchModel};
use crate::crypto::CryptoError;
use crate::crypto::stack::{self, Work};
use crate::error::ValueProblem;
use crate::format::attribute;
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
/// Source: `specification/searchable-encryption/search-config.md`.
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
///
/// Example: [`PartitionSelector`](crate::PartitionSelector).
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct PartitionRequest<'a> {
    /// Logical name of the table.
    pub table: &'a str,
    /// The item, as it was given.
    pub item: &'a Item,
    /// How many partitions there are; more than one.
    pub partitions: u8,
}

/// Without the item: its values are plaintext.
impl fmt::Debug for PartitionRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PartitionRequest")
            .field("table", &self.table)
            .field("partitions", &self.partitions)
            .finish_non_exhaustive()
    }
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

impl SearchModel {
    /// The partition of an item, as far as that can be told before its beacon key is there.
    ///
    /// # Errors
    /// That the application's selector chose one that there is not.
    pub(crate) fn select(&self, item: &Item) -> Result<Selected, NoSuchPartition> {
        let partitions = self.partitions;
        match &self.selection {
            Selection::Stable if partitions > 1 => Ok(Selected::ByKey),
            Selection::Selector(selector) if partitions > 1 => {
                let request = PartitionRequest { table: &self.table, item, partitions };
                match selector.partition(&request) {
                    partition if partition < partitions => Ok(Selected::Partition(partition)),
                    _ => Err(NoSuchPartition),
                }
            }
            Selection::Stable | Selection::Selector(_) => Ok(Selected::Partition(0)),
        }
    }

    /// What decides on the partition of an item with this primary key: the same for every spelling of the key.
    pub(crate) fn key_preimage<'a>(
        &self,
        key: impl Iterator<Item = (&'a str, &'a AttributeValue)>,
    ) -> Result<KeyPreimage, (&'a str, ValueProblem)> {
        let (mut data, mut content) = (Vec::with_capacity(64), Vec::new());
        push_part(&mut data, self.table.as_bytes());
        for (name, value) in key {
            let failed = |problem| (name, problem);
            content.clear();
            attribute::push(&mut content, value).map_err(failed)?;
            data.extend_from_slice(&attribute::type_id(value).map_err(failed)?);
            push_part(&mut data, &content);
        }
        Ok(KeyPreimage(data))
    }

    /// The partition that follows from the primary key. It cannot be told without the beacon key.
    pub(crate) fn stable_partition(&self, hashes: &Hashes, key: &KeyPreimage) -> Result<u8, CryptoError> {
        let partitions = u64::from(self.partitions);
        // Numbers from here on would make some partitions likelier than others.
        let end = u64::MAX - u64::MAX.checked_rem(partitions).ok_or(CryptoError)?;
        let number = stack::wiped(Work::Mac, || {
            (0..=u8::MAX)
                .map(|count| hashes.partition_unwiped(self.key_names.len(), &key.0, count))
                .find(|number| !matches!(number, Ok(number) if *number >= end))
        });
        let number = number.ok_or(CryptoError)??;
        let partition = number.checked_rem(partitions).ok_or(CryptoError)?;
        u8::try_from(partition).map_err(|_| CryptoError)
    }
}

/// What is known of an item's partition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Selected {
    /// Which one it is.
    Partition(u8),
    /// That it follows from the primary key.
    ByKey,
}

/// A selector chose a partition that there is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NoSuchPartition;

/// What decides on the partition of an item.
pub(crate) struct KeyPreimage(Vec<u8>);

/// Appends a part with its length, so that no other division into parts looks the same.
fn push_part(data: &mut Vec<u8>, part: &[u8]) {
    data.extend_from_slice(&(part.len() as u64).to_be_bytes());
    data.extend_from_slice(part);
}
