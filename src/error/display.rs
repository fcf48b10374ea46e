//! What errors say.

use std::fmt;

use super::shown::Shown;
use super::{Error, MalformedProblem};

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Config { table, attribute, problem } => {
                write!(f, "configuration{}{}: {problem}", OfTable(table), Named(attribute))
            }
            Error::InvalidItem { table, attribute, problem } => {
                let (table, attribute) = (Shown(table), Named(attribute));
                write!(f, "item for table '{table}'{attribute} cannot be encrypted: {problem}")
            }
            Error::MalformedItem { table, attribute, problem } => {
                let (table, attribute) = (Shown(table), Named(attribute));
                write!(f, "stored item of table '{table}'{attribute} cannot be read: {problem}")
            }
            Error::Unauthentic { table } => {
                let table = Shown(table);
                write!(
                    f,
                    "stored item of table '{table}' failed verification: it was changed, or written with other keys; \
                     find out who wrote it"
                )
            }
            Error::Key { table, .. } => write!(f, "no data key for an item of table '{}'", Shown(table)),
            Error::Refused { table, operation, problem } => {
                write!(f, "{}{} refused: {problem}", Shown(operation), OnTable(table))
            }
            Error::UnexpectedAnswer { table, operation, problem } => write!(
                f,
                "the answer to {} on table '{}' does not match the request, and nothing of it is handed out: \
                 {problem}; look for the cause at the endpoint, or between it and this client",
                Shown(operation),
                Shown(table)
            ),
            Error::Index { table, index, problem } => {
                let (index, table) = (Shown(index), Shown(table));
                write!(f, "item from index '{index}' of table '{table}' cannot be read: {}", OfIndex(problem))
            }
            Error::Abandoned { table } => {
                let table = Shown(table);
                write!(
                    f,
                    "the application's executor dropped work on items of table '{table}'; is it shutting down?"
                )
            }
            Error::Crypto { table } => {
                write!(f, "the cryptographic library failed on an item of table '{}'", Shown(table))
            }
            Error::Internal { table, what } => {
                write!(f, "internal error{}: {what}; please report this as a bug", OnTable(table))
            }
            #[cfg(feature = "json")]
            Error::Json { attribute, problem } => write!(f, "DynamoDB JSON{}: {problem}", Named(attribute)),
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
                "the index lacks the item's header or footer; it must project all attributes, and where it holds \
                 plaintext items, be declared to do so (TableConfigBuilder::index_projects_all)",
            );
        }
        write!(f, "{}; the index must project all attributes", self.0)
    }
}
