//! Material providers around others.

use std::time::Duration;

use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    AlgorithmSuite, CachingProvider, DefaultMaterialProvider, Error, Item, ItemEncryptor, ItemHeader, KeyError,
    KmsKeyring, RawAesKeyring, RequiredContextProvider, TableConfig, TableConfigBuilder,
};
use futures_util::future::join_all;
use test_support::kms::{Fault, Kms};
use test_support::with_sources;

fn provider() -> DefaultMaterialProvider<RawAesKeyring> {
    DefaultMaterialProvider::new(RawAesKeyring::new("namespace", "name", &[7; 32]).unwrap())
}

fn table() -> TableConfigBuilder {
    TableConfig::builder("Orders").partition_key("id").encrypt(["email"])
}

fn item() -> Item {
    let text = |text: &str| AttributeValue::S(text.to_owned());
    [("id".to_owned(), text("1")), ("tenant".to_owned(), text("t")), ("email".to_owned(), text("a@b.c"))].into()
}

fn lacks_context(error: &Error) -> bool {
    matches!(error, Error::Key { source: KeyError::Context(_), .. })
}

#[tokio::test]
async fn required_entries_must_come_from_the_item() {
    let required = || RequiredContextProvider::new(provider(), ["aws-crypto-attr.tenant"]);
    let with = table().sign_and_include_in_encryption_context(["tenant"]).material_provider(required());
    let without = table().sign(["tenant"]).material_provider(required());
    let anybody = table().sign(["tenant"]).material_provider(provider());
    let [with, without, anybody] =
        [with, without, anybody].map(|table| ItemEncryptor::new(table.build().unwrap()));

    let stored = with.encrypt_item(item()).await.unwrap();
    assert_eq!(with.decrypt_item(stored.clone()).await.unwrap().item, item());
    // What an item's context holds is told by the item, so this reader finds the entry as well.
    assert!(without.decrypt_item(stored).await.is_ok());

    assert!(lacks_context(&without.encrypt_item(item()).await.unwrap_err()));
    let stored = anybody.encrypt_item(item()).await.unwrap();
    assert!(lacks_context(&with.decrypt_item(stored).await.unwrap_err()));
}

#[tokio::test]
async fn an_entry_that_only_the_header_holds_does_not_count() {
    let required = RequiredContextProvider::new(provider(), ["aws-crypto-public-key"]);
    let encryptor = ItemEncryptor::new(table().sign(["tenant"]).material_provider(required).build().unwrap());
    assert!(lacks_context(&encryptor.encrypt_item(item()).await.unwrap_err()));
}

fn caching(kms: &Kms, arn: &str, age: Duration) -> CachingProvider<DefaultMaterialProvider<KmsKeyring>> {
    CachingProvider::new(DefaultMaterialProvider::new(KmsKeyring::new(kms.client(), arn).unwrap()), age)
}

fn encryptor(provider: CachingProvider<DefaultMaterialProvider<KmsKeyring>>) -> ItemEncryptor {
    ItemEncryptor::new(table().sign(["tenant"]).material_provider(provider).build().unwrap())
}

const LONG: Duration = Duration::from_secs(600);

#[tokio::test]
async fn hot_items_are_read_again_without_kms() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let encryptor = encryptor(caching(&kms, &arn, LONG));
    let stored = encryptor.encrypt_item(item()).await.unwrap();
    let opened = join_all((0..100).map(|_| encryptor.decrypt_item(stored.clone()))).await;
    assert!(opened.into_iter().all(|opened| opened.unwrap().item == item()));
    encryptor.decrypt_item(stored.clone()).await.unwrap();
    assert_eq!((kms.count("GenerateDataKey"), kms.count("Decrypt")), (1, 1));

    // What was cached for an item does not open it after it was tampered with.
    let mut tampered = stored;
    tampered.insert("tenant".into(), AttributeValue::S("u".into()));
    assert!(matches!(encryptor.decrypt_item(tampered).await, Err(Error::Unauthentic { .. })));
}

