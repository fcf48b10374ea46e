//! Pages of queries and scans.

use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{AnswerProblem, Error, Item, UnreadableItems};
use serde_json::{Value, json};
use test_support::{find, n, s, sealed};

use super::hostile::{
    Boxed, answering, assert_refused, boxed, client, item, json_key, names, other_key, repeated_key, sorted,
    stored,
};

/// Key conditions, each with items that satisfy it and items that do not, by `id` and `created`.
type Case = (&'static str, &'static [(&'static str, u32)], &'static [(&'static str, u32)]);

const CONDITIONS: [Case; 8] = [
    ("id = :id", &[("alice", 1), ("alice", 9)], &[("mallory", 1), ("Alice", 1), ("alice ", 1)]),
    ("id = :id AND created = :five", &[("alice", 5)], &[("alice", 4), ("mallory", 5)]),
    ("id = :id AND created < :five", &[("alice", 4)], &[("alice", 5), ("alice", 40)]),
    ("id = :id AND created <= :five", &[("alice", 5)], &[("alice", 6), ("alice", 50)]),
    ("id = :id AND created > :five", &[("alice", 10)], &[("alice", 5), ("mallory", 6)]),
    ("id = :id AND created >= :five", &[("alice", 5)], &[("alice", 4)]),
    ("id = :id AND created BETWEEN :five AND :nine", &[("alice", 5), ("alice", 9)], &[("alice", 10)]),
    (":nine > created AND (:id = id)", &[("alice", 8)], &[("alice", 9), ("mallory", 8)]),
];

fn values(expression: &str) -> Option<Item> {
    let nine = AttributeValue::N("9.0".into());
    let all = [(":id", s("alice")), (":five", n(5)), (":nine", nine), (":g", s("go"))];
    let used = all.into_iter().filter(|(name, _)| expression.contains(name));
    Some(used.map(|(name, value)| (name.to_owned(), value)).collect())
}

#[tokio::test]
async fn a_query_hands_out_only_what_satisfies_its_key_condition() {
    for (condition, right, wrong) in CONDITIONS {
        let mut attributes = names(if condition.contains("created") { &["created", "id"] } else { &["id"] });
        attributes.sort();
        let expected = AnswerProblem::KeyCondition { attributes };
        for (items, is_right) in
            [(right.to_vec(), true)].into_iter().chain(wrong.iter().map(|item| (vec![*item], false)))
        {
            let mut answers = Vec::new();
            for (id, created) in &items {
                answers.push(stored(id, *created).await);
            }
            let client = client(200, json!({ "Items": answers, "Count": items.len(), "ScannedCount": 2 }));
            let query = client.query().table_name("Customers").key_condition_expression(condition);
            let query = query.set_expression_attribute_values(values(condition));
            let unreadable = UnreadableItems::new();
            let projected = query.clone().projection_expression("email").customize();
            let projected = projected.interceptor(unreadable.clone()).send().await;
            assert!(unreadable.take().is_empty());
            if is_right {
                let expected: Vec<_> = items.iter().map(|(id, created)| item(id, *created)).collect();
                assert_eq!(query.send().await.unwrap().items(), expected, "{condition}");
                assert_eq!(projected.unwrap().count, i32::try_from(items.len()).unwrap());
            } else {
                assert_refused(query.send().await, expected.clone());
                assert_refused(projected, expected.clone());
            }
        }
    }
}

#[tokio::test]
async fn a_query_without_a_key_condition_has_no_items() {
    let client = client(200, json!({ "Items": [stored("alice", 1).await], "Count": 1, "ScannedCount": 1 }));
    let query = client.query().table_name("Customers").send().await;
    assert_refused(query, AnswerProblem::KeyCondition { attributes: Vec::new() });
}

#[tokio::test]
async fn a_query_of_an_index_hands_out_only_what_satisfies_its_key_condition() {
    let silver = async |created| {
        let mut item = item("mallory", created);
        item.insert("plan".to_owned(), s("silver"));
        sealed(item).await
    };
    let mut lacking = stored("alice", 1).await;
    lacking.as_object_mut().unwrap().remove("plan");
    let expected = AnswerProblem::KeyCondition { attributes: names(&["plan"]) };
    for (answer, is_right) in [(stored("mallory", 7).await, true), (silver(1).await, false), (lacking, false)] {
        for condition in ["#p = :g", "begins_with(#p, :g)"] {
            let client = client(200, json!({ "Items": [answer], "Count": 1, "ScannedCount": 1 }));
            let value = s(if condition.contains("begins") { "go" } else { "gold" });
            let query = client.query().table_name("Customers").index_name("by-plan");
            let query = query.key_condition_expression(condition).expression_attribute_names("#p", "plan");
            let output = query.expression_attribute_values(":g", value).send().await;
            if is_right {
                assert_eq!(output.unwrap().items(), [item("mallory", 7)]);
            } else {
                assert_refused(output, expected.clone());
            }
        }
    }
}

#[tokio::test]
async fn a_page_has_each_item_once_and_no_more_than_were_asked_for() {
    let (one, two) = (stored("alice", 1).await, stored("alice", 2).await);
    let again = stored("alice", 1).await;
    let page = |items: Value| json!({ "Items": items, "Count": 2, "ScannedCount": 2 });
    for (answer, expected) in [
        (page(json!([one, two, one])), repeated_key()),
        // Another version of an item is the same item.
        (page(json!([one, two, again])), repeated_key()),
        (page(json!([{ "id": { "S": "alice" } }])), other_key()),
    ] {
        let client = client(200, answer);
        let unreadable = UnreadableItems::new();
        let scan = client.scan().table_name("Customers");
        assert_refused(scan.clone().send().await, expected.clone());
        assert_refused(scan.projection_expression("email").send().await, expected.clone());
        let scan = client.scan().table_name("Customers").customize().interceptor(unreadable.clone());
        assert_refused(scan.send().await, expected.clone());
        assert!(unreadable.take().is_empty());
        let query = client.query().table_name("Customers").key_condition_expression("id = :id");
        assert_refused(query.set_expression_attribute_values(values(":id")).send().await, expected);
    }
    let client = client(200, page(json!([one, two])));
    assert_refused(client.scan().table_name("Customers").limit(1).send().await, AnswerProblem::Count);
    let scan = client.scan().table_name("Customers").limit(2).send().await.unwrap();
    assert_eq!(scan.items(), [item("alice", 1), item("alice", 2)]);
    // An item may move within an index while it is read.
    let client = answering(page(json!([one, again])));
    assert_eq!(client.scan().table_name("Customers").index_name("by-plan").send().await.unwrap().count, 2);
}

#[tokio::test]
async fn a_page_ends_at_a_key_that_it_could_have_read() {
    let expected = AnswerProblem::LastEvaluatedKey { attributes: names(&["created", "id"]) };
    let with = |name: &str, value: Value| {
        let mut key = json_key("alice", 1);
        key[name] = value;
        key
    };
    let gold = || json!({ "S": "gold" });
    // Each with whether a query of the table, a scan of it, and a query of an index can end there.
    for (last, can_end) in [
        (json_key("alice", 1), [true, true, false]),
        (json_key("mallory", 1), [false, true, false]),
        (with("plan", gold()), [false, false, true]),
        (with("plan", json!({ "S": "silver" })), [false, false, false]),
        (with("email", json!({ "S": "x" })), [false, false, false]),
        (with("created", json!({ "BOOL": true })), [false, false, false]),
        (json!({ "id": { "S": "alice" } }), [false, false, false]),
        (json!({}), [true, true, true]),
    ] {
        let client =
            client(200, json!({ "Items": [], "Count": 0, "ScannedCount": 1, "LastEvaluatedKey": last }));
        let query = client.query().table_name("Customers").key_condition_expression("id = :id");
        let query = query.set_expression_attribute_values(values(":id")).send().await.map(drop);
        let scan = client.scan().table_name("Customers").send().await.map(drop);
        let index = client.query().table_name("Customers").index_name("by-plan");
        let index = index.key_condition_expression("#p = :p").expression_attribute_names("#p", "plan");
        let index = index.expression_attribute_values(":p", s("gold")).send().await.map(drop);
        for (error, can_end) in
            [query.err().map(boxed), scan.err().map(boxed), index.err().map(boxed)].into_iter().zip(can_end)
        {
            match error {
                None => assert!(can_end, "{last}"),
                Some(Boxed(error)) => {
                    assert!(!can_end, "{last}: {error:?}");
                    let Some(Error::UnexpectedAnswer { problem, .. }) = find(&*error) else {
                        panic!("{error:?}")
                    };
                    assert_eq!(sorted(problem), expected);
                }
            }
        }
    }
}
