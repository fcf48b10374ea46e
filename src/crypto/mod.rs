//! Cryptographic primitives, behind the few calls that the formats need.
//!
//! The only room that names a cryptography crate. It knows nothing of DynamoDB.

pub(crate) mod aead;
#[cfg(feature = "legacy")]
pub(crate) mod aes_cbc;
pub(crate) mod curve;
mod der;
pub(crate) mod derived_macs;
pub(crate) mod ecdh;
#[cfg(feature = "legacy")]
pub(crate) mod hmac;
pub(crate) mod kdf;
pub(crate) mod key_text;
#[cfg(feature = "legacy")]
pub(crate) mod key_wrap;
pub(crate) mod mac;
pub(crate) mod prepare;
pub(crate) mod random;
pub(crate) mod rsa;
#[cfg(feature = "legacy")]
mod rsa_der;
#[cfg(feature = "legacy")]
mod rsa_number;
#[cfg(feature = "legacy")]
pub(crate) mod rsa_wrap;
pub(crate) mod secret;
mod sha512;
pub(crate) mod signature;
pub(crate) mod stack;

/// A cryptographic operation failed. It deliberately has no details.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CryptoError;

impl From<CryptoError> for crate::error::KeyError {
    fn from(_: CryptoError) -> Self {
        crate::error::KeyError::Crypto
    }
}
