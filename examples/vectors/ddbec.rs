//! The scenarios of the legacy DynamoDB Encryption Client.
//!
//! A list of scenarios names keys, the plaintext of items, and files of encrypted items. An item is one test; a
//! scenario passes when all of its items do. `"network": true`, and the provider `awskms`, stand for keys of
//! somebody else's KMS: such a scenario is skipped.
//!
//! Beyond the published lists a scenario may have
//! * `table_name`: what was signed for the table's name, where that is not the name in the file; `null` for none,
//! * `material_description`: pairs that every item's description must hold.

use std::collections::HashMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use aws_smithy_types::base64;
use dynamodb_item_encryptor::legacy::{
    AesKey, LegacyAction, LegacyEncryptor, MetaStoreItems, MostRecentProvider, Provider, ProviderStore,
    SignatureKey, SigningAlgorithm, StaticProvider, WrappedProvider,
};
use dynamodb_item_encryptor::{BoxError, BoxFuture, Item};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::item_json;

/// What the mapper of the client in Java changed on its way, so that the plaintext is not what was written. The
/// published runner leaves it out as well.
const NOT_COMPARED: &str = "version";

/// How the scenarios ended.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) passed: usize,
    /// Items that were opened and compared.
    pub(crate) items: usize,
    /// Scenario and reason.
    pub(crate) failures: Vec<String>,
    pub(crate) skipped: Vec<String>,
}

#[derive(Deserialize)]
struct List {
    keys: String,
    plaintext: Option<String>,
    scenarios: Vec<Scenario>,
}

#[derive(Deserialize)]
struct Scenario {
    version: String,
    plaintext: Option<String>,
    ciphertext: String,
    #[serde(default)]
    network: bool,
    material_name: Option<String>,
    metastore: Option<MetaStore>,
    /// Outer `None`: the name in the file. Inner `None`: no name.
    #[serde(default, alias = "tableName", deserialize_with = "present")]
    table_name: Option<Option<String>>,
    material_description: Option<HashMap<String, String>>,
    #[serde(flatten)]
    keys: Keys,
}

#[derive(Deserialize)]
struct MetaStore {
    table_name: String,
    ciphertext: String,
    #[serde(flatten)]
    keys: Keys,
}

/// A provider and the names of its keys.
#[derive(Deserialize)]
struct Keys {
    provider: String,
    #[serde(default)]
    keys: HashMap<String, String>,
}

#[derive(Deserialize)]
struct Key {
    material: String,
    algorithm: String,
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Deserialize)]
struct Plaintext {
    actions: HashMap<String, Actions>,
    items: HashMap<String, Table>,
    attributes: HashMap<String, Box<RawValue>>,
    #[serde(default)]
    versions: HashMap<String, HashMap<String, Vec<String>>>,
}

#[derive(Deserialize)]
struct Actions {
    default: String,
    #[serde(rename = "override", default)]
    by_name: HashMap<String, String>,
}

#[derive(Deserialize)]
struct Table {
    index: Index,
    items: Vec<PlaintextItem>,
}

#[derive(Deserialize)]
struct Index {
    partition: String,
    sort: Option<String>,
}

#[derive(Deserialize)]
struct PlaintextItem {
    attributes: Box<RawValue>,
    action: String,
    #[serde(default)]
    exact: bool,
}

fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// Runs the list of scenarios in `file`.
pub(crate) async fn verify(file: &Path) -> Result<Outcome, Box<dyn Error>> {
    let list: List = serde_json::from_str(&read(file)?)?;
    let folder = file.parent().unwrap_or(Path::new("."));
    let keys: HashMap<String, serde_json::Value> = serde_json::from_str(&read(&path(folder, &list.keys))?)?;
    let mut outcome = Outcome::default();
    for scenario in &list.scenarios {
        let name = name(scenario);
        if needs_network(scenario) {
            outcome.skipped.push(name);
            continue;
        }
        match (Run { folder, keys: &keys, list: &list, scenario }).verify().await {
            Ok(items) => {
                outcome.passed += 1;
                outcome.items += items;
            }
            Err(error) => outcome.failures.push(format!("{name}: {}", with_sources(error.as_ref()))),
        }
    }
    Ok(outcome)
}

