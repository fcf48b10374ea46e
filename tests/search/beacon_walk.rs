//! Beacons for tables that have items already.

use std::ops::ControlFlow;
use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue::{B, S};
use dynamodb_item_encryptor::{
    Beacon, BeaconKey, BeaconKeySource, BeaconWalk, BoxError, BoxFuture, Compound, ConfigProblem, Error,
    InMemoryBeaconKeys, Item, ItemEncryptor, KeyError, Search, SearchBuilder, TableConfig, WalkCounts,
    WalkError, WalkProgress,
};
use test_support::{customer, customers, customers_builder, engine, keyring, s};

const BEACONS: [&str; 3] = ["aws_dbe_b_by_plan", "aws_dbe_b_email", "aws_dbe_b_notes"];

fn keys() -> InMemoryBeaconKeys {
    InMemoryBeaconKeys::new().with("customers", BeaconKey::new(&[9; 32]))
}

/// Two standard beacons and a compound of one of them.
fn search() -> SearchBuilder {
    search_of(keys(), 12)
}

fn search_of(keys: impl BeaconKeySource + 'static, bits: u8) -> SearchBuilder {
    Search::builder(keys.single("customers"))
        .beacon(Beacon::new("email", bits))
        .beacon(Beacon::new("notes", 20))
        .compound(Compound::new("by_plan", '|').signed("plan", "P-").encrypted("email", "E-"))
        .partitions(3)
}

fn table(search: SearchBuilder) -> TableConfig {
    customers_builder(keyring()).search(search.build()).build().unwrap()
}

fn encryptor(search: SearchBuilder) -> ItemEncryptor {
    ItemEncryptor::new(table(search))
}

/// A table with so many items that were written without a search.
async fn live_table(items: u32) -> Client {
    let client = Client::from_conf(test_support::config(&engine::start_unwatched().await).build());
    engine::create_table(&client, "Customers").await;
    let encryptor = ItemEncryptor::new(customers(keyring()));
    let mut sealed = Vec::new();
    for number in 0..items {
        let item = customer(&format!("id {}", number / 4), number, &format!("{}@example.com", number % 7));
        sealed.push(encryptor.encrypt_item(item).await.unwrap());
    }
    engine::put_all(&client, &sealed).await;
    client
}

/// All items as they are stored, in the order of their keys.
async fn stored(client: &Client) -> Vec<Item> {
    let mut pages = client.scan().table_name("Customers").consistent_read(true).into_paginator().items().send();
    let mut items = Vec::new();
    while let Some(item) = pages.next().await {
        items.push(item.unwrap());
    }
    items.sort_by_key(|item| format!("{:?} {:?}", item["id"], item["created"]));
    items
}

fn without_beacons(mut item: Item) -> Item {
    item.retain(|name, _| !name.starts_with("aws_dbe_b_"));
    item
}

fn only_beacons(mut item: Item) -> Item {
    item.retain(|name, _| name.starts_with("aws_dbe_b_"));
    item
}

async fn walk(client: &Client, search: SearchBuilder) -> WalkCounts {
    BeaconWalk::new(client.clone(), encryptor(search)).run(|_| ControlFlow::Continue(())).await.unwrap()
}

async fn check(client: &Client, search: SearchBuilder) -> WalkCounts {
    let walk = BeaconWalk::new(client.clone(), encryptor(search)).check();
    walk.run(|_| ControlFlow::Continue(())).await.unwrap()
}

async fn update(client: &Client, item: &Item, expression: &str, value: Option<&str>) {
    let update = client.update_item().table_name("Customers").update_expression(expression);
    let update = update.key("id", item["id"].clone()).key("created", item["created"].clone());
    let update = value.map_or(update.clone(), |value| update.expression_attribute_values(":v", s(value)));
    update.send().await.unwrap();
}

