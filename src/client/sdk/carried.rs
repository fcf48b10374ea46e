//! A call that this side carries out itself, with calls within it, on its way through the SDK.
//!
//! What has to be known before there is a request is found out while the SDK awaits the request's body. Where that ends
//! the call, there is no request: the serializer fails, and what the application gets takes the failure's place when
//! the call is complete.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use aws_smithy_runtime_api::client::interceptors::context::{FinalizerInterceptorContextMut, Output};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{Storable, StoreReplace};
use bytes::Bytes;

use super::failure::Failure;
use super::slot::Slot;
use crate::error::BoxError;

/// The lowest status that leaves open whether the request was carried out.
const SERVER_ERROR: u16 = 500;

/// How a call ends that has no request.
pub(crate) enum End {
    Done(Output),
    Failed(Failure),
}

/// A call that is carried out here, in its configuration.
#[derive(Clone, Default)]
pub(crate) struct CarriedCall {
    end: Slot<End>,
    is_in_doubt: Arc<AtomicBool>,
    /// What attempts send from now on.
    body: Slot<Bytes>,
}

/// The serializer's error where the call has ended without a request. The end takes its place.
#[derive(Debug)]
struct HasEnded;

impl CarriedCall {
    /// Ends the call. Returns the error that the serializer has to fail with.
    pub(crate) fn end(&self, end: End) -> BoxError {
        self.end.set(Some(end));
        HasEnded.into()
    }

    /// Has attempts from now on send another body.
    pub(crate) fn send_instead(&self, body: Bytes) {
        self.body.set(Some(body));
    }

    /// Gives a request the body that it is to have now.
    pub(super) fn prepare(&self, request: &mut HttpRequest) {
        let Some(body) = self.body.take() else { return };
        request.headers_mut().insert("content-length", body.len().to_string());
        *request.body_mut() = SdkBody::from(body.clone());
        self.body.set(Some(body));
    }

    /// Says that something was sent, and that nobody knows what became of it.
    pub(crate) fn doubt(&self) {
        self.is_in_doubt.store(true, Ordering::SeqCst);
    }

    /// Whether something was sent that may have been carried out, although no answer says so.
    pub(crate) fn is_in_doubt(&self) -> bool {
        self.is_in_doubt.load(Ordering::SeqCst)
    }

    /// Notes how an attempt has ended, before anything takes the place of what came of it.
    pub(super) fn attempt_has_ended(&self, context: &mut FinalizerInterceptorContextMut<'_>) {
        let is_late = context.response().is_some_and(|answer| answer.status().as_u16() >= SERVER_ERROR);
        let has_answer = match context.output_or_error_mut() {
            Some(Ok(_)) => true,
            Some(Err(error)) => error.is_operation_error(),
            None => false,
        };
        if is_late || !has_answer {
            self.doubt();
        }
    }

    /// Puts the end of a call that has no request in place of the serializer's failure.
    pub(super) fn has_ended(&self, context: &mut FinalizerInterceptorContextMut<'_>) {
        match self.end.take() {
            Some(End::Failed(failure)) => failure.place_before_sending(context),
            Some(End::Done(output)) => {
                if let Some(place) = context.output_or_error_mut() {
                    *place = Ok(output);
                }
            }
            None => {}
        }
    }
}

impl Storable for CarriedCall {
    type Storer = StoreReplace<Self>;
}

impl fmt::Debug for CarriedCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CarriedCall(..)")
    }
}

impl fmt::Display for HasEnded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the call has ended without a request")
    }
}

impl std::error::Error for HasEnded {}
