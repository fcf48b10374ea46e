//! Expressions as trees.

use aws_sdk_dynamodb::types::AttributeValue;

use super::path::Path;

/// A value in the request, and the placeholder that stands for it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Value {
    /// The placeholder, with its colon.
    pub(crate) placeholder: String,
    /// What it stands for.
    pub(crate) value: AttributeValue,
}

/// What a condition compares.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Operand {
    /// The value at a path, if there is one.
    Path(Path),
    /// A value of the request.
    Value(Value),
    /// The size of a path's or a request's value.
    Size(Box<Operand>),
}

/// How two operands are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparator {
    /// `=`
    Equal,
    /// `<>`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Comparator {
    /// How it is written.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Comparator::Equal => "=",
            Comparator::NotEqual => "<>",
            Comparator::Less => "<",
            Comparator::LessOrEqual => "<=",
            Comparator::Greater => ">",
            Comparator::GreaterOrEqual => ">=",
        }
    }

    /// The comparator that is written this way.
    pub(super) fn from_sign(sign: &str) -> Option<Self> {
        [
            Comparator::Equal,
            Comparator::NotEqual,
            Comparator::Less,
            Comparator::LessOrEqual,
            Comparator::Greater,
            Comparator::GreaterOrEqual,
        ]
        .into_iter()
        .find(|comparator| comparator.sign() == sign)
    }

    /// The comparator that means the same with its operands swapped.
    pub(crate) fn swapped(self) -> Self {
        match self {
            Comparator::Equal | Comparator::NotEqual => self,
            Comparator::Less => Comparator::Greater,
            Comparator::LessOrEqual => Comparator::GreaterOrEqual,
            Comparator::Greater => Comparator::Less,
            Comparator::GreaterOrEqual => Comparator::LessOrEqual,
        }
    }
}

/// A condition or filter expression.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Condition {
    /// `a < b`
    Compare {
        /// What stands on the left.
        left: Operand,
        /// What stands in between.
        comparator: Comparator,
        /// What stands on the right.
        right: Operand,
    },
    /// `a BETWEEN b AND c`, which includes both bounds.
    Between {
        /// What is compared.
        operand: Operand,
        /// Lower bound.
        low: Operand,
        /// Upper bound.
        high: Operand,
    },
    /// `a IN (b, c)`
    In {
        /// What is compared.
        operand: Operand,
        /// What it may be equal to.
        list: Vec<Operand>,
    },
    /// `attribute_exists(path)`
    Exists(Path),
    /// `attribute_not_exists(path)`
    NotExists(Path),
    /// `attribute_type(a, :type)`
    Type {
        /// What is looked at.
        operand: Operand,
        /// Name of the type.
        type_name: Value,
    },
    /// `begins_with(a, b)`
    BeginsWith(Operand, Operand),
    /// `contains(a, b)`
    Contains(Operand, Operand),
    /// All of them; none of them is `And` itself.
    And(Vec<Condition>),
    /// Any of them; none of them is `Or` itself.
    Or(Vec<Condition>),
    /// The opposite; never of `Not`.
    Not(Box<Condition>),
}

impl Condition {
    /// All of `conditions`; none where there are none.
    pub(crate) fn all(conditions: Vec<Condition>) -> Option<Condition> {
        let flat = conditions.into_iter().flat_map(Condition::into_conjuncts).collect();
        single(flat, Condition::And)
    }

    /// Any of `conditions`; none where there are none.
    pub(crate) fn any(conditions: Vec<Condition>) -> Option<Condition> {
        let mut flat = Vec::with_capacity(conditions.len());
        for condition in conditions {
            match condition {
                Condition::Or(inner) => flat.extend(inner),
                other @ Condition::Compare { .. }
                | other @ Condition::Between { .. }
                | other @ Condition::In { .. }
                | other @ Condition::Exists(_)
                | other @ Condition::NotExists(_)
                | other @ Condition::Type { .. }
                | other @ Condition::BeginsWith(..)
                | other @ Condition::Contains(..)
                | other @ Condition::And(_)
                | other @ Condition::Not(_) => flat.push(other),
            }
        }
        single(flat, Condition::Or)
    }

