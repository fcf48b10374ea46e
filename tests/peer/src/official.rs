//! The official crate's item encryptor, set up as a manifest's config says.

mod kms;

use crate::{
    Result,
    item_json::{Item, to_item},
    key_store,
    keys::{BranchKey, Description, EcdhKeys, KeyBook, Material},
    manifest::text,
};
use aws_db_esdk::{
    CryptoAction,
    dynamodb::types::PlaintextOverride,
    item_encryptor::{
        client::Client as ItemEncryptor, types::dynamo_db_item_encryptor_config::DynamoDbItemEncryptorConfig,
    },
    key_store::{
        client::Client as KeyStore,
        types::{KmsConfiguration, key_store_config::KeyStoreConfig},
    },
    material_providers::{
        client::Client as MaterialProviders,
        types::{
            AesWrappingAlg, DbeAlgorithmSuiteId, EphemeralPrivateKeyToStaticPublicKeyInput, PaddingScheme,
            PublicKeyDiscoveryInput, RawEcdhStaticConfigurations, RawPrivateKeyToStaticPublicKeyInput,
            keyring::KeyringRef, material_providers_config::MaterialProvidersConfig,
        },
    },
};
use serde_json::Value;
use std::{
    collections::HashMap,
    fmt::{self, Debug, Display, Formatter},
    panic::{AssertUnwindSafe, catch_unwind},
};
use tokio::runtime::{Builder, Runtime};

/// The suite with a signature of its own per item: the one that is used when a config names none.
pub const WITH_SIGNATURE: &str = "ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY_ECDSA_P384_SYMSIG_HMAC_SHA384";
pub const WITHOUT_SIGNATURE: &str = "ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY_SYMSIG_HMAC_SHA384";

/// The names that a config's defaults stand for.
pub const DEFAULT_TABLE: &str = "GazelleVectorTable";
pub const DEFAULT_PARTITION_KEY: &str = "RecNum";

pub struct Official {
    keys: KeyBook,
    runtime: Runtime,
    providers: MaterialProviders,
    /// By the text of their descriptions; a keyring serves any number of items.
    keyrings: HashMap<String, KeyringRef>,
}

/// Why the official crate did not do what it was asked.
pub enum Failure {
    /// It refused the item or the config.
    Refused(String),
    /// It could not be asked, or did not answer: a bad manifest, a panic.
    Broken(String),
}

type Attempt<T> = std::result::Result<T, Failure>;

impl From<String> for Failure {
    fn from(reason: String) -> Self {
        Self::Broken(reason)
    }
}

impl From<&str> for Failure {
    fn from(reason: &str) -> Self {
        Self::Broken(reason.to_owned())
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(reason) => write!(f, "refused: {reason}"),
            Self::Broken(reason) => f.write_str(reason),
        }
    }
}

impl Official {
    pub fn new(keys: KeyBook) -> Result<Self> {
        let config = MaterialProvidersConfig::builder().build().map_err(brief)?;
        Ok(Self {
            keys,
            runtime: Builder::new_current_thread().enable_all().build().map_err(brief)?,
            providers: MaterialProviders::from_conf(config).map_err(brief)?,
            keyrings: HashMap::new(),
        })
    }

    pub fn seal(&mut self, config: &Value, record: &Value) -> Attempt<Item> {
        let item = to_item(record)?;
        let encryptor = self.encryptor(config)?;
        let sealed = self.run(encryptor.encrypt_item().plaintext_item(item).send())?;
        Ok(sealed.encrypted_item.ok_or("sealed to no item")?)
    }

    pub fn open(&mut self, config: &Value, record: &Value) -> Attempt<Item> {
        let item = to_item(record)?;
        let encryptor = self.encryptor(config)?;
        let opened = self.run(encryptor.decrypt_item().encrypted_item(item).send())?;
        Ok(opened.plaintext_item.ok_or("opened to no item")?)
    }

    fn encryptor(&mut self, config: &Value) -> Attempt<ItemEncryptor> {
        let described = config.get("key").map_or(String::new(), Value::to_string);
        if !self.keyrings.contains_key(&described) {
            let keyring = self.keyring(&Description::of_config(config)?)?;
            self.keyrings.insert(described.clone(), keyring);
        }
        let mut builder = DynamoDbItemEncryptorConfig::builder()
            .logical_table_name(DEFAULT_TABLE)
            .partition_key_name(DEFAULT_PARTITION_KEY)
            .attribute_actions_on_encrypt(HashMap::new())
            .keyring(self.keyrings[&described].clone());
        for name in config.as_object().ok_or("a config must be an object")?.keys() {
            builder = match name.as_str() {
                "logicalTableName" => builder.logical_table_name(text(config, name)?),
                "partitionKeyName" => builder.partition_key_name(text(config, name)?),
                "sortKeyName" => builder.sort_key_name(text(config, name)?),
                "key" => builder,
                "algorithmSuiteId" => builder.algorithm_suite_id(suite(text(config, name)?)?),
                "plaintextOverride" => builder.plaintext_override(plaintext_override(text(config, name)?)?),
                "attributeActionsOnEncrypt" => builder.attribute_actions_on_encrypt(actions(&config[name])?),
                // Nothing allowed is the same as no such member.
                "allowedUnsignedAttributes" => {
                    let names = names(&config[name])?;
                    builder.set_allowed_unsigned_attributes((!names.is_empty()).then_some(names))
                }
                "allowedUnsignedAttributePrefix" => {
                    let prefix = text(config, name)?.to_owned();
                    builder.set_allowed_unsigned_attribute_prefix((!prefix.is_empty()).then_some(prefix))
                }
                other => return Err(format!("a config has no member {other:?}").into()),
            };
        }
        let built = builder.build().map_err(refused);
        unwinding(|| built.and_then(|config| ItemEncryptor::from_conf(config).map_err(refused)))
    }

