//! What the SDK logs at its most talkative holds no plaintext and no key.

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::DisplayErrorContext;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::{
    AttributeValue, KeysAndAttributes, Put, PutRequest, ReturnValue, ReturnValuesOnConditionCheckFailure,
    TransactWriteItem, WriteRequest,
};
use dynamodb_item_encryptor::{EncryptTables, Item, UpdateEncrypted};
use test_support::keys::Recording;
use test_support::log::Log;
use test_support::{customers, engine, has_bytes, n, s};

const SECRETS: [&[u8]; 4] =
    [b"ada@example.com", b"a very secret note", b"2718281828459", b"\x01secret\xffbinary"];

/// An item whose encrypted values are [`SECRETS`].
fn item(id: &str) -> Item {
    let notes = HashMap::from([
        ("text".to_owned(), s("a very secret note")),
        ("number".to_owned(), AttributeValue::N("2718281828459".to_owned())),
        ("bytes".to_owned(), AttributeValue::B(Blob::new(SECRETS[3]))),
    ]);
    HashMap::from([
        ("id".to_owned(), s(id)),
        ("created".to_owned(), n(1)),
        ("email".to_owned(), s("ada@example.com")),
        ("notes".to_owned(), AttributeValue::M(notes)),
    ])
}

/// Every operation that seals or opens, with items in outputs and errors, and one that fails.
async fn everything(wrapped: &Client, plain: &Client, id: &str) {
    let item = item(id);
    let put = || wrapped.put_item().table_name("Customers").set_item(Some(item.clone()));
    put().send().await.unwrap();
    assert!(put().return_values(ReturnValue::AllOld).send().await.unwrap().attributes == Some(item.clone()));

    let condition = put().condition_expression("attribute_not_exists(id)");
    let all_old = ReturnValuesOnConditionCheckFailure::AllOld;
    let error = condition.return_values_on_condition_check_failure(all_old).send().await.unwrap_err();
    assert!(error.into_service_error().is_conditional_check_failed_exception());

    let get = wrapped.get_item().table_name("Customers").key("id", s(id)).key("created", n(1));
    assert!(get.clone().send().await.unwrap().item == Some(item.clone()));
    let query = wrapped.query().table_name("Customers").key_condition_expression("id = :id");
    assert_eq!(query.expression_attribute_values(":id", s(id)).send().await.unwrap().count, 1);
    assert!(wrapped.scan().table_name("Customers").send().await.unwrap().count > 0);

    let filter =
        wrapped.scan().table_name("Customers").filter_expression("email = :mail OR notes.#n = :number");
    let filter = filter.expression_attribute_names("#n", "number").projection_expression("email");
    let filter = filter.expression_attribute_values(":mail", s("ada@example.com"));
    let filter = filter.expression_attribute_values(":number", AttributeValue::N("2718281828459".to_owned()));
    assert!(filter.send().await.unwrap().count > 0);
    let request = PutRequest::builder().set_item(Some(item.clone())).build().unwrap();
    let write = WriteRequest::builder().put_request(request).build();
    wrapped.batch_write_item().request_items("Customers", vec![write]).send().await.unwrap();
    let write = Put::builder().table_name("Customers").set_item(Some(item.clone()));
    let write = write.return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
    let write = write.condition_expression("attribute_not_exists(id)").build().unwrap();
    let write = TransactWriteItem::builder().put(write).build();
    let canceled = wrapped.transact_write_items().transact_items(write).send().await.unwrap_err();
    assert!(canceled.into_service_error().is_transaction_canceled_exception());
    let key = HashMap::from([("id".to_owned(), s(id)), ("created".to_owned(), n(1))]);
    let keys = KeysAndAttributes::builder().keys(key.clone()).build().unwrap();
    let batch = wrapped.batch_get_item().request_items("Customers", keys).send().await.unwrap();
    assert!(batch.responses.unwrap()["Customers"] == [item.clone()]);
    let change = |item: &mut Option<Item>| {
        let item = item.as_mut().unwrap();
        let text = s("a very secret note");
        assert!(item.insert("email".to_owned(), text) == Some(s("ada@example.com")));
        Ok(())
    };
    wrapped.update_encrypted("Customers", key).send(change).await.unwrap();

    let mut unknown = item.clone();
    unknown.insert("unknown".to_owned(), s("a very secret note"));
    let putting = wrapped.put_item().table_name("Customers").set_item(Some(unknown)).send();
    let refused = putting.await.unwrap_err();

    let stored = get.clone();
    let key = HashMap::from([("id".to_owned(), s(id)), ("created".to_owned(), n(1))]);
    let raw = plain.get_item().table_name("Customers").set_key(Some(key)).send().await.unwrap();
    let mut changed = raw.item.unwrap();
    changed.insert("plan".to_owned(), s("platinum"));
    plain.put_item().table_name("Customers").set_item(Some(changed)).send().await.unwrap();
    let unauthentic = stored.send().await.unwrap_err();
    for text in [
        format!("{refused:?} {}", DisplayErrorContext(&refused)),
        format!("{unauthentic:?} {}", DisplayErrorContext(&unauthentic)),
    ] {
        assert!(!SECRETS.iter().any(|secret| has_bytes(&text, secret)), "{text}");
    }

    put().send().await.unwrap();
    let delete = wrapped.delete_item().table_name("Customers").key("id", s(id)).key("created", n(1));
    let deleted = delete.return_values(ReturnValue::AllOld).send().await.unwrap();
    assert!(deleted.attributes == Some(item));
}

#[tokio::test(flavor = "current_thread")]
async fn a_trace_log_holds_no_plaintext_and_no_key() {
    let log = Log::of_everything();
    let url = engine::start().await;
    let plain = Client::from_conf(test_support::config(&url).build());
    engine::create_table(&plain, "Customers").await;

    // The search finds what it looks for: a client that does not encrypt logs everything.
    let put = plain.put_item().table_name("Customers").set_item(Some(item("plain")));
    put.send().await.unwrap();
    let get = plain.get_item().table_name("Customers").key("id", s("plain")).key("created", n(1));
    get.send().await.unwrap();
    let text = log.take();
    assert!(SECRETS.iter().all(|secret| has_bytes(&text, secret)));
    let delete = plain.delete_item().table_name("Customers").key("id", s("plain")).key("created", n(1));
    delete.send().await.unwrap();

    // With keys that are there at once, and with keys that are waited for.
    for later in [false, true] {
        let keyring = Recording { later, ..Recording::default() };
        let config = test_support::config(&url).encrypt_tables([customers(keyring.clone())]).unwrap().build();
        let wrapped = Client::from_conf(config);
        log.take();
        everything(&wrapped, &plain, if later { "later" } else { "now" }).await;

        let text = log.take();
        for operation in [
            "PutItem",
            "GetItem",
            "Query",
            "Scan",
            "DeleteItem",
            "BatchGetItem",
            "BatchWriteItem",
            "TransactWriteItems",
        ] {
            assert!(text.contains(&format!("DynamoDB.{operation}")), "{operation} is not in the log");
        }
        assert!(text.contains("TRACE") && text.contains("aws_dbe_head"), "the log is not of use");
        println!("{} bytes of log", text.len());
        assert!(!SECRETS.iter().any(|secret| has_bytes(&text, secret)));
        let keys = keyring.keys.lock().unwrap();
        assert!(keys.len() >= 4);
        assert!(!keys.iter().chain([&test_support::KEY]).any(|key| has_bytes(&text, key)));
    }
}
