//! Bringing every item of a table to its configuration.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_sdk_dynamodb::Client;
use dynamodb_item_encryptor::{
    AlgorithmSuite, Beacon, BeaconKey, BeaconKeySource, ConfigProblem, Converge, Error, InMemoryBeaconKeys,
    Item, ItemEncryptor, MemoryCheckpoints, MultiKeyring, PlaintextPolicy, RawAesKeyring, Search, TableConfig,
    TableConfigBuilder, Walk, WalkEnd, WalkError,
};
use test_support::fault::Fault;
use test_support::proxy::Proxy;
use test_support::{customer, engine, n, s};

fn aes(name: &str, byte: u8) -> RawAesKeyring {
    RawAesKeyring::new("tests", name, &[byte; 32]).unwrap()
}

fn bare(logical_name: &str) -> TableConfigBuilder {
    let builder = TableConfig::builder(logical_name).table_name("Customers");
    builder.partition_key("id").sort_key("created").suite(AlgorithmSuite::HmacSha384)
}

fn usual() -> TableConfigBuilder {
    bare("Customers").encrypt(["email", "notes"]).sign(["plan"]).unsigned_prefix(":")
}

fn encryptor(table: TableConfigBuilder) -> ItemEncryptor {
    ItemEncryptor::new(table.build().unwrap())
}

async fn table_of(items: &[Item]) -> (String, Client) {
    let url = engine::start_unwatched().await;
    let client = Client::from_conf(test_support::config(&url).build());
    engine::create_table(&client, "Customers").await;
    engine::put_all(&client, items).await;
    (url, client)
}

async fn stored(client: &Client) -> BTreeMap<String, Item> {
    let mut pages = client.scan().table_name("Customers").consistent_read(true).into_paginator().items().send();
    let mut items = BTreeMap::new();
    while let Some(item) = pages.next().await {
        let item = item.unwrap();
        items.insert(item["id"].as_s().unwrap().clone(), item);
    }
    items
}

/// What a walk has reported of an item: its key, and what differed or why it failed.
type Reports = BTreeMap<String, Result<Vec<&'static str>, String>>;

async fn walk(walk: Walk<Converge>) -> (WalkEnd, Reports) {
    let mut reports = Reports::new();
    let end = walk.page_size(7).run(|page| {
        for found in page.findings {
            let kinds = found.finding.iter().map(|difference| difference.kind()).collect();
            reports.insert(found.key["id"].as_s().unwrap().clone(), Ok(kinds));
        }
        for failure in page.failures {
            reports.insert(failure.key["id"].as_s().unwrap().clone(), Err(failure.error.to_string()));
        }
        ControlFlow::Continue(())
    });
    (end.await.unwrap(), reports)
}

/// Walks dry, then for real, then once more, and checks that all say the same of the items, that only the second one writes, and
/// that all items are what they were.
async fn converged(
    client: &Client,
    converge: impl Fn() -> Converge,
    plain: &BTreeMap<String, Item>,
) -> Reports {
    let before = stored(client).await;
    let (dry, expected) = walk(Walk::new(client.clone(), converge()).dry_run()).await;
    assert_eq!(stored(client).await, before, "a dry run writes nothing");
    let (end, reports) = walk(Walk::new(client.clone(), converge())).await;
    assert_eq!(expected, reports);
    assert_eq!((dry.totals.pending, dry.totals.failed), (end.totals.replaced, end.totals.failed));
    assert_eq!(dry.tally, end.tally);
    let after = stored(client).await;
    let (again, left) = walk(Walk::new(client.clone(), converge())).await;
    assert_eq!((again.totals.replaced, again.totals.failed), (0, end.totals.failed));
    assert_eq!(left.len() as u64, again.totals.failed, "{left:?}");
    assert_eq!(stored(client).await, after, "a second run writes nothing");
    let own = ItemEncryptor::new(dynamodb_item_encryptor::WalkAction::table(&converge()).clone());
    for (id, item) in &after {
        match reports.get(id) {
            Some(Err(_)) => assert_eq!(item, &before[id], "{id} is left alone"),
            Some(Ok(_)) => assert_ne!(item, &before[id]),
            None => assert_eq!(item, &before[id]),
        }
        if let Some(plain) = plain.get(id) {
            assert_eq!(&own.decrypt_item(item.clone()).await.unwrap().item, plain, "{id}");
            assert_eq!(own.differences(item).await.unwrap(), [], "{id}");
        }
    }
    reports
}

