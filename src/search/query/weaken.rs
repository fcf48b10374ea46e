//! What the server can test of a filter.
//!
//! A filter is sent in a weaker form: every item that meets the filter meets that. Where a value of a readable attribute
//! is tested, the test is sent as it is. Where a beacon tells something about an encrypted one, the beacon is tested. All
//! else counts as met: AND goes without it, and an OR of which it is a part is met. What is negated is about what items
//! must not have; that several values have the same beacon then makes all tests of beacons useless.
//!
//! The whole filter is evaluated on this side once the items are open, so that it does not matter how weak this is.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::AttributeValue;

use super::compound_text;
use super::names::{self, Actions};
use super::test::{BeaconTest, TestKind};
use super::value::BeaconValue;
use crate::expression::{Comparator, Condition, ExpressionError, Leaf, Operand, Path, Value};
use crate::search::{BeaconRef, CompoundBeacon, SearchModel, StandardBeacon, members, push_bytes};

/// A weaker condition, some of whose tests are of beacons.
#[derive(Clone, PartialEq)]
pub(crate) enum Weak {
    /// A condition on readable attributes.
    Readable(Condition),
    /// A test of a beacon.
    Beacon(BeaconTest),
    /// All of them.
    All(Vec<Weak>),
    /// Any of them.
    Any(Vec<Weak>),
}

/// Weakens conditions for a table.
pub(crate) struct Weakening<'a> {
    pub(super) model: &'a SearchModel,
    pub(super) actions: &'a dyn Actions,
    /// The placeholders whose values are compared with what must not be readable.
    pub(super) secret: BTreeSet<&'a str>,
    /// The stored beacons that the key condition is about. DynamoDB accepts no filter on these.
    keys: BTreeSet<&'a str>,
}

impl<'a> Weakening<'a> {
    pub(crate) fn new(model: &'a SearchModel, actions: &'a dyn Actions) -> Self {
        Weakening { model, actions, secret: BTreeSet::new(), keys: BTreeSet::new() }
    }

    /// Keeps the values from being sent that a condition compares with what must not be readable.
    pub(crate) fn keep_secret(&mut self, condition: &'a Condition) {
        let mut secret = Vec::new();
        condition.each_comparison(&mut |operands| {
            // What names a tenant can be read in all of its items.
            let is_open = |name| self.is_readable(name) || self.model.dropped_tenant() == Some(name);
            let mut attributes = operands.iter().filter_map(Leaf::attribute).peekable();
            if attributes.peek().is_none() || !attributes.all(is_open) {
                secret.extend(operands.iter().filter_map(Leaf::placeholder));
            }
        });
        self.secret.extend(secret);
    }

    /// Keeps the beacons out of filters that a key condition is about.
    pub(crate) fn leave_out(&mut self, tests: &'a [BeaconTest]) {
        self.keys.extend(tests.iter().map(|test| test.attribute.as_str()));
    }

    /// Whether DynamoDB may see the attribute's values, as far as the configuration says.
    pub(crate) fn is_readable(&self, attribute: &str) -> bool {
        self.actions.is_known(attribute)
            && !self.actions.encrypts(attribute)
            && !names::is_only_in_search(self.model, attribute)
            && self.model.dropped_tenant() != Some(attribute)
            // A value for a beacon that there is not, by a misspelt name.
            && !attribute.starts_with(crate::search::BEACON_PREFIX)
    }

    /// Whether DynamoDB decides the condition as it is decided here.
    pub(crate) fn is_exact(&self, condition: &Condition) -> bool {
        match condition {
            Condition::And(conditions) | Condition::Or(conditions) => {
                conditions.iter().all(|condition| self.is_exact(condition))
            }
            Condition::Not(condition) => self.is_exact(condition),
            Condition::Exists(path) | Condition::NotExists(path) => self.shows_existence(path),
            leaf @ (Condition::Compare { .. }
            | Condition::Between { .. }
            | Condition::In { .. }
            | Condition::Type { .. }
            | Condition::BeginsWith(..)
            | Condition::Contains(..)) => leaf.is_all_of(|operands| {
                let mut attributes = operands.iter().filter_map(Leaf::attribute).peekable();
                attributes.peek().is_some()
                    && attributes.all(|name| self.is_readable(name))
                    && !operands.iter().filter_map(Leaf::placeholder).any(|it| self.secret.contains(it))
            }),
        }
    }

