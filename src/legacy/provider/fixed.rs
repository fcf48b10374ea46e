//! The static provider: the same keys for every item.

use std::sync::Arc;

use super::{BoxFuture, DecryptionMaterials, EncryptionMaterials, ItemContext, Provider};
use crate::error::KeyError;
use crate::error::shown::Shown;
use crate::legacy::description::MaterialDescription;
use crate::legacy::keys::{AesKey, SignatureKey};

/// Encrypts and signs every item with the same keys: the "static" or "symmetric static" provider.
///
/// All items share one key, which has no name and cannot be rotated. It is best used for reading only.
///
/// The client in Java reads an item only if its description has the pairs that were given to its provider. As
/// nobody signs the description, that protects nothing, and it is not checked here.
///
/// ```
/// use dynamodb_item_encryptor::legacy::{AesKey, SignatureKey, SigningAlgorithm, StaticProvider};
///
/// let signature_key = SignatureKey::hmac(SigningAlgorithm::HmacSha256, &[8; 32])?;
/// let provider = StaticProvider::new(AesKey::new(&[7; 32])?, signature_key);
/// # Ok::<(), dynamodb_item_encryptor::KeyError>(())
/// ```
pub struct StaticProvider {
    content_key: Option<Arc<AesKey>>,
    signature_key: Arc<SignatureKey>,
    description: MaterialDescription,
}

debug_shows!(StaticProvider {});

impl StaticProvider {
    /// A provider that uses these keys.
    pub fn new(content_key: AesKey, signature_key: SignatureKey) -> Self {
        StaticProvider { content_key: Some(Arc::new(content_key)), ..Self::sign_only(signature_key) }
    }

    /// A provider for items that are signed only, with nothing encrypted.
    pub fn sign_only(signature_key: SignatureKey) -> Self {
        let description = MaterialDescription::new();
        StaticProvider { content_key: None, signature_key: Arc::new(signature_key), description }
    }

    /// Writes these pairs into every item's description.
    ///
    /// # Errors
    /// [`KeyError::Config`] for a name that the format reserves for itself.
    pub fn with_description(mut self, description: MaterialDescription) -> Result<Self, KeyError> {
        self.description = unreserved(description)?;
        Ok(self)
    }
}

/// Refuses names that the format reserves for itself.
pub(super) fn unreserved(description: MaterialDescription) -> Result<MaterialDescription, KeyError> {
    match description.reserved() {
        Some(name) => Err(KeyError::Config(format!("the description's name '{}' is reserved", Shown(name)))),
        None => Ok(description),
    }
}

impl Provider for StaticProvider {
    fn encryption_materials<'a>(
        &'a self,
        _context: &'a ItemContext<'a>,
    ) -> BoxFuture<'a, Result<EncryptionMaterials, KeyError>> {
        let materials = EncryptionMaterials::new(
            self.content_key.clone(),
            self.signature_key.clone(),
            self.description.clone(),
        );
        Box::pin(std::future::ready(Ok(materials)))
    }

    fn decryption_materials<'a>(
        &'a self,
        _context: &'a ItemContext<'a>,
        _description: &'a MaterialDescription,
    ) -> BoxFuture<'a, Result<DecryptionMaterials, KeyError>> {
        let materials = DecryptionMaterials::new(self.content_key.clone(), self.signature_key.clone());
        Box::pin(std::future::ready(Ok(materials)))
    }
}
