//! The legacy client's providers that call KMS and DynamoDB, against the KMS and the engine of these tests.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue::{self, B, Bool, N, S};
use aws_smithy_types::base64;
use dynamodb_item_encryptor::legacy::{
    AesKey, DirectKmsProvider, LegacyEncryptor, MetaStore, MetaStoreItems, MostRecentProvider, Provider,
    ProviderStore, SignatureKey, SigningAlgorithm, StaticProvider,
};
use dynamodb_item_encryptor::{BoxError, BoxFuture, Error, Item, KeyError};
use futures_util::future::join_all;
use test_support::kms::{Fault, Kms};
use test_support::legacy_description;
use test_support::secrets::{assert_silent, printed};

const DESCRIPTION: &str = "*amzn-ddb-map-desc*";
const FOREVER: Duration = Duration::MAX;

fn encryptor(provider: impl Provider + 'static) -> LegacyEncryptor {
    let builder = LegacyEncryptor::builder().table_name("T").partition_key("id").sort_key("created");
    builder.provider(provider).build().unwrap()
}

fn item() -> Item {
    item_with("id", S("größe".into()))
}

fn item_with(name: &str, value: AttributeValue) -> Item {
    let mut item = Item::from([
        ("id".to_owned(), S("größe".into())),
        ("created".to_owned(), N("42.5".into())),
        ("secret".to_owned(), S("value".into())),
    ]);
    item.insert(name.to_owned(), value);
    item
}

/// The pairs of the item's description.
fn description(item: &Item) -> BTreeMap<String, String> {
    legacy_description(item).into_iter().collect()
}

/// The item with another value in its description.
fn described(item: &Item, name: &str, value: &str) -> Item {
    let mut pairs = description(item);
    pairs.insert(name.to_owned(), value.to_owned());
    let mut bytes = vec![0; 4];
    for text in pairs.iter().flat_map(|(name, value)| [name, value]) {
        bytes.extend((text.len() as u32).to_be_bytes());
        bytes.extend(text.as_bytes());
    }
    let mut item = item.clone();
    item.insert(DESCRIPTION.to_owned(), B(Blob::new(bytes)));
    item
}

#[track_caller]
fn key_error(result: Result<Item, Error>) -> KeyError {
    match result {
        Err(Error::Key { source, .. }) => source,
        other => panic!("not a key error: {other:?}"),
    }
}

fn direct(kms: &Kms, arn: &str) -> LegacyEncryptor {
    encryptor(DirectKmsProvider::new(kms.client(), arn).unwrap())
}

#[tokio::test]
async fn kms_is_told_table_keys_and_algorithms() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let encryptor = direct(&kms, &arn);
    // What DynamoDB would give back.
    let stored = encryptor.encrypt_item(item_with("created", N("42.50".into()))).await.unwrap();
    let mut returned = stored.clone();
    returned.insert("created".to_owned(), N("42.5".into()));
    assert_eq!(encryptor.decrypt_item(returned).await.unwrap(), item());

    let expected: BTreeMap<_, _> = [
        ("*amzn-ddb-env-alg*", "AES/256"),
        ("*amzn-ddb-sig-alg*", "HmacSHA256/256"),
        ("*aws-kms-table*", "T"),
        ("created", "42.5"),
        ("id", "größe"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into();
    let calls = kms.calls();
    assert_eq!(calls.len(), 2);
    for (call, operation) in calls.iter().zip(["GenerateDataKey", "Decrypt"]) {
        assert_eq!(call.operation, operation);
        assert_eq!(call.encryption_context, expected);
        assert_eq!(call.key_id.as_ref(), Some(&arn));
    }
    let mut found = description(&stored);
    assert!(found.remove("amzn-ddb-env-key").is_some());
    let expected = [
        ("amzn-ddb-env-alg", "AES/256"),
        ("amzn-ddb-map-signingAlg", "HmacSHA256"),
        ("amzn-ddb-map-sym-mode", "/CBC/PKCS5Padding"),
        ("amzn-ddb-sig-alg", "HmacSHA256/256"),
        ("amzn-ddb-wrap-alg", "kms"),
        ("aws-kms-ec-attr", "*keys*"),
    ];
    assert!(found.iter().map(|(name, value)| (&**name, &**value)).eq(expected), "{found:?}");
}

#[tokio::test]
async fn binary_keys_and_grant_tokens_reach_kms() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let provider = DirectKmsProvider::new(kms.client(), &arn).unwrap().with_grant_tokens(["a token"]);
    let encryptor = encryptor(provider);
    let item = item_with("id", B(Blob::new([0, 255])));
    let stored = encryptor.encrypt_item(item.clone()).await.unwrap();
    assert_eq!(encryptor.decrypt_item(stored).await.unwrap(), item);
    for call in kms.calls() {
        assert_eq!(call.encryption_context["id"], "AP8=");
        assert_eq!(call.grant_tokens, ["a token"]);
    }
}

