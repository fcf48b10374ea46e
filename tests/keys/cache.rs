//! Cached branch keys: how often DynamoDB and KMS are called, by whom, and for how long.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use aws_sdk_dynamodb::Client;
use aws_sdk_kms::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_kms::operation::decrypt::DecryptError;
use dynamodb_item_encryptor::{
    BoxError, BoxFuture, BranchKey, BranchKeyCache, BranchKeySource, BranchKeyVersion, CachedBranchKeys,
    EncryptTables, Error, HierarchicalKeyring, InMemoryBranchKeys, ItemEncryptor, KeyError, KeyStore,
    KmsConfiguration,
};
use futures_util::FutureExt;
use futures_util::future::join_all;
use test_support::kms::{Fault, Kms};
use test_support::recorded::Requests;
use test_support::{customer, customers, engine, find, n, s, with_sources};

const HOUR: Duration = Duration::from_secs(3600);

/// A key store with the branch key `tenant-1`, and what it stands on.
struct Setup {
    url: String,
    kms: Kms,
    kms_key: String,
    requests: Requests,
}

impl Setup {
    async fn new() -> Self {
        let kms = Kms::start();
        let kms_key = kms.create_key();
        let setup = Setup { url: engine::start().await, kms, kms_key, requests: Requests::default() };
        let key_store = setup.key_store();
        key_store.create_table().await.unwrap();
        key_store.create_key_with_id("tenant-1", [("tenant", "one")]).await.unwrap();
        setup.forget();
        setup
    }

    fn key_store(&self) -> KeyStore {
        let config = test_support::config(&self.url).interceptor(self.requests.clone());
        let configuration = KmsConfiguration::KeyArn(self.kms_key.clone());
        KeyStore::new(Client::from_conf(config.build()), self.kms.client(), "BranchKeys", configuration)
            .unwrap()
    }

    fn cached(&self) -> CachedBranchKeys<KeyStore> {
        CachedBranchKeys::new(self.key_store(), HOUR)
    }

    fn forget(&self) {
        self.kms.forget_calls();
        self.requests.forget();
    }

    /// How many calls of KMS Decrypt and of the key store's GetItem there were.
    fn calls(&self) -> (usize, usize) {
        assert_eq!(self.kms.calls().len(), self.kms.count("Decrypt"));
        assert_eq!(self.requests.all().len(), self.requests.count("GetItem"));
        (self.kms.count("Decrypt"), self.requests.count("GetItem"))
    }
}

fn encryptor(keys: impl BranchKeySource + 'static) -> ItemEncryptor {
    ItemEncryptor::new(customers(HierarchicalKeyring::new("tenant-1", keys)))
}

