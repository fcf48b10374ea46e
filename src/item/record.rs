//! The canonical record: what is hashed and signed.
//!
//! When an item is sealed, it is the one buffer in which fields are encrypted, and from which the stored
//! values are cut. When an item is opened, it is only ever hashed.
//!
//! Source: `specification/structured-encryption/footer.md`, section "Canonical Record".

use std::ops::Range;

use aws_sdk_dynamodb::primitives::Blob;
use bytes::Bytes;

use crate::crypto::{CryptoError, aead, mac};
use crate::format::attribute::TypeId;
use crate::format::context::EncryptionContext;
use crate::format::path;

/// Bytes of a field besides path, type and value: length, and `ENCRYPTED` or `PLAINTEXT`.
const FIELD_OVERHEAD: usize = 8 + 9;
/// Bytes of a type.
const TYPE: usize = size_of::<TypeId>();
/// Stands before an encrypted field's type and value.
const ENCRYPTED: &[u8; 9] = b"ENCRYPTED";
/// Stands before a signed field's type and value.
const PLAINTEXT: &[u8; 9] = b"PLAINTEXT";
/// From how many bytes on a piece of the record is hashed by itself, in place of being collected with others.
const PIECE: usize = 4096;

/// Header, encryption context and signed fields, in canonical order.
pub(super) struct Record {
    bytes: Vec<u8>,
}

/// Where an encrypted field stands in a [`Record`].
#[derive(Debug, Clone)]
pub(super) struct EncryptedField {
    /// The canonical path, which is authenticated with the value.
    path: Range<usize>,
    /// Type, ciphertext and tag: what the item stores.
    stored: Range<usize>,
}

impl Record {
    /// Starts a record with a whole header, reserving memory for fields of `fields` bytes in all.
    pub(super) fn with_header(header: Vec<u8>, context: &EncryptionContext, fields: usize) -> Self {
        let mut bytes = header;
        let context_length = context.serialized_length();
        bytes.reserve_exact(8 + context_length + fields);
        bytes.extend_from_slice(&(context_length as u64).to_be_bytes());
        context.push(&mut bytes);
        Record { bytes }
    }

    /// How many bytes a field takes, for reserving memory.
    pub(super) fn field_size(prefix: &[u8], name: &str, value: usize) -> usize {
        prefix.len() + 8 + name.len() + FIELD_OVERHEAD + TYPE + value + aead::TAG
    }

    /// Appends a field that is signed and not encrypted; `write` appends its value.
    pub(super) fn push_signed<E>(
        &mut self,
        prefix: &[u8],
        name: &str,
        type_id: TypeId,
        write: impl FnOnce(&mut Vec<u8>) -> Result<(), E>,
    ) -> Result<(), E> {
        push_signed(&mut self.bytes, prefix, name, type_id, write)
    }

    /// Appends a field that is to be encrypted in place: `write` appends its value in plaintext, and
    /// [`encrypt`](Self::encrypt) must follow.
    pub(super) fn push_plaintext<E>(
        &mut self,
        prefix: &[u8],
        name: &str,
        type_id: TypeId,
        write: impl FnOnce(&mut Vec<u8>) -> Result<(), E>,
    ) -> Result<EncryptedField, E> {
        let start = self.bytes.len();
        path::push(&mut self.bytes, prefix, name);
        let path = start..self.bytes.len();
        let stored = push_counted(&mut self.bytes, ENCRYPTED, |bytes| {
            bytes.extend_from_slice(&type_id);
            write(bytes)?;
            bytes.extend_from_slice(&[0; aead::TAG]);
            Ok(())
        })?;
        Ok(EncryptedField { path, stored })
    }

    /// Encrypts a field in place.
    pub(super) fn encrypt(
        &mut self,
        field: &EncryptedField,
        (key, nonce): (&[u8; 32], &[u8; aead::NONCE]),
    ) -> Result<(), CryptoError> {
        let (path, value, tag) = self.split(field).ok_or(CryptoError)?;
        *tag = aead::seal(key, nonce, path, value)?;
        Ok(())
    }

