//! Keys that the application supplies.

use std::fmt;

use zeroize::Zeroizing;

use crate::crypto::hmac;
use crate::crypto::key_text::{self, KeyTextProblem};
use crate::crypto::rsa::LEAST_BITS;
use crate::crypto::signature::{ecdsa_any, rsa};
use crate::crypto::{CryptoError, aes_cbc};
use crate::error::KeyError;

/// An AES key of 128, 192 or 256 bits. Wiped when dropped.
///
/// Example: [`legacy`](crate::legacy).
pub struct AesKey(pub(super) aes_cbc::Key);

debug_shows!(AesKey {});

impl AesKey {
    /// Copies a key of 16, 24 or 32 bytes.
    ///
    /// # Errors
    /// [`KeyError::Config`] for a key of another length.
    pub fn new(key: &[u8]) -> Result<Self, KeyError> {
        let wrong = || {
            KeyError::Config(format!("an AES key must be 16, 24 or 32 bytes long; this one is {}", key.len()))
        };
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
///
/// These are the algorithms of the client in Python, and those that the client in Java can also be told to use.
/// [Weak](Self::is_weak) ones are for reading only, with keys that were made for that.
///
/// Example: [`legacy`](crate::legacy).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SigningAlgorithm {
    /// HMAC with SHA-1. [Weak](Self::is_weak).
    HmacSha1,
    /// HMAC with SHA-224.
    HmacSha224,
    /// HMAC with SHA-256.
    HmacSha256,
    /// HMAC with SHA-384.
    HmacSha384,
    /// HMAC with SHA-512.
    HmacSha512,
    /// RSA (PKCS #1 v1.5) with SHA-1. [Weak](Self::is_weak).
    Sha1WithRsa,
    /// RSA (PKCS #1 v1.5) with SHA-224.
    Sha224WithRsa,
    /// RSA (PKCS #1 v1.5) with SHA-256.
    Sha256WithRsa,
    /// RSA (PKCS #1 v1.5) with SHA-384.
    Sha384WithRsa,
    /// RSA (PKCS #1 v1.5) with SHA-512.
    Sha512WithRsa,
    /// ECDSA with SHA-256, for reading only.
    Sha256WithEcdsa,
    /// ECDSA with SHA-384, for reading only.
    Sha384WithEcdsa,
    /// ECDSA with SHA-512, for reading only.
    Sha512WithEcdsa,
}

impl SigningAlgorithm {
    /// Every algorithm.
    const ALL: [SigningAlgorithm; 13] = [
        SigningAlgorithm::HmacSha1,
        SigningAlgorithm::HmacSha224,
        SigningAlgorithm::HmacSha256,
        SigningAlgorithm::HmacSha384,
        SigningAlgorithm::HmacSha512,
        SigningAlgorithm::Sha1WithRsa,
        SigningAlgorithm::Sha224WithRsa,
        SigningAlgorithm::Sha256WithRsa,
        SigningAlgorithm::Sha384WithRsa,
        SigningAlgorithm::Sha512WithRsa,
        SigningAlgorithm::Sha256WithEcdsa,
        SigningAlgorithm::Sha384WithEcdsa,
        SigningAlgorithm::Sha512WithEcdsa,
    ];

    /// Java's name of the algorithm, for example `HmacSHA256` or `SHA256withRSA`.
    pub fn name(self) -> &'static str {
        match self {
            SigningAlgorithm::HmacSha1 => "HmacSHA1",
            SigningAlgorithm::HmacSha224 => "HmacSHA224",
            SigningAlgorithm::HmacSha256 => "HmacSHA256",
            SigningAlgorithm::HmacSha384 => "HmacSHA384",
            SigningAlgorithm::HmacSha512 => "HmacSHA512",
            SigningAlgorithm::Sha1WithRsa => "SHA1withRSA",
            SigningAlgorithm::Sha224WithRsa => "SHA224withRSA",
            SigningAlgorithm::Sha256WithRsa => "SHA256withRSA",
            SigningAlgorithm::Sha384WithRsa => "SHA384withRSA",
            SigningAlgorithm::Sha512WithRsa => "SHA512withRSA",
            SigningAlgorithm::Sha256WithEcdsa => "SHA256withECDSA",
            SigningAlgorithm::Sha384WithEcdsa => "SHA384withECDSA",
            SigningAlgorithm::Sha512WithEcdsa => "SHA512withECDSA",
        }
    }

