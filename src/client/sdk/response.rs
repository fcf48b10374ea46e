//! The response side: items are opened while the SDK awaits the response's body.
//!
//! The body is replaced by a future that reads it, parses it, opens the items, and then yields the
//! original bytes. The opened output goes around the deserializer, whose result the SDK logs, and is
//! put in place by [`Outcome::place`] when the attempt ends. An answer too short for items is left alone.

use std::fmt;
use std::mem;
use std::sync::Arc;

use aws_smithy_runtime_api::client::interceptors::context::{Error as OperationError, Output, OutputOrError};
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::ser_de::{DeserializeResponse, SharedResponseDeserializer};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer, Storable, StoreReplace};
use http_body_util::BodyExt;

use super::body;
use super::slot::Slot;
use super::spread::{self, Job};
use super::unreadable::{self, UnreadableItems};
use crate::client::capture::{Capture, Captured};
use crate::client::operation::item_operation::{ItemOperation, Placed};
use crate::error::{BoxError, Error, RefusedProblem};
use crate::future::pace::Paced;
use crate::item::{Completeness, ItemEncryptor};
use crate::table::TableConfig;
use crate::value::Item;

/// Opens the items of a response to an operation on an encrypted table.
pub(crate) struct OpeningDeserializer<O: ItemOperation> {
    /// The operation's own configuration, which holds its deserializer.
    layer: FrozenLayer,
    plan: Arc<O::Plan>,
    noticing: Noticing,
    outcome: Outcome,
}

/// What the application, or an update of ours, wants to know of what comes back.
#[derive(Clone)]
pub(crate) struct Noticing {
    pub(crate) capture: Option<Capture>,
    pub(crate) unreadable: Option<UnreadableItems>,
}

/// What came of a response, on its way around the deserializer.
#[derive(Clone)]
pub(crate) struct Outcome {
    operation: &'static str,
    opened: Slot<Opened>,
}

/// The length of `{}`, the answer to a write that asks for nothing. No item fits into it.
const NOTHING: usize = 2;

/// What came of a response.
enum Opened {
    /// It is too short for items, and was not read.
    Nothing,
    /// It has no items, or is not what the SDK expects. The operation's deserializer says so itself.
    Untouched,
    /// The output with its items opened.
    Output(Output),
    /// The operation's error with its items opened.
    Error(OrchestratorError<OperationError>),
    /// An item could not be opened.
    Failed(BoxError),
}

/// What the deserializer gives back in the place of an output, because the SDK logs it.
#[derive(Debug)]
struct Redacted;

impl Outcome {
    pub(crate) fn new(operation: &'static str) -> Self {
        Outcome { operation, opened: Slot::default() }
    }

    /// Takes the body out of a response whose error the application will get: the SDK keeps the response with the
    /// error and prints it, and it may hold items. What the service says of the error is in the error.
    pub(crate) fn empty(response: &mut HttpResponse) {
        *response.body_mut() = SdkBody::empty();
    }

    /// Puts the opened output or error in the place of what the deserializer gave back.
    pub(crate) fn place(&self, output_or_error: &mut OutputOrError) {
        let is_ours = match output_or_error {
            Ok(output) => output.downcast_ref::<Redacted>().is_some(),
            Err(error) => error.is_operation_error(),
        };
        if !is_ours {
            return;
        }
        match (self.opened.take(), &output_or_error) {
            (Some(Opened::Output(output)), Ok(_)) => *output_or_error = Ok(output),
            (Some(Opened::Error(error)), Err(_)) => *output_or_error = Err(error),
            (_, Err(_)) => {}
            // The SDK would panic for the placeholder's type.
            (_, Ok(_)) => *output_or_error = Err(self.unexpected("the response was not opened")),
        }
    }

    fn unexpected(&self, what: &'static str) -> OrchestratorError<OperationError> {
        OrchestratorError::other(Error::Refused {
            table: String::new(),
            operation: self.operation.to_owned(),
            problem: RefusedProblem::Sdk(what),
        })
    }
}

