//! What a key store writes: its table, new branch keys, and new versions of them.
//!
//! Source: `framework/branch-key-store.md`, sections "CreateKeyStore", "CreateKey" and "VersionKey".

use std::time::{SystemTime, UNIX_EPOCH};

use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::builders::PutBuilder;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType, Put, ScalarAttributeType,
    TableDescription, TransactWriteItem,
};
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;

use super::record::{Context, ID, Kind, NewKey, Record, TYPE, WRAPPED};
use super::{BranchKeyVersion, KeyStore, KeyStoreError, check_id};
use crate::error::BoxError;
use crate::format::context::EncryptionContext;

/// Longest name of an attribute, in bytes.
const MAX_NAME: usize = 65_535;

impl KeyStore {
    /// Makes the DynamoDB table, on-demand, unless it exists, and returns its ARN.
    ///
    /// A new table can be used once it is active: wait for it with the SDK's waiter.
    ///
    /// # Errors
    /// [`KeyStoreError::OtherTable`] when it exists and has other keys, and what DynamoDB reports.
    pub async fn create_table(&self) -> Result<String, KeyStoreError> {
        let table = &self.info().table_name;
        let described = self.dynamodb.describe_table().table_name(table).send().await;
        let description = match described {
            Ok(output) => output.table,
            Err(error) if is_missing_table(&error) => {
                let invalid = |error| KeyStoreError::Other(Box::new(error));
                let mut request =
                    self.dynamodb.create_table().table_name(table).billing_mode(BillingMode::PayPerRequest);
                for (name, key_type) in [(ID, KeyType::Hash), (TYPE, KeyType::Range)] {
                    let key = KeySchemaElement::builder().attribute_name(name).key_type(key_type);
                    let attribute = AttributeDefinition::builder()
                        .attribute_name(name)
                        .attribute_type(ScalarAttributeType::S);
                    request = request
                        .key_schema(key.build().map_err(invalid)?)
                        .attribute_definitions(attribute.build().map_err(invalid)?);
                }
                let output = request.send().await;
                output.map_err(|error| self.dynamodb_failed("CreateTable", error))?.table_description
            }
            Err(error) => return Err(self.dynamodb_failed("DescribeTable", error)),
        };
        let description = description.filter(is_key_store).and_then(|table| table.table_arn);
        description.ok_or_else(|| KeyStoreError::OtherTable { table: table.clone() })
    }