/// The wrapped client whose items are under the branch key `tenant-1` of `keys`.
fn client(setup: &Setup, keys: impl BranchKeySource + 'static) -> Client {
    let table = customers(HierarchicalKeyring::new("tenant-1", keys));
    Client::from_conf(test_support::config(&setup.url).encrypt_tables([table]).unwrap().build())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_gets_with_a_cold_cache_are_one_call_each_to_kms_and_key_store() {
    let setup = Setup::new().await;
    let writer = client(&setup, setup.cached());
    engine::create_table(&Client::from_conf(test_support::config(&setup.url).build()), "Customers").await;
    let writer = &writer;
    let puts = (0..1_000).map(|number| async move {
        let item = customer("id", number, &format!("{number}@example.com"));
        writer.put_item().table_name("Customers").set_item(Some(item)).send().await.unwrap();
    });
    futures_util::StreamExt::for_each_concurrent(futures_util::stream::iter(puts), 50, |put| put).await;
    assert_eq!(setup.calls(), (1, 1));

    setup.forget();
    setup.kms.set_delay(Duration::from_millis(100));
    let reader = client(&setup, setup.cached());
    let gets = (0..1_000).map(|number| {
        let get = reader.get_item().table_name("Customers").key("id", s("id")).key("created", n(number));
        tokio::spawn(get.send())
    });
    for (number, got) in join_all(gets).await.into_iter().enumerate() {
        let item = got.unwrap().unwrap().item.unwrap();
        assert_eq!(item["email"], s(format!("{number}@example.com")));
    }
    assert_eq!(setup.calls(), (1, 1));
}

#[tokio::test]
async fn whoever_writes_reads_without_another_call() {
    let setup = Setup::new().await;
    let encryptor = encryptor(setup.cached());
    for number in 0..3 {
        let stored = encryptor.encrypt_item(customer("id", number, "a@b.c")).await.unwrap();
        encryptor.decrypt_item(stored).await.unwrap();
    }
    assert_eq!(setup.calls(), (1, 1));
}

#[tokio::test]
async fn each_version_is_loaded_once() {
    let setup = Setup::new().await;
    let mut items = Vec::new();
    for number in 0..3 {
        items.push(encryptor(setup.cached()).encrypt_item(customer("id", number, "a@b.c")).await.unwrap());
        setup.key_store().version_key("tenant-1").await.unwrap();
    }
    setup.forget();
    let encryptor = encryptor(setup.cached());
    let reads = items.iter().cycle().take(30).map(|item| encryptor.decrypt_item(item.clone()));
    assert!(join_all(reads).await.iter().all(Result::is_ok));
    assert_eq!(setup.calls(), (3, 3));
}

#[tokio::test]
async fn a_cancelled_read_does_not_cancel_the_others() {
    let setup = Setup::new().await;
    let stored = encryptor(setup.cached()).encrypt_item(customer("id", 1, "a@b.c")).await.unwrap();
    setup.forget();
    setup.kms.set_delay(Duration::from_millis(300));
    let encryptor = encryptor(setup.cached());
    let first = tokio::time::timeout(Duration::from_millis(100), encryptor.decrypt_item(stored.clone()));
    let other = encryptor.decrypt_item(stored.clone());
    let (first, other) = futures_util::future::join(first, other).await;
    assert!(first.is_err(), "it was not cancelled");
    other.unwrap();
    assert_eq!(setup.calls(), (1, 1));
}

#[tokio::test]
async fn after_its_time_a_branch_key_is_loaded_again_and_not_before() {
    let setup = Setup::new().await;
    let ttl = Duration::from_millis(1_500);
    let keys = CachedBranchKeys::new(setup.key_store(), ttl).with_grace_period(Duration::ZERO);
    let started = Instant::now();
    let first = keys.active("tenant-1").await.unwrap().version();
    let second = setup.key_store().version_key("tenant-1").await.unwrap();
    setup.forget();
    let mut reads = 0;
    let changed = loop {
        let asked = Instant::now();
        if keys.active("tenant-1").await.unwrap().version() == second {
            break asked;
        }
        assert!(asked - started < ttl + Duration::from_millis(200), "stale");
        reads += 1;
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    assert!(changed - started >= ttl - Duration::from_millis(50), "too early");
    assert!(reads > 5);
    assert_eq!(setup.calls(), (1, 1));
    assert_ne!(first, second);
}

#[tokio::test]
async fn a_key_that_is_about_to_end_is_refreshed_by_one_caller() {
    let setup = Setup::new().await;
    let (ttl, grace) = (Duration::from_secs(3), Duration::from_millis(1_500));
    let keys = CachedBranchKeys::new(setup.key_store(), ttl).with_grace_period(grace);
    let first = keys.active("tenant-1").await.unwrap().version();
    let second = setup.key_store().version_key("tenant-1").await.unwrap();
    setup.forget();
    tokio::time::sleep(ttl - grace).await;
    setup.kms.set_delay(Duration::from_millis(800));
    let refreshing = keys.active("tenant-1");
    let others = async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        join_all((0..100).map(|_| keys.active("tenant-1"))).now_or_never().expect("they waited")
    };
    let (refreshed, others) = futures_util::future::join(refreshing, others).await;
    assert_eq!(refreshed.unwrap().version(), second);
    assert!(others.into_iter().all(|key| key.unwrap().version() == first));
    assert_eq!(keys.active("tenant-1").await.unwrap().version(), second);
    assert_eq!(setup.calls(), (1, 1));
}

#[tokio::test]
async fn an_error_reaches_all_who_wait_with_branch_key_and_cause_and_is_not_kept() {
    let setup = Setup::new().await;
    let stored = encryptor(setup.cached()).encrypt_item(customer("id", 1, "a@b.c")).await.unwrap();
    setup.forget();
    let encryptor = encryptor(setup.cached());
    setup.kms.set_delay(Duration::from_millis(50));
    setup.kms.inject(Some("Decrypt"), 1, Fault::AccessDenied);
    let reads = join_all((0..20).map(|_| encryptor.decrypt_item(stored.clone()))).await;
    assert_eq!(setup.calls(), (1, 1));
    for read in reads {
        let error = read.unwrap_err();
        let Error::Key { source: KeyError::AllFailed { attempts }, .. } = &error else { panic!("{error:?}") };
        let KeyError::BranchKey { branch_key, .. } = &attempts[0].error else { panic!("{error:?}") };
        assert_eq!(branch_key, "tenant-1");
        let cause = find::<SdkError<DecryptError>>(&error).expect("the SDK's error");
        assert_eq!(cause.code(), Some("AccessDeniedException"));
        let text = with_sources(&error);
        assert!(text.contains(&setup.kms_key), "{text}");
    }
    encryptor.decrypt_item(stored).await.unwrap();
    assert_eq!(setup.calls(), (2, 2));
}

/// A source that counts its loads.
struct Counted {
    name: &'static str,
    byte: u8,
    loads: Arc<AtomicUsize>,
}

impl Counted {
    fn new(name: &'static str, byte: u8) -> (Self, Arc<AtomicUsize>) {
        let loads = Arc::<AtomicUsize>::default();
        (Counted { name, byte, loads: Arc::clone(&loads) }, loads)
    }
}

impl BranchKeySource for Counted {
    fn active<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Arc<BranchKey>, BoxError>> {
        self.version(id, BranchKeyVersion::from_bytes([7; 16]))
    }

    fn version<'a>(
        &'a self,
        _id: &'a str,
        version: BranchKeyVersion,
    ) -> BoxFuture<'a, Result<Arc<BranchKey>, BoxError>> {
        self.loads.fetch_add(1, Ordering::SeqCst);
        Box::pin(std::future::ready(Ok(Arc::new(BranchKey::new(version, &[self.byte; 32])))))
    }

    fn name(&self) -> &str {
        self.name
    }
}

