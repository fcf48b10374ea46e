//! Projections of an item.

use aws_sdk_dynamodb::types::AttributeValue;

use super::Map;
use super::ast::Projection;
use super::path::{Element, Name, Path};

impl Projection {
    /// The projection on whole attributes. Their names are names, whatever stands in them.
    pub(crate) fn of_attributes(names: &[String]) -> Self {
        let path = |name: &String| Path::new(Name { name: name.clone(), placeholder: None });
        Projection { paths: names.iter().map(path).collect() }
    }

    /// The part of `item` that this projection asks for.
    ///
    /// A list keeps the elements that were asked for, in their order and without gaps. A path that
    /// leads nowhere leaves nothing, not even the maps and lists on its way.
    pub(crate) fn apply(&self, item: &Map) -> Map {
        let mut paths: Vec<_> = self.paths.iter().collect();
        paths.sort_unstable();
        paths
            .chunk_by(|one, other| one.attribute() == other.attribute())
            .filter_map(|paths| {
                let name = paths.first()?.attribute();
                let tails: Vec<_> = paths.iter().map(|path| path.tail()).collect();
                Some((name.to_owned(), select(item.get(name)?, &tails)?))
            })
            .collect()
    }
}

/// The part of `value` that `paths`, which are sorted, ask for; `None` if none of them leads anywhere.
///
/// Recurses as deep as `value`.
#[cfg_attr(not(test), expect(clippy::wildcard_enum_match_arm, reason = "the SDK's types may grow"))]
fn select(value: &AttributeValue, paths: &[&[Element]]) -> Option<AttributeValue> {
    if paths.iter().any(|path| path.is_empty()) {
        return Some(value.clone());
    }
    let steps = paths.chunk_by(|one, other| one.first() == other.first()).filter_map(|paths| {
        let step = paths.first()?.first()?;
        let rest: Vec<_> = paths.iter().filter_map(|path| path.get(1..)).collect();
        Some((step, rest))
    });
    match value {
        AttributeValue::M(map) => {
            let selected: Map = steps
                .filter_map(|(step, rest)| {
                    let Element::Name(Name { name, .. }) = step else { return None };
                    Some((name.clone(), select(map.get(name)?, &rest)?))
                })
                .collect();
            if selected.is_empty() { None } else { Some(AttributeValue::M(selected)) }
        }
        AttributeValue::L(list) => {
            let selected: Vec<_> = steps
                .filter_map(|(step, rest)| {
                    let Element::Index(index) = step else { return None };
                    select(list.get(*index)?, &rest)
                })
                .collect();
            if selected.is_empty() { None } else { Some(AttributeValue::L(selected)) }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Parameters;
    use super::*;

    fn n(number: u8) -> AttributeValue {
        AttributeValue::N(number.to_string())
    }

    fn map<const N: usize>(entries: [(&str, AttributeValue); N]) -> Map {
        entries.map(|(name, value)| (name.to_owned(), value)).into()
    }

    #[test]
    fn a_projection_keeps_what_was_asked_for() {
        let inner = map([("x", n(1)), ("y", AttributeValue::L(vec![n(2), n(3), n(4)]))]);
        let list = AttributeValue::L(vec![n(5), AttributeValue::M(inner.clone()), AttributeValue::M(inner)]);
        let item = map([("a", n(0)), ("l", list)]);
        let y = |values| AttributeValue::M(map([("y", AttributeValue::L(values))]));
        let x = AttributeValue::M(map([("x", n(1))]));
        let lists = AttributeValue::L(vec![y(vec![n(2), n(4)]), x.clone()]);
        for (text, expected) in [
            ("a", map([("a", n(0))])),
            ("b, a", map([("a", n(0))])),
            ("b, a.x, l[3], l[1].z, l[0].x, l[1].y[3]", map([])),
            ("a[0], l.x", map([])),
            ("l[2].x, l[0]", map([("l", AttributeValue::L(vec![n(5), x]))])),
            ("l[1].y[2], l[1].y[0], l[2].x", map([("l", lists)])),
        ] {
            let projection = Projection::parse(text, &Parameters::default()).unwrap();
            assert_eq!(projection.apply(&item), expected, "{text}");
        }
    }
}
