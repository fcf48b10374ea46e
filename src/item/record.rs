//! The canonical record: what is hashed and signed.
//!
//! It is only ever hashed, and never in memory as a whole.
//!
//! Source: `specification/structured-encryption/footer.md`.

use crate::crypto::{CryptoError, mac};
use crate::error::ValueProblem;
use crate::format::attribute::TypeId;
use crate::format::context::EncryptionContext;
use crate::format::length::Unfit;
use crate::format::path::CanonicalName;

/// Bytes of a type.
pub(super) const TYPE: usize = size_of::<TypeId>();
/// Stands before an encrypted field's type and value.
const ENCRYPTED: &[u8; 9] = b"ENCRYPTED";
/// Stands before a signed field's type and value.
const PLAINTEXT: &[u8; 9] = b"PLAINTEXT";
/// A piece of the record of at least so many bytes is hashed by itself, not collected with others.
const PIECE: usize = 4096;

/// Hashes header, encryption context and signed fields, which come in canonical order.
///
/// Source: `specification/structured-encryption/footer.md`, sections "Canonical Record" and "Hash Calculation".
pub(super) struct RecordHasher {
    hasher: mac::LongSha384,
    /// Small pieces, which are cheaper to hash together.
    pending: Vec<u8>,
    /// Where in `pending` the field begins that has not ended yet.
    field: Option<usize>,
}

impl RecordHasher {
    /// Starts with a whole header.
    pub(super) fn new(header: &[u8], context: &EncryptionContext) -> Result<Self, Unfit> {
        let (hasher, pending) = (mac::LongSha384::default(), Vec::with_capacity(PIECE));
        let mut record = RecordHasher { hasher, pending, field: None };
        let length = context.serialized_length();
        if header.len() <= PIECE {
            record.pending.reserve(header.len() + 8 + length);
            record.pending.extend_from_slice(header);
        } else {
            // Without another copy of it.
            record.hasher.update(header);
            record.pending.reserve(8 + length);
        }
        record.pending.extend_from_slice(&(length as u64).to_be_bytes());
        context.push(&mut record.pending)?;
        Ok(record)
    }

    /// Begins a field, with its canonical path.
    pub(super) fn begin(&mut self, name: CanonicalName<'_>, prefix: &[u8]) {
        self.flush(PIECE);
        self.field = Some(self.pending.len());
        name.push_path(&mut self.pending, prefix);
    }

    /// The canonical path of the field that has just begun: what its value is bound to.
    ///
    /// # Errors
    /// [`ValueProblem::Internal`] when none has.
    pub(super) fn path(&self) -> Result<&[u8], ValueProblem> {
        self.field.and_then(|start| self.pending.get(start..)).ok_or(ValueProblem::Internal)
    }

    /// Completes a field that is signed and not encrypted; `write` appends its value.
    ///
    /// Source: `specification/structured-encryption/footer.md`, section "Canonical Plaintext Field".
    ///
    /// # Errors
    /// What `write` reports; [`ValueProblem::Internal`] when it did not append.
    pub(super) fn end_signed(
        &mut self,
        type_id: TypeId,
        write: impl FnOnce(&mut Vec<u8>) -> Result<(), ValueProblem>,
    ) -> Result<(), ValueProblem> {
        self.field = None;
        let start = self.pending.len();
        self.pending.extend_from_slice(&[0; 8]);
        self.pending.extend_from_slice(PLAINTEXT);
        self.pending.extend_from_slice(&type_id);
        write(&mut self.pending)?;
        let field = self.pending.get_mut(start..).and_then(<[u8]>::split_first_chunk_mut);
        let (slot, field) = field.ok_or(ValueProblem::Internal)?;
        let length = field.len().checked_sub(PLAINTEXT.len() + TYPE).ok_or(ValueProblem::Internal)?;
        *slot = (length as u64).to_be_bytes();
        Ok(())
    }

    /// Completes a field that is encrypted, with what the item stores.
    ///
    /// Source: `specification/structured-encryption/footer.md`, section "Canonical Encrypted Field".
    ///
    /// # Errors
    /// [`ValueProblem::Internal`] when that does not begin with a type.
    pub(super) fn end_encrypted(&mut self, stored: &[u8]) -> Result<(), ValueProblem> {
        self.field = None;
        let length = stored.len().checked_sub(TYPE).ok_or(ValueProblem::Internal)?;
        self.pending.extend_from_slice(&(length as u64).to_be_bytes());
        self.pending.extend_from_slice(ENCRYPTED);
        if stored.len() < PIECE {
            self.pending.extend_from_slice(stored);
        } else {
            self.flush(0);
            self.hasher.update(stored);
        }
        Ok(())
    }

    /// The hash that tags and signature are made over.
    pub(super) fn finish(self) -> Result<[u8; mac::SHA384], CryptoError> {
        self.hasher.finish(&self.pending)
    }

    /// Hashes what has been collected, when that is at least `enough`.
    fn flush(&mut self, enough: usize) {
        if self.pending.len() >= enough {
            self.hasher.update(&self.pending);
            self.pending.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begun() -> RecordHasher {
        let mut record = RecordHasher::new(b"header", &EncryptionContext::new()).unwrap();
        record.begin(CanonicalName::new("name"), b"prefix");
        record
    }

    #[test]
    fn a_path_is_that_of_the_field_that_has_begun_and_never_empty() {
        for length in [TYPE, PIECE] {
            let mut record = begun();
            assert!(record.path().unwrap().starts_with(b"prefix"));
            record.end_encrypted(&vec![0; length]).unwrap();
            assert_eq!(record.path(), Err(ValueProblem::Internal), "{length}");
        }
        let mut record = begun();
        record.end_signed([0, 1], |_| Ok(())).unwrap();
        assert_eq!(record.path(), Err(ValueProblem::Internal));
    }

    #[test]
    fn a_field_without_its_length_is_not_hashed() {
        for left in [0, 8, 12, 30] {
            let cut = |out: &mut Vec<u8>| {
                out.truncate(left);
                Ok(())
            };
            assert_eq!(begun().end_signed([0, 1], cut), Err(ValueProblem::Internal), "{left}");
        }
        assert_eq!(begun().end_encrypted(&[0]), Err(ValueProblem::Internal));
    }
}
