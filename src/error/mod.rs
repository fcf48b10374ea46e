//! What can go wrong, and whose fault it is.
//!
//! [`Error`] is the one type every public operation returns. Its variants say who can mend the
//! problem; the `problem` field inside says what it is, in a form that can be matched. Messages name
//! the table and the attribute, never a value and never a key; only [`UnreadableItem`], which says which of
//! several items is meant, names the values of its primary key. A failed verification says only that it failed.
//!
//! Messages and `Debug` output show names and other texts escaped and cut, as the module `shown` has it: whoever can write to a
//! table chooses many of them. The fields hold them whole.

mod answer;
#[cfg(feature = "json")]
mod json;
mod key;
mod refused;
pub(crate) mod shown;
mod unreadable;

use std::error::Error as StdError;
use std::fmt;

pub use answer::AnswerProblem;
#[cfg(feature = "json")]
pub use json::JsonProblem;
pub(crate) use key::Doubt;
pub use key::{KeyAttempt, KeyError};
pub use refused::RefusedProblem;
use shown::{Shown, debug_shown, shows_itself};
pub use unreadable::UnreadableItem;

/// A boxed error of another crate, kept as a [`source`](StdError::source).
pub type BoxError = Box<dyn StdError + Send + Sync + 'static>;

/// Why an item could not be encrypted or decrypted, or a table not be configured.
#[non_exhaustive]
pub enum Error {
    /// A [`TableConfig`](crate::TableConfig) or a set of them contradicts itself. The program's
    /// fault; reported when the configuration is built, before any item is touched.
    Config {
        /// Logical name of the table; empty where it is not about one.
        table: String,
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
        /// Name of the table as the request gave it; empty where it is not about one.
        table: String,
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
}

/// What is wrong with a table's configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigProblem {
    /// No partition key was named.
    MissingPartitionKey,
    /// The complete list of actions lacks this key attribute.
    MissingKeyAction,
    /// No attribute is signed.
    NothingSigned,
    /// Neither a keyring nor a material provider was given.
    MissingMaterialProvider,
    /// Partition and sort key are the same attribute.
    SortKeyIsPartitionKey,
    /// A key attribute has another action than the one keys must have.
    KeyAction {
        /// The action that the key needs in this table.
        required: &'static str,
    },
    /// An unsigned attribute is neither in the allowed-unsigned names nor under the prefix, so a
    /// reader would expect it to be signed.
    UnsignedNotAllowed,
    /// A signed attribute is among the allowed-unsigned names or under the prefix, so a reader
    /// would not check it.
    SignedButAllowedUnsigned,
    /// The name begins with `aws_dbe_` or `aws-crypto-`, which the format keeps for itself.
    ReservedName,
    /// The attribute was declared more than once, with different actions.
    DuplicateDeclaration,
    /// Something that a table has only one of was given twice, with different values. The error's attribute is the
    /// second of them.
    GivenTwice {
        /// What it is.
        what: &'static str,
    },
    /// A key attribute's name is empty or longer than 255 UTF-16 code units.
    KeyNameLength,
    /// The list of allowed-unsigned names is empty.
    EmptyAllowedUnsigned,
    /// The prefix of allowed-unsigned names is empty: it would allow every attribute to be unsigned.
    EmptyUnsignedPrefix,
    /// Two configurations share one logical table name.
    DuplicateLogicalName,
    /// Two configurations share one physical table name.
    DuplicateTableName,
    /// The client configuration already encrypts tables; a second registration would encrypt twice.
    AlreadyRegistered,
    /// The client encrypts no tables.
    NotRegistered,
    /// The names of the older format's own attributes are the same, empty, or declared for something else.
    MetadataName,
    /// The table reads or writes plaintext and has a configuration of the older format. An older item without its
    /// signature would pass for plaintext.
    PlaintextAndLegacy,
    /// The older format's configuration leaves this key attribute unsigned, so that items can be moved to other keys.
    UnsignedLegacyKey,
    /// The older format's configuration names another key attribute than the table's.
    LegacyKey,
    /// The maximum of encrypted data keys is zero.
    NoDataKeys,
    /// The table reads plaintext or the older format, whose items no writer has signed, and its material provider
    /// trusts some writers only.
    ItemsWithoutWriter,
    /// Padding is configured for an attribute that is not encrypted.
    PaddedNotEncrypted,
    /// Padding is configured for no bytes at all, or for more than the 400 KB that an item can have.
    PaddingLength,
    /// The reader policy has an exception for an attribute of which the configuration does not ask what it excepts.
    NeedlessException {
        /// What the attribute would have to be configured to be.
        what: &'static str,
    },
}

