//! What can be said about a stored item without a key.

use std::collections::BTreeMap;
use std::fmt::Write;

use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::legacy::MaterialDescription;
use dynamodb_item_encryptor::{AttributeAction, Item, MalformedProblem, StoredHeader, stored_size};
use serde::Serialize;

use super::actions::{self, Actions};

const HEADER: &str = "aws_dbe_head";
const FOOTER: &str = "aws_dbe_foot";
/// Names that belong to the format.
const RESERVED: &str = "aws_dbe_";
const LEGACY_DESCRIPTION: &str = "*amzn-ddb-map-desc*";
const LEGACY_SIGNATURE: &str = "*amzn-ddb-map-sig*";
/// What encryption adds to a value: its type and a tag.
const PER_VALUE: usize = 18;

/// An item, as it is shown. The fields are those of the JSON.
#[derive(Debug, Serialize)]
pub(crate) struct Facts {
    pub(crate) format: Format,
    /// What keeps the item from being of its format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) problem: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) header: Option<Header>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) legacy_description: BTreeMap<String, String>,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) sizes: Sizes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Format {
    Current,
    Legacy,
    Plaintext,
    /// It has some of a format's attributes, and is not of that format.
    Damaged,
}

#[derive(Debug, Serialize)]
pub(crate) struct Header {
    pub(crate) version: u8,
    pub(crate) suite: Suite,
    pub(crate) message_id: String,
    pub(crate) data_keys: Vec<DataKey>,
    /// The part of the encryption context that the header holds.
    pub(crate) stored_context: BTreeMap<String, String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Suite {
    pub(crate) id: String,
    pub(crate) name: &'static str,
    /// Whether items have a signature, beside the recipients' tags.
    pub(crate) signed: bool,
}

#[derive(Debug, Serialize)]
pub(crate) struct DataKey {
    pub(crate) provider: String,
    /// The key's name in the provider's own form, as far as it is text.
    pub(crate) info: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) branch_key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) branch_key_version: Option<String>,
    /// Bytes of the wrapped key.
    pub(crate) bytes: usize,
}

#[derive(Debug, Serialize)]
pub(crate) struct Attribute {
    pub(crate) name: String,
    /// DynamoDB's name of the stored value's type.
    pub(crate) r#type: &'static str,
    /// The type that an encrypted value has in the clear.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) type_inside: Option<&'static str>,
    /// What may have been done to it; one entry where that is certain, none where nothing is known.
    pub(crate) actions: Vec<&'static str>,
    /// Whether it is one that the format adds.
    pub(crate) of_format: bool,
    /// Bytes of name and value, as DynamoDB counts them.
    pub(crate) bytes: usize,
}

/// In bytes, as DynamoDB counts them.
#[derive(Debug, Serialize)]
pub(crate) struct Sizes {
    pub(crate) stored: usize,
    /// What the format's own attributes take.
    pub(crate) of_format: usize,
    /// What sealing has added altogether: at least, or exactly if the item was opened.
    pub(crate) added: usize,
    pub(crate) added_is_exact: bool,
}

impl Facts {
    /// Looks at `item`. Names for which `is_unsigned` holds are known not to be signed.
    pub(crate) fn of(item: &Item, is_unsigned: impl Fn(&str) -> bool) -> Self {
        let (format, problem) = format_of(item);
        let mut facts = Facts {
            format,
            problem: problem.map(str::to_owned),
            header: None,
            legacy_description: BTreeMap::new(),
            attributes: Vec::new(),
            sizes: sizes(item),
        };
        let mut actions = BTreeMap::new();
        if item.contains_key(HEADER) {
            match StoredHeader::of(item) {
                Ok(header) => {
                    actions = facts.match_actions(item, &header, is_unsigned);
                    facts.header = Some(Header::new(header));
                }
                Err(problem) => facts.damaged(&problem),
            }
        }
        facts.describe_legacy(item);
        let mut attributes: Vec<_> =
            item.iter().map(|(name, value)| attribute(name, value, &actions)).collect();
        attributes.sort_by(|one, other| (one.of_format, &one.name).cmp(&(other.of_format, &other.name)));
        let encrypted = attributes.iter().filter(|attribute| attribute.is_encrypted()).count();
        facts.sizes.added += encrypted * PER_VALUE;
        facts.attributes = attributes;
        facts
    }

    fn damaged(&mut self, problem: &MalformedProblem) {
        self.format = Format::Damaged;
        self.problem = Some(problem.to_string());
    }

    fn match_actions<'a>(
        &mut self,
        item: &'a Item,
        header: &StoredHeader,
        is_unsigned: impl Fn(&str) -> bool,
    ) -> BTreeMap<&'a str, Actions> {
        let all = item.iter().map(|(name, value)| (name.as_str(), value));
        let others = all.filter(|(name, _)| !name.starts_with(RESERVED));
        let (unsigned, others): (Vec<_>, Vec<_>) = others.partition(|(name, _)| is_unsigned(name));
        let unsigned = unsigned.into_iter().map(|(name, _)| (name, vec![AttributeAction::DoNothing]));
        match actions::of(header, &others) {
            Some(matched) => matched.into_iter().chain(unsigned).collect(),
            None => {
                let (signed, there) = (header.actions.len(), others.len());
                self.problem.get_or_insert_with(|| {
                    format!(
                        "the header is about {signed} signed attributes, which do not fit the {there} that may be: \
                         one was added, removed or replaced"
                    )
                });
                BTreeMap::new()
            }
        }
    }

    fn describe_legacy(&mut self, item: &Item) {
        let description = match item.get(LEGACY_DESCRIPTION) {
            None => return,
            Some(AttributeValue::B(bytes)) => MaterialDescription::from_stored(bytes.as_ref()),
            Some(_) => Err(MalformedProblem::Description),
        };
        match description {
            Ok(description) => {
                let pairs = description.iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
                self.legacy_description = pairs.collect();
            }
            Err(problem) => self.damaged(&problem),
        }
    }

    /// Takes the size of the opened item in place of the estimate.
    pub(crate) fn opened(&mut self, item: &Item) {
        self.sizes.added = self.sizes.stored.saturating_sub(stored_size(item));
        self.sizes.added_is_exact = true;
    }
}

