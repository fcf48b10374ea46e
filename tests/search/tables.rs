//! A table without encryption, and one that is searched by beacons, with the same items.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection,
    ProjectionType, ScalarAttributeType,
};
use dynamodb_item_encryptor::{
    AlgorithmSuite, BeaconKey, BeaconKeySource, EncryptTables, InMemoryBeaconKeys, Item, Search, SearchBuilder,
    TableConfig, TableConfigBuilder,
};
use test_support::engine;
use test_support::keyring;
use test_support::proxy::Proxy;

/// The plain table's name.
pub const PLAIN: &str = "Plain";
/// The other table's name.
pub const SEARCHED: &str = "Searched";

/// An index, by its name and keys. The first key of those that are beacons is stored under another name.
pub struct Index {
    pub name: &'static str,
    pub keys: &'static [(&'static str, ScalarAttributeType)],
}

/// Both tables.
pub struct Tables {
    pub plain: Client,
    pub wrapped: Client,
    /// What the wrapped client sends.
    pub sent: Proxy,
}

/// A search under a key of its own.
pub fn search() -> SearchBuilder {
    let keys = InMemoryBeaconKeys::new().with("one", BeaconKey::new(b"a beacon key for tests: 32 bytes"));
    Search::builder(keys.single("one"))
}

/// A table with the keys `id` and `created` and the unsigned prefix `:`.
pub fn table() -> TableConfigBuilder {
    TableConfig::builder(SEARCHED)
        .partition_key("id")
        .sort_key("created")
        .unsigned_prefix(":")
        .suite(AlgorithmSuite::HmacSha384)
        .keyring(keyring())
}

fn key(name: &str, position: usize) -> KeySchemaElement {
    let kind = if position == 0 { KeyType::Hash } else { KeyType::Range };
    KeySchemaElement::builder().attribute_name(name).key_type(kind).build().unwrap()
}

async fn create(client: &Client, name: &str, indexes: &[Index], stored: impl Fn(&str) -> String) {
    let attribute = |name: &str, kind: ScalarAttributeType| {
        AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build().unwrap()
    };
    let mut create = client.create_table().table_name(name).billing_mode(BillingMode::PayPerRequest);
    create = create.key_schema(key("id", 0)).key_schema(key("created", 1));
    let mut attributes = vec![
        ("id".to_owned(), attribute("id", ScalarAttributeType::S)),
        ("created".to_owned(), attribute("created", ScalarAttributeType::N)),
    ];
    for index in indexes {
        let mut built = GlobalSecondaryIndex::builder()
            .index_name(index.name)
            .projection(Projection::builder().projection_type(ProjectionType::All).build());
        for (position, (name, kind)) in index.keys.iter().enumerate() {
            let stored = stored(name);
            built = built.key_schema(key(&stored, position));
            if attributes.iter().all(|(other, _)| *other != stored) {
                attributes.push((stored.clone(), attribute(&stored, kind.clone())));
            }
        }
        create = create.global_secondary_indexes(built.build().unwrap());
    }
    for (_, attribute) in attributes {
        create = create.attribute_definitions(attribute);
    }
    create.send().await.unwrap();
}

impl Tables {
    /// Both tables, without items. `is_beacon` says which keys of indexes are beacons.
    pub async fn new(config: TableConfig, indexes: &[Index], is_beacon: impl Fn(&str) -> bool) -> Tables {
        let url = engine::start_unwatched().await;
        let plain = Client::from_conf(test_support::config(&url).build());
        let sent = Proxy::start(&url, |_| None);
        let wrapped = test_support::config(&sent.url).encrypt_tables([config]).unwrap().build();
        create(&plain, PLAIN, indexes, str::to_owned).await;
        let stored = |name: &str| if is_beacon(name) { format!("aws_dbe_b_{name}") } else { name.to_owned() };
        create(&plain, SEARCHED, indexes, stored).await;
        Tables { plain, wrapped: Client::from_conf(wrapped), sent }
    }

    /// Puts an item into both, into the one by a client that encrypts. `plain_only` are attributes that the plain table
    /// needs beside.
    pub async fn put(&self, wrapped: &Client, item: &Item, plain_only: Item) {
        let whole = item.clone().into_iter().chain(plain_only).collect();
        self.plain.put_item().table_name(PLAIN).set_item(Some(whole)).send().await.unwrap();
        wrapped.put_item().table_name(SEARCHED).set_item(Some(item.clone())).send().await.unwrap();
    }
}
