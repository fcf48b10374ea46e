//! Parts of items, as an index has them, are handed out where that is asked for, and nothing of them that is encrypted.

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::Intercept;
use aws_sdk_dynamodb::types::Select;
use dynamodb_item_encryptor::{
    AllowUnverifiedParts, EncryptTables, Error, Item, MalformedProblem, PlaintextPolicy, TableConfig,
};
use serde_json::{Value, json};
use test_support::wire::Wire;
use test_support::{
    customer, customers, customers_builder, engine, find, keyring, n, s, sealed, without_notes,
};

fn item() -> Item {
    without_notes(customer("1", 1, "ada@example.com"))
}

/// What an index with these attributes has of an item.
async fn part(names: &[&str]) -> Value {
    let whole = sealed(item()).await;
    names.iter().map(|name| ((*name).to_owned(), whole[*name].clone())).collect()
}

fn client(items: &[Value], table: TableConfig) -> Client {
    let page = json!({ "Items": items, "Count": items.len(), "ScannedCount": items.len() }).to_string();
    let wire = Wire::start(move |_, _| (200, page.clone()));
    Client::from_conf(wire.config().encrypt_tables([table]).unwrap().build())
}

fn query(client: &Client) -> aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder {
    let query = client.query().table_name("Customers").index_name("by-plan");
    let query = query.key_condition_expression("#p = :p").expression_attribute_names("#p", "plan");
    query.expression_attribute_values(":p", s("gold"))
}

fn readable() -> Item {
    let mut readable = item();
    readable.retain(|name, _| name != "email");
    readable
}

