//! The legacy format, as far as a table knows it.

use std::fmt;
use std::sync::Arc;

use crate::error::{ConfigProblem, Error};
use crate::future::BoxFuture;
use crate::value::Item;

/// The legacy format of a table's items, and what the table does with it. An item is in this format
/// if it has the signature attribute.
pub(crate) trait LegacyFormat: fmt::Debug + Send + Sync {
    /// The same, for the table of this name: errors name it.
    fn of_table(&self, logical_name: &str) -> Arc<dyn LegacyFormat>;

    /// Whether items are written in this format.
    fn is_written(&self) -> bool;

    /// Whether items in this format are read.
    fn is_read(&self) -> bool;

    /// The attribute that every item in this format has.
    fn signature_attribute(&self) -> &str;

    /// The attribute that an item in this format may have in addition, and no other item.
    fn description_attribute(&self) -> &str;

    /// Whether an attribute's value is encrypted in this format.
    fn encrypts(&self, attribute: &str) -> bool;

    /// Whether an attribute's value is signed in this format, whether or not it is encrypted.
    fn signs(&self, attribute: &str) -> bool;

    /// Checks the format's configuration against the table's keys.
    ///
    /// # Errors
    /// What is wrong, and with which attribute if it concerns one.
    fn check(&self, partition_key: &str, sort_key: Option<&str>)
    -> Result<(), (Option<String>, ConfigProblem)>;

    /// Whether an item that is in neither format is read: it has nothing that this format would have protected, and
    /// the configuration allows it.
    fn was_never_signed(&self, item: &Item) -> bool;

    /// Encrypts and signs an item in this format.
    fn seal(&self, item: Item) -> BoxFuture<'_, Result<Item, Error>>;

    /// Verifies and decrypts an item in this format.
    fn open(&self, item: Item) -> BoxFuture<'_, Result<Item, Error>>;
}
