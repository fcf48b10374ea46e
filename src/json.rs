//! DynamoDB JSON: items as table exports have them, and the stream records that AWS Lambda receives. With the
//! feature `json`.
//!
//! In DynamoDB JSON every value is an object with one member, whose name is the value's type:
//! `{"id": {"S": "42"}, "created": {"N": "20261120"}}`. Numbers are strings, so that they keep all their digits, and
//! bytes are base64. [`from_value`] turns it into an [`Item`], which an [`ItemEncryptor`](crate::ItemEncryptor) opens;
//! [`to_value`] goes the other way.
//!
//! | | where the items are |
//! |---|---|
//! | event that Lambda receives from a stream | `Records[…].dynamodb.NewImage` and `.OldImage` |
//! | full export of a table | one object per line, `Item` |
//! | incremental export | one object per line, `NewImage` and `OldImage` |
//!
//! Exports are compressed; reading gzip is left to the application. The `Keys` of a stream or an incremental export
//! are as readable as in the table, and an image that lacks attributes (`KEYS_ONLY`) cannot be opened.
//!
//! If the table's policy reads plaintext, an image that lacks attributes could pass for a plaintext item. If anything
//! on the way may remove attributes, for example a pipe or a query over an export, say so with
//! [`Completeness::Unknown`](crate::Completeness::Unknown) to
//! [`decrypt_item_with`](crate::ItemEncryptor::decrypt_item_with). Lines of full exports are `Whole`.
//!
//! ```
//! use dynamodb_item_encryptor::{ItemEncryptor, RawAesKeyring, TableConfig, json};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let table = TableConfig::builder("Customers").partition_key("id").encrypt(["email"]);
//! let encryptor = ItemEncryptor::new(table.keyring(RawAesKeyring::new("examples", "key", &[7; 32])?).build()?);
//! # let item = json::from_value(serde_json::json!({ "id": { "S": "42" }, "email": { "S": "a@example.com" } }))?;
//! # let line = serde_json::json!({ "Item": json::to_value(&encryptor.encrypt_item(item).await?)? }).to_string();
//!
//! // A line of an export: {"Item":{"aws_dbe_foot":{"B":"…"},"aws_dbe_head":{"B":"…"},"email":{"B":"…"},…}}
//! let line: serde_json::Value = serde_json::from_str(&line)?;
//! let opened = encryptor.decrypt_item(json::from_value(line["Item"].clone())?).await?;
//! assert_eq!(opened.item["email"].as_s().unwrap(), "a@example.com");
//! # Ok(())
//! # }
//! ```
//!
//! Records that the SDK reads from a stream have their own types: the feature `streams` converts them.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::base64;
use serde_json::{Map, Value};

use crate::error::{Error, JsonProblem, ValueProblem};
use crate::format::number;
use crate::value::{Item, MAX_NESTING};

/// Makes an item from DynamoDB JSON.
///
/// Numbers stay as they are written. What DynamoDB would refuse for reasons other than a value's form, such as an
/// empty set, is checked not here but when the item is sealed.
///
/// # Errors
/// [`Error::Json`] when `json` is not an object of attributes, or a value does not have the form of its type.
pub fn from_value(json: Value) -> Result<Item, Error> {
    let Value::Object(members) = json else { return Err(json_error(None, JsonProblem::Item)) };
    let attributes = members.into_iter().map(|(name, json)| match parse(json, 0) {
        Ok(value) => Ok((name, value)),
        Err(problem) => Err(json_error(Some(name), problem)),
    });
    attributes.collect()
}

/// Writes an item as DynamoDB JSON, its attributes ordered by name if the JSON library keeps the order.
///
/// # Errors
/// [`Error::Json`] when a value is of a type that this version does not know, or is `NULL` with the value `false`, which
/// DynamoDB does not have.
pub fn to_value(item: &Item) -> Result<Value, Error> {
    let sorted: BTreeMap<_, _> = item.iter().collect();
    let members = sorted.into_iter().map(|(name, value)| match write(value) {
        Ok(json) => Ok((name.clone(), json)),
        Err(problem) => Err(json_error(Some(name.clone()), JsonProblem::Value(problem))),
    });
    members.collect::<Result<Map<_, _>, _>>().map(Value::Object)
}

fn json_error(attribute: Option<String>, problem: JsonProblem) -> Error {
    Error::Json { attribute, problem }
}

