//! The keyring over one symmetric KMS key, through the SDK's own client, against the tests' own KMS.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue as Value;
use aws_sdk_kms::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_kms::operation::decrypt::DecryptError;
use aws_sdk_kms::operation::generate_data_key::GenerateDataKeyError;
use aws_smithy_types::base64;
use dynamodb_item_encryptor::{
    AlgorithmSuite, Error, HeaderVersion, Item, ItemEncryptor, ItemHeader, KeyError, Keyring, KmsKeyring,
    MultiKeyring, RawAesKeyring, TableConfig,
};
use futures_util::future::join_all;
use test_support::find;
use test_support::kms::{Fault, Kms, REGION};
use test_support::secrets::{assert_silent, printed};

const SUITES: &[AlgorithmSuite] = AlgorithmSuite::ALL;

fn keyring(kms: &Kms, arn: &str) -> KmsKeyring {
    KmsKeyring::new(kms.client(), arn).unwrap()
}

/// An encryptor for items like [`item`], with header version 2 where there are context attributes.
fn encryptor(keyring: impl Keyring + 'static, suite: AlgorithmSuite, version: HeaderVersion) -> ItemEncryptor {
    let table = TableConfig::builder("Customers")
        .partition_key("id")
        .sort_key("created")
        .encrypt(["email", "address"])
        .suite(suite)
        .keyring(keyring);
    let table = match version {
        HeaderVersion::V1 => table.sign(CONTEXT),
        _ => table.sign_and_include_in_encryption_context(CONTEXT),
    };
    ItemEncryptor::new(table.build().unwrap())
}

/// Signed attributes of [`item`] which in version 2 are in the encryption context as well.
const CONTEXT: [&str; 5] = ["tenant", "level", "active", "gone", "tag"];

