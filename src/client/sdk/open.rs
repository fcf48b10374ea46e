//! Opens the items of an answer, once it is known to fit its request.

use aws_smithy_runtime_api::client::interceptors::context::{Error as OperationError, Output, OutputOrError};
use aws_smithy_runtime_api::client::orchestrator::OrchestratorError;
use aws_smithy_types::config_bag::ConfigBag;

use super::failure::Failure;
use super::observer::Observer;
use super::other_tenants::OtherTenants;
use super::parts::AllowUnverifiedParts;
use super::spread::{self, Job};
use super::unreadable::{self, UnreadableItems};
use crate::client::operation::item_operation::{ItemOperation, Placed};
use crate::error::{BoxError, Error, LeftOutOfError, RefusedProblem, UnreadableItem};
use crate::item::{Completeness, ItemEncryptor, part};
use crate::telemetry;
use crate::value::Item;

/// What came of a response.
pub(crate) enum Opened {
    /// It is too short for items, and was not read.
    Nothing,
    /// It has no items, or cannot be parsed. The operation's deserializer says so itself.
    Untouched,
    /// The output with its items opened.
    Output(Output),
    /// The operation's error with its items opened.
    Error(OrchestratorError<OperationError>),
    /// The operation's error without the items that could not be opened.
    ErrorWithout(OrchestratorError<OperationError>, LeftOutOfError),
    /// An item could not be opened.
    Failed(BoxError),
    /// The call has gone on, and fails for another reason than the response says.
    Replaced(Failure),
}

/// Those who want to know more of an answer than its output says.
#[derive(Clone)]
pub(crate) struct Listeners {
    pub(super) observer: Option<Observer>,
    pub(super) unreadable: Option<UnreadableItems>,
    pub(super) other_tenants: Option<OtherTenants>,
    pub(super) parts: Option<AllowUnverifiedParts>,
}

impl Listeners {
    /// Nobody.
    pub(crate) fn none() -> Self {
        Listeners { observer: None, unreadable: None, other_tenants: None, parts: None }
    }

    /// Those of a call.
    pub(crate) fn of(cfg: &ConfigBag) -> Self {
        Listeners {
            observer: cfg.load::<Observer>().cloned(),
            unreadable: cfg.load::<UnreadableItems>().cloned(),
            other_tenants: cfg.load::<OtherTenants>().cloned(),
            parts: cfg.load::<AllowUnverifiedParts>().cloned(),
        }
    }
}

/// What happens where an item cannot be opened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OnFailure {
    /// The call fails with the item's error.
    Fail,
    /// The call fails with an error that names the item by its key.
    FailByKey,
    /// The item stays empty and is reported by its key, where it is itself the reason. Anything else fails the call.
    LeaveOut,
    /// The item stays empty and is reported by its key, whatever the reason.
    LeaveOutAny,
}

impl OnFailure {
    /// Whether an item with this error is left out, where `is_of_item` says whether it is itself the reason.
    fn leaves_out(self, error: &Error, is_of_item: fn(&Error) -> bool) -> bool {
        match self {
            OnFailure::Fail | OnFailure::FailByKey => false,
            OnFailure::LeaveOut => is_of_item(error),
            OnFailure::LeaveOutAny => true,
        }
    }
}

impl Opened {
    /// Nothing of the response may be handed out: its items cannot be found.
    fn unexpected(operation: &str, what: &'static str) -> Self {
        Opened::Failed(Error::refused(None, operation, RefusedProblem::Sdk(what)).into())
    }
}

/// Opens the items of a parsed response, once it is known to fit the request.
pub(crate) async fn open<O: ItemOperation>(
    plan: &O::Plan,
    listeners: Listeners,
    parsed: Option<OutputOrError>,
    operation: &'static str,
) -> Opened {
    match parsed {
        Some(Ok(output)) => match output.downcast::<O::Output>() {
            Ok(mut output) => {
                if let Err(mismatch) = O::match_output(plan, &mut output).await {
                    return Opened::Failed(mismatch.into_error(operation).into());
                }
                match open_output::<O>(plan, operation, listeners, output).await {
                    Ok(output) => Opened::Output(Output::erase(output)),
                    Err(error) => Opened::Failed(error),
                }
            }
            Err(_) => Opened::unexpected(operation, "its type of output"),
        },
        Some(Err(error)) => {
            let mut typed = None;
            let _rest = error.map_operation_error(|error| typed = Some(error.downcast::<O::Error>()));
            match typed {
                Some(Ok(error)) => open_error::<O>(plan, error, operation).await,
                Some(Err(_)) => Opened::unexpected(operation, "its type of error"),
                None => Opened::Untouched,
            }
        }
        None => Opened::Untouched,
    }
}

async fn open_error<O: ItemOperation>(plan: &O::Plan, mut error: O::Error, operation: &'static str) -> Opened {
    if let Err(mismatch) = O::match_error(plan, &error) {
        return Opened::Failed(mismatch.into_error(operation).into());
    }
    let items = O::items_err(plan, &mut error);
    if items.is_empty() {
        return Opened::Untouched;
    }
    // An item in an error is whole, whatever was asked for.
    let opening = open_items(items, Completeness::Whole, OnFailure::LeaveOutAny, false, |error| error);
    let left_out = match opening.await {
        Ok(found) => found.left_out,
        Err(error) => return Opened::Failed(error),
    };
    let why = left_out.first().map(|item| item.error.to_string());
    if let Some(why) = &why {
        O::leave_out_of_error(&mut error, why);
    }
    let error = OrchestratorError::operation(OperationError::erase(error));
    match why {
        Some(_) => Opened::ErrorWithout(error, LeftOutOfError::new(left_out)),
        None => Opened::Error(error),
    }
}

