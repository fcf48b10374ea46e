//! `UpdateItem` of encrypted attributes by many callers at once: what was reported once counts once.

use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::update_item::{UpdateItemError, UpdateItemOutput};
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue};
use dynamodb_item_encryptor::Item;

use test_support::fault::Fault;
use test_support::n;
use test_support::workload::accounts::{Rng, Secrets, TABLE, key};
use test_support::workload::setup::{Keys, Setup};

/// How long a test may take on the busiest machine.
const LONGEST: Duration = Duration::from_secs(400);

/// The name of the counters' item.
const COUNTER: &str = "counter";

/// What has become of a call, as far as its caller knows.
pub(super) enum Known {
    Done(Box<UpdateItemOutput>),
    /// DynamoDB, or the client before it has sent anything, has said that it was not done.
    NotDone,
    /// The caller has given up, or there was no answer, or one that leaves it open.
    Unknown,
}

impl Known {
    pub(super) fn of(result: Result<UpdateItemOutput, SdkError<UpdateItemError>>) -> Known {
        match result {
            Ok(output) => Known::Done(Box::new(output)),
            Err(SdkError::ConstructionFailure(_)) => Known::NotDone,
            Err(SdkError::ServiceError(error)) if error.err().is_conditional_check_failed_exception() => {
                Known::NotDone
            }
            Err(_) => Known::Unknown,
        }
    }
}

/// Counts by one, and adds the name to those that have counted: two numbers that are the same unless one was counted
/// twice, which the set of names would not show alone.
async fn count(client: &Client, counter: &str, name: &str) -> Known {
    let update = client.update_item().table_name(TABLE).set_key(Some(key(counter)));
    let update =
        update.update_expression("ADD balance :one, tags :name").expression_attribute_values(":one", n(1));
    let update = update.expression_attribute_values(":name", AttributeValue::Ss(vec![name.to_owned()]));
    Known::of(update.return_values(ReturnValue::AllNew).send().await)
}

/// Adds to an unsigned attribute, which DynamoDB does itself where the item is there.
async fn see(client: &Client, counter: &str) -> Known {
    let update = client.update_item().table_name(TABLE).set_key(Some(key(counter)));
    let update = update.update_expression("ADD #s :one").expression_attribute_names("#s", ":seen");
    Known::of(update.expression_attribute_values(":one", n(1)).send().await)
}

fn number(item: &Item, name: &str) -> usize {
    item.get(name).map_or(0, |number| number.as_n().unwrap().parse().unwrap())
}

fn names(item: &Item) -> BTreeSet<String> {
    item.get("tags").map(|tags| tags.as_ss().unwrap().iter().cloned().collect()).unwrap_or_default()
}

async fn stored(setup: &Setup, counter: &str) -> Item {
    let get = setup.direct().get_item().table_name(TABLE).set_key(Some(key(counter)));
    get.send().await.unwrap().item.unwrap()
}

/// Waits for all, each in a task of its own.
async fn at_once<T: Send + 'static>(calls: Vec<impl Future<Output = T> + Send + 'static>) -> Vec<T> {
    let tasks: Vec<_> = calls.into_iter().map(tokio::spawn).collect();
    let all = futures_util::future::join_all(tasks);
    let all = tokio::time::timeout(LONGEST, all).await.expect("nothing stands still");
    all.into_iter().map(Result::unwrap).collect()
}

/// Clients of an application, each with a configuration of its own.
fn clients(setup: &Setup, count: usize) -> Vec<Client> {
    (0..count).map(|_| setup.wrapped_with(setup.patient_config(&setup.proxy.url))).collect()
}

/// So many calls at once, by so many clients: all of them are done, and none of them twice.
async fn all_count(callers: usize, by: usize) -> usize {
    let setup = Setup::new(Keys::Raw).await;
    let (secrets, mut rng) = (Secrets::default(), Rng(21));
    let clients = clients(&setup, by);
    let calls = (0..callers).map(|call| {
        let (client, name) = (clients[call % by].clone(), secrets.text(&mut rng));
        async move { (count(&client, COUNTER, &name).await, name) }
    });
    let mut seen = BTreeSet::new();
    let mut counted = BTreeSet::new();
    for (known, name) in at_once(calls.collect()).await {
        let Known::Done(output) = known else { panic!("nobody interferes but other callers") };
        let new = output.attributes.unwrap();
        assert!(names(&new).contains(&name), "a caller sees its own name");
        assert_eq!(names(&new).len(), number(&new, "balance"));
        assert!(seen.insert(number(&new, "balance")), "two callers got the same number");
        counted.insert(name);
    }
    assert_eq!(seen, (1..=callers).collect());
    let stored = stored(&setup, COUNTER).await;
    assert_eq!((number(&stored, "balance"), names(&stored)), (callers, counted));
    setup.assert_nothing_was_shown(&secrets);
    setup.proxy.count()
}

