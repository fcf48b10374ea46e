//! The wrapped client on a table with items in both formats, against an embedded DynamoDB engine.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::{ReturnValue, ReturnValuesOnConditionCheckFailure};
use dynamodb_item_encryptor::legacy::{
    AesKey, LegacyEncryptor, LegacyEncryptorBuilder, LegacyPolicy, SignatureKey, SigningAlgorithm,
    WrappedProvider,
};
use dynamodb_item_encryptor::{
    EncryptTables, Error, Item, ItemEncryptor, ItemFormat, MalformedProblem, ProtectedUpdates, RefusedProblem,
    UpdateEncrypted,
};
use test_support::{customer, customers_builder, engine, keyring, n, s};

const DESCRIPTION: &str = "our-description";
const SIGNATURE: &str = "our-signature";

fn legacy_builder() -> LegacyEncryptorBuilder {
    let key = SignatureKey::hmac(SigningAlgorithm::HmacSha256, &[8; 32]).unwrap();
    LegacyEncryptor::builder()
        .table_name("Customers-of-old")
        .partition_key("id")
        .sort_key("created")
        .sign(["plan"])
        .do_nothing([":counter"])
        .description_attribute(DESCRIPTION)
        .signature_attribute(SIGNATURE)
        .provider(WrappedProvider::aes(AesKey::new(&[7; 32]).unwrap(), key))
}

fn legacy() -> LegacyEncryptor {
    legacy_builder().build().unwrap()
}

/// A table as its clients in both worlds see it.
struct Table {
    /// Reads and writes as the policy says.
    wrapped: Client,
    /// Sees what is stored.
    plain: Client,
    encryptor: ItemEncryptor,
}

impl Table {
    async fn new(legacy: LegacyEncryptor, policy: LegacyPolicy) -> Table {
        Table::with(legacy, policy, ProtectedUpdates::CarryOut).await
    }

    async fn with(legacy: LegacyEncryptor, policy: LegacyPolicy, updates: ProtectedUpdates) -> Table {
        let url = engine::start().await;
        let plain = Client::from_conf(test_support::config(&url).build());
        engine::create_table(&plain, "Customers").await;
        let table = customers_builder(keyring()).legacy(legacy, policy).protected_updates(updates);
        let table = table.build().unwrap();
        let config = test_support::config(&url).encrypt_tables([table.clone()]).unwrap();
        Table { wrapped: Client::from_conf(config.build()), plain, encryptor: ItemEncryptor::new(table) }
    }

    /// Writes an item as the legacy client does.
    async fn put_old(&self, item: Item) {
        put(&self.plain, legacy().encrypt_item(item).await.unwrap()).await;
    }

    async fn format(&self, id: &str, created: u32) -> ItemFormat {
        self.encryptor.format_of(&get(&self.plain, id, created).await.unwrap()).unwrap()
    }
}

async fn put(client: &Client, item: Item) {
    client.put_item().table_name("Customers").set_item(Some(item)).send().await.unwrap();
}

async fn get(client: &Client, id: &str, created: u32) -> Option<Item> {
    let get = client.get_item().table_name("Customers").key("id", s(id)).key("created", n(created));
    get.send().await.unwrap().item
}

fn by_created(mut items: Vec<Item>) -> Vec<Item> {
    items.sort_by_key(|item| item["created"].as_n().unwrap().parse::<u32>().unwrap());
    items
}

#[tokio::test]
async fn items_are_written_in_the_format_of_the_policy_and_read_in_either() {
    for (policy, written) in [
        (LegacyPolicy::ForceWriteAllowRead, ItemFormat::Legacy),
        (LegacyPolicy::ForbidWriteAllowRead, ItemFormat::Current),
    ] {
        let table = Table::new(legacy(), policy).await;
        let items: Vec<_> = (0..60).map(|i| customer("1", i, &format!("{i}@example.com"))).collect();
        let new = ItemEncryptor::new(customers_builder(keyring()).build().unwrap());
        for (i, item) in items.iter().cloned().enumerate() {
            match i % 3 {
                0 => put(&table.wrapped, item).await,
                1 => table.put_old(item).await,
                _ => put(&table.plain, new.encrypt_item(item).await.unwrap()).await,
            }
        }
        assert_eq!(table.format("1", 0).await, written);
        assert_eq!(table.format("1", 1).await, ItemFormat::Legacy);
        assert_eq!(table.format("1", 2).await, ItemFormat::Current);
        for (created, item) in items.iter().enumerate() {
            assert_eq!(get(&table.wrapped, "1", created as u32).await.as_ref(), Some(item));
        }
        let query = table.wrapped.query().table_name("Customers").key_condition_expression("id = :i");
        let query = query.expression_attribute_values(":i", s("1"));
        assert_eq!(query.send().await.unwrap().items.unwrap(), items);
        let index = table.wrapped.query().table_name("Customers").index_name("by-plan");
        let index = index.key_condition_expression("#p = :p").expression_attribute_names("#p", "plan");
        let index = index.expression_attribute_values(":p", s("gold")).send().await.unwrap();
        assert_eq!(by_created(index.items.unwrap()), items);
        let pages = table.wrapped.scan().table_name("Customers").limit(7).into_paginator().items().send();
        assert_eq!(by_created(pages.try_collect().await.unwrap()), items);
    }
}

