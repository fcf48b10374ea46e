//! Attribute values as bytes.
//!
//! Source: `specification/dynamodb-encryption-client/ddb-attribute-serialization.md`. A value at the
//! top level is its bare content, with its type kept beside it; inside of maps and lists each value
//! carries its type and length. Set members and map keys are ordered by UTF-16 code units, binary
//! set members by bytes.

mod size;

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::ops::{Range, RangeInclusive};

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;

use super::length::{behind_length32, bytes32};
use super::number;
use super::path::compare_utf16;
use super::reader::{ParseError, Reader};
use crate::error::ValueProblem;
use crate::value::MAX_NESTING;

pub(crate) use size::{size_hint, size_limit};

/// The two bytes that stand for a type.
///
/// Source: `specification/structured-encryption/structures.md`, section "Terminal Type ID".
pub(crate) type TypeId = [u8; 2];

const NULL: TypeId = [0x00, 0x00];
const STRING: TypeId = [0x00, 0x01];
const NUMBER: TypeId = [0x00, 0x02];
const BOOLEAN: TypeId = [0x00, 0x04];
pub(super) const BINARY: TypeId = [0xff, 0xff];
const STRING_SET: TypeId = [0x01, 0x01];
const NUMBER_SET: TypeId = [0x01, 0x02];
const BINARY_SET: TypeId = [0x01, 0xff];
const MAP: TypeId = [0x02, 0x00];
const LIST: TypeId = [0x03, 0x00];

/// The type of `value`.
///
/// Source: `specification/dynamodb-encryption-client/ddb-attribute-serialization.md`, section "Type ID".
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the SDK's type may get kinds that this version does not know"
)]
pub(crate) fn type_id(value: &AttributeValue) -> Result<TypeId, ValueProblem> {
    Ok(match value {
        AttributeValue::Null(_) => NULL,
        AttributeValue::S(_) => STRING,
        AttributeValue::N(_) => NUMBER,
        AttributeValue::Bool(_) => BOOLEAN,
        AttributeValue::B(_) => BINARY,
        AttributeValue::Ss(_) => STRING_SET,
        AttributeValue::Ns(_) => NUMBER_SET,
        AttributeValue::Bs(_) => BINARY_SET,
        AttributeValue::M(_) => MAP,
        AttributeValue::L(_) => LIST,
        _ => return Err(ValueProblem::UnknownType),
    })
}

/// How many bytes the content of a value of this type can have; `None` if there is no such type.
pub(crate) fn lengths(type_id: TypeId) -> Option<RangeInclusive<usize>> {
    match type_id {
        NULL => Some(0..=0),
        BOOLEAN => Some(1..=1),
        NUMBER => Some(1..=number::MAX_LENGTH),
        STRING | BINARY => Some(0..=usize::MAX),
        // They begin with a four-byte count.
        STRING_SET | NUMBER_SET | BINARY_SET | MAP | LIST => Some(4..=usize::MAX),
        _ => None,
    }
}

/// The type of the top-level `value`, and its content in normal form, with capacity for `more` bytes after it. The content
/// of strings and binary values keeps its memory, unless the allocator has to move it to make it longer.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the SDK's type may get kinds that this version does not know"
)]
pub(crate) fn into_typed_content(value: AttributeValue, more: usize) -> Result<Vec<u8>, ValueProblem> {
    let type_id = type_id(&value)?;
    let mut content = match value {
        AttributeValue::S(text) => text.into_bytes(),
        AttributeValue::B(blob) => blob.into_inner(),
        value => {
            let mut typed = Vec::with_capacity(type_id.len() + size_hint(&value) + more);
            typed.extend_from_slice(&type_id);
            push(&mut typed, &value)?;
            typed.reserve_exact(more);
            return Ok(typed);
        }
    };
    content.reserve_exact(type_id.len() + more);
    content.extend_from_slice(&type_id);
    content.rotate_right(type_id.len());
    Ok(content)
}

/// Appends the top-level `value`, in normal form and without its type.
///
/// Source: `specification/structured-encryption/structures.md`, section "Terminal Value".
pub(crate) fn push(out: &mut Vec<u8>, value: &AttributeValue) -> Result<(), ValueProblem> {
    push_content(out, value, 1)
}