#[tokio::test]
async fn two_hundred_callers_of_one_client_count_to_two_hundred() {
    let requests = all_count(200, 1).await;
    println!("{requests} requests");
    assert!(requests < 200 * 10, "{requests}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_callers_of_several_clients_count_to_two_hundred() {
    let requests = all_count(200, 5).await;
    assert!(requests < 200 * 10, "{requests}");
}

#[tokio::test]
async fn a_counter_that_nobody_signs_is_counted_beside_one_that_is_encrypted() {
    let setup = Setup::new(Keys::Raw).await;
    let clients = clients(&setup, 3);
    // Neither is there in the beginning.
    let calls = (0..120).map(|call| {
        let client = clients[call % clients.len()].clone();
        async move {
            match call % 4 {
                0 => count(&client, COUNTER, &call.to_string()).await,
                _ => see(&client, COUNTER).await,
            }
        }
    });
    let all = at_once(calls.collect()).await;
    assert!(all.iter().all(|known| matches!(known, Known::Done(_))));
    let stored = stored(&setup, COUNTER).await;
    assert_eq!((number(&stored, "balance"), names(&stored).len(), number(&stored, ":seen")), (30, 30, 90));
}

/// What the callers of a counter know.
#[derive(Default)]
struct Reports {
    done: BTreeSet<String>,
    not_done: BTreeSet<String>,
    unknown: BTreeSet<String>,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_callers_under_faults_count_once_or_not_at_all() {
    const COUNTERS: usize = 2;
    let setup = Setup::new(Keys::Raw).await;
    let seed = test_support::workload::asked_for("FAULTS_SEED").unwrap_or(0) + 22;
    let (secrets, mut rng, mut plan) = (Secrets::default(), Rng(seed), Rng(seed ^ 0xfa17));
    setup.proxy.set_plan(move |_| plan.chance(30).then(|| Fault::random(&mut plan)));
    let clients = clients(&setup, 4);
    let calls = (0..200).map(|call| {
        let (client, name) = (clients[call % clients.len()].clone(), secrets.text(&mut rng));
        let counter = format!("counter {}", call % COUNTERS);
        // Some callers give up.
        let patience = if rng.chance(15) { rng.below(60_000) } else { 300_000_000 };
        let patience = Duration::from_micros(u64::try_from(patience).unwrap());
        async move {
            let counted = tokio::time::timeout(patience, count(&client, &counter, &name)).await;
            (counter.clone(), name, counted.unwrap_or(Known::Unknown))
        }
    });
    let mut reports = BTreeMap::<String, Reports>::new();
    for (counter, name, known) in at_once(calls.collect()).await {
        let reports = reports.entry(counter).or_default();
        match known {
            Known::Done(output) => {
                let new = output.attributes.unwrap();
                assert!(names(&new).contains(&name), "seed {seed}: a caller sees its own name");
                assert_eq!(names(&new).len(), number(&new, "balance"), "seed {seed}");
                reports.done.insert(name)
            }
            Known::NotDone => reports.not_done.insert(name),
            Known::Unknown => reports.unknown.insert(name),
        };
    }
    setup.proxy.set_plan(|_| None);
    setup.proxy.settle().await;
    let (mut done, mut unknown, mut came_through) = (0, 0, 0);
    for (counter, reports) in &reports {
        let stored = stored(&setup, counter).await;
        let counted = names(&stored);
        assert_eq!(number(&stored, "balance"), counted.len(), "seed {seed}: somebody was counted twice");
        assert!(reports.done.is_subset(&counted), "seed {seed}: lost {:?}", reports.done.difference(&counted));
        assert!(counted.is_disjoint(&reports.not_done), "seed {seed}: counted, and reported as not");
        done += reports.done.len();
        unknown += reports.unknown.len();
        came_through += counted.intersection(&reports.unknown).count();
    }
    println!(
        "seed {seed}: {done} done, {unknown} unknown, of which {came_through} were done; {} requests",
        setup.proxy.count()
    );
    setup.assert_nothing_was_shown(&secrets);
    assert!(done >= 50 && unknown > 0, "seed {seed}: {done} done, {unknown} unknown");
}
