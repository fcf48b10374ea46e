//! The item that a read finds, as it is stored.

use std::sync::Arc;

use aws_sdk_dynamodb::config::interceptors::{
    BeforeSerializationInterceptorContextMut, BeforeSerializationInterceptorContextRef,
};
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents, SharedAsyncSleep};

use crate::client::operation::item_operation::Placed;
use crate::client::rules::tables::Tables;
use crate::client::sdk::interceptor::registered;
use crate::client::sdk::observer::{Observe, Observer};
use crate::client::sdk::slot::Slot;
use crate::error::BoxError;
use crate::table::TableConfig;
use crate::value::Item;

/// Keeps the item that a call of GetItem reads, as it is stored, which tables are encrypted, and how the call would wait.
#[derive(Debug, Clone, Default)]
pub(crate) struct AsStored {
    item: Slot<Option<StoredItem>>,
    tables: Slot<Arc<Tables>>,
    sleep: Slot<SharedAsyncSleep>,
}

/// An item as it is stored, and its table.
pub(super) struct StoredItem {
    pub(super) table: TableConfig,
    pub(super) item: Item,
}

impl AsStored {
    /// The item that was found, if any; `None` where no answer was opened: the table is not encrypted, or the application
    /// has set the answer itself.
    pub(super) fn take(&self) -> Option<Option<StoredItem>> {
        self.item.take()
    }

    /// The table of this name, if it is encrypted.
    pub(super) fn table(&self, name: &str) -> Option<TableConfig> {
        let tables = self.tables.take()?;
        // A name that is refused has failed the read.
        tables.get(name).ok().flatten().cloned()
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
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.tables.set(registered(cfg));
        self.sleep.set(components.sleep_impl());
        Ok(())
    }
}
