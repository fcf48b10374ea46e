//! Throughput of sealing and opening items, for both suites and several shapes of items.

#![allow(missing_docs, clippy::expect_used, reason = "a benchmark that cannot go on should stop")]

use std::collections::HashMap;
use std::hint::black_box;
use std::time::Duration;

use aws_sdk_dynamodb::types::AttributeValue;
use criterion::{BatchSize, Criterion, Throughput};
use dynamodb_item_encryptor::{AlgorithmSuite, Item, ItemEncryptor, RawAesKeyring, TableConfig};

/// Number of encrypted attributes, and bytes of each.
const SHAPES: [(usize, usize); 5] = [(1, 64), (10, 64), (10, 1024), (1, 100 << 10), (1, 390_000)];

fn encryptor(suite: AlgorithmSuite, attributes: usize) -> ItemEncryptor {
    let keyring = RawAesKeyring::new("bench", "key", &[7; 32]).expect("a 32-byte key");
    let table = TableConfig::builder("Bench")
        .partition_key("id")
        .encrypt((0..attributes).map(|n| format!("attribute_{n}")))
        .suite(suite)
        .keyring(keyring)
        .build();
    ItemEncryptor::new(table.expect("a valid configuration"))
}

fn item(attributes: usize, bytes: usize) -> Item {
    let value = AttributeValue::S("x".repeat(bytes));
    let mut item: Item = (0..attributes).map(|n| (format!("attribute_{n}"), value.clone())).collect();
    item.extend(HashMap::from([("id".to_owned(), AttributeValue::S("0123456789".to_owned()))]));
    item
}

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .sample_size(30)
        .configure_from_args();
    let suites = [
        (AlgorithmSuite::HmacSha384, "0x6700"),
        (AlgorithmSuite::HmacSha384EcdsaP384, "0x6701"),
        (AlgorithmSuite::HmacSha384Ed25519, "0x67ED"),
    ];
    for (suite, name) in suites {
        for (attributes, bytes) in SHAPES {
            let encryptor = encryptor(suite, attributes);
            let plain = item(attributes, bytes);
            // No I/O happens with a raw keyring: the future is ready at once.
            let block = |future| futures_util::FutureExt::now_or_never(future).expect("ready");
            let stored = block(encryptor.encrypt_item(plain.clone())).expect("sealed");
            let label = format!("{name}/{attributes}x{bytes}");
            let mut group = criterion.benchmark_group("items");
            group.throughput(Throughput::Bytes((attributes * bytes) as u64));
            group.bench_function(format!("encrypt/{label}"), |bencher| {
                bencher.iter_batched(
                    || plain.clone(),
                    |item| black_box(block(encryptor.encrypt_item(item)).expect("sealed")),
                    BatchSize::SmallInput,
                );
            });
            group.bench_function(format!("decrypt/{label}"), |bencher| {
                bencher.iter_batched(
                    || stored.clone(),
                    |item| {
                        let opened = futures_util::FutureExt::now_or_never(encryptor.decrypt_item(item));
                        black_box(opened.expect("ready").expect("opened"))
                    },
                    BatchSize::SmallInput,
                );
            });
            group.finish();
        }
    }
    criterion.final_summary();
}
