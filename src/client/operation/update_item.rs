//! UpdateItem: DynamoDB changes the stored item itself, so it can only change what nobody signed.
//!
//! What else an update asks for is found here, and carried out in `client/update`.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::operation::update_item::{
    UpdateItem, UpdateItemError, UpdateItemInput, UpdateItemOutput,
};
use aws_sdk_dynamodb::types::ReturnValue;

use super::answer::FailedCondition;
use super::item_operation::{ItemOperation, Placed};
use crate::client::rules::matching::{AskedItem, Mismatch};
use crate::client::rules::parameters::{Expressions, WriteExpressions, check_key, refuse_given};
use crate::client::rules::refusal::Refusal;
use crate::client::rules::tables::Tables;
use crate::error::{AnswerProblem, RefusedProblem};
use crate::expression::Update;

/// What is known of an update.
pub(crate) struct Plan {
    pub(crate) asked: AskedItem,
    returned: Returned,
    pub(crate) write: WriteExpressions,
}

/// What comes back.
enum Returned {
    /// The item, whole.
    Item,
    /// Those of its attributes that the update changes, at least in part. They are unsigned and so readable.
    Parts(BTreeSet<String>),
}

impl Returned {
    /// What an input with this update asks for.
    fn of(input: &UpdateItemInput, update: Option<&Update>) -> Result<Self, RefusedProblem> {
        match input.return_values() {
            None | Some(ReturnValue::None) => Ok(Returned::Parts(BTreeSet::new())),
            Some(ReturnValue::UpdatedNew | ReturnValue::UpdatedOld) => {
                let written = update.map(Update::written).into_iter().flatten();
                Ok(Returned::Parts(written.map(str::to_owned).collect()))
            }
            Some(ReturnValue::AllNew | ReturnValue::AllOld) => Ok(Returned::Item),
            // This version does not know what that would be.
            Some(_) => Err(RefusedProblem::Parameter { parameter: "ReturnValues" }),
        }
    }
}

impl ItemOperation for UpdateItem {
    type Output = UpdateItemOutput;
    type Error = UpdateItemError;
    type Plan = Plan;

    fn check(input: &mut Self::Input, tables: &Tables) -> Result<Plan, Refusal> {
        tables.check_one(input.table_name(), |table| {
            refuse_given(&[
                ("AttributeUpdates", input.attribute_updates.is_some()),
                ("Expected", input.expected.is_some()),
                ("ConditionalOperator", input.conditional_operator.is_some()),
            ])?;
            check_key(table, "Key", input.key())?;
            let (names, values) = (input.expression_attribute_names(), input.expression_attribute_values());
            let write = Expressions::new(table, names, values)
                .write(input.update_expression(), input.condition_expression())?;
            let returned = Returned::of(input, write.update.as_ref())?;
            Ok(Plan { asked: AskedItem::with_key(table, input.key()), returned, write })
        })
    }

    async fn match_output(plan: &Plan, output: &mut Self::Output) -> Result<(), Mismatch> {
        let Plan { asked, returned, write: _ } = plan;
        match returned {
            Returned::Item => asked.match_item(output.attributes())?,
            Returned::Parts(names) => {
                let mut attributes = output.attributes().into_iter().flat_map(|attributes| attributes.keys());
                if attributes.any(|name| !names.contains(name)) {
                    return Err(Mismatch::new(&asked.table, AnswerProblem::OtherAttributes));
                }
            }
        }
        asked.match_metrics(output.item_collection_metrics())
    }

    fn match_error(plan: &Plan, error: &Self::Error) -> Result<(), Mismatch> {
        plan.asked.match_item(error.failed_item())
    }

    fn items_out<'a>(plan: &'a Plan, output: &'a mut Self::Output) -> Vec<Placed<'a>> {
        match plan.returned {
            Returned::Item => Placed::all(&plan.asked.table, &mut output.attributes),
            Returned::Parts(_) => Vec::new(),
        }
    }

    fn items_err<'a>(plan: &'a Plan, error: &'a mut Self::Error) -> Vec<Placed<'a>> {
        Placed::all(&plan.asked.table, error.failed_item_mut())
    }

    fn leave_out_of_error(error: &mut Self::Error, why: &str) {
        error.leave_out_failed_item(why);
    }
}
