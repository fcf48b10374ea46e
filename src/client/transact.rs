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

use super::item_operation::{ItemOperation, Placed};
use super::parameters::{Expressions, check_key};
use super::read::Read;
use super::refusal::Refusal;
use super::tables::Tables;
use crate::error::RefusedProblem;
use crate::item::Item;
use crate::table::TableConfig;

/// The configuration of the table of each part of a transaction, where it has one.
type TableOfEach = Vec<Option<TableConfig>>;

/// Places each item that is there and of an encrypted table.
fn place<'a>(
    tables: impl Iterator<Item = Option<&'a TableConfig>>,
    items: impl Iterator<Item = Option<&'a mut Item>>,
) -> Vec<Placed<'a>> {
    tables.zip(items).filter_map(|(table, item)| Some(Placed { table: table?, item: item? })).collect()
}

impl ItemOperation for TransactGetItems {
    type Output = TransactGetItemsOutput;
    type Error = TransactGetItemsError;
    type Plan = Vec<Option<Read>>;

    fn plan(input: &mut Self::Input, tables: &Tables) -> Result<Self::Plan, Refusal> {
        let gets = input.transact_items.iter_mut().flatten().map(|item| item.get.as_mut());
        gets.map(|get| match get {
            Some(get) => plan_get(get, tables),
            None => Ok(None),
        })
        .collect()
    }

    fn items_out<'a>(plan: &'a Self::Plan, output: &'a mut Self::Output) -> Vec<Placed<'a>> {
        let tables = plan.iter().map(|read| read.as_ref().map(|read| &read.table));
        place(tables, output.responses.iter_mut().flatten().map(|response| response.item.as_mut()))
    }

    async fn finish(plan: &Self::Plan, output: &mut Self::Output) {
        for (read, response) in plan.iter().zip(output.responses.iter_mut().flatten()) {
            if let (Some(read), Some(item)) = (read, &mut response.item) {
                read.project(item).await;
            }
        }
    }

    const HAS_SEVERAL: bool = true;
}

fn plan_get(get: &mut Get, tables: &Tables) -> Result<Option<Read>, Refusal> {
    let Some(table) = tables.get(get.table_name())? else { return Ok(None) };
    let check = || {
        check_key(table, "Key", Some(get.key()))?;
        let mut expressions = Expressions::new(table, get.expression_attribute_names(), None);
        let projection = expressions.projection(get.projection_expression())?;
        Ok((Read { table: table.clone(), projection }, expressions.finish()?))
    };
    let (read, unsent) = check().map_err(Refusal::of(get.table_name()))?;
    get.projection_expression = None;
    unsent.remove_from(&mut get.expression_attribute_names, &mut None);
    Ok(Some(read))
}

impl ItemOperation for TransactWriteItems {
    type Output = TransactWriteItemsOutput;
    type Error = TransactWriteItemsError;
    type Plan = TableOfEach;

    fn plan(input: &mut Self::Input, tables: &Tables) -> Result<TableOfEach, Refusal> {
        input.transact_items().iter().map(|item| plan_write(item, tables)).collect()
    }

    fn items_in<'a>(plan: &'a TableOfEach, input: &'a mut Self::Input) -> Vec<Placed<'a>> {
        let items = input.transact_items.iter_mut().flatten();
        place(plan.iter().map(Option::as_ref), items.map(|item| item.put.as_mut().map(|put| &mut put.item)))
    }

    fn items_out<'a>(_plan: &'a TableOfEach, _output: &'a mut Self::Output) -> Vec<Placed<'a>> {
        Vec::new()
    }

    fn items_err<'a>(plan: &'a TableOfEach, error: &'a mut Self::Error) -> Vec<Placed<'a>> {
        match error {
            TransactWriteItemsError::TransactionCanceledException(canceled) => {
                let reasons = canceled.cancellation_reasons.iter_mut().flatten();
                place(plan.iter().map(Option::as_ref), reasons.map(|reason| reason.item.as_mut()))
            }
            _ => Vec::new(),
        }
    }
}

/// Checks one part of a transaction. DynamoDB refuses one that has more than one action; it is refused here,
/// too, since the actions could be on different tables.
fn plan_write(item: &TransactWriteItem, tables: &Tables) -> Result<Option<TableConfig>, Refusal> {
    let planned = match item {
        TransactWriteItem { put: Some(put), delete: None, update: None, condition_check: None, .. } => {
            plan_action(put.table_name(), tables, |table| check_put(put, table))?
        }
        TransactWriteItem { put: None, delete: Some(delete), update: None, condition_check: None, .. } => {
            plan_action(delete.table_name(), tables, |table| check_delete(delete, table))?
        }
        TransactWriteItem { put: None, delete: None, update: Some(update), condition_check: None, .. } => {
            plan_action(update.table_name(), tables, |table| check_update(update, table))?
        }
        TransactWriteItem { put: None, delete: None, update: None, condition_check: Some(check), .. } => {
            plan_action(check.table_name(), tables, |table| check_check(check, table))?
        }
        _ => return Err(Refusal::of("")(RefusedProblem::Parameter { parameter: "TransactItems" })),
    };
    Ok(planned)
}

fn plan_action(
    name: &str,
    tables: &Tables,
    check: impl FnOnce(&TableConfig) -> Result<(), RefusedProblem>,
) -> Result<Option<TableConfig>, Refusal> {
    let Some(table) = tables.get(name)? else { return Ok(None) };
    check(table).map_err(Refusal::of(name))?;
    Ok(Some(table.clone()))
}

fn check_put(put: &Put, table: &TableConfig) -> Result<(), RefusedProblem> {
    let (names, values) = (put.expression_attribute_names(), put.expression_attribute_values());
    Expressions::new(table, names, values).only_condition(put.condition_expression())
}

fn check_delete(delete: &Delete, table: &TableConfig) -> Result<(), RefusedProblem> {
    check_key(table, "Key", Some(delete.key()))?;
    let (names, values) = (delete.expression_attribute_names(), delete.expression_attribute_values());
    Expressions::new(table, names, values).only_condition(delete.condition_expression())
}

fn check_update(update: &Update, table: &TableConfig) -> Result<(), RefusedProblem> {
    check_key(table, "Key", Some(update.key()))?;
    let (names, values) = (update.expression_attribute_names(), update.expression_attribute_values());
    Expressions::new(table, names, values)
        .only_update(Some(update.update_expression()), update.condition_expression())
}

fn check_check(check: &ConditionCheck, table: &TableConfig) -> Result<(), RefusedProblem> {
    check_key(table, "Key", Some(check.key()))?;
    let (names, values) = (check.expression_attribute_names(), check.expression_attribute_values());
    Expressions::new(table, names, values).only_condition(Some(check.condition_expression()))
}
