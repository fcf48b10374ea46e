//! Beacon keys from KMS, and what one takes to be searched by AWS's clients.

use std::sync::Arc;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_smithy_types::base64;
use dynamodb_item_encryptor::{
    Beacon, BeaconKey, BeaconKeySource, BeaconKeys, CachedBeaconKeys, Error, InMemoryBeaconKeys, Item,
    ItemEncryptor, KeyStore, KeyStoreError, KmsBeaconKeys, KmsConfiguration, KmsMacBeaconKeys, Search,
};
use serde_json::json;
use test_support::kms::{Fault, Kms};
use test_support::{customer, customers_builder, engine, find, keyring};

const TTL: Duration = Duration::from_secs(3600);

async fn beacon(keys: BeaconKeys) -> Result<Item, Error> {
    let search = Search::builder(keys).beacon(Beacon::new("email", 60)).build();
    let encryptor = ItemEncryptor::new(customers_builder(keyring()).search(search).build().unwrap());
    let mut item = encryptor.encrypt_item(customer("1", 1, "a@example.com")).await?;
    item.retain(|name, _| name == "aws_dbe_b_email");
    Ok(item)
}

#[tokio::test]
async fn a_stored_key_opens_as_what_it_was_made_for_only() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let keys = || KmsBeaconKeys::new(kms.client(), &arn).unwrap();
    let stored = keys().generate("customers").await.unwrap();
    assert_eq!(
        (kms.count("GenerateDataKeyWithoutPlaintext"), kms.handed_out().len()),
        (1, 0),
        "nobody sees it"
    );
    let first = beacon(keys().with("customers", stored.clone()).unwrap().single("customers")).await.unwrap();
    let again = beacon(keys().with("customers", stored.clone()).unwrap().single("customers")).await.unwrap();
    assert_eq!(first, again);
    let call = &kms.calls()[1];
    let context = [("beacon-key-id", "customers"), ("purpose", "dynamodb-item-encryptor beacon key")];
    let context = context.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!((call.operation.as_str(), call.key_id.as_ref()), ("Decrypt", Some(&arn)));
    assert_eq!(call.encryption_context, context.into());
    // The bytes are those of the key.
    let bytes: [u8; 32] = kms.handed_out()[0].clone().try_into().unwrap();
    let own = InMemoryBeaconKeys::new().with("customers", BeaconKey::new(&bytes)).single("customers");
    assert_eq!(beacon(own).await.unwrap(), first);

    let other = beacon(keys().with("orders", stored).unwrap().single("orders")).await.unwrap_err();
    assert!(matches!(other, Error::Key { .. }), "{other:?}");
    let missing = beacon(keys().single("customers")).await.unwrap_err();
    assert!(find::<KeyStoreError>(&missing).is_some(), "{missing:?}");
    assert!(keys().with("customers", Vec::new()).is_err());
    assert!(KmsBeaconKeys::new(kms.client(), "alias/beacons").is_err());
}

#[tokio::test]
async fn a_computed_key_is_the_mac_of_a_message_that_names_its_purpose() {
    let kms = Kms::start();
    let arn = kms.create_key_of("HMAC_256");
    let keys = || KmsMacBeaconKeys::new(kms.client(), &arn).unwrap();
    let first = beacon(keys().single("customers")).await.unwrap();
    assert_eq!(beacon(keys().single("customers")).await.unwrap(), first);
    assert_ne!(beacon(keys().single("orders")).await.unwrap(), first);
    let message = base64::encode("dynamodb-item-encryptor beacon key, version 1\0customers");
    let expected = json!({ "KeyId": arn, "Message": message, "MacAlgorithm": "HMAC_SHA_256" });
    assert_eq!(kms.calls()[0].parameters, expected);
    let bytes: [u8; 32] = kms.handed_out()[0].clone().try_into().unwrap();
    let own = InMemoryBeaconKeys::new().with("any", BeaconKey::new(&bytes)).single("any");
    assert_eq!(beacon(own).await.unwrap(), first);
    assert!(KmsMacBeaconKeys::new(kms.client(), "alias/beacons").is_err());
}

