//! Items of pages, batches and transactions on several threads of the application's executor.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{AttributeValue, PutRequest, WriteRequest};
use dynamodb_item_encryptor::{
    BoxFuture, EncryptTables, Error, Item, TableConfig, UnreadableItem, UnreadableItems,
};
use test_support::keys::Slow;
use test_support::wire::Wire;
use test_support::{customer, customers_builder, engine, find, keyring};

/// Tasks that were handed over, and how many of them have ended.
#[derive(Clone, Default)]
struct Tasks {
    started: Arc<AtomicUsize>,
    ended: Arc<AtomicUsize>,
}

impl Tasks {
    fn spawn(&self, task: BoxFuture<'static, ()>) {
        struct Ending(Arc<AtomicUsize>);

        impl Drop for Ending {
            fn drop(&mut self) {
                self.0.fetch_add(1, SeqCst);
            }
        }

        self.started.fetch_add(1, SeqCst);
        let ending = Ending(Arc::clone(&self.ended));
        tokio::spawn(async move {
            let _ending = ending;
            task.await;
        });
    }

    fn counts(&self) -> (usize, usize) {
        (self.started.load(SeqCst), self.ended.load(SeqCst))
    }
}

fn table(tasks: &Tasks) -> TableConfig {
    let tasks = tasks.clone();
    customers_builder(keyring()).spawn_with(move |task| tasks.spawn(task)).build().unwrap()
}

/// In how many parts a machine like this one works on many items.
fn parts() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

async fn client(table: TableConfig) -> (Client, Client) {
    let url = engine::start().await;
    let plain = Client::from_conf(test_support::config(&url).build());
    engine::create_table(&plain, "Customers").await;
    (Client::from_conf(test_support::config(&url).encrypt_tables([table]).unwrap().build()), plain)
}

fn numbered(count: u32) -> Vec<Item> {
    (0..count).map(|number| customer("same", number, &format!("{number}@example.com"))).collect()
}

fn batch(items: &[Item]) -> Vec<WriteRequest> {
    let put = |item: &Item| PutRequest::builder().set_item(Some(item.clone())).build().unwrap();
    items.iter().map(|item| WriteRequest::builder().put_request(put(item)).build()).collect()
}

async fn write(client: &Client, items: &[Item]) {
    for items in items.chunks(25) {
        client.batch_write_item().request_items("Customers", batch(items)).send().await.unwrap();
    }
}

fn query(client: &Client) -> aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder {
    let query = client.query().table_name("Customers").key_condition_expression("id = :id");
    query.expression_attribute_values(":id", AttributeValue::S("same".to_owned()))
}

#[tokio::test(flavor = "multi_thread")]
async fn batches_and_pages_come_out_the_same_on_several_threads() {
    let tasks = Tasks::default();
    let (wrapped, plain) = client(table(&tasks)).await;
    let items = numbered(100);
    write(&wrapped, &items).await;
    // Of a batch of 25, every part has at least 8.
    assert_eq!(tasks.counts().0, 4 * (parts().min(3) - 1));
    let stored = query(&plain).send().await.unwrap();
    assert!(stored.items().iter().all(|item| item["email"].is_b() && item.contains_key("aws_dbe_foot")));

    let before = tasks.counts().0;
    let page = query(&wrapped).send().await.unwrap();
    assert_eq!(page.items(), items);
    assert_eq!(tasks.counts().0 - before, parts().min(12) - 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn few_items_are_not_worth_another_thread_unless_they_are_large() {
    let tasks = Tasks::default();
    let (wrapped, _) = client(table(&tasks)).await;
    let mut items = numbered(7);
    write(&wrapped, &items).await;
    assert_eq!(query(&wrapped).send().await.unwrap().items(), items);
    assert_eq!(tasks.counts(), (0, 0));
    for item in &mut items {
        item.insert("email".to_owned(), AttributeValue::S("x".repeat(100_000)));
    }
    write(&wrapped, &items).await;
    assert_eq!(query(&wrapped).send().await.unwrap().items(), items);
    assert_eq!(tasks.counts().0 > 0, parts() > 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_that_cannot_be_read_fails_the_page_wherever_it_is_opened() {
    let tasks = Tasks::default();
    let (wrapped, plain) = client(table(&tasks)).await;
    let items = numbered(60);
    write(&wrapped, &items).await;
    for number in [3, 33, 57] {
        let update = plain.update_item().table_name("Customers").update_expression("SET #plan = :plan");
        let update = update.expression_attribute_values(":plan", AttributeValue::S("stolen".to_owned()));
        let update = update.expression_attribute_names("#plan", "plan");
        let update = update.key("id", items[number]["id"].clone());
        update.key("created", items[number]["created"].clone()).send().await.unwrap();
    }
    let error = query(&wrapped).send().await.unwrap_err();
    assert!(find::<UnreadableItem>(&error).is_some(), "{error:?}");

    let unreadable = UnreadableItems::new();
    let page = query(&wrapped).customize().interceptor(unreadable.clone()).send().await.unwrap();
    let expected: Vec<_> =
        items.iter().enumerate().filter(|(n, _)| ![3, 33, 57].contains(n)).map(|(_, item)| item).collect();
    assert!(page.items().iter().eq(expected));
    let left_out: Vec<_> = unreadable.take().into_iter().map(|item| item.key["created"].clone()).collect();
    assert_eq!(left_out, [3, 33, 57].map(test_support::n));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_executor_that_drops_its_work_fails_the_call_before_anything_is_sent() {
    if parts() == 1 {
        return;
    }
    let wire = Wire::empty();
    let table = customers_builder(keyring()).spawn_with(drop).build().unwrap();
    let client = Client::from_conf(wire.config().encrypt_tables([table]).unwrap().build());
    let error = client
        .batch_write_item()
        .request_items("Customers", batch(&numbered(25)))
        .send()
        .await
        .expect_err("a part of the items was dropped");
    assert!(matches!(find(&error), Some(Error::Abandoned { .. })), "{error:?}");
    assert_eq!(wire.count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn work_on_other_threads_ends_with_the_call() {
    let tasks = Tasks::default();
    let spawning = tasks.clone();
    let (slow, _) = Slow::new(Duration::from_secs(60));
    let table = customers_builder(slow).spawn_with(move |task| spawning.spawn(task)).build().unwrap();
    let wire = Wire::empty();
    let client = Client::from_conf(wire.config().encrypt_tables([table]).unwrap().build());
    let call = client.batch_write_item().request_items("Customers", batch(&numbered(25))).send();
    assert!(tokio::time::timeout(Duration::from_millis(300), call).await.is_err());
    for _ in 0..100 {
        tokio::time::sleep(Duration::from_millis(10)).await;
        if tasks.counts().0 == tasks.counts().1 {
            break;
        }
    }
    let expected = parts().min(3) - 1;
    assert_eq!(tasks.counts(), (expected, expected));
    assert_eq!(wire.count(), 0);
}
