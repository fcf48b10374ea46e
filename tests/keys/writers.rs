//! Items that are signed by a writer's own key, and readers that trust some writers only.

use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    AlgorithmSuite, CachingProvider, ConfigProblem, DefaultMaterialProvider, Error, Item, ItemEncryptor,
    KeyError, MaterialProvider, MultiKeyring, PlaintextPolicy, RawAesKeyring, RequiredContextProvider,
    TableConfig, TableConfigBuilder, WriterKey,
};

type Provider = DefaultMaterialProvider<RawAesKeyring>;

fn provider() -> Provider {
    DefaultMaterialProvider::new(RawAesKeyring::new("namespace", "name", &[7; 32]).unwrap())
}

fn encryptor(suite: AlgorithmSuite, provider: Provider) -> ItemEncryptor {
    let table = TableConfig::builder("Orders").partition_key("id").encrypt(["email"]).suite(suite);
    ItemEncryptor::new(table.material_provider(provider).build().unwrap())
}

fn item() -> Item {
    let text = |text: &str| AttributeValue::S(text.to_owned());
    [("id".to_owned(), text("1")), ("email".to_owned(), text("a@b.c"))].into()
}

fn is_untrusted(error: &Error) -> bool {
    matches!(error, Error::Key { source: KeyError::UntrustedWriter, .. })
}

const ED25519: AlgorithmSuite = AlgorithmSuite::HmacSha384Ed25519;

#[tokio::test]
async fn items_of_a_trusted_writer_open() {
    let writers = [WriterKey::generate().unwrap(), WriterKey::from_seed(&[3; 32]).unwrap()];
    let trusted = writers.clone().map(|writer| writer.public_key());
    let reader = encryptor(ED25519, provider().trust_writers(trusted));
    for writer in writers {
        let stored = encryptor(ED25519, provider().sign_as(writer)).encrypt_item(item()).await.unwrap();
        assert_eq!(reader.decrypt_item(stored.clone()).await.unwrap().item, item());
        // Without a list of writers, every signature that verifies will do.
        assert!(encryptor(ED25519, provider()).decrypt_item(stored).await.is_ok());
    }
}

#[tokio::test]
async fn items_of_anybody_else_are_refused() {
    let trusted = WriterKey::generate().unwrap().public_key();
    let reader = encryptor(ED25519, provider().trust_writers([trusted]));
    let stranger = provider().sign_as(WriterKey::generate().unwrap());
    let strangers = [
        encryptor(ED25519, stranger),
        encryptor(ED25519, provider()),
        // The holders of the data key cannot step aside to a suite without a writer.
        encryptor(AlgorithmSuite::HmacSha384, provider()),
        encryptor(AlgorithmSuite::HmacSha384EcdsaP384, provider()),
    ];
    for writer in strangers {
        let stored = writer.encrypt_item(item()).await.unwrap();
        let error = reader.decrypt_item(stored).await.unwrap_err();
        assert!(is_untrusted(&error), "{error:?}");
    }
    let nobody = encryptor(ED25519, provider().trust_writers([]));
    let stored = encryptor(ED25519, provider()).encrypt_item(item()).await.unwrap();
    assert!(is_untrusted(&nobody.decrypt_item(stored).await.unwrap_err()));
}

#[tokio::test]
async fn a_writer_key_signs_items_of_its_own_suite_only() {
    for &suite in AlgorithmSuite::ALL.iter().filter(|suite| **suite != ED25519) {
        let writer = provider().sign_as(WriterKey::generate().unwrap());
        let error = encryptor(suite, writer).encrypt_item(item()).await.unwrap_err();
        assert!(matches!(error, Error::Key { source: KeyError::Materials(_), .. }), "{error:?}");
    }
}

#[tokio::test]
async fn every_item_has_a_key_of_its_own_without_a_writer() {
    let keyring = MultiKeyring::new(RawAesKeyring::new("namespace", "name", &[7; 32]).unwrap());
    let table = TableConfig::builder("Orders").partition_key("id").encrypt(["email"]).suite(ED25519);
    let encryptor = ItemEncryptor::new(table.keyring(keyring).build().unwrap());
    let mut keys = Vec::new();
    for _ in 0..2 {
        let stored = encryptor.encrypt_item(item()).await.unwrap();
        let header = encryptor.decrypt_item(stored).await.unwrap().header.unwrap();
        keys.push(header.stored_context.get("aws-crypto-public-key").unwrap().to_owned());
    }
    assert_ne!(keys.first(), keys.last());
}

fn trusting() -> Provider {
    provider().trust_writers([WriterKey::from_seed(&[3; 32]).unwrap().public_key()])
}

fn table(provider: impl MaterialProvider + 'static) -> TableConfigBuilder {
    TableConfig::builder("Orders").partition_key("id").encrypt(["email"]).material_provider(provider)
}

/// Whether the configuration is refused, and accepted once that is asked for.
fn is_refused(table: impl Fn() -> TableConfigBuilder) -> bool {
    assert!(table().allow_items_without_writer().build().is_ok());
    match table().build() {
        Ok(_) => false,
        Err(Error::Config { problem: ConfigProblem::ItemsWithoutWriter, .. }) => true,
        Err(error) => panic!("{error:?}"),
    }
}

#[tokio::test]
async fn nothing_is_read_past_trusted_writers_unless_that_is_asked_for() {
    for policy in [PlaintextPolicy::ForbidWriteAllowRead, PlaintextPolicy::ForceWriteAllowRead] {
        assert!(is_refused(|| table(trusting()).plaintext_policy(policy)));
        assert!(!is_refused(|| table(provider()).plaintext_policy(policy)));
        // Providers around it do not hide it.
        let minute = std::time::Duration::from_secs(60);
        assert!(is_refused(|| table(CachingProvider::new(trusting(), minute)).plaintext_policy(policy)));
        let required = || RequiredContextProvider::new(std::sync::Arc::new(trusting()), ["aws-crypto-attr.id"]);
        assert!(is_refused(|| table(required()).plaintext_policy(policy)));
    }
    assert!(!is_refused(|| table(trusting())));
    let reader = table(trusting()).plaintext_policy(PlaintextPolicy::ForbidWriteAllowRead);
    let reader = ItemEncryptor::new(reader.allow_items_without_writer().build().unwrap());
    assert_eq!(reader.decrypt_item(item()).await.unwrap().item, item(), "what is asked for");
}

#[cfg(feature = "legacy")]
#[test]
fn the_legacy_format_is_not_read_beside_trusted_writers_unless_that_is_asked_for() {
    use dynamodb_item_encryptor::legacy::{
        AesKey, LegacyEncryptor, LegacyPolicy, SignatureKey, SigningAlgorithm, WrappedProvider,
    };

    let older = || {
        let signature_key = SignatureKey::hmac(SigningAlgorithm::HmacSha256, &[8; 32]).unwrap();
        let provider = WrappedProvider::aes(AesKey::new(&[7; 32]).unwrap(), signature_key);
        LegacyEncryptor::builder().partition_key("id").provider(provider).build().unwrap()
    };
    for policy in [LegacyPolicy::ForceWriteAllowRead, LegacyPolicy::ForbidWriteAllowRead] {
        assert!(is_refused(|| table(trusting()).legacy(older(), policy)));
        assert!(!is_refused(|| table(provider()).legacy(older(), policy)));
    }
    assert!(!is_refused(|| table(trusting()).legacy(older(), LegacyPolicy::ForbidWriteForbidRead)));
}
