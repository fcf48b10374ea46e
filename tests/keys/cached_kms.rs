//! The cached KMS keyring: how often it calls KMS, and what it refuses.

use std::collections::HashSet;
use std::time::Duration;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    AlgorithmSuite, CachedKmsKeyring, CachingProvider, DefaultMaterialProvider, Error, Item, ItemEncryptor,
    ItemHeader, KeyError, Keyring, KmsKeyring, MultiKeyring, RawAesKeyring, TableConfig,
};
use futures_util::future::join_all;
use test_support::kms::{Fault, Kms};
use test_support::with_sources;

const SUITES: &[AlgorithmSuite] = AlgorithmSuite::ALL;
/// A suite with signatures: where there is one, the faster one.
const SIGNED: AlgorithmSuite = if cfg!(all(feature = "ed25519", not(feature = "fips"))) {
    AlgorithmSuite::HmacSha384Ed25519
} else {
    AlgorithmSuite::HmacSha384EcdsaP384
};

fn keyring(kms: &Kms, arn: &str) -> CachedKmsKeyring {
    CachedKmsKeyring::new(kms.client(), arn).unwrap().allow_unsigned()
}

fn with_suite(suite: AlgorithmSuite, table: &str, keyring: impl Keyring + 'static) -> ItemEncryptor {
    let table = TableConfig::builder(table).partition_key("id").encrypt(["email"]);
    ItemEncryptor::new(table.suite(suite).keyring(keyring).build().unwrap())
}

fn encryptor(table: &str, keyring: impl Keyring + 'static) -> ItemEncryptor {
    with_suite(AlgorithmSuite::HmacSha384, table, keyring)
}

/// The public key that a stored item claims to be signed with.
fn signer(stored: &Item) -> Option<String> {
    ItemHeader::of(stored).unwrap().stored_context.get("aws-crypto-public-key").map(str::to_owned)
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
    for suite in [AlgorithmSuite::HmacSha384, SIGNED] {
        one_call_serves_as_many_items_as_it_may_with(suite).await;
    }
}

async fn one_call_serves_as_many_items_as_it_may_with(suite: AlgorithmSuite) {
    let kms = Kms::start();
    let arn = kms.create_key();
    let writer = with_suite(suite, "Orders", keyring(&kms, &arn).with_max_items(1_000));
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
    let signers: HashSet<_> = stored.iter().filter_map(signer).collect();
    assert_eq!(signers.len(), if suite.is_signed() { 10 } else { 0 });

    // The writer reads its own items without KMS; another reader asks once for each wrapping key.
    for id in [0, 999, 1_000, 9_999] {
        assert_eq!(writer.decrypt_item(stored[id].clone()).await.unwrap().item, item(id));
    }
    assert_eq!(kms.count("Decrypt"), 0);
    let reader = with_suite(suite, "Orders", keyring(&kms, &arn));
    let opened = join_all(stored.into_iter().take(5_000).map(|item| reader.decrypt_item(item))).await;
    for (id, opened) in opened.into_iter().enumerate() {
        assert_eq!(opened.unwrap().item, item(id));
    }
    assert!((5..=6).contains(&kms.count("Decrypt")), "{} calls of Decrypt", kms.count("Decrypt"));
}

#[tokio::test]
async fn calls_name_the_table_and_the_signer_and_no_item() {
    for &suite in SUITES {
        let kms = Kms::start();
        let arn = kms.create_key();
        let stored = with_suite(suite, "Orders", keyring(&kms, &arn)).encrypt_item(item(1)).await.unwrap();
        let signer = signer(&stored);
        assert_eq!(signer.is_some(), suite.is_signed());
        with_suite(suite, "Orders", keyring(&kms, &arn)).decrypt_item(stored).await.unwrap();
        let calls = kms.calls();
        let calls: Vec<_> = calls.iter().filter(|call| call.operation != "CreateKey").collect();
        assert_eq!(calls.len(), 2);
        for call in calls {
            let context: Vec<_> =
                call.encryption_context.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let signer = signer.as_deref().map(|signer| ("aws-crypto-public-key", signer));
            let expected = [("aws-crypto-partition-name", "id")]
                .into_iter()
                .chain(signer)
                .chain([("aws-crypto-table-name", "Orders"), ("item-encryptor-purpose", "wrapping-key-v2")]);
            assert_eq!(context, expected.collect::<Vec<_>>());
        }
    }
}

