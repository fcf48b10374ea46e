//! The published unit vectors, where `TEST_VECTORS` says where they are, and what they leave out.

use std::collections::HashMap;
use std::path::Path;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::base64;
use serde_json::Value;

use super::description::MaterialDescription;
use super::dialect::Dialect;
use super::record::{Signed, string_to_sign};
use super::value;
use crate::error::ValueProblem;

/// The vectors in `file`; none where `TEST_VECTORS` is not set.
fn published(file: &str, count: usize) -> Vec<Value> {
    let Some(folder) = std::env::var_os("TEST_VECTORS") else {
        println!("{file} was not run: set TEST_VECTORS to the folder of the published vectors");
        return Vec::new();
    };
    let json = std::fs::read_to_string(Path::new(&folder).join("ddbec").join(file)).unwrap();
    let vectors: Vec<Value> = serde_json::from_str(&json).unwrap();
    assert_eq!(vectors.len(), count);
    vectors
}

fn bytes(json: &Value) -> Vec<u8> {
    base64::decode(json.as_str().unwrap()).unwrap()
}

fn attribute(json: &Value) -> AttributeValue {
    let (kind, content) = json.as_object().unwrap().iter().next().unwrap();
    let text = |json: &Value| json.as_str().unwrap().to_owned();
    let list = || content.as_array().unwrap().iter();
    match kind.as_str() {
        "NULL" => AttributeValue::Null(true),
        "BOOL" => AttributeValue::Bool(content.as_bool().unwrap()),
        "S" => AttributeValue::S(text(content)),
        "N" => AttributeValue::N(text(content)),
        "B" => AttributeValue::B(Blob::new(bytes(content))),
        "SS" => AttributeValue::Ss(list().map(text).collect()),
        "NS" => AttributeValue::Ns(list().map(text).collect()),
        "BS" => AttributeValue::Bs(list().map(|json| Blob::new(bytes(json))).collect()),
        "L" => AttributeValue::L(list().map(attribute).collect()),
        "M" => {
            let members = content.as_object().unwrap().iter();
            AttributeValue::M(members.map(|(name, value)| (name.clone(), attribute(value))).collect())
        }
        kind => panic!("unknown type {kind}"),
    }
}

fn serialized(value: &AttributeValue, dialect: Dialect) -> Result<Vec<u8>, ValueProblem> {
    let mut out = Vec::new();
    value::push(&mut out, value, dialect).map(|()| out)
}

#[test]
fn published_values_are_serialised() {
    for vector in published("serialize_attribute.json", 22) {
        for dialect in Dialect::Java.both() {
            assert_eq!(serialized(&attribute(&vector["attribute"]), dialect), Ok(bytes(&vector["serialized"])));
        }
    }
}

#[test]
fn published_values_are_parsed() {
    for vector in published("deserialize_attribute.json", 15) {
        assert_eq!(value::parse(&bytes(&vector["serialized"])), Ok(attribute(&vector["attribute"])));
    }
}

#[test]
fn published_descriptions_are_read_and_written() {
    for vector in published("material_description.json", 3) {
        let pairs = vector["material_description"].as_object().unwrap();
        let description: MaterialDescription =
            pairs.iter().map(|(name, value)| (name, value.as_str().unwrap())).collect();
        assert_eq!(description.to_bytes(), Ok(bytes(&vector["serialized"])));
        assert_eq!(MaterialDescription::parse(&bytes(&vector["serialized"])), Ok(description));
    }
}

#[test]
fn published_strings_to_sign_are_made() {
    for vector in published("string_to_sign.json", 4) {
        let item: Vec<_> = vector["item"].as_object().unwrap().iter().collect();
        let values: Vec<_> = item.iter().map(|(_, json)| attribute(&json["value"])).collect();
        let signed = item.iter().zip(&values).filter_map(|((name, json), value)| {
            let is_encrypted = match json["action"].as_str().unwrap() {
                "encrypt" => true,
                "sign" => false,
                _ => return None,
            };
            Some(Signed { name, value, is_encrypted })
        });
        for dialect in Dialect::Java.both() {
            let made = string_to_sign(vector["table"].as_str(), signed.clone().collect(), dialect);
            assert_eq!(made, Ok(bytes(&vector["string_to_sign"])));
        }
    }
}

