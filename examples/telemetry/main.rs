//! What a team watches in production: spans and events in a log, metrics in an exporter.
//!
//! ```text
//! cargo run --example telemetry --features tracing,metrics
//! ```
//!
//! Everything runs in this process, with an embedded DynamoDB engine. `dashboard.json` is a dashboard for Grafana over the same
//! metrics, by the names that Prometheus gives them.

mod exporter;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Credentials, Region};
use aws_sdk_dynamodb::types::AttributeValue::S;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
};
use dynamodb_item_encryptor::{BoxError, EncryptTables, RawAesKeyring, TableConfig, describe_metrics};
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt::format::FmtSpan;

#[tokio::main]
async fn main() -> Result<(), BoxError> {
    let exporter = exporter::Exporter::default();
    metrics::set_global_recorder(exporter.clone())?;
    describe_metrics();
    // A line for each span that ends, with how long it took.
    let log = tracing_subscriber::fmt().with_max_level(LevelFilter::DEBUG).with_span_events(FmtSpan::CLOSE);

    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .credentials_provider(Credentials::for_tests())
        .endpoint_url(start_engine().await?);
    let plain = Client::from_conf(config.clone().build());
    create_table(&plain).await?;
    let table = TableConfig::builder("Customers")
        .partition_key("id")
        .encrypt(["email"])
        .keyring(RawAesKeyring::new("examples", "customers", &[7; 32])?)
        .build()?;
    let client = Client::from_conf(config.encrypt_tables([table])?.build());

    {
        let _listening = tracing::subscriber::set_default(log.finish());
        use_table(&client, &plain).await?;
    }
    println!("\n{}", exporter.text());
    println!("calls for keys: {}", exporter.sum("dynamodb_item_encryptor.key_calls", &[]));
    Ok(())
}

/// What an application does, and an item that somebody has tampered with.
async fn use_table(client: &Client, plain: &Client) -> Result<(), BoxError> {
    let put = client.put_item().table_name("Customers").item("id", S("42".into()));
    put.item("email", S("ada@example.com".into())).send().await?;
    let update = client.update_item().table_name("Customers").key("id", S("42".into()));
    let update = update.update_expression("SET email = :new").condition_expression("email = :old");
    let update = update.expression_attribute_values(":old", S("ada@example.com".into()));
    update.expression_attribute_values(":new", S("ada@example.org".into())).send().await?;
    println!("{} item", client.scan().table_name("Customers").send().await?.count());

    let tampering = plain.update_item().table_name("Customers").key("id", S("42".into()));
    tampering.update_expression("REMOVE aws_dbe_foot").send().await?;
    if client.scan().table_name("Customers").send().await.is_ok() {
        return Err("the tampered item was read".into());
    }
    if client.execute_statement().statement("SELECT * FROM Customers").send().await.is_ok() {
        return Err("a statement was carried out on an encrypted table".into());
    }
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
