//! What is predicted, against what happens with real beacons under many keys.

use std::collections::HashMap;
use std::sync::Arc;

use aws_sdk_dynamodb::types::AttributeValue;

use super::*;
use crate::error::BeaconProblem;
use crate::search::Hashes;

/// How far a prediction may be off.
const TOLERANCE: f64 = 0.05;

/// What a column has: each value, and in how many items it is.
type Column = Vec<(String, u64)>;

/// First names of people in the United States, with how many of 100,000 people have each.
fn first_names() -> Column {
    let list = include_str!("../../../examples/beacon_advice/first_names.txt");
    let names = list.lines().map(|line| line.split_once(' ').unwrap());
    names.map(|(name, count)| (name.to_owned(), count.parse().unwrap())).collect()
}

fn uniform() -> Column {
    (0..1_000).map(|n| (format!("value {n}"), 7)).collect()
}

fn zipf() -> Column {
    (1..=600_u64).map(|rank| (format!("value {rank}"), 6_000_u64.div_ceil(rank))).collect()
}

fn advisor(column: &Column) -> BeaconAdvisor {
    let mut advisor = BeaconAdvisor::new();
    for (value, items) in column {
        advisor.add_times(&AttributeValue::S(value.clone()), *items).unwrap();
    }
    advisor
}

/// Numbers that look random and are always the same.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }
}

/// A value in a partition: its hash of 63 bits, and how many items it has there.
struct Cell {
    value: usize,
    hash: u64,
    items: u64,
}

/// A column's beacons under one key.
struct Table<'a> {
    column: &'a Column,
    cells: Vec<Cell>,
}

impl<'a> Table<'a> {
    fn new(column: &'a Column, key: u64, partitions: u8) -> Self {
        let mut secret = [0; 32];
        secret[..8].copy_from_slice(&key.to_be_bytes());
        let hashes = Hashes(Arc::new(Hashes::derive(&secret, &["column".to_owned()]).unwrap()));
        let mut numbers = Numbers(key);
        let mut cells = Vec::new();
        for (value, (text, items)) in column.iter().enumerate() {
            let mut parts = vec![0; usize::from(partitions)];
            (0..*items).for_each(|_| parts[(numbers.next() % u64::from(partitions)) as usize] += 1);
            for (partition, items) in (0..).zip(parts) {
                let hash = hashes.hash_unwiped(0, 63, text.as_bytes(), partition).unwrap();
                cells.push(Cell { value, hash: u64::from_str_radix(&hash, 16).unwrap(), items });
            }
        }
        Table { column, cells }
    }

    /// What this key reveals and costs: in the order of [`SEEN`].
    fn see(&self, bits: u8) -> [f64; 5] {
        let bucket = |cell: &Cell| cell.hash & ((1 << bits) - 1);
        let mut filled: Vec<&Cell> = self.cells.iter().filter(|cell| cell.items > 0).collect();
        filled.sort_unstable_by_key(|cell| (bucket(cell), cell.value));
        let most = self.column.iter().map(|(_, items)| *items).max().unwrap();
        let (mut alone, mut largest, mut right, mut top) = (0, 0, 0, Vec::new());
        let mut sizes = HashMap::new();
        for in_bucket in filled.chunk_by(|one, other| bucket(one) == bucket(other)) {
            let size: u64 = in_bucket.iter().map(|cell| cell.items).sum();
            let values = in_bucket.chunk_by(|one, other| one.value == other.value);
            let values = values.map(|cells| cells.iter().map(|cell| cell.items).sum::<u64>());
            right += values.clone().max().unwrap();
            alone += if values.count() == 1 { in_bucket.len() } else { 0 };
            largest = largest.max(size);
            let of_top = in_bucket.iter().filter(|cell| self.column[cell.value].1 == most);
            top.extend(of_top.map(|cell| cell.items as f64 / size as f64));
            sizes.insert(bucket(in_bucket[0]), size);
        }
        let items: u64 = sizes.values().sum();
        let read_for = |cell: &Cell| sizes.get(&bucket(cell)).map_or(0.0, |size| *size as f64);
        let read: f64 = self.cells.iter().map(|cell| self.column[cell.value].1 as f64 * read_for(cell)).sum();
        [
            alone as f64 / filled.len() as f64,
            largest as f64,
            top.iter().sum::<f64>() / top.len() as f64,
            right as f64 / items as f64,
            read / items as f64,
        ]
    }
}

