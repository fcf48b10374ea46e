//! The variants of the KMS keyring (several keys, discovery, multi-Region, RSA, ECDH), through the SDK's own client,
//! against the tests' own KMS.
//!
//! The keyring over one symmetric key has its own tests in `kms_key.rs`. That each keyring works with each suite is
//! shown by `provider_matrix.rs`.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_lc_rs::agreement;
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rsa::{OAEP_SHA256_MGF1SHA256, OaepPublicEncryptingKey, PublicEncryptingKey};
use aws_sdk_dynamodb::types::AttributeValue;
use aws_sdk_kms::Client;
use aws_smithy_types::base64;
use dynamodb_item_encryptor::{
    AlgorithmSuite, BoxError, BoxFuture, DiscoveryFilter, EcdhCurve, EncryptedDataKey, Error, IntermediateKey,
    Item, ItemEncryptor, ItemHeader, KeyAttempt, KeyError, Keyring, KmsClientSupplier, KmsDiscoveryKeyring,
    KmsDiscoveryMultiKeyring, KmsEcdhKeyring, KmsKeyring, KmsMrkDiscoveryKeyring, KmsMrkDiscoveryMultiKeyring,
    KmsMrkKeyring, KmsMrkMultiKeyring, KmsMultiKeyring, KmsRsaAlgorithm, KmsRsaKeyring, MultiKeyring,
    RawAesKeyring, RawEcdhKeyring, RegionalKmsClients, TableConfig, UnwrapRequest, UnwrappedDataKey,
    WrapRequest, WrappedDataKey,
};
use serde_json::json;
use test_support::kms::{ACCOUNT, Fault, Kms, REGION};
use test_support::secrets::{assert_silent, printed};

const UNSIGNED: AlgorithmSuite = AlgorithmSuite::HmacSha384;
const SIGNED: AlgorithmSuite = AlgorithmSuite::HmacSha384EcdsaP384;
const RSA_ALGORITHMS: [KmsRsaAlgorithm; 2] = [KmsRsaAlgorithm::OaepSha1, KmsRsaAlgorithm::OaepSha256];
const CURVES: [(EcdhCurve, &str); 3] = [
    (EcdhCurve::P256, "ECC_NIST_P256"),
    (EcdhCurve::P384, "ECC_NIST_P384"),
    (EcdhCurve::P521, "ECC_NIST_P521"),
];
const OTHER_REGION: &str = "us-east-1";
const THIRD_REGION: &str = "ap-southeast-2";

fn item() -> Item {
    [("id", "customer-7"), ("email", "a@example.com")]
        .map(|(name, value)| (name.to_owned(), AttributeValue::S(value.to_owned())))
        .into()
}

fn encryptor(keyring: impl Keyring + 'static, suite: AlgorithmSuite) -> ItemEncryptor {
    let table = TableConfig::builder("Customers").partition_key("id").encrypt(["email"]);
    ItemEncryptor::new(table.suite(suite).keyring(keyring).build().unwrap())
}

async fn seal_with(keyring: impl Keyring + 'static, suite: AlgorithmSuite) -> Result<Item, KeyError> {
    encryptor(keyring, suite).encrypt_item(item()).await.map_err(key_error)
}

async fn seal(keyring: impl Keyring + 'static) -> Result<Item, KeyError> {
    seal_with(keyring, UNSIGNED).await
}

/// Opens with a suite in the configuration that does not matter: the item says its own.
async fn open(keyring: impl Keyring + 'static, stored: &Item) -> Result<(), KeyError> {
    let opened = encryptor(keyring, SIGNED).decrypt_item(stored.clone()).await.map_err(key_error)?;
    assert_eq!(opened.item, item());
    Ok(())
}

fn key_error(error: Error) -> KeyError {
    match error {
        Error::Key { source, .. } => source,
        error => panic!("not a key error: {error:?}"),
    }
}

/// The keys that were tried to read an item, and the whole message.
fn attempts<T>(outcome: Result<T, KeyError>) -> (Vec<KeyAttempt>, String) {
    match outcome.err().expect("an error") {
        KeyError::AllFailed { attempts } => {
            let message = attempts.iter().map(|attempt| format!("{attempt}\n")).collect();
            (attempts, message)
        }
        error => panic!("{error:?}"),
    }
}

fn only_attempt<T>(outcome: Result<T, KeyError>) -> KeyError {
    let (mut attempts, message) = attempts(outcome);
    assert_eq!(attempts.len(), 1, "{message}");
    attempts.pop().unwrap().error
}

/// Asserts that no key of the item was tried, and gives the names of those it has.
fn none_matches<T>(outcome: Result<T, KeyError>) -> Vec<String> {
    match outcome.err().expect("an error") {
        KeyError::NoneMatches { offered } => offered,
        error => panic!("{error:?}"),
    }
}

fn assert_holds(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "no '{part}' in: {text}");
    }
}

/// The names of an item's keys in stored order.
fn names(stored: &Item) -> Vec<String> {
    let header = ItemHeader::of(stored).unwrap();
    header.data_keys.into_iter().filter_map(|key| key.provider_info).collect()
}

fn clients(kms: &Kms) -> RegionalKmsClients {
    RegionalKmsClients::new(kms.config_in("nowhere").build())
}

fn strict(kms: &Kms, arn: &str) -> KmsKeyring {
    KmsKeyring::new(kms.client_in(region(arn)), arn).unwrap()
}

fn mrk(kms: &Kms, arn: &str) -> KmsMrkKeyring {
    KmsMrkKeyring::new(kms.client_in(region(arn)), arn).unwrap()
}

fn multi(kms: &Kms, arns: &[&String]) -> KmsMultiKeyring {
    KmsMultiKeyring::new(clients(kms), arns.iter().copied()).unwrap()
}

fn discovery(kms: &Kms) -> KmsDiscoveryKeyring {
    KmsDiscoveryKeyring::new(kms.client())
}

fn mrk_discovery(kms: &Kms, region: &str) -> KmsMrkDiscoveryKeyring {
    KmsMrkDiscoveryKeyring::new(kms.client_in(region)).unwrap()
}

fn region(arn: &str) -> &str {
    arn.split(':').nth(3).unwrap()
}

fn multi_region_key(kms: &Kms, region: &str) -> String {
    kms.create_key_with(region, json!({ "MultiRegion": true }))
}

/// The operations and regions of all calls so far, which are then forgotten.
fn calls(kms: &Kms) -> Vec<String> {
    let calls = kms.calls().into_iter().map(|call| format!("{} {}", call.operation, call.region)).collect();
    kms.forget_calls();
    calls
}

fn pem(label: &str, der: &[u8]) -> String {
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", base64::encode(der))
}

fn public_pem(kms: &Kms, arn: &str) -> String {
    pem("PUBLIC KEY", &kms.public_key(arn))
}

