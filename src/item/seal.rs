//! Sealing an item.
//!
//! Sources: `specification/dynamodb-encryption-client/encrypt-item.md` and
//! `specification/structured-encryption/encrypt-path-structure.md`.

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;

use super::keys::ItemKeys;
use super::record::{EncryptedField, Record, SharedRecord};
use super::{Item, context};
use crate::crypto::{CryptoError, mac, random, signature};
use crate::error::{Error, ItemProblem, KeyError};
use crate::format::context::EncryptionContext;
use crate::format::header::{COMMITMENT, Header, Legend, MAX_DATA_KEYS};
use crate::format::{FOOTER_ATTRIBUTE, HEADER_ATTRIBUTE, RESERVED_PREFIX, attribute, footer, path};
use crate::materials::{EncryptionMaterials, EncryptionRequest, scheme};
use crate::table::{AttributeAction, OtherFormat, TableConfig};

const _: () = assert!(
    footer::TAG == mac::SHA384
        && footer::ECDSA_SIGNATURE == signature::ecdsa::SIGNATURE
        && footer::ED25519_SIGNATURE == signature::ed25519::SIGNATURE
);

/// Encrypts and signs `item`.
pub(super) async fn seal(table: &TableConfig, item: Item) -> Result<Item, Error> {
    let sealing = Sealing { table };
    sealing.check_present(&item)?;
    if table.plaintext_policy().writes_plaintext() {
        sealing.check_unreserved(&item)?;
        return Ok(item);
    }
    if let Some(other) = table.other_format() {
        sealing.check_without_metadata(&item, other)?;
        if other.is_written() {
            sealing.check_unreserved(&item)?;
            return other.seal(item).await;
        }
    }
    let fields = sealing.classify(item)?;
    let context = sealing.context(&fields)?;
    let request = EncryptionRequest { suite: table.suite(), context: &context, size: fields.encrypted_size() };
    let materials = table
        .provider()
        .encryption_materials(request)
        .await
        .and_then(|materials| check_materials(&request, materials))
        .map_err(|source| Error::Key { table: table.logical_name().to_owned(), source })?;
    sealing.write(fields, &context, materials)
}

/// The item's attributes, by what happens to them.
struct Fields {
    /// Signed attributes in canonical order.
    signed: Vec<Field>,
    /// Attributes that are left alone.
    unsigned: Vec<(String, AttributeValue)>,
}

impl Fields {
    /// About how many bytes are to be encrypted.
    fn encrypted_size(&self) -> usize {
        let encrypted = self.signed.iter().filter(|field| field.action == Legend::Encrypted);
        encrypted.map(|field| attribute::size_hint(&field.value)).sum()
    }
}

/// A signed attribute.
struct Field {
    name: String,
    value: AttributeValue,
    action: Legend,
}

/// The steps of sealing an item of one table.
struct Sealing<'a> {
    table: &'a TableConfig,
}

