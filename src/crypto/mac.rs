//! Digests and message authentication codes.

use hmac::{Hmac, KeyInit, Mac};
use sha2::digest::Output;
use sha2::{Digest, Sha256, Sha384, Sha512};
use subtle::{Choice, ConstantTimeEq};
use zeroize::ZeroizeOnDrop;

use super::CryptoError;
use super::secret::Prepare;
use super::stack::{self, Work};

/// Bytes of a SHA-256 digest.
pub(crate) const SHA256: usize = 32;
/// Bytes of a SHA-384 digest and of an HMAC-SHA384 tag.
pub(crate) const SHA384: usize = 48;

/// SHA-384 of `data`.
pub(crate) fn sha384(data: &[u8]) -> [u8; SHA384] {
    Sha384::digest(data).into()
}

/// The digest of data that comes in pieces.
#[derive(Default)]
pub(crate) struct Hasher<D>(D);

/// SHA-256, for which processors have instructions.
pub(crate) type Sha256Hasher = Hasher<Sha256>;
/// SHA-384.
pub(crate) type Sha384Hasher = Hasher<Sha384>;

impl<D: Digest> Hasher<D> {
    /// Hashes the next piece.
    pub(crate) fn update(&mut self, data: &[u8]) {
        self.0.update(data);
    }

    /// Hashes the next piece with its length before it, so that it cannot be taken for another division into pieces.
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

/// HMAC-SHA384 under some key.
pub(crate) struct HmacSha384(Hmac<Sha384>);

/// The crate of the hash wipes its state.
impl ZeroizeOnDrop for HmacSha384 {}

impl Prepare for HmacSha384 {
    const WORK: Work = Work::Mac;

    fn prepare(key: &[u8; 32]) -> Result<Self, CryptoError> {
        Hmac::new_from_slice(key).map(HmacSha384).map_err(|_| CryptoError)
    }
}

impl HmacSha384 {
    /// The code of `data`.
    pub(crate) fn of(&self, data: &[u8]) -> [u8; SHA384] {
        let mut mac = self.0.clone();
        mac.update(data);
        mac.finalize().into_bytes().into()
    }
}

/// The first 32 bytes of HMAC-SHA512 of `data`.
pub(crate) fn hmac_sha512_32(key: &[u8; 32], data: &[u8]) -> Result<[u8; 32], CryptoError> {
    stack::wiped(Work::Mac, || {
        let mut mac = Hmac::<Sha512>::new_from_slice(key).map_err(|_| CryptoError)?;
        mac.update(data);
        let tag: [u8; 64] = mac.finalize().into_bytes().into();
        tag.first_chunk().copied().ok_or(CryptoError)
    })
}

/// Whether `left` and `right` are equal, in time that depends on their lengths alone.
pub(crate) fn equal(left: &[u8], right: &[u8]) -> bool {
    left.ct_eq(right).into()
}

/// Whether `tag` is among `candidates`, in time that does not depend on which one it is.
pub(crate) fn contains(candidates: &[[u8; SHA384]], tag: &[u8; SHA384]) -> bool {
    let found = candidates.iter().fold(Choice::from(0), |found, candidate| found | candidate.ct_eq(tag));
    found.into()
}
