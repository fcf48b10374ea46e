//! Items as the released clients of the legacy format wrote them, with everything that they could be told: read with
//! what the configuration had from the beginning.
//!
//! `test-vectors/legacy_writers.json` is what `tests/ddbec/writers.py` has made, mostly with the official client.

use std::collections::{BTreeMap, HashMap};

use aws_lc_rs::cipher::{AES_256, EncryptionContext, PaddedBlockEncryptingKey, UnboundCipherKey};
use aws_lc_rs::iv::FixedLength;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue::{self, B, L, M, N, Null, S, Ss};
use aws_smithy_types::base64;
use dynamodb_item_encryptor::legacy::{
    AesKey, DirectKmsProvider, LegacyAction, LegacyEncryptor, LegacyEncryptorBuilder, LegacyPolicy,
    MetaStoreItems, MostRecentProvider, Provider, ProviderStore, SignatureKey, SigningAlgorithm,
    StaticProvider, WrappedProvider,
};
use dynamodb_item_encryptor::{
    BoxError, BoxFuture, Error, Item, ItemProblem, KeyError, RawAesKeyring, TableConfig, ValueProblem,
};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use test_support::kms::{Fault, Kms};
use test_support::legacy_writers::{key, plain, stored};

const DESCRIPTION: &str = "*amzn-ddb-map-desc*";
const SIGNATURE: &str = "*amzn-ddb-map-sig*";

fn aes() -> AesKey {
    AesKey::new(&[7; 32]).unwrap()
}

fn hmac() -> SignatureKey {
    SignatureKey::hmac(SigningAlgorithm::HmacSha256, &[8; 32]).unwrap()
}

fn encryptor(provider: impl Provider + 'static) -> LegacyEncryptor {
    let builder = LegacyEncryptor::builder().table_name("T").partition_key("id");
    builder.sign(["plan"]).do_nothing(["free"]).provider(provider).build().unwrap()
}

#[tokio::test]
async fn items_of_every_signing_algorithm_that_the_client_in_python_documents_are_read() {
    for name in ["HmacSHA224", "HmacSHA256", "HmacSHA384", "HmacSHA512"] {
        let algorithm = SigningAlgorithm::from_name(name).unwrap();
        let encryptor = encryptor(StaticProvider::new(aes(), SignatureKey::hmac(algorithm, &[8; 32]).unwrap()));
        assert_eq!(encryptor.decrypt_item(stored(&format!("static {name}"))).await.unwrap(), plain(), "{name}");
    }
    for name in ["SHA224withRSA", "SHA256withRSA", "SHA384withRSA", "SHA512withRSA"] {
        let algorithm = SigningAlgorithm::from_name(name).unwrap();
        let private = SignatureKey::rsa_private(algorithm, &key("rsa2048", "private")).unwrap();
        let public = SignatureKey::rsa_public(algorithm, &key("rsa2048", "public")).unwrap();
        let [private, public] = [private, public].map(|key| encryptor(StaticProvider::new(aes(), key)));
        let stored = stored(&format!("static {name}"));
        for encryptor in [&private, &public] {
            assert_eq!(encryptor.decrypt_item(stored.clone()).await.unwrap(), plain(), "{name}");
        }
        // And those that read with the client in Python can read what is written.
        let written = private.encrypt_item(plain()).await.unwrap();
        assert_eq!(public.decrypt_item(written).await.unwrap(), plain());
    }
}

/// The client in Java verifies with the algorithm that the item names, so that writers could change it.
#[tokio::test]
async fn a_table_may_hold_items_that_one_rsa_key_has_signed_with_several_algorithms() {
    for own in ["SHA224withRSA", "SHA256withRSA", "SHA384withRSA", "SHA512withRSA"] {
        let own = SigningAlgorithm::from_name(own).unwrap();
        let key = SignatureKey::rsa_public(own, &key("rsa2048", "public")).unwrap();
        let encryptor = encryptor(StaticProvider::new(aes(), key));
        for named in ["SHA224withRSA", "SHA256withRSA", "SHA384withRSA", "SHA512withRSA"] {
            let item = stored(&format!("static {named}"));
            assert_eq!(encryptor.decrypt_item(item.clone()).await.unwrap(), plain(), "{own} {named}");
            let mut changed = item;
            changed.insert("plan".to_owned(), S("iron".into()));
            assert!(encryptor.decrypt_item(changed).await.is_err());
        }
        let refused = encryptor.decrypt_item(stored("static SHA1withRSA")).await;
        assert!(matches!(refused, Err(Error::MalformedItem { .. })), "{refused:?}");
    }
}

