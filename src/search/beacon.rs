//! Standard beacons, as they are declared.

/// A standard beacon: a keyed hash of one value, of which only the last bits are stored.
///
/// Fewer bits hide more, and cost more: of `X` different values, about `X / 2^bits` have the same beacon, and a query
/// reads the items of all of them. The beacon of a value that occurs more often than others can be told from theirs, at
/// any length.
///
/// ```
/// use dynamodb_item_encryptor::Beacon;
///
/// let email = Beacon::new("email", 20);
/// let city = Beacon::new("city", 9).at("address.city");
/// let tags = Beacon::new("tags", 16).as_set();
/// ```
///
/// Source: `specification/searchable-encryption/beacons.md`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a beacon has to be part of a search"]
pub struct Beacon {
    pub(super) name: String,
    pub(super) bits: u8,
    pub(super) former_bits: Option<u8>,
    pub(super) location: Option<String>,
    pub(super) as_set: bool,
    pub(super) part_only: bool,
    pub(super) shared_with: Option<String>,
    pub(super) partitions: Option<u8>,
}

impl Beacon {
    /// A beacon of 1 to 63 `bits` that is stored as `aws_dbe_b_NAME`, and asked for by its name.
    ///
    /// It is on the attribute or virtual field of the same name, or on what is [`at`](Self::at) a location. Its key is
    /// derived from the name: beacons of one name have one key in all tables with the same beacon key.
    pub fn new(name: impl Into<String>, bits: u8) -> Self {
        Beacon {
            name: name.into(),
            bits,
            former_bits: None,
            location: None,
            as_set: false,
            part_only: false,
            shared_with: None,
            partitions: None,
        }
    }

    /// The name of the beacon.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Whether another beacon says the same: a location may be left out where it is the name.
    pub(crate) fn is_same(&self, other: &Beacon) -> bool {
        let with_location = |beacon: &Beacon| Beacon {
            location: beacon.location.clone().or_else(|| Some(beacon.name.clone())),
            ..beacon.clone()
        };
        with_location(self) == with_location(other)
    }

    /// How long the beacon was before, while items with the former length are still there: they are found, too.
    ///
    /// Items get the new length when they are written, or by a [walk](crate::BeaconWalk). Leave this out again when all have
    /// it. Until then each test of the beacon in a filter is for both lengths, and a query by it takes twice as many requests:
    /// [`PartitionedQuery`](crate::PartitionedQuery) sends them. Whoever has seen both states learns what the longer of the
    /// two reveals: the shorter one is its end.
    pub fn formerly(mut self, bits: u8) -> Self {
        self.former_bits = Some(bits);
        self
    }

    /// Where the value is: a virtual field, an attribute, or something within one, for example `address.lines[0]`.
    ///
    /// Dots and brackets always mean what is within. An attribute whose own name has them cannot be reached.
    pub fn at(mut self, location: impl Into<String>) -> Self {
        self.location = Some(location.into());
        self
    }

    /// A beacon for each member of a set, so that items can be found by one member. The value then has to be a set.
    ///
    /// Source: `specification/searchable-encryption/beacons.md`, sections "AsSet Initialization" and "SharedSet
    /// Initialization".
    pub fn as_set(mut self) -> Self {
        self.as_set = true;
        self
    }

    /// A beacon that is only part of [compound beacons](crate::Compound), and not stored by itself.
    pub fn part_only(mut self) -> Self {
        self.part_only = true;
        self
    }

    /// Shares the key of another standard beacon of the same length, so that equal values have equal beacons in both, and
    /// the two can be compared.
    ///
    /// They can be compared only if they have the same [number of partitions](Self::partitions).
    pub fn shared_with(mut self, other: impl Into<String>) -> Self {
        self.shared_with = Some(other.into());
        self
    }

    /// Into how many partitions the beacon's values are spread: 1 or more, and fewer than
    /// [all](crate::SearchBuilder::partitions).
    pub fn partitions(mut self, number: u8) -> Self {
        self.partitions = Some(number);
        self
    }
}
