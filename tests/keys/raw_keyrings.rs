//! Keyrings over RSA and elliptic-curve keys of the application.

use std::sync::{Arc, LazyLock, Mutex};

use aws_lc_rs::agreement;
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rsa::{KeySize, PrivateDecryptingKey};
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::base64;
use dynamodb_item_encryptor::{
    AlgorithmSuite, BoxFuture, EcdhCurve, EncryptedDataKey, Error, Item, ItemEncryptor, KeyError, Keyring,
    MultiKeyring, RawAesKeyring, RawEcdhKeyring, RawRsaKeyring, RsaPadding, TableConfig, UnwrapRequest,
    UnwrappedDataKey, WrapRequest, WrappedDataKey,
};

const SUITES: &[AlgorithmSuite] = AlgorithmSuite::ALL;
const PADDINGS: &[RsaPadding] = &[
    #[cfg(not(feature = "fips"))]
    RsaPadding::Pkcs1,
    RsaPadding::OaepSha1,
    RsaPadding::OaepSha256,
    RsaPadding::OaepSha384,
    RsaPadding::OaepSha512,
];
const CURVES: [EcdhCurve; 3] = [EcdhCurve::P256, EcdhCurve::P384, EcdhCurve::P521];

fn pem(label: &str, der: &[u8]) -> String {
    let digits = base64::encode(der);
    let lines: Vec<&str> = digits.as_bytes().chunks(64).map(|line| str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

/// An RSA key pair, as PEM texts.
struct Rsa {
    public: String,
    private: String,
    #[cfg_attr(feature = "fips", allow(dead_code, reason = "it is for PKCS #1 v1.5, which is refused"))]
    key: PrivateDecryptingKey,
}

impl Rsa {
    fn generate(size: KeySize) -> Self {
        let key = PrivateDecryptingKey::generate(size).unwrap();
        let private: Pkcs8V1Der<'_> = key.as_der().unwrap();
        let public: PublicKeyX509Der<'_> = key.public_key().as_der().unwrap();
        let (public, private) = (pem("PUBLIC KEY", public.as_ref()), pem("PRIVATE KEY", private.as_ref()));
        Rsa { public, private, key }
    }

    fn writer(&self, padding: RsaPadding) -> RawRsaKeyring {
        RawRsaKeyring::encrypt_only("space", "key", padding, &self.public).unwrap()
    }

    fn reader(&self, padding: RsaPadding) -> RawRsaKeyring {
        RawRsaKeyring::decrypt_only("space", "key", padding, &self.private).unwrap()
    }
}

static RSA: LazyLock<Rsa> = LazyLock::new(|| Rsa::generate(KeySize::Rsa2048));
static OTHER_RSA: LazyLock<Rsa> = LazyLock::new(|| Rsa::generate(KeySize::Rsa2048));

/// An elliptic-curve key pair: a public key in DER and a private key as a PEM text.
struct Ec {
    curve: EcdhCurve,
    public: Vec<u8>,
    private: String,
}

impl Ec {
    fn generate(curve: EcdhCurve) -> Self {
        let algorithm = match curve {
            EcdhCurve::P256 => &agreement::ECDH_P256,
            EcdhCurve::P384 => &agreement::ECDH_P384,
            EcdhCurve::P521 => &agreement::ECDH_P521,
            curve => panic!("{curve:?}"),
        };
        let key = agreement::PrivateKey::generate(algorithm).unwrap();
        let private: Pkcs8V1Der<'_> = key.as_der().unwrap();
        let public: PublicKeyX509Der<'_> = key.compute_public_key().unwrap().as_der().unwrap();
        Ec { curve, public: public.as_ref().to_vec(), private: pem("PRIVATE KEY", private.as_ref()) }
    }

    fn with(&self, other: &Ec) -> RawEcdhKeyring {
        RawEcdhKeyring::static_to_static(self.curve, &self.private, &other.public).unwrap()
    }

    fn ephemeral(&self) -> RawEcdhKeyring {
        RawEcdhKeyring::ephemeral_to_static(self.curve, &self.public).unwrap()
    }

    fn discovery(&self) -> RawEcdhKeyring {
        RawEcdhKeyring::discovery(self.curve, &self.private).unwrap()
    }
}

/// A keyring that shows the encrypted data keys it wrote to a test, and changes those it reads.
struct Changing<K> {
    keyring: K,
    written: Arc<Mutex<Vec<EncryptedDataKey>>>,
    change: Box<dyn Fn(&mut EncryptedDataKey) + Send + Sync>,
}

impl<K> Changing<K> {
    fn new(keyring: K, change: impl Fn(&mut EncryptedDataKey) + Send + Sync + 'static) -> Self {
        Changing { keyring, written: Arc::default(), change: Box::new(change) }
    }
}

impl<K: Keyring> Keyring for Changing<K> {
    fn wrap_data_key<'a>(
        &'a self,
        request: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        Box::pin(async move {
            let wrapped = self.keyring.wrap_data_key(request).await?;
            self.written.lock().unwrap().extend(wrapped.iter().map(|key| key.encrypted.clone()));
            Ok(wrapped)
        })
    }

    fn unwrap_data_key<'a>(
        &'a self,
        request: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        Box::pin(async move {
            let mut data_keys = request.data_keys.to_vec();
            data_keys.iter_mut().for_each(&self.change);
            let mut changed = *request;
            changed.data_keys = &data_keys;
            self.keyring.unwrap_data_key(&changed).await
        })
    }
}

