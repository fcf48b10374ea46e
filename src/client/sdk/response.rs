//! The response side: items are opened while the SDK awaits the response's body.
//!
//! The body is replaced by a future that reads it, parses it, opens the items, and then yields the
//! original bytes. The opened output goes around the deserializer, whose result the SDK logs, and is
//! put in place by [`Outcome::place`] when the attempt ends. An answer too short to hold items is left alone.

use std::fmt;
use std::mem;
use std::sync::Arc;

use aws_smithy_runtime_api::client::interceptors::context::{Error as OperationError, Output, OutputOrError};
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::ser_de::{DeserializeResponse, SharedResponseDeserializer};
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer, Storable, StoreReplace};
use http_body_util::BodyExt;

use super::body;
use super::failure::Failure;
use super::open::{Listeners, Opened, open};
use super::slot::Slot;
use crate::client::operation::item_operation::ItemOperation;
use crate::error::{Error, LeftOutOfError, RefusedProblem};
use crate::future::BoxFuture;
use crate::future::pace::Paced;

/// Goes on with a call when the answer to its request is there. It may need other calls, and the application gets what
/// comes of them.
pub(crate) trait GoOn: Send + Sync {
    /// What the application gets for this answer. Our own failures must not be those of the transport.
    fn go_on(&self, answer: OutputOrError, headers: Headers) -> BoxFuture<'_, Opened>;
}

/// Opens the items of a response to an operation on an encrypted table.
pub(crate) struct OpeningDeserializer<O: ItemOperation> {
    /// The operation's own configuration, which holds its deserializer.
    layer: FrozenLayer,
    plan: Arc<O::Plan>,
    listeners: Listeners,
    outcome: Outcome,
    /// Who goes on with the call in place of opening the answer.
    go_on: Option<Arc<dyn GoOn>>,
}

/// What came of a response, on its way around the deserializer.
#[derive(Clone)]
pub(crate) struct Outcome {
    operation: &'static str,
    opened: Slot<Opened>,
    /// What is to go with the answer of an error.
    left_out: Slot<LeftOutOfError>,
}

/// The length of `{}`, the answer to a write that asks for nothing. No item fits into it.
const NOTHING: usize = 2;

/// What the deserializer returns in place of an output, because the SDK logs that.
#[derive(Debug)]
struct Redacted;

impl Outcome {
    pub(crate) fn new(operation: &'static str) -> Self {
        Outcome { operation, opened: Slot::default(), left_out: Slot::default() }
    }

    /// Takes the body out of a response whose error the application will get: the SDK keeps the response with the
    /// error and prints it, and it may hold items. What the service says of the error is in the error.
    pub(crate) fn empty(&self, response: &mut HttpResponse) {
        *response.body_mut() = SdkBody::empty();
        if let Some(left_out) = self.left_out.take() {
            response.add_extension(left_out);
        }
    }

    /// Puts the opened output or error in place of what the deserializer returned. A failure that has an answer of its
    /// own is left to the caller.
    pub(crate) fn place(&self, output_or_error: &mut OutputOrError) -> Option<Failure> {
        let is_ours = match output_or_error {
            Ok(output) => output.downcast_ref::<Redacted>().is_some(),
            Err(error) => error.is_operation_error(),
        };
        if !is_ours {
            return None;
        }
        match (self.opened.take(), &output_or_error) {
            (Some(Opened::Output(output)), Ok(_)) => *output_or_error = Ok(output),
            (Some(Opened::Error(error)), Err(_)) => *output_or_error = Err(error),
            (Some(Opened::ErrorWithout(error, left_out)), Err(_)) => {
                *output_or_error = Err(error);
                self.left_out.set(Some(left_out));
            }
            (Some(Opened::Replaced(failure)), Ok(_)) => return Some(failure),
            (_, Err(_)) => {}
            // The SDK would panic for the placeholder's type.
            (_, Ok(_)) => *output_or_error = Err(self.unexpected("the response was not opened")),
        }
        None
    }

    fn unexpected(&self, what: &'static str) -> OrchestratorError<OperationError> {
        OrchestratorError::other(Error::refused(None, self.operation, RefusedProblem::Sdk(what)))
    }
}

impl<O: ItemOperation> OpeningDeserializer<O> {
    pub(crate) fn new(layer: FrozenLayer, plan: Arc<O::Plan>, listeners: Listeners, outcome: Outcome) -> Self {
        OpeningDeserializer { layer, plan, listeners, outcome, go_on: None }
    }

    /// Has somebody go on with the call when an answer is there.
    pub(crate) fn going_on(mut self, go_on: Arc<dyn GoOn>) -> Self {
        self.go_on = Some(go_on);
        self
    }
}

impl<O: ItemOperation> DeserializeResponse for OpeningDeserializer<O> {
    fn deserialize_streaming_with_config(
        &self,
        response: &mut HttpResponse,
        _cfg: &ConfigBag,
    ) -> Option<OutputOrError> {
        let opened = self.outcome.opened.clone();
        // Of an attempt before.
        opened.set(None);
        let is_nothing = response.body().content_length().is_some_and(|length| length <= NOTHING as u64);
        if is_nothing && self.listeners.observer.is_none() && self.go_on.is_none() {
            opened.set(Some(Opened::Nothing));
            return None;
        }
        let body = mem::replace(response.body_mut(), SdkBody::taken());
        let mut whole = HttpResponse::new(response.status(), SdkBody::taken());
        *whole.headers_mut() = response.headers().clone();
        let (layer, plan, listeners) = (self.layer.clone(), Arc::clone(&self.plan), self.listeners.clone());
        let (operation, go_on) = (self.outcome.operation, self.go_on.clone());
        *response.body_mut() = body::from_future(async move {
            // An error of the transport stays one: the SDK may retry it.
            let bytes = body.collect().await?.to_bytes();
            *whole.body_mut() = SdkBody::from(bytes.clone());
            let parsed = Paced::new(async { parse(&layer, &whole) }).await;
            // An error of ours must not be one of the body: the SDK would send the request again.
            opened.set(Some(match (go_on, parsed) {
                (Some(go_on), Some(parsed)) => go_on.go_on(parsed, whole.headers().clone()).await,
                (_, parsed) => open::<O>(&plan, listeners, parsed, operation).await,
            }));
            Ok(bytes)
        });
        None
    }

