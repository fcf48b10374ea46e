//! Items that are read by their keys.

use std::sync::atomic::{AtomicU32, Ordering};

use aws_sdk_dynamodb::operation::transact_get_items::TransactGetItemsError;
use aws_sdk_dynamodb::types::{AttributeValue, Get, KeysAndAttributes, TransactGetItem};
use dynamodb_item_encryptor::{AnswerProblem, UnreadableItems, UpdateEncrypted, UpdateError};
use serde_json::{Value, json};
use test_support::s;

use super::hostile::{CANCELED, assert_refused, client, item, json_key, key, other_key, repeated_key, stored};

#[tokio::test]
async fn a_read_by_key_hands_out_no_other_item() {
    let mut keyless = stored("alice", 1).await;
    keyless.as_object_mut().unwrap().remove("created");
    let mut list = stored("alice", 1).await;
    list["created"] = json!({ "L": [{ "N": "1" }] });
    for other in [stored("mallory", 1).await, stored("alice", 2).await, keyless, list, json!({})] {
        let client = client(200, json!({ "Item": other }));
        let get = client.get_item().table_name("Customers").set_key(Some(key("alice", 1)));
        assert_refused(get.clone().send().await, other_key());
        assert_refused(get.projection_expression("email").send().await, other_key());
    }
    // A number is the same however it is written.
    let client = client(200, json!({ "Item": stored("alice", 1).await }));
    let get = client.get_item().table_name("Customers").key("id", s("alice"));
    let got = get.key("created", AttributeValue::N("1.0".into())).send().await.unwrap();
    assert_eq!(got.item, Some(item("alice", 1)));
}

#[tokio::test]
async fn an_encrypted_update_is_not_shown_another_item() {
    let client = client(200, json!({ "Item": stored("mallory", 1).await }));
    let calls = AtomicU32::new(0);
    let update = client.update_encrypted("Customers", key("alice", 1)).send(|_| {
        calls.fetch_add(1, Ordering::SeqCst);
        Ok(())
    });
    let error = update.await.unwrap_err();
    assert!(matches!(error, UpdateError::Get(_)), "{error:?}");
    assert_refused(Err::<(), _>(error), other_key());
    assert_eq!(calls.load(Ordering::SeqCst), 0);
}

fn keys(created: &[u32]) -> KeysAndAttributes {
    let keys = created.iter().map(|created| key("alice", *created)).collect();
    KeysAndAttributes::builder().set_keys(Some(keys)).build().unwrap()
}

#[tokio::test]
async fn a_batch_hands_out_each_item_that_was_asked_for_once_and_no_other() {
    let (one, two) = (stored("alice", 1).await, stored("alice", 2).await);
    let (other, three) = (stored("mallory", 1).await, stored("alice", 3).await);
    let left = |keys: Value| json!({ "Customers": { "Keys": keys } });
    for (answer, expected) in [
        (json!({ "Responses": { "Customers": [one, other] } }), other_key()),
        (json!({ "Responses": { "Customers": [one, two, three] } }), other_key()),
        (json!({ "Responses": { "Customers": [{}] } }), other_key()),
        (json!({ "Responses": { "Customers": [one, two, one] } }), repeated_key()),
        (json!({ "Responses": { "Customers ": [one] } }), AnswerProblem::OtherTable),
        (json!({ "Responses": { "customers": [one] } }), AnswerProblem::OtherTable),
        (json!({ "Responses": { "Patients": [one] } }), AnswerProblem::OtherTable),
        (
            json!({ "Responses": { "arn:aws:dynamodb:eu-west-1:1:table/Customers": [one] } }),
            AnswerProblem::OtherTable,
        ),
        (json!({ "UnprocessedKeys": left(json!([json_key("mallory", 1)])) }), other_key()),
        (json!({ "UnprocessedKeys": left(json!([{ "id": { "S": "alice" } }])) }), other_key()),
        (
            json!({ "UnprocessedKeys": left(json!([json_key("alice", 2), json_key("alice", 2)])) }),
            repeated_key(),
        ),
        (
            json!({ "Responses": { "Customers": [two] }, "UnprocessedKeys": left(json!([json_key("alice", 2)])) }),
            repeated_key(),
        ),
        (
            json!({ "UnprocessedKeys": { "Customers ": { "Keys": [json_key("alice", 1)] } } }),
            AnswerProblem::OtherTable,
        ),
    ] {
        let unreadable = UnreadableItems::new();
        let batch = client(200, answer.clone()).batch_get_item().request_items("Customers", keys(&[1, 2]));
        let batch = batch.request_items("Orders", keys(&[1]));
        assert_refused(batch.clone().send().await, expected.clone());
        let batch = batch.customize().interceptor(unreadable.clone()).send().await;
        assert_refused(batch, expected);
        assert!(unreadable.take().is_empty(), "{answer}");
    }
}

