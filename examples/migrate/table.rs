//! The table that the command line describes, in both formats.

use std::fs;

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::Builder;
use aws_sdk_dynamodb::types::KeyType;
use dynamodb_item_encryptor::legacy::{
    AesKey, DirectKmsProvider, LegacyAction, LegacyEncryptor, LegacyPolicy, Provider, SignatureKey,
    SigningAlgorithm, WrappedProvider,
};
use dynamodb_item_encryptor::{ItemEncryptor, Keyring, KmsKeyring, RawAesKeyring, TableConfig};

use crate::migration::Result;
use crate::options::Options;

/// A client that does not encrypt, and the encryptor of the table; DynamoDB is asked for the table's key attributes.
pub(crate) async fn connect(options: &Options, endpoint: &str) -> Result<(Client, ItemEncryptor)> {
    let environment = aws_config::load_defaults(BehaviorVersion::latest()).await;
    let mut config = Builder::from(&environment);
    if endpoint != "aws" {
        config = config.endpoint_url(endpoint);
    }
    let client = Client::from_conf(config.build());
    let name = options.required("table")?;
    let table = client.describe_table().table_name(name).send().await?.table.ok_or("there is no such table")?;
    let key = |kind: KeyType| {
        let mut keys = table.key_schema().iter();
        keys.find(|key| key.key_type == kind).map(|key| key.attribute_name.clone())
    };
    let partition_key = key(KeyType::Hash).ok_or("the table has no partition key")?;
    let encryptor = encryptor(options, &environment, &partition_key, key(KeyType::Range).as_deref())?;
    Ok((client, encryptor))
}

fn encryptor(
    options: &Options,
    environment: &SdkConfig,
    partition_key: &str,
    sort_key: Option<&str>,
) -> Result<ItemEncryptor> {
    let name = options.required("table")?;
    let list = |name| options.list(name).unwrap_or_default();
    let mut table = TableConfig::builder(options.get("logical-name").unwrap_or(name))
        .table_name(name)
        .partition_key(partition_key)
        .encrypt(list("encrypt"))
        .sign(list("sign"))
        .keyring(keyring(options, environment)?);
    if let Some(unsigned) = options.list("unsigned") {
        table = table.do_nothing(unsigned.clone()).allowed_unsigned(unsigned);
    }
    if let Some(prefix) = options.get("unsigned-prefix") {
        table = table.unsigned_prefix(prefix);
    }

    let as_new = |old, new| options.list(old).or_else(|| options.list(new)).unwrap_or_default();
    let mut legacy = LegacyEncryptor::builder()
        .table_name(options.get("old-table-name").unwrap_or(name))
        .partition_key(partition_key)
        .encrypt(as_new("old-encrypt", "encrypt"))
        .sign(as_new("old-sign", "sign"))
        .do_nothing(as_new("old-nothing", "unsigned"))
        .default_action(match options.get("old-default") {
            None | Some("encrypt") => LegacyAction::EncryptAndSign,
            Some("sign") => LegacyAction::SignOnly,
            Some("nothing") => LegacyAction::DoNothing,
            Some(other) => return Err(format!("--old-default cannot be '{other}'").into()),
        })
        .provider(provider(options, environment)?);
    if let Some(key) = sort_key {
        table = table.sort_key(key);
        legacy = legacy.sort_key(key);
    }
    legacy = match options.is_set("old-keys-unsigned") {
        true => legacy.allow_moving_items_between_keys(),
        false => legacy.sign([Some(partition_key), sort_key].into_iter().flatten()),
    };
    if options.is_set("old-never-signed") {
        legacy = legacy.reading_items_that_were_never_signed();
    }
    let table = table.legacy(legacy.build()?, LegacyPolicy::ForbidWriteAllowRead);
    Ok(ItemEncryptor::new(table.build()?))
}

/// How data keys are wrapped in the new format.
fn keyring(options: &Options, environment: &SdkConfig) -> Result<Box<dyn Keyring>> {
    if let Some(arn) = options.get("kms-key") {
        return Ok(Box::new(KmsKeyring::new(kms(environment, arn), arn)?));
    }
    let key = options.required("aes-key")?;
    let mut parts = key.splitn(3, ':');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(namespace), Some(name), Some(file)) => {
            Ok(Box::new(RawAesKeyring::new(namespace, name, &fs::read(file)?)?))
        }
        _ => Err("--aes-key needs NAMESPACE:NAME:FILE".into()),
    }
}

/// Where the keys of legacy items come from.
fn provider(options: &Options, environment: &SdkConfig) -> Result<Box<dyn Provider>> {
    if let Some(arn) = options.get("old-kms-key") {
        return Ok(Box::new(DirectKmsProvider::new(kms(environment, arn), arn)?));
    }
    let wrapping_key = AesKey::new(&fs::read(options.required("old-aes-key")?)?)?;
    let hmac_key = fs::read(options.required("old-hmac-key")?)?;
    let hmac_key = SignatureKey::hmac(SigningAlgorithm::HmacSha256, &hmac_key)?;
    Ok(Box::new(WrappedProvider::aes(wrapping_key, hmac_key)))
}

/// A client for the region of a key, which its ARN names.
fn kms(environment: &SdkConfig, arn: &str) -> aws_sdk_kms::Client {
    let region = arn.split(':').nth(3).map(|region| Region::new(region.to_owned()));
    let config = aws_sdk_kms::config::Builder::from(environment);
    aws_sdk_kms::Client::from_conf(config.region(region).build())
}
