//! Where everything stands in the bytes of a sealed item.

use std::ops::Range;

use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{EncryptionContext, Item};

use super::cases;
use super::primitives::{HASH, NONCE, TAG};

pub const HEADER: &str = "aws_dbe_head";
pub const FOOTER: &str = "aws_dbe_foot";
const PUBLIC_KEY: &str = "aws-crypto-public-key";
/// Where the message identifier stands in the header.
pub const MESSAGE_ID: Range<usize> = 2..34;
/// Bytes of the commitment at the header's end.
pub const COMMITMENT: usize = 32;
/// Bytes of a wrapped 32-byte key.
pub const WRAPPED: usize = 32 + TAG;
/// Bytes of the type before a value.
pub const TYPE: usize = 2;

/// An item's record, and the parts of its footer.
pub struct Bytes {
    /// Header, encryption context and fields, in canonical order.
    pub record: Vec<u8>,
    /// The recipient's tag.
    pub tag: [u8; HASH],
    /// The public key that verifies the signature; 49 or 32 bytes are used.
    pub public_key: [u8; 49],
    pub signature: [u8; 128],
    pub signature_length: usize,
}

impl Clone for Bytes {
    fn clone(&self) -> Self {
        Bytes { record: self.record.clone(), ..*self }
    }

    /// Keeps the record's memory.
    fn clone_from(&mut self, other: &Self) {
        let mut record = std::mem::take(&mut self.record);
        record.clone_from(&other.record);
        *self = Bytes { record, ..*other };
    }
}

/// Where an encrypted field stands in the record.
pub struct Field {
    pub name: String,
    pub path: Range<usize>,
    /// Type, ciphertext and tag.
    pub stored: Range<usize>,
}

/// Where the parts of a record stand.
pub struct Layout {
    /// Bytes of the header.
    pub header: usize,
    /// Where the encryption context stands after the header.
    pub context: Range<usize>,
    /// Where the nonce stands under which the keyring wraps.
    pub nonce: Range<usize>,
    /// The wrapped data key, then the wrapped secret of the intermediate keys.
    pub wrapped: Range<usize>,
    /// Where the public key stands as text.
    pub public_key_at: Vec<usize>,
    /// The encrypted fields, in canonical order.
    pub fields: Vec<Field>,
}

impl Layout {
    /// Lays `item` out, which was sealed with the context `context`.
    pub fn of(item: &Item, context: &EncryptionContext) -> (Self, Bytes) {
        let blob = |name: &str| item[name].as_b().expect("binary").as_ref().to_vec();
        let (mut record, footer) = (blob(HEADER), blob(FOOTER));
        let header = record.len();
        let mut at = Parser { bytes: &record, position: MESSAGE_ID.end };
        at.counted();
        for _ in 0..2 * at.u16() {
            at.counted();
        }
        assert_eq!(at.take(1), 1, "one recipient");
        at.counted();
        let info = at.counted();
        let (nonce, wrapped) = (info.end - NONCE..info.end, at.counted());
        assert_eq!((wrapped.len(), at.position + COMMITMENT), (2 * WRAPPED, header));

        let mut associated = (context.len() as u16).to_be_bytes().to_vec();
        for text in context.iter().flat_map(|(name, value)| [name, value]) {
            associated.extend_from_slice(&(text.len() as u16).to_be_bytes());
            associated.extend_from_slice(text.as_bytes());
        }
        record.extend_from_slice(&(associated.len() as u64).to_be_bytes());
        record.extend_from_slice(&associated);
        let fields = push_fields(&mut record, item);
        // What the format says a record has: nothing is left out of the work, and nothing added.
        let names = item.keys().filter(|name| !name.starts_with("aws_dbe_"));
        let expected = names.map(|name| {
            let (length, encrypted) = stored_length(&item[name]);
            assert_eq!(encrypted, name != cases::PARTITION_KEY);
            cases::TABLE.len() + 9 + 8 + name.len() + 8 + 9 + length
        });
        assert_eq!(record.len(), header + 8 + associated.len() + expected.sum::<usize>());

        let mut bytes = Bytes {
            record,
            tag: footer[..HASH].try_into().expect("48 bytes"),
            public_key: [0; 49],
            signature: [0; 128],
            signature_length: footer.len() - HASH,
        };
        bytes.signature[..footer.len() - HASH].copy_from_slice(&footer[HASH..]);
        let mut public_key_at = Vec::new();
        if let Some(text) = context.get(PUBLIC_KEY) {
            let public_key = aws_smithy_types::base64::decode(text).expect("base64");
            bytes.public_key[..public_key.len()].copy_from_slice(&public_key);
            let found = bytes.record.windows(text.len()).enumerate();
            public_key_at = found.filter(|(_, part)| *part == text.as_bytes()).map(|(at, _)| at).collect();
            assert_eq!(public_key_at.len(), 2, "in the header and in the record's context");
        }
        let context = 8..8 + associated.len();
        (Layout { header, context, nonce, wrapped, public_key_at, fields }, bytes)
    }
}

/// Appends the item's fields in canonical order, and tells where the encrypted ones stand.
fn push_fields(record: &mut Vec<u8>, item: &Item) -> Vec<Field> {
    let mut names: Vec<&String> = item.keys().filter(|name| !name.starts_with("aws_dbe_")).collect();
    names.sort_by_key(|name| (name.len(), *name));
    let mut fields = Vec::new();
    for name in names {
        let start = record.len();
        record.extend_from_slice(cases::TABLE.as_bytes());
        record.extend_from_slice(&1_u64.to_be_bytes());
        record.push(b'$');
        record.extend_from_slice(&(name.len() as u64).to_be_bytes());
        record.extend_from_slice(name.as_bytes());
        let path = start..record.len();
        let (value, kind) = match &item[name] {
            AttributeValue::B(stored) => (stored.as_ref().to_vec(), b"ENCRYPTED"),
            AttributeValue::S(text) => ([&[0, 1], text.as_bytes()].concat(), b"PLAINTEXT"),
            other => unreachable!("{other:?} is neither encrypted nor the partition key"),
        };
        record.extend_from_slice(&((value.len() - TYPE) as u64).to_be_bytes());
        record.extend_from_slice(kind);
        let stored = record.len()..record.len() + value.len();
        record.extend_from_slice(&value);
        if kind == b"ENCRYPTED" {
            fields.push(Field { name: name.clone(), path, stored });
        }
    }
    fields
}

/// Bytes of a stored value with its type, and whether it is encrypted.
fn stored_length(value: &AttributeValue) -> (usize, bool) {
    match value {
        AttributeValue::S(text) => (TYPE + text.len(), false),
        value => (value.as_b().expect("binary").as_ref().len(), true),
    }
}

/// Reads lengths of the header.
struct Parser<'a> {
    bytes: &'a [u8],
    position: usize,
}

impl Parser<'_> {
    /// A number of `length` bytes.
    fn take(&mut self, length: usize) -> usize {
        let bytes = &self.bytes[self.position..self.position + length];
        self.position += length;
        bytes.iter().fold(0, |number, byte| number << 8 | usize::from(*byte))
    }

    fn u16(&mut self) -> usize {
        self.take(2)
    }

    /// Where the bytes stand whose length stands before them.
    fn counted(&mut self) -> Range<usize> {
        let length = self.u16();
        let start = self.position;
        self.position += length;
        start..self.position
    }
}