/// What is wrong with an item that is to be encrypted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ItemProblem {
    /// A key attribute of the table is missing.
    MissingKey,
    /// An attribute that goes into the encryption context is missing.
    MissingContextAttribute,
    /// The attribute has no action in the table's configuration.
    NoAction,
    /// The name begins with `aws_dbe_`, which the format keeps for itself.
    ReservedName,
    /// DynamoDB would refuse the value.
    Value(ValueProblem),
    /// An encryption context entry is longer than 65,535 bytes.
    ContextTooLong,
    /// The item has more than 65,535 signed attributes.
    TooManyAttributes,
    /// The attribute's name is empty or longer than 65,535 bytes.
    NameLength,
    /// The name is that of one of the older format's own attributes.
    MetadataName,
    /// Sealed, the item is larger than the 409,600 bytes that DynamoDB stores; as it is given, it is not. Reported by
    /// the wrapped client before anything is sent.
    TooLarge {
        /// Bytes of the item as it was given, as DynamoDB counts them.
        plain: usize,
        /// Bytes of the sealed item, as DynamoDB counts them.
        sealed: usize,
    },
}

/// Why an attribute value cannot be stored: DynamoDB would refuse it in the clear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ValueProblem {
    /// Maps and lists are nested deeper than 32 levels.
    TooDeep,
    /// A number is not a decimal number.
    NotANumber,
    /// A number has more than 38 significant digits.
    TooManyDigits,
    /// A number is outside of the range that DynamoDB stores, 1E-130 to 9.99…E+125.
    NumberOutOfRange,
    /// A set has the same member twice; for numbers, after normalisation.
    DuplicateMember,
    /// A map's key is empty or longer than 65,535 bytes.
    MapKeyLength,
    /// A length or count does not fit into 32 bits.
    TooLong,
    /// A type of attribute value that this version does not know.
    UnknownType,
    /// A `NULL` has the value `false`: DynamoDB has only `true`.
    NullIsFalse,
    /// A set has no members.
    EmptySet,
    /// A key attribute is neither a string nor a number nor binary.
    KeyType,
    /// A key attribute is an empty string or empty binary value.
    EmptyKey,
    /// A key attribute is longer than DynamoDB allows.
    KeyTooLong {
        /// Most bytes that it may have: 2,048 for a partition key, 1,024 for a sort key.
        longest: usize,
    },
    /// The value is longer than what the attribute's [padding](crate::TableConfigBuilder::pad) hides.
    TooLongToPad {
        /// Most bytes that it may have.
        longest: usize,
    },
    /// This crate reached a state that its code rules out while it wrote the value. Please report it as a bug.
    Internal,
}

