//! The operations on pages of items: Query and Scan.

use aws_sdk_dynamodb::operation::query::{Query, QueryError, QueryOutput};
use aws_sdk_dynamodb::operation::scan::{Scan, ScanError, ScanOutput};

use super::item_operation::{ItemOperation, LeaveOut, Placed};
use super::read::{Page, PageRequest, Sought, leave_out};
use crate::client::rules::matching::Mismatch;
use crate::client::rules::parameters::{Expressions, check_key, none_of};
use crate::client::rules::refusal::Refusal;
use crate::client::rules::tables::Tables;
use crate::error::Error;
use crate::item::Completeness;

impl ItemOperation for Query {
    type Output = QueryOutput;
    type Error = QueryError;
    type Plan = Page;

    fn plan(input: &mut Self::Input, tables: &Tables) -> Result<Page, Refusal> {
        let (page, sent) = tables.plan_one(input.table_name(), |table| {
            none_of(&[
                ("AttributesToGet", input.attributes_to_get.is_some()),
                ("ConditionalOperator", input.conditional_operator.is_some()),
                ("KeyConditions", input.key_conditions.is_some()),
                ("QueryFilter", input.query_filter.is_some()),
            ])?;
            check_key(table, "ExclusiveStartKey", input.exclusive_start_key())?;
            let (names, values) = (input.expression_attribute_names(), input.expression_attribute_values());
            let mut expressions = Expressions::new(table, names, values);
            let condition = expressions.key_condition(input.key_condition_expression(), input.index_name())?;
            let request = PageRequest {
                sought: Sought::by(condition),
                filter: input.filter_expression(),
                projection: input.projection_expression(),
                select: input.select(),
                index: input.index_name(),
                limit: input.limit(),
            };
            Page::plan(table, expressions, request)
        })?;
        (input.filter_expression, input.select, input.projection_expression) = (sent.filter, sent.select, None);
        let (names, values) = (&mut input.expression_attribute_names, &mut input.expression_attribute_values);
        sent.unsent.remove_from(names, values);
        Ok(page)
    }

    async fn check(page: &Page, output: &mut Self::Output) -> Result<(), Mismatch> {
        page.check(output.items(), output.last_evaluated_key()).await
    }

    fn completeness(page: &Page) -> Completeness {
        page.completeness()
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

    const LEAVE_OUT: Option<LeaveOut<Self>> = Some(|_, output| leave_out(&mut output.items, &mut output.count));
}

impl ItemOperation for Scan {
    type Output = ScanOutput;
    type Error = ScanError;
    type Plan = Page;

    fn plan(input: &mut Self::Input, tables: &Tables) -> Result<Page, Refusal> {
        let (page, sent) = tables.plan_one(input.table_name(), |table| {
            none_of(&[
                ("AttributesToGet", input.attributes_to_get.is_some()),
                ("ConditionalOperator", input.conditional_operator.is_some()),
                ("ScanFilter", input.scan_filter.is_some()),
            ])?;
            check_key(table, "ExclusiveStartKey", input.exclusive_start_key())?;
            let (names, values) = (input.expression_attribute_names(), input.expression_attribute_values());
            let expressions = Expressions::new(table, names, values);
            let request = PageRequest {
                sought: Sought::All,
                filter: input.filter_expression(),
                projection: input.projection_expression(),
                select: input.select(),
                index: input.index_name(),
                limit: input.limit(),
            };
            Page::plan(table, expressions, request)
        })?;
        (input.filter_expression, input.select, input.projection_expression) = (sent.filter, sent.select, None);
        let (names, values) = (&mut input.expression_attribute_names, &mut input.expression_attribute_values);
        sent.unsent.remove_from(names, values);
        Ok(page)
    }

    async fn check(page: &Page, output: &mut Self::Output) -> Result<(), Mismatch> {
        page.check(output.items(), output.last_evaluated_key()).await
    }

    fn completeness(page: &Page) -> Completeness {
        page.completeness()
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

    const LEAVE_OUT: Option<LeaveOut<Self>> = Some(|_, output| leave_out(&mut output.items, &mut output.count));
}