    /// The algorithm that Java calls `name`, in upper or lower case as in Java.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.name().eq_ignore_ascii_case(name))
    }

    /// Whether this uses SHA-1. Whoever finds two inputs with the same SHA-1 hash, as others have done, has
    /// two items for one RSA signature. HMAC is not known to suffer from that; it is included all the same,
    /// because the only reason to use it is that such items exist.
    pub fn is_weak(self) -> bool {
        matches!(self, SigningAlgorithm::HmacSha1 | SigningAlgorithm::Sha1WithRsa)
    }

    /// Whether this is HMAC.
    pub(super) fn is_hmac(self) -> bool {
        matches!(self.hash(), Hash::Hmac(_))
    }

    /// The hash, and what it is for.
    fn hash(self) -> Hash {
        match self {
            SigningAlgorithm::HmacSha1 => Hash::Hmac(hmac::Hash::Sha1),
            SigningAlgorithm::HmacSha224 => Hash::Hmac(hmac::Hash::Sha224),
            SigningAlgorithm::HmacSha256 => Hash::Hmac(hmac::Hash::Sha256),
            SigningAlgorithm::HmacSha384 => Hash::Hmac(hmac::Hash::Sha384),
            SigningAlgorithm::HmacSha512 => Hash::Hmac(hmac::Hash::Sha512),
            SigningAlgorithm::Sha1WithRsa => Hash::Rsa(rsa::Hash::Sha1),
            SigningAlgorithm::Sha224WithRsa => Hash::Rsa(rsa::Hash::Sha224),
            SigningAlgorithm::Sha256WithRsa => Hash::Rsa(rsa::Hash::Sha256),
            SigningAlgorithm::Sha384WithRsa => Hash::Rsa(rsa::Hash::Sha384),
            SigningAlgorithm::Sha512WithRsa => Hash::Rsa(rsa::Hash::Sha512),
            SigningAlgorithm::Sha256WithEcdsa => Hash::Ecdsa(ecdsa_any::Hash::Sha256),
            SigningAlgorithm::Sha384WithEcdsa => Hash::Ecdsa(ecdsa_any::Hash::Sha384),
            SigningAlgorithm::Sha512WithEcdsa => Hash::Ecdsa(ecdsa_any::Hash::Sha512),
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
    Ecdsa(ecdsa_any::Hash),
}

/// The key that signs and verifies items. Wiped when dropped.
///
/// An RSA or ECDSA key verifies an item with the algorithm that the item names, as the client in Java does: only
/// the holder of the private key can sign with any of them. Weak algorithms are excluded, unless the key was made to
/// read them.
///
/// Example: [`legacy`](crate::legacy).
pub struct SignatureKey {
    algorithm: SigningAlgorithm,
    key: Key,
    /// Whether weak algorithms are accepted; such a key signs nothing.
    reads_weak: bool,
}

debug_shows!(SignatureKey {});

enum Key {
    Hmac(Zeroizing<Vec<u8>>),
    Rsa { private: Option<rsa::KeyPair>, public: rsa::PublicKey },
    Ecdsa(ecdsa_any::PublicKey),
}

impl SignatureKey {
    /// Copies a secret key for HMAC. It should be as long as the hash; the legacy clients took any
    /// length, and so does this.
    ///
    /// # Errors
    /// [`KeyError::Config`] for an empty key, and for an algorithm that is weak or not HMAC.
    pub fn hmac(algorithm: SigningAlgorithm, key: &[u8]) -> Result<Self, KeyError> {
        strong(algorithm, "reading_weak_hmac")?;
        Self::any_hmac(algorithm, key, false)
    }

    /// As [`hmac`](Self::hmac), for every HMAC algorithm, the [weak](SigningAlgorithm::is_weak) one included. Such a key
    /// only reads items.
    ///
    /// # Errors
    /// [`KeyError::Config`] for an empty key, and for an algorithm that is not HMAC.
    pub fn reading_weak_hmac(algorithm: SigningAlgorithm, key: &[u8]) -> Result<Self, KeyError> {
        Self::any_hmac(algorithm, key, true)
    }

    fn any_hmac(algorithm: SigningAlgorithm, key: &[u8], reads_weak: bool) -> Result<Self, KeyError> {
        if !algorithm.is_hmac() {
            return Err(KeyError::Config(format!("{algorithm} is not an HMAC algorithm")));
        }
        if key.is_empty() {
            return Err(KeyError::Config("the signing key is empty".to_owned()));
        }
        Ok(SignatureKey { algorithm, key: Key::Hmac(Zeroizing::new(key.to_vec())), reads_weak })
    }

    /// Parses an RSA private key, with which items can be signed and verified: PKCS #8 or PKCS #1, in PEM or DER, of
    /// 2048 to 8192 bits.
    ///
    /// # Errors
    /// [`KeyError::Config`] for anything else, and for an algorithm that is weak or not of RSA.
    pub fn rsa_private(algorithm: SigningAlgorithm, key: &[u8]) -> Result<Self, KeyError> {
        strong(algorithm, "reading_weak_rsa")?;
        let hash = rsa_hash(algorithm)?;
        let private = parse_private(key, |der| rsa::KeyPair::from_pkcs8(hash, der))?;
        let public = private.public_key();
        Ok(SignatureKey { algorithm, key: Key::Rsa { private: Some(private), public }, reads_weak: false })
    }

    /// Parses an RSA public key, with which items can be verified only: X.509 SubjectPublicKeyInfo or
    /// PKCS #1, in PEM or DER, of 2048 to 8192 bits.
    ///
    /// # Errors
    /// [`KeyError::Config`] for anything else, and for an algorithm that is weak or not of RSA.
    pub fn rsa_public(algorithm: SigningAlgorithm, key: &[u8]) -> Result<Self, KeyError> {
        strong(algorithm, "reading_weak_rsa")?;
        rsa_hash(algorithm)?;
        let public = parse_public(key, rsa::PublicKey::from_der)?;
        Ok(SignatureKey { algorithm, key: Key::Rsa { private: None, public }, reads_weak: false })
    }

    /// As [`rsa_public`](Self::rsa_public), for keys of 1024 bits and more, and for every RSA algorithm, the
    /// [weak](SigningAlgorithm::is_weak) one included.
    ///
    /// Whoever can afford to factor a key of 1024 bits, or finds two suitable inputs with the same SHA-1 hash, can write
    /// items that readers accept. Move the items, then stop using this.
    ///
    /// # Errors
    /// [`KeyError::Config`] for anything else, and for an algorithm that is not RSA.
    pub fn reading_weak_rsa(algorithm: SigningAlgorithm, key: &[u8]) -> Result<Self, KeyError> {
        rsa_hash(algorithm)?;
        let public = parse(
            "RSA public",
            key_text::rsa_public(key, LEAST_WEAK_BITS).map(Zeroizing::new),
            rsa::PublicKey::weak_from_der,
        )?;
        Ok(SignatureKey { algorithm, key: Key::Rsa { private: None, public }, reads_weak: true })
    }

    /// Parses a public key on the curve P-256, P-384 or P-521, with which items can be verified only: X.509
    /// SubjectPublicKeyInfo, in PEM or DER. Only the client in Java can be told to sign this way.
    ///
    /// # Errors
    /// [`KeyError::Config`] for anything else, and for an algorithm that is not ECDSA.
    pub fn ecdsa_public(algorithm: SigningAlgorithm, key: &[u8]) -> Result<Self, KeyError> {
        let Hash::Ecdsa(_) = algorithm.hash() else {
            return Err(KeyError::Config(format!("{algorithm} is not an ECDSA algorithm")));
        };
        let public = parse(
            "ECDSA public",
            key_text::ec_public_info(key).map(Zeroizing::new),
            ecdsa_any::PublicKey::from_der,
        )?;
        Ok(SignatureKey { algorithm, key: Key::Ecdsa(public), reads_weak: false })
    }

    /// The algorithm that this key is for.
    pub fn algorithm(&self) -> SigningAlgorithm {
        self.algorithm
    }

    pub(super) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        let one_way = |problem| KeyError::OneWay { key: self.algorithm.name().to_owned(), problem };
        if self.reads_weak {
            return Err(one_way("cannot write items: it was made to read weak signatures"));
        }
        match (&self.key, self.algorithm.hash()) {
            (Key::Hmac(key), Hash::Hmac(hash)) => Ok(hmac::sign(hash, key, message)?),
            (Key::Rsa { private: Some(private), .. }, _) => Ok(private.sign(message)?),
            (Key::Hmac(_) | Key::Rsa { .. } | Key::Ecdsa(_), _) => {
                Err(one_way("cannot write items: it has no private key"))
            }
        }
    }

    /// The algorithm that verifies an item which names `name`; `None` if this key does not verify with that.
    ///
    /// The name in the item is not signed. HMAC is always the key's own, whatever an item says: the client in Java may
    /// have been given a name that it does not use.
    pub(super) fn verifies_as(&self, name: Option<&str>) -> Option<SigningAlgorithm> {
        let Some(name) = name.filter(|_| !matches!(self.key, Key::Hmac(_))) else {
            return Some(self.algorithm);
        };
        SigningAlgorithm::from_name(name).filter(|named| {
            let fits = matches!(
                (&self.key, named.hash()),
                (Key::Rsa { .. }, Hash::Rsa(_)) | (Key::Ecdsa(_), Hash::Ecdsa(_))
            );
            fits && (self.reads_weak || !named.is_weak())
        })
    }

    /// Verifies a signature that was made with `algorithm`, which [`verifies_as`](Self::verifies_as) has allowed.
    pub(super) fn verify(
        &self,
        algorithm: SigningAlgorithm,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), CryptoError> {
        match (&self.key, algorithm.hash()) {
            (Key::Hmac(key), Hash::Hmac(hash)) => hmac::verify(hash, key, message, signature),
            (Key::Rsa { public, .. }, Hash::Rsa(hash)) => public.verify(hash, message, signature),
            (Key::Ecdsa(public), Hash::Ecdsa(hash)) => public.verify(hash, message, signature),
            _ => Err(CryptoError),
        }
    }
}

