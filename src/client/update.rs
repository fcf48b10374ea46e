//! UpdateItem: DynamoDB changes the stored item itself, so only what nobody signed can be changed.

use aws_sdk_dynamodb::operation::update_item::{UpdateItem, UpdateItemError, UpdateItemOutput};
use aws_sdk_dynamodb::types::ReturnValue;

use super::item_operation::{ItemOperation, Placed};
use super::parameters::{Expressions, check_key, none_of};
use super::refusal::Refusal;
use super::tables::Tables;
use crate::table::TableConfig;

/// What is known of an update.
pub(super) struct Plan {
    table: TableConfig,
    /// Whether the item comes back whole. The parts that an update changes are unsigned and so readable.
    returns_item: bool,
}

impl ItemOperation for UpdateItem {
    type Output = UpdateItemOutput;
    type Error = UpdateItemError;
    type Plan = Plan;

    fn plan(input: &mut Self::Input, tables: &Tables) -> Result<Plan, Refusal> {
        tables.plan_one(input.table_name(), |table| {
            let returned = input.return_values();
            let returns_part = matches!(
                returned,
                None | Some(ReturnValue::None | ReturnValue::UpdatedNew | ReturnValue::UpdatedOld)
            );
            let returns_item = matches!(returned, Some(ReturnValue::AllNew | ReturnValue::AllOld));
            none_of(&[
                ("AttributeUpdates", input.attribute_updates.is_some()),
                ("Expected", input.expected.is_some()),
                ("ConditionalOperator", input.conditional_operator.is_some()),
                ("ReturnValues", !returns_part && !returns_item),
            ])?;
            check_key(table, "Key", input.key())?;
            let (names, values) = (input.expression_attribute_names(), input.expression_attribute_values());
            Expressions::new(table, names, values)
                .only_update(input.update_expression(), input.condition_expression())?;
            Ok(Plan { table: table.clone(), returns_item })
        })
    }

    fn items_out<'a>(plan: &'a Plan, output: &'a mut Self::Output) -> Vec<Placed<'a>> {
        if plan.returns_item { Placed::all(&plan.table, &mut output.attributes) } else { Vec::new() }
    }

    fn items_err<'a>(plan: &'a Plan, error: &'a mut Self::Error) -> Vec<Placed<'a>> {
        match error {
            UpdateItemError::ConditionalCheckFailedException(failed) => {
                Placed::all(&plan.table, &mut failed.item)
            }
            _ => Vec::new(),
        }
    }
}
