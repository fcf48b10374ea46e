//! What is written beside items of tables with a search: by the item encryptor, by every write of the wrapped client, and
//! by updates.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, Put, PutRequest, ScalarAttributeType,
    TransactWriteItem, WriteRequest,
};
use dynamodb_item_encryptor::{
    Beacon, BeaconKey, BeaconKeySource, BeaconProblem, BoxError, BoxFuture, BranchKey, BranchKeyVersion,
    CachedBeaconKeys, Compound, ConfigProblem, Constructor, EncryptTables, Error, ErrorClass,
    HierarchicalKeyring, InMemoryBeaconKeys, InMemoryBranchKeys, Item, ItemEncryptor, ItemProblem, KeyError,
    MultiKeyring, PartitionRequest, PlaintextPolicy, Search, SearchBuilder, SearchPlace, SearchRule,
    TableConfig, TableConfigBuilder, UpdateEncrypted, UpdateError,
};
use test_support::{engine, keyring, n, s};

fn search() -> SearchBuilder {
    Search::builder(InMemoryBeaconKeys::new().with("key", BeaconKey::new(&[7; 32])).single("key"))
        .beacon(Beacon::new("email", 20))
        .beacon(Beacon::new("tags", 30).as_set())
        .compound(
            Compound::new("by_state", '|')
                .signed("state", "S-")
                .encrypted("email", "E-")
                .constructor(Constructor::new().required("state").optional("email")),
        )
        .compound(Compound::new("place", '.').signed("state", "S-").signed("town", "T-"))
}

fn builder(search: SearchBuilder) -> TableConfigBuilder {
    TableConfig::builder("Customers")
        .partition_key("id")
        .sort_key("created")
        .encrypt(["email", "tags", "notes"])
        .sign(["state", "town"])
        .unsigned_prefix(":")
        .search(search.build())
        .keyring(keyring())
}

fn table() -> TableConfig {
    builder(search()).build().unwrap()
}

fn customer(email: &str) -> Item {
    let attributes =
        [("id", s("1")), ("created", n(1)), ("email", s(email)), ("state", s("NY")), ("town", s("Troy"))];
    attributes.map(|(name, value)| (name.to_owned(), value)).into()
}

fn key() -> Item {
    [("id".to_owned(), s("1")), ("created".to_owned(), n(1))].into()
}

/// The beacons of an item: signed ones, and those that only this crate sees.
fn beacons(item: &Item) -> Item {
    let is_beacon = |name: &str| name.starts_with("aws_dbe_b_") || name == "place";
    item.iter().filter(|(name, _)| is_beacon(name)).map(|(name, value)| (name.clone(), value.clone())).collect()
}

async fn expected(item: Item) -> Item {
    beacons(&ItemEncryptor::new(table()).encrypt_item(item).await.unwrap())
}

#[tokio::test]
async fn an_item_is_stored_with_its_beacons_and_read_without_them() {
    let encryptor = ItemEncryptor::new(table());
    let stored = encryptor.encrypt_item(customer("a@example.com")).await.unwrap();
    let mut names: Vec<_> = beacons(&stored).into_keys().collect();
    names.sort();
    assert_eq!(names, ["aws_dbe_b_by_state", "aws_dbe_b_email", "place"]);
    assert_eq!(stored["place"], s("S-NY.T-Troy"));
    let mut opened = encryptor.decrypt_item(stored.clone()).await.unwrap().item;
    assert_eq!(opened.remove("place"), Some(s("S-NY.T-Troy")));
    assert_eq!(opened, customer("a@example.com"));
    // It is signed.
    let mut changed = stored;
    changed.insert("place".to_owned(), s("S-CA.T-Troy"));
    assert!(matches!(encryptor.decrypt_item(changed).await, Err(Error::Unauthentic { .. })));
}

