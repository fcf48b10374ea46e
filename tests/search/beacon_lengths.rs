//! A beacon whose length changes: items with either length are found, until a walk has given all of them the new one.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
};
use dynamodb_item_encryptor::{
    Beacon, BeaconKey, BeaconKeySource, BeaconWalk, ConfigProblem, EncryptTables, Error, InMemoryBeaconKeys,
    Item, ItemEncryptor, PartitionProblem, PartitionedQuery, RefusedProblem, Search, SearchRule, TableConfig,
};
use test_support::{customer, customers_builder, engine, find, keyring, s};

fn builder(email: Beacon, partitions: u8) -> Result<TableConfig, Error> {
    let keys = InMemoryBeaconKeys::new().with("customers", BeaconKey::new(&[9; 32]));
    let search = Search::builder(keys.single("customers")).beacon(email).beacon(Beacon::new("notes", 10));
    let search = if partitions > 1 { search.partitions(partitions) } else { search };
    customers_builder(keyring()).search(search.build()).build()
}

fn table(email: Beacon, partitions: u8) -> TableConfig {
    builder(email, partitions).unwrap()
}

async fn engine_with(table: &TableConfig) -> Client {
    let client = Client::from_conf(test_support::config(&engine::start_unwatched().await).build());
    let index = table.beacon_index("by-email", "email").unwrap();
    let mut create = client.create_table().table_name("Customers").billing_mode(BillingMode::PayPerRequest);
    for (name, kind, key) in
        [("id", ScalarAttributeType::S, KeyType::Hash), ("created", ScalarAttributeType::N, KeyType::Range)]
    {
        let attribute =
            AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build().unwrap();
        let key = KeySchemaElement::builder().attribute_name(name).key_type(key).build().unwrap();
        create = create.attribute_definitions(attribute).key_schema(key);
    }
    for definition in index.attribute_definitions().unwrap() {
        create = create.attribute_definitions(definition);
    }
    create.global_secondary_indexes(index.global().unwrap()).send().await.unwrap();
    client
}

fn encrypting(plain: &Client, table: &TableConfig) -> Client {
    Client::from_conf(plain.config().to_builder().encrypt_tables([table.clone()]).unwrap().build())
}

fn numbers(items: Vec<Item>) -> BTreeSet<u32> {
    let found: Vec<u32> = items.iter().map(|item| item["created"].as_n().unwrap().parse().unwrap()).collect();
    let all: BTreeSet<u32> = found.iter().copied().collect();
    assert_eq!(all.len(), found.len(), "none is found twice");
    all
}

fn by_email(client: &Client, email: &str) -> aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder {
    let query = client.query().table_name("Customers").index_name("by-email");
    query.key_condition_expression("email = :e").expression_attribute_values(":e", s(email))
}

async fn queried(client: &Client, table: &TableConfig, email: &str) -> BTreeSet<u32> {
    numbers(PartitionedQuery::new(table, by_email(client, email)).unwrap().send().collect().await.unwrap())
}

async fn scanned(client: &Client, email: &str) -> BTreeSet<u32> {
    let scan = client.scan().table_name("Customers").filter_expression("email = :e AND created >= :zero");
    let scan = scan
        .expression_attribute_values(":e", s(email))
        .expression_attribute_values(":zero", test_support::n(0));
    let mut pages = scan.into_paginator().items().send();
    let mut items = Vec::new();
    while let Some(item) = pages.next().await {
        items.push(item.unwrap());
    }
    numbers(items)
}

#[tokio::test]
async fn items_with_either_length_are_found_while_it_changes() {
    for (former, present, partitions) in [(12, 7, 1), (3, 20, 1), (12, 9, 1), (1, 2, 1), (12, 7, 3), (5, 6, 4)]
    {
        let old = table(Beacon::new("email", former), partitions);
        let changing = table(Beacon::new("email", present).formerly(former), partitions);
        let new = table(Beacon::new("email", present), partitions);
        let plain = engine_with(&old).await;
        let (writing_old, client) = (encrypting(&plain, &old), encrypting(&plain, &changing));
        for number in 0..40 {
            let writer = if number % 2 == 0 { &writing_old } else { &client };
            let item = customer(&format!("id {number}"), number, &format!("{}@example.com", number % 5));
            writer.put_item().table_name("Customers").set_item(Some(item)).send().await.unwrap();
        }
        let expected = |email: u32| (0..40).filter(|number| number % 5 == email).collect::<BTreeSet<u32>>();
        let queries = PartitionedQuery::new(&changing, by_email(&client, "x")).unwrap().number_of_queries();
        assert_eq!(queries, 2 * partitions);
        for email in 0..5 {
            let text = format!("{email}@example.com");
            assert_eq!(queried(&client, &changing, &text).await, expected(email), "{former} to {present}");
            assert_eq!(scanned(&client, &text).await, expected(email), "{former} to {present}");
        }
        // A single query would find only some of them.
        let error = by_email(&client, "1@example.com").send().await.unwrap_err();
        let problem = RefusedProblem::Partition(PartitionProblem::Missing { queries });
        assert!(
            matches!(find::<Error>(&error), Some(Error::Refused { problem: found, .. }) if *found == problem)
        );

        let walk = BeaconWalk::new(plain.clone(), ItemEncryptor::new(changing.clone()));
        let counts = walk.run(|_| ControlFlow::Continue(())).await.unwrap();
        // Two lengths of as many digits have the same text where the longer one begins with zeros.
        assert_eq!((counts.altered + counts.right, counts.seen), (40, 40));
        assert!((1..=20).contains(&counts.altered), "{counts:?}");
        let after = encrypting(&plain, &new);
        for email in 0..5 {
            let text = format!("{email}@example.com");
            assert_eq!(queried(&client, &changing, &text).await, expected(email));
            assert_eq!(queried(&after, &new, &text).await, expected(email));
            assert_eq!(scanned(&after, &text).await, expected(email));
        }
    }
}

#[test]
fn a_former_length_that_cannot_be_is_refused() {
    for (beacon, partitions) in [
        (Beacon::new("email", 7).formerly(7), 1),
        (Beacon::new("email", 7).formerly(0), 1),
        (Beacon::new("email", 7).formerly(64), 1),
        (Beacon::new("email", 7).formerly(8), 128),
    ] {
        match builder(beacon, partitions) {
            Err(Error::Config { problem: ConfigProblem::Search(problem), .. }) => {
                assert_eq!(problem.rule, SearchRule::FormerLength);
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(builder(Beacon::new("email", 7).formerly(8), 127).is_ok());
}
