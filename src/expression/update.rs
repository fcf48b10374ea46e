//! Updates of an item.
//!
//! Everything that an update reads, and every list index, refers to the item as it was before. An element that SET
//! or ADD puts beyond the end of a list is appended, several in the order of their indexes; removals come
//! last.

use std::collections::HashSet;
use std::error::Error as StdError;
use std::fmt;
use std::hash::Hash;

use aws_sdk_dynamodb::types::AttributeValue;

use super::Map;
use super::ast::{Term, Update};
use super::canonical::Number;
use super::decimal::Decimal;
use super::path::{Element, Name, Path};
use crate::error::ValueProblem;
use crate::error::shown::Shown;

/// An update that does not fit an item.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct UnfitUpdate {
    /// The path in question, as it is written in the expression.
    pub(crate) path: String,
    /// Why it does not fit.
    pub(crate) problem: UnfitProblem,
}

/// Why an update does not fit an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UnfitProblem {
    /// What the path leads into is not there, or is not a map or list as the path has it.
    Path,
    /// What is needed to compute the path's new value is not in the item.
    Missing,
    /// A value has a type that the operation does not take.
    Type,
    /// The path's new value would be a number that cannot be stored, or an operand is one.
    Number(ValueProblem),
}

impl UnfitProblem {
    fn at(self, path: &Path) -> UnfitUpdate {
        UnfitUpdate { path: path.to_string(), problem: self }
    }
}

impl Update {
    /// Carries out this update on `item`, which is left as it is on an error.
    ///
    /// # Errors
    /// When DynamoDB would refuse the update of this item. Not checked is what concerns the new item as a whole:
    /// its size, the depth of its values, and that its keys do not change. If there
    /// is no item at all, DynamoDB ignores a REMOVE of a nested value; here that is an error.
    pub(crate) fn apply(&self, item: &mut Map) -> Result<(), UnfitUpdate> {
        let mut writes = Vec::new();
        let mut removals = Vec::new();
        for (path, term) in &self.set {
            writes.push((path, term.evaluate(item).map_err(|problem| problem.at(path))?));
        }
        for (path, value) in &self.add {
            writes.push((path, add(path.get(item), &value.value).map_err(|problem| problem.at(path))?));
        }
        for (path, value) in &self.delete {
            let Some(old) = path.get(item) else { continue };
            match delete(old, &value.value).map_err(|problem| problem.at(path))? {
                Some(new) => writes.push((path, new)),
                None => removals.push(path),
            }
        }
        removals.extend(self.remove.iter().filter(|path| path.get(item).is_some()));
        if let Some(path) = self.targets().find(|path| !path.has_parent(item)) {
            return Err(UnfitProblem::Path.at(path));
        }

        writes.sort_unstable_by_key(|(path, _)| *path);
        for (path, value) in writes {
            put(item, path, value);
        }
        removals.sort_unstable();
        for path in removals.into_iter().rev() {
            remove(item, path);
        }
        Ok(())
    }
}

impl Term {
    fn evaluate(&self, item: &Map) -> Result<AttributeValue, UnfitProblem> {
        match self {
            Term::Value(value) => Ok(value.value.clone()),
            Term::Path(path) => path.get(item).cloned().ok_or(UnfitProblem::Missing),
            Term::IfNotExists(path, term) => match path.get(item) {
                Some(value) => Ok(value.clone()),
                None => term.evaluate(item),
            },
            Term::ListAppend(left, right) => match (left.evaluate(item)?, right.evaluate(item)?) {
                (AttributeValue::L(mut left), AttributeValue::L(right)) => {
                    left.extend(right);
                    Ok(AttributeValue::L(left))
                }
                _ => Err(UnfitProblem::Type),
            },
            Term::Plus(..) | Term::Minus(..) => text(&self.number(item)?),
        }
    }

    /// The value as a number; only the final sum must be one that can be stored.
    fn number(&self, item: &Map) -> Result<Decimal, UnfitProblem> {
        match self {
            Term::Plus(left, right) => Ok(left.number(item)?.plus(&right.number(item)?)),
            Term::Minus(left, right) => Ok(left.number(item)?.minus(&right.number(item)?)),
            Term::IfNotExists(path, term) if path.get(item).is_none() => term.number(item),
            Term::Path(_) | Term::Value(_) | Term::IfNotExists(..) | Term::ListAppend(..) => {
                number(&self.evaluate(item)?)
            }
        }
    }
}

