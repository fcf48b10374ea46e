//! The request side: an input's items are sealed where the SDK serializes it.
//!
//! That is after every hook with which the application may still change the input. When keys have to
//! be waited for, the serializer gives the SDK a request whose body is a future; the SDK awaits it
//! once, before signing and before the first attempt, and [`Pending::finish`] then puts the real
//! request in its place.

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
use super::response::{Noticing, OpeningDeserializer, Outcome};
use super::slot::Slot;
use super::spread::{self, Job};
use super::unreadable::UnreadableItems;
use crate::client::capture::Capture;
use crate::client::operation::data_operation::DataOperation;
use crate::client::operation::item_operation::{ItemOperation, Placed};
use crate::client::rules::refusal::Refusal;
use crate::client::rules::size;
use crate::client::rules::tables::{Tables, Unclear};
use crate::error::{BoxError, Error, RefusedProblem};
use crate::future::pace::Paced;

/// What a serializer is made of.
pub(crate) struct Wrap {
    /// The operation's name.
    pub(crate) operation: &'static str,
    /// The operation's own serializer.
    pub(crate) inner: SharedRequestSerializer,
    pub(crate) tables: Arc<Tables>,
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
    fn table<O: DataOperation>(&self, input: &Input) -> Result<Option<String>, Error> {
        let typed = input.downcast_ref::<O::Input>().ok_or_else(|| self.unexpected("its type of input"))?;
        match self.tables.find(O::targets(typed)) {
            Ok(found) => Ok(found.map(|found| found.name.to_owned())),
            Err(Unclear { name, problem }) => Err(self.refused(name, problem)),
        }
    }

    /// Serializes what `sealing` yields: at once, or while the SDK awaits the body of the request.
    pub(crate) fn serialize_once(
        &self,
        sealing: impl Future<Output = Result<Input, BoxError>> + Send + 'static,
        cfg: &mut ConfigBag,
    ) -> Result<HttpRequest, BoxError> {
        let mut sealing = Paced::new(sealing);
        // With the keys at hand the items are sealed now, and the SDK sees nothing unusual.
        if let Some(sealed) = sealing.try_now() {
            return self.inner.serialize_input(sealed?, cfg);
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
            input.set(Some(sealing.await?));
            Ok(Bytes::new())
        })))
    }

    pub(crate) fn refused(&self, table: &str, problem: RefusedProblem) -> Error {
        Error::Refused { table: table.to_owned(), operation: self.operation.to_owned(), problem }
    }

    pub(crate) fn unexpected(&self, what: &'static str) -> Error {
        self.refused("", RefusedProblem::Sdk(what))
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

impl<O: ItemOperation> SealingSerializer<O> {
    pub(crate) fn new(wrap: Wrap) -> Self {
        SealingSerializer { wrap, operation: PhantomData }
    }
}

impl<O: ItemOperation> SerializeRequest for SealingSerializer<O> {
    fn serialize_input(&self, input: Input, cfg: &mut ConfigBag) -> Result<HttpRequest, BoxError> {
        let wrap = &self.wrap;
        if wrap.table::<O>(&input)?.is_none() {
            return wrap.inner.serialize_input(input, cfg);
        }
        let mut typed = input.downcast::<O::Input>().map_err(|_| wrap.unexpected("its type of input"))?;
        let plan = O::plan(&mut typed, &wrap.tables)
            .map_err(|Refusal { table, problem }| wrap.refused(&table, problem))?;
        let plan = Arc::new(plan);

        let layer = O::layer().ok_or_else(|| wrap.unexpected("the operation has no layer"))?;
        let outcome = Outcome::new(wrap.operation);
        let noticing = Noticing {
            capture: cfg.load::<Capture>().cloned(),
            unreadable: cfg.load::<UnreadableItems>().cloned(),
        };
        let deserializer = OpeningDeserializer::<O>::new(layer, Arc::clone(&plan), noticing, outcome.clone());
        cfg.interceptor_state().store_put(outcome).store_put(SharedResponseDeserializer::new(deserializer));

        // A read has nothing to wait for. Which operations these are is told by their items alone.
        if O::items_in(&plan, &mut typed).is_empty() {
            return wrap.inner.serialize_input(Input::erase(typed), cfg);
        }
        let sealing = async { seal::<O>(plan, typed).await.map_err(BoxError::from) };
        wrap.serialize_once(sealing, cfg)
    }
}

/// Seals all items of an input, several at a time.
async fn seal<O: ItemOperation>(plan: Arc<O::Plan>, mut input: O::Input) -> Result<Input, Error> {
    let mut items = O::items_in(&plan, &mut input);
    let work = |Job { table, item }| async move { size::seal(&table, item).await };
    let sealed = spread::each(items.iter_mut().map(Job::take).collect(), work, Result::is_err).await?;
    let mut missing = None;
    for (Placed { table, item }, sealed) in items.into_iter().zip(sealed) {
        match sealed {
            Some(sealed) => *item = sealed?,
            // Some error ended the work, which comes before this item or after it.
            None => missing = Some(spread::abandoned(table)),
        }
    }
    match missing {
        None => Ok(Input::erase(input)),
        Some(error) => Err(error),
    }
}

/// A request whose items are being sealed while the SDK awaits its body.
#[derive(Clone)]
pub(crate) struct Pending {
    operation: &'static str,
    /// The operation's own serializer.
    serializer: SharedRequestSerializer,
    /// The sealed input.
    input: Slot<Input>,
    is_finished: bool,
}

impl Storable for Pending {
    type Storer = StoreReplace<Self>;
}

impl Pending {
    /// Puts the real request in the place of the one that was awaited.
    pub(crate) fn finish(mut self, request: &mut HttpRequest, cfg: &mut ConfigBag) -> Result<(), BoxError> {
        if self.is_finished {
            return Ok(());
        }
        let unexpected = |what| Error::Refused {
            table: String::new(),
            operation: self.operation.to_owned(),
            problem: RefusedProblem::Sdk(what),
        };
        let input = self.input.take().ok_or_else(|| unexpected("the request's body was not loaded"))?;
        let mut sealed = self.serializer.serialize_input(input, cfg)?;
        // The placeholder had no headers: these are of interceptors that have seen it before this one.
        for (name, value) in request.headers() {
            sealed.headers_mut().append(name.to_owned(), value.to_owned());
        }
        let bytes = sealed.body().bytes().ok_or_else(|| unexpected("the request's body is not in memory"))?;
        let loaded = LoadedRequestBody::Loaded(Bytes::copy_from_slice(bytes));
        *request = sealed;
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
