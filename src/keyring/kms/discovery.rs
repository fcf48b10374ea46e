//! Keyrings that read with whatever symmetric KMS keys an item names, or with replicas of those.
//!
//! Sources: `framework/aws-kms/aws-kms-discovery-keyring.md`, `aws-kms-mrk-discovery-keyring.md`,
//! `aws-kms-multi-keyrings.md` and `aws-kms-mrk-multi-keyrings.md` of the AWS Encryption SDK specification.

use std::collections::HashSet;
use std::sync::Arc;

use aws_sdk_kms::Client;

use super::calls::{KeyCalls, unwrap_first};
use crate::error::KeyError;
use crate::keyring::{Recipient, RecipientsRequest, UnwrapRequest, WrapRequest, WrappedDataKey, keyring};
use crate::keys::UnwrappedDataKey;
use crate::kms::arn::KeyArn;
use crate::kms::calls::Calls;
use crate::kms::evidence::KeyChoice;
use crate::kms::filter::DiscoveryFilter;
use crate::kms::supplier::KmsClientSupplier;

/// Which keys of an item are called in a region.
#[derive(Clone, Copy, PartialEq)]
enum Called {
    /// Those that the item names.
    Named,
    /// Also those of which the item names a replica in another region.
    Replicas,
}

/// What discovery keyrings have in common: the regions that they call, and the keys there.
struct Discovery {
    regions: Vec<KeyCalls>,
    called: Called,
    filter: Option<DiscoveryFilter>,
}

/// Sources: `framework/aws-kms/aws-kms-discovery-keyring.md`, sections "Interface", "Initialization" and "OnEncrypt",
/// and `framework/aws-kms/aws-kms-mrk-discovery-keyring.md`, sections "Interface" and "OnEncrypt".
impl Discovery {
    fn new(called: Called, regions: impl IntoIterator<Item = Calls>) -> Self {
        let regions = regions.into_iter().map(KeyCalls::new).collect();
        let mut discovery = Discovery { regions, called, filter: None };
        discovery.set_key_choice(false);
        discovery
    }

    fn in_regions(
        called: Called,
        supplier: impl KmsClientSupplier + 'static,
        regions: impl IntoIterator<Item = impl Into<String>>,
    ) -> Result<Self, KeyError> {
        let mut regions: Vec<String> = regions.into_iter().map(Into::into).collect();
        if regions.is_empty() || regions.iter().any(String::is_empty) {
            let problem = "a discovery keyring needs at least one region, and none may be empty";
            return Err(KeyError::Config(problem.into()));
        }
        // A region that is named twice is asked once.
        let mut named = HashSet::new();
        regions.retain(|region| named.insert(region.clone()));
        let supplier: Arc<dyn KmsClientSupplier> = Arc::new(supplier);
        Ok(Self::new(called, regions.iter().map(|region| Calls::to(region, &supplier))))
    }

    fn set_key_choice(&mut self, is_filtered: bool) {
        self.regions.iter_mut().for_each(|region| region.key_choice = KeyChoice::OfItem { is_filtered });
    }

    fn set_filter(&mut self, filter: DiscoveryFilter) {
        self.filter = Some(filter);
        self.set_key_choice(true);
    }

    fn set_grant_tokens(&mut self, tokens: impl IntoIterator<Item = impl Into<String>>) {
        let tokens: Vec<String> = tokens.into_iter().map(Into::into).collect();
        self.regions.iter_mut().for_each(|region| region.calls.set_grant_tokens(&tokens));
    }

    /// The key to call in `region`, if that is known, for a data key that was wrapped with `wrapped_with`.
    ///
    /// Source: `framework/aws-kms/aws-kms-mrk-discovery-keyring.md`, section "OnDecrypt".
    fn key_in(&self, region: Option<&str>, wrapped_with: &KeyArn<'_>) -> Option<String> {
        let region = region.unwrap_or(wrapped_with.region);
        let replica = self.called == Called::Replicas && wrapped_with.is_multi_region();
        let admitted = self.filter.as_ref().is_none_or(|filter| filter.admits(wrapped_with));
        (admitted && (replica || region == wrapped_with.region)).then(|| wrapped_with.in_region(region))
    }

    async fn wrap(&self, _: &WrapRequest<'_>) -> Result<Vec<WrappedDataKey>, KeyError> {
        Err(Self::one_way())
    }

    fn one_way() -> KeyError {
        let problem = "cannot write items: a discovery keyring names no key to write with";
        KeyError::OneWay { key: "any (discovery)".into(), problem }
    }

    async fn written_for(&self, _: RecipientsRequest<'_>) -> Result<Option<Vec<Recipient>>, KeyError> {
        Err(Self::one_way())
    }

    /// In one region after the other.
    async fn unwrap(&self, request: &UnwrapRequest<'_>) -> Result<Option<UnwrappedDataKey>, KeyError> {
        let regions = self.regions.iter().map(|region| (region, region.calls.region()));
        unwrap_first(regions, request, |region, wrapped_with| self.key_in(*region, wrapped_with)).await
    }
}