#[cfg(feature = "legacy")]
fn legacy() -> dynamodb_item_encryptor::legacy::LegacyEncryptor {
    use dynamodb_item_encryptor::legacy::{
        AesKey, LegacyEncryptor, SignatureKey, SigningAlgorithm, WrappedProvider,
    };
    let key = SignatureKey::hmac(SigningAlgorithm::HmacSha256, &[8; 32]).unwrap();
    let builder = LegacyEncryptor::builder().table_name("Customers").partition_key("id").sort_key("created");
    let builder = builder.sign(["plan"]).do_nothing([":counter"]);
    builder.provider(WrappedProvider::aes(AesKey::new(&[7; 32]).unwrap(), key)).build().unwrap()
}

#[cfg(feature = "legacy")]
#[tokio::test]
async fn a_mixed_table_becomes_what_its_configuration_says() {
    use dynamodb_item_encryptor::legacy::LegacyPolicy;
    let keyring = || MultiKeyring::new(aes("new", 1)).and_to_read(aes("old", 2));
    let new = || usual().suite(AlgorithmSuite::HmacSha384EcdsaP384).keyring(keyring());
    let with_legacy = || new().legacy(legacy(), LegacyPolicy::ForbidWriteAllowRead);
    let plaintext = || new().plaintext_policy(PlaintextPolicy::ForbidWriteAllowRead);
    let old = encryptor(usual().keyring(aes("old", 2)));
    let current = encryptor(new());
    let (mut items, mut plain, mut expected) = (Vec::new(), BTreeMap::new(), Reports::new());
    for number in 0..40 {
        let id = format!("id {number:02}");
        let item = customer(&id, 1, &format!("{number}@example.com"));
        let (stored, kinds) = match number % 5 {
            0 => (item.clone(), Some(vec!["plaintext"])),
            1 => (legacy().encrypt_item(item.clone()).await.unwrap(), Some(vec!["legacy format"])),
            2 => {
                let kinds = vec!["algorithm suite", "missing key", "other key"];
                (old.encrypt_item(item.clone()).await.unwrap(), Some(kinds))
            }
            3 => (current.encrypt_item(item.clone()).await.unwrap(), None),
            _ => {
                let mut damaged = old.encrypt_item(item.clone()).await.unwrap();
                damaged.insert("plan".to_owned(), s("silver"));
                (damaged, None)
            }
        };
        items.push(stored);
        if number % 5 != 4 {
            plain.insert(id.clone(), item);
            expected.extend(kinds.map(|kinds| (id, Ok(kinds))));
        }
    }
    let (_, client) = table_of(&items).await;
    // One configuration cannot read both plaintext and the legacy format: a former one reads the latter.
    let converge = || Converge::new(encryptor(plaintext())).formerly(with_legacy().build().unwrap());
    let reports = converged(&client, converge, &plain).await;
    let (failed, found): (Reports, Reports) = reports.into_iter().partition(|(_, report)| report.is_err());
    assert_eq!(failed.len(), 8);
    for (_, report) in expected.iter_mut() {
        let kinds = report.as_mut().unwrap();
        if kinds[0] == "legacy format" {
            kinds.push("former configuration");
        }
    }
    assert_eq!(found, expected);
    let (end, _) = walk(Walk::new(client.clone(), converge())).await;
    assert_eq!((end.totals.left, end.totals.failed), (32, 8));
}