#[tokio::test]
async fn changed_descriptions_are_refused_by_kms_or_before() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let encryptor = direct(&kms, &arn);
    let stored = encryptor.encrypt_item(item()).await.unwrap();
    // Part of the encryption context.
    for (name, value) in [
        ("amzn-ddb-env-alg", "AES/128"),
        ("amzn-ddb-env-alg", "AES"),
        ("amzn-ddb-sig-alg", "HmacSHA512/256"),
        ("amzn-ddb-sig-alg", "HmacSHA256/128"),
        ("amzn-ddb-sig-alg", "HmacSHA256/129"),
    ] {
        let error = key_error(encryptor.decrypt_item(described(&stored, name, value)).await);
        assert!(matches!(error, KeyError::Kms { operation: "Decrypt", .. }), "{error:?}");
    }
    kms.forget_calls();
    for (name, value) in [
        ("amzn-ddb-env-alg", "DES/56"),
        ("amzn-ddb-sig-alg", "HmacSHA256/8"),
        ("amzn-ddb-sig-alg", "HmacSHA256/127"),
        ("amzn-ddb-sig-alg", "HmacSHA256/99999999999999999999999"),
        ("amzn-ddb-sig-alg", "SHA256withRSA/2048"),
        ("amzn-ddb-sig-alg", "HmacMD5/256"),
        ("amzn-ddb-wrap-alg", "AESWrap"),
        ("amzn-ddb-env-key", "no base64!"),
    ] {
        let error = key_error(encryptor.decrypt_item(described(&stored, name, value)).await);
        assert!(matches!(error, KeyError::Description(_)), "{error:?}");
    }
    assert!(kms.calls().is_empty());
    // The key of another item with the same keys is a right one for KMS, but not for the signature.
    let other = description(&encryptor.encrypt_item(item()).await.unwrap());
    let opened =
        encryptor.decrypt_item(described(&stored, "amzn-ddb-env-key", &other["amzn-ddb-env-key"])).await;
    assert!(matches!(opened, Err(Error::Unauthentic { .. })), "{opened:?}");
    // Another key attribute makes another context.
    let mut moved = stored;
    moved.insert("id".to_owned(), S("elsewhere".into()));
    let error = key_error(encryptor.decrypt_item(moved).await);
    assert!(matches!(error, KeyError::Kms { operation: "Decrypt", .. }), "{error:?}");
}

