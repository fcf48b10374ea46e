//! The encryption context: names and values that are authenticated with every key and every item.
//!
//! Sources: `framework/structures.md` of the AWS Encryption SDK specification, section "Encryption
//! Context", and `specification/dynamodb-encryption-client/encrypt-item.md`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::reader::{ParseError, Reader};

/// Names the logical table.
pub(crate) const TABLE_NAME: &str = "aws-crypto-table-name";
/// Names the partition key attribute.
pub(crate) const PARTITION_NAME: &str = "aws-crypto-partition-name";
/// Names the sort key attribute.
pub(crate) const SORT_NAME: &str = "aws-crypto-sort-name";
/// Comes before an attribute's name.
pub(crate) const ATTRIBUTE_PREFIX: &str = "aws-crypto-attr.";
/// Tells the types of the attributes, in header version 2.
pub(crate) const LEGEND: &str = "aws-crypto-legend";
/// Holds the public key that verifies the item's signature, in base64.
pub(crate) const PUBLIC_KEY: &str = "aws-crypto-public-key";

/// Names and values that are readable but authenticated: they go into every KMS call for the item's
/// data key and into the item's signature.
///
/// Entries are ordered by the UTF-8 bytes of their names, as the format wants them. Clones share their memory until
/// one of them is changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EncryptionContext(Arc<Entries>);

/// Most names are the format's own.
type Entries = BTreeMap<Cow<'static, str>, String>;

impl EncryptionContext {
    /// An empty context.
    pub fn new() -> Self {
        Self::default()
    }

    /// The value under `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Sets the value under `name` and returns the one that stood there.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<String>) -> Option<String> {
        Arc::make_mut(&mut self.0).insert(Cow::Owned(name.into()), value.into())
    }

    /// As [`insert`](Self::insert), for a name of the format's own.
    pub(crate) fn insert_reserved(&mut self, name: &'static str, value: impl Into<String>) -> Option<String> {
        Arc::make_mut(&mut self.0).insert(Cow::Borrowed(name), value.into())
    }

    /// Whether there is a value under `name`.
    pub fn contains(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Names and values, ordered by name.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &str)> + Clone {
        self.0.iter().map(|(name, value)| (&**name, value.as_str()))
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The entries for which `keep` holds.
    pub(crate) fn filtered(&self, keep: impl Fn(&str) -> bool) -> Self {
        self.iter().filter(|(name, _)| keep(name)).collect()
    }

    /// Whether every name and value, and the number of entries, fits a 16-bit length.
    pub(crate) fn fits(&self) -> bool {
        let fits = |text: &str| u16::try_from(text.len()).is_ok();
        u16::try_from(self.len()).is_ok() && self.iter().all(|(name, value)| fits(name) && fits(value))
    }

    /// How many bytes [`push`](Self::push) writes.
    pub(crate) fn serialized_length(&self) -> usize {
        serialized_length(self.iter())
    }

    /// Appends the context as the header holds it. Lengths are 16 bits: see [`fits`](Self::fits).
    pub(crate) fn push(&self, out: &mut Vec<u8>) {
        push(out, self.iter());
    }

    /// The context as associated data for wrapping a key: as in the header, but nothing at all when
    /// it is empty.
    pub(crate) fn to_associated_data(&self) -> Vec<u8> {
        let mut out = Vec::new();
        if !self.is_empty() {
            out.reserve_exact(self.serialized_length());
            self.push(&mut out);
        }
        out
    }

    /// Parses a context; names must ascend.
    pub(crate) fn parse(reader: &mut Reader<'_>) -> Result<Self, ParseError> {
        let count = reader.u16()?;
        let mut entries = BTreeMap::new();
        let mut previous = "";
        for _ in 0..count {
            let name = reader.str16()?;
            let value = reader.str16()?;
            if name <= previous {
                return Err(ParseError);
            }
            previous = name;
            entries.insert(Cow::Owned(name.to_owned()), value.to_owned());
        }
        Ok(EncryptionContext(Arc::new(entries)))
    }
}

/// How many bytes [`push`] writes for `entries`.
pub(super) fn serialized_length<'a>(entries: impl Iterator<Item = (&'a str, &'a str)>) -> usize {
    2 + entries.map(|(name, value)| 4 + name.len() + value.len()).sum::<usize>()
}

/// Appends `entries`, whose names ascend, as the header holds them.
pub(super) fn push<'a>(out: &mut Vec<u8>, entries: impl Iterator<Item = (&'a str, &'a str)> + Clone) {
    out.extend_from_slice(&(entries.clone().count() as u16).to_be_bytes());
    for text in entries.flat_map(|(name, value)| [name, value]) {
        out.extend_from_slice(&(text.len() as u16).to_be_bytes());
        out.extend_from_slice(text.as_bytes());
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for EncryptionContext {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(entries: I) -> Self {
        let entries = entries.into_iter().map(|(name, value)| (Cow::Owned(name.into()), value.into()));
        EncryptionContext(Arc::new(entries.collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contexts_round_trip_and_names_must_ascend() {
        let context: EncryptionContext =
            [("b", "2"), ("a", "1"), ("\u{e000}", ""), ("\u{10000}", "x")].into_iter().collect();
        let mut bytes = Vec::new();
        context.push(&mut bytes);
        assert_eq!(bytes.len(), context.serialized_length());
        assert_eq!(EncryptionContext::parse(&mut Reader::new(&bytes)), Ok(context));
        let swapped = b"\0\x02\0\x01b\0\x012\0\x01a\0\x011";
        assert_eq!(EncryptionContext::parse(&mut Reader::new(swapped)), Err(ParseError));
        let twice = b"\0\x02\0\x01b\0\x012\0\x01b\0\x012";
        assert_eq!(EncryptionContext::parse(&mut Reader::new(twice)), Err(ParseError));
    }

    #[test]
    fn an_empty_context_is_two_bytes_in_a_header_and_none_as_associated_data() {
        let mut bytes = Vec::new();
        EncryptionContext::new().push(&mut bytes);
        assert_eq!(bytes, [0, 0]);
        assert!(EncryptionContext::new().to_associated_data().is_empty());
    }
}