#[tokio::test]
async fn an_item_is_written_with_the_same_materials_as_often_as_it_may() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let encryptor = encryptor(caching(&kms, &arn, LONG).with_max_messages(4));
    let mut data_keys = Vec::new();
    for _ in 0..10 {
        let stored = encryptor.encrypt_item(item()).await.unwrap();
        assert_eq!(encryptor.decrypt_item(stored.clone()).await.unwrap().item, item());
        let header = stored["aws_dbe_head"].as_b().unwrap().as_ref().to_vec();
        // Every message has an identifier of its own, so that no attribute key is used twice.
        assert!(!data_keys.iter().any(|(id, _): &(Vec<u8>, Vec<u8>)| id[..] == header[2..34]));
        data_keys.push((header[2..34].to_vec(), stored["email"].as_b().unwrap().as_ref().to_vec()));
    }
    assert_eq!(kms.count("GenerateDataKey"), 3);
    let other_item = [("id".to_owned(), AttributeValue::S("2".into()))].into();
    encryptor.encrypt_item(other_item).await.unwrap();
    assert_eq!(kms.count("GenerateDataKey"), 4, "another item has materials of its own");
}

#[tokio::test]
async fn materials_end_with_their_bytes_and_their_time() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let small = encryptor(caching(&kms, &arn, LONG).with_max_bytes(20));
    for _ in 0..4 {
        small.encrypt_item(item()).await.unwrap();
    }
    // Five bytes of e-mail address each: four items fit, the fifth does not.
    assert_eq!(kms.count("GenerateDataKey"), 1);
    small.encrypt_item(item()).await.unwrap();
    assert_eq!(kms.count("GenerateDataKey"), 2);
    let mut large = item();
    large.insert("email".into(), AttributeValue::S("x".repeat(21)));
    small.encrypt_item(large).await.unwrap();
    small.encrypt_item(item()).await.unwrap();
    assert_eq!(kms.count("GenerateDataKey"), 3, "a large item has materials of its own and displaces none");

    kms.forget_calls();
    let age = Duration::from_millis(200);
    let short = encryptor(caching(&kms, &arn, age));
    let stored = short.encrypt_item(item()).await.unwrap();
    short.decrypt_item(stored.clone()).await.unwrap();
    tokio::time::sleep(age).await;
    short.encrypt_item(item()).await.unwrap();
    short.decrypt_item(stored).await.unwrap();
    assert_eq!((kms.count("GenerateDataKey"), kms.count("Decrypt")), (2, 2));
}

#[tokio::test]
async fn errors_are_not_cached_and_name_the_key() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let encryptor = encryptor(caching(&kms, &arn, LONG));
    kms.inject(Some("GenerateDataKey"), 1, Fault::AccessDenied);
    let error = encryptor.encrypt_item(item()).await.unwrap_err();
    let text = with_sources(&error);
    assert!(text.contains(&arn), "{text}");
    let stored = encryptor.encrypt_item(item()).await.unwrap();
    assert_eq!(ItemHeader::of(&stored).unwrap().suite, AlgorithmSuite::default());
}

/// An item's footer with another signature. The tag before it has 48 bytes.
fn with_signature(item: &Item, signature: &[u8]) -> Item {
    let mut item = item.clone();
    let footer = [&item["aws_dbe_foot"].as_b().unwrap().as_ref()[..48], signature].concat();
    item.insert("aws_dbe_foot".into(), AttributeValue::B(footer.into()));
    item
}

fn signature(item: &Item) -> Vec<u8> {
    item["aws_dbe_foot"].as_b().unwrap().as_ref()[48..].to_vec()
}

#[tokio::test]
async fn a_signature_that_has_verified_vouches_for_no_other_and_for_no_other_item() {
    for suite in AlgorithmSuite::ALL.iter().copied().filter(|suite| suite.is_signed()) {
        let caching = CachingProvider::new(provider(), LONG);
        let table = table().sign(["tenant"]).suite(suite).material_provider(caching).build().unwrap();
        let encryptor = ItemEncryptor::new(table);
        // Two versions with the same keys, so that they also share what is kept for reading them.
        let one = encryptor.encrypt_item(item()).await.unwrap();
        let other = encryptor.encrypt_item(item()).await.unwrap();
        let opens = async |item: &Item| match encryptor.decrypt_item(item.clone()).await {
            Ok(_) => true,
            Err(Error::Unauthentic { .. }) => false,
            Err(error) => panic!("{error}"),
        };
        for _ in 0..3 {
            assert!(opens(&one).await);
            assert!(!opens(&with_signature(&one, &signature(&other))).await);
            assert!(!opens(&with_signature(&other, &signature(&one))).await);
        }
        for bit in (0..8 * signature(&one).len()).step_by(5) {
            let mut changed = signature(&one);
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(!opens(&with_signature(&one, &changed)).await, "{suite:?}, bit {bit}");
        }
        assert!(opens(&one).await && opens(&other).await && opens(&one).await);
    }
}
