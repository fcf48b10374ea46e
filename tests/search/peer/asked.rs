//! Requests that both crates are asked, and how this one answers.

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::query::QueryInput;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{Item, ReadPlan, TableConfig};
use serde_json::Value;
use test_support::with_sources;

use super::tables::keys_of;
use crate::search::item;

/// The keys of the items that are found, in their order.
pub type Found = Vec<Value>;

/// A request.
pub struct Asked<'a> {
    request: &'a Value,
    is_query: bool,
}

impl<'a> Asked<'a> {
    pub fn of(question: &'a Value) -> Self {
        Asked { request: &question["request"], is_query: question["operation"] == "query" }
    }

    fn text(&self, member: &str) -> Option<String> {
        self.request[member].as_str().map(str::to_owned)
    }

    pub fn index(&self) -> Option<String> {
        self.text("IndexName")
    }

    pub fn key_condition(&self) -> Option<String> {
        self.text("KeyConditionExpression")
    }

    pub fn filter(&self) -> Option<String> {
        self.text("FilterExpression")
    }

    pub fn names(&self) -> Option<HashMap<String, String>> {
        let names = self.request.get("ExpressionAttributeNames")?;
        Some(serde_json::from_value(names.clone()).unwrap())
    }

    pub fn values(&self) -> Option<Item> {
        self.request.get("ExpressionAttributeValues").map(|values| item(values).unwrap())
    }

    fn limit(&self) -> Option<i32> {
        self.request["Limit"].as_i64().map(|limit| limit.try_into().unwrap())
    }

    fn query(&self, table: &str, values: Option<Item>) -> QueryInput {
        QueryInput::builder()
            .table_name(table)
            .set_index_name(self.index())
            .set_key_condition_expression(self.key_condition())
            .set_filter_expression(self.filter())
            .set_expression_attribute_names(self.names())
            .set_expression_attribute_values(values)
            .set_limit(self.limit())
            .build()
            .unwrap()
    }
}

/// Reads all pages of all queries that a request takes: what is found, and how many queries there are.
pub async fn find(client: &Client, table: TableConfig, asked: &Asked<'_>) -> Result<(Found, u8), String> {
    let name = table.table_name();
    if !asked.is_query {
        let scan = client.scan().table_name(name).set_filter_expression(asked.filter());
        let scan = scan.set_expression_attribute_names(asked.names());
        let scan = scan.set_expression_attribute_values(asked.values()).set_limit(asked.limit());
        let found: Result<Vec<Item>, _> = scan.into_paginator().items().send().collect().await;
        return found.map(|items| (keys_of(&items), 1)).map_err(|error| with_sources(&error));
    }
    let queries = ReadPlan::number_of_queries(&table, &asked.query(name, asked.values()));
    let queries = queries.map_err(|error| with_sources(&error))?;
    let mut all = Vec::new();
    for number in 0..queries {
        let mut values = asked.values();
        if queries > 1 {
            let number = AttributeValue::N(number.to_string());
            values.get_or_insert_default().insert(":aws_dbe_partition".to_owned(), number);
        }
        let input = asked.query(name, values);
        let query = client.query().table_name(name).set_index_name(input.index_name);
        let query = query.set_key_condition_expression(input.key_condition_expression);
        let query = query.set_filter_expression(input.filter_expression).set_limit(input.limit);
        let query = query.set_expression_attribute_names(input.expression_attribute_names);
        let query = query.set_expression_attribute_values(input.expression_attribute_values);
        let found: Result<Vec<Item>, _> = query.into_paginator().items().send().collect().await;
        all.extend(found.map_err(|error| with_sources(&error))?);
    }
    Ok((keys_of(&all), queries))
}
