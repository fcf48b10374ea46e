//! Whether an answer fits its request.
//!
//! That an item verifies says that it is one of the table's, not that it is the one that was asked for: whoever
//! answers in DynamoDB's place can send any item that it has ever seen. So its key is compared with what the request
//! names, before anything is opened, let alone projected. Keys are readable, and an item verifies with its own only.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::{AttributeValue, ItemCollectionMetrics};

use crate::error::{AnswerProblem, Error};
use crate::expression::equal;
use crate::format::number;
use crate::table::TableConfig;
use crate::value::Item;

/// How an answer fails to fit its request.
#[derive(Debug)]
pub(crate) struct Mismatch {
    /// Logical name of the table; `None` if the request was for no encrypted table.
    table: Option<String>,
    problem: AnswerProblem,
}

impl Mismatch {
    pub(crate) fn new(table: &TableConfig, problem: AnswerProblem) -> Self {
        Mismatch { table: Some(table.logical_name().to_owned()), problem }
    }

    /// The answer is about a table that was not asked for. One of those that were is named.
    pub(crate) fn other_table<'a>(tables: impl Iterator<Item = &'a TableConfig>) -> Self {
        let table = tables.map(TableConfig::logical_name).min();
        Mismatch { table: table.map(str::to_owned), problem: AnswerProblem::OtherTable }
    }

    /// An item or key is not among those that were asked for; `names` are their key attributes.
    fn other_key<'a>(table: &TableConfig, names: impl Iterator<Item = &'a str>) -> Self {
        Mismatch::new(table, AnswerProblem::OtherKey { attributes: names.map(str::to_owned).collect() })
    }

    pub(crate) fn into_error(self, operation: &str) -> Error {
        let Mismatch { table, problem } = self;
        match table {
            Some(table) => Error::UnexpectedAnswer { table, operation: operation.to_owned(), problem },
            None => {
                Error::Internal { table, what: "an answer to a request for no encrypted table was compared" }
            }
        }
    }
}

/// The one item that a request, or a part of one, is about.
#[derive(Clone)]
pub(crate) struct AskedItem {
    pub(crate) table: TableConfig,
    /// Its key.
    key: Vec<(String, AttributeValue)>,
}

impl AskedItem {
    /// The item that a key names.
    pub(crate) fn with_key(table: &TableConfig, key: Option<&Item>) -> Self {
        let key = key.into_iter().flatten().map(|(name, value)| (name.clone(), value.clone())).collect();
        AskedItem { table: table.clone(), key }
    }

    /// The item that is written.
    pub(crate) fn written(table: &TableConfig, item: Option<&Item>) -> Self {
        let key = table.keys().filter_map(|name| item?.get_key_value(name));
        let key = key.map(|(name, value)| (name.clone(), value.clone())).collect();
        AskedItem { table: table.clone(), key }
    }

    /// Whether the item that came back, if one did, is this one.
    pub(crate) fn match_item(&self, item: Option<&Item>) -> Result<(), Mismatch> {
        match item {
            Some(item) if !self.is(item) => Err(self.mismatch()),
            _ => Ok(()),
        }
    }

    /// Whether what is said about an item collection is about this item's.
    pub(crate) fn match_metrics(&self, metrics: Option<&ItemCollectionMetrics>) -> Result<(), Mismatch> {
        match metrics {
            Some(metrics) if !self.is_in(metrics) => Err(self.mismatch()),
            _ => Ok(()),
        }
    }

    /// Whether the item is in the collection.
    pub(crate) fn is_in(&self, metrics: &ItemCollectionMetrics) -> bool {
        is_in_collection(metrics, |name| self.key.iter().find(|(own, _)| own == name).map(|(_, value)| value))
    }

    /// Whether a stored item is this one.
    fn is(&self, item: &Item) -> bool {
        // A key of nothing would fit everything.
        !self.key.is_empty()
            && self.key.iter().all(|(name, value)| item.get(name).is_some_and(|other| same(value, other)))
    }

    /// Its key.
    pub(crate) fn key(&self) -> Item {
        self.key.iter().cloned().collect()
    }

    /// Its key, as bytes that are the same for the same key; `None` for what no key can be.
    pub(crate) fn form(&self) -> Option<Vec<u8>> {
        let mut names: Vec<_> = self.key.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        key_form(&self.key(), &names)
    }

