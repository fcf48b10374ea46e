//! Values as beacons see them: as bytes, and as texts.

use aws_sdk_dynamodb::types::AttributeValue;

use super::Transform;
use crate::error::{BeaconProblem, ValueProblem};
use crate::format::attribute;

/// Appends what is hashed of a value: its content in normal form, without its type.
pub(crate) fn push_bytes(out: &mut Vec<u8>, value: &AttributeValue) -> Result<(), BeaconProblem> {
    attribute::push(out, value).map_err(BeaconProblem::Value)
}

/// The text of a value that is part of a virtual field or compound beacon. Numbers stay as they are written.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the SDK's type may get kinds that this version does not know"
)]
pub(crate) fn text(value: &AttributeValue) -> Result<&str, BeaconProblem> {
    match value {
        AttributeValue::S(text) | AttributeValue::N(text) => Ok(text),
        AttributeValue::Bool(true) => Ok("true"),
        AttributeValue::Bool(false) => Ok("false"),
        AttributeValue::Null(true) => Ok("null"),
        AttributeValue::Null(false) => Err(BeaconProblem::Value(ValueProblem::NullIsFalse)),
        _ => Err(BeaconProblem::NotText),
    }
}

/// Appends what `transforms` make of a text, one after the other.
pub(super) fn push_transformed(out: &mut Vec<u16>, text: &str, transforms: &[Transform]) {
    if transforms.is_empty() {
        return out.extend(text.encode_utf16());
    }
    let text = text.encode_utf16().collect();
    out.extend(transforms.iter().fold(text, |text, transform| transform.apply(text)));
}

/// The members of a set, each as a value of its own.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the SDK's type may get kinds that this version does not know"
)]
pub(crate) fn members(value: &AttributeValue) -> Result<Vec<AttributeValue>, BeaconProblem> {
    match value {
        AttributeValue::Ss(texts) => Ok(texts.iter().cloned().map(AttributeValue::S).collect()),
        AttributeValue::Ns(numbers) => Ok(numbers.iter().cloned().map(AttributeValue::N).collect()),
        AttributeValue::Bs(blobs) => Ok(blobs.iter().cloned().map(AttributeValue::B).collect()),
        _ => Err(BeaconProblem::NotASet),
    }
}
