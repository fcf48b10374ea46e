//! The bytes of a wrapping key are gone from memory when it is evicted, has expired, or its owner is dropped: branch keys,
//! the application's own keys, and wrapping keys that KMS made.
//!
//! Memory that was freed must not be read, so this looks at it just before: an allocator of its own searches
//! every block that is given back for the key, and knows which live blocks of the size of a key hold it.
//! That covers the heap, and also the copies that the SDK could leave there on the key's way from KMS, as
//! far as they are the key's bytes: its base64 in the body of the HTTP answer is out of this crate's hands.
//! The stack is looked at by `key_stack.rs`.
//!
//! The allocator needs `unsafe`, as every allocator does; the crate itself forbids it. It zeroes what it
//! hands out, so that all memory it reads was written once, and reads with volatile loads.

#![allow(unsafe_code, reason = "an allocator cannot be written without it")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use dynamodb_item_encryptor::{
    AlgorithmSuite, Beacon, BeaconKeySource, BranchKey, BranchKeyCache, BranchKeySource, BranchKeyVersion,
    CachedBeaconKeys, CachedBranchKeys, CachedKmsKeyring, HierarchicalKeyring, ItemEncryptor, KeyStore,
    KmsConfiguration, RawAesKeyring, Search, TableConfig,
};
use serde_json::{Value, json};
use test_support::{customer, customers, customers_builder};

const KMS_KEY: &str = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d";
const VERSION: &str = "e9ce18a3-edb5-4272-9f86-1cacb7997ff6";

/// The branch key whose bytes are looked for. A static, so that comparing with it leaves no copy on the stack,
/// from where it could get into a future that is moved to the heap with whatever its unused parts hold.
static KEY: [u8; 32] = *b"\xf1\x07the branch key looked for\x99\x03\xe2\xc4\x5b";
/// As much of it as counts as found.
const PART: usize = 12;

struct Searching;

/// Blocks that were given back with the key in them.
static UNWIPED: AtomicUsize = AtomicUsize::new(0);
/// Live blocks of the size of a key.
static LIVE: [AtomicUsize; 1 << 12] = [const { AtomicUsize::new(0) }; 1 << 12];

#[global_allocator]
static ALLOCATOR: Searching = Searching;

// SAFETY: memory comes from `System` and goes back to it, with the layout that it came with. What is done
// besides reads within the block only, and allocates nothing.
unsafe impl GlobalAlloc for Searching {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promises are those of `alloc_zeroed`.
        let block = unsafe { System.alloc_zeroed(layout) };
        if layout.size() == KEY.len() {
            let free = |slot: &AtomicUsize| {
                slot.compare_exchange(0, block as usize, Ordering::SeqCst, Ordering::SeqCst).is_ok()
            };
            LIVE.iter().any(free);
        }
        block
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the caller gives back the whole block, and nobody else uses it any more.
        if unsafe { holds_key(block, layout.size()) } {
            UNWIPED.fetch_add(1, Ordering::SeqCst);
        }
        if layout.size() == KEY.len() {
            let mine = |slot: &AtomicUsize| {
                slot.compare_exchange(block as usize, 0, Ordering::SeqCst, Ordering::SeqCst).is_ok()
            };
            LIVE.iter().any(mine);
        }
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(block, layout) }
    }
}

/// Whether a part of the key is anywhere in a block.
///
/// # Safety
/// `size` bytes from `block` on must be allocated.
unsafe fn holds_key(block: *const u8, size: usize) -> bool {
    // SAFETY: the place is within the block.
    let at = |place: usize| unsafe { block.add(place).read_volatile() };
    (0..(size + 1).saturating_sub(PART)).any(|start| (0..PART).all(|n| at(start + n) == KEY[n]))
}

/// How many live blocks hold the key. Nothing else may run.
fn live() -> usize {
    let blocks = LIVE.iter().map(|slot| slot.load(Ordering::SeqCst)).filter(|block| *block != 0);
    // SAFETY: the blocks are live, since no other thread is there to free them, and have that size.
    blocks.filter(|block| unsafe { holds_key(*block as *const u8, KEY.len()) }).count()
}

fn unwiped() -> usize {
    UNWIPED.load(Ordering::SeqCst)
}

/// Answers for DynamoDB and KMS, without a server in this process that would hold the key as well.
#[derive(Debug, Clone)]
struct Answers;

impl Answers {
    fn client() -> SharedHttpClient {
        let connector = SharedHttpConnector::new(Answers);
        http_client_fn(move |_, _| connector.clone())
    }

