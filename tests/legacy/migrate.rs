//! The migration of `examples/migrate`: killed, resumed, and among writers that do not wait for it.

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::legacy::{
    AesKey, LegacyEncryptor, LegacyPolicy, SignatureKey, SigningAlgorithm, WrappedProvider,
};
use dynamodb_item_encryptor::{EncryptTables, Item, ItemEncryptor, TableConfig};
use futures_util::stream::{self, StreamExt};
use test_support::{customer, customers_builder, engine, keyring, n, s};

use crate::migration::Migration;
use crate::progress::{Counts, Progress};

fn legacy() -> LegacyEncryptor {
    let key = SignatureKey::hmac(SigningAlgorithm::HmacSha256, &[8; 32]).unwrap();
    let builder = LegacyEncryptor::builder().table_name("Customers").partition_key("id").sort_key("created");
    let builder = builder.sign(["plan"]).do_nothing([":counter", ":visits"]);
    builder.provider(WrappedProvider::aes(AesKey::new(&[7; 32]).unwrap(), key)).build().unwrap()
}

fn table(policy: LegacyPolicy) -> TableConfig {
    customers_builder(keyring()).legacy(legacy(), policy).build().unwrap()
}

fn mixed() -> ItemEncryptor {
    ItemEncryptor::new(table(LegacyPolicy::ForbidWriteAllowRead))
}

fn client(url: &str) -> Client {
    Client::from_conf(test_support::config(url).build())
}

fn migration(url: &str, progress: Option<PathBuf>) -> Migration {
    Migration { client: client(url), encryptor: mixed(), concurrency: 8, page: 60, progress, dry_run: false }
}

/// A migration that does not look at its progress.
async fn run(migration: &Migration) -> (Counts, Vec<String>) {
    let mut failures = Vec::new();
    let counts = migration.run(|_, failed| failures.extend(failed.iter().cloned())).await.unwrap();
    (counts, failures)
}

/// A fresh table, with nothing in it.
async fn start() -> (String, Client) {
    let url = engine::start().await;
    let client = client(&url);
    engine::create_table(&client, "Customers").await;
    (url, client)
}

async fn put(client: &Client, item: Item) {
    client.put_item().table_name("Customers").set_item(Some(item)).send().await.unwrap();
}

/// The item that writers write as their `version`th of this number.
fn version(number: u32, version: u32) -> Item {
    customer(&format!("customer-{number}"), number, &format!("{version}@example.com"))
}

fn number(item: &Item) -> u32 {
    item["created"].as_n().unwrap().parse().unwrap()
}

/// Every item as it is stored.
async fn stored(client: &Client) -> HashMap<u32, Item> {
    let pages = client.scan().table_name("Customers").consistent_read(true).into_paginator().items().send();
    let items: Vec<Item> = pages.try_collect().await.unwrap();
    items.into_iter().map(|item| (number(&item), item)).collect()
}

/// Fills the table with items of both formats, in turn.
async fn fill(client: &Client, items: u32) {
    let (legacy, mixed) = (legacy(), mixed());
    let puts = (0..items).map(|i| {
        let (legacy, mixed) = (&legacy, &mixed);
        async move {
            let item = version(i, 0);
            let sealed =
                if i % 3 == 2 { mixed.encrypt_item(item).await } else { legacy.encrypt_item(item).await };
            put(client, sealed.unwrap()).await;
        }
    });
    let puts: Vec<_> = puts.collect();
    stream::iter(puts).buffer_unordered(8).collect::<Vec<()>>().await;
}

/// A number below `end`, from the operating system.
fn random(end: u32) -> u32 {
    let mut bytes = [0; 4];
    aws_lc_rs::rand::fill(&mut bytes).unwrap();
    u32::from_le_bytes(bytes) % end
}

fn progress_file(test: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("{test}-{}.json", std::process::id()));
    let _ = std::fs::remove_file(&path);
    path
}

/// What the writers are doing, each on items of its own.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    /// Puts in the new format, with the wrapped client.
    New,
    /// Puts in the legacy format.
    Old,
    /// Counts an attribute up that is not signed, without keys.
    Counter,
    /// Adds such an attribute that the item did not have.
    Adder,
    /// Deletes.
    Deleter,
}

const KINDS: [Kind; 5] = [Kind::New, Kind::Old, Kind::Counter, Kind::Adder, Kind::Deleter];

