//! The meta store: versioned keys in a DynamoDB table.
//!
//! Source: `MetaStore` of `aws/aws-dynamodb-encryption-java`, and `material_providers/store/meta.py` of
//! `aws/aws-dynamodb-encryption-python`.

use std::error::Error as StdError;
use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
};

use super::meta_table::{MetaStoreItems, NAME, VERSION};
use super::most_recent::{ProviderStore, check_name};
use super::{BoxFuture, Provider};
use crate::error::{BoxError, Error, KeyError, KeyStoreError, class_of_call};
use crate::legacy::Item;
use crate::telemetry::{self, Service};

/// Keeps versioned keys in a DynamoDB table, for the [`MostRecentProvider`](super::most_recent::MostRecentProvider).
///
/// Each version is an item, encrypted in the legacy format with another provider's keys.
///
/// Example: [`legacy`](crate::legacy).
pub struct MetaStore {
    client: Client,
    items: MetaStoreItems,
}

debug_shows!(MetaStore { items });

impl MetaStore {
    /// The store in the table `table_name`, whose items are encrypted with keys of `provider`.
    ///
    /// # Errors
    /// None at present: the configuration is always valid.
    pub fn new(
        client: Client,
        table_name: impl Into<String>,
        provider: impl Provider + 'static,
    ) -> Result<Self, Error> {
        Ok(MetaStore { client, items: MetaStoreItems::new(table_name, provider)? })
    }

    /// As [`MetaStoreItems::signing_only`].
    ///
    /// # Errors
    /// [`Error::Config`] for an attribute that must be encrypted.
    pub fn signing_only<N: Into<String>>(self, names: impl IntoIterator<Item = N>) -> Result<Self, Error> {
        Ok(MetaStore { items: self.items.signing_only(names)?, ..self })
    }

    /// Creates the table `table_name` with on-demand capacity. It can be used once it is active.
    ///
    /// # Errors
    /// The SDK's.
    pub async fn create_table(client: &Client, table_name: &str) -> Result<(), BoxError> {
        let key = |name, kind| KeySchemaElement::builder().attribute_name(name).key_type(kind).build();
        let attribute =
            |name, kind| AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build();
        client
            .create_table()
            .table_name(table_name)
            .billing_mode(BillingMode::PayPerRequest)
            .key_schema(key(NAME, KeyType::Hash)?)
            .key_schema(key(VERSION, KeyType::Range)?)
            .attribute_definitions(attribute(NAME, ScalarAttributeType::S)?)
            .attribute_definitions(attribute(VERSION, ScalarAttributeType::N)?)
            .send()
            .await?;
        Ok(())
    }

    /// Creates the next version of the material `name`; the first is 0. Readers and writers notice it when what
    /// they have cached expires.
    ///
    /// # Errors
    /// Whatever keeps the store from creating it.
    pub async fn new_version(&self, name: &str) -> Result<u64, BoxError> {
        let version = self.newest(name).await?.map_or(0, |newest| newest + 1);
        self.load_or_create(name, version).await?;
        Ok(version)
    }

    /// Copies a version of the material `name` into another store, where it is encrypted with that store's keys. A
    /// version that is already there is kept.
    ///
    /// # Errors
    /// When there is no such version, and whatever keeps the stores from copying it.
    pub async fn replicate(&self, name: &str, version: u64, target: &MetaStore) -> Result<(), BoxError> {
        let item = self.get(name, version).await?.ok_or_else(|| missing(name, version))?;
        let item = self.items.replicate(item, &target.items).await?;
        target.put(item).await?;
        Ok(())
    }

