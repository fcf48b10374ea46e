//! Tests of whole expressions.

mod conditions;
mod properties;
mod updates;