#[tokio::test]
async fn old_readers_read_what_is_written_for_them() {
    let table = Table::new(legacy(), LegacyPolicy::ForceWriteAllowRead).await;
    let item = customer("1", 1, "a@example.com");
    put(&table.wrapped, item.clone()).await;
    let stored = get(&table.plain, "1", 1).await.unwrap();
    assert_eq!(stored.len(), item.len() + 2);
    assert_eq!(legacy().decrypt_item(stored).await.unwrap(), item);
}

#[tokio::test]
async fn the_legacy_format_can_be_forbidden() {
    let table = Table::new(legacy(), LegacyPolicy::ForbidWriteForbidRead).await;
    let item = customer("1", 1, "a@example.com");
    put(&table.wrapped, item.clone()).await;
    assert_eq!(table.format("1", 1).await, ItemFormat::Current);
    assert_eq!(get(&table.wrapped, "1", 1).await.as_ref(), Some(&item));

    table.put_old(item).await;
    let read = table.wrapped.get_item().table_name("Customers").key("id", s("1")).key("created", n(1));
    let error = read.send().await.unwrap_err();
    let problem = MalformedProblem::Legacy;
    assert!(
        matches!(test_support::find(&error), Some(Error::MalformedItem { problem: p, .. }) if *p == problem)
    );
    assert!(table.wrapped.scan().table_name("Customers").send().await.is_err());
}

#[tokio::test]
async fn items_in_either_format_come_back_open_from_writes_and_failed_conditions() {
    let table = Table::new(legacy(), LegacyPolicy::ForbidWriteAllowRead).await;
    let (old, new) = (customer("1", 1, "old@example.com"), customer("1", 1, "new@example.com"));
    table.put_old(old.clone()).await;

    let replacing = || table.wrapped.put_item().table_name("Customers").set_item(Some(new.clone()));
    let whole = ReturnValuesOnConditionCheckFailure::AllOld;
    let failing = replacing().condition_expression("attribute_not_exists(id)");
    let error = failing.return_values_on_condition_check_failure(whole).send().await.unwrap_err();
    let PutItemError::ConditionalCheckFailedException(failed) = error.into_service_error() else { panic!() };
    assert_eq!(failed.item.as_ref(), Some(&old));

    // The legacy format's own attributes may stand in conditions.
    let replacing =
        replacing().condition_expression("attribute_exists(#s) AND attribute_not_exists(aws_dbe_head)");
    let replacing = replacing.expression_attribute_names("#s", SIGNATURE);
    let output = replacing.return_values(ReturnValue::AllOld).send().await.unwrap();
    assert_eq!(output.attributes, Some(old));
    let delete = table.wrapped.delete_item().table_name("Customers").key("id", s("1")).key("created", n(1));
    let output = delete.return_values(ReturnValue::AllOld).send().await.unwrap();
    assert_eq!(output.attributes, Some(new));
}

#[tokio::test]
async fn a_changed_or_incomplete_old_item_is_refused() {
    let table = Table::new(legacy(), LegacyPolicy::ForbidWriteAllowRead).await;
    let stored = legacy().encrypt_item(customer("1", 1, "a@example.com")).await.unwrap();
    for (change, expected) in [("plan", None), (SIGNATURE, Some(MalformedProblem::MissingMetadata))] {
        let mut changed = stored.clone();
        match expected {
            None => changed.insert(change.to_owned(), s("platinum")),
            Some(_) => changed.remove(change),
        };
        put(&table.plain, changed).await;
        let error = table.wrapped.scan().table_name("Customers").send().await.unwrap_err();
        match (test_support::find(&error), expected) {
            (Some(Error::Unauthentic { .. }), None) => {}
            (Some(Error::MalformedItem { problem, .. }), Some(expected)) if *problem == expected => {}
            (found, _) => panic!("{change}: {found:?}"),
        }
    }
}

