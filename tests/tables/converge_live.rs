//! A mixed table is brought to its configuration beside writers, by workers that are killed at random and go on from
//! their checkpoints.
//!
//! `CONVERGE_ITEMS` says how many items the table has; 300 without it. `CONVERGE_SEED` is the seed of what is random.

#![cfg(feature = "legacy")]

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use dynamodb_item_encryptor::legacy::{
    AesKey, LegacyEncryptor, LegacyPolicy, SignatureKey, SigningAlgorithm, WrappedProvider,
};
use dynamodb_item_encryptor::{
    AlgorithmSuite, Converge, EncryptTables, Item, ItemEncryptor, MultiKeyring, PlaintextPolicy, RawAesKeyring,
    TableCheckpoints, TableConfig, TableConfigBuilder, UpdateEncrypted, Walk, WalkEnd,
};
use test_support::workload::accounts::Rng;
use test_support::{customer, engine, n, s};

const WORKERS: u32 = 3;
const KILLS: usize = 3;

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().unwrap())
}

fn aes(name: &str, byte: u8) -> RawAesKeyring {
    RawAesKeyring::new("tests", name, &[byte; 32]).unwrap()
}

fn legacy() -> LegacyEncryptor {
    let key = SignatureKey::hmac(SigningAlgorithm::HmacSha256, &[8; 32]).unwrap();
    let builder = LegacyEncryptor::builder().table_name("Customers").partition_key("id").sort_key("created");
    let builder = builder.sign(["plan"]).do_nothing([":counter"]);
    builder.provider(WrappedProvider::aes(AesKey::new(&[7; 32]).unwrap(), key)).build().unwrap()
}

fn usual(suite: AlgorithmSuite) -> TableConfigBuilder {
    let builder = TableConfig::builder("Customers").partition_key("id").sort_key("created");
    builder.encrypt(["email", "notes"]).sign(["plan"]).unsigned_prefix(":").suite(suite)
}

fn present() -> TableConfigBuilder {
    let keyring = MultiKeyring::new(aes("new", 2)).and_to_read(aes("old", 1));
    usual(AlgorithmSuite::HmacSha384EcdsaP384).keyring(keyring)
}

/// What all items are to be. Reads the legacy format; plaintext is read by a former configuration.
fn table() -> TableConfig {
    present().legacy(legacy(), LegacyPolicy::ForbidWriteAllowRead).build().unwrap()
}

fn converge() -> Converge {
    let plaintext = present().plaintext_policy(PlaintextPolicy::ForbidWriteAllowRead).build().unwrap();
    Converge::new(ItemEncryptor::new(table())).formerly(plaintext)
}

/// What a table has to have in the end: by id, the item.
type Model = Arc<Mutex<BTreeMap<String, Item>>>;

fn key(id: &str) -> Item {
    Item::from([("id".to_owned(), s(id)), ("created".to_owned(), n(1))])
}

/// The items as they are stored, the model of those that can be read, and the ids of those that cannot.
async fn mixed(items: u64) -> (Vec<Item>, BTreeMap<String, Item>, BTreeSet<String>) {
    let old = |suite| ItemEncryptor::new(usual(suite).keyring(aes("old", 1)).build().unwrap());
    let (old, old_signed) = (old(AlgorithmSuite::HmacSha384), old(AlgorithmSuite::HmacSha384EcdsaP384));
    let current = ItemEncryptor::new(table());
    let (mut stored, mut model, mut damaged) = (Vec::new(), BTreeMap::new(), BTreeSet::new());
    for number in 0..items {
        let id = format!("id {number:05}");
        let item = customer(&id, 1, &format!("{number}@example.com"));
        stored.push(match number % 8 {
            0 | 1 => item.clone(),
            2 | 3 => legacy().encrypt_item(item.clone()).await.unwrap(),
            4 => old.encrypt_item(item.clone()).await.unwrap(),
            5 => old_signed.encrypt_item(item.clone()).await.unwrap(),
            6 => current.encrypt_item(item.clone()).await.unwrap(),
            _ => {
                let mut sealed = old.encrypt_item(item.clone()).await.unwrap();
                sealed.insert("plan".to_owned(), s("changed"));
                damaged.insert(id.clone());
                sealed
            }
        });
        if number % 8 != 7 {
            model.insert(id, item);
        }
    }
    (stored, model, damaged)
}

/// Writes its own items until it is told to stop: puts, encrypted updates, updates of an unsigned attribute, deletions.
async fn write(
    encrypting: Client,
    plain: Client,
    ids: Vec<String>,
    model: Model,
    stop: Arc<AtomicBool>,
    seed: u64,
) {
    let (mut rng, mut sealed) = (Rng(seed), BTreeSet::new());
    let mut round = 0_u32;
    while !stop.load(Ordering::SeqCst) {
        round += 1;
        let id = ids[rng.below(ids.len())].clone();
        match rng.below(8) {
            0..3 => {
                let item = customer(&id, 1, &format!("{round}@example.org"));
                let put = encrypting.put_item().table_name("Customers").set_item(Some(item.clone()));
                put.send().await.unwrap();
                model.lock().unwrap().insert(id.clone(), item);
                sealed.insert(id);
            }
            3 | 4 if sealed.contains(&id) => {
                let email = s(format!("{round}@example.net"));
                let update = encrypting.update_encrypted("Customers", key(&id)).max_attempts(100);
                let change = |item: &mut Option<Item>| {
                    if let Some(item) = item {
                        item.insert("email".to_owned(), email.clone());
                    }
                    Ok(())
                };
                if let Some(item) = update.send(change).await.unwrap() {
                    model.lock().unwrap().insert(id, item);
                }
            }
            5 | 6 if model.lock().unwrap().contains_key(&id) => {
                let update = plain.update_item().table_name("Customers").set_key(Some(key(&id)));
                let update =
                    update.update_expression("SET #c = :c").expression_attribute_names("#c", ":counter");
                update.expression_attribute_values(":c", n(round)).send().await.unwrap();
                model.lock().unwrap().get_mut(&id).unwrap().insert(":counter".to_owned(), n(round));
            }
            7 => {
                let delete = encrypting.delete_item().table_name("Customers").set_key(Some(key(&id)));
                delete.send().await.unwrap();
                model.lock().unwrap().remove(&id);
                sealed.remove(&id);
            }
            _ => {}
        }
    }
}