#[tokio::test]
async fn a_signer_is_used_as_long_as_its_wrapping_key_and_for_one_suite() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let age = Duration::from_secs(1);
    let shared = std::sync::Arc::new(keyring(&kms, &arn).with_max_items(3).with_max_age(age));
    let mut last = HashSet::new();
    for &suite in SUITES {
        let writer = with_suite(suite, "Orders", std::sync::Arc::clone(&shared));
        kms.forget_calls();
        let mut signers = Vec::new();
        for n in 0..4 {
            signers.push(signer(&writer.encrypt_item(item(n)).await.unwrap()));
        }
        assert_eq!(kms.count("GenerateDataKey"), 2);
        assert_eq!(signers[0], signers[2]);
        assert_eq!(signers[2] == signers[3], !suite.is_signed());
        last.extend(signers);
        tokio::time::sleep(age).await;
        let next = signer(&writer.encrypt_item(item(5)).await.unwrap());
        assert_eq!(kms.count("GenerateDataKey"), 3);
        assert_eq!(last.insert(next), suite.is_signed());
    }
    assert_eq!(last.len(), 1 + (SUITES.len() - 1) * 3);
}

#[tokio::test]
async fn without_time_to_live_every_item_has_its_own_signer_and_one_call() {
    let kms = Kms::start();
    let arn = kms.create_key();
    for &suite in SUITES {
        let writer = with_suite(suite, "Orders", keyring(&kms, &arn).with_max_age(Duration::ZERO));
        kms.forget_calls();
        let mut signers = HashSet::new();
        for n in 1..=3 {
            let stored = writer.encrypt_item(item(n)).await.unwrap();
            signers.insert(signer(&stored));
            assert_eq!(kms.count("GenerateDataKey"), n);
            with_suite(suite, "Orders", keyring(&kms, &arn)).decrypt_item(stored).await.unwrap();
        }
        assert_eq!(signers.len(), if suite.is_signed() { 3 } else { 1 });
    }
}

#[tokio::test]
async fn several_cached_keyrings_bind_one_signer() {
    let kms = Kms::start();
    let arns = [kms.create_key(), kms.create_key()];
    for &suite in SUITES {
        kms.forget_calls();
        let several = MultiKeyring::new(keyring(&kms, &arns[0]))
            .and(RawAesKeyring::new("space", "key", &[7; 32]).unwrap())
            .and(std::sync::Arc::new(keyring(&kms, &arns[1])));
        let writer = with_suite(suite, "Orders", several);
        let mut stored = Vec::new();
        for n in 0..5 {
            stored.push(writer.encrypt_item(item(n)).await.unwrap());
        }
        assert_eq!(kms.count("GenerateDataKey"), 2, "one for each KMS key");
        assert_eq!(stored.iter().map(signer).collect::<HashSet<_>>().len(), 1);
        for (n, stored) in stored.into_iter().enumerate() {
            for arn in &arns {
                let reader = with_suite(suite, "Orders", keyring(&kms, arn));
                assert_eq!(reader.decrypt_item(stored.clone()).await.unwrap().item, item(n));
            }
        }
    }
}

