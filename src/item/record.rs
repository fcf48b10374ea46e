//! The canonical record: what is hashed and signed.
//!
//! It is only ever hashed, and never in memory as a whole.
//!
//! Source: `specification/structured-encryption/footer.md`, section "Canonical Record".

use crate::crypto::mac;
use crate::format::attribute::TypeId;
use crate::format::context::EncryptionContext;
use crate::format::path::CanonicalName;

/// Bytes of a type.
pub(super) const TYPE: usize = size_of::<TypeId>();
/// Stands before an encrypted field's type and value.
const ENCRYPTED: &[u8; 9] = b"ENCRYPTED";
/// Stands before a signed field's type and value.
const PLAINTEXT: &[u8; 9] = b"PLAINTEXT";
/// From how many bytes on a piece of the record is hashed by itself, in place of being collected with others.
const PIECE: usize = 4096;

/// Hashes header, encryption context and signed fields, which come in canonical order.
pub(super) struct RecordHasher {
    hasher: mac::Sha384Hasher,
    /// Small pieces, which are cheaper to hash together.
    pending: Vec<u8>,
    /// Where in `pending` the field begins that was begun last.
    field: usize,
}

impl RecordHasher {
    /// Starts with a whole header.
    pub(super) fn new(header: &[u8], context: &EncryptionContext) -> Self {
        let (hasher, pending) = (mac::Sha384Hasher::default(), Vec::with_capacity(PIECE));
        let mut record = RecordHasher { hasher, pending, field: 0 };
        record.hasher.update(header);
        let length = context.serialized_length();
        record.pending.reserve(8 + length);
        record.pending.extend_from_slice(&(length as u64).to_be_bytes());
        context.push(&mut record.pending);
        record
    }

    /// Begins a field, with its canonical path.
    pub(super) fn begin(&mut self, name: CanonicalName<'_>, prefix: &[u8]) {
        self.flush(PIECE);
        self.field = self.pending.len();
        name.push_path(&mut self.pending, prefix);
    }

    /// The canonical path of the field that has just begun.
    pub(super) fn path(&self) -> &[u8] {
        self.pending.get(self.field..).unwrap_or_default()
    }

    /// Completes a field that is signed and not encrypted; `write` appends its value.
    pub(super) fn end_signed<E>(
        &mut self,
        type_id: TypeId,
        write: impl FnOnce(&mut Vec<u8>) -> Result<(), E>,
    ) -> Result<(), E> {
        let length_at = self.pending.len();
        self.pending.extend_from_slice(&[0; 8]);
        self.pending.extend_from_slice(PLAINTEXT);
        self.pending.extend_from_slice(&type_id);
        let start = self.pending.len();
        write(&mut self.pending)?;
        let length = ((self.pending.len() - start) as u64).to_be_bytes();
        if let Some(slot) = self.pending.get_mut(length_at..).and_then(<[u8]>::first_chunk_mut) {
            *slot = length;
        }
        Ok(())
    }

    /// Completes a field that is encrypted, with what the item stores.
    pub(super) fn end_encrypted(&mut self, stored: &[u8]) {
        self.pending.extend_from_slice(&(stored.len().saturating_sub(TYPE) as u64).to_be_bytes());
        self.pending.extend_from_slice(ENCRYPTED);
        if stored.len() < PIECE {
            self.pending.extend_from_slice(stored);
        } else {
            self.flush(0);
            self.hasher.update(stored);
        }
    }

    /// The hash that tags and signature are made over.
    pub(super) fn finish(mut self) -> [u8; mac::SHA384] {
        self.flush(0);
        self.hasher.finish()
    }

    /// Hashes what has been collected, when that is at least `enough`.
    fn flush(&mut self, enough: usize) {
        if self.pending.len() >= enough {
            self.hasher.update(&self.pending);
            self.pending.clear();
        }
    }
}
