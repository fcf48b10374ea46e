//! What can be wrong with DynamoDB JSON.

use std::error::Error as StdError;

use super::ValueProblem;
use super::messages::messages;

/// What is wrong with DynamoDB JSON. With the feature `json`.
///
/// Example: [`from_value`](crate::json::from_value).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum JsonProblem {
    /// An item is not an object.
    Item,
    /// An attribute's value is not an object with one member, whose name is the value's type.
    Attribute,
    /// What follows the name of a type does not have the right JSON type: a text for `S`, `N` and `B`, a truth value
    /// for `BOOL`, `true` for `NULL`, an object for `M`, and a list for all others.
    Content(&'static str),
    /// Bytes are not in base64, of the standard alphabet and with padding.
    Base64,
    /// The value is not one that an attribute can have.
    Value(ValueProblem),
}

messages!(JsonProblem {
    Self::Item => "an item must be an object";
    Self::Attribute => "a value must be an object with one member, named by the value's type";
    Self::Content(kind) => "a value of type {kind} has the wrong JSON type";
    Self::Base64 => "bytes are not in base64";
    Self::Value(problem) => "{problem}";
});

impl StdError for JsonProblem {}
