//! What an item with many encrypted data keys costs its reader: no more than the configuration allows, nothing twice,
//! and no executor its thread.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::base64;
use dynamodb_item_encryptor::{
    AlgorithmSuite, BoxError, BoxFuture, BranchKey, BranchKeySource, BranchKeyVersion, CachingProvider,
    ConfigProblem, DecryptedItem, DefaultMaterialProvider, EcdhCurve, Error, HierarchicalKeyring,
    InMemoryBranchKeys, Item, ItemEncryptor, ItemHeader, KeyError, Keyring, KmsDiscoveryKeyring,
    KmsDiscoveryMultiKeyring, KmsKeyring, KmsMrkKeyring, KmsMrkMultiKeyring, KmsMultiKeyring, MultiKeyring,
    RawAesKeyring, RawEcdhKeyring, RawRsaKeyring, RegionalKmsClients, RsaPadding, TableConfig,
    TableConfigBuilder, UnwrapRequest, UnwrappedDataKey, WrapRequest, WrappedDataKey,
};
use futures_util::future::join_all;
use test_support::kms::{self, Fault, Kms};

fn table(keyring: impl Keyring + 'static) -> TableConfigBuilder {
    let table = TableConfig::builder("Orders").partition_key("id").encrypt(["email"]);
    table.suite(AlgorithmSuite::HmacSha384).keyring(keyring)
}

fn encryptor(maximum: u8, keyring: impl Keyring + 'static) -> ItemEncryptor {
    ItemEncryptor::new(table(keyring).max_data_keys(maximum).build().unwrap())
}

fn by_default(keyring: impl Keyring + 'static) -> ItemEncryptor {
    ItemEncryptor::new(table(keyring).build().unwrap())
}

fn item() -> Item {
    let s = |text: &str| AttributeValue::S(text.to_owned());
    [("id".to_owned(), s("1")), ("email".to_owned(), s("a@b.c"))].into()
}

fn aes(n: usize) -> RawAesKeyring {
    RawAesKeyring::new("space", format!("key {n}"), &[7; 32]).unwrap()
}

/// Wraps a data key several times with one keyring; or once, and repeats that.
struct Times<K> {
    keyring: K,
    times: usize,
    repeats: bool,
}

impl<K: Keyring> Keyring for Times<K> {
    fn wrap_data_key<'a>(
        &'a self,
        request: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        Box::pin(async move {
            let first = self.keyring.wrap_data_key(request).await?;
            let mut wrapped = first.clone();
            for _ in 1..self.times {
                wrapped.extend(match self.repeats {
                    true => first.clone(),
                    false => self.keyring.wrap_data_key(request).await?,
                });
            }
            Ok(wrapped)
        })
    }

    fn unwrap_data_key<'a>(
        &'a self,
        request: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        self.keyring.unwrap_data_key(request)
    }
}

/// An item with `times` different data keys of `keyring`.
async fn different(times: usize, keyring: impl Keyring + 'static) -> Item {
    encryptor(255, Times { keyring, times, repeats: false }).encrypt_item(item()).await.unwrap()
}

/// An item that has one data key of `keyring` `times` times.
async fn repeated(times: usize, keyring: impl Keyring + 'static) -> Item {
    encryptor(255, Times { keyring, times, repeats: true }).encrypt_item(item()).await.unwrap()
}

async fn open(reader: &ItemEncryptor, stored: &Item) -> Result<DecryptedItem, Error> {
    reader.decrypt_item(stored.clone()).await
}

fn is_too_many(error: &Error, of: usize, allowed: usize) -> bool {
    matches!(
        error,
        Error::Key { source: KeyError::TooManyDataKeys { count, maximum }, .. } if (*count, *maximum) == (of, allowed)
    )
}

#[tokio::test]
async fn more_data_keys_than_are_allowed_are_refused_before_any_is_tried() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let keyring = || KmsKeyring::new(kms.client(), &arn).unwrap();
    for times in [10, 11, 255] {
        for stored in [repeated(times, keyring()).await, different(times, keyring()).await] {
            kms.forget_calls();
            let outcome = open(&by_default(keyring()), &stored).await;
            if times <= 10 {
                assert_eq!(outcome.unwrap().item, item());
                continue;
            }
            let error = outcome.unwrap_err();
            assert!(is_too_many(&error, times, 10) && error.is_of_item(), "{error:?}");
            let source = std::error::Error::source(&error).unwrap().to_string();
            assert!(source.contains("TableConfigBuilder::max_data_keys"), "{source}");
            assert_eq!(kms.count("Decrypt"), 0);
            assert_eq!(open(&encryptor(255, keyring()), &stored).await.unwrap().item, item());
            assert!(is_too_many(&open(&encryptor(1, keyring()), &stored).await.unwrap_err(), times, 1));
        }
    }
}

