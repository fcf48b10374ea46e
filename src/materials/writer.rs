//! Long-lived keys that writers sign with and readers know them by.

use std::fmt;
use std::sync::Arc;

use crate::crypto::signature::{self, ed25519};
use crate::error::KeyError;
use crate::keys;

/// An Ed25519 key with which one writer signs all of its items. Wiped when the last copy is dropped.
///
/// For suite [`HmacSha384Ed25519`](crate::AlgorithmSuite::HmacSha384Ed25519); see
/// [`DefaultMaterialProvider::sign_as`](crate::DefaultMaterialProvider::sign_as).
///
/// Example: [`manual::choosing_keys`](crate::manual::choosing_keys).
#[derive(Clone)]
pub struct WriterKey(Arc<ed25519::KeyPair>);

debug_shows!(WriterKey {});

/// The public half of a [`WriterKey`].
///
/// Example: [`manual::choosing_keys`](crate::manual::choosing_keys).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct WriterPublicKey([u8; ed25519::KEY]);

impl WriterKey {
    /// Makes a new key.
    ///
    /// # Errors
    /// [`KeyError::Crypto`] if the generator fails, and [`KeyError::Config`] in a build with the feature `fips`.
    #[cfg(feature = "ed25519")]
    pub fn generate() -> Result<Self, KeyError> {
        keys::check_ed25519()?;
        Ok(WriterKey(Arc::new(ed25519::KeyPair::generate()?)))
    }

    /// The key with this 32-byte seed (the private key of RFC 8032), which must be secret and random.
    ///
    /// # Errors
    /// [`KeyError::Crypto`] if the cryptographic library fails, and [`KeyError::Config`] in a build with the feature `fips`.
    #[cfg(feature = "ed25519")]
    pub fn from_seed(seed: &[u8; 32]) -> Result<Self, KeyError> {
        Self::of_seed(seed)
    }

    /// As `from_seed`, in every build: one without Ed25519 says so.
    pub(crate) fn of_seed(seed: &[u8; 32]) -> Result<Self, KeyError> {
        keys::check_ed25519()?;
        Ok(WriterKey(Arc::new(ed25519::KeyPair::from_seed(seed)?)))
    }

    /// The public key, for those who read what this writer writes.
    pub fn public_key(&self) -> WriterPublicKey {
        WriterPublicKey(*self.0.public_key())
    }

    /// The key in the form in which it signs an item.
    pub(super) fn signing_key(&self) -> signature::SigningKey {
        signature::SigningKey::Ed25519(Arc::clone(&self.0))
    }
}

impl WriterPublicKey {
    /// The key with these 32 bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        WriterPublicKey(bytes)
    }

    /// The 32 bytes of the key.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for WriterPublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WriterPublicKey(")?;
        for byte in self.0 {
            write!(f, "{byte:02x}")?;
        }
        f.write_str(")")
    }
}
