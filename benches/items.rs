//! Sealing and opening items: all suites, several shapes, and how far from the primitives alone that is.
//!
//! `items` is the package's work and `floor` that of the primitives for the same item. Criterion runs one after the
//! other; so after its figures comes a table for which the two were run in turns, and what two threads do.

mod support;

use std::cell::RefCell;
use std::time::Duration;

use criterion::{BenchmarkGroup, Criterion, Throughput, measurement::WallTime};
use dynamodb_item_encryptor::{AlgorithmSuite, Item, ItemEncryptor};

use support::cases::{self, SHAPES, Shape};
use support::floor::Floor;
use support::paired::{Effort, in_turns, median, ratio, readable, timed};
use support::threads;

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_secs(1))
        .sample_size(20)
        .configure_from_args();
    for (suite_name, suite) in cases::suites() {
        for shape in SHAPES {
            let name = format!("{suite_name}/{}", shape.name);
            items(&mut criterion.benchmark_group("items"), &name, shape, suite);
            floor(&mut criterion.benchmark_group("floor"), &name, shape, suite);
        }
    }
    criterion.final_summary();
    // Cargo gives `--bench` when it benchmarks. What else there is tells criterion to list, to choose, or to run each
    // once.
    let (bench, others): (Vec<_>, Vec<_>) =
        std::env::args().skip(1).partition(|argument| argument == "--bench");
    match others.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] if !bench.is_empty() => tables(Effort::FULL),
        // No benchmark has this name: only the tables.
        ["tables"] => tables(Effort::FULL),
        [] | ["--test"] => tables(Effort::TOUCH),
        _ => {}
    }
}

type Group<'a> = BenchmarkGroup<'a, WallTime>;

/// Time and throughput of both directions; bytes are those of the values.
fn items(group: &mut Group<'_>, name: &str, shape: Shape, suite: AlgorithmSuite) {
    let encryptor = shape.encryptor(suite);
    let plain = shape.item();
    let stored = cases::encrypt(&encryptor, plain.clone());
    group.throughput(Throughput::ElementsAndBytes { elements: 1, bytes: shape.total() as u64 });
    group.bench_function(format!("encrypt/{name}"), |bencher| {
        bencher.iter_custom(|times| {
            (0..times).map(|_| timed(plain.clone(), |item| cases::encrypt(&encryptor, item))).sum()
        });
    });
    group.bench_function(format!("decrypt/{name}"), |bencher| {
        bencher.iter_custom(|times| {
            (0..times).map(|_| timed(stored.clone(), |item| cases::decrypt(&encryptor, item))).sum()
        });
    });
}

/// The same for the primitives alone.
fn floor(group: &mut Group<'_>, name: &str, shape: Shape, suite: AlgorithmSuite) {
    let mut floor = Floor::of(shape, suite);
    group.throughput(Throughput::ElementsAndBytes { elements: 1, bytes: shape.total() as u64 });
    group.bench_function(format!("encrypt/{name}"), |bencher| {
        bencher.iter_custom(|times| (0..times).map(|_| floor.time_seal()).sum());
    });
    group.bench_function(format!("decrypt/{name}"), |bencher| {
        bencher.iter_custom(|times| (0..times).map(|_| floor.time_open()).sum());
    });
}

/// Item and floor in turns, and two threads against one.
fn tables(effort: Effort) {
    println!(
        "\nIn turns: the time of an item, that of the primitives alone, and the first by the second. The last column"
    );
    println!("tells whose AES-GCM the primitives are, for the fields: whichever was faster here.");
    println!("{:24}   {:^27}   {:^27}", "", "encrypt", "decrypt");
    let head = format!("{:>9} {:>9} {:>7}", "item", "floor", "ratio");
    println!("{:8} {:15}   {head}   {head}", "suite", "item");
    for (suite_name, suite) in cases::suites() {
        for shape in SHAPES {
            let encryptor = shape.encryptor(suite);
            let plain = shape.item();
            let stored = cases::encrypt(&encryptor, plain.clone());
            let floor = RefCell::new(Floor::of(shape, suite));
            let [sealed, sealed_floor, opened, opened_floor] = in_turns(
                effort,
                [
                    &mut || timed(plain.clone(), |item| cases::encrypt(&encryptor, item)),
                    &mut || floor.borrow_mut().time_seal(),
                    &mut || timed(stored.clone(), |item| cases::decrypt(&encryptor, item)),
                    &mut || floor.borrow_mut().time_open(),
                ],
            );
            let part = |item: &[f64], floor: &[f64]| {
                let times = [item, floor].map(|times| readable(median(times)));
                format!("{:>9} {:>9} {:>7.2}", times[0], times[1], ratio(item, floor))
            };
            let (sealed, opened) = (part(&sealed, &sealed_floor), part(&opened, &opened_floor));
            let source = floor.borrow().fastest().gcm;
            println!("{suite_name:8} {:15}   {sealed}   {opened}   {source:?}", shape.name);
        }
    }

    println!("\nIn turns: an item that is read again and again, with its materials kept, in two suites.");
    println!("{:15} {:>9} {:>9} {:>7}", "item", "0x6700", "0x6701", "ratio");
    for shape in SHAPES {
        let [plain, signed] = [AlgorithmSuite::HmacSha384, AlgorithmSuite::HmacSha384EcdsaP384].map(|suite| {
            let encryptor = shape.keeping_encryptor(suite);
            let stored = cases::encrypt(&encryptor, shape.item());
            (encryptor, stored)
        });
        let read = |(encryptor, stored): &(ItemEncryptor, Item)| {
            timed(stored.clone(), |item| cases::decrypt(encryptor, item))
        };
        let [plain, signed] = in_turns(effort, [&mut || read(&plain), &mut || read(&signed)]);
        let times = [&plain, &signed].map(|times| readable(median(times)));
        println!("{:15} {:>9} {:>9} {:>7.2}", shape.name, times[0], times[1], ratio(&signed, &plain));
    }

    println!(
        "\nTwo threads against one: items encrypted and decrypted each second. In the last column, time in which"
    );
    println!("something else had a thread's processor is left out.");
    println!("{:8} {:15} {:>9} {:>9} {:>7} {:>14}", "suite", "item", "one", "two", "ratio", "while running");
    for (suite_name, suite) in cases::suites() {
        let shape = SHAPES[1];
        let scaling = threads::scaling(&shape.encryptor(suite), shape, effort);
        println!(
            "{suite_name:8} {:15} {:>9.0} {:>9.0} {:>7.2} {:>14.2}",
            shape.name, scaling.one, scaling.two, scaling.ratio, scaling.ratio_when_running
        );
    }
}
