//! Cryptographic materials: everything secret that one item needs, and where it comes from.

mod caching;
mod default;
mod required_context;
mod writer;

pub use caching::CachingProvider;
pub use default::DefaultMaterialProvider;
pub use required_context::RequiredContextProvider;
pub use writer::{WriterKey, WriterPublicKey};

use std::sync::Arc;

use crate::crypto::random::Reserve;
use crate::error::KeyError;
use crate::format::context::EncryptionContext;
use crate::format::edk::EncryptedDataKey;
use crate::format::suite::AlgorithmSuite;
pub use crate::keyring::SigningKey;
pub(crate) use crate::keyring::scheme;
use crate::keyring::{BoxFuture, DataKey, RecipientTagKey, WrappedDataKey};

/// Where an item's materials come from.
///
/// Every keyring is one through the [`DefaultMaterialProvider`]; providers can be put around others.
///
/// Source: `framework/cmm-interface.md` of the AWS Encryption SDK specification.
pub trait MaterialProvider: Send + Sync {
    /// Makes the materials to write one item.
    ///
    /// The answer's context must hold everything that the request's holds.
    ///
    /// # Errors
    /// When no data key can be made or wrapped for every recipient.
    fn encryption_materials<'a>(
        &'a self,
        request: EncryptionRequest<'a>,
    ) -> BoxFuture<'a, Result<EncryptionMaterials, KeyError>>;

    /// Finds the materials to read one item.
    ///
    /// # Errors
    /// When none of the item's data keys can be unwrapped, or the contexts contradict each other.
    fn decryption_materials<'a>(
        &'a self,
        request: DecryptionRequest<'a>,
    ) -> BoxFuture<'a, Result<DecryptionMaterials, KeyError>>;

    /// Whether it gives materials for items of some writers only, as
    /// [`trust_writers`](DefaultMaterialProvider::trust_writers) has it. A table then refuses to read plaintext and
    /// older items beside them, which have no writer, unless it
    /// [is told to](crate::TableConfigBuilder::allow_items_without_writer).
    ///
    /// `false` where this is not implemented. A provider around another passes on what that one says.
    fn trusts_some_writers_only(&self) -> bool {
        false
    }
}

/// What is needed to write an item.
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
    pub(crate) random: &'a Reserve,
}

/// What is needed to read an item.
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

/// The materials to write one item. A copy shares the secrets of the original.
#[derive(Clone)]
#[non_exhaustive]
pub struct EncryptionMaterials {
    /// The suite to write with; the request's.
    pub suite: AlgorithmSuite,
    /// The whole encryption context: the request's, and what the provider adds.
    pub context: EncryptionContext,
    /// Encrypts the attributes.
    pub data_key: DataKey,
    /// The data key as each recipient can unwrap it; 1 to 255.
    pub data_keys: Vec<WrappedDataKey>,
    /// Signs the item, where the suite has signatures.
    pub signing_key: Option<SigningKey>,
}

/// The materials to read one item. A copy shares the secrets of the original.
#[derive(Clone)]
#[non_exhaustive]
pub struct DecryptionMaterials {
    /// The suite to read with; the request's.
    pub suite: AlgorithmSuite,
    /// The whole encryption context: stored and reproduced part.
    pub context: EncryptionContext,
    /// Decrypts the attributes.
    pub data_key: DataKey,
    /// Verifies the tag of the recipient that unwrapped the data key.
    pub tag_key: RecipientTagKey,
    /// The public key that verifies the item's signature, where the suite has signatures: a point
    /// on P-384, compressed or not, or the 32 bytes of an Ed25519 key.
    pub verification_key: Option<Vec<u8>>,
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

    fn trusts_some_writers_only(&self) -> bool {
        (**self).trusts_some_writers_only()
    }
}
