//! UpdateItem: DynamoDB changes the stored item itself, so only what nobody signed can be changed.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::operation::update_item::{
    UpdateItem, UpdateItemError, UpdateItemInput, UpdateItemOutput,
};
use aws_sdk_dynamodb::types::ReturnValue;

use super::item_operation::{ItemOperation, Placed};
use crate::client::rules::matching::{AskedItem, Mismatch};
use crate::client::rules::parameters::{Expressions, check_key, none_of};
use crate::client::rules::refusal::Refusal;
use crate::client::rules::tables::Tables;
use crate::error::{AnswerProblem, RefusedProblem};
use crate::expression::{Parameters, Update};

/// What is known of an update.
pub(crate) struct Plan {
    asked: AskedItem,
    returned: Returned,
}

/// What comes back.
enum Returned {
    /// The item, whole.
    Item,
    /// These of its attributes, of which the update changes parts: they are unsigned and so readable.
    Parts(BTreeSet<String>),
}

impl Returned {
    /// What an input asks for.
    fn of(input: &UpdateItemInput) -> Result<Self, RefusedProblem> {
        match input.return_values() {
            None | Some(ReturnValue::None) => Ok(Returned::Parts(BTreeSet::new())),
            Some(ReturnValue::UpdatedNew | ReturnValue::UpdatedOld) => Ok(Returned::Parts(updated(input)?)),
            Some(ReturnValue::AllNew | ReturnValue::AllOld) => Ok(Returned::Item),
            // What that would be, this version does not know.
            Some(_) => Err(RefusedProblem::Parameter { parameter: "ReturnValues" }),
        }
    }
}

/// The attributes that an update changes.
fn updated(input: &UpdateItemInput) -> Result<BTreeSet<String>, RefusedProblem> {
    let Some(text) = input.update_expression() else { return Ok(BTreeSet::new()) };
    let (names, values) = (input.expression_attribute_names(), input.expression_attribute_values());
    let update = Update::parse(text, &Parameters { names, values }).map_err(|error| {
        RefusedProblem::Expression { parameter: "UpdateExpression", reason: error.to_string() }
    })?;
    Ok(update.written().into_iter().map(str::to_owned).collect())
}

impl ItemOperation for UpdateItem {
    type Output = UpdateItemOutput;
    type Error = UpdateItemError;
    type Plan = Plan;

    fn plan(input: &mut Self::Input, tables: &Tables) -> Result<Plan, Refusal> {
        tables.plan_one(input.table_name(), |table| {
            none_of(&[
                ("AttributeUpdates", input.attribute_updates.is_some()),
                ("Expected", input.expected.is_some()),
                ("ConditionalOperator", input.conditional_operator.is_some()),
            ])?;
            check_key(table, "Key", input.key())?;
            let (names, values) = (input.expression_attribute_names(), input.expression_attribute_values());
            Expressions::new(table, names, values)
                .only_update(input.update_expression(), input.condition_expression())?;
            Ok(Plan { asked: AskedItem::with_key(table, input.key()), returned: Returned::of(input)? })
        })
    }

    async fn check(plan: &Plan, output: &mut Self::Output) -> Result<(), Mismatch> {
        let Plan { asked, returned } = plan;
        match returned {
            Returned::Item => asked.check(output.attributes())?,
            Returned::Parts(names) => {
                let mut attributes = output.attributes().into_iter().flat_map(|attributes| attributes.keys());
                if attributes.any(|name| !names.contains(name)) {
                    return Err(Mismatch::new(&asked.table, AnswerProblem::OtherAttributes));
                }
            }
        }
        asked.check_metrics(output.item_collection_metrics())
    }

    fn check_err(plan: &Plan, error: &Self::Error) -> Result<(), Mismatch> {
        match error {
            UpdateItemError::ConditionalCheckFailedException(failed) => plan.asked.check(failed.item()),
            _ => Ok(()),
        }
    }

    fn items_out<'a>(plan: &'a Plan, output: &'a mut Self::Output) -> Vec<Placed<'a>> {
        match plan.returned {
            Returned::Item => Placed::all(&plan.asked.table, &mut output.attributes),
            Returned::Parts(_) => Vec::new(),
        }
    }

    fn items_err<'a>(plan: &'a Plan, error: &'a mut Self::Error) -> Vec<Placed<'a>> {
        match error {
            UpdateItemError::ConditionalCheckFailedException(failed) => {
                Placed::all(&plan.asked.table, &mut failed.item)
            }
            _ => Vec::new(),
        }
    }
}
