//! Keyrings that call AWS KMS.

pub(crate) mod arn;
pub(crate) mod cached;
mod calls;
pub(crate) mod discovery;
pub(crate) mod ecdh;
pub(crate) mod mrk;
pub(crate) mod mrk_discovery;
pub(crate) mod multi;
pub(crate) mod rsa;
pub(crate) mod supplier;
pub(crate) mod symmetric;

use std::error::Error as StdError;

use aws_sdk_kms::config::http::HttpResponse;
use aws_sdk_kms::error::SdkError;
use aws_sdk_kms::primitives::Blob;
use aws_smithy_types::body::SdkBody;
use zeroize::Zeroizing;

use crate::error::KeyError;

/// Provider id of keys that KMS wraps with a symmetric key.
pub(crate) const PROVIDER_ID: &str = "aws-kms";

/// A call to KMS with the key `key` failed.
pub(crate) fn call_failed<E>(operation: &'static str, key: &str, error: SdkError<E>) -> KeyError
where
    E: StdError + Send + Sync + 'static,
{
    KeyError::Kms { operation, key: key.to_owned(), source: Box::new(without_plaintext(error)) }
}

/// Takes the body out of an answer of success that the SDK could not make sense of: it may hold a
/// plaintext key, and an error is printed with the answer that it came from.
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

/// Takes secret bytes out of a response, so that they are wiped.
///
/// A response's blob owns its bytes alone, so that this moves them and leaves no copy.
pub(crate) fn secret(blob: Option<Blob>) -> Option<Zeroizing<Vec<u8>>> {
    blob.map(|blob| Zeroizing::new(blob.into_inner()))
}
