//! The key store, over an embedded DynamoDB engine and the KMS of `support/kms.rs`.

use std::collections::{BTreeMap, HashMap};
use std::error::Error as StdError;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_sdk_kms::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_kms::operation::decrypt::DecryptError;
use dynamodb_item_encryptor::{
    Beacon, BeaconKey, BeaconKeySource, BeaconKeys, BranchKeySource, BranchKeyVersion, CachedBeaconKeys,
    CachedBranchKeys, DiscoveryFilter, HierarchicalKeyring, InMemoryBeaconKeys, ItemEncryptor, KeyError,
    KeyStore, KeyStoreError, KmsConfiguration, Search,
};
use test_support::kms::{Fault, Kms};
use test_support::recorded::Requests;
use test_support::secrets::{assert_silent, printed};
use test_support::{engine, find, s};

const TABLE: &str = "BranchKeys";
const TENANT: [(&str, &str); 1] = [("tenant", "one")];

/// A key store, and what it stands on.
struct Setup {
    kms: Kms,
    kms_key: String,
    dynamodb: Client,
    requests: Requests,
    key_store: KeyStore,
}

impl Setup {
    async fn new() -> Self {
        let kms = Kms::start();
        let requests = Requests::default();
        let config = test_support::config(&engine::start().await).interceptor(requests.clone());
        let (kms_key, dynamodb) = (kms.create_key(), Client::from_conf(config.build()));
        let configuration = KmsConfiguration::KeyArn(kms_key.clone());
        let key_store = KeyStore::new(dynamodb.clone(), kms.client(), TABLE, configuration).unwrap();
        key_store.create_table().await.unwrap();
        Setup { kms, kms_key, dynamodb, requests, key_store }
    }

    /// Another key store in the same table.
    fn key_store(&self, configuration: KmsConfiguration) -> KeyStore {
        KeyStore::new(self.dynamodb.clone(), self.kms.client(), TABLE, configuration).unwrap()
    }

    fn same(&self) -> KeyStore {
        self.key_store(KmsConfiguration::KeyArn(self.kms_key.clone()))
    }

    /// All records, by sort key.
    async fn records(&self) -> BTreeMap<String, HashMap<String, AttributeValue>> {
        let items = self.dynamodb.scan().table_name(TABLE).send().await.unwrap().items.unwrap_or_default();
        items.into_iter().map(|item| (item["type"].as_s().unwrap().clone(), item)).collect()
    }

    async fn put(&self, item: HashMap<String, AttributeValue>) {
        self.dynamodb.put_item().table_name(TABLE).set_item(Some(item)).send().await.unwrap();
    }
}

fn active_type() -> String {
    "branch:ACTIVE".to_owned()
}

/// The encryption context that a record stands for.
fn context_of(item: &HashMap<String, AttributeValue>) -> BTreeMap<String, String> {
    let attributes = item.iter().filter(|(name, _)| *name != "enc");
    let text = |value: &AttributeValue| value.as_s().or(value.as_n()).unwrap().clone();
    let context = attributes.map(|(name, value)| (name.clone(), text(value)));
    context.chain([("tablename".to_owned(), TABLE.to_owned())]).collect()
}

#[tokio::test]
async fn the_table_is_made_once_and_another_is_refused() {
    let setup = Setup::new().await;
    let arn = setup.key_store.create_table().await.unwrap();
    assert!(arn.ends_with("table/BranchKeys"), "{arn}");
    assert_eq!(setup.requests.count("CreateTable"), 1);
    let described = setup.dynamodb.describe_table().table_name(TABLE).send().await.unwrap().table.unwrap();
    let keys: Vec<_> =
        described.key_schema().iter().map(|key| (key.attribute_name(), key.key_type().as_str())).collect();
    assert_eq!(keys, [("branch-key-id", "HASH"), ("type", "RANGE")]);

    engine::create_table(&setup.dynamodb, "Customers").await;
    let configuration = KmsConfiguration::KeyArn(setup.kms_key.clone());
    let other = KeyStore::new(setup.dynamodb.clone(), setup.kms.client(), "Customers", configuration).unwrap();
    let error = other.create_table().await.unwrap_err();
    assert!(matches!(error, KeyStoreError::OtherTable { table } if table == "Customers"));
}

