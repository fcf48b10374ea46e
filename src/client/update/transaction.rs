//! TransactWriteItems, as far as DynamoDB cannot carry it out on sealed items.
//!
//! The items of the parts in question are read first. Each part becomes a conditional replacement in the same place, so
//! that the reasons of a cancelled transaction fit by position, and the conditions on what was read make the reads one
//! consistent state when the transaction is carried out. A part whose condition does not hold is sent as a check that
//! cannot hold: DynamoDB gives its reason, and those of all others.
//!
//! Retries of the SDK send the same bytes with the same token, which DynamoDB carries out once. A transaction that begins
//! again has other bytes. It keeps the token, so that a later call of the application with that token is not carried out
//! once more; should DynamoDB have kept the token of what was cancelled, it takes another.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use aws_sdk_dynamodb::operation::put_item::PutItemOutput;
use aws_sdk_dynamodb::operation::transact_write_items::{
    TransactWriteItems, TransactWriteItemsError, TransactWriteItemsInput, TransactWriteItemsOutput,
};
use aws_sdk_dynamodb::types::CancellationReason;
use aws_smithy_runtime_api::client::interceptors::context::{Error as OperationError, Output, OutputOrError};
use aws_smithy_runtime_api::client::orchestrator::OrchestratorError;
use aws_smithy_runtime_api::http::Headers;
use futures_util::future::join_all;

use super::call::internal;
use super::choice;
use super::part::{Part, Read, Trouble, Verdict};
use super::transaction_part as place;
use super::way::{Guard, Way};
use super::work::{Answered, Means, Next, Work};
use crate::client::operation::item_operation::ItemOperation;
use crate::client::operation::transact::WrittenPart;
use crate::client::sdk::failure::Failure;
use crate::client::sdk::nested::Retries;
use crate::client::sdk::open::{Listeners, Opened, open};
use crate::client::sdk::seal::seal_to_store;
use crate::error::Error;
use crate::rewrite::ReplacementRequest;
use crate::table::TableConfig;

const NAME: &str = "TransactWriteItems";

/// The codes of reasons for which a transaction is cancelled.
const CONDITION_FAILED: &str = "ConditionalCheckFailed";
const CONFLICT: &str = "TransactionConflict";
const INVALID: &str = "ValidationError";
const NONE: &str = "None";

/// A transaction of which this side carries out parts.
pub(super) struct Transaction {
    /// As the application gave it.
    input: TransactWriteItemsInput,
    plan: Arc<Vec<Option<WrittenPart>>>,
    /// The parts in encrypted tables, by their places.
    parts: Vec<Option<Placed>>,
    /// The input with the items sealed that are put in any case.
    sealed: Mutex<Option<TransactWriteItemsInput>>,
    /// Whether attempts of the call's own request do nothing any more.
    is_disarmed: AtomicBool,
    /// Whether DynamoDB takes the token for that of another transaction.
    has_lost_token: AtomicBool,
}

/// A part in its place.
struct Placed {
    part: Part,
    state: Mutex<State>,
    /// Whether the application wants to see the item if the condition does not hold.
    shows_failed_item: bool,
}

/// How a part was sent the last time.
#[derive(Clone, Copy)]
struct State {
    way: Way,
    /// Whether the condition did not hold.
    is_refused: bool,
}

impl Placed {
    fn state(&self) -> State {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, way: Way, is_refused: bool) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = State { way, is_refused };
    }
}

impl Transaction {
    /// The transaction; the input again where DynamoDB can carry out all of it.
    pub(super) fn new(
        input: TransactWriteItemsInput,
        plan: &Arc<Vec<Option<WrittenPart>>>,
    ) -> Result<Self, Box<TransactWriteItemsInput>> {
        let items = input.transact_items.as_deref().unwrap_or_default();
        let parts: Vec<_> = plan
            .iter()
            .zip(items)
            .map(|(written, item)| {
                let written = written.as_ref()?;
                let way = Way::of(&written.asked.table, &written.write, item.update.is_some());
                Some(Placed {
                    part: place::part(written, item)?,
                    state: Mutex::new(State { way, is_refused: false }),
                    shows_failed_item: place::shows_failed_item(item),
                })
            })
            .collect();
        if parts.iter().flatten().all(|placed| placed.state().way == Way::AsItIs) {
            return Err(Box::new(input));
        }
        let (plan, sealed) = (Arc::clone(plan), Mutex::default());
        let (is_disarmed, has_lost_token) = (AtomicBool::new(false), AtomicBool::new(false));
        Ok(Transaction { input, plan, parts, sealed, is_disarmed, has_lost_token })
    }

