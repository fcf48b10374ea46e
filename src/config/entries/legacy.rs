//! The legacy format, as it is declared.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::key_text::KeyPlace;
use crate::legacy::{Dialect, LegacyAction, LegacyPolicy, SigningAlgorithm};

/// What [`LegacyEncryptorBuilder`](crate::legacy::LegacyEncryptorBuilder) takes, and the policy.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct LegacyEntry {
    pub(in crate::config) policy: Option<Policy>,
    pub(in crate::config) table_name: Option<String>,
    pub(in crate::config) partition_key: Option<String>,
    pub(in crate::config) sort_key: Option<String>,
    pub(in crate::config) default_action: Option<OldAction>,
    #[serde(default)]
    pub(in crate::config) encrypt: Vec<String>,
    #[serde(default)]
    pub(in crate::config) sign: Vec<String>,
    #[serde(default)]
    pub(in crate::config) do_nothing: Vec<String>,
    pub(in crate::config) description_attribute: Option<String>,
    pub(in crate::config) signature_attribute: Option<String>,
    pub(in crate::config) description_prefix: Option<String>,
    #[serde(default)]
    pub(in crate::config) allow_moving_items_between_keys: bool,
    #[serde(default)]
    pub(in crate::config) reading_items_that_were_never_signed: bool,
    pub(in crate::config) dialect: Option<DialectEntry>,
    pub(in crate::config) provider: ProviderEntry,
}

/// Texts for the variants of an enumeration of the public interface.
macro_rules! texts {
    ($name:ident for $type:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        #[derive(Deserialize, Clone, Copy)]
        #[allow(clippy::enum_variant_names, reason = "they have the names of the public ones")]
        pub(in crate::config) enum $name {
            $(#[serde(rename = $text)] $variant,)+
        }

        impl From<$name> for $type {
            fn from(entry: $name) -> Self {
                match entry {
                    $($name::$variant => $type::$variant,)+
                }
            }
        }
    };
}

texts!(Policy for LegacyPolicy {
    ForceWriteAllowRead = "force_write_allow_read",
    ForbidWriteAllowRead = "forbid_write_allow_read",
    ForbidWriteForbidRead = "forbid_write_forbid_read",
});

texts!(OldAction for LegacyAction {
    EncryptAndSign = "encrypt_and_sign",
    SignOnly = "sign_only",
    DoNothing = "do_nothing",
});

texts!(DialectEntry for Dialect { Java = "java", Python = "python" });

texts!(AlgorithmEntry for SigningAlgorithm {
    HmacSha1 = "hmac_sha1",
    HmacSha224 = "hmac_sha224",
    HmacSha256 = "hmac_sha256",
    HmacSha384 = "hmac_sha384",
    HmacSha512 = "hmac_sha512",
    Sha1WithRsa = "sha1_with_rsa",
    Sha224WithRsa = "sha224_with_rsa",
    Sha256WithRsa = "sha256_with_rsa",
    Sha384WithRsa = "sha384_with_rsa",
    Sha512WithRsa = "sha512_with_rsa",
    Sha256WithEcdsa = "sha256_with_ecdsa",
    Sha384WithEcdsa = "sha384_with_ecdsa",
    Sha512WithEcdsa = "sha512_with_ecdsa",
});

/// Where the keys of legacy items come from.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::config) enum ProviderEntry {
    Static(StaticEntry),
    WrappedAes(WrappedAes),
    WrappedRsa(WrappedRsa),
    DirectKms(DirectKms),
    DirectKmsReadingAnyKey(AnyKmsKey),
    MostRecent(MostRecent),
}

/// A [`StaticProvider`](crate::legacy::StaticProvider). Without a content key it only signs.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct StaticEntry {
    pub(in crate::config) content_key: Option<KeyPlace>,
    pub(in crate::config) signature_key: SignatureKeyEntry,
    #[serde(default)]
    pub(in crate::config) description: BTreeMap<String, String>,
}

/// A [`WrappedProvider`](crate::legacy::WrappedProvider) over AES.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct WrappedAes {
    pub(in crate::config) wrapping_key: KeyPlace,
    pub(in crate::config) signature_key: SignatureKeyEntry,
    #[serde(default)]
    pub(in crate::config) reading_ecb: bool,
    #[serde(default)]
    pub(in crate::config) description: BTreeMap<String, String>,
}

/// A [`WrappedProvider`](crate::legacy::WrappedProvider) over RSA.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct WrappedRsa {
    pub(in crate::config) public_key: Option<KeyPlace>,
    pub(in crate::config) private_key: Option<KeyPlace>,
    pub(in crate::config) signature_key: SignatureKeyEntry,
    #[serde(default)]
    pub(in crate::config) reading_pkcs1: bool,
    /// Only reads, with a private key of 1024 bits or more.
    #[serde(default)]
    pub(in crate::config) reading_weak_rsa: bool,
    #[serde(default)]
    pub(in crate::config) description: BTreeMap<String, String>,
}

/// A [`DirectKmsProvider`](crate::legacy::DirectKmsProvider).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct DirectKms {
    pub(in crate::config) key: String,
    #[serde(default)]
    pub(in crate::config) also_reading_keys: Vec<String>,
    #[serde(default)]
    pub(in crate::config) reading_weak_signatures: bool,
    #[serde(default)]
    pub(in crate::config) grant_tokens: Vec<String>,
}

/// A [`DirectKmsProvider`](crate::legacy::DirectKmsProvider) that only reads.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct AnyKmsKey {
    pub(in crate::config) region: String,
    #[serde(default)]
    pub(in crate::config) reading_weak_signatures: bool,
    #[serde(default)]
    pub(in crate::config) grant_tokens: Vec<String>,
}

/// A [`MostRecentProvider`](crate::legacy::MostRecentProvider) over a [`MetaStore`](crate::legacy::MetaStore).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct MostRecent {
    pub(in crate::config) material: String,
    pub(in crate::config) ttl_seconds: u64,
    pub(in crate::config) cache_size: Option<u32>,
    /// The store's table.
    pub(in crate::config) table_name: String,
    pub(in crate::config) region: Option<String>,
    #[serde(default)]
    pub(in crate::config) signing_only: Vec<String>,
    /// Where the keys of the store's own items come from.
    pub(in crate::config) provider: Box<ProviderEntry>,
}

/// A [`SignatureKey`](crate::legacy::SignatureKey), by the name of its constructor.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::config) enum SignatureKeyEntry {
    Hmac(SignedWith),
    ReadingWeakHmac(SignedWith),
    RsaPrivate(SignedWith),
    RsaPublic(SignedWith),
    ReadingWeakRsa(SignedWith),
    EcdsaPublic(SignedWith),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct SignedWith {
    pub(in crate::config) algorithm: AlgorithmEntry,
    pub(in crate::config) key: KeyPlace,
}