fn problem(error: &(dyn std::error::Error + 'static)) -> MalformedProblem {
    match find(error) {
        Some(Error::Index { problem, .. }) => *problem,
        other => panic!("{other:?} in {error:?}"),
    }
}

#[tokio::test]
async fn what_is_not_encrypted_is_handed_out_on_request_and_nothing_else() {
    let all = ["id", "created", "plan", ":counter", "email", "aws_dbe_head", "aws_dbe_foot"];
    for left_out in [&["aws_dbe_head"][..], &["aws_dbe_foot"], &["aws_dbe_head", "aws_dbe_foot"], &["email"]] {
        let names: Vec<_> = all.into_iter().filter(|name| !left_out.contains(name)).collect();
        let client = client(&[part(&names).await], customers(keyring()));
        query(&client).send().await.unwrap_err();
        let allowing = AllowUnverifiedParts::new();
        let page = query(&client).customize().interceptor(allowing.clone()).send().await.unwrap();
        assert_eq!(page.items(), [readable()], "without {left_out:?}");
        assert_eq!((page.count(), allowing.count()), (1, 1));
        // Of this, what was asked for; and by a scan as well.
        let projected = query(&client).projection_expression("email, id").customize();
        let page = projected.interceptor(allowing.clone()).send().await.unwrap();
        assert_eq!(page.items(), [HashMap::from([("id".to_owned(), s("1"))])]);
        let scan = client.scan().table_name("Customers").index_name("by-plan").customize();
        assert_eq!(scan.interceptor(allowing.clone()).send().await.unwrap().items(), [readable()]);
        assert_eq!(allowing.count(), 3);
        // No call of the client without it.
        query(&client).send().await.unwrap_err();
    }
}

#[tokio::test]
async fn a_whole_item_is_verified_and_a_changed_one_fails() {
    let whole = sealed(item()).await;
    let mut changed = whole.clone();
    changed["id"]["S"] = json!("2");
    let allowing = AllowUnverifiedParts::new();
    let client_of = |items: &[Value]| client(items, customers(keyring()));
    let partial = part(&["id", "created", "plan"]).await;
    let page = query(&client_of(&[whole.clone(), partial])).customize().interceptor(allowing.clone());
    let page = page.send().await.unwrap();
    assert_eq!((&page.items()[0], page.items()[1].len(), allowing.count()), (&item(), 3, 1));
    let failing = query(&client_of(&[whole, changed])).customize().interceptor(allowing.clone());
    let error = failing.send().await.unwrap_err();
    assert!(matches!(find(&error), Some(Error::Key { .. })), "{error:?}");
    assert_eq!(allowing.count(), 1);
}

#[tokio::test]
async fn a_value_that_looks_encrypted_is_no_plaintext() {
    // Another writer has encrypted what this configuration only signs, or does not know.
    let encrypted = sealed(item()).await["email"].clone();
    let mut part = part(&["id", "created", "plan"]).await;
    part["colour"] = encrypted.clone();
    let allowing = AllowUnverifiedParts::new();
    let signing = customers_builder(keyring()).sign(["colour"]).build().unwrap();
    let of_others = customers_builder(keyring())
        .action_for_others(dynamodb_item_encryptor::AttributeAction::SignOnly)
        .build()
        .unwrap();
    for table in [signing, of_others] {
        let client = client(std::slice::from_ref(&part), table);
        let error = query(&client).customize().interceptor(allowing.clone()).send().await.unwrap_err();
        assert_eq!(problem(&error), MalformedProblem::MissingMetadata);
    }
    let client = client(&[part], customers(keyring()));
    let page = query(&client).customize().interceptor(allowing.clone()).send().await.unwrap();
    assert_eq!(page.items()[0].len(), 3, "what is not configured is not handed out");
}

#[tokio::test]
async fn where_a_part_cannot_answer_the_request_fails() {
    let allowing = AllowUnverifiedParts::new();
    let partial = part(&["id", "created", "plan"]).await;
    let client_of = |table: TableConfig| client(std::slice::from_ref(&partial), table);
    // A filter on what is not there.
    let filtered = query(&client_of(customers(keyring()))).filter_expression("email <> :e");
    let filtered = filtered.expression_attribute_values(":e", s("x")).customize();
    let error = filtered.interceptor(allowing.clone()).send().await.unwrap_err();
    assert_eq!(problem(&error), MalformedProblem::MissingMetadata);
    // What is said to be whole.
    let selecting = query(&client_of(customers(keyring()))).select(Select::AllAttributes).customize();
    selecting.interceptor(allowing.clone()).send().await.unwrap_err();
    let whole = customers_builder(keyring()).index_projects_all("by-plan").build().unwrap();
    query(&client_of(whole)).customize().interceptor(allowing.clone()).send().await.unwrap_err();
    // What is read from the table itself.
    let scan = client_of(customers(keyring())).scan().table_name("Customers").customize();
    scan.interceptor(allowing.clone()).send().await.unwrap_err();
    let get = json!({ "Item": partial }).to_string();
    let wire = Wire::start(move |_, _| (200, get.clone()));
    let config = wire.config().interceptor(allowing.clone()).encrypt_tables([customers(keyring())]).unwrap();
    let get = Client::from_conf(config.build()).get_item().table_name("Customers");
    get.key("id", s("1")).key("created", n(1)).send().await.unwrap_err();
    assert_eq!(allowing.count(), 0);
    assert_eq!(allowing.name(), "dynamodb_item_encryptor_allow_unverified_parts");
}

/// Even where plaintext is read: nobody can tell which of the two it is a part of.
#[tokio::test]
async fn what_is_to_be_encrypted_is_not_handed_out_of_a_part_whatever_it_holds() {
    let mut partial = part(&["id", "created", "plan"]).await;
    partial["email"] = json!({ "S": "mallory@example.com" });
    let policy = PlaintextPolicy::ForbidWriteAllowRead;
    let client = client(&[partial], customers_builder(keyring()).plaintext_policy(policy).build().unwrap());
    let page = query(&client).customize().interceptor(AllowUnverifiedParts::new()).send().await.unwrap();
    assert!(!page.items()[0].contains_key("email"));
}

#[tokio::test]
async fn a_client_that_allows_it_verifies_what_an_index_has_whole() {
    let url = engine::start().await;
    let plain = Client::from_conf(test_support::config(&url).build());
    engine::create_table(&plain, "Customers").await;
    let allowing = AllowUnverifiedParts::new();
    let config = test_support::config(&url).encrypt_tables([customers(keyring())]).unwrap();
    let client = Client::from_conf(config.interceptor(allowing.clone()).build());
    for created in 0..3 {
        let item = customer("1", created, "ada@example.com");
        client.put_item().table_name("Customers").set_item(Some(item)).send().await.unwrap();
    }
    // The engine's index has all: these are verified.
    let mut pages = query(&client).into_paginator().items().send();
    let mut found = 0;
    while let Some(item) = pages.next().await {
        assert_eq!(item.unwrap()["email"], s("ada@example.com"));
        found += 1;
    }
    assert_eq!((found, allowing.count()), (3, 0));
}