fn encryptor(table: &str, suite: AlgorithmSuite, keyring: impl Keyring + 'static) -> ItemEncryptor {
    let table = TableConfig::builder(table)
        .partition_key("id")
        .encrypt(["email"])
        .sign(["plan"])
        .suite(suite)
        .keyring(keyring)
        .build()
        .unwrap();
    ItemEncryptor::new(table)
}

fn item() -> Item {
    [("id", "1"), ("email", "a@example.com"), ("plan", "basic")]
        .map(|(name, value)| (name.to_owned(), AttributeValue::S(value.to_owned())))
        .into()
}

/// Seals with `writer` and opens with `reader`.
async fn round(
    suite: AlgorithmSuite,
    writer: impl Keyring + 'static,
    reader: impl Keyring + 'static,
) -> Result<Item, Error> {
    let stored = encryptor("Orders", suite, writer).encrypt_item(item()).await?;
    encryptor("Orders", suite, reader).decrypt_item(stored).await.map(|opened| opened.item)
}

/// What the keyring of `writer` writes for one item.
async fn written(writer: impl Keyring + 'static) -> (Item, EncryptedDataKey) {
    let keyring = Changing::new(writer, |_| ());
    let written = Arc::clone(&keyring.written);
    let stored = encryptor("Orders", AlgorithmSuite::HmacSha384, keyring).encrypt_item(item()).await.unwrap();
    let [key] = <[EncryptedDataKey; 1]>::try_from(std::mem::take(&mut *written.lock().unwrap())).unwrap();
    (stored, key)
}

/// Opens an item whose encrypted data key is exchanged for another.
async fn open_with(
    stored: &Item,
    reader: impl Keyring + 'static,
    data_key: EncryptedDataKey,
) -> Result<Item, KeyError> {
    let keyring = Changing::new(reader, move |key| *key = data_key.clone());
    let encryptor = encryptor("Orders", AlgorithmSuite::HmacSha384, keyring);
    match encryptor.decrypt_item(stored.clone()).await {
        Ok(opened) => Ok(opened.item),
        Err(Error::Key { source, .. }) => Err(source),
        Err(error) => panic!("{error:?}"),
    }
}

/// The reasons why the one key that was tried failed.
fn attempt(outcome: Result<Item, KeyError>) -> (String, KeyError) {
    match outcome {
        Err(KeyError::AllFailed { attempts }) => {
            let [attempt] = <[_; 1]>::try_from(attempts).unwrap();
            (attempt.key, attempt.error)
        }
        outcome => panic!("{outcome:?}"),
    }
}

fn assert_config<T>(outcome: Result<T, KeyError>, words: &str) {
    match outcome {
        Err(KeyError::Config(message)) => assert!(message.contains(words), "{message}"),
        Err(error) => panic!("{error:?}"),
        Ok(_) => panic!("{words}"),
    }
}

/// Every key that differs from `key` in one bit of each byte of its provider information and
/// ciphertext.
fn flipped(key: &EncryptedDataKey) -> Vec<EncryptedDataKey> {
    let info = (0..key.provider_info.len()).map(|n| {
        let mut changed = key.clone();
        changed.provider_info[n] ^= 1 << (n % 8);
        changed
    });
    let ciphertext = (0..key.ciphertext.len()).map(|n| {
        let mut changed = key.clone();
        changed.ciphertext[n] ^= 1 << (n % 8);
        changed
    });
    info.chain(ciphertext).collect()
}