/// Writes until it is told to stop; returns what the items must be in the end, with `None` for a deleted one.
async fn write(kind: Kind, url: String, items: u32, stop: Arc<AtomicBool>) -> HashMap<u32, Option<Item>> {
    let plain = client(&url);
    let tables = [table(LegacyPolicy::ForbidWriteAllowRead)];
    let wrapped = Client::from_conf(test_support::config(&url).encrypt_tables(tables).unwrap().build());
    let legacy = legacy();
    let place = KINDS.iter().position(|other| *other == kind).unwrap() as u32;
    let mut written: HashMap<u32, Option<Item>> = HashMap::new();
    for round in 1.. {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        // Two of seven items are left alone. With few writes to each, a lost one is not made good by the next.
        let number = random(items / 7) * 7 + place;
        let is_deleted = matches!(written.get(&number), Some(None));
        let is_enough = kind == Kind::Deleter && written.len() * 20 >= items as usize;
        tokio::time::sleep(Duration::from_millis(2)).await;
        if is_deleted || is_enough {
            continue;
        }
        let mut item = written.remove(&number).flatten().unwrap_or_else(|| version(number, 0));
        let update = |name: &str| {
            let update = plain.update_item().table_name("Customers");
            let update = update.key("id", item["id"].clone()).key("created", item["created"].clone());
            update.update_expression("ADD #n :one").expression_attribute_names("#n", name)
        };
        let counted = |item: &Item, name: &str| match item.get(name) {
            Some(AttributeValue::N(count)) => n(count.parse::<u32>().unwrap() + 1),
            _ => n(1),
        };
        match kind {
            Kind::New => {
                item = version(number, round);
                put(&wrapped, item.clone()).await;
            }
            Kind::Old => {
                item = version(number, round);
                put(&plain, legacy.encrypt_item(item.clone()).await.unwrap()).await;
            }
            Kind::Counter | Kind::Adder => {
                let name = if kind == Kind::Counter { ":counter" } else { ":visits" };
                update(name).expression_attribute_values(":one", n(1)).send().await.unwrap();
                item.insert(name.to_owned(), counted(&item, name));
            }
            Kind::Deleter => {
                let delete = plain.delete_item().table_name("Customers");
                let delete = delete.key("id", item["id"].clone()).key("created", item["created"].clone());
                delete.send().await.unwrap();
                written.insert(number, None);
                continue;
            }
        }
        written.insert(number, Some(item));
    }
    written
}

/// Runs a migration as a process of its own, and kills it after it has seen so many items. Returns how many it had
/// seen, in all.
fn run_and_kill(url: &str, progress: &Path, after: u64) -> u64 {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "migrate::a_process_that_is_killed", "--ignored", "--nocapture"])
        .env("MIGRATION_URL", url)
        .env("MIGRATION_PROGRESS", progress)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut seen = 0;
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        // The harness writes before it without ending its line.
        let line = line.unwrap();
        let Some((_, count)) = line.split_once("seen ") else { continue };
        seen = count.parse().unwrap();
        if seen >= after {
            break;
        }
    }
    std::thread::sleep(Duration::from_micros(u64::from(random(20_000))));
    child.kill().unwrap();
    assert!(!child.wait().unwrap().success(), "it was done before it was killed");
    seen
}

#[tokio::test]
#[ignore = "run by another test, as a process to be killed"]
async fn a_process_that_is_killed() {
    let Ok(url) = std::env::var("MIGRATION_URL") else { return };
    let progress = std::env::var_os("MIGRATION_PROGRESS").unwrap().into();
    migration(&url, Some(progress)).run(|counts, _| println!("seen {}", counts.seen)).await.unwrap();
}

