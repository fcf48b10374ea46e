//! What of the legacy format is read only where the configuration says so, and what that gives away.
//!
//! `test-vectors/legacy_writers.json` is what `tests/ddbec/writers.py` has made, mostly with the official client.

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue::{B, N, S};
use aws_smithy_types::base64;
use dynamodb_item_encryptor::legacy::{
    AesKey, DirectKmsProvider, LegacyAction, LegacyEncryptor, LegacyEncryptorBuilder, LegacyPolicy,
    MetaStoreItems, Provider, SignatureKey, SigningAlgorithm, StaticProvider, WrappedProvider,
};
use dynamodb_item_encryptor::{
    AttributeAction, ConfigProblem, Error, Item, ItemEncryptor, ItemProblem, KeyError, MalformedProblem,
    RawAesKeyring, TableConfig,
};
use test_support::kms::Kms;
use test_support::legacy_writers::{key, plain, stored};

const DESCRIPTION: &str = "*amzn-ddb-map-desc*";
const SIGNATURE: &str = "*amzn-ddb-map-sig*";

fn aes() -> AesKey {
    AesKey::new(&[7; 32]).unwrap()
}

fn hmac() -> SignatureKey {
    SignatureKey::hmac(SigningAlgorithm::HmacSha256, &[8; 32]).unwrap()
}

fn builder() -> LegacyEncryptorBuilder {
    let builder = LegacyEncryptor::builder().table_name("T").partition_key("id");
    builder.sign(["plan"]).do_nothing(["free"])
}

fn encryptor(provider: impl Provider + 'static) -> LegacyEncryptor {
    builder().provider(provider).build().unwrap()
}

fn signed_by(key: SignatureKey) -> LegacyEncryptor {
    encryptor(StaticProvider::new(aes(), key))
}

fn config_message<T>(result: Result<T, KeyError>) -> String {
    match result {
        Err(KeyError::Config(message)) => message,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("a configuration that should be refused"),
    }
}

fn changed(item: &Item, name: &str, value: &str) -> Item {
    let mut item = item.clone();
    item.insert(name.to_owned(), S(value.to_owned()));
    item
}

async fn assert_reads_and_verifies(encryptor: &LegacyEncryptor, name: &str) {
    let stored = stored(name);
    assert_eq!(encryptor.decrypt_item(stored.clone()).await.unwrap(), plain(), "{name}");
    assert!(encryptor.decrypt_item(changed(&stored, "plan", "iron")).await.is_err(), "{name}");
    assert!(encryptor.decrypt_item(changed(&stored, "id", "43")).await.is_err(), "{name}");
}

