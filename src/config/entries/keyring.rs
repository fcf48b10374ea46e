//! Keyrings, as they are declared.

use serde::Deserialize;

use super::key_text::KeyPlace;
use crate::crypto::curve::EcdhCurve;
use crate::crypto::rsa::RsaPadding;
use crate::keyring::kms::rsa::KmsRsaAlgorithm;

/// A keyring: one kind, and what that needs.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::config) enum KeyringEntry {
    RawAes(RawAes),
    RawRsa(RawRsa),
    RawEcdh(RawEcdh),
    Kms(Kms),
    KmsMrk(Kms),
    KmsMulti(KmsSeveral),
    KmsMrkMulti(KmsSeveral),
    KmsDiscovery(KmsDiscovery),
    KmsMrkDiscovery(KmsDiscovery),
    KmsRsa(KmsRsa),
    KmsEcdh(KmsEcdh),
    CachedKms(CachedKms),
    Hierarchical(Hierarchical),
    Multi(Multi),
}

/// A [`RawAesKeyring`](crate::RawAesKeyring).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct RawAes {
    pub(in crate::config) namespace: String,
    pub(in crate::config) name: String,
    pub(in crate::config) key: KeyPlace,
}

/// A [`RawRsaKeyring`](crate::RawRsaKeyring). Without one of the keys it only reads, or only writes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct RawRsa {
    pub(in crate::config) namespace: String,
    pub(in crate::config) name: String,
    pub(in crate::config) padding: Padding,
    pub(in crate::config) public_key: Option<KeyPlace>,
    pub(in crate::config) private_key: Option<KeyPlace>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub(in crate::config) enum Padding {
    Pkcs1,
    OaepSha1,
    OaepSha256,
    OaepSha384,
    OaepSha512,
}

impl From<Padding> for RsaPadding {
    fn from(padding: Padding) -> Self {
        match padding {
            Padding::Pkcs1 => RsaPadding::Pkcs1,
            Padding::OaepSha1 => RsaPadding::OaepSha1,
            Padding::OaepSha256 => RsaPadding::OaepSha256,
            Padding::OaepSha384 => RsaPadding::OaepSha384,
            Padding::OaepSha512 => RsaPadding::OaepSha512,
        }
    }
}

/// A [`RawEcdhKeyring`](crate::RawEcdhKeyring).
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::config) enum RawEcdh {
    StaticToStatic(StaticToStatic),
    EphemeralToStatic(EphemeralToStatic),
    Discovery(EcdhDiscovery),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct StaticToStatic {
    pub(in crate::config) curve: Curve,
    pub(in crate::config) sender_private_key: KeyPlace,
    pub(in crate::config) recipient_public_key: KeyPlace,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct EphemeralToStatic {
    pub(in crate::config) curve: Curve,
    pub(in crate::config) recipient_public_key: KeyPlace,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct EcdhDiscovery {
    pub(in crate::config) curve: Curve,
    pub(in crate::config) recipient_private_key: KeyPlace,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub(in crate::config) enum Curve {
    P256,
    P384,
    P521,
}

impl From<Curve> for EcdhCurve {
    fn from(curve: Curve) -> Self {
        match curve {
            Curve::P256 => EcdhCurve::P256,
            Curve::P384 => EcdhCurve::P384,
            Curve::P521 => EcdhCurve::P521,
        }
    }
}

/// A [`KmsKeyring`](crate::KmsKeyring) or [`KmsMrkKeyring`](crate::KmsMrkKeyring).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct Kms {
    pub(in crate::config) key: String,
    #[serde(default)]
    pub(in crate::config) grant_tokens: Vec<String>,
}

/// A [`KmsMultiKeyring`](crate::KmsMultiKeyring) or [`KmsMrkMultiKeyring`](crate::KmsMrkMultiKeyring).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct KmsSeveral {
    pub(in crate::config) keys: Vec<String>,
    #[serde(default)]
    pub(in crate::config) grant_tokens: Vec<String>,
}

/// A [`KmsDiscoveryMultiKeyring`](crate::KmsDiscoveryMultiKeyring) or
/// [`KmsMrkDiscoveryMultiKeyring`](crate::KmsMrkDiscoveryMultiKeyring), for one region or several.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct KmsDiscovery {
    pub(in crate::config) regions: Vec<String>,
    pub(in crate::config) filter: Option<Filter>,
    #[serde(default)]
    pub(in crate::config) grant_tokens: Vec<String>,
}

/// A [`DiscoveryFilter`](crate::DiscoveryFilter).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct Filter {
    pub(in crate::config) partition: Option<String>,
    pub(in crate::config) accounts: Vec<String>,
}

