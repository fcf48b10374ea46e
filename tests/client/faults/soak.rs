//! Long work at full load, while requests fail, callers give up and keys rotate: counts are exact, and memory does not grow.
//!
//! A usual run is short. `SOAK_SECONDS` in the environment asks for a longer one, which looks at memory too
//! (`tests/soak/run.sh`).

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryPartition;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue, TransactWriteItem, Update};
use dynamodb_item_encryptor::{
    AlgorithmSuite, CachedBranchKeys, EncryptTables, HierarchicalKeyring, Item, KeyStore, KmsConfiguration,
    TableConfig,
};

use test_support::fault::Fault;
use test_support::kms::{self, Kms};
use test_support::proxy::Proxy;
use test_support::workload::accounts::{Rng, key};
use test_support::workload::asked_for;
use test_support::workload::setup::{ATTEMPT_TIMEOUT, LATE};
use test_support::{engine, n, s};

use super::racing_updates::Known;

/// A table for each kind of suite.
const TABLES: [(&str, AlgorithmSuite); 2] =
    [("Counters", AlgorithmSuite::HmacSha384), ("SignedCounters", AlgorithmSuite::HmacSha384EcdsaP384)];
const WORKERS: usize = 12;
/// Counters of each table. Few, so that workers get in each other's way.
const COUNTERS: usize = 6;
/// How many calls a worker makes in a usual run.
const CALLS: usize = 30;
/// How long an active branch key is remembered.
const REMEMBERED: Duration = Duration::from_millis(500);
/// How often the branch key gets a new version.
const ROTATION: Duration = Duration::from_millis(1500);
/// How much more memory the last quarter of a long run may take than the second: what the engine and the allocator keep.
const GROWTH_KIB: u64 = 24 * 1024;

/// The bounds between which the number of calls is that have counted.
#[derive(Debug, Clone, Copy, Default)]
struct Bounds {
    least: u64,
    most: u64,
}

/// What a worker knows of its own calls, for each table and counter.
type Calls = HashMap<(usize, usize), Bounds>;

#[derive(Default)]
struct Tally {
    done: AtomicUsize,
    unknown: AtomicUsize,
    not_done: AtomicUsize,
    read: AtomicUsize,
    faults: AtomicUsize,
    rotations: AtomicUsize,
}

fn add(number: &AtomicUsize) {
    number.fetch_add(1, Ordering::Relaxed);
}

struct Soak {
    /// Through the proxy, with faults.
    client: Client,
    /// To the engine, without.
    direct: Client,
    key_store: KeyStore,
    kms: Kms,
    proxy: Proxy,
    tally: Arc<Tally>,
}

impl Soak {
    async fn new(seed: u64) -> Soak {
        let url = engine::start_unwatched().await;
        let plain = Client::from_conf(test_support::config(&url).build());
        for (table, _) in TABLES {
            engine::create_table(&plain, table).await;
        }
        let kms = Kms::start();
        let configuration = KmsConfiguration::KeyArn(kms.create_key());
        let new_store =
            || KeyStore::new(plain.clone(), kms.client(), "BranchKeys", configuration.clone()).unwrap();
        let key_store = new_store();
        key_store.create_table().await.unwrap();
        key_store.create_key_with_id("tenant-1", [("tenant", "one")]).await.unwrap();

        let tally = Arc::<Tally>::default();
        let proxy = Proxy::watching(&url);
        let (mut rng, faults) = (Rng(seed ^ 0xfa17), Arc::clone(&tally));
        proxy.set_plan(move |_| {
            let fault = rng.chance(15).then(|| match rng.below(12) {
                0 => Fault::LateRequest(LATE),
                1 => Fault::LateAnswer(LATE),
                _ => Fault::random(&mut rng),
            });
            fault.inspect(|_| add(&faults.faults))
        });
        let client = |url: &str, timeouts| {
            let tables = TABLES.map(|(name, suite)| table(name, suite, new_store()));
            let config = test_support::config(url).retry_partition(RetryPartition::new(url.to_owned()));
            Client::from_conf(config.timeout_config(timeouts).encrypt_tables(tables).unwrap().build())
        };
        let timeouts = TimeoutConfig::builder().operation_attempt_timeout(ATTEMPT_TIMEOUT * 4).build();
        let (client, direct) = (client(&proxy.url, timeouts), client(&url, TimeoutConfig::disabled()));
        Soak { client, direct, key_store, kms, proxy, tally }
    }

    /// Calls until there have been enough, and returns what is known of them.
    async fn work(self: Arc<Self>, worker: usize, mut rng: Rng, until: Until) -> Calls {
        let mut calls = Calls::new();
        for call in 0.. {
            if until.is_over(call) {
                break;
            }
            let (table, counter) = (rng.below(TABLES.len()), rng.below(COUNTERS));
            match rng.below(10) {
                0..5 => {
                    let patience = patience(&mut rng);
                    self.count(table, counter, worker, patience, calls.entry((table, counter)).or_default())
                        .await;
                }
                5..7 => {
                    let other = (counter + 1) % COUNTERS;
                    let change = self.count_both(table, [counter, other], worker).await;
                    for counter in [counter, other] {
                        let bounds = calls.entry((table, counter)).or_default();
                        bounds.least += change.least;
                        bounds.most += change.most;
                    }
                }
                7 => self.read(table, counter).await,
                8 => self.read_all(table).await,
                _ => self.replace(table, &mut rng).await,
            }
        }
        calls
    }

