//! What a table's search declares.

use std::sync::Arc;

use super::partition::Selection;
use super::resolve;
use super::{
    Attributes, Beacon, BeaconKeys, Broken, Compound, EncryptedPart, PartitionSelector, SearchModel,
    SignedPart, VirtualField,
};

/// What can be searched for on a table although it is encrypted: which beacons are stored beside its items, and where
/// their keys come from. Cheap to clone.
///
/// Declare it before the first item is written. An item that was written without it, or with other beacons, is not
/// found by the new ones until it is written again.
///
/// Its rules are checked when the table is [built](crate::TableConfigBuilder::build), for which it has to know the actions
/// of the attributes.
///
/// ```
/// use dynamodb_item_encryptor::{
///     Beacon, BeaconKey, BeaconKeySource, Compound, Constructor, InMemoryBeaconKeys, RawAesKeyring, Search,
///     TableConfig, Transform, VirtualField,
/// };
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let keys = InMemoryBeaconKeys::new().with("customers", BeaconKey::new(&[7; 32]));
/// let search = Search::builder(keys.single("customers"))
///     .beacon(Beacon::new("email", 20))
///     .beacon(Beacon::new("city", 9).at("address.city"))
///     .beacon(Beacon::new("initial", 5))
///     .beacon(Beacon::new("kind", 8).part_only())
///     .virtual_field(VirtualField::new("initial").transformed("name", [Transform::Prefix(1), Transform::Lower]))
///     .compound(
///         Compound::new("by_state", '.')
///             .signed("state", "S-")
///             .encrypted("kind", "K-")
///             .constructor(Constructor::new().required("state").optional("kind")),
///     )
///     .build();
/// let table = TableConfig::builder("Customers")
///     .partition_key("id")
///     .encrypt(["email", "address", "name", "kind"])
///     .sign(["state"])
///     .search(search)
///     .keyring(RawAesKeyring::new("examples", "customers", &[7; 32])?)
///     .build()?; // every mistake is reported here
/// # Ok(())
/// # }
/// ```
///
/// Source: `specification/searchable-encryption/search-config.md`.
#[derive(Clone)]
pub struct Search(Arc<Declared>);

/// What was declared. A list that was not given is `None`, one that was given empty is not.
pub(super) struct Declared {
    pub(super) keys: BeaconKeys,
    pub(super) beacons: Option<Vec<Beacon>>,
    pub(super) compounds: Option<Vec<Compound>>,
    pub(super) virtual_fields: Option<Vec<VirtualField>>,
    pub(super) encrypted_parts: Option<Vec<EncryptedPart>>,
    pub(super) signed_parts: Option<Vec<SignedPart>>,
    pub(super) partitions: Option<u8>,
    pub(super) default_partitions: Option<u8>,
    pub(super) selection: Selection,
}

impl Search {
    /// Starts a search whose beacons have these keys.
    pub fn builder(keys: BeaconKeys) -> SearchBuilder {
        SearchBuilder(Declared {
            keys,
            beacons: None,
            compounds: None,
            virtual_fields: None,
            encrypted_parts: None,
            signed_parts: None,
            partitions: None,
            default_partitions: None,
            selection: Selection::default(),
        })
    }

    /// Names of the beacons that are attributes of their own, because no part of them is encrypted.
    pub(crate) fn signed_names(&self) -> impl Iterator<Item = &str> {
        resolve::signed_names(&self.0)
    }

    /// Names that are not those of attributes that an application writes: of virtual fields and signed beacons.
    pub(crate) fn own_names(&self) -> impl Iterator<Item = &str> {
        let fields = self.0.virtual_fields.iter().flatten();
        fields.map(|field| field.name.as_str()).chain(self.signed_names())
    }

    /// Checks all rules for a table.
    pub(crate) fn resolve(&self, table: &str, attributes: &Attributes<'_>) -> Result<SearchModel, Broken> {
        resolve::resolve(&self.0, table, attributes)
    }
}

impl std::fmt::Debug for Search {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Declared { keys, beacons, compounds, virtual_fields, encrypted_parts, signed_parts, .. } = &*self.0;
        f.debug_struct("Search")
            .field("keys", keys)
            .field("beacons", beacons)
            .field("compounds", compounds)
            .field("virtual_fields", virtual_fields)
            .field("encrypted_parts", encrypted_parts)
            .field("signed_parts", signed_parts)
            .field("partitions", &self.0.partitions)
            .field("default_partitions", &self.0.default_partitions)
            .finish_non_exhaustive()
    }
}

/// Collects what a [`Search`] declares. Lists add up; settings replace each other, so that the last call counts.
///
/// Example: [`Search`](crate::Search).
#[must_use = "nothing is declared before `build`"]
pub struct SearchBuilder(Declared);

debug_shows!(SearchBuilder {});

impl SearchBuilder {
    /// Adds a standard beacon. At least one is needed.
    pub fn beacon(self, beacon: Beacon) -> Self {
        self.beacons([beacon])
    }

    /// Adds standard beacons.
    pub fn beacons(mut self, beacons: impl IntoIterator<Item = Beacon>) -> Self {
        self.0.beacons.get_or_insert_default().extend(beacons);
        self
    }

    /// Adds a standard beacon, unless the same one was added before.
    pub(crate) fn beacon_once(self, beacon: Beacon) -> Self {
        let is_there = self.0.beacons.iter().flatten().any(|other| other.is_same(&beacon));
        if is_there { self } else { self.beacon(beacon) }
    }

    /// Adds a compound beacon.
    pub fn compound(self, compound: Compound) -> Self {
        self.compounds([compound])
    }

    /// Adds compound beacons.
    pub fn compounds(mut self, compounds: impl IntoIterator<Item = Compound>) -> Self {
        self.0.compounds.get_or_insert_default().extend(compounds);
        self
    }

    /// Adds a virtual field.
    pub fn virtual_field(self, field: VirtualField) -> Self {
        self.virtual_fields([field])
    }

    /// Adds virtual fields.
    pub fn virtual_fields(mut self, fields: impl IntoIterator<Item = VirtualField>) -> Self {
        self.0.virtual_fields.get_or_insert_default().extend(fields);
        self
    }

    /// Adds encrypted parts that the constructors of all compound beacons can name.
    pub fn encrypted_parts(mut self, parts: impl IntoIterator<Item = EncryptedPart>) -> Self {
        self.0.encrypted_parts.get_or_insert_default().extend(parts);
        self
    }

    /// Adds signed parts that the constructors of all compound beacons can name.
    pub fn signed_parts(mut self, parts: impl IntoIterator<Item = SignedPart>) -> Self {
        self.0.signed_parts.get_or_insert_default().extend(parts);
        self
    }

    /// Spreads the items over up to 254 partitions, so that a value that occurs often has that many beacons. A query then
    /// takes as many requests. Without this there is one.
    pub fn partitions(mut self, maximum: u8) -> Self {
        self.0.partitions = Some(maximum);
        self
    }

    /// Into how many partitions beacons are spread that [do not say](Beacon::partitions): at least 1, and fewer than
    /// [all](Self::partitions). Without this, into all.
    ///
    /// Source: `specification/searchable-encryption/search-config.md`, section "Default Partitions".
    pub fn default_partitions(mut self, number: u8) -> Self {
        self.0.default_partitions = Some(number);
        self
    }

    /// Has the application choose the partition of each item.
    pub fn partition_selector(mut self, selector: impl PartitionSelector + 'static) -> Self {
        self.0.selection = Selection::Selector(Arc::new(selector));
        self
    }

    /// What was declared.
    pub fn build(self) -> Search {
        Search(Arc::new(self.0))
    }
}
