//! UpdateItem on what is encrypted and signed: to the application it is DynamoDB's own.

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::RequestId;
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::operation::update_item::{UpdateItemError, UpdateItemOutput};
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue, ReturnValuesOnConditionCheckFailure as OnFailure};
use dynamodb_item_encryptor::{EncryptTables, Error, Item, TableConfig};
use test_support::proxy::{Exchange, Proxy};
use test_support::{customer, customers, engine, find, keyring, n, s};

/// Two engines: one behind a client that encrypts and a proxy, one behind a plain client.
struct Both {
    wrapped: Client,
    /// The wrapped client's engine, without encryption.
    stored: Client,
    plain: Client,
    proxy: Proxy,
}

impl Both {
    async fn new(table: TableConfig) -> Both {
        let (one, other) = (engine::start_unwatched().await, engine::start_unwatched().await);
        let proxy = Proxy::start(&one, |_| None);
        let stored = Client::from_conf(test_support::config(&one).build());
        let plain = Client::from_conf(test_support::config(&other).build());
        engine::create_table(&stored, "Customers").await;
        engine::create_table(&plain, "Customers").await;
        let config = test_support::config(&proxy.url).encrypt_tables([table]).unwrap();
        Both { wrapped: Client::from_conf(config.build()), stored, plain, proxy }
    }

    async fn put(&self, item: Item) {
        for client in [&self.wrapped, &self.plain] {
            client.put_item().table_name("Customers").set_item(Some(item.clone())).send().await.unwrap();
        }
    }

    /// Makes the same update with both clients. What they get, and what is stored then, is the same.
    async fn same(
        &self,
        change: impl Fn(UpdateItemFluentBuilder) -> UpdateItemFluentBuilder,
    ) -> Result<UpdateItemOutput, SdkError<UpdateItemError>> {
        let update =
            |client: &Client| change(client.update_item().table_name("Customers").set_key(Some(key())));
        let (wrapped, plain) = (update(&self.wrapped).send().await, update(&self.plain).send().await);
        match (&wrapped, &plain) {
            (Ok(wrapped), Ok(plain)) => assert_eq!(wrapped.attributes, plain.attributes),
            (Err(wrapped), Err(plain)) => {
                assert_eq!(wrapped.code(), plain.code(), "{wrapped:?}");
                assert!(plain.code().is_some());
                let (status, expected) = (wrapped.raw_response().unwrap(), plain.raw_response().unwrap());
                assert_eq!(status.status(), expected.status());
                let failed = |error: &SdkError<UpdateItemError>| match error.as_service_error() {
                    Some(UpdateItemError::ConditionalCheckFailedException(failed)) => failed.item.clone(),
                    _ => None,
                };
                assert_eq!(failed(wrapped), failed(plain));
            }
            _ => panic!("{wrapped:?}\n{plain:?}"),
        }
        assert_eq!(get(&self.wrapped).await, get(&self.plain).await);
        wrapped
    }

    /// The requests since the one with this number.
    fn since(&self, first: usize) -> Vec<Exchange> {
        self.proxy.exchanges_from(first)
    }
}

fn key() -> Item {
    HashMap::from([("id".to_owned(), s("1")), ("created".to_owned(), n(1))])
}

async fn get(client: &Client) -> Option<Item> {
    client.get_item().table_name("Customers").set_key(Some(key())).send().await.unwrap().item
}

fn operations(exchanges: &[Exchange]) -> Vec<&str> {
    exchanges.iter().map(|exchange| exchange.request.operation.as_str()).collect()
}

fn values<const N: usize>(values: [(&str, AttributeValue); N]) -> Option<Item> {
    Some(values.map(|(name, value)| (name.to_owned(), value)).into())
}

#[tokio::test]
async fn an_encrypted_attribute_is_set_by_one_read_and_one_write() {
    let both = Both::new(customers(keyring())).await;
    both.put(customer("1", 1, "a@example.com")).await;
    let first = both.proxy.count();
    let set = |update: UpdateItemFluentBuilder| {
        let update = update.update_expression("SET email = :e");
        update.expression_attribute_values(":e", s("b@example.com"))
    };
    let update = set(both.wrapped.update_item().table_name("Customers").set_key(Some(key())));
    let output = update.send().await.unwrap();
    assert!(output.request_id().is_some());
    let sent = both.since(first);
    assert_eq!(operations(&sent), ["GetItem", "UpdateItem"]);
    assert_eq!(sent[0].request.json()["ConsistentRead"], true);
    assert!(sent.iter().all(|exchange| exchange.request.is_signed()));
    both.same(set).await.unwrap();
    assert_eq!(get(&both.wrapped).await.unwrap()["email"], s("b@example.com"));
    assert!(get(&both.stored).await.unwrap()["email"].is_b());
    for bytes in both.proxy.bytes() {
        assert!(!String::from_utf8_lossy(&bytes).contains("@example.com"));
    }
}

