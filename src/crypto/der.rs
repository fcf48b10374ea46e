//! As much of DER (ITU-T X.690) as it takes to find the numbers of a key or a signature.

use super::CryptoError;

pub(super) const INTEGER: u8 = 0x02;
pub(super) const SEQUENCE: u8 = 0x30;

/// Reads elements from the front of a slice.
pub(super) struct Der<'a>(pub(super) &'a [u8]);

impl<'a> Der<'a> {
    /// The content of the next element, which must have the tag `tag`.
    pub(super) fn content(&mut self, tag: u8) -> Result<Der<'a>, CryptoError> {
        let [found, length, rest @ ..] = self.0 else { return Err(CryptoError) };
        if *found != tag {
            return Err(CryptoError);
        }
        let (length, rest) = match length {
            0..=0x7f => (usize::from(*length), rest),
            // One to three bytes of length follow: more than any key takes.
            0x81..=0x83 => {
                let (digits, rest) = rest.split_at_checked(usize::from(length & 0x7f)).ok_or(CryptoError)?;
                (digits.iter().fold(0, |length, digit| length << 8 | usize::from(*digit)), rest)
            }
            _ => return Err(CryptoError),
        };
        let (content, rest) = rest.split_at_checked(length).ok_or(CryptoError)?;
        self.0 = rest;
        Ok(Der(content))
    }

    /// The next element, a positive integer.
    pub(super) fn number(&mut self) -> Result<&'a [u8], CryptoError> {
        match self.content(INTEGER)?.0 {
            // A zero stands before what would be negative otherwise.
            [0, digits @ ..] if digits.first().is_some_and(|first| *first >= 0x80) => Ok(digits),
            digits if digits.first().is_some_and(|first| (1..0x80).contains(first)) => Ok(digits),
            _ => Err(CryptoError),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_no_leading_zeros_and_no_sign() {
        let mut der = Der(&[0x02, 2, 0, 0x81, 0x02, 2, 1, 0]);
        assert_eq!((der.number(), der.number()), (Ok(&[0x81][..]), Ok(&[1, 0][..])));
        for malformed in
            [&[0x02, 1, 0x81][..], &[0x02, 2, 0, 1], &[0x02, 1, 0], &[0x02, 0], &[0x02, 2, 1], &[0x03, 1, 1]]
        {
            assert_eq!(Der(malformed).number(), Err(CryptoError));
        }
    }
}
