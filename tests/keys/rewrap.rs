//! Wrapping the data keys of items anew.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue::B;
use dynamodb_item_encryptor::{
    AlgorithmSuite, Beacon, BeaconKey, BeaconKeySource, BoxFuture, BranchKey, DecryptionMaterials,
    DecryptionRequest, DefaultMaterialProvider, EncryptionMaterials, EncryptionRequest, Error,
    HierarchicalKeyring, InMemoryBeaconKeys, InMemoryBranchKeys, Item, ItemEncryptor, ItemHeader, ItemProblem,
    KeyError, Keyring, MaterialProvider, MultiKeyring, RawAesKeyring, ReaderPolicy, Rewrap, Search,
    TableConfig, TableConfigBuilder, Walk,
};
use test_support::kms::Kms;
use test_support::{customer, engine, s};

use crate::provider_rows::{self, Provider};

const METADATA: [&str; 2] = ["aws_dbe_head", "aws_dbe_foot"];

fn aes(name: &str, byte: u8) -> RawAesKeyring {
    RawAesKeyring::new("tests", name, &[byte; 32]).unwrap()
}

fn moving() -> MultiKeyring {
    MultiKeyring::new(aes("new", 2)).and_to_read(aes("old", 1))
}

fn usual(suite: AlgorithmSuite) -> TableConfigBuilder {
    let builder = TableConfig::builder("Customers").partition_key("id").sort_key("created");
    builder.encrypt(["email", "notes"]).unsigned_prefix(":").suite(suite)
}

/// Tables with both header versions.
fn tables(suite: AlgorithmSuite) -> [TableConfigBuilder; 2] {
    [usual(suite).sign(["plan"]), usual(suite).sign_and_include_in_encryption_context(["plan"])]
}

fn encryptor(table: TableConfigBuilder) -> ItemEncryptor {
    ItemEncryptor::new(table.build().unwrap())
}

fn with(table: TableConfigBuilder, keyring: impl Keyring + 'static) -> ItemEncryptor {
    encryptor(table.keyring(keyring))
}

fn item() -> Item {
    customer("id 1", 1, "a@example.com")
}

fn without_metadata(mut item: Item) -> Item {
    item.retain(|name, _| !METADATA.contains(&name.as_str()));
    item
}

