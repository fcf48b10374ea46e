//! The cached KMS keyring against those who hold a part of what it takes to write: `kms:Decrypt` alone, another
//! version of the format, other signers.

use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    AlgorithmSuite, BoxFuture, CachedKmsKeyring, DecryptedItem, DecryptionMaterials, DecryptionRequest,
    DefaultMaterialProvider, EncryptionMaterials, EncryptionRequest, Error, Item, ItemEncryptor, ItemHeader,
    KeyError, Keyring, MaterialProvider, TableConfig, UnwrapRequest, UnwrappedDataKey, WrapRequest,
    WrappedDataKey,
};
use test_support::forger::{self, Forger, Loot, PUBLIC_KEY, Version};
use test_support::kms::Kms;

const UNSIGNED: AlgorithmSuite = AlgorithmSuite::HmacSha384;
/// The suites with signatures.
fn signed() -> impl Iterator<Item = AlgorithmSuite> {
    AlgorithmSuite::ALL.iter().copied().filter(|suite| suite.is_signed())
}

fn keyring(kms: &Kms, arn: &str) -> CachedKmsKeyring {
    CachedKmsKeyring::new(kms.client(), arn).unwrap()
}

fn provided(suite: AlgorithmSuite, provider: impl MaterialProvider + 'static) -> ItemEncryptor {
    let table = TableConfig::builder("Orders").partition_key("id").encrypt(["email"]).suite(suite);
    ItemEncryptor::new(table.material_provider(provider).build().unwrap())
}

fn with(suite: AlgorithmSuite, keyring: impl Keyring + 'static) -> ItemEncryptor {
    provided(suite, DefaultMaterialProvider::new(keyring))
}

fn item(email: &str) -> Item {
    let s = |text: &str| AttributeValue::S(text.to_owned());
    [("id".to_owned(), s("1")), ("email".to_owned(), s(email))].into()
}

/// The item that nobody but a writer may be able to make.
fn forged() -> Item {
    item("mallory@example.com")
}

async fn open(reader: &ItemEncryptor, stored: &Item) -> Result<DecryptedItem, Error> {
    reader.decrypt_item(stored.clone()).await
}

#[tokio::test]
async fn who_may_only_decrypt_forges_nothing_that_is_signed() {
    for suite in signed() {
        let kms = Kms::start();
        let arn = kms.create_key();
        let stored = with(suite, keyring(&kms, &arn)).encrypt_item(item("alice@example.com")).await.unwrap();
        let reader = with(suite, keyring(&kms, &arn));
        open(&reader, &stored).await.unwrap();
        let loot = Loot::of(&kms.client(), &arn, "Orders", &stored).await;
        let forgery = with(suite, Forger::new(&arn, loot)).encrypt_item(forged()).await.unwrap();
        for reader in [reader, with(suite, keyring(&kms, &arn))] {
            let error = open(&reader, &forgery).await.map(|opened| opened.item).unwrap_err();
            assert!(error.is_of_item(), "{error:?}");
        }
    }
}

/// An item of each of several wrapping keys, and what `kms:Decrypt` makes of them.
async fn loot(kms: &Kms, arn: &str, suite: AlgorithmSuite) -> [Loot; 2] {
    let mut loot = Vec::new();
    for _ in 0..2 {
        let writer = with(suite, keyring(kms, arn).allow_unsigned());
        let stored = writer.encrypt_item(item("alice@example.com")).await.unwrap();
        open(&with(suite, keyring(kms, arn).allow_unsigned()), &stored).await.unwrap();
        loot.push(Loot::of(&kms.client(), arn, "Orders", &stored).await);
    }
    loot.try_into().ok().unwrap()
}

/// Readers that accept all that this keyring can be made to accept.
fn lenient(kms: &Kms, arn: &str, suite: AlgorithmSuite) -> ItemEncryptor {
    with(suite, keyring(kms, arn).allow_unsigned().read_version_1())
}

/// Asserts that the forgery is refused, as the item's fault, by strict and lenient readers; and that it is KMS that
/// stops it where the keyring was told not to.
async fn assert_refused(kms: &Kms, arn: &str, forgery: &Item, what: &str) {
    for suite in signed() {
        for reader in [with(suite, keyring(kms, arn)), lenient(kms, arn, suite)] {
            let error = open(&reader, forgery).await.map(|opened| opened.item).unwrap_err();
            assert!(error.is_of_item(), "{what}: {error:?}");
        }
    }
    let error = open(&lenient(kms, arn, UNSIGNED), forgery).await.map(|opened| opened.item).unwrap_err();
    let text = format!("{error:?}");
    assert!(text.contains("InvalidCiphertextException") || text.contains("Unauthentic"), "{what}: {text}");
}

/// Signs with a key of its own, and claims another.
struct Claiming(DefaultMaterialProvider<Forger>, String);

