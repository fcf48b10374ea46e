//! Ed25519 signatures (RFC 8032).
//!
//! aws-lc-rs makes keys and signatures in half the time of ed25519-dalek. The latter verifies: it is just as fast at
//! that, and can be strict where RFC 8032 leaves a choice.

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use ed25519_dalek::{Signature, Verifier, VerifyingKey};

use crate::crypto::CryptoError;
use crate::crypto::secret::Secret;
use crate::crypto::stack::{self, Work};

/// What to say to whoever asks for a key: this build has them.
pub(crate) const MISSING: Option<&str> = None;

/// Bytes of a public key, and of a private key's seed.
pub(crate) const KEY: usize = 32;
/// Bytes of a signature.
pub(crate) const SIGNATURE: usize = 64;

/// An Ed25519 key pair. The private key stays inside the cryptographic library, which wipes it.
pub(crate) struct KeyPair {
    pair: Ed25519KeyPair,
    public_key: [u8; KEY],
}

impl KeyPair {
    /// Makes a new key pair.
    pub(crate) fn generate() -> Result<Self, CryptoError> {
        Self::from_seed(Secret::random()?.expose())
    }

    /// The key pair with this 32-byte seed.
    pub(crate) fn from_seed(seed: &[u8; KEY]) -> Result<Self, CryptoError> {
        let pair = stack::wiped(Work::Ed25519Key, || Ed25519KeyPair::from_seed_unchecked(seed))
            .map_err(|_| CryptoError)?;
        let public_key = pair.public_key().as_ref().try_into().map_err(|_| CryptoError)?;
        Ok(KeyPair { pair, public_key })
    }

    /// The public key.
    pub(crate) fn public_key(&self) -> &[u8; KEY] {
        &self.public_key
    }

    /// Signs `message`.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<[u8; SIGNATURE], CryptoError> {
        let signature =
            stack::wiped(Work::PublicKey, || self.pair.try_sign(message)).map_err(|_| CryptoError)?;
        signature.as_ref().try_into().map_err(|_| CryptoError)
    }
}

/// A public key that is not weak.
pub(crate) struct PublicKey(VerifyingKey);

impl PublicKey {
    /// Unpacks the point that these 32 bytes stand for.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, CryptoError> {
        let bytes = bytes.try_into().map_err(|_| CryptoError)?;
        let key = VerifyingKey::from_bytes(bytes).map_err(|_| CryptoError)?;
        if key.is_weak() { Err(CryptoError) } else { Ok(PublicKey(key)) }
    }

    /// Verifies a signature strictly: no weak first half, and one form of each signature.
    ///
    /// That is what `verify_strict` does, but without unpacking the first half: a signature verifies only when its first
    /// half is the canonical form of the point that is expected there, so that its bytes tell whether the point is weak.
    pub(crate) fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), CryptoError> {
        let signature = Signature::from_slice(signature).map_err(|_| CryptoError)?;
        if is_weak_point(signature.r_bytes()) {
            return Err(CryptoError);
        }
        self.0.verify(message, &signature).map_err(|_| CryptoError)
    }
}

/// The canonical forms of the eight points of small order, without the sign of their other coordinate.
const WEAK_POINTS: [&[u8; 32]; 5] = [
    b"\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
    b"\xec\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\
      \xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f",
    &[0; 32],
    b"\xc7\x17\x6a\x70\x3d\x4d\xd8\x4f\xba\x3c\x0b\x76\x0d\x10\x67\x0f\
      \x2a\x20\x53\xfa\x2c\x39\xcc\xc6\x4e\xc7\xfd\x77\x92\xac\x03\x7a",
    b"\x26\xe8\x95\x8f\xc2\xb2\x27\xb0\x45\xc3\xf4\x89\xf2\xef\x98\xf0\
      \xd5\xdf\xac\x05\xd3\xc6\x33\x39\xb1\x38\x02\x88\x6d\x53\xfc\x05",
];

