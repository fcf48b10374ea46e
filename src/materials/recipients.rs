//! Whom a provider would write an item for.

use super::WriterPublicKey;
use crate::keyring::Recipient;

/// Whom a material provider would write an item for, and as whom.
///
/// Example: [`MaterialProvider`](crate::MaterialProvider).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recipients {
    /// One for each encrypted data key, in order.
    pub keys: Vec<Recipient>,
    /// The writer that signs all items; `None` if each is signed with a key of its own, or not at all.
    pub writer: Option<WriterPublicKey>,
}

impl Recipients {
    /// These recipients, and no writer of all items.
    #[must_use]
    pub fn new(keys: Vec<Recipient>) -> Self {
        Recipients { keys, writer: None }
    }

    /// Items are signed as this writer.
    #[must_use]
    pub fn written_as(self, writer: WriterPublicKey) -> Self {
        Recipients { writer: Some(writer), ..self }
    }
}
