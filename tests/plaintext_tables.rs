//! Encrypting a table of plaintext that is in use: what works in each stage, and that neighbours read each other.

use std::collections::HashMap;
use std::fmt::Debug;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType,
    Projection, ProjectionType, ScalarAttributeType, Select,
};
use dynamodb_item_encryptor::{EncryptTables, Error, Item, PlaintextPolicy, RefusedProblem, TableConfig};
use test_support::{customers_builder, engine, find, keyring, n, s};

const STAGES: [PlaintextPolicy; 3] = [
    PlaintextPolicy::ForceWriteAllowRead,
    PlaintextPolicy::ForbidWriteAllowRead,
    PlaintextPolicy::ForbidWriteForbidRead,
];

/// The table in a stage. `region` has no action.
fn table(stage: PlaintextPolicy) -> TableConfig {
    let table = customers_builder(keyring()).plaintext_policy(stage);
    table.index_projects_all("by-email").index_projects_all("by-region").build().unwrap()
}

fn client(url: &str, stage: PlaintextPolicy) -> Client {
    Client::from_conf(test_support::config(url).encrypt_tables([table(stage)]).unwrap().build())
}

fn plain(url: &str) -> Client {
    Client::from_conf(test_support::config(url).build())
}

/// The table, with an index by each of these attributes.
async fn start(indexes: &[&str]) -> String {
    let url = engine::start_unwatched().await;
    let attribute = |name: &str, kind: ScalarAttributeType| {
        AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build().unwrap()
    };
    let key = |name: &str, kind: KeyType| {
        KeySchemaElement::builder().attribute_name(name).key_type(kind).build().unwrap()
    };
    let index = |name: &str| {
        let all = Projection::builder().projection_type(ProjectionType::All).build();
        let index = GlobalSecondaryIndex::builder().index_name(format!("by-{name}")).projection(all);
        index.key_schema(key(name, KeyType::Hash)).build().unwrap()
    };
    let keys = indexes.iter().map(|name| attribute(name, ScalarAttributeType::S));
    let indexes = (!indexes.is_empty()).then(|| indexes.iter().map(|name| index(name)).collect());
    let table = keys.fold(plain(&url).create_table(), |table, key| table.attribute_definitions(key));
    table
        .table_name("Customers")
        .billing_mode(BillingMode::PayPerRequest)
        .attribute_definitions(attribute("id", ScalarAttributeType::S))
        .attribute_definitions(attribute("created", ScalarAttributeType::N))
        .key_schema(key("id", KeyType::Hash))
        .key_schema(key("created", KeyType::Range))
        .set_global_secondary_indexes(indexes)
        .send()
        .await
        .unwrap();
    url
}

fn key(id: &str) -> Item {
    HashMap::from([("id".to_owned(), s(id)), ("created".to_owned(), n(1))])
}

fn item(id: &str, email: &str) -> Item {
    let mut item = key(id);
    item.extend([
        ("email".to_owned(), s(email)),
        ("plan".to_owned(), s("gold")),
        (":counter".to_owned(), n(1)),
    ]);
    item
}

fn with(mut item: Item, name: &str, value: AttributeValue) -> Item {
    item.insert(name.to_owned(), value);
    item
}

async fn put(client: &Client, item: Item) {
    client.put_item().table_name("Customers").set_item(Some(item)).send().await.unwrap();
}

async fn get(client: &Client, id: &str) -> Option<Item> {
    let get = client.get_item().table_name("Customers").set_key(Some(key(id))).consistent_read(true);
    get.send().await.unwrap().item
}

/// What comes of a program with a plain client, and with one that prepares encryption: the same.
async fn compare<T: Debug + PartialEq>(indexes: &[&str], program: impl AsyncFn(Client) -> T) -> T {
    let (one, other) = (start(indexes).await, start(indexes).await);
    let expected = program(plain(&one)).await;
    assert_eq!(program(client(&other, PlaintextPolicy::ForceWriteAllowRead)).await, expected);
    let stored = async |url: &str| {
        let mut items = plain(url).scan().table_name("Customers").send().await.unwrap().items.unwrap();
        items.sort_by_key(|item| item["id"].as_s().unwrap().clone());
        items
    };
    assert_eq!(stored(&other).await, stored(&one).await);
    expected
}

