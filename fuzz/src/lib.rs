//! Fuzz targets: each is a function that takes bytes, and panics where the crate breaks a rule. The fuzzer looks for such
//! bytes (`run.sh`); `tests/corpus.rs` runs those that it has kept.

#![forbid(unsafe_code)]

pub mod common;
pub mod configuration;
pub mod dynamodb_json;
pub mod header;
pub mod hostile_answers;
pub mod key_files;
pub mod key_store_records;
pub mod open_item;
pub mod partiql;
pub mod seal_item;
pub mod search_queries;

/// What is done with an input.
pub type Target = fn(&[u8]);

/// The targets, by the names of their programs and corpora.
pub const TARGETS: &[(&str, Target)] = &[
    ("configuration", configuration::run),
    ("dynamodb_json", dynamodb_json::run),
    ("header", header::run),
    ("hostile_answers", hostile_answers::run),
    ("key_files", key_files::run),
    ("key_store_records", key_store_records::run),
    ("open_item", open_item::run),
    ("partiql", partiql::run),
    ("seal_item", seal_item::run),
    ("search_queries", search_queries::run),
];
