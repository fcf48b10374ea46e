//! What beacons add to sealing an item: each beside the HMAC that it is made with, and five beside ten attributes. And what
//! it takes to plan a query by beacons, with the key at hand.
//!
//! Criterion measures the one after the other; the table after its figures has both in turns.

mod support;

use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use aws_sdk_dynamodb::operation::query::QueryInput;
use aws_sdk_dynamodb::types::AttributeValue;
use criterion::{BenchmarkGroup, Criterion, measurement::WallTime};
use dynamodb_item_encryptor::{
    AlgorithmSuite, Beacon, BeaconKey, BeaconKeySource, CachedBeaconKeys, InMemoryBeaconKeys, Item,
    ItemEncryptor, ReadPlan, Search,
};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha384;

use support::cases::{self, Shape, attribute};
use support::paired::{Effort, in_turns, median, ratio, readable, timed};

/// Ten attributes of 64 bytes.
const SHAPE: Shape = Shape::text(10, 64);
/// Numbers of beacons.
const BEACONS: [usize; 4] = [0, 1, 5, 10];

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_secs(1))
        .sample_size(20)
        .configure_from_args();
    for (suite_name, suite) in cases::suites() {
        sealing(&mut criterion.benchmark_group("search"), suite_name, suite);
    }
    planning(&mut criterion.benchmark_group("search"));
    let (key, values) = (hashed(&[7; 64]), values());
    criterion
        .benchmark_group("search")
        .bench_function("bare HMAC", |bencher| bencher.iter(|| tag(key.clone(), &values[0])));
    criterion.final_summary();
    // Cargo gives `--bench` when it benchmarks. What else there is tells criterion to list, to choose, or to run each
    // once.
    let (bench, others): (Vec<_>, Vec<_>) =
        std::env::args().skip(1).partition(|argument| argument == "--bench");
    match others.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] if !bench.is_empty() => table(Effort::FULL),
        // No benchmark has this name: only the table.
        ["tables"] => table(Effort::FULL),
        [] | ["--test"] => table(Effort::TOUCH),
        _ => {}
    }
}

/// An encryptor for a table with so many beacons.
fn encryptor(suite: AlgorithmSuite, beacons: usize) -> ItemEncryptor {
    let mut table = SHAPE.table(suite, cases::raw_aes());
    if beacons > 0 {
        let keys = InMemoryBeaconKeys::new().with("key", BeaconKey::new(&[7; 32]));
        let keys = CachedBeaconKeys::new(keys, Duration::from_secs(3600)).single("key");
        let beacons = (0..beacons).map(|n| Beacon::new(attribute(n), 20));
        table = table.search(Search::builder(keys).beacons(beacons).build());
    }
    ItemEncryptor::new(table.build().expect("a valid configuration"))
}

fn sealing(group: &mut BenchmarkGroup<'_, WallTime>, suite_name: &str, suite: AlgorithmSuite) {
    let plain = SHAPE.item();
    for beacons in BEACONS {
        let encryptor = encryptor(suite, beacons);
        group.bench_function(format!("encrypt/{suite_name}/{beacons} beacons"), |bencher| {
            bencher.iter_custom(|times| {
                (0..times).map(|_| timed(plain.clone(), |item| cases::encrypt(&encryptor, item))).sum()
            });
        });
    }
}

