//! Random expressions: weighted towards those that mean something for the items they meet.

use std::collections::{HashMap, HashSet};

use aws_sdk_dynamodb::types::AttributeValue;

use super::random::Random;
use super::values::{self, Item};
use crate::expression::token::{Kind, tokens};
use crate::expression::{Parameters, Projection};

/// An expression and what its placeholders stand for.
#[derive(Debug, Default)]
pub(super) struct Expression {
    pub(super) text: String,
    pub(super) names: HashMap<String, String>,
    pub(super) values: HashMap<String, AttributeValue>,
}

/// Makes expressions for some items.
pub(super) struct Generator<'a> {
    pub(super) random: &'a mut Random,
    items: &'a [Item],
    /// The one that most paths are from.
    focus: Option<&'a Item>,
    names: HashMap<String, String>,
    values: HashMap<String, AttributeValue>,
}

impl<'a> Generator<'a> {
    pub(super) fn new(random: &'a mut Random, items: &'a [Item], focus: Option<&'a Item>) -> Self {
        Generator { random, items, focus, names: HashMap::new(), values: HashMap::new() }
    }

    /// The expression `text` with those placeholders that it uses.
    pub(super) fn finish(self, text: String) -> Expression {
        let used: HashSet<_> = tokens(&text)
            .unwrap_or_default()
            .into_iter()
            .filter_map(|token| match token.kind {
                Kind::Name(placeholder) | Kind::Value(placeholder) => Some(placeholder.to_owned()),
                _ => None,
            })
            .collect();
        let (mut names, mut values) = (self.names, self.values);
        names.retain(|placeholder, _| used.contains(placeholder));
        values.retain(|placeholder, _| used.contains(placeholder));
        Expression { text, names, values }
    }

    /// A projection expression.
    pub(super) fn projection(mut self) -> Expression {
        let mut paths: Vec<String> = Vec::new();
        for _ in 0..=self.random.below(5) {
            paths.push(self.path().0);
            let parameters = Parameters { names: Some(&self.names), values: None };
            // Not too many that overlap.
            if Projection::parse(&paths.join(","), &parameters).is_err() && self.random.chance(85) {
                paths.pop();
            }
        }
        let separator = self.separator();
        self.finish(paths.join(separator))
    }

    pub(super) fn separator(&mut self) -> &'static str {
        [", ", ",", " ,\n"][self.random.below(3)]
    }

    /// A value of the request: the same as `value`, of the same type or any.
    pub(super) fn some_value(&mut self, value: Option<&AttributeValue>) -> String {
        let value = match (value, self.random.below(10)) {
            (Some(value), 0..5) => value.clone(),
            (Some(AttributeValue::N(_)), _) => values::number(self.random),
            (Some(AttributeValue::S(_)), _) => values::string(self.random),
            _ => values::value(self.random, 3),
        };
        self.value(value)
    }

    pub(super) fn value(&mut self, value: AttributeValue) -> String {
        let placeholder = format!(":v{}", self.values.len());
        self.values.insert(placeholder.clone(), value);
        placeholder
    }

    /// A path that some item has, and what it has there; now and then one that leads nowhere.
    pub(super) fn path(&mut self) -> (String, Option<AttributeValue>) {
        let item = match self.focus {
            Some(focus) if self.random.chance(95) => focus,
            _ => self.random.pick(self.items),
        };
        let name = *self.random.pick(&values::NAMES);
        let mut text = self.name(name);
        let mut value = item.get(name).cloned();
        while self.random.chance(70) {
            let (step, inner) = match &value {
                Some(AttributeValue::M(map)) if !map.is_empty() => {
                    let mut keys: Vec<_> = map.keys().collect();
                    keys.sort();
                    let key = (*self.random.pick(&keys)).clone();
                    (format!(".{}", self.name(&key)), map.get(&key).cloned())
                }
                Some(AttributeValue::L(list)) if !list.is_empty() => {
                    let index = self.random.below(list.len());
                    (format!("[{index}]"), list.get(index).cloned())
                }
                _ => break,
            };
            text += &step;
            value = inner;
        }
        if self.random.chance(5) {
            let step = *self.random.pick(&[".b", "[0]", "[2]", ".zzz", "[77]"]);
            return (text + step, None);
        }
        (text, value)
    }

    /// A path to something that is not there, in something that likely is.
    pub(super) fn new_path(&mut self) -> (String, Option<AttributeValue>) {
        let path = match self.random.below(4) {
            0 => "fresh".to_owned(),
            1 => self.path_where(|value| value.is_l()).0 + *self.random.pick(&["[4]", "[5]", "[99]"]),
            2 => self.path_where(|value| value.is_m()).0 + ".fresh",
            _ => self.path().0 + *self.random.pick(&[".fresh", "[9]"]),
        };
        (path, None)
    }

    /// A path whose value in some item fits, if one is found soon.
    pub(super) fn path_where(&mut self, fits: fn(&AttributeValue) -> bool) -> (String, Option<AttributeValue>) {
        let mut found = self.path();
        for _ in 0..20 {
            if found.1.as_ref().is_some_and(fits) {
                break;
            }
            found = self.path();
        }
        found
    }

    /// A name as it can be written: with a placeholder where it must be, or sometimes.
    fn name(&mut self, name: &str) -> String {
        let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            && !["name", "status"].contains(&name);
        if plain && self.random.chance(80) {
            return name.to_owned();
        }
        let placeholder = format!("#p{}", self.names.len());
        self.names.insert(placeholder.clone(), name.to_owned());
        placeholder
    }
}