    fn keyring(&self, description: &Description) -> Attempt<KeyringRef> {
        match description {
            Description::Hierarchy { key } => match self.keys.find(key)? {
                Material::Branch(branch_key) => self.hierarchical(branch_key),
                Material::Stored(key) => self.over(key.store()?, &key.id),
                _ => Err(format!("{key:?} is no branch key").into()),
            },
            Description::Raw { key, provider, padding } => {
                self.raw(self.keys.find(key)?, provider, padding.as_ref())
            }
            Description::Ecdh { key, curve, scheme } => match self.keys.find(key)? {
                Material::Ecdh(keys) => self.ecdh(keys, curve, scheme),
                _ => Err(format!("{key:?} has no elliptic-curve keys").into()),
            },
            Description::Kms(description) => self.kms(description),
            Description::Multi { generator, children } => {
                let generator = generator.as_deref().map(|g| self.keyring(g)).transpose()?;
                let children = children.iter().map(|c| self.keyring(c));
                let children = children.collect::<Attempt<_>>()?;
                self.run(
                    self.providers
                        .create_multi_keyring()
                        .set_generator(generator)
                        .set_child_keyrings(Some(children))
                        .send(),
                )
            }
        }
    }

    fn raw(
        &self,
        material: &Material,
        provider: &str,
        padding: Option<&(String, String)>,
    ) -> Attempt<KeyringRef> {
        match (material, padding) {
            (Material::Aes { name, key }, None) => self.run(
                self.providers
                    .create_raw_aes_keyring()
                    .key_namespace(provider)
                    .key_name(name)
                    .wrapping_key(key.clone())
                    .wrapping_alg(match key.len() {
                        16 => AesWrappingAlg::AlgAes128GcmIv12Tag16,
                        24 => AesWrappingAlg::AlgAes192GcmIv12Tag16,
                        _ => AesWrappingAlg::AlgAes256GcmIv12Tag16,
                    })
                    .send(),
            ),
            (Material::RsaPrivate { name, pem }, Some(padding)) => self.run(
                self.providers
                    .create_raw_rsa_keyring()
                    .key_namespace(provider)
                    .key_name(name)
                    .padding_scheme(padding_scheme(padding)?)
                    .private_key(pem.as_bytes())
                    .send(),
            ),
            (Material::RsaPublic { name, pem }, Some(padding)) => self.run(
                self.providers
                    .create_raw_rsa_keyring()
                    .key_namespace(provider)
                    .key_name(name)
                    .padding_scheme(padding_scheme(padding)?)
                    .public_key(pem.as_bytes())
                    .send(),
            ),
            _ => Err("the key is of another type than its description".into()),
        }
    }

    fn ecdh(&self, keys: &EcdhKeys, curve: &str, scheme: &str) -> Attempt<KeyringRef> {
        let scheme = match scheme {
            "static" => RawPrivateKeyToStaticPublicKeyInput::builder()
                .sender_static_private_key(keys.sender_private.as_bytes())
                .recipient_public_key(keys.recipient_public.clone())
                .build()
                .map(RawEcdhStaticConfigurations::RawPrivateKeyToStaticPublicKey),
            "ephemeral" => EphemeralPrivateKeyToStaticPublicKeyInput::builder()
                .recipient_public_key(keys.recipient_public.clone())
                .build()
                .map(RawEcdhStaticConfigurations::EphemeralPrivateKeyToStaticPublicKey),
            "discovery" => PublicKeyDiscoveryInput::builder()
                .recipient_static_private_key(keys.recipient_private.as_bytes())
                .build()
                .map(RawEcdhStaticConfigurations::PublicKeyDiscovery),
            other => return Err(format!("no key agreement scheme {other:?}").into()),
        };
        // SAFETY: the crate is pinned to a version whose type has these three as its first variants.
        let curve = match curve {
            "ecc-256" => unsafe { unnamed(0, "EccNistP256") },
            "ecc-384" => unsafe { unnamed(1, "EccNistP384") },
            "ecc-521" => unsafe { unnamed(2, "EccNistP521") },
            other => return Err(format!("no curve {other:?}").into()),
        };
        self.run(
            self.providers
                .create_raw_ecdh_keyring()
                .key_agreement_scheme(scheme.map_err(refused)?)
                .set_curve_spec(Some(curve?))
                .send(),
        )
    }

