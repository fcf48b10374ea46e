//! Queries and scans of indexes.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::types::Select;

use super::data::{
    BY_GRADE, BY_TIER, CONTACTS_BY_TIER, CUSTOMERS, KEYS_BY_GRADE, KEYS_BY_TIER, NAMED_BY_TIER, customer_key,
    n, query, s, scan, seed, six, with,
};
use super::observed::{Observed, Scenario, scenarios};

pub const SCENARIOS: &[Scenario] = scenarios![
    index_of_everything,
    index_page_by_page,
    index_with_filter_and_projection,
    index_scanned,
    index_with_the_attributes_named,
    index_of_keys_counted,
    index_of_keys_filtered_and_counted,
    index_of_keys,
    index_of_keys_scanned,
    index_of_some_attributes,
    index_of_some_attributes_projected,
    index_that_filters_on_its_key,
    index_read_consistently,
    index_that_is_missing,
    local_index,
    local_index_page_by_page,
    local_index_of_keys_with_all_attributes,
    local_index_of_keys_counted,
    local_index_of_keys_projected,
];

fn by_tier(client: &Client, index: &str) -> QueryFluentBuilder {
    let query = client.query().table_name(CUSTOMERS).index_name(index).key_condition_expression("tier = :p");
    query.expression_attribute_values(":p", s("gold"))
}

fn by_grade(client: &Client, index: &str) -> QueryFluentBuilder {
    let query = query(client, "1").index_name(index).key_condition_expression("id = :id AND grade >= :l");
    query.expression_attribute_values(":l", n(1))
}

async fn index_of_everything(client: &Client, seen: &mut Observed) {
    seed(client, six("1").into_iter().chain(six("2"))).await;
    seen.ok(by_tier(client, BY_TIER).send().await);
    seen.ok(by_tier(client, BY_TIER).select(Select::AllProjectedAttributes).send().await);
    seen.ok(by_tier(client, BY_TIER).select(Select::AllAttributes).send().await);
}

async fn index_page_by_page(client: &Client, seen: &mut Observed) {
    seed(client, six("1").into_iter().chain(six("2"))).await;
    let mut start = None;
    loop {
        let page = by_tier(client, BY_TIER).limit(2).set_exclusive_start_key(start).send().await;
        let Some(page) = seen.ok(page) else { return };
        start = page.last_evaluated_key;
        if start.is_none() {
            break;
        }
    }
    let start = with(customer_key("1", 1), [("tier", s("gold")), ("grade", n(1))]);
    seen.fails(by_tier(client, BY_TIER).set_exclusive_start_key(Some(start)).send().await);
}

async fn index_with_filter_and_projection(client: &Client, seen: &mut Observed) {
    seed(client, six("1").into_iter().chain(six("2"))).await;
    let query = by_tier(client, BY_TIER).filter_expression("created > :c AND balance < :b");
    let query = query.expression_attribute_values(":c", n(1)).expression_attribute_values(":b", n(314_159_005));
    seen.ok(query.projection_expression("email, grade").send().await);
}

async fn index_scanned(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    seen.ok(scan(client).index_name(BY_TIER).send().await);
    seen.ok(scan(client).index_name(BY_TIER).limit(2).projection_expression("email").send().await);
}

/// An index may name the attributes, as long as it names all of them, and those of the format.
async fn index_with_the_attributes_named(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    seen.ok(by_tier(client, NAMED_BY_TIER).send().await);
}

async fn index_of_keys_counted(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    seen.ok(by_tier(client, KEYS_BY_TIER).select(Select::Count).send().await);
}

async fn index_of_keys_filtered_and_counted(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    let count = by_tier(client, KEYS_BY_TIER).select(Select::Count).filter_expression("created > :c");
    seen.ok(count.expression_attribute_values(":c", n(1)).send().await);
}

async fn index_of_keys(client: &Client, seen: &mut Observed) {
    seen.ok(by_tier(client, KEYS_BY_TIER).send().await);
    seed(client, six("1")).await;
    seen.ok(by_tier(client, KEYS_BY_TIER).send().await);
}

async fn index_of_keys_scanned(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    seen.ok(scan(client).index_name(KEYS_BY_TIER).projection_expression("id").send().await);
}

async fn index_of_some_attributes(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    seen.ok(by_tier(client, CONTACTS_BY_TIER).send().await);
}

async fn index_of_some_attributes_projected(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    seen.ok(by_tier(client, CONTACTS_BY_TIER).projection_expression("email").send().await);
}

async fn index_that_filters_on_its_key(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    seen.fails(by_tier(client, BY_TIER).filter_expression("tier = :p").send().await);
}

async fn index_read_consistently(client: &Client, seen: &mut Observed) {
    seen.fails(by_tier(client, BY_TIER).consistent_read(true).send().await);
}

async fn index_that_is_missing(client: &Client, seen: &mut Observed) {
    seen.fails(by_tier(client, "by-colour").send().await);
}

async fn local_index(client: &Client, seen: &mut Observed) {
    seed(client, six("1").into_iter().chain(six("2"))).await;
    seen.ok(by_grade(client, BY_GRADE).send().await);
    seen.ok(by_grade(client, BY_GRADE).scan_index_forward(false).consistent_read(true).send().await);
}

async fn local_index_page_by_page(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    let first = by_grade(client, BY_GRADE).limit(3).projection_expression("email").send().await;
    let Some(first) = seen.ok(first) else { return };
    let second = by_grade(client, BY_GRADE).set_exclusive_start_key(first.last_evaluated_key);
    seen.ok(second.projection_expression("email").send().await);
}

/// DynamoDB fetches from the table what a local index lacks.
async fn local_index_of_keys_with_all_attributes(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    seen.ok(by_grade(client, KEYS_BY_GRADE).select(Select::AllAttributes).send().await);
}

async fn local_index_of_keys_counted(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    seen.ok(by_grade(client, KEYS_BY_GRADE).select(Select::Count).send().await);
}

async fn local_index_of_keys_projected(client: &Client, seen: &mut Observed) {
    seed(client, six("1")).await;
    seen.ok(by_grade(client, KEYS_BY_GRADE).projection_expression("email").send().await);
}
