//! A page of items: what is asked for, what may come back, and what is left to do when its items are open.

use std::collections::HashSet;
use std::mem;
use std::sync::OnceLock;

use aws_sdk_dynamodb::types::{AttributeValue, Select};

use super::get_item::project;
use super::searched::Searched;
use super::sought::{AskedKey, Sought, searched, sought};
use crate::client::rules::matching::{Mismatch, is_key_value, key_form};
use crate::client::rules::parameters::{AskedAttributes, Expressions, Filter, Unsent, refuse_given};
use crate::error::{AnswerProblem, Error, RefusedProblem};
use crate::expression::{Condition, Projection};
use crate::format::FOOTER_ATTRIBUTE;
use crate::future::pace::step_by_step;
use crate::item::{Completeness, part};
use crate::table::TableConfig;
use crate::value::Item;

/// How many attributes the key of a table has at most.
const MAX_KEYS: usize = 2;

/// Removes from a page the items that could not be opened, which are empty.
pub(crate) fn leave_out(items: &mut Option<Vec<Item>>, count: &mut i32) {
    let Some(open) = items else { return };
    open.retain(|item| !item.is_empty());
    *count = i32::try_from(open.len()).unwrap_or(i32::MAX);
}

/// A page of items to be read.
pub(crate) struct Page {
    pub(crate) table: TableConfig,
    /// What the application wants to see of each item.
    projection: Option<Projection>,
    /// As it is sent: known once the request is complete.
    pub(super) sought: OnceLock<Sought>,
    /// The part of the filter that DynamoDB cannot evaluate.
    filter: Option<Condition>,
    /// How the page is read by beacons, where its table has a search. Then nothing is in `filter`.
    pub(crate) searched: Option<Searched>,
    /// Whether the application wants the items only counted.
    counts: bool,
    /// How many items there are at most.
    limit: Option<usize>,
    /// The index that is read.
    index: Option<String>,
    /// Whether DynamoDB has to give whole items, or refuse the request.
    selects_all: bool,
}

/// What the application asked of a page.
pub(crate) struct PageRequest<'a> {
    pub(crate) asked: AskedKey<'a>,
    pub(crate) filter: Option<&'a str>,
    pub(crate) attributes: AskedAttributes<'a>,
    pub(crate) select: Option<&'a Select>,
    pub(crate) index: Option<&'a str>,
    pub(crate) limit: Option<i32>,
}

/// What is sent instead of what the application asked.
pub(crate) struct Sent {
    pub(crate) filter: Option<String>,
    pub(crate) select: Option<Select>,
    pub(crate) unsent: Unsent,
}

impl Page {
    /// Checks a request for a page whose other expressions have been checked. Returns also what is sent instead of
    /// what the application gave.
    pub(crate) fn check(
        table: &TableConfig,
        mut expressions: Expressions<'_>,
        request: PageRequest<'_>,
    ) -> Result<(Page, Sent), RefusedProblem> {
        let searched = searched(table, &mut expressions, &request)?;
        let (sought, Filter { sent: filter, local }) = match &searched {
            Some(_) => (OnceLock::new(), Filter { sent: None, local: None }),
            None => (sought(&mut expressions, &request)?.into(), expressions.filter(request.filter)?),
        };
        let projection = expressions.projection(request.attributes)?;
        let unsent = expressions.finish()?;
        let is_specific = request.select == Some(&Select::SpecificAttributes);
        let is_asked = request.attributes.expression.is_some() || request.attributes.names.is_some();
        // As DynamoDB has it: the parameters go together or not at all.
        let conflict = if is_asked { request.select.is_some() && !is_specific } else { is_specific };
        refuse_given(&[("Select", conflict)])?;
        let decides = local.is_some() || searched.as_ref().is_some_and(Searched::decides);
        let counts = decides && request.select == Some(&Select::Count);
        let select = request.select.filter(|_| !counts && !is_specific).cloned();
        let page = Page {
            table: table.clone(),
            projection,
            sought,
            filter: local,
            searched,
            counts,
            limit: request.limit.and_then(|limit| usize::try_from(limit).ok()),
            index: request.index.map(str::to_owned),
            selects_all: select == Some(Select::AllAttributes),
        };
        Ok((page, Sent { filter, select, unsent }))
    }

    /// Whether the items are of this page, each once, and whether it ends at one that could be.
    pub(crate) async fn match_items(&self, items: &[Item], last: Option<&Item>) -> Result<(), Mismatch> {
        if self.limit.is_some_and(|limit| items.len() > limit) {
            return Err(self.mismatch(AnswerProblem::Count));
        }
        let keys: Vec<_> = self.table.keys().collect();
        if !items.is_empty() {
            let (mut left, mut seen) = (items.iter(), HashSet::with_capacity(items.len()));
            let match_next = || match left.next() {
                Some(item) => self.match_item(item, &keys, &mut seen).err().map(Err),
                None => Some(Ok(())),
            };
            step_by_step(match_next).await?;
        }
        match last {
            Some(last) if !self.can_end_at(last, &keys) => {
                Err(self.mismatch(AnswerProblem::LastEvaluatedKey { attributes: names(&keys) }))
            }
            _ => Ok(()),
        }
    }

    /// Whether an item is of this page, and none of those that were seen before.
    fn match_item(&self, item: &Item, keys: &[&str], seen: &mut HashSet<Vec<u8>>) -> Result<(), Mismatch> {
        if !self.seeks(item) {
            return Err(self.mismatch(AnswerProblem::KeyCondition {
                attributes: self.sought.get().map(Sought::attributes).unwrap_or_default(),
            }));
        }
        let Some(key) = key_form(item, keys) else {
            return Err(self.mismatch(AnswerProblem::OtherKey { attributes: names(keys) }));
        };
        if self.identity(key, item).is_some_and(|identity| !seen.insert(identity)) {
            return Err(self.mismatch(AnswerProblem::RepeatedKey { attributes: names(keys) }));
        }
        Ok(())
    }

