//! Sealing and opening items with every suite and every kind of keyring, also where it fails.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use aws_lc_rs::agreement;
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rsa::{
    KeySize, OAEP_SHA256_MGF1SHA256, OaepPrivateDecryptingKey, Pkcs1PrivateDecryptingKey, PrivateDecryptingKey,
};
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    AlgorithmSuite, BranchKey, BranchKeyVersion, CachedKmsKeyring, CachingProvider, DefaultMaterialProvider,
    DiscoveryFilter, EcdhCurve, EncryptionContext, Error, HierarchicalKeyring, InMemoryBranchKeys, Item,
    ItemEncryptor, Keyring, KmsDiscoveryKeyring, KmsEcdhKeyring, KmsKeyring, KmsMrkKeyring, KmsMultiKeyring,
    KmsRsaAlgorithm, KmsRsaKeyring, MultiKeyring, RawAesKeyring, RawEcdhKeyring, RawRsaKeyring,
    RegionalKmsClients, RsaPadding, TableConfig, TableConfigBuilder,
};
use test_support::kms::{Fault, Kms, REGION};

use super::derived::{self, Header};
use super::stack::{Findings, Secrets};

/// Looks random, so that chance does not find it; a static, so that using it makes no copy on the stack.
pub static KEY: [u8; 32] = *b"\x93\x1e\xd5\x68\x0b\xf7\x42\xac\x51\xc9\x3d\x86\xee\x17\x7a\xb4\
                              \x29\xf0\x65\xdb\x8e\x14\xa3\x5c\xc7\x38\x99\x06\x4b\xe1\x72\xbd";
/// The key of the keyring that stands beside the one in question, so that its items' data keys are known.
static BESIDE: [u8; 32] = *b"\x2d\x84\xf3\x59\xb6\x0a\xe8\x71\x9c\x45\xd2\x37\x6e\xab\x10\xc5\
                             \x58\xe3\x8f\x26\x94\x7d\x01\xba\x4f\xd9\x63\xac\x32\x87\xf5\x1b";
const SUITES: &[AlgorithmSuite] = AlgorithmSuite::ALL;
/// The encrypted attributes of [`item`].
const FIELDS: usize = 3;

/// What is secret of a kind of keyring in an item that it wrote, whose context is given.
type SecretsOf<'a> = &'a (dyn Fn(&Header, &EncryptionContext) -> Secrets + Sync);

