//! What goes wrong with checkpoints.

use std::error::Error as StdError;
use std::path::PathBuf;
use std::{fmt, io};

use crate::error::BoxError;
use crate::walk::segment::WalkSegment;

/// Why a checkpoint could not be read or stored.
///
/// Example: [`Walk`](crate::Walk).
#[derive(Debug)]
#[non_exhaustive]
pub enum CheckpointError {
    /// Another worker has taken the segment over. This one stops.
    TakenOver {
        /// The segment.
        segment: WalkSegment,
    },
    /// Another process, or another walk in this one, uses the file.
    InUse {
        /// The file.
        path: PathBuf,
    },
    /// A walk with another number of segments has stored its progress there.
    OtherSegments {
        /// The segment that was asked for.
        asked: WalkSegment,
        /// How many segments there were.
        stored: u32,
    },
    /// What is there was not written by this crate, or not as a whole.
    Malformed(&'static str),
    /// A file could not be read or written.
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// DynamoDB or the SDK could not read or write the table of checkpoints.
    Table(Box<aws_sdk_dynamodb::Error>),
    /// The cryptographic library failed to make a random identifier.
    Random,
    /// What a store of the application's own reports.
    Other(BoxError),
}

impl fmt::Display for CheckpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CheckpointError::TakenOver { segment } => write!(
                f,
                "another worker has taken over segment {segment}, and goes on with it; let each worker have segments of its \
                 own"
            ),
            CheckpointError::InUse { path } => write!(
                f,
                "the checkpoint file '{}' is in use; give each worker a file of its own, or stop the other one",
                path.display()
            ),
            CheckpointError::OtherSegments { asked, stored } => write!(
                f,
                "segment {asked} cannot be taken over: the walk was begun with {stored} segments; go on with as many, or \
                 begin with another checkpoint"
            ),
            CheckpointError::Malformed(problem) => {
                write!(f, "what is stored as a checkpoint is not one: {problem}; remove it to begin anew")
            }
            CheckpointError::File { path, .. } => {
                write!(f, "the checkpoint file '{}' could not be read or written", path.display())
            }
            CheckpointError::Table(_) => f.write_str("the table of checkpoints could not be read or written"),
            CheckpointError::Random => {
                f.write_str("the cryptographic library could not make a random identifier")
            }
            CheckpointError::Other(_) => f.write_str("the store of checkpoints has failed"),
        }
    }
}

impl StdError for CheckpointError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            CheckpointError::File { source, .. } => Some(source),
            CheckpointError::Table(error) => Some(error.as_ref()),
            CheckpointError::Other(error) => Some(error.as_ref()),
            CheckpointError::TakenOver { .. }
            | CheckpointError::InUse { .. }
            | CheckpointError::OtherSegments { .. }
            | CheckpointError::Malformed(_)
            | CheckpointError::Random => None,
        }
    }
}
