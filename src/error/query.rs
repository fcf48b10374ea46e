//! Why a request cannot be carried out by beacons.

use std::error::Error as StdError;

use super::ValueProblem;
use super::messages::messages;
use super::shown::{Shown, debug_shown};

/// Why a request cannot be carried out by means of a beacon. Nothing was sent.
///
/// Example: [`class`](crate::Error::class).
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum QueryProblem {
    /// A key condition on a standard beacon is not an equality: hashes have no order and no beginnings.
    OnlyEqual,
    /// The beacon is stored only as a part of compound beacons.
    PartOnly,
    /// The encrypted attribute has a beacon, which has another name. A key condition has to give that.
    OtherName {
        /// Name of the beacon.
        beacon: String,
    },
    /// A value for a compound beacon is not a string.
    NotText,
    /// A value for a compound beacon has a part that begins with none of the beacon's prefixes.
    UnknownPart,
    /// The parts of a value for a compound beacon do not stand together in any of its constructors.
    PartOrder,
    /// A value that a compound beacon is to be before, after or between has an encrypted part in it: what is stored of
    /// that has no order.
    NotOrdered,
    /// The value is one that cannot be stored, and so has no beacon.
    Value(ValueProblem),
    /// A condition of a write names the beacon. DynamoDB would compare hashes, and write although other values have the
    /// same one.
    Condition,
    /// The beacon has a key for each tenant, and the request names no tenant.
    NoTenant {
        /// The attribute that names the tenant.
        attribute: String,
    },
    /// The request names several tenants, each of which has its own beacon key.
    SeveralTenants,
    /// The placeholder's value is for an encrypted attribute, and the key condition would send it for a readable one.
    Readable,
}

messages!(QueryProblem {
    Self::OnlyEqual => "a key condition on a standard beacon can only be '='; compare in a filter instead";
    Self::PartOnly => "it is stored only as a part of compound beacons; ask for one of these";
    Self::OtherName { beacon } => "it is encrypted; use the name of its beacon, '{}'", Shown(beacon);
    Self::NotText => "the value for a compound beacon must be a string: its parts, each behind its prefix";
    Self::UnknownPart => "the value has a part that begins with none of the compound beacon's prefixes";
    Self::PartOrder => "the parts of the value do not stand together in any of the compound beacon's constructors";
    Self::NotOrdered =>
        "the value must end before the first encrypted part, or with its prefix: hashes have no order; \
         compare in a filter instead";
    Self::Value(problem) => "the value cannot be stored: {problem}";
    Self::Condition =>
        "it is a beacon, and other values may have the same; a write cannot depend on it";
    Self::NoTenant { attribute } =>
        "it has a key for each tenant, and the request names none; add a condition '{}' = the tenant's key id", Shown(attribute);
    Self::SeveralTenants => "it names several tenants; make a request for each";
    Self::Readable =>
        "it is for an encrypted attribute and for a readable one, for which its value would be sent; use two placeholders";
});

debug_shown!(QueryProblem {
    named { OtherName { beacon }, NoTenant { attribute } }
    single { Value }
    unit {
        OnlyEqual,
        PartOnly,
        NotText,
        UnknownPart,
        PartOrder,
        NotOrdered,
        Condition,
        SeveralTenants,
        Readable,
    }
});

impl StdError for QueryProblem {}

/// What is wrong with `:aws_dbe_partition`, by which a query says which partition it is for.
///
/// Example: [`class`](crate::Error::class).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PartitionProblem {
    /// It is missing, and it takes several queries to reach all items.
    Missing {
        /// How many.
        queries: u8,
    },
    /// The table's search has no partitions.
    None,
    /// It is not a whole number.
    NotANumber,
    /// It is not below the number of queries that reach all items.
    TooHigh {
        /// How many do.
        queries: u8,
    },
    /// A scan is over all partitions.
    Scan,
}

messages!(PartitionProblem {
    Self::Missing { queries } =>
        "it takes {queries} queries to reach all partitions; give each its number as the value of \
         ':aws_dbe_partition', or use PartitionedQuery";
    Self::None => "the table has no partitions; leave ':aws_dbe_partition' out";
    Self::NotANumber => "the value of ':aws_dbe_partition' must be a whole number, of type N";
    Self::TooHigh { queries } =>
        "the value of ':aws_dbe_partition' must be below {queries}, the number of queries that reach all partitions";
    Self::Scan => "a scan is over all partitions; leave ':aws_dbe_partition' out";
});

impl StdError for PartitionProblem {}