#[tokio::test]
async fn weak_signatures_are_read_by_keys_that_say_so_and_never_made() {
    let hmac_sha1 = SigningAlgorithm::from_name("HmacSHA1").unwrap();
    assert!(config_message(SignatureKey::hmac(hmac_sha1, &[8; 32])).contains("reading_weak_hmac"));
    let weak = SignatureKey::reading_weak_hmac(hmac_sha1, &[8; 32]).unwrap();
    let weak_hmac = signed_by(weak);
    assert_reads_and_verifies(&weak_hmac, "static HmacSHA1").await;
    assert!(signed_by(hmac()).decrypt_item(stored("static HmacSHA1")).await.is_err());

    let sha1 = SigningAlgorithm::from_name("SHA1withRSA").unwrap();
    let sha256 = SigningAlgorithm::from_name("SHA256withRSA").unwrap();
    for refused in [
        SignatureKey::rsa_public(sha1, &key("rsa2048", "public")),
        SignatureKey::rsa_private(sha1, &key("rsa2048", "private")),
    ] {
        assert!(config_message(refused).contains("reading_weak_rsa"));
    }
    for refused in [
        SignatureKey::rsa_public(sha256, &key("rsa1024", "public")),
        SignatureKey::rsa_private(sha256, &key("rsa1024", "private")),
    ] {
        assert!(config_message(refused).contains("2048"));
    }
    let mut writers = vec![weak_hmac];
    for (bits, name) in [("", "rsa2048"), (" 1024", "rsa1024")] {
        let weak = signed_by(SignatureKey::reading_weak_rsa(sha256, &key(name, "public")).unwrap());
        for algorithm in ["SHA1withRSA", "SHA224withRSA", "SHA256withRSA", "SHA384withRSA", "SHA512withRSA"] {
            assert_reads_and_verifies(&weak, &format!("static {algorithm}{bits}")).await;
        }
        writers.push(weak);
    }
    let strong = signed_by(SignatureKey::rsa_public(sha256, &key("rsa2048", "public")).unwrap());
    let refused = strong.decrypt_item(stored("static SHA1withRSA")).await;
    assert!(
        matches!(refused, Err(Error::MalformedItem { problem: MalformedProblem::Algorithm, .. })),
        "{refused:?}"
    );
    for writer in writers {
        let refused = writer.encrypt_item(plain()).await;
        assert!(matches!(refused, Err(Error::Key { source: KeyError::OneWay { .. }, .. })), "{refused:?}");
    }
    for wrong in ["HmacSHA256", "SHA256withECDSA"] {
        let wrong = SigningAlgorithm::from_name(wrong).unwrap();
        assert!(SignatureKey::reading_weak_rsa(wrong, &key("rsa1024", "public")).is_err());
    }
    assert!(SignatureKey::reading_weak_rsa(sha1, &key("rsa1024", "private")).is_err());
    assert!(SignatureKey::reading_weak_rsa(sha1, &key("p256", "public")).is_err());
}

#[tokio::test]
async fn items_that_the_client_in_java_was_told_to_sign_with_ecdsa_are_read() {
    for (algorithm, name) in [("SHA256withECDSA", "p256"), ("SHA512withECDSA", "p521")] {
        let algorithm = SigningAlgorithm::from_name(algorithm).unwrap();
        let reader = signed_by(SignatureKey::ecdsa_public(algorithm, &key(name, "public")).unwrap());
        assert_reads_and_verifies(&reader, &format!("static {algorithm} {name}")).await;
        let refused = reader.encrypt_item(plain()).await;
        assert!(matches!(refused, Err(Error::Key { source: KeyError::OneWay { .. }, .. })), "{refused:?}");
        assert!(SignatureKey::rsa_public(algorithm, &key(name, "public")).is_err());
        assert!(SignatureKey::ecdsa_public(algorithm, &key("rsa2048", "public")).is_err());
    }
}

#[tokio::test]
async fn content_keys_in_ecb_mode_are_read_where_allowed_and_tell_nothing_of_their_padding() {
    let strict = encryptor(WrappedProvider::aes(aes(), hmac()));
    let lenient = encryptor(WrappedProvider::aes(aes(), hmac()).reading_ecb());
    for name in ["AES", "absent", "AES/ECB/PKCS5Padding"] {
        assert_reads_and_verifies(&lenient, &format!("aes ecb {name}")).await;
        let refused = strict.decrypt_item(stored(&format!("aes ecb {name}"))).await;
        assert!(matches!(refused, Err(Error::Key { .. })), "{refused:?}");
    }
    let refused = strict.decrypt_item(stored("aes ecb AES")).await.unwrap_err();
    let Error::Key { source: KeyError::Description(problem), .. } = refused else { panic!("{refused:?}") };
    assert!(problem.contains("reading_ecb"));
    // Whatever its writer meant by the name.
    for name in ["AESWrap", "AES/ECB/PKCS5Padding", "AES/CBC/PKCS5Padding", "key for AESWrap"] {
        assert_reads_and_verifies(&lenient, &format!("aes {name}")).await;
    }
    // Of all changes of the last byte, about one leaves a padding that is right.
    let item = stored("aes ecb AES");
    for byte in 0..=255 {
        let mut item = item.clone();
        let description = item[DESCRIPTION].as_b().unwrap().as_ref().to_vec();
        let entry = b"amzn-ddb-env-key\0\0\0\x40";
        let start = description.windows(entry.len()).position(|found| found == entry).unwrap() + entry.len();
        let mut wrapped = base64::decode(str::from_utf8(&description[start..start + 64]).unwrap()).unwrap();
        if wrapped[47] == byte {
            continue;
        }
        wrapped[47] = byte;
        let text = base64::encode(&wrapped);
        let changed = [&description[..start], text.as_bytes(), &description[start + 64..]].concat();
        item.insert(DESCRIPTION.to_owned(), B(Blob::new(changed)));
        let refused = lenient.decrypt_item(item).await;
        assert!(matches!(refused, Err(Error::Unauthentic { .. })), "{refused:?}");
    }
}

