//! Hands out parts of items that nobody has verified, where the application asks for it.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::per_call::call_interceptor;

/// Reads what an index has of items that it does not have whole, **without any verification**.
///
/// An item cannot be verified without all of its signed attributes, its header and its footer. Where an index does not project
/// them, reading from it fails with [`Error::Index`](crate::Error::Index). With this, a Query or Scan of such an index hands out the
/// attributes that the table's configuration does not encrypt, as they are stored.
///
/// **Whoever can write to the table, or answers in its place, chooses these values.** They may be of another item, or of none;
/// signed attributes are as unprotected as all others. Use them to find items, and read these by their keys before anything
/// depends on what they say.
///
/// It is an interceptor of the SDK: registered with a call it works for that call, and with a client, for all of them.
///
/// ```no_run
/// # use aws_sdk_dynamodb::{Client, types::AttributeValue::S};
/// # async fn example(client: Client) -> Result<(), Box<dyn std::error::Error>> {
/// use dynamodb_item_encryptor::AllowUnverifiedParts;
///
/// let allowing = AllowUnverifiedParts::new();
/// let query = client.query().table_name("Customers").index_name("keys-by-plan");
/// let query = query.key_condition_expression("plan = :p").expression_attribute_values(":p", S("gold".into()));
/// let page = query.customize().interceptor(allowing.clone()).send().await?;
/// println!("{} items, {} of them unverified", page.count(), allowing.count());
/// # Ok(())
/// # }
/// ```
///
/// * Encrypted attributes are never handed out, nor are attributes that are not configured. A value that looks encrypted although its attribute is only
///   signed by this configuration fails the call: another writer may have encrypted it.
/// * An item that the index has whole is verified and opened as ever; if that fails, so does the call.
/// * Nothing changes for reads of the table itself and of indexes that are declared to
///   [project all](crate::TableConfigBuilder::index_projects_all), for `Select` `ALL_ATTRIBUTES`, and for requests with a filter that this side has to
///   evaluate: a part of an item does not say whether it passes.
///
/// Clones count together.
#[derive(Clone, Default)]
#[must_use = "it does nothing before it is registered with a call or a client"]
pub struct AllowUnverifiedParts(Arc<AtomicUsize>);

impl AllowUnverifiedParts {
    /// Nothing was handed out yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many items were handed out without verification.
    pub fn count(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }

    pub(super) fn add(&self, parts: usize) {
        self.0.fetch_add(parts, Ordering::Relaxed);
    }
}

impl fmt::Debug for AllowUnverifiedParts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("AllowUnverifiedParts").field(&self.count()).finish()
    }
}

call_interceptor!(AllowUnverifiedParts, "dynamodb_item_encryptor_allow_unverified_parts");
