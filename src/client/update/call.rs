//! A call that is carried out on this side: what is stored is read, the request is made of it, and where somebody else was
//! faster, all of that is done again.
//!
//! The first write is the call's own request, so that it is seen, retried and measured as one. What comes before is awaited
//! as the request's body, and what comes after as that of its answer. Further writes are calls within the call, which the
//! SDK does not retry: whether one of them was carried out is seen when the item is read again.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws_sdk_dynamodb::config::Region;
use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::operation::put_item::{PutItem, PutItemError};
use aws_smithy_runtime_api::client::interceptors::context::{Input, Output, OutputOrError};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_runtime_api::client::ser_de::{SerializeRequest, SharedResponseDeserializer};
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_types::config_bag::ConfigBag;
use aws_types::endpoint_config::EndpointUrl;
use bytes::Bytes;

use super::pause::pause;
use super::work::{Answered, ErrorOf, Means, Next, OutputOf, Work};
use crate::client::operation::data_operation::DataOperation;
use crate::client::operation::item_operation::ItemOperation;
use crate::client::sdk::carried::{CarriedCall, End};
use crate::client::sdk::failure::{Failure, Served};
use crate::client::sdk::nested::{Nested, NestedError, Retries};
use crate::client::sdk::open::{Listeners, Opened};
use crate::client::sdk::request::Wrap;
use crate::client::sdk::response::{GoOn, OpeningDeserializer, Outcome};
use crate::client::sdk::turns::Turn;
use crate::error::{BoxError, Error};
use crate::future::BoxFuture;
use crate::telemetry;

/// How often a call begins again.
const ROUNDS: u32 = 40;

/// The error with which DynamoDB says that a condition does not hold.
pub(super) const CONDITION_FAILED: &str = "ConditionalCheckFailedException";

/// The lowest status that leaves open whether a request was carried out.
const SERVER_ERROR: u16 = 500;

/// A call that is carried out here.
pub(super) struct Call<W> {
    work: W,
    nested: Nested,
    carried: CarriedCall,
    wrap: Wrap,
    /// Where its items are, besides their tables.
    place: Vec<u8>,
    /// Whose turn it is within the process, while this call has it.
    turn: Mutex<Vec<Turn>>,
}

/// What came of a request within the call.
enum Sent<W: Work> {
    Done(OutputOf<W>),
    /// It has to begin again.
    Again,
}

impl<W: Work> Call<W> {
    /// Serializes the call's own request, while its body is awaited.
    pub(super) fn serialize(
        work: W,
        nested: Nested,
        plan: Arc<<W::Operation as ItemOperation>::Plan>,
        wrap: &Wrap,
        cfg: &mut ConfigBag,
    ) -> Result<HttpRequest, BoxError> {
        let layer = W::Operation::layer().ok_or_else(|| wrap.unexpected("the operation has no layer"))?;
        let carried = CarriedCall::default();
        let (own, turn, place) = (wrap.clone(), Mutex::default(), place(cfg));
        let call = Arc::new(Call { work, nested, carried: carried.clone(), wrap: own, place, turn });
        let outcome = Outcome::new(wrap.operation);
        let deserializer =
            OpeningDeserializer::<W::Operation>::new(layer, plan, Listeners::of(cfg), outcome.clone());
        let deserializer = SharedResponseDeserializer::new(deserializer.going_on(call.clone()));
        cfg.interceptor_state().store_put(outcome).store_put(carried).store_put(deserializer);
        wrap.serialize_once(async move { call.begin().await }, cfg)
    }

    /// The input of the call's own request.
    async fn begin(&self) -> Result<Input, BoxError> {
        if self.work.reads_first() {
            self.take_turn().await;
        }
        let end = match self.work.first(self.means()).await {
            Ok(Next::Write(input)) => {
                telemetry::update_attempt(W::NAME, 1);
                return Ok(Input::erase(input));
            }
            Ok(other) => match self.go_through(Some(other), 0, Retries::AsConfigured).await {
                Ok(output) => End::Done(Output::erase(output)),
                Err(failure) => End::Failed(failure),
            },
            Err(failure) => End::Failed(failure),
        };
        self.end_turn();
        Err(self.carried.end(end))
    }

    /// Begins again until it is done. So many attempts were made `before`.
    async fn go_through(
        &self,
        mut known: Option<Next<W>>,
        before: u32,
        retries: Retries,
    ) -> Result<OutputOf<W>, Failure> {
        for round in 0..ROUNDS {
            pause_after(round, &self.nested).await;
            let next = match known.take() {
                Some(next) => next,
                None => self.work.next(self.means()).await?,
            };
            let attempt = before + round + 1;
            match self.send(next, attempt, retries).await {
                Ok(Sent::Done(output)) => return Ok(output),
                Ok(Sent::Again) => telemetry::update_conflict(W::NAME, attempt),
                Err(failure) => return Err(self.work.failed(failure).await),
            }
        }
        let message = format!("the item was changed by others at each of {ROUNDS} attempts");
        Err(self.work.contended(&message))
    }

