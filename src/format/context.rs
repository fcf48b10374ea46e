//! The encryption context: names and values that are authenticated with every key and every item.
//!
//! Sources: `framework/structures.md` of the AWS Encryption SDK specification, and
//! `specification/dynamodb-encryption-client/encrypt-item.md`.

use std::collections::BTreeMap;
use std::fmt;
use std::mem;
use std::ops::Range;
use std::slice;
use std::sync::Arc;

use super::RESERVED_CONTEXT_PREFIX;
use super::length::{Unfit, push_bytes16, push16};
use super::packed::{Packed, Packing};
use super::reader::{ParseError, Reader};
pub(crate) use super::text::Text;

/// Names the logical table.
pub(crate) const TABLE_NAME: &str = "aws-crypto-table-name";
/// Names the partition key attribute.
pub(crate) const PARTITION_NAME: &str = "aws-crypto-partition-name";
/// Names the sort key attribute.
pub(crate) const SORT_NAME: &str = "aws-crypto-sort-name";
/// Prefix of an attribute's name.
pub(crate) const ATTRIBUTE_PREFIX: &str = "aws-crypto-attr.";
/// Holds the types of the attributes, in header version 2.
pub(crate) const LEGEND: &str = "aws-crypto-legend";
/// Holds the public key that verifies the item's signature, in base64.
pub(crate) const PUBLIC_KEY: &str = "aws-crypto-public-key";

/// Up to this many stored entries are each kept in an allocation of their own. Writers store at most two, unless an
/// application's material provider adds some.
const FEW: usize = 16;

/// The name of the entry that holds an attribute.
///
/// Source: `specification/structured-encryption/encrypt-path-structure.md`, section "Encryption Context Naming".
pub(crate) fn entry_name(attribute: &str) -> Text {
    [ATTRIBUTE_PREFIX, attribute].concat().into()
}

/// Names and values that are readable but authenticated: they go into every KMS call for the item's
/// data key and into the item's signature.
///
/// Entries are ordered by the UTF-8 bytes of their names, as the format requires. Clones share their memory until
/// one of them is changed.
///
/// Example: [`MaterialProvider`](crate::MaterialProvider).
#[derive(Clone)]
pub struct EncryptionContext(Entries);

/// The entries of a context, by ascending names.
#[derive(Clone)]
enum Entries {
    /// The usual form.
    Few(Arc<[(Text, Text)]>),
    /// For headers with very many entries.
    Many(Arc<Packed>),
}

/// Iterates over the entries of a context.
#[derive(Clone)]
enum Iter<'a> {
    Few(slice::Iter<'a, (Text, Text)>),
    Many(&'a Packed, Range<usize>),
}

impl<'a> Iterator for Iter<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Iter::Few(entries) => entries.next().map(|(name, value)| (&**name, &**value)),
            Iter::Many(packed, range) => packed.get(range.next()?),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match self {
            Iter::Few(entries) => entries.size_hint(),
            Iter::Many(_, range) => range.size_hint(),
        }
    }
}

impl ExactSizeIterator for Iter<'_> {}

impl Default for EncryptionContext {
    fn default() -> Self {
        EncryptionContext(Entries::Few(Arc::default()))
    }
}

impl PartialEq for EncryptionContext {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for EncryptionContext {}

impl fmt::Debug for EncryptionContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("EncryptionContext").field(&self.iter().collect::<Vec<_>>()).finish()
    }
}

impl EncryptionContext {
    /// An empty context.
    pub fn new() -> Self {
        Self::default()
    }

    /// The entries that all items of a table share.
    ///
    /// Source: `specification/dynamodb-encryption-client/encrypt-item.md`, section "DynamoDB Item Base Context Version
    /// 1".
    pub(crate) fn of_table(logical_name: &str, partition_key: &str, sort_key: Option<&str>) -> Self {
        let mut context = Self::new();
        context.insert_reserved(TABLE_NAME, logical_name);
        context.insert_reserved(PARTITION_NAME, partition_key);
        if let Some(sort_key) = sort_key {
            context.insert_reserved(SORT_NAME, sort_key);
        }
        context
    }

    /// A context of `entries`; if several have the same name, the last one counts.
    pub(crate) fn of(entries: impl Iterator<Item = (Text, Text)>) -> Self {
        let sorted: BTreeMap<Text, Text> = entries.collect();
        EncryptionContext(Entries::Few(sorted.into_iter().collect()))
    }

