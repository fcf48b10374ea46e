//! Looking for values that are to be secret in what is sent.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::base64;
use serde_json::Value;

/// Values that are shorter are not looked for: chance could produce them.
const SHORTEST: usize = 8;

/// Values that an application wants encrypted.
#[derive(Debug, Default)]
pub struct Plaintext(BTreeSet<Vec<u8>>);

impl Plaintext {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The values of all attributes of items that are to be encrypted, but for those that an attribute has
    /// which is not.
    pub fn of<'a>(requests: impl IntoIterator<Item = &'a Value>, is_encrypted: impl Fn(&str) -> bool) -> Self {
        let (mut secret, mut readable) = (BTreeSet::new(), BTreeSet::new());
        let mut add = |name: &str, attribute: &Value| {
            let values = if is_encrypted(name) { &mut secret } else { &mut readable };
            each_value(attribute, &mut |value| {
                if value.len() >= SHORTEST {
                    values.insert(value.to_vec());
                }
            });
        };
        requests.into_iter().for_each(|request| each_attribute(request, &mut add));
        Plaintext(secret.into_iter().filter(|value| !readable.contains(value)).collect())
    }

    /// These values, but for what is within those that are readable.
    pub fn in_values(secret: &[AttributeValue], readable: &[AttributeValue]) -> Self {
        let parts = |values: &[AttributeValue]| {
            let mut parts = BTreeSet::new();
            for value in values {
                each_part(value, &mut |part| {
                    parts.insert(part.to_vec());
                });
            }
            parts
        };
        let (mut secret, readable) = (parts(secret), parts(readable));
        let is_within = |part: &[u8], whole: &Vec<u8>| whole.windows(part.len()).any(|window| window == part);
        secret.retain(|part| part.len() >= SHORTEST && !readable.iter().any(|whole| is_within(part, whole)));
        Plaintext(secret)
    }

    /// A value that is in a request: as text, or in something binary.
    pub fn find_in(&self, json: &Value) -> Option<String> {
        let mut found = None;
        each_value(json, &mut |sent| {
            let has = |value: &Vec<u8>| sent.windows(value.len()).any(|window| window == value);
            if let Some(value) = self.0.iter().find(|value| has(value)) {
                found = Some(String::from_utf8_lossy(value).into_owned());
            }
        });
        found
    }
}

/// Calls `with` for the attributes of every item that is put.
fn each_attribute(json: &Value, with: &mut dyn FnMut(&str, &Value)) {
    match json {
        Value::Object(members) => {
            for (name, member) in members {
                match member {
                    Value::Object(item) if name == "Item" => {
                        item.iter().for_each(|(name, attribute)| with(name, attribute));
                    }
                    _ => each_attribute(member, with),
                }
            }
        }
        Value::Array(members) => members.iter().for_each(|member| each_attribute(member, with)),
        _ => {}
    }
}

/// Calls `with` for every text, number and binary value within.
fn each_part(value: &AttributeValue, with: &mut dyn FnMut(&[u8])) {
    match value {
        AttributeValue::S(text) | AttributeValue::N(text) => with(text.as_bytes()),
        AttributeValue::B(bytes) => with(bytes.as_ref()),
        AttributeValue::Ss(texts) | AttributeValue::Ns(texts) => {
            texts.iter().for_each(|text| with(text.as_bytes()))
        }
        AttributeValue::Bs(blobs) => blobs.iter().for_each(|bytes| with(bytes.as_ref())),
        AttributeValue::L(values) => values.iter().for_each(|value| each_part(value, with)),
        AttributeValue::M(members) => members.iter().for_each(|(name, value)| {
            with(name.as_bytes());
            each_part(value, with);
        }),
        _ => {}
    }
}

/// Calls `with` for every text within, and for the bytes of those that are base64 of some.
fn each_value(json: &Value, with: &mut dyn FnMut(&[u8])) {
    match json {
        Value::Object(members) => {
            for (name, member) in members {
                with(name.as_bytes());
                match (name.as_str(), member) {
                    ("B", Value::String(text)) => with(&base64::decode(text).unwrap()),
                    ("BS", Value::Array(texts)) => {
                        texts.iter().for_each(|text| with(&base64::decode(text.as_str().unwrap()).unwrap()));
                    }
                    _ => each_value(member, with),
                }
            }
        }
        Value::Array(members) => members.iter().for_each(|member| each_value(member, with)),
        Value::String(text) => with(text.as_bytes()),
        _ => {}
    }
}

mod tests {
    use super::Plaintext;
    use serde_json::json;

    #[test]
    fn plaintext_is_found_wherever_it_is() {
        let item = json!({
            "id": { "S": "not a secret" },
            "name": { "S": "not a secret" },
            "email": { "S": "secret text" },
            "photo": { "B": "c2VjcmV0IGJ5dGVz" },
            "notes": { "L": [{ "N": "314159265" }, { "M": { "a secret name": { "BOOL": true } } }] },
        });
        let request = json!({ "RequestItems": { "T": [{ "PutRequest": { "Item": item } }] } });
        let plaintext = Plaintext::of([&request], |name| ["email", "photo", "notes"].contains(&name));
        let has = |json| plaintext.find_in(&json).is_some();
        assert!(has(json!({ "Item": { "x": { "S": "the secret text" } } })));
        assert!(has(json!({ ":v": { "S": "some secret bytes" } })));
        assert!(has(json!({ ":v": { "B": "eCBzZWNyZXQgdGV4dA==" } })), "x secret text");
        assert!(has(json!({ ":v": { "NS": ["1", "314159265"] } })));
        assert!(has(json!({ "M": { "a secret name": {} } })));
        assert!(!has(json!({ "id": { "S": "not a secret" }, "email": { "B": "AAAA" }, "n": { "N": "1" } })));
    }
}
