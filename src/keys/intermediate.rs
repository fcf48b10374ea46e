//! Intermediate key wrapping, the part that all keyrings of this format have in common.
//!
//! Source: `framework/algorithm-suites.md` of the AWS Encryption SDK specification.

use zeroize::Zeroizing;

use super::{DataKey, RecipientTagKey, UnwrappedDataKey};
use crate::crypto::kdf;
use crate::crypto::mac::HmacSha384;
use crate::crypto::random::RandomReserve;
use crate::crypto::secret::{Secret, SharedSecret};
use crate::crypto::{CryptoError, aead};
use crate::error::KeyError;
use crate::format::context::EncryptionContext;
use crate::format::length::Unfit;

/// Bytes of a data key wrapped under an intermediate key: 32 and a 16-byte tag.
pub(crate) const WRAPPED_DATA_KEY: usize = 48;

/// A 32-byte key that wraps one data key for one recipient, and that the recipient's keyring wraps.
///
/// From it come the key that wraps the data key, and the key of the recipient's tag; so whoever can
/// unwrap one recipient's key can make that recipient's tag, and no other's.
///
/// Example: [`Keyring`](crate::Keyring).
///
/// Source: `framework/algorithm-suites.md`, sections "Algorithm Suites Signature Settings", "Symmetric Signature
/// Algorithm", "Intermediate Key Wrapping" and "Wrapped Plaintext Data Key".
pub struct IntermediateKey(Secret<32>);

debug_shows!(IntermediateKey {});

impl IntermediateKey {
    /// Makes a random intermediate key.
    ///
    /// # Errors
    /// [`KeyError::Crypto`] when the generator fails.
    pub fn generate() -> Result<Self, KeyError> {
        Self::generate_from(RandomReserve::none())
    }

    /// As [`generate`](Self::generate), from the item's reserve of random bytes.
    ///
    /// # Errors
    /// As for [`generate`](Self::generate).
    pub fn generate_from(reserve: &RandomReserve) -> Result<Self, KeyError> {
        Ok(IntermediateKey(Secret::random_from(reserve)?))
    }

    /// Takes the key that a keyring unwrapped.
    pub(crate) fn from_secret(secret: Secret<32>) -> Self {
        IntermediateKey(secret)
    }

