//! Tests of whole expressions.

mod conditions;
mod engine;
mod growth;
mod properties;
mod updates;
