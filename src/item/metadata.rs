//! Header and footer of an item, as sealing and rewrapping write them.
//!
//! Sources: `specification/structured-encryption/header.md` and `specification/structured-encryption/footer.md`.

use super::keys::ItemKeys;
use crate::crypto::{CryptoError, mac, signature};
use crate::format::context::EncryptionContext;
use crate::format::footer;
use crate::format::header::{HeaderParts, HeaderVersion, Legend, MESSAGE_ID};
use crate::format::length::Unfit;
use crate::materials::EncryptionMaterials;

const _: () = assert!(
    footer::TAG == mac::SHA384
        && footer::ECDSA_SIGNATURE == signature::ecdsa::SIGNATURE
        && footer::ED25519_SIGNATURE == signature::ed25519::SIGNATURE
);

/// Why no header was written.
pub(super) enum NoHeader {
    Unfit,
    Crypto,
}

/// The whole header, with its commitment, and the keys that are derived for it. `item_context` is what readers compute from the item, and so is not stored.
///
/// Sources: `specification/structured-encryption/encrypt-path-structure.md`, section "Header Field", and
/// `specification/structured-encryption/header.md`, section "Full Header Value".
pub(super) fn header(
    version: HeaderVersion,
    message_id: &[u8; MESSAGE_ID],
    legend: impl ExactSizeIterator<Item = Legend>,
    item_context: &EncryptionContext,
    materials: &EncryptionMaterials,
) -> Result<(Vec<u8>, ItemKeys), NoHeader> {
    let parts = HeaderParts {
        version,
        suite: materials.suite,
        message_id,
        legend,
        context: materials.context.iter().filter(|(name, _)| !item_context.contains(name)),
        data_keys: materials.data_keys.iter().map(|key| &key.encrypted),
    };
    let mut header = parts.partial().map_err(|Unfit| NoHeader::Unfit)?;
    let keys = ItemKeys::derive(&materials.data_key, message_id, &header);
    let keys = keys.map_err(|CryptoError| NoHeader::Crypto)?;
    header.extend_from_slice(keys.commitment());
    Ok((header, keys))
}

/// The whole footer, over the hash of the record.
///
/// Sources: `specification/structured-encryption/encrypt-path-structure.md`, section "Footer Field", and
/// `specification/structured-encryption/footer.md`, sections "Recipient Tags" and "Signature".
pub(super) fn footer(
    materials: &EncryptionMaterials,
    hash: &[u8; mac::SHA384],
) -> Result<Vec<u8>, CryptoError> {
    let mut footer =
        Vec::with_capacity(materials.data_keys.len() * footer::TAG + footer::signature_length(materials.suite));
    for key in &materials.data_keys {
        footer.extend_from_slice(&key.tag_key.0.with(|mac| mac.of(hash))?);
    }
    if let Some(key) = &materials.signing_key {
        key.0.sign(hash, &mut footer)?;
    }
    Ok(footer)
}
