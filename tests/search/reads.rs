//! Reading what is encrypted, by beacons: what is found, and what is sent.

use std::collections::HashMap;

use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::operation::scan::builders::ScanFluentBuilder;
use aws_sdk_dynamodb::types::{AttributeValue, ScalarAttributeType, Select};
use dynamodb_item_encryptor::{
    Beacon, Compound, Error, Item, PartitionProblem, QueryProblem, RefusedProblem, Search, Transform,
    VirtualField,
};
use test_support::{n, s};

use crate::tables::{Index, PLAIN, SEARCHED, Tables, search, table};

/// What no request may hold.
const SECRETS: [&str; 4] = ["ada@example.com", "bob@example.com", "Reading", "a secret note"];

fn searched() -> Search {
    search()
        .beacon(Beacon::new("email", 1))
        .beacon(Beacon::new("town", 1).at("address.city"))
        .beacon(Beacon::new("notes", 1))
        .beacon(Beacon::new("income", 1))
        .beacon(Beacon::new("tags", 1).as_set())
        .beacon(Beacon::new("initial", 1))
        .virtual_field(VirtualField::new("initial").transformed("email", [Transform::Prefix(1)]).part("tier"))
        .compound(Compound::new("by_tier", '|').signed("tier", "P-").encrypted("email", "E-"))
        .build()
}

const INDEXES: [Index; 2] = [
    Index { name: "by-email", keys: &[("email", ScalarAttributeType::S), ("created", ScalarAttributeType::N)] },
    Index { name: "by-tier", keys: &[("by_tier", ScalarAttributeType::S)] },
];

fn person(id: u32, email: &str, city: &str, tier: &str) -> Item {
    let address = AttributeValue::M(HashMap::from([("city".to_owned(), s(city))]));
    HashMap::from([
        ("id".to_owned(), s(id.to_string())),
        ("created".to_owned(), n(id)),
        ("email".to_owned(), s(email)),
        ("address".to_owned(), address),
        ("notes".to_owned(), s("a secret note")),
        ("income".to_owned(), n(1000 + id)),
        ("tags".to_owned(), AttributeValue::Ss(vec![email.to_owned(), "all".to_owned()])),
        ("tier".to_owned(), s(tier)),
    ])
}

async fn tables() -> Tables {
    let config = table().encrypt(["email", "address", "notes", "income", "tags", "rest"]).sign(["tier"]);
    let config = config.search(searched()).build().unwrap();
    let tables = Tables::new(config, &INDEXES, |name| ["email", "by_tier"].contains(&name)).await;
    for id in 0..12 {
        let (email, city) = match id % 3 {
            0 => ("ada@example.com", "Reading"),
            1 => ("bob@example.com", "Oxford"),
            _ => ("cyd@example.com", "Reading"),
        };
        let tier = if id % 2 == 0 { "gold" } else { "free" };
        let item = person(id, email, city, tier);
        let beacons = HashMap::from([
            ("by_tier".to_owned(), s(format!("P-{tier}|E-{email}"))),
            ("initial".to_owned(), s(format!("{}{tier}", &email[..1]))),
            ("town".to_owned(), s(city)),
        ]);
        tables.put(&tables.wrapped, &item, beacons).await;
    }
    tables
}

/// The ids of items, in their order.
fn ids(items: &[Item]) -> Vec<String> {
    items.iter().map(|item| item["id"].as_s().unwrap().clone()).collect()
}

impl Tables {
    /// Runs a query on both tables, and compares.
    async fn query(&self, build: impl Fn(QueryFluentBuilder) -> QueryFluentBuilder) -> Vec<String> {
        let plain = build(self.plain.query().table_name(PLAIN)).send().await.unwrap();
        let wrapped = build(self.wrapped.query().table_name(SEARCHED)).send().await.unwrap();
        assert_eq!(ids(wrapped.items()), ids(plain.items()));
        assert_eq!(wrapped.count(), plain.count());
        self.assert_nothing_leaks();
        ids(plain.items())
    }

