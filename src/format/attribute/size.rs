//! How long values will be, before they are written.

use aws_sdk_dynamodb::types::AttributeValue;

use crate::format::number;
use crate::value::MAX_NESTING;

/// About how many bytes [`push`](super::push) writes for `value`: enough to reserve memory by.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the SDK's type may get kinds that this version does not know"
)]
pub(crate) fn size_hint(value: &AttributeValue) -> usize {
    match value {
        AttributeValue::S(text) | AttributeValue::N(text) => text.len(),
        AttributeValue::B(blob) => blob.as_ref().len(),
        AttributeValue::Ss(texts) | AttributeValue::Ns(texts) => {
            4 + texts.iter().map(|text| 4 + text.len()).sum::<usize>()
        }
        AttributeValue::Bs(blobs) => 4 + blobs.iter().map(|blob| 4 + blob.as_ref().len()).sum::<usize>(),
        // Levels that are too deep are refused when they are written; a hint need not go there either.
        AttributeValue::M(map) => {
            4 + map.iter().map(|(key, value)| 12 + key.len() + shallow_hint(value)).sum::<usize>()
        }
        AttributeValue::L(list) => 4 + list.iter().map(|value| 6 + shallow_hint(value)).sum::<usize>(),
        _ => 1,
    }
}

/// As [`size_hint`], without descending into maps and lists.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the SDK's type may get kinds that this version does not know"
)]
fn shallow_hint(value: &AttributeValue) -> usize {
    match value {
        AttributeValue::M(map) => 4 + 32 * map.len(),
        AttributeValue::L(list) => 4 + 16 * list.len(),
        value => size_hint(value),
    }
}

/// How many bytes [`push`](super::push) writes for `value` at most, and nearly always exactly.
pub(crate) fn size_limit(value: &AttributeValue) -> usize {
    size_within(value, MAX_NESTING)
}

/// The same with so many levels of lists and maps. What lies deeper is refused when it is written.
fn size_within(value: &AttributeValue, levels: usize) -> usize {
    match (value, levels.checked_sub(1)) {
        (AttributeValue::S(text), _) => text.len(),
        (AttributeValue::N(number), _) => number_size(number),
        (AttributeValue::B(blob), _) => blob.as_ref().len(),
        (AttributeValue::Ss(texts), _) => 4 + texts.iter().map(|text| 4 + text.len()).sum::<usize>(),
        (AttributeValue::Ns(numbers), _) => {
            4 + numbers.iter().map(|number| 4 + number_size(number)).sum::<usize>()
        }
        (AttributeValue::Bs(blobs), _) => 4 + blobs.iter().map(|blob| 4 + blob.as_ref().len()).sum::<usize>(),
        (AttributeValue::M(map), Some(levels)) => {
            4 + map.iter().map(|(key, value)| 12 + key.len() + size_within(value, levels)).sum::<usize>()
        }
        (AttributeValue::L(list), Some(levels)) => {
            4 + list.iter().map(|value| 6 + size_within(value, levels)).sum::<usize>()
        }
        _ => 1,
    }
}

/// Digits of a number in normal form, at most: one more where nothing stands before the dot, and many where an exponent moves it.
fn number_size(number: &str) -> usize {
    if number.contains(['e', 'E']) { number::MAX_LENGTH } else { number.len() + 1 }
}
