//! How far a walk has come, and how that is written down.

use std::fmt::{self, Write};

use aws_smithy_types::base64;

use super::page::BeaconPage;
use crate::value::Item;
use crate::walk::WalkError;
use crate::walk::key_text::{self, KeyText};
use crate::walk::segment::MOST as MOST_SEGMENTS;

/// The first line of a progress.
const TITLE: &str = "walk of dynamodb-item-encryptor, version 1";

/// How many items a walk has found in which state.
///
/// Example: [`BeaconWalk`](crate::BeaconWalk).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct WalkCounts {
    /// All items that were looked at: the sum of those in the next six lines.
    pub seen: u64,
    /// Items with the beacons that they should have, and no others.
    pub right: u64,
    /// Items whose beacons were not right, and are now.
    pub corrected: u64,
    /// Items whose beacons are not right: they were only [checked](crate::BeaconWalk::check).
    pub left: u64,
    /// Items that somebody else has deleted meanwhile.
    pub gone: u64,
    /// Plaintext items, and items in the legacy format. They have no beacons.
    pub not_current: u64,
    /// Items that could not be dealt with: they cannot be opened, for example, or a beacon not be made of a value.
    pub failed: u64,
    /// Of those that were not right: items that lacked a beacon.
    pub missing: u64,
    /// Of those that were not right: items that had a beacon with another value.
    pub altered: u64,
    /// Of those that were not right: items that had a beacon that they should not have.
    pub surplus: u64,
    /// Of those that were not right: items that were sealed again, or have to be, for a signed beacon.
    pub resealed: u64,
    /// How often an item had changed between reading and writing, and was read again.
    pub conflicts: u64,
}

impl WalkCounts {
    /// How many items had beacons that were not right.
    #[must_use]
    pub fn wrong(&self) -> u64 {
        self.corrected + self.left
    }

    fn fields(&mut self) -> [(&'static str, &mut u64); 12] {
        let WalkCounts { seen, right, corrected, left, gone, not_current, failed, missing, altered, .. } = self;
        let WalkCounts { surplus, resealed, conflicts, .. } = self;
        [
            ("seen", seen),
            ("right", right),
            ("corrected", corrected),
            ("left", left),
            ("gone", gone),
            ("not-current", not_current),
            ("failed", failed),
            ("missing", missing),
            ("altered", altered),
            ("surplus", surplus),
            ("resealed", resealed),
            ("conflicts", conflicts),
        ]
    }
}

/// How far a walk has come. It holds keys of items, and nothing else of them.
///
/// Example: [`BeaconWalk`](crate::BeaconWalk).
#[derive(Clone, PartialEq)]
pub struct WalkProgress {
    /// Name of the DynamoDB table.
    table: String,
    segments: Vec<Segment>,
    counts: WalkCounts,
}

/// Where a segment goes on.
#[derive(Debug, Clone, PartialEq)]
enum Segment {
    Beginning,
    Behind(Item),
    Done,
}

impl WalkProgress {
    pub(super) fn new(table: &str, segments: u32) -> Self {
        let segments = (0..segments.clamp(1, MOST_SEGMENTS)).map(|_| Segment::Beginning);
        WalkProgress { table: table.to_owned(), segments: segments.collect(), counts: WalkCounts::default() }
    }

    /// Whether it is that of a walk over this DynamoDB table.
    pub(super) fn is_of(&self, table: &str) -> bool {
        self.table == table
    }

    /// How many items were found in which state until now.
    #[must_use]
    pub fn counts(&self) -> WalkCounts {
        self.counts
    }

    /// Whether every item was looked at.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.segments.iter().all(|segment| *segment == Segment::Done)
    }

    pub(super) fn segments(&self) -> u32 {
        u32::try_from(self.segments.len()).unwrap_or(MOST_SEGMENTS)
    }

    /// The segments that are not done, with where they go on.
    pub(super) fn open_segments(&self) -> impl Iterator<Item = (u32, Option<Item>)> {
        (0..).zip(&self.segments).filter_map(|(number, segment)| match segment {
            Segment::Beginning => Some((number, None)),
            Segment::Behind(key) => Some((number, Some(key.clone()))),
            Segment::Done => None,
        })
    }

    pub(super) fn add(&mut self, number: u32, page: &BeaconPage) {
        let mut more = page.counts;
        for ((_, count), (_, more)) in self.counts.fields().into_iter().zip(more.fields()) {
            *count = count.saturating_add(*more);
        }
        let place = usize::try_from(number).ok().and_then(|number| self.segments.get_mut(number));
        if let Some(segment) = place {
            *segment = page.last_key.clone().map_or(Segment::Done, Segment::Behind);
        }
    }

    /// The progress as a text of a few lines, to be stored by the application: replace the one before it in one step, by
    /// renaming a file for example. It is for a walk over the same table with the same search: after a change of that, start
    /// anew. It holds the values of key attributes, of one item for each segment.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = format!("{TITLE}\ntable {}.\n", base64::encode(&self.table));
        // Writing into a text does not fail.
        let mut counts = self.counts;
        for (name, count) in counts.fields() {
            let _ = writeln!(text, "{name} {count}");
        }
        for segment in &self.segments {
            let _ = match segment {
                Segment::Beginning => writeln!(text, "segment beginning"),
                Segment::Done => writeln!(text, "segment done"),
                Segment::Behind(key) => writeln!(text, "segment behind{}", KeyText(key)),
            };
        }
        text + "end\n"
    }

    /// Reads what [`to_text`](Self::to_text) has written.
    ///
    /// # Errors
    /// [`WalkError::Progress`] for any other text, one that was cut off too.
    pub fn from_text(text: &str) -> Result<Self, WalkError> {
        let mut lines = text.lines();
        if lines.next() != Some(TITLE) {
            return Err(WalkError::Progress("it does not begin like one"));
        }
        let table = lines.next().and_then(|line| line.strip_prefix("table ")?.strip_suffix('.'));
        let table = table.and_then(key_text::text);
        let table = table.ok_or(WalkError::Progress("the name of the table is missing"))?;
        let mut progress = WalkProgress { table, segments: Vec::new(), counts: WalkCounts::default() };
        for (name, count) in progress.counts.fields() {
            let line = lines.next().and_then(|line| line.strip_prefix(name)?.strip_prefix(' ')?.parse().ok());
            *count = line.ok_or(WalkError::Progress("a count is missing"))?;
        }
        loop {
            let line = lines.next().ok_or(WalkError::Progress("it was cut off"))?;
            if line == "end" {
                break;
            }
            progress.segments.push(segment(line).ok_or(WalkError::Progress("a segment cannot be read"))?);
        }
        let number = u32::try_from(progress.segments.len()).unwrap_or(u32::MAX);
        if !(1..=MOST_SEGMENTS).contains(&number) {
            return Err(WalkError::Progress("it has no segments, or too many"));
        }
        Ok(progress)
    }
}

/// Without keys.
impl fmt::Debug for WalkProgress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("WalkProgress");
        shown.field("segments", &self.segments.len()).field("counts", &self.counts).finish_non_exhaustive()
    }
}

fn segment(line: &str) -> Option<Segment> {
    match line.strip_prefix("segment ")? {
        "beginning" => Some(Segment::Beginning),
        "done" => Some(Segment::Done),
        line => key_text::parse(line.strip_prefix("behind")?).map(Segment::Behind),
    }
}
