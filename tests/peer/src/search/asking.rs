//! Random requests for items of which the values are known.
//!
//! Those that are `common` are asked of both crates. They keep to what the official client answers rightly: it loses items
//! of requests with parentheses, `NOT`, `<>`, and a comparison with an attribute that an item lacks; compares sets in
//! order, and numbers in sets and lists as text; says that 0.001 is not more than 0; and cannot find beginnings of values.
//! The others are for the crate under test alone.

use super::{
    declaring::{PARTITION_KEY, SORT_KEY, Style, TENANT, Table, Tenants},
    values::{Kind, is_ordered, members},
};
use crate::{Result, random::ENCRYPT, random::Generator};
use serde_json::{Map, Value, json};

/// The questions to a table whose records `stored` tells about.
pub fn questions(seed: u64, index: usize, table: &Table, plan: &Value, stored: &Value) -> Result<Vec<Value>> {
    let mut items = Vec::new();
    let outcomes = stored.as_array().ok_or("nothing is stored")?;
    for (entry, outcome) in plan["items"].as_array().ok_or("no items")?.iter().zip(outcomes) {
        if let Some(seen) = outcome["seen"].as_object() {
            let mut view = entry["record"].as_object().ok_or("no record")?.clone();
            view.extend(seen.clone());
            items.push(Known { view, tenant: entry["branchKeyId"].clone() });
        }
    }
    if items.is_empty() || table.tenants == Tenants::Removed {
        return Ok(Vec::new());
    }
    let mut asking = Asking {
        generator: Generator::new(!seed, index as u64),
        table,
        items: &items,
        tenant: None,
        keys: Vec::new(),
    };
    let mut questions = Vec::new();
    for number in 0..12 {
        (asking.tenant, asking.keys) = (None, Vec::new());
        let question = match number {
            0..4 => asking.of_an_index(),
            4..6 => asking.of_a_key(),
            6..9 => asking.by_scan(),
            _ => asking.freely(),
        };
        questions.extend(question);
    }
    Ok(questions)
}

/// An item as a request sees it.
struct Known {
    view: Map<String, Value>,
    tenant: Value,
}

struct Asking<'a> {
    generator: Generator,
    table: &'a Table,
    items: &'a [Known],
    /// The one that the request is for, once it is known.
    tenant: Option<Value>,
    /// The keys of the index that is queried, which cannot be in its filter.
    keys: Vec<String>,
}

/// A request in the making.
#[derive(Default)]
struct Request {
    names: Map<String, Value>,
    values: Map<String, Value>,
}

impl Request {
    fn value(&mut self, value: Value) -> String {
        let placeholder = format!(":v{}", self.values.len());
        self.values.insert(placeholder.clone(), value);
        placeholder
    }

    fn name(&mut self, name: &str) -> String {
        let placeholder = format!("#n{}", self.names.len());
        self.names.insert(placeholder.clone(), name.into());
        placeholder
    }

    /// The whole request, without the placeholders of conditions that were given up.
    fn finish(mut self, operation: &str, common: bool, members: Value) -> Value {
        let mut request = members;
        let texts = ["KeyConditionExpression", "FilterExpression"]
            .map(|name| request[name].as_str().unwrap_or_default());
        let is_part = |c: char| c.is_ascii_alphanumeric() || "#:_".contains(c);
        let words: Vec<&str> = texts.iter().flat_map(|text| text.split(|c| !is_part(c))).collect();
        self.names.retain(|placeholder, _| words.contains(&placeholder.as_str()));
        self.values.retain(|placeholder, _| words.contains(&placeholder.as_str()));
        if !self.names.is_empty() {
            request["ExpressionAttributeNames"] = self.names.into();
        }
        if !self.values.is_empty() {
            request["ExpressionAttributeValues"] = self.values.into();
        }
        json!({"operation": operation, "common": common, "request": request})
    }
}

/// Whether the official client may take this number for another one that items have: it takes none between 0 and 1 for more
/// than 0.
fn is_mistaken(value: &Value) -> bool {
    value["N"] == "0" || value["N"] == "0.001"
}

