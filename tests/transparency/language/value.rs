//! Values of attributes as they stand in programs.

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::Item;

/// What is still to be read of a text.
pub struct Reader<'a> {
    pub rest: &'a str,
}

impl<'a> Reader<'a> {
    pub fn skip(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Reads as far as the characters are such.
    pub fn take_while(&mut self, is_such: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !is_such(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    fn until(&mut self, end: &str) -> &'a str {
        let (before, after) = self.rest.split_once(end).unwrap_or_else(|| panic!("no {end} in {}", self.rest));
        self.rest = after;
        before
    }

    /// Whether a value begins here, and not a word that only looks like a placeholder.
    pub fn has_value(&self) -> bool {
        let begins = self.rest.starts_with(|c: char| c.is_ascii_digit() || "'[{<-+".contains(c));
        begins || self.rest.starts_with("b'") || ["true", "false", "null"].contains(&self.word())
    }

    fn word(&self) -> &'a str {
        let end = self.rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(self.rest.len());
        &self.rest[..end]
    }

    pub fn value(&mut self) -> AttributeValue {
        if self.skip("'") {
            return AttributeValue::S(self.text());
        } else if self.skip("b'") {
            return AttributeValue::B(Blob::new(self.text()));
        } else if self.skip("[") {
            return AttributeValue::L(self.list("]"));
        } else if self.skip("{") {
            return AttributeValue::M(self.members("}"));
        } else if self.skip("<") {
            return set(self.list(">"));
        }
        match self.word() {
            word @ ("true" | "false") => {
                self.skip(word);
                AttributeValue::Bool(word == "true")
            }
            "null" => {
                self.skip("null");
                AttributeValue::Null(true)
            }
            _ => {
                let number = self.take_while(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
                assert!(!number.is_empty(), "no value: {}", self.rest);
                AttributeValue::N(number.to_owned())
            }
        }
    }

    /// The rest of a text, and how often it is repeated.
    fn text(&mut self) -> String {
        let text = self.until("'");
        match self.skip("*") {
            true => text.repeat(self.take_while(|c| c.is_ascii_digit()).parse().unwrap()),
            false => text.to_owned(),
        }
    }

    fn list(&mut self, end: &str) -> Vec<AttributeValue> {
        let mut values = Vec::new();
        while !self.skip(end) {
            values.push(self.value());
            self.take_while(|c| c == ' ');
        }
        values
    }

    /// The attributes up to `end`, or to the end of the text.
    pub fn members(&mut self, end: &str) -> Item {
        let mut members = Item::new();
        self.take_while(|c| c == ' ');
        while !(end.is_empty() && self.rest.is_empty() || !end.is_empty() && self.skip(end)) {
            let name = self.until(":");
            members.insert(name.to_owned(), self.value());
            self.take_while(|c| c == ' ');
        }
        members
    }
}

/// A set of these members; without any, one of texts.
fn set(members: Vec<AttributeValue>) -> AttributeValue {
    let texts: Option<Vec<_>> = members.iter().map(|member| member.as_s().ok().cloned()).collect();
    let numbers: Option<Vec<_>> = members.iter().map(|member| member.as_n().ok().cloned()).collect();
    let blobs: Option<Vec<_>> = members.iter().map(|member| member.as_b().ok().cloned()).collect();
    let texts = texts.map(AttributeValue::Ss).or_else(|| numbers.map(AttributeValue::Ns));
    texts.or_else(|| blobs.map(AttributeValue::Bs)).expect("members of one type")
}

mod tests {
    use super::{AttributeValue, Blob, Reader};

    #[test]
    fn values_of_every_type_are_read() {
        let text = "s:'a b' long:'ab'*2 n:-1.5E+3 t:true z:null b:b'x' l:[1 'two' []] m:{a:{} b:2} ss:<'a' 'b'> ns:<1 2>";
        let mut reader = Reader { rest: text };
        let item = reader.members("");
        let number = |number: &str| AttributeValue::N(number.to_owned());
        let text = |text: &str| AttributeValue::S(text.to_owned());
        assert_eq!(item.len(), 10);
        assert_eq!(item["s"], text("a b"));
        assert_eq!(item["long"], text("abab"));
        assert_eq!(item["n"], number("-1.5E+3"));
        assert_eq!(item["t"], AttributeValue::Bool(true));
        assert_eq!(item["z"], AttributeValue::Null(true));
        assert_eq!(item["b"], AttributeValue::B(Blob::new("x")));
        assert_eq!(item["l"], AttributeValue::L(vec![number("1"), text("two"), AttributeValue::L(vec![])]));
        let map = [("a".to_owned(), AttributeValue::M([].into())), ("b".to_owned(), number("2"))];
        assert_eq!(item["m"], AttributeValue::M(map.into()));
        assert_eq!(item["ss"], AttributeValue::Ss(vec!["a".to_owned(), "b".to_owned()]));
        assert_eq!(item["ns"], AttributeValue::Ns(vec!["1".to_owned(), "2".to_owned()]));
    }
}
