//! Random tables with a search, and records for them. The seed decides everything.

use super::write as write_file;
use crate::{
    Result,
    item_json::encode,
    random::{CONTEXT, ENCRYPT, ODD_NUMBERS, SIGN},
};
use rand::{Rng, RngCore, SeedableRng, seq::IndexedRandom, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;
use serde_json::{Map, Value, json};
use std::{collections::BTreeSet, path::Path};

/// Records of each table.
const RECORDS: usize = 6;
const TENANTS: [&str; 3] = ["one", "tenant 2", "Mieter-ü"];
/// Encrypted attributes, each with its usual type.
const ENCRYPTED: [(&str, &str); 15] = [
    ("email", "S"),
    ("phone", "S"),
    ("zip", "S"),
    ("phrase", "S"),
    ("score", "N"),
    ("paid", "BOOL"),
    ("void", "NULL"),
    ("raw", "B"),
    ("tags", "SS"),
    ("codes", "NS"),
    ("chips", "BS"),
    ("address", "M"),
    ("events", "L"),
    ("a-b", "S"),
    ("𝟁key", "S"),
];
/// Signed attributes, each with its usual type.
const SIGNED: [(&str, &str); 6] =
    [("kind", "S"), ("region", "S"), ("level", "N"), ("live", "BOOL"), ("rank", "N"), ("meta", "M")];
/// Places within encrypted attributes.
const DEEP: [&str; 7] =
    ["address.street", "address.unit", "address.lines[0]", "address.lines[1]", "address.geo.lat", "events[0]", "events[3]"];
const TEXTS: [&str; 18] = [
    "", "7", "007", "red", "north-east", "aB-cd-EF", "x--y", "é𝟁-ßx", "𝟁", "𝟁𝟁", "a", "mail@host.example", "null", "true",
    "1.50", "e\u{301}e", "\u{ffff}", "a.b^c|d~e/f",
];
const PREFIXES: [&str; 9] = ["A-", "B_", "C=", "u:", "é:", "𝟁", "xx", "n#", "q"];
const SPLITS: [&str; 6] = ["^", "|", "~", "/", "ß", " "];

/// Writes a file of `count` tables, each with some records.
pub fn write(seed: u64, count: usize, output: &Path) -> Result<()> {
    let mut configs = Map::new();
    let mut tests = Map::new();
    let mut keys = Map::new();
    let mut of_keys = Random::new(seed, u64::MAX);
    for id in TENANTS {
        let key = json!({
            "branchKeyVersion": "e9ce18a3-edb5-4272-9f86-1cacb7997ff6",
            "branchKey": of_keys.bytes(32),
            "beaconKey": of_keys.bytes(32),
        });
        keys.insert(id.to_owned(), key);
    }
    for n in 0..count {
        let mut random = Random::new(seed, n as u64);
        let id = format!("c{n:04}");
        let (config, partitions, is_multi) = random.config();
        for record in 0..RECORDS {
            let test = json!({
                "config": id,
                "branchKeyId": if is_multi { random.one(&TENANTS) } else { "one" },
                "partition": random.rng.random_range(0..partitions),
                "record": random.record(&config, n * RECORDS + record, is_multi),
            });
            tests.insert(format!("{id}-{record}"), test);
        }
        configs.insert(id, config);
    }
    let mut file = Map::new();
    file.insert("manifest".into(), json!({"type": "search-beacons", "version": "1", "sealed": true}));
    file.insert("keys".into(), keys.into());
    file.insert("configs".into(), configs.into());
    file.insert("tests".into(), tests.into());
    write_file(output, file)
}

struct Random {
    rng: ChaCha8Rng,
}

/// The beacons of a table in the making.
#[derive(Default)]
struct Beacons {
    standard: Vec<Value>,
    locations: BTreeSet<String>,
    fields: Vec<Value>,
    compounds: Vec<Value>,
}

impl Random {
    fn new(seed: u64, stream: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream);
        Random { rng }
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.rng.random_range(0..100) < percent
    }

    fn one<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all.choose(&mut self.rng).expect("not empty")
    }

    fn bytes(&mut self, count: usize) -> String {
        let mut bytes = vec![0; count];
        self.rng.fill_bytes(&mut bytes);
        encode(&bytes)
    }

    /// A table, how many partitions it has, and whether it has tenants.
    fn config(&mut self) -> (Value, u8, bool) {
        let in_context = self.chance(30);
        let sign = |name: &str| if in_context && name == "region" { CONTEXT } else { SIGN };
        let mut actions: Map<String, Value> = ENCRYPTED.iter().map(|(name, _)| ((*name).into(), ENCRYPT.into())).collect();
        actions.extend(SIGNED.iter().map(|(name, _)| ((*name).to_owned(), sign(name).into())));
        let partitions = if self.chance(40) { self.rng.random_range(2..9) } else { 1 };
        let is_multi = self.chance(20);
        let mut version = json!({"version": 1});
        version["keySource"] = match is_multi {
            true => json!({"multi": {"keyFieldName": "tenant", "cacheTTL": 60}}),
            false => json!({"single": {"keyId": "one", "cacheTTL": 60}}),
        };
        if partitions > 1 || self.chance(10) {
            version["maximumNumberOfPartitions"] = partitions.into();
            if partitions > 1 && self.chance(40) {
                version["defaultNumberOfPartitions"] = self.rng.random_range(1..partitions).into();
            }
        }
        self.beacons(&mut version, partitions);
        let mut config = json!({"logicalTableName": "search-table", "partitionKeyName": "pk"});
        let mut keys = vec!["pk"];
        if self.chance(50) {
            config["sortKeyName"] = "sk".into();
            keys.push("sk");
        }
        let key = if in_context { CONTEXT } else { SIGN };
        actions.extend(keys.into_iter().map(|name| (name.to_owned(), key.into())));
        config["attributeActionsOnEncrypt"] = actions.into();
        if self.chance(30) {
            config["allowedUnsignedAttributePrefix"] = ":".into();
        }
        config["search"] = json!({"writeVersion": 1, "versions": [version]});
        (config, partitions, is_multi)
    }

    fn beacons(&mut self, version: &mut Value, partitions: u8) {
        let mut beacons = Beacons::default();
        for n in 0..self.rng.random_range(0..4) {
            self.field(&mut beacons, n);
        }
        for n in 0..self.rng.random_range(2..10) {
            self.standard(&mut beacons, n, partitions);
        }
        if beacons.standard.is_empty() {
            beacons.standard.push(json!({"name": "email", "length": 17}));
        }
        let global = self.chance(20).then(|| ("level", "Lv"));
        for n in 0..self.rng.random_range(0..3) {
            self.compound(&mut beacons, n, global);
        }
        if self.chance(30) {
            beacons.compounds.push(json!({
                "name": "open",
                "split": self.one(&SPLITS),
                "signed": [{"name": "kind", "prefix": "K-"}, {"name": "r", "loc": "rank", "prefix": "R-"}],
            }));
        }
        if let Some((name, prefix)) = global {
            version["signedParts"] = json!([{"name": name, "prefix": prefix}]);
        }
        version["standardBeacons"] = beacons.standard.into();
        for (name, list) in [("virtualFields", beacons.fields), ("compoundBeacons", beacons.compounds)] {
            if !list.is_empty() {
                version[name] = list.into();
            }
        }
    }

    fn field(&mut self, beacons: &mut Beacons, n: usize) {
        let places: Vec<&str> = ["email", "phone", "zip", "phrase", "score", "paid", "void", "a-b", "𝟁key"]
            .into_iter()
            .chain(["kind", "region", "level", "live"])
            .chain(DEEP)
            .collect();
        let parts: Vec<Value> = (0..self.rng.random_range(1..4))
            .map(|_| {
                let mut part = json!({"loc": self.one(&places)});
                let steps: Vec<_> = (0..self.rng.random_range(0..4)).map(|_| self.transform()).collect();
                if !steps.is_empty() {
                    part["trans"] = steps.into();
                }
                part
            })
            .collect();
        beacons.fields.push(json!({"name": format!("field_{n}"), "parts": parts}));
    }

    fn transform(&mut self) -> Value {
        let number = |random: &mut Self| match random.rng.random_range(0..12) {
            0 => 99,
            1 => -99,
            2 => i32::MAX,
            _ => random.rng.random_range(-5..6),
        };
        let split = ["-", "e", ".", "ß", "x"];
        match self.rng.random_range(0..8) {
            0 => json!({"upper": {}}),
            1 => json!({"lower": {}}),
            2 => json!({"insert": {"literal": self.one(&["", "-", "Zz9", "𝟁!"])}}),
            3 => json!({"prefix": {"length": number(self)}}),
            4 => json!({"suffix": {"length": number(self)}}),
            5 => json!({"substring": {"low": number(self), "high": number(self)}}),
            6 => json!({"segment": {"split": self.one(&split), "index": number(self)}}),
            _ => json!({"segments": {"split": self.one(&split), "low": number(self), "high": number(self)}}),
        }
    }

    fn standard(&mut self, beacons: &mut Beacons, n: usize, partitions: u8) {
        let fields: Vec<String> =
            beacons.fields.iter().filter_map(|field| field["name"].as_str()).map(str::to_owned).collect();
        let (location, kind) = match self.rng.random_range(0..10) {
            0..5 => {
                let (name, kind) = *ENCRYPTED.choose(&mut self.rng).expect("not empty");
                (name.to_owned(), kind)
            }
            5..7 => (self.one(&DEEP).to_owned(), "S"),
            _ => match fields.choose(&mut self.rng) {
                Some(field) => (field.clone(), "S"),
                None => return,
            },
        };
        if !beacons.locations.insert(location.clone()) {
            return;
        }
        let mut beacon = json!({"name": location, "length": self.rng.random_range(1..64)});
        // A path is its own name, too.
        if self.chance(40) {
            beacon = json!({"name": format!("beacon_{n}"), "loc": location, "length": beacon["length"]});
        }
        let is_set = kind.len() == 2 && kind.ends_with('S') && self.chance(70);
        let others: Vec<_> = beacons.standard.iter().filter(|other| other["style"]["shared"].is_null() && other["style"]["sharedSet"].is_null()).collect();
        let other = others.choose(&mut self.rng).map(|other| (other["name"].clone(), other["length"].clone()));
        match (other, self.chance(25)) {
            (Some((name, length)), true) => {
                beacon["length"] = length;
                let style = if is_set { "sharedSet" } else { "shared" };
                beacon["style"] = json!({style: {"other": name}});
            }
            _ if is_set => beacon["style"] = json!({"asSet": {}}),
            _ => {}
        }
        if partitions > 1 && self.chance(50) {
            beacon["numberOfPartitions"] = self.rng.random_range(1..partitions).into();
        }
        beacons.standard.push(beacon);
    }

    fn compound(&mut self, beacons: &mut Beacons, n: usize, global: Option<(&str, &str)>) {
        let is_set = |beacon: &Value| !beacon["style"]["asSet"].is_null() || !beacon["style"]["sharedSet"].is_null();
        let mut usable: Vec<String> =
            beacons.standard.iter().filter(|beacon| !is_set(beacon)).filter_map(|beacon| beacon["name"].as_str()).map(str::to_owned).collect();
        usable.shuffle(&mut self.rng);
        usable.truncate(self.rng.random_range(1..4));
        let mut prefixes = PREFIXES;
        prefixes.shuffle(&mut self.rng);
        let mut prefixes = prefixes.into_iter();
        let mut prefix = || prefixes.next().expect("as many as parts");
        let encrypted: Vec<Value> = usable.iter().map(|name| json!({"name": name, "prefix": prefix()})).collect();
        if encrypted.is_empty() {
            return;
        }
        let mut names: Vec<String> = usable;
        let mut signed = Vec::new();
        for name in ["kind", "region", "live"] {
            match self.rng.random_range(0..4) {
                0 => {
                    names.push(name.to_owned());
                    signed.push(json!({"name": name, "prefix": prefix()}));
                }
                1 => {
                    names.push(format!("part_{name}"));
                    signed.push(json!({"name": format!("part_{name}"), "loc": name, "prefix": prefix()}));
                }
                _ => {}
            }
        }
        let mut compound = json!({"name": format!("mixed_{n}"), "split": self.one(&SPLITS), "encrypted": encrypted});
        if !signed.is_empty() {
            compound["signed"] = signed.into();
        }
        if self.chance(60) {
            let mut constructors: Vec<Value> = (0..self.rng.random_range(1..4)).map(|_| self.constructor(&names)).collect();
            if let (Some((name, _)), true) = (global, self.chance(60)) {
                let parts = constructors[0]["parts"].as_array_mut().expect("an array");
                parts.push(json!({"name": name, "required": false}));
            }
            compound["constructors"] = constructors.into();
        }
        beacons.compounds.push(compound);
    }

    fn constructor(&mut self, names: &[String]) -> Value {
        let mut names = names.to_vec();
        names.shuffle(&mut self.rng);
        names.truncate(self.rng.random_range(1..4));
        let mut parts: Vec<Value> =
            names.iter().map(|name| json!({"name": name, "required": self.chance(60)})).collect();
        if !parts.iter().any(|part| part["required"] == true) {
            parts[0]["required"] = true.into();
        }
        json!({"parts": parts})
    }

    fn record(&mut self, config: &Value, n: usize, is_multi: bool) -> Value {
        let mut record = Map::new();
        record.insert("pk".into(), json!({"S": format!("item {n}")}));
        if config.get("sortKeyName").is_some() {
            record.insert("sk".into(), json!({"N": n.to_string()}));
        }
        let present = self.rng.random_range(50..101);
        for (name, kind) in ENCRYPTED.into_iter().chain(SIGNED) {
            let is_needed = config["attributeActionsOnEncrypt"][name] == CONTEXT;
            if is_needed || self.chance(present) {
                let kind = if self.chance(4) { self.one(&["S", "N", "BOOL", "NULL", "B", "SS", "L", "M"]) } else { kind };
                record.insert(name.into(), self.value(kind));
            }
        }
        if is_multi && self.chance(70) {
            record.insert("tenant".into(), json!({"S": self.one(&TENANTS)}));
        }
        record.into()
    }

    fn value(&mut self, kind: &str) -> Value {
        let several = |random: &mut Self| random.rng.random_range(1..7);
        match kind {
            "N" => json!({"N": self.one(&ODD_NUMBERS)}),
            "BOOL" => json!({"BOOL": self.chance(50)}),
            "NULL" => json!({"NULL": true}),
            "B" => {
                let length = self.rng.random_range(0..9);
                json!({"B": self.bytes(length)})
            }
            "SS" => {
                let members: BTreeSet<_> = (0..several(self)).map(|_| self.one(&TEXTS)).collect();
                json!({"SS": members})
            }
            "NS" => {
                let members: BTreeSet<_> = (0..several(self)).map(|_| self.rng.random_range(-9..10).to_string()).collect();
                json!({"NS": members})
            }
            "BS" => {
                let members: BTreeSet<_> = (0..several(self)).map(|_| self.bytes(2)).collect();
                json!({"BS": members})
            }
            "L" => {
                let length = self.rng.random_range(0..5);
                json!({"L": (0..length).map(|_| self.plain()).collect::<Vec<_>>()})
            }
            "M" => {
                let mut map = json!({"geo": {"M": {"lat": self.plain(), "lon": self.plain()}}});
                for name in ["street", "unit", "nil"] {
                    if self.chance(70) {
                        map[name] = self.plain();
                    }
                }
                if self.chance(70) {
                    map["lines"] = self.value("L");
                }
                json!({"M": map})
            }
            _ => json!({"S": self.one(&TEXTS)}),
        }
    }

    fn plain(&mut self) -> Value {
        let kind = self.one(&["S", "S", "N", "BOOL", "NULL"]);
        self.value(kind)
    }
}