async fn byte(keys: &CachedBranchKeys<Counted>) -> u8 {
    keys.active("tenant-1").await.unwrap().expose_secret()[0]
}

#[tokio::test]
async fn tables_share_branch_keys_when_cache_partition_and_source_are_the_same() {
    let cache = BranchKeyCache::new(100);
    let named = |name, byte, partition| {
        let (source, loads) = Counted::new(name, byte);
        (CachedBranchKeys::new(source, HOUR).with_cache(&cache).with_partition(partition), loads)
    };
    let (first, first_loads) = named("store", 1, "shared");
    let (second, second_loads) = named("store", 2, "shared");
    let (other_source, _) = named("another store", 3, "shared");
    let (other_partition, _) = named("store", 4, "another");
    let (source, own_loads) = Counted::new("store", 5);
    let own = CachedBranchKeys::new(source, HOUR).with_cache(&cache);
    for _ in 0..2 {
        assert_eq!((byte(&first).await, byte(&second).await), (1, 1));
        assert_eq!((byte(&other_source).await, byte(&other_partition).await, byte(&own).await), (3, 4, 5));
    }
    let loads = [first_loads, second_loads, own_loads].map(|loads| loads.load(Ordering::SeqCst));
    assert_eq!(loads, [1, 0, 1]);
    // Each of the four as the active one and by its version.
    assert_eq!(cache.len(), 8);
    cache.clear();
    assert!(cache.is_empty());
    assert_eq!((byte(&second).await, byte(&first).await), (2, 2));
}