    /// Creates a branch key under a random identifier, a UUID, and returns that.
    ///
    /// `context` is bound to the key, and goes into every KMS call for it; it may be empty. The key itself
    /// is made by KMS and not seen here.
    ///
    /// # Errors
    /// [`KeyStoreError::Discovery`], and what KMS and DynamoDB report. Then nothing was written.
    pub async fn create_key(
        &self,
        context: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Result<String, KeyStoreError> {
        let id = new_version()?.to_string();
        self.create(&id, context.into_iter().collect()).await?;
        Ok(id)
    }

    /// Creates the branch key `id`.
    ///
    /// `context` is bound to the key, and goes into every KMS call for it. It must not be empty: with a
    /// chosen identifier, it is what tells this key from another of the same name.
    ///
    /// # Errors
    /// [`KeyStoreError::Config`] when `id` or `context` is empty, [`KeyStoreError::Exists`],
    /// [`KeyStoreError::Conflict`], [`KeyStoreError::Discovery`], and what KMS and DynamoDB report. Then nothing was written.
    pub async fn create_key_with_id(
        &self,
        id: &str,
        context: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Result<(), KeyStoreError> {
        check_id(id)?;
        let context: EncryptionContext = context.into_iter().collect();
        if context.is_empty() {
            let message = "a branch key with a chosen identifier needs an encryption context";
            return Err(KeyStoreError::Config(message.into()));
        }
        self.create(id, context).await
    }

    async fn create(&self, id: &str, custom: EncryptionContext) -> Result<(), KeyStoreError> {
        let info = self.info();
        let kms_key = info.kms_configuration.own_key("create a branch key")?;
        let version = Context::new(NewKey {
            id,
            version: new_version()?,
            created: timestamp(SystemTime::now())?,
            logical_name: &info.logical_name,
            kms_key,
            custom: &custom,
        });
        if version.pairs().keys().any(|name| name.len() > MAX_NAME) {
            let message = "a name of the encryption context is too long for an attribute";
            return Err(KeyStoreError::Config(message.into()));
        }
        let (active, beacon) = (version.active(), version.beacon());
        let version = self.kms.generate(info, kms_key, version).await?;
        let active = self.kms.re_encrypt(info, kms_key, &version, active).await?;
        let beacon = self.kms.generate(info, kms_key, beacon).await?;
        let puts = [self.put_new(&version), self.put_new(&active), self.put_new(&beacon)];
        self.write(id, puts, |source| KeyStoreError::Exists { branch_key: id.to_owned(), source }).await
    }

    /// Makes a new version of branch key `id` the active one, and returns it. The beacon key stays.
    ///
    /// Items of older versions can be read as before. Whoever has the branch key cached goes on writing
    /// under the old version until that expires.
    ///
    /// # Errors
    /// [`KeyStoreError::Conflict`] when somebody else does the same at the same time,
    /// [`KeyStoreError::Discovery`], what reading the active version gives, and what KMS and DynamoDB
    /// report. Then nothing was written.
    pub async fn version_key(&self, id: &str) -> Result<BranchKeyVersion, KeyStoreError> {
        let info = self.info();
        info.kms_configuration.own_key("make a new version of a branch key")?;
        let old = self.record(id, Kind::Active).await?;
        let kms_key = self.kms.key_for(info, &old)?;
        // Only to have KMS verify the record, out of which the next one is made.
        self.kms.re_encrypt(info, &kms_key, &old, old.context.clone()).await?;
        let next = new_version()?;
        // The record keeps the ARN that it names, also where a replica of that key is used.
        let version = old.context.next_version(next, timestamp(SystemTime::now())?);
        let active = version.active();
        let version = self.kms.generate(info, &kms_key, version).await?;
        let active = self.kms.re_encrypt(info, &kms_key, &version, active).await?;
        let puts = [self.put_new(&version), self.put_over(&old, &active)];
        self.write(id, puts, |source| KeyStoreError::Conflict { branch_key: id.to_owned(), source }).await?;
        Ok(next)
    }

    /// Puts `record` where there is none.
    fn put_new(&self, record: &Record) -> PutBuilder {
        self.put(record).condition_expression("attribute_not_exists(#id)").expression_attribute_names("#id", ID)
    }

    /// Puts `new` in the place of `old`, unless that was changed since it was read. (AWS's implementation
    /// checks only that there is a record; the specification is as strict as this.)
    fn put_over(&self, old: &Record, new: &Record) -> PutBuilder {
        let wrapped = AttributeValue::B(old.wrapped.clone().into());
        self.put(new)
            .condition_expression("attribute_exists(#id) AND #enc = :old")
            .expression_attribute_names("#id", ID)
            .expression_attribute_names("#enc", WRAPPED)
            .expression_attribute_values(":old", wrapped)
    }

    fn put(&self, record: &Record) -> PutBuilder {
        Put::builder().table_name(&self.info().table_name).set_item(Some(record.to_item()))
    }

    /// Writes all or nothing; `refused` makes the error when a condition does not hold.
    async fn write(
        &self,
        id: &str,
        puts: impl IntoIterator<Item = PutBuilder>,
        refused: impl FnOnce(BoxError) -> KeyStoreError,
    ) -> Result<(), KeyStoreError> {
        let mut request = self.dynamodb.transact_write_items();
        for put in puts {
            let put = put.build().map_err(|error| KeyStoreError::Other(Box::new(error)))?;
            request = request.transact_items(TransactWriteItem::builder().put(put).build());
        }
        match request.send().await {
            Ok(_) => Ok(()),
            Err(error) if is_cancelled_for(&error, "ConditionalCheckFailed") => Err(refused(error.into())),
            Err(error) if is_cancelled_for(&error, "TransactionConflict") => {
                Err(KeyStoreError::Conflict { branch_key: id.to_owned(), source: error.into() })
            }
            Err(error) => Err(self.dynamodb_failed("TransactWriteItems", error)),
        }
    }
}

fn new_version() -> Result<BranchKeyVersion, KeyStoreError> {
    BranchKeyVersion::random().map_err(|error| KeyStoreError::Other(error.into()))
}

/// Whether DynamoDB says that the table does not exist.
fn is_missing_table(error: &SdkError<aws_sdk_dynamodb::operation::describe_table::DescribeTableError>) -> bool {
    error.as_service_error().is_some_and(|error| error.is_resource_not_found_exception())
}

/// Whether a transaction was cancelled for the reason `code`.
fn is_cancelled_for(error: &SdkError<TransactWriteItemsError>, code: &str) -> bool {
    let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) = error.as_service_error()
    else {
        return false;
    };
    cancelled.cancellation_reasons().iter().any(|reason| reason.code() == Some(code))
}

/// Whether a table has the keys of a key store's. It may have more than that, for example indexes.
fn is_key_store(table: &TableDescription) -> bool {
    [(ID, KeyType::Hash), (TYPE, KeyType::Range)].into_iter().all(|(name, key_type)| {
        let is_key = |key: &KeySchemaElement| key.attribute_name == name && key.key_type == key_type;
        let is_text = |attribute: &AttributeDefinition| {
            attribute.attribute_name == name && attribute.attribute_type == ScalarAttributeType::S
        };
        table.key_schema().iter().any(is_key) && table.attribute_definitions().iter().any(is_text)
    })
}

/// `time` in UTC, to the microsecond, for example `2026-11-20T09:25:00.000001Z`.
fn timestamp(time: SystemTime) -> Result<String, KeyStoreError> {
    // A clock before 1970 is not worth an error: nothing depends on the time.
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    let seconds = i64::try_from(since.as_secs()).map_err(|error| KeyStoreError::Other(error.into()))?;
    // Whole seconds have no fraction when they are written.
    let text = DateTime::from_secs(seconds).fmt(Format::DateTime);
    let text = text.map_err(|error| KeyStoreError::Other(error.into()))?;
    Ok(format!("{}.{:06}Z", text.trim_end_matches('Z'), since.subsec_micros()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn timestamps_have_six_decimals() {
        for (micros, expected) in [
            (0, "1970-01-01T00:00:00.000000Z"),
            (1_795_166_700_000_001, "2026-11-20T09:25:00.000001Z"),
            (1_795_166_700_120_000, "2026-11-20T09:25:00.120000Z"),
        ] {
            assert_eq!(timestamp(UNIX_EPOCH + Duration::from_micros(micros)).unwrap(), expected);
        }
    }
}