    fn answer(request: &HttpRequest) -> Value {
        let body: Value = serde_json::from_slice(request.body().bytes().unwrap()).unwrap();
        let target = request.headers().get("x-amz-target").unwrap();
        if target.ends_with(".Decrypt") {
            // The base64 of `KEY`, which is not its bytes, and of another key.
            let plaintext = match body["EncryptionContext"]["branch-key-id"].as_str() {
                Some("tenant-1") => "8Qd0aGUgYnJhbmNoIGtleSBsb29rZWQgZm9ymQPixFs=",
                _ => "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU=",
            };
            return json!({"KeyId": KMS_KEY, "Plaintext": plaintext});
        }
        if target.ends_with(".GenerateDataKey") {
            let plaintext = match body["EncryptionContext"]["aws-crypto-table-name"].as_str() {
                Some("Customers") => "8Qd0aGUgYnJhbmNoIGtleSBsb29rZWQgZm9ymQPixFs=",
                _ => "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU=",
            };
            return json!({"KeyId": KMS_KEY, "Plaintext": plaintext, "CiphertextBlob": "AQID"});
        }
        assert!(target.ends_with(".GetItem"));
        let mut record = json!({
            "branch-key-id": body["Key"]["branch-key-id"], "type": body["Key"]["type"],
            "enc": {"B": "AQID"}, "kms-arn": {"S": KMS_KEY}, "hierarchy-version": {"N": "1"},
            "create-time": {"S": "2026-01-01T00:00:00.000000Z"},
        });
        if body["Key"]["type"]["S"] == "branch:ACTIVE" {
            record["version"] = json!({"S": format!("branch:version:{VERSION}")});
        }
        json!({"Item": record})
    }
}

impl HttpConnector for Answers {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let status = StatusCode::try_from(200).unwrap();
        let answer = SdkBody::from(Self::answer(&request).to_string());
        HttpConnectorFuture::ready(Ok(HttpResponse::new(status, answer)))
    }
}

fn kms_client() -> aws_sdk_kms::Client {
    use aws_sdk_kms::config::{BehaviorVersion, Builder, Credentials, Region};
    let kms = Builder::new()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .credentials_provider(Credentials::new("AKID", "SECRET", None, None, "tests"))
        .http_client(Answers::client())
        .build();
    aws_sdk_kms::Client::from_conf(kms)
}

fn key_store() -> KeyStore {
    let dynamodb = test_support::config("http://127.0.0.1").http_client(Answers::client()).build();
    KeyStore::new(
        aws_sdk_dynamodb::Client::from_conf(dynamodb),
        kms_client(),
        "BranchKeys",
        KmsConfiguration::KeyArn(KMS_KEY.to_owned()),
    )
    .unwrap()
}

/// Everything in one test, so that no other runs beside it.
#[test]
fn wrapping_keys_are_wiped() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        // On a stack of its own, which goes with the thread, because it makes copies.
        std::thread::spawn(the_search_finds_what_is_not_wiped).join().unwrap();
        keys_of_a_key_store_are_wiped_when_dropped().await;
        evicted_keys_are_wiped().await;
        expired_keys_are_wiped().await;
        cleared_keys_are_wiped().await;
        keys_are_wiped_with_their_keyring().await;
        keys_of_the_application_are_wiped().await;
        beacon_keys_are_wiped().await;
        wrapping_keys_of_kms_are_wiped().await;
    });
    assert_eq!((live(), unwiped()), (0, 0));
}

fn the_search_finds_what_is_not_wiped() {
    assert_eq!((live(), unwiped()), (0, 0));
    let copy = std::hint::black_box(Box::new(KEY));
    assert_eq!((live(), unwiped()), (1, 0));
    drop(copy);
    assert_eq!((live(), unwiped()), (0, 1));
    drop(std::hint::black_box([&[1, 2, 3][..], &KEY, &[4]].concat()));
    assert_eq!((live(), unwiped()), (0, 2));
    let key = BranchKey::new(BranchKeyVersion::from_bytes([1; 16]), &KEY);
    assert_eq!((live(), unwiped()), (1, 2));
    drop(key);
    assert_eq!((live(), unwiped()), (0, 2));
    UNWIPED.store(0, Ordering::SeqCst);
}

/// Overwrites the stack below the caller, which this does not cover: what lies there gets into the unused parts of a
/// future that is moved to the heap, and unoptimised code leaves much there.
#[inline(never)]
fn overwrite_stack() {
    std::hint::black_box(&mut [0_u8; 256 << 10]);
}

async fn keys_of_a_key_store_are_wiped_when_dropped() {
    let key_store = key_store();
    let key = key_store.active_branch_key("tenant-1").await.unwrap();
    assert_eq!((live(), key.expose_secret() == &KEY), (1, true));
    drop(key);
    let beacon = key_store.beacon_key("tenant-1").await.unwrap();
    assert_eq!((live(), unwiped()), (1, 0));
    drop(beacon);
    assert_eq!((live(), unwiped()), (0, 0));
}

async fn evicted_keys_are_wiped() {
    overwrite_stack();
    let cache = BranchKeyCache::new(2);
    let keys = Arc::new(CachedBranchKeys::new(key_store(), Duration::from_secs(600)).with_cache(&cache));
    let keyring = HierarchicalKeyring::new("tenant-1", Arc::clone(&keys));
    let encryptor = ItemEncryptor::new(customers(keyring));
    let stored = encryptor.encrypt_item(customer("id", 1, "a@b.c")).await.unwrap();
    overwrite_stack();
    encryptor.decrypt_item(stored).await.unwrap();
    assert_eq!((cache.len(), live(), unwiped()), (2, 1, 0));
    overwrite_stack();
    keys.active("tenant-2").await.unwrap();
    assert_eq!((cache.len(), live(), unwiped()), (2, 0, 0));
}

