//! Lengths and counts as the format keeps them, checked where they are written.

use crate::error::ValueProblem;

/// A length does not fit where the format keeps it. Writers check what they are given before, so that it is a fault of
/// this crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unfit;

impl Unfit {
    /// What is reported as a bug.
    pub(crate) const STATE: &str = "a length that was checked does not fit where it is written";
}

/// Appends a 16-bit length or count.
pub(super) fn push16(out: &mut Vec<u8>, length: usize) -> Result<(), Unfit> {
    out.extend_from_slice(&u16::try_from(length).map_err(|_| Unfit)?.to_be_bytes());
    Ok(())
}

/// Appends `bytes` after their 16-bit length.
pub(super) fn push_bytes16(out: &mut Vec<u8>, bytes: &[u8]) -> Result<(), Unfit> {
    push16(out, bytes.len())?;
    out.extend_from_slice(bytes);
    Ok(())
}

/// A length or count of a value as 32 bits.
pub(super) fn bytes32(length: usize) -> Result<[u8; 4], ValueProblem> {
    u32::try_from(length).map(u32::to_be_bytes).map_err(|_| ValueProblem::TooLong)
}

/// Appends what `write` appends, after its 32-bit length.
pub(super) fn behind_length32(
    out: &mut Vec<u8>,
    write: impl FnOnce(&mut Vec<u8>) -> Result<(), ValueProblem>,
) -> Result<(), ValueProblem> {
    let start = out.len();
    out.extend_from_slice(&[0; 4]);
    write(out)?;
    let written = out.get_mut(start..).and_then(<[u8]>::split_first_chunk_mut);
    let (length, content) = written.ok_or(ValueProblem::Internal)?;
    *length = bytes32(content.len())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_stands_before_what_it_counts_or_nothing_is_written() {
        let mut out = vec![9];
        behind_length32(&mut out, |out| {
            out.extend_from_slice(b"abc");
            Ok(())
        })
        .unwrap();
        assert_eq!(out, b"\x09\0\0\0\x03abc");
        for left in 0..5 {
            let mut out = vec![9];
            let cut = |out: &mut Vec<u8>| {
                out.truncate(left);
                Ok(())
            };
            assert_eq!(behind_length32(&mut out, cut), Err(ValueProblem::Internal), "{left}");
        }
    }

    #[test]
    fn a_length_that_does_not_fit_is_not_cut() {
        let mut out = Vec::new();
        assert_eq!(push16(&mut out, 0x1_0000), Err(Unfit));
        assert_eq!(push_bytes16(&mut out, &[0; 0x1_0001]), Err(Unfit));
        assert!(out.is_empty());
        push16(&mut out, 0xffff).unwrap();
        assert_eq!(out, [0xff, 0xff]);
    }
}
