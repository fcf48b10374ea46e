//! Updates of encrypted attributes: none is lost, none is done twice.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // tests may panic

mod support;

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    EncryptTables, Error, Item, MalformedProblem, PlaintextPolicy, RefusedProblem, TableConfig,
    UpdateEncrypted, UpdateError,
};
use serde_json::json;
use support::wire::Wire;
use support::{customer, customers, customers_builder, engine, find, keyring, n, s, sealed, without_notes};

async fn clients(table: TableConfig) -> (Client, Client) {
    let url = engine::start().await;
    let plain = Client::from_conf(support::config(&url).build());
    engine::create_table(&plain, "Customers").await;
    (Client::from_conf(support::config(&url).encrypt_tables([table]).unwrap().build()), plain)
}

fn key(id: &str) -> Item {
    HashMap::from([("id".to_owned(), s(id)), ("created".to_owned(), n(1))])
}

async fn get(client: &Client, id: &str) -> Option<Item> {
    client.get_item().table_name("Customers").set_key(Some(key(id))).send().await.unwrap().item
}

async fn put(client: &Client, item: Item) {
    client.put_item().table_name("Customers").set_item(Some(item)).send().await.unwrap();
}

/// The encrypted counter in `notes`.
fn count(item: &Item) -> u32 {
    item["notes"].as_n().unwrap().parse().unwrap()
}

fn counting(id: &str) -> Item {
    let mut item = customer(id, 1, "a@example.com");
    item.insert("notes".to_owned(), n(0));
    item
}

