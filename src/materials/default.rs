//! The material provider that makes materials with a keyring.
//!
//! Source: `framework/default-cmm.md` of the AWS Encryption SDK specification.

use std::collections::HashSet;

use super::{
    DecryptionMaterials, DecryptionRequest, EncryptionMaterials, EncryptionRequest, MaterialProvider,
    SigningKey, WriterKey, WriterPublicKey,
};
use crate::error::KeyError;
use crate::format::context::{EncryptionContext, PUBLIC_KEY};
use crate::format::edk::EncryptedDataKey;
use crate::format::suite::AlgorithmSuite;
use crate::keyring::{BoxFuture, DataKey, Keyring, UnwrapRequest, WrapRequest};
use aws_smithy_types::base64;

/// Makes a fresh data key and signing key for each item, and has a keyring wrap and unwrap the data
/// key.
///
/// With the suite [`HmacSha384Ed25519`](AlgorithmSuite::HmacSha384Ed25519), a writer can sign all items with
/// one key of its own, and readers can name the writers that they trust:
///
/// ```
/// use dynamodb_item_encryptor::{
///     AlgorithmSuite, DefaultMaterialProvider, RawAesKeyring, TableConfig, WriterKey,
/// };
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let keyring = || RawAesKeyring::new("examples", "one", &[7; 32]);
/// let writer = WriterKey::generate()?;
/// let table = || TableConfig::builder("Orders").partition_key("id").suite(AlgorithmSuite::HmacSha384Ed25519);
///
/// let provider = DefaultMaterialProvider::new(keyring()?).sign_as(writer.clone());
/// let writing = table().material_provider(provider).build()?;
///
/// let provider = DefaultMaterialProvider::new(keyring()?).trust_writers([writer.public_key()]);
/// let reading = table().material_provider(provider).build()?;
/// # Ok(())
/// # }
/// ```
pub struct DefaultMaterialProvider<K> {
    keyring: K,
    writer: Option<WriterKey>,
    trusted_writers: Option<HashSet<WriterPublicKey>>,
}

impl<K: Keyring> DefaultMaterialProvider<K> {
    /// A provider over `keyring`.
    pub fn new(keyring: K) -> Self {
        DefaultMaterialProvider { keyring, writer: None, trusted_writers: None }
    }

    /// Signs every item with `writer`, in the place of a key that is made for the item. The items must be
    /// written with the suite [`HmacSha384Ed25519`](AlgorithmSuite::HmacSha384Ed25519).
    #[must_use]
    pub fn sign_as(mut self, writer: WriterKey) -> Self {
        self.writer = Some(writer);
        self
    }

    /// Reads only items that one of these writers has signed. Items of other suites are refused too,
    /// because anybody who can decrypt can write them.
    #[must_use]
    pub fn trust_writers(mut self, writers: impl IntoIterator<Item = WriterPublicKey>) -> Self {
        self.trusted_writers = Some(writers.into_iter().collect());
        self
    }

    /// The key that signs an item.
    fn signing_key(&self, suite: AlgorithmSuite) -> Result<Option<SigningKey>, KeyError> {
        match &self.writer {
            None => SigningKey::generate(suite),
            Some(writer) if suite == AlgorithmSuite::HmacSha384Ed25519 => {
                Ok(Some(SigningKey(writer.signing_key())))
            }
            Some(_) => Err(KeyError::Materials("a writer key signs items of the Ed25519 suite only")),
        }
    }

    /// Checks that a trusted writer has signed, where writers were named.
    fn check_writer(&self, suite: AlgorithmSuite, key: Option<&[u8]>) -> Result<(), KeyError> {
        let Some(trusted) = &self.trusted_writers else { return Ok(()) };
        let writer = key.and_then(|key| <[u8; 32]>::try_from(key).ok()).map(WriterPublicKey::from_bytes);
        match writer {
            Some(writer) if suite == AlgorithmSuite::HmacSha384Ed25519 && trusted.contains(&writer) => Ok(()),
            _ => Err(KeyError::UntrustedWriter),
        }
    }

    async fn encryption(&self, request: EncryptionRequest<'_>) -> Result<EncryptionMaterials, KeyError> {
        let mut context = request.context.clone();
        if context.contains(PUBLIC_KEY) {
            return Err(KeyError::Context("the entry of the public key is reserved"));
        }
        let signing_key = self.signing_key(request.suite)?;
        if let Some(key) = &signing_key {
            context.insert_reserved(PUBLIC_KEY, base64::encode(key.public_key()));
        }
        let EncryptionRequest { suite, random, .. } = request;
        let data_key = DataKey::generate_from(random)?;
        let wrap = WrapRequest { suite, context: &context, data_key: &data_key, random };
        let data_keys = self.keyring.wrap_data_key(&wrap).await?;
        Ok(EncryptionMaterials { suite, context, data_key, data_keys, signing_key })
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
        self.check_writer(request.suite, verification_key.as_deref())?;
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
    if context.merge(stored) {
        Ok(context)
    } else {
        Err(KeyError::Context("the stored context contradicts the item"))
    }
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
