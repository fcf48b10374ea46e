//! Random values, and where a path leads in a record.

use crate::{
    Result,
    item_json::encode,
    random::{Generator, ODD_NUMBERS},
};
use serde_json::{Map, Value, json};

use super::official::Resolved;

/// The types that attributes of these tables have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Text,
    Number,
    Bytes,
    Bool,
    Null,
    Texts,
    Numbers,
    Blobs,
    List,
    Map,
}

impl Kind {
    /// Whether it can be a part of a virtual field or compound beacon.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Number | Self::Bool | Self::Null)
    }

    pub fn is_set(self) -> bool {
        matches!(self, Self::Texts | Self::Numbers | Self::Blobs)
    }
}

const WORDS: [&str; 14] = [
    "pear",
    "Pear",
    "fig",
    "äpfel",
    "ab-cd_EF",
    "x y",
    "naïve 中",
    "1.230",
    "7",
    "true",
    "a/b|c~d",
    "zz",
    "zzz",
    "ﬁne-K\u{301}",
];
/// In normal form, as they are after they have been encrypted and opened.
const NUMBERS: [&str; 9] =
    ["0", "7", "12.5", "-3", "100", "0.001", "99999999999999999999999999999999999999", "1", "2"];
/// What cannot be cut everywhere, and what is in the way of split characters.
const ODD_WORDS: [&str; 8] = [
    "",
    "😀x",
    "é𝟁-ßx",
    "a.b",
    "K|L/M",
    "中+中",
    "x\u{10ffff}",
    "a long text that fills more than one block of a hash, \
      that is, more than one hundred and twenty-eight bytes of it, all of which count",
];

impl Generator {
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        if of.is_empty() { None } else { of.get(self.below(of.len())) }
    }

    /// One of several texts.
    pub fn word(&mut self, of: &[&str]) -> String {
        self.pick(of).map(|word| (*word).to_owned()).unwrap_or_default()
    }

    /// A value of the kind, of few that there are; or of many.
    pub fn attribute(&mut self, kind: Kind, odd: bool, nonempty: bool) -> Value {
        match kind {
            Kind::Text => json!({"S": self.some_text(odd, nonempty)}),
            Kind::Number => json!({"N": self.some_number(odd)}),
            Kind::Bytes => json!({"B": self.some_bytes()}),
            Kind::Bool => json!({"BOOL": self.chance(50)}),
            Kind::Null => json!({"NULL": true}),
            Kind::Texts => json!({"SS": self.members(|g| Value::from(g.some_text(odd, true)))}),
            Kind::Numbers => json!({"NS": self.members(|g| Value::from(g.some_number(false)))}),
            Kind::Blobs => json!({"BS": self.members(|g| Value::from(g.some_bytes()))}),
            Kind::List => {
                let length = if self.chance(40) { 13 } else { self.below(6) };
                json!({"L": (0..length).map(|_| self.attribute(Kind::Text, odd, false)).collect::<Vec<_>>()})
            }
            Kind::Map => {
                let mut map = Map::new();
                for (name, kind) in
                    [("city", Kind::Text), ("no", Kind::Number), ("tags", Kind::Texts), ("list", Kind::List)]
                {
                    if self.chance(85) {
                        map.insert(name.to_owned(), self.attribute(kind, odd, nonempty));
                    }
                }
                json!({"M": map})
            }
        }
    }

    fn some_text(&mut self, odd: bool, nonempty: bool) -> String {
        match self.below(20) {
            0 if !nonempty => String::new(),
            _ if odd && self.chance(40) => loop {
                let word = self.word(&ODD_WORDS);
                if !(nonempty && word.is_empty()) {
                    return word;
                }
            },
            _ => self.word(&WORDS),
        }
    }

    fn some_number(&mut self, odd: bool) -> String {
        if odd { self.word(&ODD_NUMBERS) } else { self.word(&NUMBERS) }
    }

    fn some_bytes(&mut self) -> String {
        let length = self.below(3);
        let first = self.below(3) as u8;
        encode(&(0..=length).map(|n| first.wrapping_add(n as u8)).collect::<Vec<_>>())
    }

    fn members(&mut self, mut one: impl FnMut(&mut Self) -> Value) -> Vec<Value> {
        let mut members = Vec::new();
        for _ in 0..=self.below(4) {
            let member = one(self);
            if !members.contains(&member) {
                members.push(member);
            }
        }
        members
    }
}

/// What is at a path of a record: names and indices, as `a.b[1]`.
pub fn at<'a>(record: &'a Value, path: &str) -> Option<&'a Value> {
    let root = path.find(['.', '[']).unwrap_or(path.len());
    let mut found = record.get(&path[..root])?;
    let mut rest = &path[root..];
    while !rest.is_empty() {
        if let Some(index) = rest.strip_prefix('[') {
            let (index, tail) = index.split_once(']')?;
            found = found.get("L")?.get(index.parse::<usize>().ok()?)?;
            rest = tail;
        } else {
            let name = rest.strip_prefix('.')?;
            let end = name.find(['.', '[']).unwrap_or(name.len());
            found = found.get("M")?.get(&name[..end])?;
            rest = &name[end..];
        }
    }
    Some(found)
}

/// The values of all names of a table that can be asked for and are no attributes of the record.
pub fn seen(config: &Value, record: &Value, resolved: &Resolved) -> Value {
    let mut seen = Map::new();
    let version = &config["search"]["versions"][0];
    for beacon in version["standardBeacons"].as_array().into_iter().flatten() {
        let name = beacon["name"].as_str().unwrap_or_default();
        let loc = beacon["loc"].as_str().unwrap_or(name);
        let text = |text: &String| json!({"S": text});
        let value = at(record, loc).cloned().or_else(|| resolved.virtual_fields.get(loc).map(text));
        if let (None, Some(value)) = (record.get(name), value) {
            seen.insert(name.to_owned(), value);
        }
    }
    for (name, text) in &resolved.compounds {
        seen.insert(name.clone(), json!({"S": text}));
    }
    Value::Object(seen)
}

/// Whether comparing the two values means something to DynamoDB: they are of one of three types, and the same.
pub fn is_ordered(value: &Value) -> bool {
    ["S", "N", "B"].iter().any(|kind| value.get(kind).is_some())
}

/// The members of a set, each as an attribute value.
pub fn members(set: &Value) -> Result<Vec<Value>> {
    let (kind, members) = set.as_object().and_then(|set| set.iter().next()).ok_or("no value")?;
    let single = kind.strip_suffix('S').filter(|kind| !kind.is_empty()).ok_or("no set")?;
    Ok(members.as_array().ok_or("no set")?.iter().map(|member| json!({single: member})).collect())
}
