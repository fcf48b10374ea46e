//! Why an encrypted item was not updated.

use std::error::Error as StdError;
use std::fmt;

use aws_sdk_dynamodb::config::http::HttpResponse;
use aws_sdk_dynamodb::error::{ErrorMetadata, ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::get_item::GetItemError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;

use aws_sdk_dynamodb::types::error as kinds;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;

use crate::error::{BoxError, Error};

/// The status with which DynamoDB refuses a request.
const BAD_REQUEST: u16 = 400;

/// Why an encrypted item was not updated.
///
/// Example: [`update_encrypted`](crate::UpdateEncrypted::update_encrypted).
#[derive(Debug)]
#[non_exhaustive]
pub enum UpdateError {
    /// The item could not be read.
    Get(Box<SdkError<GetItemError>>),
    /// The changed item could not be written. Unless DynamoDB has refused it, it may have been written
    /// all the same.
    Update(Box<SdkError<UpdateItemError>>),
    /// An item that did not exist, or of which more has changed than an update can take, could not be written.
    /// Unless DynamoDB has refused it, it may have been written
    /// all the same.
    Put(Box<SdkError<PutItemError>>),
    /// The item could not be deleted. Unless DynamoDB has refused it, it may be gone all the same.
    Delete(Box<SdkError<DeleteItemError>>),
    /// The item could not be changed: the application's error, or why the expression does not fit.
    Change(BoxError),
    /// The item does not satisfy the condition. Nothing was written.
    ConditionFailed,
    /// At every attempt, the stored item was no longer the one that was read, or DynamoDB was too busy.
    Contended {
        /// How many times it was attempted.
        attempts: u32,
        /// Why the last attempt has failed: the SDK's error.
        source: BoxError,
    },
    /// The item cannot be updated in this way.
    Refused(Error),
}

impl fmt::Display for UpdateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            UpdateError::Get(_) => f.write_str("the item could not be read"),
            UpdateError::Update(_) | UpdateError::Put(_) => f.write_str("the item could not be written"),
            UpdateError::Delete(_) => f.write_str("the item could not be deleted"),
            UpdateError::Change(_) => f.write_str("the item could not be changed"),
            UpdateError::ConditionFailed => f.write_str("the item does not satisfy the condition"),
            UpdateError::Contended { attempts, .. } => {
                write!(
                    f,
                    "the item was changed by others, or DynamoDB was too busy, at each of {attempts} attempts"
                )
            }
            UpdateError::Refused(_) => f.write_str("the item cannot be updated in this way"),
        }
    }
}

impl StdError for UpdateError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            UpdateError::Get(error) => Some(error.as_ref()),
            UpdateError::Update(error) => Some(error.as_ref()),
            UpdateError::Put(error) => Some(error.as_ref()),
            UpdateError::Delete(error) => Some(error.as_ref()),
            UpdateError::Change(error) => Some(error.as_ref()),
            UpdateError::Refused(error) => Some(error),
            UpdateError::Contended { source, .. } => Some(source.as_ref()),
            UpdateError::ConditionFailed => None,
        }
    }
}

/// As UpdateItem fails, for code that handles both: a condition that does not hold is a
/// `ConditionalCheckFailedException`, contention a `TransactionConflictException`, what DynamoDB has answered to the read or
/// the write is that, and what was not sent is a `ConstructionFailure` with this error as its source.
impl From<UpdateError> for SdkError<UpdateItemError, HttpResponse> {
    fn from(error: UpdateError) -> Self {
        match error {
            UpdateError::Get(error) => error.map_service_error(of_another),
            UpdateError::Update(error) => *error,
            UpdateError::Put(error) => error.map_service_error(of_another),
            UpdateError::Delete(error) => error.map_service_error(of_another),
            UpdateError::ConditionFailed => {
                made_up("ConditionalCheckFailedException", "The conditional request failed")
            }
            UpdateError::Contended { .. } => made_up("TransactionConflictException", &error.to_string()),
            UpdateError::Change(_) | UpdateError::Refused(_) => SdkError::construction_failure(error),
        }
    }
}

/// An error of another operation as one of UpdateItem.
fn of_another(error: impl ProvideErrorMetadata) -> UpdateItemError {
    of_meta(error.meta().clone())
}

fn made_up(code: &str, message: &str) -> SdkError<UpdateItemError, HttpResponse> {
    let error = of_meta(ErrorMetadata::builder().code(code).message(message).build());
    match StatusCode::try_from(BAD_REQUEST) {
        Ok(status) => SdkError::service_error(error, HttpResponse::new(status, SdkBody::empty())),
        Err(_) => SdkError::construction_failure(error),
    }
}

/// The error of UpdateItem that has this code.
fn of_meta(meta: ErrorMetadata) -> UpdateItemError {
    macro_rules! modelled {
        ($($kind:ident),* $(,)?) => {
            match meta.code() {
                $(Some(stringify!($kind)) => {
                    let error = kinds::$kind::builder().set_message(meta.message().map(str::to_owned));
                    UpdateItemError::$kind(error.meta(meta).build())
                })*
                _ => UpdateItemError::generic(meta),
            }
        };
    }
    modelled!(
        ConditionalCheckFailedException,
        ItemCollectionSizeLimitExceededException,
        ProvisionedThroughputExceededException,
        ReplicatedWriteConflictException,
        RequestLimitExceeded,
        ResourceNotFoundException,
        ThrottlingException,
        TransactionConflictException,
    )
}
