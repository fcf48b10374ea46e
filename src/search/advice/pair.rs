//! What two beacons reveal together.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

use super::digest::Digests;
use crate::error::BeaconProblem;

/// Tells what two columns reveal together, if both have a beacon: the beacons of an item stand side by side.
///
/// Feed it the values of both columns, item by item. What is kept of them is a hash.
///
/// ```
/// # use aws_sdk_dynamodb::types::AttributeValue::S;
/// use dynamodb_item_encryptor::BeaconPairAdvisor;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let mut pair = BeaconPairAdvisor::new();
/// # let rows = (0..900).map(|n| (S(format!("name {}", n % 300)), S(format!("city {}", n % 90))));
/// for (name, city) in rows {
///     pair.add(&name, &city)?;
/// }
/// let together = pair.predict(6, 4);
/// println!("{:.0} % of the pairs can be told from all others", 100.0 * together.alone);
/// # Ok(())
/// # }
/// ```
#[derive(Default)]
pub struct BeaconPairAdvisor {
    digests: Digests,
    numbers: [HashMap<u128, usize>; 2],
    /// In how many items each pair is.
    pairs: HashMap<(usize, usize), u64>,
}

debug_shows!(BeaconPairAdvisor {});

/// What two beacons reveal together: expectations over all keys, for items without partitions.
///
/// Example: [`BeaconAdvisor`](crate::BeaconAdvisor).
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct BeaconPairPrediction {
    /// The share of pairs of values that have their pair of beacons to themselves. It is off by 5 % at most, or by one
    /// pair in a hundred.
    pub alone: f64,
    /// As much would a single beacon of so many values reveal that is as long as both together.
    pub alone_if_independent: f64,
    /// How many bits the one value tells about the other, as they are: their mutual information. Of a sample it is too
    /// high, the more so the smaller the sample is.
    pub mutual_information: f64,
}

impl BeaconPairAdvisor {
    /// Knows no values.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the two values of an item.
    ///
    /// # Errors
    /// A value of which no beacon can be made.
    pub fn add(&mut self, one: &AttributeValue, other: &AttributeValue) -> Result<(), BeaconProblem> {
        let digests = [self.digests.of(one)?, self.digests.of(other)?];
        let [ones, others] = &mut self.numbers;
        let [one, other] = [(ones, digests[0]), (others, digests[1])].map(|(numbers, digest)| {
            let next = numbers.len();
            *numbers.entry(digest).or_insert(next)
        });
        *self.pairs.entry((one, other)).or_default() += 1;
        Ok(())
    }

    /// What beacons of these lengths, 1 to 63 bits, reveal together.
    #[must_use]
    pub fn predict(&self, bits: u8, bits_of_other: u8) -> BeaconPairPrediction {
        let [p, q] = [bits, bits_of_other].map(|bits| (-f64::from(bits.clamp(1, 63))).exp2());
        let pairs = self.pairs.len() as f64;
        BeaconPairPrediction {
            alone: Together::new(self, p, q).alone(self),
            alone_if_independent: ((pairs - 1.0) * (-p * q).ln_1p()).exp(),
            mutual_information: self.mutual_information(),
        }
    }

    fn mutual_information(&self) -> f64 {
        let items: u64 = self.pairs.values().sum();
        let [mut one, mut other] = [HashMap::<usize, u64>::new(), HashMap::new()];
        for ((first, second), count) in &self.pairs {
            *one.entry(*first).or_default() += count;
            *other.entry(*second).or_default() += count;
        }
        let entropy = |counts: &mut dyn Iterator<Item = &u64>| -> f64 {
            counts.map(|count| *count as f64 / items as f64).map(|share| -share * share.log2()).sum()
        };
        entropy(&mut one.values()) + entropy(&mut other.values()) - entropy(&mut self.pairs.values())
    }
}

