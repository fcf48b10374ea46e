//! Random items: few different values, so that they meet; many types, spellings and depths.

use std::cmp::Ordering;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::Item;

use crate::workload::accounts::Rng;

/// Names of attributes: the first ones have always the same type, as most have in life.
pub const NAMES: [&str; 14] =
    ["n", "s", "bin", "l", "m", "ns", "ss", "a", "b", "c", "name", "x.y", "Größe", "a b"];

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

pub(super) fn string(random: &mut Rng) -> AttributeValue {
    AttributeValue::S((*random.pick(&STRINGS)).into())
}

pub(super) fn number(random: &mut Rng) -> AttributeValue {
    AttributeValue::N(number_text(random))
}

fn number_text(random: &mut Rng) -> String {
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

fn binary(random: &mut Rng) -> AttributeValue {
    AttributeValue::B(Blob::new(*random.pick(&BINARIES)))
}

/// Up to four members that differ by `key`.
fn members<T, K: PartialEq>(random: &mut Rng, member: fn(&mut Rng) -> T, key: fn(&T) -> K) -> Vec<T> {
    let mut members: Vec<T> = Vec::new();
    for _ in 0..=random.below(4) {
        let new = member(random);
        if members.iter().all(|other| key(other) != key(&new)) {
            members.push(new);
        }
    }
    members
}

pub(super) fn set(random: &mut Rng, kind: usize) -> AttributeValue {
    match kind % 3 {
        0 => {
            let text = |random: &mut Rng| (*random.pick(&STRINGS[1..])).to_owned();
            AttributeValue::Ss(members(random, text, String::clone))
        }
        1 => AttributeValue::Ns(members(random, number_text, |text| normal_number(text))),
        _ => {
            let blob = |random: &mut Rng| Blob::new(*random.pick(&BINARIES[1..]));
            AttributeValue::Bs(members(random, blob, Blob::clone))
        }
    }
}

pub(super) fn list(random: &mut Rng, depth: usize) -> AttributeValue {
    AttributeValue::L((0..random.below(5)).map(|_| value(random, depth - 1)).collect())
}

pub(super) fn map(random: &mut Rng, depth: usize) -> AttributeValue {
    AttributeValue::M(
        (0..random.below(5)).map(|_| ((*random.pick(&KEYS)).into(), value(random, depth - 1))).collect(),
    )
}

/// A value of any type with at most `depth` levels.
pub(super) fn value(random: &mut Rng, depth: usize) -> AttributeValue {
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
pub fn item(random: &mut Rng, id: &str) -> Item {
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

/// A number without an exponent and without superfluous zeros and signs, as DynamoDB gives it back.
fn normal_number(text: &str) -> String {
    let lower = text.to_lowercase();
    let (digits, exponent) = lower.split_once('e').unwrap_or((&lower, "0"));
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", digits.trim_start_matches('+')),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let point = i64::try_from(whole.len()).unwrap() + exponent.parse::<i64>().unwrap();
    let mut digits = format!("{whole}{fraction}");
    // The point gets a place among the digits.
    digits.insert_str(0, &"0".repeat(usize::try_from(1 - point).unwrap_or(0)));
    let point = usize::try_from(point.max(1)).unwrap();
    digits.push_str(&"0".repeat(point.saturating_sub(digits.len())));
    let (whole, fraction) = digits.split_at(point);
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    match (whole, fraction) {
        ("", "") => "0".to_owned(),
        ("", fraction) => format!("{sign}0.{fraction}"),
        (whole, "") => format!("{sign}{whole}"),
        (whole, fraction) => format!("{sign}{whole}.{fraction}"),
    }
}

/// The short name of a value's type.
pub(super) fn type_name(value: &AttributeValue) -> &'static str {
    match value {
        AttributeValue::S(_) => "S",
        AttributeValue::N(_) => "N",
        AttributeValue::B(_) => "B",
        AttributeValue::Bool(_) => "BOOL",
        AttributeValue::Null(_) => "NULL",
        AttributeValue::Ss(_) => "SS",
        AttributeValue::Ns(_) => "NS",
        AttributeValue::Bs(_) => "BS",
        AttributeValue::L(_) => "L",
        _ => "M",
    }
}

/// Which of two values is greater, where they have an order; of numbers that nearly agree, perhaps wrongly.
pub(super) fn order(one: &AttributeValue, other: &AttributeValue) -> Option<Ordering> {
    match (one, other) {
        (AttributeValue::S(one), AttributeValue::S(other)) => Some(one.cmp(other)),
        (AttributeValue::B(one), AttributeValue::B(other)) => Some(one.as_ref().cmp(other.as_ref())),
        (AttributeValue::N(one), AttributeValue::N(other)) => {
            one.parse::<f64>().unwrap().partial_cmp(&other.parse().unwrap())
        }
        _ => None,
    }
}

/// A value with its numbers in normal form and its sets sorted.
pub fn normal(value: &AttributeValue) -> AttributeValue {
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

pub fn normal_item(item: &Item) -> Item {
    item.iter().map(|(name, value)| (name.clone(), normal(value))).collect()
}

#[test]
fn numbers_have_one_normal_form() {
    for (text, normal) in [
        ("0", "0"),
        ("-0.0", "0"),
        ("00", "0"),
        ("1.50", "1.5"),
        ("+7", "7"),
        (".1", "0.1"),
        ("-10.5", "-10.5"),
        ("1E3", "1000"),
        ("100e-1", "10"),
        ("-1.05e1", "-10.5"),
        ("1.5e-3", "0.0015"),
        ("12e-1", "1.2"),
        ("0.5e1", "5"),
    ] {
        assert_eq!(normal_number(text), normal, "{text}");
    }
}
