//! Answers of KMS, and calls that failed.

use std::error::Error as StdError;

use aws_sdk_kms::config::http::HttpResponse;
use aws_sdk_kms::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_kms::primitives::Blob;
use aws_smithy_types::body::SdkBody;
use zeroize::Zeroizing;

use crate::crypto::stack::{self, Work};
use crate::error::{KeyError, class_of_call};

/// Longest blob that KMS decrypts, in bytes.
const LONGEST_BLOB: usize = 6144;

/// Longest encryption context that KMS is known to take, in bytes of names and values. If it refuses a longer one, that
/// is why.
pub(crate) const LONGEST_CONTEXT: usize = 8192;

/// What is wrong with an answer that holds no key.
pub(crate) const WRONG_LENGTH: &str = "the plaintext does not have the length of a key";

/// What is wrong with an answer where KMS was to find the key by itself.
pub(crate) const UNCONFIGURED_KEY: &str = "it used a key that is not configured";

/// Refuses a blob that KMS would not look at.
pub(crate) fn check_blob(blob: &[u8]) -> Result<(), KeyError> {
    if (1..=LONGEST_BLOB).contains(&blob.len()) {
        Ok(())
    } else {
        Err(KeyError::DataKey("its ciphertext must be 1 to 6,144 bytes long"))
    }
}

/// KMS gave an answer that it must not give.
pub(crate) fn wrong(operation: &'static str, key: &str, problem: &'static str) -> KeyError {
    KeyError::KmsResponse { operation, key: key.to_owned(), problem }
}

/// A call to KMS with the key `key` failed.
pub(crate) fn call_failed<E>(operation: &'static str, key: &str, error: SdkError<E>) -> KeyError
where
    E: StdError + ProvideErrorMetadata + Send + Sync + 'static,
{
    wipe_stack();
    let class = class_of_call(&error);
    KeyError::Kms { operation, key: key.to_owned(), class, source: Box::new(without_plaintext(error)) }
}

/// Takes the body out of a successful answer that the SDK could not parse: it may hold a plaintext key, and an error is
/// printed with the answer that it came from.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the SDK's enum may get kinds that this version does not know"
)]
fn without_plaintext<E>(error: SdkError<E>) -> SdkError<E>
where
    E: StdError + Send + Sync + 'static,
{
    let bare = match error.raw_response() {
        Some(answer) if answer.status().is_success() => {
            let mut bare = HttpResponse::new(answer.status(), SdkBody::empty());
            *bare.headers_mut() = answer.headers().clone();
            bare
        }
        _ => return error,
    };
    match error {
        SdkError::ServiceError(error) => SdkError::service_error(error.into_err(), bare),
        error => match error.into_source() {
            Ok(source) => SdkError::response_error(source, bare),
            Err(_) => SdkError::response_error("the answer cannot be read", bare),
        },
    }
}

/// Overwrites what the SDK may have left on the stack of an answer, below the future that has awaited it.
fn wipe_stack() {
    stack::wiped(Work::Answer, || ());
}

/// Takes secret bytes out of a response, so that they are wiped.
///
/// A response's blob owns its bytes alone, so that this moves them and leaves no copy.
pub(super) fn secret(blob: Option<Blob>) -> Option<Zeroizing<Vec<u8>>> {
    wipe_stack();
    blob.map(|blob| Zeroizing::new(blob.into_inner()))
}
