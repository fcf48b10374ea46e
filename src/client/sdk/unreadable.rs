//! Leaves items that cannot be read out of answers, where the application asks for it.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use super::per_call::call_interceptor;
use crate::error::{Error, UnreadableItem};
use crate::table::TableConfig;
use crate::value::Item;

/// Has items that cannot be read left out of pages, and collects which they were, and why.
///
/// Without it, one item that cannot be read fails the Query, Scan or BatchGetItem that it came back from, with an
/// [`UnreadableItem`] that names its key. It is an interceptor of the SDK: registered with a call it works for that
/// call, and with a client, for all of them, those of paginators among them.
///
/// ```no_run
/// # use aws_sdk_dynamodb::Client;
/// # async fn example(client: Client) -> Result<(), Box<dyn std::error::Error>> {
/// use dynamodb_item_encryptor::UnreadableItems;
///
/// let unreadable = UnreadableItems::new();
/// let scan = client.scan().table_name("Customers");
/// let page = scan.customize().interceptor(unreadable.clone()).send().await?;
/// println!("{} items", page.count());
/// for item in unreadable.take() {
///     println!("{item}: {}", item.error); // "an item of table … with the key id = "42""
/// }
///
/// // For paginators, a client of its own. It shares the connections of the other.
/// let config = client.config().to_builder().interceptor(unreadable.clone()).build();
/// let mut items = Client::from_conf(config).scan().table_name("Customers").into_paginator().items().send();
/// while let Some(item) = items.next().await {
///     println!("{:?}", item?.get("id"));
/// }
/// # Ok(())
/// # }
/// ```
///
/// What is left out:
///
/// * Only an item that is itself the reason, see [`Error::is_of_item`]. A key service that fails or refuses, or takes
///   too long, fails the call, and nothing is reported.
/// * An item that KMS refuses, while it opens others, is itself the reason too: it names a key of somebody else's under
///   discovery, for example. Where KMS refuses all that a page needs, and nothing that has worked before works, the
///   call fails: that is how it looks when the reader has lost its permission. So a page that holds
///   nothing but such an item fails in a program that has not read any other yet.
/// * Query and Scan: `Count` is the number of items that are there. `ScannedCount`, `LastEvaluatedKey`, and so the
///   pages, stay as DynamoDB has said them. A filter that is evaluated on this side is not asked about an item that
///   cannot be read: it is reported whether or not it would have passed. `Select` `COUNT` opens items only for such a
///   filter, and counts all without.
/// * BatchGetItem: the item is missing in `Responses`, as one that does not exist. Look at the report before an item
///   is taken not to exist.
///
/// Never left out, because it would look as if the item did not exist: what GetItem, TransactGetItems and
/// [`update_encrypted`](crate::UpdateEncrypted::update_encrypted) read, and what comes back from writes. These calls
/// fail as they do without.
///
/// Clones collect into the same place, which holds what was reported until it is taken. With a client that runs for
/// long, take it regularly.
#[derive(Clone, Default)]
pub struct UnreadableItems(Arc<Mutex<Vec<UnreadableItem>>>);

impl UnreadableItems {
    /// A place where nothing was reported yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes out what was reported since the last time. Within a page, in the order of its items.
    pub fn take(&self) -> Vec<UnreadableItem> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn report(&self, items: Vec<UnreadableItem>) {
        // A poisoned lock is of no concern: the list is only ever added to, or taken whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(items);
    }
}

/// Says how many were reported, and nothing of them.
impl fmt::Debug for UnreadableItems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reported = self.0.lock().unwrap_or_else(PoisonError::into_inner).len();
        f.debug_tuple("UnreadableItems").field(&reported).finish()
    }
}

call_interceptor!(UnreadableItems, "dynamodb_item_encryptor_unreadable_items");

/// The primary key of a stored item.
pub(crate) fn key_of(table: &TableConfig, item: &Item) -> Item {
    let key = table.keys().filter_map(|name| item.get_key_value(name));
    key.map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// That the item of a table with this key could not be read.
pub(crate) fn item(table: &TableConfig, key: Item, error: Error) -> UnreadableItem {
    UnreadableItem::new(table.logical_name(), table.partition_key(), key, error)
}
