//! Where in an item a value is.
//!
//! Source: `specification/searchable-encryption/virtual.md`.

use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::error::SearchRule;
use crate::value::Item;

/// An attribute, or something within one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Location {
    root: String,
    steps: Vec<Step>,
}

/// A step into a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Step {
    /// Into a map.
    Key(String),
    /// Into a list.
    Index(usize),
}

impl Location {
    /// A whole attribute, whatever characters its name has.
    pub(crate) fn of_attribute(name: &str) -> Self {
        Location { root: name.to_owned(), steps: Vec::new() }
    }

    /// Parses a path: a name, then names behind dots and numbers in brackets. Nothing can be escaped.
    ///
    /// Source: `specification/searchable-encryption/virtual.md`, section "Terminal Location".
    ///
    /// # Errors
    /// The rule that is broken: that it is a path, and that AWS's implementation reads it in the same way.
    pub(crate) fn parse(text: &str) -> Result<Self, SearchRule> {
        let malformed = || SearchRule::Location { location: text.to_owned() };
        let (root, mut rest) = split_segment(text);
        if root.is_empty() {
            return Err(malformed());
        }
        let mut steps = Vec::new();
        while let Some(mark) = rest.chars().next() {
            let (segment, after) = split_segment(rest.get(1..).ok_or_else(malformed)?);
            steps.push(match (mark, segment.strip_suffix(']')) {
                ('.', _) if segment.is_empty() => return Err(malformed()),
                ('.', _) => Step::Key(segment.to_owned()),
                (_, Some(digits)) => Step::Index(index(digits, text)?),
                (_, None) => return Err(malformed()),
            });
            rest = after;
        }
        Ok(Location { root: root.to_owned(), steps })
    }

    /// The name of the attribute that it is in.
    pub(crate) fn root(&self) -> &str {
        &self.root
    }

    /// The way from the attribute to the value.
    pub(crate) fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The value in `item`, if it is there.
    pub(crate) fn find<'a>(&self, item: &'a Item) -> Option<&'a AttributeValue> {
        self.steps.iter().try_fold(item.get(&self.root)?, |value, step| match (step, value) {
            (Step::Key(name), AttributeValue::M(map)) => map.get(name),
            (Step::Index(index), AttributeValue::L(list)) => list.get(*index),
            (Step::Key(_) | Step::Index(_), _) => None,
        })
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.root)?;
        self.steps.iter().try_for_each(|step| match step {
            Step::Key(name) => write!(f, ".{name}"),
            Step::Index(index) => write!(f, "[{index}]"),
        })
    }
}

/// Splits a path before the next dot or opening bracket.
fn split_segment(text: &str) -> (&str, &str) {
    let end = text.find(['.', '[']).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// Reads an index. AWS's implementation reads as many digits as there are, and takes the first one for each.
fn index(digits: &str, location: &str) -> Result<usize, SearchRule> {
    let malformed = || SearchRule::Location { location: location.to_owned() };
    let first = digits.bytes().next().filter(u8::is_ascii_digit).ok_or_else(malformed)?;
    if !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(malformed());
    }
    if digits.bytes().any(|digit| digit != first) {
        return Err(SearchRule::AmbiguousIndex { location: location.to_owned() });
    }
    digits.parse().map_err(|_| malformed())
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    fn rule(text: &str) -> SearchRule {
        Location::parse(text).unwrap_err()
    }

    #[test]
    fn paths_are_read_as_they_are_written() {
        let key = |name: &str| Step::Key(name.to_owned());
        for (text, root, steps) in [
            ("a", "a", vec![]),
            ("a.b", "a", vec![key("b")]),
            ("a[0]", "a", vec![Step::Index(0)]),
            ("a.b[7].c", "a", vec![key("b"), Step::Index(7), key("c")]),
            ("a[1][2]", "a", vec![Step::Index(1), Step::Index(2)]),
            ("a]b", "a]b", vec![]),
            ("a.b]", "a", vec![key("b]")]),
            ("é 𝟁", "é 𝟁", vec![]),
        ] {
            let parsed = Location::parse(text).unwrap();
            assert_eq!((parsed.root(), &parsed.steps), (root, &steps), "{text}");
            assert_eq!(parsed.to_string(), text);
        }
    }

    #[test]
    fn what_is_no_path_is_refused() {
        let huge = format!("a[{}]", "9".repeat(40));
        for text in [
            "", ".b", "[0].b", "a.", "a..b", "a[", "a[]", "a[0", "a[0]b", "a[x]", "a[-1]", "a[1x]", "a[ 1]",
            "a[1.b]", &huge,
        ] {
            assert_eq!(rule(text), SearchRule::Location { location: text.to_owned() });
        }
    }

    #[test]
    fn an_index_is_refused_where_aws_reads_another() {
        for text in ["a[10]", "a[12]", "a[01]", "a.b[25].c", "a[112]"] {
            assert_eq!(rule(text), SearchRule::AmbiguousIndex { location: text.to_owned() });
        }
        for (text, index) in [("a[9]", 9), ("a[11]", 11), ("a[77]", 77), ("a[00]", 0), ("a[111]", 111)] {
            assert_eq!(Location::parse(text).unwrap().steps, [Step::Index(index)], "{text}");
        }
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        let text = |text: &str| AttributeValue::S(text.to_owned());
        let list = AttributeValue::L(vec![text("zero"), text("one")]);
        let map = AttributeValue::M(HashMap::from([("list".to_owned(), list)]));
        let item = Item::from([("a".to_owned(), map), ("b".to_owned(), text("b"))]);
        let find = |path: &str| Location::parse(path).unwrap().find(&item).cloned();
        assert_eq!(find("a.list[1]"), Some(text("one")));
        for path in ["a.list[2]", "a[0]", "a.list.x", "a.other", "b.x", "b[0]", "c", "a.list[1].x"] {
            assert_eq!(find(path), None, "{path}");
        }
    }
}