    /// The table of a part, and the parameter with which that or the whole chooses what there is not.
    pub(super) fn unknown_choice(&self) -> Option<(&TableConfig, &'static str)> {
        let Self { input, parts, .. } = self;
        let (capacity, metrics) = (input.return_consumed_capacity(), input.return_item_collection_metrics());
        parts.iter().zip(input.transact_items()).find_map(|(placed, item)| {
            let parameter = choice::of_write(place::on_failure(item), capacity, metrics)?;
            Some((placed.as_ref()?.part.table(), parameter))
        })
    }

    /// The input with those items sealed that are put as they are. Sealed once, whatever is tried again.
    async fn sealed(&self) -> Result<TransactWriteItemsInput, Error> {
        let known = self.sealed.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(input) = known {
            return Ok(input);
        }
        let mut input = self.input.clone();
        for (placed, item) in self.parts.iter().zip(input.transact_items.iter_mut().flatten()) {
            let (Some(placed), Some(put)) = (placed, &mut item.put) else { continue };
            if placed.state().way != Way::Carried {
                put.item = seal_to_store(placed.part.table(), std::mem::take(&mut put.item)).await?;
            }
        }
        *self.sealed.lock().unwrap_or_else(PoisonError::into_inner) = Some(input.clone());
        Ok(input)
    }

    /// Makes the request: reads what has to be read, and decides.
    async fn decide(&self, means: &Means) -> Result<Next<Self>, Failure> {
        let mut input = self.sealed().await.map_err(Failure::ours)?;
        let nothing = Headers::new();
        let decided = join_all(self.parts.iter().map(|placed| decide(placed.as_ref(), means))).await;
        // All parts were carried out if one was, whatever others have made of the rest since.
        if decided.iter().any(|decided| matches!(decided, Ok(Decided::Own))) {
            return Ok(Next::Done(TransactWriteItemsOutput::builder().build()));
        }
        let items = input.transact_items.iter_mut().flatten();
        for (place, ((placed, decided), item)) in self.parts.iter().zip(decided).zip(items).enumerate() {
            let Some(placed) = placed else { continue };
            let given = item.clone();
            *item = match decided? {
                Decided::AsItIs => given,
                Decided::Guarded(guard) => match place::guarded(given, &placed.part, guard) {
                    Ok(Some(guarded)) => guarded,
                    Ok(None) => return Err(internal("a guarded condition is too long")),
                    Err(error) => return Err(Failure::ours(error)),
                },
                Decided::Own => return Ok(Next::Done(TransactWriteItemsOutput::builder().build())),
                Decided::Refused => place::refused(&placed.part, placed.shows_failed_item)?,
                Decided::Replace(request) => place::replaced(&placed.part, *request)?,
                Decided::Trouble(trouble) => return Err(self.trouble(place, trouble, &nothing)),
            };
        }
        Ok(Next::Write(input))
    }

    fn trouble(&self, place: usize, trouble: Trouble, headers: &Headers) -> Failure {
        match trouble {
            Trouble::Ours(error) => Failure::ours(error),
            Trouble::Unfit(unfit) => self.cancelled(&[place], INVALID, &unfit.to_string(), headers),
            Trouble::Unknown => {
                let table = self.parts.iter().flatten().next();
                let table = table.map(|placed| placed.part.table().logical_name().to_owned());
                let (table, operation) = (table.unwrap_or_default(), NAME.to_owned());
                Failure::ours(Error::Uncertain { table, operation })
            }
        }
    }

