//! Tables, as they are declared.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::key_text::KeyPlace;
#[cfg(feature = "legacy")]
use super::legacy::LegacyEntry;
use super::search::SearchEntry;
use crate::format::suite::AlgorithmSuite;
use crate::table::{AttributeAction, PlaintextPolicy, ProtectedUpdates};

/// A table: what [`TableConfigBuilder`](crate::TableConfigBuilder) takes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct TableEntry {
    pub(in crate::config) table_name: Option<String>,
    pub(in crate::config) partition_key: String,
    pub(in crate::config) sort_key: Option<String>,
    #[serde(default)]
    pub(in crate::config) encrypt: Vec<String>,
    #[serde(default)]
    pub(in crate::config) sign: Vec<String>,
    #[serde(default)]
    pub(in crate::config) sign_and_include_in_encryption_context: Vec<String>,
    #[serde(default)]
    pub(in crate::config) do_nothing: Vec<String>,
    /// The complete list of actions, as in AWS's configuration.
    pub(in crate::config) attribute_actions: Option<BTreeMap<String, Action>>,
    pub(in crate::config) action_for_others: Option<Action>,
    #[serde(default)]
    pub(in crate::config) index_keys: Vec<String>,
    pub(in crate::config) allowed_unsigned: Option<Vec<String>>,
    pub(in crate::config) unsigned_prefix: Option<String>,
    /// Names of attributes, and how many bytes each is padded to.
    #[serde(default)]
    pub(in crate::config) pad: BTreeMap<String, u32>,
    pub(in crate::config) suite: Option<Suite>,
    pub(in crate::config) plaintext_policy: Option<Plaintext>,
    pub(in crate::config) protected_updates: Option<Updates>,
    #[serde(default)]
    pub(in crate::config) index_projects_all: Vec<String>,
    pub(in crate::config) reader_policy: Option<Readers>,
    pub(in crate::config) max_data_keys: Option<u8>,
    #[serde(default)]
    pub(in crate::config) allow_items_without_writer: bool,
    /// Name of the keyring.
    pub(in crate::config) keyring: String,
    #[serde(default)]
    pub(in crate::config) materials: MaterialsEntry,
    pub(in crate::config) search: Option<SearchEntry>,
    #[cfg_attr(
        not(feature = "legacy"),
        allow(dead_code, reason = "without the feature there is none to be read")
    )]
    pub(in crate::config) legacy: Option<LegacyEntry>,
}

/// What stands for the legacy format in a program that does not have it.
#[cfg(not(feature = "legacy"))]
pub(in crate::config) enum LegacyEntry {}

#[cfg(not(feature = "legacy"))]
impl<'de> Deserialize<'de> for LegacyEntry {
    fn deserialize<D: serde::Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        let problem = "this program was built without the feature 'legacy', which the entry needs";
        Err(serde::de::Error::custom(problem))
    }
}

/// What happens to an attribute.
#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub(in crate::config) enum Action {
    EncryptAndSign,
    SignOnly,
    SignAndIncludeInEncryptionContext,
    DoNothing,
}

impl From<Action> for AttributeAction {
    fn from(action: Action) -> Self {
        match action {
            Action::EncryptAndSign => AttributeAction::EncryptAndSign,
            Action::SignOnly => AttributeAction::SignOnly,
            Action::SignAndIncludeInEncryptionContext => AttributeAction::SignAndIncludeInEncryptionContext,
            Action::DoNothing => AttributeAction::DoNothing,
        }
    }
}

/// An algorithm suite.
#[derive(Deserialize, Clone, Copy)]
pub(in crate::config) enum Suite {
    #[serde(rename = "hmac_sha384")]
    HmacSha384,
    #[serde(rename = "hmac_sha384_ecdsa_p384")]
    HmacSha384EcdsaP384,
    #[serde(rename = "hmac_sha384_ed25519")]
    HmacSha384Ed25519,
}

impl From<Suite> for AlgorithmSuite {
    fn from(suite: Suite) -> Self {
        match suite {
            Suite::HmacSha384 => AlgorithmSuite::HmacSha384,
            Suite::HmacSha384EcdsaP384 => AlgorithmSuite::HmacSha384EcdsaP384,
            Suite::HmacSha384Ed25519 => AlgorithmSuite::HmacSha384Ed25519,
        }
    }
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
#[allow(clippy::enum_variant_names, reason = "they have the names of the policies")]
pub(in crate::config) enum Plaintext {
    ForbidWriteForbidRead,
    ForbidWriteAllowRead,
    ForceWriteAllowRead,
}

impl From<Plaintext> for PlaintextPolicy {
    fn from(policy: Plaintext) -> Self {
        match policy {
            Plaintext::ForbidWriteForbidRead => PlaintextPolicy::ForbidWriteForbidRead,
            Plaintext::ForbidWriteAllowRead => PlaintextPolicy::ForbidWriteAllowRead,
            Plaintext::ForceWriteAllowRead => PlaintextPolicy::ForceWriteAllowRead,
        }
    }
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub(in crate::config) enum Updates {
    CarryOut,
    Refuse,
}

impl From<Updates> for ProtectedUpdates {
    fn from(updates: Updates) -> Self {
        match updates {
            Updates::CarryOut => ProtectedUpdates::CarryOut,
            Updates::Refuse => ProtectedUpdates::Refuse,
        }
    }
}

/// A [`ReaderPolicy`](crate::ReaderPolicy).
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::config) enum Readers {
    Compatible,
    Strict(Exceptions),
}

/// What a strict reader nevertheless accepts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct Exceptions {
    #[serde(default)]
    pub(in crate::config) allow_suites: Vec<Suite>,
    #[serde(default)]
    pub(in crate::config) allow_header_version_1: bool,
    #[serde(default)]
    pub(in crate::config) allow_readable: Vec<String>,
    #[serde(default)]
    pub(in crate::config) allow_outside_context: Vec<String>,
    #[serde(default)]
    pub(in crate::config) allow_unpadded: Vec<String>,
}

/// What stands between the table and its keyring.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct MaterialsEntry {
    /// Where the 32 bytes are that the writer's Ed25519 key is made of.
    pub(in crate::config) sign_as: Option<KeyPlace>,
    /// The public keys of the only writers that are trusted, in base64. They are no secrets.
    pub(in crate::config) trust_writers: Option<Vec<String>>,
    /// Entries of the encryption context that every item must have.
    #[serde(default)]
    pub(in crate::config) required_context: Vec<String>,
    pub(in crate::config) caching: Option<CachingEntry>,
}

/// A [`CachingProvider`](crate::CachingProvider).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct CachingEntry {
    pub(in crate::config) max_age_seconds: u64,
    pub(in crate::config) capacity: Option<u32>,
    pub(in crate::config) max_messages: Option<u64>,
    pub(in crate::config) max_bytes: Option<u64>,
}
