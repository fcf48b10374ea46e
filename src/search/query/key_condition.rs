//! Key conditions on beacons, which are the keys of indexes.

use super::compound_text::{self, partition_counts};
use super::names::{self, Actions};
use super::partitions::common_multiple;
use super::test::{BeaconTest, TestKind};
use super::weaken::standard_value;
use crate::error::{QueryProblem, RefusedProblem, ValueProblem};
use crate::expression::{Comparator, Condition, KeyClause, KeyCondition, KeyTest, Value};
use crate::search::{BeaconRef, CompoundBeacon, Length, SearchModel};

/// The parameter that holds key conditions.
pub(super) const PARAMETER: &str = "KeyConditionExpression";

/// What is sent of a key condition.
pub(crate) struct SoughtKey {
    /// The part that is about readable attributes.
    pub(super) readable: Vec<Condition>,
    /// The tests of beacons in place of the others.
    pub(super) tests: Vec<BeaconTest>,
    /// How many queries reach all partitions, of one length.
    pub(super) queries: u8,
    /// The lengths that take queries of their own.
    pub(super) lengths: &'static [Length],
}

impl SoughtKey {
    /// Plans a key condition.
    ///
    /// # Errors
    /// Why it cannot be sent: it is about an encrypted attribute without a beacon, for example.
    pub(crate) fn plan(
        condition: &KeyCondition,
        model: &SearchModel,
        actions: &dyn Actions,
    ) -> Result<Self, RefusedProblem> {
        let mut planned =
            SoughtKey { readable: Vec::new(), tests: Vec::new(), queries: 1, lengths: &[Length::Present] };
        let mut counts = Vec::new();
        let conjuncts = condition.condition().clone().into_conjuncts();
        for (clause, conjunct) in condition.clauses.iter().zip(conjuncts) {
            let broken = |problem| refused(&clause.attribute, problem);
            match names::beacon(model, &clause.attribute) {
                Some(BeaconRef::Standard(number)) => {
                    let test = standard_test(number, clause, model).map_err(broken)?;
                    planned.tests.push(test);
                    counts.extend(model.standard().get(number).map(|beacon| beacon.partitions()));
                }
                Some(BeaconRef::Compound(number)) => {
                    let beacon = model.compounds().get(number).ok_or_else(missing)?;
                    planned.tests.push(compound_test(beacon, &clause.test).map_err(broken)?);
                    counts.extend(texts(&clause.test).flat_map(|text| partition_counts(model, beacon, text)));
                }
                Some(BeaconRef::Signed(number)) => {
                    let beacon = model.signed().get(number).ok_or_else(missing)?;
                    // What no constructor can make is never there.
                    compound_test(beacon, &clause.test).map_err(broken)?;
                    planned.readable.push(conjunct);
                }
                None => {
                    check_readable(&clause.attribute, model, actions)?;
                    planned.readable.push(conjunct);
                }
            }
        }
        planned.queries = common_multiple(counts, model.partitions());
        if planned.tests.iter().any(|test| test.has_former_length(model)) {
            planned.lengths = &Length::ALL;
        }
        Ok(planned)
    }
}

impl SoughtKey {
    /// How many queries reach all partitions with all lengths. Where there is a former length, there are at most 127
    /// partitions.
    pub(super) fn queries_of_all_lengths(&self) -> u8 {
        self.queries.saturating_mul(if self.lengths.len() > 1 { 2 } else { 1 })
    }
}

/// Checks that an attribute that is no beacon can be asked for.
fn check_readable(attribute: &str, model: &SearchModel, actions: &dyn Actions) -> Result<(), RefusedProblem> {
    let attribute_name = || attribute.to_owned();
    if actions.encrypts(attribute) {
        let beacon = model.beacon_of_attribute(attribute);
        return Err(match beacon {
            Some(beacon) => refused(attribute, QueryProblem::OtherName { beacon: beacon.name().to_owned() }),
            None => RefusedProblem::EncryptedAttribute { parameter: PARAMETER, attribute: attribute_name() },
        });
    }
    if model.dropped_tenant() == Some(attribute) {
        return Ok(());
    }
    if !actions.is_known(attribute) || attribute.starts_with(crate::search::BEACON_PREFIX) {
        return Err(RefusedProblem::UnconfiguredAttribute {
            parameter: PARAMETER,
            attribute: attribute_name(),
        });
    }
    Ok(())
}

fn standard_test(number: usize, clause: &KeyClause, model: &SearchModel) -> Result<BeaconTest, QueryProblem> {
    let beacon = model.standard().get(number).ok_or(QueryProblem::PartOnly)?;
    if beacon.is_part_only() {
        return Err(QueryProblem::PartOnly);
    }
    let KeyTest::Compare(Comparator::Equal, Value { value, .. }) = &clause.test else {
        return Err(QueryProblem::OnlyEqual);
    };
    let value = standard_value(number, beacon, value).ok_or(QueryProblem::Value(ValueProblem::UnknownType))?;
    Ok(BeaconTest { attribute: beacon.attribute().to_owned(), kind: TestKind::Equals(vec![value]) })
}

/// The test of a compound beacon; of a signed beacon, to see whether there can be one like that.
fn compound_test(beacon: &CompoundBeacon, test: &KeyTest) -> Result<BeaconTest, QueryProblem> {
    let kind = match test {
        KeyTest::Compare(Comparator::Equal, value) => {
            TestKind::Equals(vec![compound_text::exact(beacon, text(value)?)?])
        }
        KeyTest::Compare(
            comparator @ (Comparator::NotEqual
            | Comparator::Less
            | Comparator::LessOrEqual
            | Comparator::Greater
            | Comparator::GreaterOrEqual),
            value,
        ) => TestKind::Compares(*comparator, compound_text::ordered(beacon, text(value)?)?),
        KeyTest::Between(low, high) => {
            let (low, high) = compound_text::range(beacon, text(low)?, text(high)?)?;
            TestKind::Between(low, high)
        }
        KeyTest::BeginsWith(value) => TestKind::BeginsWith(compound_text::beginning(beacon, text(value)?)?),
    };
    Ok(BeaconTest { attribute: beacon.attribute().to_owned(), kind })
}

fn text(value: &Value) -> Result<&str, QueryProblem> {
    value.value.as_s().map(String::as_str).map_err(|_| QueryProblem::NotText)
}

/// The texts in a test.
fn texts(test: &KeyTest) -> impl Iterator<Item = &str> {
    let values = match test {
        KeyTest::Compare(_, value) | KeyTest::BeginsWith(value) => [Some(value), None],
        KeyTest::Between(low, high) => [Some(low), Some(high)],
    };
    values.into_iter().flatten().filter_map(|value| value.value.as_s().ok()).map(String::as_str)
}

fn refused(name: &str, problem: QueryProblem) -> RefusedProblem {
    RefusedProblem::Search { parameter: PARAMETER, name: name.to_owned(), problem }
}

fn missing() -> RefusedProblem {
    RefusedProblem::Sdk("a beacon is not where it was declared")
}