    async fn newest(&self, name: &str) -> Result<Option<u64>, BoxError> {
        let request = self
            .client
            .query()
            .table_name(self.items.table_name())
            .consistent_read(true)
            .key_condition_expression("#name = :name")
            .expression_attribute_names("#name", NAME)
            .expression_attribute_names("#version", VERSION)
            .expression_attribute_values(":name", AttributeValue::S(name.to_owned()))
            .projection_expression("#version")
            .scan_index_forward(false)
            .limit(1)
            .send();
        let output = telemetry::key_call(Service::DynamoDb, "Query", request)
            .await
            .map_err(|error| self.failed("Query", error))?;
        match output.items().first().and_then(|item| item.get(VERSION)) {
            Some(AttributeValue::N(version)) => {
                // Version 1 comes back as `1`, whoever wrote it.
                let wrong = |_| KeyError::Materials("the newest version in the store is not a whole number");
                Ok(Some(version.parse().map_err(wrong)?))
            }
            Some(_) => Err(KeyError::Materials("the newest version in the store is not a number").into()),
            None => Ok(None),
        }
    }

    async fn get(&self, name: &str, version: u64) -> Result<Option<Item>, BoxError> {
        let request = self
            .client
            .get_item()
            .table_name(self.items.table_name())
            .consistent_read(true)
            .key(NAME, AttributeValue::S(name.to_owned()))
            .key(VERSION, AttributeValue::N(version.to_string()))
            .send();
        let output = telemetry::key_call(Service::DynamoDb, "GetItem", request)
            .await
            .map_err(|error| self.failed("GetItem", error))?;
        Ok(output.item)
    }

    /// Stores an item if there is none yet; returns whether it did.
    async fn put(&self, item: Item) -> Result<bool, BoxError> {
        let put = self
            .client
            .put_item()
            .table_name(self.items.table_name())
            .set_item(Some(item))
            .condition_expression("attribute_not_exists(#name) AND attribute_not_exists(#version)")
            .expression_attribute_names("#name", NAME)
            .expression_attribute_names("#version", VERSION)
            .send();
        match telemetry::key_call(Service::DynamoDb, "PutItem", put).await {
            Ok(_) => Ok(true),
            Err(error)
                if error.as_service_error().is_some_and(|e| e.is_conditional_check_failed_exception()) =>
            {
                Ok(false)
            }
            Err(error) => Err(self.failed("PutItem", error).into()),
        }
    }

    /// A call to DynamoDB failed.
    fn failed<E>(&self, operation: &'static str, error: SdkError<E>) -> KeyStoreError
    where
        E: StdError + ProvideErrorMetadata + Send + Sync + 'static,
    {
        let (table, class) = (self.items.table_name().to_owned(), class_of_call(&error));
        KeyStoreError::DynamoDb { operation, table, class, source: error.into() }
    }

    async fn load(&self, name: &str, version: u64) -> Result<Arc<dyn Provider>, BoxError> {
        let item = self.get(name, version).await?.ok_or_else(|| missing(name, version))?;
        Ok(Arc::new(self.items.provider(item).await?))
    }

    async fn load_or_create(&self, name: &str, version: u64) -> Result<Arc<dyn Provider>, BoxError> {
        check_name(name)?;
        let item = self.items.new_item(name, version).await?;
        if self.put(item.clone()).await? {
            Ok(Arc::new(self.items.provider(item).await?))
        } else {
            // Somebody else was faster: theirs is the version.
            self.load(name, version).await
        }
    }
}

/// There is no such version.
fn missing(name: &str, version: u64) -> KeyError {
    KeyError::UnknownVersion { key: name.to_owned(), version: version.to_string() }
}

impl ProviderStore for MetaStore {
    fn newest_version<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Option<u64>, BoxError>> {
        Box::pin(self.newest(name))
    }

    fn provider<'a>(
        &'a self,
        name: &'a str,
        version: u64,
    ) -> BoxFuture<'a, Result<Arc<dyn Provider>, BoxError>> {
        Box::pin(self.load(name, version))
    }

    fn provider_or_new<'a>(
        &'a self,
        name: &'a str,
        version: u64,
    ) -> BoxFuture<'a, Result<Arc<dyn Provider>, BoxError>> {
        Box::pin(self.load_or_create(name, version))
    }
}
