//! What several tests need.

pub mod asymmetric;
pub mod engine;
pub mod expressions;
pub mod fault;
pub mod forger;
pub mod http;
pub mod keys;
pub mod kms;
pub mod legacy_writers;
pub mod log;
pub mod proxy;
mod put_right;
pub mod recorded;
pub mod secrets;
pub mod seeded;
pub mod watch;
pub mod wire;
pub mod workload;

use std::collections::HashMap;
use std::error::Error as StdError;
use std::time::Duration;

use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Builder, Config, Credentials, Region};
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    AlgorithmSuite, Item, ItemEncryptor, Keyring, RawAesKeyring, TableConfig, TableConfigBuilder,
};

use serde_json::{Value, json};

/// The wrapping key of all tests.
pub const KEY: [u8; 32] = *b"an AES key for tests: 32 bytes..";

/// What requests are signed with.
pub const SECRET_ACCESS_KEY: &str = "not-a-secret";

/// The configuration of a client for a server on this machine.
pub fn config(url: &str) -> Builder {
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .endpoint_url(url)
        .credentials_provider(Credentials::new("AKIDTESTS", SECRET_ACCESS_KEY, None, None, "tests"))
        .retry_config(RetryConfig::standard().with_initial_backoff(Duration::from_millis(2)))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .interceptor(watch::Mark)
}

pub fn keyring() -> RawAesKeyring {
    RawAesKeyring::new("tests", "key", &KEY).unwrap()
}

/// The table `Customers`, whose `email` and `notes` are encrypted.
pub fn customers(keyring: impl Keyring + 'static) -> TableConfig {
    customers_builder(keyring).build().unwrap()
}

pub fn customers_builder(keyring: impl Keyring + 'static) -> TableConfigBuilder {
    TableConfig::builder("Customers")
        .partition_key("id")
        .sort_key("created")
        .encrypt(["email", "notes"])
        .sign(["plan"])
        .unsigned_prefix(":")
        .suite(AlgorithmSuite::HmacSha384)
        .keyring(keyring)
}

pub fn s(value: impl Into<String>) -> AttributeValue {
    AttributeValue::S(value.into())
}

pub fn n(value: u32) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

/// An item of `Customers`.
pub fn customer(id: &str, created: u32, email: &str) -> Item {
    HashMap::from([
        ("id".to_owned(), s(id)),
        ("created".to_owned(), n(created)),
        ("email".to_owned(), s(email)),
        ("notes".to_owned(), AttributeValue::L(vec![s("a secret note"), n(31_415_926)])),
        ("plan".to_owned(), s("gold")),
        (":counter".to_owned(), n(1)),
    ])
}

/// The item without its list, which [`to_json`] cannot write.
pub fn without_notes(mut item: Item) -> Item {
    item.remove("notes");
    item
}

/// An error and all its sources.
pub fn sources<'a>(error: &'a (dyn StdError + 'static)) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |error| (*error).source())
}

/// The messages of an error and all its sources, on one line.
pub fn with_sources(error: &(dyn StdError + 'static)) -> String {
    sources(error).map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// The first error of type `E` among an error and its sources.
pub fn find<'a, E: StdError + 'static>(error: &'a (dyn StdError + 'static)) -> Option<&'a E> {
    sources(error).find_map(|error| error.downcast_ref())
}

/// The pairs of an item's material description in the legacy format, in their order.
pub fn legacy_description(item: &Item) -> Vec<(String, String)> {
    let description = item["*amzn-ddb-map-desc*"].as_b().expect("it is binary").as_ref();
    let mut rest = description.strip_prefix(&[0; 4]).expect("it is of version 0");
    let mut texts = Vec::new();
    while let Some((length, bytes)) = rest.split_first_chunk() {
        let (text, bytes) = bytes.split_at(u32::from_be_bytes(*length) as usize);
        texts.push(String::from_utf8(text.to_vec()).expect("it is text"));
        rest = bytes;
    }
    texts.chunks(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect()
}

/// Whether `text` has `bytes` in any of the forms that they could be printed in.
pub fn has_bytes(text: &str, bytes: &[u8]) -> bool {
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let decimal: Vec<_> = bytes.iter().map(u8::to_string).collect();
    let forms = [
        String::from_utf8_lossy(bytes).into_owned(),
        bytes.escape_ascii().to_string(),
        hex.to_uppercase(),
        hex,
        aws_smithy_types::base64::encode(bytes),
        decimal.join(", "),
        decimal.join(","),
    ];
    forms.iter().any(|form| text.contains(form.as_str()))
}

/// An item as DynamoDB sends it, for the types that the tests use.
pub fn to_json(item: &Item) -> Value {
    let value = |value: &AttributeValue| match value {
        AttributeValue::S(text) => json!({ "S": text }),
        AttributeValue::N(number) => json!({ "N": number }),
        AttributeValue::B(bytes) => json!({ "B": aws_smithy_types::base64::encode(bytes.as_ref()) }),
        other => panic!("{other:?}"),
    };
    item.iter().map(|(name, attribute)| (name.clone(), value(attribute))).collect()
}

/// An item of `Customers` as DynamoDB stores and sends it.
pub async fn sealed(item: Item) -> Value {
    to_json(&ItemEncryptor::new(customers(keyring())).encrypt_item(item).await.unwrap())
}
