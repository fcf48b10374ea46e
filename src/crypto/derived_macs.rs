//! HMAC-SHA384 under keys that are derived from one secret, each for a purpose of its own.

use zeroize::{Zeroize, ZeroizeOnDrop};

use super::CryptoError;
use super::sha512::{Hkdf, Hmac, Sha384};
use super::stack::{self, Work};

/// Bytes of a derived key.
const KEY: usize = 64;

/// The MACs, by number. Of each, the blocks of inner and outer key are hashed already.
pub(crate) struct DerivedMacs(Box<[Hmac<Sha384>]>);

/// Each wipes itself.
impl ZeroizeOnDrop for DerivedMacs {}

impl DerivedMacs {
    /// Derives a key of 64 bytes for each purpose, with HKDF-SHA512 and without a salt. A purpose comes in two pieces.
    pub(crate) fn derive<'a>(
        secret: &[u8],
        purposes: impl ExactSizeIterator<Item = [&'a [u8]; 2]>,
    ) -> Result<Self, CryptoError> {
        stack::wiped(Work::Cipher, || {
            let hkdf = Hkdf::without_salt(secret)?;
            // Made once and never moved: a vector that grows leaves keys behind.
            let mut macs = Vec::with_capacity(purposes.len());
            let mut key = [0; KEY];
            for purpose in purposes {
                hkdf.expand(&purpose, &mut key)?;
                macs.push(Hmac::new(&key)?);
            }
            key.as_mut_slice().zeroize();
            Ok(DerivedMacs(macs.into_boxed_slice()))
        })
    }

    /// MACs with these keys.
    #[cfg(test)]
    pub(crate) fn with_keys(keys: &[&[u8]]) -> Self {
        DerivedMacs(keys.iter().map(|key| Hmac::new(key).unwrap()).collect())
    }

    /// The first 64 bits of MAC number `n` over `data`, and over one byte behind it, if there is one. It leaves keys on
    /// the stack, which the caller overwrites ([`Work::Mac`]).
    pub(crate) fn start_unwiped(&self, n: usize, data: &[u8], behind: Option<u8>) -> Result<u64, CryptoError> {
        let mut start = [0; 8];
        let mac = self.0.get(n).ok_or(CryptoError)?;
        mac.write([data, behind.as_slice()], &mut start)?;
        Ok(u64::from_be_bytes(start))
    }
}

#[cfg(test)]
mod tests {
    use hmac::{KeyInit, Mac};

    use super::*;

    #[test]
    fn each_purpose_has_the_key_that_rfc_5869_derives_for_it() {
        let purposes: [[&[u8]; 2]; 3] = [[b"a", b"b"], [b"ab", b""], [b"other", b""]];
        let macs = DerivedMacs::derive(&[7; 5], purposes.into_iter()).unwrap();
        for (n, info) in [&b"ab"[..], b"ab", b"other"].into_iter().enumerate() {
            let mut key = [0; KEY];
            hkdf::Hkdf::<sha2::Sha512>::new(None, &[7; 5]).expand(info, &mut key).unwrap();
            let mut mac = hmac::Hmac::<sha2::Sha384>::new_from_slice(&key).unwrap();
            mac.update(b"data");
            let expected = u64::from_be_bytes(mac.finalize().into_bytes()[..8].try_into().unwrap());
            assert_eq!(macs.start_unwiped(n, b"dat", Some(b'a')), Ok(expected));
        }
        assert_eq!(macs.start_unwiped(3, b"", None), Err(CryptoError));
    }
}
