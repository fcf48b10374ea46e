//! Compares what is configured with the tables that there are.

mod compare;
mod finding;

pub use finding::{CheckReport, Finding, FindingProblem, Severity};

use std::error::Error as StdError;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::Intercept;
use aws_sdk_dynamodb::config::interceptors::BeforeSerializationInterceptorContextRef;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::types::{TableDescription, TimeToLiveStatus};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use std::sync::Arc;

use super::rules::tables::Tables;
use super::sdk::interceptor;
use super::sdk::sealed::Sealed;
use super::sdk::slot::Slot;
use crate::error::{BoxError, ConfigProblem, Error};
use crate::table::TableConfig;

/// Compares the configuration of a client with the tables that there are.
pub trait CheckTables: Sealed {
    /// Compares every table that the client encrypts with its description, for example when a program starts, or in a
    /// test of its deployment. See [`TableConfig::check`].
    ///
    /// ```no_run
    /// # async fn example(client: aws_sdk_dynamodb::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use dynamodb_item_encryptor::CheckTables;
    ///
    /// let report = client.check_tables().await?;
    /// if report.has_errors() {
    ///     return Err(report.to_string().into());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`Error::Config`] with [`ConfigProblem::NotRegistered`] when the client encrypts no tables. A table that cannot be
    /// asked about is a finding.
    fn check_tables(&self) -> impl Future<Output = Result<CheckReport, Error>> + Send;
}

impl CheckTables for Client {
    async fn check_tables(&self) -> Result<CheckReport, Error> {
        let asking = Asking::default();
        // It stops before anything is sent.
        let _ = self.list_tables().customize().interceptor(asking.clone()).send().await;
        let tables = asking.0.take().ok_or_else(|| Error::config(None, None, ConfigProblem::NotRegistered))?;
        let mut findings = Vec::new();
        for table in tables.all() {
            findings.extend(findings_of(table, self).await);
        }
        Ok(CheckReport::new(findings))
    }
}

impl TableConfig {
    /// Compares this configuration with the table that it is for, as DynamoDB describes it: the names of the keys, the
    /// keys of indexes, what indexes project, and the attribute with the time to live.
    ///
    /// It needs the permissions `dynamodb:DescribeTable` and `dynamodb:DescribeTimeToLive`, and reads no item. The client may encrypt, or
    /// not. [`CheckTables`] does it for all tables of a client.
    pub async fn check(&self, client: &Client) -> CheckReport {
        CheckReport::new(findings_of(self, client).await)
    }
}

/// All that is to be said of a table.
async fn findings_of(table: &TableConfig, client: &Client) -> Vec<Finding> {
    let mut problems = match described(table, client).await {
        Ok(description) => compare::with_description(table, &description),
        // Of a table that is not there, or may not be seen, nothing else is known either.
        Err(problem) => return vec![Finding::new(table, problem)],
    };
    match time_to_live(table, client).await {
        Ok(Some(attribute)) => problems.extend(compare::with_time_to_live(table, &attribute)),
        Ok(None) => {}
        Err(problem) => problems.push(problem),
    }
    problems.into_iter().map(|problem| Finding::new(table, problem)).collect()
}

async fn described(table: &TableConfig, client: &Client) -> Result<TableDescription, FindingProblem> {
    const OPERATION: &str = "DescribeTable";
    let described = client.describe_table().table_name(table.table_name()).send().await;
    let description = described.map_err(|error| match error.as_service_error() {
        Some(said) if said.is_resource_not_found_exception() => FindingProblem::TableMissing,
        _ => not_described(OPERATION, &error),
    })?;
    let empty = || FindingProblem::NotDescribed { operation: OPERATION, reason: "an empty answer".to_owned() };
    description.table.ok_or_else(empty)
}

/// The attribute after whose time items are deleted, where there is one.
async fn time_to_live(table: &TableConfig, client: &Client) -> Result<Option<String>, FindingProblem> {
    let described = client.describe_time_to_live().table_name(table.table_name()).send().await;
    let described = described.map_err(|error| not_described("DescribeTimeToLive", &error))?;
    let is_on =
        |status: &TimeToLiveStatus| matches!(status, TimeToLiveStatus::Enabled | TimeToLiveStatus::Enabling);
    let description = described.time_to_live_description;
    let description =
        description.filter(|time_to_live| time_to_live.time_to_live_status.as_ref().is_some_and(is_on));
    Ok(description.and_then(|time_to_live| time_to_live.attribute_name))
}

/// Why DynamoDB does not say what a table is like.
fn not_described<E>(operation: &'static str, error: &SdkError<E>) -> FindingProblem
where
    E: ProvideErrorMetadata + StdError + 'static,
{
    let code = error.as_service_error().and_then(ProvideErrorMetadata::code);
    let reason = code.map_or_else(|| said_by_all(error), str::to_owned);
    FindingProblem::NotDescribed { operation, reason }
}

/// What an error and its sources say: the SDK's own says no more than that there was no answer.
fn said_by_all(error: &(dyn StdError + 'static)) -> String {
    let mut said = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        said = format!("{said}: {error}");
        source = error.source();
    }
    said
}

/// Has a call say which tables its client encrypts, and then stops it.
#[derive(Debug, Clone, Default)]
struct Asking(Slot<Arc<Tables>>);

impl Intercept for Asking {
    fn name(&self) -> &'static str {
        "dynamodb_item_encryptor_asking"
    }

    fn read_before_serialization(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.set(interceptor::registered(cfg));
        Err("this call is only asked which tables its client encrypts".into())
    }
}