#[tokio::test]
async fn writers_keep_to_the_maximum_of_their_readers() {
    let several = |count: usize| (1..count).fold(MultiKeyring::new(aes(0)), |all, n| all.and(aes(n)));
    let stored = by_default(several(10)).encrypt_item(item()).await.unwrap();
    assert_eq!(ItemHeader::of(&stored).unwrap().data_keys.len(), 10);
    let error = by_default(several(11)).encrypt_item(item()).await.unwrap_err();
    assert!(is_too_many(&error, 11, 10), "{error:?}");
    encryptor(11, several(11)).encrypt_item(item()).await.unwrap();
    let error = encryptor(2, several(3)).encrypt_item(item()).await.unwrap_err();
    assert!(is_too_many(&error, 3, 2), "{error:?}");
}

#[test]
fn the_maximum_is_one_at_least() {
    let error = table(aes(0)).max_data_keys(0).build().unwrap_err();
    assert!(matches!(error, Error::Config { problem: ConfigProblem::NoDataKeys, .. }), "{error:?}");
    assert_eq!(table(aes(0)).build().unwrap().max_data_keys(), 10);
}

/// Asserts that a reader asks KMS once only, and that KMS denies it.
async fn asks_once(kms: &Kms, reader: impl Keyring + 'static, stored: &Item) {
    kms.forget_calls();
    kms.inject(Some("Decrypt"), 1_000, Fault::AccessDenied);
    let error = open(&encryptor(255, reader), stored).await.unwrap_err();
    assert!(format!("{error:?}").contains("AccessDenied"), "{error:?}");
    assert_eq!(kms.count("Decrypt"), 1);
    kms.heal();
}

#[tokio::test]
async fn a_data_key_that_is_there_several_times_is_tried_once() {
    let kms = Kms::start();
    let (arn, multi_region) = (kms.create_key(), kms.create_key());
    let clients = || RegionalKmsClients::new(kms.config_in(kms::REGION).build());
    let strict = |arn: &str| KmsKeyring::new(kms.client(), arn).unwrap();
    let stored = repeated(200, strict(&arn)).await;
    asks_once(&kms, strict(&arn), &stored).await;
    asks_once(&kms, KmsMrkKeyring::new(kms.client(), &arn).unwrap(), &stored).await;
    asks_once(&kms, KmsDiscoveryKeyring::new(kms.client()), &stored).await;
    asks_once(&kms, MultiKeyring::new(aes(0)).and(strict(&arn)), &stored).await;
    // Nor does it help to have the key, or the region, configured twice.
    let arns = [&arn, &multi_region, &arn];
    asks_once(&kms, KmsMultiKeyring::new(clients(), arns).unwrap(), &stored).await;
    asks_once(&kms, KmsMrkMultiKeyring::new(clients(), arns).unwrap(), &stored).await;
    let regions = [kms::REGION, kms::REGION];
    asks_once(&kms, KmsDiscoveryMultiKeyring::new(clients(), regions).unwrap(), &stored).await;
}

/// Counts how often it is asked.
struct Counting(Arc<AtomicUsize>, InMemoryBranchKeys);

impl BranchKeySource for Counting {
    fn active<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Arc<BranchKey>, BoxError>> {
        self.1.active(id)
    }

    fn version<'a>(
        &'a self,
        id: &'a str,
        version: BranchKeyVersion,
    ) -> BoxFuture<'a, Result<Arc<BranchKey>, BoxError>> {
        self.0.fetch_add(1, Ordering::SeqCst);
        self.1.version(id, version)
    }
}