#[tokio::test]
async fn keys_wrapped_with_short_rsa_keys_are_read_where_allowed() {
    let private = key("rsa1024", "private");
    assert!(config_message(WrappedProvider::rsa(None, Some(&private), hmac())).contains("weak"));
    let weak = || WrappedProvider::reading_weak_rsa(&private, hmac()).unwrap();
    let (oaep, pkcs1) = (encryptor(weak()), encryptor(weak().reading_pkcs1()));
    for name in ["default", "RSA/ECB/OAEPWithSHA-1AndMGF1Padding", "OAEPPadding", "lower case"] {
        assert_reads_and_verifies(&oaep, &format!("rsa {name} 1024")).await;
    }
    for name in ["RSA", "RSA/ECB/PKCS1Padding"] {
        let name = format!("rsa {name} 1024");
        assert_reads_and_verifies(&pkcs1, &name).await;
        assert!(matches!(oaep.decrypt_item(stored(&name)).await, Err(Error::Key { .. })));
        // A wrong padding fails like a wrong key.
        let mut item = stored(&name);
        let description = item[DESCRIPTION].as_b().unwrap().as_ref().to_vec();
        let entry = b"amzn-ddb-env-key\0\0\0\xac";
        let start = description.windows(entry.len()).position(|found| found == entry).unwrap() + entry.len();
        let other = base64::encode([1; 128]);
        let changed = [&description[..start], other.as_bytes(), &description[start + 172..]].concat();
        item.insert(DESCRIPTION.to_owned(), B(Blob::new(changed)));
        let refused = pkcs1.decrypt_item(item).await;
        assert!(matches!(refused, Err(Error::Unauthentic { .. })), "{refused:?}");
    }
    let refused = oaep.encrypt_item(plain()).await;
    assert!(matches!(refused, Err(Error::Key { source: KeyError::OneWay { .. }, .. })), "{refused:?}");
    // Long keys are read as well.
    let long = WrappedProvider::reading_weak_rsa(&key("rsa2048", "private"), hmac()).unwrap();
    assert_reads_and_verifies(&encryptor(long), "rsa default").await;
}

#[tokio::test]
async fn names_in_the_description_may_begin_as_the_application_has_chosen() {
    let own =
        builder().description_prefix("acme-").provider(StaticProvider::new(aes(), hmac())).build().unwrap();
    assert_reads_and_verifies(&own, "static own prefix").await;
    let usual = signed_by(hmac()).decrypt_item(stored("static own prefix")).await;
    assert!(
        matches!(usual, Err(Error::MalformedItem { problem: MalformedProblem::Algorithm, .. })),
        "{usual:?}"
    );
    let written = own.encrypt_item(plain()).await.unwrap();
    let description = written[DESCRIPTION].as_b().unwrap().as_ref();
    for (name, is_there) in [("acme-sym-mode", true), ("acme-signingAlg", true), ("amzn-ddb-map", false)] {
        let found = description.windows(name.len()).any(|found| found == name.as_bytes());
        assert_eq!(found, is_there, "{name}");
    }
    assert_eq!(own.decrypt_item(written).await.unwrap(), plain());
}

