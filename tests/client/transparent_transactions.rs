//! Transactions that depend on what is encrypted and signed: to the application they are DynamoDB's own.

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::transact_write_items::{TransactWriteItemsError, TransactWriteItemsOutput};
use aws_sdk_dynamodb::types::{
    ConditionCheck, Delete, Put, ReturnValuesOnConditionCheckFailure as OnFailure, TransactWriteItem, Update,
};
use dynamodb_item_encryptor::{EncryptTables, Error, Item, ProtectedUpdates};
use test_support::fault::{Fault, Refusal};
use test_support::proxy::Proxy;
use test_support::wire::Request;
use test_support::{customer, customers, customers_builder, engine, find, keyring, n, s};

struct Setup {
    wrapped: Client,
    stored: Client,
    plain: Client,
    proxy: Proxy,
    /// Where the proxy leads.
    url: String,
}

/// Two engines, as one has for a client that encrypts, and one for a plain client.
async fn setup() -> Setup {
    let (one, other) = (engine::start_unwatched().await, engine::start_unwatched().await);
    let proxy = Proxy::start(&one, |_| None);
    let stored = Client::from_conf(test_support::config(&one).build());
    let plain = Client::from_conf(test_support::config(&other).build());
    engine::create_table(&stored, "Customers").await;
    engine::create_table(&plain, "Customers").await;
    Setup { wrapped: client(&proxy.url), stored, plain, proxy, url: one }
}

fn client(url: &str) -> Client {
    Client::from_conf(test_support::config(url).encrypt_tables([customers(keyring())]).unwrap().build())
}

fn key(id: &str) -> Item {
    HashMap::from([("id".to_owned(), s(id)), ("created".to_owned(), n(1))])
}

fn counting(id: &str) -> Item {
    let mut item = customer(id, 1, "a@example.com");
    item.insert("notes".to_owned(), n(0));
    item
}

async fn put(client: &Client, item: Item) {
    client.put_item().table_name("Customers").set_item(Some(item)).send().await.unwrap();
}

async fn get(client: &Client, id: &str) -> Option<Item> {
    client.get_item().table_name("Customers").set_key(Some(key(id))).send().await.unwrap().item
}

fn number(item: &Item) -> u32 {
    item["notes"].as_n().unwrap().parse().unwrap()
}

fn add(id: &str) -> TransactWriteItem {
    let update = Update::builder().table_name("Customers").set_key(Some(key(id)));
    let update = update.update_expression("ADD notes :one").expression_attribute_values(":one", n(1));
    TransactWriteItem::builder().update(update.build().unwrap()).build()
}

fn count(id: &str) -> TransactWriteItem {
    let update = Update::builder().table_name("Customers").set_key(Some(key(id)));
    let update = update.update_expression("ADD #c :one").expression_attribute_names("#c", ":counter");
    let update = update.expression_attribute_values(":one", n(1));
    TransactWriteItem::builder().update(update.build().unwrap()).build()
}

fn check(id: &str, email: &str) -> TransactWriteItem {
    let check = ConditionCheck::builder().table_name("Customers").set_key(Some(key(id)));
    let check = check.condition_expression("email = :e").expression_attribute_values(":e", s(email));
    let check = check.return_values_on_condition_check_failure(OnFailure::AllOld);
    TransactWriteItem::builder().condition_check(check.build().unwrap()).build()
}

fn replace(id: &str, old: &str, new: &str) -> TransactWriteItem {
    let put = Put::builder().table_name("Customers").set_item(Some(customer(id, 1, new)));
    let put = put.condition_expression("email = :e").expression_attribute_values(":e", s(old));
    TransactWriteItem::builder().put(put.build().unwrap()).build()
}

fn delete(id: &str, old: &str) -> TransactWriteItem {
    let delete = Delete::builder().table_name("Customers").set_key(Some(key(id)));
    let delete =
        delete.condition_expression("begins_with(email, :e)").expression_attribute_values(":e", s(old));
    TransactWriteItem::builder().delete(delete.build().unwrap()).build()
}

type Outcome = Result<TransactWriteItemsOutput, SdkError<TransactWriteItemsError>>;