#[tokio::test]
async fn a_walk_sets_the_beacons_that_sealing_would_and_changes_nothing_else() {
    let client = live_table(130).await;
    let before = stored(&client).await;
    let checked = check(&client, search()).await;
    assert_eq!((checked.seen, checked.left, checked.missing, checked.corrected), (130, 130, 130, 0));
    assert_eq!(stored(&client).await, before, "a check writes nothing");

    let walk = BeaconWalk::new(client.clone(), encryptor(search())).segments(3).page_size(17).concurrency(4);
    let mut pages = 0;
    let report = |page: dynamodb_item_encryptor::WalkedPage<'_>| {
        pages += 1;
        assert!(page.failures.is_empty() && page.findings.iter().all(|finding| finding.is_corrected));
        assert!(page.findings.iter().all(|finding| finding.check.missing == BEACONS));
        ControlFlow::Continue(())
    };
    let counts = walk.run(report).await.unwrap();
    assert!(pages >= 9, "{pages}");
    assert_eq!((counts.seen, counts.corrected, counts.missing, counts.conflicts), (130, 130, 130, 0));
    let after = stored(&client).await;
    assert_eq!(after.iter().cloned().map(without_beacons).collect::<Vec<_>>(), before);
    let encryptor = encryptor(search());
    for item in &after {
        let opened = encryptor.decrypt_item(item.clone()).await.unwrap().item;
        let sealed = encryptor.encrypt_item(opened).await.unwrap();
        assert_eq!(only_beacons(item.clone()), only_beacons(sealed));
    }
    let checked = check(&client, search()).await;
    assert_eq!((checked.seen, checked.right), (130, 130));
    let again = self::walk(&client, search()).await;
    assert_eq!((again.right, again.corrected), (130, 0));
}

#[tokio::test]
async fn altered_and_surplus_beacons_are_found_and_corrected() {
    let client = live_table(8).await;
    walk(&client, search()).await;
    let right = stored(&client).await;
    update(&client, &right[0], "SET aws_dbe_b_email = :v", Some("zzz")).await;
    update(&client, &right[1], "SET aws_dbe_b_old = :v", Some("7f")).await;
    update(&client, &right[2], "REMOVE aws_dbe_b_notes", None).await;
    let email = right[3]["aws_dbe_b_email"].as_s().unwrap().clone();
    let other = if email == "000" { "001" } else { "000" };
    update(&client, &right[3], "SET aws_dbe_b_email = :v", Some(other)).await;
    let checked = check(&client, search()).await;
    assert_eq!((checked.right, checked.left), (4, 4));
    assert_eq!((checked.missing, checked.altered, checked.surplus), (1, 2, 1));
    walk(&client, search()).await;
    assert_eq!(stored(&client).await, right);
}

#[tokio::test]
async fn a_change_of_length_replaces_the_beacons() {
    let client = live_table(12).await;
    walk(&client, search_of(keys(), 12)).await;
    let counts = walk(&client, search_of(keys(), 7)).await;
    assert_eq!((counts.altered, counts.corrected, counts.missing), (12, 12, 0));
    let items = stored(&client).await;
    assert!(items.iter().all(|item| item["aws_dbe_b_email"].as_s().unwrap().len() == 2));
    assert_eq!(check(&client, search_of(keys(), 7)).await.right, 12);
}

