//! Tests of stored beacons, in place of tests of the values that they are of.

use aws_sdk_dynamodb::types::AttributeValue;

use super::Failure;
use super::partitions::distinct;
use super::placeholders::Placeholders;
use super::value::BeaconValue;
use crate::crypto::stack::{self, Work};
use crate::expression::{Comparator, Condition, Operand};
use crate::search::{Hashes, Length, SearchModel};

/// The most operands that IN takes.
const MOST_OPERANDS: usize = 100;

/// A test of a stored beacon.
#[derive(Clone, PartialEq)]
pub(crate) struct BeaconTest {
    /// The attribute that stores the beacon.
    pub(super) attribute: String,
    pub(super) kind: TestKind,
}

/// What is tested of a beacon.
#[derive(Clone, PartialEq)]
pub(super) enum TestKind {
    /// It is equal to one of some values.
    Equals(Vec<BeaconValue>),
    /// It has one of some values as a member.
    Contains(Vec<BeaconValue>),
    /// It is equal to another beacon, in this attribute.
    EqualsBeacon(String),
    /// It has another beacon, in this attribute, as a member.
    ContainsBeacon(String),
    /// It comes before or after a value.
    Compares(Comparator, BeaconValue),
    /// It is between two values.
    Between(BeaconValue, BeaconValue),
    /// It begins with a value.
    BeginsWith(BeaconValue),
}

impl BeaconTest {
    /// Whether the test needs a beacon key.
    pub(super) fn is_hashed(&self) -> bool {
        match &self.kind {
            TestKind::Equals(values) | TestKind::Contains(values) => values.iter().any(BeaconValue::is_hashed),
            TestKind::EqualsBeacon(_) | TestKind::ContainsBeacon(_) => false,
            TestKind::Compares(_, value) | TestKind::BeginsWith(value) => value.is_hashed(),
            TestKind::Between(low, high) => low.is_hashed() || high.is_hashed(),
        }
    }

    /// Whether it is another test for items whose beacons have a former length.
    pub(super) fn has_former_length(&self, model: &SearchModel) -> bool {
        let has = |value: &BeaconValue| value.has_former_length(model);
        match &self.kind {
            TestKind::Equals(values) | TestKind::Contains(values) => values.iter().any(has),
            TestKind::EqualsBeacon(_) | TestKind::ContainsBeacon(_) => false,
            TestKind::Compares(_, value) | TestKind::BeginsWith(value) => has(value),
            TestKind::Between(low, high) => has(low) || has(high),
        }
    }

    /// The test as a condition on items of any of some partitions. `None` where it would test nothing.
    pub(super) fn condition(&self, writing: &mut Writing<'_>) -> Result<Option<Condition>, Failure> {
        let beacon = writing.placeholders.attribute(&self.attribute);
        match &self.kind {
            TestKind::Equals(values) => {
                let values = writing.all(values)?;
                Ok(equals_one(beacon, values))
            }
            TestKind::Contains(values) => {
                let values = writing.all(values)?;
                Ok(any(values, |value| Condition::Contains(beacon.clone(), value)))
            }
            TestKind::EqualsBeacon(other) => {
                let other = writing.placeholders.attribute(other);
                Ok(Some(compare(beacon, Comparator::Equal, other)))
            }
            TestKind::ContainsBeacon(other) => {
                let other = writing.placeholders.attribute(other);
                Ok(Some(Condition::Contains(beacon, other)))
            }
            TestKind::Compares(comparator, value) => {
                let values = writing.all(std::slice::from_ref(value))?;
                Ok(any(values, |value| compare(beacon.clone(), *comparator, value)))
            }
            TestKind::BeginsWith(value) => {
                let values = writing.all(std::slice::from_ref(value))?;
                Ok(any(values, |value| Condition::BeginsWith(beacon.clone(), value)))
            }
            TestKind::Between(low, high) => {
                let ranges = writing.ranges(low, high)?;
                Ok(any(ranges, |(low, high)| Condition::Between { operand: beacon.clone(), low, high }))
            }
        }
    }
}

/// What tests of beacons are written with.
pub(super) struct Writing<'a> {
    pub(super) model: &'a SearchModel,
    /// None where no test is of a hash.
    pub(super) hashes: Option<&'a Hashes>,
    /// The partitions of the items that are sought.
    pub(super) partitions: &'a [u8],
    /// The lengths that their beacons may have.
    pub(super) lengths: &'a [Length],
    pub(super) placeholders: &'a mut Placeholders,
}

impl<'a> Writing<'a> {
    /// What some values are in the partitions, each once.
    fn all(&mut self, values: &[BeaconValue]) -> Result<Vec<Operand>, Failure> {
        let mut all = Vec::with_capacity(values.len());
        for value in values {
            for partition in distinct(self.partitions, value.period(self.model)) {
                for length in self.lengths_of(value) {
                    let hashed = self.hashed(value, partition, *length)?;
                    if !all.contains(&hashed) {
                        all.push(hashed);
                    }
                }
            }
        }
        Ok(all.into_iter().map(|value| self.placeholders.value(value)).collect())
    }

    /// What two values are in the partitions, each pair once.
    fn ranges(&mut self, low: &BeaconValue, high: &BeaconValue) -> Result<Vec<(Operand, Operand)>, Failure> {
        let mut all = Vec::new();
        for partition in self.partitions {
            for length in self.lengths {
                let range = (self.hashed(low, *partition, *length)?, self.hashed(high, *partition, *length)?);
                if !all.contains(&range) {
                    all.push(range);
                }
            }
        }
        let operands = |(low, high)| (self.placeholders.value(low), self.placeholders.value(high));
        Ok(all.into_iter().map(operands).collect())
    }

    /// Those of the lengths that make a difference for a value.
    fn lengths_of(&self, value: &BeaconValue) -> &'a [Length] {
        let several = value.has_former_length(self.model);
        if several { self.lengths } else { self.lengths.get(..1).unwrap_or(self.lengths) }
    }

    /// What a value is in a partition, with a length.
    fn hashed(&self, value: &BeaconValue, partition: u8, length: Length) -> Result<AttributeValue, Failure> {
        stack::wiped(Work::Mac, || value.hashed_unwiped(self.model, self.hashes, partition, length))
    }
}

/// One of several conditions, each on a value.
fn any<T>(values: Vec<T>, condition: impl FnMut(T) -> Condition) -> Option<Condition> {
    Condition::any(values.into_iter().map(condition).collect())
}

fn compare(left: Operand, comparator: Comparator, right: Operand) -> Condition {
    Condition::Compare { left, comparator, right }
}

/// Whether an operand is equal to one of some values.
fn equals_one(operand: Operand, mut values: Vec<Operand>) -> Option<Condition> {
    if values.len() > 1 {
        let lists = values.chunks(MOST_OPERANDS).map(<[Operand]>::to_vec).collect();
        return any(lists, |list| Condition::In { operand: operand.clone(), list });
    }
    values.pop().map(|value| compare(operand, Comparator::Equal, value))
}
