//! What an operation that is carried out on encrypted tables has to say about itself.

use std::error::Error as StdError;
use std::fmt;

use super::data_operation::DataOperation;
use crate::client::rules::matching::Mismatch;
use crate::client::rules::refusal::Refusal;
use crate::client::rules::tables::Tables;
use crate::error::Error;
use crate::item::Completeness;
use crate::table::TableConfig;
use crate::value::Item;

/// An item of an encrypted table, where it stands in an input, output or error.
pub(crate) struct Placed<'a> {
    pub(crate) table: &'a TableConfig,
    pub(crate) item: &'a mut Item,
}

impl<'a> Placed<'a> {
    /// The same table's items, where they stand.
    pub(crate) fn all(
        table: &'a TableConfig,
        items: impl IntoIterator<Item = &'a mut Item>,
    ) -> Vec<Placed<'a>> {
        items.into_iter().map(|item| Placed { table, item }).collect()
    }
}

/// Takes the empty items out of an output.
pub(crate) type LeaveOut<O> = fn(&<O as ItemOperation>::Plan, &mut <O as ItemOperation>::Output);

/// An operation whose items are sealed and opened.
pub(crate) trait ItemOperation: DataOperation {
    /// The operation's output, as the SDK has it.
    type Output: fmt::Debug + Send + Sync + 'static;
    /// The operation's error, as the SDK has it.
    type Error: StdError + Send + Sync + 'static;
    /// What is known of a request once it has been checked: which items are for which table, and what is
    /// left to do when the response has come.
    type Plan: Send + Sync + 'static;

    /// Checks an input of which some part is for an encrypted table, and takes out of it what DynamoDB
    /// cannot do on such a table, or must not see.
    fn plan(input: &mut Self::Input, tables: &Tables) -> Result<Self::Plan, Refusal>;

    /// The items to seal.
    fn items_in<'a>(_plan: &'a Self::Plan, _input: &'a mut Self::Input) -> Vec<Placed<'a>> {
        Vec::new()
    }

    /// Checks that an output is one to the request, before its items are opened or anything of it is handed out. What
    /// of the request comes back becomes what the application has given. Gives way to other tasks meanwhile.
    fn check(plan: &Self::Plan, output: &mut Self::Output)
    -> impl Future<Output = Result<(), Mismatch>> + Send;

    /// Checks that an error is one to the request.
    fn check_err(_plan: &Self::Plan, _error: &Self::Error) -> Result<(), Mismatch> {
        Ok(())
    }

    /// What is known of whether the items of an output are whole.
    fn completeness(_plan: &Self::Plan) -> Completeness {
        // They are read from the table, and never a projection of them.
        Completeness::Whole
    }

    /// The items to open.
    fn items_out<'a>(plan: &'a Self::Plan, output: &'a mut Self::Output) -> Vec<Placed<'a>>;

    /// The items to open in an error.
    fn items_err<'a>(_plan: &'a Self::Plan, _error: &'a mut Self::Error) -> Vec<Placed<'a>> {
        Vec::new()
    }

    /// Makes of an output whose items are open what the application asked for. Gives way to other tasks meanwhile.
    fn finish(_plan: &Self::Plan, _output: &mut Self::Output) -> impl Future<Output = ()> + Send {
        std::future::ready(())
    }

    /// Says more about why an item of an output could not be opened.
    fn explain(_plan: &Self::Plan, error: Error) -> Error {
        error
    }

    /// Whether an output has several items, so that an error has to say which it is about.
    const HAS_SEVERAL: bool = false;

    /// Takes out of an output the items that could not be opened, which are empty. No other item of an encrypted
    /// table is, before [`finish`](Self::finish): all have their keys. `None` where an item that is missing would be
    /// taken for one that does not exist, or for another.
    const LEAVE_OUT: Option<LeaveOut<Self>> = None;
}
