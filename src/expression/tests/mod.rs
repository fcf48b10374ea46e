//! Tests of whole expressions.

mod conditions;
mod engine;
mod properties;
mod updates;
