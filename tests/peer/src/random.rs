//! Random tests: records and configs that the official crate must seal. No cryptography here; the seed
//! decides everything.

use crate::{
    keys,
    manifest::{EncryptKind, EncryptTest},
    number,
    official::{DEFAULT_PARTITION_KEY, WITH_SIGNATURE, WITHOUT_SIGNATURE},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use rand::{Rng, RngCore, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use serde_json::{Map, Value, json};
use std::collections::{BTreeSet, HashSet};

/// How many lists and maps can be around a value.
pub const DEEPEST: usize = 31;

/// The raw AES keys that keys files hold, the last one under a name beyond ASCII.
pub const AES_KEYS: [&str; 4] =
    ["aes-128", "aes-192", "aes-256", "\u{1d7c1}-nonascii-\u{10002}-aes-256-\u{1d7c1}-with-\u{fffd}"];
const PROVIDERS: [&str; 3] = ["aws-raw-vectors-persistent", "p", "prövider 😀"];

pub const ENCRYPT: &str = "ENCRYPT_AND_SIGN";
pub const SIGN: &str = "SIGN_ONLY";
pub const CONTEXT: &str = "SIGN_AND_INCLUDE_IN_ENCRYPTION_CONTEXT";
pub const NOTHING: &str = "DO_NOTHING";

/// Pieces of names and strings: of one to four bytes, of one or two UTF-16 units, on both sides of the
/// surrogates, combining, and with a meaning in document paths.
const PIECES: [&str; 40] = [
    "a",
    "b",
    "Z",
    "0",
    "9",
    "_",
    "-",
    "name",
    "Id",
    ".",
    "..",
    "[0]",
    "[",
    "]",
    "$",
    "$.",
    " ",
    "#",
    ":",
    "'",
    "\"",
    "\\",
    "/",
    "ß",
    "é",
    "e\u{301}",
    "\u{301}",
    "Ω",
    "中",
    "\u{d7ff}",
    "\u{e000}",
    "\u{f8ff}",
    "\u{ff21}",
    "\u{fffd}",
    "\u{ffff}",
    "\u{10000}",
    "😀",
    "𝟁",
    "\u{200d}",
    "\u{10fffd}",
];

pub const ODD_NUMBERS: [&str; 32] = [
    "0",
    "-0",
    "0.0",
    "-00.000",
    "+7",
    ".5",
    "-.5",
    "5.",
    "1.E3",
    "007",
    "1.0",
    "0012.3400",
    "1e0",
    "1E3",
    "1e+3",
    "1.5E2",
    "-12e-3",
    "1e-130",
    "-1e-130",
    "9.99e125",
    "9.9999999999999999999999999999999999999e125",
    "-9.9999999999999999999999999999999999999E+125",
    "99999999999999999999999999999999999999",
    "0.00000000000000000000000000000000000001",
    "1234567890123456789012345678901234567.8",
    "12345678901234567890123456789012345678000000",
    "0000000000000000000000000000000000000000000001.10",
    "1.2345678901234567890123456789012345678e-93",
    "0e99999",
    "100",
    "1e2",
    "-100.00",
];

pub fn tests(seed: u64, count: usize, multi: bool) -> Vec<EncryptTest> {
    (0..count).map(|index| Generator::new(seed, index as u64).test(seed, index, multi)).collect()
}

/// A source of random names, values and configs.
pub struct Generator {
    rng: ChaCha8Rng,
}

/// One attribute of a record in the making.
struct Attribute {
    name: String,
    action: &'static str,
    value: Value,
}

impl Generator {
    /// Streams of one seed are independent of each other, so a test does not depend on how many there are.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream);
        Self { rng }
    }

    fn test(&mut self, seed: u64, index: usize, multi: bool) -> EncryptTest {
        let in_context = self.chance(40);
        let mut config = Map::new();
        let mut names = BTreeSet::new();
        let mut attributes = self.keys(&mut config, &mut names, in_context);
        self.others(&mut config, &mut names, &mut attributes, in_context);
        self.actions(&mut config, &names, &attributes);
        if self.chance(50) {
            let table = match self.chance(50) {
                true => "Orders-2".to_owned(),
                false => self.name(),
            };
            config.insert("logicalTableName".into(), table.into());
        }
        match self.rng.random_range(0..3) {
            0 => {}
            1 => _ = config.insert("algorithmSuiteId".into(), WITH_SIGNATURE.into()),
            _ => _ = config.insert("algorithmSuiteId".into(), WITHOUT_SIGNATURE.into()),
        }
        let wrapping = self.wrapping_keys(multi);
        match wrapping.as_slice() {
            [] => {}
            [one] => _ = config.insert("key".into(), one.clone()),
            several => _ = config.insert("key".into(), keys::multi(several)),
        }
        let decrypt_config = self.chance(20).then(|| self.other_reader(&config, &attributes, &wrapping));
        self.shuffle(&mut attributes);
        let record = attributes.into_iter().map(|a| (a.name, a.value)).collect();
        EncryptTest {
            name: format!("random-{seed}-{index}"),
            kind: EncryptKind::Positive,
            description: format!("Random item {index} of seed {seed}"),
            config: Value::Object(config),
            decrypt_config: decrypt_config.map(Value::Object),
            record: Value::Object(record),
        }
    }

    fn keys(
        &mut self,
        config: &mut Map<String, Value>,
        names: &mut BTreeSet<String>,
        in_context: bool,
    ) -> Vec<Attribute> {
        let action = if in_context { CONTEXT } else { SIGN };
        let mut keys = Vec::new();
        let partition_key = match self.chance(50) {
            true => DEFAULT_PARTITION_KEY.to_owned(),
            false => {
                let name = self.key_name();
                config.insert("partitionKeyName".into(), name.clone().into());
                name
            }
        };
        names.insert(partition_key.clone());
        keys.push(partition_key);
        if self.chance(40) {
            let name = self.fresh(names, Self::key_name);
            config.insert("sortKeyName".into(), name.clone().into());
            keys.push(name);
        }
        let attribute = |name| Attribute { value: self.key_value(), name, action };
        keys.into_iter().map(attribute).collect()
    }

    fn others(
        &mut self,
        config: &mut Map<String, Value>,
        names: &mut BTreeSet<String>,
        attributes: &mut Vec<Attribute>,
        in_context: bool,
    ) {
        let count = match self.rng.random_range(0..10) {
            0..6 => self.rng.random_range(0..8),
            6..9 => self.rng.random_range(8..20),
            _ => self.rng.random_range(20..39),
        };
        for _ in 0..count {
            let name = match names.iter().nth(self.rng.random_range(0..names.len())) {
                Some(known) if self.chance(25) => {
                    let twin = twin(known, self.piece());
                    match names.insert(twin.clone()) {
                        true => twin,
                        false => continue,
                    }
                }
                _ => self.fresh(names, Self::name),
            };
            let action = match (self.rng.random_range(0..20), in_context) {
                (0..9, _) => ENCRYPT,
                (9..14, _) => SIGN,
                (14..17, _) => NOTHING,
                (_, true) => CONTEXT,
                (_, false) => ENCRYPT,
            };
            let value = self.value();
            attributes.push(Attribute { name, action, value });
        }
        let prefix =
            ["", "", ":", "~", "😀", "\u{ff21}:", "public."].choose(&mut self.rng).copied().unwrap_or_default();
        let clear = |name: &str| !name.starts_with(prefix);
        let possible = attributes.iter().all(|a| a.action == NOTHING || clear(&a.name));
        if prefix.is_empty() || !possible {
            return;
        }
        config.insert("allowedUnsignedAttributePrefix".into(), prefix.into());
        for attribute in attributes.iter_mut().filter(|a| a.action == NOTHING) {
            let prefixed = format!("{prefix}{}", attribute.name);
            if self.chance(70) && names.insert(prefixed.clone()) {
                attribute.name = prefixed;
            }
        }
    }

    fn actions(&mut self, config: &mut Map<String, Value>, names: &BTreeSet<String>, attributes: &[Attribute]) {
        let prefix = config.get("allowedUnsignedAttributePrefix").and_then(Value::as_str).map(str::to_owned);
        let by_prefix = |name: &str| prefix.as_ref().is_some_and(|p| name.starts_with(p));
        let mut actions = Map::new();
        let mut unsigned = Vec::new();
        for attribute in attributes {
            if attribute.action == NOTHING {
                if !by_prefix(&attribute.name) || self.chance(10) {
                    unsigned.push(Value::from(attribute.name.as_str()));
                }
                // That it is allowed to be unsigned is enough.
                if self.chance(30) {
                    continue;
                }
            }
            actions.insert(attribute.name.clone(), attribute.action.into());
        }
        // Configs may name attributes that an item does not have.
        for action in [ENCRYPT, SIGN] {
            let absent = self.name();
            if self.chance(20) && !names.contains(&absent) && !by_prefix(&absent) {
                actions.entry(absent).or_insert(action.into());
            }
        }
        let absent = format!("{}?", self.name());
        if self.chance(10) && !names.contains(&absent) && !actions.contains_key(&absent) {
            unsigned.push(absent.into());
        }
        config.insert("attributeActionsOnEncrypt".into(), actions.into());
        if !unsigned.is_empty() {
            config.insert("allowedUnsignedAttributes".into(), unsigned.into());
        }
    }

    /// The keys an item is sealed under; none for the default key.
    fn wrapping_keys(&mut self, multi: bool) -> Vec<Value> {
        let count = match multi && self.chance(40) {
            true => self.rng.random_range(2..=AES_KEYS.len()),
            false => usize::from(self.chance(70)),
        };
        let mut names = AES_KEYS;
        self.shuffle(&mut names);
        let described = names.iter().take(count).map(|name| {
            let provider = PROVIDERS.choose(&mut self.rng).copied().unwrap_or_default();
            keys::raw_aes(name, provider)
        });
        described.collect()
    }

    /// A config that differs in what may differ for a reader.
    fn other_reader(
        &mut self,
        config: &Map<String, Value>,
        attributes: &[Attribute],
        wrapping: &[Value],
    ) -> Map<String, Value> {
        let mut config = config.clone();
        for attribute in attributes {
            let other = match attribute.action {
                ENCRYPT => SIGN,
                SIGN => ENCRYPT,
                _ => continue,
            };
            let is_key = ["partitionKeyName", "sortKeyName"]
                .iter()
                .any(|key| config.get(*key).is_some_and(|k| *k == *attribute.name))
                || attribute.name == DEFAULT_PARTITION_KEY;
            if !is_key && self.chance(50) {
                config["attributeActionsOnEncrypt"][&attribute.name] = other.into();
            }
        }
        config.remove("algorithmSuiteId");
        if let (Some(one), 2..) = (wrapping.choose(&mut self.rng), wrapping.len()) {
            config.insert("key".into(), one.clone());
        }
        config
    }

    fn key_value(&mut self) -> Value {
        match self.rng.random_range(0..3) {
            0 => {
                let text = self.nonempty_text();
                self.string(text)
            }
            1 => {
                let number = self.number();
                self.numeric(number)
            }
            _ => {
                let length = self.rng.random_range(1..20);
                json!({"B": STANDARD.encode(self.bytes(length))})
            }
        }
    }

    fn value(&mut self) -> Value {
        match self.rng.random_range(0..100) {
            0..55 => self.scalar(),
            55..96 => {
                let depth = self.rng.random_range(1..=5);
                self.nested(depth)
            }
            _ => {
                let depth = self.rng.random_range(20..=DEEPEST);
                self.chain(depth)
            }
        }
    }

    /// A value with at most so many lists and maps around its innermost one.
    fn nested(&mut self, depth: usize) -> Value {
        let kind = self.rng.random_range(0..5);
        if depth == 0 || kind > 2 {
            return self.scalar();
        }
        let count = self.rng.random_range(0..=4);
        if kind == 0 {
            let members = (0..count).map(|_| self.nested(depth - 1));
            return json!({"L": members.collect::<Vec<_>>()});
        }
        let mut names = BTreeSet::new();
        let mut members: Vec<(String, Value)> = Vec::new();
        for _ in 0..count {
            let name = self.fresh(&mut names, Self::name);
            members.push((name, self.nested(depth - 1)));
        }
        json!({"M": members.into_iter().collect::<Map<_, _>>()})
    }

    /// A value with exactly so many lists and maps around it.
    fn chain(&mut self, depth: usize) -> Value {
        let mut value = self.scalar();
        for _ in 0..depth {
            value = match self.chance(50) {
                true => json!({"L": [value]}),
                false => json!({"M": {self.name(): value}}),
            };
        }
        value
    }

    fn scalar(&mut self) -> Value {
        match self.rng.random_range(0..20) {
            0..5 => {
                let text = self.text();
                self.string(text)
            }
            5..10 => {
                let number = self.number();
                self.numeric(number)
            }
            10..13 => {
                let length = self.length();
                json!({"B": STANDARD.encode(self.bytes(length))})
            }
            13 => json!({"BOOL": self.chance(50)}),
            14 => json!({"NULL": true}),
            15 | 16 => json!({"SS": self.set(Self::text, str::to_owned)}),
            17 | 18 => json!({"NS": self.set(Self::number, |n| {
                number::canonical(n).unwrap_or_default()
            })}),
            _ => {
                let member = |g: &mut Self| {
                    let length = g.rng.random_range(0..6);
                    STANDARD.encode(g.bytes(length))
                };
                json!({"BS": self.set(member, str::to_owned)})
            }
        }
    }

    /// Between one and eight members in any order, no two of the same identity.
    fn set(&mut self, member: impl Fn(&mut Self) -> String, identity: impl Fn(&str) -> String) -> Vec<String> {
        let mut known = HashSet::new();
        let count = self.rng.random_range(1..=8);
        let members = (0..count).map(|_| member(self));
        members.filter(|m| known.insert(identity(m))).collect()
    }

    /// As an attribute value, at times in the short form.
    fn string(&mut self, text: String) -> Value {
        match self.chance(15) {
            true => json!(text),
            false => json!({"S": text}),
        }
    }

    fn numeric(&mut self, text: String) -> Value {
        match text.parse::<i64>() {
            Ok(plain) if plain.to_string() == text && self.chance(30) => json!(plain),
            _ => json!({"N": text}),
        }
    }

    fn number(&mut self) -> String {
        match self.rng.random_range(0..10) {
            0..3 => self.rng.random_range(-1000..1000).to_string(),
            3..5 => ODD_NUMBERS.choose(&mut self.rng).map(|n| n.to_string()).unwrap_or_default(),
            5..7 => self.rng.random::<i64>().to_string(),
            _ => self.long_number(),
        }
    }

    /// Up to 38 digits, with the point anywhere, an exponent, and zeros that mean nothing.
    fn long_number(&mut self) -> String {
        let sign = ["", "", "-", "+"].choose(&mut self.rng).copied();
        let count = self.rng.random_range(1..=38);
        let mut digits: String = (0..count).map(|_| char::from(b'0' + self.rng.random_range(0..10))).collect();
        if self.chance(50) {
            digits.insert(self.rng.random_range(0..=digits.len()), '.');
            if self.chance(30) {
                digits.push_str("000");
            }
        }
        if self.chance(30) {
            digits.insert_str(0, "00");
        }
        let exponent = match self.rng.random_range(0..3) {
            0 => String::new(),
            1 => format!("e{}", self.rng.random_range(-90..=80)),
            _ => format!("E{:+}", self.rng.random_range(-90..=80)),
        };
        format!("{}{digits}{exponent}", sign.unwrap_or_default())
    }

    fn text(&mut self) -> String {
        match self.rng.random_range(0..20) {
            0 | 1 => String::new(),
            2 => "\0\t\r\n\u{7f}\u{85}\u{2028}\u{feff}".to_owned(),
            3 => "long ".repeat(self.rng.random_range(20..100)),
            _ => self.nonempty_text(),
        }
    }

    fn nonempty_text(&mut self) -> String {
        let count = self.rng.random_range(1..=12);
        (0..count).map(|_| self.piece()).collect()
    }

    /// A name of an attribute or of a member of a map: never empty, never a reserved one.
    fn name(&mut self) -> String {
        match self.rng.random_range(0..12) {
            0..3 => {
                let count = self.rng.random_range(1..=10);
                (0..count).map(|_| char::from(self.rng.random_range(b'a'..=b'z'))).collect()
            }
            3 => ["a.b", "a[2]", "$.a", "$['a']", "a b", "'a'", "\"a\"", "a#b"]
                .choose(&mut self.rng)
                .map(|n| n.to_string())
                .unwrap_or_default(),
            4 => {
                let count = self.rng.random_range(20..60);
                (0..count).map(|_| self.piece()).collect()
            }
            _ => {
                let count = self.rng.random_range(1..=5);
                (0..count).map(|_| self.piece()).collect()
            }
        }
    }

    /// Names of keys have at most 255 UTF-16 units.
    fn key_name(&mut self) -> String {
        loop {
            let name = self.name();
            if name.encode_utf16().count() <= 255 {
                return name;
            }
        }
    }

    fn fresh(&mut self, known: &mut BTreeSet<String>, name: impl Fn(&mut Self) -> String) -> String {
        loop {
            let name = name(self);
            if known.insert(name.clone()) {
                return name;
            }
        }
    }

    fn piece(&mut self) -> &'static str {
        PIECES.choose(&mut self.rng).copied().unwrap_or_default()
    }

    fn length(&mut self) -> usize {
        match self.rng.random_range(0..10) {
            0 => 0,
            1 => self.rng.random_range(200..600),
            _ => self.rng.random_range(1..40),
        }
    }

    pub fn bytes(&mut self, length: usize) -> Vec<u8> {
        let mut bytes = vec![0; length];
        self.rng.fill_bytes(&mut bytes);
        bytes
    }

    /// A number below the limit.
    pub fn below(&mut self, limit: usize) -> usize {
        self.rng.random_range(0..limit)
    }

    pub fn chance(&mut self, percent: u32) -> bool {
        self.rng.random_ratio(percent, 100)
    }

    pub fn shuffle<T>(&mut self, members: &mut [T]) {
        use rand::seq::SliceRandom;
        members.shuffle(&mut self.rng);
    }
}

/// A name of the same UTF-16 length as another where that can be had: its last character replaced by
/// `piece`, so that only the bytes tell which comes first.
fn twin(name: &str, piece: &str) -> String {
    let mut twin = name.to_owned();
    let dropped = twin.pop().map_or(0, char::len_utf16);
    let units = piece.encode_utf16().count();
    twin.push_str(piece);
    for _ in units..dropped {
        twin.push('\u{e000}');
    }
    twin
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_does_not_depend_on_how_many_there_are() {
        let few = tests(7, 3, true);
        let many = tests(7, 9, true);
        for (a, b) in few.iter().zip(&many) {
            assert_eq!(a.config, b.config);
            assert_eq!(a.record, b.record);
        }
        assert_ne!(many[0].record, tests(8, 1, true)[0].record);
    }

    #[test]
    fn twins_have_the_same_utf16_length() {
        for (name, piece) in [("a😀", "\u{ff21}"), ("a\u{ff21}", "b"), ("😀", "𝟁")] {
            let other = twin(name, piece);
            assert_eq!(name.encode_utf16().count(), other.encode_utf16().count());
            assert_ne!(name, other);
        }
    }
}
