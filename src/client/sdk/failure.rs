//! How a call fails for which this side has to speak: with the error that DynamoDB would have answered, and with an
//! answer to it.

use std::error::Error as StdError;

use aws_sdk_dynamodb::error::{ErrorMetadata, ProvideErrorMetadata};
use aws_smithy_runtime_api::client::interceptors::context::{
    Error as OperationError, FinalizerInterceptorContextMut,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::result::{ConnectorError, CreateUnhandledError, SdkError};
use aws_smithy_runtime_api::http::{Headers, StatusCode};
use aws_smithy_types::body::SdkBody;

use super::nested::NestedError;
use super::response::parse;
use crate::client::operation::item_operation::ItemOperation;
use crate::error::{BoxError, Error};

/// The status of a request that DynamoDB refuses.
const BAD_REQUEST: u16 = 400;

/// Headers that are about the body of an answer, and so not about another one's.
const OF_BODY: [&str; 2] = ["content-length", "x-amz-crc32"];

/// An operation whose errors say what DynamoDB said.
pub(crate) trait Served: ItemOperation<Error: ProvideErrorMetadata + CreateUnhandledError> {}

impl<O: ItemOperation<Error: ProvideErrorMetadata + CreateUnhandledError>> Served for O {}

/// How a call fails.
#[derive(Debug)]
pub(crate) struct Failure {
    error: OrchestratorError<OperationError>,
    /// The answer that says so, where there is one. It has no body: that could hold items, and the SDK prints it.
    answer: Option<Box<HttpResponse>>,
}

impl Failure {
    /// It cannot be carried out here.
    pub(crate) fn ours(error: impl Into<BoxError>) -> Self {
        Failure { error: OrchestratorError::other(error), answer: None }
    }

    /// DynamoDB would answer this, by the code of an error.
    pub(crate) fn service<O: Served>(code: &str, message: &str, headers: &Headers) -> Self {
        Self::answered::<O>(code, message, StatusCode::try_from(BAD_REQUEST).ok(), headers)
    }

    /// DynamoDB would refuse the request as invalid; `reason` says more.
    pub(crate) fn invalid<O: Served>(message: &str, reason: Error, headers: &Headers) -> Self {
        let mut failure = Self::service::<O>("ValidationException", message, headers);
        let meta = failure.error.as_operation_error().and_then(|error| error.downcast_ref::<O::Error>());
        let meta = meta.map(|error| error.meta().clone());
        let error = O::Error::create_unhandled_error(reason.into(), meta);
        failure.error = OrchestratorError::operation(OperationError::erase(error));
        failure
    }

    /// A nested call of `I` has failed, and with it the call of `O`: in the same way.
    #[cfg_attr(not(test), expect(clippy::wildcard_enum_match_arm, reason = "the SDK's types may grow"))]
    pub(crate) fn of_nested<I: Served, O: Served>(error: NestedError) -> Self {
        match error {
            SdkError::ServiceError(context) if context.err().downcast_ref::<O::Error>().is_some() => {
                let answer = without_body(context.raw().status(), context.raw().headers().clone());
                let error = OrchestratorError::operation(context.into_err());
                Failure { error, answer: Some(Box::new(answer)) }
            }
            SdkError::ServiceError(context) => {
                let headers = context.raw().headers().clone();
                let status = Some(context.raw().status());
                let unknown = ErrorMetadata::builder().build();
                let error = context.err().downcast_ref::<I::Error>();
                let meta = error.map_or(&unknown, |error| error.meta());
                // An error that the application has made itself, as in its tests, need not have any of that.
                let shown = error.map(ToString::to_string).unwrap_or_default();
                let (kind, told) = shown.split_once(": ").unwrap_or((&shown, ""));
                let kind = if kind.contains(char::is_whitespace) { "" } else { kind };
                let (code, message) = (meta.code().unwrap_or(kind), meta.message().unwrap_or(told));
                Self::answered::<O>(code, message, status, &headers)
            }
            SdkError::ResponseError(context) => {
                let answer = without_body(context.raw().status(), context.raw().headers().clone());
                let source = SdkError::<OperationError, HttpResponse>::ResponseError(context).into_source();
                match source {
                    Ok(source) if is_ours(source.as_ref()) => Self::ours(source),
                    Ok(source) => {
                        Failure { error: OrchestratorError::response(source), answer: Some(Box::new(answer)) }
                    }
                    Err(error) => Self::ours(error),
                }
            }
            SdkError::TimeoutError(_) => match error.into_source() {
                Ok(source) => Failure { error: OrchestratorError::timeout(source), answer: None },
                Err(error) => Self::ours(error),
            },
            SdkError::DispatchFailure(_) => match error.into_source().map(|source| source.downcast()) {
                Ok(Ok(source)) => {
                    let source: Box<ConnectorError> = source;
                    Failure { error: OrchestratorError::connector(*source), answer: None }
                }
                Ok(Err(source)) => Self::ours(source),
                Err(error) => Self::ours(error),
            },
            error => match error.into_source() {
                Ok(source) => Self::ours(source),
                Err(error) => Self::ours(error),
            },
        }
    }

    /// DynamoDB's error, where it is one; else the failure again.
    pub(crate) fn take_error<O: Served>(self) -> Result<(O::Error, Failure), Failure> {
        let Failure { error, answer } = self;
        let mut typed = None;
        let error = error.map_operation_error(|error| match error.downcast::<O::Error>() {
            Ok(error) => {
                let rest = OperationError::erase(Error::Internal { table: None, what: "an error was taken" });
                typed = Some(error);
                rest
            }
            Err(other) => other,
        });
        let rest = Failure { error, answer };
        match typed {
            Some(error) => Ok((error, rest)),
            None => Err(rest),
        }
    }

    /// The same failure with another error.
    pub(crate) fn with_error(mut self, error: OrchestratorError<OperationError>) -> Self {
        self.error = error;
        self
    }

    /// Changes DynamoDB's error.
    pub(crate) fn map_error<O: Served>(mut self, change: impl FnOnce(&mut O::Error)) -> Self {
        self.error = self.error.map_operation_error(|error| match error.downcast::<O::Error>() {
            Ok(mut error) => {
                change(&mut error);
                OperationError::erase(error)
            }
            Err(other) => other,
        });
        self
    }

    fn answered<O: Served>(code: &str, message: &str, status: Option<StatusCode>, headers: &Headers) -> Self {
        let unexpected = || Self::ours(Error::Internal { table: None, what: "an error could not be made" });
        let Some((status, layer)) = status.zip(O::layer()) else { return unexpected() };
        let mut headers = headers.clone();
        OF_BODY.iter().for_each(|name| drop(headers.remove(*name)));
        let mut answer = without_body(status, headers);
        *answer.body_mut() = SdkBody::from(error_body(code, message));
        match parse(&layer, &answer) {
            Some(Err(error)) => {
                *answer.body_mut() = SdkBody::empty();
                Failure { error, answer: Some(Box::new(answer)) }
            }
            Some(Ok(_)) | None => unexpected(),
        }
    }

    /// Fails an attempt in this way, which has an answer.
    pub(crate) fn place_in_attempt(self, context: &mut FinalizerInterceptorContextMut<'_>) {
        if let (Some(answer), Some(place)) = (self.answer, context.response_mut()) {
            *place = *answer;
        }
        if let Some(place) = context.output_or_error_mut() {
            *place = Err(self.error);
        }
    }

    /// Fails a call in this way, which has not sent anything itself.
    pub(crate) fn place_before_sending(self, context: &mut FinalizerInterceptorContextMut<'_>) {
        if let Some(answer) = self.answer {
            // An error of the service is one in the phase in which there is an answer.
            let context = context.inner_mut();
            context.set_response(*answer);
            if context.request().is_none() {
                context.set_request(HttpRequest::new(SdkBody::empty()));
            }
            context.enter_before_transmit_phase();
            context.enter_transmit_phase();
            drop(context.take_request());
            context.enter_before_deserialization_phase();
            context.enter_deserialization_phase();
            context.enter_after_deserialization_phase();
        }
        if let Some(place) = context.output_or_error_mut() {
            *place = Err(self.error);
        }
    }
}

/// Whether one of this crate's errors is behind an error.
fn is_ours(error: &(dyn StdError + Send + Sync + 'static)) -> bool {
    Error::find_in(error).is_some()
}

fn without_body(status: StatusCode, headers: Headers) -> HttpResponse {
    let mut answer = HttpResponse::new(status, SdkBody::empty());
    *answer.headers_mut() = headers;
    answer
}

/// An error as DynamoDB's protocol writes it.
fn error_body(code: &str, message: &str) -> String {
    format!(r#"{{"__type":"com.amazonaws.dynamodb.v20120810#{}","message":"{}"}}"#, text(code), text(message))
}

/// The inside of a string in JSON.
fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' | '\\' => escaped.extend(['\\', character]),
            control if control.is_control() => escaped.push_str(&format!("\\u{:04x}", u32::from(control))),
            plain => escaped.push(plain),
        }
    }
    escaped
}
