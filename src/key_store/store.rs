//! The key store: branch keys in a DynamoDB table.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::types::AttributeValue;

use super::kind::Kind;
use super::kms::{Kms, KmsConfiguration};
use super::record::{ID, Record, TYPE};
use super::{BeaconKey, BranchKey, BranchKeySource, BranchKeyVersion, KeyStoreError, not_found};
use crate::error::{BoxError, class_of_call};
use crate::future::BoxFuture;
use crate::kms::filter::DiscoveryFilter;
use crate::telemetry::{self, Service};

/// Branch keys in a DynamoDB table, each encrypted by KMS.
///
/// A branch key has an identifier, any number of versions of which one is active, and a beacon key.
/// Every record is bound, by KMS, to all of its attributes and to the logical name of the key store.
///
/// Reading a key costs one `GetItem` and one KMS `Decrypt`: put [`CachedBranchKeys`](crate::CachedBranchKeys) around the
/// key store before it goes into a [`HierarchicalKeyring`](crate::HierarchicalKeyring).
///
/// Reads are strongly consistent: a key is visible as soon as it has been created, and a new version is active as soon
/// as it has been made. (AWS's key store reads with eventual consistency, and may miss both for a moment.)
///
/// Source: `framework/branch-key-store.md`, section "Operations".
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use std::time::Duration;
/// use dynamodb_item_encryptor::{CachedBranchKeys, HierarchicalKeyring, KeyStore, KmsConfiguration};
///
/// let aws = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
/// let (dynamodb, kms) = (aws_sdk_dynamodb::Client::new(&aws), aws_sdk_kms::Client::new(&aws));
/// let key = KmsConfiguration::KeyArn("arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d".into());
/// let key_store = KeyStore::new(dynamodb, kms, "BranchKeys", key)?;
/// key_store.create_key_with_id("tenant-1", [("tenant", "1")]).await?;
///
/// let keys = CachedBranchKeys::new(key_store, Duration::from_secs(600));
/// let keyring = HierarchicalKeyring::new("tenant-1", keys);
/// # Ok(())
/// # }
/// ```
pub struct KeyStore {
    pub(super) dynamodb: aws_sdk_dynamodb::Client,
    pub(super) kms: Kms,
    pub(super) info: KeyStoreInfo,
}

impl fmt::Debug for KeyStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let KeyStoreInfo { id, table_name, logical_name, .. } = &self.info;
        let names = [("id", id), ("table_name", table_name), ("logical_name", logical_name)];
        let mut shown = f.debug_struct("KeyStore");
        names.iter().for_each(|(what, name)| {
            shown.field(what, name);
        });
        shown.finish_non_exhaustive()
    }
}

/// A key store's configuration.
///
/// Example: [`KeyStore`](crate::KeyStore).
///
/// Source: `framework/branch-key-store.md`, section "GetKeyStoreInfo".
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct KeyStoreInfo {
    /// Identifies this key store in logs. It is bound into nothing.
    pub id: String,
    /// The DynamoDB table.
    pub table_name: String,
    /// Bound into every record.
    pub logical_name: String,
    /// The grant tokens that are sent with every KMS call.
    pub grant_tokens: Vec<String>,
    /// Which KMS keys are used.
    pub kms_configuration: KmsConfiguration,
    /// Whose KMS keys are used if they are discovered.
    pub discovery_filter: Option<DiscoveryFilter>,
}

impl KeyStoreInfo {
    /// Refuses to write items under keys that can be chosen by whoever writes to the key store's table.
    pub(crate) fn check_writing(&self) -> Result<(), KeyStoreError> {
        if self.kms_configuration.is_discovery() && self.discovery_filter.is_none() {
            let message = "a key store that discovers KMS keys of any account can only read: name a KMS key, \
                           or the accounts with `with_discovery_filter`";
            return Err(KeyStoreError::Config(message.into()));
        }
        Ok(())
    }
}

impl KeyStore {
    /// The key store in the table `table_name`. The table's name is also its logical name.
    ///
    /// `kms` must be a client for the region of the KMS key, or for the region to discover keys in.
    ///
    /// Source: `framework/branch-key-store.md`, section "Keystore ID".
    ///
    /// # Errors
    /// [`KeyStoreError::Config`] if the configuration holds something other than the ARN of a key, lacks a region, or
    /// names a region other than that of `kms`, if that is known.
    pub fn new(
        dynamodb: aws_sdk_dynamodb::Client,
        kms: aws_sdk_kms::Client,
        table_name: impl Into<String>,
        kms_configuration: KmsConfiguration,
    ) -> Result<Self, KeyStoreError> {
        kms_configuration.check(kms.config().region().map(AsRef::as_ref))?;
        let table_name = table_name.into();
        let id = BranchKeyVersion::random().map_err(|source| KeyStoreError::Other(source.into()))?;
        let info = KeyStoreInfo {
            id: id.to_string(),
            logical_name: table_name.clone(),
            table_name,
            grant_tokens: Vec::new(),
            kms_configuration,
            discovery_filter: None,
        };
        Ok(KeyStore { dynamodb, kms: Kms::new(kms), info })
    }

    /// Binds every record to this name instead of the table's.
    ///
    /// The name stays the same when a backup is restored under another table name. All users of a key
    /// store must agree on it, and no two key stores may have the same.
    ///
    /// Source: `framework/branch-key-store.md`, section "Logical KeyStore Name".
    #[must_use]
    pub fn with_logical_name(mut self, name: impl Into<String>) -> Self {
        self.info.logical_name = name.into();
        self
    }

    /// Sends these grant tokens with every KMS call.
    #[must_use]
    pub fn with_grant_tokens(mut self, tokens: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.info.grant_tokens = tokens.into_iter().map(Into::into).collect();
        self
    }

