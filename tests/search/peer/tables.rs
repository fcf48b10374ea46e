//! The tables of both crates, and a plain one, for each random configuration.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType,
    Projection, ProjectionType, ScalarAttributeType,
};
use dynamodb_item_encryptor::{
    BeaconWalk, EncryptTables, Item, ItemEncryptor, PartitionRequest, TableConfig, WalkCounts,
};
use serde_json::{Map, Value, json};
use test_support::with_sources;

use super::asked::{Asked, Found};
use crate::item_json;
use crate::search::config::build_named;
use crate::search::{File, item};

/// Whose items a table has.
#[derive(Clone, Copy, PartialEq)]
pub enum Side {
    /// Those that this crate has written.
    Here,
    /// Those that the official crate has written.
    There,
    /// Plaintext.
    Plain,
}

impl Side {
    pub fn name(self) -> &'static str {
        match self {
            Side::Here => "here",
            Side::There => "there",
            Side::Plain => "plain",
        }
    }
}

/// Stored items by their keys, as JSON.
pub type Stored = BTreeMap<String, Item>;

pub struct Tables {
    pub url: String,
    plan: Value,
    file: File,
    plain: Client,
}

/// The sum of the bytes of an item's partition key over the number of partitions, as in the peer.
fn by_key(request: &PartitionRequest<'_>) -> u8 {
    let key = request.item["pk"].as_s().unwrap();
    let sum: u32 = key.bytes().map(u32::from).sum();
    u8::try_from(sum % u32::from(request.partitions)).unwrap()
}

impl Tables {
    /// Creates the tables of a plan.
    pub async fn create(plan: &str, url: String) -> Self {
        let file: File = serde_json::from_str(plan).unwrap();
        let plain = Client::from_conf(test_support::config(&url).build());
        let tables = Tables { url, plan: serde_json::from_str(plan).unwrap(), file, plain };
        for id in tables.ids() {
            for side in [Side::Here, Side::There, Side::Plain] {
                tables.create_table(id, side).await;
            }
        }
        tables
    }

    pub fn ids(&self) -> impl Iterator<Item = &String> {
        self.plan["tables"].as_object().unwrap().keys()
    }

    async fn create_table(&self, id: &str, side: Side) {
        let table = &self.plan["tables"][id];
        let mut keys = BTreeMap::from([("pk".to_owned(), ScalarAttributeType::S)]);
        let create = self.plain.create_table().table_name(format!("{}-{id}", side.name()));
        let mut create = create.billing_mode(BillingMode::PayPerRequest).key_schema(key("pk", KeyType::Hash));
        if table["hasSortKey"] == true {
            keys.insert("sk".to_owned(), ScalarAttributeType::N);
            create = create.key_schema(key("sk", KeyType::Range));
        }
        // The plain table is read without indexes.
        let indexes = table["indexes"].as_array().unwrap().iter().filter(|_| side != Side::Plain);
        for index in indexes {
            let mut built = GlobalSecondaryIndex::builder()
                .index_name(index["name"].as_str().unwrap())
                .projection(Projection::builder().projection_type(ProjectionType::All).build());
            for (member, position) in [("hash", KeyType::Hash), ("range", KeyType::Range)] {
                if let Some(name) = index[member]["name"].as_str() {
                    built = built.key_schema(key(name, position));
                    keys.insert(name.to_owned(), index[member]["type"].as_str().unwrap().into());
                }
            }
            create = create.global_secondary_indexes(built.build().unwrap());
        }
        for (name, kind) in keys {
            let attribute = AttributeDefinition::builder().attribute_name(name).attribute_type(kind);
            create = create.attribute_definitions(attribute.build().unwrap());
        }
        create.send().await.unwrap();
    }

    fn config(&self, side: Side, id: &str, branch_key_id: &str) -> TableConfig {
        let config = self.file.config(id).unwrap();
        build_named(&format!("{}-{id}", side.name()), &self.file, config, branch_key_id, by_key)
            .unwrap_or_else(|error| panic!("{id} is refused: {}: {config}", with_sources(&*error)))
    }

    /// The configuration with which a table is read.
    pub fn reading_config(&self, side: Side, id: &str) -> TableConfig {
        self.config(side, id, "west")
    }

    fn client(&self, table: TableConfig) -> Client {
        Client::from_conf(test_support::config(&self.url).encrypt_tables([table]).unwrap().build())
    }

    /// A client of this crate that reads a table.
    pub fn reader(&self, side: Side, id: &str) -> Client {
        self.client(self.reading_config(side, id))
    }

    pub fn entries(&self, id: &str, list: &str) -> &[Value] {
        self.plan["tables"][id][list].as_array().unwrap()
    }

    /// Puts a record with this crate.
    pub async fn put(&self, id: &str, entry: &Value) -> Result<(), String> {
        let client = self.client(self.config(Side::Here, id, entry["branchKeyId"].as_str().unwrap()));
        let put =
            client.put_item().table_name(format!("here-{id}")).set_item(Some(item(&entry["record"]).unwrap()));
        put.send().await.map(drop).map_err(|error| with_sources(&error))
    }