#[tokio::test]
async fn a_new_key_is_three_records_each_bound_to_all_of_its_attributes() {
    let setup = Setup::new().await;
    setup.key_store.create_key_with_id("tenant-1", TENANT).await.unwrap();
    let records = setup.records().await;
    let types: Vec<_> = records.keys().map(String::as_str).collect();
    let [beacon, active, version] = types[..] else { panic!("{types:?}") };
    assert_eq!((beacon, active, &version[..15]), ("beacon:ACTIVE", "branch:ACTIVE", "branch:version:"));
    let uuid: BranchKeyVersion = version[15..].parse().unwrap();
    assert_eq!(version.as_bytes()[15 + 14], b'4', "{version}");

    let fixed = ["aws-crypto-ec:tenant", "branch-key-id", "create-time", "enc", "hierarchy-version", "kms-arn"];
    for (name, record) in &records {
        let mut names: Vec<_> = record.keys().map(String::as_str).collect();
        names.sort_unstable();
        let expected: Vec<_> = fixed.into_iter().chain(["type"]).collect();
        let expected = if name == active { [&expected[..], &["version"]].concat() } else { expected };
        assert_eq!(names, expected);
        assert_eq!(record["aws-crypto-ec:tenant"], s("one"));
        assert_eq!(record["branch-key-id"], s("tenant-1"));
        assert_eq!(record["hierarchy-version"], AttributeValue::N("1".into()));
        assert_eq!(record["kms-arn"], s(&setup.kms_key));
        assert_eq!(record["create-time"], records[active]["create-time"]);
        assert!(record["enc"].is_b());
        let created = record["create-time"].as_s().unwrap();
        assert!(created.len() == 27 && created.ends_with('Z') && &created[19..20] == ".", "{created}");
    }
    assert_eq!(records[active]["version"], s(version));

    // The key is made by KMS for the version, encrypted anew for the active record, and never seen.
    let calls = setup.kms.calls();
    let operations: Vec<_> = calls.iter().map(|call| call.operation.as_str()).collect();
    let generate = "GenerateDataKeyWithoutPlaintext";
    assert_eq!(operations, ["CreateKey", generate, "ReEncrypt", generate][1..]);
    assert_eq!(calls[0].encryption_context, context_of(&records[version]));
    assert_eq!(calls[1].encryption_context, context_of(&records[version]));
    let destination = calls[1].parameters["DestinationEncryptionContext"].clone();
    let destination: BTreeMap<String, String> = serde_json::from_value(destination).unwrap();
    assert_eq!(destination, context_of(&records[active]));
    assert_eq!(calls[2].encryption_context, context_of(&records[beacon]));
    for call in &calls {
        assert_eq!(call.key_id.as_deref(), Some(setup.kms_key.as_str()));
    }
    assert_eq!(calls[1].parameters["DestinationKeyId"], setup.kms_key.as_str());

    let key = setup.key_store.active_branch_key("tenant-1").await.unwrap();
    assert_eq!(key.version(), uuid);
    assert_eq!(key.encryption_context().iter().collect::<Vec<_>>(), TENANT);
    let same = setup.key_store.branch_key_version("tenant-1", uuid).await.unwrap();
    assert_eq!((same.version(), same.expose_secret()), (uuid, key.expose_secret()));
    let beacon = setup.key_store.beacon_key("tenant-1").await.unwrap();
    assert_ne!(beacon.expose_secret(), key.expose_secret());
    assert_eq!(beacon.encryption_context(), key.encryption_context());
}

#[tokio::test]
async fn identifiers_are_chosen_with_a_context_or_else_random() {
    let setup = Setup::new().await;
    let id = setup.key_store.create_key(NOTHING).await.unwrap();
    assert_eq!(id.parse::<BranchKeyVersion>().unwrap().to_string(), id);
    let key = setup.key_store.active_branch_key(&id).await.unwrap();
    assert!(key.encryption_context().is_empty());
    assert_ne!(key.version().to_string(), id);
    assert_ne!(setup.key_store.create_key(TENANT).await.unwrap(), id);
    setup.kms.forget_calls();
    for (id, context) in [("tenant-1", &NOTHING[..]), ("", &TENANT[..])] {
        let error = setup.key_store.create_key_with_id(id, context.iter().copied()).await.unwrap_err();
        assert!(matches!(error, KeyStoreError::Config(_)));
    }
    assert!(matches!(setup.key_store.version_key("").await, Err(KeyStoreError::Config(_))));
    assert!(matches!(setup.key_store.active_branch_key("").await, Err(KeyStoreError::Config(_))));
    assert_eq!(setup.kms.calls().len(), 0);
}

