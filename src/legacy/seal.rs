//! Sealing an item: encrypt, then sign.
//!
//! Source: `DynamoDBEncryptor` of `aws/aws-dynamodb-encryption-java`, and `encrypted/item.py` of
//! `aws/aws-dynamodb-encryption-python`.

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use zeroize::Zeroizing;

use super::action::LegacyAction;
use super::config::Config;
use super::provider::EncryptionMaterials;
use super::record::string_to_sign;
use super::{CBC_MODE, Item, value};
use crate::crypto::{CryptoError, aes_cbc};
use crate::error::{Error, ItemProblem, KeyError};

/// Encrypts and signs `item`.
pub(super) async fn seal(config: &Config, mut item: Item) -> Result<Item, Error> {
    if config.actions.are_none() {
        return Ok(item);
    }
    let invalid = |name: &str, problem| invalid(config, name, problem);
    if let Some(name) = config.metadata_names().find(|name| item.contains_key(*name)) {
        return Err(invalid(name, ItemProblem::MetadataName));
    }
    let key_error = |source| Error::Key { table: config.label().to_owned(), source };
    let context = config.context(&item).map_err(|name| invalid(name, ItemProblem::MissingKey))?;
    let mut materials = config.provider.encryption_materials(&context).await.map_err(key_error)?;
    encrypt(config, &mut item, &materials)?;
    let record = string_to_sign(config.table_name.as_deref(), config.signed(&item), config.dialect)
        .map_err(|(name, problem)| invalid(name, ItemProblem::Value(problem)))?;
    let signature = materials.signature_key.sign(&record).map_err(key_error)?;
    if materials.content_key.is_some() {
        materials.description.insert(&config.symmetric_mode_entry, CBC_MODE);
    }
    let algorithm = materials.signature_key.algorithm().name();
    materials.description.insert(&config.signing_algorithm_entry, algorithm);
    let description = materials
        .description
        .to_bytes()
        .map_err(|_| key_error(KeyError::Description("it does not fit into an item")))?;
    item.insert(config.description_attribute.clone(), AttributeValue::B(Blob::new(description)));
    item.insert(config.signature_attribute.clone(), AttributeValue::B(Blob::new(signature)));
    Ok(item)
}

/// Encrypts the values of the attributes whose action says so, in place.
fn encrypt(config: &Config, item: &mut Item, materials: &EncryptionMaterials) -> Result<(), Error> {
    for (name, attribute) in item {
        if config.actions.of(name) != LegacyAction::EncryptAndSign {
            continue;
        }
        let key = materials.content_key.as_ref().ok_or_else(|| Error::Key {
            table: config.label().to_owned(),
            source: KeyError::Materials("there is no key to encrypt with"),
        })?;
        let mut plaintext = Zeroizing::new(Vec::new());
        value::push(&mut plaintext, attribute, config.dialect)
            .map_err(|problem| invalid(config, name, ItemProblem::Value(problem)))?;
        let stored = aes_cbc::encrypt(&key.0, &plaintext)
            .map_err(|CryptoError| Error::Crypto { table: config.label().to_owned() })?;
        if let AttributeValue::B(plain) = std::mem::replace(attribute, AttributeValue::B(Blob::new(stored))) {
            // The meta store keeps keys here.
            drop(Zeroizing::new(plain.into_inner()));
        }
    }
    Ok(())
}

fn invalid(config: &Config, name: &str, problem: ItemProblem) -> Error {
    Error::InvalidItem { table: config.label().to_owned(), attribute: Some(name.to_owned()), problem }
}