fn rsa(kms: &Kms, arn: &str, algorithm: KmsRsaAlgorithm) -> KmsRsaKeyring {
    KmsRsaKeyring::new(kms.client(), arn, algorithm, public_pem(kms, arn)).unwrap()
}

fn ecdh(kms: &Kms, curve: EcdhCurve, own: &str, other: &str) -> KmsEcdhKeyring {
    KmsEcdhKeyring::static_to_static(kms.client(), curve, own, kms.public_key(other)).unwrap()
}

/// Remembers the data keys that the keyring in it made.
struct Remembering<K>(K, Mutex<Vec<EncryptedDataKey>>);

impl<K: Keyring> Keyring for Remembering<K> {
    fn wrap_data_key<'a>(
        &'a self,
        request: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        Box::pin(async move {
            let wrapped = self.0.wrap_data_key(request).await?;
            *self.1.lock().unwrap() = wrapped.iter().map(|key| key.encrypted.clone()).collect();
            Ok(wrapped)
        })
    }

    fn unwrap_data_key<'a>(
        &'a self,
        request: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        self.0.unwrap_data_key(request)
    }
}

/// Shows the keyring in it other data keys than the item's.
struct Showing<K>(K, Vec<EncryptedDataKey>);

impl<K: Keyring> Keyring for Showing<K> {
    fn wrap_data_key<'a>(
        &'a self,
        request: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        self.0.wrap_data_key(request)
    }

    fn unwrap_data_key<'a>(
        &'a self,
        request: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        Box::pin(async move {
            let mut request = *request;
            request.data_keys = &self.1;
            self.0.unwrap_data_key(&request).await
        })
    }
}

/// An item, and its data keys as they are stored.
async fn sealed(keyring: impl Keyring + 'static) -> (Item, Vec<EncryptedDataKey>) {
    let keyring = Arc::new(Remembering(keyring, Mutex::default()));
    let stored = seal(keyring.clone()).await.unwrap();
    let data_keys = keyring.1.lock().unwrap().clone();
    (stored, data_keys)
}

// ---------------------------------------------------------------------------------------------
// All keyrings

#[tokio::test]
async fn every_call_carries_the_grant_tokens() {
    let kms = Kms::start();
    let (arn, replicated) = (kms.create_key(), multi_region_key(&kms, REGION));
    let (rsa_arn, ecc) = (kms.create_key_of("RSA_2048"), kms.create_key_of("ECC_NIST_P256"));
    let tokens = ["first", "second"];
    let mut keyrings: Vec<Box<dyn Keyring>> = vec![
        Box::new(multi(&kms, &[&arn, &replicated]).with_grant_tokens(tokens)),
        Box::new(mrk(&kms, &arn).with_grant_tokens(tokens)),
        Box::new(KmsMrkMultiKeyring::new(clients(&kms), [&arn]).unwrap().with_grant_tokens(tokens)),
        Box::new(rsa(&kms, &rsa_arn, RSA_ALGORITHMS[1]).with_grant_tokens(tokens)),
        Box::new(ecdh(&kms, EcdhCurve::P256, &ecc, &ecc).with_grant_tokens(tokens)),
    ];
    for (number, keyring) in keyrings.drain(..).enumerate() {
        let encryptor = encryptor(keyring, UNSIGNED);
        let stored = encryptor.encrypt_item(item()).await.unwrap();
        encryptor.decrypt_item(stored).await.unwrap_or_else(|error| panic!("{number}: {error:?}"));
    }
    let stored = seal(mrk(&kms, &replicated).with_grant_tokens(tokens)).await.unwrap();
    let in_region = |_: &Kms| (clients(&kms), [REGION]);
    let (supplier, regions) = in_region(&kms);
    let keyrings: Vec<Box<dyn Keyring>> = vec![
        Box::new(discovery(&kms).with_grant_tokens(tokens)),
        Box::new(KmsDiscoveryMultiKeyring::new(supplier, regions).unwrap().with_grant_tokens(tokens)),
        Box::new(mrk_discovery(&kms, REGION).with_grant_tokens(tokens)),
        Box::new(KmsMrkDiscoveryMultiKeyring::new(clients(&kms), [REGION]).unwrap().with_grant_tokens(tokens)),
    ];
    for keyring in keyrings {
        open(keyring, &stored).await.unwrap();
    }
    let calls = kms.calls();
    for operation in ["GenerateDataKey", "Decrypt", "GetPublicKey", "DeriveSharedSecret"] {
        assert!(calls.iter().any(|call| call.operation == operation), "{operation}");
    }
    for call in calls {
        assert_eq!(call.grant_tokens, tokens, "{}", call.operation);
    }
}

#[tokio::test]
async fn only_arns_of_keys_make_keyrings() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let rsa_arn = kms.create_key_of("RSA_2048");
    let public = public_pem(&kms, &rsa_arn);
    let id = arn.rsplit('/').next().unwrap();
    for wrong in
        [id, "alias/customers", "", "arn:aws:kms:eu-west-1:111122223333:alias/customers", "mrk-0a1b2c3d"]
    {
        let errors = [
            KmsMrkKeyring::new(kms.client(), wrong).err(),
            KmsMultiKeyring::new(clients(&kms), [&arn, wrong]).err(),
            KmsMrkMultiKeyring::new(clients(&kms), [wrong, &arn]).err(),
            KmsRsaKeyring::decrypt_only(kms.client(), wrong, RSA_ALGORITHMS[0]).err(),
            KmsRsaKeyring::encrypt_only(wrong, RSA_ALGORITHMS[0], &public).err(),
            KmsEcdhKeyring::discovery(kms.client(), EcdhCurve::P256, wrong).err(),
        ];
        for error in errors {
            let error = error.expect(wrong);
            assert!(matches!(error, KeyError::Config(_)) && error.to_string().contains(wrong), "{error}");
        }
    }
    let none: [String; 0] = [];
    assert!(matches!(KmsMultiKeyring::new(clients(&kms), &none), Err(KeyError::Config(_))));
    assert!(matches!(KmsMrkMultiKeyring::new(clients(&kms), &none), Err(KeyError::Config(_))));
    for regions in [vec![], vec![""], vec![REGION, ""]] {
        assert!(matches!(
            KmsDiscoveryMultiKeyring::new(clients(&kms), regions.clone()),
            Err(KeyError::Config(_))
        ));
        assert!(matches!(KmsMrkDiscoveryMultiKeyring::new(clients(&kms), regions), Err(KeyError::Config(_))));
    }
    for (partition, accounts) in [("", vec![ACCOUNT]), ("aws", vec![]), ("aws", vec![ACCOUNT, ""])] {
        assert!(matches!(DiscoveryFilter::new(partition, accounts), Err(KeyError::Config(_))));
    }
    let nowhere = Client::from_conf(kms.config_in(REGION).region(None).build());
    assert!(matches!(KmsMrkDiscoveryKeyring::new(nowhere), Err(KeyError::Config(_))));
    assert!(kms.calls().is_empty());
}

