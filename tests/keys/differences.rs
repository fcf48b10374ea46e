//! In what a stored item differs from what its table's configuration would write.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue::B;
use dynamodb_item_encryptor::{
    AlgorithmSuite, AttributeAction, Beacon, BeaconKey, BeaconKeySource, BoxFuture, BranchKey,
    DecryptionMaterials, DecryptionRequest, DefaultMaterialProvider, Difference, EncryptionMaterials,
    EncryptionRequest, Error, HeaderVersion, HierarchicalKeyring, InMemoryBeaconKeys, InMemoryBranchKeys, Item,
    ItemEncryptor, KeyError, MaterialProvider, MultiKeyring, PlaintextPolicy, RawAesKeyring, Recipients,
    RecipientsRequest, Search, TableConfig, TableConfigBuilder,
};
use test_support::kms::Kms;
use test_support::{customer, engine, n, s};

use crate::provider_rows::{self, Provider};

fn aes(name: &str, byte: u8) -> RawAesKeyring {
    RawAesKeyring::new("tests", name, &[byte; 32]).unwrap()
}

/// The table `Customers` without actions for `email`, `plan` and `notes`.
fn bare() -> TableConfigBuilder {
    TableConfig::builder("Customers").partition_key("id").sort_key("created").unsigned_prefix(":")
}

fn usual() -> TableConfigBuilder {
    bare().encrypt(["email", "notes"]).sign(["plan"]).suite(AlgorithmSuite::HmacSha384)
}

fn encryptor(table: TableConfigBuilder) -> ItemEncryptor {
    ItemEncryptor::new(table.build().unwrap())
}

fn item() -> Item {
    customer("id 1", 1, "a@example.com")
}

/// In what an item that `writer` has sealed differs for `reader`, and that nothing differs once that has sealed it.
async fn between(writer: &ItemEncryptor, reader: &ItemEncryptor, item: Item) -> Vec<Difference> {
    let stored = writer.encrypt_item(item.clone()).await.unwrap();
    let differences = reader.differences(&stored).await.unwrap();
    let sealed = reader.encrypt_item(reader.decrypt_item(stored).await.unwrap().item).await.unwrap();
    assert_eq!(reader.differences(&sealed).await.unwrap(), []);
    differences
}

fn kinds(differences: &[Difference]) -> Vec<&'static str> {
    differences.iter().map(Difference::kind).collect()
}

#[tokio::test]
async fn every_difference_is_found_in_both_directions() {
    let key = || aes("key", 1);
    let plain = encryptor(usual().keyring(key()).plaintext_policy(PlaintextPolicy::ForceWriteAllowRead));
    let reads_plain = encryptor(usual().keyring(key()).plaintext_policy(PlaintextPolicy::ForbidWriteAllowRead));
    assert_eq!(between(&plain, &reads_plain, item()).await, [Difference::Plaintext]);

    let one = || encryptor(usual().keyring(key()));
    let signed = encryptor(usual().suite(AlgorithmSuite::HmacSha384EcdsaP384).keyring(key()));
    let suite = |stored| vec![Difference::Suite { stored }];
    assert_eq!(between(&one(), &signed, item()).await, suite(AlgorithmSuite::HmacSha384));
    assert_eq!(between(&signed, &one(), item()).await, suite(AlgorithmSuite::HmacSha384EcdsaP384));

    let builder = || bare().suite(AlgorithmSuite::HmacSha384).encrypt(["email", "notes"]);
    let context = encryptor(builder().sign_and_include_in_encryption_context(["plan"]).keyring(key()));
    let action = |attribute: &str, stored, configured| Difference::Action {
        attribute: attribute.to_owned(),
        stored,
        configured,
    };
    use AttributeAction::{EncryptAndSign, SignAndIncludeInEncryptionContext as Context, SignOnly};
    assert_eq!(
        between(&one(), &context, item()).await,
        [Difference::HeaderVersion { stored: HeaderVersion::V1 }, action("plan", SignOnly, Context)]
    );
    assert_eq!(
        between(&context, &one(), item()).await,
        [Difference::HeaderVersion { stored: HeaderVersion::V2 }, action("plan", Context, SignOnly)]
    );
    let all_encrypted = encryptor(builder().encrypt(["plan"]).keyring(key()));
    assert_eq!(between(&one(), &all_encrypted, item()).await, [action("plan", SignOnly, EncryptAndSign)]);
    assert_eq!(between(&all_encrypted, &one(), item()).await, [action("plan", EncryptAndSign, SignOnly)]);

    let padded = |bytes| encryptor(usual().pad(["email"], bytes).keyring(key()));
    let padding = [Difference::Padding { attribute: "email".to_owned() }];
    assert_eq!(between(&one(), &padded(20), item()).await, padding);
    assert_eq!(between(&padded(30), &padded(20), item()).await, padding);
    assert_eq!(between(&padded(20), &padded(30), item()).await, padding);
    // As long as a padded value, and not padded.
    let binary = Item::from([("email".to_owned(), B(Blob::new([7; 34])))]);
    let binary: Item = item().into_iter().filter(|(name, _)| name != "email").chain(binary).collect();
    let stored = one().encrypt_item(binary).await.unwrap();
    assert_eq!(padded(20).differences(&stored).await.unwrap(), padding);

    let unknown =
        encryptor(bare().encrypt(["email", "notes"]).suite(AlgorithmSuite::HmacSha384).keyring(key()));
    let stored = one().encrypt_item(item()).await.unwrap();
    let refused = unknown.differences(&stored).await;
    assert!(
        matches!(&refused, Err(Error::InvalidItem { attribute: Some(name), .. }) if name == "plan"),
        "{refused:?}"
    );
}

