//! What can be wrong with a table's configuration.

use std::error::Error as StdError;

use super::messages::messages;
use super::shown::{List, Shown};
use super::{SearchProblem, TypeDifference};

/// What is wrong with a table's configuration.
///
/// Example: [`class`](crate::Error::class).
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
    /// Attributes without an action by their own name were given one that needs their names.
    ActionForOthers {
        /// The action.
        action: &'static str,
    },
    /// A key attribute of an index is encrypted, so that the index would be one of ciphertexts.
    EncryptedIndexKey,
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
    /// What is to be the key of an index on beacons cannot be one. The error's attribute is what was named.
    BeaconIndexKey {
        /// Why.
        why: &'static str,
    },
    /// The client encrypts no tables.
    NotRegistered,
    /// The table's policy is to write plaintext or the legacy format: items cannot be brought to that.
    WritesOtherFormat,
    /// A former configuration is that of another table, or has other key attributes.
    FormerTable,
    /// The table has no search, so there are no beacons to check.
    NoSearch,
    /// The names of the legacy format's own attributes are the same, empty, or declared for something else.
    MetadataName,
    /// The table reads or writes plaintext and has a configuration of the legacy format. A legacy item without its
    /// signature would pass for plaintext.
    PlaintextAndLegacy,
    /// The legacy format's configuration leaves this key attribute unsigned, so that items can be moved to other keys.
    UnsignedLegacyKey,
    /// The legacy format's configuration names another key attribute than the table's.
    LegacyKey,
    /// The maximum of encrypted data keys is zero.
    NoDataKeys,
    /// The table reads plaintext or the legacy format, whose items no writer has signed, and its material provider
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
    /// The table's [`Search`](crate::Search) breaks a rule.
    Search(Box<SearchProblem>),
    /// The table's algorithm suite needs a feature of this crate that the build is without, or that its feature `fips`
    /// does without.
    SuiteNotBuilt {
        /// Its identifier.
        suite: u16,
    },
    /// A text is not the name of what it should be.
    UnknownName {
        /// What it should name.
        what: &'static str,
        /// The names that there are.
        known: &'static str,
    },
    /// A type of the table's items declares a beacon that the table's search does not have, or has otherwise. The error's
    /// attribute is the beacon's name.
    BeaconOfType,
    /// A type declares something else than the configuration, found by
    /// [`TableConfig::check_type`](crate::TableConfig::check_type).
    TypeDiffers {
        /// The type.
        type_name: String,
        /// All differences.
        differences: Vec<TypeDifference>,
    },
}

messages!(ConfigProblem {
    Self::MissingPartitionKey => "no partition key is configured";
    Self::MissingKeyAction => "the complete list of actions lacks this key attribute";
    Self::NothingSigned => "no attribute is signed";
    Self::MissingMaterialProvider => "neither a keyring nor a material provider is configured";
    Self::SortKeyIsPartitionKey => "the sort key is the same attribute as the partition key";
    Self::KeyAction { required } => "a key attribute of this table must have the action {required}";
    Self::UnsignedNotAllowed =>
        "an unsigned attribute must also be among the allowed-unsigned names or under their prefix; otherwise readers \
         expect it to be signed";
    Self::SignedButAllowedUnsigned =>
        "a signed attribute must not be among the allowed-unsigned names or under their prefix; readers would not check \
         it";
    Self::ReservedName => "names that begin with 'aws_dbe_' or 'aws-crypto-' are reserved";
    Self::DuplicateDeclaration => "it is declared more than once, with different actions";
    Self::GivenTwice { what } => "{what} is given twice, with different values";
    Self::ActionForOthers { action } =>
        "attributes that are not declared can be given ENCRYPT_AND_SIGN or SIGN_ONLY, but not {action}, which needs \
         their names";
    Self::EncryptedIndexKey =>
        "it is the key of an index and encrypted, so that nothing could be found by it; sign it instead";
    Self::KeyNameLength => "the name of a key attribute must be 1 to 255 UTF-16 code units long";
    Self::EmptyAllowedUnsigned => "the list of allowed-unsigned names is empty; leave it out instead";
    Self::EmptyUnsignedPrefix => "the prefix is empty, which would allow every attribute to be unsigned";
    Self::DuplicateLogicalName => "another table has the same logical name";
    Self::DuplicateTableName => "another configuration is for the same DynamoDB table";
    Self::AlreadyRegistered =>
        "this client's configuration already encrypts tables; register all of them in one call";
    Self::NotRegistered => "this client encrypts no tables: none were registered with its configuration";
    Self::BeaconIndexKey { why } => "it cannot be the key of an index on beacons: {why}";
    Self::WritesOtherFormat => "the configuration writes plaintext or the legacy format; to bring items to it, have it write the current format";
    Self::FormerTable => "the former configuration is that of another table, or has other key attributes; name one of the same table";
    Self::NoSearch => "the table has no search, so its items have no beacons to check or set; declare it with `search`";
    Self::MetadataName =>
        "the legacy format's own attributes need names that are not empty and are used for nothing else";
    Self::PlaintextAndLegacy =>
        "plaintext and the legacy format cannot both be allowed: a legacy item that has lost its signature would pass \
         for plaintext";
    Self::UnsignedLegacyKey =>
        "the legacy format leaves this key unsigned, so whoever can write to the table can move items to other keys; \
         sign it if the writers do, or accept that with `allow_moving_items_between_keys`";
    Self::LegacyKey => "the legacy format's configuration names a different key attribute";
    Self::NoDataKeys => "an item must be allowed at least one encrypted data key";
    Self::ItemsWithoutWriter =>
        "only some writers are trusted, but the table also reads plaintext or legacy items, which have no writer; \
         stop reading those, or accept that with TableConfigBuilder::allow_items_without_writer";
    Self::PaddedNotEncrypted =>
        "padding is configured for an attribute that is not encrypted; declare it with `encrypt`, or remove its padding";
    Self::PaddingLength => "values can be padded to 1 to 409,600 bytes";
    Self::NeedlessException { what } =>
        "the reader policy has an exception for an attribute that is not {what}; remove the exception";
    Self::Search(problem) => "{problem}";
    Self::SuiteNotBuilt { suite } if cfg!(feature = "fips") =>
        "this build of dynamodb-item-encryptor has the feature `fips`, which is without the algorithm suite {suite:#06x}; \
         choose another suite, or build without `fips`";
    Self::SuiteNotBuilt { suite } =>
        "this build is without the algorithm suite {suite:#06x}; enable the feature `ed25519` of dynamodb-item-encryptor, \
         or choose another suite";
    Self::UnknownName { what, known } => "there is no {what} of that name; there are {known}";
    Self::BeaconOfType =>
        "a type of the table's items declares a beacon of this name, and the table's search does not have it as it is \
         declared; give the table a search with `SearchBuilder::item_type`";
    Self::TypeDiffers { type_name, differences } =>
        "the type '{}' declares something else: {}", Shown(type_name), List(differences);
});

impl StdError for ConfigProblem {}
