//! The tables and items of the scenarios.

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::create_table::builders::CreateTableFluentBuilder;
use aws_sdk_dynamodb::operation::get_item::builders::GetItemFluentBuilder;
use aws_sdk_dynamodb::operation::put_item::builders::PutItemFluentBuilder;
use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::operation::scan::builders::ScanFluentBuilder;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType,
    LocalSecondaryIndex, Projection, ProjectionType, ScalarAttributeType,
};
use dynamodb_item_encryptor::{
    AlgorithmSuite, Beacon, BeaconKey, BeaconKeySource, InMemoryBeaconKeys, Item, Keyring, Search, TableConfig,
    TableConfigBuilder,
};

pub use test_support::{n, s};

/// An encrypted table with the keys `id` and `created`.
pub const CUSTOMERS: &str = "Customers";
/// An encrypted table with the key `number`, of the default suite.
pub const INVOICES: &str = "Invoices";
/// A table with the key `id` that nobody encrypts.
pub const ORDERS: &str = "Orders";

/// A table that a scenario creates.
pub const RECEIPTS: &str = "Receipts";
/// All of these.
pub const TABLES: [&str; 4] = [CUSTOMERS, INVOICES, ORDERS, RECEIPTS];

/// The attributes that are encrypted. No other table has an attribute of one of these names.
pub const ENCRYPTED: [&str; 12] = [
    "email", "name", "address", "notes", "tags", "scores", "chunks", "photo", "verified", "balance", "payer",
    "total",
];

/// Indexes of `Customers` by `tier`: with all attributes, with keys only, with some, and with all those of
/// [`customer`] and of its sealed form.
pub const BY_TIER: &str = "by-tier";
pub const KEYS_BY_TIER: &str = "keys-by-tier";
pub const CONTACTS_BY_TIER: &str = "contacts-by-tier";
pub const NAMED_BY_TIER: &str = "named-by-tier";
/// Local indexes of `Customers` by `grade`.
pub const BY_GRADE: &str = "by-grade";
pub const KEYS_BY_GRADE: &str = "keys-by-grade";

/// How the encrypted tables are encrypted.
pub fn encrypted<K: Keyring + 'static>(keyring: impl Fn() -> K) -> [TableConfig; 2] {
    let [customers, invoices] = builders(keyring);
    [customers.build().unwrap(), invoices.build().unwrap()]
}

/// The same, with a beacon for every encrypted attribute. They have one bit, so that values often share one.
pub fn searched<K: Keyring + 'static>(keyring: impl Fn() -> K) -> [TableConfig; 2] {
    let search = |names: &[&str]| {
        let key = BeaconKey::new(b"a beacon key for tests: 32 bytes");
        let search = Search::builder(InMemoryBeaconKeys::new().with("tests", key).single("tests"));
        search.beacons(names.iter().map(|name| Beacon::new(*name, 1))).build()
    };
    let [customers, invoices] = builders(keyring);
    let (of_customers, of_invoices) = ENCRYPTED.split_at(10);
    let customers = customers.search(search(of_customers)).build();
    [customers.unwrap(), invoices.search(search(of_invoices)).build().unwrap()]
}

fn builders<K: Keyring + 'static>(keyring: impl Fn() -> K) -> [TableConfigBuilder; 2] {
    let customers = TableConfig::builder(CUSTOMERS)
        .partition_key("id")
        .sort_key("created")
        .encrypt(ENCRYPTED.into_iter().take(10))
        .sign(["tier", "grade", "settings"])
        .unsigned_prefix(":")
        .suite(AlgorithmSuite::HmacSha384)
        .keyring(keyring());
    let invoices = TableConfig::builder(INVOICES)
        .partition_key("number")
        .encrypt(["payer", "total"])
        .sign(["status"])
        .keyring(keyring());
    [customers, invoices]
}

pub fn key_element(name: &str, kind: KeyType) -> KeySchemaElement {
    KeySchemaElement::builder().attribute_name(name).key_type(kind).build().unwrap()
}

pub fn key_attribute(name: &str, kind: ScalarAttributeType) -> AttributeDefinition {
    AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build().unwrap()
}

fn projection(kind: ProjectionType, names: &[&str]) -> Projection {
    let names = (!names.is_empty()).then(|| names.iter().map(|name| (*name).to_owned()).collect());
    Projection::builder().projection_type(kind).set_non_key_attributes(names).build()
}

fn by_tier(name: &str, projection: Projection) -> GlobalSecondaryIndex {
    let index = GlobalSecondaryIndex::builder().index_name(name).projection(projection);
    index.key_schema(key_element("tier", KeyType::Hash)).build().unwrap()
}

fn by_grade(name: &str, kind: ProjectionType) -> LocalSecondaryIndex {
    let index = LocalSecondaryIndex::builder().index_name(name).projection(projection(kind, &[]));
    let index = index.key_schema(key_element("id", KeyType::Hash));
    index.key_schema(key_element("grade", KeyType::Range)).build().unwrap()
}

