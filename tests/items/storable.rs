//! Whatever DynamoDB would refuse in the clear is refused before it is sealed: DynamoDB does not see encrypted
//! values, and an item must not come back as something else than was put in.

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::{AttributeValue, Put, PutRequest, TransactWriteItem, WriteRequest};
use dynamodb_item_encryptor::{
    EncryptTables, Error, Item, ItemEncryptor, ItemProblem, TableConfig, UpdateEncrypted, ValueProblem,
};
use test_support::wire::Wire;
use test_support::{customer, customers, engine, find, keyring, n, s};

/// The table `Events`, with an attribute of every action.
fn events() -> TableConfig {
    TableConfig::builder("Events")
        .partition_key("id")
        .sort_key("created")
        .encrypt(["encrypted"])
        .sign(["signed"])
        .sign_and_include_in_encryption_context(["context"])
        .unsigned_prefix(":")
        .encrypt([""])
        .keyring(keyring())
        .build()
        .unwrap()
}

fn event() -> Item {
    HashMap::from([
        ("id".to_owned(), s("1")),
        ("created".to_owned(), n(1)),
        ("context".to_owned(), s("tenant")),
        ("encrypted".to_owned(), s("secret")),
        ("signed".to_owned(), s("gold")),
        (":counter".to_owned(), n(0)),
    ])
}

fn with(mut item: Item, name: &str, value: AttributeValue) -> Item {
    item.insert(name.to_owned(), value);
    item
}

fn number(text: &str) -> AttributeValue {
    AttributeValue::N(text.to_owned())
}

fn list(value: AttributeValue) -> AttributeValue {
    AttributeValue::L(vec![value])
}

fn map(name: &str, value: AttributeValue) -> AttributeValue {
    AttributeValue::M(HashMap::from([(name.to_owned(), value)]))
}

/// Values that DynamoDB refuses wherever they stand.
fn refused_values() -> Vec<(AttributeValue, ValueProblem)> {
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    vec![
        (AttributeValue::Null(false), ValueProblem::NullIsFalse),
        (AttributeValue::Ss(vec![]), ValueProblem::EmptySet),
        (AttributeValue::Ns(vec![]), ValueProblem::EmptySet),
        (AttributeValue::Bs(vec![]), ValueProblem::EmptySet),
        (AttributeValue::Ss(texts(&["a", "b", "a"])), ValueProblem::DuplicateMember),
        (AttributeValue::Ns(texts(&["10", "1e1"])), ValueProblem::DuplicateMember),
        (AttributeValue::Bs(vec![Blob::new([7]), Blob::new([7])]), ValueProblem::DuplicateMember),
        (AttributeValue::Ns(texts(&["1", "one"])), ValueProblem::NotANumber),
        (number(""), ValueProblem::NotANumber),
        (number("NaN"), ValueProblem::NotANumber),
        (number("1E+126"), ValueProblem::NumberOutOfRange),
        (number("-1E-131"), ValueProblem::NumberOutOfRange),
        (number("123456789012345678901234567890123456789"), ValueProblem::TooManyDigits),
        (map("", n(1)), ValueProblem::MapKeyLength),
        ((0..40).fold(n(1), |value, _| list(value)), ValueProblem::TooDeep),
    ]
}

