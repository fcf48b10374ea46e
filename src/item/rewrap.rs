//! Wrapping an item's data key anew: the values stay as they are stored, header and footer are written anew.

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use zeroize::Zeroizing;

use super::difference::Difference;
use super::examine::compare_keys;
use super::keys::ItemKeys;
use super::metadata::{self, NoHeader};
use super::open::{Opening, Parsed, Verified};
use super::verify::{UnverifiedFields, decrypt_field};
use super::{ItemFormat, format};
use crate::crypto::CryptoError;
use crate::crypto::random::RandomReserve;
use crate::crypto::stack::{self, Work};
use crate::error::{Error, ItemProblem, MalformedProblem};
use crate::format::context::EncryptionContext;
use crate::format::edk::EncryptedDataKey;
use crate::format::header::{Header, Legend};
use crate::format::length::Unfit;
use crate::format::{FOOTER_ATTRIBUTE, HEADER_ATTRIBUTE};
use crate::keyring::RecipientsRequest;
use crate::keyring::hierarchical::PROVIDER_ID;
use crate::materials::{self, DecryptionMaterials, EncryptionMaterials, EncryptionRequest, Recipients};
use crate::search::KeyChoice;
use crate::table::TableConfig;
use crate::value::Item;

/// What has become of an item whose data key was to be wrapped anew.
pub(crate) struct Rewrapped {
    /// In what its wrapping differs from that which `table` would write; empty where the provider does not say.
    pub(crate) differences: Vec<Difference>,
    pub(crate) recipients: Option<Recipients>,
    /// The item with its data key wrapped anew; `None` if it was only to be looked at.
    pub(crate) item: Option<Item>,
}

/// Verifies `stored`, and wraps its data key anew.
pub(super) async fn rewrap_item(table: &TableConfig, stored: &Item) -> Result<Item, Error> {
    let opening = Opening { table };
    let mut item = stored.clone();
    let parsed = parse(&opening, &mut item)?;
    let verified = verified(&opening, parsed, &[]).await?;
    written(&opening, verified, stored).await
}

/// Verifies `stored`, with `table`'s keys or else with those of the first of the `former` configurations that has them, and wraps its
/// data key anew if it `writes`. `None`, and nothing is verified, if it is wrapped as `table` would.
pub(crate) async fn rewrap(
    table: &TableConfig,
    former: &[TableConfig],
    stored: &Item,
    writes: bool,
) -> Result<Option<Rewrapped>, Error> {
    let opening = Opening { table };
    let mut item = stored.clone();
    let parsed = parse(&opening, &mut item)?;
    let request = RecipientsRequest::new(parsed.header.suite, &parsed.item_context);
    let recipients = table.provider().recipients(request).await;
    let recipients =
        recipients.map_err(|source| Error::Key { table: table.logical_name().to_owned(), source })?;
    let mut differences = Vec::new();
    if let Some(recipients) = &recipients {
        compare_keys(recipients, &parsed.header, &mut differences);
        if differences.is_empty() {
            return Ok(None);
        }
    }
    let verified = verified(&opening, parsed, former).await?;
    let item = if writes { Some(written(&opening, verified, stored).await?) } else { None };
    Ok(Some(Rewrapped { differences, recipients, item }))
}

fn parse<'i>(opening: &Opening<'_>, item: &'i mut Item) -> Result<Parsed<'i>, Error> {
    opening.check_keys(item)?;
    match format::of(opening.table, item)? {
        ItemFormat::Current => opening.parse(item),
        ItemFormat::Legacy => Err(opening.malformed(None, MalformedProblem::Legacy)),
        ItemFormat::Plaintext => Err(opening.malformed(None, MalformedProblem::Plaintext)),
    }
}

/// Verifies an item, and that each of its ciphertexts can be decrypted.
async fn verified<'i>(
    opening: &Opening<'_>,
    parsed: Parsed<'i>,
    former: &[TableConfig],
) -> Result<Verified<'i>, Error> {
    let materials = first_materials(opening, &parsed, former).await?;
    let verified = opening.verify(parsed, materials)?;
    stack::wiped(Work::Fields, || check_ciphertexts(opening, &verified))?;
    Ok(verified)
}

