//! The wrapped client beside the plain one: putting and getting items of 1 KiB, on the embedded engine, over HTTP.
//!
//! Criterion measures one client after the other. On a machine that does other things as well, the two then meet
//! different conditions, so that in the end they are measured again in turns, and compared pair by pair. Beside them
//! is a plain client that puts and gets items which are sealed already: what it takes more is the price of
//! larger items, and the same for everybody who stores them.
//!
//! `BENCH_ROUNDS` is the number of these turns; 4,000 by default.

#![allow(missing_docs)]
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a benchmark that cannot go on should stop")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::time::{Duration, Instant};

use aws_sdk_dynamodb::Client;
use criterion::Criterion;
use dynamodb_item_encryptor::{
    AlgorithmSuite, CachingProvider, DefaultMaterialProvider, EncryptTables, Item, ItemEncryptor, TableConfig,
};
use support::{engine, keyring, n, s};
use tokio::runtime::Runtime;

/// Encrypted attributes of an item, and bytes of each: 1 KiB.
const SHAPE: (usize, usize) = (8, 128);

/// How many items take turns.
const ITEMS: usize = 100;

/// What is measured.
#[derive(Clone, Copy)]
enum Call {
    Put,
    Get,
}

/// A client, its table, and what it puts there.
struct Side {
    client: Client,
    table: String,
    items: Vec<Item>,
}

impl Side {
    async fn create(client: Client, plain: &Client, table: &str, items: Vec<Item>) -> Self {
        engine::create_table(plain, table).await;
        let side = Side { client, table: table.to_owned(), items };
        for turn in 0..side.items.len() {
            side.call(Call::Put, side.item(turn)).await;
        }
        side
    }

    /// The item of a turn. It is another one each time: sealed items are, and a put that changes nothing is easier.
    fn item(&self, turn: usize) -> Item {
        let mut item = self.items[turn % self.items.len()].clone();
        item.insert(":turn".to_owned(), s(format!("{turn:08}")));
        item
    }

    async fn call(&self, call: Call, item: Item) {
        match call {
            Call::Put => {
                let put = self.client.put_item().table_name(&self.table).set_item(Some(item));
                put.send().await.expect("stored");
            }
            Call::Get => {
                let key = ["id", "created"].map(|name| (name.to_owned(), item[name].clone()));
                let get = self.client.get_item().table_name(&self.table).set_key(Some(key.into()));
                let read = get.send().await.expect("read").item;
                assert_eq!(read.map(|read| read.len()), Some(item.len()));
            }
        }
    }

    /// Microseconds of a call.
    fn time(&self, runtime: &Runtime, call: Call, turn: usize) -> f64 {
        let item = self.item(turn);
        let started = Instant::now();
        runtime.block_on(self.call(call, item));
        started.elapsed().as_secs_f64() * 1e6
    }
}

fn names() -> impl Iterator<Item = String> {
    (0..SHAPE.0).map(|number| format!("attribute_{number}"))
}

fn item(number: usize) -> Item {
    let mut item: Item = names().map(|name| (name, s("x".repeat(SHAPE.1)))).collect();
    item.insert("id".to_owned(), s(number.to_string()));
    item.insert("created".to_owned(), n(1));
    item
}

/// The table of one algorithm suite. Its materials are kept, as they would be if a key service made them.
fn table(name: &str, suite: AlgorithmSuite) -> TableConfig {
    let provider = DefaultMaterialProvider::new(keyring());
    let provider = CachingProvider::new(provider, Duration::from_secs(3600));
    let provider = provider.with_max_messages(u64::MAX).with_max_bytes(u64::MAX);
    let table = TableConfig::builder(name)
        .partition_key("id")
        .sort_key("created")
        .encrypt(names())
        .unsigned_prefix(":");
    table.suite(suite).material_provider(provider).build().expect("a valid configuration")
}

/// Starts an engine with a thread of its own.
fn start_engine() -> String {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            sender.send(engine::start_unwatched().await).expect("awaited");
            std::future::pending::<()>().await;
        });
    });
    receiver.recv().expect("started")
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The clients of one suite.
struct Suite {
    name: &'static str,
    plain: Side,
    /// A plain client whose items are sealed already.
    sealed: Side,
    wrapped: Side,
    encryptor: ItemEncryptor,
}

