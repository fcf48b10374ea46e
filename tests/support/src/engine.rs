//! An embedded DynamoDB engine.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType,
    Projection, ProjectionType, PutRequest, ScalarAttributeType, WriteRequest,
};
use dynamodb_item_encryptor::{Item, UnreadableItems};

use super::proxy::Proxy;

/// Starts an engine on this machine that runs as long as the runtime, and returns its address.
///
/// Plaintext of the tests' usual items that a client sends it although it encrypts ends the process.
pub async fn start() -> String {
    Proxy::watching(&start_unwatched().await).url
}

/// Starts an engine that may be sent anything.
pub async fn start_unwatched() -> String {
    let database = dynoxide::Database::memory().unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(dynoxide::server::serve_on(listener, database));
    format!("http://{address}")
}

/// Starts an engine that may be sent anything, on a thread of its own, and runs as long as the process.
pub fn start_on_a_thread() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            dynoxide::server::serve_on(listener, dynoxide::Database::memory().unwrap()).await;
        });
    });
    format!("http://{address}")
}

fn key(name: &str, kind: KeyType) -> KeySchemaElement {
    KeySchemaElement::builder().attribute_name(name).key_type(kind).build().unwrap()
}

fn attribute(name: &str, kind: ScalarAttributeType) -> AttributeDefinition {
    AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build().unwrap()
}

fn index(name: &str, projection: ProjectionType) -> GlobalSecondaryIndex {
    GlobalSecondaryIndex::builder()
        .index_name(name)
        .key_schema(key("plan", KeyType::Hash))
        .projection(Projection::builder().projection_type(projection).build())
        .build()
        .unwrap()
}

/// Creates a table with the keys `id` and `created`, the index `by-plan`, and the index `keys-by-plan`, which
/// has nothing but keys.
pub async fn create_table(client: &Client, name: &str) {
    client
        .create_table()
        .table_name(name)
        .billing_mode(BillingMode::PayPerRequest)
        .attribute_definitions(attribute("id", ScalarAttributeType::S))
        .attribute_definitions(attribute("created", ScalarAttributeType::N))
        .attribute_definitions(attribute("plan", ScalarAttributeType::S))
        .key_schema(key("id", KeyType::Hash))
        .key_schema(key("created", KeyType::Range))
        .global_secondary_indexes(index("by-plan", ProjectionType::All))
        .global_secondary_indexes(index("keys-by-plan", ProjectionType::KeysOnly))
        .send()
        .await
        .unwrap();
}

/// Puts items into `Customers`, as they are.
pub async fn put_all(client: &Client, items: &[Item]) {
    for items in items.chunks(25) {
        let put = |item: &Item| PutRequest::builder().set_item(Some(item.clone())).build().unwrap();
        let writes = items.iter().map(|item| WriteRequest::builder().put_request(put(item)).build());
        let batch = client.batch_write_item().request_items("Customers", writes.collect());
        assert!(batch.send().await.unwrap().unprocessed_items.unwrap_or_default().is_empty());
    }
}

/// Reads all items of `id`, in pages of at most `limit`, and without those that are unreadable; or says why a page
/// failed.
pub async fn read_all(
    client: &Client,
    id: &str,
    limit: Option<i32>,
    unreadable: &UnreadableItems,
) -> Result<Vec<Item>, String> {
    let (mut items, mut start) = (Vec::new(), None);
    loop {
        let query = client.query().table_name("Customers").key_condition_expression("id = :id");
        let query = query.expression_attribute_values(":id", AttributeValue::S(id.to_owned()));
        let query = query.set_limit(limit).set_exclusive_start_key(start);
        let page = query.customize().interceptor(unreadable.clone()).send().await;
        let page = page.map_err(|error| format!("{:?}", error.into_source().unwrap()))?;
        items.extend(page.items.unwrap_or_default());
        start = page.last_evaluated_key;
        if start.is_none() {
            return Ok(items);
        }
    }
}