fn item() -> Item {
    let address = Value::M([("city".to_owned(), Value::S("Lübeck".into()))].into());
    [
        ("id", Value::S("customer-7".into())),
        ("created", Value::N("42.50".into())),
        ("email", Value::S("a@example.com".into())),
        ("address", address),
        ("tenant", Value::S("größe".into())),
        ("level", Value::N("1e2".into())),
        ("active", Value::Bool(true)),
        ("gone", Value::Null(true)),
        ("tag", Value::B(Blob::new([1, 2, 3]))),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}

/// An encryptor whose only keyring is of the key `arn`, with everything else as by default.
fn plain(kms: &Kms, arn: &str) -> ItemEncryptor {
    encryptor(keyring(kms, arn), AlgorithmSuite::default(), HeaderVersion::V1)
}

/// A KMS, a key in it, and an encryptor that uses the key.
fn start() -> (Kms, String, ItemEncryptor) {
    let kms = Kms::start();
    let arn = kms.create_key();
    let encryptor = plain(&kms, &arn);
    (kms, arn, encryptor)
}

/// As [`start`], with an item that is sealed already.
async fn start_with_item() -> (Kms, String, ItemEncryptor, Item) {
    let (kms, arn, encryptor) = start();
    let stored = encryptor.encrypt_item(item()).await.unwrap();
    (kms, arn, encryptor, stored)
}

fn key_error(error: &Error) -> &KeyError {
    match error {
        Error::Key { table, source } => {
            assert_eq!(table, "Customers");
            source
        }
        error => panic!("not a key error: {error:?}"),
    }
}

/// The error of the only key that was tried to read an item.
fn only_attempt(error: &Error) -> &KeyError {
    match key_error(error) {
        KeyError::AllFailed { attempts } if attempts.len() == 1 => &attempts[0].error,
        error => panic!("not one attempt: {error:?}"),
    }
}

/// KMS's name of the error that GenerateDataKey gave.
fn generate_code(error: &Error) -> Option<&str> {
    assert!(matches!(key_error(error), KeyError::Kms { operation: "GenerateDataKey", .. }), "{error:?}");
    find::<SdkError<GenerateDataKeyError>>(error).expect("the SDK's error").code()
}

/// KMS's name of the error that Decrypt gave.
fn decrypt_code(error: &Error) -> Option<&str> {
    assert!(matches!(only_attempt(error), KeyError::Kms { operation: "Decrypt", .. }), "{error:?}");
    find::<SdkError<DecryptError>>(error).expect("the SDK's error").code()
}

#[tokio::test]
async fn items_round_trip_for_every_suite_and_version() {
    let kms = Kms::start();
    let arn = kms.create_key();
    for &suite in SUITES {
        for version in [HeaderVersion::V1, HeaderVersion::V2] {
            kms.forget_calls();
            let encryptor = encryptor(keyring(&kms, &arn), suite, version);
            let stored = encryptor.encrypt_item(item()).await.unwrap();
            assert!(stored["email"].is_b() && stored["address"].is_b());
            let header = ItemHeader::of(&stored).unwrap();
            assert_eq!((header.suite, header.version), (suite, version));
            let opened = encryptor.decrypt_item(stored).await.unwrap();
            assert_eq!(opened.item, item());
            assert_eq!(kms.count("GenerateDataKey"), 1);
            assert_eq!(kms.count("Decrypt"), 1);
            assert_eq!(kms.calls().len(), 2);
        }
    }
}

/// What KMS is told of the item in [`item`], but for the public key.
fn expected_context(version: HeaderVersion) -> BTreeMap<String, String> {
    let names = [
        ("aws-crypto-table-name", "Customers"),
        ("aws-crypto-partition-name", "id"),
        ("aws-crypto-sort-name", "created"),
    ];
    let values = match version {
        HeaderVersion::V1 => vec![
            ("aws-crypto-attr.id", "AAFjdXN0b21lci03"), // 00 01 "customer-7"
            ("aws-crypto-attr.created", "AAI0Mi41"),    // 00 02 "42.5"
        ],
        _ => vec![
            ("aws-crypto-attr.id", "customer-7"),
            ("aws-crypto-attr.created", "42.5"),
            ("aws-crypto-attr.tenant", "größe"),
            ("aws-crypto-attr.level", "100"),
            ("aws-crypto-attr.active", "true"),
            ("aws-crypto-attr.gone", "null"),
            ("aws-crypto-attr.tag", "//8BAgM="), // ff ff 01 02 03
            // active, created, gone, id, level, tag, tenant
            ("aws-crypto-legend", "LNLSNBS"),
        ],
    };
    names.into_iter().chain(values).map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

#[tokio::test]
async fn kms_is_told_the_whole_encryption_context() {
    let kms = Kms::start();
    let arn = kms.create_key();
    for &suite in SUITES {
        for version in [HeaderVersion::V1, HeaderVersion::V2] {
            kms.forget_calls();
            let encryptor = encryptor(keyring(&kms, &arn), suite, version);
            let stored = encryptor.encrypt_item(item()).await.unwrap();
            let opened = encryptor.decrypt_item(stored).await.unwrap();

            let [generated, decrypted] = <[_; 2]>::try_from(kms.calls()).unwrap();
            assert_eq!((&*generated.operation, &*decrypted.operation), ("GenerateDataKey", "Decrypt"));
            assert_eq!(generated.encryption_context, decrypted.encryption_context);
            let mut context = generated.encryption_context;
            let header = opened.header.unwrap().context.unwrap();
            assert!(header.iter().eq(context.iter().map(|(name, value)| (name.as_str(), value.as_str()))));
            let public_key = context.remove("aws-crypto-public-key");
            assert_eq!(context, expected_context(version));
            let public_key = public_key.map(|key| base64::decode(key).unwrap());
            match (suite, public_key.as_deref()) {
                (AlgorithmSuite::HmacSha384, None) => {}
                (AlgorithmSuite::HmacSha384EcdsaP384, Some([2 | 3, x @ ..])) => assert_eq!(x.len(), 48),
                (AlgorithmSuite::HmacSha384Ed25519, Some(key)) => assert_eq!(key.len(), 32),
                (suite, key) => panic!("{suite:?} with the public key {key:?}"),
            }
        }
    }
}

#[tokio::test]
async fn a_table_without_sort_key_has_no_sort_name_in_its_context() {
    let kms = Kms::start();
    let keyring = keyring(&kms, &kms.create_key());
    let table = TableConfig::builder("T")
        .partition_key("id")
        .suite(AlgorithmSuite::HmacSha384)
        .keyring(keyring)
        .build()
        .unwrap();
    let item = [("id".to_owned(), Value::B(Blob::new([7])))].into();
    ItemEncryptor::new(table).encrypt_item(item).await.unwrap();
    let expected = [
        ("aws-crypto-table-name", "T"),
        ("aws-crypto-partition-name", "id"),
        ("aws-crypto-attr.id", "//8H"), // ff ff 07
    ];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(kms.calls()[0].encryption_context, expected.into());
}

#[tokio::test]
async fn every_call_names_the_key_and_carries_the_grant_tokens() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let keyring = keyring(&kms, &arn).with_grant_tokens(["first", "second"]);
    let encryptor = encryptor(keyring, AlgorithmSuite::default(), HeaderVersion::V1);
    let stored = encryptor.encrypt_item(item()).await.unwrap();
    encryptor.decrypt_item(stored).await.unwrap();
    let calls = kms.calls();
    assert_eq!(calls.len(), 2);
    for call in &calls {
        assert_eq!(call.key_id.as_deref(), Some(arn.as_str()), "{}", call.operation);
        assert_eq!(call.grant_tokens, ["first", "second"], "{}", call.operation);
        assert_eq!(call.region, REGION);
    }
    assert_eq!(calls[0].parameters["NumberOfBytes"], 32);

    kms.forget_calls();
    plain(&kms, &arn).encrypt_item(item()).await.unwrap();
    assert!(kms.calls()[0].parameters.get("GrantTokens").is_none());
}

#[tokio::test]
async fn an_item_names_the_key_that_kms_says_it_used() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let stored = plain(&kms, &arn).encrypt_item(item()).await.unwrap();
    let header = ItemHeader::of(&stored).unwrap();
    assert_eq!(header.data_keys.len(), 1);
    assert_eq!(header.data_keys[0].provider_id, "aws-kms");
    assert_eq!(header.data_keys[0].provider_info.as_deref(), Some(arn.as_str()));

    let another = kms.create_key();
    kms.inject(Some("GenerateDataKey"), 1, Fault::KeyId(another));
    let error = plain(&kms, &arn).encrypt_item(item()).await.unwrap_err();
    let Error::Key { source: KeyError::KmsResponse { operation, key, .. }, .. } = error else {
        panic!("{error:?}")
    };
    assert_eq!((operation, key), ("GenerateDataKey", arn));
}

