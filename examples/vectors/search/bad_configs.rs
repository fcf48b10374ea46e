//! Configurations that have to be refused.

use std::error::Error;

use serde_json::{Value, json};

use super::{File, config};

/// Builds the configuration of a test.
pub(super) async fn run(file: &File, test: &Value) -> Result<Value, Box<dyn Error>> {
    let config = test.get("config").ok_or("there is no config")?;
    config::build(file, config, "any", 0)?;
    Ok(json!({ "accepted": true }))
}
