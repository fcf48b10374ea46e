//! Random items, filters and key conditions. No secret is without the sign `§` or the digits `31415`.

use std::collections::HashMap;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::Item;

/// SplitMix64: enough for choosing test cases.
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }
}

/// What marks a secret text, and a secret number.
pub const MARKS: [&str; 2] = ["§", "31415"];

const TEXTS: [&str; 6] = ["§", "§a", "§ab", "§§b", "§B", "§1"];
const NUMBERS: [&str; 6] = ["31415", "31415.0", "314150", "-31415", "3141500e-2", "314151"];
const BLOBS: [&[u8]; 3] = [b"\xc2\xa7", b"\xc2\xa7x", b"\xc2\xa7y"];
const OPEN_TEXTS: [&str; 4] = ["x", "xy", "y", "zz"];
/// Those of the encrypted attributes that hold a text, a number and so on, by their names.
const SECRETS: [&str; 13] =
    ["es", "es2", "en", "eb", "ess", "ens", "eset", "em", "el", "eany", "bare", "es", "en"];
pub const TENANTS: [&str; 2] = ["tenant-a", "tenant-b"];

fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

fn text(random: &mut Random) -> AttributeValue {
    s(random.pick(&TEXTS))
}

fn number(random: &mut Random) -> AttributeValue {
    AttributeValue::N(random.pick(&NUMBERS).to_owned())
}

fn blob(random: &mut Random) -> AttributeValue {
    AttributeValue::B(Blob::new(random.pick(&BLOBS)))
}

fn texts(random: &mut Random) -> AttributeValue {
    let all = TEXTS.iter().filter(|_| random.chance(40)).map(|text| (*text).to_owned());
    let mut all: Vec<_> = all.collect();
    if all.is_empty() {
        all.push("§".to_owned());
    }
    if random.chance(50) {
        all.reverse();
    }
    AttributeValue::Ss(all)
}

fn numbers(random: &mut Random) -> AttributeValue {
    let mut all: Vec<_> =
        ["31415", "314150.0", "-31415"].iter().filter(|_| random.chance(50)).map(|n| (*n).to_owned()).collect();
    if all.is_empty() {
        all.push("31415.00".to_owned());
    }
    AttributeValue::Ns(all)
}

/// A secret value of the type that an attribute has.
fn secret(random: &mut Random, name: &str) -> AttributeValue {
    match name {
        "es" | "es2" | "bare" => text(random),
        "en" => number(random),
        "eb" => blob(random),
        "ess" | "eset" => texts(random),
        "ens" => numbers(random),
        "em" => {
            let mut map = HashMap::new();
            if random.chance(80) {
                map.insert("k".to_owned(), text(random));
            }
            if random.chance(50) {
                map.insert("n".to_owned(), number(random));
            }
            AttributeValue::M(map)
        }
        "el" => AttributeValue::L((0..random.below(3)).map(|_| text(random)).collect()),
        _ => match random.below(8) {
            0 | 1 => text(random),
            2 => number(random),
            3 => blob(random),
            4 => texts(random),
            5 => AttributeValue::Bool(random.chance(50)),
            6 => AttributeValue::Null(true),
            _ => AttributeValue::L(vec![text(random), number(random)]),
        },
    }
}

/// An item of a tenant.
pub fn item(random: &mut Random, number: usize, tenant: &str) -> Item {
    let mut item = HashMap::from([
        ("id".to_owned(), s(&format!("g{}", number % 3))),
        ("created".to_owned(), AttributeValue::N(number.to_string())),
        ("tenant".to_owned(), s(tenant)),
    ]);
    for name in ["es", "es2", "en", "eb", "ess", "ens", "eset", "em", "el", "eany", "bare"] {
        if random.chance(75) {
            item.insert(name.to_owned(), secret(random, name));
        }
    }
    if random.chance(80) {
        item.insert("ps".to_owned(), s(random.pick(&OPEN_TEXTS)));
    }
    if random.chance(80) {
        item.insert("pn".to_owned(), AttributeValue::N(random.below(5).to_string()));
    }
    if random.chance(30) {
        item.insert(":u".to_owned(), s(random.pick(&OPEN_TEXTS)));
    }
    item
}

