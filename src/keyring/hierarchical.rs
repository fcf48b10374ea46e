//! The hierarchical keyring: data keys are wrapped locally, under keys derived from a branch key.
//!
//! Source: `framework/aws-kms/aws-kms-hierarchical-keyring.md` of the AWS Encryption SDK specification.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::{Recipient, RecipientsRequest, UnwrapRequest, WrapRequest, WrappedDataKey, keyring};
use crate::crypto::secret::Secret;
use crate::crypto::{aead, kdf};
use crate::error::{BoxError, KeyError};
use crate::format::context::EncryptionContext;
use crate::format::edk::EncryptedDataKey;
use crate::key_store::{
    BranchKey, BranchKeyIdRequest, BranchKeyIdSupplier, BranchKeySource, BranchKeyVersion, VERSION,
};
use crate::keys::{self, IntermediateKey, UnwrappedDataKey};

/// Provider id of this keyring, and label of its key derivation.
pub(crate) const PROVIDER_ID: &str = "aws-kms-hierarchy";

/// Bytes of the salt that a wrapping key is derived with.
const SALT: usize = 16;
/// Bytes of a wrapped intermediate key: salt, nonce, version, key and tag.
const WRAPPED: usize = SALT + aead::NONCE + VERSION + 32 + aead::TAG;

/// Wraps data keys locally, under keys derived from a branch key, with a fresh salt for each item.
///
/// The branch key's identifier is stored in the clear with every item. An item is read only if its branch key is the
/// one that this keyring has, or chooses for the item: what another tenant's branch key opens is not accepted for this
/// one. A [supplier](BranchKeyIdSupplier) chooses by the item's encryption context, whose content the item's writer
/// decides: see there.
///
/// Around a [`KeyStore`](crate::KeyStore), put [`CachedBranchKeys`](crate::CachedBranchKeys): otherwise every
/// item costs a call to DynamoDB and one to KMS.
///
/// Example: [`KeyStore`](crate::KeyStore).
///
/// Source: `framework/aws-kms/aws-kms-hierarchical-keyring.md`, section "Interface".
pub struct HierarchicalKeyring {
    branch_key: Choice,
    source: Arc<dyn BranchKeySource>,
}

debug_shows!(HierarchicalKeyring { branch_key });

/// Which branch key an item has.
enum Choice {
    Fixed(String),
    Supplied(Box<dyn BranchKeyIdSupplier>),
}

impl fmt::Debug for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Choice::Fixed(id) => id.fmt(f),
            Choice::Supplied(_) => f.write_str("chosen for each item"),
        }
    }
}

impl HierarchicalKeyring {
    /// A keyring over the branch key `branch_key_id`, which `source` knows.
    pub fn new(branch_key_id: impl Into<String>, source: impl BranchKeySource + 'static) -> Self {
        HierarchicalKeyring { branch_key: Choice::Fixed(branch_key_id.into()), source: Arc::new(source) }
    }

    /// A keyring over the branch keys that `supplier` chooses, for example one for each tenant, and that
    /// `source` knows.
    ///
    /// ```
    /// use aws_sdk_dynamodb::types::AttributeValue;
    /// use dynamodb_item_encryptor::{BranchKeyIdRequest, HierarchicalKeyring, InMemoryBranchKeys, KeyError};
    ///
    /// let tenant = |item: &BranchKeyIdRequest<'_>| match item.attributes.get("tenant") {
    ///     Some(AttributeValue::S(tenant)) => Ok(format!("branch-key-of-{tenant}")),
    ///     _ => Err(KeyError::NoBranchKey("an item without a tenant".into()).into()),
    /// };
    /// let keyring = HierarchicalKeyring::with_supplier(tenant, InMemoryBranchKeys::new());
    /// ```
    pub fn with_supplier(
        supplier: impl BranchKeyIdSupplier + 'static,
        source: impl BranchKeySource + 'static,
    ) -> Self {
        HierarchicalKeyring { branch_key: Choice::Supplied(Box::new(supplier)), source: Arc::new(source) }
    }

