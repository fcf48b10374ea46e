//! Why a request is not carried out.

use crate::error::RefusedProblem;

/// Why a request cannot be carried out.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// The table, as the request named it.
    pub(crate) table: String,
    pub(crate) problem: RefusedProblem,
}

impl Refusal {
    /// Why the part of a request that is for `table` cannot be carried out.
    pub(crate) fn of(table: &str) -> impl Fn(RefusedProblem) -> Refusal + '_ {
        move |problem| Refusal { table: table.to_owned(), problem }
    }
}
