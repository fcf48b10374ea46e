//! What errors say.

use std::fmt;

use super::messages::messages;
use super::shown::Shown;
use super::{Error, KeyError, MalformedProblem};

messages!(Error {
    Self::Config { table, attribute, problem } =>
        "configuration{}{}: {problem}", OfTable(table), Named(attribute);
    Self::InvalidItem { table, attribute, problem } =>
        "item for {}{} cannot be encrypted: {problem}", Table(table), Named(attribute);
    Self::MalformedItem { table, attribute, problem } =>
        "stored item of {}{} cannot be read: {problem}", Table(table), Named(attribute);
    Self::Unauthentic { table } =>
        "stored item of {} failed verification: it was changed, or written with other keys; find out who wrote it",
        Table(table);
    Self::Key { table, source: KeyError::BeaconKey { .. } } => "no beacon key for {}", Table(table);
    Self::Key { table, .. } => "no data key for an item of {}", Table(table);
    Self::Refused { table, operation, problem } => "{}{} refused: {problem}", Shown(operation), OnTable(table);
    Self::UnexpectedAnswer { table, operation, problem } =>
        "the answer to {} on table '{}' does not match the request, and none of it is handed out: {problem}; look for \
         the cause at the endpoint, or between it and this client", Shown(operation), Shown(table);
    Self::Index { table, index, problem } =>
        "item from index '{}' of table '{}' cannot be read: {}", Shown(index), Shown(table), OfIndex(problem);
    Self::Abandoned { table } =>
        "the application's executor dropped work on items of table '{}'; is it shutting down?", Shown(table);
    Self::Uncertain { table, operation } =>
        "the answer to {} on table '{}' was lost and the item was written by somebody else since, so that it is not known \
         whether it was carried out; look at the item before you try again", Shown(operation), Shown(table);
    Self::Crypto { table } => "the cryptographic library failed on an item of {}", Table(table);
    Self::Internal { table, what } => "internal error{}: {what}; please report this as a bug", OnTable(table);
    #[cfg(feature = "json")]
    Self::Json { attribute, problem } => "DynamoDB JSON{}: {problem}", Named(attribute);
    #[cfg(feature = "serde")]
    Self::Type { type_name, attribute, problem } =>
        "type '{}'{}: {problem}", Shown(type_name), Named(attribute);
});

/// What errors call a table in the legacy format that was given no name. In DynamoDB no table can have this one.
pub(crate) const UNNAMED_TABLE: &str = "(unnamed)";

/// Writes `table 'x'`.
struct Table<'a>(&'a str);

impl fmt::Display for Table<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == UNNAMED_TABLE {
            f.write_str("a table without a name")
        } else {
            write!(f, "table '{}'", Shown(self.0))
        }
    }
}

/// Writes ` of table 'x'` where there is a table.
struct OfTable<'a>(&'a Option<String>);

impl fmt::Display for OfTable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_ref().map_or(Ok(()), |table| write!(f, " of table '{}'", Shown(table)))
    }
}

/// Writes ` on table 'x'` where there is a table.
struct OnTable<'a>(&'a Option<String>);

impl fmt::Display for OnTable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_ref().map_or(Ok(()), |table| write!(f, " on table '{}'", Shown(table)))
    }
}

/// Writes `, attribute 'x'` where there is an attribute.
struct Named<'a>(&'a Option<String>);

impl fmt::Display for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_ref().map_or(Ok(()), |name| write!(f, ", attribute '{}'", Shown(name)))
    }
}

/// Writes what is wrong with an item that an index returned.
struct OfIndex<'a>(&'a MalformedProblem);

impl fmt::Display for OfIndex<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self.0 == MalformedProblem::MissingMetadata {
            return f.write_str(
                "the index lacks the item's header or footer; it must project all attributes, and be declared \
                 to do so if it holds plaintext items (TableConfigBuilder::index_projects_all)",
            );
        }
        write!(f, "{}; the index must project all attributes", self.0)
    }
}