/// `MIGRATION_ITEMS=10000` for the size that the page of documentation speaks of.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_table_is_moved_among_writers_by_a_migration_that_is_killed_three_times() {
    let items: u32 = std::env::var("MIGRATION_ITEMS").map_or(1000, |items| items.parse().unwrap());
    let (url, plain) = start().await;
    fill(&plain, items).await;
    let progress = progress_file("killed");

    let stop = || Arc::new(AtomicBool::new(false));
    let (stop_old, stop_new) = (stop(), stop());
    let writers = KINDS.map(|kind| {
        let stop = if kind == Kind::Old { &stop_old } else { &stop_new };
        tokio::spawn(write(kind, url.clone(), items, Arc::clone(stop)))
    });
    let mut seen = 0;
    for kill in 0..3 {
        let after = u64::from(items * (3 * kill) / 10 + random(items / 4));
        let (url, progress) = (url.clone(), progress.clone());
        let (total, saved) = tokio::task::spawn_blocking(move || {
            let seen = run_and_kill(&url, &progress, after.max(1));
            (seen, Progress::load(&progress, "Customers").unwrap().counts.seen)
        })
        .await
        .unwrap();
        println!("killed after {total} items, with {saved} written down");
        assert!(saved >= seen && saved >= total, "{saved} of {total}");
        seen = saved;
    }

    // The end of the first pass, still among all writers; then the legacy ones are switched off, as the page says.
    let (counts, failures) = run(&migration(&url, Some(progress.clone()))).await;
    println!("first pass: {counts:?}");
    assert_eq!(failures, Vec::<String>::new());
    assert!(counts.seen > seen && !progress.exists());
    stop_old.store(true, Ordering::Relaxed);
    let [new, old, counter, adder, deleter] = writers;
    let mut written = old.await.unwrap();
    let (counts, failures) = run(&migration(&url, Some(progress.clone()))).await;
    println!("second pass: {counts:?}");
    assert_eq!(failures, Vec::<String>::new());
    stop_new.store(true, Ordering::Relaxed);
    for writer in [new, counter, adder, deleter] {
        written.extend(writer.await.unwrap());
    }

    // Every item is in the new format, with what was written last.
    let before = stored(&plain).await;
    let reader = ItemEncryptor::new(table(LegacyPolicy::ForbidWriteForbidRead));
    let deleted = written.values().filter(|item| item.is_none()).count();
    println!("{} items were written by others, {deleted} of these deleted", written.len());
    assert!(written.len() >= 40 && deleted > 0);
    assert_eq!(before.len(), items as usize - deleted);
    for (number, item) in &before {
        let expected = written.get(number).cloned().unwrap_or_else(|| Some(version(*number, 0)));
        assert_eq!(Some(reader.decrypt_item(item.clone()).await.unwrap().item), expected);
    }

    let (counts, failures) = run(&migration(&url, Some(progress.clone()))).await;
    assert_eq!(failures, Vec::<String>::new());
    let all = before.len() as u64;
    assert_eq!(counts, Counts { seen: all, current: all, ..Counts::default() });
    assert_eq!(stored(&plain).await, before, "another run changes nothing");
}

