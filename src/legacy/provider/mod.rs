//! Cryptographic materials providers: where the keys of an item come from.

mod derived;
pub(super) mod fixed;
#[cfg(feature = "kms")]
pub(super) mod kms;
pub(super) mod meta_store;
pub(super) mod meta_table;
pub(super) mod most_recent;
pub(super) mod wrapped;

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use aws_sdk_dynamodb::types::AttributeValue;

use super::description::MaterialDescription;
use super::keys::{AesKey, SignatureKey};
use crate::crypto::{CryptoError, key_wrap, rsa_wrap};
use crate::error::KeyError;
use crate::future::BoxFuture;

/// Where an item's keys come from: what the legacy clients call a "cryptographic materials provider".
///
/// An application that subclassed one of theirs, for example to choose the KMS key and its region's client, or
/// the material, by the item, implements this trait and passes the call on:
///
/// ```
/// use aws_sdk_dynamodb::types::AttributeValue::S;
/// use dynamodb_item_encryptor::legacy::{
///     DecryptionMaterials, DirectKmsProvider, EncryptionMaterials, ItemContext, MaterialDescription, Provider,
/// };
/// use dynamodb_item_encryptor::{BoxFuture, KeyError};
///
/// /// Items whose (signed) attribute `home` is `US` are under a key in America.
/// struct ByHome {
///     europe: DirectKmsProvider,
///     america: DirectKmsProvider,
/// }
///
/// impl ByHome {
///     fn provider(&self, context: &ItemContext<'_>) -> &DirectKmsProvider {
///         match context.item.get("home") {
///             Some(S(home)) if home == "US" => &self.america,
///             _ => &self.europe,
///         }
///     }
/// }
///
/// impl Provider for ByHome {
///     fn encryption_materials<'a>(
///         &'a self,
///         context: &'a ItemContext<'a>,
///     ) -> BoxFuture<'a, Result<EncryptionMaterials, KeyError>> {
///         self.provider(context).encryption_materials(context)
///     }
///
///     fn decryption_materials<'a>(
///         &'a self,
///         context: &'a ItemContext<'a>,
///         description: &'a MaterialDescription,
///     ) -> BoxFuture<'a, Result<DecryptionMaterials, KeyError>> {
///         self.provider(context).decryption_materials(context, description)
///     }
/// }
/// ```
pub trait Provider: Send + Sync {
    /// The keys for an item to be written, and what the item will say about them.
    ///
    /// # Errors
    /// Whatever keeps the provider from giving them.
    fn encryption_materials<'a>(
        &'a self,
        context: &'a ItemContext<'a>,
    ) -> BoxFuture<'a, Result<EncryptionMaterials, KeyError>>;

    /// The keys for an item to be read, which says `description` about them. The description is **unsigned**.
    ///
    /// # Errors
    /// Whatever keeps the provider from giving them, and a description that asks for something that this
    /// provider does not support.
    fn decryption_materials<'a>(
        &'a self,
        context: &'a ItemContext<'a>,
        description: &'a MaterialDescription,
    ) -> BoxFuture<'a, Result<DecryptionMaterials, KeyError>>;
}

/// What a provider learns about an item.
///
/// Example: [`legacy`](crate::legacy).
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct ItemContext<'a> {
    /// The table's name, if one is configured.
    pub table_name: Option<&'a str>,
    /// Name and value of the partition key, if one is configured.
    pub partition_key: Option<(&'a str, &'a AttributeValue)>,
    /// Name and value of the sort key, if one is configured.
    pub sort_key: Option<(&'a str, &'a AttributeValue)>,
    /// All attributes: as the application gives them when an item is written, and **as they are stored, before they are
    /// verified**, when it is read. Only attributes that are not encrypted are the same both times.
    pub item: &'a HashMap<String, AttributeValue>,
}

