//! What DynamoDB counts for reading and writing items, in thousandths of a unit.
//!
//! Source: the DynamoDB Developer Guide, "DynamoDB read and write operations".

use std::time::Duration;

/// Bytes of a read unit.
const READ_UNIT: usize = 4096;
/// Bytes of a write unit.
const WRITE_UNIT: usize = 1024;

/// Consistent reading of so many bytes in one request.
pub(super) fn of_reading(bytes: usize) -> u64 {
    units(bytes, READ_UNIT)
}

/// Replacing an item of so many bytes by another: the larger one counts.
pub(super) fn of_writing(stored: usize, new: usize) -> u64 {
    units(stored.max(new), WRITE_UNIT)
}

fn units(bytes: usize, unit: usize) -> u64 {
    u64::try_from(bytes.div_ceil(unit).max(1)).unwrap_or(u64::MAX).saturating_mul(1000)
}

/// What DynamoDB has said in units; `None` for what cannot be a number of them.
pub(super) fn milliunits(units: f64) -> Option<u64> {
    // The standard library's only conversion from a fraction that neither panics nor cuts off is that of seconds.
    let thousandths = Duration::try_from_secs_f64(units).ok()?.as_millis();
    u64::try_from(thousandths).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_those_of_the_documentation() {
        assert_eq!((of_reading(0), of_reading(4096), of_reading(4097)), (1000, 1000, 2000));
        assert_eq!(
            (of_writing(10, 1024), of_writing(1025, 3), of_writing(0, 400 * 1024)),
            (1000, 2000, 400_000)
        );
    }

    #[test]
    fn what_is_no_number_of_units_is_not_believed() {
        assert_eq!((milliunits(0.5), milliunits(128.5), milliunits(0.0)), (Some(500), Some(128_500), Some(0)));
        assert_eq!((milliunits(-1.0), milliunits(f64::NAN), milliunits(f64::INFINITY)), (None, None, None));
    }
}