const SEEN: [&str; 5] = ["alone", "largest bucket", "odds of the commonest", "guess", "items read"];

fn compare(name: &str, column: &Column, partitions: u8, keys: u64, lengths: &[u8]) {
    let advisor = advisor(column);
    let tables: Vec<_> = (0..keys).map(|key| Table::new(column, key, partitions)).collect();
    for bits in lengths {
        let predicted = advisor.predict(*bits, partitions);
        let predicted = [
            predicted.alone,
            predicted.largest_bucket,
            predicted.odds_of_commonest,
            predicted.guess,
            predicted.found + predicted.thrown_away,
        ];
        let mut seen = [0.0; 5];
        for table in &tables {
            seen.iter_mut().zip(table.see(*bits)).for_each(|(sum, value)| *sum += value / keys as f64);
        }
        for ((what, predicted), seen) in SEEN.iter().zip(predicted).zip(seen) {
            let off = (predicted - seen).abs();
            assert!(
                off <= TOLERANCE * seen || off < 0.005,
                "{name}, {bits} bits, {partitions} partitions: {what} is predicted as {predicted}, and was {seen}"
            );
        }
    }
}

#[test]
fn predictions_agree_with_real_beacons_of_uniform_values() {
    compare("uniform", &uniform(), 1, 150, &[1, 3, 5, 7, 8, 9, 10, 11, 12, 14, 18]);
    compare("uniform", &uniform(), 3, 25, &[4, 8, 10, 12, 14]);
}

#[test]
fn predictions_agree_with_real_beacons_of_zipf_values() {
    compare("Zipf", &zipf(), 1, 150, &[1, 2, 3, 4, 6, 8, 10, 12, 14]);
    compare("Zipf", &zipf(), 4, 60, &[3, 6, 8, 10, 12]);
}

#[test]
fn predictions_agree_with_real_beacons_of_first_names() {
    compare("first names", &first_names(), 1, 100, &[1, 2, 4, 5, 6, 7, 8, 9, 10, 12, 16]);
    compare("first names", &first_names(), 4, 40, &[2, 4, 6, 8, 10, 12]);
}

#[test]
fn pairs_agree_with_real_beacons() {
    // Some pairs go together, and others do not.
    let mut numbers = Numbers(1);
    let rows: Vec<(usize, usize)> = (0..4_000)
        .map(|_| {
            let one = (numbers.next() % 400).min(numbers.next() % 400) as usize;
            let other = if numbers.next().is_multiple_of(2) { one / 7 } else { (numbers.next() % 90) as usize };
            (one, other)
        })
        .collect();
    let text = |n: usize| AttributeValue::S(n.to_string());
    let mut pair = BeaconPairAdvisor::new();
    rows.iter().for_each(|(one, other)| pair.add(&text(*one), &text(*other)).unwrap());
    let pairs: std::collections::BTreeSet<_> = rows.iter().copied().collect();
    let column = |n: usize| -> Column { (0..n).map(|n| (n.to_string(), 1)).collect() };
    let (ones, others) = (column(400), column(90));
    let keys = 40;
    let tables: Vec<_> =
        (0..keys).map(|key| [Table::new(&ones, 2 * key, 1), Table::new(&others, 2 * key + 1, 1)]).collect();
    for (bits, of_other) in [(4, 4), (6, 4), (7, 3), (3, 7), (8, 5), (10, 6), (12, 12)] {
        let mut alone = 0.0;
        for [ones, others] in &tables {
            let hash = |table: &Table<'_>, n: usize, bits: u8| table.cells[n].hash & ((1 << bits) - 1);
            let bucket =
                |(one, other): &(usize, usize)| (hash(ones, *one, bits), hash(others, *other, of_other));
            let mut buckets: HashMap<(u64, u64), u64> = HashMap::new();
            pairs.iter().for_each(|pair| *buckets.entry(bucket(pair)).or_default() += 1);
            let lonely = pairs.iter().filter(|pair| buckets[&bucket(pair)] == 1).count();
            alone += lonely as f64 / pairs.len() as f64 / keys as f64;
        }
        let predicted = pair.predict(bits, of_other).alone;
        assert!(
            (predicted - alone).abs() <= TOLERANCE * alone || (predicted - alone).abs() < 0.01,
            "{bits} and {of_other} bits: predicted {predicted}, was {alone}"
        );
    }
}

