//! Conditions on what is encrypted, in writes of one item: to the application they are DynamoDB's own.

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue, ReturnValuesOnConditionCheckFailure as OnFailure};
use dynamodb_item_encryptor::{EncryptTables, Error, Item, PlaintextPolicy, ProtectedUpdates, TableConfig};
use test_support::fault::Fault;
use test_support::proxy::Proxy;
use test_support::{customer, customers, customers_builder, engine, find, keyring, n, s};

struct Setup {
    wrapped: Client,
    plain: Client,
    proxy: Proxy,
    url: String,
}

async fn setup(table: TableConfig) -> Setup {
    let url = engine::start_unwatched().await;
    let plain = Client::from_conf(test_support::config(&url).build());
    engine::create_table(&plain, "Customers").await;
    let proxy = Proxy::start(&url, |_| None);
    let config = test_support::config(&proxy.url).encrypt_tables([table]).unwrap();
    Setup { wrapped: Client::from_conf(config.build()), plain, proxy, url }
}

impl Setup {
    fn with(&self, table: TableConfig) -> Client {
        Client::from_conf(test_support::config(&self.proxy.url).encrypt_tables([table]).unwrap().build())
    }

    fn operations(&self, first: usize) -> Vec<String> {
        self.proxy.exchanges_from(first).into_iter().map(|exchange| exchange.request.operation).collect()
    }

    fn has_sent(&self, text: &str) -> bool {
        self.proxy.bytes().iter().any(|bytes| String::from_utf8_lossy(bytes).contains(text))
    }
}

fn key() -> Item {
    HashMap::from([("id".to_owned(), s("1")), ("created".to_owned(), n(1))])
}

fn item(email: &str) -> Item {
    customer("1", 1, email)
}

async fn put(client: &Client, item: Item) {
    client.put_item().table_name("Customers").set_item(Some(item)).send().await.unwrap();
}

async fn get(client: &Client) -> Option<Item> {
    client.get_item().table_name("Customers").set_key(Some(key())).send().await.unwrap().item
}

#[tokio::test]
async fn a_put_and_a_delete_may_depend_on_encrypted_values() {
    let setup = setup(customers(keyring())).await;
    let client = &setup.wrapped;
    put(client, item("a@example.com")).await;
    let replace = |expected: &str| {
        let put = client.put_item().table_name("Customers").set_item(Some(item("b@example.com")));
        let put = put.condition_expression("email = :e").expression_attribute_values(":e", s(expected));
        put.return_values(ReturnValue::AllOld)
    };
    let first = setup.proxy.count();
    let error = replace("x@example.com").send().await.unwrap_err();
    assert!(error.into_service_error().is_conditional_check_failed_exception());
    assert_eq!(setup.operations(first), ["GetItem"]);
    let failed = replace("x@example.com").return_values_on_condition_check_failure(OnFailure::AllOld);
    let error = failed.send().await.unwrap_err().into_service_error();
    let failed = match error {
        aws_sdk_dynamodb::operation::put_item::PutItemError::ConditionalCheckFailedException(failed) => failed,
        error => panic!("{error:?}"),
    };
    assert_eq!(failed.item, Some(item("a@example.com")));
    let first = setup.proxy.count();
    let output = replace("a@example.com").send().await.unwrap();
    assert_eq!(output.attributes, Some(item("a@example.com")));
    assert_eq!(setup.operations(first), ["GetItem", "PutItem"]);
    assert_eq!(get(client).await, Some(item("b@example.com")));

    let delete = |expected: &str| {
        let delete = client.delete_item().table_name("Customers").set_key(Some(key()));
        let delete = delete.condition_expression("contains(email, :e)");
        delete.expression_attribute_values(":e", s(expected)).return_values(ReturnValue::AllOld)
    };
    let error = delete("a@example").send().await.unwrap_err();
    assert_eq!(error.code(), Some("ConditionalCheckFailedException"));
    let output = delete("b@example").send().await.unwrap();
    assert_eq!(output.attributes, Some(item("b@example.com")));
    assert_eq!(get(client).await, None);
    // A condition that holds where there is nothing.
    let delete = client.delete_item().table_name("Customers").set_key(Some(key()));
    let delete = delete.condition_expression("NOT contains(email, :e)");
    delete.expression_attribute_values(":e", s("x")).send().await.unwrap();
    let put = client.put_item().table_name("Customers").set_item(Some(item("c@example.com")));
    let put = put.condition_expression("attribute_not_exists(email) OR email = :e");
    put.expression_attribute_values(":e", s("a@example.com")).send().await.unwrap();
    assert!(!setup.has_sent("@example"));
}

