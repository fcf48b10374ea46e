//! What a beacon on first names would reveal and cost, before there is one: a table, and a curve as SVG.
//!
//! ```text
//! cargo run --example beacon_advice [-- FILE.svg]
//! ```
//!
//! The list of names, with how many of 100,000 people in the United States have each, is approximate and of the last century.

mod curve;

use std::error::Error;

use aws_sdk_dynamodb::types::AttributeValue;
use curve::{Line, curve};
use dynamodb_item_encryptor::{BeaconAdvisor, BeaconPairAdvisor, BeaconPrediction, BeaconTarget};

const FIRST_NAMES: &str = include_str!("first_names.txt");

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1).unwrap_or("target/beacon_advice.svg".to_owned());
    let mut names = BeaconAdvisor::new();
    for (name, people) in first_names() {
        names.add_times(&name, people)?;
    }

    println!("A beacon on first names\n");
    let advice = names.advice(&BeaconTarget::default());
    println!("{advice}\n");

    println!("If the commonest name may be at most a fifth of its bucket\n");
    let strict = names.advice(&BeaconTarget::default().max_odds_of_commonest(0.2));
    println!("{}\n", last_line(&strict.to_string()));

    println!(
        "Partitions spread a value over several beacons, and a search over as many queries. Read as much, learn as much:\n"
    );
    for (bits, partitions) in [(5, 1), (6, 2), (7, 4), (8, 8)] {
        let BeaconPrediction { thrown_away, odds_of_commonest, guess, .. } = names.predict(bits, partitions);
        println!(
            "{bits} bits, {partitions} partitions: {thrown_away:6.0} items read in vain, {:4.1} % guessable, the commonest \
             name is {:.1} % of its bucket",
            100.0 * guess,
            100.0 * odds_of_commonest
        );
    }

    println!("A beacon on whether somebody is insured\n");
    let mut insured = BeaconAdvisor::new();
    insured.add_times(&AttributeValue::Bool(true), 92_000)?;
    insured.add_times(&AttributeValue::Bool(false), 8_000)?;
    println!("{}\n", last_line(&insured.advice(&BeaconTarget::default()).to_string()));

    println!("Beacons on first name and town, side by side\n");
    let town = towns();
    for bits in [4, 6, 8] {
        let together = town.predict(bits, bits);
        println!(
            "{bits} bits each: {:4.1} % of the pairs of values can be told from all others; town and name share {:.1} bits",
            100.0 * together.alone,
            together.mutual_information
        );
    }

    // The longer a beacon is, the less is read in vain, and the more is learned.
    let points: Vec<BeaconPrediction> = (1..=14).map(|bits| names.predict(bits, 1)).collect();
    let lines = [
        Line { label: "names guessed right", leakage: |point| point.guess },
        Line { label: "the commonest name in its bucket", leakage: |point| point.odds_of_commonest },
        Line { label: "names alone in a bucket", leakage: |point| point.alone },
    ];
    let recommended = advice.recommended.map(|point| point.bits);
    std::fs::write(&file, curve(&points, &lines, recommended))?;
    println!("\nThe curve of cost against leakage is in {file}");
    Ok(())
}

/// Each name, and how many people have it.
fn first_names() -> impl Iterator<Item = (AttributeValue, u64)> {
    FIRST_NAMES.lines().filter_map(|line| {
        let (name, people) = line.split_once(' ')?;
        Some((AttributeValue::S(name.to_owned()), people.parse().ok()?))
    })
}

/// People of 120 towns, each of which has some of the names only.
fn towns() -> BeaconPairAdvisor {
    let mut pair = BeaconPairAdvisor::new();
    for (rank, (name, people)) in first_names().enumerate() {
        for n in 0..people.div_ceil(40) {
            let town = (rank as u64 * 7 + n * n) % 120;
            // A text has a beacon, whatever is in it.
            let _ = pair.add(&name, &AttributeValue::S(format!("town {town}")));
        }
    }
    pair
}

fn last_line(text: &str) -> &str {
    text.lines().last().unwrap_or_default()
}