#[tokio::test]
async fn an_item_that_cannot_be_searched_for_as_declared_is_not_written() {
    let encryptor = ItemEncryptor::new(table());
    let mut item = customer("a@example.com");
    item.insert("tags".to_owned(), s("x"));
    match encryptor.encrypt_item(item).await {
        Err(error @ Error::InvalidItem { .. }) => {
            assert_eq!(error.class(), ErrorClass::Request);
            assert_eq!(
                error.to_string(),
                "item for table 'Customers', attribute 'tags' cannot be encrypted: beacon 'tags': the attribute is not \
                 a set, and the beacon is for each member of one"
            );
        }
        other => panic!("{other:?}"),
    }
    let mut item = customer("a@example.com");
    item.insert("place".to_owned(), s("S-CA.T-Troy"));
    let problem = ItemProblem::Beacon { beacon: "place".to_owned(), problem: BeaconProblem::OtherValue };
    match encryptor.encrypt_item(item).await {
        Err(Error::InvalidItem { problem: found, .. }) => assert_eq!(found, problem),
        other => panic!("{other:?}"),
    }
    let selector = |_: &PartitionRequest<'_>| 2;
    let encryptor =
        ItemEncryptor::new(builder(search().partitions(2).partition_selector(selector)).build().unwrap());
    match encryptor.encrypt_item(customer("a")).await {
        Err(Error::InvalidItem { problem, .. }) => assert_eq!(problem, ItemProblem::NoSuchPartition),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_search_is_checked_against_its_table() {
    let place = || Compound::new("place", '.').signed("state", "S-");
    let problem = |builder: TableConfigBuilder| match builder.build() {
        Err(Error::Config { table, attribute, problem: ConfigProblem::Search(problem) }) => {
            assert_eq!(table.as_deref(), Some("Customers"));
            (attribute, problem.place, problem.rule)
        }
        other => panic!("{other:?}"),
    };
    let whole = |rule| (None, SearchPlace::Whole, rule);
    let plaintext = builder(search()).plaintext_policy(PlaintextPolicy::ForceWriteAllowRead);
    assert_eq!(problem(plaintext), whole(SearchRule::WrittenWithoutBeacons));
    let named = |rule| (Some("place".to_owned()), SearchPlace::Beacon("place".to_owned()), rule);
    for builder in [builder(search()).sign(["place"]), builder(search()).encrypt(["place"])] {
        assert_eq!(problem(builder), named(SearchRule::AttributeName));
    }
    let under_prefix = search().compound(Compound::new(":place", '.').signed("state", "S-"));
    let place_of = |name: &str| SearchPlace::Beacon(name.to_owned());
    assert_eq!(problem(builder(under_prefix)), (None, place_of(":place"), SearchRule::UnsignedName));
    let allowed = builder(search())
        .allowed_unsigned(["email_hash"])
        .search(search().beacon(Beacon::new("email_hash", 9).at("notes")).build());
    assert_eq!(problem(allowed), (None, place_of("email_hash"), SearchRule::UnsignedName));
    // The last search counts.
    builder(search().compound(place())).search(search().build()).build().unwrap();
}

#[cfg(feature = "legacy")]
#[test]
fn nothing_is_written_in_a_format_without_beacons() {
    use dynamodb_item_encryptor::legacy::{
        AesKey, LegacyEncryptor, LegacyPolicy, SignatureKey, SigningAlgorithm, StaticProvider,
    };
    for (policy, is_refused) in
        [(LegacyPolicy::ForceWriteAllowRead, true), (LegacyPolicy::ForbidWriteAllowRead, false)]
    {
        let mac = SignatureKey::hmac(SigningAlgorithm::HmacSha256, &[8; 32]).unwrap();
        let provider = StaticProvider::new(AesKey::new(&[7; 32]).unwrap(), mac);
        let legacy = LegacyEncryptor::builder().table_name("Customers").partition_key("id").sort_key("created");
        let legacy = legacy.provider(provider).build().unwrap();
        assert_eq!(builder(search()).legacy(legacy, policy).build().is_err(), is_refused, "{policy:?}");
    }
}

async fn clients(table: TableConfig) -> (Client, Client) {
    let url = engine::start().await;
    let plain = Client::from_conf(test_support::config(&url).build());
    let wrapped = Client::from_conf(test_support::config(&url).encrypt_tables([table]).unwrap().build());
    (wrapped, plain)
}

async fn stored(plain: &Client) -> Option<Item> {
    let get = plain.get_item().table_name("Customers").set_key(Some(key()));
    get.send().await.unwrap().item.filter(|item| !item.is_empty())
}

#[tokio::test]
async fn every_write_of_an_item_writes_its_beacons() {
    let (wrapped, plain) = clients(table()).await;
    engine::create_table(&plain, "Customers").await;
    let put = wrapped.put_item().table_name("Customers").set_item(Some(customer("put")));
    put.send().await.unwrap();
    assert_eq!(beacons(&stored(&plain).await.unwrap()), expected(customer("put")).await);

    let request = PutRequest::builder().set_item(Some(customer("batch"))).build().unwrap();
    let request = WriteRequest::builder().put_request(request).build();
    wrapped.batch_write_item().request_items("Customers", vec![request]).send().await.unwrap();
    assert_eq!(beacons(&stored(&plain).await.unwrap()), expected(customer("batch")).await);

    let put = Put::builder().table_name("Customers").set_item(Some(customer("transaction"))).build().unwrap();
    let put = TransactWriteItem::builder().put(put).build();
    wrapped.transact_write_items().transact_items(put).send().await.unwrap();
    assert_eq!(beacons(&stored(&plain).await.unwrap()), expected(customer("transaction")).await);
}

#[tokio::test]
async fn an_update_refreshes_beacons_and_removes_those_that_vanish() {
    let (wrapped, plain) = clients(table()).await;
    engine::create_table(&plain, "Customers").await;
    let mut first = customer("a@example.com");
    first.insert("tags".to_owned(), aws_sdk_dynamodb::types::AttributeValue::Ss(vec!["x".to_owned()]));
    wrapped.put_item().table_name("Customers").set_item(Some(first.clone())).send().await.unwrap();
    assert_eq!(beacons(&stored(&plain).await.unwrap()), expected(first.clone()).await);
    // A beacon that nobody declares any more goes with the old item.
    let old = plain.update_item().table_name("Customers").set_key(Some(key()));
    let old = old
        .update_expression("SET aws_dbe_b_old = :b, aws_dbe_v_1 = :v")
        .expression_attribute_values(":b", s("7f"));
    old.expression_attribute_values(":v", s(" ")).send().await.unwrap();

    let values = Some(HashMap::from([(":e".to_owned(), s("b@example.com"))]));
    let update = wrapped.update_encrypted("Customers", key());
    let updated = update.send_expression("SET email = :e REMOVE tags", None, values).await.unwrap().unwrap();
    assert_eq!(beacons(&stored(&plain).await.unwrap()), expected(customer("b@example.com")).await);
    assert_eq!(updated["place"], s("S-NY.T-Troy"));

    let values = Some(HashMap::from([(":t".to_owned(), s("Rye"))]));
    let update = wrapped.update_encrypted("Customers", key());
    let updated = update.send_expression("SET town = :t", None, values).await.unwrap().unwrap();
    let mut moved = customer("b@example.com");
    moved.insert("town".to_owned(), s("Rye"));
    assert_eq!(beacons(&stored(&plain).await.unwrap()), expected(moved.clone()).await);
    assert_eq!(updated["place"], s("S-NY.T-Rye"));

    // What makes it is gone, and so is it.
    let update = wrapped.update_encrypted("Customers", key());
    let updated = update.send_expression("REMOVE town, email", None, None).await.unwrap().unwrap();
    moved.retain(|name, _| name != "town" && name != "email");
    assert_eq!(updated, moved);
    let now = stored(&plain).await.unwrap();
    assert_eq!(beacons(&now), expected(moved).await);
    assert_eq!(beacons(&now).into_keys().collect::<Vec<_>>(), ["aws_dbe_b_by_state"]);

    let wrong = |item: &mut Option<Item>| {
        item.as_mut().unwrap().extend([("town".to_owned(), s("Rye")), ("place".to_owned(), s("S-NY.T-Troy"))]);
        Ok(())
    };
    match wrapped.update_encrypted("Customers", key()).send(wrong).await {
        Err(UpdateError::Refused(Error::InvalidItem {
            problem: ItemProblem::Beacon { problem, .. }, ..
        })) => {
            assert_eq!(problem, BeaconProblem::OtherValue);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(stored(&plain).await.unwrap(), now);
}

#[tokio::test]
async fn an_item_keeps_its_partition_when_it_is_written_again() {
    let (wrapped, plain) = clients(builder(search().partitions(50)).build().unwrap()).await;
    engine::create_table(&plain, "Customers").await;
    let mut seen = Vec::new();
    for _ in 0..3 {
        wrapped.put_item().table_name("Customers").set_item(Some(customer("a"))).send().await.unwrap();
        seen.push(stored(&plain).await.unwrap()["aws_dbe_b_email"].clone());
        wrapped
            .update_encrypted("Customers", key())
            .send(|item| {
                item.as_mut().unwrap().insert("notes".to_owned(), s("x"));
                Ok(())
            })
            .await
            .unwrap();
        seen.push(stored(&plain).await.unwrap()["aws_dbe_b_email"].clone());
    }
    seen.dedup();
    assert_eq!(seen.len(), 1);
    let mut others = std::collections::HashSet::new();
    for id in 0..50 {
        let mut item = customer("a");
        item.insert("id".to_owned(), n(id));
        let stored =
            ItemEncryptor::new(builder(search().partitions(50)).build().unwrap()).encrypt_item(item).await;
        others.insert(stored.unwrap()["aws_dbe_b_email"].as_s().unwrap().clone());
    }
    assert!(others.len() > 20, "{}", others.len());
}

/// A table whose partition key is computed from signed attributes.
#[tokio::test]
async fn a_signed_beacon_can_be_a_key() {
    let table = TableConfig::builder("Places")
        .partition_key("place")
        .encrypt(["email", "tags"])
        .sign(["state", "town"])
        .search(search().build())
        .keyring(keyring())
        .build()
        .unwrap();
    let (wrapped, plain) = clients(table).await;
    let attribute =
        AttributeDefinition::builder().attribute_name("place").attribute_type(ScalarAttributeType::S);
    let key = KeySchemaElement::builder().attribute_name("place").key_type(KeyType::Hash);
    let create = plain.create_table().table_name("Places").billing_mode(BillingMode::PayPerRequest);
    create
        .attribute_definitions(attribute.build().unwrap())
        .key_schema(key.build().unwrap())
        .send()
        .await
        .unwrap();
    let mut item = customer("a");
    item.retain(|name, _| name != "id" && name != "created");
    wrapped.put_item().table_name("Places").set_item(Some(item.clone())).send().await.unwrap();
    let request = PutRequest::builder().set_item(Some(item.clone())).build().unwrap();
    let request = WriteRequest::builder().put_request(request).build();
    wrapped.batch_write_item().request_items("Places", vec![request]).send().await.unwrap();
    let get = wrapped.get_item().table_name("Places").key("place", s("S-NY.T-Troy"));
    let found = get.send().await.unwrap().item.unwrap();
    assert_eq!(found["email"], s("a"));
    item.remove("town");
    assert!(wrapped.put_item().table_name("Places").set_item(Some(item)).send().await.is_err());
}

fn branch_keys() -> InMemoryBranchKeys {
    let key = |byte| BranchKey::new(BranchKeyVersion::from_bytes([byte; 16]), &[byte; 32]);
    InMemoryBranchKeys::new().with("a", key(1)).with("b", key(2))
}

fn of_tenants(keyring: impl dynamodb_item_encryptor::Keyring + 'static) -> TableConfig {
    let keys =
        InMemoryBeaconKeys::new().with("a", BeaconKey::new(&[1; 32])).with("b", BeaconKey::new(&[2; 32]));
    let search = Search::builder(keys.per_tenant("tenant")).beacon(Beacon::new("email", 40)).build();
    let table = TableConfig::builder("Customers").partition_key("id").sort_key("created").encrypt(["email"]);
    table.sign(["state", "town"]).search(search).keyring(keyring).build().unwrap()
}

#[tokio::test]
async fn the_branch_key_of_an_item_decides_on_its_beacon_key() {
    let mut seen = Vec::new();
    for id in ["a", "b"] {
        let encryptor = ItemEncryptor::new(of_tenants(HierarchicalKeyring::new(id, branch_keys())));
        let mut item = customer("a@example.com");
        item.insert("tenant".to_owned(), s("whatever"));
        let stored = encryptor.encrypt_item(item).await.unwrap();
        assert!(!stored.contains_key("tenant"));
        seen.push(stored["aws_dbe_b_email"].clone());
    }
    assert_ne!(seen[0], seen[1]);
    let several = MultiKeyring::new(HierarchicalKeyring::new("a", branch_keys())).and(keyring());
    for encryptor in [of_tenants(several), of_tenants(keyring())].map(ItemEncryptor::new) {
        match encryptor.encrypt_item(customer("a@example.com")).await {
            Err(Error::InvalidItem { problem, .. }) => assert_eq!(problem, ItemProblem::NoTenant),
            other => panic!("{other:?}"),
        }
    }
}

/// A source that counts, and that can fail.
struct Counting {
    fetched: AtomicUsize,
    is_down: std::sync::atomic::AtomicBool,
}

impl BeaconKeySource for Counting {
    fn beacon_key<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Arc<BeaconKey>, BoxError>> {
        Box::pin(async move {
            self.fetched.fetch_add(1, Ordering::SeqCst);
            tokio::time::sleep(Duration::from_millis(20)).await;
            match (id, self.is_down.load(Ordering::SeqCst)) {
                ("key", false) => Ok(Arc::new(BeaconKey::new(&[7; 32]))),
                _ => Err(KeyError::Unavailable("down".into()).into()),
            }
        })
    }
}

#[tokio::test]
async fn a_beacon_key_is_fetched_once_however_many_items_wait_for_it() {
    let source = Arc::new(Counting { fetched: AtomicUsize::new(0), is_down: false.into() });
    let keys = |ttl| CachedBeaconKeys::new(Arc::clone(&source), ttl).with_grace_period(Duration::ZERO);
    let keys = keys(Duration::from_secs(1)).single("key");
    let declared = Search::builder(keys).beacon(Beacon::new("email", 20));
    let encryptor = ItemEncryptor::new(builder(declared).build().unwrap());
    source.is_down.store(true, Ordering::SeqCst);
    match encryptor.encrypt_item(customer("a")).await {
        Err(error @ Error::Key { source: KeyError::BeaconKey { .. }, .. }) => {
            assert!(error.is_transient(), "{error}")
        }
        other => panic!("{other:?}"),
    }
    source.is_down.store(false, Ordering::SeqCst);
    source.fetched.store(0, Ordering::SeqCst);
    let items = (0..20).map(|n| encryptor.encrypt_item(customer(&n.to_string())));
    for stored in futures_util::future::join_all(items).await {
        stored.unwrap();
    }
    encryptor.encrypt_item(customer("a")).await.unwrap();
    assert_eq!(source.fetched.load(Ordering::SeqCst), 1);
    tokio::time::sleep(Duration::from_millis(1_050)).await;
    encryptor.encrypt_item(customer("a")).await.unwrap();
    assert_eq!(source.fetched.load(Ordering::SeqCst), 2);
}
