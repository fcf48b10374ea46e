//! The request side: an input is checked, prepared and sealed where the SDK serializes it.
//!
//! That is after every hook in which the application may still change the input. When something has to be waited for,
//! keys for example, the serializer gives the SDK a request whose body is a future; the SDK awaits it once, before
//! signing and before the first attempt, and [`Pending::finish`] then puts the real request in its place. When there is
//! nothing to wait for, the SDK sees nothing unusual.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use aws_smithy_runtime_api::client::interceptors::context::Input;
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, LoadedRequestBody};
use aws_smithy_runtime_api::client::ser_de::{
    SerializeRequest, SharedRequestSerializer, SharedResponseDeserializer,
};
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use bytes::Bytes;

use super::body;
use super::open::Listeners;
use super::response::{OpeningDeserializer, Outcome};
use super::seal::seal_all;
use super::slot::Slot;
use super::turns::Turns;
use crate::client::operation::data_operation::DataOperation;
use crate::client::operation::item_operation::{ItemOperation, Preparation};
use crate::client::operation::table::Fit;
use crate::client::rules::refusal::Refusal;
use crate::client::rules::tables::Tables;
use crate::error::{BoxError, Error, RefusedProblem};
use crate::future::pace::Paced;

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
        let pending = Pending {
            operation: self.operation,
            serializer: self.inner.clone(),
            input: Slot::default(),
            is_finished: false,
        };
        let input = pending.input.clone();
        cfg.interceptor_state().store_put(LoadedRequestBody::Requested).store_put(pending);
        Ok(HttpRequest::new(body::from_future(async move {
            input.set(Some(preparing.await?));
            Ok(Bytes::new())
        })))
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

/// A request that is being prepared while the SDK awaits its body.
#[derive(Clone)]
pub(crate) struct Pending {
    operation: &'static str,
    /// The operation's own serializer.
    serializer: SharedRequestSerializer,
    /// The prepared input, with its items sealed.
    input: Slot<Input>,
    is_finished: bool,
}

impl Storable for Pending {
    type Storer = StoreReplace<Self>;
}

impl Pending {
    /// Puts the real request in place of the one that was awaited.
    pub(crate) fn finish(mut self, request: &mut HttpRequest, cfg: &mut ConfigBag) -> Result<(), BoxError> {
        if self.is_finished {
            return Ok(());
        }
        let unexpected = |what| Error::refused(None, self.operation, RefusedProblem::Sdk(what));
        let input = self.input.take().ok_or_else(|| unexpected("the request's body was not loaded"))?;
        let mut prepared = self.serializer.serialize_input(input, cfg)?;
        // The placeholder had no headers: these were added by interceptors that came before this one.
        for (name, value) in request.headers() {
            prepared.headers_mut().append(name.to_owned(), value.to_owned());
        }
        let bytes = prepared.body().bytes().ok_or_else(|| unexpected("the request's body is not in memory"))?;
        let loaded = LoadedRequestBody::Loaded(Bytes::copy_from_slice(bytes));
        *request = prepared;
        self.is_finished = true;
        cfg.interceptor_state().store_put(loaded).store_put(self);
        Ok(())
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

impl fmt::Debug for Pending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pending({})", self.operation)
    }
}
