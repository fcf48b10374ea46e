//! The operations on batches of items, which may be of several tables: BatchGetItem and BatchWriteItem.

use std::collections::{HashMap, HashSet};

use aws_sdk_dynamodb::operation::batch_get_item::{BatchGetItem, BatchGetItemError, BatchGetItemOutput};
use aws_sdk_dynamodb::operation::batch_write_item::{
    BatchWriteItem, BatchWriteItemError, BatchWriteItemOutput,
};
use aws_sdk_dynamodb::types::{KeysAndAttributes, WriteRequest};

use super::get_item::project;
use super::item_operation::{ItemOperation, LeaveOut, Placed};
use crate::client::rules::matching::{AskedKeys, Mismatch, is_in_collection, key_names};
use crate::client::rules::parameters::{
    AskedAttributes, Expressions, attributes_to_get_with, check_key, remove_list,
};
use crate::client::rules::refusal::Refusal;
use crate::client::rules::table_name::plain_name;
use crate::client::rules::tables::Tables;
use crate::error::RefusedProblem;
use crate::expression::Projection;
use crate::table::TableConfig;
use crate::value::Item;

/// What a batch asks of each table.
pub(crate) struct ByTable<T> {
    /// Of the encrypted ones, by the table's name without the rest of an ARN.
    encrypted: HashMap<String, Asked<T>>,
    /// The others, as the request names them.
    others: HashSet<String>,
}

/// What a batch asks of an encrypted table.
struct Asked<T> {
    /// The table, as the request names it.
    name: String,
    table: TableConfig,
    what: T,
}

/// A part of a batch that names items by their keys.
pub(crate) trait Keys {
    /// The keys, each of which may be answered once.
    fn keys(&self, table: &TableConfig) -> AskedKeys;
}

/// The part of a batch that has not been answered yet.
struct Unanswered<'a, T> {
    batch: &'a ByTable<T>,
    /// By the table's name without the rest of an ARN.
    keys: HashMap<&'a str, AskedKeys>,
}

impl<T> ByTable<T> {
    /// Checks what a batch asks of each table.
    fn check<'a, R: 'a>(
        requests: impl IntoIterator<Item = (&'a String, R)>,
        tables: &Tables,
        check: impl Fn(R, &TableConfig) -> Result<T, RefusedProblem>,
    ) -> Result<Self, Refusal> {
        let mut by_table = ByTable { encrypted: HashMap::new(), others: HashSet::new() };
        for (name, request) in requests {
            let Some(table) = tables.get(name)? else {
                by_table.others.insert(name.clone());
                // As DynamoDB names it where it was given an ARN.
                by_table.others.insert(plain_name(name).to_owned());
                continue;
            };
            let what = check(request, table).map_err(Refusal::of(name))?;
            let asked = Asked { name: name.clone(), table: table.clone(), what };
            // What comes back for a table that is there by its name and by its ARN could not be told apart.
            if by_table.encrypted.insert(plain_name(name).to_owned(), asked).is_some() {
                return Err(Refusal::of(name)(RefusedProblem::RepeatedTable));
            }
        }
        Ok(by_table)
    }

    /// What was asked of the encrypted table that an answer names, as the request does or by its plain name.
    fn get(&self, name: &str) -> Option<&Asked<T>> {
        let (plain, asked) = self.encrypted.get_key_value(plain_name(name))?;
        (name == asked.name || name == plain).then_some(asked)
    }
}

impl<T: Keys> ByTable<T> {
    fn unanswered(&self) -> Unanswered<'_, T> {
        let keys = self.encrypted.iter().map(|(name, asked)| (name.as_str(), asked.what.keys(&asked.table)));
        Unanswered { batch: self, keys: keys.collect() }
    }
}