/// Gives discovery keyrings their public names.
macro_rules! discovery_keyrings {
    ($($(#[$doc:meta])* $name:ident { $new:item })*) => {$(
        $(#[$doc])*
        pub struct $name(Discovery);

        impl $name {
            $new

            /// Calls only keys that `filter` admits.
            #[must_use]
            pub fn with_filter(mut self, filter: DiscoveryFilter) -> Self {
                self.0.set_filter(filter);
                self
            }

            /// Sends these grant tokens with every call.
            #[must_use]
            pub fn with_grant_tokens(mut self, tokens: impl IntoIterator<Item = impl Into<String>>) -> Self {
                self.0.set_grant_tokens(tokens);
                self
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(stringify!($name)).field("filter", &self.0.filter).finish_non_exhaustive()
            }
        }

        keyring!($name.0 {});
    )*};
}

discovery_keyrings! {
    /// Reads items with whatever symmetric KMS keys they name, in the region of one client. It cannot write.
    ///
    /// Of an item's keys, it calls those that the [filter](Self::with_filter) admits and that are in the client's
    /// region (if the client has one), one after the other until one succeeds. AWS's libraries also try keys of other
    /// regions, which KMS refuses.
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// use dynamodb_item_encryptor::{DiscoveryFilter, KmsDiscoveryKeyring};
    ///
    /// let kms = aws_sdk_kms::Client::new(&aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await);
    /// let keyring = KmsDiscoveryKeyring::new(kms).with_filter(DiscoveryFilter::new("aws", ["111122223333"])?);
    /// # Ok(())
    /// # }
    /// ```
    KmsDiscoveryKeyring {
        /// A keyring that calls any key that an item names, through `client`.
        pub fn new(client: Client) -> Self {
            KmsDiscoveryKeyring(Discovery::new(Called::Named, [Calls::through(client)]))
        }
    }

    /// Reads items with whatever symmetric KMS keys they name, or with replicas of those in the region of one client.
    /// It cannot write.
    ///
    /// Like [`KmsDiscoveryKeyring`](crate::KmsDiscoveryKeyring), but for a multi-Region key (its id begins with `mrk-`)
    /// it calls the replica in its own region, whichever replica the item names.
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// use dynamodb_item_encryptor::{DiscoveryFilter, KmsMrkDiscoveryKeyring};
    ///
    /// let kms = aws_sdk_kms::Client::new(&aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await);
    /// let keyring = KmsMrkDiscoveryKeyring::new(kms)?.with_filter(DiscoveryFilter::new("aws", ["111122223333"])?);
    /// # Ok(())
    /// # }
    /// ```
    KmsMrkDiscoveryKeyring {
        /// A keyring that calls any key that an item names, through `client` and in its region.
        ///
        /// # Errors
        /// [`KeyError::Config`] if the client's configuration has no region.
        pub fn new(client: Client) -> Result<Self, KeyError> {
            let calls = Calls::through(client);
            match calls.region() {
                Some(_) => Ok(KmsMrkDiscoveryKeyring(Discovery::new(Called::Replicas, [calls]))),
                None => Err(KeyError::Config("the KMS client has no region".into())),
            }
        }
    }

    /// Reads items with whatever symmetric KMS keys they name, in several regions. It cannot write.
    ///
    /// Like [`KmsDiscoveryKeyring`], for one region after the other.
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// use dynamodb_item_encryptor::{DiscoveryFilter, KmsDiscoveryMultiKeyring, RegionalKmsClients};
    ///
    /// let aws = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
    /// let clients = RegionalKmsClients::new(aws_sdk_kms::Config::new(&aws));
    /// let keyring = KmsDiscoveryMultiKeyring::new(clients, ["eu-west-1", "us-east-1"])?
    ///     .with_filter(DiscoveryFilter::new("aws", ["111122223333"])?);
    /// # Ok(())
    /// # }
    /// ```
    KmsDiscoveryMultiKeyring {
        /// A keyring for `regions`, each called through the client that `supplier` gives for it.
        ///
        /// # Errors
        /// [`KeyError::Config`] if there is no region, or one is empty.
        pub fn new(
            supplier: impl KmsClientSupplier + 'static,
            regions: impl IntoIterator<Item = impl Into<String>>,
        ) -> Result<Self, KeyError> {
            Discovery::in_regions(Called::Named, supplier, regions).map(KmsDiscoveryMultiKeyring)
        }
    }

    /// Reads items with whatever symmetric KMS keys they name, or with replicas of those in several regions. It cannot
    /// write.
    ///
    /// Like [`KmsMrkDiscoveryKeyring`], for one region after the other: a multi-Region key's replica is called in each
    /// of them until one succeeds.
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// use dynamodb_item_encryptor::{DiscoveryFilter, KmsMrkDiscoveryMultiKeyring, RegionalKmsClients};
    ///
    /// let aws = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
    /// let clients = RegionalKmsClients::new(aws_sdk_kms::Config::new(&aws));
    /// let keyring = KmsMrkDiscoveryMultiKeyring::new(clients, ["eu-west-1", "us-east-1"])?
    ///     .with_filter(DiscoveryFilter::new("aws", ["111122223333"])?);
    /// # Ok(())
    /// # }
    /// ```
    KmsMrkDiscoveryMultiKeyring {
        /// A keyring for `regions`, each called through the client that `supplier` gives for it.
        ///
        /// # Errors
        /// [`KeyError::Config`] if there is no region, or one is empty.
        pub fn new(
            supplier: impl KmsClientSupplier + 'static,
            regions: impl IntoIterator<Item = impl Into<String>>,
        ) -> Result<Self, KeyError> {
            Discovery::in_regions(Called::Replicas, supplier, regions).map(KmsMrkDiscoveryMultiKeyring)
        }
    }
}
