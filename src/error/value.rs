//! What can be wrong with an attribute's value.

use std::error::Error as StdError;

use super::messages::messages;
/// Why an attribute value cannot be stored: DynamoDB would refuse it in the clear.
///
/// Example: [`class`](crate::Error::class).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ValueProblem {
    /// Maps and lists are nested deeper than 32 levels.
    TooDeep,
    /// A number is not a decimal number.
    NotANumber,
    /// A number has more than 38 significant digits.
    TooManyDigits,
    /// A number is outside of the range that DynamoDB stores, 1E-130 to 9.99…E+125.
    NumberOutOfRange,
    /// A set has the same member twice; for numbers, after normalisation.
    DuplicateMember,
    /// A map's key is empty or longer than 65,535 bytes.
    MapKeyLength,
    /// A length or count does not fit into 32 bits.
    TooLong,
    /// A type of attribute value that this version does not know.
    UnknownType,
    /// A `NULL` has the value `false`: DynamoDB has only `true`.
    NullIsFalse,
    /// A set has no members.
    EmptySet,
    /// A key attribute is neither a string nor a number nor binary.
    KeyType,
    /// A key attribute is an empty string or empty binary value.
    EmptyKey,
    /// A key attribute is longer than DynamoDB allows.
    KeyTooLong {
        /// Most bytes that it may have: 2,048 for a partition key, 1,024 for a sort key.
        longest: usize,
    },
    /// The value is longer than what the attribute's [padding](crate::TableConfigBuilder::pad) hides.
    TooLongToPad {
        /// Most bytes that it may have.
        longest: usize,
    },
    /// This crate reached a state that its code rules out while it wrote the value. Please report it as a bug.
    Internal,
}

messages!(ValueProblem {
    Self::TooDeep => "maps and lists are nested deeper than 32 levels";
    Self::NotANumber => "a number is not a decimal number";
    Self::TooManyDigits => "a number has more than 38 significant digits";
    Self::NumberOutOfRange => "a number is outside the range that DynamoDB stores";
    Self::DuplicateMember => "a set has the same member twice";
    Self::MapKeyLength => "a map key must be 1 to 65,535 bytes long";
    Self::TooLong => "a length or count does not fit into 32 bits";
    Self::UnknownType => "this version does not know the attribute's type";
    Self::NullIsFalse => "a NULL is false; DynamoDB has only NULL true (for a truth value, use BOOL)";
    Self::EmptySet => "a set is empty; leave the attribute out instead";
    Self::KeyType => "a key attribute must be a string, a number or binary";
    Self::EmptyKey => "a key attribute must not be empty";
    Self::KeyTooLong { longest } => "the key attribute is too long; it may have at most {longest} bytes";
    Self::TooLongToPad { longest } =>
        "it is longer than the {longest} bytes to which the table pads it; raise its padding, or remove it";
    Self::Internal => "internal error: the value was not written as it should be; please report this as a bug";
});

impl StdError for ValueProblem {}
