//! What is measured: both crates, and the floor, on the same items in turns.

use std::cell::RefCell;
use std::time::Duration;

use dynamodb_item_encryptor::AlgorithmSuite;
use serde_json::{Value, json};

use crate::official::Official;
use crate::support::cases::{self, SHAPES, Shape};
use crate::support::floor::Floor;
use crate::support::paired::{Effort, Times, in_turns, median, ratio, timed};
use crate::support::threads;

/// Measures everything. `tell` gets each row as soon as it is there.
pub fn everything(effort: Effort, tell: impl Fn(&Value)) -> Value {
    let mut rows = Vec::new();
    for (suite_name, suite) in cases::suites() {
        for shape in SHAPES {
            for (direction, times) in case(shape, suite, effort) {
                let mut row = json!({ "suite": suite_name, "item": shape.name, "direction": direction });
                for (name, figure) in times.figures() {
                    row[name] = figure.into();
                }
                tell(&row);
                rows.push(row);
            }
        }
    }
    let (unsigned, ecdsa) = (AlgorithmSuite::HmacSha384, AlgorithmSuite::HmacSha384EcdsaP384);
    let threads: Vec<Value> = [(unsigned, SHAPES[1]), (ecdsa, SHAPES[1]), (unsigned, SHAPES[3])]
        .into_iter()
        .map(|(suite, shape)| {
            let suite_name = cases::suite_name(suite);
            let scaling = threads::scaling(&shape.encryptor(suite), shape, effort);
            let row = json!({
                "suite": suite_name, "item": shape.name, "one": scaling.one, "two": scaling.two,
                "ratio": scaling.ratio, "ratio_when_running": scaling.ratio_when_running,
            });
            tell(&row);
            row
        })
        .collect();
    json!({ "rows": rows, "threads": threads })
}

/// What one case took.
struct Case {
    ours: Times,
    floor: Times,
    /// The official crate, where it has the suite; else our own `0x6701`.
    other: Times,
    is_official: bool,
}

impl Case {
    /// The medians, in nanoseconds, and the medians of the ratios.
    fn figures(&self) -> Vec<(&'static str, f64)> {
        let other = if self.is_official { ("peer_ns", "peer/ours") } else { ("ecdsa_ns", "ecdsa/ours") };
        vec![
            ("ours_ns", median(&self.ours)),
            ("floor_ns", median(&self.floor)),
            (other.0, median(&self.other)),
            (other.1, ratio(&self.other, &self.ours)),
            ("ours/floor", ratio(&self.ours, &self.floor)),
        ]
    }
}

/// Measures both directions of one shape and suite.
fn case(shape: Shape, suite: AlgorithmSuite, effort: Effort) -> [(&'static str, Case); 2] {
    let plain = shape.item();
    let encryptor = shape.encryptor(suite);
    let stored = cases::encrypt(&encryptor, plain.clone());
    let official = Official::new(shape, suite);
    let ecdsa = shape.encryptor(AlgorithmSuite::HmacSha384EcdsaP384);
    let ecdsa_stored = cases::encrypt(&ecdsa, plain.clone());
    let [mut other_encrypt, mut other_decrypt]: [Box<dyn FnMut() -> Duration + '_>; 2] = match &official {
        Some(official) => {
            // Each opens what the other sealed: they do the same work.
            let theirs = official.encrypt(plain.clone());
            assert_eq!(cases::decrypt(&encryptor, theirs).item, plain);
            assert_eq!(official.decrypt(stored.clone()), plain);
            [
                Box::new(|| timed(plain.clone(), |item| official.encrypt(item))),
                Box::new(|| timed(stored.clone(), |item| official.decrypt(item))),
            ]
        }
        None => [
            Box::new(|| timed(plain.clone(), |item| cases::encrypt(&ecdsa, item))),
            Box::new(|| timed(ecdsa_stored.clone(), |item| cases::decrypt(&ecdsa, item))),
        ],
    };
    let floor = RefCell::new(Floor::of(shape, suite));
    let encrypt = in_turns(
        effort,
        [
            &mut || timed(plain.clone(), |item| cases::encrypt(&encryptor, item)),
            &mut || floor.borrow_mut().time_seal(),
            &mut *other_encrypt,
        ],
    );
    let decrypt = in_turns(
        effort,
        [
            &mut || timed(stored.clone(), |item| cases::decrypt(&encryptor, item)),
            &mut || floor.borrow_mut().time_open(),
            &mut *other_decrypt,
        ],
    );
    let case = |[ours, floor, other]: [Times; 3]| Case { ours, floor, other, is_official: official.is_some() };
    [("encrypt", case(encrypt)), ("decrypt", case(decrypt))]
}
