//! What can be wrong with a table's search.

use std::error::Error as StdError;
use std::fmt;

use super::ValueProblem;
use super::messages::messages;
use super::shown::Shown;

/// What is wrong with a table's [`Search`](crate::Search).
///
/// Example: [`Search`](crate::Search).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SearchProblem {
    /// What breaks a rule.
    pub place: SearchPlace,
    /// The rule.
    pub rule: SearchRule,
}

impl fmt::Display for SearchProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.rule)
    }
}

impl StdError for SearchProblem {}

/// What of a [`Search`](crate::Search) breaks a rule.
///
/// Example: [`Search`](crate::Search).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SearchPlace {
    /// The search as a whole.
    Whole,
    /// A beacon, by its name.
    Beacon(String),
    /// A part of a compound beacon.
    Part {
        /// Name of the compound beacon.
        beacon: String,
        /// Name of the part.
        part: String,
    },
    /// A part for all compound beacons, by its name.
    GlobalPart(String),
    /// A virtual field, by its name.
    VirtualField(String),
}

impl fmt::Display for SearchPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SearchPlace::Whole => f.write_str("search"),
            SearchPlace::Beacon(name) => write!(f, "beacon '{}'", Shown(name)),
            SearchPlace::Part { beacon, part } => {
                write!(f, "part '{}' of compound beacon '{}'", Shown(part), Shown(beacon))
            }
            SearchPlace::GlobalPart(name) => write!(f, "part '{}' for all compound beacons", Shown(name)),
            SearchPlace::VirtualField(name) => write!(f, "virtual field '{}'", Shown(name)),
        }
    }
}

