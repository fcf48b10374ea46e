//! A mixed table is brought to its configuration by eight processes that are killed again and again, beside five kinds of writers.
//!
//! `CONVERGE_ITEMS` says how many items the table has, 400 without it; `CONVERGE_SEED` is the seed of what is random. The large run
//! and the measurement are those of `tests/walks/run.sh`.

mod items;
mod measured;
mod official;
mod worker;
mod writers;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Instant;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{EncryptTables, Item, ItemEncryptor};
use serde_json::Value;
use test_support::workload::accounts::in_order;

use crate::run::server;
use items::Mixed;
use worker::{Setup, Worked};
use writers::Writers;

const WORKERS: u32 = 8;
const KILLS: u32 = 3;

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().unwrap())
}

fn id_of(item: &Item) -> String {
    item["id"].as_s().unwrap().clone()
}

/// What is stored, by its id.
async fn stored(client: &Client) -> BTreeMap<String, Item> {
    let mut pages = client.scan().table_name("Customers").consistent_read(true).into_paginator().items().send();
    let mut items = BTreeMap::new();
    while let Some(item) = pages.next().await {
        let item = item.unwrap();
        assert!(items.insert(id_of(&item), item).is_none(), "an item is there twice");
    }
    items
}

/// Has all workers at work at the same time, each on a thread of its own.
async fn all_workers(work: impl Fn(u32) -> Worked + Send + Sync + 'static) -> Vec<Worked> {
    let work = Arc::new(work);
    let start = |worker| {
        let work = work.clone();
        tokio::task::spawn_blocking(move || work(worker))
    };
    let mut all = Vec::new();
    for worker in (0..WORKERS).map(start).collect::<Vec<_>>() {
        all.push(worker.await.unwrap());
    }
    all
}

fn sum(workers: &[Worked], count: &str) -> u64 {
    workers.iter().map(|worked| worked.totals[count].as_u64().unwrap()).sum()
}

/// Nobody who reads the table without a key learns what is encrypted.
fn assert_sealed(item: &Item) {
    let id = id_of(item);
    for name in ["email", "notes"] {
        assert!(matches!(item.get(name), None | Some(AttributeValue::B(_))), "{id}: {name} is in the clear");
    }
    assert!(item.contains_key("aws_dbe_head") && item.contains_key("aws_dbe_foot"), "{id}");
    assert!(!item.contains_key("*amzn-ddb-map-sig*"), "{id}");
}

/// Whether the table is what the configuration says of it, with what was written last, and the damaged items as they were.
async fn check(
    before: &BTreeMap<String, Item>,
    after: &BTreeMap<String, Item>,
    model: &BTreeMap<String, Item>,
    damaged: &BTreeSet<String>,
) {
    let (there, expected): (BTreeSet<_>, BTreeSet<_>) =
        (after.keys().collect(), model.keys().chain(damaged).collect());
    // Only what differs: nobody reads a list of all.
    assert_eq!(expected.difference(&there).collect::<Vec<_>>(), [&""; 0], "none is lost");
    assert_eq!(there.difference(&expected).collect::<Vec<_>>(), [&""; 0], "none is brought back");
    let own = ItemEncryptor::new(items::table());
    for (id, item) in after {
        match model.get(id) {
            Some(expected) => {
                assert_sealed(item);
                assert_eq!(own.differences(item).await.unwrap(), [], "{id}");
                let opened = own.decrypt_item(item.clone()).await.unwrap().item;
                assert_eq!(in_order(opened), in_order(expected.clone()), "{id}");
            }
            None => assert_eq!(item, &before[id], "{id} is untouched"),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_table_ends_as_its_configuration_says_however_often_workers_are_killed() {
    let (items, seed) = (number("CONVERGE_ITEMS", 400), number("CONVERGE_SEED", 1));
    let (url, plain) = server().await;
    let Mixed { stored: mixed, model, damaged } = items::mixed(items).await;
    test_support::engine::put_all(&plain, &mixed).await;
    let before = stored(&plain).await;
    assert_eq!(before.len() as u64, items);

    let encrypting = test_support::config(&url).encrypt_tables([items::table()]).unwrap();
    let writers = Writers::start(Client::from_conf(encrypting.build()), plain.clone(), &before, model, seed);
    let setup = Arc::new(Setup::new(url.clone(), items));
    let of_clients = plain.clone();
    let official = tokio::spawn(async move { official::converge(url, &of_clients, seed).await });
    let (began, workers) = (Instant::now(), setup.clone());
    let workers = all_workers(move |worker| workers.work_and_die(worker, KILLS, seed)).await;
    let took = began.elapsed().as_secs_f64();
    let (model, writes) = writers.stop().await;
    let official = official.await.unwrap();

    for worked in &workers {
        assert_eq!(worked.kills, KILLS, "each worker was killed so often");
    }
    let named: BTreeSet<_> = workers.iter().flat_map(|worked| worked.named.clone()).collect();
    assert_eq!(named, damaged, "every damaged item is named, and no other");
    let after = stored(&plain).await;
    check(&before, &after, &model, &damaged).await;

    // Nothing is left to do.
    let again = all_workers(move |worker| setup.work(worker, "again")).await;
    assert_eq!((sum(&again, "replaced"), sum(&again, "gone")), (0, 0), "a second run writes nothing");
    assert_eq!(sum(&again, "failed"), damaged.len() as u64);
    assert_eq!(sum(&again, "write_units"), 0);
    assert_eq!(stored(&plain).await, after);

    let cpu: f64 = workers.iter().map(|worked| worked.cpu).sum();
    println!(
        "{items} items, {} of them damaged, in {took:.1} s beside {}; {} kills, {} lost races; {:.0} items a second, {:.0} for each \
         second that the workers had of a core",
        damaged.len(),
        writes.iter().map(|(kind, n)| format!("{n} {kind}")).collect::<Vec<_>>().join(", "),
        WORKERS * KILLS,
        sum(&workers, "conflicts"),
        items as f64 / took,
        items as f64 / cpu,
    );
    match official {
        Some(count) => {
            println!("{count} items of the official legacy clients, in tables of their own: all converged")
        }
        None => println!(
            "items of the official legacy clients were left out: set TEST_VECTORS to the folder of the published ones"
        ),
    }
    assert!(writes.values().all(|writes| *writes > 0), "{writes:?}");
    assert_eq!(writes.len(), 5);
}

/// The counts that end the output of a worker.
fn totals(line: &Value) -> Option<&Value> {
    line.get("totals")
}
