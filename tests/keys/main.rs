//! Keyrings, material providers, key stores and caches: what they wrap, what they believe, and what they refuse.

#[path = "../../examples/hsm_keyring.rs"]
#[allow(dead_code, reason = "the example has a main function")]
mod hsm_keyring;
mod provider_rows;

mod aliases;
mod branch_key_supplier;
mod cache;
mod cached_kms;
mod cached_kms_forgery;
mod data_keys;
mod differences;
mod key_store;
mod key_store_peer;
mod key_texts;
mod kms_answers;
mod kms_key;
mod kms_page;
mod kms_variants;
mod poison_pills;
mod provider_matrix;
mod providers;
mod raw_keyrings;
mod rewrap;
#[cfg(all(feature = "ed25519", not(feature = "fips")))]
mod writers;
