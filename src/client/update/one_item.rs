//! UpdateItem, PutItem and DeleteItem, as far as DynamoDB cannot carry them out on a sealed item.

use std::sync::Arc;

use aws_sdk_dynamodb::operation::put_item::PutItemOutput;
use aws_sdk_dynamodb::types::ReturnValuesOnConditionCheckFailure as OnFailure;
use aws_smithy_runtime_api::client::interceptors::context::{Error as OperationError, Output, OutputOrError};
use aws_smithy_runtime_api::client::orchestrator::OrchestratorError;
use aws_smithy_runtime_api::http::Headers;

use super::call::{CONDITION_FAILED, internal};
use super::one_item_write::{Filled, OneItemWrite};
use super::part::{Part, Read, Trouble, Verdict};
use super::way::{Guard, Way};
use super::work::{Answered, Means, Next, Work};
use crate::client::operation::answer::FailedCondition;
use crate::client::sdk::failure::Failure;
use crate::client::sdk::nested::Retries;
use crate::client::sdk::open::{Listeners, Opened, open};
use crate::error::{BoxError, Error, RefusedProblem};
use crate::expression::{UnfitProblem, UnfitUpdate};
use crate::rewrite::ReplacementRequest;

/// The error with which DynamoDB says that somebody else is writing the item, and that trying again may help.
const CONFLICT: &str = "TransactionConflictException";

/// What DynamoDB says where a condition does not hold.
const CONDITION_FAILED_MESSAGE: &str = "The conditional request failed";

/// A write of one item.
pub(super) struct OneItem<O: OneItemWrite> {
    /// As the application gave it.
    input: O::Input,
    plan: Arc<O::Plan>,
    part: Part,
    way: Way,
}

impl<O: OneItemWrite> OneItem<O> {
    pub(super) fn new(input: O::Input, plan: Arc<O::Plan>, way: Way) -> Self {
        let part = O::part(&plan, &input);
        OneItem { input, plan, part, way }
    }

    /// The input for DynamoDB to carry out itself, where the stored item is as the guard says; `None` where that is too
    /// long.
    async fn guarded(&self, guard: Guard) -> Result<Option<O::Input>, BoxError> {
        let mut input = self.input.clone();
        let (condition, names) = O::condition_mut(&mut input);
        let Some(text) = guard.condition(self.part.table(), self.part.condition.as_ref(), names)? else {
            return Ok(None);
        };
        *condition = Some(text);
        // It shows why the condition does not hold, and costs nothing.
        *O::on_failure_mut(&mut input) = Some(OnFailure::AllOld);
        O::seal(self.part.table(), &mut input).await?;
        Ok(Some(input))
    }

    /// Reads what is stored, and decides what follows.
    async fn decide(&self, means: &Means) -> Result<Next<Self>, Failure> {
        let read = self.part.read::<O>(&means.nested).await?;
        match self.part.judge(&read, means.is_in_doubt).await {
            Ok(Verdict::Own(sent)) => Ok(Next::Done(O::output(sent.returned))),
            Ok(Verdict::Replace(request)) => self.fill(*request),
            Ok(Verdict::Refused) => Err(self.refused(read)),
            Err(trouble) => Err(self.trouble(trouble, &read.headers)),
        }
    }

    fn fill(&self, request: ReplacementRequest) -> Result<Next<Self>, Failure> {
        match O::fill(self.input.clone(), request) {
            Some(Filled::Own(input)) => Ok(Next::Write(input)),
            Some(Filled::Put(put)) => {
                let put = put.table_name(&self.part.table_name).build();
                put.map(Box::new).map(Next::Put).map_err(Failure::ours)
            }
            None => Err(internal("a replacement is of another operation than its action")),
        }
    }

    /// DynamoDB's error for a condition that does not hold on what was read.
    fn refused(&self, read: Read) -> Failure {
        let failure = Failure::service::<O>(CONDITION_FAILED, CONDITION_FAILED_MESSAGE, &read.headers);
        let open = read.open.filter(|_| self.shows_failed_item());
        failure.map_error::<O>(|error| error.set_failed_item(open))
    }

    fn shows_failed_item(&self) -> bool {
        O::on_failure(&self.input) == Some(&OnFailure::AllOld)
    }

    fn trouble(&self, trouble: Trouble, headers: &Headers) -> Failure {
        let table = self.part.table().logical_name();
        match trouble {
            Trouble::Ours(error) => Failure::ours(error),
            Trouble::Unfit(unfit) => {
                let reason = unfit.to_string();
                let problem = RefusedProblem::Expression { parameter: "UpdateExpression", reason };
                let error = Error::refused(Some(&self.part.table_name), O::NAME, problem);
                Failure::invalid::<O>(unfit_message(&unfit), error, headers)
            }
            Trouble::Unknown => {
                Failure::ours(Error::Uncertain { table: table.to_owned(), operation: O::NAME.to_owned() })
            }
        }
    }

    /// What the application gets for the answer to a request that DynamoDB has carried out itself, or refused for a reason
    /// of its own.
    async fn open(&self, answer: OutputOrError) -> Opened {
        open::<O>(&self.plan, Listeners::none(), Some(answer), O::NAME).await
    }

