//! Values that are padded before they are encrypted, so that neither type nor length shows.
//!
//! The format leaves the type of an encrypted value readable, and a ciphertext is as long as its content. A padded
//! value is a binary value of a fixed length that holds the value itself: marker, type, length and content, then
//! zeros. For the format, and so for AWS's readers, it is a binary value like any other.
//!
//! Padding is this crate's own; [`manual::padding`](crate::manual::padding) has the layout, for reading it elsewhere.

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;

use super::attribute::{self, BINARY, TypeId};
use super::length::behind_length32;
use super::reader::{ParseError, Reader};
use crate::error::ValueProblem;

/// What a padded value begins with.
const MARKER: [u8; 8] = *b"\xffPadded1";
/// Bytes of a padded value before its content: marker, type and length.
const OVERHEAD: usize = MARKER.len() + size_of::<TypeId>() + size_of::<u32>();
/// Bytes of the tag after an encrypted value.
pub(crate) const TAG: usize = 16;
/// The most bytes that content can be padded to: no item is larger.
pub(crate) const MAX: usize = 400 * 1024;

/// Pads `value` to `bytes` bytes of content, so that its own length does not show. The result has capacity for `more`
/// bytes after it.
///
/// # Errors
/// [`ValueProblem::TooLongToPad`] when its content is longer than that, or why it cannot be serialised.
pub(crate) fn pad(value: &AttributeValue, bytes: usize, more: usize) -> Result<AttributeValue, ValueProblem> {
    let total = OVERHEAD + bytes;
    let mut padded = Vec::with_capacity(total + more);
    padded.extend_from_slice(&MARKER);
    padded.extend_from_slice(&attribute::type_id(value)?);
    behind_length32(&mut padded, |out| attribute::push(out, value))?;
    if padded.len() > total {
        return Err(ValueProblem::TooLongToPad { longest: bytes });
    }
    padded.resize(total, 0);
    Ok(AttributeValue::B(Blob::new(padded)))
}

/// The value that was wrapped, or what was given where that is not a padded value.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the SDK's type may get kinds that this version does not know"
)]
pub(crate) fn unpad(value: AttributeValue) -> Result<AttributeValue, AttributeValue> {
    match &value {
        AttributeValue::B(bytes) => parse(bytes.as_ref()).map_err(|ParseError| value),
        _ => Err(value),
    }
}

fn parse(bytes: &[u8]) -> Result<AttributeValue, ParseError> {
    let mut reader = Reader::new(bytes);
    if reader.array()? != MARKER {
        return Err(ParseError);
    }
    let type_id = reader.array()?;
    let content = reader.bytes32()?;
    if reader.take(reader.left())?.iter().any(|byte| *byte != 0) {
        return Err(ParseError);
    }
    attribute::parse(type_id, content)
}

/// To how many bytes of content a decrypted value is padded; `None` where it is not a padded value.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the SDK's type may get kinds that this version does not know"
)]
pub(crate) fn padded_to(value: &AttributeValue) -> Option<usize> {
    match value {
        AttributeValue::B(bytes) => {
            parse(bytes.as_ref()).ok().and_then(|_| bytes.as_ref().len().checked_sub(OVERHEAD))
        }
        _ => None,
    }
}

/// Whether a stored, encrypted value can be one that was padded to at least `bytes` bytes: what of it is readable
/// is as it must be.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the SDK's type may get kinds that this version does not know"
)]
pub(crate) fn may_be_stored(stored: &AttributeValue, bytes: usize) -> bool {
    match stored {
        AttributeValue::B(stored) => stored
            .as_ref()
            .split_first_chunk()
            .is_some_and(|(type_id, rest)| *type_id == BINARY && rest.len() >= OVERHEAD + bytes + TAG),
        _ => false,
    }
}

/// Whether a stored, encrypted value is `value`, padded to exactly `bytes` bytes.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the SDK's type may get kinds that this version does not know"
)]
pub(crate) fn is_stored(stored: &AttributeValue, value: &AttributeValue, bytes: usize) -> bool {
    let length = size_of::<TypeId>() + OVERHEAD + bytes + TAG;
    let has_length = matches!(stored, AttributeValue::B(stored) if stored.as_ref().len() == length);
    // Without padding, only a binary value as long as a padded one is stored in as many bytes. It would not fit into one.
    let is_itself = match value {
        AttributeValue::B(value) => value.as_ref().len() == OVERHEAD + bytes,
        _ => false,
    };
    has_length && may_be_stored(stored, bytes) && !is_itself
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    fn values() -> Vec<AttributeValue> {
        vec![
            AttributeValue::Null(true),
            AttributeValue::Bool(false),
            AttributeValue::S(String::new()),
            AttributeValue::S("x".repeat(20)),
            AttributeValue::N("-1.5".into()),
            AttributeValue::B(Blob::new([])),
            AttributeValue::B(Blob::new([0; 20])),
            AttributeValue::Ss(vec!["a".into()]),
            AttributeValue::L(vec![]),
            AttributeValue::M(HashMap::new()),
        ]
    }

    #[test]
    fn all_values_have_one_length_and_come_back() {
        for value in values() {
            let padded = pad(&value, 20, 18).unwrap();
            assert_eq!(padded.as_b().unwrap().as_ref().len(), OVERHEAD + 20);
            assert_eq!((padded_to(&padded), padded_to(&value)), (Some(20), None));
            assert_eq!(unpad(padded), Ok(value));
        }
    }

    #[test]
    fn a_padded_value_can_be_padded_again() {
        let once = pad(&AttributeValue::Bool(true), 1, 0).unwrap();
        let twice = pad(&once, 15, 0).unwrap();
        assert_eq!(unpad(twice), Ok(once));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let text = AttributeValue::S("x".repeat(21));
        assert_eq!(pad(&text, 20, 0), Err(ValueProblem::TooLongToPad { longest: 20 }));
        let number = AttributeValue::N("x".into());
        assert_eq!(pad(&number, 20, 0), Err(ValueProblem::NotANumber));
    }

    #[test]
    fn whatever_is_not_exactly_a_padded_value_stays_as_it_is() {
        let padded = pad(&AttributeValue::S("ab".into()), 8, 0).unwrap();
        let bytes = padded.as_b().unwrap().as_ref().to_vec();
        assert_eq!(bytes, b"\xffPadded1\x00\x01\x00\x00\x00\x02ab\0\0\0\0\0\0");
        for at in (0..bytes.len()).filter(|at| !(14..16).contains(at)) {
            let mut changed = bytes.clone();
            changed[at] ^= 0x80;
            let changed = AttributeValue::B(Blob::new(changed));
            assert_eq!(unpad(changed.clone()), Err(changed), "byte {at}");
        }
        for length in 0..16 {
            let cut = AttributeValue::B(Blob::new(&bytes[..length]));
            assert_eq!(unpad(cut.clone()), Err(cut));
        }
        for value in values() {
            assert_eq!(unpad(value.clone()), Err(value));
        }
    }
}
