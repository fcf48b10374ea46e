//! Random configurations: what a file says is what a builder says.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::base64;
use dynamodb_item_encryptor::config::{AwsClients, Configuration};
use dynamodb_item_encryptor::legacy::{
    AesKey, Dialect, LegacyAction, LegacyEncryptor, LegacyPolicy, SignatureKey, SigningAlgorithm,
    StaticProvider,
};
use dynamodb_item_encryptor::{
    AlgorithmSuite, AttributeAction, Beacon, BeaconKey, BeaconKeySource, CachingProvider, Compound,
    Constructor, DefaultMaterialProvider, InMemoryBeaconKeys, Item, ItemEncryptor, MaterialProvider,
    MultiKeyring, PlaintextPolicy, ProtectedUpdates, RawAesKeyring, ReaderPolicy, RequiredContextProvider,
    Search, TableConfig, TableConfigBuilder, Transform, VirtualField, WriterKey,
};
use serde_json::{Map, Value, json};

use super::schema::assert_valid;
use super::texts::{Folder, json as of_toml, toml};

/// Names of attributes, some of which need quotes and escapes in one of the formats.
const NAMES: [&str; 14] = [
    "email",
    "a.b",
    "with space",
    "quote\"",
    "apostrophe'",
    "back\\slash",
    "line\nend",
    "tab\t",
    "naïve",
    "東京",
    "#hash",
    "-",
    "[0]",
    "\u{1F600}",
];

/// Numbers that are the same for the same seed.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(end).unwrap()).unwrap()
    }

    pub fn is(&mut self) -> bool {
        self.below(2) == 0
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

const KEYS: [[u8; 32]; 3] = [[7; 32], [8; 32], [9; 32]];
const SEED: [u8; 32] = [3; 32];

const SUITES: [(&str, AlgorithmSuite); 3] = [
    ("hmac_sha384", AlgorithmSuite::HmacSha384),
    ("hmac_sha384_ecdsa_p384", AlgorithmSuite::HmacSha384EcdsaP384),
    ("hmac_sha384_ed25519", AlgorithmSuite::HmacSha384Ed25519),
];

/// A table, as a builder and as an entry.
struct Pair {
    builder: TableConfigBuilder,
    entry: Map<String, Value>,
    /// The attributes with their actions.
    actions: BTreeMap<&'static str, AttributeAction>,
    suite: AlgorithmSuite,
    /// Why the builder's parts cannot be made, if so.
    refused: Option<String>,
}

impl Pair {
    fn set(&mut self, name: &str, value: Value) {
        self.entry.insert(name.to_owned(), value);
    }

    fn change(
        mut self,
        change: impl FnOnce(TableConfigBuilder) -> TableConfigBuilder,
        name: &str,
        value: Value,
    ) -> Self {
        self.builder = change(self.builder);
        self.set(name, value);
        self
    }

    fn of_action(&self, action: AttributeAction) -> Vec<&'static str> {
        self.actions.iter().filter(|(_, own)| **own == action).map(|(name, _)| *name).collect()
    }
}

