//! The header attribute.
//!
//! Source: `specification/structured-encryption/header.md`.

use super::context::{self, EncryptionContext};
use super::edk::EncryptedDataKey;
use super::length::{Unfit, push16};
use super::reader::Reader;
use super::suite::AlgorithmSuite;
use crate::error::MalformedProblem;

/// Bytes of a message identifier.
pub(crate) const MESSAGE_ID: usize = 32;
/// Bytes of the commitment at the header's end.
pub(crate) const COMMITMENT: usize = 32;
/// The most encrypted data keys that a header can hold.
pub(crate) const MAX_DATA_KEYS: usize = 255;

/// Header format version.
///
/// Example: [`sign_and_include_in_encryption_context`](crate::TableConfigBuilder::sign_and_include_in_encryption_context).
///
/// Source: `specification/structured-encryption/header.md`, section "Format Version".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HeaderVersion {
    /// Only the key attributes' values are in the encryption context.
    V1,
    /// The values of further attributes are in the encryption context too, in readable form.
    V2,
}

impl HeaderVersion {
    /// The header's first byte.
    pub fn number(self) -> u8 {
        match self {
            HeaderVersion::V1 => 1,
            HeaderVersion::V2 => 2,
        }
    }
}

/// What was done to one signed attribute. The header has one of these for each, in canonical order.
///
/// Source: `specification/structured-encryption/header.md`, section "Encrypt Legend Bytes".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Legend {
    /// Encrypted and signed.
    Encrypted,
    /// Signed.
    Signed,
    /// Signed, and part of the encryption context.
    Context,
}

impl Legend {
    /// The byte in the header.
    pub(crate) fn byte(self) -> u8 {
        match self {
            Legend::Encrypted => b'e',
            Legend::Signed => b's',
            Legend::Context => b'c',
        }
    }

    /// The meaning of a byte in the header.
    fn from_byte(byte: u8) -> Option<Self> {
        match byte {
            b'e' => Some(Legend::Encrypted),
            b's' => Some(Legend::Signed),
            b'c' => Some(Legend::Context),
            _ => None,
        }
    }
}

/// A header without its commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Header {
    /// Format version.
    pub(crate) version: HeaderVersion,
    /// Algorithm suite.
    pub(crate) suite: AlgorithmSuite,
    /// Random identifier of this encryption.
    pub(crate) message_id: [u8; MESSAGE_ID],
    /// What was done to each signed attribute.
    pub(crate) legend: Vec<Legend>,
    /// The stored part of the encryption context.
    pub(crate) context: EncryptionContext,
    /// The recipients' data keys: 1 to 255.
    pub(crate) data_keys: Vec<EncryptedDataKey>,
}

/// The parts that a header is written from. The caller has checked that all lengths fit.
pub(crate) struct HeaderParts<'a, L, C, K> {
    pub(crate) version: HeaderVersion,
    pub(crate) suite: AlgorithmSuite,
    pub(crate) message_id: &'a [u8; MESSAGE_ID],
    /// What was done to each signed attribute.
    pub(crate) legend: L,
    /// The entries of the encryption context that are stored, by ascending names.
    pub(crate) context: C,
    /// The recipients' data keys.
    pub(crate) data_keys: K,
}

impl<'a, L, C, K> HeaderParts<'a, L, C, K>
where
    L: ExactSizeIterator<Item = Legend>,
    C: Iterator<Item = (&'a str, &'a str)> + Clone,
    K: ExactSizeIterator<Item = &'a EncryptedDataKey> + Clone,
{
    /// Everything but the commitment, with memory for it.
    ///
    /// Source: `specification/structured-encryption/header.md`, sections "Partial Header" and "Encrypt Legend".
    ///
    /// # Errors
    /// Where a count or length does not fit, which the caller should have seen.
    pub(crate) fn partial(self) -> Result<Vec<u8>, Unfit> {
        let data_keys = self.data_keys.clone().map(EncryptedDataKey::serialized_length).sum::<usize>();
        let context = context::serialized_length(self.context.clone());
        let length = 2 + MESSAGE_ID + 2 + self.legend.len() + context + 1 + data_keys;
        let mut out = Vec::with_capacity(length + COMMITMENT);
        out.push(self.version.number());
        out.push(self.suite.flavor());
        out.extend_from_slice(self.message_id);
        push16(&mut out, self.legend.len())?;
        out.extend(self.legend.map(Legend::byte));
        context::push(&mut out, self.context)?;
        out.push(u8::try_from(self.data_keys.len()).map_err(|_| Unfit)?);
        self.data_keys.into_iter().try_for_each(|key| key.push(&mut out))?;
        Ok(out)
    }
}

impl Header {
    /// Parses a header and its commitment.
    ///
    /// Source: `specification/structured-encryption/header.md`, sections "Encrypted Data Keys" and "Encrypted Data Key
    /// Count".
    pub(crate) fn parse(bytes: &[u8]) -> Result<(Self, [u8; COMMITMENT]), MalformedProblem> {
        let malformed = |_| MalformedProblem::Header;
        let mut reader = Reader::new(bytes);
        let version = match reader.u8().map_err(malformed)? {
            1 => HeaderVersion::V1,
            2 => HeaderVersion::V2,
            _ => return Err(MalformedProblem::Version),
        };
        let suite =
            AlgorithmSuite::from_flavor(reader.u8().map_err(malformed)?).ok_or(MalformedProblem::Suite)?;
        let message_id = reader.array().map_err(malformed)?;
        let legend = reader
            .bytes16()
            .map_err(malformed)?
            .iter()
            .map(|byte| Legend::from_byte(*byte).ok_or(MalformedProblem::Header))
            .collect::<Result<_, _>>()?;
        let context = EncryptionContext::parse(&mut reader).map_err(malformed)?;
        // Readers compute these entries, and no writer stores them: a stored one would replace what the item says.
        if context.reserved_entries().next().is_some() {
            return Err(MalformedProblem::StoredContext);
        }
        let count = reader.u8().map_err(malformed)?;
        let data_keys = (0..count)
            .map(|_| EncryptedDataKey::parse(&mut reader))
            .collect::<Result<Vec<_>, _>>()
            .map_err(malformed)?;
        if data_keys.is_empty() {
            return Err(MalformedProblem::Header);
        }
        let commitment = reader.array().map_err(malformed)?;
        reader.end().map_err(malformed)?;
        Ok((Header { version, suite, message_id, legend, context, data_keys }, commitment))
    }
}