/// Keys that are cut short or have more at the end.
fn resized(key: &EncryptedDataKey) -> Vec<EncryptedDataKey> {
    let with =
        |ciphertext: Vec<u8>| EncryptedDataKey::new(&key.provider_id, key.provider_info.clone(), ciphertext);
    let mut keys: Vec<_> = [0, 1, 47, 48, 49, key.ciphertext.len() - 1]
        .map(|length| with(key.ciphertext[..length].to_vec()))
        .into();
    keys.push(with([&key.ciphertext[..], &[0]].concat()));
    keys
}

#[tokio::test]
async fn rsa_round_trips_with_every_padding_and_suite() {
    for padding in PADDINGS.iter().copied() {
        for &suite in SUITES {
            assert_eq!(round(suite, RSA.writer(padding), RSA.reader(padding)).await.unwrap(), item());
            let both = || RawRsaKeyring::new("space", "key", padding, &RSA.public, &RSA.private).unwrap();
            assert_eq!(round(suite, both(), both()).await.unwrap(), item());
        }
        let (_, key) = written(RSA.writer(padding)).await;
        assert_eq!((key.provider_id.as_str(), key.provider_info.as_slice()), ("space", &b"key"[..]));
        assert_eq!(key.ciphertext.len(), 48 + 256);
    }
}

#[tokio::test]
async fn rsa_keys_of_4096_bits_round_trip() {
    let rsa = Rsa::generate(KeySize::Rsa4096);
    for padding in PADDINGS.iter().copied() {
        assert_eq!(
            round(AlgorithmSuite::HmacSha384EcdsaP384, rsa.writer(padding), rsa.reader(padding)).await.unwrap(),
            item()
        );
    }
    let (_, key) = written(rsa.writer(RsaPadding::OaepSha512)).await;
    assert_eq!(key.ciphertext.len(), 48 + 512);
}

#[tokio::test]
async fn rsa_refuses_another_key_padding_name_or_context() {
    for padding in PADDINGS.iter().copied() {
        let (stored, key) = written(RSA.writer(padding)).await;
        let (name, error) = attempt(open_with(&stored, OTHER_RSA.reader(padding), key.clone()).await);
        assert_eq!(name, "space 'key'");
        assert!(matches!(error, KeyError::Unwrap { key } if key == "key"));
        for other in PADDINGS.iter().copied().filter(|other| *other != padding) {
            let (_, error) = attempt(open_with(&stored, RSA.reader(other), key.clone()).await);
            assert!(matches!(error, KeyError::Unwrap { .. }), "{padding:?} {other:?}");
        }
        let moved = encryptor("Others", AlgorithmSuite::HmacSha384, RSA.reader(padding))
            .decrypt_item(stored.clone())
            .await;
        assert!(matches!(moved, Err(Error::Key { source: KeyError::AllFailed { .. }, .. })));
        for (namespace, name) in [("space", "other"), ("other", "key"), ("spac", "ekey")] {
            let stranger = RawRsaKeyring::decrypt_only(namespace, name, padding, &RSA.private).unwrap();
            let outcome = open_with(&stored, stranger, key.clone()).await;
            assert!(matches!(outcome, Err(KeyError::NoneMatches { .. })));
        }
    }
}

#[tokio::test]
async fn rsa_refuses_every_changed_byte() {
    for padding in PADDINGS.iter().copied() {
        let (stored, key) = written(RSA.writer(padding)).await;
        assert_eq!(open_with(&stored, RSA.reader(padding), key.clone()).await.unwrap(), item());
        for changed in flipped(&key).into_iter().chain(resized(&key)) {
            assert!(open_with(&stored, RSA.reader(padding), changed).await.is_err(), "{padding:?}");
        }
    }
}

