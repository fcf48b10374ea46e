//! The published schema and the parser know the same entries, of the same types.

use dynamodb_item_encryptor::config::{Configuration, ConfigurationError, EntryProblem, SCHEMA};
use serde_json::{Value, json};

use super::page::{examples, whole};

/// A name that no entry has.
const NOTHING: &str = "no such entry";

pub fn schema() -> Value {
    serde_json::from_str(SCHEMA).unwrap()
}

/// What a reference stands for.
fn resolved<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    match schema.get("$ref").and_then(Value::as_str) {
        Some(reference) => resolved(root, root.pointer(reference.strip_prefix('#').unwrap()).unwrap()),
        None => schema,
    }
}

fn is_of_kinds(schema: &Value) -> bool {
    schema.get("maxProperties") == Some(&json!(1))
}

/// The least that the schema allows.
fn sample(root: &Value, schema: &Value) -> Value {
    let schema = resolved(root, schema);
    if let Some(values) = schema.get("enum") {
        return values[0].clone();
    }
    if schema["type"] != json!("object")
        && let Some(choices) = schema.get("oneOf")
    {
        return sample(root, &choices[0]);
    }
    match schema["type"].as_str().unwrap() {
        "string" => json!("text"),
        "integer" => schema["minimum"].clone(),
        "boolean" => json!(false),
        "array" => json!([]),
        "object" => {
            let empty = serde_json::Map::new();
            let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&empty);
            let mut names: Vec<&str> = required(schema);
            if is_of_kinds(schema) {
                names.extend(properties.keys().next().map(String::as_str));
            }
            names
                .into_iter()
                .map(|name| (name.to_owned(), sample(root, &properties[name])))
                .collect::<serde_json::Map<_, _>>()
                .into()
        }
        other => panic!("{other}"),
    }
}

/// What an object must have, the first of several choices included.
fn required(schema: &Value) -> Vec<&str> {
    let of = |schema: &'_ Value| -> Vec<String> {
        let list = schema.get("required").and_then(Value::as_array).into_iter().flatten();
        list.map(|name| name.as_str().unwrap().to_owned()).collect()
    };
    let mut names = of(schema);
    if let Some(choices) = schema.get("oneOf") {
        names.extend(of(&choices[0]));
    }
    let properties = schema.get("properties").and_then(Value::as_object);
    properties
        .into_iter()
        .flatten()
        .map(|(name, _)| name.as_str())
        .filter(|name| names.iter().any(|own| own == name))
        .collect()
}

/// Compares the parser with a part of the schema. `document` makes a configuration that has a value in the place of that part.
struct Comparison<'a> {
    root: &'a Value,
    places: usize,
    /// References that are being gone through: a provider can have one of its own.
    open: Vec<String>,
}

type Document<'a> = &'a dyn Fn(Value) -> Value;

#[track_caller]
fn refused(document: &Value) -> ConfigurationError {
    match Configuration::from_json(&document.to_string()) {
        Err(error) => error,
        Ok(_) => panic!("it is not refused: {document}"),
    }
}

#[track_caller]
fn assert_known(document: &Value, expected: &Value, place: &str) {
    let error = refused(document);
    let (EntryProblem::Unknown { known, .. } | EntryProblem::UnknownKind { known, .. }) = error.problem()
    else {
        panic!("{place}: {error}: {document}");
    };
    let mut known: Vec<&str> = known.to_vec();
    let mut expected: Vec<&str> = match expected {
        Value::Object(properties) => properties.keys().map(String::as_str).collect(),
        Value::Array(values) => values.iter().map(|value| value.as_str().unwrap()).collect(),
        other => panic!("{other}"),
    };
    known.sort_unstable();
    expected.sort_unstable();
    assert_eq!(known, expected, "{place}");
}

fn is_of_type(error: &ConfigurationError) -> bool {
    matches!(error.problem(), EntryProblem::Type { .. })
}

