//! What DynamoDB refuses about the operands of a condition, whatever the item.
//!
//! The types of the request's own values are checked beforehand; a stored value of the wrong type only makes
//! a condition false. The Developer Guide does not say so; tests against DynamoDB do.

use std::cmp::Ordering;

use aws_sdk_dynamodb::types::AttributeValue;

use super::ast::{Comparator, Condition, Operand};
use super::compare::{order, type_name};
use super::error::{ExpressionError, Problem};

/// How much of what DynamoDB refuses is refused here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rigor {
    /// All that it would refuse whatever the item.
    Strict,
    /// Only what cannot be understood. Reserved words are names like others, and values of a wrong type make a condition
    /// false.
    Lenient,
}

/// The most operands that IN takes.
const MAX_OPERANDS: usize = 100;

/// The functions that are conditions. Their names are case-sensitive.
const CONDITIONS: [&str; 5] =
    ["attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains"];

/// The names of types.
const TYPES: [&str; 10] = ["S", "N", "B", "SS", "NS", "BS", "M", "L", "BOOL", "NULL"];

/// `left comparator right`
pub(super) fn compare(
    left: Operand,
    comparator: Comparator,
    right: Operand,
    rigor: Rigor,
) -> Result<Condition, Problem> {
    if rigor == Rigor::Strict && !matches!(comparator, Comparator::Equal | Comparator::NotEqual) {
        for operand in [&left, &right] {
            check_type(operand, comparator.sign(), &["S", "N", "B"])?;
        }
    }
    check_distinct(&left, &right, comparator.sign(), rigor)?;
    Ok(Condition::Compare { left, comparator, right })
}

/// `operand BETWEEN low AND high`
pub(super) fn between(
    operand: Operand,
    low: Operand,
    high: Operand,
    rigor: Rigor,
) -> Result<Condition, Problem> {
    if rigor == Rigor::Lenient {
        return Ok(Condition::Between { operand, low, high });
    }
    for operand in [&operand, &low, &high] {
        check_type(operand, "BETWEEN", &["S", "N", "B"])?;
    }
    if let (Operand::Value(low), Operand::Value(high)) = (&low, &high) {
        match order(&low.value, &high.value) {
            None => return Err(Problem::BoundTypes),
            Some(Ordering::Greater) => return Err(Problem::BoundOrder),
            Some(Ordering::Less | Ordering::Equal) => {}
        }
    }
    Ok(Condition::Between { operand, low, high })
}

/// `operand IN (list)`
pub(super) fn is_in(operand: Operand, list: Vec<Operand>) -> Result<Condition, Problem> {
    if list.len() > MAX_OPERANDS { Err(Problem::TooManyOperands) } else { Ok(Condition::In { operand, list }) }
}

/// `size(operands)`
pub(super) fn size(operands: Vec<Operand>, rigor: Rigor) -> Result<Operand, Problem> {
    let [operand] = operands.try_into().map_err(|_| Problem::OperandCount("size"))?;
    if rigor == Rigor::Strict {
        check_type(&operand, "size", &["S", "B", "SS", "NS", "BS", "M", "L"])?;
    }
    Ok(Operand::Size(Box::new(operand)))
}

/// The static form of this name, if a condition function has it.
pub(super) fn condition_function(name: &str) -> Option<&'static str> {
    CONDITIONS.into_iter().find(|function| *function == name)
}

/// `function(operands)`
pub(super) fn function(
    function: &'static str,
    operands: Vec<Operand>,
    rigor: Rigor,
) -> Result<Condition, Problem> {
    let count = |_| Problem::OperandCount(function);
    match function {
        "attribute_exists" | "attribute_not_exists" => {
            let [operand] = operands.try_into().map_err(count)?;
            let Operand::Path(path) = operand else { return Err(Problem::PathRequired(function)) };
            let exists = function == "attribute_exists";
            Ok(if exists { Condition::Exists(path) } else { Condition::NotExists(path) })
        }
        "attribute_type" => {
            let [operand, type_name] = operands.try_into().map_err(count)?;
            check_type(&type_name, function, &["S"])?;
            match type_name {
                Operand::Value(type_name) if is_type(&type_name.value) => {
                    Ok(Condition::Type { operand, type_name })
                }
                Operand::Path(_) | Operand::Value(_) | Operand::Size(_) => Err(Problem::TypeName),
            }
        }
        _ => {
            let [left, right] = operands.try_into().map_err(count)?;
            check_distinct(&left, &right, function, rigor)?;
            if function == "contains" {
                return Ok(Condition::Contains(left, right));
            }
            if rigor == Rigor::Strict {
                for operand in [&left, &right] {
                    check_type(operand, function, &["S", "B"])?;
                }
            }
            Ok(Condition::BeginsWith(left, right))
        }
    }
}

