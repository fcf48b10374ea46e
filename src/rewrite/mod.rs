//! Conditional replacement: "replace the stored item by this one, if it is still the one that I read".
//!
//! Updates of encrypted items, the migration from the legacy format, and whatever walks a whole table need the same
//! thing: items were read as they are stored, new ones were made of them, and somebody else may have written in
//! between. This room makes the request for one item; it neither reads, nor seals, nor tries again. A walk does, for
//! each item of a page of a consistent Scan:
//!
//! 1. decide whether there is anything to do, by the format or the header of the item;
//! 2. open it and seal it with [`ItemEncryptor`](crate::ItemEncryptor);
//! 3. [`Replacement::of`] both, [`request`](Replacement::request), and
//!    [`send_with`](ReplacementRequest::send_with) a client that does not encrypt;
//! 4. where the answer is `false`, read the item with a consistent GetItem and start again at 1, for a bounded number
//!    of times; where the item is gone, leave it at that.
//!
//! Every step may be repeated, so a walk that was stopped starts again at the last page that it finished.
//! `examples/migrate` is such a walk.
//!
//! `condition.rs` decides what is compared, `parts.rs` writes it down within DynamoDB's limits.

mod condition;
mod parts;
mod request;

use std::collections::BTreeSet;
use std::fmt;

use aws_sdk_dynamodb::operation::delete_item::DeleteItemInput;
use aws_sdk_dynamodb::operation::put_item::PutItemInput;
use aws_sdk_dynamodb::operation::update_item::UpdateItemInput;

pub use request::ReplacementRequest;
pub(crate) use request::Sent;

use crate::error::{Error, ItemProblem, RefusedProblem};
use crate::expression::equal;
use crate::table::TableConfig;
use crate::value::Item;
use condition::{NONE, Reach, Unsigned, Version};
use parts::{Expected, Parts};

/// The replacement of a stored item by another, on the condition that it is still the one that was read.
///
/// Items are given as they are stored: read by a client that does not encrypt, and sealed by an
/// [`ItemEncryptor`](crate::ItemEncryptor). Nothing here opens or seals.
///
/// # When an item is still the one that was read
/// * An item in the current format: when its footer is the same. Every version of an item has a footer of its own,
///   even if nothing but its keys has changed. The footer does not cover unsigned attributes, so those that differ
///   between the two items are compared as well, and all of them where the item is put or deleted, or where
///   [`reading_unsigned`](Self::reading_unsigned) says that the change depends on them.
/// * An item in the legacy format, or plaintext: when every attribute is the same, and no attribute was added that the
///   table's configuration knows by name. A legacy item for which that is too long is compared by its signature and
///   by those attributes that the signature does not cover.
/// * An item that does not exist: when there is none with this key.
///
/// A deleted item never comes back, and one that was made meanwhile is not overwritten.
///
/// # What happens to concurrent writes
/// If somebody has replaced the item or changed an attribute that is compared, DynamoDB refuses the write, and nothing
/// changes. If somebody has changed an attribute that is not compared, or has added one that only the prefix of
/// unsigned attributes allows, that stays: the item is updated, not put, unless it is too large for an update. Beacons
/// of other clients (`aws_dbe_b_…`) are never compared: whoever writes one seals the item anew.
///
/// # A lost race and a fault
/// DynamoDB answers a lost race with `ConditionalCheckFailedException`, and that means nothing else here. It is normal
/// if others write, too; [`send_with`](ReplacementRequest::send_with) turns it into `Ok(false)`. In CloudWatch it
/// counts as `ConditionalCheckFailedRequests`, not as an error of the table. Every other error is a fault.
///
/// # Limits
/// DynamoDB accepts 4 KB for each expression, 300 operators in each, and 400 KB for what an update writes. An update
/// that is larger becomes a [`Put`](ReplacementRequest::Put). A condition that is larger is an error. An item of more
/// than 400 KB is left to DynamoDB, which refuses it.
///
/// ```
/// # use std::collections::HashMap;
/// # use aws_sdk_dynamodb::types::AttributeValue::S;
/// # use dynamodb_item_encryptor::{ItemEncryptor, RawAesKeyring, TableConfig};
/// use dynamodb_item_encryptor::{Replacement, ReplacementRequest};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let keyring = RawAesKeyring::new("examples", "customers", &[7; 32])?;
/// # let table = TableConfig::builder("Customers").partition_key("id").encrypt(["email"]).keyring(keyring).build()?;
/// # let encryptor = ItemEncryptor::new(table);
/// # let item = HashMap::from([("id".to_owned(), S("42".into())), ("email".to_owned(), S("a@example.com".into()))]);
/// # let stored = encryptor.encrypt_item(item).await?; // as a plain GetItem or Scan reads it
/// // Seals an item anew, with the keys that are configured now.
/// let opened = encryptor.decrypt_item(stored.clone()).await?.item;
/// let sealed = encryptor.encrypt_item(opened).await?;
/// let request = Replacement::of(encryptor.table(), &stored, sealed).request()?;
/// let ReplacementRequest::Update(update) = &request else { panic!("a small item is updated") };
/// assert_eq!(update.get_condition_expression().as_deref(), Some("#0=:0"));
/// assert_eq!(update.get_expression_attribute_names().as_ref().unwrap()["#0"], "aws_dbe_foot");
/// # async fn send(client: aws_sdk_dynamodb::Client, request: ReplacementRequest) -> Result<(), Box<dyn std::error::Error>> {
/// if !request.send_with(&client).await? {
///     // Somebody else was faster: read the item again, and start over.
/// }
/// # Ok(())
/// # }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use = "a replacement does nothing before its request is sent"]
pub struct Replacement<'a> {
    table: &'a TableConfig,
    stored: Option<&'a Item>,
    new: Option<Item>,
    unsigned: Unsigned<'a>,
    /// What is compared whatever covers it.
    always: &'a BTreeSet<String>,
}

