//! Searching with a beacon key for each tenant, with keys that have to be waited for, and over partitions.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::query::QueryInput;
use aws_sdk_dynamodb::types::ScalarAttributeType;
use dynamodb_item_encryptor::{
    Beacon, BeaconKey, BeaconKeySource, BoxError, BoxFuture, BranchKey, CachedBeaconKeys, EncryptTables, Error,
    HierarchicalKeyring, InMemoryBeaconKeys, InMemoryBranchKeys, Item, ItemEncryptor, KeyError, MultiKeyring,
    OtherTenants, PartitionProblem, PartitionedQuery, QueryProblem, ReadPlan, RefusedProblem, Search,
    TableConfig,
};
use test_support::{n, s};

use crate::tables::{Index, PLAIN, SEARCHED, Tables, search, table};

const INDEXES: [Index; 1] = [Index {
    name: "by-email",
    keys: &[("email", ScalarAttributeType::S), ("created", ScalarAttributeType::N)],
}];

fn person(id: u32, tenant: &str) -> Item {
    HashMap::from([
        ("id".to_owned(), s(id.to_string())),
        ("created".to_owned(), n(id)),
        ("email".to_owned(), s(format!("{}@example.com", id % 3))),
        ("tenant".to_owned(), s(tenant)),
    ])
}

fn branch_keys() -> Arc<InMemoryBranchKeys> {
    let keys = ["a", "b"].iter().enumerate().fold(InMemoryBranchKeys::new(), |keys, (number, tenant)| {
        let version = format!("e9ce18a3-edb5-4272-9f86-1cacb7997ff{number}").parse().unwrap();
        keys.with(*tenant, BranchKey::new(version, &[number as u8 + 1; 32]))
    });
    Arc::new(keys)
}

/// Writes for one tenant, and reads what is of any.
fn keyring(tenant: &str) -> MultiKeyring {
    let keys = branch_keys();
    let other = if tenant == "a" { "b" } else { "a" };
    MultiKeyring::new(HierarchicalKeyring::new(tenant, Arc::clone(&keys)))
        .and_to_read(HierarchicalKeyring::new(other, keys))
}

fn per_tenant() -> Search {
    let keys =
        InMemoryBeaconKeys::new().with("a", BeaconKey::new(&[1; 32])).with("b", BeaconKey::new(&[2; 32]));
    Search::builder(keys.per_tenant("tenant")).beacon(Beacon::new("email", 1)).build()
}

fn of_tenant(tenant: &str, is_signed: bool) -> TableConfig {
    let table = table().encrypt(["email"]).search(per_tenant()).keyring(keyring(tenant));
    if is_signed { table.sign(["tenant"]).build().unwrap() } else { table.build().unwrap() }
}

/// Items of two tenants, whose beacons are often the same.
async fn tenants(is_signed: bool) -> Tables {
    let tables = Tables::new(of_tenant("a", is_signed), &INDEXES, |name| name == "email").await;
    for id in 0..24 {
        let tenant = if id % 2 == 0 { "a" } else { "b" };
        let writer =
            test_support::config(&tables.sent.url).encrypt_tables([of_tenant(tenant, is_signed)]).unwrap();
        tables.put(&Client::from_conf(writer.build()), &person(id, tenant), Item::new()).await;
    }
    tables
}

fn ids(items: &[Item]) -> BTreeSet<u32> {
    items.iter().map(|item| item["id"].as_s().unwrap().parse().unwrap()).collect()
}

#[tokio::test]
async fn nothing_crosses_from_one_tenant_to_another() {
    for is_signed in [true, false] {
        let tables = tenants(is_signed).await;
        let mut came_up = 0;
        for tenant in ["a", "b"] {
            for address in ["0@example.com", "1@example.com"] {
                let others = OtherTenants::new();
                let query = tables.wrapped.query().table_name(SEARCHED).index_name("by-email");
                let query = query.key_condition_expression("email = :e").filter_expression("#t = :t");
                let query = query.expression_attribute_names("#t", "tenant");
                let query = query.expression_attribute_values(":e", s(address));
                let query = query.expression_attribute_values(":t", s(tenant));
                let found = query.customize().interceptor(others.clone()).send().await.unwrap();
                let expected = (0..24).filter(|id| {
                    format!("{}@example.com", id % 3) == address && (id % 2 == 0) == (tenant == "a")
                });
                assert_eq!(ids(found.items()), expected.collect(), "{tenant} {address} {is_signed}");
                assert_eq!(found.count(), 4);
                came_up += others.take().len();
            }
        }
        // Where DynamoDB sees the tenants, it sends only items of the right one.
        assert_eq!(came_up > 0, !is_signed, "{came_up}");
    }
}

