//! Opens the items of a table export.
//!
//! DynamoDB exports a table to S3 as files of one JSON object per line, compressed with gzip. Decompressed:
//!
//! ```sh
//! cargo run --features json --example table_export               # makes an export of three items, and reads it
//! gunzip -c DATA/*.json.gz | cargo run --features json --example table_export -- -   # with your table's keys
//! ```

use std::error::Error;
use std::io::BufRead;

use aws_sdk_dynamodb::types::AttributeValue::{S, Ss};
use dynamodb_item_encryptor::{Item, ItemEncryptor, RawAesKeyring, TableConfig, json};
use serde::Deserialize;
use serde_json::{Value, json};

/// A line of a full export. In an incremental one it is `NewImage`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Line {
    item: Value,
}

/// Opens one item after the other, and counts them. Those that cannot be read are reported by line number.
async fn read(encryptor: &ItemEncryptor, export: impl BufRead) -> Result<(usize, usize), Box<dyn Error>> {
    let (mut opened, mut unreadable) = (0, 0);
    for (number, line) in export.lines().enumerate() {
        let Line { item } = serde_json::from_str(&line?)?;
        let item = match json::from_value(item) {
            Ok(stored) => encryptor.decrypt_item(stored).await.map(|opened| opened.item),
            Err(error) => Err(error),
        };
        match item {
            Ok(item) => {
                opened += 1;
                println!("{}", json::to_value(&item)?);
            }
            // The rest may be readable.
            Err(error) if error.is_of_item() => {
                unreadable += 1;
                eprintln!("line {}: {error}", number + 1);
            }
            // No more of them would be: the key service was not to be reached, for example.
            Err(error) => return Err(error.into()),
        }
    }
    Ok((opened, unreadable))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    // The same configuration as that of the table's client.
    let table = TableConfig::builder("Customers")
        .partition_key("id")
        .encrypt(["email", "tags"])
        .keyring(RawAesKeyring::new("my-company", "customers", &[7; 32])?)
        .build()?;
    let encryptor = ItemEncryptor::new(table);

    let (opened, unreadable) = if std::env::args().nth(1).is_some() {
        read(&encryptor, std::io::stdin().lock()).await?
    } else {
        read(&encryptor, export(&encryptor).await?.as_bytes()).await?
    };
    println!("{opened} items opened, {unreadable} unreadable");
    Ok(())
}

/// An export of three items, one of which was tampered with.
async fn export(encryptor: &ItemEncryptor) -> Result<String, Box<dyn Error>> {
    let mut lines = String::new();
    for n in 1..=3 {
        let item = Item::from([
            ("id".to_owned(), S(format!("customer-{n}"))),
            ("email".to_owned(), S(format!("{n}@example.com"))),
            ("tags".to_owned(), Ss(vec!["early".into(), "paying".into()])),
        ]);
        let mut stored = encryptor.encrypt_item(item).await?;
        if n == 2 {
            stored.insert("id".to_owned(), S("customer-1".into()));
        }
        lines.push_str(&json!({ "Item": json::to_value(&stored)? }).to_string());
        lines.push('\n');
    }
    Ok(lines)
}
