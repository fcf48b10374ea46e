//! The manual's page.

use std::collections::BTreeSet;

use dynamodb_item_encryptor::config::Configuration;
use serde_json::Value;
use toml::de::DeTable;

use super::schema::schema;
use super::texts;

const PAGE: &str = include_str!("../../../src/manual/configuration_file.md");

/// The texts in TOML and JSON of the page, and whether each is TOML.
pub fn examples() -> Vec<(String, bool)> {
    let mut found = Vec::new();
    let mut rest = PAGE;
    while let Some((_, block)) = rest.split_once("\n```") {
        let (language, block) = block.split_once('\n').unwrap();
        let (text, after) = block.split_once("\n```").unwrap();
        if language == "toml" || language == "json" {
            found.push((text.to_owned(), language == "toml"));
        }
        rest = after;
    }
    found
}

/// An example as JSON.
pub fn whole((text, is_toml): &(String, bool)) -> Value {
    if *is_toml {
        texts::json(DeTable::parse(text).unwrap().get_ref())
    } else {
        serde_json::from_str(text).unwrap()
    }
}

#[tokio::test]
async fn every_example_of_the_page_loads() {
    for (text, is_toml) in examples() {
        let parse = if is_toml { Configuration::from_toml } else { Configuration::from_json };
        let configuration = parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
        assert!(!configuration.table_configs_without_keys().unwrap().is_empty());
    }
}

/// Notes every entry that a value has, without the names that a configuration chooses.
fn entries(schema: &Value, root: &Value, value: &Value, found: &mut BTreeSet<String>, place: &str) {
    let schema = match schema.get("$ref").and_then(Value::as_str) {
        Some(reference) => {
            return entries(root.pointer(&reference[1..]).unwrap(), root, value, found, &reference[8..]);
        }
        None => schema,
    };
    found.insert(place.to_owned());
    for choice in schema.get("oneOf").and_then(Value::as_array).into_iter().flatten() {
        if choice["type"] == "object" && value.is_object() {
            entries(choice, root, value, found, place);
        }
    }
    for item in value.as_array().into_iter().flatten() {
        entries(&schema["items"], root, item, found, &format!("{place}[]"));
    }
    for (name, value) in value.as_object().into_iter().flatten() {
        match schema.get("properties").and_then(|properties| properties.get(name)) {
            Some(schema) => entries(schema, root, value, found, &format!("{place}.{name}")),
            None if schema["additionalProperties"].is_object() => {
                entries(&schema["additionalProperties"], root, value, found, &format!("{place}.*"));
            }
            None => {}
        }
    }
}

/// Every property of the schema.
fn properties(schema: &Value, found: &mut BTreeSet<String>, place: &str) {
    found.insert(place.to_owned());
    for choice in schema.get("oneOf").and_then(Value::as_array).into_iter().flatten() {
        properties(choice, found, place);
    }
    for (name, schema) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        if schema.get("$ref").is_none() {
            properties(schema, found, &format!("{place}.{name}"));
        }
    }
}

#[test]
fn the_page_shows_every_entry() {
    let root = schema();
    let (mut shown, mut all) = (BTreeSet::new(), BTreeSet::new());
    for example in examples() {
        entries(&root, &root, &whole(&example), &mut shown, "");
    }
    properties(&root, &mut all, "");
    for (name, schema) in root["$defs"].as_object().unwrap() {
        properties(schema, &mut all, name);
    }
    // The page says that these are like their neighbours.
    let alike = [
        "keyring.kms_mrk_multi",
        "keyring.kms_mrk_discovery",
        "key_store.kms.mrk_arn",
        "key_store.kms.mrk_discovery",
        "signature_key.",
        "keyring.hierarchical.branch_key",
        "legacy.sort_key",
        "legacy_provider.static.description",
        "legacy_provider.wrapped_rsa.description",
    ];
    let missing: Vec<_> =
        all.difference(&shown).filter(|place| !alike.iter().any(|other| place.starts_with(other))).collect();
    // A text that is one of several is shown by its place alone; grant tokens are the same everywhere.
    let missing: Vec<_> = missing.into_iter().filter(|place| !place.ends_with("grant_tokens")).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}