#[tokio::test]
async fn a_name_that_is_no_arn_fails_the_keyring_before_any_call() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let (stored, data_keys) = sealed(strict(&kms, &arn)).await;
    kms.forget_calls();
    for wrong in
        [&b""[..], b"alias/customers", b"arn:aws:kms:eu-west-1:111122223333:alias/customers", b"\xff\xfe"]
    {
        let malformed = EncryptedDataKey::new("aws-kms", wrong.to_vec(), vec![0; 100]);
        let shown = || vec![data_keys[0].clone(), malformed.clone()];
        let outcomes = [
            open(Showing(strict(&kms, &arn), shown()), &stored).await,
            open(Showing(mrk(&kms, &arn), shown()), &stored).await,
            open(Showing(discovery(&kms), shown()), &stored).await,
            open(Showing(mrk_discovery(&kms, REGION), shown()), &stored).await,
        ];
        for outcome in outcomes {
            assert!(matches!(only_attempt(outcome), KeyError::DataKey(_)));
        }
        // What is malformed for one provider is not the business of another.
        let shown = vec![malformed.clone(), data_keys[0].clone()];
        let keyring = KmsRsaKeyring::decrypt_only(kms.client(), &arn, RSA_ALGORITHMS[0]).unwrap();
        assert_eq!(none_matches(open(Showing(keyring, shown), &stored).await).len(), 1);
    }
    assert!(kms.calls().is_empty());
}

#[tokio::test]
async fn decrypt_only_keyrings_refuse_to_write() {
    let kms = Kms::start();
    let (rsa_arn, ecc) = (kms.create_key_of("RSA_2048"), kms.create_key_of("ECC_NIST_P256"));
    let keyrings: Vec<(&str, Box<dyn Keyring>)> = vec![
        ("discovery", Box::new(discovery(&kms))),
        ("discovery", Box::new(KmsDiscoveryMultiKeyring::new(clients(&kms), [REGION]).unwrap())),
        ("discovery", Box::new(mrk_discovery(&kms, REGION))),
        ("discovery", Box::new(KmsMrkDiscoveryMultiKeyring::new(clients(&kms), [REGION]).unwrap())),
        (
            rsa_arn.as_str(),
            Box::new(KmsRsaKeyring::decrypt_only(kms.client(), &rsa_arn, RSA_ALGORITHMS[0]).unwrap()),
        ),
        (ecc.as_str(), Box::new(KmsEcdhKeyring::discovery(kms.client(), EcdhCurve::P256, &ecc).unwrap())),
    ];
    for (name, keyring) in keyrings {
        let error = seal(keyring).await.unwrap_err();
        assert!(matches!(error, KeyError::OneWay { .. }), "{error:?}");
        assert_holds(&error.to_string(), &[name, "cannot write items"]);
    }
    // And with others beside them nothing is written either.
    let keyring = MultiKeyring::new(strict(&kms, &kms.create_key())).and(discovery(&kms));
    assert!(matches!(seal(keyring).await, Err(KeyError::OneWay { .. })));

    let writer = KmsRsaKeyring::encrypt_only(&rsa_arn, RSA_ALGORITHMS[0], public_pem(&kms, &rsa_arn)).unwrap();
    kms.forget_calls();
    let stored = seal(writer).await.unwrap();
    let writer = KmsRsaKeyring::encrypt_only(&rsa_arn, RSA_ALGORITHMS[0], public_pem(&kms, &rsa_arn)).unwrap();
    let error = only_attempt(open(writer, &stored).await);
    assert_holds(&error.to_string(), &[&rsa_arn, "cannot read items"]);
    assert!(kms.calls().is_empty());
}

#[tokio::test]
async fn wrong_answers_are_not_believed_and_no_error_prints_a_secret() {
    let kms = Kms::start();
    let (arn, other) = (multi_region_key(&kms, REGION), kms.create_key());
    let (rsa_arn, ecc) = (kms.create_key_of("RSA_2048"), kms.create_key_of("ECC_NIST_P256"));
    let stored = seal(mrk(&kms, &arn)).await.unwrap();
    let stored_rsa = seal(rsa(&kms, &rsa_arn, RSA_ALGORITHMS[1])).await.unwrap();
    let ecdh = || {
        let keyring = ecdh(&kms, EcdhCurve::P256, &ecc, &ecc);
        keyring.with_public_key(kms.public_key(&ecc)).unwrap()
    };
    let stored_ecdh = seal(ecdh()).await.unwrap();
    let mut text = String::new();
    let mut refused = |error: KeyError, operation: &str, fault: &Fault| {
        text += &printed(&error);
        match error {
            KeyError::KmsResponse { operation: given, .. } => assert_eq!(given, operation, "{fault:?}"),
            error => panic!("{operation} {fault:?}: {error:?}"),
        }
    };
    for fault in [
        Fault::KeyId(other.clone()),
        Fault::KeyId(String::new()),
        Fault::Missing("KeyId"),
        Fault::PlaintextLength(0),
        Fault::PlaintextLength(31),
        Fault::PlaintextLength(33),
        Fault::PlaintextLength(79),
        Fault::PlaintextLength(81),
    ] {
        let inject = |operation| kms.inject(Some(operation), 1, fault.clone());
        inject("GenerateDataKey");
        refused(seal(mrk(&kms, &arn)).await.unwrap_err(), "GenerateDataKey", &fault);
        inject("Decrypt");
        refused(only_attempt(open(mrk(&kms, &arn), &stored).await), "Decrypt", &fault);
        inject("Decrypt");
        refused(only_attempt(open(discovery(&kms), &stored).await), "Decrypt", &fault);
        inject("Decrypt");
        refused(only_attempt(open(mrk_discovery(&kms, REGION), &stored).await), "Decrypt", &fault);
        inject("Decrypt");
        let keyring = rsa(&kms, &rsa_arn, RSA_ALGORITHMS[1]);
        refused(only_attempt(open(keyring, &stored_rsa).await), "Decrypt", &fault);
        inject("DeriveSharedSecret");
        refused(seal(ecdh()).await.unwrap_err(), "DeriveSharedSecret", &fault);
        inject("DeriveSharedSecret");
        refused(only_attempt(open(ecdh(), &stored_ecdh).await), "DeriveSharedSecret", &fault);
    }
    for fault in [
        Fault::Missing("SharedSecret"),
        Fault::Missing("KeyAgreementAlgorithm"),
        Fault::Member("KeyAgreementAlgorithm", json!("X")),
    ] {
        kms.inject(Some("DeriveSharedSecret"), 1, fault.clone());
        refused(seal(ecdh()).await.unwrap_err(), "DeriveSharedSecret", &fault);
    }
    for fault in [
        Fault::KeyId(other),
        Fault::Missing("KeyId"),
        Fault::Missing("PublicKey"),
        Fault::Member("PublicKey", json!(base64::encode([0; 91]))),
        Fault::Member("KeyUsage", json!("ENCRYPT_DECRYPT")),
        Fault::Member("KeySpec", json!("ECC_NIST_P384")),
    ] {
        kms.inject(Some("GetPublicKey"), 1, fault.clone());
        let keyring = KmsEcdhKeyring::discovery(kms.client(), EcdhCurve::P256, &ecc).unwrap();
        refused(only_attempt(open(keyring, &stored_ecdh).await), "GetPublicKey", &fault);
    }
    // Right lengths and wrong bytes: only what they unwrap can tell.
    kms.inject(Some("Decrypt"), 1, Fault::PlaintextLength(80));
    let outcome = open(rsa(&kms, &rsa_arn, RSA_ALGORITHMS[1]), &stored_rsa).await;
    assert!(matches!(only_attempt(outcome), KeyError::Unwrap { .. }));
    kms.inject(Some("DeriveSharedSecret"), 1, Fault::PlaintextLength(32));
    assert!(matches!(only_attempt(open(ecdh(), &stored_ecdh).await), KeyError::Unwrap { .. }));
    // Answers that are cut off: the SDK's error would hold them.
    kms.inject(None, 1, Fault::CutOff);
    text += &printed(&seal(ecdh()).await.unwrap_err());
    kms.inject(None, 1, Fault::CutOff);
    text += &printed(&only_attempt(open(rsa(&kms, &rsa_arn, RSA_ALGORITHMS[1]), &stored_rsa).await));
    let secrets = kms.handed_out();
    assert_silent(text.as_bytes(), secrets.iter().map(Vec::as_slice).filter(|secret| secret.len() > 30));
}

