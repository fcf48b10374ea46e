//! `inspect`.

use std::fs::OpenOptions;
use std::io::Read;
use std::process::Stdio;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::legacy::{
    AesKey, LegacyEncryptor, SignatureKey, SigningAlgorithm, WrappedProvider,
};
use dynamodb_item_encryptor::{AlgorithmSuite, Item, ItemEncryptor, RawAesKeyring, TableConfig, stored_size};
use serde_json::{Value, json};
use test_support::{customer, customers, keyring, s};

use crate::run::{Folder, configured, line, program, run, run_beside, run_with, server, words};

async fn sealed() -> Item {
    let customer = customer("c-1", 7, "a@example.com");
    ItemEncryptor::new(customers(keyring())).encrypt_item(customer).await.unwrap()
}

/// The table with a signature on every item, and `plan` in the encryption context.
fn with_context(keyring: RawAesKeyring) -> TableConfig {
    TableConfig::builder("Customers")
        .partition_key("id")
        .sort_key("created")
        .encrypt(["email", "notes"])
        .sign_and_include_in_encryption_context(["plan"])
        .unsigned_prefix(":")
        .suite(AlgorithmSuite::HmacSha384EcdsaP384)
        .keyring(keyring)
        .build()
        .unwrap()
}

fn of<'a>(item: &'a Value, attribute: &str) -> &'a Value {
    let all = item["attributes"].as_array().unwrap();
    all.iter().find(|found| found["name"] == attribute).unwrap_or_else(|| panic!("{attribute}: {item}"))
}

fn actions(item: &Value, attribute: &str) -> Value {
    of(item, attribute)["actions"].clone()
}

#[tokio::test]
async fn a_sealed_item_says_how_it_was_sealed() {
    let stored = sealed().await;
    let ran = run_with(["inspect", "--json", "--unsigned-prefix", ":"], line(&stored).as_bytes());
    assert_eq!((ran.exit, ran.stderr.as_str()), (0, ""));
    let [item] = &ran.json()[..] else { panic!("{ran:?}") };
    assert_eq!(item["format"], "current");
    assert_eq!(item["header"]["version"], 1);
    assert_eq!(item["header"]["suite"]["id"], format!("{:#06x}", AlgorithmSuite::HmacSha384.id()));
    assert_eq!(item["header"]["data_keys"][0]["provider"], "tests");
    assert_eq!(item["header"]["data_keys"][0]["info"], "key");
    assert_eq!(actions(item, "email"), json!(["ENCRYPT_AND_SIGN"]));
    assert_eq!(of(item, "email")["type_inside"], "S");
    assert_eq!(of(item, "notes")["type_inside"], "L");
    for signed in ["id", "created", "plan"] {
        assert_eq!(actions(item, signed), json!(["SIGN_ONLY"]));
    }
    assert_eq!(actions(item, ":counter"), json!(["DO_NOTHING"]));
    assert_eq!(of(item, "aws_dbe_head")["of_format"], true);
    assert_eq!(item["sizes"]["stored"], stored_size(&stored));
    assert_eq!(item["verified"], Value::Null);
}

#[tokio::test]
async fn without_knowing_what_is_unsigned_only_what_is_certain_is_said() {
    let ran = run_with(["inspect", "--json"], line(&sealed().await).as_bytes());
    let item = &ran.json()[0];
    // `:counter` is the longest name but `aws_dbe_*`, so that the names before it could each be the unsigned one.
    assert_eq!(actions(item, "email"), json!(["ENCRYPT_AND_SIGN"]));
    assert_eq!(actions(item, ":counter"), json!(["SIGN_ONLY", "DO_NOTHING"]));
}

#[tokio::test]
async fn the_encryption_context_and_the_signature_of_a_version_2_item_are_shown() {
    let table = with_context(keyring());
    let stored = ItemEncryptor::new(table).encrypt_item(customer("c-1", 7, "a")).await.unwrap();
    let ran = run_with(["inspect", "--json", "--unsigned-prefix", ":"], line(&stored).as_bytes());
    let item = &ran.json()[0];
    assert_eq!(item["header"]["version"], 2);
    assert_eq!(item["header"]["suite"]["signed"], true);
    assert_eq!(actions(item, "plan"), json!(["SIGN_AND_INCLUDE_IN_ENCRYPTION_CONTEXT"]));
    assert!(item["header"]["stored_context"]["aws-crypto-public-key"].is_string(), "{item}");
}