    async fn count(
        &self,
        table: usize,
        counter: usize,
        worker: usize,
        patience: Duration,
        bounds: &mut Bounds,
    ) {
        let update = self.client.update_item().table_name(TABLES[table].0).set_key(Some(key(&id(counter))));
        let update = update
            .update_expression("SET notes = notes + :one, tags.#w = tags.#w + :one")
            .expression_attribute_names("#w", name(worker))
            .expression_attribute_values(":one", n(1))
            .return_values(ReturnValue::AllOld);
        let known = match tokio::time::timeout(patience, update.send()).await {
            Ok(result) => Known::of(result),
            Err(_) => Known::Unknown,
        };
        match known {
            Known::Done(output) => {
                // Now it is known what had become of the calls before. None of them can be carried out any more: the
                // item is another one.
                let old = counted(&output.attributes.unwrap());
                let own = old[&name(worker)];
                assert!((bounds.least..=bounds.most).contains(&own), "{counter} {worker}: {bounds:?}, {own}");
                *bounds = Bounds { least: own + 1, most: own + 1 };
                add(&self.tally.done);
            }
            Known::NotDone => add(&self.tally.not_done),
            Known::Unknown => {
                bounds.most += 1;
                add(&self.tally.unknown);
            }
        }
    }

    async fn count_both(&self, table: usize, counters: [usize; 2], worker: usize) -> Bounds {
        let updates = counters.map(|counter| {
            let update = Update::builder().table_name(TABLES[table].0).set_key(Some(key(&id(counter))));
            let update = update
                .update_expression("SET notes = notes + :one, tags.#w = tags.#w + :one")
                .expression_attribute_names("#w", name(worker))
                .expression_attribute_values(":one", n(1));
            TransactWriteItem::builder().update(update.build().unwrap()).build()
        });
        match self.client.transact_write_items().set_transact_items(Some(updates.into())).send().await {
            Ok(_) => {
                add(&self.tally.done);
                Bounds { least: 1, most: 1 }
            }
            Err(_) => {
                add(&self.tally.unknown);
                Bounds { least: 0, most: 1 }
            }
        }
    }

    async fn read(&self, table: usize, counter: usize) {
        let get = self.client.get_item().table_name(TABLES[table].0).set_key(Some(key(&id(counter))));
        if let Ok(output) = get.consistent_read(true).send().await {
            counted(&output.item.unwrap());
            add(&self.tally.read);
        }
    }

    async fn read_all(&self, table: usize) {
        if let Ok(output) = self.client.scan().table_name(TABLES[table].0).send().await {
            let items = output.items();
            let counters = items.iter().filter(|item| item["id"].as_s().unwrap().starts_with("counter"));
            assert_eq!(counters.map(counted).count(), COUNTERS);
            items.iter().filter(|item| !item.contains_key("tags")).for_each(assert_is_other);
            add(&self.tally.read);
        }
    }

    /// Writes, reads or deletes an item that nobody counts with.
    async fn replace(&self, table: usize, rng: &mut Rng) {
        let (table, other) = (TABLES[table].0, format!("other {}", rng.below(20)));
        let has_failed = match rng.below(3) {
            0 => self.client.put_item().table_name(table).set_item(Some(item(&other))).send().await.is_err(),
            1 => self.client.delete_item().table_name(table).set_key(Some(key(&other))).send().await.is_err(),
            _ => match self.client.get_item().table_name(table).set_key(Some(key(&other))).send().await {
                Ok(output) => {
                    output.item.iter().for_each(assert_is_other);
                    false
                }
                Err(_) => true,
            },
        };
        add(if has_failed { &self.tally.unknown } else { &self.tally.read });
    }

    /// Gives the branch key new versions, and has KMS fail, until that is enough.
    async fn rotate(self: Arc<Self>, mut rng: Rng, is_over: Arc<AtomicBool>) {
        while !is_over.load(Ordering::Relaxed) {
            tokio::time::sleep(ROTATION).await;
            let fault = match rng.below(4) {
                0 => kms::Fault::Throttling,
                1 => kms::Fault::Internal,
                2 => kms::Fault::Dropped,
                _ => kms::Fault::CutOff,
            };
            self.key_store.version_key("tenant-1").await.unwrap();
            add(&self.tally.rotations);
            // Those that read the new version. The next rotation is not to fail.
            self.kms.inject(None, 1 + rng.below(2), fault);
            tokio::time::sleep(REMEMBERED * 2).await;
            self.kms.heal();
            // It remembers them for tests.
            self.kms.forget_calls();
        }
    }
}

/// When a worker has done enough.
#[derive(Clone, Copy)]
enum Until {
    Calls(usize),
    Time(Instant),
}

