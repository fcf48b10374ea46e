//! Values prepared for being compared with many others.
//!
//! A set has no order, and a number has many spellings. A value that is looked for among many is sorted and normalised
//! once, not for each of them, so the work stays in proportion to the size of the values.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::format::number;

/// A number, equal to any other spelling of itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Number<'a> {
    /// In normal form.
    Normal(Vec<u8>),
    /// A text that is not a number that DynamoDB stores. It is equal only to itself.
    Other(&'a str),
}

impl<'a> Number<'a> {
    /// The number that is written this way.
    pub(super) fn of(text: &'a str) -> Self {
        let mut normal = Vec::new();
        match number::normalize(text, &mut normal) {
            Ok(()) => Number::Normal(normal),
            Err(_) => Number::Other(text),
        }
    }
}

/// A value with its sets sorted and its numbers normalised.
pub(super) enum Canonical<'a> {
    /// A value that is equal only to an identical one: a string, bytes, a Boolean, null.
    Plain(&'a AttributeValue),
    Number(Number<'a>),
    Strings(Vec<&'a str>),
    Numbers(Vec<Number<'a>>),
    Blobs(Vec<&'a [u8]>),
    List(Vec<Canonical<'a>>),
    Map(BTreeMap<&'a str, Canonical<'a>>),
}

impl<'a> Canonical<'a> {
    /// Prepares `value`, recursing as deep as its nesting.
    #[cfg_attr(not(test), expect(clippy::wildcard_enum_match_arm, reason = "the SDK's types may grow"))]
    pub(super) fn of(value: &'a AttributeValue) -> Self {
        match value {
            AttributeValue::N(text) => Canonical::Number(Number::of(text)),
            AttributeValue::Ss(members) => Canonical::Strings(sorted(members, String::as_str)),
            AttributeValue::Ns(members) => Canonical::Numbers(sorted(members, |text| Number::of(text))),
            AttributeValue::Bs(members) => Canonical::Blobs(sorted(members, AsRef::as_ref)),
            AttributeValue::L(list) => Canonical::List(list.iter().map(Canonical::of).collect()),
            AttributeValue::M(map) => {
                Canonical::Map(map.iter().map(|(name, value)| (name.as_str(), Canonical::of(value))).collect())
            }
            value => Canonical::Plain(value),
        }
    }

    /// Whether `value` is equal to this one. Takes no longer than preparing `value` does, however large this one is.
    pub(super) fn is(&self, value: &AttributeValue) -> bool {
        match (self, value) {
            (Canonical::Plain(this), value) => *this == value,
            (Canonical::Number(this), AttributeValue::N(text)) => *this == Number::of(text),
            (Canonical::Strings(this), AttributeValue::Ss(members)) => {
                this.len() == members.len() && *this == sorted(members, String::as_str)
            }
            (Canonical::Numbers(this), AttributeValue::Ns(members)) => {
                this.len() == members.len() && *this == sorted(members, |text| Number::of(text))
            }
            (Canonical::Blobs(this), AttributeValue::Bs(members)) => {
                this.len() == members.len() && *this == sorted(members, AsRef::as_ref)
            }
            (Canonical::List(this), AttributeValue::L(list)) => {
                this.len() == list.len() && this.iter().zip(list).all(|(this, value)| this.is(value))
            }
            (Canonical::Map(this), AttributeValue::M(map)) => {
                let is_same = |(name, value): (&String, &AttributeValue)| {
                    this.get(name.as_str()).is_some_and(|this| this.is(value))
                };
                this.len() == map.len() && map.iter().all(is_same)
            }
            _ => false,
        }
    }
}

fn sorted<'a, T, K: Ord>(members: &'a [T], key: impl Fn(&'a T) -> K) -> Vec<K> {
    let mut keys: Vec<K> = members.iter().map(key).collect();
    keys.sort_unstable();
    keys
}