#[tokio::test]
async fn attributes_that_are_encrypted_in_a_format_that_is_read_are_not_compared_by_dynamodb() {
    // In the legacy items the plan is encrypted, in the new ones it is readable.
    for (policy, is_refused) in
        [(LegacyPolicy::ForbidWriteAllowRead, true), (LegacyPolicy::ForbidWriteForbidRead, false)]
    {
        let key = SignatureKey::hmac(SigningAlgorithm::HmacSha256, &[8; 32]).unwrap();
        let legacy =
            LegacyEncryptor::builder().partition_key("id").sort_key("created").do_nothing([":counter"]);
        let legacy = legacy.provider(WrappedProvider::aes(AesKey::new(&[7; 32]).unwrap(), key));
        let table = Table::with(legacy.build().unwrap(), policy, ProtectedUpdates::Refuse).await;
        put(&table.wrapped, customer("1", 1, "a@example.com")).await;

        let delete = table.wrapped.delete_item().table_name("Customers").key("id", s("1")).key("created", n(1));
        let delete = delete.condition_expression("#p = :p").expression_attribute_names("#p", "plan");
        match delete.expression_attribute_values(":p", s("gold")).send().await {
            Ok(_) => assert!(!is_refused, "{policy:?}"),
            Err(error) => {
                let Some(Error::Refused { problem, .. }) = test_support::find(&error) else {
                    panic!("{error:?}")
                };
                let (parameter, attribute) = ("ConditionExpression", "plan".to_owned());
                assert_eq!(*problem, RefusedProblem::EncryptedAttribute { parameter, attribute });
                assert!(is_refused, "{policy:?}");
            }
        }
        let scan = table.wrapped.scan().table_name("Customers").filter_expression("#c > :c");
        let scan = scan.expression_attribute_names("#c", ":counter").expression_attribute_values(":c", n(0));
        scan.send().await.unwrap();
    }
}

#[tokio::test]
async fn filters_tell_the_formats_apart() {
    let table = Table::new(legacy(), LegacyPolicy::ForbidWriteAllowRead).await;
    let (old, new) = (customer("1", 1, "old@example.com"), customer("1", 2, "new@example.com"));
    table.put_old(old.clone()).await;
    put(&table.wrapped, new.clone()).await;
    for (filter, expected) in [
        ("attribute_not_exists(aws_dbe_head)", &old),
        ("attribute_exists(aws_dbe_head) AND attribute_exists(email)", &new),
        ("attribute_exists(#s)", &old),
        ("attribute_not_exists(#s)", &new),
    ] {
        let scan = table.wrapped.scan().table_name("Customers").filter_expression(filter);
        let names = filter.contains("#s").then(|| [("#s".to_owned(), SIGNATURE.to_owned())].into());
        let found = scan.set_expression_attribute_names(names).send().await.unwrap().items.unwrap();
        assert_eq!(found, std::slice::from_ref(expected), "{filter}");
    }
    // Here the items do not have it any more.
    let scan = table.wrapped.scan().table_name("Customers").filter_expression("#s = email");
    let error = scan.expression_attribute_names("#s", SIGNATURE).send().await.unwrap_err();
    let Some(Error::Refused { problem, .. }) = test_support::find(&error) else { panic!("{error:?}") };
    let (parameter, attribute) = ("FilterExpression", SIGNATURE.to_owned());
    assert_eq!(*problem, RefusedProblem::ReservedAttribute { parameter, attribute });
}

