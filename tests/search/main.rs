//! Searching: beacons, what is planned, sent and found, and setting beacons on stored items.

#[path = "../../examples/vectors/config.rs"]
#[allow(dead_code, reason = "the example also reads manifests")]
mod config;
#[path = "../../examples/vectors/item_json.rs"]
#[allow(dead_code, reason = "the example also compares items")]
mod item_json;
#[path = "../../examples/vectors/keys.rs"]
#[allow(dead_code, reason = "the example also reads manifests")]
mod keys;
#[path = "../../examples/vectors/search/mod.rs"]
mod search;

mod generator;
mod tables;

mod beacon_index;
mod beacon_keys;
mod beacon_lengths;
mod beacon_walk;
mod beacon_walk_live;
mod beacons_of_others;
mod peer;
mod random;
mod reads;
mod requests;
mod several_keys;
mod tenants;
mod vectors;
mod writes;