// ---------------------------------------------------------------------------------------------
// Several keys

#[tokio::test]
async fn several_keys_are_called_at_once_and_stored_in_order() {
    let kms = Kms::start();
    let arns: Vec<String> =
        [REGION, OTHER_REGION, THIRD_REGION, REGION].map(|region| kms.create_key_in(region)).into();
    kms.set_delay(Duration::from_millis(40));
    let all: Vec<&String> = arns.iter().collect();
    let stored = seal(multi(&kms, &all)).await.unwrap();
    assert_eq!(kms.most_in_flight(), 4);
    assert_eq!(names(&stored), arns);
    kms.set_delay(Duration::ZERO);
    for call in kms.calls() {
        assert_eq!(call.region, region(&call.key_id.unwrap()));
    }

    // Each of them alone opens it, with one call to its own region.
    for arn in &arns {
        kms.forget_calls();
        open(multi(&kms, &[arn]), &stored).await.unwrap();
        assert_eq!(calls(&kms), [format!("Decrypt {}", region(arn))]);
    }
    // Configured order decides what is tried, and nothing else is.
    open(multi(&kms, &[&arns[2], &arns[0]]), &stored).await.unwrap();
    assert_eq!(calls(&kms), [format!("Decrypt {THIRD_REGION}")]);
    let stranger = kms.create_key();
    open(multi(&kms, &[&stranger, &arns[1]]), &stored).await.unwrap();
    assert_eq!(calls(&kms), [format!("Decrypt {OTHER_REGION}")]);
    assert_eq!(none_matches(open(multi(&kms, &[&stranger]), &stored).await).len(), 4);
    assert!(kms.calls().is_empty());
}

#[tokio::test]
async fn an_item_is_written_for_all_keys_or_none_and_every_failure_is_told() {
    let kms = Kms::start();
    let admin = kms.client();
    let (good, disabled, dying) = (kms.create_key(), kms.create_key(), kms.create_key());
    let stored = seal(multi(&kms, &[&disabled, &dying, &good])).await.unwrap();
    admin.disable_key().key_id(&disabled).send().await.unwrap();
    admin.schedule_key_deletion().key_id(&dying).send().await.unwrap();

    // One failure is that key's own error.
    let error = seal(multi(&kms, &[&good, &disabled])).await.unwrap_err();
    assert!(matches!(&error, KeyError::Kms { key, .. } if *key == disabled), "{error:?}");
    // Several are all told, in order.
    let error = seal(multi(&kms, &[&disabled, &good, &dying])).await.unwrap_err();
    let message = error.to_string();
    let KeyError::WrapFailed { attempts } = error else { panic!("{error:?}") };
    let keys: Vec<&str> = attempts.iter().map(|attempt| attempt.key.as_str()).collect();
    assert_eq!(keys, [&disabled, &dying]);
    assert_holds(&message, &[&disabled, "DisabledException", &dying, "KMSInvalidStateException"]);
    // Also through keyrings within keyrings.
    let nested = MultiKeyring::new(multi(&kms, &[&disabled, &dying])).and(strict(&kms, &disabled));
    let KeyError::WrapFailed { attempts } = seal(nested).await.unwrap_err() else { panic!("not several") };
    assert_eq!(attempts.len(), 3);

    // The first two fail, the third opens.
    kms.forget_calls();
    open(multi(&kms, &[&disabled, &dying, &good]), &stored).await.unwrap();
    assert_eq!(kms.count("Decrypt"), 3);
    // All fail: each has its say.
    kms.inject(Some("Decrypt"), 1, Fault::AccessDenied);
    let (tried, message) = self::attempts(open(multi(&kms, &[&good, &disabled, &dying]), &stored).await);
    let expected = [&good, &disabled, &dying].map(|arn| format!("aws-kms '{arn}'"));
    assert_eq!(tried.iter().map(|attempt| attempt.key.clone()).collect::<Vec<_>>(), expected);
    assert_holds(&message, &["AccessDeniedException", "DisabledException", "KMSInvalidStateException"]);

    // So it is with discovery, in stored order.
    kms.inject(Some("Decrypt"), usize::MAX, Fault::AccessDenied);
    let (tried, message) = self::attempts(open(discovery(&kms), &stored).await);
    let expected = [&disabled, &dying, &good].map(|arn| format!("aws-kms '{arn}'"));
    assert_eq!(tried.iter().map(|attempt| attempt.key.clone()).collect::<Vec<_>>(), expected);
    assert_holds(&message, &[&good, &disabled, &dying]);
    kms.heal();
    open(discovery(&kms), &stored).await.unwrap();
}

#[tokio::test]
async fn a_missing_key_is_named() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let missing = arn.replace(arn.rsplit('/').next().unwrap(), "00000000-0000-4000-8000-000000000000");
    let error = seal(multi(&kms, &[&arn, &missing])).await.unwrap_err();
    assert!(matches!(&error, KeyError::Kms { key, .. } if *key == missing));
    assert_holds(&printed(&error), &["NotFoundException"]);
}

