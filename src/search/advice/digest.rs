//! Values, told apart without being kept.

use std::hash::{BuildHasher, RandomState};

use aws_sdk_dynamodb::types::AttributeValue;
use zeroize::Zeroizing;

use crate::error::BeaconProblem;
use crate::search::push_bytes;

/// Makes 128 bits of each value: those that have the same beacon under every key have the same. They say nothing to another
/// process, which has other hashes.
#[derive(Default)]
pub(super) struct Digests {
    halves: [RandomState; 2],
    bytes: Zeroizing<Vec<u8>>,
}

impl Digests {
    /// # Errors
    /// A value of which no beacon can be made.
    pub(super) fn of(&mut self, value: &AttributeValue) -> Result<u128, BeaconProblem> {
        self.bytes.clear();
        let pushed = push_bytes(&mut self.bytes, value);
        let [high, low] = self.halves.each_ref().map(|half| half.hash_one(&*self.bytes));
        // Not the last value stays here, but nothing.
        self.bytes.fill(0);
        pushed.map(|()| u128::from(high) << 64 | u128::from(low))
    }
}
