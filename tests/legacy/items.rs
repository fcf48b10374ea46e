//! The legacy client's format: round trips, tampering, and what is refused.

use std::collections::HashMap;
use std::path::Path;
use std::sync::LazyLock;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::KeyPair as _;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue::{self, B, Bool, Bs, L, M, N, Ns, Null, S, Ss};
use aws_smithy_types::base64;
use dynamodb_item_encryptor::legacy::{
    AesKey, Dialect, LegacyAction, LegacyEncryptor, LegacyEncryptorBuilder, LegacyPolicy, MaterialDescription,
    SignatureKey, SigningAlgorithm, StaticProvider, WrappedProvider,
};
use dynamodb_item_encryptor::{
    ConfigProblem, Error, Item, ItemEncryptor, ItemFormat, ItemProblem, KeyError, MalformedProblem,
    PlaintextPolicy, RawAesKeyring, TableConfig, TableConfigBuilder, ValueProblem,
};
use test_support::legacy_description;

use crate::{ddbec, item_json};

const DESCRIPTION: &str = "*amzn-ddb-map-desc*";
const SIGNATURE: &str = "*amzn-ddb-map-sig*";

/// Private and public key, as DER.
static RSA: LazyLock<(Vec<u8>, Vec<u8>)> = LazyLock::new(|| {
    let pair = KeyPair::generate(KeySize::Rsa2048).unwrap();
    let private: Pkcs8V1Der<'_> = pair.as_der().unwrap();
    let public: PublicKeyX509Der<'_> = pair.public_key().as_der().unwrap();
    (private.as_ref().to_vec(), public.as_ref().to_vec())
});

fn aes() -> AesKey {
    AesKey::new(&[7; 32]).unwrap()
}

fn hmac() -> SignatureKey {
    SignatureKey::hmac(SigningAlgorithm::HmacSha256, &[8; 32]).unwrap()
}

fn rsa() -> SignatureKey {
    SignatureKey::rsa_private(SigningAlgorithm::Sha256WithRsa, &RSA.0).unwrap()
}

fn rsa_wrapped(signature_key: SignatureKey) -> WrappedProvider {
    WrappedProvider::rsa(Some(&RSA.1), Some(&RSA.0), signature_key).unwrap()
}

fn builder() -> LegacyEncryptorBuilder {
    let builder = LegacyEncryptor::builder().table_name("T").partition_key("id").sort_key("created");
    builder.sign(["plan"]).do_nothing(["free"])
}

/// An encryptor for each provider.
fn every_provider() -> Vec<(&'static str, LegacyEncryptor)> {
    let encryptor = |builder: LegacyEncryptorBuilder| builder.build().unwrap();
    vec![
        ("static, HMAC", encryptor(builder().provider(StaticProvider::new(aes(), hmac())))),
        ("static, RSA", encryptor(builder().provider(StaticProvider::new(aes(), rsa())))),
        ("AES, HMAC", encryptor(builder().provider(WrappedProvider::aes(aes(), hmac())))),
        ("AES, RSA", encryptor(builder().provider(WrappedProvider::aes(aes(), rsa())))),
        ("RSA, HMAC", encryptor(builder().provider(rsa_wrapped(hmac())))),
        ("RSA, RSA", encryptor(builder().provider(rsa_wrapped(rsa())))),
    ]
}

fn item() -> Item {
    let nested = M(HashMap::from([
        ("list".to_owned(), L(vec![N("1.5".into()), M(HashMap::from([("😀".to_owned(), Null(true))]))])),
        ("set".to_owned(), Ss(vec!["apple".into(), "banana".into()])),
    ]));
    Item::from([
        ("id".to_owned(), S("42".into())),
        ("created".to_owned(), N("7".into())),
        ("plan".to_owned(), S("gold".into())),
        ("free".to_owned(), N("1".into())),
        ("text".to_owned(), S("ä😀".into())),
        ("yes".to_owned(), Bool(true)),
        ("bytes".to_owned(), B(Blob::new([0, 255]))),
        ("numbers".to_owned(), Ns(vec!["-1".into(), "10".into()])),
        ("blobs".to_owned(), Bs(vec![Blob::new([1]), Blob::new([2])])),
        ("nested".to_owned(), nested),
    ])
}

fn bytes<'a>(item: &'a Item, name: &str) -> &'a [u8] {
    item[name].as_b().unwrap().as_ref()
}

/// The item with a bit of a binary attribute flipped.
fn flipped(item: &Item, name: &str, bit: usize) -> Item {
    let mut changed = bytes(item, name).to_vec();
    changed[bit / 8] ^= 1 << (bit % 8);
    with(item, name, B(Blob::new(changed)))
}

fn with(item: &Item, name: &str, value: AttributeValue) -> Item {
    let mut item = item.clone();
    item.insert(name.to_owned(), value);
    item
}

fn without(item: &Item, name: &str) -> Item {
    let mut item = item.clone();
    item.remove(name).unwrap();
    item
}

