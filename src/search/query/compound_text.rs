//! Values of compound beacons in requests: which parts they have, and what of them is hashed.
//!
//! A value is split at the split character. Each piece is known by its prefix, and the pieces must be parts that stand
//! together in the beacon.
//!
//! Source: `specification/searchable-encryption/beacons.md`.

use super::value::{BeaconValue, Piece};
use crate::error::QueryProblem;
use crate::search::{CompoundBeacon, ConstructorPart, PartSource, SearchModel};

/// What becomes of the last piece of a value, where that is an encrypted part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LastPiece {
    /// It is a whole part: hashed, the empty one too.
    Whole,
    /// A prefix alone stays as it is. Anything behind it counts as a whole part.
    PrefixOrWhole,
}

/// A piece of a value, and which part it is.
struct Found<'b, 'a> {
    part: usize,
    prefix: &'b str,
    /// What stands behind the prefix.
    text: &'a str,
    /// The standard beacon that hashes it.
    beacon: Option<usize>,
}

impl Found<'_, '_> {
    fn is_bare(&self) -> bool {
        self.beacon.is_some() && self.text.is_empty()
    }

    fn piece(&self, last: LastPiece) -> Piece {
        match self.beacon {
            Some(beacon) if last == LastPiece::Whole || !self.text.is_empty() => {
                Piece::Hash { prefix: self.prefix.to_owned(), beacon, text: self.text.to_owned() }
            }
            Some(_) | None => Piece::Open(format!("{}{}", self.prefix, self.text)),
        }
    }
}

/// The value that a compound beacon is equal to.
pub(super) fn exact(beacon: &CompoundBeacon, text: &str) -> Result<BeaconValue, QueryProblem> {
    value(beacon, &parsed(beacon, text)?, LastPiece::Whole)
}

/// What a compound beacon begins with, as AWS's implementation has it: what stands behind the last prefix is hashed, as
/// if it were the whole part.
pub(super) fn beginning(beacon: &CompoundBeacon, text: &str) -> Result<BeaconValue, QueryProblem> {
    value(beacon, &parsed(beacon, text)?, LastPiece::PrefixOrWhole)
}

/// What the stored form of every compound beacon begins with whose text begins with `text`. `None` where there is none
/// that does.
pub(super) fn common_beginning(beacon: &CompoundBeacon, text: &str) -> Option<BeaconValue> {
    let (whole, last) = match text.rsplit_once(beacon.split()) {
        Some((whole, last)) => (Some(whole), last),
        None => (None, text),
    };
    let found: Vec<_> = match whole {
        Some(whole) => whole.split(beacon.split()).map(|piece| found(beacon, piece)).collect::<Option<_>>()?,
        None => Vec::new(),
    };
    let mut pieces: Vec<_> = found.iter().map(|found| found.piece(LastPiece::Whole)).collect();
    pieces.push(match self::found(beacon, last) {
        Some(Found { beacon: Some(_), prefix, .. }) => Piece::Open(prefix.to_owned()),
        // A part that is readable, or not even a whole prefix.
        Some(Found { beacon: None, .. }) => Piece::Open(last.to_owned()),
        None if beacon.parts().iter().any(|part| part.prefix().starts_with(last)) => {
            Piece::Open(last.to_owned())
        }
        None => return None,
    });
    Some(BeaconValue::Text { pieces, split: beacon.split() })
}

/// The value that compound beacons are before or after: readable parts, and possibly the prefix of an encrypted one. Then
/// the order of what is stored is that of the texts.
pub(super) fn ordered(beacon: &CompoundBeacon, text: &str) -> Result<BeaconValue, QueryProblem> {
    let found = parsed(beacon, text)?;
    if !is_ordered(&found) {
        return Err(QueryProblem::NotOrdered);
    }
    value(beacon, &found, LastPiece::PrefixOrWhole)
}

/// The values that compound beacons are between. What both begin with may be anything.
pub(super) fn range(
    beacon: &CompoundBeacon,
    low: &str,
    high: &str,
) -> Result<(BeaconValue, BeaconValue), QueryProblem> {
    let (low, high) = (parsed(beacon, low)?, parsed(beacon, high)?);
    let is_same =
        |(low, high): &(&Found<'_, '_>, &Found<'_, '_>)| low.part == high.part && low.text == high.text;
    let common = low.iter().zip(&high).take_while(is_same).count();
    let is_rest_ordered = |found: &[Found<'_, '_>]| found.get(common..).is_none_or(is_ordered);
    if !is_rest_ordered(&low) || !is_rest_ordered(&high) {
        return Err(QueryProblem::NotOrdered);
    }
    let last = LastPiece::PrefixOrWhole;
    Ok((value(beacon, &low, last)?, value(beacon, &high, last)?))
}

