//! Making the calls of a program.

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::operation::scan::builders::ScanFluentBuilder;
use aws_sdk_dynamodb::types::{
    ConditionCheck, Delete, DeleteRequest, Get, KeysAndAttributes, Put, PutRequest, ReturnConsumedCapacity,
    Select, TransactGetItem, TransactWriteItem, Update, WriteRequest,
};

use super::call::Call;
use super::parameters::Parameters;
use super::{Line, Program};
use crate::transparency::observed::Observed;

/// Gives a builder the condition of a call, and what its expressions have placeholders for.
macro_rules! conditional {
    ($builder:expr, $parameters:expr) => {
        $builder
            .set_condition_expression($parameters.condition)
            .set_expression_attribute_names($parameters.names)
            .set_expression_attribute_values($parameters.values)
            .set_return_values_on_condition_check_failure($parameters.shows)
    };
}

/// Gives a query or scan its filter, and the rest that both have.
macro_rules! paged {
    ($builder:expr, $call:expr, $parameters:expr) => {{
        let call = $call;
        $builder
            .table_name(&call.table)
            .set_index_name(call.option("index").map(str::to_owned))
            .set_filter_expression($parameters.filter)
            .set_projection_expression($parameters.projection)
            .set_expression_attribute_names($parameters.names)
            .set_expression_attribute_values($parameters.values)
            .set_limit(call.option("limit").map(|limit| limit.parse().unwrap()))
            .set_select(call.has("count").then_some(Select::Count))
            .set_consistent_read(call.has("consistent").then_some(true))
            .set_attributes_to_get(attributes(call))
            .set_return_consumed_capacity(capacity(call))
    }};
}

/// Follows the pages of a query or scan: the first, or all.
macro_rules! pages {
    ($builder:expr, $line:expr, $seen:expr) => {{
        let builder = $builder;
        let mut start = None;
        loop {
            let page = $seen.expect(builder.clone().set_exclusive_start_key(start).send().await, $line.fails);
            start = page.filter(|_| $line.call.has("pages")).and_then(|page| page.last_evaluated_key);
            if start.is_none() {
                break;
            }
        }
    }};
}

impl Program {
    pub async fn run(&self, client: &Client, seen: &mut Observed) {
        for line in &self.lines {
            seen.call.clone_from(&line.text);
            for _ in 0..line.times {
                line.send(client, seen).await;
            }
        }
    }
}

impl Line {
    async fn send(&self, client: &Client, seen: &mut Observed) {
        let (call, parameters) = (&self.call, Parameters::of(&self.call));
        match call.verb.as_str() {
            "put" => {
                let put = conditional!(client.put_item(), parameters).table_name(&call.table);
                let put = put.set_item(Some(call.item.clone())).set_return_values(parameters.returns);
                seen.expect(put.set_return_consumed_capacity(capacity(call)).send().await, self.fails);
            }
            "update" => {
                let update = conditional!(client.update_item(), parameters).table_name(&call.table);
                let update = update.set_key(Some(call.key.clone())).set_update_expression(parameters.update);
                let update = update.set_return_values(parameters.returns);
                seen.expect(update.set_return_consumed_capacity(capacity(call)).send().await, self.fails);
            }
            "delete" => {
                let delete = conditional!(client.delete_item(), parameters).table_name(&call.table);
                let delete = delete.set_key(Some(call.key.clone())).set_return_values(parameters.returns);
                seen.expect(delete.set_return_consumed_capacity(capacity(call)).send().await, self.fails);
            }
            "get" => {
                let get = client.get_item().table_name(&call.table).set_key(Some(call.key.clone()));
                let get = get
                    .set_projection_expression(parameters.projection)
                    .set_expression_attribute_names(parameters.names)
                    .set_attributes_to_get(attributes(call))
                    .set_consistent_read(call.has("consistent").then_some(true));
                seen.expect(get.send().await, self.fails);
            }
            "query" => pages!(query(client, call, parameters), self, seen),
            "scan" => pages!(scan(client, call, parameters), self, seen),
            "transaction" => {
                let parts = call.parts.iter().map(transaction_part).collect();
                let token = call.option("token").map(str::to_owned);
                let writes = client.transact_write_items().set_transact_items(Some(parts));
                let writes =
                    writes.set_client_request_token(token).set_return_consumed_capacity(capacity(call));
                seen.expect(writes.send().await, self.fails);
            }
            "reads" => {
                let parts = call.parts.iter().map(transaction_read).collect();
                let reads = client.transact_get_items().set_transact_items(Some(parts));
                seen.expect(reads.send().await, self.fails);
            }
            "batch" => {
                let writes = client.batch_write_item().set_request_items(Some(batch(&call.parts)));
                seen.expect(writes.send().await, self.fails);
            }
            "batch-reads" => {
                let reads = client.batch_get_item().set_request_items(Some(batch_reads(call)));
                seen.expect(reads.send().await, self.fails);
            }
            other => panic!("there is no call {other}"),
        }
    }
}