/// The item with another value in its description; `None` takes the name out.
fn described(item: &Item, name: &str, value: Option<&str>) -> Item {
    let mut pairs = legacy_description(item);
    pairs.retain(|(found, _)| found != name);
    pairs.extend(value.map(|value| (name.to_owned(), value.to_owned())));
    let mut bytes = vec![0; 4];
    for text in pairs.iter().flat_map(|(name, value)| [name, value]) {
        bytes.extend((text.len() as u32).to_be_bytes());
        bytes.extend(text.as_bytes());
    }
    with(item, DESCRIPTION, B(Blob::new(bytes)))
}

#[track_caller]
fn assert_unauthentic(opened: Result<Item, Error>) {
    assert!(matches!(opened, Err(Error::Unauthentic { .. })), "{opened:?}");
}

#[track_caller]
fn assert_malformed(opened: Result<Item, Error>, expected: MalformedProblem) {
    assert!(matches!(opened, Err(Error::MalformedItem { problem, .. }) if problem == expected), "{opened:?}");
}

#[tokio::test]
async fn published_scenarios_pass() {
    let Some(folder) = std::env::var_os("TEST_VECTORS") else {
        println!(
            "the published scenarios were not run: set TEST_VECTORS to the folder of the published vectors"
        );
        return;
    };
    let file = Path::new(&folder).join("ddbec/encrypted_item/scenarios.json");
    let outcome = ddbec::verify(&file).await.unwrap();
    assert!(outcome.failures.is_empty(), "{:#?}", outcome.failures);
    assert_eq!((outcome.passed, outcome.items, outcome.skipped.len()), (18, 288, 4));
}

#[tokio::test]
async fn items_round_trip_with_every_provider() {
    for (name, encryptor) in every_provider() {
        let stored = encryptor.encrypt_item(item()).await.unwrap();
        assert_eq!(stored.len(), item().len() + 2, "{name}");
        for kept in ["id", "created", "plan", "free"] {
            assert_eq!(stored[kept], item()[kept], "{name}");
        }
        for encrypted in ["text", "yes", "bytes", "numbers", "blobs", "nested"] {
            assert!(bytes(&stored, encrypted).len() >= 32, "{name}");
        }
        assert_eq!(encryptor.decrypt_item(stored).await.unwrap(), item(), "{name}");
    }
}

#[tokio::test]
async fn the_description_is_that_of_the_legacy_clients() {
    let mode = ("amzn-ddb-map-sym-mode", "/CBC/PKCS5Padding");
    for (name, encryptor) in every_provider() {
        let stored = encryptor.encrypt_item(item()).await.unwrap();
        let mut expected = HashMap::from([mode]);
        let (wrapping, signing) = name.split_once(", ").unwrap();
        expected
            .insert("amzn-ddb-map-signingAlg", if signing == "RSA" { "SHA256withRSA" } else { "HmacSHA256" });
        if wrapping != "static" {
            expected.insert("amzn-ddb-env-alg", "AES");
            let algorithm = if wrapping == "RSA" { "RSA/ECB/OAEPWithSHA-256AndMGF1Padding" } else { "AESWrap" };
            expected.insert("amzn-ddb-wrap-alg", algorithm);
        }
        let mut found: HashMap<_, _> = legacy_description(&stored).into_iter().collect();
        assert_eq!(found.remove("amzn-ddb-env-key").is_some(), wrapping != "static");
        assert_eq!(found.len(), expected.len());
        assert!(expected.iter().all(|(name, value)| found[*name] == *value), "{found:?}");
    }
}

#[tokio::test]
async fn every_algorithm_signs() {
    for (algorithm, length) in [
        (SigningAlgorithm::HmacSha224, 28),
        (SigningAlgorithm::HmacSha256, 32),
        (SigningAlgorithm::HmacSha384, 48),
        (SigningAlgorithm::HmacSha512, 64),
        (SigningAlgorithm::Sha256WithRsa, 256),
        (SigningAlgorithm::Sha384WithRsa, 256),
        (SigningAlgorithm::Sha512WithRsa, 256),
    ] {
        let key = || match length {
            256 => SignatureKey::rsa_private(algorithm, &RSA.0).unwrap(),
            _ => SignatureKey::hmac(algorithm, &[1; 8]).unwrap(),
        };
        let encryptor = builder().provider(StaticProvider::new(aes(), key())).build().unwrap();
        let stored = encryptor.encrypt_item(item()).await.unwrap();
        assert_eq!(bytes(&stored, SIGNATURE).len(), length);
        assert_eq!(encryptor.decrypt_item(stored).await.unwrap(), item());
    }
}

