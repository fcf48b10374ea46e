//! The operations on pages of items: Query and Scan.

use aws_sdk_dynamodb::operation::query::{Query, QueryError, QueryOutput};
use aws_sdk_dynamodb::operation::scan::{Scan, ScanError, ScanOutput};
use aws_sdk_dynamodb::types::Select;

use super::item_operation::{ItemOperation, Placed, Refusal};
use super::parameters::{Expressions, check_key, none_of};
use super::tables::Tables;
use crate::table::TableConfig;

impl ItemOperation for Query {
    type Output = QueryOutput;
    type Error = QueryError;
    type Plan = TableConfig;

    fn plan(input: &mut Self::Input, tables: &Tables) -> Result<TableConfig, Refusal> {
        tables.plan_one(input.table_name(), |table| {
            none_of(&[
                ("AttributesToGet", input.attributes_to_get.is_some()),
                ("ConditionalOperator", input.conditional_operator.is_some()),
                ("KeyConditions", input.key_conditions.is_some()),
                ("ProjectionExpression", input.projection_expression.is_some()),
                ("QueryFilter", input.query_filter.is_some()),
                ("Select", input.select == Some(Select::SpecificAttributes)),
            ])?;
            check_key(table, "ExclusiveStartKey", input.exclusive_start_key())?;
            let (names, values) = (input.expression_attribute_names(), input.expression_attribute_values());
            let mut expressions = Expressions::new(table, names, values);
            expressions.key_condition(input.key_condition_expression())?;
            expressions.filter(input.filter_expression())?;
            expressions.finish()?;
            Ok(table.clone())
        })
    }

    fn items_out<'a>(table: &'a TableConfig, output: &'a mut Self::Output) -> Vec<Placed<'a>> {
        Placed::all(table, output.items.iter_mut().flatten())
    }
}

impl ItemOperation for Scan {
    type Output = ScanOutput;
    type Error = ScanError;
    type Plan = TableConfig;

    fn plan(input: &mut Self::Input, tables: &Tables) -> Result<TableConfig, Refusal> {
        tables.plan_one(input.table_name(), |table| {
            none_of(&[
                ("AttributesToGet", input.attributes_to_get.is_some()),
                ("ConditionalOperator", input.conditional_operator.is_some()),
                ("ProjectionExpression", input.projection_expression.is_some()),
                ("ScanFilter", input.scan_filter.is_some()),
                ("Select", input.select == Some(Select::SpecificAttributes)),
            ])?;
            check_key(table, "ExclusiveStartKey", input.exclusive_start_key())?;
            let (names, values) = (input.expression_attribute_names(), input.expression_attribute_values());
            let mut expressions = Expressions::new(table, names, values);
            expressions.filter(input.filter_expression())?;
            expressions.finish()?;
            Ok(table.clone())
        })
    }

    fn items_out<'a>(table: &'a TableConfig, output: &'a mut Self::Output) -> Vec<Placed<'a>> {
        Placed::all(table, output.items.iter_mut().flatten())
    }
}
