//! The canonical record: the one buffer that is hashed and signed, and in which fields are encrypted
//! and decrypted in place.
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
        path::push(&mut self.bytes, prefix, name);
        self.push_counted(b"PLAINTEXT", |bytes| {
            bytes.extend_from_slice(&type_id);
            write(bytes)
        })?;
        Ok(())
    }

    /// Appends a field that is encrypted already, as the item stores it.
    pub(super) fn push_encrypted(&mut self, prefix: &[u8], name: &str, stored: &[u8]) -> EncryptedField {
        self.push_encrypted_with(prefix, name, |bytes| {
            bytes.extend_from_slice(stored);
            Ok::<_, std::convert::Infallible>(())
        })
        .unwrap_or_else(|never| match never {})
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
        self.push_encrypted_with(prefix, name, |bytes| {
            bytes.extend_from_slice(&type_id);
            write(bytes)?;
            bytes.extend_from_slice(&[0; aead::TAG]);
            Ok(())
        })
    }

    fn push_encrypted_with<E>(
        &mut self,
        prefix: &[u8],
        name: &str,
        write: impl FnOnce(&mut Vec<u8>) -> Result<(), E>,
    ) -> Result<EncryptedField, E> {
        let start = self.bytes.len();
        path::push(&mut self.bytes, prefix, name);
        let path = start..self.bytes.len();
        let stored = self.push_counted(b"ENCRYPTED", write)?;
        Ok(EncryptedField { path, stored })
    }

    /// Appends the length of what `write` appends less its type, `kind`, and what `write` appends.
    fn push_counted<E>(
        &mut self,
        kind: &[u8; 9],
        write: impl FnOnce(&mut Vec<u8>) -> Result<(), E>,
    ) -> Result<Range<usize>, E> {
        let length_at = self.bytes.len();
        self.bytes.extend_from_slice(&[0; 8]);
        self.bytes.extend_from_slice(kind);
        let start = self.bytes.len();
        write(&mut self.bytes)?;
        let length = ((self.bytes.len() - start).saturating_sub(TYPE) as u64).to_be_bytes();
        if let Some(slot) = self.bytes.get_mut(length_at..length_at + 8) {
            slot.copy_from_slice(&length);
        }
        Ok(start..self.bytes.len())
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

    /// Verifies and decrypts a field in place, and returns its type and plaintext.
    pub(super) fn decrypt(
        &mut self,
        field: &EncryptedField,
        (key, nonce): (&[u8; 32], &[u8; aead::NONCE]),
    ) -> Result<(TypeId, &[u8]), CryptoError> {
        let stored = self.bytes.get(field.stored.clone()).ok_or(CryptoError)?;
        let type_id = *stored.first_chunk().ok_or(CryptoError)?;
        let (path, value, tag) = self.split(field).ok_or(CryptoError)?;
        aead::open(key, nonce, path, value, tag)?;
        Ok((type_id, value))
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

    /// The first `length` bytes: the header, or a part of it.
    pub(super) fn front(&self, length: usize) -> Option<&[u8]> {
        self.bytes.get(..length)
    }

    /// The hash that tags and signature are made over.
    pub(super) fn hash(&self) -> [u8; mac::SHA384] {
        mac::sha384(&self.bytes)
    }
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
