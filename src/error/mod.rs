//! What can go wrong, and whose fault it is.
//!
//! [`Error`] is the one type every public operation returns. Its variants say who can mend the
//! problem; the `problem` field inside says what it is, in a form that can be matched. Messages name
//! the table and the attribute, never a value and never a key; only [`UnreadableItem`], which says which of
//! several items is meant, names the values of its primary key. A failed verification says only that it failed.
//!
//! Messages and `Debug` output show names and other texts escaped and cut, as the module `shown` has it: whoever can write to a
//! table chooses many of them. The fields hold them whole.

#![warn(clippy::wildcard_enum_match_arm)]

mod answer;
mod attempt;
mod call;
mod class;
mod config;
mod display;
mod find;
mod item;
mod item_type;
#[cfg(feature = "json")]
mod json;
mod key;
mod key_store;
mod malformed;
pub(crate) mod messages;
mod query;
mod refused;
mod search;
mod shared;
pub(crate) mod shown;
mod unreadable;
mod value;

#[cfg(test)]
mod tests;

use std::error::Error as StdError;

pub use answer::AnswerProblem;
pub(crate) use attempt::Doubt;
pub use attempt::KeyAttempt;
pub(crate) use call::class_of_call;
pub use class::ErrorClass;
pub use config::ConfigProblem;
#[cfg(feature = "legacy")]
pub(crate) use display::UNNAMED_TABLE;
pub(crate) use find::LeftOutOfError;
pub use item::ItemProblem;
pub use item_type::TypeDifference;
#[cfg(feature = "serde")]
pub use item_type::TypeProblem;
#[cfg(feature = "json")]
pub use json::JsonProblem;
pub use key::KeyError;
pub use key_store::KeyStoreError;
pub use malformed::MalformedProblem;
pub use query::{PartitionProblem, QueryProblem};
pub use refused::RefusedProblem;
pub use search::{BeaconProblem, SearchPlace, SearchProblem, SearchRule};
pub(crate) use shared::SharedError;
use shown::{debug_shown, shows_itself};
pub use unreadable::UnreadableItem;
pub use value::ValueProblem;

/// A boxed error of another crate, kept as a [`source`](StdError::source).
pub type BoxError = Box<dyn StdError + Send + Sync + 'static>;

/// Why an item could not be encrypted or decrypted, or a table not be configured.
///
/// The table is called `(unnamed)` where an encryptor of the legacy format is used by itself and was given no name.
///
/// Example: [`ErrorClass`](crate::ErrorClass).
#[non_exhaustive]
pub enum Error {
    /// A [`TableConfig`](crate::TableConfig) or a set of them contradicts itself. The program's
    /// fault; reported when the configuration is built, before any item is touched.
    Config {
        /// Logical name of the table, where it is about one.
        table: Option<String>,
        /// The attribute whose declaration is wrong, where there is one.
        attribute: Option<String>,
        /// What is wrong with it.
        problem: ConfigProblem,
    },
    /// An item handed over for encryption does not fit its table's configuration. The caller's fault;
    /// nothing was sent.
    InvalidItem {
        /// Logical name of the table.
        table: String,
        /// The attribute that does not fit, where there is one.
        attribute: Option<String>,
        /// What is wrong with it.
        problem: ItemProblem,
    },
    /// A stored item is not one that this table's configuration could have written: it is
    /// plaintext, cut short, or its set of signed attributes has changed.
    MalformedItem {
        /// Logical name of the table.
        table: String,
        /// The attribute that does not fit, where there is one.
        attribute: Option<String>,
        /// What is wrong with it.
        problem: MalformedProblem,
    },
    /// A stored item was changed after it was written, or was written under another key. Which part
    /// of it failed is deliberately not said.
    Unauthentic {
        /// Logical name of the table.
        table: String,
    },
    /// A key provider could not wrap or unwrap a data key.
    Key {
        /// Logical name of the table.
        table: String,
        /// What the key provider reported.
        source: KeyError,
    },
    /// An operation on an encrypted table that this client cannot carry out safely. Nothing was
    /// sent.
    Refused {
        /// Name of the table as the request gave it, where it is about one.
        table: Option<String>,
        /// The operation, by its name in the DynamoDB API.
        operation: String,
        /// Why it was refused.
        problem: RefusedProblem,
    },
    /// An answer does not match its request: its items are not the ones that were asked for, for example. Nothing of
    /// it is handed out, and no part of it is left out: the endpoint is at fault, or something between it and this
    /// client, not an item. The operation may have been carried out.
    UnexpectedAnswer {
        /// Logical name of the table.
        table: String,
        /// The operation, by its name in the DynamoDB API.
        operation: String,
        /// How the answer does not match.
        problem: AnswerProblem,
    },
    /// An item that was read through an index is not all there, so that it cannot be verified. An index of an
    /// encrypted table must project all attributes. Where it does, the item is not one that this table's
    /// configuration could have written.
    ///
    /// With [`MalformedProblem::MissingMetadata`] the item lacks header and footer. That alone does not make it
    /// plaintext, since the index may lack them. Where the table's policy reads plaintext,
    /// [`TableConfigBuilder::index_projects_all`](crate::TableConfigBuilder::index_projects_all) says that it does not.
    Index {
        /// Logical name of the table.
        table: String,
        /// Name of the index.
        index: String,
        /// What is wrong with the item as the index has it.
        problem: MalformedProblem,
    },
    /// The executor that the application has handed over dropped a part of the work on several items, as one does
    /// that shuts down. Before sending, nothing was sent; afterwards, the operation was carried out.
    Abandoned {
        /// Logical name of the table, or of one of several.
        table: String,
    },
    /// It is not known whether a write was carried out: its answer was lost, and when the item was read again, somebody else
    /// had written it. Doing it once more could count something twice. Look at the item before you try again.
    Uncertain {
        /// Logical name of the table.
        table: String,
        /// The operation, by its name in the DynamoDB API.
        operation: String,
    },
    /// The cryptographic library itself failed, for example for want of entropy.
    Crypto {
        /// Logical name of the table.
        table: String,
    },
    /// This crate reached a state that its code rules out. Nothing was handed out. Please report it as a bug.
    Internal {
        /// Logical name of the table, where it is known.
        table: Option<String>,
        /// Which state it was.
        what: &'static str,
    },
    /// Something is not an item in DynamoDB JSON. With the feature `json`.
    #[cfg(feature = "json")]
    Json {
        /// The attribute of the item that is wrong, where it is one.
        attribute: Option<String>,
        /// What is wrong with it.
        problem: JsonProblem,
    },
    /// A value of a type of the application and an item cannot be converted into each other. With the feature `serde`.
    #[cfg(feature = "serde")]
    Type {
        /// The type.
        type_name: String,
        /// The attribute that does not fit, where it is known which.
        attribute: Option<String>,
        /// What is wrong with it.
        problem: TypeProblem,
    },
}

