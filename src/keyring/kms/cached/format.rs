//! What this keyring stores and derives, in both versions of its format.
//!
//! Source: this crate's own format, [`cached_kms`](crate::manual::cached_kms).

use crate::crypto::secret::Secret;
use crate::crypto::{CryptoError, aead, kdf, mac};
use crate::error::KeyError;
use crate::format::context::{EncryptionContext, PARTITION_NAME, PUBLIC_KEY, SORT_NAME, TABLE_NAME};
use crate::format::edk::EncryptedDataKey;
use crate::keys;

/// Provider id of this keyring. It does not begin with `aws-kms`, so that AWS's libraries leave it alone.
pub(super) const PROVIDER_ID: &str = "item-encryptor-cached-kms";
/// Comes before the ARN in the provider information of version 2. No ARN begins with it.
const VERSION_2: &[u8] = b"v2:";
/// Tells KMS, and its audit log, what a wrapping key is for.
pub(crate) const PURPOSE: &str = "item-encryptor-purpose";
/// What it says in version 1.
pub(crate) const PURPOSE_1: &str = "wrapping-key";
/// What it says in version 2.
pub(crate) const PURPOSE_2: &str = "wrapping-key-v2";

/// Bytes of the salt that an item's key is derived with.
pub(super) const SALT: usize = 16;

/// The version of the format. Everything that is derived or authenticated differs between the two, so that nothing of
/// one passes for the other's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// The wrapping key is bound to the table alone. Only read, and only on request.
    One,
    /// The wrapping key is bound to the public key of the items' signatures as well.
    Two,
}

impl Version {
    /// The version of `data_key`; `None` if it does not belong to such a keyring with the key `key_arn`.
    pub(super) fn of(data_key: &EncryptedDataKey, key_arn: &str) -> Option<Self> {
        if data_key.provider_id != PROVIDER_ID {
            return None;
        }
        let (version, arn) = match data_key.provider_info.strip_prefix(VERSION_2) {
            Some(arn) => (Version::Two, arn),
            None => (Version::One, &*data_key.provider_info),
        };
        (arn == key_arn.as_bytes()).then_some(version)
    }

    /// Separates the derivation of this keyring's keys from all others.
    fn label(self) -> &'static [u8] {
        match self {
            Version::One => b"item-encryptor-cached-kms",
            Version::Two => b"item-encryptor-cached-kms-v2",
        }
    }

    /// The part of an item's context that its wrapping key is bound to, and what the key is for.
    pub(super) fn kms_context(self, item: &EncryptionContext) -> EncryptionContext {
        let (public_key, purpose) = match self {
            Version::One => (None, PURPOSE_1),
            Version::Two => (Some(PUBLIC_KEY), PURPOSE_2),
        };
        let mut context = item.filtered(|name| {
            matches!(name, TABLE_NAME | PARTITION_NAME | SORT_NAME) || Some(name) == public_key
        });
        context.insert_reserved(PURPOSE, purpose);
        context
    }

    /// What is authenticated with an item's key.
    pub(super) fn associated_data(self, key_arn: &str, item: &EncryptionContext) -> Result<Vec<u8>, KeyError> {
        let context = keys::associated_data(item)?;
        let length = u16::try_from(key_arn.len()).map_err(|_| KeyError::ContextTooLong)?;
        Ok([self.label(), &length.to_be_bytes(), key_arn.as_bytes(), &context].concat())
    }
}

/// The provider information that is written.
pub(super) fn provider_info(key_arn: &str) -> Vec<u8> {
    [VERSION_2, key_arn.as_bytes()].concat()
}

/// Identifies a wrapping key that KMS has unwrapped before, by the KMS key, the whole context of the call (and with it
/// version and signer) and the blob.
pub(super) fn reading_id(key_arn: &str, kms_context: &[u8], blob: &[u8]) -> [u8; mac::SHA384] {
    let mut hasher = mac::Sha384Hasher::default();
    for part in [key_arn.as_bytes(), kms_context, blob] {
        hasher.update_part(part);
    }
    hasher.finish()
}

/// A secret that items' keys are derived from.
pub(super) struct WrappingKey(pub(super) Secret<32>);

impl WrappingKey {
    /// The key that wraps one item's intermediate key.
    pub(super) fn item_key(&self, version: Version, salt: &[u8; SALT]) -> Result<Secret<32>, CryptoError> {
        kdf::counter_mode_sha256(self.0.expose(), version.label(), salt)
    }
}

/// What this keyring puts after the wrapped data key.
pub(super) struct Parts<'a> {
    pub(super) salt: &'a [u8; SALT],
    pub(super) nonce: &'a [u8; aead::NONCE],
    pub(super) key: &'a [u8; 32],
    pub(super) tag: &'a [u8; aead::TAG],
    pub(super) blob: &'a [u8],
}

impl<'a> Parts<'a> {
    pub(super) fn split(bytes: &'a [u8]) -> Option<Self> {
        let (salt, bytes) = bytes.split_first_chunk()?;
        let (nonce, bytes) = bytes.split_first_chunk()?;
        let (key, bytes) = bytes.split_first_chunk()?;
        let (tag, blob) = bytes.split_first_chunk()?;
        Some(Parts { salt, nonce, key, tag, blob })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARN: &str = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d";

    fn data_key(provider_id: &str, provider_info: Vec<u8>) -> EncryptedDataKey {
        EncryptedDataKey::new(provider_id, provider_info, Vec::new())
    }

    #[test]
    fn the_version_is_told_by_the_provider_information_alone() {
        let version = |info: &[u8]| Version::of(&data_key(PROVIDER_ID, info.to_vec()), ARN);
        assert_eq!(version(&provider_info(ARN)), Some(Version::Two));
        assert_eq!(version(ARN.as_bytes()), Some(Version::One));
        for other in [&b"v2:"[..], b"v3:", b"", &provider_info(&ARN[1..]), &provider_info("v2:")] {
            assert_eq!(version(other), None, "{other:?}");
        }
        let twice = [VERSION_2, VERSION_2, ARN.as_bytes()].concat();
        assert_eq!(version(&twice), None);
        assert_eq!(Version::of(&data_key("aws-kms", provider_info(ARN)), ARN), None);
    }

    #[test]
    fn nothing_of_one_version_passes_for_the_others() {
        let item: EncryptionContext =
            [(TABLE_NAME, "T"), (PARTITION_NAME, "id"), (PUBLIC_KEY, "key"), ("aws-crypto-attr.id", "1")]
                .into_iter()
                .collect();
        let contexts = [Version::One, Version::Two].map(|version| version.kms_context(&item));
        assert_eq!(contexts[0].get(PUBLIC_KEY), None);
        assert_eq!(contexts[1].get(PUBLIC_KEY), Some("key"));
        assert!(contexts.iter().all(|context| context.get("aws-crypto-attr.id").is_none()));
        // Without a signature too, where neither has the public key.
        let unsigned = item.filtered(|name| name != PUBLIC_KEY);
        assert_ne!(Version::One.kms_context(&unsigned), Version::Two.kms_context(&unsigned));
        let data = |version: Version| version.associated_data(ARN, &item).unwrap();
        assert_ne!(data(Version::One), data(Version::Two));
        let key = WrappingKey(Secret::copy_from(&[7; 32]).unwrap());
        let derived = |version| *key.item_key(version, &[1; SALT]).unwrap().expose();
        assert_ne!(derived(Version::One), derived(Version::Two));
    }
}
