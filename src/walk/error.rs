//! What stops a walk.

use std::error::Error as StdError;
use std::fmt;

use crate::error::Error;

/// Why a walk has stopped. What was dealt with until then is dealt with; start again from the last progress.
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
    /// An item could not be opened, or its beacons not be computed, and it is not for the item: a key service failed, for
    /// example, or the table has no search.
    Item(Error),
    /// The walk has a pace, and its client cannot wait: give its configuration a `sleep_impl`.
    NoSleep,
    /// Others have changed an item at each attempt. That stops no walk: it is among its
    /// [failures](crate::WalkFailure).
    Contended {
        /// How many times it was attempted.
        attempts: u64,
    },
    /// A text is not the progress of a walk.
    Progress(&'static str),
}

impl fmt::Display for WalkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WalkError::Scan(_) => f.write_str("the walk has stopped: a page of the table could not be read"),
            WalkError::Get(_) => f.write_str("the walk has stopped: an item could not be read again"),
            WalkError::Write(_) => f.write_str("the walk has stopped: an item could not be written"),
            WalkError::Item(_) => f.write_str("the walk has stopped: the beacons of an item could not be computed"),
            WalkError::NoSleep => f.write_str(
                "the walk has a pace, but its client cannot wait; give the client's configuration a `sleep_impl`",
            ),
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
            WalkError::Scan(error) | WalkError::Get(error) | WalkError::Write(error) => Some(error.as_ref()),
            WalkError::Item(error) => Some(error),
            WalkError::NoSleep | WalkError::Contended { .. } | WalkError::Progress(_) => None,
        }
    }
}
