//! Random updates.

use aws_sdk_dynamodb::types::AttributeValue;

use super::generate::{Expression, Generator};
use super::values;

impl Generator<'_> {
    /// An update expression.
    pub fn update(mut self) -> Expression {
        let mut sections: Vec<String> = Vec::new();
        let chances = [65, 25, 25, 15];
        for (section, chance) in ["SET", "REMOVE", "ADD", "DELETE"].into_iter().zip(chances) {
            let is_last_chance = section == "DELETE" && sections.is_empty();
            if !is_last_chance && !self.random.chance(chance) {
                continue;
            }
            let count = if self.random.chance(60) { 1 } else { 1 + self.random.below(3) };
            let actions: Vec<_> = (0..count).map(|_| self.action(section)).collect();
            let section = if self.random.chance(10) { section.to_lowercase() } else { section.to_owned() };
            sections.push(format!("{section} {}", actions.join(self.separator())));
        }
        let first = self.random.below(sections.len());
        sections.rotate_left(first);
        self.finish(sections.join(" "))
    }

    fn action(&mut self, section: &str) -> String {
        let (path, value) = match (section, self.random.below(10)) {
            (_, 0) => self.new_path(),
            ("ADD", 1..8) => self.path_where(|value| value.is_n() || is_set(value)),
            ("DELETE", 1..9) => self.path_where(is_set),
            _ => self.path(),
        };
        match section {
            "SET" => format!("{path} = {}", self.sum(value.as_ref())),
            "REMOVE" => path,
            _ => {
                let fitting = match &value {
                    Some(AttributeValue::Ss(_)) => values::set(self.random, 0),
                    Some(AttributeValue::Ns(_)) => values::set(self.random, 1),
                    Some(AttributeValue::Bs(_)) => values::set(self.random, 2),
                    _ if section == "DELETE" => values::set(self.random, 1),
                    _ => values::number(self.random),
                };
                let operand = match (&value, self.random.below(10)) {
                    // Half of these empty a set.
                    (Some(old), 0..2)
                        if matches!(
                            old,
                            AttributeValue::Ss(_) | AttributeValue::Ns(_) | AttributeValue::Bs(_)
                        ) =>
                    {
                        old.clone()
                    }
                    (_, 2) => values::value(self.random, 2),
                    _ => fitting,
                };
                // The engine takes numbers of sets that are written differently for different ones.
                format!("{path} {}", self.value(values::normal(&operand)))
            }
        }
    }

    /// What a SET gives to a path that has `old`.
    fn sum(&mut self, old: Option<&AttributeValue>) -> String {
        match self.random.below(10) {
            0..4 => self.term(old, 2),
            4..8 => {
                let number = self.number();
                let left = if self.random.chance(90) { self.numeric_term() } else { self.term(old, 2) };
                let right = if self.random.chance(60) { number } else { self.numeric_term() };
                let sum = format!("{left} {} {right}", self.random.pick(&["+", "-"]));
                if self.random.chance(10) { format!("({sum}) - {}", self.number()) } else { sum }
            }
            _ => {
                let (left, right) = (self.list(), self.list());
                format!("list_append({left}, {right})")
            }
        }
    }

    fn number(&mut self) -> String {
        let number = values::number(self.random);
        self.value(number)
    }

    /// A term that is likely a number.
    fn numeric_term(&mut self) -> String {
        match self.random.below(4) {
            0 => self.number(),
            1 => {
                let default = self.number();
                format!("if_not_exists({}, {default})", self.path().0)
            }
            _ => self.path_where(|value| value.is_n()).0,
        }
    }

    /// A term that is likely a list.
    fn list(&mut self) -> String {
        let list = values::list(self.random, 2);
        match self.random.below(4) {
            0 => self.value(list),
            1 => {
                let default = self.value(list);
                let path = if self.random.chance(50) {
                    "fresh".to_owned()
                } else {
                    self.path_where(|value| value.is_l()).0
                };
                format!("if_not_exists({path}, {default})")
            }
            _ => self.path_where(|value| value.is_l()).0,
        }
    }

    fn term(&mut self, old: Option<&AttributeValue>, depth: usize) -> String {
        match self.random.below(if depth > 0 { 10 } else { 8 }) {
            0..5 => self.some_value(old),
            5..8 => self.path().0,
            _ => {
                let path = if self.random.chance(30) { self.new_path().0 } else { self.path().0 };
                format!("if_not_exists({path}, {})", self.term(old, depth - 1))
            }
        }
    }
}

fn is_set(value: &AttributeValue) -> bool {
    matches!(value, AttributeValue::Ss(_) | AttributeValue::Ns(_) | AttributeValue::Bs(_))
}