async fn stored(client: &Client) -> BTreeMap<String, Item> {
    let mut pages = client.scan().table_name("Customers").consistent_read(true).into_paginator().items().send();
    let mut items = BTreeMap::new();
    while let Some(item) = pages.next().await {
        let item = item.unwrap();
        let id = item["id"].as_s().unwrap().clone();
        assert!(items.insert(id, item).is_none(), "an item is there twice");
    }
    items
}

/// A walk of one worker. Notes the ids of the items that cannot be dealt with, and counts its pages.
async fn walk(
    client: Client,
    worker: u32,
    failed: Arc<Mutex<BTreeSet<String>>>,
    pages: Arc<AtomicUsize>,
    name: &str,
) -> WalkEnd {
    let checkpoints = TableCheckpoints::new(client.clone(), "Checkpoints", name).unwrap();
    let walk = Walk::new(client, converge()).segments(2).worker(worker, WORKERS).page_size(7).concurrency(4);
    let report = |page: dynamodb_item_encryptor::WalkPage<'_, _>| {
        pages.fetch_add(1, Ordering::SeqCst);
        let ids = page.failures.iter().map(|failure| failure.key["id"].as_s().unwrap().clone());
        failed.lock().unwrap().extend(ids);
        ControlFlow::Continue(())
    };
    walk.checkpoints(checkpoints).run(report).await.unwrap()
}

/// Walks until it has been killed so many times, wherever it was, and then to its end.
async fn walk_and_die(client: Client, worker: u32, failed: Arc<Mutex<BTreeSet<String>>>, seed: u64) -> usize {
    let (mut rng, mut kills) = (Rng(seed), 0);
    loop {
        let pages = Arc::new(AtomicUsize::new(0));
        let walking = tokio::spawn(walk(client.clone(), worker, failed.clone(), pages.clone(), "live"));
        let last = rng.below(3);
        while kills < KILLS && pages.load(Ordering::SeqCst) < last && !walking.is_finished() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        if kills < KILLS {
            tokio::time::sleep(Duration::from_micros(rng.below(20_000) as u64)).await;
            walking.abort();
            kills += 1;
        }
        if let Ok(end) = walking.await {
            assert!(end.is_complete);
            if kills == KILLS {
                return kills;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_item_ends_as_the_configuration_says_with_what_was_written_last() {
    let (items, seed) = (number("CONVERGE_ITEMS", 300), number("CONVERGE_SEED", 1));
    let config = test_support::config(&engine::start_unwatched().await);
    let plain = Client::from_conf(config.clone().build());
    let encrypting = Client::from_conf(config.encrypt_tables([table()]).unwrap().build());
    engine::create_table(&plain, "Customers").await;
    TableCheckpoints::create_table(&plain, "Checkpoints").await.unwrap();
    let (sealed, model, damaged) = mixed(items).await;
    engine::put_all(&plain, &sealed).await;
    let before = stored(&plain).await;

    let (model, stop) = (Arc::new(Mutex::new(model)), Arc::new(AtomicBool::new(false)));
    let ids: Vec<String> = model.lock().unwrap().keys().cloned().collect();
    let writing: Vec<_> = (0..3)
        .map(|writer| {
            let ids = ids.iter().skip(writer).step_by(5).cloned().collect();
            let write = write(
                encrypting.clone(),
                plain.clone(),
                ids,
                model.clone(),
                stop.clone(),
                seed + writer as u64,
            );
            tokio::spawn(write)
        })
        .collect();
    let failed = Arc::default();
    let workers: Vec<_> = (0..WORKERS)
        .map(|worker| {
            tokio::spawn(walk_and_die(
                plain.clone(),
                worker,
                Arc::clone(&failed),
                seed * 100 + u64::from(worker),
            ))
        })
        .collect();
    for worker in workers {
        assert_eq!(worker.await.unwrap(), KILLS);
    }
    stop.store(true, Ordering::SeqCst);
    for writer in writing {
        writer.await.unwrap();
    }
    assert_eq!(*failed.lock().unwrap(), damaged, "every damaged item is named, and no other");

    let after = stored(&plain).await;
    let model = model.lock().unwrap().clone();
    let there: BTreeSet<_> = after.keys().cloned().collect();
    assert_eq!(
        there,
        model.keys().cloned().chain(damaged.iter().cloned()).collect(),
        "none lost, none brought back"
    );
    let own = ItemEncryptor::new(table());
    for (id, item) in &after {
        match model.get(id) {
            Some(expected) => {
                assert_eq!(own.differences(item).await.unwrap(), [], "{id}");
                assert_eq!(&own.decrypt_item(item.clone()).await.unwrap().item, expected, "{id}");
            }
            None => assert_eq!(item, &before[id], "{id} is untouched"),
        }
    }
    // Nothing is left to do.
    for worker in 0..WORKERS {
        let end = walk(plain.clone(), worker, Arc::default(), Arc::default(), "again").await;
        assert_eq!((end.totals.replaced, end.totals.gone), (0, 0));
    }
    assert_eq!(stored(&plain).await, after);
}
