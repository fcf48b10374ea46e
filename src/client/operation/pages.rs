//! Query and Scan: the operations on pages of items.

use aws_sdk_dynamodb::operation::query::{Query, QueryError, QueryInput, QueryOutput};
use aws_sdk_dynamodb::operation::scan::{Scan, ScanError, ScanInput, ScanOutput};

use std::sync::Arc;

use super::item_operation::{ItemOperation, LeaveOut, Placed, Preparation};
use super::page::{Page, PageRequest, leave_out};
use super::sought::AskedKey;
use crate::client::rules::matching::Mismatch;
use crate::client::rules::parameters::{AskedAttributes, Expressions, check_key, refuse_given, remove_list};
use crate::client::rules::refusal::Refusal;
use crate::client::rules::tables::Tables;
use crate::error::{Error, RefusedProblem};
use crate::item::Completeness;
use crate::value::Item;

/// Implements [`ItemOperation`] for an operation on pages. `refuse` refuses what only this operation has, `asked` says
/// which keys it asks for, and `send` sets the key condition that is sent.
macro_rules! page_operation {
    ($operation:ident, $output:ident, $error:ident, refuse: $refuse:ident, asked: $asked:ident, send: $send:ident) => {
        impl ItemOperation for $operation {
            type Output = $output;
            type Error = $error;
            type Plan = Page;

            fn check(input: &mut Self::Input, tables: &Tables) -> Result<Page, Refusal> {
                let (page, sent) = tables.check_one(input.table_name(), |table| {
                    $refuse(input)?;
                    check_key(table, "ExclusiveStartKey", input.exclusive_start_key())?;
                    let (names, values) =
                        (input.expression_attribute_names(), input.expression_attribute_values());
                    let expressions = Expressions::new(table, names, values);
                    let request = PageRequest {
                        asked: $asked(input),
                        filter: input.filter_expression(),
                        attributes: AskedAttributes {
                            expression: input.projection_expression(),
                            names: input.attributes_to_get.as_deref(),
                        },
                        select: input.select(),
                        index: input.index_name(),
                        limit: input.limit(),
                    };
                    Page::check(table, expressions, request)
                })?;
                input.projection_expression = None;
                remove_list(&mut input.attributes_to_get);
                (input.filter_expression, input.select) = (sent.filter, sent.select);
                if page.searched.is_none() {
                    let names = &mut input.expression_attribute_names;
                    sent.unsent.remove_from(names, &mut input.expression_attribute_values);
                }
                Ok(page)
            }

            fn prepare(page: &Arc<Page>, mut input: Self::Input) -> Preparation<Self::Input> {
                if page.searched.is_none() {
                    return Preparation::Done(input);
                }
                let page = Arc::clone(page);
                Preparation::Waiting(Box::pin(async move {
                    let names = &mut input.expression_attribute_names;
                    let sent = page.complete(names, &mut input.expression_attribute_values).await?;
                    input.filter_expression = sent.filter;
                    $send(&mut input, sent.key);
                    Ok(input)
                }))
            }

            async fn match_output(page: &Page, output: &mut Self::Output) -> Result<(), Mismatch> {
                page.match_items(output.items(), output.last_evaluated_key()).await
            }

            fn take_others(page: &Page, output: &mut Self::Output) -> Vec<Item> {
                page.take_others(&mut output.items, &mut output.count)
            }

            fn completeness(page: &Page) -> Completeness {
                page.completeness()
            }

            fn may_be_parts(page: &Page) -> bool {
                page.completeness() == Completeness::Unknown && page.decided_here().is_none()
            }

            fn items_out<'a>(page: &'a Page, output: &'a mut Self::Output) -> Vec<Placed<'a>> {
                Placed::all(&page.table, output.items.iter_mut().flatten())
            }

            async fn finish(page: &Page, output: &mut Self::Output) {
                page.finish(&mut output.items, &mut output.count).await;
            }

            fn explain(page: &Page, error: Error) -> Error {
                page.explain(error)
            }

            const HAS_SEVERAL: bool = true;

            const LEAVE_OUT: Option<LeaveOut<Self>> =
                Some(|_, output| leave_out(&mut output.items, &mut output.count));
        }
    };
}

// Source: `specification/dynamodb-encryption-client/ddb-sdk-integration.md`, section "Decrypt after Query".
page_operation!(Query, QueryOutput, QueryError, refuse: refuse_for_query, asked: asked_by_query, send: send_in_query);
// Source: `specification/dynamodb-encryption-client/ddb-sdk-integration.md`, section "Decrypt after Scan".
page_operation!(Scan, ScanOutput, ScanError, refuse: refuse_for_scan, asked: asked_by_scan, send: send_in_scan);

fn refuse_for_query(input: &QueryInput) -> Result<(), RefusedProblem> {
    refuse_given(&[
        ("ConditionalOperator", input.conditional_operator.is_some()),
        ("KeyConditions", input.key_conditions.is_some()),
        ("QueryFilter", input.query_filter.is_some()),
    ])
}

fn refuse_for_scan(input: &ScanInput) -> Result<(), RefusedProblem> {
    refuse_given(&[
        ("ConditionalOperator", input.conditional_operator.is_some()),
        ("ScanFilter", input.scan_filter.is_some()),
    ])
}

fn asked_by_query(input: &QueryInput) -> AskedKey<'_> {
    AskedKey::Query(input.key_condition_expression())
}

fn asked_by_scan(_: &ScanInput) -> AskedKey<'_> {
    AskedKey::Any
}

fn send_in_query(input: &mut QueryInput, key: Option<String>) {
    input.key_condition_expression = key;
}

fn send_in_scan(_: &mut ScanInput, _: Option<String>) {}
