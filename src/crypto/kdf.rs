//! Key derivation: HKDF with SHA-512 (RFC 5869), and the KDF in counter mode with HMAC-SHA256
//! (NIST SP 800-108).

use std::sync::LazyLock;

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Sha256, Sha512};
use zeroize::Zeroize;

use super::CryptoError;
use super::secret::Secret;

/// An extracted HKDF-SHA512 key from which any number of keys can be expanded.
pub(crate) struct HkdfSha512(Hkdf<Sha512>);

/// HMAC-SHA512 under the salt that stands for none. Every extraction starts from it, so that its two
/// blocks are hashed once and not for every item.
static WITHOUT_SALT: LazyLock<Option<Hmac<Sha512>>> = LazyLock::new(|| Hmac::new_from_slice(&[0; 64]).ok());

impl HkdfSha512 {
    /// Extracts from `key` without a salt.
    pub(crate) fn extract(key: &[u8; 32]) -> Result<Self, CryptoError> {
        let mut mac = WITHOUT_SALT.clone().ok_or(CryptoError)?;
        mac.update(key);
        let mut extracted = mac.finalize().into_bytes();
        let hkdf = Hkdf::from_prk(&extracted);
        extracted.as_mut_slice().zeroize();
        hkdf.map(HkdfSha512).map_err(|_| CryptoError)
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
    block.as_mut_slice().zeroize();
    derived
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extraction_is_that_of_rfc_5869() {
        let keys = HkdfSha512::extract(&[7; 32]).unwrap();
        let mut expected = [0; 48];
        Hkdf::<Sha512>::new(None, &[7; 32]).expand(b"info", &mut expected).unwrap();
        assert_eq!(keys.expand::<48>(&[b"in", b"fo"]).unwrap().expose(), &expected);
    }

    #[test]
    fn counter_mode_is_one_block_of_the_standard() {
        let key = counter_mode_sha256(&[1; 32], b"label", b"context").unwrap();
        let mut mac = Hmac::<Sha256>::new_from_slice(&[1; 32]).unwrap();
        mac.update(b"\0\0\0\x01label\0context\0\0\x01\0");
        assert_eq!(key.expose()[..], mac.finalize().into_bytes()[..]);
    }
}