fn item() -> Item {
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let nested = AttributeValue::L(vec![text("a note"), AttributeValue::N("31415926".to_owned())]);
    [
        ("id", text("1")),
        ("plan", text("gold")),
        ("email", text("a@b.c")),
        ("notes", nested),
        ("long", text(&"x".repeat(5000))),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}

fn table(suite: AlgorithmSuite) -> TableConfigBuilder {
    TableConfig::builder("Customers")
        .partition_key("id")
        .encrypt(["email", "notes", "long"])
        .sign(["plan"])
        .suite(suite)
}

fn encryptor(suite: AlgorithmSuite, keyring: impl Keyring + 'static) -> ItemEncryptor {
    ItemEncryptor::new(table(suite).keyring(keyring).build().unwrap())
}

pub fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn flipped(stored: &Item, attribute: &str, from_end: usize) -> Item {
    let mut changed = stored.clone();
    let AttributeValue::B(bytes) = &changed[attribute] else { panic!("{attribute} is not binary") };
    let mut bytes = bytes.as_ref().to_vec();
    let place = bytes.len() - from_end;
    bytes[place] ^= 1;
    changed.insert(attribute.to_owned(), AttributeValue::B(bytes.into()));
    changed
}

/// Seals and opens with `keyring`, and with another one beside it; then has it fail in several ways.
fn check_keyring(
    findings: &mut Findings,
    name: &str,
    suite: AlgorithmSuite,
    keyring: &Arc<dyn Keyring>,
    own: SecretsOf<'_>,
) {
    let beside = RawAesKeyring::new("beside", "key", &BESIDE).unwrap();
    let both = encryptor(suite, MultiKeyring::new(Arc::clone(keyring)).and(beside));
    let context = std::sync::Mutex::new(EncryptionContext::new());
    let secrets = |stored: &Item| {
        let header = Header::of(stored);
        let (info, ciphertext) = header.data_key("beside");
        let intermediate = derived::gcm(&BESIDE, info.last_chunk().unwrap(), &ciphertext[48..80]);
        let mut secrets = derived::of_intermediate(&intermediate, ciphertext);
        let data_key = secrets.last().unwrap().1.clone();
        secrets.extend(derived::of_data_key(&data_key, &header.message_id, FIELDS));
        secrets.push(("key beside".to_owned(), BESIDE.to_vec()));
        secrets.extend(own(&header, &context.lock().unwrap()));
        secrets
    };
    let case = |what: &str| format!("{name}, {suite:?}, {what}");
    // Opened once before, because the encryption context comes out only then.
    let stored = run(both.encrypt_item(item())).unwrap();
    let opened = run(both.decrypt_item(stored)).unwrap();
    assert_eq!(opened.item, item());
    *context.lock().unwrap() = opened.header.unwrap().context.unwrap();

    let seal = || run(both.encrypt_item(item())).unwrap();
    let stored = findings.look(&case("sealing"), seal, secrets);
    *context.lock().unwrap() = run(both.decrypt_item(stored.clone())).unwrap().header.unwrap().context.unwrap();
    let open = |item: Item| run(both.decrypt_item(item));
    findings.look(&case("opening"), || open(stored.clone()).unwrap(), |_| secrets(&stored));
    // The tag of the keyring in question comes before that of the other.
    let footer = if suite == AlgorithmSuite::HmacSha384 { 60 } else { 1 };
    for (what, attribute, from_end) in [
        ("a changed value", "email", 1),
        ("a changed footer", "aws_dbe_foot", footer),
        ("a changed commitment", "aws_dbe_head", 1),
        ("a changed data key of the keyring beside", "aws_dbe_head", 33),
    ] {
        let changed = flipped(&stored, attribute, from_end);
        let failed = findings.look(&case(what), || open(changed), |_| secrets(&stored));
        if attribute != "aws_dbe_head" || from_end == 1 {
            assert!(matches!(failed, Err(Error::Unauthentic { .. })), "{what}");
        }
    }
    let missing =
        [("id".to_owned(), AttributeValue::Bool(true)), ("other".to_owned(), AttributeValue::Bool(true))];
    assert!(run(both.encrypt_item(missing.into())).is_err());

    // Alone, so that a changed data key fails.
    let alone = encryptor(suite, Arc::clone(keyring));
    let stored = run(alone.encrypt_item(item())).unwrap();
    let changed = flipped(&stored, "aws_dbe_head", 33);
    *context.lock().unwrap() = run(alone.decrypt_item(stored)).unwrap().header.unwrap().context.unwrap();
    let header = Header::of(&changed);
    let failed = findings.look(
        &case("a changed data key"),
        || run(alone.decrypt_item(changed)),
        |_| own(&header, &context.lock().unwrap()),
    );
    assert!(failed.is_err(), "{name}");
}

pub fn check(findings: &mut Findings) {
    for &suite in SUITES {
        let keyring: Arc<dyn Keyring> = Arc::new(RawAesKeyring::new("raw", "key", &KEY).unwrap());
        check_keyring(findings, "AES-256", suite, &keyring, &|header, _| {
            let (info, ciphertext) = header.data_key("raw");
            let intermediate = derived::gcm(&KEY, info.last_chunk().unwrap(), &ciphertext[48..80]);
            let mut secrets = derived::of_intermediate(&intermediate, ciphertext);
            secrets.push(("key of the application".to_owned(), KEY.to_vec()));
            secrets
        });
    }
    for length in [16, 24] {
        let keyring: Arc<dyn Keyring> = Arc::new(RawAesKeyring::new("raw", "key", &KEY[..length]).unwrap());
        check_keyring(
            findings,
            &format!("AES-{}", length * 8),
            AlgorithmSuite::HmacSha384,
            &keyring,
            &|_, _| vec![("key of the application".to_owned(), KEY[..length].to_vec())],
        );
    }
    rsa(findings);
    ecdh(findings);
    hierarchical(findings);
    kms(findings);
    providers(findings);
}

/// An RSA key in PKCS #8, and in X.509 SubjectPublicKeyInfo.
pub static RSA: LazyLock<(PrivateDecryptingKey, Vec<u8>, Vec<u8>)> = LazyLock::new(|| {
    let key = PrivateDecryptingKey::generate(KeySize::Rsa2048).unwrap();
    let private: Pkcs8V1Der<'_> = key.as_der().unwrap();
    let public: PublicKeyX509Der<'_> = key.public_key().as_der().unwrap();
    let (private, public) = (private.as_ref().to_vec(), public.as_ref().to_vec());
    (key, private, public)
});

pub fn pem(label: &str, der: &[u8]) -> String {
    let digits = aws_smithy_types::base64::encode(der);
    format!("-----BEGIN {label}-----\n{digits}\n-----END {label}-----\n")
}

/// The numbers of [`RSA`] but for the modulus, which is public.
pub fn rsa_numbers() -> Secrets {
    let numbers = derived::long_numbers(&RSA.1).into_iter().enumerate().skip(1);
    numbers.map(|(n, number)| (format!("number {n} of the RSA key"), number)).collect()
}

fn rsa(findings: &mut Findings) {
    assert_eq!(rsa_numbers().len(), 6);
    let (public, private) = (pem("PUBLIC KEY", &RSA.2), pem("PRIVATE KEY", &RSA.1));
    // PKCS #1 v1.5 is refused with the feature `fips`.
    let paddings = [RsaPadding::OaepSha256, RsaPadding::Pkcs1];
    for padding in
        paddings.into_iter().filter(|padding| cfg!(not(feature = "fips")) || *padding != RsaPadding::Pkcs1)
    {
        let keyring = RawRsaKeyring::new("raw", "key", padding, &public, &private).unwrap();
        let keyring: Arc<dyn Keyring> = Arc::new(keyring);
        check_keyring(findings, &format!("{padding:?}"), AlgorithmSuite::HmacSha384, &keyring, &|header, _| {
            let (_, ciphertext) = header.data_key("raw");
            let mut out = vec![0; 256];
            let key = RSA.0.clone();
            let plaintext = match padding {
                RsaPadding::Pkcs1 => {
                    Pkcs1PrivateDecryptingKey::new(key).unwrap().decrypt(&ciphertext[48..], &mut out).ok()
                }
                _ => OaepPrivateDecryptingKey::new(key)
                    .unwrap()
                    .decrypt(&OAEP_SHA256_MGF1SHA256, &ciphertext[48..], &mut out, None)
                    .ok(),
            };
            let own = plaintext.map(|key| derived::of_intermediate(key, ciphertext)).unwrap_or_default();
            own.into_iter().chain(rsa_numbers()).collect()
        });
    }
}

fn ecdh(findings: &mut Findings) {
    for (curve, algorithm) in [
        (EcdhCurve::P256, &agreement::ECDH_P256),
        (EcdhCurve::P384, &agreement::ECDH_P384),
        (EcdhCurve::P521, &agreement::ECDH_P521),
    ] {
        let key = agreement::PrivateKey::generate(algorithm).unwrap();
        let private: Pkcs8V1Der<'_> = key.as_der().unwrap();
        let public: PublicKeyX509Der<'_> = key.compute_public_key().unwrap().as_der().unwrap();
        let scalar = derived::long_numbers(private.as_ref()).remove(0);
        let text = pem("PRIVATE KEY", private.as_ref());
        let reading = || RawEcdhKeyring::discovery(curve, &text).unwrap();
        let ephemeral = RawEcdhKeyring::ephemeral_to_static(curve, public.as_ref()).unwrap();
        let own = RawEcdhKeyring::static_to_static(curve, &text, public.as_ref()).unwrap();
        let keyrings: [(&str, Arc<dyn Keyring>); 2] =
            [("ephemeral", Arc::new(Pair(ephemeral, reading()))), ("static", Arc::new(own))];
        for (name, keyring) in keyrings {
            check_keyring(
                findings,
                &format!("{curve:?}, {name}"),
                AlgorithmSuite::HmacSha384,
                &keyring,
                &|header, context| {
                    let (info, ciphertext) = header.data_key("raw-ecdh");
                    let mut secrets = ecdh_secrets(curve, &key, info, ciphertext, context);
                    secrets.push(("private key".to_owned(), scalar.clone()));
                    secrets
                },
            );
        }
    }
}

/// What comes from the secret that the owner of `key` shares with the sender of a data key.
fn ecdh_secrets(
    curve: EcdhCurve,
    key: &agreement::PrivateKey,
    info: &[u8],
    ciphertext: &[u8],
    context: &EncryptionContext,
) -> Secrets {
    let mut rest = &info[1..];
    let [recipient, sender] = [(); 2].map(|()| {
        let length = u32::from_be_bytes(derived::take(&mut rest, 4).try_into().unwrap());
        derived::take(&mut rest, length as usize)
    });
    let peer = agreement::UnparsedPublicKey::new(key.algorithm(), sender);
    let shared = agreement::agree(key, peer, (), |secret| Ok(secret.to_vec())).unwrap();
    let name: &[u8] = match curve {
        EcdhCurve::P256 => b"p256",
        EcdhCurve::P384 => b"p384",
        _ => b"p521",
    };
    let keys = [sender, recipient].concat();
    let fixed = [&b"ecdh-key-derivation"[..], name, b"HMAC_SHA384", &keys, &[1], &derived::serialized(context)]
        .join(&0);
    let (salt, rest) = ciphertext[48..].split_at(32);
    let derived_keys = derived::counter_mode_sha384(&shared, &fixed, salt);
    // Public is the commitment, and so that this test computes what the keyring does is seen.
    assert_eq!(derived_keys[..32], rest[..32]);
    let intermediate = derived::gcm(&derived_keys[32..64], &[0; 12], &rest[32..64]);
    let mut secrets = derived::of_intermediate(&intermediate, ciphertext);
    secrets.push(("shared secret".to_owned(), shared));
    secrets.push(("derived wrapping key".to_owned(), derived_keys[32..].to_vec()));
    secrets
}

/// Writes with one keyring and reads with the other.
struct Pair<W, R>(W, R);

impl<W: Keyring, R: Keyring> Keyring for Pair<W, R> {
    fn wrap_data_key<'a>(
        &'a self,
        request: &'a dynamodb_item_encryptor::WrapRequest<'a>,
    ) -> dynamodb_item_encryptor::BoxFuture<
        'a,
        Result<Vec<dynamodb_item_encryptor::WrappedDataKey>, dynamodb_item_encryptor::KeyError>,
    > {
        self.0.wrap_data_key(request)
    }

    fn unwrap_data_key<'a>(
        &'a self,
        request: &'a dynamodb_item_encryptor::UnwrapRequest<'a>,
    ) -> dynamodb_item_encryptor::BoxFuture<
        'a,
        Result<Option<dynamodb_item_encryptor::UnwrappedDataKey>, dynamodb_item_encryptor::KeyError>,
    > {
        self.1.unwrap_data_key(request)
    }
}