/// The materials of the first configuration that has keys for the item.
async fn first_materials(
    opening: &Opening<'_>,
    parsed: &Parsed<'_>,
    former: &[TableConfig],
) -> Result<DecryptionMaterials, Error> {
    let mut first = match opening.materials(parsed, opening.table.provider()).await {
        Err(error) if error.is_of_item() => error,
        found => return found,
    };
    for configuration in former {
        match opening.materials(parsed, configuration.provider()).await {
            // What the former keys say is more to the point: the present ones need not fit.
            Err(error) if error.is_of_item() => first = error,
            found => return found,
        }
    }
    Err(first)
}

/// Decrypts each ciphertext in memory that is wiped. The caller overwrites the stack.
fn check_ciphertexts(opening: &Opening<'_>, verified: &Verified<'_>) -> Result<(), Error> {
    let encrypted = || verified.fields.iter().filter(|field| field.action == Legend::Encrypted);
    let keys = verified.keys.fields(encrypted().count()).map_err(|CryptoError| opening.unauthentic())?;
    let mut keys = keys.iter();
    for field in encrypted() {
        let key = keys.next().ok_or_else(|| opening.internal("an encrypted attribute has no key"))?;
        let AttributeValue::B(stored) = &*field.value else { return Err(opening.unauthentic()) };
        let mut path = Vec::new();
        field.name.push_path(&mut path, opening.table.path_prefix());
        let opened = decrypt_field(stored.as_ref().to_vec(), &path, key);
        opened.map(|(_, value)| drop(Zeroizing::new(value))).map_err(|CryptoError| opening.unauthentic())?;
    }
    Ok(())
}

/// The item with header and footer written anew.
async fn written(opening: &Opening<'_>, verified: Verified<'_>, stored: &Item) -> Result<Item, Error> {
    let Verified { header, item_context, materials: read, keys, fields } = verified;
    let (table, random) = (opening.table, &RandomReserve::new());
    let request = EncryptionRequest::new(header.suite, &item_context).with_random(random);
    let request = request.with_data_key(&read.data_key);
    let materials = materials::for_writing(table.provider(), request)
        .await
        .map_err(|source| Error::Key { table: table.logical_name().to_owned(), source })?;
    table.check_data_keys(materials.data_keys.len())?;
    check_tenant(table, &header, &materials)?;
    let header = new_header(opening, &header, &item_context, &materials, &keys)?;
    let fields: UnverifiedFields<'_> = fields.into_fields();
    let hash = opening.hash(&header, &fields, &materials.context)?;
    let crypto = |CryptoError| Error::Crypto { table: table.logical_name().to_owned() };
    let footer = metadata::footer(&materials, &hash).map_err(crypto)?;
    let mut item = stored.clone();
    item.insert(HEADER_ATTRIBUTE.to_owned(), AttributeValue::B(Blob::new(header)));
    item.insert(FOOTER_ATTRIBUTE.to_owned(), AttributeValue::B(Blob::new(footer)));
    Ok(item)
}

/// The header with other data keys. Message identifier and legend stay: the keys and the order of the ciphertexts depend on them.
fn new_header(
    opening: &Opening<'_>,
    old: &Header,
    item_context: &EncryptionContext,
    materials: &EncryptionMaterials,
    keys: &ItemKeys,
) -> Result<Vec<u8>, Error> {
    let legend = old.legend.iter().copied();
    metadata::header(old.version, &old.message_id, legend, item_context, materials, keys).map_err(|failed| {
        match failed {
            NoHeader::Unfit => opening.internal(Unfit::STATE),
            NoHeader::Crypto => Error::Crypto { table: opening.table.logical_name().to_owned() },
        }
    })
}

/// Checks that the item keeps its tenant, where its beacons are made with a key of that.
fn check_tenant(table: &TableConfig, old: &Header, materials: &EncryptionMaterials) -> Result<(), Error> {
    let is_of_tenant = table.search().is_some_and(|search| match search.keys().choice() {
        KeyChoice::Single(_) => false,
        KeyChoice::PerTenant(_) => true,
    });
    let of = |key: &EncryptedDataKey| (key.provider_id == PROVIDER_ID).then(|| key.provider_info.clone());
    let before: Vec<_> = old.data_keys.iter().map(of).collect();
    let after: Vec<_> = materials.data_keys.iter().map(|key| of(&key.encrypted)).collect();
    if is_of_tenant && (before != after || after.len() != 1) {
        let (table, problem) = (table.logical_name().to_owned(), ItemProblem::OtherTenant);
        return Err(Error::InvalidItem { table, attribute: None, problem });
    }
    Ok(())
}
