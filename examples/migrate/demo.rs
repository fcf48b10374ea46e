//! Moves a table with items in both formats on an embedded DynamoDB engine.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Builder, Credentials, Region};
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
};
use dynamodb_item_encryptor::legacy::{
    AesKey, LegacyEncryptor, LegacyPolicy, SignatureKey, SigningAlgorithm, WrappedProvider,
};
use dynamodb_item_encryptor::{EncryptTables, Item, ItemEncryptor, RawAesKeyring, TableConfig};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::bar::Bar;
use crate::migration::{Migration, Result};
use crate::options::Options;

const TABLE: &str = "item-encryptor-migration";

/// Fills a table, and moves it while somebody writes.
pub(crate) async fn run(options: &Options) -> Result<()> {
    let items = options.number("items", 600)?;
    let config = start().await?;
    let client = Client::from_conf(config.clone().build());
    create_table(&client).await?;
    let (table, legacy) = table()?;
    let encryptor = ItemEncryptor::new(table.clone());

    println!("1. A table with {items} items, two of three in the legacy format.");
    for number in 0..items {
        let item = customer(number, "first@example.com");
        let sealed = match number % 3 {
            0 => encryptor.encrypt_item(item).await?,
            _ => legacy.encrypt_item(item).await?,
        };
        client.put_item().table_name(TABLE).set_item(Some(sealed)).send().await?;
    }

    let progress = std::env::temp_dir().join(format!("{TABLE}-{}.json", std::process::id()));
    let migration = Migration {
        client,
        encryptor,
        concurrency: usize::try_from(options.number("concurrency", 16)?)?,
        page: i32::try_from(options.number("page", 50)?)?,
        progress: Some(progress.clone()),
        dry_run: options.is_set("dry-run"),
    };
    if migration.dry_run {
        println!("2. A dry run: every item is read and opened, and nothing written.");
        return Bar::new(u64::from(items)).show(&migration).await.map(drop);
    }

    println!(
        "2. It is moved, while the application writes through the encrypting client; and stopped halfway."
    );
    let application = Client::from_conf(config.encrypt_tables([table])?.build());
    let writer = tokio::spawn(write(application.clone(), items));
    stop_halfway(&migration, u64::from(items)).await?;
    println!("   {} says where it was.", progress.display());

    println!("3. Started again, it goes on from there.");
    Bar::new(u64::from(items)).show(&migration).await?;
    writer.await??;

    println!("4. Once more: there is nothing left to do.");
    let counts = Bar::new(u64::from(items)).show(&migration).await?;
    if counts.moved != 0 || counts.failed != 0 || counts.current != u64::from(items) {
        return Err("an item was left behind".into());
    }

    for number in 0..items {
        let email = if number % 7 == 0 { "second@example.com" } else { "first@example.com" };
        let expected = customer(number, email);
        let get = application.get_item().table_name(TABLE).key("id", text(&format!("customer-{number}")));
        if get.send().await?.item.as_ref() != Some(&expected) {
            return Err(format!("item {number} is not what was written last").into());
        }
    }
    println!("5. Every item is what was written last.");
    Ok(())
}

/// What the application writes meanwhile.
async fn write(application: Client, items: u32) -> Result<()> {
    for number in (0..items).step_by(7) {
        let item = customer(number, "second@example.com");
        application.put_item().table_name(TABLE).set_item(Some(item)).send().await?;
    }
    Ok(())
}

/// Drops the migration once it has seen half of the items.
async fn stop_halfway(migration: &Migration, items: u64) -> Result<()> {
    let mut bar = Bar::new(items);
    let (stop, stopped) = oneshot::channel::<()>();
    let mut stop = Some(stop);
    let running = migration.run(|counts, failures| {
        bar.draw(counts, failures);
        if counts.seen >= items / 2 {
            drop(stop.take());
        }
    });
    tokio::select! {
        biased;
        _ = stopped => {}
        done = running => drop(done?),
    }
    bar.end();
    Ok(())
}

fn text(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

fn customer(number: u32, email: &str) -> Item {
    Item::from([
        ("id".to_owned(), text(&format!("customer-{number}"))),
        ("email".to_owned(), text(email)),
        ("plan".to_owned(), text("premium")),
        (":seen".to_owned(), AttributeValue::N(number.to_string())),
    ])
}

/// The table in both formats, with random keys that only this run knows.
fn table() -> Result<(TableConfig, LegacyEncryptor)> {
    let random = || -> Result<[u8; 32]> {
        let mut key = [0; 32];
        aws_lc_rs::rand::fill(&mut key).map_err(|_| "no entropy")?;
        Ok(key)
    };
    let hmac_key = SignatureKey::hmac(SigningAlgorithm::HmacSha256, &random()?)?;
    let legacy = LegacyEncryptor::builder()
        .table_name(TABLE)
        .partition_key("id")
        .sign(["plan"])
        .do_nothing([":seen"])
        .provider(WrappedProvider::aes(AesKey::new(&random()?)?, hmac_key))
        .build()?;
    let table = TableConfig::builder(TABLE)
        .partition_key("id")
        .encrypt(["email"])
        .sign(["plan"])
        .unsigned_prefix(":")
        .keyring(RawAesKeyring::new("migrate", "random key of this run", &random()?)?)
        .legacy(legacy.clone(), LegacyPolicy::ForbidWriteAllowRead)
        .build()?;
    Ok((table, legacy))
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
        .credentials_provider(Credentials::new("embedded", "embedded", None, None, "migrate"))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .endpoint_url(url))
}

async fn create_table(client: &Client) -> Result<()> {
    let key = KeySchemaElement::builder().attribute_name("id").key_type(KeyType::Hash).build()?;
    let attribute = AttributeDefinition::builder().attribute_name("id");
    let create = client.create_table().table_name(TABLE).billing_mode(BillingMode::PayPerRequest);
    create
        .key_schema(key)
        .attribute_definitions(attribute.attribute_type(ScalarAttributeType::S).build()?)
        .send()
        .await?;
    Ok(())
}
