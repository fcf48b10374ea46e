//! Exchanges random items with the official DynamoDB Encryption Client in Python, where `DDBEC_PYTHON` names an
//! interpreter that has it: `tests/ddbec/run.sh` makes one.
//!
//! Every item is sealed here and opened there, and the other way round, with every provider and in both dialects of
//! reading. The items have everything that the two clients in Java and Python disagree about, except numbers of more
//! than 28 digits to be encrypted: the peer rounds those when it decrypts.

use std::collections::HashMap;
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::KeyPair as _;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::base64;
use dynamodb_item_encryptor::Item;
use dynamodb_item_encryptor::legacy::{
    AesKey, Dialect, DirectKmsProvider, LegacyEncryptor, MetaStore, MostRecentProvider, Provider, SignatureKey,
    SigningAlgorithm, StaticProvider, WrappedProvider,
};
use serde_json::{Value, json};

use crate::item_json;

const SIGNED: [&str; 5] = ["s0", "s1", "s2", "s\u{ffff}", "s\u{10000}"];
const UNTOUCHED: [&str; 2] = ["n0", "n1"];
const ENCRYPTED: [&str; 6] = ["e0", "e1", "e2", "e3", "テーブル", "😀"];

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }

    fn text(&mut self) -> String {
        let characters =
            ['a', 'b', 'Z', '0', ' ', '"', 'ä', 'テ', '\u{e000}', '\u{ffff}', '\u{10000}', '😀', '\0'];
        (0..self.below(12)).map(|_| self.pick(&characters)).collect()
    }

    fn bytes(&mut self) -> Vec<u8> {
        (0..self.below(40)).map(|_| self.next() as u8).collect()
    }

    fn number(&mut self) -> String {
        let length = self.pick(&[1, 2, 5, 17, 28]);
        let digits: String = (0..length).map(|_| char::from(b'0' + self.below(10) as u8)).collect();
        let sign = self.pick(&["", "-"]);
        match self.below(5) {
            0 => format!("{sign}{digits}"),
            1 => format!("{sign}{digits}.50"),
            2 => format!("{sign}0.00{digits}"),
            3 => format!("{sign}{digits}E{}", self.below(90)),
            _ => format!("{sign}{digits}e-{}", self.below(90)),
        }
        .chars()
        .take(120)
        .collect()
    }

    /// Numbers of at most 28 digits, and none twice.
    fn numbers(&mut self) -> Vec<String> {
        let start = self.next() as u32;
        (0..=self.below(5))
            .map(|n| format!("{}{}.0", self.pick(&["", "-"]), u64::from(start) + n * 7))
            .collect()
    }

    fn value(&mut self, depth: u64) -> AttributeValue {
        match self.below(if depth < 4 { 11 } else { 7 }) {
            0 => AttributeValue::Null(true),
            1 => AttributeValue::Bool(self.below(2) == 0),
            2 => AttributeValue::S(self.text()),
            3 => {
                let number = self.number();
                let digits = number.bytes().filter(u8::is_ascii_digit).count();
                AttributeValue::N(if digits <= 28 { number } else { "-0.0".to_owned() })
            }
            4 => AttributeValue::B(Blob::new(self.bytes())),
            5 => AttributeValue::Ns(self.numbers()),
            6 => {
                let mut members: Vec<_> = (0..=self.below(5)).map(|_| self.text()).collect();
                members.sort();
                members.dedup();
                members.reverse();
                AttributeValue::Ss(members)
            }
            7 => {
                let mut members: Vec<_> = (0..=self.below(5)).map(|_| self.bytes()).collect();
                members.sort();
                members.dedup();
                members.reverse();
                AttributeValue::Bs(members.into_iter().map(Blob::new).collect())
            }
            8 => AttributeValue::L((0..self.below(5)).map(|_| self.value(depth + 1)).collect()),
            _ => {
                let keys = ["a", "b", "\u{ffff}", "\u{10000}", "テ", "long key with spaces"];
                let members = (0..self.below(5)).map(|_| (self.pick(&keys).to_owned(), self.value(depth + 1)));
                AttributeValue::M(members.collect())
            }
        }
    }

    fn item(&mut self) -> Item {
        let partition = match self.below(3) {
            0 => AttributeValue::S(format!("key {}", self.text())),
            1 => AttributeValue::N(self.below(1_000_000).to_string()),
            _ => AttributeValue::B(Blob::new(self.bytes())),
        };
        let sort = AttributeValue::N(self.below(1000).to_string());
        let mut item = Item::from([("pk".to_owned(), partition), ("sk".to_owned(), sort)]);
        for name in SIGNED.iter().chain(&UNTOUCHED).chain(&ENCRYPTED) {
            if self.below(3) > 0 {
                item.insert((*name).to_owned(), self.value(1));
            }
        }
        item
    }
}

struct Peer {
    python: String,
    count: u64,
    seed: u64,
}

