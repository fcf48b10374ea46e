//! Lines of exports, straight into items.
//!
//! Almost all lines are in the one form that DynamoDB writes. This reads that form, and no other, without building a tree of
//! JSON first. What it refuses is looked at again by `line`, which knows all forms, and why a line has none of them.

use std::collections::HashMap;
use std::fmt;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use dynamodb_item_encryptor::Item;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// The deepest nesting that DynamoDB stores.
const DEEPEST: usize = 32;
/// The longest number that is read here: DynamoDB keeps 38 digits.
const LONGEST_NUMBER: usize = 38;

/// Room for so many attributes is there from the beginning.
const USUAL_ATTRIBUTES: usize = 14;

/// The item of a line of a full export, if the line is as DynamoDB writes it.
pub(crate) fn item(line: &[u8]) -> Option<Item> {
    // A struct may be a list too, as serde has it.
    let is_object = line.trim_ascii_start().starts_with(b"{");
    is_object.then(|| serde_json::from_slice::<Line>(line).ok())?.map(|line| line.item.0)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    #[serde(rename = "Item")]
    item: Attributes,
}

struct Attributes(Item);

impl<'de> Deserialize<'de> for Attributes {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Members { depth: 0 }).map(Attributes)
    }
}

/// Named values, inside so many lists and maps.
struct Members {
    depth: usize,
}

impl<'de> Visitor<'de> for Members {
    type Value = HashMap<String, AttributeValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("attributes")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        // An item is not made larger once for each few of its attributes.
        let mut members = HashMap::with_capacity(if self.depth == 0 { USUAL_ATTRIBUTES } else { 0 });
        while let Some(name) = map.next_key::<String>()? {
            let value = map.next_value_seed(Value { depth: self.depth })?;
            if members.insert(name, value).is_some() {
                return Err(A::Error::custom("a name appears twice"));
            }
        }
        Ok(members)
    }
}

impl<'de> DeserializeSeed<'de> for Members {
    type Value = HashMap<String, AttributeValue>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_map(self)
    }
}

/// A value with its type.
#[derive(Clone, Copy)]
struct Value {
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Value {
    type Value = AttributeValue;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<AttributeValue, D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Value {
    type Value = AttributeValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value with its type")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<AttributeValue, A::Error> {
        let inner = self.depth + 1;
        let kind = map.next_key::<Kind>()?.ok_or_else(|| A::Error::custom("no type"))?;
        let value = match kind {
            Kind::S => AttributeValue::S(map.next_value()?),
            Kind::N => AttributeValue::N(map.next_value::<Number>()?.0),
            Kind::B => AttributeValue::B(map.next_value::<Bytes>()?.0),
            Kind::Bool => AttributeValue::Bool(map.next_value()?),
            Kind::Null if map.next_value::<bool>()? => AttributeValue::Null(true),
            Kind::Null => return Err(A::Error::custom("no such value")),
            Kind::Ss => AttributeValue::Ss(map.next_value()?),
            Kind::Ns => {
                let numbers: Vec<Number> = map.next_value()?;
                AttributeValue::Ns(numbers.into_iter().map(|number| number.0).collect())
            }
            Kind::Bs => {
                let all: Vec<Bytes> = map.next_value()?;
                AttributeValue::Bs(all.into_iter().map(|bytes| bytes.0).collect())
            }
            Kind::L | Kind::M if inner > DEEPEST => return Err(A::Error::custom("nested too deep")),
            Kind::L => AttributeValue::L(map.next_value_seed(List { depth: inner })?),
            Kind::M => AttributeValue::M(map.next_value_seed(Members { depth: inner })?),
        };
        match map.next_key::<Kind>()? {
            None => Ok(value),
            Some(_) => Err(A::Error::custom("two types")),
        }
    }
}

/// Values, inside so many lists and maps.
struct List {
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for List {
    type Value = Vec<AttributeValue>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for List {
    type Value = Vec<AttributeValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("values")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = seq.next_element_seed(Value { depth: self.depth })? {
            values.push(value);
        }
        Ok(values)
    }
}

/// DynamoDB's types.
#[derive(Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum Kind {
    S,
    N,
    B,
    Bool,
    Null,
    Ss,
    Ns,
    Bs,
    L,
    M,
}

/// A number as DynamoDB writes it.
struct Number(String);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        if is_usual(&text) { Ok(Number(text)) } else { Err(D::Error::custom("an unusual number")) }
    }
}

