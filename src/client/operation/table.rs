//! The one table of what the client does with each operation.
//!
//! Every operation of the SDK is in it; a test compares it with the SDK's source.

use std::marker::PhantomData;

use aws_sdk_dynamodb::operation::{
    batch_execute_statement::BatchExecuteStatement, batch_get_item::BatchGetItem,
    batch_write_item::BatchWriteItem, delete_item::DeleteItem, execute_statement::ExecuteStatement,
    execute_transaction::ExecuteTransaction, get_item::GetItem, put_item::PutItem, query::Query, scan::Scan,
    search_vectors::SearchVectors, transact_get_items::TransactGetItems,
    transact_write_items::TransactWriteItems, update_item::UpdateItem,
};

use super::data_operation::DataOperation;
use super::item_operation::ItemOperation;

/// Fits operations into the SDK. Whoever implements it knows the SDK's machinery; the table only says which way an
/// operation goes.
pub(crate) trait Fit: Sized + 'static {
    /// An operation that is fitted in.
    type Fitted: 'static;

    /// Items are sealed and opened where the operation is on an encrypted table.
    fn transform<O: ItemOperation>(self) -> Self::Fitted;

    /// Refused where the operation is on an encrypted table.
    fn refuse<O: DataOperation>(self) -> Self::Fitted;
}

/// What the client does with an operation.
pub(crate) enum Handling<F: Fit> {
    /// It carries no items: not touched.
    Pass,
    /// It carries items, and is fitted in.
    Wrap(fn(F) -> F::Fitted),
}

/// What to do with the operation of this name, or `None` when it is not known.
pub(crate) fn find<F: Fit>(operation: &str) -> Option<(&'static str, &'static Handling<F>)> {
    let mut rows = Operations::<F>::TABLE.iter();
    rows.find(|(name, _)| *name == operation).map(|(name, handling)| (*name, handling))
}

/// The table, for one way to fit operations in.
struct Operations<F>(PhantomData<F>);