/// Whether these are the canonical form of a point of small order.
fn is_weak_point(bytes: &[u8; 32]) -> bool {
    let mut unsigned = *bytes;
    if let Some(last) = unsigned.last_mut() {
        *last &= 0x7f;
    }
    WEAK_POINTS.contains(&&unsigned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verify(public_key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), CryptoError> {
        PublicKey::parse(public_key)?.verify(message, signature)
    }

    #[test]
    fn the_first_vector_of_rfc_8032_verifies() {
        let seed = *b"\x9d\x61\xb1\x9d\xef\xfd\x5a\x60\xba\x84\x4a\xf4\x92\xec\x2c\xc4\x44\x49\xc5\x69\x7b\x32\x69\x19\x70\x3b\xac\x03\x1c\xae\x7f\x60";
        let key = KeyPair::from_seed(&seed).unwrap();
        assert_eq!(key.public_key()[..4], [0xd7, 0x5a, 0x98, 0x01]);
        let signature = key.sign(b"").unwrap();
        assert_eq!(signature[..4], [0xe5, 0x56, 0x43, 0x00]);
        verify(key.public_key(), b"", &signature).unwrap();
        assert!(verify(key.public_key(), b"x", &signature).is_err());
        assert!(verify(&[0; KEY], b"", &signature).is_err());
        assert!(verify(key.public_key(), b"", &signature[1..]).is_err());
    }

    /// Both agree on `expected`: this, and `verify_strict` of the crate.
    fn assert_verifies(public_key: &[u8; 32], message: &[u8], signature: &[u8; 64], expected: bool) {
        assert_eq!(verify(public_key, message, signature).is_ok(), expected);
        let strict = VerifyingKey::from_bytes(public_key)
            .and_then(|key| key.verify_strict(message, &Signature::from_bytes(signature)));
        assert_eq!(strict.is_ok(), expected);
    }

    fn halves(first: &[u8; 32], second: &[u8; 32]) -> [u8; 64] {
        [&first[..], second].concat().try_into().unwrap()
    }

    #[test]
    fn a_weak_first_half_is_refused() {
        // The second half is the private scalar times the hash, modulo the order: with it, the neutral point as the
        // first half verifies where nobody looks.
        let public_key = b"\xd7\x5a\x98\x01\x82\xb1\x0a\xb7\xd5\x4b\xfe\xd3\xc9\x64\x07\x3a\x0e\xe1\x72\xf3\xda\xa6\x23\x25\xaf\x02\x1a\x68\xf7\x07\x51\x1a";
        let scalar = b"\x75\x6c\xf9\xb1\xd6\xf0\xd7\xa9\x79\xb9\xd2\xaf\x3d\xc2\xbc\x12\x94\xec\x7c\xb6\xda\xa2\x0e\xaf\xf5\x34\xc0\x24\xfc\x57\x92\x0f";
        let signature = halves(WEAK_POINTS[0], scalar);
        let key = VerifyingKey::from_bytes(public_key).unwrap();
        assert!(key.verify(b"", &Signature::from_bytes(&signature)).is_ok());
        assert_verifies(public_key, b"", &signature, false);
    }

    #[test]
    fn weak_keys_are_refused() {
        // The base point and one: for the neutral point as the key they verify with every message.
        let base = &[[0x58].as_slice(), &[0x66; 31]].concat().try_into().unwrap();
        let mut one = [0; 32];
        one[0] = 1;
        let signature = halves(base, &one);
        let key = VerifyingKey::from_bytes(WEAK_POINTS[0]).unwrap();
        assert!(key.verify(b"any", &Signature::from_bytes(&signature)).is_ok());
        for weak in WEAK_POINTS {
            assert_verifies(weak, b"any", &signature, false);
        }
    }

    #[test]
    fn the_list_has_all_weak_points() {
        let mut found = 0;
        for point in WEAK_POINTS {
            for sign in [0, 0x80] {
                let mut bytes = *point;
                bytes[31] |= sign;
                assert!(is_weak_point(&bytes));
                let key = VerifyingKey::from_bytes(&bytes).unwrap();
                assert!(key.is_weak());
                // Two of them have no other coordinate, and so no sign.
                found += usize::from(key.to_edwards().compress().to_bytes() == bytes);
            }
        }
        assert_eq!(found, 8);
        assert!(!is_weak_point(&[0x66; 32]));
    }

    #[test]
    fn flipped_bits_are_refused_as_strictly() {
        let key = KeyPair::from_seed(&[5; 32]).unwrap();
        let signature = key.sign(b"message").unwrap();
        assert_verifies(key.public_key(), b"message", &signature, true);
        for bit in 0..512 {
            let mut changed = signature;
            changed[bit / 8] ^= 1 << (bit % 8);
            assert_verifies(key.public_key(), b"message", &changed, false);
        }
    }
}