    fn deserialize_nonstreaming_with_config(&self, response: &HttpResponse, cfg: &ConfigBag) -> OutputOrError {
        let opened = self.outcome.opened.take();
        let own = || match self.layer.load::<SharedResponseDeserializer>() {
            Some(deserializer) => deserializer.deserialize_nonstreaming_with_config(response, cfg),
            None => Err(self.outcome.unexpected("the operation has no deserializer")),
        };
        match opened {
            None => Err(self.outcome.unexpected("the response's body was not read")),
            Some(Opened::Nothing) if response.body().bytes().is_none_or(|bytes| bytes.len() > NOTHING) => {
                Err(self.outcome.unexpected("the response's body is longer than it was said to be"))
            }
            Some(Opened::Nothing | Opened::Untouched) => own(),
            Some(Opened::Failed(error)) => Err(OrchestratorError::other(error)),
            Some(aside @ (Opened::Output(_) | Opened::Replaced(_))) => {
                self.outcome.opened.set(Some(aside));
                Ok(Output::erase(Redacted))
            }
            Some(error @ (Opened::Error(_) | Opened::ErrorWithout(..))) => {
                self.outcome.opened.set(Some(error));
                // The same error with its items as they are stored.
                own()
            }
        }
    }
}

/// Parses a response with the operation's own deserializer.
pub(super) fn parse(layer: &FrozenLayer, response: &HttpResponse) -> Option<OutputOrError> {
    let mut cfg = ConfigBag::base();
    cfg.push_shared_layer(layer.clone());
    let deserializer = layer.load::<SharedResponseDeserializer>()?;
    Some(deserializer.deserialize_nonstreaming_with_config(response, &cfg))
}

impl Storable for Outcome {
    type Storer = StoreReplace<Self>;
}

impl fmt::Debug for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Outcome({})", self.operation)
    }
}

impl<O: ItemOperation> fmt::Debug for OpeningDeserializer<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OpeningDeserializer({})", self.outcome.operation)
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::pin::Pin;
    use std::task::{Context, Poll};

    use aws_sdk_dynamodb::operation::put_item::{PutItem, PutItemInput, PutItemOutput};
    use bytes::Bytes;
    use http_body::{Frame, SizeHint};

    use super::*;
    use crate::client::operation::data_operation::DataOperation;
    use crate::client::rules::tables::Tables;
    use crate::{Item, RawAesKeyring, TableConfig};

    /// A body that says how long it is.
    struct Said {
        length: u64,
        content: Option<Bytes>,
    }

    impl http_body::Body for Said {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
            Poll::Ready(self.content.take().map(|bytes| Ok(Frame::data(bytes))))
        }

        fn size_hint(&self) -> SizeHint {
            SizeHint::with_exact(self.length)
        }
    }

    /// Deserializes `content` as the SDK does. Its body claims to have two bytes.
    async fn put_of_two_bytes(content: &'static str) -> OutputOrError {
        let keyring = RawAesKeyring::new("tests", "one", &[7; 32]).unwrap();
        let table = TableConfig::builder("Customers").partition_key("id").keyring(keyring).build().unwrap();
        let mut input =
            PutItemInput::builder().table_name("Customers").set_item(Some(Item::new())).build().unwrap();
        let plan = PutItem::check(&mut input, &Tables::new([table]).unwrap()).unwrap();
        let listeners = Listeners { observer: None, unreadable: None, other_tenants: None, parts: None };
        let layer = PutItem::layer().unwrap();
        let deserializer =
            OpeningDeserializer::<PutItem>::new(layer, Arc::new(plan), listeners, Outcome::new("PutItem"));
        let said = Said { length: 2, content: Some(Bytes::from_static(content.as_bytes())) };
        let mut response = HttpResponse::new(200.try_into().unwrap(), SdkBody::from_body_1_x(said));
        let cfg = ConfigBag::base();
        assert!(deserializer.deserialize_streaming_with_config(&mut response, &cfg).is_none());
        // The body is still the one that has come.
        assert_eq!(response.body().content_length(), Some(2));
        let bytes = mem::replace(response.body_mut(), SdkBody::taken()).collect().await.unwrap().to_bytes();
        *response.body_mut() = SdkBody::from(bytes);
        deserializer.deserialize_nonstreaming_with_config(&response, &cfg)
    }

    #[tokio::test]
    async fn an_answer_without_room_for_an_item_is_left_alone() {
        let output = put_of_two_bytes("{}").await.unwrap();
        assert_eq!(*output.downcast_ref::<PutItemOutput>().unwrap(), PutItemOutput::builder().build());
    }

    #[tokio::test]
    async fn an_answer_that_is_longer_than_it_says_is_refused() {
        let error = put_of_two_bytes(r#"{"Attributes": {"id": {"S": "one"}}}"#).await.unwrap_err();
        assert!(format!("{error:?}").contains("longer than it was said to be"), "{error:?}");
    }
}
