//! From entries to what is declared in `entries`, by serde.
//!
//! No message shows a value: somebody may have put a key where none belongs.

use std::fmt::{self, Display};

use serde::de::value::StrDeserializer;
use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, Expected, IntoDeserializer, MapAccess, SeqAccess,
    Unexpected, VariantAccess, Visitor,
};

use super::EntryProblem;
use super::suggest::closest;
use super::tree::{Member, Node, Step, Value};

/// What is wrong with an entry, and where that is.
#[derive(Debug)]
pub(super) struct ReadError {
    pub(super) problem: Box<EntryProblem>,
    /// Where in the text, once that is known.
    pub(super) at: Option<usize>,
    /// The way to the entry, from its end.
    pub(super) way: Vec<Step>,
}

impl ReadError {
    fn new(problem: EntryProblem) -> Self {
        ReadError { problem: Box::new(problem), at: None, way: Vec::new() }
    }

    /// The same, of an entry that is at `at`, if nobody within knew better, and is reached by `step`.
    fn within(mut self, at: usize, step: Step) -> Self {
        self.at.get_or_insert(at);
        self.way.push(step);
        self
    }

    fn at(mut self, at: usize) -> Self {
        self.at.get_or_insert(at);
        self
    }
}

impl From<EntryProblem> for ReadError {
    fn from(problem: EntryProblem) -> Self {
        ReadError::new(problem)
    }
}

impl Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.problem.fmt(f)
    }
}

impl std::error::Error for ReadError {}

impl de::Error for ReadError {
    /// What types of ours report. Serde's own have the methods below.
    fn custom<T: Display>(message: T) -> Self {
        ReadError::new(EntryProblem::Value(message.to_string()))
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        ReadError::new(EntryProblem::Value(format!("{expected} belongs here")))
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        ReadError::new(EntryProblem::Value(format!("{expected} belongs here")))
    }

    fn invalid_length(_: usize, expected: &dyn Expected) -> Self {
        ReadError::new(EntryProblem::Value(format!("{expected} belongs here")))
    }

    fn unknown_field(name: &str, known: &'static [&'static str]) -> Self {
        let meant = closest(name, known.iter().copied());
        ReadError::new(EntryProblem::Unknown { known, meant })
    }

    fn unknown_variant(name: &str, known: &'static [&'static str]) -> Self {
        let meant = closest(name, known.iter().copied());
        ReadError::new(EntryProblem::UnknownKind { known, meant })
    }

    fn missing_field(entry: &'static str) -> Self {
        ReadError::new(EntryProblem::Missing { entry })
    }

    fn duplicate_field(_: &'static str) -> Self {
        ReadError::new(EntryProblem::Twice)
    }
}

/// Reads a node.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a>(pub(super) &'a Node);

impl<'de> Reader<'de> {
    fn wrong(self, expected: &'static str) -> ReadError {
        let found = self.0.value.kind();
        ReadError::new(EntryProblem::Type { expected, found }).at(self.0.at)
    }

    fn members(self) -> Result<&'de [Member], ReadError> {
        match &self.0.value {
            Value::Table(members) => Ok(members),
            Value::List(_) | Value::Text(_) | Value::Integer(_) | Value::Boolean(_) | Value::Other(_) => {
                Err(self.wrong("a table"))
            }
        }
    }

    fn integer<T: TryFrom<i64>>(self, expected: &'static str) -> Result<T, ReadError> {
        match self.0.value {
            Value::Integer(number) => T::try_from(number).map_err(|_| {
                ReadError::new(EntryProblem::Type { expected, found: "a number beyond that" }).at(self.0.at)
            }),
            Value::Table(_) | Value::List(_) | Value::Text(_) | Value::Boolean(_) | Value::Other(_) => {
                Err(self.wrong(expected))
            }
        }
    }

    fn text(self) -> Result<&'de str, ReadError> {
        match &self.0.value {
            Value::Text(text) => Ok(text),
            Value::Table(_) | Value::List(_) | Value::Integer(_) | Value::Boolean(_) | Value::Other(_) => {
                Err(self.wrong("a text"))
            }
        }
    }
}