#[tokio::test]
async fn other_formats_and_damaged_items_are_told_apart() {
    let stored = sealed().await;
    let without = |name: &str| {
        let mut item = stored.clone();
        item.remove(name).unwrap();
        item
    };
    let with = |name: &str, value| {
        let mut item = stored.clone();
        item.insert(name.to_owned(), value);
        item
    };
    let signature_key = SignatureKey::hmac(SigningAlgorithm::HmacSha256, &[8; 32]).unwrap();
    let legacy = LegacyEncryptor::builder()
        .table_name("Customers")
        .partition_key("id")
        .provider(WrappedProvider::aes(AesKey::new(&[7; 32]).unwrap(), signature_key))
        .build()
        .unwrap()
        .encrypt_item(Item::from([("id".to_owned(), s("1")), ("email".to_owned(), s("x"))]))
        .await
        .unwrap();
    let mut cut = stored["aws_dbe_head"].as_b().unwrap().as_ref().to_vec();
    cut.pop();
    let items = [
        (customer("c-2", 1, "b"), "plaintext", 0),
        (legacy, "legacy", 0),
        (without("aws_dbe_head"), "damaged", 1),
        (without("aws_dbe_foot"), "damaged", 1),
        (with("aws_dbe_head", s("text")), "damaged", 1),
        (with("aws_dbe_head", AttributeValue::B(Blob::new(cut))), "damaged", 1),
        (with("*amzn-ddb-map-sig*", AttributeValue::B(Blob::new([1]))), "damaged", 1),
        // The header does not fit the rest, whatever of that is unsigned.
        (without("email"), "current", 1),
    ];
    for (item, format, exit) in items {
        let ran = run_with(["inspect", "--json", "--unsigned-prefix", ":"], line(&item).as_bytes());
        let found = &ran.json()[0];
        assert_eq!((found["format"].as_str(), ran.exit), (Some(format), exit), "{found}");
        assert_eq!(found["problem"].is_string(), exit == 1, "{found}");
        let text = run_with(["inspect", "--unsigned-prefix", ":"], line(&item).as_bytes());
        assert!(text.exit == exit && text.stdout.contains(format), "{text:?}");
    }
}

#[tokio::test]
async fn what_a_writer_chose_does_not_reach_the_terminal_as_it_is() {
    const HOSTILE: &str = "\u{1b}[2J\u{9b}31m\u{202e}\n";
    let mut item = customer("c-1", 7, "a@example.com");
    item.insert(format!(":{HOSTILE}"), s(HOSTILE));
    let keyring = RawAesKeyring::new(HOSTILE, HOSTILE, &test_support::KEY).unwrap();
    let table = with_context(keyring);
    item.insert("plan".to_owned(), s(HOSTILE));
    let stored = ItemEncryptor::new(table).encrypt_item(item).await.unwrap();
    for args in [&["inspect"][..], &["inspect", "--json"], &["inspect", "--color", "never"]] {
        let ran = run_with(args, line(&stored).as_bytes());
        assert!(ran.stdout.contains("202e"), "{ran:?}");
        let obeyed = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
        assert!(!ran.stdout.chars().any(obeyed), "{ran:?}");
    }
}