#[tokio::test]
async fn values_stay_byte_for_byte_and_only_the_new_key_opens_them() {
    for suite in AlgorithmSuite::ALL {
        for number in 0..2 {
            let table = || tables(*suite).into_iter().nth(number).unwrap();
            let (old, new) = (with(table(), aes("old", 1)), with(table(), aes("new", 2)));
            let mut stored = old.encrypt_item(item()).await.unwrap();
            // Nobody signs them.
            stored.insert("aws_dbe_b_email".to_owned(), s("7f"));
            stored.insert(":counter".to_owned(), s("changed"));
            let rewrapped = with(table(), moving()).rewrap_item(&stored).await.unwrap();
            assert_eq!(without_metadata(rewrapped.clone()), without_metadata(stored.clone()));
            assert!(METADATA.iter().all(|name| rewrapped[*name] != stored[*name]));
            let (before, after) = (ItemHeader::of(&stored).unwrap(), ItemHeader::of(&rewrapped).unwrap());
            assert_eq!((before.version, before.suite), (after.version, after.suite));
            // Version, suite, message identifier and legend.
            let head = |item: &Item| item["aws_dbe_head"].as_b().unwrap().as_ref()[..41].to_vec();
            assert_eq!(head(&stored), head(&rewrapped));

            let opened = new.decrypt_item(rewrapped.clone()).await.unwrap().item;
            assert_eq!(opened, old.decrypt_item(stored).await.unwrap().item);
            let refused = old.decrypt_item(rewrapped.clone()).await;
            assert!(
                matches!(refused, Err(Error::Key { source: KeyError::NoneMatches { .. }, .. })),
                "{refused:?}"
            );
            // And back again, for several recipients.
            let back = MultiKeyring::new(aes("old", 1)).and(aes("third", 3)).and_to_read(aes("new", 2));
            let back = with(table(), back).rewrap_item(&rewrapped).await.unwrap();
            for keyring in [aes("old", 1), aes("third", 3)] {
                assert_eq!(with(table(), keyring).decrypt_item(back.clone()).await.unwrap().item, opened);
            }
            assert!(new.decrypt_item(back).await.is_err());
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn any_keyring_can_wrap_the_data_key_of_another() {
    let client = Client::from_conf(test_support::config(&engine::start_unwatched().await).build());
    let kms = Kms::start();
    struct Move(Provider, DefaultMaterialProvider<RawAesKeyring>);
    impl MaterialProvider for Move {
        fn encryption_materials<'a>(
            &'a self,
            request: EncryptionRequest<'a>,
        ) -> BoxFuture<'a, Result<EncryptionMaterials, KeyError>> {
            self.0.encryption_materials(request)
        }

        fn decryption_materials<'a>(
            &'a self,
            request: DecryptionRequest<'a>,
        ) -> BoxFuture<'a, Result<DecryptionMaterials, KeyError>> {
            self.1.decryption_materials(request)
        }
    }
    for row in provider_rows::all(&kms, &client).await {
        for suite in AlgorithmSuite::ALL {
            let table = || usual(*suite).sign(["plan"]);
            let stored = with(table(), aes("old", 1)).encrypt_item(item()).await.unwrap();
            let provider = Move(row.writer.clone(), DefaultMaterialProvider::new(aes("old", 1)));
            let rewrapped = encryptor(table().material_provider(provider)).rewrap_item(&stored).await;
            if row.unsigned_only && suite.is_signed() {
                assert!(matches!(rewrapped, Err(Error::Key { .. })), "{} {suite:?}", row.name);
                continue;
            }
            let rewrapped = rewrapped.unwrap_or_else(|error| panic!("{} {suite:?}: {error:?}", row.name));
            assert_eq!(without_metadata(rewrapped.clone()), without_metadata(stored));
            let reader = encryptor(table().material_provider(row.reader.clone()));
            assert_eq!(reader.decrypt_item(rewrapped).await.unwrap().item, item(), "{} {suite:?}", row.name);
        }
    }
}

#[tokio::test]
async fn what_does_not_verify_is_not_rewrapped() {
    for suite in AlgorithmSuite::ALL {
        let table = || usual(*suite).sign(["plan"]);
        let stored = with(table(), aes("old", 1)).encrypt_item(item()).await.unwrap();
        let own = with(table(), moving());
        for (name, value) in &stored {
            let B(bytes) = value else { continue };
            // Every byte takes long where each is signed.
            let step = if suite.is_signed() { 7 } else { 1 };
            for at in (0..bytes.as_ref().len()).step_by(step) {
                let mut changed = bytes.as_ref().to_vec();
                changed[at] ^= 1;
                let mut item = stored.clone();
                item.insert(name.clone(), B(Blob::new(changed)));
                let refused = own.rewrap_item(&item).await;
                assert!(refused.is_err(), "{name} {at}");
            }
        }
        for (name, value) in [("plan", s("silver")), ("id", s("id 2")), ("more", s("x"))] {
            let mut item = stored.clone();
            item.insert(name.to_owned(), value);
            let refused = own.rewrap_item(&item).await.unwrap_err();
            assert!(refused.is_of_item(), "{name}: {refused:?}");
        }
    }
    let refused = with(usual(AlgorithmSuite::HmacSha384).sign(["plan"]), moving()).rewrap_item(&item()).await;
    assert!(matches!(refused, Err(Error::MalformedItem { .. })), "{refused:?}");
}

/// Makes a data key of its own, whatever is asked.
struct Stubborn(DefaultMaterialProvider<RawAesKeyring>);

