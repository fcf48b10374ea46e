//! Advice on beacons: what one reveals of a column, and what it costs, before there is one.
//!
//! Everything is computed from how often the column's values occur (`spread.rs`), as an expectation over all keys: what
//! is a formula is in `predict.rs`, the largest bucket in `largest.rs`, and two columns together in `pair.rs`.
//! `recommend.rs` looks for the length that is cheapest within limits.

mod digest;
mod largest;
mod pair;
mod predict;
mod recommend;
mod report;
mod spread;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

use super::members;
use crate::error::BeaconProblem;
use digest::Digests;
pub use pair::{BeaconPairAdvisor, BeaconPairPrediction};
pub use predict::BeaconPrediction;
pub use recommend::{AgainstBeacon, BeaconRecommendation, BeaconTarget};
pub use report::BeaconAdvice;
use spread::Spread;

/// Tells what a beacon on a column would reveal, and what queries by it would cost: for each length, before one is chosen.
///
/// Feed it the values of the column, or those of a sample. What is kept of a value is a hash and how often it occurred.
///
/// ```
/// # use aws_sdk_dynamodb::types::AttributeValue::S;
/// use dynamodb_item_encryptor::{BeaconAdvisor, BeaconRecommendation, BeaconTarget};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let mut cities = BeaconAdvisor::new();
/// # let values = (0..20_000).map(|n| S(format!("city {}", n * n % 997)));
/// for value in values {
///     cities.add(&value)?;
/// }
/// let advice = cities.advice(&BeaconTarget::default());
/// println!("{advice}"); // a table, and the recommendation
/// match advice.recommendation {
///     BeaconRecommendation::Use { bits, partitions } => println!("Beacon::new(\"city\", {bits})"),
///     BeaconRecommendation::Against(reason) => println!("{reason}"),
///     _ => {}
/// }
/// # Ok(())
/// # }
/// ```
///
/// # What is computed
/// Expectations over all keys: a real key is a bit better or worse. They hold for whoever has a copy of the table, and not
/// for whoever watches requests as well. The page [`manual::searching`](crate::manual::searching) has the attacks.
#[derive(Default)]
pub struct BeaconAdvisor {
    digests: Digests,
    counts: HashMap<u128, u64>,
    table_items: Option<u64>,
}

debug_shows!(BeaconAdvisor { table_items });

impl BeaconAdvisor {
    /// Knows no values.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the value of an item. Items without a value have no beacon, and are not added.
    ///
    /// # Errors
    /// A value of which no beacon can be made.
    pub fn add(&mut self, value: &AttributeValue) -> Result<(), BeaconProblem> {
        self.add_times(value, 1)
    }

    /// Adds a value that so many items have.
    ///
    /// # Errors
    /// A value of which no beacon can be made.
    pub fn add_times(&mut self, value: &AttributeValue, items: u64) -> Result<(), BeaconProblem> {
        let digest = self.digests.of(value)?;
        let count = self.counts.entry(digest).or_default();
        *count = count.saturating_add(items);
        Ok(())
    }

    /// Adds the members of an item's set, for a beacon [of each member](crate::Beacon::as_set). Each then counts as an item.
    ///
    /// # Errors
    /// A value that is not a set.
    pub fn add_members(&mut self, set: &AttributeValue) -> Result<(), BeaconProblem> {
        members(set)?.iter().try_for_each(|member| self.add(member))
    }

    /// Says that the values are a random sample, of a table of so many items (with a value). Values that the sample lacks are
    /// estimated, which is rough: feed it as many items as you can, or all.
    pub fn sample_of(&mut self, items: u64) {
        self.table_items = Some(items);
    }

    /// What a beacon of 1 to 63 bits, in 1 to 254 partitions, reveals and costs. What is out of range counts as what is
    /// next to it.
    #[must_use]
    pub fn predict(&self, bits: u8, partitions: u8) -> BeaconPrediction {
        predict::predict(&self.spread(), bits.clamp(1, 63), partitions.clamp(1, 254))
    }

    /// The prediction for each length that makes a difference, and the length that is cheapest within limits.
    #[must_use]
    pub fn advice(&self, target: &BeaconTarget) -> BeaconAdvice {
        BeaconAdvice::of(&self.spread(), target)
    }

    fn spread(&self) -> Spread {
        let seen = Spread::of(self.counts.values().copied());
        match self.table_items {
            Some(items) => seen.in_table_of(items as f64),
            None => seen,
        }
    }
}
