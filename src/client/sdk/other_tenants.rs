//! Tells which items were left out of an answer because they belong to another tenant.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use super::per_call::call_interceptor;
use crate::value::Item;

/// Collects which items were left out of pages because they are sealed for another tenant than the one that was asked
/// for.
///
/// On a table with a [beacon key per tenant](crate::BeaconKeySource::per_tenant), a Query or Scan that names a tenant
/// returns items of that tenant only: those whose one data key is wrapped by the tenant's branch key, whatever their
/// attributes say. Others are left out before they are opened, with or without this. That they come up is no fault where
/// the tenant is not part of what DynamoDB is asked: beacons of two tenants may be the same by chance. Where it is, an item
/// with this tenant's name was sealed for another.
///
/// It is an interceptor of the SDK: registered with a call it works for that call, and with a client, for all of them,
/// those of paginators among them. Clones collect into the same place, which holds what was reported until it is taken.
///
/// ```no_run
/// # use aws_sdk_dynamodb::{Client, types::AttributeValue::S};
/// # async fn example(client: Client) -> Result<(), Box<dyn std::error::Error>> {
/// use dynamodb_item_encryptor::OtherTenants;
///
/// let others = OtherTenants::new();
/// let query = client.query().table_name("Customers").index_name("by-email");
/// let query = query.key_condition_expression("email = :e").filter_expression("tenant = :t");
/// let query = query.expression_attribute_values(":e", S("a@example.com".into()));
/// let query = query.expression_attribute_values(":t", S("tenant-1".into()));
/// let page = query.customize().interceptor(others.clone()).send().await?;
/// println!("{} items, and {} of other tenants", page.count(), others.take().len());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct OtherTenants(Arc<Mutex<Vec<Item>>>);

impl OtherTenants {
    /// A place where nothing was reported yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes out the primary keys of the items that were left out since the last time. Within a page, in the order of
    /// its items.
    pub fn take(&self) -> Vec<Item> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn report(&self, keys: impl IntoIterator<Item = Item>) {
        // A poisoned lock is of no concern: the list is only ever added to, or taken whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(keys);
    }
}

/// Says how many were reported, and nothing of them.
impl fmt::Debug for OtherTenants {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reported = self.0.lock().unwrap_or_else(PoisonError::into_inner).len();
        f.debug_tuple("OtherTenants").field(&reported).finish()
    }
}

call_interceptor!(OtherTenants, "dynamodb_item_encryptor_other_tenants");
