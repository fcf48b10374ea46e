//! The tables of the programs, and the ways to encrypt them.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    GlobalSecondaryIndex, KeyType, LocalSecondaryIndex, Projection, ProjectionType, ScalarAttributeType,
};
use dynamodb_item_encryptor::{AlgorithmSuite, AttributeAction, Keyring, TableConfig, TableConfigBuilder};

use crate::transparency::data::{key_attribute, key_element, simple_table};
use crate::transparency::language::call::{BY_OWNER, BY_SCORE, ENTITIES, NOTES, RECORDS};

use AttributeAction::{DoNothing, EncryptAndSign, SignOnly};

/// A way to encrypt the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Configuration {
    /// All that can be is encrypted, without a list of what there is.
    Encrypted,
    /// Everything is signed, nothing encrypted.
    Signed,
    /// Some of each, see [`ATTRIBUTES`], with padding and with keys that take their time.
    Mixed,
    /// What counts is unsigned, all else encrypted.
    Counters,
}

use Configuration::{Counters, Encrypted, Mixed, Signed};

/// The keys of the tables.
const KEYS: [&str; 3] = ["pk", "sk", "id"];

/// The keys of indexes.
const INDEX_KEYS: [&str; 3] = ["owner", "at", "score"];

/// What counts.
const COUNTERS: [&str; 5] = ["hits", "votes", "stock", "score", "attempts"];

/// All other attributes that the configurations know, with their actions where they are mixed.
const ATTRIBUTES: [(&str, AttributeAction); 45] = [
    ("account", SignOnly),
    ("address", EncryptAndSign),
    ("amount", EncryptAndSign),
    ("attempts", DoNothing),
    ("author", SignOnly),
    ("balance", EncryptAndSign),
    ("body", EncryptAndSign),
    ("cart", EncryptAndSign),
    ("complete", DoNothing),
    ("count", SignOnly),
    ("created", SignOnly),
    ("data", EncryptAndSign),
    ("email", EncryptAndSign),
    ("events", SignOnly),
    ("expires", SignOnly),
    ("flags", EncryptAndSign),
    ("head", EncryptAndSign),
    ("hits", DoNothing),
    ("history", EncryptAndSign),
    ("holder", EncryptAndSign),
    ("items", EncryptAndSign),
    ("kind", SignOnly),
    ("lease", SignOnly),
    ("limits", SignOnly),
    ("members", EncryptAndSign),
    ("name", EncryptAndSign),
    ("note", EncryptAndSign),
    ("outbox", SignOnly),
    ("payload", EncryptAndSign),
    ("photo", EncryptAndSign),
    ("prefs", SignOnly),
    ("price", EncryptAndSign),
    ("response", EncryptAndSign),
    ("rvn", SignOnly),
    ("seen", DoNothing),
    ("seq", SignOnly),
    ("settings", SignOnly),
    ("status", EncryptAndSign),
    ("stock", DoNothing),
    ("tags", EncryptAndSign),
    ("text", EncryptAndSign),
    ("title", SignOnly),
    ("total", EncryptAndSign),
    ("version", SignOnly),
    ("votes", DoNothing),
];

impl Configuration {
    pub const ALL: [Configuration; 4] = [Encrypted, Signed, Mixed, Counters];

    pub fn name(self) -> &'static str {
        match self {
            Encrypted => "encrypted",
            Signed => "signed",
            Mixed => "mixed",
            Counters => "counters",
        }
    }

    /// What it does with an attribute; nothing if it does not know it.
    fn action(self, name: &str) -> Option<AttributeAction> {
        let mixed = ATTRIBUTES.iter().find(|(known, _)| *known == name).map(|(_, action)| *action);
        let counts = COUNTERS.contains(&name);
        match self {
            Counters if counts => Some(DoNothing),
            _ if KEYS.contains(&name) || INDEX_KEYS.contains(&name) => Some(SignOnly),
            Mixed => mixed,
            Signed => mixed.map(|_| SignOnly),
            Encrypted | Counters => mixed.map(|_| EncryptAndSign),
        }
    }

    pub fn encrypts(self, name: &str) -> bool {
        self.action(name) == Some(EncryptAndSign)
    }

    /// Whether every value that can be is encrypted.
    pub fn encrypts_all(self) -> bool {
        self == Encrypted
    }

    /// The tables, encrypted in this way.
    pub fn tables<K: Keyring + 'static>(self, keyring: impl Fn() -> K) -> [TableConfig; 2] {
        let entities = TableConfig::builder(ENTITIES).partition_key("pk").sort_key("sk");
        let records = TableConfig::builder(RECORDS).partition_key("id");
        [entities, records].map(|table| self.of(table).keyring(keyring()).build().unwrap())
    }

    fn of(self, table: TableConfigBuilder) -> TableConfigBuilder {
        let names = || ATTRIBUTES.iter().map(|(name, _)| *name).chain(INDEX_KEYS);
        let with = |wanted| names().filter(move |name| self.action(name) == Some(wanted));
        if self == Encrypted {
            let table = table.suite(AlgorithmSuite::HmacSha384).action_for_others(EncryptAndSign);
            return table.index_keys(INDEX_KEYS);
        }
        let table = table.encrypt(with(EncryptAndSign)).sign(with(SignOnly));
        let table = table.suite(AlgorithmSuite::HmacSha384);
        let table = match with(DoNothing).next() {
            Some(_) => table.do_nothing(with(DoNothing)).allowed_unsigned(with(DoNothing)),
            None => table,
        };
        if self == Mixed { table.pad(["status"], 64) } else { table }
    }
}

/// Creates the tables.
pub async fn create(client: &Client) {
    let all = || Projection::builder().projection_type(ProjectionType::All).build();
    let by_owner = GlobalSecondaryIndex::builder()
        .index_name(BY_OWNER)
        .key_schema(key_element("owner", KeyType::Hash))
        .key_schema(key_element("at", KeyType::Range))
        .projection(all());
    let by_score = LocalSecondaryIndex::builder()
        .index_name(BY_SCORE)
        .key_schema(key_element("pk", KeyType::Hash))
        .key_schema(key_element("score", KeyType::Range))
        .projection(all());
    let entities = simple_table(client, ENTITIES, "pk")
        .attribute_definitions(key_attribute("sk", ScalarAttributeType::S))
        .attribute_definitions(key_attribute("owner", ScalarAttributeType::S))
        .attribute_definitions(key_attribute("at", ScalarAttributeType::N))
        .attribute_definitions(key_attribute("score", ScalarAttributeType::N))
        .key_schema(key_element("sk", KeyType::Range))
        .global_secondary_indexes(by_owner.build().unwrap())
        .local_secondary_indexes(by_score.build().unwrap());
    entities.send().await.unwrap();
    simple_table(client, RECORDS, "id").send().await.unwrap();
    simple_table(client, NOTES, "id").send().await.unwrap();
}