impl<'a, T> Unanswered<'a, T> {
    /// What was asked of the table that an answer names, and what of it is not answered yet. `None` for a table that
    /// is not encrypted.
    fn of(&mut self, name: &str) -> Result<Option<(&'a T, &mut AskedKeys)>, Mismatch> {
        match (self.batch.get(name), self.keys.get_mut(plain_name(name))) {
            (Some(asked), Some(keys)) => Ok(Some((&asked.what, keys))),
            _ if self.batch.others.contains(name) => Ok(None),
            _ => Err(Mismatch::other_table(self.batch.encrypted.values().map(|asked| &asked.table))),
        }
    }
}

/// What a batch reads from an encrypted table.
pub(crate) struct Wanted {
    /// All of it, as the application gave it.
    request: KeysAndAttributes,
    projection: Option<Projection>,
}

impl Keys for Wanted {
    fn keys(&self, table: &TableConfig) -> AskedKeys {
        let keys = &self.request.keys;
        AskedKeys::new(table, key_names(table, keys.first()), keys.iter().map(Some))
    }
}

/// Source: `specification/dynamodb-encryption-client/ddb-sdk-integration.md`, section "Decrypt after BatchGetItem".
impl ItemOperation for BatchGetItem {
    type Output = BatchGetItemOutput;
    type Error = BatchGetItemError;
    type Plan = ByTable<Wanted>;

    fn check(input: &mut Self::Input, tables: &Tables) -> Result<Self::Plan, Refusal> {
        let requests = || input.request_items().into_iter().flat_map(HashMap::values);
        // As DynamoDB has it, and it would not see the one that is of an encrypted table.
        if requests().any(|request| request.projection_expression().is_some())
            && requests().any(|request| request.attributes_to_get.is_some())
        {
            return Err(Refusal::of_request(attributes_to_get_with("ProjectionExpression")));
        }
        ByTable::check(input.request_items.iter_mut().flatten(), tables, check_gets)
    }

    /// What was not processed is replaced by what the application gave, which it will send again.
    async fn match_output(plan: &Self::Plan, output: &mut Self::Output) -> Result<(), Mismatch> {
        let mut unanswered = plan.unanswered();
        for (name, items) in output.responses.iter().flatten() {
            if let Some((_, keys)) = unanswered.of(name)? {
                items.iter().try_for_each(|item| keys.take(item).map(drop))?;
            }
        }
        for (name, request) in output.unprocessed_keys.iter_mut().flatten() {
            let Some((wanted, keys)) = unanswered.of(name)? else { continue };
            let mut left = Vec::with_capacity(request.keys.len());
            for key in &request.keys {
                let given = wanted.request.keys.get(keys.take(key)?);
                left.push(given.cloned().ok_or_else(|| keys.other_key())?);
            }
            request.clone_from(&wanted.request);
            request.keys = left;
        }
        Ok(())
    }

    fn items_out<'a>(plan: &'a Self::Plan, output: &'a mut Self::Output) -> Vec<Placed<'a>> {
        let mut placed = Vec::new();
        for (name, items) in output.responses.iter_mut().flatten() {
            if let Some(asked) = plan.get(name) {
                placed.extend(Placed::all(&asked.table, items));
            }
        }
        placed
    }