#[tokio::test]
async fn only_the_arn_of_a_key_makes_a_keyring() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let id = arn.rsplit('/').next().unwrap();
    for wrong in [id, "alias/customers", "", "arn:aws:kms:eu-west-1:111122223333:alias/customers"] {
        let error = KmsKeyring::new(kms.client(), wrong).expect_err(wrong);
        assert!(matches!(error, KeyError::Config(_)) && error.to_string().contains(wrong));
    }
    assert_eq!(kms.calls().len(), 0);
}

#[tokio::test]
async fn a_changed_key_or_context_attribute_is_refused_by_kms() {
    let kms = Kms::start();
    let arn = kms.create_key();
    for (version, name) in [
        (HeaderVersion::V1, "id"),
        (HeaderVersion::V1, "created"),
        (HeaderVersion::V2, "id"),
        (HeaderVersion::V2, "tenant"),
    ] {
        let encryptor = encryptor(keyring(&kms, &arn), AlgorithmSuite::default(), version);
        let mut stored = encryptor.encrypt_item(item()).await.unwrap();
        let changed = if name == "created" { Value::N("43".into()) } else { Value::S("another".into()) };
        stored.insert(name.to_owned(), changed);
        kms.forget_calls();
        let error = encryptor.decrypt_item(stored).await.unwrap_err();
        assert_eq!(decrypt_code(&error), Some("InvalidCiphertextException"), "{name}");
        let sdk: &SdkError<DecryptError> = find(&error).unwrap();
        assert!(sdk.as_service_error().unwrap().is_invalid_ciphertext_exception());
        assert!(find::<KeyError>(&error).is_some());
        assert!(key_error(&error).to_string().contains(&arn), "{error:?}");
        assert_eq!(kms.count("Decrypt"), 1);
    }
}

#[tokio::test]
async fn a_key_that_is_switched_off_neither_writes_nor_reads() {
    let (kms, arn, encryptor, stored) = start_with_item().await;
    let admin = kms.client();

    admin.disable_key().key_id(&arn).send().await.unwrap();
    let error = encryptor.encrypt_item(item()).await.unwrap_err();
    assert_eq!(generate_code(&error), Some("DisabledException"));
    assert!(key_error(&error).to_string().contains(&arn));
    let error = encryptor.decrypt_item(stored.clone()).await.unwrap_err();
    assert_eq!(decrypt_code(&error), Some("DisabledException"));
    assert!(key_error(&error).to_string().contains(&arn));

    admin.enable_key().key_id(&arn).send().await.unwrap();
    assert_eq!(encryptor.decrypt_item(stored.clone()).await.unwrap().item, item());

    admin.schedule_key_deletion().key_id(&arn).pending_window_in_days(7).send().await.unwrap();
    let error = encryptor.encrypt_item(item()).await.unwrap_err();
    assert_eq!(generate_code(&error), Some("KMSInvalidStateException"));
    let error = encryptor.decrypt_item(stored).await.unwrap_err();
    assert_eq!(decrypt_code(&error), Some("KMSInvalidStateException"));
}