    async fn scan(&self, build: impl Fn(ScanFluentBuilder) -> ScanFluentBuilder) -> Vec<String> {
        let sorted = |items: &[Item]| {
            let mut ids = ids(items);
            ids.sort();
            ids
        };
        let plain = build(self.plain.scan().table_name(PLAIN)).send().await.unwrap();
        let wrapped = build(self.wrapped.scan().table_name(SEARCHED)).send().await.unwrap();
        assert_eq!(sorted(wrapped.items()), sorted(plain.items()));
        assert_eq!(wrapped.count(), plain.count());
        self.assert_nothing_leaks();
        sorted(plain.items())
    }

    fn assert_nothing_leaks(&self) {
        for exchange in self.sent.exchanges() {
            let body = String::from_utf8_lossy(&exchange.request.body).into_owned();
            for secret in SECRETS {
                assert!(!body.contains(secret), "{secret} in {body}");
            }
        }
    }

    /// The last request that the wrapped client has sent.
    fn last(&self) -> serde_json::Value {
        self.sent.exchanges().last().unwrap().request.json()
    }
}

#[tokio::test]
async fn a_query_by_a_beacon_finds_exactly_the_items_with_its_value() {
    let tables = tables().await;
    let by_email = |query: QueryFluentBuilder| query.index_name("by-email");
    let found = tables
        .query(|query| {
            let query = by_email(query).key_condition_expression("email = :e");
            query.expression_attribute_values(":e", s("ada@example.com"))
        })
        .await;
    assert_eq!(found, ["0", "3", "6", "9"]);
    assert!(tables.last()["ExpressionAttributeValues"].as_object().unwrap().len() == 1);
    let found = tables
        .query(|query| {
            let query = by_email(query).key_condition_expression("#e = :e AND created BETWEEN :low AND :high");
            let query = query.expression_attribute_names("#e", "email");
            let query = query.expression_attribute_values(":e", s("ada@example.com"));
            let query = query.filter_expression("tier = :p OR address.city <> :city");
            let query = query.expression_attribute_values(":p", s("gold"));
            let query = query.expression_attribute_values(":city", s("Reading"));
            let query = query.expression_attribute_values(":low", n(1));
            query.expression_attribute_values(":high", n(8)).scan_index_forward(false)
        })
        .await;
    assert_eq!(found, ["6"]);
    let found = tables
        .query(|query| {
            let query = query.index_name("by-tier").key_condition_expression("by_tier = :p");
            query.expression_attribute_values(":p", s("P-gold|E-ada@example.com"))
        })
        .await;
    assert_eq!(found.len(), 2);
}

#[tokio::test]
async fn a_scan_finds_exactly_what_its_filter_says() {
    let tables = tables().await;
    for (filter, values, count) in [
        ("email = :e", vec![(":e", s("ada@example.com"))], 4),
        ("address.city = :c", vec![(":c", s("Reading"))], 8),
        ("town = :c", vec![(":c", s("Reading"))], 8),
        ("notes = :v", vec![(":v", s("a secret note"))], 12),
        ("income = :v", vec![(":v", AttributeValue::N("1003.0".into()))], 1),
        ("income > :v", vec![(":v", n(1003))], 8),
        ("email = :e\n\tAND tier = :p", vec![(":e", s("ada@example.com")), (":p", s("gold"))], 2),
        ("email IN (tier, :e)", vec![(":e", s("ada@example.com"))], 4),
        ("email IN (:e, :f)", vec![(":e", s("ada@example.com")), (":f", s("bob@example.com"))], 8),
        ("contains(tags, :e)", vec![(":e", s("ada@example.com"))], 4),
        ("contains(email, :e)", vec![(":e", s("da@ex"))], 4),
        ("NOT contains(tags, :e)", vec![(":e", s("ada@example.com"))], 8),
        ("email = address.city", vec![], 0),
        ("email <> rest", vec![], 12),
        ("attribute_exists(rest) OR size(email) > :n", vec![(":n", n(3))], 12),
        ("initial = :i", vec![(":i", s("agold"))], 2),
        ("begins_with(by_tier, :b)", vec![(":b", s("P-gold|E-a"))], 2),
        ("by_tier BETWEEN :a AND :b", vec![(":a", s("P-free|E-")), (":b", s("P-gold|E-"))], 6),
        ("tier = :e OR email = :e", vec![(":e", s("ada@example.com"))], 4),
        ("attribute_exists(town) AND attribute_not_exists(rest)", vec![], 12),
    ] {
        let found = tables
            .scan(|mut scan| {
                for (placeholder, value) in &values {
                    scan = scan.expression_attribute_values(*placeholder, value.clone());
                }
                scan.filter_expression(filter)
            })
            .await;
        assert_eq!(found.len(), count, "{filter}");
    }
}

