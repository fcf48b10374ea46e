//! The item that a read finds, as it is stored.

use crate::client::operation::item_operation::Placed;
use crate::client::sdk::observer::{Observe, Observer};
use crate::client::sdk::per_call::call_interceptor;
use crate::client::sdk::slot::Slot;
use crate::table::TableConfig;
use crate::value::Item;

/// Keeps the item that a call of GetItem reads, as it is stored.
#[derive(Debug, Clone, Default)]
pub(crate) struct AsStored(Slot<Option<StoredItem>>);

/// An item as it is stored, and its table.
pub(super) struct StoredItem {
    pub(super) table: TableConfig,
    pub(super) item: Item,
}

impl AsStored {
    /// The item that was found, if any; `None` where the read was not one of an encrypted table.
    pub(super) fn take(&self) -> Option<Option<StoredItem>> {
        self.0.take()
    }
}

impl Observe for AsStored {
    fn observe(&self, stored: &[Placed<'_>]) {
        let first = stored.first();
        self.0
            .set(Some(first.map(|found| StoredItem { table: found.table.clone(), item: found.item.clone() })));
    }
}

call_interceptor!(AsStored, "dynamodb_item_encryptor_as_stored", |own| Observer::new(own.clone()));