/// A scenario's file without `file://ciphertext/` and `.json`.
fn name(scenario: &Scenario) -> String {
    let name = scenario.ciphertext.rsplit_once("ciphertext/").map_or(&*scenario.ciphertext, |(_, name)| name);
    name.strip_suffix(".json").unwrap_or(name).to_owned()
}

fn needs_network(scenario: &Scenario) -> bool {
    let stores = scenario.metastore.iter().map(|store| &store.keys);
    scenario.network || stores.chain([&scenario.keys]).any(|keys| keys.provider == "awskms")
}

/// One scenario and what belongs to it.
struct Run<'a> {
    folder: &'a Path,
    keys: &'a HashMap<String, serde_json::Value>,
    list: &'a List,
    scenario: &'a Scenario,
}

impl Run<'_> {
    /// Opens the scenario's items, and tells how many there were.
    async fn verify(&self) -> Result<usize, Box<dyn Error>> {
        let plaintext = self.scenario.plaintext.as_ref().or(self.list.plaintext.as_ref());
        let plaintext = plaintext.ok_or("the scenario names no plaintext")?;
        let plaintext: Plaintext = serde_json::from_str(&read(&path(self.folder, plaintext))?)?;
        let provider = self.provider().await?;
        let mut opened = 0;
        for (table, items) in self.items(&self.scenario.ciphertext)? {
            for item in items {
                // Some files have leftovers of other tests, of which nobody says what they should be.
                if let Some(expected) = plaintext.find(&table, &item)? {
                    self.verify_one(&plaintext, &table, expected, item, &provider)
                        .await
                        .map_err(|error| format!("item {opened}: {}", with_sources(error.as_ref())))?;
                    opened += 1;
                }
            }
        }
        if opened == 0 { Err("none of the items has a plaintext".into()) } else { Ok(opened) }
    }

    async fn verify_one(
        &self,
        plaintext: &Plaintext,
        signed_name: &str,
        Expected { table, item: mut expected, source }: Expected<'_>,
        item: Item,
        provider: &Arc<dyn Provider>,
    ) -> Result<(), Box<dyn Error>> {
        let versions = plaintext.versions.get(table);
        let version = &self.scenario.version;
        let known = plaintext.versions.values().any(|versions| versions.contains_key(version));
        if !source.exact {
            // `v1_complex` is `v1` with attributes that the plaintext does not know.
            let base = if known { version } else { version.split('_').next().unwrap_or(version) };
            for group in versions.and_then(|versions| versions.get(base)).into_iter().flatten() {
                let attributes =
                    plaintext.attributes.get(group).ok_or("there is no such group of attributes")?;
                for (name, value) in item_json::parse(attributes)? {
                    expected.entry(name).or_insert(value);
                }
            }
        }
        if let Some(pairs) = &self.scenario.material_description {
            check_description(&item, pairs)?;
        }
        let actions = plaintext.actions.get(&source.action).ok_or("there is no such action")?;
        let index = &plaintext.items.get(table).ok_or("there is no such table")?.index;
        let signed_name = self.scenario.table_name.clone().unwrap_or_else(|| Some(signed_name.to_owned()));
        let mut opened = encryptor(signed_name, index, actions, provider.clone())?.decrypt_item(item).await?;
        opened.remove(NOT_COMPARED);
        expected.remove(NOT_COMPARED);
        if !known {
            opened.retain(|name, _| expected.contains_key(name));
        }
        if item_json::equal(&opened, &expected) { Ok(()) } else { Err("it opened to something else".into()) }
    }

    /// The encrypted items of each table in a file.
    fn items(&self, file: &str) -> Result<HashMap<String, Vec<Item>>, Box<dyn Error>> {
        let tables: HashMap<String, Vec<Box<RawValue>>> =
            serde_json::from_str(&read(&path(self.folder, file))?)?;
        let parse = |items: Vec<Box<RawValue>>| {
            items.iter().map(|item| item_json::parse(item)).collect::<Result<Vec<_>, _>>()
        };
        tables.into_iter().map(|(table, items)| Ok((table, parse(items)?))).collect()
    }

    async fn provider(&self) -> Result<Arc<dyn Provider>, Box<dyn Error>> {
        if self.scenario.keys.provider != "most_recent" {
            return self.fixed_provider(&self.scenario.keys);
        }
        let store = self.scenario.metastore.as_ref().ok_or("the scenario has no 'metastore'")?;
        let name = self.scenario.material_name.as_ref().ok_or("the scenario has no 'material_name'")?;
        let items = MetaStoreItems::new(&store.table_name, self.fixed_provider(&store.keys)?)?;
        let mut providers: HashMap<_, Arc<dyn Provider>> = HashMap::new();
        for item in self.items(&store.ciphertext)?.into_values().flatten() {
            let text =
                |name: &str| item.get(name).and_then(|value| value.as_s().or(value.as_n()).ok()).cloned();
            let (name, version) = (text("N"), text("V").and_then(|version| version.parse().ok()));
            let id = name.zip(version).ok_or("an item of the meta store lacks a key")?;
            providers.insert(id, Arc::new(items.provider(item).await?));
        }
        let forever = std::time::Duration::MAX;
        Ok(Arc::new(MostRecentProvider::new(InMemory(providers), name, forever)?))
    }

    fn fixed_provider(&self, keys: &Keys) -> Result<Arc<dyn Provider>, Box<dyn Error>> {
        let key = |role: &str| keys.keys.get(role).map(|name| self.key(name)).transpose();
        let decrypt = key("decrypt")?.ok_or("there is no key to decrypt with")?;
        let verify = signature_key(&key("verify")?.ok_or("there is no key to verify with")?)?;
        let bytes = base64::decode(&decrypt.material)?;
        Ok(match (keys.provider.as_str(), decrypt.algorithm.as_str()) {
            ("static", "AES") => Arc::new(StaticProvider::new(AesKey::new(&bytes)?, verify)),
            ("wrapped", "AES") => Arc::new(WrappedProvider::aes(AesKey::new(&bytes)?, verify)),
            ("wrapped", "RSA") => Arc::new(WrappedProvider::rsa(None, Some(&bytes), verify)?.reading_pkcs1()),
            (provider, key) => {
                return Err(format!("provider '{provider}' with a key for {key} is unknown").into());
            }
        })
    }

    fn key(&self, name: &str) -> Result<Key, Box<dyn Error>> {
        let key = self.keys.get(name).ok_or_else(|| format!("there is no key '{name}'"))?;
        Ok(Key::deserialize(key)?)
    }
}