#[tokio::test]
async fn whether_an_encrypted_attribute_exists_is_asked_of_dynamodb() {
    let setup = setup(customers(keyring())).await;
    let client = &setup.wrapped;
    put(client, item("a@example.com")).await;
    let first = setup.proxy.count();
    let create = client.put_item().table_name("Customers").set_item(Some(item("b@example.com")));
    let error = create.condition_expression("attribute_not_exists(email)").send().await.unwrap_err();
    assert_eq!(error.code(), Some("ConditionalCheckFailedException"));
    let delete = client.delete_item().table_name("Customers").set_key(Some(key()));
    // Inside of it there is nothing to be seen from outside.
    let inside = delete.clone().condition_expression("attribute_exists(notes[0])");
    inside.condition_expression("attribute_exists(email)").send().await.unwrap();
    assert_eq!(setup.operations(first), ["PutItem", "DeleteItem"]);
    put(client, item("a@example.com")).await;
    let first = setup.proxy.count();
    delete.condition_expression("attribute_exists(notes[1])").send().await.unwrap();
    assert_eq!(setup.operations(first), ["GetItem", "DeleteItem"]);

    put(client, item("a@example.com")).await;
    let scan = client.scan().table_name("Customers").filter_expression("attribute_not_exists(email)");
    assert_eq!(scan.send().await.unwrap().count, 0);
    let last = setup.proxy.exchanges().pop().unwrap().request.json();
    assert_eq!(last["FilterExpression"], "attribute_not_exists(email)");
}

#[tokio::test]
async fn unsigned_attributes_that_a_condition_reads_are_compared_and_no_others() {
    let setup = setup(customers(keyring())).await;
    let client = &setup.wrapped;
    let count = |url: String| {
        // Somebody counts once, between the read and the write.
        let runtime = tokio::runtime::Handle::current();
        let mut counts = 1;
        move |request: &test_support::wire::Request| {
            if request.operation != "GetItem" && counts > 0 {
                counts -= 1;
                let (sender, receiver) = std::sync::mpsc::channel();
                let other = Client::from_conf(test_support::config(&url).build());
                runtime.spawn(async move {
                    let update = other.update_item().table_name("Customers").set_key(Some(key()));
                    let update =
                        update.update_expression("ADD #c :one").expression_attribute_names("#c", ":counter");
                    update.expression_attribute_values(":one", n(1)).send().await.unwrap();
                    sender.send(()).unwrap();
                });
                receiver.recv().unwrap();
            }
            None::<Fault>
        }
    };
    for (condition, expected) in [("email = :e", 2), ("email = :e AND #c < :n", 4)] {
        put(client, item("a@example.com")).await;
        let first = setup.proxy.count();
        setup.proxy.set_plan(count(setup.url.clone()));
        let update = client.update_item().table_name("Customers").set_key(Some(key()));
        let update = update.update_expression("SET email = :v").condition_expression(condition);
        let update = update.expression_attribute_values(":e", s("a@example.com"));
        let mut update = update.expression_attribute_values(":v", s("b@example.com"));
        if condition.contains("#c") {
            update =
                update.expression_attribute_names("#c", ":counter").expression_attribute_values(":n", n(9));
        }
        let update = update.return_values(ReturnValue::AllNew);
        let client = client.clone();
        let send = async move { update.send().await.unwrap().attributes.unwrap() };
        let seen = tokio::task::spawn_blocking(move || tokio::runtime::Handle::current().block_on(send));
        let seen = seen.await.unwrap();
        assert_eq!(setup.proxy.count() - first, expected, "{condition}");
        setup.proxy.set_plan(|_| None);
        assert_eq!(seen[":counter"], n(2), "what is returned is what is stored");
        assert_eq!(get(&client).await, Some(seen));
    }
}

#[tokio::test]
async fn a_table_can_refuse_what_takes_a_read() {
    let table = customers_builder(keyring()).protected_updates(ProtectedUpdates::Refuse).build().unwrap();
    let setup = setup(table).await;
    let first = setup.proxy.count();
    let update = setup.wrapped.update_item().table_name("Customers").set_key(Some(key()));
    let error = update.update_expression("REMOVE email").send().await.unwrap_err();
    assert!(matches!(find(&error), Some(Error::Refused { .. })));
    assert_eq!(setup.proxy.count(), first);
}

fn staged(policy: PlaintextPolicy) -> TableConfig {
    customers_builder(keyring()).plaintext_policy(policy).build().unwrap()
}

