//! Whose KMS keys may be called, if the configuration does not name them.
//!
//! Source: `framework/aws-kms/aws-kms-discovery-keyring.md` of the AWS Encryption SDK specification.

use super::arn::KeyArn;
use crate::error::KeyError;

/// Whose KMS keys may be called under discovery.
///
/// Without one, a discovery keyring calls any key that an item names. Whoever can write to the table can then make a
/// reader call keys of any account, whose audit log shows the item's encryption context, and make it accept items that
/// were wrapped with such keys. The same is true of a [`KeyStore`](crate::KeyStore) that discovers keys, and of whoever
/// can write to its table; without a filter, it gives no keys to write with.
///
/// Example: [`KmsDiscoveryKeyring`](crate::KmsDiscoveryKeyring).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DiscoveryFilter {
    partition: String,
    accounts: Vec<String>,
}

impl DiscoveryFilter {
    /// Keys of the accounts `accounts`, by their 12-digit numbers, in the partition `partition`, for
    /// example `aws`.
    ///
    /// # Errors
    /// [`KeyError::Config`] if there is no account, or if an account or the partition is empty.
    ///
    /// ```
    /// use dynamodb_item_encryptor::DiscoveryFilter;
    ///
    /// let ours = DiscoveryFilter::new("aws", ["111122223333", "444455556666"])?;
    /// # Ok::<(), dynamodb_item_encryptor::KeyError>(())
    /// ```
    pub fn new(
        partition: impl Into<String>,
        accounts: impl IntoIterator<Item = impl Into<String>>,
    ) -> Result<Self, KeyError> {
        let filter = DiscoveryFilter {
            partition: partition.into(),
            accounts: accounts.into_iter().map(Into::into).collect(),
        };
        let problem = match &filter {
            DiscoveryFilter { partition, .. } if partition.is_empty() => "the partition is empty",
            DiscoveryFilter { accounts, .. } if accounts.is_empty() => "there is no account",
            DiscoveryFilter { accounts, .. } if accounts.iter().any(String::is_empty) => "an account is empty",
            _ => return Ok(filter),
        };
        Err(KeyError::Config(format!("discovery filter: {problem}")))
    }

    pub(crate) fn admits(&self, key: &KeyArn<'_>) -> bool {
        self.partition == key.partition && self.accounts.iter().any(|account| account == key.account)
    }
}
