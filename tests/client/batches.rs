//! Batches and transactions over several tables, encrypted in different ways or not at all.

use std::collections::HashMap;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{
    AttributeValue, ConditionCheck, Delete, DeleteRequest, Get, KeysAndAttributes, Put, PutRequest,
    ReturnValuesOnConditionCheckFailure, TransactGetItem, TransactWriteItem, Update, WriteRequest,
};
use dynamodb_item_encryptor::{
    AlgorithmSuite, EncryptTables, Error, Item, ProtectedUpdates, RawAesKeyring, RefusedProblem, TableConfig,
    TableConfigBuilder,
};
use serde_json::json;
use test_support::keys::Slow;
use test_support::wire::{Request, Wire};
use test_support::{customer, customers, customers_builder, engine, find, keyring, n, s};

/// A table that is encrypted with another key, and in which other attributes are encrypted.
fn orders() -> TableConfig {
    orders_builder().build().unwrap()
}

fn orders_builder() -> TableConfigBuilder {
    TableConfig::builder("Orders")
        .partition_key("id")
        .sort_key("created")
        .encrypt(["address"])
        .sign(["email"])
        .suite(AlgorithmSuite::HmacSha384EcdsaP384)
        .keyring(RawAesKeyring::new("tests", "orders", &[9; 32]).unwrap())
}

fn order(id: &str, address: &str) -> Item {
    let attributes = [("id", s(id)), ("created", n(1)), ("address", s(address)), ("email", s("signed@x"))];
    attributes.map(|(name, value)| (name.to_owned(), value)).into()
}

fn key(id: &str) -> Item {
    HashMap::from([("id".to_owned(), s(id)), ("created".to_owned(), n(1))])
}

/// A client that encrypts two of three tables, and one that encrypts none.
async fn clients() -> (Client, Client) {
    let url = engine::start().await;
    let plain = Client::from_conf(test_support::config(&url).build());
    for table in ["Customers", "Orders", "Others"] {
        engine::create_table(&plain, table).await;
    }
    let tables = [customers(keyring()), orders()];
    (Client::from_conf(test_support::config(&url).encrypt_tables(tables).unwrap().build()), plain)
}

async fn stored(client: &Client, table: &str, id: &str) -> Option<Item> {
    client.get_item().table_name(table).set_key(Some(key(id))).send().await.unwrap().item
}

fn put_request(item: Item) -> WriteRequest {
    WriteRequest::builder().put_request(PutRequest::builder().set_item(Some(item)).build().unwrap()).build()
}

fn delete_request(id: &str) -> WriteRequest {
    let delete = DeleteRequest::builder().set_key(Some(key(id))).build().unwrap();
    WriteRequest::builder().delete_request(delete).build()
}

#[tokio::test]
async fn a_batch_writes_and_reads_each_table_in_its_own_way() {
    let (wrapped, plain) = clients().await;
    let items = [customer("1", 1, "a@example.com"), customer("2", 1, "b@example.com")];
    let batch = wrapped
        .batch_write_item()
        .request_items("Customers", items.clone().map(put_request).to_vec())
        .request_items("Orders", vec![put_request(order("1", "Dean Street"))])
        .request_items("Others", vec![put_request(order("1", "in plain sight"))]);
    let output = batch.send().await.unwrap();
    assert!(output.unprocessed_items().is_none_or(HashMap::is_empty));

    let raw = stored(&plain, "Customers", "2").await.unwrap();
    assert!(raw["email"].is_b() && raw["plan"].is_s() && raw.contains_key("aws_dbe_foot"));
    let raw = stored(&plain, "Orders", "1").await.unwrap();
    assert!(raw["address"].is_b() && raw["email"].is_s() && raw.contains_key("aws_dbe_foot"));
    assert_eq!(stored(&plain, "Others", "1").await, Some(order("1", "in plain sight")));

    let keys = |ids: &[&str]| {
        let keys = ids.iter().map(|id| key(id)).collect();
        KeysAndAttributes::builder().set_keys(Some(keys)).build().unwrap()
    };
    let batch = wrapped
        .batch_get_item()
        .request_items("Customers", keys(&["1", "2", "3"]))
        .request_items("Orders", keys(&["1"]))
        .request_items("Others", keys(&["1"]));
    let mut found = batch.send().await.unwrap().responses.unwrap();
    found.get_mut("Customers").unwrap().sort_by_key(|item| item["id"].as_s().unwrap().clone());
    assert_eq!(found["Customers"], items);
    assert_eq!(found["Orders"], [order("1", "Dean Street")]);
    assert_eq!(found["Others"], [order("1", "in plain sight")]);

    let batch = wrapped.batch_write_item().request_items("Customers", vec![delete_request("1")]);
    batch.send().await.unwrap();
    assert_eq!(stored(&plain, "Customers", "1").await, None);
}