    /// The value under `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        let place = self.find(name).ok()?;
        let (_, value) = match &self.0 {
            Entries::Few(entries) => entries.get(place).map(|(name, value)| (&**name, &**value)),
            Entries::Many(packed) => packed.get(place),
        }?;
        Some(value)
    }

    /// Sets the value under `name` and returns the previous one.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<String>) -> Option<String> {
        let previous = self.insert_shared(name.into().into(), value.into().into());
        previous.map(|previous| (*previous).to_owned())
    }

    /// As [`insert`](Self::insert), for a name of the format's own.
    pub(crate) fn insert_reserved(&mut self, name: &'static str, value: impl Into<Text>) -> Option<Text> {
        self.insert_shared(Text::Static(name), value.into())
    }

    /// As [`insert`](Self::insert), without copying the texts.
    pub(crate) fn insert_shared(&mut self, name: Text, value: Text) -> Option<Text> {
        let (place, is_known) = match self.find(&name) {
            Ok(place) => (place, true),
            Err(place) => (place, false),
        };
        let entries: Arc<[(Text, Text)]> = match mem::take(self).0 {
            Entries::Few(entries) => entries,
            Entries::Many(packed) => {
                let entries = Iter::Many(&packed, 0..packed.len());
                entries.map(|(name, value)| (name.into(), value.into())).collect()
            }
        };
        let before = entries.iter().take(place).cloned();
        let after = entries.iter().skip(place + usize::from(is_known)).cloned();
        self.0 = Entries::Few(before.chain([(name, value)]).chain(after).collect());
        let previous = entries.get(place).filter(|_| is_known);
        previous.map(|(_, value)| value.clone())
    }

    /// Adds the entries of `other`; `false` if one of them contradicts an existing entry, which then stays.
    pub(crate) fn merge(&mut self, other: &EncryptionContext) -> bool {
        let agrees = other.iter().all(|(name, value)| self.get(name).is_none_or(|own| own == value));
        let (Entries::Few(own), Entries::Few(others)) = (&self.0, &other.0) else {
            match Packed::merged(self.iter(), other.iter()) {
                Some(merged) => self.0 = Entries::Many(Arc::new(merged)),
                // More than any item can have.
                None => return false,
            }
            return agrees;
        };
        let is_new = |(name, _): &&(Text, Text)| !self.contains(name);
        let mut entries: Vec<_> = own.iter().chain(others.iter().filter(is_new)).cloned().collect();
        if entries.len() > self.len() {
            entries.sort();
            self.0 = Entries::Few(entries.into());
        }
        agrees
    }

    /// Where the entry of this name is, or would be.
    fn find(&self, name: &str) -> Result<usize, usize> {
        match &self.0 {
            Entries::Few(entries) => entries.binary_search_by(|(other, _)| (**other).cmp(name)),
            Entries::Many(packed) => packed.find(name),
        }
    }

    /// Whether there is a value under `name`.
    pub fn contains(&self, name: &str) -> bool {
        self.find(name).is_ok()
    }

    /// Names and values, ordered by name.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &str)> + Clone {
        match &self.0 {
            Entries::Few(entries) => Iter::Few(entries.iter()),
            Entries::Many(packed) => Iter::Many(packed, 0..packed.len()),
        }
    }

    /// Whether only readers and writers of this format make entries of this name: true of all names with the reserved
    /// prefix except that of the public key, the only one of them that is stored.
    ///
    /// Capital letters make no difference: the conditions of a KMS key policy ignore case too, and would take an
    /// entry in capitals for the true one.
    pub(crate) fn reserved_entries(&self) -> impl Iterator<Item = &str> {
        let is_reserved = |name: &str| {
            let start = name.as_bytes().get(..RESERVED_CONTEXT_PREFIX.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(RESERVED_CONTEXT_PREFIX.as_bytes()))
        };
        self.iter().map(|(name, _)| name).filter(move |name| is_reserved(name) && *name != PUBLIC_KEY)
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.iter().len()
    }

    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entries that satisfy `keep`.
    pub(crate) fn filtered(&self, keep: impl Fn(&str) -> bool) -> Self {
        EncryptionContext(Entries::Few(match &self.0 {
            Entries::Few(entries) => entries.iter().filter(|(name, _)| keep(name)).cloned().collect(),
            Entries::Many(_) => {
                let kept = self.iter().filter(|(name, _)| keep(name));
                kept.map(|(name, value)| (name.into(), value.into())).collect()
            }
        }))
    }

    /// Whether every name and value, and the number of entries, fits into 16 bits.
    pub(crate) fn fits(&self) -> bool {
        let fits = |text: &str| u16::try_from(text.len()).is_ok();
        u16::try_from(self.len()).is_ok() && self.iter().all(|(name, value)| fits(name) && fits(value))
    }

    /// How many bytes [`push`](Self::push) writes.
    pub(crate) fn serialized_length(&self) -> usize {
        serialized_length(self.iter())
    }

    /// Appends the context as the header holds it. Lengths are 16 bits: see [`fits`](Self::fits).
    pub(crate) fn push(&self, out: &mut Vec<u8>) -> Result<(), Unfit> {
        push(out, self.iter())
    }

    /// The context as associated data for wrapping a key: as in the header, but nothing at all when
    /// it is empty.
    ///
    /// Source: `framework/structures.md`, sections "Serialization", "Key Value Pair Count" and "Key Value Pair
    /// Entries".
    ///
    /// # Errors
    /// Where it does not [fit](Self::fits).
    pub(crate) fn to_associated_data(&self) -> Result<Vec<u8>, Unfit> {
        let mut out = Vec::new();
        if !self.is_empty() {
            out.reserve_exact(self.serialized_length());
            self.push(&mut out)?;
        }
        Ok(out)
    }

    /// Parses a context; its names must be in ascending order.
    pub(crate) fn parse(reader: &mut Reader<'_>) -> Result<Self, ParseError> {
        let count = reader.u16()?;
        if count > FEW {
            // Parsed twice, so that memory is allocated once, and no more than needed.
            let mut bytes = 0;
            parse_entries(&mut reader.clone(), count, |name, value| {
                bytes += name.len() + value.len();
                Ok(())
            })?;
            let mut packing = Packing::with_capacity(count, bytes);
            parse_entries(reader, count, |name, value| packing.push(name, value).ok_or(ParseError))?;
            let packed = packing.finish().ok_or(ParseError)?;
            return Ok(EncryptionContext(Entries::Many(Arc::new(packed))));
        }
        let mut entries: Vec<(Text, Text)> = Vec::with_capacity(count);
        parse_entries(reader, count, |name, value| {
            entries.push((name.into(), value.into()));
            Ok(())
        })?;
        Ok(EncryptionContext(Entries::Few(entries.into())))
    }
}

