//! Operations on tables, and waiters.

use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::client::Waiters;
use aws_sdk_dynamodb::types::{Tag, TimeToLiveSpecification};

use super::data::{CUSTOMERS, RECEIPTS, customer, get, put, seed, simple_table};
use super::observed::{Observed, Scenario, scenarios};

pub const SCENARIOS: &[Scenario] = scenarios![
    table_created_and_deleted,
    table_described,
    tables_listed,
    table_updated,
    table_with_a_time_to_live,
    table_with_tags,
    table_created_twice,
    table_that_is_missing,
    table_deleted_with_its_items,
    table_waited_for,
    table_waited_for_in_vain,
    scan_of_a_name_in_lower_case,
    scan_of_what_is_no_name,
];

async fn table_created_and_deleted(client: &Client, seen: &mut Observed) {
    seen.ok(simple_table(client, RECEIPTS, "id").send().await);
    seen.ok(client.describe_table().table_name(RECEIPTS).send().await);
    seen.ok(client.delete_table().table_name(RECEIPTS).send().await);
    seen.fails(client.describe_table().table_name(RECEIPTS).send().await);
}

async fn table_described(client: &Client, seen: &mut Observed) {
    seed(client, [customer("1", 1)]).await;
    seen.ok(client.describe_table().table_name(CUSTOMERS).send().await);
}

async fn tables_listed(client: &Client, seen: &mut Observed) {
    seen.ok(client.list_tables().send().await);
    seen.ok(client.list_tables().limit(1).send().await);
    let names: Result<Vec<_>, _> =
        client.list_tables().into_paginator().page_size(1).items().send().collect().await;
    seen.ok(names);
}

async fn table_updated(client: &Client, seen: &mut Observed) {
    seen.ok(client.update_table().table_name(CUSTOMERS).deletion_protection_enabled(true).send().await);
    seen.fails(client.delete_table().table_name(CUSTOMERS).send().await);
    seen.ok(client.update_table().table_name(CUSTOMERS).deletion_protection_enabled(false).send().await);
}

async fn table_with_a_time_to_live(client: &Client, seen: &mut Observed) {
    seen.ok(client.describe_time_to_live().table_name(CUSTOMERS).send().await);
    let expiry = TimeToLiveSpecification::builder().attribute_name(":expires").enabled(true).build().unwrap();
    let update = client.update_time_to_live().table_name(CUSTOMERS);
    seen.ok(update.time_to_live_specification(expiry).send().await);
    seen.ok(client.describe_time_to_live().table_name(CUSTOMERS).send().await);
}

async fn table_with_tags(client: &Client, seen: &mut Observed) {
    let described = client.describe_table().table_name(CUSTOMERS).send().await.unwrap();
    let arn = described.table.unwrap().table_arn.unwrap();
    let tag = Tag::builder().key("team").value("billing").build().unwrap();
    seen.ok(client.tag_resource().resource_arn(&arn).tags(tag).send().await);
    seen.ok(client.list_tags_of_resource().resource_arn(&arn).send().await);
    seen.ok(client.untag_resource().resource_arn(arn).tag_keys("team").send().await);
}

async fn table_created_twice(client: &Client, seen: &mut Observed) {
    seen.fails(simple_table(client, CUSTOMERS, "id").send().await);
}

async fn table_that_is_missing(client: &Client, seen: &mut Observed) {
    seen.fails(client.describe_table().table_name("Nowhere").send().await);
    seen.fails(client.delete_table().table_name("Nowhere").send().await);
    seen.fails(client.describe_time_to_live().table_name("Nowhere").send().await);
}

async fn table_deleted_with_its_items(client: &Client, seen: &mut Observed) {
    seen.ok(put(client, customer("1", 1)).send().await);
    seen.ok(client.delete_table().table_name(CUSTOMERS).send().await);
    seen.fails(get(client, "1", 1).send().await);
    seen.fails(put(client, customer("1", 1)).send().await);
}

async fn table_waited_for(client: &Client, seen: &mut Observed) {
    let waiting = client.wait_until_table_exists().table_name(CUSTOMERS);
    seen.value(waiting.wait(Duration::from_secs(5)).await);
    seen.ok(client.delete_table().table_name(CUSTOMERS).send().await);
    let waiting = client.wait_until_table_not_exists().table_name(CUSTOMERS);
    let gone = waiting.wait(Duration::from_secs(5)).await.unwrap().into_result();
    seen.fails(gone);
}

async fn table_waited_for_in_vain(client: &Client, seen: &mut Observed) {
    let waiting = client.wait_until_table_exists().table_name("Nowhere");
    let error = waiting.wait(Duration::from_millis(5)).await.unwrap_err();
    seen.value(error.to_string());
}

async fn scan_of_a_name_in_lower_case(client: &Client, seen: &mut Observed) {
    seen.fails(client.scan().table_name(CUSTOMERS.to_lowercase()).send().await);
}

async fn scan_of_what_is_no_name(client: &Client, seen: &mut Observed) {
    seen.fails(client.scan().table_name(format!("{CUSTOMERS} ")).send().await);
}
