//! Updates of encrypted attributes that meet each other, and faults: nothing is lost, and nothing is done twice.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::update_item::{UpdateItemError, UpdateItemOutput};
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue};
use dynamodb_item_encryptor::{EncryptTables, Error, Item, UpdateEncrypted};
use test_support::fault::{Fault, Refusal};
use test_support::proxy::Proxy;
use test_support::wire::Request;
use test_support::{customer, customers, engine, find, keyring, n, s};

struct Setup {
    url: String,
    proxy: Proxy,
    wrapped: Client,
}

async fn setup(plan: impl FnMut(&Request) -> Option<Fault> + Send + 'static) -> Setup {
    let url = engine::start_unwatched().await;
    engine::create_table(&Client::from_conf(test_support::config(&url).build()), "Customers").await;
    let setup = Setup { proxy: Proxy::start(&url, |_| None), wrapped: client(&url), url };
    let mut item = customer("1", 1, "a@example.com");
    item.insert("notes".to_owned(), n(0));
    setup.wrapped.put_item().table_name("Customers").set_item(Some(item)).send().await.unwrap();
    setup.proxy.set_plan(plan);
    Setup { wrapped: client(&setup.proxy.url), ..setup }
}

fn client(url: &str) -> Client {
    Client::from_conf(test_support::config(url).encrypt_tables([customers(keyring())]).unwrap().build())
}

fn key() -> Item {
    HashMap::from([("id".to_owned(), s("1")), ("created".to_owned(), n(1))])
}

async fn count(client: &Client) -> u32 {
    let item = client.get_item().table_name("Customers").set_key(Some(key())).send().await.unwrap().item;
    number(&item.unwrap())
}

fn number(item: &Item) -> u32 {
    item["notes"].as_n().unwrap().parse().unwrap()
}

async fn add(client: &Client) -> Result<UpdateItemOutput, SdkError<UpdateItemError>> {
    let update = client.update_item().table_name("Customers").set_key(Some(key()));
    let update = update.update_expression("ADD notes :one").expression_attribute_values(":one", n(1));
    update.return_values(ReturnValue::UpdatedNew).send().await
}

