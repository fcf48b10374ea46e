//! Walks over the items of a live table, with an action of the application's own.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    BoxFuture, Error, Item, ItemEncryptor, ItemFate, Judgement, KeyError, Tally, Walk, WalkAction, WalkEnd,
    WalkError, WalkMode, WalkPace, WalkPage,
};
use test_support::fault::{Fault, Refusal};
use test_support::proxy::Proxy;
use test_support::{customer, customers, engine, keyring, n, s};

const ITEMS: u32 = 60;

type Trouble = dyn Fn(&Item) -> Result<(), Error> + Send + Sync;

/// Sets the unsigned attribute `:seen` to 1 where it is less.
struct Mark {
    encryptor: ItemEncryptor,
    /// How often each item was judged.
    judged: Arc<Mutex<BTreeMap<String, usize>>>,
    /// What happens first when an item is judged.
    trouble: Box<Trouble>,
    only_reads: bool,
}

impl Mark {
    fn new() -> Self {
        let encryptor = ItemEncryptor::new(customers(keyring()));
        Mark { encryptor, judged: Arc::default(), trouble: Box::new(|_| Ok(())), only_reads: false }
    }

    fn with_trouble(trouble: impl Fn(&Item) -> Result<(), Error> + Send + Sync + 'static) -> Self {
        Mark { trouble: Box::new(trouble), ..Mark::new() }
    }
}

impl WalkAction for Mark {
    type Finding = String;

    fn table(&self) -> &dynamodb_item_encryptor::TableConfig {
        self.encryptor.table()
    }

    fn purpose(&self) -> String {
        "mark".to_owned()
    }

    fn only_reads(&self) -> bool {
        self.only_reads
    }

    fn judge<'a>(&'a self, stored: &'a Item, _: WalkMode) -> BoxFuture<'a, Result<Judgement<String>, Error>> {
        Box::pin(async move {
            let id = stored["id"].as_s().unwrap().clone();
            *self.judged.lock().unwrap().entry(id.clone()).or_default() += 1;
            (self.trouble)(stored)?;
            self.encryptor.decrypt_item(stored.clone()).await?;
            if stored.contains_key(":seen") {
                return Ok(Judgement::leave().count("mark", "there", 1));
            }
            let mut new = stored.clone();
            new.insert(":seen".to_owned(), n(1));
            Ok(Judgement::replace_by(new).finding(id).count("mark", "missing", 1))
        })
    }
}

async fn client_of(url: &str) -> Client {
    Client::from_conf(test_support::config(url).build())
}

async fn live_table() -> (String, Client) {
    let url = engine::start_unwatched().await;
    let client = client_of(&url).await;
    engine::create_table(&client, "Customers").await;
    let encryptor = ItemEncryptor::new(customers(keyring()));
    let mut sealed = Vec::new();
    for number in 0..ITEMS {
        let item = customer(&format!("id {number}"), 1, "a@example.com");
        sealed.push(encryptor.encrypt_item(item).await.unwrap());
    }
    engine::put_all(&client, &sealed).await;
    (url, client)
}

async fn stored(client: &Client) -> BTreeMap<String, Item> {
    let mut pages = client.scan().table_name("Customers").consistent_read(true).into_paginator().items().send();
    let mut items = BTreeMap::new();
    while let Some(item) = pages.next().await {
        let item = item.unwrap();
        assert!(items.insert(item["id"].as_s().unwrap().clone(), item).is_none());
    }
    items
}

