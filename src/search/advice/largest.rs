//! How large the largest bucket is, as an expectation over all keys.
//!
//! A key spreads values over `M` buckets: each goes to one of them, all alike, whatever the others do. A bucket that is not
//! empty has one value that is its commonest; so with the values in order, from the commonest on,
//!
//! > P(no bucket has more than t items) = Π over values i of
//! > ( 1 - P(none of the i - 1 commoner values is in its bucket) · P(its items + those of the less common ones in its bucket > t) )
//!
//! as far as buckets do not depend on each other, which they hardly do: what one has, the others lack. The first factor of each
//! is `(1 - 1/M)^(i-1)`. The second one is the tail of a sum of independent variables, which is built up from the
//! least common value on: `T'(t) = (1 - 1/M) T(t) + 1/M T(t - count)`. The expectation is the sum of `1 - P` over all t.
//!
//! The tail is kept for a few hundred sizes only. What is smaller than the distance of two of them is many small things, and so
//! nearly normal. Simulations agree (`src/search/advice/tests.rs`).

use super::spread::{Class, Spread};

/// For how many sizes a tail is kept.
const SIZES: usize = 512;
/// Terms of a sum that are smaller are left out.
pub(super) const NEGLIGIBLE: f64 = 1e-12;
/// At most so much of a bucket comes in at once, per bucket.
const STEP: f64 = 1.0 / 8.0;
/// So many things in a bucket are nearly normal in sum, however large each of them is.
const MANY: f64 = 64.0;
/// At most such a part of a class comes in at once.
const STEPS: f64 = 8.0;

/// What is known of the largest bucket.
pub(super) struct Largest {
    /// How many items it has.
    pub(super) items: f64,
    /// The share of the commonest value, in one partition, of the bucket that it is in.
    pub(super) odds: f64,
}

/// The largest of `buckets` buckets over which a key spreads values, each in `partitions` parts.
pub(super) fn largest(spread: &Spread, buckets: f64, partitions: f64) -> Largest {
    let grid = Grid::of(spread, buckets, partitions);
    let (large, small) = grid.divide(spread);
    let mut tail = grid.normal(&small);
    let mut commoner: f64 = large.iter().map(|part| part.parts * part.present).sum();
    // Buckets that no large part is in.
    let empty = buckets * (commoner * (-1.0 / buckets).ln_1p()).exp();
    let mut all = Exceeding::new(&tail, empty);
    let (mut rest, mut others) = (tail.clone(), 0.0);
    for part in large.iter().rev() {
        let most = (part.parts / STEPS).min(buckets * STEP).floor().max(1.0);
        let mut left = part.parts;
        while left >= 1.0 {
            let each = left.min(most);
            commoner -= each * part.present;
            let first = (commoner.max(0.0) * (-1.0 / buckets).ln_1p()).exp();
            rest.clone_from(&tail);
            others = each - 1.0;
            // Half of a step comes in before it is looked at, as the parts of a step meet each other; a single part
            // does not meet itself.
            let before = ((each - 1.0) / 2.0).floor();
            grid.add(&mut tail, part, before);
            let with = grid.shift(&tail, &part.sizes);
            all.add(&with, each, first);
            grid.add(&mut tail, part, each - before);
            left -= each;
        }
    }
    if let Some(part) = large.first() {
        // All but one of the last step.
        grid.add(&mut rest, part, others.max(0.0));
    }
    let sizes = parts_of(spread.commonest(), partitions);
    let present: f64 = sizes.iter().map(|(_, probability)| probability).sum();
    let odds =
        sizes.iter().map(|(size, probability)| probability * grid.expect(&rest, |load| size / (size + load)));
    Largest { items: all.expectation(&grid, spread.items), odds: odds.sum::<f64>() / present }
}

/// For each size, how likely it is that a bucket exceeds it.
struct Exceeding {
    /// The logarithm of the probability that none does, as if buckets were independent.
    none: Vec<f64>,
    /// How many do, in expectation.
    number: Vec<f64>,
}