    /// Path, value and tag of a field.
    fn split(&mut self, field: &EncryptedField) -> Option<(&[u8], &mut [u8], &mut [u8; aead::TAG])> {
        let (before, rest) = self.bytes.split_at_mut_checked(field.stored.start)?;
        let path = before.get(field.path.clone())?;
        let stored = rest.get_mut(..field.stored.len())?;
        let (_, value) = stored.split_at_mut_checked(TYPE)?;
        let (value, tag) = value.split_last_chunk_mut()?;
        Some((path, value, tag))
    }

    /// Gives the buffer away, for the stored values to be cut from it without copying them.
    pub(super) fn into_shared(self) -> SharedRecord {
        SharedRecord(self.bytes.into())
    }

    /// The hash that tags and signature are made over.
    pub(super) fn hash(&self) -> [u8; mac::SHA384] {
        mac::sha384(&self.bytes)
    }
}

/// Hashes the record of an item that is being opened.
pub(super) struct RecordHasher {
    hasher: mac::Sha384Hasher,
    /// Small pieces, which are cheaper to hash together.
    pending: Vec<u8>,
}

impl RecordHasher {
    /// Starts with a whole header.
    pub(super) fn new(header: &[u8], context: &EncryptionContext) -> Self {
        let mut record =
            RecordHasher { hasher: mac::Sha384Hasher::default(), pending: Vec::with_capacity(PIECE) };
        record.hasher.update(header);
        record.pending.extend_from_slice(&(context.serialized_length() as u64).to_be_bytes());
        context.push(&mut record.pending);
        record
    }

    /// Appends a field that is signed and not encrypted; `write` appends its value.
    pub(super) fn push_signed<E>(
        &mut self,
        prefix: &[u8],
        name: &str,
        type_id: TypeId,
        write: impl FnOnce(&mut Vec<u8>) -> Result<(), E>,
    ) -> Result<(), E> {
        push_signed(&mut self.pending, prefix, name, type_id, write)?;
        self.flush(PIECE);
        Ok(())
    }

    /// Appends a field that is encrypted, as the item stores it.
    pub(super) fn push_encrypted(&mut self, prefix: &[u8], name: &str, stored: &[u8]) {
        path::push(&mut self.pending, prefix, name);
        self.pending.extend_from_slice(&(stored.len().saturating_sub(TYPE) as u64).to_be_bytes());
        self.pending.extend_from_slice(ENCRYPTED);
        if stored.len() < PIECE {
            self.pending.extend_from_slice(stored);
            self.flush(PIECE);
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

/// Appends a field that is signed and not encrypted; `write` appends its value.
fn push_signed<E>(
    bytes: &mut Vec<u8>,
    prefix: &[u8],
    name: &str,
    type_id: TypeId,
    write: impl FnOnce(&mut Vec<u8>) -> Result<(), E>,
) -> Result<(), E> {
    path::push(bytes, prefix, name);
    push_counted(bytes, PLAINTEXT, |bytes| {
        bytes.extend_from_slice(&type_id);
        write(bytes)
    })
    .map(|_| ())
}

/// Appends the length of what `write` appends less its type, `kind`, and what `write` appends; returns
/// where that stands.
fn push_counted<E>(
    bytes: &mut Vec<u8>,
    kind: &[u8; 9],
    write: impl FnOnce(&mut Vec<u8>) -> Result<(), E>,
) -> Result<Range<usize>, E> {
    let length_at = bytes.len();
    bytes.extend_from_slice(&[0; 8]);
    bytes.extend_from_slice(kind);
    let start = bytes.len();
    write(bytes)?;
    let length = ((bytes.len() - start).saturating_sub(TYPE) as u64).to_be_bytes();
    if let Some(slot) = bytes.get_mut(length_at..length_at + 8) {
        slot.copy_from_slice(&length);
    }
    Ok(start..bytes.len())
}

/// A finished record. What is cut from it shares its memory.
pub(super) struct SharedRecord(Bytes);

impl SharedRecord {
    /// The first `length` bytes, which are the header.
    pub(super) fn header(&self, length: usize) -> Option<Blob> {
        self.cut(0..length)
    }

    /// A field as the item stores it: type, ciphertext and tag.
    pub(super) fn stored(&self, field: &EncryptedField) -> Option<Blob> {
        self.cut(field.stored.clone())
    }

    fn cut(&self, range: Range<usize>) -> Option<Blob> {
        let part = self.0.get(range)?;
        Some(Blob::from_maybe_shared(self.0.slice_ref(part)))
    }
}