/// Appends `value` without type and length.
///
/// Source: `specification/dynamodb-encryption-client/ddb-attribute-serialization.md`, sections "Null", "String",
/// "Binary" and "Boolean".
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the SDK's type may get kinds that this version does not know"
)]
fn push_content(out: &mut Vec<u8>, value: &AttributeValue, depth: usize) -> Result<(), ValueProblem> {
    if depth > MAX_NESTING {
        return Err(ValueProblem::TooDeep);
    }
    match value {
        AttributeValue::Null(true) => {}
        // DynamoDB stores no such value, and its bytes would be the same as those of `true`.
        AttributeValue::Null(false) => return Err(ValueProblem::NullIsFalse),
        AttributeValue::Bool(value) => out.push(u8::from(*value)),
        AttributeValue::S(text) => out.extend_from_slice(text.as_bytes()),
        AttributeValue::N(text) => number::normalize(text, out)?,
        AttributeValue::B(blob) => out.extend_from_slice(blob.as_ref()),
        AttributeValue::Ss(texts) => {
            let mut members: Vec<&str> = texts.iter().map(String::as_str).collect();
            members.sort_unstable_by(|left, right| compare_utf16(left, right));
            push_set(out, members.into_iter().map(str::as_bytes))?;
        }
        AttributeValue::Ns(texts) => {
            // Their normal forms, one after the other.
            let mut digits = Vec::with_capacity(texts.iter().map(String::len).sum());
            let mut ranges = Vec::with_capacity(texts.len());
            for text in texts {
                let start = digits.len();
                number::normalize(text, &mut digits)?;
                ranges.push(start..digits.len());
            }
            let of = |range: Range<usize>| digits.get(range).unwrap_or_default();
            ranges.sort_unstable_by(|left, right| of(left.clone()).cmp(of(right.clone())));
            push_set(out, ranges.into_iter().map(of))?;
        }
        AttributeValue::Bs(blobs) => {
            let mut members: Vec<&[u8]> = blobs.iter().map(AsRef::as_ref).collect();
            members.sort_unstable();
            push_set(out, members.into_iter())?;
        }
        AttributeValue::M(map) => push_map(out, map, depth)?,
        AttributeValue::L(list) => {
            push_length(out, list.len())?;
            for value in list {
                push_nested(out, value, depth + 1)?;
            }
        }
        _ => return Err(ValueProblem::UnknownType),
    }
    Ok(())
}

/// Appends the content of a map that is itself `depth` deep, its entries in the order of their keys.
///
/// Source: `specification/dynamodb-encryption-client/ddb-attribute-serialization.md`, sections "Map Attribute", "Key
/// Value Pair Count", "Key Value Pair Entries", "Key Type", "Key Length" and "Map Key".
fn push_map(
    out: &mut Vec<u8>,
    map: &HashMap<String, AttributeValue>,
    depth: usize,
) -> Result<(), ValueProblem> {
    let mut entries: Vec<_> = map.iter().collect();
    entries.sort_unstable_by(|(left, _), (right, _)| compare_utf16(left, right));
    push_length(out, entries.len())?;
    for (key, value) in entries {
        if key.is_empty() || u16::try_from(key.len()).is_err() {
            return Err(ValueProblem::MapKeyLength);
        }
        out.extend_from_slice(&STRING);
        push_length(out, key.len())?;
        out.extend_from_slice(key.as_bytes());
        push_nested(out, value, depth + 1)?;
    }
    Ok(())
}

/// Appends type, length and content of `value`.
///
/// Source: `specification/dynamodb-encryption-client/ddb-attribute-serialization.md`, sections "Value Type", "Value
/// Length", "Map Value", "List", "List Count", "List Entries", "List Entry Type" and "List Entry Length".
fn push_nested(out: &mut Vec<u8>, value: &AttributeValue, depth: usize) -> Result<(), ValueProblem> {
    out.extend_from_slice(&type_id(value)?);
    behind_length32(out, |out| push_content(out, value, depth))
}

/// Appends the sorted members of a set, each with its length.
///
/// Source: `specification/dynamodb-encryption-client/ddb-attribute-serialization.md`, sections "Set", "Set Count", "Set
/// Entries" and "Set Entry Length".
fn push_set<'a>(
    out: &mut Vec<u8>,
    members: impl ExactSizeIterator<Item = &'a [u8]>,
) -> Result<(), ValueProblem> {
    push_length(out, members.len())?;
    let mut last = None;
    for member in members {
        if last.replace(member) == Some(member) {
            return Err(ValueProblem::DuplicateMember);
        }
        push_length(out, member.len())?;
        out.extend_from_slice(member);
    }
    Ok(())
}

/// Appends a 32-bit length or count.
fn push_length(out: &mut Vec<u8>, length: usize) -> Result<(), ValueProblem> {
    out.extend_from_slice(&bytes32(length)?);
    Ok(())
}

