//! What DynamoDB stores. DynamoDB never sees an encrypted value, so whatever it would refuse in the clear
//! has to be refused here, before the item is sealed.
//!
//! Reading is less strict: compatible writers have sealed values that DynamoDB would not accept, such as
//! empty sets, and those still open.
//!
//! Source: the DynamoDB developer guide, "Naming rules and data types" and "Quotas and limits".

use aws_sdk_dynamodb::types::AttributeValue;

use super::attribute;
use crate::error::{ItemProblem, ValueProblem};
use crate::value::MAX_NESTING;

/// The most bytes that a partition key's value may have.
pub(crate) const PARTITION_KEY: usize = 2048;
/// The most bytes that a sort key's value may have.
pub(crate) const SORT_KEY: usize = 1024;

/// Checks everything about a value that does not depend on its attribute.
///
/// `scratch` is working memory; its content is overwritten.
///
/// # Errors
/// Why DynamoDB would refuse `value`.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the SDK's type may get kinds that this version does not know"
)]
pub(crate) fn check(value: &AttributeValue, scratch: &mut Vec<u8>) -> Result<(), ValueProblem> {
    check_shape(value)?;
    match value {
        AttributeValue::S(_) | AttributeValue::B(_) | AttributeValue::Bool(_) | AttributeValue::Null(_) => {
            Ok(())
        }
        value => {
            scratch.clear();
            attribute::push(scratch, value)
        }
    }
}

/// Checks for what [`attribute::push`] accepts and DynamoDB does not.
///
/// # Errors
/// Why DynamoDB would refuse `value`.
pub(crate) fn check_shape(value: &AttributeValue) -> Result<(), ValueProblem> {
    check_nested(value, 1)
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the SDK's type may get kinds that this version does not know"
)]
fn check_nested(value: &AttributeValue, depth: usize) -> Result<(), ValueProblem> {
    if depth > MAX_NESTING {
        return Err(ValueProblem::TooDeep);
    }
    let is_empty = match value {
        AttributeValue::Null(false) => return Err(ValueProblem::NullIsFalse),
        AttributeValue::Ss(members) | AttributeValue::Ns(members) => members.is_empty(),
        AttributeValue::Bs(members) => members.is_empty(),
        AttributeValue::L(values) => return values.iter().try_for_each(|value| check_nested(value, depth + 1)),
        AttributeValue::M(map) => return map.values().try_for_each(|value| check_nested(value, depth + 1)),
        _ => false,
    };
    if is_empty { Err(ValueProblem::EmptySet) } else { Ok(()) }
}

/// Checks the value of a key attribute, which may have up to `longest` bytes.
///
/// # Errors
/// Why no item can have this key.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the SDK's type may get kinds that this version does not know"
)]
pub(crate) fn check_key(value: &AttributeValue, longest: usize) -> Result<(), ValueProblem> {
    let length = match value {
        AttributeValue::S(text) => text.len(),
        AttributeValue::B(bytes) => bytes.as_ref().len(),
        // A number is short: its digits are limited.
        AttributeValue::N(_) => return Ok(()),
        _ => return Err(ValueProblem::KeyType),
    };
    match length {
        0 => Err(ValueProblem::EmptyKey),
        length if length > longest => Err(ValueProblem::KeyTooLong { longest }),
        _ => Ok(()),
    }
}