/// A rule that a table's [`Search`](crate::Search) must keep.
///
/// Source: `specification/searchable-encryption/`, the initialization sections of `search-config.md`, `beacons.md` and
/// `virtual.md`; and what AWS's implementation refuses besides. Rules of this crate alone say so.
///
/// Example: [`Search`](crate::Search).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SearchRule {
    /// There is at least one standard beacon.
    StandardBeaconNeeded,
    /// A list that is given has entries.
    EmptyList {
        /// Of what it is a list.
        what: &'static str,
    },
    /// A name has 1 to 65,525 bytes, so that an attribute can have it behind `aws_dbe_b_`. A rule of this crate.
    NameLength,
    /// Beacon keys that are kept are kept for at least a second.
    TimeToLive,
    /// A beacon has 1 to 63 bits.
    Length,
    /// A former length is another than the present one, of 1 to 63 bits, in a table with at most 127 partitions. A rule of this
    /// crate.
    FormerLength,
    /// The split character is one UTF-16 code unit.
    Split,
    /// A prefix is not empty.
    EmptyPrefix,
    /// A prefix does not contain the split character: its beacon could never be asked for. A rule of this crate.
    PrefixHoldsSplit,
    /// A location is a path: a name, then names behind dots and numbers in brackets.
    Location {
        /// The location.
        location: String,
    },
    /// AWS's library reads an index of several digits wrongly: it takes the first digit for all of them. Where that is
    /// another element than the one that is written, the two would disagree. A rule of this crate.
    AmbiguousIndex {
        /// The location.
        location: String,
    },
    /// There are 1 to 254 partitions.
    MaximumPartitions,
    /// The default number of partitions is at least 1, and below the maximum.
    DefaultPartitions,
    /// A beacon's number of partitions is at least 1, and below the maximum.
    BeaconPartitions,
    /// No two of a kind have one name; beacons of all kinds are one kind.
    DuplicateName,
    /// The name is not that of a configured attribute.
    AttributeName,
    /// The name is not that of a configured attribute, except an encrypted one.
    UnencryptedAttributeName,
    /// The name is not that of an attribute that may be unsigned.
    UnsignedName,
    /// The name is not a reserved one.
    ReservedName,
    /// A beacon with the name of an encrypted attribute is a beacon on that attribute: what is asked of one would be
    /// answered by the other. A rule of this crate.
    Shadow {
        /// Where the beacon is.
        location: String,
    },
    /// All parts of a virtual field are encrypted or signed.
    UnsignedLocation {
        /// The part's location.
        location: String,
    },
    /// No two virtual fields have the same set of locations.
    SameLocations {
        /// Name of the other virtual field.
        other: String,
    },
    /// A standard beacon is on an encrypted attribute, or on a virtual field with an encrypted location.
    NotEncrypted {
        /// Where it is.
        location: String,
    },
    /// No two standard beacons have the same location.
    SameLocation {
        /// Name of the other beacon.
        other: String,
    },
    /// A standard beacon's location is not the only one of a virtual field.
    OnlyLocationOfField {
        /// Name of the virtual field.
        field: String,
    },
    /// A virtual field is a text, and has nothing within it: such a beacon would never be written. A rule of this crate.
    WithinVirtualField {
        /// The location.
        location: String,
    },
    /// A beacon for each member of a set is not on a virtual field, which is no set: it would never be written. A rule of
    /// this crate.
    SetOfVirtualField,
    /// A part-only beacon is neither shared nor one for each member of a set.
    PartOnlyStyle,
    /// A shared beacon shares the key of another one that is declared.
    SharedWithUnknown {
        /// Name of the other beacon.
        other: String,
    },
    /// A shared beacon shares the key of a standard beacon.
    SharedWithCompound {
        /// Name of the other beacon.
        other: String,
    },
    /// A shared beacon shares the key of one that has a key of its own.
    SharedChain {
        /// Name of the other beacon.
        other: String,
    },
    /// Beacons that share a key have one length.
    SharedLength {
        /// Name of the other beacon.
        other: String,
    },
    /// A part-only beacon is part of a compound beacon.
    UnusedPartOnly,
    /// An encrypted part is a standard beacon.
    PartWithoutBeacon,
    /// An encrypted part is not a beacon for each member of a set.
    SetPart,
    /// A signed part is on an attribute that is signed and not encrypted.
    SignedPart {
        /// Where it is.
        location: String,
    },
    /// No two parts in a list, or of one compound beacon in all lists, have one name.
    DuplicatePart,
    /// No two parts in a list, or of one compound beacon in all lists, have one prefix.
    DuplicatePrefix,
    /// No prefix begins with another of the same compound beacon.
    PrefixOfPrefix {
        /// The part with the other prefix.
        other: String,
    },
    /// A constructor has parts.
    EmptyConstructor,
    /// A constructor has at least one required part.
    NothingRequired,
    /// A constructor names parts of its beacon, or parts for all compound beacons.
    UnknownPart,
    /// A constructor names a part once. A rule of this crate.
    RepeatedPart,
    /// A constructor names a part by a name that only one has. A rule of this crate.
    AmbiguousPart,
    /// A part for all compound beacons is named only once by a beacon's constructors. A limit of AWS's implementation.
    GlobalPartTwice,
    /// No two constructors of a compound beacon require the same parts.
    SameConstructors,
    /// A compound beacon has parts of its own or constructors.
    NoParts,
    /// The attribute that names an item's tenant is not encrypted.
    EncryptedTenant,
    /// The attribute that names an item's tenant is neither a beacon nor a virtual field.
    TenantName,
    /// Items are written in the format that has beacons, and not as plaintext or in the legacy format: otherwise no
    /// search would find them. A rule of this crate.
    WrittenWithoutBeacons,
}

