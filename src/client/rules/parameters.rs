//! What the parameters of a request may say on an encrypted table, and what of them is sent.
//!
//! One rule holds for all of them: a value is sent only for an attribute that, by the table's configuration, DynamoDB
//! may see. A value for any other could be a secret under a misspelt name. It stays here, as in a filter, or the
//! request is refused. Expressions are not asked about names that come without a value.

use std::collections::{BTreeSet, HashMap};

use aws_sdk_dynamodb::types::AttributeValue;

use super::attributes::{
    hides_nothing, is_known, readable, refuse_beacons, sendable, unconfigured, unprotected,
};
use crate::error::RefusedProblem;
use crate::error::shown::Shown;
use crate::expression::{
    Comparison, Condition, ExpressionError, KeyCondition, Parameters, Placeholders, Projection, Update,
};
use crate::table::{ProtectedUpdates, TableConfig};
use crate::value::Item;

/// The names or values of a request's placeholders, as the SDK has them.
type Map<T> = Option<HashMap<String, T>>;

/// Checks the expressions of a request, or of a part of one, that share their placeholders.
pub(crate) struct Expressions<'a> {
    pub(super) table: &'a TableConfig,
    pub(super) parameters: Parameters<'a>,
    /// The placeholders of all expressions.
    pub(super) used: Placeholders,
    /// The placeholders of what is sent.
    sent: Placeholders,
    /// Key attributes that a filter cannot name.
    keys: BTreeSet<String>,
    /// The parameter of the first expression.
    first: Option<&'static str>,
}

/// Which attributes a request asks for.
#[derive(Clone, Copy)]
pub(crate) struct AskedAttributes<'a> {
    /// The `ProjectionExpression`.
    pub(crate) expression: Option<&'a str>,
    /// The `AttributesToGet`.
    pub(crate) names: Option<&'a [String]>,
}

/// A filter in two parts, both of which must hold.
pub(crate) struct Filter {
    /// What DynamoDB evaluates.
    pub(crate) sent: Option<String>,
    /// What is evaluated on this side.
    pub(crate) local: Option<Condition>,
}

/// The expressions of a write.
pub(crate) struct WriteExpressions {
    pub(crate) update: Option<Update>,
    pub(crate) condition: Option<Condition>,
    /// Why DynamoDB can neither evaluate nor carry them out on sealed items, where it cannot.
    pub(crate) protected: Option<RefusedProblem>,
}

/// The placeholders that are only used by what is not sent.
#[derive(Debug)]
pub(crate) struct Unsent(Placeholders);

