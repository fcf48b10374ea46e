//! What is sent in place of a request.

use std::error::Error;

use dynamodb_item_encryptor::{Item, ReadPlan};
use serde_json::{Value, json};

use super::request::{self, Request};
use super::{File, config, member};

/// Plans the request of a test.
pub(super) async fn run(file: &File, test: &Value) -> Result<Value, Box<dyn Error>> {
    let table = config::build(file, file.config(member(test, "config")?)?, "any", 0)?;
    match request::of(test)? {
        Request::Query(query) => {
            let queries = ReadPlan::number_of_queries(&table, &query)?;
            let plan = ReadPlan::of_query(&table, query).await?;
            Ok(json!({ "sent": request::query_to_json(plan.sent())?, "numberOfQueries": queries }))
        }
        Request::Scan(scan) => {
            let plan = ReadPlan::of_scan(&table, scan).await?;
            Ok(json!({ "sent": request::scan_to_json(plan.sent())? }))
        }
    }
}

/// Opens the page of a test, and keeps what the request asks for.
pub(super) async fn run_page(file: &File, test: &Value) -> Result<Value, Box<dyn Error>> {
    let id: &str = member(test, "config")?;
    let table = config::build(file, file.config(id)?, "any", 0)?;
    let numbers: Vec<usize> = member(test, "page")?;
    let all = file.items(id)?;
    let stored = |number: &usize| {
        let item = all.get(*number).and_then(|item| item.get("encrypted"));
        super::item(item.ok_or_else(|| format!("there is no item {number}"))?)
    };
    // An item is known again by its key, which nothing changes.
    let keys = [Some(table.partition_key()), table.sort_key()];
    let key = |item: &Item| -> Vec<_> { keys.iter().flatten().map(|name| item.get(*name).cloned()).collect() };
    let page = numbers.iter().map(stored).collect::<Result<Vec<_>, _>>()?;
    let page_keys: Vec<_> = page.iter().map(key).collect();
    let mut request = request::of(test)?;
    request.take_projection();
    let found = match request {
        Request::Query(query) => ReadPlan::of_query(&table, query).await?.finish(page).await?,
        Request::Scan(scan) => ReadPlan::of_scan(&table, scan).await?.finish(page).await?,
    };
    let mut remaining = Vec::new();
    for item in &found.items {
        let key = key(item);
        let position = page_keys.iter().position(|other| *other == key).ok_or("an item has another key")?;
        remaining.push(numbers.get(position).ok_or("an item is not of the page")?);
    }
    Ok(json!({ "remaining": remaining, "count": found.items.len() }))
}