const NOTHING: [(&str, &str); 0] = [];

#[tokio::test]
async fn an_existing_key_is_never_overwritten() {
    let setup = Setup::new().await;
    setup.key_store.create_key_with_id("tenant-1", TENANT).await.unwrap();
    let before = setup.records().await;
    let error = setup.key_store.create_key_with_id("tenant-1", TENANT).await.unwrap_err();
    assert!(
        matches!(&error, KeyStoreError::Exists { branch_key, .. } if branch_key == "tenant-1"),
        "{error:?}"
    );
    assert!(error.source().is_some());
    assert_eq!(setup.records().await, before);
}

#[tokio::test]
async fn a_new_version_is_active_at_once_and_old_ones_stay() {
    let setup = Setup::new().await;
    setup.key_store.create_key_with_id("tenant-1", TENANT).await.unwrap();
    let first = setup.key_store.active_branch_key("tenant-1").await.unwrap();
    let beacon = setup.key_store.beacon_key("tenant-1").await.unwrap();
    setup.kms.forget_calls();
    let mut versions = vec![first.version()];
    for _ in 0..3 {
        let version = setup.key_store.version_key("tenant-1").await.unwrap();
        let active = setup.key_store.active_branch_key("tenant-1").await.unwrap();
        assert_eq!(active.version(), version);
        assert_eq!(active.encryption_context().get("tenant"), Some("one"));
        assert_ne!(active.expose_secret(), first.expose_secret());
        assert!(!versions.contains(&version));
        versions.push(version);
    }
    for version in versions {
        let key = setup.key_store.branch_key_version("tenant-1", version).await.unwrap();
        assert_eq!(key.version(), version);
    }
    let old = setup.key_store.branch_key_version("tenant-1", first.version()).await.unwrap();
    assert_eq!(old.expose_secret(), first.expose_secret());
    assert_eq!(setup.key_store.beacon_key("tenant-1").await.unwrap().expose_secret(), beacon.expose_secret());
    assert_eq!(setup.records().await.len(), 3 + 3);
    // One to verify the old record, one for the new active one.
    assert_eq!(setup.kms.count("ReEncrypt"), 2 * 3);
    assert_eq!(setup.kms.count("GenerateDataKeyWithoutPlaintext"), 3);
    for (operation, body) in setup.requests.all() {
        assert!(operation != "GetItem" || body["ConsistentRead"] == true, "{body}");
    }
    assert!(setup.requests.count("GetItem") > 10);
}

#[tokio::test]
async fn of_two_new_versions_at_the_same_time_one_is_refused() {
    let setup = Setup::new().await;
    setup.key_store.create_key_with_id("tenant-1", TENANT).await.unwrap();
    setup.kms.set_delay(Duration::from_millis(50));
    let other = setup.same();
    let (first, second) =
        futures_util::future::join(setup.key_store.version_key("tenant-1"), other.version_key("tenant-1"))
            .await;
    let (made, refused) = if first.is_ok() { (first, second) } else { (second, first) };
    let refused = refused.unwrap_err();
    assert!(matches!(&refused, KeyStoreError::Conflict { branch_key, .. } if branch_key == "tenant-1"));
    let active = setup.key_store.active_branch_key("tenant-1").await.unwrap();
    assert_eq!(active.version(), made.unwrap());
    assert_eq!(setup.records().await.len(), 4);
}

#[tokio::test]
async fn what_is_not_there_is_named() {
    let setup = Setup::new().await;
    let version: BranchKeyVersion = "e9ce18a3-edb5-4272-9f86-1cacb7997ff6".parse().unwrap();
    let errors = [
        (setup.key_store.active_branch_key("tenant-9").await.err(), active_type()),
        (
            setup.key_store.branch_key_version("tenant-9", version).await.err(),
            format!("branch:version:{version}"),
        ),
        (setup.key_store.beacon_key("tenant-9").await.err(), "beacon:ACTIVE".to_owned()),
        (setup.key_store.version_key("tenant-9").await.err(), active_type()),
    ];
    for (error, expected) in errors {
        let error = error.unwrap();
        let KeyStoreError::NotFound { branch_key, record } = &error else { panic!("{error:?}") };
        assert_eq!((branch_key.as_str(), record), ("tenant-9", &expected));
        assert!(error.to_string().contains("'tenant-9'"));
    }
    assert_eq!(setup.kms.calls().len(), 0);
    let elsewhere =
        KeyStore::new(setup.dynamodb.clone(), setup.kms.client(), "None", KmsConfiguration::Discovery);
    let error = elsewhere.unwrap().active_branch_key("tenant-9").await.err().unwrap();
    assert!(matches!(error, KeyStoreError::DynamoDb { operation: "GetItem", table, .. } if table == "None"));
}

