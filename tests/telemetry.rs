//! What can be watched of a run over every operation: it counts what the servers counted, and holds no value and no key.
//!
//! In a program of its own, as `support/log.rs` explains.
#![cfg(all(feature = "metrics", feature = "tracing"))]

#[path = "../examples/telemetry/exporter.rs"]
mod exporter;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeValue, Delete, Get, KeysAndAttributes, Put, PutRequest, TransactGetItem, TransactWriteItem,
    Update, WriteRequest,
};
use dynamodb_item_encryptor::{
    AlgorithmSuite, CachedBranchKeys, CachedKmsKeyring, EncryptTables, HierarchicalKeyring, Item,
    ItemEncryptor, KeyStore, KmsConfiguration, KmsKeyring, UnreadableItems, UpdateEncrypted, describe_metrics,
};
use exporter::Exporter;
use test_support::kms::Kms;
use test_support::proxy::Proxy;
use test_support::{customers_builder, engine, s};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

/// All values of the items of a run, those of keys and of readable attributes among them.
const VALUES: [&str; 6] = [
    "customer-4f1815",
    "1843072455",
    "ada@example.com",
    "grace@example.com",
    "a very secret note",
    "platinum-plan-77",
];

/// Everything that is said with spans and events under one name: `fields` of each.
#[derive(Clone, Default)]
struct Collector(Arc<Mutex<Collected>>);

#[derive(Default)]
struct Collected {
    /// Spans and events of this crate's, by name, each with its fields.
    own: Vec<(String, BTreeMap<String, String>)>,
    /// Where in `own` a span is.
    spans: HashMap<u64, usize>,
}

struct Fields<'a>(&'a mut BTreeMap<String, String>);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}").trim_matches('"').to_owned());
    }
}

impl Collected {
    fn add(&mut self, metadata: &Metadata<'_>, fields: BTreeMap<String, String>) -> Option<usize> {
        if !metadata.target().starts_with("dynamodb_item_encryptor") {
            return None;
        }
        let name = fields.get("message").cloned().unwrap_or_else(|| metadata.name().to_owned());
        self.own.push((name, fields));
        Some(self.own.len() - 1)
    }
}

impl<S: Subscriber> Layer<S> for Collector {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, _: Context<'_, S>) {
        let mut fields = BTreeMap::new();
        attributes.record(&mut Fields(&mut fields));
        let mut collected = self.0.lock().unwrap();
        if let Some(place) = collected.add(attributes.metadata(), fields) {
            collected.spans.insert(id.into_u64(), place);
        }
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, _: Context<'_, S>) {
        let mut fields = BTreeMap::new();
        values.record(&mut Fields(&mut fields));
        let mut collected = self.0.lock().unwrap();
        if let Some(place) = collected.spans.get(&id.into_u64()).copied() {
            collected.own[place].1.extend(fields);
        }
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut fields = BTreeMap::new();
        event.record(&mut Fields(&mut fields));
        self.0.lock().unwrap().add(event.metadata(), fields);
    }
}

impl Collector {
    /// How many spans and events of this name there were, whose fields have these values.
    fn count(&self, name: &str, fields: &[(&str, &str)]) -> u64 {
        let collected = self.0.lock().unwrap();
        let has = |own: &BTreeMap<String, String>| {
            fields.iter().all(|(name, value)| own.get(*name).is_some_and(|own| own == value))
        };
        let own = collected.own.iter().filter(|(own, fields)| own == name && has(fields));
        u64::try_from(own.count()).unwrap()
    }
}

fn key() -> Item {
    let created = AttributeValue::N("1843072455".to_owned());
    HashMap::from([("id".to_owned(), s("customer-4f1815")), ("created".to_owned(), created)])
}

fn item() -> Item {
    let notes = HashMap::from([("text".to_owned(), s("a very secret note"))]);
    let mut item = key();
    item.insert("email".to_owned(), s("ada@example.com"));
    item.insert("notes".to_owned(), AttributeValue::M(notes));
    item.insert("plan".to_owned(), s("platinum-plan-77"));
    item
}

/// A server with a table, what it is asked, and what there is of a run.
struct Run {
    kms: Kms,
    proxy: Proxy,
    plain: Client,
    client: Client,
    exporter: Exporter,
    spans: Collector,
}

impl Run {
    fn metric(&self, name: &str, labels: &[(&str, &str)]) -> u64 {
        self.exporter.sum(&format!("dynamodb_item_encryptor.{name}"), labels)
    }

    /// All spans, events and metrics of this crate.
    fn everything_said(&self) -> String {
        format!("{:?}\n{}", self.spans.0.lock().unwrap().own, self.exporter.text())
    }

