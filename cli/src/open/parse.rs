//! Lines of exports, straight into items.
//!
//! Almost all lines are in the one form that DynamoDB writes: JSON without spaces, `Item` and nothing else. This reads that form,
//! and no other, without building a tree of JSON first: it takes a third of the time that a parser of all JSON takes. What it
//! refuses is looked at again by `line`, which knows all forms, and why a line has none of them.

use std::borrow::Cow;
use std::collections::HashMap;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use base64_simd::STANDARD;
use dynamodb_item_encryptor::Item;

/// The deepest nesting that DynamoDB stores.
const DEEPEST: usize = 32;
/// The longest number that is read here: DynamoDB keeps 38 digits.
const LONGEST_NUMBER: usize = 38;

/// Room for so many attributes is there from the beginning.
const USUAL_ATTRIBUTES: usize = 14;

/// The item of a line of a full export, if the line is as DynamoDB writes it.
pub(crate) fn item(line: &[u8]) -> Option<Item> {
    // What is left to check of texts are quotes and what is escaped.
    let text =
        std::str::from_utf8(line.trim_ascii_end()).ok().filter(|text| has_no_control(text.as_bytes()))?;
    let mut rest = Rest(text);
    rest.skip("{\"Item\":{")?;
    let item = rest.members(0)?;
    rest.skip("}")?;
    rest.0.is_empty().then_some(item)
}

/// Whether no byte is a control character, which JSON has only escaped. Looked at in blocks without a branch for each byte, which
/// compilers make wide instructions of.
fn has_no_control(text: &[u8]) -> bool {
    text.chunks(64).all(|block| !block.iter().fold(false, |found, byte| found | (*byte < b' ')))
}

