//! The format of the older DynamoDB Encryption Client (DDBEC), with the feature `legacy`.
//!
//! Tables written by the clients in Java (`aws-dynamodb-encryption-java`) and in Python
//! (`dynamodb-encryption-sdk`) can be read and written here, to be moved to the current format in time. The two
//! formats have nothing in common but the idea.
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
//! A table that holds items in both formats is told so with
//! [`TableConfigBuilder::legacy`](crate::TableConfigBuilder::legacy); then [`ItemEncryptor`](crate::ItemEncryptor) and
//! the wrapped client read both.
//!
//! # What is protected
//!
//! Encrypted values are confidential (AES-CBC), and with signed ones, their names and the table's name authentic
//! (HMAC or RSA). The item does not record which attributes were encrypted or signed, so that reader and writer
//! must be configured alike.
//!
//! **The material description is not signed.** It says how the item's key is wrapped and which algorithms
//! were used, and whoever can write to the table can change it. So it is never believed here: it may choose among
//! algorithms that are all as good as the configured one, and what is weak is switched on by name, or the item is
//! refused. [`manual::older_format`](crate::manual::older_format) lists what each release wrote and how it is read.
//! Everything is verified before a key is unwrapped or a value decrypted. What fails after that because of a changed
//! description fails with the one error [`Error::Unauthentic`], except for an AES-wrapped key, whose own
//! integrity check is reported.
//!
//! Nothing binds an item's version: older items can be put back in place of newer ones. That was so with the older
//! clients, and is with the current format.

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

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use aws_sdk_dynamodb::types::AttributeValue;

pub use action::LegacyAction;
pub use config::LegacyEncryptorBuilder;
pub use description::MaterialDescription;
pub use dialect::Dialect;
pub use keys::{AesKey, SignatureKey, SigningAlgorithm};
pub use mixed::LegacyPolicy;
pub use provider::fixed::StaticProvider;
pub use provider::kms::DirectKmsProvider;
pub use provider::meta_store::MetaStore;
pub use provider::meta_table::MetaStoreItems;
pub use provider::most_recent::{MostRecentProvider, ProviderStore};
pub use provider::wrapped::WrappedProvider;
pub use provider::{DecryptionMaterials, EncryptionMaterials, ItemContext, Provider};

use crate::error::Error;

/// The one way in which attributes were ever encrypted. PKCS #5 means PKCS #7 here.
const CBC_MODE: &str = "/CBC/PKCS5Padding";

/// As the crate's own.
type Item = HashMap<String, AttributeValue>;

/// Encrypts and decrypts the items of one table in the older format. Cheap to clone.
///
/// See the [module](self) for an example.
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

    /// The same, but the attributes `names` are only signed.
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
    /// had.
    pub async fn encrypt_item(&self, item: Item) -> Result<Item, Error> {
        seal::seal(&self.config, item).await
    }

    /// Verifies and decrypts `item`, whichever of the older clients has written it.
    ///
    /// Nothing is decrypted, and no key unwrapped, before the signature was verified. Where nothing happens to any
    /// attribute of the table, the item comes back as it is; so does one that was never signed, where
    /// [that is allowed](LegacyEncryptorBuilder::reading_items_that_were_never_signed).
    ///
    /// # Errors
    /// [`Error::MalformedItem`] when this configuration cannot have written the item, [`Error::Key`] when its keys
    /// cannot be had, and [`Error::Unauthentic`] when it was changed after it was written, or written with other
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
