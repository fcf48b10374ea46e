//! A line: what items it has, and those in place of what they were opened to.

use dynamodb_item_encryptor::{Completeness, Error, Item, ItemEncryptor, json};
use serde_json::{Map, Value};

use crate::failure::with_sources;
use crate::shown::Sentence;

/// A line, opened.
pub(crate) enum Opened {
    /// An item, as full exports have them.
    Item(Item),
    /// A change, as incremental exports have them: what it was of, and what it was before and after.
    Change(Change),
}

/// Members of a line of an incremental export.
pub(crate) struct Change {
    /// When it was made: no part of any item.
    pub(crate) metadata: Option<Value>,
    /// `Keys`, `OldImage` and `NewImage`, as far as they are there.
    pub(crate) images: Vec<(&'static str, Item)>,
}

/// Why a line was not opened.
pub(crate) enum NotOpened {
    /// Something is wrong with the line.
    Line(String),
    /// No other item can be opened either.
    All(Error),
}

/// Opens all items of a line.
pub(crate) async fn open(line: &[u8], encryptor: &ItemEncryptor, is_export: bool) -> Result<Opened, NotOpened> {
    let completeness = if is_export { Completeness::Whole } else { Completeness::Assumed };
    match parse(line, is_export)? {
        Opened::Item(item) => Ok(Opened::Item(opened(item, encryptor, completeness).await?)),
        Opened::Change(mut change) => {
            for (name, image) in &mut change.images {
                if *name != KEYS {
                    *image = opened(std::mem::take(image), encryptor, completeness).await?;
                }
            }
            Ok(Opened::Change(change))
        }
    }
}

async fn opened(item: Item, encryptor: &ItemEncryptor, completeness: Completeness) -> Result<Item, NotOpened> {
    match encryptor.decrypt_item_with(item, completeness).await {
        Ok(opened) => Ok(opened.item),
        Err(error) if error.is_of_item() => Err(NotOpened::Line(with_sources(&error))),
        Err(error) => Err(NotOpened::All(error)),
    }
}

const ITEM: &str = "Item";
const KEYS: &str = "Keys";
const IMAGES: [&str; 3] = [KEYS, "OldImage", "NewImage"];
const METADATA: &str = "Metadata";

/// Reads a line. Without a manifest that says that it is of an export, it may also be an item by itself.
fn parse(line: &[u8], is_export: bool) -> Result<Opened, NotOpened> {
    // Almost all lines are of this form.
    if let Some(item) = super::parse::item(line) {
        return Ok(Opened::Item(item));
    }
    let wrong = |why: String| NotOpened::Line(format!("the line is not an item in DynamoDB JSON: {why}"));
    let value: Value = serde_json::from_slice(line).map_err(|error| wrong(Sentence(error).to_string()))?;
    let item = |value| json::from_value(value).map_err(|error| wrong(with_sources(&error)));
    let Value::Object(mut members) = value else { return Err(wrong("it is not an object".to_owned())) };
    if !is_export && is_item(&members) {
        return item(Value::Object(members)).map(Opened::Item);
    }
    if members.len() == 1
        && let Some(value) = members.get_mut(ITEM)
    {
        return item(value.take()).map(Opened::Item);
    }
    let mut change = Change { metadata: members.remove(METADATA), images: Vec::new() };
    for name in IMAGES {
        if let Some(value) = members.remove(name) {
            change.images.push((name, item(value)?));
        }
    }
    let has_keys = change.images.iter().any(|(name, _)| *name == KEYS);
    if !members.is_empty() || !has_keys {
        return Err(wrong("it has neither 'Item' nor 'Keys' and images".to_owned()));
    }
    Ok(Opened::Change(change))
}

/// Whether these are attributes with their values, and not what holds items. Keys are texts, numbers or bytes: so an item
/// has an attribute that is, and a holder of items has none.
fn is_item(members: &Map<String, Value>) -> bool {
    members.values().any(|value| match value {
        Value::Object(value) => {
            value.len() == 1
                && value
                    .iter()
                    .any(|(kind, content)| matches!(kind.as_str(), "S" | "N" | "B") && content.is_string())
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn shape(value: &Value, is_export: bool) -> String {
        match parse(value.to_string().as_bytes(), is_export) {
            Ok(Opened::Item(item)) => {
                let mut names: Vec<_> = item.into_keys().collect();
                names.sort();
                names.join(" ")
            }
            Ok(Opened::Change(change)) => change
                .images
                .iter()
                .map(|(name, image)| format!("{name}:{}", image.len()))
                .collect::<Vec<_>>()
                .join(" "),
            Err(NotOpened::Line(why)) => why,
            Err(NotOpened::All(error)) => panic!("{error}"),
        }
    }

    #[test]
    fn lines_of_both_kinds_of_exports_and_bare_items_are_told_apart() {
        let item = json!({ "id": { "S": "1" }, "x": { "L": [] } });
        let key = json!({ "id": { "S": "1" } });
        assert_eq!(shape(&json!({ "Item": item }), true), "id x");
        assert_eq!(shape(&json!({ "Item": item }), false), "id x");
        assert_eq!(shape(&item, false), "id x");
        let metadata = json!({ "WriteTimestampMicros": "1" });
        let change = json!({ "Metadata": metadata, "Keys": key, "OldImage": item, "NewImage": item });
        assert_eq!(shape(&change, true), "Keys:1 OldImage:2 NewImage:2");
        assert_eq!(shape(&json!({ "Metadata": metadata, "Keys": key }), true), "Keys:1");
        // Attributes may be called as the members of a line are.
        assert_eq!(shape(&json!({ "Item": { "S": "x" }, "Keys": { "N": "1" } }), false), "Item Keys");
        assert_eq!(shape(&json!({ "Item": { "M": { "S": "x" } } }), true), "M");
        assert_eq!(shape(&json!({ "Item": { "S": { "S": "x" } } }), false), "S");
    }

    #[test]
    fn what_is_neither_is_refused() {
        for value in [json!(1), json!({}), json!({ "NewImage": {} }), json!({ "Item": {}, "Other": {} })] {
            assert!(shape(&value, true).contains("not an item"), "{value}");
        }
        assert!(shape(&json!({ "id": { "S": "1" } }), true).contains("not an item"));
        assert!(parse(b"{\"Item\":", true).is_err());
    }
}
