//! The KDF in counter mode with HMAC (NIST SP 800-108), made with hmac.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Sha256, Sha384};

use super::CryptoError;
use super::secret::Secret;
use super::stack::{self, Work};

/// Derives 32 bytes from `key` for `label` and `context` with HMAC-SHA256 in counter mode.
pub(crate) fn counter_mode_sha256(key: &[u8], label: &[u8], context: &[u8]) -> Result<Secret<32>, CryptoError> {
    counter_mode::<Hmac<Sha256>, 32>(key, label, context)
}

/// Derives 64 bytes from `key` for `label` and `context` with HMAC-SHA384 in counter mode.
pub(crate) fn counter_mode_sha384(key: &[u8], label: &[u8], context: &[u8]) -> Result<Secret<64>, CryptoError> {
    counter_mode::<Hmac<Sha384>, 64>(key, label, context)
}

/// Block `i` is the MAC of `i || label || 0 || context || bits`; the counter starts at 1, and both
/// numbers have 32 bits.
fn counter_mode<M: Mac + KeyInit + Clone, const N: usize>(
    key: &[u8],
    label: &[u8],
    context: &[u8],
) -> Result<Secret<N>, CryptoError> {
    let bits = u32::try_from(N * 8).map_err(|_| CryptoError)?;
    stack::wiped(Work::Mac, || {
        let keyed = <M as KeyInit>::new_from_slice(key).map_err(|_| CryptoError)?;
        Secret::init_with(|out| {
            for (counter, part) in (1_u32..).zip(out.chunks_mut(M::output_size())) {
                let mut mac = keyed.clone();
                for input in [&counter.to_be_bytes()[..], label, &[0], context, &bits.to_be_bytes()] {
                    mac.update(input);
                }
                let block = mac.finalize().into_bytes();
                part.iter_mut().zip(block.iter()).for_each(|(out, byte)| *out = *byte);
            }
            Ok(())
        })
    })
}
