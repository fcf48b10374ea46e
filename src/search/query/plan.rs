//! How a request is carried out by beacons: what is sent, and what is decided on this side.

use std::collections::BTreeSet;
use std::sync::Arc;

use aws_sdk_dynamodb::types::AttributeValue;

use super::key_condition::{PARAMETER, SoughtKey};
use super::names::{self, Actions};
use super::partitions::{self, PARTITION};
use super::placeholders::Placeholders;
use super::test::Writing;
use super::view::View;
use super::weaken::{Weak, Weakening};
use super::{Failure, limits, tenant};
use crate::error::{PartitionProblem, QueryProblem, RefusedProblem};
use crate::expression::{Condition, KeyCondition, Leaf, Parameters};
use crate::search::{BeaconRef, Hashes, KeyChoice, Length, SearchModel};

/// The parameter that holds filters.
const FILTER: &str = "FilterExpression";

/// What an application asks for.
pub(crate) struct Asked<'a> {
    pub(crate) key: Option<&'a KeyCondition>,
    pub(crate) filter: Option<&'a Condition>,
    pub(crate) parameters: Parameters<'a>,
    /// A scan is over all partitions, and has no key condition.
    pub(crate) is_scan: bool,
}

/// How a request is carried out.
pub(crate) struct SearchPlan {
    key: Option<SoughtKey>,
    /// What is sent of the filter: all of them.
    filter: Vec<Weak>,
    /// What is decided on this side.
    local: Option<Arc<Condition>>,
    /// All that an item has to meet, but for conditions on what only stored items have.
    all: Option<Arc<Condition>>,
    view: View,
    tenant: Option<String>,
    /// The beacon key that is needed.
    key_id: Option<String>,
    /// The partition that the key condition is for, and the length.
    partition: u8,
    lengths: &'static [Length],
    queries: u8,
    /// The partitions that the filter is about.
    partitions: Vec<u8>,
    is_scan: bool,
}

/// What is sent.
pub(crate) struct Sent {
    pub(crate) key: Option<KeyCondition>,
    pub(crate) filter: Option<Condition>,
    /// The placeholders in them that are not the application's.
    pub(crate) placeholders: Placeholders,
}

impl SearchPlan {
    /// Plans a request.
    ///
    /// # Errors
    /// Why it cannot be carried out.
    pub(crate) fn of(
        asked: &Asked<'_>,
        model: &SearchModel,
        actions: &dyn Actions,
    ) -> Result<Self, RefusedProblem> {
        let key = asked.key.map(|key| SoughtKey::plan(key, model, actions)).transpose()?;
        let mut weakening = Weakening::new(model, actions);
        let conditions = || asked.key.map(KeyCondition::condition).into_iter().chain(asked.filter);
        conditions().for_each(|condition| weakening.keep_secret(condition));
        weakening.leave_out(key.as_ref().map_or(&[], |key| &key.tests));
        check_placeholders(key.as_ref(), &weakening.secret)?;
        let Parts { sent: filter, mut all } = split(asked.filter, &weakening)?;

        let queries = key.as_ref().map_or(1, SoughtKey::queries_of_all_lengths);
        let (partition, of_length, lengths) = sought(partition(asked, model, queries)?, key.as_ref());
        let tenant = tenant::of(model, conditions(), &asked.parameters).map_err(|_| several_tenants(model))?;
        let tests = key.as_ref().is_some_and(|key| !key.tests.is_empty());
        let needs_key = key.iter().flat_map(|key| &key.tests).any(|test| test.is_hashed())
            || filter.iter().any(Weak::is_hashed);
        if needs_key || conditions().any(|condition| names_beacon(model, condition)) {
            check_tenant(model, tenant.as_deref(), asked)?;
        }
        let key_id = match model.keys().choice() {
            KeyChoice::Single(id) => Some(id.clone()),
            KeyChoice::PerTenant(_) => tenant.clone(),
        };
        if let Some(asked_key) = asked.key {
            all.insert(0, (asked_key.condition().clone(), tests));
        }
        let (local, all) = decided_here(all);
        let names: BTreeSet<&str> = all.iter().flat_map(|all| all.attributes()).collect();
        let view = View::of(model, names, model.dropped_tenant().zip(tenant.as_deref()));
        Ok(SearchPlan {
            partitions: partitions::of_request(partition, of_length, model.partitions()),
            key_id: key_id.filter(|_| needs_key),
            key,
            filter,
            local,
            all,
            view,
            tenant,
            partition,
            lengths,
            queries,
            is_scan: asked.is_scan,
        })
    }

    /// What is decided on this side. `None` where DynamoDB decides all.
    pub(crate) fn local(&self) -> Option<&Condition> {
        self.local.as_deref()
    }

