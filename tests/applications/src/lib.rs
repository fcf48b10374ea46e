//! Runs a program with a plain and with an encrypting client, and compares what it sees.

use std::fmt::Debug;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection,
    ProjectionType, ScalarAttributeType,
};
use aws_smithy_async::rt::sleep::TokioSleep;
use dynamodb_item_encryptor::{BoxFuture, EncryptTables, RawAesKeyring, TableConfig, TableConfigBuilder};
use test_support::engine;
use test_support::proxy::{Exchange, Proxy};
use test_support::watch::Finder;

/// What a program has seen, step by step.
#[derive(Debug, Default)]
pub struct Seen(Vec<String>);

impl Seen {
    /// Notes something that the program sees.
    pub fn note(&mut self, value: impl Debug) {
        self.0.push(format!("{value:?}"));
    }
}

/// An application: its tables, what it does with them, and what of that nobody else may see.
pub struct Application {
    /// How its tables are encrypted.
    pub tables: Vec<TableConfig>,
    /// Creates its tables.
    pub create: fn(Client) -> BoxFuture<'static, ()>,
    /// Values of at least eight bytes that are to be encrypted.
    pub secrets: &'static [&'static str],
}

/// What an application has sent, and what came of it.
pub struct Run {
    pub seen: Vec<String>,
    pub exchanges: Vec<Exchange>,
}

impl Application {
    /// Runs the program with either client, on an engine of its own each. Both see the same; the encrypting client
    /// sends none of the secrets and stores only sealed items, and every read on which one of its writes depends is
    /// consistent. Returns what was sent for the encrypting client.
    pub async fn compare(&self, program: impl AsyncFn(Client, &mut Seen)) -> Run {
        let plain = self.run(&program, false).await;
        let wrapped = self.run(&program, true).await;
        for (step, (plain, wrapped)) in plain.seen.iter().zip(&wrapped.seen).enumerate() {
            assert_eq!(wrapped, plain, "at step {step}");
        }
        assert_eq!(wrapped.seen.len(), plain.seen.len());
        assert!(!plain.seen.is_empty(), "the program notes nothing");

        let (in_plain, in_wrapped) = (self.found(&plain), self.found(&wrapped));
        assert_eq!(in_plain.len(), self.secrets.len(), "only these were there to be hidden: {in_plain:?}");
        assert_eq!(in_wrapped, Vec::<String>::new());
        assert_eq!(inconsistent_reads(&wrapped), inconsistent_reads(&plain));
        wrapped
    }

    async fn run(&self, program: &impl AsyncFn(Client, &mut Seen), encrypts: bool) -> Run {
        let proxy = Proxy::start(&engine::start_unwatched().await, |_| None);
        // Some applications ask the client's configuration for it.
        let config = test_support::config(&proxy.url).sleep_impl(TokioSleep::new());
        let plain = Client::from_conf(config.clone().build());
        (self.create)(plain.clone()).await;
        let before = proxy.count();
        let client = if encrypts {
            Client::from_conf(config.encrypt_tables(self.tables.clone()).unwrap().build())
        } else {
            plain.clone()
        };
        let mut seen = Seen::default();
        program(client, &mut seen).await;
        let exchanges = proxy.exchanges_from(before);
        if encrypts {
            for table in &self.tables {
                let stored = plain.scan().table_name(table.table_name()).send().await.unwrap();
                assert!(stored.last_evaluated_key.is_none());
                for item in stored.items() {
                    assert!(item.contains_key("aws_dbe_head") && item.contains_key("aws_dbe_foot"), "{item:?}");
                }
            }
        }
        Run { seen: seen.0, exchanges }
    }

    /// The secrets that were sent.
    fn found(&self, run: &Run) -> Vec<String> {
        let mut finder = Finder::default();
        self.secrets.iter().for_each(|secret| finder.add(secret.as_bytes()));
        let mut found: Vec<_> = run
            .exchanges
            .iter()
            .flat_map(|exchange| finder.find_in_request(&exchange.request))
            .map(str::to_owned)
            .collect();
        found.sort();
        found.dedup();
        found
    }
}

impl Run {
    /// How many requests of each operation there were.
    pub fn count(&self, operation: &str) -> usize {
        self.exchanges.iter().filter(|exchange| exchange.request.operation == operation).count()
    }
}

/// How many reads of single items were not consistent. A transaction's always are.
fn inconsistent_reads(run: &Run) -> usize {
    let gets = run.exchanges.iter().filter(|exchange| exchange.request.operation == "GetItem");
    gets.filter(|exchange| exchange.request.json()["ConsistentRead"] != true).count()
}

/// The configuration of a table, but for its attributes.
pub fn table(name: &str, partition_key: &str, sort_key: Option<&str>) -> TableConfigBuilder {
    let keyring = RawAesKeyring::new("tests", "key", &test_support::KEY).unwrap();
    let table = TableConfig::builder(name).partition_key(partition_key).keyring(keyring);
    match sort_key {
        Some(key) => table.sort_key(key),
        None => table,
    }
}

/// A key of a table or index: name and type of its attributes.
pub type Key<'a> = &'a [(&'a str, ScalarAttributeType)];

/// Creates a table, and an index of all attributes where one is named.
pub async fn create_table(client: &Client, name: &str, key: Key<'_>, index: Option<(&str, Key<'_>)>) {
    let schema = |key: Key<'_>| -> Vec<_> {
        let kinds = [KeyType::Hash, KeyType::Range];
        let elements = key.iter().zip(kinds).map(|((name, _), kind)| {
            KeySchemaElement::builder().attribute_name(*name).key_type(kind).build().unwrap()
        });
        elements.collect()
    };
    let mut attributes: Vec<_> = key.to_vec();
    for attribute in index.iter().flat_map(|(_, key)| key.iter()) {
        if !attributes.contains(attribute) {
            attributes.push(attribute.clone());
        }
    }
    let definitions = attributes.into_iter().map(|(name, kind)| {
        AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build().unwrap()
    });
    let index = index.map(|(name, key)| {
        let all = Projection::builder().projection_type(ProjectionType::All).build();
        let index = GlobalSecondaryIndex::builder().index_name(name).projection(all);
        vec![index.set_key_schema(Some(schema(key))).build().unwrap()]
    });
    client
        .create_table()
        .table_name(name)
        .billing_mode(BillingMode::PayPerRequest)
        .set_key_schema(Some(schema(key)))
        .set_attribute_definitions(Some(definitions.collect()))
        .set_global_secondary_indexes(index)
        .send()
        .await
        .unwrap();
}
