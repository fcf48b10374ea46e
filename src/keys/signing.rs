//! Keys that sign items.

use std::sync::Arc;

use aws_smithy_types::base64;

use crate::crypto::signature::{self, Scheme};
use crate::error::KeyError;
use crate::format::context::PUBLIC_KEY;
use crate::format::suite::AlgorithmSuite;

/// A key that signs items. Wiped when the last copy is dropped.
///
/// Example: [`Keyring`](crate::Keyring).
#[derive(Clone)]
pub struct SigningKey(pub(crate) signature::SigningKey);

debug_shows!(SigningKey {});

impl SigningKey {
    /// Makes a new key; `None` where the suite has no signatures.
    ///
    /// # Errors
    /// [`KeyError::Crypto`] when the generator fails, and [`KeyError::Config`] for a suite that this build is without.
    pub fn generate(suite: AlgorithmSuite) -> Result<Option<Self>, KeyError> {
        let Some(scheme) = scheme(suite) else { return Ok(None) };
        if scheme == Scheme::Ed25519 {
            check_ed25519()?;
        }
        Ok(Some(SigningKey(signature::SigningKey::generate(scheme)?)))
    }

    /// The public key, as [`DecryptionMaterials::verification_key`](crate::DecryptionMaterials::verification_key)
    /// wants it.
    pub fn public_key(&self) -> &[u8] {
        self.0.public_key()
    }

    /// The Ed25519 key with this 32-byte seed (the private key of RFC 8032), which must be secret and random: signs for
    /// [`HmacSha384Ed25519`](AlgorithmSuite::HmacSha384Ed25519).
    ///
    /// # Errors
    /// [`KeyError::Crypto`] when the cryptographic library fails, and [`KeyError::Config`] in a build with the feature `fips`.
    #[cfg(feature = "ed25519")]
    pub fn ed25519_from_seed(seed: &[u8; 32]) -> Result<Self, KeyError> {
        check_ed25519()?;
        let key = signature::ed25519::KeyPair::from_seed(seed)?;
        Ok(SigningKey(signature::SigningKey::Ed25519(Arc::new(key))))
    }

    /// The key over P-384 in this DER-encoded PKCS #8 `PrivateKeyInfo`: signs for
    /// [`HmacSha384EcdsaP384`](AlgorithmSuite::HmacSha384EcdsaP384). The caller's text is the caller's to wipe.
    ///
    /// # Errors
    /// [`KeyError::Config`] for anything else.
    pub fn ecdsa_p384_from_pkcs8(der: &[u8]) -> Result<Self, KeyError> {
        let key = signature::ecdsa::KeyPair::from_pkcs8(der)
            .map_err(|_| KeyError::Config("the signing key is not a PKCS #8 key on P-384, in DER".into()))?;
        Ok(SigningKey(signature::SigningKey::EcdsaP384(Arc::new(key))))
    }

    /// The entry of the encryption context that tells readers the public key: its name, and the public key in base64.
    /// A [`MaterialProvider`](crate::MaterialProvider) adds it to the context of each item that the key signs.
    pub fn context_entry(&self) -> (&'static str, String) {
        (PUBLIC_KEY, base64::encode(self.public_key()))
    }
}

/// Whether this build has Ed25519 keys.
pub(crate) fn check_ed25519() -> Result<(), KeyError> {
    signature::ed25519::MISSING.map_or(Ok(()), |why| Err(KeyError::Config(why.to_owned())))
}

/// How items of a suite are signed.
///
/// Source: `framework/algorithm-suites.md`, section "Asymmetric Signature Algorithm".
pub(crate) fn scheme(suite: AlgorithmSuite) -> Option<Scheme> {
    match suite {
        AlgorithmSuite::HmacSha384 => None,
        AlgorithmSuite::HmacSha384EcdsaP384 => Some(Scheme::EcdsaP384),
        AlgorithmSuite::HmacSha384Ed25519 => Some(Scheme::Ed25519),
    }
}
