//! One page of a walk, as far as beacons are concerned.

use super::action::{BeaconFinding, SetBeacons};
use super::progress::WalkCounts;
use crate::item::BeaconCheck;
use crate::value::Item;
use crate::walk::action::{Found, ItemFate};
use crate::walk::error::WalkFailure;
use crate::walk::walker::Page;

/// A page of items that was dealt with.
pub(super) struct BeaconPage {
    /// Behind which item the segment goes on; `None` at its end.
    pub(super) last_key: Option<Item>,
    pub(super) counts: WalkCounts,
    pub(super) findings: Vec<BeaconFinding>,
    pub(super) failures: Vec<WalkFailure>,
}

impl BeaconPage {
    pub(super) fn new(page: Page<BeaconCheck>) -> Self {
        let Page { last_key, totals, tally, findings: found, failures } = page;
        let not_current = SetBeacons::not_sealed(&tally);
        let counts = WalkCounts {
            seen: totals.seen,
            right: totals.left.saturating_sub(not_current),
            not_current,
            gone: totals.gone,
            failed: totals.failed,
            conflicts: totals.conflicts,
            ..WalkCounts::default()
        };
        let mut page = BeaconPage { last_key, counts, findings: Vec::new(), failures };
        found.into_iter().for_each(|found| page.add(found));
        page
    }

    /// How many items it had.
    pub(super) fn items(&self) -> u32 {
        u32::try_from(self.counts.seen).unwrap_or(u32::MAX)
    }

    fn add(&mut self, found: Found<BeaconCheck>) {
        let Found { key, finding: check, fate } = found;
        let is_corrected = fate == ItemFate::Replaced;
        self.count(&check, is_corrected);
        self.findings.push(BeaconFinding { key, check, is_corrected });
    }

    fn count(&mut self, check: &BeaconCheck, is_corrected: bool) {
        let counts = &mut self.counts;
        counts.missing += u64::from(!check.missing.is_empty());
        counts.altered += u64::from(!check.altered.is_empty());
        counts.surplus += u64::from(!check.surplus.is_empty());
        counts.resealed += u64::from(check.is_resealed);
        *(if is_corrected { &mut counts.corrected } else { &mut counts.left }) += 1;
    }
}
