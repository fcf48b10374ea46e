//! Encrypt and decrypt manifests.

use std::error::Error;
use std::fmt;

use dynamodb_item_encryptor::{Completeness, ItemEncryptor, MultiKeyring, ReaderPolicy};
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::keys::KeyFile;
use crate::{config, item_json};

const ENCRYPT: &str = "aws-dbesdk-encrypt";
const DECRYPT: &str = "aws-dbesdk-decrypt";

/// How the tests of a manifest ended.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) passed: usize,
    /// Test and reason.
    pub(crate) failures: Vec<String>,
}

impl Outcome {
    /// The outcome of a manifest that could not be run at all.
    pub(crate) fn failed(reason: String) -> Self {
        Outcome { passed: 0, failures: vec![reason] }
    }

    /// Adds the outcome of the manifest `file`.
    pub(crate) fn join(&mut self, file: &str, other: Outcome) {
        self.passed += other.passed;
        self.failures.extend(other.failures.into_iter().map(|failure| format!("{file}: {failure}")));
    }

    fn record(&mut self, test: &str, result: Result<(), Box<dyn Error>>) {
        match result {
            Ok(()) => self.passed += 1,
            Err(error) => self.failures.push(format!("{test}: {}", with_sources(error.as_ref()))),
        }
    }
}

/// A manifest of either kind. Each test is parsed by itself, so that a malformed one fails alone.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    manifest: Kind,
    #[serde(skip_serializing_if = "Option::is_none")]
    client: Option<Client>,
    keys: Option<String>,
    tests: Ordered<Box<RawValue>>,
}

#[derive(Serialize, Deserialize)]
struct Kind {
    #[serde(rename = "type")]
    kind: String,
    version: String,
}

