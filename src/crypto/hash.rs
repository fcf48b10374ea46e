//! Digests of short data, made with sha2.

use sha2::digest::Output;
use sha2::{Digest, Sha256, Sha384};

use super::mac::SHA384;

/// SHA-384 of `data`.
pub(crate) fn sha384(data: &[u8]) -> [u8; SHA384] {
    Sha384::digest(data).into()
}

/// The digest of data that comes in pieces.
#[derive(Default)]
pub(crate) struct Hasher<D>(D);

/// SHA-256, for which many processors have instructions.
pub(crate) type Sha256Hasher = Hasher<Sha256>;
/// SHA-384, of short pieces.
pub(crate) type Sha384Hasher = Hasher<Sha384>;
impl<D: Digest> Hasher<D> {
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
    pub(crate) fn finish<const N: usize>(self) -> [u8; N]
    where
        Output<D>: Into<[u8; N]>,
    {
        self.0.finalize().into()
    }
}
