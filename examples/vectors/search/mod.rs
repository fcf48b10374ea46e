//! The vectors of searchable encryption: for each test of a file, what this crate does.
//!
//! A file says by its `manifest.type` what its tests are. The answer has a member for each of them in `tests`:
//!
//! | type | a test's answer |
//! |---|---|
//! | `search-beacons` | `attributes` and `removed`: what sealing the record adds to it, besides header and footer, and takes out of it; and `sealed`, the whole item, where the file's `manifest.sealed` asks for it |
//! | `search-queries` | `sent`: the request as it goes to DynamoDB, and for a query `numberOfQueries`, which reach all partitions |
//! | `search-post-filter` | `remaining` and `count`: which of the page's items are given back, and how many |
//! | `search-bad-configs` | `accepted`, where the configuration should have been refused |
//! | all | or `refused`, with the reason |

mod bad_configs;
mod beacons;
pub(crate) mod config;
mod queries;
mod request;

use std::collections::HashMap;
use std::error::Error;
use std::sync::Arc;

use aws_smithy_types::base64;
use dynamodb_item_encryptor::{
    BeaconKey, BranchKey, HierarchicalKeyring, InMemoryBeaconKeys, InMemoryBranchKeys, MultiKeyring,
};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

/// A file of vectors. What a test is depends on the type.
#[derive(Deserialize)]
pub(crate) struct File {
    manifest: Manifest,
    #[serde(default)]
    pub(crate) keys: HashMap<String, Keys>,
    #[serde(default)]
    pub(crate) configs: HashMap<String, Value>,
    /// The items of each configuration's table.
    #[serde(default)]
    items: HashMap<String, Vec<Value>>,
    tests: Map<String, Value>,
}

#[derive(Deserialize)]
struct Manifest {
    r#type: String,
    /// Whether what was sealed is to be given whole, so that another implementation can open it.
    #[serde(default)]
    sealed: bool,
}

/// What a key store has under one branch key id.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Keys {
    branch_key_version: String,
    branch_key: String,
    beacon_key: String,
}

impl File {
    /// The configuration of this id.
    pub(crate) fn config(&self, id: &str) -> Result<&Value, Box<dyn Error>> {
        self.configs.get(id).ok_or_else(|| format!("there is no configuration '{id}'").into())
    }

    /// The items of the table with the configuration of this id.
    pub(crate) fn items(&self, config: &str) -> Result<&[Value], Box<dyn Error>> {
        let items = self.items.get(config).map(Vec::as_slice);
        items.ok_or_else(|| format!("configuration '{config}' has no items").into())
    }

    /// A keyring that seals under this branch key, and opens what was sealed under any.
    pub(crate) fn keyring(&self, branch_key_id: &str) -> Result<MultiKeyring, Box<dyn Error>> {
        let mut all = InMemoryBranchKeys::new();
        for (id, keys) in &self.keys {
            let key = BranchKey::new(keys.branch_key_version.parse()?, &bytes(&keys.branch_key)?);
            all = all.with(id, key);
        }
        let all = Arc::new(all);
        let sealing = MultiKeyring::new(HierarchicalKeyring::new(branch_key_id, Arc::clone(&all)));
        let others = self.keys.keys().filter(|id| *id != branch_key_id);
        Ok(others.fold(sealing, |keyring, id| {
            keyring.and_to_read(HierarchicalKeyring::new(id.as_str(), Arc::clone(&all)))
        }))
    }

    /// All beacon keys.
    pub(crate) fn beacon_keys(&self) -> Result<InMemoryBeaconKeys, Box<dyn Error>> {
        let mut all = InMemoryBeaconKeys::new();
        for (id, keys) in &self.keys {
            all = all.with(id, BeaconKey::new(&bytes(&keys.beacon_key)?));
        }
        Ok(all)
    }
}

fn bytes(text: &str) -> Result<[u8; 32], Box<dyn Error>> {
    base64::decode(text)?.try_into().map_err(|_| "a key has 32 bytes".into())
}

/// Runs the tests of a file, and gives the answers as JSON.
pub(crate) async fn run(json: &str) -> Result<String, Box<dyn Error>> {
    let file: File = serde_json::from_str(json)?;
    let mut answers = Map::new();
    for (id, test) in &file.tests {
        let answer = match file.manifest.r#type.as_str() {
            "search-beacons" => beacons::run(&file, test).await,
            "search-queries" => queries::run(&file, test).await,
            "search-post-filter" => queries::run_page(&file, test).await,
            "search-bad-configs" => bad_configs::run(&file, test).await,
            other => return Err(format!("files of type '{other}' are not known").into()),
        };
        let answer = answer.unwrap_or_else(|error| json!({ "refused": reason(&*error) }));
        answers.insert(id.clone(), answer);
    }
    Ok(serde_json::to_string_pretty(&json!({ "tests": answers }))?)
}

/// What an error says, with what it is caused by.
fn reason(error: &dyn Error) -> String {
    let causes = std::iter::successors(error.source(), |error| (*error).source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}

/// A part of a test, of whatever type.
pub(crate) fn member<'a, T: Deserialize<'a>>(test: &'a Value, name: &str) -> Result<T, Box<dyn Error>> {
    let value = test.get(name).ok_or_else(|| format!("there is no member '{name}'"))?;
    T::deserialize(value).map_err(|error| format!("member '{name}': {error}").into())
}

/// An item of a test.
pub(crate) fn item(json: &Value) -> Result<dynamodb_item_encryptor::Item, Box<dyn Error>> {
    crate::item_json::parse(&RawValue::from_string(json.to_string())?)
}