impl Until {
    fn is_over(self, calls: usize) -> bool {
        match self {
            Until::Calls(most) => calls >= most,
            Until::Time(end) => Instant::now() >= end,
        }
    }
}

fn table(name: &str, suite: AlgorithmSuite, key_store: KeyStore) -> TableConfig {
    let keys = HierarchicalKeyring::new("tenant-1", CachedBranchKeys::new(key_store, REMEMBERED));
    let table = TableConfig::builder(name).partition_key("id").sort_key("created");
    table.encrypt(["notes", "tags"]).suite(suite).keyring(keys).build().unwrap()
}

/// How long a caller waits: some give up.
fn patience(rng: &mut Rng) -> Duration {
    let milliseconds = if rng.chance(10) { rng.below(80) } else { 300_000 };
    Duration::from_millis(u64::try_from(milliseconds).unwrap())
}

fn id(counter: usize) -> String {
    format!("counter {counter}")
}

fn name(worker: usize) -> String {
    format!("worker-{worker}")
}

/// An item of which every version is the same.
fn item(id: &str) -> Item {
    let mut item = key(id);
    item.insert("notes".to_owned(), s(format!("a secret note of {id}")));
    item
}

fn assert_is_other(found: &Item) {
    assert_eq!(*found, item(found["id"].as_s().unwrap()));
}

/// What each worker has counted. All together it is the number beside it: nobody sees an item that is half written.
fn counted(item: &Item) -> HashMap<String, u64> {
    let number = |value: &AttributeValue| value.as_n().unwrap().parse().unwrap();
    let counts = item["tags"].as_m().unwrap().iter().map(|(name, count)| (name.clone(), number(count)));
    let counts: HashMap<String, u64> = counts.collect();
    assert_eq!(counts.values().sum::<u64>(), number(&item["notes"]));
    counts
}

/// Memory of this process that is in use, in KiB.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn counts_are_exact_and_memory_is_flat_while_requests_fail_and_keys_rotate() {
    let seed = asked_for("FAULTS_SEED").unwrap_or(0) + 31;
    let length = asked_for("SOAK_SECONDS").map(Duration::from_secs);
    let until = length.map_or(Until::Calls(CALLS), |length| Until::Time(Instant::now() + length));
    let soak = Arc::new(Soak::new(seed).await);
    for (table, _) in TABLES {
        for counter in 0..COUNTERS {
            let mut item = key(&id(counter));
            let none = (0..WORKERS).map(|worker| (name(worker), n(0)));
            item.extend([("notes".to_owned(), n(0)), ("tags".to_owned(), AttributeValue::M(none.collect()))]);
            soak.direct.put_item().table_name(table).set_item(Some(item)).send().await.unwrap();
        }
    }

    let is_over = Arc::new(AtomicBool::new(false));
    let rotation = tokio::spawn(Arc::clone(&soak).rotate(Rng(seed ^ 0x6b65), Arc::clone(&is_over)));
    let workers: Vec<_> = (0..WORKERS)
        .map(|worker| {
            let rng = Rng(seed ^ (u64::try_from(worker).unwrap() << 32));
            tokio::spawn(Arc::clone(&soak).work(worker, rng, until))
        })
        .collect();
    let mut memory = Vec::new();
    while workers.iter().any(|worker| !worker.is_finished()) {
        tokio::time::sleep(Duration::from_millis(500)).await;
        memory.push(resident());
    }
    is_over.store(true, Ordering::Relaxed);
    rotation.await.unwrap();
    soak.proxy.set_plan(|_| None);
    soak.proxy.settle().await;

    let mut total = Bounds::default();
    let mut stored = 0;
    for (worker, calls) in workers.into_iter().enumerate() {
        for ((table, counter), bounds) in calls.await.unwrap() {
            let get = soak.direct.get_item().table_name(TABLES[table].0).set_key(Some(key(&id(counter))));
            let own = counted(&get.send().await.unwrap().item.unwrap())[&name(worker)];
            assert!(
                (bounds.least..=bounds.most).contains(&own),
                "seed {seed}, {table} {counter} {worker}: {bounds:?}, {own}"
            );
            total = Bounds { least: total.least + bounds.least, most: total.most + bounds.most };
            stored += own;
        }
    }
    let Tally { done, unknown, not_done, read, faults, rotations } = &*soak.tally;
    println!(
        "seed {seed}: {done:?} done, {unknown:?} unknown, {not_done:?} not done, {read:?} read or replaced, \
         {faults:?} faults, {rotations:?} new versions of the key; counted {stored}, and {} to {} were known",
        total.least, total.most
    );
    assert!(faults.load(Ordering::Relaxed) > 0 && rotations.load(Ordering::Relaxed) > 0);

    if length.is_some() {
        let quarter = memory.len() / 4;
        let median = |part: &[u64]| {
            let mut part = part.to_vec();
            part.sort_unstable();
            part[part.len() / 2]
        };
        let (second, last) = (median(&memory[quarter..2 * quarter]), median(&memory[3 * quarter..]));
        println!("memory: {second} KiB in the second quarter, {last} KiB in the last");
        assert!(last < second + GROWTH_KIB, "memory has grown from {second} to {last} KiB");
    }
}
