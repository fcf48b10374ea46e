//! Checkpoints in memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{CheckpointError, Checkpoints};
use crate::future::BoxFuture;
use crate::walk::segment::WalkSegment;

/// Checkpoints in memory, for walks that are started again in the same process, and for tests. Copies share what is
/// stored, and each is a worker of its own: it takes segments over from the others.
///
/// Example: [`Walk`](crate::Walk).
#[derive(Debug, Default)]
pub struct MemoryCheckpoints {
    shared: Arc<Mutex<Shared>>,
    worker: u64,
}

#[derive(Debug, Default)]
struct Shared {
    workers: u64,
    /// By number.
    segments: BTreeMap<u32, Stored>,
}

#[derive(Debug)]
struct Stored {
    total: u32,
    owner: u64,
    text: Option<String>,
}

impl MemoryCheckpoints {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn shared(&self) -> MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn claim_now(&self, segment: WalkSegment) -> Result<Option<String>, CheckpointError> {
        let (owner, total) = (self.worker, segment.total);
        let mut shared = self.shared();
        let stored = shared.segments.entry(segment.number).or_insert(Stored { total, owner, text: None });
        if stored.total != total {
            return Err(CheckpointError::OtherSegments { asked: segment, stored: stored.total });
        }
        stored.owner = owner;
        Ok(stored.text.clone())
    }

    fn store_now(&self, segment: WalkSegment, text: &str) -> Result<(), CheckpointError> {
        match self.shared().segments.get_mut(&segment.number) {
            Some(stored) if stored.owner == self.worker && stored.total == segment.total => {
                stored.text = Some(text.to_owned());
                Ok(())
            }
            Some(_) | None => Err(CheckpointError::TakenOver { segment }),
        }
    }
}

/// Another worker with the same store.
impl Clone for MemoryCheckpoints {
    fn clone(&self) -> Self {
        let mut shared = self.shared();
        shared.workers += 1;
        MemoryCheckpoints { shared: Arc::clone(&self.shared), worker: shared.workers }
    }
}

impl Checkpoints for MemoryCheckpoints {
    fn claim(&self, segment: WalkSegment) -> BoxFuture<'_, Result<Option<String>, CheckpointError>> {
        Box::pin(std::future::ready(self.claim_now(segment)))
    }

    fn store<'a>(&'a self, segment: WalkSegment, text: &'a str) -> BoxFuture<'a, Result<(), CheckpointError>> {
        Box::pin(std::future::ready(self.store_now(segment, text)))
    }
}
