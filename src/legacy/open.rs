//! Opening an item: verify all of it first, then decrypt.
//!
//! Source: `DynamoDBEncryptor` of `aws/aws-dynamodb-encryption-java`, and `encrypted/item.py` of
//! `aws/aws-dynamodb-encryption-python`.

use aws_sdk_dynamodb::types::AttributeValue;

use super::action::LegacyAction;
use super::config::Config;
use super::description::MaterialDescription;
use super::keys::{AesKey, SignatureKey, SigningAlgorithm};
use super::record::string_to_sign;
use super::{CBC_MODE, Item, value};
use crate::crypto::aes_cbc;
use crate::error::{Error, MalformedProblem};

/// Verifies and decrypts `item`.
pub(super) async fn open(config: &Config, mut item: Item) -> Result<Item, Error> {
    if config.actions.are_none() {
        return Ok(item);
    }
    let opening = Opening { config };
    if !config.metadata_names().any(|name| item.contains_key(name)) {
        if config.was_never_signed(&item) {
            return Ok(item);
        }
        return Err(opening.malformed(None, MalformedProblem::Plaintext));
    }
    // The client in Java writes no description where it would be empty.
    let description = match opening.take_binary(&mut item, &config.description_attribute)? {
        Some(bytes) => MaterialDescription::parse(&bytes)
            .map_err(|_| opening.description_problem(MalformedProblem::Description))?,
        None => MaterialDescription::new(),
    };
    let name = &config.signature_attribute;
    let signature = opening
        .take_binary(&mut item, name)?
        .ok_or_else(|| opening.malformed(Some(name), MalformedProblem::MissingMetadata))?;
    opening.check_mode(&item, &description)?;

    let key_error = |source| Error::Key { table: config.label().to_owned(), source };
    let context =
        config.context(&item).map_err(|name| opening.malformed(Some(name), MalformedProblem::MissingKey))?;
    let materials = config.provider.decryption_materials(&context, &description).await.map_err(key_error)?;
    let named = description.get(&config.signing_algorithm_entry);
    let verified = UnverifiedItem(item).verify(&opening, &materials.signature_key, named, &signature)?;
    if !verified.is_encrypted(config) {
        return Ok(verified.0);
    }
    let content_key = materials.content_key.unwrap().map_err(key_error)?;
    verified.decrypt(&opening, &content_key)
}

/// The steps of opening an item of one table.
struct Opening<'a> {
    config: &'a Config,
}

impl Opening<'_> {
    /// Takes one of the format's own attributes out of the item.
    fn take_binary(&self, item: &mut Item, name: &str) -> Result<Option<Vec<u8>>, Error> {
        match item.remove(name) {
            Some(AttributeValue::B(blob)) => Ok(Some(blob.into_inner())),
            Some(_) => Err(self.malformed(Some(name), MalformedProblem::NotBinary)),
            None => Ok(None),
        }
    }

    /// Checks that attributes are encrypted in the only mode that the legacy clients ever wrote.
    fn check_mode(&self, item: &Item, description: &MaterialDescription) -> Result<(), Error> {
        match description.get(&self.config.symmetric_mode_entry) {
            Some(CBC_MODE) => Ok(()),
            None if !is_encrypted(self.config, item) => Ok(()),
            _ => Err(self.description_problem(MalformedProblem::Algorithm)),
        }
    }

    fn description_problem(&self, problem: MalformedProblem) -> Error {
        self.malformed(Some(&self.config.description_attribute), problem)
    }

    fn malformed(&self, attribute: Option<&str>, problem: MalformedProblem) -> Error {
        Error::malformed(self.config.label(), attribute, problem)
    }

    fn unauthentic(&self) -> Error {
        Error::Unauthentic { table: self.config.label().to_owned() }
    }
}

/// Whether `item` has an attribute to decrypt.
fn is_encrypted(config: &Config, item: &Item) -> bool {
    item.keys().any(|name| config.actions.of(name) == LegacyAction::EncryptAndSign)
}

/// A stored item without the format's own attributes. Not yet authenticated.
struct UnverifiedItem(Item);

/// An item that was verified: the only kind that can be decrypted.
struct VerifiedItem(Item);

impl UnverifiedItem {
    /// Verifies the signature, which either client may have made; the item calls its algorithm `named`.
    fn verify(
        self,
        opening: &Opening<'_>,
        key: &SignatureKey,
        named: Option<&str>,
        signature: &[u8],
    ) -> Result<VerifiedItem, Error> {
        let other_algorithm = || opening.description_problem(MalformedProblem::Algorithm);
        let algorithm = key.verifies_as(named).ok_or_else(other_algorithm)?;
        let table_name = opening.config.table_name.as_deref();
        let mut tried = None;
        for dialect in opening.config.dialect.both() {
            let record = string_to_sign(table_name, opening.config.signed(&self.0), dialect)
                .map_err(|(name, problem)| opening.malformed(Some(name), MalformedProblem::Value(problem)))?;
            if tried.as_ref() == Some(&record) {
                break;
            }
            if key.verify(algorithm, &record, signature).is_ok() {
                return Ok(VerifiedItem(self.0));
            }
            tried = Some(record);
        }
        // The most likely mistake, and no secret: anybody can read it.
        match named {
            Some(name) if SigningAlgorithm::from_name(name) != Some(key.algorithm()) => Err(other_algorithm()),
            _ => Err(opening.unauthentic()),
        }
    }
}

impl VerifiedItem {
    /// Whether there is an attribute to decrypt.
    fn is_encrypted(&self, config: &Config) -> bool {
        is_encrypted(config, &self.0)
    }

    /// Decrypts the encrypted attributes.
    ///
    /// The key comes from the description, which nobody signed. So a wrong key, a wrong padding and a value that does
    /// not parse all fail with the same error.
    fn decrypt(mut self, opening: &Opening<'_>, key: &AesKey) -> Result<Item, Error> {
        for (name, attribute) in &mut self.0 {
            if opening.config.actions.of(name) != LegacyAction::EncryptAndSign {
                continue;
            }
            let AttributeValue::B(stored) = &*attribute else {
                return Err(opening.malformed(Some(name), MalformedProblem::NotBinary));
            };
            let plaintext = aes_cbc::decrypt(&key.0, stored.as_ref()).map_err(|_| opening.unauthentic())?;
            *attribute = value::parse(&plaintext).map_err(|_| opening.unauthentic())?;
        }
        Ok(self.0)
    }
}
