//! The cached KMS keyring: how often it calls KMS, and what it refuses.

use std::collections::HashSet;
use std::time::Duration;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    AlgorithmSuite, CachedKmsKeyring, Error, Item, ItemEncryptor, ItemHeader, KeyError, KmsKeyring,
    MultiKeyring, TableConfig,
};
use futures_util::future::join_all;
use test_support::kms::{Fault, Kms};

fn keyring(kms: &Kms, arn: &str) -> CachedKmsKeyring {
    CachedKmsKeyring::new(kms.client(), arn).unwrap()
}

fn encryptor(table: &str, keyring: impl dynamodb_item_encryptor::Keyring + 'static) -> ItemEncryptor {
    let table = TableConfig::builder(table).partition_key("id").encrypt(["email"]);
    ItemEncryptor::new(table.suite(AlgorithmSuite::HmacSha384).keyring(keyring).build().unwrap())
}

fn item(id: usize) -> Item {
    [
        ("id".to_owned(), AttributeValue::N(id.to_string())),
        ("email".to_owned(), AttributeValue::S(format!("{id}@example.com"))),
    ]
    .into()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_call_serves_as_many_items_as_it_may() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let writer = encryptor("Orders", keyring(&kms, &arn).with_max_items(1_000));
    let mut stored = Vec::new();
    for start in (0..10_000).step_by(500) {
        let items = (start..start + 500).map(|id| {
            let writer = writer.clone();
            tokio::spawn(async move { writer.encrypt_item(item(id)).await.unwrap() })
        });
        stored.extend(join_all(items).await.into_iter().map(Result::unwrap));
    }
    assert_eq!(stored.len(), 10_000);
    assert_eq!(kms.count("GenerateDataKey"), 10);
    println!("10,000 items: {} calls of GenerateDataKey", kms.count("GenerateDataKey"));

    // The writer reads its own items without KMS; another reader asks once for each wrapping key.
    for id in [0, 999, 1_000, 9_999] {
        assert_eq!(writer.decrypt_item(stored[id].clone()).await.unwrap().item, item(id));
    }
    assert_eq!(kms.count("Decrypt"), 0);
    let reader = encryptor("Orders", keyring(&kms, &arn));
    let opened = join_all(stored.into_iter().take(5_000).map(|item| reader.decrypt_item(item))).await;
    for (id, opened) in opened.into_iter().enumerate() {
        assert_eq!(opened.unwrap().item, item(id));
    }
    assert!((5..=6).contains(&kms.count("Decrypt")), "{} calls of Decrypt", kms.count("Decrypt"));
}

#[tokio::test]
async fn calls_name_the_table_and_no_item() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let stored = encryptor("Orders", keyring(&kms, &arn)).encrypt_item(item(1)).await.unwrap();
    encryptor("Orders", keyring(&kms, &arn)).decrypt_item(stored).await.unwrap();
    let calls = kms.calls();
    let calls: Vec<_> = calls.iter().filter(|call| call.operation != "CreateKey").collect();
    assert_eq!(calls.len(), 2);
    for call in calls {
        let context: Vec<_> =
            call.encryption_context.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(
            context,
            [
                ("aws-crypto-partition-name", "id"),
                ("aws-crypto-table-name", "Orders"),
                ("item-encryptor-purpose", "wrapping-key"),
            ]
        );
    }
}

#[tokio::test]
async fn every_table_has_wrapping_keys_of_its_own() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let shared = std::sync::Arc::new(keyring(&kms, &arn));
    let [orders, customers] =
        ["Orders", "Customers"].map(|table| encryptor(table, std::sync::Arc::clone(&shared)));
    let stored = orders.encrypt_item(item(1)).await.unwrap();
    customers.encrypt_item(item(1)).await.unwrap();
    assert_eq!(kms.count("GenerateDataKey"), 2);
    assert!(matches!(customers.decrypt_item(stored).await, Err(Error::Key { .. })));
}

#[tokio::test]
async fn a_wrapping_key_ends_with_its_time() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let age = Duration::from_secs(1);
    let writer = encryptor("Orders", keyring(&kms, &arn).with_max_age(age));
    let stored = writer.encrypt_item(item(1)).await.unwrap();
    writer.encrypt_item(item(2)).await.unwrap();
    assert_eq!(kms.count("GenerateDataKey"), 1);
    tokio::time::sleep(age).await;
    writer.encrypt_item(item(3)).await.unwrap();
    assert_eq!(kms.count("GenerateDataKey"), 2);
    writer.decrypt_item(stored.clone()).await.unwrap();
    assert_eq!(kms.count("Decrypt"), 1);

    let uncached = encryptor("Orders", keyring(&kms, &arn).with_max_age(Duration::ZERO));
    uncached.decrypt_item(stored.clone()).await.unwrap();
    uncached.decrypt_item(stored).await.unwrap();
    assert_eq!(kms.count("Decrypt"), 3);
}

