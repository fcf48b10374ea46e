//! Sealing and opening an item with every kind of keyring, the wrapping of its data key included.
//!
//! KMS is a server on this machine that speaks its protocol over HTTP: what is timed is this side of a call, and a
//! network that is faster than any real one.

mod support;

use std::time::{Duration, Instant};

use aws_lc_rs::agreement;
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rsa::{KeySize, PrivateDecryptingKey};
use aws_smithy_types::base64;
use criterion::{BenchmarkGroup, Criterion, Throughput, measurement::WallTime};
use dynamodb_item_encryptor::{
    AlgorithmSuite, BranchKey, CachedBranchKeys, CachedKmsKeyring, CachingProvider, DefaultMaterialProvider,
    EcdhCurve, HierarchicalKeyring, InMemoryBranchKeys, ItemEncryptor, KeyStore, Keyring, KmsConfiguration,
    KmsKeyring, MultiKeyring, RawAesKeyring, RawEcdhKeyring, RawRsaKeyring, RsaPadding, TableConfig,
};
use tokio::runtime::Runtime;

use support::cases::{PARTITION_KEY, SHAPES, Shape, TABLE, attribute, raw_aes};

/// The item: ten attributes of 64 bytes.
const SHAPE: Shape = SHAPES[1];
const SUITE: AlgorithmSuite = AlgorithmSuite::HmacSha384;

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_secs(1))
        .sample_size(20)
        .configure_from_args();
    let runtime = Runtime::new().unwrap();
    {
        let mut group = criterion.benchmark_group("keyrings");
        group.throughput(Throughput::Elements(1));
        let mut bench = Bench { runtime: &runtime, group };
        bench.raw();
        bench.kms();
        bench.hierarchical();
    }
    criterion.final_summary();
}

struct Bench<'a> {
    runtime: &'a Runtime,
    group: BenchmarkGroup<'a, WallTime>,
}

impl Bench<'_> {
    fn keyring(&mut self, name: &str, keyring: impl Keyring + 'static) {
        self.encryptor(name, &SHAPE.encryptor_with(SUITE, keyring));
    }

    fn encryptor(&mut self, name: &str, encryptor: &ItemEncryptor) {
        let plain = SHAPE.item();
        let stored = self.runtime.block_on(encryptor.encrypt_item(plain.clone())).unwrap();
        let runtime = self.runtime;
        self.group.bench_function(format!("encrypt/{name}"), |bencher| {
            bencher.iter_custom(|times| {
                runtime.block_on(async {
                    let mut total = Duration::ZERO;
                    for _ in 0..times {
                        let item = plain.clone();
                        let start = Instant::now();
                        let stored = encryptor.encrypt_item(item).await.unwrap();
                        total += start.elapsed();
                        drop(stored);
                    }
                    total
                })
            });
        });
        self.group.bench_function(format!("decrypt/{name}"), |bencher| {
            bencher.iter_custom(|times| {
                runtime.block_on(async {
                    let mut total = Duration::ZERO;
                    for _ in 0..times {
                        let item = stored.clone();
                        let start = Instant::now();
                        let opened = encryptor.decrypt_item(item).await.unwrap();
                        total += start.elapsed();
                        drop(opened);
                    }
                    total
                })
            });
        });
    }

    fn raw(&mut self) {
        self.keyring("raw AES", raw_aes());
        let key = PrivateDecryptingKey::generate(KeySize::Rsa2048).unwrap();
        let private: Pkcs8V1Der<'_> = key.as_der().unwrap();
        let public: PublicKeyX509Der<'_> = key.public_key().as_der().unwrap();
        let (public, private) = (pem("PUBLIC KEY", public.as_ref()), pem("PRIVATE KEY", private.as_ref()));
        let rsa = RawRsaKeyring::new("bench", "key", RsaPadding::OaepSha256, public, private).unwrap();
        self.keyring("raw RSA 2048, OAEP SHA-256", rsa);

        let key = agreement::PrivateKey::generate(&agreement::ECDH_P384).unwrap();
        let private: Pkcs8V1Der<'_> = key.as_der().unwrap();
        let private = pem("PRIVATE KEY", private.as_ref());
        let public: PublicKeyX509Der<'_> = key.compute_public_key().unwrap().as_der().unwrap();
        let ecdh = RawEcdhKeyring::static_to_static(EcdhCurve::P384, private, public.as_ref()).unwrap();
        self.keyring("raw ECDH P-384, static", ecdh);

        let other = |n: u8| RawAesKeyring::new("bench", format!("key {n}"), &[n; 32]).unwrap();
        self.keyring("multi: 3 raw AES", MultiKeyring::new(raw_aes()).and(other(1)).and(other(2)));
    }

    fn kms(&mut self) {
        let kms = test_support::kms::Kms::start();
        let arn = kms.create_key();
        self.keyring("KMS", KmsKeyring::new(kms.client(), &arn).unwrap());
        let cached = CachedKmsKeyring::new(kms.client(), &arn).unwrap().allow_unsigned();
        self.keyring("KMS cached", cached.with_max_items(1_000));
        let provider = DefaultMaterialProvider::new(KmsKeyring::new(kms.client(), &arn).unwrap());
        let table = TableConfig::builder(TABLE)
            .partition_key(PARTITION_KEY)
            .encrypt((0..SHAPE.attributes).map(attribute))
            .suite(SUITE)
            .material_provider(CachingProvider::new(provider, Duration::from_secs(60)));
        self.encryptor("KMS, caching provider", &ItemEncryptor::new(table.build().unwrap()));
    }

    fn hierarchical(&mut self) {
        let version = "e9ce18a3-edb5-4272-9f86-1cacb7997ff6".parse().unwrap();
        let in_memory = InMemoryBranchKeys::new().with("tenant", BranchKey::new(version, &[3; 32]));
        self.keyring("hierarchical, in memory", HierarchicalKeyring::new("tenant", in_memory));

        let kms = test_support::kms::Kms::start();
        let arn = kms.create_key();
        let (store, id) = self.runtime.block_on(async {
            let dynamodb = test_support::config(&test_support::engine::start_unwatched().await).build();
            let dynamodb = aws_sdk_dynamodb::Client::from_conf(dynamodb);
            let configuration = KmsConfiguration::KeyArn(arn);
            let store = KeyStore::new(dynamodb, kms.client(), "BranchKeys", configuration).unwrap();
            store.create_table().await.unwrap();
            let id = store.create_key([] as [(&str, &str); 0]).await.unwrap();
            (store, id)
        });
        let cached = CachedBranchKeys::new(store, Duration::from_secs(600));
        self.keyring("hierarchical, key store and cache", HierarchicalKeyring::new(id, cached));
    }
}

fn pem(label: &str, der: &[u8]) -> String {
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", base64::encode(der))
}
