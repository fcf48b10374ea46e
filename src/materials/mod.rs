//! Cryptographic materials: everything secret that one item needs, and where it comes from.

mod caching;
mod check;
mod default;
mod recipients;
mod required_context;
mod writer;

pub use caching::CachingProvider;
pub(crate) use check::{for_reading, for_writing};
pub use default::DefaultMaterialProvider;
pub use recipients::Recipients;
pub use required_context::RequiredContextProvider;
pub use writer::{WriterKey, WriterPublicKey};

use std::sync::Arc;

use aws_smithy_types::base64;

pub(crate) use crate::crypto::module::check as check_library;
use crate::crypto::random::RandomReserve;
use crate::crypto::signature;
use crate::error::KeyError;
use crate::format::context::{EncryptionContext, PUBLIC_KEY};
use crate::format::edk::EncryptedDataKey;
use crate::format::suite::AlgorithmSuite;
use crate::future::BoxFuture;
use crate::keyring::{RecipientsRequest, WrappedDataKey};
use crate::keys::{DataKey, RecipientTagKey, SigningKey};

/// Where an item's materials come from.
///
/// Every keyring is one through the [`DefaultMaterialProvider`]; providers can be put around others.
///
/// Source: `framework/cmm-interface.md`, sections "Overview" and "Behaviors".
///
/// ```
/// use std::time::Duration;
/// use dynamodb_item_encryptor::{CachingProvider, DefaultMaterialProvider, RawAesKeyring, TableConfig};
///
/// let keyring = RawAesKeyring::new("my-company", "customers", &[7; 32])?;
/// // Items that are read again within a minute cost no second call for their keys.
/// let provider = CachingProvider::new(DefaultMaterialProvider::new(keyring), Duration::from_secs(60));
/// let table = TableConfig::builder("Customers").partition_key("id").encrypt(["email"]);
/// let table = table.material_provider(provider).build()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// `examples/own_keyring_and_provider.rs` has one of an application's own.
pub trait MaterialProvider: Send + Sync {
    /// Makes the materials to write one item.
    ///
    /// The answer's context must hold everything that the request's holds.
    ///
    /// # Errors
    /// If no data key can be made, or it cannot be wrapped for every recipient.
    fn encryption_materials<'a>(
        &'a self,
        request: EncryptionRequest<'a>,
    ) -> BoxFuture<'a, Result<EncryptionMaterials, KeyError>>;

    /// Finds the materials to read one item.
    ///
    /// # Errors
    /// If none of the item's data keys can be unwrapped, or the contexts contradict each other.
    fn decryption_materials<'a>(
        &'a self,
        request: DecryptionRequest<'a>,
    ) -> BoxFuture<'a, Result<DecryptionMaterials, KeyError>>;

    /// Whom it would write an item for, and as whom, without making materials; `None` if it does not say. By default
    /// `None`. A provider around another passes on what that one says.
    ///
    /// # Errors
    /// If it cannot write items, or does not find out now what with.
    fn recipients<'a>(
        &'a self,
        _: RecipientsRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<Recipients>, KeyError>> {
        Box::pin(std::future::ready(Ok(None)))
    }

    /// Whether it gives materials only for items of some writers, as with
    /// [`trust_writers`](DefaultMaterialProvider::trust_writers). A table then refuses to read plaintext and legacy
    /// items as well, because they have no writer, unless it [is told
    /// to](crate::TableConfigBuilder::allow_items_without_writer).
    ///
    /// By default `false`. A provider around another passes on what that one says.
    fn trusts_some_writers_only(&self) -> bool {
        false
    }
}

/// What is needed to write an item.
///
/// Example: [`MaterialProvider`](crate::MaterialProvider).
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct EncryptionRequest<'a> {
    /// The suite that the table's configuration names.
    pub suite: AlgorithmSuite,
    /// Table, key and context attributes of the item.
    pub context: &'a EncryptionContext,
    /// About how many bytes are to be encrypted.
    pub size: usize,
    /// Random bytes for this item.
    pub random: &'a RandomReserve,
    /// The data key to be wrapped; `None`, for all items but those that are
    /// [rewrapped](crate::ItemEncryptor::rewrap_item), if it is to be a fresh one. An answer with another one is refused.
    pub data_key: Option<&'a DataKey>,
}

