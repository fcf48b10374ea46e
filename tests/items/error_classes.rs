//! Whose fault an error is, as it comes out of real calls, and what the message of a common mistake says.

use std::time::Duration;

use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    CachedBranchKeys, CachedKmsKeyring, CachingProvider, DefaultMaterialProvider, Error, ErrorClass,
    HierarchicalKeyring, ItemEncryptor, KeyStore, Keyring, KmsConfiguration, KmsDiscoveryKeyring, KmsKeyring,
    MalformedProblem, RawAesKeyring, TableConfig, TableConfigBuilder,
};
use test_support::kms::{Fault, Kms};
use test_support::{customer, customers, engine, keyring, with_sources};

const HOUR: Duration = Duration::from_secs(3600);

fn builder(table: &str) -> TableConfigBuilder {
    let builder = TableConfig::builder(table).partition_key("id").sort_key("created");
    builder.encrypt(["email", "notes"]).sign(["plan"]).unsigned_prefix(":")
}

/// The keyrings that call KMS for an item, each as one that has not done so yet.
fn keyrings(kms: &Kms, arn: &str) -> [(&'static str, ItemEncryptor); 4] {
    let encryptor = |builder: TableConfigBuilder| ItemEncryptor::new(builder.build().unwrap());
    let with = |keyring: Box<dyn Keyring>| encryptor(builder("Customers").keyring(keyring));
    let caching =
        CachingProvider::new(DefaultMaterialProvider::new(KmsKeyring::new(kms.client(), arn).unwrap()), HOUR);
    [
        ("plain", with(Box::new(KmsKeyring::new(kms.client(), arn).unwrap()))),
        ("discovery", with(Box::new(KmsDiscoveryKeyring::new(kms.client())))),
        ("cached", with(Box::new(CachedKmsKeyring::new(kms.client(), arn).unwrap()))),
        ("caching", encryptor(builder("Customers").material_provider(caching))),
    ]
}

fn faults() -> [(Fault, ErrorClass); 10] {
    use ErrorClass::{Item, KeyAccess, Transient};
    [
        (Fault::Throttling, Transient),
        (Fault::Internal, Transient),
        (Fault::Dropped, Transient),
        (Fault::Error(503, "DependencyTimeoutException"), Transient),
        (Fault::Error(500, "KMSInternalException"), Transient),
        (Fault::Error(500, "KeyUnavailableException"), Transient),
        (Fault::AccessDenied, KeyAccess),
        (Fault::Error(400, "KMSInvalidStateException"), KeyAccess),
        (Fault::Error(400, "InvalidCiphertextException"), Item),
        (Fault::Missing("KeyId"), KeyAccess),
    ]
}

#[tokio::test]
async fn a_fault_of_kms_has_its_class_behind_every_keyring() {
    for (fault, class) in faults() {
        let kms = Kms::start();
        let arn = kms.create_key();
        let mut stored = Vec::new();
        for (name, writer) in keyrings(&kms, &arn) {
            // Discovery reads only.
            let writer = if name == "discovery" { keyrings(&kms, &arn)[0].1.clone() } else { writer };
            stored.push(writer.encrypt_item(customer("1", 1, "a@example.com")).await.unwrap());
        }
        kms.inject(Some("Decrypt"), 1000, fault.clone());
        for ((name, reader), stored) in keyrings(&kms, &arn).into_iter().zip(stored) {
            let error = reader.decrypt_item(stored).await.unwrap_err();
            assert_eq!(error.class(), class, "{name}, {fault:?}: {error:?}");
            assert_eq!(error.is_transient(), class == ErrorClass::Transient);
            assert_eq!(error.is_of_item(), class == ErrorClass::Item);
        }
        kms.inject(Some("GenerateDataKey"), 1000, fault.clone());
        let (_, writer) = &keyrings(&kms, &arn)[0];
        let error = writer.encrypt_item(customer("1", 1, "a@example.com")).await.unwrap_err();
        if class != ErrorClass::Item {
            assert_eq!(error.class(), class, "{fault:?}: {error:?}");
        }
    }
}

#[tokio::test]
async fn a_fault_below_a_key_store_has_its_class_and_is_no_items() {
    let url = engine::start().await;
    let dynamodb = aws_sdk_dynamodb::Client::from_conf(test_support::config(&url).build());
    for (fault, class) in faults() {
        let kms = Kms::start();
        let arn = kms.create_key();
        let table = format!("Keys-{}", arn.rsplit('/').next().unwrap());
        let store = || {
            let configuration = KmsConfiguration::KeyArn(arn.clone());
            KeyStore::new(dynamodb.clone(), kms.client(), &table, configuration).unwrap()
        };
        store().create_table().await.unwrap();
        store().create_key_with_id("tenant-1", [("a", "b")]).await.unwrap();
        let encryptor = || {
            let keyring = HierarchicalKeyring::new("tenant-1", CachedBranchKeys::new(store(), HOUR));
            ItemEncryptor::new(customers(keyring))
        };
        let stored = encryptor().encrypt_item(customer("1", 1, "a@example.com")).await.unwrap();
        kms.inject(Some("Decrypt"), 1000, fault.clone());
        let error = encryptor().decrypt_item(stored).await.unwrap_err();
        let expected = if class == ErrorClass::Item { ErrorClass::KeyAccess } else { class };
        assert_eq!(error.class(), expected, "{fault:?}: {error:?}");
    }
}

#[tokio::test]
async fn a_wrong_table_name_and_a_wrong_key_both_say_what_to_check() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let raw = |key| RawAesKeyring::new("tests", "key", &[key; 32]).unwrap();
    let aws = || KmsKeyring::new(kms.client(), &arn).unwrap();
    let table = |name: &str, keyring: Box<dyn Keyring>| {
        ItemEncryptor::new(builder(name).keyring(keyring).build().unwrap())
    };
    for (writer, reader) in [
        (table("Customers", Box::new(raw(1))), table("Orders", Box::new(raw(1)))),
        (table("Customers", Box::new(raw(1))), table("Customers", Box::new(raw(2)))),
        (table("Customers", Box::new(aws())), table("Orders", Box::new(aws()))),
    ] {
        let stored = writer.encrypt_item(customer("1", 1, "a@example.com")).await.unwrap();
        let error = reader.decrypt_item(stored).await.unwrap_err();
        let message = with_sources(&error);
        for part in
            ["not the writer's key", "logical name", "key attribute", "encryption context", "check both"]
        {
            assert!(message.contains(part), "{part}: {message}");
        }
    }
}