    /// All that an item has to meet, but for conditions on what only stored items have.
    pub(crate) fn all(&self) -> Option<&Condition> {
        self.all.as_deref()
    }

    /// How items are seen for that.
    pub(crate) fn view(&self) -> &View {
        &self.view
    }

    /// The tenant whose items are sought.
    pub(crate) fn tenant(&self) -> Option<&str> {
        self.tenant.as_deref()
    }

    /// The beacon key that is needed.
    pub(crate) fn key_id(&self) -> Option<&str> {
        self.key_id.as_deref()
    }

    /// How many queries reach all partitions.
    pub(crate) fn queries(&self) -> u8 {
        self.queries
    }

    /// Whether it is a scan.
    pub(crate) fn is_scan(&self) -> bool {
        self.is_scan
    }

    /// What is sent, given the hashes under the beacon key that is needed.
    pub(crate) fn sent(
        &self,
        model: &SearchModel,
        hashes: Option<&Hashes>,
        placeholders: impl Fn() -> Placeholders,
    ) -> Result<Sent, Failure> {
        let mut kept: Vec<&Weak> = self.filter.iter().collect();
        loop {
            let mut placeholders = placeholders();
            let key = self.sent_key(model, hashes, &mut placeholders)?;
            let mut writing = Writing {
                model,
                hashes,
                partitions: &self.partitions,
                lengths: &Length::ALL,
                placeholders: &mut placeholders,
            };
            let conditions = kept.iter().map(|weak| weak.condition(&mut writing));
            let conditions = conditions.collect::<Result<Vec<_>, _>>()?;
            // Without one of its tests, the filter is only weaker.
            if let Some(largest) = limits::too_large(&kept, &conditions) {
                kept.remove(largest);
                continue;
            }
            let filter = Condition::all(conditions.into_iter().flatten().collect());
            return Ok(Sent { key, filter, placeholders });
        }
    }

    fn sent_key(
        &self,
        model: &SearchModel,
        hashes: Option<&Hashes>,
        placeholders: &mut Placeholders,
    ) -> Result<Option<KeyCondition>, Failure> {
        let Some(key) = &self.key else { return Ok(None) };
        let mut writing =
            Writing { model, hashes, partitions: &[self.partition], lengths: self.lengths, placeholders };
        let mut conditions = key.readable.clone();
        for test in &key.tests {
            conditions.push(test.condition(&mut writing)?.ok_or(nothing())?);
        }
        let condition = Condition::all(conditions).ok_or(nothing())?;
        KeyCondition::of(condition).map(Some).map_err(|_| Failure::Internal("a key condition has no such form"))
    }
}

impl Weak {
    /// Whether any part of it needs a beacon key.
    pub(super) fn is_hashed(&self) -> bool {
        match self {
            Weak::Readable(_) => false,
            Weak::Beacon(test) => test.is_hashed(),
            Weak::All(conditions) | Weak::Any(conditions) => conditions.iter().any(Weak::is_hashed),
        }
    }

    /// Whether it has a test of a beacon.
    pub(super) fn has_test(&self) -> bool {
        match self {
            Weak::Readable(_) => false,
            Weak::Beacon(_) => true,
            Weak::All(conditions) | Weak::Any(conditions) => conditions.iter().any(Weak::has_test),
        }
    }

    /// The condition that it is.
    fn condition(&self, writing: &mut Writing<'_>) -> Result<Option<Condition>, Failure> {
        let mut each = |conditions: &[Weak]| {
            let conditions = conditions.iter().map(|weak| weak.condition(writing));
            conditions.collect::<Result<Vec<_>, _>>()
        };
        match self {
            Weak::Readable(condition) => Ok(Some(condition.clone())),
            Weak::Beacon(test) => test.condition(writing),
            Weak::All(conditions) => Ok(Condition::all(each(conditions)?.into_iter().flatten().collect())),
            Weak::Any(conditions) => {
                // One that every item meets makes all of it so.
                let conditions: Option<Vec<_>> = each(conditions)?.into_iter().collect();
                Ok(conditions.and_then(Condition::any))
            }
        }
    }
}

fn nothing() -> Failure {
    Failure::Internal("a key condition tests nothing")
}

/// The parts of a filter.
struct Parts {
    /// What is sent of it.
    sent: Vec<Weak>,
    /// All that an item has to meet, each with whether that is decided here.
    all: Vec<(Condition, bool)>,
}

/// What is decided here, and all that can be. Where that is the same, it is there once.
fn decided_here(all: Vec<(Condition, bool)>) -> (Option<Arc<Condition>>, Option<Arc<Condition>>) {
    let is_same = all.iter().all(|(_, is_local)| *is_local);
    let local = if is_same {
        None
    } else {
        let local = all.iter().filter(|(_, is_local)| *is_local);
        Condition::all(local.map(|(condition, _)| condition.clone()).collect()).map(Arc::new)
    };
    let all = Condition::all(all.into_iter().map(|(condition, _)| condition).collect()).map(Arc::new);
    (if is_same { all.clone() } else { local }, all)
}

