//! Virtual fields, as they are declared.

use super::Transform;

/// A text that is put together from an item's attributes. It is never stored; beacons can be on it.
///
/// An item without one of the parts does not have the field. Numbers count as they are written, `true`, `false` and
/// `null` as these words; an item in which a part is anything else cannot be written.
///
/// ```
/// use dynamodb_item_encryptor::{Transform, VirtualField};
///
/// let initials = VirtualField::new("initials")
///     .transformed("first", [Transform::Prefix(1), Transform::Lower])
///     .transformed("last", [Transform::Prefix(1), Transform::Lower]);
/// ```
///
/// Source: `specification/searchable-encryption/virtual.md`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a virtual field has to be part of a search"]
pub struct VirtualField {
    pub(super) name: String,
    pub(super) parts: Option<Vec<FieldPart>>,
}

/// A part of a virtual field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FieldPart {
    pub(super) location: String,
    pub(super) transforms: Option<Vec<Transform>>,
}

impl VirtualField {
    /// A field without parts. At least one has to be added.
    pub fn new(name: impl Into<String>) -> Self {
        VirtualField { name: name.into(), parts: None }
    }

    /// Adds what is at a location, as in [`Beacon::at`](crate::Beacon::at). The attribute must be encrypted or signed.
    pub fn part(mut self, location: impl Into<String>) -> Self {
        self.push(location.into(), None);
        self
    }

    /// Adds what the transforms make, one after the other, of what is at a location.
    pub fn transformed(
        mut self,
        location: impl Into<String>,
        transforms: impl IntoIterator<Item = Transform>,
    ) -> Self {
        self.push(location.into(), Some(transforms.into_iter().collect()));
        self
    }

    fn push(&mut self, location: String, transforms: Option<Vec<Transform>>) {
        self.parts.get_or_insert_default().push(FieldPart { location, transforms });
    }
}
