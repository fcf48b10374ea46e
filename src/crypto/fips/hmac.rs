//! HMAC (RFC 2104) with SHA-1 and the hashes of SHA-2 under keys of any length, HKDF with SHA-256 (RFC 5869), and SHA-256,
//! with the FIPS module.
//!
//! For the legacy format, of which a build with the feature `fips` carries out nothing.

use aws_lc_rs::digest;
use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Salt};
use aws_lc_rs::hmac::{
    self, HMAC_SHA1_FOR_LEGACY_USE_ONLY, HMAC_SHA224, HMAC_SHA256, HMAC_SHA384, HMAC_SHA512, Key,
};
use zeroize::Zeroizing;

use super::CryptoError;
use super::stack::{self, Work};

/// Bytes of a SHA-256 digest.
pub(crate) const SHA256: usize = 32;

/// SHA-256 of the concatenated `parts`.
pub(crate) fn sha256(parts: &[&[u8]]) -> [u8; SHA256] {
    let mut context = digest::Context::new(&digest::SHA256);
    parts.iter().for_each(|part| context.update(part));
    let mut bytes = [0; SHA256];
    bytes.copy_from_slice(context.finish().as_ref());
    bytes
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

/// HMAC of `data`.
pub(crate) fn sign(hash: Hash, key: &[u8], data: &[u8]) -> Result<Vec<u8>, CryptoError> {
    let algorithm = match hash {
        Hash::Sha1 => HMAC_SHA1_FOR_LEGACY_USE_ONLY,
        Hash::Sha224 => HMAC_SHA224,
        Hash::Sha256 => HMAC_SHA256,
        Hash::Sha384 => HMAC_SHA384,
        Hash::Sha512 => HMAC_SHA512,
    };
    stack::wiped(Work::Cipher, || Ok(hmac::sign(&Key::new(algorithm, key), data).as_ref().to_vec()))
}

/// Verifies the HMAC of `data`, in constant time.
pub(crate) fn verify(hash: Hash, key: &[u8], data: &[u8], tag: &[u8]) -> Result<(), CryptoError> {
    if super::mac::equal(&sign(hash, key, data)?, tag) { Ok(()) } else { Err(CryptoError) }
}

/// How many bytes are derived.
struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

/// Derives `length` bytes from `key` for the purpose `info`, without a salt.
pub(crate) fn hkdf_sha256(key: &[u8], info: &[u8], length: usize) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
    let mut derived = Zeroizing::new(vec![0; length]);
    stack::wiped(Work::Cipher, || {
        let extracted = Salt::new(HKDF_SHA256, &[0; SHA256]).extract(key);
        extracted.expand(&[info], Length(length)).and_then(|expanded| expanded.fill(&mut derived))
    })
    .map_err(|_| CryptoError)?;
    Ok(derived)
}
