//! Checks what a provider answers: it may be the application's own.

use super::{DecryptionMaterials, DecryptionRequest, EncryptionMaterials, EncryptionRequest, MaterialProvider};
use crate::crypto::mac;
use crate::error::KeyError;
use crate::format::header::MAX_DATA_KEYS;
use crate::keys::{DataKey, scheme};

/// The materials that `provider` gives to write an item.
pub(crate) async fn for_writing(
    provider: &dyn MaterialProvider,
    request: EncryptionRequest<'_>,
) -> Result<EncryptionMaterials, KeyError> {
    check_written(&request, provider.encryption_materials(request).await?)
}

/// The materials that `provider` gives to read an item.
pub(crate) async fn for_reading(
    provider: &dyn MaterialProvider,
    request: DecryptionRequest<'_>,
) -> Result<DecryptionMaterials, KeyError> {
    check_read(&request, provider.decryption_materials(request).await?)
}

/// Checks that materials to write with fit what was asked.
///
/// Sources: `framework/cmm-interface.md`, section "Get Encryption Materials", and `framework/structures.md`, sections
/// "Encryption Materials / Structure", "Encrypted Data Keys", "Signing Key", "Structure / Required Encryption Context
/// Keys" and "Symmetric Signing Keys".
fn check_written(
    request: &EncryptionRequest<'_>,
    materials: EncryptionMaterials,
) -> Result<EncryptionMaterials, KeyError> {
    let kept = |(name, value)| materials.context.get(name) == Some(value);
    let is_other =
        |data_key: &DataKey| !mac::equal(data_key.expose_secret(), materials.data_key.expose_secret());
    let problem = if materials.suite != request.suite {
        "its algorithm suite is not the one that was asked for"
    } else if request.data_key.is_some_and(is_other) {
        "its data key is not the one that was to be wrapped"
    } else if !request.context.iter().all(kept) {
        "an entry of the encryption context is missing or changed"
    } else if materials.context.reserved_entries().count() != request.context.reserved_entries().count() {
        "a reserved entry was added to the encryption context; readers compute such entries and do not accept stored ones"
    } else if !(1..=MAX_DATA_KEYS).contains(&materials.data_keys.len()) {
        "there must be 1 to 255 encrypted data keys"
    } else if !materials.data_keys.iter().all(|key| key.encrypted.fits()) {
        "a part of an encrypted data key is longer than 65,535 bytes"
    } else if materials.signing_key.as_ref().map(|key| key.0.scheme()) != scheme(materials.suite) {
        "the signing key does not fit the algorithm suite"
    } else if !materials.context.fits() {
        return Err(KeyError::ContextTooLong);
    } else {
        return Ok(materials);
    };
    Err(KeyError::Materials(problem))
}

/// Checks that materials to read with fit what was asked.
///
/// Sources: `framework/cmm-interface.md`, section "Decrypt Materials", and `framework/structures.md`, sections
/// "Fields", "Verification Key", "Fields / Required Encryption Context Keys" and "Symmetric Signing Key".
fn check_read(
    request: &DecryptionRequest<'_>,
    materials: DecryptionMaterials,
) -> Result<DecryptionMaterials, KeyError> {
    let kept = |(name, value)| materials.context.get(name) == Some(value);
    let problem = if materials.suite != request.suite {
        "its algorithm suite is not the one that was asked for"
    } else if !request.stored_context.iter().all(kept) || !request.reproduced_context.iter().all(kept) {
        "an entry of the encryption context is missing or changed"
    } else if materials.verification_key.is_some() != materials.suite.is_signed() {
        "the verification key does not fit the algorithm suite"
    } else if !materials.context.fits() {
        return Err(KeyError::ContextTooLong);
    } else {
        return Ok(materials);
    };
    Err(KeyError::Materials(problem))
}
