//! What can be wrong with a stored item.

use std::error::Error as StdError;

use super::ValueProblem;
use super::messages::messages;
/// What is wrong with a stored item.
///
/// Example: [`class`](crate::Error::class).
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
    /// The header or footer attribute is missing; in the legacy format, the signature.
    MissingMetadata,
    /// The header or footer attribute is not of type binary.
    NotBinary,
    /// The header cannot be parsed.
    Header,
    /// The header's format version is neither 1 nor 2.
    Version,
    /// The header's algorithm suite is none of those that this build has.
    Suite,
    /// The footer's length does not fit the header.
    Footer,
    /// The number of signed attributes differs from when the item was written: one was added,
    /// removed or is configured otherwise now.
    SchemaChanged {
        /// How many the item had when it was written, as its header says. Nobody has verified that yet.
        written: usize,
        /// How many it has now, by this table's configuration: all but those that are allowed to be unsigned.
        found: usize,
    },
    /// A signed value cannot be serialised.
    Value(ValueProblem),
    /// An encrypted attribute is not of type binary or too short.
    Ciphertext,
    /// A value verified but does not parse: it was written by faulty software.
    Plain,
    /// The encryption context stored in the header contradicts the item.
    Context,
    /// The item is in the legacy format, and reading that is forbidden for this table.
    Legacy,
    /// The item has attributes of both the current and the legacy format.
    BothFormats,
    /// The material description of the legacy format cannot be parsed.
    Description,
    /// The material description of the legacy format names an algorithm that is not allowed here.
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

messages!(MalformedProblem {
    Self::Plaintext => "it is plaintext, which this table's configuration does not allow to be read";
    Self::PartOfItem =>
        "the value looks encrypted, but the item has neither header nor footer: is it only a part of an item? \
         If all of it is there, and this is plaintext, read it as Completeness::Whole";
    Self::MissingKey => "the key attribute is missing (does a projection leave it out?)";
    Self::MissingMetadata => "the format's own attribute is missing (does a projection leave it out?)";
    Self::NotBinary => "it is not binary";
    Self::Header => "the header cannot be parsed";
    Self::Version => "the header has an unknown format version";
    Self::Suite if cfg!(feature = "fips") =>
        "the header names an unknown algorithm suite; this build of dynamodb-item-encryptor has the feature `fips`, which \
         reads no items of suite 0x67ed: rewrite them with a build without it";
    Self::Suite =>
        "the header names an unknown algorithm suite; items of suite 0x67ed are read with the feature `ed25519` of \
         dynamodb-item-encryptor";
    Self::Footer => "the footer's length does not fit the header";
    Self::SchemaChanged { written, found } =>
        "it was written with {written} signed attributes, but by this configuration it has {found}; check whether an \
         attribute was added or removed by something that does not encrypt, and whether the allowed-unsigned names and \
         their prefix are those of the writer";
    Self::Value(problem) => "{problem}";
    Self::Ciphertext => "an encrypted value must be binary and hold at least a type and a tag";
    Self::Plain => "the decrypted value cannot be parsed: faulty software has written it";
    Self::Context => "the encryption context in the header contradicts the item";
    Self::Legacy if cfg!(feature = "fips") =>
        "it is in the legacy format, of which this build of dynamodb-item-encryptor reads nothing, because it has the \
         feature `fips`: move such items to the current format with a build without it";
    Self::Legacy => "it is in the legacy format, which this table's configuration does not allow to be read";
    Self::BothFormats => "it has attributes of both the current and the legacy format";
    Self::Description => "the legacy format's material description cannot be parsed";
    Self::Algorithm => "the legacy format's material description names an algorithm that is not allowed here";
    Self::StoredContext =>
        "the header stores an entry of the encryption context that readers compute from the item; no writer does that: \
         find out who wrote it";
    Self::Legend => "the header claims an action for this attribute that no writer would use";
    Self::SuiteNotAllowed { suite } =>
        "its algorithm suite is {suite:#06x}, but the table's reader policy requires at least the configured one; \
         rewrite the item, or allow the suite (ReaderPolicy::allow_suite)";
    Self::HeaderVersionNotAllowed =>
        "the header has version 1, but the table's reader policy requires version 2; rewrite the item, or \
         allow version 1 (ReaderPolicy::allow_header_version_1)";
    Self::NotEncrypted =>
        "the table's reader policy requires it to be encrypted, but the item holds it in the clear; rewrite the item, \
         or allow the attribute to be readable (ReaderPolicy::allow_readable)";
    Self::NotInContext =>
        "the table's reader policy requires it to be in the encryption context, but it is not there; rewrite the \
         item, or allow that (ReaderPolicy::allow_outside_context)";
    Self::NotPadded =>
        "the table's reader policy requires the configured padding, but the item has less or none; \
         rewrite the item, or allow that (ReaderPolicy::allow_unpadded)";
});

impl StdError for MalformedProblem {}
