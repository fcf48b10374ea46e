//! Partitions in requests: which one a query is for, and how many queries there are.
//!
//! An item in partition `p` has, for a beacon that is spread into `n` partitions, the hash of partition `p mod n`. So a
//! query for one beacon reaches all items with `n` requests; one for several, with as many as their common multiple.

use aws_sdk_dynamodb::types::AttributeValue;

use crate::error::PartitionProblem;

/// The placeholder whose value says which partition a query is for. It is never sent.
pub(crate) const PARTITION: &str = ":aws_dbe_partition";

/// The least common multiple of numbers of partitions; `most`, which are all, if that is less.
pub(super) fn common_multiple(numbers: impl IntoIterator<Item = u8>, most: u8) -> u8 {
    let mut multiple = 1_u32;
    for number in numbers.into_iter().filter(|number| *number > 1) {
        let number = u32::from(number);
        multiple = (multiple / divisor(multiple, number)).saturating_mul(number);
        if multiple >= u32::from(most) {
            return most.max(1);
        }
    }
    u8::try_from(multiple).unwrap_or(most)
}

/// The greatest common divisor of two numbers, the second of which is not 0.
fn divisor(one: u32, other: u32) -> u32 {
    let (mut one, mut other) = (one, other);
    while other > 0 {
        (one, other) = (other, one.checked_rem(other).unwrap_or(0));
    }
    one
}

/// The partitions of items that a request is about, in the values of its filter: `first` and those after it by `step`.
pub(super) fn of_request(first: u8, step: u8, all: u8) -> Vec<u8> {
    (first..all.max(1)).step_by(usize::from(step.max(1))).collect()
}

/// Those of `partitions` that differ by `period`.
pub(super) fn distinct(partitions: &[u8], period: u8) -> Vec<u8> {
    let mut rests: Vec<u8> = Vec::new();
    for partition in partitions {
        let rest = partition.checked_rem(period).unwrap_or(0);
        if !rests.contains(&rest) {
            rests.push(rest);
        }
    }
    rests
}

/// Which partition a query is for, of those that it takes a query each for.
pub(super) fn of_query(given: Option<&AttributeValue>, all: u8, queries: u8) -> Result<u8, PartitionProblem> {
    let Some(value) = given else {
        return if queries > 1 { Err(PartitionProblem::Missing { queries }) } else { Ok(0) };
    };
    // Where a length changes, a table without partitions takes two queries.
    if all.max(queries) <= 1 {
        return Err(PartitionProblem::None);
    }
    let digits = value.as_n().map_err(|_| PartitionProblem::NotANumber)?;
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(PartitionProblem::NotANumber);
    }
    let number = digits.parse::<u8>().ok().filter(|number| *number < queries);
    number.ok_or(PartitionProblem::TooHigh { queries })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_for_several_beacons_are_as_many_as_their_common_multiple_but_no_more_than_partitions() {
        for (numbers, most, expected) in [
            (&[][..], 6, 1),
            (&[1], 6, 1),
            (&[2], 6, 2),
            (&[2, 4], 6, 4),
            (&[2, 3], 12, 6),
            (&[4, 6], 12, 12),
            (&[5, 7], 12, 12),
            (&[253, 251, 247], 254, 254),
            (&[0, 3], 5, 3),
        ] {
            assert_eq!(common_multiple(numbers.iter().copied(), most), expected, "{numbers:?}");
        }
    }

    #[test]
    fn a_partition_is_a_whole_number_below_the_number_of_queries() {
        let n = |text: &str| Some(AttributeValue::N(text.to_owned()));
        for (given, expected) in [
            (n("0"), Ok(0)),
            (n("01"), Ok(1)),
            (n("2"), Err(PartitionProblem::TooHigh { queries: 2 })),
            (n("300"), Err(PartitionProblem::TooHigh { queries: 2 })),
            (n("1.0"), Err(PartitionProblem::NotANumber)),
            (n("-1"), Err(PartitionProblem::NotANumber)),
            (n(""), Err(PartitionProblem::NotANumber)),
            (Some(AttributeValue::S("0".to_owned())), Err(PartitionProblem::NotANumber)),
            (None, Err(PartitionProblem::Missing { queries: 2 })),
        ] {
            assert_eq!(of_query(given.as_ref(), 6, 2), expected, "{given:?}");
        }
        assert_eq!(of_query(n("0").as_ref(), 1, 1), Err(PartitionProblem::None));
        assert_eq!(of_query(None, 6, 1), Ok(0));
    }

    #[test]
    fn a_filter_is_about_the_partitions_that_its_query_stands_for() {
        assert_eq!(of_request(1, 2, 6), [1, 3, 5]);
        assert_eq!(of_request(0, 1, 1), [0]);
        assert_eq!(distinct(&[1, 3, 5], 3), [1, 0, 2]);
        assert_eq!(distinct(&[0, 2, 4], 2), [0]);
    }
}