fn go_on<F>(_: WalkPage<'_, F>) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

async fn run(walk: Walk<Mark>) -> Result<WalkEnd, WalkError> {
    // On a task of its own, as applications run it.
    tokio::spawn(async move { walk.run(go_on).await }).await.unwrap()
}

#[tokio::test]
async fn the_segments_of_all_workers_are_every_item_once() {
    let (_, client) = live_table().await;
    let mut judged = BTreeMap::new();
    let mut replaced = 0;
    for worker in 0..3 {
        let mark = Mark::new();
        let seen = mark.judged.clone();
        let walk = Walk::new(client.clone(), mark).segments(2).worker(worker, 3).page_size(7);
        let end = run(walk).await.unwrap();
        assert!(end.is_complete && end.totals.seen < u64::from(ITEMS), "{end:?}");
        replaced += end.totals.replaced;
        for (id, count) in std::mem::take(&mut *seen.lock().unwrap()) {
            assert!(judged.insert(id, count).is_none(), "two workers had an item");
        }
    }
    assert_eq!(replaced, u64::from(ITEMS));
    assert!(judged.len() == 60 && judged.values().all(|count| *count == 1));
    assert!(stored(&client).await.values().all(|item| item[":seen"] == n(1)));
    for (worker, workers, segments) in [(3, 3, 1), (0, 0, 1), (0, 1, 0), (0, 2, 600_000)] {
        let walk = Walk::new(client.clone(), Mark::new()).segments(segments).worker(worker, workers);
        let refused = run(walk).await;
        assert!(matches!(refused, Err(WalkError::Segments)), "{refused:?}");
    }
}

#[tokio::test]
async fn a_dry_run_writes_nothing_and_says_what_it_would_cost() {
    let (_, client) = live_table().await;
    let before = stored(&client).await;
    let mut found = Vec::new();
    let walk = Walk::new(client.clone(), Mark::new()).dry_run().page_size(25);
    let end = walk.run(|page| {
        found.extend(page.findings.iter().map(|found| (found.finding.clone(), found.fate)));
        ControlFlow::Continue(())
    });
    let end = end.await.unwrap();
    assert_eq!(stored(&client).await, before);
    assert_eq!((end.totals.pending, end.totals.replaced, end.totals.write_milliunits), (60, 0, 0));
    // Each of the items has less than 1 KB.
    assert_eq!(end.totals.pending_write_milliunits, 60_000);
    assert!(found.len() == 60 && found.iter().all(|(_, fate)| *fate == ItemFate::Pending));
    assert_eq!((end.tally.get("mark", "missing"), end.tally.get("mark", "there")), (60, 0));

    let end = run(Walk::new(client.clone(), Mark::new())).await.unwrap();
    // The table has an index that all of it is written to as well: only DynamoDB knows that.
    assert_eq!((end.totals.replaced, end.totals.pending, end.totals.write_milliunits), (60, 0, 120_000));
    // 60 items of some 500 bytes, in read units of 4 KB; each page is rounded up.
    assert!((5_000..12_000).contains(&end.totals.read_milliunits), "{end:?}");
    let again = run(Walk::new(client.clone(), Mark::new())).await.unwrap();
    assert_eq!((again.totals.replaced, again.totals.left, again.totals.write_milliunits), (0, 60, 0));
    assert_eq!(again.tally.get("mark", "there"), 60);
}

#[tokio::test]
async fn nothing_is_written_for_an_action_that_only_reads_whatever_it_judges() {
    let (_, client) = live_table().await;
    let before = stored(&client).await;
    let end = run(Walk::new(client.clone(), Mark { only_reads: true, ..Mark::new() })).await.unwrap();
    assert_eq!((end.totals.pending, end.totals.replaced, end.totals.write_milliunits), (60, 0, 0));
    assert_eq!(stored(&client).await, before);
}

#[tokio::test]
async fn an_item_that_cannot_be_dealt_with_is_named_and_does_not_stop_the_walk() {
    let (_, client) = live_table().await;
    for id in ["id 7", "id 31"] {
        let update = client.update_item().table_name("Customers").key("id", s(id)).key("created", n(1));
        let update = update.update_expression("SET email = :v");
        let garbage = AttributeValue::B(aws_sdk_dynamodb::primitives::Blob::new([7; 40]));
        update.expression_attribute_values(":v", garbage).send().await.unwrap();
    }
    let before = stored(&client).await;
    let mut failed = Vec::new();
    let end = Walk::new(client.clone(), Mark::new()).segments(2).page_size(9).run(|page| {
        for failure in page.failures {
            assert!(failure.error.downcast_ref::<Error>().unwrap().is_of_item());
            assert_eq!(failure.key.len(), 2);
            failed.push(failure.key["id"].as_s().unwrap().clone());
        }
        ControlFlow::Continue(())
    });
    let end = end.await.unwrap();
    failed.sort();
    assert_eq!(failed, ["id 31", "id 7"]);
    assert_eq!((end.totals.seen, end.totals.failed, end.totals.replaced), (60, 2, 58));
    let after = stored(&client).await;
    for id in failed {
        assert_eq!(after[&id], before[&id], "a damaged item is left alone");
    }
}

/// An error of a key service.
fn key_error(source: KeyError) -> Error {
    Error::Key { table: "Customers".to_owned(), source }
}

#[tokio::test]
async fn what_concerns_all_items_stops_the_walk() {
    let (_, client) = live_table().await;
    for source in [
        || KeyError::Unavailable("KMS".into()),
        || KeyError::Other("no access".into()),
        || KeyError::Config("no such key".into()),
        || KeyError::Crypto,
    ] {
        let action = Mark::with_trouble(move |item| match item["id"].as_s().unwrap().as_str() {
            "id 7" => Err(key_error(source())),
            _ => Ok(()),
        });
        let stopped = run(Walk::new(client.clone(), action).patience(Duration::ZERO)).await;
        assert!(matches!(stopped, Err(WalkError::Item(Error::Key { .. }))), "{stopped:?}");
    }
}

#[tokio::test]
async fn what_fails_only_for_a_while_is_waited_for() {
    let (_, client) = live_table().await;
    let left = AtomicUsize::new(3);
    let action = Mark::with_trouble(move |_| {
        match left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)) {
            Ok(_) => Err(key_error(KeyError::Unavailable("KMS".into()))),
            Err(_) => Ok(()),
        }
    });
    let end = run(Walk::new(client.clone(), action)).await.unwrap();
    assert_eq!((end.totals.replaced, end.totals.failed), (60, 0));
}