    async fn finish(plan: &Self::Plan, output: &mut Self::Output) {
        for (name, items) in output.responses.iter_mut().flatten() {
            if let Some(asked) = plan.get(name) {
                for item in items {
                    project(asked.what.projection.as_ref(), item).await;
                }
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

fn check_gets(request: &mut KeysAndAttributes, table: &TableConfig) -> Result<Wanted, RefusedProblem> {
    for key in &request.keys {
        check_key(table, "Keys", Some(key))?;
    }
    let mut expressions = Expressions::new(table, request.expression_attribute_names(), None);
    let projection = expressions.projection(AskedAttributes {
        expression: request.projection_expression(),
        names: request.attributes_to_get.as_deref(),
    })?;
    let unsent = expressions.finish()?;
    let given = request.clone();
    unsent.remove_from(&mut request.expression_attribute_names, &mut None);
    request.projection_expression = None;
    remove_list(&mut request.attributes_to_get);
    Ok(Wanted { request: given, projection })
}

/// What a batch writes to an encrypted table.
pub(crate) struct Written {
    /// All of it, as the application gave it.
    requests: Vec<WriteRequest>,
}

impl Written {
    /// Replaces what was not written by what the application gave. It has no use for the sealed items.
    ///
    /// Source: `specification/dynamodb-encryption-client/ddb-sdk-integration.md`, section "Decrypt after
    /// BatchWriteItem".
    fn restore(&self, keys: &mut AskedKeys, left: &mut [WriteRequest]) -> Result<(), Mismatch> {
        for request in left {
            let item = match (&request.put_request, &request.delete_request) {
                (Some(put), None) => put.item(),
                (None, Some(delete)) => delete.key(),
                _ => return Err(keys.other_key()),
            };
            let given = self.requests.get(keys.take(item)?).ok_or_else(|| keys.other_key())?;
            if given.put_request.is_some() != request.put_request.is_some() {
                return Err(keys.other_key());
            }
            request.clone_from(given);
        }
        Ok(())
    }
}

impl Keys for Written {
    fn keys(&self, table: &TableConfig) -> AskedKeys {
        let key = self.requests.iter().find_map(|request| request.delete_request()).map(|delete| delete.key());
        AskedKeys::new(table, key_names(table, key), self.requests.iter().map(item_of))
    }
}

/// The item or key of a request.
fn item_of(request: &WriteRequest) -> Option<&Item> {
    let put = request.put_request().map(|put| put.item());
    put.or_else(|| request.delete_request().map(|delete| delete.key()))
}

impl ItemOperation for BatchWriteItem {
    type Output = BatchWriteItemOutput;
    type Error = BatchWriteItemError;
    type Plan = ByTable<Written>;

    fn check(input: &mut Self::Input, tables: &Tables) -> Result<Self::Plan, Refusal> {
        ByTable::check(input.request_items.iter().flatten(), tables, |requests: &Vec<WriteRequest>, table| {
            for delete in requests.iter().filter_map(WriteRequest::delete_request) {
                check_key(table, "Key", Some(delete.key()))?;
            }
            Ok(Written { requests: requests.clone() })
        })
    }

    fn items_in<'a>(plan: &'a Self::Plan, input: &'a mut Self::Input) -> Vec<Placed<'a>> {
        let mut placed = Vec::new();
        for (name, requests) in input.request_items.iter_mut().flatten() {
            let Some(asked) = plan.get(name) else { continue };
            let puts = requests.iter_mut().filter_map(|request| request.put_request.as_mut());
            placed.extend(Placed::all(&asked.table, puts.map(|put| &mut put.item)));
        }
        placed
    }

    async fn match_output(plan: &Self::Plan, output: &mut Self::Output) -> Result<(), Mismatch> {
        let (left, metrics) = (output.unprocessed_items(), output.item_collection_metrics());
        if left.is_none_or(HashMap::is_empty) && metrics.is_none_or(HashMap::is_empty) {
            return Ok(());
        }
        let mut unanswered = plan.unanswered();
        for (name, metrics) in output.item_collection_metrics.iter().flatten() {
            let Some((written, keys)) = unanswered.of(name)? else { continue };
            let is_known = |metrics| {
                let mut items = written.requests.iter().filter_map(item_of);
                items.any(|item| is_in_collection(metrics, |name| item.get(name)))
            };
            if !metrics.iter().all(is_known) {
                return Err(keys.other_key());
            }
        }
        for (name, requests) in output.unprocessed_items.iter_mut().flatten() {
            if let Some((written, keys)) = unanswered.of(name)? {
                written.restore(keys, requests)?;
            }
        }
        Ok(())
    }

    /// What was not written has been replaced by what the application gave, and nothing else has items.
    fn items_out<'a>(_plan: &'a Self::Plan, _output: &'a mut Self::Output) -> Vec<Placed<'a>> {
        Vec::new()
    }
}
