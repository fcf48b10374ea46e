//! Key stores and items shared with the official crate, both over the same table and the same KMS.
//!
//! Needs the peer: build it as `tests/peer/README.md` says, and name its binary in `PEER`:
//! `PEER=…/peer cargo test --test keys key_store_peer:: -- --ignored`.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::base64;
use dynamodb_item_encryptor::{
    BeaconKey, CachedBranchKeys, HierarchicalKeyring, Item, ItemEncryptor, KeyStore, KmsConfiguration,
    TableConfig,
};
use serde_json::{Value, json};
use test_support::kms::Kms;
use test_support::{engine, s};

const TABLE: &str = "Keys-2026";
const LOGICAL_NAME: &str = "Keys";

/// A table and a KMS, and a folder for what is exchanged with the peer.
struct Setup {
    url: String,
    kms: Kms,
    kms_key: String,
    folder: PathBuf,
}

impl Setup {
    async fn new(name: &str) -> Self {
        let kms = Kms::start();
        let kms_key = kms.create_key();
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let setup = Setup { url: engine::start().await, kms, kms_key, folder };
        let entry = |id| {
            json!({
                "type": "stored-branch-key", "key-id": id, "table": TABLE, "logical-name": LOGICAL_NAME,
                "dynamodb": setup.url, "kms": setup.kms.url(), "kms-arn": setup.kms_key,
            })
        };
        setup.write("keys.json", &json!({"keys": {"ours": entry("ours"), "theirs": entry("theirs")}}));
        setup
    }

    fn key_store(&self) -> KeyStore {
        let dynamodb = Client::from_conf(test_support::config(&self.url).build());
        let configuration = KmsConfiguration::KeyArn(self.kms_key.clone());
        let key_store = KeyStore::new(dynamodb, self.kms.client(), TABLE, configuration).unwrap();
        key_store.with_logical_name(LOGICAL_NAME)
    }

    fn write(&self, name: &str, content: &Value) {
        std::fs::write(self.folder.join(name), content.to_string()).unwrap();
    }

    fn read(&self, name: &str) -> Value {
        serde_json::from_slice(&std::fs::read(self.folder.join(name)).unwrap()).unwrap()
    }

