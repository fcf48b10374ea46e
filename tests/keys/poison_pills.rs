//! No item that only the table's writer has damaged fails a page from which unreadable items are to be left out; and no
//! outage passes for an empty page.

use std::sync::Arc;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::Blob;
use dynamodb_item_encryptor::{
    AlgorithmSuite, BranchKey, BranchKeyIdRequest, CachedKmsKeyring, CachingProvider, DefaultMaterialProvider,
    DiscoveryFilter, EncryptTables, HierarchicalKeyring, InMemoryBranchKeys, Item, ItemEncryptor, KeyError,
    KeyStore, Keyring, KmsConfiguration, KmsDiscoveryKeyring, KmsDiscoveryMultiKeyring, KmsKeyring,
    KmsMrkDiscoveryKeyring, KmsMultiKeyring, KmsRsaAlgorithm, KmsRsaKeyring, MaterialProvider,
    RegionalKmsClients, TableConfig, TableConfigBuilder, UnreadableItem, UnreadableItems,
};
use test_support::engine::{put_all, read_all};
use test_support::kms::{ACCOUNT, Fault, Kms, REGION};
use test_support::{customer, engine, n, s};

use crate::provider_rows;

const HEADER: &str = "aws_dbe_head";

/// The parts of a header that are of interest here.
#[derive(Clone)]
struct Header {
    /// Version, flavor, message id and legend.
    start: Vec<u8>,
    context: Vec<(Vec<u8>, Vec<u8>)>,
    /// Provider id, provider information and ciphertext of each.
    data_keys: Vec<[Vec<u8>; 3]>,
    commitment: Vec<u8>,
}

fn take<'a>(bytes: &mut &'a [u8], count: usize) -> &'a [u8] {
    let (taken, rest) = bytes.split_at(count);
    *bytes = rest;
    taken
}

fn number(bytes: &mut &[u8]) -> usize {
    usize::from(u16::from_be_bytes(take(bytes, 2).try_into().unwrap()))
}

fn part(bytes: &mut &[u8]) -> Vec<u8> {
    let length = number(bytes);
    take(bytes, length).to_vec()
}

impl Header {
    fn of(item: &Item) -> Header {
        let whole = item[HEADER].as_b().unwrap().as_ref();
        let mut bytes = &whole[34..];
        let legend = number(&mut bytes);
        let (start, mut bytes) = whole.split_at(36 + legend);
        let context = (0..number(&mut bytes)).map(|_| (part(&mut bytes), part(&mut bytes))).collect();
        let count = take(&mut bytes, 1)[0];
        let data_keys = (0..count).map(|_| [(); 3].map(|()| part(&mut bytes))).collect();
        Header { start: start.to_vec(), context, data_keys, commitment: bytes.to_vec() }
    }

    fn put_into(&self, item: &mut Item) {
        let mut bytes = self.start.clone();
        let push = |bytes: &mut Vec<u8>, part: &[u8]| {
            bytes.extend((part.len() as u16).to_be_bytes());
            bytes.extend(part);
        };
        bytes.extend((self.context.len() as u16).to_be_bytes());
        for (name, value) in &self.context {
            push(&mut bytes, name);
            push(&mut bytes, value);
        }
        bytes.push(self.data_keys.len() as u8);
        self.data_keys.iter().flatten().for_each(|part| push(&mut bytes, part));
        bytes.extend(&self.commitment);
        item.insert(HEADER.to_owned(), AttributeValue::B(Blob::new(bytes)));
    }
}

/// The item with another header.
fn with_header(item: &Item, change: impl FnOnce(&mut Header)) -> Item {
    let (mut item, mut header) = (item.clone(), Header::of(item));
    change(&mut header);
    header.put_into(&mut item);
    item
}

/// What happens to a stored item.
type Damage = Box<dyn FnOnce(&Item) -> Item>;

/// What a wrapped key is replaced by.
type Replace = fn(&[u8]) -> Vec<u8>;

