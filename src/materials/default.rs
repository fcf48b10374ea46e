//! The material provider that makes materials with a keyring.
//!
//! Source: `framework/default-cmm.md` of the AWS Encryption SDK specification.

use std::borrow::Cow;
use std::collections::HashSet;

use super::{
    DecryptionMaterials, DecryptionRequest, EncryptionMaterials, EncryptionRequest, MaterialProvider,
    Recipients, WriterKey, WriterPublicKey,
};
use crate::error::KeyError;
use crate::format::context::PUBLIC_KEY;
use crate::format::edk::EncryptedDataKey;
use crate::format::suite::AlgorithmSuite;
use crate::future::BoxFuture;
use crate::keyring::{Keyring, RecipientsRequest, Signer, SignerRequest, UnwrapRequest, WrapRequest};
use crate::keys::{DataKey, SigningKey, UnwrappedDataKey};

/// Makes a fresh data key and signing key for each item, and has a keyring wrap and unwrap the data key. A keyring may
/// provide a [signer](Keyring::signer), which then signs instead of a fresh key.
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

debug_shows!(DefaultMaterialProvider<K> { trusted_writers });

impl<K: Keyring> DefaultMaterialProvider<K> {
    /// A provider over `keyring`.
    ///
    /// Source: `framework/default-cmm.md`, section "Default Cryptographic Materials Manager / Initialization".
    pub fn new(keyring: K) -> Self {
        DefaultMaterialProvider { keyring, writer: None, trusted_writers: None }
    }

    /// Signs every item with `writer`, instead of a key that is made for the item. The items must be written with the
    /// suite [`HmacSha384Ed25519`](AlgorithmSuite::HmacSha384Ed25519).
    #[must_use]
    pub fn sign_as(mut self, writer: WriterKey) -> Self {
        self.writer = Some(writer);
        self
    }

    /// Reads only items that one of these writers has signed. Items of other suites are refused too,
    /// because anybody who can decrypt can write them.
    ///
    /// Plaintext items and items of the legacy format have no writer, and never get here. A table that reads them too
    /// would trust whoever can write to it: its configuration is refused, unless
    /// [`allow_items_without_writer`](crate::TableConfigBuilder::allow_items_without_writer) accepts that for the
    /// duration of a migration.
    #[must_use]
    pub fn trust_writers(mut self, writers: impl IntoIterator<Item = WriterPublicKey>) -> Self {
        self.trusted_writers = Some(writers.into_iter().collect());
        self
    }

    /// What signs an item: this provider's writer, the keyring's signer, or a key of the item's own.
    async fn signer(&self, request: &EncryptionRequest<'_>) -> Result<Option<Signer>, KeyError> {
        let suite = request.suite;
        match &self.writer {
            Some(writer) if suite == AlgorithmSuite::HmacSha384Ed25519 => {
                return Ok(Some(Signer::new(SigningKey(writer.signing_key()))));
            }
            Some(_) => return Err(KeyError::Materials("a writer key signs items of the Ed25519 suite only")),
            None if !suite.is_signed() => return Ok(None),
            None => {}
        }
        match self.keyring.signer(&SignerRequest::new(suite, request.context)) {
            Some(signer) => signer.await.map(Some),
            None => Ok(SigningKey::generate(suite)?.map(Signer::new)),
        }
    }

    /// Checks that a trusted writer has signed, if writers were named.
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
            return Err(KeyError::Context("the entry for the public key is reserved"));
        }
        let signer = self.signer(&request).await?;
        if let Some(signer) = &signer {
            let (name, public_key) = signer.key().context_entry();
            context.insert_reserved(name, public_key);
        }
        let EncryptionRequest { suite, random, .. } = request;
        let data_key = match request.data_key {
            Some(data_key) => data_key.clone(),
            None => DataKey::generate_from(random)?,
        };
        let signed_by = signer.as_ref();
        let wrap = WrapRequest { signer: signed_by, random, ..WrapRequest::new(suite, &context, &data_key) };
        let data_keys = self.keyring.wrap_data_key(&wrap).await?;
        let signing_key = signer.map(|signer| signer.key().clone());
        Ok(EncryptionMaterials { signing_key, ..EncryptionMaterials::new(suite, context, data_key, data_keys) })
    }

    async fn written_for(&self, request: RecipientsRequest<'_>) -> Result<Option<Recipients>, KeyError> {
        let keys = self.keyring.recipients(request).await?;
        Ok(keys.map(|keys| Recipients { keys, writer: self.writer.as_ref().map(WriterKey::public_key) }))
    }

    /// Source: `framework/default-cmm.md`, section "Decrypt Materials".
    async fn decryption(&self, request: DecryptionRequest<'_>) -> Result<DecryptionMaterials, KeyError> {
        let context = request.context()?;
        let verification_key = request.verification_key()?;
        self.check_writer(request.suite, verification_key.as_deref())?;
        let data_keys = &*distinct(request.data_keys);
        let unwrap = UnwrapRequest::new(request.suite, &context, data_keys);
        let unwrapped = self.keyring.unwrap_data_key(&unwrap).await?.ok_or_else(|| KeyError::NoneMatches {
            offered: data_keys.iter().map(EncryptedDataKey::label).collect(),
        })?;
        let UnwrappedDataKey { data_key, tag_key } = unwrapped;
        let materials = DecryptionMaterials::new(request.suite, context, data_key, tag_key);
        Ok(DecryptionMaterials { verification_key, ..materials })
    }
}

/// The data keys without those that are equal to an earlier one, so that each is tried once.
fn distinct(data_keys: &[EncryptedDataKey]) -> Cow<'_, [EncryptedDataKey]> {
    let is_first =
        |(n, key): &(usize, &EncryptedDataKey)| !data_keys.iter().take(*n).any(|other| other == *key);
    if data_keys.iter().enumerate().all(|pair| is_first(&pair)) {
        return Cow::Borrowed(data_keys);
    }
    Cow::Owned(data_keys.iter().enumerate().filter(is_first).map(|(_, key)| key.clone()).collect())
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

    fn recipients<'a>(
        &'a self,
        request: RecipientsRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<Recipients>, KeyError>> {
        Box::pin(self.written_for(request))
    }

    fn trusts_some_writers_only(&self) -> bool {
        self.trusted_writers.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::context::EncryptionContext;

    fn merge(
        stored: &EncryptionContext,
        reproduced: &EncryptionContext,
    ) -> Result<EncryptionContext, KeyError> {
        DecryptionRequest::new(AlgorithmSuite::default(), &[], stored, reproduced).context()
    }

    #[test]
    fn what_is_computed_from_the_item_cannot_be_stored() {
        let of = |entries: &[(&str, &str)]| -> EncryptionContext { entries.iter().copied().collect() };
        let reproduced = of(&[("aws-crypto-attr.id", "1"), ("aws-crypto-table-name", "T")]);
        let own = of(&[("aws-crypto-public-key", "k"), ("purpose", "x")]);
        assert_eq!(merge(&own, &reproduced).unwrap().len(), 4);
        for name in ["aws-crypto-attr.tenant", "AWS-CRYPTO-attr.tenant", "aws-crypto-attr.id", "aws-crypto-"] {
            assert!(matches!(merge(&of(&[(name, "1")]), &reproduced), Err(KeyError::Context(_))), "{name}");
        }
        assert!(merge(&reproduced, &reproduced).is_err());
    }
}
