//! Items that cannot be read: which they are, and what comes back without them.

use std::collections::HashMap;
use std::error::Error as StdError;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{Get, KeysAndAttributes, ReturnValue, Select, TransactGetItem};
use dynamodb_item_encryptor::{
    BoxFuture, EncryptTables, Error, Item, ItemEncryptor, KeyAttempt, KeyError, Keyring, MalformedProblem,
    RawAesKeyring, UnreadableItem, UnreadableItems, UnwrapRequest, UnwrappedDataKey, UpdateEncrypted,
    UpdateError, WrapRequest, WrappedDataKey,
};
use test_support::{customer, customers, engine, find, keyring, n, s};

/// A key service that can be switched off.
struct Service {
    keyring: RawAesKeyring,
    is_off: Arc<AtomicBool>,
}

impl Keyring for Service {
    fn wrap_data_key<'a>(
        &'a self,
        request: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        self.keyring.wrap_data_key(request)
    }

    fn unwrap_data_key<'a>(
        &'a self,
        request: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        if self.is_off.load(Ordering::SeqCst) {
            let attempts = vec![
                KeyAttempt::new("local", KeyError::Unwrap { key: "local".to_owned() }),
                KeyAttempt::new("remote", KeyError::Other("not to be reached".into())),
            ];
            return Box::pin(async { Err(KeyError::AllFailed { attempts }) });
        }
        self.keyring.unwrap_data_key(request)
    }
}

/// Ten items of one partition, of which three cannot be read.
struct Table {
    wrapped: Client,
    plain: Client,
    service_is_off: Arc<AtomicBool>,
    /// Those that can be.
    readable: Vec<Item>,
}

/// Items in `Table` whose `plan` was changed, whose footer is missing, and which is sealed for another key.
const UNREADABLE: [u32; 3] = [2, 5, 7];

impl Table {
    async fn new() -> Table {
        let url = engine::start().await;
        let plain = Client::from_conf(test_support::config(&url).build());
        engine::create_table(&plain, "Customers").await;
        let service_is_off = Arc::new(AtomicBool::new(false));
        let table = customers(Service { keyring: keyring(), is_off: Arc::clone(&service_is_off) });
        let config = test_support::config(&url).encrypt_tables([table.clone()]).unwrap();
        let other = RawAesKeyring::new("tests", "other", &[1; 32]).unwrap();
        let (own, other) = (ItemEncryptor::new(table), ItemEncryptor::new(customers(other)));
        let mut readable = Vec::new();
        for created in 0..10 {
            let item = customer("1", created, &format!("{created}@example.com"));
            let encryptor = if created == 7 { &other } else { &own };
            let mut stored = encryptor.encrypt_item(item.clone()).await.unwrap();
            match created {
                2 => drop(stored.insert("plan".to_owned(), s("platinum"))),
                5 => drop(stored.remove("aws_dbe_foot")),
                7 => {}
                _ => readable.push(item),
            }
            plain.put_item().table_name("Customers").set_item(Some(stored)).send().await.unwrap();
        }
        Table { wrapped: Client::from_conf(config.build()), plain, service_is_off, readable }
    }

    /// A client that leaves unreadable items out of everything, and where it reports them.
    fn leaving_out(&self) -> (Client, UnreadableItems) {
        let unreadable = UnreadableItems::new();
        let config = self.wrapped.config().to_builder().interceptor(unreadable.clone());
        (Client::from_conf(config.build()), unreadable)
    }
}

fn key(created: u32) -> Item {
    HashMap::from([("id".to_owned(), s("1")), ("created".to_owned(), n(created))])
}

fn keys(created: impl IntoIterator<Item = u32>) -> KeysAndAttributes {
    KeysAndAttributes::builder().set_keys(Some(created.into_iter().map(key).collect())).build().unwrap()
}

fn get(created: u32) -> TransactGetItem {
    let get = Get::builder().table_name("Customers").set_key(Some(key(created))).build().unwrap();
    TransactGetItem::builder().get(get).build()
}

