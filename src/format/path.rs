//! Canonical paths and the order of fields, and the order of strings by UTF-16 code units.
//!
//! Source: `specification/structured-encryption/header.md`. What the specification calls the length of a
//! name is, in every implementation, its number of UTF-16 code units, while the name itself is UTF-8.

use std::cmp::Ordering;

/// The bytes that every canonical path of one table begins with.
pub(crate) fn prefix(table: &str) -> Vec<u8> {
    let mut prefix = Vec::with_capacity(table.len() + 9);
    prefix.extend_from_slice(table.as_bytes());
    // The depth of a top-level attribute, and the tag of a map key.
    prefix.extend_from_slice(&1_u64.to_be_bytes());
    prefix.push(b'$');
    prefix
}

/// The name of a top-level attribute, with the length by which paths are counted and ordered.
///
/// Names are ordered as their canonical paths are: by length, then by bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CanonicalName<'a> {
    // The length comes first: the derived ordering compares fields in this order.
    utf16_length: usize,
    name: &'a str,
}

impl<'a> CanonicalName<'a> {
    /// Counts the length of `name`.
    pub(crate) fn new(name: &'a str) -> Self {
        CanonicalName { utf16_length: utf16_length(name), name }
    }

    /// The name.
    pub(crate) fn as_str(self) -> &'a str {
        self.name
    }

    /// Appends the attribute's canonical path to `out`.
    ///
    /// Source: `specification/structured-encryption/header.md`, section "Canonical Path".
    pub(crate) fn push_path(self, out: &mut Vec<u8>, prefix: &[u8]) {
        out.extend_from_slice(prefix);
        out.extend_from_slice(&(self.utf16_length as u64).to_be_bytes());
        out.extend_from_slice(self.name.as_bytes());
    }
}

/// How many UTF-16 code units `text` has.
pub(crate) fn utf16_length(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.encode_utf16().count() }
}

/// Orders two strings by UTF-16 code units, the order of set members and map keys.
///
/// Source: `specification/dynamodb-encryption-client/string-ordering.md`, section "UTF-16 Binary Order".
pub(crate) fn compare_utf16(left: &str, right: &str) -> Ordering {
    // Reads no further than the shorter one: the other may be long, and compared with many.
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let common = left.len().min(right.len());
    let is_ascii = |bytes: &[u8]| bytes.get(..common).is_some_and(<[u8]>::is_ascii);
    if is_ascii(left) || is_ascii(right) {
        return left.cmp(right);
    }
    // The two orders differ only between a character of four bytes, which has surrogates in UTF-16, and one from U+E000
    // to U+FFFF, whose first byte is 0xEE or 0xEF. These already differ in the first byte.
    match left.iter().zip(right).find(|(left, right)| left != right) {
        Some((0xf0.., 0xee | 0xef)) => Ordering::Less,
        Some((0xee | 0xef, 0xf0..)) => Ordering::Greater,
        Some((left, right)) => left.cmp(right),
        None => left.len().cmp(&right.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shorter_names_come_first_counted_in_utf16() {
        let compare = |left, right| CanonicalName::new(left).cmp(&CanonicalName::new(right));
        assert_eq!(compare("b", "aa"), Ordering::Less);
        // One supplementary character counts two, three bytes of the basic plane count one.
        assert_eq!(compare("\u{ffff}", "\u{10000}"), Ordering::Less);
        assert_eq!(compare("\u{10000}", "ab"), Ordering::Greater);
        assert_eq!(utf16_length("😀é"), 3);
    }

    #[test]
    fn supplementary_characters_sort_before_the_end_of_the_basic_plane() {
        assert_eq!(compare_utf16("\u{10000}", "\u{e000}"), Ordering::Less);
        assert_eq!("\u{10000}".cmp("\u{e000}"), Ordering::Greater);
        assert_eq!(compare_utf16("a", "\u{10000}"), Ordering::Less);
        assert_eq!(compare_utf16("a\u{e000}", "a"), Ordering::Greater);
    }

    #[test]
    fn texts_are_compared_in_time_in_proportion_to_the_shorter() {
        // ASCII up to its very end, or from the beginning none.
        for text in ["a", "é"] {
            let long_and_many = |n: usize| (text.repeat(n) + "é", n);
            super::super::growth::assert_proportional(text, 2_000, long_and_many, |(long, many)| {
                (0..*many)
                    .filter(|_| compare_utf16(long, "éa").is_lt() && compare_utf16("éa", long).is_lt())
                    .count()
            });
        }
    }

    #[test]
    fn a_path_is_table_depth_tag_length_name() {
        let mut path = Vec::new();
        CanonicalName::new("😀é").push_path(&mut path, &prefix("T"));
        assert_eq!(path, b"T\0\0\0\0\0\0\0\x01$\0\0\0\0\0\0\0\x03\xf0\x9f\x98\x80\xc3\xa9");
    }

    proptest::proptest! {
        #[test]
        fn strings_are_ordered_as_their_utf16_is(
            start in "[a\u{e000}\u{10000}]{0,3}",
            left in "[a\u{7f}\u{80}\u{7ff}\u{800}\u{d7ff}\u{e000}-\u{e010}\u{fff0}-\u{ffff}\u{10000}-\u{10010}\u{10ffff}]{0,4}",
            right in "[a\u{7f}\u{80}\u{7ff}\u{800}\u{d7ff}\u{e000}-\u{e010}\u{fff0}-\u{ffff}\u{10000}-\u{10010}\u{10ffff}]{0,4}",
        ) {
            let (left, right) = (format!("{start}{left}"), format!("{start}{right}"));
            let expected = left.encode_utf16().cmp(right.encode_utf16());
            proptest::prop_assert_eq!(compare_utf16(&left, &right), expected);
        }
    }
}