// ---------------------------------------------------------------------------------------------
// Clients

/// Counts what it is asked, and refuses a region.
struct Counting(RegionalKmsClients, Mutex<Vec<String>>, &'static str);

impl KmsClientSupplier for Counting {
    fn client<'a>(&'a self, region: &'a str) -> BoxFuture<'a, Result<Client, BoxError>> {
        self.1.lock().unwrap().push(region.to_owned());
        if region == self.2 {
            return Box::pin(async { Err("no role for this region".into()) });
        }
        self.0.client(region)
    }
}

#[tokio::test]
async fn a_supplier_is_asked_once_for_each_key() {
    let kms = Kms::start();
    let (one, other) = (kms.create_key(), kms.create_key_in(OTHER_REGION));
    let supplier = Arc::new(Counting(clients(&kms), Mutex::default(), "nowhere"));
    let encryptor = encryptor(KmsMultiKeyring::new(supplier.clone(), [&one, &other]).unwrap(), SIGNED);
    assert!(supplier.1.lock().unwrap().is_empty());
    for _ in 0..3 {
        let stored = encryptor.encrypt_item(item()).await.unwrap();
        encryptor.decrypt_item(stored).await.unwrap();
    }
    assert_eq!(*supplier.1.lock().unwrap(), [REGION, OTHER_REGION]);
}

#[tokio::test]
async fn a_supplier_that_refuses_is_quoted_and_asked_again() {
    let kms = Kms::start();
    let (one, other) = (kms.create_key(), kms.create_key_in(OTHER_REGION));
    let stored = seal(multi(&kms, &[&one, &other])).await.unwrap();
    let supplier = Arc::new(Counting(clients(&kms), Mutex::default(), REGION));
    let error = seal(KmsMultiKeyring::new(supplier.clone(), [&other, &one]).unwrap()).await.unwrap_err();
    assert!(matches!(&error, KeyError::KmsClient { region, .. } if region == REGION));
    assert_holds(&printed(&error), &[REGION, "no role for this region"]);

    // The other key still reads; and the refusing region is asked for each item.
    let keyring = Arc::new(KmsMultiKeyring::new(supplier.clone(), [&one, &other]).unwrap());
    supplier.1.lock().unwrap().clear();
    open(keyring.clone(), &stored).await.unwrap();
    open(keyring, &stored).await.unwrap();
    assert_eq!(*supplier.1.lock().unwrap(), [REGION, OTHER_REGION, REGION]);
    let alone = KmsDiscoveryMultiKeyring::new(supplier, [REGION]).unwrap();
    let (_, message) = attempts(open(alone, &stored).await);
    assert_holds(&message, &[&one, REGION, "no role for this region"]);
}

/// Gives a client for one region, whatever it is asked for.
struct Stubborn(Client);

impl KmsClientSupplier for Stubborn {
    fn client<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<Client, BoxError>> {
        Box::pin(async { Ok(self.0.clone()) })
    }
}

#[tokio::test]
async fn a_client_for_another_region_is_refused() {
    let kms = Kms::start();
    let arn = kms.create_key_in(OTHER_REGION);
    let error = seal(KmsMultiKeyring::new(Stubborn(kms.client()), [&arn]).unwrap()).await.unwrap_err();
    assert!(matches!(error, KeyError::KmsClient { .. }));
    assert_holds(&printed(&error), &[REGION, OTHER_REGION]);
    assert!(kms.calls().is_empty());
}

// ---------------------------------------------------------------------------------------------
// Discovery

#[tokio::test]
async fn discovery_calls_only_what_the_filter_and_the_region_admit() {
    let kms = Kms::start();
    let (here, there) = (kms.create_key(), kms.create_key_in(OTHER_REGION));
    let (stored, mut data_keys) = sealed(multi(&kms, &[&there, &here])).await;
    let renamed = |from: &str, to: &str| {
        let info = here.replace(from, to).into_bytes();
        EncryptedDataKey::new("aws-kms", info, data_keys[1].ciphertext.clone())
    };
    let foreign = [renamed(ACCOUNT, "999999999999"), renamed("arn:aws:", "arn:aws-cn:")];
    let other_provider = EncryptedDataKey::new("my-kms", here.clone().into_bytes(), vec![0; 100]);
    data_keys.splice(0..0, foreign.iter().cloned().chain([other_provider]));
    let own = || DiscoveryFilter::new("aws", ["000000000000", ACCOUNT]).unwrap();
    kms.forget_calls();

    open(Showing(discovery(&kms).with_filter(own()), data_keys.clone()), &stored).await.unwrap();
    assert_eq!(calls(&kms), [format!("Decrypt {REGION}")]);
    // Without a filter the foreign keys of this region are tried, and fail.
    open(Showing(discovery(&kms), data_keys.clone()), &stored).await.unwrap();
    assert_eq!(calls(&kms).len(), 3);
    let (tried, message) = attempts(open(Showing(discovery(&kms), foreign.to_vec()), &stored).await);
    assert_eq!(tried.len(), 2);
    assert_holds(&message, &["999999999999", "arn:aws-cn:", "AccessDeniedException"]);
    kms.forget_calls();

    for (partition, account) in [("aws", "999999999999"), ("aws-cn", ACCOUNT), ("aws-us-gov", "1")] {
        let filter = DiscoveryFilter::new(partition, [account]).unwrap();
        none_matches(open(discovery(&kms).with_filter(filter.clone()), &stored).await);
        none_matches(open(mrk_discovery(&kms, REGION).with_filter(filter.clone()), &stored).await);
        let regions = [REGION, OTHER_REGION];
        let keyring = KmsDiscoveryMultiKeyring::new(clients(&kms), regions).unwrap();
        none_matches(open(keyring.with_filter(filter.clone()), &stored).await);
        let keyring = KmsMrkDiscoveryMultiKeyring::new(clients(&kms), regions).unwrap();
        none_matches(open(keyring.with_filter(filter), &stored).await);
    }
    none_matches(open(KmsDiscoveryKeyring::new(kms.client_in(THIRD_REGION)), &stored).await);
    assert!(kms.calls().is_empty());

    // Of several regions, only the one that the item names is called.
    let regions =
        |regions: &[&str]| KmsDiscoveryMultiKeyring::new(clients(&kms), regions.iter().copied()).unwrap();
    open(regions(&[THIRD_REGION, OTHER_REGION, REGION]), &stored).await.unwrap();
    assert_eq!(calls(&kms), [format!("Decrypt {OTHER_REGION}")]);
}

#[tokio::test]
async fn discovery_asks_with_the_name_that_the_item_has() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let stored = seal(strict(&kms, &arn)).await.unwrap();
    kms.forget_calls();
    open(discovery(&kms), &stored).await.unwrap();
    let [call] = <[_; 1]>::try_from(kms.calls()).unwrap();
    assert_eq!(call.key_id, Some(arn));
    assert_eq!(call.encryption_context["aws-crypto-table-name"], "Customers");
}

