//! The request side: an input is checked, prepared and sealed where the SDK serializes it.
//!
//! That is after every hook in which the application may still change the input. When something has to be waited for,
//! keys for example, the serializer gives the SDK the real request, but for a body that is a future and the length of
//! it. The SDK awaits the body once, before any hook that sees a request, and [`Pending::finish`] then adds the length.
//! Nothing is replaced, so that whatever interceptors make of the request stays. When there is nothing to wait for, the
//! SDK sees nothing unusual.

use std::fmt;
use std::marker::PhantomData;
use std::mem;
use std::sync::Arc;

use aws_smithy_runtime_api::client::interceptors::context::Input;
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, LoadedRequestBody};
use aws_smithy_runtime_api::client::ser_de::{
    SerializeRequest, SharedRequestSerializer, SharedResponseDeserializer,
};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use http_body_util::BodyExt;

use super::body;
use super::open::Listeners;
use super::response::{OpeningDeserializer, Outcome};
use super::seal::seal_all;
use super::turns::Turns;
use crate::client::operation::data_operation::DataOperation;
use crate::client::operation::item_operation::{ItemOperation, Preparation};
use crate::client::operation::table::{self, Fit, Handling};
use crate::client::rules::refusal::Refusal;
use crate::client::rules::tables::Tables;
use crate::error::{BoxError, Error, RefusedProblem};
use crate::future::pace::Paced;

/// The one header that depends on a request's body.
const CONTENT_LENGTH: &str = "content-length";

/// What one of our serializers is made of.
#[derive(Clone)]
pub(crate) struct Wrap {
    /// The operation's name.
    pub(crate) operation: &'static str,
    /// The operation's own serializer.
    pub(crate) inner: SharedRequestSerializer,
    pub(crate) tables: Arc<Tables>,
    pub(crate) turns: Turns,
}

/// Refuses inputs for encrypted tables, and leaves all others to the operation's own serializer.
pub(crate) struct RefusingSerializer<O> {
    wrap: Wrap,
    operation: PhantomData<O>,
}

/// Seals the items of inputs for encrypted tables, and leaves all others to the operation's own
/// serializer.
pub(crate) struct SealingSerializer<O> {
    wrap: Wrap,
    operation: PhantomData<O>,
}

impl Wrap {
    /// The name in the input of the first encrypted table that it is for.
    pub(crate) fn table<O: DataOperation>(&self, input: &Input) -> Result<Option<String>, Error> {
        let typed = input.downcast_ref::<O::Input>().ok_or_else(|| self.unexpected("its type of input"))?;
        let found = self.tables.find(O::targets(typed));
        found.map(|name| name.map(str::to_owned)).map_err(|refusal| self.refusal(refusal))
    }

    /// Serializes the input that `preparing` yields: at once, or while the SDK awaits the body of the request.
    pub(crate) fn serialize_once(
        &self,
        preparing: impl Future<Output = Result<Input, BoxError>> + Send + 'static,
        cfg: &mut ConfigBag,
    ) -> Result<HttpRequest, BoxError> {
        let mut preparing = Paced::new(preparing);
        // With the keys at hand it is ready now.
        if let Some(prepared) = preparing.try_now() {
            return self.inner.serialize_input(prepared?, cfg);
        }
        let empty = empty_input(self.operation).ok_or_else(|| self.unexpected("the operation has no input"))?;
        let mut request = self.inner.serialize_input(empty, cfg)?;
        let lacks_length = request.headers_mut().remove(CONTENT_LENGTH).is_some();
        let inner = self.inner.clone();
        *request.body_mut() = body::from_future(async move {
            let input = preparing.await?;
            let mut prepared = inner.serialize_input(input, &mut ConfigBag::base())?;
            let body = mem::replace(prepared.body_mut(), SdkBody::taken());
            Ok(body.collect().await?.to_bytes())
        });
        let pending = Pending { operation: self.operation, lacks_length };
        cfg.interceptor_state().store_put(LoadedRequestBody::Requested).store_put(pending);
        Ok(request)
    }

    /// Has the response of a call that fails lose its body, where the call is not one of an [`ItemOperation`].
    pub(crate) fn empty_failed_response(&self, cfg: &mut ConfigBag) {
        cfg.interceptor_state().store_put(Outcome::new(self.operation));
    }

    pub(crate) fn refused(&self, table: &str, problem: RefusedProblem) -> Error {
        Error::refused(Some(table), self.operation, problem)
    }

    pub(crate) fn refusal(&self, Refusal { table, problem }: Refusal) -> Error {
        Error::refused(table.as_deref(), self.operation, problem)
    }

    pub(crate) fn unexpected(&self, what: &'static str) -> Error {
        Error::refused(None, self.operation, RefusedProblem::Sdk(what))
    }
}

impl Fit for Wrap {
    type Fitted = SharedRequestSerializer;

    fn transform<O: ItemOperation>(self) -> SharedRequestSerializer {
        SharedRequestSerializer::new(SealingSerializer::<O>::new(self))
    }

