//! Choosing an item's branch key by the item's encryption context.
//!
//! Source: `specification/dynamodb-encryption-client/ddb-encryption-branch-key-id-supplier.md`.

use crate::error::{BoxError, KeyError};
use crate::format::context::{EncryptionContext, PARTITION_NAME, SORT_NAME, TABLE_NAME};
use crate::format::context_attributes;
use crate::value::Item;

/// Chooses the branch key of each item, for example the one of the item's tenant.
///
/// A function or closure over a [`BranchKeyIdRequest`] is one.
///
/// When an item is read, the request has the attributes that its *writer* put into the encryption context. Their values
/// are those of the item. But a writer who holds any branch key of the table can leave the tenant out of the context
/// and only sign it: so fail when an attribute is missing, rather than choose a branch key for items without. A strict
/// [`ReaderPolicy`](crate::ReaderPolicy) refuses such items before the supplier is asked.
///
/// Source: `specification/dynamodb-encryption-client/ddb-encryption-branch-key-id-supplier.md`, section
/// "DynamoDbKeyBranchKeyIdSupplier".
pub trait BranchKeyIdSupplier: Send + Sync {
    /// The identifier of the branch key of `item`. It must depend on the request alone: when the item is
    /// read, it has to be the same.
    ///
    /// # Errors
    /// [`KeyError::NoBranchKey`] if the item is the reason: it has no branch key and never will. An item that is read
    /// is then [at fault](crate::Error::is_of_item), and can be left out of a page or set aside. And whatever else
    /// prevents a choice. [`KeyError::BranchKeySupplier`] will carry either.
    fn branch_key_id(&self, item: &BranchKeyIdRequest<'_>) -> Result<String, BoxError>;
}

impl<F> BranchKeyIdSupplier for F
where
    F: Fn(&BranchKeyIdRequest<'_>) -> Result<String, BoxError> + Send + Sync,
{
    fn branch_key_id(&self, item: &BranchKeyIdRequest<'_>) -> Result<String, BoxError> {
        self(item)
    }
}

/// What the choice of an item's branch key may depend on: everything in its encryption context.
///
/// Example: [`KeyStore`](crate::KeyStore).
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct BranchKeyIdRequest<'a> {
    /// Logical name of the item's table.
    pub table: &'a str,
    /// Name of the partition key attribute.
    pub partition_key: &'a str,
    /// Name of the sort key attribute, if the table has one.
    pub sort_key: Option<&'a str>,
    /// The key attributes, and the attributes that are signed and included in the encryption context, if the table has
    /// any. Numbers are in normal form.
    pub attributes: Item,
}

impl<'a> BranchKeyIdRequest<'a> {
    /// Reads an item's encryption context.
    ///
    /// Source: `specification/dynamodb-encryption-client/ddb-encryption-branch-key-id-supplier.md`, section "Behavior".
    ///
    /// # Errors
    /// [`KeyError::Context`] if that does not name the table and its keys, or lacks their values.
    pub fn new(context: &'a EncryptionContext) -> Result<Self, KeyError> {
        let missing = KeyError::Context("the table or its partition key is not named");
        let (Some(table), Some(partition_key)) = (context.get(TABLE_NAME), context.get(PARTITION_NAME)) else {
            return Err(missing);
        };
        let attributes = context_attributes::parse(context)
            .ok_or(KeyError::Context("the attributes in it cannot be parsed"))?;
        let sort_key = context.get(SORT_NAME);
        let keys = [Some(partition_key), sort_key];
        if keys.into_iter().flatten().any(|key| !attributes.contains_key(key)) {
            return Err(KeyError::Context("the value of a key attribute is missing"));
        }
        Ok(BranchKeyIdRequest { table, partition_key, sort_key, attributes })
    }
}