fn capacity(call: &Call) -> Option<ReturnConsumedCapacity> {
    call.option("capacity").map(ReturnConsumedCapacity::from)
}

/// What `AttributesToGet` names.
fn attributes(call: &Call) -> Option<Vec<String>> {
    call.option("attributes").map(|names| names.split(' ').map(str::to_owned).collect())
}

fn query(client: &Client, call: &Call, parameters: Parameters) -> QueryFluentBuilder {
    let query = client.query().set_key_condition_expression(parameters.key);
    let query = query.set_scan_index_forward(call.has("backwards").then_some(false));
    paged!(query, call, parameters)
}

fn scan(client: &Client, call: &Call, parameters: Parameters) -> ScanFluentBuilder {
    paged!(client.scan(), call, parameters)
}

fn transaction_part(call: &Call) -> TransactWriteItem {
    let (part, parameters) = (TransactWriteItem::builder(), Parameters::of(call));
    let (table, key) = (&call.table, Some(call.key.clone()));
    match call.verb.as_str() {
        "put" => {
            let put = conditional!(Put::builder(), parameters).table_name(table);
            part.put(put.set_item(Some(call.item.clone())).build().unwrap()).build()
        }
        "update" => {
            let update = conditional!(Update::builder(), parameters).table_name(table).set_key(key);
            part.update(update.set_update_expression(parameters.update).build().unwrap()).build()
        }
        "delete" => {
            let delete = conditional!(Delete::builder(), parameters).table_name(table).set_key(key);
            part.delete(delete.build().unwrap()).build()
        }
        "check" => {
            let check = conditional!(ConditionCheck::builder(), parameters).table_name(table).set_key(key);
            part.condition_check(check.build().unwrap()).build()
        }
        other => panic!("{other} is no part of a transaction"),
    }
}

fn transaction_read(call: &Call) -> TransactGetItem {
    let parameters = Parameters::of(call);
    let get = Get::builder().table_name(&call.table).set_key(Some(call.key.clone()));
    let get = get.set_projection_expression(parameters.projection);
    let get = get.set_expression_attribute_names(parameters.names).build().unwrap();
    TransactGetItem::builder().get(get).build()
}

fn batch(parts: &[Call]) -> HashMap<String, Vec<WriteRequest>> {
    let mut requests: HashMap<_, Vec<_>> = HashMap::new();
    for call in parts {
        let request = WriteRequest::builder();
        let request = match call.verb.as_str() {
            "put" => {
                request.put_request(PutRequest::builder().set_item(Some(call.item.clone())).build().unwrap())
            }
            "delete" => request
                .delete_request(DeleteRequest::builder().set_key(Some(call.key.clone())).build().unwrap()),
            other => panic!("{other} is no part of a batch"),
        };
        requests.entry(call.table.clone()).or_default().push(request.build());
    }
    requests
}

/// The keys of the parts, with the projection of the whole.
fn batch_reads(call: &Call) -> HashMap<String, KeysAndAttributes> {
    let mut keys: HashMap<_, Vec<_>> = HashMap::new();
    for part in &call.parts {
        keys.entry(part.table.clone()).or_default().push(part.key.clone());
    }
    let read = |keys| {
        let parameters = Parameters::of(call);
        let read = KeysAndAttributes::builder().set_keys(Some(keys));
        let read =
            read.set_projection_expression(parameters.projection).set_attributes_to_get(attributes(call));
        let read = read.set_consistent_read(call.has("consistent").then_some(true));
        read.set_expression_attribute_names(parameters.names).build().unwrap()
    };
    keys.into_iter().map(|(table, keys)| (table, read(keys))).collect()
}