/// Refuses a weak algorithm, and names the constructor that reads it.
fn strong(algorithm: SigningAlgorithm, instead: &str) -> Result<(), KeyError> {
    if algorithm.is_weak() {
        let message =
            format!("{algorithm} is weak; to read items signed with it, use `SignatureKey::{instead}`");
        return Err(KeyError::Config(message));
    }
    Ok(())
}

fn rsa_hash(algorithm: SigningAlgorithm) -> Result<rsa::Hash, KeyError> {
    match algorithm.hash() {
        Hash::Rsa(hash) => Ok(hash),
        Hash::Hmac(_) | Hash::Ecdsa(_) => Err(KeyError::Config(format!("{algorithm} is not an RSA algorithm"))),
    }
}

/// The fewest bits of an RSA key that is only read with.
const LEAST_WEAK_BITS: usize = 1024;

/// Parses the text of an RSA public key; `from_der` takes X.509 SubjectPublicKeyInfo.
pub(super) fn parse_public<T>(
    text: &[u8],
    from_der: impl FnOnce(&[u8]) -> Result<T, CryptoError>,
) -> Result<T, KeyError> {
    parse("RSA public", key_text::rsa_public(text, LEAST_BITS).map(Zeroizing::new), from_der)
}

/// Parses the text of an RSA private key; `from_der` takes PKCS #8.
pub(super) fn parse_private<T>(
    text: &[u8],
    from_der: impl FnOnce(&[u8]) -> Result<T, CryptoError>,
) -> Result<T, KeyError> {
    parse("RSA private", key_text::rsa_private(text, LEAST_BITS), from_der)
}

/// As [`parse_private`], for keys from 1024 bits.
pub(super) fn parse_weak_private<T>(
    text: &[u8],
    from_der: impl FnOnce(&[u8]) -> Result<T, CryptoError>,
) -> Result<T, KeyError> {
    parse("RSA private", key_text::rsa_private(text, LEAST_WEAK_BITS), from_der)
}

fn parse<T>(
    kind: &str,
    der: Result<Zeroizing<Vec<u8>>, KeyTextProblem>,
    from_der: impl FnOnce(&[u8]) -> Result<T, CryptoError>,
) -> Result<T, KeyError> {
    let parsed = der.and_then(|der| from_der(&der).map_err(|CryptoError| KeyTextProblem::Unusable));
    parsed.map_err(|problem| {
        let too_short =
            matches!(problem, KeyTextProblem::RsaSize { bits: LEAST_WEAK_BITS.., least: LEAST_BITS });
        let hint = if too_short {
            "; shorter keys can only read, through the functions with `weak` in their names"
        } else {
            ""
        };
        KeyError::Config(format!("the {kind} key cannot be used: {problem}{hint}"))
    })
}