/// What is wrong with a stored item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum MalformedProblem {
    /// The item is plaintext, and reading plaintext is forbidden for this table.
    Plaintext,
    /// The value looks like an encrypted one, and the item has neither header nor footer, as a part of an encrypted
    /// item. See [`Completeness`](crate::Completeness).
    PartOfItem,
    /// A key attribute of the table is missing, for example because of a projection.
    MissingKey,
    /// The header or footer attribute is missing; in the older format, the signature.
    MissingMetadata,
    /// The header or footer attribute is not of type binary.
    NotBinary,
    /// The header cannot be parsed.
    Header,
    /// The header's format version is neither 1 nor 2.
    Version,
    /// The header's algorithm suite is none of the supported ones.
    Suite,
    /// The footer's length does not fit the header.
    Footer,
    /// The number of signed attributes differs from when the item was written: one was added,
    /// removed or is configured otherwise now.
    SchemaChanged,
    /// A signed value cannot be serialised.
    Value(ValueProblem),
    /// An encrypted attribute is not of type binary or too short.
    Ciphertext,
    /// A value verified but does not parse: it was written by faulty software.
    Plain,
    /// The encryption context stored in the header contradicts the item.
    Context,
    /// The item is in the older format, and reading that is forbidden for this table.
    Legacy,
    /// The item has attributes of the current format and of the older one.
    BothFormats,
    /// The material description of the older format cannot be parsed.
    Description,
    /// The material description of the older format names an algorithm that is not allowed here.
    Algorithm,
    /// The encryption context stored in the header has an entry that readers compute from item and configuration.
    /// No writer stores one: somebody tries to have the item taken for another's.
    StoredContext,
    /// The header says that something was done to a key attribute, or to one in the encryption context, that no
    /// writer does in items of its version.
    Legend,
    /// The table's [`ReaderPolicy`](crate::ReaderPolicy) does not allow the item's algorithm suite.
    SuiteNotAllowed {
        /// The suite's identifier.
        suite: u16,
    },
    /// The table's [`ReaderPolicy`](crate::ReaderPolicy) does not allow header version 1, because the configuration
    /// writes version 2.
    HeaderVersionNotAllowed,
    /// The configuration encrypts the attribute and the item holds it readable, which the table's
    /// [`ReaderPolicy`](crate::ReaderPolicy) does not allow.
    NotEncrypted,
    /// The configuration has the attribute in the encryption context and the item has not, which the table's
    /// [`ReaderPolicy`](crate::ReaderPolicy) does not allow.
    NotInContext,
    /// The configuration pads the attribute and the item has less padding or none, which the table's
    /// [`ReaderPolicy`](crate::ReaderPolicy) does not allow.
    NotPadded,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Config { table, problem, .. } if table.is_empty() => write!(f, "configuration: {problem}"),
            Error::Config { table, attribute, problem } => {
                write!(f, "configuration of table '{}'{}: {problem}", Shown(table), Named(attribute))
            }
            Error::InvalidItem { table, attribute, problem } => {
                write!(
                    f,
                    "item for table '{}'{} cannot be encrypted: {problem}",
                    Shown(table),
                    Named(attribute)
                )
            }
            Error::MalformedItem { table, attribute, problem } => {
                write!(
                    f,
                    "stored item of table '{}'{} cannot be read: {problem}",
                    Shown(table),
                    Named(attribute)
                )
            }
            Error::Unauthentic { table } => {
                write!(f, "stored item of table '{}' failed verification", Shown(table))
            }
            Error::Key { table, .. } => write!(f, "no data key for an item of table '{}'", Shown(table)),
            Error::Refused { table, operation, problem } if table.is_empty() => {
                write!(f, "{} refused: {problem}", Shown(operation))
            }
            Error::Refused { table, operation, problem } => {
                write!(f, "{} on table '{}' refused: {problem}", Shown(operation), Shown(table))
            }
            Error::UnexpectedAnswer { table, operation, problem } => {
                write!(
                    f,
                    "the answer to {} on table '{}' does not match the request, and nothing of it is \
                     handed out: {problem}; look for the cause at the endpoint, or between it and this client",
                    Shown(operation),
                    Shown(table)
                )
            }
            Error::Index { table, index, problem: MalformedProblem::MissingMetadata } => {
                write!(
                    f,
                    "item from index '{}' of table '{}' cannot be read: the index lacks the item's header \
                     or footer; it must project all attributes, and be declared to where it has plaintext items \
                     (index_projects_all)",
                    Shown(index),
                    Shown(table)
                )
            }
            Error::Index { table, index, problem } => {
                write!(
                    f,
                    "item from index '{}' of table '{}' cannot be read: {problem}; \
                     the index must project all attributes",
                    Shown(index),
                    Shown(table)
                )
            }
            Error::Abandoned { table } => {
                write!(f, "table '{}': the application's executor has dropped work on items", Shown(table))
            }
            Error::Crypto { table } => {
                write!(f, "the cryptographic library failed on an item of table '{}'", Shown(table))
            }
            Error::Internal { table, what } => {
                let table = table.as_deref().unwrap_or("?");
                write!(f, "internal error on table '{}': {what}; please report this as a bug", Shown(table))
            }
            #[cfg(feature = "json")]
            Error::Json { attribute, problem } => write!(f, "DynamoDB JSON{}: {problem}", Named(attribute)),
        }
    }
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
        Crypto { table },
        Internal { table, what },
        #[cfg(feature = "json")]
        Json { attribute, problem },
    }
    single {}
    unit {}
});

shows_itself!(
    AnswerProblem,
    ConfigProblem,
    ItemProblem,
    ValueProblem,
    MalformedProblem,
    RefusedProblem,
    KeyError
);
#[cfg(feature = "json")]
shows_itself!(JsonProblem);

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Error::Key { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// Writes `, attribute 'x'` where there is an attribute.
struct Named<'a>(&'a Option<String>);

impl fmt::Display for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(name) => write!(f, ", attribute '{}'", Shown(name)),
            None => Ok(()),
        }
    }
}