#[tokio::test]
async fn an_item_of_another_tenants_key_is_reported_whatever_its_attributes_say() {
    let tables = tenants(true).await;
    // One that says that it is of tenant a, and one that is of both.
    let mut lying = person(100, "a");
    lying.insert("email".to_owned(), s("9@example.com"));
    let writer = test_support::config(&tables.sent.url).encrypt_tables([of_tenant("b", true)]).unwrap();
    tables.put(&Client::from_conf(writer.build()), &lying, Item::new()).await;
    let keys = branch_keys();
    let both = MultiKeyring::new(HierarchicalKeyring::new("a", Arc::clone(&keys)))
        .and(HierarchicalKeyring::new("b", keys));
    let unsearched = table().encrypt(["email"]).sign(["tenant"]).keyring(both).build().unwrap();
    let mut of_both = person(101, "a");
    of_both.insert("email".to_owned(), s("9@example.com"));
    let stored = ItemEncryptor::new(unsearched).encrypt_item(of_both).await.unwrap();
    for bit in ["0", "1"] {
        // Whatever the beacon of the right tenant is.
        let mut stored = stored.clone();
        stored.insert("aws_dbe_b_email".to_owned(), s(bit));
        stored.insert("created".to_owned(), n(101));
        tables.plain.put_item().table_name(SEARCHED).set_item(Some(stored)).send().await.unwrap();
        let update = tables.plain.update_item().table_name(SEARCHED);
        let update = update.key("id", s("100")).key("created", n(100));
        let update = update.update_expression("SET aws_dbe_b_email = :b");
        update.expression_attribute_values(":b", s(bit)).send().await.unwrap();
        let others = OtherTenants::new();
        let scan = tables.wrapped.scan().table_name(SEARCHED);
        let scan = scan.filter_expression("tenant = :t AND email = :e");
        let scan = scan.expression_attribute_values(":t", s("a"));
        let scan = scan.expression_attribute_values(":e", s("9@example.com"));
        let found = scan.customize().interceptor(others.clone()).send().await.unwrap();
        assert_eq!((found.count(), ids(found.items())), (0, BTreeSet::new()));
        let reported = ids(&others.take());
        assert!(reported.is_empty() || reported == BTreeSet::from([100, 101]), "{reported:?}");
    }
}

#[tokio::test]
async fn a_request_for_beacons_names_one_tenant() {
    let tables = tenants(true).await;
    for (filter, expected) in [
        ("email = :e", QueryProblem::NoTenant { attribute: "tenant".to_owned() }),
        ("NOT email = :e", QueryProblem::NoTenant { attribute: "tenant".to_owned() }),
        ("email = :e AND (tenant = :a OR tenant = :b)", QueryProblem::SeveralTenants),
    ] {
        let mut scan = tables.wrapped.scan().table_name(SEARCHED).filter_expression(filter);
        for (placeholder, value) in [(":e", "0@example.com"), (":a", "a"), (":b", "b")] {
            if filter.contains(placeholder) {
                scan = scan.expression_attribute_values(placeholder, s(value));
            }
        }
        let error = scan.send().await.unwrap_err();
        let Some(Error::Refused { problem: RefusedProblem::Search { problem, .. }, .. }) =
            Error::find_in(&error)
        else {
            panic!("{error:?}");
        };
        assert_eq!(*problem, expected, "{filter}");
    }
}

/// Keys that come late, or not at all.
struct Slow {
    calls: Arc<AtomicUsize>,
    comes: bool,
}

impl BeaconKeySource for Slow {
    fn beacon_key<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<Arc<BeaconKey>, BoxError>> {
        Box::pin(async move {
            self.calls.fetch_add(1, Ordering::SeqCst);
            tokio::time::sleep(Duration::from_millis(20)).await;
            if self.comes { Ok(Arc::new(BeaconKey::new(&[7; 32]))) } else { Err("it is away".into()) }
        })
    }
}

fn slow(comes: bool) -> (TableConfig, Arc<AtomicUsize>) {
    let calls = Arc::new(AtomicUsize::new(0));
    let keys = CachedBeaconKeys::new(Slow { calls: Arc::clone(&calls), comes }, Duration::from_secs(60));
    let search = Search::builder(keys.single("one")).beacon(Beacon::new("email", 8)).build();
    (table().encrypt(["email"]).sign(["tenant"]).search(search).build().unwrap(), calls)
}

