//! RSA wrapping of AES keys as Java names it: `RSA/ECB/OAEPWithSHA-256AndMGF1Padding`, which is OAEP (RFC 8017)
//! with SHA-256 for the label and SHA-1 in the mask generation function, and `RSA/ECB/PKCS1Padding`.
//!
//! aws-lc-rs offers OAEP with one hash for both only, and no RSA without padding. So the modular exponentiation
//! of OAEP is that of crypto-bigint, which takes the same time for every base and exponent of one length, and the
//! padding is this file's. Keys are parsed and checked by aws-lc-rs all the same, and PKCS #1 v1.5 is its own.
//!
//! The private exponent is used as it is, not by way of the primes (RFC 8017, section 5.1.2, 2.b). That takes some
//! milliseconds instead of one, but the primes would stay in memory that crypto-bigint does not wipe. What it
//! computes with in between is not wiped either.

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use aws_lc_rs::rsa::{Pkcs1PrivateDecryptingKey, PrivateDecryptingKey, PublicEncryptingKey};
use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
use crypto_bigint::{BoxedUint, Odd};
use subtle::{Choice, ConditionallySelectable, ConstantTimeEq};
use zeroize::{Zeroize, Zeroizing};

use super::aes_cbc::Key;
use super::secret::Secret;
use super::{CryptoError, hmac, rsa_der};

/// Bytes of a SHA-1 digest.
const SHA1: usize = 20;
/// Lengths of AES keys.
const KEY_LENGTHS: [usize; 3] = [16, 24, 32];

/// How a wrapped key is padded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Padding {
    /// OAEP with SHA-256, and MGF1 with SHA-1.
    Oaep,
    /// PKCS #1 v1.5.
    Pkcs1,
}

/// A public key of 2048 to 8192 bits.
pub(crate) struct PublicKey {
    modulus: Modulus,
    exponent: BoxedUint,
}

impl PublicKey {
    /// Parses a DER-encoded X.509 SubjectPublicKeyInfo.
    pub(crate) fn from_der(bytes: &[u8]) -> Result<Self, CryptoError> {
        PublicEncryptingKey::from_der(bytes).map_err(|_| CryptoError)?;
        let numbers = rsa_der::public(bytes)?;
        Ok(PublicKey {
            modulus: Modulus::new(numbers.modulus)?,
            exponent: BoxedUint::from_be_slice_vartime(numbers.exponent),
        })
    }

    /// Wraps `key` with OAEP; the result is as long as the modulus.
    pub(crate) fn wrap(&self, key: &Key) -> Result<Vec<u8>, CryptoError> {
        let mut seed = Secret::<{ hmac::SHA256 }>::random()?;
        let padded = pad(key.expose(), &mut seed, self.modulus.bytes)?;
        Ok(self.modulus.power(&padded, &self.exponent)?.to_vec())
    }
}

/// A private key of 2048 to 8192 bits. Wiped when dropped.
pub(crate) struct PrivateKey {
    modulus: Modulus,
    exponent: Zeroizing<BoxedUint>,
    pkcs1: Pkcs1PrivateDecryptingKey,
    /// What keys are made of where a padding is wrong.
    rejection: Secret<32>,
}

impl PrivateKey {
    /// Parses a DER-encoded PKCS #8 PrivateKeyInfo.
    pub(crate) fn from_pkcs8(bytes: &[u8]) -> Result<Self, CryptoError> {
        let key = PrivateDecryptingKey::from_pkcs8(bytes).map_err(|_| CryptoError)?;
        let numbers = rsa_der::private(bytes)?;
        let modulus = Modulus::new(numbers.modulus)?;
        let exponent = BoxedUint::from_be_slice(numbers.exponent, modulus.bits()).map_err(|_| CryptoError)?;
        Ok(PrivateKey {
            modulus,
            exponent: Zeroizing::new(exponent),
            pkcs1: Pkcs1PrivateDecryptingKey::new(key).map_err(|_| CryptoError)?,
            rejection: Secret::random()?,
        })
    }

    /// Unwraps an AES key. Where that fails, the answer is a key that nobody knows.
    ///
    /// Whoever learns of many ciphertexts whether their padding is right can decrypt any other (Bleichenbacher,
    /// 1998; Manger, 2001). So a wrong padding is no failure here: a key takes the plaintext's place that only this
    /// object can compute, always the same one for the same ciphertext, so that asking twice teaches nothing
    /// either. The caller goes on and fails where it decrypts with that key, with the same error as for a right
    /// padding around a wrong key.
    ///
    /// What remains is the difference between the lengths of AES keys, and for PKCS #1 v1.5 what remains within
    /// aws-lc, which compares in constant time but returns early.
    ///
    /// Fails only when the cryptographic library does.
    pub(crate) fn unwrap(&self, padding: Padding, wrapped: &[u8]) -> Result<Key, CryptoError> {
        let mut key = Zeroizing::new([0; 32]);
        key.copy_from_slice(&Zeroizing::new(hmac::sign(hmac::Hash::Sha256, self.rejection.expose(), wrapped)?));
        let length = match padding {
            Padding::Oaep => {
                let padded = self.modulus.power(wrapped, &self.exponent);
                unpad(padded.as_deref().unwrap_or(&vec![0; self.modulus.bytes]), &mut key)
            }
            Padding::Pkcs1 => {
                let mut plaintext = Zeroizing::new(vec![0; self.modulus.bytes]);
                let length = self.pkcs1.decrypt(wrapped, &mut plaintext).map_or(0, |key| key.len());
                choose(&mut key, |expected| (plaintext.get(..expected), length.ct_eq(&expected)))
            }
        };
        key.get(..length).and_then(Key::copy_from).ok_or(CryptoError)
    }
}

