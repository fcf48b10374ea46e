//! Requests that are carried out by beacons, on tables with a search.

use std::collections::{BTreeSet, HashMap};

use aws_sdk_dynamodb::types::AttributeValue;

use super::parameters::{Expressions, wrong};
use crate::error::{Error, RefusedProblem};
use crate::expression::{Condition, KeyCondition, Placeholders as Used};
use crate::search::SearchModel;
use crate::search::query::{Actions, Asked, Failure, PARTITION, Placeholders, SearchPlan, Sent};
use crate::table::TableConfig;

impl Actions for TableConfig {
    fn is_known(&self, attribute: &str) -> bool {
        super::attributes::is_known(self, attribute)
    }

    fn encrypts(&self, attribute: &str) -> bool {
        self.encrypts(attribute)
    }

    fn is_metadata(&self, attribute: &str) -> bool {
        self.is_metadata(attribute)
    }
}

/// The expressions of a Query or Scan, as the application gave them.
pub(crate) struct Texts<'a> {
    pub(crate) key: Option<&'a str>,
    pub(crate) filter: Option<&'a str>,
    pub(crate) is_scan: bool,
}

impl<'a> Expressions<'a> {
    /// Plans a Query or Scan on a table with a search.
    ///
    /// # Errors
    /// Why it cannot be carried out.
    pub(crate) fn search(
        &mut self,
        model: &SearchModel,
        texts: &Texts<'_>,
    ) -> Result<SearchPlan, RefusedProblem> {
        let key = match texts.key {
            Some(text) => {
                let condition = self.understand("KeyConditionExpression", text)?;
                Some(KeyCondition::of(condition).map_err(wrong("KeyConditionExpression"))?)
            }
            None => None,
        };
        let filter = texts.filter.map(|text| self.understand("FilterExpression", text)).transpose()?;
        if let Some(key) = &key {
            key.add_placeholders(&mut self.used);
        }
        if let Some(filter) = &filter {
            filter.add_placeholders(&mut self.used);
        }
        // It is never sent, and nothing compares it.
        self.used.values.insert(PARTITION.to_owned());
        let (parameters, is_scan) = (self.parameters, texts.is_scan);
        let asked = Asked { key: key.as_ref(), filter: filter.as_ref(), parameters, is_scan };
        SearchPlan::of(&asked, model, self.table)
    }

    /// Parses a condition. What DynamoDB would refuse, although it can be understood, is left to DynamoDB, as far as it
    /// is sent.
    fn understand(&mut self, parameter: &'static str, text: &str) -> Result<Condition, RefusedProblem> {
        self.has(parameter);
        match Condition::parse(text, &self.parameters) {
            Err(error) if error.problem.is_understood() => {
                Condition::parse_leniently(text, &self.parameters).map_err(wrong(parameter))
            }
            strict => strict.map_err(wrong(parameter)),
        }
    }
}

/// A planned request in its own words.
pub(crate) struct Completed {
    pub(crate) key: Option<KeyCondition>,
    pub(crate) filter: Option<String>,
}

/// Completes a planned request: obtains the beacon key that it needs, and replaces the placeholders.
///
/// # Errors
/// [`Error::Key`] when the beacon key cannot be obtained.
pub(crate) async fn complete(
    plan: &SearchPlan,
    model: &SearchModel,
    table: &TableConfig,
    names: &mut Option<HashMap<String, String>>,
    values: &mut Option<HashMap<String, AttributeValue>>,
) -> Result<Completed, Error> {
    let table = || table.logical_name().to_owned();
    let key = match plan.key_id() {
        Some(id) => {
            let key = model.keys().fetch(id).await;
            Some(key.map_err(|source| Error::Key { table: table(), source })?)
        }
        None => None,
    };
    let hashes = key.map(|key| model.hashes(&key)).transpose().map_err(|_| Error::Crypto { table: table() })?;
    // The partition is not sent.
    let others = names.iter().flat_map(HashMap::keys).chain(values.iter().flat_map(HashMap::keys));
    let others = others.map(String::as_str).filter(|placeholder| *placeholder != PARTITION);
    let placeholders = || Placeholders::beside(others.clone());
    let Sent { key, filter, placeholders } =
        plan.sent(model, hashes.as_ref(), placeholders).map_err(|failure| match failure {
            Failure::Crypto => Error::Crypto { table: table() },
            Failure::Internal(what) => Error::Internal { table: Some(table()), what },
        })?;
    let mut used = Used::default();
    if let Some(key) = &key {
        key.add_placeholders(&mut used);
    }
    if let Some(filter) = &filter {
        filter.add_placeholders(&mut used);
    }
    retain(names, &used.names);
    retain(values, &used.values);
    placeholders.add_to(names, values);
    Ok(Completed { key, filter: filter.map(|filter| filter.to_string()) })
}

/// Takes out what is not used. DynamoDB refuses a map that has become empty.
fn retain<T>(map: &mut Option<HashMap<String, T>>, used: &BTreeSet<String>) {
    let Some(all) = map else { return };
    all.retain(|placeholder, _| used.contains(placeholder));
    if all.is_empty() {
        *map = None;
    }
}
