//! What is logged holds no plaintext and no key.
//!
//! In a program of its own, in which every test listens, as `test_support::log` explains.

mod client;
mod faults;
mod kms;