/// The modulus of a key.
struct Modulus {
    parameters: BoxedMontyParams,
    bytes: usize,
}

impl Modulus {
    fn new(digits: &[u8]) -> Result<Self, CryptoError> {
        let modulus = Odd::new(BoxedUint::from_be_slice_vartime(digits)).into_option().ok_or(CryptoError)?;
        Ok(Modulus { parameters: BoxedMontyParams::new(modulus), bytes: digits.len() })
    }

    fn bits(&self) -> u32 {
        self.parameters.bits_precision()
    }

    /// `base` to the power of `exponent`; fails where `base` is no number below the modulus.
    fn power(&self, base: &[u8], exponent: &BoxedUint) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
        if base.len() != self.bytes {
            return Err(CryptoError);
        }
        let base = BoxedUint::from_be_slice(base, self.bits()).map_err(|_| CryptoError)?;
        // A ciphertext's size is public, and no padded plaintext is as large as the modulus.
        if base >= *self.parameters.modulus().as_ref() {
            return Err(CryptoError);
        }
        let mut form = BoxedMontyForm::new(base, &self.parameters);
        let mut power = form.pow(exponent);
        form.zeroize();
        let mut number = power.retrieve();
        power.zeroize();
        let digits = Zeroizing::new(number.to_be_bytes().into_vec());
        number.zeroize();
        let start = digits.len().checked_sub(self.bytes).ok_or(CryptoError)?;
        digits.get(start..).map(|digits| Zeroizing::new(digits.to_vec())).ok_or(CryptoError)
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

/// Takes the padding off (RFC 8017, section 7.1.2, step 3) in constant time, and puts the AES key in it into `key`.
/// Where there is none, `key` stays as it is. Returns the key's length.
fn unpad(padded: &[u8], key: &mut [u8; 32]) -> usize {
    let Some((first, rest)) = padded.split_first() else { return key.len() };
    let Some((seed, data)) = rest.split_first_chunk::<{ hmac::SHA256 }>() else { return key.len() };
    let (mut seed, mut data) = (Zeroizing::new(*seed), Zeroizing::new(data.to_vec()));
    mask(&mut *seed, &data);
    mask(&mut data, &*seed);
    let front = data.get(..hmac::SHA256).unwrap_or_default();
    let valid = first.ct_eq(&0) & front.ct_eq(&hmac::sha256(&[]));
    choose(key, |length| {
        let zeros = data.len().saturating_sub(hmac::SHA256 + 1 + length);
        let filled = data.iter().skip(hmac::SHA256).take(zeros).fold(0, |filled, byte| filled | byte);
        let one = data.get(hmac::SHA256 + zeros).copied().unwrap_or_default();
        let found = data.get(data.len().saturating_sub(length)..);
        (found, valid & filled.ct_eq(&0) & one.ct_eq(&1))
    })
}

/// Asks for the key of each possible length and whether it is the right one, and keeps that in constant time.
/// Returns its length, or that of the longest where none is right.
fn choose<'a>(key: &mut [u8; 32], candidate: impl Fn(usize) -> (Option<&'a [u8]>, Choice)) -> usize {
    let mut chosen = key.len() as u64;
    for length in KEY_LENGTHS {
        let (found, right) = candidate(length);
        for (byte, found) in key.iter_mut().zip(found.unwrap_or_default()) {
            byte.conditional_assign(found, right);
        }
        chosen.conditional_assign(&(length as u64), right);
    }
    usize::try_from(chosen).unwrap_or_default()
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
                let key = Key::random(length).unwrap();
                let wrapped = public.wrap(&key).unwrap();
                assert_eq!(wrapped.len(), public.modulus.bytes);
                assert_eq!(private.unwrap(Padding::Oaep, &wrapped).unwrap().expose(), key.expose());
                assert_ne!(public.wrap(&key).unwrap(), wrapped);

                let mut wrapped = vec![0; public.modulus.bytes];
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
            (Padding::Oaep, &wrapped[..]),
            (Padding::Pkcs1, &wrapped),
            (Padding::Oaep, &[]),
            (Padding::Pkcs1, &[]),
            (Padding::Oaep, &[0xff; 256]),
            (Padding::Oaep, &[0; 256]),
            (Padding::Pkcs1, &[0xff; 256]),
            (Padding::Oaep, &[0; 257]),
        ] {
            let rejected = private.unwrap(padding, wrapped).unwrap();
            assert_eq!(rejected.expose().len(), 32);
            assert_eq!(private.unwrap(padding, wrapped).unwrap().expose(), rejected.expose());
        }
        let (_, other, _) = keys(KeySize::Rsa2048);
        let rejections = [&private, &other].map(|key| key.unwrap(Padding::Oaep, &[]).unwrap());
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
            let length = unpad(padded, &mut key);
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