    fn refuse<O: DataOperation>(self) -> SharedRequestSerializer {
        SharedRequestSerializer::new(RefusingSerializer::<O>::new(self))
    }
}

impl<O: DataOperation> RefusingSerializer<O> {
    pub(crate) fn new(wrap: Wrap) -> Self {
        RefusingSerializer { wrap, operation: PhantomData }
    }
}

impl<O: DataOperation> SerializeRequest for RefusingSerializer<O> {
    fn serialize_input(&self, input: Input, cfg: &mut ConfigBag) -> Result<HttpRequest, BoxError> {
        match self.wrap.table::<O>(&input)? {
            None => self.wrap.inner.serialize_input(input, cfg),
            Some(name) => Err(self.wrap.refused(&name, RefusedProblem::Unsupported).into()),
        }
    }
}

impl<O: ItemOperation> SerializeRequest for SealingSerializer<O> {
    fn serialize_input(&self, input: Input, cfg: &mut ConfigBag) -> Result<HttpRequest, BoxError> {
        let wrap = &self.wrap;
        if wrap.table::<O>(&input)?.is_none() {
            return wrap.inner.serialize_input(input, cfg);
        }
        let mut typed = input.downcast::<O::Input>().map_err(|_| wrap.unexpected("its type of input"))?;
        let plan = O::check(&mut typed, &wrap.tables).map_err(|refusal| wrap.refusal(refusal))?;
        self.serialize_checked(typed, Arc::new(plan), cfg)
    }
}

impl<O: ItemOperation> SealingSerializer<O> {
    pub(crate) fn new(wrap: Wrap) -> Self {
        SealingSerializer { wrap, operation: PhantomData }
    }

    /// Serializes an input that was checked.
    pub(crate) fn serialize_checked(
        &self,
        typed: O::Input,
        plan: Arc<O::Plan>,
        cfg: &mut ConfigBag,
    ) -> Result<HttpRequest, BoxError> {
        let wrap = &self.wrap;
        let layer = O::layer().ok_or_else(|| wrap.unexpected("the operation has no layer"))?;
        let outcome = Outcome::new(wrap.operation);
        let deserializer =
            OpeningDeserializer::<O>::new(layer, Arc::clone(&plan), Listeners::of(cfg), outcome.clone());
        cfg.interceptor_state().store_put(outcome).store_put(SharedResponseDeserializer::new(deserializer));

        match O::prepare(&plan, typed) {
            Preparation::Done(mut typed) => {
                if O::items_in(&plan, &mut typed).is_empty() {
                    return wrap.inner.serialize_input(Input::erase(typed), cfg);
                }
                let sealing = async { Ok(Input::erase(seal_all::<O>(plan, typed).await?)) };
                wrap.serialize_once(sealing, cfg)
            }
            Preparation::Waiting(prepared) => {
                let sealing = async { Ok(Input::erase(seal_all::<O>(plan, prepared.await?).await?)) };
                wrap.serialize_once(sealing, cfg)
            }
        }
    }
}

/// A request whose body is still to come, or has come in the meantime.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pending {
    operation: &'static str,
    /// Whether the length of the body is still to be said.
    lacks_length: bool,
}

impl Storable for Pending {
    type Storer = StoreReplace<Self>;
}

impl Pending {
    /// Says how long the body is, once it is there.
    pub(crate) fn finish(self, request: &mut HttpRequest, cfg: &mut ConfigBag) -> Result<(), BoxError> {
        let Some(LoadedRequestBody::Loaded(bytes)) = cfg.load::<LoadedRequestBody>() else {
            let problem = RefusedProblem::Sdk("the request's body was not loaded");
            return Err(Error::refused(None, self.operation, problem).into());
        };
        // Who takes it away later, or has set another already, means it.
        if self.lacks_length && !request.headers().contains_key(CONTENT_LENGTH) {
            request.headers_mut().insert(CONTENT_LENGTH, bytes.len().to_string());
        }
        cfg.interceptor_state().store_put(Pending { lacks_length: false, ..self });
        Ok(())
    }
}

/// The input of an operation that carries items, with nothing in it.
fn empty_input(operation: &str) -> Option<Input> {
    match table::find::<Empty>(operation)? {
        (_, Handling::Wrap(fit)) => fit(Empty),
        (_, Handling::Pass) => None,
    }
}

/// Fits no operation in; asks it for its empty input.
struct Empty;

impl Fit for Empty {
    type Fitted = Option<Input>;

    fn transform<O: ItemOperation>(self) -> Option<Input> {
        O::empty_input().map(Input::erase)
    }

    fn refuse<O: DataOperation>(self) -> Option<Input> {
        O::empty_input().map(Input::erase)
    }
}

impl<O> fmt::Debug for RefusingSerializer<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RefusingSerializer({})", self.wrap.operation)
    }
}

impl<O> fmt::Debug for SealingSerializer<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealingSerializer({})", self.wrap.operation)
    }
}