#[tokio::test]
async fn keys_are_compared_by_what_of_them_is_stored() {
    let one = encryptor(usual().keyring(aes("one", 1)));
    let both = |keyring| encryptor(usual().keyring(keyring));
    let missing = |key: &str| Difference::MissingKey { key: format!("tests '{key}'") };
    let other = |key: &str| Difference::OtherKey { key: format!("tests '{key}'") };
    let moved = both(MultiKeyring::new(aes("two", 2)).and_to_read(aes("one", 1)));
    assert_eq!(between(&one, &moved, item()).await, [missing("two"), other("one")]);
    let added = both(MultiKeyring::new(aes("one", 1)).and(aes("two", 2)));
    assert_eq!(between(&one, &added, item()).await, [missing("two")]);
    assert_eq!(between(&added, &one, item()).await, [other("two")]);
    // A name that begins like another is another.
    let longer = both(MultiKeyring::new(aes("one1", 2)).and_to_read(aes("one", 1)));
    assert_eq!(between(&one, &longer, item()).await, [missing("one1"), other("one")]);
    // The order makes no difference.
    let turned = both(MultiKeyring::new(aes("two", 2)).and(aes("one", 1)));
    assert_eq!(between(&added, &turned, item()).await, []);
    let twice = both(MultiKeyring::new(aes("one", 1)).and(aes("one", 1)));
    assert_eq!(between(&one, &twice, item()).await, [missing("one")]);
    assert_eq!(between(&twice, &one, item()).await, [other("one")]);
    // It does not show that a key was replaced under its name.
    let hidden = both(MultiKeyring::new(aes("one", 9)).and_to_read(aes("one", 1)));
    assert_eq!(between(&one, &hidden, item()).await, []);

    let versions = ["e9ce18a3-edb5-4272-9f86-1cacb7997ff6", "83eec007-5659-4554-bf20-7f8b9d6b3a11"];
    let version = |n: usize| BranchKey::new(versions[n].parse().unwrap(), &[3; 32]);
    let keys = || InMemoryBranchKeys::new().with("branch", version(0));
    let old = encryptor(usual().keyring(HierarchicalKeyring::new("branch", keys())));
    let new = encryptor(usual().keyring(HierarchicalKeyring::new("branch", keys().with("branch", version(1)))));
    assert_eq!(kinds(&between(&old, &new, item()).await), ["branch key version"]);
}

#[cfg(all(feature = "ed25519", not(feature = "fips")))]
#[tokio::test]
async fn writers_are_told_apart() {
    use dynamodb_item_encryptor::WriterKey;

    let suite = || usual().suite(AlgorithmSuite::HmacSha384Ed25519);
    let [alice, bob] = [(); 2].map(|()| WriterKey::generate().unwrap());
    let provider = |writer: &WriterKey| DefaultMaterialProvider::new(aes("one", 1)).sign_as(writer.clone());
    let writes_as = |writer: &WriterKey| encryptor(suite().material_provider(provider(writer)));
    let anybody = encryptor(suite().keyring(aes("one", 1)));
    assert_eq!(between(&writes_as(&alice), &writes_as(&bob), item()).await, [Difference::Writer]);
    assert_eq!(between(&anybody, &writes_as(&bob), item()).await, [Difference::Writer]);
    assert_eq!(between(&writes_as(&alice), &anybody, item()).await, []);
}

/// Writes with one provider, and reads with another.
struct Both {
    writer: Provider,
    reader: Provider,
}

