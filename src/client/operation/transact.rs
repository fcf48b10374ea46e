//! The transactions, whose items may be of several tables: TransactGetItems and TransactWriteItems.
//!
//! What comes back belongs to what was asked for by position.

use aws_sdk_dynamodb::operation::transact_get_items::{
    TransactGetItems, TransactGetItemsError, TransactGetItemsOutput,
};
use aws_sdk_dynamodb::operation::transact_write_items::{
    TransactWriteItems, TransactWriteItemsError, TransactWriteItemsOutput,
};
use aws_sdk_dynamodb::types::{ConditionCheck, Delete, Get, Put, TransactWriteItem, Update};

use super::answer::Canceled;
use super::get_item::ReadItem;
use super::item_operation::{ItemOperation, Placed};
use crate::client::rules::matching::{AskedItem, Mismatch};
use crate::client::rules::parameters::{AskedAttributes, Expressions, WriteExpressions, check_key};
use crate::client::rules::refusal::Refusal;
use crate::client::rules::table_name::plain_name;
use crate::client::rules::tables::Tables;
use crate::error::{AnswerProblem, RefusedProblem};
use crate::table::TableConfig;
use crate::value::Item;

/// What is known of a part of a transaction that writes to an encrypted table.
pub(crate) struct WrittenPart {
    pub(crate) asked: AskedItem,
    pub(crate) write: WriteExpressions,
}

/// What each part of a transaction is about, where that is in an encrypted table.
type WrittenParts = Vec<Option<WrittenPart>>;

/// The item that each part of a transaction writes.
fn written(plan: &[Option<WrittenPart>]) -> impl Iterator<Item = Option<&AskedItem>> {
    plan.iter().map(|part| part.as_ref().map(|part| &part.asked))
}

/// Places each item that is there and of an encrypted table.
fn place<'a>(
    asked: impl Iterator<Item = Option<&'a AskedItem>>,
    items: impl Iterator<Item = Option<&'a mut Item>>,
) -> Vec<Placed<'a>> {
    asked.zip(items).filter_map(|(asked, item)| Some(Placed { table: &asked?.table, item: item? })).collect()
}

/// Whether the items are what each part is about, and whether there are no more of them.
fn match_each<'a>(
    asked: impl Iterator<Item = Option<&'a AskedItem>>,
    items: impl Iterator<Item = Option<&'a Item>>,
) -> Result<(), Mismatch> {
    let mut first = None;
    let mut items = items;
    for asked in asked {
        first = first.or(asked);
        let item = items.next().flatten();
        if let Some(asked) = asked {
            asked.match_item(item)?;
        }
    }
    match (items.next(), first) {
        (Some(_), Some(asked)) => Err(Mismatch::new(&asked.table, AnswerProblem::Count)),
        // A request without a part for an encrypted table is not one of these.
        _ => Ok(()),
    }
}

/// Source: `specification/dynamodb-encryption-client/ddb-sdk-integration.md`, section "Decrypt after TransactGetItems".
impl ItemOperation for TransactGetItems {
    type Output = TransactGetItemsOutput;
    type Error = TransactGetItemsError;
    type Plan = Vec<Option<ReadItem>>;

    fn check(input: &mut Self::Input, tables: &Tables) -> Result<Self::Plan, Refusal> {
        let gets = input.transact_items.iter_mut().flatten().map(|item| item.get.as_mut());
        gets.map(|get| match get {
            Some(get) => check_get(get, tables),
            None => Ok(None),
        })
        .collect()
    }

    async fn match_output(plan: &Self::Plan, output: &mut Self::Output) -> Result<(), Mismatch> {
        let is_short = output.responses.as_ref().is_some_and(|responses| responses.len() < plan.len());
        if let (true, Some(asked)) = (is_short, asked(plan).flatten().next()) {
            return Err(Mismatch::new(&asked.table, AnswerProblem::Count));
        }
        match_each(asked(plan), output.responses().iter().map(|response| response.item()))
    }

    fn match_error(plan: &Self::Plan, error: &Self::Error) -> Result<(), Mismatch> {
        match_each(asked(plan), error.reason_items())
    }

    fn items_out<'a>(plan: &'a Self::Plan, output: &'a mut Self::Output) -> Vec<Placed<'a>> {
        place(asked(plan), output.responses.iter_mut().flatten().map(|response| response.item.as_mut()))
    }

    fn items_err<'a>(plan: &'a Self::Plan, error: &'a mut Self::Error) -> Vec<Placed<'a>> {
        place(asked(plan), error.reason_items_mut())
    }

    fn leave_out_of_error(error: &mut Self::Error, why: &str) {
        error.leave_out_reason_items(why);
    }

    async fn finish(plan: &Self::Plan, output: &mut Self::Output) {
        for (read, response) in plan.iter().zip(output.responses.iter_mut().flatten()) {
            if let Some(read) = read {
                read.finish(response.item.as_mut()).await;
            }
        }
    }

    const HAS_SEVERAL: bool = true;
}

fn asked(plan: &[Option<ReadItem>]) -> impl Iterator<Item = Option<&AskedItem>> {
    plan.iter().map(|read| read.as_ref().map(|read| &read.asked))
}

