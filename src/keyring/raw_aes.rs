//! A keyring over an AES key that the application holds.
//!
//! Source: `framework/raw-aes-keyring.md` of the AWS Encryption SDK specification.

use super::{Recipient, RecipientsRequest, UnwrapRequest, WrapRequest, WrappedDataKey, keyring};
use crate::crypto::aead::{self, AesKey};
use crate::error::KeyError;
use crate::format::edk::EncryptedDataKey;
use crate::keys::{self, IntermediateKey, UnwrappedDataKey};

/// What items store: bits of a tag, and bytes of a nonce.
const TAG_BITS: u32 = 128;
const NONCE_BYTES: u32 = 12;
const _: () = assert!(aead::TAG * 8 == TAG_BITS as usize && aead::NONCE == NONCE_BYTES as usize);
/// The namespace that belongs to KMS keyrings.
const RESERVED_NAMESPACE: &str = "aws-kms";

/// Wraps data keys with AES-GCM under a 128, 192 or 256-bit key of the application.
///
/// Namespace and name are stored in the clear with every item and say which key it needs. The bytes of the key are
/// copied, and wiped when the keyring is dropped.
///
/// # How many items a key may write
///
/// At most 2^32, by all writers together and counting every version of an item. Each item takes one AES-GCM nonce of 96
/// random bits under the key. Among 2^32 of them, two are the same with a probability of 2^-33, the limit that NIST SP
/// 800-38D sets in section 8.3. Whoever reads the table then learns the difference of two wrapped keys, and how to
/// forge others. Nothing keeps count for you: change to a key with another name in time, and keep the old one [to read
/// with](crate::MultiKeyring::and_to_read).
///
/// For more, keep the key as a branch key. A [`HierarchicalKeyring`](crate::HierarchicalKeyring) derives a wrapping key
/// for every item, from 128 random bits of salt, and uses it with a nonce of 96 more. Two items share both with a
/// probability of 2^-161 after 2^32 items, and of 2^-97 after 2^64. AWS's libraries read such items with the same branch
/// key in their key store. Do not use the same 32 bytes in both keyrings.
///
/// ```
/// use dynamodb_item_encryptor::{BranchKey, HierarchicalKeyring, InMemoryBranchKeys};
///
/// # let key = [7; 32];
/// // Stored with every item: tells the key from those that follow it.
/// let version = "e9ce18a3-edb5-4272-9f86-1cacb7997ff6".parse()?;
/// let keys = InMemoryBranchKeys::new().with("customers", BranchKey::new(version, &key));
/// let keyring = HierarchicalKeyring::new("customers", keys);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Example
///
/// ```
/// use dynamodb_item_encryptor::RawAesKeyring;
///
/// let keyring = RawAesKeyring::new("my-company", "customers-2026", &[7; 32])?;
/// assert!(RawAesKeyring::new("my-company", "too-short", &[7; 31]).is_err());
/// # Ok::<(), dynamodb_item_encryptor::KeyError>(())
/// ```
pub struct RawAesKeyring {
    namespace: String,
    name: String,
    key: AesKey,
}

debug_shows!(RawAesKeyring { namespace, name });

impl RawAesKeyring {
    /// Makes a keyring over `key`, which must be 16, 24 or 32 bytes long.
    ///
    /// Sources: `framework/keyring-interface.md`, sections "key namespace" and "key name", and
    /// `framework/raw-aes-keyring.md`, sections "Initialization", "Wrapping Key" and "Wrapping Algorithm".
    ///
    /// # Errors
    /// [`KeyError::Config`] for a key of another length, and for the namespace `aws-kms`.
    pub fn new(namespace: impl Into<String>, name: impl Into<String>, key: &[u8]) -> Result<Self, KeyError> {
        let namespace = allowed(namespace.into())?;
        let key = AesKey::copy_from(key)?.ok_or_else(|| {
            KeyError::Config(format!("an AES key must be 16, 24 or 32 bytes long; this one is {}", key.len()))
        })?;
        Ok(RawAesKeyring { namespace, name: name.into(), key })
    }