fn hierarchical(findings: &mut Findings) {
    let keys =
        InMemoryBranchKeys::new().with("tenant-1", BranchKey::new(BranchKeyVersion::from_bytes([1; 16]), &KEY));
    let keyring: Arc<dyn Keyring> = Arc::new(HierarchicalKeyring::new("tenant-1", keys));
    check_keyring(findings, "hierarchical", AlgorithmSuite::HmacSha384, &keyring, &|header, _| {
        let (_, ciphertext) = header.data_key("aws-kms-hierarchy");
        derived_wrapping(&KEY, "aws-kms-hierarchy", ciphertext, 16)
    });
}

/// What comes from a key under which, with a salt, an item's keys are derived. `between` bytes stand between the nonce
/// and the wrapped key.
fn derived_wrapping(key: &[u8], label: &str, ciphertext: &[u8], between: usize) -> Secrets {
    let (salt, rest) = ciphertext[48..].split_at(16);
    let (nonce, rest) = rest.split_first_chunk().unwrap();
    let wrapping = derived::counter_mode_sha256(key, label.as_bytes(), salt);
    let intermediate = derived::gcm(&wrapping, nonce, &rest[between..between + 32]);
    let mut secrets = derived::of_intermediate(&intermediate, ciphertext);
    secrets.push(("derived wrapping key".to_owned(), wrapping));
    secrets.push(("branch or wrapping key".to_owned(), key.to_vec()));
    secrets
}