    /// Sends a request within the call.
    async fn send(&self, next: Next<W>, attempt: u32, retries: Retries) -> Result<Sent<W>, Failure> {
        if !matches!(next, Next::Done(_)) {
            telemetry::update_attempt(W::NAME, attempt);
        }
        match next {
            Next::Done(output) => Ok(Sent::Done(output)),
            Next::Write(input) => {
                let sent = self.nested.call(W::operation(), W::NAME, input, None, retries).await;
                match sent {
                    Ok(answer) => Ok(Sent::Done(self.work.written(answer.output).await?)),
                    Err(error) => {
                        let is_stale = |error: &ErrorOf<W>| self.work.is_stale(error);
                        self.weigh::<W::Operation>(error, is_stale)
                    }
                }
            }
            Next::Put(input) => {
                match self.nested.call(PutItem::new(), "PutItem", *input, None, retries).await {
                    Ok(answer) => Ok(Sent::Done(self.work.put(answer.output).await?)),
                    Err(error) => {
                        let is_stale = |error: &PutItemError| error.code() == Some(CONDITION_FAILED);
                        self.weigh::<PutItem>(error, is_stale)
                    }
                }
            }
        }
    }

    /// Whether a request that has failed is worth another.
    #[cfg_attr(not(test), expect(clippy::wildcard_enum_match_arm, reason = "the SDK's types may grow"))]
    fn weigh<O: Served>(
        &self,
        error: NestedError,
        is_stale: impl Fn(&O::Error) -> bool,
    ) -> Result<Sent<W>, Failure> {
        match &error {
            SdkError::ServiceError(context) => {
                if context.err().downcast_ref::<O::Error>().is_some_and(is_stale) {
                    return Ok(Sent::Again);
                }
                if context.raw().status().as_u16() < SERVER_ERROR || W::RETRIES != Retries::Never {
                    // The SDK's own retries decide, of throttling for example.
                    return Err(Failure::of_nested::<O, W::Operation>(error));
                }
            }
            SdkError::ResponseError(_) | SdkError::TimeoutError(_) | SdkError::DispatchFailure(_)
                if W::RETRIES == Retries::Never => {}
            _ => return Err(Failure::of_nested::<O, W::Operation>(error)),
        }
        // What became of it is seen when the item is read again.
        self.carried.doubt();
        Ok(Sent::Again)
    }

    /// From now on, the call's own request must not take effect if the SDK sends it again.
    fn disarm(&self) -> Result<(), Failure> {
        let Some(input) = self.work.impossible() else { return Ok(()) };
        let serialized = self.wrap.inner.serialize_input(Input::erase(input), &mut ConfigBag::base());
        let request = serialized.map_err(Failure::ours)?;
        let body = request.body().bytes().ok_or_else(|| internal("a request's body is not in memory"))?;
        self.carried.send_instead(Bytes::copy_from_slice(body));
        Ok(())
    }

    fn means(&self) -> Means {
        Means { nested: self.nested.clone(), is_in_doubt: self.carried.is_in_doubt() }
    }

    /// Waits until no other call in this process changes the items.
    async fn take_turn(&self) {
        let Some(sleep) = self.nested.sleep() else { return };
        if !self.turn().is_empty() {
            return;
        }
        let mut items = self.work.items();
        // In one order, so that nobody waits for somebody who waits for him.
        items.sort_unstable();
        items.dedup();
        for item in items {
            let turn = self.wrap.turns.wait([&self.place[..], &item].concat(), sleep).await;
            self.turn().extend(turn);
        }
    }

    fn end_turn(&self) {
        self.turn().clear();
    }

    fn turn(&self) -> MutexGuard<'_, Vec<Turn>> {
        // A poisoned lock is of no concern: turns only come and go.
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn answered(&self, answer: OutputOrError, headers: &Headers) -> Opened {
        let known = match self.work.answered(answer, headers).await {
            Answered::Done(opened) => return opened,
            Answered::Stale => {
                telemetry::update_conflict(W::NAME, 1);
                None
            }
            Answered::Next(next) => Some(next),
        };
        if let Err(failure) = self.disarm() {
            return Opened::Replaced(failure);
        }
        self.take_turn().await;
        match self.go_through(known, 1, W::RETRIES).await {
            Ok(output) => Opened::Output(Output::erase(output)),
            Err(failure) => Opened::Replaced(failure),
        }
    }
}

/// What tells the tables of a call from those of the same name elsewhere, as far as its configuration says.
fn place(cfg: &ConfigBag) -> Vec<u8> {
    let endpoint = cfg.load::<EndpointUrl>().map(|url| url.0.as_str());
    let region = cfg.load::<Region>().map(Region::as_ref);
    format!("{endpoint:?} {region:?} ").into_bytes()
}

/// Waits before another round: the first begins at once, since whoever was faster is done.
async fn pause_after(round: u32, nested: &Nested) {
    if round > 0 {
        pause(round, nested.sleep()).await;
    }
}

impl<W: Work> GoOn for Call<W> {
    fn go_on(&self, answer: OutputOrError, headers: Headers) -> BoxFuture<'_, Opened> {
        Box::pin(async move {
            let opened = self.answered(answer, &headers).await;
            self.end_turn();
            opened
        })
    }
}

/// That something happened which this crate's code rules out.
pub(super) fn internal(what: &'static str) -> Failure {
    Failure::ours(Error::Internal { table: None, what })
}
