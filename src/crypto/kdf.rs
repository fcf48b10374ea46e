//! Key derivation: HKDF with SHA-512 (RFC 5869), and the KDF in counter mode with HMAC-SHA256
//! (NIST SP 800-108).

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Sha256, Sha512};

use super::CryptoError;
use super::secret::Secret;

/// An extracted HKDF-SHA512 key from which any number of keys can be expanded.
pub(crate) struct HkdfSha512(Hkdf<Sha512>);

impl HkdfSha512 {
    /// Extracts from `key` without a salt.
    pub(crate) fn extract(key: &[u8; 32]) -> Self {
        HkdfSha512(Hkdf::new(None, key))
    }

    /// Expands `N` bytes for the purpose that the concatenated `info` names.
    pub(crate) fn expand<const N: usize>(&self, info: &[&[u8]]) -> Result<Secret<N>, CryptoError> {
        Secret::init_with(|out| self.0.expand_multi_info(info, out).map_err(|_| CryptoError))
    }
}

/// Derives 32 bytes from `key` for `label` and `context` with the KDF in counter mode.
pub(crate) fn counter_mode_sha256(key: &[u8], label: &[u8], context: &[u8]) -> Result<Secret<32>, CryptoError> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).map_err(|_| CryptoError)?;
    // One block is enough: HMAC-SHA256 gives the 32 bytes (256 bits) that are wanted.
    mac.update(&1_u32.to_be_bytes());
    mac.update(label);
    mac.update(&[0]);
    mac.update(context);
    mac.update(&256_u32.to_be_bytes());
    let mut block = mac.finalize().into_bytes();
    let derived = Secret::copy_from(&block).ok_or(CryptoError);
    zeroize::Zeroize::zeroize(block.as_mut_slice());
    derived
}
