//! Why an answer was not handed out.

use std::error::Error as StdError;
use std::fmt;

use super::messages::messages;
use super::shown::{Shown, debug_shown};

/// How an answer to the wrapped client does not match its request.
///
/// DynamoDB gives no such answers. The attributes are the ones that the request or the table's configuration names.
///
/// Example: [`class`](crate::Error::class).
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

messages!(AnswerProblem {
    Self::OtherKey { attributes } => "an item has a key that was not asked for (key: {})", Names(attributes);
    Self::RepeatedKey { attributes } => "an item comes back more than once (key: {})", Names(attributes);
    Self::KeyCondition { attributes } if attributes.is_empty() =>
        "it has an item, but the query has no key condition";
    Self::KeyCondition { attributes } =>
        "an item does not satisfy the key condition on {}", Names(attributes);
    Self::LastEvaluatedKey { attributes } =>
        "LastEvaluatedKey does not fit the request; the table's key is {}", Names(attributes);
    Self::Count => "it does not have the number of items that was asked for";
    Self::OtherTable => "it is about a table that was not asked for";
    Self::OtherAttributes => "it has attributes that were not asked for";
});

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