/// Parses `count` entries, whose names must be in ascending order.
fn parse_entries<'a>(
    reader: &mut Reader<'a>,
    count: usize,
    mut entry: impl FnMut(&'a str, &'a str) -> Result<(), ParseError>,
) -> Result<(), ParseError> {
    let mut previous = "";
    for _ in 0..count {
        let (name, value) = (reader.str16()?, reader.str16()?);
        if name <= previous {
            return Err(ParseError);
        }
        previous = name;
        entry(name, value)?;
    }
    Ok(())
}

/// How many bytes [`push`] writes for `entries`.
pub(super) fn serialized_length<'a>(entries: impl Iterator<Item = (&'a str, &'a str)>) -> usize {
    2 + entries.map(|(name, value)| 4 + name.len() + value.len()).sum::<usize>()
}

/// Appends `entries`, whose names ascend, as the header holds them.
///
/// Source: `specification/structured-encryption/header.md`, sections "Encryption Context" and "Key Value Pair Entries".
pub(super) fn push<'a>(
    out: &mut Vec<u8>,
    entries: impl Iterator<Item = (&'a str, &'a str)> + Clone,
) -> Result<(), Unfit> {
    push16(out, entries.clone().count())?;
    entries.flat_map(|(name, value)| [name, value]).try_for_each(|text| push_bytes16(out, text.as_bytes()))
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for EncryptionContext {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(entries: I) -> Self {
        EncryptionContext::of(
            entries.into_iter().map(|(name, value)| (name.into().into(), value.into().into())),
        )
    }
}

#[cfg(test)]
mod tests;