impl<'a> Replacement<'a> {
    /// Replaces `stored`, as it was read, by `new`, as it is to be stored.
    pub fn of(table: &'a TableConfig, stored: &'a Item, new: Item) -> Self {
        let unsigned = Unsigned::ChangedAnd(&NONE);
        Replacement { table, stored: Some(stored), new: Some(new), unsigned, always: &NONE }
    }

    /// Stores `new` where there was no item.
    pub fn creation(table: &'a TableConfig, new: Item) -> Self {
        Replacement {
            table,
            stored: None,
            new: Some(new),
            unsigned: Unsigned::ChangedAnd(&NONE),
            always: &NONE,
        }
    }

    /// Deletes `stored`, as it was read.
    pub fn removal(table: &'a TableConfig, stored: &'a Item) -> Self {
        Replacement { table, stored: Some(stored), new: None, unsigned: Unsigned::All, always: &NONE }
    }

    /// The change depends on unsigned attributes that it leaves as they are: all of them are compared, those that
    /// the configuration knows by name also where they do not exist.
    pub fn reading_unsigned(mut self) -> Self {
        self.unsigned = Unsigned::All;
        self
    }

    /// The change depends on these attributes: of the unsigned ones, they are compared beside those that differ.
    pub(crate) fn reading(mut self, names: &'a BTreeSet<String>) -> Self {
        self.unsigned = Unsigned::ChangedAnd(names);
        self
    }

    /// These attributes are compared whatever the configuration says of them: the stored item may have been sealed by
    /// another one, whose footer does not cover them.
    pub(crate) fn comparing_always(mut self, names: &'a BTreeSet<String>) -> Self {
        self.always = names;
        self
    }

    /// Whether the item may be replaced or deleted depends on these attributes only: of the unsigned ones, no others are
    /// compared.
    pub(crate) fn reading_only(mut self, names: &'a BTreeSet<String>) -> Self {
        self.unsigned = Unsigned::Only(names);
        self
    }

    /// The request that makes the replacement.
    ///
    /// # Errors
    /// [`Error::InvalidItem`] if an item lacks a key attribute ([`ItemProblem::MissingKey`]), or if what has to be
    /// compared is more than DynamoDB accepts ([`ItemProblem::TooMuchToCompare`]), and [`Error::Refused`] if the two
    /// items have different keys ([`RefusedProblem::KeyChanged`]).
    pub fn request(self) -> Result<ReplacementRequest, Error> {
        if let Some(update) = self.update()? {
            return Ok(update);
        }
        if self.new.is_none() { self.delete() } else { self.put() }
    }

    /// An UpdateItem of what differs, where there is an item to update and it fits into one.
    fn update(&self) -> Result<Option<ReplacementRequest>, Error> {
        if self.stored.is_some() { self.as_update() } else { Ok(None) }
    }

    /// An UpdateItem of what differs, or of all of a new item, where it fits into one.
    pub(crate) fn as_update(&self) -> Result<Option<ReplacementRequest>, Error> {
        let Some(new) = &self.new else { return Ok(None) };
        let (key, stored) = (self.key()?, self.stored);
        let mut names: Vec<_> = stored.into_iter().flat_map(|stored| stored.keys()).chain(new.keys()).collect();
        names.retain(|name| !key.contains_key(*name));
        names.sort_unstable();
        names.dedup();
        let parts = self.comparing(Reach::Named, |parts| {
            for name in &names {
                match new.get(*name) {
                    None => parts.remove(name),
                    Some(value) if stored.and_then(|stored| stored.get(*name)) != Some(value) => {
                        parts.set(name, value);
                    }
                    Some(_) => {}
                }
            }
        });
        let Some(parts) = parts else { return Ok(None) };
        let update = UpdateItemInput::builder().table_name(self.table.table_name()).set_key(Some(key));
        let update = update.set_update_expression(parts.update()).condition_expression(parts.condition());
        let update = update.set_expression_attribute_names(Some(parts.names()));
        Ok(Some(ReplacementRequest::Update(update.set_expression_attribute_values(parts.values()))))
    }