/// Digits with at most one dot between them, and a sign before them if it is a minus.
fn is_usual(number: &str) -> bool {
    let digits = number.strip_prefix('-').unwrap_or(number);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits.len() <= LONGEST_NUMBER && all_digits(whole) && all_digits(fraction)
}

/// Bytes in base64.
struct Bytes(Blob);

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Bytes;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("base64")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Bytes, E> {
                STANDARD.decode(text).map(|bytes| Bytes(Blob::new(bytes))).map_err(|_| E::custom("not base64"))
            }
        }
        from.deserialize_str(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dynamodb_item_encryptor::json;
    use serde_json::json;

    fn line(item: &serde_json::Value) -> Vec<u8> {
        json!({ "Item": item }).to_string().into_bytes()
    }

    #[test]
    fn an_item_of_all_types_is_read_as_the_library_reads_it() {
        let all = json!({
            "S": { "S": "a \"b\" \u{0} é" }, "N": { "N": "-1.50" }, "B": { "B": "AP8=" }, "BOOL": { "BOOL": false },
            "NULL": { "NULL": true }, "SS": { "SS": ["a", "b"] }, "NS": { "NS": ["1", "2.5"] },
            "BS": { "BS": ["AQ==", ""] }, "L": { "L": [{ "S": "" }, { "L": [] }] }, "M": { "M": { "x": { "M": {} } } },
        });
        assert_eq!(item(&line(&all)), Some(json::from_value(all).unwrap()));
    }

    #[test]
    fn nothing_is_read_that_the_library_would_refuse() {
        for wrong in [
            json!({ "a": { "N": 1 } }),
            json!({ "a": { "N": "" } }),
            json!({ "a": { "N": "x" } }),
            json!({ "a": { "N": "1e5" } }),
            json!({ "a": { "N": "1".repeat(39) } }),
            json!({ "a": { "B": "AP8" } }),
            json!({ "a": { "NULL": false } }),
            json!({ "a": { "S": "x", "N": "1" } }),
            json!({ "a": {} }),
            json!({ "a": { "X": "1" } }),
            json!({ "a": { "SS": [1] } }),
            json!({ "a": "S" }),
            json!([]),
        ] {
            assert_eq!(item(&line(&wrong)), None, "{wrong}");
        }
        for wrong in ["{\"Item\":{},\"Keys\":{}}", "{\"Item\":{},\"Item\":{}}", "{}", "{\"Item\":{}} x", "[{}]"]
        {
            assert_eq!(item(wrong.as_bytes()), None, "{wrong}");
        }
        let twice = br#"{"Item":{"a":{"S":"1"},"a":{"S":"2"}}}"#;
        assert_eq!(item(twice), None);
    }

    #[test]
    fn nesting_ends_where_that_of_the_library_ends() {
        let nested = |depth: usize| {
            let value = (0..depth).fold(json!({ "S": "x" }), |value, _| json!({ "L": [value] }));
            json!({ "a": value })
        };
        for depth in [31, 32, 33, 34, 1_000] {
            let text = line(&nested(depth.min(60)));
            let by_library = json::from_value(nested(depth.min(60))).ok();
            assert_eq!(item(&text), by_library, "{depth}");
        }
        let endless = [&b"{\"Item\":{\"a\":"[..], &b"{\"L\":[".repeat(100_000)].concat();
        assert_eq!(item(&endless), None);
    }
}
