//! Every keyring and material provider, each with the one that reads what it wrote: the only list of them in the tests.
//!
//! A test that includes this has the example `hsm_keyring` as a module.

use std::sync::Arc;
use std::time::Duration;

use aws_lc_rs::agreement;
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rsa::{KeySize, PrivateDecryptingKey};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::base64;
use dynamodb_item_encryptor::{
    BoxError, BranchKey, BranchKeyIdRequest, CachedBranchKeys, CachedKmsKeyring, CachingProvider,
    DefaultMaterialProvider, DiscoveryFilter, EcdhCurve, HierarchicalKeyring, InMemoryBranchKeys, KeyStore,
    Keyring, KmsConfiguration, KmsDiscoveryKeyring, KmsDiscoveryMultiKeyring, KmsEcdhKeyring, KmsKeyring,
    KmsMrkDiscoveryKeyring, KmsMrkDiscoveryMultiKeyring, KmsMrkKeyring, KmsMrkMultiKeyring, KmsMultiKeyring,
    KmsRsaAlgorithm, KmsRsaKeyring, MaterialProvider, MultiKeyring, RawAesKeyring, RawEcdhKeyring,
    RawRsaKeyring, RegionalKmsClients, RequiredContextProvider, RsaPadding,
};
use serde_json::json;
use test_support::kms::{ACCOUNT, Kms, REGION};

use crate::hsm_keyring::{Hsm, HsmKeyring};

const OTHER_REGION: &str = "us-east-1";

/// All of them.
pub async fn all(kms: &Kms, dynamodb: &Client) -> Vec<Row> {
    let mut rows = Rows::default();
    raw(&mut rows);
    kms_keyrings(&mut rows, kms);
    hierarchical(&mut rows, kms, dynamodb).await;
    providers(&mut rows, kms);
    rows.0
}

/// Keyrings over longer RSA keys in KMS, which are slow and otherwise like those of [`all`].
#[allow(dead_code, reason = "only the matrix has the time for them")]
pub fn longer_rsa_keys(kms: &Kms) -> Vec<Row> {
    let mut rows = Rows::default();
    for spec in ["RSA_3072", "RSA_4096"] {
        kms_rsa(&mut rows, kms, spec);
    }
    rows.0
}

pub type Provider = Arc<dyn MaterialProvider>;

/// A provider that writes, and one that reads what it wrote.
pub struct Row {
    pub name: String,
    pub writer: Provider,
    pub reader: Provider,
    /// Suites with signatures are refused, as the specification requires for RSA keys of KMS.
    pub unsigned_only: bool,
}

#[derive(Default)]
struct Rows(Vec<Row>);

impl Rows {
    fn provider(
        &mut self,
        name: &str,
        writer: impl MaterialProvider + 'static,
        reader: impl MaterialProvider + 'static,
    ) {
        let row = Row {
            name: name.to_owned(),
            writer: Arc::new(writer),
            reader: Arc::new(reader),
            unsigned_only: false,
        };
        self.0.push(row);
    }

    fn add(&mut self, name: &str, writer: impl Keyring + 'static, reader: impl Keyring + 'static) {
        self.provider(name, DefaultMaterialProvider::new(writer), DefaultMaterialProvider::new(reader));
    }

    fn unsigned(&mut self, name: &str, writer: impl Keyring + 'static, reader: impl Keyring + 'static) {
        self.add(name, writer, reader);
        self.0.last_mut().unwrap().unsigned_only = true;
    }
}

pub fn pem(label: &str, der: &[u8]) -> String {
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", base64::encode(der))
}

/// The texts of a public and a private key.
fn rsa_key() -> (String, String) {
    let key = PrivateDecryptingKey::generate(KeySize::Rsa2048).unwrap();
    let private: Pkcs8V1Der<'_> = key.as_der().unwrap();
    let public: PublicKeyX509Der<'_> = key.public_key().as_der().unwrap();
    (pem("PUBLIC KEY", public.as_ref()), pem("PRIVATE KEY", private.as_ref()))
}

