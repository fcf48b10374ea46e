//! The cheapest beacon within limits.

use std::fmt;

use super::predict::{BeaconPrediction, alone, predict, thrown_away};
use super::spread::Spread;

/// With fewer values than this, whoever sees the beacons guesses too much.
const FEWEST: f64 = 32.0;
/// More partitions are recommended where at most this part is thrown away of what fewer have thrown away.
const WORTH: f64 = 0.5;
/// The most partitions that there can be.
const MOST_PARTITIONS: u8 = 254;

/// What a beacon may reveal and cost, for [`BeaconAdvisor::advice`](crate::BeaconAdvisor::advice).
///
/// By default, at most 5 % of the values have a beacon to themselves, the commonest value is at most half of the bucket
/// that it is in, and a search is at most 10 queries. Partitions are recommended only where they at least halve what is
/// thrown away. There is no limit on what is read and thrown away.
///
/// Example: [`BeaconAdvisor`](crate::BeaconAdvisor).
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use = "a target does nothing by itself"]
pub struct BeaconTarget {
    alone: f64,
    odds: f64,
    partitions: u8,
    thrown_away: f64,
}

impl Default for BeaconTarget {
    fn default() -> Self {
        BeaconTarget { alone: 0.05, odds: 0.5, partitions: 10, thrown_away: f64::INFINITY }
    }
}

impl BeaconTarget {
    /// At most this share of the values, from 0 to 1, may have a beacon to themselves.
    pub fn max_alone(mut self, share: f64) -> Self {
        self.alone = share;
        self
    }

    /// The commonest value may be at most this share, from 0 to 1, of the bucket that it is in.
    pub fn max_odds_of_commonest(mut self, share: f64) -> Self {
        self.odds = share;
        self
    }

    /// At most so many partitions, and so many queries for a search.
    pub fn max_partitions(mut self, partitions: u8) -> Self {
        self.partitions = partitions.clamp(1, MOST_PARTITIONS);
        self
    }

    /// A search may read and throw away at most so many items.
    pub fn max_thrown_away(mut self, items: f64) -> Self {
        self.thrown_away = items;
        self
    }
}

/// What to do with a column.
///
/// Example: [`BeaconAdvisor`](crate::BeaconAdvisor).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum BeaconRecommendation {
    /// A beacon of this length is the cheapest within the limits.
    Use {
        /// Its length.
        bits: u8,
        /// Into how many partitions it should be spread; 1 means none.
        partitions: u8,
    },
    /// No beacon.
    Against(AgainstBeacon),
}

/// Why a column should not have a beacon.
///
/// Example: [`BeaconAdvisor`](crate::BeaconAdvisor).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum AgainstBeacon {
    /// There are no values.
    NoValues,
    /// There are fewer than 32 different values.
    FewValues {
        /// How many there are.
        values: u64,
    },
    /// The commonest value is in so many items that no length keeps it within the limits.
    Commonest {
        /// Its share of all items.
        share: f64,
    },
    /// Whatever reveals little enough costs too much.
    Costly {
        /// How many items a search reads and throws away with the cheapest beacon that reveals little enough.
        thrown_away: f64,
    },
    /// The shortest beacon reveals too much.
    Revealing,
}

impl fmt::Display for AgainstBeacon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AgainstBeacon::NoValues => write!(f, "no beacon can be advised on, because there are no values"),
            AgainstBeacon::FewValues { values } => write!(
                f,
                "a beacon is advised against: there are only {values} different values, and with fewer than 32 whoever sees the \
                 beacons guesses too many of them; make it a part of a virtual field with more values, or filter by it after \
                 a search for something else"
            ),
            AgainstBeacon::Commonest { share } => write!(
                f,
                "a beacon is advised against: one value is in {:.1} % of the items, and its beacon stands out at every length; \
                 allow more partitions, or leave items with this value without one",
                100.0 * share
            ),
            AgainstBeacon::Costly { thrown_away } => write!(
                f,
                "a beacon is advised against: one that reveals little enough has a search read {thrown_away:.0} items in vain"
            ),
            AgainstBeacon::Revealing => {
                write!(f, "a beacon is advised against: the shortest one already reveals more than is allowed")
            }
        }
    }
}

/// The cheapest beacon within the limits, with what it reveals and costs.
pub(super) fn recommend(
    spread: &Spread,
    target: &BeaconTarget,
) -> (BeaconRecommendation, Option<BeaconPrediction>) {
    let against = |reason| (BeaconRecommendation::Against(reason), None);
    if spread.items < 1.0 {
        return against(AgainstBeacon::NoValues);
    }
    if spread.values < FEWEST {
        return against(AgainstBeacon::FewValues { values: whole(spread.values) });
    }
    let Some(best) = cheapest(spread, target) else {
        let share = spread.commonest() / spread.items;
        let single = spread.commonest() / f64::from(target.partitions);
        let is_commonest = odds_at_least(spread, single, 1) > target.odds;
        return against(match is_commonest {
            true => AgainstBeacon::Commonest { share },
            false => AgainstBeacon::Revealing,
        });
    };
    if best.thrown_away > target.thrown_away {
        return against(AgainstBeacon::Costly { thrown_away: best.thrown_away });
    }
    (BeaconRecommendation::Use { bits: best.bits, partitions: best.partitions }, Some(best))
}

/// Of those that reveal little enough, the one of which a search throws away least. More partitions are more queries: they
/// have to [halve](WORTH) that.
fn cheapest(spread: &Spread, target: &BeaconTarget) -> Option<BeaconPrediction> {
    let mut best: Option<BeaconPrediction> = None;
    for partitions in 1..=target.partitions {
        let most = best.map_or(f64::INFINITY, |best| best.thrown_away * WORTH);
        let is_worth = |bits: u8| thrown_away(spread, f64::from(bits).exp2(), f64::from(partitions)) <= most;
        let mut bits = longest(spread, target, partitions).unwrap_or(0);
        while bits > 0 && is_worth(bits) {
            let prediction = predict(spread, bits, partitions);
            if prediction.odds_of_commonest <= target.odds {
                best = Some(prediction);
                break;
            }
            bits -= 1;
        }
    }
    best
}

/// The longest beacon that may be within the limits: it is, unless the odds of the commonest value are too good.
fn longest(spread: &Spread, target: &BeaconTarget, partitions: u8) -> Option<u8> {
    let part = spread.commonest() / f64::from(partitions);
    (1..=63).rev().find(|bits| {
        alone(spread, f64::from(*bits).exp2(), f64::from(partitions)) <= target.alone
            && odds_at_least(spread, part, *bits) <= target.odds
    })
}

/// The odds of the commonest value if its bucket has as much else as there is on average; they are at least as good as this.
fn odds_at_least(spread: &Spread, part: f64, bits: u8) -> f64 {
    part / (part + (spread.items - part) * (-f64::from(bits)).exp2())
}

/// A number that is not negative, rounded; the largest one, if it is larger.
fn whole(number: f64) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is cut off at the ends, as it should be"
    )]
    let whole = number.round() as u64;
    whole
}
