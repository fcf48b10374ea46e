//! What can be done to a text on its way into a virtual field.

/// What is done to a part of a [`VirtualField`](crate::VirtualField).
///
/// Lengths and positions count UTF-16 code units, from 0, and from the end where they are negative: -1 is the last one.
///
/// Source: `specification/searchable-encryption/virtual.md`; where AWS's implementation does something else, as it does.
///
/// Example: [`VirtualField`](crate::VirtualField).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Transform {
    /// `a` to `z` become `A` to `Z`. Other letters stay as they are.
    Upper,
    /// `A` to `Z` become `a` to `z`. Other letters stay as they are.
    Lower,
    /// Appends a text.
    Insert(String),
    /// That many from the front; or all but that many at the end, if negative.
    Prefix(i32),
    /// That many from the end; or all but that many at the front, if negative.
    Suffix(i32),
    /// From one position up to, and without, another.
    ///
    /// A position behind the end counts as the last one, which is where AWS's implementation departs from its
    /// specification: the last character is never part of the result.
    Substring {
        /// The first position.
        low: i32,
        /// The position behind the last one.
        high: i32,
    },
    /// One of the pieces between separators. Nothing, if there are fewer.
    Segment {
        /// The separator, a single character of the basic plane.
        split: String,
        /// Which piece.
        index: i32,
    },
    /// Several pieces in a row, with the separators between them; positions as in [`Substring`](Self::Substring), so that
    /// the last piece is never part of the result.
    Segments {
        /// The separator, a single character of the basic plane.
        split: String,
        /// The first piece.
        low: i32,
        /// The piece behind the last one.
        high: i32,
    },
}

impl Transform {
    /// The separator, where there is one.
    pub(super) fn split(&self) -> Option<&str> {
        match self {
            Transform::Segment { split, .. } | Transform::Segments { split, .. } => Some(split),
            Transform::Upper
            | Transform::Lower
            | Transform::Insert(_)
            | Transform::Prefix(_)
            | Transform::Suffix(_)
            | Transform::Substring { .. } => None,
        }
    }

    /// Transforms a text of UTF-16 code units. Halves of characters may be left over.
    ///
    /// Source: `specification/searchable-encryption/virtual.md`, sections "Virtual Transform Initialization", "Upper
    /// Transform Initialization", "Lower Transform Initialization", "Insert Transform Initialization", "GetPrefix
    /// Transform Initialization" and "GetSuffix Transform Initialization".
    pub(super) fn apply(&self, mut text: Vec<u16>) -> Vec<u16> {
        match self {
            Transform::Upper => map_ascii(&mut text, |byte| byte.to_ascii_uppercase()),
            Transform::Lower => map_ascii(&mut text, |byte| byte.to_ascii_lowercase()),
            Transform::Insert(literal) => text.extend(literal.encode_utf16()),
            Transform::Prefix(length) => text.truncate(kept(*length, text.len())),
            Transform::Suffix(length) => {
                let kept = kept(*length, text.len());
                text.drain(..text.len() - kept);
            }
            Transform::Substring { low, high } => return between(&text, *low, *high).to_vec(),
            Transform::Segment { split, index } => {
                let pieces = pieces(&text, split);
                return one(&pieces, *index).unwrap_or_default().to_vec();
            }
            Transform::Segments { split, low, high } => {
                let separator: Vec<u16> = split.encode_utf16().collect();
                return between(&pieces(&text, split), *low, *high).join(separator.as_slice());
            }
        }
        text
    }
}

/// Whether `split` can separate texts: it is exactly one UTF-16 code unit.
pub(super) fn is_separator(split: &str) -> bool {
    split.encode_utf16().count() == 1
}

fn map_ascii(text: &mut [u16], map: impl Fn(u8) -> u8) {
    for unit in text {
        if let Ok(byte) = u8::try_from(*unit) {
            *unit = u16::from(map(byte));
        }
    }
}

/// How many of `all` are kept: `count` of them, or all but `-count`.
fn kept(count: i32, all: usize) -> usize {
    let magnitude = usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX);
    if count < 0 { all.saturating_sub(magnitude) } else { magnitude.min(all) }
}

/// The position that is meant among `all`: never behind the last one.
fn position(count: i32, all: usize) -> usize {
    let magnitude = usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX);
    if count < 0 { all.saturating_sub(magnitude) } else { magnitude.min(all.saturating_sub(1)) }
}

fn between<T>(all: &[T], low: i32, high: i32) -> &[T] {
    all.get(position(low, all.len())..position(high, all.len())).unwrap_or_default()
}

fn pieces<'a>(text: &'a [u16], split: &str) -> Vec<&'a [u16]> {
    let separator = split.encode_utf16().next();
    text.split(|unit| Some(*unit) == separator).collect()
}

/// The piece at `index`, if there are so many.
fn one<'a>(pieces: &[&'a [u16]], index: i32) -> Option<&'a [u16]> {
    let magnitude = usize::try_from(index.unsigned_abs()).ok()?;
    let index = if index < 0 { pieces.len().checked_sub(magnitude)? } else { magnitude };
    pieces.get(index).copied()
}
