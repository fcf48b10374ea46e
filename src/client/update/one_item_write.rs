//! What the writes of one item have in common, and where they differ.

use std::collections::HashMap;

use aws_sdk_dynamodb::operation::delete_item::{DeleteItem, DeleteItemInput, DeleteItemOutput};
use aws_sdk_dynamodb::operation::put_item::builders::PutItemInputBuilder;
use aws_sdk_dynamodb::operation::put_item::{PutItem, PutItemInput, PutItemOutput};
use aws_sdk_dynamodb::operation::update_item::{UpdateItem, UpdateItemInput, UpdateItemOutput};
use aws_sdk_dynamodb::types::{ReturnValue, ReturnValuesOnConditionCheckFailure as OnFailure};
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;

use super::choice;
use super::part::{Action, Part, Sent};
use super::returned::{Returned, merged};
use crate::client::operation::answer::FailedCondition;
use crate::client::operation::{put_delete, update_item};
use crate::client::rules::matching::{AskedItem, Mismatch};
use crate::client::rules::parameters::WriteExpressions;
use crate::client::sdk::failure::Served;
use crate::client::sdk::seal::seal_to_store;
use crate::error::{AnswerProblem, Error};
use crate::rewrite::ReplacementRequest;
use crate::table::TableConfig;
use crate::value::Item;

/// The names of placeholders, as the SDK has them.
type Names = Option<HashMap<String, String>>;

/// An input that makes a replacement.
pub(super) enum Filled<I> {
    /// Of the operation itself.
    Own(I),
    /// The operation cannot take it, a put can.
    Put(Box<PutItemInputBuilder>),
}

/// An operation that writes one item.
pub(super) trait OneItemWrite: Served<Input: Clone, Error: FailedCondition> + RuntimePlugin {
    /// The operation's name.
    const NAME: &'static str;

    /// Whether DynamoDB changes the item itself, and makes one where there is none of what the request names.
    const IS_UPDATE: bool;

    /// The operation anew.
    fn anew() -> Self;

    /// The expressions of a checked input.
    fn expressions(plan: &Self::Plan) -> &WriteExpressions;

    /// The item that a checked input is about.
    fn asked(plan: &Self::Plan) -> &AskedItem;

    /// What is to be done with the item.
    fn part(plan: &Self::Plan, input: &Self::Input) -> Part;

    fn condition(input: &Self::Input) -> Option<&str>;

    fn condition_mut(input: &mut Self::Input) -> (&mut Option<String>, &mut Names);

    fn on_failure(input: &Self::Input) -> Option<&OnFailure>;

    fn on_failure_mut(input: &mut Self::Input) -> &mut Option<OnFailure>;

    /// The parameter with which an input chooses what the operation does not have, if there is one.
    fn unknown_choice(input: &Self::Input) -> Option<&'static str>;

    /// Seals the item of an input, if it has one.
    fn seal(table: &TableConfig, input: &mut Self::Input) -> impl Future<Output = Result<(), Error>> + Send;

    /// Makes an input one that changes nothing, by a condition that cannot hold.
    fn forbid(input: &mut Self::Input, key: Item, condition: String);

    /// Writes a replacement into an input. `None` where it is of another operation.
    fn fill(input: Self::Input, request: ReplacementRequest) -> Option<Filled<Self::Input>>;

    /// An output with these attributes.
    fn output(attributes: Option<Item>) -> Self::Output;

    /// The output of a put that has taken this operation's place.
    fn of_put(output: PutItemOutput) -> Self::Output;

    fn with_attributes(output: Self::Output, attributes: Option<Item>) -> Self::Output;

    /// The attributes that the application gets to see of a version that was written. `None` where the output has them,
    /// sealed.
    fn shown(
        plan: &Self::Plan,
        part: &Part,
        sent: Sent,
        output: &Self::Output,
    ) -> Option<Result<Option<Item>, Mismatch>>;
}

