//! The kinds of records that a branch key has.

use std::fmt;

use super::BranchKeyVersion;

pub(super) const TYPE_ACTIVE: &str = "branch:ACTIVE";
pub(super) const TYPE_BEACON: &str = "beacon:ACTIVE";
pub(super) const TYPE_VERSION: &str = "branch:version:";

/// The kinds of records that a branch key has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The version that new items are written under.
    Active,
    /// A version; also the active one has such a record.
    Version(BranchKeyVersion),
    /// The beacon key.
    Beacon,
}

/// The kind as the sort key.
impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Kind::Active => f.write_str(TYPE_ACTIVE),
            Kind::Version(version) => write!(f, "{TYPE_VERSION}{version}"),
            Kind::Beacon => f.write_str(TYPE_BEACON),
        }
    }
}