async fn write(client: &Client, items: Vec<TransactWriteItem>) -> Outcome {
    client.transact_write_items().set_transact_items(Some(items)).send().await
}

/// The codes of the reasons, with the items that they show.
fn reasons(outcome: &Outcome) -> Vec<(Option<String>, Option<Item>)> {
    let error = outcome.as_ref().unwrap_err().as_service_error().unwrap();
    let TransactWriteItemsError::TransactionCanceledException(cancelled) = error else { panic!("{error:?}") };
    let reasons = cancelled.cancellation_reasons().iter();
    reasons.map(|reason| (reason.code().map(str::to_owned), reason.item().cloned())).collect()
}

impl Setup {
    /// Does the same with both clients: outcomes and what is stored then are the same.
    async fn same(&self, items: Vec<TransactWriteItem>) -> Outcome {
        let wrapped = write(&self.wrapped, items.clone()).await;
        let plain = write(&self.plain, items).await;
        match (&wrapped, &plain) {
            (Ok(_), Ok(_)) => {}
            (Err(one), Err(other)) => {
                assert_eq!(one.code(), other.code(), "{one:?}");
                assert_eq!(reasons(&wrapped), reasons(&plain));
            }
            _ => panic!("{wrapped:?}\n{plain:?}"),
        }
        for id in ["1", "2", "3", "4"] {
            assert_eq!(get(&self.wrapped, id).await, get(&self.plain, id).await, "{id}");
            let stored = get(&self.stored, id).await;
            assert!(stored.is_none_or(|item| item.contains_key("aws_dbe_foot")), "{id} is not sealed");
        }
        wrapped
    }

    async fn seed(&self) {
        for client in [&self.wrapped, &self.plain] {
            for id in ["1", "2", "3"] {
                put(client, counting(id)).await;
            }
        }
    }
}

#[tokio::test]
async fn every_kind_of_part_may_depend_on_encrypted_values() {
    let setup = setup().await;
    setup.seed().await;
    let first = setup.proxy.count();
    let parts = vec![add("1"), check("2", "a@example.com"), count("3"), add("4")];
    write(&setup.wrapped, parts.clone()).await.unwrap();
    write(&setup.plain, parts).await.unwrap();
    let sent = setup.proxy.exchanges_from(first);
    let mut operations: Vec<_> = sent.iter().map(|exchange| exchange.request.operation.as_str()).collect();
    assert_eq!(operations.pop(), Some("TransactWriteItems"));
    assert_eq!(operations, ["GetItem", "GetItem", "GetItem"], "the native part is not read");
    for exchange in &sent[..3] {
        assert_eq!(exchange.request.json()["ConsistentRead"], true);
    }
    let parts = vec![replace("1", "a@example.com", "b@example.com"), delete("2", "a@"), add("4")];
    setup.same(parts).await.unwrap();
    assert_eq!(get(&setup.wrapped, "2").await, None);
    assert!(setup.proxy.bytes().iter().all(|bytes| !String::from_utf8_lossy(bytes).contains("@example")));
}

#[tokio::test]
async fn reasons_come_back_by_position_with_what_the_application_has_asked_for() {
    let setup = setup().await;
    setup.seed().await;
    let failed = |code: &str, item: Option<Item>| (Some(code.to_owned()), item);
    let outcome = setup.same(vec![add("1"), check("2", "x"), count("3")]).await;
    let expected =
        [failed("None", None), failed("ConditionalCheckFailed", Some(counting("2"))), failed("None", None)];
    assert_eq!(reasons(&outcome), expected);
    setup.same(vec![replace("1", "x", "y"), check("2", "a@example.com"), delete("3", "x")]).await.unwrap_err();
    setup.same(vec![check("4", "x"), add("1")]).await.unwrap_err();
    // A condition of DynamoDB's own beside one of ours.
    let mut native = count("3");
    let update = native.update.as_mut().unwrap();
    update.condition_expression = Some("#c > :n".to_owned());
    update.expression_attribute_values.as_mut().unwrap().insert(":n".to_owned(), n(5));
    let outcome = setup.same(vec![native, add("1")]).await;
    assert_eq!(reasons(&outcome), [failed("ConditionalCheckFailed", None), failed("None", None)]);
    // An update that does not fit its item.
    let mut unfit = add("1");
    unfit.update.as_mut().unwrap().update_expression = "ADD email :one".to_owned();
    let outcome = write(&setup.wrapped, vec![add("2"), unfit]).await;
    assert_eq!(reasons(&outcome), [failed("None", None), failed("ValidationError", None)]);
}

