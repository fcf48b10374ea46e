//! Attribute values as bytes.
//!
//! Two bytes of type, a zero and an ASCII letter; then, with 32-bit big-endian counts and lengths, the text
//! or bytes of a scalar, the sorted members of a set, the values of a list, or the sorted keys and the values of a map.
//!
//! Source: `AttributeValueMarshaller` of `aws/aws-dynamodb-encryption-java`, and
//! `internal/formatting/` of `aws/aws-dynamodb-encryption-python`.

use std::collections::HashMap;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;

use super::dialect::Dialect;
use super::number;
use super::reader::{ParseError, Reader};
use crate::error::ValueProblem;
use crate::value::MAX_NESTING;

/// Deepest nesting that is read: the legacy clients wrote encrypted values of any depth.
const MAX_READ_DEPTH: usize = 128;

const NULL: [u8; 2] = [0, 0];
const BOOLEAN: [u8; 2] = [0, b'?'];
const STRING: [u8; 2] = [0, b's'];
const NUMBER: [u8; 2] = [0, b'n'];
const BINARY: [u8; 2] = [0, b'b'];
const STRING_SET: [u8; 2] = [0, b'S'];
const NUMBER_SET: [u8; 2] = [0, b'N'];
const BINARY_SET: [u8; 2] = [0, b'B'];
const LIST: [u8; 2] = [0, b'L'];
const MAP: [u8; 2] = [0, b'M'];

/// Appends `value`.
///
/// # Errors
/// When DynamoDB could not store `value`.
pub(super) fn push(out: &mut Vec<u8>, value: &AttributeValue, dialect: Dialect) -> Result<(), ValueProblem> {
    push_nested(out, value, dialect, 1)
}

#[cfg_attr(not(test), expect(clippy::wildcard_enum_match_arm, reason = "the SDK's types may grow"))]
fn push_nested(
    out: &mut Vec<u8>,
    value: &AttributeValue,
    dialect: Dialect,
    depth: usize,
) -> Result<(), ValueProblem> {
    if depth > MAX_NESTING {
        return Err(ValueProblem::TooDeep);
    }
    match value {
        AttributeValue::Null(true) => out.extend(NULL),
        // DynamoDB has no such value, and its bytes would be the same as those of `true`.
        AttributeValue::Null(false) => return Err(ValueProblem::NullIsFalse),
        AttributeValue::Bool(value) => {
            out.extend(BOOLEAN);
            out.push(u8::from(*value));
        }
        AttributeValue::S(text) => push_scalar(out, STRING, text.as_bytes())?,
        AttributeValue::N(text) => push_scalar(out, NUMBER, number::normal(text, dialect)?.as_bytes())?,
        AttributeValue::B(blob) => push_scalar(out, BINARY, blob.as_ref())?,
        AttributeValue::Ss(texts) => {
            let mut members: Vec<&str> = texts.iter().map(String::as_str).collect();
            members.sort_unstable_by(|left, right| dialect.compare_text(left, right));
            push_set(out, STRING_SET, &members)?;
        }
        AttributeValue::Ns(texts) => {
            let mut members =
                texts.iter().map(|text| number::normal(text, dialect)).collect::<Result<Vec<_>, _>>()?;
            // As text, not by value.
            members.sort_unstable();
            push_set(out, NUMBER_SET, &members)?;
        }
        AttributeValue::Bs(blobs) => {
            let mut members: Vec<&[u8]> = blobs.iter().map(AsRef::as_ref).collect();
            members.sort_unstable_by(|left, right| dialect.compare_bytes(left, right));
            push_set(out, BINARY_SET, &members)?;
        }
        AttributeValue::L(list) => {
            out.extend(LIST);
            push_length(out, list.len())?;
            for value in list {
                push_nested(out, value, dialect, depth + 1)?;
            }
        }
        AttributeValue::M(map) => push_map(out, map, dialect, depth)?,
        _ => return Err(ValueProblem::UnknownType),
    }
    Ok(())
}

/// Appends a map that is itself `depth` deep: type, count, and its entries in the order of their keys.
fn push_map(
    out: &mut Vec<u8>,
    map: &HashMap<String, AttributeValue>,
    dialect: Dialect,
    depth: usize,
) -> Result<(), ValueProblem> {
    out.extend(MAP);
    push_length(out, map.len())?;
    let mut entries: Vec<_> = map.iter().collect();
    entries.sort_unstable_by(|(left, _), (right, _)| dialect.compare_text(left, right));
    for (key, value) in entries {
        if key.is_empty() {
            return Err(ValueProblem::MapKeyLength);
        }
        push_scalar(out, STRING, key.as_bytes())?;
        push_nested(out, value, dialect, depth + 1)?;
    }
    Ok(())
}

