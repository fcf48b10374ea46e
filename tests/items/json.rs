//! DynamoDB JSON, and the examples that read it.

#![cfg(feature = "json")]

use std::collections::{BTreeSet, HashMap};
use std::process::Command;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    Completeness, Error, Item, ItemEncryptor, JsonProblem, MalformedProblem, PlaintextPolicy, ValueProblem,
    json,
};
use proptest::collection::{hash_map, vec};
use proptest::prelude::*;
use serde_json::{Value, json};
use test_support::wire::Wire;
use test_support::{customer, customers_builder, keyring, n, s, sealed, without_notes};

fn problem(json: Value) -> (Option<String>, JsonProblem) {
    match json::from_value(json) {
        Err(Error::Json { attribute, problem }) => (attribute, problem),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_type_is_read_and_written() {
    let json = json!({
        "text": { "S": "größe" },
        "number": { "N": "-1.50E+3" },
        "bytes": { "B": "Af8=" },
        "truth": { "BOOL": false },
        "nothing": { "NULL": true },
        "texts": { "SS": ["b", "a"] },
        "numbers": { "NS": ["2", "1.0"] },
        "blobs": { "BS": ["AQ==", ""] },
        "list": { "L": [{ "S": "" }, { "L": [] }] },
        "map": { "M": { "S": { "M": {} }, "": { "N": "0" } } },
    });
    let item = json::from_value(json.clone()).unwrap();
    let map = HashMap::from([("S".to_owned(), AttributeValue::M(HashMap::new())), (String::new(), n(0))]);
    let number = |text: &str| AttributeValue::N(text.to_owned());
    let expected = HashMap::from([
        ("text".to_owned(), s("größe")),
        ("number".to_owned(), number("-1.50E+3")),
        ("bytes".to_owned(), AttributeValue::B(Blob::new([1, 255]))),
        ("truth".to_owned(), AttributeValue::Bool(false)),
        ("nothing".to_owned(), AttributeValue::Null(true)),
        ("texts".to_owned(), AttributeValue::Ss(vec!["b".to_owned(), "a".to_owned()])),
        ("numbers".to_owned(), AttributeValue::Ns(vec!["2".to_owned(), "1.0".to_owned()])),
        ("blobs".to_owned(), AttributeValue::Bs(vec![Blob::new([1]), Blob::new([])])),
        ("list".to_owned(), AttributeValue::L(vec![s(""), AttributeValue::L(vec![])])),
        ("map".to_owned(), AttributeValue::M(map)),
    ]);
    assert_eq!(item, expected);
    assert_eq!(json::to_value(&item).unwrap(), json);
    assert_eq!(json::from_value(json!({})).unwrap(), Item::new());
}

#[tokio::test]
async fn a_part_of_an_image_is_not_plaintext() {
    let table = customers_builder(keyring()).plaintext_policy(PlaintextPolicy::ForbidWriteAllowRead);
    let encryptor = ItemEncryptor::new(table.build().unwrap());
    let mut image = sealed(without_notes(customer("1", 1, "a@example.com"))).await;
    image.as_object_mut().unwrap().retain(|name, _| !name.starts_with("aws_dbe_"));
    let keys = json!({ "id": image["id"], "created": image["created"] });
    let opened = encryptor.decrypt_item(json::from_value(image.clone()).unwrap()).await;
    let Err(Error::MalformedItem { problem, .. }) = opened else { panic!("{opened:?}") };
    assert_eq!(problem, MalformedProblem::PartOfItem);
    for part in [image, keys] {
        let part = json::from_value(part).unwrap();
        let opened = encryptor.decrypt_item_with(part, Completeness::Unknown).await;
        let Err(Error::MalformedItem { problem, .. }) = opened else { panic!("{opened:?}") };
        assert_eq!(problem, MalformedProblem::MissingMetadata);
    }
}

#[test]
fn what_is_not_dynamodb_json_is_refused_and_its_values_are_not_told() {
    for json in [json!(null), json!([]), json!("secret"), json!(1)] {
        assert_eq!(problem(json), (None, JsonProblem::Item));
    }
    let content = JsonProblem::Content;
    let value = JsonProblem::Value;
    for (json, expected) in [
        (json!("secret"), JsonProblem::Attribute),
        (json!(null), JsonProblem::Attribute),
        (json!({}), JsonProblem::Attribute),
        (json!({ "S": "secret", "N": "1" }), JsonProblem::Attribute),
        (json!({ "secret": "secret" }), value(ValueProblem::UnknownType)),
        (json!({ "s": "secret" }), value(ValueProblem::UnknownType)),
        (json!({ "S": 1 }), content("S")),
        (json!({ "S": null }), content("S")),
        (json!({ "N": 1 }), content("N")),
        (json!({ "N": "secret" }), value(ValueProblem::NotANumber)),
        (json!({ "N": "" }), value(ValueProblem::NotANumber)),
        (json!({ "N": "1".repeat(39) }), value(ValueProblem::TooManyDigits)),
        (json!({ "N": "1E126" }), value(ValueProblem::NumberOutOfRange)),
        (json!({ "B": [1] }), content("B")),
        (json!({ "B": "secret!" }), JsonProblem::Base64),
        (json!({ "B": "Af8" }), JsonProblem::Base64),
        (json!({ "B": "_w==" }), JsonProblem::Base64),
        (json!({ "BOOL": "true" }), content("BOOL")),
        (json!({ "NULL": false }), content("NULL")),
        (json!({ "SS": "secret" }), content("SS")),
        (json!({ "SS": ["secret", 1] }), content("SS")),
        (json!({ "NS": ["1", 2] }), content("N")),
        (json!({ "NS": ["secret"] }), value(ValueProblem::NotANumber)),
        (json!({ "BS": [1] }), content("BS")),
        (json!({ "BS": ["secret!"] }), JsonProblem::Base64),
        (json!({ "L": { "S": "secret" } }), content("L")),
        (json!({ "L": ["secret"] }), JsonProblem::Attribute),
        (json!({ "M": [] }), content("M")),
        (json!({ "M": { "secret": { "N": "secret" } } }), value(ValueProblem::NotANumber)),
    ] {
        let item = json!({ "id": { "S": "1" }, "name": json });
        assert_eq!(problem(item.clone()), (Some("name".to_owned()), expected), "{json}");
        let error = json::from_value(item).unwrap_err();
        assert!(error.is_of_item());
        assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
        assert!(error.to_string().starts_with("DynamoDB JSON, attribute 'name': "), "{error}");
    }
}

#[test]
fn nesting_ends_where_it_ends_in_dynamodb() {
    let nested = |depth: usize| {
        let inner = (0..depth).fold(json!({ "N": "1" }), |inner, n| match n % 2 {
            0 => json!({ "L": [inner] }),
            _ => json!({ "M": { "x": inner } }),
        });
        json!({ "name": inner })
    };
    assert_eq!(json::to_value(&json::from_value(nested(32)).unwrap()).unwrap(), nested(32));
    for depth in [33, 500] {
        let too_deep = JsonProblem::Value(ValueProblem::TooDeep);
        assert_eq!(problem(nested(depth)), (Some("name".to_owned()), too_deep));
    }
}

/// The SDK writes DynamoDB JSON too, and reads it.
#[tokio::test]
async fn it_is_what_the_sdk_sends_and_receives() {
    let stored = json!({
        "id": { "S": "1" },
        "list": { "L": [{ "N": "1.5" }, { "B": "Af8=" }, { "NULL": true }, { "BOOL": true }] },
        "map": { "M": { "set": { "NS": ["1", "2"] }, "texts": { "SS": ["a"] }, "blobs": { "BS": ["AQ=="] } } },
    });
    let answer = json!({ "Item": stored }).to_string();
    let wire = Wire::start(move |_, _| (200, answer.clone()));
    let client = Client::from_conf(wire.config().build());
    let item = client.get_item().table_name("T").key("id", s("1")).send().await.unwrap().item.unwrap();
    assert_eq!(json::from_value(stored.clone()).unwrap(), item);
    client.put_item().table_name("T").set_item(Some(item.clone())).send().await.unwrap();
    assert_eq!(wire.requests()[1].json()["Item"], json::to_value(&item).unwrap());
    assert_eq!(json::to_value(&item).unwrap(), stored);
}

/// Runs an example of this package, and returns what it printed to standard output.
fn example(name: &str) -> String {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["run", "--locked", "--quiet", "--features", "json", "--example", name]);
    let output = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_examples_open_stream_records_and_exports() {
    let lines = example("stream_records");
    let lines: Vec<_> = lines.lines().collect();
    assert_eq!(lines[0], r#"1: None -> Some("ada@example.com")"#);
    assert_eq!(lines[1], r#"2: Some("ada@example.com") -> Some("countess@example.com")"#);
    assert_eq!(lines[2], r#"3: Some("countess@example.com") -> None"#);
    assert!(lines[3].starts_with("4: set aside: "), "{lines:?}");
    assert_eq!((lines[4], lines.len()), (r#"{"batchItemFailures":[]}"#, 5));

    let lines = example("table_export");
    let lines: Vec<_> = lines.lines().collect();
    let line = |n: u32| {
        json!({
            "email": { "S": format!("{n}@example.com") },
            "id": { "S": format!("customer-{n}") },
            "tags": { "SS": ["early", "paying"] },
        })
    };
    let parsed: Vec<Value> = lines[..2].iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(parsed, [line(1), line(3)]);
    assert_eq!(lines[2..], ["2 items opened, 1 unreadable"]);
}

fn value() -> impl Strategy<Value = AttributeValue> {
    let leaf = prop_oneof![
        any::<String>().prop_map(AttributeValue::S),
        any::<i64>().prop_map(|number| AttributeValue::N(number.to_string())),
        vec(any::<u8>(), 0..40).prop_map(|bytes| AttributeValue::B(Blob::new(bytes))),
        any::<bool>().prop_map(AttributeValue::Bool),
        Just(AttributeValue::Null(true)),
        vec(any::<String>(), 0..4).prop_map(AttributeValue::Ss),
        vec(any::<i8>(), 0..4)
            .prop_map(|numbers| AttributeValue::Ns(numbers.iter().map(i8::to_string).collect())),
        vec(vec(any::<u8>(), 0..5), 0..4)
            .prop_map(|blobs| AttributeValue::Bs(blobs.into_iter().map(Blob::new).collect())),
    ];
    leaf.prop_recursive(5, 40, 5, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(AttributeValue::L),
            hash_map(any::<String>(), inner, 0..5).prop_map(AttributeValue::M),
        ]
    })
}

/// Any JSON, which mostly uses the names of types.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        "[0-9A=]{0,4}".prop_map(Value::from)
    ];
    let names: BTreeSet<_> = ["S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L", "M", "x"].into();
    let name = proptest::sample::select(names.into_iter().collect::<Vec<_>>());
    leaf.prop_recursive(8, 60, 3, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::from),
            vec((name.clone(), inner), 0..2)
                .prop_map(|members| members.into_iter().map(|(name, json)| (name.to_owned(), json)).collect()),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again_also_as_text(item in hash_map(any::<String>(), value(), 0..6)) {
        let json = json::to_value(&item).unwrap();
        let text = json.to_string();
        prop_assert_eq!(&json::from_value(json).unwrap(), &item);
        prop_assert_eq!(json::from_value(serde_json::from_str(&text).unwrap()).unwrap(), item);
    }

    #[test]
    fn any_json_is_an_item_that_is_written_as_it_was_or_an_error(json in any_json()) {
        let item = json!({ "a": json });
        if let Ok(read) = json::from_value(item.clone()) {
            prop_assert_eq!(json::to_value(&read).unwrap(), item);
        }
    }
}
