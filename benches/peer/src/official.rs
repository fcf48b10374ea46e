//! The official crate's item encryptor, over the same table and the same key.

use std::collections::HashMap;

use aws_db_esdk::CryptoAction;
use aws_db_esdk::item_encryptor::client::Client;
use aws_db_esdk::item_encryptor::types::dynamo_db_item_encryptor_config::DynamoDbItemEncryptorConfig;
use aws_db_esdk::material_providers::client::Client as MaterialProviders;
use aws_db_esdk::material_providers::types::material_providers_config::MaterialProvidersConfig;
use aws_db_esdk::material_providers::types::{AesWrappingAlg, DbeAlgorithmSuiteId};
use dynamodb_item_encryptor::{AlgorithmSuite, Item};

use crate::support::cases::{self, Shape, ready};

/// An item encryptor with a raw AES keyring and no cache.
pub struct Official(Client);

impl Official {
    /// `None` for a suite that the official crate does not have.
    pub fn new(shape: Shape, suite: AlgorithmSuite) -> Option<Self> {
        let suite = match suite {
            AlgorithmSuite::HmacSha384 => DbeAlgorithmSuiteId::AlgAes256GcmHkdfSha512CommitKeySymsigHmacSha384,
            AlgorithmSuite::HmacSha384EcdsaP384 => {
                DbeAlgorithmSuiteId::AlgAes256GcmHkdfSha512CommitKeyEcdsaP384SymsigHmacSha384
            }
            _ => return None,
        };
        let config = MaterialProvidersConfig::builder().build().expect("valid");
        let providers = MaterialProviders::from_conf(config).expect("valid");
        let keyring = ready(
            providers
                .create_raw_aes_keyring()
                .key_namespace(cases::NAMESPACE)
                .key_name(cases::KEY_NAME)
                .wrapping_key(cases::WRAPPING_KEY.to_vec())
                .wrapping_alg(AesWrappingAlg::AlgAes256GcmIv12Tag16)
                .send(),
        );
        let mut actions: HashMap<_, _> =
            (0..shape.attributes).map(|n| (cases::attribute(n), CryptoAction::EncryptAndSign)).collect();
        actions.insert(cases::PARTITION_KEY.to_owned(), CryptoAction::SignOnly);
        let config = DynamoDbItemEncryptorConfig::builder()
            .logical_table_name(cases::TABLE)
            .partition_key_name(cases::PARTITION_KEY)
            .attribute_actions_on_encrypt(actions)
            .algorithm_suite_id(suite)
            .keyring(keyring)
            .build()
            .expect("valid");
        Some(Official(Client::from_conf(config).expect("valid")))
    }

    pub fn encrypt(&self, item: Item) -> Item {
        ready(self.0.encrypt_item().plaintext_item(item).send()).encrypted_item.expect("an item")
    }

    pub fn decrypt(&self, item: Item) -> Item {
        ready(self.0.decrypt_item().encrypted_item(item).send()).plaintext_item.expect("an item")
    }
}