#[tokio::test]
async fn a_key_store_is_asked_once_for_repeated_data_keys() {
    let version: BranchKeyVersion = "e9ce18a3-edb5-4272-9f86-1cacb7997ff6".parse().unwrap();
    let keys = |key: u8| InMemoryBranchKeys::new().with("tenant", BranchKey::new(version, &[key; 32]));
    let stored = repeated(200, HierarchicalKeyring::new("tenant", keys(1))).await;
    let asked = Arc::new(AtomicUsize::new(0));
    let reader = HierarchicalKeyring::new("tenant", Counting(Arc::clone(&asked), keys(2)));
    open(&encryptor(255, reader), &stored).await.unwrap_err();
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

fn pem(label: &str, der: &[u8]) -> String {
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", base64::encode(der))
}

/// In how many polls a future gets done, without anybody who wakes it.
fn polls<T>(future: impl Future<Output = T>) -> (usize, T) {
    let mut future = pin!(future);
    let mut cx = Context::from_waker(Waker::noop());
    for count in 1..10_000 {
        if let Poll::Ready(output) = future.as_mut().poll(&mut cx) {
            return (count, output);
        }
    }
    panic!("it does not end");
}

#[tokio::test]
async fn the_executor_has_its_thread_back_between_attempts() {
    use aws_lc_rs::agreement::{self, PrivateKey};
    use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
    use aws_lc_rs::rsa::{KeySize, PrivateDecryptingKey};

    const KEYS: usize = 7;
    let rsa = || {
        let key = PrivateDecryptingKey::generate(KeySize::Rsa2048).unwrap();
        let private: Pkcs8V1Der<'_> = key.as_der().unwrap();
        let public: PublicKeyX509Der<'_> = key.public_key().as_der().unwrap();
        let (public, private) = (pem("PUBLIC KEY", public.as_ref()), pem("PRIVATE KEY", private.as_ref()));
        RawRsaKeyring::new("space", "key", RsaPadding::OaepSha256, public, private).unwrap()
    };
    let own = PrivateKey::generate(&agreement::ECDH_P384).unwrap();
    let private: Pkcs8V1Der<'_> = own.as_der().unwrap();
    let private = pem("PRIVATE KEY", private.as_ref());
    let public: PublicKeyX509Der<'_> = own.compute_public_key().unwrap().as_der().unwrap();
    let ecdh = RawEcdhKeyring::static_to_static(EcdhCurve::P384, private, public.as_ref()).unwrap();
    // The keys are the reader's by name, and cannot be unwrapped.
    let other_aes = || RawAesKeyring::new("space", "key 0", &[8; 32]).unwrap();
    let version: BranchKeyVersion = "e9ce18a3-edb5-4272-9f86-1cacb7997ff6".parse().unwrap();
    let branch = |key: u8| {
        let keys = InMemoryBranchKeys::new().with("tenant", BranchKey::new(version, &[key; 32]));
        HierarchicalKeyring::new("tenant", keys)
    };
    let ecdh = Arc::new(ecdh);
    let rows: [(&str, Item, Box<dyn Keyring>); 4] = [
        ("RSA", different(KEYS, rsa()).await, Box::new(rsa())),
        ("AES", different(KEYS, aes(0)).await, Box::new(other_aes())),
        ("hierarchical", different(KEYS, branch(1)).await, Box::new(branch(2))),
        // Bound to another item.
        ("ECDH", moved(different(KEYS, Arc::clone(&ecdh)).await), Box::new(ecdh)),
    ];
    for (name, stored, reader) in rows {
        let reader = by_default(reader);
        let (count, outcome) = polls(open(&reader, &stored));
        let error = outcome.unwrap_err();
        assert!(error.is_of_item(), "{name}: {error:?}");
        assert!(count > KEYS, "{name}: {count} polls for {KEYS} keys");
    }
}

#[tokio::test]
async fn those_who_wait_for_cached_materials_are_woken_after_each_pause() {
    let stored = different(7, aes(0)).await;
    let other = DefaultMaterialProvider::new(RawAesKeyring::new("space", "key 0", &[8; 32]).unwrap());
    let minute = Duration::from_secs(60);
    let reader = TableConfig::builder("Orders").partition_key("id");
    let reader = reader.material_provider(CachingProvider::new(other, minute)).build().unwrap();
    let reader = ItemEncryptor::new(reader);
    let all = join_all((0..5).map(|_| open(&reader, &stored)));
    for outcome in tokio::time::timeout(minute, all).await.unwrap() {
        assert!(outcome.unwrap_err().is_of_item());
    }
}

/// The item under another key, so that none of its data keys can be unwrapped.
fn moved(mut stored: Item) -> Item {
    stored.insert("id".to_owned(), AttributeValue::S("2".to_owned()));
    stored
}
