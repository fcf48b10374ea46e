//! No item in the legacy format that only the table's writer has damaged fails a page from which unreadable items are to
//! be left out; and no outage of the legacy format's keys passes for an empty page.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rsa::{KeySize, PrivateDecryptingKey};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::{Blob, base64};
use dynamodb_item_encryptor::legacy::{
    AesKey, DirectKmsProvider, LegacyEncryptor, LegacyPolicy, MetaStore, MostRecentProvider, Provider,
    SignatureKey, SigningAlgorithm, StaticProvider, WrappedProvider,
};
use dynamodb_item_encryptor::{
    EncryptTables, Item, ItemEncryptor, RawAesKeyring, TableConfig, UnreadableItems,
};
use test_support::engine::{put_all, read_all};
use test_support::kms::{Fault, Kms};
use test_support::{customer, engine, legacy_description, s};

const DESCRIPTION: &str = "*amzn-ddb-map-desc*";
const SIGNATURE: &str = "*amzn-ddb-map-sig*";
const WRAPPED_KEY: &str = "amzn-ddb-env-key";
const META_ID: &str = "amzn-ddb-meta-id";
const GOOD: [u32; 3] = [90_000, 90_001, 90_002];

fn table(provider: Arc<dyn Provider>) -> TableConfig {
    let legacy = LegacyEncryptor::builder().table_name("Customers").partition_key("id").sort_key("created");
    let legacy = legacy.sign(["plan"]).do_nothing([":visits"]).provider(provider).build().unwrap();
    let builder = TableConfig::builder("Customers").partition_key("id").sort_key("created");
    let builder = builder.encrypt(["email", "notes"]).sign(["plan"]).unsigned_prefix(":");
    let builder = builder.keyring(RawAesKeyring::new("tests", "key", &[7; 32]).unwrap());
    builder.legacy(legacy, LegacyPolicy::ForceWriteAllowRead).build().unwrap()
}

fn hmac() -> SignatureKey {
    SignatureKey::hmac(SigningAlgorithm::HmacSha256, &[8; 32]).unwrap()
}

/// The pairs of the item's description, if it has one.
fn description(item: &Item) -> BTreeMap<String, String> {
    if item.contains_key(DESCRIPTION) {
        legacy_description(item).into_iter().collect()
    } else {
        BTreeMap::new()
    }
}