#[cfg(all(feature = "ed25519", not(feature = "fips")))]
#[tokio::test]
async fn a_writers_own_key_is_bound_in_the_place_of_a_signer() {
    let kms = Kms::start();
    let arn = kms.create_key();
    use dynamodb_item_encryptor::WriterKey;

    let writers = [WriterKey::generate().unwrap(), WriterKey::generate().unwrap()];
    let shared = std::sync::Arc::new(keyring(&kms, &arn));
    let signing = |writer: &WriterKey| {
        let provider = DefaultMaterialProvider::new(std::sync::Arc::clone(&shared)).sign_as(writer.clone());
        let table = TableConfig::builder("Orders").partition_key("id").encrypt(["email"]).suite(SIGNED);
        ItemEncryptor::new(table.material_provider(provider).build().unwrap())
    };
    let mut signers = HashSet::new();
    for _ in 0..3 {
        for writer in &writers {
            let stored = signing(writer).encrypt_item(item(1)).await.unwrap();
            signers.insert(signer(&stored));
            let outcome = |writer: &WriterKey| {
                let provider =
                    DefaultMaterialProvider::new(keyring(&kms, &arn)).trust_writers([writer.public_key()]);
                let table = TableConfig::builder("Orders").partition_key("id").suite(SIGNED);
                let reader = ItemEncryptor::new(table.material_provider(provider).build().unwrap());
                let stored = stored.clone();
                async move { reader.decrypt_item(stored).await }
            };
            assert_eq!(outcome(writer).await.unwrap().item, item(1));
            let other = writers.iter().find(|other| other.public_key() != writer.public_key()).unwrap();
            let error = outcome(other).await.unwrap_err();
            assert!(matches!(error, Error::Key { source: KeyError::UntrustedWriter, .. }), "{error:?}");
        }
    }
    assert_eq!((signers.len(), kms.count("GenerateDataKey")), (2, 2));
}

#[tokio::test]
async fn cached_materials_keep_their_signer() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let provider = DefaultMaterialProvider::new(keyring(&kms, &arn).with_max_items(1));
    let provider = CachingProvider::new(provider, Duration::from_secs(60)).with_max_messages(2);
    let table = TableConfig::builder("Orders").partition_key("id").encrypt(["email"]).suite(SIGNED);
    let caching = ItemEncryptor::new(table.material_provider(provider).build().unwrap());
    let mut stored = Vec::new();
    for id in [1, 2, 1, 2, 1] {
        stored.push(caching.encrypt_item(item(id)).await.unwrap());
    }
    let signers: Vec<_> = stored.iter().map(signer).collect();
    assert!(signers[0] == signers[2] && signers[1] == signers[3]);
    assert_eq!(signers.iter().collect::<HashSet<_>>().len(), 3);
    assert_eq!(kms.count("GenerateDataKey"), 3);
    let reader = with_suite(SIGNED, "Orders", keyring(&kms, &arn));
    for (stored, id) in stored.into_iter().zip([1, 2, 1, 2, 1]) {
        for reader in [&reader, &caching, &caching] {
            assert_eq!(reader.decrypt_item(stored.clone()).await.unwrap().item, item(id));
        }
    }
}

#[tokio::test]
async fn items_without_a_signature_have_to_be_asked_for() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let strict = || encryptor("Orders", CachedKmsKeyring::new(kms.client(), &arn).unwrap());
    let error = strict().encrypt_item(item(1)).await.unwrap_err();
    let Error::Key { source: source @ KeyError::Suite { .. }, .. } = error else { panic!("{error:?}") };
    assert!(source.to_string().contains("CachedKmsKeyring::allow_unsigned"), "{source}");
    let stored = encryptor("Orders", keyring(&kms, &arn)).encrypt_item(item(1)).await.unwrap();
    kms.forget_calls();
    let error = strict().decrypt_item(stored).await.unwrap_err();
    assert!(error.is_of_item() && format!("{error:?}").contains("allow_unsigned"), "{error:?}");
    assert_eq!(kms.calls().len(), 0);
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
        let text = with_sources(&source);
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
    for &suite in SUITES {
        a_change_anywhere_is_refused_with(suite).await;
    }
}

async fn a_change_anywhere_is_refused_with(suite: AlgorithmSuite) {
    let kms = Kms::start();
    let arn = kms.create_key();
    let encryptor = with_suite(suite, "Orders", keyring(&kms, &arn).read_version_1());
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
