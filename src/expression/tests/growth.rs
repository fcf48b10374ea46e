//! Whoever writes the table chooses what is compared: no comparison takes more than its operands' size explains.

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue::{self, B, L, M, N, Ns, S, Ss};

use crate::expression::{Condition, Map, Parameters, Update};
use crate::format::growth::assert_proportional;

/// A text without end, as far as it is the same everywhere.
fn same(length: usize, end: &str) -> String {
    "a".repeat(length) + end
}

/// A spelling of a small number.
fn long_number(length: usize, number: usize) -> String {
    "0".repeat(length) + &number.to_string()
}

fn numbers(from: usize, count: usize) -> AttributeValue {
    Ns((from..from + count).map(|number| number.to_string()).collect())
}

fn strings(from: usize, count: usize) -> AttributeValue {
    Ss((from..from + count).map(|number| format!("{number:05}")).collect())
}

fn list(count: usize, value: &AttributeValue) -> AttributeValue {
    L(vec![value.clone(); count])
}

type Pair = (AttributeValue, AttributeValue);

/// Makes operands of a size.
type Make = fn(usize) -> Pair;

/// Operands that are long and nearly the same, or many: what comparing takes longest for. With each, the size that
/// the smaller ones have.
fn pairs() -> Vec<(&'static str, usize, Make)> {
    vec![
        ("bytes in bytes", 8_000, |n| (B(Blob::new(same(2 * n, ""))), B(Blob::new(same(n, "b"))))),
        ("bytes that begin otherwise in bytes", 8_000, |n| {
            (B(Blob::new(same(2 * n, ""))), B(Blob::new("b".to_owned() + &same(n, ""))))
        }),
        ("a string in a string", 8_000, |n| (S(same(2 * n, "")), S(same(n, "b")))),
        ("a string in a string set", 1_000, |n| (strings(0, n), S("x".repeat(5 * n)))),
        ("a long number in a number set", 1_000, |n| (numbers(2, n), N(long_number(n, 1)))),
        ("a long number in a list", 1_000, |n| (list(n, &N("2".into())), N(long_number(n, 1)))),
        ("a string set in a list", 1_000, |n| {
            let set = Ss(vec![same(n, "2"), same(n, "1")]);
            (list(n, &Ss(vec!["x".into(), "y".into()])), set)
        }),
        ("a number set in a list", 1_000, |n| {
            let set = Ns(vec![long_number(n, 2), long_number(n, 1)]);
            (list(n, &Ns(vec!["3".into(), "4".into()])), set)
        }),
        ("a list in a list", 1_000, |n| (list(n, &list(1, &strings(0, 2))), list(n, &strings(0, 2)))),
        ("a map in a list", 1_000, |n| {
            let map = |value| M(Map::from([("k".to_owned(), value)]));
            (list(n, &map(N("3".into()))), map(N(long_number(n, 1))))
        }),
        ("sets in another order", 1_000, |n| {
            let (Ss(mut one), Ss(mut other)) = (strings(0, n), strings(0, n)) else { unreachable!() };
            one.reverse();
            other.rotate_left(n / 3);
            (Ss(one), Ss(other))
        }),
        ("number sets", 1_000, |n| (numbers(0, n), numbers(0, n))),
    ]
}

#[test]
fn a_condition_takes_time_in_proportion_to_what_it_compares() {
    let conditions = [
        "contains(a, b)",
        "a = b",
        "a <> b",
        "a IN (b, b, b)",
        "begins_with(a, b)",
        "a < b",
        "size(a) > size(b)",
    ];
    for (what, size, make) in pairs() {
        let item = |n: usize| {
            let (a, b) = make(n);
            Map::from([("a".to_owned(), a), ("b".to_owned(), b)])
        };
        for text in conditions {
            let condition = Condition::parse(text, &Parameters::default()).unwrap();
            assert_proportional(&format!("{what}: {text}"), size, item, |item| condition.holds(item));
        }
    }
}

#[test]
fn an_update_takes_time_in_proportion_to_its_sets_and_lists() {
    let operands: [(&str, Make); 4] = [
        ("string sets", |n| (strings(0, n), strings(n / 2, n))),
        ("binary sets", |n| {
            let blobs = |from: usize| (from..from + n).map(|i| Blob::new(format!("{i:05}"))).collect();
            (AttributeValue::Bs(blobs(0)), AttributeValue::Bs(blobs(n / 2)))
        }),
        ("number sets", |n| (numbers(0, n), numbers(n / 2, n))),
        ("number sets with a long number", |n| {
            let Ns(mut members) = numbers(2, n) else { unreachable!() };
            members.push(long_number(n, 1));
            (Ns(members), numbers(0, n))
        }),
    ];
    for (what, make) in operands {
        for text in ["ADD a :v", "DELETE a :v"] {
            let input = |n: usize| {
                let (old, value) = make(n);
                let values = Map::from([(":v".to_owned(), value)]);
                let parameters = Parameters { names: None, values: Some(&values) };
                (Map::from([("a".to_owned(), old)]), Update::parse(text, &parameters).unwrap())
            };
            assert_proportional(&format!("{what}: {text}"), 500, input, |(item, update)| {
                let mut item = item.clone();
                update.apply(&mut item).unwrap();
                item
            });
        }
    }
    let update = Update::parse("SET a = list_append(a, b)", &Parameters::default()).unwrap();
    let input = |n: usize| {
        let value = || list(n, &S("x".into()));
        Map::from([("a".to_owned(), value()), ("b".to_owned(), value())])
    };
    assert_proportional("list_append", 500, input, |item| {
        let mut item = item.clone();
        update.apply(&mut item).unwrap();
        item
    });
}
