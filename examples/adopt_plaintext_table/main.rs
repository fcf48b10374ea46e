//! Encrypts a table of plaintext that is in use, stage by stage, as the manual's page `plaintext_tables` says.
//!
//! ```text
//! cargo run --example adopt_plaintext_table
//! ```
//!
//! Everything runs in this process, on an embedded DynamoDB engine. In each stage the application does its work with the
//! clients that are in use then, and every one of them sees what the others write. The items are moved by the walk of
//! the example `migrate`.

mod application;
#[path = "../migrate/migration.rs"]
mod migration;
#[path = "../migrate/progress.rs"]
mod progress;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Builder, Credentials, Region};
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    EncryptTables, Item, ItemEncryptor, ItemFormat, PlaintextPolicy, RawAesKeyring, TableConfig,
};
use tokio::net::TcpListener;

use migration::{Migration, Result};

pub(crate) const TABLE: &str = "item-encryptor-adoption";

/// How many customers there are when it begins.
const CUSTOMERS: u32 = 200;

/// The application's own policy in each stage.
const PREPARE: PlaintextPolicy = PlaintextPolicy::ForceWriteAllowRead;
const ENCRYPT: PlaintextPolicy = PlaintextPolicy::ForbidWriteAllowRead;
const END: PlaintextPolicy = PlaintextPolicy::ForbidWriteForbidRead;

#[tokio::main]
async fn main() -> Result<()> {
    let config = start().await?;
    let plain = Client::from_conf(config.clone().build());
    let mut key = [0; 32];
    aws_lc_rs::rand::fill(&mut key).map_err(|_| "no entropy")?;
    let client = |policy| -> Result<Client> {
        Ok(Client::from_conf(config.clone().encrypt_tables([table(policy, &key)?])?.build()))
    };

    application::create_table(&plain).await?;
    for number in 0..CUSTOMERS {
        let item = application::customer(&format!("customer-{number}"), number);
        plain.put_item().table_name(TABLE).set_item(Some(item)).send().await?;
    }
    application::work(&plain, "of the plain application").await?;
    println!("0. A table of {} plaintext items, in use.", count(&plain).await?.0);

    let preparing = client(PREPARE)?;
    application::work(&preparing, "of step 1").await?;
    application::work(&plain, "of a process of step 0").await?;
    let both = [("step 0", &plain), ("step 1", &preparing)];
    println!(
        "1. Every process gets the configuration, with the policy to write plaintext. Nothing is refused."
    );
    all_see_the_same(&both).await?;
    expect("encrypted items", count(&plain).await?.1, 0)?;

    let encrypting = client(ENCRYPT)?;
    application::work(&encrypting, "of step 2").await?;
    application::work(&preparing, "of a process of step 1").await?;
    println!("2. One process after the other encrypts what it writes.");
    all_see_the_same(&[("step 1", &preparing), ("step 2", &encrypting)]).await?;
    // Also what the one has encrypted and the other updates.
    application::deposit(&encrypting, "customer-0").await?;
    application::deposit(&preparing, "customer-0").await?;
    application::deposit(&encrypting, "customer-0").await?;
    let (all, encrypted) = count(&plain).await?;
    println!("   {encrypted} of {all} items are encrypted.");

    let moving = Migration {
        client: plain.clone(),
        encryptor: ItemEncryptor::new(table(ENCRYPT, &key)?),
        concurrency: 16,
        page: 50,
        progress: None,
        dry_run: false,
    };
    println!("3. The other items are moved, while the application goes on.");
    let (moved, written) = tokio::join!(run(&moving), deposit_everywhere(&encrypting));
    written?;
    println!("   {} moved, {} were encrypted already.", moved?.moved, encrypted);
    let again = run(&moving).await?;
    println!("   Once more: {} moved, {} encrypted.", again.moved, again.current);
    expect("items left", again.moved, 0)?;

    let strict = client(END)?;
    application::work(&strict, "of step 4").await?;
    println!("4. Every process gets the policy that is the default: plaintext is refused from now on.");
    all_see_the_same(&[("step 2", &encrypting), ("step 4", &strict)]).await?;
    let forged = application::customer("customer-0", 1_000_000);
    plain.put_item().table_name(TABLE).set_item(Some(forged)).send().await?;
    match application::get(&strict, "customer-0").await {
        Ok(_) => Err("a plaintext item was not refused".into()),
        Err(error) => {
            println!("   An item that somebody has replaced by plaintext: {error}");
            Ok(())
        }
    }
}