/// What a plain table needs beside an item: the texts of its compound beacon and its virtual field, and what is elsewhere.
pub fn beside(item: &Item) -> Item {
    let text = |name: &str| item.get(name).and_then(|value| value.as_s().ok()).cloned();
    let mut beside = HashMap::new();
    if let Some(open) = text("ps") {
        let encrypted = text("es").map(|text| format!("|E-{text}")).unwrap_or_default();
        beside.insert("comp".to_owned(), s(&format!("P-{open}{encrypted}")));
        if let Some(encrypted) = text("es") {
            let first: String = encrypted.chars().take(1).collect();
            beside.insert("vf".to_owned(), s(&format!("{first}{open}")));
        }
    }
    if let Some(AttributeValue::M(map)) = item.get("em") {
        beside.extend(map.get("k").map(|value| ("inmap".to_owned(), value.clone())));
    }
    beside
}

/// A request's expression, and what its placeholders stand for.
#[derive(Debug, Default, Clone)]
pub struct Expression {
    pub key: Option<String>,
    pub filter: String,
    pub names: HashMap<String, String>,
    pub values: HashMap<String, AttributeValue>,
}

impl Expression {
    /// Takes out the placeholders that nothing uses.
    pub fn tidy(&mut self) {
        let text = format!("{} {} ", self.key.as_deref().unwrap_or_default(), self.filter);
        let is_used = |placeholder: &String| {
            text.match_indices(placeholder.as_str()).any(|(position, _)| {
                let after = text[position + placeholder.len()..].chars().next();
                !after.is_some_and(|next| next.is_alphanumeric())
            })
        };
        self.names.retain(|placeholder, _| is_used(placeholder));
        self.values.retain(|placeholder, _| is_used(placeholder));
    }
}

/// Makes expressions.
pub struct Generator<'a> {
    pub random: &'a mut Random,
    pub made: Expression,
    /// Names that the filter must not use: the keys of what is queried.
    pub keys: Vec<&'static str>,
}

/// What is known of what a path leads to.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Text,
    Number,
    Blob,
    Texts,
    Numbers,
    List,
    Any,
    Open,
    OpenNumber,
    Compound,
    Virtual,
}

