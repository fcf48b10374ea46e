//! Opens the records of a DynamoDB stream, as an AWS Lambda function receives them.
//!
//! `cargo run --features json --example stream_records`. It needs no AWS account: the event is made here, in the form
//! that Lambda delivers.

use std::error::Error;

use aws_sdk_dynamodb::types::AttributeValue::{N, S};
use dynamodb_item_encryptor::{Item, ItemEncryptor, RawAesKeyring, TableConfig, json};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// The parts of Lambda's event that matter here.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Event {
    records: Vec<Record>,
}

#[derive(Deserialize)]
struct Record {
    dynamodb: Change,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Change {
    sequence_number: String,
    /// There is none before an item is put.
    old_image: Option<Value>,
    /// There is none after an item was deleted.
    new_image: Option<Value>,
}

/// The function itself: it reports which customers have a new address. Returns the records that are to be sent again,
/// as Lambda expects with `ReportBatchItemFailures`.
async fn handle(encryptor: &ItemEncryptor, event: Event) -> Value {
    let mut failures = Vec::new();
    for Record { dynamodb: Change { sequence_number, old_image, new_image } } in event.records {
        match (open(encryptor, old_image).await, open(encryptor, new_image).await) {
            (Ok(old), Ok(new)) => {
                let email = |item: Option<Item>| item?.get("email")?.as_s().ok().cloned();
                println!("{sequence_number}: {:?} -> {:?}", email(old), email(new));
            }
            // Somebody has changed it: sent again, it would fail again, and hold up all that come after it.
            (Err(error), _) | (_, Err(error)) if error.is_of_item() => {
                println!("{sequence_number}: set aside: {error}");
            }
            // The key service was not to be reached, for example. In a stream, the order counts.
            (Err(error), _) | (_, Err(error)) => {
                println!("{sequence_number}: to be sent again: {error}");
                failures.push(json!({ "itemIdentifier": sequence_number }));
                break;
            }
        }
    }
    json!({ "batchItemFailures": failures })
}

async fn open(
    encryptor: &ItemEncryptor,
    image: Option<Value>,
) -> Result<Option<Item>, dynamodb_item_encryptor::Error> {
    let Some(image) = image else { return Ok(None) };
    let stored = json::from_value(image)?;
    Ok(Some(encryptor.decrypt_item(stored).await?.item))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    // The same configuration as that of the table's client.
    let table = TableConfig::builder("Customers")
        .partition_key("id")
        .sort_key("created")
        .encrypt(["email"])
        .sign(["plan"])
        .keyring(RawAesKeyring::new("my-company", "customers", &[7; 32])?)
        .build()?;
    let encryptor = ItemEncryptor::new(table);

    let event = event(&encryptor).await?;
    let answer = handle(&encryptor, serde_json::from_str(&event)?).await;
    println!("{answer}");
    Ok(())
}

/// An event with four records: an item is put, changed and deleted, and another one was tampered with.
async fn event(encryptor: &ItemEncryptor) -> Result<String, Box<dyn Error>> {
    let stored = async |email: &str| {
        let item = Item::from([
            ("id".to_owned(), S("customer-1815".into())),
            ("created".to_owned(), N("20261120".into())),
            ("email".to_owned(), S(email.into())),
            ("plan".to_owned(), S("premium".into())),
        ]);
        encryptor.encrypt_item(item).await
    };
    let (first, second) = (stored("ada@example.com").await?, stored("countess@example.com").await?);
    let mut tampered = first.clone();
    tampered.insert("plan".to_owned(), S("unlimited".into()));
    let record = |number: u32, name: &str, old: Option<&Item>, new: Option<&Item>| {
        let mut change = Map::new();
        change.insert("SequenceNumber".to_owned(), json!(number.to_string()));
        for (name, image) in [("OldImage", old), ("NewImage", new)] {
            if let Some(image) = image {
                change.insert(name.to_owned(), json::to_value(image)?);
            }
        }
        Ok::<_, Box<dyn Error>>(json!({ "eventName": name, "eventSource": "aws:dynamodb", "dynamodb": change }))
    };
    let records = [
        record(1, "INSERT", None, Some(&first))?,
        record(2, "MODIFY", Some(&first), Some(&second))?,
        record(3, "REMOVE", Some(&second), None)?,
        record(4, "INSERT", None, Some(&tampered))?,
    ];
    Ok(json!({ "Records": records }).to_string())
}
