//! What is said about a column.

use std::fmt;

use super::predict::{BeaconPrediction, predict};
use super::recommend::{BeaconRecommendation, BeaconTarget, recommend};
use super::spread::Spread;

/// A longer beacon than one with 2^6 times as many buckets as there are values hardly differs from one of full length.
const BEYOND: f64 = 6.0;

/// What a beacon on a column reveals and costs at each length, and which length is the cheapest within limits.
///
/// Printed, it is a table with the recommendation below it. It has no values.
///
/// Example: [`BeaconAdvisor`](crate::BeaconAdvisor).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct BeaconAdvice {
    /// How many items have a value.
    pub items: f64,
    /// How many different values there are; an estimate, where only a [sample](crate::BeaconAdvisor::sample_of) is known.
    pub values: f64,
    /// The share of the commonest value of all items.
    pub commonest: f64,
    /// What a beacon of each length reveals and costs, without partitions: from one bit to where more make no difference.
    pub predictions: Vec<BeaconPrediction>,
    /// What to do.
    pub recommendation: BeaconRecommendation,
    /// What the recommended beacon reveals and costs.
    pub recommended: Option<BeaconPrediction>,
}

impl BeaconAdvice {
    pub(super) fn of(spread: &Spread, target: &BeaconTarget) -> BeaconAdvice {
        let (recommendation, recommended) = recommend(spread, target);
        let longest = spread.values.max(1.0).log2() + BEYOND;
        let lengths = (1..=63).take_while(|bits| spread.items >= 1.0 && f64::from(*bits) < longest + 1.0);
        BeaconAdvice {
            items: spread.items,
            values: spread.values,
            commonest: if spread.items < 1.0 { 0.0 } else { spread.commonest() / spread.items },
            predictions: lengths.map(|bits: u8| predict(spread, bits, 1)).collect(),
            recommendation,
            recommended,
        }
    }
}

impl fmt::Display for BeaconAdvice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:.0} items with {:.0} different values, the commonest in {:.2} % of them\n",
            self.items,
            self.values,
            100.0 * self.commonest
        )?;
        writeln!(f, "                |  what a thief of the table learns              |  what a search reads")?;
        writeln!(f, "bits partitions |  alone  largest bucket  commonest  guessable  |    found  thrown away")?;
        for prediction in self.predictions.iter().chain(&self.recommended) {
            let BeaconPrediction { bits, partitions, .. } = prediction;
            writeln!(
                f,
                "{bits:4} {partitions:10} | {:5.1} % {:9.0} ({:5.1}x) {:8.1} % {:8.1} %  | {:8.1} {:12.1}{}",
                100.0 * prediction.alone,
                prediction.largest_bucket,
                prediction.largest_bucket / prediction.mean_bucket,
                100.0 * prediction.odds_of_commonest,
                100.0 * prediction.guess,
                prediction.found,
                prediction.thrown_away,
                if self.recommended.as_ref() == Some(prediction) { "  <- recommended" } else { "" },
            )?;
        }
        match &self.recommendation {
            BeaconRecommendation::Use { bits, partitions: 1 } => write!(f, "\nUse a beacon of {bits} bits."),
            BeaconRecommendation::Use { bits, partitions } => {
                write!(
                    f,
                    "\nUse a beacon of {bits} bits in {partitions} partitions: a search takes {partitions} queries."
                )
            }
            BeaconRecommendation::Against(reason) => write!(f, "\nIn short: {reason}."),
        }
    }
}
