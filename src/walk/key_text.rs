//! Keys of items, written into lines of text.

use std::collections::BTreeMap;
use std::fmt;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::base64;

use crate::value::Item;

/// A key in a line: for each attribute its name, type and value.
pub(super) struct KeyText<'a>(pub(super) &'a Item);

impl fmt::Display for KeyText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sorted: BTreeMap<_, _> = self.0.iter().collect();
        for (name, value) in sorted {
            let (kind, bytes) = parts(value).unwrap_or(("?", &[]));
            write!(f, " {} {kind} {}.", base64::encode(name), base64::encode(bytes))?;
        }
        Ok(())
    }
}

/// The type and the bytes of a key; `None` for what cannot be one.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "keys have no other types, and the SDK's type may get kinds that this version does not know"
)]
fn parts(value: &AttributeValue) -> Option<(&'static str, &[u8])> {
    match value {
        AttributeValue::S(text) => Some(("S", text.as_bytes())),
        AttributeValue::N(number) => Some(("N", number.as_bytes())),
        AttributeValue::B(blob) => Some(("B", blob.as_ref())),
        _ => None,
    }
}

/// The key that was written into a line.
pub(super) fn parse(line: &str) -> Option<Item> {
    let mut key = Item::new();
    let mut words = line.strip_prefix(' ')?.split(' ');
    while let Some(name) = words.next() {
        let (kind, value) = (words.next()?, base64::decode(words.next()?.strip_suffix('.')?).ok()?);
        let value = match kind {
            "S" => AttributeValue::S(String::from_utf8(value).ok()?),
            "N" => AttributeValue::N(String::from_utf8(value).ok()?),
            "B" => AttributeValue::B(Blob::new(value)),
            _ => return None,
        };
        key.insert(text(name)?, value);
    }
    Some(key)
}

/// The text that was written in base64.
pub(super) fn text(word: &str) -> Option<String> {
    String::from_utf8(base64::decode(word).ok()?).ok()
}
