//! DynamoDB's expression language: condition, filter, key condition, projection and update
//! expressions, parsed and evaluated on this side.
//!
//! An expression is parsed with the request's placeholders into a tree that owns what it needs:
//! [`Condition`], [`KeyCondition`], [`Projection`] or [`Update`]. Whatever DynamoDB would refuse about the
//! expression alone is refused then, so that evaluating a condition or a projection cannot fail; an
//! update can, where it does not fit the item. Every tree says which attributes it names
//! and which placeholders it uses, and turns back into text, so that a part of it can be sent on.
//!
//! Items are chosen by whoever writes the table: no expression takes more than their size, times its logarithm, for
//! each operator that it has.
//!
//! Nothing here recurses deeper than [`parser::MAX_GROUPS`] groups or the 32 levels that a stored value has.
//!
//! Sources: the DynamoDB Developer Guide, "Condition and filter expressions, operators, and functions",
//! "Using update expressions", "Using projection expressions", "Reserved words in DynamoDB" and "Quotas";
//! where those are silent or wrong, what tests against DynamoDB have found, as noted in each place.

mod ast;
mod canonical;
mod check;
mod compare;
mod decimal;
mod error;
mod evaluate;
mod key_condition;
mod parameters;
mod parse;
mod parse_update;
mod parser;
mod path;
mod project;
mod render;
mod reserved;
mod token;
mod update;
mod usage;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

pub(crate) use ast::{Condition, Projection, Update};
pub(crate) use compare::equal;
pub(crate) use error::ExpressionError;
#[cfg(test)]
pub(crate) use error::Problem;
pub(crate) use key_condition::KeyCondition;
pub(crate) use parameters::Parameters;
#[cfg(test)]
pub(crate) use update::{UpdateError, UpdateProblem};
pub(crate) use usage::{Comparison, Placeholders};

/// An item, or a map inside of one.
type Map = HashMap<String, AttributeValue>;
