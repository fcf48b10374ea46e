//! A table's search, with its rules checked: what writing and planning go by.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use super::partition::Selection;
use super::{Beacon, BeaconKeys, Hashes, KeyChoice, Location, Transform};
use crate::crypto::CryptoError;
use crate::key_store::BeaconKey;

/// A table's search.
pub(crate) struct SearchModel {
    /// Logical name of the table.
    pub(super) table: String,
    /// The standard beacons, as they were declared.
    pub(super) declared: Vec<Beacon>,
    pub(super) keys: BeaconKeys,
    /// The names that beacon keys are derived for. What is derived is kept for them, as long as they live.
    pub(super) key_names: Arc<[String]>,
    pub(super) standard: Vec<StandardBeacon>,
    /// Those with an encrypted part.
    pub(super) compounds: Vec<CompoundBeacon>,
    /// Compound beacons without one.
    pub(super) signed: Vec<CompoundBeacon>,
    pub(super) fields: Vec<VirtualModel>,
    /// How many partitions there are; 1 if there are none.
    pub(super) partitions: u8,
    pub(super) selection: Selection,
    pub(super) by_name: HashMap<String, BeaconRef>,
    /// Whether the tenant's attribute is taken out of items before they are written.
    pub(super) drops_tenant: bool,
}

/// A beacon, by its place among those of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BeaconRef {
    Standard(usize),
    Compound(usize),
    Signed(usize),
}

/// A standard beacon.
#[derive(Debug)]
pub(crate) struct StandardBeacon {
    pub(super) name: String,
    /// The attribute that stores it, unless it is only a part.
    pub(super) attribute: String,
    pub(super) bits: u8,
    /// What it was before, while items have that.
    pub(super) former_bits: Option<u8>,
    pub(super) source: Source,
    pub(super) as_set: bool,
    pub(super) part_only: bool,
    pub(super) shared_with: Option<String>,
    /// Number of its key.
    pub(super) key: usize,
    /// Into how many partitions it is spread.
    pub(super) partitions: u8,
}

/// Which length of a beacon whose length changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Length {
    Present,
    Former,
}

impl Length {
    /// Both.
    pub(crate) const ALL: [Length; 2] = [Length::Present, Length::Former];
}

/// Where a beacon's value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    /// An attribute, or something within one.
    Item(Location),
    /// A virtual field, by its number.
    Field(usize),
}

/// A compound or signed beacon.
#[derive(Debug)]
pub(crate) struct CompoundBeacon {
    pub(super) name: String,
    /// The attribute that stores it.
    pub(super) attribute: String,
    pub(super) split: char,
    pub(super) parts: Vec<Part>,
    /// In the order in which they are tried.
    pub(super) constructors: Vec<Vec<ConstructorPart>>,
}

/// A part of a compound beacon.
#[derive(Debug)]
pub(crate) struct Part {
    pub(super) name: String,
    pub(super) prefix: String,
    pub(super) source: PartSource,
}

/// What a part is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PartSource {
    /// A signed value, as it is.
    Signed(Location),
    /// The hash of a standard beacon, by its number.
    Encrypted(usize),
}

/// A part in a constructor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ConstructorPart {
    /// Number of the part.
    pub(crate) part: usize,
    pub(crate) required: bool,
}

/// A virtual field.
#[derive(Debug)]
pub(crate) struct VirtualModel {
    pub(super) name: String,
    pub(super) parts: Vec<(Location, Vec<Transform>)>,
}

impl SearchModel {
    /// All that decides on an item's beacons but the keys themselves, in a text that is another one for another search.
    pub(crate) fn described(&self) -> String {
        let SearchModel { table, declared, keys, standard, compounds, signed, fields, partitions, .. } = self;
        let SearchModel { selection, drops_tenant, .. } = self;
        let is_stable = matches!(selection, Selection::Stable);
        format!(
            "{table:?} {declared:?} {:?} {standard:?} {compounds:?} {signed:?} {fields:?} {partitions} {is_stable} \
             {drops_tenant}",
            keys.choice()
        )
    }

    /// Where beacon keys come from.
    pub(crate) fn keys(&self) -> &BeaconKeys {
        &self.keys
    }

    /// Whether the beacon was declared just so.
    pub(crate) fn declares(&self, beacon: &Beacon) -> bool {
        self.declared.iter().any(|other| other.is_same(beacon))
    }

    /// Whether there is a standard beacon of this name.
    pub(crate) fn has_standard(&self, name: &str) -> bool {
        self.declared.iter().any(|beacon| beacon.name() == name)
    }

    /// The beacon of this name.
    pub(crate) fn beacon(&self, name: &str) -> Option<BeaconRef> {
        self.by_name.get(name).copied()
    }

    /// The standard beacon of a whole attribute.
    pub(crate) fn beacon_of_attribute(&self, attribute: &str) -> Option<&StandardBeacon> {
        let is_of = |source: &Source| match source {
            Source::Item(location) => location.root() == attribute && location.steps().is_empty(),
            Source::Field(_) => false,
        };
        self.standard.iter().find(|beacon| !beacon.part_only && is_of(&beacon.source))
    }