#[tokio::test]
async fn wrong_answers_to_generate_data_key_are_not_believed() {
    let (kms, arn, encryptor) = start();
    let alias = "arn:aws:kms:eu-west-1:111122223333:alias/customers".to_owned();
    let id = arn.rsplit('/').next().unwrap().to_owned();
    for fault in [
        Fault::KeyId(alias),
        Fault::KeyId(id),
        Fault::KeyId(String::new()),
        Fault::Missing("KeyId"),
        Fault::PlaintextLength(0),
        Fault::PlaintextLength(16),
        Fault::PlaintextLength(31),
        Fault::PlaintextLength(33),
        Fault::PlaintextLength(64),
        Fault::Missing("Plaintext"),
        Fault::Missing("CiphertextBlob"),
    ] {
        kms.inject(Some("GenerateDataKey"), 1, fault.clone());
        let error = encryptor.encrypt_item(item()).await.unwrap_err();
        match key_error(&error) {
            KeyError::KmsResponse { operation: "GenerateDataKey", key, .. } => assert_eq!(*key, arn),
            error => panic!("{fault:?}: {error:?}"),
        }
        assert!(key_error(&error).to_string().contains(&arn));
    }
}

#[tokio::test]
async fn wrong_answers_to_decrypt_are_not_believed() {
    let (kms, arn, encryptor, stored) = start_with_item().await;
    for fault in [
        Fault::KeyId(kms.create_key()),
        Fault::KeyId(arn.to_uppercase()),
        Fault::KeyId(String::new()),
        Fault::Missing("KeyId"),
        Fault::PlaintextLength(0),
        Fault::PlaintextLength(31),
        Fault::PlaintextLength(33),
        Fault::PlaintextLength(64),
        Fault::Missing("Plaintext"),
    ] {
        kms.inject(Some("Decrypt"), 1, fault.clone());
        let error = encryptor.decrypt_item(stored.clone()).await.unwrap_err();
        match only_attempt(&error) {
            KeyError::KmsResponse { operation: "Decrypt", key, .. } => assert_eq!(*key, arn),
            error => panic!("{fault:?}: {error:?}"),
        }
        assert!(key_error(&error).to_string().contains(&arn));
    }
    // A key of the right length that is not the one: only the wrapped data key can tell.
    kms.inject(Some("Decrypt"), 1, Fault::PlaintextLength(32));
    let error = encryptor.decrypt_item(stored.clone()).await.unwrap_err();
    assert!(matches!(only_attempt(&error), KeyError::Unwrap { key } if *key == arn), "{error:?}");

    assert_eq!(encryptor.decrypt_item(stored).await.unwrap().item, item());
}

#[tokio::test]
async fn an_item_of_another_key_is_refused_without_a_call() {
    let kms = Kms::start();
    let (arn, another) = (kms.create_key(), kms.create_key());
    let stored = plain(&kms, &another).encrypt_item(item()).await.unwrap();
    kms.forget_calls();
    let error = plain(&kms, &arn).decrypt_item(stored).await.unwrap_err();
    match key_error(&error) {
        KeyError::NoneMatches { offered } => {
            assert_eq!(offered.len(), 1);
            assert!(offered[0].contains("aws-kms") && offered[0].contains(&another), "{offered:?}");
        }
        error => panic!("{error:?}"),
    }
    assert!(key_error(&error).to_string().contains(&another));
    assert_eq!(kms.calls().len(), 0);
}

#[tokio::test]
async fn passing_troubles_are_retried_by_the_sdk() {
    let (kms, _, encryptor) = start();
    for fault in [
        Fault::Throttling,
        Fault::Internal,
        Fault::Dropped,
        Fault::Error(500, "KMSInternalException"),
        Fault::Error(503, "DependencyTimeoutException"),
    ] {
        kms.forget_calls();
        kms.inject(Some("GenerateDataKey"), 2, fault.clone());
        let stored = encryptor.encrypt_item(item()).await.unwrap();
        assert_eq!(kms.count("GenerateDataKey"), 3, "{fault:?}");
        kms.inject(Some("Decrypt"), 1, fault.clone());
        assert_eq!(encryptor.decrypt_item(stored).await.unwrap().item, item());
        assert_eq!(kms.count("Decrypt"), 2, "{fault:?}");
    }
}

