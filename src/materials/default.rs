//! The material provider that makes materials with a keyring.
//!
//! Source: `framework/default-cmm.md` of the AWS Encryption SDK specification.

use super::{
    DecryptionMaterials, DecryptionRequest, EncryptionMaterials, EncryptionRequest, MaterialProvider,
    SigningKey,
};
use crate::crypto::signature::EcdsaP384;
use crate::error::KeyError;
use crate::format::context::{EncryptionContext, PUBLIC_KEY};
use crate::format::edk::EncryptedDataKey;
use crate::keyring::{BoxFuture, DataKey, Keyring, UnwrapRequest, WrapRequest};
use aws_smithy_types::base64;

/// Makes a fresh data key and signing key for each item, and has a keyring wrap and unwrap the data
/// key.
pub struct DefaultMaterialProvider<K> {
    keyring: K,
}

impl<K: Keyring> DefaultMaterialProvider<K> {
    /// A provider over `keyring`.
    pub fn new(keyring: K) -> Self {
        DefaultMaterialProvider { keyring }
    }

    async fn encryption(&self, request: EncryptionRequest<'_>) -> Result<EncryptionMaterials, KeyError> {
        let mut context = request.context.clone();
        if context.contains(PUBLIC_KEY) {
            return Err(KeyError::Context("the entry of the public key is reserved"));
        }
        let signing_key = if request.suite.is_signed() {
            let key = EcdsaP384::generate()?;
            context.insert(PUBLIC_KEY, base64::encode(key.public_key()?));
            Some(SigningKey(key))
        } else {
            None
        };
        let data_key = DataKey::generate()?;
        let wrap = WrapRequest { suite: request.suite, context: &context, data_key: &data_key };
        let data_keys = self.keyring.wrap_data_key(&wrap).await?;
        Ok(EncryptionMaterials { suite: request.suite, context, data_key, data_keys, signing_key })
    }

    async fn decryption(&self, request: DecryptionRequest<'_>) -> Result<DecryptionMaterials, KeyError> {
        let context = merge(request.stored_context, request.reproduced_context)?;
        let verification_key = match (request.suite.is_signed(), context.get(PUBLIC_KEY)) {
            (false, None) => None,
            (true, Some(key)) => {
                let key = base64::decode(key).map_err(|_| KeyError::Context("the public key is malformed"))?;
                Some(key)
            }
            (true, None) => return Err(KeyError::Context("the public key is missing")),
            (false, Some(_)) => return Err(KeyError::Context("there is a public key, but no signature")),
        };
        let unwrap = UnwrapRequest { suite: request.suite, context: &context, data_keys: request.data_keys };
        let unwrapped = self.keyring.unwrap_data_key(&unwrap).await?.ok_or_else(|| KeyError::NoneMatches {
            offered: request.data_keys.iter().map(EncryptedDataKey::label).collect(),
        })?;
        Ok(DecryptionMaterials {
            suite: request.suite,
            context,
            data_key: unwrapped.data_key,
            tag_key: unwrapped.tag_key,
            verification_key,
        })
    }
}

/// Both parts of a context; an entry that is in both must be the same in both.
fn merge(stored: &EncryptionContext, reproduced: &EncryptionContext) -> Result<EncryptionContext, KeyError> {
    let mut context = reproduced.clone();
    for (name, value) in stored.iter() {
        if context.insert(name, value).is_some_and(|previous| previous != value) {
            return Err(KeyError::Context("the stored context contradicts the item"));
        }
    }
    Ok(context)
}

impl<K: Keyring> MaterialProvider for DefaultMaterialProvider<K> {
    fn encryption_materials<'a>(
        &'a self,
        request: EncryptionRequest<'a>,
    ) -> BoxFuture<'a, Result<EncryptionMaterials, KeyError>> {
        Box::pin(self.encryption(request))
    }

    fn decryption_materials<'a>(
        &'a self,
        request: DecryptionRequest<'a>,
    ) -> BoxFuture<'a, Result<DecryptionMaterials, KeyError>> {
        Box::pin(self.decryption(request))
    }
}
