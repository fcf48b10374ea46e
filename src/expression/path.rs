//! Document paths: `a.b[0].c`.

use std::cmp::Ordering;
use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;

use super::Map;
use super::error::{ExpressionError, Problem};

/// One step of a path.
#[derive(Debug, Clone)]
pub(crate) enum Element {
    /// Into a map.
    Name {
        /// The name.
        name: String,
        /// The placeholder that stands for it in the expression, where one does.
        placeholder: Option<String>,
    },
    /// Into a list.
    Index(usize),
}

/// Steps are equal where they lead to the same, however they are written.
impl PartialEq for Element {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Element {}

impl PartialOrd for Element {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Indexes are ordered as numbers; the rest only groups what belongs together.
impl Ord for Element {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Element::Name { name, .. }, Element::Name { name: other, .. }) => name.cmp(other),
            (Element::Index(index), Element::Index(other)) => index.cmp(other),
            (Element::Name { .. }, Element::Index(_)) => Ordering::Less,
            (Element::Index(_), Element::Name { .. }) => Ordering::Greater,
        }
    }
}

/// Where a value stands in an item: an attribute's name, and steps into its value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Path {
    /// The top-level attribute; always a name.
    head: Element,
    /// The steps from there.
    tail: Vec<Element>,
}

impl Path {
    /// The attribute `name`, as written through `placeholder` or plainly.
    pub(super) fn new(name: String, placeholder: Option<String>) -> Self {
        Path { head: Element::Name { name, placeholder }, tail: Vec::new() }
    }

    /// Goes one step further.
    pub(super) fn push(&mut self, element: Element) {
        self.tail.push(element);
    }

    /// Name of the top-level attribute.
    pub(crate) fn attribute(&self) -> &str {
        match &self.head {
            Element::Name { name, .. } => name,
            Element::Index(_) => "",
        }
    }

    /// The steps inside of the top-level attribute.
    pub(super) fn tail(&self) -> &[Element] {
        &self.tail
    }

    /// How many levels the path has.
    pub(super) fn len(&self) -> usize {
        1 + self.tail.len()
    }

    /// All steps.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        std::iter::once(&self.head).chain(&self.tail)
    }

    /// The value at this path in `item`, if there is one.
    pub(super) fn get<'a>(&self, item: &'a Map) -> Option<&'a AttributeValue> {
        self.tail.iter().try_fold(item.get(self.attribute())?, |value, element| step(value, element))
    }

    /// The map or list that the last step goes into, and that step; none for a top-level attribute.
    pub(super) fn parent_mut<'a, 'p>(
        &'p self,
        item: &'a mut Map,
    ) -> Option<(&'a mut AttributeValue, &'p Element)> {
        let (last, steps) = self.tail.split_last()?;
        let parent = steps.iter().try_fold(item.get_mut(self.attribute())?, |value, element| {
            match (value, element) {
                (AttributeValue::M(map), Element::Name { name, .. }) => map.get_mut(name),
                (AttributeValue::L(list), Element::Index(index)) => list.get_mut(*index),
                _ => None,
            }
        })?;
        Some((parent, last))
    }

    /// Whether the last step can be taken in `item`: it goes into a map or list that is there and fits.
    pub(super) fn has_parent(&self, item: &Map) -> bool {
        let Some((last, steps)) = self.tail.split_last() else { return true };
        let parent = item
            .get(self.attribute())
            .and_then(|value| steps.iter().try_fold(value, |value, element| step(value, element)));
        matches!(
            (parent, last),
            (Some(AttributeValue::M(_)), Element::Name { .. })
                | (Some(AttributeValue::L(_)), Element::Index(_))
        )
    }
}

fn step<'a>(value: &'a AttributeValue, element: &Element) -> Option<&'a AttributeValue> {
    match (value, element) {
        (AttributeValue::M(map), Element::Name { name, .. }) => map.get(name),
        (AttributeValue::L(list), Element::Index(index)) => list.get(*index),
        _ => None,
    }
}

/// Checks that no two of `paths` overlap, and none takes for a map what another takes for a list.
pub(super) fn check_distinct(paths: &[&Path]) -> Result<(), ExpressionError> {
    // What has a common beginning stands together once sorted, and a beginning before what it begins.
    let mut sorted = paths.to_vec();
    sorted.sort_unstable();
    for pair in sorted.windows(2) {
        let &[one, other] = pair else { continue };
        match one.elements().zip(other.elements()).find(|(one, other)| one != other) {
            None => return Err(Problem::Overlap(one.to_string(), other.to_string()).into()),
            Some((Element::Name { .. }, Element::Index(_)) | (Element::Index(_), Element::Name { .. })) => {
                return Err(Problem::Conflict(one.to_string(), other.to_string()).into());
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// As it is written in an expression.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, element) in self.elements().enumerate() {
            match element {
                Element::Index(index) => write!(f, "[{index}]")?,
                Element::Name { name, placeholder } => {
                    f.write_str(if n == 0 { "" } else { "." })?;
                    f.write_str(placeholder.as_deref().unwrap_or(name))?;
                }
            }
        }
        Ok(())
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
    fn paths_that_overlap_or_exclude_each_other_are_refused() {
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
