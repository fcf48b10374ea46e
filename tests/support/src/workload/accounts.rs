//! Items of which every encrypted value can be recognised.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{AlgorithmSuite, Item, Keyring, TableConfig, TableConfigBuilder};

use crate::watch::Finder;
use crate::{n, s};

pub const TABLE: &str = "Accounts";

/// The table of these tests, with every type of value among what it encrypts.
pub fn table(keyring: impl Keyring + 'static) -> TableConfig {
    table_builder().keyring(keyring).build().unwrap()
}

pub fn table_builder() -> TableConfigBuilder {
    TableConfig::builder(TABLE)
        .partition_key("id")
        .sort_key("created")
        .encrypt(["email", "balance", "photo", "notes", "tags", "scores", "prints"])
        .sign(["plan"])
        .unsigned_prefix(":")
        .suite(AlgorithmSuite::HmacSha384)
}

pub fn key(id: &str) -> Item {
    HashMap::from([("id".to_owned(), s(id)), ("created".to_owned(), n(1))])
}

pub fn id_of(item: &Item) -> String {
    item["id"].as_s().unwrap().clone()
}

/// The item with the members of its sets in order, so that it can be compared.
pub fn in_order(mut item: Item) -> Item {
    for value in item.values_mut() {
        match value {
            AttributeValue::Ss(members) | AttributeValue::Ns(members) => members.sort(),
            AttributeValue::Bs(members) => members.sort_by(|a, b| a.as_ref().cmp(b.as_ref())),
            _ => {}
        }
    }
    item
}

/// Random numbers from a seed (SplitMix64).
pub struct Rng(pub u64);

impl Rng {
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.number() % u64::try_from(limit).unwrap()).unwrap()
    }

    /// True in so many cases of a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `choices`.
    pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }
}

/// Everything that was made to be encrypted, and a finder for it.
#[derive(Clone, Default)]
pub struct Secrets(Arc<Mutex<(Vec<Vec<u8>>, Finder)>>);

impl Secrets {
    fn lock(&self) -> MutexGuard<'_, (Vec<Vec<u8>>, Finder)> {
        self.0.lock().unwrap()
    }

    fn add(&self, secret: &[u8]) {
        let mut all = self.lock();
        all.0.push(secret.to_vec());
        all.1.add(secret);
    }

    pub fn count(&self) -> usize {
        self.lock().0.len()
    }

    /// How many of all secrets are in none of these texts.
    pub fn missing<'a>(&self, texts: impl IntoIterator<Item = &'a [u8]>) -> usize {
        let all = self.lock();
        let mut found = std::collections::BTreeSet::new();
        texts.into_iter().for_each(|text| found.extend(all.1.find_in_json(text)));
        all.0.len() - found.len()
    }

    pub fn assert_not_in(&self, text: &[u8]) {
        let all = self.lock();
        let found = all.1.find_in_json(text);
        assert!(found.is_empty(), "{found:?} in {}", String::from_utf8_lossy(text));
    }

    /// A text that no other is like, and that JSON has to escape.
    pub fn text(&self, rng: &mut Rng) -> String {
        let text = format!("{:016x}", rng.number());
        self.add(text.as_bytes());
        text + "\"\\\n\u{e9}\u{1f600}"
    }

    /// A number that no other is like.
    pub fn number(&self, rng: &mut Rng) -> String {
        let digits = (0..20).map(|_| char::from(b'1' + u8::try_from(rng.below(9)).unwrap()));
        let number: String = digits.collect();
        self.add(number.as_bytes());
        if rng.chance(50) { format!("-{number}") } else { number }
    }

    pub fn bytes(&self, rng: &mut Rng) -> Blob {
        let bytes: Vec<u8> = [rng.number().to_be_bytes(), rng.number().to_be_bytes()].concat();
        self.add(&bytes);
        Blob::new(bytes)
    }

    /// A new item of the table.
    pub fn account(&self, rng: &mut Rng, id: &str) -> Item {
        let text = |rng: &mut Rng| AttributeValue::S(self.text(rng));
        let number = |rng: &mut Rng| AttributeValue::N(self.number(rng));
        let bytes = |rng: &mut Rng| AttributeValue::B(self.bytes(rng));
        let list = AttributeValue::L(vec![text(rng), number(rng), bytes(rng), AttributeValue::Bool(true)]);
        let deep = AttributeValue::M(HashMap::from([("deep".to_owned(), text(rng))]));
        let notes = HashMap::from([("list".to_owned(), list), ("map".to_owned(), deep)]);
        let mut item = key(id);
        item.extend([
            ("email".to_owned(), text(rng)),
            ("balance".to_owned(), number(rng)),
            ("photo".to_owned(), bytes(rng)),
            ("notes".to_owned(), AttributeValue::M(notes)),
            ("tags".to_owned(), AttributeValue::Ss(vec![self.text(rng), self.text(rng)])),
            ("scores".to_owned(), AttributeValue::Ns(vec![self.number(rng), self.number(rng)])),
            ("prints".to_owned(), AttributeValue::Bs(vec![self.bytes(rng), self.bytes(rng)])),
            ("plan".to_owned(), s(if rng.chance(50) { "gold" } else { "silver" })),
            (":seen".to_owned(), n(0)),
        ]);
        in_order(item)
    }
}
