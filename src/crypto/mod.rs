//! Cryptographic primitives, behind the few calls that the formats need.
//!
//! The only room that names a cryptography crate. It knows nothing of DynamoDB.
//!
//! With the feature `fips`, modules in the folder of that name take the places of those that use another implementation than
//! aws-lc-rs, which itself uses its FIPS module then. What they offer is the same.

pub(crate) mod aead;
#[cfg_attr(feature = "fips", path = "fips/aes.rs")]
mod aes;
#[cfg(feature = "legacy")]
pub(crate) mod aes_cbc;
#[cfg_attr(feature = "fips", path = "fips/counter_mode.rs")]
mod counter_mode;
pub(crate) mod curve;
mod der;
pub(crate) mod derived_macs;
pub(crate) mod ecdh;
#[cfg_attr(feature = "fips", path = "fips/hash.rs")]
mod hash;
#[cfg(feature = "legacy")]
#[cfg_attr(feature = "fips", path = "fips/hmac.rs")]
pub(crate) mod hmac;
pub(crate) mod kdf;
pub(crate) mod key_text;
#[cfg(feature = "legacy")]
#[cfg_attr(feature = "fips", path = "fips/key_wrap.rs")]
pub(crate) mod key_wrap;
pub(crate) mod mac;
pub(crate) mod module;
pub(crate) mod prepare;
pub(crate) mod random;
pub(crate) mod rsa;
#[cfg(all(feature = "legacy", not(feature = "fips")))]
mod rsa_der;
#[cfg(feature = "legacy")]
#[cfg_attr(feature = "fips", path = "fips/rsa_number.rs")]
mod rsa_number;
#[cfg(feature = "legacy")]
pub(crate) mod rsa_wrap;
pub(crate) mod secret;
#[cfg_attr(feature = "fips", path = "fips/sha512.rs")]
mod sha512;
#[cfg(test)]
#[path = "tests/sha512.rs"]
mod sha512_tests;
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
