//! Where walks write down how far they have come.

mod error;
mod file;
mod memory;
mod table;

pub use error::CheckpointError;
pub use file::FileCheckpoints;
pub use memory::MemoryCheckpoints;
pub use table::TableCheckpoints;

use super::segment::WalkSegment;
use crate::future::BoxFuture;

/// Where a [`Walk`](crate::Walk) writes down how far it has come, so that one that was stopped or killed goes on from
/// there, on whatever machine.
///
/// A walk takes over each of its segments when it starts, and stores a text after each page. Whoever has taken a segment over
/// last owns it: a store must refuse what another one writes, so that two workers with the same segment cannot both go on
/// unnoticed. (What both have done until then does no harm: each item is replaced on the condition that it is unchanged.)
///
/// The texts hold the values of key attributes, of one item for each segment, and what was counted.
pub trait Checkpoints: Send + Sync {
    /// Takes the segment over, from whoever had it, and answers with the text that was stored last; `None` if there is
    /// none yet.
    ///
    /// # Errors
    /// Why that is not possible. The walk does not start.
    fn claim(&self, segment: WalkSegment) -> BoxFuture<'_, Result<Option<String>, CheckpointError>>;

    /// Stores a text of a segment that was taken over, in place of the one before it: as a whole, or not at all.
    ///
    /// # Errors
    /// [`CheckpointError::TakenOver`] if somebody else has taken the segment over since; and what else there is. The walk
    /// stops.
    fn store<'a>(&'a self, segment: WalkSegment, text: &'a str) -> BoxFuture<'a, Result<(), CheckpointError>>;
}

/// Several walks of a process can share one.
impl<C: Checkpoints + ?Sized> Checkpoints for std::sync::Arc<C> {
    fn claim(&self, segment: WalkSegment) -> BoxFuture<'_, Result<Option<String>, CheckpointError>> {
        (**self).claim(segment)
    }

    fn store<'a>(&'a self, segment: WalkSegment, text: &'a str) -> BoxFuture<'a, Result<(), CheckpointError>> {
        (**self).store(segment, text)
    }
}