#[tokio::test]
async fn a_record_that_was_changed_is_refused() {
    let setup = Setup::new().await;
    setup.key_store.create_key_with_id("tenant-1", TENANT).await.unwrap();
    setup.key_store.create_key_with_id("tenant-2", [("tenant", "two")]).await.unwrap();
    let records = setup.records().await;
    let active = &records["branch:ACTIVE"];
    let id = active["branch-key-id"].as_s().unwrap();
    let version = "branch:version:e9ce18a3-edb5-4272-9f86-1cacb7997ff6";
    let mut wrapped = active["enc"].as_b().unwrap().as_ref().to_vec();
    *wrapped.last_mut().unwrap() ^= 1;
    for (name, value) in [
        ("version", Some(s(version))),
        ("create-time", Some(s("2026-11-20T09:25:00.000000Z"))),
        ("aws-crypto-ec:tenant", Some(s("three"))),
        ("aws-crypto-ec:tenant", None),
        ("aws-crypto-ec:more", Some(s("more"))),
        ("more", Some(s("more"))),
        ("enc", Some(AttributeValue::B(Blob::new(wrapped)))),
        ("hierarchy-version", Some(AttributeValue::N("2".into()))),
        ("kms-arn", Some(s(setup.kms.create_key()))),
    ] {
        let mut changed = active.clone();
        match value {
            Some(value) => changed.insert(name.to_owned(), value),
            None => changed.remove(name),
        };
        setup.put(changed).await;
        let read = setup.key_store.active_branch_key(id).await.err().unwrap();
        let versioned = setup.key_store.version_key(id).await.unwrap_err();
        for error in [read, versioned] {
            let expected = match name {
                "hierarchy-version" => matches!(error, KeyStoreError::Malformed { .. }),
                "kms-arn" => matches!(error, KeyStoreError::OtherKmsKey { .. }),
                _ => matches!(error, KeyStoreError::RecordRejected { .. }),
            };
            assert!(expected, "{name}: {error:?}");
            assert!(error.to_string().contains(id.as_str()), "{error}");
        }
    }
    setup.put(active.clone()).await;
    setup.key_store.active_branch_key(id).await.unwrap();

    // One record in the place of another.
    let mut moved = active.clone();
    moved.insert("branch-key-id".to_owned(), s("tenant-3"));
    setup.put(moved).await;
    let error = setup.key_store.active_branch_key("tenant-3").await.err().unwrap();
    assert!(matches!(error, KeyStoreError::RecordRejected { .. }), "{error:?}");
}

#[tokio::test]
async fn a_wrong_logical_name_and_a_changed_record_are_told_as_such() {
    let setup = Setup::new().await;
    setup.key_store.create_key_with_id("tenant-1", TENANT).await.unwrap();
    let renamed = setup.same().with_logical_name("Other");
    let mut changed = setup.records().await["branch:ACTIVE"].clone();
    let beacon = renamed.beacon_key("tenant-1").await.err().unwrap();
    let errors = [
        renamed.active_branch_key("tenant-1").await.err().unwrap(),
        renamed.version_key("tenant-1").await.unwrap_err(),
    ];
    changed.insert("create-time".to_owned(), s("2026-11-20T09:25:00.000000Z"));
    setup.put(changed).await;
    let of_changed = setup.key_store.active_branch_key("tenant-1").await.err().unwrap();
    let all = errors.iter().map(|error| (error, "branch:ACTIVE", "Other"));
    for (error, record, name) in
        all.chain([(&beacon, "beacon:ACTIVE", "Other"), (&of_changed, "branch:ACTIVE", TABLE)])
    {
        let KeyStoreError::RecordRejected { branch_key, logical_name, source, .. } = error else {
            panic!("{error:?}")
        };
        assert_eq!((branch_key.as_str(), logical_name.as_str()), ("tenant-1", name));
        assert!(matches!(**source, KeyError::Kms { .. }), "{source:?}");
        let message = error.to_string();
        for part in [
            &format!("'{record}'"),
            "'tenant-1'",
            &format!("whose logical name is not '{name}'"),
            "it was changed",
        ] {
            assert!(message.contains(part), "{message}");
        }
    }
    // Under the name that they were written under, which is the table's where none is set.
    setup.same().with_logical_name(TABLE).beacon_key("tenant-1").await.unwrap();
}

