//! Document paths: `a.b[0].c`.

use std::cmp::Ordering;
use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;

use super::Map;
use super::error::{ExpressionError, Problem};

/// A name in an expression. Names are equal if they mean the same attribute, however they are written.
#[derive(Debug, Clone)]
pub(crate) struct Name {
    /// The name.
    pub(crate) name: String,
    /// The placeholder that stands for it in the expression, if any.
    pub(crate) placeholder: Option<String>,
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Name {}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name.cmp(&other.name)
    }
}

/// One step of a path. The order of indexes matters to updates; that of names only groups them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Element {
    /// Into a map.
    Name(Name),
    /// Into a list.
    Index(usize),
}

/// Where a value stands in an item: an attribute's name, and steps into its value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Path {
    /// The top-level attribute.
    head: Name,
    /// The steps from there.
    tail: Vec<Element>,
}

impl Path {
    /// The attribute with this name.
    pub(crate) fn new(head: Name) -> Self {
        Path { head, tail: Vec::new() }
    }

    /// Goes one step further.
    pub(super) fn push(&mut self, element: Element) {
        self.tail.push(element);
    }

    /// Name of the top-level attribute.
    pub(crate) fn attribute(&self) -> &str {
        &self.head.name
    }

    /// The steps inside the top-level attribute.
    pub(crate) fn tail(&self) -> &[Element] {
        &self.tail
    }

    /// How many levels the path has.
    pub(super) fn len(&self) -> usize {
        1 + self.tail.len()
    }

    /// The top-level attribute.
    pub(super) fn top(&self) -> Path {
        Path::new(self.head.clone())
    }

    /// Whether it goes into a list.
    pub(super) fn has_index(&self) -> bool {
        self.tail.iter().any(|element| matches!(element, Element::Index(_)))
    }

    /// All names on the path.
    pub(super) fn names(&self) -> impl Iterator<Item = &Name> {
        let tail = self.tail.iter().filter_map(|element| match element {
            Element::Name(name) => Some(name),
            Element::Index(_) => None,
        });
        std::iter::once(&self.head).chain(tail)
    }

    /// The value at this path in `item`, if there is one.
    pub(super) fn get<'a>(&self, item: &'a Map) -> Option<&'a AttributeValue> {
        self.tail.iter().try_fold(item.get(self.attribute())?, |value, element| step(value, element))
    }

    /// The map or list that the last step goes into, and that step; `None` for a top-level attribute.
    pub(super) fn parent_mut<'a, 'p>(
        &'p self,
        item: &'a mut Map,
    ) -> Option<(&'a mut AttributeValue, &'p Element)> {
        let (last, steps) = self.tail.split_last()?;
        let parent = steps.iter().try_fold(item.get_mut(self.attribute())?, |value, element| {
            match (value, element) {
                (AttributeValue::M(map), Element::Name(name)) => map.get_mut(&name.name),
                (AttributeValue::L(list), Element::Index(index)) => list.get_mut(*index),
                _ => None,
            }
        })?;
        Some((parent, last))
    }

    /// Whether the last step can be taken in `item`: it goes into a map or list that exists and fits.
    pub(super) fn has_parent(&self, item: &Map) -> bool {
        let Some((last, steps)) = self.tail.split_last() else { return true };
        let parent = item
            .get(self.attribute())
            .and_then(|value| steps.iter().try_fold(value, |value, element| step(value, element)));
        matches!(
            (parent, last),
            (Some(AttributeValue::M(_)), Element::Name(_)) | (Some(AttributeValue::L(_)), Element::Index(_))
        )
    }
}

fn step<'a>(value: &'a AttributeValue, element: &Element) -> Option<&'a AttributeValue> {
    match (value, element) {
        (AttributeValue::M(map), Element::Name(name)) => map.get(&name.name),
        (AttributeValue::L(list), Element::Index(index)) => list.get(*index),
        _ => None,
    }
}

/// Checks that no two of `paths` overlap, and that none treats as a map what another treats as a list.
pub(super) fn check_distinct(paths: &[&Path]) -> Result<(), ExpressionError> {
    // Once sorted, paths with a common beginning stand together, and a beginning stands before its continuations.
    let mut sorted = paths.to_vec();
    sorted.sort_unstable();
    for pair in sorted.windows(2) {
        let &[one, other] = pair else { continue };
        if one.head != other.head {
            continue;
        }
        match one.tail.iter().zip(&other.tail).find(|(one, other)| one != other) {
            None => return Err(Problem::Overlap(one.to_string(), other.to_string()).into()),
            Some((Element::Name(_), Element::Index(_)) | (Element::Index(_), Element::Name(_))) => {
                return Err(Problem::Conflict(one.to_string(), other.to_string()).into());
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// As it is written in an expression.
impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.placeholder.as_deref().unwrap_or(&self.name))
    }
}

/// As it is written in an expression.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.head.fmt(f)?;
        self.tail.iter().try_for_each(|element| match element {
            Element::Name(name) => write!(f, ".{name}"),
            Element::Index(index) => write!(f, "[{index}]"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expression::{Parameters, Projection};

    fn paths(text: &str) -> Result<Projection, ExpressionError> {
        let names = [("#a".to_owned(), "a".to_owned())].into();
        Projection::parse(text, &Parameters { names: Some(&names), values: None })
    }

    #[test]
    fn a_path_leads_to_its_value() {
        let leaf = AttributeValue::N("1".into());
        let list = AttributeValue::L(vec![AttributeValue::Null(true), leaf.clone()]);
        let item =
            Map::from([("a".to_owned(), AttributeValue::M(Map::from([("b".to_owned(), list.clone())])))]);
        for (text, value, has_parent) in [
            ("a.b", Some(&list), true),
            ("#a.b[1]", Some(&leaf), true),
            ("a.b[2]", None, true),
            ("a.b[2].c", None, false),
            ("a.b.c", None, false),
            ("a[0]", None, false),
            ("a.b[1][0]", None, false),
            ("a.c", None, true),
            ("c", None, true),
            ("c.d", None, false),
        ] {
            let projection = paths(text).unwrap();
            let path = &projection.paths[0];
            assert_eq!(path.get(&item), value, "{text}");
            assert_eq!(path.has_parent(&item), has_parent, "{text}");
        }
    }

    #[test]
    fn paths_that_overlap_or_contradict_each_other_are_refused() {
        for text in ["a, a", "a.b, a", "a, b, a[1]", "a[1], a[2][3], a[1].b", "#a.b, a.b", "a, a1, a.b"] {
            assert!(matches!(paths(text).unwrap_err().problem, Problem::Overlap(..)), "{text}");
        }
        for text in ["a.b, a[1]", "a.b[1], a.b.c", "a.a, a.b[0], a.b.a, a.c"] {
            assert!(matches!(paths(text).unwrap_err().problem, Problem::Conflict(..)), "{text}");
        }
        for text in ["a, b", "a.b, a.c", "a[1], a[2]", "a.b, a.c[2]", "a.b.a, a.c[1]", "a1, a.b"] {
            paths(text).unwrap();
        }
    }
}
