//! Trees turned back into text, with the placeholders that they were written with.
//!
//! The text parses to an equal tree. Parentheses stand only where they are needed, because DynamoDB
//! refuses redundant ones; so do spaces, so that an expression that was short enough to be sent stays so.

use std::fmt::{self, Display};

use super::ast::{Condition, Operand, Projection, Term, Update, Value};
use super::key_condition::KeyCondition;

impl Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.placeholder)
    }
}

impl Display for Operand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Operand::Path(path) => path.fmt(f),
            Operand::Value(value) => value.fmt(f),
            Operand::Size(operand) => write!(f, "size({operand})"),
        }
    }
}

impl Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Condition::Compare { left, comparator, right } => {
                write!(f, "{left}{}{right}", comparator.sign())
            }
            Condition::Between { operand, low, high } => write!(f, "{operand} BETWEEN {low} AND {high}"),
            Condition::In { operand, list } => {
                write!(f, "{operand} IN (")?;
                joined(f, list, ",", Operand::fmt)?;
                f.write_str(")")
            }
            Condition::Exists(path) => write!(f, "attribute_exists({path})"),
            Condition::NotExists(path) => write!(f, "attribute_not_exists({path})"),
            Condition::Type { operand, type_name } => write!(f, "attribute_type({operand},{type_name})"),
            Condition::BeginsWith(left, right) => write!(f, "begins_with({left},{right})"),
            Condition::Contains(left, right) => write!(f, "contains({left},{right})"),
            Condition::And(conditions) => joined(f, conditions, " AND ", |condition, f| {
                grouped(condition, matches!(condition, Condition::Or(_)), f)
            }),
            Condition::Or(conditions) => joined(f, conditions, " OR ", Condition::fmt),
            Condition::Not(condition) => {
                let is_group = matches!(**condition, Condition::And(_) | Condition::Or(_));
                f.write_str(if is_group { "NOT" } else { "NOT " })?;
                grouped(condition, is_group, f)
            }
        }
    }
}

impl Display for KeyCondition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.condition.fmt(f)
    }
}

impl Display for Projection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        joined(f, &self.paths, ",", Display::fmt)
    }
}

impl Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Term::Path(path) => path.fmt(f),
            Term::Value(value) => value.fmt(f),
            Term::IfNotExists(path, term) => {
                write!(f, "if_not_exists({path},")?;
                operand(term, f)?;
                f.write_str(")")
            }
            Term::ListAppend(left, right) => {
                f.write_str("list_append(")?;
                operand(left, f)?;
                f.write_str(",")?;
                operand(right, f)?;
                f.write_str(")")
            }
            Term::Plus(left, right) | Term::Minus(left, right) => {
                operand(left, f)?;
                f.write_str(if matches!(self, Term::Plus(..)) { "+" } else { "-" })?;
                operand(right, f)
            }
        }
    }
}

impl Display for Update {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut space = "";
        let mut section = |f: &mut fmt::Formatter<'_>, name, is_empty| {
            if is_empty {
                return Ok(());
            }
            write!(f, "{space}{name} ")?;
            space = " ";
            Ok(())
        };
        section(f, "SET", self.set.is_empty())?;
        joined(f, &self.set, ",", |(path, term), f| write!(f, "{path}={term}"))?;
        section(f, "REMOVE", self.remove.is_empty())?;
        joined(f, &self.remove, ",", Display::fmt)?;
        section(f, "ADD", self.add.is_empty())?;
        joined(f, &self.add, ",", |(path, value), f| write!(f, "{path} {value}"))?;
        section(f, "DELETE", self.delete.is_empty())?;
        joined(f, &self.delete, ",", |(path, value), f| write!(f, "{path} {value}"))
    }
}

fn grouped(condition: &Condition, is_group: bool, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if is_group { write!(f, "({condition})") } else { condition.fmt(f) }
}

/// A term as an operand of another.
fn operand(term: &Term, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if matches!(term, Term::Plus(..) | Term::Minus(..)) { write!(f, "({term})") } else { term.fmt(f) }
}

/// Writes elements with `separator` in between.
fn joined<T>(
    f: &mut fmt::Formatter<'_>,
    elements: &[T],
    separator: &str,
    write: fn(&T, &mut fmt::Formatter<'_>) -> fmt::Result,
) -> fmt::Result {
    for (n, element) in elements.iter().enumerate() {
        if n > 0 {
            f.write_str(separator)?;
        }
        write(element, f)?;
    }
    Ok(())
}
