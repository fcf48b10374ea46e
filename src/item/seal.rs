//! Sealing an item.
//!
//! Sources: `specification/dynamodb-encryption-client/encrypt-item.md` and
//! `specification/structured-encryption/encrypt-path-structure.md`.

use std::mem::replace;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;

use super::beacons::GivenBeacons;
use super::context;
use super::keys::ItemKeys;
use super::metadata::{self, NoHeader};
use super::record::{RecordHasher, TYPE};
use crate::crypto::random::RandomReserve;
use crate::crypto::stack::{self, Work};
use crate::crypto::{CryptoError, aead};
use crate::error::{Error, ItemProblem, ValueProblem};
use crate::format::context::EncryptionContext;
use crate::format::header::Legend;
use crate::format::length::Unfit;
use crate::format::path::CanonicalName;
use crate::format::{
    FOOTER_ATTRIBUTE, HEADER_ATTRIBUTE, RESERVED_CONTEXT_PREFIX, RESERVED_PREFIX, attribute, padding, storable,
};
use crate::materials::{self, EncryptionMaterials, EncryptionRequest};
use crate::table::{AttributeAction, LegacyFormat, TableConfig};
use crate::value::Item;

const _: () = assert!(padding::TAG == aead::TAG);

/// Encrypts and signs `item`.
///
/// Sources: `specification/dynamodb-encryption-client/encrypt-item.md`, section "Input", and
/// `specification/structured-encryption/encrypt-path-structure.md`, section "Behavior".
pub(super) async fn seal(table: &TableConfig, mut item: Item) -> Result<Item, Error> {
    let sealing = Sealing { table };
    let beacons = GivenBeacons::take(table, &mut item)?;
    sealing.check_present(&item)?;
    if table.plaintext_policy().writes_plaintext() {
        sealing.check_unreserved(&item)?;
        return Ok(item);
    }
    sealing.check_keys(&item)?;
    if let Some(other) = table.legacy_format() {
        sealing.check_without_metadata(&item, other)?;
        if other.is_written() {
            sealing.check_unreserved(&item)?;
            return other.seal(item).await;
        }
    }
    let beacons = beacons.map(|beacons| beacons.with_key(&item)).transpose()?;
    let fields = sealing.classify(&mut item)?;
    let context = sealing.context(&fields)?;
    let random = &RandomReserve::new();
    let request = EncryptionRequest::new(table.suite(), &context)
        .with_size(fields.encrypted_size(table))
        .with_random(random);
    let materials = materials::for_writing(table.provider(), request)
        .await
        .map_err(|source| Error::Key { table: table.logical_name().to_owned(), source })?;
    table.check_data_keys(materials.data_keys.len())?;
    let beacons = match beacons {
        Some(beacons) => Some((beacons.beacon_key(&materials.data_keys).await?, beacons)),
        None => None,
    };
    let Metadata { header, footer } = sealing.write(fields, &context, materials, random)?;
    if let Some((key, beacons)) = &beacons {
        item.reserve(beacons.len() + 2);
        beacons.hash_into(&mut item, key)?;
    }
    item.insert(HEADER_ATTRIBUTE.to_owned(), AttributeValue::B(header));
    item.insert(FOOTER_ATTRIBUTE.to_owned(), AttributeValue::B(footer));
    Ok(item)
}

/// The part of the encryption context that is computed from an item as it would be written. Checks what sealing checks
/// before it asks for keys.
pub(super) fn context_of(table: &TableConfig, item: &mut Item) -> Result<EncryptionContext, Error> {
    let sealing = Sealing { table };
    sealing.check_present(item)?;
    sealing.check_keys(item)?;
    if let Some(other) = table.legacy_format() {
        sealing.check_without_metadata(item, other)?;
    }
    let fields = sealing.classify(item)?;
    sealing.context(&fields)
}

/// The item's signed attributes in canonical order. They stay in the item, where the encrypted ones are replaced.
struct Fields<'a>(Vec<Field<'a>>);

impl Fields<'_> {
    /// The attributes that are to be encrypted.
    fn encrypted(&self) -> impl Iterator<Item = &Field<'_>> {
        self.0.iter().filter(|field| field.action == Legend::Encrypted)
    }

    /// How many bytes are to be encrypted, at most.
    fn encrypted_size(&self, table: &TableConfig) -> usize {
        let padded = |field: &Field<'_>| table.padding(field.name.as_str()).unwrap_or_default();
        self.encrypted().map(|field| attribute::size_limit(field.value).max(padded(field))).sum()
    }
}

/// A signed attribute.
struct Field<'a> {
    name: CanonicalName<'a>,
    value: &'a mut AttributeValue,
    action: Legend,
}

/// What sealing adds to an item.
struct Metadata {
    header: Blob,
    footer: Blob,
}

/// The steps of sealing an item of one table.
struct Sealing<'a> {
    table: &'a TableConfig,
}