// The padding that could be one is refused with the feature `fips`.
#[cfg(not(feature = "fips"))]
#[tokio::test]
async fn rsa_padding_is_no_oracle() {
    use aws_lc_rs::rsa::{OAEP_SHA256_MGF1SHA256, OaepPublicEncryptingKey, Pkcs1PublicEncryptingKey};

    // A wrong padding, a right one around too few or too many bytes, and a right one around a wrong
    // key: nobody can tell them apart.
    let (stored, key) = written(RSA.writer(RsaPadding::Pkcs1)).await;
    let pkcs1 = Pkcs1PublicEncryptingKey::new(RSA.key.public_key()).unwrap();
    let oaep = OaepPublicEncryptingKey::new(RSA.key.public_key()).unwrap();
    let encrypt = |length| {
        let mut out = vec![0; 256];
        pkcs1.encrypt(&vec![7; length], &mut out).unwrap();
        out
    };
    let mut other = vec![0; 256];
    oaep.encrypt(&OAEP_SHA256_MGF1SHA256, &[7; 32], &mut other, None).unwrap();
    let forged =
        [encrypt(32), encrypt(0), encrypt(31), encrypt(33), encrypt(245), other, vec![1; 256], vec![0xff; 256]];
    let mut messages = Vec::new();
    for sealed in forged {
        let ciphertext = [&key.ciphertext[..48], &sealed].concat();
        let forged = EncryptedDataKey::new("space", b"key".to_vec(), ciphertext);
        let (_, error) = attempt(open_with(&stored, RSA.reader(RsaPadding::Pkcs1), forged).await);
        messages.push(format!("{error:?} {error}"));
    }
    messages.dedup();
    assert_eq!(messages.len(), 1, "{messages:?}");
}

#[tokio::test]
async fn one_way_rsa_keyrings_say_what_they_lack() {
    let padding = RsaPadding::OaepSha256;
    match round(AlgorithmSuite::HmacSha384, RSA.reader(padding), RSA.reader(padding)).await {
        Err(Error::Key { source: KeyError::OneWay { key, problem }, .. }) => {
            assert_eq!((key.as_str(), problem), ("key", "cannot write items: it has no public key"));
        }
        outcome => panic!("{outcome:?}"),
    }
    let (stored, key) = written(RSA.writer(padding)).await;
    let (name, error) = attempt(open_with(&stored, RSA.writer(padding), key.clone()).await);
    assert_eq!(name, "space 'key'");
    assert_eq!(error.to_string(), "the keyring of key 'key' cannot read items: it has no private key");

    // Beside a keyring that can do both, it is no hindrance.
    let aes = || RawAesKeyring::new("space", "aes", &[7; 32]).unwrap();
    let both = || MultiKeyring::new(RSA.writer(padding)).and(aes());
    assert_eq!(round(AlgorithmSuite::HmacSha384EcdsaP384, both(), both()).await.unwrap(), item());
    assert_eq!(round(AlgorithmSuite::HmacSha384EcdsaP384, both(), RSA.reader(padding)).await.unwrap(), item());
    assert!(
        round(AlgorithmSuite::HmacSha384EcdsaP384, MultiKeyring::new(aes()).and(RSA.reader(padding)), aes())
            .await
            .is_err()
    );
}

#[tokio::test]
async fn a_keyring_that_is_added_to_read_is_not_written_with() {
    let aes = |name: &str| RawAesKeyring::new("space", name, &[7; 32]).unwrap();
    let both = || MultiKeyring::new(aes("new")).and_to_read(aes("old")).and_to_read(RSA.reader(PADDINGS[2]));
    assert_eq!(round(AlgorithmSuite::HmacSha384EcdsaP384, both(), aes("new")).await.unwrap(), item());
    assert!(round(AlgorithmSuite::HmacSha384EcdsaP384, both(), aes("old")).await.is_err());
    for reader in [both(), MultiKeyring::new(both())] {
        assert_eq!(round(AlgorithmSuite::HmacSha384EcdsaP384, aes("old"), reader).await.unwrap(), item());
    }
    assert_eq!(
        round(AlgorithmSuite::HmacSha384EcdsaP384, RSA.writer(PADDINGS[2]), both()).await.unwrap(),
        item()
    );
}