    /// Takes the 32 bytes that a keyring unwrapped; `None` when there are more or fewer.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Secret::copy_from(bytes).map(IntermediateKey)
    }

    /// The 32 secret bytes, for a keyring to wrap.
    pub fn expose_secret(&self) -> &[u8; 32] {
        self.0.expose()
    }

    /// As [`wrap`](Self::wrap), with the context as [`associated_data`].
    pub(crate) fn wrap_with(
        &self,
        data_key: &DataKey,
        associated_data: &[u8],
    ) -> Result<([u8; WRAPPED_DATA_KEY], RecipientTagKey), KeyError> {
        let keys = self.derive()?;
        let mut wrapped = [0; WRAPPED_DATA_KEY];
        let (key, tag) = wrapped.split_at_mut(32);
        key.copy_from_slice(data_key.0.expose());
        match aead::seal(keys.wrapping.expose(), &[0; aead::NONCE], associated_data, key) {
            Ok(bytes) => tag.copy_from_slice(&bytes),
            Err(error) => {
                zeroize::Zeroize::zeroize(wrapped.as_mut_slice());
                return Err(error.into());
            }
        }
        Ok((wrapped, RecipientTagKey(keys.tag)))
    }

    /// Wraps `data_key`. The 48 bytes come first in the encrypted data key's ciphertext, then the
    /// intermediate key as the keyring wrapped it.
    ///
    /// # Errors
    /// [`KeyError::ContextTooLong`], or [`KeyError::Crypto`].
    pub fn wrap(
        &self,
        data_key: &DataKey,
        context: &EncryptionContext,
    ) -> Result<([u8; WRAPPED_DATA_KEY], RecipientTagKey), KeyError> {
        self.wrap_with(data_key, &associated_data(context)?)
    }

    /// The ciphertext of an encrypted data key: the parts `before`, the intermediate key as `seal` encrypts it in its
    /// place, and the tag that it gives.
    pub(crate) fn seal_behind(
        &self,
        before: &[&[u8]],
        seal: impl FnOnce(&mut [u8]) -> Result<[u8; aead::TAG], CryptoError>,
    ) -> Result<Vec<u8>, CryptoError> {
        let start: usize = before.iter().map(|part| part.len()).sum();
        // Sized once, so that no outgrown copy of the key is left behind.
        let mut ciphertext = Zeroizing::new(Vec::with_capacity(start + 32 + aead::TAG));
        before.iter().for_each(|part| ciphertext.extend_from_slice(part));
        ciphertext.extend_from_slice(self.0.expose());
        let tag = seal(ciphertext.get_mut(start..).ok_or(CryptoError)?)?;
        ciphertext.extend_from_slice(&tag);
        Ok(std::mem::take(&mut *ciphertext))
    }

    /// The key that `open` decrypts in place from the 32 bytes `sealed`; `None` if there are not 32, or it fails.
    pub(crate) fn open(sealed: &[u8], open: impl FnOnce(&mut [u8]) -> Result<(), CryptoError>) -> Option<Self> {
        let mut key = Secret::copy_from(sealed)?;
        open(key.expose_mut()).ok()?;
        Some(IntermediateKey(key))
    }

    /// Unwraps a data key.
    ///
    /// # Errors
    /// [`KeyError::Unwrap`] when it does not verify, naming `key`.
    pub fn unwrap(
        &self,
        wrapped: &[u8; WRAPPED_DATA_KEY],
        context: &EncryptionContext,
        key: &str,
    ) -> Result<UnwrappedDataKey, KeyError> {
        let keys = self.derive()?;
        let associated_data = associated_data(context)?;
        let (ciphertext, tag) = wrapped.split_at(32);
        let tag = tag.try_into().map_err(|_| CryptoError)?;
        let data_key = SharedSecret::init_with(|out| {
            out.copy_from_slice(ciphertext);
            aead::open(keys.wrapping.expose(), &[0; aead::NONCE], &associated_data, out, tag)
        });
        match data_key {
            Ok(data_key) => {
                Ok(UnwrappedDataKey { data_key: DataKey(data_key), tag_key: RecipientTagKey(keys.tag) })
            }
            Err(CryptoError) => Err(KeyError::Unwrap { key: key.to_owned() }),
        }
    }

    /// The two keys that come from an intermediate key.
    fn derive(&self) -> Result<Derived, CryptoError> {
        let mut wrapping = Secret::zeroed();
        let tag = SharedSecret::init_with(|tag| {
            let wrapping = (&[&b"AWS_MPL_INTERMEDIATE_KEYWRAP_ENC"[..]][..], &mut wrapping.expose_mut()[..]);
            kdf::hkdf_sha512(self.0.expose(), [wrapping, (&[b"AWS_MPL_INTERMEDIATE_KEYWRAP_MAC"], tag)])
        })?;
        Ok(Derived { wrapping, tag })
    }
}

struct Derived {
    /// Wraps the data key.
    wrapping: Secret<32>,
    /// Makes the recipient's tag.
    tag: SharedSecret<HmacSha384>,
}

/// The context as the associated data of a wrapped key.
pub(crate) fn associated_data(context: &EncryptionContext) -> Result<Vec<u8>, KeyError> {
    context.to_associated_data().map_err(|Unfit| KeyError::ContextTooLong)
}

/// Splits an encrypted data key's ciphertext into the wrapped data key and what the keyring wrapped.
pub(crate) fn split(ciphertext: &[u8]) -> Option<(&[u8; WRAPPED_DATA_KEY], &[u8])> {
    ciphertext.split_first_chunk()
}