impl Sealing<'_> {
    /// Checks that the keys and all attributes of the context are there.
    ///
    /// Source: `specification/dynamodb-encryption-client/encrypt-item.md`, section "DynamoDB Item".
    fn check_present(&self, item: &Item) -> Result<(), Error> {
        if let Some(key) = self.table.keys().find(|key| !item.contains_key(*key)) {
            return Err(self.invalid(Some(key), ItemProblem::MissingKey));
        }
        match self.table.context_attributes().iter().find(|name| !item.contains_key(*name)) {
            Some(name) => Err(self.invalid(Some(name), ItemProblem::MissingContextAttribute)),
            None => Ok(()),
        }
    }

    /// Checks that DynamoDB takes the values of the keys.
    fn check_keys(&self, item: &Item) -> Result<(), Error> {
        let longest = [storable::PARTITION_KEY, storable::SORT_KEY];
        for (key, longest) in self.table.keys().zip(longest) {
            let value = item.get(key).ok_or_else(|| self.invalid(Some(key), ItemProblem::MissingKey))?;
            storable::check_key(value, longest)
                .map_err(|problem| self.invalid(Some(key), ItemProblem::Value(problem)))?;
        }
        Ok(())
    }

    /// Checks that the item will not look as if it were in this format when it is stored in another.
    fn check_unreserved(&self, item: &Item) -> Result<(), Error> {
        match item.keys().find(|name| name.starts_with(RESERVED_PREFIX)) {
            Some(name) => Err(self.invalid(Some(name), ItemProblem::ReservedName)),
            None => Ok(()),
        }
    }

    /// Checks that the item will not look as if it were in the other format, whichever it is written in.
    fn check_without_metadata(&self, item: &Item, other: &dyn LegacyFormat) -> Result<(), Error> {
        let mut names = [other.signature_attribute(), other.description_attribute()].into_iter();
        match names.find(|name| item.contains_key(*name)) {
            Some(name) => Err(self.invalid(Some(name), ItemProblem::MetadataName)),
            None => Ok(()),
        }
    }

    /// Gives every attribute its action, and the signed ones their order. Checks that DynamoDB takes names and
    /// values, as far as writing them does not.
    ///
    /// Sources: `specification/dynamodb-encryption-client/ddb-support.md`, section "Writable", and
    /// `specification/structured-encryption/encrypt-path-structure.md`, section "Crypto List".
    fn classify<'a>(&self, item: &'a mut Item) -> Result<Fields<'a>, Error> {
        let (mut signed, mut scratch) = (Vec::with_capacity(item.len()), Vec::new());
        for (name, value) in item {
            storable::check_name(name).map_err(|problem| self.invalid(Some(name), problem))?;
            if name.starts_with(RESERVED_PREFIX) {
                return Err(self.invalid(Some(name), ItemProblem::ReservedName));
            }
            let action = match self.table.action(name) {
                Some(AttributeAction::EncryptAndSign) => Legend::Encrypted,
                Some(AttributeAction::SignOnly) => Legend::Signed,
                Some(AttributeAction::SignAndIncludeInEncryptionContext) => Legend::Context,
                Some(AttributeAction::DoNothing) => {
                    storable::check(value, &mut scratch)
                        .map_err(|problem| self.invalid(Some(name), ItemProblem::Value(problem)))?;
                    continue;
                }
                None if name.starts_with(RESERVED_CONTEXT_PREFIX) => {
                    return Err(self.invalid(Some(name), ItemProblem::ReservedName));
                }
                None => return Err(self.invalid(Some(name), ItemProblem::NoAction)),
            };
            storable::check_shape(value)
                .map_err(|problem| self.invalid(Some(name), ItemProblem::Value(problem)))?;
            signed.push(Field { name: CanonicalName::new(name), value, action });
        }
        if u16::try_from(signed.len()).is_err() {
            return Err(self.invalid(None, ItemProblem::TooManyAttributes));
        }
        signed.sort_unstable_by_key(|field| field.name);
        Ok(Fields(signed))
    }

    /// The encryption context of the item.
    fn context(&self, fields: &Fields<'_>) -> Result<EncryptionContext, Error> {
        let version = self.table.header_version();
        // In version 1 no attribute was declared for the context; the keys are in it all the same.
        let attributes = fields
            .0
            .iter()
            .filter(|field| match field.action {
                Legend::Context => true,
                Legend::Encrypted | Legend::Signed => self.table.is_key(field.name.as_str()),
            })
            .map(|field| (field.name.as_str(), &*field.value));
        let context = context::of_item(self.table, version, attributes)
            .map_err(|(name, problem)| self.invalid(Some(name), ItemProblem::Value(problem)))?;
        if context.fits() { Ok(context) } else { Err(self.invalid(None, ItemProblem::ContextTooLong)) }
    }

    /// Writes the header, encrypts the values within the item, and signs the hash of all that.
    ///
    /// Sources: `specification/structured-encryption/encrypt-path-structure.md`, section "Calculate Intermediate
    /// Encrypted Structured Data", and `specification/structured-encryption/header.md`, section "Message ID".
    fn write(
        &self,
        fields: Fields<'_>,
        item_context: &EncryptionContext,
        materials: EncryptionMaterials,
        random: &RandomReserve,
    ) -> Result<Metadata, Error> {
        let crypto = |CryptoError| Error::Crypto { table: self.table.logical_name().to_owned() };
        let unfit = |Unfit| self.internal(Unfit::STATE);
        let message_id = random.bytes().map_err(crypto)?;
        let (version, legend) = (self.table.header_version(), fields.0.iter().map(|field| field.action));
        let header = metadata::header(version, &message_id, legend, item_context, &materials);
        let (header, keys) = header.map_err(|failed| match failed {
            NoHeader::Unfit => unfit(Unfit),
            NoHeader::Crypto => crypto(CryptoError),
        })?;
        let mut record = RecordHasher::new(&header, &materials.context).map_err(unfit)?;
        stack::wiped(Work::Fields, || self.encrypt_fields(fields, &keys, &mut record))?;
        let hash = record.finish().map_err(crypto)?;
        let footer = metadata::footer(&materials, &hash).map_err(crypto)?;
        Ok(Metadata { header: Blob::new(header), footer: Blob::new(footer) })
    }

    /// Encrypts the values that are to be encrypted, in their places in the item, and hashes all fields in
    /// canonical order.
    ///
    /// Source: `specification/structured-encryption/encrypt-path-structure.md`, section "Encrypted Structured Data".
    fn encrypt_fields(
        &self,
        fields: Fields<'_>,
        keys: &ItemKeys,
        record: &mut RecordHasher,
    ) -> Result<(), Error> {
        let prefix = self.table.path_prefix();
        let crypto = |CryptoError| Error::Crypto { table: self.table.logical_name().to_owned() };
        let field_keys = keys.fields_unwiped(fields.encrypted().count()).map_err(crypto)?;
        let mut field_keys = field_keys.iter();
        for Field { name, value, action } in fields.0 {
            let failed = |problem| self.invalid(Some(name.as_str()), ItemProblem::Value(problem));
            record.begin(name, prefix);
            match action {
                Legend::Encrypted => {
                    let plain = match self.table.padding(name.as_str()) {
                        Some(bytes) => padding::pad(value, bytes, TYPE + aead::TAG).map_err(failed)?,
                        None => replace(value, AttributeValue::Null(true)),
                    };
                    let mut stored = stored(plain).map_err(failed)?;
                    let path = record.path().map_err(failed)?;
                    let key = field_keys
                        .next()
                        .ok_or_else(|| self.internal("an attribute to be encrypted has no key"))?;
                    encrypt_field(&mut stored, path, key).map_err(crypto)?;
                    record.end_encrypted(&stored).map_err(failed)?;
                    *value = AttributeValue::B(Blob::new(stored));
                }
                Legend::Signed | Legend::Context => {
                    let type_id = attribute::type_id(value).map_err(failed)?;
                    record.end_signed(type_id, |bytes| attribute::push(bytes, value)).map_err(failed)?;
                }
            }
        }
        Ok(())
    }

    fn internal(&self, what: &'static str) -> Error {
        Error::Internal { table: Some(self.table.logical_name().to_owned()), what }
    }

    fn invalid(&self, attribute: Option<&str>, problem: ItemProblem) -> Error {
        if problem == ItemProblem::Value(ValueProblem::Internal) {
            return self.internal("a value was not written as it should be");
        }
        Error::InvalidItem {
            table: self.table.logical_name().to_owned(),
            attribute: attribute.map(str::to_owned),
            problem,
        }
    }
}

/// What will be stored of an encrypted value: type, content, and room for the tag, in the memory of a string's or binary
/// value's content. Whether that has to move to get longer is up to the allocator.
fn stored(value: AttributeValue) -> Result<Vec<u8>, ValueProblem> {
    let mut stored = attribute::into_typed_content(value, aead::TAG)?;
    stored.extend_from_slice(&[0; aead::TAG]);
    Ok(stored)
}

/// Encrypts the content of what [`stored`] made, within its own memory. The caller overwrites the stack.
///
/// Source: `specification/structured-encryption/encrypt-path-structure.md`, sections "Terminal Data Encryption",
/// "Terminal Type Id" and "Encrypted Terminal Value".
fn encrypt_field(
    stored: &mut [u8],
    path: &[u8],
    (key, nonce): (&[u8; 32], &[u8; aead::NONCE]),
) -> Result<(), CryptoError> {
    let (_, rest) = stored.split_at_mut_checked(TYPE).ok_or(CryptoError)?;
    let (content, tag) = rest.split_last_chunk_mut().ok_or(CryptoError)?;
    *tag = aead::seal_unwiped(key, nonce, path, content)?;
    Ok(())
}
