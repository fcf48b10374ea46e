//! A walk that sets beacons beside writers with and without the search, in a process that is killed three times.
//!
//! `BEACON_WALK_ITEMS` says how many items the table has; 1,000 without it.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    Beacon, BeaconKey, BeaconKeySource, BeaconWalk, Compound, EncryptTables, InMemoryBeaconKeys, Item,
    ItemEncryptor, Search, TableConfig, UpdateEncrypted, WalkProgress,
};
use test_support::{customer, customers, customers_builder, engine, keyring, n, s};

fn table() -> TableConfig {
    let keys = InMemoryBeaconKeys::new().with("customers", BeaconKey::new(&[9; 32]));
    let search = Search::builder(keys.single("customers"))
        .beacon(Beacon::new("email", 10))
        .beacon(Beacon::new("notes", 16))
        .compound(Compound::new("by_plan", '|').signed("plan", "P-").encrypted("email", "E-"))
        .partitions(4);
    customers_builder(keyring()).search(search.build()).build().unwrap()
}

/// What a table has to have in the end: by id, the item.
type Model = Arc<Mutex<BTreeMap<String, Item>>>;

fn key(id: &str) -> Item {
    Item::from([("id".to_owned(), s(id)), ("created".to_owned(), n(1))])
}

/// Writes its own items until it is told to stop: puts, encrypted updates, updates of unsigned attributes, deletions.
async fn write(
    client: Client,
    ids: Vec<String>,
    model: Model,
    stop: Arc<AtomicBool>,
    has_search: bool,
) -> usize {
    let mut round = 0_usize;
    while !stop.load(Ordering::SeqCst) {
        let id = &ids[round * 7 % ids.len()];
        let email = format!("{}@example.com", round % 50);
        match round % 5 {
            0 | 1 => {
                let item = customer(id, 1, &email);
                client.put_item().table_name("Customers").set_item(Some(item.clone())).send().await.unwrap();
                model.lock().unwrap().insert(id.clone(), item);
            }
            2 => {
                let update = client.update_encrypted("Customers", key(id)).max_attempts(100);
                // Without a search, an update has to say that it takes beacons away.
                let update = if has_search { update } else { update.remove_beacons() };
                let changed = update
                    .send(|item| {
                        if let Some(item) = item {
                            item.insert("email".to_owned(), s(&email));
                        }
                        Ok(())
                    })
                    .await
                    .unwrap();
                match changed {
                    Some(item) => model.lock().unwrap().insert(id.clone(), item),
                    None => model.lock().unwrap().remove(id),
                };
            }
            3 if model.lock().unwrap().contains_key(id) => {
                let update = client.update_item().table_name("Customers").set_key(Some(key(id)));
                let update =
                    update.update_expression("SET #c = :c").expression_attribute_names("#c", ":counter");
                update.expression_attribute_values(":c", n(round as u32)).send().await.unwrap();
                model.lock().unwrap().get_mut(id).unwrap().insert(":counter".to_owned(), n(round as u32));
            }
            3 => {}
            _ => {
                client.delete_item().table_name("Customers").set_key(Some(key(id))).send().await.unwrap();
                model.lock().unwrap().remove(id);
            }
        }
        round += 1;
    }
    round
}

async fn stored(client: &Client) -> Vec<Item> {
    let mut pages = client.scan().table_name("Customers").consistent_read(true).into_paginator().items().send();
    let mut items = Vec::new();
    while let Some(item) = pages.next().await {
        items.push(item.unwrap());
    }
    items
}

/// The ids of the items that meet a filter.
async fn found(client: &Client, filter: &str, value: AttributeValue) -> Vec<String> {
    let scan = client.scan().table_name("Customers").filter_expression(filter);
    let scan = scan.expression_attribute_values(":v", value).projection_expression("id");
    let mut pages = scan.into_paginator().items().send();
    let mut ids = Vec::new();
    while let Some(item) = pages.next().await {
        ids.push(item.unwrap()["id"].as_s().unwrap().clone());
    }
    ids.sort();
    ids
}

fn without_beacons(mut item: Item) -> Item {
    item.retain(|name, _| !name.starts_with("aws_dbe_b_"));
    item
}

/// Where a process that walks finds the table, and where it leaves its progress.
const TABLE_AT: &str = "BEACON_WALK_TABLE_AT";
const PROGRESS_IN: &str = "BEACON_WALK_PROGRESS_IN";
/// What it says of every page.
const PAGE: &str = "walked a page";

/// Not a test: what the processes do that are killed. It goes on where the last one has left off.
#[tokio::test]
async fn a_process_that_walks() {
    let [Ok(url), Ok(file)] = [TABLE_AT, PROGRESS_IN].map(std::env::var) else { return };
    let client = Client::from_conf(test_support::config(&url).build());
    let walk = BeaconWalk::new(client, ItemEncryptor::new(table())).segments(3).page_size(25);
    let walk = match std::fs::read_to_string(&file) {
        Ok(text) => walk.resume(WalkProgress::from_text(&text).unwrap()),
        Err(_) => walk,
    };
    let leave = |progress: &WalkProgress| {
        // A process that dies while it writes must not leave half of it.
        let new = format!("{file}.new");
        std::fs::write(&new, progress.to_text()).unwrap();
        std::fs::rename(&new, &file).unwrap();
        println!("\n{PAGE}");
    };
    walk.run(|page| {
        leave(page.progress);
        ControlFlow::Continue(())
    })
    .await
    .unwrap();
}

