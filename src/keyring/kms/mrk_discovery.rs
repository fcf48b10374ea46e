//! Keyrings that read with whatever symmetric KMS keys an item names, or with replicas of these.
//!
//! Sources: `framework/aws-kms/aws-kms-mrk-discovery-keyring.md` and `aws-kms-mrk-multi-keyrings.md` of
//! the AWS Encryption SDK specification.

use aws_sdk_kms::Client;

use super::calls::Calls;
use super::discovery::{Discovery, cannot_wrap, in_regions};
use super::supplier::KmsClientSupplier;
use crate::error::KeyError;
use crate::keyring::{BoxFuture, Keyring, UnwrapRequest, UnwrappedDataKey, WrapRequest, WrappedDataKey, multi};
use crate::kms::filter::DiscoveryFilter;

/// Reads items with whatever symmetric KMS keys they name, or with replicas of these in the region of
/// one client. It cannot write.
///
/// As [`KmsDiscoveryKeyring`](crate::KmsDiscoveryKeyring), but of a multi-Region key (its id begins with `mrk-`)
/// it calls the replica in its own region, whichever region's replica the item names.
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use dynamodb_item_encryptor::{DiscoveryFilter, KmsMrkDiscoveryKeyring};
///
/// let kms = aws_sdk_kms::Client::new(&aws_config::load_from_env().await);
/// let keyring = KmsMrkDiscoveryKeyring::new(kms)?.with_filter(DiscoveryFilter::new("aws", ["111122223333"])?);
/// # Ok(())
/// # }
/// ```
pub struct KmsMrkDiscoveryKeyring(Discovery);

impl KmsMrkDiscoveryKeyring {
    /// A keyring that calls any key that an item names, through `client` and in its region.
    ///
    /// # Errors
    /// [`KeyError::Config`] when the client's configuration has no region.
    pub fn new(client: Client) -> Result<Self, KeyError> {
        let calls = Calls::through(client);
        match calls.region() {
            Some(_) => Ok(Self::calling(calls)),
            None => Err(KeyError::Config("the KMS client has no region".into())),
        }
    }

    fn calling(calls: Calls) -> Self {
        KmsMrkDiscoveryKeyring(Discovery::new(calls))
    }

    /// Calls only keys that `filter` admits.
    #[must_use]
    pub fn with_filter(self, filter: DiscoveryFilter) -> Self {
        KmsMrkDiscoveryKeyring(self.0.with_filter(filter))
    }

    /// Sends these grant tokens with every call.
    #[must_use]
    pub fn with_grant_tokens(mut self, tokens: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.0.calls.set_grant_tokens(tokens);
        self
    }
}

/// Reads items with whatever symmetric KMS keys they name, or with replicas of these in several
/// regions. It cannot write.
///
/// As [`KmsMrkDiscoveryKeyring`], for one region after the other: a multi-Region key's replica is called
/// in each of them until one succeeds.
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use dynamodb_item_encryptor::{DiscoveryFilter, KmsMrkDiscoveryMultiKeyring, RegionalKmsClients};
///
/// let aws = aws_config::load_from_env().await;
/// let clients = RegionalKmsClients::new(aws_sdk_kms::Config::new(&aws));
/// let keyring = KmsMrkDiscoveryMultiKeyring::new(clients, ["eu-west-1", "us-east-1"])?
///     .with_filter(DiscoveryFilter::new("aws", ["111122223333"])?);
/// # Ok(())
/// # }
/// ```
pub struct KmsMrkDiscoveryMultiKeyring(Vec<KmsMrkDiscoveryKeyring>);

impl KmsMrkDiscoveryMultiKeyring {
    /// A keyring for `regions`, each called through the client that `supplier` gives for it.
    ///
    /// # Errors
    /// [`KeyError::Config`] when there is no region, or one is empty.
    pub fn new(
        supplier: impl KmsClientSupplier + 'static,
        regions: impl IntoIterator<Item = impl Into<String>>,
    ) -> Result<Self, KeyError> {
        in_regions(supplier, regions, KmsMrkDiscoveryKeyring::calling).map(KmsMrkDiscoveryMultiKeyring)
    }

    /// Calls only keys that `filter` admits.
    #[must_use]
    pub fn with_filter(self, filter: DiscoveryFilter) -> Self {
        let with_filter = |keyring: KmsMrkDiscoveryKeyring| keyring.with_filter(filter.clone());
        KmsMrkDiscoveryMultiKeyring(self.0.into_iter().map(with_filter).collect())
    }

    /// Sends these grant tokens with every call.
    #[must_use]
    pub fn with_grant_tokens(self, tokens: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let tokens: Vec<String> = tokens.into_iter().map(Into::into).collect();
        let with_tokens = |keyring: KmsMrkDiscoveryKeyring| keyring.with_grant_tokens(&tokens);
        KmsMrkDiscoveryMultiKeyring(self.0.into_iter().map(with_tokens).collect())
    }
}

impl Keyring for KmsMrkDiscoveryKeyring {
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
            let region = self.0.calls.region()?;
            let callable = wrapped_with.is_multi_region() || wrapped_with.region == region;
            (callable && self.0.admits(wrapped_with)).then(|| wrapped_with.in_region(region))
        }))
    }
}

impl Keyring for KmsMrkDiscoveryMultiKeyring {
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
