//! Cryptographic primitives, behind the few calls that the formats need.
//!
//! The only room that names a cryptography crate. It knows nothing of DynamoDB.

pub(crate) mod aead;
pub(crate) mod ecdh;
pub(crate) mod kdf;
pub(crate) mod mac;
pub(crate) mod pem;
pub(crate) mod random;
pub(crate) mod rsa;
pub(crate) mod secret;
pub(crate) mod signature;

/// A cryptographic operation failed. It has no details on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CryptoError;

impl From<CryptoError> for crate::error::KeyError {
    fn from(_: CryptoError) -> Self {
        crate::error::KeyError::Crypto
    }
}