    /// The failure of a transaction that is cancelled because of the parts in these places.
    fn cancelled(&self, places: &[usize], code: &str, message: &str, headers: &Headers) -> Failure {
        let reasons: Vec<_> = (0..self.parts.len())
            .map(|place| match places.contains(&place) {
                true => CancellationReason::builder().code(code).message(message).build(),
                false => CancellationReason::builder().code(NONE).build(),
            })
            .collect();
        let codes: Vec<_> = reasons.iter().map(|reason| reason.code().unwrap_or(NONE)).collect();
        let message = format!(
            "Transaction cancelled, please refer cancellation reasons for specific reasons [{}]",
            codes.join(", ")
        );
        let failure = Failure::service::<TransactWriteItems>("TransactionCanceledException", &message, headers);
        failure.map_error::<TransactWriteItems>(|error| {
            if let TransactWriteItemsError::TransactionCanceledException(cancelled) = error {
                cancelled.cancellation_reasons = Some(reasons);
            }
        })
    }

    /// What a cancelled transaction says: whether it has to begin again. Parts that a guard has held up go another way.
    fn weigh(&self, error: &TransactWriteItemsError) -> bool {
        let TransactWriteItemsError::TransactionCanceledException(cancelled) = error else { return false };
        let mut is_stale = false;
        for (placed, reason) in self.parts.iter().zip(cancelled.cancellation_reasons()) {
            let Some(placed) = placed else { continue };
            if reason.code() != Some(CONDITION_FAILED) {
                continue;
            }
            let State { way, is_refused } = placed.state();
            let is_held_up = match (way, reason.item()) {
                (Way::AsItIs, _) => false,
                (Way::Carried, _) => !is_refused,
                (Way::Guarded(guard), Some(stored)) => !guard.admits(placed.part.table(), stored),
                (Way::Guarded(Guard::Plaintext), None) => false,
                (Way::Guarded(Guard::Sealed), None) => placed.part.holds_on_nothing(),
            };
            if is_held_up {
                placed.set(Way::Carried, false);
                is_stale = true;
            }
        }
        is_stale
    }

    /// The application's error: with the items that it has asked for, opened.
    async fn open_error(&self, mut error: TransactWriteItemsError) -> Opened {
        if let Err(mismatch) = TransactWriteItems::match_error(&self.plan, &error) {
            return Opened::Failed(mismatch.into_error(NAME).into());
        }
        if let TransactWriteItemsError::TransactionCanceledException(cancelled) = &mut error {
            let reasons = cancelled.cancellation_reasons.iter_mut().flatten();
            for (placed, reason) in self.parts.iter().zip(reasons) {
                if placed.as_ref().is_some_and(|placed| !placed.shows_failed_item) {
                    reason.item = None;
                }
            }
        }
        let has_items = !TransactWriteItems::items_err(&self.plan, &mut error).is_empty();
        let error = OrchestratorError::operation(OperationError::erase(error));
        if !has_items {
            return Opened::Error(error);
        }
        open::<TransactWriteItems>(&self.plan, Listeners::none(), Some(Err(error)), NAME).await
    }
}

/// What becomes of a part.
enum Decided {
    AsItIs,
    Guarded(Guard),
    /// It is there already.
    Own,
    /// Its condition does not hold.
    Refused,
    Replace(Box<ReplacementRequest>),
    Trouble(Trouble),
}

async fn decide(placed: Option<&Placed>, means: &Means) -> Result<Decided, Failure> {
    let Some(placed) = placed else { return Ok(Decided::AsItIs) };
    match placed.state().way {
        Way::AsItIs => return Ok(Decided::AsItIs),
        Way::Guarded(guard) => return Ok(Decided::Guarded(guard)),
        Way::Carried => {}
    }
    let read: Read = placed.part.read::<TransactWriteItems>(&means.nested).await?;
    let verdict = placed.part.judge(&read, means.is_in_doubt).await;
    placed.set(Way::Carried, matches!(verdict, Ok(Verdict::Refused)));
    Ok(match verdict {
        Ok(Verdict::Own(_)) => Decided::Own,
        Ok(Verdict::Refused) => Decided::Refused,
        Ok(Verdict::Replace(request)) => Decided::Replace(request),
        Err(trouble) => Decided::Trouble(trouble),
    })
}

impl Work for Transaction {
    type Operation = TransactWriteItems;

    const NAME: &'static str = NAME;

    fn operation() -> TransactWriteItems {
        TransactWriteItems::new()
    }

    fn reads_first(&self) -> bool {
        self.parts.iter().flatten().any(|placed| placed.state().way == Way::Carried)
    }

    fn items(&self) -> Vec<Vec<u8>> {
        let carried = self.parts.iter().flatten().filter(|placed| placed.state().way == Way::Carried);
        carried.filter_map(|placed| placed.part.name()).collect()
    }

