//! The keys of one item, all of them derived from its data key and message identifier.
//!
//! Source: `specification/structured-encryption/encrypt-path-structure.md`.

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
    /// What commits to the data key.
    commitment: [u8; COMMITMENT],
}

impl ItemKeys {
    /// Derives an item's keys, and the commitment in a header that begins with `partial_header`: 32 bytes of HMAC-SHA512 over
    /// that.
    ///
    /// The specification names HMAC-SHA384 here; every implementation uses the suite's commitment hash.
    ///
    /// Source: `specification/structured-encryption/header.md`, section "Commit Key".
    pub(super) fn derive(
        data_key: &DataKey,
        message_id: &[u8; MESSAGE_ID],
        partial_header: &[u8],
    ) -> Result<Self, CryptoError> {
        let mut keys = Secret::zeroed();
        let commitment = data_key.0.with(|hkdf| {
            let (commit_key, field_root) = keys.expose_mut().split_at_mut(32);
            hkdf.expand([
                (&[b"AWS_DBE_COMMIT_KEY", message_id], commit_key),
                (&[b"AWS_DBE_DERIVE_KEY", message_id], field_root),
            ])?;
            let commit_key = keys.expose().first_chunk().ok_or(CryptoError)?;
            mac::hmac_sha512_32_unwiped(commit_key, partial_header)
        })?;
        Ok(ItemKeys { keys, commitment })
    }

    /// What commits to the data key in the item's header.
    pub(super) fn commitment(&self) -> &[u8; COMMITMENT] {
        &self.commitment
    }

    /// The keys and nonces of the first `count` encrypted fields. The caller overwrites the stack.
    ///
    /// Source: `specification/structured-encryption/encrypt-path-structure.md`, sections "Calculate Info" and
    /// "Calculate Cipherkey and Nonce".
    pub(super) fn fields_unwiped(&self, count: usize) -> Result<FieldKeys, CryptoError> {
        // Field n's key starts at counter 3 n, and a key and nonce fit into three blocks, so together they
        // are one key stream.
        let start = *b"AwsDbeField\x2c\0\0\0\0";
        let field_root = self.keys.expose().last_chunk().ok_or(CryptoError)?;
        aead::key_stream_unwiped(field_root, &start, count * STRIDE).map(FieldKeys)
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
