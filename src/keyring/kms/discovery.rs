//! Keyrings that read with whatever symmetric KMS keys an item names.
//!
//! Sources: `framework/aws-kms/aws-kms-discovery-keyring.md` and `aws-kms-multi-keyrings.md` of the AWS
//! Encryption SDK specification.

use std::collections::HashSet;
use std::sync::Arc;

use aws_sdk_kms::Client;

use super::calls::Calls;
use super::supplier::KmsClientSupplier;
use crate::error::KeyError;
use crate::keyring::{BoxFuture, Keyring, UnwrapRequest, UnwrappedDataKey, WrapRequest, WrappedDataKey, multi};
use crate::kms::arn::KeyArn;
use crate::kms::filter::DiscoveryFilter;

/// What discovery keyrings have in common.
pub(super) struct Discovery {
    pub(super) calls: Calls,
    filter: Option<DiscoveryFilter>,
}

impl Discovery {
    pub(super) fn new(calls: Calls) -> Self {
        Discovery { calls: calls.with_keys_of_items(false), filter: None }
    }

    pub(super) fn with_filter(self, filter: DiscoveryFilter) -> Self {
        Discovery { calls: self.calls.with_keys_of_items(true), filter: Some(filter) }
    }

    /// Whether the keyring may call the key.
    pub(super) fn admits(&self, key: &KeyArn<'_>) -> bool {
        self.filter.as_ref().is_none_or(|filter| filter.admits(key))
    }
}

/// The refusal to write items.
pub(super) fn cannot_wrap<'a>() -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
    let problem = "cannot write items: a discovery keyring names no key to write with";
    Box::pin(async move { Err(KeyError::OneWay { key: "any (discovery)".into(), problem }) })
}

/// A discovery keyring for each region.
pub(super) fn in_regions<K>(
    supplier: impl KmsClientSupplier + 'static,
    regions: impl IntoIterator<Item = impl Into<String>>,
    keyring: impl Fn(Calls) -> K,
) -> Result<Vec<K>, KeyError> {
    let mut regions: Vec<String> = regions.into_iter().map(Into::into).collect();
    if regions.is_empty() || regions.iter().any(String::is_empty) {
        let problem = "a discovery keyring needs at least one region, and none may be empty";
        return Err(KeyError::Config(problem.into()));
    }
    // A region that is named twice is asked once.
    let mut named = HashSet::new();
    regions.retain(|region| named.insert(region.clone()));
    let supplier: Arc<dyn KmsClientSupplier> = Arc::new(supplier);
    Ok(regions.iter().map(|region| keyring(Calls::to(region, &supplier))).collect())
}

/// Reads items with whatever symmetric KMS keys they name, in the region of one client. It cannot write.
///
/// Of an item's keys it calls those that the [filter](Self::with_filter) admits and that are in the
/// client's region (where the client has one), one after the other until one succeeds. AWS's libraries also
/// call with keys of other regions, which KMS refuses.
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use dynamodb_item_encryptor::{DiscoveryFilter, KmsDiscoveryKeyring};
///
/// let kms = aws_sdk_kms::Client::new(&aws_config::load_from_env().await);
/// let keyring = KmsDiscoveryKeyring::new(kms).with_filter(DiscoveryFilter::new("aws", ["111122223333"])?);
/// # Ok(())
/// # }
/// ```
pub struct KmsDiscoveryKeyring(Discovery);

impl KmsDiscoveryKeyring {
    /// A keyring that calls any key that an item names, through `client`.
    pub fn new(client: Client) -> Self {
        Self::calling(Calls::through(client))
    }

    fn calling(calls: Calls) -> Self {
        KmsDiscoveryKeyring(Discovery::new(calls))
    }

    /// Calls only keys that `filter` admits.
    #[must_use]
    pub fn with_filter(self, filter: DiscoveryFilter) -> Self {
        KmsDiscoveryKeyring(self.0.with_filter(filter))
    }

    /// Sends these grant tokens with every call.
    #[must_use]
    pub fn with_grant_tokens(mut self, tokens: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.0.calls.set_grant_tokens(tokens);
        self
    }
}

/// Reads items with whatever symmetric KMS keys they name, in several regions. It cannot write.
///
/// As [`KmsDiscoveryKeyring`], for one region after the other.
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use dynamodb_item_encryptor::{DiscoveryFilter, KmsDiscoveryMultiKeyring, RegionalKmsClients};
///
/// let aws = aws_config::load_from_env().await;
/// let clients = RegionalKmsClients::new(aws_sdk_kms::Config::new(&aws));
/// let keyring = KmsDiscoveryMultiKeyring::new(clients, ["eu-west-1", "us-east-1"])?
///     .with_filter(DiscoveryFilter::new("aws", ["111122223333"])?);
/// # Ok(())
/// # }
/// ```
pub struct KmsDiscoveryMultiKeyring(Vec<KmsDiscoveryKeyring>);

impl KmsDiscoveryMultiKeyring {
    /// A keyring for `regions`, each called through the client that `supplier` gives for it.
    ///
    /// # Errors
    /// [`KeyError::Config`] when there is no region, or one is empty.
    pub fn new(
        supplier: impl KmsClientSupplier + 'static,
        regions: impl IntoIterator<Item = impl Into<String>>,
    ) -> Result<Self, KeyError> {
        in_regions(supplier, regions, KmsDiscoveryKeyring::calling).map(KmsDiscoveryMultiKeyring)
    }

    /// Calls only keys that `filter` admits.
    #[must_use]
    pub fn with_filter(self, filter: DiscoveryFilter) -> Self {
        let with_filter = |keyring: KmsDiscoveryKeyring| keyring.with_filter(filter.clone());
        KmsDiscoveryMultiKeyring(self.0.into_iter().map(with_filter).collect())
    }

    /// Sends these grant tokens with every call.
    #[must_use]
    pub fn with_grant_tokens(self, tokens: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let tokens: Vec<String> = tokens.into_iter().map(Into::into).collect();
        KmsDiscoveryMultiKeyring(self.0.into_iter().map(|keyring| keyring.with_grant_tokens(&tokens)).collect())
    }
}

impl Keyring for KmsDiscoveryKeyring {
    fn wrap_data_key<'a>(
        &'a self,
        _: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        cannot_wrap()
    }

    fn unwrap_data_key<'a>(
        &'a self,
        request: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        Box::pin(self.0.calls.unwrap_first(request, |wrapped_with| {
            let here = self.0.calls.region().is_none_or(|region| region == wrapped_with.region);
            (here && self.0.admits(wrapped_with)).then(|| wrapped_with.in_region(wrapped_with.region))
        }))
    }
}

impl Keyring for KmsDiscoveryMultiKeyring {
    fn wrap_data_key<'a>(
        &'a self,
        _: &'a WrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Vec<WrappedDataKey>, KeyError>> {
        cannot_wrap()
    }

    fn unwrap_data_key<'a>(
        &'a self,
        request: &'a UnwrapRequest<'a>,
    ) -> BoxFuture<'a, Result<Option<UnwrappedDataKey>, KeyError>> {
        Box::pin(multi::unwrap_with_first(&self.0, request))
    }
}