#[tokio::test]
async fn dynamodb_updates_only_what_is_unsigned_in_every_format_that_is_read() {
    let update = |table: &Table, expression: &str| {
        let update = table.wrapped.update_item().table_name("Customers");
        let update = update.key("id", s("1")).key("created", n(1)).update_expression(expression);
        update.expression_attribute_values(":v", n(7))
    };
    let parameter = "UpdateExpression";
    let table = Table::new(legacy(), LegacyPolicy::ForbidWriteAllowRead).await;
    table.put_old(customer("1", 1, "a@example.com")).await;
    let counted = update(&table, "SET #c = :v").expression_attribute_names("#c", ":counter");
    counted.clone().send().await.unwrap();
    assert_eq!(get(&table.wrapped, "1", 1).await.unwrap()[":counter"], n(7));
    let error =
        update(&table, "SET #s = :v").expression_attribute_names("#s", SIGNATURE).send().await.unwrap_err();
    let Some(Error::Refused { problem, .. }) = test_support::find(&error) else { panic!("{error:?}") };
    assert_eq!(*problem, RefusedProblem::ReservedAttribute { parameter, attribute: SIGNATURE.to_owned() });

    // The legacy items sign the counter: an update would break them.
    let key = SignatureKey::hmac(SigningAlgorithm::HmacSha256, &[8; 32]).unwrap();
    let strict = LegacyEncryptor::builder().partition_key("id").sort_key("created").sign([":counter"]);
    let strict = strict.provider(WrappedProvider::aes(AesKey::new(&[7; 32]).unwrap(), key)).build().unwrap();
    let table = Table::with(strict, LegacyPolicy::ForbidWriteAllowRead, ProtectedUpdates::Refuse).await;
    let counted = update(&table, "SET #c = :v").expression_attribute_names("#c", ":counter");
    let error = counted.send().await.unwrap_err();
    let Some(Error::Refused { problem, .. }) = test_support::find(&error) else { panic!("{error:?}") };
    assert_eq!(*problem, RefusedProblem::SignedAttribute { parameter, attribute: ":counter".to_owned() });
}

#[tokio::test(flavor = "multi_thread")]
async fn encrypted_updates_of_old_items_lose_nothing() {
    for (policy, written) in [
        (LegacyPolicy::ForceWriteAllowRead, ItemFormat::Legacy),
        (LegacyPolicy::ForbidWriteAllowRead, ItemFormat::Current),
    ] {
        let table = Table::new(legacy(), policy).await;
        let mut item = customer("1", 1, "a@example.com");
        item.insert("notes".to_owned(), n(0));
        table.put_old(item).await;
        let key = || [("id".to_owned(), s("1")), ("created".to_owned(), n(1))].into();
        let add = |n: u32| {
            let update = table.wrapped.update_encrypted("Customers", key()).max_attempts(200);
            let values = [(":n".to_owned(), test_support::n(n))].into();
            update.send_expression("SET notes = notes + :n", None, Some(values))
        };
        let updates = futures_util::future::join_all((1..=20).map(add)).await;
        updates.into_iter().for_each(|updated| drop(updated.unwrap()));
        assert_eq!(get(&table.wrapped, "1", 1).await.unwrap()["notes"], n(210), "{policy:?}");
        assert_eq!(table.format("1", 1).await, written);
    }

    // What somebody without keys changes between the read and the write, is noticed.
    let table = Table::new(legacy(), LegacyPolicy::ForbidWriteAllowRead).await;
    table.put_old(customer("1", 1, "a@example.com")).await;
    let counted = 8;
    let key: Item = [("id".to_owned(), s("1")), ("created".to_owned(), n(1))].into();
    let mut calls = 0;
    let update = table.wrapped.update_encrypted("Customers", key.clone());
    let plain = &table.plain;
    let updated = update
        .send(|item| {
            calls += 1;
            if calls == 1 {
                let count = plain.update_item().table_name("Customers").set_key(Some(key.clone()));
                let count = count.update_expression("SET #c = :c").expression_attribute_names("#c", ":counter");
                let count = count.expression_attribute_values(":c", n(counted)).send();
                let count = async { count.await.map_err(Box::new) };
                tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(count))?;
            }
            let item = item.as_mut().ok_or("it is gone")?;
            item.insert("email".to_owned(), s("b@example.com"));
            Ok(())
        })
        .await;
    let updated = updated.unwrap().unwrap();
    assert_eq!((calls, &updated[":counter"], &updated["email"]), (2, &n(counted), &s("b@example.com")));
    assert_eq!(get(&table.wrapped, "1", 1).await, Some(updated));
}

/// What an update makes of an item.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Write {
    Update,
    /// More attributes change than an update can take.
    Put,
    Delete,
}

/// Updates the item in `table`; before the first attempt writes, somebody without keys sets an attribute. Returns the
/// number of attempts, and what was written.
async fn meddled(table: &Table, write: Write, name: &str, value: &str) -> (u32, Option<Item>) {
    let key: Item = [("id".to_owned(), s("1")), ("created".to_owned(), n(1))].into();
    let mut calls = 0;
    let update = table.wrapped.update_encrypted("Customers", key.clone());
    let updated = update
        .send(|item| {
            calls += 1;
            if calls == 1 {
                let set = table.plain.update_item().table_name("Customers").set_key(Some(key.clone()));
                let set = set.update_expression("SET #n = :v").expression_attribute_names("#n", name);
                let set = set.expression_attribute_values(":v", s(value)).send();
                let set = async { drop(set.await.unwrap()) };
                tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(set));
            }
            let whole = item.as_mut().ok_or("it is gone")?;
            whole.insert("notes".to_owned(), n(1));
            // The current format does not take what it does not know.
            whole.remove("remark");
            match write {
                Write::Update => {}
                Write::Put => (0..310).for_each(|i| drop(whole.insert(format!(":many{i}"), n(i)))),
                Write::Delete => *item = None,
            }
            Ok(())
        })
        .await;
    (calls, updated.unwrap())
}

