//! Makes the items of a live table searchable, without sealing one of them again, and then changes the length of a beacon.
//!
//! ```text
//! cargo run --example beacon_walk
//! ```
//!
//! It demonstrates itself on a table of its own, in this process: with items that were written before the table had a
//! search, and with a client that goes on to write without one. The walk is stopped half-way, and goes on from what it
//! has stored.

mod bar;

use std::error::Error;
use std::ops::ControlFlow;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Credentials, Region};
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
};
use bar::Bar;
use dynamodb_item_encryptor::{
    Beacon, BeaconKey, BeaconKeySource, BeaconWalk, EncryptTables, InMemoryBeaconKeys, ItemEncryptor,
    RawAesKeyring, Search, TableConfig, WalkCounts, WalkProgress,
};

const ITEMS: u64 = 1_500;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (plain, config) = connect().await?;
    let older = Client::from_conf(config.to_builder().encrypt_tables([table(None)?])?.build());
    println!("{ITEMS} items were written without a search");
    for number in 0..ITEMS {
        put(&older, number).await?;
    }

    let searching = || -> Result<_, Box<dyn Error>> { Ok(ItemEncryptor::new(table(Some(12))?)) };
    let file = std::env::temp_dir().join(format!("beacon_walk.{}", std::process::id()));
    println!("A walk gives them beacons. It is stopped half-way:");
    let walk = BeaconWalk::new(plain.clone(), searching()?).segments(2).page_size(50);
    let mut bar = Bar::new(ITEMS);
    walk.run(|page| {
        bar.draw(&page);
        // As a program does that can be killed at any moment: written anew, then renamed.
        let new = file.with_extension("new");
        let stored = std::fs::write(&new, page.progress.to_text()).and_then(|()| std::fs::rename(&new, &file));
        if stored.is_err() || page.progress.counts().seen > ITEMS / 2 {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    })
    .await?;
    bar.end();

    println!("Meanwhile somebody writes without the search:");
    for number in 0..20 {
        put(&older, number).await?;
    }
    println!("It goes on from what it has stored:");
    let progress = WalkProgress::from_text(&std::fs::read_to_string(&file)?)?;
    std::fs::remove_file(&file)?;
    show(BeaconWalk::new(plain.clone(), searching()?).resume(progress)).await?;

    println!("Once nobody writes without the search, a check finds what was written behind its back:");
    let checked = show(BeaconWalk::new(plain.clone(), searching()?).check()).await?;
    println!("{} items lack beacons. Another walk:", checked.missing);
    show(BeaconWalk::new(plain.clone(), searching()?)).await?;

    println!("Twelve bits reveal too much of so few values. With eight:");
    let shorter = ItemEncryptor::new(table(Some(8))?);
    show(BeaconWalk::new(plain.clone(), shorter.clone()).pace(5_000)).await?;
    let checked = show(BeaconWalk::new(plain, shorter).check()).await?;
    if checked.right != checked.seen {
        return Err("some items have other beacons than they should".into());
    }
    println!("Every item has the beacon that it should.");
    Ok(())
}

async fn show(walk: BeaconWalk) -> Result<WalkCounts, Box<dyn Error>> {
    let mut bar = Bar::new(ITEMS);
    let counts = walk
        .run(|page| {
            bar.draw(&page);
            ControlFlow::Continue(())
        })
        .await?;
    bar.end();
    Ok(counts)
}

/// The table, with a beacon of so many bits.
fn table(bits: Option<u8>) -> Result<TableConfig, Box<dyn Error>> {
    let table = TableConfig::builder("Customers").partition_key("id").encrypt(["email"]);
    let table = table.keyring(RawAesKeyring::new("examples", "customers", &[7; 32])?);
    let Some(bits) = bits else { return Ok(table.build()?) };
    let keys = InMemoryBeaconKeys::new().with("customers", BeaconKey::new(&[9; 32])).single("customers");
    let search = Search::builder(keys).beacon(Beacon::new("email", bits)).build();
    Ok(table.search(search).build()?)
}

async fn put(client: &Client, number: u64) -> Result<(), Box<dyn Error>> {
    let put =
        client.put_item().table_name("Customers").item("id", AttributeValue::S(format!("customer {number}")));
    let email = format!("{}@example.com", number % 97);
    put.item("email", AttributeValue::S(email)).send().await?;
    Ok(())
}

/// A client for an engine in this process, in which the table is there, and its configuration.
async fn connect() -> Result<(Client, Config), Box<dyn Error>> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    tokio::spawn(dynoxide::server::serve_on(listener, dynoxide::Database::memory()?));
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .endpoint_url(url)
        .credentials_provider(Credentials::new("AKIDEXAMPLE", "not-a-secret", None, None, "example"))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .build();
    let client = Client::from_conf(config.clone());
    let create = client.create_table().table_name("Customers").billing_mode(BillingMode::PayPerRequest);
    let key = KeySchemaElement::builder().attribute_name("id").key_type(KeyType::Hash).build()?;
    let id =
        AttributeDefinition::builder().attribute_name("id").attribute_type(ScalarAttributeType::S).build()?;
    create.key_schema(key).attribute_definitions(id).send().await?;
    Ok((client, config))
}
