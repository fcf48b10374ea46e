//! Items that the official legacy clients have written, Java's and Python's: published ones, with their keys and what they hold.
//!
//! Each published file is a table of its own, under the names of keys that its items have. One file has items of four kinds, which the
//! clients were told of one by one: the present configuration reads those of which some attributes are encrypted, the former ones those of
//! which all or none are, and those that the client has left alone.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
};
use base64_simd::STANDARD;
use dynamodb_item_encryptor::{Item, ItemEncryptor, RawAesKeyring, TableConfig, json};
use serde_json::Value;
use test_support::workload::accounts::{Rng, in_order};

use crate::run::{Folder, program, words};

/// The published files of each client, with the entries of their provider.
const FILES: [(&str, &str); 6] = [
    ("static-aes-hmac-1", STATIC),
    ("static-aes-hmac-2", STATIC),
    ("static-aes-hmac-3", STATIC),
    ("wrapped-aes-hmac-1", WRAPPED_AES),
    ("wrapped-rsa-rsa-2", WRAPPED_RSA),
    ("wrapped-rsa-rsa-3", WRAPPED_RSA),
];
const CLIENTS: [&str; 2] = ["java", "python"];

const STATIC: &str = r#"
static.content_key = { file = "aesKey", encoding = "raw" }
static.signature_key.reading_weak_hmac = { algorithm = "hmac_sha256", key = { file = "hmacKey", encoding = "raw" } }
"#;
const WRAPPED_AES: &str = r#"
wrapped_aes.wrapping_key = { file = "aesKey", encoding = "raw" }
wrapped_aes.signature_key.reading_weak_hmac = { algorithm = "hmac_sha256", key = { file = "hmacKey", encoding = "raw" } }
"#;
const WRAPPED_RSA: &str = r#"
wrapped_rsa.private_key = { file = "rsaEncPriv" }
wrapped_rsa.signature_key.rsa_public = { algorithm = "sha256_with_rsa", key = { file = "rsaSignPub" } }
"#;
const KEYS: [&str; 4] = ["aesKey", "hmacKey", "rsaEncPriv", "rsaSignPub"];

/// What the clients were told of an item's attributes: of some of the items, of others, and of others again.
const MIXED: &str = r#"sign = ["version", "stringValue", "doubleValue", "doubleSet"]
do_nothing = ["intValue"]"#;
const ENCRYPTED: &str = r#"sign = ["version"]"#;
const SIGNED: &str = r#"default_action = "sign_only""#;

const ENCRYPT: [&str; 7] =
    ["stringValue", "intValue", "byteArrayValue", "stringSet", "intSet", "doubleValue", "doubleSet"];
const KEY: [u8; 32] = [3; 32];

/// A table, what is in it, and what that is.
struct Published {
    table: String,
    provider: &'static str,
    stored: Vec<Item>,
    /// By the numbers that are its key.
    plain: BTreeMap<String, Item>,
}

/// Converges the tables of all published files, with processes that are killed, and says how many items that were; `None` without
/// the published files.
pub async fn converge(url: String, client: &Client, seed: u64) -> Option<usize> {
    let vectors = PathBuf::from(std::env::var_os("TEST_VECTORS")?).join("ddbec/encrypted_item");
    let published = published(&vectors);
    let folder = Folder::new();
    let configurations = configure(&folder, &vectors, &published);
    let mut items = 0;
    for (number, Published { table, stored, plain, .. }) in (0..).zip(&published) {
        create(client, table).await;
        for item in stored {
            client.put_item().table_name(table).set_item(Some(item.clone())).send().await.unwrap();
        }
        let mut args =
            words(&["converge", "--write", "--list", "--json", "--table", table, "--endpoint-url", &url]);
        for (n, file) in configurations.iter().enumerate() {
            args.extend(words(&[if n == 0 { "--config" } else { "--formerly" }, file]));
        }
        args.extend(words(&["--page-size", "1", "--checkpoint", &folder.path(&format!("{table}.checkpoint"))]));
        let seed = seed * 100 + number;
        let end = tokio::task::spawn_blocking(move || killed_and_run(args, seed)).await.unwrap();
        assert_eq!((&end["seen"], &end["failed"]), (&stored.len().into(), &0.into()), "{table}: {end}");
        check(client, table, plain).await;
        items += stored.len();
    }
    Some(items)
}

