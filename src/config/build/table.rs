//! Making tables.

use std::collections::HashSet;

#[cfg(feature = "legacy")]
use super::legacy::encryptor;
use super::parts::Keys;
use super::search::search;
use super::{Failure, materials};
use crate::config::EntryProblem;
use crate::config::entries::table::{Exceptions, Readers, TableEntry};
use crate::error::{ConfigProblem, Error};
#[cfg(feature = "legacy")]
use crate::legacy::LegacyPolicy;
use crate::table::{AttributeAction, ReaderPolicy, TableConfig, TableConfigBuilder};

/// A table's builder, with all that is declared.
pub(in crate::config) fn builder(
    name: &str,
    entry: &TableEntry,
    keys: Keys<'_>,
) -> Result<TableConfigBuilder, Failure> {
    let mut builder = TableConfig::builder(name).partition_key(&entry.partition_key);
    if let Some(name) = &entry.table_name {
        builder = builder.table_name(name);
    }
    if let Some(key) = &entry.sort_key {
        builder = builder.sort_key(key);
    }
    builder = attributes(builder, entry)?;
    builder = policies(builder, entry);
    if let Some(entry) = &entry.search {
        let beacons = keys.beacons(&entry.keys);
        let beacons = beacons.map_err(|problem| Failure::new(["tables", name, "search", "keys"], problem))?;
        builder = builder.search(search(entry, beacons));
    }
    #[cfg(feature = "legacy")]
    if let Some(entry) = &entry.legacy {
        let failed = |problem| Failure::new(["tables", name, "legacy"], problem);
        let provider = keys.legacy(name).map_err(failed)?;
        let encryptor = encryptor(entry, provider);
        let encryptor = encryptor.map_err(|error| failed(EntryProblem::Table(Box::new(error))))?;
        let policy = entry.policy.map(LegacyPolicy::from).unwrap_or_default();
        builder = builder.legacy(encryptor, policy);
    }
    Ok(builder.material_provider(materials::provider(name, entry, keys)?))
}

/// What is declared about attributes.
fn attributes(mut builder: TableConfigBuilder, entry: &TableEntry) -> Result<TableConfigBuilder, Failure> {
    builder = builder
        .encrypt(&entry.encrypt)
        .sign(&entry.sign)
        .sign_and_include_in_encryption_context(&entry.sign_and_include_in_encryption_context)
        .do_nothing(&entry.do_nothing)
        .index_keys(&entry.index_keys);
    if let Some(actions) = &entry.attribute_actions {
        builder = builder
            .attribute_actions(actions.iter().map(|(name, action)| (name, AttributeAction::from(*action))));
    }
    if let Some(action) = entry.action_for_others {
        builder = builder.action_for_others(action.into());
    }
    if let Some(names) = &entry.allowed_unsigned {
        builder = builder.allowed_unsigned(names);
    }
    if let Some(prefix) = &entry.unsigned_prefix {
        builder = builder.unsigned_prefix(prefix);
    }
    for (name, bytes) in &entry.pad {
        // More than there can be is refused with the rest.
        builder = builder.pad([name], usize::try_from(*bytes).unwrap_or(usize::MAX));
    }
    Ok(builder)
}

fn policies(mut builder: TableConfigBuilder, entry: &TableEntry) -> TableConfigBuilder {
    if let Some(suite) = entry.suite {
        builder = builder.suite(suite.into());
    }
    if let Some(policy) = entry.plaintext_policy {
        builder = builder.plaintext_policy(policy.into());
    }
    if let Some(updates) = entry.protected_updates {
        builder = builder.protected_updates(updates.into());
    }
    for index in &entry.index_projects_all {
        builder = builder.index_projects_all(index);
    }
    if let Some(readers) = &entry.reader_policy {
        builder = builder.reader_policy(reader_policy(readers));
    }
    if let Some(maximum) = entry.max_data_keys {
        builder = builder.max_data_keys(maximum);
    }
    if entry.allow_items_without_writer {
        builder = builder.allow_items_without_writer();
    }
    builder
}

fn reader_policy(readers: &Readers) -> ReaderPolicy {
    let Readers::Strict(exceptions) = readers else { return ReaderPolicy::compatible() };
    let Exceptions {
        allow_suites,
        allow_header_version_1,
        allow_readable,
        allow_outside_context,
        allow_unpadded,
    } = exceptions;
    let mut policy = ReaderPolicy::strict()
        .allow_readable(allow_readable)
        .allow_outside_context(allow_outside_context)
        .allow_unpadded(allow_unpadded);
    for suite in allow_suites {
        policy = policy.allow_suite((*suite).into());
    }
    if *allow_header_version_1 { policy.allow_header_version_1() } else { policy }
}

/// The table, once its builder is as it shall be. Where a rule is broken, the entry is that of the table.
pub(in crate::config) fn built(name: &str, builder: TableConfigBuilder) -> Result<TableConfig, Failure> {
    builder.build().map_err(|error| Failure::new(["tables", name], EntryProblem::Table(Box::new(error))))
}

/// Checks that no two tables are one to DynamoDB. Returns the logical name of the second, too.
pub(in crate::config) fn check_table_names(tables: &[TableConfig]) -> Result<(), (String, Failure)> {
    let mut names = HashSet::new();
    match tables.iter().find(|table| !names.insert(table.table_name())) {
        None => Ok(()),
        Some(table) => {
            let name = table.logical_name();
            let error = Error::config(Some(name), None, ConfigProblem::DuplicateTableName);
            Err((name.to_owned(), Failure::new(["tables", name], EntryProblem::Table(Box::new(error)))))
        }
    }
}