#[tokio::test]
async fn keys_of_every_length_and_form_work() {
    for length in [16, 24, 32] {
        let key = || AesKey::new(&vec![1; length]).unwrap();
        for provider in [StaticProvider::new(key(), hmac())] {
            let encryptor = builder().provider(provider).build().unwrap();
            let stored = encryptor.encrypt_item(item()).await.unwrap();
            assert_eq!(encryptor.decrypt_item(stored).await.unwrap(), item());
        }
        let encryptor = builder().provider(WrappedProvider::aes(key(), hmac())).build().unwrap();
        let stored = encryptor.encrypt_item(item()).await.unwrap();
        assert_eq!(encryptor.decrypt_item(stored).await.unwrap(), item());
    }
    let pem = |label: &str, der: &[u8]| {
        let text = base64::encode(der);
        format!("-----BEGIN {label}-----\n{text}\n-----END {label}-----\n").into_bytes()
    };
    let (private, public) = (pem("PRIVATE KEY", &RSA.0), pem("PUBLIC KEY", &RSA.1));
    let verify = SignatureKey::rsa_public(SigningAlgorithm::Sha256WithRsa, &public).unwrap();
    let reader =
        builder().provider(WrappedProvider::rsa(None, Some(&private), verify).unwrap()).build().unwrap();
    let sign = SignatureKey::rsa_private(SigningAlgorithm::Sha256WithRsa, &private).unwrap();
    let writer = builder().provider(WrappedProvider::rsa(Some(&public), None, sign).unwrap()).build().unwrap();
    let stored = writer.encrypt_item(item()).await.unwrap();
    assert_eq!(reader.decrypt_item(stored.clone()).await.unwrap(), item());
    let refused = [reader.encrypt_item(item()).await, writer.decrypt_item(stored).await];
    for refused in refused {
        assert!(matches!(refused, Err(Error::Key { source: KeyError::OneWay { .. }, .. })), "{refused:?}");
    }
}

#[tokio::test]
async fn every_change_of_what_is_signed_is_refused() {
    for (_, encryptor) in every_provider() {
        let stored = encryptor.encrypt_item(item()).await.unwrap();
        for (name, value) in [
            ("id", S("43".into())),
            ("id", N("42".into())),
            ("created", N("8".into())),
            ("plan", S("golf".into())),
            ("text", stored["nested"].clone()),
            ("text", S("plaintext".into())),
            ("more", S("added".into())),
        ] {
            assert_unauthentic(encryptor.decrypt_item(with(&stored, name, value)).await);
        }
        for name in ["plan", "text"] {
            assert_unauthentic(encryptor.decrypt_item(without(&stored, name)).await);
        }
        let mut renamed = without(&stored, "text");
        renamed.insert("texts".to_owned(), stored["text"].clone());
        assert_unauthentic(encryptor.decrypt_item(renamed).await);
        // What is not signed can change, and the same number is the same.
        for (name, value) in [("free", S("changed".into())), ("created", N("7.0".into()))] {
            assert!(encryptor.decrypt_item(with(&stored, name, value)).await.is_ok());
        }
    }
}

#[tokio::test]
async fn every_flipped_bit_is_refused() {
    for (name, encryptor) in every_provider() {
        let stored = encryptor.encrypt_item(item()).await.unwrap();
        for attribute in ["text", "yes", "bytes", "numbers", "blobs", "nested", SIGNATURE] {
            for bit in 0..bytes(&stored, attribute).len() * 8 {
                let opened = encryptor.decrypt_item(flipped(&stored, attribute, bit)).await;
                assert!(matches!(opened, Err(Error::Unauthentic { .. })), "{name}: bit {bit} of {attribute}");
            }
        }
    }
}

/// Nobody signs the description. A changed one may choose nothing, and never leads to another item.
#[tokio::test]
async fn every_flipped_bit_of_the_description_changes_nothing_or_is_refused() {
    for (name, encryptor) in every_provider() {
        let stored = encryptor.encrypt_item(item()).await.unwrap();
        // Unwrapping with RSA takes its time.
        let step = if name.starts_with("RSA") { 13 } else { 1 };
        for bit in (0..bytes(&stored, DESCRIPTION).len() * 8).step_by(step) {
            if let Ok(opened) = encryptor.decrypt_item(flipped(&stored, DESCRIPTION, bit)).await {
                assert_eq!(opened, item(), "{name}: bit {bit}");
            }
        }
        for length in (0..bytes(&stored, DESCRIPTION).len()).step_by(step) {
            let cut = B(Blob::new(&bytes(&stored, DESCRIPTION)[..length]));
            if let Ok(opened) = encryptor.decrypt_item(with(&stored, DESCRIPTION, cut)).await {
                assert_eq!(opened, item(), "{name}: {length} bytes");
            }
        }
    }
}