/// Checks an attribute's name.
///
/// # Errors
/// When it is empty or too long.
pub(crate) fn check_name(name: &str) -> Result<(), ItemProblem> {
    match name.is_empty() || u16::try_from(name.len()).is_err() {
        true => Err(ItemProblem::NameLength),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use aws_sdk_dynamodb::primitives::Blob;

    use super::*;

    fn problem(value: &AttributeValue) -> Option<ValueProblem> {
        check(value, &mut Vec::new()).err()
    }

    fn within(value: &AttributeValue) -> [AttributeValue; 4] {
        let list = AttributeValue::L(vec![AttributeValue::Bool(true), value.clone()]);
        let map = AttributeValue::M(HashMap::from([("in".to_owned(), value.clone())]));
        [value.clone(), AttributeValue::L(vec![map.clone()]), list, map]
    }

    #[test]
    fn what_dynamodb_refuses_is_refused_at_every_level() {
        let number = |text: &str| AttributeValue::N(text.to_owned());
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        for (value, expected) in [
            (AttributeValue::Null(false), ValueProblem::NullIsFalse),
            (AttributeValue::Ss(vec![]), ValueProblem::EmptySet),
            (AttributeValue::Ns(vec![]), ValueProblem::EmptySet),
            (AttributeValue::Bs(vec![]), ValueProblem::EmptySet),
            (AttributeValue::Ss(texts(&["a", "b", "a"])), ValueProblem::DuplicateMember),
            (AttributeValue::Ns(texts(&["1", "1.0"])), ValueProblem::DuplicateMember),
            (AttributeValue::Bs(vec![Blob::new([1]), Blob::new([1])]), ValueProblem::DuplicateMember),
            (AttributeValue::Ns(texts(&["1", "x"])), ValueProblem::NotANumber),
            (number(""), ValueProblem::NotANumber),
            (number("1e126"), ValueProblem::NumberOutOfRange),
            (number("1e-131"), ValueProblem::NumberOutOfRange),
            (number(&"1".repeat(39)), ValueProblem::TooManyDigits),
            (AttributeValue::M(HashMap::from([(String::new(), number("1"))])), ValueProblem::MapKeyLength),
        ] {
            for value in within(&value) {
                assert_eq!(problem(&value), Some(expected), "{value:?}");
            }
        }
        let deep = (0..MAX_NESTING).fold(number("1"), |value, _| AttributeValue::L(vec![value]));
        assert_eq!(problem(&deep), Some(ValueProblem::TooDeep));
        assert_eq!(check_shape(&deep), Err(ValueProblem::TooDeep));
    }

    #[test]
    fn what_dynamodb_stores_passes() {
        for value in [
            AttributeValue::Null(true),
            AttributeValue::S(String::new()),
            AttributeValue::B(Blob::new([])),
            AttributeValue::Ss(vec![String::new()]),
            AttributeValue::Bs(vec![Blob::new([])]),
            AttributeValue::L(vec![]),
            AttributeValue::M(HashMap::new()),
            AttributeValue::N("9.9999999999999999999999999999999999999E+125".to_owned()),
        ] {
            for value in within(&value) {
                assert_eq!(problem(&value), None, "{value:?}");
            }
        }
    }

    #[test]
    fn keys_are_strings_numbers_or_binary_neither_empty_nor_too_long() {
        let text = |length| AttributeValue::S("x".repeat(length));
        let bytes = |length| AttributeValue::B(Blob::new(vec![0; length]));
        for longest in [PARTITION_KEY, SORT_KEY] {
            for value in [text(1), bytes(1), text(longest), bytes(longest), AttributeValue::N("0".to_owned())] {
                assert_eq!(check_key(&value, longest), Ok(()));
            }
            for value in [text(0), bytes(0)] {
                assert_eq!(check_key(&value, longest), Err(ValueProblem::EmptyKey));
            }
            for value in [text(longest + 1), bytes(longest + 1)] {
                assert_eq!(check_key(&value, longest), Err(ValueProblem::KeyTooLong { longest }));
            }
            for value in [AttributeValue::Bool(true), AttributeValue::Null(true), AttributeValue::L(vec![])] {
                assert_eq!(check_key(&value, longest), Err(ValueProblem::KeyType));
            }
        }
    }

    #[test]
    fn names_have_1_to_65_535_bytes() {
        assert_eq!(check_name("x"), Ok(()));
        assert_eq!(check_name(&"x".repeat(65_535)), Ok(()));
        for name in ["", &"x".repeat(65_536)] {
            assert_eq!(check_name(name), Err(ItemProblem::NameLength));
        }
    }
}