/// Refuses the first of these parameters that was given: encrypted tables do not allow it.
pub(crate) fn refuse_given(parameters: &[(&'static str, bool)]) -> Result<(), RefusedProblem> {
    match parameters.iter().find(|(_, given)| *given) {
        Some((parameter, _)) => Err(RefusedProblem::Parameter { parameter }),
        None => Ok(()),
    }
}

/// Refuses a key that holds a value which is secret, or may be.
pub(crate) fn check_key(
    table: &TableConfig,
    parameter: &'static str,
    key: Option<&Item>,
) -> Result<(), RefusedProblem> {
    if hides_nothing(table) {
        return Ok(());
    }
    let names = || key.into_iter().flat_map(|key| key.keys()).map(String::as_str);
    readable(table, parameter, names())?;
    // Of several, always the same.
    match names().filter(|name| !is_known(table, name)).min() {
        Some(name) => Err(unconfigured(parameter, name)),
        None => Ok(()),
    }
}

impl<'a> Expressions<'a> {
    pub(crate) fn new(
        table: &'a TableConfig,
        names: Option<&'a HashMap<String, String>>,
        values: Option<&'a HashMap<String, AttributeValue>>,
    ) -> Self {
        Expressions {
            table,
            parameters: Parameters { names, values },
            used: Placeholders::default(),
            sent: Placeholders::default(),
            keys: BTreeSet::new(),
            first: None,
        }
    }

    /// Checks a query's key condition, which DynamoDB evaluates: it may name known and readable attributes only.
    /// The keys of an index are among these, like all attributes of items; while plaintext is written, an index may have
    /// others, too. Returns it, to check the answer with.
    ///
    /// DynamoDB refuses a filter that names a key of what is queried. Of an index, not all may be known.
    pub(crate) fn key_condition(
        &mut self,
        text: Option<&str>,
        index: Option<&str>,
    ) -> Result<Option<KeyCondition>, RefusedProblem> {
        const PARAMETER: &str = "KeyConditionExpression";
        if index.is_none() {
            self.keys.extend(self.table.keys().map(str::to_owned));
        }
        let Some(text) = text else { return Ok(None) };
        self.first.get_or_insert(PARAMETER);
        let condition = KeyCondition::parse(text, &self.parameters).map_err(wrong(PARAMETER))?;
        if !hides_nothing(self.table) {
            sendable(self.table, PARAMETER, &condition.comparisons())?;
        }
        self.keys.extend(condition.attributes().into_iter().map(str::to_owned));
        condition.add_placeholders(&mut self.used);
        condition.add_placeholders(&mut self.sent);
        Ok(Some(condition))
    }

    /// Splits a filter into what DynamoDB evaluates and what is evaluated here. No value that is used here is sent for
    /// the other part.
    pub(crate) fn filter(&mut self, text: Option<&str>) -> Result<Filter, RefusedProblem> {
        const PARAMETER: &str = "FilterExpression";
        let Some(text) = text else { return Ok(Filter { sent: None, local: None }) };
        self.first.get_or_insert(PARAMETER);
        let condition = Condition::parse(text, &self.parameters).map_err(wrong(PARAMETER))?;
        condition.add_placeholders(&mut self.used);
        let (mut local, rest): (Vec<_>, Vec<_>) =
            condition.into_conjuncts().into_iter().partition(|conjunct| !self.is_readable(conjunct));
        let mut secret = Placeholders::default();
        local.iter().for_each(|conjunct| conjunct.add_placeholders(&mut secret));
        let mut sent = Vec::new();
        for conjunct in rest {
            let mut own = Placeholders::default();
            conjunct.add_placeholders(&mut own);
            if own.values.is_disjoint(&secret.values) {
                self.sent.names.extend(own.names);
                self.sent.values.extend(own.values);
                sent.push(conjunct);
            } else {
                local.push(conjunct);
            }
        }
        // An open item does not have these attributes any more.
        let reserved = |name: &&str| self.table.is_metadata(name);
        if let Some(attribute) = local.iter().flat_map(Condition::attributes).find(reserved) {
            let attribute = attribute.to_owned();
            return Err(RefusedProblem::ReservedAttribute { parameter: PARAMETER, attribute });
        }
        let is_key = |name: &&str| self.keys.contains(*name);
        if let Some(key) = local.iter().flat_map(Condition::attributes).find(is_key) {
            let reason = format!("a query's filter cannot name the key attribute '{}'", Shown(key));
            return Err(RefusedProblem::Expression { parameter: PARAMETER, reason });
        }
        let sent = if local.is_empty() {
            Some(text.to_owned())
        } else {
            Condition::all(sent).map(|condition| condition.to_string())
        };
        Ok(Filter { sent, local: Condition::all(local) })
    }

    /// Whether DynamoDB can evaluate the condition. What is not configured here may have been encrypted
    /// elsewhere; what a format adds is only there in stored items.
    fn is_readable(&self, condition: &Condition) -> bool {
        let is_readable = |name: &&str| is_known(self.table, name) && !self.table.encrypts(name);
        condition.comparisons().iter().all(|Comparison { attributes, values, is_existence }| {
            let are_readable = *is_existence || attributes.iter().all(is_readable);
            are_readable && (!attributes.is_empty() || values.is_empty())
        })
    }

    /// The projection of a request that has no further expression. It is not sent: to verify an item takes all of it.
    ///
    /// # Errors
    /// As in DynamoDB, a list of attributes goes with no expression.
    pub(crate) fn projection(
        &mut self,
        asked: AskedAttributes<'_>,
    ) -> Result<Option<Projection>, RefusedProblem> {
        const PARAMETER: &str = "ProjectionExpression";
        let projection = match asked.expression {
            Some(text) => {
                self.first.get_or_insert(PARAMETER);
                Some(Projection::parse(text, &self.parameters).map_err(wrong(PARAMETER))?)
            }
            None => None,
        };
        if let Some(names) = asked.names {
            return match self.first {
                Some(other) => Err(attributes_to_get_with(other)),
                None => Ok(is_list(names).then(|| Projection::of_attributes(names))),
            };
        }
        if let Some(projection) = &projection {
            projection.add_placeholders(&mut self.used);
        }
        Ok(projection)
    }

    /// Notes that the request has an expression, for what cannot stand beside one.
    pub(super) fn has(&mut self, parameter: &'static str) {
        self.first.get_or_insert(parameter);
    }

    /// Checks the expressions of a write, which are the only ones of the request.
    ///
    /// # Errors
    /// What DynamoDB would refuse whatever is stored, what would touch a format's own attributes, and, where the table
    /// is to refuse it, what is protected.
    pub(crate) fn write(
        mut self,
        update: Option<&str>,
        condition: Option<&str>,
    ) -> Result<WriteExpressions, RefusedProblem> {
        const UPDATE: &str = "UpdateExpression";
        const CONDITION: &str = "ConditionExpression";
        let mut protected = None;
        let parsed = update.map(|text| Update::parse(text, &self.parameters)).transpose();
        let update = parsed.map_err(wrong(UPDATE))?;
        if let Some(update) = &update {
            let names = || update.written().into_iter().chain(update.read());
            if let Some(name) = names().find(|name| self.table.is_metadata(name)) {
                let attribute = name.to_owned();
                return Err(RefusedProblem::ReservedAttribute { parameter: UPDATE, attribute });
            }
            let key = update.written().into_iter().find(|name| self.table.is_key(name));
            if let (Some(key), ProtectedUpdates::CarryOut) = (key, self.table.protected_updates()) {
                let reason = format!("an update cannot change the key attribute '{}'", Shown(key));
                return Err(RefusedProblem::Expression { parameter: UPDATE, reason });
            }
            self.check_copies(UPDATE, update)?;
            protected = names().find_map(|name| unprotected(self.table, UPDATE, name).err());
            update.add_placeholders(&mut self.used);
        }
        let parsed = condition.map(|text| Condition::parse(text, &self.parameters)).transpose();
        let condition = parsed.map_err(wrong(CONDITION))?;
        if let Some(condition) = &condition {
            refuse_beacons(self.table, CONDITION, condition)?;
            let secret = sendable(self.table, CONDITION, &condition.comparisons()).err();
            protected = protected.or(secret);
            condition.add_placeholders(&mut self.used);
        }
        // Nothing is protected yet where plaintext is written.
        let refuses = self.table.protected_updates() == ProtectedUpdates::Refuse && !hides_nothing(self.table);
        self.finish()?;
        match protected {
            Some(problem) if refuses => Err(problem),
            protected => Ok(WriteExpressions { update, condition, protected }),
        }
    }

    /// Checks that an update stores no secret where it would be readable, in a table whose items are sealed.
    fn check_copies(&self, parameter: &'static str, update: &Update) -> Result<(), RefusedProblem> {
        let is_secret = |(from, to): &(&str, &str)| self.table.encrypts(from) && !self.table.encrypts(to);
        match update.copies().into_iter().find(is_secret) {
            Some((from, _)) if !self.table.plaintext_policy().writes_plaintext() => {
                Err(RefusedProblem::EncryptedAttribute { parameter, attribute: from.to_owned() })
            }
            _ => Ok(()),
        }
    }

    /// Checks that every placeholder was used: DynamoDB refuses a request with others, and these could be
    /// for attributes whose values are to be secret. What is left is what was not sent.
    pub(crate) fn finish(self) -> Result<Unsent, RefusedProblem> {
        if let Some(placeholder) = self.used.first_unused(&self.parameters) {
            return Err(RefusedProblem::UnusedPlaceholder { placeholder: placeholder.to_owned() });
        }
        let Placeholders { mut names, mut values } = self.used;
        names.retain(|name| !self.sent.names.contains(name));
        values.retain(|name| !self.sent.values.contains(name));
        Ok(Unsent(Placeholders { names, values }))
    }
}

impl Unsent {
    /// Takes the placeholders out of a request.
    pub(crate) fn remove_from(&self, names: &mut Map<String>, values: &mut Map<AttributeValue>) {
        remove(&self.0.names, names);
        remove(&self.0.values, values);
    }
}

/// That `AttributesToGet` stands beside an expression.
pub(crate) fn attributes_to_get_with(other: &'static str) -> RefusedProblem {
    RefusedProblem::Contradiction { parameter: "AttributesToGet", other }
}

/// Takes a list of attributes out of a request, since all of an item is needed. One that DynamoDB refuses stays, so that
/// it does.
pub(crate) fn remove_list(names: &mut Option<Vec<String>>) {
    names.take_if(|names| is_list(names));
}

/// Whether DynamoDB takes these names for a list of attributes.
fn is_list(names: &[String]) -> bool {
    let distinct: BTreeSet<_> = names.iter().collect();
    !names.is_empty() && distinct.len() == names.len() && names.iter().all(|name| !name.is_empty())
}

fn remove<T>(unsent: &BTreeSet<String>, map: &mut Map<T>) {
    let Some(all) = map else { return };
    let before = all.len();
    all.retain(|name, _| !unsent.contains(name));
    // DynamoDB refuses an empty map.
    if all.is_empty() && before > 0 {
        *map = None;
    }
}

pub(super) fn wrong(parameter: &'static str) -> impl FnOnce(ExpressionError) -> RefusedProblem {
    move |error| RefusedProblem::Expression { parameter, reason: error.to_string() }
}
