//! Pages of tables with a search: what is awaited before they are asked for, and which of their items are not.

use std::collections::HashMap;
use std::mem;
use std::sync::Arc;

use aws_sdk_dynamodb::types::AttributeValue;

use super::page::Page;
use super::sought::Sought;
use crate::client::rules::search::{Completed, complete};
use crate::error::{Error, RefusedProblem};
use crate::expression::Condition;
use crate::future::pace::step_by_step;
use crate::item::ItemHeader;
use crate::search::SearchModel;
use crate::search::query::SearchPlan;
use crate::value::Item;

/// How a page is read by beacons.
pub(crate) struct Searched {
    model: Arc<SearchModel>,
    pub(crate) plan: SearchPlan,
}

/// The expressions that are sent.
pub(crate) struct SentExpressions {
    pub(crate) key: Option<String>,
    pub(crate) filter: Option<String>,
}

impl Searched {
    pub(super) fn new(model: Arc<SearchModel>, plan: SearchPlan) -> Self {
        Searched { model, plan }
    }

    /// Whether DynamoDB cannot decide alone which items are of the page.
    pub(super) fn decides(&self) -> bool {
        self.plan.local().is_some() || self.plan.tenant().is_some()
    }

    /// Keeps the items of an open page that are sought.
    pub(super) async fn filter(&self, items: &mut Vec<Item>, count: &mut i32) {
        if let Some(condition) = self.plan.local() {
            self.keep(items, condition).await;
            *count = i32::try_from(items.len()).unwrap_or(i32::MAX);
        }
    }

    /// Keeps the items that meet a condition, as the request sees them.
    pub(crate) async fn keep(&self, items: &mut Vec<Item>, condition: &Condition) {
        let view = self.plan.view();
        for mut item in mem::take(items) {
            let before = view.show(&self.model, &mut item);
            let mut evaluation = condition.evaluate(&item);
            let is_sought = step_by_step(|| evaluation.step()).await;
            if is_sought {
                view.hide(&mut item, before);
                items.push(item);
            }
        }
    }

    /// Takes out the stored items of other tenants than the one that is asked for. Plaintext items, and those of the
    /// legacy format, are of no tenant.
    pub(crate) fn take_others(&self, items: &mut Vec<Item>) -> Vec<Item> {
        let Some(tenant) = self.plan.tenant() else { return Vec::new() };
        items.extract_if(.., |item| !is_of(tenant, item)).collect()
    }
}

/// Whether a stored item is not one of another tenant. Its header is verified when it is opened.
fn is_of(tenant: &str, item: &Item) -> bool {
    // One that cannot be parsed cannot be opened either.
    let Ok(header) = ItemHeader::of(item) else { return true };
    match header.data_keys.as_slice() {
        [key] => key.branch_key_id.as_deref() == Some(tenant),
        _ => false,
    }
}

impl Page {
    /// Completes a request of a table with a search.
    pub(super) async fn complete(
        &self,
        names: &mut Option<HashMap<String, String>>,
        values: &mut Option<HashMap<String, AttributeValue>>,
    ) -> Result<SentExpressions, Error> {
        let searched = self.searched.as_ref();
        let Some(searched) = searched else { return Err(self.twice()) };
        let Completed { key, filter } =
            complete(&searched.plan, &searched.model, &self.table, names, values).await?;
        let text = key.as_ref().map(ToString::to_string);
        let sought = if searched.plan.is_scan() { Sought::All } else { Sought::by(key) };
        self.sought.set(sought).map_err(|_| self.twice())?;
        Ok(SentExpressions { key: text, filter })
    }

    /// How many requests reach all partitions.
    pub(crate) fn queries(&self) -> u8 {
        self.searched.as_ref().map_or(1, |searched| searched.plan.queries())
    }

    /// Takes out of a page the stored items of other tenants than the one that is asked for. Returns their keys.
    pub(crate) fn take_others(&self, items: &mut Option<Vec<Item>>, count: &mut i32) -> Vec<Item> {
        let (Some(searched), Some(items)) = (&self.searched, items) else { return Vec::new() };
        let others = searched.take_others(items);
        if !others.is_empty() {
            *count = i32::try_from(items.len()).unwrap_or(i32::MAX);
        }
        let key = |item: Item| item.into_iter().filter(|(name, _)| self.table.is_key(name)).collect();
        others.into_iter().map(key).collect()
    }

    fn twice(&self) -> Error {
        let problem = RefusedProblem::Sdk("a request was prepared twice");
        Error::refused(Some(self.table.table_name()), "Query", problem)
    }
}
