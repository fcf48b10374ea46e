//! Calls that are dropped, or that the SDK gives up, while they wait for keys.

use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::error::SdkError;
use dynamodb_item_encryptor::{
    CachedBranchKeys, CachingProvider, DefaultMaterialProvider, EncryptTables, HierarchicalKeyring, Item,
    KeyStore, KmsConfiguration, KmsKeyring,
};
use futures_util::future::join_all;
use tokio::runtime::Handle;
use tokio::time::{sleep, timeout};

use test_support::workload::accounts::{Rng, Secrets, TABLE, in_order, key, table, table_builder};
use test_support::workload::setup::{Keys, Setup};

/// More than are asked for at a time.
const ITEMS: usize = 100;

/// As many keys as are asked for at a time.
const AT_A_TIME: usize = 64;

async fn filled(keys: Keys) -> (Setup, Client, Vec<Item>) {
    let setup = Setup::new(keys).await;
    let client = setup.wrapped_with(setup.patient_config(&setup.proxy.url));
    let (secrets, mut rng) = (Secrets::default(), Rng(10));
    let items: Vec<_> = (0..ITEMS).map(|id| secrets.account(&mut rng, &format!("id{id:03}"))).collect();
    let puts = items.iter().map(|item| client.put_item().table_name(TABLE).set_item(Some(item.clone())).send());
    join_all(puts).await.into_iter().for_each(|put| drop(put.unwrap()));
    setup.kms.forget_calls();
    (setup, client, items)
}

async fn page(client: &Client) -> usize {
    client.scan().table_name(TABLE).send().await.unwrap().items.unwrap().len()
}

/// Waits until KMS has been asked, and returns how often.
async fn asked(setup: &Setup, at_least: usize) -> usize {
    while setup.kms.calls().len() < at_least {
        sleep(Duration::from_millis(1)).await;
    }
    setup.kms.calls().len()
}

#[tokio::test]
async fn a_dropped_page_asks_for_no_more_keys_and_leaves_no_task() {
    let (setup, client, _) = filled(Keys::Kms).await;
    assert_eq!(page(&client).await, ITEMS);
    let before = Handle::current().metrics().num_alive_tasks();
    setup.kms.set_delay(Duration::from_millis(300));
    for _ in 0..5 {
        setup.kms.forget_calls();
        tokio::select! {
            _ = page(&client) => panic!("it was not dropped"),
            _ = asked(&setup, AT_A_TIME / 2) => {}
        }
        // Longer than the answers take that would make way for the next requests.
        sleep(Duration::from_millis(700)).await;
        assert!((AT_A_TIME / 2..=AT_A_TIME).contains(&setup.kms.calls().len()), "{}", setup.kms.calls().len());
    }
    setup.kms.set_delay(Duration::ZERO);
    setup.proxy.settle().await;
    let after = Handle::current().metrics().num_alive_tasks();
    // Each connection has a task: those that were cut off are gone.
    assert!(after <= before, "{before} tasks before, {after} after");
    assert_eq!(page(&client).await, ITEMS);
}

#[tokio::test]
async fn the_sdks_timeouts_reach_into_key_requests() {
    let (setup, _, items) = filled(Keys::Kms).await;
    // Enough for a busy machine to ask at all.
    let limit = Duration::from_millis(500);
    let operation = TimeoutConfig::builder().operation_timeout(limit).build();
    let attempt = TimeoutConfig::builder().operation_attempt_timeout(limit).build();
    for (timeouts, attempts) in [(operation, 1), (attempt, 3)] {
        let config = setup.patient_config(&setup.proxy.url).timeout_config(timeouts);
        let client = setup.wrapped_with(config);
        setup.kms.set_delay(Duration::from_secs(3));
        setup.kms.forget_calls();
        let first = setup.proxy.count();
        let error = client.scan().table_name(TABLE).send().await.unwrap_err();
        assert!(matches!(error, SdkError::TimeoutError(_)), "{error:?}");
        assert_eq!(setup.proxy.count() - first, attempts);
        setup.kms.set_delay(Duration::ZERO);
        let asked = setup.kms.calls().len();
        assert!((1..=AT_A_TIME * attempts).contains(&asked), "{asked} calls");
        sleep(Duration::from_millis(200)).await;
        assert!(setup.kms.calls().len() <= AT_A_TIME * attempts, "nobody asks for more");
        let get = client.get_item().table_name(TABLE).set_key(Some(key("id000"))).send().await.unwrap();
        assert_eq!(get.item.map(in_order).as_ref(), Some(&items[0]));
    }
}

