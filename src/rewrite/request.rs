//! The request that replaces an item.

use std::error::Error as StdError;
use std::fmt;

use aws_sdk_dynamodb::config::http::HttpResponse;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::delete_item::builders::DeleteItemInputBuilder;
use aws_sdk_dynamodb::operation::put_item::builders::PutItemInputBuilder;
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemInputBuilder;
use aws_sdk_dynamodb::types::{ConsumedCapacity, ReturnConsumedCapacity};
use aws_sdk_dynamodb::{Client, Error};

/// The request that makes a [`Replacement`](crate::Replacement): table, key, condition, names and values are filled in.
///
/// The builders are the SDK's. Send them with [`send_with`](Self::send_with), or take them apart, for
/// `TransactWriteItems` for example: `get_condition_expression` and its like read what is in them.
///
/// Example: [`Replacement`](crate::Replacement).
#[derive(Clone)]
#[non_exhaustive]
pub enum ReplacementRequest {
    /// Sets and removes the attributes that differ. What others add meanwhile, and what the condition does not name,
    /// stays.
    Update(UpdateItemInputBuilder),
    /// Writes the whole item: it is new, or the update is more than one UpdateItem can take. In the latter case an
    /// attribute is lost that somebody else adds meanwhile and that no condition can name, because the table only
    /// knows its prefix.
    Put(PutItemInputBuilder),
    /// Deletes the item, with all of its attributes.
    Delete(DeleteItemInputBuilder),
}

impl ReplacementRequest {
    /// Sends the request. Returns whether the item was replaced: `false` means that it was no longer the one that was
    /// read, and that nothing was written. Read it again, and start over.
    ///
    /// `client` must be one that does not encrypt: the items are as they are stored, and a client that encrypts refuses
    /// or seals them. The sender's policy needs `dynamodb:UpdateItem`, `dynamodb:PutItem` and `dynamodb:DeleteItem`, as
    /// far as they come up.
    ///
    /// If the client retries a write whose answer was lost, the retry may find the result of the first attempt, and
    /// `false` is returned although the item was replaced. A walk that looks at the item again does not mind. A change
    /// that must not be made twice, such as a counter, needs a client that does not retry.
    ///
    /// # Errors
    /// Everything else that DynamoDB or the SDK reports. A `ValidationException` is about this item: it is too large,
    /// for example. Errors of access, throughput and transport concern all items alike; after a timeout, the item may
    /// have been replaced nevertheless.
    pub async fn send_with(self, client: &Client) -> Result<bool, Box<Error>> {
        let sent = match self {
            ReplacementRequest::Update(update) => update.send_with(client).await.map(drop).map_err(Error::from),
            ReplacementRequest::Put(put) => put.send_with(client).await.map(drop).map_err(Error::from),
            ReplacementRequest::Delete(delete) => delete.send_with(client).await.map(drop).map_err(Error::from),
        };
        match sent {
            Ok(()) => Ok(true),
            Err(Error::ConditionalCheckFailedException(_)) => Ok(false),
            Err(error) => Err(Box::new(error)),
        }
    }

    /// Sends the request as [`send_with`](Self::send_with) does, and says what that has consumed.
    pub(crate) async fn send_measured(self, client: &Client) -> Sent {
        let total = ReturnConsumedCapacity::Total;
        match self {
            ReplacementRequest::Update(update) => {
                let sent = update.return_consumed_capacity(total).send_with(client).await;
                Sent::of(sent.map(|output| output.consumed_capacity))
            }
            ReplacementRequest::Put(put) => {
                let sent = put.return_consumed_capacity(total).send_with(client).await;
                Sent::of(sent.map(|output| output.consumed_capacity))
            }
            ReplacementRequest::Delete(delete) => {
                let sent = delete.return_consumed_capacity(total).send_with(client).await;
                Sent::of(sent.map(|output| output.consumed_capacity))
            }
        }
    }
}

/// What became of a request that was sent.
pub(crate) enum Sent {
    /// The item was replaced. With the write units that this consumed, where DynamoDB says it.
    Replaced(Option<f64>),
    /// It was no longer the one that was read.
    Changed,
    Failed {
        error: Box<Error>,
        /// Whether trying again may help.
        is_transient: bool,
    },
}

impl Sent {
    fn of<E>(sent: Result<Option<ConsumedCapacity>, SdkError<E, HttpResponse>>) -> Self
    where
        E: ProvideErrorMetadata + StdError + 'static,
        Error: From<SdkError<E, HttpResponse>>,
    {
        let failed = match sent {
            Ok(consumed) => return Sent::Replaced(consumed.and_then(|consumed| consumed.capacity_units)),
            Err(failed) => failed,
        };
        let is_transient = crate::error::Error::is_transient_in(&failed);
        let error = Error::from(failed);
        if matches!(error, Error::ConditionalCheckFailedException(_)) {
            return Sent::Changed;
        }
        Sent::Failed { error: Box::new(error), is_transient }
    }
}

/// Without the item: it may be plaintext.
impl fmt::Debug for ReplacementRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ReplacementRequest::Update(_) => "Update(..)",
            ReplacementRequest::Put(_) => "Put(..)",
            ReplacementRequest::Delete(_) => "Delete(..)",
        })
    }
}