    fn hierarchical(&self, branch_key: &BranchKey) -> Attempt<KeyringRef> {
        let config = KeyStoreConfig::builder()
            .ddb_client(key_store::dynamodb(std::slice::from_ref(branch_key)))
            .kms_client(key_store::kms(std::slice::from_ref(branch_key)))
            .ddb_table_name(key_store::TABLE)
            .logical_key_store_name(key_store::TABLE)
            .kms_configuration(KmsConfiguration::KmsKeyArn(key_store::KMS_KEY.to_owned()))
            .build()
            .map_err(refused)?;
        let store = KeyStore::from_conf(config).map_err(refused)?;
        self.over(store, &branch_key.id)
    }

    fn over(&self, store: KeyStore, branch_key_id: &str) -> Attempt<KeyringRef> {
        self.run(
            self.providers
                .create_aws_kms_hierarchical_keyring()
                .branch_key_id(branch_key_id)
                .key_store(store)
                .ttl_seconds(24 * 3600)
                .send(),
        )
    }

    fn run<T, E: Debug>(&self, call: impl Future<Output = std::result::Result<T, E>>) -> Attempt<T> {
        unwinding(|| self.runtime.block_on(call).map_err(refused))
    }
}

/// A panic of the official crate is no refusal, and must not stop the tests that follow.
fn unwinding<T>(call: impl FnOnce() -> Attempt<T>) -> Attempt<T> {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|panic| {
        let message = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied());
        Err(format!("panicked: {}", message.unwrap_or("?")).into())
    })
}

fn refused(error: impl Debug) -> Failure {
    Failure::Refused(brief(error))
}

pub fn suite(name: &str) -> Result<DbeAlgorithmSuiteId> {
    match name {
        WITH_SIGNATURE => Ok(DbeAlgorithmSuiteId::AlgAes256GcmHkdfSha512CommitKeyEcdsaP384SymsigHmacSha384),
        WITHOUT_SIGNATURE => Ok(DbeAlgorithmSuiteId::AlgAes256GcmHkdfSha512CommitKeySymsigHmacSha384),
        other => Err(format!("no algorithm suite {other:?}")),
    }
}

fn plaintext_override(name: &str) -> Result<PlaintextOverride> {
    use PlaintextOverride::*;
    [
        ForcePlaintextWriteAllowPlaintextRead,
        ForbidPlaintextWriteAllowPlaintextRead,
        ForbidPlaintextWriteForbidPlaintextRead,
    ]
    .into_iter()
    .find(|policy| policy.to_string() == name)
    .ok_or_else(|| format!("no plaintext override {name:?}"))
}

fn padding_scheme((padding, hash): &(String, String)) -> Result<PaddingScheme> {
    Ok(match (padding.as_str(), hash.as_str()) {
        ("pkcs1", _) => PaddingScheme::Pkcs1,
        ("oaep-mgf1", "sha1") => PaddingScheme::OaepSha1Mgf1,
        ("oaep-mgf1", "sha256") => PaddingScheme::OaepSha256Mgf1,
        ("oaep-mgf1", "sha384") => PaddingScheme::OaepSha384Mgf1,
        ("oaep-mgf1", "sha512") => PaddingScheme::OaepSha512Mgf1,
        _ => return Err(format!("no padding {padding:?} with {hash:?}")),
    })
}

pub fn actions(value: &Value) -> Result<HashMap<String, CryptoAction>> {
    value
        .as_object()
        .ok_or("\"attributeActionsOnEncrypt\" must be an object")?
        .iter()
        .map(|(name, action)| {
            let action = match action.as_str().unwrap_or_default() {
                "ENCRYPT_AND_SIGN" => CryptoAction::EncryptAndSign,
                "SIGN_ONLY" => CryptoAction::SignOnly,
                "SIGN_AND_INCLUDE_IN_ENCRYPTION_CONTEXT" | "CONTEXT_AND_SIGN" => {
                    CryptoAction::SignAndIncludeInEncryptionContext
                }
                "DO_NOTHING" => CryptoAction::DoNothing,
                _ => return Err(format!("no action {action}")),
            };
            Ok((name.clone(), action))
        })
        .collect()
}

pub fn names(value: &Value) -> Result<Vec<String>> {
    value
        .as_array()
        .ok_or("a list of names must be an array")?
        .iter()
        .map(|name| Ok(name.as_str().ok_or("a name must be a string")?.to_owned()))
        .collect()
}

/// A value of the enum of curves, whose type the crate takes as an argument but does not export:
/// made of its discriminant, and held against its name.
///
/// # Safety
/// `T` must be an enum of one byte that has this discriminant.
unsafe fn unnamed<T: Debug>(discriminant: u8, name: &str) -> Attempt<T> {
    const { assert!(size_of::<T>() == 1) };
    let value: T = unsafe { std::mem::transmute_copy(&discriminant) };
    match format!("{value:?}") {
        found if found == name => Ok(value),
        found => Err(format!("expected the curve {name}, found {found}").into()),
    }
}

/// An error on one line.
pub fn brief(error: impl Debug) -> String {
    let text = format!("{error:?}");
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(300) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
