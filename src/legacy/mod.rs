//! The legacy format: that of the DynamoDB Encryption Client (DDBEC), the predecessor of the AWS Database Encryption
//! SDK. With the feature `legacy`.
//!
//! Tables written by the clients in Java (`aws-dynamodb-encryption-java`) and in Python
//! (`dynamodb-encryption-sdk`) can be read and written here, to be moved to the current format in time. The two
//! formats share nothing but the idea.
//!
//! ```
//! use std::collections::HashMap;
//! use aws_sdk_dynamodb::types::AttributeValue::S;
//! use dynamodb_item_encryptor::legacy::{
//!     AesKey, LegacyEncryptor, SignatureKey, SigningAlgorithm, WrappedProvider,
//! };
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let signature_key = SignatureKey::hmac(SigningAlgorithm::HmacSha256, &[8; 32])?;
//! let encryptor = LegacyEncryptor::builder()
//!     .table_name("Customers")                    // signed with every item
//!     .partition_key("id")
//!     .sign(["plan"])                             // everything else is encrypted and signed
//!     .provider(WrappedProvider::aes(AesKey::new(&[7; 32])?, signature_key))
//!     .build()?;
//!
//! let item = HashMap::from([
//!     ("id".to_owned(), S("42".into())),
//!     ("email".to_owned(), S("a@example.com".into())),
//! ]);
//! let stored = encryptor.encrypt_item(item.clone()).await?;
//! assert!(stored["email"].is_b());
//! assert_eq!(encryptor.decrypt_item(stored).await?, item);
//! # Ok(())
//! # }
//! ```
//!
//! If a table holds items in both formats, say so with
//! [`TableConfigBuilder::legacy`](crate::TableConfigBuilder::legacy): [`ItemEncryptor`](crate::ItemEncryptor) and
//! the wrapped client then read both.
//!
//! # What is protected
//!
//! Encrypted values are confidential (AES-CBC). Encrypted and signed values, their names and the table's name are
//! authentic (HMAC or RSA). The item does not record which attributes were encrypted or signed, so reader and writer
//! must be configured alike.
//!
//! **The material description is not signed.** It says how the item's key is wrapped and which algorithms
//! were used, and whoever can write to the table can change it. So it is never trusted here: it may choose among
//! algorithms that are all as good as the configured one. Weak ones have to be switched on by name; otherwise the item
//! is refused. [`manual::legacy_format`](crate::manual::legacy_format) lists what each release wrote and how it is read.
//! Everything is verified before a key is unwrapped or a value decrypted. Whatever fails after that because the
//! description was changed fails with the same error, [`Error::Unauthentic`], except for an AES-wrapped key, whose own
//! integrity check is reported.
//!
//! Nothing binds an item's version: an earlier version of an item can be put back in place of a later one. That was so
//! with the legacy clients, and it is so with the current format.

mod action;
mod config;
mod description;
mod dialect;
mod keys;
mod mixed;
mod number;
mod open;
mod provider;
mod reader;
mod record;
mod seal;
mod value;
#[cfg(test)]
mod vectors;

use std::fmt;
use std::sync::Arc;

pub use action::LegacyAction;
pub use config::LegacyEncryptorBuilder;
pub use description::MaterialDescription;
pub use dialect::Dialect;
pub use keys::{AesKey, SignatureKey, SigningAlgorithm};
pub use mixed::LegacyPolicy;
pub use provider::fixed::StaticProvider;
#[cfg(feature = "kms")]
pub use provider::kms::DirectKmsProvider;
pub use provider::meta_store::MetaStore;
pub use provider::meta_table::MetaStoreItems;
pub use provider::most_recent::{MostRecentProvider, ProviderStore};
pub use provider::wrapped::WrappedProvider;
pub use provider::{DecryptionMaterials, EncryptionMaterials, ItemContext, Provider};

use crate::error::Error;
use crate::value::Item;

/// The only mode in which attributes were ever encrypted. PKCS #5 means PKCS #7 here.
const CBC_MODE: &str = "/CBC/PKCS5Padding";

/// Encrypts and decrypts the items of one table in the legacy format. Cheap to clone.
///
/// See the [module](self) for an example.
///
/// Example: [`legacy`](crate::legacy).
#[derive(Clone)]
pub struct LegacyEncryptor {
    config: Arc<config::Config>,
}

impl LegacyEncryptor {
    /// Starts a configuration.
    pub fn builder() -> LegacyEncryptorBuilder {
        LegacyEncryptorBuilder::new()
    }

    fn new(config: config::Config) -> Self {
        LegacyEncryptor { config: Arc::new(config) }
    }

    /// The same configuration, except that the attributes `names` are only signed.
    fn signing(&self, names: Vec<String>) -> Self {
        if names.is_empty() { self.clone() } else { Self::new(self.config.signing(names)) }
    }

    /// Encrypts and signs `item`.
    ///
    /// The result has the same attributes, those to be encrypted as binary, and two more: material description
    /// and signature. Where nothing happens to any attribute of the table, the item comes back as it is.
    ///
    /// # Errors
    /// [`Error::InvalidItem`] when the item does not fit the configuration, [`Error::Key`] when no keys can be
    /// obtained.
    pub async fn encrypt_item(&self, item: Item) -> Result<Item, Error> {
        seal::seal(&self.config, item).await
    }

    /// Verifies and decrypts `item`, whichever of the legacy clients wrote it.
    ///
    /// Nothing is decrypted, and no key unwrapped, before the signature was verified. Where nothing happens to any
    /// attribute of the table, the item comes back as it is; so does one that was never signed, where
    /// [that is allowed](LegacyEncryptorBuilder::reading_items_that_were_never_signed).
    ///
    /// # Errors
    /// [`Error::MalformedItem`] when this configuration cannot have written the item, [`Error::Key`] when its keys
    /// cannot be obtained, and [`Error::Unauthentic`] when it was changed after it was written, or written with other
    /// keys or other actions.
    pub async fn decrypt_item(&self, item: Item) -> Result<Item, Error> {
        open::open(&self.config, item).await
    }
}

impl fmt::Debug for LegacyEncryptor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LegacyEncryptor").field("table_name", &self.config.table_name).finish_non_exhaustive()
    }
}