#[tokio::test]
async fn algorithms_other_than_the_configured_ones_are_refused() {
    let (mode, signing) = ("amzn-ddb-map-sym-mode", "amzn-ddb-map-signingAlg");
    for (name, encryptor) in every_provider() {
        let stored = encryptor.encrypt_item(item()).await.unwrap();
        for mode_name in
            ["", "/ECB/PKCS5Padding", "/CBC/NoPadding", "/CTR/NoPadding", "/GCM/NoPadding", "/cbc/pkcs5padding"]
        {
            let opened = encryptor.decrypt_item(described(&stored, mode, Some(mode_name))).await;
            assert_malformed(opened, MalformedProblem::Algorithm);
        }
        let opened = encryptor.decrypt_item(described(&stored, mode, None)).await;
        assert_malformed(opened, MalformedProblem::Algorithm);
        for other in [
            "",
            "none",
            "HmacMD5",
            "HmacSHA512",
            "SHA1withRSA",
            "SHA512withRSA",
            "SHA256withDSA",
            "SHA256withECDSA",
        ] {
            let opened = encryptor.decrypt_item(described(&stored, signing, Some(other))).await;
            if name.ends_with("RSA") {
                assert_malformed(opened, MalformedProblem::Algorithm);
            } else {
                // HMAC is always that of the key.
                assert_eq!(opened.unwrap(), item());
            }
        }
        if name.ends_with("RSA") {
            let opened = encryptor.decrypt_item(described(&stored, signing, Some("HmacSHA256"))).await;
            assert_malformed(opened, MalformedProblem::Algorithm);
        }
        // The client in Java does not name HMAC.
        assert!(encryptor.decrypt_item(described(&stored, signing, None)).await.is_ok());
        if name.starts_with("static") {
            continue;
        }
        for (key, value) in [
            ("amzn-ddb-wrap-alg", Some("")),
            ("amzn-ddb-wrap-alg", Some("AES")),
            ("amzn-ddb-wrap-alg", Some("kms")),
            ("amzn-ddb-wrap-alg", Some("RSA")),
            ("amzn-ddb-wrap-alg", Some("RSA/ECB/NoPadding")),
            ("amzn-ddb-wrap-alg", Some("RSA/ECB/PKCS1Padding")),
            ("amzn-ddb-wrap-alg", Some("RSA/ECB/OAEPWithMD5AndMGF1Padding")),
            ("amzn-ddb-wrap-alg", Some(if name.starts_with("RSA") { "AESWrap" } else { "RSA" })),
            ("amzn-ddb-wrap-alg", None),
            ("amzn-ddb-env-alg", Some("DESede")),
            ("amzn-ddb-env-alg", Some("AES/64")),
            ("amzn-ddb-env-key", Some("no base64!")),
            ("amzn-ddb-env-key", None),
        ] {
            let opened = encryptor.decrypt_item(described(&stored, key, value)).await;
            let refused = matches!(opened, Err(Error::Key { source: KeyError::Description(_), .. }));
            assert!(refused, "{name}, {key} {value:?}: {opened:?}");
        }
    }
}

#[tokio::test]
async fn a_wrapped_key_of_another_item_does_not_decrypt() {
    let key = "amzn-ddb-env-key";
    for (name, encryptor) in every_provider().into_iter().skip(2) {
        let stored = encryptor.encrypt_item(item()).await.unwrap();
        let other = encryptor.encrypt_item(item()).await.unwrap();
        let other = legacy_description(&other).into_iter().find(|(name, _)| name == key).unwrap().1;
        assert_unauthentic(encryptor.decrypt_item(described(&stored, key, Some(&other))).await);
        let opened = encryptor.decrypt_item(described(&stored, key, Some("AAAA"))).await;
        if name.starts_with("RSA") {
            // Not even that it could not be unwrapped is said.
            assert_unauthentic(opened);
        } else {
            assert!(matches!(opened, Err(Error::Key { source: KeyError::Unwrap { .. }, .. })), "{opened:?}");
        }
        // Nothing is unwrapped before the signature was verified.
        let tampered = with(&described(&stored, key, Some("AAAA")), "plan", S("golf".into()));
        assert_unauthentic(encryptor.decrypt_item(tampered).await);
    }
}

#[tokio::test]
async fn pkcs1_and_lines_of_base64_are_read_where_allowed() {
    use aws_lc_rs::rsa::{Pkcs1PublicEncryptingKey, PublicEncryptingKey};
    // As the first versions of the client in Java wrote: a key of 128 bits, no name of the wrapping algorithm.
    let content_key = [5; 16];
    let writer = builder().provider(StaticProvider::new(AesKey::new(&content_key).unwrap(), hmac())).build();
    let stored = writer.unwrap().encrypt_item(item()).await.unwrap();
    let public = Pkcs1PublicEncryptingKey::new(PublicEncryptingKey::from_der(&RSA.1).unwrap()).unwrap();
    let mut wrapped = vec![0; 256];
    public.encrypt(&content_key, &mut wrapped).unwrap();
    let lines = base64::encode(wrapped).as_bytes().chunks(76).map(<[u8]>::to_vec).collect::<Vec<_>>();
    let lines = String::from_utf8(lines.join(&b"\r\n"[..])).unwrap();
    let stored = described(&stored, "amzn-ddb-env-key", Some(&lines));
    let stored = described(&stored, "amzn-ddb-env-alg", Some("AES"));
    let reader = |provider| builder().provider(provider).build().unwrap();
    for algorithm in [None, Some("RSA"), Some("RSA/ECB/PKCS1Padding")] {
        let stored = described(&stored, "amzn-ddb-wrap-alg", algorithm);
        let opened = reader(rsa_wrapped(hmac()).reading_pkcs1()).decrypt_item(stored.clone()).await;
        assert_eq!(opened.unwrap(), item());
        let refused = reader(rsa_wrapped(hmac())).decrypt_item(stored).await;
        assert!(matches!(refused, Err(Error::Key { source: KeyError::Description(_), .. })), "{refused:?}");
    }
    let stored = described(&stored, "amzn-ddb-env-key", Some("AAAA"));
    assert_unauthentic(reader(rsa_wrapped(hmac()).reading_pkcs1()).decrypt_item(stored).await);
}

