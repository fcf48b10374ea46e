//! Beacons, by which other clients find items, do not go unnoticed.

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use dynamodb_item_encryptor::{EncryptTables, Error, Item, RefusedProblem, UpdateEncrypted, UpdateError};
use test_support::{customer, customers, engine, keyring, n, s};

const BEACON: &str = "aws_dbe_b_email";

fn key() -> Item {
    HashMap::from([("id".to_owned(), s("1")), ("created".to_owned(), n(1))])
}

/// A client that encrypts and one that does not, and an item with a beacon.
async fn clients() -> (Client, Client) {
    let url = engine::start().await;
    let plain = Client::from_conf(test_support::config(&url).build());
    engine::create_table(&plain, "Customers").await;
    let wrapped =
        Client::from_conf(test_support::config(&url).encrypt_tables([customers(keyring())]).unwrap().build());
    let put = wrapped.put_item().table_name("Customers").set_item(Some(customer("1", 1, "a@example.com")));
    put.send().await.unwrap();
    let update = plain.update_item().table_name("Customers").set_key(Some(key()));
    let update =
        update.update_expression("SET aws_dbe_b_email = :b").expression_attribute_values(":b", s("7f"));
    update.send().await.unwrap();
    (wrapped, plain)
}

async fn stored(plain: &Client) -> Option<Item> {
    plain.get_item().table_name("Customers").set_key(Some(key())).send().await.unwrap().item
}

fn change(item: &mut Option<Item>) -> Result<(), dynamodb_item_encryptor::BoxError> {
    item.as_mut().unwrap().insert("email".to_owned(), s("b@example.com"));
    Ok(())
}

fn assert_refused(result: Result<Option<Item>, UpdateError>) {
    match result {
        Err(UpdateError::Refused(Error::Refused {
            table,
            problem: RefusedProblem::Beacon { attribute },
            ..
        })) => {
            assert_eq!((table.as_deref(), attribute.as_str()), (Some("Customers"), BEACON));
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_update_does_not_remove_beacons() {
    let (wrapped, plain) = clients().await;
    let before = stored(&plain).await;
    assert_refused(wrapped.update_encrypted("Customers", key()).send(change).await);
    let values = Some(HashMap::from([(":e".to_owned(), s("b@example.com"))]));
    let update = wrapped.update_encrypted("Customers", key());
    assert_refused(update.send_expression("SET email = :e", None, values).await);
    // So many attributes that they would have to be put.
    let many = |item: &mut Option<Item>| {
        let item = item.as_mut().unwrap();
        (0..310).for_each(|i| drop(item.insert(format!(":many{i}"), n(i))));
        Ok(())
    };
    assert_refused(wrapped.update_encrypted("Customers", key()).send(many).await);
    assert_eq!(stored(&plain).await, before);
}

#[tokio::test]
async fn an_update_that_may_removes_them() {
    let (wrapped, plain) = clients().await;
    wrapped.update_encrypted("Customers", key()).remove_beacons().send(change).await.unwrap();
    assert!(!stored(&plain).await.unwrap().contains_key(BEACON));
    // From then on there is nothing to lose.
    wrapped.update_encrypted("Customers", key()).send(change).await.unwrap();
}

#[tokio::test]
async fn an_item_with_beacons_is_read_left_alone_and_deleted() {
    let (wrapped, plain) = clients().await;
    let before = stored(&plain).await;
    let opened = wrapped.get_item().table_name("Customers").set_key(Some(key())).send().await.unwrap();
    assert!(!opened.item.unwrap().contains_key(BEACON));
    assert!(wrapped.update_encrypted("Customers", key()).send(|_| Ok(())).await.unwrap().is_some());
    let update = wrapped.update_item().table_name("Customers").set_key(Some(key()));
    let update = update.update_expression("SET #c = :c").expression_attribute_names("#c", ":counter");
    update.expression_attribute_values(":c", n(1)).send().await.unwrap();
    assert_eq!(stored(&plain).await, before);
    wrapped
        .update_encrypted("Customers", key())
        .send(|item| {
            item.take();
            Ok(())
        })
        .await
        .unwrap();
    assert_eq!(stored(&plain).await, None);
}

/// A put sees nothing of what is stored. A condition does.
#[tokio::test]
async fn a_put_can_be_kept_from_removing_beacons() {
    let (wrapped, plain) = clients().await;
    let before = stored(&plain).await;
    let put = wrapped.put_item().table_name("Customers").set_item(Some(customer("1", 1, "b@example.com")));
    let put = put.condition_expression("attribute_not_exists(aws_dbe_b_email)");
    let error = put.send().await.unwrap_err().into_service_error();
    assert!(error.is_conditional_check_failed_exception(), "{error:?}");
    assert_eq!(stored(&plain).await, before);
}