#[tokio::test]
async fn lasting_troubles_give_an_error_that_names_the_key() {
    let (kms, arn, encryptor, stored) = start_with_item().await;
    for (fault, code, calls) in [
        (Fault::Throttling, Some("ThrottlingException"), 3),
        (Fault::Error(503, "DependencyTimeoutException"), Some("DependencyTimeoutException"), 3),
        (Fault::Internal, None, 3),
        (Fault::Dropped, None, 3),
        (Fault::AccessDenied, Some("AccessDeniedException"), 1),
        (Fault::Error(400, "NotFoundException"), Some("NotFoundException"), 1),
        (Fault::Error(400, "IncorrectKeyException"), Some("IncorrectKeyException"), 1),
        (Fault::CutOff, None, 1),
    ] {
        kms.forget_calls();
        kms.inject(None, usize::MAX, fault.clone());
        let error = encryptor.encrypt_item(item()).await.unwrap_err();
        assert_eq!(generate_code(&error), code, "{fault:?}: {error:?}");
        assert!(key_error(&error).to_string().contains(&arn), "{fault:?}: {error:?}");
        assert_eq!(kms.count("GenerateDataKey"), calls, "{fault:?}");

        let error = encryptor.decrypt_item(stored.clone()).await.unwrap_err();
        assert_eq!(decrypt_code(&error), code, "{fault:?}: {error:?}");
        let message = key_error(&error).to_string();
        assert!(message.contains(&arn), "{message}");
        assert!(code.is_none_or(|code| message.contains(code)), "{message}");
        assert_eq!(kms.count("Decrypt"), calls, "{fault:?}");
        kms.heal();
    }
    assert_eq!(encryptor.decrypt_item(stored).await.unwrap().item, item());
}

#[tokio::test]
async fn a_call_that_takes_too_long_is_given_up() {
    const PATIENCE: Duration = Duration::from_millis(50);
    let kms = Kms::start();
    let arn = kms.create_key();
    let timeout = aws_sdk_kms::config::timeout::TimeoutConfig::builder().operation_timeout(PATIENCE).build();
    let config = kms.config_in(REGION).timeout_config(timeout).build();
    let impatient = KmsKeyring::new(aws_sdk_kms::Client::from_conf(config), &arn).unwrap();
    let impatient = encryptor(impatient, AlgorithmSuite::default(), HeaderVersion::V1);
    let stored = plain(&kms, &arn).encrypt_item(item()).await.unwrap();

    kms.inject(None, usize::MAX, Fault::Late(PATIENCE * 4));
    let error = impatient.encrypt_item(item()).await.unwrap_err();
    assert!(matches!(find(&error), Some(SdkError::<GenerateDataKeyError>::TimeoutError(_))), "{error:?}");
    assert!(key_error(&error).to_string().contains(&arn));
    let error = impatient.decrypt_item(stored.clone()).await.unwrap_err();
    assert!(matches!(find(&error), Some(SdkError::<DecryptError>::TimeoutError(_))), "{error:?}");
    assert!(key_error(&error).to_string().contains(&arn));
    assert_eq!(plain(&kms, &arn).decrypt_item(stored).await.unwrap().item, item());
}

