//! Which tables each operation that carries items is about.

use std::fmt;
use std::sync::OnceLock;

use aws_sdk_dynamodb::operation::batch_execute_statement::{BatchExecuteStatement, BatchExecuteStatementInput};
use aws_sdk_dynamodb::operation::batch_get_item::{BatchGetItem, BatchGetItemInput};
use aws_sdk_dynamodb::operation::batch_write_item::{BatchWriteItem, BatchWriteItemInput};
use aws_sdk_dynamodb::operation::delete_item::{DeleteItem, DeleteItemInput};
use aws_sdk_dynamodb::operation::execute_statement::{ExecuteStatement, ExecuteStatementInput};
use aws_sdk_dynamodb::operation::execute_transaction::{ExecuteTransaction, ExecuteTransactionInput};
use aws_sdk_dynamodb::operation::get_item::{GetItem, GetItemInput};
use aws_sdk_dynamodb::operation::put_item::{PutItem, PutItemInput};
use aws_sdk_dynamodb::operation::query::{Query, QueryInput};
use aws_sdk_dynamodb::operation::scan::{Scan, ScanInput};
use aws_sdk_dynamodb::operation::search_vectors::{SearchVectors, SearchVectorsInput};
use aws_sdk_dynamodb::operation::transact_get_items::{TransactGetItems, TransactGetItemsInput};
use aws_sdk_dynamodb::operation::transact_write_items::{TransactWriteItems, TransactWriteItemsInput};
use aws_sdk_dynamodb::operation::update_item::{UpdateItem, UpdateItemInput};
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use aws_smithy_types::config_bag::FrozenLayer;

use crate::client::rules::tables::Target;

/// An operation that carries items, or parts of them.
pub(crate) trait DataOperation: fmt::Debug + Send + Sync + 'static {
    /// The operation's input, as the SDK has it.
    type Input: fmt::Debug + Send + Sync + 'static;

    /// Every table that the input is about.
    fn targets(input: &Self::Input) -> impl Iterator<Item = Target<'_>>;

    /// The operation's own configuration, which holds its deserializer. It is the same for every request.
    fn layer() -> Option<FrozenLayer>;

    /// An input that says nothing.
    fn empty_input() -> Option<Self::Input>;
}

/// Implements [`DataOperation`] for an operation, given the targets of its input.
macro_rules! data_operation {
    ($operation:ident, $input_type:ty, |$input:ident| $targets:expr) => {
        impl DataOperation for $operation {
            type Input = $input_type;

            fn targets($input: &Self::Input) -> impl Iterator<Item = Target<'_>> {
                $targets
            }

            fn layer() -> Option<FrozenLayer> {
                static LAYER: OnceLock<Option<FrozenLayer>> = OnceLock::new();
                LAYER.get_or_init(|| $operation::new().config()).clone()
            }

            fn empty_input() -> Option<Self::Input> {
                <$input_type>::builder().build().ok()
            }
        }
    };
}

// Those that name one table.
data_operation!(DeleteItem, DeleteItemInput, |input| one(input.table_name()));
data_operation!(GetItem, GetItemInput, |input| one(input.table_name()));
data_operation!(PutItem, PutItemInput, |input| one(input.table_name()));
data_operation!(Query, QueryInput, |input| one(input.table_name()));
data_operation!(Scan, ScanInput, |input| one(input.table_name()));
data_operation!(SearchVectors, SearchVectorsInput, |input| one(input.table_name()));
data_operation!(UpdateItem, UpdateItemInput, |input| one(input.table_name()));

// Those that name several.
data_operation!(BatchGetItem, BatchGetItemInput, |input| {
    input.request_items().into_iter().flatten().map(|(table, _)| Target::Table(Some(table)))
});
data_operation!(BatchWriteItem, BatchWriteItemInput, |input| {
    input.request_items().into_iter().flatten().map(|(table, _)| Target::Table(Some(table)))
});
data_operation!(TransactGetItems, TransactGetItemsInput, |input| {
    let gets = input.transact_items().iter().filter_map(|item| item.get());
    gets.map(|get| Target::Table(Some(get.table_name())))
});
data_operation!(TransactWriteItems, TransactWriteItemsInput, |input| {
    let tables = input.transact_items().iter().flat_map(|item| {
        [
            item.condition_check().map(|check| check.table_name()),
            item.put().map(|put| put.table_name()),
            item.delete().map(|delete| delete.table_name()),
            item.update().map(|update| update.table_name()),
        ]
    });
    tables.flatten().map(|table| Target::Table(Some(table)))
});

// Those that take PartiQL statements.
// Source: `specification/dynamodb-encryption-client/ddb-sdk-integration.md`, section "Validate Before
// ExecuteStatement".
data_operation!(ExecuteStatement, ExecuteStatementInput, |input| {
    std::iter::once(Target::Statement(input.statement()))
});
// Source: `specification/dynamodb-encryption-client/ddb-sdk-integration.md`, section "Validate Before
// BatchExecuteStatement".
data_operation!(BatchExecuteStatement, BatchExecuteStatementInput, |input| {
    input.statements().iter().map(|request| Target::Statement(Some(request.statement())))
});
// Source: `specification/dynamodb-encryption-client/ddb-sdk-integration.md`, section "Validate Before
// ExecuteTransaction".
data_operation!(ExecuteTransaction, ExecuteTransactionInput, |input| {
    input.transact_statements().iter().map(|request| Target::Statement(Some(request.statement())))
});

fn one(table: Option<&str>) -> impl Iterator<Item = Target<'_>> {
    std::iter::once(Target::Table(table))
}
