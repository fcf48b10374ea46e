//! What applications test their own code with: aws-smithy-mocks, and a client that replays answers.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::http::HttpResponse;
use aws_sdk_dynamodb::operation::batch_write_item::BatchWriteItemOutput;
use aws_sdk_dynamodb::operation::delete_item::DeleteItemOutput;
use aws_sdk_dynamodb::operation::get_item::{GetItemError, GetItemOutput};
use aws_sdk_dynamodb::operation::put_item::PutItemOutput;
use aws_sdk_dynamodb::operation::query::{QueryError, QueryOutput};
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsOutput;
use aws_sdk_dynamodb::operation::update_item::UpdateItemOutput;
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::types::error::ResourceNotFoundException;
use aws_sdk_dynamodb::types::{Put, PutRequest, ReturnValue, TransactWriteItem, WriteRequest};
use aws_smithy_mocks::{MockResponse, RuleMode, mock, mock_client};
use aws_smithy_types::body::SdkBody;
use dynamodb_item_encryptor::{EncryptTables, Error};
use test_support::{customer, customers, keyring, n, s};

const TABLE: &str = "Customers";

/// The examples of the page on testing, which are the same there.
mod page {
    mod mock;
    mod replay;
}

/// Where a rule may be registered: before and after the configuration says what is encrypted.
macro_rules! clients {
    ($mode:expr, $rules:expr) => {{
        let after = mock_client!(aws_sdk_dynamodb, $mode, $rules, |config| {
            config.encrypt_tables([customers(keyring())]).unwrap()
        });
        let mut mocks = aws_smithy_mocks::MockResponseInterceptor::new().rule_mode($mode);
        for rule in $rules {
            mocks = mocks.with_rule(rule);
        }
        let config = aws_sdk_dynamodb::Config::builder().with_test_defaults_v2();
        let config = config.encrypt_tables([customers(keyring())]).unwrap();
        let config = config.http_client(aws_smithy_mocks::create_mock_http_client()).interceptor(mocks);
        [after, Client::from_conf(config.build())]
    }};
}

#[test]
fn the_page_on_testing_shows_what_is_tested_here() {
    let page = include_str!("../../../../src/manual/testing.md");
    for example in [include_str!("mocks/page/mock.rs"), include_str!("mocks/page/replay.rs")] {
        assert!(page.contains(&format!("```rust,ignore\n{example}```\n")), "the page lacks:\n{example}");
    }
}

#[tokio::test]
async fn mocked_reads_are_given_out_as_they_are() {
    let item = customer("1", 1, "a@example.com");
    let (got, found) = (item.clone(), item.clone());
    let get = mock!(Client::get_item)
        .match_requests(|get| get.table_name() == Some(TABLE))
        .then_output(move || GetItemOutput::builder().set_item(Some(got.clone())).build());
    // Two pages, then an error.
    let pages = Arc::new(AtomicUsize::new(0));
    let query = mock!(Client::query).then_compute_response(move |_| {
        let page = QueryOutput::builder().items(found.clone()).count(1).scanned_count(1);
        match pages.fetch_add(1, Ordering::Relaxed) % 3 {
            0 => {
                let page = page.last_evaluated_key("id", s("1")).last_evaluated_key("created", n(1));
                MockResponse::Output(page.build())
            }
            1 => MockResponse::Output(page.build()),
            _ => {
                let error = ResourceNotFoundException::builder().message("gone").build();
                MockResponse::Error(QueryError::ResourceNotFoundException(error))
            }
        }
    });
    for client in clients!(RuleMode::MatchAny, [&get, &query]) {
        let key = client.get_item().table_name(TABLE).key("id", s("1")).key("created", n(1));
        assert_eq!(key.send().await.unwrap().item.as_ref(), Some(&item));
        let query = client.query().table_name(TABLE).key_condition_expression("id = :id");
        let query = query.expression_attribute_values(":id", s("1"));
        let all: Result<Vec<_>, _> = query.clone().into_paginator().items().send().collect().await;
        assert_eq!(all.unwrap(), [item.clone(), item.clone()]);
        assert!(query.send().await.unwrap_err().into_service_error().is_resource_not_found_exception());
    }
    assert_eq!((get.num_calls(), query.num_calls()), (2, 6));
}