impl Sealing<'_> {
    /// Checks that the keys and all attributes of the context are there.
    fn check_present(&self, item: &Item) -> Result<(), Error> {
        if let Some(key) = self.table.keys().find(|key| !item.contains_key(*key)) {
            return Err(self.invalid(Some(key), ItemProblem::MissingKey));
        }
        match self.table.context_attributes().iter().find(|name| !item.contains_key(*name)) {
            Some(name) => Err(self.invalid(Some(name), ItemProblem::MissingContextAttribute)),
            None => Ok(()),
        }
    }

    /// Checks that the item will not look as if it were in this format when it is stored in another.
    fn check_unreserved(&self, item: &Item) -> Result<(), Error> {
        match item.keys().find(|name| name.starts_with(RESERVED_PREFIX)) {
            Some(name) => Err(self.invalid(Some(name), ItemProblem::ReservedName)),
            None => Ok(()),
        }
    }

    /// Checks that the item will not look as if it were in the other format, whichever it is written in.
    fn check_without_metadata(&self, item: &Item, other: &dyn OtherFormat) -> Result<(), Error> {
        let mut names = [other.signature_attribute(), other.description_attribute()].into_iter();
        match names.find(|name| item.contains_key(*name)) {
            Some(name) => Err(self.invalid(Some(name), ItemProblem::MetadataName)),
            None => Ok(()),
        }
    }

    /// Gives every attribute its action, and the signed ones their order.
    fn classify(&self, item: Item) -> Result<Fields, Error> {
        let mut signed = Vec::with_capacity(item.len());
        let mut unsigned = Vec::new();
        for (name, value) in item {
            if name.starts_with(RESERVED_PREFIX) {
                return Err(self.invalid(Some(&name), ItemProblem::ReservedName));
            }
            let action = match self.table.action(&name) {
                Some(AttributeAction::EncryptAndSign) => Legend::Encrypted,
                Some(AttributeAction::SignOnly) => Legend::Signed,
                Some(AttributeAction::SignAndIncludeInEncryptionContext) => Legend::Context,
                Some(AttributeAction::DoNothing) => {
                    unsigned.push((name, value));
                    continue;
                }
                None => return Err(self.invalid(Some(&name), ItemProblem::NoAction)),
            };
            signed.push(Field { name, value, action });
        }
        if u16::try_from(signed.len()).is_err() {
            return Err(self.invalid(None, ItemProblem::TooManyAttributes));
        }
        signed.sort_unstable_by(|left, right| path::compare(&left.name, &right.name));
        Ok(Fields { signed, unsigned })
    }

    /// The encryption context of the item.
    fn context(&self, fields: &Fields) -> Result<EncryptionContext, Error> {
        let version = self.table.header_version();
        // In version 1 no attribute was declared for the context; the keys are in it all the same.
        let attributes = fields
            .signed
            .iter()
            .filter(|field| match field.action {
                Legend::Context => true,
                _ => self.table.keys().any(|key| key == field.name),
            })
            .map(|field| (field.name.as_str(), &field.value));
        let context = context::of_item(self.table, version, attributes)
            .map_err(|(name, problem)| self.invalid(Some(name), ItemProblem::Value(problem)))?;
        if context.fits() { Ok(context) } else { Err(self.invalid(None, ItemProblem::ContextTooLong)) }
    }

    /// Writes header and fields into one buffer, encrypts there, signs its hash, and cuts the stored
    /// values out of it.
    fn write(
        &self,
        fields: Fields,
        item_context: &EncryptionContext,
        materials: EncryptionMaterials,
    ) -> Result<Item, Error> {
        let crypto = |CryptoError| Error::Crypto { table: self.table.logical_name().to_owned() };
        let (data_keys, tag_keys): (Vec<_>, Vec<_>) =
            materials.data_keys.into_iter().map(|key| (key.encrypted, key.tag_key)).unzip();
        let header = Header {
            version: self.table.header_version(),
            suite: materials.suite,
            message_id: random::bytes().map_err(crypto)?,
            legend: fields.signed.iter().map(|field| field.action).collect(),
            // What can be computed from the item is not stored.
            context: materials.context.filtered(|name| !item_context.contains(name)),
            data_keys,
        };
        let keys = ItemKeys::derive(&materials.data_key, &header.message_id).map_err(crypto)?;
        let header = header_with_commitment(&header, &keys).map_err(crypto)?;
        let header_length = header.len();

        let mut record = Record::with_header(header, &materials.context, self.fields_size(&fields));
        let encrypted = self.write_fields(&mut record, &fields, &keys)?;
        let footer = {
            let hash = record.hash();
            let mut footer =
                Vec::with_capacity(tag_keys.len() * footer::TAG + footer::signature_length(materials.suite));
            for key in &tag_keys {
                footer.extend_from_slice(&mac::hmac_sha384(key.0.expose(), &hash).map_err(crypto)?);
            }
            if let Some(key) = &materials.signing_key {
                footer.extend_from_slice(&key.0.sign(&hash).map_err(crypto)?);
            }
            footer
        };

        cut(fields, &encrypted, &record.into_shared(), header_length, footer).ok_or_else(|| crypto(CryptoError))
    }

    /// About how many bytes the fields take in the record.
    fn fields_size(&self, fields: &Fields) -> usize {
        let prefix = self.table.path_prefix();
        let size = |field: &Field| Record::field_size(prefix, &field.name, attribute::size_hint(&field.value));
        fields.signed.iter().map(size).sum()
    }

    /// Writes the signed fields in canonical order, and encrypts those that are to be encrypted.
    fn write_fields(
        &self,
        record: &mut Record,
        fields: &Fields,
        keys: &ItemKeys,
    ) -> Result<Vec<EncryptedField>, Error> {
        let prefix = self.table.path_prefix();
        let count = fields.signed.iter().filter(|field| field.action == Legend::Encrypted).count();
        let field_keys = keys.fields(count);
        let mut field_keys = field_keys.iter();
        let mut encrypted = Vec::with_capacity(count);
        for Field { name, value, action } in &fields.signed {
            let failed = |problem| self.invalid(Some(name), ItemProblem::Value(problem));
            let type_id = attribute::type_id(value).map_err(failed)?;
            let write = |bytes: &mut Vec<u8>| attribute::push(bytes, value);
            match action {
                Legend::Encrypted => {
                    let place = record.push_plaintext(prefix, name, type_id, write).map_err(failed)?;
                    field_keys
                        .next()
                        .ok_or(CryptoError)
                        .and_then(|key| record.encrypt(&place, key))
                        .map_err(|CryptoError| Error::Crypto { table: self.table.logical_name().to_owned() })?;
                    encrypted.push(place);
                }
                Legend::Signed | Legend::Context => {
                    record.push_signed(prefix, name, type_id, write).map_err(failed)?;
                }
            }
        }
        Ok(encrypted)
    }

    fn invalid(&self, attribute: Option<&str>, problem: ItemProblem) -> Error {
        Error::InvalidItem {
            table: self.table.logical_name().to_owned(),
            attribute: attribute.map(str::to_owned),
            problem,
        }
    }
}