impl Peer {
    /// `None`, and a line that says so, where there is no peer.
    fn find() -> Option<Peer> {
        let number = |name| std::env::var(name).ok().and_then(|text| text.parse().ok());
        let Ok(python) = std::env::var("DDBEC_PYTHON") else {
            println!("no items were exchanged: tests/ddbec/run.sh does that");
            return None;
        };
        Some(Peer {
            python,
            count: number("DDBEC_COUNT").unwrap_or(500),
            seed: number("DDBEC_SEED").unwrap_or(1),
        })
    }

    async fn ask(&self, request: Value) -> Value {
        let python = self.python.clone();
        // Not on the executor's threads: the peer may call the servers that run there.
        tokio::task::spawn_blocking(move || {
            let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ddbec/peer.py");
            let mut peer = Command::new(python)
                .arg(script)
                .env("AWS_EC2_METADATA_DISABLED", "true")
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            let mut input = peer.stdin.take().unwrap();
            let request = request.to_string();
            let writing = std::thread::spawn(move || input.write_all(request.as_bytes()).unwrap());
            let output = peer.wait_with_output().unwrap();
            writing.join().unwrap();
            assert!(output.status.success(), "the peer failed");
            serde_json::from_slice(&output.stdout).unwrap()
        })
        .await
        .unwrap()
    }

    /// Exchanges items both ways, and returns how many came out other than they went in.
    async fn exchange(
        &self,
        name: &str,
        table: Option<&str>,
        provider: Arc<dyn Provider>,
        theirs: Value,
    ) -> usize {
        let encryptor = |dialect| {
            let builder = LegacyEncryptor::builder().partition_key("pk").sort_key("sk").sign(SIGNED);
            let builder = builder.do_nothing(UNTOUCHED).dialect(dialect).provider(provider.clone());
            table.into_iter().fold(builder, |builder, table| builder.table_name(table)).build().unwrap()
        };
        let mut random = Random(self.seed);
        let items: Vec<Item> = (0..self.count).map(|_| random.item()).collect();
        let writer = encryptor(Dialect::Python);
        let mut sealed = Vec::new();
        for item in &items {
            sealed.push(item_json::to_json(&writer.encrypt_item(item.clone()).await.unwrap()).unwrap());
        }
        let overrides = SIGNED.iter().chain(&["pk", "sk"]).map(|name| (*name, "sign"));
        let overrides: HashMap<_, _> = overrides.chain(UNTOUCHED.map(|name| (name, "nothing"))).collect();
        let plain: Vec<Value> = items.iter().map(|item| item_json::to_json(item).unwrap()).collect();
        let answer = self
            .ask(json!({
                "provider": theirs, "table": table, "partition": "pk", "sort": "sk",
                "actions": { "default": "encrypt", "override": overrides },
                "encrypt": plain, "decrypt": sealed,
            }))
            .await;

        let parsed = |json: &Value| {
            assert!(!json["error"].is_string(), "{name}: the peer says {}", json["error"]);
            item_json::parse(&serde_json::value::to_raw_value(json).unwrap()).unwrap()
        };
        let mut differences = 0;
        for ((item, sealed), opened) in items
            .iter()
            .zip(answer["encrypted"].as_array().unwrap())
            .zip(answer["decrypted"].as_array().unwrap())
        {
            differences += usize::from(!item_json::equal(item, &parsed(opened)));
            for dialect in [Dialect::Java, Dialect::Python] {
                match encryptor(dialect).decrypt_item(parsed(sealed)).await {
                    Ok(opened) if item_json::equal(item, &opened) => {}
                    Ok(_) => differences += 1,
                    Err(error) => {
                        println!("{name}: {error}");
                        differences += 1;
                    }
                }
            }
        }
        let compared = answer["decrypted"].as_array().unwrap().len();
        assert_eq!((compared, answer["encrypted"].as_array().unwrap().len()), (items.len(), items.len()));
        println!("{name}: {compared} items each way, {differences} differences");
        differences
    }
}

fn key(material: &[u8], algorithm: &str, kind: &str) -> Value {
    json!({ "material": base64::encode(material), "algorithm": algorithm, "type": kind })
}