#[tokio::test]
async fn either_dialect_is_read() {
    let mut exotic = item();
    let texts = || vec!["\u{ffff}".to_owned(), "\u{10000}".to_owned(), "テーブル".to_owned()];
    exotic.insert("plan".to_owned(), Ss(texts()));
    exotic.insert("blobs".to_owned(), Bs([&[0x7f][..], &[0x80], &[0xff, 0]].map(Blob::new).to_vec()));
    exotic.insert("\u{ffff}".to_owned(), S("one".into()));
    exotic.insert("\u{10000}".to_owned(), S("another".into()));
    let map = texts().into_iter().map(|text| (text, Bs([[0x7f], [0x80]].map(Blob::new).to_vec())));
    exotic.insert("nested".to_owned(), M(map.collect()));
    let encryptor = |dialect, name: Option<&str>| {
        let builder = LegacyEncryptor::builder().partition_key("id").sign(["plan", "nested", "blobs"]);
        let builder = name.into_iter().fold(builder, LegacyEncryptorBuilder::table_name);
        builder.dialect(dialect).provider(StaticProvider::new(aes(), hmac())).build().unwrap()
    };
    for name in [None, Some("T"), Some("テーブル😀")] {
        let mut signatures = Vec::new();
        for writer in [Dialect::Java, Dialect::Python] {
            let stored = encryptor(writer, name).encrypt_item(exotic.clone()).await.unwrap();
            for reader in [Dialect::Java, Dialect::Python] {
                let opened = encryptor(reader, name).decrypt_item(stored.clone()).await.unwrap();
                assert!(item_json::equal(&opened, &exotic));
                assert_unauthentic(encryptor(reader, Some("U")).decrypt_item(stored.clone()).await);
            }
            signatures.push(stored[SIGNATURE].clone());
        }
        assert_ne!(signatures[0], signatures[1]);
    }
    // What an absent name is in either client.
    for (dialect, literal) in [(Dialect::Java, "null"), (Dialect::Python, "None")] {
        let stored = encryptor(dialect, None).encrypt_item(item()).await.unwrap();
        assert!(encryptor(dialect, Some(literal)).decrypt_item(stored).await.is_ok());
    }
}

#[tokio::test]
async fn descriptions_of_the_application_are_written() {
    let pairs = [("😀", "\u{10000}"), ("テーブル", ""), ("plain", "text")];
    let own = || pairs.into_iter().collect::<MaterialDescription>();
    for provider in [StaticProvider::new(aes(), hmac()).with_description(own()).unwrap()] {
        let encryptor = builder().provider(provider).build().unwrap();
        let stored = encryptor.encrypt_item(item()).await.unwrap();
        let found = legacy_description(&stored);
        assert!(pairs.iter().all(|(name, value)| found.contains(&((*name).to_owned(), (*value).to_owned()))));
        assert_eq!(encryptor.decrypt_item(stored).await.unwrap(), item());
    }
    assert!(WrappedProvider::aes(aes(), hmac()).with_description(own()).is_ok());
    for reserved in ["amzn-ddb-env-key", "amzn-ddb-map-sym-mode", "aws-kms-ec-attr"] {
        let own = || [(reserved, "")].into_iter().collect::<MaterialDescription>();
        assert!(StaticProvider::new(aes(), hmac()).with_description(own()).is_err());
        assert!(WrappedProvider::aes(aes(), hmac()).with_description(own()).is_err());
    }
}

#[tokio::test]
async fn metadata_may_have_other_names() {
    let encryptor = |builder: LegacyEncryptorBuilder| {
        builder.provider(WrappedProvider::aes(aes(), hmac())).build().unwrap()
    };
    let renamed = encryptor(builder().description_attribute("d").signature_attribute("s"));
    let stored = renamed.encrypt_item(item()).await.unwrap();
    assert!(stored.contains_key("d") && stored.contains_key("s") && !stored.contains_key(SIGNATURE));
    assert_eq!(renamed.decrypt_item(stored.clone()).await.unwrap(), item());
    assert_malformed(encryptor(builder()).decrypt_item(stored).await, MalformedProblem::Plaintext);
}

#[tokio::test]
async fn incomplete_metadata_is_refused() {
    for (_, encryptor) in every_provider() {
        let stored = encryptor.encrypt_item(item()).await.unwrap();
        assert_malformed(encryptor.decrypt_item(item()).await, MalformedProblem::Plaintext);
        let opened = encryptor.decrypt_item(without(&stored, SIGNATURE)).await;
        assert_malformed(opened, MalformedProblem::MissingMetadata);
        let opened = encryptor.decrypt_item(without(&stored, DESCRIPTION)).await;
        assert_malformed(opened, MalformedProblem::Algorithm);
        for name in [DESCRIPTION, SIGNATURE] {
            let opened = encryptor.decrypt_item(with(&stored, name, S(String::new()))).await;
            assert_malformed(opened, MalformedProblem::NotBinary);
        }
        let other_version = B(Blob::new([0, 0, 0, 1]));
        let opened = encryptor.decrypt_item(with(&stored, DESCRIPTION, other_version)).await;
        assert_malformed(opened, MalformedProblem::Description);
        assert_malformed(encryptor.decrypt_item(without(&stored, "id")).await, MalformedProblem::MissingKey);
    }
}

