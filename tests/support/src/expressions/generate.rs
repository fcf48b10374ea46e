//! The parts that random expressions of every kind have.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::Item;

use super::values;
use crate::workload::accounts::Rng;

/// An expression and what its placeholders stand for.
#[derive(Debug, Default)]
pub struct Expression {
    pub text: String,
    pub names: HashMap<String, String>,
    pub values: HashMap<String, AttributeValue>,
}

impl Expression {
    /// The same with placeholders of its own, so that it can stand beside another one.
    pub fn beside(self) -> Expression {
        let renamed = |placeholder: &str| placeholder.replace("#p", "#q").replace(":v", ":w");
        Expression {
            text: renamed(&self.text),
            names: self.names.into_iter().map(|(placeholder, name)| (renamed(&placeholder), name)).collect(),
            values: self
                .values
                .into_iter()
                .map(|(placeholder, value)| (renamed(&placeholder), value))
                .collect(),
        }
    }
}

/// Makes expressions for some items.
pub struct Generator<'a> {
    pub(super) random: &'a mut Rng,
    items: &'a [Item],
    /// The one that most paths are from.
    focus: Option<&'a Item>,
    names: HashMap<String, String>,
    values: HashMap<String, AttributeValue>,
}

impl<'a> Generator<'a> {
    pub fn new(random: &'a mut Rng, items: &'a [Item], focus: Option<&'a Item>) -> Self {
        Generator { random, items, focus, names: HashMap::new(), values: HashMap::new() }
    }

    /// The expression `text` with those placeholders that it uses.
    pub(super) fn finish(self, text: String) -> Expression {
        let is_used = |placeholder: &String| {
            let mut places = text.match_indices(placeholder.as_str());
            places.any(|(place, _)| {
                let after = &text[place + placeholder.len()..];
                !after.starts_with(|c: char| c.is_ascii_digit())
            })
        };
        let (mut names, mut values) = (self.names, self.values);
        names.retain(|placeholder, _| is_used(placeholder));
        values.retain(|placeholder, _| is_used(placeholder));
        Expression { text, names, values }
    }

    /// A projection expression.
    pub fn projection(mut self) -> Expression {
        let mut paths: Vec<String> = Vec::new();
        for _ in 0..=self.random.below(5) {
            let path = self.path().0;
            let is_apart = !paths.iter().any(|other| self.overlap(other, &path));
            // Not too many that overlap.
            if is_apart || self.random.chance(15) {
                paths.push(path);
            }
        }
        let separator = self.separator();
        self.finish(paths.join(separator))
    }

    /// Whether one of two paths leads to the other.
    fn overlap(&self, one: &str, other: &str) -> bool {
        let [one, other] = [one, other].map(|path| {
            let steps = path.split('.').flat_map(|steps| steps.split('['));
            steps.map(|step| self.names.get(step).map_or(step, String::as_str)).collect::<Vec<_>>()
        });
        one.starts_with(&other) || other.starts_with(&one)
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