debug_shows!(EncryptionRequest<'a> { suite, size });

impl<'a> EncryptionRequest<'a> {
    /// Asks for materials for an item with this context, of unknown size. Random bytes come from the generator one by
    /// one.
    pub fn new(suite: AlgorithmSuite, context: &'a EncryptionContext) -> Self {
        EncryptionRequest { suite, context, size: 0, random: RandomReserve::none(), data_key: None }
    }

    /// Says about how many bytes are to be encrypted.
    #[must_use]
    pub fn with_size(self, size: usize) -> Self {
        EncryptionRequest { size, ..self }
    }

    /// Takes random bytes from this reserve.
    #[must_use]
    pub fn with_random(self, random: &'a RandomReserve) -> Self {
        EncryptionRequest { random, ..self }
    }

    /// Asks for this data key to be wrapped, instead of a fresh one.
    #[must_use]
    pub fn with_data_key(self, data_key: &'a DataKey) -> Self {
        EncryptionRequest { data_key: Some(data_key), ..self }
    }
}

/// What is needed to read an item.
///
/// Example: [`MaterialProvider`](crate::MaterialProvider).
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct DecryptionRequest<'a> {
    /// The suite that the item's header names.
    pub suite: AlgorithmSuite,
    /// The item's encrypted data keys, in stored order.
    pub data_keys: &'a [EncryptedDataKey],
    /// The part of the encryption context that the header holds.
    pub stored_context: &'a EncryptionContext,
    /// The part of the encryption context that is computed from the item.
    pub reproduced_context: &'a EncryptionContext,
}