#[tokio::test]
async fn keys_of_128_bits_are_read() {
    // As the published vectors have it: the writer asked for AES/128.
    let kms = Kms::start();
    let arn = kms.create_key();
    let context = [
        ("*amzn-ddb-env-alg*", "AES/128"),
        ("*amzn-ddb-sig-alg*", "HmacSHA256/256"),
        ("*aws-kms-table*", "T"),
        ("created", "42.5"),
        ("id", "größe"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let key = kms
        .client()
        .generate_data_key()
        .key_id(&arn)
        .number_of_bytes(32)
        .set_encryption_context(Some(context.into()))
        .send()
        .await
        .unwrap();
    let material = hkdf::Hkdf::<sha2::Sha256>::new(None, key.plaintext.unwrap().as_ref());
    let (mut content, mut signing) = ([0; 16], [0; 32]);
    material.expand(b"Encryption", &mut content).unwrap();
    material.expand(b"Signing", &mut signing).unwrap();
    let signing = SignatureKey::hmac(SigningAlgorithm::HmacSha256, &signing).unwrap();
    let writer = encryptor(StaticProvider::new(AesKey::new(&content).unwrap(), signing));
    let stored = writer.encrypt_item(item()).await.unwrap();
    let blob = base64::encode(key.ciphertext_blob.unwrap());
    let stored = described(&described(&stored, "amzn-ddb-env-key", &blob), "amzn-ddb-env-alg", "AES/128");
    assert_eq!(direct(&kms, &arn).decrypt_item(stored).await.unwrap(), item());
}

#[tokio::test]
async fn items_under_other_keys_are_refused_unless_asked_for() {
    let kms = Kms::start();
    let (arn, other) = (kms.create_key(), kms.create_key());
    let stored = direct(&kms, &other).encrypt_item(item()).await.unwrap();
    let error = key_error(direct(&kms, &arn).decrypt_item(stored.clone()).await);
    assert!(matches!(error, KeyError::Kms { .. }), "{error:?}");
    let any = encryptor(DirectKmsProvider::reading_any_key(kms.client()));
    assert_eq!(any.decrypt_item(stored).await.unwrap(), item());
    assert!(matches!(key_error(any.encrypt_item(item()).await), KeyError::OneWay { .. }));
    for wrong in ["", "alias/name", "0a1b2c3d"] {
        assert!(DirectKmsProvider::new(kms.client(), wrong).is_err());
    }
}

#[tokio::test]
async fn wrong_answers_are_refused_and_print_no_key() {
    let kms = Kms::start();
    let (arn, other) = (kms.create_key(), kms.create_key());
    let encryptor = direct(&kms, &arn);
    let stored = encryptor.encrypt_item(item()).await.unwrap();
    let faults = || {
        [
            Fault::KeyId(other.clone()),
            Fault::PlaintextLength(31),
            Fault::Missing("Plaintext"),
            Fault::Missing("KeyId"),
        ]
    };
    for fault in faults() {
        kms.inject(Some("Decrypt"), 1, fault.clone());
        let error = key_error(encryptor.decrypt_item(stored.clone()).await);
        assert!(matches!(error, KeyError::KmsResponse { .. }), "{fault:?}: {error:?}");
        assert_silent(printed(&error).as_bytes(), kms.handed_out().iter().map(Vec::as_slice));
    }
    for fault in faults().into_iter().chain([Fault::Missing("CiphertextBlob")]) {
        kms.inject(Some("GenerateDataKey"), 1, fault.clone());
        let error = key_error(encryptor.encrypt_item(item()).await);
        assert!(matches!(error, KeyError::KmsResponse { .. }), "{fault:?}: {error:?}");
        assert_silent(printed(&error).as_bytes(), kms.handed_out().iter().map(Vec::as_slice));
    }
    kms.inject(Some("Decrypt"), 1, Fault::AccessDenied);
    assert!(matches!(key_error(encryptor.decrypt_item(stored).await), KeyError::Kms { .. }));
}

#[tokio::test]
async fn key_attributes_that_have_no_place_in_the_context_are_refused() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let error = key_error(direct(&kms, &arn).encrypt_item(item_with("id", Bool(true))).await);
    assert!(matches!(error, KeyError::Context(_)), "{error:?}");
    for name in ["*aws-kms-table*", "*amzn-ddb-env-alg*", "*amzn-ddb-sig-alg*"] {
        let provider = DirectKmsProvider::new(kms.client(), &arn).unwrap();
        let encryptor = LegacyEncryptor::builder().partition_key(name).provider(provider).build().unwrap();
        let error = key_error(encryptor.encrypt_item(item_with(name, S("value".into()))).await);
        assert!(matches!(error, KeyError::Context(_)), "{error:?}");
    }
    assert!(kms.calls().is_empty());
}

/// The provider that protects a meta store.
fn protection(key: u8) -> StaticProvider {
    let signature_key = SignatureKey::hmac(SigningAlgorithm::HmacSha256, &[key; 32]).unwrap();
    StaticProvider::new(AesKey::new(&[key; 32]).unwrap(), signature_key)
}

/// A client for an engine with the meta stores `meta` and `copy`.
async fn engine() -> aws_sdk_dynamodb::Client {
    let url = test_support::engine::start().await;
    let client = aws_sdk_dynamodb::Client::from_conf(test_support::config(&url).build());
    for name in ["meta", "copy"] {
        MetaStore::create_table(&client, name).await.unwrap();
    }
    client
}

fn store(client: &aws_sdk_dynamodb::Client) -> MetaStore {
    MetaStore::new(client.clone(), "meta", protection(1)).unwrap()
}

/// Counts the calls of a store.
struct Counting {
    store: MetaStore,
    newest: AtomicUsize,
    providers: AtomicUsize,
}

impl Counting {
    fn new(store: MetaStore) -> Arc<Self> {
        Arc::new(Counting { store, newest: AtomicUsize::new(0), providers: AtomicUsize::new(0) })
    }

    /// Questions for the newest version, and for a provider.
    fn calls(&self) -> (usize, usize) {
        (self.newest.load(Ordering::SeqCst), self.providers.load(Ordering::SeqCst))
    }
}

struct Shared(Arc<Counting>);

impl ProviderStore for Shared {
    fn newest_version<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Option<u64>, BoxError>> {
        self.0.newest.fetch_add(1, Ordering::SeqCst);
        self.0.store.newest_version(name)
    }

    fn provider<'a>(
        &'a self,
        name: &'a str,
        version: u64,
    ) -> BoxFuture<'a, Result<Arc<dyn Provider>, BoxError>> {
        self.0.providers.fetch_add(1, Ordering::SeqCst);
        self.0.store.provider(name, version)
    }

    fn provider_or_new<'a>(
        &'a self,
        name: &'a str,
        version: u64,
    ) -> BoxFuture<'a, Result<Arc<dyn Provider>, BoxError>> {
        self.0.providers.fetch_add(1, Ordering::SeqCst);
        self.0.store.provider_or_new(name, version)
    }
}

