//! What to look for in CloudTrail.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{Policies, Role};
use crate::config::error::ConfigurationError;

/// Calls after which a key no longer is what it was, or is open to more people.
const OF_KEYS: [&str; 8] = [
    "CreateGrant",
    "DeleteImportedKeyMaterial",
    "DisableKey",
    "PutKeyPolicy",
    "ReEncrypt",
    "RevokeGrant",
    "ScheduleKeyDeletion",
    "UpdatePrimaryRegion",
];
/// Calls that pass encryption by, or take items elsewhere.
const OF_TABLES: [&str; 8] = [
    "BatchExecuteStatement",
    "CreateBackup",
    "DeleteTable",
    "ExecuteStatement",
    "ExecuteTransaction",
    "ExportTableToPointInTime",
    "PutResourcePolicy",
    "RestoreTableFromBackup",
];

impl Policies<'_> {
    /// The advanced event selectors of a trail that records every request for items of the tables and key stores, which trails
    /// leave out otherwise. Calls to KMS are management events, and are recorded anyway.
    ///
    /// # Errors
    /// None that reading the configuration has not reported.
    pub fn trail_selectors(&self) -> Result<Value, ConfigurationError> {
        let (tables, _) = self.resources()?;
        Ok(json!([
            {
                "Name": "Items of encrypted tables and key stores",
                "FieldSelectors": [
                    { "Field": "eventCategory", "Equals": ["Data"] },
                    { "Field": "resources.type", "Equals": ["AWS::DynamoDB::Table"] },
                    { "Field": "resources.ARN", "Equals": tables },
                ],
            },
            {
                "Name": "Management events",
                "FieldSelectors": [{ "Field": "eventCategory", "Equals": ["Management"] }],
            },
        ]))
    }

    /// Filter patterns for the trail's log group in CloudWatch, by name: calls that change who can use the keys, keys that
    /// are refused to somebody, and requests that pass encryption by.
    ///
    /// # Errors
    /// None that reading the configuration has not reported.
    pub fn log_filters(&self) -> Result<BTreeMap<&'static str, String>, ConfigurationError> {
        let (tables, keys) = self.resources()?;
        let any = |field: &str, values: &mut dyn Iterator<Item = String>| {
            let tests: Vec<String> = values.map(|value| format!("({field} = \"{value}\")")).collect();
            format!("({})", tests.join(" || "))
        };
        let of_keys = any("$.resources[0].ARN", &mut keys.into_iter());
        let names = tables.iter().filter_map(|arn| arn.rsplit_once('/')).map(|(_, name)| name.to_owned());
        let of_tables = any("$.requestParameters.tableName", &mut names.collect::<Vec<_>>().into_iter());
        let calls = |names: &[&str]| any("$.eventName", &mut names.iter().map(|name| (*name).to_owned()));
        let mut filters = BTreeMap::new();
        if of_keys != "()" {
            let source = "($.eventSource = \"kms.amazonaws.com\")";
            filters.insert("key changed", format!("{{ {source} && {of_keys} && {} }}", calls(&OF_KEYS)));
            filters.insert(
                "key refused",
                format!("{{ {source} && {of_keys} && ($.errorCode = \"AccessDenied*\") }}"),
            );
        }
        let source = "($.eventSource = \"dynamodb.amazonaws.com\")";
        let (changes, statements): (Vec<&str>, Vec<&str>) =
            OF_TABLES.iter().partition(|name| !name.contains("Execute"));
        filters.insert("table changed", format!("{{ {source} && {of_tables} && {} }}", calls(&changes)));
        // A statement names its table within its text only.
        filters.insert("encryption passed by", format!("{{ {source} && {} }}", calls(&statements)));
        Ok(filters)
    }

    /// ARNs of the tables and key stores, and of the keys that are named.
    fn resources(&self) -> Result<(Vec<String>, Vec<String>), ConfigurationError> {
        let (mut tables, mut keys) = (BTreeSet::new(), BTreeSet::new());
        for name in self.configuration.table_names() {
            for role in Role::ALL {
                for statement in self.statements(name, *role, None)? {
                    let is_kms = statement.actions.iter().any(|action| action.starts_with("kms:"));
                    let set = if is_kms { &mut keys } else { &mut tables };
                    set.extend(statement.resources.into_iter().filter(|arn| !arn.contains('*')));
                }
            }
        }
        Ok((tables.into_iter().collect(), keys.into_iter().collect()))
    }
}
