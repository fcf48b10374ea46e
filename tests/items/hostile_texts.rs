//! Whatever somebody else chose is shown escaped and cut: in messages, along the chain of sources, and as `Debug`.

use std::error::Error as StdError;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::Blob;
use dynamodb_item_encryptor::{
    BoxError, BranchKeyIdRequest, CachedBranchKeys, EncryptTables, EncryptedDataKey, HierarchicalKeyring,
    InMemoryBranchKeys, Item, ItemEncryptor, KeyAttempt, KeyError, KeyStore, KeyStoreError, Keyring,
    KmsConfiguration, KmsDiscoveryKeyring, MultiKeyring, RawAesKeyring, TableConfig, UnreadableItem,
    UnreadableItems, UpdateEncrypted,
};
use test_support::kms::Kms;
use test_support::{customer, customers, engine, find, keyring, n, s};

/// What would forge a line of a log, clear a screen, or turn text around.
const EVIL: &str = "x\r\n2026-11-30 ERROR auth: login succeeded\u{1b}[2J\u{7}\u{9b}\u{202e}\u{2066}\u{2028}\u{2029}\u{feff}\u{200b}'\"\\";

/// The most that one error may print, with all that led to it.
const LONGEST: usize = 8 << 10;

/// [`EVIL`], up to a length.
fn evil(length: usize) -> String {
    let mut text = EVIL.repeat(length / EVIL.len() + 1);
    let end = (0..=length).rev().find(|end| text.is_char_boundary(*end)).unwrap();
    text.truncate(end);
    text
}

fn is_plain(c: char) -> bool {
    !c.is_control() && !"\u{202e}\u{2066}\u{2028}\u{2029}\u{feff}\u{200b}".contains(c)
}

