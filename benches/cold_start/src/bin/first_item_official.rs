//! The same program with the official crate: the same table, key, item, suite and client.

use std::collections::HashMap;

use aws_db_esdk::CryptoAction;
use aws_db_esdk::intercept::DbEsdkInterceptor;
use aws_db_esdk::item_encryptor::client::Client as ItemEncryptor;
use aws_db_esdk::item_encryptor::types::dynamo_db_item_encryptor_config::DynamoDbItemEncryptorConfig;
use aws_db_esdk::material_providers::client::Client as MaterialProviders;
use aws_db_esdk::material_providers::types::AesWrappingAlg;
use aws_db_esdk::material_providers::types::material_providers_config::MaterialProvidersConfig;
use aws_db_esdk::dynamodb::types::DynamoDbTableEncryptionConfig;
use aws_db_esdk::DynamoDbTablesEncryptionConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_dynamodb::{Client, Config};
use cold_start::{
    ATTRIBUTES, KEY_NAME, NAMESPACE, PARTITION_KEY, Stages, TABLE, WRAPPING_KEY, attribute, item,
};

fn main() {
    let mut stages = Stages::begin();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("threads");
    runtime.block_on(async {
        let config = MaterialProvidersConfig::builder().build().expect("valid");
        let keyring = MaterialProviders::from_conf(config)
            .expect("valid")
            .create_raw_aes_keyring()
            .key_namespace(NAMESPACE)
            .key_name(KEY_NAME)
            .wrapping_key(WRAPPING_KEY.to_vec())
            .wrapping_alg(AesWrappingAlg::AlgAes256GcmIv12Tag16)
            .send()
            .await
            .expect("a key");
        let mut actions: HashMap<_, _> =
            (0..ATTRIBUTES).map(|n| (attribute(n), CryptoAction::EncryptAndSign)).collect();
        actions.insert(PARTITION_KEY.to_owned(), CryptoAction::SignOnly);
        let table = DynamoDbTableEncryptionConfig::builder()
            .logical_table_name(TABLE)
            .partition_key_name(PARTITION_KEY)
            .attribute_actions_on_encrypt(actions.clone())
            .keyring(keyring.clone())
            .build()
            .expect("valid");
        let tables = DynamoDbTablesEncryptionConfig::builder()
            .table_encryption_configs(HashMap::from([(TABLE.to_owned(), table)]))
            .build()
            .expect("valid");
        let config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::from_static("eu-west-1"))
            .credentials_provider(Credentials::new("key", "secret", None, None, "static"))
            .interceptor(DbEsdkInterceptor::new(tables).expect("valid"));
        let _client = Client::from_conf(config.build());
        let config = DynamoDbItemEncryptorConfig::builder()
            .logical_table_name(TABLE)
            .partition_key_name(PARTITION_KEY)
            .attribute_actions_on_encrypt(actions)
            .keyring(keyring)
            .build()
            .expect("valid");
        let encryptor = ItemEncryptor::from_conf(config).expect("valid");

        tokio::time::sleep(cold_start::waiting()).await;
        stages.end();
        encryptor.encrypt_item().plaintext_item(item()).send().await.expect("sealed");
        stages.end();
        encryptor.encrypt_item().plaintext_item(item()).send().await.expect("sealed");
        stages.end();
    });
    stages.report();
}
