//! BatchWriteItem and BatchGetItem.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::operation::batch_get_item::builders::BatchGetItemFluentBuilder;
use aws_sdk_dynamodb::types::{
    DeleteRequest, KeysAndAttributes, PutRequest, ReturnConsumedCapacity, ReturnItemCollectionMetrics,
    WriteRequest,
};
use dynamodb_item_encryptor::Item;

use super::data::{
    CUSTOMERS, INVOICES, ORDERS, customer, customer_key, get, invoice, item, names, order, s, scan, seed, six,
    with,
};
use super::observed::{Observed, Scenario, scenarios};

pub const SCENARIOS: &[Scenario] = scenarios![
    batch_writes_and_reads,
    batch_writes_25_items,
    batch_puts_and_deletes,
    batch_of_three_tables,
    batch_of_a_plain_table,
    batch_reads_projections,
    batch_reads_what_is_not_there,
    batch_reads_consistently,
    batch_with_metrics,
    batch_of_one_item_twice,
    batch_of_one_key_twice,
    batch_of_too_many_items,
    batch_of_nothing,
    batch_with_a_missing_table,
    batch_with_an_item_that_lacks_its_key,
    batch_with_attributes_to_get,
    batch_with_a_list_of_attributes_and_a_projection_elsewhere,
];

fn put(item: Item) -> WriteRequest {
    let put = PutRequest::builder().set_item(Some(item)).build().unwrap();
    WriteRequest::builder().put_request(put).build()
}

fn delete(key: Item) -> WriteRequest {
    let delete = DeleteRequest::builder().set_key(Some(key)).build().unwrap();
    WriteRequest::builder().delete_request(delete).build()
}

fn keys(keys: impl IntoIterator<Item = Item>) -> KeysAndAttributes {
    KeysAndAttributes::builder().set_keys(Some(keys.into_iter().collect())).build().unwrap()
}

fn customer_keys(ids: impl IntoIterator<Item = u32>) -> KeysAndAttributes {
    keys(ids.into_iter().map(|created| customer_key("1", created)))
}

fn read(client: &Client, customers: KeysAndAttributes) -> BatchGetItemFluentBuilder {
    client.batch_get_item().request_items(CUSTOMERS, customers)
}

async fn batch_writes_and_reads(client: &Client, seen: &mut Observed) {
    let puts = six("1").map(put).into();
    seen.ok(client.batch_write_item().request_items(CUSTOMERS, puts).send().await);
    seen.ok(read(client, customer_keys(1..=6)).send().await);
}

async fn batch_writes_25_items(client: &Client, seen: &mut Observed) {
    let puts = (1..=25).map(|created| put(customer("1", created))).collect();
    seen.ok(client.batch_write_item().request_items(CUSTOMERS, puts).send().await);
    seen.ok(scan(client).send().await);
}

async fn batch_puts_and_deletes(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    let replaced = with(customer("1", 2), [("email", s("other@example.com"))]);
    let requests = vec![put(customer("2", 1)), delete(customer_key("1", 1)), put(replaced)];
    seen.ok(client.batch_write_item().request_items(CUSTOMERS, requests).send().await);
    seen.ok(scan(client).send().await);
}

async fn batch_of_three_tables(client: &Client, seen: &mut Observed) {
    let write = client.batch_write_item().request_items(CUSTOMERS, vec![put(customer("1", 1))]);
    let write = write.request_items(INVOICES, vec![put(invoice("1")), put(invoice("2"))]);
    seen.ok(write.request_items(ORDERS, vec![put(order("1")), delete(item([("id", s("2"))]))]).send().await);
    let read = read(client, customer_keys([1]));
    let read = read.request_items(INVOICES, keys(["1", "2"].map(|number| item([("number", s(number))]))));
    seen.ok(read.request_items(ORDERS, keys([item([("id", s("1"))])])).send().await);
}

async fn batch_of_a_plain_table(client: &Client, seen: &mut Observed) {
    let write = client.batch_write_item().request_items(ORDERS, vec![put(order("1")), put(order("2"))]);
    seen.ok(write.send().await);
    let key = keys(["1", "2"].map(|id| item([("id", s(id))])));
    seen.ok(client.batch_get_item().request_items(ORDERS, key).send().await);
}

