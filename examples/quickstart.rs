//! Seals an item, stores it, looks at what is stored, opens it, and tries to tamper with it.
//!
//! ```text
//! cargo run --example quickstart
//! cargo run --example quickstart -- [--kms-key ARN] [--endpoint URL|aws]
//! ```
//!
//! Without options everything runs in this process: an embedded DynamoDB engine on a port of 127.0.0.1, and a random
//! AES key. `--kms-key` wraps data keys with a KMS key, found through the usual AWS environment. `--endpoint` uses the
//! DynamoDB at that address, or with `aws` the one of your account: it creates a table and deletes it again.

use std::collections::{BTreeSet, HashMap};
use std::error::Error;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::client::Waiters;
use aws_sdk_dynamodb::config::{BehaviorVersion, Builder, Credentials, Region};
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
};
use dynamodb_item_encryptor::{EncryptTables, Item, Keyring, KmsKeyring, RawAesKeyring, TableConfig};
use tokio::net::TcpListener;

const TABLE: &str = "item-encryptor-quickstart";

type Result<T, E = Box<dyn Error>> = std::result::Result<T, E>;

#[tokio::main]
async fn main() -> Result<()> {
    let options = Options::parse(std::env::args().skip(1))?;
    let config = options.dynamodb().await?;
    let plain = Client::from_conf(config.clone().build());
    create_table(&plain).await?;
    let outcome = demonstrate(&options, config, &plain).await;
    plain.delete_table().table_name(TABLE).send().await?;
    outcome
}

/// What an application does, and what it gets from it.
async fn demonstrate(options: &Options, config: Builder, plain: &Client) -> Result<()> {
    let table = TableConfig::builder(TABLE)
        .partition_key("id")
        .sort_key("created")
        .encrypt(["name", "email", "address"])
        .sign(["plan"])
        .unsigned_prefix(":")
        .keyring(options.keyring().await?)
        .build()?;
    let client = Client::from_conf(config.encrypt_tables([table])?.build());

    let item = customer();
    client.put_item().table_name(TABLE).set_item(Some(item.clone())).send().await?;

    let stored = get(plain).await?;
    println!("1. One item, as the application wrote it and as DynamoDB stores it:\n");
    side_by_side(&item, &stored);

    if get(&client).await? != item {
        return Err("the item did not come back as it was written".into());
    }
    println!(
        "\n2. Read again through the encrypting client: verified, decrypted, and equal to what was written."
    );

    let tampered = flip_one_bit(&stored, "plan")?;
    plain.put_item().table_name(TABLE).set_item(Some(tampered)).send().await?;
    println!(
        "\n3. One bit of the readable attribute 'plan' is flipped in the table, behind the application's back."
    );
    match get(&client).await {
        Ok(_) => Err("the tampered item was not refused".into()),
        Err(error) => {
            println!("   The encrypting client refuses to read the item:");
            let mut cause: Option<&dyn Error> = Some(error.as_ref());
            while let Some(error) = cause {
                println!("   - {error}");
                cause = error.source();
            }
            Ok(())
        }
    }
}

fn customer() -> Item {
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let address =
        HashMap::from([("street".to_owned(), text("Dean St 5")), ("city".to_owned(), text("London"))]);
    HashMap::from([
        ("id".to_owned(), text("customer-1815")),
        ("created".to_owned(), AttributeValue::N("20261120".to_owned())),
        ("name".to_owned(), text("Ada Lovelace")),
        ("email".to_owned(), text("ada@example.com")),
        ("address".to_owned(), AttributeValue::M(address)),
        ("plan".to_owned(), text("premium")),
        (":seen".to_owned(), AttributeValue::N("7".to_owned())),
    ])
}

async fn get(client: &Client) -> Result<Item> {
    let mut key = customer();
    key.retain(|name, _| name == "id" || name == "created");
    let request = client.get_item().table_name(TABLE).set_key(Some(key)).consistent_read(true);
    request.send().await?.item.ok_or_else(|| "the item is gone".into())
}

/// Flips the lowest bit of the first byte of a string attribute.
fn flip_one_bit(item: &Item, name: &str) -> Result<Item> {
    let mut changed = item.clone();
    match changed.get_mut(name) {
        Some(AttributeValue::S(text)) if text.is_ascii() => {
            let flipped = text.char_indices().map(|(at, c)| match (at, u8::try_from(c)) {
                (0, Ok(byte)) => char::from(byte ^ 1),
                _ => c,
            });
            *text = flipped.collect();
            Ok(changed)
        }
        _ => Err("there is no such text".into()),
    }
}

