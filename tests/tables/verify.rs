//! Opening what is in a table, to see whether it opens.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use aws_sdk_dynamodb::Client;
use dynamodb_item_encryptor::{
    AlgorithmSuite, Item, ItemEncryptor, MultiKeyring, PlaintextPolicy, RawAesKeyring, TableConfig, Verify,
    Walk, WalkEnd,
};
use test_support::{customer, engine, s};

fn aes(name: &str, byte: u8) -> RawAesKeyring {
    RawAesKeyring::new("tests", name, &[byte; 32]).unwrap()
}

fn encryptor(suite: AlgorithmSuite, keyring: MultiKeyring) -> ItemEncryptor {
    let builder = TableConfig::builder("Customers").partition_key("id").sort_key("created").suite(suite);
    let builder = builder.encrypt(["email", "notes"]).sign(["plan"]).unsigned_prefix(":");
    let builder = builder.plaintext_policy(PlaintextPolicy::ForbidWriteAllowRead);
    ItemEncryptor::new(builder.keyring(keyring).build().unwrap())
}

async fn stored(client: &Client) -> Vec<Item> {
    let mut items = client.scan().table_name("Customers").send().await.unwrap().items.unwrap();
    items.sort_by(|a, b| a["id"].as_s().unwrap().cmp(b["id"].as_s().unwrap()));
    items
}

/// Verifies, and says why which items fail.
async fn verify(client: &Client, encryptor: ItemEncryptor) -> (WalkEnd, BTreeMap<String, String>) {
    let mut failures = BTreeMap::new();
    let end = Walk::new(client.clone(), Verify::new(encryptor)).run(|page| {
        for failure in page.failures {
            failures.insert(failure.key["id"].as_s().unwrap().clone(), failure.error.to_string());
        }
        ControlFlow::Continue(())
    });
    (end.await.unwrap(), failures)
}

#[tokio::test]
async fn each_item_that_does_not_open_is_named_and_none_is_written() {
    let client = Client::from_conf(test_support::config(&engine::start_unwatched().await).build());
    engine::create_table(&client, "Customers").await;
    let (hmac, signed) = (AlgorithmSuite::HmacSha384, AlgorithmSuite::HmacSha384EcdsaP384);
    let one = encryptor(hmac, MultiKeyring::new(aes("one", 1)));
    let two = encryptor(signed, MultiKeyring::new(aes("two", 2)));
    let item = |id: &str| customer(id, 1, "a@example.com");
    let mut items = vec![
        one.encrypt_item(item("good")).await.unwrap(),
        two.encrypt_item(item("good, signed")).await.unwrap(),
        item("plaintext"),
    ];
    let mut changed = one.encrypt_item(item("changed")).await.unwrap();
    changed.insert("plan".to_owned(), s("x"));
    let mut without = one.encrypt_item(item("without header and footer")).await.unwrap();
    without.retain(|name, _| !name.starts_with("aws_dbe_"));
    items.extend([changed, without]);
    engine::put_all(&client, &items).await;
    let before = stored(&client).await;

    let both = MultiKeyring::new(aes("one", 1)).and_to_read(aes("two", 2));
    let (end, failures) = verify(&client, encryptor(hmac, both)).await;
    assert_eq!((end.totals.seen, end.totals.left, end.totals.failed), (5, 3, 2));
    assert_eq!(end.tally.group("format").collect::<Vec<_>>(), [("current", 2), ("plaintext", 1)]);
    assert_eq!(failures.keys().collect::<Vec<_>>(), ["changed", "without header and footer"]);
    assert!(failures["changed"].contains("failed verification"), "{failures:?}");
    assert_eq!((end.totals.replaced, end.totals.pending, end.totals.write_milliunits), (0, 0, 0));
    assert_eq!(stored(&client).await, before);
}