async fn batch_reads_projections(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    let mut wanted = customer_keys(1..=3);
    wanted.projection_expression = Some("#n, notes[0], grade".to_owned());
    wanted.expression_attribute_names = names([("#n", "name")]);
    seen.ok(read(client, wanted).send().await);
}

async fn batch_reads_what_is_not_there(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    seen.ok(read(client, customer_keys([6, 7, 8])).send().await);
    seen.ok(read(client, customer_keys([9])).send().await);
}

async fn batch_reads_consistently(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    let mut wanted = customer_keys(1..=2);
    wanted.consistent_read = Some(true);
    seen.ok(read(client, wanted).send().await);
}

async fn batch_with_metrics(client: &Client, seen: &mut Observed) {
    let write = client.batch_write_item().request_items(CUSTOMERS, six("1").map(put).into());
    let write = write.return_consumed_capacity(ReturnConsumedCapacity::Indexes);
    seen.ok(write.return_item_collection_metrics(ReturnItemCollectionMetrics::Size).send().await);
    let read = read(client, customer_keys(1..=6)).return_consumed_capacity(ReturnConsumedCapacity::Total);
    seen.ok(read.send().await);
}

async fn batch_of_one_item_twice(client: &Client, seen: &mut Observed) {
    let requests = vec![put(customer("1", 1)), put(customer("1", 1))];
    seen.fails(client.batch_write_item().request_items(CUSTOMERS, requests).send().await);
}

async fn batch_of_one_key_twice(client: &Client, seen: &mut Observed) {
    seen.fails(read(client, customer_keys([1, 1])).send().await);
}

async fn batch_of_too_many_items(client: &Client, seen: &mut Observed) {
    let puts = (1..=26).map(|created| put(customer("1", created))).collect();
    // The message repeats the request, whose items are sealed.
    let error = client.batch_write_item().request_items(CUSTOMERS, puts).send().await.unwrap_err();
    seen.value(error.code());
    seen.fails(read(client, customer_keys(1..=101)).send().await);
    seen.ok(get(client, "1", 1).send().await);
}

async fn batch_of_nothing(client: &Client, seen: &mut Observed) {
    seen.fails(client.batch_write_item().request_items(CUSTOMERS, Vec::new()).send().await);
    seen.fails(client.batch_get_item().send().await);
}

async fn batch_with_a_missing_table(client: &Client, seen: &mut Observed) {
    let write = client.batch_write_item().request_items(CUSTOMERS, vec![put(customer("1", 1))]);
    seen.fails(write.request_items("Nowhere", vec![put(order("1"))]).send().await);
}

async fn batch_with_an_item_that_lacks_its_key(client: &Client, seen: &mut Observed) {
    let mut item = customer("1", 1);
    item.remove("created");
    let requests = vec![put(customer("1", 2)), put(item)];
    seen.fails(client.batch_write_item().request_items(CUSTOMERS, requests).send().await);
}

async fn batch_with_attributes_to_get(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    seen.ok(client.batch_write_item().request_items(ORDERS, vec![put(order("1"))]).send().await);
    let mut wanted = customer_keys([1, 2]);
    wanted.attributes_to_get = Some(vec!["email".to_owned(), "tier".to_owned()]);
    seen.ok(read(client, wanted.clone()).send().await);
    let mut orders = keys([item([("id", s("1"))])]);
    orders.attributes_to_get = Some(vec!["amount".to_owned()]);
    seen.ok(read(client, wanted.clone()).request_items(ORDERS, orders).send().await);
    wanted.attributes_to_get = Some(vec!["email".to_owned(); 2]);
    seen.fails(read(client, wanted).send().await);
}

async fn batch_with_a_list_of_attributes_and_a_projection_elsewhere(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    let mut wanted = customer_keys([1]);
    wanted.attributes_to_get = Some(vec!["email".to_owned()]);
    let mut orders = keys([item([("id", s("1"))])]);
    orders.projection_expression = Some("amount".to_owned());
    seen.fails(read(client, wanted).request_items(ORDERS, orders).send().await);
}