/// Numbers: the method, its type, and what is expected.
macro_rules! numbers {
    ($($method:ident $visit:ident $type:ty, $expected:literal;)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
            visitor.$visit(self.integer::<$type>($expected)?).map_err(|error: ReadError| error.at(self.0.at))
        }
    )+};
}

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = ReadError;

    numbers! {
        deserialize_u8 visit_u8 u8, "a whole number from 0 to 255";
        deserialize_u16 visit_u16 u16, "a whole number from 0 to 65535";
        deserialize_u32 visit_u32 u32, "a whole number from 0 to 4294967295";
        deserialize_u64 visit_u64 u64, "a whole number from 0";
        deserialize_i32 visit_i32 i32, "a whole number from -2147483648 to 2147483647";
        deserialize_i64 visit_i64 i64, "a whole number";
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.0.value {
            Value::Boolean(value) => visitor.visit_bool(value),
            Value::Table(_) | Value::List(_) | Value::Text(_) | Value::Integer(_) | Value::Other(_) => {
                Err(self.wrong("true or false"))
            }
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_borrowed_str(self.text()?).map_err(|error: ReadError| error.at(self.0.at))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match &self.0.value {
            Value::List(list) => visitor.visit_seq(List { left: list.iter(), index: 0 }),
            Value::Table(_) | Value::Text(_) | Value::Integer(_) | Value::Boolean(_) | Value::Other(_) => {
                Err(self.wrong("a list"))
            }
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        let members = self.members()?;
        // What lacks an entry is where its own name is, which the caller knows.
        visitor.visit_map(Table { left: members.iter(), current: None })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        let kind = match &self.0.value {
            Value::Text(name) => Kind { name, at: self.0.at, own: None, whole: self.0 },
            Value::Table(members) => match &members[..] {
                [member] => Kind { name: &member.name, at: member.at, own: Some(member), whole: self.0 },
                _ => return Err(ReadError::new(EntryProblem::OneKind).at(self.0.at)),
            },
            Value::List(_) | Value::Integer(_) | Value::Boolean(_) | Value::Other(_) => {
                return Err(self.wrong("a text, or a table with one entry"));
            }
        };
        visitor.visit_enum(kind)
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, ReadError> {
        Err(EntryProblem::Internal("an entry has a type that is not read").into())
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i128 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct identifier ignored_any
    }
}

/// The values of a list.
struct List<'a> {
    left: std::slice::Iter<'a, Node>,
    index: usize,
}

impl<'de> SeqAccess<'de> for List<'de> {
    type Error = ReadError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, ReadError> {
        let Some(node) = self.left.next() else { return Ok(None) };
        let index = self.index;
        self.index += 1;
        seed.deserialize(Reader(node)).map(Some).map_err(|error| error.within(node.at, Step::Index(index)))
    }
}

/// The entries of a table.
struct Table<'a> {
    left: std::slice::Iter<'a, Member>,
    current: Option<&'a Member>,
}

impl<'de> MapAccess<'de> for Table<'de> {
    type Error = ReadError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, ReadError> {
        self.current = self.left.next();
        let Some(member) = self.current else { return Ok(None) };
        let name: StrDeserializer<'_, ReadError> = member.name.as_str().into_deserializer();
        let step = || Step::Name(member.name.clone());
        seed.deserialize(name).map(Some).map_err(|error| error.within(member.at, step()))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, ReadError> {
        let member = self.current.ok_or(EntryProblem::Internal("a value is asked for before its name"))?;
        let step = || Step::Name(member.name.clone());
        seed.deserialize(Reader(&member.node)).map_err(|error| error.within(member.at, step()))
    }
}

/// One of several kinds: a text, or a table whose only entry has the kind's name.
struct Kind<'a> {
    name: &'a str,
    at: usize,
    own: Option<&'a Member>,
    whole: &'a Node,
}

impl<'de> EnumAccess<'de> for Kind<'de> {
    type Error = ReadError;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), ReadError> {
        let name: StrDeserializer<'_, ReadError> = self.name.into_deserializer();
        match seed.deserialize(name) {
            Ok(value) => Ok((value, self)),
            Err(error) => Err(match self.own {
                Some(member) => error.within(self.at, Step::Name(member.name.clone())),
                // The text itself, which is not shown.
                None => error.at(self.at),
            }),
        }
    }
}

impl<'de> VariantAccess<'de> for Kind<'de> {
    type Error = ReadError;

    fn unit_variant(self) -> Result<(), ReadError> {
        match self.own {
            None => Ok(()),
            Some(_) => Err(Reader(self.whole).wrong("a text")),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, ReadError> {
        match self.own {
            Some(member) => {
                let step = || Step::Name(member.name.clone());
                seed.deserialize(Reader(&member.node)).map_err(|error| error.within(member.at, step()))
            }
            // Nothing more is said of it.
            None => seed.deserialize(Empty(self.at)),
        }
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, ReadError> {
        Err(EntryProblem::Internal("a kind has a type that is not read").into())
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        match self.own {
            Some(member) => {
                let step = || Step::Name(member.name.clone());
                Reader(&member.node).deserialize_map(visitor).map_err(|error| error.within(member.at, step()))
            }
            None => Empty(self.at).deserialize_any(visitor),
        }
    }
}

/// A table without entries, for a kind of which only the name was given.
struct Empty(usize);

impl<'de> Deserializer<'de> for Empty {
    type Error = ReadError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_map(Table { left: [].iter(), current: None }).map_err(|error| error.at(self.0))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
