//! What an application sees of its calls.

use std::error::Error as StdError;
use std::fmt::Debug;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::http::HttpResponse;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use dynamodb_item_encryptor::{BoxFuture, Error};

use super::canonical::canonical;

/// The error with which DynamoDB refuses what it could never carry out.
const VALIDATION: &str = "ValidationException";

/// Something that an application does. What it is given to work with is in `data`.
#[derive(Clone, Copy)]
pub struct Scenario {
    pub name: &'static str,
    pub run: for<'a> fn(&'a Client, &'a mut Observed) -> BoxFuture<'a, ()>,
}

/// A list of scenarios, which are asynchronous functions of a client and of what is observed.
macro_rules! scenarios {
    ($($name:ident),* $(,)?) => {
        &[$($crate::transparency::observed::Scenario {
            name: stringify!($name),
            run: |client, seen| Box::pin($name(client, seen)),
        }),*]
    };
}
pub(super) use scenarios;

/// What an application has seen, call by call.
#[derive(Debug, Default)]
pub struct Observed {
    pub steps: Vec<Step>,
    /// The call that comes next, where it has a text.
    pub call: String,
}

/// What an application has seen of one call.
#[derive(Debug, PartialEq, Eq)]
pub struct Step {
    /// What was called, where that has a text.
    pub call: String,
    /// What came of it, in the canonical form.
    pub outcome: String,
    /// Whether the call succeeded or failed as the scenario wants it of a client that does not encrypt.
    pub is_intended: bool,
}

impl Observed {
    /// Notes what came of a call that succeeds, and gives its output.
    pub fn ok<T, E>(&mut self, result: Result<T, SdkError<E, HttpResponse>>) -> Option<T>
    where
        T: Debug,
        E: StdError + ProvideErrorMetadata + 'static,
    {
        self.note(&result, result.is_ok());
        result.ok()
    }

    /// Notes what came of a call that fails.
    pub fn fails<T, E>(&mut self, result: Result<T, SdkError<E, HttpResponse>>)
    where
        T: Debug,
        E: StdError + ProvideErrorMetadata + 'static,
    {
        self.note(&result, result.is_err());
    }

    /// Notes what came of a call that some servers carry out and others do not.
    pub fn either<T, E>(&mut self, result: Result<T, SdkError<E, HttpResponse>>)
    where
        T: Debug,
        E: StdError + ProvideErrorMetadata + 'static,
    {
        self.note(&result, true);
    }

    /// Notes what came of a call that fails, or does not, and gives its output.
    pub fn expect<T, E>(&mut self, result: Result<T, SdkError<E, HttpResponse>>, fails: bool) -> Option<T>
    where
        T: Debug,
        E: StdError + ProvideErrorMetadata + 'static,
    {
        self.note(&result, result.is_err() == fails);
        result.ok()
    }

    /// Notes something else that the application sees.
    pub fn value(&mut self, value: impl Debug) {
        self.push(canonical(&value), true);
    }

    fn push(&mut self, outcome: String, is_intended: bool) {
        self.steps.push(Step { call: self.call.clone(), outcome, is_intended });
    }

    fn note<T, E>(&mut self, result: &Result<T, SdkError<E, HttpResponse>>, is_intended: bool)
    where
        T: Debug,
        E: StdError + ProvideErrorMetadata + 'static,
    {
        let outcome = result.as_ref().map_or_else(failure, |output| canonical(output));
        self.push(outcome, is_intended);
    }
}

/// The text of an error without what it says of the parts of a transaction that could never be carried out, and without
/// the identifier of the request, which was perhaps not sent then.
fn without_words(text: String) -> String {
    const REFUSED: &str = r#"code: Some("ValidationError"), message: Some(""#;
    if !text.contains(REFUSED) {
        return text;
    }
    let mut parts = text.split(REFUSED);
    let first = parts.next().unwrap_or_default().to_owned();
    let without = parts.fold(first, |text, part| {
        let end = part.find("\") }").expect("a reason ends");
        text + REFUSED + &part[end..]
    });
    without.replace("extras: None", "extras: _")
}

/// An error as the application sees it: the SDK's kind, the status, the modeled error with all of its
/// members, and what it prints; or else the error of this crate.
fn failure<E: StdError + ProvideErrorMetadata + 'static>(error: &SdkError<E, HttpResponse>) -> String {
    let kind = match error {
        SdkError::ConstructionFailure(_) => "not sent",
        SdkError::TimeoutError(_) => "timeout",
        SdkError::DispatchFailure(_) => "no answer",
        SdkError::ResponseError(_) => "not readable",
        SdkError::ServiceError(service) => {
            let status = service.raw().status().as_u16();
            if service.err().code() == Some(VALIDATION) {
                // Every server has its own words for what is wrong with a request.
                return format!("{status} {VALIDATION}");
            }
            return without_words(format!("{status} {}: {}", canonical(service.err()), service.err()));
        }
        _ => "unknown",
    };
    match Error::find_in(error) {
        Some(own) => format!("{kind}: {own}"),
        None => {
            let sources: Vec<_> = test_support::sources(error).skip(1).map(ToString::to_string).collect();
            format!("{kind}: {}", sources.join(": "))
        }
    }
}