#[tokio::test]
async fn discovery_reads_what_others_created_and_creates_nothing() {
    let setup = Setup::new().await;
    setup.key_store.create_key_with_id("tenant-1", TENANT).await.unwrap();
    let key = setup.key_store.active_branch_key("tenant-1").await.unwrap();
    let other = setup.key_store(KmsConfiguration::KeyArn(setup.kms.create_key()));
    other.create_key_with_id("tenant-2", TENANT).await.unwrap();
    let before = setup.records().await;
    for configuration in
        [KmsConfiguration::Discovery, KmsConfiguration::MrkDiscovery { region: "eu-west-1".into() }]
    {
        let discovering = setup.key_store(configuration);
        let read = discovering.active_branch_key("tenant-1").await.unwrap();
        assert_eq!(read.expose_secret(), key.expose_secret());
        discovering.active_branch_key("tenant-2").await.unwrap();
        setup.kms.forget_calls();
        for error in [
            discovering.create_key(TENANT).await.err(),
            discovering.create_key_with_id("tenant-4", TENANT).await.err(),
            discovering.version_key("tenant-1").await.err(),
        ] {
            assert!(matches!(error, Some(KeyStoreError::Discovery { .. })), "{error:?}");
        }
        assert_eq!(setup.kms.calls().len(), 0);
    }
    assert_eq!(setup.records().await, before);
    let error = setup.key_store.active_branch_key("tenant-2").await.err().unwrap();
    assert!(matches!(error, KeyStoreError::OtherKmsKey { branch_key, .. } if branch_key == "tenant-2"));
}

#[tokio::test]
async fn only_the_arn_of_a_key_makes_a_key_store() {
    let setup = Setup::new().await;
    let alias = "arn:aws:kms:eu-west-1:111122223333:alias/keys".to_owned();
    for configuration in [
        KmsConfiguration::KeyArn(alias.clone()),
        KmsConfiguration::MrkArn(alias),
        KmsConfiguration::KeyArn(String::new()),
        KmsConfiguration::MrkDiscovery { region: String::new() },
    ] {
        let made = KeyStore::new(setup.dynamodb.clone(), setup.kms.client(), TABLE, configuration.clone());
        assert!(matches!(made, Err(KeyStoreError::Config(_))), "{configuration:?}");
    }
}

#[tokio::test]
async fn replicas_of_a_multi_region_key_read_the_same_records() {
    const PARIS: &str = "eu-west-3";
    let kms = Kms::start();
    let ireland = kms.create_key_with(test_support::kms::REGION, serde_json::json!({ "MultiRegion": true }));
    let paris = kms.replicate(&ireland, PARIS);
    let dynamodb = Client::from_conf(test_support::config(&engine::start().await).build());
    let key_store = |client: aws_sdk_kms::Client, configuration| {
        KeyStore::new(dynamodb.clone(), client, TABLE, configuration).unwrap()
    };
    let in_ireland = key_store(kms.client(), KmsConfiguration::MrkArn(ireland.clone()));
    in_ireland.create_table().await.unwrap();
    in_ireland.create_key_with_id("tenant-1", TENANT).await.unwrap();
    let key = in_ireland.active_branch_key("tenant-1").await.unwrap();

    let (home, away) = (kms.client(), kms.client_in(PARIS));
    for (client, configuration, asked) in [
        (&away, KmsConfiguration::KeyArn(paris.clone()), None),
        (&home, KmsConfiguration::KeyArn(ireland.clone()), Some(&ireland)),
        (&away, KmsConfiguration::MrkArn(paris.clone()), Some(&paris)),
        (&home, KmsConfiguration::Discovery, Some(&ireland)),
        (&away, KmsConfiguration::MrkDiscovery { region: PARIS.to_owned() }, Some(&paris)),
    ] {
        kms.forget_calls();
        let read = key_store(client.clone(), configuration.clone()).active_branch_key("tenant-1").await;
        match asked {
            None => assert!(matches!(read, Err(KeyStoreError::OtherKmsKey { .. }))),
            Some(asked) => {
                assert_eq!(read.unwrap().expose_secret(), key.expose_secret());
                let [call] = &kms.calls()[..] else { panic!("not one call") };
                assert_eq!(call.key_id.as_ref(), Some(asked), "{configuration:?}");
                assert_eq!(call.encryption_context["kms-arn"], ireland);
            }
        }
    }

    // A new version is made with the replica, and keeps the name of the key.
    kms.forget_calls();
    let in_paris = key_store(away, KmsConfiguration::MrkArn(paris.clone()));
    let version = in_paris.version_key("tenant-1").await.unwrap();
    assert!(kms.calls().iter().all(|call| call.key_id.as_ref() == Some(&paris) && call.region == PARIS));
    let items = dynamodb.scan().table_name(TABLE).send().await.unwrap().items.unwrap();
    assert_eq!(items.len(), 4);
    assert!(items.iter().all(|item| item["kms-arn"] == s(&ireland)));
    assert_eq!(in_ireland.active_branch_key("tenant-1").await.unwrap().version(), version);
}

