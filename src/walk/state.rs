//! How far the walk over a segment has come, and how that is written down.

use std::fmt::Write;

use aws_smithy_types::base64;

use super::key_text::{self, KeyText};
use super::segment::WalkSegment;
use super::totals::WalkTotals;
use super::walker::{Next, Page};
use super::{Tally, WalkError};
use crate::value::Item;

/// The first line.
const TITLE: &str = "segment of a walk of dynamodb-item-encryptor, version 1";

/// How far the walk over a segment has come.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SegmentState {
    pub(super) segment: WalkSegment,
    position: Position,
    pub(super) totals: WalkTotals,
    pub(super) tally: Tally,
}

/// Where it goes on.
#[derive(Debug, Clone, PartialEq)]
enum Position {
    Beginning,
    Behind(Item),
    Done,
}

/// What a walk is for: what is written down is used by no other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Task<'a> {
    /// Name of the DynamoDB table.
    pub(super) table: &'a str,
    pub(super) purpose: &'a str,
}

impl SegmentState {
    pub(super) fn beginning(segment: WalkSegment) -> Self {
        let position = Position::Beginning;
        SegmentState { segment, position, totals: WalkTotals::default(), tally: Tally::new() }
    }

    pub(super) fn next(&self) -> Next {
        match &self.position {
            Position::Beginning => Some(None),
            Position::Behind(key) => Some(Some(key.clone())),
            Position::Done => None,
        }
    }

    pub(super) fn is_done(&self) -> bool {
        self.position == Position::Done
    }

    pub(super) fn add<F>(&mut self, page: &Page<F>) {
        self.totals.add(page.totals);
        self.tally.merge(&page.tally);
        self.position = page.last_key.clone().map_or(Position::Done, Position::Behind);
    }

    /// A text of a few lines. It holds the values of key attributes, of one item, and what the action has counted.
    pub(super) fn to_text(&self, task: Task<'_>) -> String {
        let mut text = format!("{TITLE}\ntable {}.\n", base64::encode(task.table));
        // Writing into a text does not fail.
        let _ = writeln!(text, "purpose {}.\nsegment {}", base64::encode(task.purpose), self.segment);
        let mut totals = self.totals;
        for (name, count) in totals.fields() {
            let _ = writeln!(text, "{name} {count}");
        }
        for group in self.tally.groups() {
            for (name, count) in self.tally.group(group) {
                let _ = writeln!(text, "tally {}. {}. {count}", base64::encode(group), base64::encode(name));
            }
        }
        let _ = match &self.position {
            Position::Beginning => writeln!(text, "at beginning"),
            Position::Done => writeln!(text, "at end"),
            Position::Behind(key) => writeln!(text, "behind{}", KeyText(key)),
        };
        text + "end\n"
    }

    /// Reads what [`to_text`](Self::to_text) has written of the same segment, for the same task.
    pub(super) fn from_text(text: &str, task: Task<'_>, segment: WalkSegment) -> Result<Self, WalkError> {
        let mut lines = text.split_terminator('\n').peekable();
        if lines.next() != Some(TITLE) {
            return Err(WalkError::Progress("it does not begin like one"));
        }
        let mut named = |name: &str| {
            let word = lines.next().and_then(|line| line.strip_prefix(name)?.strip_suffix('.'));
            word.and_then(key_text::text).ok_or(WalkError::Progress("it does not say what it is about"))
        };
        if named("table ")? != task.table {
            return Err(WalkError::Progress("it is about another table"));
        }
        if named("purpose ")? != task.purpose {
            return Err(WalkError::Progress("the walk was for another purpose"));
        }
        if lines.next() != Some(&format!("segment {segment}")) {
            return Err(WalkError::Progress("it is about another segment"));
        }
        let mut state = Self::beginning(segment);
        for (name, count) in state.totals.fields() {
            let line = lines.next().and_then(|line| line.strip_prefix(name)?.strip_prefix(' ')?.parse().ok());
            *count = line.ok_or(WalkError::Progress("a count is missing"))?;
        }
        while let Some(line) = lines.next_if(|line| line.starts_with("tally ")) {
            let (group, name, count) = counted(line).ok_or(WalkError::Progress("a count cannot be read"))?;
            state.tally.add(&group, &name, count);
        }
        let position = lines.next().and_then(position);
        state.position = position.ok_or(WalkError::Progress("it does not say how far the walk has come"))?;
        match (lines.next(), lines.next(), text.ends_with('\n')) {
            (Some("end"), None, true) => Ok(state),
            _ => Err(WalkError::Progress("it was cut off")),
        }
    }
}

fn counted(line: &str) -> Option<(String, String, u64)> {
    let mut words = line.strip_prefix("tally ")?.split(' ');
    let mut text = || key_text::text(words.next()?.strip_suffix('.')?);
    let (group, name) = (text()?, text()?);
    let count = words.next()?.parse().ok()?;
    words.next().is_none().then_some((group, name, count))
}

fn position(line: &str) -> Option<Position> {
    match line {
        "at beginning" => Some(Position::Beginning),
        "at end" => Some(Position::Done),
        line => key_text::parse(line.strip_prefix("behind")?).map(Position::Behind),
    }
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::primitives::Blob;
    use aws_sdk_dynamodb::types::AttributeValue::{B, N, S};

    use super::*;

    const TASK: Task<'static> = Task { table: "Customers", purpose: "test" };
    const SEGMENT: WalkSegment = WalkSegment { number: 3, total: 8 };

    fn states() -> Vec<SegmentState> {
        let mut state = SegmentState::beginning(SEGMENT);
        let mut states = vec![state.clone()];
        state.totals.seen = 5;
        state.totals.pending_write_milliunits = u64::MAX;
        state.tally.count("format", "plain text\n", 3);
        state.tally.count("", "", 1);
        for key in [("id", S("a b\nend".into())), ("id", N("-1".into())), ("größe", B(Blob::new([0, 255])))] {
            state.position = Position::Behind([(key.0.to_owned(), key.1)].into());
            states.push(state.clone());
        }
        state.position = Position::Done;
        states.push(state);
        states
    }

    #[test]
    fn a_state_comes_back_as_it_was_and_nothing_else_is_read() {
        for state in states() {
            let text = state.to_text(TASK);
            assert_eq!(SegmentState::from_text(&text, TASK, SEGMENT).unwrap(), state);
            for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
                let cut = SegmentState::from_text(&text[..end], TASK, SEGMENT);
                assert!(matches!(cut, Err(WalkError::Progress(_))), "{}", &text[..end]);
            }
            assert!(SegmentState::from_text(&format!("{text}more\n"), TASK, SEGMENT).is_err());
        }
    }

    #[test]
    fn a_state_is_used_for_its_own_table_purpose_and_segment_only() {
        let text = SegmentState::beginning(SEGMENT).to_text(TASK);
        for (task, segment) in [
            (Task { table: "Orders", ..TASK }, SEGMENT),
            (Task { purpose: "other", ..TASK }, SEGMENT),
            (TASK, WalkSegment { number: 2, total: 8 }),
            (TASK, WalkSegment { number: 3, total: 9 }),
        ] {
            let other = SegmentState::from_text(&text, task, segment);
            assert!(matches!(other, Err(WalkError::Progress(_))), "{task:?} {segment}");
        }
    }
}
