//! Every cryptographic material provider, with every suite, through the wrapped client on the embedded engine: one put and
//! get, and a query of twenty items. Run with `--nocapture` it prints the matrix.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{AlgorithmSuite, EncryptTables, Item, TableConfig};
use test_support::kms::Kms;
use test_support::{customer, engine};

use crate::provider_rows::{self, Provider, Row};

const SUITES: &[AlgorithmSuite] = AlgorithmSuite::ALL;

fn client(url: &str, suite: AlgorithmSuite, provider: &Provider) -> Client {
    let table = TableConfig::builder("Customers")
        .partition_key("id")
        .sort_key("created")
        .encrypt(["email", "notes"])
        .sign(["plan"])
        .unsigned_prefix(":")
        .suite(suite)
        .material_provider(Provider::clone(provider))
        .build()
        .unwrap();
    Client::from_conf(test_support::config(url).encrypt_tables([table]).unwrap().build())
}

async fn put(client: &Client, item: Item) -> Result<(), String> {
    let put = client.put_item().table_name("Customers").set_item(Some(item));
    put.send().await.map(|_| ()).map_err(|error| format!("{error:?}"))
}

/// Puts and gets an item, then queries a page of twenty.
async fn check(url: &str, suite: AlgorithmSuite, row: &Row) -> Result<(), String> {
    let id = format!("{} {suite:?}", row.name);
    let (writer, reader) = (client(url, suite, &row.writer), client(url, suite, &row.reader));
    let item = |n: u32| customer(&id, n, &format!("{n}@example.com"));
    for n in 0..20 {
        put(&writer, item(n)).await?;
    }
    let mut key = item(0);
    key.retain(|name, _| name == "id" || name == "created");
    let got = reader.get_item().table_name("Customers").set_key(Some(key)).send().await;
    if got.map_err(|error| format!("{error:?}"))?.item != Some(item(0)) {
        return Err("get: another item".to_owned());
    }
    let query = reader.query().table_name("Customers").key_condition_expression("id = :id");
    let page = query.expression_attribute_values(":id", AttributeValue::S(id.clone())).send().await;
    let items = page.map_err(|error| format!("{error:?}"))?.items.unwrap_or_default();
    let expected: Vec<Item> = (0..20).map(item).collect();
    if items == expected { Ok(()) } else { Err("query: other items".to_owned()) }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_provider_works_with_every_suite() {
    let url = engine::start().await;
    let plain = Client::from_conf(test_support::config(&url).build());
    engine::create_table(&plain, "Customers").await;
    let kms = Kms::start();
    let mut rows = provider_rows::all(&kms, &plain).await;
    rows.extend(provider_rows::longer_rsa_keys(&kms));

    println!("{:<28} {:<8} {:<8} {:<8}", "provider", "0x6700", "0x6701", "0x67ed");
    let mut failures = Vec::new();
    for row in &rows {
        let mut cells = Vec::new();
        for &suite in SUITES {
            let outcome = check(&url, suite, row).await;
            let refused = row.unsigned_only && suite.is_signed();
            cells.push(match &outcome {
                Ok(()) if !refused => "ok",
                Err(error) if refused && error.contains("Suite") => "refused",
                _ => {
                    failures.push(format!("{} with {suite:?}: {outcome:?}", row.name));
                    "FAILED"
                }
            });
        }
        println!("{:<28} {}", row.name, cells.join("\t"));
    }
    assert!(failures.is_empty(), "{failures:#?}");
    assert!(rows.len() >= 40, "{} providers", rows.len());
}
