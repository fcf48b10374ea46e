//! How values compare.
//!
//! Values of different types are never equal and have no order. Only strings, numbers and binary values
//! have one: strings by code points, binary values by bytes, numbers exactly. Sets are equal in any order.

use std::cmp::Ordering;

use aws_sdk_dynamodb::types::AttributeValue;

use super::decimal::Decimal;
use crate::format::number;

/// The type of `value`, by its name in the DynamoDB API.
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

/// Whether two values are equal. Values have at most 32 levels, or this would recurse as deep as both.
pub(crate) fn equal(left: &AttributeValue, right: &AttributeValue) -> bool {
    match (left, right) {
        (AttributeValue::N(left), AttributeValue::N(right)) => equal_numbers(left, right),
        (AttributeValue::Ss(left), AttributeValue::Ss(right)) => {
            same_members(left, right, |text| text.as_str())
        }
        (AttributeValue::Bs(left), AttributeValue::Bs(right)) => {
            same_members(left, right, AsRef::<[u8]>::as_ref)
        }
        (AttributeValue::Ns(left), AttributeValue::Ns(right)) => same_members(left, right, |text| normal(text)),
        (AttributeValue::L(left), AttributeValue::L(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| equal(left, right))
        }
        (AttributeValue::M(left), AttributeValue::M(right)) => {
            left.len() == right.len()
                && left.iter().all(|(key, left)| right.get(key).is_some_and(|right| equal(left, right)))
        }
        // The same type and content.
        _ => left == right,
    }
}

/// Which of two values is greater, where they have an order.
pub(super) fn order(left: &AttributeValue, right: &AttributeValue) -> Option<Ordering> {
    match (left, right) {
        // UTF-8 has the order of code points.
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
pub(super) fn contains(whole: &AttributeValue, part: &AttributeValue) -> bool {
    match (whole, part) {
        (AttributeValue::S(whole), AttributeValue::S(part)) => whole.contains(part.as_str()),
        (AttributeValue::B(whole), AttributeValue::B(part)) => {
            let (whole, part) = (whole.as_ref(), part.as_ref());
            part.is_empty() || whole.windows(part.len()).any(|window| window == part)
        }
        (AttributeValue::Ss(members), AttributeValue::S(part)) => members.contains(part),
        (AttributeValue::Bs(members), AttributeValue::B(part)) => members.contains(part),
        (AttributeValue::Ns(members), AttributeValue::N(part)) => has_number(members, part),
        (AttributeValue::L(list), part) => list.iter().any(|value| equal(value, part)),
        _ => false,
    }
}

/// The size of `value`: UTF-16 code units, bytes or elements. Numbers, booleans and nulls have none.
///
/// The Developer Guide says "length" of a string; that it counts UTF-16 code units is what was found.
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

/// Whether the set of numbers has this member, however either is written.
pub(super) fn has_number(members: &[String], number: &str) -> bool {
    members.iter().any(|member| equal_numbers(member, number))
}

fn equal_numbers(left: &str, right: &str) -> bool {
    left == right || normal(left).is_some_and(|left| normal(right) == Some(left))
}

/// A number in normal form; none where it is not a number.
fn normal(text: &str) -> Option<Vec<u8>> {
    let mut normal = Vec::with_capacity(text.len());
    number::normalize(text, &mut normal).ok().map(|()| normal)
}

/// Whether two sets have the same members.
fn same_members<'a, T, K: Ord>(left: &'a [T], right: &'a [T], key: fn(&'a T) -> K) -> bool {
    let sorted = |members: &'a [T]| {
        let mut keys: Vec<K> = members.iter().map(key).collect();
        keys.sort_unstable();
        keys
    };
    left.len() == right.len() && sorted(left) == sorted(right)
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
