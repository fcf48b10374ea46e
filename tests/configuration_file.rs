//! Configurations from files: what they make, what is wrong with them, and where.
#![cfg(all(feature = "config", feature = "legacy"))]

#[path = "configuration_file/errors.rs"]
mod errors;
#[path = "configuration_file/keys.rs"]
mod keys;
#[path = "configuration_file/page.rs"]
mod page;
#[path = "configuration_file/policies.rs"]
mod policies;
#[path = "configuration_file/random.rs"]
mod random;
#[path = "configuration_file/schema.rs"]
mod schema;
#[path = "configuration_file/stores.rs"]
mod stores;
#[path = "configuration_file/texts.rs"]
mod texts;
