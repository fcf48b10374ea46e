//! Which items a page can have: all, or those that a key condition is for.

use std::sync::Arc;

use super::page::PageRequest;
use super::searched::Searched;
use crate::client::rules::parameters::Expressions;
use crate::client::rules::search::Texts;
use crate::error::RefusedProblem;
use crate::expression::KeyCondition;
use crate::table::TableConfig;
use crate::value::Item;

/// Which items a page can have.
pub(crate) enum Sought {
    /// All.
    All,
    /// Those whose keys satisfy a condition.
    With(Box<KeyCondition>),
    /// None: a query without a condition, which DynamoDB refuses.
    Nothing,
}

impl Sought {
    /// What a query seeks.
    pub(crate) fn by(condition: Option<KeyCondition>) -> Self {
        condition.map_or(Sought::Nothing, |condition| Sought::With(Box::new(condition)))
    }

    /// Whether an item, or a key, is sought.
    pub(super) fn has(&self, item: &Item) -> bool {
        match self {
            Sought::All => true,
            Sought::With(condition) => condition.holds(item),
            Sought::Nothing => false,
        }
    }

    /// The attributes by which it is.
    pub(super) fn attributes(&self) -> Vec<String> {
        match self {
            Sought::With(condition) => condition.attributes().into_iter().map(str::to_owned).collect(),
            Sought::All | Sought::Nothing => Vec::new(),
        }
    }
}

/// What the application asked of the items' keys.
#[derive(Clone, Copy)]
pub(crate) enum AskedKey<'a> {
    /// Nothing: a scan.
    Any,
    /// A query's key condition.
    Query(Option<&'a str>),
}

/// How a page is read by beacons, where its table has a search.
pub(super) fn searched(
    table: &TableConfig,
    expressions: &mut Expressions<'_>,
    request: &PageRequest<'_>,
) -> Result<Option<Searched>, RefusedProblem> {
    let Some(model) = table.search() else { return Ok(None) };
    let (key, is_scan) = match request.asked {
        AskedKey::Any => (None, true),
        AskedKey::Query(key) => (key, false),
    };
    let plan = expressions.search(model, &Texts { key, filter: request.filter, is_scan })?;
    Ok(Some(Searched::new(Arc::clone(model), plan)))
}

/// What a page without beacons seeks.
pub(super) fn sought(
    expressions: &mut Expressions<'_>,
    request: &PageRequest<'_>,
) -> Result<Sought, RefusedProblem> {
    match request.asked {
        AskedKey::Any => Ok(Sought::All),
        AskedKey::Query(key) => Ok(Sought::by(expressions.key_condition(key, request.index)?)),
    }
}
