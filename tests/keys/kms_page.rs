//! A page of a hundred items under a hundred data keys of KMS: the keys are asked for together.

use std::time::{Duration, Instant};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{EncryptTables, KmsKeyring};
use futures_util::future::join_all;
use test_support::kms::Kms;
use test_support::{customer, customers, engine};

#[tokio::test]
async fn the_keys_of_a_page_are_asked_for_together() {
    const DELAY: Duration = Duration::from_millis(400);
    let url = engine::start().await;
    engine::create_table(&Client::from_conf(test_support::config(&url).build()), "Customers").await;
    let kms = Kms::start();
    let arn = kms.create_key();
    let table = customers(KmsKeyring::new(kms.client(), &arn).unwrap());
    let client = Client::from_conf(test_support::config(&url).encrypt_tables([table]).unwrap().build());
    let puts = (0..100).map(|n| {
        let item = customer("one", n, &format!("{n}@example.com"));
        client.put_item().table_name("Customers").set_item(Some(item)).send()
    });
    assert!(join_all(puts).await.into_iter().all(|put| put.is_ok()));
    assert_eq!(kms.count("GenerateDataKey"), 100);

    kms.set_delay(DELAY);
    kms.forget_calls();
    let started = Instant::now();
    let query = client.query().table_name("Customers").key_condition_expression("id = :id");
    let page = query.expression_attribute_values(":id", AttributeValue::S("one".into())).send().await.unwrap();
    let took = started.elapsed();
    assert_eq!(page.items().len(), 100);
    assert_eq!(kms.count("Decrypt"), 100);
    println!(
        "a page of 100 items under 100 keys of {DELAY:?}: {took:?}, {} calls in flight",
        kms.most_in_flight()
    );
    // Two delays, and on a busy machine more. One after the other they would take a hundred.
    assert!(took < 6 * DELAY, "{took:?}");
    assert!((33..=64).contains(&kms.most_in_flight()), "{} at once", kms.most_in_flight());
}
