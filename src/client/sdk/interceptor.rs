//! The one thing that is registered with the SDK.

use std::fmt;
use std::sync::Arc;

use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextMut, BeforeSerializationInterceptorContextRef,
    BeforeTransmitInterceptorContextMut, FinalizerInterceptorContextMut, Input,
};
use aws_smithy_runtime_api::client::orchestrator::Metadata;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::client::ser_de::SharedRequestSerializer;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};

use super::carried::CarriedCall;
use super::nested::{Components, IsNested};
use super::request::{Pending, Wrap};
use super::response::Outcome;
use super::turns::Turns;
use crate::client::operation::table::{self, Handling};
use crate::client::rules::tables::Tables;
use crate::error::{BoxError, Error, RefusedProblem};
use crate::telemetry;

/// Identifies our interceptor among those of a configuration.
pub(crate) const NAME: &str = "dynamodb_item_encryptor";

/// The operation with which items are read within calls.
const READ: &str = "GetItem";

/// What some calls have of their own.
#[derive(Clone, Copy)]
pub(crate) struct Own {
    /// Gives some calls a serializer of their own, in place of the one that the table of operations has for all calls of
    /// the operation. `None` for all others.
    pub(crate) serializer: fn(&Wrap, &ConfigBag) -> Option<SharedRequestSerializer>,
    /// Whether a call of the operation with this input may make calls of its own.
    pub(crate) may_call: fn(&str, &Input) -> bool,
}

/// Wraps the serializer of every operation that carries items.
///
/// Nobody outside of this crate can name the type, and so nobody can disable it by its type.
pub(crate) struct EncryptingInterceptor {
    tables: Arc<Tables>,
    turns: Turns,
    own: Own,
}

/// Left with every request, so that no other registration wraps it again.
#[derive(Debug)]
struct Wrapped(Arc<Tables>);

impl Storable for Wrapped {
    type Storer = StoreReplace<Self>;
}

impl EncryptingInterceptor {
    pub(crate) fn new(tables: Tables, own: Own) -> Self {
        EncryptingInterceptor { tables: Arc::new(tables), turns: Turns::of_process(), own }
    }
}

/// The tables that the client of a call encrypts, from serialization on.
pub(crate) fn registered(cfg: &ConfigBag) -> Option<Arc<Tables>> {
    cfg.load::<Wrapped>().map(|Wrapped(tables)| Arc::clone(tables))
}

fn refused(operation: &str, problem: RefusedProblem) -> BoxError {
    Error::refused(None, operation, problem).into()
}

impl Intercept for EncryptingInterceptor {
    fn name(&self) -> &'static str {
        NAME
    }

    fn modify_before_serialization(
        &self,
        _context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let name = match cfg.load::<Metadata>() {
            Some(metadata) if metadata.service() == "DynamoDB" => metadata.name(),
            _ => return Err(refused("", RefusedProblem::Sdk("the operation has no name"))),
        };
        if let Some(Wrapped(tables)) = cfg.load::<Wrapped>() {
            // A configuration that overrides itself with a copy has the same interceptor twice.
            return if Arc::ptr_eq(tables, &self.tables) {
                Ok(())
            } else {
                Err(refused(name, RefusedProblem::RegisteredTwice))
            };
        }
        let (operation, handling) =
            table::find(name).ok_or_else(|| refused(name, RefusedProblem::UnknownOperation))?;
        let serializer = match handling {
            Handling::Pass => None,
            // What is written within a call is as it is to be stored. What is read is opened as ever.
            Handling::Wrap(_) if operation != READ && cfg.load::<IsNested>().is_some() => None,
            Handling::Wrap(fit) => {
                let inner = cfg.load::<SharedRequestSerializer>().cloned().ok_or_else(|| {
                    refused(operation, RefusedProblem::Sdk("the operation has no serializer"))
                })?;
                let (tables, turns) = (Arc::clone(&self.tables), self.turns.clone());
                let wrap = Wrap { operation, inner, tables, turns };
                Some((self.own.serializer)(&wrap, cfg).unwrap_or_else(|| fit(wrap)))
            }
        };
        let state = cfg.interceptor_state();
        state.store_put(Wrapped(Arc::clone(&self.tables)));
        if let Some(serializer) = serializer {
            state.store_put(serializer);
        }
        Ok(())
    }

    /// The first hook that sees the input as it will be serialized. The runtime components are not to be had in the
    /// serializer, and a copy of them costs some microseconds.
    fn read_before_serialization(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let name = cfg.load::<Metadata>().map_or("", Metadata::name);
        if cfg.load::<IsNested>().is_none() && (self.own.may_call)(name, context.input()) {
            cfg.interceptor_state().store_put(Components(components.clone()));
        }
        Ok(())
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        match cfg.load::<Pending>().cloned() {
            Some(pending) => pending.finish(context.request_mut(), cfg),
            None => Ok(()),
        }
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(call) = cfg.load::<CarriedCall>() {
            call.prepare(context.request_mut());
        }
        Ok(())
    }

    fn modify_before_attempt_completion(
        &self,
        context: &mut FinalizerInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(outcome) = cfg.load::<Outcome>() else { return Ok(()) };
        if let Some(call) = cfg.load::<CarriedCall>() {
            call.attempt_has_ended(context);
        }
        let mut replaced = None;
        let failed = context.output_or_error_mut().is_some_and(|output_or_error| {
            replaced = outcome.place(output_or_error);
            output_or_error.is_err()
        });
        if let Some(failure) = replaced {
            failure.place_in_attempt(context);
            return Ok(());
        }
        if let Some(response) = context.response_mut().filter(|_| failed) {
            outcome.empty(response);
        }
        Ok(())
    }

    fn modify_before_completion(
        &self,
        context: &mut FinalizerInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(call) = cfg.load::<CarriedCall>() {
            call.has_ended(context);
        }
        if let (Some(metadata), Some(Err(error))) = (cfg.load::<Metadata>(), context.output_or_error())
            && cfg.load::<IsNested>().is_none()
        {
            telemetry::call_has_failed(metadata.name(), error);
        }
        Ok(())
    }
}

impl fmt::Debug for EncryptingInterceptor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncryptingInterceptor").field("tables", &self.tables).finish()
    }
}
