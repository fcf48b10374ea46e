//! DynamoDB's expression language: condition, filter, key condition, projection and update
//! expressions, parsed and evaluated in the client.
//!
//! An expression is parsed with the request's placeholders into a tree that owns what it needs:
//! [`Condition`], [`KeyCondition`], [`Projection`] or [`Update`]. Parsing refuses whatever DynamoDB would refuse about
//! the expression alone, so evaluating a condition or a projection cannot fail; carrying out an
//! update can, if it does not fit the item. Every tree says which attributes it names
//! and which placeholders it uses, and can be turned back into text, so that a part of it can be sent on.
//!
//! Whoever writes the table chooses the items: for each of its operators, an expression takes time in proportion to
//! their size times its logarithm at most.
//!
//! Nothing here recurses deeper than [`parser::MAX_GROUPS`] groups or the 32 levels of a stored value.
//!
//! Sources: the DynamoDB Developer Guide, "Condition and filter expressions, operators, and functions",
//! "Using update expressions", "Using projection expressions", "Reserved words in DynamoDB" and "Quotas";
//! where those are silent or wrong, what tests against DynamoDB have shown, as noted in each place.

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

pub(crate) use ast::{Comparator, Condition, Operand, Projection, Update, Value};
pub(crate) use compare::{equal, order};
pub(crate) use error::ExpressionError;
#[cfg(test)]
pub(crate) use error::Problem;
pub(crate) use key_condition::{KeyClause, KeyCondition, KeyTest};
pub(crate) use parameters::Parameters;
pub(crate) use path::{Element, Name, Path};
pub(crate) use update::{UnfitProblem, UnfitUpdate};
pub(crate) use usage::{Comparison, Leaf, Placeholders};

/// An item, or a map inside one.
type Map = HashMap<String, AttributeValue>;
