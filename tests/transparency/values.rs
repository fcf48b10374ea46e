//! Attribute values of every type, encrypted, signed and unsigned, also within maps and lists.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;

use super::data::{customer, get, item, list, map, n, put, s, scan, with};
use super::observed::{Observed, Scenario, scenarios};

pub const SCENARIOS: &[Scenario] = scenarios![
    value_strings,
    value_empty_strings,
    value_beyond_ascii,
    value_long_strings,
    value_numbers,
    value_numbers_of_38_digits,
    value_numbers_in_other_forms,
    value_binary,
    value_booleans_and_null,
    value_string_sets,
    value_number_sets,
    value_binary_sets,
    value_lists_and_maps,
    value_empty_lists_and_maps,
    value_deep_nesting,
    value_too_deep_nesting,
    value_too_many_digits,
    value_number_out_of_range,
    value_no_number,
    value_duplicate_member,
    value_empty_set,
    value_null_that_is_false,
    value_of_an_index_key_is_empty,
    value_only_keys,
];

/// Stores and reads a value as an attribute of every kind, on its own, in a list and in a map.
async fn round_trip(client: &Client, seen: &mut Observed, values: impl IntoIterator<Item = AttributeValue>) {
    for value in values {
        let nested = list([value.clone(), map([("inside", value.clone())])]);
        let item = with(
            customer("1", 1),
            [("email", value.clone()), ("settings", value.clone()), (":any", value), ("notes", nested)],
        );
        seen.ok(put(client, item).send().await);
        seen.ok(get(client, "1", 1).send().await);
    }
    seen.ok(scan(client).send().await);
}

/// Tries to store a value that DynamoDB does not take, as an encrypted and as an unsigned attribute.
async fn refused(client: &Client, seen: &mut Observed, value: AttributeValue) {
    seen.fails(put(client, with(customer("1", 1), [("email", value.clone())])).send().await);
    seen.fails(put(client, with(customer("1", 1), [(":any", value)])).send().await);
}

fn number(text: &str) -> AttributeValue {
    AttributeValue::N(text.to_owned())
}

fn binary(bytes: &[u8]) -> AttributeValue {
    AttributeValue::B(Blob::new(bytes))
}

async fn value_strings(client: &Client, seen: &mut Observed) {
    let texts = ["plain text", "\"quoted\" \\ back / slash", "line\nbreak\ttab\u{0}nul", " "];
    round_trip(client, seen, texts.map(s)).await;
}

async fn value_empty_strings(client: &Client, seen: &mut Observed) {
    round_trip(client, seen, [s("")]).await;
}

async fn value_beyond_ascii(client: &Client, seen: &mut Observed) {
    round_trip(client, seen, ["Zoë Ünal", "東京都千代田区", "👩‍🔬🏳️‍🌈", "e\u{301} é", "\u{10FFFF}\u{FEFF}"].map(s))
        .await;
}

async fn value_long_strings(client: &Client, seen: &mut Observed) {
    let item = with(customer("1", 1), [("email", s("long text ".repeat(10_000)))]);
    seen.ok(put(client, item).send().await);
    seen.ok(get(client, "1", 1).send().await);
}

async fn value_numbers(client: &Client, seen: &mut Observed) {
    round_trip(client, seen, ["0", "1", "-1", "1000000", "0.5", "-0.001", "3.14159"].map(number)).await;
}

async fn value_numbers_of_38_digits(client: &Client, seen: &mut Observed) {
    let numbers = [
        "12345678901234567890123456789012345678",
        "-0.12345678901234567890123456789012345678",
        "9.9999999999999999999999999999999999999E+125",
        "1E-130",
        "-1E+125",
    ];
    round_trip(client, seen, numbers.map(number)).await;
}

async fn value_numbers_in_other_forms(client: &Client, seen: &mut Observed) {
    let numbers = ["1.00", "007", "1e3", "+5", "-0", "0.0000", "1.50E-3", ".5", "120e-1"];
    round_trip(client, seen, numbers.map(number)).await;
}