/// Names only: the values may be plaintext.
impl fmt::Debug for ItemContext<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemContext")
            .field("table_name", &self.table_name)
            .field("partition_key", &self.partition_key.map(|(name, _)| name))
            .field("sort_key", &self.sort_key.map(|(name, _)| name))
            .finish_non_exhaustive()
    }
}

/// The keys for an item to be written.
#[non_exhaustive]
pub struct EncryptionMaterials {
    /// Encrypts attributes; `None` if items are only signed.
    pub content_key: Option<Arc<AesKey>>,
    /// Signs the item.
    pub signature_key: Arc<SignatureKey>,
    /// What the item will say about its keys.
    pub description: MaterialDescription,
}

debug_shows!(EncryptionMaterials {});

impl EncryptionMaterials {
    /// Puts materials together.
    pub fn new(
        content_key: Option<Arc<AesKey>>,
        signature_key: Arc<SignatureKey>,
        description: MaterialDescription,
    ) -> Self {
        EncryptionMaterials { content_key, signature_key, description }
    }
}

/// The keys for an item to be read.
pub struct DecryptionMaterials {
    pub(super) content_key: ContentKey,
    pub(super) signature_key: Arc<SignatureKey>,
}

debug_shows!(DecryptionMaterials {});

impl DecryptionMaterials {
    /// Puts materials together.
    pub fn new(content_key: Option<Arc<AesKey>>, signature_key: Arc<SignatureKey>) -> Self {
        let content_key = content_key.map_or(ContentKey::Missing, ContentKey::Ready);
        DecryptionMaterials { content_key, signature_key }
    }
}

/// The key that decrypts an item's attributes. A wrapped key is unwrapped only after the item was verified, so
/// whoever cannot sign an item cannot have keys of their choice unwrapped.
pub(super) enum ContentKey {
    Missing,
    Ready(Arc<AesKey>),
    AesWrapped { with: Arc<AesKey>, wrapped: Vec<u8> },
    EcbWrapped { with: Arc<AesKey>, wrapped: Vec<u8> },
    RsaWrapped { with: Arc<rsa_wrap::PrivateKey>, padding: rsa_wrap::Padding, wrapped: Vec<u8> },
}

impl ContentKey {
    /// The key itself.
    pub(super) fn unwrap(self) -> Result<Arc<AesKey>, KeyError> {
        let key = match self {
            ContentKey::Ready(key) => return Ok(key),
            ContentKey::Missing => return Err(KeyError::Materials("there is no key to decrypt with")),
            ContentKey::AesWrapped { with, wrapped } => key_wrap::unwrap(&with.0, &wrapped)
                .map_err(|CryptoError| KeyError::Unwrap { key: "AES".to_owned() })?,
            // Key wrap checks its own integrity, so it can be tried first where the name means either.
            ContentKey::EcbWrapped { with, wrapped } => key_wrap::unwrap(&with.0, &wrapped)
                .or_else(|CryptoError| key_wrap::unwrap_ecb(&with.0, &wrapped))?,
            ContentKey::RsaWrapped { with, padding, wrapped } => with.unwrap(padding, &wrapped)?,
        };
        Ok(Arc::new(AesKey(key)))
    }
}

/// Implements `Provider` for pointers.
macro_rules! provider_behind {
    ($pointer:ident) => {
        impl<P: Provider + ?Sized> Provider for $pointer<P> {
            fn encryption_materials<'a>(
                &'a self,
                context: &'a ItemContext<'a>,
            ) -> BoxFuture<'a, Result<EncryptionMaterials, KeyError>> {
                (**self).encryption_materials(context)
            }

            fn decryption_materials<'a>(
                &'a self,
                context: &'a ItemContext<'a>,
                description: &'a MaterialDescription,
            ) -> BoxFuture<'a, Result<DecryptionMaterials, KeyError>> {
                (**self).decryption_materials(context, description)
            }
        }
    };
}

provider_behind!(Arc);
provider_behind!(Box);