fn check_get(get: &mut Get, tables: &Tables) -> Result<Option<ReadItem>, Refusal> {
    let Some(table) = tables.get(get.table_name())? else { return Ok(None) };
    let attributes = AskedAttributes { expression: get.projection_expression(), names: None };
    let (read, unsent) = ReadItem::check(table, Some(get.key()), attributes, get.expression_attribute_names())
        .map_err(Refusal::of(get.table_name()))?;
    get.projection_expression = None;
    unsent.remove_from(&mut get.expression_attribute_names, &mut None);
    Ok(Some(read))
}

impl ItemOperation for TransactWriteItems {
    type Output = TransactWriteItemsOutput;
    type Error = TransactWriteItemsError;
    type Plan = WrittenParts;

    fn check(input: &mut Self::Input, tables: &Tables) -> Result<WrittenParts, Refusal> {
        input.transact_items().iter().map(|item| check_write(item, tables)).collect()
    }

    fn items_in<'a>(plan: &'a WrittenParts, input: &'a mut Self::Input) -> Vec<Placed<'a>> {
        let items = input.transact_items.iter_mut().flatten();
        place(written(plan), items.map(|item| item.put.as_mut().map(|put| &mut put.item)))
    }

    async fn match_output(plan: &WrittenParts, output: &mut Self::Output) -> Result<(), Mismatch> {
        for (name, metrics) in output.item_collection_metrics().into_iter().flatten() {
            let is_of = |asked: &&AskedItem| plain_name(asked.table.table_name()) == plain_name(name);
            let parts: Vec<_> = written(plan).flatten().filter(is_of).collect();
            // What is said of other tables is not touched.
            let Some(part) = parts.first() else { continue };
            if metrics.iter().any(|metrics| !parts.iter().any(|part| part.is_in(metrics))) {
                return Err(part.mismatch());
            }
        }
        Ok(())
    }

    fn match_error(plan: &WrittenParts, error: &Self::Error) -> Result<(), Mismatch> {
        match_each(written(plan), error.reason_items())
    }

    fn items_out<'a>(_plan: &'a WrittenParts, _output: &'a mut Self::Output) -> Vec<Placed<'a>> {
        Vec::new()
    }

    fn items_err<'a>(plan: &'a WrittenParts, error: &'a mut Self::Error) -> Vec<Placed<'a>> {
        place(written(plan), error.reason_items_mut())
    }

    fn leave_out_of_error(error: &mut Self::Error, why: &str) {
        error.leave_out_reason_items(why);
    }
}

/// Checks one part of a transaction. DynamoDB refuses one that has more than one action; it is refused here,
/// too, since the actions could be on different tables.
fn check_write(item: &TransactWriteItem, tables: &Tables) -> Result<Option<WrittenPart>, Refusal> {
    let planned = match item {
        TransactWriteItem { put: Some(put), delete: None, update: None, condition_check: None, .. } => {
            check_action(put.table_name(), tables, |table| check_put(put, table))?
        }
        TransactWriteItem { put: None, delete: Some(delete), update: None, condition_check: None, .. } => {
            check_action(delete.table_name(), tables, |table| check_delete(delete, table))?
        }
        TransactWriteItem { put: None, delete: None, update: Some(update), condition_check: None, .. } => {
            check_action(update.table_name(), tables, |table| check_update(update, table))?
        }
        TransactWriteItem { put: None, delete: None, update: None, condition_check: Some(check), .. } => {
            check_action(check.table_name(), tables, |table| check_check(check, table))?
        }
        _ => return Err(Refusal::of_request(RefusedProblem::Parameter { parameter: "TransactItems" })),
    };
    Ok(planned)
}

fn check_action(
    name: &str,
    tables: &Tables,
    check: impl FnOnce(&TableConfig) -> Result<WrittenPart, RefusedProblem>,
) -> Result<Option<WrittenPart>, Refusal> {
    let Some(table) = tables.get(name)? else { return Ok(None) };
    check(table).map(Some).map_err(Refusal::of(name))
}

fn check_put(put: &Put, table: &TableConfig) -> Result<WrittenPart, RefusedProblem> {
    let (names, values) = (put.expression_attribute_names(), put.expression_attribute_values());
    let write = Expressions::new(table, names, values).write(None, put.condition_expression())?;
    Ok(WrittenPart { asked: AskedItem::written(table, Some(put.item())), write })
}

fn check_delete(delete: &Delete, table: &TableConfig) -> Result<WrittenPart, RefusedProblem> {
    check_key(table, "Key", Some(delete.key()))?;
    let (names, values) = (delete.expression_attribute_names(), delete.expression_attribute_values());
    let write = Expressions::new(table, names, values).write(None, delete.condition_expression())?;
    Ok(WrittenPart { asked: AskedItem::with_key(table, Some(delete.key())), write })
}

fn check_update(update: &Update, table: &TableConfig) -> Result<WrittenPart, RefusedProblem> {
    check_key(table, "Key", Some(update.key()))?;
    let (names, values) = (update.expression_attribute_names(), update.expression_attribute_values());
    let write = Expressions::new(table, names, values)
        .write(Some(update.update_expression()), update.condition_expression())?;
    Ok(WrittenPart { asked: AskedItem::with_key(table, Some(update.key())), write })
}

fn check_check(check: &ConditionCheck, table: &TableConfig) -> Result<WrittenPart, RefusedProblem> {
    check_key(table, "Key", Some(check.key()))?;
    let (names, values) = (check.expression_attribute_names(), check.expression_attribute_values());
    let write = Expressions::new(table, names, values).write(None, Some(check.condition_expression()))?;
    Ok(WrittenPart { asked: AskedItem::with_key(table, Some(check.key())), write })
}