impl Exceeding {
    fn new(tail: &[f64], buckets: f64) -> Exceeding {
        let mut all = Exceeding { none: vec![0.0; SIZES], number: vec![0.0; SIZES] };
        all.add(tail, buckets, 1.0);
        all
    }

    /// Adds so many buckets, each of which exists with the probability `weight`, and then has this tail.
    fn add(&mut self, tail: &[f64], buckets: f64, weight: f64) {
        for ((none, number), tail) in self.none.iter_mut().zip(&mut self.number).zip(tail) {
            let larger = (weight * tail).min(1.0);
            if larger > NEGLIGIBLE * NEGLIGIBLE {
                *none += buckets * (-larger).ln_1p();
                *number += buckets * larger;
            }
        }
    }

    /// The expectation of the largest bucket, where there are so many items.
    fn expectation(&self, grid: &Grid, items: f64) -> f64 {
        let sizes = self.none.iter().zip(&self.number).enumerate();
        let exceeded = sizes.map(|(at, (none, number))| {
            let size = at as f64 * grid.step;
            // So many buckets can exceed this size. What one has, the others lack: so they exclude each other.
            let can = ((items / size).ceil() - 1.0).clamp(1.0, grid.buckets);
            if size + grid.step <= items / grid.buckets || *number >= can {
                1.0
            } else {
                -none.min(can * (-number / can).ln_1p()).exp_m1()
            }
        });
        exceeded.sum::<f64>() * grid.step
    }
}

/// Values of about the same count, each in as many parts as there are partitions.
struct Parts {
    /// How many parts these are.
    parts: f64,
    /// The probability that a part has any items.
    present: f64,
    /// How many items a part has, if it has any, each number with its probability. They sum up to `present`.
    sizes: Vec<(f64, f64)>,
}

/// Mean and variance of what a bucket has of small parts.
struct Small {
    mean: f64,
    variance: f64,
}

/// The sizes that a tail is kept for: 0, `step`, `2 step` and so on.
struct Grid {
    step: f64,
    buckets: f64,
    partitions: f64,
}

impl Grid {
    /// A grid that the largest bucket is on for certain.
    fn of(spread: &Spread, buckets: f64, partitions: f64) -> Grid {
        let commonest = spread.commonest() / partitions;
        let moment: f64 = spread.classes().iter().map(|class| square(class, partitions)).sum();
        let limit = 4.0 * (commonest + 4.0 * commonest.sqrt() * f64::from(partitions > 1.0))
            + spread.items / buckets
            + 10.0 * (moment / buckets).sqrt();
        let step = (limit.min(spread.items) + 1.0) / SIZES as f64;
        Grid { step: step.max(1.0), buckets, partitions }
    }

    /// Parts that are large for this grid, the commonest first, and what the others sum up to in a bucket.
    fn divide(&self, spread: &Spread) -> (Vec<Parts>, Small) {
        let mut large: Vec<Class> = Vec::new();
        let mut small = Small { mean: 0.0, variance: 0.0 };
        let mut highest = f64::INFINITY;
        for class in spread.classes() {
            let part = class.count / self.partitions;
            let per_bucket = class.values * self.partitions.min(class.count) / self.buckets;
            if self.step > 1.0 && part < self.step || per_bucket > MANY {
                small.mean += class.count * class.values / self.buckets;
                small.variance += square(class, self.partitions) / self.buckets;
            } else if let Some(last) = large.last_mut().filter(|_| highest - part < self.step / 2.0) {
                let values = last.values + class.values;
                last.count = (last.count * last.values + class.count * class.values) / values;
                last.values = values;
            } else {
                highest = part;
                large.push(*class);
            }
        }
        let parts = large.into_iter().map(|class| {
            let sizes = parts_of(class.count, self.partitions);
            let present = sizes.iter().map(|(_, probability)| probability).sum();
            Parts { parts: class.values * self.partitions, present, sizes }
        });
        (parts.collect(), small)
    }