    /// If KMS keys are discovered, uses only those that `filter` admits.
    ///
    /// Without it, whoever can write to the key store's table can replace a branch key with one of their own,
    /// under a KMS key that the reader may use, and read what is written under it from then on. So without a filter, a
    /// key store that discovers keys gives no branch keys to write items with.
    #[must_use]
    pub fn with_discovery_filter(mut self, filter: DiscoveryFilter) -> Self {
        self.info.discovery_filter = Some(filter);
        self
    }

    /// Sets the key store's own identifier, which is random by default.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> Self {
        self.info.id = id.into();
        self
    }

    /// This key store's configuration.
    pub fn info(&self) -> &KeyStoreInfo {
        &self.info
    }

    /// Reads the active version of branch key `id`.
    ///
    /// Source: `framework/branch-key-store.md`, section "GetActiveBranchKey".
    ///
    /// # Errors
    /// [`KeyStoreError::NotFound`], [`KeyStoreError::Malformed`], [`KeyStoreError::OtherKmsKey`],
    /// [`KeyStoreError::RecordRejected`], and what DynamoDB and KMS report.
    pub async fn active_branch_key(&self, id: &str) -> Result<BranchKey, KeyStoreError> {
        self.branch_key(id, Kind::Active).await
    }

    /// Reads one version of branch key `id`.
    ///
    /// Source: `framework/branch-key-store.md`, section "GetBranchKeyVersion".
    ///
    /// # Errors
    /// As [`active_branch_key`](Self::active_branch_key).
    pub async fn branch_key_version(
        &self,
        id: &str,
        version: BranchKeyVersion,
    ) -> Result<BranchKey, KeyStoreError> {
        self.branch_key(id, Kind::Version(version)).await
    }

    /// Reads the beacon key of branch key `id`, which has no versions.
    ///
    /// # Errors
    /// As [`active_branch_key`](Self::active_branch_key).
    pub async fn beacon_key(&self, id: &str) -> Result<BeaconKey, KeyStoreError> {
        let record = self.record(id, Kind::Beacon).await?;
        let key = self.kms.decrypt(&self.info, &record).await?;
        Ok(BeaconKey::from_secret(key, record.custom_context()))
    }

    async fn branch_key(&self, id: &str, kind: Kind) -> Result<BranchKey, KeyStoreError> {
        let record = self.record(id, kind).await?;
        let key = self.kms.decrypt(&self.info, &record).await?;
        let version = record.version().ok_or_else(|| record.malformed("it has no version"))?;
        Ok(BranchKey::from_secret(version, key, record.custom_context()))
    }

    /// Reads a record and checks its form. What it says is authentic only once KMS has decrypted it.
    pub(super) async fn record(&self, id: &str, kind: Kind) -> Result<Record, KeyStoreError> {
        check_id(id)?;
        let request = self
            .dynamodb
            .get_item()
            .table_name(&self.info.table_name)
            .key(ID, AttributeValue::S(id.to_owned()))
            .key(TYPE, AttributeValue::S(kind.to_string()))
            .consistent_read(true)
            .send();
        let output = telemetry::key_call(Service::DynamoDb, "GetItem", request)
            .await
            .map_err(|error| self.dynamodb_failed("GetItem", error))?;
        let item = output.item.filter(|item| !item.is_empty());
        let item = item.ok_or_else(|| not_found(id, kind))?;
        Record::parse(item, id, kind, &self.info.logical_name)
    }

    pub(super) fn dynamodb_failed<E>(&self, operation: &'static str, error: SdkError<E>) -> KeyStoreError
    where
        E: StdError + ProvideErrorMetadata + Send + Sync + 'static,
    {
        let (table, class) = (self.info.table_name.clone(), class_of_call(&error));
        KeyStoreError::DynamoDb { operation, table, class, source: error.into() }
    }
}

/// Longest value of a partition key in DynamoDB, in bytes.
const LONGEST_ID: usize = 2048;

/// Checks that `id` can name a branch key.
pub(super) fn check_id(id: &str) -> Result<(), KeyStoreError> {
    if !(1..=LONGEST_ID).contains(&id.len()) {
        let message = "the identifier of a branch key must be 1 to 2,048 bytes long";
        return Err(KeyStoreError::Config(message.into()));
    }
    Ok(())
}

impl BranchKeySource for KeyStore {
    fn active<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Arc<BranchKey>, BoxError>> {
        Box::pin(async move {
            self.info.check_writing()?;
            Ok(Arc::new(self.active_branch_key(id).await?))
        })
    }

    fn version<'a>(
        &'a self,
        id: &'a str,
        version: BranchKeyVersion,
    ) -> BoxFuture<'a, Result<Arc<BranchKey>, BoxError>> {
        Box::pin(async move {
            // The identifier can come from an item, and no key has one like this.
            check_id(id).map_err(|_| not_found(id, Kind::Version(version)))?;
            Ok(Arc::new(self.branch_key_version(id, version).await?))
        })
    }

    fn name(&self) -> &str {
        &self.info.logical_name
    }

    fn identity(&self) -> Option<String> {
        let KeyStoreInfo { id, table_name, logical_name, grant_tokens: _, kms_configuration, discovery_filter } =
            &self.info;
        let region = self.dynamodb.config().region().map(AsRef::as_ref);
        // Under discovery, nothing else says whose keys the table holds.
        let id = kms_configuration.is_discovery().then_some(id);
        let names = (logical_name, table_name, region, self.kms.region());
        Some(format!("{:?}", (names, kms_configuration, discovery_filter, id)))
    }
}