    /// The opposite of this condition.
    pub(crate) fn negated(self) -> Condition {
        match self {
            Condition::Not(inner) => *inner,
            other @ Condition::Compare { .. }
            | other @ Condition::Between { .. }
            | other @ Condition::In { .. }
            | other @ Condition::Exists(_)
            | other @ Condition::NotExists(_)
            | other @ Condition::Type { .. }
            | other @ Condition::BeginsWith(..)
            | other @ Condition::Contains(..)
            | other @ Condition::And(_)
            | other @ Condition::Or(_) => Condition::Not(Box::new(other)),
        }
    }

    /// The conditions that must all hold for this one to hold, split as far as possible.
    pub(crate) fn into_conjuncts(self) -> Vec<Condition> {
        match self {
            Condition::And(conditions) => conditions,
            other @ Condition::Compare { .. }
            | other @ Condition::Between { .. }
            | other @ Condition::In { .. }
            | other @ Condition::Exists(_)
            | other @ Condition::NotExists(_)
            | other @ Condition::Type { .. }
            | other @ Condition::BeginsWith(..)
            | other @ Condition::Contains(..)
            | other @ Condition::Or(_)
            | other @ Condition::Not(_) => vec![other],
        }
    }
}

impl Condition {
    /// How many operators and functions it has. Each value that IN compares with counts as one.
    pub(crate) fn operators(&self) -> usize {
        let sizes = |operands: &[&Operand]| operands.iter().filter(|operand| operand.is_size()).count();
        match self {
            Condition::Compare { left, right, .. }
            | Condition::BeginsWith(left, right)
            | Condition::Contains(left, right) => 1 + sizes(&[left, right]),
            Condition::Between { operand, low, high } => 1 + sizes(&[operand, low, high]),
            Condition::In { operand, list } => {
                list.len() + sizes(&[operand]) + list.iter().filter(|o| o.is_size()).count()
            }
            Condition::Exists(_) | Condition::NotExists(_) => 1,
            Condition::Type { operand, .. } => 1 + sizes(&[operand]),
            Condition::And(conditions) | Condition::Or(conditions) => {
                conditions.iter().map(|condition| condition.operators() + 1).sum()
            }
            Condition::Not(condition) => 1 + condition.operators(),
        }
    }
}

impl Operand {
    fn is_size(&self) -> bool {
        matches!(self, Operand::Size(_))
    }
}

/// The only one of `conditions`, or all of them joined.
fn single(mut conditions: Vec<Condition>, join: fn(Vec<Condition>) -> Condition) -> Option<Condition> {
    if conditions.len() > 1 { Some(join(conditions)) } else { conditions.pop() }
}

/// A projection expression.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Projection {
    /// The paths that are asked for; no two overlap.
    pub(super) paths: Vec<Path>,
}

/// What SET assigns to a path.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Term {
    /// The value at a path, which must exist.
    Path(Path),
    /// A value of the request.
    Value(Value),
    /// `if_not_exists(path, b)`
    IfNotExists(Path, Box<Term>),
    /// `list_append(a, b)`
    ListAppend(Box<Term>, Box<Term>),
    /// `a + b`
    Plus(Box<Term>, Box<Term>),
    /// `a - b`
    Minus(Box<Term>, Box<Term>),
}

/// An update expression. No two of its targets overlap.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Update {
    /// SET: which path gets which value.
    pub(super) set: Vec<(Path, Term)>,
    /// REMOVE: the paths that go.
    pub(super) remove: Vec<Path>,
    /// ADD: which path grows by which number or set.
    pub(super) add: Vec<(Path, Value)>,
    /// DELETE: which path loses the members of which set.
    pub(super) delete: Vec<(Path, Value)>,
}

impl Update {
    /// All paths that are written to.
    pub(super) fn targets(&self) -> impl Iterator<Item = &Path> {
        let set = self.set.iter().map(|(path, _)| path);
        let sets = self.add.iter().chain(&self.delete).map(|(path, _)| path);
        set.chain(&self.remove).chain(sets)
    }
}
