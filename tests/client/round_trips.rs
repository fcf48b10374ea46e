//! What the wrapped client writes and reads with the embedded DynamoDB engine: items, pages, conditions, old items, plaintext
//! by policy.

use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::client::Waiters;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue, ReturnValuesOnConditionCheckFailure, Select};
use dynamodb_item_encryptor::{
    AlgorithmSuite, EncryptTables, Error, Item, MalformedProblem, PlaintextPolicy, TableConfig,
};
use test_support::{customer, customers, customers_builder, engine, keyring, n, s};

/// A client that encrypts, and one that does not, for the same table `Customers`.
async fn clients(table: TableConfig) -> (Client, Client) {
    clients_of(engine::start().await, table).await
}

/// The same, of an engine that is there.
async fn clients_of(url: String, table: TableConfig) -> (Client, Client) {
    let plain = Client::from_conf(test_support::config(&url).build());
    engine::create_table(&plain, table.table_name()).await;
    let wrapped = Client::from_conf(test_support::config(&url).encrypt_tables([table]).unwrap().build());
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

#[tokio::test]
async fn an_item_round_trips_with_every_suite() {
    for &suite in AlgorithmSuite::ALL {
        let (wrapped, plain) = clients(customers_builder(keyring()).suite(suite).build().unwrap()).await;
        let item = customer("1", 1, "a@example.com");
        put(&wrapped, item.clone()).await;
        assert!(matches!(get(&plain, "1", 1).await.unwrap()["email"], AttributeValue::B(_)));
        assert_eq!(get(&wrapped, "1", 1).await, Some(item));
    }
}

#[tokio::test]
async fn the_physical_name_may_differ_from_the_logical_one() {
    let restored = |name: &str| customers_builder(keyring()).table_name(name).build().unwrap();
    let (first, plain) = clients(restored("Customers")).await;
    let url = engine::start().await;
    let copy_plain = Client::from_conf(test_support::config(&url).build());
    engine::create_table(&copy_plain, "customers-restored").await;
    let tables = [restored("customers-restored")];
    let copy = Client::from_conf(test_support::config(&url).encrypt_tables(tables).unwrap().build());

    let item = customer("1", 1, "a@example.com");
    put(&first, item.clone()).await;
    let stored = get(&plain, "1", 1).await.unwrap();
    copy_plain.put_item().table_name("customers-restored").set_item(Some(stored)).send().await.unwrap();
    let get = copy.get_item().table_name("customers-restored").key("id", s("1")).key("created", n(1));
    assert_eq!(get.send().await.unwrap().item, Some(item));
}

#[tokio::test]
async fn the_old_item_comes_back_open_from_put_and_delete() {
    let (wrapped, plain) = clients(customers(keyring())).await;
    let (old, new) = (customer("1", 1, "old@example.com"), customer("1", 1, "new@example.com"));
    put(&wrapped, old.clone()).await;

    let replacing = wrapped.put_item().table_name("Customers").set_item(Some(new.clone()));
    let output = replacing.return_values(ReturnValue::AllOld).send().await.unwrap();
    assert_eq!(output.attributes, Some(old));

    let delete = wrapped.delete_item().table_name("Customers").key("id", s("1")).key("created", n(1));
    let output = delete.clone().return_values(ReturnValue::AllOld).send().await.unwrap();
    assert_eq!(output.attributes, Some(new));
    assert_eq!(get(&plain, "1", 1).await, None);
    assert_eq!(delete.return_values(ReturnValue::AllOld).send().await.unwrap().attributes, None);
}

#[tokio::test]
async fn a_failed_condition_has_the_stored_item_open() {
    let (wrapped, plain) = clients(customers(keyring())).await;
    let item = customer("1", 1, "a@example.com");
    put(&wrapped, item.clone()).await;

    let new = customer("1", 1, "b@example.com");
    let putting = wrapped.put_item().table_name("Customers").set_item(Some(new));
    let putting = putting.condition_expression("attribute_not_exists(aws_dbe_head)");
    let error = putting.clone().send().await.unwrap_err().into_service_error();
    let PutItemError::ConditionalCheckFailedException(failed) = error else { panic!("{error:?}") };
    assert_eq!(failed.item, None);
    let whole = ReturnValuesOnConditionCheckFailure::AllOld;
    let putting = putting.return_values_on_condition_check_failure(whole.clone());
    let error = putting.send().await.unwrap_err();
    assert!(matches!(error, SdkError::ServiceError(_)));
    assert_eq!(error.code(), Some("ConditionalCheckFailedException"));
    let PutItemError::ConditionalCheckFailedException(failed) = error.into_service_error() else { panic!() };
    assert_eq!(failed.item.as_ref(), Some(&item));

    let delete = wrapped.delete_item().table_name("Customers").key("id", s("1")).key("created", n(1));
    let delete = delete.condition_expression("#p = :p AND attribute_exists(id)");
    let delete = delete.expression_attribute_names("#p", "plan").expression_attribute_values(":p", s("silver"));
    let delete = delete.return_values_on_condition_check_failure(whole);
    let error = delete.send().await.unwrap_err().into_service_error();
    let DeleteItemError::ConditionalCheckFailedException(failed) = error else { panic!("{error:?}") };
    assert_eq!(failed.item, Some(item));
    assert!(get(&plain, "1", 1).await.is_some());
}

fn by_created(mut items: Vec<Item>) -> Vec<Item> {
    items.sort_by_key(|item| item["created"].as_n().unwrap().parse::<u32>().unwrap());
    items
}

#[tokio::test]
async fn pages_of_query_and_scan_come_back_open() {
    let (wrapped, plain) = clients(customers(keyring())).await;
    let items: Vec<_> = (0..100).map(|i| customer("1", i, &format!("{i}@example.com"))).collect();
    for item in &items {
        put(&wrapped, item.clone()).await;
    }
    let query = wrapped.query().table_name("Customers").key_condition_expression("id = :id AND created < :c");
    let query = query.expression_attribute_values(":id", s("1"));
    let output = query.clone().expression_attribute_values(":c", n(90)).send().await.unwrap();
    assert_eq!(output.items(), &items[..90], "in the order of the sort key");
    assert_eq!(output.count, 90);

    let pages = query.expression_attribute_values(":c", n(1000)).into_paginator().page_size(7).items().send();
    assert_eq!(pages.collect::<Result<Vec<_>, _>>().await.unwrap(), items);

    let scan = wrapped.scan().table_name("Customers").limit(9);
    let pages = scan.into_paginator().send().collect::<Result<Vec<_>, _>>().await.unwrap();
    assert!(pages.len() >= 12);
    assert_eq!(by_created(pages.into_iter().flat_map(|page| page.items.unwrap()).collect()), items);

    let mut segments = Vec::new();
    for segment in 0..3 {
        let scan = wrapped.scan().table_name("Customers").segment(segment).total_segments(3);
        segments.extend(scan.send().await.unwrap().items.unwrap());
    }
    assert_eq!(by_created(segments), items);

    let filtered = wrapped.scan().table_name("Customers").filter_expression("#c >= :c AND #p = :p");
    let filtered =
        filtered.expression_attribute_names("#c", "created").expression_attribute_names("#p", "plan");
    let filtered =
        filtered.expression_attribute_values(":c", n(98)).expression_attribute_values(":p", s("gold"));
    assert_eq!(by_created(filtered.send().await.unwrap().items.unwrap()), &items[98..]);

    let index =
        wrapped.query().table_name("Customers").index_name("by-plan").key_condition_expression("#p = :p");
    let index = index.expression_attribute_values(":p", s("gold")).expression_attribute_names("#p", "plan");
    assert_eq!(by_created(index.clone().send().await.unwrap().items.unwrap()), items);
    let count = index.select(Select::Count).send().await.unwrap();
    assert_eq!((count.count, count.items), (100, None));

    let raw = plain.scan().table_name("Customers").send().await.unwrap().items.unwrap();
    assert!(raw.iter().all(|item| matches!(item["email"], AttributeValue::B(_))));
}

#[tokio::test]
async fn a_changed_item_fails_its_page_and_nothing_is_handed_out() {
    let (wrapped, plain) = clients(customers(keyring())).await;
    for i in 0..3 {
        put(&wrapped, customer("1", i, "a@example.com")).await;
    }
    let mut changed = get(&plain, "1", 1).await.unwrap();
    changed.insert("plan".to_owned(), s("platinum"));
    put(&plain, changed).await;

    let error = wrapped.scan().table_name("Customers").send().await.unwrap_err();
    assert!(matches!(test_support::find(&error), Some(Error::Unauthentic { .. })), "{error:?}");
    assert!(!format!("{error:?}").contains("example.com"));
    let replacing = wrapped.put_item().table_name("Customers").set_item(Some(customer("1", 1, "b")));
    let replacing = replacing.condition_expression("attribute_not_exists(id)");
    let all_old = ReturnValuesOnConditionCheckFailure::AllOld;
    let error = replacing.return_values_on_condition_check_failure(all_old).send().await.unwrap_err();
    assert!(matches!(Error::find_in(&error), Some(Error::Unauthentic { .. })), "{error:?}");
}

#[tokio::test]
async fn other_tables_are_not_touched() {
    let (wrapped, plain) = clients_of(engine::start_unwatched().await, customers(keyring())).await;
    engine::create_table(&plain, "Orders").await;
    let item = customer("1", 1, "a@example.com");
    wrapped.put_item().table_name("Orders").set_item(Some(item.clone())).send().await.unwrap();
    let stored = plain.get_item().table_name("Orders").key("id", s("1")).key("created", n(1));
    assert_eq!(stored.send().await.unwrap().item.as_ref(), Some(&item));

    let update = wrapped.update_item().table_name("Orders").key("id", s("1")).key("created", n(1));
    let update =
        update.update_expression("SET email = :e").expression_attribute_values(":e", s("b@example.com"));
    update.send().await.unwrap();
    let statement = wrapped.execute_statement().statement("SELECT email FROM \"Orders\" WHERE id = '1'");
    let found = statement.send().await.unwrap().items.unwrap();
    assert_eq!(found[0]["email"], s("b@example.com"));
    let projected = wrapped.query().table_name("Orders").key_condition_expression("id = :i");
    let projected = projected.expression_attribute_values(":i", s("1")).projection_expression("email");
    assert_eq!(projected.send().await.unwrap().items.unwrap()[0].len(), 1);
}

#[tokio::test]
async fn control_plane_operations_and_waiters_pass() {
    let (wrapped, _) = clients(customers(keyring())).await;
    assert_eq!(wrapped.list_tables().send().await.unwrap().table_names(), ["Customers"]);
    let waiting = wrapped.wait_until_table_exists().table_name("Customers");
    waiting.wait(Duration::from_secs(5)).await.unwrap();
    wrapped.delete_table().table_name("Customers").send().await.unwrap();
}

#[tokio::test]
async fn plaintext_follows_the_tables_policy() {
    let table = |policy| customers_builder(keyring()).plaintext_policy(policy).build().unwrap();
    let item = customer("1", 1, "a@example.com");

    let url = engine::start_unwatched().await;
    let (wrapped, plain) = clients_of(url, table(PlaintextPolicy::ForceWriteAllowRead)).await;
    put(&wrapped, item.clone()).await;
    assert_eq!(get(&plain, "1", 1).await.as_ref(), Some(&item));
    assert_eq!(get(&wrapped, "1", 1).await.as_ref(), Some(&item));

    let (wrapped, plain) = clients(table(PlaintextPolicy::ForbidWriteForbidRead)).await;
    put(&plain, item).await;
    let read = wrapped.get_item().table_name("Customers").key("id", s("1")).key("created", n(1));
    let error = read.send().await.unwrap_err();
    let problem = MalformedProblem::Plaintext;
    assert!(
        matches!(test_support::find(&error), Some(Error::MalformedItem { problem: p, .. }) if *p == problem)
    );
}