fn most_recent(store: impl ProviderStore + 'static, time_to_live: Duration) -> Arc<MostRecentProvider> {
    Arc::new(MostRecentProvider::new(store, "素材😀", time_to_live).unwrap())
}

#[tokio::test]
async fn new_versions_are_used_and_old_ones_read() {
    let client = engine().await;
    let provider = most_recent(store(&client), FOREVER);
    let encryptor = encryptor(provider.clone());
    let first = encryptor.encrypt_item(item()).await.unwrap();
    assert_eq!(description(&first)["amzn-ddb-meta-id"], "素材😀#0");
    assert_eq!(store(&client).new_version("素材😀").await.unwrap(), 1);
    assert_eq!(description(&encryptor.encrypt_item(item()).await.unwrap())["amzn-ddb-meta-id"], "素材😀#0");
    provider.refresh();
    let second = encryptor.encrypt_item(item()).await.unwrap();
    assert_eq!(description(&second)["amzn-ddb-meta-id"], "素材😀#1");
    for stored in [first, second] {
        assert_eq!(encryptor.decrypt_item(stored).await.unwrap(), item());
    }
    let fresh = self::encryptor(most_recent(store(&client), Duration::ZERO));
    assert_eq!(description(&fresh.encrypt_item(item()).await.unwrap())["amzn-ddb-meta-id"], "素材😀#1");
}

#[tokio::test]
async fn the_store_is_asked_once() {
    let client = engine().await;
    let counting = Counting::new(store(&client));
    let encryptor = encryptor(most_recent(Shared(counting.clone()), FOREVER));
    let stored = join_all((0..50).map(|_| encryptor.encrypt_item(item()))).await;
    assert_eq!(counting.calls(), (1, 1));
    for stored in stored {
        assert_eq!(encryptor.decrypt_item(stored.unwrap()).await.unwrap(), item());
    }
    assert_eq!(counting.calls(), (1, 1));

    let counting = Counting::new(store(&client));
    let asking = self::encryptor(most_recent(Shared(counting.clone()), Duration::ZERO));
    for calls in 1..4 {
        asking.encrypt_item(item()).await.unwrap();
        assert_eq!(counting.calls(), (calls, calls));
    }
}

