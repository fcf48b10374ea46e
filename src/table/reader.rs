//! Whether a reader accepts items that are weaker than those that the same configuration writes.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::AttributeValue;

use super::{AttributeAction, TableConfig};
use crate::error::{ConfigProblem, MalformedProblem};
use crate::format::header::{HeaderVersion, Legend};
use crate::format::padding;
use crate::format::suite::AlgorithmSuite;

/// Which stored items are read, compared with what the same [`TableConfig`] writes.
///
/// A stored item itself says which algorithm suite it has, which attributes are encrypted, and which are bound to
/// its data key by the encryption context. All of that is authentic, but it was chosen by whoever wrote the
/// item, and that can be anybody who holds a key of the table: a writer with an older configuration, or another
/// tenant. There are two policies:
///
/// * [`compatible`](Self::compatible), the default, accepts what the item says. So do AWS's readers, and so a
///   configuration can be changed at any time without regard to the items that exist.
/// * [`strict`](Self::strict) makes the configuration the minimum that an item must meet. A weaker item is refused,
///   with an [`Error::MalformedItem`](crate::Error::MalformedItem) that says what to allow so that it is read.
///
/// Items are refused before a key is asked for and before anything is decrypted.
///
/// # What counts as weaker
///
/// **The algorithm suite.** [`HmacSha384`](AlgorithmSuite::HmacSha384) has no signature: anybody who can *read* an
/// item can make one that verifies. The two suites with a signature rank above it; if either is configured, items
/// without a signature are refused. Neither of the two replaces the other: an Ed25519 key has a security
/// level of about 128 bits where P-384 has 192, and some rules allow only P-384; an ECDSA key never belongs to a
/// writer that [`trust_writers`](crate::DefaultMaterialProvider::trust_writers) could name. So each is read only
/// if it is configured or [allowed](Self::allow_suite). If `HmacSha384` is configured, all suites are read.
///
/// **The header version.** Version 1 binds only the key attributes to the data key. It is refused if
/// version 2 is written. Version 2 is always read.
///
/// **Each attribute**, by its configured action and what the item says was done:
///
/// | configured | encrypted | signed only | signed, and in the context |
/// |---|---|---|---|
/// | [`EncryptAndSign`](AttributeAction::EncryptAndSign) | read | refused: it was readable | refused: it was readable, in audit logs too |
/// | [`SignOnly`](AttributeAction::SignOnly) | read | read | read |
/// | [`SignAndIncludeInEncryptionContext`](AttributeAction::SignAndIncludeInEncryptionContext) | refused: not bound to the data key | refused: not bound to the data key | read |
/// | not configured | read | read | read |
///
/// An item that lacks an attribute of the encryption context is refused too: writers may not leave it out.
/// A value for which [padding](super::TableConfigBuilder::pad) is configured must be padded to at least that length.
///
/// Attributes that are not configured are read whatever was done with them, so that writers can start to use a new
/// attribute before all readers know it. With an [action for others](super::TableConfigBuilder::action_for_others) all
/// are configured. No reader looks at attributes that are allowed to be unsigned.
///
/// Plaintext items and items in the legacy format are read if *their* policies say so:
/// [`PlaintextPolicy`](super::PlaintextPolicy) and `LegacyPolicy`. A strict reader that also reads plaintext refuses a
/// weakly sealed item and accepts one that is not sealed at all, so close those policies first.
///
/// # Migration
///
/// Name each exception, and remove it when the old items have been rewritten:
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
/// An exception holds for everybody who has a key. As long as it exists, what it concerns is only as strong as in the
/// weakest item that it admits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[must_use = "a policy does nothing before it is part of a table's configuration"]
pub struct ReaderPolicy(Option<Exceptions>);

/// What a strict reader nevertheless accepts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Exceptions {
    suites: Vec<AlgorithmSuite>,
    header_version_1: bool,
    readable: BTreeSet<String>,
    outside_context: BTreeSet<String>,
    unpadded: BTreeSet<String>,
}

impl ReaderPolicy {
    /// Reads everything that a compatible writer of the table may have written, as AWS's readers do. The default.
    pub fn compatible() -> Self {
        ReaderPolicy(None)
    }

    /// Refuses items that are weaker than what this configuration writes.
    pub fn strict() -> Self {
        ReaderPolicy(Some(Exceptions::default()))
    }

    /// Reads items of `suite`, whichever suite is configured. Changes nothing in a compatible policy.
    pub fn allow_suite(self, suite: AlgorithmSuite) -> Self {
        self.allow(|exceptions| exceptions.suites.push(suite))
    }

    /// Reads items with header version 1, whose encryption context holds only the key attributes. Changes
    /// nothing in a compatible policy.
    pub fn allow_header_version_1(self) -> Self {
        self.allow(|exceptions| exceptions.header_version_1 = true)
    }

    /// Reads items in which these attributes are only signed, although they are configured to be encrypted. Changes
    /// nothing in a compatible policy.
    pub fn allow_readable<N: Into<String>>(self, names: impl IntoIterator<Item = N>) -> Self {
        self.allow(|exceptions| exceptions.readable.extend(names.into_iter().map(Into::into)))
    }

    /// Reads items with header version 2 that have these attributes outside the encryption context or not at all,
    /// although they are configured for it. Changes nothing in a compatible policy.
    pub fn allow_outside_context<N: Into<String>>(self, names: impl IntoIterator<Item = N>) -> Self {
        self.allow(|exceptions| exceptions.outside_context.extend(names.into_iter().map(Into::into)))
    }

    /// Reads items in which these attributes have less padding than is configured, or none. Changes
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

    /// Checks that every exception concerns something that the table requires.
    ///
    /// # Errors
    /// The attribute for which the exception is needless, because the configuration does not require more.
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

/// Checks that each of `names`, for which there is an exception, is configured to be `what`.
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

/// The checks. Each passes if the policy is compatible.
impl TableConfig {
    /// Checks what an item's header says about the item as a whole.
    ///
    /// # Errors
    /// What the policy does not accept.
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

    /// Checks that a signed attribute is protected no less than it would be now.
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

    /// An attribute that must be in the encryption context and is not, as `has` says.
    pub(crate) fn missing_context_attribute(
        &self,
        version: HeaderVersion,
        has: impl Fn(&str) -> bool,
    ) -> Option<&str> {
        let exceptions = self.reader_policy().0.as_ref().filter(|_| version == HeaderVersion::V2)?;
        let mut names = self.context_attributes().iter().map(String::as_str);
        names.find(|name| !has(name) && !exceptions.outside_context.contains(*name))
    }

    /// Whether a value without padding is refused once it has been decrypted.
    pub(crate) fn requires_padding(&self, name: &str) -> bool {
        self.reader_policy().0.as_ref().is_some_and(|exceptions| !exceptions.unpadded.contains(name))
    }
}