#[tokio::test]
async fn wrong_answers_are_not_believed() {
    let kms = Kms::start();
    let (arn, mac_arn) = (kms.create_key(), kms.create_key_of("HMAC_256"));
    let keys = KmsBeaconKeys::new(kms.client(), &arn).unwrap();
    let stored = keys.generate("customers").await.unwrap();
    let keys = Arc::new(keys.with("customers", stored).unwrap());
    let mac_keys = Arc::new(KmsMacBeaconKeys::new(kms.client(), &mac_arn).unwrap());
    let other = kms.create_key();
    for fault in [
        Fault::KeyId(other.clone()),
        Fault::Missing("KeyId"),
        Fault::Missing("Plaintext"),
        Fault::PlaintextLength(31),
    ] {
        kms.inject(Some("Decrypt"), 1, fault.clone());
        assert!(beacon(keys.clone().single("customers")).await.is_err(), "{fault:?}");
    }
    for fault in [
        Fault::KeyId(other),
        Fault::Missing("KeyId"),
        Fault::Missing("Mac"),
        Fault::Missing("MacAlgorithm"),
        Fault::Member("MacAlgorithm", json!("HMAC_SHA_384")),
        Fault::Member("Mac", json!(base64::encode([7; 48]))),
        Fault::Member("Mac", json!(base64::encode([7; 31]))),
    ] {
        kms.inject(Some("GenerateMac"), 1, fault.clone());
        assert!(beacon(mac_keys.clone().single("customers")).await.is_err(), "{fault:?}");
    }
    for (operation, keys) in
        [("Decrypt", keys.single("customers")), ("GenerateMac", mac_keys.single("customers"))]
    {
        // As often as the SDK tries.
        kms.inject(Some(operation), 3, Fault::Throttling);
        let busy = beacon(keys.clone()).await.unwrap_err();
        assert!(busy.is_transient(), "{busy:?}");
        beacon(keys).await.unwrap();
    }
}

#[tokio::test]
async fn a_key_is_fetched_once_however_many_wait_for_it() {
    let kms = Kms::start();
    let (arn, mac_arn) = (kms.create_key(), kms.create_key_of("HMAC_256"));
    let keys = KmsBeaconKeys::new(kms.client(), &arn).unwrap();
    let stored = keys.generate("customers").await.unwrap();
    let keys = CachedBeaconKeys::new(keys.with("customers", stored).unwrap(), TTL).single("customers");
    let mac_keys =
        CachedBeaconKeys::new(KmsMacBeaconKeys::new(kms.client(), &mac_arn).unwrap(), TTL).single("customers");
    kms.set_delay(Duration::from_millis(20));
    for keys in [keys, mac_keys] {
        let beacons = (0..50).map(|_| beacon(keys.clone()));
        assert!(futures_util::future::join_all(beacons).await.iter().all(Result::is_ok));
        beacon(keys).await.unwrap();
    }
    assert_eq!((kms.count("Decrypt"), kms.count("GenerateMac")), (1, 1));
}

#[tokio::test]
async fn a_key_that_is_written_into_a_key_store_is_found_there_by_other_clients() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let dynamodb = Client::from_conf(test_support::config(&engine::start_unwatched().await).build());
    let store = KeyStore::new(dynamodb.clone(), kms.client(), "Keys", KmsConfiguration::KeyArn(arn)).unwrap();
    store.create_table().await.unwrap();
    let key = BeaconKey::new(&[5; 32]);
    store.write_beacon_key("customers", &key, [("team", "sales")]).await.unwrap();
    let record = dynamodb.scan().table_name("Keys").send().await.unwrap().items.unwrap().remove(0);
    let names: std::collections::BTreeSet<_> = record.keys().map(String::as_str).collect();
    let expected =
        ["aws-crypto-ec:team", "branch-key-id", "create-time", "enc", "hierarchy-version", "kms-arn", "type"];
    assert_eq!(names, expected.into());
    assert_eq!(record["type"].as_s().unwrap(), "beacon:ACTIVE");
    let own = InMemoryBeaconKeys::new().with("customers", key).single("customers");
    let written = beacon(own).await.unwrap();
    assert_eq!(store.beacon_key("customers").await.unwrap().encryption_context().get("team"), Some("sales"));

    let again = store.write_beacon_key("customers", &BeaconKey::new(&[6; 32]), [("team", "sales")]).await;
    assert!(matches!(again, Err(KeyStoreError::Exists { .. })), "{again:?}");
    let none: [(&str, &str); 0] = [];
    assert!(matches!(
        store.write_beacon_key("", &BeaconKey::new(&[6; 32]), none).await,
        Err(KeyStoreError::Config(_))
    ));
    assert_eq!(beacon(store.single("customers")).await.unwrap(), written);
}
