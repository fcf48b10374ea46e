//! Keys that the application holds.

use std::fmt;

use zeroize::Zeroizing;

use crate::crypto::hmac;
use crate::crypto::signature::rsa;
use crate::crypto::{CryptoError, aes_cbc, pem};
use crate::error::KeyError;

/// An AES key of 128, 192 or 256 bits. Wiped when dropped.
pub struct AesKey(pub(super) aes_cbc::Key);

impl AesKey {
    /// Copies a key of 16, 24 or 32 bytes.
    ///
    /// # Errors
    /// [`KeyError::Config`] for a key of another length.
    pub fn new(key: &[u8]) -> Result<Self, KeyError> {
        let wrong =
            || KeyError::Config(format!("an AES key has 16, 24 or 32 bytes, this one has {}", key.len()));
        aes_cbc::Key::copy_from(key).map(AesKey).ok_or_else(wrong)
    }

    /// A random key of 32 bytes.
    ///
    /// # Errors
    /// [`KeyError::Crypto`] when the generator fails.
    pub fn generate() -> Result<Self, KeyError> {
        Ok(AesKey(aes_cbc::Key::random(32)?))
    }
}

/// How an item is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SigningAlgorithm {
    /// HMAC with SHA-224.
    HmacSha224,
    /// HMAC with SHA-256.
    HmacSha256,
    /// HMAC with SHA-384.
    HmacSha384,
    /// HMAC with SHA-512.
    HmacSha512,
    /// RSA (PKCS #1 v1.5) with SHA-256.
    Sha256WithRsa,
    /// RSA (PKCS #1 v1.5) with SHA-384.
    Sha384WithRsa,
    /// RSA (PKCS #1 v1.5) with SHA-512.
    Sha512WithRsa,
}

impl SigningAlgorithm {
    /// Every algorithm.
    const ALL: [SigningAlgorithm; 7] = [
        SigningAlgorithm::HmacSha224,
        SigningAlgorithm::HmacSha256,
        SigningAlgorithm::HmacSha384,
        SigningAlgorithm::HmacSha512,
        SigningAlgorithm::Sha256WithRsa,
        SigningAlgorithm::Sha384WithRsa,
        SigningAlgorithm::Sha512WithRsa,
    ];

    /// Java's name of the algorithm, for example `HmacSHA256` or `SHA256withRSA`.
    pub fn name(self) -> &'static str {
        match self {
            SigningAlgorithm::HmacSha224 => "HmacSHA224",
            SigningAlgorithm::HmacSha256 => "HmacSHA256",
            SigningAlgorithm::HmacSha384 => "HmacSHA384",
            SigningAlgorithm::HmacSha512 => "HmacSHA512",
            SigningAlgorithm::Sha256WithRsa => "SHA256withRSA",
            SigningAlgorithm::Sha384WithRsa => "SHA384withRSA",
            SigningAlgorithm::Sha512WithRsa => "SHA512withRSA",
        }
    }

    /// The algorithm that Java calls `name`, in upper or lower case as Java has it.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.name().eq_ignore_ascii_case(name))
    }

    /// Whether this is HMAC.
    pub(super) fn is_hmac(self) -> bool {
        matches!(self.hash(), Hash::Hmac(_))
    }

    /// The hash, and whether it is for HMAC or for RSA.
    fn hash(self) -> Hash {
        match self {
            SigningAlgorithm::HmacSha224 => Hash::Hmac(hmac::Hash::Sha224),
            SigningAlgorithm::HmacSha256 => Hash::Hmac(hmac::Hash::Sha256),
            SigningAlgorithm::HmacSha384 => Hash::Hmac(hmac::Hash::Sha384),
            SigningAlgorithm::HmacSha512 => Hash::Hmac(hmac::Hash::Sha512),
            SigningAlgorithm::Sha256WithRsa => Hash::Rsa(rsa::Hash::Sha256),
            SigningAlgorithm::Sha384WithRsa => Hash::Rsa(rsa::Hash::Sha384),
            SigningAlgorithm::Sha512WithRsa => Hash::Rsa(rsa::Hash::Sha512),
        }
    }
}

impl fmt::Display for SigningAlgorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

