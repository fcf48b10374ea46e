//! One text for all outputs and errors that mean the same.
//!
//! The SDK's `Debug` has every member of an output or error, also those that a later version adds. It is
//! parsed, and written again without what differs between any two calls.

/// Members whose values are left out, and why. That they are there is still seen.
const LEFT_OUT: [(&str, &[&str]); 4] = [
    ("every request has its own", &["_request_id", "extras"]),
    (
        "every table has its own",
        &["table_id", "creation_date_time", "latest_stream_label", "latest_stream_arn"],
    ),
    ("sealed items are larger", &["table_size_bytes", "index_size_bytes", "size_estimate_range_gb"]),
    (
        "reading and writing larger items takes more capacity",
        &["capacity_units", "read_capacity_units", "write_capacity_units"],
    ),
];

/// The attribute types that are sets. DynamoDB does not keep an order of their members.
const SETS: [&str; 3] = ["Ss", "Ns", "Bs"];

/// Of several tables, a list with a member for each. A batch is a map of tables, which has no order.
const PER_TABLE: &str = "consumed_capacity";

/// A value in the canonical form.
pub fn canonical(value: &impl std::fmt::Debug) -> String {
    let text = format!("{value:?}");
    let mut parser = Parser { rest: &text };
    let parsed = parser.value();
    assert!(parser.rest.is_empty(), "not understood: {} in {text}", parser.rest);
    parsed.text
}

struct Parser<'a> {
    rest: &'a str,
}

struct Parsed {
    text: String,
    /// Of a list.
    members: Vec<String>,
}

impl Parsed {
    /// The same list, as if it had no order.
    fn sorted(self) -> Self {
        plain(format!("[{}]", sorted(self.members)))
    }
}

impl<'a> Parser<'a> {
    fn skip(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    /// Where a name or number ends. A time has colons in it.
    fn end_of_name(&self) -> usize {
        let end = self.rest.find(|c| "{}[](),".contains(c)).unwrap_or(self.rest.len());
        self.rest.find(": ").map_or(end, |colon| colon.min(end))
    }

    fn value(&mut self) -> Parsed {
        if self.rest.starts_with('"') {
            return plain(self.string().to_owned());
        }
        let name = self.take(self.end_of_name()).trim_end();
        if self.skip("(") {
            let mut members = self.list(")", |parser| parser.value());
            if SETS.contains(&name) {
                members = members.into_iter().map(Parsed::sorted).collect();
            }
            let texts: Vec<_> = members.iter().map(|member| member.text.as_str()).collect();
            // A list may be wrapped in `Some`.
            let members = members.first().map(|member| member.members.clone()).unwrap_or_default();
            Parsed { text: format!("{name}({})", texts.join(", ")), members }
        } else if self.skip("[") {
            let members: Vec<_> = self.list("]", |parser| parser.value().text);
            Parsed { text: format!("[{}]", members.join(", ")), members }
        } else if self.skip("{") {
            self.skip(" ");
            let is_map = name.is_empty();
            let members = self.list("}", |parser| {
                let key = parser.value().text;
                assert!(parser.skip(": "), "no value: {}", parser.rest);
                let value = parser.value();
                format!("{key}: {}", if is_map { value.text } else { member(&key, value) })
            });
            plain(match is_map {
                true => format!("{{{}}}", sorted(members)),
                false => format!("{name} {{ {} }}", members.join(", ")),
            })
        } else {
            plain(name.to_owned())
        }
    }

    fn list<T>(&mut self, end: &str, mut member: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let mut members = Vec::new();
        while !self.skip(end) {
            let before = self.rest;
            members.push(member(self));
            if !self.skip(", ") {
                self.skip(" ");
            }
            assert_ne!(before, self.rest, "not understood");
        }
        members
    }

    fn string(&mut self) -> &'a str {
        let mut is_escaped = false;
        let end = self.rest.char_indices().skip(1).find(|(_, c)| {
            let ends = *c == '"' && !is_escaped;
            is_escaped = *c == '\\' && !is_escaped;
            ends
        });
        self.take(end.expect("a string ends").0 + 1)
    }
}

fn plain(text: String) -> Parsed {
    Parsed { text, members: Vec::new() }
}

fn sorted(mut members: Vec<String>) -> String {
    members.sort();
    members.join(", ")
}

/// A member of a structure.
fn member(name: &str, value: Parsed) -> String {
    let is_left_out = LEFT_OUT.iter().any(|(_, names)| names.contains(&name));
    match value.text.as_str() {
        "None" => value.text,
        _ if is_left_out => "_".to_owned(),
        _ if name == PER_TABLE && !value.members.is_empty() => value.sorted().text,
        _ => value.text,
    }
}

mod tests {
    use super::canonical;
    use aws_sdk_dynamodb::operation::get_item::GetItemOutput;
    use aws_sdk_dynamodb::types::{AttributeValue, ConsumedCapacity};
    use std::collections::HashMap;

    fn output(value: AttributeValue, capacity: Option<f64>) -> String {
        let capacity = capacity.map(|units| ConsumedCapacity::builder().capacity_units(units).build());
        canonical(&GetItemOutput::builder().item("a", value).set_consumed_capacity(capacity).build())
    }

    #[test]
    fn what_differs_between_calls_is_left_out_and_nothing_else() {
        let text = |text: &str| AttributeValue::S(text.to_owned());
        assert_eq!(output(text("x"), Some(1.0)), output(text("x"), Some(2.5)));
        assert_ne!(output(text("x"), None), output(text("x"), Some(1.0)));
        let odd = "\"}, \\\" {: ü";
        assert_eq!(output(text(odd), None), output(text(odd), None));
        assert_ne!(output(text(odd), None), output(text("\"}, \\\" {: u"), None));
        let set = |members: [&str; 2]| AttributeValue::Ss(members.map(str::to_owned).to_vec());
        let list = |members: [&str; 2]| AttributeValue::L(members.map(text).to_vec());
        assert_eq!(output(set(["x", "y"]), None), output(set(["y", "x"]), None));
        assert_ne!(output(list(["x", "y"]), None), output(list(["y", "x"]), None));
        assert_ne!(output(set(["x", "y"]), None), output(list(["x", "y"]), None));
        let map = |names: [&str; 3]| names.map(|name| (name.to_owned(), text(name))).into_iter().collect();
        let maps: [HashMap<_, _>; 2] = [map(["a", "b", "c"]), map(["c", "b", "a"])];
        let [one, other] = maps.map(|map| output(AttributeValue::M(map), None));
        assert_eq!(one, other);
        assert!(one.contains(r#"{"a": S("a"), "b": S("b"), "c": S("c")}"#), "{one}");
    }
}
