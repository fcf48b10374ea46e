//! In place of the HMACs of the legacy format, of which a build with the feature `fips` carries out nothing: no code is made,
//! none verifies, and no key is derived.

use zeroize::Zeroizing;

use super::CryptoError;
use super::mac::Sha256Hasher;

/// Bytes of a SHA-256 digest.
pub(crate) const SHA256: usize = 32;

/// SHA-256 of the concatenated `parts`.
pub(crate) fn sha256(parts: &[&[u8]]) -> [u8; SHA256] {
    let mut hasher = Sha256Hasher::default();
    parts.iter().for_each(|part| hasher.update(part));
    hasher.finish()
}

/// The hash that an HMAC is made with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hash {
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
}

pub(crate) fn sign(_: Hash, _: &[u8], _: &[u8]) -> Result<Vec<u8>, CryptoError> {
    Err(CryptoError)
}

pub(crate) fn verify(_: Hash, _: &[u8], _: &[u8], _: &[u8]) -> Result<(), CryptoError> {
    Err(CryptoError)
}

pub(crate) fn hkdf_sha256(_: &[u8], _: &[u8], _: usize) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
    Err(CryptoError)
}
