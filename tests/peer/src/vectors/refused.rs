//! Records and configs that must not be sealed.

use super::with;
use crate::{
    keys::raw_aes,
    manifest::{EncryptKind, EncryptTest},
    random::{CONTEXT, DEEPEST, ENCRYPT, NOTHING, SIGN},
};
use serde_json::{Value, json};

pub fn all() -> Vec<EncryptTest> {
    let mut tests = configs();
    tests.extend(records());
    tests.extend(values());
    tests
}

fn test(name: &str, description: &str, config: Value, record: Value) -> EncryptTest {
    EncryptTest {
        name: name.to_owned(),
        kind: EncryptKind::NegativeEncrypt,
        description: description.to_owned(),
        config,
        decrypt_config: None,
        record,
    }
}

fn config(actions: Value) -> Value {
    json!({
        "key": raw_aes("aes-256", "peer"),
        "attributeActionsOnEncrypt": actions,
    })
}

fn configs() -> Vec<EncryptTest> {
    let record = || json!({"RecNum": 1, "a": "x"});
    let sorted = |action| {
        let config = config(json!({"RecNum": SIGN, "a": action}));
        with(config, "sortKeyName", "a")
    };
    let listed = |action| {
        let config = config(json!({"RecNum": SIGN, "a": action}));
        with(config, "allowedUnsignedAttributes", json!(["a"]))
    };
    let prefixed = |action, prefix: &str| {
        let config = config(json!({"RecNum": SIGN, "a": action}));
        with(config, "allowedUnsignedAttributePrefix", prefix)
    };
    let long = "k".repeat(256);
    let configs = [
        ("partition_key_encrypted", "A key must be readable", config(json!({"RecNum": ENCRYPT, "a": SIGN}))),
        (
            "partition_key_unsigned",
            "A key must be signed",
            with(config(json!({"RecNum": NOTHING, "a": SIGN})), "allowedUnsignedAttributes", json!(["RecNum"])),
        ),
        ("partition_key_without_action", "A key needs an action", config(json!({"a": SIGN}))),
        ("sort_key_encrypted", "A key must be readable", sorted(ENCRYPT)),
        ("sort_key_in_context_alone", "Both keys need the same action", sorted(CONTEXT)),
        (
            "context_without_keys",
            "With a context attribute, the keys are context too",
            config(json!({"RecNum": SIGN, "a": CONTEXT})),
        ),
        (
            "unsigned_not_allowed",
            "What is unsigned must be allowed to be",
            config(json!({"RecNum": SIGN, "a": NOTHING})),
        ),
        ("signed_but_listed", "What is signed must not be allowed to be unsigned", listed(SIGN)),
        ("encrypted_but_listed", "What is encrypted must not be allowed to be unsigned", listed(ENCRYPT)),
        ("signed_but_prefixed", "What is signed must not be allowed to be unsigned", prefixed(SIGN, "a")),
        (
            "reserved_name_configured",
            "Reserved names have no action",
            config(json!({"RecNum": SIGN, "a": SIGN, "aws_dbe_x": ENCRYPT})),
        ),
        (
            "context_name_configured",
            "Names of the encryption context have no action",
            config(json!({"RecNum": SIGN, "a": SIGN, "aws-crypto-x": ENCRYPT})),
        ),
        (
            "provider_of_kms",
            "The provider of KMS is no provider of raw keys",
            with(config(json!({"RecNum": SIGN, "a": SIGN})), "key", raw_aes("aes-256", "aws-kms")),
        ),
        (
            "key_name_too_long",
            "A key has at most 255 UTF-16 units",
            with(config(json!({"RecNum": SIGN, "a": SIGN, &long: SIGN})), "sortKeyName", long.as_str()),
        ),
    ];
    configs.into_iter().map(|(name, description, config)| test(name, description, config, record())).collect()
}

fn records() -> Vec<EncryptTest> {
    let actions = json!({"RecNum": SIGN, "a": ENCRYPT});
    let sorted = with(config(json!({"RecNum": SIGN, "b": SIGN})), "sortKeyName", "b");
    let in_context = config(json!({"RecNum": CONTEXT, "a": CONTEXT}));
    let reserved = |name: &str| json!({"RecNum": 1, "a": "x", name: {"B": "AQ=="}});
    vec![
        test("partition_key_missing", "No partition key", config(actions.clone()), json!({"a": "x"})),
        test("sort_key_missing", "No sort key", sorted, json!({"RecNum": 1})),
        test(
            "context_attribute_missing",
            "A context attribute is not optional",
            in_context,
            json!({"RecNum": 1}),
        ),
        test(
            "attribute_without_action",
            "Every attribute needs an action",
            config(actions.clone()),
            json!({"RecNum": 1, "a": "x", "b": "y"}),
        ),
        test(
            "header_in_record",
            "The record has a header already",
            config(actions.clone()),
            reserved("aws_dbe_head"),
        ),
        test("footer_in_record", "The record has a footer already", config(actions), reserved("aws_dbe_foot")),
    ]
}

fn values() -> Vec<EncryptTest> {
    let number = |n: &str| json!({"N": n});
    let deep = (0..=DEEPEST).fold(json!("x"), |value, _| json!({"L": [value]}));
    let deep_map = (0..=DEEPEST).fold(json!("x"), |value, _| json!({"M": {"m": value}}));
    let values = [
        ("number_of_39_digits", number("123456789012345678901234567890123456789")),
        ("number_of_39_digits_with_point", number("1.23456789012345678901234567890123456789")),
        ("number_too_large", number("1e126")),
        ("number_too_small", number("1e-131")),
        ("number_empty", number("")),
        ("number_of_letters", number("abc")),
        ("number_of_two_words", number("1 2")),
        ("number_after_blank", number(" 1")),
        ("number_of_sign_only", number("-")),
        ("number_of_point_only", number(".")),
        ("number_without_exponent", number("1e")),
        ("number_without_digits", number("e5")),
        ("number_of_two_points", number("1.2.3")),
        ("number_hexadecimal", number("0x10")),
        ("number_with_underscore", number("1_0")),
        ("number_not_a_number", number("NaN")),
        ("number_infinite", number("Infinity")),
        ("number_of_other_digits", number("١٢٣")),
        ("string_set_with_duplicate", json!({"SS": ["a", "b", "a"]})),
        ("number_set_with_duplicate", json!({"NS": ["1", "2", "1"]})),
        ("number_set_with_duplicate_value", json!({"NS": ["1", "2", "1.0"]})),
        ("number_set_with_bad_number", json!({"NS": ["1", "x"]})),
        ("binary_set_with_duplicate", json!({"BS": ["AQ==", "AQ=="]})),
        ("map_with_empty_name", json!({"M": {"": "x"}})),
        ("list_too_deep", deep),
        ("map_too_deep", deep_map),
    ];
    let mut tests = Vec::new();
    for (action, suffix) in [(ENCRYPT, ""), (SIGN, "_signed")] {
        for (name, value) in &values {
            let config = config(json!({"RecNum": SIGN, "a": action}));
            let record = json!({"RecNum": 1, "a": value});
            let description = "A value that has no serialized form";
            tests.push(test(&format!("{name}{suffix}"), description, config, record));
        }
    }
    tests
}