impl Comparison<'_> {
    fn compare(&mut self, schema: &Value, place: &str, document: Document<'_>) {
        self.places += 1;
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            if self.open.iter().any(|open| open == reference) {
                return;
            }
            self.open.push(reference.to_owned());
            self.compare(resolved(self.root, schema), place, document);
            self.open.pop();
            return;
        }
        if let Some(values) = schema.get("enum") {
            assert_known(&document(json!(NOTHING)), values, place);
            assert!(is_of_type(&refused(&document(json!(7)))), "{place}");
            return;
        }
        if let Some(choices) = schema.get("oneOf").filter(|_| schema.get("type").is_none()) {
            return self.compare_choices(choices.as_array().unwrap(), place, document);
        }
        match schema["type"].as_str().unwrap() {
            "string" | "boolean" => assert!(is_of_type(&refused(&document(json!(7)))), "{place}"),
            "integer" => {
                assert!(is_of_type(&refused(&document(json!("7")))), "{place}");
                for beyond in [
                    schema["minimum"].as_i64().unwrap().checked_sub(1),
                    schema["maximum"].as_i64().unwrap().checked_add(1),
                ] {
                    let beyond = beyond.map_or(json!(1e30), |number| json!(number));
                    assert!(is_of_type(&refused(&document(beyond))), "{place}");
                }
            }
            "array" => {
                assert!(is_of_type(&refused(&document(json!("7")))), "{place}");
                self.compare(&schema["items"], &format!("{place}[]"), &|value| document(json!([value])));
            }
            "object" => self.compare_object(schema, place, document),
            other => panic!("{place}: {other}"),
        }
    }

    /// A text of several, or one kind with more: the parser knows all of them together.
    fn compare_choices(&mut self, choices: &[Value], place: &str, document: Document<'_>) {
        let [names, kinds] = choices else { panic!("{place}") };
        let names = names["enum"].as_array().unwrap().iter().cloned();
        let kinds_too = kinds["properties"].as_object().unwrap().keys().map(|name| json!(name));
        let all: std::collections::BTreeSet<String> =
            names.chain(kinds_too).map(|name| name.as_str().unwrap().to_owned()).collect();
        assert_known(&document(json!(NOTHING)), &json!(all), place);
        for (name, schema) in kinds["properties"].as_object().unwrap() {
            self.compare(schema, &format!("{place}.{name}"), &|value| document(json!({ name: value })));
        }
    }

    fn compare_object(&mut self, schema: &Value, place: &str, document: Document<'_>) {
        assert!(is_of_type(&refused(&document(json!(7)))), "{place}");
        if schema["additionalProperties"].is_object() {
            let inner = &schema["additionalProperties"];
            return self.compare(inner, &format!("{place}.*"), &|value| document(json!({ "name": value })));
        }
        assert_eq!(schema["additionalProperties"], json!(false), "{place}");
        let own = sample(self.root, schema);
        let with = |name: &str, value: Value| {
            let mut own = if is_of_kinds(schema) { json!({}) } else { own.clone() };
            own.as_object_mut().unwrap().insert(name.to_owned(), value);
            own
        };
        assert_known(&document(with(NOTHING, json!(7))), &schema["properties"], place);
        for name in schema.get("required").and_then(Value::as_array).into_iter().flatten() {
            let mut less = own.clone();
            less.as_object_mut().unwrap().remove(name.as_str().unwrap());
            let error = refused(&document(less));
            assert!(
                matches!(error.problem(), EntryProblem::Missing { entry } if entry == name),
                "{place}: {error}"
            );
        }
        for (name, inner) in schema["properties"].as_object().unwrap() {
            self.compare(inner, &format!("{place}.{name}"), &|value| document(with(name, value)));
        }
        // What the schema does not require, the parser does not either.
        if let Err(error) = Configuration::from_json(&document(own).to_string()) {
            assert!(!matches!(error.problem(), EntryProblem::Missing { .. }), "{place}: {error}");
        }
    }
}

#[test]
fn the_schema_and_the_parser_know_the_same_entries() {
    let root = schema();
    let mut comparison = Comparison { root: &root, places: 0, open: Vec::new() };
    comparison.compare(&root, "", &|value| value);
    assert!(comparison.places > 400, "only {} places were compared", comparison.places);
}