impl Suite {
    async fn create(url: &str, name: &'static str, suite: AlgorithmSuite) -> Self {
        let plain = Client::from_conf(support::config(url).build());
        let config = support::config(url).encrypt_tables([table(name, suite)]).expect("a valid configuration");
        let items: Vec<_> = (0..ITEMS).map(item).collect();
        let encryptor = ItemEncryptor::new(table(name, suite));
        let mut sealed = Vec::new();
        for item in &items {
            sealed.push(encryptor.encrypt_item(item.clone()).await.expect("sealed"));
        }
        Suite {
            name,
            plain: Side::create(plain.clone(), &plain, &format!("plain-{name}"), items.clone()).await,
            sealed: Side::create(plain.clone(), &plain, &format!("sealed-{name}"), sealed).await,
            wrapped: Side::create(Client::from_conf(config.build()), &plain, name, items).await,
            encryptor,
        }
    }

    /// Microseconds to seal or open an item, without a client.
    fn time_encryptor(&self, runtime: &Runtime, call: Call, turn: usize) -> f64 {
        let item = match call {
            Call::Put => self.plain.item(turn),
            Call::Get => self.sealed.item(turn),
        };
        let started = Instant::now();
        runtime.block_on(async {
            match call {
                Call::Put => drop(self.encryptor.encrypt_item(item).await.expect("sealed")),
                Call::Get => drop(self.encryptor.decrypt_item(item).await.expect("opened")),
            }
        });
        started.elapsed().as_secs_f64() * 1e6
    }

    /// Measures all in turns, and prints what they take.
    fn compare(&self, runtime: &Runtime, call: Call, rounds: usize) {
        let mut times = [const { Vec::new() }; 4];
        for turn in 0..rounds {
            // Who comes later finds warmer caches: they take turns in that, too.
            for place in 0..4 {
                let who = (turn + place) % 4;
                times[who].push(match who {
                    0 => self.plain.time(runtime, call, turn),
                    1 => self.wrapped.time(runtime, call, turn),
                    2 => self.sealed.time(runtime, call, turn),
                    _ => self.time_encryptor(runtime, call, turn),
                });
            }
        }
        let ratios = times[0].iter().zip(&times[1]).map(|(plain, wrapped)| wrapped / plain).collect();
        let ratio = median(ratios);
        let [plain, wrapped, sealed, encryptor] = times.map(median);
        let operation = match call {
            Call::Put => "put_item",
            Call::Get => "get_item",
        };
        println!(
            "{operation} {}: plain {plain:.1} us, wrapped {wrapped:.1} us, median of {rounds} ratios {ratio:.3}; larger \
             items {:.1} us, {} {encryptor:.1} us, the rest {:.1} us",
            self.name,
            sealed - plain,
            if matches!(call, Call::Put) { "sealing" } else { "opening" },
            wrapped - sealed - encryptor,
        );
    }
}

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(4))
        .configure_from_args();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let url = start_engine();
    let suites = [("0x6700", AlgorithmSuite::HmacSha384), ("0x6701", AlgorithmSuite::HmacSha384EcdsaP384)];
    let suites = suites.map(|(name, suite)| runtime.block_on(Suite::create(&url, name, suite)));

    for (call, operation) in [(Call::Put, "put_item"), (Call::Get, "get_item")] {
        let mut group = criterion.benchmark_group(operation);
        let wrapped = suites.iter().map(|suite| (suite.name, &suite.wrapped));
        for (name, side) in std::iter::once(("plain", &suites[0].plain)).chain(wrapped) {
            let mut turn = 0;
            group.bench_function(name, |bencher| {
                bencher.iter(|| {
                    turn += 1;
                    runtime.block_on(side.call(call, side.item(turn)));
                });
            });
        }
        group.finish();
    }
    criterion.final_summary();

    let rounds = std::env::var("BENCH_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(4_000);
    for suite in suites.iter().filter(|_| rounds > 0) {
        for call in [Call::Put, Call::Get] {
            suite.compare(&runtime, call, rounds);
        }
    }
}
