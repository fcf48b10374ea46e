//! Random tables with a search, all of which the official client must accept.
//!
//! What it does wrong is left out, each time with its reason: the two crates could not agree about it.

use super::values::Kind;
use crate::random::{CONTEXT, ENCRYPT, Generator, SIGN};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

pub const PARTITION_KEY: &str = "pk";
pub const SORT_KEY: &str = "sk";
pub const TENANT: &str = "tenant";
/// The ids of branch keys, and so of tenants.
pub const TENANTS: [&str; 3] = ["north", "süd ☀", "west"];

/// Names that must be written as placeholders: the official client splits words that begin with a keyword, and takes
/// what it does not know for the end of an expression.
const ODD_NAMES: [&str; 10] =
    ["größe", "an attribute", "order", "notes", "income", "index", "between_x", "😀", "#e", "size"];
/// All are one UTF-16 unit: others are refused. None is in a prefix: the official client cannot search for such parts.
const SPLITS: [&str; 7] = [".", "|", "/", "~", "+", "ß", "中"];

pub struct Table {
    pub id: String,
    generator: Generator,
    pub attributes: Vec<Attribute>,
    pub fields: Vec<Field>,
    pub beacons: Vec<Standard>,
    pub compounds: Vec<Compound>,
    global_signed: Vec<Part>,
    global_encrypted: Vec<Part>,
    pub has_sort_key: bool,
    in_context: bool,
    pub tenants: Tenants,
    pub partitions: Option<u64>,
    default_partitions: Option<u64>,
    pub indexes: Vec<Index>,
    prefixes: usize,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Tenants {
    /// One beacon key for all.
    None,
    /// The attribute that names them is stored.
    Stored,
    /// It has no action, and is removed: nobody can ask for a tenant.
    Removed,
}

#[derive(Clone)]
pub struct Attribute {
    pub name: String,
    pub action: &'static str,
    pub kind: Kind,
    /// Whether all records have it.
    pub always: bool,
}

/// A place in a record.
#[derive(Clone)]
struct Place {
    loc: String,
    kind: Kind,
    encrypted: bool,
}

pub struct Field {
    pub name: String,
    parts: Vec<(String, Vec<Value>)>,
}

pub struct Standard {
    pub name: String,
    loc: Option<String>,
    pub kind: Kind,
    length: u64,
    partitions: Option<u64>,
    pub style: Style,
    /// Whether its name can be asked for.
    pub askable: bool,
}

#[derive(Clone, PartialEq)]
pub enum Style {
    None,
    PartOnly,
    Set,
    Shared(String),
    SharedSet(String),
}

#[derive(Clone)]
pub struct Part {
    name: String,
    pub prefix: String,
    loc: Option<String>,
}

pub struct Compound {
    pub name: String,
    pub split: &'static str,
    encrypted: Vec<Part>,
    signed: Vec<Part>,
    constructors: Vec<Vec<(String, bool)>>,
    /// Prefixes of all parts that it can have: of the signed ones, and of the encrypted ones.
    pub signed_prefixes: Vec<String>,
    pub encrypted_prefixes: Vec<String>,
}

impl Compound {
    /// Whether it is an attribute of its own name, signed and readable.
    pub fn is_signed(&self) -> bool {
        self.encrypted_prefixes.is_empty()
    }
}

pub struct Index {
    pub name: String,
    /// Names as they are asked for, and as they are stored, with the types of the latter.
    pub hash: (String, String, &'static str),
    pub range: Option<(String, String, &'static str)>,
}

impl Table {
    pub fn new(seed: u64, index: usize) -> Self {
        let mut generator = Generator::new(seed, index as u64);
        let in_context = generator.chance(25);
        let tenants = match generator.below(10) {
            0..7 => Tenants::None,
            7 | 8 => Tenants::Stored,
            _ => Tenants::Removed,
        };
        let partitions = generator.chance(50).then(|| 2 + generator.below(8) as u64);
        let mut table = Self {
            id: format!("c{index}"),
            attributes: Vec::new(),
            fields: Vec::new(),
            beacons: Vec::new(),
            compounds: Vec::new(),
            global_signed: Vec::new(),
            global_encrypted: Vec::new(),
            has_sort_key: generator.chance(60),
            in_context,
            tenants,
            partitions,
            default_partitions: None,
            indexes: Vec::new(),
            prefixes: 0,
            generator,
        };
        table.default_partitions = table.fewer_partitions();
        table.declare_attributes();
        let places = table.places();
        let taken = table.declare_fields(&places);
        table.declare_beacons(&places, &taken);
        table.share();
        table.declare_global_parts(&places);
        table.declare_compounds(&places);
        table.declare_indexes();
        table
    }

    /// The branch keys of the items.
    pub fn tenants(&self) -> Vec<&'static str> {
        TENANTS.to_vec()
    }

    /// A number of partitions for a beacon, less than there are; or none.
    fn fewer_partitions(&mut self) -> Option<u64> {
        let most = self.partitions?;
        self.generator.chance(50).then(|| 1 + self.generator.below(most as usize - 1) as u64)
    }

    fn declare_attributes(&mut self) {
        let mut odd_names = ODD_NAMES.to_vec();
        self.generator.shuffle(&mut odd_names);
        for number in 0..4 + self.generator.below(6) {
            let kind = match number {
                0 | 1 => Kind::Text,
                _ => self.kind(),
            };
            let odd = number > 0 && self.generator.chance(15);
            let name = odd.then(|| odd_names.pop()).flatten();
            let name = name.map_or_else(|| format!("e{number}"), str::to_owned);
            let always = number == 0 || self.generator.chance(40);
            self.attributes.push(Attribute { name, action: ENCRYPT, kind, always });
        }
        for number in 0..2 + self.generator.below(4) {
            let kind = match number {
                0 => Kind::Text,
                1 => Kind::Number,
                _ => [Kind::Text, Kind::Bool, Kind::Null, Kind::Map][self.generator.below(4)],
            };
            let action = if self.in_context && self.generator.chance(50) { CONTEXT } else { SIGN };
            let always = number < 2;
            self.attributes.push(Attribute { name: format!("s{number}"), action, kind, always });
        }
    }

    fn kind(&mut self) -> Kind {
        use Kind::*;
        let kinds =
            [Text, Text, Text, Number, Number, Bytes, Bool, Null, Texts, Texts, Numbers, Blobs, List, Map, Map];
        kinds[self.generator.below(kinds.len())]
    }

    /// All places that beacons, parts and virtual fields can be about.
    fn places(&self) -> Vec<Place> {
        let mut places = Vec::new();
        for attribute in &self.attributes {
            let encrypted = attribute.action == ENCRYPT;
            let mut add = |loc: String, kind| places.push(Place { loc, kind, encrypted });
            let name = &attribute.name;
            add(name.clone(), attribute.kind);
            match attribute.kind {
                Kind::Map => {
                    add(format!("{name}.city"), Kind::Text);
                    add(format!("{name}.no"), Kind::Number);
                    add(format!("{name}.tags"), Kind::Texts);
                    add(format!("{name}.list"), Kind::List);
                    add(format!("{name}.list[1]"), Kind::Text);
                }
                // The official client misreads indices of two digits, unless both are the same.
                Kind::List => {
                    [0, 3, 9, 11].map(|index| add(format!("{name}[{index}]"), Kind::Text)).into_iter().collect()
                }
                _ => {}
            }
        }
        places
    }

    /// Declares virtual fields. Gives the places that no beacon may have, because they are a field by themselves.
    fn declare_fields(&mut self, places: &[Place]) -> BTreeSet<String> {
        let texts: Vec<_> = places.iter().filter(|place| place.kind.is_text()).collect();
        let (mut taken, mut known) = (BTreeSet::new(), BTreeSet::new());
        for number in 0..self.generator.below(4) {
            let mut parts = Vec::new();
            let mut locations = BTreeSet::new();
            let mut encrypted = false;
            for _ in 0..=self.generator.below(3) {
                let Some(place) = self.generator.pick(&texts) else { continue };
                encrypted |= place.encrypted;
                locations.insert(place.loc.clone());
                let steps = (0..self.generator.below(4)).map(|_| self.transform()).collect();
                parts.push((place.loc.clone(), steps));
            }
            if !encrypted || !known.insert(locations.clone()) {
                continue;
            }
            if let (1, Some(only)) = (locations.len(), locations.first()) {
                taken.insert(only.clone());
            }
            self.fields.push(Field { name: format!("v{number}"), parts });
        }
        taken
    }

    fn transform(&mut self) -> Value {
        let mut number = |most: usize| self.generator.below(2 * most + 1) as i64 - most as i64;
        let (one, two) = (number(6), number(6));
        let split = self.generator.word(&["-", "_", " ", "e", ".", "ä"]);
        match self.generator.below(8) {
            0 => json!({"upper": {}}),
            1 => json!({"lower": {}}),
            2 => json!({"insert": {"literal": self.generator.word(&["", "-", "ÄÖ", "😀"])}}),
            3 => json!({"prefix": {"length": one}}),
            4 => json!({"suffix": {"length": one}}),
            5 => json!({"substring": {"low": one, "high": two}}),
            6 => json!({"segment": {"split": split, "index": one / 2}}),
            _ => json!({"segments": {"split": split, "low": one / 2, "high": two / 2}}),
        }
    }

    fn length(&mut self) -> u64 {
        1 + match self.generator.below(10) {
            0 | 1 => self.generator.below(2),
            2..5 => self.generator.below(8),
            _ => self.generator.below(63),
        } as u64
    }

    fn declare_beacons(&mut self, places: &[Place], taken: &BTreeSet<String>) {
        for place in places.iter().filter(|place| place.encrypted && !taken.contains(&place.loc)) {
            let is_whole = self.attributes.iter().any(|attribute| attribute.name == place.loc);
            if !self.generator.chance(if is_whole { 75 } else { 40 }) {
                continue;
            }
            let number = self.beacons.len();
            let (name, loc, askable) = match (is_whole, self.generator.below(10)) {
                (true, 0..3) => (place.loc.clone(), None, true),
                (true, 3..6) => (place.loc.clone(), Some(place.loc.clone()), true),
                // A name that is a path: the two crates read it in requests as different things.
                (false, 0) => (place.loc.clone(), None, false),
                _ => (format!("b{number}"), Some(place.loc.clone()), true),
            };
            let style = if place.kind.is_set() && self.generator.chance(75) { Style::Set } else { Style::None };
            self.add_beacon(name, loc, place.kind, style, askable);
        }
        for number in 0..self.fields.len() {
            let field = self.fields[number].name.clone();
            let (name, loc) = match self.generator.chance(50) {
                true => (field, None),
                false => (format!("f{number}"), Some(field)),
            };
            self.add_beacon(name, loc, Kind::Text, Style::None, true);
        }
        if self.beacons.is_empty() {
            // There must be one.
            let name = places.iter().find(|place| place.encrypted && !taken.contains(&place.loc));
            let place = name.expect("one attribute is free").clone();
            self.add_beacon(place.loc, None, place.kind, Style::None, true);
        }
    }

    fn add_beacon(&mut self, name: String, loc: Option<String>, kind: Kind, style: Style, askable: bool) {
        let (length, partitions) = (self.length(), self.fewer_partitions());
        self.beacons.push(Standard { name, loc, kind, length, partitions, style, askable });
    }

    /// Lets some beacons have the key of another.
    fn share(&mut self) {
        for _ in 0..self.generator.below(3) {
            let (one, other) =
                (self.generator.below(self.beacons.len()), self.generator.below(self.beacons.len()));
            let name = self.beacons[one].name.clone();
            let is_other = |beacon: &Standard| matches!(&beacon.style, Style::Shared(of) | Style::SharedSet(of) if *of == name);
            let is_shared = |style: &Style| matches!(style, Style::Shared(_) | Style::SharedSet(_));
            let is_chain = self.beacons.iter().any(is_other)
                || is_shared(&self.beacons[one].style)
                || is_shared(&self.beacons[other].style);
            if one == other || is_chain {
                continue;
            }
            let of = self.beacons[other].name.clone();
            self.beacons[one].length = self.beacons[other].length;
            self.beacons[one].style = match self.beacons[one].style {
                Style::Set => Style::SharedSet(of),
                _ => Style::Shared(of),
            };
        }
    }

    fn prefix(&mut self) -> String {
        self.prefixes += 1;
        let letter = char::from(b'A' + (self.generator.below(26) as u8));
        format!("{letter}{}{}", self.prefixes, self.generator.word(&["-", "_", ":", "="]))
    }

    /// A signed part that no list has.
    fn signed_part(&mut self, places: &[Place]) -> Part {
        let texts: Vec<_> = places.iter().filter(|place| !place.encrypted && place.kind.is_text()).collect();
        let loc = self.generator.pick(&texts).map(|place| place.loc.clone()).unwrap_or_default();
        let prefix = self.prefix();
        Part { name: format!("p{}", self.prefixes), prefix, loc: Some(loc) }
    }

    /// Beacons that can be parts and are not yet in one of these lists.
    fn free_parts(&self, lists: &[&[Part]]) -> Vec<String> {
        let is_part = |beacon: &&Standard| {
            beacon.kind.is_text() && matches!(beacon.style, Style::None | Style::PartOnly | Style::Shared(_))
        };
        let names = self.beacons.iter().filter(is_part).map(|beacon| beacon.name.clone());
        names.filter(|name| !lists.iter().any(|list| list.iter().any(|part| part.name == *name))).collect()
    }

    fn declare_global_parts(&mut self, places: &[Place]) {
        if self.generator.chance(60) {
            return;
        }
        for _ in 0..=self.generator.below(2) {
            let part = self.signed_part(places);
            self.global_signed.push(part);
        }
        for _ in 0..self.generator.below(3) {
            let free = self.free_parts(&[&self.global_encrypted]);
            let Some(name) = self.generator.pick(&free).cloned() else { break };
            let prefix = self.prefix();
            self.global_encrypted.push(Part { name, prefix, loc: None });
        }
    }

    fn declare_compounds(&mut self, places: &[Place]) {
        for number in 0..self.generator.below(4) {
            // The official client knows only one signed beacon to a table.
            let may_be_signed = !self.compounds.iter().any(Compound::is_signed);
            let name = format!("c{number}");
            if let Some(compound) = self.compound(name, places, may_be_signed) {
                self.compounds.push(compound);
            }
        }
        // Parts of compounds may be nothing but that.
        for number in 0..self.beacons.len() {
            let name = &self.beacons[number].name;
            let is_part = self.compounds.iter().any(|compound| {
                compound.encrypted.iter().any(|part| part.name == *name)
                    || compound.constructors.iter().flatten().any(|(part, _)| part == name)
            });
            if is_part && self.beacons[number].style == Style::None && self.generator.chance(35) {
                self.beacons[number].style = Style::PartOnly;
            }
        }
    }

    fn compound(&mut self, name: String, places: &[Place], may_be_signed: bool) -> Option<Compound> {
        let split = SPLITS[self.generator.below(SPLITS.len())];
        let wants_signed = may_be_signed && self.generator.chance(40);
        let mut signed = Vec::new();
        for _ in 0..usize::from(wants_signed) + self.generator.below(3) {
            signed.push(self.signed_part(places));
        }
        let mut encrypted = Vec::new();
        while !wants_signed && encrypted.len() < 3 && (encrypted.is_empty() || self.generator.chance(40)) {
            let free = self.free_parts(&[&self.global_encrypted, &encrypted]);
            let Some(beacon) = self.generator.pick(&free).cloned() else { break };
            let prefix = self.prefix();
            encrypted.push(Part { name: beacon, prefix, loc: None });
        }
        let mut globals = self.global_signed.clone();
        if !wants_signed {
            globals.extend(self.global_encrypted.clone());
        }
        let mut constructors: Vec<Vec<(String, bool)>> = Vec::new();
        if self.generator.chance(60) {
            let mut required_sets = BTreeSet::new();
            for _ in 0..=self.generator.below(3) {
                let mut parts: Vec<_> = signed.iter().chain(&encrypted).map(|part| part.name.clone()).collect();
                // The official client refuses a global part that two constructors of a beacon name.
                let of_others: Vec<_> = constructors.iter().flatten().map(|(part, _)| part.clone()).collect();
                parts.extend(
                    globals.iter().map(|part| part.name.clone()).filter(|part| !of_others.contains(part)),
                );
                self.generator.shuffle(&mut parts);
                parts.truncate(1 + self.generator.below(4));
                let constructor: Vec<_> =
                    parts.into_iter().map(|part| (part, self.generator.chance(65))).collect();
                let required: BTreeSet<_> = constructor
                    .iter()
                    .filter(|(_, required)| *required)
                    .map(|(part, _)| part.clone())
                    .collect();
                if !required.is_empty() && required_sets.insert(required) {
                    constructors.push(constructor);
                }
            }
        }
        if constructors.is_empty() && signed.is_empty() && encrypted.is_empty() {
            return None;
        }
        let named = |part: &&Part| constructors.iter().flatten().any(|(name, _)| *name == part.name);
        let prefixes = |local: &[Part], global: &[Part]| {
            local.iter().chain(global.iter().filter(named)).map(|part| part.prefix.clone()).collect::<Vec<_>>()
        };
        let signed_prefixes = prefixes(&signed, &self.global_signed);
        let encrypted_prefixes = prefixes(&encrypted, &self.global_encrypted);
        let compound =
            Compound { name, split, encrypted, signed, constructors, signed_prefixes, encrypted_prefixes };
        (may_be_signed || !compound.is_signed()).then_some(compound)
    }

    fn declare_indexes(&mut self) {
        let stored = |name: &str| format!("aws_dbe_b_{name}");
        let simple = |name: &str| !ODD_NAMES.contains(&name);
        let mut hashes = Vec::new();
        for beacon in &self.beacons {
            // A placeholder in a key condition hides partitions from the official client, and it compares sets in the
            // order of their members.
            let has_order = !beacon.kind.is_set() && !matches!(beacon.kind, Kind::List | Kind::Map);
            let is_key =
                matches!(beacon.style, Style::None | Style::Shared(_)) && has_order && simple(&beacon.name);
            if is_key && beacon.askable {
                hashes.push((beacon.name.clone(), stored(&beacon.name), "S"));
            }
        }
        let mut ranges = Vec::new();
        for compound in &self.compounds {
            let stored = if compound.is_signed() { compound.name.clone() } else { stored(&compound.name) };
            ranges.push((compound.name.clone(), stored, "S"));
        }
        hashes.extend(ranges.clone());
        hashes.push(("s0".to_owned(), "s0".to_owned(), "S"));
        if self.has_sort_key {
            ranges.push((SORT_KEY.to_owned(), SORT_KEY.to_owned(), "N"));
        }
        ranges.push(("s1".to_owned(), "s1".to_owned(), "N"));
        for number in 0..4 {
            let Some(hash) = self.generator.pick(&hashes).cloned() else { continue };
            let range = self.generator.chance(60).then(|| self.generator.pick(&ranges).cloned()).flatten();
            let range = range.filter(|range| range.1 != hash.1);
            self.indexes.push(Index { name: format!("index-{number}"), hash, range });
        }
    }

    /// The configuration in the form of the published vectors.
    pub fn config(&self) -> Value {
        let key_action = if self.in_context { CONTEXT } else { SIGN };
        let mut actions = Map::new();
        actions.insert(PARTITION_KEY.into(), key_action.into());
        if self.has_sort_key {
            actions.insert(SORT_KEY.into(), key_action.into());
        }
        if self.tenants == Tenants::Stored {
            actions.insert(TENANT.into(), SIGN.into());
        }
        for attribute in &self.attributes {
            actions.insert(attribute.name.clone(), attribute.action.into());
        }
        let mut config = json!({
            "logicalTableName": format!("Live-{}", self.id),
            "partitionKeyName": PARTITION_KEY,
            "attributeActionsOnEncrypt": actions,
            "allowedUnsignedAttributePrefix": ":",
            "search": {"writeVersion": 1, "versions": [self.version()]},
        });
        if self.has_sort_key {
            config["sortKeyName"] = SORT_KEY.into();
        }
        config
    }

    fn version(&self) -> Value {
        let source = match self.tenants {
            Tenants::None => json!({"single": {"keyId": TENANTS[0], "cacheTTL": 3600}}),
            _ => json!({"multi": {"keyFieldName": TENANT, "cacheTTL": 3600}}),
        };
        let mut version = json!({"version": 1, "keySource": source});
        let beacons: Vec<_> = self.beacons.iter().map(Standard::json).collect();
        version["standardBeacons"] = Value::Array(beacons);
        let mut optional = |name: &str, value: Option<Value>| {
            // An empty list is refused.
            if let Some(value) = value.filter(|value| value.as_array().is_none_or(|list| !list.is_empty())) {
                version[name] = value;
            }
        };
        let parts = |parts: &[Part]| Value::Array(parts.iter().map(Part::json).collect());
        optional("maximumNumberOfPartitions", self.partitions.map(Value::from));
        optional("defaultNumberOfPartitions", self.default_partitions.map(Value::from));
        optional("compoundBeacons", Some(self.compounds.iter().map(Compound::json).collect()));
        optional("virtualFields", Some(self.fields.iter().map(Field::json).collect()));
        optional("signedParts", Some(parts(&self.global_signed)));
        optional("encryptedParts", Some(parts(&self.global_encrypted)));
        version
    }

    /// The records and indexes.
    pub fn plan(mut self) -> Value {
        let items: Vec<_> = (0..8 + self.generator.below(5)).map(|number| self.entry(number, false)).collect();
        let odd: Vec<_> = (0..4).map(|number| self.entry(100 + number, true)).collect();
        let index = |index: &Index| {
            let key = |(asked, stored, kind): &(String, String, &str)| json!({"name": stored, "type": kind, "asked": asked});
            json!({"name": index.name, "hash": key(&index.hash), "range": index.range.as_ref().map(key)})
        };
        json!({
            "items": items,
            "odd": odd,
            "hasSortKey": self.has_sort_key,
            "indexes": self.indexes.iter().map(index).collect::<Vec<_>>(),
        })
    }

    fn entry(&mut self, number: usize, odd: bool) -> Value {
        let mut record = Map::new();
        record.insert(PARTITION_KEY.into(), json!({"S": format!("k{}-{number}", self.generator.below(100))}));
        if self.has_sort_key {
            record.insert(SORT_KEY.into(), json!({"N": self.generator.below(5).to_string()}));
        }
        let tenant = match (self.tenants, self.generator.chance(50)) {
            (Tenants::None, true) => TENANTS[0],
            _ => TENANTS[self.generator.below(TENANTS.len())],
        };
        if self.tenants != Tenants::None {
            // The branch key decides; what the record says is not compared with it.
            let named = if odd && self.generator.chance(30) { "another" } else { tenant };
            record.insert(TENANT.into(), json!({"S": named}));
        }
        for attribute in self.attributes.clone() {
            if attribute.always || self.generator.chance(80) {
                // What is a key of an index cannot be empty.
                let nonempty = attribute.action != ENCRYPT;
                let kind = match odd && !nonempty && self.generator.chance(8) {
                    true => self.kind(),
                    false => attribute.kind,
                };
                record.insert(attribute.name, self.generator.attribute(kind, odd, nonempty));
            }
        }
        if self.generator.chance(30) {
            record.insert(":unsigned".into(), json!({"S": "anything"}));
        }
        if let Some(signed) = self.compounds.iter().find(|compound| compound.is_signed()) {
            if odd && self.generator.chance(20) {
                record.insert(signed.name.clone(), json!({"S": "given by the application"}));
            }
        }
        json!({"branchKeyId": tenant, "record": record})
    }
}

impl Standard {
    fn json(&self) -> Value {
        let mut json = json!({"name": self.name, "length": self.length});
        if let Some(loc) = &self.loc {
            json["loc"] = loc.as_str().into();
        }
        if let Some(partitions) = self.partitions {
            json["numberOfPartitions"] = partitions.into();
        }
        match &self.style {
            Style::None => {}
            Style::PartOnly => json["style"] = json!({"partOnly": {}}),
            Style::Set => json["style"] = json!({"asSet": {}}),
            Style::Shared(other) => json["style"] = json!({"shared": {"other": other}}),
            Style::SharedSet(other) => json["style"] = json!({"sharedSet": {"other": other}}),
        }
        json
    }
}

impl Part {
    fn json(&self) -> Value {
        let mut json = json!({"name": self.name, "prefix": self.prefix});
        if let Some(loc) = &self.loc {
            json["loc"] = loc.as_str().into();
        }
        json
    }
}

impl Compound {
    fn json(&self) -> Value {
        let mut json = json!({"name": self.name, "split": self.split});
        for (name, parts) in [("encrypted", &self.encrypted), ("signed", &self.signed)] {
            if !parts.is_empty() {
                json[name] = parts.iter().map(Part::json).collect();
            }
        }
        let part = |(name, required): &(String, bool)| json!({"name": name, "required": required});
        let constructor =
            |parts: &Vec<(String, bool)>| json!({"parts": parts.iter().map(part).collect::<Vec<_>>()});
        if !self.constructors.is_empty() {
            json["constructors"] = self.constructors.iter().map(constructor).collect();
        }
        json
    }
}

impl Field {
    fn json(&self) -> Value {
        let part = |(loc, steps): &(String, Vec<Value>)| match steps.is_empty() {
            true => json!({"loc": loc}),
            false => json!({"loc": loc, "trans": steps}),
        };
        json!({"name": self.name, "parts": self.parts.iter().map(part).collect::<Vec<_>>()})
    }
}