async fn problem(encryptor: &ItemEncryptor, item: Item) -> (Option<String>, ItemProblem) {
    match encryptor.encrypt_item(item).await {
        Err(Error::InvalidItem { attribute, problem, .. }) => (attribute, problem),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn values_that_dynamodb_refuses_are_not_sealed_wherever_they_stand() {
    let encryptor = ItemEncryptor::new(events());
    assert!(encryptor.encrypt_item(event()).await.is_ok());
    for (value, expected) in refused_values() {
        for value in [value.clone(), list(map("in", list(value.clone()))), map("in", value)] {
            for name in ["encrypted", "signed", "context", ":counter"] {
                let found = problem(&encryptor, with(event(), name, value.clone())).await;
                assert_eq!(found, (Some(name.to_owned()), ItemProblem::Value(expected)), "{value:?}");
            }
        }
    }
}

#[tokio::test]
async fn keys_and_names_that_dynamodb_refuses_are_not_sealed() {
    let encryptor = ItemEncryptor::new(events());
    let bytes = |length| AttributeValue::B(Blob::new(vec![1; length]));
    for (name, longest) in [("id", 2048), ("created", 1024)] {
        for value in [s("x".repeat(longest)), bytes(longest), number("1")] {
            assert!(encryptor.encrypt_item(with(event(), name, value)).await.is_ok());
        }
        for (value, expected) in [
            (s(""), ValueProblem::EmptyKey),
            (bytes(0), ValueProblem::EmptyKey),
            (s("x".repeat(longest + 1)), ValueProblem::KeyTooLong { longest }),
            (bytes(longest + 1), ValueProblem::KeyTooLong { longest }),
            (AttributeValue::Bool(true), ValueProblem::KeyType),
            (AttributeValue::Null(true), ValueProblem::KeyType),
            (AttributeValue::Ss(vec!["a".to_owned()]), ValueProblem::KeyType),
            (list(n(1)), ValueProblem::KeyType),
            (map("in", n(1)), ValueProblem::KeyType),
            (number("1e999"), ValueProblem::NumberOutOfRange),
        ] {
            let found = problem(&encryptor, with(event(), name, value)).await;
            assert_eq!(found, (Some(name.to_owned()), ItemProblem::Value(expected)));
        }
    }
    let found = problem(&encryptor, with(event(), "", n(1))).await;
    assert_eq!(found, (Some(String::new()), ItemProblem::NameLength));
    let long = format!(":{}", "x".repeat(65_535));
    let found = problem(&encryptor, with(event(), &long, n(1))).await;
    assert_eq!(found, (Some(long), ItemProblem::NameLength));
}

#[tokio::test]
async fn the_wrapped_client_refuses_before_it_sends_what_an_engine_refuses() {
    let url = engine::start_unwatched().await;
    let plain = Client::from_conf(test_support::config(&url).build());
    engine::create_table(&plain, "Customers").await;
    let wire = Wire::empty();
    let config = wire.config().encrypt_tables([customers(keyring())]).unwrap();
    let wrapped = Client::from_conf(config.build());
    // The engine takes a partition key's other types for a mismatch with the table's schema.
    let keys = [("id", s("")), ("id", list(n(1))), ("created", s("")), ("id", s("x".repeat(2049)))];
    let values = refused_values().into_iter().map(|(value, _)| ("email", value));
    for (name, value) in keys.into_iter().chain(values) {
        let item = with(customer("1", 1, "a@example.com"), name, value);
        let put = |client: &Client| client.put_item().table_name("Customers").set_item(Some(item.clone()));
        assert!(put(&plain).send().await.is_err(), "the engine takes {:?}", item[name]);

        let mut errors: Vec<Box<dyn std::error::Error>> = Vec::new();
        errors.push(Box::new(put(&wrapped).send().await.unwrap_err()));
        let request = PutRequest::builder().set_item(Some(item.clone())).build().unwrap();
        let request = WriteRequest::builder().put_request(request).build();
        let batch = wrapped.batch_write_item().request_items("Customers", vec![request]);
        errors.push(Box::new(batch.send().await.unwrap_err()));
        let put = Put::builder().table_name("Customers").set_item(Some(item.clone())).build().unwrap();
        let transaction =
            wrapped.transact_write_items().transact_items(TransactWriteItem::builder().put(put).build());
        errors.push(Box::new(transaction.send().await.unwrap_err()));
        for error in errors {
            match Error::find_in(error.as_ref()) {
                Some(Error::InvalidItem { attribute, problem: ItemProblem::Value(_), .. }) => {
                    assert_eq!(attribute.as_deref(), Some(name));
                }
                _ => panic!("{:?}: {error:?}", item[name]),
            }
        }
    }
    assert_eq!(wire.count(), 0);
}

#[tokio::test]
async fn an_encrypted_update_does_not_store_what_dynamodb_refuses() {
    let url = engine::start().await;
    let config = test_support::config(&url).encrypt_tables([customers(keyring())]).unwrap();
    let client = Client::from_conf(config.build());
    engine::create_table(&client, "Customers").await;
    let item = customer("1", 1, "a@example.com");
    client.put_item().table_name("Customers").set_item(Some(item.clone())).send().await.unwrap();
    let key = HashMap::from([("id".to_owned(), s("1")), ("created".to_owned(), n(1))]);
    for (value, expected) in refused_values() {
        let update = client.update_encrypted("Customers", key.clone());
        let result = update
            .send(|item| {
                item.as_mut().unwrap().insert("email".to_owned(), value.clone());
                Ok(())
            })
            .await;
        let error = result.unwrap_err();
        let Some(Error::InvalidItem { problem, .. }) = find(&error) else { panic!("{error:?}") };
        assert_eq!(*problem, ItemProblem::Value(expected));
    }
    let get = client.get_item().table_name("Customers").set_key(Some(key));
    assert_eq!(get.send().await.unwrap().item, Some(item));
}

#[tokio::test]
async fn a_signed_null_cannot_be_changed_to_false() {
    let encryptor = ItemEncryptor::new(events());
    let null = AttributeValue::Null;
    for wrap in [|value| value, list, |value| map("in", value)] {
        for name in ["signed", "context"] {
            let plain = with(event(), name, wrap(null(true)));
            let stored = encryptor.encrypt_item(plain.clone()).await.unwrap();
            assert_eq!(encryptor.decrypt_item(stored.clone()).await.unwrap().item, plain);
            let changed = with(stored, name, wrap(null(false)));
            assert!(encryptor.decrypt_item(changed).await.is_err(), "{name}");
        }
    }
}

#[cfg(feature = "json")]
#[test]
fn json_knows_no_null_that_is_false() {
    use dynamodb_item_encryptor::{JsonProblem, json};
    for wrap in [|value| value, list, |value| map("in", value)] {
        let item = Item::from([("a".to_owned(), wrap(AttributeValue::Null(false)))]);
        match json::to_value(&item) {
            Err(Error::Json { attribute, problem }) => {
                assert_eq!(attribute.as_deref(), Some("a"));
                assert_eq!(problem, JsonProblem::Value(ValueProblem::NullIsFalse));
            }
            other => panic!("{other:?}"),
        }
    }
    let json = serde_json::json!({ "a": { "L": [{ "NULL": false }] } });
    assert!(matches!(json::from_value(json), Err(Error::Json { problem: JsonProblem::Content("NULL"), .. })));
}
