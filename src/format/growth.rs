//! How work grows with the size of its input. For tests of this and other rooms.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// How much larger the large input is.
const FACTOR: usize = 32;

/// An input 32 times as large takes 32 times as long if work grows in proportion, 50 times if something is
/// sorted, and a thousand times if it grows with the square. That leaves room for other work on the machine.
const LIMIT: f64 = 250.0;

/// How often both are timed. Other work on the machine can only make a run longer, never shorter.
const ATTEMPTS: usize = 4;

/// Checks that `work` takes time roughly in proportion to the size of its input. `make` makes an input of a size.
///
/// The absolute time is not checked: it depends on the machine.
pub(crate) fn assert_proportional<T, R>(
    what: &str,
    size: usize,
    make: impl Fn(usize) -> T,
    work: impl Fn(&T) -> R,
) {
    let (small, large) = (make(size), make(size * FACTOR));
    let time = |input: &T| {
        let started = Instant::now();
        black_box(work(black_box(input)));
        started.elapsed()
    };
    let (mut fastest_small, mut fastest_large) = (Duration::MAX, Duration::MAX);
    let mut growth = f64::MAX;
    for _ in 0..ATTEMPTS {
        fastest_small = fastest_small.min(time(&small));
        fastest_large = fastest_large.min(time(&large));
        growth = fastest_large.as_secs_f64() / fastest_small.as_secs_f64().max(1e-6);
        if growth < LIMIT {
            return;
        }
    }
    panic!(
        "{what}: {fastest_small:?} for {size}, {fastest_large:?} for {FACTOR} times as much: {growth:.0} times"
    );
}

mod tests {
    use aws_sdk_dynamodb::primitives::Blob;
    use aws_sdk_dynamodb::types::AttributeValue;

    use super::super::attribute::{parse, push, type_id};
    use super::assert_proportional;

    fn written(value: &AttributeValue) -> Vec<u8> {
        let mut bytes = Vec::new();
        push(&mut bytes, value).unwrap();
        bytes
    }

    /// Whoever writes the table chooses the order of signed values and which of them are equal.
    #[test]
    fn writing_and_reading_take_time_in_proportion_to_the_value() {
        use AttributeValue::{L, M, N, Ns, Ss};

        type Make = fn(usize) -> AttributeValue;
        // A member that is long and the same as others for a while, or at its very end no ASCII, is compared with
        // many others.
        let values: [(&str, Make); 6] = [
            ("strings", |n| {
                let short = (0..n / 4).map(|i| format!("é{i:05}"));
                let end = "a".repeat(2 * n) + "é";
                Ss(short.clone().chain([end]).chain(short.map(|text| text + "b")).collect())
            }),
            ("bytes", |n| {
                let short = (0..n / 4).map(|i| Blob::new(format!("{i:05}")));
                AttributeValue::Bs(short.chain([Blob::new("2".repeat(2 * n))]).collect())
            }),
            ("numbers", |n| {
                let long = "0".repeat(2 * n) + "1";
                Ns((2..n / 4).map(|i| i.to_string()).chain([long]).collect())
            }),
            ("a number", |n| N("0".repeat(n) + "1" + &"0".repeat(20))),
            ("keys of maps", |n| {
                let entry = |key: String| (key, AttributeValue::Null(true));
                let map = |i: usize| M((0..8).map(|k| entry(format!("é{i}{k}é"))).collect());
                L((0..n / 20).map(map).collect())
            }),
            ("lists in lists", |n| L(vec![L(vec![L(vec![N("1".into()); 3]); 3]); n / 20])),
        ];
        for (what, make) in values {
            assert_proportional(what, 2_000, make, written);
            let stored = |n: usize| {
                let value = make(n);
                (type_id(&value).unwrap(), written(&value))
            };
            assert_proportional(what, 2_000, stored, |(type_id, content)| parse(*type_id, content).unwrap());
        }
    }
}
