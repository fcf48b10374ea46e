//! Searches, as they are declared.

use serde::Deserialize;

use crate::search::Transform;

/// A [`Search`](crate::Search).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct SearchEntry {
    pub(in crate::config) keys: KeyChoiceEntry,
    pub(in crate::config) beacons: Option<Vec<BeaconEntry>>,
    pub(in crate::config) compounds: Option<Vec<CompoundEntry>>,
    pub(in crate::config) virtual_fields: Option<Vec<FieldEntry>>,
    pub(in crate::config) encrypted_parts: Option<Vec<EncryptedPartEntry>>,
    pub(in crate::config) signed_parts: Option<Vec<SignedPartEntry>>,
    pub(in crate::config) partitions: Option<u8>,
    pub(in crate::config) default_partitions: Option<u8>,
}

/// Which beacon key an item has.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::config) enum KeyChoiceEntry {
    Single(SingleKey),
    PerTenant(TenantKey),
}

impl KeyChoiceEntry {
    /// The name of its kind, and of the source of beacon keys.
    pub(in crate::config) fn source(&self) -> (&'static str, &str) {
        match self {
            KeyChoiceEntry::Single(SingleKey { source, .. }) => ("single", source),
            KeyChoiceEntry::PerTenant(TenantKey { source, .. }) => ("per_tenant", source),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct SingleKey {
    /// Name of the source of beacon keys.
    pub(in crate::config) source: String,
    pub(in crate::config) id: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct TenantKey {
    /// Name of the source of beacon keys.
    pub(in crate::config) source: String,
    pub(in crate::config) attribute: String,
}

/// A [`Beacon`](crate::Beacon).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct BeaconEntry {
    pub(in crate::config) name: String,
    pub(in crate::config) bits: u8,
    pub(in crate::config) formerly: Option<u8>,
    pub(in crate::config) at: Option<String>,
    #[serde(default)]
    pub(in crate::config) as_set: bool,
    #[serde(default)]
    pub(in crate::config) part_only: bool,
    pub(in crate::config) shared_with: Option<String>,
    pub(in crate::config) partitions: Option<u8>,
}

/// A [`Compound`](crate::Compound).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct CompoundEntry {
    pub(in crate::config) name: String,
    pub(in crate::config) split: String,
    pub(in crate::config) encrypted: Option<Vec<EncryptedPartEntry>>,
    pub(in crate::config) signed: Option<Vec<SignedPartEntry>>,
    pub(in crate::config) constructors: Option<Vec<Vec<ConstructorPartEntry>>>,
}

/// An [`EncryptedPart`](crate::EncryptedPart).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct EncryptedPartEntry {
    pub(in crate::config) name: String,
    pub(in crate::config) prefix: String,
}

/// A [`SignedPart`](crate::SignedPart).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct SignedPartEntry {
    pub(in crate::config) name: String,
    pub(in crate::config) prefix: String,
    pub(in crate::config) at: Option<String>,
}

/// A part of a [`Constructor`](crate::Constructor).
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::config) enum ConstructorPartEntry {
    Required(String),
    Optional(String),
}

/// A [`VirtualField`](crate::VirtualField).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct FieldEntry {
    pub(in crate::config) name: String,
    pub(in crate::config) parts: Vec<FieldPartEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct FieldPartEntry {
    pub(in crate::config) at: String,
    pub(in crate::config) transforms: Option<Vec<TransformEntry>>,
}

/// A [`Transform`](crate::Transform).
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::config) enum TransformEntry {
    Upper,
    Lower,
    Insert(String),
    Prefix(i32),
    Suffix(i32),
    Substring(SubstringEntry),
    Segment(SegmentEntry),
    Segments(SegmentsEntry),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct SubstringEntry {
    low: i32,
    high: i32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct SegmentEntry {
    split: String,
    index: i32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct SegmentsEntry {
    split: String,
    low: i32,
    high: i32,
}

impl From<&TransformEntry> for Transform {
    fn from(entry: &TransformEntry) -> Self {
        match entry {
            TransformEntry::Upper => Transform::Upper,
            TransformEntry::Lower => Transform::Lower,
            TransformEntry::Insert(text) => Transform::Insert(text.clone()),
            TransformEntry::Prefix(length) => Transform::Prefix(*length),
            TransformEntry::Suffix(length) => Transform::Suffix(*length),
            TransformEntry::Substring(SubstringEntry { low, high }) => {
                Transform::Substring { low: *low, high: *high }
            }
            TransformEntry::Segment(SegmentEntry { split, index }) => {
                Transform::Segment { split: split.clone(), index: *index }
            }
            TransformEntry::Segments(SegmentsEntry { split, low, high }) => {
                Transform::Segments { split: split.clone(), low: *low, high: *high }
            }
        }
    }
}
