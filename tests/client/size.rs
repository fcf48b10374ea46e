//! Items that only sealing makes larger than what DynamoDB stores.

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::{AttributeValue, Put, PutRequest, TransactWriteItem, WriteRequest};
use dynamodb_item_encryptor::{
    EncryptTables, Error, Item, ItemEncryptor, ItemProblem, TableConfig, UpdateEncrypted,
};
use proptest::collection::{btree_set, hash_map, vec};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use test_support::{customer, customers_builder, engine, find, keyring, n, s};

const MAX: usize = 409_600;

fn table() -> TableConfig {
    customers_builder(keyring()).sign(["signed"]).build().unwrap()
}

async fn clients() -> (Client, Client) {
    let url = engine::start().await;
    let plain = Client::from_conf(test_support::config(&url).build());
    engine::create_table(&plain, "Customers").await;
    (Client::from_conf(test_support::config(&url).encrypt_tables([table()]).unwrap().build()), plain)
}

fn key() -> Item {
    HashMap::from([("id".to_owned(), s("1")), ("created".to_owned(), n(1))])
}

/// An item of which this is the size of `email`.
fn item(length: usize) -> Item {
    customer("1", 1, &"x".repeat(length))
}

async fn put(client: &Client, item: Item) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    client.put_item().table_name("Customers").set_item(Some(item)).send().await?;
    Ok(())
}

/// The largest `email` for which something still works, of at most [`MAX`].
async fn largest(works: impl AsyncFn(usize) -> bool) -> usize {
    let (mut low, mut high) = (MAX - 4096, MAX);
    while low < high {
        let middle = (low + high).div_ceil(2);
        if works(middle).await { low = middle } else { high = middle - 1 }
    }
    low
}

