//! Counting what is in a table.

use std::ops::ControlFlow;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue::B;
use dynamodb_item_encryptor::{
    AlgorithmSuite, BranchKey, HierarchicalKeyring, InMemoryBranchKeys, Item, ItemEncryptor, Keyring,
    MultiKeyring, PlaintextPolicy, RawAesKeyring, Survey, TableConfig, TableConfigBuilder, Tally, Walk,
    WalkEnd,
};
use test_support::{customer, engine, s};

fn aes(name: &str, byte: u8) -> RawAesKeyring {
    RawAesKeyring::new("tests", name, &[byte; 32]).unwrap()
}

fn usual(suite: AlgorithmSuite) -> TableConfigBuilder {
    let builder = TableConfig::builder("Customers").partition_key("id").sort_key("created").suite(suite);
    builder.encrypt(["email", "notes"]).sign(["plan"]).unsigned_prefix(":")
}

fn encryptor(suite: AlgorithmSuite, keyring: impl Keyring + 'static) -> ItemEncryptor {
    let plaintext = PlaintextPolicy::ForbidWriteAllowRead;
    ItemEncryptor::new(usual(suite).plaintext_policy(plaintext).keyring(keyring).build().unwrap())
}

async fn survey(client: &Client, survey: Survey) -> WalkEnd {
    Walk::new(client.clone(), survey).segments(2).run(|_| ControlFlow::Continue(())).await.unwrap()
}

fn rows<'a>(tally: &'a Tally, group: &str) -> Vec<(&'a str, u64)> {
    tally.group(group).collect()
}

#[tokio::test]
async fn a_survey_counts_what_headers_say_without_a_key_and_with_keys_what_verifies() {
    let client = Client::from_conf(test_support::config(&engine::start_unwatched().await).build());
    engine::create_table(&client, "Customers").await;
    let (plain, signed) = (AlgorithmSuite::HmacSha384, AlgorithmSuite::HmacSha384EcdsaP384);
    let version = "e9ce18a3-edb5-4272-9f86-1cacb7997ff6";
    let branch = || {
        let keys =
            InMemoryBranchKeys::new().with("branch\n1", BranchKey::new(version.parse().unwrap(), &[3; 32]));
        HierarchicalKeyring::new("branch\n1", keys)
    };
    let one = encryptor(plain, aes("one", 1));
    let two = encryptor(signed, MultiKeyring::new(aes("two", 2)).and(aes("one", 1)));
    let three = encryptor(plain, branch());
    let mut items: Vec<Item> = Vec::new();
    for number in 0..20 {
        let item = customer(&format!("id {number:02}"), 1, "a@example.com");
        items.push(match number {
            0..5 => one.encrypt_item(item).await.unwrap(),
            5..8 => two.encrypt_item(item).await.unwrap(),
            8..12 => three.encrypt_item(item).await.unwrap(),
            12..15 => item,
            15 => item.into_iter().chain([("email".to_owned(), s("x".repeat(5000)))]).collect(),
            // Only a key shows that.
            16..18 => {
                one.encrypt_item(item).await.unwrap().into_iter().chain([("plan".to_owned(), s("x"))]).collect()
            }
            18 => {
                one.encrypt_item(item).await.unwrap().into_iter().chain([("more".to_owned(), s("x"))]).collect()
            }
            _ => {
                let broken = B(Blob::new([7; 9]));
                one.encrypt_item(item)
                    .await
                    .unwrap()
                    .into_iter()
                    .chain([("aws_dbe_head".to_owned(), broken)])
                    .collect()
            }
        });
    }
    engine::put_all(&client, &items).await;
    // The key of nobody.
    let end = survey(&client, Survey::new(encryptor(plain, aes("none", 9)))).await;
    let tally = &end.tally;
    assert_eq!((end.totals.seen, end.totals.left, end.totals.failed), (20, 18, 2));
    assert_eq!(rows(tally, "format"), [("current", 14), ("plaintext", 4)]);
    assert_eq!(rows(tally, "suite"), [("0x6700", 11), ("0x6701", 3)]);
    assert_eq!(rows(tally, "header version"), [("1", 14)]);
    assert_eq!(rows(tally, "recipients"), [("1", 11), ("2", 3)]);
    assert_eq!(
        rows(tally, "key"),
        [("aws-kms-hierarchy 'branch'", 4), ("tests 'one'", 10), ("tests 'two'", 3)]
    );
    assert_eq!(rows(tally, "branch key version"), [(&*format!("branch\\n1 {version}"), 4)]);
    assert_eq!(tally.get("attribute", "email: ENCRYPT_AND_SIGN"), 14);
    assert_eq!(tally.get("attribute", "plan: SIGN_ONLY"), 14);
    assert_eq!(tally.get("attribute", ":counter: DO_NOTHING"), 14);
    assert_eq!(tally.get("attribute", "email: plaintext"), 4);
    assert_eq!(rows(tally, "size"), [("up to 1 KB", 17), ("up to 16 KB", 1)]);
    assert!(tally.get("bytes", "items") > 10_000 && tally.get("bytes", "header and footer") > 2_000);
    assert_eq!(tally.group("failure").map(|(_, n)| n).collect::<Vec<_>>(), [1, 1]);

    let keyring = MultiKeyring::new(aes("one", 1)).and(branch());
    let end = survey(&client, Survey::new(encryptor(plain, keyring)).verify()).await;
    assert_eq!((end.totals.seen, end.totals.left, end.totals.failed), (20, 16, 4));
    assert_eq!(rows(&end.tally, "format"), [("current", 12), ("plaintext", 4)]);
    assert_eq!(end.totals.write_milliunits, 0);
}