#[tokio::test]
async fn keys_of_a_batch_are_fetched_at_the_same_time() {
    let wire = Wire::empty();
    let (slow, calls) = Slow::new(Duration::from_millis(100));
    let tables = [customers_builder(slow).build().unwrap()];
    let client = Client::from_conf(wire.config().encrypt_tables(tables).unwrap().build());
    let items = (0..25).map(|id| put_request(customer(&id.to_string(), 1, "a@example.com"))).collect();
    let started = std::time::Instant::now();
    client.batch_write_item().request_items("Customers", items).send().await.unwrap();
    assert!(started.elapsed() < Duration::from_millis(1500), "{:?}", started.elapsed());
    assert_eq!((calls.most_waiting(), calls.total(), wire.count()), (25, 25, 1));
}

#[tokio::test]
async fn a_retry_of_several_items_sends_identical_bytes_and_encrypts_once() {
    for delay in [Duration::ZERO, Duration::from_millis(20)] {
        let wire = Wire::start(|number, _| (if number % 2 == 1 { 500 } else { 200 }, "{}".to_owned()));
        let (slow, calls) = Slow::new(delay);
        let tables = [customers_builder(slow).build().unwrap(), orders()];
        let client = Client::from_conf(wire.config().encrypt_tables(tables).unwrap().build());
        let items = vec![put_request(customer("1", 1, "a")), put_request(customer("2", 1, "b"))];
        client.batch_write_item().request_items("Customers", items).send().await.unwrap();
        let transaction = client.transact_write_items().transact_items(put("Customers", customer("3", 1, "c")));
        transaction.transact_items(put("Orders", order("1", "Dean Street"))).send().await.unwrap();
        let requests = wire.requests();
        assert_eq!((requests.len(), calls.total()), (4, 3));
        assert!(requests.iter().all(Request::is_signed));
        assert!(requests[0].body == requests[1].body && requests[2].body == requests[3].body);
    }
}

