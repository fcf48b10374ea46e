//! Random bytes.

use super::CryptoError;

/// Fills `bytes` from a cryptographically secure generator.
pub(crate) fn fill(bytes: &mut [u8]) -> Result<(), CryptoError> {
    aws_lc_rs::rand::fill(bytes).map_err(|_| CryptoError)
}

/// `N` random bytes that are not secret: nonces, salts, message identifiers.
pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], CryptoError> {
    let mut bytes = [0; N];
    fill(&mut bytes)?;
    Ok(bytes)
}
