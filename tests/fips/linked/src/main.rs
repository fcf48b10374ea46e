//! Seals and opens items of ten attributes of 64 bytes with every suite of its build, as an application would.
//!
//! With the argument `times`, prints for each suite the median microseconds of sealing and of opening one.

use std::collections::HashMap;
use std::error::Error;
use std::time::{Duration, Instant};

use aws_sdk_dynamodb::types::AttributeValue::S;
use dynamodb_item_encryptor::{AlgorithmSuite, Item, ItemEncryptor, RawAesKeyring, TableConfig};

/// How many items are timed, each by itself.
const TURNS: usize = 2000;

fn names() -> impl Iterator<Item = String> {
    (0..10).map(|n| format!("attribute{n}"))
}

fn item() -> Item {
    let id = [("id".to_owned(), S("42".to_owned()))];
    names().map(|name| (name, S("x".repeat(64)))).chain(id).collect()
}

fn encryptor(suite: AlgorithmSuite) -> Result<ItemEncryptor, Box<dyn Error>> {
    let table = TableConfig::builder("Customers").partition_key("id").encrypt(names()).suite(suite);
    let keyring = RawAesKeyring::new("my-company", "customers", &[7; 32])?;
    Ok(ItemEncryptor::new(table.keyring(keyring).build()?))
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times.get(times.len() / 2).map_or(0.0, Duration::as_secs_f64) * 1e6
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    dynamodb_item_encryptor::prepare()?;
    let turns = if std::env::args().nth(1).as_deref() == Some("times") { TURNS } else { 1 };
    for suite in AlgorithmSuite::ALL.iter().copied() {
        let encryptor = encryptor(suite)?;
        let (mut sealing, mut opening) = (Vec::new(), Vec::new());
        for _ in 0..turns {
            let plain: HashMap<_, _> = item();
            let start = Instant::now();
            let stored = encryptor.encrypt_item(plain).await?;
            sealing.push(start.elapsed());
            assert!(names().all(|name| stored.get(&name).is_some_and(|value| value.is_b())));
            let start = Instant::now();
            let opened = encryptor.decrypt_item(stored).await?.item;
            opening.push(start.elapsed());
            assert_eq!(opened, item());
        }
        if turns > 1 {
            println!("{:#06x} {:.1} {:.1}", suite.id(), median(sealing), median(opening));
        }
    }
    Ok(())
}
