//! A call, or a part of one, as a program names it.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::Item;

use super::value::Reader;

/// An encrypted table with the keys `pk` and `sk`, and its indexes of all attributes: by `owner` and `at`, which few
/// items have, and a local one by `score`.
pub const ENTITIES: &str = "Entities";
pub const BY_OWNER: &str = "by-owner";
pub const BY_SCORE: &str = "by-score";
/// An encrypted table with the key `id`.
pub const RECORDS: &str = "Records";
/// A table with the key `id` that nobody encrypts.
pub const NOTES: &str = "Notes";

/// What parameters begin with. Those in capitals belong to the update.
const KEYWORDS: [&str; 20] = [
    "SET",
    "REMOVE",
    "ADD",
    "DELETE",
    "if",
    "where",
    "key",
    "only",
    "returns",
    "shows",
    "index",
    "limit",
    "pages",
    "backwards",
    "consistent",
    "count",
    "token",
    "capacity",
    "unused",
    "attributes",
];

#[derive(Debug)]
pub struct Call {
    pub verb: String,
    pub table: String,
    /// The key, where the call has one.
    pub key: Item,
    /// What a put stores.
    pub item: Item,
    /// What stands behind each keyword.
    pub options: BTreeMap<String, String>,
    /// The parts of a batch or transaction.
    pub parts: Vec<Call>,
}

impl Call {
    pub fn parse(text: &str) -> Call {
        let mut segments = text.split(" | ");
        let head = segments.next().unwrap_or_default();
        let (verb, subject) = head.split_once(' ').unwrap_or((head, ""));
        let mut reader = Reader { rest: subject };
        let (table, key) = target(&mut reader);
        let attributes = reader.members("");
        assert!(attributes.is_empty() || verb == "put", "{text}");
        let item = key.clone().into_iter().chain(attributes).collect();
        let mut options = BTreeMap::new();
        for segment in segments {
            let keyword = segment.split_whitespace().next().unwrap_or_default();
            assert!(KEYWORDS.contains(&keyword), "{keyword}: {text}");
            let (name, value) = match keyword.chars().all(char::is_uppercase) {
                true => ("update", segment),
                false => (keyword, segment[keyword.len()..].trim()),
            };
            let before = options.insert(name.to_owned(), value.to_owned());
            assert!(before.is_none(), "{keyword} twice: {text}");
        }
        Call { verb: verb.to_owned(), table, key, item, options, parts: Vec::new() }
    }

    pub fn option(&self, keyword: &str) -> Option<&str> {
        self.options.get(keyword).map(String::as_str)
    }

    pub fn has(&self, keyword: &str) -> bool {
        self.options.contains_key(keyword)
    }
}

/// The table and key that stand at the beginning.
fn target(reader: &mut Reader<'_>) -> (String, Item) {
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let word = reader.take_while(|c| !" {".contains(c));
    if reader.skip("{") {
        return (word.to_owned(), reader.members("}"));
    }
    let key_of = |attributes: &[(&str, &str)]| {
        attributes.iter().map(|(name, value)| ((*name).to_owned(), text(value))).collect::<Item>()
    };
    let is_table = word.starts_with(char::is_uppercase);
    match (word.split_once('/'), word.split_once(':')) {
        (Some((pk, sk)), _) => (ENTITIES.to_owned(), key_of(&[("pk", pk), ("sk", sk)])),
        (None, Some((table, id))) if is_table => (table.to_owned(), key_of(&[("id", id)])),
        (None, None) if is_table || word.is_empty() => (word.to_owned(), Item::new()),
        _ => (RECORDS.to_owned(), key_of(&[("id", word)])),
    }
}