/// What of a line has not been read.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    fn skip(&mut self, expected: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(expected)?;
        Some(())
    }

    /// Whether another one follows in a list or in a map that ends with `end`, which is read if none does.
    fn goes_on(&mut self, end: char) -> Option<bool> {
        if let Some(rest) = self.0.strip_prefix(',') {
            self.0 = rest;
            return Some(true);
        }
        self.0 = self.0.strip_prefix(end)?;
        Some(false)
    }

    /// Whether a list or a map ends that has only begun.
    fn ends(&mut self, end: char) -> bool {
        let rest = self.0.strip_prefix(end);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    /// A text, behind its first quote.
    fn text(&mut self) -> Option<Cow<'a, str>> {
        let whole = self.0;
        let end = memchr::memchr2(b'"', b'\\', whole.as_bytes())?;
        if whole.as_bytes().get(end) == Some(&b'"') {
            self.0 = whole.get(end + 1..)?;
            return whole.get(..end).map(Cow::Borrowed);
        }
        self.escaped(end).map(Cow::Owned)
    }

    /// A text with something escaped in it, the first at `escaped`.
    fn escaped(&mut self, mut escaped: usize) -> Option<String> {
        let bytes = self.0.as_bytes();
        let end = loop {
            // Whatever is escaped, quote or backslash: its first character is no end.
            let from = escaped + 2;
            let next = from + memchr::memchr2(b'"', b'\\', bytes.get(from..)?)?;
            if bytes.get(next) == Some(&b'"') {
                break next;
            }
            escaped = next;
        };
        let text = self.0.get(..end)?;
        self.0 = self.0.get(end + 1..)?;
        serde_json::from_str(&format!("\"{text}\"")).ok()
    }

    /// Named values behind their first brace, inside so many lists and maps.
    fn members(&mut self, depth: usize) -> Option<HashMap<String, AttributeValue>> {
        // An item is not made larger once for each few of its attributes.
        let mut members = HashMap::with_capacity(if depth == 0 { USUAL_ATTRIBUTES } else { 0 });
        if self.ends('}') {
            return Some(members);
        }
        loop {
            self.skip("\"")?;
            let name = self.text()?.into_owned();
            self.skip(":")?;
            // A name that is there twice could mean either value.
            if members.insert(name, self.value(depth)?).is_some() {
                return None;
            }
            if !self.goes_on('}')? {
                return Some(members);
            }
        }
    }

    /// What `read` reads, again and again until its list ends.
    fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let mut values = Vec::new();
        self.skip("[")?;
        if self.ends(']') {
            return Some(values);
        }
        loop {
            values.push(read(self)?);
            if !self.goes_on(']')? {
                return Some(values);
            }
        }
    }

    /// A value with its type.
    fn value(&mut self, depth: usize) -> Option<AttributeValue> {
        self.skip("{\"")?;
        let inner = depth + 1;
        let quote = self.0.bytes().take(LONGEST_TYPE + 1).position(|byte| byte == b'"')?;
        let (kind, rest) = self.0.split_at_checked(quote)?;
        self.0 = rest.strip_prefix("\":")?;
        let value = match kind {
            "S" => AttributeValue::S(self.quoted()?),
            "N" => AttributeValue::N(self.number()?),
            "B" => AttributeValue::B(self.bytes()?),
            "BOOL" if self.skip("true").is_some() => AttributeValue::Bool(true),
            "BOOL" => self.skip("false").map(|()| AttributeValue::Bool(false))?,
            "NULL" => self.skip("true").map(|()| AttributeValue::Null(true))?,
            "SS" => AttributeValue::Ss(self.list(Self::quoted)?),
            "NS" => AttributeValue::Ns(self.list(Self::number)?),
            "BS" => AttributeValue::Bs(self.list(Self::bytes)?),
            "L" | "M" if inner > DEEPEST => return None,
            "L" => AttributeValue::L(self.list(|rest| rest.value(inner))?),
            "M" => self.skip("{").and_then(|()| self.members(inner)).map(AttributeValue::M)?,
            _ => return None,
        };
        self.skip("}")?;
        Some(value)
    }

    fn quoted(&mut self) -> Option<String> {
        self.skip("\"")?;
        Some(self.text()?.into_owned())
    }

    /// A number as DynamoDB writes it.
    fn number(&mut self) -> Option<String> {
        self.quoted().filter(|number| is_usual(number))
    }

    /// Bytes in base64.
    fn bytes(&mut self) -> Option<Blob> {
        self.skip("\"")?;
        STANDARD.decode_to_vec(self.text()?.as_bytes()).ok().map(Blob::new)
    }
}

/// Letters of the longest name of a type.
const LONGEST_TYPE: usize = 4;

