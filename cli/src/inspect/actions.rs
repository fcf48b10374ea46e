//! Which attribute had what done to it, as far as the item alone says.
//!
//! A header lists the actions of the signed attributes in the canonical order of their names, but not the names. Where every
//! attribute is signed, that is one for each. Where some are not, the list may fit the attributes in several ways: an
//! attribute then has all the actions that it has in one of them.

use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::{AttributeAction, StoredHeader};

/// The shortest encrypted value: its type and its tag.
const SHORTEST: usize = 18;
/// Beyond so many steps nobody waits.
const MOST_STEPS: usize = 1 << 20;

/// The actions that an attribute may have had, most protecting first. One, if it is certain.
pub(crate) type Actions = Vec<AttributeAction>;

/// Matches the header's actions with `attributes`, by name.
///
/// `None` if they do not fit: there are fewer attributes than actions, or one that should be encrypted cannot be.
pub(crate) fn of<'a>(
    header: &StoredHeader,
    attributes: &[(&'a str, &'a AttributeValue)],
) -> Option<Vec<(&'a str, Actions)>> {
    let mut names: Vec<&str> = attributes.iter().map(|(name, _)| *name).collect();
    StoredHeader::sort_canonically(&mut names);
    let values: std::collections::HashMap<_, _> = attributes.iter().copied().collect();
    let may_be_encrypted: Vec<bool> =
        names.iter().map(|name| values.get(name).is_some_and(|value| is_long_enough(value))).collect();
    let actions = match_in_order(&header.actions, &may_be_encrypted)?;
    Some(names.into_iter().zip(actions).collect())
}

fn is_long_enough(value: &AttributeValue) -> bool {
    value.as_b().is_ok_and(|bytes| bytes.as_ref().len() >= SHORTEST)
}

/// For each attribute the actions that it has in some way to give all `actions`, in order, to attributes.
fn match_in_order(actions: &[AttributeAction], may_be_encrypted: &[bool]) -> Option<Vec<Actions>> {
    let (count, unsigned) = (may_be_encrypted.len(), may_be_encrypted.len().checked_sub(actions.len())?);
    if (count + 1).saturating_mul(unsigned + 1) > MOST_STEPS {
        return Some(vec![all_possible(); count]);
    }
    let fits = |attribute: usize, skipped: usize| {
        let action = attribute.checked_sub(skipped).and_then(|n| actions.get(n))?;
        let may_be = may_be_encrypted.get(attribute).copied().unwrap_or_default();
        (may_be || *action != AttributeAction::EncryptAndSign).then_some(*action)
    };
    // Whether the attributes before one can be matched, so that so many of them are unsigned; and those from it on.
    let mut before = Grid::new(count + 1, unsigned + 1);
    before.set(0, 0);
    for (attribute, skipped) in before.places() {
        if attribute < count && before.get(attribute, skipped) {
            before.set(attribute + 1, skipped + 1);
            if fits(attribute, skipped).is_some() {
                before.set(attribute + 1, skipped);
            }
        }
    }
    let mut after = Grid::new(count + 1, unsigned + 1);
    after.set(count, unsigned);
    for (attribute, skipped) in after.places().into_iter().rev() {
        if attribute < count
            && (after.get(attribute + 1, skipped + 1)
                || after.get(attribute + 1, skipped) && fits(attribute, skipped).is_some())
        {
            after.set(attribute, skipped);
        }
    }
    if !before.get(count, unsigned) {
        return None;
    }
    let possible = |attribute: usize| {
        let mut found = Actions::new();
        for skipped in (0..=unsigned).filter(|skipped| before.get(attribute, *skipped)) {
            found.extend(fits(attribute, skipped).filter(|_| after.get(attribute + 1, skipped)));
            if after.get(attribute + 1, skipped + 1) {
                found.push(AttributeAction::DoNothing);
            }
        }
        all_possible().into_iter().filter(|action| found.contains(action)).collect()
    };
    Some((0..count).map(possible).collect())
}

fn all_possible() -> Actions {
    vec![
        AttributeAction::EncryptAndSign,
        AttributeAction::SignAndIncludeInEncryptionContext,
        AttributeAction::SignOnly,
        AttributeAction::DoNothing,
    ]
}

/// Flags in rows and columns. What lies outside is not set.
struct Grid {
    rows: usize,
    columns: usize,
    flags: Vec<bool>,
}

impl Grid {
    fn new(rows: usize, columns: usize) -> Self {
        Grid { rows, columns, flags: vec![false; rows * columns] }
    }

    /// All places, row by row.
    fn places(&self) -> Vec<(usize, usize)> {
        (0..self.rows).flat_map(|row| (0..self.columns).map(move |column| (row, column))).collect()
    }

    fn index(&self, row: usize, column: usize) -> Option<usize> {
        (row < self.rows && column < self.columns).then(|| row * self.columns + column)
    }

    fn get(&self, row: usize, column: usize) -> bool {
        self.index(row, column).and_then(|index| self.flags.get(index)).copied().unwrap_or_default()
    }

    fn set(&mut self, row: usize, column: usize) {
        if let Some(flag) = self.index(row, column).and_then(|index| self.flags.get_mut(index)) {
            *flag = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use AttributeAction::{DoNothing, EncryptAndSign, SignOnly};

    /// `e` and `s` for actions; attributes `b` that may be encrypted and `t` that cannot.
    fn matched(actions: &str, attributes: &str) -> Option<Vec<Actions>> {
        let actions: Vec<_> =
            actions.chars().map(|c| if c == 'e' { EncryptAndSign } else { SignOnly }).collect();
        let may_be: Vec<_> = attributes.chars().map(|c| c == 'b').collect();
        match_in_order(&actions, &may_be)
    }

    #[test]
    fn where_all_are_signed_each_has_its_own() {
        let expected = vec![vec![SignOnly], vec![EncryptAndSign], vec![SignOnly]];
        assert_eq!(matched("ses", "tbt"), Some(expected.clone()));
        assert_eq!(matched("ses", "bbb"), Some(expected));
        assert_eq!(matched("", ""), Some(vec![]));
    }

    #[test]
    fn what_does_not_fit_is_not_matched() {
        for (actions, attributes) in [("e", "t"), ("ss", "t"), ("se", "bt"), ("ee", "tbt")] {
            assert_eq!(matched(actions, attributes), None, "{actions} {attributes}");
        }
    }

    #[test]
    fn an_unsigned_attribute_is_certain_where_only_one_way_fits() {
        assert_eq!(matched("e", "tb"), Some(vec![vec![DoNothing], vec![EncryptAndSign]]));
        assert_eq!(matched("es", "btt").unwrap()[0], [EncryptAndSign]);
        assert_eq!(matched("", "bt"), Some(vec![vec![DoNothing]; 2]));
    }

    #[test]
    fn where_several_ways_fit_all_of_them_are_said() {
        assert_eq!(matched("s", "tt"), Some(vec![vec![SignOnly, DoNothing]; 2]));
        assert_eq!(matched("es", "bbt").unwrap()[1], [EncryptAndSign, SignOnly, DoNothing]);
    }

    #[test]
    fn an_item_of_many_attributes_keeps_nobody_waiting() {
        let ways = matched(&"s".repeat(40_000), &"t".repeat(80_000)).unwrap();
        assert_eq!((ways.len(), ways[0].len()), (80_000, 4));
        assert_eq!(matched(&"s".repeat(60_000), &"t".repeat(60_000)).unwrap()[59_999], [SignOnly]);
    }
}
