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

/// The text of these UTF-16 code units. A half of a character is dropped where another half that does not complete it
/// follows, as AWS's implementation does; anywhere else it is an error.
pub(super) fn joined(units: &[u16]) -> Result<String, BeaconProblem> {
    let mut text = String::with_capacity(units.len());
    let mut half = None;
    for unit in units.iter().copied() {
        let character = match half {
            Some(half) => char::decode_utf16([half, unit]).next().and_then(Result::ok),
            None => char::from_u32(unit.into()),
        };
        half = match character {
            Some(character) => {
                text.push(character);
                None
            }
            None if (0xd800..0xe000).contains(&unit) => Some(unit),
            None => return Err(BeaconProblem::HalfCharacter),
        };
    }
    if half.is_some() { Err(BeaconProblem::HalfCharacter) } else { Ok(text) }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_of_a_character_is_dropped_only_before_another_half() {
        let (high, low) = (0xd835, 0xdfc1);
        for (units, expected) in [
            (&[][..], Some("")),
            (&[0x41, high, low, 0xe9], Some("A𝟁é")),
            (&[low, high, low], Some("𝟁")),
            (&[high, high, low], Some("𝟁")),
            (&[low, low, high, high, low, 0x41], Some("𝟁A")),
            (&[0xe000, 0xd7ff, 0xffff], Some("\u{e000}\u{d7ff}\u{ffff}")),
            (&[high], None),
            (&[low], None),
            (&[high, 0x41], None),
            (&[low, 0x41], None),
            (&[high, low, low], None),
            (&[low, high], None),
        ] {
            assert_eq!(joined(units).ok().as_deref(), expected, "{units:x?}");
        }
    }
}