/// The client in Java stores the name that its application asked for, and signs with HMAC all the same.
#[tokio::test]
async fn what_an_item_says_of_its_signature_does_not_count_for_hmac() {
    for name in ["HmacSHA256, told SHA512withRSA", "HmacSHA256, told MD5withRSA"] {
        let encryptor = encryptor(StaticProvider::new(aes(), hmac()));
        let stored = stored(&format!("static {name}"));
        assert_eq!(encryptor.decrypt_item(stored.clone()).await.unwrap(), plain());
        let mut changed = stored;
        changed.insert("plan".to_owned(), S("iron".into()));
        assert!(encryptor.decrypt_item(changed).await.is_err());
    }
}

#[tokio::test]
async fn content_keys_are_unwrapped_by_any_name_that_a_writer_could_ask_for() {
    let aes = encryptor(WrappedProvider::aes(aes(), hmac()));
    for name in [
        "AESWrap",
        "AES/ECB/PKCS5Padding",
        "AES/CBC/PKCS5Padding",
        "AES/ECB/NoPadding",
        "key for AESWrap",
        "content 128",
        "content 192",
    ] {
        let opened = aes.decrypt_item(stored(&format!("aes {name}"))).await;
        assert_eq!(opened.unwrap(), plain(), "{name}");
    }
    let private = key("rsa2048", "private");
    let rsa = encryptor(WrappedProvider::rsa(None, Some(&private), hmac()).unwrap());
    for name in [
        "default",
        "RSA/ECB/OAEPWithSHA-1AndMGF1Padding",
        "RSA/ECB/OAEPWithSHA-384AndMGF1Padding",
        "RSA/ECB/OAEPWithSHA-512AndMGF1Padding",
        "OAEPPadding",
        "lower case",
    ] {
        let opened = rsa.decrypt_item(stored(&format!("rsa {name}"))).await;
        assert_eq!(opened.unwrap(), plain(), "{name}");
    }
    let pkcs1 = encryptor(WrappedProvider::rsa(None, Some(&private), hmac()).unwrap().reading_pkcs1());
    for name in ["RSA", "RSA/ECB/PKCS1Padding"] {
        let refused = rsa.decrypt_item(stored(&format!("rsa {name}"))).await;
        let Err(Error::Key { source: KeyError::Description(problem), .. }) = refused else {
            panic!("{refused:?}")
        };
        assert!(problem.contains("reading_pkcs1"), "{problem}");
        let opened = pkcs1.decrypt_item(stored(&format!("rsa {name}"))).await;
        assert_eq!(opened.unwrap(), plain(), "{name}");
    }
}

/// Before 1.15.0 the client in Java takes `AES/256` for the name of a cipher.
#[tokio::test]
async fn old_readers_in_java_find_the_name_of_the_cipher_that_they_know() {
    let stored = encryptor(WrappedProvider::aes(aes(), hmac())).encrypt_item(plain()).await.unwrap();
    let bytes = stored[DESCRIPTION].as_b().unwrap().as_ref();
    let entry = b"\0\0\0\x10amzn-ddb-env-alg\0\0\0\x03AES";
    assert!(bytes.windows(entry.len()).any(|found| found == entry));
}

/// An item that is sealed byte by byte as the clients do, with keys derived from what KMS has generated.
struct DirectItem {
    blob: Vec<u8>,
    content_key: [u8; 32],
    signing_key: Vec<u8>,
    content: &'static str,
    signing: &'static str,
}

impl DirectItem {
    /// Asks KMS for `length` bytes, as the clients did.
    async fn generate(kms: &Kms, arn: &str, table: &str, keys: &[(&str, &str)], length: i32) -> Self {
        let (content, signing) = ("AES/256", "HmacSHA256/256");
        let mut context: HashMap<_, _> =
            keys.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        context.insert("*amzn-ddb-env-alg*".to_owned(), content.to_owned());
        context.insert("*amzn-ddb-sig-alg*".to_owned(), signing.to_owned());
        context.insert("*aws-kms-table*".to_owned(), table.to_owned());
        let request = kms.client().generate_data_key().key_id(arn).number_of_bytes(length);
        let key = request.set_encryption_context(Some(context)).send().await.unwrap();
        let plaintext = key.plaintext.unwrap();
        assert_eq!(plaintext.as_ref().len(), length as usize);
        let derived = hkdf::Hkdf::<Sha256>::new(None, plaintext.as_ref());
        let (mut content_key, mut signing_key) = ([0; 32], vec![0; 32]);
        derived.expand(b"Encryption", &mut content_key).unwrap();
        derived.expand(b"Signing", &mut signing_key).unwrap();
        DirectItem {
            blob: key.ciphertext_blob.unwrap().into_inner(),
            content_key,
            signing_key,
            content,
            signing,
        }
    }