/// A table with one key, a string.
pub fn simple_table(client: &Client, name: &str, key: &str) -> CreateTableFluentBuilder {
    let table = client.create_table().table_name(name).billing_mode(BillingMode::PayPerRequest);
    let table = table.attribute_definitions(key_attribute(key, ScalarAttributeType::S));
    table.key_schema(key_element(key, KeyType::Hash))
}

/// Creates the tables.
pub async fn create_tables(client: &Client) {
    let named = ["email", "name", "notes", "balance", "grade", ":counter", "aws_dbe_head", "aws_dbe_foot"];
    let customers = simple_table(client, CUSTOMERS, "id")
        .attribute_definitions(key_attribute("created", ScalarAttributeType::N))
        .attribute_definitions(key_attribute("tier", ScalarAttributeType::S))
        .attribute_definitions(key_attribute("grade", ScalarAttributeType::N))
        .key_schema(key_element("created", KeyType::Range))
        .global_secondary_indexes(by_tier(BY_TIER, projection(ProjectionType::All, &[])))
        .global_secondary_indexes(by_tier(KEYS_BY_TIER, projection(ProjectionType::KeysOnly, &[])))
        .global_secondary_indexes(by_tier(
            CONTACTS_BY_TIER,
            projection(ProjectionType::Include, &["email", "name"]),
        ))
        .global_secondary_indexes(by_tier(NAMED_BY_TIER, projection(ProjectionType::Include, &named)))
        .local_secondary_indexes(by_grade(BY_GRADE, ProjectionType::All))
        .local_secondary_indexes(by_grade(KEYS_BY_GRADE, ProjectionType::KeysOnly));
    customers.send().await.unwrap();
    simple_table(client, INVOICES, "number").send().await.unwrap();
    simple_table(client, ORDERS, "id").send().await.unwrap();
}

/// An item of these attributes.
pub fn item<const N: usize>(attributes: [(&str, AttributeValue); N]) -> Item {
    attributes.map(|(name, value)| (name.to_owned(), value)).into()
}

pub fn list(values: impl IntoIterator<Item = AttributeValue>) -> AttributeValue {
    AttributeValue::L(values.into_iter().collect())
}

pub fn map<const N: usize>(values: [(&str, AttributeValue); N]) -> AttributeValue {
    AttributeValue::M(item(values))
}

/// An item of `Customers`; every other one has the tier `gold`.
pub fn customer(id: &str, created: u32) -> Item {
    item([
        ("id", s(id)),
        ("created", n(created)),
        ("email", s(format!("ada.{id}.{created}@example.com"))),
        ("name", s(format!("Augusta Ada King {id}"))),
        ("notes", list([s(format!("called on Monday {created}")), map([("amount", n(271_828 + created))])])),
        ("balance", n(314_159_000 + created)),
        ("tier", s(if created.is_multiple_of(2) { "basic" } else { "gold" })),
        ("grade", n(created % 3)),
        (":counter", n(created)),
    ])
}

/// The same with something else in it.
pub fn with<const N: usize>(mut of: Item, attributes: [(&str, AttributeValue); N]) -> Item {
    of.extend(item(attributes));
    of
}

pub fn invoice(number: &str) -> Item {
    let total = AttributeValue::N("1299.95".to_owned());
    item([("number", s(number)), ("payer", s("Charles Babbage")), ("total", total), ("status", s("open"))])
}

pub fn order(id: &str) -> Item {
    item([("id", s(id)), ("comment", s("ring twice")), ("amount", n(7))])
}

pub fn customer_key(id: &str, created: u32) -> Item {
    item([("id", s(id)), ("created", n(created))])
}

pub fn put(client: &Client, item: Item) -> PutItemFluentBuilder {
    client.put_item().table_name(CUSTOMERS).set_item(Some(item))
}

pub fn get(client: &Client, id: &str, created: u32) -> GetItemFluentBuilder {
    client.get_item().table_name(CUSTOMERS).set_key(Some(customer_key(id, created)))
}

pub fn scan(client: &Client) -> ScanFluentBuilder {
    client.scan().table_name(CUSTOMERS)
}

/// A query for a customer's items.
pub fn query(client: &Client, id: &str) -> QueryFluentBuilder {
    let query = client.query().table_name(CUSTOMERS).key_condition_expression("id = :id");
    query.expression_attribute_values(":id", s(id))
}

/// Stores items that the rest of a scenario is about.
pub async fn seed(client: &Client, items: impl IntoIterator<Item = Item>) {
    for item in items {
        put(client, item).send().await.unwrap();
    }
}

/// Six items of one customer, created at 1 to 6.
pub fn six(id: &str) -> [Item; 6] {
    [1, 2, 3, 4, 5, 6].map(|created| customer(id, created))
}

/// The placeholders of the names that cannot stand in an expression, or whose words are reserved.
pub fn names<const N: usize>(names: [(&str, &str); N]) -> Option<HashMap<String, String>> {
    Some(names.map(|(placeholder, name)| (placeholder.to_owned(), name.to_owned())).into())
}

pub fn values<const N: usize>(values: [(&str, AttributeValue); N]) -> Option<Item> {
    Some(item(values))
}