impl MaterialProvider for Stubborn {
    fn encryption_materials<'a>(
        &'a self,
        request: EncryptionRequest<'a>,
    ) -> BoxFuture<'a, Result<EncryptionMaterials, KeyError>> {
        let (suite, context) = (request.suite, request.context);
        Box::pin(async move { self.0.encryption_materials(EncryptionRequest::new(suite, context)).await })
    }

    fn decryption_materials<'a>(
        &'a self,
        request: DecryptionRequest<'a>,
    ) -> BoxFuture<'a, Result<DecryptionMaterials, KeyError>> {
        self.0.decryption_materials(request)
    }
}

#[tokio::test]
async fn what_could_not_be_read_afterwards_is_not_written() {
    let suite = AlgorithmSuite::HmacSha384;
    let table = || usual(suite).sign(["plan"]);
    let stored = with(table(), aes("key", 1)).encrypt_item(item()).await.unwrap();
    // A provider that wraps another data key.
    let stubborn = table().material_provider(Stubborn(DefaultMaterialProvider::new(aes("key", 1))));
    let refused = encryptor(stubborn).rewrap_item(&stored).await;
    assert!(matches!(refused, Err(Error::Key { source: KeyError::Materials(_), .. })), "{refused:?}");
    // A reader that would refuse the item.
    let signed =
        usual(AlgorithmSuite::HmacSha384EcdsaP384).sign(["plan"]).reader_policy(ReaderPolicy::strict());
    let refused = with(signed, aes("key", 1)).rewrap_item(&stored).await;
    assert!(matches!(refused, Err(Error::MalformedItem { .. })), "{refused:?}");
    let fewer = table().max_data_keys(1);
    let refused = with(fewer, MultiKeyring::new(aes("key", 1)).and(aes("new", 2))).rewrap_item(&stored).await;
    assert!(matches!(refused, Err(Error::Key { source: KeyError::TooManyDataKeys { .. }, .. })), "{refused:?}");
    // Another tenant, with whose key no beacon is made.
    let branch = |name: &str| {
        let version = "e9ce18a3-edb5-4272-9f86-1cacb7997ff6".parse().unwrap();
        let keys = InMemoryBranchKeys::new().with(name, BranchKey::new(version, &[3; 32]));
        HierarchicalKeyring::new(name, keys)
    };
    let search = || {
        let keys =
            InMemoryBeaconKeys::new().with("a", BeaconKey::new(&[9; 32])).with("b", BeaconKey::new(&[8; 32]));
        Search::builder(keys.per_tenant("tenant")).beacon(Beacon::new("email", 12)).build()
    };
    let stored = with(table().search(search()), branch("a")).encrypt_item(item()).await.unwrap();
    let same = with(table().search(search()), branch("a")).rewrap_item(&stored).await.unwrap();
    assert_eq!(without_metadata(same), without_metadata(stored.clone()));
    let other = MultiKeyring::new(branch("b")).and_to_read(branch("a"));
    let refused = with(table().search(search()), other).rewrap_item(&stored).await;
    assert!(
        matches!(refused, Err(Error::InvalidItem { problem: ItemProblem::OtherTenant, .. })),
        "{refused:?}"
    );
}

#[cfg(all(feature = "ed25519", not(feature = "fips")))]
#[tokio::test]
async fn an_item_is_signed_by_whoever_rewraps_it() {
    use dynamodb_item_encryptor::WriterKey;

    let table = || usual(AlgorithmSuite::HmacSha384Ed25519).sign(["plan"]);
    let [alice, bob] = [(); 2].map(|()| WriterKey::generate().unwrap());
    let provider = || DefaultMaterialProvider::new(aes("key", 1));
    let stored =
        encryptor(table().material_provider(provider().sign_as(alice.clone()))).encrypt_item(item()).await;
    let stored = stored.unwrap();
    let trusting = |writer: &WriterKey| provider().trust_writers([writer.public_key()]);
    let by_bob =
        |trusted: &WriterKey| encryptor(table().material_provider(trusting(trusted).sign_as(bob.clone())));
    let refused = by_bob(&bob).rewrap_item(&stored).await;
    assert!(matches!(refused, Err(Error::Key { source: KeyError::UntrustedWriter, .. })), "{refused:?}");
    let rewrapped = by_bob(&alice).rewrap_item(&stored).await.unwrap();
    assert!(
        encryptor(table().material_provider(trusting(&alice))).decrypt_item(rewrapped.clone()).await.is_err()
    );
    encryptor(table().material_provider(trusting(&bob))).decrypt_item(rewrapped).await.unwrap();
}