/// Queries an index page by page, and returns the ids that it finds.
async fn query(client: &Client, by: &str, value: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut after = None;
    loop {
        let query = client.query().table_name("Customers").index_name(format!("by-{by}")).limit(1);
        let query = query.key_condition_expression("#k = :v").expression_attribute_names("#k", by);
        let query = query.expression_attribute_values(":v", s(value)).set_exclusive_start_key(after);
        let page = query.send().await.unwrap();
        found.extend(page.items().iter().map(|item| item["id"].as_s().unwrap().clone()));
        after = page.last_evaluated_key;
        if after.is_none() {
            found.sort();
            return found;
        }
    }
}

#[tokio::test]
async fn while_plaintext_is_written_indexes_may_have_any_key() {
    let found = compare(&["email", "region"], async |client| {
        for id in ["1", "2", "3"] {
            put(&client, with(item(id, "a@example.com"), "region", s("north"))).await;
        }
        put(&client, item("4", "b@example.com")).await;
        let by = [("email", "a@example.com"), ("region", "north"), ("region", "south")];
        let mut found = Vec::new();
        for (by, value) in by {
            found.push(query(&client, by, value).await);
        }
        let scan = client.scan().table_name("Customers").index_name("by-region").limit(2).send().await.unwrap();
        let next = client.scan().table_name("Customers").index_name("by-region");
        let next = next.set_exclusive_start_key(scan.last_evaluated_key).send().await.unwrap();
        found.push(vec![format!("{} {}", scan.count, next.count)]);
        let counted = client.query().table_name("Customers").index_name("by-email").select(Select::Count);
        let counted = counted.key_condition_expression("email = :e");
        let counted = counted.expression_attribute_values(":e", s("a@example.com")).send().await.unwrap();
        found.push(vec![counted.count.to_string()]);
        found
    });
    let found = found.await;
    assert_eq!((found[0].len(), found[1].len(), found[2].len()), (3, 3, 0), "{found:?}");
}

#[tokio::test]
async fn once_items_are_encrypted_index_keys_must_be_readable() {
    let url = start(&[]).await;
    for stage in [PlaintextPolicy::ForbidWriteAllowRead, PlaintextPolicy::ForbidWriteForbidRead] {
        let client = client(&url, stage);
        let query = |by: &str| {
            let query = client.query().table_name("Customers").index_name(format!("by-{by}"));
            let query = query.key_condition_expression("#k = :v").expression_attribute_names("#k", by);
            query.expression_attribute_values(":v", s("x")).send()
        };
        let problem = |error: &(dyn std::error::Error + 'static)| match find(error) {
            Some(Error::Refused { problem, .. }) => problem.clone(),
            other => panic!("{other:?}"),
        };
        let parameter = "KeyConditionExpression";
        let encrypted = problem(&query("email").await.unwrap_err());
        assert_eq!(encrypted, RefusedProblem::EncryptedAttribute { parameter, attribute: "email".to_owned() });
        let unknown = problem(&query("region").await.unwrap_err());
        assert_eq!(
            unknown,
            RefusedProblem::UnconfiguredAttribute { parameter, attribute: "region".to_owned() }
        );
    }
}

#[tokio::test]
async fn each_stage_reads_what_its_neighbours_write() {
    let url = start(&[]).await;
    let [preparing, encrypting, strict] = STAGES.map(|stage| client(&url, stage));
    let plain = plain(&url);
    let expected = |id: &str| Some(item(id, "a@example.com"));
    put(&plain, item("plain", "a@example.com")).await;
    put(&preparing, item("preparing", "a@example.com")).await;
    for id in ["plain", "preparing"] {
        assert_eq!(get(&plain, id).await, expected(id));
        assert_eq!(get(&preparing, id).await, expected(id));
        assert_eq!(get(&encrypting, id).await, expected(id));
    }
    for client in [&encrypting, &strict] {
        put(client, item("sealed", "a@example.com")).await;
        assert!(get(&plain, "sealed").await.unwrap().contains_key("aws_dbe_head"));
        for reader in [&preparing, &encrypting, &strict] {
            assert_eq!(get(reader, "sealed").await, expected("sealed"));
        }
    }
    // Back again: what the first writes over an encrypted item is plaintext, and nobody has to know.
    put(&preparing, item("sealed", "a@example.com")).await;
    assert_eq!(get(&plain, "sealed").await, expected("sealed"));
    assert_eq!(get(&encrypting, "sealed").await, expected("sealed"));
}