impl MaterialProvider for Both {
    fn encryption_materials<'a>(
        &'a self,
        request: EncryptionRequest<'a>,
    ) -> BoxFuture<'a, Result<EncryptionMaterials, KeyError>> {
        self.writer.encryption_materials(request)
    }

    fn decryption_materials<'a>(
        &'a self,
        request: DecryptionRequest<'a>,
    ) -> BoxFuture<'a, Result<DecryptionMaterials, KeyError>> {
        self.reader.decryption_materials(request)
    }

    fn recipients<'a>(
        &'a self,
        request: RecipientsRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<Recipients>, KeyError>> {
        self.writer.recipients(request)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_any_keyring_has_written_is_as_it_would_write_it_and_as_no_other_would() {
    let client = Client::from_conf(test_support::config(&engine::start_unwatched().await).build());
    let kms = Kms::start();
    let with = |writer: &Provider, reader: &Provider| {
        let provider = Both { writer: writer.clone(), reader: reader.clone() };
        encryptor(usual().material_provider(provider))
    };
    let other: Provider = std::sync::Arc::new(DefaultMaterialProvider::new(aes("another", 5)));
    let by_other = encryptor(usual().material_provider(other.clone())).encrypt_item(item()).await.unwrap();
    let mut either_writes = 0;
    for row in provider_rows::all(&kms, &client).await {
        let own = with(&row.writer, &row.reader);
        let stored = own.encrypt_item(item()).await.unwrap();
        assert_eq!(own.differences(&stored).await.unwrap(), [], "{}", row.name);
        let again = own.encrypt_item(item()).await.unwrap();
        assert_eq!(own.differences(&again).await.unwrap(), [], "{}", row.name);
        let moved = kinds(&with(&other, &row.reader).differences(&stored).await.unwrap());
        assert_eq!(moved.first(), Some(&"missing key"), "{}", row.name);
        assert!(moved[1..].iter().all(|kind| *kind == "other key") && moved.len() > 1, "{}", row.name);
        let to_own = with(&row.writer, &other).differences(&by_other).await.unwrap();
        // That keyring does not say whom it writes for.
        let says_nothing = row.name.starts_with("custom");
        assert_eq!(to_own.is_empty(), says_nothing, "{}: {to_own:?}", row.name);
        // Replicas share a key, and the two parties of a key agreement a secret: items of either are as they should be.
        if row.name == "KMS MRK" || row.name.contains("ECDH static") {
            either_writes += 1;
            assert_eq!(with(&row.reader, &row.reader).differences(&stored).await.unwrap(), [], "{}", row.name);
        }
        if row.name.contains("discovery") && !row.name.contains("ECDH") {
            let refused = with(&row.reader, &row.reader).differences(&stored).await;
            assert!(matches!(refused, Err(Error::Key { source: KeyError::OneWay { .. }, .. })), "{}", row.name);
        }
    }
    assert_eq!(either_writes, 7);
}

#[tokio::test]
async fn beacons_are_compared_where_nothing_else_differs() {
    let search = |bits| {
        let keys = InMemoryBeaconKeys::new().with("customers", BeaconKey::new(&[9; 32]));
        Search::builder(keys.single("customers")).beacon(Beacon::new("email", bits)).build()
    };
    let without = encryptor(usual().keyring(aes("key", 1)));
    let with = |bits| encryptor(usual().search(search(bits)).keyring(aes("key", 1)));
    assert_eq!(kinds(&between(&without, &with(12), item()).await), ["beacons"]);
    assert_eq!(kinds(&between(&with(12), &with(16), item()).await), ["beacons"]);
    // Those of another client are nothing that the configuration knows of.
    assert_eq!(between(&with(12), &without, item()).await, []);
    let other = encryptor(usual().keyring(aes("old", 2)));
    let moving =
        usual().search(search(12)).keyring(MultiKeyring::new(aes("key", 1)).and_to_read(aes("old", 2)));
    assert_eq!(kinds(&between(&other, &encryptor(moving), item()).await), ["missing key", "other key"]);
}

#[tokio::test]
async fn a_damaged_item_has_no_differences_but_an_error() {
    let one = encryptor(usual().keyring(aes("key", 1)));
    let mut stored = one.encrypt_item(item()).await.unwrap();
    stored.insert("plan".to_owned(), s("silver"));
    assert!(matches!(one.differences(&stored).await, Err(Error::Unauthentic { .. })));
    stored.insert("plan".to_owned(), n(1));
    assert!(one.differences(&stored).await.unwrap_err().is_of_item());
    let plain = one.differences(&item()).await;
    assert!(matches!(plain, Err(Error::MalformedItem { .. })), "{plain:?}");
}