#[tokio::test]
async fn grant_tokens_go_with_every_call() {
    let setup = Setup::new().await;
    let key_store = setup.same().with_grant_tokens(["first", "second"]).with_id("mine");
    assert_eq!(key_store.info().grant_tokens, ["first", "second"]);
    assert_eq!((key_store.info().id.as_str(), key_store.info().table_name.as_str()), ("mine", TABLE));
    key_store.create_key_with_id("tenant-1", TENANT).await.unwrap();
    key_store.version_key("tenant-1").await.unwrap();
    key_store.active_branch_key("tenant-1").await.unwrap();
    key_store.beacon_key("tenant-1").await.unwrap();
    let calls = setup.kms.calls();
    assert_eq!(calls.len(), 3 + 3 + 1 + 1);
    for call in calls {
        assert_eq!(call.grant_tokens, ["first", "second"], "{}", call.operation);
    }
    setup.kms.forget_calls();
    setup.key_store.active_branch_key("tenant-1").await.unwrap();
    assert!(setup.kms.calls()[0].parameters.get("GrantTokens").is_none());
}

#[tokio::test]
async fn whatever_kms_does_to_a_read_is_an_error_that_names_branch_key_and_cause() {
    let setup = Setup::new().await;
    setup.key_store.create_key_with_id("tenant-1", TENANT).await.unwrap();
    let another = setup.kms.create_key();
    for (fault, code) in [
        (Fault::Throttling, Some("ThrottlingException")),
        (Fault::AccessDenied, Some("AccessDeniedException")),
        (Fault::Error(503, "DependencyTimeoutException"), Some("DependencyTimeoutException")),
        (Fault::Error(400, "DisabledException"), Some("DisabledException")),
        (Fault::Dropped, None),
        (Fault::CutOff, None),
        (Fault::KeyId(another), None),
        (Fault::PlaintextLength(31), None),
        (Fault::PlaintextLength(33), None),
        (Fault::PlaintextLength(0), None),
        (Fault::Missing("Plaintext"), None),
        (Fault::Missing("KeyId"), None),
    ] {
        setup.kms.inject(Some("Decrypt"), usize::MAX, fault.clone());
        let errors = [
            setup.key_store.active_branch_key("tenant-1").await.err().unwrap(),
            setup.key_store.beacon_key("tenant-1").await.err().unwrap(),
        ];
        setup.kms.heal();
        for error in errors {
            let KeyStoreError::Kms { branch_key, source, .. } = &error else { panic!("{fault:?}: {error:?}") };
            assert_eq!(branch_key, "tenant-1");
            let call = matches!(source, KeyError::Kms { operation: "Decrypt", key, .. }
                | KeyError::KmsResponse { operation: "Decrypt", key, .. } if *key == setup.kms_key);
            assert!(call, "{fault:?}: {source:?}");
            let sdk = find::<SdkError<DecryptError>>(&error);
            assert_eq!(sdk.and_then(|error| error.code()), code, "{fault:?}");
            let secrets = setup.kms.handed_out();
            let secrets = secrets.iter().map(Vec::as_slice).filter(|secret| secret.len() >= 12);
            assert_silent(printed(&error).as_bytes(), secrets);
        }
    }
    assert!(!setup.kms.handed_out().is_empty());
    setup.key_store.active_branch_key("tenant-1").await.unwrap();
}

