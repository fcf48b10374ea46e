//! The legacy format: reading, writing, its options and clients, and moving tables away from it.

#![cfg(feature = "legacy")]

#[path = "../../examples/vectors/ddbec.rs"]
mod ddbec;
#[path = "../../examples/vectors/item_json.rs"]
#[allow(dead_code, reason = "the example writes items too")]
mod item_json;
#[path = "../../examples/migrate/migration.rs"]
mod migration;
#[path = "../../examples/migrate/progress.rs"]
mod progress;

mod client;
mod items;
mod migrate;
mod migrate_races;
mod options;
mod peer;
mod poison_pills;
mod replacement;
mod stores;
mod writers;
