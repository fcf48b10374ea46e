//! Whose KMS keys may be called, where it is not said which.
//!
//! Source: `framework/aws-kms/aws-kms-discovery-keyring.md` of the AWS Encryption SDK specification.

use super::arn::KeyArn;
use crate::error::KeyError;

/// Whose KMS keys may be called under discovery.
///
/// Without one a discovery keyring calls any key that an item names: whoever can write to the table can have a reader
/// call keys of any account, which then see the item's encryption context in their audit log, and can have it
/// accept items that were wrapped with these. It is the same with a [`KeyStore`](crate::KeyStore) that discovers keys
/// and those who can write to its table; it does not serve for writing without a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiscoveryFilter {
    partition: String,
    accounts: Vec<String>,
}

impl DiscoveryFilter {
    /// Keys of the accounts `accounts`, by their 12-digit numbers, in the partition `partition`, for
    /// example `aws`.
    ///
    /// # Errors
    /// [`KeyError::Config`] when there is no account, or an account or the partition is empty.
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