/// A table in the engine.
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

    fn client(&self, table: TableConfig) -> Client {
        Client::from_conf(test_support::config(&self.url).encrypt_tables([table]).unwrap().build())
    }

    /// Seals items of `id`, of which those with an odd number are damaged, and all before them. The readable ones come
    /// last.
    async fn put_damaged(&self, writer: &TableConfig, id: &str, damaged: Vec<Damage>) {
        let writer = ItemEncryptor::new(writer.clone());
        let mut items = Vec::new();
        for (created, damage) in (0..).zip(damaged) {
            let stored = writer.encrypt_item(customer(id, created, "a@example.com")).await.unwrap();
            items.push(damage(&stored));
        }
        for created in GOOD {
            items.push(writer.encrypt_item(good(id, created)).await.unwrap());
        }
        put_all(&self.plain, &items).await;
    }

    /// Reads all items of `id`, in pages of at most `limit`, and without those that are unreadable.
    async fn read(
        &self,
        client: &Client,
        id: &str,
        limit: Option<i32>,
    ) -> Result<(Vec<Item>, Vec<UnreadableItem>), String> {
        let unreadable = UnreadableItems::new();
        let items = read_all(client, id, limit, &unreadable).await?;
        Ok((items, unreadable.take()))
    }

    /// Reads all items of `id`, and checks that only the readable ones are there and that the others are reported.
    async fn check(&self, table: TableConfig, id: &str, damaged: usize) -> Result<(), String> {
        let (items, unreadable) = self.read(&self.client(table), id, None).await?;
        if items != GOOD.map(|created| good(id, created)) {
            return Err(format!("{} items", items.len()));
        }
        if unreadable.len() == damaged { Ok(()) } else { Err(format!("{} reported", unreadable.len())) }
    }
}

/// Where the readable items are.
const GOOD: [u32; 3] = [90_000, 90_001, 90_002];

fn good(id: &str, created: u32) -> Item {
    customer(id, created, "good@example.com")
}

fn table(provider: &Arc<dyn MaterialProvider>, suite: AlgorithmSuite) -> TableConfig {
    builder(suite).material_provider(Arc::clone(provider)).build().unwrap()
}

fn builder(suite: AlgorithmSuite) -> TableConfigBuilder {
    let builder = TableConfig::builder("Customers").partition_key("id").sort_key("created").suite(suite);
    builder.encrypt(["email", "notes"]).sign(["plan"]).unsigned_prefix(":")
}

fn keyring(keyring: impl Keyring + 'static) -> TableConfig {
    builder(AlgorithmSuite::HmacSha384).keyring(keyring).build().unwrap()
}

fn signed(keyring: impl Keyring + 'static) -> TableConfig {
    builder(AlgorithmSuite::HmacSha384EcdsaP384).keyring(keyring).build().unwrap()
}

fn damage(change: impl FnOnce(&mut Header) + 'static) -> Damage {
    Box::new(|item| with_header(item, change))
}

