//! RSA wrapping of AES keys as Java names it: `RSA/ECB/OAEPWithSHA-256AndMGF1Padding`, which is OAEP (RFC 8017)
//! with SHA-256 for the label and SHA-1 in the mask generation function, the same with other hashes for the label,
//! and `RSA/ECB/PKCS1Padding`.
//!
//! aws-lc-rs offers OAEP only with one hash for both, no RSA without padding, and no key shorter than 2048 bits. So
//! the modular exponentiation of OAEP is that of [`rsa_number`], and the padding is implemented here. Keys of 2048 bits
//! and more are still parsed and checked by aws-lc-rs, which also does PKCS #1 v1.5 with them.

use aws_lc_rs::digest::{Algorithm, SHA1_FOR_LEGACY_USE_ONLY, SHA224, SHA256, SHA384, SHA512, digest};
use aws_lc_rs::rsa::{Pkcs1PrivateDecryptingKey, PrivateDecryptingKey, PublicEncryptingKey};
use subtle::{Choice, ConditionallySelectable, ConstantTimeEq};
use zeroize::Zeroizing;

use super::aes_cbc::Key;
use super::secret::Secret;
use super::stack::{self, Work};
use super::{CryptoError, hmac, rsa_number};

/// Bytes of a SHA-1 digest.
const SHA1: usize = 20;
/// Lengths of AES keys.
const KEY_LENGTHS: [u8; 3] = [16, 24, 32];

/// How a wrapped key is padded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Padding {
    /// OAEP with this hash for the label, and MGF1 with SHA-1.
    Oaep(LabelHash),
    /// PKCS #1 v1.5.
    Pkcs1,
}

/// The hash that OAEP makes of the label, which is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LabelHash {
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
}

impl LabelHash {
    fn algorithm(self) -> &'static Algorithm {
        match self {
            LabelHash::Sha1 => &SHA1_FOR_LEGACY_USE_ONLY,
            LabelHash::Sha224 => &SHA224,
            LabelHash::Sha256 => &SHA256,
            LabelHash::Sha384 => &SHA384,
            LabelHash::Sha512 => &SHA512,
        }
    }
}

/// A public key of 2048 to 8192 bits.
pub(crate) struct PublicKey(rsa_number::PublicNumbers);

impl PublicKey {
    /// Parses a DER-encoded X.509 SubjectPublicKeyInfo.
    pub(crate) fn from_der(bytes: &[u8]) -> Result<Self, CryptoError> {
        PublicEncryptingKey::from_der(bytes).map_err(|_| CryptoError)?;
        Ok(PublicKey(rsa_number::PublicNumbers::from_der(bytes)?))
    }

    /// Wraps `key` with OAEP; the result is as long as the modulus.
    pub(crate) fn wrap(&self, key: &Key) -> Result<Vec<u8>, CryptoError> {
        stack::wiped(Work::PublicKey, || {
            let mut seed = Secret::<{ hmac::SHA256 }>::random()?;
            let padded = pad(key.expose(), &mut seed, self.0.length())?;
            Ok(self.0.power(&padded)?.to_vec())
        })
    }
}

/// A private key of 1024 to 8192 bits. Wiped when dropped.
pub(crate) struct PrivateKey {
    numbers: rsa_number::PrivateNumbers,
    /// `None` if the key is too short for aws-lc-rs.
    pkcs1: Option<Pkcs1PrivateDecryptingKey>,
    /// What keys are made from when a padding is wrong.
    rejection: Secret<32>,
}

impl PrivateKey {
    /// Parses a DER-encoded PKCS #8 PrivateKeyInfo of 2048 to 8192 bits.
    pub(crate) fn from_pkcs8(bytes: &[u8]) -> Result<Self, CryptoError> {
        stack::wiped(Work::PublicKey, || Self::parse(bytes))
    }

