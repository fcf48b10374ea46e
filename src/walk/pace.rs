//! How fast a walk may go, and what holds it to that.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How much of a table's capacity a walk may consume, so that the rest is left to others.
///
/// What counts is what DynamoDB says a request has consumed, so the pace holds for items of all sizes. It is that of the
/// whole walk: each of several [workers](crate::Walk::worker) keeps to its part. A request is sent as soon as the ones before it
/// are paid for; a large page may consume seconds of the pace at once, and is followed by a pause. Choose
/// a smaller [page](crate::Walk::page_size) where that matters.
///
/// ```
/// use dynamodb_item_encryptor::WalkPace;
///
/// let pace = WalkPace::share(20);                                        // a fifth of what the table has
/// let pace = WalkPace::unlimited().read_units(500).write_units(100);     // units per second
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "a pace does nothing before it is given to a walk"]
pub struct WalkPace {
    pub(super) read: Rate,
    pub(super) write: Rate,
}

/// What a worker may consume in each second, in thousandths of a unit: its part of the walk's [pace](WalkPace), the shares of a
/// table's throughput worked out. `None` is without a limit.
///
/// Example: [`Walk`](crate::Walk).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct WalkRates {
    /// Read capacity, in thousandths of a unit per second.
    pub read_milliunits: Option<u64>,
    /// Write capacity, in thousandths of a unit per second.
    pub write_milliunits: Option<u64>,
}

impl WalkRates {
    /// How long it takes at least to consume so many thousandths of read and of write units, to the second: the longer of the two counts, as
    /// a walk reads while it writes. `None` if neither has a limit.
    pub fn time_for(self, read_milliunits: u64, write_milliunits: u64) -> Option<Duration> {
        let seconds = |milliunits: u64, rate: Option<u64>| rate.map(|rate| milliunits.div_ceil(rate.max(1)));
        let read = seconds(read_milliunits, self.read_milliunits);
        // No rate is less than any rate.
        read.max(seconds(write_milliunits, self.write_milliunits)).map(Duration::from_secs)
    }
}

/// A limit for reading or for writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rate {
    Unlimited,
    /// Units per second.
    Units(u32),
    /// Percent of the table's throughput.
    Share(u8),
}

impl WalkPace {
    /// As fast as it goes. What DynamoDB throttles is still tried again with growing pauses.
    pub fn unlimited() -> Self {
        WalkPace { read: Rate::Unlimited, write: Rate::Unlimited }
    }

    /// So many percent of the table's throughput, 1 to 100, for reading and for writing: of what is provisioned; for a
    /// table with on-demand capacity of the maximum that it is given, or else of its warm throughput. A walk asks
    /// `DescribeTable` for it once, when it starts.
    pub fn share(percent: u8) -> Self {
        let share = Rate::Share(percent.clamp(1, 100));
        WalkPace { read: share, write: share }
    }

    /// Reads so many read units per second, at least 1.
    pub fn read_units(self, per_second: u32) -> Self {
        WalkPace { read: Rate::Units(per_second.max(1)), ..self }
    }

    /// Writes so many write units per second, at least 1.
    pub fn write_units(self, per_second: u32) -> Self {
        WalkPace { write: Rate::Units(per_second.max(1)), ..self }
    }

    /// Whether the table's throughput must be known.
    pub(super) fn needs_throughput(self) -> bool {
        [self.read, self.write].iter().any(|rate| matches!(rate, Rate::Share(_)))
    }
}

/// As fast as it goes.
impl Default for WalkPace {
    fn default() -> Self {
        Self::unlimited()
    }
}

impl Rate {
    /// The thousandths of a unit per second that one of `workers` may consume, where the table has `throughput` units per
    /// second; `None` without a limit.
    pub(super) fn milliunits(self, throughput: u64, workers: u32) -> Option<u64> {
        let rate = match self {
            Rate::Unlimited => return None,
            Rate::Units(units) => u64::from(units).saturating_mul(1000),
            Rate::Share(percent) => throughput.saturating_mul(1000) / 100 * u64::from(percent),
        };
        Some((rate / u64::from(workers.max(1))).max(1))
    }
}

const MILLION: i128 = 1_000_000;

/// Capacity that may be consumed: it grows with time, up to what a second brings.
pub(super) struct Budget(Option<Mutex<Account>>);

struct Account {
    /// What each second brings, in thousandths of a unit: each microsecond brings as many of their millionths.
    rate: u64,
    /// In millionths of thousandths of a unit, so that nothing is rounded.
    balance: i128,
    /// When that was the balance, since the walk began.
    at: Duration,
}

