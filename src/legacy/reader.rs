//! A cursor over untrusted bytes.

/// The input ended early or holds something it must not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ParseError;

/// Reads big-endian fields from the front of a slice.
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Starts at the front of `bytes`.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Reader(bytes)
    }

    /// Takes `N` bytes.
    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], ParseError> {
        let (taken, rest) = self.0.split_first_chunk().ok_or(ParseError)?;
        self.0 = rest;
        Ok(*taken)
    }

    /// Takes a 32-bit length or count. Java reads it as a signed number, so the highest bit must be zero.
    pub(super) fn length(&mut self) -> Result<usize, ParseError> {
        usize::try_from(i32::from_be_bytes(self.array()?)).map_err(|_| ParseError)
    }

    /// Takes a length and that many bytes.
    pub(super) fn bytes(&mut self) -> Result<&'a [u8], ParseError> {
        let length = self.length()?;
        let (taken, rest) = self.0.split_at_checked(length).ok_or(ParseError)?;
        self.0 = rest;
        Ok(taken)
    }

    /// Takes a length and that many bytes of UTF-8.
    pub(super) fn text(&mut self) -> Result<&'a str, ParseError> {
        str::from_utf8(self.bytes()?).map_err(|_| ParseError)
    }

    /// Whether everything was read.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Fails unless everything was read.
    pub(super) fn end(self) -> Result<(), ParseError> {
        if self.is_empty() { Ok(()) } else { Err(ParseError) }
    }
}