fn number(value: &AttributeValue) -> Result<Decimal, UnfitProblem> {
    let text = value.as_n().map_err(|_| UnfitProblem::Type)?;
    Decimal::parse(text).map_err(UnfitProblem::Number)
}

fn text(number: &Decimal) -> Result<AttributeValue, UnfitProblem> {
    number.to_text().map(AttributeValue::N).map_err(UnfitProblem::Number)
}

/// A number plus a number, or the union of two sets; a missing value counts as zero or empty.
fn add(old: Option<&AttributeValue>, value: &AttributeValue) -> Result<AttributeValue, UnfitProblem> {
    use AttributeValue::{Bs, N, Ns, Ss};
    let Some(old) = old else { return Ok(value.clone()) };
    Ok(match (old, value) {
        (N(_), N(_)) => return text(&number(old)?.plus(&number(value)?)),
        (Ss(old), Ss(new)) => Ss(union(old, new, String::as_str)),
        (Bs(old), Bs(new)) => Bs(union(old, new, AsRef::<[u8]>::as_ref)),
        (Ns(old), Ns(new)) => Ns(union(old, new, |text| Number::of(text))),
        _ => return Err(UnfitProblem::Type),
    })
}

/// A set without the members of another; `None` if none is left.
fn delete(old: &AttributeValue, value: &AttributeValue) -> Result<Option<AttributeValue>, UnfitProblem> {
    use AttributeValue::{Bs, Ns, Ss};
    Ok(match (old, value) {
        (Ss(old), Ss(gone)) => difference(old, gone, String::as_str).map(Ss),
        (Bs(old), Bs(gone)) => difference(old, gone, AsRef::<[u8]>::as_ref).map(Bs),
        (Ns(old), Ns(gone)) => difference(old, gone, |text| Number::of(text)).map(Ns),
        _ => return Err(UnfitProblem::Type),
    })
}

/// The members of both sets. Two members are the same if `key` is equal for both.
fn union<'a, T: Clone, K: Eq + Hash>(old: &'a [T], new: &'a [T], key: impl Fn(&'a T) -> K) -> Vec<T> {
    let known: HashSet<K> = old.iter().map(&key).collect();
    old.iter().chain(new.iter().filter(|member| !known.contains(&key(member)))).cloned().collect()
}

/// The members of `old` that are not in `gone`; `None` if none is left.
fn difference<'a, T: Clone, K: Eq + Hash>(
    old: &'a [T],
    gone: &'a [T],
    key: impl Fn(&'a T) -> K,
) -> Option<Vec<T>> {
    let gone: HashSet<K> = gone.iter().map(&key).collect();
    let left: Vec<T> = old.iter().filter(|member| !gone.contains(&key(member))).cloned().collect();
    if left.is_empty() { None } else { Some(left) }
}

/// Puts `value` where `path` leads; its parent exists.
fn put(item: &mut Map, path: &Path, value: AttributeValue) {
    match path.parent_mut(item) {
        Some((AttributeValue::M(map), Element::Name(Name { name, .. }))) => {
            map.insert(name.clone(), value);
        }
        Some((AttributeValue::L(list), Element::Index(index))) => match list.get_mut(*index) {
            Some(slot) => *slot = value,
            None => list.push(value),
        },
        Some(_) => {}
        None if path.len() == 1 => {
            item.insert(path.attribute().to_owned(), value);
        }
        None => {}
    }
}

/// Removes what `path` leads to, which exists.
fn remove(item: &mut Map, path: &Path) {
    match path.parent_mut(item) {
        Some((AttributeValue::M(map), Element::Name(Name { name, .. }))) => {
            map.remove(name);
        }
        Some((AttributeValue::L(list), Element::Index(index))) if *index < list.len() => {
            list.remove(*index);
        }
        Some(_) => {}
        None if path.len() == 1 => {
            item.remove(path.attribute());
        }
        None => {}
    }
}

impl fmt::Display for UnfitUpdate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "path '{}': ", Shown(&self.path))?;
        match self.problem {
            UnfitProblem::Path => f.write_str("it leads into something that is not there or has no such part"),
            UnfitProblem::Missing => f.write_str("its new value needs an attribute that is not there"),
            UnfitProblem::Type => f.write_str("a value has a type that the operation does not take"),
            UnfitProblem::Number(problem) => problem.fmt(f),
        }
    }
}

impl fmt::Debug for UnfitUpdate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnfitUpdate").field("path", &Shown(&self.path)).field("problem", &self.problem).finish()
    }
}

impl StdError for UnfitUpdate {}
