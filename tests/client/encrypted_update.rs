//! Updates of encrypted attributes: none is lost, none is done twice.

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::http::HttpResponse;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    EncryptTables, Error, Item, MultiKeyring, PlaintextPolicy, RawAesKeyring, RefusedProblem, TableConfig,
    UpdateEncrypted, UpdateError,
};
use serde_json::json;
use test_support::wire::Wire;
use test_support::{
    customer, customers, customers_builder, engine, find, keyring, n, s, sealed, without_notes,
};

async fn clients(table: TableConfig) -> (Client, Client) {
    let url = engine::start().await;
    let plain = Client::from_conf(test_support::config(&url).build());
    engine::create_table(&plain, "Customers").await;
    (Client::from_conf(test_support::config(&url).encrypt_tables([table]).unwrap().build()), plain)
}

fn key(id: &str) -> Item {
    HashMap::from([("id".to_owned(), s(id)), ("created".to_owned(), n(1))])
}

async fn get(client: &Client, id: &str) -> Option<Item> {
    client.get_item().table_name("Customers").set_key(Some(key(id))).send().await.unwrap().item
}

async fn put(client: &Client, item: Item) {
    client.put_item().table_name("Customers").set_item(Some(item)).send().await.unwrap();
}

/// The encrypted counter in `notes`.
fn count(item: &Item) -> u32 {
    item["notes"].as_n().unwrap().parse().unwrap()
}

fn counting(id: &str) -> Item {
    let mut item = customer(id, 1, "a@example.com");
    item.insert("notes".to_owned(), n(0));
    item
}