#[tokio::test]
async fn whatever_kms_does_while_keys_are_made_nothing_is_written() {
    let setup = Setup::new().await;
    setup.key_store.create_key_with_id("tenant-1", TENANT).await.unwrap();
    let before = setup.records().await;
    let another = setup.kms.create_key();
    for operation in ["GenerateDataKeyWithoutPlaintext", "ReEncrypt"] {
        for fault in [
            Fault::AccessDenied,
            Fault::Internal,
            Fault::Dropped,
            Fault::CutOff,
            Fault::KeyId(another.clone()),
            Fault::Missing("KeyId"),
            Fault::Missing("CiphertextBlob"),
        ] {
            setup.kms.inject(Some(operation), usize::MAX, fault.clone());
            let errors = [
                setup.key_store.create_key_with_id("tenant-2", TENANT).await.err().unwrap(),
                setup.key_store.version_key("tenant-1").await.err().unwrap(),
            ];
            setup.kms.heal();
            for (error, id) in errors.iter().zip(["tenant-2", "tenant-1"]) {
                let KeyStoreError::Kms { branch_key, .. } = error else { panic!("{fault:?}: {error:?}") };
                assert_eq!(branch_key, id);
                assert!(printed(error).contains(operation), "{error:?}");
            }
        }
    }
    assert_eq!(setup.records().await, before);
    assert_eq!(setup.requests.count("TransactWriteItems"), 1);
}

#[tokio::test]
async fn under_discovery_items_are_written_within_a_filter_only() {
    let setup = Setup::new().await;
    setup.key_store.create_key_with_id("tenant-1", TENANT).await.unwrap();
    let encryptor = |store: KeyStore| {
        let keys = CachedBranchKeys::new(store, Duration::from_secs(60));
        ItemEncryptor::new(test_support::customers(HierarchicalKeyring::new("tenant-1", keys)))
    };
    let item = || test_support::customer("1", 1, "a@example.com");
    let stored = encryptor(setup.same()).encrypt_item(item()).await.unwrap();
    for configuration in
        [KmsConfiguration::Discovery, KmsConfiguration::MrkDiscovery { region: "eu-west-1".into() }]
    {
        let store = || setup.key_store(configuration.clone());
        let filtered = |account: &str| {
            let filter = DiscoveryFilter::new("aws", [account]).unwrap();
            store().with_discovery_filter(filter)
        };
        assert!(store().info().discovery_filter.is_none());
        // To read is not to trust: what is under a wrong key does not verify.
        assert_eq!(encryptor(store()).decrypt_item(stored.clone()).await.unwrap().item, item());
        setup.kms.forget_calls();
        let requests = setup.requests.count("GetItem");
        let error = encryptor(store()).encrypt_item(item()).await.unwrap_err();
        let problem: &KeyStoreError = find(&error).unwrap();
        assert!(matches!(problem, KeyStoreError::Config(_)), "{problem:?}");
        assert!(problem.to_string().contains("with_discovery_filter"), "{problem}");
        assert!(!error.is_of_item());
        assert_eq!(
            (setup.kms.calls().len(), setup.requests.count("GetItem")),
            (0, requests),
            "it is told early"
        );

        let ours = encryptor(filtered(test_support::kms::ACCOUNT));
        let written = ours.encrypt_item(item()).await.unwrap();
        assert_eq!(ours.decrypt_item(written).await.unwrap().item, item());
        setup.kms.forget_calls();
        let foreign = encryptor(filtered("444455556666"));
        for error in [
            foreign.encrypt_item(item()).await.unwrap_err(),
            foreign.decrypt_item(stored.clone()).await.unwrap_err(),
        ] {
            let problem: &KeyStoreError = find(&error).unwrap();
            assert!(matches!(problem, KeyStoreError::OtherKmsKey { .. }), "{problem:?}");
            assert!(!error.is_of_item());
        }
        assert_eq!(setup.kms.calls().len(), 0);
    }
    // A configured key needs no filter, and has none.
    let filter = DiscoveryFilter::new("aws", ["444455556666"]).unwrap();
    encryptor(setup.same().with_discovery_filter(filter)).encrypt_item(item()).await.unwrap();
}