/// Makes a value from its JSON, which is inside `depth` lists and maps.
#[cfg_attr(
    not(test),
    expect(clippy::wildcard_enum_match_arm, reason = "values of other libraries, whose types may grow")
)]
fn parse(json: Value, depth: usize) -> Result<AttributeValue, JsonProblem> {
    if depth > MAX_NESTING {
        return Err(JsonProblem::Value(ValueProblem::TooDeep));
    }
    let Value::Object(members) = json else { return Err(JsonProblem::Attribute) };
    let mut members = members.into_iter();
    let (Some((kind, json)), None) = (members.next(), members.next()) else {
        return Err(JsonProblem::Attribute);
    };
    Ok(match (kind.as_str(), json) {
        ("S", Value::String(text)) => AttributeValue::S(text),
        ("N", json) => AttributeValue::N(parse_number(json)?),
        ("B", json) => AttributeValue::B(parse_bytes("B", json)?),
        ("BOOL", Value::Bool(value)) => AttributeValue::Bool(value),
        ("NULL", Value::Bool(true)) => AttributeValue::Null(true),
        ("SS", Value::Array(members)) => AttributeValue::Ss(all(members, |json| match json {
            Value::String(text) => Ok(text),
            _ => Err(JsonProblem::Content("SS")),
        })?),
        ("NS", Value::Array(members)) => AttributeValue::Ns(all(members, parse_number)?),
        ("BS", Value::Array(members)) => AttributeValue::Bs(all(members, |json| parse_bytes("BS", json))?),
        ("L", Value::Array(members)) => AttributeValue::L(all(members, |json| parse(json, depth + 1))?),
        ("M", Value::Object(members)) => {
            let members = members.into_iter().map(|(name, json)| Ok((name, parse(json, depth + 1)?)));
            AttributeValue::M(members.collect::<Result<_, _>>()?)
        }
        (kind, _) => {
            let known =
                ["S", "BOOL", "NULL", "SS", "NS", "BS", "L", "M"].into_iter().find(|known| *known == kind);
            return Err(known.map_or(JsonProblem::Value(ValueProblem::UnknownType), JsonProblem::Content));
        }
    })
}

fn all<T>(members: Vec<Value>, parse: impl Fn(Value) -> Result<T, JsonProblem>) -> Result<Vec<T>, JsonProblem> {
    members.into_iter().map(parse).collect()
}

fn parse_number(json: Value) -> Result<String, JsonProblem> {
    let Value::String(text) = json else { return Err(JsonProblem::Content("N")) };
    number::normalize(&text, &mut Vec::new()).map_err(JsonProblem::Value)?;
    Ok(text)
}

fn parse_bytes(kind: &'static str, json: Value) -> Result<Blob, JsonProblem> {
    let Value::String(text) = json else { return Err(JsonProblem::Content(kind)) };
    base64::decode(text).map(Blob::new).map_err(|_| JsonProblem::Base64)
}

#[cfg_attr(
    not(test),
    expect(clippy::wildcard_enum_match_arm, reason = "values of other libraries, whose types may grow")
)]
fn write(value: &AttributeValue) -> Result<Value, ValueProblem> {
    let texts = |texts: &[String]| texts.iter().cloned().map(Value::String).collect();
    let text_of = |bytes: &Blob| Value::String(base64::encode(bytes));
    let (kind, json) = match value {
        AttributeValue::S(text) => ("S", Value::String(text.clone())),
        AttributeValue::N(number) => ("N", Value::String(number.clone())),
        AttributeValue::B(bytes) => ("B", text_of(bytes)),
        AttributeValue::Bool(value) => ("BOOL", Value::Bool(*value)),
        AttributeValue::Null(true) => ("NULL", Value::Bool(true)),
        AttributeValue::Null(false) => return Err(ValueProblem::NullIsFalse),
        AttributeValue::Ss(members) => ("SS", Value::Array(texts(members))),
        AttributeValue::Ns(members) => ("NS", Value::Array(texts(members))),
        AttributeValue::Bs(members) => ("BS", Value::Array(members.iter().map(text_of).collect())),
        AttributeValue::L(values) => ("L", Value::Array(values.iter().map(write).collect::<Result<_, _>>()?)),
        AttributeValue::M(map) => {
            let sorted: BTreeMap<_, _> = map.iter().collect();
            let members = sorted.into_iter().map(|(name, value)| Ok((name.clone(), write(value)?)));
            ("M", Value::Object(members.collect::<Result<_, _>>()?))
        }
        _ => return Err(ValueProblem::UnknownType),
    };
    Ok(Value::Object(Map::from_iter([(kind.to_owned(), json)])))
}
