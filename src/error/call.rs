//! The class of a failed call to an AWS service.

use std::error::Error as StdError;

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};

use super::{Error, ErrorClass};

/// What services answer when they are busy or broken for a while.
const TRANSIENT: [&str; 18] = [
    "DependencyTimeoutException",
    "InternalFailure",
    "InternalServerError",
    "KMSInternalException",
    // Of a KMS key: it can be used again in a moment.
    "KeyUnavailableException",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "ReplicatedWriteConflictException",
    "RequestLimitExceeded",
    "RequestTimeout",
    "RequestTimeoutException",
    "ServiceUnavailable",
    "ServiceUnavailableException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionConflictException",
    "TransactionInProgressException",
];

/// What KMS answers when what it was to decrypt is not what the key has encrypted.
const UNFIT: [&str; 2] = ["IncorrectKeyException", "InvalidCiphertextException"];

/// Whose fault it is that a call failed which needs a key, or the record of one. The client may be one that encrypts.
pub(crate) fn class_of_call<E>(error: &SdkError<E>) -> ErrorClass
where
    E: ProvideErrorMetadata + StdError + 'static,
{
    match error {
        // It looks like an answer that was cut off.
        SdkError::ResponseError(_) if Error::find_in(error).is_some_and(|own| !own.is_transient()) => {
            ErrorClass::KeyAccess
        }
        SdkError::ConstructionFailure(_) => ErrorClass::Configuration,
        SdkError::TimeoutError(_) | SdkError::DispatchFailure(_) | SdkError::ResponseError(_) => {
            ErrorClass::Transient
        }
        SdkError::ServiceError(answer) => {
            let code = answer.err().code().unwrap_or_default();
            if UNFIT.contains(&code) {
                ErrorClass::Item
            } else if TRANSIENT.contains(&code) || answer.raw().status().is_server_error() {
                ErrorClass::Transient
            } else {
                ErrorClass::KeyAccess
            }
        }
        // A kind that the SDK has not had yet.
        _ => ErrorClass::KeyAccess,
    }
}

#[cfg(test)]
mod tests {
    use aws_sdk_kms::config::http::HttpResponse;
    use aws_sdk_kms::error::ErrorMetadata;
    use aws_sdk_kms::operation::decrypt::DecryptError;
    use aws_smithy_types::body::SdkBody;

    use super::*;

    fn answer(status: u16, code: &str) -> ErrorClass {
        let error = DecryptError::generic(ErrorMetadata::builder().code(code).build());
        let answer = HttpResponse::new(status.try_into().unwrap(), SdkBody::empty());
        class_of_call(&SdkError::service_error(error, answer))
    }

    #[test]
    fn what_a_service_answers_says_whether_to_try_again() {
        for code in TRANSIENT {
            assert_eq!(answer(400, code), ErrorClass::Transient, "{code}");
        }
        for code in UNFIT {
            assert_eq!(answer(400, code), ErrorClass::Item, "{code}");
        }
        for code in
            ["AccessDeniedException", "DisabledException", "NotFoundException", "KMSInvalidStateException", "?"]
        {
            assert_eq!(answer(400, code), ErrorClass::KeyAccess, "{code}");
        }
        assert_eq!(answer(503, "?"), ErrorClass::Transient);
    }

    #[test]
    fn what_never_reached_a_service_may_pass_unless_it_could_not_be_made() {
        let class = |error: SdkError<DecryptError>| class_of_call(&error);
        assert_eq!(class(SdkError::timeout_error("too slow")), ErrorClass::Transient);
        let response = HttpResponse::new(200.try_into().unwrap(), SdkBody::empty());
        assert_eq!(class(SdkError::response_error("cut off", response)), ErrorClass::Transient);
        assert_eq!(class(SdkError::construction_failure("no key id")), ErrorClass::Configuration);
    }
}