/// The expected bytes are those of both clients, which the vectors do not cover.
#[test]
fn dialects_differ_where_the_clients_do() {
    let blobs = |members: &[&[u8]]| AttributeValue::Bs(members.iter().map(|bytes| Blob::new(*bytes)).collect());
    let set = blobs(&[&[0xff], &[0x7f], &[0x80], &[0xff, 0]]);
    let java = [0, b'B', 0, 0, 0, 4, 0, 0, 0, 1, 0x80, 0, 0, 0, 1, 0xff, 0, 0, 0, 2, 0xff, 0, 0, 0, 0, 1, 0x7f];
    let python =
        [0, b'B', 0, 0, 0, 4, 0, 0, 0, 1, 0x7f, 0, 0, 0, 1, 0x80, 0, 0, 0, 1, 0xff, 0, 0, 0, 2, 0xff, 0];
    assert_eq!(serialized(&set, Dialect::Java).unwrap(), java);
    assert_eq!(serialized(&set, Dialect::Python).unwrap(), python);

    let texts = AttributeValue::Ss(vec!["\u{ffff}".into(), "\u{10000}".into()]);
    let java = serialized(&texts, Dialect::Java).unwrap();
    assert_eq!(value::parse(&java), Ok(AttributeValue::Ss(vec!["\u{10000}".into(), "\u{ffff}".into()])));
    assert_eq!(value::parse(&serialized(&texts, Dialect::Python).unwrap()), Ok(texts));

    let map = |first: &str, second: &str| {
        let one = |key: &str| HashMap::from([(key.to_owned(), AttributeValue::Null(true))]);
        let bytes =
            [one(first), one(second)].map(|map| serialized(&AttributeValue::M(map), Dialect::Java).unwrap());
        [&[0, b'M', 0, 0, 0, 2][..], &bytes[0][6..], &bytes[1][6..]].concat()
    };
    let keys = ["\u{ffff}", "\u{10000}"].map(|key| (key.to_owned(), AttributeValue::Null(true)));
    let value = AttributeValue::M(HashMap::from(keys));
    assert_eq!(serialized(&value, Dialect::Java).unwrap(), map("\u{10000}", "\u{ffff}"));
    assert_eq!(serialized(&value, Dialect::Python).unwrap(), map("\u{ffff}", "\u{10000}"));

    let zero = AttributeValue::N("-0".into());
    assert_eq!(serialized(&zero, Dialect::Java).unwrap(), [0, b'n', 0, 0, 0, 1, b'0']);
    assert_eq!(serialized(&zero, Dialect::Python).unwrap(), [0, b'n', 0, 0, 0, 2, b'-', b'0']);
    for (name, java, python) in [(None, "null", "None"), (Some("テーブル😀"), "テーブル😀", "テーブル😀")]
    {
        let signed = |dialect| string_to_sign(name, Vec::new(), dialect);
        let expected =
            |name: &str| Ok(crate::crypto::hmac::sha256(&[format!("TABLE>{name}<TABLE").as_bytes()]).to_vec());
        assert_eq!(signed(Dialect::Java), expected(java));
        assert_eq!(signed(Dialect::Python), expected(python));
    }
}

#[test]
fn values_nest_at_most_32_deep_when_written_and_128_when_read() {
    let nested =
        |levels| (1..levels).fold(AttributeValue::Bool(true), |value, _| AttributeValue::L(vec![value]));
    assert!(serialized(&nested(32), Dialect::Java).is_ok());
    assert_eq!(serialized(&nested(33), Dialect::Java), Err(ValueProblem::TooDeep));
    let bytes = |levels: usize| [[0, b'L', 0, 0, 0, 1].repeat(levels - 1), vec![0, b'?', 1]].concat();
    assert_eq!(value::parse(&bytes(128)), Ok(nested(128)));
    assert!(value::parse(&bytes(129)).is_err());
    assert!(value::parse(&bytes(100_000)).is_err());
}

#[test]
fn what_no_client_writes_is_not_parsed() {
    for bytes in [
        &b""[..],
        b"\0",
        b"\x01s\0\0\0\0",
        b"\0x",
        b"\0?\x02",
        b"\0?",
        b"\0s\0\0\0\x01",
        b"\0s\0\0\0\x01\xff",
        b"\0s\0\0\0\x01ab",
        b"\0n\0\0\0\x01a",
        b"\0s\xff\xff\xff\xff",
        b"\0S\x7f\xff\xff\xff",
        b"\0L\x7f\xff\xff\xff",
        b"\0M\0\0\0\x01\0n\0\0\0\x011\0\0",
        b"\0M\0\0\0\x02\0s\0\0\0\x01a\0\0\0s\0\0\0\x01a\0\0",
        b"\0\0\0",
    ] {
        assert!(value::parse(bytes).is_err(), "{bytes:?}");
    }
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_a_value_or_an_error(
        bytes in proptest::collection::vec(proptest::sample::select(b"\0\0\0\0\x01\x02?snbSNBLM1".to_vec()), 0..80),
    ) {
        if let Ok(value) = value::parse(&bytes) {
            // Members may repeat and numbers be too large for what is written.
            if let Ok(again) = serialized(&value, Dialect::Java) {
                proptest::prop_assert!(value::parse(&again).is_ok());
            }
        }
    }
}
