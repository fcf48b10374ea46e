//! Table configurations as manifests describe them.

use std::error::Error;

use dynamodb_item_encryptor::{AlgorithmSuite, AttributeAction, Keyring, ReaderPolicy, TableConfig};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::keys::KeyFile;

/// A manifest's configuration. What it leaves out has the values below.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Config {
    #[serde(default = "default_table")]
    logical_table_name: String,
    #[serde(default = "default_partition_key")]
    partition_key_name: String,
    sort_key_name: Option<String>,
    key: Option<Value>,
    algorithm_suite_id: Option<String>,
    plaintext_override: Option<String>,
    #[serde(default)]
    attribute_actions_on_encrypt: Map<String, Value>,
    allowed_unsigned_attribute_prefix: Option<String>,
    allowed_unsigned_attributes: Option<Vec<String>>,
}

fn default_table() -> String {
    "GazelleVectorTable".to_owned()
}

fn default_partition_key() -> String {
    "RecNum".to_owned()
}

/// Builds the configuration that `json` describes, for a reader of the given policy.
pub(crate) fn parse(
    json: &RawValue,
    keys: &KeyFile,
    policy: ReaderPolicy,
) -> Result<TableConfig, Box<dyn Error>> {
    parse_with(json, policy, |key| keys.keyring(key))
}

/// The same, with the keyring that is made of the description of the key.
pub(crate) fn parse_with(
    json: &RawValue,
    policy: ReaderPolicy,
    keyring: impl FnOnce(Option<&Value>) -> Result<Box<dyn Keyring>, Box<dyn Error>>,
) -> Result<TableConfig, Box<dyn Error>> {
    let config: Config = serde_json::from_str(json.get())?;
    let actions = config
        .attribute_actions_on_encrypt
        .into_iter()
        .map(|(name, value)| Ok((name, action(&value)?)))
        .collect::<Result<Vec<_>, Box<dyn Error>>>()?;
    let mut builder = TableConfig::builder(config.logical_table_name)
        .partition_key(config.partition_key_name)
        .attribute_actions(actions)
        .reader_policy(policy)
        .keyring(keyring(config.key.as_ref())?);
    if let Some(name) = config.sort_key_name {
        builder = builder.sort_key(name);
    }
    // In manifests an empty prefix or list is the same as none.
    if let Some(prefix) = config.allowed_unsigned_attribute_prefix.filter(|prefix| !prefix.is_empty()) {
        builder = builder.unsigned_prefix(prefix);
    }
    if let Some(names) = config.allowed_unsigned_attributes.filter(|names| !names.is_empty()) {
        builder = builder.allowed_unsigned(names);
    }
    if let Some(suite) = config.algorithm_suite_id {
        builder = builder.suite(algorithm_suite(&suite)?);
    }
    if let Some(policy) = config.plaintext_override {
        builder = builder.plaintext_policy(policy.parse()?);
    }
    Ok(builder.build()?)
}

pub(crate) fn action(value: &Value) -> Result<AttributeAction, Box<dyn Error>> {
    match value.as_str() {
        Some("ENCRYPT_AND_SIGN") => Ok(AttributeAction::EncryptAndSign),
        Some("SIGN_ONLY") => Ok(AttributeAction::SignOnly),
        Some("SIGN_AND_INCLUDE_IN_ENCRYPTION_CONTEXT" | "CONTEXT_AND_SIGN") => {
            Ok(AttributeAction::SignAndIncludeInEncryptionContext)
        }
        Some("DO_NOTHING") => Ok(AttributeAction::DoNothing),
        _ => Err(format!("unknown attribute action {value}").into()),
    }
}

fn algorithm_suite(name: &str) -> Result<AlgorithmSuite, Box<dyn Error>> {
    let mut all = AlgorithmSuite::ALL.iter().copied();
    all.find(|suite| suite.name() == name).ok_or_else(|| format!("unknown algorithm suite '{name}'").into())
}
