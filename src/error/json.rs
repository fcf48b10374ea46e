//! What can be wrong with DynamoDB JSON.

use std::error::Error as StdError;
use std::fmt;

use super::ValueProblem;

/// What is wrong with DynamoDB JSON. With the feature `json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum JsonProblem {
    /// An item is not an object.
    Item,
    /// An attribute's value is not an object with one member, whose name is the value's type.
    Attribute,
    /// What stands behind the name of a type is not of the JSON type that it must be: a text for `S`, `N` and `B`, a
    /// truth value for `BOOL`, `true` for `NULL`, an object for `M`, and a list for all others.
    Content(&'static str),
    /// Bytes are not in base64, of the standard alphabet and with padding.
    Base64,
    /// The value is not one that an attribute can have.
    Value(ValueProblem),
}

impl fmt::Display for JsonProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            JsonProblem::Item => f.write_str("an item must be an object"),
            JsonProblem::Attribute => {
                f.write_str("a value must be an object with one member, named by the value's type")
            }
            JsonProblem::Content(kind) => write!(f, "a value of type {kind} has the wrong JSON type"),
            JsonProblem::Base64 => f.write_str("bytes are not in base64"),
            JsonProblem::Value(problem) => problem.fmt(f),
        }
    }
}

impl StdError for JsonProblem {}
