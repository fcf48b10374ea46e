//! Digests of short data, with the FIPS module.

use std::marker::PhantomData;

use aws_lc_rs::digest::{self, Algorithm, Context};

use super::mac::{SHA256, SHA384};

/// A hash whose digest has `N` bytes.
pub(crate) trait Variant<const N: usize> {
    const ALGORITHM: &'static Algorithm;
}

pub(crate) struct Sha256;

impl Variant<SHA256> for Sha256 {
    const ALGORITHM: &'static Algorithm = &digest::SHA256;
}

pub(crate) struct Sha384;

impl Variant<SHA384> for Sha384 {
    const ALGORITHM: &'static Algorithm = &digest::SHA384;
}

/// SHA-384 of `data`.
pub(crate) fn sha384(data: &[u8]) -> [u8; SHA384] {
    bytes(&digest::digest(&digest::SHA384, data))
}

/// The digest of data that comes in pieces.
pub(crate) struct Hasher<V, const N: usize>(Context, PhantomData<V>);

/// SHA-256.
pub(crate) type Sha256Hasher = Hasher<Sha256, SHA256>;
/// SHA-384, of short pieces.
pub(crate) type Sha384Hasher = Hasher<Sha384, SHA384>;

impl<V: Variant<N>, const N: usize> Default for Hasher<V, N> {
    fn default() -> Self {
        Hasher(Context::new(V::ALGORITHM), PhantomData)
    }
}

impl<V: Variant<N>, const N: usize> Hasher<V, N> {
    /// Hashes the next piece.
    pub(crate) fn update(&mut self, data: &[u8]) {
        self.0.update(data);
    }

    /// Hashes the next piece preceded by its length, so that no other division into pieces has the same hash.
    pub(crate) fn update_part(&mut self, part: &[u8]) {
        self.update(&(part.len() as u64).to_be_bytes());
        self.update(part);
    }

    /// The digest of all pieces.
    pub(crate) fn finish(self) -> [u8; N] {
        bytes(&self.0.finish())
    }
}

/// The bytes of a digest, of which there are `N` by its algorithm.
fn bytes<const N: usize>(digest: &digest::Digest) -> [u8; N] {
    let mut bytes = [0; N];
    bytes.copy_from_slice(digest.as_ref());
    bytes
}