/// What all of them have, by the same names, and which `ReturnValues` there are beside that of nothing.
macro_rules! common {
    ($operation:ident, $output:ident, $($returned:ident)|+) => {
        const NAME: &'static str = stringify!($operation);

        fn anew() -> Self {
            $operation::new()
        }

        fn expressions(plan: &Self::Plan) -> &WriteExpressions {
            &plan.write
        }

        fn asked(plan: &Self::Plan) -> &AskedItem {
            &plan.asked
        }

        fn condition(input: &Self::Input) -> Option<&str> {
            input.condition_expression()
        }

        fn condition_mut(input: &mut Self::Input) -> (&mut Option<String>, &mut Names) {
            (&mut input.condition_expression, &mut input.expression_attribute_names)
        }

        fn on_failure(input: &Self::Input) -> Option<&OnFailure> {
            input.return_values_on_condition_check_failure()
        }

        fn on_failure_mut(input: &mut Self::Input) -> &mut Option<OnFailure> {
            &mut input.return_values_on_condition_check_failure
        }

        fn unknown_choice(input: &Self::Input) -> Option<&'static str> {
            let is_known = matches!(input.return_values(), None | Some(ReturnValue::None $(| ReturnValue::$returned)+));
            if !is_known {
                return Some("ReturnValues");
            }
            choice::of_write(
                input.return_values_on_condition_check_failure(),
                input.return_consumed_capacity(),
                input.return_item_collection_metrics(),
            )
        }

        fn output(attributes: Option<Item>) -> Self::Output {
            $output::builder().set_attributes(attributes).build()
        }

        fn with_attributes(mut output: Self::Output, attributes: Option<Item>) -> Self::Output {
            output.attributes = attributes;
            output
        }
    };
}

/// Writes the condition of a request into an input. What comes back where it does not hold is of no use.
macro_rules! fill_condition {
    ($input:ident, $request:ident) => {
        $input.condition_expression = $request.get_condition_expression().clone();
        $input.expression_attribute_names = $request.get_expression_attribute_names().clone();
        $input.expression_attribute_values = $request.get_expression_attribute_values().clone();
        $input.return_values_on_condition_check_failure = None;
    };
}

/// Takes everything from an input that could change something or hold a value.
macro_rules! forbid {
    ($input:ident, $condition:ident) => {
        $input.condition_expression = Some($condition);
        $input.expression_attribute_names = None;
        $input.expression_attribute_values = None;
        $input.return_values_on_condition_check_failure = None;
    };
}

impl OneItemWrite for UpdateItem {
    common!(UpdateItem, UpdateItemOutput, AllOld | AllNew | UpdatedOld | UpdatedNew);

    const IS_UPDATE: bool = true;

    fn part(plan: &update_item::Plan, input: &UpdateItemInput) -> Part {
        let returned = Returned::asked(input.return_values());
        let update = plan.write.update.clone().unwrap_or_default();
        let action = Action::Update { update, returned };
        Part::new(plan.asked.clone(), input.table_name(), plan.write.condition.clone(), action)
    }

    async fn seal(_: &TableConfig, _: &mut UpdateItemInput) -> Result<(), Error> {
        Ok(())
    }

    fn forbid(input: &mut UpdateItemInput, _: Item, condition: String) {
        forbid!(input, condition);
        input.update_expression = None;
    }

    fn fill(mut input: UpdateItemInput, request: ReplacementRequest) -> Option<Filled<UpdateItemInput>> {
        match request {
            ReplacementRequest::Update(request) => {
                fill_condition!(input, request);
                input.update_expression = request.get_update_expression().clone();
                input.return_values = Returned::asked(input.return_values()).sent();
                Some(Filled::Own(input))
            }
            ReplacementRequest::Put(request) => {
                let wants_old = input.return_values() == Some(&ReturnValue::AllOld);
                let request = request
                    .set_return_values(wants_old.then_some(ReturnValue::AllOld))
                    .set_return_consumed_capacity(input.return_consumed_capacity)
                    .set_return_item_collection_metrics(input.return_item_collection_metrics);
                Some(Filled::Put(Box::new(request)))
            }
            ReplacementRequest::Delete(_) => None,
        }
    }

    fn of_put(output: PutItemOutput) -> UpdateItemOutput {
        UpdateItemOutput::builder()
            .set_attributes(output.attributes)
            .set_consumed_capacity(output.consumed_capacity)
            .set_item_collection_metrics(output.item_collection_metrics)
            .build()
    }

