//! Where answers of several operations hold the same things.

use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::transact_get_items::TransactGetItemsError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::CancellationReason;

use crate::value::Item;

/// The error of a write that can have a condition.
pub(crate) trait FailedCondition {
    /// The stored item that did not satisfy the condition, where the error has it.
    fn failed_item(&self) -> Option<&Item>;

    fn failed_item_mut(&mut self) -> Option<&mut Item>;

    /// Whether the condition did not hold.
    fn is_condition_failed(&self) -> bool;

    /// Gives the error the item that did not satisfy the condition, or takes it away.
    fn set_failed_item(&mut self, item: Option<Item>);
}

/// The error of a transaction.
pub(crate) trait Canceled {
    /// The stored items that did not satisfy the conditions of the transaction's parts, by the parts' positions.
    fn reason_items(&self) -> impl Iterator<Item = Option<&Item>>;

    fn reason_items_mut(&mut self) -> impl Iterator<Item = Option<&mut Item>>;
}

macro_rules! failed_condition {
    ($error:ident) => {
        impl FailedCondition for $error {
            fn failed_item(&self) -> Option<&Item> {
                match self {
                    $error::ConditionalCheckFailedException(failed) => failed.item(),
                    _ => None,
                }
            }

            fn failed_item_mut(&mut self) -> Option<&mut Item> {
                match self {
                    $error::ConditionalCheckFailedException(failed) => failed.item.as_mut(),
                    _ => None,
                }
            }

            fn is_condition_failed(&self) -> bool {
                self.is_conditional_check_failed_exception()
            }

            fn set_failed_item(&mut self, item: Option<Item>) {
                if let $error::ConditionalCheckFailedException(failed) = self {
                    failed.item = item;
                }
            }
        }
    };
}

failed_condition!(DeleteItemError);
failed_condition!(PutItemError);
failed_condition!(UpdateItemError);

macro_rules! canceled {
    ($error:ident) => {
        impl Canceled for $error {
            fn reason_items(&self) -> impl Iterator<Item = Option<&Item>> {
                let reasons = match self {
                    $error::TransactionCanceledException(canceled) => canceled.cancellation_reasons(),
                    _ => &[],
                };
                reasons.iter().map(CancellationReason::item)
            }

            fn reason_items_mut(&mut self) -> impl Iterator<Item = Option<&mut Item>> {
                let reasons = match self {
                    $error::TransactionCanceledException(canceled) => canceled.cancellation_reasons.as_mut(),
                    _ => None,
                };
                reasons.into_iter().flatten().map(|reason| reason.item.as_mut())
            }
        }
    };
}

// A transaction that reads has no conditions, and so no items to show; but its error could have some.
canceled!(TransactGetItemsError);
canceled!(TransactWriteItemsError);
