//! Where answers of several operations hold the same things.

use aws_sdk_dynamodb::error::{ErrorMetadata, ProvideErrorMetadata};
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::transact_get_items::TransactGetItemsError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::CancellationReason;
use aws_sdk_dynamodb::types::error::{ConditionalCheckFailedException, TransactionCanceledException};

use crate::value::Item;

/// The name under which the metadata of an error says why an item could not be opened that it would have.
const NOTE: &str = "unreadable_item";

/// The same with a note.
fn noted(meta: &ErrorMetadata, why: &str) -> ErrorMetadata {
    meta.clone().into_builder().custom(NOTE, why).build()
}

/// The error of a write that can have a condition.
pub(crate) trait FailedCondition {
    /// The stored item that did not satisfy the condition, where the error has it.
    fn failed_item(&self) -> Option<&Item>;

    fn failed_item_mut(&mut self) -> Option<&mut Item>;

    /// Takes the item out that could not be opened, and notes why.
    fn leave_out_failed_item(&mut self, why: &str);

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

    /// Takes the items out that could not be opened, which are empty, and notes why the first could not.
    fn leave_out_reason_items(&mut self, why: &str);
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

            fn leave_out_failed_item(&mut self, why: &str) {
                if let $error::ConditionalCheckFailedException(failed) = self {
                    let other = ConditionalCheckFailedException::builder();
                    let other = other.set_message(failed.message.take()).meta(noted(failed.meta(), why));
                    *failed = other.build();
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

            fn leave_out_reason_items(&mut self, why: &str) {
                if let $error::TransactionCanceledException(canceled) = self {
                    let mut reasons = canceled.cancellation_reasons.take();
                    for reason in reasons.iter_mut().flatten() {
                        reason.item.take_if(|item| item.is_empty());
                    }
                    let other = TransactionCanceledException::builder().set_cancellation_reasons(reasons);
                    let other = other.set_message(canceled.message.take()).meta(noted(canceled.meta(), why));
                    *canceled = other.build();
                }
            }
        }
    };
}

// A transaction that reads has no conditions, and so no items to show; but its error could have some.
canceled!(TransactGetItemsError);
canceled!(TransactWriteItemsError);
