//! HMAC (RFC 2104) with SHA-384 and SHA-512, and HKDF (RFC 5869) with SHA-512, with the FIPS module.
//!
//! aws-lc-rs passes keyed states by value, so that they pass over the stack, which the caller overwrites.

use std::marker::PhantomData;

use aws_lc_rs::hkdf::{HKDF_SHA512, KeyType, Prk, Salt};
use aws_lc_rs::hmac::{Algorithm, Context, HMAC_SHA384, HMAC_SHA512, Key};
use zeroize::ZeroizeOnDrop;

use super::CryptoError;

/// The salt that stands for none (RFC 5869, section 2.2): as many zeros as a digest has bytes. The module takes it for a
/// salt, and an empty one for none, which NIST SP 800-56C does not provide for; both extract the same key.
const NO_SALT: [u8; 64] = [0; 64];

/// One of the hashes.
pub(super) trait Variant {
    /// Bytes of a digest.
    const DIGEST: usize;
    const ALGORITHM: Algorithm;
}

pub(super) struct Sha384;

impl Variant for Sha384 {
    const DIGEST: usize = 48;
    const ALGORITHM: Algorithm = HMAC_SHA384;
}

pub(super) struct Sha512;

impl Variant for Sha512 {
    const DIGEST: usize = 64;
    const ALGORITHM: Algorithm = HMAC_SHA512;
}

/// HMAC under some key: the library's state after the blocks of inner and outer key, which it wipes.
pub(super) struct Hmac<V>(Key, PhantomData<V>);

impl<V> ZeroizeOnDrop for Hmac<V> {}

impl<V: Variant> Hmac<V> {
    /// HMAC under `key`.
    pub(super) fn new(key: &[u8]) -> Result<Self, CryptoError> {
        Ok(Hmac(Key::new(V::ALGORITHM, key), PhantomData))
    }

    /// Writes the code of `parts`, one after the other, or as much of its beginning as there is room for.
    pub(super) fn write<'a>(
        &self,
        parts: impl IntoIterator<Item = &'a [u8]>,
        out: &mut [u8],
    ) -> Result<(), CryptoError> {
        let mut context = Context::with_key(&self.0);
        parts.into_iter().for_each(|part| context.update(part));
        let tag = context.sign();
        out.copy_from_slice(tag.as_ref().get(..out.len()).ok_or(CryptoError)?);
        Ok(())
    }
}

/// HKDF-SHA512 of some secret. The module extracts again for each key that is expanded: it does both in one service.
pub(super) struct Hkdf(Prk);

/// The library wipes the secret.
impl ZeroizeOnDrop for Hkdf {}

/// How many bytes are expanded.
struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

impl Hkdf {
    /// HKDF of `secret`, without a salt.
    pub(super) fn without_salt(secret: &[u8]) -> Result<Self, CryptoError> {
        Ok(Hkdf(Salt::new(HKDF_SHA512, &NO_SALT).extract(secret)))
    }

    /// Fills `out` for the purpose `info`, which comes in pieces.
    pub(super) fn expand(&self, info: &[&[u8]], out: &mut [u8]) -> Result<(), CryptoError> {
        let expanded = self.0.expand(info, Length(out.len())).map_err(|_| CryptoError)?;
        expanded.fill(out).map_err(|_| CryptoError)
    }
}