impl fmt::Display for ConfigProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ConfigProblem::MissingPartitionKey => f.write_str("no partition key is named"),
            ConfigProblem::MissingKeyAction => f.write_str("the list of actions lacks this key attribute"),
            ConfigProblem::NothingSigned => f.write_str("no attribute is signed"),
            ConfigProblem::MissingMaterialProvider => {
                f.write_str("neither a keyring nor a material provider is given")
            }
            ConfigProblem::SortKeyIsPartitionKey => f.write_str("the sort key is the partition key"),
            ConfigProblem::KeyAction { required } => {
                write!(f, "a key attribute must have the action {required} here")
            }
            ConfigProblem::UnsignedNotAllowed => f.write_str(
                "an unsigned attribute must also be among the allowed-unsigned names or under their prefix",
            ),
            ConfigProblem::SignedButAllowedUnsigned => f.write_str(
                "a signed attribute must not be among the allowed-unsigned names or under their prefix",
            ),
            ConfigProblem::ReservedName => {
                f.write_str("names that begin with 'aws_dbe_' or 'aws-crypto-' are reserved")
            }
            ConfigProblem::DuplicateDeclaration => {
                f.write_str("declared more than once, with different actions")
            }
            ConfigProblem::GivenTwice { what } => write!(f, "{what} was given twice, with different values"),
            ConfigProblem::KeyNameLength => {
                f.write_str("the name of a key attribute must have 1 to 255 UTF-16 code units")
            }
            ConfigProblem::EmptyAllowedUnsigned => f.write_str("the list of allowed-unsigned names is empty"),
            ConfigProblem::EmptyUnsignedPrefix => {
                f.write_str("an empty prefix would allow every attribute to be unsigned")
            }
            ConfigProblem::DuplicateLogicalName => f.write_str("another table has the same logical name"),
            ConfigProblem::DuplicateTableName => f.write_str("another configuration is for the same table"),
            ConfigProblem::AlreadyRegistered => f.write_str("this client already encrypts tables"),
            ConfigProblem::NotRegistered => {
                f.write_str("this client encrypts no tables: none were registered with its configuration")
            }
            ConfigProblem::MetadataName => {
                f.write_str("the format's own attributes need names that nothing else has")
            }
            ConfigProblem::PlaintextAndLegacy => {
                f.write_str("plaintext cannot be allowed beside the older format")
            }
            ConfigProblem::UnsignedLegacyKey => f.write_str(
                "the older format leaves this key unsigned, so that whoever writes to the table can move items to \
                 other keys; sign it as the writers do, or call `allow_moving_items_between_keys`",
            ),
            ConfigProblem::LegacyKey => {
                f.write_str("the older format's configuration names another key attribute")
            }
            ConfigProblem::NoDataKeys => f.write_str("an item must be allowed one encrypted data key at least"),
            ConfigProblem::ItemsWithoutWriter => f.write_str(
                "some writers only are trusted, but plaintext or older items, which have no writer, are read too: \
                 TableConfigBuilder::allow_items_without_writer accepts that",
            ),
            ConfigProblem::PaddedNotEncrypted => {
                f.write_str("an attribute is padded that is not encrypted; declare it with `encrypt`")
            }
            ConfigProblem::PaddingLength => f.write_str("values can be padded to 1 to 409600 bytes"),
            ConfigProblem::NeedlessException { what } => {
                write!(f, "the reader policy has an exception for an attribute that is not {what}")
            }
        }
    }
}

impl fmt::Display for ItemProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ItemProblem::MissingKey => "the key attribute is missing",
            ItemProblem::MissingContextAttribute => "an attribute of the encryption context is missing",
            ItemProblem::NoAction => "no action is configured for it",
            ItemProblem::ReservedName => "names that begin with 'aws_dbe_' are reserved",
            ItemProblem::Value(problem) => return problem.fmt(f),
            ItemProblem::ContextTooLong => "it makes an encryption context entry longer than 65,535 bytes",
            ItemProblem::TooManyAttributes => "it has more than 65,535 signed attributes",
            ItemProblem::NameLength => "an attribute's name must have 1 to 65,535 bytes",
            ItemProblem::MetadataName => "the name is that of one of the format's own attributes",
            ItemProblem::TooLarge { plain, sealed } => {
                return write!(
                    f,
                    "it has {plain} bytes, and {sealed} once it is sealed; DynamoDB stores up to 409600"
                );
            }
        })
    }
}