#[tokio::test]
async fn errors_of_kms_name_the_key_reach_all_who_wait_and_are_not_kept() {
    let kms = Kms::start();
    let arn = kms.create_key();
    kms.inject(Some("GenerateDataKey"), 1, Fault::AccessDenied);
    let writer = encryptor("Orders", keyring(&kms, &arn));
    let outcomes = join_all((0..20).map(|id| writer.encrypt_item(item(id)))).await;
    assert_eq!(kms.count("GenerateDataKey"), 1);
    for outcome in outcomes {
        let Err(Error::Key { source: source @ KeyError::WrappingKey { .. }, .. }) = outcome else {
            panic!("{outcome:?}")
        };
        let mut text = source.to_string();
        let mut cause = std::error::Error::source(&source);
        while let Some(error) = cause {
            text = format!("{text}: {error}");
            cause = error.source();
        }
        assert!(text.contains(&arn) && text.contains("GenerateDataKey"), "{text}");
    }
    writer.encrypt_item(item(1)).await.unwrap();
    assert_eq!(kms.count("GenerateDataKey"), 2);
}

#[tokio::test]
async fn an_item_of_several_recipients_opens_with_aws_own_keyring_too() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let plain = || KmsKeyring::new(kms.client(), &arn).unwrap();
    let both = encryptor("Orders", MultiKeyring::new(keyring(&kms, &arn)).and(plain()));
    let stored = both.encrypt_item(item(1)).await.unwrap();
    for opened in [
        encryptor("Orders", plain()).decrypt_item(stored.clone()).await,
        encryptor("Orders", keyring(&kms, &arn)).decrypt_item(stored).await,
    ] {
        assert_eq!(opened.unwrap().item, item(1));
    }
    let cached_only = encryptor("Orders", keyring(&kms, &arn)).encrypt_item(item(1)).await.unwrap();
    let outcome = encryptor("Orders", plain()).decrypt_item(cached_only).await;
    assert!(matches!(outcome, Err(Error::Key { source: KeyError::NoneMatches { .. }, .. })));
}

#[tokio::test]
async fn a_change_anywhere_in_the_encrypted_data_key_is_refused() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let encryptor = encryptor("Orders", keyring(&kms, &arn));
    let stored = encryptor.encrypt_item(item(1)).await.unwrap();
    let header = stored["aws_dbe_head"].as_b().unwrap().as_ref().to_vec();
    assert_eq!(ItemHeader::of(&stored).unwrap().data_keys[0].provider_id, "item-encryptor-cached-kms");
    let start = header.windows(25).position(|part| part == b"item-encryptor-cached-kms").unwrap();
    for at in start..header.len() {
        let mut changed = header.clone();
        changed[at] ^= 1;
        let mut tampered = stored.clone();
        tampered.insert("aws_dbe_head".into(), AttributeValue::B(Blob::new(changed)));
        assert!(encryptor.decrypt_item(tampered).await.is_err(), "byte {at}");
    }
}

#[tokio::test]
async fn items_under_one_wrapping_key_share_nothing_that_is_secret() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let encryptor = encryptor("Orders", keyring(&kms, &arn));
    let mut salts = HashSet::new();
    for _ in 0..50 {
        let stored = encryptor.encrypt_item(item(1)).await.unwrap();
        let header = stored["aws_dbe_head"].as_b().unwrap().as_ref().to_vec();
        let arn_end = header.windows(arn.len()).position(|part| part == arn.as_bytes()).unwrap() + arn.len();
        // The ciphertext's length, the wrapped data key, then the salt and the nonce.
        assert!(salts.insert(header[arn_end + 2 + 48..arn_end + 2 + 48 + 28].to_vec()));
    }
    assert_eq!(kms.handed_out().len(), 1);
    let secrets = kms.handed_out();
    test_support::secrets::assert_silent(
        format!("{encryptor:?}").as_bytes(),
        secrets.iter().map(Vec::as_slice),
    );
}
