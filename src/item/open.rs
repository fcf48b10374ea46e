//! Opening an item: verify all of it first, then decrypt.
//!
//! Sources: `specification/dynamodb-encryption-client/decrypt-item.md` and
//! `specification/structured-encryption/decrypt-path-structure.md`.

use std::mem::replace;

use aws_sdk_dynamodb::types::AttributeValue;

use super::keys::ItemKeys;
use super::record::{RecordHasher, TYPE};
use super::verify::{Field, Proof, Unauthentic, UnverifiedFields, VerifiedFields, decrypt_field};
use super::{Completeness, DecryptedItem, ItemFormat, ItemHeader, context, format};
use crate::crypto::mac;
use crate::crypto::stack::{self, Work};
use crate::crypto::{CryptoError, aead};
use crate::error::{Error, KeyError, MalformedProblem, ValueProblem};
use crate::format::attribute;
use crate::format::context::EncryptionContext;
use crate::format::footer::Footer;
use crate::format::header::{COMMITMENT, Header, HeaderVersion, Legend};
use crate::format::length::Unfit;
use crate::format::path::CanonicalName;
use crate::format::{FOOTER_ATTRIBUTE, HEADER_ATTRIBUTE, RESERVED_PREFIX, padding};
use crate::materials::{self, DecryptionMaterials, DecryptionRequest, MaterialProvider};
use crate::table::{AttributeAction, LegacyFormat, TableConfig};
use crate::value::Item;

/// Verifies and decrypts `item`.
///
/// Source: `specification/dynamodb-encryption-client/decrypt-item.md`, sections "Input" and "Output".
pub(super) async fn open(
    table: &TableConfig,
    item: Item,
    completeness: Completeness,
) -> Result<DecryptedItem, Error> {
    let opening = Opening { table };
    opening.check_keys(&item)?;
    match format::of(table, &item)? {
        ItemFormat::Current => {
            let OpenedItem { item, header, context } = opening.open_sealed(item).await?;
            Ok(DecryptedItem { item, header: Some(ItemHeader::new(header, Some(context))) })
        }
        other @ (ItemFormat::Legacy | ItemFormat::Plaintext) => {
            let item = opening.open_other(other, item, completeness).await?;
            Ok(DecryptedItem { item, header: None })
        }
    }
}

/// An item of the current format that was opened.
pub(super) struct OpenedItem {
    pub(super) item: Item,
    pub(super) header: Header,
    /// The whole encryption context.
    pub(super) context: EncryptionContext,
}

/// Verifies and decrypts an item of the current format.
pub(super) async fn open_current(table: &TableConfig, item: Item) -> Result<OpenedItem, Error> {
    let opening = Opening { table };
    opening.check_keys(&item)?;
    opening.open_sealed(item).await
}

/// The steps of opening an item of one table.
pub(super) struct Opening<'a> {
    pub(super) table: &'a TableConfig,
}

/// An item of the current format as far as it can be read without a key. Nothing of it is authenticated.
pub(super) struct Parsed<'a> {
    header_bytes: Vec<u8>,
    footer_bytes: Vec<u8>,
    pub(super) header: Header,
    commitment: [u8; COMMITMENT],
    fields: UnverifiedFields<'a>,
    /// The part of its encryption context that is computed from the item.
    pub(super) item_context: EncryptionContext,
}

/// An item that was verified, with its keys.
pub(super) struct Verified<'a> {
    pub(super) header: Header,
    pub(super) item_context: EncryptionContext,
    pub(super) materials: DecryptionMaterials,
    pub(super) keys: ItemKeys,
    pub(super) fields: VerifiedFields<'a>,
}

/// The signature of the legacy format, under the name that its clients give it.
const LEGACY_SIGNATURE: &str = "*amzn-ddb-map-sig*";