impl Generator<'_> {
    pub fn value(&mut self, value: AttributeValue) -> String {
        let known = self.made.values.iter().find(|(_, other)| **other == value).map(|(name, _)| name.clone());
        // Now and then, one placeholder for several uses.
        if let Some(known) = known.filter(|_| self.random.chance(30)) {
            return known;
        }
        let placeholder = format!(":v{}", self.made.values.len());
        self.made.values.insert(placeholder.clone(), value);
        placeholder
    }

    fn name(&mut self, name: &str) -> String {
        let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if is_plain && self.random.chance(70) {
            return name.to_owned();
        }
        let placeholder = format!("#n{}", self.made.names.len());
        self.made.names.insert(placeholder.clone(), name.to_owned());
        placeholder
    }

    fn path(&mut self) -> (String, Kind) {
        loop {
            let (name, step, kind) = match self.random.below(20) {
                0 => ("ps", "", Kind::Open),
                1 => ("pn", "", Kind::OpenNumber),
                2 => (":u", "", Kind::Open),
                3 => ("comp", "", Kind::Compound),
                4 => ("vf", "", Kind::Virtual),
                5 => ("inmap", "", Kind::Text),
                6 | 7 => ("em", ".k", Kind::Text),
                8 => ("em", ".n", Kind::Number),
                9 => ("el", "[0]", Kind::Text),
                10 => ("el", "[1]", Kind::Text),
                _ => {
                    let name = self.random.pick(&SECRETS);
                    let kind = match name {
                        "en" => Kind::Number,
                        "eb" => Kind::Blob,
                        "ess" | "eset" => Kind::Texts,
                        "ens" => Kind::Numbers,
                        "el" => Kind::List,
                        "em" | "eany" => Kind::Any,
                        _ => Kind::Text,
                    };
                    (name, "", kind)
                }
            };
            if !self.keys.contains(&name) {
                let name = self.name(name);
                return (name + step, kind);
            }
        }
    }

    /// A value to compare with what is of a kind.
    fn like(&mut self, kind: Kind) -> AttributeValue {
        // What is secret is not compared with what is open: it would be sent.
        let is_open = matches!(kind, Kind::Open | Kind::OpenNumber);
        let kind = if !is_open && self.random.chance(8) { Kind::Any } else { kind };
        match kind {
            Kind::Text => text(self.random),
            Kind::Number => number(self.random),
            Kind::Blob => blob(self.random),
            Kind::Texts => texts(self.random),
            Kind::Numbers => numbers(self.random),
            Kind::List => AttributeValue::L((0..self.random.below(3)).map(|_| text(self.random)).collect()),
            Kind::Any => secret(self.random, "eany"),
            Kind::Open => s(self.random.pick(&OPEN_TEXTS)),
            Kind::OpenNumber => AttributeValue::N(self.random.below(5).to_string()),
            Kind::Compound => s(&self.compound()),
            Kind::Virtual => s(&format!("§{}", self.random.pick(&OPEN_TEXTS))),
        }
    }

    /// A value with an order.
    fn ordered(&mut self, kind: Kind) -> AttributeValue {
        match kind {
            Kind::Texts | Kind::Numbers | Kind::List | Kind::Any => text(self.random),
            kind => loop {
                let value = self.like(kind);
                if matches!(value, AttributeValue::S(_) | AttributeValue::N(_) | AttributeValue::B(_)) {
                    return value;
                }
            },
        }
    }

    fn compound(&mut self) -> String {
        let open = self.random.pick(&OPEN_TEXTS);
        match self.random.below(6) {
            0 => format!("P-{open}"),
            1 => format!("P-{open}|E-"),
            2 => "no such part".to_owned(),
            _ => format!("P-{open}|E-{}", self.random.pick(&TEXTS)),
        }
    }

    fn bounds(&mut self, kind: Kind) -> (AttributeValue, AttributeValue) {
        loop {
            let (low, high) = (self.ordered(kind), self.ordered(kind));
            let is_ordered = match (&low, &high) {
                (AttributeValue::S(low), AttributeValue::S(high)) => low <= high,
                (AttributeValue::N(low), AttributeValue::N(high)) => {
                    low.parse::<f64>().unwrap() <= high.parse::<f64>().unwrap()
                }
                (AttributeValue::B(low), AttributeValue::B(high)) => low.as_ref() <= high.as_ref(),
                _ => false,
            };
            if is_ordered {
                return (low, high);
            }
        }
    }

    pub fn condition(&mut self, depth: usize) -> String {
        if depth == 0 || self.random.chance(20) {
            return self.comparison();
        }
        let (one, other) = (self.condition(depth - 1), self.condition(depth - 1));
        match self.random.below(8) {
            0 | 1 => format!("{one} AND\t{other}"),
            2 | 3 => format!("({one} OR {other})"),
            4 => format!("({one}\n OR {other}) AND {}", self.comparison()),
            5 => format!("NOT ({one} AND {other})"),
            6 => format!("NOT ({one} OR {other})"),
            _ => format!("(NOT {}) AND ({one} OR {other})", self.comparison()),
        }
    }

    fn comparison(&mut self) -> String {
        let (path, kind) = self.path();
        match self.random.below(16) {
            0..5 => {
                let comparator = self.random.pick(&["=", "=", "=", "<>"]);
                let value = self.like(kind);
                let value = self.value(value);
                if self.random.chance(20) {
                    format!("{value} {comparator} {path}")
                } else {
                    format!("{path} {comparator} {value}")
                }
            }
            5 => {
                let comparator = self.random.pick(&["<", "<=", ">", ">="]);
                let value = self.ordered(kind);
                format!("{path} {comparator} {}", self.value(value))
            }
            6 => {
                let (low, high) = self.bounds(kind);
                format!("{path} BETWEEN {} AND {}", self.value(low), self.value(high))
            }
            7 | 8 => {
                let mut list = Vec::new();
                for _ in 0..=self.random.below(3) {
                    let value = self.like(kind);
                    list.push(if self.random.chance(15) { self.path().0 } else { self.value(value) });
                }
                format!("{path} IN ({})", list.join(", "))
            }
            9 => format!("attribute_exists({path})"),
            10 => format!("attribute_not_exists({path})"),
            11 => {
                let value = self.ordered(kind);
                match value {
                    AttributeValue::N(_) => format!("attribute_exists({path})"),
                    value => format!("begins_with({path}, {})", self.value(value)),
                }
            }
            12 | 13 => {
                let part = match kind {
                    Kind::Texts | Kind::List => text(self.random),
                    Kind::Numbers => number(self.random),
                    kind => self.like(kind),
                };
                format!("contains({path}, {})", self.value(part))
            }
            14 if !matches!(kind, Kind::Open | Kind::OpenNumber) => {
                let set = if kind == Kind::Number { numbers(self.random) } else { texts(self.random) };
                if self.random.chance(50) {
                    return format!("contains({}, {path})", self.value(set));
                }
                let (other, _) = self.path();
                if other == path || other.contains('#') || path.contains('#') {
                    return format!("attribute_exists({path})");
                }
                format!("{path} = {other}")
            }
            _ => {
                let size = AttributeValue::N(self.random.below(4).to_string());
                format!("size({path}) >= {}", self.value(size))
            }
        }
    }
}
