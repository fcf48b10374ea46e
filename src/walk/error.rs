//! What stops a walk, and what is wrong with an item of it.

use std::error::Error as StdError;
use std::fmt;

use super::checkpoint::CheckpointError;
use crate::error::{BoxError, Error};
use crate::value::Item;

/// Why a walk has stopped. What was dealt with until then is dealt with; start again from the last progress.
///
/// Example: [`Walk`](crate::Walk).
#[derive(Debug)]
#[non_exhaustive]
pub enum WalkError {
    /// DynamoDB or the SDK could not read a page.
    Scan(Box<aws_sdk_dynamodb::Error>),
    /// DynamoDB or the SDK could not read an item again that had changed.
    Get(Box<aws_sdk_dynamodb::Error>),
    /// DynamoDB or the SDK could not write an item, and it is not for the item. After a timeout it may have been
    /// written all the same.
    Write(Box<aws_sdk_dynamodb::Error>),
    /// DynamoDB or the SDK could not describe the table, whose throughput is to be shared.
    Describe(Box<aws_sdk_dynamodb::Error>),
    /// An item could not be dealt with, and it is not for the item: a key service failed, for example, or the
    /// configuration does not fit.
    Item(Error),
    /// The walk has a pace, and its client cannot wait: give its configuration a `sleep_impl`.
    NoSleep,
    /// The walk is to have a share of the table's throughput, and DynamoDB does not say what that is.
    NoThroughput,
    /// There is no such worker, or it has no segments, or there are more than 1,000,000 of them.
    Segments,
    /// A checkpoint could not be read or stored.
    Checkpoint(CheckpointError),
    /// Others have changed an item at each attempt. That stops no walk: it is among its
    /// [failures](crate::WalkFailure).
    Contended {
        /// How many times it was attempted.
        attempts: u64,
    },
    /// A text is not the progress of a walk, or that of another one.
    Progress(&'static str),
}

impl fmt::Display for WalkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WalkError::Scan(_) => f.write_str("the walk has stopped: a page of the table could not be read"),
            WalkError::Get(_) => f.write_str("the walk has stopped: an item could not be read again"),
            WalkError::Write(_) => f.write_str("the walk has stopped: an item could not be written"),
            WalkError::Describe(_) => {
                f.write_str("the walk cannot start: the throughput of the table could not be asked for")
            }
            WalkError::Item(_) => {
                f.write_str("the walk has stopped: an item could not be dealt with, and the others could not be either")
            }
            WalkError::NoSleep => f.write_str(
                "the walk has a pace, but its client cannot wait; give the client's configuration a `sleep_impl`",
            ),
            WalkError::NoThroughput => f.write_str(
                "the walk is to have a share of the table's throughput, but DynamoDB does not say what that is; give a \
                 number of units per second",
            ),
            WalkError::Segments => f.write_str(
                "there is no such part of a walk: workers count from 0, each has at least one segment, and all together \
                 have at most 1,000,000",
            ),
            WalkError::Checkpoint(_) => f.write_str("the walk has stopped: its checkpoint could not be used"),
            WalkError::Contended { attempts } => {
                write!(f, "others have changed the item at each of {attempts} attempts; let the walk run again")
            }
            WalkError::Progress(problem) => write!(f, "the text is not the progress of a walk: {problem}"),
        }
    }
}

impl StdError for WalkError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            WalkError::Scan(error)
            | WalkError::Get(error)
            | WalkError::Write(error)
            | WalkError::Describe(error) => Some(error.as_ref()),
            WalkError::Item(error) => Some(error),
            WalkError::Checkpoint(error) => Some(error),
            WalkError::NoSleep
            | WalkError::NoThroughput
            | WalkError::Segments
            | WalkError::Contended { .. }
            | WalkError::Progress(_) => None,
        }
    }
}

/// An item that could not be dealt with.
///
/// Example: [`Walk`](crate::Walk).
#[non_exhaustive]
pub struct WalkFailure {
    /// The attributes of the item's primary key. Nobody has verified them.
    pub key: Item,
    /// Why: an [`Error`], DynamoDB's own, or [`WalkError::Contended`].
    pub error: BoxError,
}

/// Without the key.
impl fmt::Debug for WalkFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WalkFailure").field("error", &self.error).finish_non_exhaustive()
    }
}