/// A name, what writes, and what reads that.
type Row = (&'static str, Arc<dyn Provider>, Arc<dyn Provider>);

type Damage = Box<dyn FnOnce(&mut Item)>;

/// Says something else in the description.
fn says(name: &'static str, value: String) -> Damage {
    Box::new(move |item| {
        let mut pairs = description(item);
        pairs.insert(name.to_owned(), value);
        let mut bytes = vec![0; 4];
        for text in pairs.iter().flat_map(|(name, value)| [name, value]) {
            bytes.extend((text.len() as u32).to_be_bytes());
            bytes.extend(text.as_bytes());
        }
        item.insert(DESCRIPTION.to_owned(), AttributeValue::B(Blob::new(bytes)));
    })
}

fn flip(name: &'static str, place: usize) -> Damage {
    Box::new(move |item| {
        let Some(AttributeValue::B(blob)) = item.get(name) else { return };
        let mut bytes = blob.as_ref().to_vec();
        let place = place % bytes.len();
        bytes[place] ^= [0x01, 0x80, 0xff][place % 3];
        item.insert(name.to_owned(), AttributeValue::B(Blob::new(bytes)));
    })
}

struct Setup {
    url: String,
    plain: Client,
    kms: Kms,
}

impl Setup {
    async fn new() -> Setup {
        let url = engine::start().await;
        let plain = Client::from_conf(test_support::config(&url).build());
        engine::create_table(&plain, "Customers").await;
        Setup { url, plain, kms: Kms::start() }
    }

    /// Puts damaged items, and readable ones behind them.
    async fn put_damaged(&self, table: &TableConfig, id: &str, damages: Vec<Damage>) {
        let writer = ItemEncryptor::new(table.clone());
        let mut items = Vec::new();
        for (created, damage) in (0..).zip(damages) {
            let mut item = writer.encrypt_item(customer(id, created, "a@example.com")).await.unwrap();
            damage(&mut item);
            items.push(item);
        }
        for created in GOOD {
            items.push(writer.encrypt_item(customer(id, created, "good@example.com")).await.unwrap());
        }
        put_all(&self.plain, &items).await;
    }

    /// How many items can be read, and how many are reported.
    async fn read(&self, table: &TableConfig, id: &str) -> Result<(usize, usize), String> {
        let config = test_support::config(&self.url).encrypt_tables([table.clone()]).unwrap();
        let (client, unreadable) = (Client::from_conf(config.build()), UnreadableItems::new());
        let read = read_all(&client, id, None, &unreadable).await?.len();
        Ok((read, unreadable.take().len()))
    }
}

async fn meta_store(setup: &Setup) -> MetaStore {
    let wrapped = WrappedProvider::aes(AesKey::new(&[5; 32]).unwrap(), hmac());
    let _there_already = MetaStore::create_table(&setup.plain, "Meta").await;
    MetaStore::new(setup.plain.clone(), "Meta", wrapped).unwrap()
}

async fn most_recent(setup: &Setup) -> Arc<dyn Provider> {
    let store = meta_store(setup).await;
    Arc::new(MostRecentProvider::new(store, "material", Duration::from_secs(60)).unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_flipped_byte_of_a_description_or_signature_fails_a_page_of_any_provider() {
    let setup = Setup::new().await;
    let key = PrivateDecryptingKey::generate(KeySize::Rsa2048).unwrap();
    let private: Pkcs8V1Der<'_> = key.as_der().unwrap();
    let public: PublicKeyX509Der<'_> = key.public_key().as_der().unwrap();
    let rsa = || WrappedProvider::rsa(Some(public.as_ref()), Some(private.as_ref()), hmac()).unwrap();
    let arn = setup.kms.create_key();
    let direct = || DirectKmsProvider::new(setup.kms.client(), &arn).unwrap();
    let aes = || WrappedProvider::aes(AesKey::new(&[6; 32]).unwrap(), hmac());
    let recent = most_recent(&setup).await;
    let providers: Vec<Row> = vec![
        ("static", Arc::new(StaticProvider::new(AesKey::new(&[7; 32]).unwrap(), hmac())), {
            Arc::new(StaticProvider::new(AesKey::new(&[7; 32]).unwrap(), hmac()))
        }),
        ("AES", Arc::new(aes()), Arc::new(aes())),
        ("RSA", Arc::new(rsa()), Arc::new(rsa())),
        ("RSA, with PKCS #1", Arc::new(rsa()), Arc::new(rsa().reading_pkcs1())),
        ("KMS", Arc::new(direct()), Arc::new(direct())),
        ("KMS, any key", Arc::new(direct()), Arc::new(DirectKmsProvider::reading_any_key(setup.kms.client()))),
        (
            "KMS, several keys",
            Arc::new(direct()),
            Arc::new(direct().also_reading_keys([setup.kms.create_key()]).unwrap()),
        ),
        ("most recent", recent.clone(), recent),
    ];
    let mut failures = Vec::new();
    for (id, writer, reader) in providers {
        let (writer, reader) = (table(writer), table(reader));
        let sample =
            ItemEncryptor::new(writer.clone()).encrypt_item(customer(id, 0, "a@example.com")).await.unwrap();
        let length = |name: &str| sample.get(name).map_or(0, |value| value.as_b().unwrap().as_ref().len());
        let mut damages: Vec<Damage> = Vec::new();
        damages.extend((0..length(DESCRIPTION)).map(|place| flip(DESCRIPTION, place)));
        damages.extend((0..length(SIGNATURE)).map(|place| flip(SIGNATURE, place)));
        for version in ["7", "18446744073709551615", "99999999999999999999999", "x", "", "-1", "٧"] {
            damages.push(says(META_ID, format!("material#{version}")));
        }
        for length in [0, 1, 6_145, 100_000] {
            damages.push(says(WRAPPED_KEY, base64::encode(vec![7; length])));
        }
        let damaged = damages.len();
        setup.put_damaged(&writer, id, damages).await;
        // Nobody signs the description, and some of it is not looked at by every provider.
        match setup.read(&reader, id).await {
            Ok((read, reported)) if read + reported == damaged + GOOD.len() && read >= GOOD.len() => {}
            other => failures.push(format!("{id}: {other:.400?}")),
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
}

#[tokio::test]
async fn an_unknown_version_of_a_material_is_of_the_item_and_a_lost_store_is_not() {
    let setup = Setup::new().await;
    let writer = table(most_recent(&setup).await);
    setup.put_damaged(&writer, "1", vec![says(META_ID, "material#7".into())]).await;
    let reader = || async { table(most_recent(&setup).await) };
    assert_eq!(setup.read(&reader().await, "1").await, Ok((3, 1)));
    // The store's own item was changed: no item under its keys can be read.
    let key = [("N".to_owned(), s("material")), ("V".to_owned(), AttributeValue::N("0".into()))];
    let key: Item = key.into();
    let get = setup.plain.get_item().table_name("Meta").set_key(Some(key));
    let stored = get.send().await.unwrap().item.unwrap();
    for name in [DESCRIPTION, SIGNATURE] {
        let mut changed = stored.clone();
        flip(name, 20)(&mut changed);
        setup.plain.put_item().table_name("Meta").set_item(Some(changed)).send().await.unwrap();
        let read = setup.read(&reader().await, "1").await;
        assert!(read.is_err(), "{name}: {read:?}");
    }
    setup.plain.delete_table().table_name("Meta").send().await.unwrap();
    let store = MetaStore::new(setup.plain.clone(), "Meta", StaticProvider::sign_only(hmac())).unwrap();
    let recent = MostRecentProvider::new(store, "material", Duration::from_secs(60)).unwrap();
    assert!(setup.read(&table(Arc::new(recent)), "1").await.is_err());
}

#[tokio::test]
async fn no_outage_of_kms_passes_for_an_empty_page() {
    let setup = Setup::new().await;
    let arn = setup.kms.create_key();
    let providers: [Arc<dyn Provider>; 2] = [
        Arc::new(DirectKmsProvider::new(setup.kms.client(), &arn).unwrap()),
        Arc::new(DirectKmsProvider::reading_any_key(setup.kms.client())),
    ];
    setup.put_damaged(&table(providers[0].clone()), "1", vec![says(WRAPPED_KEY, String::new())]).await;
    for fault in [
        Fault::AccessDenied,
        Fault::Throttling,
        Fault::Internal,
        Fault::Dropped,
        Fault::Error(400, "DisabledException"),
        Fault::Error(400, "KMSInvalidStateException"),
    ] {
        for provider in &providers {
            let table = table(provider.clone());
            for _ in 0..2 {
                setup.kms.inject(Some("Decrypt"), usize::MAX, fault.clone());
                let read = setup.read(&table, "1").await;
                assert!(read.is_err(), "{fault:?}: {read:?}");
                setup.kms.heal();
                assert_eq!(setup.read(&table, "1").await, Ok((3, 1)));
            }
        }
    }
}
