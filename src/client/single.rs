//! The operations on one item: PutItem, DeleteItem and GetItem.

use aws_sdk_dynamodb::operation::delete_item::{DeleteItem, DeleteItemError, DeleteItemOutput};
use aws_sdk_dynamodb::operation::get_item::{GetItem, GetItemError, GetItemOutput};
use aws_sdk_dynamodb::operation::put_item::{PutItem, PutItemError, PutItemOutput};

use super::item_operation::{ItemOperation, Placed};
use super::parameters::{Expressions, check_key, none_of};
use super::read::Read;
use super::refusal::Refusal;
use super::tables::Tables;
use crate::table::TableConfig;

impl ItemOperation for PutItem {
    type Output = PutItemOutput;
    type Error = PutItemError;
    type Plan = TableConfig;

    fn plan(input: &mut Self::Input, tables: &Tables) -> Result<TableConfig, Refusal> {
        tables.plan_one(input.table_name(), |table| {
            none_of(&[
                ("Expected", input.expected.is_some()),
                ("ConditionalOperator", input.conditional_operator.is_some()),
            ])?;
            let (names, values) = (input.expression_attribute_names(), input.expression_attribute_values());
            Expressions::new(table, names, values).only_condition(input.condition_expression())?;
            Ok(table.clone())
        })
    }

    fn items_in<'a>(table: &'a TableConfig, input: &'a mut Self::Input) -> Vec<Placed<'a>> {
        Placed::all(table, &mut input.item)
    }

    fn items_out<'a>(table: &'a TableConfig, output: &'a mut Self::Output) -> Vec<Placed<'a>> {
        Placed::all(table, &mut output.attributes)
    }

    fn items_err<'a>(table: &'a TableConfig, error: &'a mut Self::Error) -> Vec<Placed<'a>> {
        match error {
            PutItemError::ConditionalCheckFailedException(failed) => Placed::all(table, &mut failed.item),
            _ => Vec::new(),
        }
    }
}

impl ItemOperation for DeleteItem {
    type Output = DeleteItemOutput;
    type Error = DeleteItemError;
    type Plan = TableConfig;

    fn plan(input: &mut Self::Input, tables: &Tables) -> Result<TableConfig, Refusal> {
        tables.plan_one(input.table_name(), |table| {
            none_of(&[
                ("Expected", input.expected.is_some()),
                ("ConditionalOperator", input.conditional_operator.is_some()),
            ])?;
            check_key(table, "Key", input.key())?;
            let (names, values) = (input.expression_attribute_names(), input.expression_attribute_values());
            Expressions::new(table, names, values).only_condition(input.condition_expression())?;
            Ok(table.clone())
        })
    }

    fn items_out<'a>(table: &'a TableConfig, output: &'a mut Self::Output) -> Vec<Placed<'a>> {
        Placed::all(table, &mut output.attributes)
    }

    fn items_err<'a>(table: &'a TableConfig, error: &'a mut Self::Error) -> Vec<Placed<'a>> {
        match error {
            DeleteItemError::ConditionalCheckFailedException(failed) => Placed::all(table, &mut failed.item),
            _ => Vec::new(),
        }
    }
}

impl ItemOperation for GetItem {
    type Output = GetItemOutput;
    type Error = GetItemError;
    type Plan = Read;

    fn plan(input: &mut Self::Input, tables: &Tables) -> Result<Read, Refusal> {
        let (read, unsent) = tables.plan_one(input.table_name(), |table| {
            none_of(&[("AttributesToGet", input.attributes_to_get.is_some())])?;
            check_key(table, "Key", input.key())?;
            let mut expressions = Expressions::new(table, input.expression_attribute_names(), None);
            let projection = expressions.projection(input.projection_expression())?;
            Ok((Read { table: table.clone(), projection }, expressions.finish()?))
        })?;
        input.projection_expression = None;
        unsent.remove_from(&mut input.expression_attribute_names, &mut None);
        Ok(read)
    }

    fn items_out<'a>(read: &'a Read, output: &'a mut Self::Output) -> Vec<Placed<'a>> {
        Placed::all(&read.table, &mut output.item)
    }

    async fn finish(read: &Read, output: &mut Self::Output) {
        if let Some(item) = &mut output.item {
            read.project(item).await;
        }
    }
}
