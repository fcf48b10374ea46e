//! One page of a walk.

use futures_util::stream::{self, StreamExt, TryStreamExt};

use super::item::{Dealt, Outcome};
use super::{BeaconFinding, Segment, WalkCounts, WalkError, WalkFailure};
use crate::value::Item;

/// A page of items that was dealt with.
pub(super) struct Page {
    /// Behind which item the segment goes on; `None` at its end.
    pub(super) last_key: Option<Item>,
    pub(super) counts: WalkCounts,
    pub(super) findings: Vec<BeaconFinding>,
    pub(super) failures: Vec<WalkFailure>,
}

impl Segment<'_> {
    /// Reads a page, and deals with all of its items.
    pub(super) async fn page(self, after: Option<Item>) -> Result<Page, WalkError> {
        let walk = self.walk;
        let scan = walk.client.scan().table_name(walk.encryptor.table().table_name()).consistent_read(true);
        let segment = |number: u32| i32::try_from(number).ok();
        let scan = scan.set_segment(segment(self.number)).set_total_segments(segment(self.total));
        let scan = scan.limit(walk.page_size).set_exclusive_start_key(after);
        let output = scan.send().await.map_err(|error| WalkError::Scan(Box::new(error.into())))?;
        let dealing = output.items.unwrap_or_default().into_iter().map(|item| walk.deal_with(item));
        let dealt = stream::iter(dealing).buffer_unordered(walk.concurrency).try_collect::<Vec<_>>().await?;
        let last_key = output.last_evaluated_key.filter(|key| !key.is_empty());
        let mut page =
            Page { last_key, counts: WalkCounts::default(), findings: Vec::new(), failures: Vec::new() };
        dealt.into_iter().for_each(|dealt| page.add(dealt));
        Ok(page)
    }
}

impl Page {
    /// How many items it had.
    pub(super) fn items(&self) -> u32 {
        u32::try_from(self.counts.seen).unwrap_or(u32::MAX)
    }

    fn add(&mut self, dealt: Dealt) {
        let Dealt { key, outcome, conflicts } = dealt;
        let counts = &mut self.counts;
        counts.seen += 1;
        counts.conflicts += conflicts;
        let (check, is_corrected) = match outcome {
            Outcome::Right => return counts.right += 1,
            Outcome::Gone => return counts.gone += 1,
            Outcome::NotCurrent => return counts.not_current += 1,
            Outcome::Failed(error) => {
                counts.failed += 1;
                return self.failures.push(WalkFailure { key, error });
            }
            Outcome::Wrong(check) => (check, false),
            Outcome::Corrected(check) => (check, true),
        };
        counts.missing += u64::from(!check.missing.is_empty());
        counts.altered += u64::from(!check.altered.is_empty());
        counts.surplus += u64::from(!check.surplus.is_empty());
        counts.resealed += u64::from(check.is_resealed);
        *(if is_corrected { &mut counts.corrected } else { &mut counts.left }) += 1;
        self.findings.push(BeaconFinding { key, check, is_corrected });
    }
}
