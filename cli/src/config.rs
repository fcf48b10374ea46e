//! The configuration file, which says what tables are like and where their keys are.

use aws_config::SdkConfig;
use dynamodb_item_encryptor::TableConfig;
use dynamodb_item_encryptor::config::{AwsClients, Configuration, ConfigurationError};

use crate::args::{AwsArgs, ConfigArgs};
use crate::aws;
use crate::exit::Exit;
use crate::failure::{Failure, with_sources};
use crate::shown::shown;

/// The table that is meant, with its keys, and what its clients are made of.
pub(crate) async fn table(args: &ConfigArgs, aws: &AwsArgs) -> Result<(TableConfig, SdkConfig), Failure> {
    let configuration = read(args)?;
    let name = name(&configuration, args.table.as_deref())?;
    let sdk = aws::sdk_config(aws).await;
    let clients = AwsClients::new(&sdk).with_dynamodb(aws::dynamodb_config(aws, &sdk));
    let table = configuration.table_config(&name, clients).await.map_err(failed)?;
    Ok((table, sdk))
}

/// The table that is meant, without keys: it says how to look at items, and cannot open them.
pub(crate) async fn table_without_keys(
    args: &ConfigArgs,
    aws: &AwsArgs,
) -> Result<(TableConfig, SdkConfig), Failure> {
    let configuration = read(args)?;
    let name = name(&configuration, args.table.as_deref())?;
    let tables = configuration.table_configs_without_keys().map_err(failed)?;
    let table = tables.into_iter().find(|table| table.logical_name() == name);
    let table = table.ok_or_else(|| Failure::internal("a table of the configuration was not made"))?;
    Ok((table, aws::sdk_config(aws).await))
}

/// The tables that are meant, all of the file without a name, and without keys.
pub(crate) fn tables_without_keys(args: &ConfigArgs) -> Result<Vec<TableConfig>, Failure> {
    let configuration = read(args)?;
    let mut tables = configuration.table_configs_without_keys().map_err(failed)?;
    if args.table.is_some() || tables.is_empty() {
        let name = name(&configuration, args.table.as_deref())?;
        tables.retain(|table| table.logical_name() == name);
    }
    Ok(tables)
}

/// The file.
pub(crate) fn read(args: &ConfigArgs) -> Result<Configuration, Failure> {
    Configuration::from_file(&args.config).map_err(failed)
}

/// The logical name of the table that is meant. Its name in DynamoDB is as good, where only one table has it.
pub(crate) fn name(configuration: &Configuration, wanted: Option<&str>) -> Result<String, Failure> {
    let known: Vec<_> = configuration.table_names().collect();
    let Some(wanted) = wanted else {
        return match known[..] {
            [one] => Ok(one.to_owned()),
            [] => Err(Failure::new(Exit::Configuration, "the configuration has no tables")),
            _ => {
                let known: Vec<_> = known.iter().map(|name| shown(name)).collect();
                let what = format!(
                    "the configuration has several tables: name one with --table ({})",
                    known.join(", ")
                );
                Err(Failure::new(Exit::Usage, what))
            }
        };
    };
    if known.contains(&wanted) {
        return Ok(wanted.to_owned());
    }
    let tables = configuration.table_configs_without_keys().map_err(failed)?;
    let mut meant = tables.iter().filter(|table| table.table_name() == wanted).map(TableConfig::logical_name);
    match (meant.next(), meant.next()) {
        (Some(one), None) => Ok(one.to_owned()),
        (Some(_), Some(_)) => {
            let what = format!("several tables of the configuration are '{}' in DynamoDB", shown(wanted));
            Err(Failure::new(Exit::Configuration, what))
        }
        (None, _) => {
            let known: Vec<_> = known.iter().map(|name| shown(name)).collect();
            let what =
                format!("the configuration has no table '{}'; it has {}", shown(wanted), known.join(", "));
            Err(Failure::new(Exit::Usage, what))
        }
    }
}

pub(crate) fn failed(error: ConfigurationError) -> Failure {
    // A key that is not where it should be is a matter of this machine, not of permissions in AWS.
    let exit = match Exit::of_class(error.class()) {
        Exit::Refused => Exit::Configuration,
        exit => exit,
    };
    Failure::new(exit, with_sources(&error))
}
