//! Requests in the JSON of the DynamoDB API.

use std::collections::HashMap;
use std::error::Error;

use aws_sdk_dynamodb::operation::query::QueryInput;
use aws_sdk_dynamodb::operation::scan::ScanInput;
use aws_sdk_dynamodb::types::{AttributeValue, Select};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::config::TABLE_NAME;
use super::{item, member};
use crate::item_json;

/// A request, as a test describes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
struct Members {
    index_name: Option<String>,
    key_condition_expression: Option<String>,
    filter_expression: Option<String>,
    projection_expression: Option<String>,
    expression_attribute_names: Option<HashMap<String, String>>,
    expression_attribute_values: Option<Value>,
    limit: Option<i32>,
    scan_index_forward: Option<bool>,
    consistent_read: Option<bool>,
    select: Option<String>,
}

/// A request of one of the two operations that read pages.
pub(super) enum Request {
    Query(QueryInput),
    Scan(ScanInput),
}

impl Request {
    /// Takes the projection away.
    pub(super) fn take_projection(&mut self) {
        match self {
            Request::Query(query) => query.projection_expression = None,
            Request::Scan(scan) => scan.projection_expression = None,
        }
    }
}

/// The request of a test.
pub(super) fn of(test: &Value) -> Result<Request, Box<dyn Error>> {
    let members: Members = member(test, "request")?;
    let values = members.expression_attribute_values.as_ref().map(item).transpose()?;
    let select = members.select.as_deref().map(Select::from);
    match member(test, "operation")? {
        "query" => Ok(Request::Query(
            QueryInput::builder()
                .table_name(TABLE_NAME)
                .set_index_name(members.index_name)
                .set_key_condition_expression(members.key_condition_expression)
                .set_filter_expression(members.filter_expression)
                .set_projection_expression(members.projection_expression)
                .set_expression_attribute_names(members.expression_attribute_names)
                .set_expression_attribute_values(values)
                .set_limit(members.limit)
                .set_scan_index_forward(members.scan_index_forward)
                .set_consistent_read(members.consistent_read)
                .set_select(select)
                .build()?,
        )),
        "scan" => Ok(Request::Scan(
            ScanInput::builder()
                .table_name(TABLE_NAME)
                .set_index_name(members.index_name)
                .set_filter_expression(members.filter_expression)
                .set_projection_expression(members.projection_expression)
                .set_expression_attribute_names(members.expression_attribute_names)
                .set_expression_attribute_values(values)
                .set_limit(members.limit)
                .set_consistent_read(members.consistent_read)
                .set_select(select)
                .build()?,
        )),
        other => Err(format!("there is no operation '{other}'").into()),
    }
}

/// A query as it is sent, without its table.
pub(super) fn query_to_json(query: &QueryInput) -> Result<Value, Box<dyn Error>> {
    let mut json = Map::new();
    add(&mut json, "IndexName", query.index_name());
    add(&mut json, "KeyConditionExpression", query.key_condition_expression());
    add(&mut json, "FilterExpression", query.filter_expression());
    add(&mut json, "ProjectionExpression", query.projection_expression());
    add(&mut json, "ExpressionAttributeNames", query.expression_attribute_names());
    add(&mut json, "ExpressionAttributeValues", values_to_json(query.expression_attribute_values())?);
    add(&mut json, "Limit", query.limit());
    add(&mut json, "ScanIndexForward", query.scan_index_forward());
    add(&mut json, "ConsistentRead", query.consistent_read());
    add(&mut json, "Select", query.select().map(Select::as_str));
    Ok(Value::Object(json))
}

/// A scan as it is sent, without its table.
pub(super) fn scan_to_json(scan: &ScanInput) -> Result<Value, Box<dyn Error>> {
    let mut json = Map::new();
    add(&mut json, "IndexName", scan.index_name());
    add(&mut json, "FilterExpression", scan.filter_expression());
    add(&mut json, "ProjectionExpression", scan.projection_expression());
    add(&mut json, "ExpressionAttributeNames", scan.expression_attribute_names());
    add(&mut json, "ExpressionAttributeValues", values_to_json(scan.expression_attribute_values())?);
    add(&mut json, "Limit", scan.limit());
    add(&mut json, "ConsistentRead", scan.consistent_read());
    add(&mut json, "Select", scan.select().map(Select::as_str));
    Ok(Value::Object(json))
}

/// Adds a member that the request has.
fn add<T: serde::Serialize>(json: &mut Map<String, Value>, name: &str, value: Option<T>) {
    if let Some(value) = value {
        json.insert(name.to_owned(), json!(value));
    }
}

fn values_to_json(values: Option<&HashMap<String, AttributeValue>>) -> Result<Option<Value>, Box<dyn Error>> {
    values.map(item_json::to_json).transpose()
}