fn raw(rows: &mut Rows) {
    for (name, length) in [("raw AES, 128 bits", 16), ("raw AES, 192 bits", 24), ("raw AES, 256 bits", 32)] {
        let keyring = || RawAesKeyring::new("space", "key", &vec![7; length]).unwrap();
        rows.add(name, keyring(), keyring());
    }
    let (public, private) = rsa_key();
    for padding in [
        #[cfg(not(feature = "fips"))]
        RsaPadding::Pkcs1,
        RsaPadding::OaepSha1,
        RsaPadding::OaepSha256,
        RsaPadding::OaepSha384,
        RsaPadding::OaepSha512,
    ] {
        let writer = RawRsaKeyring::encrypt_only("space", "key", padding, &public).unwrap();
        let reader = RawRsaKeyring::decrypt_only("space", "key", padding, &private).unwrap();
        rows.add(&format!("raw RSA, {padding:?}"), writer, reader);
    }
    let curves = [
        (EcdhCurve::P256, &agreement::ECDH_P256),
        (EcdhCurve::P384, &agreement::ECDH_P384),
        (EcdhCurve::P521, &agreement::ECDH_P521),
    ];
    for (curve, algorithm) in curves {
        let [(alice, alice_public), (bob, bob_public)] = [(); 2].map(|()| {
            let key = agreement::PrivateKey::generate(algorithm).unwrap();
            let private: Pkcs8V1Der<'_> = key.as_der().unwrap();
            let public: PublicKeyX509Der<'_> = key.compute_public_key().unwrap().as_der().unwrap();
            (pem("PRIVATE KEY", private.as_ref()), public.as_ref().to_vec())
        });
        let to_bob = || RawEcdhKeyring::static_to_static(curve, &alice, &bob_public).unwrap();
        let from_alice = RawEcdhKeyring::static_to_static(curve, &bob, &alice_public).unwrap();
        let discovery = || RawEcdhKeyring::discovery(curve, &bob).unwrap();
        rows.add(&format!("raw ECDH static, {curve:?}"), to_bob(), from_alice);
        rows.add(&format!("raw ECDH discovery, {curve:?}"), to_bob(), discovery());
        let ephemeral = RawEcdhKeyring::ephemeral_to_static(curve, &bob_public).unwrap();
        rows.add(&format!("raw ECDH ephemeral, {curve:?}"), ephemeral, discovery());
    }
}

fn kms_keyrings(rows: &mut Rows, kms: &Kms) {
    let (one, other) = (kms.create_key(), kms.create_key_in(OTHER_REGION));
    let multi_region = kms.create_key_with(REGION, json!({ "MultiRegion": true }));
    let replica = kms.replicate(&multi_region, OTHER_REGION);
    let clients = || RegionalKmsClients::new(kms.config_in("nowhere").build());
    let strict = || KmsKeyring::new(kms.client(), &one).unwrap();
    let mrk = |arn: &str, region: &str| KmsMrkKeyring::new(kms.client_in(region), arn).unwrap();
    let filter = || DiscoveryFilter::new("aws", [ACCOUNT]).unwrap();
    let regions = [OTHER_REGION, REGION];

    rows.add("KMS", strict(), strict());
    let multi = |arns: [&String; 2]| KmsMultiKeyring::new(clients(), arns).unwrap();
    rows.add("KMS multi", multi([&one, &other]), multi([&other, &one]));
    rows.add("KMS discovery", strict(), KmsDiscoveryKeyring::new(kms.client()).with_filter(filter()));
    let discovery = KmsDiscoveryMultiKeyring::new(clients(), regions).unwrap().with_filter(filter());
    rows.add("KMS discovery, multi", strict(), discovery);
    rows.add("KMS MRK", mrk(&multi_region, REGION), mrk(&replica, OTHER_REGION));
    let multi = |arns: Vec<&String>| KmsMrkMultiKeyring::new(clients(), arns).unwrap();
    rows.add("KMS MRK multi", multi(vec![&one, &multi_region]), multi(vec![&replica]));
    let discovery = KmsMrkDiscoveryKeyring::new(kms.client_in(OTHER_REGION)).unwrap().with_filter(filter());
    rows.add("KMS MRK discovery", mrk(&multi_region, REGION), discovery);
    let discovery = KmsMrkDiscoveryMultiKeyring::new(clients(), regions).unwrap().with_filter(filter());
    rows.add("KMS MRK discovery, multi", mrk(&multi_region, REGION), discovery);

    kms_rsa(rows, kms, "RSA_2048");
    let curves = [
        (EcdhCurve::P256, "ECC_NIST_P256"),
        (EcdhCurve::P384, "ECC_NIST_P384"),
        (EcdhCurve::P521, "ECC_NIST_P521"),
    ];
    for (curve, spec) in curves {
        let (alice, bob) = (kms.create_key_of(spec), kms.create_key_of(spec));
        let ecdh = |own: &str, other: &str| {
            KmsEcdhKeyring::static_to_static(kms.client(), curve, own, kms.public_key(other)).unwrap()
        };
        rows.add(&format!("KMS ECDH static, {curve:?}"), ecdh(&alice, &bob), ecdh(&bob, &alice));
        let discovery = KmsEcdhKeyring::discovery(kms.client(), curve, &bob).unwrap();
        rows.add(&format!("KMS ECDH discovery, {curve:?}"), ecdh(&alice, &bob), discovery);
    }

    let cached = || CachedKmsKeyring::new(kms.client(), &one).unwrap().allow_unsigned();
    rows.add("KMS cached", cached(), cached());
}

