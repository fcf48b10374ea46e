//! The placeholders of a request.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use aws_sdk_dynamodb::types::AttributeValue;

use super::Map;
use super::ast::Value;
use super::error::{ExpressionError, Problem};
use super::token::Token;
use crate::error::ValueProblem;
use crate::format::number;
use crate::value::MAX_NESTING;

/// What the placeholders of a request's expressions stand for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Parameters<'a> {
    /// `ExpressionAttributeNames`.
    pub(crate) names: Option<&'a HashMap<String, String>>,
    /// `ExpressionAttributeValues`.
    pub(crate) values: Option<&'a Map>,
}

impl Parameters<'_> {
    /// The attribute name that `placeholder` stands for.
    pub(super) fn name(&self, placeholder: &str, token: Token<'_>) -> Result<String, ExpressionError> {
        self.names
            .and_then(|names| names.get(placeholder))
            .cloned()
            .ok_or_else(|| Problem::UndefinedName(placeholder.to_owned()).at(token.position))
    }

    /// The value that `placeholder` stands for.
    ///
    /// # Errors
    /// When there is none, or one that DynamoDB would not accept.
    pub(super) fn value(&self, placeholder: &str, token: Token<'_>) -> Result<Value, ExpressionError> {
        let value = self
            .values
            .and_then(|values| values.get(placeholder))
            .ok_or_else(|| Problem::UndefinedValue(placeholder.to_owned()).at(token.position))?;
        let placeholder = placeholder.to_owned();
        match check(value, 1) {
            Ok(()) => Ok(Value { placeholder, value: value.clone() }),
            Err(Flaw::EmptySet) => Err(Problem::EmptySet(placeholder).at(token.position)),
            Err(Flaw::Value(problem)) => Err(Problem::Value { placeholder, problem }.at(token.position)),
        }
    }
}

/// What can be wrong with a value.
enum Flaw {
    EmptySet,
    Value(ValueProblem),
}

/// Checks that `value` is one that DynamoDB accepts.
#[cfg_attr(not(test), expect(clippy::wildcard_enum_match_arm, reason = "the SDK's types may grow"))]
fn check(value: &AttributeValue, depth: usize) -> Result<(), Flaw> {
    if depth > MAX_NESTING {
        return Err(Flaw::Value(ValueProblem::TooDeep));
    }
    match value {
        AttributeValue::Null(_) | AttributeValue::Bool(_) | AttributeValue::S(_) | AttributeValue::B(_) => {
            Ok(())
        }
        AttributeValue::N(text) => normal(text).map(drop),
        AttributeValue::Ss(members) => check_set(members),
        AttributeValue::Bs(members) => {
            let members: Vec<&[u8]> = members.iter().map(AsRef::as_ref).collect();
            check_set(&members)
        }
        AttributeValue::Ns(members) => {
            let members = members.iter().map(|member| normal(member)).collect::<Result<Vec<_>, _>>()?;
            check_set(&members)
        }
        AttributeValue::M(map) => map.values().try_for_each(|value| check(value, depth + 1)),
        AttributeValue::L(list) => list.iter().try_for_each(|value| check(value, depth + 1)),
        _ => Err(Flaw::Value(ValueProblem::UnknownType)),
    }
}

fn check_set<T: Eq + Hash>(members: &[T]) -> Result<(), Flaw> {
    let mut seen = HashSet::with_capacity(members.len());
    if members.is_empty() {
        Err(Flaw::EmptySet)
    } else if members.iter().all(|member| seen.insert(member)) {
        Ok(())
    } else {
        Err(Flaw::Value(ValueProblem::DuplicateMember))
    }
}

fn normal(text: &str) -> Result<Vec<u8>, Flaw> {
    let mut normal = Vec::with_capacity(text.len());
    number::normalize(text, &mut normal).map_err(Flaw::Value)?;
    Ok(normal)
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    fn value(value: AttributeValue) -> Result<(), Problem> {
        let values = Map::from([(":v".to_owned(), value)]);
        let parameters = Parameters { names: None, values: Some(&values) };
        let token = tokens(":v").unwrap()[0];
        parameters.value(":v", token).map(drop).map_err(|error| error.problem)
    }

    #[test]
    fn a_value_must_be_one_that_dynamodb_takes() {
        let ns = |members: &[&str]| AttributeValue::Ns(members.iter().map(|&member| member.into()).collect());
        let problem = |problem| Err(Problem::Value { placeholder: ":v".into(), problem });
        assert_eq!(value(AttributeValue::N("1.5E2".into())), Ok(()));
        assert_eq!(value(AttributeValue::N("x".into())), problem(ValueProblem::NotANumber));
        assert_eq!(value(AttributeValue::N("1e126".into())), problem(ValueProblem::NumberOutOfRange));
        assert_eq!(value(ns(&["1", "1.0"])), problem(ValueProblem::DuplicateMember));
        assert_eq!(value(AttributeValue::L(vec![ns(&[])])), Err(Problem::EmptySet(":v".into())));
    }

    #[test]
    fn a_value_has_at_most_32_levels() {
        let nested =
            |levels| (1..levels).fold(AttributeValue::Null(true), |inner, _| AttributeValue::L(vec![inner]));
        assert_eq!(value(nested(32)), Ok(()));
        let problem = ValueProblem::TooDeep;
        assert_eq!(value(nested(33)), Err(Problem::Value { placeholder: ":v".into(), problem }));
    }

    #[test]
    fn what_is_not_defined_is_named() {
        let token = tokens("  #n").unwrap()[0];
        let error = Parameters::default().name("#n", token);
        assert_eq!(error, Err(Problem::UndefinedName("#n".into()).at(2)));
        let error = Parameters::default().value(":v", token);
        assert_eq!(error, Err(Problem::UndefinedValue(":v".into()).at(2)));
    }
}
