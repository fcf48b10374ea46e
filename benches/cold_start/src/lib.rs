//! What both programs have in common: the item, what they call a program's stages, and how they report them.

use std::collections::HashMap;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use aws_sdk_dynamodb::types::AttributeValue::{self, S};

/// The logical name of the table.
pub const TABLE: &str = "Customers";
/// The name of the partition key.
pub const PARTITION_KEY: &str = "id";
/// The keyring's namespace.
pub const NAMESPACE: &str = "cold start";
/// The name of the keyring's key.
pub const KEY_NAME: &str = "key";
/// The keyring's key.
pub const WRAPPING_KEY: [u8; 32] = *b"an AES key to measure with: 32 b";
/// How many attributes are encrypted, besides the key.
pub const ATTRIBUTES: usize = 10;

/// How an attribute is called.
pub fn attribute(n: usize) -> String {
    format!("attribute{n}")
}

/// The item: ten texts of 64 bytes, and its key.
pub fn item() -> HashMap<String, AttributeValue> {
    let mut item: HashMap<_, _> = (0..ATTRIBUTES).map(|n| (attribute(n), S("x".repeat(64)))).collect();
    item.insert(PARTITION_KEY.to_owned(), S("0123456789".to_owned()));
    item
}

/// The program's first argument: how many milliseconds it waits, as for the network, before its first item.
pub fn waiting() -> Duration {
    Duration::from_millis(std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(0))
}

/// The stages of a program, each with the time at which it ended, from the beginning of `main`.
pub struct Stages {
    begun: Instant,
    ends: [Duration; 3],
    count: usize,
}

impl Stages {
    /// At the beginning of `main`.
    pub fn begin() -> Self {
        Stages { begun: Instant::now(), ends: [Duration::ZERO; 3], count: 0 }
    }

    /// A stage has ended: what is built before items, the first item, the second one.
    pub fn end(&mut self) {
        self.ends[self.count] = self.begun.elapsed();
        self.count += 1;
        // Whoever started the process waits for this byte, and stops its clock: at the first item.
        if self.count == 2 {
            let mut out = io::stdout();
            out.write_all(b"!").and_then(|()| out.flush()).expect("someone reads");
        }
    }

    /// Says what the stages took, in microseconds, and what the process has used of processors.
    pub fn report(&self) {
        let [built, first, second] = self.ends.map(|end| end.as_micros());
        println!("{built} {} {}", first - built, second - first);
    }
}