#[tokio::test]
async fn a_batch_takes_the_names_of_the_tables_that_it_asked() {
    let arn = |name: &str| format!("arn:aws:dynamodb:eu-west-1:123456789012:table/{name}");
    for asked in ["Customers".to_owned(), arn("Customers")] {
        for (named, is_asked) in [
            ("Customers".to_owned(), true),
            (asked.clone(), true),
            (arn("Customers").replace("eu-west-1", "eu-west-2"), false),
            (arn("Customers") + "/index/by-plan", false),
        ] {
            let answer = json!({ "Responses": { &named: [stored("alice", 1).await], "Orders": [{}] } });
            let batch = client(200, answer).batch_get_item().request_items(&asked, keys(&[1]));
            let output = batch.request_items(arn("Orders"), keys(&[1])).send().await;
            if is_asked {
                let responses = output.unwrap().responses.unwrap();
                assert_eq!((&responses[&named], responses["Orders"].len()), (&vec![item("alice", 1)], 1));
            } else {
                assert_refused(output, AnswerProblem::OtherTable);
            }
        }
    }
}

#[tokio::test]
async fn keys_that_are_left_come_back_as_they_were_given() {
    // With more and other parameters than the request had.
    let answer = json!({ "UnprocessedKeys": { "Customers": {
        "Keys": [{ "id": { "S": "alice" }, "created": { "N": "1" } }],
        "ConsistentRead": false,
        "AttributesToGet": ["email"],
        "ProjectionExpression": "plan",
    } } });
    let mut given = key("alice", 0);
    given.insert("created".to_owned(), AttributeValue::N("1.0".into()));
    let request = |keys| {
        let request = KeysAndAttributes::builder().set_keys(Some(keys)).consistent_read(true);
        request.projection_expression("email").build().unwrap()
    };
    let batch = client(200, answer).batch_get_item();
    let batch = batch.request_items("Customers", request(vec![key("alice", 2), given.clone()]));
    let left = batch.send().await.unwrap().unprocessed_keys.unwrap();
    assert_eq!(left["Customers"], request(vec![given]));
}

fn get(id: &str, table: &str) -> TransactGetItem {
    let get = Get::builder().table_name(table).set_key(Some(key(id, 1))).projection_expression("email");
    TransactGetItem::builder().get(get.build().unwrap()).build()
}

#[tokio::test]
async fn a_transaction_hands_out_each_item_in_its_place() {
    let (alice, bob) = (stored("alice", 1).await, stored("bob", 1).await);
    let part = |item: &Value| json!({ "Item": item });
    let canceled = |reasons: Value| json!({ "__type": CANCELED, "CancellationReasons": reasons });
    for (status, answer, expected) in [
        (200, json!({ "Responses": [part(&bob), part(&alice), {}] }), Some(other_key())),
        (200, json!({ "Responses": [part(&alice), part(&alice), {}] }), Some(other_key())),
        (200, json!({ "Responses": [part(&alice), {}, {}, part(&bob)] }), Some(AnswerProblem::Count)),
        (200, json!({ "Responses": [part(&alice), {}, {}, {}] }), Some(AnswerProblem::Count)),
        (200, json!({ "Responses": [part(&alice)] }), Some(AnswerProblem::Count)),
        (400, canceled(json!([{ "Item": bob, "Code": "ConditionalCheckFailed" }])), Some(other_key())),
        (400, canceled(json!([{}, {}, {}, { "Item": bob }])), Some(AnswerProblem::Count)),
        (200, json!({ "Responses": [part(&alice), {}, { "Item": { "any": { "S": "x" } } }] }), None),
    ] {
        let transaction = client(status, answer.clone()).transact_get_items();
        let transaction = transaction.transact_items(get("alice", "Customers"));
        let transaction = transaction.transact_items(get("bob", "Customers"));
        let output = transaction.transact_items(get("bob", "Others")).send().await;
        match expected {
            Some(expected) => assert_refused(output, expected),
            None => {
                let responses = output.unwrap().responses.unwrap();
                assert_eq!(responses[0].item.as_ref().unwrap()["email"], s("alice@example.com"));
                assert_eq!(
                    responses[2].item.as_ref().unwrap().len(),
                    1,
                    "what is not encrypted is not touched"
                );
            }
        }
    }
    // An item of a cancelled transaction is open, or not there.
    let answer = canceled(json!([{ "Item": alice, "Code": "ConditionalCheckFailed" }]));
    let transaction = client(400, answer).transact_get_items().transact_items(get("alice", "Customers"));
    let error = transaction.send().await.unwrap_err().into_service_error();
    let TransactGetItemsError::TransactionCanceledException(canceled) = error else { panic!("{error:?}") };
    assert_eq!(canceled.cancellation_reasons()[0].item(), Some(&item("alice", 1)));
}