    /// Serialises, encrypts and signs `item`; `encrypted` says which attributes are, all others are signed.
    fn seal(&self, table: &str, item: &[(&str, AttributeValue)], encrypted: &[&str]) -> Item {
        let mut stored: BTreeMap<String, AttributeValue> =
            item.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        for name in encrypted {
            let mut bytes = serialized(&stored[*name]);
            let key = UnboundCipherKey::new(&AES_256, &self.content_key).unwrap();
            let iv = [3; 16];
            PaddedBlockEncryptingKey::cbc_pkcs7(key)
                .unwrap()
                .less_safe_encrypt(&mut bytes, EncryptionContext::Iv128(FixedLength::from(iv)))
                .unwrap();
            stored.insert((*name).to_owned(), B(Blob::new([&iv[..], &bytes].concat())));
        }
        let mut record = Sha256::digest(format!("TABLE>{table}<TABLE")).to_vec();
        for (name, value) in &stored {
            record.extend(Sha256::digest(name));
            let is_encrypted = encrypted.contains(&name.as_str());
            record.extend(Sha256::digest(if is_encrypted { "ENCRYPTED" } else { "PLAINTEXT" }));
            record.extend(Sha256::digest(serialized(value)));
        }
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.signing_key).unwrap();
        mac.update(&record);
        let signature = mac.finalize().into_bytes();
        let mut description = vec![0; 4];
        let blob = base64::encode(&self.blob);
        for text in [
            "amzn-ddb-env-key",
            &blob,
            "amzn-ddb-env-alg",
            self.content,
            "amzn-ddb-sig-alg",
            self.signing,
            "amzn-ddb-wrap-alg",
            "kms",
            "aws-kms-ec-attr",
            "*keys*",
            "amzn-ddb-map-sym-mode",
            "/CBC/PKCS5Padding",
        ] {
            description.extend((text.len() as u32).to_be_bytes());
            description.extend(text.as_bytes());
        }
        stored.insert(DESCRIPTION.to_owned(), B(Blob::new(description)));
        stored.insert(SIGNATURE.to_owned(), B(Blob::new(signature.to_vec())));
        stored.into_iter().collect()
    }
}

fn serialized(value: &AttributeValue) -> Vec<u8> {
    let (tag, bytes) = match value {
        S(text) => (b's', text.as_bytes()),
        N(number) => (b'n', number.as_bytes()),
        B(blob) => (b'b', blob.as_ref()),
        value => panic!("{value:?}"),
    };
    [&[0, tag][..], &(bytes.len() as u32).to_be_bytes(), bytes].concat()
}

#[tokio::test]
async fn keys_from_256_bytes_of_kms_are_read_as_the_client_in_java_up_to_1_11_0_derived_them() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let reader = encryptor(DirectKmsProvider::new(kms.client(), &arn).unwrap());
    let any = encryptor(DirectKmsProvider::reading_any_key(kms.client()));
    let item = [("id", S("42".into())), ("plan", S("gold".into())), ("email", S("a@example.com".into()))];
    for length in [32, 256] {
        let writer = DirectItem::generate(&kms, &arn, "T", &[("id", "42")], length).await;
        let stored = writer.seal("T", &item, &["email"]);
        let expected: Item = item.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        for reader in [&reader, &any] {
            assert_eq!(reader.decrypt_item(stored.clone()).await.unwrap(), expected, "{length} bytes");
        }
        let mut changed = stored;
        changed.insert("plan".to_owned(), S("iron".into()));
        assert!(matches!(reader.decrypt_item(changed).await, Err(Error::Unauthentic { .. })));
    }
}

