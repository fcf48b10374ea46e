//! Key conditions: what a query demands of the key.

use super::Map;
use super::ast::{Comparator, Condition, Operand, Value};
use super::error::{ExpressionError, Problem};
use super::parameters::Parameters;

/// A key condition expression. Only the table's schema says which of its attributes are keys.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct KeyCondition {
    /// What is demanded of each attribute, in the order of the expression; no attribute appears twice.
    pub(crate) clauses: Vec<KeyClause>,
    /// The same, as a condition.
    pub(super) condition: Condition,
}

/// What is demanded of one key attribute.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct KeyClause {
    /// The attribute.
    pub(crate) attribute: String,
    /// What is demanded of it.
    pub(crate) test: KeyTest,
}

/// What can be demanded of a key attribute.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum KeyTest {
    /// `key < :value`; never `<>`.
    Compare(Comparator, Value),
    /// `key BETWEEN :low AND :high`
    Between(Value, Value),
    /// `begins_with(key, :value)`
    BeginsWith(Value),
}

impl KeyCondition {
    /// Parses a key condition expression.
    ///
    /// The grammar is that of conditions, but only comparisons of a top-level attribute with a
    /// value are key conditions, and only AND may join them.
    ///
    /// # Errors
    /// When DynamoDB would refuse the expression, whatever the keys are.
    pub(crate) fn parse(expression: &str, parameters: &Parameters<'_>) -> Result<Self, ExpressionError> {
        Self::of(Condition::parse(expression, parameters)?)
    }

    /// A condition as a key condition.
    ///
    /// # Errors
    /// When it has another form.
    pub(crate) fn of(condition: Condition) -> Result<Self, ExpressionError> {
        let mut clauses: Vec<KeyClause> = Vec::new();
        for conjunct in condition.clone().into_conjuncts() {
            let clause = KeyClause::new(conjunct)?;
            if clauses.iter().any(|other| other.attribute == clause.attribute) {
                return Err(Problem::KeyCondition("two conditions for one attribute").into());
            }
            clauses.push(clause);
        }
        Ok(KeyCondition { clauses, condition })
    }

    /// The same, as a condition. Its conjuncts are in the order of the clauses.
    pub(crate) fn condition(&self) -> &Condition {
        &self.condition
    }

    /// Whether an item satisfies the condition, or a key that has all attributes that it names.
    pub(crate) fn holds(&self, item: &Map) -> bool {
        // There are few comparisons: nobody has to wait long.
        let mut evaluation = self.condition.evaluate(item);
        loop {
            if let Some(holds) = evaluation.step() {
                return holds;
            }
        }
    }
}

impl KeyClause {
    fn new(condition: Condition) -> Result<Self, Problem> {
        match condition {
            Condition::Compare { comparator: Comparator::NotEqual, .. } => {
                Err(Problem::KeyCondition("the operator <>"))
            }
            Condition::Compare { left: Operand::Value(value), comparator, right } => {
                Ok(KeyClause { attribute: key(right)?, test: KeyTest::Compare(comparator.swapped(), value) })
            }
            Condition::Compare { left, comparator, right } => {
                Ok(KeyClause { attribute: key(left)?, test: KeyTest::Compare(comparator, constant(right)?) })
            }
            Condition::Between { operand, low, high } => {
                let test = KeyTest::Between(constant(low)?, constant(high)?);
                Ok(KeyClause { attribute: key(operand)?, test })
            }
            Condition::BeginsWith(left, right) => {
                Ok(KeyClause { attribute: key(left)?, test: KeyTest::BeginsWith(constant(right)?) })
            }
            Condition::Or(_) => Err(Problem::KeyCondition("the operator OR")),
            Condition::Not(_) => Err(Problem::KeyCondition("the operator NOT")),
            Condition::In { .. } => Err(Problem::KeyCondition("the operator IN")),
            Condition::And(_)
            | Condition::Exists(_)
            | Condition::NotExists(_)
            | Condition::Type { .. }
            | Condition::Contains(..) => Err(Problem::KeyCondition("a function other than begins_with")),
        }
    }
}

/// The attribute that `operand` is.
fn key(operand: Operand) -> Result<String, Problem> {
    match operand {
        Operand::Path(path) if path.len() == 1 => Ok(path.attribute().to_owned()),
        Operand::Path(_) => Err(Problem::KeyCondition("a condition on a nested attribute")),
        Operand::Value(_) | Operand::Size(_) => Err(Problem::KeyCondition("a condition that is not on a key")),
    }
}

/// The value that `operand` is.
fn constant(operand: Operand) -> Result<Value, Problem> {
    match operand {
        Operand::Value(value) => Ok(value),
        Operand::Path(_) | Operand::Size(_) => {
            Err(Problem::KeyCondition("an operand that is not a value of the request"))
        }
    }
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::types::AttributeValue;

    use super::*;

    fn parse(text: &str) -> Result<Vec<(String, String)>, Problem> {
        let values: Map = [":a", ":b"].map(|name| (name.to_owned(), AttributeValue::S(name.into()))).into();
        let names = [("#n".to_owned(), "name".to_owned())].into();
        let parameters = Parameters { names: Some(&names), values: Some(&values) };
        let parsed = KeyCondition::parse(text, &parameters).map_err(|error| error.problem)?;
        let test = |test: &KeyTest| match test {
            KeyTest::Compare(comparator, value) => format!("{}{}", comparator.sign(), value.placeholder),
            KeyTest::Between(low, high) => format!("{}..{}", low.placeholder, high.placeholder),
            KeyTest::BeginsWith(value) => format!("^{}", value.placeholder),
        };
        Ok(parsed.clauses.iter().map(|clause| (clause.attribute.clone(), test(&clause.test))).collect())
    }

    #[test]
    fn a_key_condition_compares_attributes_with_values() {
        for (text, expected) in [
            ("id = :a", vec![("id", "=:a")]),
            ("#n = :a AND created BETWEEN :a AND :b", vec![("name", "=:a"), ("created", ":a..:b")]),
            ("(id = :a) and (begins_with(b, :b))", vec![("id", "=:a"), ("b", "^:b")]),
            ("(:a = id AND :b <= c)", vec![("id", "=:a"), ("c", ">=:b")]),
        ] {
            let expected = expected.into_iter().map(|(key, test)| (key.to_owned(), test.to_owned())).collect();
            assert_eq!(parse(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn a_condition_of_any_other_form_is_no_key_condition() {
        for text in [
            "id <> :a",
            "id = :a OR b = :b",
            "NOT id = :a",
            "id IN (:a)",
            "attribute_exists(id)",
            "contains(id, :a)",
            "id.x = :a",
            "id[0] = :a",
            "id = b",
            "size(id) = :a",
            "id = size(b)",
            "begins_with(:a, id)",
            ":a BETWEEN id AND b",
            "id = :a AND id = :b",
            "id = :a AND (b = :a AND (c = :a OR d = :b))",
        ] {
            assert!(matches!(parse(text), Err(Problem::KeyCondition(_))), "{text}: {:?}", parse(text));
        }
    }
}