/// The sizes in the error of a call that was not sent.
fn sizes(error: &(dyn std::error::Error + 'static)) -> Option<(usize, usize)> {
    match find(error) {
        Some(Error::InvalidItem {
            problem: ItemProblem::TooLarge { plain, sealed }, attribute: None, ..
        }) => Some((*plain, *sealed)),
        _ => None,
    }
}

#[tokio::test]
async fn what_only_sealing_makes_too_large_is_refused_with_both_sizes() {
    let (wrapped, plain) = clients().await;
    // As the engine has it, with whatever header and footer this table's items have.
    let stored = largest(async |length| {
        let sealed = ItemEncryptor::new(table()).encrypt_item(item(length)).await.unwrap();
        put(&plain, sealed).await.is_ok()
    });
    let unencrypted = largest(async |length| put(&plain, item(length)).await.is_ok()).await;
    let stored = stored.await;
    assert!(stored + 200 < unencrypted, "{stored} {unencrypted}");

    put(&wrapped, item(stored)).await.unwrap();
    let error = put(&wrapped, item(stored + 1)).await.unwrap_err();
    let (size, sealed) = sizes(error.as_ref()).unwrap_or_else(|| panic!("{error:?}"));
    assert!(size > stored && size <= MAX);
    assert_eq!(sealed, MAX + 1);
    let message = Error::find_in(error.as_ref()).unwrap().to_string();
    assert!(message.contains(&size.to_string()) && message.contains(&sealed.to_string()), "{message}");

    let too_large = || item(unencrypted);
    let error = put(&wrapped, too_large()).await.unwrap_err();
    assert_eq!(sizes(error.as_ref()).unwrap().0, MAX);
    let request = PutRequest::builder().set_item(Some(too_large())).build().unwrap();
    let write = WriteRequest::builder().put_request(request).build();
    let error = wrapped.batch_write_item().request_items("Customers", vec![write]).send().await.unwrap_err();
    assert!(matches!(error, SdkError::ConstructionFailure(_)) && sizes(&error).is_some(), "{error:?}");
    let put_in = Put::builder().table_name("Customers").set_item(Some(too_large())).build().unwrap();
    let write = TransactWriteItem::builder().put(put_in).build();
    let error = wrapped.transact_write_items().transact_items(write).send().await.unwrap_err();
    assert!(matches!(error, SdkError::ConstructionFailure(_)) && sizes(&error).is_some(), "{error:?}");

    put(&wrapped, item(1)).await.unwrap();
    let update = wrapped.update_encrypted("Customers", key());
    let error = update
        .send(|item| {
            *item = Some(too_large());
            Ok(())
        })
        .await
        .unwrap_err();
    assert!(sizes(&error).is_some(), "{error:?}");

    // Without encryption it is the same error.
    for client in [&wrapped, &plain] {
        let put = client.put_item().table_name("Customers").set_item(Some(item(unencrypted + 1)));
        let error = put.send().await.unwrap_err();
        assert!(matches!(error, SdkError::ServiceError(_)), "{error:?}");
        assert_eq!(error.code(), Some("ValidationException"));
    }
}

/// A value that DynamoDB stores, and how many numbers are in it.
fn value(runner: &mut TestRunner) -> (AttributeValue, usize) {
    let number =
        || prop_oneof![any::<i64>().prop_map(|n| n.to_string()), "-?[1-9][0-9]{0,6}0{0,3}\\.[0-9]{1,7}"];
    let leaf = prop_oneof![
        ".{0,20}".prop_map(|text| (AttributeValue::S(text), 0)),
        number().prop_map(|number| (AttributeValue::N(number), 1)),
        vec(any::<u8>(), 0..20).prop_map(|bytes| (AttributeValue::B(Blob::new(bytes)), 0)),
        any::<bool>().prop_map(|value| (AttributeValue::Bool(value), 0)),
        Just((AttributeValue::Null(true), 0)),
        btree_set("[a-zé]{1,9}", 1..5).prop_map(|texts| (AttributeValue::Ss(texts.into_iter().collect()), 0)),
        btree_set(any::<i16>(), 1..5).prop_map(|numbers| {
            (AttributeValue::Ns(numbers.iter().map(i16::to_string).collect()), numbers.len())
        }),
    ];
    let nested = leaf.prop_recursive(4, 30, 5, |inner| {
        let lists = vec(inner.clone(), 0..5).prop_map(|values| {
            let (values, counts): (Vec<_>, Vec<usize>) = values.into_iter().unzip();
            (AttributeValue::L(values), counts.iter().sum())
        });
        let maps = hash_map("[a-zé]{1,9}", inner, 0..5).prop_map(|values| {
            let count = values.values().map(|(_, count)| count).sum();
            let values = values.into_iter().map(|(name, (value, _))| (name, value)).collect();
            (AttributeValue::M(values), count)
        });
        prop_oneof![lists, maps]
    });
    nested.new_tree(runner).unwrap().current()
}

/// Whatever an item is made of, nothing is refused here that the engine would store, and what it would not is
/// refused here too; only the size of numbers is not documented to the byte.
#[tokio::test]
async fn sizes_are_those_of_the_engine_for_all_types() {
    let (wrapped, plain) = clients().await;
    let mut runner = TestRunner::deterministic();
    let mut without_numbers = 0;
    for _ in 0..16 {
        let ((signed, some), (unsigned, others)) = (value(&mut runner), value(&mut runner));
        let numbers = some + others;
        let padded = |length: usize| {
            let mut item = item(length);
            item.insert(":unsigned".to_owned(), unsigned.clone());
            // An attribute that is signed and in no index.
            item.insert("notes".to_owned(), AttributeValue::Null(true));
            item.insert("plan".to_owned(), s("gold"));
            item.insert("signed".to_owned(), signed.clone());
            item
        };
        let encryptor = ItemEncryptor::new(table());
        let stored = largest(async |length| {
            put(&plain, encryptor.encrypt_item(padded(length)).await.unwrap()).await.is_ok()
        });
        let stored = stored.await;
        put(&wrapped, padded(stored)).await.unwrap();
        let error = put(&wrapped, padded(stored + 1)).await.unwrap_err();
        assert!(numbers > 0 || sizes(error.as_ref()).is_some(), "{error:?}");
        let error = put(&wrapped, padded(stored + 1 + 2 * numbers)).await.unwrap_err();
        assert!(sizes(error.as_ref()).is_some(), "{error:?}");
        without_numbers += usize::from(numbers == 0);
    }
    assert!((2..15).contains(&without_numbers), "{without_numbers}");
}

/// DynamoDB counts what an UpdateItem carries against the same limit, and some bytes more.
#[tokio::test]
async fn an_item_that_is_just_small_enough_can_be_updated() {
    let (wrapped, plain) = clients().await;
    put(&wrapped, item(1)).await.unwrap();
    let set = async |length: usize| {
        let values = HashMap::from([(":mail".to_owned(), s("x".repeat(length)))]);
        let update = wrapped.update_encrypted("Customers", key());
        update.send_expression("SET email = :mail", None, Some(values)).await.is_ok()
    };
    let updated = largest(&set).await;
    assert!(put(&wrapped, item(updated)).await.is_ok());
    assert!(put(&wrapped, item(updated + 1)).await.is_err());
    // From large to large.
    assert!(set(updated - 1).await);
    let stored =
        plain.get_item().table_name("Customers").set_key(Some(key())).send().await.unwrap().item.unwrap();
    assert!(stored["email"].is_b());
}