impl Budget {
    /// A budget of so many thousandths of a unit per second; without a limit if that is `None`.
    pub(super) fn new(rate: Option<u64>) -> Self {
        let account = |rate| Account { rate, balance: i128::from(rate) * MILLION, at: Duration::ZERO };
        Budget(rate.map(|rate| Mutex::new(account(rate))))
    }

    /// How long to wait, at this time since the walk began, before the next request may be sent.
    pub(super) fn wait(&self, now: Duration) -> Duration {
        let Some(account) = &self.0 else { return Duration::ZERO };
        let mut account = account.lock().unwrap_or_else(PoisonError::into_inner);
        account.grow(now);
        if account.balance >= 0 {
            return Duration::ZERO;
        }
        let micros = account.balance.unsigned_abs().div_ceil(account.rate.into());
        Duration::from_micros(u64::try_from(micros).unwrap_or(u64::MAX))
    }

    /// Takes what a request has consumed.
    pub(super) fn take(&self, milliunits: u64) {
        if let Some(account) = &self.0 {
            account.lock().unwrap_or_else(PoisonError::into_inner).balance -= i128::from(milliunits) * MILLION;
        }
    }
}

impl Account {
    fn grow(&mut self, now: Duration) {
        let rate = i128::from(self.rate);
        let micros = i128::try_from(now.saturating_sub(self.at).as_micros()).unwrap_or(i128::MAX);
        self.balance = self.balance.saturating_add(micros.saturating_mul(rate)).min(rate * MILLION);
        self.at = self.at.max(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn what_was_consumed_is_paid_for_before_the_next_request() {
        let budget = Budget::new(Some(10_000)); // 10 units per second
        assert_eq!(budget.wait(Duration::ZERO), Duration::ZERO);
        budget.take(10_000);
        assert_eq!(budget.wait(Duration::ZERO), Duration::ZERO, "a second's worth is there at once");
        budget.take(25_000);
        assert_eq!(budget.wait(Duration::ZERO), SECOND * 5 / 2);
        assert_eq!(budget.wait(SECOND * 2), SECOND / 2);
        assert_eq!(budget.wait(SECOND * 5 / 2), Duration::ZERO);
    }

    #[test]
    fn a_pause_does_not_save_more_than_a_second() {
        let budget = Budget::new(Some(10_000));
        assert_eq!(budget.wait(SECOND * 1000), Duration::ZERO);
        budget.take(20_000);
        assert_eq!(budget.wait(SECOND * 1000), SECOND);
    }

    #[test]
    fn frequent_looks_lose_nothing() {
        let budget = Budget::new(Some(3));
        budget.take(6);
        for micros in 0..999 {
            let due = budget.wait(Duration::from_micros(micros * 1000));
            assert!(
                due + Duration::from_micros(micros * 1000) <= SECOND + Duration::from_micros(400_000),
                "{due:?}"
            );
        }
        assert_eq!(budget.wait(SECOND), Duration::ZERO);
    }

    #[test]
    fn without_a_limit_there_is_nothing_to_wait_for() {
        let budget = Budget::new(None);
        budget.take(u64::MAX);
        assert_eq!(budget.wait(Duration::ZERO), Duration::ZERO);
    }

    #[test]
    fn the_slower_of_reading_and_writing_says_how_long_it_takes() {
        let rates = |read_milliunits, write_milliunits| WalkRates { read_milliunits, write_milliunits };
        assert_eq!(rates(Some(500_000), Some(100_000)).time_for(5_000_000, 1_000_001), Some(SECOND * 11));
        assert_eq!(rates(Some(500_000), Some(100_000)).time_for(50_000_000, 1_000_001), Some(SECOND * 100));
        assert_eq!(rates(None, Some(100_000)).time_for(u64::MAX, 100_000), Some(SECOND));
        assert_eq!(rates(Some(1), None).time_for(7, u64::MAX), Some(SECOND * 7));
        assert_eq!(rates(Some(1), Some(1)).time_for(0, 0), Some(Duration::ZERO));
        assert_eq!(rates(None, None).time_for(1, 1), None, "it takes as long as it takes");
    }

    #[test]
    fn each_worker_gets_its_part_of_a_share() {
        assert_eq!(Rate::Share(20).milliunits(1000, 1), Some(200_000));
        assert_eq!(Rate::Share(20).milliunits(1000, 4), Some(50_000));
        assert_eq!(Rate::Units(7).milliunits(0, 2), Some(3500));
        assert_eq!(Rate::Units(1).milliunits(0, 1_000_000), Some(1), "never nothing");
        assert_eq!(Rate::Unlimited.milliunits(1000, 1), None);
    }
}
