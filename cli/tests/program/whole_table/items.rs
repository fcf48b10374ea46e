//! A table of items in all formats, and its configurations.

use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::legacy::{
    AesKey, Dialect, LegacyEncryptor, LegacyPolicy, SignatureKey, SigningAlgorithm, WrappedProvider,
};
use dynamodb_item_encryptor::{
    AlgorithmSuite, Item, ItemEncryptor, MultiKeyring, RawAesKeyring, TableConfig, TableConfigBuilder,
};
use test_support::{customer, s};

use crate::run::Folder;

const OLD: [u8; 32] = [1; 32];
const NEW: [u8; 32] = [2; 32];
const LEGACY: [u8; 32] = [7; 32];
const LEGACY_SIGNATURE: [u8; 32] = [8; 32];

/// As the command line is told of it: `more` are entries of the table.
fn configuration(more: &str) -> String {
    format!(
        r#"
[tables.Customers]
partition_key = "id"
sort_key = "created"
encrypt = ["email", "notes"]
sign = ["plan"]
unsigned_prefix = ":"
keyring = "both"
{more}
[keyrings.both.multi]
keyrings = ["new"]
to_read = ["old"]

[keyrings.new.raw_aes]
namespace = "tests"
name = "new"
key = {{ file = "new", encoding = "raw" }}

[keyrings.old.raw_aes]
namespace = "tests"
name = "old"
key = {{ file = "old", encoding = "raw" }}
"#
    )
}

const LEGACY_ENTRIES: &str = r#"
[tables.Customers.legacy]
table_name = "Customers"
partition_key = "id"
sort_key = "created"
sign = ["plan"]
do_nothing = [":counter"]

[tables.Customers.legacy.provider.wrapped_aes]
wrapping_key = { file = "legacy", encoding = "raw" }
signature_key.hmac = { algorithm = "hmac_sha256", key = { file = "legacy-signature", encoding = "raw" } }
"#;

/// Writes the configuration and the former one, which reads plaintext, with their keys. Returns their paths.
pub fn configure(folder: &Folder, suite: AlgorithmSuite) -> [String; 2] {
    for (name, key) in [("new", NEW), ("old", OLD), ("legacy", LEGACY), ("legacy-signature", LEGACY_SIGNATURE)]
    {
        folder.file(name, key);
    }
    let suite = match suite {
        AlgorithmSuite::HmacSha384 => "suite = \"hmac_sha384\"",
        _ => "",
    };
    let present = configuration(&format!("{suite}\n{LEGACY_ENTRIES}"));
    let former = configuration(&format!("{suite}\nplaintext_policy = \"forbid_write_allow_read\""));
    [folder.file("tables.toml", present), folder.file("former.toml", former)]
}

fn aes(name: &str, key: &[u8; 32]) -> RawAesKeyring {
    RawAesKeyring::new("tests", name, key).unwrap()
}

fn legacy(dialect: Dialect) -> LegacyEncryptor {
    let key = SignatureKey::hmac(SigningAlgorithm::HmacSha256, &LEGACY_SIGNATURE).unwrap();
    let builder = LegacyEncryptor::builder().table_name("Customers").partition_key("id").sort_key("created");
    let builder = builder.sign(["plan"]).do_nothing([":counter"]).dialect(dialect);
    builder.provider(WrappedProvider::aes(AesKey::new(&LEGACY).unwrap(), key)).build().unwrap()
}

fn usual(suite: AlgorithmSuite) -> TableConfigBuilder {
    let builder = TableConfig::builder("Customers").partition_key("id").sort_key("created");
    builder.encrypt(["email", "notes"]).sign(["plan"]).unsigned_prefix(":").suite(suite)
}

/// What all items are to be in the end, and how applications write by then.
pub fn table() -> TableConfig {
    let keyring = MultiKeyring::new(aes("new", &NEW)).and_to_read(aes("old", &OLD));
    let builder = usual(AlgorithmSuite::HmacSha384EcdsaP384).keyring(keyring);
    builder.legacy(legacy(Dialect::Java), LegacyPolicy::ForbidWriteAllowRead).build().unwrap()
}