/// Appends the type, length and bytes of a text, a number or a binary value.
fn push_scalar(out: &mut Vec<u8>, type_id: [u8; 2], bytes: &[u8]) -> Result<(), ValueProblem> {
    out.extend(type_id);
    push_bytes(out, bytes)
}

/// Appends a set's type, count and sorted members.
fn push_set<T: AsRef<[u8]> + PartialEq>(
    out: &mut Vec<u8>,
    type_id: [u8; 2],
    members: &[T],
) -> Result<(), ValueProblem> {
    if members.is_empty() {
        return Err(ValueProblem::EmptySet);
    }
    if members.windows(2).any(|pair| matches!(pair, [left, right] if left == right)) {
        return Err(ValueProblem::DuplicateMember);
    }
    out.extend(type_id);
    push_length(out, members.len())?;
    members.iter().try_for_each(|member| push_bytes(out, member.as_ref()))
}

/// Appends `bytes` with their length.
fn push_bytes(out: &mut Vec<u8>, bytes: &[u8]) -> Result<(), ValueProblem> {
    push_length(out, bytes.len())?;
    out.extend_from_slice(bytes);
    Ok(())
}

/// Appends a length or count. Java reads it as a signed number, so the highest bit must be zero.
fn push_length(out: &mut Vec<u8>, length: usize) -> Result<(), ValueProblem> {
    let length = i32::try_from(length).map_err(|_| ValueProblem::TooLong)?;
    out.extend(length.to_be_bytes());
    Ok(())
}

/// Parses a value, which must take up all of `bytes`.
///
/// The legacy clients ignore what follows a value, but never write anything there. Strictness pays: a value that was
/// decrypted with a wrong key shows by not parsing.
pub(super) fn parse(bytes: &[u8]) -> Result<AttributeValue, ParseError> {
    let mut reader = Reader::new(bytes);
    let value = parse_nested(&mut reader, 1)?;
    reader.end()?;
    Ok(value)
}

fn parse_nested(reader: &mut Reader<'_>, depth: usize) -> Result<AttributeValue, ParseError> {
    if depth > MAX_READ_DEPTH {
        return Err(ParseError);
    }
    Ok(match reader.array()? {
        NULL => AttributeValue::Null(true),
        BOOLEAN => match reader.array()? {
            [0] => AttributeValue::Bool(false),
            [1] => AttributeValue::Bool(true),
            _ => return Err(ParseError),
        },
        STRING => AttributeValue::S(reader.text()?.to_owned()),
        NUMBER => AttributeValue::N(parse_number(reader)?),
        BINARY => AttributeValue::B(Blob::new(reader.bytes()?)),
        STRING_SET => AttributeValue::Ss(parse_set(reader, |reader| reader.text().map(str::to_owned))?),
        NUMBER_SET => AttributeValue::Ns(parse_set(reader, parse_number)?),
        BINARY_SET => AttributeValue::Bs(parse_set(reader, |reader| reader.bytes().map(Blob::new))?),
        LIST => AttributeValue::L(parse_set(reader, |reader| parse_nested(reader, depth + 1))?),
        MAP => {
            let mut map = HashMap::new();
            for _ in 0..reader.length()? {
                if reader.array()? != STRING {
                    return Err(ParseError);
                }
                let key = reader.text()?.to_owned();
                if map.insert(key, parse_nested(reader, depth + 1)?).is_some() {
                    return Err(ParseError);
                }
            }
            AttributeValue::M(map)
        }
        _ => return Err(ParseError),
    })
}

/// Parses a number, which may have more digits or a larger exponent than DynamoDB stores: it was encrypted, so
/// DynamoDB never saw it.
fn parse_number(reader: &mut Reader<'_>) -> Result<String, ParseError> {
    let text = reader.text()?;
    match number::normal(text, Dialect::Python) {
        Err(ValueProblem::NotANumber) => Err(ParseError),
        _ => Ok(text.to_owned()),
    }
}

/// Parses a count and that many values. No memory is reserved for them: the count may be a lie.
fn parse_set<'a, T>(
    reader: &mut Reader<'a>,
    member: impl Fn(&mut Reader<'a>) -> Result<T, ParseError>,
) -> Result<Vec<T>, ParseError> {
    let mut members = Vec::new();
    for _ in 0..reader.length()? {
        members.push(member(reader)?);
    }
    Ok(members)
}