enum Hash {
    Hmac(hmac::Hash),
    Rsa(rsa::Hash),
}

/// What items are signed and verified with. Wiped when dropped.
pub struct SignatureKey {
    algorithm: SigningAlgorithm,
    key: Key,
}

enum Key {
    Hmac(hmac::Hash, Zeroizing<Vec<u8>>),
    Rsa { hash: rsa::Hash, private: Option<rsa::KeyPair>, public: rsa::PublicKey },
}

impl SignatureKey {
    /// Copies a secret key for HMAC. It should have as many bytes as the hash; the older clients took any
    /// number, and so does this.
    ///
    /// # Errors
    /// [`KeyError::Config`] for an empty key, and for an algorithm of RSA.
    pub fn hmac(algorithm: SigningAlgorithm, key: &[u8]) -> Result<Self, KeyError> {
        match algorithm.hash() {
            Hash::Hmac(_) if key.is_empty() => Err(KeyError::Config("the signing key is empty".to_owned())),
            Hash::Hmac(hash) => {
                Ok(SignatureKey { algorithm, key: Key::Hmac(hash, Zeroizing::new(key.to_vec())) })
            }
            Hash::Rsa(_) => Err(KeyError::Config(format!("{algorithm} is not an algorithm of HMAC"))),
        }
    }

    /// Parses an RSA private key, with which items can be signed and verified: PKCS #8, as DER or PEM, of 2048 to
    /// 8192 bits.
    ///
    /// # Errors
    /// [`KeyError::Config`] for anything else, and for an algorithm of HMAC.
    pub fn rsa_private(algorithm: SigningAlgorithm, key: &[u8]) -> Result<Self, KeyError> {
        let private = parse("private", key, rsa::KeyPair::from_pkcs8)?;
        let public = private.public_key();
        Self::rsa(algorithm, Some(private), public)
    }

    /// Parses an RSA public key, with which items can be verified only: X.509 SubjectPublicKeyInfo, as DER or PEM,
    /// of 2048 to 8192 bits.
    ///
    /// # Errors
    /// [`KeyError::Config`] for anything else, and for an algorithm of HMAC.
    pub fn rsa_public(algorithm: SigningAlgorithm, key: &[u8]) -> Result<Self, KeyError> {
        Self::rsa(algorithm, None, parse("public", key, rsa::PublicKey::from_der)?)
    }

    fn rsa(
        algorithm: SigningAlgorithm,
        private: Option<rsa::KeyPair>,
        public: rsa::PublicKey,
    ) -> Result<Self, KeyError> {
        match algorithm.hash() {
            Hash::Rsa(hash) => Ok(SignatureKey { algorithm, key: Key::Rsa { hash, private, public } }),
            Hash::Hmac(_) => Err(KeyError::Config(format!("{algorithm} is not an algorithm of RSA"))),
        }
    }

    /// The algorithm that this key is for.
    pub fn algorithm(&self) -> SigningAlgorithm {
        self.algorithm
    }

    pub(super) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        Ok(match &self.key {
            Key::Hmac(hash, key) => hmac::sign(*hash, key, message)?,
            Key::Rsa { hash, private: Some(private), .. } => private.sign(*hash, message)?,
            Key::Rsa { private: None, .. } => {
                return Err(KeyError::OneWay {
                    key: self.algorithm.name().to_owned(),
                    problem: "cannot write items: it has no private key",
                });
            }
        })
    }

    pub(super) fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), CryptoError> {
        match &self.key {
            Key::Hmac(hash, key) => hmac::verify(*hash, key, message, signature),
            Key::Rsa { hash, public, .. } => public.verify(*hash, message, signature),
        }
    }
}

/// Parses a key that is DER, or PEM around it.
pub(super) fn parse<T>(
    kind: &str,
    key: &[u8],
    from_der: impl Fn(&[u8]) -> Result<T, CryptoError>,
) -> Result<T, KeyError> {
    let parsed =
        if key.starts_with(&[0x30]) { from_der(key) } else { pem::decode(key).and_then(|der| from_der(&der)) };
    parsed.map_err(|CryptoError| {
        KeyError::Config(format!("not an RSA {kind} key of 2048 to 8192 bits as DER or PEM"))
    })
}