#[tokio::test]
async fn the_cache_keeps_what_was_used_last() {
    let client = engine().await;
    for _ in 0..3 {
        store(&client).new_version("素材😀").await.unwrap();
    }
    let mut stored = Vec::new();
    for version in 0..3 {
        let provider = ProviderStore::provider(&store(&client), "素材😀", version).await.unwrap();
        stored.push(encryptor(provider).encrypt_item(item()).await.unwrap());
    }
    let counting = Counting::new(store(&client));
    let provider = MostRecentProvider::new(Shared(counting.clone()), "素材😀", FOREVER).unwrap();
    let reader = encryptor(provider.with_cache_size(2));
    for (version, calls) in [(0, 1), (1, 2), (0, 2), (2, 3), (0, 3), (1, 4)] {
        assert_eq!(reader.decrypt_item(stored[version].clone()).await.unwrap(), item());
        assert_eq!(counting.calls().1, calls, "after version {version}");
    }
}

#[tokio::test]
async fn who_create_a_version_at_the_same_time_get_the_same() {
    let client = engine().await;
    let encryptors: Vec<_> = (0..8).map(|_| encryptor(most_recent(store(&client), FOREVER))).collect();
    let stored = join_all(encryptors.iter().map(|encryptor| encryptor.encrypt_item(item()))).await;
    for stored in stored {
        let stored = stored.unwrap();
        assert_eq!(description(&stored)["amzn-ddb-meta-id"], "素材😀#0");
        assert_eq!(encryptors[0].decrypt_item(stored).await.unwrap(), item());
    }
}

#[tokio::test]
async fn versions_can_be_copied_to_another_store() {
    let client = engine().await;
    let stored = encryptor(most_recent(store(&client), FOREVER)).encrypt_item(item()).await.unwrap();
    let copy = || MetaStore::new(client.clone(), "copy", protection(2)).unwrap();
    for _ in 0..2 {
        store(&client).replicate("素材😀", 0, &copy()).await.unwrap();
    }
    assert!(store(&client).replicate("素材😀", 1, &copy()).await.is_err());
    assert_eq!(encryptor(most_recent(copy(), FOREVER)).decrypt_item(stored).await.unwrap(), item());
}

#[tokio::test]
async fn the_version_in_the_description_is_not_believed() {
    let client = engine().await;
    let encryptor = encryptor(most_recent(store(&client), FOREVER));
    let stored = encryptor.encrypt_item(item()).await.unwrap();
    store(&client).new_version("素材😀").await.unwrap();
    let with_id = |id| encryptor.decrypt_item(described(&stored, "amzn-ddb-meta-id", id));
    let opened = with_id("素材😀#1").await;
    assert!(matches!(opened, Err(Error::Unauthentic { .. })), "{opened:?}");
    let unknown = with_id("素材😀#7").await.unwrap_err();
    assert!(unknown.is_of_item(), "{unknown:?}");
    let error = key_error(Err(unknown));
    let KeyError::MaterialStore { source, .. } = error else { panic!("{error:?}") };
    let source = source.downcast_ref::<KeyError>();
    assert!(matches!(source, Some(KeyError::UnknownVersion { version, .. }) if version == "7"), "{source:?}");
    for id in
        ["", "0", "素材😀", "素材😀#", "素材😀#-1", "素材😀#+0", "素材😀#x", "素材😀#99999999999999999999"]
    {
        let error = key_error(with_id(id).await);
        assert!(matches!(error, KeyError::Description(_)), "{id}: {error:?}");
    }
    assert!(MostRecentProvider::new(store(&client), "a#b", FOREVER).is_err());
    assert!(store(&client).new_version("a#b").await.is_err());
}

#[tokio::test]
async fn changed_items_of_the_store_are_refused() {
    let items = MetaStoreItems::new("meta", protection(1)).unwrap();
    let item = items.new_item("素材", 0).await.unwrap();
    assert!(items.provider(item.clone()).await.is_ok());
    for (name, value) in [("N", S("other".into())), ("V", N("1".into())), ("enc", item["int"].clone())] {
        let mut changed = item.clone();
        changed.insert(name.to_owned(), value);
        assert!(matches!(items.provider(changed).await, Err(Error::Unauthentic { .. })));
    }
    let elsewhere = MetaStoreItems::new("other", protection(1)).unwrap();
    assert!(matches!(elsewhere.provider(item.clone()).await, Err(Error::Unauthentic { .. })));
    let other = MetaStoreItems::new("meta", protection(2)).unwrap();
    assert!(matches!(other.provider(item).await, Err(Error::Unauthentic { .. })));
}