/// Kills the process after a few items, twice, and then runs it to its end. Returns what it has counted.
fn killed_and_run(args: Vec<String>, seed: u64) -> Value {
    let mut rng = Rng(seed);
    for _ in 0..2 {
        let mut child = program(&args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        assert!(lines.take(rng.below(5)).all(|line| line.is_ok()));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let ended = crate::run::run(&args);
    assert_eq!(ended.exit, 0, "{ended:?}");
    let end = ended.json().pop().unwrap()["totals"].clone();
    let anew = args.into_iter().chain(["--anew".to_owned()]);
    let again = crate::run::run(anew).json().pop().unwrap()["totals"].clone();
    assert_eq!(
        (&again["replaced"], &again["failed"]),
        (&0.into(), &0.into()),
        "a second run writes nothing: {again}"
    );
    end
}

/// Whether the table has what was published, sealed.
async fn check(client: &Client, table: &str, plain: &BTreeMap<String, Item>) {
    let config = TableConfig::builder(table).partition_key("hashKey").sort_key("rangeKey");
    let config = config.encrypt(ENCRYPT).sign(["version"]);
    let encryptor =
        ItemEncryptor::new(config.keyring(RawAesKeyring::new("tests", "new", &KEY).unwrap()).build().unwrap());
    let items = client.scan().table_name(table).send().await.unwrap().items.unwrap();
    assert_eq!(items.len(), plain.len(), "{table}");
    for item in items {
        let id = id_of(&item);
        assert!(
            item.contains_key("aws_dbe_foot") && !item.keys().any(|name| name.starts_with("*amzn")),
            "{table} {id}"
        );
        assert!(ENCRYPT.iter().all(|name| item.get(*name).is_none_or(|value| value.is_b())), "{table} {id}");
        let opened = encryptor.decrypt_item(item).await.unwrap().item;
        assert_eq!(in_order(without_version(opened)), in_order(plain[&id].clone()), "{table} {id}");
    }
}

/// Java's mapper counts `version` up, which the published plaintext does not.
fn without_version(mut item: Item) -> Item {
    item.remove("version");
    item
}

fn id_of(item: &Item) -> String {
    format!("{} {}", item["hashKey"].as_n().unwrap(), item["rangeKey"].as_n().unwrap())
}

fn read(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// What was published, without the leftovers of other tests that are in some files.
fn published(vectors: &Path) -> Vec<Published> {
    let plain = read(&vectors.join("plaintext.json"));
    let scenarios = read(&vectors.join("scenarios.json"));
    let of = |client: &str, (file, provider): (&str, &'static str)| {
        let name = format!("ciphertext/{client}/{file}.json");
        let scenarios = scenarios["scenarios"].as_array().unwrap();
        let scenario = scenarios
            .iter()
            .find(|scenario| scenario["ciphertext"].as_str().unwrap().ends_with(&name))
            .unwrap();
        let plain = plaintext(&plain, scenario["version"].as_str().unwrap());
        let content = read(&vectors.join(name));
        let stored = content["TableName"].as_array().unwrap();
        let stored: Vec<_> = stored.iter().map(|item| json::from_value(item.clone()).unwrap()).collect();
        let stored: Vec<_> = stored.into_iter().filter(|item| plain.contains_key(&id_of(item))).collect();
        assert_eq!(stored.len(), plain.len());
        Published { table: format!("{client}-{file}"), provider, stored, plain }
    };
    CLIENTS.iter().flat_map(|client| FILES.map(|file| of(client, file))).collect()
}

/// What the items hold in one version of the data.
fn plaintext(published: &Value, version: &str) -> BTreeMap<String, Item> {
    let items = published["items"]["TableName"]["items"].as_array().unwrap();
    let all = items.iter().map(|item| {
        let mut attributes = item["attributes"].as_object().unwrap().clone();
        if item["exact"] != true {
            for group in published["versions"]["TableName"][version].as_array().unwrap() {
                attributes
                    .extend(published["attributes"][group.as_str().unwrap()].as_object().unwrap().clone());
            }
        }
        let item = without_version(json::from_value(Value::Object(attributes)).unwrap());
        (id_of(&item), item)
    });
    all.collect()
}

/// Writes the keys, the present configuration and the former ones. Returns the configurations' paths.
fn configure(folder: &Folder, vectors: &Path, published: &[Published]) -> [String; 4] {
    folder.file("new", KEY);
    let keys = read(&vectors.join("keys.json"));
    for name in KEYS {
        folder.file(name, STANDARD.decode_to_vec(keys[name]["material"].as_str().unwrap()).unwrap());
    }
    let legacy = |actions: &'static str| {
        move |Published { table, provider, .. }: &Published| {
            let names = "table_name = \"TableName\"\npartition_key = \"hashKey\"\nsort_key = \"rangeKey\"";
            format!("[tables.{table}.legacy]\n{names}\n{actions}\n[tables.{table}.legacy.provider]{provider}")
        }
    };
    let write = |name: &str, entry: &str, more: &dyn Fn(&Published) -> String| {
        let tables = published.iter().map(|published| {
            let (table, more) = (&published.table, more(published));
            format!(
                "[tables.{table}]\npartition_key = \"hashKey\"\nsort_key = \"rangeKey\"\nencrypt = {ENCRYPT:?}\n\
                 sign = [\"version\"]\nkeyring = \"new\"\n{entry}\n{more}\n"
            )
        });
        let keyring = "[keyrings.new.raw_aes]\nnamespace = \"tests\"\nname = \"new\"\nkey = { file = \"new\", encoding = \"raw\" }\n";
        folder.file(name, tables.collect::<String>() + keyring)
    };
    [
        write("mixed.toml", "", &legacy(MIXED)),
        write("encrypted.toml", "", &legacy(ENCRYPTED)),
        write("signed.toml", "", &legacy(SIGNED)),
        write("plaintext.toml", "plaintext_policy = \"forbid_write_allow_read\"", &|_| String::new()),
    ]
}

async fn create(client: &Client, table: &str) {
    let mut create = client.create_table().table_name(table).billing_mode(BillingMode::PayPerRequest);
    for (name, kind) in [("hashKey", KeyType::Hash), ("rangeKey", KeyType::Range)] {
        let attribute =
            AttributeDefinition::builder().attribute_name(name).attribute_type(ScalarAttributeType::N);
        create = create.attribute_definitions(attribute.build().unwrap());
        create =
            create.key_schema(KeySchemaElement::builder().attribute_name(name).key_type(kind).build().unwrap());
    }
    create.send().await.unwrap();
}