/// `specification/searchable-encryption/beacons.md` says 15 and 66 %.
#[test]
fn sixteen_bits_of_100_000_values_read_25_items_for_10() {
    let column: Column = (0..100_000).map(|n| (n.to_string(), 10)).collect();
    let predicted = advisor(&column).predict(16, 1);
    let read = predicted.found + predicted.thrown_away;
    assert_eq!((predicted.found, read.round()), (10.0, 25.0));
    assert_eq!((100.0 * predicted.found / read).round(), 40.0);
    assert_eq!((100.0 * predicted.alone).round(), 22.0);
    let [alone, _, _, _, seen] = Table::new(&column, 0, 1).see(16);
    assert!(
        (read / seen - 1.0).abs() < 0.02 && (predicted.alone / alone - 1.0).abs() < 0.02,
        "{seen}, {alone}"
    );
    let shorter = advisor(&column).predict(14, 1);
    let read = shorter.found + shorter.thrown_away;
    assert_eq!((read.round(), (100.0 * shorter.found / read).round()), (71.0, 14.0));
}

#[test]
fn mutual_information_is_that_of_the_columns() {
    let text = |n: u32| AttributeValue::S(n.to_string());
    let mut same = BeaconPairAdvisor::new();
    (0..64).for_each(|n| same.add(&text(n), &text(n + 100)).unwrap());
    assert!((same.predict(8, 8).mutual_information - 6.0).abs() < 1e-9);
    let mut independent = BeaconPairAdvisor::new();
    (0..64).for_each(|n| independent.add(&text(n / 8), &text(n % 8)).unwrap());
    assert!(independent.predict(8, 8).mutual_information.abs() < 1e-9);
}

#[test]
fn a_recommended_beacon_is_within_the_limits_and_a_longer_one_is_not() {
    for (column, partitions) in [(uniform(), 1), (first_names(), 1), (first_names(), 10), (zipf(), 10)] {
        let advisor = advisor(&column);
        let advice = advisor.advice(&BeaconTarget::default().max_partitions(partitions));
        let BeaconRecommendation::Use { bits, partitions } = advice.recommendation else { panic!("{advice}") };
        let (used, longer) = (advisor.predict(bits, partitions), advisor.predict(bits + 1, partitions));
        assert_eq!(advice.recommended, Some(used));
        assert!(used.alone <= 0.05 && used.odds_of_commonest <= 0.5, "{used:?}");
        assert!(longer.alone > 0.05 || longer.odds_of_commonest > 0.5, "{longer:?}");
        // Partitions are worth it where they halve what is read in vain.
        let single = advisor.advice(&BeaconTarget::default().max_partitions(1)).recommended;
        let worth = single.is_none_or(|single| used.thrown_away <= single.thrown_away / 2.0);
        assert!(partitions == 1 || worth, "{used:?} and {single:?}");
        assert!(advice.to_string().contains(&format!("Use a beacon of {bits} bits")));
    }
}

