//! The item that a read finds, as it is stored.

use aws_sdk_dynamodb::config::interceptors::{
    BeforeSerializationInterceptorContextMut, BeforeSerializationInterceptorContextRef,
};
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents, SharedAsyncSleep};

use crate::client::operation::item_operation::Placed;
use crate::client::sdk::observer::{Observe, Observer};
use crate::client::sdk::slot::Slot;
use crate::error::BoxError;
use crate::table::TableConfig;
use crate::value::Item;

/// Keeps the item that a call of GetItem reads, as it is stored, and how the call would wait.
#[derive(Debug, Clone, Default)]
pub(crate) struct AsStored {
    item: Slot<Option<StoredItem>>,
    sleep: Slot<SharedAsyncSleep>,
}

/// An item as it is stored, and its table.
pub(super) struct StoredItem {
    pub(super) table: TableConfig,
    pub(super) item: Item,
}

impl AsStored {
    /// The item that was found, if any; `None` where the read was not one of an encrypted table.
    pub(super) fn take(&self) -> Option<Option<StoredItem>> {
        self.item.take()
    }

    /// How the call would have waited between its attempts, if it could.
    pub(super) fn sleep(&self) -> Option<SharedAsyncSleep> {
        self.sleep.take()
    }
}

impl Observe for AsStored {
    fn observe(&self, stored: &[Placed<'_>]) {
        let found = stored.first();
        let item = |found: &Placed<'_>| StoredItem { table: found.table.clone(), item: found.item.clone() };
        self.item.set(Some(found.map(item)));
    }
}

impl Intercept for AsStored {
    fn name(&self) -> &'static str {
        "dynamodb_item_encryptor_as_stored"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        cfg.interceptor_state().store_put(Observer::new(self.clone()));
        Ok(())
    }

    fn modify_before_serialization(
        &self,
        _: &mut BeforeSerializationInterceptorContextMut<'_>,
        components: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.sleep.set(components.sleep_impl());
        Ok(())
    }
}