    /// Every operation that seals or opens, each once.
    async fn every_operation(&self) {
        let client = &self.client;
        let put = || client.put_item().table_name("Customers").set_item(Some(item()));
        put().send().await.unwrap();
        let get = client.get_item().table_name("Customers").set_key(Some(key()));
        assert_eq!(get.send().await.unwrap().item, Some(item()));
        let query = client.query().table_name("Customers").key_condition_expression("id = :id");
        let query =
            query.filter_expression("email = :email").expression_attribute_values(":id", s("customer-4f1815"));
        let query = query.expression_attribute_values(":email", s("ada@example.com"));
        assert_eq!(query.send().await.unwrap().count, 1);
        assert_eq!(client.scan().table_name("Customers").send().await.unwrap().count, 1);

        let request = PutRequest::builder().set_item(Some(item())).build().unwrap();
        let write = WriteRequest::builder().put_request(request).build();
        client.batch_write_item().request_items("Customers", vec![write]).send().await.unwrap();
        let keys = KeysAndAttributes::builder().keys(key()).build().unwrap();
        client.batch_get_item().request_items("Customers", keys).send().await.unwrap();
        let write = Put::builder().table_name("Customers").set_item(Some(item())).build().unwrap();
        let write = TransactWriteItem::builder().put(write).build();
        client.transact_write_items().transact_items(write).send().await.unwrap();
        let get = Get::builder().table_name("Customers").set_key(Some(key())).build().unwrap();
        let get = TransactGetItem::builder().get(get).build();
        client.transact_get_items().transact_items(get).send().await.unwrap();

        let update = client.update_item().table_name("Customers").set_key(Some(key()));
        let update = update.update_expression("SET email = :new").condition_expression("email = :old");
        let update = update.expression_attribute_values(":old", s("ada@example.com"));
        update.expression_attribute_values(":new", s("grace@example.com")).send().await.unwrap();
        let update = Update::builder()
            .table_name("Customers")
            .set_key(Some(key()))
            .update_expression("SET email = :new");
        let update = update.expression_attribute_values(":new", s("ada@example.com")).build().unwrap();
        let write = TransactWriteItem::builder().update(update).build();
        client.transact_write_items().transact_items(write).send().await.unwrap();
        let change = |item: &mut Option<Item>| {
            item.as_mut().unwrap().insert("email".to_owned(), s("grace@example.com"));
            Ok(())
        };
        client.update_encrypted("Customers", key()).send(change).await.unwrap();

        let delete = client.delete_item().table_name("Customers").set_key(Some(key()));
        let delete = delete.condition_expression("email = :email");
        delete.expression_attribute_values(":email", s("grace@example.com")).send().await.unwrap();
        put().send().await.unwrap();
        let delete = Delete::builder().table_name("Customers").set_key(Some(key())).build().unwrap();
        let write = TransactWriteItem::builder().delete(delete).build();
        client.transact_write_items().transact_items(write).send().await.unwrap();
    }

    /// Calls that are refused, and how many they are.
    async fn refused(&self) -> u64 {
        let client = &self.client;
        let statement = "SELECT * FROM Customers WHERE id = 'customer-4f1815'";
        client.execute_statement().statement(statement).send().await.unwrap_err();
        let mut unknown = item();
        unknown.insert("unknown".to_owned(), s("a very secret note"));
        client.put_item().table_name("Customers").set_item(Some(unknown)).send().await.unwrap_err();
        2
    }

    /// Reads an item that somebody has changed: by itself, on a page that fails, and on one that leaves it out.
    async fn unreadable(&self) -> u64 {
        let client = &self.client;
        client.put_item().table_name("Customers").set_item(Some(item())).send().await.unwrap();
        let change = self.plain.update_item().table_name("Customers").set_key(Some(key()));
        let change = change.update_expression("SET #plan = :plan").expression_attribute_names("#plan", "plan");
        change.expression_attribute_values(":plan", s("another plan")).send().await.unwrap();
        client.get_item().table_name("Customers").set_key(Some(key())).send().await.unwrap_err();
        client.scan().table_name("Customers").send().await.unwrap_err();
        let unreadable = UnreadableItems::new();
        let scan = client.scan().table_name("Customers").customize().interceptor(unreadable.clone());
        assert_eq!(scan.send().await.unwrap().count, 0);
        assert_eq!(unreadable.take().len(), 1);
        3
    }

