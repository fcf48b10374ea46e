//! A sealed item taken apart, to be changed and put together again.

use crate::{
    Result,
    header::Header,
    item_json::{Item, from_item, normalized_attribute, to_item},
    manifest::DecryptTest,
    number,
    official::DEFAULT_PARTITION_KEY,
};
use aws_sdk_dynamodb::{primitives::Blob, types::AttributeValue};
use serde_json::Value;

pub const HEAD: &str = "aws_dbe_head";
pub const FOOT: &str = "aws_dbe_foot";
pub const TAG_LENGTH: usize = 48;

#[derive(Clone)]
pub struct Sealed {
    pub test: DecryptTest,
    pub item: Item,
}

/// What the legend says of an attribute.
pub const ENCRYPTED: u8 = b'e';

impl Sealed {
    pub fn new(test: &DecryptTest) -> Result<Self> {
        Ok(Self { test: test.clone(), item: to_item(&test.encrypted)? })
    }

    /// The changed item, as the test it was.
    pub fn into_test(mut self) -> Result<DecryptTest> {
        self.test.encrypted = from_item(&self.item)?;
        Ok(self.test)
    }

    /// The changed item, as a test that must be refused.
    pub fn into_negative(mut self, description: &str) -> Result<DecryptTest> {
        self.test.positive = false;
        self.test.description = description.to_owned();
        self.into_test()
    }

    pub fn has_header(&self) -> bool {
        self.item.contains_key(HEAD)
    }

    pub fn bytes(&self, name: &str) -> Result<&[u8]> {
        match self.item.get(name) {
            Some(AttributeValue::B(bytes)) => Ok(bytes.as_ref()),
            _ => Err(format!("{name} is not binary")),
        }
    }

    pub fn set_bytes(&mut self, name: &str, bytes: Vec<u8>) {
        let bytes = AttributeValue::B(Blob::new(bytes));
        self.item.insert(name.to_owned(), bytes);
    }

    /// Changes the bytes of a binary attribute.
    pub fn edit(&mut self, name: &str, change: impl FnOnce(&mut Vec<u8>)) -> Result<()> {
        let mut bytes = self.bytes(name)?.to_vec();
        change(&mut bytes);
        self.set_bytes(name, bytes);
        Ok(())
    }

    pub fn header(&self) -> Result<Header> {
        Header::parse(self.bytes(HEAD)?)
    }

    /// The signed attributes with their letters of the legend, in the order of the legend.
    pub fn signed(&self) -> Result<Vec<(String, u8)>> {
        let mut names: Vec<_> = self.item.keys().filter(|n| self.is_signed(n)).collect();
        names.sort_by_key(|name| (name.encode_utf16().count(), name.as_bytes()));
        let legend = &self.bytes(HEAD)?[self.header()?.legend];
        if legend.len() != names.len() {
            return Err("the legend fits another item".to_owned());
        }
        let letters = legend.iter().copied();
        Ok(names.into_iter().cloned().zip(letters).collect())
    }

    pub fn encrypted(&self) -> Result<Vec<String>> {
        let signed = self.signed()?.into_iter();
        let encrypted = signed.filter(|(_, letter)| *letter == ENCRYPTED);
        Ok(encrypted.map(|(name, _)| name).collect())
    }

    pub fn in_clear(&self) -> Result<Vec<String>> {
        let signed = self.signed()?.into_iter();
        let clear = signed.filter(|(_, letter)| *letter != ENCRYPTED);
        Ok(clear.map(|(name, _)| name).collect())
    }

    pub fn is_signed(&self, name: &str) -> bool {
        let config = &self.test.config;
        let listed =
            config["allowedUnsignedAttributes"].as_array().is_some_and(|names| names.iter().any(|n| n == name));
        let prefixed = config["allowedUnsignedAttributePrefix"]
            .as_str()
            .is_some_and(|prefix| !prefix.is_empty() && name.starts_with(prefix));
        !listed && !prefixed && !name.starts_with("aws_dbe_")
    }

    pub fn partition_key(&self) -> &str {
        self.test.config["partitionKeyName"].as_str().unwrap_or(DEFAULT_PARTITION_KEY)
    }

    pub fn sort_key(&self) -> Option<&str> {
        self.test.config["sortKeyName"].as_str()
    }

    /// Names the table otherwise than when the item was sealed.
    pub fn rename_table(&mut self, table: &str) {
        self.test.config["logicalTableName"] = Value::from(table);
    }

    /// A name that no attribute has, and that would be signed.
    pub fn unused_name(&self, like: &str) -> String {
        let mut name = like.to_owned();
        while self.item.contains_key(&name) || !self.is_signed(&name) {
            name = match self.is_signed(&name) {
                true => format!("{name}x"),
                false => format!("x{name}"),
            };
        }
        name
    }
}

/// Whether two values are the same once numbers and sets are in one form.
pub fn equal(a: &AttributeValue, b: &AttributeValue) -> bool {
    normalized_attribute(a) == normalized_attribute(b)
}

/// Another value of the same type, except for NULL and for what has but two values.
pub fn changed(value: &AttributeValue) -> AttributeValue {
    let other = |n: &str| if number::same(n, "1") { "2" } else { "1" }.to_owned();
    match value.clone() {
        AttributeValue::S(s) => AttributeValue::S(s + "!"),
        AttributeValue::N(n) => AttributeValue::N(other(&n)),
        AttributeValue::B(b) => {
            let mut bytes = b.into_inner();
            bytes.push(0);
            AttributeValue::B(Blob::new(bytes))
        }
        AttributeValue::Bool(b) => AttributeValue::Bool(!b),
        AttributeValue::Ss(mut set) => {
            set.push(set.concat() + "!");
            AttributeValue::Ss(set)
        }
        AttributeValue::Ns(mut set) => {
            let new = (1..).map(|n| n.to_string());
            set.extend(new.filter(|n| !set.iter().any(|m| number::same(m, n))).take(1).collect::<Vec<_>>());
            AttributeValue::Ns(set)
        }
        AttributeValue::Bs(mut set) => {
            let mut new: Vec<u8> = set.iter().flat_map(|b| b.as_ref().to_vec()).collect();
            new.push(0);
            set.push(Blob::new(new));
            AttributeValue::Bs(set)
        }
        AttributeValue::L(mut list) => {
            list.push(AttributeValue::Null(true));
            AttributeValue::L(list)
        }
        AttributeValue::M(mut map) => {
            let name = (0..).map(|n| format!("m{n}")).find(|n| !map.contains_key(n));
            map.insert(name.unwrap_or_default(), AttributeValue::Null(true));
            AttributeValue::M(map)
        }
        _ => AttributeValue::S(String::new()),
    }
}