#[tokio::test]
async fn unprocessed_items_come_back_as_they_were_given() {
    // Gives all that it gets back, numbers in normal form.
    let wire = Wire::start(|_, request| {
        let text = request.json()["RequestItems"].to_string().replace(r#"{"N":"1.0"}"#, r#"{"N":"1"}"#);
        (200, format!(r#"{{"UnprocessedItems": {text}}}"#))
    });
    let tables = [customers(keyring()), orders()];
    let client = Client::from_conf(wire.config().encrypt_tables(tables).unwrap().build());
    let mut first = customer("1", 1, "a@example.com");
    first.insert("created".to_owned(), AttributeValue::N("1.0".into()));
    let customers = vec![put_request(first), put_request(customer("2", 1, "b")), delete_request("3")];
    let (orders, others) = (vec![put_request(order("1", "x"))], vec![put_request(order("1", "y"))]);
    let arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/Customers";
    let batch = client
        .batch_write_item()
        .request_items(arn, customers.clone())
        .request_items("Orders", orders.clone())
        .request_items("Others", others.clone());
    let unprocessed = batch.send().await.unwrap().unprocessed_items.unwrap();
    assert_eq!(unprocessed[arn], customers);
    assert_eq!((&unprocessed["Orders"], &unprocessed["Others"]), (&orders, &others));
    let body = String::from_utf8(wire.requests().remove(0).body).unwrap();
    assert!(!body.contains("a@example.com") && !body.contains("a secret note") && body.contains("signed@x"));
}

#[tokio::test]
async fn a_table_by_two_names_sends_nothing() {
    let wire = Wire::empty();
    let client = Client::from_conf(wire.config().encrypt_tables([customers(keyring())]).unwrap().build());
    let batch = client
        .batch_write_item()
        .request_items("Customers", vec![put_request(customer("1", 1, "a"))])
        .request_items("arn:aws:dynamodb:eu-west-1:1:table/Customers", vec![delete_request("1")]);
    let error = batch.send().await.unwrap_err();
    let problem = RefusedProblem::RepeatedTable;
    assert!(matches!(find(&error), Some(Error::Refused { problem: p, .. }) if *p == problem), "{error:?}");
    assert_eq!(wire.count(), 0);
}

fn put(table: &str, item: Item) -> TransactWriteItem {
    TransactWriteItem::builder().put(put_of(table, item)).build()
}

fn put_of(table: &str, item: Item) -> Put {
    let put = Put::builder().table_name(table).set_item(Some(item));
    put.return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld).build().unwrap()
}

fn delete(table: &str, id: &str) -> Delete {
    let delete = Delete::builder().table_name(table).set_key(Some(key(id)));
    delete
        .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
        .build()
        .unwrap()
}

fn update(table: &str, id: &str, expression: &str) -> Update {
    let update = Update::builder().table_name(table).set_key(Some(key(id))).update_expression(expression);
    let update = update.expression_attribute_names("#a", ":counter").expression_attribute_values(":one", n(1));
    update
        .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
        .build()
        .unwrap()
}

fn check(table: &str, id: &str, expression: &str) -> ConditionCheck {
    let check = ConditionCheck::builder().table_name(table).set_key(Some(key(id)));
    let check = check.condition_expression(expression);
    check.return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld).build().unwrap()
}

#[tokio::test]
async fn a_transaction_writes_and_reads_each_table_in_its_own_way() {
    let (wrapped, plain) = clients().await;
    let item = customer("1", 1, "a@example.com");
    let transaction =
        wrapped.transact_write_items().transact_items(put("Others", order("1", "in plain sight")));
    let transaction = transaction.transact_items(put("Customers", item.clone()));
    transaction.transact_items(put("Orders", order("1", "Dean Street"))).send().await.unwrap();
    assert!(stored(&plain, "Customers", "1").await.unwrap()["email"].is_b());
    assert!(stored(&plain, "Orders", "1").await.unwrap()["address"].is_b());
    assert_eq!(stored(&plain, "Others", "1").await, Some(order("1", "in plain sight")));

    let get = |table: &str, id: &str| {
        let get = Get::builder().table_name(table).set_key(Some(key(id))).build().unwrap();
        TransactGetItem::builder().get(get).build()
    };
    let reading = wrapped.transact_get_items().transact_items(get("Orders", "1"));
    let reading = reading.transact_items(get("Customers", "9")).transact_items(get("Customers", "1"));
    let responses = reading.transact_items(get("Others", "1")).send().await.unwrap().responses.unwrap();
    let found: Vec<_> = responses.into_iter().map(|response| response.item).collect();
    let order = |address| Some(order("1", address));
    assert_eq!(found, [order("Dean Street"), None, Some(item.clone()), order("in plain sight")]);

    let transaction = wrapped.transact_write_items();
    let delete = TransactWriteItem::builder().delete(delete("Orders", "1")).build();
    let update = update("Customers", "1", "SET #a = #a + :one");
    let update = TransactWriteItem::builder().update(update).build();
    transaction.transact_items(delete).transact_items(update).send().await.unwrap();
    assert_eq!(stored(&plain, "Orders", "1").await, None);
    let mut counted = item;
    counted.insert(":counter".to_owned(), n(2));
    assert_eq!(stored(&wrapped, "Customers", "1").await, Some(counted));
}

#[tokio::test]
async fn the_reasons_of_a_cancelled_transaction_have_the_stored_items_open() {
    let (wrapped, _) = clients().await;
    let item = customer("1", 1, "a@example.com");
    let transaction = wrapped.transact_write_items().transact_items(put("Customers", item.clone()));
    let transaction = transaction.transact_items(put("Orders", order("1", "Dean Street")));
    transaction.transact_items(put("Others", order("1", "in plain sight"))).send().await.unwrap();

    let mut put = put_of("Customers", customer("1", 1, "new@example.com"));
    put.condition_expression = Some("attribute_not_exists(id)".to_owned());
    let mut delete = delete("Others", "1");
    delete.condition_expression = Some("attribute_not_exists(id)".to_owned());
    let check = check("Orders", "1", "attribute_not_exists(email)");
    let transaction = wrapped
        .transact_write_items()
        .transact_items(TransactWriteItem::builder().put(put).build())
        .transact_items(TransactWriteItem::builder().put(put_of("Customers", customer("7", 1, "c"))).build())
        .transact_items(TransactWriteItem::builder().delete(delete).build())
        .transact_items(TransactWriteItem::builder().condition_check(check).build());
    let error = transaction.send().await.unwrap_err().into_service_error();
    let TransactWriteItemsError::TransactionCanceledException(canceled) = error else { panic!("{error:?}") };
    let reasons = canceled.cancellation_reasons.unwrap();
    let codes: Vec<_> = reasons.iter().map(|reason| reason.code.as_deref().unwrap()).collect();
    let failed = "ConditionalCheckFailed";
    assert_eq!(codes, [failed, "None", failed, failed]);
    let items: Vec<_> = reasons.into_iter().map(|reason| reason.item).collect();
    let (order, other) = (order("1", "Dean Street"), order("1", "in plain sight"));
    assert_eq!(items, [Some(item), None, Some(other), Some(order)]);
}

#[tokio::test]
async fn a_transaction_that_needs_an_encrypted_value_sends_nothing_where_the_table_refuses_it() {
    let wire = Wire::empty();
    let refusing =
        |table: TableConfigBuilder| table.protected_updates(ProtectedUpdates::Refuse).build().unwrap();
    let tables = [refusing(customers_builder(keyring())), refusing(orders_builder())];
    let client = Client::from_conf(wire.config().encrypt_tables(tables).unwrap().build());
    let mut conditional = put_of("Customers", customer("1", 1, "a"));
    conditional.condition_expression = Some("attribute_exists(notes[0])".to_owned());
    let mut deleting = delete("Orders", "1");
    deleting.condition_expression = Some("attribute_exists(address[0])".to_owned());
    let mut counting = update("Customers", "1", "SET #a = #a + :one");
    counting.condition_expression = Some("attribute_exists(email[0])".to_owned());
    let item = TransactWriteItem::builder;
    for (write, table, parameter, attribute) in [
        (item().put(conditional).build(), "Customers", "ConditionExpression", "notes"),
        (item().delete(deleting).build(), "Orders", "ConditionExpression", "address"),
        (
            item().condition_check(check("Customers", "1", "attribute_exists(email[0])")).build(),
            "Customers",
            "ConditionExpression",
            "email",
        ),
        (item().update(counting).build(), "Customers", "ConditionExpression", "email"),
        (
            item().update(update("Customers", "1", "SET email = :one REMOVE #a")).build(),
            "Customers",
            "UpdateExpression",
            "email",
        ),
    ] {
        let transaction = client.transact_write_items().transact_items(put("Others", order("1", "x")));
        let error = transaction.transact_items(write).send().await.unwrap_err();
        let expected = RefusedProblem::EncryptedAttribute { parameter, attribute: attribute.to_owned() };
        let Some(Error::Refused { table: named, problem, .. }) = find(&error) else { panic!("{error:?}") };
        assert_eq!((named.as_deref(), problem), (Some(table), &expected));
    }
    let both = item().put(put_of("Others", order("1", "x"))).delete(delete("Customers", "1")).build();
    let error = client.transact_write_items().transact_items(both).send().await.unwrap_err();
    let expected = RefusedProblem::Parameter { parameter: "TransactItems" };
    assert!(matches!(find(&error), Some(Error::Refused { problem, .. }) if *problem == expected));
    assert_eq!(wire.count(), 0);
}

#[tokio::test]
async fn keys_that_are_unprocessed_come_back() {
    let keys = json!({ "Customers": { "Keys": [{ "id": { "S": "1" }, "created": { "N": "1" } }] } });
    let answer = json!({ "Responses": {}, "UnprocessedKeys": keys }).to_string();
    let wire = Wire::start(move |_, _| (200, answer.clone()));
    let client = Client::from_conf(wire.config().encrypt_tables([customers(keyring())]).unwrap().build());
    let keys = KeysAndAttributes::builder().keys(key("1")).build().unwrap();
    let output = client.batch_get_item().request_items("Customers", keys.clone()).send().await.unwrap();
    assert_eq!(output.unprocessed_keys.unwrap()["Customers"], keys);
}