fn with_attributes(random: &mut Random, logical_name: &str) -> Pair {
    use AttributeAction::{DoNothing, EncryptAndSign, SignAndIncludeInEncryptionContext, SignOnly};
    let builder = TableConfig::builder(logical_name).partition_key("id");
    let mut pair = Pair {
        builder,
        entry: Map::new(),
        actions: BTreeMap::new(),
        suite: AlgorithmSuite::default(),
        refused: None,
    };
    pair.set("partition_key", json!("id"));
    if random.is() {
        pair = pair.change(|builder| builder.sort_key("sort key"), "sort_key", json!("sort key"));
    }
    for name in NAMES {
        if random.below(4) > 0 {
            let action = random.one(&[
                EncryptAndSign,
                EncryptAndSign,
                SignOnly,
                SignAndIncludeInEncryptionContext,
                DoNothing,
            ]);
            pair.actions.insert(name, action);
        }
    }
    for (name, action) in [
        ("encrypt", EncryptAndSign),
        ("sign", SignOnly),
        ("do_nothing", DoNothing),
        ("sign_and_include_in_encryption_context", SignAndIncludeInEncryptionContext),
    ] {
        let names = pair.of_action(action);
        if names.is_empty() && random.is() {
            continue;
        }
        let list = names.clone();
        let declare = move |builder: TableConfigBuilder| match action {
            EncryptAndSign => builder.encrypt(list),
            SignOnly => builder.sign(list),
            DoNothing => builder.do_nothing(list),
            _ => builder.sign_and_include_in_encryption_context(list),
        };
        pair = pair.change(declare, name, json!(names));
    }
    let mut unsigned = pair.of_action(DoNothing);
    unsigned.push(":always");
    if random.is() {
        pair = pair.change(|builder| builder.unsigned_prefix("::"), "unsigned_prefix", json!("::"));
    }
    let list = unsigned.clone();
    pair = pair.change(|builder| builder.allowed_unsigned(list), "allowed_unsigned", json!(unsigned));
    let readable = pair.of_action(SignOnly);
    if random.is() {
        let list = readable.clone();
        pair = pair.change(|builder| builder.index_keys(list), "index_keys", json!(readable));
    }
    if random.is() {
        let (name, action) = random.one(&[("encrypt_and_sign", EncryptAndSign), ("sign_only", SignOnly)]);
        pair = pair.change(|builder| builder.action_for_others(action), "action_for_others", json!(name));
    }
    with_padding(random, pair)
}

fn with_padding(random: &mut Random, mut pair: Pair) -> Pair {
    let mut padded = Map::new();
    for name in pair.of_action(AttributeAction::EncryptAndSign) {
        if random.is() {
            let bytes = 64 + random.below(100);
            pair.builder = pair.builder.pad([name], bytes);
            padded.insert(name.to_owned(), json!(bytes));
        }
    }
    if !padded.is_empty() || random.is() {
        pair.set("pad", padded.into());
    }
    pair
}

fn with_policies(random: &mut Random, mut pair: Pair) -> Pair {
    if random.is() {
        let (name, suite) = random.one(&SUITES);
        pair.suite = suite;
        pair = pair.change(|builder| builder.suite(suite), "suite", json!(name));
    }
    if random.is() {
        let (name, policy) = random.one(&[
            ("forbid_write_forbid_read", PlaintextPolicy::ForbidWriteForbidRead),
            ("forbid_write_allow_read", PlaintextPolicy::ForbidWriteAllowRead),
        ]);
        pair = pair.change(|builder| builder.plaintext_policy(policy), "plaintext_policy", json!(name));
    }
    if random.is() {
        let (name, updates) =
            random.one(&[("carry_out", ProtectedUpdates::CarryOut), ("refuse", ProtectedUpdates::Refuse)]);
        pair = pair.change(|builder| builder.protected_updates(updates), "protected_updates", json!(name));
    }
    if random.is() {
        pair = pair.change(|builder| builder.index_projects_all("by x"), "index_projects_all", json!(["by x"]));
    }
    if random.is() {
        let maximum = u8::try_from(2 + random.below(254)).unwrap();
        pair = pair.change(|builder| builder.max_data_keys(maximum), "max_data_keys", json!(maximum));
    }
    if random.is() {
        pair = pair.change(|builder| builder.table_name("physical"), "table_name", json!("physical"));
    }
    pair =
        pair.change(TableConfigBuilder::allow_items_without_writer, "allow_items_without_writer", json!(true));
    with_readers(random, pair)
}

fn with_readers(random: &mut Random, pair: Pair) -> Pair {
    match random.below(4) {
        0 => pair,
        1 => pair.change(
            |builder| builder.reader_policy(ReaderPolicy::compatible()),
            "reader_policy",
            json!("compatible"),
        ),
        2 => pair.change(
            |builder| builder.reader_policy(ReaderPolicy::strict()),
            "reader_policy",
            json!("strict"),
        ),
        _ => {
            let readable = pair.of_action(AttributeAction::EncryptAndSign);
            let outside = pair.of_action(AttributeAction::SignAndIncludeInEncryptionContext);
            let (name, suite) = random.one(&SUITES);
            let mut policy = ReaderPolicy::strict()
                .allow_readable(readable.clone())
                .allow_outside_context(outside.clone())
                .allow_suite(suite);
            let is_older = random.is();
            if is_older {
                policy = policy.allow_header_version_1();
            }
            let exceptions = json!({
                "allow_suites": [name], "allow_header_version_1": is_older, "allow_readable": readable,
                "allow_outside_context": outside,
            });
            pair.change(
                |builder| builder.reader_policy(policy),
                "reader_policy",
                json!({ "strict": exceptions }),
            )
        }
    }
}

