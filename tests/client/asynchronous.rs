//! Waiting for keys: nothing else waits meanwhile, nothing is sent twice, nothing is encrypted twice.

use std::collections::HashMap;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::config::{Builder, Config, StalledStreamProtectionConfig};
use aws_sdk_dynamodb::error::SdkError;
use dynamodb_item_encryptor::{AlgorithmSuite, EncryptTables, TableConfig};
use serde_json::json;
use test_support::keys::{Calls, Slow};
use test_support::wire::{Request, Wire};
use test_support::{customer, customers, customers_builder, keyring, n, s, sealed, without_notes};

fn slow(suite: AlgorithmSuite, delay: Duration) -> (TableConfig, Calls) {
    let (slow, calls) = Slow::new(delay);
    (customers_builder(slow).suite(suite).build().unwrap(), calls)
}

fn client(config: Builder, table: TableConfig) -> Client {
    Client::from_conf(config.encrypt_tables([table]).unwrap().build())
}

fn put(client: &Client, id: usize) -> aws_sdk_dynamodb::operation::put_item::builders::PutItemFluentBuilder {
    let item = customer(&id.to_string(), 1, "a@example.com");
    client.put_item().table_name("Customers").set_item(Some(item))
}

fn get(client: &Client) -> aws_sdk_dynamodb::operation::get_item::builders::GetItemFluentBuilder {
    client.get_item().table_name("Customers").key("id", s("1")).key("created", n(1))
}

#[test]
fn every_kind_of_runtime_will_do() {
    let work = || async {
        let item = without_notes(customer("1", 1, "a@example.com"));
        let stored = sealed(item.clone()).await;
        let wire = Wire::start(move |_, _| (200, json!({ "Item": stored }).to_string()));
        let (table, _) = slow(AlgorithmSuite::HmacSha384EcdsaP384, Duration::from_millis(20));
        let client = client(wire.config(), table);
        put(&client, 1).send().await.unwrap();
        assert_eq!(get(&client).send().await.unwrap().item, Some(item));
    };
    let current_thread = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    current_thread.block_on(work());
    let multi_thread =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    multi_thread.block_on(work());
    multi_thread.block_on(async { tokio::spawn(work()).await.unwrap() });
    multi_thread.block_on(tokio::task::LocalSet::new().run_until(async {
        tokio::task::spawn_local(work()).await.unwrap();
    }));
}

#[tokio::test]
async fn a_retry_sends_identical_bytes_and_encrypts_once() {
    for delay in [Duration::ZERO, Duration::from_millis(20)] {
        let wire = Wire::start(|number, _| match number {
            1 => (500, json!({ "__type": "InternalServerError" }).to_string()),
            _ => (200, "{}".to_owned()),
        });
        let (table, calls) = slow(AlgorithmSuite::HmacSha384EcdsaP384, delay);
        put(&client(wire.config(), table), 1).send().await.unwrap();
        let requests = wire.requests();
        assert_eq!(requests.len(), 2);
        assert_eq!(requests[0].body, requests[1].body);
        assert!(requests.iter().all(Request::is_signed));
        assert!(requests[0].json()["Item"]["email"]["B"].is_string());
        assert_eq!(calls.total(), 1);
    }
    // The keys at hand: no placeholder, the same outcome.
    let wire = Wire::start(|number, _| (if number == 1 { 500 } else { 200 }, "{}".to_owned()));
    put(&client(wire.config(), customers(keyring())), 1).send().await.unwrap();
    let requests = wire.requests();
    assert_eq!((requests.len(), &requests[0].body), (2, &requests[1].body));
}

#[tokio::test]
async fn a_failed_read_is_retried_and_opened() {
    let item = without_notes(customer("1", 1, "a"));
    let stored = json!({ "Item": sealed(item.clone()).await }).to_string();
    let wire = Wire::start(move |number, _| match number {
        1 => (500, json!({ "__type": "InternalServerError" }).to_string()),
        2 => (200, "{ not json".to_owned()),
        _ => (200, stored.clone()),
    });
    let client = client(wire.config(), customers(keyring()));
    let error = get(&client).send().await.unwrap_err();
    assert!(matches!(error, SdkError::ServiceError(_)), "as without encryption: {error:?}");
    assert_eq!(wire.count(), 2);
    assert_eq!(get(&client).send().await.unwrap().item, Some(item));
}

#[tokio::test]
async fn stalled_stream_protection_does_not_mistake_waiting_for_keys() {
    let item = without_notes(customer("1", 1, "a"));
    let stored = json!({ "Item": sealed(item.clone()).await }).to_string();
    let wire = Wire::start(move |_, _| (200, stored.clone()));
    let protection = StalledStreamProtectionConfig::enabled().grace_period(Duration::from_millis(200)).build();
    let (table, calls) = slow(AlgorithmSuite::HmacSha384, Duration::from_millis(1500));
    let client = client(wire.config().stalled_stream_protection(protection), table);
    assert_eq!(get(&client).send().await.unwrap().item, Some(item));
    put(&client, 1).send().await.unwrap();
    assert_eq!((wire.count(), calls.total()), (2, 2));
}

#[tokio::test]
async fn a_timeout_of_the_application_ends_waiting_for_keys() {
    let wire = Wire::empty();
    let (table, calls) = slow(AlgorithmSuite::HmacSha384, Duration::from_secs(60));
    let timeout = TimeoutConfig::builder().operation_timeout(Duration::from_millis(30)).build();
    let client = client(wire.config(), table);
    let putting = put(&client, 1).customize().config_override(Config::builder().timeout_config(timeout));
    let error = putting.send().await.unwrap_err();
    assert!(matches!(error, SdkError::TimeoutError(_)), "{error:?}");
    // The application may also just stop waiting.
    assert!(tokio::time::timeout(Duration::from_millis(30), put(&client, 1).send()).await.is_err());
    assert_eq!((wire.count(), calls.total()), (0, 2));
}

#[tokio::test]
async fn pages_of_a_paginator_are_opened() {
    let mut pages = HashMap::new();
    for page in 1..=3_u32 {
        let item = without_notes(customer("1", page, "a"));
        pages.insert(page, (sealed(item.clone()).await, item));
    }
    let stored: HashMap<_, _> = pages.iter().map(|(page, (stored, _))| (*page, stored.clone())).collect();
    let wire = Wire::start(move |number, _| {
        let number = u32::try_from(number).unwrap();
        let mut answer = json!({ "Items": [stored[&number]], "Count": 1 });
        if number < 3 {
            answer["LastEvaluatedKey"] = json!({ "id": { "S": "1" }, "created": { "N": number.to_string() } });
        }
        (200, answer.to_string())
    });
    let (table, _) = slow(AlgorithmSuite::HmacSha384, Duration::from_millis(5));
    let scan = client(wire.config(), table).scan().table_name("Customers").into_paginator().items().send();
    let items: Vec<_> = scan.collect::<Result<_, _>>().await.unwrap();
    assert_eq!(items, [&pages[&1].1, &pages[&2].1, &pages[&3].1].map(Clone::clone));
    assert_eq!(wire.count(), 3);
}