#[tokio::test]
async fn items_are_counted_and_projected_once_they_are_known() {
    let tables = tables().await;
    let build = |scan: ScanFluentBuilder| {
        scan.filter_expression("email = :e").expression_attribute_values(":e", s("bob@example.com"))
    };
    let counted = build(tables.wrapped.scan().table_name(SEARCHED)).select(Select::Count).send().await.unwrap();
    assert_eq!((counted.count(), counted.items.is_none()), (4, true));
    let projected = build(tables.wrapped.scan().table_name(SEARCHED))
        .projection_expression("id, email")
        .send()
        .await
        .unwrap();
    let names: Vec<usize> = projected.items().iter().map(HashMap::len).collect();
    assert_eq!(names, [2, 2, 2, 2]);
}

/// The problem with which a request was refused. Nothing was sent.
fn problem<E: std::error::Error + 'static>(tables: &Tables, error: &E) -> RefusedProblem {
    let Some(Error::Refused { problem, .. }) = Error::find_in(error) else { panic!("{error:?}") };
    let reads = tables.sent.exchanges();
    let reads = reads.iter().filter(|one| ["Query", "Scan"].contains(&one.request.operation.as_str()));
    assert_eq!(reads.count(), 0);
    problem.clone()
}

#[tokio::test]
async fn what_beacons_cannot_answer_is_refused_by_name() {
    let tables = tables().await;
    let text = || s("ada@example.com");
    for (condition, value, name, expected) in [
        ("begins_with(email, :v)", text(), "email", QueryProblem::OnlyEqual),
        ("address = :v", text(), "address", QueryProblem::OnlyEqual),
        ("by_tier = :v", text(), "by_tier", QueryProblem::UnknownPart),
        ("by_tier = :v", s("E-x|P-gold"), "by_tier", QueryProblem::PartOrder),
        ("by_tier > :v", s("P-gold|E-ada@example.com"), "by_tier", QueryProblem::NotOrdered),
        ("by_tier = :v", n(1), "by_tier", QueryProblem::NotText),
    ] {
        let query = tables.wrapped.query().table_name(SEARCHED).index_name("by-email");
        let query = query.key_condition_expression(condition).expression_attribute_values(":v", value);
        let error = query.send().await.unwrap_err();
        match problem(&tables, &error) {
            RefusedProblem::Search { name: found, problem, .. } => {
                assert_eq!((found.as_str(), problem), (name, expected), "{condition}");
            }
            RefusedProblem::EncryptedAttribute { attribute, .. } => {
                assert_eq!((attribute.as_str(), name), ("address", "address"))
            }
            other => panic!("{condition}: {other:?}"),
        }
    }
    // A placeholder that would show a secret.
    let query = tables.wrapped.query().table_name(SEARCHED).index_name("by-email");
    let query = query.key_condition_expression("tier = :v AND email = :v");
    let error = query.expression_attribute_values(":v", text()).send().await.unwrap_err();
    let expected = QueryProblem::Readable;
    assert!(matches!(problem(&tables, &error), RefusedProblem::Search { problem, .. } if problem == expected));
    // Partitions, where there are none.
    let scan = tables.wrapped.scan().table_name(SEARCHED).filter_expression("tier = :t");
    let scan = scan.expression_attribute_values(":t", s("gold"));
    let error = scan.expression_attribute_values(":aws_dbe_partition", n(0)).send().await.unwrap_err();
    assert_eq!(problem(&tables, &error), RefusedProblem::Partition(PartitionProblem::Scan));
    // A write that depends on a beacon, by any of its names.
    for name in ["initial", "by_tier", "town", "aws_dbe_b_email"] {
        let delete = tables.wrapped.delete_item().table_name(SEARCHED).key("id", s("0")).key("created", n(0));
        let delete = delete.condition_expression("#n = :v").expression_attribute_names("#n", name);
        let error = delete.expression_attribute_values(":v", text()).send().await.unwrap_err();
        let expected = QueryProblem::Condition;
        let problem = problem(&tables, &error);
        assert!(matches!(problem, RefusedProblem::Search { problem, .. } if problem == expected), "{name}");
    }
}
