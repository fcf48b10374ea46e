//! Why an answer was not handed out.

use std::error::Error as StdError;
use std::fmt;

use super::shown::{Shown, debug_shown};

/// How an answer to the wrapped client does not match its request.
///
/// DynamoDB gives no such answers. The attributes are the ones that the request or the table's configuration names.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum AnswerProblem {
    /// An item or key is not one that the request names: it has another key, or lacks a key attribute.
    OtherKey {
        /// The key attributes.
        attributes: Vec<String>,
    },
    /// An item or key comes back more often than the request names it; in a page of a table, twice.
    RepeatedKey {
        /// The key attributes.
        attributes: Vec<String>,
    },
    /// An item does not satisfy the query's key condition, or the query has none.
    KeyCondition {
        /// The attributes that the condition is on.
        attributes: Vec<String>,
    },
    /// `LastEvaluatedKey` is not a key of the table or index, or not one that the query could have read.
    LastEvaluatedKey {
        /// The key attributes of the table.
        attributes: Vec<String>,
    },
    /// There are more items, parts or reasons than were asked for, or fewer parts than a transaction reads.
    Count,
    /// The answer is about a table that the request does not name.
    OtherTable,
    /// The answer to an update has attributes that the request did not ask for.
    OtherAttributes,
}

impl fmt::Display for AnswerProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AnswerProblem::OtherKey { attributes } => {
                write!(f, "an item is not one that was asked for, by its key {}", Names(attributes))
            }
            AnswerProblem::RepeatedKey { attributes } => {
                write!(f, "an item comes back more than once, by its key {}", Names(attributes))
            }
            AnswerProblem::KeyCondition { attributes } if attributes.is_empty() => {
                f.write_str("it has an item, but the query has no key condition")
            }
            AnswerProblem::KeyCondition { attributes } => {
                write!(f, "an item does not satisfy the key condition on {}", Names(attributes))
            }
            AnswerProblem::LastEvaluatedKey { attributes } => {
                write!(
                    f,
                    "LastEvaluatedKey does not fit the request; the table has the key {}",
                    Names(attributes)
                )
            }
            AnswerProblem::Count => f.write_str("it has another number of items than was asked for"),
            AnswerProblem::OtherTable => f.write_str("it is about a table that was not asked for"),
            AnswerProblem::OtherAttributes => f.write_str("it has attributes that were not asked for"),
        }
    }
}

debug_shown!(AnswerProblem {
    named {
        OtherKey { attributes },
        RepeatedKey { attributes },
        KeyCondition { attributes },
        LastEvaluatedKey { attributes },
    }
    single {}
    unit { Count, OtherTable, OtherAttributes }
});

impl StdError for AnswerProblem {}

/// Writes the names of attributes: `'id', 'created'`.
struct Names<'a>(&'a [String]);

impl fmt::Display for Names<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, name) in self.0.iter().enumerate() {
            let comma = if n > 0 { ", " } else { "" };
            write!(f, "{comma}'{}'", Shown(name))?;
        }
        Ok(())
    }
}