    fn parse(bytes: &[u8]) -> Result<Self, CryptoError> {
        let key = PrivateDecryptingKey::from_pkcs8(bytes).map_err(|_| CryptoError)?;
        Ok(PrivateKey {
            numbers: rsa_number::PrivateNumbers::from_pkcs8(bytes)?,
            pkcs1: Some(Pkcs1PrivateDecryptingKey::new(key).map_err(|_| CryptoError)?),
            rejection: Secret::random()?,
        })
    }

    /// As [`from_pkcs8`](Self::from_pkcs8), and keys from 1024 bits too.
    pub(crate) fn weak_from_pkcs8(bytes: &[u8]) -> Result<Self, CryptoError> {
        Self::from_pkcs8(bytes).or_else(|CryptoError| {
            stack::wiped(Work::PublicKey, || {
                let numbers = rsa_number::PrivateNumbers::from_pkcs8(bytes)?;
                Ok(PrivateKey { numbers, pkcs1: None, rejection: Secret::random()? })
            })
        })
    }

    /// Unwraps an AES key. If that fails, the answer is a key that nobody knows.
    ///
    /// Whoever learns for many ciphertexts whether their padding is right can decrypt any other (Bleichenbacher,
    /// 1998; Manger, 2001). So a wrong padding is not a failure here: a key that only this object can compute takes
    /// the plaintext's place, always the same one for the same ciphertext, so asking twice teaches nothing
    /// either. The caller goes on and fails where it decrypts with that key, with the same error as for a right
    /// padding around a wrong key.
    ///
    /// What remains is the difference between the lengths of AES keys, and for PKCS #1 v1.5 what remains within
    /// aws-lc, which compares in constant time but returns early.
    ///
    /// Fails only when the cryptographic library does.
    pub(crate) fn unwrap(&self, padding: Padding, wrapped: &[u8]) -> Result<Key, CryptoError> {
        stack::wiped(Work::PublicKey, || self.unwrap_unwiped(padding, wrapped))
    }

    fn unwrap_unwiped(&self, padding: Padding, wrapped: &[u8]) -> Result<Key, CryptoError> {
        let mut key = Zeroizing::new([0; 32]);
        key.copy_from_slice(&Zeroizing::new(hmac::sign(hmac::Hash::Sha256, self.rejection.expose(), wrapped)?));
        let length = match padding {
            Padding::Oaep(hash) => unpad(hash, &self.padded(wrapped), &mut key),
            Padding::Pkcs1 => match &self.pkcs1 {
                Some(pkcs1) => {
                    let mut plaintext = Zeroizing::new(vec![0; self.numbers.length()]);
                    let length = pkcs1.decrypt(wrapped, &mut plaintext).map_or(0, |key| key.len());
                    choose(&mut key, |expected| (plaintext.get(..expected), length.ct_eq(&expected)))
                }
                None => unpad_pkcs1(&self.padded(wrapped), &mut key),
            },
        };
        key.get(..length).and_then(Key::copy_from).ok_or(CryptoError)
    }

    /// The padded plaintext; zeros, which no padding looks like, if `wrapped` is not a ciphertext of this key.
    fn padded(&self, wrapped: &[u8]) -> Zeroizing<Vec<u8>> {
        self.numbers.power(wrapped).unwrap_or_else(|CryptoError| Zeroizing::new(vec![0; self.numbers.length()]))
    }
}

/// Pads `key` to `length` bytes (RFC 8017, section 7.1.1, step 2).
fn pad(
    key: &[u8],
    seed: &mut Secret<{ hmac::SHA256 }>,
    length: usize,
) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
    let block = length.checked_sub(1 + hmac::SHA256).ok_or(CryptoError)?;
    let zeros = block.checked_sub(hmac::SHA256 + 1 + key.len()).ok_or(CryptoError)?;
    let mut data = Zeroizing::new(Vec::with_capacity(block));
    data.extend_from_slice(&hmac::sha256(&[]));
    data.resize(hmac::SHA256 + zeros, 0);
    data.push(1);
    data.extend_from_slice(key);
    mask(&mut data, seed.expose());
    mask(seed.expose_mut(), &data);
    let mut padded = Zeroizing::new(Vec::with_capacity(length));
    padded.push(0);
    padded.extend_from_slice(seed.expose());
    padded.extend_from_slice(&data);
    Ok(padded)
}

