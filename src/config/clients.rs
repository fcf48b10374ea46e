//! Where the clients for AWS come from.

use std::sync::Arc;

use aws_types::SdkConfig;
use aws_types::region::Region;

use super::EntryProblem;
use crate::error::BoxError;
use crate::kms::supplier::{KmsClientSupplier, RegionalKmsClients};

/// The clients for AWS that a configuration's keyrings and key stores call: those for KMS in each region, and those for the
/// DynamoDB tables of key stores.
///
/// Most applications hand over the configuration of their SDK, and never name this type:
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use dynamodb_item_encryptor::config::Configuration;
///
/// let aws = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
/// let tables = Configuration::from_file("tables.toml")?.table_configs(&aws).await?;
/// # Ok(())
/// # }
/// ```
///
/// A [supplier](KmsClientSupplier) of one's own can use different credentials in each region:
/// [`with_kms`](Self::with_kms).
#[derive(Clone, Default)]
pub struct AwsClients {
    kms: Option<Arc<dyn KmsClientSupplier>>,
    dynamodb: Option<aws_sdk_dynamodb::Config>,
}

debug_shows!(AwsClients {});

impl AwsClients {
    /// No clients: for configurations all of whose keys are the application's own. A keyring or key store that needs a
    /// client is an error.
    pub fn none() -> Self {
        Self::default()
    }

    /// Clients with this configuration. Its region is only that of key stores that name none.
    pub fn new(config: &SdkConfig) -> Self {
        AwsClients::none()
            .with_kms(RegionalKmsClients::new(aws_sdk_kms::Config::new(config)))
            .with_dynamodb(aws_sdk_dynamodb::Config::new(config))
    }

    /// KMS is called through the clients of `supplier`.
    #[must_use]
    pub fn with_kms(mut self, supplier: impl KmsClientSupplier + 'static) -> Self {
        self.kms = Some(Arc::new(supplier));
        self
    }

    /// The tables of key stores are called with this configuration, except that its region is the key store's, where that
    /// names one.
    #[must_use]
    pub fn with_dynamodb(mut self, config: aws_sdk_dynamodb::Config) -> Self {
        self.dynamodb = Some(config);
        self
    }

    pub(super) fn kms(&self) -> Result<Arc<dyn KmsClientSupplier>, EntryProblem> {
        self.kms.clone().ok_or_else(|| missing("KMS"))
    }

    /// A client for DynamoDB in this region, or else that of the configuration.
    pub(super) fn dynamodb_in(&self, region: Option<&str>) -> Result<aws_sdk_dynamodb::Client, EntryProblem> {
        let config = self.dynamodb.as_ref().ok_or_else(|| missing("DynamoDB"))?;
        let config = match region {
            Some(region) => config.to_builder().region(Region::new(region.to_owned())).build(),
            None => config.clone(),
        };
        Ok(aws_sdk_dynamodb::Client::from_conf(config))
    }

    pub(super) async fn kms_in(&self, region: &str) -> Result<aws_sdk_kms::Client, EntryProblem> {
        self.kms()?.client(region).await.map_err(EntryProblem::Client)
    }
}

fn missing(service: &str) -> EntryProblem {
    EntryProblem::Client(BoxError::from(format!("the program handed over no client for {service}")))
}

impl From<&SdkConfig> for AwsClients {
    fn from(config: &SdkConfig) -> Self {
        AwsClients::new(config)
    }
}

impl From<&AwsClients> for AwsClients {
    fn from(clients: &AwsClients) -> Self {
        clients.clone()
    }
}