#[tokio::test]
async fn mocked_writes_show_rules_the_items_that_the_application_gives() {
    let item = customer("1", 1, "a@example.com");
    let same = item.clone();
    let put = mock!(Client::put_item)
        .match_requests(move |put| put.item() == Some(&same))
        .then_output(|| PutItemOutput::builder().build());
    let old = item.clone();
    let delete = mock!(Client::delete_item)
        .then_output(move || DeleteItemOutput::builder().set_attributes(Some(old.clone())).build());
    let batch = mock!(Client::batch_write_item).then_output(|| BatchWriteItemOutput::builder().build());
    let transaction =
        mock!(Client::transact_write_items).then_output(|| TransactWriteItemsOutput::builder().build());
    for client in clients!(RuleMode::MatchAny, [&put, &delete, &batch, &transaction]) {
        client.put_item().table_name(TABLE).set_item(Some(item.clone())).send().await.unwrap();
        let delete = client.delete_item().table_name(TABLE).key("id", s("1")).key("created", n(1));
        assert_eq!(delete.send().await.unwrap().attributes.as_ref(), Some(&item));
        let put = PutRequest::builder().set_item(Some(item.clone())).build().unwrap();
        let batch = client.batch_write_item();
        let batch = batch.request_items(TABLE, vec![WriteRequest::builder().put_request(put).build()]);
        batch.send().await.unwrap();
        let put = Put::builder().table_name(TABLE).set_item(Some(item.clone())).build().unwrap();
        let put = TransactWriteItem::builder().put(put).build();
        client.transact_write_items().transact_items(put).send().await.unwrap();
    }
    assert_eq!([&put, &delete, &batch, &transaction].map(|rule| rule.num_calls()), [2; 4]);
}

fn rename(client: &Client) -> UpdateItemFluentBuilder {
    let update = client.update_item().table_name(TABLE).key("id", s("1")).key("created", n(1));
    let update = update.update_expression("SET email = :e").condition_expression("email = :old");
    let update = update.expression_attribute_values(":old", s("a@example.com"));
    update.expression_attribute_values(":e", s("b@example.com")).return_values(ReturnValue::AllNew)
}

#[tokio::test]
async fn a_mocked_update_goes_by_a_mocked_read() {
    let (old, mut new) = (customer("1", 1, "a@example.com"), customer("1", 1, "a@example.com"));
    new.insert("email".to_owned(), s("b@example.com"));
    let read = old.clone();
    let get = mock!(Client::get_item)
        .match_requests(|get| get.consistent_read() == Some(true))
        .then_output(move || GetItemOutput::builder().set_item(Some(read.clone())).build());
    let written = new.clone();
    let update = mock!(Client::update_item)
        .match_requests(|update| update.update_expression() == Some("SET email = :e"))
        .then_output(move || UpdateItemOutput::builder().set_attributes(Some(written.clone())).build());
    for client in clients!(RuleMode::MatchAny, [&get, &update]) {
        assert_eq!(rename(&client).send().await.unwrap().attributes.as_ref(), Some(&new));
    }
    assert_eq!((get.num_calls(), update.num_calls()), (2, 2));
}

#[tokio::test]
async fn a_mocked_update_fails_as_its_rules_say() {
    let other = customer("1", 1, "other@example.com");
    let get = mock!(Client::get_item)
        .then_output(move || GetItemOutput::builder().set_item(Some(other.clone())).build());
    let update = mock!(Client::update_item).then_output(|| UpdateItemOutput::builder().build());
    for client in clients!(RuleMode::MatchAny, [&get, &update]) {
        let error = rename(&client).send().await.unwrap_err().into_service_error();
        assert!(error.is_conditional_check_failed_exception(), "{error:?}");
    }
    let get = mock!(Client::get_item).then_error(|| {
        let error = ResourceNotFoundException::builder().message("there is no such table").build();
        GetItemError::ResourceNotFoundException(error)
    });
    for client in clients!(RuleMode::MatchAny, [&get, &update]) {
        let error = rename(&client).send().await.unwrap_err().into_service_error();
        assert!(error.is_resource_not_found_exception(), "{error:?}");
    }
}

/// An answer of DynamoDB.
fn answer(body: &serde_json::Value) -> HttpResponse {
    HttpResponse::new(200.try_into().unwrap(), SdkBody::from(body.to_string()))
}

#[tokio::test]
async fn answers_of_http_hold_sealed_items() {
    let item = test_support::without_notes(customer("1", 1, "a@example.com"));
    let found = serde_json::json!({ "Item": test_support::sealed(item.clone()).await });
    let plain = serde_json::json!({ "Item": test_support::to_json(&item) });
    let get = mock!(Client::get_item).sequence().http_response(move || answer(&found)).repeatedly().build();
    let bare = mock!(Client::get_item).sequence().http_response(move || answer(&plain)).repeatedly().build();
    let update = mock!(Client::update_item)
        .sequence()
        .http_status(503, None)
        .http_response(|| answer(&serde_json::json!({})))
        .repeatedly()
        .build();
    let mut new = item.clone();
    new.insert("email".to_owned(), s("b@example.com"));
    let read =
        |client: &Client| client.get_item().table_name(TABLE).key("id", s("1")).key("created", n(1)).send();
    let [client, _] = clients!(RuleMode::MatchAny, [&get, &update]);
    assert_eq!(read(&client).await.unwrap().item.as_ref(), Some(&item));
    // The SDK sends the write again; whether the first was carried out is seen by another read.
    assert_eq!(rename(&client).send().await.unwrap().attributes.as_ref(), Some(&new));
    assert_eq!(rename(&client).send().await.unwrap().attributes.as_ref(), Some(&new));
    let [client, _] = clients!(RuleMode::MatchAny, [&bare]);
    let error = read(&client).await.unwrap_err();
    assert!(Error::find_in(&error).unwrap().to_string().contains("plaintext"), "{error:?}");
}