/// Plans a query by one beacon, with a filter on two others and on what has none.
fn planning(group: &mut BenchmarkGroup<'_, WallTime>) {
    let (_, suite) = cases::suites().next().expect("a suite");
    let encryptor = encryptor(suite, 3);
    let query = QueryInput::builder()
        .table_name(encryptor.table().table_name())
        .index_name("by-first")
        .key_condition_expression("#a = :a")
        .filter_expression("#b IN (:b, :c) AND NOT contains(#d, :b) OR #e = :c")
        .set_expression_attribute_names(Some(
            [("#a", 0), ("#b", 1), ("#d", 4), ("#e", 2)]
                .map(|(placeholder, n)| (placeholder.to_owned(), attribute(n)))
                .into(),
        ))
        .expression_attribute_values(":a", AttributeValue::S("a value".to_owned()))
        .expression_attribute_values(":b", AttributeValue::S("another".to_owned()))
        .expression_attribute_values(":c", AttributeValue::S("a third".to_owned()))
        .build()
        .expect("a query");
    group.bench_function("plan a query", |bencher| {
        // Making the query is the application's part.
        let plan = |query| {
            let plan = pin!(ReadPlan::of_query(encryptor.table(), query));
            let Poll::Ready(plan) = plan.poll(&mut Context::from_waker(Waker::noop())) else {
                panic!("the key is at hand");
            };
            plan.expect("a plan")
        };
        bencher.iter_custom(|times| (0..times).map(|_| timed(query.clone(), plan)).sum());
    });
}

/// A key of each of ten beacons, which makes HMACs of its own value.
fn keys() -> Vec<[u8; 64]> {
    (0..10).map(|n| [n; 64]).collect()
}

/// The HMAC of a beacon, whose key is hashed already.
fn hashed(key: &[u8; 64]) -> Hmac<Sha384> {
    Hmac::new_from_slice(key).expect("a key of any length")
}

/// The values of ten attributes.
fn values() -> Vec<Vec<u8>> {
    let mut item = SHAPE.item();
    let value = |n| match item.remove(&attribute(n)) {
        Some(AttributeValue::S(text)) => text.into_bytes(),
        other => panic!("{other:?}"),
    };
    (0..10).map(value).collect()
}

fn tag(mut mac: Hmac<Sha384>, value: &[u8]) -> [u8; 48] {
    mac.update(value);
    mac.finalize().into_bytes().into()
}

fn table(effort: Effort) {
    println!(
        "\nIn turns: ten attributes without and with beacons; what one of ten adds, and each further one of five; and beside \
         them their bare HMACs, each of its own value and under its own key: that is hashed already, and from the key."
    );
    println!(
        "{:8} {:>9} {:>9} {:>6} {:>9} {:>9} {:>9} {:>6} {:>8} {:>9} {:>6}",
        "suite",
        "none",
        "five",
        "ratio",
        "a beacon",
        "further",
        "hashed",
        "ratio",
        "further",
        "from key",
        "ratio"
    );
    let (keys, values, plain) = (keys(), values(), SHAPE.item());
    let hashed_keys: Vec<_> = keys.iter().map(hashed).collect();
    for (suite_name, suite) in cases::suites() {
        let [none, five, ten] = [0, 5, 10].map(|beacons| encryptor(suite, beacons));
        let sealed = |encryptor: &ItemEncryptor, item: Item| cases::encrypt(encryptor, item);
        let hashed_already = || hashed_keys.iter().zip(&values).map(|(key, value)| tag(key.clone(), value));
        let with_keys = || keys.iter().zip(&values).map(|(key, value)| tag(hashed(key), value));
        let [none, five, ten, hmacs, from_key] = in_turns(
            effort,
            [
                &mut || timed(plain.clone(), |item| sealed(&none, item)),
                &mut || timed(plain.clone(), |item| sealed(&five, item)),
                &mut || timed(plain.clone(), |item| sealed(&ten, item)),
                &mut || timed((), |()| hashed_already().collect::<Vec<_>>()),
                &mut || timed((), |()| with_keys().collect::<Vec<_>>()),
            ],
        );
        let added = (median(&ten) - median(&none)) / 10.0;
        let further = (median(&ten) - median(&five)) / 5.0;
        let [hmac, from_key] = [hmacs, from_key].map(|tens| median(&tens) / 10.0);
        println!(
            "{suite_name:8} {:>9} {:>9} {:>6.2} {:>9} {:>9} {:>9} {:>6.2} {:>8.2} {:>9} {:>6.2}",
            readable(median(&none)),
            readable(median(&five)),
            ratio(&five, &none),
            readable(added),
            readable(further),
            readable(hmac),
            added / hmac,
            further / hmac,
            readable(from_key),
            added / from_key,
        );
    }
}
