//! Branch keys in a key store that runs: a DynamoDB table and a KMS behind HTTP endpoints.

use crate::{
    Result,
    item_json::encode,
    keys::{KeyBook, Material},
    manifest::text,
};
use aws_db_esdk::key_store::{
    client::Client as KeyStore,
    types::{KmsConfiguration, key_store_config::KeyStoreConfig},
};
use serde_json::{Value, json};
use std::{collections::HashMap, fmt::Debug};

/// Where a branch key is, as an entry of a keys file says it.
#[derive(Clone)]
pub struct StoredKey {
    pub id: String,
    dynamodb: String,
    kms: String,
    table: String,
    logical_name: String,
    kms_key: String,
}

impl StoredKey {
    pub fn parse(entry: &Value) -> Result<Self> {
        let member = |name| text(entry, name).map(str::to_owned);
        Ok(Self {
            id: member("key-id")?,
            dynamodb: member("dynamodb")?,
            kms: member("kms")?,
            table: member("table")?,
            logical_name: member("logical-name")?,
            kms_key: member("kms-arn")?,
        })
    }

    /// The official client of the key store.
    pub fn store(&self) -> Result<KeyStore> {
        let region = self.kms_key.split(':').nth(3).unwrap_or_default();
        let region = || aws_sdk_kms::config::Region::new(region.to_owned());
        let credentials = || aws_sdk_kms::config::Credentials::new("peer", "peer", None, None, "peer");
        let dynamodb = aws_sdk_dynamodb::Config::builder()
            .behavior_version(aws_sdk_dynamodb::config::BehaviorVersion::latest())
            .region(region())
            .credentials_provider(credentials())
            .endpoint_url(&self.dynamodb)
            .build();
        let kms = aws_sdk_kms::Config::builder()
            .behavior_version(aws_sdk_kms::config::BehaviorVersion::latest())
            .region(region())
            .credentials_provider(credentials())
            .endpoint_url(&self.kms)
            .build();
        let config = KeyStoreConfig::builder()
            .ddb_client(aws_sdk_dynamodb::Client::from_conf(dynamodb))
            .kms_client(aws_sdk_kms::Client::from_conf(kms))
            .ddb_table_name(&self.table)
            .logical_key_store_name(&self.logical_name)
            .kms_configuration(KmsConfiguration::KmsKeyArn(self.kms_key.clone()))
            .build()
            .map_err(said)?;
        KeyStore::from_conf(config).map_err(said)
    }
}

/// Does one thing with the branch key `name` of a keys file, and answers with what there is to say of it.
pub fn branch_key(keys: &KeyBook, name: &str, action: &str) -> Result<Value> {
    let Material::Stored(key) = keys.find(name)? else {
        return Err(format!("{name:?} is in no key store"));
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(said)?;
    runtime.block_on(async {
        let store = key.store()?;
        match action {
            "create-table" => {
                let made = store.create_key_store().send().await.map_err(said)?;
                Ok(json!({"table-arn": made.table_arn}))
            }
            "create" => {
                let context = HashMap::from([("created by".to_owned(), "peer".to_owned())]);
                let create = store.create_key().branch_key_identifier(&key.id);
                let made = create.encryption_context(context).send().await.map_err(said)?;
                Ok(json!({"key-id": made.branch_key_identifier}))
            }
            "version" => {
                let version = store.version_key().branch_key_identifier(&key.id);
                version.send().await.map_err(said)?;
                Ok(json!({}))
            }
            "read" => read(&store, &key.id).await,
            "read-beacon" => beacon(&store, &key.id).await,
            other => Err(format!("no action {other:?}")),
        }
    })
}

/// All that a reader gets of a branch key. The keys of tests are no secrets.
async fn read(store: &KeyStore, id: &str) -> Result<Value> {
    let active = store.get_active_branch_key().branch_key_identifier(id);
    let active = active.send().await.map_err(said)?.branch_key_materials;
    let active = active.ok_or("no branch key materials")?;
    let version = active.branch_key_version().clone().ok_or("no version")?;
    let same = store
        .get_branch_key_version()
        .branch_key_identifier(id)
        .branch_key_version(&version)
        .send()
        .await
        .map_err(said)?
        .branch_key_materials
        .ok_or("no branch key materials")?;
    if same.branch_key() != active.branch_key() {
        return Err("the active key is not that of its version".to_owned());
    }
    let beacon = beacon(store, id).await?;
    Ok(json!({
        "version": version,
        "key": bytes(active.branch_key()),
        "beacon-key": beacon["beacon-key"],
        "encryption-context": active.encryption_context(),
    }))
}

/// All that a client gets that searches. There need not be a branch key of this id.
async fn beacon(store: &KeyStore, id: &str) -> Result<Value> {
    let beacon = store.get_beacon_key().branch_key_identifier(id);
    let beacon = beacon.send().await.map_err(said)?.beacon_key_materials;
    let beacon = beacon.ok_or("no beacon key materials")?;
    Ok(json!({"beacon-key": bytes(beacon.beacon_key()), "encryption-context": beacon.encryption_context()}))
}

fn bytes(blob: &Option<aws_smithy_types::Blob>) -> Option<String> {
    blob.as_ref().map(|blob| encode(blob.as_ref()))
}

fn said(error: impl Debug) -> String {
    format!("{error:?}")
}