    /// The branch key of the item with this context.
    fn branch_key_id(&self, context: &EncryptionContext) -> Result<Cow<'_, str>, KeyError> {
        match &self.branch_key {
            Choice::Fixed(id) => Ok(Cow::Borrowed(id)),
            Choice::Supplied(supplier) => {
                let request = BranchKeyIdRequest::new(context)?;
                let id = supplier.branch_key_id(&request).map_err(KeyError::BranchKeySupplier)?;
                Ok(Cow::Owned(id))
            }
        }
    }

    /// Source: `framework/aws-kms/aws-kms-hierarchical-keyring.md`, section "Branch Key Wrapping".
    async fn wrap(&self, request: &WrapRequest<'_>) -> Result<Vec<WrappedDataKey>, KeyError> {
        let id = self.branch_key_id(request.context)?;
        let branch_key = self.source.active(&id).await.map_err(|error| unavailable(&id, error))?;
        let intermediate = IntermediateKey::generate_from(request.random)?;
        let salt = &request.random.bytes::<SALT>()?;
        let nonce = &request.random.bytes()?;
        let (wrapped, tag_key) = intermediate.wrap(request.data_key, request.context)?;
        let key = wrapping_key(&branch_key, salt)?;
        let version = branch_key.version();
        let aad = associated_data(&id, version, request.context)?;
        let before = [&wrapped[..], salt, nonce, version.as_bytes()];
        let ciphertext = intermediate.seal_behind(&before, |out| aead::seal(key.expose(), nonce, &aad, out))?;
        let encrypted = EncryptedDataKey::new(PROVIDER_ID, id.into_owned().into_bytes(), ciphertext);
        Ok(vec![WrappedDataKey { encrypted, tag_key }])
    }

    async fn written_for(&self, request: RecipientsRequest<'_>) -> Result<Option<Vec<Recipient>>, KeyError> {
        let id = self.branch_key_id(request.context)?;
        let branch_key = self.source.active(&id).await.map_err(|error| unavailable(&id, error))?;
        Ok(Some(vec![Recipient::new(PROVIDER_ID, id.as_bytes()).with_version(branch_key.version())]))
    }

    async fn unwrap(&self, request: &UnwrapRequest<'_>) -> Result<Option<UnwrappedDataKey>, KeyError> {
        // No supplier is asked for an item that has nothing to do with this keyring.
        if !request.data_keys.iter().any(|key| key.provider_id == PROVIDER_ID) {
            return Ok(None);
        }
        let id = &*self.branch_key_id(request.context)?;
        request
            .unwrap_first(|data_key| async move {
                let mine = data_key.provider_id == PROVIDER_ID && data_key.provider_info == id.as_bytes();
                if mine { Some(self.open(id, request, data_key).await) } else { None }
            })
            .await
    }

    /// Source: `framework/aws-kms/aws-kms-hierarchical-keyring.md`, section "Branch Key Unwrapping".
    async fn open(
        &self,
        id: &str,
        request: &UnwrapRequest<'_>,
        data_key: &EncryptedDataKey,
    ) -> Result<UnwrappedDataKey, KeyError> {
        let failed = || KeyError::Unwrap { key: id.to_owned() };
        let (wrapped, sealed) = keys::split(&data_key.ciphertext).ok_or_else(failed)?;
        let parts = Parts::split(sealed).ok_or_else(failed)?;
        let branch_key =
            self.source.version(id, parts.version).await.map_err(|error| unavailable(id, error))?;
        let key = wrapping_key(&branch_key, parts.salt)?;
        let aad = associated_data(id, parts.version, request.context)?;
        let open = |out: &mut [u8]| aead::open(key.expose(), parts.nonce, &aad, out, parts.tag);
        let intermediate = IntermediateKey::open(parts.key, open).ok_or_else(failed)?;
        intermediate.unwrap(wrapped, request.context, id)
    }
}

fn unavailable(id: &str, source: BoxError) -> KeyError {
    KeyError::BranchKey { branch_key: id.to_owned(), source }
}

/// What is authenticated with a wrapped key.
///
/// Source: `framework/aws-kms/aws-kms-hierarchical-keyring.md`, section "Branch Key Wrapping and Unwrapping AAD".
fn associated_data(
    id: &str,
    version: BranchKeyVersion,
    context: &EncryptionContext,
) -> Result<Vec<u8>, KeyError> {
    let context = keys::associated_data(context)?;
    Ok([PROVIDER_ID.as_bytes(), id.as_bytes(), version.as_bytes(), &context].concat())
}

/// The key that wraps one item's intermediate key.
fn wrapping_key(branch_key: &BranchKey, salt: &[u8; SALT]) -> Result<Secret<32>, KeyError> {
    Ok(kdf::counter_mode_sha256(branch_key.expose_secret(), PROVIDER_ID.as_bytes(), salt)?)
}

/// What this keyring puts after the wrapped data key.
struct Parts<'a> {
    salt: &'a [u8; SALT],
    nonce: &'a [u8; aead::NONCE],
    version: BranchKeyVersion,
    key: &'a [u8; 32],
    tag: &'a [u8; aead::TAG],
}

impl<'a> Parts<'a> {
    fn split(bytes: &'a [u8]) -> Option<Self> {
        let (salt, bytes) = bytes.split_first_chunk()?;
        let (nonce, bytes) = bytes.split_first_chunk()?;
        let (version, bytes) = bytes.split_first_chunk()?;
        let (key, bytes) = bytes.split_first_chunk()?;
        let tag = bytes.try_into().ok()?;
        Some(Parts { salt, nonce, version: BranchKeyVersion::from_bytes(*version), key, tag })
    }
}

/// The branch key version that an encrypted data key of this keyring was wrapped under.
pub(crate) fn version_of(data_key: &EncryptedDataKey) -> Option<BranchKeyVersion> {
    let (_, sealed) = keys::split(&data_key.ciphertext)?;
    (sealed.len() == WRAPPED).then(|| Parts::split(sealed).map(|parts| parts.version))?
}

keyring!(HierarchicalKeyring {});