    /// Whether a stored item shows that there is something at a path.
    fn shows_existence(&self, path: &Path) -> bool {
        let attribute = path.attribute();
        // An encrypted attribute is stored under its own name; what is in it does not show.
        let is_shown = path.tail().is_empty() || !self.actions.encrypts(attribute);
        let is_stored = !names::is_only_in_search(self.model, attribute)
            && self.actions.is_known(attribute)
            && self.model.dropped_tenant() != Some(attribute);
        is_shown && (is_stored || path.tail().is_empty() && self.actions.is_metadata(attribute))
    }

    /// What DynamoDB would refuse about a condition, where that is about what DynamoDB is not asked.
    pub(super) fn fault(&self, condition: &Condition) -> Option<ExpressionError> {
        match condition {
            Condition::And(conditions) | Condition::Or(conditions) => {
                conditions.iter().find_map(|condition| self.fault(condition))
            }
            Condition::Not(condition) => self.fault(condition),
            leaf @ (Condition::Compare { .. }
            | Condition::Between { .. }
            | Condition::In { .. }
            | Condition::Exists(_)
            | Condition::NotExists(_)
            | Condition::Type { .. }
            | Condition::BeginsWith(..)
            | Condition::Contains(..)) => {
                if self.is_exact(leaf) {
                    None
                } else {
                    leaf.fault()
                }
            }
        }
    }

    /// An attribute in the condition that only stored items have.
    pub(super) fn only_in_stored(&self, condition: &Condition) -> Option<String> {
        let is_stored = |name: &&str| {
            self.actions.is_metadata(name)
                && (names::beacon(self.model, name).is_none() || asks_existence(condition, name))
        };
        condition.attributes().into_iter().find(is_stored).map(str::to_owned)
    }

    /// A condition, or the opposite of one, in a weaker form. `None` where it would be met by every item.
    pub(crate) fn weaken(&self, condition: &Condition, is_negated: bool) -> Option<Weak> {
        if self.is_exact(condition) {
            let condition = condition.clone();
            return Some(Weak::Readable(if is_negated { condition.negated() } else { condition }));
        }
        match (condition, is_negated) {
            (Condition::Not(condition), _) => self.weaken(condition, !is_negated),
            (Condition::And(conditions), false) | (Condition::Or(conditions), true) => {
                all(conditions.iter().filter_map(|condition| self.weaken(condition, is_negated)).collect())
            }
            (Condition::Or(conditions), false) | (Condition::And(conditions), true) => {
                any(conditions.iter().map(|condition| self.weaken(condition, is_negated)))
            }
            (Condition::Compare { left, comparator, right }, _) => {
                self.weaken_comparison(left, *comparator, right, is_negated)
            }
            (Condition::In { operand, list }, false) => {
                any(list.iter().map(|other| self.weaken_equality(operand, other))).map(merged)
            }
            (Condition::Between { operand, low, high }, false) => self.weaken_range(operand, low, high),
            (Condition::BeginsWith(Operand::Path(path), Operand::Value(value)), false) => {
                let (beacon, text) = (self.compound(path)?, value.value.as_s().ok()?);
                self.test(
                    beacon.attribute(),
                    TestKind::BeginsWith(compound_text::common_beginning(beacon, text)?),
                )
            }
            (Condition::Contains(whole, part), false) => self.weaken_containment(whole, part),
            (
                Condition::In { .. }
                | Condition::Between { .. }
                | Condition::BeginsWith(..)
                | Condition::Contains(..)
                | Condition::Type { .. }
                | Condition::Exists(_)
                | Condition::NotExists(_),
                _,
            ) => None,
        }
    }