impl MaterialProvider for Claiming {
    fn encryption_materials<'a>(
        &'a self,
        request: EncryptionRequest<'a>,
    ) -> BoxFuture<'a, Result<EncryptionMaterials, KeyError>> {
        Box::pin(async move {
            let mut materials = self.0.encryption_materials(request).await?;
            materials.context.insert(PUBLIC_KEY, &self.1);
            Ok(materials)
        })
    }

    fn decryption_materials<'a>(
        &'a self,
        request: DecryptionRequest<'a>,
    ) -> BoxFuture<'a, Result<DecryptionMaterials, KeyError>> {
        self.0.decryption_materials(request)
    }
}

#[tokio::test]
async fn the_signer_of_a_wrapping_key_cannot_be_exchanged_or_claimed() {
    for suite in signed() {
        let kms = Kms::start();
        let arn = kms.create_key();
        let [one, two] = loot(&kms, &arn, suite).await;
        assert_ne!(one.public_key, two.public_key);
        // Another item's signer, claimed with this wrapping key and with its own, and signed with neither.
        for (loot, claimed) in [(&one, &one), (&one, &two), (&two, &one)] {
            let claimed = claimed.public_key.clone().unwrap();
            let forger = Forger { claimed: Some(claimed.clone()), ..Forger::new(&arn, loot.clone()) };
            let provider = Claiming(DefaultMaterialProvider::new(forger), claimed);
            let forgery = provided(suite, provider).encrypt_item(forged()).await.unwrap();
            assert_refused(&kms, &arn, &forgery, "claimed").await;
        }
    }
}

#[tokio::test]
async fn leaving_the_signature_out_leaves_the_wrapping_key_shut() {
    for suite in signed() {
        let kms = Kms::start();
        let arn = kms.create_key();
        let [loot, _] = loot(&kms, &arn, suite).await;
        let forger = || Forger::new(&arn, loot.clone());
        let forgery = with(UNSIGNED, forger()).encrypt_item(forged()).await.unwrap();
        assert_eq!(ItemHeader::of(&forgery).unwrap().suite, UNSIGNED);
        assert_refused(&kms, &arn, &forgery, "unsigned").await;

        // An item whose header has another suite put in.
        for &other in AlgorithmSuite::ALL {
            let [_, flavor] = other.id().to_be_bytes();
            for &written in AlgorithmSuite::ALL {
                let mut forgery = with(written, forger()).encrypt_item(forged()).await.unwrap();
                let mut header = forgery["aws_dbe_head"].as_b().unwrap().as_ref().to_vec();
                header[1] = flavor;
                forgery.insert("aws_dbe_head".to_owned(), AttributeValue::B(header.into()));
                let error = open(&lenient(&kms, &arn, other), &forgery).await.unwrap_err();
                assert!(error.is_of_item(), "{written:?} as {other:?}: {error:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_wrapping_key_of_one_version_opens_nothing_of_the_other() {
    for &suite in AlgorithmSuite::ALL {
        let kms = Kms::start();
        let arn = kms.create_key();
        let [two, _] = loot(&kms, &arn, suite).await;
        assert_eq!(two.version, Version::Two);
        let stored =
            with(suite, VersionOne::new(&kms, &arn)).encrypt_item(item("alice@example.com")).await.unwrap();
        open(&lenient(&kms, &arn, suite), &stored).await.unwrap();
        let one = Loot::of(&kms.client(), &arn, "Orders", &stored).await;
        assert_eq!(one.version, Version::One);
        for (loot, version) in [(two, Version::One), (one, Version::Two)] {
            for written in [suite, UNSIGNED] {
                let forger = Forger::new(&arn, Loot { version, ..loot.clone() });
                let forgery = with(written, forger).encrypt_item(forged()).await.unwrap();
                assert_refused(&kms, &arn, &forgery, "another version").await;
            }
        }
    }
}

/// The writer of version 1 as it was.
struct VersionOne {
    kms: aws_sdk_kms::Client,
    arn: String,
}

impl VersionOne {
    fn new(kms: &Kms, arn: &str) -> Self {
        VersionOne { kms: kms.client(), arn: arn.to_owned() }
    }
}

impl Keyring for VersionOne {
    fn wrap_data_key<'a>(
        &'a self,
        request: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        Box::pin(async move {
            let loot = Loot::generated(Version::One, &self.kms, &self.arn, request.context).await;
            Ok(vec![forger::wrap(&self.arn, &loot, request, request.context)])
        })
    }

    fn unwrap_data_key<'a>(
        &'a self,
        _: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        Box::pin(async { Ok(None) })
    }
}

#[tokio::test]
async fn version_1_is_read_on_request_only_and_there_reading_gives_writing() {
    for &suite in AlgorithmSuite::ALL {
        let kms = Kms::start();
        let arn = kms.create_key();
        let stored =
            with(suite, VersionOne::new(&kms, &arn)).encrypt_item(item("alice@example.com")).await.unwrap();
        kms.forget_calls();
        let error = open(&with(suite, keyring(&kms, &arn).allow_unsigned()), &stored).await.unwrap_err();
        assert!(error.is_of_item(), "{error:?}");
        let Error::Key { source: KeyError::AllFailed { attempts }, .. } = error else { panic!("{error:?}") };
        assert!(matches!(attempts[0].error, KeyError::Version { .. }));
        assert!(attempts[0].error.to_string().contains("CachedKmsKeyring::read_version_1"));
        assert_eq!(kms.calls().len(), 0, "refused before anybody is asked");

        let reader = lenient(&kms, &arn, suite);
        assert_eq!(open(&reader, &stored).await.unwrap().item, item("alice@example.com"));
        // It goes on to write version 2.
        let written = reader.encrypt_item(item("alice@example.com")).await.unwrap();
        open(&with(suite, keyring(&kms, &arn).allow_unsigned()), &written).await.unwrap();

        let loot = Loot::of(&kms.client(), &arn, "Orders", &stored).await;
        let forgery = with(suite, Forger::new(&arn, loot)).encrypt_item(forged()).await.unwrap();
        assert_eq!(open(&reader, &forgery).await.unwrap().item, forged(), "what version 1 is about");
        open(&with(suite, keyring(&kms, &arn).allow_unsigned()), &forgery).await.unwrap_err();
    }
}

#[tokio::test]
async fn unsigned_items_are_forged_by_readers_where_they_are_allowed() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let [loot, _] = loot(&kms, &arn, UNSIGNED).await;
    let forgery = with(UNSIGNED, Forger::new(&arn, loot)).encrypt_item(forged()).await.unwrap();
    let lenient = with(AlgorithmSuite::default(), keyring(&kms, &arn).allow_unsigned());
    assert_eq!(open(&lenient, &forgery).await.unwrap().item, forged(), "what the documentation warns of");
    let error = open(&with(AlgorithmSuite::default(), keyring(&kms, &arn)), &forgery).await.unwrap_err();
    assert!(error.is_of_item(), "{error:?}");
}

/// Who may call `kms:GenerateDataKey`, but is not one of the writers: it binds a signer of its own.
struct OtherWriter(aws_sdk_kms::Client, String);

impl Keyring for OtherWriter {
    fn wrap_data_key<'a>(
        &'a self,
        request: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        Box::pin(async move {
            let loot = Loot::generated(Version::Two, &self.0, &self.1, request.context).await;
            Ok(vec![forger::wrap(&self.1, &loot, request, request.context)])
        })
    }

    fn unwrap_data_key<'a>(
        &'a self,
        _: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        Box::pin(async { Ok(None) })
    }
}