/// Splits a filter into what is sent of it, what is decided here, and what can be.
fn split(filter: Option<&Condition>, weakening: &Weakening<'_>) -> Result<Parts, RefusedProblem> {
    let (mut sent, mut all) = (Vec::new(), Vec::new());
    for conjunct in filter.cloned().into_iter().flat_map(Condition::into_conjuncts) {
        let stored = weakening.only_in_stored(&conjunct);
        sent.extend(weakening.weaken(&conjunct, false));
        let is_local = !weakening.is_exact(&conjunct);
        if is_local {
            if let Some(error) = weakening.fault(&conjunct) {
                return Err(RefusedProblem::Expression { parameter: FILTER, reason: error.to_string() });
            }
            if let Some(attribute) = stored {
                return Err(RefusedProblem::ReservedAttribute { parameter: FILTER, attribute });
            }
        } else if stored.is_some() {
            continue;
        }
        all.push((conjunct, is_local));
    }
    Ok(Parts { sent, all })
}

/// The partition that a query is for, how many there are of one length, and the length of the beacons: all partitions come
/// first with the one, then with the other.
fn sought(query: u8, key: Option<&SoughtKey>) -> (u8, u8, &'static [Length]) {
    let Some(SoughtKey { queries, lengths, .. }) = key else { return (query, 1, &[Length::Present]) };
    let partition = query.checked_rem(*queries).unwrap_or_default();
    let number = usize::from(query >= *queries);
    (partition, *queries, lengths.get(number..=number).unwrap_or(lengths))
}

/// Which partition the request is for.
fn partition(asked: &Asked<'_>, model: &SearchModel, queries: u8) -> Result<u8, RefusedProblem> {
    let given: Option<&AttributeValue> = asked.parameters.values.and_then(|values| values.get(PARTITION));
    let partition = match given {
        Some(_) if asked.is_scan => Err(PartitionProblem::Scan),
        Some(_) | None => partitions::of_query(given, model.partitions(), queries),
    };
    partition.map_err(RefusedProblem::Partition)
}

/// Checks that no readable key is compared with a value that is also for an encrypted attribute.
fn check_placeholders(key: Option<&SoughtKey>, secret: &BTreeSet<&str>) -> Result<(), RefusedProblem> {
    let readable = key.iter().flat_map(|key| &key.readable).flat_map(Condition::comparisons);
    match readable.flat_map(|comparison| comparison.values).find(|value| secret.contains(value)) {
        Some(value) => Err(RefusedProblem::Search {
            parameter: PARAMETER,
            name: value.to_owned(),
            problem: QueryProblem::Readable,
        }),
        None => Ok(()),
    }
}

/// Whether a condition compares a standard beacon with a value.
fn names_beacon(model: &SearchModel, condition: &Condition) -> bool {
    !condition.is_all_of(|operands| {
        let is_beacon = |name| matches!(names::beacon(model, name), Some(BeaconRef::Standard(_)));
        operands.iter().all(|operand| operand.placeholder().is_none())
            || !operands.iter().filter_map(Leaf::attribute).any(is_beacon)
    })
}

/// Checks that a request that asks for beacons names a tenant, where each has its own key.
fn check_tenant(model: &SearchModel, tenant: Option<&str>, asked: &Asked<'_>) -> Result<(), RefusedProblem> {
    let KeyChoice::PerTenant(attribute) = model.keys().choice() else { return Ok(()) };
    if tenant.is_some() {
        return Ok(());
    }
    let named = |condition: &Condition| {
        let mut names = condition.attributes().into_iter();
        names.find(|name| names::beacon(model, name).is_some()).map(str::to_owned)
    };
    let in_key = asked.key.and_then(|key| Some((PARAMETER, named(key.condition())?)));
    let (parameter, name) = in_key.unwrap_or_else(|| {
        let in_filter = asked.filter.and_then(named);
        (FILTER, in_filter.unwrap_or_else(|| attribute.clone()))
    });
    let problem = QueryProblem::NoTenant { attribute: attribute.clone() };
    Err(RefusedProblem::Search { parameter, name, problem })
}

fn several_tenants(model: &SearchModel) -> RefusedProblem {
    let name = match model.keys().choice() {
        KeyChoice::PerTenant(attribute) => attribute.clone(),
        KeyChoice::Single(id) => id.clone(),
    };
    let problem = QueryProblem::SeveralTenants;
    RefusedProblem::Search { parameter: "ExpressionAttributeValues", name, problem }
}
