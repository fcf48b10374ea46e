//! As much of DER (ITU-T X.690) as it takes to find the parts of a key or a signature.

use super::CryptoError;

pub(super) const INTEGER: u8 = 0x02;
pub(super) const BIT_STRING: u8 = 0x03;
pub(super) const OCTET_STRING: u8 = 0x04;
pub(super) const OBJECT_IDENTIFIER: u8 = 0x06;
pub(super) const SEQUENCE: u8 = 0x30;
/// The constructed element of context-specific number 0; others count from there.
pub(super) const CONTEXT_0: u8 = 0xa0;
/// The primitive element of context-specific number 1.
pub(super) const PRIMITIVE_1: u8 = 0x81;

/// Reads elements from the front of a slice.
#[derive(Clone, Copy)]
pub(super) struct Der<'a>(pub(super) &'a [u8]);

impl<'a> Der<'a> {
    /// The tag of the next element.
    pub(super) fn tag(&self) -> Option<u8> {
        self.0.first().copied()
    }

    /// The content of the next element, which must have the tag `tag`.
    pub(super) fn content(&mut self, tag: u8) -> Result<Der<'a>, CryptoError> {
        match self.element()? {
            (found, content) if found == tag => Ok(content),
            _ => Err(CryptoError),
        }
    }

    /// Tag and content of the next element.
    pub(super) fn element(&mut self) -> Result<(u8, Der<'a>), CryptoError> {
        let [tag, length, rest @ ..] = self.0 else { return Err(CryptoError) };
        let (length, rest) = match length {
            0..=0x7f => (usize::from(*length), rest),
            // One to three bytes of length follow: more than any key takes.
            0x81..=0x83 => {
                let (digits, rest) = rest.split_at_checked(usize::from(length & 0x7f)).ok_or(CryptoError)?;
                let length = digits.iter().fold(0, |length, digit| length << 8 | usize::from(*digit));
                // There is one encoding of each length: the shortest.
                if length < 0x80 || digits.first() == Some(&0) {
                    return Err(CryptoError);
                }
                (length, rest)
            }
            _ => return Err(CryptoError),
        };
        let (content, rest) = rest.split_at_checked(length).ok_or(CryptoError)?;
        self.0 = rest;
        Ok((*tag, Der(content)))
    }

    /// Nothing follows any more.
    pub(super) fn end(&self) -> Result<(), CryptoError> {
        if self.0.is_empty() { Ok(()) } else { Err(CryptoError) }
    }

    /// The content of a bit string of whole bytes, which is the next element.
    pub(super) fn bits(&mut self) -> Result<&'a [u8], CryptoError> {
        match self.content(BIT_STRING)?.0 {
            [0, bytes @ ..] => Ok(bytes),
            _ => Err(CryptoError),
        }
    }

    /// The next element, a positive integer.
    pub(super) fn number(&mut self) -> Result<&'a [u8], CryptoError> {
        match self.content(INTEGER)?.0 {
            // A zero stands before what would otherwise be negative.
            [0, digits @ ..] if digits.first().is_some_and(|first| *first >= 0x80) => Ok(digits),
            digits if digits.first().is_some_and(|first| (1..0x80).contains(first)) => Ok(digits),
            _ => Err(CryptoError),
        }
    }
}

/// Appends an element with the content `parts`, which must be shorter than 64 KiB.
pub(super) fn push(out: &mut Vec<u8>, tag: u8, parts: &[&[u8]]) {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let [.., high, low] = length.to_be_bytes();
    out.push(tag);
    match length {
        0..=0x7f => out.push(low),
        0x80..=0xff => out.extend([0x81, low]),
        _ => out.extend([0x82, high, low]),
    }
    parts.iter().for_each(|part| out.extend_from_slice(part));
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

    #[test]
    fn each_length_has_one_encoding() {
        for length in [0_usize, 1, 0x7f, 0x80, 0xff, 0x100, 0xffff] {
            let mut bytes = Vec::new();
            push(&mut bytes, OCTET_STRING, &[&vec![7; length]]);
            let mut der = Der(&bytes);
            assert_eq!(der.content(OCTET_STRING).map(|content| content.0.len()), Ok(length));
            assert_eq!(der.end(), Ok(()));
        }
        for longer in [
            &[0x04, 0x81, 1, 7][..],
            &[0x04, 0x82, 0, 1, 7],
            &[0x04, 0x80, 7, 0, 0],
            &[0x04, 0x84, 0, 0, 0, 1, 7],
        ] {
            assert!(Der(longer).element().is_err(), "{longer:02x?}");
        }
    }
}