async fn open_output<O: ItemOperation>(
    plan: &O::Plan,
    operation: &'static str,
    Listeners { observer, unreadable, other_tenants, parts }: Listeners,
    mut output: O::Output,
) -> Result<O::Output, BoxError> {
    let others = O::take_others(plan, &mut output);
    if let Some(report) = other_tenants {
        report.report(others);
    }
    let items = O::items_out(plan, &mut output);
    if let Some(observer) = observer {
        observer.observe(&items);
    }
    let leaving_out = unreadable.zip(O::LEAVE_OUT);
    let on_failure = match &leaving_out {
        Some(_) => OnFailure::LeaveOut,
        None if O::HAS_SEVERAL => OnFailure::FailByKey,
        None => OnFailure::Fail,
    };
    let explain = |error| O::explain(plan, error);
    let parts = parts.filter(|_| O::may_be_parts(plan));
    let count = items.len();
    let opening = open_items(items, O::completeness(plan), on_failure, parts.is_some(), explain);
    let found = if O::HAS_SEVERAL {
        let unreadable = |found: &Found| found.left_out.len();
        telemetry::page(operation, count, unreadable, opening).await?
    } else {
        opening.await?
    };
    let Found { left_out, unverified } = found;
    if let Some(parts) = parts {
        parts.add(unverified);
    }
    if let Some((report, leave_out)) = leaving_out.filter(|_| !left_out.is_empty()) {
        leave_out(plan, &mut output);
        report.report(left_out);
    }
    O::finish(plan, &mut output).await;
    Ok(output)
}

/// What was found where items were opened.
struct Found {
    /// What there is to report of the items that are to be left out, in their order. These stay empty.
    left_out: Vec<UnreadableItem>,
    /// How many items are parts that nobody has verified.
    unverified: usize,
}

/// Opens items where they stand, several at a time. `explain` may say more about the error of one that cannot be
/// opened. With `parts`, the readable part of an item stands for one that is not all there.
async fn open_items(
    mut items: Vec<Placed<'_>>,
    completeness: Completeness,
    on_failure: OnFailure,
    parts: bool,
    explain: impl Fn(Error) -> Error,
) -> Result<Found, BoxError> {
    let work = move |Job { table, item }| async move {
        let key = (on_failure != OnFailure::Fail).then(|| unreadable::key_of(&table, &item));
        let readable = if parts { part::readable(&table, &item) } else { None };
        match (ItemEncryptor::new(table).decrypt_item_with(item, completeness).await, readable) {
            (Ok(opened), _) => Ok((opened.item, true)),
            (Err(error), Some(part)) if part::may_be_missing(&error) => Ok((part, false)),
            (Err(error), _) => Err((key, error)),
        }
    };
    let ends_work = move |opened: &Result<(Item, bool), (Option<Item>, Error)>| {
        // Whether a doubtful item is the reason may be known once the others are open.
        opened.as_ref().is_err_and(|(_, error)| !on_failure.leaves_out(error, Error::may_be_of_item))
    };
    let opened = spread::each(items.iter_mut().map(Job::take).collect(), work, ends_work).await?;
    let mut found = Found { left_out: Vec::new(), unverified: 0 };
    opened.hand_out(items, |Placed { table, item }, opened| {
        let (key, error) = match opened {
            Ok((opened, is_verified)) => {
                *item = opened;
                found.unverified += usize::from(!is_verified);
                return Ok(());
            }
            Err(failed) => failed,
        };
        let error = explain(error);
        let Some(key) = key else { return Err(BoxError::from(error)) };
        let is_left_out = on_failure.leaves_out(&error, Error::is_of_item);
        let unreadable = unreadable::item(table, key, error);
        if !is_left_out {
            return Err(unreadable.into());
        }
        found.left_out.push(unreadable);
        Ok(())
    })?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::operation::get_item::{GetItemError, GetItemOutput};
    use aws_sdk_dynamodb::operation::put_item::PutItem;

    use super::*;
    use crate::client::operation::put_delete::Plan;
    use crate::client::rules::matching::AskedItem;
    use crate::client::rules::parameters::WriteExpressions;
    use crate::{RawAesKeyring, TableConfig};

    #[tokio::test]
    async fn an_answer_of_another_operation_is_never_handed_out() {
        let keyring = RawAesKeyring::new("tests", "one", &[7; 32]).unwrap();
        let table = TableConfig::builder("Customers").partition_key("id").keyring(keyring).build().unwrap();
        let write = WriteExpressions { update: None, condition: None, protected: None };
        let plan = Plan { asked: AskedItem::with_key(&table, None), write };
        let error = OperationError::erase(GetItemError::unhandled("throttled"));
        for (parsed, what) in [
            (Ok(Output::erase(GetItemOutput::builder().build())), "its type of output"),
            (Err(OrchestratorError::operation(error)), "its type of error"),
        ] {
            let listeners = Listeners { observer: None, unreadable: None, other_tenants: None, parts: None };
            let Opened::Failed(error) = open::<PutItem>(&plan, listeners, Some(parsed), "PutItem").await else {
                panic!("handed out: {what}");
            };
            assert!(error.to_string().contains(what), "{error}");
        }
    }
}
