//! The parts of a table that are walked over one beside the other.

use std::fmt;

/// The most segments that DynamoDB has.
pub(super) const MOST: u32 = 1_000_000;

/// One of the segments into which DynamoDB divides a table for a parallel Scan.
///
/// Example: [`Walk`](crate::Walk).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct WalkSegment {
    /// Its number, from 0.
    pub number: u32,
    /// How many there are.
    pub total: u32,
}

impl WalkSegment {
    /// Segment `number` of `total`.
    #[must_use]
    pub fn new(number: u32, total: u32) -> Self {
        WalkSegment { number, total }
    }
}

impl fmt::Display for WalkSegment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.total)
    }
}

/// The segments of worker `worker` of `workers` that has `each` of them; `None` where there is no such worker, or there
/// are too many segments.
pub(super) fn of_worker(worker: u32, workers: u32, each: u32) -> Option<Vec<WalkSegment>> {
    let total = workers.checked_mul(each).filter(|total| (1..=MOST).contains(total))?;
    let first = (worker < workers).then(|| worker * each)?;
    Some((first..first + each).map(|number| WalkSegment { number, total }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn workers_share_all_segments_among_them() {
        for (workers, each) in [(1, 1), (1, 7), (3, 1), (4, 5)] {
            let all = (0..workers).flat_map(|worker| of_worker(worker, workers, each).unwrap());
            let numbers: Vec<_> = all.map(|segment| (segment.number, segment.total)).collect();
            let expected: Vec<_> = (0..workers * each).map(|number| (number, workers * each)).collect();
            assert_eq!(numbers, expected);
        }
    }

    #[test]
    fn a_worker_that_there_is_not_has_no_segments() {
        for (worker, workers, each) in
            [(1, 1, 1), (5, 3, 2), (0, 0, 1), (0, 1, 0), (0, 1_000_001, 1), (0, u32::MAX, 2)]
        {
            assert_eq!(of_worker(worker, workers, each), None, "{worker}/{workers}, {each} each");
        }
    }
}