fn signature_key(key: &Key) -> Result<SignatureKey, Box<dyn Error>> {
    let algorithm = SigningAlgorithm::from_name(&key.algorithm)
        .ok_or_else(|| format!("the algorithm {} is unknown", key.algorithm))?;
    let bytes = base64::decode(&key.material)?;
    Ok(match key.kind.as_str() {
        "symmetric" => SignatureKey::hmac(algorithm, &bytes)?,
        "public" => SignatureKey::rsa_public(algorithm, &bytes)?,
        "private" => SignatureKey::rsa_private(algorithm, &bytes)?,
        kind => return Err(format!("unknown type of key '{kind}'").into()),
    })
}

fn encryptor(
    table_name: Option<String>,
    index: &Index,
    actions: &Actions,
    provider: Arc<dyn Provider>,
) -> Result<LegacyEncryptor, Box<dyn Error>> {
    let mut builder = LegacyEncryptor::builder()
        .partition_key(&index.partition)
        .default_action(action(&actions.default)?)
        .provider(provider);
    if let Some(name) = table_name {
        builder = builder.table_name(name);
    }
    if let Some(sort) = &index.sort {
        builder = builder.sort_key(sort);
    }
    for (name, text) in &actions.by_name {
        builder = match action(text)? {
            LegacyAction::EncryptAndSign => builder.encrypt([name]),
            LegacyAction::SignOnly => builder.sign([name]),
            _ => builder.do_nothing([name]),
        };
    }
    Ok(builder.build()?)
}