fn kms(findings: &mut Findings) {
    let server = &Kms::start();
    let arn = &server.create_key();
    let handed_out = |header: &Header, _: &EncryptionContext| -> Secrets {
        let plaintexts = server.handed_out();
        let named = plaintexts.iter().map(|key| ("plaintext of KMS".to_owned(), key.clone()));
        // The keys that KMS makes for items are intermediate keys, of which the last is this item's.
        let mine = header.data_keys.iter().find(|key| key[0] == b"aws-kms");
        let derived =
            mine.into_iter().flat_map(|key| derived::of_intermediate(plaintexts.last().unwrap(), &key[2]));
        named.chain(derived).collect()
    };
    let clients = || RegionalKmsClients::new(server.config_in(REGION).build());
    let discovery = || {
        let ours = DiscoveryFilter::new("aws", ["111122223333"]).unwrap();
        KmsDiscoveryKeyring::new(server.client()).with_filter(ours)
    };
    let keyrings: [(&str, Arc<dyn Keyring>); 4] = [
        ("KMS", Arc::new(KmsKeyring::new(server.client(), arn).unwrap())),
        ("KMS, multi-Region", Arc::new(KmsMrkKeyring::new(server.client(), arn).unwrap())),
        ("KMS, several", Arc::new(KmsMultiKeyring::new(clients(), [arn]).unwrap())),
        ("KMS, discovery", Arc::new(Pair(KmsKeyring::new(server.client(), arn).unwrap(), discovery()))),
    ];
    for (name, keyring) in keyrings {
        check_keyring(findings, name, AlgorithmSuite::HmacSha384, &keyring, &handed_out);
        kms_faults(findings, name, server, &keyring);
    }

    let rsa = &server.create_key_of("RSA_2048");
    let public = pem("PUBLIC KEY", &server.public_key(rsa));
    let keyring = KmsRsaKeyring::new(server.client(), rsa, KmsRsaAlgorithm::OaepSha256, public).unwrap();
    // The plaintext is a digest, which is public, and the key.
    check_keyring(
        findings,
        "KMS, RSA",
        AlgorithmSuite::HmacSha384,
        &(Arc::new(keyring) as Arc<dyn Keyring>),
        &|_, _| {
            let plaintexts = server.handed_out();
            let keys = plaintexts.iter().filter_map(|plaintext| plaintext.get(48..80));
            let none = ("none yet".to_owned(), KEY.to_vec());
            keys.map(|key| ("key within the plaintext of KMS".to_owned(), key.to_vec())).chain([none]).collect()
        },
    );
    let ecc = &server.create_key_of("ECC_NIST_P384");
    let (own, curve) = (server.public_key(ecc), EcdhCurve::P384);
    let keyring = KmsEcdhKeyring::static_to_static(server.client(), curve, ecc, own).unwrap();
    let shared = |_: &Header, _: &EncryptionContext| -> Secrets {
        server.handed_out().into_iter().map(|key| ("shared secret".to_owned(), key)).collect()
    };
    check_keyring(
        findings,
        "KMS, ECDH",
        AlgorithmSuite::HmacSha384,
        &(Arc::new(keyring) as Arc<dyn Keyring>),
        &shared,
    );

    let cached =
        CachedKmsKeyring::new(server.client(), arn).unwrap().with_max_age(Duration::ZERO).allow_unsigned();
    let cached: Arc<dyn Keyring> = Arc::new(cached);
    for &suite in SUITES {
        check_keyring(findings, "KMS, cached", suite, &cached, &|header, _| {
            let (_, ciphertext) = header.data_key("item-encryptor-cached-kms");
            let last = server.handed_out().pop().unwrap();
            derived_wrapping(&last, "item-encryptor-cached-kms-v2", ciphertext, 0)
        });
    }
}