/// The table's configuration, which differs between the stages in its policy alone.
fn table(policy: PlaintextPolicy, key: &[u8; 32]) -> Result<TableConfig> {
    Ok(TableConfig::builder(TABLE)
        .partition_key("id")
        .encrypt(["email", "balance", "history"])
        // The key of the index, and what DynamoDB deletes items by.
        .sign(["plan", "expires"])
        .unsigned_prefix(":")
        // Its plaintext items could otherwise be parts of encrypted ones.
        .index_projects_all("by-plan")
        .plaintext_policy(policy)
        .keyring(RawAesKeyring::new("adoption", "random key of this run", key)?)
        .build()?)
}

/// Moves what is plaintext.
async fn run(moving: &Migration) -> Result<progress::Counts> {
    let mut failures = Vec::new();
    let counts = moving.run(|_, failed| failures.extend(failed.iter().cloned())).await?;
    if failures.is_empty() { Ok(counts) } else { Err(failures.join("\n").into()) }
}

/// Updates an encrypted attribute of every customer.
async fn deposit_everywhere(client: &Client) -> Result<()> {
    for number in 0..CUSTOMERS {
        application::deposit(client, &format!("customer-{number}")).await?;
    }
    Ok(())
}

/// Checks that all of these clients read the same items.
async fn all_see_the_same(clients: &[(&str, &Client)]) -> Result<()> {
    let mut first: Option<Vec<Item>> = None;
    for (_, client) in clients {
        let pages = client.scan().table_name(TABLE).consistent_read(true).into_paginator().items().send();
        let mut items = pages.collect::<Result<Vec<_>, _>>().await?;
        items.sort_by_key(|item| item.get("id").and_then(|id| id.as_s().ok()).cloned());
        match &first {
            Some(first) if *first != items => return Err("two clients do not see the same".into()),
            Some(_) => {}
            None => first = Some(items),
        }
    }
    let names: Vec<_> = clients.iter().map(|(name, _)| *name).collect();
    println!(
        "   Processes of {} see the same {} items.",
        names.join(" and "),
        first.map_or(0, |all| all.len())
    );
    Ok(())
}

/// How many items there are, and how many of these are encrypted.
async fn count(plain: &Client) -> Result<(u64, u64)> {
    let encryptor = ItemEncryptor::new(table(ENCRYPT, &[0; 32])?);
    let pages = plain.scan().table_name(TABLE).consistent_read(true).into_paginator().items().send();
    let (mut all, mut encrypted) = (0, 0);
    for item in pages.collect::<Result<Vec<_>, _>>().await? {
        all += 1;
        encrypted += u64::from(encryptor.format_of(&item)? == ItemFormat::Current);
    }
    Ok((all, encrypted))
}

pub(crate) fn expect<T: PartialEq + std::fmt::Debug>(what: &str, found: T, expected: T) -> Result<()> {
    if found == expected { Ok(()) } else { Err(format!("{what}: {found:?} instead of {expected:?}").into()) }
}

pub(crate) fn text(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

pub(crate) fn number(number: u32) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

/// Starts the engine on a port of this machine.
async fn start() -> Result<Builder> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    let database = dynoxide::Database::memory().map_err(|error| format!("{error:?}"))?;
    tokio::spawn(dynoxide::server::serve_on(listener, database));
    Ok(Builder::new()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static("us-east-1"))
        .credentials_provider(Credentials::new("embedded", "embedded", None, None, "adoption"))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .endpoint_url(url))
}