#[tokio::test]
async fn two_hundred_racing_increments_end_at_two_hundred() {
    let (wrapped, plain) = clients(customers(keyring())).await;
    put(&wrapped, counting("1")).await;
    let racing: Vec<_> = (0..200)
        .map(|i| {
            let update = wrapped.update_encrypted("Customers", key("1")).max_attempts(1000);
            tokio::spawn(async move {
                if i % 2 == 0 {
                    let values = HashMap::from([(":one".to_owned(), n(1))]);
                    return update.send_expression("SET notes = notes + :one", None, Some(values)).await;
                }
                let change = |item: &mut Option<Item>| {
                    let item = item.as_mut().unwrap();
                    let next = n(count(item) + 1);
                    item.insert("notes".to_owned(), next);
                    Ok(())
                };
                update.send(change).await
            })
        })
        .collect();
    let mut seen = Vec::new();
    for update in racing {
        seen.push(count(&update.await.unwrap().unwrap().unwrap()));
    }
    seen.sort_unstable();
    assert_eq!(seen, (1..=200).collect::<Vec<_>>(), "each saw its own");
    assert_eq!(count(&get(&wrapped, "1").await.unwrap()), 200);
    assert!(get(&plain, "1").await.unwrap()["notes"].is_b());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn an_update_of_an_unsigned_attribute_in_between_is_not_lost() {
    let (wrapped, plain) =
        clients(customers_builder(keyring()).allowed_unsigned(["seen"]).build().unwrap()).await;
    for interfering in ["SET #c = :v", "REMOVE #c", "SET seen = :v", "SET #later = :v REMOVE #c"] {
        put(&wrapped, counting("1")).await;
        let mut calls = 0;
        let other = plain.clone();
        let change = |item: &mut Option<Item>| {
            calls += 1;
            let item = item.as_mut().unwrap();
            let next = n(count(item) + 1);
            item.insert("notes".to_owned(), next);
            if calls > 1 {
                return Ok(());
            }
            let update = other.update_item().table_name("Customers").set_key(Some(key("1")));
            let mut update = update.update_expression(interfering);
            for (name, value) in [("#c", ":counter"), ("#later", ":later")] {
                if interfering.contains(name) {
                    update = update.expression_attribute_names(name, value);
                }
            }
            if interfering.contains(":v") {
                update = update.expression_attribute_values(":v", n(77));
            }
            std::thread::scope(|scope| {
                let sending = scope.spawn(|| {
                    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                    runtime.block_on(update.send()).unwrap();
                });
                sending.join().unwrap();
            });
            Ok(())
        };
        let stored = tokio::task::block_in_place(|| {
            tokio::runtime::Handle::current()
                .block_on(wrapped.update_encrypted("Customers", key("1")).send(change))
        });
        assert_eq!(calls, 2, "{interfering}");
        let found = get(&wrapped, "1").await;
        assert_eq!(stored.unwrap(), found, "{interfering}");
        let found = found.unwrap();
        assert_eq!(count(&found), 1, "{interfering}");
        let values = [":counter", "seen", ":later"].map(|name| found.get(name).cloned());
        let seventy_seven = || Some(n(77));
        let expected = match interfering {
            "SET #c = :v" => [seventy_seven(), None, None],
            "REMOVE #c" => [None, None, None],
            "SET seen = :v" => [Some(n(1)), seventy_seven(), None],
            _ => [None, None, seventy_seven()],
        };
        assert_eq!(values, expected, "{interfering}");
    }
}

#[tokio::test]
async fn items_are_made_and_deleted_on_the_same_terms() {
    let (wrapped, plain) = clients(customers(keyring())).await;
    let update = |id| wrapped.update_encrypted("Customers", key(id));
    let make = |item: &mut Option<Item>| {
        assert!(item.replace(counting("1")).is_none());
        Ok(())
    };
    assert_eq!(update("1").send(make).await.unwrap(), Some(counting("1")));
    assert!(get(&plain, "1").await.unwrap()["email"].is_b());
    let delete = |item: &mut Option<Item>| {
        *item = None;
        Ok(())
    };
    assert_eq!(update("1").send(delete).await.unwrap(), None);
    assert_eq!(get(&plain, "1").await, None);
    assert_eq!(update("1").send(delete).await.unwrap(), None);

    let values = HashMap::from([(":mail".to_owned(), s("b@example.com"))]);
    let made = update("2").send_expression("SET email = :mail", None, Some(values)).await.unwrap();
    assert_eq!(made, get(&wrapped, "2").await);
    assert_eq!(made.unwrap().len(), 3);
}

#[tokio::test]
async fn what_cannot_be_updated_is_reported_and_nothing_written() {
    let table = customers_builder(keyring()).plaintext_policy(PlaintextPolicy::ForbidWriteAllowRead);
    let (wrapped, plain) = clients(table.build().unwrap()).await;
    put(&wrapped, counting("1")).await;
    put(&plain, counting("2")).await;
    let stored = (get(&plain, "1").await, get(&plain, "2").await);
    let update = |id| wrapped.update_encrypted("Customers", key(id));

    let error = update("1").send(|_| Err("not today".into())).await.unwrap_err();
    assert!(matches!(&error, UpdateError::Change(reason) if reason.to_string() == "not today"));
    let other_key = |item: &mut Option<Item>| {
        item.as_mut().unwrap().insert("created".to_owned(), n(2));
        Ok(())
    };
    let error = update("1").send(other_key).await.unwrap_err();
    let expected = RefusedProblem::KeyChanged { attribute: "created".to_owned() };
    assert!(matches!(find(&error), Some(Error::Refused { problem, .. }) if *problem == expected), "{error:?}");
    let error = update("2").send(other_key).await.unwrap_err();
    let expected = MalformedProblem::Plaintext;
    assert!(matches!(find(&error), Some(Error::MalformedItem { problem, .. }) if *problem == expected));
    for (expression, value) in
        [("SET email = absent", None), ("SET email =", None), ("ADD email :v", Some(n(1)))]
    {
        let values = value.map(|value| HashMap::from([(":v".to_owned(), value)]));
        let error = update("1").send_expression(expression, None, values).await.unwrap_err();
        assert!(matches!(error, UpdateError::Change(_)), "{expression}: {error:?}");
    }
    let unconfigured = |item: &mut Option<Item>| {
        item.as_mut().unwrap().insert("phone".to_owned(), s("x"));
        Ok(())
    };
    let error = update("1").send(unconfigured).await.unwrap_err();
    assert!(matches!(error, UpdateError::Put(_)));
    assert!(matches!(find(&error), Some(Error::InvalidItem { .. })), "{error:?}");
    let error = plain.update_encrypted("Customers", key("1")).send(other_key).await.unwrap_err();
    let expected = RefusedProblem::NotEncrypted;
    assert!(matches!(find(&error), Some(Error::Refused { problem, .. }) if *problem == expected), "{error:?}");
    assert_eq!((get(&plain, "1").await, get(&plain, "2").await), stored);
}

fn change_email(item: &mut Option<Item>) -> Result<(), dynamodb_item_encryptor::BoxError> {
    item.as_mut().unwrap().insert("email".to_owned(), s("new@example.com"));
    Ok(())
}

#[tokio::test]
async fn attempts_are_bounded_and_a_write_is_sent_once() {
    let stored = sealed(without_notes(customer("1", 1, "a@example.com"))).await;
    let footer = stored["aws_dbe_foot"].clone();
    let start = |status, kind: &'static str| {
        let stored = stored.clone();
        Wire::start(move |_, request| match request.operation.as_str() {
            "GetItem" => (200, json!({ "Item": stored }).to_string()),
            _ => (status, json!({ "__type": kind }).to_string()),
        })
    };
    let client =
        |wire: &Wire| Client::from_conf(wire.config().encrypt_tables([customers(keyring())]).unwrap().build());
    for kind in ["ConditionalCheckFailedException", "ProvisionedThroughputExceededException"] {
        let wire = start(400, kind);
        let update = client(&wire).update_encrypted("Customers", key("1")).max_attempts(3);
        let error = update.send(change_email).await.unwrap_err();
        assert!(matches!(error, UpdateError::Contended { attempts: 3 }), "{error:?}");
        let requests = wire.requests();
        let operations: Vec<_> = requests.iter().map(|request| request.operation.as_str()).collect();
        assert_eq!(operations, ["GetItem", "PutItem"].repeat(3));
        assert_eq!(requests[0].json()["ConsistentRead"], true);
        let sent = requests[1].json();
        assert_eq!(sent["ConditionExpression"], "#0=:0 AND #1=:1");
        assert_eq!(sent["ExpressionAttributeNames"], json!({ "#0": "aws_dbe_foot", "#1": ":counter" }));
        assert_eq!(sent["ExpressionAttributeValues"], json!({ ":0": footer, ":1": { "N": "1" } }));
        assert!(requests.iter().all(|request| !String::from_utf8_lossy(&request.body).contains("example.com")));
    }
    // Whether that was written, nobody knows: not to be tried again.
    let wire = start(500, "InternalServerError");
    let error = client(&wire).update_encrypted("Customers", key("1")).send(change_email).await.unwrap_err();
    assert!(matches!(error, UpdateError::Put(_)), "{error:?}");
    assert_eq!(wire.count(), 2);
    // Nothing to write.
    let unchanged = client(&wire).update_encrypted("Customers", key("1")).send(|_| Ok(())).await.unwrap();
    assert_eq!(unchanged.unwrap()["email"], AttributeValue::S("a@example.com".into()));
    assert_eq!(wire.count(), 3);
}