/// A table, and what is known of it.
pub struct Mixed {
    pub stored: Vec<Item>,
    /// What those hold that can be read, by their id.
    pub model: BTreeMap<String, Item>,
    /// The ids of the others.
    pub damaged: BTreeSet<String>,
}

/// Those who have written the table so far.
struct Authors {
    java: LegacyEncryptor,
    python: LegacyEncryptor,
    /// Under the old and under the new key, in both suites.
    current: [ItemEncryptor; 4],
}

impl Authors {
    fn new() -> Self {
        let of = |name, key, suite| ItemEncryptor::new(usual(suite).keyring(aes(name, key)).build().unwrap());
        let (hmac, signed) = (AlgorithmSuite::HmacSha384, AlgorithmSuite::HmacSha384EcdsaP384);
        let current =
            [of("old", &OLD, hmac), of("old", &OLD, signed), of("new", &NEW, hmac), of("new", &NEW, signed)];
        Authors { java: legacy(Dialect::Java), python: legacy(Dialect::Python), current }
    }

    /// An item as one of them has stored it, by its number.
    async fn stored(&self, number: u64, item: Item) -> Item {
        let [old, old_signed, new, new_signed] = &self.current;
        let sealed = match number % KINDS {
            0 | 1 => return item,
            2 => return self.java.encrypt_item(item).await.unwrap(),
            3 => return self.python.encrypt_item(item).await.unwrap(),
            4 => old.encrypt_item(item).await,
            5 => old_signed.encrypt_item(item).await,
            6 => new.encrypt_item(item).await,
            7 => new_signed.encrypt_item(item).await,
            _ => return self.damaged(number, item).await,
        };
        sealed.unwrap()
    }

    /// An item that nobody can read any more.
    async fn damaged(&self, number: u64, item: Item) -> Item {
        let [old, _, _, new_signed] = &self.current;
        let mut sealed = match number / KINDS % 5 {
            0 | 1 => new_signed.encrypt_item(item).await.unwrap(),
            2 | 3 => old.encrypt_item(item).await.unwrap(),
            _ => self.java.encrypt_item(item).await.unwrap(),
        };
        let mut flip = |name: &str| {
            let Some(AttributeValue::B(bytes)) = sealed.get(name) else { panic!("{name} is binary") };
            let mut bytes = bytes.clone().into_inner();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            sealed.insert(name.to_owned(), AttributeValue::B(Blob::new(bytes)));
        };
        match number / KINDS % 5 {
            0 => flip("email"),
            1 => flip("aws_dbe_foot"),
            2 => drop(sealed.remove("aws_dbe_foot")),
            _ => drop(sealed.insert("plan".to_owned(), s("changed"))),
        }
        sealed
    }
}

/// How many kinds of items there are. The last one is that of damaged ones.
pub const KINDS: u64 = 9;

/// The item of this number before anybody has encrypted it.
fn plain(number: u64) -> Item {
    let mut item = customer(&format!("id {number:07}"), 1, &format!("{number}@example.com"));
    if number.is_multiple_of(2) {
        // A set whose members the two legacy clients put in different orders.
        let members = ["\u{ff5e}", "\u{1f600}", "a"].map(str::to_owned);
        item.insert("notes".to_owned(), AttributeValue::Ss(members.to_vec()));
    }
    item
}

/// So many items, of all kinds.
pub async fn mixed(items: u64) -> Mixed {
    let authors = Authors::new();
    let mut mixed = Mixed { stored: Vec::new(), model: BTreeMap::new(), damaged: BTreeSet::new() };
    for number in 0..items {
        let item = plain(number);
        let id = super::id_of(&item);
        mixed.stored.push(authors.stored(number, item.clone()).await);
        if number % KINDS == KINDS - 1 {
            mixed.damaged.insert(id);
        } else {
            mixed.model.insert(id, item);
        }
    }
    mixed
}