    /// The standard beacons, in the order of their numbers.
    pub(crate) fn standard(&self) -> &[StandardBeacon] {
        &self.standard
    }

    /// The compound beacons with an encrypted part, in the order of their numbers.
    pub(crate) fn compounds(&self) -> &[CompoundBeacon] {
        &self.compounds
    }

    /// The signed beacons, in the order of their numbers.
    pub(crate) fn signed(&self) -> &[CompoundBeacon] {
        &self.signed
    }

    /// The virtual fields, in the order of their numbers.
    pub(crate) fn fields(&self) -> &[VirtualModel] {
        &self.fields
    }

    /// How many partitions there are; 1 if items are not partitioned.
    pub(crate) fn partitions(&self) -> u8 {
        self.partitions
    }

    /// Whether the length of any beacon changes.
    pub(crate) fn has_former_lengths(&self) -> bool {
        self.standard.iter().any(StandardBeacon::has_former_length)
    }

    /// The attribute that names an item's tenant, where it is not stored.
    pub(crate) fn dropped_tenant(&self) -> Option<&str> {
        match self.keys.choice() {
            KeyChoice::PerTenant(attribute) if self.drops_tenant => Some(attribute),
            KeyChoice::PerTenant(_) | KeyChoice::Single(_) => None,
        }
    }

    /// The hashes of this table's beacons under a beacon key. They are derived once for each key, and kept beside it.
    pub(crate) fn hashes(&self, key: &BeaconKey) -> Result<Hashes, CryptoError> {
        key.derived(&self.key_names, |bytes, names| Hashes::derive(bytes, names)).map(Hashes)
    }
}

impl StandardBeacon {
    /// The beacon's name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Name of the attribute that stores it, unless it is [only a part](Self::is_part_only).
    pub(crate) fn attribute(&self) -> &str {
        &self.attribute
    }

    /// How many bits of the hash are kept.
    pub(crate) fn bits(&self) -> u8 {
        self.bits
    }

    /// Where its value comes from.
    pub(crate) fn source(&self) -> &Source {
        &self.source
    }

    /// Whether it is for each member of a set.
    pub(crate) fn is_of_set(&self) -> bool {
        self.as_set
    }

    /// Whether it is stored only in compound beacons.
    pub(crate) fn is_part_only(&self) -> bool {
        self.part_only
    }

    /// Whether its key is that of another.
    pub(crate) fn has_key_of(&self, other: &StandardBeacon) -> bool {
        self.key == other.key
    }

    /// Into how many partitions it is spread.
    pub(crate) fn partitions(&self) -> u8 {
        self.partitions
    }

    /// Its partition in an item of partition `of_item`.
    ///
    /// Source: `specification/searchable-encryption/beacons.md`, section "Beacon Constraint".
    pub(crate) fn partition(&self, of_item: u8) -> u8 {
        of_item.checked_rem(self.partitions).unwrap_or_default()
    }

    /// Whether its length changes, so that there are items with another one.
    pub(crate) fn has_former_length(&self) -> bool {
        self.former_bits.is_some()
    }

    /// The hash of bytes or text. It leaves keys on the stack, which the caller overwrites.
    pub(crate) fn hash_unwiped(
        &self,
        hashes: &Hashes,
        data: &[u8],
        of_item: u8,
        length: Length,
    ) -> Result<String, CryptoError> {
        let bits = match length {
            Length::Present => self.bits,
            Length::Former => self.former_bits.unwrap_or(self.bits),
        };
        hashes.hash_unwiped(self.key, bits, data, self.partition(of_item))
    }
}

impl CompoundBeacon {
    /// The beacon's name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Name of the attribute that stores it: that of a signed beacon is its own.
    pub(crate) fn attribute(&self) -> &str {
        &self.attribute
    }

    /// What stands between its parts.
    pub(crate) fn split(&self) -> char {
        self.split
    }

    /// Its parts, in the order of their numbers. No prefix begins with another, and none has the split character.
    pub(crate) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The ways to make it, in the order in which they are tried.
    pub(crate) fn constructors(&self) -> &[Vec<ConstructorPart>] {
        &self.constructors
    }
}

impl Part {
    /// What stands before its value.
    pub(crate) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// What it is made of.
    pub(crate) fn source(&self) -> &PartSource {
        &self.source
    }
}

impl VirtualModel {
    /// The field's name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Where its parts come from.
    pub(crate) fn locations(&self) -> impl Iterator<Item = &Location> {
        self.parts.iter().map(|(location, _)| location)
    }
}

/// What is declared is shown, and nothing of keys.
impl fmt::Debug for SearchModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |beacons: &[CompoundBeacon]| -> Vec<String> {
            beacons.iter().map(|beacon| beacon.name.clone()).collect()
        };
        f.debug_struct("SearchModel")
            .field("keys", &self.keys)
            .field("standard", &self.standard.iter().map(StandardBeacon::name).collect::<Vec<_>>())
            .field("compounds", &names(&self.compounds))
            .field("signed", &names(&self.signed))
            .field("fields", &self.fields.iter().map(VirtualModel::name).collect::<Vec<_>>())
            .field("partitions", &self.partitions)
            .finish_non_exhaustive()
    }
}