/// Checks a value against the keywords that the schema uses.
fn validate(root: &Value, schema: &Value, value: &Value, place: &str) -> Result<(), String> {
    let schema = resolved(root, schema);
    let wrong = |what: &str| Err(format!("{place}: {what}: {value}"));
    for keyword in schema.as_object().unwrap().keys() {
        let known = [
            "$schema",
            "$defs",
            "title",
            "description",
            "type",
            "enum",
            "oneOf",
            "required",
            "properties",
            "additionalProperties",
            "items",
            "minimum",
            "maximum",
            "minProperties",
            "maxProperties",
        ];
        assert!(known.contains(&keyword.as_str()), "{keyword} is not checked");
    }
    let is_type = match schema.get("type").and_then(Value::as_str) {
        None => true,
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64(),
        Some("boolean") => value.is_boolean(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        Some(other) => panic!("{other}"),
    };
    if !is_type {
        return wrong("type");
    }
    if schema.get("enum").is_some_and(|values| !values.as_array().unwrap().contains(value)) {
        return wrong("enum");
    }
    let number = value.as_i64();
    if number.is_some()
        && (number < schema["minimum"].as_i64()
            || schema.get("maximum").is_some() && number > schema["maximum"].as_i64())
    {
        return wrong("bounds");
    }
    if let Some(choices) = schema.get("oneOf") {
        let fits =
            choices.as_array().unwrap().iter().filter(|choice| validate(root, choice, value, place).is_ok());
        if fits.count() != 1 {
            return wrong("oneOf");
        }
    }
    for (number, item) in value.as_array().into_iter().flatten().enumerate() {
        validate(root, &schema["items"], item, &format!("{place}[{number}]"))?;
    }
    let Some(members) = value.as_object() else { return Ok(()) };
    for name in schema.get("required").and_then(Value::as_array).into_iter().flatten() {
        if !members.contains_key(name.as_str().unwrap()) {
            return wrong("required");
        }
    }
    if is_of_kinds(schema) && members.len() != 1 {
        return wrong("one kind");
    }
    for (name, member) in members {
        let place = format!("{place}.{name}");
        match (
            schema.get("properties").and_then(|properties| properties.get(name)),
            schema.get("additionalProperties"),
        ) {
            (Some(inner), _) => validate(root, inner, member, &place)?,
            (None, Some(Value::Bool(false))) => return wrong(&format!("no entry {name}")),
            (None, Some(inner)) => validate(root, inner, member, &place)?,
            (None, None) => {}
        }
    }
    Ok(())
}

pub fn assert_valid(value: &Value) {
    let root = schema();
    validate(&root, &root, value, "").unwrap();
}

#[test]
fn every_example_is_valid_by_the_schema() {
    let examples = examples();
    assert!(examples.len() >= 3);
    for example in examples {
        assert_valid(&whole(&example));
    }
}

#[test]
fn what_the_schema_does_not_allow_is_not_valid() {
    let root = schema();
    for wrong in [
        json!({ "tables": { "T": { "partition_key": "id" } } }),
        json!({ "tables": { "T": { "partition_key": 7, "keyring": "k" } } }),
        json!({ "tables": { "T": { "partition_key": "id", "keyring": "k", "encrpt": [] } } }),
        json!({ "tables": { "T": { "partition_key": "id", "keyring": "k", "max_data_keys": 256 } } }),
        json!({ "tables": { "T": { "partition_key": "id", "keyring": "k", "reader_policy": "lax" } } }),
        json!({ "keyrings": { "k": { "kms": { "key": "a" }, "kms_mrk": { "key": "a" } } } }),
        json!({ "keyrings": { "k": { "raw_aes": { "namespace": "a", "name": "b", "key": "c2VjcmV0" } } } }),
        json!({ "keyrings": { "k": { "raw_aes": { "namespace": "a", "name": "b", "key": { "env": "A", "file": "b" } } } } }),
    ] {
        assert!(validate(&root, &root, &wrong, "").is_err(), "{wrong}");
        assert!(
            Configuration::from_json(&wrong.to_string()).is_err() || wrong.to_string().contains("file"),
            "{wrong}"
        );
    }
}