    fn shown(
        plan: &update_item::Plan,
        part: &Part,
        sent: Sent,
        output: &UpdateItemOutput,
    ) -> Option<Result<Option<Item>, Mismatch>> {
        Some(updated(plan, part, sent, output))
    }
}

/// What the application gets to see of an update.
fn updated(
    plan: &update_item::Plan,
    part: &Part,
    sent: Sent,
    output: &UpdateItemOutput,
) -> Result<Option<Item>, Mismatch> {
    let table = part.table();
    plan.asked.match_metrics(output.item_collection_metrics())?;
    let Action::Update { returned, .. } = &part.action else { return Ok(sent.returned) };
    let (true, Some(answered)) = (returned.is_whole(), output.attributes()) else {
        return match output.attributes() {
            Some(_) => Err(Mismatch::new(table, AnswerProblem::OtherAttributes)),
            None => Ok(sent.returned),
        };
    };
    plan.asked.match_item(Some(answered))?;
    let mark = sent.shown(*returned == Returned::AllOld);
    if mark.is_nothing() && answered.keys().all(|name| table.is_key(name)) {
        // Of an item that was not there, some servers return the key.
        return Ok(Some(answered.clone()));
    }
    if !mark.is_of(table, answered) {
        return Err(Mismatch::new(table, AnswerProblem::OtherAttributes));
    }
    match sent.returned.clone() {
        Some(verified) if mark.leaves_unsigned() => Ok(Some(merged(table, verified, answered.clone()))),
        verified => Ok(verified),
    }
}

impl OneItemWrite for PutItem {
    common!(PutItem, PutItemOutput, AllOld);

    const IS_UPDATE: bool = false;

    fn part(plan: &put_delete::Plan, input: &PutItemInput) -> Part {
        let shows_old = input.return_values() == Some(&ReturnValue::AllOld);
        let action = Action::Put { item: input.item().cloned().unwrap_or_default(), shows_old };
        Part::new(plan.asked.clone(), input.table_name(), plan.write.condition.clone(), action)
    }

    async fn seal(table: &TableConfig, input: &mut PutItemInput) -> Result<(), Error> {
        if let Some(item) = input.item.take() {
            input.item = Some(seal_to_store(table, item).await?);
        }
        Ok(())
    }

    fn forbid(input: &mut PutItemInput, key: Item, condition: String) {
        forbid!(input, condition);
        input.item = Some(key);
    }

    fn fill(mut input: PutItemInput, request: ReplacementRequest) -> Option<Filled<PutItemInput>> {
        let ReplacementRequest::Put(request) = request else { return None };
        fill_condition!(input, request);
        input.item = request.get_item().clone();
        Some(Filled::Own(input))
    }

    fn of_put(output: PutItemOutput) -> PutItemOutput {
        output
    }

    fn shown(
        _: &put_delete::Plan,
        _: &Part,
        _: Sent,
        _: &PutItemOutput,
    ) -> Option<Result<Option<Item>, Mismatch>> {
        None
    }
}

impl OneItemWrite for DeleteItem {
    common!(DeleteItem, DeleteItemOutput, AllOld);

    const IS_UPDATE: bool = false;

    fn part(plan: &put_delete::Plan, input: &DeleteItemInput) -> Part {
        let condition = plan.write.condition.clone();
        Part::new(plan.asked.clone(), input.table_name(), condition, Action::Delete)
    }

    async fn seal(_: &TableConfig, _: &mut DeleteItemInput) -> Result<(), Error> {
        Ok(())
    }

    fn forbid(input: &mut DeleteItemInput, _: Item, condition: String) {
        forbid!(input, condition);
    }

    fn fill(mut input: DeleteItemInput, request: ReplacementRequest) -> Option<Filled<DeleteItemInput>> {
        let ReplacementRequest::Delete(request) = request else { return None };
        fill_condition!(input, request);
        Some(Filled::Own(input))
    }

    fn of_put(_: PutItemOutput) -> DeleteItemOutput {
        DeleteItemOutput::builder().build()
    }

    fn shown(
        _: &put_delete::Plan,
        _: &Part,
        _: Sent,
        _: &DeleteItemOutput,
    ) -> Option<Result<Option<Item>, Mismatch>> {
        None
    }
}
