//! A cursor over untrusted bytes.

/// The input ended early or holds something it must not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ParseError;

/// Reads big-endian fields from the front of a slice.
#[derive(Clone)]
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    /// The same as text, where it is known to be UTF-8, so that a part of it need not be looked at again.
    text: Option<&'a str>,
}

impl<'a> Reader<'a> {
    /// Starts at the front of `bytes`.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Reader { bytes, text: None }
    }

    /// Starts at the front of `bytes`, which hold many short texts. Between them stand types and lengths, which are
    /// UTF-8 as well as long as they are small: then all are checked at once.
    pub(crate) fn of_texts(bytes: &'a [u8]) -> Self {
        Reader { bytes, text: str::from_utf8(bytes).ok() }
    }

    /// Takes `count` bytes.
    pub(crate) fn take(&mut self, count: usize) -> Result<&'a [u8], ParseError> {
        self.part(count).map(|part| part.bytes)
    }

    /// Takes `count` bytes, to be read from by themselves.
    fn part(&mut self, count: usize) -> Result<Self, ParseError> {
        let (taken, rest) = self.bytes.split_at_checked(count).ok_or(ParseError)?;
        // Between two characters only.
        let (taken_text, rest_text) = self.text.and_then(|text| text.split_at_checked(count)).unzip();
        *self = Reader { bytes: rest, text: rest_text };
        Ok(Reader { bytes: taken, text: taken_text })
    }

    /// Takes `N` bytes as an array.
    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], ParseError> {
        self.take(N)?.try_into().map_err(|_| ParseError)
    }

    /// How many bytes are left.
    pub(crate) fn left(&self) -> usize {
        self.bytes.len()
    }

    /// What is left, as UTF-8.
    pub(crate) fn left_text(&self) -> Result<&'a str, ParseError> {
        self.text.map_or_else(|| utf8(self.bytes), Ok)
    }

    /// What is left.
    pub(crate) fn left_bytes(&self) -> &'a [u8] {
        self.bytes
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

    /// Takes a 32-bit length and that many bytes, to be read from by themselves.
    pub(crate) fn part32(&mut self) -> Result<Self, ParseError> {
        let length = self.u32()?;
        self.part(length)
    }

    /// Takes a 16-bit length and that many bytes of UTF-8.
    pub(crate) fn str16(&mut self) -> Result<&'a str, ParseError> {
        self.bytes16().and_then(utf8)
    }

    /// Takes a 32-bit length and that many bytes of UTF-8.
    pub(crate) fn str32(&mut self) -> Result<&'a str, ParseError> {
        self.part32()?.left_text()
    }

    /// Fails unless everything was read.
    pub(crate) fn end(self) -> Result<(), ParseError> {
        if self.bytes.is_empty() { Ok(()) } else { Err(ParseError) }
    }
}

/// `bytes` as UTF-8.
pub(crate) fn utf8(bytes: &[u8]) -> Result<&str, ParseError> {
    str::from_utf8(bytes).map_err(|_| ParseError)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts behind their lengths.
    fn behind_lengths(texts: &[&[u8]]) -> Vec<u8> {
        let length = |text: &[u8]| u32::try_from(text.len()).unwrap().to_be_bytes();
        texts.iter().flat_map(|text| [&length(text)[..], text].concat()).collect()
    }

    #[test]
    fn texts_are_the_same_whether_they_are_checked_at_once_or_one_by_one() {
        let long = "x".repeat(0x80);
        let cases: [&[&[u8]]; 8] = [
            &[b"a", b"", b"bc"],
            &["ä".as_bytes(), "\u{10000}".as_bytes(), b"c"],
            // Together they are UTF-8, and each by itself is not.
            &[b"\xc3", b"\xa4"],
            &[b"a\xf0\x90", b"\x80\x80"],
            &[b"a", b"\xff", b"b"],
            &[b"a", long.as_bytes(), "ä".as_bytes()],
            &[long.as_bytes(), b"\xc3"],
            &[b"\0\0\0\x01a", b"b"],
        ];
        for texts in cases {
            let bytes = behind_lengths(texts);
            for mut reader in [Reader::new(&bytes), Reader::of_texts(&bytes)] {
                for text in texts {
                    assert_eq!(reader.str32(), utf8(text), "{texts:?}");
                }
                assert_eq!(reader.end(), Ok(()));
            }
        }
    }

    #[test]
    fn a_text_that_is_cut_within_a_character_is_none() {
        // One text of two characters of two bytes each, under every length.
        for length in 0..=5_u8 {
            let bytes = [&[0, 0, 0, length][..], "äö".as_bytes()].concat();
            let expected = match length {
                0 => Ok(""),
                2 => Ok("ä"),
                4 => Ok("äö"),
                _ => Err(ParseError),
            };
            assert_eq!(Reader::of_texts(&bytes).str32(), expected, "{length}");
            // What comes after it is read as before.
            let mut reader = Reader::of_texts(&bytes);
            if reader.part32().is_ok() {
                assert_eq!(reader.left_text(), utf8(&bytes[4 + usize::from(length)..]), "{length}");
            }
        }
    }
}