impl fmt::Display for ValueProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ValueProblem::TooDeep => "maps and lists are nested deeper than 32 levels",
            ValueProblem::NotANumber => "a number is not a decimal number",
            ValueProblem::TooManyDigits => "a number has more than 38 significant digits",
            ValueProblem::NumberOutOfRange => "a number is outside of the range of DynamoDB",
            ValueProblem::DuplicateMember => "a set has the same member twice",
            ValueProblem::MapKeyLength => "a map key must have 1 to 65,535 bytes",
            ValueProblem::TooLong => "a length or count does not fit into 32 bits",
            ValueProblem::UnknownType => "the attribute type is not known",
            ValueProblem::Internal => "internal error while the value was written; please report this as a bug",
            ValueProblem::NullIsFalse => {
                "a NULL is false; DynamoDB has only NULL true (for a truth value, use BOOL)"
            }
            ValueProblem::EmptySet => "a set is empty; leave the attribute out instead",
            ValueProblem::KeyType => "a key attribute must be a string, a number or binary",
            ValueProblem::EmptyKey => "a key attribute must not be empty",
            ValueProblem::KeyTooLong { longest } => {
                return write!(f, "a key attribute is too long; this one may have up to {longest} bytes");
            }
            ValueProblem::TooLongToPad { longest } => {
                return write!(
                    f,
                    "it is longer than the {longest} bytes to which the table pads it; raise its padding, or do \
                     without"
                );
            }
        })
    }
}

impl fmt::Display for MalformedProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            MalformedProblem::Plaintext => "it is plaintext, which this table does not allow to be read",
            MalformedProblem::PartOfItem => {
                "the value looks encrypted, but the item has neither header nor footer: is it only a part of an item? \
                 If all of it is there, and this is plaintext, read it as Completeness::Whole"
            }
            MalformedProblem::MissingKey => "the key attribute is missing (does a projection leave it out?)",
            MalformedProblem::MissingMetadata => {
                "the format's own attribute is missing (does a projection leave it out?)"
            }
            MalformedProblem::NotBinary => "it is not binary",
            MalformedProblem::Header => "the header cannot be parsed",
            MalformedProblem::Version => "the header has an unknown format version",
            MalformedProblem::Suite => "the header names an unknown algorithm suite",
            MalformedProblem::Footer => "the footer's length does not fit the header",
            MalformedProblem::SchemaChanged => {
                "the number of signed attributes differs from when the item was written"
            }
            MalformedProblem::Value(problem) => return problem.fmt(f),
            MalformedProblem::Ciphertext => {
                "an encrypted value must be binary and hold at least a type and a tag"
            }
            MalformedProblem::Plain => "the decrypted value cannot be parsed",
            MalformedProblem::Context => "the stored encryption context contradicts the item",
            MalformedProblem::Legacy => "it is in the older format, which this table does not allow to be read",
            MalformedProblem::BothFormats => "it has attributes of the current format and of the older one",
            MalformedProblem::Description => "the material description cannot be parsed",
            MalformedProblem::Algorithm => {
                "the material description names an algorithm that is not allowed here"
            }
            MalformedProblem::StoredContext => {
                "the header stores an entry of the encryption context that is computed from the item; no writer does \
                 so, find out who wrote it"
            }
            MalformedProblem::Legend => "the header says that something was done to it that no writer does",
            MalformedProblem::SuiteNotAllowed { suite } => {
                return write!(
                    f,
                    "its algorithm suite is {suite:#06x}, and the table's reader policy asks for no less than the \
                     configured one; rewrite the item, or allow the suite (ReaderPolicy::allow_suite)"
                );
            }
            MalformedProblem::HeaderVersionNotAllowed => {
                "the header has version 1, and the table's reader policy asks for version 2; rewrite the item, or \
                 allow version 1 (ReaderPolicy::allow_header_version_1)"
            }
            MalformedProblem::NotEncrypted => {
                "the table's reader policy asks for it to be encrypted, and the item holds it readable; rewrite the item, \
                 or allow the attribute to be readable (ReaderPolicy::allow_readable)"
            }
            MalformedProblem::NotInContext => {
                "the table's reader policy asks for it to be in the encryption context, and the item has it elsewhere \
                 or not at all; rewrite the item, or allow that (ReaderPolicy::allow_outside_context)"
            }
            MalformedProblem::NotPadded => {
                "the table's reader policy asks for the padding that is configured, and the item has less or none; \
                 rewrite the item, or allow that (ReaderPolicy::allow_unpadded)"
            }
        })
    }
}

impl StdError for ConfigProblem {}
impl StdError for ItemProblem {}
impl StdError for ValueProblem {}
impl StdError for MalformedProblem {}
