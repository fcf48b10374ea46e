//! GetItem, and what it shares with other reads of an item by its key.

use std::collections::HashMap;

use aws_sdk_dynamodb::operation::get_item::{GetItem, GetItemError, GetItemOutput};

use super::item_operation::{ItemOperation, Placed};
use crate::client::rules::matching::{AskedItem, Mismatch};
use crate::client::rules::parameters::{AskedAttributes, Expressions, Unsent, check_key, remove_list};
use crate::client::rules::refusal::Refusal;
use crate::client::rules::tables::Tables;
use crate::error::RefusedProblem;
use crate::expression::Projection;
use crate::future::pace::step_by_step;
use crate::table::TableConfig;
use crate::value::Item;

/// An item to be read by its key.
pub(crate) struct ReadItem {
    pub(crate) asked: AskedItem,
    /// What the application wants to see of it.
    projection: Option<Projection>,
}

impl ReadItem {
    /// Checks what a request for an item says. Returns also which placeholders are not sent.
    pub(crate) fn check(
        table: &TableConfig,
        key: Option<&Item>,
        attributes: AskedAttributes<'_>,
        names: Option<&HashMap<String, String>>,
    ) -> Result<(Self, Unsent), RefusedProblem> {
        check_key(table, "Key", key)?;
        let mut expressions = Expressions::new(table, names, None);
        let projection = expressions.projection(attributes)?;
        Ok((ReadItem { asked: AskedItem::with_key(table, key), projection }, expressions.finish()?))
    }

    /// Reduces the open item to what the application wants to see.
    pub(crate) async fn finish(&self, item: Option<&mut Item>) {
        if let Some(item) = item {
            project(self.projection.as_ref(), item).await;
        }
    }
}

/// Reduces an open item to what the application wants to see.
pub(crate) async fn project(projection: Option<&Projection>, item: &mut Item) {
    if let Some(projection) = projection {
        *item = step_by_step(|| Some(projection.apply(item))).await;
    }
}

/// Source: `specification/dynamodb-encryption-client/ddb-sdk-integration.md`, section "Decrypt after GetItem".
impl ItemOperation for GetItem {
    type Output = GetItemOutput;
    type Error = GetItemError;
    type Plan = ReadItem;

    fn check(input: &mut Self::Input, tables: &Tables) -> Result<ReadItem, Refusal> {
        let (read, unsent) = tables.check_one(input.table_name(), |table| {
            let attributes = AskedAttributes {
                expression: input.projection_expression(),
                names: input.attributes_to_get.as_deref(),
            };
            ReadItem::check(table, input.key(), attributes, input.expression_attribute_names())
        })?;
        input.projection_expression = None;
        remove_list(&mut input.attributes_to_get);
        unsent.remove_from(&mut input.expression_attribute_names, &mut None);
        Ok(read)
    }

    async fn match_output(read: &ReadItem, output: &mut Self::Output) -> Result<(), Mismatch> {
        read.asked.match_item(output.item())
    }

    fn items_out<'a>(read: &'a ReadItem, output: &'a mut Self::Output) -> Vec<Placed<'a>> {
        Placed::all(&read.asked.table, &mut output.item)
    }

    async fn finish(read: &ReadItem, output: &mut Self::Output) {
        read.finish(output.item.as_mut()).await;
    }
}