    /// The deletion of nothing, where there is still no item with this key.
    pub(crate) fn nothing(table: &'a TableConfig, key: &Item) -> Result<ReplacementRequest, Error> {
        let none = Replacement::creation(table, key.clone());
        none.key()?;
        let parts = none.comparing(Reach::All, |_| {}).ok_or_else(|| none.too_much())?;
        let delete = DeleteItemInput::builder().table_name(table.table_name()).set_key(Some(key.clone()));
        let delete = delete.condition_expression(parts.condition());
        Ok(ReplacementRequest::Delete(delete.set_expression_attribute_names(Some(parts.names()))))
    }

    /// A PutItem of the new item, whatever else the stored one has.
    pub(crate) fn put(mut self) -> Result<ReplacementRequest, Error> {
        self.key()?;
        let parts = self.comparing(Reach::All, |_| {}).ok_or_else(|| self.too_much())?;
        let put = PutItemInput::builder().table_name(self.table.table_name());
        let put = put.condition_expression(parts.condition());
        let put = put.set_expression_attribute_names(Some(parts.names()));
        let put = put.set_expression_attribute_values(parts.values());
        Ok(ReplacementRequest::Put(put.set_item(self.new.take())))
    }

    fn delete(&self) -> Result<ReplacementRequest, Error> {
        let key = self.key()?;
        let parts = self.comparing(Reach::All, |_| {}).ok_or_else(|| self.too_much())?;
        let delete = DeleteItemInput::builder().table_name(self.table.table_name()).set_key(Some(key));
        let delete = delete.condition_expression(parts.condition());
        let delete = delete.set_expression_attribute_names(Some(parts.names()));
        Ok(ReplacementRequest::Delete(delete.set_expression_attribute_values(parts.values())))
    }

    /// What has to hold, and what `change` adds to it, where that fits into a request.
    fn comparing<'p>(&'p self, reach: Reach, change: impl Fn(&mut Parts<'p>)) -> Option<Parts<'p>> {
        let assemble = |expected: Vec<(&'p str, Expected<'p>)>| {
            let mut parts = Parts::default();
            expected.into_iter().for_each(|(name, expected)| parts.require(name, expected));
            change(&mut parts);
            Some(parts).filter(Parts::fits)
        };
        let Some(stored) = self.stored else {
            return assemble(self.table.keys().map(|name| (name, Expected::Absent)).collect());
        };
        let Replacement { table, unsigned, always, .. } = *self;
        let version = Version { table, stored, new: self.new.as_ref(), unsigned, always };
        version.depths().iter().find_map(|depth| assemble(version.expected(reach, *depth)))
    }

    /// The key attributes, which are the same in both items.
    fn key(&self) -> Result<Item, Error> {
        let value = |name: &str| {
            let mut values = self.stored.into_iter().chain(&self.new).map(|item| item.get(name));
            match (values.next().flatten(), values.next()) {
                (Some(value), None) => Ok(value),
                (Some(value), Some(Some(other))) if equal(value, other) => Ok(value),
                (Some(_), Some(Some(_))) => Err(self.other_key(name)),
                (None, _) | (Some(_), Some(None)) => Err(self.invalid(Some(name), ItemProblem::MissingKey)),
            }
        };
        self.table.keys().map(|name| Ok((name.to_owned(), value(name)?.clone()))).collect()
    }

    fn other_key(&self, name: &str) -> Error {
        let problem = RefusedProblem::KeyChanged { attribute: name.to_owned() };
        Error::refused(Some(self.table.table_name()), "UpdateItem", problem)
    }

    fn too_much(&self) -> Error {
        self.invalid(None, ItemProblem::TooMuchToCompare)
    }

    fn invalid(&self, attribute: Option<&str>, problem: ItemProblem) -> Error {
        let (table, attribute) = (self.table.logical_name().to_owned(), attribute.map(str::to_owned));
        Error::InvalidItem { table, attribute, problem }
    }
}

/// Without the items: they may be plaintext.
impl fmt::Debug for Replacement<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Replacement").field("table_name", &self.table.table_name()).finish_non_exhaustive()
    }
}
