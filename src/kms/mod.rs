//! What every caller of AWS KMS needs: key names, checked answers, and errors that leave no secrets behind.

#[cfg(feature = "kms")]
mod answer;
pub(crate) mod arn;
#[cfg(feature = "kms")]
pub(crate) mod calls;
#[cfg(feature = "kms")]
pub(crate) mod evidence;
pub(crate) mod failure;
#[cfg(feature = "kms")]
pub(crate) mod filter;
#[cfg(feature = "kms")]
pub(crate) mod supplier;

#[cfg(feature = "kms")]
use answer::secret;
#[cfg(feature = "kms")]
pub(crate) use answer::{LONGEST_CONTEXT, UNCONFIGURED_KEY, WRONG_LENGTH, call_failed, check_blob, wrong};