impl<O: ItemOperation> OpeningDeserializer<O> {
    pub(crate) fn new(layer: FrozenLayer, plan: Arc<O::Plan>, noticing: Noticing, outcome: Outcome) -> Self {
        OpeningDeserializer { layer, plan, noticing, outcome }
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
        if is_nothing && self.noticing.capture.is_none() {
            opened.set(Some(Opened::Nothing));
            return None;
        }
        let body = mem::replace(response.body_mut(), SdkBody::taken());
        let mut whole = HttpResponse::new(response.status(), SdkBody::taken());
        *whole.headers_mut() = response.headers().clone();
        let (layer, plan, noticing) = (self.layer.clone(), Arc::clone(&self.plan), self.noticing.clone());
        let operation = self.outcome.operation;
        *response.body_mut() = body::from_future(async move {
            // An error of the transport stays one: the SDK may retry it.
            let bytes = body.collect().await?.to_bytes();
            *whole.body_mut() = SdkBody::from(bytes.clone());
            let parsed = Paced::new(async { parse(&layer, &whole) }).await;
            // An error of ours must not be one of the body: the SDK would send the request again.
            opened.set(Some(open::<O>(&plan, noticing, parsed, operation).await));
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
            Some(Opened::Output(output)) => {
                self.outcome.opened.set(Some(Opened::Output(output)));
                Ok(Output::erase(Redacted))
            }
            Some(Opened::Error(error)) => {
                self.outcome.opened.set(Some(Opened::Error(error)));
                // The same error with its items as they are stored.
                own()
            }
        }
    }
}

/// Parses a response with the operation's own deserializer.
fn parse(layer: &FrozenLayer, response: &HttpResponse) -> Option<OutputOrError> {
    let mut cfg = ConfigBag::base();
    cfg.push_shared_layer(layer.clone());
    let deserializer = layer.load::<SharedResponseDeserializer>()?;
    Some(deserializer.deserialize_nonstreaming_with_config(response, &cfg))
}

/// Opens the items of a parsed response, once it is known to be one to the request.
async fn open<O: ItemOperation>(
    plan: &O::Plan,
    noticing: Noticing,
    parsed: Option<OutputOrError>,
    operation: &'static str,
) -> Opened {
    match parsed {
        Some(Ok(output)) => match output.downcast::<O::Output>() {
            Ok(mut output) => {
                if let Err(mismatch) = O::check(plan, &mut output).await {
                    return Opened::Failed(mismatch.into_error(operation).into());
                }
                match open_output::<O>(plan, noticing, output).await {
                    Ok(output) => Opened::Output(Output::erase(output)),
                    Err(error) => Opened::Failed(error),
                }
            }
            Err(_) => Opened::Untouched,
        },
        Some(Err(error)) => {
            let mut typed = None;
            let _rest = error.map_operation_error(|error| typed = error.downcast::<O::Error>().ok());
            let Some(mut error) = typed else { return Opened::Untouched };
            if let Err(mismatch) = O::check_err(plan, &error) {
                return Opened::Failed(mismatch.into_error(operation).into());
            }
            let items = O::items_err(plan, &mut error);
            if items.is_empty() {
                return Opened::Untouched;
            }
            let failed = |_: &TableConfig, _, error| Err::<(), _>(error);
            // An item in an error is whole, whatever was asked for.
            match open_items(items, Completeness::Whole, false, false, failed).await {
                Ok(_) => Opened::Error(OrchestratorError::operation(OperationError::erase(error))),
                Err(error) => Opened::Failed(error.into()),
            }
        }
        None => Opened::Untouched,
    }
}

async fn open_output<O: ItemOperation>(
    plan: &O::Plan,
    Noticing { capture, unreadable }: Noticing,
    mut output: O::Output,
) -> Result<O::Output, BoxError> {
    let items = O::items_out(plan, &mut output);
    if let Some(Capture(cell)) = capture {
        cell.set(Some(items.first().map(Captured::of).unwrap_or_default()));
    }
    let leaving_out = unreadable.zip(O::LEAVE_OUT);
    let (completeness, leaves_out) = (O::completeness(plan), leaving_out.is_some());
    let left_out = open_items(items, completeness, O::HAS_SEVERAL, leaves_out, |table, key, error| {
        let error = O::explain(plan, error);
        if !O::HAS_SEVERAL {
            return Err(BoxError::from(error));
        }
        let is_left_out = leaving_out.is_some() && error.is_of_item();
        let item = unreadable::item(table, key, error);
        if is_left_out { Ok(item) } else { Err(item.into()) }
    })
    .await?;
    if let Some((report, leave_out)) = leaving_out.filter(|_| !left_out.is_empty()) {
        leave_out(plan, &mut output);
        report.report(left_out);
    }
    O::finish(plan, &mut output).await;
    Ok(output)
}

/// Opens items where they are, several at a time. What is to become of one that cannot be opened, which is empty
/// then, `failed` says: it is given the table, the item's primary key where that is wanted, and the error. Where items
/// are left out, it must do so with those that are themselves the reason.
///
/// Returns what `failed` made of the items that are to be left out, in their order.
async fn open_items<U, E: From<Error>>(
    mut items: Vec<Placed<'_>>,
    completeness: Completeness,
    wants_keys: bool,
    leaves_out: bool,
    failed: impl Fn(&TableConfig, Item, Error) -> Result<U, E>,
) -> Result<Vec<U>, E> {
    let key =
        |item: &Placed<'_>| if wants_keys { unreadable::key_of(item.table, item.item) } else { Item::new() };
    let keys: Vec<_> = items.iter().map(key).collect();
    let work = move |Job { table, item }| async move {
        let opened = ItemEncryptor::new(table).decrypt_item_with(item, completeness).await;
        opened.map(|opened| opened.item)
    };
    let is_last = move |opened: &Result<Item, Error>| {
        // What is in doubt may be known when the others are open.
        opened.as_ref().is_err_and(|error| !(leaves_out && error.may_be_of_item()))
    };
    let opened = spread::each(items.iter_mut().map(Job::take).collect(), work, is_last).await?;
    let (mut left_out, mut missing) = (Vec::new(), None);
    for ((Placed { table, item }, key), opened) in items.into_iter().zip(keys).zip(opened) {
        match opened {
            Some(Ok(opened)) => *item = opened,
            Some(Err(error)) => left_out.push(failed(table, key, error)?),
            // Some error ended the work, which comes before this item or after it.
            None => missing = Some(spread::abandoned(table)),
        }
    }
    match missing {
        None => Ok(left_out),
        Some(error) => Err(error.into()),
    }
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

    use aws_sdk_dynamodb::operation::put_item::{PutItem, PutItemOutput};
    use bytes::Bytes;
    use http_body::{Frame, SizeHint};

    use super::*;
    use crate::RawAesKeyring;
    use crate::client::operation::data_operation::DataOperation;
    use crate::client::rules::matching::AskedItem;

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

    /// Deserializes `content` as the SDK does, of which its body says that it has two bytes.
    async fn put_of_two_bytes(content: &'static str) -> OutputOrError {
        let keyring = RawAesKeyring::new("tests", "one", &[7; 32]).unwrap();
        let table = TableConfig::builder("Customers").partition_key("id").keyring(keyring).build().unwrap();
        let asked = AskedItem::with_key(&table, None);
        let noticing = Noticing { capture: None, unreadable: None };
        let layer = PutItem::layer().unwrap();
        let deserializer =
            OpeningDeserializer::<PutItem>::new(layer, Arc::new(asked), noticing, Outcome::new("PutItem"));
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