#[tokio::test]
async fn a_dry_run_counts_and_changes_nothing() {
    let (url, plain) = start().await;
    fill(&plain, 90).await;
    let before = stored(&plain).await;
    let progress = progress_file("dry");
    let dry = Migration { dry_run: true, ..migration(&url, Some(progress.clone())) };
    let (counts, failures) = run(&dry).await;
    assert_eq!(counts, Counts { seen: 90, moved: 60, current: 30, ..Counts::default() });
    assert_eq!(failures, Vec::<String>::new());
    assert_eq!(stored(&plain).await, before);
    assert!(!progress.exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_example_moves_the_table_that_its_options_describe() {
    let (url, plain) = start().await;
    fill(&plain, 300).await;
    let folder = std::env::temp_dir().join(format!("migrate-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for (name, key) in [("new", test_support::KEY), ("aes", [7; 32]), ("hmac", [8; 32])] {
        std::fs::write(folder.join(name), key).unwrap();
    }
    let migrate = |more: &'static [&'static str]| {
        let file = |name: &str| folder.join(name).to_str().unwrap().to_owned();
        let options = format!(
            "--endpoint {url} --table Customers --encrypt email,notes --sign plan --unsigned-prefix : \
             --aes-key tests:key:{} --old-aes-key {} --old-hmac-key {} --old-nothing :counter --progress {}",
            file("new"),
            file("aes"),
            file("hmac"),
            file("progress.json")
        );
        let mut command = Command::new(env!("CARGO"));
        command.args(["run", "--locked", "--quiet", "--features", "legacy", "--example", "migrate", "--"]);
        command.args(options.split(' ')).args(more).current_dir(env!("CARGO_MANIFEST_DIR"));
        command.env("AWS_REGION", "eu-west-1").env("AWS_ACCESS_KEY_ID", "AKIDTESTS");
        command.env("AWS_SECRET_ACCESS_KEY", test_support::SECRET_ACCESS_KEY);
        async move {
            let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
            let errors = String::from_utf8(output.stderr).unwrap();
            (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap() + &errors)
        }
    };
    let (status, text) = migrate(&["--dry-run"]).await;
    assert!(status == 0 && text.contains("200 legacy items can be moved."), "{text}");
    let (status, text) = migrate(&[]).await;
    assert!(status == 0 && text.contains("200 moved, 100 in the new format"), "{text}");
    let (status, text) = migrate(&[]).await;
    assert!(status == 0 && text.contains("There is no legacy item."), "{text}");
    let reader = ItemEncryptor::new(table(LegacyPolicy::ForbidWriteForbidRead));
    for (number, item) in stored(&plain).await {
        assert_eq!(reader.decrypt_item(item).await.unwrap().item, version(number, 0));
    }

    put(&plain, version(1, 1)).await;
    let (status, text) = migrate(&[]).await;
    assert!(status == 1 && text.contains("customer-1") && text.contains("plaintext"), "{text}");
    std::fs::remove_dir_all(&folder).unwrap();
}

#[tokio::test]
async fn items_that_cannot_be_moved_are_named_and_left_as_they_are() {
    let (url, plain) = start().await;
    fill(&plain, 9).await;
    let mut changed = stored(&plain).await.remove(&0).unwrap();
    changed.insert("plan".to_owned(), s("platinum"));
    put(&plain, changed).await;
    put(&plain, version(100, 0)).await;
    let mut undeclared = version(101, 0);
    undeclared.insert("surprise".to_owned(), n(1));
    put(&plain, legacy().encrypt_item(undeclared).await.unwrap()).await;
    let before = stored(&plain).await;

    let (counts, mut failures) = run(&migration(&url, None)).await;
    assert_eq!(counts, Counts { seen: 11, moved: 5, current: 3, failed: 3, ..Counts::default() });
    failures.sort();
    for (failure, (key, why)) in failures.iter().zip([
        ("customer-0", "verif"),
        ("customer-100", "plaintext"),
        ("customer-101", "surprise"),
    ]) {
        assert!(failure.contains(key) && failure.contains(why), "{failure}");
    }
    let after = stored(&plain).await;
    for number in [0, 100, 101] {
        assert_eq!(after[&number], before[&number]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn items_that_were_never_signed_are_moved_where_that_is_allowed() {
    let (url, client) = start().await;
    let key = SignatureKey::hmac(SigningAlgorithm::HmacSha256, &[8; 32]).unwrap();
    let legacy = LegacyEncryptor::builder().table_name("Customers").partition_key("id").sort_key("created");
    let legacy =
        legacy.sign(["plan"]).do_nothing([":counter", ":visits"]).reading_items_that_were_never_signed();
    let legacy = legacy.provider(WrappedProvider::aes(AesKey::new(&[7; 32]).unwrap(), key)).build().unwrap();
    let table =
        customers_builder(keyring()).legacy(legacy, LegacyPolicy::ForbidWriteAllowRead).build().unwrap();
    let mut migration = migration(&url, None);
    let (strict, lenient) = (mixed(), ItemEncryptor::new(table));
    let bare = Item::from([
        ("id".to_owned(), s("customer")),
        ("created".to_owned(), n(1)),
        (":counter".to_owned(), n(7)),
    ]);
    let mut protected = bare.clone();
    protected.extend([("created".to_owned(), n(2)), ("plan".to_owned(), s("gold"))]);
    for item in [&bare, &protected] {
        put(&client, item.clone()).await;
    }
    for (encryptor, moved, failed) in [(strict, 0, 2), (lenient, 1, 1)] {
        migration.encryptor = encryptor;
        let (counts, failures) = run(&migration).await;
        assert_eq!((counts.moved, counts.failed), (moved, failed), "{failures:?}");
        assert!(failures.iter().all(|failure| failure.contains("plaintext")), "{failures:?}");
    }
    let stored = client.scan().table_name("Customers").send().await.unwrap().items.unwrap();
    let current = ItemEncryptor::new(customers_builder(keyring()).build().unwrap());
    let mut opened = Vec::new();
    for item in stored {
        opened.extend(current.decrypt_item(item).await.ok().map(|opened| opened.item));
    }
    assert_eq!(opened, [bare]);
}

#[tokio::test]
async fn nothing_is_written_where_the_policy_is_to_write_the_legacy_format() {
    let (url, plain) = start().await;
    fill(&plain, 3).await;
    let before = stored(&plain).await;
    let encryptor = ItemEncryptor::new(table(LegacyPolicy::ForceWriteAllowRead));
    let error = Migration { encryptor, ..migration(&url, None) }.run(|_, _| {}).await.unwrap_err();
    assert!(error.to_string().contains("legacy format"), "{error}");
    assert_eq!(stored(&plain).await, before);
}

#[tokio::test]
async fn progress_is_that_of_one_table() {
    let path = progress_file("table");
    let after = Item::from([
        ("id".to_owned(), s("a")),
        ("created".to_owned(), n(7)),
        ("bytes".to_owned(), AttributeValue::B(vec![0, 255].into())),
    ]);
    let counts = Counts { seen: 3, moved: 2, current: 1, ..Counts::default() };
    Progress { after: Some(after.clone()), counts }.save(&path, "Customers").unwrap();
    let loaded = Progress::load(&path, "Customers").unwrap();
    assert_eq!((loaded.after, loaded.counts), (Some(after), counts));
    assert!(Progress::load(&path, "Orders").is_err());
    Progress { after: None, counts }.save(&path, "Customers").unwrap();
    assert!(!path.exists());
    assert_eq!(Progress::load(&path, "Customers").unwrap().counts, Counts::default());
}
