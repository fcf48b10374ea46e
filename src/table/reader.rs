//! What items a reader accepts that are weaker than those that the same configuration writes.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::AttributeValue;

use super::{AttributeAction, TableConfig};
use crate::error::{ConfigProblem, MalformedProblem};
use crate::format::header::{HeaderVersion, Legend};
use crate::format::padding;
use crate::format::suite::AlgorithmSuite;

/// Which stored items are read, measured by what the same [`TableConfig`] writes.
///
/// A stored item says by itself which algorithm suite it has, which attributes are encrypted, and which are bound to
/// its data key by the encryption context. Everything of that is authentic, but it is the choice of whoever wrote the
/// item, and so of everybody who holds a key of the table: another writer with an older configuration, or another
/// tenant. There are two policies:
///
/// * [`compatible`](Self::compatible), the default, believes the item. So do AWS's readers, and so a configuration can
///   be changed at any time without a thought of the items that are there.
/// * [`strict`](Self::strict) takes the configuration for the least that an item must have. What is weaker is refused,
///   with an [`Error::MalformedItem`](crate::Error::MalformedItem) that says what to allow to have it read.
///
/// Whatever is refused is refused before a key is asked for and before anything is decrypted.
///
/// # What is weaker
///
/// **The algorithm suite.** [`HmacSha384`](AlgorithmSuite::HmacSha384) has no signature: everybody who can *read* an
/// item can make one that verifies. The two suites with a signature rank above it; where either is configured, items
/// without a signature are refused. Neither of those two takes the place of the other. An Ed25519 key has a security
/// level of about 128 bits where P-384 has 192, and some rules allow only P-384; an ECDSA key is never that of a
/// writer whom [`trust_writers`](crate::DefaultMaterialProvider::trust_writers) could name. So each is read only
/// where it is configured or [allowed](Self::allow_suite). Where `HmacSha384` is configured, all suites are read.
///
/// **The header version.** Version 1 binds nothing but the key attributes to the data key. It is refused where
/// version 2 is written. Version 2 is always read.
///
/// **Each attribute**, by the action that the configuration names and what the item says was done:
///
/// | configured | encrypted | signed only | signed, and in the context |
/// |---|---|---|---|
/// | [`EncryptAndSign`](AttributeAction::EncryptAndSign) | read | refused: it was readable | refused: it was readable, in audit logs too |
/// | [`SignOnly`](AttributeAction::SignOnly) | read | read | read |
/// | [`SignAndIncludeInEncryptionContext`](AttributeAction::SignAndIncludeInEncryptionContext) | refused: not bound to the data key | refused: not bound to the data key | read |
/// | not configured | read | read | read |
///
/// An attribute of the encryption context that is missing altogether is refused, too: writers may not leave it out.
/// An attribute for which [padding](super::TableConfigBuilder::pad) is configured must have at least that.
///
/// Attributes that are not configured are read whatever was done with them, so that writers can be given a new
/// attribute before all readers know it. Attributes that are allowed to be unsigned are not looked at by any reader.
///
/// Plaintext, and items in the older format, are read where *their* policies say so:
/// [`PlaintextPolicy`](super::PlaintextPolicy) and `LegacyPolicy`. A strict reader that also reads plaintext refuses a
/// weakly sealed item and accepts one that is not sealed at all, so those policies are the first to be closed.
///
/// # Migration
///
/// Exceptions are named, one by one, and taken back when the old items have been rewritten:
///
/// ```
/// use dynamodb_item_encryptor::{AlgorithmSuite, RawAesKeyring, ReaderPolicy, TableConfig};
///
/// # let keyring = RawAesKeyring::new("examples", "customers", &[7; 32])?;
/// let table = TableConfig::builder("Customers")
///     .partition_key("id")
///     .encrypt(["email", "phone"])
///     .sign_and_include_in_encryption_context(["tenant"])
///     .reader_policy(
///         ReaderPolicy::strict()
///             .allow_suite(AlgorithmSuite::HmacSha384)    // until the items of 2025 are rewritten
///             .allow_header_version_1()                   // `tenant` was only signed at first
///             .allow_readable(["phone"]),                 // and `phone` was not encrypted
///     )
///     .keyring(keyring)
///     .build()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// An exception is one for everybody who holds a key. While one is open, what it is about is as weak as in the weakest
/// item that it admits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[must_use = "a policy does nothing before it is part of a table's configuration"]
pub struct ReaderPolicy(Option<Exceptions>);

/// What a strict reader accepts all the same.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Exceptions {
    suites: Vec<AlgorithmSuite>,
    header_version_1: bool,
    readable: BTreeSet<String>,
    outside_context: BTreeSet<String>,
    unpadded: BTreeSet<String>,
}

impl ReaderPolicy {
    /// Reads whatever a compatible writer of the table may have written, as AWS's readers do. The default.
    pub fn compatible() -> Self {
        ReaderPolicy(None)
    }

    /// Refuses whatever is weaker than what this configuration writes.
    pub fn strict() -> Self {
        ReaderPolicy(Some(Exceptions::default()))
    }

    /// Reads items of `suite`, whichever is configured. Changes nothing in a compatible policy.
    pub fn allow_suite(self, suite: AlgorithmSuite) -> Self {
        self.allow(|exceptions| exceptions.suites.push(suite))
    }

    /// Reads items with header version 1, in which no attribute but the keys is in the encryption context. Changes
    /// nothing in a compatible policy.
    pub fn allow_header_version_1(self) -> Self {
        self.allow(|exceptions| exceptions.header_version_1 = true)
    }