#[tokio::test]
async fn what_the_present_configuration_cannot_read_a_former_one_can() {
    let item = |number: u32| {
        let mut item = customer(&format!("id {number:02}"), 1, "a@example.com");
        item.insert("remark".to_owned(), s("unsigned at first"));
        item
    };
    let unsigned = || usual().allowed_unsigned(["remark"]).keyring(aes("key", 1));
    let signed = || usual().sign(["remark"]).keyring(aes("key", 1));
    let renamed = || {
        let builder = bare("Clients").encrypt(["email", "notes"]).sign(["plan", "remark"]);
        builder.unsigned_prefix(":").keyring(aes("key", 1))
    };
    let other_key = || usual().sign(["remark"]).keyring(aes("other", 1));
    type Build = fn() -> TableConfigBuilder;
    type Builder<'a> = &'a dyn Fn() -> TableConfigBuilder;
    let (unsigned, signed): (Builder<'_>, Builder<'_>) = (&unsigned, &signed);
    let (renamed, other_key): (Build, Build) = (renamed, other_key);
    let action = "attribute action";
    let cases: [(Builder<'_>, Builder<'_>, Vec<&str>); 5] = [
        (unsigned, signed, vec!["former configuration", action]),
        (signed, unsigned, vec!["former configuration", action]),
        (signed, &renamed, vec!["former configuration"]),
        (&renamed, signed, vec!["former configuration"]),
        (signed, &other_key, vec!["former configuration", "missing key", "other key"]),
    ];
    for (old, new, kinds) in cases {
        let (writer, mut items, mut plain) = (encryptor(old()), Vec::new(), BTreeMap::new());
        for number in 0..12 {
            items.push(writer.encrypt_item(item(number)).await.unwrap());
            plain.insert(format!("id {number:02}"), item(number));
        }
        let (_, client) = table_of(&items).await;
        let former = || old().build().unwrap();
        let reports = converged(&client, || Converge::new(encryptor(new())).formerly(former()), &plain).await;
        assert!(
            reports.len() == 12 && reports.values().all(|report| *report == Ok(kinds.clone())),
            "{reports:?}"
        );
    }
}

#[tokio::test]
async fn without_what_it_takes_items_are_named_and_left_alone() {
    let sealed =
        encryptor(usual().keyring(aes("old", 2))).encrypt_item(customer("id 0", 1, "a@example.com")).await;
    let items = [sealed.unwrap(), customer("id 1", 1, "a@example.com")];
    let (_, client) = table_of(&items).await;
    let converge = || Converge::new(encryptor(usual().keyring(aes("new", 1))));
    let reports = converged(&client, converge, &BTreeMap::new()).await;
    assert!(reports.len() == 2 && reports.values().all(Result::is_err), "{reports:?}");
}

#[tokio::test]
async fn fresh_data_keys_are_for_every_item_and_every_run() {
    let (own, mut items) = (|| encryptor(usual().keyring(aes("key", 1))), Vec::new());
    for number in 0..9 {
        items.push(own().encrypt_item(customer(&format!("id {number}"), 1, "a@example.com")).await.unwrap());
    }
    let (_, client) = table_of(&items).await;
    let before = stored(&client).await;
    let checkpoints = MemoryCheckpoints::new();
    for run in 0..2 {
        let converge = Converge::new(own()).fresh_data_keys();
        let (end, reports) = walk(Walk::new(client.clone(), converge)).await;
        assert_eq!((end.totals.replaced, end.tally.get("difference", "fresh data key")), (9, 9), "{run}");
        assert!(reports.values().all(|report| *report == Ok(vec!["fresh data key"])));
    }
    let after = stored(&client).await;
    assert!(after.iter().all(|(id, item)| item["aws_dbe_head"] != before[id]["aws_dbe_head"]));
    // Within a walk, no item gets there twice.
    for _ in 0..2 {
        let converge = Converge::new(own()).fresh_data_keys();
        let (end, _) = walk(Walk::new(client.clone(), converge).checkpoints(checkpoints.clone())).await;
        assert_eq!(end.totals.replaced, 9);
    }
}