#[test]
fn rsa_keyrings_check_their_keys() {
    let padding = RsaPadding::OaepSha256;
    let (public, private) = (RSA.public.as_str(), RSA.private.as_str());
    let encrypt_only = |text: &str| RawRsaKeyring::encrypt_only("space", "key", padding, text);
    let decrypt_only = |text: &str| RawRsaKeyring::decrypt_only("space", "key", padding, text);
    let small = "-----BEGIN PUBLIC KEY-----\n\
        MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDSioIScr/HXIY3wLIclnUXrd8n\n\
        f1Fk65aznzU+lW/rPwBlRNQN3756L+Jf7L7kB4NwlMtghLaDVMyGQ0alfWQNF/Xt\n\
        bYtZXvO/bMZPFA+YyUTJ32SWCqSVYSpfvPqvPNVXjnGetHmupjeRPQ6t1OW2C2ZC\n\
        r3nbqPUUjCfdkURVlwIDAQAB\n\
        -----END PUBLIC KEY-----\n";
    let ec = Ec::generate(EcdhCurve::P256);
    let ec_public = pem("PUBLIC KEY", &ec.public);
    let no_der = pem("PUBLIC KEY", &[7; 100]);
    for text in ["", "key", private, small, &ec_public, &no_der, &public[..public.len() / 2]] {
        assert_config(encrypt_only(text), "RSA key 'key': the public key cannot be used");
        assert_config(
            RawRsaKeyring::new("space", "key", padding, text, private),
            "the public key cannot be used",
        );
    }
    for text in ["", "key", public, &ec.private, &no_der, &private[..private.len() / 2]] {
        assert_config(decrypt_only(text), "RSA key 'key': the private key cannot be used");
        assert_config(
            RawRsaKeyring::new("space", "key", padding, public, text),
            "the private key cannot be used",
        );
    }
    let mismatch = RawRsaKeyring::new("space", "key", padding, public, &OTHER_RSA.private);
    assert_config(mismatch, "do not belong together");
    for outcome in [
        RawRsaKeyring::new("aws-kms", "key", padding, public, private),
        RawRsaKeyring::encrypt_only("aws-kms", "key", padding, public),
        RawRsaKeyring::decrypt_only("aws-kms", "key", padding, private),
    ] {
        assert_config(outcome, "'aws-kms' is reserved");
    }
    // Bytes of a file do as well as text.
    assert!(RawRsaKeyring::new("space", "key", padding, public.as_bytes(), private.as_bytes()).is_ok());
}

#[tokio::test]
async fn ecdh_round_trips_on_every_curve_with_every_scheme_and_suite() {
    for curve in CURVES {
        let (alice, bob) = (Ec::generate(curve), Ec::generate(curve));
        for &suite in SUITES {
            for reader in [alice.with(&bob), bob.with(&alice), bob.discovery()] {
                assert_eq!(round(suite, alice.with(&bob), reader).await.unwrap(), item());
            }
            assert_eq!(round(suite, bob.ephemeral(), bob.discovery()).await.unwrap(), item());
            // Sender and recipient may be one.
            assert_eq!(round(suite, bob.with(&bob), bob.with(&bob)).await.unwrap(), item());
            assert_eq!(round(suite, bob.with(&bob), bob.discovery()).await.unwrap(), item());
        }
    }
}

#[tokio::test]
async fn ecdh_stores_version_and_both_compressed_keys() {
    for (curve, length) in CURVES.into_iter().zip([33, 49, 67]) {
        let (alice, bob) = (Ec::generate(curve), Ec::generate(curve));
        let compressed = |key: &Ec| {
            let (x, y) = key.public[key.public.len() - 2 * (length - 1)..].split_at(length - 1);
            [&[2 + y[length - 2] % 2], x].concat()
        };
        let prefix = (length as u32).to_be_bytes();
        let (_, key) = written(alice.with(&bob)).await;
        assert_eq!((key.provider_id.as_str(), key.ciphertext.len()), ("raw-ecdh", 48 + 32 + 32 + 32 + 16));
        let expected = [&[1][..], &prefix, &compressed(&bob), &prefix, &compressed(&alice)].concat();
        assert_eq!(key.provider_info, expected);

        let (_, key) = written(bob.ephemeral()).await;
        let (_, other) = written(bob.ephemeral()).await;
        let fixed = 1 + 4 + length + 4;
        assert_eq!(key.provider_info[..fixed], [&[1][..], &prefix, &compressed(&bob), &prefix].concat());
        assert_ne!(key.provider_info[fixed..], other.provider_info[fixed..]);
        assert_eq!(key.provider_info.len(), fixed + length);
    }
}

#[tokio::test]
async fn ecdh_reads_what_a_key_in_kms_wrote() {
    // The form is the same, but for the provider's id, which nothing is derived from.
    let (alice, bob) = (Ec::generate(EcdhCurve::P384), Ec::generate(EcdhCurve::P384));
    let (stored, mut key) = written(alice.with(&bob)).await;
    key.provider_id = "aws-kms-ecdh".into();
    for reader in [alice.with(&bob), bob.with(&alice), bob.discovery()] {
        assert_eq!(open_with(&stored, reader, key.clone()).await.unwrap(), item());
    }
    key.provider_id = "aws-kms".into();
    assert!(matches!(open_with(&stored, bob.discovery(), key).await, Err(KeyError::NoneMatches { .. })));
}