#[tokio::test]
async fn the_stage_that_writes_plaintext_does_what_plaintext_does() {
    let setup = setup(staged(PlaintextPolicy::ForceWriteAllowRead)).await;
    let client = &setup.wrapped;
    let set = |client: &Client, old: &str, new: &str| {
        let update = client.update_item().table_name("Customers").set_key(Some(key()));
        let update = update.update_expression("SET email = :v, extra = :v").condition_expression("email = :e");
        let update = update.expression_attribute_values(":e", s(old));
        update.expression_attribute_values(":v", s(new)).return_values(ReturnValue::UpdatedOld)
    };
    put(client, item("a@example.com")).await;
    let first = setup.proxy.count();
    let output = set(client, "a@example.com", "b@example.com").send().await.unwrap();
    assert_eq!(output.attributes.unwrap()["email"], s("a@example.com"));
    let error = set(client, "a@example.com", "c@example.com").send().await.unwrap_err();
    assert_eq!(error.code(), Some("ConditionalCheckFailedException"));
    assert_eq!(setup.operations(first), ["UpdateItem", "UpdateItem"], "no reads");
    assert_eq!(get(&setup.plain).await.unwrap()["extra"], s("b@example.com"));
    // An item that somebody else has sealed already is opened, and becomes plaintext as by a put.
    let sealing = setup.with(staged(PlaintextPolicy::ForbidWriteAllowRead));
    put(&sealing, item("d@example.com")).await;
    let first = setup.proxy.count();
    set(client, "d@example.com", "e@example.com").send().await.unwrap();
    assert_eq!(setup.operations(first), ["UpdateItem", "GetItem", "UpdateItem"]);
    assert_eq!(get(&setup.plain).await.unwrap()["email"], s("e@example.com"));
    assert!(!get(&setup.plain).await.unwrap().contains_key("aws_dbe_head"));
    let delete = client.delete_item().table_name("Customers").set_key(Some(key()));
    let delete = delete.condition_expression("email = :e");
    delete.expression_attribute_values(":e", s("e@example.com")).send().await.unwrap();
    assert_eq!(get(&setup.plain).await, None);
}

#[tokio::test]
async fn the_stage_that_reads_plaintext_seals_what_it_changes() {
    let setup = setup(staged(PlaintextPolicy::ForbidWriteAllowRead)).await;
    put(&setup.plain, item("a@example.com")).await;
    let update = setup.wrapped.update_item().table_name("Customers").set_key(Some(key()));
    let update = update.update_expression("SET email = :v").condition_expression("email = :e");
    let update = update.expression_attribute_values(":e", s("a@example.com"));
    let update = update.expression_attribute_values(":v", AttributeValue::S("b@example.com".to_owned()));
    let output = update.return_values(ReturnValue::AllNew).send().await.unwrap();
    assert_eq!(output.attributes, Some(item("b@example.com")));
    let stored = get(&setup.plain).await.unwrap();
    assert!(stored["email"].is_b() && stored.contains_key("aws_dbe_foot"));
    // What is unsigned stays DynamoDB's, in either form.
    put(&setup.plain, item("a@example.com")).await;
    let first = setup.proxy.count();
    let update = setup.wrapped.update_item().table_name("Customers").set_key(Some(key()));
    update.update_expression("REMOVE #c").expression_attribute_names("#c", ":counter").send().await.unwrap();
    assert_eq!(setup.operations(first), ["UpdateItem"]);
}

#[tokio::test]
async fn an_item_that_cannot_be_read_is_not_written() {
    let setup = setup(customers(keyring())).await;
    put(&setup.plain, item("a@example.com")).await;
    let update = setup.wrapped.update_item().table_name("Customers").set_key(Some(key()));
    let update =
        update.update_expression("SET email = :v").expression_attribute_values(":v", s("b@example.com"));
    let error = update.send().await.unwrap_err();
    assert!(matches!(find(&error), Some(Error::MalformedItem { .. })), "{error:?}");
    let update = setup.wrapped.update_item().table_name("Customers").set_key(Some(key()));
    let update = update.update_expression("REMOVE #c").expression_attribute_names("#c", ":counter");
    let error = update.send().await.unwrap_err();
    assert!(matches!(find(&error), Some(Error::MalformedItem { .. })), "{error:?}");
    assert_eq!(get(&setup.plain).await, Some(item("a@example.com")));
}

#[tokio::test]
async fn no_update_copies_a_secret_to_where_it_could_be_read() {
    let setup = setup(customers(keyring())).await;
    put(&setup.wrapped, item("a@example.com")).await;
    let first = setup.proxy.count();
    for text in ["SET #p = email", "SET #p = if_not_exists(email, #p)", "SET email = #p, #p = notes"] {
        let update = setup.wrapped.update_item().table_name("Customers").set_key(Some(key()));
        let update = update.update_expression(text).expression_attribute_names("#p", "plan");
        let error = update.send().await.unwrap_err();
        assert!(matches!(find(&error), Some(Error::Refused { .. })), "{text}");
    }
    assert_eq!(setup.proxy.count(), first);
    let update = setup.wrapped.update_item().table_name("Customers").set_key(Some(key()));
    update.update_expression("SET email = notes, notes = email").send().await.unwrap();
}