/// Does to the first requests what stands there, `None` being nothing.
fn faults(faults: Vec<Option<Fault>>) -> impl FnMut(&Request) -> Option<Fault> + Send + 'static {
    let mut faults = faults.into_iter();
    move |_| faults.next().flatten()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_racing_additions_are_two_hundred() {
    let setup = setup(|_| None).await;
    let before = setup.proxy.count();
    let racing: Vec<_> = (0..200)
        .map(|_| {
            let client = setup.wrapped.clone();
            tokio::spawn(async move { number(&add(&client).await.unwrap().attributes.unwrap()) })
        })
        .collect();
    let mut seen = Vec::new();
    for update in racing {
        seen.push(update.await.unwrap());
    }
    seen.sort_unstable();
    assert_eq!(seen, (1..=200).collect::<Vec<_>>(), "each saw its own");
    assert_eq!(count(&setup.wrapped).await, 200);
    let requests = setup.proxy.count() - before;
    assert!(requests < 200 * 10, "{requests}");
    let reads = setup.proxy.exchanges_from(before);
    let reads = reads.iter().filter(|exchange| exchange.request.operation == "GetItem");
    let is_consistent = |request: &Request| request.json()["ConsistentRead"] == true;
    assert!(reads.filter(|read| !is_consistent(&read.request)).count() <= 1, "the test's own");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn updates_that_do_not_wait_for_their_turn_count_right() {
    let setup = setup(|_| None).await;
    let racing: Vec<_> = (0..30)
        .map(|number| {
            let client = client(&setup.proxy.url);
            tokio::spawn(async move {
                if number % 2 == 0 {
                    add(&client).await.map(drop).unwrap();
                    return;
                }
                // These have no turns, as those of another process.
                let update = client.update_encrypted("Customers", key()).max_attempts(1000);
                let one = HashMap::from([(":one".to_owned(), n(1))]);
                update.send_expression("ADD notes :one", None, Some(one)).await.map(drop).unwrap();
            })
        })
        .collect();
    for update in racing {
        update.await.unwrap();
    }
    assert_eq!(count(&setup.wrapped).await, 30);
}

#[tokio::test]
async fn a_fault_at_any_request_counts_once() {
    let slow = Duration::from_millis(300);
    for fault in [
        Fault::DropUnread,
        Fault::DropInRequest,
        Fault::LoseAnswer,
        Fault::DropInAnswer,
        Fault::Refuse(Refusal::internal()),
        Fault::Refuse(Refusal::throughput()),
        Fault::Refuse(Refusal::throttling()),
        Fault::ReplaceAnswer(Refusal::internal()),
        Fault::LateAnswer(slow),
    ] {
        for at in 0..3 {
            let setup = setup(|_| None).await;
            let name = fault.name();
            let timeouts = TimeoutConfig::builder().operation_attempt_timeout(slow / 2).build();
            let config = setup.wrapped.config().to_builder().timeout_config(timeouts);
            let client = Client::from_conf(config.build());
            let mut plan = vec![None; at];
            plan.push(Some(fault.clone()));
            setup.proxy.set_plan(faults(plan));
            let output = add(&client).await.unwrap_or_else(|error| panic!("{name} {at}: {error:?}"));
            assert_eq!(number(&output.attributes.unwrap()), 1, "{name} at {at}");
            setup.proxy.set_plan(|_| None);
            setup.proxy.settle().await;
            assert_eq!(count(&setup.wrapped).await, 1, "{name} at {at}");
        }
    }
}

#[tokio::test]
async fn faults_while_others_write_count_once() {
    for fault in [
        Fault::LoseAnswer,
        Fault::DropUnread,
        Fault::Refuse(Refusal::internal()),
        Fault::Refuse(Refusal::throttling()),
        Fault::ReplaceAnswer(Refusal::internal()),
        Fault::DropInAnswer,
    ] {
        let name = fault.name();
        let setup = setup(|_| None).await;
        let other = client(&setup.url);
        // Somebody else writes after each of the first two reads; the write after that fails.
        let (reads, writes) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicU32::new(0)));
        let runtime = tokio::runtime::Handle::current();
        let (seen, at) = (Arc::clone(&reads), Arc::clone(&writes));
        let (fault_, other_) = (fault.clone(), other.clone());
        setup.proxy.set_plan(move |request| {
            if request.operation == "GetItem" {
                seen.fetch_add(1, Ordering::SeqCst);
                return None;
            }
            let write = at.fetch_add(1, Ordering::SeqCst);
            if write < 2 {
                let other = other_.clone();
                let (sender, receiver) = std::sync::mpsc::channel();
                runtime.spawn(async move {
                    add(&other).await.unwrap();
                    sender.send(()).unwrap();
                });
                receiver.recv().unwrap();
                return None;
            }
            (write == 2).then(|| fault_.clone())
        });
        let client = setup.wrapped.clone();
        let output = tokio::spawn(async move { add(&client).await }).await.unwrap();
        let output = output.unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert_eq!(number(&output.attributes.unwrap()), 3, "{name}");
        setup.proxy.set_plan(|_| None);
        setup.proxy.settle().await;
        assert_eq!(count(&other).await, 3, "{name}");
    }
}

