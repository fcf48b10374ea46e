//! The operations on one item: PutItem, DeleteItem and GetItem.

use aws_sdk_dynamodb::operation::delete_item::{DeleteItem, DeleteItemError, DeleteItemOutput};
use aws_sdk_dynamodb::operation::get_item::{GetItem, GetItemError, GetItemOutput};
use aws_sdk_dynamodb::operation::put_item::{PutItem, PutItemError, PutItemOutput};

use super::item_operation::{ItemOperation, Placed};
use super::read::{ReadItem, project};
use crate::client::rules::matching::{AskedItem, Mismatch};
use crate::client::rules::parameters::{Expressions, check_key, none_of};
use crate::client::rules::refusal::Refusal;
use crate::client::rules::tables::Tables;

impl ItemOperation for PutItem {
    type Output = PutItemOutput;
    type Error = PutItemError;
    type Plan = AskedItem;

    fn plan(input: &mut Self::Input, tables: &Tables) -> Result<AskedItem, Refusal> {
        tables.plan_one(input.table_name(), |table| {
            none_of(&[
                ("Expected", input.expected.is_some()),
                ("ConditionalOperator", input.conditional_operator.is_some()),
            ])?;
            let (names, values) = (input.expression_attribute_names(), input.expression_attribute_values());
            Expressions::new(table, names, values).only_condition(input.condition_expression())?;
            Ok(AskedItem::written(table, input.item()))
        })
    }

    fn items_in<'a>(asked: &'a AskedItem, input: &'a mut Self::Input) -> Vec<Placed<'a>> {
        Placed::all(&asked.table, &mut input.item)
    }

    async fn check(asked: &AskedItem, output: &mut Self::Output) -> Result<(), Mismatch> {
        asked.check(output.attributes())?;
        asked.check_metrics(output.item_collection_metrics())
    }

    fn check_err(asked: &AskedItem, error: &Self::Error) -> Result<(), Mismatch> {
        match error {
            PutItemError::ConditionalCheckFailedException(failed) => asked.check(failed.item()),
            _ => Ok(()),
        }
    }

    fn items_out<'a>(asked: &'a AskedItem, output: &'a mut Self::Output) -> Vec<Placed<'a>> {
        Placed::all(&asked.table, &mut output.attributes)
    }

    fn items_err<'a>(asked: &'a AskedItem, error: &'a mut Self::Error) -> Vec<Placed<'a>> {
        match error {
            PutItemError::ConditionalCheckFailedException(failed) => {
                Placed::all(&asked.table, &mut failed.item)
            }
            _ => Vec::new(),
        }
    }
}

impl ItemOperation for DeleteItem {
    type Output = DeleteItemOutput;
    type Error = DeleteItemError;
    type Plan = AskedItem;

    fn plan(input: &mut Self::Input, tables: &Tables) -> Result<AskedItem, Refusal> {
        tables.plan_one(input.table_name(), |table| {
            none_of(&[
                ("Expected", input.expected.is_some()),
                ("ConditionalOperator", input.conditional_operator.is_some()),
            ])?;
            check_key(table, "Key", input.key())?;
            let (names, values) = (input.expression_attribute_names(), input.expression_attribute_values());
            Expressions::new(table, names, values).only_condition(input.condition_expression())?;
            Ok(AskedItem::with_key(table, input.key()))
        })
    }

    async fn check(asked: &AskedItem, output: &mut Self::Output) -> Result<(), Mismatch> {
        asked.check(output.attributes())?;
        asked.check_metrics(output.item_collection_metrics())
    }

    fn check_err(asked: &AskedItem, error: &Self::Error) -> Result<(), Mismatch> {
        match error {
            DeleteItemError::ConditionalCheckFailedException(failed) => asked.check(failed.item()),
            _ => Ok(()),
        }
    }

    fn items_out<'a>(asked: &'a AskedItem, output: &'a mut Self::Output) -> Vec<Placed<'a>> {
        Placed::all(&asked.table, &mut output.attributes)
    }

    fn items_err<'a>(asked: &'a AskedItem, error: &'a mut Self::Error) -> Vec<Placed<'a>> {
        match error {
            DeleteItemError::ConditionalCheckFailedException(failed) => {
                Placed::all(&asked.table, &mut failed.item)
            }
            _ => Vec::new(),
        }
    }
}

impl ItemOperation for GetItem {
    type Output = GetItemOutput;
    type Error = GetItemError;
    type Plan = ReadItem;

    fn plan(input: &mut Self::Input, tables: &Tables) -> Result<ReadItem, Refusal> {
        let (read, unsent) = tables.plan_one(input.table_name(), |table| {
            none_of(&[("AttributesToGet", input.attributes_to_get.is_some())])?;
            check_key(table, "Key", input.key())?;
            let mut expressions = Expressions::new(table, input.expression_attribute_names(), None);
            let projection = expressions.projection(input.projection_expression())?;
            let asked = AskedItem::with_key(table, input.key());
            Ok((ReadItem { asked, projection }, expressions.finish()?))
        })?;
        input.projection_expression = None;
        unsent.remove_from(&mut input.expression_attribute_names, &mut None);
        Ok(read)
    }

    async fn check(read: &ReadItem, output: &mut Self::Output) -> Result<(), Mismatch> {
        read.asked.check(output.item())
    }

    fn items_out<'a>(read: &'a ReadItem, output: &'a mut Self::Output) -> Vec<Placed<'a>> {
        Placed::all(&read.asked.table, &mut output.item)
    }

    async fn finish(read: &ReadItem, output: &mut Self::Output) {
        if let Some(item) = &mut output.item {
            project(read.projection.as_ref(), item).await;
        }
    }
}