/// KMS answers wrongly, or the call is given up while its answer is on its way.
fn kms_faults(findings: &mut Findings, name: &str, server: &Kms, keyring: &Arc<dyn Keyring>) {
    let alone = encryptor(AlgorithmSuite::HmacSha384, Arc::clone(keyring));
    let stored = run(alone.encrypt_item(item())).unwrap();
    for fault in [
        Fault::PlaintextLength(31),
        Fault::KeyId("arn:aws:kms:eu-west-1:111122223333:key/other".to_owned()),
        Fault::CutOff,
        Fault::Late(Duration::from_millis(20)),
    ] {
        for operation in ["GenerateDataKey", "Decrypt"] {
            let work = || {
                run(async {
                    let work = async {
                        match operation {
                            "Decrypt" => drop(alone.decrypt_item(stored.clone()).await),
                            _ => drop(alone.encrypt_item(item()).await),
                        }
                    };
                    let _ = tokio::time::timeout(Duration::from_millis(10), work).await;
                })
            };
            server.inject(Some(operation), 1, fault.clone());
            let case = format!("{name}, {operation}, {fault:?}");
            let secrets = |(): &()| {
                server.handed_out().into_iter().map(|key| ("plaintext of KMS".to_owned(), key)).collect()
            };
            match fault {
                // The SDK gives back what it has read of an answer that it cannot read to its end.
                Fault::CutOff => findings.look_on_the_stack(&case, work, secrets),
                _ => findings.look(&case, work, secrets),
            }
            server.heal();
        }
    }
}