/// A [`KmsRsaKeyring`](crate::KmsRsaKeyring). Without the public key it only reads.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct KmsRsa {
    pub(in crate::config) key: String,
    pub(in crate::config) algorithm: Algorithm,
    pub(in crate::config) public_key: Option<KeyPlace>,
    /// Only writes, and never calls KMS.
    #[serde(default)]
    pub(in crate::config) encrypt_only: bool,
    #[serde(default)]
    pub(in crate::config) grant_tokens: Vec<String>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub(in crate::config) enum Algorithm {
    OaepSha1,
    OaepSha256,
}

impl From<Algorithm> for KmsRsaAlgorithm {
    fn from(algorithm: Algorithm) -> Self {
        match algorithm {
            Algorithm::OaepSha1 => KmsRsaAlgorithm::OaepSha1,
            Algorithm::OaepSha256 => KmsRsaAlgorithm::OaepSha256,
        }
    }
}

/// A [`KmsEcdhKeyring`](crate::KmsEcdhKeyring). Without the recipient it only reads what anybody wrote for the key's owner.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct KmsEcdh {
    pub(in crate::config) key: String,
    pub(in crate::config) curve: Curve,
    pub(in crate::config) recipient_public_key: Option<KeyPlace>,
    /// That of the key in KMS, which is asked for it otherwise.
    pub(in crate::config) public_key: Option<KeyPlace>,
    #[serde(default)]
    pub(in crate::config) grant_tokens: Vec<String>,
}

/// A [`CachedKmsKeyring`](crate::CachedKmsKeyring).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct CachedKms {
    pub(in crate::config) key: String,
    pub(in crate::config) max_age_seconds: Option<u64>,
    pub(in crate::config) max_items: Option<u64>,
    #[serde(default)]
    pub(in crate::config) allow_unsigned: bool,
    #[serde(default)]
    pub(in crate::config) read_version_1: bool,
}

/// A [`HierarchicalKeyring`](crate::HierarchicalKeyring) over the branch keys of a key store.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct Hierarchical {
    /// Name of the key store.
    pub(in crate::config) key_store: String,
    /// The one branch key.
    pub(in crate::config) branch_key: Option<String>,
    /// Or what the branch key of each item follows from.
    pub(in crate::config) branch_key_of: Option<BranchKeyOf>,
}

/// The branch key whose identifier is a prefix and the text of an attribute.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct BranchKeyOf {
    pub(in crate::config) attribute: String,
    #[serde(default)]
    pub(in crate::config) prefix: String,
}

/// A [`MultiKeyring`](crate::MultiKeyring) of others.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct Multi {
    /// Names of the keyrings that write and read; the first is the generator.
    pub(in crate::config) keyrings: Vec<String>,
    /// Names of those that only read.
    #[serde(default)]
    pub(in crate::config) to_read: Vec<String>,
}

impl KeyringEntry {
    /// Names of the keyrings that this one is made of, each with the list it stands in and its place there.
    pub(in crate::config) fn parts(&self) -> impl Iterator<Item = (&'static str, usize, &str)> {
        let lists = match self {
            KeyringEntry::Multi(Multi { keyrings, to_read }) => {
                [("keyrings", &keyrings[..]), ("to_read", &to_read[..])]
            }
            KeyringEntry::RawAes(_)
            | KeyringEntry::RawRsa(_)
            | KeyringEntry::RawEcdh(_)
            | KeyringEntry::Kms(_)
            | KeyringEntry::KmsMrk(_)
            | KeyringEntry::KmsMulti(_)
            | KeyringEntry::KmsMrkMulti(_)
            | KeyringEntry::KmsDiscovery(_)
            | KeyringEntry::KmsMrkDiscovery(_)
            | KeyringEntry::KmsRsa(_)
            | KeyringEntry::KmsEcdh(_)
            | KeyringEntry::CachedKms(_)
            | KeyringEntry::Hierarchical(_) => [("keyrings", &[][..]), ("to_read", &[][..])],
        };
        lists.into_iter().flat_map(|(list, names)| {
            names.iter().enumerate().map(move |(number, name)| (list, number, name.as_str()))
        })
    }
}
