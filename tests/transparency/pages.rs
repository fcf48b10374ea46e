//! Query and Scan: what is read, in which order and in which pages.

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{AttributeValue, ComparisonOperator, Condition, ReturnConsumedCapacity, Select};

use super::data::{
    CUSTOMERS, INVOICES, ORDERS, customer, customer_key, invoice, n, names, order, put, query, s, scan, seed,
    six, values, with,
};
use super::observed::{Observed, Scenario, scenarios};

pub const SCENARIOS: &[Scenario] = scenarios![
    query_a_partition,
    query_backwards,
    query_a_range_of_keys,
    query_by_placeholders,
    query_nothing,
    query_counts,
    query_page_by_page,
    query_page_by_page_backwards,
    query_from_a_key,
    query_large_items,
    query_selects,
    query_with_contradicting_selects,
    query_a_projection,
    query_with_metrics,
    query_without_a_condition,
    query_by_an_encrypted_attribute,
    query_by_an_attribute_without_an_action,
    query_with_a_condition_that_is_nonsense,
    query_a_missing_table,
    query_a_plain_table,
    query_with_key_conditions,
    query_with_attributes_to_get,
    scan_everything,
    scan_page_by_page,
    scan_in_segments,
    scan_counts,
    scan_a_projection,
    scan_an_empty_table,
    scan_with_a_limit_of_zero,
    scan_a_segment_that_is_none,
    scan_the_default_suite,
    scan_a_plain_table,
    scan_with_attributes_to_get,
    scan_with_a_list_of_attributes_and_a_filter,
    scan_with_a_scan_filter,
];

type Key = Option<HashMap<String, AttributeValue>>;

async fn query_a_partition(client: &Client, seen: &mut Observed) {
    seed(client, six("1").into_iter().chain(six("2"))).await;
    seen.ok(query(client, "1").send().await);
    seen.ok(query(client, "2").consistent_read(true).send().await);
}

async fn query_backwards(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    seen.ok(query(client, "1").scan_index_forward(false).limit(2).send().await);
}

async fn query_a_range_of_keys(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    for condition in
        ["created = :low", "created < :low", "created <= :low", "created > :low", "created >= :low"]
    {
        let query = query(client, "1").key_condition_expression(format!("id = :id AND {condition}"));
        seen.ok(query.expression_attribute_values(":low", n(3)).send().await);
    }
    let between = query(client, "1").key_condition_expression("id = :id AND created BETWEEN :low AND :high");
    let between = between.expression_attribute_values(":low", n(3)).expression_attribute_values(":high", n(5));
    seen.ok(between.send().await);
}

async fn query_by_placeholders(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    let query = client.query().table_name(CUSTOMERS);
    let query = query.key_condition_expression("#i = :i AND #c < :c").projection_expression("#n, #c");
    let query = query.set_expression_attribute_names(names([("#i", "id"), ("#c", "created"), ("#n", "name")]));
    seen.ok(query.set_expression_attribute_values(values([(":i", s("1")), (":c", n(3))])).send().await);
}

async fn query_nothing(client: &Client, seen: &mut Observed) {
    seen.ok(query(client, "1").send().await);
    seed(client, six("1")).await;
    seen.ok(query(client, "2").limit(1).send().await);
}

async fn query_counts(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    seen.ok(query(client, "1").select(Select::Count).send().await);
    seen.ok(query(client, "1").select(Select::Count).limit(4).send().await);
}

async fn query_page_by_page(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    let mut start: Key = None;
    for _ in 0..4 {
        let page = query(client, "1").limit(2).set_exclusive_start_key(start.clone()).send().await;
        let Some(page) = seen.ok(page) else { return };
        start = page.last_evaluated_key;
    }
}

async fn query_page_by_page_backwards(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    let mut start: Key = None;
    loop {
        let page = query(client, "1").limit(4).scan_index_forward(false).set_exclusive_start_key(start).send();
        let Some(page) = seen.ok(page.await) else { return };
        start = page.last_evaluated_key;
        if start.is_none() {
            return;
        }
    }
}

async fn query_from_a_key(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    // One that is not there.
    let query = |key| query(client, "1").set_exclusive_start_key(Some(key));
    seen.ok(query(with(customer_key("1", 1), [("created", AttributeValue::N("3.5".to_owned()))])).send().await);
    seen.fails(query(with(customer_key("1", 1), [("tier", s("gold"))])).send().await);
    seen.fails(query(customer_key("2", 1)).send().await);
}

/// Where a page of 1 MB ends depends on the size of what is stored; what all pages hold does not.
async fn query_large_items(client: &Client, seen: &mut Observed) {
    let large = |created| with(customer("1", created), [("email", s("large ".repeat(40_000)))]);
    seed(client, (1..=6).map(large)).await;
    let mut items = Vec::new();
    let mut start: Key = None;
    loop {
        let page = query(client, "1").set_exclusive_start_key(start).send().await.unwrap();
        items.extend(page.items.unwrap());
        start = page.last_evaluated_key;
        if start.is_none() {
            break;
        }
    }
    seen.value(items);
}

async fn query_selects(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    seen.ok(query(client, "1").select(Select::AllAttributes).send().await);
    let some = query(client, "1").select(Select::SpecificAttributes);
    seen.ok(some.projection_expression("email, tier").send().await);
    // Of an index only.
    seen.fails(query(client, "1").select(Select::AllProjectedAttributes).send().await);
}

async fn query_with_contradicting_selects(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    seen.fails(query(client, "1").select(Select::Count).projection_expression("email").send().await);
}

