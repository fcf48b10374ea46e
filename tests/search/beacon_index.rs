//! Definitions of indexes on beacons, as an engine takes them.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ProjectionType, ScalarAttributeType,
};
use dynamodb_item_encryptor::{
    Beacon, BeaconIndex, BeaconKey, BeaconKeySource, Compound, ConfigProblem, EncryptTables, Error,
    InMemoryBeaconKeys, Search, TableConfig,
};
use test_support::{customer, customers, customers_builder, engine, keyring};

fn table() -> TableConfig {
    let keys = InMemoryBeaconKeys::new().with("customers", BeaconKey::new(&[9; 32]));
    let search = Search::builder(keys.single("customers"))
        .beacon(Beacon::new("email", 12))
        .beacon(Beacon::new("kind", 8).part_only())
        .beacon(Beacon::new("tags", 8).as_set())
        .compound(Compound::new("by_plan", '|').signed("plan", "P-").encrypted("kind", "K-"))
        .compound(Compound::new("stamp", '/').signed("plan", "P-"));
    customers_builder(keyring()).encrypt(["kind", "tags"]).search(search.build()).build().unwrap()
}

fn key(name: &str, kind: KeyType) -> KeySchemaElement {
    KeySchemaElement::builder().attribute_name(name).key_type(kind).build().unwrap()
}

fn attribute(name: &str, kind: ScalarAttributeType) -> AttributeDefinition {
    AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build().unwrap()
}

fn names(index: &BeaconIndex) -> Vec<String> {
    index.key_schema().unwrap().into_iter().map(|key| key.attribute_name).collect()
}

#[tokio::test]
async fn an_engine_takes_the_definitions_and_fills_the_indexes() {
    let table = table();
    let plain = Client::from_conf(test_support::config(&engine::start_unwatched().await).build());
    let by_email = table.beacon_index("by-email", "email").unwrap();
    let by_email = by_email.sort_key_attribute("created", ScalarAttributeType::N).unwrap();
    let own = table.beacon_index("own-emails", "email").unwrap();
    plain
        .create_table()
        .table_name("Customers")
        .billing_mode(BillingMode::PayPerRequest)
        .key_schema(key("id", KeyType::Hash))
        .key_schema(key("created", KeyType::Range))
        .attribute_definitions(attribute("id", ScalarAttributeType::S))
        .set_attribute_definitions({
            let mut all = vec![attribute("id", ScalarAttributeType::S)];
            all.extend(by_email.attribute_definitions().unwrap());
            Some(all)
        })
        .global_secondary_indexes(by_email.global().unwrap())
        .local_secondary_indexes(own.local().unwrap())
        .send()
        .await
        .unwrap();
    let by_plan = table.beacon_index("by-plan-and-stamp", "by_plan").unwrap().sort_key("stamp").unwrap();
    plain
        .update_table()
        .table_name("Customers")
        .set_attribute_definitions(Some(by_plan.attribute_definitions().unwrap()))
        .global_secondary_index_updates(by_plan.creation().unwrap())
        .send()
        .await
        .unwrap();
    assert_eq!(names(&by_plan), ["aws_dbe_b_by_plan", "stamp"]);
    let described = plain.describe_table().table_name("Customers").send().await.unwrap().table.unwrap();
    for index in described.global_secondary_indexes() {
        assert_eq!(index.projection().unwrap().projection_type(), Some(&ProjectionType::All));
    }
    assert_eq!(described.global_secondary_indexes().len(), 2);

    let url = plain.config();
    let wrapped = Client::from_conf(url.to_builder().encrypt_tables([table]).unwrap().build());
    let mut item = customer("1", 1, "a@example.com");
    item.insert("kind".to_owned(), test_support::s("person"));
    wrapped.put_item().table_name("Customers").set_item(Some(item)).send().await.unwrap();
    for index in ["by-email", "own-emails", "by-plan-and-stamp"] {
        let scan = plain.scan().table_name("Customers").index_name(index).send().await.unwrap();
        let items = scan.items.unwrap();
        assert_eq!(items.len(), 1, "{index}");
        assert!(items[0].contains_key("aws_dbe_foot") && items[0].contains_key("notes"), "{index}");
    }
}

#[test]
fn what_cannot_be_a_key_is_refused_by_name() {
    let table = table();
    let index = || table.beacon_index("index", "email").unwrap();
    let number = ScalarAttributeType::N;
    let both = || index().sort_key("stamp").unwrap();
    for (result, attribute, expected) in [
        (table.beacon_index("index", "tags").map(drop), "tags", "each member of a set"),
        (table.beacon_index("index", "kind").map(drop), "kind", "only a part"),
        (table.beacon_index("index", "plan").map(drop), "plan", "no such beacon"),
        (table.beacon_index("index", "aws_dbe_b_email").map(drop), "aws_dbe_b_email", "no such beacon"),
        (customers(keyring()).beacon_index("index", "email").map(drop), "email", "has no search"),
        (index().sort_key("email").map(drop), "email", "partition key"),
        (index().sort_key_attribute("notes", number.clone()).map(drop), "notes", "encrypted; use a beacon"),
        (index().sort_key_attribute("creatd", number.clone()).map(drop), "creatd", "does not know it"),
        (both().sort_key_attribute("created", number).map(drop), "created", "a sort key already"),
        (both().local().map(drop), "stamp", "only key of its own"),
    ] {
        let Err(Error::Config { attribute: named, problem: ConfigProblem::BeaconIndexKey { why }, .. }) =
            result
        else {
            panic!("{attribute}: {result:?}")
        };
        assert_eq!(named.as_deref(), Some(attribute));
        assert!(why.contains(expected), "{why}");
    }
}
