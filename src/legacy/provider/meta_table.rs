//! The items of a meta store: versioned keys, themselves encrypted in the legacy format.
//!
//! Source: `MetaStore` of `aws/aws-dynamodb-encryption-java`, and `material_providers/store/meta.py` of
//! `aws/aws-dynamodb-encryption-python`.

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use zeroize::Zeroizing;

use super::Provider;
use super::most_recent::meta_id;
use super::wrapped::WrappedProvider;
use crate::crypto::aes_cbc;
use crate::error::{ConfigProblem, Error, KeyError};
use crate::legacy::keys::{AesKey, SignatureKey, SigningAlgorithm};
use crate::legacy::{Item, LegacyAction, LegacyEncryptor};

/// The partition key: name of the material.
pub(super) const NAME: &str = "N";
/// The sort key: version of the material.
pub(super) const VERSION: &str = "V";
const TYPE: &str = "t";
const ENCRYPTION_ALGORITHM: &str = "encAlg";
const ENCRYPTION_KEY: &str = "enc";
const SIGNING_ALGORITHM: &str = "intAlg";
const SIGNING_KEY: &str = "int";

/// The attributes that must never be readable.
const SECRET: [&str; 5] = [TYPE, ENCRYPTION_ALGORITHM, ENCRYPTION_KEY, SIGNING_ALGORITHM, SIGNING_KEY];

/// The only type of material that ever existed.
const WRAPPED: &str = "0";
/// Bytes of new keys.
const KEY: usize = 32;

/// Reads and makes the items of a meta store, without a DynamoDB client. [`MetaStore`](super::meta_store::MetaStore)
/// does so with a client.
///
/// The client in Java stores further attributes beside the keys if the application supplies some
/// (`ExtraDataSupplier`). They are encrypted or [signed only](Self::signing_only); both are read.
///
/// Example: [`legacy`](crate::legacy).
#[derive(Clone)]
pub struct MetaStoreItems {
    table_name: String,
    encryptor: LegacyEncryptor,
}

debug_shows!(MetaStoreItems { table_name });

impl MetaStoreItems {
    /// For the table `table_name`, whose items are encrypted with keys of `provider`.
    ///
    /// # Errors
    /// None at present: the configuration is always valid.
    pub fn new(table_name: impl Into<String>, provider: impl Provider + 'static) -> Result<Self, Error> {
        let table_name = table_name.into();
        let encryptor = LegacyEncryptor::builder()
            .table_name(&table_name)
            .partition_key(NAME)
            .sort_key(VERSION)
            .provider(provider)
            .build()?;
        Ok(MetaStoreItems { table_name, encryptor })
    }

    /// Further attributes that the store's writers sign and do not encrypt (`getSignedOnlyFieldNames` of the client in
    /// Java, and the keys of indexes with the client in Python). For reading, only binary ones need to be named:
    /// encrypted values are binary. Replaces an earlier call.
    ///
    /// # Errors
    /// [`Error::Config`] for an attribute that must be encrypted.
    pub fn signing_only<N: Into<String>>(self, names: impl IntoIterator<Item = N>) -> Result<Self, Error> {
        let names: Vec<String> = names.into_iter().map(Into::into).collect();
        if let Some(name) = names.iter().find(|name| SECRET.contains(&name.as_str())) {
            let problem = ConfigProblem::KeyAction { required: LegacyAction::EncryptAndSign.as_str() };
            return Err(Error::config(Some(self.table_name()), Some(name), problem));
        }
        Ok(MetaStoreItems { encryptor: self.encryptor.signing(names), ..self })
    }

    /// Opens an item, whatever else it holds. The signature covers which of its attributes are encrypted, so a wrong
    /// guess does not verify.
    async fn open(&self, item: Item) -> Result<Item, Error> {
        let is_readable = |(name, value): &(&String, &AttributeValue)| {
            !SECRET.contains(&name.as_str()) && !matches!(value, AttributeValue::B(_))
        };
        let readable: Vec<_> = item.iter().filter(is_readable).map(|(name, _)| name.clone()).collect();
        self.encryptor.signing(readable).decrypt_item(item).await
    }

    /// The name of the table.
    pub(super) fn table_name(&self) -> &str {
        &self.table_name
    }

    /// Makes the item of a new version, with random keys.
    ///
    /// # Errors
    /// [`Error::Key`] when the item's own keys cannot be obtained, or the generator fails.
    pub async fn new_item(&self, material: &str, version: u64) -> Result<Item, Error> {
        let random = || aes_cbc::Key::random(KEY).map(|key| AttributeValue::B(Blob::new(key.expose())));
        let crypto = |_| Error::Crypto { table: self.table_name().to_owned() };
        let text = |text: &str| AttributeValue::S(text.to_owned());
        let item = Item::from([
            (NAME.to_owned(), text(material)),
            (VERSION.to_owned(), AttributeValue::N(version.to_string())),
            (TYPE.to_owned(), text(WRAPPED)),
            (ENCRYPTION_ALGORITHM.to_owned(), text("AES")),
            (ENCRYPTION_KEY.to_owned(), random().map_err(crypto)?),
            (SIGNING_ALGORITHM.to_owned(), text(SigningAlgorithm::HmacSha256.name())),
            (SIGNING_KEY.to_owned(), random().map_err(crypto)?),
        ]);
        self.encryptor.encrypt_item(item).await
    }

    /// The provider over the keys in an item.
    ///
    /// # Errors
    /// Those of [`LegacyEncryptor::decrypt_item`], and [`Error::Key`] for an item of any other kind.
    pub async fn provider(&self, item: Item) -> Result<WrappedProvider, Error> {
        let item = self.open(item).await?;
        wrapped(item).map_err(|source| Error::Key { table: self.table_name().to_owned(), source })
    }

    /// Decrypts an item and encrypts it for another meta store.
    pub(super) async fn replicate(&self, item: Item, target: &MetaStoreItems) -> Result<Item, Error> {
        target.encryptor.encrypt_item(self.open(item).await?).await
    }
}

/// The provider over the keys in a decrypted item.
fn wrapped(mut item: Item) -> Result<WrappedProvider, KeyError> {
    // Taken out first, so that they are wiped in any case.
    let keys = [ENCRYPTION_KEY, SIGNING_KEY].map(|name| match item.remove(name) {
        Some(AttributeValue::B(blob)) => Some(Zeroizing::new(blob.into_inner())),
        _ => None,
    });
    let missing = || KeyError::Materials("an attribute of the stored keys is missing or has the wrong type");
    let text = |name: &str| item.get(name).and_then(|value| value.as_s().ok()).ok_or_else(missing);
    if text(TYPE)? != WRAPPED || !text(ENCRYPTION_ALGORITHM)?.eq_ignore_ascii_case("AES") {
        return Err(KeyError::Materials("the stored keys are of an unknown kind"));
    }
    let version =
        item.get(VERSION).and_then(|value| value.as_n().ok()).and_then(|version| version.parse().ok());
    let algorithm = SigningAlgorithm::from_name(text(SIGNING_ALGORITHM)?)
        .filter(|algorithm| algorithm.is_hmac())
        .ok_or(KeyError::Materials("the stored keys sign with an unknown algorithm"))?;
    let [Some(wrapping_key), Some(signing_key)] = keys else { return Err(missing()) };
    let wrapping_key = AesKey::new(&wrapping_key)?;
    let signature_key = SignatureKey::hmac(algorithm, &signing_key)?;
    let id = meta_id(text(NAME)?, version.ok_or_else(missing)?);
    Ok(WrappedProvider::aes(wrapping_key, signature_key).of_material(id))
}
