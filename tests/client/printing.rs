//! What a failed call prints holds no value of an item: neither the SDK's error as `Debug`, nor its chain of sources.

use std::error::Error as StdError;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::{DisplayErrorContext, SdkError};
use aws_sdk_dynamodb::types::{
    AttributeValue, Get, KeysAndAttributes, Put, ReturnValue, ReturnValuesOnConditionCheckFailure,
    TransactGetItem, TransactWriteItem,
};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::base64;
use dynamodb_item_encryptor::{
    EncryptTables, Item, ItemEncryptor, UnreadableItems, UpdateEncrypted, UpdateError,
};
use serde_json::json;
use test_support::http::{Response, Server};
use test_support::{customers, engine, keyring, n, s, to_json};

/// An encrypted and a signed value.
const EMAIL: &str = "ada.lovelace@example.com";
const PLAN: &str = "a plan that is only signed";

fn item(created: u32) -> Item {
    let email = ("email".to_owned(), s(EMAIL));
    Item::from([
        ("id".to_owned(), s("1")),
        ("created".to_owned(), n(created)),
        email,
        ("plan".to_owned(), s(PLAN)),
    ])
}

fn key(created: u32) -> Item {
    Item::from([("id".to_owned(), s("1")), ("created".to_owned(), n(created))])
}

