//! Seals items that are about to be stored.

use std::sync::Arc;

use super::spread::{self, Job};
use crate::client::operation::item_operation::{ItemOperation, Placed};
use crate::client::rules::size;
use crate::error::Error;
use crate::item::ItemEncryptor;
use crate::table::TableConfig;
use crate::value::Item;

/// Seals an item that is about to be stored.
///
/// # Errors
/// Those of sealing, and [`ItemProblem::TooLarge`](crate::ItemProblem::TooLarge) where only sealing makes the item too
/// large to be stored.
pub(crate) async fn seal_to_store(table: &TableConfig, item: Item) -> Result<Item, Error> {
    let plain = size::of_item(&item);
    let item = ItemEncryptor::new(table.clone()).encrypt_item(item).await?;
    size::check_sealed(table, plain, size::of_item(&item))?;
    Ok(item)
}

/// Seals all items of an input, several at a time.
pub(super) async fn seal_all<O: ItemOperation>(
    plan: Arc<O::Plan>,
    mut input: O::Input,
) -> Result<O::Input, Error> {
    let mut items = O::items_in(&plan, &mut input);
    let work = |Job { table, item }| async move { seal_to_store(&table, item).await };
    let sealed = spread::each(items.iter_mut().map(Job::take).collect(), work, Result::is_err).await?;
    sealed.hand_out(items, |Placed { item, .. }, sealed| {
        *item = sealed?;
        Ok::<_, Error>(())
    })?;
    Ok(input)
}