#[tokio::test]
async fn key_stores_share_cached_keys_only_where_all_that_tells_them_apart_is_the_same() {
    let setup = Setup::new().await;
    let kms = |region: &str| setup.kms.client_in(region);
    let dynamodb = |region: &'static str| {
        let config = setup.dynamodb.config().to_builder();
        Client::from_conf(config.region(aws_sdk_dynamodb::config::Region::new(region)).build())
    };
    let arn = || KmsConfiguration::KeyArn(setup.kms_key.clone());
    let new = |dynamodb, kms, table: &str, configuration| {
        KeyStore::new(dynamodb, kms, table, configuration).unwrap().with_logical_name("name")
    };
    let home = "eu-west-1";
    let other_key = KmsConfiguration::KeyArn(setup.kms.create_key());
    let filter = |account: &str| DiscoveryFilter::new("aws", [account]).unwrap();
    let discovery = || new(dynamodb(home), kms(home), TABLE, KmsConfiguration::Discovery);
    let stores = || {
        vec![
            new(dynamodb(home), kms(home), TABLE, arn()),
            new(dynamodb("eu-west-3"), kms(home), TABLE, arn()),
            new(dynamodb(home), kms("eu-west-3"), TABLE, KmsConfiguration::Discovery).with_id("one"),
            new(dynamodb(home), kms(home), "Other", arn()),
            new(dynamodb(home), kms(home), TABLE, other_key.clone()),
            new(dynamodb(home), kms(home), TABLE, KmsConfiguration::MrkArn(setup.kms_key.clone())),
            new(dynamodb(home), kms(home), TABLE, arn()).with_logical_name("another"),
            discovery().with_id("one"),
            discovery().with_id("other"),
            discovery().with_id("one").with_discovery_filter(filter("1")),
            discovery().with_id("one").with_discovery_filter(filter("2")),
        ]
    };
    let identities =
        |stores: Vec<KeyStore>| -> Vec<_> { stores.iter().map(|store| store.identity()).collect() };
    let (one, same) = (identities(stores()), identities(stores()));
    assert_eq!(one, same);
    assert!(one.iter().all(Option::is_some));
    let distinct: std::collections::BTreeSet<_> = one.iter().collect();
    assert_eq!(distinct.len(), one.len(), "{one:#?}");
    // Under discovery, only the application can say that two stores are the same.
    assert_ne!(discovery().identity(), discovery().identity());
}

#[tokio::test]
async fn a_beacon_key_is_fetched_once_per_time_to_live_and_by_no_store_that_anybody_could_fill() {
    let setup = Setup::new().await;
    setup.key_store.create_key_with_id("tenant-1", TENANT).await.unwrap();
    let encryptor = |keys: BeaconKeys| {
        let search = Search::builder(keys).beacon(Beacon::new("email", 40)).build();
        ItemEncryptor::new(
            test_support::customers_builder(test_support::keyring()).search(search).build().unwrap(),
        )
    };
    let item = || test_support::customer("1", 1, "a@example.com");
    let one = encryptor(CachedBeaconKeys::new(setup.same(), Duration::from_secs(60)).single("tenant-1"));
    setup.kms.forget_calls();
    let requests = setup.requests.count("GetItem");
    let first = one.encrypt_item(item()).await.unwrap();
    let second = one.encrypt_item(item()).await.unwrap();
    assert_eq!(first["aws_dbe_b_email"], second["aws_dbe_b_email"]);
    assert_eq!((setup.kms.calls().len(), setup.requests.count("GetItem") - requests), (1, 1));

    let key = BeaconKeySource::beacon_key(&setup.key_store, "tenant-1").await.unwrap();
    let bytes = InMemoryBeaconKeys::new().with("tenant-1", BeaconKey::new(key.expose_secret()));
    let same = encryptor(bytes.single("tenant-1")).encrypt_item(item()).await.unwrap();
    assert_eq!(same["aws_dbe_b_email"], first["aws_dbe_b_email"]);

    setup.kms.forget_calls();
    let discovering = setup.key_store(KmsConfiguration::Discovery);
    let error = encryptor(discovering.single("tenant-1")).encrypt_item(item()).await.unwrap_err();
    assert!(matches!(find(&error), Some(KeyStoreError::Config(_))), "{error:?}");
    assert_eq!(setup.kms.calls().len(), 0);
    let missing = encryptor(setup.same().single("tenant-2")).encrypt_item(item()).await.unwrap_err();
    assert!(matches!(find(&missing), Some(KeyStoreError::NotFound { .. })), "{missing:?}");
    assert_eq!(missing.to_string(), "no beacon key for table 'Customers'");
}