#[tokio::test]
async fn an_item_stays_in_the_partition_that_another_client_chose() {
    let client = live_table(0).await;
    let mut expected = Vec::new();
    for (number, partition) in [0_u8, 1, 2, 2, 1, 0].into_iter().enumerate() {
        let writer = encryptor(
            search().partition_selector(move |_: &dynamodb_item_encryptor::PartitionRequest<'_>| partition),
        );
        let item = customer("1", u32::try_from(number).unwrap(), "a@example.com");
        expected.push(writer.encrypt_item(item).await.unwrap());
    }
    engine::put_all(&client, &expected).await;
    let before = stored(&client).await;
    assert_eq!(check(&client, search()).await.right, 6);
    for item in &before {
        update(&client, item, "REMOVE aws_dbe_b_email", None).await;
    }
    assert_eq!(walk(&client, search()).await.corrected, 6);
    assert_eq!(stored(&client).await, before);
}

#[tokio::test]
async fn a_signed_beacon_is_added_by_sealing_again() {
    let client = live_table(6).await;
    let search = || search().compound(Compound::new("stamp", '/').signed("plan", "P-"));
    let counts = walk(&client, search()).await;
    assert_eq!((counts.corrected, counts.resealed), (6, 6));
    let encryptor = encryptor(search());
    for item in stored(&client).await {
        assert_eq!(item["stamp"], s("P-gold"));
        assert!(BEACONS.iter().all(|beacon| item.contains_key(*beacon)));
        let mut opened = encryptor.decrypt_item(item).await.unwrap().item;
        assert_eq!(opened.remove("stamp"), Some(s("P-gold")));
        let S(id) = &opened["id"] else { panic!() };
        let created: u32 = opened["created"].as_n().unwrap().parse().unwrap();
        assert_eq!(opened, customer(id, created, &format!("{}@example.com", created % 7)));
    }
    assert_eq!(check(&client, search()).await.right, 6);
}

#[tokio::test]
async fn a_walk_that_was_killed_goes_on_behind_its_last_page() {
    let client = live_table(90).await;
    let mut progress: Option<String> = None;
    let mut seen = Vec::new();
    loop {
        let walk = BeaconWalk::new(client.clone(), encryptor(search())).segments(2).page_size(8);
        let walk = match &progress {
            Some(text) => walk.resume(WalkProgress::from_text(text).unwrap()),
            None => walk,
        };
        let mut pages = 0;
        let counts = walk
            .run(|page| {
                pages += 1;
                progress = Some(page.progress.to_text());
                if pages == 3 && !page.progress.is_complete() {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            })
            .await
            .unwrap();
        seen.push(counts.seen);
        if WalkProgress::from_text(progress.as_ref().unwrap()).unwrap().is_complete() {
            // What the other segment was at when the walk was stopped was right when it was read again.
            assert_eq!((counts.seen, counts.corrected + counts.right), (90, 90));
            break;
        }
    }
    assert!(seen.len() > 3 && seen.is_sorted(), "{seen:?}");
    // There is nothing left to do.
    let done = WalkProgress::from_text(&progress.unwrap()).unwrap();
    let counts =
        BeaconWalk::new(client.clone(), encryptor(search())).resume(done).run(|_| unreachable!()).await;
    assert_eq!(counts.unwrap().seen, 90);
    assert_eq!(check(&client, search()).await.right, 90);
}

#[tokio::test]
async fn a_progress_that_was_cut_off_is_refused() {
    let client = live_table(20).await;
    let mut text = String::new();
    let walk = BeaconWalk::new(client.clone(), encryptor(search())).segments(2).page_size(3);
    let stop = |page: dynamodb_item_encryptor::WalkedPage<'_>| {
        text = page.progress.to_text();
        ControlFlow::Break(())
    };
    walk.run(stop).await.unwrap();
    let whole = WalkProgress::from_text(&text).unwrap();
    assert_eq!(whole.to_text(), text);
    for end in 0..text.len() - 1 {
        let cut = WalkProgress::from_text(&text[..end]);
        assert!(matches!(cut, Err(WalkError::Progress(_))), "{}", &text[..end]);
    }
    for (from, to) in [
        ("seen", "been"),
        ("segment b", "segment x"),
        ("version 1", "version 2"),
        (" S ", " L "),
        ("table ", "stable "),
    ] {
        assert!(WalkProgress::from_text(&text.replacen(from, to, 1)).is_err(), "{to}");
    }
    assert!(!format!("{whole:?}").contains("id "), "keys are not printed");
    let orders = TableConfig::builder("Orders").partition_key("id").encrypt(["email", "notes"]).sign(["plan"]);
    let orders = ItemEncryptor::new(orders.search(search().build()).keyring(keyring()).build().unwrap());
    let other = BeaconWalk::new(client, orders).resume(whole).run(|_| unreachable!()).await;
    assert!(matches!(other, Err(WalkError::Progress(_))), "{other:?}");
}

#[tokio::test]
async fn what_concerns_one_item_is_reported_and_stops_nothing() {
    let client = live_table(5).await;
    let items = stored(&client).await;
    update(&client, &items[0], "SET aws_dbe_foot = :v", Some("x")).await;
    update(&client, &items[1], "SET email = :v", Some("x")).await;
    let mut plain = customer("plain", 1, "a@example.com");
    plain.remove("notes");
    // A compound beacon is made of texts.
    let mut binary = customer("binary", 2, "");
    binary.insert("email".to_owned(), B(Blob::new([1, 2])));
    let binary = ItemEncryptor::new(customers(keyring())).encrypt_item(binary).await.unwrap();
    engine::put_all(&client, &[plain.clone(), binary]).await;
    let mut failed = Vec::new();
    let walk = BeaconWalk::new(client.clone(), encryptor(search()));
    let counts = walk
        .run(|page| {
            failed.extend(page.failures.iter().map(|failure| failure.key["id"].as_s().unwrap().clone()));
            assert!(page.failures.iter().all(|failure| failure.error.downcast_ref::<Error>().is_some()));
            ControlFlow::Continue(())
        })
        .await
        .unwrap();
    assert_eq!((counts.seen, counts.failed, counts.not_current, counts.corrected), (7, 3, 1, 3));
    failed.sort();
    assert_eq!(failed, ["binary", "id 0", "id 0"]);
    assert!(stored(&client).await.contains(&plain));
}

/// Beacon keys that cannot be had.
struct Unavailable;

impl BeaconKeySource for Unavailable {
    fn beacon_key<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<Arc<BeaconKey>, BoxError>> {
        Box::pin(async { Err(KeyError::Unavailable("closed".into()).into()) })
    }
}

#[tokio::test]
async fn what_concerns_all_items_stops_the_walk() {
    let client = live_table(5).await;
    let before = stored(&client).await;
    let walk = BeaconWalk::new(client.clone(), encryptor(search_of(Unavailable, 12)));
    match walk.run(|_| panic!("no page was dealt with")).await {
        Err(WalkError::Item(error)) => assert!(error.is_transient(), "{error:?}"),
        other => panic!("{other:?}"),
    }
    let no_search = ItemEncryptor::new(customers(keyring()));
    match BeaconWalk::new(client.clone(), no_search).run(|_| unreachable!()).await {
        Err(WalkError::Item(Error::Config { problem: ConfigProblem::NoSearch, .. })) => {}
        other => panic!("{other:?}"),
    }
    assert_eq!(stored(&client).await, before);
}

#[tokio::test]
async fn a_pace_is_kept_by_pausing() {
    use std::time::Duration;

    use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
    use aws_sdk_dynamodb::config::{AsyncSleep, SharedAsyncSleep, Sleep, StalledStreamProtectionConfig};

    /// Does not wait, but notes for how long it was to.
    #[derive(Debug, Clone, Default)]
    struct Clock(Arc<std::sync::Mutex<Vec<Duration>>>);

    impl AsyncSleep for Clock {
        fn sleep(&self, duration: Duration) -> Sleep {
            self.0.lock().unwrap().push(duration);
            Sleep::new(std::future::ready(()))
        }
    }

    let clock = Clock::default();
    let client = live_table(40).await;
    // Else the SDK waits by the same clock, for time-outs.
    let config = client.config().to_builder().sleep_impl(SharedAsyncSleep::new(clock.clone()));
    let config = config.timeout_config(TimeoutConfig::disabled());
    let config = config.stalled_stream_protection(StalledStreamProtectionConfig::disabled());
    let client = Client::from_conf(config.build());
    let walk = BeaconWalk::new(client.clone(), encryptor(search())).page_size(10);
    walk.clone().run(|_| ControlFlow::Continue(())).await.unwrap();
    let longest = || clock.0.lock().unwrap().iter().max().copied().unwrap_or_default();
    // The SDK waits for one thing or another, but not for so long.
    assert!(longest() < Duration::from_secs(25), "{:?}", longest());
    walk.pace(1).run(|_| ControlFlow::Continue(())).await.unwrap();
    // 40 items, of which the last ones come 40 seconds after the start, if nothing else takes time.
    assert!((30..=40).contains(&longest().as_secs()), "{:?}", longest());
}

/// Beacon keys; when they are asked for for the first time, somebody does something else first.
struct Interrupted {
    by: std::sync::Mutex<Option<BoxFuture<'static, ()>>>,
    inner: InMemoryBeaconKeys,
}

impl BeaconKeySource for Interrupted {
    fn beacon_key<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Arc<BeaconKey>, BoxError>> {
        let by = self.by.lock().unwrap().take();
        Box::pin(async move {
            if let Some(by) = by {
                by.await;
            }
            self.inner.beacon_key(id).await
        })
    }
}

/// Walks over a table of one item, while somebody writes it between the moment when it is read and that when it is written.
async fn interrupted(by: impl FnOnce(Client) -> BoxFuture<'static, ()>) -> (Client, WalkCounts) {
    let client = live_table(1).await;
    let keys = Interrupted { by: std::sync::Mutex::new(Some(by(client.clone()))), inner: keys() };
    (client.clone(), walk(&client, search_of(keys, 12)).await)
}

#[tokio::test]
async fn what_others_write_between_reading_and_writing_stays() {
    let changed = || customer("id 0", 0, "other@example.com");
    let put = |writer: ItemEncryptor| {
        move |client: Client| -> BoxFuture<'static, ()> {
            Box::pin(async move {
                let sealed = writer.encrypt_item(changed()).await.unwrap();
                engine::put_all(&client, &[sealed]).await;
            })
        }
    };
    for writer in [ItemEncryptor::new(customers(keyring())), encryptor(search())] {
        let has_search = writer.table().beacon_index("index", "email").is_ok();
        let (client, counts) = interrupted(put(writer)).await;
        assert_eq!((counts.conflicts, counts.corrected), (1, u64::from(!has_search)));
        let item = stored(&client).await.remove(0);
        let opened = encryptor(search()).decrypt_item(item).await.unwrap().item;
        assert_eq!(opened, changed());
        assert_eq!(check(&client, search()).await.right, 1);
    }

    let delete = |client: Client| -> BoxFuture<'static, ()> {
        Box::pin(async move {
            let delete = client.delete_item().table_name("Customers").key("id", s("id 0"));
            delete.key("created", test_support::n(0)).send().await.unwrap();
        })
    };
    let (client, counts) = interrupted(delete).await;
    assert_eq!((counts.seen, counts.gone, counts.conflicts), (1, 1, 1));
    assert!(stored(&client).await.is_empty(), "it does not come back");

    let visit = |client: Client| -> BoxFuture<'static, ()> {
        Box::pin(async move {
            let item = customer("id 0", 0, "");
            let set = client.update_item().table_name("Customers").update_expression("SET #v = :v");
            let set = set.key("id", item["id"].clone()).key("created", item["created"].clone());
            set.expression_attribute_names("#v", ":visits")
                .expression_attribute_values(":v", s("7"))
                .send()
                .await
                .unwrap();
        })
    };
    let (client, counts) = interrupted(visit).await;
    assert_eq!((counts.corrected, counts.conflicts), (1, 0), "no beacon depends on unsigned attributes");
    assert_eq!(stored(&client).await[0][":visits"], s("7"));
    assert_eq!(check(&client, search()).await.right, 1);
}