impl<'a> Asking<'a> {
    /// An item that has the attribute, of the tenant that is asked for.
    fn item_with(&mut self, name: &str) -> Option<&'a Known> {
        let having: Vec<_> = self
            .items
            .iter()
            .filter(|item| item.view.contains_key(name))
            .filter(|item| self.tenant.as_ref().is_none_or(|tenant| *tenant == item.tenant))
            .collect();
        let item = self.generator.pick(&having).copied()?;
        if self.table.tenants == Tenants::Stored {
            self.tenant = Some(item.tenant.clone());
        }
        Some(item)
    }

    fn value_of(&mut self, name: &str) -> Option<Value> {
        self.item_with(name).map(|item| item.view[name].clone())
    }

    /// The name in an expression: as it is, where every tokenizer can read it and chance has it; or a placeholder.
    fn spelt(&mut self, request: &mut Request, name: &str) -> String {
        let simple = name.len() <= 3 && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if simple && self.generator.chance(70) { name.to_owned() } else { request.name(name) }
    }

    /// A condition with a beacon or signed attribute that both crates understand in the same way.
    fn leaf(&mut self, request: &mut Request) -> Option<String> {
        let beacons = self.table.beacons.iter().filter(|beacon| beacon.askable);
        let beacons: Vec<_> = beacons.filter(|beacon| !self.keys.contains(&beacon.name)).collect();
        match self.generator.below(10) {
            0..6 => {
                let beacon = *self.generator.pick(&beacons)?;
                let value = self.value_of(&beacon.name)?;
                match (&beacon.style, beacon.kind) {
                    (Style::PartOnly, _) | (Style::None | Style::Shared(_), Kind::Map | Kind::List) => None,
                    (Style::Set | Style::SharedSet(_), _) => {
                        let member = members(&value).ok()?;
                        let member = self.generator.pick(&member)?.clone();
                        let (name, value) = (self.spelt(request, &beacon.name), request.value(member));
                        Some(format!("contains({name}, {value})"))
                    }
                    (_, kind) if kind.is_set() => None,
                    _ if self.generator.chance(30) => {
                        let other = self.value_of(&beacon.name)?;
                        let name = self.spelt(request, &beacon.name);
                        let (one, other) = (request.value(value), request.value(other));
                        Some(format!("{name} IN ({one}, {other})"))
                    }
                    _ => {
                        let (name, value) = (self.spelt(request, &beacon.name), request.value(value));
                        Some(format!("{name} = {value}"))
                    }
                }
            }
            6..9 => {
                let compound = self.generator.pick(&self.table.compounds)?.name.clone();
                if self.keys.contains(&compound) {
                    return None;
                }
                let name = self.spelt(request, &compound);
                self.with_compound(request, &compound, &name)
            }
            _ if self.keys.contains(&"s1".to_owned()) => None,
            _ => {
                let value = self.value_of("s1").filter(|value| !is_mistaken(value))?;
                let value = request.value(value);
                Some(format!("s1 >= {value}"))
            }
        }
    }

    /// A condition with a compound beacon, of which `name` is the spelling.
    fn with_compound(&mut self, request: &mut Request, compound: &str, name: &str) -> Option<String> {
        let whole = self.value_of(compound)?["S"].as_str()?.to_owned();
        let other = self.value_of(compound)?["S"].as_str()?.to_owned();
        let text = |request: &mut Request, text: String| request.value(json!({"S": text}));
        Some(match self.generator.below(6) {
            0 => {
                let (one, other) = (text(request, whole), text(request, other));
                format!("{name} IN ({one}, {other})")
            }
            1 => {
                let (bare, _) = self.beginning(compound, &whole)?;
                let value = text(request, bare);
                format!("begins_with({name}, {value})")
            }
            2 => {
                let (beginning, bare) = self.beginning(compound, &whole)?;
                let value = text(request, beginning);
                // The hash of an empty text is after the bare prefix.
                let signs = if bare { &["<", ">", ">="][..] } else { &["<", "<=", ">", ">="][..] };
                format!("{name} {} {value}", self.generator.pick(signs)?)
            }
            3 => {
                let (one, _) = self.beginning(compound, &whole)?;
                let (other, bare) = self.beginning(compound, &other)?;
                if bare || one.as_bytes() > other.as_bytes() {
                    return None;
                }
                let (one, other) = (text(request, one), text(request, other));
                format!("{name} BETWEEN {one} AND {other}")
            }
            _ => {
                let value = text(request, whole);
                format!("{name} = {value}")
            }
        })
    }

    /// The readable beginning of a compound beacon, and whether a bare prefix of an encrypted part ends it.
    fn beginning(&mut self, compound: &str, whole: &str) -> Option<(String, bool)> {
        let compound = self.table.compounds.iter().find(|one| one.name == compound)?;
        let pieces: Vec<&str> = whole.split(compound.split).collect();
        let has = |prefixes: &[String], piece: &str| {
            prefixes.iter().find(|prefix| piece.starts_with(*prefix)).cloned()
        };
        let signed = pieces.iter().take_while(|piece| has(&compound.signed_prefixes, piece).is_some()).count();
        let bare = pieces.get(signed).and_then(|piece| has(&compound.encrypted_prefixes, piece));
        match bare {
            Some(bare) if signed == 0 || self.generator.chance(40) => {
                let mut kept: Vec<&str> = pieces.iter().take(signed).copied().collect();
                kept.push(&bare);
                Some((kept.join(compound.split), true))
            }
            _ => {
                let kept: Vec<&str> =
                    pieces.iter().take(1 + self.generator.below(signed.max(1))).copied().collect();
                Some((kept.join(compound.split), false)).filter(|_| signed > 0)
            }
        }
    }

    /// Up to two conditions, and the one for the tenant where there are any.
    fn filter(&mut self, request: &mut Request, at_least: usize) -> Option<String> {
        let mut all = Vec::new();
        for _ in 0..at_least.max(self.generator.below(3)) {
            all.extend(self.leaf(request));
        }
        if self.table.tenants == Tenants::Stored {
            let tenant = self.tenant.clone()?;
            let (name, value) = (self.spelt(request, TENANT), request.value(json!({"S": tenant})));
            all.push(format!("{name} = {value}"));
        }
        (!all.is_empty()).then(|| all.join(" AND "))
    }

    fn page(&mut self, request: &mut Value) {
        if self.generator.chance(30) {
            request["Limit"] = (2 + self.generator.below(4)).into();
        }
    }

    /// A query of an index by a beacon.
    fn of_an_index(&mut self) -> Option<Value> {
        let table = self.table;
        let index = self.generator.pick(&table.indexes)?;
        let mut request = Request::default();
        let hash = &index.hash.0;
        self.keys = [&index.hash].into_iter().chain(&index.range).map(|key| key.0.clone()).collect();
        let value = self.value_of(hash)?;
        let mut key = format!("{hash} = {}", request.value(value));
        if let (Some((range, _, kind)), true) = (&index.range, self.generator.chance(75)) {
            let condition = match *kind {
                "N" => {
                    let value = self.value_of(range).filter(|value| range == SORT_KEY || !is_mistaken(value))?;
                    let sign = self.generator.word(&["=", "<", "<=", ">", ">="]);
                    Some(format!("{range} {sign} {}", request.value(value)))
                }
                _ => self.with_compound(&mut request, range, range).filter(|text| !text.contains(" IN ")),
            };
            key = format!("{key} AND {}", condition?);
        }
        let filter = self.filter(&mut request, 0);
        if filter.is_none() && table.tenants == Tenants::Stored {
            return None;
        }
        let mut members = json!({"IndexName": index.name, "KeyConditionExpression": key});
        if let Some(filter) = filter {
            members["FilterExpression"] = filter.into();
        }
        self.page(&mut members);
        Some(request.finish("query", true, members))
    }

    /// A query by the primary key, with a filter on beacons.
    fn of_a_key(&mut self) -> Option<Value> {
        let mut request = Request::default();
        let item = self.item_with(PARTITION_KEY)?;
        let key = format!("{PARTITION_KEY} = {}", request.value(item.view[PARTITION_KEY].clone()));
        let filter = self.filter(&mut request, 1)?;
        let members = json!({"KeyConditionExpression": key, "FilterExpression": filter});
        Some(request.finish("query", true, members))
    }

    fn by_scan(&mut self) -> Option<Value> {
        let mut request = Request::default();
        let filter = self.filter(&mut request, 1)?;
        let mut members = json!({"FilterExpression": filter});
        self.page(&mut members);
        Some(request.finish("scan", true, members))
    }

    /// A scan whose filter may have anything in it.
    fn freely(&mut self) -> Option<Value> {
        let mut request = Request::default();
        if self.table.tenants == Tenants::Stored {
            self.item_with(TENANT)?;
        }
        let mut filter = self.tree(&mut request, 2)?;
        if let Some(tenant) = self.tenant.clone() {
            filter = format!("{TENANT} = {} AND ({filter})", request.value(json!({"S": tenant})));
        }
        let mut members = json!({"FilterExpression": filter});
        self.page(&mut members);
        Some(request.finish("scan", false, members))
    }

    fn tree(&mut self, request: &mut Request, depth: usize) -> Option<String> {
        if depth == 0 {
            return self.free_leaf(request);
        }
        Some(match self.generator.below(4) {
            0 => format!("NOT ({})", self.tree(request, depth - 1)?),
            1 => format!("({}) AND ({})", self.tree(request, depth - 1)?, self.tree(request, depth - 1)?),
            _ => format!("({}) OR\n\t({})", self.tree(request, depth - 1)?, self.tree(request, depth - 1)?),
        })
    }

    fn free_leaf(&mut self, request: &mut Request) -> Option<String> {
        let table = self.table;
        let beacons = table.beacons.iter().filter(|beacon| beacon.askable && beacon.style != Style::PartOnly);
        let mut names: Vec<(String, bool)> = beacons.map(|beacon| (beacon.name.clone(), false)).collect();
        names.extend(
            table.attributes.iter().filter(|one| one.action == ENCRYPT).map(|one| (one.name.clone(), true)),
        );
        names.extend(table.compounds.iter().map(|compound| (compound.name.clone(), false)));
        names.push((SORT_KEY.to_owned(), false));
        let (name, is_attribute) = self.generator.pick(&names)?.clone();
        let spelt = self.spelt(request, &name);
        // Mostly a value that some item has there; else one that another attribute has.
        let other = match self.generator.chance(20) {
            true => self.generator.pick(&names)?.0.clone(),
            false => name.clone(),
        };
        let (value, second) = (self.value_of(&other)?, self.value_of(&other)?);
        Some(match self.generator.below(9) {
            0 if is_attribute => format!("attribute_exists({spelt})"),
            1 => {
                format!("size({spelt}) > {}", request.value(json!({"N": self.generator.below(5).to_string()})))
            }
            2 if is_ordered(&value) => {
                let sign = self.generator.word(&["<", "<=", ">", ">="]);
                format!("{spelt} {sign} {}", request.value(value))
            }
            3 => {
                let member = members(&value).ok().and_then(|all| self.generator.pick(&all).cloned());
                format!("contains({spelt}, {})", request.value(member.unwrap_or(value)))
            }
            4 => format!("{spelt} IN ({}, {})", request.value(value), request.value(second)),
            5 => format!("{spelt} <> {}", request.value(value)),
            6 if value.get("S").is_some() => {
                let text: String = value["S"].as_str()?.chars().take(2).collect();
                format!("begins_with({spelt}, {})", request.value(json!({"S": text})))
            }
            _ => format!("{spelt} = {}", request.value(value)),
        })
    }
}