#[tokio::test]
async fn two_hundred_racing_increments_end_at_two_hundred() {
    let (wrapped, plain) = clients(customers(keyring())).await;
    put(&wrapped, counting("1")).await;
    let racing: Vec<_> = (0..200)
        .map(|i| {
            let update = wrapped.update_encrypted("Customers", key("1")).max_attempts(1000);
            tokio::spawn(async move {
                if i % 2 == 0 {
                    let values = HashMap::from([(":one".to_owned(), n(1))]);
                    return update.send_expression("SET notes = notes + :one", None, Some(values)).await;
                }
                let change = |item: &mut Option<Item>| {
                    let item = item.as_mut().unwrap();
                    let next = n(count(item) + 1);
                    item.insert("notes".to_owned(), next);
                    Ok(())
                };
                update.send(change).await
            })
        })
        .collect();
    let mut seen = Vec::new();
    for update in racing {
        seen.push(count(&update.await.unwrap().unwrap().unwrap()));
    }
    seen.sort_unstable();
    assert_eq!(seen, (1..=200).collect::<Vec<_>>(), "each saw its own");
    assert_eq!(count(&get(&wrapped, "1").await.unwrap()), 200);
    assert!(get(&plain, "1").await.unwrap()["notes"].is_b());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn an_update_of_an_unsigned_attribute_in_between_is_not_lost() {
    let (wrapped, plain) =
        clients(customers_builder(keyring()).allowed_unsigned(["seen"]).build().unwrap()).await;
    for interfering in ["SET #c = :v", "REMOVE #c", "SET seen = :v", "SET #later = :v REMOVE #c"] {
        put(&wrapped, counting("1")).await;
        let mut calls = 0;
        let other = plain.clone();
        let change = |item: &mut Option<Item>| {
            calls += 1;
            let item = item.as_mut().unwrap();
            let next = n(count(item) + 1);
            item.insert("notes".to_owned(), next);
            if calls > 1 {
                return Ok(());
            }
            let update = other.update_item().table_name("Customers").set_key(Some(key("1")));
            let mut update = update.update_expression(interfering);
            for (name, value) in [("#c", ":counter"), ("#later", ":later")] {
                if interfering.contains(name) {
                    update = update.expression_attribute_names(name, value);
                }
            }
            if interfering.contains(":v") {
                update = update.expression_attribute_values(":v", n(77));
            }
            std::thread::scope(|scope| {
                let sending = scope.spawn(|| {
                    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                    runtime.block_on(update.send()).unwrap();
                });
                sending.join().unwrap();
            });
            Ok(())
        };
        let stored = tokio::task::block_in_place(|| {
            tokio::runtime::Handle::current()
                .block_on(wrapped.update_encrypted("Customers", key("1")).send(change))
        });
        // The update does not depend on it.
        assert_eq!(calls, 1, "{interfering}");
        let found = get(&wrapped, "1").await.unwrap();
        assert_eq!(count(&stored.unwrap().unwrap()), 1, "{interfering}");
        assert_eq!(count(&found), 1, "{interfering}");
        let values = [":counter", "seen", ":later"].map(|name| found.get(name).cloned());
        let seventy_seven = || Some(n(77));
        let expected = match interfering {
            "SET #c = :v" => [seventy_seven(), None, None],
            "REMOVE #c" => [None, None, None],
            "SET seen = :v" => [Some(n(1)), seventy_seven(), None],
            _ => [None, None, seventy_seven()],
        };
        assert_eq!(values, expected, "{interfering}");
    }
}

/// DynamoDB cannot be asked whether there is another attribute of some prefix.
#[tokio::test]
async fn attributes_that_others_add_under_the_unsigned_prefix_meanwhile_are_not_lost() {
    let (wrapped, plain) = clients(customers(keyring())).await;
    put(&wrapped, counting("1")).await;
    let adding = async {
        for i in 0..60 {
            let add = plain.update_item().table_name("Customers").set_key(Some(key("1")));
            let add =
                add.update_expression("SET #a = :a").expression_attribute_names("#a", format!(":added-{i}"));
            add.expression_attribute_values(":a", n(i)).send().await.unwrap();
        }
    };
    let counting = async {
        let racing = (0..60).map(|_| {
            let update = wrapped.update_encrypted("Customers", key("1")).max_attempts(1000);
            let values = HashMap::from([(":one".to_owned(), n(1))]);
            update.send_expression("SET notes = notes + :one", None, Some(values))
        });
        futures_util::future::try_join_all(racing).await.unwrap();
    };
    futures_util::future::join(adding, counting).await;
    let found = get(&wrapped, "1").await.unwrap();
    assert_eq!(count(&found), 60);
    let added: Vec<_> = (0..60).map(|i| found.get(&format!(":added-{i}")).cloned()).collect();
    assert_eq!(added, (0..60).map(|i| Some(n(i))).collect::<Vec<_>>());
    assert_eq!(found.len(), counting_length() + 60);
}

fn counting_length() -> usize {
    counting("1").len()
}

/// Adds an unsigned attribute to the item, as somebody without keys does, from within a change.
fn add_in_between(plain: &Client, name: &str, value: AttributeValue) {
    let add = plain.update_item().table_name("Customers").set_key(Some(key("1")));
    let add = add.update_expression("SET #a = :a").expression_attribute_names("#a", name);
    let add = add.expression_attribute_values(":a", value).send();
    let add = async { drop(add.await.unwrap()) };
    tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(add));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_update_adds_does_not_replace_what_somebody_else_has_added() {
    let (wrapped, plain) = clients(customers(keyring())).await;
    put(&wrapped, counting("1")).await;
    let mut calls = 0;
    let update = wrapped.update_encrypted("Customers", key("1"));
    let updated = update
        .send(|item| {
            calls += 1;
            let item = item.as_mut().unwrap();
            let seen = item.get(":first").is_none();
            if calls == 1 {
                add_in_between(&plain, ":first", n(77));
            }
            if seen {
                item.insert(":first".to_owned(), n(1));
            }
            item.insert("email".to_owned(), s("b@example.com"));
            Ok(())
        })
        .await;
    assert_eq!((calls, &updated.unwrap().unwrap()[":first"]), (2, &n(77)));
    assert_eq!(get(&wrapped, "1").await.unwrap()[":first"], n(77));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_changes_what_differs_and_takes_away_what_is_gone() {
    let (wrapped, plain) = clients(customers(keyring())).await;
    let mut item = counting("1");
    item.insert(":old".to_owned(), s("x"));
    put(&wrapped, item.clone()).await;
    let changed = wrapped.update_encrypted("Customers", key("1")).send(|item| {
        add_in_between(&plain, ":added", s("y"));
        let item = item.as_mut().unwrap();
        item.retain(|name, _| !matches!(name.as_str(), "notes" | "plan" | ":old"));
        item.insert("email".to_owned(), n(5));
        item.insert(":new".to_owned(), n(6));
        Ok(())
    });
    let mut expected = changed.await.unwrap().unwrap();
    assert_eq!(expected.len(), 5, "{:?}", expected.keys());
    expected.insert(":added".to_owned(), s("y"));
    assert_eq!(get(&wrapped, "1").await, Some(expected));
    assert_eq!(get(&plain, "1").await.unwrap().len(), 8);
}

/// Too many attributes for one expression: the item is put, on the condition that it is still the one that was read.
#[tokio::test(flavor = "multi_thread")]
async fn an_item_with_very_many_attributes_is_updated_all_the_same() {
    let names = || (0..600).map(|i| format!("field-{i}"));
    let (slow, _) = test_support::keys::Slow::new(std::time::Duration::from_millis(1));
    for table in [customers_builder(keyring()), customers_builder(slow)] {
        let (wrapped, plain) = clients(table.encrypt(names()).build().unwrap()).await;
        let mut item = counting("1");
        item.extend(names().map(|name| (name, s("x"))));
        put(&wrapped, item).await;
        let mut calls = 0;
        let update = wrapped.update_encrypted("Customers", key("1"));
        let updated = update
            .send(|item| {
                calls += 1;
                if calls == 1 {
                    add_in_between(&plain, ":counter", n(77));
                }
                item.as_mut().unwrap().insert("field-7".to_owned(), s("y"));
                Ok(())
            })
            .await;
        let found = get(&wrapped, "1").await;
        assert_eq!((calls, updated.unwrap()), (2, found.clone()));
        let found = found.unwrap();
        assert_eq!((&found["field-7"], &found["field-8"], &found[":counter"]), (&s("y"), &s("x"), &n(77)));
        assert_eq!(found.len(), 606);
    }
}

/// Hooks of the application see every input, also that of the write.
#[tokio::test]
async fn a_write_that_was_tampered_with_on_its_way_is_refused() {
    use aws_sdk_dynamodb::config::interceptors::BeforeSerializationInterceptorContextMut;
    use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
    use aws_sdk_dynamodb::error::BoxError;
    use aws_sdk_dynamodb::operation::update_item::UpdateItemInput;
    use aws_sdk_dynamodb::types::ReturnValue;

    type Change = fn(&mut UpdateItemInput);

    #[derive(Debug)]
    struct Hook(Change);

    impl Intercept for Hook {
        fn name(&self) -> &'static str {
            "hook"
        }

        fn modify_before_serialization(
            &self,
            context: &mut BeforeSerializationInterceptorContextMut<'_>,
            _components: &RuntimeComponents,
            _cfg: &mut ConfigBag,
        ) -> Result<(), BoxError> {
            if let Some(input) = context.input_mut().downcast_mut() {
                self.0(input);
            }
            Ok(())
        }
    }

    let (wrapped, plain) = clients(customers(keyring())).await;
    put(&wrapped, counting("1")).await;
    let stored = get(&plain, "1").await;
    let hooks: [(&str, Change); 4] = [
        ("UpdateExpression", |input| input.update_expression = Some("SET email = notes".to_owned())),
        ("ConditionExpression", |input| input.condition_expression = Some("attribute_exists(id)".to_owned())),
        ("ExpressionAttributeValues", |input| {
            input.expression_attribute_values = Some(HashMap::from([(":new".to_owned(), s("secret"))]));
        }),
        ("ReturnValues", |input| input.return_values = Some(ReturnValue::AllNew)),
    ];
    for (name, hook) in hooks {
        let config = wrapped.config().to_builder().interceptor(Hook(hook));
        let update = Client::from_conf(config.build()).update_encrypted("Customers", key("1"));
        let error = update.send(change_email).await.unwrap_err();
        let expected = RefusedProblem::Parameter { parameter: name };
        assert!(
            matches!(find(&error), Some(Error::Refused { problem, .. }) if *problem == expected),
            "{error:?}"
        );
    }
    assert_eq!(get(&plain, "1").await, stored);
    // What changes nothing about the items is the application's own affair.
    let capacity = Hook(|input| {
        input.return_consumed_capacity = Some(aws_sdk_dynamodb::types::ReturnConsumedCapacity::Total);
    });
    let config = wrapped.config().to_builder().interceptor(capacity);
    let update = Client::from_conf(config.build()).update_encrypted("Customers", key("1"));
    update.send(change_email).await.unwrap();
}

#[tokio::test]
async fn items_are_made_and_deleted_on_the_same_terms() {
    let (wrapped, plain) = clients(customers(keyring())).await;
    let update = |id| wrapped.update_encrypted("Customers", key(id));
    let make = |item: &mut Option<Item>| {
        assert!(item.replace(counting("1")).is_none());
        Ok(())
    };
    assert_eq!(update("1").send(make).await.unwrap(), Some(counting("1")));
    assert!(get(&plain, "1").await.unwrap()["email"].is_b());
    let delete = |item: &mut Option<Item>| {
        *item = None;
        Ok(())
    };
    assert_eq!(update("1").send(delete).await.unwrap(), None);
    assert_eq!(get(&plain, "1").await, None);
    assert_eq!(update("1").send(delete).await.unwrap(), None);

    let values = HashMap::from([(":mail".to_owned(), s("b@example.com"))]);
    let made = update("2").send_expression("SET email = :mail", None, Some(values)).await.unwrap();
    assert_eq!(made, get(&wrapped, "2").await);
    assert_eq!(made.unwrap().len(), 3);
}

#[tokio::test]
async fn what_cannot_be_updated_is_reported_and_nothing_written() {
    let table = customers_builder(keyring()).plaintext_policy(PlaintextPolicy::ForbidWriteAllowRead);
    let (wrapped, plain) = clients(table.build().unwrap()).await;
    put(&wrapped, counting("1")).await;
    put(&plain, counting("2")).await;
    let stored = (get(&plain, "1").await, get(&plain, "2").await);
    let update = |id| wrapped.update_encrypted("Customers", key(id));

    let error = update("1").send(|_| Err("not today".into())).await.unwrap_err();
    assert!(matches!(&error, UpdateError::Change(reason) if reason.to_string() == "not today"));
    let other_key = |item: &mut Option<Item>| {
        item.as_mut().unwrap().insert("created".to_owned(), n(2));
        Ok(())
    };
    let error = update("1").send(other_key).await.unwrap_err();
    let expected = RefusedProblem::KeyChanged { attribute: "created".to_owned() };
    assert!(matches!(find(&error), Some(Error::Refused { problem, .. }) if *problem == expected), "{error:?}");
    for (expression, value) in
        [("SET email = absent", None), ("SET email =", None), ("ADD email :v", Some(n(1)))]
    {
        let values = value.map(|value| HashMap::from([(":v".to_owned(), value)]));
        let error = update("1").send_expression(expression, None, values).await.unwrap_err();
        assert!(matches!(error, UpdateError::Change(_)), "{expression}: {error:?}");
    }
    let unconfigured = |item: &mut Option<Item>| {
        item.as_mut().unwrap().insert("phone".to_owned(), s("x"));
        Ok(())
    };
    let error = update("1").send(unconfigured).await.unwrap_err();
    assert!(matches!(error, UpdateError::Update(_)));
    assert!(matches!(find(&error), Some(Error::InvalidItem { .. })), "{error:?}");
    let error = plain.update_encrypted("Customers", key("1")).send(other_key).await.unwrap_err();
    let expected = RefusedProblem::NotEncrypted;
    assert!(matches!(find(&error), Some(Error::Refused { problem, .. }) if *problem == expected), "{error:?}");
    assert_eq!((get(&plain, "1").await, get(&plain, "2").await), stored);
}

fn change_email(item: &mut Option<Item>) -> Result<(), dynamodb_item_encryptor::BoxError> {
    item.as_mut().unwrap().insert("email".to_owned(), s("new@example.com"));
    Ok(())
}

#[tokio::test]
async fn attempts_are_bounded_and_a_write_is_sent_once() {
    let stored = sealed(without_notes(customer("1", 1, "a@example.com"))).await;
    let footer = stored["aws_dbe_foot"].clone();
    let start = |status, kind: &'static str| {
        let stored = stored.clone();
        Wire::start(move |_, request| match request.operation.as_str() {
            "GetItem" => (200, json!({ "Item": stored }).to_string()),
            _ => (status, json!({ "__type": kind }).to_string()),
        })
    };
    let client =
        |wire: &Wire| Client::from_conf(wire.config().encrypt_tables([customers(keyring())]).unwrap().build());
    for kind in ["ConditionalCheckFailedException", "ProvisionedThroughputExceededException"] {
        let wire = start(400, kind);
        let update = client(&wire).update_encrypted("Customers", key("1")).max_attempts(3);
        let error = update.send(change_email).await.unwrap_err();
        assert!(matches!(error, UpdateError::Contended { attempts: 3, .. }), "{error:?}");
        let requests = wire.requests();
        let operations: Vec<_> = requests.iter().map(|request| request.operation.as_str()).collect();
        assert_eq!(operations, ["GetItem", "UpdateItem"].repeat(3));
        assert_eq!(requests[0].json()["ConsistentRead"], true);
        let sent = requests[1].json();
        // Nothing depends on what is not signed, so that others may change it.
        assert_eq!(sent["ConditionExpression"], "#0=:0");
        // What is not sealed anew is not written.
        let names = sent["ExpressionAttributeNames"].as_object().unwrap();
        let name = |placeholder: &str| names[placeholder].as_str().unwrap();
        assert_eq!((name("#0"), names.len()), ("aws_dbe_foot", 3));
        let update = sent["UpdateExpression"].as_str().unwrap().strip_prefix("SET ").unwrap();
        let mut set: Vec<_> = update.split(',').map(|set| name(set.split_once('=').unwrap().0)).collect();
        set.sort_unstable();
        assert_eq!(set, ["aws_dbe_foot", "aws_dbe_head", "email"]);
        let values = sent["ExpressionAttributeValues"].as_object().unwrap();
        assert_eq!((&values[":0"], values.len()), (&footer, 4));
        assert!(requests.iter().all(|request| !String::from_utf8_lossy(&request.body).contains("example.com")));
    }
    // Whether that was written, nobody knows: not to be tried again.
    let wire = start(500, "InternalServerError");
    let error = client(&wire).update_encrypted("Customers", key("1")).send(change_email).await.unwrap_err();
    assert!(matches!(error, UpdateError::Update(_)), "{error:?}");
    assert_eq!(wire.count(), 2);
    // Nothing to write.
    let unchanged = client(&wire).update_encrypted("Customers", key("1")).send(|_| Ok(())).await.unwrap();
    assert_eq!(unchanged.unwrap()["email"], AttributeValue::S("a@example.com".into()));
    assert_eq!(wire.count(), 3);
}