    /// Puts the records that are stored, with all that can be asked for, into the plain tables.
    pub async fn put_plain(&self, stored: &Value) {
        for id in self.ids() {
            for (entry, outcome) in self.entries(id, "items").iter().zip(stored[id].as_array().unwrap()) {
                let Some(seen) = outcome["seen"].as_object() else { continue };
                let mut whole = entry["record"].as_object().unwrap().clone();
                whole.extend(seen.clone());
                let whole = item(&Value::Object(whole)).unwrap();
                let put = self.plain.put_item().table_name(format!("plain-{id}")).set_item(Some(whole));
                put.send().await.unwrap();
            }
        }
    }

    /// All that is stored in a table.
    pub async fn stored(&self, side: Side, id: &str) -> Stored {
        let name = format!("{}-{id}", side.name());
        let pages = self.plain.scan().table_name(name).into_paginator().items().send();
        let items: Vec<Item> = pages.collect::<Result<_, _>>().await.unwrap();
        items.into_iter().map(|item| (key_of(&item).to_string(), item)).collect()
    }

    /// Takes the beacons out of all that this crate has written, as in a table that is older than its search. Returns how
    /// many there were.
    pub async fn take_beacons_out(&self, id: &str) -> usize {
        let mut count = 0;
        for (_, mut item) in self.stored(Side::Here, id).await {
            let all = item.len();
            item.retain(|name, _| !name.starts_with("aws_dbe_b_"));
            count += all - item.len();
            let put = self.plain.put_item().table_name(format!("here-{id}")).set_item(Some(item));
            put.send().await.unwrap();
        }
        count
    }

    /// Walks over the items of this crate, one on a page, and sets their beacons: of all, or until so many pages are done.
    pub async fn set_beacons(&self, id: &str, pages: usize) -> WalkCounts {
        let encryptor = ItemEncryptor::new(self.reading_config(Side::Here, id));
        let walk = BeaconWalk::new(self.plain.clone(), encryptor).page_size(1);
        let mut done = 0;
        walk.run(|_| {
            done += 1;
            if done < pages { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })
        .await
        .unwrap()
    }

    /// What of a stored item is the same whoever has sealed it. Of encrypted values that is their presence.
    pub fn comparable(&self, id: &str, item: &Item) -> BTreeMap<String, Value> {
        let actions = &self.plan["configs"][id]["attributeActionsOnEncrypt"];
        let mut json = item_json::to_json(item).unwrap();
        let attributes = json.as_object_mut().unwrap();
        for (name, value) in attributes.iter_mut() {
            if actions[name] == "ENCRYPT_AND_SIGN" || ["aws_dbe_head", "aws_dbe_foot"].contains(&name.as_str())
            {
                assert!(value.get("B").is_some(), "{id}: '{name}' is readable");
                *value = json!("sealed");
            }
            for set in ["SS", "NS", "BS"] {
                if let Some(Value::Array(members)) = value.get_mut(set) {
                    members.sort_by_key(Value::to_string);
                }
            }
        }
        std::mem::take(attributes).into_iter().collect()
    }

    /// What the plain table gives for both conditions of a request. Which partition is asked for plays no part there.
    pub async fn find_plain(&self, id: &str, asked: &Asked<'_>) -> Result<Found, String> {
        let key = asked.key_condition().map(|key| format!("({key})"));
        let filter = asked.filter().map(|filter| format!("({filter})"));
        let mut names = asked.names().unwrap_or_default();
        let indexes = self.plan["tables"][id]["indexes"].as_array().unwrap();
        let index = asked.index().and_then(|name| indexes.iter().find(|index| index["name"] == name));
        // What lacks the sort key of an index is not in it.
        let range = index.and_then(|index| index["range"]["asked"].as_str()).map(|range| {
            names.insert("#range".to_owned(), range.to_owned());
            "attribute_exists(#range)".to_owned()
        });
        let whole: Vec<_> = key.into_iter().chain(filter).chain(range).collect();
        let scan = self
            .plain
            .scan()
            .table_name(format!("plain-{id}"))
            .filter_expression(whole.join(" AND "))
            .set_expression_attribute_names((!names.is_empty()).then_some(names))
            .set_expression_attribute_values(asked.values());
        let found: Result<Vec<Item>, _> = scan.into_paginator().items().send().collect().await;
        found.map(|items| keys_of(&items)).map_err(|error| with_sources(&error))
    }
}

fn key(name: &str, kind: KeyType) -> KeySchemaElement {
    KeySchemaElement::builder().attribute_name(name).key_type(kind).build().unwrap()
}

/// The primary key of an item, as JSON.
pub fn key_of(item: &Item) -> Value {
    let mut key = Map::new();
    for name in ["pk", "sk"] {
        match item.get(name) {
            Some(AttributeValue::S(text)) => _ = key.insert(name.to_owned(), json!({ "S": text })),
            Some(AttributeValue::N(number)) => _ = key.insert(name.to_owned(), json!({ "N": number })),
            _ => {}
        }
    }
    Value::Object(key)
}

/// The primary keys of items, sorted, each once.
pub fn keys_of(items: &[Item]) -> Found {
    let keys: BTreeMap<String, Value> = items.iter().map(key_of).map(|key| (key.to_string(), key)).collect();
    keys.into_values().collect()
}
