//! How often sealing and opening an item ask for memory, and for how much. These are counts: they do not depend on the
//! machine.

#[allow(dead_code, reason = "shared with the benchmarks, of which each uses a part")]
#[path = "../benches/support/cases.rs"]
mod cases;
#[path = "../benches/support/counting.rs"]
mod counting;

use cases::{SHAPES, Shape};
use counting::{Cost, cost};
use dynamodb_item_encryptor::AlgorithmSuite;

/// What sealing and opening an item take.
fn costs(shape: Shape, suite: AlgorithmSuite) -> [Cost; 2] {
    let encryptor = shape.encryptor(suite);
    let plain = shape.item();
    // What is made once and kept is made now.
    let stored = cases::encrypt(&encryptor, plain.clone());
    cases::decrypt(&encryptor, stored.clone());
    [
        cost(plain, |item| cases::encrypt(&encryptor, item)),
        cost(stored, |item| cases::decrypt(&encryptor, item)),
    ]
}

/// One test, because the counters are the process's.
#[test]
fn an_item_takes_few_allocations_and_little_memory_besides_its_own() {
    // The FIPS module is asked with pieces joined, and keeps secrets on the heap.
    let more = if cfg!(feature = "fips") { 20 } else { 0 };
    for (name, suite) in cases::suites() {
        for cost in costs(Shape::text(10, 64), suite) {
            assert!((10..=40 + more).contains(&cost.allocations), "{name}: {}", cost.allocations);
        }
        // Five each of texts, binary values, sets of strings, sets of numbers, lists and maps. What is opened has 175 pieces of
        // memory of its own.
        let [sealing, opening] = costs(SHAPES[2], suite);
        assert!((30..=85 + more).contains(&sealing.allocations), "{name}: {}", sealing.allocations);
        assert!((175..=220 + more).contains(&opening.allocations), "{name}: {}", opening.allocations);
        let [sealing, opening] = costs(Shape::text(1, 390_000), suite);
        assert!((390_000..410_000).contains(&sealing.peak), "{name}: {}", sealing.peak);
        assert!((1..20_000).contains(&opening.peak), "{name}: {}", opening.peak);
    }
}