impl Condition {
    /// What DynamoDB refuses about the operands of this condition, which was parsed leniently.
    pub(crate) fn fault(&self) -> Option<ExpressionError> {
        let strict = Rigor::Strict;
        let sizes = |operands: &[&Operand]| {
            operands.iter().try_for_each(|operand| match operand {
                Operand::Size(inner) => size(vec![(**inner).clone()], strict).map(drop),
                Operand::Path(_) | Operand::Value(_) => Ok(()),
            })
        };
        let checked = match self {
            Condition::Compare { left, comparator, right } => sizes(&[left, right])
                .and_then(|()| compare(left.clone(), *comparator, right.clone(), strict).map(drop)),
            Condition::Between { operand, low, high } => sizes(&[operand, low, high])
                .and_then(|()| between(operand.clone(), low.clone(), high.clone(), strict).map(drop)),
            Condition::In { operand, list } => {
                sizes(&[operand]).and_then(|()| list.iter().try_for_each(|other| sizes(&[other])))
            }
            Condition::BeginsWith(left, right) => sizes(&[left, right])
                .and_then(|()| function("begins_with", vec![left.clone(), right.clone()], strict).map(drop)),
            Condition::Contains(left, right) => sizes(&[left, right])
                .and_then(|()| function("contains", vec![left.clone(), right.clone()], strict).map(drop)),
            Condition::Type { operand, .. } => sizes(&[operand]),
            Condition::Exists(_) | Condition::NotExists(_) => Ok(()),
            Condition::And(conditions) | Condition::Or(conditions) => {
                return conditions.iter().find_map(Condition::fault);
            }
            Condition::Not(condition) => return condition.fault(),
        };
        checked.err().map(ExpressionError::from)
    }
}

fn is_type(value: &AttributeValue) -> bool {
    value.as_s().is_ok_and(|name| TYPES.contains(&name.as_str()))
}

/// Checks the type of `operand` where it is known.
fn check_type(operand: &Operand, operator: &'static str, allowed: &[&str]) -> Result<(), Problem> {
    let type_name = match operand {
        Operand::Path(_) => return Ok(()),
        Operand::Value(value) => type_name(&value.value),
        Operand::Size(_) => "N",
    };
    if allowed.contains(&type_name) { Ok(()) } else { Err(Problem::OperandType { operator, type_name }) }
}

fn check_distinct(
    left: &Operand,
    right: &Operand,
    operator: &'static str,
    rigor: Rigor,
) -> Result<(), Problem> {
    match (left, right) {
        (Operand::Path(left), Operand::Path(right)) if rigor == Rigor::Strict && left == right => {
            Err(Problem::SameOperand(operator))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Map, Parameters};
    use super::*;

    fn parse(text: &str) -> Result<Condition, Problem> {
        let s = |text: &str| AttributeValue::S(text.into());
        let values = [
            (":s", s("a")),
            (":t", s("b")),
            (":n", AttributeValue::N("1".into())),
            (":bool", AttributeValue::Bool(true)),
            (":l", AttributeValue::L(vec![])),
            (":ns", AttributeValue::Ns(vec!["1".into()])),
            (":type", s("BOOL")),
        ];
        let values: Map = values.map(|(name, value)| (name.to_owned(), value)).into();
        Condition::parse(text, &Parameters { names: None, values: Some(&values) })
            .map_err(|error| error.problem)
    }

    #[test]
    fn a_value_of_the_request_must_have_a_fitting_type() {
        for (text, operator, type_name) in [
            ("a < :bool", "<", "BOOL"),
            (":l >= a", ">=", "L"),
            ("a BETWEEN :ns AND :ns", "BETWEEN", "NS"),
            (":bool BETWEEN a AND b", "BETWEEN", "BOOL"),
            ("begins_with(a, :n)", "begins_with", "N"),
            ("begins_with(a, size(b))", "begins_with", "N"),
            ("size(:n) = a", "size", "N"),
            ("size(size(a)) = b", "size", "N"),
            ("attribute_type(a, :n)", "attribute_type", "N"),
        ] {
            assert_eq!(parse(text), Err(Problem::OperandType { operator, type_name }), "{text}");
        }
        for text in [
            "a = :bool",
            ":l <> :ns",
            "a IN (:bool, :s, b, size(c))",
            "contains(a, :bool)",
            "contains(:l, a)",
            "begins_with(:s, a)",
            "size(:ns) < size(a)",
            "attribute_type(:n, :type)",
            "size(a) BETWEEN :n AND size(b)",
        ] {
            assert!(parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn bounds_must_be_in_order_and_of_one_type() {
        assert_eq!(parse("a BETWEEN :s AND :n"), Err(Problem::BoundTypes));
        assert_eq!(parse("a BETWEEN :t AND :s"), Err(Problem::BoundOrder));
        assert!(parse("a BETWEEN :s AND :s").is_ok());
        assert!(parse("a BETWEEN b AND :n").is_ok());
    }

    #[test]
    fn operands_of_a_wrong_kind_or_number_are_refused() {
        assert_eq!(parse("attribute_exists(:s)"), Err(Problem::PathRequired("attribute_exists")));
        assert_eq!(parse("attribute_exists(a, b)"), Err(Problem::OperandCount("attribute_exists")));
        assert_eq!(parse("contains(a)"), Err(Problem::OperandCount("contains")));
        assert_eq!(parse("size(a, b) = :n"), Err(Problem::OperandCount("size")));
        assert_eq!(parse("attribute_type(a, :s)"), Err(Problem::TypeName));
        assert_eq!(parse("attribute_type(a, b)"), Err(Problem::TypeName));
        assert_eq!(parse("a = a"), Err(Problem::SameOperand("=")));
        assert_eq!(parse("contains(a[1].b, a[1].b)"), Err(Problem::SameOperand("contains")));
        let list = |count| format!("a IN ({})", vec![":s"; count].join(","));
        assert!(parse(&list(100)).is_ok());
        assert_eq!(parse(&list(101)), Err(Problem::TooManyOperands));
    }
}
