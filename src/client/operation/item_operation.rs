//! What an operation on encrypted tables says about itself.
//!
//! A request goes through three steps. [`check`](ItemOperation::check) looks at the input and refuses what encrypted
//! tables do not allow; it does not wait. [`prepare`](ItemOperation::prepare) completes the input with what has to be
//! waited for: most operations wait for nothing. Then the items of the input are sealed and the request is sent. When
//! the answer is there, it is matched with the request, its items are opened, and [`finish`](ItemOperation::finish)
//! turns it into what the application asked for.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use super::data_operation::DataOperation;
use crate::client::rules::matching::Mismatch;
use crate::client::rules::refusal::Refusal;
use crate::client::rules::tables::Tables;
use crate::error::Error;
use crate::future::BoxFuture;
use crate::item::Completeness;
use crate::table::TableConfig;
use crate::value::Item;

/// An item of an encrypted table, where it stands in an input, output or error.
pub(crate) struct Placed<'a> {
    pub(crate) table: &'a TableConfig,
    pub(crate) item: &'a mut Item,
}

impl<'a> Placed<'a> {
    /// Items of one table, where they stand.
    pub(crate) fn all(
        table: &'a TableConfig,
        items: impl IntoIterator<Item = &'a mut Item>,
    ) -> Vec<Placed<'a>> {
        items.into_iter().map(|item| Placed { table, item }).collect()
    }
}

/// What is left to wait for before the items of a checked input can be sealed, and the input sent.
pub(crate) enum Preparation<I> {
    /// Nothing: here is the input again.
    Done(I),
    /// What completes the input.
    Waiting(BoxFuture<'static, Result<I, Error>>),
}

/// Removes from an output the items that could not be opened, which are empty.
pub(crate) type LeaveOut<O> = fn(&<O as ItemOperation>::Plan, &mut <O as ItemOperation>::Output);

/// An operation whose items are sealed and opened.
pub(crate) trait ItemOperation: DataOperation {
    /// The operation's output, as the SDK has it.
    type Output: fmt::Debug + Send + Sync + 'static;
    /// The operation's error, as the SDK has it.
    type Error: StdError + Send + Sync + 'static;
    /// What is known of a request once it has been checked: which of its items belong to which table, and what is
    /// left to do when the answer is there.
    type Plan: Send + Sync + 'static;

    /// Checks an input that is for an encrypted table, at least in part, and removes from it what DynamoDB cannot do
    /// on such a table, or must not see.
    fn check(input: &mut Self::Input, tables: &Tables) -> Result<Self::Plan, Refusal>;

    /// Completes a checked input with what has to be waited for: keys, or what is stored. The SDK waits for it within
    /// the time limits of the call, and sends the completed request as if it had never been another.
    fn prepare(_plan: &Arc<Self::Plan>, input: Self::Input) -> Preparation<Self::Input> {
        Preparation::Done(input)
    }

    /// The items to seal.
    fn items_in<'a>(_plan: &'a Self::Plan, _input: &'a mut Self::Input) -> Vec<Placed<'a>> {
        Vec::new()
    }

    /// Whether an output fits the request. This is asked before its items are opened, and before anything of it is
    /// handed out. What DynamoDB returns of the request is replaced by what the application gave. Lets other tasks run
    /// in between.
    fn match_output(
        plan: &Self::Plan,
        output: &mut Self::Output,
    ) -> impl Future<Output = Result<(), Mismatch>> + Send;

    /// Takes out of an output that fits the request the items of another tenant, which are not to be opened. Returns
    /// their keys.
    fn take_others(_plan: &Self::Plan, _output: &mut Self::Output) -> Vec<Item> {
        Vec::new()
    }

    /// Whether an error fits the request.
    fn match_error(_plan: &Self::Plan, _error: &Self::Error) -> Result<(), Mismatch> {
        Ok(())
    }

    /// Whether the items of an output are known to be whole.
    fn completeness(_plan: &Self::Plan) -> Completeness {
        // They are read from the table, and never as a projection.
        Completeness::Whole
    }

    /// Whether the items of an output may be parts of items, as an index has them, and nothing but what they hold is asked
    /// of them.
    fn may_be_parts(_plan: &Self::Plan) -> bool {
        false
    }

    /// The items to open.
    fn items_out<'a>(plan: &'a Self::Plan, output: &'a mut Self::Output) -> Vec<Placed<'a>>;

    /// The items to open in an error.
    fn items_err<'a>(_plan: &'a Self::Plan, _error: &'a mut Self::Error) -> Vec<Placed<'a>> {
        Vec::new()
    }

    /// Takes the items that could not be opened out of an error: they are empty, and no others are. Notes in it why the
    /// first could not.
    fn leave_out_of_error(_error: &mut Self::Error, _why: &str) {}

    /// Turns an output whose items are open into what the application asked for. Lets other tasks run in between.
    fn finish(_plan: &Self::Plan, _output: &mut Self::Output) -> impl Future<Output = ()> + Send {
        std::future::ready(())
    }

    /// Says more about why an item of an output could not be opened.
    fn explain(_plan: &Self::Plan, error: Error) -> Error {
        error
    }

    /// Whether an output can have several items, so that an error has to say which one it is about.
    const HAS_SEVERAL: bool = false;

    /// Removes from an output the items that could not be opened. They are empty, and no other item of an encrypted
    /// table is before [`finish`](Self::finish): all have their keys. `None` where a missing item would be taken for
    /// one that does not exist, or for another.
    const LEAVE_OUT: Option<LeaveOut<Self>> = None;
}
