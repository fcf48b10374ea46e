//! Reading by beacons: what of a request is sent, and what is decided on this side.
//!
//! A request is planned once, and completed when the beacon key is there. What is decided here is decided on the items as
//! the application sees them, exactly as DynamoDB would decide it if nothing were encrypted. What is sent is weaker, and
//! holds no value of an encrypted attribute: at most its hash.

mod compound_text;
mod key_condition;
mod limits;
mod names;
mod partitions;
mod placeholders;
mod plan;
mod tenant;
mod test;
mod value;
mod view;
mod weaken;

pub(crate) use names::{Actions, beacon_in_condition};
pub(crate) use partitions::PARTITION;
pub(crate) use placeholders::Placeholders;
pub(crate) use plan::{Asked, SearchPlan, Sent};

use crate::crypto::CryptoError;

/// Why a planned request could not be completed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The cryptographic library failed.
    Crypto,
    /// This crate has reached a state that its code rules out.
    Internal(&'static str),
}

impl From<CryptoError> for Failure {
    fn from(CryptoError: CryptoError) -> Self {
        Failure::Crypto
    }
}
