//! What both services agree on: the struct, the table of that, and its client.

use aws_config::SdkConfig;
use dynamodb_item_encryptor::{BoxError, EncryptTables, EncryptingClient, KmsKeyring, TableConfig, TypedItem};
use serde::{Deserialize, Serialize};

/// The logical name of the table, which is bound into every item.
pub const LOGICAL_NAME: &str = "Customers";

/// A customer of a shop.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TypedItem)]
pub struct Customer {
    /// The shop.
    #[item(partition_key)]
    pub shop: String,
    /// Which of its customers.
    #[item(sort_key)]
    pub id: String,
    /// Encrypted, as every field that says nothing else.
    pub email: String,
    /// Signed: readable, also for filters in the database.
    #[item(sign)]
    pub plan: String,
}

/// The table as both services are told of it: `TABLE` is its name in DynamoDB, `KEY_ARN` the key in KMS.
///
/// # Errors
/// When a variable is missing, or the key's ARN is none.
pub fn table(aws: &SdkConfig) -> Result<TableConfig, BoxError> {
    let keyring = KmsKeyring::new(aws_sdk_kms::Client::new(aws), std::env::var("KEY_ARN")?)?;
    let table = TableConfig::for_type::<Customer>(LOGICAL_NAME).table_name(std::env::var("TABLE")?);
    Ok(table.keyring(keyring).build()?)
}

/// A client that encrypts `table`, and sends no item to any other.
///
/// # Errors
/// None for a table that was built.
pub fn client(aws: &SdkConfig, table: TableConfig) -> Result<EncryptingClient, BoxError> {
    let config = aws_sdk_dynamodb::config::Builder::from(aws).encrypt_tables_only([table])?;
    Ok(EncryptingClient::from_conf(config.build())?)
}