#[tokio::test]
async fn the_encryption_context_of_kms_may_be_the_applications_own() {
    let kms = Kms::start();
    let arn = kms.create_key();
    let direct = || DirectKmsProvider::new(kms.client(), &arn).unwrap();
    let usual = encryptor(direct());
    let own = encryptor(direct().with_encryption_context(|item, mut pairs| {
        assert_eq!(item.table_name, Some("T"));
        let shown = format!("{item:?}");
        assert!(shown.contains("id") && !shown.contains("42") && !shown.contains("gold"), "{shown}");
        pairs.remove("*aws-kms-table*");
        let plan = item.item.get("plan").ok_or(KeyError::Context("there is no plan"))?;
        let plan = plan.as_s().map_err(|_| "the plan is no text")?;
        pairs.insert("plan".to_owned(), plan.clone());
        Ok(pairs)
    }));
    let stored = own.encrypt_item(plain()).await.unwrap();
    assert_eq!(own.decrypt_item(stored.clone()).await.unwrap(), plain());
    for call in kms.calls() {
        let names: Vec<_> = call.encryption_context.keys().map(String::as_str).collect();
        assert_eq!(names, ["*amzn-ddb-env-alg*", "*amzn-ddb-sig-alg*", "id", "plan"]);
    }
    assert!(matches!(usual.decrypt_item(stored.clone()).await, Err(Error::Key { .. })));
    let refused = own.decrypt_item(changed(&stored, "plan", "iron")).await;
    assert!(matches!(refused, Err(Error::Key { source: KeyError::Kms { .. }, .. })), "{refused:?}");
    let mut without = stored.clone();
    without.remove("plan").unwrap();
    let refused = own.decrypt_item(without).await.unwrap_err();
    assert!(refused.is_of_item(), "{refused:?}");
    let mut other = stored;
    other.insert("plan".to_owned(), N("1".into()));
    let refused = own.decrypt_item(other).await.unwrap_err();
    assert!(matches!(&refused, Error::Key { source: KeyError::Other(_), .. }), "{refused:?}");
    assert!(!refused.is_of_item(), "{refused:?}");

    let reserved = encryptor(direct().with_encryption_context(|_, mut pairs| {
        pairs.insert("*amzn-ddb-sig-alg*".to_owned(), "HmacSHA1/8".to_owned());
        Ok(pairs)
    }));
    let refused = reserved.encrypt_item(plain()).await;
    assert!(matches!(refused, Err(Error::Key { source: KeyError::Context(_), .. })), "{refused:?}");
}

#[tokio::test]
async fn items_under_the_keys_that_an_alias_once_meant_are_read_where_they_are_named() {
    let kms = Kms::start();
    let [now, before, never] = [kms.create_key(), kms.create_key(), kms.create_key()];
    let under = |arn: &str| encryptor(DirectKmsProvider::new(kms.client(), arn).unwrap());
    let provider = DirectKmsProvider::new(kms.client(), &now).unwrap().also_reading_keys([&before]).unwrap();
    let reader = encryptor(provider);
    for arn in [&now, &before] {
        let stored = under(arn).encrypt_item(plain()).await.unwrap();
        assert_eq!(reader.decrypt_item(stored).await.unwrap(), plain());
    }
    let stored = under(&never).encrypt_item(plain()).await.unwrap();
    let refused = reader.decrypt_item(stored).await;
    let error = refused.unwrap_err();
    let cause: &KeyError = test_support::find(&error).unwrap();
    assert!(cause.to_string().contains("a key that is not configured"), "{cause}");
    assert!(error.is_of_item(), "it names its key by itself: {error:?}");
    let written = reader.encrypt_item(plain()).await.unwrap();
    assert_eq!(under(&now).decrypt_item(written).await.unwrap(), plain());

    for alias in ["alias/customers", "arn:aws:kms:eu-west-1:111122223333:alias/customers"] {
        let message = config_message(DirectKmsProvider::new(kms.client(), alias));
        assert!(message.contains("describe-key") && message.contains(alias), "{message}");
        let provider = DirectKmsProvider::new(kms.client(), &now).unwrap();
        assert!(provider.also_reading_keys([alias]).is_err());
    }
    assert!(DirectKmsProvider::reading_any_key(kms.client()).also_reading_keys([&now]).is_err());
}

