//! Configurations from files: what they make, what is wrong with them, and where.
#![cfg(all(feature = "config", feature = "legacy"))]

mod errors;
mod keys;
mod page;
mod policies;
mod random;
mod schema;
mod stores;
mod texts;