fn action(name: &str) -> Result<LegacyAction, Box<dyn Error>> {
    match name {
        "encrypt" => Ok(LegacyAction::EncryptAndSign),
        "sign" => Ok(LegacyAction::SignOnly),
        "nothing" => Ok(LegacyAction::DoNothing),
        name => Err(format!("unknown action '{name}'").into()),
    }
}

/// What an item should open to.
struct Expected<'a> {
    /// The table in the plaintext.
    table: &'a str,
    item: Item,
    source: &'a PlaintextItem,
}

impl Plaintext {
    /// What `item` of `table` should open to: the plaintext item with its keys. In a file that calls the table by
    /// another name than the plaintext does, those of all tables are looked at.
    fn find(&self, table: &str, item: &Item) -> Result<Option<Expected<'_>>, Box<dyn Error>> {
        let named = self.items.contains_key(table);
        for (name, table) in self.items.iter().filter(|(name, _)| !named || *name == table) {
            let keys = |item: &Item| -> Item {
                let names = [Some(&table.index.partition), table.index.sort.as_ref()].into_iter().flatten();
                let pairs = names.filter_map(|name| item.get_key_value(name));
                pairs.map(|(name, value)| (name.clone(), value.clone())).collect()
            };
            for source in &table.items {
                let expected = item_json::parse(&source.attributes)?;
                if item_json::equal(&keys(&expected), &keys(item)) {
                    return Ok(Some(Expected { table: name, item: expected, source }));
                }
            }
        }
        Ok(None)
    }
}

/// Checks that the item's description, where it has one, holds `pairs`.
fn check_description(item: &Item, pairs: &HashMap<String, String>) -> Result<(), Box<dyn Error>> {
    let Some(description) = item.get("*amzn-ddb-map-desc*") else { return Ok(()) };
    let bytes = description.as_b().map_err(|_| "the description is not binary")?.as_ref();
    let counted = |text: &str| [&(text.len() as u32).to_be_bytes()[..], text.as_bytes()].concat();
    for (name, value) in pairs {
        let pair = [counted(name), counted(value)].concat();
        if !bytes.windows(pair.len()).any(|window| window == pair) {
            return Err(format!("the description lacks '{name}'").into());
        }
    }
    Ok(())
}

/// A store of keys that were read before.
struct InMemory(HashMap<(String, u64), Arc<dyn Provider>>);

impl ProviderStore for InMemory {
    fn newest_version<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Option<u64>, BoxError>> {
        let newest = self.0.keys().filter(|(material, _)| material == name).map(|(_, version)| *version).max();
        Box::pin(std::future::ready(Ok(newest)))
    }

    fn provider<'a>(
        &'a self,
        name: &'a str,
        version: u64,
    ) -> BoxFuture<'a, Result<Arc<dyn Provider>, BoxError>> {
        let provider = self.0.get(&(name.to_owned(), version)).cloned();
        let missing = || format!("there is no version {version} of the material '{name}'").into();
        Box::pin(std::future::ready(provider.ok_or_else(missing)))
    }

    fn provider_or_new<'a>(
        &'a self,
        name: &'a str,
        version: u64,
    ) -> BoxFuture<'a, Result<Arc<dyn Provider>, BoxError>> {
        self.provider(name, version)
    }
}

/// The file that a `file://` address relative to `folder` names.
fn path(folder: &Path, address: &str) -> PathBuf {
    folder.join(address.strip_prefix("file://").unwrap_or(address))
}

fn read(file: &Path) -> Result<String, Box<dyn Error>> {
    std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()).into())
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