#[tokio::test]
async fn a_key_that_is_not_at_hand_is_waited_for_once() {
    let (config, calls) = slow(true);
    let tables = Tables::new(config, &INDEXES, |name| name == "email").await;
    let scans = (0..6).map(|_| {
        let scan = tables.wrapped.scan().table_name(SEARCHED).filter_expression("email = :e");
        scan.expression_attribute_values(":e", s("0@example.com")).send()
    });
    for page in futures_util::future::join_all(scans).await {
        assert_eq!(page.unwrap().count(), 0);
    }
    assert_eq!(calls.load(Ordering::SeqCst), 1);
    // Nobody needs a key for what is readable, or decided here.
    let (config, calls) = slow(true);
    let tables = Tables::new(config, &INDEXES, |name| name == "email").await;
    for filter in ["tenant = :e", "begins_with(email, :e)"] {
        let scan = tables.wrapped.scan().table_name(SEARCHED).filter_expression(filter);
        scan.expression_attribute_values(":e", s("x")).send().await.unwrap();
    }
    assert_eq!(calls.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_key_that_does_not_come_fails_the_request_before_it_is_sent() {
    let (config, _) = slow(false);
    let tables = Tables::new(config, &INDEXES, |name| name == "email").await;
    let scan = tables.wrapped.scan().table_name(SEARCHED).filter_expression("email = :e");
    let error = scan.expression_attribute_values(":e", s("0@example.com")).send().await.unwrap_err();
    let found = Error::find_in(&error);
    assert!(matches!(found, Some(Error::Key { source: KeyError::BeaconKey { .. }, .. })), "{error:?}");
    assert!(tables.sent.exchanges().iter().all(|exchange| exchange.request.operation != "Scan"));
}

async fn partitioned() -> (Tables, TableConfig) {
    let beacon = Beacon::new("email", 2).partitions(4);
    let search = search().partitions(6).beacon(beacon).build();
    let config = table().encrypt(["email"]).sign(["tenant"]).search(search).build().unwrap();
    let tables = Tables::new(config.clone(), &INDEXES, |name| name == "email").await;
    for id in 0..40 {
        tables.put(&tables.wrapped, &person(id, "a"), Item::new()).await;
    }
    (tables, config)
}

#[tokio::test]
async fn all_partitions_are_one_stream_of_items() {
    let (tables, config) = partitioned().await;
    let by_email = |client: &Client, table: &str| {
        let query = client.query().table_name(table).index_name("by-email").limit(3);
        query.key_condition_expression("email = :e").expression_attribute_values(":e", s("1@example.com"))
    };
    let mut plain = by_email(&tables.plain, PLAIN).limit(100).send().await.unwrap().items.unwrap();
    let query = || PartitionedQuery::new(&config, by_email(&tables.wrapped, SEARCHED)).unwrap();
    assert_eq!((query().number_of_queries(), query().queries().len()), (4, 4));
    assert_eq!(query().in_order_of("created").send().collect().await.unwrap(), plain);
    assert_eq!(query().count().await.unwrap(), plain.len());
    let unordered = query().concurrency(2).send().collect().await.unwrap();
    assert_eq!((unordered.len(), ids(&unordered)), (plain.len(), ids(&plain)));
    let backwards = by_email(&tables.wrapped, SEARCHED).scan_index_forward(false);
    let backwards = PartitionedQuery::new(&config, backwards).unwrap().in_order_of("created");
    plain.reverse();
    assert_eq!(backwards.send().collect().await.unwrap(), plain);
    // One partition alone has to be named.
    let error = by_email(&tables.wrapped, SEARCHED).send().await.unwrap_err();
    let Some(Error::Refused { problem, .. }) = Error::find_in(&error) else { panic!("{error:?}") };
    assert_eq!(*problem, RefusedProblem::Partition(PartitionProblem::Missing { queries: 4 }));
    let asked = QueryInput::builder().table_name(SEARCHED).key_condition_expression("id = :i");
    let asked = asked.filter_expression("email = :e").expression_attribute_values(":i", s("1"));
    let asked = asked.expression_attribute_values(":e", s("1@example.com")).build().unwrap();
    // A filter is about all partitions.
    assert_eq!(ReadPlan::of_query(&config, asked).await.unwrap().requests(), 1);
}