/// An old writer changes what was unsigned between the walk's reading and writing.
#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn a_change_of_what_was_unsigned_until_now_is_not_sealed_over() {
    let old = || usual().allowed_unsigned(["remark", "extra"]).keyring(aes("key", 1));
    let new = || usual().sign(["remark", "extra"]).keyring(aes("key", 1));
    let mut item = customer("id 0", 1, "a@example.com");
    item.insert("remark".to_owned(), s("first"));
    for update in ["SET remark = :v", "SET extra = :v", "REMOVE remark"] {
        let (url, client) = table_of(&[encryptor(old()).encrypt_item(item.clone()).await.unwrap()]).await;
        let (direct, update_once) = (client.clone(), Arc::new(AtomicUsize::new(0)));
        let runtime = tokio::runtime::Handle::current();
        let plan = move |request: &test_support::wire::Request| {
            if request.operation == "UpdateItem" && update_once.fetch_add(1, Ordering::SeqCst) == 0 {
                let change = direct.update_item().table_name("Customers").update_expression(update);
                let change = change.key("id", s("id 0")).key("created", n(1));
                let values =
                    if update.contains(":v") { Some([(":v".to_owned(), s("second"))].into()) } else { None };
                runtime.block_on(change.set_expression_attribute_values(values).send()).unwrap();
            }
            None::<Fault>
        };
        let walking = Client::from_conf(test_support::config(&Proxy::start(&url, plan).url).build());
        let converge = Converge::new(encryptor(new())).formerly(old().build().unwrap());
        let (end, _) = walk(Walk::new(walking, converge)).await;
        // Without its remark, the item is as the present configuration would write it.
        let replaced = u64::from(!update.starts_with("REMOVE"));
        assert_eq!((end.totals.replaced, end.totals.conflicts), (replaced, 1), "{update}");
        let opened = encryptor(new()).decrypt_item(stored(&client).await["id 0"].clone()).await.unwrap().item;
        let now = |name: &str| opened.get(name).map(|value| value.as_s().unwrap().as_str());
        let expected = match update {
            "SET remark = :v" => (Some("second"), None),
            "SET extra = :v" => (Some("first"), Some("second")),
            _ => (None, None),
        };
        assert_eq!((now("remark"), now("extra")), expected, "{update}");
    }
}

#[tokio::test]
async fn beacons_are_set_and_those_of_other_clients_are_kept_unless_they_may_go() {
    let search = || {
        let keys = InMemoryBeaconKeys::new().with("customers", BeaconKey::new(&[9; 32]));
        Search::builder(keys.single("customers")).beacon(Beacon::new("email", 12)).build()
    };
    let (mut items, mut plain) = (Vec::new(), BTreeMap::new());
    let without = encryptor(usual().keyring(aes("key", 1)));
    for number in 0..6 {
        let item = customer(&format!("id {number}"), 1, "a@example.com");
        items.push(without.encrypt_item(item.clone()).await.unwrap());
        plain.insert(format!("id {number}"), item);
    }
    let (_, client) = table_of(&items).await;
    let before = stored(&client).await;
    let with = || Converge::new(encryptor(usual().search(search()).keyring(aes("key", 1))));
    let reports = converged(&client, with, &plain).await;
    assert!(reports.values().all(|report| *report == Ok(vec!["beacons"])) && reports.len() == 6);
    let after = stored(&client).await;
    assert!(after.iter().all(|(id, item)| item["aws_dbe_head"] == before[id]["aws_dbe_head"]));

    let keyring = || MultiKeyring::new(aes("new", 2)).and_to_read(aes("key", 1));
    let other = || Converge::new(encryptor(usual().keyring(keyring())));
    let reports = converged(&client, other, &BTreeMap::new()).await;
    assert!(reports.len() == 6 && reports.values().all(Result::is_err), "{reports:?}");
    let reports = converged(&client, || other().remove_beacons(), &plain).await;
    assert!(reports.len() == 6 && reports.values().all(Result::is_ok), "{reports:?}");
    assert!(stored(&client).await.values().all(|item| !item.contains_key("aws_dbe_b_email")));
}

#[tokio::test]
async fn a_configuration_that_writes_another_format_or_is_of_another_table_is_refused() {
    let (_, client) = table_of(&[customer("id 0", 1, "a@example.com")]).await;
    let writes_plaintext =
        usual().plaintext_policy(PlaintextPolicy::ForceWriteAllowRead).keyring(aes("key", 1));
    let own = || encryptor(usual().keyring(aes("key", 1)));
    let other_table = usual().table_name("Orders").keyring(aes("key", 1)).build().unwrap();
    let other_key =
        TableConfig::builder("Customers").partition_key("id").keyring(aes("key", 1)).build().unwrap();
    for (converge, expected) in [
        (Converge::new(encryptor(writes_plaintext)), ConfigProblem::WritesOtherFormat),
        (Converge::new(own()).formerly(other_table), ConfigProblem::FormerTable),
        (Converge::new(own()).formerly(other_key), ConfigProblem::FormerTable),
    ] {
        let refused = Walk::new(client.clone(), converge).run(|_| ControlFlow::Continue(())).await;
        assert!(
            matches!(&refused, Err(WalkError::Item(Error::Config { problem, .. })) if *problem == expected),
            "{refused:?}"
        );
    }
}