debug_shown!(Error {
    named {
        Config { table, attribute, problem },
        InvalidItem { table, attribute, problem },
        MalformedItem { table, attribute, problem },
        Unauthentic { table },
        Key { table, source },
        Refused { table, operation, problem },
        UnexpectedAnswer { table, operation, problem },
        Index { table, index, problem },
        Abandoned { table },
        Uncertain { table, operation },
        Crypto { table },
        Internal { table, what },
        #[cfg(feature = "json")]
        Json { attribute, problem },
        #[cfg(feature = "serde")]
        Type { type_name, attribute, problem },
    }
    single {}
    unit {}
});

shows_itself!(
    AnswerProblem,
    ConfigProblem,
    ErrorClass,
    ItemProblem,
    ValueProblem,
    MalformedProblem,
    PartitionProblem,
    QueryProblem,
    RefusedProblem,
    KeyError
);
#[cfg(feature = "json")]
shows_itself!(JsonProblem);
#[cfg(feature = "serde")]
shows_itself!(TypeProblem);

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Error::Key { source, .. } => Some(source),
            Error::Config { .. }
            | Error::InvalidItem { .. }
            | Error::MalformedItem { .. }
            | Error::Unauthentic { .. }
            | Error::Refused { .. }
            | Error::UnexpectedAnswer { .. }
            | Error::Index { .. }
            | Error::Abandoned { .. }
            | Error::Uncertain { .. }
            | Error::Crypto { .. }
            | Error::Internal { .. } => None,
            #[cfg(feature = "json")]
            Error::Json { .. } => None,
            #[cfg(feature = "serde")]
            Error::Type { .. } => None,
        }
    }
}

impl Error {
    /// What is wrong with a configuration; with that of a table, where it is known which.
    pub(crate) fn config(table: Option<&str>, attribute: Option<&str>, problem: ConfigProblem) -> Self {
        Error::Config { table: table.map(str::to_owned), attribute: attribute.map(str::to_owned), problem }
    }

    /// That a `what` was named that there is not; `known` says which there are.
    pub(crate) fn unknown_name(what: &'static str, known: &'static str) -> Self {
        Error::config(None, None, ConfigProblem::UnknownName { what, known })
    }

    /// What is wrong with a stored item.
    pub(crate) fn malformed(table: &str, attribute: Option<&str>, problem: MalformedProblem) -> Self {
        Error::MalformedItem { table: table.to_owned(), attribute: attribute.map(str::to_owned), problem }
    }

    /// Why an operation was refused; on a table, where it is known which.
    pub(crate) fn refused(table: Option<&str>, operation: &str, problem: RefusedProblem) -> Self {
        Error::Refused { table: table.map(str::to_owned), operation: operation.to_owned(), problem }
    }
}
