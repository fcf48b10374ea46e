//! Entries from TOML.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::EntryProblem;
use super::tree::{Member, Node, Value, check_depth};

/// The entries of a text; or what is wrong with it, and where.
pub(super) fn parse(text: &str) -> Result<Node, (usize, EntryProblem)> {
    let table = DeTable::parse(text).map_err(|error| {
        // The error's `Display` quotes the line, which may hold anything; its message does not.
        let at = error.span().map_or(0, |span| span.start);
        (at, EntryProblem::Syntax(error.message().to_owned()))
    })?;
    Ok(Node { at: table.span().start, value: members(table.into_inner(), 1)? })
}

fn members(table: DeTable<'_>, depth: usize) -> Result<Value, (usize, EntryProblem)> {
    let members = table.into_iter().map(|(name, value)| {
        let at = name.span().start;
        Ok(Member { name: name.into_inner().into_owned(), at, node: node(value, depth)? })
    });
    Ok(Value::Table(members.collect::<Result<_, _>>()?))
}

fn node(spanned: Spanned<DeValue<'_>>, depth: usize) -> Result<Node, (usize, EntryProblem)> {
    let at = spanned.span().start;
    check_depth(depth).map_err(|problem| (at, problem))?;
    let value = match spanned.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Value::Integer(number),
            Err(_) => Value::Other("a number beyond 64 bits"),
        },
        DeValue::Boolean(value) => Value::Boolean(value),
        DeValue::Float(_) => Value::Other("a fraction"),
        DeValue::Datetime(_) => Value::Other("a date or time"),
        DeValue::Array(list) => {
            Value::List(list.into_iter().map(|value| node(value, depth + 1)).collect::<Result<_, _>>()?)
        }
        DeValue::Table(table) => members(table, depth + 1)?,
    };
    Ok(Node { at, value })
}