    pub(crate) fn mismatch(&self) -> Mismatch {
        Mismatch::other_key(&self.table, self.key.iter().map(|(name, _)| name.as_str()))
    }
}

/// The keys that a request names of a table, each as often as it does.
pub(crate) struct AskedKeys {
    table: TableConfig,
    /// The key attributes, in one order.
    names: Vec<String>,
    /// For each key, which of the request's it is, the first of them last.
    left: HashMap<Vec<u8>, Vec<usize>>,
}

impl AskedKeys {
    /// Of a request whose keys have the attributes `names`.
    pub(crate) fn new<'a>(
        table: &TableConfig,
        names: Vec<String>,
        keys: impl DoubleEndedIterator<Item = Option<&'a Item>> + ExactSizeIterator,
    ) -> Self {
        let mut left = HashMap::<_, Vec<_>>::with_capacity(keys.len());
        for (place, key) in keys.enumerate().rev() {
            // DynamoDB refuses a request with a key that is not one.
            if let Some(form) = key.and_then(|key| key_form(key, &names)) {
                left.entry(form).or_default().push(place);
            }
        }
        AskedKeys { table: table.clone(), names, left }
    }

    /// Which of the request's keys the item or key has. It counts as answered from then on.
    pub(crate) fn take(&mut self, item: &Item) -> Result<usize, Mismatch> {
        let form = key_form(item, &self.names);
        match form.and_then(|form| self.left.get_mut(&form)).map(Vec::pop) {
            Some(Some(place)) => Ok(place),
            Some(None) => {
                let attributes = self.names.clone();
                Err(Mismatch::new(&self.table, AnswerProblem::RepeatedKey { attributes }))
            }
            None => Err(self.other_key()),
        }
    }

    pub(crate) fn other_key(&self) -> Mismatch {
        Mismatch::other_key(&self.table, self.names.iter().map(String::as_str))
    }
}

/// The key that an item has, as bytes that are the same for the same key. `None` where it has none: an attribute is
/// missing, or of a type that no key has.
#[cfg_attr(not(test), expect(clippy::wildcard_enum_match_arm, reason = "the SDK's types may grow"))]
pub(crate) fn key_form<N: AsRef<str>>(item: &Item, names: &[N]) -> Option<Vec<u8>> {
    let mut form = Vec::with_capacity(64);
    // Without an attribute there is no key.
    names.first()?;
    for name in names {
        let (kind, start) = (form.len(), form.len() + 1 + size_of::<u64>());
        form.resize(start, 0);
        let type_name = match item.get(name.as_ref())? {
            AttributeValue::S(text) => {
                form.extend_from_slice(text.as_bytes());
                b'S'
            }
            AttributeValue::N(text) => {
                number::normalize(text, &mut form).ok()?;
                b'N'
            }
            AttributeValue::B(bytes) => {
                form.extend_from_slice(bytes.as_ref());
                b'B'
            }
            _ => return None,
        };
        let length = (form.len() - start) as u64;
        *form.get_mut(kind)? = type_name;
        form.get_mut(kind + 1..start)?.copy_from_slice(&length.to_be_bytes());
    }
    Some(form)
}

/// The names of a key's attributes, in one order; those of the table's key where there is none.
pub(crate) fn key_names(table: &TableConfig, key: Option<&Item>) -> Vec<String> {
    let Some(key) = key else { return table.keys().map(str::to_owned).collect() };
    let mut names: Vec<_> = key.keys().cloned().collect();
    names.sort_unstable();
    names
}

/// Whether an item, given what attributes it has, is in the collection that something is said about.
pub(crate) fn is_in_collection<'a>(
    metrics: &ItemCollectionMetrics,
    attribute: impl Fn(&str) -> Option<&'a AttributeValue>,
) -> bool {
    let key = metrics.item_collection_key().into_iter().flatten();
    key.into_iter().all(|(name, value)| attribute(name).is_some_and(|own| same(own, value)))
}

/// Whether two values of a key attribute are the same.
fn same(one: &AttributeValue, other: &AttributeValue) -> bool {
    is_key_value(one) && equal(one, other)
}

