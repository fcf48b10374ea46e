//! Records of a key store, and what KMS answers for them, in any form: a key comes of it or an error.

use dynamodb_item_encryptor::{KeyStore, KeyStoreError, KmsConfiguration};

use crate::common::{answering, check_printed, client, dynamodb, kms, wait};

const ARN: &str = "arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012";

/// The answers of DynamoDB and of KMS, with a byte of zero between them.
pub fn run(data: &[u8]) {
    let mut parts = data.splitn(2, |byte| *byte == 0);
    let (record, answer) =
        (parts.next().unwrap_or_default().to_vec(), parts.next().unwrap_or_default().to_vec());
    let dynamodb = client(dynamodb(answering(move |_| (200, record.clone()))));
    let kms = kms(answering(move |_| (200, answer.clone())));
    let store = KeyStore::new(dynamodb, kms, "Keys", KmsConfiguration::KeyArn(ARN.to_owned())).unwrap();
    look(wait(store.active_branch_key("key")).map(|key| {
        assert_eq!(key.encryption_context().get("branch-key-id"), None, "what is the store's own is not shown");
    }));
    look(wait(store.beacon_key("key")).map(drop));
    let version = "e9ce18a3-edb5-4272-9f86-1cacb7997ff6".parse().unwrap();
    look(wait(store.branch_key_version("key", version)).map(|key| assert_eq!(key.version(), version)));
}

fn look(key: Result<(), KeyStoreError>) {
    if let Err(error) = key {
        check_printed(&error);
    }
}