    /// Whether an item, or a key, is sought.
    fn seeks(&self, item: &Item) -> bool {
        self.sought.get().is_some_and(|sought| sought.has(item))
    }

    fn mismatch(&self, problem: AnswerProblem) -> Mismatch {
        Mismatch::new(&self.table, problem)
    }

    /// What no two items of a page share, where there is something.
    fn identity(&self, mut key: Vec<u8>, item: &Item) -> Option<Vec<u8>> {
        // An index may be read while an item moves within it.
        if self.index.is_some() {
            return None;
        }
        if self.table.sort_key().is_none() {
            // A table may have a sort key that its configuration does not call one. No two versions of an item, let
            // alone two items, have the same footer.
            let Some(AttributeValue::B(footer)) = item.get(FOOTER_ATTRIBUTE) else { return None };
            key.extend_from_slice(footer.as_ref());
        }
        Some(key)
    }

    /// Whether a page can end at this key, which the application sends back: it is one of the table or index, and
    /// satisfies the key condition.
    fn can_end_at(&self, last: &Item, keys: &[&str]) -> bool {
        // As no key at all: the end.
        last.is_empty()
            || key_form(last, keys).is_some()
                && (self.index.is_some() || last.len() <= MAX_KEYS)
                && last.iter().all(|(name, value)| is_key_value(value) && self.can_be_key(name))
                && self.seeks(last)
    }

    /// Whether an index can have the attribute as a key: while plaintext is written, also one that is to be encrypted.
    fn can_be_key(&self, name: &str) -> bool {
        !self.table.encrypts(name) || self.table.plaintext_policy().writes_plaintext()
    }

    /// Whether the items are known to be whole. A projection is never sent.
    pub(crate) fn completeness(&self) -> Completeness {
        match &self.index {
            Some(index) if !self.selects_all && !self.table.index_is_whole(index) => Completeness::Unknown,
            _ => Completeness::Whole,
        }
    }

    /// Reduces an open page to what the application asked for. How many items were scanned, and where the page ends,
    /// stays as DynamoDB has said.
    pub(crate) async fn finish(&self, items: &mut Option<Vec<Item>>, count: &mut i32) {
        let Some(open) = items else { return };
        if let Some(searched) = &self.searched {
            searched.filter(open, count).await;
        }
        if self.filter.is_some() {
            self.filter_locally(open).await;
            *count = i32::try_from(open.len()).unwrap_or(i32::MAX);
        }
        for item in open {
            project(self.projection.as_ref(), item).await;
        }
        if self.counts {
            *items = None;
        }
    }

    /// What is decided on this side once the items are open.
    pub(crate) fn decided_here(&self) -> Option<&Condition> {
        match &self.searched {
            Some(searched) => searched.plan.local(),
            None => self.filter.as_ref(),
        }
    }

    /// Keeps of open items those that meet all of the request, and of these what the application asked for.
    pub(crate) async fn choose(&self, items: &mut Vec<Item>) {
        match &self.searched {
            Some(searched) => {
                if let Some(condition) = searched.plan.all() {
                    searched.keep(items, condition).await;
                }
            }
            None => self.filter_locally(items).await,
        }
        for item in items {
            project(self.projection.as_ref(), item).await;
        }
    }

    /// Keeps the items that meet the part of the filter that DynamoDB cannot evaluate.
    async fn filter_locally(&self, items: &mut Vec<Item>) {
        let Some(filter) = &self.filter else { return };
        for item in mem::take(items) {
            let mut evaluation = filter.evaluate(&item);
            if step_by_step(|| evaluation.step()).await {
                items.push(item);
            }
        }
    }

    /// Says where an item may lack something because its index does not hold it.
    pub(crate) fn explain(&self, error: Error) -> Error {
        let is_part = part::may_be_missing(&error);
        match (error, &self.index) {
            (Error::MalformedItem { table, problem, .. }, Some(index)) if is_part => {
                Error::Index { table, index: index.clone(), problem }
            }
            (error, _) => error,
        }
    }
}

fn names(keys: &[&str]) -> Vec<String> {
    keys.iter().map(|&name| name.to_owned()).collect()
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
        let page = Page {
            table,
            projection,
            sought: Sought::All.into(),
            filter,
            searched: None,
            counts: false,
            limit: None,
            index: None,
            selects_all: false,
        };
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

    #[test]
    fn a_page_gives_way_while_its_keys_are_checked() {
        let keyring = RawAesKeyring::new("tests", "one", &[7; 32]).unwrap();
        let table = TableConfig::builder("Customers").partition_key("id").keyring(keyring).build().unwrap();
        let request = PageRequest {
            asked: AskedKey::Any,
            filter: None,
            attributes: AskedAttributes { expression: None, names: None },
            select: None,
            index: None,
            limit: None,
        };
        let (page, _) = Page::check(&table, Expressions::new(&table, None, None), request).unwrap();
        // Each key takes longer than a task may go on, on any machine.
        let key =
            |id: u8| HashMap::from([("id".to_owned(), AttributeValue::S(format!("{id}").repeat(16 << 20)))]);
        let items: Vec<_> = (1..4).map(key).collect();
        let mut checking = pin!(page.match_items(&items, None));
        let mut polls = 1;
        while checking.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending() {
            polls += 1;
        }
        assert!(polls >= 3, "{polls}");
    }
}