#[tokio::test]
async fn several_keyrings_open_with_any_of_them() {
    let kms = Kms::start();
    let (arn, another) = (kms.create_key(), kms.create_key());
    let aes = |bytes: u8| RawAesKeyring::new("examples", "spare", &[bytes; 32]).unwrap();
    let with = |keyring: MultiKeyring| encryptor(keyring, AlgorithmSuite::default(), HeaderVersion::V2);
    let all = || MultiKeyring::new(keyring(&kms, &arn)).and(aes(7)).and(keyring(&kms, &another));

    let stored = with(all()).encrypt_item(item()).await.unwrap();
    let header = ItemHeader::of(&stored).unwrap();
    let names: Vec<_> = header.data_keys.iter().map(|key| key.provider_id.as_str()).collect();
    assert_eq!(names, ["aws-kms", "examples", "aws-kms"]);
    assert_eq!(kms.count("GenerateDataKey"), 2);

    for single in [
        with(MultiKeyring::new(keyring(&kms, &arn))),
        with(MultiKeyring::new(aes(7))),
        with(MultiKeyring::new(keyring(&kms, &another))),
        with(all()),
    ] {
        assert_eq!(single.decrypt_item(stored.clone()).await.unwrap().item, item());
    }

    // The first that can is enough, and those before it may fail.
    kms.forget_calls();
    kms.inject(Some("Decrypt"), 1, Fault::AccessDenied);
    assert_eq!(with(all()).decrypt_item(stored.clone()).await.unwrap().item, item());
    assert_eq!(kms.count("Decrypt"), 1);

    // When none can, each has its say.
    kms.inject(Some("Decrypt"), 1, Fault::AccessDenied);
    kms.client().disable_key().key_id(&another).send().await.unwrap();
    let broken = MultiKeyring::new(keyring(&kms, &arn)).and(aes(8)).and(keyring(&kms, &another));
    let error = with(broken).decrypt_item(stored.clone()).await.unwrap_err();
    let KeyError::AllFailed { attempts } = key_error(&error) else { panic!("{error:?}") };
    let tried: Vec<_> = attempts.iter().map(|attempt| attempt.key.as_str()).collect();
    assert_eq!(tried, [format!("aws-kms '{arn}'"), "examples 'spare'".into(), format!("aws-kms '{another}'")]);
    let message = key_error(&error).to_string();
    for part in [&arn, "AccessDeniedException", "spare", &another, "DisabledException"] {
        assert!(message.contains(part), "no {part} in: {message}");
    }

    // An item is written for all of its keyrings or not at all.
    let error = with(all()).encrypt_item(item()).await.unwrap_err();
    assert_eq!(generate_code(&error), Some("DisabledException"));
    assert!(key_error(&error).to_string().contains(&another));
}

#[tokio::test]
async fn errors_print_no_keys() {
    let (kms, _, encryptor, stored) = start_with_item().await;
    let mut text = String::new();
    for fault in [
        Fault::CutOff,
        Fault::KeyId(kms.create_key()),
        Fault::KeyId(String::new()),
        Fault::Missing("KeyId"),
        Fault::PlaintextLength(31),
        Fault::PlaintextLength(64),
        Fault::Missing("CiphertextBlob"),
        Fault::Late(Duration::from_millis(1)),
    ] {
        kms.inject(None, 1, fault.clone());
        if let Err(error) = encryptor.encrypt_item(item()).await {
            text += &printed(&error);
        }
        kms.heal();
        kms.inject(None, 1, fault);
        match encryptor.decrypt_item(stored.clone()).await {
            Ok(opened) => text += &format!("{:?}", opened.header),
            Err(error) => text += &printed(&error),
        }
        kms.heal();
    }
    assert!(text.contains("KmsResponse"));
    assert!(kms.handed_out().len() > 12);
    assert_silent(
        text.as_bytes(),
        kms.handed_out().iter().map(Vec::as_slice).filter(|secret| !secret.is_empty()),
    );
}

/// On one thread, so that whatever blocks it blocks all.
#[tokio::test(flavor = "current_thread")]
async fn many_items_wait_for_kms_together() {
    const DELAY: Duration = Duration::from_millis(400);
    let kms = Kms::start();
    let encryptor = plain(&kms, &kms.create_key());
    kms.set_delay(DELAY);
    let stored = encryptor.encrypt_item(item()).await.unwrap();

    let started = Instant::now();
    encryptor.encrypt_item(item()).await.unwrap();
    let one = started.elapsed();
    let started = Instant::now();
    for sealed in join_all((0..20).map(|_| encryptor.encrypt_item(item()))).await {
        sealed.unwrap();
    }
    let encrypted = started.elapsed();
    let started = Instant::now();
    for opened in join_all((0..20).map(|_| encryptor.decrypt_item(stored.clone()))).await {
        opened.unwrap();
    }
    let decrypted = started.elapsed();
    println!("one item: {one:?}, 20 encrypted: {encrypted:?}, 20 decrypted: {decrypted:?}");
    assert!(one >= DELAY);
    assert!(encrypted < 3 * one && decrypted < 3 * one, "{one:?} {encrypted:?} {decrypted:?}");
    assert_eq!(kms.most_in_flight(), 20);
}