/// Walks in a process of its own, which is killed after so many pages, wherever it is. Whether it had ended.
async fn walk_until_killed(url: &str, progress: &Path, pages: usize) -> bool {
    let mut walking = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "beacon_walk_live::a_process_that_walks", "--nocapture"])
        .envs([(TABLE_AT, OsStr::new(url)), (PROGRESS_IN, progress.as_os_str())])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let said = BufReader::new(walking.stdout.take().unwrap());
    tokio::task::spawn_blocking(move || {
        let left = said.lines().map(Result::unwrap).filter(|line| line == PAGE).take(pages).count();
        let was_killed = left == pages;
        if was_killed {
            walking.kill().unwrap();
        }
        let status = walking.wait().unwrap();
        assert!(was_killed || status.success(), "{status}");
        status.success()
    })
    .await
    .unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_item_has_its_beacons_in_the_end_and_none_is_changed_otherwise() {
    let items: usize = std::env::var("BEACON_WALK_ITEMS").map_or(1_000, |items| items.parse().unwrap());
    let url = engine::start_unwatched().await;
    let config = || test_support::config(&url);
    let plain = Client::from_conf(config().build());
    engine::create_table(&plain, "Customers").await;
    let searching = Client::from_conf(config().encrypt_tables([table()]).unwrap().build());
    let older = Client::from_conf(config().encrypt_tables([customers(keyring())]).unwrap().build());

    // Items of nobody, of a writer with the search, and of one without.
    let (with, without) = (ItemEncryptor::new(table()), ItemEncryptor::new(customers(keyring())));
    let model = Model::default();
    let mut owned = [const { Vec::new() }; 3];
    let mut sealed = Vec::new();
    for number in 0..items {
        let (id, owner) = (format!("customer {number}"), if number % 10 < 8 { 0 } else { number % 10 - 7 });
        let item = customer(&id, 1, &format!("{}@example.com", number % 50));
        sealed.push(without.encrypt_item(item.clone()).await.unwrap());
        model.lock().unwrap().insert(id.clone(), item);
        owned[owner].push(id);
    }
    engine::put_all(&plain, &sealed).await;
    let untouched: BTreeMap<String, Item> =
        stored(&plain).await.into_iter().map(|item| (item["id"].as_s().unwrap().clone(), item)).collect();

    let stop = Arc::new(AtomicBool::new(false));
    let [of_nobody, of_searching, of_older] = owned;
    let spawn = |client: &Client, ids: Vec<String>, has_search| {
        tokio::spawn(write(client.clone(), ids, model.clone(), stop.clone(), has_search))
    };
    let writers = [spawn(&searching, of_searching, true), spawn(&older, of_older, false)];
    let file = format!("beacon-walk-{}", std::process::id());
    let progress = Path::new(env!("CARGO_TARGET_TMPDIR")).join(file);
    let _nothing_there = std::fs::remove_file(&progress);
    for kill in 1..=3 {
        let ended = walk_until_killed(&url, &progress, items / 25 / 5).await;
        assert!(!ended, "the walk had ended before it was killed for the {kill}. time");
    }
    assert!(walk_until_killed(&url, &progress, usize::MAX).await);
    stop.store(true, Ordering::SeqCst);
    for writer in writers {
        assert!(writer.await.unwrap() > 10);
    }
    let counts = WalkProgress::from_text(&std::fs::read_to_string(&progress).unwrap()).unwrap().counts();
    std::fs::remove_file(&progress).unwrap();
    println!("beside the writers: {counts:?}");
    // What the client without the search has written behind the walk's back.
    let again = BeaconWalk::new(plain.clone(), with.clone()).run(|_| ControlFlow::Continue(())).await.unwrap();
    println!("afterwards: {again:?}");
    let checked = BeaconWalk::new(plain.clone(), with.clone()).check();
    let checked = checked.run(|_| ControlFlow::Continue(())).await.unwrap();
    assert_eq!((checked.right, counts.failed + again.failed), (checked.seen, 0));

    let stored = stored(&plain).await;
    let model = model.lock().unwrap().clone();
    assert_eq!((stored.len(), checked.seen), (model.len(), model.len() as u64));
    for item in stored {
        let id = item["id"].as_s().unwrap().clone();
        let opened = with.decrypt_item(item.clone()).await.unwrap().item;
        assert_eq!(opened, model[&id]);
        // The beacons are those that writing gives, so that they are found like any other.
        let written = with.encrypt_item(opened).await.unwrap();
        for beacon in ["aws_dbe_b_email", "aws_dbe_b_notes", "aws_dbe_b_by_plan"] {
            assert_eq!(item[beacon], written[beacon], "{id}");
        }
    }
    // Every beacon finds the items that it should, and no others.
    let all = |has: &dyn Fn(&Item) -> bool| -> Vec<String> {
        model.iter().filter(|(_, item)| has(item)).map(|(id, _)| id.clone()).collect()
    };
    for number in [0, 7, 23, 49] {
        let email = format!("{number}@example.com");
        let expected = all(&|item| item["email"] == s(&email));
        assert_eq!(found(&searching, "email = :v", s(&email)).await, expected);
        assert_eq!(found(&searching, "by_plan = :v", s(format!("P-gold|E-{email}"))).await, expected);
    }
    let notes = customer("any", 1, "")["notes"].clone();
    assert_eq!(found(&searching, "notes = :v", notes).await, all(&|_| true));
    for id in of_nobody {
        let item = plain.get_item().table_name("Customers").set_key(Some(key(&id))).send().await.unwrap().item;
        assert_eq!(without_beacons(item.unwrap()), untouched[&id]);
    }
}
