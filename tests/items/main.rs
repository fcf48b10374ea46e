//! Items and their bytes: sealing, opening, tampering, vectors, texts of errors, JSON and streams.

#[path = "../../examples/vectors/config.rs"]
mod config;
#[path = "../../examples/vectors/item_json.rs"]
mod item_json;
#[path = "../../examples/vectors/keys.rs"]
mod keys;
#[path = "../../examples/vectors/manifest.rs"]
#[allow(dead_code, reason = "the example runs and seals several manifests")]
mod manifest;

mod debug_output;
mod early_errors;
mod error_classes;
#[cfg(feature = "fips")]
mod fips;
mod hostile_texts;
mod json;
mod kms_peer;
mod padding;
mod properties;
mod reader_policy;
mod round_trips;
mod storable;
mod stream_records;
mod table_config;
mod tampering;
mod vectors;
