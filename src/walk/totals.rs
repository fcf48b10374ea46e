//! How many items a walk has dealt with, and what that has consumed.

/// How many items a walk has dealt with, and what that has consumed.
///
/// Example: [`Walk`](crate::Walk).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct WalkTotals {
    /// All items that were looked at: the sum of those in the next five lines.
    pub seen: u64,
    /// Items that were left as they are.
    pub left: u64,
    /// Items that were replaced.
    pub replaced: u64,
    /// Items that would be replaced, were it not a dry run.
    pub pending: u64,
    /// Items that somebody else has deleted meanwhile.
    pub gone: u64,
    /// Items that could not be dealt with. Each was reported.
    pub failed: u64,
    /// How often an item had changed between reading and writing, and was read again.
    pub conflicts: u64,
    /// Read capacity that was consumed, in thousandths of a unit.
    pub read_milliunits: u64,
    /// Write capacity that was consumed, in thousandths of a unit.
    pub write_milliunits: u64,
    /// Write capacity that the pending items would consume, in thousandths of a unit: an estimate by their sizes, without
    /// what the table's indexes consume.
    pub pending_write_milliunits: u64,
}

impl WalkTotals {
    pub(super) fn add(&mut self, mut more: WalkTotals) {
        for ((_, count), (_, more)) in self.fields().into_iter().zip(more.fields()) {
            *count = count.saturating_add(*more);
        }
    }

    /// All counts with the names under which they are written down.
    pub(super) fn fields(&mut self) -> [(&'static str, &mut u64); 10] {
        let WalkTotals { seen, left, replaced, pending, gone, failed, conflicts, .. } = self;
        let WalkTotals { read_milliunits, write_milliunits, pending_write_milliunits, .. } = self;
        [
            ("seen", seen),
            ("left", left),
            ("replaced", replaced),
            ("pending", pending),
            ("gone", gone),
            ("failed", failed),
            ("conflicts", conflicts),
            ("read-milliunits", read_milliunits),
            ("write-milliunits", write_milliunits),
            ("pending-write-milliunits", pending_write_milliunits),
        ]
    }
}