async fn value_binary(client: &Client, seen: &mut Observed) {
    let all: Vec<u8> = (0..=255).collect();
    round_trip(client, seen, [&b""[..], b"\0", b"some bytes", &all].map(binary)).await;
}

async fn value_booleans_and_null(client: &Client, seen: &mut Observed) {
    use AttributeValue::{Bool, Null};
    round_trip(client, seen, [Bool(true), Bool(false), Null(true)]).await;
}

async fn value_string_sets(client: &Client, seen: &mut Observed) {
    let set = |members: &[&str]| AttributeValue::Ss(members.iter().map(|text| (*text).to_owned()).collect());
    round_trip(client, seen, [set(&["one"]), set(&["zulu", "alpha", "Ärger", ""]), set(&["b", "a", "c"])])
        .await;
}

async fn value_number_sets(client: &Client, seen: &mut Observed) {
    let set = |members: &[&str]| AttributeValue::Ns(members.iter().map(|text| (*text).to_owned()).collect());
    round_trip(client, seen, [set(&["1"]), set(&["10", "9", "-1", "0.50", "1e2"])]).await;
}

async fn value_binary_sets(client: &Client, seen: &mut Observed) {
    let set = |members: &[&[u8]]| AttributeValue::Bs(members.iter().map(|bytes| Blob::new(*bytes)).collect());
    round_trip(client, seen, [set(&[b"one"]), set(&[b"b", b"a", b"", b"\xff\x00"])]).await;
}

async fn value_lists_and_maps(client: &Client, seen: &mut Observed) {
    let mixed = list([s("text"), n(1), AttributeValue::Bool(true), AttributeValue::Null(true), binary(b"x")]);
    let keys = map([("with space", n(1)), ("with.dot", n(2)), ("#hash", n(3)), ("ключ", mixed.clone())]);
    round_trip(client, seen, [mixed, keys]).await;
}

async fn value_empty_lists_and_maps(client: &Client, seen: &mut Observed) {
    round_trip(client, seen, [list([]), map([]), list([list([]), map([])])]).await;
}

fn nested(levels: usize) -> AttributeValue {
    (0..levels).fold(s("the innermost"), |value, level| match level % 2 {
        0 => list([value]),
        _ => map([("in", value)]),
    })
}

async fn value_deep_nesting(client: &Client, seen: &mut Observed) {
    for name in ["email", "settings", ":any"] {
        seen.ok(put(client, with(customer("1", 1), [(name, nested(30))])).send().await);
        seen.ok(get(client, "1", 1).send().await);
    }
}

async fn value_too_deep_nesting(client: &Client, seen: &mut Observed) {
    refused(client, seen, nested(40)).await;
}

async fn value_too_many_digits(client: &Client, seen: &mut Observed) {
    refused(client, seen, number("123456789012345678901234567890123456789")).await;
}

async fn value_number_out_of_range(client: &Client, seen: &mut Observed) {
    refused(client, seen, number("1E+126")).await;
}

async fn value_no_number(client: &Client, seen: &mut Observed) {
    refused(client, seen, number("one")).await;
}

async fn value_duplicate_member(client: &Client, seen: &mut Observed) {
    refused(client, seen, AttributeValue::Ss(vec!["a".to_owned(), "a".to_owned()])).await;
}

async fn value_empty_set(client: &Client, seen: &mut Observed) {
    refused(client, seen, AttributeValue::Ss(Vec::new())).await;
}

async fn value_null_that_is_false(client: &Client, seen: &mut Observed) {
    refused(client, seen, list([AttributeValue::Null(false)])).await;
}

async fn value_of_an_index_key_is_empty(client: &Client, seen: &mut Observed) {
    seen.fails(put(client, with(customer("1", 1), [("tier", s(""))])).send().await);
}

async fn value_only_keys(client: &Client, seen: &mut Observed) {
    seen.ok(put(client, item([("id", s("1")), ("created", n(1))])).send().await);
    seen.ok(get(client, "1", 1).send().await);
}
