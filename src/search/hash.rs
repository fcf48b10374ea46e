//! The keyed hash of a beacon.
//!
//! Source: `specification/searchable-encryption/beacons.md`.

use std::sync::Arc;

use crate::crypto::CryptoError;
use crate::crypto::derived_macs::DerivedMacs;

/// Stands before a beacon's name in what its key is derived for.
pub(super) const PURPOSE: &str = "AWS_DBE_SCAN_BEACON";
/// What the key is derived for that chooses partitions. It must never begin like that of a beacon.
pub(super) const PARTITION_PURPOSE: &str = "dynamodb-item-encryptor partition of item";

/// The keyed hashes of a table's beacons, under one beacon key.
pub(crate) struct Hashes(pub(super) Arc<DerivedMacs>);

impl Hashes {
    /// Derives the keys of `names`, and that of partitions, from a beacon key.
    ///
    /// Source: `specification/searchable-encryption/search-config.md`, section "HMAC Key Generation".
    pub(super) fn derive(beacon_key: &[u8], names: &[String]) -> Result<DerivedMacs, CryptoError> {
        let purposes: Vec<[&[u8]; 2]> = names
            .iter()
            .map(|name| [PURPOSE.as_bytes(), name.as_bytes()])
            .chain([[PARTITION_PURPOSE.as_bytes(), &[]]])
            .collect();
        DerivedMacs::derive(beacon_key, purposes.into_iter())
    }

    /// The hash of `data` under key number `key`, of `bits` bits, in an item of partition `partition` of those that the
    /// beacon has. It leaves keys on the stack, which the caller overwrites.
    ///
    /// Source: `specification/searchable-encryption/beacons.md`, section "Beacon Partition Encoding".
    pub(super) fn hash_unwiped(
        &self,
        key: usize,
        bits: u8,
        data: &[u8],
        partition: u8,
    ) -> Result<String, CryptoError> {
        let behind = Some(partition).filter(|partition| *partition != 0);
        digits(self.0.start_unwiped(key, data, behind)?, bits)
    }

    /// A number that nobody can tell without the beacon key, for the choice of a partition. It leaves keys on the stack,
    /// which the caller overwrites.
    pub(super) fn partition_unwiped(&self, key: usize, data: &[u8], count: u8) -> Result<u64, CryptoError> {
        self.0.start_unwiped(key, data, Some(count))
    }
}

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// The last `bits` bits, in hexadecimal digits.
///
/// Source: `specification/searchable-encryption/beacons.md`, section "basicHash".
pub(super) fn digits(hash: u64, bits: u8) -> Result<String, CryptoError> {
    let mut rest = 1_u64.checked_shl(u32::from(bits)).map_or(u64::MAX, |beyond| beyond - 1) & hash;
    let mut digits = [0; 16];
    let digits = digits.get_mut(..usize::from(bits.div_ceil(4)).min(16)).ok_or(CryptoError)?;
    for digit in digits.iter_mut().rev() {
        let [.., last] = rest.to_be_bytes();
        *digit = *DIGITS.get(usize::from(last & 0xf)).ok_or(CryptoError)?;
        rest >>= 4;
    }
    std::str::from_utf8(digits).map(str::to_owned).map_err(|_| CryptoError)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partitions_have_a_key_that_no_beacon_can_have() {
        assert!(!PARTITION_PURPOSE.starts_with(PURPOSE) && !PURPOSE.starts_with(PARTITION_PURPOSE));
        assert!(PARTITION_PURPOSE.as_bytes()[0] != PURPOSE.as_bytes()[0]);
    }

    #[test]
    fn digits_are_the_last_bits_with_leading_zeros() {
        for (bits, expected) in
            [(1, "1"), (3, "7"), (5, "17"), (8, "b7"), (12, "7b7"), (13, "07b7"), (63, "01020304050607b7")]
        {
            assert_eq!(digits(0x0102_0304_0506_07b7, bits).unwrap(), expected, "{bits}");
        }
        assert_eq!(digits(u64::MAX, 63).unwrap(), "7fffffffffffffff");
        assert_eq!(digits(u64::MAX, 64).unwrap(), "ffffffffffffffff");
    }
}
