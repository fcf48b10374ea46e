//! Errors of this crate in the errors of failed calls.

use std::error::Error as StdError;
use std::sync::Arc;

use aws_sdk_dynamodb::config::http::HttpResponse;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::transact_get_items::TransactGetItemsError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;

use super::class_of_call;
use super::{Error, ErrorClass, UnreadableItem};

/// The items that an error of DynamoDB's had and that could not be read. The SDK's errors have no place for a source;
/// this goes with the answer that they keep.
#[derive(Clone)]
pub(crate) struct LeftOutOfError(Arc<[UnreadableItem]>);

impl LeftOutOfError {
    pub(crate) fn new(items: Vec<UnreadableItem>) -> Self {
        LeftOutOfError(items.into())
    }

    /// What went with the answer that an error keeps.
    fn of<'a>(error: &'a (dyn StdError + 'static)) -> &'a [UnreadableItem] {
        /// The answer that the error of an operation keeps, if it is one of that operation.
        fn answer<'a, E: StdError + 'static>(error: &'a (dyn StdError + 'static)) -> Option<&'a HttpResponse> {
            error.downcast_ref::<SdkError<E, HttpResponse>>()?.raw_response()
        }
        let answer = answer::<PutItemError>(error)
            .or_else(|| answer::<UpdateItemError>(error))
            .or_else(|| answer::<DeleteItemError>(error))
            .or_else(|| answer::<TransactWriteItemsError>(error))
            .or_else(|| answer::<TransactGetItemsError>(error));
        answer.and_then(HttpResponse::extension).map_or(&[], |LeftOutOfError(items)| items)
    }
}

/// The errors that an error is made of, beginning with itself.
fn chain<'a>(error: &'a (dyn StdError + 'static)) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |error: &&'a (dyn StdError + 'static)| (**error).source())
}

impl Error {
    /// The first error of this crate in an error that holds it, such as the SDK's `SdkError` of a wrapped client, or an
    /// [`UnreadableItem`].
    ///
    /// It is also found where an error of DynamoDB's would have had an item that could not be read, see
    /// [`UnreadableItem::all_in`].
    ///
    /// ```
    /// # use dynamodb_item_encryptor::Error;
    /// # use aws_sdk_dynamodb::{error::SdkError, operation::get_item::GetItemError};
    /// fn explain(error: &SdkError<GetItemError>) {
    ///     match Error::find_in(error) {
    ///         Some(own) if own.is_transient() => println!("try again: {own}"),
    ///         Some(own) => println!("{own}"),
    ///         None => println!("DynamoDB's own: {error}"),
    ///     }
    /// }
    /// ```
    pub fn find_in<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a Error> {
        let beside = || UnreadableItem::all_in(error).first().map(|item| &item.error);
        chain(error).find_map(|error| error.downcast_ref()).or_else(beside)
    }

    /// Whether trying a failed call of a wrapped client again may help, for code that retries whatever the call.
    ///
    /// An item that cannot be read is a `ResponseError` to the SDK, like an answer that was cut off, although
    /// reading it again fails again: here it is told from that. Where the error is one of this crate's,
    /// [`is_transient`](Self::is_transient) decides; otherwise it is what the SDK retries itself: timeouts, broken connections, throttling and
    /// failures of the service. As with the SDK's own retries, a write may have been carried out although its answer did
    /// not come through.
    ///
    /// ```
    /// # use aws_sdk_dynamodb::{Client, error::SdkError, operation::get_item::{GetItemError, GetItemOutput}};
    /// # use dynamodb_item_encryptor::Error;
    /// async fn read(client: &Client, id: &str) -> Result<GetItemOutput, SdkError<GetItemError>> {
    ///     let get = client.get_item().table_name("Customers");
    ///     let get = get.key("id", aws_sdk_dynamodb::types::AttributeValue::S(id.to_owned()));
    ///     loop {
    ///         match get.clone().send().await {
    ///             Err(error) if Error::is_transient_in(&error) => continue, // with pauses, and only so often
    ///             outcome => return outcome,
    ///         }
    ///     }
    /// }
    /// ```
    pub fn is_transient_in<E>(error: &SdkError<E, HttpResponse>) -> bool
    where
        E: ProvideErrorMetadata + StdError + 'static,
    {
        let class = match (error, Error::find_in(error)) {
            // What DynamoDB says counts, whether or not an item could be read that it shows.
            (SdkError::ServiceError(_), _) | (_, None) => class_of_call(error),
            (_, Some(own)) => own.class(),
        };
        class == ErrorClass::Transient
    }
}

impl UnreadableItem {
    /// The items that an error of a wrapped client would have shown, could they have been read: those that did not
    /// satisfy the conditions of a write with `ReturnValuesOnConditionCheckFailure`.
    ///
    /// Such an error stays what it is, for example a `ConditionalCheckFailedException`, without the item. An error
    /// without an item can also mean that there is none: look here before it is taken for that.
    ///
    /// ```
    /// # use aws_sdk_dynamodb::{error::SdkError, operation::put_item::PutItemError};
    /// # use dynamodb_item_encryptor::UnreadableItem;
    /// fn report(error: &SdkError<PutItemError>) {
    ///     for item in UnreadableItem::all_in(error) {
    ///         println!("{item}: {}", item.error);
    ///     }
    /// }
    /// ```
    pub fn all_in<'a>(error: &'a (dyn StdError + 'static)) -> &'a [UnreadableItem] {
        let mut beside = chain(error).map(LeftOutOfError::of);
        beside.find(|items| !items.is_empty()).unwrap_or_default()
    }
}
