//! The two clients, each with an engine of its own.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryPartition;
use dynamodb_item_encryptor::{EncryptTables, Item, TableConfig};
use test_support::expressions::values::normal_item;
use test_support::recorded::Requests;
use test_support::{engine, s};

use crate::transparency::data::simple_table;

pub const TABLE: &str = "Items";

/// What writes.
const WRITES: [&str; 4] = ["PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems"];

pub struct Sides {
    pub plain: Client,
    pub wrapped: Client,
    pub requests: Requests,
    /// Whether nothing is readable but the keys.
    pub encrypts_all: bool,
    /// Another client that encrypts, which nothing comes before.
    direct: Client,
    change: Arc<Change>,
}

/// What happens before the next write.
#[derive(Default)]
struct Change {
    /// What to store; within, nothing for deleting.
    pending: Mutex<Option<Option<Item>>>,
    has_come: AtomicBool,
}

async fn put(client: &Client, item: Option<&Item>) {
    match item {
        Some(item) => {
            client.put_item().table_name(TABLE).set_item(Some(item.clone())).send().await.unwrap();
        }
        None => {
            client.delete_item().table_name(TABLE).key("id", s("item")).send().await.unwrap();
        }
    }
}

impl Sides {
    pub async fn new(table: TableConfig, encrypts_all: bool) -> Sides {
        let mut urls = Vec::new();
        for _ in 0..2 {
            let url = engine::start_unwatched().await;
            let client = Client::from_conf(test_support::config(&url).build());
            simple_table(&client, TABLE, "id").send().await.unwrap();
            urls.push(url);
        }
        let config = |url: &String| test_support::config(url).retry_partition(RetryPartition::new(url.clone()));
        let plain = Client::from_conf(config(&urls[0]).http_client(Requests::default().http_client()).build());
        let encrypted = |config: aws_sdk_dynamodb::config::Builder| {
            Client::from_conf(config.encrypt_tables([table.clone()]).unwrap().build())
        };
        let direct = encrypted(config(&urls[1]));
        let (change, requests) = (Arc::<Change>::default(), Requests::default());
        let http_client = {
            let (change, direct) = (Arc::clone(&change), direct.clone());
            requests.http_client_after(move |operation, _| {
                let is_write = WRITES.contains(&operation);
                let pending = if is_write { change.pending.lock().unwrap().take() } else { None };
                let Some(item) = pending else { return Box::pin(async {}) };
                let (change, direct) = (Arc::clone(&change), direct.clone());
                Box::pin(async move {
                    put(&direct, item.as_ref()).await;
                    change.has_come.store(true, Ordering::SeqCst);
                })
            })
        };
        let wrapped = encrypted(config(&urls[1]).http_client(http_client));
        Sides { plain, wrapped, requests, encrypts_all, direct, change }
    }

    /// Has both sides store this, or nothing.
    pub async fn store(&self, item: Option<&Item>) {
        self.store_plain(item).await;
        put(&self.direct, item).await;
    }

    pub async fn store_plain(&self, item: Option<&Item>) {
        put(&self.plain, item).await;
    }

    /// Has another writer store this, or delete what is there, before the next write of the wrapped client.
    pub fn change_before_write(&self, item: Option<Item>) {
        *self.change.pending.lock().unwrap() = Some(item);
    }

    /// Whether the other writer has come; if not, it does not any more.
    pub fn was_changed(&self) -> bool {
        *self.change.pending.lock().unwrap() = None;
        self.change.has_come.swap(false, Ordering::SeqCst)
    }

    /// What is stored by the plain client and by the wrapped one.
    pub async fn stored(&self) -> [Option<Item>; 2] {
        let get = async |client: &Client| {
            let output = client.get_item().table_name(TABLE).key("id", s("item")).send().await.unwrap();
            output.item.as_ref().map(normal_item)
        };
        [get(&self.plain).await, get(&self.direct).await]
    }
}