async fn stored(client: &Client) -> BTreeMap<String, Item> {
    let mut pages = client.scan().table_name("Customers").consistent_read(true).into_paginator().items().send();
    let mut items = BTreeMap::new();
    while let Some(item) = pages.next().await {
        let item = item.unwrap();
        items.insert(item["id"].as_s().unwrap().clone(), item);
    }
    items
}

#[tokio::test]
async fn a_walk_rewraps_what_is_wrapped_for_others_once() {
    let client = Client::from_conf(test_support::config(&engine::start_unwatched().await).build());
    engine::create_table(&client, "Customers").await;
    let mut items = Vec::new();
    for number in 0..40_usize {
        let [table, _] = tables(AlgorithmSuite::ALL[number % AlgorithmSuite::ALL.len()]);
        let item = customer(&format!("id {number:02}"), 1, "a@example.com");
        items.push(match number % 4 {
            0 => with(table, aes("new", 2)).encrypt_item(item).await.unwrap(),
            1 if number < 8 => item,
            2 if number < 8 => {
                let mut damaged = with(table, aes("old", 1)).encrypt_item(item).await.unwrap();
                damaged.insert("plan".to_owned(), s("silver"));
                damaged
            }
            _ => with(table, aes("old", 1)).encrypt_item(item).await.unwrap(),
        });
    }
    engine::put_all(&client, &items).await;
    let before = stored(&client).await;
    let [table, _] = tables(AlgorithmSuite::HmacSha384);
    let only_new =
        || encryptor(tables(AlgorithmSuite::HmacSha384).into_iter().next().unwrap().keyring(aes("new", 2)));
    let former = table.keyring(aes("old", 1)).build().unwrap();
    let rewrap = || Rewrap::new(only_new()).formerly(former.clone());
    let dry = Walk::new(client.clone(), rewrap()).dry_run().run(|_| ControlFlow::Continue(())).await.unwrap();
    assert_eq!(stored(&client).await, before);
    let mut failed = Vec::new();
    let end = Walk::new(client.clone(), rewrap()).segments(2).page_size(7).run(|page| {
        failed.extend(page.failures.iter().map(|failure| failure.key["id"].as_s().unwrap().clone()));
        ControlFlow::Continue(())
    });
    let end = end.await.unwrap();
    failed.sort();
    assert_eq!(failed, ["id 02", "id 06"]);
    assert_eq!((end.totals.replaced, end.totals.left, end.totals.failed), (26, 12, 2));
    assert_eq!((dry.totals.pending, dry.totals.failed, &dry.tally), (26, 2, &end.tally));
    assert_eq!((end.tally.get("format", "plaintext"), end.tally.get("difference", "missing key")), (2, 26));
    let after = stored(&client).await;
    for (id, item) in &after {
        assert_eq!(without_metadata(item.clone()), without_metadata(before[id].clone()), "{id}");
        if item.contains_key("aws_dbe_head") && !failed.contains(id) {
            only_new().decrypt_item(item.clone()).await.unwrap();
        } else {
            assert_eq!(item, &before[id]);
        }
    }
    let again = Walk::new(client.clone(), rewrap()).run(|_| ControlFlow::Continue(())).await.unwrap();
    assert_eq!((again.totals.replaced, again.totals.left, again.totals.failed), (0, 38, 2));
    assert_eq!(stored(&client).await, after);
}
