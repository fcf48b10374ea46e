//! Conditions on an item.

use std::borrow::Cow;
use std::cmp::Ordering;

use aws_sdk_dynamodb::types::AttributeValue;

use super::Map;
use super::ast::{Comparator, Condition, Operand};
use super::compare::{begins_with, contains, equal, order, size, type_name};

impl Condition {
    /// Whether `item` meets this condition; an item that does not exist is an empty one.
    ///
    /// There is nothing that can go wrong: an attribute that is missing or has another type makes a
    /// comparison false, except for `<>`, which it makes true.
    pub(crate) fn holds(&self, item: &Map) -> bool {
        match self {
            Condition::Compare { left, comparator, right } => match (left.resolve(item), right.resolve(item)) {
                (Some(left), Some(right)) => comparator.holds(&left, &right),
                _ => *comparator == Comparator::NotEqual,
            },
            Condition::Between { operand, low, high } => operand.resolve(item).is_some_and(|value| {
                let holds = |bound: &Operand, comparator: Comparator| {
                    bound.resolve(item).is_some_and(|bound| comparator.holds(&value, &bound))
                };
                holds(low, Comparator::GreaterOrEqual) && holds(high, Comparator::LessOrEqual)
            }),
            Condition::In { operand, list } => operand.resolve(item).is_some_and(|value| {
                list.iter().any(|other| other.resolve(item).is_some_and(|other| equal(&value, &other)))
            }),
            Condition::Exists(path) => path.get(item).is_some(),
            Condition::NotExists(path) => path.get(item).is_none(),
            Condition::Type { operand, type_name: wanted } => operand
                .resolve(item)
                .is_some_and(|value| wanted.value.as_s().is_ok_and(|wanted| type_name(&value) == wanted)),
            Condition::BeginsWith(left, right) => both(left, right, item, begins_with),
            Condition::Contains(left, right) => both(left, right, item, contains),
            Condition::And(conditions) => conditions.iter().all(|condition| condition.holds(item)),
            Condition::Or(conditions) => conditions.iter().any(|condition| condition.holds(item)),
            Condition::Not(condition) => !condition.holds(item),
        }
    }
}

/// Whether both operands have a value and `test` holds for these.
fn both(
    left: &Operand,
    right: &Operand,
    item: &Map,
    test: fn(&AttributeValue, &AttributeValue) -> bool,
) -> bool {
    match (left.resolve(item), right.resolve(item)) {
        (Some(left), Some(right)) => test(&left, &right),
        _ => false,
    }
}

impl Comparator {
    fn holds(self, left: &AttributeValue, right: &AttributeValue) -> bool {
        let ordered = |test: fn(Ordering) -> bool| order(left, right).is_some_and(test);
        match self {
            Comparator::Equal => equal(left, right),
            Comparator::NotEqual => !equal(left, right),
            Comparator::Less => ordered(Ordering::is_lt),
            Comparator::LessOrEqual => ordered(Ordering::is_le),
            Comparator::Greater => ordered(Ordering::is_gt),
            Comparator::GreaterOrEqual => ordered(Ordering::is_ge),
        }
    }
}

impl Operand {
    /// The value of this operand, if it has one.
    fn resolve<'a>(&'a self, item: &'a Map) -> Option<Cow<'a, AttributeValue>> {
        match self {
            Operand::Path(path) => path.get(item).map(Cow::Borrowed),
            Operand::Value(value) => Some(Cow::Borrowed(&value.value)),
            Operand::Size(operand) => size(operand.resolve(item)?.as_ref())
                .map(|size| Cow::Owned(AttributeValue::N(size.to_string()))),
        }
    }
}