/// Prints two items side by side.
fn side_by_side(written: &Item, stored: &Item) {
    let names: BTreeSet<&String> = written.keys().chain(stored.keys()).collect();
    println!("   {:<14} {:<42} stored in DynamoDB", "attribute", "written by the application");
    println!("   {:-<14} {:-<42} {:-<46}", "", "", "");
    for name in names {
        println!("   {name:<14} {:<42} {}", shown(written.get(name)), shown(stored.get(name)));
    }
}

fn shown(value: Option<&AttributeValue>) -> String {
    match value {
        None => String::new(),
        Some(AttributeValue::S(text)) => format!("S {text}"),
        Some(AttributeValue::N(text)) => format!("N {text}"),
        Some(AttributeValue::B(blob)) => format!("B {}", hex(blob)),
        Some(AttributeValue::M(map)) => {
            let mut members: Vec<_> =
                map.iter().map(|(name, value)| format!("{name}: {}", shown(Some(value)))).collect();
            members.sort();
            format!("M {{ {} }}", members.join(", "))
        }
        Some(value) => format!("{value:?}"),
    }
}

/// The beginning of some bytes, and how many there are.
fn hex(blob: &Blob) -> String {
    let bytes = blob.as_ref();
    let start: String = bytes.iter().take(14).map(|byte| format!("{byte:02x}")).collect();
    format!("{start}… ({} bytes)", bytes.len())
}

async fn create_table(client: &Client) -> Result<()> {
    let key =
        |name: &str, kind: KeyType| KeySchemaElement::builder().attribute_name(name).key_type(kind).build();
    let attribute = |name: &str, kind: ScalarAttributeType| {
        AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build()
    };
    client
        .create_table()
        .table_name(TABLE)
        .billing_mode(BillingMode::PayPerRequest)
        .key_schema(key("id", KeyType::Hash)?)
        .key_schema(key("created", KeyType::Range)?)
        .attribute_definitions(attribute("id", ScalarAttributeType::S)?)
        .attribute_definitions(attribute("created", ScalarAttributeType::N)?)
        .send()
        .await?;
    client.wait_until_table_exists().table_name(TABLE).wait(std::time::Duration::from_secs(120)).await?;
    Ok(())
}

/// The command line.
#[derive(Default)]
struct Options {
    kms_key: Option<String>,
    endpoint: Option<String>,
}

impl Options {
    fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self> {
        let mut options = Options::default();
        while let Some(argument) = arguments.next() {
            let value = match argument.as_str() {
                "--kms-key" => &mut options.kms_key,
                "--endpoint" => &mut options.endpoint,
                _ => return Err("usage: quickstart [--kms-key ARN] [--endpoint URL|aws]".into()),
            };
            *value = Some(arguments.next().ok_or_else(|| format!("{argument} needs a value"))?);
        }
        Ok(options)
    }

    /// Where DynamoDB is. Without one, an embedded engine is started.
    async fn dynamodb(&self) -> Result<Builder> {
        match self.endpoint.as_deref() {
            Some("aws") => Ok(Builder::from(&environment().await)),
            Some(url) => Ok(Builder::from(&environment().await).endpoint_url(url)),
            None => {
                let listener = TcpListener::bind("127.0.0.1:0").await?;
                let url = format!("http://{}", listener.local_addr()?);
                let database = dynoxide::Database::memory().map_err(|error| format!("{error:?}"))?;
                tokio::spawn(dynoxide::server::serve_on(listener, database));
                Ok(Builder::new()
                    .behavior_version(BehaviorVersion::latest())
                    .region(Region::from_static("us-east-1"))
                    .credentials_provider(Credentials::new("embedded", "embedded", None, None, "quickstart"))
                    .http_client(aws_smithy_http_client::Builder::new().build_http())
                    .endpoint_url(url))
            }
        }
    }

    /// How data keys are wrapped: with the KMS key, or with a random AES key that only this run knows.
    async fn keyring(&self) -> Result<Box<dyn Keyring>> {
        match &self.kms_key {
            Some(arn) => {
                // A key can only be used in its own region, which its ARN names.
                let region = arn.split(':').nth(3).map(|region| Region::new(region.to_owned()));
                let config = aws_sdk_kms::config::Builder::from(&environment().await).region(region).build();
                Ok(Box::new(KmsKeyring::new(aws_sdk_kms::Client::from_conf(config), arn)?))
            }
            None => {
                let mut key = [0; 32];
                aws_lc_rs::rand::fill(&mut key).map_err(|_| "no entropy")?;
                Ok(Box::new(RawAesKeyring::new("quickstart", "random key of this run", &key)?))
            }
        }
    }
}

/// Region and credentials as the AWS CLI finds them.
async fn environment() -> aws_config::SdkConfig {
    aws_config::load_defaults(BehaviorVersion::latest()).await
}