#[tokio::test]
async fn what_kms_generates_for_new_items_is_32_bytes_and_what_no_client_asked_for_is_refused() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let encryptor = encryptor(DirectKmsProvider::new(kms.client(), &arn).unwrap());
    for length in [0, 8, 15, 31, 33, 255, 257, 2048] {
        let stored = encryptor.encrypt_item(plain()).await.unwrap();
        kms.inject(Some("Decrypt"), 1, Fault::PlaintextLength(length));
        let refused = encryptor.decrypt_item(stored).await;
        let is_named = matches!(refused, Err(Error::Key { source: KeyError::KmsResponse { .. }, .. }));
        assert!(is_named, "{length}: {refused:?}");
    }
    for length in [16, 31, 256] {
        kms.inject(Some("GenerateDataKey"), 1, Fault::PlaintextLength(length));
        let refused = encryptor.encrypt_item(plain()).await;
        let is_named = matches!(refused, Err(Error::Key { source: KeyError::KmsResponse { .. }, .. }));
        assert!(is_named, "{length}: {refused:?}");
    }
}

/// Rows of a meta store, without a database.
struct Rows(MetaStoreItems, Item);

impl ProviderStore for Rows {
    fn newest_version<'a>(&'a self, _name: &'a str) -> BoxFuture<'a, Result<Option<u64>, BoxError>> {
        Box::pin(async { Ok(Some(3)) })
    }

    fn provider<'a>(
        &'a self,
        _name: &'a str,
        _version: u64,
    ) -> BoxFuture<'a, Result<std::sync::Arc<dyn Provider>, BoxError>> {
        Box::pin(async {
            let provider: std::sync::Arc<dyn Provider> =
                std::sync::Arc::new(self.0.provider(self.1.clone()).await?);
            Ok(provider)
        })
    }

    fn provider_or_new<'a>(
        &'a self,
        name: &'a str,
        version: u64,
    ) -> BoxFuture<'a, Result<std::sync::Arc<dyn Provider>, BoxError>> {
        self.provider(name, version)
    }
}

#[tokio::test]
async fn meta_stores_whose_keys_come_from_256_bytes_of_kms_are_read() {
    let kms = Kms::start();
    let arn = kms.create_key();
    for length in [32, 256] {
        let writer = DirectItem::generate(&kms, &arn, "meta", &[("N", "material"), ("V", "3")], length).await;
        let row = [
            ("N", S("material".into())),
            ("V", N("3".into())),
            ("t", S("0".into())),
            ("encAlg", S("AES".into())),
            ("enc", B(Blob::new([7; 32]))),
            ("intAlg", S("HmacSHA256".into())),
            ("int", B(Blob::new([8; 32]))),
        ];
        let row = writer.seal("meta", &row, &["t", "encAlg", "enc", "intAlg", "int"]);
        let items = MetaStoreItems::new("meta", DirectKmsProvider::new(kms.client(), &arn).unwrap()).unwrap();
        let provider = MostRecentProvider::new(Rows(items, row), "material", std::time::Duration::MAX).unwrap();
        let encryptor = encryptor(provider);
        let stored = encryptor.encrypt_item(plain()).await.unwrap();
        assert_eq!(encryptor.decrypt_item(stored).await.unwrap(), plain(), "{length} bytes");
    }
}

fn protection() -> StaticProvider {
    StaticProvider::new(aes(), hmac())
}