/// Names that can be a location.
fn plain(names: Vec<&'static str>) -> Vec<&'static str> {
    names.into_iter().filter(|name| !name.contains(['.', '[', ']'])).collect()
}

fn with_search(random: &mut Random, mut pair: Pair) -> Pair {
    let encrypted = plain(pair.of_action(AttributeAction::EncryptAndSign));
    if random.below(3) > 0 || encrypted.is_empty() {
        return pair;
    }
    let keys = InMemoryBeaconKeys::new().with("of all", BeaconKey::new(&KEYS[0])).single("of all");
    let mut search = Search::builder(keys);
    let mut entry = json!({ "keys": { "single": { "source": "own", "id": "of all" } } });
    let mut beacons = Vec::new();
    for name in &encrypted {
        let bits = u8::try_from(random.below(66)).unwrap();
        let (mut beacon, mut own) = (Beacon::new(*name, bits), json!({ "name": name, "bits": bits }));
        if random.below(4) == 0 {
            (beacon, own["formerly"]) = (beacon.formerly(7), json!(7));
        }
        if random.below(8) == 0 {
            (beacon, own["as_set"]) = (beacon.as_set(), json!(true));
        }
        if random.below(4) == 0 {
            (beacon, own["partitions"]) = (beacon.partitions(2), json!(2));
        }
        search = search.beacon(beacon);
        beacons.push(own);
    }
    entry["beacons"] = beacons.into();
    if random.is() {
        (search, entry["partitions"]) = (search.partitions(5).default_partitions(3), json!(5));
        entry["default_partitions"] = json!(3);
    }
    let (first, signed) = (random.one(&encrypted), plain(pair.of_action(AttributeAction::SignOnly)));
    if random.is() && !signed.is_empty() {
        let part = random.one(&signed);
        let compound = Compound::new("all", "~").encrypted(first, "E-").signed(part, "S-");
        let constructor = Constructor::new().required(part).optional(first);
        search = search.compound(compound.constructor(constructor));
        entry["compounds"] = json!([{
            "name": "all", "split": "~", "encrypted": [{ "name": first, "prefix": "E-" }],
            "signed": [{ "name": part, "prefix": "S-" }],
            "constructors": [[{ "required": part }, { "optional": first }]],
        }]);
    }
    if random.is() {
        let transforms =
            [Transform::Upper, Transform::Prefix(-3), Transform::Segment { split: "a".to_owned(), index: 0 }];
        search = search.virtual_field(VirtualField::new("field").transformed(first, transforms).part("id"));
        search = search.beacon(Beacon::new("field", 11));
        let transforms = json!(["upper", { "prefix": -3 }, { "segment": { "split": "a", "index": 0 } }]);
        entry["virtual_fields"] =
            json!([{ "name": "field", "parts": [{ "at": first, "transforms": transforms }, { "at": "id" }] }]);
        entry["beacons"].as_array_mut().unwrap().push(json!({ "name": "field", "bits": 11 }));
    }
    pair = pair.change(|builder| builder.search(search.build()), "search", entry);
    pair
}

fn with_legacy(random: &mut Random, mut pair: Pair) -> Pair {
    if random.below(4) > 0 {
        return pair;
    }
    let signature_key = SignatureKey::hmac(SigningAlgorithm::HmacSha256, &KEYS[1]).unwrap();
    let provider = StaticProvider::new(AesKey::new(&KEYS[0]).unwrap(), signature_key);
    let mut builder = LegacyEncryptor::builder().partition_key("id").provider(provider);
    let hmac = json!({ "algorithm": "hmac_sha256", "key": { "file": "keys/1" } });
    let provider =
        json!({ "static": { "content_key": { "file": "keys/0" }, "signature_key": { "hmac": hmac } } });
    let mut entry = json!({ "partition_key": "id", "provider": provider });
    let (text, action) = random.one(&[
        ("encrypt_and_sign", LegacyAction::EncryptAndSign),
        ("sign_only", LegacyAction::SignOnly),
        ("do_nothing", LegacyAction::DoNothing),
    ]);
    (builder, entry["default_action"]) = (builder.default_action(action), json!(text));
    if random.is() {
        (builder, entry["sort_key"]) = (builder.sort_key("sort key"), json!("sort key"));
    }
    if random.is() {
        (builder, entry["encrypt"]) = (builder.encrypt(["email"]), json!(["email"]));
        (builder, entry["dialect"]) = (builder.dialect(Dialect::Python), json!("python"));
    }
    if random.is() {
        (builder, entry["allow_moving_items_between_keys"]) =
            (builder.allow_moving_items_between_keys(), json!(true));
    }
    let (text, policy) = random.one(&[
        ("force_write_allow_read", LegacyPolicy::ForceWriteAllowRead),
        ("forbid_write_allow_read", LegacyPolicy::ForbidWriteAllowRead),
        ("forbid_write_forbid_read", LegacyPolicy::ForbidWriteForbidRead),
    ]);
    entry["policy"] = json!(text);
    match builder.build() {
        Ok(encryptor) => pair = pair.change(|builder| builder.legacy(encryptor, policy), "legacy", entry),
        Err(error) => {
            pair.set("legacy", entry);
            pair.refused = Some(error.to_string());
        }
    }
    pair
}

fn aes(number: usize) -> RawAesKeyring {
    RawAesKeyring::new("name space", format!("key {number}"), &KEYS[number]).unwrap()
}

fn with_materials(random: &mut Random, mut pair: Pair) -> Pair {
    let several = random.is();
    pair.set("keyring", json!(if several { "all" } else { "0" }));
    let keyring: Box<dyn dynamodb_item_encryptor::Keyring> = if several {
        Box::new(MultiKeyring::new(aes(0)).and(aes(1)).and_to_read(aes(2)))
    } else {
        Box::new(aes(0))
    };
    let mut provider = DefaultMaterialProvider::new(keyring);
    let mut entry = Map::new();
    if pair.suite == AlgorithmSuite::HmacSha384Ed25519 && random.is() {
        let writer = WriterKey::from_seed(&SEED).unwrap();
        entry.insert("sign_as".into(), json!({ "file": "seed", "encoding": "raw" }));
        entry.insert("trust_writers".into(), json!([base64::encode(writer.public_key().as_bytes())]));
        provider = provider.trust_writers([writer.public_key()]).sign_as(writer);
    }
    let mut provider: std::sync::Arc<dyn MaterialProvider> = std::sync::Arc::new(provider);
    if random.is() {
        let caching =
            json!({ "max_age_seconds": 60, "capacity": 10, "max_messages": 3, "max_bytes": 1_000_000 });
        entry.insert("caching".into(), caching);
        let caching = CachingProvider::new(provider, std::time::Duration::from_secs(60));
        provider =
            std::sync::Arc::new(caching.with_capacity(10).with_max_messages(3).with_max_bytes(1_000_000));
    }
    if random.is() {
        entry.insert("required_context".into(), json!(["aws-crypto-attr.id"]));
        provider = std::sync::Arc::new(RequiredContextProvider::new(provider, ["aws-crypto-attr.id"]));
    }
    if !entry.is_empty() || random.is() {
        pair.set("materials", entry.into());
    }
    pair.builder = pair.builder.material_provider(provider);
    pair
}

fn keyrings() -> Value {
    let aes = |number: usize| {
        let key = json!({ "file": format!("keys/{number}") });
        json!({ "raw_aes": { "namespace": "name space", "name": format!("key {number}"), "key": key } })
    };
    json!({ "0": aes(0), "1": aes(1), "2": aes(2), "all": { "multi": { "keyrings": ["0", "1"], "to_read": ["2"] } } })
}

/// What `Debug` shows, except for the order of sets.
fn shown(table: &TableConfig) -> Vec<String> {
    let mut lines: Vec<String> = format!("{table:#?}").lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

fn item(table: &TableConfig, pair_actions: &BTreeMap<&'static str, AttributeAction>) -> Item {
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let mut item: Item =
        pair_actions.keys().map(|name| ((*name).to_owned(), text(&format!("value of {name}")))).collect();
    item.insert("id".to_owned(), text("1"));
    if let Some(key) = table.sort_key() {
        item.insert(key.to_owned(), AttributeValue::N("7".to_owned()));
    }
    item
}

/// How many cases; more with the variable `CONFIGURATIONS`.
fn cases() -> u64 {
    std::env::var("CONFIGURATIONS").ok().map_or(300, |text| text.parse().unwrap())
}

#[tokio::test]
async fn random_configurations_are_the_same_by_file_and_by_builder() {
    let folder = Folder::new();
    for (number, key) in KEYS.iter().enumerate() {
        folder.write(&format!("keys/{number}"), base64::encode(key));
    }
    folder.write("seed", SEED);
    let (mut round_trips, mut refusals) = (0, 0);
    for seed in 0..cases() {
        let mut random = Random::new(seed);
        let name = random.one(&["Customers", "A.b-c_d", "Ü"]);
        let pair = with_attributes(&mut random, name);
        let pair = with_policies(&mut random, pair);
        let pair = with_search(&mut random, pair);
        let pair = with_legacy(&mut random, pair);
        let Pair { builder, entry, actions, refused, .. } = with_materials(&mut random, pair);
        let own = json!({ "in_memory": { "keys": { "of all": { "file": "keys/0" } } } });
        let document =
            json!({ "tables": { name: entry }, "keyrings": keyrings(), "beacon_keys": { "own": own } });
        assert_valid(&document);
        let expected = refused.map_or_else(|| builder.build().map_err(|error| error.to_string()), Err);
        let texts = [("c.json", document.to_string()), ("c.toml", toml(&document))];
        assert_eq!(of_toml(toml::de::DeTable::parse(&texts[1].1).unwrap().get_ref()), document, "seed {seed}");
        for (file, text) in texts {
            let configuration = Configuration::from_file(folder.write(file, &text));
            let (configuration, expected) = match (configuration, &expected) {
                (Ok(configuration), Ok(expected)) => (configuration, expected),
                (Err(found), Err(expected)) => {
                    let found = found.to_string();
                    // The legacy format's own builder does not know the table's name.
                    let expected = expected.rsplit_once(": ").unwrap().1;
                    assert!(found.ends_with(expected), "seed {seed}: {found}: {expected}: {text}");
                    assert!(found.contains(", line ") && found.contains(", entry 'tables."), "{found}");
                    refusals += 1;
                    continue;
                }
                (found, expected) => panic!("seed {seed}: {found:?}: {expected:?}: {text}"),
            };
            let tables = configuration.table_configs(AwsClients::none()).await.unwrap();
            assert_eq!(tables.len(), 1);
            assert_eq!(shown(&tables[0]), shown(expected), "seed {seed}: {text}");
            let item = item(expected, &actions);
            for (writer, reader) in [(expected, &tables[0]), (&tables[0], expected)] {
                let encrypt = |table: &TableConfig| {
                    let (encryptor, item) = (ItemEncryptor::new(table.clone()), item.clone());
                    async move { encryptor.encrypt_item(item).await.map_err(|error| error.to_string()) }
                };
                let sealed = match (encrypt(writer).await, encrypt(reader).await) {
                    (Ok(sealed), Ok(_)) => sealed,
                    (one, other) => {
                        assert_eq!(one.err(), other.err(), "seed {seed}: {text}");
                        continue;
                    }
                };
                let opened = ItemEncryptor::new(reader.clone()).decrypt_item(sealed).await;
                let opened = opened.unwrap_or_else(|error| panic!("seed {seed}: {error}: {text}"));
                assert_eq!(opened.item, item);
                round_trips += 1;
            }
        }
    }
    assert!(round_trips > cases() && refusals > cases() / 20, "{round_trips} round trips, {refusals} refusals");
}