messages!(SearchRule {
    Self::StandardBeaconNeeded => "a search needs at least one standard beacon";
    Self::EmptyList { what } => "the list of {what} is empty; leave it out instead";
    Self::NameLength => "its name must be 1 to 65,525 bytes long";
    Self::TimeToLive => "beacon keys must be kept for at least one second";
    Self::Length => "a beacon has 1 to 63 bits";
    Self::FormerLength =>
        "its former length must be another than the present one, of 1 to 63 bits, and the table have at most 127 partitions";
    Self::Split => "the split character must be exactly one UTF-16 code unit";
    Self::EmptyPrefix => "its prefix is empty";
    Self::PrefixHoldsSplit => "its prefix contains the split character, so that the beacon could never be asked for";
    Self::Location { location } =>
        "'{}' is not a location: that is an attribute's name, followed by names behind dots and numbers in brackets",
        Shown(location);
    Self::AmbiguousIndex { location } =>
        "'{}' has a list index that AWS's library reads as another one, since it takes the first digit for all of \
         them; only indexes that it reads as they are written can be used", Shown(location);
    Self::MaximumPartitions => "there can be 1 to 254 partitions";
    Self::DefaultPartitions => "the default number of partitions must be at least 1, and less than the maximum";
    Self::BeaconPartitions => "its number of partitions must be at least 1, and less than the maximum";
    Self::DuplicateName => "the name is used twice";
    Self::AttributeName => "a configured attribute has the same name";
    Self::UnencryptedAttributeName => "a configured attribute that is not encrypted has the same name";
    Self::UnsignedName => "the name is among those that are allowed to be unsigned, or under their prefix";
    Self::ReservedName => "names that begin with 'aws_dbe_' are reserved";
    Self::Shadow { location } =>
        "it has the name of an encrypted attribute, but is on '{}'; give it another name", Shown(location);
    Self::UnsignedLocation { location } => "its location '{}' is neither encrypted nor signed", Shown(location);
    Self::SameLocations { other } => "virtual field '{}' has the same locations", Shown(other);
    Self::NotEncrypted { location } =>
        "its location '{}' is neither in an encrypted attribute nor a virtual field that has one", Shown(location);
    Self::SameLocation { other } => "beacon '{}' has the same location", Shown(other);
    Self::OnlyLocationOfField { field } =>
        "virtual field '{}' has the same location, and no other", Shown(field);
    Self::WithinVirtualField { location } =>
        "its location '{}' goes into a virtual field, in which there is nothing", Shown(location);
    Self::SetOfVirtualField => "it is for each member of a set, and a virtual field is no set";
    Self::PartOnlyStyle => "a beacon that is only a part can be neither shared nor for each member of a set";
    Self::SharedWithUnknown { other } => "it shares the key of '{}', which is not declared", Shown(other);
    Self::SharedWithCompound { other } => "it shares the key of '{}', which is a compound beacon", Shown(other);
    Self::SharedChain { other } => "it shares the key of '{}', which has no key of its own", Shown(other);
    Self::SharedLength { other } => "it shares the key of '{}', which has another length", Shown(other);
    Self::UnusedPartOnly => "it is only a part, and no compound beacon has it";
    Self::PartWithoutBeacon => "an encrypted part must have the name of a standard beacon";
    Self::SetPart => "a beacon for each member of a set cannot be a part";
    Self::SignedPart { location } =>
        "its location '{}' is not in an attribute that is signed and not encrypted", Shown(location);
    Self::DuplicatePart => "another part has the same name";
    Self::DuplicatePrefix => "another part has the same prefix";
    Self::PrefixOfPrefix { other } =>
        "its prefix and that of part '{}' begin in the same way, so that they cannot be told apart", Shown(other);
    Self::EmptyConstructor => "a constructor has no parts";
    Self::NothingRequired => "a constructor requires none of its parts";
    Self::UnknownPart => "a constructor names it, and there is no such part";
    Self::RepeatedPart => "a constructor names it twice";
    Self::AmbiguousPart => "a constructor names it, and there are two parts of this name; rename the signed one";
    Self::GlobalPartTwice =>
        "constructors name it twice, and AWS's library refuses that of a part for all compound beacons; declare it as a \
         part of this beacon";
    Self::SameConstructors => "two constructors require the same parts";
    Self::NoParts => "it has neither constructors nor parts of its own";
    Self::EncryptedTenant => "the attribute that names an item's tenant must not be encrypted";
    Self::TenantName => "the attribute that names an item's tenant is also a beacon or a virtual field";
    Self::WrittenWithoutBeacons =>
        "the table writes plaintext items or the legacy format, which have no beacons and would never be found";
});

impl StdError for SearchRule {}

/// Why an item has no value for a beacon that it should have one for.
///
/// Example: [`Search`](crate::Search).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum BeaconProblem {
    /// The beacon is for each member of a set, and the attribute is no set.
    NotASet,
    /// A part of a compound beacon or virtual field is binary, a set, a list or a map, none of which is a text.
    NotText,
    /// A part's value contains the split character.
    HoldsSplit {
        /// Name of the part.
        part: String,
    },
    /// A virtual field was cut in the middle of a character.
    HalfCharacter,
    /// The item already has the signed beacon, with another value than is computed for it.
    OtherValue,
    /// The value cannot be stored.
    Value(ValueProblem),
}

messages!(BeaconProblem {
    Self::NotASet => "the attribute is not a set, and the beacon is for each member of one";
    Self::NotText => "a binary value, a set, a list or a map cannot be part of a text";
    Self::HoldsSplit { part } => "the value of part '{}' contains the split character", Shown(part);
    Self::HalfCharacter => "a transform cuts a character in two";
    Self::OtherValue => "the item has a value for it that is not the one that is computed; leave it out";
    Self::Value(problem) => "{problem}";
});

impl StdError for BeaconProblem {}