/// Removes the padding (RFC 8017, section 7.1.2, step 3) in constant time, and puts the AES key into `key`.
/// If there is none, `key` stays as it is. Returns the key's length.
fn unpad(hash: LabelHash, padded: &[u8], key: &mut [u8; 32]) -> usize {
    let label = digest(hash.algorithm(), &[]);
    let label = label.as_ref();
    let Some((first, rest)) = padded.split_first() else { return key.len() };
    let Some((seed, data)) = rest.split_at_checked(label.len()) else { return key.len() };
    let (mut seed, mut data) = (Zeroizing::new(seed.to_vec()), Zeroizing::new(data.to_vec()));
    mask(&mut seed, &data);
    mask(&mut data, &seed);
    let front = data.get(..label.len()).unwrap_or_default();
    let valid = first.ct_eq(&0) & front.ct_eq(label);
    choose(key, |length| {
        let zeros = data.len().saturating_sub(label.len() + 1 + length);
        let filled = data.iter().skip(label.len()).take(zeros).fold(0, |filled, byte| filled | byte);
        let one = data.get(label.len() + zeros).copied().unwrap_or_default();
        let found = data.get(data.len().saturating_sub(length)..);
        (found, valid & filled.ct_eq(&0) & one.ct_eq(&1))
    })
}

/// As [`unpad`], for PKCS #1 v1.5 (RFC 8017, section 7.2.2, step 3).
fn unpad_pkcs1(padded: &[u8], key: &mut [u8; 32]) -> usize {
    let Some((front, rest)) = padded.split_first_chunk::<2>() else { return key.len() };
    let valid = front.ct_eq(&[0, 2]);
    choose(key, |length| {
        // Keys are much shorter than the modulus, so the filling is longer than the eight bytes it must have.
        let filling = rest.len().saturating_sub(length + 1);
        let filled = rest.iter().take(filling).fold(Choice::from(1), |filled, byte| filled & !byte.ct_eq(&0));
        let zero = rest.get(filling).copied().unwrap_or(1);
        let found = rest.get(rest.len().saturating_sub(length)..);
        (found, valid & filled & zero.ct_eq(&0))
    })
}

/// Tries each possible length of the key, and selects the right one in constant time.
/// Returns its length, or the longest if none is right.
fn choose<'a>(key: &mut [u8; 32], candidate: impl Fn(usize) -> (Option<&'a [u8]>, Choice)) -> usize {
    let mut chosen = 32_u8;
    for length in KEY_LENGTHS {
        let (found, right) = candidate(usize::from(length));
        for (byte, found) in key.iter_mut().zip(found.unwrap_or_default()) {
            byte.conditional_assign(found, right);
        }
        chosen.conditional_assign(&length, right);
    }
    usize::from(chosen)
}

