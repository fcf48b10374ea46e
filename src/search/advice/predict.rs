//! What a beacon of a given length reveals and costs.

use super::largest::{Largest, NEGLIGIBLE, largest, parts_of};
use super::spread::Spread;

/// What a beacon of one length reveals and costs: expectations over all keys, for the table that the values are of.
///
/// A *bucket* is the items that have the same beacon.
///
/// Example: [`BeaconAdvisor`](crate::BeaconAdvisor).
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct BeaconPrediction {
    /// How long the beacon is.
    pub bits: u8,
    /// Into how many partitions it is spread: so many queries find all items of a value.
    pub partitions: u8,
    /// How many values have the beacon of a given value, itself counted.
    pub values_per_beacon: f64,
    /// The share of values that have their beacon to themselves, so that all of the items with it have the same value. Where
    /// there are partitions, a value in each of them counts.
    pub alone: f64,
    /// How many items the largest bucket has.
    pub largest_bucket: f64,
    /// How many items a bucket has, if all are as large: the largest one is conspicuous by how much it exceeds this.
    pub mean_bucket: f64,
    /// The share of the commonest value of the bucket that it is in: the odds of whoever takes all items of this bucket to
    /// have that value. Where the value stands out, its bucket is the largest, and is known by that.
    pub odds_of_commonest: f64,
    /// How often whoever knows which values each beacon stands for guesses an item's value right, by the commonest value of
    /// its beacon. Without the beacon it is the share of the commonest value.
    pub guess: f64,
    /// How many items a search finds, if values are asked for as often as they occur.
    pub found: f64,
    /// How many items a search reads and throws away, over all of its queries: other values, and what it has read before.
    pub thrown_away: f64,
}

impl BeaconPrediction {
    /// How many bits of min-entropy an item's value keeps against whoever knows which values each beacon stands for:
    /// the negative logarithm of [`guess`](Self::guess).
    #[must_use]
    pub fn min_entropy(&self) -> f64 {
        -self.guess.log2()
    }
}

/// Values that collide with probability `1 / M` each, `M = 2^bits`, whatever the others do, give all of this but the largest
/// bucket:
///
/// * `values_per_beacon`: `1 + (X - 1) / M` of `X` values.
/// * `alone`: `(1 - 1/M)^(X - 1)`. With partitions, `X` is the number of values in each partition, summed up, and those of the
///   same value are not counted: a value of `c` items is in `n (1 - (1 - 1/n)^c)` of `n` partitions.
/// * `guess`: of each bucket, the items of its commonest value are guessed right. Values are in it or not, each with so many
///   items, independently of each other; so the expectation is a sum over all numbers `t` of
///   `1 - Π P(a value has at most t there)`.
/// * `thrown_away`: each query reads its own items and `1 / M` of all others. Over `n` queries for a value of `c` items that is
///   `c + n (N - c / n) / M` of `N` items, and `c` of these are asked for.
pub(super) fn predict(spread: &Spread, bits: u8, partitions: u8) -> BeaconPrediction {
    let (buckets, parts) = (f64::from(bits).exp2(), f64::from(partitions));
    let Largest { items, odds } = largest(spread, buckets, parts);
    BeaconPrediction {
        bits,
        partitions,
        values_per_beacon: 1.0 + (spread.values - 1.0).max(0.0) / buckets,
        alone: alone(spread, buckets, parts),
        largest_bucket: items,
        mean_bucket: spread.items / buckets,
        odds_of_commonest: odds,
        guess: guess(spread, buckets, parts),
        found: found(spread),
        thrown_away: thrown_away(spread, buckets, parts),
    }
}

fn found(spread: &Spread) -> f64 {
    let squares = spread.classes().iter().map(|class| class.count * class.count * class.values);
    squares.sum::<f64>() / spread.items
}

pub(super) fn thrown_away(spread: &Spread, buckets: f64, partitions: f64) -> f64 {
    (partitions * spread.items - found(spread)) / buckets
}

pub(super) fn alone(spread: &Spread, buckets: f64, partitions: f64) -> f64 {
    let present = |count: f64| -partitions * (count * (-1.0 / partitions).ln_1p()).exp_m1();
    let all: f64 = spread.classes().iter().map(|class| class.values * present(class.count)).sum();
    let alone = spread.classes().iter().map(|class| {
        let own = present(class.count);
        class.values * own * ((all - own) * (-1.0 / buckets).ln_1p()).exp()
    });
    alone.sum::<f64>() / all
}

/// The expectation of the largest number of items that one value has in a bucket, over the mean of a bucket.
fn guess(spread: &Spread, buckets: f64, partitions: f64) -> f64 {
    // How many items of a value are in a bucket, if any, with the probability of each number.
    let mut sizes: Vec<(f64, f64, usize)> = Vec::new();
    for (number, class) in spread.classes().iter().enumerate() {
        let (mut parts, mut chance) = (0.0, (partitions * (-1.0 / buckets).ln_1p()).exp());
        while parts < partitions {
            // Of its parts, so many are in this bucket.
            chance *= (partitions - parts) / (parts + 1.0) / (buckets - 1.0);
            parts += 1.0;
            if chance > NEGLIGIBLE {
                let of_parts = parts_of(class.count, partitions / parts);
                sizes.extend(of_parts.into_iter().map(|(size, share)| (size, share * chance, number)));
            }
        }
    }
    sizes.sort_unstable_by(|(one, ..), (other, ..)| other.total_cmp(one));
    // From the largest number on: the probability that no value has more.
    let mut exceeding: Vec<(f64, f64)> = spread.classes().iter().map(|class| (class.values, 0.0)).collect();
    let (mut none_has_more, mut last, mut sum) = (0.0, 0.0, 0.0);
    for (size, probability, number) in sizes {
        sum += (last - size) * -f64::exp_m1(none_has_more);
        last = size;
        if let Some((values, exceeding)) = exceeding.get_mut(number) {
            let more = (*exceeding + probability).min(1.0 - f64::EPSILON);
            none_has_more += *values * ((-more).ln_1p() - (-*exceeding).ln_1p());
            *exceeding = more;
        }
    }
    sum += last * -f64::exp_m1(none_has_more);
    (sum * buckets / spread.items).min(1.0)
}
