//! Verifying an item: the only way to fields that can be decrypted.
//!
//! Source: `specification/structured-encryption/decrypt-path-structure.md`.

use aws_sdk_dynamodb::types::AttributeValue;

use super::keys::ItemKeys;
use super::record::TYPE;
use crate::crypto::{CryptoError, aead, mac};
use crate::format::attribute::TypeId;
use crate::format::footer::Footer;
use crate::format::header::{COMMITMENT, Legend};
use crate::format::path::CanonicalName;
use crate::keys::scheme;
use crate::materials::DecryptionMaterials;

/// The item's signed attributes in canonical order. Not yet authenticated. They stay in the item, where
/// the encrypted ones are replaced.
pub(super) struct UnverifiedFields<'a>(pub(super) Vec<Field<'a>>);

/// The attributes of an item that was verified: the only kind that can be decrypted.
pub(super) struct VerifiedFields<'a>(UnverifiedFields<'a>);

/// A signed attribute.
pub(super) struct Field<'a> {
    pub(super) name: CanonicalName<'a>,
    pub(super) value: &'a mut AttributeValue,
    pub(super) action: Legend,
}

/// The item does not verify. Which part of it does not, is not said.
pub(super) struct Unauthentic;

impl From<CryptoError> for Unauthentic {
    fn from(_: CryptoError) -> Self {
        Unauthentic
    }
}

/// What an item is verified with.
pub(super) struct Proof<'a> {
    pub(super) commitment: &'a [u8; COMMITMENT],
    pub(super) footer: &'a Footer<'a>,
    /// The hash of the record that the item's fields make.
    pub(super) hash: &'a [u8; mac::SHA384],
}

impl<'a> UnverifiedFields<'a> {
    /// Verifies the commitment, the recipient's tag, and the signature where there is one.
    ///
    /// Sources: `specification/structured-encryption/footer.md`, sections "Recipient Tag Verification" and "Signature
    /// Verification", and `specification/structured-encryption/header.md`, section "Commitment Verification".
    pub(super) fn verify(
        self,
        proof: &Proof<'_>,
        keys: &ItemKeys,
        materials: &DecryptionMaterials,
    ) -> Result<VerifiedFields<'a>, Unauthentic> {
        if !mac::equal(keys.commitment(), proof.commitment) {
            return Err(Unauthentic);
        }
        let tag = materials.tag_key.0.with(|mac| mac.of(proof.hash))?;
        if !mac::contains(proof.footer.tags, &tag) {
            return Err(Unauthentic);
        }
        match (scheme(materials.suite), &materials.verification_key) {
            (Some(scheme), Some(key)) => {
                materials.signatures.verify(scheme, key, proof.hash, proof.footer.signature)?;
            }
            (None, None) => {}
            (Some(_), None) | (None, Some(_)) => return Err(Unauthentic),
        }
        Ok(VerifiedFields(self))
    }
}

impl<'a> VerifiedFields<'a> {
    pub(super) fn iter(&self) -> impl Iterator<Item = &Field<'a>> {
        self.0.0.iter()
    }

    /// The fields, to be decrypted or signed anew.
    pub(super) fn into_fields(self) -> UnverifiedFields<'a> {
        self.0
    }
}

/// Verifies and decrypts a stored value (type, ciphertext and tag) within its own memory. The caller overwrites the
/// stack.
///
/// Source: `specification/structured-encryption/decrypt-path-structure.md`, section "Terminal Data Decryption".
pub(super) fn decrypt_field(
    mut stored: Vec<u8>,
    path: &[u8],
    (key, nonce): (&[u8; 32], &[u8; aead::NONCE]),
) -> Result<(TypeId, Vec<u8>), CryptoError> {
    let (type_id, rest) = stored.split_first_chunk_mut::<{ TYPE }>().ok_or(CryptoError)?;
    let type_id = *type_id;
    let (value, tag) = rest.split_last_chunk_mut().ok_or(CryptoError)?;
    aead::open_unwiped(key, nonce, path, value, tag)?;
    let end = TYPE + value.len();
    stored.truncate(end);
    stored.drain(..TYPE);
    Ok((type_id, stored))
}
