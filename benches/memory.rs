//! Heap allocations of sealing and opening one item, and the most memory that it takes besides the item given.
//!
//! These are counts: they do not depend on the machine or on its load.

#[path = "support/counting.rs"]
mod counting;
mod support;

use counting::{Cost, cost};
use support::cases::{self, SHAPES};

fn main() {
    println!(
        "Heap allocations for one item, and the most memory besides the item given, in bytes and in its size."
    );
    println!("aws-lc allocates by itself, which is not counted: for ECDSA keys and signatures.\n");
    println!("| suite | item | encrypt | peak | of its size | decrypt | peak | of its size |");
    println!("|---|---|--:|--:|--:|--:|--:|--:|");
    for (suite_name, suite) in cases::suites() {
        for shape in SHAPES {
            let encryptor = shape.encryptor(suite);
            let plain = shape.item();
            // What is made once and kept is made now.
            let stored = cases::encrypt(&encryptor, plain.clone());
            cases::decrypt(&encryptor, stored.clone());
            let sealed = cost(plain, |item| cases::encrypt(&encryptor, item));
            let opened = cost(stored, |item| cases::decrypt(&encryptor, item));
            let part = |cost: &Cost| {
                let times = cost.peak as f64 / shape.total() as f64;
                format!("{} | {} | {times:.2}", cost.allocations, cost.peak)
            };
            println!("| {suite_name} | {} | {} | {} |", shape.name, part(&sealed), part(&opened));
        }
    }
}