#[tokio::test]
async fn ecdh_refuses_other_keys_curves_and_contexts() {
    for curve in CURVES {
        let (alice, bob, carol) = (Ec::generate(curve), Ec::generate(curve), Ec::generate(curve));
        for writer in [alice.with(&bob), bob.ephemeral()] {
            let (stored, key) = written(writer).await;
            let other = Ec::generate(if curve == EcdhCurve::P256 { EcdhCurve::P384 } else { EcdhCurve::P256 });
            for reader in [
                carol.with(&bob),
                bob.with(&carol),
                carol.discovery(),
                alice.discovery(),
                other.discovery(),
                other.with(&other),
            ] {
                let outcome = open_with(&stored, reader, key.clone()).await;
                assert!(matches!(outcome, Err(KeyError::NoneMatches { .. })));
            }
            let moved =
                encryptor("Others", AlgorithmSuite::HmacSha384, bob.discovery()).decrypt_item(stored).await;
            let Err(Error::Key { source, .. }) = moved else { panic!("{moved:?}") };
            let (name, error) = attempt(Err(source));
            assert!(name.starts_with("raw-ecdh 'p") && name.ends_with("…'"), "{name}");
            assert!(matches!(error, KeyError::Unwrap { .. }));
        }
    }
}

#[tokio::test]
async fn ecdh_refuses_every_changed_byte() {
    for curve in CURVES {
        let (alice, bob) = (Ec::generate(curve), Ec::generate(curve));
        let (stored, key) = written(alice.with(&bob)).await;
        for changed in flipped(&key).into_iter().chain(resized(&key)) {
            assert!(open_with(&stored, alice.with(&bob), changed.clone()).await.is_err());
            assert!(open_with(&stored, bob.with(&alice), changed.clone()).await.is_err());
            assert!(open_with(&stored, bob.discovery(), changed).await.is_err());
        }
        let (stored, key) = written(bob.ephemeral()).await;
        for changed in flipped(&key) {
            assert!(open_with(&stored, bob.discovery(), changed).await.is_err());
        }
    }
}

#[tokio::test]
async fn one_way_ecdh_keyrings_say_what_they_lack() {
    let bob = Ec::generate(EcdhCurve::P256);
    match round(AlgorithmSuite::HmacSha384, bob.discovery(), bob.discovery()).await {
        Err(Error::Key { source: KeyError::OneWay { problem, .. }, .. }) => {
            assert_eq!(problem, "cannot write items: it knows no recipient's public key");
        }
        outcome => panic!("{outcome:?}"),
    }
    let (stored, key) = written(bob.ephemeral()).await;
    let (_, error) = attempt(open_with(&stored, bob.ephemeral(), key).await);
    assert!(matches!(error, KeyError::OneWay { problem: "cannot read items: it has no private key", .. }));
}

#[test]
fn ecdh_keyrings_check_their_keys() {
    for curve in CURVES {
        let key = Ec::generate(curve);
        let stranger = Ec::generate(if curve == EcdhCurve::P521 { EcdhCurve::P384 } else { EcdhCurve::P521 });
        let public_pem = pem("PUBLIC KEY", &key.public).into_bytes();
        let mut off_curve = key.public.clone();
        *off_curve.last_mut().unwrap() ^= 1;
        let empty = Vec::new();
        for public in [&empty, &stranger.public, &off_curve, &key.public[1..].to_vec()] {
            assert_config(RawEcdhKeyring::ephemeral_to_static(curve, public), "the public key cannot be used");
            assert_config(
                RawEcdhKeyring::static_to_static(curve, &key.private, public),
                "the public key cannot be used",
            );
        }
        let public_pem = String::from_utf8(public_pem).unwrap();
        for private in ["", "key", &stranger.private, &public_pem, &RSA.private] {
            assert_config(RawEcdhKeyring::discovery(curve, private), "the private key cannot be used");
            assert_config(
                RawEcdhKeyring::static_to_static(curve, private, &key.public),
                "the private key cannot be used",
            );
        }
        // A private key whose own public key is another's.
        let other = Ec::generate(curve);
        let bytes = |text: &str| {
            let body: String = text.lines().filter(|line| !line.starts_with('-')).collect();
            base64::decode(body).unwrap()
        };
        let (mut mixed, other) = (bytes(&key.private), bytes(&other.private));
        let point = mixed.len() - key.public.len() / 2;
        mixed[point..].copy_from_slice(&other[point..]);
        assert_config(
            RawEcdhKeyring::discovery(curve, pem("PRIVATE KEY", &mixed)),
            "the private key cannot be used",
        );
    }
}