impl Opening<'_> {
    /// Opens an item of another format, where the table's policies read that.
    async fn open_other(
        &self,
        format: ItemFormat,
        item: Item,
        completeness: Completeness,
    ) -> Result<Item, Error> {
        let table = self.table;
        match (format, table.legacy_format()) {
            (ItemFormat::Legacy, Some(legacy)) if legacy.is_read() => legacy.open(item).await,
            (ItemFormat::Legacy, _) => Err(self.malformed(None, MalformedProblem::Legacy)),
            (_, _) if table.plaintext_policy().reads_plaintext() => {
                completeness.check(table, &item)?;
                Ok(item)
            }
            // No table of such a build names the legacy format, by which its items would be told from plaintext.
            (_, _) if cfg!(feature = "fips") && item.contains_key(LEGACY_SIGNATURE) => {
                Err(self.malformed(None, MalformedProblem::Legacy))
            }
            (_, _) if completeness == Completeness::Unknown => {
                Err(self.malformed(Some(HEADER_ATTRIBUTE), MalformedProblem::MissingMetadata))
            }
            (_, Some(legacy)) if self.was_never_signed(&item, legacy) => Ok(item),
            (_, _) => Err(self.malformed(None, MalformedProblem::Plaintext)),
        }
    }

    /// Verifies and decrypts an item of the current format.
    ///
    /// Source: `specification/structured-encryption/decrypt-path-structure.md`, section "Behavior".
    async fn open_sealed(&self, mut item: Item) -> Result<OpenedItem, Error> {
        let parsed = self.parse(&mut item)?;
        let materials = self.materials(&parsed, self.table.provider()).await?;
        let Verified { header, materials, keys, fields, .. } = self.verify(parsed, materials)?;
        stack::wiped(Work::Fields, || self.decrypt(fields, &keys))?;
        Ok(OpenedItem { item, header, context: materials.context })
    }

    /// Takes header and footer out of an item, and parses them. Checks what can be checked without a key.
    ///
    /// Source: `specification/structured-encryption/decrypt-path-structure.md`, sections "Auth List" and "Parse the
    /// Header".
    pub(super) fn parse<'i>(&self, item: &'i mut Item) -> Result<Parsed<'i>, Error> {
        let table = self.table;
        let header_bytes = self.take_metadata(item, HEADER_ATTRIBUTE)?;
        let footer_bytes = self.take_metadata(item, FOOTER_ATTRIBUTE)?;
        let (header, commitment) =
            Header::parse(&header_bytes).map_err(|problem| self.malformed(Some(HEADER_ATTRIBUTE), problem))?;
        table.check_data_keys(header.data_keys.len())?;
        table
            .accepts_header(header.version, header.suite)
            .map_err(|problem| self.malformed(Some(HEADER_ATTRIBUTE), problem))?;
        self.footer(&footer_bytes, &header)?;
        self.check_context_attributes(item, header.version)?;
        let fields = self.match_legend(item, &header)?;
        self.check_legend(&fields, header.version)?;
        let item_context = self.context(&fields, &header)?;
        Ok(Parsed { header_bytes, footer_bytes, header, commitment, fields, item_context })
    }

    /// The materials that `provider` finds for an item.
    pub(super) async fn materials(
        &self,
        parsed: &Parsed<'_>,
        provider: &dyn MaterialProvider,
    ) -> Result<DecryptionMaterials, Error> {
        let header = &parsed.header;
        let request =
            DecryptionRequest::new(header.suite, &header.data_keys, &header.context, &parsed.item_context);
        materials::for_reading(provider, request).await.map_err(|source| self.key_error(header, source))
    }

    /// Verifies an item with its materials.
    ///
    /// Source: `specification/structured-encryption/decrypt-path-structure.md`, section "Verify Signatures".
    pub(super) fn verify<'i>(
        &self,
        parsed: Parsed<'i>,
        materials: DecryptionMaterials,
    ) -> Result<Verified<'i>, Error> {
        let Parsed { header_bytes, footer_bytes, header, commitment, fields, item_context } = parsed;
        let (partial_header, _) =
            header_bytes.split_last_chunk::<COMMITMENT>().ok_or_else(|| self.unauthentic())?;
        let keys = ItemKeys::derive(&materials.data_key, &header.message_id, partial_header)
            .map_err(|CryptoError| self.crypto())?;
        let hash = self.hash(&header_bytes, &fields, &materials.context)?;
        let footer = &self.footer(&footer_bytes, &header)?;
        let proof = Proof { commitment: &commitment, footer, hash: &hash };
        let fields = fields.verify(&proof, &keys, &materials).map_err(|Unauthentic| self.unauthentic())?;
        Ok(Verified { header, item_context, materials, keys, fields })
    }

    fn footer<'f>(&self, bytes: &'f [u8], header: &Header) -> Result<Footer<'f>, Error> {
        Footer::parse(bytes, header.suite, header.data_keys.len())
            .map_err(|problem| self.malformed(Some(FOOTER_ATTRIBUTE), problem))
    }

    /// Checks that the item has its keys.
    ///
    /// Source: `specification/dynamodb-encryption-client/decrypt-item.md`, section "Input DynamoDB Item".
    pub(super) fn check_keys(&self, item: &Item) -> Result<(), Error> {
        match self.table.keys().find(|key| !item.contains_key(*key)) {
            Some(key) => Err(self.malformed(Some(key), MalformedProblem::MissingKey)),
            None => Ok(()),
        }
    }

    /// Whether an item that is in no format is read all the same, because nobody has ever signed it.
    ///
    /// Without header and footer an item of the current format looks like that as well. What is encrypted in it is
    /// binary, and must not be handed out for a value.
    fn was_never_signed(&self, item: &Item, other: &dyn LegacyFormat) -> bool {
        let may_be_encrypted = |(name, value): (&String, &AttributeValue)| {
            let is_encrypted = self.table.action(name) == Some(AttributeAction::EncryptAndSign);
            value.is_b() && (is_encrypted || !self.table.is_declared(name))
        };
        other.is_read() && other.was_never_signed(item) && !item.iter().any(may_be_encrypted)
    }

    /// Takes the header or the footer out of the item.
    fn take_metadata(&self, item: &mut Item, name: &str) -> Result<Vec<u8>, Error> {
        match item.remove(name) {
            Some(AttributeValue::B(blob)) => Ok(blob.into_inner()),
            Some(_) => Err(self.malformed(Some(name), MalformedProblem::NotBinary)),
            None => Err(self.malformed(Some(name), MalformedProblem::MissingMetadata)),
        }
    }

    /// Gives every signed attribute the action that the header records for it. Reserved attributes
    /// are dropped.
    fn match_legend<'a>(&self, item: &'a mut Item, header: &Header) -> Result<UnverifiedFields<'a>, Error> {
        item.retain(|name, _| !name.starts_with(RESERVED_PREFIX));
        let mut signed = Vec::with_capacity(item.len());
        for (name, value) in item {
            if !self.table.is_unsigned(name) {
                // The action is set below, when the order is known.
                signed.push(Field { name: CanonicalName::new(name), value, action: Legend::Signed });
            }
        }
        let (written, found) = (header.legend.len(), signed.len());
        if written != found {
            return Err(self.malformed(None, MalformedProblem::SchemaChanged { written, found }));
        }
        signed.sort_unstable_by_key(|field| field.name);
        signed.iter_mut().zip(&header.legend).for_each(|(field, action)| field.action = *action);
        Ok(UnverifiedFields(signed))
    }

    /// Checks that the item has the attributes of the encryption context that the table's policy asks for.
    fn check_context_attributes(&self, item: &Item, version: HeaderVersion) -> Result<(), Error> {
        match self.table.missing_context_attribute(version, |name| item.contains_key(name)) {
            Some(name) => Err(self.malformed(Some(name), MalformedProblem::NotInContext)),
            None => Ok(()),
        }
    }

    /// Checks what the header says was done to each attribute: that a writer can have done it, and that the table's
    /// policy accepts it.
    fn check_legend(&self, fields: &UnverifiedFields<'_>, version: HeaderVersion) -> Result<(), Error> {
        for Field { name, value, action } in &fields.0 {
            let name = name.as_str();
            let is_key = self.table.is_key(name);
            let is_possible = match (version, is_key) {
                (HeaderVersion::V1, true) => *action == Legend::Signed,
                (HeaderVersion::V1, false) => *action != Legend::Context,
                (HeaderVersion::V2, true) => *action == Legend::Context,
                (HeaderVersion::V2, false) => true,
            };
            if !is_possible {
                return Err(self.malformed(Some(name), MalformedProblem::Legend));
            }
            self.table
                .accepts_attribute(version, name, value, *action)
                .map_err(|problem| self.malformed(Some(name), problem))?;
        }
        Ok(())
    }

    /// The part of the encryption context that is computed from the item. Which attributes it holds is decided by the
    /// header's version, not by the configuration.
    ///
    /// Sources: `specification/dynamodb-encryption-client/decrypt-item.md`, section "DynamoDB Item Base Context", and
    /// `specification/structured-encryption/decrypt-path-structure.md`, section "Encryption Context".
    fn context(&self, fields: &UnverifiedFields<'_>, header: &Header) -> Result<EncryptionContext, Error> {
        let attributes = fields
            .0
            .iter()
            .filter(|field| match header.version {
                HeaderVersion::V1 => self.table.is_key(field.name.as_str()),
                HeaderVersion::V2 => field.action == Legend::Context,
            })
            .map(|field| (field.name.as_str(), &*field.value));
        let context = context::of_item(self.table, header.version, attributes)
            .map_err(|(name, problem)| self.malformed(Some(name), MalformedProblem::Value(problem)))?;
        if context.fits() { Ok(context) } else { Err(self.malformed(None, MalformedProblem::Context)) }
    }

    /// Hashes what was signed.
    pub(super) fn hash(
        &self,
        header: &[u8],
        fields: &UnverifiedFields<'_>,
        context: &EncryptionContext,
    ) -> Result<[u8; mac::SHA384], Error> {
        let prefix = self.table.path_prefix();
        let mut record = RecordHasher::new(header, context).map_err(|Unfit| self.internal(Unfit::STATE))?;
        for Field { name, value, action } in &fields.0 {
            let name = *name;
            let malformed = |problem| self.malformed(Some(name.as_str()), problem);
            record.begin(name, prefix);
            match (action, &**value) {
                (Legend::Encrypted, AttributeValue::B(stored)) if stored.as_ref().len() >= TYPE + aead::TAG => {
                    record
                        .end_encrypted(stored.as_ref())
                        .map_err(|problem| malformed(MalformedProblem::Value(problem)))?;
                }
                (Legend::Encrypted, _) => {
                    return Err(malformed(MalformedProblem::Ciphertext));
                }
                (Legend::Signed | Legend::Context, value) => {
                    let failed = |problem| malformed(MalformedProblem::Value(problem));
                    let type_id = attribute::type_id(value).map_err(failed)?;
                    record.end_signed(type_id, |bytes| attribute::push(bytes, value)).map_err(failed)?;
                }
            }
        }
        record.finish().map_err(|CryptoError| self.crypto())
    }

    /// A decrypted value without the padding that is configured for its attribute. Values of writers that do not pad,
    /// AWS's clients among them, are read as well, unless the policy forbids it.
    fn unpadded(&self, name: &str, value: AttributeValue) -> Result<AttributeValue, Error> {
        if self.table.padding(name).is_none() {
            return Ok(value);
        }
        match padding::unpad(value) {
            Ok(value) => Ok(value),
            Err(_) if self.table.requires_padding(name) => {
                Err(self.malformed(Some(name), MalformedProblem::NotPadded))
            }
            Err(value) => Ok(value),
        }
    }

    /// There are no materials for the item.
    ///
    /// A supplier that knows what this table writes cannot know what to make of another version, in which attributes of
    /// the encryption context are missing, or there are more of them than were meant. The item is the reason.
    #[cfg_attr(not(test), expect(clippy::wildcard_enum_match_arm, reason = "every other error stays"))]
    fn key_error(&self, header: &Header, source: KeyError) -> Error {
        let source = match source {
            KeyError::BranchKeySupplier(reason) if header.version != self.table.header_version() => {
                KeyError::BranchKeySupplier(KeyError::NoBranchKey(reason).into())
            }
            source => source,
        };
        Error::Key { table: self.table.logical_name().to_owned(), source }
    }

    fn crypto(&self) -> Error {
        Error::Crypto { table: self.table.logical_name().to_owned() }
    }

    pub(super) fn internal(&self, what: &'static str) -> Error {
        Error::Internal { table: Some(self.table.logical_name().to_owned()), what }
    }

    pub(super) fn malformed(&self, attribute: Option<&str>, problem: MalformedProblem) -> Error {
        if problem == MalformedProblem::Value(ValueProblem::Internal) {
            return self.internal("a value was not written as it should be");
        }
        Error::malformed(self.table.logical_name(), attribute, problem)
    }

    pub(super) fn unauthentic(&self) -> Error {
        Error::Unauthentic { table: self.table.logical_name().to_owned() }
    }

    /// Decrypts the encrypted fields, in their places in the item.
    fn decrypt(&self, fields: VerifiedFields<'_>, keys: &ItemKeys) -> Result<(), Error> {
        let UnverifiedFields(mut fields) = fields.into_fields();
        fields.retain(|field| field.action == Legend::Encrypted);
        let field_keys = keys.fields_unwiped(fields.len()).map_err(|CryptoError| self.unauthentic())?;
        let mut path = Vec::new();
        let mut field_keys = field_keys.iter();
        for Field { name, value, .. } in fields {
            let key = field_keys.next().ok_or_else(|| self.internal("an encrypted attribute has no key"))?;
            let AttributeValue::B(stored) = replace(value, AttributeValue::Null(true)) else {
                return Err(self.unauthentic());
            };
            path.clear();
            name.push_path(&mut path, self.table.path_prefix());
            let (type_id, plaintext) =
                decrypt_field(stored.into_inner(), &path, key).map_err(|CryptoError| self.unauthentic())?;
            let plain = attribute::parse_owned(type_id, plaintext)
                .map_err(|_| self.malformed(Some(name.as_str()), MalformedProblem::Plain))?;
            *value = self.unpadded(name.as_str(), plain)?;
        }
        Ok(())
    }
}