impl Attribute {
    fn is_encrypted(&self) -> bool {
        self.actions == [AttributeAction::EncryptAndSign.as_str()]
    }
}

impl Header {
    fn new(header: StoredHeader) -> Self {
        let described = header.describe_data_keys();
        let data_keys = header.data_keys.into_iter().zip(described).map(|(key, described)| DataKey {
            info: described.provider_info.unwrap_or_else(|| name_in(&key.provider_info)),
            provider: key.provider_id,
            branch_key: described.branch_key_id,
            branch_key_version: described.branch_key_version,
            bytes: key.ciphertext.len(),
        });
        let context = header.context.iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
        Header {
            version: header.version.number(),
            suite: Suite {
                id: format!("{:#06x}", header.suite.id()),
                name: header.suite.name(),
                signed: header.suite.is_signed(),
            },
            message_id: header.message_id.iter().fold(String::new(), |mut hex, byte| {
                // Writing to a String does not fail.
                let _ = write!(hex, "{byte:02x}");
                hex
            }),
            data_keys: data_keys.collect(),
            stored_context: context.collect(),
        }
    }
}

/// The text at the beginning: raw keyrings put numbers after the name of their key.
fn name_in(info: &[u8]) -> String {
    let text = String::from_utf8_lossy(info);
    let end = |c: char| c == char::REPLACEMENT_CHARACTER || c == '\0';
    text.split(end).next().unwrap_or_default().to_owned()
}

fn format_of(item: &Item) -> (Format, Option<&'static str>) {
    let has = |name| item.contains_key(name);
    let legacy = has(LEGACY_SIGNATURE) || has(LEGACY_DESCRIPTION);
    match (has(HEADER), has(FOOTER), legacy) {
        (true, true, false) => (Format::Current, None),
        (false, false, true) if has(LEGACY_SIGNATURE) => (Format::Legacy, None),
        (false, false, false) => (Format::Plaintext, None),
        (false, false, true) => {
            (Format::Damaged, Some("it has a description of the legacy format and no signature"))
        }
        (true, false, _) => (Format::Damaged, Some("it has a header and no footer")),
        (false, true, _) => (Format::Damaged, Some("it has a footer and no header")),
        (true, true, true) => (Format::Damaged, Some("it has attributes of both formats")),
    }
}

fn is_of_format(name: &str) -> bool {
    name.starts_with(RESERVED) || name == LEGACY_DESCRIPTION || name == LEGACY_SIGNATURE
}

fn sizes(item: &Item) -> Sizes {
    let own = item.iter().filter(|(name, _)| is_of_format(name));
    let of_format = own.map(|(name, value)| size_of(name, value)).sum();
    Sizes { stored: stored_size(item), of_format, added: of_format, added_is_exact: false }
}

fn size_of(name: &str, value: &AttributeValue) -> usize {
    stored_size(&Item::from([(name.to_owned(), value.clone())]))
}

fn attribute(name: &str, value: &AttributeValue, actions: &BTreeMap<&str, Actions>) -> Attribute {
    let actions: Vec<_> =
        actions.get(name).into_iter().flatten().map(|action| AttributeAction::as_str(*action)).collect();
    let mut attribute = Attribute {
        name: name.to_owned(),
        r#type: type_of(value),
        type_inside: None,
        actions,
        of_format: is_of_format(name),
        bytes: size_of(name, value),
    };
    if attribute.is_encrypted() {
        attribute.type_inside = type_inside(value);
    }
    attribute
}

fn type_of(value: &AttributeValue) -> &'static str {
    match value {
        AttributeValue::S(_) => "S",
        AttributeValue::N(_) => "N",
        AttributeValue::B(_) => "B",
        AttributeValue::Bool(_) => "BOOL",
        AttributeValue::Null(_) => "NULL",
        AttributeValue::Ss(_) => "SS",
        AttributeValue::Ns(_) => "NS",
        AttributeValue::Bs(_) => "BS",
        AttributeValue::L(_) => "L",
        AttributeValue::M(_) => "M",
        // The SDK's types of values may grow.
        _ => "?",
    }
}

/// The type with which an encrypted value begins, in the clear.
///
/// Source: `specification/dynamodb-encryption-client/ddb-attribute-serialization.md`, section "Type ID".
fn type_inside(value: &AttributeValue) -> Option<&'static str> {
    let bytes = value.as_b().ok()?.as_ref();
    Some(match bytes.first_chunk::<2>()? {
        [0x00, 0x00] => "NULL",
        [0x00, 0x01] => "S",
        [0x00, 0x02] => "N",
        [0x00, 0x04] => "BOOL",
        [0xff, 0xff] => "B",
        [0x01, 0x01] => "SS",
        [0x01, 0x02] => "NS",
        [0x01, 0xff] => "BS",
        [0x02, 0x00] => "M",
        [0x03, 0x00] => "L",
        _ => "?",
    })
}