/// Loses the answer to the first write, and has somebody else write before anything is read again.
async fn lost_and_overtaken(setup: &Setup) -> Client {
    let other = client(&setup.url);
    let (runtime, writer) = (tokio::runtime::Handle::current(), other.clone());
    let mut requests = 0;
    setup.proxy.set_plan(move |_| {
        requests += 1;
        match requests {
            2 => Some(Fault::LoseAnswer),
            3 => {
                let (sender, receiver) = std::sync::mpsc::channel();
                let other = writer.clone();
                runtime.spawn(async move {
                    add(&other).await.unwrap();
                    sender.send(()).unwrap();
                });
                receiver.recv().unwrap();
                None
            }
            _ => None,
        }
    });
    other
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_count_that_may_have_been_made_is_not_made_again() {
    let setup = setup(|_| None).await;
    let other = lost_and_overtaken(&setup).await;
    let error = add(&setup.wrapped).await.unwrap_err();
    let Some(own @ Error::Uncertain { .. }) = find(&error) else { panic!("{error:?}") };
    assert!(!own.is_transient());
    assert_eq!(count(&other).await, 2, "it had been made");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_may_be_done_again_is_done_again() {
    let setup = setup(|_| None).await;
    let other = lost_and_overtaken(&setup).await;
    let update = setup.wrapped.update_item().table_name("Customers").set_key(Some(key()));
    let update = update.update_expression("SET email = :e");
    update.expression_attribute_values(":e", s("b@example.com")).send().await.unwrap();
    assert_eq!(count(&other).await, 1);
    let item =
        other.get_item().table_name("Customers").set_key(Some(key())).send().await.unwrap().item.unwrap();
    assert_eq!(item["email"], s("b@example.com"));
}

#[tokio::test]
async fn without_the_sdks_retries_it_counts_right() {
    let setup = setup(|_| None).await;
    let config = setup.wrapped.config().to_builder().retry_config(RetryConfig::disabled());
    let client = Client::from_conf(config.build());
    for _ in 0..3 {
        add(&client).await.unwrap();
    }
    setup.proxy.set_plan(faults(vec![None, Some(Fault::Refuse(Refusal::throttling()))]));
    let error = add(&client).await.unwrap_err();
    assert_eq!(error.code(), Some("ThrottlingException"));
    setup.proxy.set_plan(faults(vec![Some(Fault::Refuse(Refusal::throughput()))]));
    let error = add(&client).await.unwrap_err();
    assert!(error.into_service_error().is_provisioned_throughput_exceeded_exception(), "as the read said");
    setup.proxy.set_plan(faults(vec![Some(Fault::DropUnread)]));
    let error = add(&client).await.unwrap_err();
    assert!(matches!(error, SdkError::DispatchFailure(_)), "{error:?}");
    assert_eq!(count(&client).await, 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_that_is_dropped_leaves_the_count_whole() {
    let setup = setup(|_| None).await;
    let mut told = 0;
    for micros in (0..4000).step_by(40) {
        let limit = Duration::from_micros(micros);
        if let Ok(done) = tokio::time::timeout(limit, add(&setup.wrapped)).await {
            done.unwrap();
            told += 1;
        }
    }
    setup.proxy.settle().await;
    let before = count(&setup.wrapped).await;
    assert!((told..=100).contains(&before), "{told} {before}");
    // Nobody waits for the turn of one that was dropped.
    let started = std::time::Instant::now();
    add(&setup.wrapped).await.unwrap();
    assert!(started.elapsed() < Duration::from_millis(900));
    assert_eq!(count(&setup.wrapped).await, before + 1);
}

#[tokio::test]
async fn an_item_that_is_made_while_its_answer_is_lost_is_made_once() {
    let setup = setup(|_| None).await;
    for client in [&setup.wrapped] {
        client.delete_item().table_name("Customers").set_key(Some(key())).send().await.unwrap();
    }
    for at in 0..3 {
        let mut plan = vec![None; at];
        plan.push(Some(Fault::LoseAnswer));
        setup.proxy.set_plan(faults(plan));
        let update = setup.wrapped.update_item().table_name("Customers").set_key(Some(key()));
        let update = update.update_expression("ADD #c :one").expression_attribute_names("#c", ":counter");
        let update = update.expression_attribute_values(":one", n(1));
        let output = update.return_values(ReturnValue::AllNew).send().await.unwrap();
        assert_eq!(output.attributes.unwrap()[":counter"], n(1), "{at}");
        setup.proxy.set_plan(|_| None);
        let delete = setup.wrapped.delete_item().table_name("Customers").set_key(Some(key()));
        let gone = delete.return_values(ReturnValue::AllOld).send().await.unwrap().attributes.unwrap();
        assert_eq!(gone[":counter"], AttributeValue::N("1".to_owned()), "{at}");
    }
}
