//! Keyrings that call AWS KMS.

pub(crate) mod cached;
mod calls;
pub(crate) mod discovery;
pub(crate) mod ecdh;
pub(crate) mod keys;
pub(crate) mod rsa;

/// Provider id of keys that KMS wraps with a symmetric key.
pub(crate) const PROVIDER_ID: &str = "aws-kms";
