//! The KDF in counter mode with HMAC (NIST SP 800-108), with the FIPS module.

use aws_lc_rs::kdf::{KbkdfCtrHmacAlgorithmId, get_kbkdf_ctr_hmac_algorithm, kbkdf_ctr_hmac};

use super::CryptoError;
use super::secret::Secret;
use super::stack::{self, Work};

/// Derives 32 bytes from `key` for `label` and `context` with HMAC-SHA256 in counter mode.
pub(crate) fn counter_mode_sha256(key: &[u8], label: &[u8], context: &[u8]) -> Result<Secret<32>, CryptoError> {
    counter_mode(KbkdfCtrHmacAlgorithmId::Sha256, key, label, context)
}

/// Derives 64 bytes from `key` for `label` and `context` with HMAC-SHA384 in counter mode.
pub(crate) fn counter_mode_sha384(key: &[u8], label: &[u8], context: &[u8]) -> Result<Secret<64>, CryptoError> {
    counter_mode(KbkdfCtrHmacAlgorithmId::Sha384, key, label, context)
}

/// Block `i` is the MAC of `i`, which the module puts in front, and `label || 0 || context || bits`; the counter starts
/// at 1, and both numbers have 32 bits.
fn counter_mode<const N: usize>(
    hash: KbkdfCtrHmacAlgorithmId,
    key: &[u8],
    label: &[u8],
    context: &[u8],
) -> Result<Secret<N>, CryptoError> {
    let bits = u32::try_from(N * 8).map_err(|_| CryptoError)?;
    let algorithm = get_kbkdf_ctr_hmac_algorithm(hash).ok_or(CryptoError)?;
    let info = [label, &[0], context, &bits.to_be_bytes()].concat();
    stack::wiped(Work::Mac, || {
        Secret::init_with(|out| kbkdf_ctr_hmac(algorithm, key, &info, out).map_err(|_| CryptoError))
    })
}