/// The standard beacons whose hashes are in a value.
pub(super) fn encrypted_parts(beacon: &CompoundBeacon, text: &str) -> Vec<usize> {
    let pieces = text.split(beacon.split()).filter_map(|piece| found(beacon, piece));
    pieces.filter_map(|found| found.beacon).collect()
}

/// What stands behind the prefix of the part that is at a signed location, if exactly one piece of the value is it.
pub(super) fn signed_text<'a>(
    beacon: &CompoundBeacon,
    text: &'a str,
    is_sought: impl Fn(usize) -> bool,
) -> Option<&'a str> {
    let mut texts = text.split(beacon.split()).filter_map(|piece| {
        let Found { part, beacon: None, text, .. } = found(beacon, piece)? else { return None };
        is_sought(part).then_some(text)
    });
    texts.next().filter(|_| texts.next().is_none())
}

/// Whether the order of what is stored is that of the texts.
fn is_ordered(found: &[Found<'_, '_>]) -> bool {
    let mut rest = found.iter().skip_while(|found| found.beacon.is_none());
    match (rest.next(), rest.next()) {
        (None, _) => true,
        (Some(last), None) => last.is_bare(),
        (Some(_), Some(_)) => false,
    }
}

fn value(
    beacon: &CompoundBeacon,
    found: &[Found<'_, '_>],
    last: LastPiece,
) -> Result<BeaconValue, QueryProblem> {
    let (end, begin) = found.split_last().ok_or(QueryProblem::UnknownPart)?;
    let mut pieces: Vec<_> = begin.iter().map(|found| found.piece(LastPiece::Whole)).collect();
    pieces.push(end.piece(last));
    Ok(BeaconValue::Text { pieces, split: beacon.split() })
}

/// Splits a value into parts that stand together in the beacon.
///
/// Source: `specification/searchable-encryption/beacons.md`, section "getPart for a compound beacon".
fn parsed<'b, 'a>(beacon: &'b CompoundBeacon, text: &'a str) -> Result<Vec<Found<'b, 'a>>, QueryProblem> {
    let pieces = text.split(beacon.split()).map(|piece| found(beacon, piece));
    let found: Vec<_> = pieces.collect::<Option<_>>().ok_or(QueryProblem::UnknownPart)?;
    let parts: Vec<_> = found.iter().map(|found| found.part).collect();
    if beacon.constructors().iter().any(|constructor| has_run(constructor, &parts)) {
        Ok(found)
    } else {
        Err(QueryProblem::PartOrder)
    }
}

/// The part that a piece is, by its prefix. No prefix begins with another.
fn found<'b, 'a>(beacon: &'b CompoundBeacon, piece: &'a str) -> Option<Found<'b, 'a>> {
    beacon.parts().iter().enumerate().find_map(|(number, part)| {
        let text = piece.strip_prefix(part.prefix())?;
        let beacon = match part.source() {
            PartSource::Signed(_) => None,
            PartSource::Encrypted(beacon) => Some(*beacon),
        };
        Some(Found { part: number, prefix: part.prefix(), text, beacon })
    })
}

/// Whether `parts` stand together in what a constructor makes. It may begin anywhere and leave out what is not required.
fn has_run(constructor: &[ConstructorPart], parts: &[usize]) -> bool {
    let Some((first, rest)) = parts.split_first() else { return false };
    let mut left = constructor.iter().skip_while(|part| part.part != *first).skip(1);
    constructor.iter().any(|part| part.part == *first)
        && rest.iter().all(|next| {
            left.by_ref()
                .find(|part| part.part == *next || part.required)
                .is_some_and(|part| part.part == *next)
        })
}

/// How many queries a value takes, given the parts that it has: the beacons' numbers of partitions.
pub(super) fn partition_counts<'a>(
    model: &'a SearchModel,
    beacon: &CompoundBeacon,
    text: &str,
) -> impl Iterator<Item = u8> + 'a {
    encrypted_parts(beacon, text)
        .into_iter()
        .filter_map(|part| model.standard().get(part))
        .map(|part| part.partitions())
}