/// Adds MGF1 with SHA-1 of `seed` to `bytes` (RFC 8017, appendix B.2.1).
fn mask(bytes: &mut [u8], seed: &[u8]) {
    for (counter, chunk) in (0_u32..).zip(bytes.chunks_mut(SHA1)) {
        let input = Zeroizing::new([seed, &counter.to_be_bytes()].concat());
        let hash = digest(&SHA1_FOR_LEGACY_USE_ONLY, &input);
        for (byte, mask) in chunk.iter_mut().zip(hash.as_ref()) {
            *byte ^= mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
    use aws_lc_rs::rsa::{KeyPair, KeySize, Pkcs1PublicEncryptingKey};
    use aws_lc_rs::signature::KeyPair as _;

    use super::*;

    fn keys(size: KeySize) -> (PublicKey, PrivateKey, PublicEncryptingKey) {
        let pair = KeyPair::generate(size).unwrap();
        let public: PublicKeyX509Der<'_> = pair.public_key().as_der().unwrap();
        let private: Pkcs8V1Der<'_> = pair.as_der().unwrap();
        (
            PublicKey::from_der(public.as_ref()).unwrap(),
            PrivateKey::from_pkcs8(private.as_ref()).unwrap(),
            PublicEncryptingKey::from_der(public.as_ref()).unwrap(),
        )
    }

    #[test]
    fn keys_of_every_length_round_trip() {
        for size in [KeySize::Rsa2048, KeySize::Rsa3072] {
            let (public, private, theirs) = keys(size);
            for length in KEY_LENGTHS {
                let key = Key::random(usize::from(length)).unwrap();
                let wrapped = public.wrap(&key).unwrap();
                assert_eq!(wrapped.len(), public.0.length());
                assert_eq!(
                    private.unwrap(Padding::Oaep(LabelHash::Sha256), &wrapped).unwrap().expose(),
                    key.expose()
                );
                assert_ne!(public.wrap(&key).unwrap(), wrapped);

                let mut wrapped = vec![0; public.0.length()];
                let pkcs1 = Pkcs1PublicEncryptingKey::new(theirs.clone()).unwrap();
                pkcs1.encrypt(key.expose(), &mut wrapped).unwrap();
                assert_eq!(private.unwrap(Padding::Pkcs1, &wrapped).unwrap().expose(), key.expose());
            }
        }
    }

    #[test]
    fn what_cannot_be_unwrapped_is_a_key_that_nobody_knows() {
        let (public, private, _) = keys(KeySize::Rsa2048);
        let key = Key::random(16).unwrap();
        let mut wrapped = public.wrap(&key).unwrap();
        wrapped[200] ^= 1;
        for (padding, wrapped) in [
            (Padding::Oaep(LabelHash::Sha256), &wrapped[..]),
            (Padding::Pkcs1, &wrapped),
            (Padding::Oaep(LabelHash::Sha256), &[]),
            (Padding::Pkcs1, &[]),
            (Padding::Oaep(LabelHash::Sha256), &[0xff; 256]),
            (Padding::Oaep(LabelHash::Sha256), &[0; 256]),
            (Padding::Pkcs1, &[0xff; 256]),
            (Padding::Oaep(LabelHash::Sha256), &[0; 257]),
        ] {
            let rejected = private.unwrap(padding, wrapped).unwrap();
            assert_eq!(rejected.expose().len(), 32);
            assert_eq!(private.unwrap(padding, wrapped).unwrap().expose(), rejected.expose());
        }
        let (_, other, _) = keys(KeySize::Rsa2048);
        let rejections =
            [&private, &other].map(|key| key.unwrap(Padding::Oaep(LabelHash::Sha256), &[]).unwrap());
        assert_ne!(rejections[0].expose(), rejections[1].expose());
    }

    #[test]
    fn every_part_of_the_padding_is_checked() {
        let key = [7; 16];
        let padded = |change: &dyn Fn(&mut Vec<u8>)| {
            let mut data = [&hmac::sha256(&[])[..], &[0; 174], &[1], &key].concat();
            change(&mut data);
            let mut seed = [3; 32];
            mask(&mut data, &seed);
            mask(&mut seed, &data);
            [&[0][..], &seed, &data].concat()
        };
        let unpadded = |padded: &[u8]| {
            let mut key = [0; 32];
            let length = unpad(LabelHash::Sha256, padded, &mut key);
            (length, key[..length].to_vec())
        };
        let rejected = (32, vec![0; 32]);
        assert_eq!(unpadded(&padded(&|_| ())), (16, key.to_vec()));
        for place in 0..32 + 174 + 1 {
            assert_eq!(unpadded(&padded(&|data| data[place] ^= 0x80)), rejected, "{place}");
        }
        let mut first = padded(&|_| ());
        first[0] = 1;
        assert_eq!(unpadded(&first), rejected);
        // A key of another length than those of AES.
        assert_eq!(unpadded(&padded(&|data| data.swap(32 + 174, 32 + 173))), rejected);
        for length in 0..100 {
            assert_eq!(unpadded(&vec![0; length]), rejected);
        }
    }
}
