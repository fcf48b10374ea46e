//! What can differ between a type of an application and the configuration of a table, and how a conversion fails.

#[cfg(feature = "serde")]
use std::error::Error as StdError;
use std::fmt;

#[cfg(feature = "serde")]
use super::ValueProblem;
#[cfg(feature = "serde")]
use super::messages::messages;
use super::shown::Shown;

/// Something that a type of the application declares and a table's configuration has otherwise.
///
/// Example: [`check_type`](crate::TableConfig::check_type).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TypeDifference {
    /// The attribute or beacon, where it is about one.
    pub name: Option<String>,
    /// What differs, for example `action`.
    pub what: &'static str,
    /// What the type declares.
    pub in_type: String,
    /// What the configuration has.
    pub in_configuration: String,
}

impl fmt::Display for TypeDifference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let TypeDifference { name, what, in_type, in_configuration } = self;
        f.write_str(what)?;
        if let Some(name) = name {
            write!(f, " of '{}'", Shown(name))?;
        }
        write!(f, ": {} in the type, {} in the configuration", Shown(in_type), Shown(in_configuration))
    }
}

/// Why a value of the application's type and an item could not be converted into each other. With the feature `serde`.
///
/// It never says what a value was.
///
/// Example: [`manual::typed_items`](crate::manual::typed_items).
#[cfg(feature = "serde")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TypeProblem {
    /// The type is not written as a map: it is not a struct with named fields, for example.
    NotAnItem,
    /// A value of the type cannot be written: it has a map whose keys are not texts, or its own conversion fails.
    NotWritten,
    /// The item lacks an attribute that the type must have.
    Missing,
    /// The type has no field for the attribute, and denies unknown ones.
    Unknown,
    /// The value is not one that the type's field can have. The text is its type in DynamoDB, for example `S`.
    Value(&'static str),
    /// The value is not one that DynamoDB has.
    Stored(ValueProblem),
    /// The type refuses the item as a whole.
    NotRead,
}

#[cfg(feature = "serde")]
messages!(TypeProblem {
    Self::NotAnItem => "it is not written as a map of names and values, so it is no item; use a struct with named fields";
    Self::NotWritten =>
        "a value of it cannot be written; look for maps whose keys are not texts, and at conversions of its own";
    Self::Missing => "the item does not have it; make the field optional or give it a default, or set the item aside";
    Self::Unknown => "the type has no field for it, and denies unknown fields";
    Self::Value(kind) => "a value of type {kind} cannot be the one of its field";
    Self::Stored(problem) => "{problem}";
    Self::NotRead => "the type refuses the item";
});

#[cfg(feature = "serde")]
impl StdError for TypeProblem {}

#[cfg(feature = "serde")]
impl TypeProblem {
    /// Whether it was found in writing.
    pub(super) fn is_of_writing(self) -> bool {
        match self {
            TypeProblem::NotAnItem | TypeProblem::NotWritten => true,
            TypeProblem::Missing
            | TypeProblem::Unknown
            | TypeProblem::Value(_)
            | TypeProblem::Stored(_)
            | TypeProblem::NotRead => false,
        }
    }
}