    fn impossible(&self) -> Option<TransactWriteItemsInput> {
        self.is_disarmed.store(true, Ordering::SeqCst);
        let placed = self.parts.iter().flatten().next()?;
        let check = place::refused(&placed.part, false).ok()?;
        let mut input = self.input.clone();
        input.transact_items = Some(vec![check]);
        input.client_request_token = None;
        Some(input)
    }

    async fn first(&self, means: Means) -> Result<Next<Self>, Failure> {
        self.decide(&means).await
    }

    async fn next(&self, means: Means) -> Result<Next<Self>, Failure> {
        match self.decide(&means).await? {
            Next::Write(mut input) => {
                if self.has_lost_token.load(Ordering::SeqCst) {
                    // The SDK makes another.
                    input.client_request_token = None;
                }
                Ok(Next::Write(input))
            }
            other @ (Next::Put(_) | Next::Done(_)) => Ok(other),
        }
    }

    async fn answered(&self, answer: OutputOrError, _: &Headers) -> Answered<Self> {
        let error = match answer {
            Ok(output) => {
                let opened = open::<TransactWriteItems>(&self.plan, Listeners::none(), Some(Ok(output)), NAME);
                return Answered::Done(opened.await);
            }
            Err(error) => error,
        };
        let mut typed = None;
        let _rest = error.map_operation_error(|error| typed = error.downcast::<TransactWriteItemsError>().ok());
        let is_cancelled = |error: &TransactWriteItemsError| error.is_transaction_canceled_exception();
        match typed {
            Some(error) if self.is_disarmed.load(Ordering::SeqCst) && is_cancelled(&error) => Answered::Stale,
            Some(error)
                if TransactWriteItems::match_error(&self.plan, &error).is_ok() && self.weigh(&error) =>
            {
                Answered::Stale
            }
            Some(error) => Answered::Done(self.open_error(error).await),
            None => Answered::Done(Opened::Untouched),
        }
    }

    async fn written(&self, output: TransactWriteItemsOutput) -> Result<TransactWriteItemsOutput, Failure> {
        let parsed = Some(Ok(Output::erase(output)));
        match open::<TransactWriteItems>(&self.plan, Listeners::none(), parsed, NAME).await {
            Opened::Output(output) => output.downcast().map_err(|_| internal("another type of output")),
            Opened::Failed(error) => Err(Failure::ours(error)),
            Opened::Replaced(failure) => Err(failure),
            Opened::Nothing | Opened::Untouched | Opened::Error(_) | Opened::ErrorWithout(..) => {
                Err(internal("an output was not opened"))
            }
        }
    }

    async fn put(&self, _: PutItemOutput) -> Result<TransactWriteItemsOutput, Failure> {
        Err(internal("a put took the place of a transaction"))
    }

    fn is_stale(&self, error: &TransactWriteItemsError) -> bool {
        // The first request with this token was cancelled, so that it is no other call's.
        let is_other = error.is_idempotent_parameter_mismatch_exception();
        (is_other && !self.has_lost_token.swap(true, Ordering::SeqCst)) || self.weigh(error)
    }

    /// The SDK sends the same bytes again with the same token: there is no doubt that a read would have to settle.
    const RETRIES: Retries = Retries::AsConfigured;

    fn contended(&self, message: &str) -> Failure {
        let is_carried =
            |placed: &Option<Placed>| placed.as_ref().is_some_and(|placed| placed.state().way == Way::Carried);
        let places = self.parts.iter().enumerate().filter(|(_, placed)| is_carried(placed));
        let places: Vec<_> = places.map(|(place, _)| place).collect();
        self.cancelled(&places, CONFLICT, message, &Headers::new())
    }

    async fn failed(&self, failure: Failure) -> Failure {
        let (error, rest) = match failure.take_error::<TransactWriteItems>() {
            Ok(taken) => taken,
            Err(failure) => return failure,
        };
        match self.open_error(error).await {
            Opened::Error(opened) | Opened::ErrorWithout(opened, _) => rest.with_error(opened),
            Opened::Failed(error) => Failure::ours(error),
            Opened::Replaced(failure) => failure,
            Opened::Nothing | Opened::Untouched | Opened::Output(_) => internal("an error was not opened"),
        }
    }
}