fn kms_rsa(rows: &mut Rows, kms: &Kms, spec: &str) {
    let rsa = kms.create_key_of(spec);
    for algorithm in [KmsRsaAlgorithm::OaepSha1, KmsRsaAlgorithm::OaepSha256] {
        let public = pem("PUBLIC KEY", &kms.public_key(&rsa));
        let writer = KmsRsaKeyring::encrypt_only(&rsa, algorithm, public).unwrap();
        let reader = KmsRsaKeyring::decrypt_only(kms.client(), &rsa, algorithm).unwrap();
        rows.unsigned(&format!("KMS {spec}, {algorithm:?}"), writer, reader);
    }
}

async fn hierarchical(rows: &mut Rows, kms: &Kms, dynamodb: &Client) {
    let version = "e9ce18a3-edb5-4272-9f86-1cacb7997ff6".parse().unwrap();
    let in_memory = || InMemoryBranchKeys::new().with("tenant-1", BranchKey::new(version, &[3; 32]));
    let fixed = || HierarchicalKeyring::new("tenant-1", in_memory());
    rows.add("hierarchical, in memory", fixed(), fixed());

    let arn = kms.create_key();
    let key_store = || {
        let configuration = KmsConfiguration::KeyArn(arn.clone());
        KeyStore::new(dynamodb.clone(), kms.client(), "BranchKeys", configuration).unwrap()
    };
    key_store().create_table().await.unwrap();
    let id = key_store().create_key([] as [(&str, &str); 0]).await.unwrap();
    key_store().create_key_with_id("branch-key-of-gold", [("tenant", "gold")]).await.unwrap();
    let uncached = || HierarchicalKeyring::new(&id, key_store());
    rows.add("hierarchical, key store", uncached(), uncached());
    let cached = || CachedBranchKeys::new(key_store(), Duration::from_secs(60));
    let fixed = || HierarchicalKeyring::new(&id, cached());
    rows.add("hierarchical, cached", fixed(), fixed());
    let supplier = |item: &BranchKeyIdRequest<'_>| -> Result<String, BoxError> {
        match item.attributes.get("id") {
            Some(AttributeValue::S(_)) => Ok("branch-key-of-gold".to_owned()),
            _ => Err("an item without an id".into()),
        }
    };
    let supplied = || HierarchicalKeyring::with_supplier(supplier, cached());
    rows.add("hierarchical, supplier", supplied(), supplied());
}

fn providers(rows: &mut Rows, kms: &Kms) {
    let arn = kms.create_key();
    let aes = || RawAesKeyring::new("space", "key", &[7; 32]).unwrap();
    let strict = || KmsKeyring::new(kms.client(), &arn).unwrap();
    rows.add("multi: KMS and raw AES", MultiKeyring::new(strict()).and(aes()), aes());
    let (public, private) = rsa_key();
    let escrow = || RawRsaKeyring::encrypt_only("space", "escrow", RsaPadding::OaepSha256, &public).unwrap();
    let with_escrow = || MultiKeyring::new(aes()).and(escrow());
    rows.add("multi: raw AES and escrow", with_escrow(), with_escrow());
    let holder = RawRsaKeyring::decrypt_only("space", "escrow", RsaPadding::OaepSha256, &private).unwrap();
    rows.add("multi: the escrow's holder", with_escrow(), holder);
    let required = || RequiredContextProvider::new(DefaultMaterialProvider::new(aes()), ["aws-crypto-attr.id"]);
    rows.provider("required context", required(), required());
    let caching = || CachingProvider::new(DefaultMaterialProvider::new(strict()), Duration::from_secs(60));
    rows.provider("caching", caching(), caching());
    let hsm = Hsm::start().unwrap();
    let custom = || HsmKeyring::new(hsm.clone(), "customers");
    rows.add("custom: an HSM stand-in", custom(), custom());
}