/// Checks that no form of `error` holds a value.
#[track_caller]
fn assert_silent(error: &(impl StdError + 'static), stored: &[Item]) {
    let texts = [
        format!("{error:?}"),
        format!("{error:#?}"),
        error.to_string(),
        DisplayErrorContext(error).to_string(),
        format!("{:?}", DisplayErrorContext(error)),
    ];
    for text in texts {
        for value in [EMAIL, PLAN] {
            assert!(!text.contains(value), "{value}: {text}");
        }
        for value in stored.iter().flat_map(Item::values) {
            let AttributeValue::B(blob) = value else { continue };
            let bytes = &blob.as_ref()[..24.min(blob.as_ref().len())];
            for form in [base64::encode(bytes), format!("{bytes:?}").trim_matches(['[', ']']).to_owned()] {
                assert!(!text.contains(&form), "stored bytes: {text}");
            }
        }
        assert!(text.len() < 20_000, "{} bytes: {text:.3000}", text.len());
    }
}

/// Checks that the response that an error keeps has no body.
#[track_caller]
fn assert_empty<E>(error: &SdkError<E, HttpResponse>) {
    let response = error.raw_response().expect("a response");
    assert_eq!(response.body().bytes(), Some(&b""[..]));
    assert!(response.headers().iter().count() > 0, "the headers stay");
}

struct Setup {
    wrapped: Client,
    plain: Client,
    stored: Vec<Item>,
}

/// Twenty items, of which the first was changed.
async fn setup() -> Setup {
    let url = engine::start_unwatched().await;
    let plain = Client::from_conf(test_support::config(&url).build());
    engine::create_table(&plain, "Customers").await;
    let table = customers(keyring());
    let encryptor = ItemEncryptor::new(table.clone());
    let mut stored = Vec::new();
    for created in 0..20 {
        let mut item = encryptor.encrypt_item(item(created)).await.unwrap();
        if created == 0 {
            item.insert("plan".to_owned(), s(format!("{PLAN}, and more")));
        }
        plain.put_item().table_name("Customers").set_item(Some(item.clone())).send().await.unwrap();
        stored.push(item);
    }
    let wrapped = test_support::config(&url).encrypt_tables([table]).unwrap();
    Setup { wrapped: Client::from_conf(wrapped.build()), plain, stored }
}

#[tokio::test]
async fn failed_reads_print_no_value() {
    let Setup { wrapped, plain, stored } = setup().await;
    macro_rules! check {
        ($request:expr) => {{
            let error = $request.send().await.unwrap_err();
            assert_silent(&error, &stored);
            assert_empty(&error);
        }};
    }
    check!(wrapped.get_item().table_name("Customers").set_key(Some(key(0))));
    let query = wrapped.query().table_name("Customers").key_condition_expression("id = :id");
    check!(query.expression_attribute_values(":id", s("1")));
    check!(wrapped.scan().table_name("Customers"));
    let keys = KeysAndAttributes::builder().set_keys(Some((0..20).map(key).collect())).build().unwrap();
    check!(wrapped.batch_get_item().request_items("Customers", keys));
    let get = |created| {
        let get = Get::builder().table_name("Customers").set_key(Some(key(created))).build().unwrap();
        TransactGetItem::builder().get(get).build()
    };
    check!(wrapped.transact_get_items().set_transact_items(Some((0..20).map(get).collect())));
    let update = wrapped.update_encrypted("Customers", key(0)).send(|_| Ok(())).await;
    let error = update.unwrap_err();
    assert_silent(&error, &stored);
    let UpdateError::Get(error) = error else { panic!("{error:?}") };
    assert_empty(&*error);
    check!(
        wrapped.delete_item().table_name("Customers").set_key(Some(key(0))).return_values(ReturnValue::AllOld)
    );

    // A page that is read without some of its items prints them neither.
    let changed = {
        // the delete above took it away
        let mut item = stored[0].clone();
        item.insert("created".to_owned(), n(0));
        item
    };
    plain.put_item().table_name("Customers").set_item(Some(changed)).send().await.unwrap();
    let unreadable = UnreadableItems::new();
    let scan = wrapped.scan().table_name("Customers").customize().interceptor(unreadable.clone());
    assert_eq!(scan.send().await.unwrap().count, 19);
    for item in unreadable.take() {
        assert_silent(&item, &stored);
    }
}

#[tokio::test]
async fn failed_conditions_print_what_the_application_has_asked_for_and_nothing_else() {
    let Setup { wrapped, stored, .. } = setup().await;
    let put = || {
        let put = wrapped.put_item().table_name("Customers").set_item(Some(item(1)));
        put.condition_expression("attribute_not_exists(id)")
    };
    let error = put().send().await.unwrap_err();
    assert_silent(&error, &stored);
    assert_empty(&error);
    let all_old = ReturnValuesOnConditionCheckFailure::AllOld;
    let error = put().return_values_on_condition_check_failure(all_old.clone()).send().await.unwrap_err();
    assert_empty(&error);
    let update = wrapped.update_item().table_name("Customers").set_key(Some(key(2)));
    let update = update.update_expression("ADD #c :one").expression_attribute_names("#c", ":counter");
    let update =
        update.expression_attribute_values(":one", n(1)).condition_expression("attribute_not_exists(id)");
    let updated = update.clone().send().await.unwrap_err();
    assert_silent(&updated, &stored);
    assert_empty(&updated);
    let updated = update.return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
    assert_empty(&updated.send().await.unwrap_err());
    // The stored item is the application's own, opened, where it has asked for it: it is not this crate's to hide.
    let text = format!("{error:?}");
    assert!(text.contains(EMAIL) && !text.contains("aws_dbe_head"), "{text}");
    let error = error.into_service_error();
    let aws_sdk_dynamodb::operation::put_item::PutItemError::ConditionalCheckFailedException(mut failed) =
        error
    else {
        panic!("{error:?}")
    };
    assert_eq!(failed.item.take(), Some(item(1)));
    assert_silent(&failed, &stored);

    // One that cannot be opened is not handed out, and not printed.
    let changed = || wrapped.delete_item().table_name("Customers").set_key(Some(key(0)));
    let failed = changed().condition_expression("attribute_not_exists(id)");
    let error = failed.return_values_on_condition_check_failure(all_old.clone()).send().await.unwrap_err();
    assert_silent(&error, &stored);
    assert_empty(&error);

    let write = |all_old: Option<ReturnValuesOnConditionCheckFailure>| {
        let put = Put::builder().table_name("Customers").set_item(Some(item(1)));
        let put = put.condition_expression("attribute_not_exists(id)");
        let put = put.set_return_values_on_condition_check_failure(all_old).build().unwrap();
        let write = TransactWriteItem::builder().put(put).build();
        wrapped.transact_write_items().transact_items(write)
    };
    let error = write(None).send().await.unwrap_err();
    assert_silent(&error, &stored);
    assert_empty(&error);
    let error = write(Some(all_old)).send().await.unwrap_err();
    assert_empty(&error);
    assert!(!format!("{error:?}").contains("aws_dbe_head"));
}

#[tokio::test]
async fn writes_that_are_refused_print_no_value() {
    let Setup { wrapped, stored, .. } = setup().await;
    let mut unknown = item(1);
    unknown.insert("unknown".to_owned(), s(EMAIL));
    let error = wrapped.put_item().table_name("Customers").set_item(Some(unknown)).send().await.unwrap_err();
    assert_silent(&error, &stored);
    let scan = wrapped.scan().table_name("Customers").filter_expression("unknown = :email");
    let scan = scan.expression_attribute_values(":email", s(EMAIL));
    if let Err(error) = scan.send().await {
        assert_silent(&error, &stored);
    }
    let values = Item::from([(":email".to_owned(), s(EMAIL))]);
    let update = wrapped.update_encrypted("Customers", key(1));
    let error = update.send_expression("SET email.a = :email", None, Some(values)).await.unwrap_err();
    assert_silent(&error, &stored);
    let error = wrapped.put_item().table_name("Missing").set_item(Some(key(1))).send().await.unwrap_err();
    assert!(error.into_service_error().is_resource_not_found_exception());
}

#[tokio::test]
async fn wrong_answers_print_no_value() {
    let table = customers(keyring());
    let stored = ItemEncryptor::new(table.clone()).encrypt_item(item(1)).await.unwrap();
    let (stored_json, plain_json) = (to_json(&stored), to_json(&item(1)));
    let cut = |text: String| text.as_bytes()[..text.len() - 3].to_vec();
    let failed = |item: &serde_json::Value| json!({ "__type": "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException", "Item": item });
    let answers: [(u16, Vec<u8>); 10] = [
        (200, cut(json!({ "Item": plain_json }).to_string())),
        (200, cut(json!({ "Item": stored_json }).to_string())),
        (200, json!({ "Item": plain_json }).to_string().into_bytes()),
        (200, json!({ "Item": { "email": { "S": [EMAIL] } } }).to_string().into_bytes()),
        (200, json!({ "Item": { "email": EMAIL } }).to_string().into_bytes()),
        (200, format!("<html>{EMAIL} {PLAN}").into_bytes()),
        (400, cut(failed(&stored_json).to_string())),
        (400, failed(&plain_json).to_string().into_bytes()),
        (400, json!({ "__type": "SomethingElse", "Item": plain_json }).to_string().into_bytes()),
        (404, format!("<html>{EMAIL} {PLAN}").into_bytes()),
    ];
    for (status, body) in answers {
        let answer = body.clone();
        let server = Server::start(move |_| {
            let headers = [("content-type".to_owned(), "application/x-amz-json-1.0".to_owned())].into();
            Some(Response { status, headers, body: answer.clone() })
        });
        let url = format!("http://{}", server.address());
        let config = test_support::config(&url).encrypt_tables([table.clone()]).unwrap();
        let client = Client::from_conf(config.build());
        let shown = String::from_utf8_lossy(&body).into_owned();
        let get = client.get_item().table_name("Customers").set_key(Some(key(1))).send().await;
        let error = get.expect_err(&shown);
        assert_silent(&error, std::slice::from_ref(&stored));
        assert_empty(&error);
        let put = client.put_item().table_name("Customers").set_item(Some(item(1)));
        if let Err(error) = put.send().await {
            assert_silent(&error, std::slice::from_ref(&stored));
            assert_empty(&error);
        }
    }
}