// ---------------------------------------------------------------------------------------------
// Multi-Region keys

#[tokio::test]
async fn replicas_read_what_other_regions_wrote() {
    let kms = Kms::start();
    let primary = multi_region_key(&kms, REGION);
    let replica = kms.replicate(&primary, OTHER_REGION);
    for (writer, reader) in [(&primary, &replica), (&replica, &primary)] {
        let stored = seal(mrk(&kms, writer)).await.unwrap();
        assert_eq!(names(&stored), [writer.as_str()]);
        kms.forget_calls();
        open(mrk(&kms, reader), &stored).await.unwrap();
        let [call] = <[_; 1]>::try_from(kms.calls()).unwrap();
        // The reader's own key, in its own region.
        assert_eq!((call.key_id.as_deref(), &*call.region), (Some(reader.as_str()), region(reader)));
        kms.forget_calls();
        open(mrk_discovery(&kms, region(reader)), &stored).await.unwrap();
        let [call] = <[_; 1]>::try_from(kms.calls()).unwrap();
        assert_eq!((call.key_id.as_deref(), &*call.region), (Some(reader.as_str()), region(reader)));

        // Keyrings that know nothing of replicas do not read it.
        kms.forget_calls();
        none_matches(open(strict(&kms, reader), &stored).await);
        none_matches(open(multi(&kms, &[reader]), &stored).await);
        none_matches(open(KmsDiscoveryKeyring::new(kms.client_in(region(reader))), &stored).await);
        assert!(kms.calls().is_empty());
    }
}

#[tokio::test]
async fn single_region_keys_stay_in_their_region() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let stored = seal(mrk(&kms, &arn)).await.unwrap();
    open(mrk(&kms, &arn), &stored).await.unwrap();
    open(mrk_discovery(&kms, REGION), &stored).await.unwrap();
    kms.forget_calls();
    let moved = arn.replace(REGION, OTHER_REGION);
    none_matches(open(mrk(&kms, &moved), &stored).await);
    none_matches(open(mrk_discovery(&kms, OTHER_REGION), &stored).await);
    let another = multi_region_key(&kms, REGION);
    none_matches(open(mrk(&kms, &another), &stored).await);
    assert!(kms.calls().is_empty());
}

#[tokio::test]
async fn a_region_without_a_replica_says_so() {
    let kms = Kms::start();
    let primary = multi_region_key(&kms, REGION);
    let stored = seal(mrk(&kms, &primary)).await.unwrap();
    let there = primary.replace(REGION, THIRD_REGION);
    for outcome in
        [open(mrk(&kms, &there), &stored).await, open(mrk_discovery(&kms, THIRD_REGION), &stored).await]
    {
        let (tried, message) = attempts(outcome);
        assert_eq!(tried[0].key, format!("aws-kms '{primary}'"));
        assert_holds(&message, &[&there, "NotFoundException"]);
    }
    // Of several regions, the one that has a replica is found.
    kms.forget_calls();
    let regions = [THIRD_REGION, REGION];
    open(KmsMrkDiscoveryMultiKeyring::new(clients(&kms), regions).unwrap(), &stored).await.unwrap();
    assert_eq!(calls(&kms), regions.map(|region| format!("Decrypt {region}")));
    // And where there is none, each region is told.
    kms.client().disable_key().key_id(&primary).send().await.unwrap();
    let (tried, message) =
        attempts(open(KmsMrkDiscoveryMultiKeyring::new(clients(&kms), regions).unwrap(), &stored).await);
    assert_eq!(tried.len(), 2);
    assert_holds(&message, &[&there, "NotFoundException", &primary, "DisabledException"]);
}

#[tokio::test]
async fn replicas_of_one_key_cannot_be_listed_together() {
    let kms = Kms::start();
    let (primary, other) = (multi_region_key(&kms, REGION), kms.create_key());
    let replica = kms.replicate(&primary, OTHER_REGION);
    let error = KmsMrkMultiKeyring::new(clients(&kms), [&primary, &other, &replica]).err().unwrap();
    assert!(matches!(error, KeyError::Config(_)));
    assert_holds(&error.to_string(), &[&primary, &replica]);
    assert!(!error.to_string().contains(&other));
    // Those that know nothing of replicas may have both; so may single-Region keys be listed twice.
    let stored = seal(multi(&kms, &[&primary, &replica])).await.unwrap();
    assert_eq!(names(&stored), [primary.as_str(), &replica]);
    let keyring = || KmsMrkMultiKeyring::new(clients(&kms), [&other, &other, &replica]).unwrap();
    open(keyring(), &stored).await.unwrap();
    assert_eq!(names(&seal(keyring()).await.unwrap()).len(), 3);
}

// ---------------------------------------------------------------------------------------------
// RSA

#[tokio::test]
async fn rsa_items_are_bound_to_their_context_without_telling_kms() {
    let kms = Kms::start();
    let arn = kms.create_key_of("RSA_2048");
    for algorithm in RSA_ALGORITHMS {
        let (stored, data_keys) = sealed(rsa(&kms, &arn, algorithm)).await;
        assert!(kms.calls().is_empty(), "writing needs no call");
        assert_eq!(data_keys[0].provider_id, "aws-kms-rsa");
        assert_eq!(data_keys[0].provider_info, arn.as_bytes());
        assert_eq!(data_keys[0].ciphertext.len(), 48 + 256);
        open(rsa(&kms, &arn, algorithm), &stored).await.unwrap();
        let [call] = <[_; 1]>::try_from(kms.calls()).unwrap();
        assert_eq!(call.key_id.as_deref(), Some(arn.as_str()));
        assert!(call.parameters.get("EncryptionContext").is_none());
        let name =
            if algorithm == KmsRsaAlgorithm::OaepSha1 { "RSAES_OAEP_SHA_1" } else { "RSAES_OAEP_SHA_256" };
        assert_eq!(call.parameters["EncryptionAlgorithm"], name);
        // The plaintext is a digest of the context and the key.
        assert_eq!(kms.handed_out().last().unwrap().len(), 80);

        // Another item's context, and what was encrypted otherwise.
        let mut moved = stored.clone();
        moved.insert("id".to_owned(), AttributeValue::S("customer-8".into()));
        let outcome = encryptor(rsa(&kms, &arn, algorithm), UNSIGNED).decrypt_item(moved).await;
        let outcome = outcome.map_err(key_error);
        assert!(matches!(only_attempt(outcome), KeyError::Unwrap { key } if key == arn));
        let [one, two] = RSA_ALGORITHMS;
        let otherwise = if algorithm == one { two } else { one };
        let (_, message) = attempts(open(rsa(&kms, &arn, otherwise), &stored).await);
        assert_holds(&message, &[&arn, "InvalidCiphertextException"]);
        kms.forget_calls();
    }
}

