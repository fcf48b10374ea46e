//! Encrypted data keys.
//!
//! Source: `framework/structures.md` of the AWS Encryption SDK specification.

use super::length::{Unfit, push_bytes16};
use super::reader::{ParseError, Reader};
use crate::error::shown::Shown;

/// A data key in the form that one recipient can unwrap.
///
/// Example: [`Keyring`](crate::Keyring).
///
/// Sources: `framework/keyring-interface.md`, section "key provider info", and `framework/structures.md`, section
/// "Ciphertext".
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct EncryptedDataKey {
    /// Which kind of keyring wrapped it, for example `aws-kms`; at most 65,535 bytes.
    pub provider_id: String,
    /// Which key it was wrapped with, in the provider's own form; at most 65,535 bytes.
    pub provider_info: Vec<u8>,
    /// The wrapped key; at most 65,535 bytes.
    pub ciphertext: Vec<u8>,
}

impl EncryptedDataKey {
    /// Makes an encrypted data key from its parts.
    pub fn new(provider_id: impl Into<String>, provider_info: Vec<u8>, ciphertext: Vec<u8>) -> Self {
        EncryptedDataKey { provider_id: provider_id.into(), provider_info, ciphertext }
    }

    /// Provider and key name for a message: the name is shown if it is text.
    pub(crate) fn label(&self) -> String {
        let info = String::from_utf8_lossy(&self.provider_info);
        let name = info.split(|c: char| c.is_control() || c == char::REPLACEMENT_CHARACTER).next();
        format!("{} '{}'", Shown(&self.provider_id), Shown(name.unwrap_or_default()))
    }

    /// Whether the length of every part fits into 16 bits.
    pub(crate) fn fits(&self) -> bool {
        self.parts().iter().all(|part| u16::try_from(part.len()).is_ok())
    }

    /// How many bytes [`push`](Self::push) writes.
    pub(crate) fn serialized_length(&self) -> usize {
        self.parts().iter().map(|part| 2 + part.len()).sum()
    }

    /// Appends the key as the header holds it. Lengths are 16 bits: see [`fits`](Self::fits).
    ///
    /// Source: `specification/structured-encryption/header.md`, section "Encrypted Data Key Entries".
    pub(crate) fn push(&self, out: &mut Vec<u8>) -> Result<(), Unfit> {
        self.parts().into_iter().try_for_each(|part| push_bytes16(out, part))
    }

    /// Parses one key.
    pub(crate) fn parse(reader: &mut Reader<'_>) -> Result<Self, ParseError> {
        Ok(EncryptedDataKey {
            provider_id: reader.str16()?.to_owned(),
            provider_info: reader.bytes16()?.to_owned(),
            ciphertext: reader.bytes16()?.to_owned(),
        })
    }

    /// The three parts in stored order.
    pub(crate) fn parts(&self) -> [&[u8]; 3] {
        [self.provider_id.as_bytes(), &self.provider_info, &self.ciphertext]
    }
}
