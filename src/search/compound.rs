//! Compound beacons, as they are declared.

/// A compound beacon: several parts in one text, each behind its prefix. Encrypted parts are hashed, signed parts stay
/// readable.
///
/// It is for sort keys, and for questions about several attributes at once: `begins_with`, or `<` and `BETWEEN` up to the
/// first encrypted part. Without encrypted parts it is a *signed beacon*: a readable attribute of its own name, which is
/// computed, signed, and given back with the item.
///
/// ```
/// use dynamodb_item_encryptor::{Compound, Constructor};
///
/// let by_state = Compound::new("by_state", '.')
///     .signed("state", "S-")
///     .encrypted("kind", "K-")
///     .constructor(Constructor::new().required("state").optional("kind"));
/// ```
///
/// Source: `specification/searchable-encryption/beacons.md`, section "Compound Beacon Initialization".
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a compound beacon has to be part of a search"]
pub struct Compound {
    pub(super) name: String,
    pub(super) split: String,
    pub(super) encrypted: Option<Vec<EncryptedPart>>,
    pub(super) signed: Option<Vec<SignedPart>>,
    pub(super) constructors: Option<Vec<Constructor>>,
}

impl Compound {
    /// A compound beacon, whose parts are joined by `split`, a single character of the basic plane.
    ///
    /// The character must not occur in prefixes, and an item in which it occurs in a part's value cannot be written.
    pub fn new(name: impl Into<String>, split: impl Into<String>) -> Self {
        Compound { name: name.into(), split: split.into(), encrypted: None, signed: None, constructors: None }
    }

    /// Adds the standard beacon `name` as a part.
    pub fn encrypted(self, name: impl Into<String>, prefix: impl Into<String>) -> Self {
        self.encrypted_parts([EncryptedPart::new(name, prefix)])
    }

    /// Adds the signed attribute `name` as a part.
    pub fn signed(self, name: impl Into<String>, prefix: impl Into<String>) -> Self {
        self.signed_parts([SignedPart::new(name, prefix)])
    }

    /// Adds encrypted parts.
    pub fn encrypted_parts(mut self, parts: impl IntoIterator<Item = EncryptedPart>) -> Self {
        self.encrypted.get_or_insert_default().extend(parts);
        self
    }

    /// Adds signed parts.
    pub fn signed_parts(mut self, parts: impl IntoIterator<Item = SignedPart>) -> Self {
        self.signed.get_or_insert_default().extend(parts);
        self
    }

    /// Adds a constructor.
    ///
    /// An item's beacon is made by the first of the constructors whose required parts it has. Without any, it is made of
    /// all its own parts, the signed ones first, and only if it has them all.
    pub fn constructor(self, constructor: Constructor) -> Self {
        self.constructors([constructor])
    }

    /// Adds constructors.
    pub fn constructors(mut self, constructors: impl IntoIterator<Item = Constructor>) -> Self {
        self.constructors.get_or_insert_default().extend(constructors);
        self
    }
}

/// A part of compound beacons that is the hash of a standard beacon.
///
/// Example: [`Compound`](crate::Compound).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncryptedPart {
    pub(super) name: String,
    pub(super) prefix: String,
}

impl EncryptedPart {
    /// The standard beacon `name`, behind `prefix`. No prefix of a compound beacon may begin with another.
    pub fn new(name: impl Into<String>, prefix: impl Into<String>) -> Self {
        EncryptedPart { name: name.into(), prefix: prefix.into() }
    }
}

/// A part of compound beacons that is a signed attribute, and stays readable.
///
/// Example: [`Compound`](crate::Compound).
///
/// Source: `specification/searchable-encryption/beacons.md`, section "Signed Part Initialization".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedPart {
    pub(super) name: String,
    pub(super) prefix: String,
    pub(super) location: Option<String>,
}

impl SignedPart {
    /// The signed attribute `name`, behind `prefix`. No prefix of a compound beacon may begin with another.
    pub fn new(name: impl Into<String>, prefix: impl Into<String>) -> Self {
        SignedPart { name: name.into(), prefix: prefix.into(), location: None }
    }

    /// Where the value is, as in [`Beacon::at`](crate::Beacon::at): `name` is then only what constructors call it.
    #[must_use]
    pub fn at(mut self, location: impl Into<String>) -> Self {
        self.location = Some(location.into());
        self
    }
}

/// A way to make a compound beacon: which parts, in which order.
///
/// Example: [`Compound`](crate::Compound).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Constructor {
    /// Names of parts, and whether an item has to have them.
    pub(super) parts: Vec<(String, bool)>,
}

impl Constructor {
    /// A constructor without parts. At least one required part has to be added.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part that an item must have.
    #[must_use]
    pub fn required(mut self, part: impl Into<String>) -> Self {
        self.parts.push((part.into(), true));
        self
    }

    /// Adds a part that is left out of the beacon where an item does not have it.
    #[must_use]
    pub fn optional(mut self, part: impl Into<String>) -> Self {
        self.parts.push((part.into(), false));
        self
    }
}
