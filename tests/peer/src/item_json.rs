//! Items as JSON: DynamoDB's own form, in which a bare string or number also stands for `S` or `N`.

use crate::{Result, number};
use aws_sdk_dynamodb::{primitives::Blob, types::AttributeValue};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Map, Value, json};
use std::collections::HashMap;

pub type Item = HashMap<String, AttributeValue>;

pub fn to_item(record: &Value) -> Result<Item> {
    object(record, "an item")?.iter().map(|(name, value)| Ok((name.clone(), to_attribute(value)?))).collect()
}

pub fn to_attribute(value: &Value) -> Result<AttributeValue> {
    match value {
        Value::String(text) => return Ok(AttributeValue::S(text.clone())),
        Value::Number(number) => return Ok(AttributeValue::N(number.to_string())),
        _ => {}
    }
    let object = object(value, "an attribute value")?;
    let (Some((kind, value)), 1) = (object.iter().next(), object.len()) else {
        return Err("an attribute value has exactly one member".to_owned());
    };
    Ok(match kind.as_str() {
        "S" => AttributeValue::S(string(value)?.to_owned()),
        "N" => AttributeValue::N(number_text(value)?),
        "B" => AttributeValue::B(blob(value)?),
        "BOOL" => AttributeValue::Bool(value.as_bool().ok_or("BOOL needs true or false")?),
        "NULL" => AttributeValue::Null(true),
        "SS" => {
            AttributeValue::Ss(list(value)?.iter().map(|v| Ok(string(v)?.to_owned())).collect::<Result<_>>()?)
        }
        "NS" => AttributeValue::Ns(list(value)?.iter().map(number_text).collect::<Result<_>>()?),
        "BS" => AttributeValue::Bs(list(value)?.iter().map(blob).collect::<Result<_>>()?),
        "L" => AttributeValue::L(list(value)?.iter().map(to_attribute).collect::<Result<_>>()?),
        "M" => AttributeValue::M(to_item(value)?),
        other => return Err(format!("{other:?} is no attribute type")),
    })
}

/// The item in DynamoDB's own form, with the attributes in the order of their names.
pub fn from_item(item: &Item) -> Result<Value> {
    let mut names: Vec<_> = item.keys().collect();
    names.sort();
    let members = names.into_iter().map(|name| Ok((name.clone(), from_attribute(&item[name])?)));
    Ok(Value::Object(members.collect::<Result<Map<_, _>>>()?))
}

pub fn from_attribute(value: &AttributeValue) -> Result<Value> {
    Ok(match value {
        AttributeValue::S(s) => json!({"S": s}),
        AttributeValue::N(n) => json!({"N": n}),
        AttributeValue::B(b) => json!({"B": encode(b.as_ref())}),
        AttributeValue::Bool(b) => json!({"BOOL": b}),
        AttributeValue::Null(_) => json!({"NULL": true}),
        AttributeValue::Ss(s) => json!({"SS": s}),
        AttributeValue::Ns(n) => json!({"NS": n}),
        AttributeValue::Bs(b) => {
            json!({"BS": b.iter().map(|b| encode(b.as_ref())).collect::<Vec<_>>()})
        }
        AttributeValue::L(l) => {
            json!({"L": l.iter().map(from_attribute).collect::<Result<Vec<_>>>()?})
        }
        AttributeValue::M(m) => json!({"M": from_item(m)?}),
        other => return Err(format!("an attribute of an unknown type: {other:?}")),
    })
}

pub fn encode(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

pub fn decode(text: &str) -> Result<Vec<u8>> {
    STANDARD.decode(text).map_err(|e| format!("bad base64: {e}"))
}

/// The one form that all equal items share: numbers in one spelling, sets in one order.
pub fn normalized(item: &Item) -> Item {
    item.iter().map(|(name, value)| (name.clone(), normalized_attribute(value))).collect()
}

pub fn normalized_attribute(value: &AttributeValue) -> AttributeValue {
    let number = |n: &String| number::canonical(n).unwrap_or_else(|| n.clone());
    match value {
        AttributeValue::N(n) => AttributeValue::N(number(n)),
        AttributeValue::Ss(s) => AttributeValue::Ss(sorted(s.clone())),
        AttributeValue::Ns(n) => AttributeValue::Ns(sorted(n.iter().map(number).collect())),
        AttributeValue::Bs(b) => {
            let bytes = sorted(b.iter().map(|b| b.as_ref().to_vec()).collect());
            AttributeValue::Bs(bytes.into_iter().map(Blob::new).collect())
        }
        AttributeValue::L(l) => AttributeValue::L(l.iter().map(normalized_attribute).collect()),
        AttributeValue::M(m) => AttributeValue::M(normalized(m)),
        other => other.clone(),
    }
}

fn sorted<T: Ord>(mut members: Vec<T>) -> Vec<T> {
    members.sort();
    members
}

fn object<'a>(value: &'a Value, what: &str) -> Result<&'a Map<String, Value>> {
    value.as_object().ok_or_else(|| format!("{what} must be an object"))
}

fn list(value: &Value) -> Result<&Vec<Value>> {
    Ok(value.as_array().ok_or("a set or list must be an array")?)
}

fn string(value: &Value) -> Result<&str> {
    Ok(value.as_str().ok_or("a string is needed here")?)
}

fn number_text(value: &Value) -> Result<String> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err("a number must be a string or a number".to_owned()),
    }
}

fn blob(value: &Value) -> Result<Blob> {
    Ok(Blob::new(decode(string(value)?)?))
}
