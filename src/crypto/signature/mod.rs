//! Signatures over an item's hash.

pub(crate) mod ecdsa;
#[cfg(feature = "legacy")]
pub(crate) mod ecdsa_any;
#[cfg_attr(any(feature = "fips", not(feature = "ed25519")), path = "no_ed25519.rs")]
pub(crate) mod ed25519;
mod remembered;
#[cfg(feature = "legacy")]
pub(crate) mod rsa;

use std::sync::Arc;

use super::CryptoError;
pub(crate) use remembered::Remembered;

/// How a signature is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scheme {
    /// ECDSA over P-384 with SHA-384.
    EcdsaP384,
    /// Ed25519 (RFC 8032).
    Ed25519,
}

/// The schemes that this build has.
#[cfg(test)]
pub(crate) const SCHEMES: &[Scheme] =
    if ed25519::MISSING.is_some() { &[Scheme::EcdsaP384] } else { &[Scheme::EcdsaP384, Scheme::Ed25519] };

/// A private key of one of the schemes. Copies share it, because a writer's key or a cached one
/// signs many items; it is wiped when the last copy is dropped.
#[derive(Clone)]
pub(crate) enum SigningKey {
    EcdsaP384(Arc<ecdsa::KeyPair>),
    Ed25519(Arc<ed25519::KeyPair>),
}

impl SigningKey {
    /// Makes a new key.
    pub(crate) fn generate(scheme: Scheme) -> Result<Self, CryptoError> {
        Ok(match scheme {
            Scheme::EcdsaP384 => SigningKey::EcdsaP384(Arc::new(ecdsa::KeyPair::generate()?)),
            Scheme::Ed25519 => SigningKey::Ed25519(Arc::new(ed25519::KeyPair::generate()?)),
        })
    }

    /// The scheme of this key's signatures.
    pub(crate) fn scheme(&self) -> Scheme {
        match self {
            SigningKey::EcdsaP384(_) => Scheme::EcdsaP384,
            SigningKey::Ed25519(_) => Scheme::Ed25519,
        }
    }

    /// The public key: a compressed point of 49 bytes, or 32 bytes.
    pub(crate) fn public_key(&self) -> &[u8] {
        match self {
            SigningKey::EcdsaP384(key) => key.public_key(),
            SigningKey::Ed25519(key) => key.public_key(),
        }
    }

    /// Signs `message`, and appends the signature to `out`.
    pub(crate) fn sign(&self, message: &[u8], out: &mut Vec<u8>) -> Result<(), CryptoError> {
        match self {
            SigningKey::EcdsaP384(key) => key.sign(message, out),
            SigningKey::Ed25519(key) => {
                out.extend_from_slice(&key.sign(message)?);
                Ok(())
            }
        }
    }
}

/// A public key of one of the schemes, parsed.
pub(crate) enum PublicKey {
    EcdsaP384(ecdsa::PublicKey),
    Ed25519(ed25519::PublicKey),
}

impl PublicKey {
    /// Parses a point on P-384, compressed or not, or the 32 bytes of an Ed25519 key.
    pub(crate) fn parse(scheme: Scheme, bytes: &[u8]) -> Result<Self, CryptoError> {
        Ok(match scheme {
            Scheme::EcdsaP384 => PublicKey::EcdsaP384(ecdsa::PublicKey::parse(bytes)?),
            Scheme::Ed25519 => PublicKey::Ed25519(ed25519::PublicKey::parse(bytes)?),
        })
    }

    /// Verifies a signature of `message`.
    pub(crate) fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), CryptoError> {
        #[cfg(test)]
        VERIFICATIONS.set(VERIFICATIONS.get() + 1);
        match self {
            PublicKey::EcdsaP384(key) => key.verify(message, signature),
            PublicKey::Ed25519(key) => key.verify(message, signature),
        }
    }
}

#[cfg(test)]
thread_local! {
    /// How many signatures were verified on this thread.
    pub(crate) static VERIFICATIONS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Verifies a signature of `message` under `public_key`.
pub(crate) fn verify(
    scheme: Scheme,
    public_key: &[u8],
    message: &[u8],
    signature: &[u8],
) -> Result<(), CryptoError> {
    PublicKey::parse(scheme, public_key)?.verify(message, signature)
}
