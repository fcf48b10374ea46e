//! Reading an item, attribute by attribute, so that an error can say which one it is about.

use std::collections::hash_map::IntoIter;
use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::de::value::StringDeserializer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, IntoDeserializer, MapAccess, Visitor};
use serde::forward_to_deserialize_any;

use crate::error::{TypeProblem, ValueProblem};
use crate::value::{Item, MAX_NESTING};

/// What is wrong, and with which attribute. What serde says is not kept: it quotes values.
#[derive(Debug)]
pub(super) struct Failed {
    pub(super) attribute: Option<String>,
    pub(super) problem: TypeProblem,
}

impl Failed {
    fn of(attribute: &str, problem: TypeProblem) -> Self {
        Failed { attribute: Some(attribute.to_owned()), problem }
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.problem.fmt(f)
    }
}

impl std::error::Error for Failed {}

impl de::Error for Failed {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Failed { attribute: None, problem: TypeProblem::NotRead }
    }

    fn missing_field(field: &'static str) -> Self {
        Failed::of(field, TypeProblem::Missing)
    }

    fn unknown_field(field: &str, _: &'static [&'static str]) -> Self {
        Failed::of(field, TypeProblem::Unknown)
    }
}

/// The value that an item is.
pub(super) fn read<T: DeserializeOwned>(item: Item) -> Result<T, Failed> {
    // A type of value that the SDK does not know would make serde_dynamo panic.
    for (name, value) in &item {
        check(value, 0).map_err(|problem| Failed::of(name, TypeProblem::Stored(problem)))?;
    }
    T::deserialize(Reader(item))
}

/// Checks that a value has a type that is known, and is not nested too deep.
#[cfg_attr(not(test), expect(clippy::wildcard_enum_match_arm, reason = "the SDK's types may grow"))]
fn check(value: &AttributeValue, depth: usize) -> Result<(), ValueProblem> {
    if depth > MAX_NESTING {
        return Err(ValueProblem::TooDeep);
    }
    match value {
        AttributeValue::M(map) => map.values().try_for_each(|value| check(value, depth + 1)),
        AttributeValue::L(list) => list.iter().try_for_each(|value| check(value, depth + 1)),
        _ => kind(value).map(|_| ()).ok_or(ValueProblem::UnknownType),
    }
}

/// The type of a value, as DynamoDB calls it.
#[cfg_attr(not(test), expect(clippy::wildcard_enum_match_arm, reason = "the SDK's types may grow"))]
fn kind(value: &AttributeValue) -> Option<&'static str> {
    Some(match value {
        AttributeValue::B(_) => "B",
        AttributeValue::Bool(_) => "BOOL",
        AttributeValue::Bs(_) => "BS",
        AttributeValue::L(_) => "L",
        AttributeValue::M(_) => "M",
        AttributeValue::N(_) => "N",
        AttributeValue::Ns(_) => "NS",
        AttributeValue::Null(_) => "NULL",
        AttributeValue::S(_) => "S",
        AttributeValue::Ss(_) => "SS",
        _ => return None,
    })
}

/// An item that is read.
struct Reader(Item);

impl<'de> de::Deserializer<'de> for Reader {
    type Error = Failed;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failed> {
        visitor.visit_map(Attributes { rest: self.0.into_iter(), next: None })
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failed> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Failed> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failed> {
        let whole = serde_dynamo::Deserializer::from_attribute_value(AttributeValue::M(self.0).into());
        let read = de::Deserializer::deserialize_enum(whole, name, variants, visitor);
        read.map_err(|_| Failed { attribute: None, problem: TypeProblem::NotRead })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

/// The attributes of an item.
struct Attributes {
    rest: IntoIter<String, AttributeValue>,
    /// The one whose name was read, and whose value comes next.
    next: Option<(String, AttributeValue)>,
}

impl<'de> MapAccess<'de> for Attributes {
    type Error = Failed;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Failed> {
        self.next = self.rest.next();
        let Some((name, _)) = &self.next else { return Ok(None) };
        let name: StringDeserializer<Failed> = name.clone().into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Failed> {
        let Some((name, value)) = self.next.take() else {
            return Err(Failed { attribute: None, problem: TypeProblem::NotRead });
        };
        // It was checked that it has one.
        let problem = kind(&value).map_or(TypeProblem::NotRead, TypeProblem::Value);
        let value = serde_dynamo::Deserializer::from_attribute_value(value.into());
        seed.deserialize(value).map_err(|_| Failed { attribute: Some(name), problem })
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}