#[tokio::test]
async fn another_number_of_signed_attributes_is_told_with_both_numbers() {
    let encryptor = ItemEncryptor::new(customers(keyring()));
    let stored = encryptor.encrypt_item(customer("1", 1, "a@example.com")).await.unwrap();
    let mut added = stored.clone();
    added.insert("more".to_owned(), AttributeValue::Bool(true));
    let mut removed = stored;
    removed.remove("plan");
    for (item, expected) in [(added, 6), (removed, 4)] {
        match encryptor.decrypt_item(item).await {
            Err(
                error @ Error::MalformedItem {
                    problem: MalformedProblem::SchemaChanged { written, found }, ..
                },
            ) => {
                assert_eq!((written, found), (5, expected));
                assert!(error.to_string().contains(&format!(
                    "with 5 signed attributes, but by this configuration it has {expected}"
                )));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn what_is_not_about_a_table_names_none() {
    let url = engine::start().await;
    let plain = aws_sdk_dynamodb::Client::from_conf(test_support::config(&url).build());
    let error = dynamodb_item_encryptor::EncryptingClient::try_from(plain).unwrap_err();
    assert!(matches!(error, Error::Config { table: None, .. }), "{error:?}");
    assert_eq!(error.class(), ErrorClass::Configuration);
    assert!(error.to_string().starts_with("configuration: "), "{error}");
}
