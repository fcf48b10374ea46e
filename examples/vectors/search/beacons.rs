//! What is written beside an item.

use std::error::Error;

use dynamodb_item_encryptor::{Item, ItemEncryptor};
use serde_json::{Value, json};

use super::{File, config, item, member};
use crate::item_json;

/// Seals the record of a test, and compares what comes out with it.
pub(super) async fn run(file: &File, test: &Value) -> Result<Value, Box<dyn Error>> {
    let (config, branch_key_id): (&str, &str) = (member(test, "config")?, member(test, "branchKeyId")?);
    let partition = member(test, "partition").unwrap_or_default();
    let table = config::build(file, file.config(config)?, branch_key_id, partition)?;
    let record = item(test.get("record").ok_or("there is no record")?)?;
    let mut sealed = ItemEncryptor::new(table).encrypt_item(record.clone()).await?;
    let mut removed: Vec<_> = record.keys().filter(|name| !sealed.contains_key(*name)).collect();
    removed.sort();
    let whole = item_json::to_json(&sealed)?;
    for metadata in ["aws_dbe_head", "aws_dbe_foot"] {
        sealed.remove(metadata).ok_or("header or footer is missing")?;
    }
    let added: Item = sealed.into_iter().filter(|(name, _)| !record.contains_key(name)).collect();
    let mut answer = json!({ "attributes": item_json::to_json(&added)?, "removed": removed });
    if file.manifest.sealed {
        answer["sealed"] = whole;
    }
    Ok(answer)
}
