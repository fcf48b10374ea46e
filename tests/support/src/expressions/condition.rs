//! Random conditions.

use std::cmp::Ordering;

use aws_sdk_dynamodb::types::AttributeValue;

use super::generate::{Expression, Generator};
use super::values::{self, order, type_name};

impl Generator<'_> {
    /// A condition or filter expression.
    pub fn condition(mut self) -> Expression {
        let depth = self.random.below(4);
        let text = self.conditions(depth);
        self.finish(text)
    }

    fn conditions(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self.comparison();
        }
        let inner = |generator: &mut Self| {
            let depth = generator.random.below(depth);
            generator.conditions(depth)
        };
        match self.random.below(10) {
            0..3 => format!("{} {} {}", inner(self), self.keyword("AND"), inner(self)),
            3..6 => format!("{} {} {}", inner(self), self.keyword("OR"), inner(self)),
            6 => format!("({} OR {}) AND {}", inner(self), inner(self), inner(self)),
            7 => format!("NOT ({} AND {})", inner(self), inner(self)),
            8 => format!("{} {}", self.keyword("NOT"), inner(self)),
            _ => {
                let comparison = self.comparison();
                format!("({comparison}) OR ({} AND {})", inner(self), inner(self))
            }
        }
    }

    fn keyword(&mut self, keyword: &str) -> String {
        if self.random.chance(10) { keyword.to_lowercase() } else { keyword.to_owned() }
    }

    fn comparison(&mut self) -> String {
        let (path, value) = self.path();
        let value = value.as_ref();
        match self.random.below(20) {
            0..4 => format!("{path} = {}", self.operand(value)),
            4..6 => format!("{path} <> {}", self.operand(value)),
            6..10 => {
                let comparator = *self.random.pick(&["<", "<=", ">", ">="]);
                let other = self.ordered(value);
                if self.random.chance(20) {
                    format!("{other}{comparator}{path}")
                } else {
                    format!("{path} {comparator} {other}")
                }
            }
            10..12 => {
                let mut bounds = [self.ordered_value(value), self.ordered_value(value)];
                // Mostly in order, as DynamoDB wants them.
                if order(&bounds[0], &bounds[1]).is_some_and(Ordering::is_gt) && self.random.chance(90) {
                    bounds.reverse();
                }
                let [low, high] = bounds.map(|bound| match self.random.below(10) {
                    0 => self.path().0,
                    _ => self.value(bound),
                });
                format!("{path} {} {low} {} {high}", self.keyword("BETWEEN"), self.keyword("AND"))
            }
            12..14 => {
                let list: Vec<_> = (0..=self.random.below(4)).map(|_| self.operand(value)).collect();
                format!("{path} {} ({})", self.keyword("IN"), list.join(self.separator()))
            }
            14 => format!("attribute_exists({path})"),
            15 => format!("attribute_not_exists({path})"),
            16 => {
                let kind = *self.random.pick(&["S", "N", "B", "SS", "NS", "BS", "M", "L", "BOOL", "NULL"]);
                let kind = match (value, self.random.chance(50)) {
                    (Some(value), true) => type_name(value),
                    _ => kind,
                };
                format!("attribute_type({path}, {})", self.value(AttributeValue::S(kind.into())))
            }
            17 => {
                let prefix = match value {
                    Some(AttributeValue::S(text)) => {
                        let end = self.random.below(text.chars().count() + 1);
                        AttributeValue::S(text.chars().take(end).collect())
                    }
                    _ => values::string(self.random),
                };
                let prefix = if self.random.chance(20) { self.path().0 } else { self.value(prefix) };
                format!("begins_with({path}, {prefix})")
            }
            18 => {
                let part = self.part(value);
                let part = if self.random.chance(20) { self.path().0 } else { self.value(part) };
                format!("contains({path}, {part})")
            }
            _ => {
                let comparator = *self.random.pick(&["=", "<>", "<", "<=", ">", ">="]);
                let size = AttributeValue::N(self.random.below(5).to_string());
                let other = match self.random.below(5) {
                    0 => self.path().0,
                    1 => format!("size({})", self.path().0),
                    _ => self.value(size),
                };
                format!("size({path}) {comparator} {other}")
            }
        }
    }

    /// A part or member of `whole`, or something else.
    fn part(&mut self, whole: Option<&AttributeValue>) -> AttributeValue {
        if self.random.chance(30) {
            return values::value(self.random, 2);
        }
        match whole {
            Some(AttributeValue::S(text)) => {
                let skip = self.random.below(text.chars().count() + 1);
                AttributeValue::S(text.chars().skip(skip).collect())
            }
            Some(AttributeValue::Ss(members)) => AttributeValue::S(self.random.pick(members).clone()),
            Some(AttributeValue::Ns(members)) => AttributeValue::N(self.random.pick(members).clone()),
            Some(AttributeValue::Bs(members)) => AttributeValue::B(self.random.pick(members).clone()),
            Some(AttributeValue::L(list)) if !list.is_empty() => self.random.pick(list).clone(),
            _ => values::string(self.random),
        }
    }

    /// What can be compared with a path that has `value`.
    fn operand(&mut self, value: Option<&AttributeValue>) -> String {
        match self.random.below(10) {
            0..2 => self.path().0,
            2 => format!("size({})", self.path().0),
            _ => self.some_value(value),
        }
    }

    /// The same with an order.
    fn ordered(&mut self, value: Option<&AttributeValue>) -> String {
        match self.random.below(10) {
            0..2 => self.path().0,
            2 => format!("size({})", self.path().0),
            _ => {
                let bound = self.ordered_value(value);
                self.value(bound)
            }
        }
    }

    fn ordered_value(&mut self, value: Option<&AttributeValue>) -> AttributeValue {
        match value {
            Some(AttributeValue::N(_)) => values::number(self.random),
            Some(AttributeValue::S(_)) => values::string(self.random),
            Some(AttributeValue::B(_)) if self.random.chance(50) => value.cloned().unwrap(),
            _ if self.random.chance(3) => values::value(self.random, 2),
            _ => values::number(self.random),
        }
    }
}