    /// Source: `framework/raw-aes-keyring.md`, section "OnEncrypt".
    async fn wrap(&self, request: &WrapRequest<'_>) -> Result<Vec<WrappedDataKey>, KeyError> {
        let intermediate = IntermediateKey::generate_from(request.random)?;
        let nonce = request.random.bytes()?;
        let aad = keys::associated_data(request.context)?;
        let (wrapped, tag_key) = intermediate.wrap_with(request.data_key, &aad)?;
        let ciphertext = intermediate.seal_behind(&[&wrapped], |key| self.key.seal(&nonce, &aad, key))?;
        let encrypted = EncryptedDataKey::new(self.namespace.clone(), self.provider_info(&nonce), ciphertext);
        Ok(vec![WrappedDataKey { encrypted, tag_key }])
    }

    async fn written_for(&self, _: RecipientsRequest<'_>) -> Result<Option<Vec<Recipient>>, KeyError> {
        let mut info = self.provider_info(&[0; aead::NONCE]);
        info.truncate(info.len().saturating_sub(aead::NONCE));
        Ok(Some(vec![Recipient::beginning(&self.namespace, info, aead::NONCE)]))
    }

    /// Key name, tag length in bits, nonce length in bytes, nonce.
    ///
    /// Source: `framework/raw-aes-keyring.md`, sections "Authentication Tag Length" and "IV Length".
    fn provider_info(&self, nonce: &[u8; aead::NONCE]) -> Vec<u8> {
        [self.name.as_bytes(), &TAG_BITS.to_be_bytes(), &NONCE_BYTES.to_be_bytes(), nonce].concat()
    }

    /// The nonce of `data_key`, when that was wrapped under this keyring's key.
    fn nonce(&self, data_key: &EncryptedDataKey) -> Option<[u8; aead::NONCE]> {
        if data_key.provider_id != self.namespace {
            return None;
        }
        let (_, nonce) = data_key.provider_info.split_last_chunk()?;
        (self.provider_info(nonce) == data_key.provider_info).then_some(*nonce)
    }

    /// Source: `framework/raw-aes-keyring.md`, section "OnDecrypt".
    async fn unwrap(&self, request: &UnwrapRequest<'_>) -> Result<Option<UnwrappedDataKey>, KeyError> {
        let open = |data_key| async move {
            let nonce = self.nonce(data_key)?;
            Some(self.open(request, data_key, &nonce))
        };
        request.unwrap_first(open).await
    }

    fn open(
        &self,
        request: &UnwrapRequest<'_>,
        data_key: &EncryptedDataKey,
        nonce: &[u8; aead::NONCE],
    ) -> Result<UnwrappedDataKey, KeyError> {
        let failed = || KeyError::Unwrap { key: self.name.clone() };
        let (wrapped, sealed) = keys::split(&data_key.ciphertext).ok_or_else(failed)?;
        let (ciphertext, tag) = sealed.split_last_chunk().ok_or_else(failed)?;
        let aad = keys::associated_data(request.context)?;
        let open = |key: &mut [u8]| self.key.open(nonce, &aad, key, tag);
        let intermediate = IntermediateKey::open(ciphertext, open).ok_or_else(failed)?;
        intermediate.unwrap(wrapped, request.context, &self.name)
    }
}

/// `namespace`, unless it is the reserved one.
///
/// Source: `framework/raw-aes-keyring.md`, section "Changelog".
pub(super) fn allowed(namespace: String) -> Result<String, KeyError> {
    if namespace == RESERVED_NAMESPACE {
        return Err(KeyError::Config(format!("the key namespace '{RESERVED_NAMESPACE}' is reserved")));
    }
    Ok(namespace)
}

keyring!(RawAesKeyring {});
