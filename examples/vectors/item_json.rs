//! Items as DynamoDB JSON, in which a bare string or number stands for `S` or `N`.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::base64;
use dynamodb_item_encryptor::Item;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

/// Far deeper than any item can be, and far from the end of the stack.
const MAX_DEPTH: usize = 500;

/// Parses an item. Raw JSON, because a bare number must keep all of its digits.
pub(crate) fn parse(json: &RawValue) -> Result<Item, Box<dyn Error>> {
    parse_map(json, 0)
}

fn parse_map(json: &RawValue, depth: usize) -> Result<Item, Box<dyn Error>> {
    let members: HashMap<String, &RawValue> = member(json)?;
    members.into_iter().map(|(name, value)| Ok((name, parse_value(value, depth)?))).collect()
}

fn parse_value(json: &RawValue, depth: usize) -> Result<AttributeValue, Box<dyn Error>> {
    if depth > MAX_DEPTH {
        return Err("the record is nested too deeply to be parsed".into());
    }
    match json.get().as_bytes().first() {
        Some(b'"') => Ok(AttributeValue::S(member(json)?)),
        Some(b'-' | b'0'..=b'9') => Ok(AttributeValue::N(json.get().to_owned())),
        _ => {
            let members: HashMap<String, &RawValue> = member(json)?;
            let mut members = members.into_iter();
            match (members.next(), members.next()) {
                (Some((kind, content)), None) => parse_typed(&kind, content, depth + 1),
                _ => Err("an attribute value must have exactly one member".into()),
            }
        }
    }
}

fn parse_typed(kind: &str, json: &RawValue, depth: usize) -> Result<AttributeValue, Box<dyn Error>> {
    Ok(match kind {
        "S" => AttributeValue::S(member(json)?),
        "N" => AttributeValue::N(member(json)?),
        "B" => AttributeValue::B(blob(member(json)?)?),
        "BOOL" => AttributeValue::Bool(member(json)?),
        "NULL" => AttributeValue::Null(true),
        "SS" => AttributeValue::Ss(member(json)?),
        "NS" => {
            let members: Vec<&RawValue> = member(json)?;
            let text =
                |json: &RawValue| member(json).or_else(|_| Ok::<_, Box<dyn Error>>(json.get().to_owned()));
            AttributeValue::Ns(members.into_iter().map(text).collect::<Result<_, _>>()?)
        }
        "BS" => {
            let members: Vec<String> = member(json)?;
            AttributeValue::Bs(members.into_iter().map(blob).collect::<Result<_, _>>()?)
        }
        "L" => {
            let members: Vec<&RawValue> = member(json)?;
            AttributeValue::L(
                members.into_iter().map(|value| parse_value(value, depth)).collect::<Result<_, _>>()?,
            )
        }
        "M" => AttributeValue::M(parse_map(json, depth)?),
        kind => return Err(format!("unknown attribute type '{kind}'").into()),
    })
}

fn member<'a, T: Deserialize<'a>>(json: &'a RawValue) -> Result<T, Box<dyn Error>> {
    Ok(serde_json::from_str(json.get())?)
}

fn blob(text: String) -> Result<Blob, Box<dyn Error>> {
    Ok(Blob::new(base64::decode(text)?))
}

/// An item as DynamoDB JSON.
pub(crate) fn to_json(item: &Item) -> Result<Value, Box<dyn Error>> {
    let sorted: BTreeMap<_, _> = item.iter().collect();
    sorted.into_iter().map(|(name, value)| Ok((name.clone(), value_to_json(value)?))).collect()
}

fn value_to_json(value: &AttributeValue) -> Result<Value, Box<dyn Error>> {
    Ok(match value {
        AttributeValue::S(text) => json!({ "S": text }),
        AttributeValue::N(text) => json!({ "N": text }),
        AttributeValue::B(blob) => json!({ "B": base64::encode(blob) }),
        AttributeValue::Bool(value) => json!({ "BOOL": value }),
        AttributeValue::Null(_) => json!({ "NULL": true }),
        AttributeValue::Ss(texts) => json!({ "SS": texts }),
        AttributeValue::Ns(texts) => json!({ "NS": texts }),
        AttributeValue::Bs(blobs) => json!({ "BS": blobs.iter().map(base64::encode).collect::<Vec<_>>() }),
        AttributeValue::L(list) => {
            json!({ "L": list.iter().map(value_to_json).collect::<Result<Vec<_>, _>>()? })
        }
        AttributeValue::M(map) => json!({ "M": to_json(map)? }),
        _ => return Err("unknown attribute type".into()),
    })
}

/// Whether two items are the same to DynamoDB: numbers by value, sets in any order.
pub(crate) fn equal(left: &Item, right: &Item) -> bool {
    left.len() == right.len()
        && left.iter().all(|(name, value)| right.get(name).is_some_and(|other| equal_values(value, other)))
}

fn equal_values(left: &AttributeValue, right: &AttributeValue) -> bool {
    match (left, right) {
        (AttributeValue::N(left), AttributeValue::N(right)) => number(left) == number(right),
        (AttributeValue::Ss(left), AttributeValue::Ss(right)) => {
            sorted(left, Clone::clone) == sorted(right, Clone::clone)
        }
        (AttributeValue::Ns(left), AttributeValue::Ns(right)) => {
            sorted(left, |text| number(text)) == sorted(right, |text| number(text))
        }
        (AttributeValue::Bs(left), AttributeValue::Bs(right)) => {
            sorted(left, |blob| blob.as_ref().to_vec()) == sorted(right, |blob| blob.as_ref().to_vec())
        }
        (AttributeValue::L(left), AttributeValue::L(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| equal_values(left, right))
        }
        (AttributeValue::M(left), AttributeValue::M(right)) => equal(left, right),
        (left, right) => left == right,
    }
}

fn sorted<T, K: Ord>(members: &[T], key: impl Fn(&T) -> K) -> Vec<K> {
    let mut keys: Vec<K> = members.iter().map(key).collect();
    keys.sort();
    keys
}

/// Sign, significant digits and exponent of a number, so that equal numbers are equal; what is not a number
/// is only equal to itself.
fn number(text: &str) -> (bool, String, i64) {
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let Ok(exponent) = exponent.parse::<i64>() else { return (false, text.to_owned(), 0) };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return (false, text.to_owned(), 0);
    }
    let significant = digits.trim_end_matches('0');
    let trailing = digits.len() - significant.len();
    let significant = significant.trim_start_matches('0');
    if significant.is_empty() {
        return (false, String::new(), 0);
    }
    (negative, significant.to_owned(), exponent - fraction.len() as i64 + trailing as i64)
}
