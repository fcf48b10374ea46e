//! The items that are measured, and the table they belong to.

use std::time::Duration;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{
    AlgorithmSuite, CachingProvider, DecryptedItem, DefaultMaterialProvider, Item, ItemEncryptor, Keyring,
    RawAesKeyring, TableConfig, TableConfigBuilder,
};

/// The logical name of the table.
pub const TABLE: &str = "Bench";
/// The name of the partition key.
pub const PARTITION_KEY: &str = "id";
/// The keyring's namespace.
pub const NAMESPACE: &str = "bench";
/// The name of the keyring's key.
pub const KEY_NAME: &str = "key";
/// The keyring's key.
pub const WRAPPING_KEY: [u8; 32] = *b"an AES key to measure with: 32 b";

/// The suites by the names that reports use.
pub fn suites() -> impl Iterator<Item = (&'static str, AlgorithmSuite)> {
    AlgorithmSuite::ALL.iter().map(|suite| (suite_name(*suite), *suite))
}

/// What reports call a suite.
pub fn suite_name(suite: AlgorithmSuite) -> &'static str {
    match suite {
        AlgorithmSuite::HmacSha384 => "0x6700",
        AlgorithmSuite::HmacSha384EcdsaP384 => "0x6701",
        AlgorithmSuite::HmacSha384Ed25519 => "Ed25519",
        suite => suite.name(),
    }
}

/// What an item is made of, besides its partition key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// How reports call it.
    pub name: &'static str,
    /// How many attributes it has. All are encrypted.
    pub attributes: usize,
    /// How many bytes each has: of text, or about as many in several types.
    pub bytes: usize,
    /// Whether the attributes are of several types, in turns.
    pub mixed: bool,
}

const fn text(name: &'static str, attributes: usize, bytes: usize) -> Shape {
    Shape { name, attributes, bytes, mixed: false }
}

/// The shapes that are measured.
pub const SHAPES: [Shape; 6] = [
    text("1x64 B", 1, 64),
    text("10x64 B", 10, 64),
    Shape { name: "30x100 B mixed", attributes: 30, bytes: 100, mixed: true },
    text("10x1 KiB", 10, 1024),
    text("1x100 KiB", 1, 100 << 10),
    text("1x390 KB", 1, 390_000),
];

impl Shape {
    /// An item of `attributes` texts of `bytes` bytes each.
    pub const fn text(attributes: usize, bytes: usize) -> Self {
        text("", attributes, bytes)
    }

    /// Bytes of all values, the partition key's left out.
    pub fn total(&self) -> usize {
        self.attributes * self.bytes
    }

    /// The item.
    pub fn item(&self) -> Item {
        let value = |n| if self.mixed { mixed(n, self.bytes) } else { S("x".repeat(self.bytes)) };
        let mut item: Item = (0..self.attributes).map(|n| (attribute(n), value(n))).collect();
        item.insert(PARTITION_KEY.to_owned(), S("0123456789".to_owned()));
        item
    }

    /// An encryptor for such items.
    pub fn encryptor(&self, suite: AlgorithmSuite) -> ItemEncryptor {
        self.encryptor_with(suite, raw_aes())
    }

    /// An encryptor for such items, over `keyring`.
    pub fn encryptor_with(&self, suite: AlgorithmSuite, keyring: impl Keyring + 'static) -> ItemEncryptor {
        ItemEncryptor::new(self.table(suite, keyring).build().expect("a valid configuration"))
    }

    /// An encryptor for such items that keeps their materials, as one would if a key service made them.
    pub fn keeping_encryptor(&self, suite: AlgorithmSuite) -> ItemEncryptor {
        let provider = DefaultMaterialProvider::new(raw_aes());
        let provider = CachingProvider::new(provider, Duration::from_secs(3600));
        let table = self.table(suite, raw_aes()).material_provider(provider);
        ItemEncryptor::new(table.build().expect("a valid configuration"))
    }

    /// The configuration of a table with such items.
    pub fn table(&self, suite: AlgorithmSuite, keyring: impl Keyring + 'static) -> TableConfigBuilder {
        TableConfig::builder(TABLE)
            .partition_key(PARTITION_KEY)
            .encrypt((0..self.attributes).map(attribute))
            .suite(suite)
            .keyring(keyring)
    }
}

use AttributeValue::S;

/// The name of the `n`th encrypted attribute.
pub fn attribute(n: usize) -> String {
    format!("attribute_{n}")
}

/// The keyring of all measurements that do not say otherwise.
pub fn raw_aes() -> RawAesKeyring {
    RawAesKeyring::new(NAMESPACE, KEY_NAME, &WRAPPING_KEY).expect("a 32-byte key")
}

/// A value of about `bytes` bytes, whose type depends on `n`.
fn mixed(n: usize, bytes: usize) -> AttributeValue {
    let word = |n: usize| format!("word {n:05}");
    match n % 6 {
        0 => S("x".repeat(bytes)),
        1 => AttributeValue::B(Blob::new(vec![0xa5; bytes])),
        2 => AttributeValue::Ss((0..bytes / 14).map(word).collect()),
        3 => AttributeValue::Ns((0..bytes / 10).map(|n| format!("{}.5", 1000 + n)).collect()),
        4 => AttributeValue::L((0..bytes / 16).map(|n| S(word(n))).collect()),
        _ => AttributeValue::M((0..bytes / 24).map(|n| (format!("k{n}"), S(word(n)))).collect()),
    }
}

/// The result of a future that never waits, which those over raw keyrings are.
pub fn ready<T, E: std::fmt::Debug>(future: impl Future<Output = Result<T, E>>) -> T {
    futures_util::FutureExt::now_or_never(future).expect("ready at once").expect("done")
}

/// Encrypts an item.
pub fn encrypt(encryptor: &ItemEncryptor, item: Item) -> Item {
    ready(encryptor.encrypt_item(item))
}

/// Decrypts an item.
pub fn decrypt(encryptor: &ItemEncryptor, item: Item) -> DecryptedItem {
    ready(encryptor.decrypt_item(item))
}
