//! What a keyring would wrap a data key for, without doing so.

use std::fmt;

use super::key_agreement::Parties;
use crate::error::shown::Shown;
use crate::format::context::EncryptionContext;
use crate::format::edk::EncryptedDataKey;
use crate::format::suite::AlgorithmSuite;
use crate::key_store::BranchKeyVersion;
use crate::kms::arn;

/// For which item a keyring is asked who its recipients would be.
///
/// Example: [`Keyring`](crate::Keyring).
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct RecipientsRequest<'a> {
    /// The algorithm suite that it would be written with.
    pub suite: AlgorithmSuite,
    /// The part of its encryption context that is computed from the item.
    pub context: &'a EncryptionContext,
}

debug_shows!(RecipientsRequest<'a> { suite });

impl<'a> RecipientsRequest<'a> {
    /// Asks for the recipients of an item with this context.
    pub fn new(suite: AlgorithmSuite, context: &'a EncryptionContext) -> Self {
        RecipientsRequest { suite, context }
    }
}

/// A recipient that a keyring would wrap a data key for: what of an encrypted data key tells with which key it was
/// wrapped.
///
/// That is what the stored data key shows, and no more. A raw key is told by its namespace and name, an RSA key in KMS by its ARN: whoever has
/// changed the key and not the name, or the padding of an RSA key, has to say so himself.
///
/// Example: [`Keyring`](crate::Keyring).
#[derive(Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Those that keyrings of this kind write and read.
    provider_ids: Vec<String>,
    key: Key,
    version: Option<BranchKeyVersion>,
    kms_calls: u32,
}

/// What the provider information has to be.
#[derive(Clone, PartialEq, Eq)]
enum Key {
    Exactly(Vec<u8>),
    /// It begins with this, and so many bytes follow that differ from item to item.
    Begins(Vec<u8>, usize),
    /// The ARN of this KMS key, or of a replica of it.
    Replica(String),
    /// These two public keys, whoever of their owners was the sender.
    Parties(Vec<u8>, Vec<u8>),
}

impl Recipient {
    /// The recipient whose data keys have this provider id and this provider information.
    #[must_use]
    pub fn new(provider_id: impl Into<String>, provider_info: impl Into<Vec<u8>>) -> Self {
        Self::of(vec![provider_id.into()], Key::Exactly(provider_info.into()))
    }

    /// The recipient whose data keys have a provider information that begins with this, and has so many more bytes, which
    /// differ from item to item.
    #[must_use]
    pub fn beginning(provider_id: impl Into<String>, provider_info: impl Into<Vec<u8>>, more: usize) -> Self {
        Self::of(vec![provider_id.into()], Key::Begins(provider_info.into(), more))
    }

    /// Says how many calls to AWS KMS it takes to wrap a data key; none without this. For estimates.
    #[must_use]
    pub fn with_kms_calls(self, calls: u32) -> Self {
        Recipient { kms_calls: calls, ..self }
    }

    /// The KMS key `arn`, or a replica of it: both have the same key material.
    pub(super) fn replica(provider_id: &str, arn: &str) -> Self {
        Self::of(vec![provider_id.to_owned()], Key::Replica(arn.to_owned()))
    }

    /// The owners of these two public keys, whichever has written.
    pub(super) fn parties(provider_ids: [&str; 2], one: &[u8], other: &[u8]) -> Self {
        let key = Key::Parties(one.to_owned(), other.to_owned());
        Self::of(provider_ids.map(str::to_owned).into(), key)
    }

    /// In this version of the branch key.
    pub(super) fn with_version(self, version: BranchKeyVersion) -> Self {
        Recipient { version: Some(version), ..self }
    }

    fn of(provider_ids: Vec<String>, key: Key) -> Self {
        Recipient { provider_ids, key, version: None, kms_calls: 0 }
    }

    /// How many calls to AWS KMS it takes to wrap a data key.
    pub(crate) fn kms_calls(&self) -> u32 {
        self.kms_calls
    }

    /// The branch key's version that is written; `None` for recipients without one.
    pub(crate) fn version(&self) -> Option<BranchKeyVersion> {
        self.version
    }

    /// Whether this data key was wrapped with the recipient's key, whatever its version.
    pub(crate) fn has_wrapped(&self, data_key: &EncryptedDataKey) -> bool {
        let info = data_key.provider_info.as_slice();
        self.provider_ids.contains(&data_key.provider_id)
            && match &self.key {
                Key::Exactly(expected) => info == expected,
                Key::Begins(start, more) => info.strip_prefix(&**start).is_some_and(|rest| rest.len() == *more),
                Key::Replica(own) => is_replica(own, info),
                Key::Parties(one, other) => Parties::parse(info).is_ok_and(|Parties { sender, recipient }| {
                    (sender, recipient) == (one, other) || (sender, recipient) == (other, one)
                }),
            }
    }

    /// Provider and key name for a message.
    pub(crate) fn label(&self) -> String {
        let provider = self.provider_ids.first().map(String::as_str).unwrap_or_default();
        match &self.key {
            Key::Exactly(info) | Key::Begins(info, _) => {
                EncryptedDataKey::new(provider, info.clone(), Vec::new()).label()
            }
            Key::Replica(arn) => format!("{} '{}'", Shown(provider), Shown(arn)),
            Key::Parties(..) => Shown(provider).to_string(),
        }
    }
}

fn is_replica(own: &str, info: &[u8]) -> bool {
    let other = str::from_utf8(info).ok().and_then(arn::KeyArn::parse);
    other.is_some_and(|other| arn::parse(own).is_ok_and(|own| own.shares_material_with(&other)))
}

impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recipient").field("label", &self.label()).finish_non_exhaustive()
    }
}