/// Checks that `error` is about the item, and names it.
fn assert_names(error: &(dyn StdError + 'static), created: u32) {
    let item: &UnreadableItem = find(error).unwrap_or_else(|| panic!("{error:?}"));
    assert_eq!((&item.table, &item.key), (&"Customers".to_owned(), &key(created)));
    let named =
        format!("an item of table 'Customers' could not be read, with the key id = \"1\", created = {created}");
    assert_eq!(item.to_string(), named);
    assert!(Error::find_in(error).unwrap().is_of_item());
    assert!(!format!("{error:?}").contains("example.com"));
}

/// Checks that what was reported are the three items, with the right reasons.
fn assert_reported(unreadable: &UnreadableItems) {
    let mut items = unreadable.take();
    items.sort_by_key(|item| item.key["created"].as_n().unwrap().clone());
    let found: Vec<_> = items.iter().map(|item| item.key.clone()).collect();
    assert_eq!(found, UNREADABLE.map(key));
    assert!(matches!(items[0].error, Error::Unauthentic { .. }));
    let missing = MalformedProblem::MissingMetadata;
    assert!(matches!(&items[1].error, Error::MalformedItem { problem, .. } if *problem == missing));
    assert!(matches!(&items[2].error, Error::Key { source: KeyError::NoneMatches { .. }, .. }));
    assert!(unreadable.take().is_empty(), "taken once");
}

#[tokio::test]
async fn an_unreadable_item_fails_what_it_comes_back_in_and_is_named() {
    let table = Table::new().await;
    let client = &table.wrapped;
    // One at a time, so that it is sure which of them is named.
    for created in UNREADABLE {
        let query = client.query().table_name("Customers").key_condition_expression("id = :i AND #c = :c");
        let query = query.expression_attribute_names("#c", "created");
        let query = query.expression_attribute_values(":i", s("1"));
        let query = query.expression_attribute_values(":c", n(created)).projection_expression("email");
        assert_names(&query.send().await.unwrap_err(), created);
        let batch = client.batch_get_item().request_items("Customers", keys([1, created]));
        assert_names(&batch.send().await.unwrap_err(), created);
        let transaction = client.transact_get_items().transact_items(get(1)).transact_items(get(created));
        assert_names(&transaction.send().await.unwrap_err(), created);
    }
    let error = client.scan().table_name("Customers").send().await.unwrap_err();
    let named: &UnreadableItem = find(&error).unwrap();
    assert!(UNREADABLE.map(key).contains(&named.key));

    // Whoever reads one item knows its key.
    let error = client.get_item().table_name("Customers").set_key(Some(key(2))).send().await.unwrap_err();
    assert!(find::<UnreadableItem>(&error).is_none());
    assert!(matches!(find(&error), Some(Error::Unauthentic { .. })));
}

#[tokio::test]
async fn on_request_unreadable_items_are_left_out_and_reported() {
    let table = Table::new().await;
    let unreadable = UnreadableItems::new();
    let scan = table.wrapped.scan().table_name("Customers");
    let page = scan.clone().customize().interceptor(unreadable.clone()).send().await.unwrap();
    assert_eq!(page.items(), table.readable);
    assert_eq!((page.count, page.scanned_count), (7, 10));
    assert_reported(&unreadable);
    assert!(scan.send().await.is_err(), "the request was for one call");

    let query = table.wrapped.query().table_name("Customers").key_condition_expression("id = :i");
    let query = query.expression_attribute_values(":i", s("1")).projection_expression("email");
    let page = query.clone().limit(6).customize().interceptor(unreadable.clone()).send().await.unwrap();
    let emails: Vec<_> = page.items().iter().map(|item| item["email"].as_s().unwrap().clone()).collect();
    assert_eq!(emails, ["0@example.com", "1@example.com", "3@example.com", "4@example.com"]);
    assert_eq!((page.count, page.scanned_count), (4, 6));
    assert_eq!(page.last_evaluated_key, Some(key(5)), "the page ends where it ends, even at such an item");
    assert_eq!(unreadable.take().len(), 2);

    // DynamoDB counts what it has; for a filter that it cannot evaluate, items are opened.
    let count = query.clone().set_projection_expression(None).select(Select::Count);
    let page = count.clone().customize().interceptor(unreadable.clone()).send().await.unwrap();
    assert_eq!((page.count, page.items, unreadable.take().len()), (10, None, 0));
    let filtered = count.filter_expression("email <> :mail");
    let filtered = filtered.expression_attribute_values(":mail", s("3@example.com"));
    let page = filtered.customize().interceptor(unreadable.clone()).send().await.unwrap();
    assert_eq!((page.count, page.scanned_count, page.items), (6, 10, None));
    assert_reported(&unreadable);

    let batch = table.wrapped.batch_get_item().request_items("Customers", keys(0..10));
    let output = batch.customize().interceptor(unreadable.clone()).send().await.unwrap();
    let mut items = output.responses.unwrap().remove("Customers").unwrap();
    items.sort_by_key(|item| item["created"].as_n().unwrap().clone());
    assert_eq!(items, table.readable);
    assert_eq!(output.unprocessed_keys.unwrap_or_default(), HashMap::new());
    assert_reported(&unreadable);
}

#[tokio::test]
async fn paginators_leave_out_with_a_client_that_does() {
    let table = Table::new().await;
    let (client, unreadable) = table.leaving_out();
    // An item on a page of its own leaves an empty page.
    for limit in [1, 4] {
        let pages = client.scan().table_name("Customers").limit(limit).into_paginator().items().send();
        assert_eq!(pages.collect::<Result<Vec<_>, _>>().await.unwrap(), table.readable);
        assert_reported(&unreadable);
    }
    let plain = table.plain.scan().table_name("Customers").send().await.unwrap();
    assert_eq!(plain.count, 10);
}

#[tokio::test]
async fn an_unreadable_item_is_never_taken_not_to_exist() {
    let table = Table::new().await;
    let (client, unreadable) = table.leaving_out();
    let stored = table.plain.scan().table_name("Customers").send().await.unwrap().items;
    for created in UNREADABLE {
        let one = client.get_item().table_name("Customers").set_key(Some(key(created)));
        assert!(Error::find_in(&one.send().await.unwrap_err()).is_some());
        let transaction = client.transact_get_items().transact_items(get(created)).transact_items(get(1));
        assert_names(&transaction.send().await.unwrap_err(), created);
        let update = client.update_encrypted("Customers", key(created));
        let make = |item: &mut Option<Item>| {
            *item = Some(customer("1", created, "new@example.com"));
            Ok(())
        };
        let error = update.clone().send(make).await.unwrap_err();
        assert!(matches!(error, UpdateError::Get(_)), "{error:?}");
        let values = HashMap::from([(":mail".to_owned(), s("new@example.com"))]);
        let error = update.send_expression("SET email = :mail", None, Some(values)).await.unwrap_err();
        assert!(matches!(error, UpdateError::Get(_)), "{error:?}");
    }
    assert_eq!(table.plain.scan().table_name("Customers").send().await.unwrap().items, stored);
    // What a write gives back is not a page either.
    let delete = client.delete_item().table_name("Customers").set_key(Some(key(2)));
    assert!(delete.return_values(ReturnValue::AllOld).send().await.is_err());
    assert!(unreadable.take().is_empty());
}

#[tokio::test]
async fn a_key_service_that_fails_fails_the_page() {
    let table = Table::new().await;
    let (client, unreadable) = table.leaving_out();
    table.service_is_off.store(true, Ordering::SeqCst);
    let error = client.scan().table_name("Customers").send().await.unwrap_err();
    assert!(matches!(find(&error), Some(Error::Key { .. })), "{error:?}");
    assert!(find::<UnreadableItem>(&error).is_some(), "{error:?}");
    let batch = client.batch_get_item().request_items("Customers", keys(0..10)).send().await;
    assert!(batch.is_err());
    assert!(unreadable.take().is_empty(), "nothing is known of items of a call that failed");
    table.service_is_off.store(false, Ordering::SeqCst);
    client.scan().table_name("Customers").send().await.unwrap();
    assert_reported(&unreadable);
}