debug_shows!(DecryptionRequest<'a> { suite });

impl<'a> DecryptionRequest<'a> {
    /// Asks for the materials of an item with these encrypted data keys and both parts of its context.
    pub fn new(
        suite: AlgorithmSuite,
        data_keys: &'a [EncryptedDataKey],
        stored_context: &'a EncryptionContext,
        reproduced_context: &'a EncryptionContext,
    ) -> Self {
        DecryptionRequest { suite, data_keys, stored_context, reproduced_context }
    }

    /// The whole encryption context: both parts. An entry that is in both must be the same in both.
    ///
    /// # Errors
    /// [`KeyError::Context`] if the parts contradict each other, or if the header stores an entry that is computed from
    /// the item: suppliers of branch keys, and KMS, would be given that instead of what the item says.
    pub fn context(&self) -> Result<EncryptionContext, KeyError> {
        if self.stored_context.reserved_entries().next().is_some() {
            return Err(KeyError::Context("the stored context has an entry that is computed from the item"));
        }
        let mut context = self.reproduced_context.clone();
        if context.merge(self.stored_context) {
            Ok(context)
        } else {
            Err(KeyError::Context("the stored context contradicts the item"))
        }
    }

    /// The public key that verifies the item's signature, which the context holds in base64; `None` if the suite has no
    /// signatures.
    ///
    /// # Errors
    /// [`KeyError::Context`] if there is none and there should be, or the other way round, or if it is malformed.
    pub fn verification_key(&self) -> Result<Option<Vec<u8>>, KeyError> {
        let entry =
            [self.stored_context, self.reproduced_context].into_iter().find_map(|part| part.get(PUBLIC_KEY));
        match (self.suite.is_signed(), entry) {
            (false, None) => Ok(None),
            (true, Some(key)) => {
                base64::decode(key).map(Some).map_err(|_| KeyError::Context("the public key is malformed"))
            }
            (true, None) => Err(KeyError::Context("the public key is missing")),
            (false, Some(_)) => Err(KeyError::Context("there is a public key, but no signature")),
        }
    }
}

/// The materials to write one item. A copy shares the secrets of the original.
///
/// Example: [`MaterialProvider`](crate::MaterialProvider).
#[derive(Clone)]
#[non_exhaustive]
pub struct EncryptionMaterials {
    /// The suite to write with; the request's.
    pub suite: AlgorithmSuite,
    /// The whole encryption context: the request's, and what the provider adds.
    pub context: EncryptionContext,
    /// Encrypts the attributes.
    pub data_key: DataKey,
    /// The data key, wrapped for each recipient; 1 to 255.
    pub data_keys: Vec<WrappedDataKey>,
    /// Signs the item, if the suite has signatures.
    pub signing_key: Option<SigningKey>,
}

debug_shows!(EncryptionMaterials { suite });

/// The materials to read one item. A copy shares the secrets of the original.
///
/// Example: [`MaterialProvider`](crate::MaterialProvider).
#[derive(Clone)]
#[non_exhaustive]
pub struct DecryptionMaterials {
    /// The suite to read with; the request's.
    pub suite: AlgorithmSuite,
    /// The whole encryption context: its stored and its computed part.
    pub context: EncryptionContext,
    /// Decrypts the attributes.
    pub data_key: DataKey,
    /// Verifies the tag of the recipient that unwrapped the data key.
    pub tag_key: RecipientTagKey,
    /// The public key that verifies the item's signature, if the suite has signatures: a point on P-384, compressed or
    /// not, or the 32 bytes of an Ed25519 key.
    pub verification_key: Option<Vec<u8>>,
    /// The signature that has verified last, where these materials are kept.
    pub(crate) signatures: signature::Remembered,
}

debug_shows!(DecryptionMaterials {});

impl EncryptionMaterials {
    /// Materials without a signing key. The context must hold everything that the request's holds.
    pub fn new(
        suite: AlgorithmSuite,
        context: EncryptionContext,
        data_key: DataKey,
        data_keys: Vec<WrappedDataKey>,
    ) -> Self {
        EncryptionMaterials { suite, context, data_key, data_keys, signing_key: None }
    }

    /// Signs the item with `key`, which suites with signatures need. The context must hold
    /// [its entry](SigningKey::context_entry).
    #[must_use]
    pub fn with_signing_key(self, key: SigningKey) -> Self {
        EncryptionMaterials { signing_key: Some(key), ..self }
    }
}

impl DecryptionMaterials {
    /// Materials without a verification key. The context must hold everything that both of the request's hold.
    pub fn new(
        suite: AlgorithmSuite,
        context: EncryptionContext,
        data_key: DataKey,
        tag_key: RecipientTagKey,
    ) -> Self {
        let signatures = signature::Remembered::default();
        DecryptionMaterials { suite, context, data_key, tag_key, verification_key: None, signatures }
    }

    /// Verifies the item's signature with the public key `key`, which suites with signatures need.
    #[must_use]
    pub fn with_verification_key(self, key: impl Into<Vec<u8>>) -> Self {
        DecryptionMaterials { verification_key: Some(key.into()), ..self }
    }
}

/// A provider that several tables share.
impl<P: MaterialProvider + ?Sized> MaterialProvider for Arc<P> {
    fn encryption_materials<'a>(
        &'a self,
        request: EncryptionRequest<'a>,
    ) -> BoxFuture<'a, Result<EncryptionMaterials, KeyError>> {
        (**self).encryption_materials(request)
    }

    fn decryption_materials<'a>(
        &'a self,
        request: DecryptionRequest<'a>,
    ) -> BoxFuture<'a, Result<DecryptionMaterials, KeyError>> {
        (**self).decryption_materials(request)
    }

    fn recipients<'a>(
        &'a self,
        request: RecipientsRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<Recipients>, KeyError>> {
        (**self).recipients(request)
    }

    fn trusts_some_writers_only(&self) -> bool {
        (**self).trusts_some_writers_only()
    }
}
