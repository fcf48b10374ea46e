//! What is left to do with items that were read, once they are open.

use std::mem;

use aws_sdk_dynamodb::types::Select;

use super::pace::step_by_step;
use super::parameters::{Expressions, Filter, Unsent, none_of};
use crate::error::{Error, MalformedProblem, RefusedProblem};
use crate::expression::{Condition, Projection};
use crate::item::Item;
use crate::table::TableConfig;

/// Items to be read by their keys.
pub(super) struct Read {
    pub(super) table: TableConfig,
    /// What the application wants to see of each.
    pub(super) projection: Option<Projection>,
}

impl Read {
    pub(super) async fn project(&self, item: &mut Item) {
        if let Some(projection) = &self.projection {
            *item = step_by_step(|| Some(projection.apply(item))).await;
        }
    }
}

/// Takes out of a page the items that could not be opened, which are empty.
pub(super) fn leave_out(items: &mut Option<Vec<Item>>, count: &mut i32) {
    let Some(open) = items else { return };
    open.retain(|item| !item.is_empty());
    *count = i32::try_from(open.len()).unwrap_or(i32::MAX);
}

/// A page of items to be read.
pub(super) struct Page {
    pub(super) read: Read,
    /// What of the filter DynamoDB could not evaluate.
    filter: Option<Condition>,
    /// Whether the application wants the items only counted.
    counts: bool,
    /// The index that is read.
    index: Option<String>,
}

/// What the application asked of a page.
pub(super) struct PageRequest<'a> {
    pub(super) filter: Option<&'a str>,
    pub(super) projection: Option<&'a str>,
    pub(super) select: Option<&'a Select>,
    pub(super) index: Option<&'a str>,
}

/// What of a request for a page is sent instead.
pub(super) struct Sent {
    pub(super) filter: Option<String>,
    pub(super) select: Option<Select>,
    pub(super) unsent: Unsent,
}

impl Page {
    /// Plans a page, after the request's other expressions have been checked.
    pub(super) fn plan(
        table: &TableConfig,
        mut expressions: Expressions<'_>,
        request: &PageRequest<'_>,
    ) -> Result<(Page, Sent), RefusedProblem> {
        let Filter { sent: filter, local } = expressions.filter(request.filter)?;
        let projection = expressions.projection(request.projection)?;
        let unsent = expressions.finish()?;
        let is_specific = request.select == Some(&Select::SpecificAttributes);
        // As DynamoDB has it: the parameters go together or not at all.
        let conflict =
            if projection.is_some() { request.select.is_some() && !is_specific } else { is_specific };
        none_of(&[("Select", conflict)])?;
        let counts = local.is_some() && request.select == Some(&Select::Count);
        let select = request.select.filter(|_| !counts && !is_specific).cloned();
        let read = Read { table: table.clone(), projection };
        let page = Page { read, filter: local, counts, index: request.index.map(str::to_owned) };
        Ok((page, Sent { filter, select, unsent }))
    }

    /// Leaves of an open page what the application asked for. How many items were scanned, and where the
    /// page ends, stays as DynamoDB has said it.
    pub(super) async fn finish(&self, items: &mut Option<Vec<Item>>, count: &mut i32) {
        let Some(open) = items else { return };
        if let Some(filter) = &self.filter {
            for item in mem::take(open) {
                let mut evaluation = filter.evaluate(&item);
                if step_by_step(|| evaluation.step()).await {
                    open.push(item);
                }
            }
            *count = i32::try_from(open.len()).unwrap_or(i32::MAX);
        }
        for item in open {
            self.read.project(item).await;
        }
        if self.counts {
            *items = None;
        }
    }

    /// Says that an item may lack what its index does not hold.
    pub(super) fn explain(&self, error: Error) -> Error {
        match (error, &self.index) {
            (
                Error::MalformedItem {
                    table,
                    problem:
                        problem @ (MalformedProblem::MissingKey
                        | MalformedProblem::MissingMetadata
                        | MalformedProblem::Plaintext
                        | MalformedProblem::SchemaChanged),
                    ..
                },
                Some(index),
            ) => Error::Index { table, index: index.clone(), problem },
            (error, _) => error,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::pin::pin;
    use std::task::{Context, Waker};

    use aws_sdk_dynamodb::types::AttributeValue;

    use super::*;
    use crate::RawAesKeyring;
    use crate::expression::Parameters;

    /// How often a page has to be polled before a filter and a projection have been applied.
    fn polls(filter: &str, projection: &str, items: Vec<Item>) -> usize {
        let keyring = RawAesKeyring::new("tests", "one", &[7; 32]).unwrap();
        let table = TableConfig::builder("Customers").partition_key("id").keyring(keyring).build().unwrap();
        let parameters = Parameters::default();
        let projection = Some(Projection::parse(projection, &parameters).unwrap());
        let filter = Some(Condition::parse(filter, &parameters).unwrap());
        let page = Page { read: Read { table, projection }, filter, counts: false, index: None };
        let (expected, mut count) = (i32::try_from(items.len()).unwrap(), 0);
        let mut items = Some(items);
        let mut polls = 1;
        {
            let mut finishing = pin!(page.finish(&mut items, &mut count));
            while finishing.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending() {
                polls += 1;
            }
        }
        assert_eq!((count, items.unwrap().len()), (expected, expected.unsigned_abs() as usize));
        polls
    }

    #[test]
    fn a_filter_gives_way_between_items_and_within_large_ones() {
        let set = |from: usize| {
            let members = (0..60_000).map(|i| format!("{:05}", (i * 7919 + from) % 60_000));
            AttributeValue::Ss(members.collect())
        };
        let item = |id: usize| -> Item {
            HashMap::from([("a".to_owned(), set(0)), ("b".to_owned(), set(1)), ("id".to_owned(), set(id))])
        };
        // Each comparison takes longer than a task may go on, on any machine.
        assert!(polls("a = b", "id", vec![item(0), item(1), item(2)]) >= 3);
        assert!(polls("a = b AND (a <> id OR b IN (id, a))", "id", vec![item(0)]) >= 3);
    }
}
