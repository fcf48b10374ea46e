//! Why an encrypted item was not updated.

use std::error::Error as StdError;
use std::fmt;

use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::get_item::GetItemError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;

use crate::error::{BoxError, Error};

/// Why an encrypted item was not updated.
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
    /// At every attempt, the stored item was no longer the one that was read, or DynamoDB was too busy.
    Contended {
        /// How many times it was attempted.
        attempts: u32,
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
            UpdateError::Contended { attempts } => {
                write!(f, "the item was changed by others at each of {attempts} attempts")
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
            UpdateError::Contended { .. } => None,
        }
    }
}
