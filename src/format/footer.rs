//! The footer attribute: a tag for every recipient, then the signature where the suite has one.
//!
//! Source: `specification/structured-encryption/footer.md`. The signature has 103 bytes in every
//! implementation, although the specification says 96; an Ed25519 signature has 64.

use super::suite::AlgorithmSuite;
use crate::error::MalformedProblem;

/// Bytes of a recipient's tag, HMAC-SHA384.
pub(crate) const TAG: usize = 48;
/// Bytes of an ECDSA signature, in DER.
pub(crate) const ECDSA_SIGNATURE: usize = 103;
/// Bytes of an Ed25519 signature.
pub(crate) const ED25519_SIGNATURE: usize = 64;

/// A parsed footer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Footer<'a> {
    /// A tag for each encrypted data key, in the header's order.
    pub(crate) tags: &'a [[u8; TAG]],
    /// The signature; empty if the suite has none.
    pub(crate) signature: &'a [u8],
}

impl<'a> Footer<'a> {
    /// Splits a footer for `recipients` encrypted data keys.
    pub(crate) fn parse(
        bytes: &'a [u8],
        suite: AlgorithmSuite,
        recipients: usize,
    ) -> Result<Self, MalformedProblem> {
        let (tags, signature) = bytes
            .len()
            .checked_sub(signature_length(suite))
            .and_then(|end| bytes.split_at_checked(end))
            .ok_or(MalformedProblem::Footer)?;
        let (tags, rest) = tags.as_chunks();
        if tags.len() != recipients || !rest.is_empty() {
            return Err(MalformedProblem::Footer);
        }
        Ok(Footer { tags, signature })
    }
}

/// Bytes of the signature in a footer.
pub(crate) fn signature_length(suite: AlgorithmSuite) -> usize {
    match suite {
        AlgorithmSuite::HmacSha384 => 0,
        AlgorithmSuite::HmacSha384EcdsaP384 => ECDSA_SIGNATURE,
        AlgorithmSuite::HmacSha384Ed25519 => ED25519_SIGNATURE,
    }
}
