//! The parts of a transaction: what each asks for, and what is sent in its place.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::{
    ConditionCheck, Delete, Put, ReturnValuesOnConditionCheckFailure as OnFailure, TransactWriteItem, Update,
};

use super::call::internal;
use super::part::{Action, Part};
use super::returned::Returned;
use super::way::Guard;
use crate::client::operation::transact::WrittenPart;
use crate::client::sdk::failure::Failure;
use crate::error::BoxError;
use crate::rewrite::ReplacementRequest;
use crate::value::Item;

/// What is to be done with the item of a part.
pub(super) fn part(written: &WrittenPart, item: &TransactWriteItem) -> Option<Part> {
    let (table_name, action) = if let Some(put) = &item.put {
        (put.table_name(), Action::Put { item: put.item().clone(), shows_old: false })
    } else if let Some(update) = &item.update {
        let parsed = written.write.update.clone()?;
        (update.table_name(), Action::Update { update: parsed, returned: Returned::Nothing })
    } else if let Some(delete) = &item.delete {
        (delete.table_name(), Action::Delete)
    } else {
        (item.condition_check.as_ref()?.table_name(), Action::Check)
    };
    let condition = written.write.condition.clone();
    Some(Part::new(written.asked.clone(), Some(table_name), condition, action))
}

/// Whether the application wants to see the item if the condition does not hold.
pub(super) fn shows_failed_item(item: &TransactWriteItem) -> bool {
    on_failure(item) == Some(&OnFailure::AllOld)
}

/// What the application wants to see if the condition does not hold.
pub(super) fn on_failure(item: &TransactWriteItem) -> Option<&OnFailure> {
    let put = item.put.as_ref().and_then(Put::return_values_on_condition_check_failure);
    let update = item.update.as_ref().and_then(Update::return_values_on_condition_check_failure);
    let delete = item.delete.as_ref().and_then(Delete::return_values_on_condition_check_failure);
    let check = item.condition_check.as_ref();
    let check = check.and_then(ConditionCheck::return_values_on_condition_check_failure);
    [put, update, delete, check].into_iter().flatten().next()
}

/// A part for DynamoDB to carry out itself, where the stored item is as the guard says. `None` where that is too long.
pub(super) fn guarded(
    mut item: TransactWriteItem,
    part: &Part,
    guard: Guard,
) -> Result<Option<TransactWriteItem>, BoxError> {
    let table = part.table();
    let text =
        |names: &mut Option<HashMap<String, String>>| guard.condition(table, part.condition.as_ref(), names);
    // The item shows why the condition does not hold.
    let shown = Some(OnFailure::AllOld);
    macro_rules! guard {
        ($part:expr) => {
            if let Some(part) = $part {
                let Some(text) = text(&mut part.expression_attribute_names)? else { return Ok(None) };
                part.condition_expression = Some(text);
                part.return_values_on_condition_check_failure = shown.clone();
            }
        };
    }
    guard!(&mut item.put);
    guard!(&mut item.update);
    guard!(&mut item.delete);
    if let Some(check) = &mut item.condition_check {
        let Some(text) = text(&mut check.expression_attribute_names)? else { return Ok(None) };
        check.condition_expression = text;
        check.return_values_on_condition_check_failure = shown;
    }
    Ok(Some(item))
}

/// A check that cannot hold, in the place of a part whose condition does not.
pub(super) fn refused(part: &Part, shows_item: bool) -> Result<TransactWriteItem, Failure> {
    let shown = shows_item.then_some(OnFailure::AllOld);
    let check = ConditionCheck::builder().condition_expression(Guard::Sealed.impossible());
    let check = check.set_return_values_on_condition_check_failure(shown);
    let check = check.table_name(&part.table_name).set_key(Some(part.asked.key())).build();
    Ok(TransactWriteItem::builder().condition_check(check.map_err(Failure::ours)?).build())
}

/// What replaces the item of a part.
pub(super) fn replaced(part: &Part, request: ReplacementRequest) -> Result<TransactWriteItem, Failure> {
    macro_rules! conditional {
        ($builder:expr, $request:ident) => {
            $builder
                .table_name(&part.table_name)
                .set_condition_expression($request.get_condition_expression().clone())
                .set_expression_attribute_names($request.get_expression_attribute_names().clone())
                .set_expression_attribute_values($request.get_expression_attribute_values().clone())
        };
    }
    let key = || Some::<Item>(part.asked.key());
    let item = TransactWriteItem::builder();
    let item = match request {
        ReplacementRequest::Update(request) => match request.get_update_expression().clone() {
            Some(text) => {
                let update = conditional!(Update::builder(), request).update_expression(text);
                item.update(update.set_key(key()).build().map_err(Failure::ours)?)
            }
            // Nothing changes, if nobody else has changed anything.
            None => {
                let check = conditional!(ConditionCheck::builder(), request).set_key(key());
                item.condition_check(check.build().map_err(Failure::ours)?)
            }
        },
        ReplacementRequest::Put(request) => {
            let put = conditional!(Put::builder(), request).set_item(request.get_item().clone());
            item.put(put.build().map_err(Failure::ours)?)
        }
        ReplacementRequest::Delete(request) => match part.action {
            Action::Check => {
                let check = conditional!(ConditionCheck::builder(), request).set_key(key());
                item.condition_check(check.build().map_err(Failure::ours)?)
            }
            Action::Delete => {
                let delete = conditional!(Delete::builder(), request).set_key(key());
                item.delete(delete.build().map_err(Failure::ours)?)
            }
            Action::Update { .. } | Action::Put { .. } => {
                return Err(internal("a replacement is of another operation than its action"));
            }
        },
    };
    Ok(item.build())
}