    /// A guarded request was refused: because of the guard, or because of the application's condition.
    async fn guard_failed(&self, guard: Guard, error: O::Error, headers: &Headers) -> Answered<Self> {
        if let Err(mismatch) = O::match_error(&self.plan, &error) {
            return Answered::Done(Opened::Failed(mismatch.into_error(O::NAME).into()));
        }
        match (error.failed_item(), guard) {
            (Some(stored), _) if guard.admits(self.part.table(), stored) => {
                Answered::Done(self.condition_failed(error).await)
            }
            (Some(_), _) => Answered::Stale,
            (None, Guard::Plaintext) => Answered::Done(self.condition_failed(error).await),
            (None, Guard::Sealed) => {
                // There is no item. What the condition says of that is not known: it was not alone.
                match self.part.judge(&Read::nothing(headers), false).await {
                    Ok(Verdict::Replace(request)) => match self.fill(*request) {
                        Ok(next) => Answered::Next(next),
                        Err(failure) => Answered::Done(Opened::Replaced(failure)),
                    },
                    Ok(Verdict::Own(_)) => Answered::Stale,
                    Ok(Verdict::Refused) => Answered::Done(self.condition_failed(error).await),
                    Err(trouble) => Answered::Done(Opened::Replaced(self.trouble(trouble, headers))),
                }
            }
        }
    }

    /// DynamoDB's own error for the application's condition.
    async fn condition_failed(&self, mut error: O::Error) -> Opened {
        if !self.shows_failed_item() {
            error.set_failed_item(None);
        }
        let error = OrchestratorError::operation(OperationError::erase(error));
        if self.shows_failed_item() { self.open(Err(error)).await } else { Opened::Error(error) }
    }

    /// What the application gets for a request that was made here and carried out.
    async fn finish(&self, output: O::Output) -> Result<O::Output, Opened> {
        let Some(sent) = self.part.last_sent() else {
            return Err(Opened::Replaced(internal("nothing was sent")));
        };
        if let Some(finished) = O::shown(&self.plan, &self.part, sent, &output) {
            return match finished {
                Ok(attributes) => Ok(O::with_attributes(output, attributes)),
                Err(mismatch) => Err(Opened::Failed(mismatch.into_error(O::NAME).into())),
            };
        }
        match self.open(Ok(Output::erase(output))).await {
            Opened::Output(output) => {
                output.downcast().map_err(|_| Opened::Replaced(internal("another type of output")))
            }
            failed @ (Opened::Nothing
            | Opened::Untouched
            | Opened::Error(_)
            | Opened::ErrorWithout(..)
            | Opened::Failed(_)
            | Opened::Replaced(_)) => Err(failed),
        }
    }

    async fn finish_nested(&self, output: O::Output) -> Result<O::Output, Failure> {
        self.finish(output).await.map_err(|opened| match opened {
            Opened::Failed(error) => Failure::ours(error),
            Opened::Replaced(failure) => failure,
            Opened::Nothing
            | Opened::Untouched
            | Opened::Output(_)
            | Opened::Error(_)
            | Opened::ErrorWithout(..) => internal("an output was not opened"),
        })
    }
}

impl<O: OneItemWrite> Work for OneItem<O> {
    type Operation = O;

    const NAME: &'static str = O::NAME;

    fn operation() -> O {
        O::anew()
    }

    fn reads_first(&self) -> bool {
        self.way == Way::Carried
    }

    fn items(&self) -> Vec<Vec<u8>> {
        self.part.name().into_iter().collect()
    }

    fn impossible(&self) -> Option<O::Input> {
        let Way::Guarded(guard) = self.way else { return None };
        let mut input = self.input.clone();
        O::forbid(&mut input, self.part.asked.key(), guard.impossible());
        Some(input)
    }

    async fn first(&self, means: Means) -> Result<Next<Self>, Failure> {
        if let Way::Guarded(guard) = self.way
            && let Some(input) = self.guarded(guard).await.map_err(Failure::ours)?
        {
            return Ok(Next::Write(input));
        }
        self.decide(&means).await
    }

    async fn next(&self, means: Means) -> Result<Next<Self>, Failure> {
        self.decide(&means).await
    }

    async fn answered(&self, answer: OutputOrError, headers: &Headers) -> Answered<Self> {
        let is_own = self.part.last_sent().is_some();
        match answer {
            Ok(output) if is_own => match output.downcast::<O::Output>() {
                Ok(output) => match self.finish(output).await {
                    Ok(output) => Answered::Done(Opened::Output(Output::erase(output))),
                    Err(opened) => Answered::Done(opened),
                },
                Err(_) => Answered::Done(Opened::Untouched),
            },
            Ok(output) => Answered::Done(self.open(Ok(output)).await),
            Err(error) => {
                let mut typed = None;
                let _rest = error.map_operation_error(|error| typed = error.downcast::<O::Error>().ok());
                match (typed, self.way) {
                    (Some(error), Way::Guarded(guard)) if !is_own && self.is_stale(&error) => {
                        self.guard_failed(guard, error, headers).await
                    }
                    (Some(error), _) if self.is_stale(&error) => Answered::Stale,
                    _ => Answered::Done(Opened::Untouched),
                }
            }
        }
    }

    async fn written(&self, output: O::Output) -> Result<O::Output, Failure> {
        self.finish_nested(output).await
    }

    async fn put(&self, output: PutItemOutput) -> Result<O::Output, Failure> {
        self.finish_nested(O::of_put(output)).await
    }

    fn is_stale(&self, error: &O::Error) -> bool {
        error.is_condition_failed()
    }

    const RETRIES: Retries = Retries::Never;

    fn contended(&self, message: &str) -> Failure {
        Failure::service::<O>(CONFLICT, message, &Headers::new())
    }
}

/// What DynamoDB says of an update that does not fit an item.
fn unfit_message(unfit: &UnfitUpdate) -> &'static str {
    match unfit.problem {
        UnfitProblem::Path => "The document path provided in the update expression is invalid for update",
        UnfitProblem::Missing => {
            "The provided expression refers to an attribute that does not exist in the item"
        }
        UnfitProblem::Type => "An operand in the update expression has an incorrect data type",
        UnfitProblem::Number(_) => "The new value of an attribute is a number that cannot be stored",
    }
}
