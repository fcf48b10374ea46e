//! Pages of 100 items, with keys that need no network or are cached.
//!
//! `items` opens and seals the items of a page; `query` is a whole Query, whose answer comes from a server on this
//! machine: through the wrapped client, and through a plain one, which gets the same page in plaintext.

mod support;

use std::time::{Duration, Instant};

use aws_sdk_dynamodb::Client;
use criterion::{Criterion, Throughput};
use dynamodb_item_encryptor::{
    AlgorithmSuite, BranchKey, CachedKmsKeyring, EncryptTables, HierarchicalKeyring, InMemoryBranchKeys, Item,
    ItemEncryptor,
};
use futures_util::future::try_join_all;
use serde_json::{Value, json};
use test_support::wire::Wire;
use tokio::runtime::{Builder, Runtime};

use support::cases::{self, PARTITION_KEY, SHAPES, Shape, TABLE, raw_aes};

/// Items of a page.
const PAGE: usize = 100;
/// The items: ten attributes of 64 bytes.
const SHAPE: Shape = SHAPES[1];

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_secs(2))
        .sample_size(20)
        .configure_from_args();
    let runtime = Runtime::new().unwrap();

    for (name, suite) in cases::suites() {
        items(&mut criterion, &runtime, &format!("{name}, raw AES"), &SHAPE.encryptor_with(suite, raw_aes()));
    }
    let suite = AlgorithmSuite::HmacSha384;
    let kms = test_support::kms::Kms::start();
    let cached = CachedKmsKeyring::new(kms.client(), kms.create_key()).unwrap().allow_unsigned();
    items(&mut criterion, &runtime, "0x6700, KMS cached", &SHAPE.encryptor_with(suite, cached));
    let version = "e9ce18a3-edb5-4272-9f86-1cacb7997ff6".parse().unwrap();
    let branch_keys = InMemoryBranchKeys::new().with("tenant", BranchKey::new(version, &[3; 32]));
    let hierarchical = HierarchicalKeyring::new("tenant", branch_keys);
    items(&mut criterion, &runtime, "0x6700, hierarchical", &SHAPE.encryptor_with(suite, hierarchical));

    let one_thread = Builder::new_current_thread().enable_all().build().unwrap();
    for (name, suite) in cases::suites() {
        let encryptor = SHAPE.encryptor(suite);
        let stored = one_thread.block_on(seal(&encryptor, page()));
        let server = answering(&stored);
        let config = server.config().encrypt_tables([encryptor.table().clone()]).unwrap();
        let client = Client::from_conf(config.build());
        query(&mut criterion, &one_thread, &format!("{name}, one thread"), &client);
        query(&mut criterion, &runtime, &format!("{name}, all threads, one works"), &client);
        let table = SHAPE.table(suite, raw_aes()).spawn_with(|task| drop(tokio::spawn(task)));
        let config = server.config().encrypt_tables([table.build().unwrap()]).unwrap();
        let client = Client::from_conf(config.build());
        query(&mut criterion, &runtime, &format!("{name}, all threads, all work"), &client);
    }
    let server = answering(&page());
    let client = Client::from_conf(server.config().build());
    query(&mut criterion, &one_thread, "plain, one thread", &client);
    query(&mut criterion, &runtime, "plain, all threads", &client);
    criterion.final_summary();
}

/// The partition key of the items of a page. They differ in a sort key, of which the configuration need not know.
const ID: &str = "0123456789";

/// The items of a page.
fn page() -> Vec<Item> {
    let mut item = SHAPE.item();
    item.insert(PARTITION_KEY.to_owned(), test_support::s(ID));
    vec![item; PAGE]
}

async fn seal(encryptor: &ItemEncryptor, items: Vec<Item>) -> Vec<Item> {
    try_join_all(items.into_iter().map(|item| encryptor.encrypt_item(item))).await.unwrap()
}

fn items(criterion: &mut Criterion, runtime: &Runtime, name: &str, encryptor: &ItemEncryptor) {
    let plain = page();
    let stored = runtime.block_on(seal(encryptor, plain.clone()));
    let mut group = criterion.benchmark_group("pages/items");
    group.throughput(Throughput::Elements(PAGE as u64));
    group.bench_function(format!("encrypt/{name}"), |bencher| {
        bencher.iter_custom(|times| {
            let page = |()| runtime.block_on(seal(encryptor, plain.clone()));
            (0..times).map(|_| support::paired::timed((), page)).sum()
        });
    });
    group.bench_function(format!("decrypt/{name}"), |bencher| {
        bencher.iter_custom(|times| {
            let page = |items: Vec<Item>| {
                let opened = items.into_iter().map(|item| encryptor.decrypt_item(item));
                runtime.block_on(try_join_all(opened)).unwrap()
            };
            (0..times).map(|_| support::paired::timed(stored.clone(), page)).sum()
        });
    });
    group.finish();
}

/// A server that answers every Query with these items.
fn answering(items: &[Item]) -> Wire {
    let items: Vec<Value> = items.iter().map(test_support::to_json).collect();
    let answer = json!({ "Items": items, "Count": PAGE, "ScannedCount": PAGE }).to_string();
    Wire::start(move |_, _| (200, answer.clone()))
}

fn query(criterion: &mut Criterion, runtime: &Runtime, name: &str, client: &Client) {
    let mut group = criterion.benchmark_group("pages/query");
    group.throughput(Throughput::Elements(PAGE as u64));
    group.bench_function(name, |bencher| {
        bencher.iter_custom(|times| {
            runtime.block_on(async {
                let mut total = Duration::ZERO;
                for _ in 0..times {
                    let query = client
                        .query()
                        .table_name(TABLE)
                        .key_condition_expression("id = :id")
                        .expression_attribute_values(":id", test_support::s(ID));
                    let start = Instant::now();
                    let output = query.send().await.unwrap();
                    total += start.elapsed();
                    assert_eq!(output.items().len(), PAGE);
                }
                total
            })
        });
    });
    group.finish();
}
