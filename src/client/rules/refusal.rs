//! Why a request is not carried out.

use crate::error::RefusedProblem;

/// Why a request cannot be carried out.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// The table, as the request named it, where it is about one.
    pub(crate) table: Option<String>,
    pub(crate) problem: RefusedProblem,
}

impl Refusal {
    /// Why the part of a request that is for `table` cannot be carried out.
    pub(crate) fn of(table: &str) -> impl Fn(RefusedProblem) -> Refusal + '_ {
        // A request may have an empty name, or none.
        move |problem| Refusal { table: Some(table.to_owned()).filter(|table| !table.is_empty()), problem }
    }

    /// Why a request cannot be carried out, whatever its tables are.
    pub(crate) fn of_request(problem: RefusedProblem) -> Refusal {
        Refusal { table: None, problem }
    }
}
