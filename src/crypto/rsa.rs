//! RSA encryption (RFC 8017) of keys, with OAEP or PKCS #1 v1.5 padding.

use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::rsa::{
    OAEP_SHA1_MGF1SHA1, OAEP_SHA256_MGF1SHA256, OAEP_SHA384_MGF1SHA384, OAEP_SHA512_MGF1SHA512, OaepAlgorithm,
    OaepPrivateDecryptingKey, OaepPublicEncryptingKey, Pkcs1PrivateDecryptingKey, Pkcs1PublicEncryptingKey,
    PrivateDecryptingKey, PublicEncryptingKey,
};
use subtle::{ConditionallySelectable, ConstantTimeEq};
use zeroize::Zeroizing;

use super::key_text::{self, KeyTextProblem};
use super::secret::Secret;
use super::stack::{self, Work};
use super::{CryptoError, random};

/// Fewest bits of a key that is used.
pub(crate) const LEAST_BITS: usize = 2048;

/// How RSA pads what it encrypts.
///
/// With OAEP, the hash is also that of the mask generation function MGF1.
///
/// Example: [`RawRsaKeyring`](crate::RawRsaKeyring).
///
/// Source: `framework/raw-rsa-keyring.md`, sections "Padding Scheme" and "Supported Padding Schemes".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RsaPadding {
    /// PKCS #1 v1.5. For items that were written with it; use OAEP for new ones. A build with the feature `fips` refuses it.
    Pkcs1,
    /// OAEP with SHA-1.
    OaepSha1,
    /// OAEP with SHA-256.
    OaepSha256,
    /// OAEP with SHA-384.
    OaepSha384,
    /// OAEP with SHA-512.
    OaepSha512,
}

impl RsaPadding {
    /// The variant of OAEP; `None` for PKCS #1 v1.5.
    fn oaep(self) -> Option<&'static OaepAlgorithm> {
        match self {
            RsaPadding::Pkcs1 => None,
            RsaPadding::OaepSha1 => Some(&OAEP_SHA1_MGF1SHA1),
            RsaPadding::OaepSha256 => Some(&OAEP_SHA256_MGF1SHA256),
            RsaPadding::OaepSha384 => Some(&OAEP_SHA384_MGF1SHA384),
            RsaPadding::OaepSha512 => Some(&OAEP_SHA512_MGF1SHA512),
        }
    }
}

/// A public key of 2048 to 8192 bits.
pub(crate) struct PublicKey(PublicEncryptingKey);

impl PublicKey {
    /// Takes the public key out of a text.
    pub(crate) fn from_text(text: &[u8]) -> Result<Self, KeyTextProblem> {
        let der = key_text::rsa_public(text, LEAST_BITS)?;
        PublicEncryptingKey::from_der(&der).map(PublicKey).map_err(|_| KeyTextProblem::Unusable)
    }

    /// Encrypts a key, and what must accompany it; the ciphertext is as long as the modulus.
    pub(crate) fn encrypt(&self, padding: RsaPadding, key: &[u8]) -> Result<Vec<u8>, CryptoError> {
        let mut ciphertext = vec![0; self.0.key_size_bytes()];
        let written = stack::wiped(Work::PublicKey, || match padding.oaep() {
            Some(oaep) => OaepPublicEncryptingKey::new(self.0.clone())
                .and_then(|public| Ok(public.encrypt(oaep, key, &mut ciphertext, None)?.len())),
            None => Pkcs1PublicEncryptingKey::new(self.0.clone())
                .and_then(|public| Ok(public.encrypt(key, &mut ciphertext)?.len())),
        });
        if written == Ok(ciphertext.len()) { Ok(ciphertext) } else { Err(CryptoError) }
    }
}

/// A private key of 2048 to 8192 bits. It stays inside the cryptographic library, which wipes it.
pub(crate) struct PrivateKey(PrivateDecryptingKey);

impl PrivateKey {
    /// Takes the private key out of a text.
    pub(crate) fn from_text(text: &[u8]) -> Result<Self, KeyTextProblem> {
        let der = key_text::rsa_private(text, LEAST_BITS)?;
        let key = stack::wiped(Work::PublicKey, || PrivateDecryptingKey::from_pkcs8(&der).map(PrivateKey));
        key.map_err(|_| KeyTextProblem::Unusable)
    }

    /// Whether this is the private key of `public`.
    pub(crate) fn belongs_to(&self, public: &PublicKey) -> bool {
        let der = |key: &PublicEncryptingKey| AsDer::<PublicKeyX509Der<'_>>::as_der(key);
        match (der(&self.0.public_key()), der(&public.0)) {
            (Ok(own), Ok(other)) => own.as_ref() == other.as_ref(),
            _ => false,
        }
    }

    /// Decrypts a key. If that fails, the answer is a random key.
    ///
    /// Whoever learns for many ciphertexts whether their PKCS #1 v1.5 padding is right can decrypt any
    /// ciphertext under this key (Bleichenbacher, 1998). So a wrong padding, or a plaintext that is not
    /// 32 bytes long, is not a failure here: as in TLS (RFC 5246, section 7.4.7.1), a key that nobody
    /// knows takes the plaintext's place, drawn beforehand and selected in constant time. The caller
    /// goes on, and fails where it authenticates what that key wrapped: at the same place, with the
    /// same error, after the same work, as for a right padding around a wrong key.
    ///
    /// What remains is a difference within aws-lc, which compares in constant time but returns
    /// early: nanoseconds, in an operation of a millisecond. OAEP has no such weakness; its failures
    /// take the same path because one path is simpler than two.
    ///
    /// Fails only when no random bytes can be obtained.
    pub(crate) fn decrypt(&self, padding: RsaPadding, ciphertext: &[u8]) -> Result<Secret<32>, CryptoError> {
        let mut plaintext = Zeroizing::new(vec![0; self.0.key_size_bytes()]);
        let decrypted = stack::wiped(Work::PublicKey, || match padding.oaep() {
            Some(oaep) => OaepPrivateDecryptingKey::new(self.0.clone())
                .and_then(|private| Ok(private.decrypt(oaep, ciphertext, &mut plaintext, None)?.len())),
            None => Pkcs1PrivateDecryptingKey::new(self.0.clone())
                .and_then(|private| Ok(private.decrypt(ciphertext, &mut plaintext)?.len())),
        });
        let valid = decrypted.unwrap_or(0).ct_eq(&32);
        Secret::init_with(|key| {
            random::fill(key)?;
            for (out, byte) in key.iter_mut().zip(plaintext.iter()) {
                out.conditional_assign(byte, valid);
            }
            Ok(())
        })
    }
}