    /// An update that comes too late: somebody else writes between its read and its write.
    async fn conflict(&self, url: &str) {
        let client = &self.client;
        let put = |email: &str| {
            let mut item = item();
            item.insert("email".to_owned(), s(email));
            client.put_item().table_name("Customers").set_item(Some(item)).send()
        };
        put("grace@example.com").await.unwrap();
        let get = self.plain.get_item().table_name("Customers").set_key(Some(key())).send().await.unwrap();
        let other = get.item.unwrap();
        put("ada@example.com").await.unwrap();
        let (url, mut other) = (url.to_owned(), Some(other));
        self.proxy.set_plan(move |request| {
            if request.operation == "UpdateItem"
                && let Some(other) = other.take()
            {
                let url = url.clone();
                let writing = std::thread::spawn(move || {
                    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                    let client = Client::from_conf(test_support::config(&url).build());
                    let put = client.put_item().table_name("Customers").set_item(Some(other)).send();
                    runtime.block_on(put).unwrap();
                });
                writing.join().unwrap();
            }
            None
        });
        let update = client.update_item().table_name("Customers").set_key(Some(key()));
        let update = update.update_expression("SET email = :new");
        update.expression_attribute_values(":new", s("grace@example.com")).send().await.unwrap();
        self.proxy.set_plan(|_| None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_watched_counts_as_the_servers_do_and_holds_no_value() {
    let (exporter, spans) = (Exporter::default(), Collector::default());
    metrics::set_global_recorder(exporter.clone()).unwrap();
    describe_metrics();
    tracing_subscriber::registry().with(spans.clone()).init();

    let kms = Kms::start();
    let arn = kms.create_key();
    let url = engine::start_unwatched().await;
    let proxy = Proxy::start(&url, |_| None);
    let plain = Client::from_conf(test_support::config(&url).build());
    engine::create_table(&plain, "Customers").await;
    let keyring = KmsKeyring::new(kms.client(), arn.clone()).unwrap();
    let table = customers_builder(keyring)
        .suite(AlgorithmSuite::default())
        .spawn_with(|task| drop(tokio::spawn(task)))
        .build()
        .unwrap();
    let config = test_support::config(&proxy.url).encrypt_tables([table]).unwrap();
    let run = Run { kms, proxy, plain, client: Client::from_conf(config.build()), exporter, spans };

    run.every_operation().await;
    let (sealed, opened) =
        (run.metric("items", &[("operation", "seal")]), run.metric("items", &[("operation", "open")]));
    // Each item that is sealed takes a key of its own, and each that is opened asks for one.
    assert_eq!(sealed, u64::try_from(run.kms.count("GenerateDataKey")).unwrap());
    assert_eq!(opened, u64::try_from(run.kms.count("Decrypt")).unwrap());
    assert!(sealed >= 7 && opened >= 9, "{sealed} {opened}");
    for (span, operation, count) in [("seal", "seal", sealed), ("open", "open", opened)] {
        let fields = [("db.system.name", "aws.dynamodb"), ("db.collection.name", "Customers")];
        assert_eq!(run.spans.count(span, &fields), count);
        let suite = "ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY_ECDSA_P384_SYMSIG_HMAC_SHA384";
        assert_eq!(run.spans.count(span, &[("dynamodb_item_encryptor.suite", suite)]), count);
        assert_eq!(
            run.metric("items", &[("operation", operation), ("db.collection.name", "Customers")]),
            count
        );
        assert!(run.metric("bytes", &[("operation", operation)]) > 600 * count);
    }
    assert_eq!(
        run.metric("update.attempts", &[]),
        4,
        "an UpdateItem, one in a transaction, a closure, a DeleteItem"
    );
    assert_eq!(run.metric("update.conflicts", &[]), 0);
    assert_eq!(run.metric("pages", &[("db.operation.name", "Query")]), 1);
    assert_eq!(
        run.spans
            .count("page", &[("db.operation.name", "BatchGetItem"), ("dynamodb_item_encryptor.items", "1")]),
        1
    );

    let refused = run.refused().await;
    assert_eq!(run.metric("refused", &[]), refused);
    assert_eq!(run.spans.count("refused request", &[("error.type", "request")]), refused);
    assert_eq!(run.spans.count("refused request", &[("db.operation.name", "ExecuteStatement")]), 1);

    let unreadable = run.unreadable().await;
    assert_eq!(run.metric("unreadable", &[("db.collection.name", "Customers")]), unreadable);
    assert_eq!(run.spans.count("unreadable item", &[("error.type", "item")]), unreadable);
    assert_eq!(run.metric("items", &[("operation", "open"), ("error.type", "item")]), unreadable);
    assert_eq!(run.spans.count("page", &[("dynamodb_item_encryptor.unreadable", "1")]), 1);

    let before = run.proxy.count();
    run.conflict(&url).await;
    let writes = run
        .proxy
        .exchanges_from(before)
        .into_iter()
        .filter(|exchange| exchange.request.operation == "UpdateItem");
    assert_eq!(run.metric("update.attempts", &[]), 4 + u64::try_from(writes.count()).unwrap());
    assert_eq!(run.metric("update.conflicts", &[]), 1);
    assert_eq!(run.spans.count("update conflict", &[("db.operation.name", "UpdateItem")]), 1);

    let calls = u64::try_from(run.kms.calls().len()).unwrap();
    assert_eq!(run.metric("key_calls", &[("rpc.service", "KMS")]), calls);
    assert_eq!(run.spans.count("key request", &[("rpc.service", "KMS"), ("rpc.system", "aws-api")]), calls);

    caches(&run, &arn).await;

    the_dashboard_has_all_metrics(&run);
    let text = run.everything_said();
    for value in VALUES {
        assert!(!text.contains(value), "{value}");
    }
    test_support::secrets::assert_silent(text.as_bytes(), run.kms.handed_out().iter().map(Vec::as_slice));
    assert!(!text.contains(&arn), "the name of a key");
    // What is looked for would be found.
    for value in VALUES {
        tracing::info!(target: "dynamodb_item_encryptor", { value }, "said");
        assert!(run.everything_said().contains(value));
    }
}

/// The dashboard shows every metric that is described, and no other.
fn the_dashboard_has_all_metrics(run: &Run) {
    let dashboard = include_str!("../examples/telemetry/dashboard.json");
    let dashboard: serde_json::Value = serde_json::from_str(dashboard).unwrap();
    let mut shown = BTreeSet::new();
    for target in
        dashboard["panels"].as_array().unwrap().iter().flat_map(|panel| panel["targets"].as_array().unwrap())
    {
        let parts =
            target["expr"].as_str().unwrap().split(|letter: char| letter != '_' && !letter.is_alphanumeric());
        let names = parts.filter(|part| part.starts_with("dynamodb_item_encryptor_"));
        shown.extend(names.map(|name| name.trim_end_matches("_sum").trim_end_matches("_count").to_owned()));
    }
    let text = run.exporter.text();
    let described = text.lines().filter_map(|line| line.strip_prefix("# HELP ")?.split(' ').next());
    assert_eq!(shown, described.map(str::to_owned).collect());
}

/// Caches that are asked, and what the servers behind them were asked.
async fn caches(run: &Run, arn: &str) {
    let create = KeyStore::new(
        run.plain.clone(),
        run.kms.client(),
        "BranchKeys",
        KmsConfiguration::KeyArn(arn.to_owned()),
    )
    .unwrap();
    create.create_table().await.unwrap();
    create.create_key_with_id("branch", [("tenant", "1")]).await.unwrap();
    let proxied = Client::from_conf(test_support::config(&run.proxy.url).build());
    let store =
        KeyStore::new(proxied, run.kms.client(), "BranchKeys", KmsConfiguration::KeyArn(arn.to_owned()))
            .unwrap();
    let keys = CachedBranchKeys::new(store, Duration::from_secs(600));
    let before = run.proxy.count();
    let encryptor =
        ItemEncryptor::new(customers_builder(HierarchicalKeyring::new("branch", keys)).build().unwrap());
    for _ in 0..5 {
        let sealed = encryptor.encrypt_item(item()).await.unwrap();
        assert_eq!(encryptor.decrypt_item(sealed).await.unwrap().item, item());
    }
    let asked = u64::try_from(run.proxy.count() - before).unwrap();
    assert_eq!(run.metric("cache", &[("cache", "branch keys"), ("result", "miss")]), asked);
    assert_eq!(run.metric("key_calls", &[("rpc.service", "DynamoDB")]), asked);
    let answers = run.metric("cache", &[("cache", "branch keys")]);
    assert_eq!(run.metric("cache", &[("cache", "branch keys"), ("result", "hit")]), answers - asked);
    assert!(answers >= 10);

    let calls = run.kms.calls().len();
    let keyring = CachedKmsKeyring::new(run.kms.client(), arn).unwrap();
    let table = customers_builder(keyring).suite(AlgorithmSuite::default());
    let encryptor = ItemEncryptor::new(table.build().unwrap());
    for _ in 0..5 {
        encryptor.encrypt_item(item()).await.unwrap();
    }
    assert_eq!(run.metric("cache", &[("cache", "wrapping keys to write"), ("result", "miss")]), 1);
    assert_eq!(run.kms.calls().len() - calls, 1);
    assert_eq!(run.spans.count("cache", &[("dynamodb_item_encryptor.cache.result", "refresh")]), 0);
}