/// Checks all that is printed of an error.
#[track_caller]
fn check(error: &(dyn StdError + 'static)) {
    let displayed: String = test_support::sources(error).map(|error| format!("{error}: ")).collect();
    let debugged = format!("{error:?}");
    let pretty = format!("{error:#?}");
    for (text, factor) in [(displayed, 1), (debugged, 1), (pretty.replace('\n', ""), 2)] {
        assert!(text.len() <= factor * LONGEST, "{} bytes: {:.2000}", text.len(), text);
        assert!(text.chars().all(is_plain), "{text:?}");
    }
    // Only what must be printed: the SDK's own error, say, is not this crate's.
    println!("{:.300}", error.to_string());
}

fn encryptor() -> ItemEncryptor {
    ItemEncryptor::new(customers(keyring()))
}

/// The item with other data keys in its header.
fn with_data_keys(item: &Item, data_keys: &[[Vec<u8>; 3]]) -> Item {
    let whole = item["aws_dbe_head"].as_b().unwrap().as_ref();
    let legend = usize::from(u16::from_be_bytes([whole[34], whole[35]]));
    let start = 36 + legend;
    assert_eq!(whole[start..start + 2], [0, 0], "no stored context");
    let mut bytes = whole[..start + 2].to_vec();
    bytes.push(data_keys.len() as u8);
    for part in data_keys.iter().flatten() {
        bytes.extend((part.len() as u16).to_be_bytes());
        bytes.extend(part);
    }
    bytes.extend(&whole[whole.len() - 32..]);
    let mut item = item.clone();
    item.insert("aws_dbe_head".to_owned(), AttributeValue::B(Blob::new(bytes)));
    // A tag for each.
    let footer = vec![0; 48 * data_keys.len()];
    item.insert("aws_dbe_foot".to_owned(), AttributeValue::B(Blob::new(footer)));
    item
}

#[tokio::test]
async fn names_of_attributes_are_escaped_and_cut() {
    for length in [100, 65_000, 300_000] {
        let name = evil(length);
        let mut item = customer("1", 1, "a@example.com");
        item.insert(name.clone(), s("value"));
        let error = encryptor().encrypt_item(item).await.unwrap_err();
        check(&error);
        let builder = || TableConfig::builder(&name).partition_key("id").keyring(keyring());
        check(&builder().encrypt([name.clone()]).sign([name.clone()]).build().unwrap_err());
        check(&builder().partition_key("aws_dbe_").sign([name.clone()]).build().unwrap_err());
        // Longer names are refused where they are configured, or where they are written.
        if length > 65_535 {
            continue;
        }
        let signing = test_support::customers_builder(keyring()).sign([name.clone()]).build().unwrap();
        let signing = ItemEncryptor::new(signing);
        let mut item = customer("1", 1, "a@example.com");
        item.insert(name.clone(), n(1));
        let mut stored = signing.encrypt_item(item).await.unwrap();
        stored.insert(name.clone(), AttributeValue::N("not a number".into()));
        let error = signing.decrypt_item(stored).await.unwrap_err();
        assert!(error.to_string().contains("ERROR auth"), "{error}");
        check(&error);
    }
}

/// A table whose items may have as many data keys as the format has room for.
fn many(keyring: impl Keyring + 'static) -> TableConfig {
    test_support::customers_builder(keyring).max_data_keys(255).build().unwrap()
}

#[tokio::test]
async fn labels_of_data_keys_are_escaped_cut_and_counted() {
    let stored =
        ItemEncryptor::new(many(keyring())).encrypt_item(customer("1", 1, "a@example.com")).await.unwrap();
    // As many and as long as an item of 400 KB can have.
    let strangers: Vec<_> =
        (0..255).map(|n| [evil(700).into_bytes(), evil(700).into_bytes(), vec![n; 60]]).collect();
    let error = ItemEncryptor::new(many(keyring()))
        .decrypt_item(with_data_keys(&stored, &strangers))
        .await
        .unwrap_err();
    let KeyError::NoneMatches { offered } = find(&error).unwrap() else { panic!("{error:?}") };
    assert_eq!(offered.len(), 255);
    assert!(find::<KeyError>(&error).unwrap().to_string().ends_with("; and 247 more"));
    check(&error);

    // Keys that are tried, under a name that is as bad as the strangers'.
    let name = evil(700);
    let bad = || RawAesKeyring::new(&name, &name, &[1; 32]).unwrap();
    let writer = ItemEncryptor::new(many(bad()));
    let stored = writer.encrypt_item(customer("1", 1, "a@example.com")).await.unwrap();
    let info = [name.as_bytes(), &128_u32.to_be_bytes(), &12_u32.to_be_bytes(), &[0; 12]].concat();
    let own: Vec<_> = (0..255).map(|n| [name.clone().into_bytes(), info.clone(), vec![n; 96]]).collect();
    for keyrings in [1, 3] {
        let several = (1..keyrings).fold(MultiKeyring::new(bad()), |several, _| several.and(bad()));
        let reader = ItemEncryptor::new(many(several));
        check(&reader.decrypt_item(with_data_keys(&stored, &own)).await.unwrap_err());
    }
    let one = [[name.clone().into_bytes(), info, vec![0; 96]]];
    check(&writer.decrypt_item(with_data_keys(&stored, &one)).await.unwrap_err());

    // Under discovery, an item's key names go to KMS and come back in its messages.
    let kms = Kms::start();
    let reader = ItemEncryptor::new(many(KmsDiscoveryKeyring::new(kms.client())));
    let arn = format!("arn:aws:kms:eu-west-1:111122223333:key/{}", evil(500)).into_bytes();
    let keys: Vec<_> = (0..255).map(|n| [b"aws-kms".to_vec(), arn.clone(), vec![n; 96]]).collect();
    check(&reader.decrypt_item(with_data_keys(&stored, &keys)).await.unwrap_err());
    assert_eq!(kms.calls().len(), 0);
}

#[tokio::test]
async fn errors_that_an_application_makes_are_cut_where_they_are_listed() {
    let long = evil(100_000);
    let attempts = || (0..255).map(|_| KeyAttempt::new(&long, KeyError::Other(long.clone().into()))).collect();
    let list = KeyError::AllFailed { attempts: attempts() };
    assert!(list.to_string().len() <= 2 * LONGEST && list.to_string().chars().all(is_plain));
    check(&KeyError::Config(long.clone()));
    check(&KeyError::NoneMatches { offered: vec![long.clone(); 255] });
    check(&KeyError::UnknownVersion { key: long.clone(), version: long.clone() });
    let record = || (long.clone(), long.clone());
    let ((branch_key, record), kms_key) = (record(), long.clone());
    check(&KeyStoreError::OtherKmsKey { branch_key, record, kms_key });
    check(&KeyStoreError::Config(long.clone()));
    check(&KeyStoreError::OtherTable { table: long.clone() });
    let label = EncryptedDataKey::new(long.clone(), long.clone().into_bytes(), vec![]);
    assert_eq!(label.provider_id, long);
}

#[tokio::test]
async fn identifiers_of_branch_keys_and_what_a_key_store_holds_are_escaped_and_cut() {
    let url = engine::start().await;
    let dynamodb = Client::from_conf(test_support::config(&url).build());
    let kms = Kms::start();
    let arn = kms.create_key();
    let store = || {
        let configuration = KmsConfiguration::KeyArn(arn.clone());
        KeyStore::new(dynamodb.clone(), kms.client(), "Keys", configuration).unwrap()
    };
    store().create_table().await.unwrap();
    let id = evil(2_000);
    check(&store().active_branch_key(&id).await.err().unwrap());
    store().create_key_with_id(&id, [("a", "b")]).await.unwrap();
    check(&store().create_key_with_id(&id, [("a", "b")]).await.map_err(strip).unwrap_err());
    let supplier = {
        let id = id.clone();
        move |_: &BranchKeyIdRequest<'_>| -> Result<String, BoxError> { Ok(id.clone()) }
    };
    let in_memory = HierarchicalKeyring::with_supplier(supplier.clone(), InMemoryBranchKeys::new());
    let missing = ItemEncryptor::new(customers(in_memory));
    check(&missing.encrypt_item(customer("1", 1, "a@example.com")).await.unwrap_err());
    let cached = CachedBranchKeys::new(store(), std::time::Duration::from_secs(60));
    let reader = ItemEncryptor::new(customers(HierarchicalKeyring::with_supplier(supplier, cached)));
    let stored = reader.encrypt_item(customer("1", 1, "a@example.com")).await.unwrap();
    // The writer of the key store's table.
    let key = Item::from([("branch-key-id".to_owned(), s(&id)), ("type".to_owned(), s("branch:ACTIVE"))]);
    let get = dynamodb.get_item().table_name("Keys").set_key(Some(key)).send().await.unwrap();
    let record = get.item.unwrap();
    for (name, value) in [
        ("kms-arn", s(format!("arn:aws:kms:eu-west-1:111122223333:key/{}", "a".repeat(2_000)))),
        ("kms-arn", s(evil(100_000))),
        ("version", s(evil(100_000))),
    ] {
        let mut record = record.clone();
        record.insert(name.to_owned(), value);
        dynamodb.put_item().table_name("Keys").set_item(Some(record)).send().await.unwrap();
        check(&store().active_branch_key(&id).await.err().unwrap());
    }
    let mut changed = stored;
    changed.insert("plan".to_owned(), s("platinum"));
    check(&reader.decrypt_item(changed).await.unwrap_err());
}

/// Without the SDK's error.
fn strip(error: KeyStoreError) -> KeyStoreError {
    match error {
        KeyStoreError::Exists { branch_key, .. } => {
            KeyStoreError::Exists { branch_key, source: "exists".into() }
        }
        error => error,
    }
}

fn client(url: &str, keyring: impl Keyring + 'static) -> Client {
    Client::from_conf(test_support::config(url).encrypt_tables([customers(keyring)]).unwrap().build())
}

/// The first error of this crate in the SDK's.
fn own<'a>(error: &'a (dyn StdError + 'static)) -> &'a (dyn StdError + 'static) {
    let item = find::<UnreadableItem>(error).map(|error| error as &(dyn StdError + 'static));
    item.or_else(|| dynamodb_item_encryptor::Error::find_in(error).map(|error| error as _)).unwrap()
}

#[tokio::test]
async fn keys_of_items_and_what_a_request_says_are_escaped_and_cut() {
    let url = engine::start().await;
    let plain = Client::from_conf(test_support::config(&url).build());
    engine::create_table(&plain, "Customers").await;
    let wrapped = client(&url, keyring());
    let id = evil(2_000);
    let mut stored = encryptor().encrypt_item(customer(&id, 1, "a@example.com")).await.unwrap();
    stored.insert("plan".to_owned(), s("platinum"));
    plain.put_item().table_name("Customers").set_item(Some(stored)).send().await.unwrap();
    let error = wrapped.scan().table_name("Customers").send().await.unwrap_err();
    let item: &UnreadableItem = find(&error).unwrap();
    assert_eq!(item.key["id"], s(&id), "the key itself is whole");
    check(item);
    let unreadable = UnreadableItems::new();
    let scan = wrapped.scan().table_name("Customers").customize().interceptor(unreadable.clone());
    scan.send().await.unwrap();
    assert_eq!(format!("{unreadable:?}"), "UnreadableItems(1)");
    assert_eq!(unreadable.take().len(), 1);

    let name = evil(60_000);
    let scan = || wrapped.scan().table_name("Customers");
    for name in [name.clone(), format!("{name} arn:aws:dynamodb:eu-west-1:1:table/Customers")] {
        let error = wrapped.get_item().table_name(&name).key("id", s("1")).send().await.unwrap_err();
        check(own(&error));
    }
    let filter = scan().filter_expression("#a = :v").expression_attribute_values(":v", n(1));
    check(own(&filter.expression_attribute_names("#a", &name).send().await.unwrap_err()));
    let unused = scan().expression_attribute_names(format!("#{name}"), "plan");
    check(own(&unused.send().await.unwrap_err()));
    check(own(&scan().filter_expression(&name).send().await.unwrap_err()));
    let word = "a".repeat(4_000);
    check(own(&scan().filter_expression(format!("{word} = :v")).send().await.unwrap_err()));
    check(own(&scan().filter_expression(format!("{word}(plan)")).send().await.unwrap_err()));
    let update = wrapped.update_encrypted("Customers", Item::from([("id".to_owned(), s("1"))]));
    let error = update.send_expression(&format!("SET {word}.a = {word}.b"), None, None).await.unwrap_err();
    assert!(format!("{error:?}").chars().count() < 3 * LONGEST);
}

#[cfg(feature = "json")]
#[test]
fn names_in_json_are_escaped_and_cut() {
    use dynamodb_item_encryptor::json;
    for length in [100, 300_000] {
        let item = serde_json::json!({ evil(length): { "S": 1 } });
        check(&json::from_value(item).unwrap_err());
        let item = serde_json::json!({ evil(length): { evil(length): 1 } });
        check(&json::from_value(item).unwrap_err());
    }
}

#[cfg(feature = "legacy")]
#[tokio::test]
async fn what_a_legacy_item_says_of_its_keys_is_escaped_and_cut() {
    use dynamodb_item_encryptor::legacy::{
        AesKey, LegacyEncryptor, MaterialDescription, MostRecentProvider, SignatureKey, SigningAlgorithm,
        StaticProvider,
    };
    let name = evil(100_000);
    let hmac = || SignatureKey::hmac(SigningAlgorithm::HmacSha256, &[8; 32]).unwrap();
    let provider = || StaticProvider::new(AesKey::new(&[7; 32]).unwrap(), hmac());
    let reserved = [(format!("amzn-ddb-{name}"), String::new())].into_iter().collect::<MaterialDescription>();
    check(&provider().with_description(reserved).err().unwrap());
    let store = dynamodb_item_encryptor::legacy::MetaStore::new(
        Client::from_conf(test_support::config("http://127.0.0.1:1").build()),
        "Meta",
        provider(),
    );
    let recent = MostRecentProvider::new(store.unwrap(), format!("{name}#"), std::time::Duration::ZERO);
    check(&recent.err().unwrap());
    let builder = || LegacyEncryptor::builder().table_name(&name).partition_key("id").provider(provider());
    let encryptor = builder().build().unwrap();
    let item = |name: &str| Item::from([("id".to_owned(), s("1")), (name.to_owned(), n(1))]);
    let mut stored = encryptor.encrypt_item(item(&name)).await.unwrap();
    stored.insert(name.clone(), n(1));
    check(&encryptor.decrypt_item(stored).await.unwrap_err());
    check(&builder().encrypt([name.clone()]).sign([name.clone()]).build().err().unwrap());
}