/// As [`parse`], without copying the content of strings, numbers and binary values.
pub(crate) fn parse_owned(type_id: TypeId, content: Vec<u8>) -> Result<AttributeValue, ParseError> {
    let text = |content| String::from_utf8(content).map_err(|_| ParseError);
    match type_id {
        STRING => text(content).map(AttributeValue::S),
        NUMBER => text(content).map(AttributeValue::N),
        BINARY => Ok(AttributeValue::B(Blob::new(content))),
        type_id => parse(type_id, &content),
    }
}

/// Parses a top-level value of type `type_id`, which must take up all of `content`.
pub(crate) fn parse(type_id: TypeId, content: &[u8]) -> Result<AttributeValue, ParseError> {
    let content = match type_id {
        STRING_SET | NUMBER_SET | MAP | LIST => Reader::of_texts(content),
        _ => Reader::new(content),
    };
    parse_content(type_id, content, 1)
}

/// Parses the content of a value whose length is known.
fn parse_content(type_id: TypeId, mut reader: Reader<'_>, depth: usize) -> Result<AttributeValue, ParseError> {
    if depth > MAX_NESTING {
        return Err(ParseError);
    }
    let value = match type_id {
        NULL => AttributeValue::Null(true),
        BOOLEAN => match reader.u8()? {
            0 => AttributeValue::Bool(false),
            1 => AttributeValue::Bool(true),
            _ => return Err(ParseError),
        },
        STRING => return reader.left_text().map(|text| AttributeValue::S(text.to_owned())),
        NUMBER => return reader.left_text().map(|text| AttributeValue::N(text.to_owned())),
        BINARY => return Ok(AttributeValue::B(Blob::new(reader.left_bytes()))),
        STRING_SET => AttributeValue::Ss(parse_set(&mut reader, Reader::str32, str::to_owned)?),
        NUMBER_SET => AttributeValue::Ns(parse_set(&mut reader, Reader::str32, str::to_owned)?),
        BINARY_SET => AttributeValue::Bs(parse_set(&mut reader, Reader::bytes32, Blob::new)?),
        MAP => AttributeValue::M(parse_map(&mut reader, depth)?),
        LIST => {
            let count = reader.u32()?;
            // Each member has a type and a length.
            let mut list = Vec::with_capacity(count.min(reader.left() / 6));
            for _ in 0..count {
                list.push(parse_nested(&mut reader, depth + 1)?);
            }
            AttributeValue::L(list)
        }
        _ => return Err(ParseError),
    };
    reader.end()?;
    Ok(value)
}

/// Parses the entries of a map that is itself `depth` deep.
fn parse_map(reader: &mut Reader<'_>, depth: usize) -> Result<HashMap<String, AttributeValue>, ParseError> {
    let count = reader.u32()?;
    // Each entry has two types, two lengths, and a key of at least a byte.
    let mut map = HashMap::with_capacity(count.min(reader.left() / 13));
    for _ in 0..count {
        if reader.array()? != STRING {
            return Err(ParseError);
        }
        let key = reader.str32()?;
        if key.is_empty() || u16::try_from(key.len()).is_err() {
            return Err(ParseError);
        }
        if map.insert(key.to_owned(), parse_nested(reader, depth + 1)?).is_some() {
            return Err(ParseError);
        }
    }
    Ok(map)
}

/// Parses type, length and content of a value.
fn parse_nested(reader: &mut Reader<'_>, depth: usize) -> Result<AttributeValue, ParseError> {
    let type_id = reader.array()?;
    let content = reader.part32()?;
    parse_content(type_id, content, depth)
}

/// Parses the members of a set; none may appear twice.
///
/// Source: `specification/dynamodb-encryption-client/ddb-item-conversion.md`, section "Duplicates".
fn parse_set<'a, T: Copy + Ord + Hash, M>(
    reader: &mut Reader<'a>,
    take: impl Fn(&mut Reader<'a>) -> Result<T, ParseError>,
    own: impl Fn(T) -> M,
) -> Result<Vec<M>, ParseError> {
    let count = reader.u32()?;
    let mut again = reader.clone();
    // Each member has at least a length.
    let mut members = Vec::with_capacity(count.min(reader.left() / size_of::<u32>()));
    // Members in ascending order, as they usually are, differ from each other.
    let (mut last, mut is_ascending) = (None, true);
    for _ in 0..count {
        let member = take(reader)?;
        is_ascending &= last.replace(member) < Some(member);
        members.push(own(member));
    }
    if !is_ascending {
        let mut seen = HashSet::with_capacity(members.len());
        for _ in 0..count {
            if !seen.insert(take(&mut again)?) {
                return Err(ParseError);
            }
        }
    }
    Ok(members)
}

#[cfg(test)]
mod tests;