#[tokio::test]
async fn items_can_be_signed_only() {
    let encryptor = |action| {
        let builder = LegacyEncryptor::builder().partition_key("id").default_action(action);
        builder.provider(StaticProvider::sign_only(hmac())).build().unwrap()
    };
    let stored = encryptor(LegacyAction::SignOnly).encrypt_item(item()).await.unwrap();
    assert_eq!(stored["text"], item()["text"]);
    assert_eq!(encryptor(LegacyAction::SignOnly).decrypt_item(stored.clone()).await.unwrap(), item());
    // The client in Java leaves an empty description away.
    let bare = without(&stored, DESCRIPTION);
    assert_eq!(encryptor(LegacyAction::SignOnly).decrypt_item(bare).await.unwrap(), item());
    let changed = with(&stored, "text", S("changed".into()));
    assert_unauthentic(encryptor(LegacyAction::SignOnly).decrypt_item(changed).await);
    let refused = encryptor(LegacyAction::EncryptAndSign).encrypt_item(item()).await;
    assert!(matches!(refused, Err(Error::Key { source: KeyError::Materials(_), .. })), "{refused:?}");

    let nothing = encryptor(LegacyAction::DoNothing);
    assert_eq!(nothing.encrypt_item(item()).await.unwrap(), item());
    assert_eq!(nothing.decrypt_item(item()).await.unwrap(), item());
}

#[tokio::test]
async fn actions_of_reader_and_writer_must_agree() {
    let encryptor =
        |builder: LegacyEncryptorBuilder| builder.provider(StaticProvider::new(aes(), hmac())).build().unwrap();
    let stored = encryptor(builder()).encrypt_item(item()).await.unwrap();
    for other in [
        builder().sign(["text"]),
        builder().do_nothing(["text"]),
        builder().default_action(LegacyAction::SignOnly),
    ] {
        assert_unauthentic(encryptor(other).decrypt_item(stored.clone()).await);
    }
}

/// The current format's configuration of the same table.
fn current() -> TableConfigBuilder {
    let table = TableConfig::builder("T").partition_key("id").sort_key("created").sign(["plan"]);
    let table = table.encrypt(["text", "yes", "bytes", "numbers", "blobs", "nested"]).do_nothing(["free"]);
    let table = table.allowed_unsigned(["free"]);
    table.keyring(RawAesKeyring::new("tests", "key", &[3; 32]).unwrap())
}

const POLICIES: [LegacyPolicy; 3] = [
    LegacyPolicy::ForceWriteAllowRead,
    LegacyPolicy::ForbidWriteAllowRead,
    LegacyPolicy::ForbidWriteForbidRead,
];

fn mixed(legacy: &LegacyEncryptor, policy: LegacyPolicy) -> ItemEncryptor {
    ItemEncryptor::new(current().legacy(legacy.clone(), policy).build().unwrap())
}

async fn open(encryptor: &ItemEncryptor, item: Item) -> Result<Item, Error> {
    encryptor.decrypt_item(item).await.map(|decrypted| decrypted.item)
}

#[tokio::test]
async fn mixed_tables_follow_their_policy() {
    let legacy = builder().provider(WrappedProvider::aes(aes(), hmac())).build().unwrap();
    let old = legacy.encrypt_item(item()).await.unwrap();
    let new = ItemEncryptor::new(current().build().unwrap()).encrypt_item(item()).await.unwrap();
    for (policy, written) in
        POLICIES.into_iter().zip([ItemFormat::Legacy, ItemFormat::Current, ItemFormat::Current])
    {
        let mixed = mixed(&legacy, policy);
        let stored = mixed.encrypt_item(item()).await.unwrap();
        assert_eq!(mixed.format_of(&stored).unwrap(), written);
        assert_eq!(mixed.format_of(&item()).unwrap(), ItemFormat::Plaintext);
        assert!(item_json::equal(&open(&mixed, stored).await.unwrap(), &item()));
        assert!(item_json::equal(&open(&mixed, new.clone()).await.unwrap(), &item()));
        let opened = open(&mixed, old.clone()).await;
        if policy == LegacyPolicy::ForbidWriteForbidRead {
            assert_malformed(opened, MalformedProblem::Legacy);
        } else {
            assert_eq!(opened.unwrap(), item());
        }
        assert_malformed(open(&mixed, item()).await, MalformedProblem::Plaintext);
    }
    let only_current = ItemEncryptor::new(current().build().unwrap());
    assert_malformed(open(&only_current, old).await, MalformedProblem::Plaintext);
}