#[test]
fn a_column_that_no_beacon_suits_is_named_with_the_reason() {
    let against = |column: &Column, target: BeaconTarget| match advisor(column).advice(&target).recommendation {
        BeaconRecommendation::Against(reason) => reason,
        BeaconRecommendation::Use { bits, partitions } => panic!("{bits} bits, {partitions} partitions"),
    };
    let target = BeaconTarget::default();
    assert_eq!(against(&Column::new(), target), AgainstBeacon::NoValues);
    let few = |values: u64| -> Column { (0..values).map(|n| (n.to_string(), 100)).collect() };
    assert_eq!(against(&few(31), target), AgainstBeacon::FewValues { values: 31 });
    assert!(matches!(
        advisor(&few(32)).advice(&target).recommendation,
        BeaconRecommendation::Use { partitions: 1, .. }
    ));
    let mut skewed = few(100);
    skewed.push(("the usual".to_owned(), 90_000));
    assert_eq!(against(&skewed, target.max_partitions(1)), AgainstBeacon::Commonest { share: 0.9 });
    let costly = against(&uniform(), target.max_thrown_away(10.0));
    assert!(matches!(costly, AgainstBeacon::Costly { thrown_away } if thrown_away > 10.0), "{costly:?}");
    // With two buckets, some of 32 values are alone in one out of 2^31 times.
    assert_eq!(against(&few(32), target.max_alone(0.0)), AgainstBeacon::Revealing);
}

#[test]
fn a_sample_predicts_the_table() {
    let column = zipf();
    let mut items: Vec<&str> = Vec::new();
    column.iter().for_each(|(value, count)| items.extend((0..*count).map(|_| value.as_str())));
    let mut numbers = Numbers(3);
    let mut sampled = BeaconAdvisor::new();
    for _ in 0..items.len() / 5 {
        let item = items[(numbers.next() % items.len() as u64) as usize];
        sampled.add(&AttributeValue::S(item.to_owned())).unwrap();
    }
    sampled.sample_of(items.len() as u64);
    let whole = advisor(&column);
    for bits in [4, 8, 10] {
        let (sample, table) = (sampled.predict(bits, 1), whole.predict(bits, 1));
        for (what, sample, table) in [
            ("read", sample.found + sample.thrown_away, table.found + table.thrown_away),
            ("largest bucket", sample.largest_bucket, table.largest_bucket),
            ("guess", sample.guess, table.guess),
        ] {
            assert!(
                (sample / table - 1.0).abs() < 0.1,
                "{bits} bits, {what}: {sample} of a sample, {table} of all"
            );
        }
    }
    let values = sampled.advice(&BeaconTarget::default()).values;
    assert!((480.0..=720.0).contains(&values), "{values}");
}

#[test]
fn values_are_told_apart_as_beacons_tell_them_apart() {
    let mut advisor = BeaconAdvisor::new();
    for value in ["1.0", "1", "1e0"] {
        advisor.add(&AttributeValue::N(value.to_owned())).unwrap();
    }
    advisor.add(&AttributeValue::S("1".to_owned())).unwrap();
    assert_eq!(advisor.advice(&BeaconTarget::default()).values, 1.0);
    let set = AttributeValue::Ss(vec!["1".to_owned(), "2".to_owned()]);
    advisor.add_members(&set).unwrap();
    let advice = advisor.advice(&BeaconTarget::default());
    assert_eq!((advice.items, advice.values, advice.commonest), (6.0, 2.0, 5.0 / 6.0));
    assert_eq!(advisor.add_members(&AttributeValue::Bool(true)), Err(BeaconProblem::NotASet));
    assert!(advisor.add(&AttributeValue::N("many".to_owned())).is_err());
}

#[test]
fn extremes_are_numbers() {
    for column in [vec![("only".to_owned(), 1)], vec![("only".to_owned(), 1_000_000_000)], uniform()] {
        for (bits, partitions) in [(0, 0), (1, 1), (1, 254), (63, 1), (63, 254), (255, 255)] {
            let prediction = advisor(&column).predict(bits, partitions);
            let items: u64 = column.iter().map(|(_, items)| items).sum();
            for (what, number, most) in [
                ("alone", prediction.alone, 1.0),
                ("odds", prediction.odds_of_commonest, 1.0),
                ("guess", prediction.guess, 1.0),
                ("largest", prediction.largest_bucket, 1.01 * items as f64),
                ("thrown away", prediction.thrown_away, 254.0 * items as f64),
            ] {
                assert!(
                    (0.0..=most).contains(&number),
                    "{bits} bits, {partitions} partitions: {what} {number}"
                );
            }
        }
    }
}
