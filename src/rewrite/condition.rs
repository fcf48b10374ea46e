//! What tells a stored item from every other version of it.

use std::collections::BTreeSet;

use super::parts::Expected;
use crate::format::{FOOTER_ATTRIBUTE, HEADER_ATTRIBUTE};
use crate::table::{LegacyFormat, TableConfig};
use crate::value::Item;

/// What a write replaces, as far as a condition has to know.
#[derive(Clone, Copy)]
pub(super) struct Version<'a> {
    pub(super) table: &'a TableConfig,
    /// The item as it was read.
    pub(super) stored: &'a Item,
    /// What replaces it; `None` if it is deleted.
    pub(super) new: Option<&'a Item>,
    /// Which of the unsigned attributes have to be what they were.
    pub(super) unsigned: Unsigned<'a>,
    /// These have to be what they were, whatever covers them.
    pub(super) always: &'a BTreeSet<String>,
}

/// Which of the attributes that a footer does not cover have to be what they were.
#[derive(Clone, Copy)]
pub(super) enum Unsigned<'a> {
    /// All of them.
    All,
    /// Those that the change gives another value, and these.
    ChangedAnd(&'a BTreeSet<String>),
    /// These only, whatever becomes of the others.
    Only(&'a BTreeSet<String>),
}

/// No attributes.
pub(super) static NONE: BTreeSet<String> = BTreeSet::new();

/// How a write treats the attributes that it does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// An update leaves them alone.
    Named,
    /// A put or delete takes all of them away.
    All,
}

/// How much of an item in the legacy format is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// Every attribute.
    Everything,
    /// The signature, and what it does not cover.
    Unsigned,
}

/// What in a stored item differs between any two versions of it.
enum Seal<'a> {
    /// The footer of the current format.
    Footer,
    /// The legacy format's signature.
    Signature(&'a dyn LegacyFormat),
    /// Nothing: the item is plaintext.
    Missing,
}

impl<'a> Version<'a> {
    /// How deep an item is compared: the first of these that fits into a request.
    pub(super) fn depths(&self) -> &'static [Depth] {
        match self.seal() {
            Seal::Signature(_) => &[Depth::Everything, Depth::Unsigned],
            Seal::Footer | Seal::Missing => &[Depth::Everything],
        }
    }

    /// What has to hold for the stored item to be the one that was read; what distinguishes it best comes first.
    pub(super) fn expected(&self, reach: Reach, depth: Depth) -> Vec<(&'a str, Expected<'a>)> {
        let seal = self.seal();
        let is_left_alone = |name: &str| matches!(seal, Seal::Footer) && self.is_left_alone(reach, name);
        let mut expected: Vec<_> = self
            .names()
            .into_iter()
            .filter(|name| {
                let is_needless = *name != FOOTER_ATTRIBUTE && is_left_alone(name);
                self.always.contains(*name) || !(is_needless || self.is_covered(&seal, name, depth))
            })
            .map(|name| (name, self.stored.get(name).map_or(Expected::Absent, Expected::Value)))
            .collect();
        expected.sort_by_key(|(name, _)| *name != FOOTER_ATTRIBUTE);
        if !expected.iter().any(|(_, expected)| matches!(expected, Expected::Value(_))) {
            // Otherwise an item that was deleted would pass, and come back.
            expected.insert(0, (self.table.partition_key(), Expected::Present));
        }
        expected
    }

    /// Whether an attribute of an item with a footer may be another than it was.
    fn is_left_alone(&self, reach: Reach, name: &str) -> bool {
        match self.unsigned {
            Unsigned::All => false,
            Unsigned::Only(names) => !names.contains(name),
            Unsigned::ChangedAnd(names) => {
                reach == Reach::Named
                    && !names.contains(name)
                    && self.new.is_some_and(|new| {
                        new.contains_key(FOOTER_ATTRIBUTE) && new.get(name) == self.stored.get(name)
                    })
            }
        }
    }

    fn seal(&self) -> Seal<'a> {
        if self.stored.contains_key(FOOTER_ATTRIBUTE) {
            return Seal::Footer;
        }
        let legacy = self.table.legacy_format();
        match legacy.filter(|legacy| self.stored.contains_key(legacy.signature_attribute())) {
            Some(legacy) => Seal::Signature(legacy),
            None => Seal::Missing,
        }
    }

    /// All attributes that the item has, is to have, or could have been given meanwhile; its keys are the same for
    /// every version.
    fn names(&self) -> BTreeSet<&'a str> {
        let table = self.table;
        let mut names: BTreeSet<&str> = self.stored.keys().map(String::as_str).collect();
        names.extend(self.new.into_iter().flat_map(|new| new.keys()).map(String::as_str));
        names.extend(table.actions().map(|(name, _)| name).chain(table.unsigned_names()));
        names.extend([HEADER_ATTRIBUTE, FOOTER_ATTRIBUTE]);
        names.extend(self.always.iter().map(String::as_str));
        if let Some(legacy) = table.legacy_format() {
            names.extend([legacy.signature_attribute(), legacy.description_attribute()]);
        }
        names.retain(|name| !table.is_key(name));
        names
    }

    /// Whether `name` cannot change unless the seal changes.
    fn is_covered(&self, seal: &Seal<'_>, name: &str, depth: Depth) -> bool {
        let table = self.table;
        match seal {
            Seal::Footer => name != FOOTER_ATTRIBUTE && (table.is_metadata(name) || !table.is_unsigned(name)),
            Seal::Signature(legacy) => {
                depth == Depth::Unsigned && !table.is_metadata(name) && legacy.signs(name)
            }
            Seal::Missing => false,
        }
    }
}