    /// Runs the peer in the folder and returns what it prints.
    async fn peer(&self, arguments: &[&str]) -> String {
        let peer = std::env::var_os("PEER").expect("the peer's binary in PEER");
        let mut command = Command::new(peer);
        command.args(arguments).current_dir(&self.folder);
        let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
        let (said, complained) =
            (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{arguments:?}: {said}{complained}");
        said.into_owned()
    }

    async fn branch_key(&self, name: &str, action: &str) -> Value {
        let said = self.peer(&["branch-key", "--keys", "keys.json", name, action]).await;
        serde_json::from_str(&said).unwrap()
    }

    /// Compares all that either side reads of a branch key.
    async fn compare(&self, id: &str) {
        let theirs = self.branch_key(id, "read").await;
        let key_store = self.key_store();
        let (key, beacon) =
            (key_store.active_branch_key(id).await.unwrap(), key_store.beacon_key(id).await.unwrap());
        assert_eq!(theirs["version"], key.version().to_string());
        assert_eq!(theirs["key"], base64::encode(key.expose_secret()));
        assert_eq!(theirs["beacon-key"], base64::encode(beacon.expose_secret()));
        let context: Value =
            key.encryption_context().iter().map(|(name, value)| (name.to_owned(), json!(value))).collect();
        assert_eq!(theirs["encryption-context"], context);
        let version = key_store.branch_key_version(id, key.version()).await.unwrap();
        assert_eq!(version.expose_secret(), key.expose_secret());
    }

    fn encryptor(&self, id: &str) -> ItemEncryptor {
        let keys = CachedBranchKeys::new(self.key_store(), Duration::from_secs(600));
        let table = TableConfig::builder("Customers").partition_key("id").encrypt(["email"]);
        ItemEncryptor::new(table.keyring(HierarchicalKeyring::new(id, keys)).build().unwrap())
    }
}

fn config(id: &str) -> Value {
    json!({
        "logicalTableName": "Customers",
        "partitionKeyName": "id",
        "attributeActionsOnEncrypt": {"id": "SIGN_ONLY", "email": "ENCRYPT_AND_SIGN"},
        "key": {"type": "aws-kms-hierarchy", "key": id},
    })
}

fn item() -> Item {
    [("id", s("customer-7")), ("email", s("a@example.com"))]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
}

fn item_json() -> Value {
    json!({"id": {"S": "customer-7"}, "email": {"S": "a@example.com"}})
}

/// An item of texts and binaries as the peer writes it.
fn parse(json: &Value) -> Item {
    let value = |value: &Value| match (value["S"].as_str(), value["B"].as_str()) {
        (Some(text), _) => s(text),
        (_, Some(bytes)) => AttributeValue::B(base64::decode(bytes).unwrap().into()),
        _ => panic!("{value}"),
    };
    json.as_object().unwrap().iter().map(|(name, json)| (name.clone(), value(json))).collect()
}

fn print(item: &Item) -> Value {
    let value = |value: &AttributeValue| match value {
        AttributeValue::S(text) => json!({"S": text}),
        AttributeValue::B(bytes) => json!({"B": base64::encode(bytes)}),
        other => panic!("{other:?}"),
    };
    item.iter().map(|(name, item)| (name.clone(), value(item))).collect()
}

/// Has each side seal an item that the other opens.
async fn exchange_items(setup: &Setup, id: &str) {
    let record = json!({
        "type": "positive-encrypt", "description": "", "config": config(id), "record": item_json(),
    });
    setup.write("encrypt.json", &json!({
        "manifest": {"type": "aws-dbesdk-encrypt", "version": "1"}, "keys": "file://keys.json", "tests": {"1": record},
    }));
    let said = setup.peer(&["encrypt", "--keys", "keys.json", "encrypt.json", "sealed.json"]).await;
    assert!(said.contains("1 passed, 0 failed"), "{said}");
    let sealed = setup.read("sealed.json");
    let theirs = parse(&sealed["tests"]["1"]["encrypted"]);
    assert!(theirs["email"].is_b());
    assert_eq!(setup.encryptor(id).decrypt_item(theirs).await.unwrap().item, item());

    let ours = setup.encryptor(id).encrypt_item(item()).await.unwrap();
    let mut manifest = sealed;
    manifest["tests"]["1"]["encrypted"] = print(&ours);
    setup.write("ours.json", &manifest);
    let said = setup.peer(&["verify", "--keys", "keys.json", "ours.json"]).await;
    assert!(said.contains("1 passed, 0 failed"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the peer"]
async fn what_the_official_key_store_creates_is_used_here() {
    let setup = Setup::new("theirs").await;
    let made = setup.branch_key("theirs", "create-table").await;
    assert_eq!(made["table-arn"], setup.key_store().create_table().await.unwrap());
    assert_eq!(setup.branch_key("theirs", "create").await, json!({"key-id": "theirs"}));
    setup.compare("theirs").await;
    exchange_items(&setup, "theirs").await;
    let old = setup.encryptor("theirs").encrypt_item(item()).await.unwrap();
    // Each side makes a version over the other's.
    for _ in 0..2 {
        setup.branch_key("theirs", "version").await;
        setup.compare("theirs").await;
        setup.key_store().version_key("theirs").await.unwrap();
        setup.compare("theirs").await;
    }
    exchange_items(&setup, "theirs").await;
    assert_eq!(setup.encryptor("theirs").decrypt_item(old).await.unwrap().item, item());
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the peer"]
async fn what_this_key_store_creates_is_used_by_the_official_one() {
    let setup = Setup::new("ours").await;
    let arn = setup.key_store().create_table().await.unwrap();
    assert_eq!(setup.branch_key("ours", "create-table").await["table-arn"], arn);
    let context = [("created by", "this crate"), ("größe", "")];
    setup.key_store().create_key_with_id("ours", context).await.unwrap();
    setup.compare("ours").await;
    exchange_items(&setup, "ours").await;
    for _ in 0..2 {
        setup.key_store().version_key("ours").await.unwrap();
        setup.compare("ours").await;
        setup.branch_key("ours", "version").await;
        setup.compare("ours").await;
    }
    exchange_items(&setup, "ours").await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the peer"]
async fn a_beacon_key_of_another_source_that_is_written_here_is_read_by_the_official_key_store() {
    let setup = Setup::new("beacon").await;
    setup.key_store().create_table().await.unwrap();
    let (key, context) = (BeaconKey::new(&[0xa5; 32]), [("team", "sales"), ("größe", "")]);
    setup.key_store().write_beacon_key("ours", &key, context).await.unwrap();
    let theirs = setup.branch_key("ours", "read-beacon").await;
    assert_eq!(theirs["beacon-key"], base64::encode(key.expose_secret()));
    assert_eq!(theirs["encryption-context"], json!({"team": "sales", "größe": ""}));
    assert_eq!(setup.key_store().beacon_key("ours").await.unwrap().expose_secret(), key.expose_secret());
}
