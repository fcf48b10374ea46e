//! How values compare.
//!
//! Values of different types are never equal and have no order. Only strings, numbers and binary values
//! are ordered: strings by code points, binary values by bytes, numbers exactly. Sets are equal in any order.

use std::cmp::Ordering;

use aws_sdk_dynamodb::types::AttributeValue;

use super::canonical::{Canonical, Number};
use super::decimal::Decimal;

/// The type of `value`, by its name in the DynamoDB API.
#[cfg_attr(not(test), expect(clippy::wildcard_enum_match_arm, reason = "the SDK's types may grow"))]
pub(super) fn type_name(value: &AttributeValue) -> &'static str {
    match value {
        AttributeValue::S(_) => "S",
        AttributeValue::N(_) => "N",
        AttributeValue::B(_) => "B",
        AttributeValue::Ss(_) => "SS",
        AttributeValue::Ns(_) => "NS",
        AttributeValue::Bs(_) => "BS",
        AttributeValue::M(_) => "M",
        AttributeValue::L(_) => "L",
        AttributeValue::Bool(_) => "BOOL",
        AttributeValue::Null(_) => "NULL",
        _ => "unknown",
    }
}

/// Whether two values are equal. Recurses as deep as the values, which have at most 32 levels.
pub(crate) fn equal(left: &AttributeValue, right: &AttributeValue) -> bool {
    type_name(left) == type_name(right) && Canonical::of(left).is(right)
}

/// Which of two values is greater, if they are ordered.
pub(crate) fn order(left: &AttributeValue, right: &AttributeValue) -> Option<Ordering> {
    match (left, right) {
        // UTF-8 is ordered as code points are.
        (AttributeValue::S(left), AttributeValue::S(right)) => Some(left.cmp(right)),
        (AttributeValue::B(left), AttributeValue::B(right)) => Some(left.as_ref().cmp(right.as_ref())),
        (AttributeValue::N(left), AttributeValue::N(right)) => {
            Some(Decimal::parse(left).ok()?.cmp(&Decimal::parse(right).ok()?))
        }
        _ => None,
    }
}

/// Whether `value` begins with `prefix`.
pub(super) fn begins_with(value: &AttributeValue, prefix: &AttributeValue) -> bool {
    match (value, prefix) {
        (AttributeValue::S(value), AttributeValue::S(prefix)) => value.starts_with(prefix),
        (AttributeValue::B(value), AttributeValue::B(prefix)) => value.as_ref().starts_with(prefix.as_ref()),
        _ => false,
    }
}

/// Whether `part` is a part of the string or binary `whole`, or a member of the set or list.
///
/// Takes time in proportion to the size of both, whatever they are: whoever writes the table may have chosen them.
pub(super) fn contains(whole: &AttributeValue, part: &AttributeValue) -> bool {
    match (whole, part) {
        (AttributeValue::S(whole), AttributeValue::S(part)) => finds(whole.as_bytes(), part.as_bytes()),
        (AttributeValue::B(whole), AttributeValue::B(part)) => finds(whole.as_ref(), part.as_ref()),
        (AttributeValue::Ss(members), AttributeValue::S(part)) => members.contains(part),
        (AttributeValue::Bs(members), AttributeValue::B(part)) => members.contains(part),
        (AttributeValue::Ns(members), AttributeValue::N(part)) => {
            let part = Number::of(part);
            members.iter().any(|member| Number::of(member) == part)
        }
        (AttributeValue::L(list), part) => {
            let part = Canonical::of(part);
            list.iter().any(|value| part.is(value))
        }
        _ => false,
    }
}

/// Whether `part` occurs in `whole`. For UTF-8 texts, too, comparing bytes is enough.
fn finds(whole: &[u8], part: &[u8]) -> bool {
    memchr::memmem::find(whole, part).is_some()
}