impl<F: Fit> Operations<F> {
    const TABLE: &'static [(&'static str, Handling<F>)] = &[
        // Items, of one table or several.
        ("BatchGetItem", Handling::Wrap(F::transform::<BatchGetItem>)),
        ("BatchWriteItem", Handling::Wrap(F::transform::<BatchWriteItem>)),
        ("DeleteItem", Handling::Wrap(F::transform::<DeleteItem>)),
        ("GetItem", Handling::Wrap(F::transform::<GetItem>)),
        ("PutItem", Handling::Wrap(F::transform::<PutItem>)),
        ("Query", Handling::Wrap(F::transform::<Query>)),
        ("Scan", Handling::Wrap(F::transform::<Scan>)),
        ("TransactGetItems", Handling::Wrap(F::transform::<TransactGetItems>)),
        ("TransactWriteItems", Handling::Wrap(F::transform::<TransactWriteItems>)),
        ("UpdateItem", Handling::Wrap(F::transform::<UpdateItem>)),
        // Not supported on encrypted tables.
        ("BatchExecuteStatement", Handling::Wrap(F::refuse::<BatchExecuteStatement>)),
        ("ExecuteStatement", Handling::Wrap(F::refuse::<ExecuteStatement>)),
        ("ExecuteTransaction", Handling::Wrap(F::refuse::<ExecuteTransaction>)),
        ("SearchVectors", Handling::Wrap(F::refuse::<SearchVectors>)),
        // Operations on tables, backups, streams and tags: no items in request or response.
        ("CreateBackup", Handling::Pass),
        ("CreateGlobalTable", Handling::Pass),
        ("CreateTable", Handling::Pass),
        ("DeleteBackup", Handling::Pass),
        ("DeleteResourcePolicy", Handling::Pass),
        ("DeleteTable", Handling::Pass),
        ("DescribeBackup", Handling::Pass),
        ("DescribeContinuousBackups", Handling::Pass),
        ("DescribeContributorInsights", Handling::Pass),
        ("DescribeEndpoints", Handling::Pass),
        ("DescribeExport", Handling::Pass),
        ("DescribeGlobalTable", Handling::Pass),
        ("DescribeGlobalTableSettings", Handling::Pass),
        ("DescribeImport", Handling::Pass),
        ("DescribeKinesisStreamingDestination", Handling::Pass),
        ("DescribeLimits", Handling::Pass),
        ("DescribeTable", Handling::Pass),
        ("DescribeTableReplicaAutoScaling", Handling::Pass),
        ("DescribeTimeToLive", Handling::Pass),
        ("DisableKinesisStreamingDestination", Handling::Pass),
        ("EnableKinesisStreamingDestination", Handling::Pass),
        ("ExportTableToPointInTime", Handling::Pass),
        ("GetResourcePolicy", Handling::Pass),
        ("ImportTable", Handling::Pass),
        ("ListBackups", Handling::Pass),
        ("ListContributorInsights", Handling::Pass),
        ("ListExports", Handling::Pass),
        ("ListGlobalTables", Handling::Pass),
        ("ListImports", Handling::Pass),
        ("ListTables", Handling::Pass),
        ("ListTagsOfResource", Handling::Pass),
        ("PutResourcePolicy", Handling::Pass),
        ("RestoreTableFromBackup", Handling::Pass),
        ("RestoreTableToPointInTime", Handling::Pass),
        ("TagResource", Handling::Pass),
        ("UntagResource", Handling::Pass),
        ("UpdateContinuousBackups", Handling::Pass),
        ("UpdateContributorInsights", Handling::Pass),
        ("UpdateGlobalTable", Handling::Pass),
        ("UpdateGlobalTableSettings", Handling::Pass),
        ("UpdateKinesisStreamingDestination", Handling::Pass),
        ("UpdateTable", Handling::Pass),
        ("UpdateTableReplicaAutoScaling", Handling::Pass),
        ("UpdateTimeToLive", Handling::Pass),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::PathBuf;
    use std::process::Command;

    fn cargo(arguments: &[&str]) -> String {
        let folder = env!("CARGO_MANIFEST_DIR");
        let output = Command::new(env!("CARGO")).args(arguments).current_dir(folder).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Where the SDK's operations are defined, in the version that this build uses.
    fn sdk_operations_folder() -> PathBuf {
        // Other members of the workspace may need packages that have not been downloaded yet. Cargo does that then.
        let version = cargo(&["-vV"]);
        let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
        let metadata = cargo(&["metadata", "--format-version=1", "--locked", "--filter-platform", host]);
        let metadata: serde_json::Value = serde_json::from_str(&metadata).unwrap();
        let packages = metadata["packages"].as_array().unwrap();
        let sdk = packages.iter().find(|package| package["name"] == "aws-sdk-dynamodb").unwrap();
        let manifest = PathBuf::from(sdk["manifest_path"].as_str().unwrap());
        manifest.parent().unwrap().join("src/operation")
    }

    /// The operations' names as they are in the SDK's metadata at run time.
    fn sdk_operations() -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for file in sdk_operations_folder().read_dir().expect("the SDK's source must be there") {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                let source = std::fs::read_to_string(&path).unwrap();
                let (_, arguments) = source.split_once("Metadata::new(").unwrap_or_else(|| panic!("{path:?}"));
                let mut arguments = arguments.split('"').skip(1).step_by(2);
                let (name, service) = (arguments.next().unwrap(), arguments.next().unwrap());
                assert_eq!(service, "DynamoDB", "{path:?}");
                names.insert(name.to_owned());
            }
        }
        names
    }

    /// Fits nothing in.
    struct Unfitted;

    impl Fit for Unfitted {
        type Fitted = ();

        fn transform<O: ItemOperation>(self) {}

        fn refuse<O: DataOperation>(self) {}
    }

    const OPERATIONS: &[(&str, Handling<Unfitted>)] = Operations::TABLE;

    #[test]
    fn every_operation_of_the_sdk_is_in_the_table() {
        let known: BTreeSet<_> = OPERATIONS.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(known.len(), OPERATIONS.len(), "an operation is in the table twice");
        let sdk = sdk_operations();
        assert!(sdk.len() >= 58, "only {} operations found", sdk.len());
        assert_eq!(known, sdk);
    }

    /// An operation whose input or output can hold attribute values carries items.
    #[test]
    fn no_operation_that_carries_attribute_values_passes() {
        let folder = sdk_operations_folder();
        for file in folder.read_dir().unwrap() {
            let path = file.unwrap().path();
            if !path.is_dir() {
                continue;
            }
            let carries = path.read_dir().unwrap().any(|file| {
                let file = file.unwrap().path();
                let is_shape = file.to_string_lossy().ends_with("put.rs");
                is_shape && {
                    let source = std::fs::read_to_string(file).unwrap();
                    ["AttributeValue", "WriteRequest", "KeysAndAttributes", "Statement", "TransactWriteItem"]
                        .iter()
                        .any(|shape| source.contains(&format!("crate::types::{shape}")))
                }
            });
            let module = path.file_name().unwrap().to_string_lossy().replace('_', "");
            let (name, handling) =
                OPERATIONS.iter().find(|(name, _)| name.to_lowercase() == module).expect(&module);
            assert!(!carries || matches!(handling, Handling::Wrap(_)), "{name} carries attribute values");
        }
    }

    /// The request parameters that have values of attributes, in inputs and in what inputs are made of. Each is looked
    /// at where the request is planned, is refused, or holds an item that is sealed.
    const VALUES: [(&str, &[&str]); 14] = [
        ("delete_item", &["key", "expected", "expression_attribute_values"]),
        ("get_item", &["key"]),
        ("put_item", &["item", "expected", "expression_attribute_values"]),
        ("query", &["key_conditions", "query_filter", "exclusive_start_key", "expression_attribute_values"]),
        ("scan", &["scan_filter", "exclusive_start_key", "expression_attribute_values"]),
        ("update_item", &["key", "attribute_updates", "expected", "expression_attribute_values"]),
        ("types/_condition_check", &["key", "expression_attribute_values"]),
        ("types/_delete", &["key", "expression_attribute_values"]),
        ("types/_delete_request", &["key"]),
        ("types/_get", &["key"]),
        ("types/_keys_and_attributes", &["keys"]),
        ("types/_put", &["item", "expression_attribute_values"]),
        ("types/_put_request", &["item"]),
        ("types/_update", &["key", "expression_attribute_values"]),
    ];

    #[test]
    fn no_parameter_with_values_is_unknown() {
        let folder = sdk_operations_folder();
        for (input, expected) in VALUES {
            let path = match input.strip_prefix("types/") {
                Some(shape) => folder.join("../types").join(format!("{shape}.rs")),
                None => folder.join(input).join(format!("_{input}_input.rs")),
            };
            let source = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
            let shapes = ["AttributeValue", "ExpectedAttributeValue", "AttributeValueUpdate", "Condition"];
            let found: Vec<&str> = source
                .lines()
                .filter_map(|line| line.strip_prefix("    pub ")?.split_once(": "))
                .filter(|(field, _)| !field.contains(' '))
                .filter(|(_, shape)| shapes.iter().any(|name| shape.contains(&format!("types::{name}>"))))
                .map(|(field, _)| field)
                .collect();
            assert_eq!(found, expected, "{input}");
        }
    }

    #[test]
    fn an_unknown_operation_is_not_found() {
        assert!(find::<Unfitted>("PutItem").is_some());
        assert!(find::<Unfitted>("PutItems").is_none());
        assert!(find::<Unfitted>("").is_none());
    }
}