#[tokio::test]
async fn half_present_metadata_is_an_error_in_mixed_tables() {
    let own = |name: &str| (format!("{name}-description"), format!("{name}-signature"));
    for (description, signature) in [(DESCRIPTION.to_owned(), SIGNATURE.to_owned()), own("our")] {
        let legacy = builder().description_attribute(&description).signature_attribute(&signature);
        let legacy = legacy.provider(WrappedProvider::aes(aes(), hmac())).build().unwrap();
        let old = legacy.encrypt_item(item()).await.unwrap();
        let new = ItemEncryptor::new(current().build().unwrap()).encrypt_item(item()).await.unwrap();
        for policy in POLICIES {
            let mixed = mixed(&legacy, policy);
            for (half, name) in [
                (without(&old, &signature), signature.as_str()),
                (without(&new, "aws_dbe_foot"), "aws_dbe_foot"),
                (without(&new, "aws_dbe_head"), "aws_dbe_head"),
            ] {
                let Err(Error::MalformedItem { attribute, problem, .. }) = open(&mixed, half).await else {
                    panic!("without {name}");
                };
                assert_eq!((attribute.as_deref(), problem), (Some(name), MalformedProblem::MissingMetadata));
            }
            assert!(open(&mixed, without(&old, &description)).await.is_err());
            let stripped = without(&without(&old, &signature), &description);
            assert_malformed(open(&mixed, stripped).await, MalformedProblem::Plaintext);
            for (item, other) in [
                (&old, "aws_dbe_head"),
                (&old, "aws_dbe_foot"),
                (&new, signature.as_str()),
                (&new, description.as_str()),
            ] {
                let both = with(item, other, B(Blob::new([0])));
                assert_malformed(open(&mixed, both).await, MalformedProblem::BothFormats);
            }
        }
    }
}

#[tokio::test]
async fn no_item_is_written_with_attributes_of_either_format() {
    let legacy = builder().provider(StaticProvider::new(aes(), hmac())).build().unwrap();
    for policy in POLICIES {
        let mixed = mixed(&legacy, policy);
        for (name, expected) in [
            (DESCRIPTION, ItemProblem::MetadataName),
            (SIGNATURE, ItemProblem::MetadataName),
            ("aws_dbe_head", ItemProblem::ReservedName),
            ("aws_dbe_foot", ItemProblem::ReservedName),
        ] {
            let refused = mixed.encrypt_item(with(&item(), name, B(Blob::new([0])))).await;
            let Err(Error::InvalidItem { attribute: Some(found), problem, .. }) = refused else {
                panic!("{refused:?}")
            };
            assert_eq!((found.as_str(), problem), (name, expected));
        }
    }
}

#[test]
fn contradictions_between_the_formats_are_reported_when_building() {
    let legacy =
        |builder: LegacyEncryptorBuilder| builder.provider(StaticProvider::new(aes(), hmac())).build().unwrap();
    let plaintext = |policy| current().plaintext_policy(policy);
    let empty = LegacyEncryptor::builder;
    for (table, legacy, attribute, expected) in [
        (
            plaintext(PlaintextPolicy::ForbidWriteAllowRead),
            legacy(builder()),
            None,
            ConfigProblem::PlaintextAndLegacy,
        ),
        (
            plaintext(PlaintextPolicy::ForceWriteAllowRead),
            legacy(builder()),
            None,
            ConfigProblem::PlaintextAndLegacy,
        ),
        (current().sign([SIGNATURE]), legacy(builder()), Some(SIGNATURE), ConfigProblem::MetadataName),
        (current().unsigned_prefix("*amzn"), legacy(builder()), Some(SIGNATURE), ConfigProblem::MetadataName),
        (
            current(),
            legacy(builder().description_attribute("aws_dbe_head")),
            Some("aws_dbe_head"),
            ConfigProblem::MetadataName,
        ),
        (current(), legacy(empty().partition_key("pk")), Some("pk"), ConfigProblem::LegacyKey),
        (
            current(),
            legacy(empty().partition_key("id").sort_key("free")),
            Some("free"),
            ConfigProblem::LegacyKey,
        ),
        (
            current(),
            legacy(empty().partition_key("id")),
            Some("created"),
            ConfigProblem::KeyAction { required: "SIGN_ONLY" },
        ),
        (
            current(),
            legacy(empty().default_action(LegacyAction::DoNothing)),
            None,
            ConfigProblem::NothingSigned,
        ),
    ] {
        let table = table.legacy(legacy, LegacyPolicy::default()).build();
        let Err(Error::Config { attribute: found, problem, .. }) = table else { panic!("{expected}") };
        assert_eq!((found.as_deref(), problem), (attribute, expected));
    }
    assert!(current().legacy(legacy(empty().sign(["id", "created"])), POLICIES[0]).build().is_ok());
}