/// Damages `name` at the byte `place`.
fn flip(name: &'static str, place: usize) -> Damage {
    Box::new(move |item| {
        let mut item = item.clone();
        let mut bytes = item[name].as_b().unwrap().as_ref().to_vec();
        // Lengths differ a little from one item to the next.
        let place = place % bytes.len();
        bytes[place] ^= [0x01, 0x80, 0xff][place % 3];
        item.insert(name.to_owned(), AttributeValue::B(Blob::new(bytes)));
        item
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_flipped_byte_of_a_header_fails_a_page_of_any_provider() {
    let setup = Setup::new().await;
    let mut failures = Vec::new();
    for row in provider_rows::all(&setup.kms, &setup.plain).await {
        let signed =
            if row.unsigned_only { AlgorithmSuite::HmacSha384 } else { AlgorithmSuite::HmacSha384EcdsaP384 };
        let writer = table(&row.writer, signed);
        let sample =
            ItemEncryptor::new(writer.clone()).encrypt_item(customer(&row.name, 0, "a@example.com")).await;
        let length = sample.unwrap()[HEADER].as_b().unwrap().as_ref().len();
        let flips = (0..length).map(|place| flip(HEADER, place)).collect();
        setup.put_damaged(&writer, &row.name, flips).await;
        if let Err(error) = setup.check(table(&row.reader, signed), &row.name, length).await {
            failures.push(format!("{}: {error:.400}", row.name));
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
}

/// The first data key, wrapped otherwise.
fn blob(blob: impl FnOnce(&[u8]) -> Vec<u8> + 'static) -> Damage {
    damage(|header| {
        let ciphertext = &mut header.data_keys[0][2];
        let changed = blob(&ciphertext[48..]);
        ciphertext.splice(48.., changed);
    })
}

/// Puts an entry into the stored context.
fn stored_context(name: String, value: String) -> Damage {
    damage(move |header| {
        header.context.push((name.into_bytes(), value.into_bytes()));
        header.context.sort();
    })
}

fn named(arn: impl Into<Vec<u8>>) -> Damage {
    let arn = arn.into();
    damage(|header| header.data_keys[0][1] = arn)
}

#[tokio::test]
async fn what_kms_would_not_look_at_is_of_the_item() {
    let setup = Setup::new().await;
    let kms = &setup.kms;
    let (arn, rsa) = (kms.create_key(), kms.create_key_of("RSA_2048"));
    let public = provider_rows::pem("PUBLIC KEY", &kms.public_key(&rsa));
    let sizes: [Replace; 5] = [
        |_| Vec::new(),
        |_| vec![7; 6_145],
        |_| vec![7; 60_000],
        |blob| blob[1..].to_vec(),
        |blob| [blob, &[0]].concat(),
    ];
    let damages = || {
        let mut damages: Vec<_> = sizes.into_iter().map(blob).collect();
        damages.push(stored_context("a".into(), "b".repeat(10_000)));
        damages.push(stored_context("a".repeat(65_535), "b".repeat(65_535)));
        damages.push(stored_context("a\u{202e}\r\n".into(), String::new()));
        damages.push(damage(|header| {
            // The public key of a signed item; one too many in an unsigned one.
            header.context = vec![(b"aws-crypto-public-key".to_vec(), vec![b'A'; 12_000])];
        }));
        damages.push(damage(|header| header.data_keys[0][2].truncate(47)));
        damages.push(damage(|header| header.data_keys[0][2].clear()));
        damages.push(damage(|header| header.data_keys.clear()));
        damages
    };
    let keyrings: Vec<(&str, TableConfig, TableConfig)> = {
        let strict = || KmsKeyring::new(kms.client(), &arn).unwrap();
        let cached = || CachedKmsKeyring::new(kms.client(), &arn).unwrap().allow_unsigned();
        let clients = || RegionalKmsClients::new(kms.config_in("nowhere").build());
        let algorithm = KmsRsaAlgorithm::OaepSha256;
        let caching = CachingProvider::new(DefaultMaterialProvider::new(strict()), Duration::from_secs(60));
        let caching: Arc<dyn MaterialProvider> = Arc::new(caching);
        vec![
            ("KMS", keyring(strict()), keyring(strict())),
            ("multi", keyring(strict()), keyring(KmsMultiKeyring::new(clients(), [&arn]).unwrap())),
            ("discovery", keyring(strict()), keyring(KmsDiscoveryKeyring::new(kms.client()))),
            ("cached", keyring(cached()), keyring(cached())),
            ("cached, signed", signed(cached()), signed(cached())),
            ("KMS, signed", signed(strict()), signed(strict())),
            ("caching", keyring(strict()), table(&caching, AlgorithmSuite::HmacSha384)),
            (
                "RSA",
                keyring(KmsRsaKeyring::encrypt_only(&rsa, algorithm, public).unwrap()),
                keyring(KmsRsaKeyring::decrypt_only(kms.client(), &rsa, algorithm).unwrap()),
            ),
        ]
    };
    for (id, writer, reader) in keyrings {
        let damaged = damages().len();
        setup.put_damaged(&writer, id, damages()).await;
        assert_eq!(setup.check(reader, id, damaged).await, Ok(()), "{id}");
    }
}

#[tokio::test]
async fn a_key_that_only_the_item_names_fails_no_page_under_discovery() {
    let setup = Setup::new().await;
    let kms = &setup.kms;
    let (own, dying) = (kms.create_key(), kms.create_key());
    kms.client().schedule_key_deletion().key_id(&dying).send().await.unwrap();
    let (rsa, curve) = (kms.create_key_of("RSA_2048"), kms.create_key_of("ECC_NIST_P256"));
    let strict = || KmsKeyring::new(kms.client(), &own).unwrap();
    let nowhere = own.replace(own.rsplit('/').next().unwrap(), "00000000-0000-4000-8000-000000000000");
    let foreign = own.replace(ACCOUNT, "444455556666");
    let names = || {
        let mut names: Vec<Vec<u8>> =
            [&nowhere, &foreign, &dying, &rsa, &curve].map(|arn| arn.clone().into()).into();
        names.extend([
            own.replace("arn:aws:", "arn:aws-cn:").into(),
            own.replace(REGION, "eu-west-9").into(),
            own.replace("key/", "alias/").into(),
            format!("{own}\r\n").into(),
            format!("{own}{}", "a".repeat(2_000)).into(),
            format!("{own}{}", "a".repeat(60_000)).into(),
            b"\xff\xfe".to_vec(),
            Vec::new(),
        ]);
        names
    };
    let ours = || DiscoveryFilter::new("aws", [ACCOUNT, "444455556666"]).unwrap();
    let clients = || RegionalKmsClients::new(kms.config_in("nowhere").build());
    let caching = |keyring: KmsDiscoveryKeyring| {
        let provider = CachingProvider::new(DefaultMaterialProvider::new(keyring), Duration::from_secs(60));
        table(&(Arc::new(provider) as Arc<dyn MaterialProvider>), AlgorithmSuite::HmacSha384)
    };
    let discovery = || KmsDiscoveryKeyring::new(kms.client());
    let mrk = || KmsMrkDiscoveryKeyring::new(kms.client()).unwrap();
    let multi = || KmsDiscoveryMultiKeyring::new(clients(), ["us-east-1", REGION]).unwrap();
    let readers: [(&str, TableConfig); 7] = [
        ("any", keyring(discovery())),
        ("filtered", keyring(discovery().with_filter(ours()))),
        ("MRK", keyring(mrk())),
        ("MRK, filtered", keyring(mrk().with_filter(ours()))),
        ("multi", keyring(multi())),
        ("multi, filtered", keyring(multi().with_filter(ours()))),
        ("caching", caching(discovery())),
    ];
    for (id, reader) in readers {
        // The damaged ones come first, so that they are refused before anything has worked.
        setup.put_damaged(&keyring(strict()), id, names().into_iter().map(named).collect()).await;
        assert_eq!(setup.check(reader.clone(), id, names().len()).await, Ok(()), "{id}");
        // Each alone on its page, as soon as another page has been read.
        let client = setup.client(reader);
        let (items, _) = setup.read(&client, id, None).await.unwrap();
        assert_eq!(items.len(), GOOD.len());
        let (items, unreadable) = setup.read(&client, id, Some(1)).await.unwrap();
        assert_eq!((items.len(), unreadable.len()), (GOOD.len(), names().len()), "{id}");
    }
}

#[tokio::test]
async fn an_item_that_a_policy_refuses_for_its_context_fails_no_page() {
    let setup = Setup::new().await;
    let kms = &setup.kms;
    let arn = kms.create_key();
    let reader = || KmsKeyring::new(kms.client(), &arn).unwrap();
    setup.put_damaged(&keyring(reader()), "policy", Vec::new()).await;
    let stored = ItemEncryptor::new(keyring(reader())).encrypt_item(good("other", 1)).await.unwrap();
    let encryptor = ItemEncryptor::new(keyring(reader()));
    let read = |stored: &Item| encryptor.decrypt_item(stored.clone());
    // Refused, the call before works, refused again: only this item's context is refused.
    read(&stored).await.unwrap();
    kms.inject(Some("Decrypt"), 1, Fault::AccessDenied);
    kms.inject(Some("Decrypt"), 1, Fault::Late(Duration::ZERO));
    kms.inject(Some("Decrypt"), 1, Fault::AccessDenied);
    assert!(read(&stored).await.unwrap_err().is_of_item());
    // A refusal that has passed by then is none.
    kms.inject(Some("Decrypt"), 1, Fault::AccessDenied);
    read(&stored).await.unwrap();
    // Nothing works: the caller is refused.
    kms.inject(Some("Decrypt"), usize::MAX, Fault::AccessDenied);
    for _ in 0..3 {
        assert!(!read(&stored).await.unwrap_err().is_of_item());
    }
}

#[tokio::test]
async fn an_outage_never_passes_for_an_empty_page() {
    let setup = Setup::new().await;
    let kms = &setup.kms;
    let (own, partner) = (kms.create_key(), kms.create_key());
    let strict = |arn: &String| KmsKeyring::new(kms.client(), arn).unwrap();
    setup.put_damaged(&keyring(strict(&own)), "items", vec![named("arn:aws:kms:eu-west-1:1:key/none")]).await;
    setup.put_damaged(&keyring(strict(&partner)), "partner's", Vec::new()).await;
    let ours = DiscoveryFilter::new("aws", [ACCOUNT]).unwrap();
    let clients = || RegionalKmsClients::new(kms.config_in("nowhere").build());
    let readers = || {
        [
            keyring(strict(&own)),
            keyring(KmsMultiKeyring::new(clients(), [&own]).unwrap()),
            keyring(
                CachedKmsKeyring::new(kms.client(), &own)
                    .unwrap()
                    .allow_unsigned()
                    .with_max_age(Duration::ZERO),
            ),
            keyring(KmsDiscoveryKeyring::new(kms.client())),
            keyring(KmsDiscoveryKeyring::new(kms.client()).with_filter(ours.clone())),
            keyring(KmsMrkDiscoveryKeyring::new(kms.client()).unwrap()),
            keyring(KmsDiscoveryMultiKeyring::new(clients(), [REGION]).unwrap()),
        ]
    };
    let cached = keyring(CachedKmsKeyring::new(kms.client(), &own).unwrap().allow_unsigned());
    setup.put_damaged(&cached, "cached", Vec::new()).await;
    let id = |place| if place == 2 { "cached" } else { "items" };
    for fault in [
        Fault::AccessDenied,
        Fault::Throttling,
        Fault::Internal,
        Fault::Dropped,
        Fault::Error(503, "DependencyTimeoutException"),
        Fault::Error(500, "KeyUnavailableException"),
        Fault::Error(400, "DisabledException"),
        Fault::Error(400, "KMSInvalidStateException"),
        Fault::Error(400, "InvalidGrantTokenException"),
        Fault::KeyId("another".into()),
        Fault::CutOff,
    ] {
        // Before anything was read, and after.
        for has_read in [false, true] {
            for (place, table) in readers().into_iter().enumerate() {
                let client = setup.client(table);
                if has_read {
                    setup.read(&client, id(place), None).await.unwrap();
                }
                kms.inject(Some("Decrypt"), usize::MAX, fault.clone());
                for limit in [None, Some(2)] {
                    let read = setup.read(&client, id(place), limit).await;
                    assert!(read.is_err(), "{fault:?}, {place}, {has_read}: {read:?}");
                }
                kms.heal();
                assert_eq!(setup.read(&client, id(place), None).await.unwrap().0.len(), 3);
            }
        }
    }
    // One key of ours, and no other than that, is disabled or taken away.
    for (place, table) in readers().into_iter().enumerate().filter(|(place, _)| [4, 5].contains(place)) {
        let client = setup.client(table);
        setup.read(&client, "partner's", None).await.unwrap();
        setup.read(&client, "items", None).await.unwrap();
        kms.client().disable_key().key_id(&partner).send().await.unwrap();
        let read = setup.read(&client, "partner's", None).await;
        assert!(read.is_err(), "{place}: {read:?}");
        kms.client().enable_key().key_id(&partner).send().await.unwrap();
        assert_eq!(setup.read(&client, "partner's", None).await.unwrap().0.len(), 3);
    }
}

fn version() -> dynamodb_item_encryptor::BranchKeyVersion {
    "e9ce18a3-edb5-4272-9f86-1cacb7997ff6".parse().unwrap()
}

/// Another version of the branch key.
fn other_version() -> Damage {
    damage(|header| header.data_keys[0][2][48 + 16 + 12] ^= 1)
}

#[tokio::test]
async fn a_branch_key_that_the_stores_do_not_have_fails_no_page() {
    let setup = Setup::new().await;
    let keys = || InMemoryBranchKeys::new().with("a", BranchKey::new(version(), &[3; 32]));
    let in_memory = || keyring(HierarchicalKeyring::new("a", keys()));
    setup.put_damaged(&in_memory(), "memory", vec![other_version()]).await;
    assert_eq!(setup.check(in_memory(), "memory", 1).await, Ok(()));

    let configuration = KmsConfiguration::KeyArn(setup.kms.create_key());
    let store = || {
        let kms = setup.kms.client();
        KeyStore::new(setup.plain.clone(), kms, "BranchKeys", configuration.clone()).unwrap()
    };
    store().create_table().await.unwrap();
    store().create_key_with_id("a", [("a", "b")]).await.unwrap();
    // The supplier takes what the item says, as many do.
    let supplier = |item: &BranchKeyIdRequest<'_>| match item.attributes.get("plan") {
        Some(AttributeValue::S(plan)) => Ok(plan.clone()),
        _ => Err("an item without a plan".into()),
    };
    let table = || {
        let table = TableConfig::builder("Customers").partition_key("id").sort_key("created");
        let table =
            table.encrypt(["email"]).sign_and_include_in_encryption_context(["plan"]).unsigned_prefix(":");
        let table = table.suite(AlgorithmSuite::HmacSha384);
        table.keyring(HierarchicalKeyring::with_supplier(supplier, store())).build().unwrap()
    };
    let writer = ItemEncryptor::new(table());
    let mut items = Vec::new();
    let item = |created| {
        let mut item = customer("store", created, "good@example.com");
        item.retain(|name, _| ["id", "created", "email"].contains(&name.as_str()));
        item.insert("plan".to_owned(), s("a"));
        item
    };
    let of = |plan: String| -> Damage {
        Box::new(|item| {
            let mut item = with_header(item, |header| header.data_keys[0][1] = plan.clone().into_bytes());
            item.insert("plan".to_owned(), s(plan));
            item
        })
    };
    let damages = vec![
        other_version(),
        // Version 1 has only the keys in the context.
        damage(|header| header.start[0] = 1),
        of("nobody".into()),
        of("a".repeat(3_000)),
        of("\u{202e}\r\n".into()),
    ];
    let damaged = damages.len();
    for (created, damage) in (0..).zip(damages) {
        items.push(damage(&writer.encrypt_item(item(created)).await.unwrap()));
    }
    for created in GOOD {
        items.push(writer.encrypt_item(item(created)).await.unwrap());
    }
    put_all(&setup.plain, &items).await;
    let (items, unreadable) = setup.read(&setup.client(table()), "store", None).await.unwrap();
    assert_eq!((items, unreadable.len()), (GOOD.map(item).to_vec(), damaged));

    // A store that is not to be reached, or whose record KMS does not open, is no item's fault.
    setup.kms.inject(Some("Decrypt"), usize::MAX, Fault::Error(400, "InvalidCiphertextException"));
    assert!(setup.read(&setup.client(table()), "store", None).await.is_err());
    setup.kms.heal();
    setup.plain.delete_table().table_name("BranchKeys").send().await.unwrap();
    assert!(setup.read(&setup.client(table()), "store", None).await.is_err());
}

#[tokio::test]
async fn a_supplier_says_which_item_has_no_branch_key() {
    let keys = || InMemoryBranchKeys::new().with("a", BranchKey::new(version(), &[3; 32]));
    let with = |reason: fn() -> dynamodb_item_encryptor::BoxError| {
        let supplier = move |item: &BranchKeyIdRequest<'_>| match item.attributes.get("id") {
            Some(id) if *id == s("1") => Ok("a".to_owned()),
            _ => Err(reason()),
        };
        ItemEncryptor::new(keyring(HierarchicalKeyring::with_supplier(supplier, keys())))
    };
    let typed = with(|| KeyError::NoBranchKey("an item of nobody".into()).into());
    let untyped = with(|| "the list of tenants is not loaded".into());
    let mut moved = typed.encrypt_item(customer("1", 1, "a@example.com")).await.unwrap();
    moved.insert("id".to_owned(), s("2"));
    moved.insert("created".to_owned(), n(1));
    let error = typed.decrypt_item(moved.clone()).await.unwrap_err();
    assert!(error.is_of_item(), "{error:?}");
    let error = untyped.decrypt_item(moved).await.unwrap_err();
    assert!(!error.is_of_item(), "{error:?}");
}
