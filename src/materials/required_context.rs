//! The material provider that insists on entries of the encryption context.
//!
//! Source: `framework/required-encryption-context-cmm.md` of the AWS Encryption SDK specification.

use super::{
    DecryptionMaterials, DecryptionRequest, EncryptionMaterials, EncryptionRequest, MaterialProvider,
    Recipients,
};
use crate::error::KeyError;
use crate::format::context::EncryptionContext;
use crate::future::BoxFuture;
use crate::keyring::RecipientsRequest;

/// Refuses items whose encryption context lacks one of the named entries, on writing and on reading.
///
/// The entries must come from the item itself: an entry that only the header holds does not count. With this, a reader
/// can be sure that, for example, the tenant of an item was bound to its data key:
///
/// ```
/// use dynamodb_item_encryptor::{
///     DefaultMaterialProvider, RawAesKeyring, RequiredContextProvider, TableConfig,
/// };
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let keyring = RawAesKeyring::new("examples", "one", &[7; 32])?;
/// let provider =
///     RequiredContextProvider::new(DefaultMaterialProvider::new(keyring), ["aws-crypto-attr.tenant"]);
/// let table = TableConfig::builder("Orders")
///     .partition_key("id")
///     .sign_and_include_in_encryption_context(["tenant"])
///     .material_provider(provider)
///     .build()?;
/// # Ok(())
/// # }
/// ```
pub struct RequiredContextProvider<P> {
    inner: P,
    required: Vec<String>,
}

debug_shows!(RequiredContextProvider<P> { required });

impl<P: MaterialProvider> RequiredContextProvider<P> {
    /// Puts the requirement around `inner`.
    ///
    /// Source: `framework/required-encryption-context-cmm.md`, section "Initialization".
    pub fn new(inner: P, required: impl IntoIterator<Item = impl Into<String>>) -> Self {
        RequiredContextProvider { inner, required: required.into_iter().map(Into::into).collect() }
    }

    /// Source: `framework/required-encryption-context-cmm.md`, sections "Overview", "Get Encryption Materials" and
    /// "Decrypt Materials".
    fn check(&self, context: &EncryptionContext) -> Result<(), KeyError> {
        match self.required.iter().all(|name| context.contains(name)) {
            true => Ok(()),
            false => Err(KeyError::Context("a required entry is not in the item")),
        }
    }
}

impl<P: MaterialProvider> MaterialProvider for RequiredContextProvider<P> {
    fn encryption_materials<'a>(
        &'a self,
        request: EncryptionRequest<'a>,
    ) -> BoxFuture<'a, Result<EncryptionMaterials, KeyError>> {
        match self.check(request.context) {
            Ok(()) => self.inner.encryption_materials(request),
            Err(error) => Box::pin(std::future::ready(Err(error))),
        }
    }

    fn decryption_materials<'a>(
        &'a self,
        request: DecryptionRequest<'a>,
    ) -> BoxFuture<'a, Result<DecryptionMaterials, KeyError>> {
        match self.check(request.reproduced_context) {
            Ok(()) => self.inner.decryption_materials(request),
            Err(error) => Box::pin(std::future::ready(Err(error))),
        }
    }

    fn recipients<'a>(
        &'a self,
        request: RecipientsRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<Recipients>, KeyError>> {
        match self.check(request.context) {
            Ok(()) => self.inner.recipients(request),
            Err(error) => Box::pin(std::future::ready(Err(error))),
        }
    }

    fn trusts_some_writers_only(&self) -> bool {
        self.inner.trusts_some_writers_only()
    }
}
