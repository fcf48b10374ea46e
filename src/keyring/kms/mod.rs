//! Keyrings that call AWS KMS.

pub(crate) mod arn;
pub(crate) mod symmetric;

/// Provider id of keys that KMS wraps with a symmetric key.
pub(crate) const PROVIDER_ID: &str = "aws-kms";