    /// The tail of what a bucket has of small parts.
    fn normal(&self, small: &Small) -> Vec<f64> {
        let deviation = small.variance.sqrt();
        if deviation < self.step {
            let nothing = vec![0.0; SIZES];
            return self.shift(&nothing, &[(small.mean, 1.0)]);
        }
        let density = |at: usize| (-((at as f64 * self.step - small.mean) / deviation).powi(2) / 2.0).exp();
        let total: f64 = (0..SIZES).map(density).sum();
        let mut tail: Vec<f64> = Vec::with_capacity(SIZES);
        let mut above = 0.0;
        for at in (0..SIZES).rev() {
            tail.push(above);
            above += density(at) / total;
        }
        tail.reverse();
        tail
    }

    /// The tail of a sum: what has this tail, and one of `sizes`.
    fn shift(&self, tail: &[f64], sizes: &[(f64, f64)]) -> Vec<f64> {
        let mut shifted = vec![0.0; SIZES];
        for (size, probability) in sizes {
            // A size between two of the grid counts as a mixture of both.
            let steps = size / self.step;
            let (whole, part) = (steps.floor(), steps.fract());
            for (extra, weight) in [(0.0, 1.0 - part), (1.0, part)] {
                let weight = weight * probability;
                let mut at = whole + extra;
                let mut rest = shifted.iter_mut();
                while at > 0.5 {
                    let Some(tail) = rest.next() else { break };
                    *tail += weight;
                    at -= 1.0;
                }
                rest.zip(tail).for_each(|(sum, tail)| *sum += weight * tail);
            }
        }
        shifted
    }

    /// Lets `count` parts come in, each of which is in this bucket with probability `1 / buckets`.
    fn add(&self, tail: &mut [f64], part: &Parts, count: f64) {
        let chance = 1.0 / self.buckets;
        // The probabilities of none, one, two ... of them: binomial, for counts between two numbers as well.
        let mut probability = (count * (-chance).ln_1p()).exp();
        let mut with = tail.to_vec();
        tail.iter_mut().for_each(|tail| *tail *= probability);
        let mut there = 0.0;
        while there < count {
            probability *= (count - there) / (there + 1.0) * chance / (1.0 - chance);
            if probability < NEGLIGIBLE {
                break;
            }
            there += 1.0;
            let more = self.shift(&with, &part.sizes);
            with.iter_mut().zip(more).for_each(|(tail, more)| *tail = *tail * (1.0 - part.present) + more);
            tail.iter_mut().zip(&with).for_each(|(sum, tail)| *sum += probability * tail);
        }
    }

    /// The expectation of `f` of what has this tail.
    fn expect(&self, tail: &[f64], f: impl Fn(f64) -> f64) -> f64 {
        let mut above = 1.0;
        let mut sum = 0.0;
        for (at, tail) in tail.iter().enumerate() {
            sum += (above - tail) * f(at as f64 * self.step);
            above = *tail;
        }
        sum + above * f(SIZES as f64 * self.step)
    }
}

/// The sum of the squares of the parts' sizes, in expectation.
fn square(class: &Class, partitions: f64) -> f64 {
    let mean = class.count / partitions;
    class.values * partitions * (mean * (1.0 - 1.0 / partitions) + mean * mean)
}

/// How many of `count` items are in one of `partitions`: each number with its probability.
pub(super) fn parts_of(count: f64, partitions: f64) -> Vec<(f64, f64)> {
    let chance = 1.0 / partitions;
    let mean = count * chance;
    if partitions <= 1.0 {
        return vec![(count, 1.0)];
    }
    if mean < 24.0 {
        let mut sizes = Vec::new();
        let mut size = 0.0;
        let mut probability = (count * (-chance).ln_1p()).exp();
        while size < count && (size < mean || probability > 1e-6) {
            probability *= (count - size) / (size + 1.0) * chance / (1.0 - chance);
            size += 1.0;
            if probability > 1e-6 {
                sizes.push((size, probability));
            }
        }
        return sizes;
    }
    let deviation = (mean * (1.0 - chance)).sqrt();
    let points = (-5..=5).map(|n| 0.75 * f64::from(n)).map(|z| (z, (-z * z / 2.0).exp()));
    let total: f64 = points.clone().map(|(_, weight)| weight).sum();
    points.map(|(z, weight)| ((mean + z * deviation).clamp(1.0, count), weight / total)).collect()
}