#[tokio::test]
async fn a_write_that_is_dropped_while_it_waits_for_its_key_is_not_sent() {
    let (setup, client, items) = filled(Keys::Kms).await;
    let first = setup.proxy.count();
    setup.kms.set_delay(Duration::from_millis(50));
    let put = || client.put_item().table_name(TABLE).set_item(Some(items[0].clone())).send();
    for number in 1..=10 {
        tokio::select! {
            _ = put() => panic!("it was not dropped"),
            _ = asked(&setup, number) => {}
        }
    }
    sleep(Duration::from_millis(100)).await;
    setup.proxy.settle().await;
    assert_eq!((setup.proxy.count(), setup.kms.count("GenerateDataKey")), (first, 10));
    put().await.unwrap();
    assert_eq!((setup.proxy.count(), setup.kms.count("GenerateDataKey")), (first + 1, 11));
}

/// Clients whose keys are cached, each with a cold cache.
async fn caching_clients(setup: &Setup) -> Vec<(&'static str, [Client; 2])> {
    let arn = setup.kms.create_key();
    let configuration = KmsConfiguration::KeyArn(arn.clone());
    let store = |client: Client| {
        KeyStore::new(client, setup.kms.client(), "BranchKeys", configuration.clone()).unwrap()
    };
    let plain = || Client::from_conf(setup.patient_config(&setup.url).build());
    store(plain()).create_table().await.unwrap();
    store(plain()).create_key_with_id("tenant-1", [("tenant", "one")]).await.unwrap();
    let hour = Duration::from_secs(3600);
    let client = |table| {
        let config = setup.patient_config(&setup.proxy.url);
        Client::from_conf(config.encrypt_tables([table]).unwrap().build())
    };
    let branch_keys = || CachedBranchKeys::new(store(plain()), hour);
    let hierarchical = || client(table(HierarchicalKeyring::new("tenant-1", branch_keys())));
    let materials = || {
        let provider = DefaultMaterialProvider::new(KmsKeyring::new(setup.kms.client(), &arn).unwrap());
        client(table_builder().material_provider(CachingProvider::new(provider, hour)).build().unwrap())
    };
    let cached_kms = || setup.wrapped_with(setup.patient_config(&setup.proxy.url));
    vec![
        ("cached KMS keys", [cached_kms(), cached_kms()]),
        ("cached branch keys", [hierarchical(), hierarchical()]),
        ("cached materials", [materials(), materials()]),
    ]
}

#[tokio::test]
async fn no_cache_gets_stuck_on_a_call_that_is_dropped() {
    let setup = Setup::new(Keys::CachedKms).await;
    let item = Secrets::default().account(&mut Rng(11), "id");
    for (name, [writer, reader]) in caching_clients(&setup).await {
        let put = || writer.put_item().table_name(TABLE).set_item(Some(item.clone())).send();
        let get = || {
            let get = reader.get_item().table_name(TABLE).set_key(Some(key("id"))).send();
            // Of its own task, so that no other is woken in its place.
            tokio::spawn(async move { get.await.unwrap().item.map(in_order) })
        };
        setup.kms.forget_calls();
        setup.kms.set_delay(Duration::from_millis(100));
        // Alone, and with somebody who waits for the same key.
        tokio::select! {
            _ = put() => panic!("it was not dropped"),
            _ = asked(&setup, 1) => {}
        }
        timeout(Duration::from_secs(10), put()).await.expect(name).unwrap();
        setup.kms.forget_calls();
        let (dropped, waiting) = (get(), get());
        asked(&setup, 1).await;
        // Enough for the other one to have asked as well.
        sleep(Duration::from_millis(20)).await;
        dropped.abort();
        let read = timeout(Duration::from_secs(10), waiting).await.expect(name);
        assert_eq!(read.unwrap().as_ref(), Some(&item), "{name}");
        setup.kms.set_delay(Duration::ZERO);
        let read = timeout(Duration::from_secs(10), get()).await.expect(name);
        assert_eq!(read.unwrap().as_ref(), Some(&item), "{name}");
        assert!(setup.kms.calls().len() <= 2, "{name}: {} calls", setup.kms.calls().len());
    }
}