/// Puts the stored item together: encrypted values and the header are cut from the record. `None` only
/// when the parts do not fit each other.
fn cut(
    fields: Fields,
    encrypted: &[EncryptedField],
    record: &SharedRecord,
    header_length: usize,
    footer: Vec<u8>,
) -> Option<Item> {
    let mut item = Item::with_capacity(fields.signed.len() + fields.unsigned.len() + 2);
    let mut encrypted = encrypted.iter();
    for field in fields.signed {
        let value = match field.action {
            Legend::Encrypted => AttributeValue::B(record.stored(encrypted.next()?)?),
            Legend::Signed | Legend::Context => field.value,
        };
        item.insert(field.name, value);
    }
    item.extend(fields.unsigned);
    item.insert(HEADER_ATTRIBUTE.to_owned(), AttributeValue::B(record.header(header_length)?));
    item.insert(FOOTER_ATTRIBUTE.to_owned(), AttributeValue::B(Blob::new(footer)));
    Some(item)
}

/// The stored header.
fn header_with_commitment(header: &Header, keys: &ItemKeys) -> Result<Vec<u8>, CryptoError> {
    let mut bytes = Vec::with_capacity(header.serialized_length());
    header.push_partial(&mut bytes);
    let commitment: [u8; COMMITMENT] = keys.commitment(&bytes)?;
    bytes.extend_from_slice(&commitment);
    Ok(bytes)
}

/// Checks that a provider's answer fits what it was asked.
fn check_materials(
    request: &EncryptionRequest<'_>,
    materials: EncryptionMaterials,
) -> Result<EncryptionMaterials, KeyError> {
    let kept = |(name, value)| materials.context.get(name) == Some(value);
    let problem = if materials.suite != request.suite {
        "another algorithm suite than was asked for"
    } else if !request.context.iter().all(kept) {
        "an entry of the encryption context is missing or changed"
    } else if !(1..=MAX_DATA_KEYS).contains(&materials.data_keys.len()) {
        "there must be 1 to 255 encrypted data keys"
    } else if !materials.data_keys.iter().all(|key| key.encrypted.fits()) {
        "a part of an encrypted data key is longer than 65,535 bytes"
    } else if materials.signing_key.as_ref().map(|key| key.0.scheme()) != scheme(materials.suite) {
        "the signing key does not fit the algorithm suite"
    } else if !materials.context.fits() {
        return Err(KeyError::ContextTooLong);
    } else {
        return Ok(materials);
    };
    Err(KeyError::Materials(problem))
}