/// How pairs collide: values of the one column with probability `p`, of the other with `q`.
///
/// A pair `(v, w)` has its beacons to itself if
///
/// * none of the values that `v` occurs with, but `w`, collides with `w`: `(1 - q)^(d(v) - 1)`, with `d(v)` of them;
/// * none of those that `w` occurs with, but `v`, collides with `v`: `(1 - p)^(d(w) - 1)`;
/// * no value collides with `v` that occurs with one that collides with `w`. Let `H` be how many occur with such a one: then it is
///   the expectation of `(1 - p)^H`. A value `v'` is among them with the probability `h(v') = 1 - (1 - q)^d(v')`, but they
///   are so together, because of those that they occur with. So the sum of `h` is divided among the latter, `h(v') / d(v')`
///   to each `w'` that `v'` occurs with, and it is the product over all `w'` (which `v` does not occur with) of
///   `1 - q + q (1 - p)^D(w')`, with `D(w')` for the sum of its shares over `q`. What occurs with `w` itself was counted
///   already, and is taken out of `D` in proportion.
struct Together {
    p: f64,
    q: f64,
    /// With how many values each value of the one column occurs.
    partners: Vec<f64>,
    /// With how many values each value of the other column occurs, the sum of their `h`, and `D`.
    others: Vec<(f64, f64, f64)>,
    /// The sum of all `h`.
    all: f64,
    /// `D` of about the same size, with how many there are.
    shares: Vec<(f64, f64)>,
}

/// Shares that differ by less than this are taken together.
const ALIKE: f64 = 1.01;

impl Together {
    fn new(pairs: &BeaconPairAdvisor, p: f64, q: f64) -> Self {
        let [ones, others] = &pairs.numbers;
        let mut partners = vec![0.0_f64; ones.len()];
        for (one, _) in pairs.pairs.keys() {
            partners.get_mut(*one).into_iter().for_each(|partners| *partners += 1.0);
        }
        let hit = |partners: f64| -(partners * (-q).ln_1p()).exp_m1();
        let mut sums = vec![(0.0, 0.0, 0.0); others.len()];
        for (one, other) in pairs.pairs.keys() {
            let partners = partners.get(*one).copied().unwrap_or_default();
            if let Some((number, hits, share)) = sums.get_mut(*other) {
                *number += 1.0;
                *hits += hit(partners);
                *share += hit(partners) / (q * partners);
            }
        }
        let mut sorted: Vec<f64> = sums.iter().map(|(.., share)| *share).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        let mut shares: Vec<(f64, f64)> = Vec::new();
        for share in sorted {
            match shares.last_mut().filter(|(first, _)| share <= *first * ALIKE) {
                Some((_, number)) => *number += 1.0,
                None => shares.push((share, 1.0)),
            }
        }
        let all = partners.iter().copied().map(hit).sum();
        Together { p, q, partners, others: sums, all, shares }
    }

    /// The logarithm of the probability that nothing collides by way of a value with this share.
    fn harmless(&self, share: f64) -> f64 {
        (self.q * (share * (-self.p).ln_1p()).exp_m1()).ln_1p()
    }

    fn alone(&self, pairs: &BeaconPairAdvisor) -> f64 {
        // What does not depend on the value of the one column, and how much of the shares is left.
        let by_other: Vec<(f64, f64)> = self
            .others
            .iter()
            .map(|(number, hits, share)| {
                let left = ((self.all - hits) / (self.all - self.q * share)).max(0.0);
                let left = if left.is_finite() { left } else { 0.0 };
                let all: f64 =
                    self.shares.iter().map(|(share, number)| number * self.harmless(left * share)).sum();
                (left, (number - 1.0) * (-self.p).ln_1p() + all - self.harmless(left * share))
            })
            .collect();
        let share_of = |other: usize| self.others.get(other).map_or(0.0, |(.., share)| self.harmless(*share));
        let mut with = vec![0.0_f64; self.partners.len()];
        for (one, other) in pairs.pairs.keys() {
            with.get_mut(*one).into_iter().for_each(|sum| *sum += share_of(*other));
        }
        let alone = pairs.pairs.keys().map(|(one, other)| {
            let partners = self.partners.get(*one).copied().unwrap_or_default();
            let (left, by_other) = by_other.get(*other).copied().unwrap_or_default();
            let not_these = with.get(*one).copied().unwrap_or_default() - share_of(*other);
            ((partners - 1.0) * (-self.q).ln_1p() + by_other - left * not_these).exp().min(1.0)
        });
        alone.sum::<f64>() / pairs.pairs.len() as f64
    }
}