/// Whether a key attribute can have this value.
pub(crate) fn is_key_value(value: &AttributeValue) -> bool {
    matches!(value, AttributeValue::S(_) | AttributeValue::N(_) | AttributeValue::B(_))
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::primitives::Blob;

    use super::*;
    use crate::RawAesKeyring;

    fn table() -> TableConfig {
        let keyring = RawAesKeyring::new("tests", "one", &[7; 32]).unwrap();
        let table = TableConfig::builder("T").partition_key("a").sort_key("b");
        table.keyring(keyring).build().unwrap()
    }

    fn key(a: AttributeValue, b: AttributeValue) -> Item {
        HashMap::from([("a".to_owned(), a), ("b".to_owned(), b)])
    }

    fn s(text: &str) -> AttributeValue {
        AttributeValue::S(text.to_owned())
    }

    fn n(text: &str) -> AttributeValue {
        AttributeValue::N(text.to_owned())
    }

    fn b(bytes: &[u8]) -> AttributeValue {
        AttributeValue::B(Blob::new(bytes))
    }

    #[test]
    fn keys_are_the_same_by_type_and_value_and_numbers_by_their_worth() {
        let same = [(n("1.0"), n("1")), (n("-0"), n("0e5")), (n("1e2"), n("+100.00")), (s("x"), s("x"))];
        let others =
            [(n("1"), s("1")), (s("1"), b(b"1")), (n("1"), n("1.5")), (s("x"), s("X")), (b(b""), s(""))];
        for (pairs, expected) in [(&same[..], true), (&others[..], false)] {
            for (one, other) in pairs {
                let (one, other) = (key(s("p"), one.clone()), key(s("p"), other.clone()));
                let asked = AskedItem::with_key(&table(), Some(&one));
                assert_eq!(asked.match_item(Some(&other)).is_ok(), expected, "{one:?} {other:?}");
                assert_eq!(key_form(&one, &["a", "b"]) == key_form(&other, &["a", "b"]), expected);
                let mut keys =
                    AskedKeys::new(&table(), vec!["a".to_owned(), "b".to_owned()], [Some(&one)].into_iter());
                assert_eq!(keys.take(&other).is_ok(), expected, "{other:?}");
            }
        }
        // No byte passes from one attribute to the other.
        assert_ne!(key_form(&key(s("xy"), s("z")), &["a", "b"]), key_form(&key(s("x"), s("yz")), &["a", "b"]));
    }

    #[test]
    fn what_is_no_key_is_never_the_one_that_was_asked_for() {
        let list = AttributeValue::L(vec![s("x")]);
        for no_key in [Item::new(), key(list.clone(), list.clone()), key(n("x"), n("y"))] {
            let asked = AskedItem::with_key(&table(), Some(&no_key));
            let is_number = no_key.get("a").is_some_and(AttributeValue::is_n);
            assert_eq!(asked.match_item(Some(&no_key)).is_ok(), is_number, "{no_key:?}");
            assert!(asked.match_item(None).is_ok());
            assert_eq!(key_form(&no_key, &["a", "b"]), None);
        }
        assert_eq!(key_form::<&str>(&key(s("x"), s("y")), &[]), None);
    }

    #[test]
    fn an_answer_about_another_table_names_one_that_was_asked_for() {
        let named = |tables: &[TableConfig]| Mismatch::other_table(tables.iter()).into_error("BatchGetItem");
        let Error::UnexpectedAnswer { table, .. } = named(&[table()]) else { panic!() };
        assert_eq!(table, "T");
        assert!(matches!(named(&[]), Error::Internal { table: None, .. }));
    }

    #[test]
    fn a_key_is_answered_as_often_as_it_was_asked_for() {
        let (one, two) = (key(s("x"), n("1")), key(s("x"), n("2")));
        let names = ["a".to_owned(), "b".to_owned()];
        let mut keys = AskedKeys::new(&table(), names.to_vec(), [&two, &one, &one].map(Some).into_iter());
        assert_eq!(keys.take(&one).ok(), Some(1));
        assert_eq!(keys.take(&two).ok(), Some(0));
        assert_eq!(keys.take(&one).ok(), Some(2));
        let problem = keys.take(&one).err().map(|mismatch| mismatch.problem);
        assert_eq!(problem, Some(AnswerProblem::RepeatedKey { attributes: names.to_vec() }));
        let problem = keys.take(&key(s("y"), n("1"))).err().map(|mismatch| mismatch.problem);
        assert_eq!(problem, Some(AnswerProblem::OtherKey { attributes: names.to_vec() }));
    }
}
