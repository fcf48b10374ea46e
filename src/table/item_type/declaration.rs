//! What a type declares.

use crate::search::Beacon;
use crate::table::AttributeAction;

/// What happens to the attributes of an item, as a [`TypedItem`](crate::TypedItem) declares it.
///
/// Nothing is checked before a table is built with it: then its declarations count as those of the builder do.
///
/// Example: [`manual::typed_items`](crate::manual::typed_items).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[must_use = "a declaration has to be that of a type"]
pub struct ItemDeclaration {
    pub(super) partition_keys: Vec<String>,
    pub(super) sort_keys: Vec<String>,
    pub(super) attributes: Vec<(String, AttributeAction)>,
    pub(super) others: Vec<AttributeAction>,
    pub(super) index_keys: Vec<String>,
    pub(super) allowed_unsigned: Vec<String>,
    pub(super) unsigned_prefixes: Vec<String>,
    pub(super) padded: Vec<(String, usize)>,
    pub(super) beacons: Vec<Beacon>,
}

impl ItemDeclaration {
    /// A declaration of nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// The partition key. It needs no other declaration.
    pub fn partition_key(mut self, name: impl Into<String>) -> Self {
        self.partition_keys.push(name.into());
        self
    }

    /// The sort key. It needs no other declaration.
    pub fn sort_key(mut self, name: impl Into<String>) -> Self {
        self.sort_keys.push(name.into());
        self
    }

    /// An attribute, and what happens to it. One to [leave alone](AttributeAction::DoNothing) must also be [allowed to be
    /// unsigned](Self::allowed_unsigned), or have the [prefix](Self::unsigned_prefix).
    pub fn attribute(mut self, name: impl Into<String>, action: AttributeAction) -> Self {
        self.attributes.push((name.into(), action));
        self
    }

    /// What happens to attributes that are not declared by name. See
    /// [`TableConfigBuilder::action_for_others`](crate::TableConfigBuilder::action_for_others).
    pub fn others(mut self, action: AttributeAction) -> Self {
        self.others.push(action);
        self
    }

    /// A key attribute of an index. It is signed, unless it is declared otherwise.
    pub fn index_key(mut self, name: impl Into<String>) -> Self {
        self.index_keys.push(name.into());
        self
    }

    /// An attribute that readers accept without a signature.
    pub fn allowed_unsigned(mut self, name: impl Into<String>) -> Self {
        self.allowed_unsigned.push(name.into());
        self
    }

    /// The prefix of names that readers accept without a signature.
    pub fn unsigned_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.unsigned_prefixes.push(prefix.into());
        self
    }

    /// The number of bytes that the values of an encrypted attribute are padded to.
    pub fn pad(mut self, name: impl Into<String>, bytes: usize) -> Self {
        self.padded.push((name.into(), bytes));
        self
    }

    /// A beacon on an encrypted attribute.
    pub fn beacon(mut self, beacon: Beacon) -> Self {
        self.beacons.push(beacon);
        self
    }

    /// Adds what another type declares, whose attributes are those of the same item.
    pub fn flattened(mut self, other: ItemDeclaration) -> Self {
        let ItemDeclaration {
            partition_keys,
            sort_keys,
            attributes,
            others,
            index_keys,
            allowed_unsigned,
            unsigned_prefixes,
            padded,
            beacons,
        } = other;
        self.partition_keys.extend(partition_keys);
        self.sort_keys.extend(sort_keys);
        self.attributes.extend(attributes);
        self.others.extend(others);
        self.index_keys.extend(index_keys);
        self.allowed_unsigned.extend(allowed_unsigned);
        self.unsigned_prefixes.extend(unsigned_prefixes);
        self.padded.extend(padded);
        self.beacons.extend(beacons);
        self
    }

    /// The beacons that are declared.
    pub fn beacons(&self) -> &[Beacon] {
        &self.beacons
    }
}

/// The name of a type, without the modules that it and its parameters are in.
pub(crate) fn name_of<T: ?Sized>() -> String {
    let mut short = String::new();
    for part in std::any::type_name::<T>().split_inclusive(['<', '>', ',', ' ', '(', ')', '[', ']', '&', ';']) {
        short.push_str(part.rsplit("::").next().unwrap_or(part));
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_named_without_its_modules() {
        assert_eq!(name_of::<ItemDeclaration>(), "ItemDeclaration");
        assert_eq!(name_of::<Vec<Option<Beacon>>>(), "Vec<Option<Beacon>>");
        assert_eq!(name_of::<(Beacon, u8)>(), "(Beacon, u8)");
        assert_eq!(name_of::<str>(), "str");
    }
}
