//! The keys of one item, all of them derived from its data key and message identifier.
//!
//! Source: `specification/structured-encryption/encrypt-path-structure.md`, sections "Calculate Cipherkey
//! and Nonce" and "Commit key".

use crate::crypto::secret::Secret;
use crate::crypto::{CryptoError, aead, mac};
use crate::format::header::{COMMITMENT, MESSAGE_ID};
use crate::keys::DataKey;

/// Blocks of key stream between the starts of two fields' keys; 44 bytes of each are used.
const STRIDE: usize = 3;

/// What is derived from an item's data key.
pub(super) struct ItemKeys {
    /// The commit key, and the key from which the fields' keys are derived.
    keys: Secret<64>,
}

impl ItemKeys {
    /// Derives an item's keys.
    pub(super) fn derive(data_key: &DataKey, message_id: &[u8; MESSAGE_ID]) -> Result<Self, CryptoError> {
        let keys = Secret::init_with(|out| {
            let (commit_key, field_root) = out.split_at_mut(32);
            data_key.0.with(|hkdf| {
                hkdf.expand([
                    (&[b"AWS_DBE_COMMIT_KEY", message_id], commit_key),
                    (&[b"AWS_DBE_DERIVE_KEY", message_id], field_root),
                ])
            })
        })?;
        Ok(ItemKeys { keys })
    }

    fn commit_key(&self) -> Result<&[u8; 32], CryptoError> {
        self.keys.expose().first_chunk().ok_or(CryptoError)
    }

    fn field_root(&self) -> Result<&[u8; 32], CryptoError> {
        self.keys.expose().last_chunk().ok_or(CryptoError)
    }

    /// Commits to the data key: 32 bytes of HMAC-SHA512 over the header before it.
    ///
    /// The specification names HMAC-SHA384 here; every implementation uses the suite's commitment hash.
    pub(super) fn commitment(&self, partial_header: &[u8]) -> Result<[u8; COMMITMENT], CryptoError> {
        mac::hmac_sha512_32(self.commit_key()?, partial_header)
    }

    /// The keys and nonces of the first `count` encrypted fields.
    pub(super) fn fields(&self, count: usize) -> Result<FieldKeys, CryptoError> {
        // Field n's key starts at counter 3 n, and a key and nonce fit into three blocks, so together they
        // are one key stream.
        let start = *b"AwsDbeField\x2c\0\0\0\0";
        Ok(FieldKeys(aead::key_stream(self.field_root()?, &start, count * STRIDE)))
    }
}

/// Keys and nonces of encrypted fields.
pub(super) struct FieldKeys(aead::KeyStream);

impl FieldKeys {
    /// Key and nonce of each field, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&[u8; 32], &[u8; aead::NONCE])> {
        // A piece that is too short would be the last, and its field find no key.
        self.0.blocks().chunks_exact(STRIDE).map_while(|chunk| {
            let (key, rest) = chunk.as_flattened().split_first_chunk()?;
            Some((key, rest.first_chunk()?))
        })
    }
}