    fn weaken_comparison(
        &self,
        left: &Operand,
        comparator: Comparator,
        right: &Operand,
        is_negated: bool,
    ) -> Option<Weak> {
        match (comparator, is_negated) {
            (Comparator::Equal, false) | (Comparator::NotEqual, true) => self.weaken_equality(left, right),
            (Comparator::Equal, true) | (Comparator::NotEqual, false) => None,
            (
                Comparator::Less | Comparator::LessOrEqual | Comparator::Greater | Comparator::GreaterOrEqual,
                false,
            ) => {
                let (path, comparator, value) = match (left, right) {
                    (Operand::Path(path), Operand::Value(value)) => (path, comparator, value),
                    (Operand::Value(value), Operand::Path(path)) => (path, comparator.swapped(), value),
                    (Operand::Path(_) | Operand::Value(_) | Operand::Size(_), _) => return None,
                };
                let (beacon, text) = (self.compound(path)?, value.value.as_s().ok()?);
                let value = compound_text::ordered(beacon, text).ok()?;
                self.test(beacon.attribute(), TestKind::Compares(comparator, value))
            }
            (
                Comparator::Less | Comparator::LessOrEqual | Comparator::Greater | Comparator::GreaterOrEqual,
                true,
            ) => None,
        }
    }

    fn weaken_equality(&self, left: &Operand, right: &Operand) -> Option<Weak> {
        match (left, right) {
            (Operand::Path(path), Operand::Value(value)) | (Operand::Value(value), Operand::Path(path)) => {
                self.equality(path, &value.value)
            }
            (Operand::Path(one), Operand::Path(other)) => {
                let (one, other) = (self.standard(one)?, self.standard(other)?);
                let is_of_value = !one.is_of_set() && !other.is_of_set();
                let test_kind = || TestKind::EqualsBeacon(other.attribute().to_owned());
                if is_of_value && is_comparable(one, other) {
                    self.test(one.attribute(), test_kind())
                } else {
                    None
                }
            }
            (Operand::Path(_) | Operand::Value(_) | Operand::Size(_), _) => None,
        }
    }

    /// What the beacon of something that is equal to a value is equal to.
    fn equality(&self, path: &Path, value: &AttributeValue) -> Option<Weak> {
        let (attribute, value) = match names::beacon_of(self.model, path)? {
            BeaconRef::Standard(number) => {
                let beacon = self.model.standard().get(number).filter(|beacon| !beacon.is_part_only())?;
                (beacon.attribute(), standard_value(number, beacon, value)?)
            }
            BeaconRef::Compound(number) => {
                let beacon = self.model.compounds().get(number)?;
                (beacon.attribute(), compound_text::exact(beacon, value.as_s().ok()?).ok()?)
            }
            BeaconRef::Signed(_) => return None,
        };
        self.test(attribute, TestKind::Equals(vec![value]))
    }

    fn weaken_range(&self, operand: &Operand, low: &Operand, high: &Operand) -> Option<Weak> {
        let (Operand::Path(path), Operand::Value(low), Operand::Value(high)) = (operand, low, high) else {
            return None;
        };
        let (beacon, low, high) = (self.compound(path)?, low.value.as_s().ok()?, high.value.as_s().ok()?);
        let (low, high) = compound_text::range(beacon, low, high).ok()?;
        self.test(beacon.attribute(), TestKind::Between(low, high))
    }

    fn weaken_containment(&self, whole: &Operand, part: &Operand) -> Option<Weak> {
        match (whole, part) {
            (Operand::Path(path), Operand::Value(part)) => {
                let number = self.standard_number(path)?;
                let beacon = self.model.standard().get(number).filter(|beacon| beacon.is_of_set())?;
                let is_member =
                    matches!(part.value, AttributeValue::S(_) | AttributeValue::N(_) | AttributeValue::B(_));
                let value = hashed(number, &part.value).filter(|_| is_member)?;
                self.test(beacon.attribute(), TestKind::Contains(vec![value]))
            }
            (Operand::Value(Value { value, .. }), Operand::Path(path)) => {
                let members = match value.as_l() {
                    Ok(list) => list.clone(),
                    Err(set) => members(set).ok()?,
                };
                any(members.iter().map(|member| self.equality(path, member))).map(merged)
            }
            (Operand::Path(whole), Operand::Path(part)) => {
                let (whole, part) = (self.standard(whole)?, self.standard(part)?);
                let is_set = whole.is_of_set() && !part.is_of_set() && is_comparable(whole, part);
                let test_kind = || TestKind::ContainsBeacon(part.attribute().to_owned());
                if is_set { self.test(whole.attribute(), test_kind()) } else { None }
            }
            (Operand::Path(_) | Operand::Value(_) | Operand::Size(_), _) => None,
        }
    }

