//! The items of `test-vectors/legacy_writers.json`, each with what its writer was told, and their keys.

use std::path::Path;
use std::sync::LazyLock;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue::{B, N, S};
use aws_smithy_types::base64;
use dynamodb_item_encryptor::Item;
use serde_json::Value;

static VECTORS: LazyLock<Value> = LazyLock::new(|| {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../test-vectors/legacy_writers.json");
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
});

fn attributes(json: &Value) -> Item {
    let attribute = |value: &Value| match value.as_object().unwrap().iter().next().unwrap() {
        (kind, value) if kind == "B" => B(Blob::new(base64::decode(value.as_str().unwrap()).unwrap())),
        (kind, value) if kind == "N" => N(value.as_str().unwrap().to_owned()),
        (_, value) => S(value.as_str().unwrap().to_owned()),
    };
    json.as_object().unwrap().iter().map(|(name, value)| (name.clone(), attribute(value))).collect()
}

/// The stored item of this name.
pub fn stored(name: &str) -> Item {
    attributes(&VECTORS["items"][name])
}

/// What every stored item holds.
pub fn plain() -> Item {
    attributes(&VECTORS["plaintext"])
}

/// The public or private half of a key.
pub fn key(name: &str, half: &str) -> Vec<u8> {
    base64::decode(VECTORS["keys"][name][half].as_str().unwrap()).unwrap()
}
