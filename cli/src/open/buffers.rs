//! Memory for text that is used again: to give large pieces of it back, and to ask for them anew, costs more than some of the work that
//! is done in them.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// The largest piece that is kept. Only a batch with a line of that length has a larger one.
const LARGEST: usize = 1 << 20;

/// Pieces of memory that nobody uses now.
pub(crate) struct Buffers {
    spare: Mutex<Vec<Vec<u8>>>,
    /// How many are kept.
    most: usize,
}

impl Buffers {
    /// Keeps so many.
    pub(crate) fn new(most: usize) -> Self {
        Buffers { spare: Mutex::default(), most }
    }

    /// An empty piece, with room for so many bytes.
    pub(crate) fn take(&self, room: usize) -> Vec<u8> {
        let mut buffer = self.spare().pop().unwrap_or_default();
        buffer.reserve(room);
        buffer
    }

    /// Takes a piece back that is not used any more.
    pub(crate) fn give(&self, mut buffer: Vec<u8>) {
        buffer.clear();
        let mut spare = self.spare();
        if spare.len() < self.most && (1..=LARGEST).contains(&buffer.capacity()) {
            spare.push(buffer);
        }
    }

    fn spare(&self) -> MutexGuard<'_, Vec<Vec<u8>>> {
        // Pieces of memory are as good after a panic as before.
        self.spare.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_is_used_again_and_has_nothing_of_what_was_in_it() {
        let buffers = Buffers::new(2);
        let mut first = buffers.take(100);
        first.extend_from_slice(b"text");
        let place = first.as_ptr();
        buffers.give(first);
        let again = buffers.take(50);
        assert!(again.is_empty() && again.as_ptr() == place);
    }

    #[test]
    fn no_more_memory_is_kept_than_was_said() {
        let buffers = Buffers::new(2);
        for room in [0, 10, LARGEST + 1, 10, 10] {
            buffers.give(Vec::with_capacity(room));
        }
        let kept: Vec<_> =
            std::iter::from_fn(|| buffers.spare().pop()).map(|buffer| buffer.capacity()).collect();
        assert_eq!(kept, [10, 10]);
    }
}