/// The size of `value`: UTF-16 code units, bytes or elements. Numbers, booleans and nulls have none.
///
/// The Developer Guide speaks of a string's "length"; tests showed that it counts UTF-16 code units.
#[cfg_attr(not(test), expect(clippy::wildcard_enum_match_arm, reason = "the SDK's types may grow"))]
pub(super) fn size(value: &AttributeValue) -> Option<usize> {
    match value {
        AttributeValue::S(text) => Some(text.encode_utf16().count()),
        AttributeValue::B(blob) => Some(blob.as_ref().len()),
        AttributeValue::Ss(members) | AttributeValue::Ns(members) => Some(members.len()),
        AttributeValue::Bs(members) => Some(members.len()),
        AttributeValue::M(map) => Some(map.len()),
        AttributeValue::L(list) => Some(list.len()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use aws_sdk_dynamodb::primitives::Blob;

    use super::*;

    fn s(text: &str) -> AttributeValue {
        AttributeValue::S(text.into())
    }

    fn n(text: &str) -> AttributeValue {
        AttributeValue::N(text.into())
    }

    fn b(bytes: &[u8]) -> AttributeValue {
        AttributeValue::B(Blob::new(bytes))
    }

    fn ns(members: &[&str]) -> AttributeValue {
        AttributeValue::Ns(members.iter().map(|&member| member.into()).collect())
    }

    #[test]
    fn values_of_different_types_are_neither_equal_nor_ordered() {
        let values = [
            s("1"),
            n("1"),
            b(b"1"),
            AttributeValue::Ss(vec!["1".into()]),
            ns(&["1"]),
            AttributeValue::Bs(vec![Blob::new("1")]),
            AttributeValue::L(vec![]),
            AttributeValue::M(HashMap::new()),
            AttributeValue::Bool(true),
            AttributeValue::Null(true),
        ];
        for (i, left) in values.iter().enumerate() {
            for (j, right) in values.iter().enumerate() {
                assert_eq!(equal(left, right), i == j, "{left:?} {right:?}");
                assert_eq!(order(left, right).is_some(), i == j && i < 3, "{left:?} {right:?}");
            }
        }
    }

    #[test]
    fn strings_are_ordered_by_code_points_and_binary_by_bytes() {
        assert_eq!(order(&s("\u{10000}"), &s("\u{e000}")), Some(Ordering::Greater));
        assert_eq!(order(&s("B"), &s("a")), Some(Ordering::Less));
        assert_eq!(order(&b(&[0x80]), &b(&[0x7f, 0xff])), Some(Ordering::Greater));
        assert_eq!(order(&n("9"), &n("10")), Some(Ordering::Less));
        assert_eq!(order(&n("x"), &n("10")), None);
    }

    #[test]
    fn numbers_are_equal_however_they_are_written() {
        assert!(equal(&n("1.50"), &n("15e-1")));
        assert!(!equal(
            &n("12345678901234567890123456789012345678"),
            &n("12345678901234567890123456789012345679")
        ));
        assert!(equal(&ns(&["1", "2.0"]), &ns(&["2", "1e0"])));
        assert!(!equal(&ns(&["1", "2"]), &ns(&["1"])));
        assert!(contains(&ns(&["1.0", "2"]), &n("1")));
        let list = |value| AttributeValue::L(vec![value]);
        assert!(equal(&list(n("1.0")), &list(n("1"))));
        let map = |value| AttributeValue::M(HashMap::from([("k".to_owned(), value)]));
        assert!(equal(&map(ns(&["1", "2"])), &map(ns(&["2", "1"]))));
        assert!(!equal(&map(n("1")), &map(s("1"))));
    }

    #[test]
    fn contains_looks_for_parts_and_members() {
        assert!(contains(&s("hello"), &s("ell")));
        assert!(contains(&b(b"hello"), &b(b"")));
        assert!(contains(&b(b"hello"), &b(b"lo")));
        assert!(!contains(&b(b"hello"), &b(b"hello!")));
        assert!(contains(&AttributeValue::L(vec![ns(&["1", "2"])]), &ns(&["2", "1"])));
        assert!(!contains(&ns(&["1"]), &ns(&["1"])));
        assert!(!contains(&s("1"), &n("1")));
        assert!(!contains(&AttributeValue::M(HashMap::from([("k".to_owned(), s("a"))])), &s("k")));
    }

    #[test]
    fn a_string_has_the_size_of_its_utf16() {
        assert_eq!(size(&s("aé😀")), Some(4));
        assert_eq!(size(&b(&[0; 3])), Some(3));
        assert_eq!(size(&ns(&["1", "2"])), Some(2));
        assert_eq!(size(&n("123")), None);
    }
}