/// Wraps as an RSA keyring should, but for the digest of the context.
struct WrongDigest {
    arn: String,
    public: Vec<u8>,
}

impl Keyring for WrongDigest {
    fn wrap_data_key<'a>(
        &'a self,
        request: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        Box::pin(async move {
            let key = IntermediateKey::generate()?;
            let (wrapped, tag_key) = key.wrap(request.data_key, request.context)?;
            let public =
                OaepPublicEncryptingKey::new(PublicEncryptingKey::from_der(&self.public).unwrap()).unwrap();
            let mut sealed = vec![0; public.key_size_bytes()];
            let plaintext = [&[0; 48], &key.expose_secret()[..]].concat();
            public.encrypt(&OAEP_SHA256_MGF1SHA256, &plaintext, &mut sealed, None).unwrap();
            let ciphertext = [&wrapped[..], &sealed].concat();
            let info = self.arn.clone().into_bytes();
            Ok(vec![WrappedDataKey::new(EncryptedDataKey::new("aws-kms-rsa", info, ciphertext), tag_key)])
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
async fn rsa_readers_compare_the_digest_of_the_context() {
    let kms = Kms::start();
    let arn = kms.create_key_of("RSA_2048");
    let writer = WrongDigest { arn: arn.clone(), public: kms.public_key(&arn) };
    let stored = seal(writer).await.unwrap();
    let outcome = open(rsa(&kms, &arn, KmsRsaAlgorithm::OaepSha256), &stored).await;
    assert!(matches!(only_attempt(outcome), KeyError::Unwrap { key } if key == arn));
    assert_eq!(kms.count("Decrypt"), 1);
}

#[tokio::test]
async fn rsa_keyrings_refuse_suites_with_signatures_on_both_sides() {
    let kms = Kms::start();
    let (arn, symmetric) = (kms.create_key_of("RSA_2048"), kms.create_key());
    let keyring = || rsa(&kms, &arn, RSA_ALGORITHMS[1]);
    for suite in AlgorithmSuite::ALL.iter().copied().filter(|suite| suite.is_signed()) {
        let error = seal_with(keyring(), suite).await.unwrap_err();
        assert!(matches!(&error, KeyError::Suite { key, .. } if *key == arn));
        assert_holds(&error.to_string(), &["AlgorithmSuite::HmacSha384"]);

        let stored = seal_with(strict(&kms, &symmetric), suite).await.unwrap();
        kms.forget_calls();
        assert!(matches!(only_attempt(open(keyring(), &stored).await), KeyError::Suite { .. }));
        assert!(kms.calls().is_empty());
        // With others beside it, these read.
        open(MultiKeyring::new(keyring()).and(strict(&kms, &symmetric)), &stored).await.unwrap();
    }
}

#[tokio::test]
async fn rsa_keyrings_try_only_their_own_key() {
    let kms = Kms::start();
    let (arn, another) = (kms.create_key_of("RSA_2048"), kms.create_key_of("RSA_2048"));
    let aes = || RawAesKeyring::new("tests", "spare", &[7; 32]).unwrap();
    let both = MultiKeyring::new(rsa(&kms, &arn, RSA_ALGORITHMS[1]))
        .and(rsa(&kms, &another, RSA_ALGORITHMS[0]))
        .and(aes());
    let stored = seal(both).await.unwrap();
    open(rsa(&kms, &another, RSA_ALGORITHMS[0]), &stored).await.unwrap();
    assert_eq!(calls(&kms), [format!("Decrypt {REGION}")]);
    let symmetric = kms.create_key();
    let keyring = KmsRsaKeyring::decrypt_only(kms.client(), &symmetric, RSA_ALGORITHMS[1]).unwrap();
    none_matches(open(keyring, &stored).await);
    assert!(kms.calls().is_empty());

    // A public key that is another key's is noticed by the reader alone.
    let mistaken =
        KmsRsaKeyring::new(kms.client(), &arn, RSA_ALGORITHMS[1], public_pem(&kms, &another)).unwrap();
    let stored = seal(mistaken).await.unwrap();
    let (_, message) = attempts(open(rsa(&kms, &arn, RSA_ALGORITHMS[1]), &stored).await);
    assert_holds(&message, &[&arn, "InvalidCiphertextException"]);
    for wrong in [String::new(), "no PEM".into(), pem("PUBLIC KEY", &[1, 2, 3])] {
        let error = KmsRsaKeyring::encrypt_only(&arn, RSA_ALGORITHMS[1], &wrong).err().unwrap();
        assert!(matches!(error, KeyError::Config(_)) && error.to_string().contains(&arn));
    }
    // A key of another usage.
    let ecc = kms.create_key_of("ECC_NIST_P256");
    let keyring = KmsRsaKeyring::new(kms.client(), &ecc, RSA_ALGORITHMS[1], public_pem(&kms, &arn)).unwrap();
    let stored = seal(keyring).await.unwrap();
    let keyring = KmsRsaKeyring::decrypt_only(kms.client(), &ecc, RSA_ALGORITHMS[1]).unwrap();
    let (_, message) = attempts(open(keyring, &stored).await);
    assert_holds(&message, &[&ecc, "Exception"]);
}

#[tokio::test]
async fn rsa_replicas_read_what_was_written_in_the_name_of_another() {
    let kms = Kms::start();
    let primary = kms.create_key_with(REGION, json!({ "KeySpec": "RSA_2048", "MultiRegion": true }));
    let replica = kms.replicate(&primary, OTHER_REGION);
    let stored = seal(rsa(&kms, &primary, RSA_ALGORITHMS[1])).await.unwrap();
    let there = kms.client_in(OTHER_REGION);
    open(KmsRsaKeyring::decrypt_only(there, &replica, RSA_ALGORITHMS[1]).unwrap(), &stored).await.unwrap();
    assert_eq!(calls(&kms), [format!("Decrypt {OTHER_REGION}")]);
}

// ---------------------------------------------------------------------------------------------
// ECDH

/// A key pair of the application: private key as PEM, public key as DER.
fn application_key(curve: EcdhCurve) -> (String, Vec<u8>) {
    let algorithm = match curve {
        EcdhCurve::P256 => &agreement::ECDH_P256,
        EcdhCurve::P384 => &agreement::ECDH_P384,
        _ => &agreement::ECDH_P521,
    };
    let key = agreement::PrivateKey::generate(algorithm).unwrap();
    let private: Pkcs8V1Der<'_> = key.as_der().unwrap();
    let public: PublicKeyX509Der<'_> = key.compute_public_key().unwrap().as_der().unwrap();
    (pem("PRIVATE KEY", private.as_ref()), public.as_ref().to_vec())
}

#[tokio::test]
async fn ecdh_with_the_key_in_kms_and_in_the_application_read_each_other() {
    let kms = Kms::start();
    for (curve, spec) in CURVES {
        let arn = kms.create_key_of(spec);
        let (private, public) = application_key(curve);
        let in_kms = || KmsEcdhKeyring::static_to_static(kms.client(), curve, &arn, &public).unwrap();
        let in_application =
            || RawEcdhKeyring::static_to_static(curve, &private, kms.public_key(&arn)).unwrap();
        let kms_discovery = || KmsEcdhKeyring::discovery(kms.client(), curve, &arn).unwrap();

        let from_kms = seal(in_kms()).await.unwrap();
        open(in_application(), &from_kms).await.unwrap();
        open(RawEcdhKeyring::discovery(curve, &private).unwrap(), &from_kms).await.unwrap();
        open(in_kms(), &from_kms).await.unwrap();
        none_matches(open(kms_discovery(), &from_kms).await);

        let from_application = seal(in_application()).await.unwrap();
        open(in_kms(), &from_application).await.unwrap();
        open(kms_discovery(), &from_application).await.unwrap();

        let ephemeral = RawEcdhKeyring::ephemeral_to_static(curve, kms.public_key(&arn)).unwrap();
        let from_anybody = seal(ephemeral).await.unwrap();
        open(kms_discovery(), &from_anybody).await.unwrap();
        none_matches(open(in_kms(), &from_anybody).await);
    }
}

#[tokio::test]
async fn ecdh_asks_for_its_public_key_once_and_only_when_it_needs_it() {
    let kms = Kms::start();
    let (own, other) = (kms.create_key_of("ECC_NIST_P384"), kms.create_key_of("ECC_NIST_P384"));
    let encryptor = encryptor(ecdh(&kms, EcdhCurve::P384, &own, &other), SIGNED);
    for _ in 0..3 {
        let stored = encryptor.encrypt_item(item()).await.unwrap();
        encryptor.decrypt_item(stored).await.unwrap();
    }
    assert_eq!((kms.count("GetPublicKey"), kms.count("DeriveSharedSecret")), (1, 6));
    for call in kms.calls() {
        assert_eq!(call.key_id.as_deref(), Some(own.as_str()));
    }
    kms.forget_calls();
    let keyring = ecdh(&kms, EcdhCurve::P384, &own, &other).with_public_key(kms.public_key(&own)).unwrap();
    let (stored, data_keys) = sealed(keyring).await;
    assert_eq!(data_keys[0].provider_id, "aws-kms-ecdh");
    assert_eq!(data_keys[0].ciphertext.len(), 48 + 112);
    assert_eq!(calls(&kms), [format!("DeriveSharedSecret {REGION}")]);

    // Items of others cost no call.
    let stranger = kms.create_key_of("ECC_NIST_P384");
    none_matches(open(ecdh(&kms, EcdhCurve::P384, &stranger, &stranger), &stored).await);
    let aes = seal(RawAesKeyring::new("tests", "key", &[7; 32]).unwrap()).await.unwrap();
    none_matches(open(KmsEcdhKeyring::discovery(kms.client(), EcdhCurve::P384, &own).unwrap(), &aes).await);
    assert!(kms.calls().is_empty());
}

#[tokio::test]
async fn ecdh_failures_name_the_key() {
    let kms = Kms::start();
    let (own, other) = (kms.create_key_of("ECC_NIST_P256"), kms.create_key_of("ECC_NIST_P256"));
    let keyring = || ecdh(&kms, EcdhCurve::P256, &own, &other);
    let stored = seal(keyring()).await.unwrap();

    let mut moved = stored.clone();
    moved.insert("id".to_owned(), AttributeValue::S("customer-8".into()));
    let outcome = encryptor(keyring(), SIGNED).decrypt_item(moved).await.map_err(key_error);
    assert!(matches!(only_attempt(outcome), KeyError::Unwrap { key } if key == own));

    kms.inject(Some("DeriveSharedSecret"), 1, Fault::AccessDenied);
    let (tried, message) = attempts(open(keyring(), &stored).await);
    assert_eq!(tried[0].key, format!("aws-kms-ecdh '{own}'"));
    assert_holds(&message, &["DeriveSharedSecret", "AccessDeniedException"]);
    kms.client().disable_key().key_id(&own).send().await.unwrap();
    let (_, message) = attempts(open(keyring(), &stored).await);
    assert_holds(&message, &[&own, "GetPublicKey", "DisabledException"]);
    let error = seal(keyring()).await.unwrap_err();
    assert!(matches!(&error, KeyError::Kms { key, operation: "GetPublicKey", .. } if *key == own));

    // Keys of other kinds and curves.
    let (symmetric, p384) = (kms.create_key(), kms.create_key_of("ECC_NIST_P384"));
    let error = seal(ecdh(&kms, EcdhCurve::P256, &symmetric, &other)).await.unwrap_err();
    assert_holds(&printed(&error), &[&symmetric, "UnsupportedOperationException"]);
    let error = seal(ecdh(&kms, EcdhCurve::P256, &p384, &other)).await.unwrap_err();
    assert_holds(&error.to_string(), &[&p384, "not on the curve"]);
    let wrong = KmsEcdhKeyring::static_to_static(kms.client(), EcdhCurve::P256, &own, kms.public_key(&p384));
    assert!(matches!(wrong, Err(KeyError::Config(_))));
    let wrong = ecdh(&kms, EcdhCurve::P256, &own, &other).with_public_key(kms.public_key(&p384));
    assert!(matches!(wrong, Err(KeyError::Config(_))));
}

#[tokio::test]
async fn ecdh_senders_that_are_not_on_the_curve_never_reach_kms() {
    let kms = Kms::start();
    let own = kms.create_key_of("ECC_NIST_P256");
    let ephemeral = RawEcdhKeyring::ephemeral_to_static(EcdhCurve::P256, kms.public_key(&own)).unwrap();
    let (stored, data_keys) = sealed(ephemeral).await;
    let keyring = || {
        let keyring = KmsEcdhKeyring::discovery(kms.client(), EcdhCurve::P256, &own).unwrap();
        keyring.with_public_key(kms.public_key(&own)).unwrap()
    };
    open(Showing(keyring(), data_keys.clone()), &stored).await.unwrap();
    kms.forget_calls();
    let mut info = data_keys[0].provider_info.clone();
    let sender = info.len() - 32;
    info[sender..].fill(0xff);
    let forged = EncryptedDataKey::new("aws-kms-ecdh", info, data_keys[0].ciphertext.clone());
    let outcome = open(Showing(keyring(), vec![forged]), &stored).await;
    assert!(matches!(only_attempt(outcome), KeyError::Unwrap { .. }));
    assert!(kms.calls().is_empty());
}