    /// Reads items in which these attributes, which are configured to be encrypted, are only signed. Changes nothing
    /// in a compatible policy.
    pub fn allow_readable<N: Into<String>>(self, names: impl IntoIterator<Item = N>) -> Self {
        self.allow(|exceptions| exceptions.readable.extend(names.into_iter().map(Into::into)))
    }

    /// Reads items of header version 2 that have these attributes, which are configured for the encryption context,
    /// outside of it or not at all. Changes nothing in a compatible policy.
    pub fn allow_outside_context<N: Into<String>>(self, names: impl IntoIterator<Item = N>) -> Self {
        self.allow(|exceptions| exceptions.outside_context.extend(names.into_iter().map(Into::into)))
    }

    /// Reads items in which these attributes, for which padding is configured, have less of it or none. Changes
    /// nothing in a compatible policy.
    pub fn allow_unpadded<N: Into<String>>(self, names: impl IntoIterator<Item = N>) -> Self {
        self.allow(|exceptions| exceptions.unpadded.extend(names.into_iter().map(Into::into)))
    }

    fn allow(mut self, change: impl FnOnce(&mut Exceptions)) -> Self {
        if let Some(exceptions) = &mut self.0 {
            change(exceptions);
        }
        self
    }

    /// Checks that every exception is about something that the table asks for.
    ///
    /// # Errors
    /// The attribute of which the configuration asks for no more than the exception allows.
    pub(super) fn check(&self, table: &TableConfig) -> Result<(), (String, ConfigProblem)> {
        let Some(exceptions) = &self.0 else { return Ok(()) };
        let is = |name: &str, action| table.action(name) == Some(action);
        let encrypted = |name: &str| is(name, AttributeAction::EncryptAndSign);
        let context = |name: &str| is(name, AttributeAction::SignAndIncludeInEncryptionContext);
        let padded = |name: &str| table.padding(name).is_some();
        needed(&exceptions.readable, "encrypted", encrypted)?;
        needed(&exceptions.outside_context, "in the encryption context", context)?;
        needed(&exceptions.unpadded, "padded", padded)
    }
}

/// Checks that an exception for each of `names` is about `what` the attribute is.
fn needed(
    names: &BTreeSet<String>,
    what: &'static str,
    is_so: impl Fn(&str) -> bool,
) -> Result<(), (String, ConfigProblem)> {
    match names.iter().find(|name| !is_so(name)) {
        Some(name) => Err((name.clone(), ConfigProblem::NeedlessException { what })),
        None => Ok(()),
    }
}

/// The checks, each of which passes where the policy is compatible.
impl TableConfig {
    /// Checks what an item's header says of the item as a whole.
    ///
    /// # Errors
    /// What about it the policy does not accept.
    pub(crate) fn accepts_header(
        &self,
        version: HeaderVersion,
        suite: AlgorithmSuite,
    ) -> Result<(), MalformedProblem> {
        let Some(exceptions) = &self.reader_policy().0 else { return Ok(()) };
        let is_enough = self.suite() == suite || !self.suite().is_signed();
        if !is_enough && !exceptions.suites.contains(&suite) {
            return Err(MalformedProblem::SuiteNotAllowed { suite: suite.id() });
        }
        let is_older = version == HeaderVersion::V1 && self.header_version() == HeaderVersion::V2;
        if is_older && !exceptions.header_version_1 {
            return Err(MalformedProblem::HeaderVersionNotAllowed);
        }
        Ok(())
    }

    /// Checks that a signed attribute is not protected less than it would be now.
    ///
    /// # Errors
    /// What the policy does not accept.
    pub(crate) fn accepts_attribute(
        &self,
        version: HeaderVersion,
        name: &str,
        value: &AttributeValue,
        legend: Legend,
    ) -> Result<(), MalformedProblem> {
        let Some(exceptions) = &self.reader_policy().0 else { return Ok(()) };
        match (self.action(name), legend) {
            (Some(AttributeAction::EncryptAndSign), Legend::Encrypted) => match self.padding(name) {
                Some(bytes) if !exceptions.unpadded.contains(name) && !padding::may_be_stored(value, bytes) => {
                    Err(MalformedProblem::NotPadded)
                }
                _ => Ok(()),
            },
            (Some(AttributeAction::EncryptAndSign), Legend::Signed | Legend::Context)
                if !exceptions.readable.contains(name) =>
            {
                Err(MalformedProblem::NotEncrypted)
            }
            (Some(AttributeAction::SignAndIncludeInEncryptionContext), Legend::Encrypted | Legend::Signed)
                if version == HeaderVersion::V2 && !exceptions.outside_context.contains(name) =>
            {
                Err(MalformedProblem::NotInContext)
            }
            _ => Ok(()),
        }
    }

    /// The attribute of the encryption context that the item must have and lacks, by what `has` says of each.
    pub(crate) fn missing_context_attribute(
        &self,
        version: HeaderVersion,
        has: impl Fn(&str) -> bool,
    ) -> Option<&str> {
        let exceptions = self.reader_policy().0.as_ref().filter(|_| version == HeaderVersion::V2)?;
        let mut names = self.context_attributes().iter().map(String::as_str);
        names.find(|name| !has(name) && !exceptions.outside_context.contains(*name))
    }

    /// Whether a value that is not padded is refused when it has been decrypted.
    pub(crate) fn requires_padding(&self, name: &str) -> bool {
        self.reader_policy().0.as_ref().is_some_and(|exceptions| !exceptions.unpadded.contains(name))
    }
}
