//! A struct that says what happens to each attribute of its items: put, read, queried and updated as such.
//!
//! ```text
//! cargo run --example typed_items --features derive,serde
//! ```
//!
//! `program.rs` is what an application writes. Everything runs in this process, with an embedded DynamoDB engine.

mod program;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Credentials, Region};
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
};
use dynamodb_item_encryptor::{BoxError, EncryptTables, EncryptingClient, RawAesKeyring, TableConfig};
use program::Customer;

#[tokio::main]
async fn main() -> Result<(), BoxError> {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .credentials_provider(Credentials::for_tests())
        .endpoint_url(start_engine().await?);
    let plain = Client::from_conf(config.clone().build());
    create_table(&plain).await?;

    // What the struct says is the table's declaration; only its keys are added.
    let keyring = RawAesKeyring::new("examples", "customers", &[7; 32])?;
    let table = TableConfig::for_type::<Customer>("Customers").keyring(keyring).build()?;
    let client = EncryptingClient::from_conf(config.encrypt_tables([table])?.build())?;

    let ada = Customer { id: "1815".into(), email: "ada@example.com".into(), plan: "premium".into() };
    for customer in program::rename(&client, &ada, "ada@example.org").await? {
        println!("{customer:?}");
    }
    let stored = plain.scan().table_name("Customers").send().await?;
    println!("stored: {:?}", stored.items());
    Ok(())
}

/// Starts an engine in this process, and returns its address.
async fn start_engine() -> Result<String, BoxError> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(dynoxide::server::serve_on(listener, dynoxide::Database::memory()?));
    Ok(format!("http://{address}"))
}

async fn create_table(client: &Client) -> Result<(), BoxError> {
    let id = AttributeDefinition::builder().attribute_name("id").attribute_type(ScalarAttributeType::S);
    let key = KeySchemaElement::builder().attribute_name("id").key_type(KeyType::Hash);
    client
        .create_table()
        .table_name("Customers")
        .billing_mode(BillingMode::PayPerRequest)
        .attribute_definitions(id.build()?)
        .key_schema(key.build()?)
        .send()
        .await?;
    Ok(())
}