#[tokio::test]
async fn an_update_of_what_is_unsigned_makes_a_sealed_item() {
    let setup = setup().await;
    setup.seed().await;
    setup.same(vec![count("4"), count("1")]).await.unwrap();
    setup.same(vec![count("4"), count("1")]).await.unwrap();
    assert_eq!(get(&setup.wrapped, "4").await.unwrap()[":counter"], n(2));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_transactions_over_the_same_three_items_come_one_after_the_other() {
    let setup = setup().await;
    setup.seed().await;
    let racing: Vec<_> = (0..50)
        .map(|i| {
            // Some in processes of their own, as it were.
            let client = if i % 5 == 0 { client(&setup.proxy.url) } else { setup.wrapped.clone() };
            tokio::spawn(async move {
                let items = match i % 3 {
                    0 => vec![add("1"), add("2"), add("3")],
                    1 => vec![add("3"), add("1"), count("2")],
                    _ => vec![add("2"), check("1", "a@example.com"), add("3")],
                };
                write(&client, items).await.map(|_| i % 3)
            })
        })
        .collect();
    let mut expected = [0, 0, 0];
    for transaction in racing {
        match transaction.await.unwrap().unwrap() {
            0 => expected.iter_mut().for_each(|count| *count += 1),
            1 => [0, 2].into_iter().for_each(|at| expected[at] += 1),
            _ => [1, 2].into_iter().for_each(|at| expected[at] += 1),
        }
    }
    for (id, expected) in ["1", "2", "3"].into_iter().zip(expected) {
        assert_eq!(number(&get(&setup.wrapped, id).await.unwrap()), expected, "{id}");
    }
}

#[tokio::test]
async fn a_fault_at_any_request_counts_once() {
    for fault in [
        Fault::LoseAnswer,
        Fault::DropUnread,
        Fault::DropInAnswer,
        Fault::Refuse(Refusal::internal()),
        Fault::Refuse(Refusal::throttling()),
        Fault::ReplaceAnswer(Refusal::internal()),
    ] {
        for at in 0..4 {
            let setup = setup().await;
            setup.seed().await;
            let mut requests = 0;
            let planned = fault.clone();
            setup.proxy.set_plan(move |_: &Request| {
                requests += 1;
                (requests == at + 1).then(|| planned.clone())
            });
            let name = fault.name();
            let outcome = write(&setup.wrapped, vec![add("1"), add("2"), count("3")]).await;
            outcome.unwrap_or_else(|error| panic!("{name} at {at}: {error:?}"));
            setup.proxy.set_plan(|_| None);
            setup.proxy.settle().await;
            for id in ["1", "2"] {
                assert_eq!(number(&get(&setup.wrapped, id).await.unwrap()), 1, "{name} at {at}");
            }
            assert_eq!(get(&setup.wrapped, "3").await.unwrap()[":counter"], n(2), "{name} at {at}");
        }
    }
}

#[tokio::test]
async fn what_the_application_asked_for_is_all_that_comes_back() {
    let setup = setup().await;
    setup.seed().await;
    // The guard of the native part asks for the item; the application did not.
    let mut native = count("3");
    let update = native.update.as_mut().unwrap();
    update.condition_expression = Some("attribute_not_exists(email)".to_owned());
    let outcome = write(&setup.wrapped, vec![native.clone()]).await;
    assert_eq!(reasons(&outcome), [(Some("ConditionalCheckFailed".to_owned()), None)]);
    native.update.as_mut().unwrap().return_values_on_condition_check_failure = Some(OnFailure::AllOld);
    let outcome = write(&setup.wrapped, vec![native]).await;
    assert_eq!(reasons(&outcome)[0].1, Some(counting("3")));
}

#[tokio::test]
async fn a_table_can_refuse_what_takes_a_read() {
    let setup = setup().await;
    let table = customers_builder(keyring()).protected_updates(ProtectedUpdates::Refuse).build().unwrap();
    let config = test_support::config(&setup.proxy.url).encrypt_tables([table]).unwrap();
    let refusing = Client::from_conf(config.build());
    let first = setup.proxy.count();
    for part in [add("1"), check("1", "x"), replace("1", "x", "y"), delete("1", "x")] {
        let error = write(&refusing, vec![part]).await.unwrap_err();
        assert!(matches!(find(&error), Some(Error::Refused { .. })), "{error:?}");
    }
    assert_eq!(setup.proxy.count(), first);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_of_the_application_is_carried_out_once_even_after_a_conflict() {
    let setup = setup().await;
    setup.seed().await;
    let (other, runtime) = (client(&setup.url), tokio::runtime::Handle::current());
    let mut writes = 0;
    setup.proxy.set_plan(move |request| {
        writes += u32::from(request.operation == "TransactWriteItems");
        if request.operation == "TransactWriteItems" && writes == 1 {
            let (client, (sender, receiver)) = (other.clone(), std::sync::mpsc::channel());
            runtime.spawn(async move {
                let update = client.update_item().table_name("Customers").set_key(Some(key("1")));
                let update =
                    update.update_expression("ADD notes :one").expression_attribute_values(":one", n(1));
                update.send().await.unwrap();
                sender.send(()).unwrap();
            });
            receiver.recv().unwrap();
        }
        None
    });
    let first = setup.proxy.count();
    let send = || {
        let write = setup.wrapped.transact_write_items().set_transact_items(Some(vec![add("1")]));
        let send = write.client_request_token("the application's own").send();
        tokio::spawn(send)
    };
    send().await.unwrap().unwrap();
    let sent = setup.proxy.exchanges_from(first);
    let transactions = sent.iter().filter(|exchange| exchange.request.operation == "TransactWriteItems");
    assert_eq!(transactions.count(), 2, "it had to begin again");
    let error = send().await.unwrap().unwrap_err();
    assert!(error.into_service_error().is_idempotent_parameter_mismatch_exception());
    assert_eq!(number(&get(&setup.wrapped, "1").await.unwrap()), 2, "one of each");
}

/// DynamoDB knows a token for ten minutes. After that, a request that was carried out and is sent again fails by its own
/// conditions, and others may have changed some of the items since.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_transaction_was_carried_out_if_one_of_its_parts_was() {
    for changed in ["1", "2"] {
        let setup = setup().await;
        setup.seed().await;
        let (other, runtime) = (client(&setup.url), tokio::runtime::Handle::current());
        let mut writes = 0;
        setup.proxy.set_plan(move |request| {
            writes += u32::from(request.operation == "TransactWriteItems");
            match writes {
                1 if request.operation == "TransactWriteItems" => {
                    Some(Fault::ReplaceAnswer(Refusal::internal()))
                }
                2 if request.operation == "TransactWriteItems" => {
                    let (client, (sender, receiver)) = (other.clone(), std::sync::mpsc::channel());
                    runtime.spawn(async move {
                        let update = client.update_item().table_name("Customers").set_key(Some(key(changed)));
                        let update = update.update_expression("ADD notes :ten");
                        update.expression_attribute_values(":ten", n(10)).send().await.unwrap();
                        sender.send(()).unwrap();
                    });
                    receiver.recv().unwrap();
                    let failed = serde_json::json!({ "Code": "ConditionalCheckFailed" });
                    let body = serde_json::json!({
                        "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
                        "CancellationReasons": [failed, failed],
                    });
                    Some(Fault::Refuse(Refusal { status: 400, body }))
                }
                _ => None,
            }
        });
        let (client, parts) = (setup.wrapped.clone(), vec![add("1"), add("2")]);
        tokio::spawn(async move { write(&client, parts).await }).await.unwrap().unwrap();
        setup.proxy.set_plan(|_| None);
        for id in ["1", "2"] {
            let expected = if id == changed { 11 } else { 1 };
            assert_eq!(number(&get(&setup.wrapped, id).await.unwrap()), expected, "{id} of {changed}");
        }
    }
}