fn providers(findings: &mut Findings) {
    let caching = || {
        let provider = DefaultMaterialProvider::new(RawAesKeyring::new("beside", "key", &BESIDE).unwrap());
        CachingProvider::new(provider, Duration::from_secs(600))
    };
    let encryptor = ItemEncryptor::new(
        table(AlgorithmSuite::HmacSha384EcdsaP384).material_provider(caching()).build().unwrap(),
    );
    let of_item = |stored: &Item| {
        let header = Header::of(stored);
        let (info, ciphertext) = header.data_key("beside");
        let intermediate = derived::gcm(&BESIDE, info.last_chunk().unwrap(), &ciphertext[48..80]);
        let mut secrets = derived::of_intermediate(&intermediate, ciphertext);
        let data_key = secrets.last().unwrap().1.clone();
        secrets.extend(derived::of_data_key(&data_key, &header.message_id, FIELDS));
        secrets
    };
    for round in ["first", "second"] {
        let stored = findings.look(
            &format!("caching, {round}"),
            || run(encryptor.encrypt_item(item())).unwrap(),
            of_item,
        );
        let open = || run(encryptor.decrypt_item(stored.clone())).unwrap();
        findings.look(&format!("caching, {round}, opening"), open, |_| of_item(&stored));
    }

    #[cfg(all(feature = "ed25519", not(feature = "fips")))]
    writer_key(findings);
}

/// An item that is signed by a writer's key.
#[cfg(all(feature = "ed25519", not(feature = "fips")))]
fn writer_key(findings: &mut Findings) {
    use dynamodb_item_encryptor::WriterKey;

    // A seed is expanded to a scalar and a prefix.
    let expanded = || {
        use sha2::Digest;
        let hash = sha2::Sha512::digest(KEY).to_vec();
        vec![
            ("seed".to_owned(), KEY.to_vec()),
            ("expanded seed".to_owned(), hash[8..24].to_vec()),
            ("prefix".to_owned(), hash[32..].to_vec()),
        ]
    };
    let provider = DefaultMaterialProvider::new(RawAesKeyring::new("beside", "key", &BESIDE).unwrap());
    let provider = provider.sign_as(WriterKey::from_seed(&KEY).unwrap());
    let encryptor = ItemEncryptor::new(
        table(AlgorithmSuite::HmacSha384Ed25519).material_provider(provider).build().unwrap(),
    );
    findings.look("a writer's key", || drop(run(encryptor.encrypt_item(item())).unwrap()), |()| expanded());
    findings.look("a writer's key, made", || drop(WriterKey::from_seed(&KEY).unwrap()), |()| expanded());
}
