//! Where the parts of a sealed item's header are.

use crate::Result;
use std::ops::Range;

const MESSAGE_ID: Range<usize> = 2..34;
const COMMITMENT_LENGTH: usize = 32;

pub struct Header {
    pub message_id: Range<usize>,
    pub legend: Range<usize>,
    /// The stored context, without its count.
    pub context: Range<usize>,
    pub data_keys: Vec<DataKey>,
    pub commitment: Range<usize>,
    /// Whether the footer ends with a signature.
    pub signed: bool,
}

pub struct DataKey {
    pub provider: Range<usize>,
    pub info: Range<usize>,
    pub ciphertext: Range<usize>,
}

impl Header {
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let mut cursor = Cursor { bytes, at: MESSAGE_ID.end };
        let legend = cursor.field()?;
        let entries = cursor.number(2)?;
        let start = cursor.at;
        for _ in 0..entries * 2 {
            cursor.field()?;
        }
        let context = start..cursor.at;
        let data_keys = (0..cursor.number(1)?)
            .map(|_| {
                Ok(DataKey { provider: cursor.field()?, info: cursor.field()?, ciphertext: cursor.field()? })
            })
            .collect::<Result<_>>()?;
        let commitment = cursor.take(COMMITMENT_LENGTH)?;
        if commitment.end != bytes.len() {
            return Err("bytes after the header".to_owned());
        }
        Ok(Self { message_id: MESSAGE_ID, legend, context, data_keys, commitment, signed: bytes[1] == 1 })
    }
}

struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    fn take(&mut self, length: usize) -> Result<Range<usize>> {
        let range = self.at..self.at + length;
        self.bytes.get(range.clone()).ok_or("the header is too short")?;
        self.at = range.end;
        Ok(range)
    }

    fn number(&mut self, width: usize) -> Result<usize> {
        let range = self.take(width)?;
        let number = self.bytes[range].iter();
        Ok(number.fold(0, |all, byte| all << 8 | usize::from(*byte)))
    }

    /// A length of two bytes, and as many bytes.
    fn field(&mut self) -> Result<Range<usize>> {
        let length = self.number(2)?;
        self.take(length)
    }
}