#[tokio::test(flavor = "multi_thread")]
async fn items_are_exchanged_with_keys_of_the_application() {
    let Some(peer) = Peer::find() else { return };
    let pair = KeyPair::generate(KeySize::Rsa2048).unwrap();
    let private: Pkcs8V1Der<'_> = pair.as_der().unwrap();
    let public: PublicKeyX509Der<'_> = pair.public_key().as_der().unwrap();
    let (private, public) = (private.as_ref(), public.as_ref());
    let (aes, secret) = ([7; 32], [8; 32]);
    let encrypting = |wrapped: bool| match wrapped {
        true => json!({ "encrypt": key(public, "RSA", "public"), "decrypt": key(private, "RSA", "private") }),
        false => json!({ "encrypt": key(&aes, "AES", "symmetric"), "decrypt": key(&aes, "AES", "symmetric") }),
    };
    let keys = |rsa_wrapped: bool, algorithm: SigningAlgorithm| {
        let mut keys = encrypting(rsa_wrapped);
        let (sign, verify) = match algorithm.name().starts_with("Hmac") {
            true => (key(&secret, algorithm.name(), "symmetric"), key(&secret, algorithm.name(), "symmetric")),
            false => (key(private, algorithm.name(), "private"), key(public, algorithm.name(), "public")),
        };
        keys["sign"] = sign;
        keys["verify"] = verify;
        keys
    };
    let signature_key = |algorithm: SigningAlgorithm| match algorithm.name().starts_with("Hmac") {
        true => SignatureKey::hmac(algorithm, &secret).unwrap(),
        false => SignatureKey::rsa_private(algorithm, private).unwrap(),
    };
    let aes_key = || AesKey::new(&aes).unwrap();
    let mut differences = 0;
    for (table, algorithm) in [
        (Some("T"), SigningAlgorithm::HmacSha256),
        (None, SigningAlgorithm::HmacSha224),
        (Some("テーブル😀"), SigningAlgorithm::HmacSha512),
        (Some("T"), SigningAlgorithm::Sha224WithRsa),
        (Some("T"), SigningAlgorithm::Sha256WithRsa),
    ] {
        let theirs = json!({ "kind": "static", "keys": keys(false, algorithm) });
        let provider = Arc::new(StaticProvider::new(aes_key(), signature_key(algorithm)));
        differences += peer.exchange(&format!("static, {algorithm}"), table, provider, theirs).await;

        let theirs = json!({ "kind": "wrapped", "keys": keys(false, algorithm) });
        let provider = Arc::new(WrappedProvider::aes(aes_key(), signature_key(algorithm)));
        differences += peer.exchange(&format!("AES-wrapped, {algorithm}"), table, provider, theirs).await;

        let theirs = json!({ "kind": "wrapped", "keys": keys(true, algorithm) });
        let provider = WrappedProvider::rsa(Some(public), Some(private), signature_key(algorithm)).unwrap();
        differences +=
            peer.exchange(&format!("RSA-wrapped, {algorithm}"), table, Arc::new(provider), theirs).await;
    }
    assert_eq!(differences, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn items_are_exchanged_with_kms() {
    let Some(peer) = Peer::find() else { return };
    let server = test_support::kms::Kms::start();
    let arn = server.create_key();
    let theirs = json!({ "kind": "kms", "endpoint": server.url(), "key": arn });
    let provider = Arc::new(DirectKmsProvider::new(server.client(), &arn).unwrap());
    let mut differences = peer.exchange("direct KMS", Some("T"), provider, theirs.clone()).await;
    let any = Arc::new(DirectKmsProvider::new(server.client(), &arn).unwrap());
    differences += peer.exchange("direct KMS, no table name", None, any, theirs).await;
    assert_eq!(differences, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn items_are_exchanged_with_a_meta_store() {
    let Some(peer) = Peer::find() else { return };
    let endpoint = test_support::engine::start().await;
    let client = aws_sdk_dynamodb::Client::from_conf(test_support::config(&endpoint).build());
    MetaStore::create_table(&client, "meta").await.unwrap();
    let server = test_support::kms::Kms::start();
    let arn = server.create_key();
    let inner = json!({ "kind": "kms", "endpoint": server.url(), "key": arn });
    let store = || {
        let provider = DirectKmsProvider::new(server.client(), &arn).unwrap();
        MetaStore::new(client.clone(), "meta", provider).unwrap()
    };
    let mut differences = 0;
    // The first material is made here, at the second version; of the second the peer makes the first version.
    for version in 0..2 {
        assert_eq!(store().new_version("made here").await.unwrap(), version);
    }
    let theirs = |material| json!({ "kind": "most_recent", "endpoint": endpoint, "table": "meta", "material": material, "inner": inner });
    let none = peer
        .ask(json!({
            "provider": theirs("テストΨ素材😀"), "table": "T", "partition": "pk", "sort": "sk",
            "actions": { "default": "encrypt", "override": { "pk": "sign", "sk": "sign" } },
            "encrypt": [{ "pk": { "S": "1" }, "sk": { "N": "1" } }], "decrypt": [],
        }))
        .await;
    assert!(none["encrypted"][0]["error"].is_null(), "{none}");
    for material in ["made here", "テストΨ素材😀"] {
        let provider = MostRecentProvider::new(store(), material, Duration::from_secs(600)).unwrap();
        let name = format!("most recent, {material}");
        differences += peer.exchange(&name, Some("T"), Arc::new(provider), theirs(material)).await;
    }
    assert_eq!(differences, 0);
}
