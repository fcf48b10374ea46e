//! In place of Ed25519, in a build without the feature `ed25519` or with `fips`: no keys, and so nothing that signs or verifies.
//!
//! Items do not get here, because such a build knows no suite that asks for it (`AlgorithmSuite::ALL`).

use crate::crypto::CryptoError;

/// What to say to whoever asks for a key.
pub(crate) const MISSING: Option<&str> = Some(if cfg!(feature = "fips") {
    "this build of dynamodb-item-encryptor has the feature `fips`, which is without Ed25519 keys; sign with ECDSA \
     (suite 0x6701), or build without `fips`"
} else {
    "this build of dynamodb-item-encryptor is without Ed25519 keys; enable its feature `ed25519`"
});

/// Bytes of a public key.
pub(crate) const KEY: usize = 32;
/// Bytes of a signature.
pub(crate) const SIGNATURE: usize = 64;

/// A key pair that there is none of.
pub(crate) enum KeyPair {}

impl KeyPair {
    pub(crate) fn generate() -> Result<Self, CryptoError> {
        Err(CryptoError)
    }

    pub(crate) fn from_seed(_: &[u8; KEY]) -> Result<Self, CryptoError> {
        Err(CryptoError)
    }

    pub(crate) fn public_key(&self) -> &[u8; KEY] {
        match *self {}
    }

    pub(crate) fn sign(&self, _: &[u8]) -> Result<[u8; SIGNATURE], CryptoError> {
        match *self {}
    }
}

/// A public key that there is none of.
pub(crate) enum PublicKey {}

impl PublicKey {
    pub(crate) fn parse(_: &[u8]) -> Result<Self, CryptoError> {
        Err(CryptoError)
    }

    pub(crate) fn verify(&self, _: &[u8], _: &[u8]) -> Result<(), CryptoError> {
        match *self {}
    }
}
