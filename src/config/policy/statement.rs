//! Statements of policies, and the documents that they are in.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// The version of IAM's language.
const LANGUAGE: &str = "2012-10-17";

/// Conditions: operators, keys, and values.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Conditions(BTreeMap<String, BTreeMap<String, Vec<String>>>);

impl Conditions {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// The same, and `key` has to be one of `values` by `operator`.
    pub(super) fn and(
        mut self,
        operator: &str,
        key: impl Into<String>,
        values: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let values = values.into_iter().map(Into::into).collect();
        self.0.entry(operator.to_owned()).or_default().insert(key.into(), values);
        self
    }

    /// Compares with a text that may have wildcards and variables in it.
    pub(super) fn and_like(self, quantifier: &str, key: impl Into<String>, pattern: &str) -> Self {
        let operator = if has_wildcards(pattern) { "StringLike" } else { "StringEquals" };
        self.and(&format!("{quantifier}{operator}"), key, [pattern])
    }

    fn json(&self) -> Value {
        let one_or_all = |values: &Vec<String>| match &values[..] {
            [value] => json!(value),
            values => json!(values),
        };
        let keys = |keys: &BTreeMap<String, Vec<String>>| -> Value {
            let keys = keys.iter().map(|(key, values)| (key.clone(), one_or_all(values)));
            Value::Object(keys.collect())
        };
        Value::Object(self.0.iter().map(|(operator, entries)| (operator.clone(), keys(entries))).collect())
    }
}

/// Whether a pattern has `*` or `?` outside of variables.
fn has_wildcards(pattern: &str) -> bool {
    let mut rest = pattern;
    loop {
        let (text, variable) = match rest.split_once("${") {
            Some((text, after)) => (text, Some(after)),
            None => (rest, None),
        };
        if text.contains(['*', '?']) {
            return true;
        }
        match variable.and_then(|variable| variable.split_once('}')) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
}

/// A statement.
#[derive(Clone)]
pub(super) struct Statement {
    pub(super) id: String,
    pub(super) allows: bool,
    pub(super) principals: Option<Vec<String>>,
    pub(super) actions: Vec<&'static str>,
    pub(super) resources: Vec<String>,
    pub(super) conditions: Conditions,
}

impl Statement {
    pub(super) fn allow(
        id: impl Into<String>,
        actions: impl IntoIterator<Item = &'static str>,
        resources: impl IntoIterator<Item = String>,
    ) -> Self {
        Statement {
            id: id.into(),
            allows: true,
            principals: None,
            actions: actions.into_iter().collect(),
            resources: resources.into_iter().collect(),
            conditions: Conditions::new(),
        }
    }

    pub(super) fn deny(self) -> Self {
        Statement { allows: false, ..self }
    }

    pub(super) fn when(self, conditions: Conditions) -> Self {
        Statement { conditions, ..self }
    }

    /// The same, for these principals: for policies of resources.
    pub(super) fn of(self, principals: &[String]) -> Self {
        Statement { principals: Some(principals.to_vec()), ..self }
    }

    fn json(&self) -> Value {
        let mut statement = json!({
            "Sid": self.id,
            "Effect": if self.allows { "Allow" } else { "Deny" },
            "Action": self.actions,
            "Resource": self.resources,
        });
        if let Value::Object(members) = &mut statement {
            match self.principals.as_deref() {
                None => {}
                Some([all]) if all == "*" => drop(members.insert("Principal".to_owned(), json!("*"))),
                Some(principals) => drop(members.insert("Principal".to_owned(), json!({ "AWS": principals }))),
            }
            if self.conditions != Conditions::new() {
                members.insert("Condition".to_owned(), self.conditions.json());
            }
        }
        statement
    }
}

/// A document of statements. Those without actions or resources are left out.
pub(super) fn document(statements: impl IntoIterator<Item = Statement>) -> Value {
    let statements = statements.into_iter();
    let whole = statements.filter(|statement| !statement.actions.is_empty() && !statement.resources.is_empty());
    // Statements of one kind are told apart by numbers, since their names have to differ.
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let named = whole.map(|mut statement| {
        let count = counts.entry(statement.id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            statement.id = format!("{}{count}", statement.id);
        }
        statement.json()
    });
    json!({ "Version": LANGUAGE, "Statement": named.collect::<Vec<_>>() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_within_variables_are_none() {
        for (pattern, is) in [
            ("a", false),
            ("a*", true),
            ("${aws:PrincipalTag/tenant}", false),
            ("${aws:username}-*", true),
            ("TENANT#${aws:PrincipalTag/a?b}#x", false),
            ("${*", false),
            ("", false),
        ] {
            assert_eq!(has_wildcards(pattern), is, "{pattern}");
        }
    }
}