const WRITES: [Write; 3] = [Write::Update, Write::Put, Write::Delete];

/// What nobody has signed, anybody may add or change; the current format encrypts it.
#[tokio::test(flavor = "multi_thread")]
async fn an_encrypted_update_of_an_old_item_notices_changes_of_what_only_the_current_format_protects() {
    // Readable as it is stored, it is readable in the condition, too: it is not one of the values that tests watch for.
    let old = || legacy_builder().do_nothing(["email"]).build().unwrap();
    for (write, written_before) in WRITES.into_iter().flat_map(|write| [(write, true), (write, false)]) {
        let table = Table::new(old(), LegacyPolicy::ForbidWriteAllowRead).await;
        let mut item = customer("1", 1, "before@example.org");
        if !written_before {
            item.remove("email");
        }
        put(&table.plain, old().encrypt_item(item).await.unwrap()).await;
        let (calls, updated) = meddled(&table, write, "email", "after@example.org").await;
        assert_eq!(calls, 2, "{write:?}, {written_before}");
        assert_eq!(get(&table.wrapped, "1", 1).await, updated);
        assert_eq!(updated.is_none(), write == Write::Delete);
        if let Some(updated) = updated {
            assert_eq!(updated["email"], s("after@example.org"));
            assert_eq!(table.format("1", 1).await, ItemFormat::Current);
            assert!(get(&table.plain, "1", 1).await.unwrap()["email"].is_b());
        }
    }
}

/// A condition of the application could not name it.
#[tokio::test(flavor = "multi_thread")]
async fn an_encrypted_update_of_an_old_item_notices_changes_of_what_the_table_does_not_know() {
    let old = || legacy_builder().do_nothing(["remark"]).build().unwrap();
    for write in WRITES {
        let table = Table::new(old(), LegacyPolicy::ForbidWriteAllowRead).await;
        let mut item = customer("1", 1, "a@example.com");
        item.insert("remark".to_owned(), s("unsigned"));
        put(&table.plain, old().encrypt_item(item).await.unwrap()).await;
        let (calls, updated) = meddled(&table, write, "remark", "changed").await;
        assert_eq!(calls, 2, "{write:?}");
        assert_eq!(get(&table.wrapped, "1", 1).await, updated);
        assert_eq!(updated.is_none(), write == Write::Delete);
    }
}

#[tokio::test]
async fn updates_of_what_old_items_protect_keep_them_readable() {
    for (policy, written) in [
        (LegacyPolicy::ForceWriteAllowRead, ItemFormat::Legacy),
        (LegacyPolicy::ForbidWriteAllowRead, ItemFormat::Current),
    ] {
        let table = Table::new(legacy(), policy).await;
        table.put_old(customer("1", 1, "a@example.com")).await;
        let update = |expression: &str| {
            let update = table.wrapped.update_item().table_name("Customers").key("id", s("1"));
            update.key("created", n(1)).update_expression(expression)
        };
        let set = update("SET email = :v").condition_expression("contains(email, :a)");
        let set = set.expression_attribute_values(":v", s("b@example.com"));
        let output =
            set.expression_attribute_values(":a", s("a@")).return_values(ReturnValue::AllNew).send().await;
        let expected = customer("1", 1, "b@example.com");
        assert_eq!(output.unwrap().attributes, Some(expected.clone()));
        assert_eq!(get(&table.wrapped, "1", 1).await, Some(expected));
        assert_eq!(table.format("1", 1).await, written);
        // An update of what is not signed finds items of both formats, and makes one that can be read.
        for id in ["1", "2"] {
            let count =
                table.wrapped.update_item().table_name("Customers").key("id", s(id)).key("created", n(1));
            let count = count.update_expression("ADD #c :one").expression_attribute_names("#c", ":counter");
            count.expression_attribute_values(":one", n(1)).send().await.unwrap();
            assert!(get(&table.wrapped, id, 1).await.is_some());
        }
        assert_eq!(table.format("2", 1).await, written);
    }
}