#[cfg(all(feature = "ed25519", not(feature = "fips")))]
#[tokio::test]
async fn who_may_generate_data_keys_writes_and_is_no_pinned_writer() {
    use dynamodb_item_encryptor::WriterKey;

    let kms = Kms::start();
    let arn = kms.create_key();
    let writer = WriterKey::generate().unwrap();
    let other = || OtherWriter(kms.client(), arn.clone());
    let stored = with(AlgorithmSuite::HmacSha384Ed25519, other()).encrypt_item(forged()).await.unwrap();
    assert_eq!(
        open(&with(AlgorithmSuite::HmacSha384Ed25519, keyring(&kms, &arn)), &stored).await.unwrap().item,
        forged()
    );

    let pinned = DefaultMaterialProvider::new(keyring(&kms, &arn).allow_unsigned().read_version_1())
        .trust_writers([writer.public_key()]);
    let reader = provided(AlgorithmSuite::HmacSha384Ed25519, pinned);
    let signed = DefaultMaterialProvider::new(keyring(&kms, &arn)).sign_as(writer);
    let stored_by_writer = provided(AlgorithmSuite::HmacSha384Ed25519, signed)
        .encrypt_item(item("alice@example.com"))
        .await
        .unwrap();
    open(&reader, &stored_by_writer).await.unwrap();
    for &suite in AlgorithmSuite::ALL {
        let stored = with(suite, other()).encrypt_item(forged()).await.unwrap();
        let error = open(&reader, &stored).await.unwrap_err();
        assert!(matches!(error, Error::Key { source: KeyError::UntrustedWriter, .. }), "{error:?}");
    }
}

#[tokio::test]
async fn the_format_is_the_one_in_the_manual() {
    // What is written from the manual's words is read by the keyring.
    let kms = Kms::start();
    let arn = kms.create_key();
    for &suite in AlgorithmSuite::ALL {
        let writer = with(suite, OtherWriter(kms.client(), arn.clone()));
        let stored = writer.encrypt_item(item("alice@example.com")).await.unwrap();
        let reader = with(suite, keyring(&kms, &arn).allow_unsigned());
        assert_eq!(open(&reader, &stored).await.unwrap().item, item("alice@example.com"));
    }
}