#[tokio::test]
async fn weak_signatures_of_direct_kms_items_are_read_where_allowed() {
    let kms = Kms::start();
    let arn = kms.create_key();
    for (signing, algorithm, length) in [
        ("HmacSHA1/160", "HmacSHA1", 20),
        ("HmacSHA256/64", "HmacSHA256", 8),
        ("HmacSHA512/512", "HmacSHA512", 64),
        ("HmacSHA256", "HmacSHA256", 32),
        ("HmacSHA256/259", "HmacSHA256", 32),
    ] {
        let context = [
            ("*amzn-ddb-env-alg*", "AES/256"),
            ("*amzn-ddb-sig-alg*", signing),
            ("*aws-kms-table*", "T"),
            ("id", "42"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let request = kms.client().generate_data_key().key_id(&arn).number_of_bytes(32);
        let generated = request.set_encryption_context(Some(context.into())).send().await.unwrap();
        let derived = hkdf::Hkdf::<sha2::Sha256>::new(None, generated.plaintext.unwrap().as_ref());
        let (mut content, mut signing_key) = ([0; 32], vec![0; length]);
        derived.expand(b"Encryption", &mut content).unwrap();
        derived.expand(b"Signing", &mut signing_key).unwrap();

        // Sealed as by HMAC with SHA-256, and then signed as the writer was told.
        let algorithm = SigningAlgorithm::from_name(algorithm).unwrap();
        let content = AesKey::new(&content).unwrap();
        let is_strong = length >= 16 && !algorithm.is_weak();
        let mut stored = if algorithm.is_weak() {
            let sealed = encryptor(StaticProvider::new(content, hmac())).encrypt_item(plain()).await.unwrap();
            sha1_signed(sealed, &signing_key)
        } else {
            let key = SignatureKey::hmac(algorithm, &signing_key).unwrap();
            encryptor(StaticProvider::new(content, key)).encrypt_item(plain()).await.unwrap()
        };
        let mut description = vec![0; 4];
        let blob = base64::encode(generated.ciphertext_blob.unwrap());
        for text in [
            "amzn-ddb-env-key",
            &blob,
            "amzn-ddb-env-alg",
            "AES/256",
            "amzn-ddb-sig-alg",
            signing,
            "amzn-ddb-map-sym-mode",
            "/CBC/PKCS5Padding",
        ] {
            description.extend((text.len() as u32).to_be_bytes());
            description.extend(text.as_bytes());
        }
        stored.insert(DESCRIPTION.to_owned(), B(Blob::new(description)));
        let direct = || DirectKmsProvider::new(kms.client(), &arn).unwrap();
        let opened = encryptor(direct().reading_weak_signatures()).decrypt_item(stored.clone()).await;
        assert_eq!(opened.unwrap(), plain(), "{signing}");
        match encryptor(direct()).decrypt_item(stored).await {
            Ok(opened) => assert!(is_strong && opened == plain(), "{signing}"),
            Err(Error::Key { source: KeyError::Description(problem), .. }) => {
                assert!(!is_strong && problem.contains("reading_weak_signatures"), "{signing}");
            }
            other => panic!("{signing}: {other:?}"),
        }
    }
}

/// The item with a signature by HMAC with SHA-1.
fn sha1_signed(mut item: Item, key: &[u8]) -> Item {
    use sha2::{Digest, Sha256};
    let serialized = |value: &aws_sdk_dynamodb::types::AttributeValue| {
        let (tag, bytes) = match value {
            S(text) => (b's', text.as_bytes()),
            B(blob) => (b'b', blob.as_ref()),
            other => panic!("{other:?}"),
        };
        [&[0, tag][..], &(bytes.len() as u32).to_be_bytes(), bytes].concat()
    };
    let mut record = Sha256::digest("TABLE>T<TABLE").to_vec();
    for (name, protection) in [("email", "ENCRYPTED"), ("id", "PLAINTEXT"), ("plan", "PLAINTEXT")] {
        record.extend(Sha256::digest(name));
        record.extend(Sha256::digest(protection));
        record.extend(Sha256::digest(serialized(&item[name])));
    }
    let key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, key);
    let signature = aws_lc_rs::hmac::sign(&key, &record);
    item.insert(SIGNATURE.to_owned(), B(Blob::new(signature.as_ref())));
    item
}

#[tokio::test]
async fn readable_binary_attributes_of_a_meta_store_are_read_where_they_are_named() {
    let protection = || StaticProvider::new(aes(), hmac());
    let row = Item::from([
        ("N".to_owned(), S("material".into())),
        ("V".to_owned(), N("3".into())),
        ("t".to_owned(), S("0".into())),
        ("encAlg".to_owned(), S("AES".into())),
        ("enc".to_owned(), B(Blob::new([7; 32]))),
        ("intAlg".to_owned(), S("HmacSHA256".into())),
        ("int".to_owned(), B(Blob::new([8; 32]))),
        ("fingerprint".to_owned(), B(Blob::new([1; 32]))),
    ]);
    let writer = LegacyEncryptor::builder().table_name("meta").partition_key("N").sort_key("V");
    let writer = writer.sign(["fingerprint"]).provider(protection()).build().unwrap();
    let row = writer.encrypt_item(row).await.unwrap();
    let items = || MetaStoreItems::new("meta", protection()).unwrap();
    assert!(items().provider(row.clone()).await.is_err());
    assert!(items().signing_only(["fingerprint"]).unwrap().provider(row).await.is_ok());
    for secret in ["t", "encAlg", "enc", "intAlg", "int"] {
        let Err(Error::Config { attribute, .. }) = items().signing_only(["a", secret]) else {
            panic!("{secret}")
        };
        assert_eq!(attribute.as_deref(), Some(secret));
    }
}

fn sparse() -> LegacyEncryptorBuilder {
    let builder = LegacyEncryptor::builder().table_name("T").partition_key("id").sort_key("created");
    let builder = builder.default_action(LegacyAction::DoNothing).sign(["id", "created", "plan"]);
    builder.encrypt(["email"]).provider(StaticProvider::new(aes(), hmac()))
}

fn sparse_item() -> Item {
    Item::from([
        ("id".to_owned(), S("42".into())),
        ("created".to_owned(), N("7".into())),
        ("plan".to_owned(), S("gold".into())),
        ("email".to_owned(), S("a@example.com".into())),
        ("name".to_owned(), S("Alice".into())),
    ])
}

fn mixed(legacy: LegacyEncryptor, policy: LegacyPolicy) -> ItemEncryptor {
    let keyring = RawAesKeyring::new("tests", "key", &[3; 32]).unwrap();
    let table = TableConfig::builder("T").partition_key("id").sort_key("created").encrypt(["email", "name"]);
    ItemEncryptor::new(table.sign(["plan"]).keyring(keyring).legacy(legacy, policy).build().unwrap())
}

/// Every way to leave attributes out of `item`.
fn parts(item: &Item) -> Vec<Item> {
    let names: Vec<_> = item.keys().cloned().collect();
    let part = |kept: u32| {
        let kept = names.iter().enumerate().filter(|(n, _)| kept >> n & 1 == 1);
        kept.map(|(_, name)| (name.clone(), item[name].clone())).collect()
    };
    (0..1 << names.len()).map(part).collect()
}

#[tokio::test]
async fn items_that_were_never_signed_are_read_only_where_asked_for_and_only_with_nothing_to_protect() {
    let lenient = sparse().reading_items_that_were_never_signed().build().unwrap();
    let strict = sparse().build().unwrap();
    let sealed = lenient.encrypt_item(sparse_item()).await.unwrap();
    let current =
        mixed(strict.clone(), LegacyPolicy::ForbidWriteAllowRead).encrypt_item(sparse_item()).await.unwrap();
    let mut read = 0;
    for part in parts(&sealed).into_iter().chain(parts(&current)) {
        let keys = part.contains_key("id") && part.contains_key("created");
        let is_bare = part.keys().all(|name| ["id", "created", "name"].contains(&name.as_str()));
        let is_whole = part == sealed || {
            // What is left alone may be taken away.
            let mut with_name = part.clone();
            with_name.insert("name".to_owned(), sealed["name"].clone());
            with_name == sealed
        };
        let opened = lenient.decrypt_item(part.clone()).await;
        assert_eq!(opened.is_ok(), is_whole || keys && is_bare, "{:?}: {opened:?}", part.keys());
        if keys && is_bare {
            assert_eq!(opened.unwrap(), part);
            read += 1;
        }
        assert_eq!(strict.decrypt_item(part.clone()).await.is_ok(), is_whole, "{:?}", part.keys());

        for (policy, reads) in [
            (LegacyPolicy::ForceWriteAllowRead, true),
            (LegacyPolicy::ForbidWriteAllowRead, true),
            (LegacyPolicy::ForbidWriteForbidRead, false),
        ] {
            let opened = mixed(lenient.clone(), policy).decrypt_item(part.clone()).await;
            // What is left of an item in the current format has ciphertext in place of its values.
            let is_readable = part.get("name").is_none_or(|name| name.is_s());
            let expected = part == current || reads && (is_whole || keys && is_bare && is_readable);
            assert_eq!(opened.is_ok(), expected, "{policy:?} {:?}: {opened:?}", part.keys());
        }
        let opened = mixed(strict.clone(), LegacyPolicy::ForbidWriteAllowRead).decrypt_item(part.clone()).await;
        assert_eq!(opened.is_ok(), part == current || is_whole);
    }
    // The keys with and without `name`, of either item.
    assert_eq!(read, 4);
}

#[tokio::test]
async fn unsigned_items_with_a_protected_or_reserved_attribute_are_refused_as_plaintext() {
    let lenient = sparse().reading_items_that_were_never_signed().build().unwrap();
    let bare = Item::from([("id".to_owned(), S("42".into())), ("created".to_owned(), N("7".into()))]);
    for name in ["plan", "email", "aws_dbe_head", "aws_dbe_foot", "aws_dbe_b_email"] {
        let refused = lenient.decrypt_item(changed(&bare, name, "forged")).await;
        let is_plaintext =
            matches!(refused, Err(Error::MalformedItem { problem: MalformedProblem::Plaintext, .. }));
        assert!(is_plaintext, "{name}: {refused:?}");
    }
    // Where everything is protected by default, the keys are all that an unsigned item may have.
    let all = builder().reading_items_that_were_never_signed();
    let all = all.provider(StaticProvider::new(aes(), hmac())).build().unwrap();
    let keys = Item::from([("id".to_owned(), S("42".into()))]);
    for (item, is_read) in
        [(keys.clone(), true), (changed(&keys, "free", "1"), true), (changed(&keys, "more", "1"), false)]
    {
        assert_eq!(all.decrypt_item(item).await.is_ok(), is_read);
    }
    // The keys must be known.
    let keyless = LegacyEncryptor::builder().reading_items_that_were_never_signed();
    let refused = keyless.provider(StaticProvider::new(aes(), hmac())).build();
    let Err(Error::Config { problem, .. }) = refused else { panic!("no key") };
    assert_eq!(problem, ConfigProblem::MissingPartitionKey);
}

#[tokio::test]
async fn items_can_be_moved_between_keys_only_where_the_configuration_says_so() {
    let unsigned = || {
        let builder = LegacyEncryptor::builder().table_name("T").partition_key("id").encrypt(["email"]);
        builder.default_action(LegacyAction::DoNothing).provider(StaticProvider::new(aes(), hmac()))
    };
    let Err(Error::Config { attribute, problem, .. }) = unsigned().build() else { panic!("an unsigned key") };
    assert_eq!((attribute.as_deref(), problem), (Some("id"), ConfigProblem::UnsignedLegacyKey));
    let open = unsigned().allow_moving_items_between_keys().build().unwrap();
    let stored = open.encrypt_item(plain()).await.unwrap();
    // That is the danger.
    let moved = changed(&stored, "id", "mallory");
    assert_eq!(open.decrypt_item(moved).await.unwrap()["email"], plain()["email"]);
    let signed = unsigned().sign(["id"]).build().unwrap();
    assert!(signed.decrypt_item(stored).await.is_err());
    // KMS refuses what was moved, because the key is in the encryption context.
    let kms = Kms::start();
    let provider = DirectKmsProvider::new(kms.client(), kms.create_key()).unwrap();
    let bound = unsigned().allow_moving_items_between_keys().provider(provider).build().unwrap();
    let stored = bound.encrypt_item(plain()).await.unwrap();
    assert!(matches!(bound.decrypt_item(changed(&stored, "id", "mallory")).await, Err(Error::Key { .. })));
    assert_eq!(bound.decrypt_item(stored).await.unwrap(), plain());
}

/// What the table says of attributes that it does not name holds for neither what the legacy format keeps for itself
/// nor what other writers have encrypted.
#[tokio::test]
async fn the_action_for_others_leaves_the_legacy_format_alone() {
    let lenient = sparse().reading_items_that_were_never_signed().build().unwrap();
    let policy = LegacyPolicy::ForbidWriteAllowRead;
    let with_others = |action| {
        let table = TableConfig::builder("T").partition_key("id").sort_key("created");
        let table =
            table.action_for_others(action).keyring(RawAesKeyring::new("tests", "key", &[3; 32]).unwrap());
        ItemEncryptor::new(table.legacy(lenient.clone(), policy).build().unwrap())
    };
    let legacy = lenient.encrypt_item(sparse_item()).await.unwrap();
    let part = |item: &Item| -> Item {
        let is_kept = |name: &&str| item.contains_key(*name);
        let names = ["id", "created", "name"].into_iter().filter(is_kept);
        names.map(|name| (name.to_owned(), item[name].clone())).collect()
    };
    for action in [AttributeAction::EncryptAndSign, AttributeAction::SignOnly] {
        let encryptor = with_others(action);
        assert_eq!(encryptor.decrypt_item(legacy.clone()).await.unwrap().item, sparse_item());
        let current = encryptor.encrypt_item(sparse_item()).await.unwrap();
        assert_eq!(current["name"].is_b(), action == AttributeAction::EncryptAndSign);
        assert_eq!(encryptor.decrypt_item(current.clone()).await.unwrap().item, sparse_item());
        for name in [SIGNATURE, DESCRIPTION] {
            let sealed = encryptor.encrypt_item(changed(&sparse_item(), name, "x")).await;
            let Err(Error::InvalidItem { problem, .. }) = sealed else { panic!("{name}") };
            assert_eq!(problem, ItemProblem::MetadataName);
        }
        // Never signed, or part of an item whose `name` somebody else has encrypted.
        assert!(encryptor.decrypt_item(part(&sparse_item())).await.is_ok());
        let encrypted = with_others(AttributeAction::EncryptAndSign).encrypt_item(sparse_item()).await.unwrap();
        let opened = encryptor.decrypt_item(part(&encrypted)).await;
        assert!(matches!(opened, Err(Error::MalformedItem { .. })), "{action:?}: {opened:?}");
    }
}
