//! Random items: few different values, so that they meet; many types, spellings and depths.

use std::collections::HashMap;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;

use super::random::Random;
use crate::format::number;

pub(super) type Item = HashMap<String, AttributeValue>;

/// Names of attributes: the first ones have always the same type, as most have in life.
pub(super) const NAMES: [&str; 14] =
    ["n", "s", "bin", "l", "m", "ns", "ss", "a", "b", "c", "name", "x.y", "Größe", "aws_dbe_a"];

/// Names inside of maps.
const KEYS: [&str; 6] = ["a", "b", "n", "status", "x.y", "😀"];

const STRINGS: [&str; 16] = [
    "",
    "a",
    "ab",
    "abc",
    "b",
    "B",
    "é",
    "aé",
    "\u{e000}",
    "\u{ffff}",
    "\u{10000}",
    "😀a",
    "S",
    "N",
    "SS",
    "BOOL",
];

const NUMBERS: [&str; 30] = [
    "0",
    "1",
    "1.0",
    "1e0",
    "-1",
    "2",
    "3",
    "3.00",
    "9",
    "10",
    "1E1",
    "100e-1",
    "-10.5",
    "-1.05e1",
    "0.1",
    ".1",
    "0.10000000000000000000000000000000000001",
    "12345678901234567890123456789012345678",
    "12345678901234567890123456789012345679",
    "1234567890123456789012345678901234567.8",
    "99999999999999999999999999999999999999",
    "-99999999999999999999999999999999999999",
    "1e38",
    "1e39",
    "9.9999999999999999999999999999999999999e125",
    "-9.9999999999999999999999999999999999999E+125",
    "1e-130",
    "-1e-130",
    "1.5e-130",
    "+7",
];

const BINARIES: [&[u8]; 8] = [b"", b"a", b"ab", b"b", b"\x00", b"\x7f", b"\x80", b"\xff\x00a"];

pub(super) fn string(random: &mut Random) -> AttributeValue {
    AttributeValue::S((*random.pick(&STRINGS)).into())
}

pub(super) fn number(random: &mut Random) -> AttributeValue {
    AttributeValue::N(number_text(random))
}

fn number_text(random: &mut Random) -> String {
    match random.below(10) {
        0..4 => (*random.pick(&NUMBERS)).to_owned(),
        4..8 => (random.below(41) as i64 - 20).to_string(),
        // Digits and an exponent; the sum of the two decides whether another number can be added.
        _ => {
            let digits: String =
                (0..=random.below(38)).map(|_| char::from(b'1' + random.below(9) as u8)).collect();
            format!("{}{digits}e{}", if random.chance(50) { "-" } else { "" }, random.below(60) as i64 - 40)
        }
    }
}

fn binary(random: &mut Random) -> AttributeValue {
    AttributeValue::B(Blob::new(*random.pick(&BINARIES)))
}

/// Up to four members that differ by `key`.
fn members<T, K: PartialEq>(random: &mut Random, member: fn(&mut Random) -> T, key: fn(&T) -> K) -> Vec<T> {
    let mut members: Vec<T> = Vec::new();
    for _ in 0..=random.below(4) {
        let new = member(random);
        if members.iter().all(|other| key(other) != key(&new)) {
            members.push(new);
        }
    }
    members
}

pub(super) fn set(random: &mut Random, kind: usize) -> AttributeValue {
    match kind % 3 {
        0 => {
            let text = |random: &mut Random| (*random.pick(&STRINGS[1..])).to_owned();
            AttributeValue::Ss(members(random, text, String::clone))
        }
        1 => AttributeValue::Ns(members(random, number_text, |text| normal_number(text))),
        _ => {
            let blob = |random: &mut Random| Blob::new(*random.pick(&BINARIES[1..]));
            AttributeValue::Bs(members(random, blob, Blob::clone))
        }
    }
}

pub(super) fn list(random: &mut Random, depth: usize) -> AttributeValue {
    AttributeValue::L((0..random.below(5)).map(|_| value(random, depth - 1)).collect())
}

pub(super) fn map(random: &mut Random, depth: usize) -> AttributeValue {
    AttributeValue::M(
        (0..random.below(5)).map(|_| ((*random.pick(&KEYS)).into(), value(random, depth - 1))).collect(),
    )
}

/// A value of any type with at most `depth` levels.
pub(super) fn value(random: &mut Random, depth: usize) -> AttributeValue {
    match random.below(if depth > 1 { 16 } else { 11 }) {
        0..3 => string(random),
        3..6 => number(random),
        6 => binary(random),
        7 => AttributeValue::Bool(random.chance(50)),
        8 => AttributeValue::Null(true),
        9 | 10 => {
            let kind = random.below(3);
            set(random, kind)
        }
        11..13 => list(random, depth),
        _ => map(random, depth),
    }
}

/// An item with the key `id`.
pub(super) fn item(random: &mut Random, id: &str) -> Item {
    let mut item = Item::from([("id".to_owned(), AttributeValue::S(id.into()))]);
    for name in NAMES {
        if random.chance(35) {
            continue;
        }
        let new = match name {
            "n" => number(random),
            "s" => string(random),
            "bin" => binary(random),
            "l" => list(random, 3),
            "m" => map(random, 3),
            "ns" => set(random, 1),
            "ss" => set(random, 0),
            _ => value(random, 3),
        };
        item.insert(name.to_owned(), new);
    }
    item
}

fn normal_number(text: &str) -> String {
    let mut normal = Vec::new();
    number::normalize(text, &mut normal).unwrap();
    String::from_utf8(normal).unwrap()
}

/// A value with its numbers in normal form and its sets sorted.
pub(super) fn normal(value: &AttributeValue) -> AttributeValue {
    match value {
        AttributeValue::N(text) => AttributeValue::N(normal_number(text)),
        AttributeValue::Ns(members) => {
            let mut members: Vec<_> = members.iter().map(|text| normal_number(text)).collect();
            members.sort();
            AttributeValue::Ns(members)
        }
        AttributeValue::Ss(members) => {
            let mut members = members.clone();
            members.sort();
            AttributeValue::Ss(members)
        }
        AttributeValue::Bs(members) => {
            let mut members = members.clone();
            members.sort_by(|one, other| one.as_ref().cmp(other.as_ref()));
            AttributeValue::Bs(members)
        }
        AttributeValue::L(list) => AttributeValue::L(list.iter().map(normal).collect()),
        AttributeValue::M(map) => AttributeValue::M(normal_item(map)),
        other => other.clone(),
    }
}

pub(super) fn normal_item(item: &Item) -> Item {
    item.iter().map(|(name, value)| (name.clone(), normal(value))).collect()
}