async fn expired_keys_are_wiped() {
    overwrite_stack();
    let keys = CachedBranchKeys::new(key_store(), Duration::from_millis(50));
    keys.active("tenant-1").await.unwrap();
    assert_eq!(live(), 1);
    tokio::time::sleep(Duration::from_millis(60)).await;
    overwrite_stack();
    keys.active("tenant-2").await.unwrap();
    assert_eq!((live(), unwiped()), (0, 0));
}

async fn cleared_keys_are_wiped() {
    overwrite_stack();
    let cache = BranchKeyCache::default();
    let keys = CachedBranchKeys::new(key_store(), Duration::from_secs(600)).with_cache(&cache);
    let in_use = keys.version("tenant-1", VERSION.parse().unwrap()).await.unwrap();
    cache.clear();
    assert_eq!((cache.len(), live()), (0, 1));
    drop(in_use);
    assert_eq!((live(), unwiped()), (0, 0));
}

async fn keys_are_wiped_with_their_keyring() {
    overwrite_stack();
    let keys = CachedBranchKeys::new(key_store(), Duration::from_secs(600));
    let encryptor = ItemEncryptor::new(customers(HierarchicalKeyring::new("tenant-1", keys)));
    encryptor.encrypt_item(customer("id", 1, "a@b.c")).await.unwrap();
    assert_eq!(live(), 1);
    drop(encryptor);
    assert_eq!((live(), unwiped()), (0, 0));
}

async fn keys_of_the_application_are_wiped() {
    // Of 256 bits, the key is only ever in memory of the cryptographic library, which wipes what it frees.
    for key in [&KEY[..], &KEY[..24]] {
        overwrite_stack();
        let encryptor = ItemEncryptor::new(customers(RawAesKeyring::new("tests", "key", key).unwrap()));
        encryptor.encrypt_item(customer("id", 1, "a@b.c")).await.unwrap();
        assert_eq!(live(), 0);
        drop(encryptor);
        assert_eq!((live(), unwiped()), (0, 0));
    }
}

async fn beacon_keys_are_wiped() {
    overwrite_stack();
    let keys =
        Arc::new(CachedBeaconKeys::new(key_store(), Duration::from_secs(1)).with_grace_period(Duration::ZERO));
    let search = Search::builder(Arc::clone(&keys).single("tenant-1")).beacon(Beacon::new("email", 20)).build();
    let table = customers_builder(test_support::keyring()).search(search).build().unwrap();
    let encryptor = ItemEncryptor::new(table);
    encryptor.encrypt_item(customer("id", 1, "a@b.c")).await.unwrap();
    assert_eq!((live(), unwiped()), (1, 0));
    tokio::time::sleep(Duration::from_millis(1_010)).await;
    overwrite_stack();
    keys.beacon_key("tenant-2").await.unwrap();
    assert_eq!((live(), unwiped()), (0, 0));
    overwrite_stack();
    encryptor.encrypt_item(customer("id", 1, "a@b.c")).await.unwrap();
    assert_eq!(live(), 1);
    drop((encryptor, keys));
    assert_eq!((live(), unwiped()), (0, 0));
}

async fn wrapping_keys_of_kms_are_wiped() {
    for &suite in AlgorithmSuite::ALL {
        wrapping_keys_of_kms_are_wiped_with(suite).await;
    }
}

async fn wrapping_keys_of_kms_are_wiped_with(suite: AlgorithmSuite) {
    overwrite_stack();
    let age = Duration::from_millis(100);
    let keyring = CachedKmsKeyring::new(kms_client(), KMS_KEY).unwrap().allow_unsigned();
    let keyring = Arc::new(keyring.with_max_age(age));
    let table = customers_builder(Arc::clone(&keyring)).suite(suite);
    let encryptor = ItemEncryptor::new(table.build().unwrap());
    encryptor.encrypt_item(customer("id", 1, "a@b.c")).await.unwrap();
    assert_eq!(live(), 1);
    // Expired keys go when the cache is asked for another one, to write with and to read with.
    tokio::time::sleep(age).await;
    overwrite_stack();
    let other =
        TableConfig::builder("Others").partition_key("id").suite(suite).keyring(keyring).build().unwrap();
    let other = ItemEncryptor::new(other);
    let stored = other.encrypt_item([("id".to_owned(), test_support::n(1))].into()).await.unwrap();
    overwrite_stack();
    other.decrypt_item(stored).await.unwrap();
    assert_eq!((live(), unwiped()), (0, 0));

    overwrite_stack();
    encryptor.encrypt_item(customer("id", 1, "a@b.c")).await.unwrap();
    assert_eq!(live(), 1);
    drop((encryptor, other));
    assert_eq!((live(), unwiped()), (0, 0));
}
