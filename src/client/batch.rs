//! The operations on batches of items, which may be of several tables: BatchGetItem and BatchWriteItem.

use std::collections::HashMap;

use aws_sdk_dynamodb::operation::batch_get_item::{BatchGetItem, BatchGetItemError, BatchGetItemOutput};
use aws_sdk_dynamodb::operation::batch_write_item::{
    BatchWriteItem, BatchWriteItemError, BatchWriteItemOutput,
};
use aws_sdk_dynamodb::types::KeysAndAttributes;

use super::item_operation::{ItemOperation, LeaveOut, Placed};
use super::parameters::{Expressions, check_key, none_of};
use super::read::Read;
use super::refusal::Refusal;
use super::table_name::plain_name;
use super::tables::Tables;
use crate::error::RefusedProblem;
use crate::expression::equal;
use crate::item::Item;
use crate::table::TableConfig;

/// What a batch asks of each encrypted table, by the table's name without the rest of an ARN.
pub(super) struct ByTable<T>(HashMap<String, T>);

impl<T> ByTable<T> {
    fn new() -> Self {
        ByTable(HashMap::new())
    }

    fn get(&self, table: &str) -> Option<&T> {
        self.0.get(plain_name(table))
    }

    /// Refuses a table that is there by its name and by its ARN: what comes back for it could not be told
    /// apart.
    fn insert(&mut self, table: &str, value: T) -> Result<(), Refusal> {
        match self.0.insert(plain_name(table).to_owned(), value) {
            None => Ok(()),
            Some(_) => Err(Refusal::of(table)(RefusedProblem::RepeatedTable)),
        }
    }
}

/// What a batch reads from an encrypted table.
pub(super) struct Wanted {
    read: Read,
    /// The projection as the application gave it, and the names of its placeholders.
    projection_expression: Option<String>,
    names: Option<HashMap<String, String>>,
}

impl ItemOperation for BatchGetItem {
    type Output = BatchGetItemOutput;
    type Error = BatchGetItemError;
    type Plan = ByTable<Wanted>;

    fn plan(input: &mut Self::Input, tables: &Tables) -> Result<Self::Plan, Refusal> {
        let mut plan = ByTable::new();
        for (name, request) in input.request_items.iter_mut().flatten() {
            let Some(table) = tables.get(name)? else { continue };
            plan.insert(name, plan_gets(request, table).map_err(Refusal::of(name))?)?;
        }
        Ok(plan)
    }

    fn items_out<'a>(plan: &'a Self::Plan, output: &'a mut Self::Output) -> Vec<Placed<'a>> {
        let mut placed = Vec::new();
        for (name, items) in output.responses.iter_mut().flatten() {
            if let Some(wanted) = plan.get(name) {
                placed.extend(Placed::all(&wanted.read.table, items));
            }
        }
        placed
    }

    async fn finish(plan: &Self::Plan, output: &mut Self::Output) {
        for (name, items) in output.responses.iter_mut().flatten() {
            if let Some(wanted) = plan.get(name) {
                for item in items {
                    wanted.read.project(item).await;
                }
            }
        }
        // The application sends these again, as if they were its own.
        for (name, request) in output.unprocessed_keys.iter_mut().flatten() {
            if let Some(wanted) = plan.get(name) {
                request.projection_expression.clone_from(&wanted.projection_expression);
                request.expression_attribute_names.clone_from(&wanted.names);
            }
        }
    }

    const HAS_SEVERAL: bool = true;

    const LEAVE_OUT: Option<LeaveOut<Self>> = Some(leave_out);
}

fn leave_out(plan: &ByTable<Wanted>, output: &mut BatchGetItemOutput) {
    for (name, items) in output.responses.iter_mut().flatten() {
        if plan.get(name).is_some() {
            items.retain(|item| !item.is_empty());
        }
    }
}

fn plan_gets(request: &mut KeysAndAttributes, table: &TableConfig) -> Result<Wanted, RefusedProblem> {
    none_of(&[("AttributesToGet", request.attributes_to_get.is_some())])?;
    for key in &request.keys {
        check_key(table, "Keys", Some(key))?;
    }
    let mut expressions = Expressions::new(table, request.expression_attribute_names(), None);
    let projection = expressions.projection(request.projection_expression())?;
    let unsent = expressions.finish()?;
    let names = request.expression_attribute_names.clone();
    unsent.remove_from(&mut request.expression_attribute_names, &mut None);
    let projection_expression = request.projection_expression.take();
    Ok(Wanted { read: Read { table: table.clone(), projection }, projection_expression, names })
}

/// What a batch writes to an encrypted table.
pub(super) struct Written {
    table: TableConfig,
    /// The items to put, as the application gave them.
    items: Vec<Item>,
}

impl Written {
    /// The application's item that has the same key as `stored`. In one batch no two have.
    fn original(&self, stored: &Item) -> Option<&Item> {
        let same = |item: &&Item| {
            self.table.keys().all(|key| match (item.get(key), stored.get(key)) {
                (Some(one), Some(other)) => equal(one, other),
                _ => false,
            })
        };
        self.items.iter().find(same)
    }
}

impl ItemOperation for BatchWriteItem {
    type Output = BatchWriteItemOutput;
    type Error = BatchWriteItemError;
    type Plan = ByTable<Written>;

    fn plan(input: &mut Self::Input, tables: &Tables) -> Result<Self::Plan, Refusal> {
        let mut plan = ByTable::new();
        for (name, requests) in input.request_items.iter().flatten() {
            let Some(table) = tables.get(name)? else { continue };
            let mut items = Vec::new();
            for request in requests {
                if let Some(put) = request.put_request() {
                    items.push(put.item().clone());
                }
                let key = request.delete_request().map(|delete| delete.key());
                check_key(table, "Key", key).map_err(Refusal::of(name))?;
            }
            plan.insert(name, Written { table: table.clone(), items })?;
        }
        Ok(plan)
    }

    fn items_in<'a>(plan: &'a Self::Plan, input: &'a mut Self::Input) -> Vec<Placed<'a>> {
        let mut placed = Vec::new();
        for (name, requests) in input.request_items.iter_mut().flatten() {
            let Some(written) = plan.get(name) else { continue };
            let puts = requests.iter_mut().filter_map(|request| request.put_request.as_mut());
            placed.extend(Placed::all(&written.table, puts.map(|put| &mut put.item)));
        }
        placed
    }

    /// Unprocessed items become what the application gave. Only one of which it is not known needs opening.
    fn items_out<'a>(plan: &'a Self::Plan, output: &'a mut Self::Output) -> Vec<Placed<'a>> {
        let mut placed = Vec::new();
        for (name, requests) in output.unprocessed_items.iter_mut().flatten() {
            let Some(written) = plan.get(name) else { continue };
            for put in requests.iter_mut().filter_map(|request| request.put_request.as_mut()) {
                match written.original(&put.item) {
                    Some(original) => put.item.clone_from(original),
                    None => placed.push(Placed { table: &written.table, item: &mut put.item }),
                }
            }
        }
        placed
    }
}
