//! What a call that is carried out on this side consists of.

use aws_sdk_dynamodb::operation::put_item::{PutItemInput, PutItemOutput};
use aws_smithy_runtime_api::client::interceptors::context::OutputOrError;
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use aws_smithy_runtime_api::http::Headers;

use crate::client::operation::data_operation::DataOperation;
use crate::client::operation::item_operation::ItemOperation;
use crate::client::sdk::failure::{Failure, Served};
use crate::client::sdk::nested::{Nested, Retries};
use crate::client::sdk::open::Opened;

/// With what a call finds out what is stored.
pub(super) struct Means {
    pub(super) nested: Nested,
    /// Whether something was sent of which nobody knows what became of it.
    pub(super) is_in_doubt: bool,
}

/// What a call has to do.
pub(super) trait Work: Send + Sync + Sized + 'static {
    type Operation: Served + RuntimePlugin;

    /// The operation's name.
    const NAME: &'static str;

    /// The operation anew.
    fn operation() -> Self::Operation;

    /// Whether something has to be read before there is a request.
    fn reads_first(&self) -> bool;

    /// The items that are changed, each as bytes that are the same for the same item.
    fn items(&self) -> Vec<Vec<u8>>;

    /// What comes first.
    fn first(&self, means: Means) -> impl Future<Output = Result<Next<Self>, Failure>> + Send;

    /// What comes next, when what was read before is no longer what is stored.
    fn next(&self, means: Means) -> impl Future<Output = Result<Next<Self>, Failure>> + Send;

    /// An input of the call's own request that changes nothing, for attempts that come after the call has begun again.
    /// `None` where that can do no harm a second time.
    fn impossible(&self) -> Option<InputOf<Self>>;

    /// What the answer to the call's own request says.
    fn answered(&self, answer: OutputOrError, headers: &Headers)
    -> impl Future<Output = Answered<Self>> + Send;

    /// What the application gets for a request within the call that was carried out.
    fn written(&self, output: OutputOf<Self>) -> impl Future<Output = Result<OutputOf<Self>, Failure>> + Send;

    /// The same for a put that has taken the place of the call's operation.
    fn put(&self, output: PutItemOutput) -> impl Future<Output = Result<OutputOf<Self>, Failure>> + Send;

    /// Whether an error says that what is stored is no longer what was read.
    fn is_stale(&self, error: &ErrorOf<Self>) -> bool;

    /// How many requests of a call within the call the SDK may send.
    const RETRIES: Retries;

    /// The failure where others were faster at every attempt.
    fn contended(&self, message: &str) -> Failure;

    /// What the application gets for a failed request within the call.
    fn failed(&self, failure: Failure) -> impl Future<Output = Failure> + Send {
        std::future::ready(failure)
    }
}

pub(super) type InputOf<W> = <<W as Work>::Operation as DataOperation>::Input;
pub(super) type OutputOf<W> = <<W as Work>::Operation as ItemOperation>::Output;
pub(super) type ErrorOf<W> = <<W as Work>::Operation as ItemOperation>::Error;

/// What a call does next.
pub(super) enum Next<W: Work> {
    /// This is sent.
    Write(InputOf<W>),
    /// This is sent, since the operation cannot take it.
    Put(Box<PutItemInput>),
    /// Nothing: it was done before, and the application gets this.
    Done(OutputOf<W>),
}

/// What the answer to a call's own request says.
pub(super) enum Answered<W: Work> {
    /// This is what the application gets.
    Done(Opened),
    /// It has to begin again.
    Stale,
    /// It has to begin again, and this is known to come next.
    Next(Next<W>),
}
