//! Evaluating conditions on an item.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::slice;

use aws_sdk_dynamodb::types::AttributeValue;

use super::Map;
use super::ast::{Comparator, Condition, Operand};
use super::compare::{begins_with, contains, equal, order, size, type_name};

impl Condition {
    /// Starts to evaluate this condition on `item`; an item that does not exist counts as an empty one.
    ///
    /// Nothing can go wrong: an attribute that is missing or has another type makes a
    /// comparison false, except `<>`, which it makes true.
    pub(crate) fn evaluate<'a>(&'a self, item: &'a Map) -> Evaluation<'a> {
        Evaluation { item, next: Step::Condition(self), open: Vec::new() }
    }

    /// Whether `item` meets this condition.
    #[cfg(test)]
    pub(crate) fn holds(&self, item: &Map) -> bool {
        let mut evaluation = self.evaluate(item);
        loop {
            if let Some(holds) = evaluation.step() {
                return holds;
            }
        }
    }
}

/// A condition on an item, evaluated one comparison at a time, so that there can be pauses in between.
pub(crate) struct Evaluation<'a> {
    item: &'a Map,
    next: Step<'a>,
    /// The conditions that wait for the ones inside them, from the outside in.
    open: Vec<Open<'a>>,
}

/// What is looked at next.
#[derive(Clone, Copy)]
enum Step<'a> {
    Condition(&'a Condition),
    /// Whether two operands are equal.
    Equal(&'a Operand, &'a Operand),
}

/// A condition with others inside, and those of them that are still to be evaluated.
enum Open<'a> {
    All(slice::Iter<'a, Condition>),
    Any(slice::Iter<'a, Condition>),
    In(&'a Operand, slice::Iter<'a, Operand>),
    Not,
}

impl<'a> Evaluation<'a> {
    /// Makes one comparison, which takes time in proportion to the size of what is compared. Returns whether the
    /// condition holds, or `None` if there is more to do.
    pub(crate) fn step(&mut self) -> Option<bool> {
        let mut holds = match self.next {
            Step::Equal(left, right) => both(left, right, self.item, equal),
            Step::Condition(condition) => self.look(condition)?,
        };
        while let Some(open) = self.open.last_mut() {
            let next = match open {
                Open::All(rest) if holds => rest.next().map(Step::Condition),
                Open::Any(rest) if !holds => rest.next().map(Step::Condition),
                Open::In(operand, rest) if !holds => rest.next().map(|other| Step::Equal(operand, other)),
                Open::Not => {
                    holds = !holds;
                    None
                }
                Open::All(_) | Open::Any(_) | Open::In(..) => None,
            };
            if let Some(next) = next {
                self.next = next;
                return None;
            }
            self.open.pop();
        }
        Some(holds)
    }

    /// Whether `condition` holds, or holds so far: the conditions inside it are evaluated afterwards. `None` if they
    /// alone decide.
    fn look(&mut self, condition: &'a Condition) -> Option<bool> {
        let item = self.item;
        Some(match condition {
            Condition::And(conditions) => {
                self.open.push(Open::All(conditions.iter()));
                true
            }
            Condition::Or(conditions) => {
                self.open.push(Open::Any(conditions.iter()));
                false
            }
            Condition::In { operand, list } => {
                self.open.push(Open::In(operand, list.iter()));
                false
            }
            Condition::Not(condition) => {
                self.open.push(Open::Not);
                self.next = Step::Condition(condition);
                return None;
            }
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
            Condition::Exists(path) => path.get(item).is_some(),
            Condition::NotExists(path) => path.get(item).is_none(),
            Condition::Type { operand, type_name: wanted } => operand
                .resolve(item)
                .is_some_and(|value| wanted.value.as_s().is_ok_and(|wanted| type_name(&value) == wanted)),
            Condition::BeginsWith(left, right) => both(left, right, item, begins_with),
            Condition::Contains(left, right) => both(left, right, item, contains),
        })
    }
}

/// Whether both operands have a value, and `test` holds for the two.
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