#[tokio::test]
async fn throttled_requests_are_sent_again_and_others_end_the_walk() {
    for (refusal, operation) in [
        (Refusal::throughput(), "Scan"),
        (Refusal::throttling(), "UpdateItem"),
        (Refusal::request_limit(), "Scan"),
        (Refusal::internal(), "UpdateItem"),
    ] {
        let (url, _) = live_table().await;
        // More than the SDK's own attempts.
        let mut left = 5;
        let plan = move |request: &test_support::wire::Request| {
            let is_meant = request.operation == operation && left > 0;
            is_meant.then(|| left -= 1).map(|()| Fault::Refuse(refusal.clone()))
        };
        let client = client_of(&Proxy::start(&url, plan).url).await;
        let end = run(Walk::new(client, Mark::new()).concurrency(1)).await.unwrap();
        assert_eq!((end.totals.replaced, end.totals.failed), (60, 0), "{operation}");
    }
    let (_, client) = live_table().await;
    client.delete_table().table_name("Customers").send().await.unwrap();
    let stopped = run(Walk::new(client, Mark::new())).await;
    assert!(matches!(stopped, Err(WalkError::Scan(_))), "{stopped:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn an_item_that_changes_meanwhile_is_judged_again_and_a_deleted_one_stays_deleted() {
    let (_, client) = live_table().await;
    let (changing, encryptor) = (client.clone(), ItemEncryptor::new(customers(keyring())));
    let changed = encryptor.encrypt_item(customer("id 3", 1, "b@example.com")).await.unwrap();
    let action = Mark::new();
    let judged = action.judged.clone();
    // Between the page that was read and the first item that is written.
    let action = Mark {
        trouble: {
            let once = AtomicUsize::new(0);
            Box::new(move |_| {
                if once.fetch_add(1, Ordering::SeqCst) == 0 {
                    let (client, changed) = (changing.clone(), changed.clone());
                    let write = async move {
                        client.put_item().table_name("Customers").set_item(Some(changed)).send().await.unwrap();
                        let delete = client.delete_item().table_name("Customers").key("id", s("id 4"));
                        delete.key("created", n(1)).send().await.unwrap();
                    };
                    std::thread::scope(|scope| {
                        let runtime =
                            || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                        scope.spawn(move || runtime().block_on(write)).join().unwrap();
                    });
                }
                Ok(())
            })
        },
        ..action
    };
    let end = tokio::time::timeout(Duration::from_secs(60), run(Walk::new(client.clone(), action))).await;
    let end = end.unwrap().unwrap();
    assert_eq!((end.totals.seen, end.totals.conflicts, end.totals.gone), (60, 2, 1));
    assert_eq!(judged.lock().unwrap()["id 3"], 2);
    assert_eq!(end.tally.get("mark", "missing"), 59, "what was judged of a lost race does not count");
    let after = stored(&client).await;
    assert!(!after.contains_key("id 4") && after.len() == 59);
    assert_eq!(encryptor.decrypt_item(after["id 3"].clone()).await.unwrap().item["email"], s("b@example.com"));
}

#[tokio::test]
async fn a_share_needs_a_table_that_has_a_throughput() {
    let (_, client) = live_table().await;
    let refused = run(Walk::new(client.clone(), Mark::new()).pace(WalkPace::share(50))).await;
    assert!(matches!(refused, Err(WalkError::NoThroughput)), "{refused:?}");
    let throughput = aws_sdk_dynamodb::types::ProvisionedThroughput::builder();
    let throughput = throughput.read_capacity_units(2000).write_capacity_units(1000).build().unwrap();
    let update = client.update_table().table_name("Customers").provisioned_throughput(throughput);
    update.billing_mode(aws_sdk_dynamodb::types::BillingMode::Provisioned).send().await.unwrap();
    let share = || Walk::new(client.clone(), Mark::new()).pace(WalkPace::share(50));
    // A worker's part of the share is what says how long it takes.
    let dry = run(share().worker(1, 4).dry_run()).await.unwrap();
    assert_eq!((dry.rates.read_milliunits, dry.rates.write_milliunits), (Some(250_000), Some(125_000)));
    let pending = dry.totals.pending_write_milliunits;
    assert_eq!(dry.time_to_write(), Some(Duration::from_secs(pending.div_ceil(125_000))));
    assert!(pending > 0);
    let end = run(share()).await.unwrap();
    assert_eq!((end.totals.replaced, end.rates.write_milliunits), (60, Some(500_000)));
    let unpaced = run(Walk::new(client, Mark::new()).dry_run()).await.unwrap();
    assert_eq!(unpaced.time_to_write(), None);
}

#[tokio::test]
async fn a_walk_stops_when_it_is_told_to() {
    let (_, client) = live_table().await;
    let end =
        Walk::new(client.clone(), Mark::new()).page_size(10).run(|_| ControlFlow::Break(())).await.unwrap();
    assert!(!end.is_complete);
    assert_eq!((end.totals.seen, end.tally.get("mark", "missing")), (10, 10));
    assert_ne!(end.tally, Tally::new());
}