/// A row as `MetaStore` of the client in Java makes it, where its application gives more attributes.
async fn row(extra: &[(&str, AttributeValue)], signed: &[&str]) -> Item {
    let mut row = Item::from([
        ("N".to_owned(), S("material".into())),
        ("V".to_owned(), N("3".into())),
        ("t".to_owned(), S("0".into())),
        ("encAlg".to_owned(), S("AES".into())),
        ("enc".to_owned(), B(Blob::new([7; 16]))),
        ("intAlg".to_owned(), S("HmacSHA256".into())),
        ("int".to_owned(), B(Blob::new([8; 8]))),
    ]);
    row.extend(extra.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
    let builder = LegacyEncryptor::builder().table_name("meta").partition_key("N").sort_key("V");
    let writer = builder.sign(signed.iter().copied()).provider(protection()).build().unwrap();
    writer.encrypt_item(row).await.unwrap()
}

#[tokio::test]
async fn rows_of_a_meta_store_may_hold_more_attributes_encrypted_or_readable() {
    let items = MetaStoreItems::new("meta", protection()).unwrap();
    let extra = [
        ("region", S("eu-west-1".into())),
        ("owner", S("team".into())),
        ("created", N("5".into())),
        ("tags", M(HashMap::from([("a".to_owned(), L(vec![Null(true)]))]))),
        ("blob", B(Blob::new([1, 2]))),
    ];
    for signed in [&[][..], &["region"], &["region", "owner", "created", "tags"]] {
        let row = row(&extra, signed).await;
        assert!(items.provider(row.clone()).await.is_ok(), "{signed:?}");
        for (name, value) in
            [("owner", S("other".into())), ("more", S("added".into())), ("enc", B(Blob::new([7; 16])))]
        {
            let mut changed = row.clone();
            changed.insert(name.to_owned(), value);
            assert!(items.provider(changed).await.is_err(), "{signed:?} {name}");
        }
        for name in ["region", "owner", "blob", "int"] {
            let mut changed = row.clone();
            changed.remove(name).unwrap();
            assert!(items.provider(changed).await.is_err(), "{signed:?} {name}");
        }
    }
    // Keys that are readable are none.
    let readable = row(&[], &["encAlg", "t"]).await;
    assert!(items.provider(readable).await.is_err());
}

#[tokio::test]
async fn what_dynamodb_would_refuse_is_not_sealed() {
    let encryptor = encryptor(StaticProvider::new(aes(), hmac()));
    let nested = |value: AttributeValue| {
        [value.clone(), L(vec![value.clone()]), M(HashMap::from([("a".into(), value)]))]
    };
    for (value, expected) in [
        (Null(false), ValueProblem::NullIsFalse),
        (Ss(vec![]), ValueProblem::EmptySet),
        (AttributeValue::Ns(vec![]), ValueProblem::EmptySet),
        (AttributeValue::Bs(vec![]), ValueProblem::EmptySet),
        (M(HashMap::from([(String::new(), S("a".into()))])), ValueProblem::MapKeyLength),
    ] {
        for value in nested(value) {
            for name in ["email", "plan"] {
                let mut item = plain();
                item.insert(name.to_owned(), value.clone());
                let refused = encryptor.encrypt_item(item).await;
                let Err(Error::InvalidItem { attribute: Some(attribute), problem, .. }) = refused else {
                    panic!("{refused:?}")
                };
                assert_eq!((attribute.as_str(), problem), (name, ItemProblem::Value(expected)));
            }
        }
    }
    // Nor does a signed one verify as the other.
    let mut item = plain();
    item.insert("plan".to_owned(), Null(true));
    let mut stored = encryptor.encrypt_item(item).await.unwrap();
    stored.insert("plan".to_owned(), Null(false));
    assert!(encryptor.decrypt_item(stored).await.is_err());
}

fn with_default(action: LegacyAction) -> LegacyEncryptorBuilder {
    let builder = LegacyEncryptor::builder().table_name("T").default_action(action).encrypt(["email"]);
    builder.provider(protection())
}

#[tokio::test]
async fn keys_that_are_not_signed_are_an_error_when_building() {
    let nothing = || with_default(LegacyAction::DoNothing);
    for (builder, expected) in [
        (nothing().partition_key("id"), "id"),
        (nothing().partition_key("id").sort_key("created").sign(["id"]), "created"),
        (with_default(LegacyAction::SignOnly).partition_key("id").do_nothing(["id"]), "id"),
    ] {
        let Err(Error::Config { attribute, problem, .. }) = builder.build() else { panic!("{expected}") };
        assert_eq!(attribute.as_deref(), Some(expected));
        assert!(problem.to_string().contains("allow_moving_items_between_keys"), "{problem}");
    }
    assert!(nothing().partition_key("id").sign(["id"]).build().is_ok());
    // The keys may also be those of the table alone.
    let table = |legacy: LegacyEncryptorBuilder| {
        let keyring = RawAesKeyring::new("tests", "key", &[3; 32]).unwrap();
        let table = TableConfig::builder("T").partition_key("id").encrypt(["email"]).keyring(keyring);
        table.legacy(legacy.build().unwrap(), LegacyPolicy::default()).build()
    };
    let Err(Error::Config { attribute, .. }) = table(nothing()) else { panic!("an unsigned key") };
    assert_eq!(attribute.as_deref(), Some("id"));
    assert!(table(nothing().sign(["id"])).is_ok());
}

#[test]
fn the_same_action_twice_is_no_contradiction() {
    let builder = || with_default(LegacyAction::SignOnly).partition_key("id");
    assert!(builder().encrypt(["email", "email"]).build().is_ok());
    assert!(builder().sign(["email"]).build().is_err());
}
