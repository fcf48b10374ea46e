//! The wrapped client against an embedded DynamoDB engine.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // tests may panic

mod support;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{EncryptTables, Item, TableConfig};
use support::{customer, customers, engine, keyring, n, s};

/// A client that encrypts, and one that does not, for the same table `Customers`.
async fn clients(table: TableConfig) -> (Client, Client) {
    let url = engine::start().await;
    let plain = Client::from_conf(support::config(&url).build());
    engine::create_table(&plain, table.table_name()).await;
    let wrapped = Client::from_conf(support::config(&url).encrypt_tables([table]).unwrap().build());
    (wrapped, plain)
}

async fn put(client: &Client, item: Item) {
    client.put_item().table_name("Customers").set_item(Some(item)).send().await.unwrap();
}

async fn get(client: &Client, id: &str, created: u32) -> Option<Item> {
    let get = client.get_item().table_name("Customers").key("id", s(id)).key("created", n(created));
    get.send().await.unwrap().item
}

#[tokio::test]
async fn an_item_is_stored_sealed_and_read_open() {
    let (wrapped, plain) = clients(customers(keyring())).await;
    let item = customer("1", 1, "a@example.com");
    put(&wrapped, item.clone()).await;

    let stored = get(&plain, "1", 1).await.unwrap();
    for name in ["id", "created", "plan", ":counter"] {
        assert_eq!(stored[name], item[name], "{name}");
    }
    for name in ["email", "notes", "aws_dbe_head", "aws_dbe_foot"] {
        assert!(matches!(stored[name], AttributeValue::B(_)), "{name}");
    }
    assert_eq!(stored.len(), item.len() + 2);
    assert_eq!(get(&wrapped, "1", 1).await, Some(item));
    assert_eq!(get(&wrapped, "1", 2).await, None);
}
