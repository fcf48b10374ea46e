//! Entries from JSON.
//!
//! `serde_json` says where an error is, but not where a value is. A raw value is a part of the text, whose place in it can
//! be told; so each table and list is split into raw values first, and then those are looked at.

use std::collections::HashSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::EntryProblem;
use super::tree::{Member, Node, Value, check_depth};

/// The entries of a text; or what is wrong with it, and where.
pub(super) fn parse(text: &str) -> Result<Node, (usize, EntryProblem)> {
    let raw: &RawValue = serde_json::from_str(text).map_err(|error| syntax(text, 0, &error))?;
    node(raw, text, 0)
}

/// An error in `part`, which begins at `start`. The message of a syntax error shows nothing of the text.
fn syntax(part: &str, start: usize, error: &serde_json::Error) -> (usize, EntryProblem) {
    let before: usize = part.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let message = error.to_string();
    // Where it is, is said elsewhere.
    let sentence = message.rsplit_once(" at line ").map_or(message.as_str(), |(sentence, _)| sentence);
    (start + before + error.column().saturating_sub(1), EntryProblem::Syntax(sentence.to_owned()))
}

/// Where a part of `text` begins in it.
fn start_of(part: &RawValue, text: &str) -> usize {
    part.get().as_ptr().addr().saturating_sub(text.as_ptr().addr())
}

fn node(raw: &RawValue, text: &str, depth: usize) -> Result<Node, (usize, EntryProblem)> {
    let at = start_of(raw, text);
    check_depth(depth).map_err(|problem| (at, problem))?;
    let part = raw.get();
    let value = match part.as_bytes().first() {
        Some(b'{') => members(part, text, at, depth)?,
        Some(b'[') => {
            let list: Vec<&RawValue> = parsed(part, at)?;
            let nodes = list.into_iter().map(|raw| node(raw, text, depth + 1));
            Value::List(nodes.collect::<Result<_, _>>()?)
        }
        Some(b'"') => Value::Text(parsed(part, at)?),
        Some(b't' | b'f') => Value::Boolean(parsed(part, at)?),
        Some(b'n') => Value::Other("null"),
        _ => match part.parse() {
            Ok(number) => Value::Integer(number),
            Err(_) if part.contains(['.', 'e', 'E']) => Value::Other("a fraction"),
            Err(_) => Value::Other("a number beyond 64 bits"),
        },
    };
    Ok(Node { at, value })
}

fn members(part: &str, text: &str, start: usize, depth: usize) -> Result<Value, (usize, EntryProblem)> {
    let Members(list) = parsed(part, start)?;
    let mut names = HashSet::with_capacity(list.len());
    let mut members = Vec::with_capacity(list.len());
    for (name, value) in list {
        let at = start_of(name, text);
        let name: String = parsed(name.get(), at)?;
        if !names.insert(name.clone()) {
            return Err((at, EntryProblem::Twice));
        }
        members.push(Member { name, at, node: node(value, text, depth + 1)? });
    }
    Ok(Value::Table(members))
}

/// A part of the text as `T`, which is not yet known to be right in every escape.
fn parsed<'a, T: Deserialize<'a>>(part: &'a str, start: usize) -> Result<T, (usize, EntryProblem)> {
    serde_json::from_str(part).map_err(|error| syntax(part, start, &error))
}

/// The names and values of an object, in its order.
struct Members<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;

        impl<'de> Visitor<'de> for Pairs {
            type Value = Vec<(&'de RawValue, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(pairs)
            }
        }

        deserializer.deserialize_map(Pairs).map(Members)
    }
}
