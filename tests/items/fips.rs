//! What a build with the feature `fips` refuses, by name and before an item is touched.

use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    AlgorithmSuite, ConfigProblem, Error, ErrorClass, ItemEncryptor, KeyError, MalformedProblem, RawRsaKeyring,
    RsaPadding, SigningKey, prepare,
};
use test_support::{customer, customers, customers_builder, keyring};

/// The error names the feature and says what to do, and is the configuration's.
fn assert_names_the_feature(error: &Error) {
    let text = error.to_string();
    let source = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    assert!([&text, &source].iter().any(|text| text.contains("the feature `fips`")), "{text}: {source}");
    assert!([&text, &source].iter().any(|text| text.contains("without")), "{text}: {source}");
    assert_eq!(error.class(), ErrorClass::Configuration, "{text}");
}

#[test]
fn the_module_is_there_and_can_be_prepared() {
    prepare().unwrap();
    assert!(customers_builder(keyring()).build().is_ok());
}

#[test]
fn the_suite_with_ed25519_is_not_configured_and_has_no_keys() {
    assert_eq!(AlgorithmSuite::ALL, [AlgorithmSuite::HmacSha384, AlgorithmSuite::HmacSha384EcdsaP384]);
    let error = customers_builder(keyring()).suite(AlgorithmSuite::HmacSha384Ed25519).build().unwrap_err();
    assert!(matches!(error, Error::Config { problem: ConfigProblem::SuiteNotBuilt { suite: 0x67ed }, .. }));
    assert_names_the_feature(&error);
    let error = SigningKey::generate(AlgorithmSuite::HmacSha384Ed25519).unwrap_err();
    assert!(
        matches!(error, KeyError::Config(_)) && error.to_string().contains("the feature `fips`"),
        "{error}"
    );
    #[cfg(feature = "ed25519")]
    for made in [
        dynamodb_item_encryptor::WriterKey::generate().map(drop),
        dynamodb_item_encryptor::WriterKey::from_seed(&[7; 32]).map(drop),
        SigningKey::ed25519_from_seed(&[7; 32]).map(drop),
    ] {
        assert!(matches!(made, Err(KeyError::Config(_))), "{made:?}");
    }
}

#[tokio::test]
async fn an_item_of_the_suite_with_ed25519_is_not_read() {
    let encryptor = ItemEncryptor::new(customers(keyring()));
    let mut stored = encryptor.encrypt_item(customer("1", 7, "a@example.com")).await.unwrap();
    let mut header = stored["aws_dbe_head"].as_b().unwrap().clone().into_inner();
    header[1] = 0xed;
    stored.insert("aws_dbe_head".to_owned(), AttributeValue::B(header.into()));
    let error = encryptor.decrypt_item(stored).await.unwrap_err();
    assert!(matches!(error, Error::MalformedItem { problem: MalformedProblem::Suite, .. }), "{error}");
    assert!(error.to_string().contains("the feature `fips`"), "{error}");
}

#[tokio::test]
async fn an_item_of_the_legacy_format_is_not_read() {
    let stored = [
        ("id", "1"),
        ("created", "7"),
        ("*amzn-ddb-map-sig*", "signature"),
        ("*amzn-ddb-map-desc*", "description"),
    ];
    let stored = stored.map(|(name, text)| (name.to_owned(), AttributeValue::B(text.as_bytes().into())));
    let error = ItemEncryptor::new(customers(keyring())).decrypt_item(stored.into()).await.unwrap_err();
    assert!(matches!(error, Error::MalformedItem { problem: MalformedProblem::Legacy, .. }), "{error}");
    assert!(error.to_string().contains("the feature `fips`"), "{error}");
}

#[test]
fn pkcs1_does_not_wrap_keys() {
    for keyring in [
        RawRsaKeyring::encrypt_only("space", "key", RsaPadding::Pkcs1, "never parsed"),
        RawRsaKeyring::decrypt_only("space", "key", RsaPadding::Pkcs1, "never parsed"),
        RawRsaKeyring::new("space", "key", RsaPadding::Pkcs1, "never parsed", "nor this"),
    ] {
        let error = keyring.unwrap_err();
        assert!(
            matches!(error, KeyError::Config(_)) && error.to_string().contains("the feature `fips`"),
            "{error}"
        );
    }
}

#[cfg(feature = "legacy")]
#[test]
fn the_legacy_format_is_not_configured() {
    use dynamodb_item_encryptor::legacy::{
        AesKey, LegacyEncryptor, SignatureKey, SigningAlgorithm, WrappedProvider,
    };

    let signature_key = SignatureKey::hmac(SigningAlgorithm::HmacSha256, &[8; 32]).unwrap();
    let provider = WrappedProvider::aes(AesKey::new(&[7; 32]).unwrap(), signature_key);
    let error = LegacyEncryptor::builder().partition_key("id").provider(provider).build().unwrap_err();
    assert_names_the_feature(&error);
}