#[tokio::test]
async fn what_does_not_fit_is_not_encrypted() {
    let encryptor = builder().provider(StaticProvider::new(aes(), hmac())).build().unwrap();
    let deep = (0..40).fold(Null(true), |value, _| L(vec![value]));
    for (wrong, attribute, expected) in [
        (with(&item(), DESCRIPTION, Null(true)), DESCRIPTION, ItemProblem::MetadataName),
        (with(&item(), SIGNATURE, Null(true)), SIGNATURE, ItemProblem::MetadataName),
        (without(&item(), "created"), "created", ItemProblem::MissingKey),
        (with(&item(), "text", N("one".into())), "text", ItemProblem::Value(ValueProblem::NotANumber)),
        (with(&item(), "plan", N("1e200".into())), "plan", ItemProblem::Value(ValueProblem::NumberOutOfRange)),
        (
            with(&item(), "text", Ns(vec!["1".into(), "1.0".into()])),
            "text",
            ItemProblem::Value(ValueProblem::DuplicateMember),
        ),
        (with(&item(), "text", deep), "text", ItemProblem::Value(ValueProblem::TooDeep)),
    ] {
        let refused = encryptor.encrypt_item(wrong).await;
        let Err(Error::InvalidItem { attribute: Some(found), problem, .. }) = refused else {
            panic!("{refused:?}")
        };
        assert_eq!((found.as_str(), problem), (attribute, expected));
    }
}

#[test]
fn contradictions_are_reported_when_building() {
    let provider = || StaticProvider::new(aes(), hmac());
    let empty = LegacyEncryptor::builder;
    for (builder, attribute, expected) in [
        (builder(), None, ConfigProblem::MissingMaterialProvider),
        (builder().encrypt(["plan"]).provider(provider()), Some("plan"), ConfigProblem::DuplicateDeclaration),
        (
            builder().encrypt(["id"]).provider(provider()),
            Some("id"),
            ConfigProblem::KeyAction { required: "SIGN_ONLY" },
        ),
        (
            empty().partition_key("id").sort_key("id").provider(provider()),
            Some("id"),
            ConfigProblem::SortKeyIsPartitionKey,
        ),
        (builder().sign([SIGNATURE]).provider(provider()), Some(SIGNATURE), ConfigProblem::MetadataName),
        (builder().signature_attribute("id").provider(provider()), Some("id"), ConfigProblem::MetadataName),
        (builder().signature_attribute("").provider(provider()), Some(""), ConfigProblem::MetadataName),
        (
            builder().signature_attribute(DESCRIPTION).provider(provider()),
            Some(DESCRIPTION),
            ConfigProblem::MetadataName,
        ),
        (
            builder().partition_key("other").partition_key("id").provider(provider()),
            Some("other"),
            ConfigProblem::GivenTwice { what: "the partition key" },
        ),
        (
            builder().sort_key("other").provider(provider()),
            Some("other"),
            ConfigProblem::GivenTwice { what: "the sort key" },
        ),
    ] {
        let Err(Error::Config { attribute: found, problem, .. }) = builder.build() else {
            panic!("{expected}")
        };
        assert_eq!((found.as_deref(), problem), (attribute, expected));
    }
    assert!(builder().partition_key("id").sort_key("created").provider(provider()).build().is_ok());
}

#[tokio::test]
async fn errors_name_the_table_that_the_item_is_in() {
    let unnamed = || LegacyEncryptor::builder().sign(["id", "created"]);
    let encryptor =
        |builder: LegacyEncryptorBuilder| builder.provider(StaticProvider::new(aes(), hmac())).build().unwrap();
    for (legacy, alone) in [
        (encryptor(unnamed()), "a table without a name"),
        (encryptor(unnamed().table_name("Writers")), "table 'Writers'"),
    ] {
        let stored = legacy.encrypt_item(item()).await.unwrap();
        let changed = flipped(&stored, SIGNATURE, 0);
        let error = legacy.decrypt_item(changed.clone()).await.unwrap_err();
        assert!(error.to_string().contains(&format!("stored item of {alone} failed")), "{error}");
        let error = legacy.encrypt_item(stored).await.unwrap_err();
        assert!(error.to_string().contains(&format!("item for {alone}, attribute")), "{error}");

        let error = open(&mixed(&legacy, LegacyPolicy::default()), changed).await.unwrap_err();
        assert!(matches!(&error, Error::Unauthentic { table } if table == "T"), "{error}");
    }
}

#[test]
fn unusable_keys_are_refused() {
    for length in [0, 8, 15, 17, 33] {
        assert!(AesKey::new(&vec![0; length]).is_err());
    }
    assert!(SignatureKey::hmac(SigningAlgorithm::HmacSha256, &[]).is_err());
    assert!(SignatureKey::hmac(SigningAlgorithm::Sha256WithRsa, &[1; 32]).is_err());
    assert!(SignatureKey::rsa_private(SigningAlgorithm::HmacSha256, &RSA.0).is_err());
    assert!(SignatureKey::rsa_private(SigningAlgorithm::Sha256WithRsa, &RSA.1).is_err());
    assert!(SignatureKey::rsa_public(SigningAlgorithm::Sha256WithRsa, &RSA.0).is_err());
    assert!(WrappedProvider::rsa(None, None, hmac()).is_err());
    assert!(WrappedProvider::rsa(Some(&RSA.0), None, hmac()).is_err());
    assert!(WrappedProvider::rsa(None, Some(&RSA.1), hmac()).is_err());
    assert!(WrappedProvider::rsa(Some(b"no key"), None, hmac()).is_err());
    assert_eq!(SigningAlgorithm::from_name("HMACSHA256"), Some(SigningAlgorithm::HmacSha256));
    assert_eq!(SigningAlgorithm::from_name("SHA1withDSA"), None);
}