    fn test(&self, attribute: &str, kind: TestKind) -> Option<Weak> {
        let test = || Weak::Beacon(BeaconTest { attribute: attribute.to_owned(), kind });
        (!self.keys.contains(attribute)).then(test)
    }

    /// The compound beacon that a path is about.
    fn compound(&self, path: &Path) -> Option<&'a CompoundBeacon> {
        match names::beacon_of(self.model, path)? {
            BeaconRef::Compound(number) => self.model.compounds().get(number),
            BeaconRef::Standard(_) | BeaconRef::Signed(_) => None,
        }
    }

    fn standard_number(&self, path: &Path) -> Option<usize> {
        match names::beacon_of(self.model, path)? {
            BeaconRef::Standard(number) => Some(number),
            BeaconRef::Compound(_) | BeaconRef::Signed(_) => None,
        }
    }

    /// The stored standard beacon that a path is about.
    fn standard(&self, path: &Path) -> Option<&'a StandardBeacon> {
        self.model.standard().get(self.standard_number(path)?).filter(|beacon| !beacon.is_part_only())
    }
}

/// Whether any part of a condition asks whether there is such an attribute.
fn asks_existence(condition: &Condition, attribute: &str) -> bool {
    match condition {
        Condition::Exists(path) | Condition::NotExists(path) => path.attribute() == attribute,
        Condition::And(conditions) | Condition::Or(conditions) => {
            conditions.iter().any(|condition| asks_existence(condition, attribute))
        }
        Condition::Not(condition) => asks_existence(condition, attribute),
        Condition::Compare { .. }
        | Condition::Between { .. }
        | Condition::In { .. }
        | Condition::Type { .. }
        | Condition::BeginsWith(..)
        | Condition::Contains(..) => false,
    }
}

/// The value of a standard beacon of something that is equal to `value`.
pub(super) fn standard_value(
    number: usize,
    beacon: &StandardBeacon,
    value: &AttributeValue,
) -> Option<BeaconValue> {
    match members(value) {
        Ok(members) if beacon.is_of_set() => {
            let members = members.iter().map(bytes).collect::<Option<_>>()?;
            Some(BeaconValue::Members { beacon: number, members })
        }
        Ok(_) | Err(_) => hashed(number, value),
    }
}

fn hashed(beacon: usize, value: &AttributeValue) -> Option<BeaconValue> {
    Some(BeaconValue::Hash { beacon, bytes: bytes(value)? })
}

/// What is hashed of a value. `None` for one that cannot be stored, and so has no beacon.
fn bytes(value: &AttributeValue) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    push_bytes(&mut bytes, value).ok().map(|()| bytes)
}

/// Whether equal values have equal beacons.
fn is_comparable(one: &StandardBeacon, other: &StandardBeacon) -> bool {
    one.has_key_of(other) && one.bits() == other.bits() && one.partitions() == other.partitions()
}

/// All of `conditions`; met by every item where there are none.
fn all(mut conditions: Vec<Weak>) -> Option<Weak> {
    if conditions.len() > 1 { Some(Weak::All(conditions)) } else { conditions.pop() }
}

/// Any of `conditions`; met by every item where one of them is.
fn any(conditions: impl Iterator<Item = Option<Weak>>) -> Option<Weak> {
    let mut conditions = conditions.collect::<Option<Vec<_>>>()?;
    if conditions.len() > 1 { Some(Weak::Any(conditions)) } else { conditions.pop() }
}

/// Joins tests that one beacon is equal to one of several values.
fn merged(weak: Weak) -> Weak {
    let Weak::Any(conditions) = weak else { return weak };
    let mut joined: Vec<Weak> = Vec::with_capacity(conditions.len());
    for condition in conditions {
        if let Weak::Beacon(BeaconTest { attribute, kind: TestKind::Equals(values) }) = &condition {
            let same = joined.iter_mut().find_map(|other| match other {
                Weak::Beacon(BeaconTest { attribute: other, kind: TestKind::Equals(others) })
                    if other == attribute =>
                {
                    Some(others)
                }
                Weak::Beacon(_) | Weak::Readable(_) | Weak::All(_) | Weak::Any(_) => None,
            });
            if let Some(others) = same {
                others.extend(values.iter().cloned());
                continue;
            }
        }
        joined.push(condition);
    }
    match (joined.len(), joined.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            joined.extend(last);
            Weak::Any(joined)
        }
    }
}
