//! Keyrings that call AWS KMS.

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

/// Provider id of keys that KMS wraps with a symmetric key.
pub(crate) const PROVIDER_ID: &str = "aws-kms";
