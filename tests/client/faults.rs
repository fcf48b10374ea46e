//! Faults between the wrapped client and DynamoDB, and between it and KMS: nothing is lost, nothing is done
//! twice, and nothing of what is encrypted is on the wire.

mod cancelled;
mod counters;
mod each;
mod every_await;
mod key_faults;
mod lost_or_doubled;
mod racing_transactions;
mod racing_updates;
mod reproducible;
mod shapes;
mod soak;