/// Digits with at most one dot between them, and a sign before them if it is a minus.
fn is_usual(number: &str) -> bool {
    let digits = number.strip_prefix('-').unwrap_or(number);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits.len() <= LONGEST_NUMBER && all_digits(whole) && all_digits(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dynamodb_item_encryptor::json;
    use serde_json::json;

    fn line(item: &serde_json::Value) -> Vec<u8> {
        json!({ "Item": item }).to_string().into_bytes()
    }

    #[test]
    fn an_item_of_all_types_is_read_as_the_library_reads_it() {
        let all = json!({
            "S": { "S": "a \"b\" \u{0} é" }, "N": { "N": "-1.50" }, "B": { "B": "AP8=" }, "BOOL": { "BOOL": false },
            "NULL": { "NULL": true }, "SS": { "SS": ["a", "b"] }, "NS": { "NS": ["1", "2.5"] },
            "BS": { "BS": ["AQ==", ""] }, "L": { "L": [{ "S": "" }, { "L": [] }] }, "M": { "M": { "x": { "M": {} } } },
        });
        assert_eq!(item(&line(&all)), Some(json::from_value(all).unwrap()));
    }

    #[test]
    fn a_line_is_read_as_by_a_parser_of_all_json_whatever_is_escaped_in_it() {
        for text in [
            r#"{"Item":{}}"#,
            r#"{"Item":{"a":{"S":""},"b":{"S":"é \u00e9 \ud83d\ude00 \/ \\ \" \n"},"\u0063\"":{"S":"\\"}}}"#,
            r#"{"Item":{"a":{"S":"\\\""},"b":{"SS":["\"","\\"]},"c":{"M":{"\\":{"N":"1"}}}}}"#,
            r#"{"Item":{"a":{"B":"AP8\u003d"},"b":{"BS":[]},"c":{"L":[{"BOOL":true},{"M":{}}]}}}"#,
        ] {
            let all: serde_json::Value = serde_json::from_str(text).unwrap();
            let expected = json::from_value(all["Item"].clone()).unwrap();
            assert_eq!(item(text.as_bytes()), Some(expected.clone()), "{text}");
            assert_eq!(item(format!("{text}\r").as_bytes()), Some(expected), "{text}");
            // Whatever is cut off or has changed is refused, or is as good as any other JSON.
            for at in 0..text.len() {
                assert_eq!(item(&text.as_bytes()[..at]), None, "{text} {at}");
                for byte in [b'"', b'\\', b' ', b'x', 0, 0xff] {
                    let mut changed = text.as_bytes().to_vec();
                    changed[at] = byte;
                    let read = item(&changed);
                    let by_library = serde_json::from_slice::<serde_json::Value>(&changed).ok();
                    let by_library = by_library.and_then(|all| json::from_value(all["Item"].clone()).ok());
                    assert!(read.is_none() || read == by_library, "{text} {at} {byte}");
                }
            }
        }
    }

    #[test]
    fn text_that_is_no_json_is_refused() {
        for text in [
            r#"{"Item":{"a":{"S":"\x"}}}"#,
            r#"{"Item":{"a":{"S":"\ud83d"}}}"#,
            "{\"Item\":{\"a\":{\"S\":\"\t\"}}}",
            r#"{"Item":{"a":{"S":"x"},}}"#,
            r#"{"Item":{"a":{"SS":["x",]}}}"#,
            r#"{"Item":{"a":{"S":"\""#,
            r#"{"Item":{"a":{"S":"\"#,
        ] {
            assert!(serde_json::from_str::<serde_json::Value>(text).is_err());
            assert_eq!(item(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn nothing_is_read_that_the_library_would_refuse() {
        for wrong in [
            json!({ "a": { "N": 1 } }),
            json!({ "a": { "N": "" } }),
            json!({ "a": { "N": "x" } }),
            json!({ "a": { "N": "1e5" } }),
            json!({ "a": { "N": "1".repeat(39) } }),
            json!({ "a": { "B": "AP8" } }),
            json!({ "a": { "NULL": false } }),
            json!({ "a": { "S": "x", "N": "1" } }),
            json!({ "a": {} }),
            json!({ "a": { "X": "1" } }),
            json!({ "a": { "SS": [1] } }),
            json!({ "a": "S" }),
            json!([]),
        ] {
            assert_eq!(item(&line(&wrong)), None, "{wrong}");
        }
        for wrong in ["{\"Item\":{},\"Keys\":{}}", "{\"Item\":{},\"Item\":{}}", "{}", "{\"Item\":{}} x", "[{}]"]
        {
            assert_eq!(item(wrong.as_bytes()), None, "{wrong}");
        }
        let twice = br#"{"Item":{"a":{"S":"1"},"a":{"S":"2"}}}"#;
        assert_eq!(item(twice), None);
    }

    #[test]
    fn nesting_ends_where_that_of_the_library_ends() {
        let nested = |depth: usize| {
            let value = (0..depth).fold(json!({ "S": "x" }), |value, _| json!({ "L": [value] }));
            json!({ "a": value })
        };
        for depth in [31, 32, 33, 34, 1_000] {
            let text = line(&nested(depth.min(60)));
            let by_library = json::from_value(nested(depth.min(60))).ok();
            assert_eq!(item(&text), by_library, "{depth}");
        }
        let endless = [&b"{\"Item\":{\"a\":"[..], &b"{\"L\":[".repeat(100_000)].concat();
        assert_eq!(item(&endless), None);
    }
}
