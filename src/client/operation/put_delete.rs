//! PutItem and DeleteItem: writes that replace or remove a whole item, and may return the one that was there.

use aws_sdk_dynamodb::operation::delete_item::{
    DeleteItem, DeleteItemError, DeleteItemInput, DeleteItemOutput,
};
use aws_sdk_dynamodb::operation::put_item::{PutItem, PutItemError, PutItemInput, PutItemOutput};

use super::answer::FailedCondition;
use super::item_operation::{ItemOperation, Placed};
use crate::client::rules::matching::{AskedItem, Mismatch};
use crate::client::rules::parameters::{Expressions, WriteExpressions, check_key, refuse_given};
use crate::client::rules::refusal::Refusal;
use crate::client::rules::tables::Tables;
use crate::error::RefusedProblem;
use crate::table::TableConfig;
use crate::value::Item;

/// What is known of a put or a delete.
pub(crate) struct Plan {
    pub(crate) asked: AskedItem,
    pub(crate) write: WriteExpressions,
}

/// Implements [`ItemOperation`] for a write of one item. `asked` says which item that is, and `written` where the
/// input has one to seal.
macro_rules! write_operation {
    ($operation:ident, $input:ident, $output:ident, $error:ident, asked: $asked:ident, written: $written:ident) => {
        impl ItemOperation for $operation {
            type Output = $output;
            type Error = $error;
            type Plan = Plan;

            fn check(input: &mut Self::Input, tables: &Tables) -> Result<Plan, Refusal> {
                tables.check_one(input.table_name(), |table| {
                    refuse_given(&[
                        ("Expected", input.expected.is_some()),
                        ("ConditionalOperator", input.conditional_operator.is_some()),
                    ])?;
                    let asked = $asked(table, input)?;
                    let (names, values) =
                        (input.expression_attribute_names(), input.expression_attribute_values());
                    let write =
                        Expressions::new(table, names, values).write(None, input.condition_expression())?;
                    Ok(Plan { asked, write })
                })
            }

            fn items_in<'a>(plan: &'a Plan, input: &'a mut Self::Input) -> Vec<Placed<'a>> {
                Placed::all(&plan.asked.table, $written(input))
            }

            async fn match_output(plan: &Plan, output: &mut Self::Output) -> Result<(), Mismatch> {
                plan.asked.match_item(output.attributes())?;
                plan.asked.match_metrics(output.item_collection_metrics())
            }

            fn match_error(plan: &Plan, error: &Self::Error) -> Result<(), Mismatch> {
                plan.asked.match_item(error.failed_item())
            }

            fn items_out<'a>(plan: &'a Plan, output: &'a mut Self::Output) -> Vec<Placed<'a>> {
                Placed::all(&plan.asked.table, &mut output.attributes)
            }

            fn items_err<'a>(plan: &'a Plan, error: &'a mut Self::Error) -> Vec<Placed<'a>> {
                Placed::all(&plan.asked.table, error.failed_item_mut())
            }

            fn leave_out_of_error(error: &mut Self::Error, why: &str) {
                error.leave_out_failed_item(why);
            }
        }
    };
}

// Source: `specification/dynamodb-encryption-client/ddb-sdk-integration.md`, section "Decrypt after PutItem".
write_operation!(PutItem, PutItemInput, PutItemOutput, PutItemError, asked: put, written: put_item);
// Source: `specification/dynamodb-encryption-client/ddb-sdk-integration.md`, section "Decrypt after DeleteItem".
write_operation!(DeleteItem, DeleteItemInput, DeleteItemOutput, DeleteItemError, asked: deleted, written: no_item);

fn put(table: &TableConfig, input: &PutItemInput) -> Result<AskedItem, RefusedProblem> {
    Ok(AskedItem::written(table, input.item()))
}

fn put_item(input: &mut PutItemInput) -> Option<&mut Item> {
    input.item.as_mut()
}

fn deleted(table: &TableConfig, input: &DeleteItemInput) -> Result<AskedItem, RefusedProblem> {
    check_key(table, "Key", input.key())?;
    Ok(AskedItem::with_key(table, input.key()))
}

fn no_item(_: &mut DeleteItemInput) -> Option<&mut Item> {
    None
}