#[derive(Serialize, Deserialize)]
struct Client {
    name: String,
    version: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EncryptTest {
    #[serde(rename = "type")]
    kind: String,
    description: String,
    config: Box<RawValue>,
    #[serde(rename = "decryptConfig")]
    decrypt_config: Option<Box<RawValue>>,
    record: Box<RawValue>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DecryptTest {
    #[serde(rename = "type")]
    kind: String,
    description: String,
    config: Box<RawValue>,
    plaintext: Option<Box<RawValue>>,
    encrypted: Box<RawValue>,
}

impl Manifest {
    fn parse(json: &str, kind: &str) -> Result<Self, Box<dyn Error>> {
        let manifest: Manifest = serde_json::from_str(json)?;
        if manifest.manifest.kind != kind || manifest.manifest.version != "1" {
            let Kind { kind: found, version } = manifest.manifest;
            return Err(
                format!("expected a manifest '{kind}' version 1, found '{found}' version {version}").into()
            );
        }
        Ok(manifest)
    }
}

/// Runs a decrypt manifest with readers that read all that is compatible.
#[allow(dead_code, reason = "the example is told the policy")]
pub(crate) async fn verify(keys: &KeyFile, json: &str) -> Result<Outcome, Box<dyn Error>> {
    verify_with(keys, json, &ReaderPolicy::compatible()).await
}

/// Runs a decrypt manifest with readers of this policy.
pub(crate) async fn verify_with(
    keys: &KeyFile,
    json: &str,
    policy: &ReaderPolicy,
) -> Result<Outcome, Box<dyn Error>> {
    let mut outcome = Outcome::default();
    for (name, test) in &Manifest::parse(json, DECRYPT)?.tests.0 {
        outcome.record(name, verify_one(keys, test, policy).await);
    }
    Ok(outcome)
}

async fn verify_one(keys: &KeyFile, test: &RawValue, policy: &ReaderPolicy) -> Result<(), Box<dyn Error>> {
    let test: DecryptTest = serde_json::from_str(test.get())?;
    let stored = item_json::parse(&test.encrypted)?;
    let encryptor = ItemEncryptor::new(config::parse(&test.config, keys, policy.clone())?);
    let opened = encryptor.decrypt_item(stored).await;
    match test.kind.as_str() {
        "positive-decrypt" => {
            let expected = item_json::parse(test.plaintext.as_deref().ok_or("there is no 'plaintext'")?)?;
            if item_json::equal(&opened?.item, &expected) {
                Ok(())
            } else {
                Err("the item opened to something else".into())
            }
        }
        "negative-decrypt" if opened.is_ok() => Err("the item opened, but must be refused".into()),
        "negative-decrypt" => Ok(()),
        kind => Err(format!("unknown type '{kind}'").into()),
    }
}

/// Runs a decrypt manifest whose verdicts are those of another implementation, on items and configurations that somebody has
/// changed. As there, items are taken as whole, and a configuration that is refused opens nothing.
#[allow(dead_code, reason = "only the example is asked")]
pub(crate) async fn judge(keys: &KeyFile, json: &str) -> Result<Outcome, Box<dyn Error>> {
    let mut outcome = Outcome::default();
    for (name, test) in &Manifest::parse(json, DECRYPT)?.tests.0 {
        outcome.record(name, judge_one(keys, test).await);
    }
    Ok(outcome)
}

async fn judge_one(keys: &KeyFile, test: &RawValue) -> Result<(), Box<dyn Error>> {
    let test: DecryptTest = serde_json::from_str(test.get())?;
    let opened: Result<_, Box<dyn Error>> = async {
        let table = config::parse(&test.config, keys, ReaderPolicy::compatible())?;
        let stored = item_json::parse(&test.encrypted)?;
        Ok(ItemEncryptor::new(table).decrypt_item_with(stored, Completeness::Whole).await?.item)
    }
    .await;
    match (test.kind.as_str(), opened, test.plaintext) {
        ("positive-decrypt", Ok(opened), Some(plaintext)) => {
            let is_same = item_json::equal(&opened, &item_json::parse(&plaintext)?);
            if is_same { Ok(()) } else { Err("the item opened to something else".into()) }
        }
        ("positive-decrypt", Err(error), Some(_)) => Err(error),
        ("negative-decrypt", Ok(_), _) => Err("the item opened, but the other one refused it".into()),
        ("negative-decrypt", Err(_), _) => Ok(()),
        (kind, ..) => Err(format!("type '{kind}', or no 'plaintext'").into()),
    }
}

/// Runs an encrypt manifest, and returns the decrypt manifest of what was sealed.
pub(crate) async fn encrypt(keys: &KeyFile, json: &str) -> Result<(Outcome, String), Box<dyn Error>> {
    let manifest = Manifest::parse(json, ENCRYPT)?;
    let mut outcome = Outcome::default();
    let mut sealed = Vec::new();
    for (name, test) in &manifest.tests.0 {
        let result = encrypt_one(keys, test).await.and_then(|test| {
            if let Some(test) = test {
                sealed.push((name.clone(), serde_json::value::to_raw_value(&test)?));
            }
            Ok(())
        });
        outcome.record(name, result);
    }
    let manifest = Manifest {
        manifest: Kind { kind: DECRYPT.to_owned(), version: "1".to_owned() },
        client: Some(Client {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }),
        keys: manifest.keys,
        tests: Ordered(sealed),
    };
    Ok((outcome, serde_json::to_string_pretty(&manifest)?))
}

async fn encrypt_one(keys: &KeyFile, test: &RawValue) -> Result<Option<DecryptTest>, Box<dyn Error>> {
    let test: EncryptTest = serde_json::from_str(test.get())?;
    let kind = match test.kind.as_str() {
        "positive-encrypt" => "positive-decrypt",
        "negative-decrypt" => "negative-decrypt",
        "negative-encrypt" => {
            return match seal(keys, &test).await {
                Ok(_) => Err("the record was sealed, but must be refused".into()),
                Err(_) => Ok(None),
            };
        }
        kind => return Err(format!("unknown type '{kind}'").into()),
    };
    let encrypted = seal(keys, &test).await?;
    Ok(Some(DecryptTest {
        kind: kind.to_owned(),
        description: test.description,
        config: test.decrypt_config.unwrap_or(test.config),
        plaintext: Some(test.record),
        encrypted,
    }))
}

async fn seal(keys: &KeyFile, test: &EncryptTest) -> Result<Box<RawValue>, Box<dyn Error>> {
    let encryptor = ItemEncryptor::new(config::parse(&test.config, keys, ReaderPolicy::compatible())?);
    let stored = encryptor.encrypt_item(item_json::parse(&test.record)?).await?;
    Ok(serde_json::value::to_raw_value(&item_json::to_json(&stored)?)?)
}

/// Keys to wrap items anew with, by preference.
const NEW_KEYS: [&str; 3] = ["aes-256", "aes-192", "static-branch-key-1"];
/// The attributes that a rewrapped item may differ in.
const METADATA: [&str; 2] = ["aws_dbe_head", "aws_dbe_foot"];

/// Wraps the items of a decrypt manifest anew, each for a key that it was not wrapped for. Returns the manifest of what they
/// are for readers with the new key, and that for readers with the old ones, which must refuse them. Items that nobody
/// should be able to open are left out.
pub(crate) async fn rewrap(keys: &KeyFile, json: &str) -> Result<(Outcome, String, String), Box<dyn Error>> {
    let manifest = Manifest::parse(json, DECRYPT)?;
    let (mut outcome, mut new, mut old) = (Outcome::default(), Vec::new(), Vec::new());
    for (name, test) in &manifest.tests.0 {
        let result = rewrap_one(keys, test).await.and_then(|rewrapped| {
            if let Some((with_new, with_old)) = rewrapped {
                new.push((name.clone(), serde_json::value::to_raw_value(&with_new)?));
                old.push((name.clone(), serde_json::value::to_raw_value(&with_old)?));
            }
            Ok(())
        });
        outcome.record(name, result);
    }
    let written = |tests| {
        let kind = Kind { kind: DECRYPT.to_owned(), version: "1".to_owned() };
        let keys = manifest.keys.clone();
        serde_json::to_string_pretty(&Manifest { manifest: kind, client: None, keys, tests: Ordered(tests) })
    };
    Ok((outcome, written(new)?, written(old)?))
}

async fn rewrap_one(
    keys: &KeyFile,
    test: &RawValue,
) -> Result<Option<(DecryptTest, DecryptTest)>, Box<dyn Error>> {
    let test: DecryptTest = serde_json::from_str(test.get())?;
    let stored = item_json::parse(&test.encrypted)?;
    // An item that was written as plaintext has no data key.
    if test.kind != "positive-decrypt" || !stored.contains_key("aws_dbe_head") {
        return Ok(None);
    }
    let mut config: Value = serde_json::from_str(test.config.get())?;
    let old_key = config.get("key").map_or_else(|| "static-branch-key-1".to_owned(), Value::to_string);
    let is_new = |key: &&str| !old_key.contains(*key);
    let new_key = NEW_KEYS.into_iter().find(is_new).ok_or("it is wrapped for all keys that there are")?;
    let new_key = match new_key {
        "static-branch-key-1" => json!({ "type": "aws-kms-hierarchy", "key": new_key }),
        key => json!({ "type": "raw", "encryption-algorithm": "aes", "provider-id": "rewrapped", "key": key }),
    };
    let table = config::parse_with(&test.config, ReaderPolicy::compatible(), |old| {
        Ok(Box::new(MultiKeyring::new(keys.keyring(Some(&new_key))?).and_to_read(keys.keyring(old)?)))
    })?;
    let mut rewrapped = ItemEncryptor::new(table).rewrap_item(&stored).await?;
    let encrypted = serde_json::value::to_raw_value(&item_json::to_json(&rewrapped)?)?;
    for name in METADATA {
        if rewrapped.remove(name) == stored.get(name).cloned() {
            return Err(format!("'{name}' is what it was").into());
        }
    }
    if rewrapped.len() + METADATA.len() != stored.len()
        || rewrapped.iter().any(|(name, value)| stored.get(name) != Some(value))
    {
        return Err("more than header and footer was changed".into());
    }
    config["key"] = new_key;
    let with = |kind: &str, config| DecryptTest {
        kind: kind.to_owned(),
        description: test.description.clone(),
        config,
        plaintext: test.plaintext.clone(),
        encrypted: encrypted.clone(),
    };
    let new_config = serde_json::value::to_raw_value(&config)?;
    Ok(Some((with("positive-decrypt", new_config), with("negative-decrypt", test.config.clone()))))
}

/// An error and all its sources, on one line.
fn with_sources(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text = format!("{text}: {error}");
        source = error.source();
    }
    text
}

/// The members of a JSON object in the order in which they stand there.
struct Ordered<T>(Vec<(String, T)>);

impl<T: Serialize> Serialize for Ordered<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Ordered<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members<T>(std::marker::PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Members<T> {
            type Value = Ordered<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Ordered(members))
            }
        }

        deserializer.deserialize_map(Members(std::marker::PhantomData))
    }
}