#[tokio::test]
async fn every_kind_of_update_does_and_returns_what_dynamodb_does() {
    use ReturnValue::{AllNew, AllOld, None, UpdatedNew, UpdatedOld};
    let both = Both::new(customers(keyring())).await;
    let texts = AttributeValue::Ss(["b", "a"].map(str::to_owned).to_vec());
    for is_there in [true, false] {
        for returned in [None, AllOld, AllNew, UpdatedOld, UpdatedNew] {
            for (text, value) in [
                ("SET email = :v", s("b@example.com")),
                ("SET #p = :v, email = if_not_exists(notes, :v)", s("x")),
                ("REMOVE notes", s("")),
                ("REMOVE notes[0], #c", s("")),
                ("SET notes = list_append(if_not_exists(notes, :v), :v)", AttributeValue::L(vec![n(1)])),
                ("SET notes[0] = :v", AttributeValue::N("1.00".to_owned())),
                ("ADD notes :v", texts.clone()),
                ("ADD email :v", AttributeValue::N("0010".to_owned())),
                ("SET #c = :v ADD email :v", n(3)),
                ("DELETE notes :v", texts.clone()),
                ("SET email = #c + :v", n(2)),
                ("ADD #c :v", n(2)),
                ("SET #c = :v", n(1)),
            ] {
                for client in [&both.wrapped, &both.plain] {
                    let delete = client.delete_item().table_name("Customers").set_key(Some(key()));
                    delete.send().await.unwrap();
                }
                if is_there {
                    both.put(customer("1", 1, "a@example.com")).await;
                }
                let named = |update: UpdateItemFluentBuilder| {
                    let names = [("#p", "plan"), ("#c", ":counter")].into_iter();
                    let names = names.filter(|(name, _)| text.contains(name));
                    let names: HashMap<_, _> =
                        names.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
                    let update = update.set_expression_attribute_names(Some(names).filter(|n| !n.is_empty()));
                    let values = values([(":v", value.clone())]).filter(|_| text.contains(":v"));
                    update.update_expression(text).set_expression_attribute_values(values)
                };
                let _ = both.same(|update| named(update).return_values(returned.clone())).await;
            }
        }
    }
}

#[tokio::test]
async fn a_condition_that_is_false_is_dynamodbs_own_error() {
    let both = Both::new(customers(keyring())).await;
    both.put(customer("1", 1, "a@example.com")).await;
    let set = |update: UpdateItemFluentBuilder| {
        let update = update.update_expression("SET email = :e").condition_expression("email = :old");
        update
            .set_expression_attribute_values(values([(":e", s("c@example.com")), (":old", s("b@example.com"))]))
    };
    let first = both.proxy.count();
    let error = both.same(set).await.unwrap_err();
    assert_eq!(operations(&both.since(first))[0], "GetItem", "and nothing is written");
    assert_eq!(error.request_id().map(str::is_empty), Some(false));
    assert_eq!(error.message(), Some("The conditional request failed"));
    assert!(error.into_service_error().is_conditional_check_failed_exception());
    let failed = |update| set(update).return_values_on_condition_check_failure(OnFailure::AllOld);
    let error = both.same(failed).await.unwrap_err().into_service_error();
    let UpdateItemError::ConditionalCheckFailedException(failed) = error else { panic!("{error:?}") };
    assert_eq!(failed.item, Some(customer("1", 1, "a@example.com")));
    // And one that holds is no obstacle.
    let values = || values([(":e", s("b@example.com")), (":old", s("a@example.com"))]);
    both.same(|update| set(update).set_expression_attribute_values(values())).await.unwrap();
}

#[tokio::test]
async fn an_item_that_is_not_there_is_made_sealed() {
    let both = Both::new(customers(keyring())).await;
    let add = |update: UpdateItemFluentBuilder| {
        let update = update.update_expression("ADD #c :one").expression_attribute_names("#c", ":counter");
        update.expression_attribute_values(":one", n(1)).return_values(ReturnValue::AllNew)
    };
    let first = both.proxy.count();
    both.same(add).await.unwrap();
    // Nothing is read to know that there is nothing.
    assert_eq!(operations(&both.since(first)), ["UpdateItem", "UpdateItem", "GetItem"]);
    assert!(get(&both.stored).await.unwrap().contains_key("aws_dbe_foot"));
    let first = both.proxy.count();
    both.same(add).await.unwrap();
    assert_eq!(operations(&both.since(first)), ["UpdateItem", "GetItem"], "the second was the test's own");
}

#[tokio::test]
async fn an_update_that_does_not_fit_is_refused_as_dynamodb_refuses_it() {
    let both = Both::new(customers(keyring())).await;
    both.put(customer("1", 1, "a@example.com")).await;
    let long = format!("SET email = {}", [":v"; 1400].join("+"));
    for (text, value) in [
        ("ADD email :v", n(1)),
        ("SET email.a = :v", n(1)),
        ("SET email = absent", s("")),
        ("SET email = email + :v", n(1)),
        ("SET email = :v, email.a = :v", n(1)),
        ("SET email = :v SET notes = :v", n(1)),
        ("SET email = :w", n(1)),
        ("REMOVE email", n(1)),
        ("SET created = :v", n(2)),
        (&long, n(1)),
    ] {
        let set = |update: UpdateItemFluentBuilder| {
            let values = values([(":v", value.clone())]).filter(|_| text != "SET email = absent");
            update.update_expression(text).set_expression_attribute_values(values)
        };
        let error = both.same(set).await.unwrap_err();
        assert_eq!(error.code(), Some("ValidationException"), "{text}");
        assert!(matches!(find(&error), Some(Error::Refused { .. })), "{error:?}");
        assert!(matches!(error, SdkError::ServiceError(_)));
    }
}
