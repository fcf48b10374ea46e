//! Where items and expressions stand in the operations that are carried out on encrypted tables.

use std::error::Error as StdError;
use std::fmt;

use aws_sdk_dynamodb::operation::delete_item::{DeleteItem, DeleteItemError, DeleteItemOutput};
use aws_sdk_dynamodb::operation::get_item::{GetItem, GetItemError, GetItemOutput};
use aws_sdk_dynamodb::operation::put_item::{PutItem, PutItemError, PutItemOutput};
use aws_sdk_dynamodb::operation::query::{Query, QueryError, QueryOutput};
use aws_sdk_dynamodb::operation::scan::{Scan, ScanError, ScanOutput};
use aws_sdk_dynamodb::types::Select;
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;

use super::data_operation::DataOperation;
use super::parameters::Parameters;
use crate::item::Item;

/// An operation whose items are sealed and opened.
pub(super) trait ItemOperation: DataOperation + RuntimePlugin + Default {
    /// The operation's output, as the SDK has it.
    type Output: fmt::Debug + Send + Sync + 'static;
    /// The operation's error, as the SDK has it.
    type Error: StdError + Send + Sync + 'static;

    /// What of the input has to be checked.
    fn parameters(input: &Self::Input) -> Parameters<'_>;

    /// The items to seal.
    fn items_in(_input: &mut Self::Input) -> Vec<&mut Item> {
        Vec::new()
    }

    /// The items to open.
    fn items_out(output: &mut Self::Output) -> Vec<&mut Item>;

    /// The items to open in an error.
    fn items_err(_error: &mut Self::Error) -> Vec<&mut Item> {
        Vec::new()
    }
}

impl ItemOperation for PutItem {
    type Output = PutItemOutput;
    type Error = PutItemError;

    fn parameters(input: &Self::Input) -> Parameters<'_> {
        Parameters {
            unusable: vec![
                ("Expected", input.expected.is_some()),
                ("ConditionalOperator", input.conditional_operator.is_some()),
            ],
            keys: vec![],
            expressions: vec![("ConditionExpression", input.condition_expression())],
            names: input.expression_attribute_names(),
        }
    }

    fn items_in(input: &mut Self::Input) -> Vec<&mut Item> {
        input.item.iter_mut().collect()
    }

    fn items_out(output: &mut Self::Output) -> Vec<&mut Item> {
        output.attributes.iter_mut().collect()
    }

    fn items_err(error: &mut Self::Error) -> Vec<&mut Item> {
        match error {
            PutItemError::ConditionalCheckFailedException(failed) => failed.item.iter_mut().collect(),
            _ => Vec::new(),
        }
    }
}

impl ItemOperation for DeleteItem {
    type Output = DeleteItemOutput;
    type Error = DeleteItemError;

    fn parameters(input: &Self::Input) -> Parameters<'_> {
        Parameters {
            unusable: vec![
                ("Expected", input.expected.is_some()),
                ("ConditionalOperator", input.conditional_operator.is_some()),
            ],
            keys: vec![("Key", input.key())],
            expressions: vec![("ConditionExpression", input.condition_expression())],
            names: input.expression_attribute_names(),
        }
    }

    fn items_out(output: &mut Self::Output) -> Vec<&mut Item> {
        output.attributes.iter_mut().collect()
    }

    fn items_err(error: &mut Self::Error) -> Vec<&mut Item> {
        match error {
            DeleteItemError::ConditionalCheckFailedException(failed) => failed.item.iter_mut().collect(),
            _ => Vec::new(),
        }
    }
}

impl ItemOperation for GetItem {
    type Output = GetItemOutput;
    type Error = GetItemError;

    fn parameters(input: &Self::Input) -> Parameters<'_> {
        Parameters {
            unusable: vec![
                ("AttributesToGet", input.attributes_to_get.is_some()),
                ("ProjectionExpression", input.projection_expression.is_some()),
            ],
            keys: vec![("Key", input.key())],
            expressions: vec![],
            names: input.expression_attribute_names(),
        }
    }

    fn items_out(output: &mut Self::Output) -> Vec<&mut Item> {
        output.item.iter_mut().collect()
    }
}

impl ItemOperation for Query {
    type Output = QueryOutput;
    type Error = QueryError;

    fn parameters(input: &Self::Input) -> Parameters<'_> {
        Parameters {
            unusable: vec![
                ("AttributesToGet", input.attributes_to_get.is_some()),
                ("ConditionalOperator", input.conditional_operator.is_some()),
                ("KeyConditions", input.key_conditions.is_some()),
                ("ProjectionExpression", input.projection_expression.is_some()),
                ("QueryFilter", input.query_filter.is_some()),
                ("Select", input.select == Some(Select::SpecificAttributes)),
            ],
            keys: vec![("ExclusiveStartKey", input.exclusive_start_key())],
            expressions: vec![
                ("KeyConditionExpression", input.key_condition_expression()),
                ("FilterExpression", input.filter_expression()),
            ],
            names: input.expression_attribute_names(),
        }
    }

    fn items_out(output: &mut Self::Output) -> Vec<&mut Item> {
        output.items.iter_mut().flatten().collect()
    }
}

impl ItemOperation for Scan {
    type Output = ScanOutput;
    type Error = ScanError;

    fn parameters(input: &Self::Input) -> Parameters<'_> {
        Parameters {
            unusable: vec![
                ("AttributesToGet", input.attributes_to_get.is_some()),
                ("ConditionalOperator", input.conditional_operator.is_some()),
                ("ProjectionExpression", input.projection_expression.is_some()),
                ("ScanFilter", input.scan_filter.is_some()),
                ("Select", input.select == Some(Select::SpecificAttributes)),
            ],
            keys: vec![("ExclusiveStartKey", input.exclusive_start_key())],
            expressions: vec![("FilterExpression", input.filter_expression())],
            names: input.expression_attribute_names(),
        }
    }

    fn items_out(output: &mut Self::Output) -> Vec<&mut Item> {
        output.items.iter_mut().flatten().collect()
    }
}
