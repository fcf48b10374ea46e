//! Faults between the wrapped client and DynamoDB, and between it and KMS: nothing is lost, nothing is done
//! twice, and nothing of what is encrypted is on the wire.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // tests may panic

#[path = "client_faults/accounts.rs"]
mod accounts;
#[path = "client_faults/calls.rs"]
mod calls;
#[path = "client_faults/cancelled.rs"]
mod cancelled;
#[path = "client_faults/counters.rs"]
mod counters;
#[path = "client_faults/each.rs"]
mod each;
#[path = "client_faults/key_faults.rs"]
mod key_faults;
#[path = "support/kms.rs"]
mod kms;
#[path = "client_faults/lost_or_doubled.rs"]
mod lost_or_doubled;
#[path = "client_faults/setup.rs"]
mod setup;
#[path = "client_faults/shapes.rs"]
mod shapes;
mod support;
#[path = "client_faults/workload.rs"]
mod workload;
