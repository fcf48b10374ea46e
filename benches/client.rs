//! The wrapped client beside the plain one: putting and getting items of 1 KiB, on the embedded engine, over HTTP.
//!
//! Criterion measures one client after the other. On a machine that does other things as well, the two then meet
//! different conditions, so that in the end both are measured again in turns, and compared in pairs.
//!
//! `BENCH_PAIRS` is the number of these pairs; 4,000 by default.

#![allow(missing_docs, clippy::expect_used, reason = "a benchmark that cannot go on should stop")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::fmt::Write;
use std::time::{Duration, Instant};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use criterion::Criterion;
use dynamodb_item_encryptor::{
    AlgorithmSuite, CachingProvider, DefaultMaterialProvider, EncryptTables, Item, TableConfig,
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

/// A client and the table it uses.
struct Side {
    client: Client,
    table: &'static str,
}

impl Side {
    async fn call(&self, call: Call, item: Item) {
        match call {
            Call::Put => {
                let put = self.client.put_item().table_name(self.table).set_item(Some(item));
                put.send().await.expect("stored");
            }
            Call::Get => {
                let key = ["id", "created"].map(|name| (name.to_owned(), item[name].clone()));
                let get = self.client.get_item().table_name(self.table).set_key(Some(key.into()));
                let read = get.send().await.expect("read").item;
                assert_eq!(read.map(|read| read.len()), Some(item.len()));
            }
        }
    }
}

fn names() -> impl Iterator<Item = String> {
    (0..SHAPE.0).map(|number| format!("attribute_{number}"))
}

fn item(number: usize) -> Item {
    let value = |_| AttributeValue::S("x".repeat(SHAPE.1));
    let mut item: Item = names().map(|name| (name, value(()))).collect();
    item.insert("id".to_owned(), s(number.to_string()));
    item.insert("created".to_owned(), n(1));
    item
}

/// The table of one algorithm suite. Its materials are kept, as they would be if a key service made them.
fn table(name: &str, suite: AlgorithmSuite) -> TableConfig {
    let provider = DefaultMaterialProvider::new(keyring());
    let provider = CachingProvider::new(provider, Duration::from_secs(3600)).with_max_messages(u64::MAX);
    let table = TableConfig::builder(name).partition_key("id").sort_key("created").encrypt(names());
    let provider = provider.with_max_bytes(u64::MAX);
    table.suite(suite).material_provider(provider).build().expect("a valid configuration")
}

/// Starts an engine with threads of its own.
fn start_engine() -> String {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            sender.send(engine::start().await).expect("awaited");
            std::future::pending::<()>().await;
        });
    });
    receiver.recv().expect("started")
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Measures both clients in turns.
fn compare(runtime: &Runtime, label: &str, call: Call, plain: &Side, wrapped: &Side, pairs: usize) -> String {
    let time = |side: &Side, number: usize| {
        let item = item(number % ITEMS);
        let started = Instant::now();
        runtime.block_on(side.call(call, item));
        started.elapsed().as_secs_f64() * 1e6
    };
    let mut times = [Vec::new(), Vec::new()];
    for number in 0..pairs {
        // Who comes second finds warmer caches: they take turns in that, too.
        let pair = if number % 2 == 0 {
            let first = time(plain, number);
            [first, time(wrapped, number)]
        } else {
            let first = time(wrapped, number);
            [time(plain, number), first]
        };
        times.iter_mut().zip(pair).for_each(|(times, time)| times.push(time));
    }
    let ratios = times[0].iter().zip(&times[1]).map(|(plain, wrapped)| wrapped / plain).collect();
    let [plain, wrapped] = times.map(median);
    format!(
        "{label:<14} {pairs} pairs: plain {plain:6.1} us, wrapped {wrapped:6.1} us, \
         ratio of medians {:.3}, median of ratios {:.3}",
        wrapped / plain,
        median(ratios)
    )
}

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(4))
        .configure_from_args();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let url = start_engine();
    let suites = [("0x6700", AlgorithmSuite::HmacSha384), ("0x6701", AlgorithmSuite::HmacSha384EcdsaP384)];
    let plain = Side { client: Client::from_conf(support::config(&url).build()), table: "Plain" };
    let wrapped = suites.map(|(name, suite)| {
        let config = support::config(&url).encrypt_tables([table(name, suite)]).expect("a valid configuration");
        (name, Side { client: Client::from_conf(config.build()), table: name })
    });
    runtime.block_on(async {
        for side in std::iter::once(&plain).chain(wrapped.iter().map(|(_, side)| side)) {
            engine::create_table(&plain.client, side.table).await;
            for number in 0..ITEMS {
                side.call(Call::Put, item(number)).await;
            }
        }
    });

    for (call, label) in [(Call::Put, "put_item"), (Call::Get, "get_item")] {
        let mut group = criterion.benchmark_group(label);
        let sides = std::iter::once(("plain", &plain)).chain(wrapped.iter().map(|(name, side)| (*name, side)));
        for (name, side) in sides {
            let mut number = 0;
            group.bench_function(name, |bencher| {
                bencher.iter(|| {
                    number += 1;
                    runtime.block_on(side.call(call, item(number % ITEMS)));
                });
            });
        }
        group.finish();
    }
    criterion.final_summary();

    let pairs = std::env::var("BENCH_PAIRS").ok().and_then(|pairs| pairs.parse().ok()).unwrap_or(4_000);
    let mut lines = String::new();
    for (name, side) in &wrapped {
        for (call, label) in [(Call::Put, "put"), (Call::Get, "get")] {
            let label = format!("{label} {name}");
            let line = compare(&runtime, &label, call, &plain, side, pairs);
            writeln!(lines, "{line}").expect("written");
        }
    }
    print!("{lines}");
}
