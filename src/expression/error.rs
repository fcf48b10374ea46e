//! Why an expression is refused.

use std::error::Error as StdError;
use std::fmt;

use crate::error::ValueProblem;
use crate::error::messages::messages;
use crate::error::shown::{Shown, debug_shown};

/// An expression that DynamoDB would refuse whatever the item.
///
/// The message names attributes, placeholders and functions, never a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ExpressionError {
    /// Where in the expression, as an offset in bytes; none where it is about all of it.
    pub(crate) position: Option<usize>,
    /// What is wrong there.
    pub(crate) problem: Problem,
}

/// What is wrong with an expression.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Problem {
    /// The expression is longer than 4,096 bytes.
    TooLong,
    /// Groups or function calls are nested too deeply.
    TooDeep,
    /// A character that no token begins with.
    Character,
    /// Something else was expected here.
    Expected(&'static str),
    /// A pair of parentheses stands right inside of another.
    RedundantParentheses,
    /// The name can only be used through a placeholder.
    ReservedWord(String),
    /// The placeholder is not in `ExpressionAttributeNames`.
    UndefinedName(String),
    /// The placeholder is not in `ExpressionAttributeValues`.
    UndefinedValue(String),
    /// The placeholder stands for a value that DynamoDB does not take.
    Value {
        /// The placeholder.
        placeholder: String,
        /// What is wrong with its value.
        problem: ValueProblem,
    },
    /// The placeholder stands for a set that is empty.
    EmptySet(String),
    /// A document path has more than 32 levels.
    PathTooDeep,
    /// A list index is too large.
    Index,
    /// There is no such function.
    UnknownFunction(String),
    /// The function cannot be used in this place.
    MisusedFunction(&'static str),
    /// The function has the wrong number of operands.
    OperandCount(&'static str),
    /// The function's first operand must be a document path.
    PathRequired(&'static str),
    /// The operator or function does not take a value of this type.
    OperandType {
        /// The operator or function.
        operator: &'static str,
        /// The type, by its name in the DynamoDB API.
        type_name: &'static str,
    },
    /// Both operands of the operator or function are the same attribute.
    SameOperand(&'static str),
    /// The second operand of `attribute_type` is not the name of a type.
    TypeName,
    /// The bounds of BETWEEN have different types.
    BoundTypes,
    /// The upper bound of BETWEEN is below the lower one.
    BoundOrder,
    /// IN has more than 100 operands.
    TooManyOperands,
    /// An update has more than 300 operators and functions.
    TooManyOperators,
    /// A section of an update appears twice.
    RepeatedSection(&'static str),
    /// Two document paths name the same value or one inside of the other.
    Overlap(String, String),
    /// Two document paths treat the same value as a map and as a list.
    Conflict(String, String),
    /// A key cannot have such a condition.
    KeyCondition(&'static str),
}

impl Problem {
    /// Whether an expression with this problem can be understood all the same.
    pub(crate) fn is_understood(&self) -> bool {
        match self {
            Problem::ReservedWord(_)
            | Problem::OperandType { .. }
            | Problem::SameOperand(_)
            | Problem::BoundTypes
            | Problem::BoundOrder => true,
            Problem::TooLong
            | Problem::TooDeep
            | Problem::Character
            | Problem::Expected(_)
            | Problem::RedundantParentheses
            | Problem::UndefinedName(_)
            | Problem::UndefinedValue(_)
            | Problem::Value { .. }
            | Problem::EmptySet(_)
            | Problem::PathTooDeep
            | Problem::Index
            | Problem::UnknownFunction(_)
            | Problem::MisusedFunction(_)
            | Problem::OperandCount(_)
            | Problem::PathRequired(_)
            | Problem::TypeName
            | Problem::TooManyOperands
            | Problem::TooManyOperators
            | Problem::RepeatedSection(_)
            | Problem::Overlap(..)
            | Problem::Conflict(..)
            | Problem::KeyCondition(_) => false,
        }
    }

    /// This problem at a place in the expression.
    pub(super) fn at(self, position: usize) -> ExpressionError {
        ExpressionError { position: Some(position), problem: self }
    }
}

impl From<Problem> for ExpressionError {
    fn from(problem: Problem) -> Self {
        ExpressionError { position: None, problem }
    }
}

impl fmt::Display for ExpressionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.position {
            Some(position) => write!(f, "at byte {position}: {}", self.problem),
            None => self.problem.fmt(f),
        }
    }
}

messages!(Problem {
    Self::TooLong => "the expression is longer than 4,096 bytes";
    Self::TooDeep => "the expression is nested too deeply";
    Self::Character => "this character has no meaning in an expression";
    Self::Expected(what) => "expected {what}";
    Self::RedundantParentheses => "the parentheses are redundant";
    Self::ReservedWord(word) => "'{}' is a reserved word; use a placeholder for it", Shown(word);
    Self::UndefinedName(name) => "ExpressionAttributeNames does not define '{}'", Shown(name);
    Self::UndefinedValue(name) => "ExpressionAttributeValues does not define '{}'", Shown(name);
    Self::Value { placeholder, problem } => "the value '{}': {problem}", Shown(placeholder);
    Self::EmptySet(placeholder) => "the value '{}' is an empty set", Shown(placeholder);
    Self::PathTooDeep => "the document path has more than 32 levels";
    Self::Index => "the list index is too large";
    Self::UnknownFunction(name) => "there is no function '{}'", Shown(name);
    Self::MisusedFunction(name) => "'{name}' cannot be used here";
    Self::OperandCount(name) => "wrong number of operands for '{name}'";
    Self::PathRequired(name) => "the first operand of '{name}' must be a document path";
    Self::OperandType { operator, type_name } => "'{operator}' does not take a value of type {type_name}";
    Self::SameOperand(operator) => "both operands of '{operator}' are the same attribute";
    Self::TypeName => "the second operand of 'attribute_type' must be the name of a type";
    Self::BoundTypes => "the bounds of BETWEEN have different types";
    Self::BoundOrder => "the upper bound of BETWEEN is below the lower one";
    Self::TooManyOperands => "IN takes at most 100 operands";
    Self::TooManyOperators => "an update takes at most 300 operators and functions";
    Self::RepeatedSection(section) => "the section {section} appears twice";
    Self::Overlap(one, other) => "the paths '{}' and '{}' overlap", Shown(one), Shown(other);
    Self::Conflict(one, other) =>
        "the paths '{}' and '{}' treat the same value as a map and as a list", Shown(one), Shown(other);
    Self::KeyCondition(what) => "a key condition cannot have {what}";
});

debug_shown!(Problem {
    named { Value { placeholder, problem }, OperandType { operator, type_name } }
    single {
        Expected,
        ReservedWord,
        UndefinedName,
        UndefinedValue,
        EmptySet,
        UnknownFunction,
        MisusedFunction,
        OperandCount,
        PathRequired,
        SameOperand,
        RepeatedSection,
        KeyCondition,
    }
    pair { Overlap, Conflict }
    unit {
        TooLong,
        TooDeep,
        Character,
        RedundantParentheses,
        PathTooDeep,
        Index,
        TypeName,
        BoundTypes,
        BoundOrder,
        TooManyOperands,
        TooManyOperators,
    }
});

impl StdError for ExpressionError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_says_what_and_where() {
        assert_eq!(Problem::Expected("an operand").at(7).to_string(), "at byte 7: expected an operand");
        let whole = ExpressionError::from(Problem::Overlap("a".into(), "a.b".into()));
        assert_eq!(whole.to_string(), "the paths 'a' and 'a.b' overlap");
    }
}
