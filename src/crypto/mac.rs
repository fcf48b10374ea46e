//! Digests and message authentication codes.

use sha2::digest::Output;
use sha2::{Digest, Sha256, Sha384};
use subtle::{Choice, ConstantTimeEq};
use zeroize::ZeroizeOnDrop;

use super::CryptoError;
use super::secret::Prepare;
use super::sha512::{self, Hmac};
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

/// SHA-256, for which many processors have instructions.
pub(crate) type Sha256Hasher = Hasher<Sha256>;
/// SHA-384.
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

/// HMAC-SHA384 under some key.
pub(crate) struct HmacSha384(Hmac<sha512::Sha384>);

impl ZeroizeOnDrop for HmacSha384 {}

impl Prepare for HmacSha384 {
    const WORK: Work = Work::Mac;

    fn prepare(key: &[u8; 32]) -> Result<Self, CryptoError> {
        Hmac::new(key).map(HmacSha384)
    }
}

impl HmacSha384 {
    /// The code of `data`.
    pub(crate) fn of(&self, data: &[u8]) -> Result<[u8; SHA384], CryptoError> {
        let mut code = [0; SHA384];
        self.0.write([data], &mut code).map(|()| code)
    }
}

/// The first 32 bytes of HMAC-SHA512 of `data`.
pub(crate) fn hmac_sha512_32(key: &[u8; 32], data: &[u8]) -> Result<[u8; 32], CryptoError> {
    stack::wiped(Work::Mac, || {
        let mut code = [0; 32];
        Hmac::<sha512::Sha512>::new(key)?.write([data], &mut code).map(|()| code)
    })
}

/// Whether `left` and `right` are equal, in time that depends only on their lengths.
pub(crate) fn equal(left: &[u8], right: &[u8]) -> bool {
    left.ct_eq(right).into()
}

/// Whether `tag` is among `candidates`, in time that does not depend on which one it is.
pub(crate) fn contains(candidates: &[[u8; SHA384]], tag: &[u8; SHA384]) -> bool {
    let found = candidates.iter().fold(Choice::from(0), |found, candidate| found | candidate.ct_eq(tag));
    found.into()
}
