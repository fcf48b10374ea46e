//! A cursor over untrusted bytes.

/// The input ended early or holds something it must not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ParseError;

/// Reads big-endian fields from the front of a slice.
#[derive(Clone)]
pub(crate) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Starts at the front of `bytes`.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Reader(bytes)
    }

    /// Takes `count` bytes.
    pub(crate) fn take(&mut self, count: usize) -> Result<&'a [u8], ParseError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(ParseError)?;
        self.0 = rest;
        Ok(taken)
    }

    /// Takes `N` bytes as an array.
    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], ParseError> {
        let (taken, rest) = self.0.split_first_chunk().ok_or(ParseError)?;
        self.0 = rest;
        Ok(*taken)
    }

    /// How many bytes are left.
    pub(crate) fn left(&self) -> usize {
        self.0.len()
    }

    /// Takes one byte.
    pub(crate) fn u8(&mut self) -> Result<u8, ParseError> {
        self.array().map(|[byte]| byte)
    }

    /// Takes a 16-bit number.
    pub(crate) fn u16(&mut self) -> Result<usize, ParseError> {
        self.array().map(|bytes| usize::from(u16::from_be_bytes(bytes)))
    }

    /// Takes a 32-bit number.
    pub(crate) fn u32(&mut self) -> Result<usize, ParseError> {
        usize::try_from(u32::from_be_bytes(self.array()?)).map_err(|_| ParseError)
    }

    /// Takes a 16-bit length and that many bytes.
    pub(crate) fn bytes16(&mut self) -> Result<&'a [u8], ParseError> {
        let length = self.u16()?;
        self.take(length)
    }

    /// Takes a 32-bit length and that many bytes.
    pub(crate) fn bytes32(&mut self) -> Result<&'a [u8], ParseError> {
        let length = self.u32()?;
        self.take(length)
    }

    /// Takes a 16-bit length and that many bytes of UTF-8.
    pub(crate) fn str16(&mut self) -> Result<&'a str, ParseError> {
        self.bytes16().and_then(utf8)
    }

    /// Takes a 32-bit length and that many bytes of UTF-8.
    pub(crate) fn str32(&mut self) -> Result<&'a str, ParseError> {
        self.bytes32().and_then(utf8)
    }

    /// Fails unless everything was read.
    pub(crate) fn end(self) -> Result<(), ParseError> {
        if self.0.is_empty() { Ok(()) } else { Err(ParseError) }
    }
}

/// `bytes` as UTF-8.
pub(crate) fn utf8(bytes: &[u8]) -> Result<&str, ParseError> {
    str::from_utf8(bytes).map_err(|_| ParseError)
}