#[tokio::test]
async fn every_item_of_a_file_is_shown_and_a_damaged_line_is_named() {
    let folder = Folder::new();
    let stored = line(&sealed().await);
    let text = format!("{stored}\n\n{{\"Item\":{stored}}}\nnot json\n{{\"id\":{{\"S\":1}}}}\n{stored}");
    let ran = run(["inspect", "--json", &folder.file("items.json", text)]);
    let items = ran.json();
    assert_eq!((ran.exit, items.len()), (1, 5), "{ran:?}");
    let sources: Vec<_> = items.iter().map(|item| item["source"].as_str().unwrap()).collect();
    for (source, number) in sources.iter().zip([1, 3, 4, 5, 6]) {
        assert!(source.ends_with(&format!("items.json, line {number}")), "{sources:?}");
    }
    assert!(items[2]["error"].as_str().unwrap().contains("not JSON"), "{ran:?}");
    assert!(items[3]["error"].as_str().unwrap().contains("'id'"), "{ran:?}");
    // An answer of the AWS command line goes over several lines.
    let answer: Value = serde_json::from_str(&format!("{{\"Items\":[{stored},{stored}]}}")).unwrap();
    let ran = run_with(["inspect", "--json", "-"], serde_json::to_string_pretty(&answer).unwrap().as_bytes());
    assert_eq!((ran.exit, ran.json().len()), (0, 2), "{ran:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_is_read_by_its_key_from_a_table() {
    let (url, client) = server().await;
    test_support::engine::put_all(&client, &[sealed().await]).await;
    let args = |table: &str, key: &str| {
        words(&["inspect", "--table", table, "--endpoint-url", &url, "--json", "--key", key])
    };
    let key = r#"{"id":{"S":"c-1"},"created":{"N":"7"}}"#;
    let found = run_beside(args("Customers", key)).await;
    assert_eq!((found.exit, found.json()[0]["format"].as_str()), (0, Some("current")), "{found:?}");
    let other = key.replace("c-1", "c-2");
    run_beside(args("Customers", &other)).await.fails(1, "table 'Customers' has no item with this key");
    run_beside(args("Nothing", key)).await.fails(5, "there is no table 'Nothing'");
    run_beside(args("Customers", "id=1")).await.fails(2, "--key is not a key in DynamoDB JSON");
    run_beside(args("Customers", r#"{"id":{"S":"c-1"}}"#)).await.fails(5, "DynamoDB refused GetItem");
}

#[test]
fn a_service_that_is_not_there_or_refuses_is_a_sentence() {
    let key = r#"{"id":{"S":"1"}}"#;
    let args = ["inspect", "--table", "T", "--key", key, "--endpoint-url"];
    let at = |url: &str| [&args[..], &[url]].concat().into_iter().map(str::to_owned).collect::<Vec<_>>();
    run(at("http://127.0.0.1:9")).fails(6, "GetItem on table 'T' got no answer");
    let refusing = |status, code: &'static str| {
        test_support::http::Server::start(move |_| {
            let body = format!("{{\"__type\":\"com.amazon#{code}\",\"message\":\"User: \\u001b[2J is not\"}}");
            Some(test_support::http::Response {
                status,
                headers: [("content-type".into(), "application/x-amz-json-1.0".into())].into(),
                body: body.into_bytes(),
            })
        })
    };
    let denied = refusing(400, "AccessDeniedException");
    let ran = run(at(&format!("http://{}", denied.address())));
    ran.fails(5, "no permission for GetItem on table 'T': User: \\u{1b}[2J is not");
    let busy = refusing(400, "ThrottlingException");
    run(at(&format!("http://{}", busy.address()))).fails(6, "try again later");
    let mut without = program(at(&format!("http://{}", busy.address())));
    let output = without.env_remove("AWS_ACCESS_KEY_ID").output().unwrap();
    assert_eq!(output.status.code(), Some(5), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("for want of credentials"), "{output:?}");
}

#[test]
fn files_that_cannot_be_read_are_named() {
    let folder = Folder::new();
    run(["inspect", "/nowhere/items.json"])
        .fails(4, "cannot read '/nowhere/items.json': there is no such file");
    run(["inspect", &folder.path("")]).fails(4, "it is a folder");
    run(["inspect", &folder.file("empty.json", "\n")]).fails(1, "has no items");
    let cut = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x4b];
    run(["inspect", &folder.file("cut.json.gz", cut)]).fails(4, "cut.json.gz");
}

#[tokio::test]
async fn a_reader_that_goes_away_ends_the_program_without_a_word() {
    let many = format!("{}\n", line(&sealed().await)).repeat(2_000);
    let folder = Folder::new();
    let file = folder.file("many.json", many);
    let mut child = program(["inspect", &file]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut [0; 10]).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(141), 0), "{output:?}");
}

#[tokio::test]
async fn a_full_disk_is_told() {
    let folder = Folder::new();
    let file = folder.file("item.json", line(&sealed().await));
    for args in [&["inspect", &file][..], &["man"], &["completions", "bash"]] {
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = program(args).stdout(full).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(4), "{said}");
        assert!(said.contains("the disk is full; the output is not complete"), "{said}");
    }
}

#[tokio::test]
async fn with_a_configuration_it_is_said_what_verifies_and_why_not() {
    let folder = Folder::new();
    let stored = sealed().await;
    let mut changed = stored.clone();
    changed.insert("plan".to_owned(), s("free"));
    let mut moved = stored.clone();
    moved.insert("id".to_owned(), s("c-2"));
    let other = RawAesKeyring::new("tests", "other", &[1; 32]).unwrap();
    let foreign = ItemEncryptor::new(customers(other)).encrypt_item(customer("c-1", 1, "x")).await.unwrap();
    let plain = customer("c-1", 1, "x");
    let inspect = |item: &Item| run_with(configured(&folder, &["inspect", "--json"]), line(item).as_bytes());
    let ran = inspect(&stored);
    let item = &ran.json()[0];
    assert_eq!((ran.exit, &item["verified"]), (0, &json!(true)), "{ran:?}");
    let added = stored_size(&stored) - stored_size(&customer("c-1", 7, "a@example.com"));
    assert_eq!(item["sizes"]["added"], added);
    assert_eq!(item["sizes"]["added_is_exact"], true);
    assert_eq!(actions(item, ":counter"), json!(["DO_NOTHING"]));
    for (item, why) in [(changed, "changed"), (moved, "moved"), (foreign, "another key"), (plain, "plaintext")]
    {
        let ran = inspect(&item);
        let found = &ran.json()[0];
        assert_eq!((ran.exit, &found["verified"]), (1, &json!(false)), "{why}: {ran:?}");
        assert!(found["reason"].as_str().unwrap().len() > 10, "{why}: {found}");
    }
    let text = run_with(configured(&folder, &["inspect"]), line(&stored).as_bytes());
    assert!(text.stdout.contains("verified     yes"), "{text:?}");
}
