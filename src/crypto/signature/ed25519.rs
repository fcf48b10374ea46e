//! Ed25519 signatures (RFC 8032).
//!
//! aws-lc-rs makes keys and signatures in half the time of ed25519-dalek. The latter verifies: it is as fast at
//! that, and strict where RFC 8032 leaves it open.

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use ed25519_dalek::{Signature, VerifyingKey};

use crate::crypto::CryptoError;
use crate::crypto::secret::Secret;

/// Bytes of a public key, and of a private key's seed.
pub(crate) const KEY: usize = 32;
/// Bytes of a signature.
pub(crate) const SIGNATURE: usize = 64;

/// An Ed25519 key pair. The private key stays inside of the cryptographic library, which wipes it.
pub(crate) struct KeyPair {
    pair: Ed25519KeyPair,
    public_key: [u8; KEY],
}

impl KeyPair {
    /// Makes a new key pair.
    pub(crate) fn generate() -> Result<Self, CryptoError> {
        Self::from_seed(Secret::random()?.expose())
    }

    /// The key pair of a 32-byte seed.
    pub(crate) fn from_seed(seed: &[u8; KEY]) -> Result<Self, CryptoError> {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed).map_err(|_| CryptoError)?;
        let public_key = pair.public_key().as_ref().try_into().map_err(|_| CryptoError)?;
        Ok(KeyPair { pair, public_key })
    }

    /// The public key.
    pub(crate) fn public_key(&self) -> &[u8; KEY] {
        &self.public_key
    }

    /// Signs `message`.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<[u8; SIGNATURE], CryptoError> {
        let signature = self.pair.try_sign(message).map_err(|_| CryptoError)?;
        signature.as_ref().try_into().map_err(|_| CryptoError)
    }
}

/// Verifies a signature strictly: no weak keys, and one form of each signature.
pub(crate) fn verify(public_key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), CryptoError> {
    let public_key = public_key.try_into().map_err(|_| CryptoError)?;
    let signature = Signature::from_slice(signature).map_err(|_| CryptoError)?;
    VerifyingKey::from_bytes(public_key)
        .and_then(|key| key.verify_strict(message, &signature))
        .map_err(|_| CryptoError)
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