#[tokio::test]
async fn a_condition_that_does_not_hold_ends_an_update() {
    let (wrapped, plain) = clients(customers(keyring())).await;
    put(&wrapped, counting("1")).await;
    let stored = get(&plain, "1").await;
    let update = |old: &str| {
        let values = HashMap::from([(":e".to_owned(), s(old))]);
        wrapped.update_encrypted("Customers", key("1")).condition("email = :e", None, Some(values))
    };
    let error = update("x@example.com").send(change_email).await.unwrap_err();
    assert!(matches!(error, UpdateError::ConditionFailed), "{error:?}");
    let error: SdkError<UpdateItemError, HttpResponse> = error.into();
    assert_eq!(error.code(), Some("ConditionalCheckFailedException"));
    assert!(error.into_service_error().is_conditional_check_failed_exception());
    assert_eq!(get(&plain, "1").await, stored);
    let changed = update("a@example.com").send(change_email).await.unwrap().unwrap();
    assert_eq!(changed["email"], s("new@example.com"));
    let error = update("a").condition("email =", None, None).send(change_email).await.unwrap_err();
    assert!(matches!(error, UpdateError::Change(_)), "{error:?}");
}

#[tokio::test]
async fn every_failure_is_one_of_updateitem() {
    let stored = sealed(without_notes(customer("1", 1, "a@example.com"))).await;
    let fail = |reads: bool, status, kind: &'static str| {
        let stored = stored.clone();
        Wire::start(move |_, request| {
            if (request.operation == "GetItem") == reads {
                return (status, json!({ "__type": kind, "message": "no" }).to_string());
            }
            (200, json!({ "Item": stored }).to_string())
        })
    };
    for (reads, kind) in [
        (true, "ResourceNotFoundException"),
        (true, "AccessDeniedException"),
        (false, "ResourceNotFoundException"),
        (false, "ValidationException"),
    ] {
        let wire = fail(reads, 400, kind);
        let client = Client::from_conf(wire.config().encrypt_tables([customers(keyring())]).unwrap().build());
        let error = client.update_encrypted("Customers", key("1")).send(change_email).await.unwrap_err();
        let error: SdkError<UpdateItemError, HttpResponse> = error.into();
        assert_eq!((error.code(), error.message()), (Some(kind), Some("no")));
        assert_eq!(
            error.into_service_error().is_resource_not_found_exception(),
            kind == "ResourceNotFoundException"
        );
    }
    let wire = fail(false, 400, "ThrottlingException");
    let client = Client::from_conf(wire.config().encrypt_tables([customers(keyring())]).unwrap().build());
    let update = client.update_encrypted("Customers", key("1")).max_attempts(2);
    let error = update.send(change_email).await.unwrap_err();
    let last = std::error::Error::source(&error).unwrap().downcast_ref::<SdkError<UpdateItemError>>().unwrap();
    assert_eq!(last.code(), Some("ThrottlingException"), "the reason of the last attempt");
    let error: SdkError<UpdateItemError, HttpResponse> = error.into();
    assert!(error.into_service_error().is_transaction_conflict_exception());
}