async fn query_a_projection(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    for projection in ["email", "created, notes[1].amount, balance", "colour"] {
        seen.ok(query(client, "1").projection_expression(projection).limit(3).send().await);
    }
}

async fn query_with_metrics(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    for capacity in [ReturnConsumedCapacity::Total, ReturnConsumedCapacity::Indexes] {
        seen.ok(query(client, "1").return_consumed_capacity(capacity).send().await);
    }
}

async fn query_without_a_condition(client: &Client, seen: &mut Observed) {
    seen.fails(client.query().table_name(CUSTOMERS).send().await);
}

async fn query_by_an_encrypted_attribute(client: &Client, seen: &mut Observed) {
    let query = client.query().table_name(CUSTOMERS).key_condition_expression("email = :e");
    seen.fails(query.expression_attribute_values(":e", s("ada.1.1@example.com")).send().await);
}

async fn query_by_an_attribute_without_an_action(client: &Client, seen: &mut Observed) {
    let query = client.query().table_name(CUSTOMERS).key_condition_expression("colour = :c");
    seen.fails(query.expression_attribute_values(":c", s("red")).send().await);
}

async fn query_with_a_condition_that_is_nonsense(client: &Client, seen: &mut Observed) {
    seen.fails(query(client, "1").key_condition_expression("id :id").send().await);
}

async fn query_a_missing_table(client: &Client, seen: &mut Observed) {
    seen.fails(query(client, "1").table_name("Nowhere").send().await);
}

async fn query_a_plain_table(client: &Client, seen: &mut Observed) {
    seen.ok(put(client, order("1")).table_name(ORDERS).send().await);
    let query = query(client, "1").table_name(ORDERS).filter_expression("amount > :five");
    seen.ok(query.expression_attribute_values(":five", n(5)).projection_expression("amount").send().await);
}

fn equals(value: AttributeValue) -> Condition {
    let condition = Condition::builder().comparison_operator(ComparisonOperator::Eq);
    condition.attribute_value_list(value).build().unwrap()
}

async fn query_with_key_conditions(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    seen.ok(client.query().table_name(CUSTOMERS).key_conditions("id", equals(s("1"))).send().await);
}

async fn query_with_attributes_to_get(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    let query = client.query().table_name(CUSTOMERS).key_conditions("id", equals(s("1")));
    seen.ok(query.attributes_to_get("email").send().await);
}

async fn scan_everything(client: &Client, seen: &mut Observed) {
    seed(client, six("1").into_iter().chain(six("2"))).await;
    seen.ok(scan(client).send().await);
    seen.ok(scan(client)
        .consistent_read(true)
        .return_consumed_capacity(ReturnConsumedCapacity::Total)
        .send()
        .await);
}

async fn scan_page_by_page(client: &Client, seen: &mut Observed) {
    seed(client, six("1").into_iter().chain(six("2"))).await;
    let mut start: Key = None;
    loop {
        let page = scan(client).limit(5).set_exclusive_start_key(start).send().await;
        let Some(page) = seen.ok(page) else { return };
        start = page.last_evaluated_key;
        if start.is_none() {
            return;
        }
    }
}

async fn scan_in_segments(client: &Client, seen: &mut Observed) {
    seed(client, ["1", "2", "3"].into_iter().flat_map(six)).await;
    let segment = |segment| scan(client).total_segments(3).segment(segment).send();
    let (first, second, third) = tokio::join!(segment(0), segment(1), segment(2));
    for page in [first, second, third] {
        seen.ok(page);
    }
}

async fn scan_counts(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    seen.ok(scan(client).select(Select::Count).send().await);
}

async fn scan_a_projection(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    let scan = scan(client).projection_expression("#n, grade");
    seen.ok(scan.expression_attribute_names("#n", "name").send().await);
}

async fn scan_an_empty_table(client: &Client, seen: &mut Observed) {
    seen.ok(scan(client).send().await);
}

async fn scan_with_a_limit_of_zero(client: &Client, seen: &mut Observed) {
    seen.fails(scan(client).limit(0).send().await);
}

async fn scan_a_segment_that_is_none(client: &Client, seen: &mut Observed) {
    seen.fails(scan(client).total_segments(2).segment(2).send().await);
}

async fn scan_the_default_suite(client: &Client, seen: &mut Observed) {
    for number in ["1", "2"] {
        seen.ok(put(client, invoice(number)).table_name(INVOICES).send().await);
    }
    seen.ok(client.scan().table_name(INVOICES).send().await);
}

async fn scan_a_plain_table(client: &Client, seen: &mut Observed) {
    seen.ok(put(client, order("1")).table_name(ORDERS).send().await);
    seen.ok(client.scan().table_name(ORDERS).send().await);
}

async fn scan_with_a_scan_filter(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    seen.ok(scan(client).scan_filter("tier", equals(s("gold"))).send().await);
}

async fn scan_with_attributes_to_get(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    seen.ok(scan(client).attributes_to_get("email").attributes_to_get("id").send().await);
    let specific = scan(client).attributes_to_get("balance").select(Select::SpecificAttributes);
    seen.ok(specific.limit(2).send().await);
    seen.fails(scan(client).attributes_to_get("email").attributes_to_get("email").send().await);
}

async fn scan_with_a_list_of_attributes_and_a_filter(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    let scan = scan(client).attributes_to_get("email").filter_expression("balance > :b");
    seen.fails(scan.expression_attribute_values(":b", n(0)).send().await);
}