#[tokio::test]
async fn a_stricter_reader_of_a_shared_cache_goes_by_its_own_time() {
    let cache = BranchKeyCache::default();
    let (patient, _) = Counted::new("store", 1);
    let patient = CachedBranchKeys::new(patient, HOUR).with_cache(&cache).with_partition("p");
    let (strict, loads) = Counted::new("store", 2);
    let strict =
        CachedBranchKeys::new(strict, Duration::from_millis(200)).with_cache(&cache).with_partition("p");
    assert_eq!((byte(&patient).await, byte(&patient).await), (1, 1));
    tokio::time::sleep(Duration::from_millis(210)).await;
    assert_eq!((byte(&patient).await, byte(&strict).await, byte(&patient).await), (1, 2, 2));
    assert_eq!(loads.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_cache_stays_within_its_capacity() {
    let cache = BranchKeyCache::new(4);
    let (source, loads) = Counted::new("store", 1);
    let keys = CachedBranchKeys::new(source, HOUR).with_cache(&cache);
    for number in 0..50 {
        keys.active(&format!("tenant-{number}")).await.unwrap();
        assert!(cache.len() <= 4);
    }
    assert_eq!(loads.load(Ordering::SeqCst), 50);
    keys.active("tenant-49").await.unwrap();
    assert_eq!(loads.load(Ordering::SeqCst), 50);
}

#[tokio::test]
async fn sources_in_memory_share_no_keys_in_one_partition() {
    let cache = BranchKeyCache::default();
    let version = BranchKeyVersion::from_bytes([4; 16]);
    let in_memory = |byte| Arc::new(InMemoryBranchKeys::new().with("a", BranchKey::new(version, &[byte; 32])));
    let cached = |source| CachedBranchKeys::new(source, HOUR).with_cache(&cache).with_partition("shared");
    let (one, other) = (in_memory(1), in_memory(2));
    let (first, second, third) = (cached(one.clone()), cached(other), cached(one));
    for _ in 0..2 {
        for (keys, byte) in [(&first, 1), (&second, 2), (&third, 1)] {
            assert_eq!(keys.active("a").await.unwrap().expose_secret()[0], byte);
            assert_eq!(keys.version("a", version).await.unwrap().expose_secret()[0], byte);
        }
    }
    assert_eq!(cache.len(), 4, "one source is itself, behind two caches");
}

/// A source of the application's that says nothing of itself.
struct Nameless(u8);

impl BranchKeySource for Nameless {
    fn active<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Arc<BranchKey>, BoxError>> {
        self.version(id, BranchKeyVersion::from_bytes([4; 16]))
    }

    fn version<'a>(
        &'a self,
        _: &'a str,
        version: BranchKeyVersion,
    ) -> BoxFuture<'a, Result<Arc<BranchKey>, BoxError>> {
        Box::pin(async move { Ok(Arc::new(BranchKey::new(version, &[self.0; 32]))) })
    }
}

#[tokio::test]
async fn sources_without_a_name_share_no_keys_in_one_partition() {
    let cache = BranchKeyCache::default();
    let cached = |byte| CachedBranchKeys::new(Nameless(byte), HOUR).with_cache(&cache).with_partition("shared");
    let (first, second) = (cached(1), cached(2));
    for _ in 0..2 {
        for (keys, byte) in [(&first, 1), (&second, 2)] {
            assert_eq!(keys.active("a").await.unwrap().expose_secret()[0], byte);
        }
    }
}