#[tokio::test]
async fn attempts_are_pauses_apart() {
    let stored = sealed(without_notes(customer("1", 1, "a@example.com"))).await;
    let wire = Wire::start(move |_, request| match request.operation.as_str() {
        "GetItem" => (200, json!({ "Item": stored }).to_string()),
        _ => (400, json!({ "__type": "ThrottlingException" }).to_string()),
    });
    let client = Client::from_conf(wire.config().encrypt_tables([customers(keyring())]).unwrap().build());
    let started = std::time::Instant::now();
    let update = client.update_encrypted("Customers", key("1")).max_attempts(8);
    update.send(change_email).await.unwrap_err();
    // Random pauses of up to 10, 20, 40 … 640 ms: all of them short is as good as impossible.
    assert!(started.elapsed() > std::time::Duration::from_millis(60), "{:?}", started.elapsed());
}

#[tokio::test]
async fn plaintext_items_are_updated_where_the_policy_reads_them() {
    let table = customers_builder(keyring()).plaintext_policy(PlaintextPolicy::ForbidWriteAllowRead);
    // What is stored in plaintext is compared in plaintext.
    let url = engine::start_unwatched().await;
    let plain = Client::from_conf(test_support::config(&url).build());
    engine::create_table(&plain, "Customers").await;
    let config = test_support::config(&url).encrypt_tables([table.build().unwrap()]).unwrap();
    let wrapped = Client::from_conf(config.build());
    put(&plain, counting("1")).await;
    let changed = wrapped.update_encrypted("Customers", key("1")).send(change_email).await.unwrap();
    assert_eq!(get(&wrapped, "1").await, changed);
    assert!(get(&plain, "1").await.unwrap().contains_key("aws_dbe_foot"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unsigned_counter_beside_it_does_not_hold_up_an_update_that_does_not_depend_on_it() {
    let (wrapped, _) = clients(customers(keyring())).await;
    put(&wrapped, counting("1")).await;
    for (depends, expected) in [(false, 1), (true, 2)] {
        let (client, attempts) = (wrapped.clone(), std::sync::atomic::AtomicU32::new(0));
        let runtime = tokio::runtime::Handle::current();
        let mut update = wrapped.update_encrypted("Customers", key("1"));
        if depends {
            update = update.depends_on([":counter"]);
        }
        let change = |item: &mut Option<Item>| {
            if attempts.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0 {
                let (client, (sender, receiver)) = (client.clone(), std::sync::mpsc::channel());
                runtime.spawn(async move {
                    let count = client.update_item().table_name("Customers").set_key(Some(key("1")));
                    let count =
                        count.update_expression("ADD #c :one").expression_attribute_names("#c", ":counter");
                    count.expression_attribute_values(":one", n(1)).send().await.unwrap();
                    sender.send(()).unwrap();
                });
                receiver.recv().unwrap();
            }
            let next = count(item.as_ref().unwrap()) + 1;
            item.as_mut().unwrap().insert("notes".to_owned(), n(next));
            Ok(())
        };
        update.send(change).await.unwrap();
        assert_eq!(attempts.load(std::sync::atomic::Ordering::SeqCst), expected);
    }
    let item = get(&wrapped, "1").await.unwrap();
    assert_eq!((count(&item), &item[":counter"]), (2, &n(3)), "nothing is lost");
}

#[tokio::test]
async fn an_expression_in_the_style_of_the_sdk_changes_what_its_condition_allows() {
    let (wrapped, plain) = clients(customers(keyring())).await;
    put(&wrapped, counting("1")).await;
    let stored = get(&plain, "1").await;
    let update = |old: &str| {
        wrapped
            .update_encrypted("Customers", key("1"))
            .update_expression("SET #e = :new ADD notes :one")
            .condition_expression("#e = :old AND attribute_exists(notes)")
            .expression_attribute_names("#e", "email")
            .expression_attribute_values(":old", s(old))
            .expression_attribute_values(":new", s("new@example.com"))
            .expression_attribute_values(":one", n(1))
    };
    let error = update("x@example.com").send().await.unwrap_err();
    assert!(matches!(error, UpdateError::ConditionFailed), "{error:?}");
    assert_eq!(get(&plain, "1").await, stored);
    let changed = update("a@example.com").send().await.unwrap().unwrap();
    assert_eq!((&changed["email"], count(&changed)), (&s("new@example.com"), 1));
    assert_eq!(get(&wrapped, "1").await.unwrap(), changed);

    // A placeholder of the condition alone is used, one of neither is not.
    let unused = update("a").expression_attribute_values(":other", n(1)).send().await.unwrap_err();
    let error = find::<Error>(&unused);
    let is_named = |problem: &RefusedProblem| matches!(problem, RefusedProblem::UnusedPlaceholder { placeholder } if placeholder == ":other");
    assert!(matches!(error, Some(Error::Refused { problem, .. }) if is_named(problem)), "{unused:?}");
    let unset = update("a").set_condition_expression(None).send().await.unwrap_err();
    assert!(matches!(unset, UpdateError::Refused(Error::Refused { .. })), "`:old` is unused: {unset:?}");
    // Everything may also be given at once, in place of what was added.
    let update = update("x@example.com").set_expression_attribute_names(None);
    let update = update.set_condition_expression(None);
    let update = update.set_expression_attribute_values(Some(HashMap::from([(":new".to_owned(), n(1))])));
    let error = update.send().await.unwrap_err();
    assert!(matches!(error, UpdateError::Change(_)), "`#e` stands for nothing any more: {error:?}");
}

#[tokio::test]
async fn a_condition_of_the_update_holds_for_its_expression_unless_that_has_one() {
    let (wrapped, _) = clients(customers(keyring())).await;
    put(&wrapped, counting("1")).await;
    let update = || {
        let update = wrapped.update_encrypted("Customers", key("1")).condition("notes = notes", None, None);
        update.condition("attribute_not_exists(email)", None, None).update_expression("REMOVE notes")
    };
    let error = update().send().await.unwrap_err();
    assert!(matches!(error, UpdateError::ConditionFailed), "{error:?}");
    let changed = update().condition_expression("attribute_exists(email)").send().await.unwrap().unwrap();
    assert!(!changed.contains_key("notes"));
}

/// Whether the header of a stored item names this key of a raw keyring.
fn is_under(key: &str, stored: &Item) -> bool {
    let header = stored["aws_dbe_head"].as_b().unwrap().as_ref();
    header.windows(key.len()).any(|window| window == key.as_bytes())
}

#[tokio::test]
async fn a_change_of_keys_alone_is_written_by_an_update_that_reseals_and_by_no_other() {
    let old = || RawAesKeyring::new("tests", "the old key", &[1; 32]).unwrap();
    let new = || RawAesKeyring::new("tests", "the new key", &[2; 32]).unwrap();
    let url = engine::start().await;
    let plain = Client::from_conf(test_support::config(&url).build());
    engine::create_table(&plain, "Customers").await;
    let encrypting =
        |table| Client::from_conf(test_support::config(&url).encrypt_tables([table]).unwrap().build());
    let before = encrypting(customers(old()));
    let after = encrypting(customers(MultiKeyring::new(new()).and_to_read(old())));
    let mut item = counting("1");
    item.insert(":counter".to_owned(), n(5));
    put(&before, item.clone()).await;
    let stored = get(&plain, "1").await.unwrap();

    let update = || after.update_encrypted("Customers", key("1"));
    assert_eq!(update().send(|_| Ok(())).await.unwrap(), Some(item.clone()));
    assert_eq!(get(&plain, "1").await.unwrap(), stored, "nothing has changed");
    assert_eq!(update().reseal().send(|_| Ok(())).await.unwrap(), Some(item.clone()));
    let moved = get(&plain, "1").await.unwrap();
    assert!(is_under("the old key", &stored) && !is_under("the new key", &stored));
    assert!(is_under("the new key", &moved) && !is_under("the old key", &moved));
    for name in ["email", "notes", "aws_dbe_head", "aws_dbe_foot"] {
        assert_ne!(moved[name], stored[name], "{name}");
    }
    for name in ["id", "created", "plan", ":counter"] {
        assert_eq!(moved.get(name), stored.get(name), "{name}");
    }
    assert_eq!(get(&after, "1").await.unwrap(), item);
    let error = before.get_item().table_name("Customers").set_key(Some(key("1"))).send().await.unwrap_err();
    assert!(matches!(find::<Error>(&error), Some(Error::Key { .. })), "{error:?}");

    // Where there is no item, none is made; and one that is taken away is not sealed.
    assert_eq!(after.update_encrypted("Customers", key("2")).reseal().send(|_| Ok(())).await.unwrap(), None);
    assert_eq!(get(&plain, "2").await, None);
    let deleted = update().reseal().send(|item| {
        *item = None;
        Ok(())
    });
    assert_eq!(deleted.await.unwrap(), None);
    assert_eq!(get(&plain, "1").await, None);
}

#[tokio::test]
async fn resealing_never_overwrites_what_somebody_else_has_written() {
    let (wrapped, plain) = clients(customers(keyring())).await;
    put(&wrapped, counting("1")).await;
    let racing: Vec<_> = (0..60)
        .map(|i| {
            let update = wrapped.update_encrypted("Customers", key("1")).max_attempts(1000);
            tokio::spawn(async move {
                if i % 2 == 0 {
                    return update.reseal().send(|_| Ok(())).await;
                }
                update
                    .update_expression("ADD notes :one")
                    .expression_attribute_values(":one", n(1))
                    .send()
                    .await
            })
        })
        .collect();
    for update in racing {
        update.await.unwrap().unwrap();
    }
    assert_eq!(count(&get(&wrapped, "1").await.unwrap()), 30);
    assert!(get(&plain, "1").await.unwrap()["notes"].is_b());
}
