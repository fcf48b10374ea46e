//! Where the two legacy clients disagree.

use std::cmp::Ordering;

/// Whose bytes are written where the clients in Java and in Python disagree.
///
/// The two agree on nearly every item. On the following they do not, and neither can verify what the other wrote:
///
/// | | Java | Python |
/// |---|---|---|
/// | order of attribute names, map keys and members of string sets | by UTF-16 code units | by code points |
/// | order of members of binary sets | by signed bytes | by unsigned bytes |
/// | the number -0 | `0` | `-0` |
/// | no table name | `null` | `None` |
///
/// The orders differ when characters above U+FFFF are compared with characters from U+E000 to U+FFFF, and bytes from
/// 128 up with smaller ones. A dialect says what is *written*. Reading accepts both.
///
/// Source: `DynamoDBSigner` and `AttributeValueMarshaller` of `aws/aws-dynamodb-encryption-java`;
/// `internal/crypto/authentication.py` and `internal/formatting/serialize/attribute.py` of
/// `aws/aws-dynamodb-encryption-python`.
///
/// Example: [`legacy`](crate::legacy).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Dialect {
    /// As the client in Java writes.
    #[default]
    Java,
    /// As the client in Python writes.
    Python,
}

impl Dialect {
    /// Both, this one first.
    pub(super) fn both(self) -> [Dialect; 2] {
        match self {
            Dialect::Java => [Dialect::Java, Dialect::Python],
            Dialect::Python => [Dialect::Python, Dialect::Java],
        }
    }

    /// The order of attribute names, map keys and members of string sets.
    pub(super) fn compare_text(self, left: &str, right: &str) -> Ordering {
        match self {
            Dialect::Java => left.encode_utf16().cmp(right.encode_utf16()),
            // The order of UTF-8 is that of code points.
            Dialect::Python => left.cmp(right),
        }
    }

    /// The order of members of binary sets.
    pub(super) fn compare_bytes(self, left: &[u8], right: &[u8]) -> Ordering {
        match self {
            Dialect::Java => {
                // Only up to the first difference: one may be long, and is compared with many.
                left.iter().map(|byte| byte.cast_signed()).cmp(right.iter().map(|byte| byte.cast_signed()))
            }
            Dialect::Python => left.cmp(right),
        }
    }

    /// What is signed for the table's name.
    pub(super) fn table_name(self, name: Option<&str>) -> &str {
        match (name, self) {
            (Some(name), _) => name,
            (None, Dialect::Java) => "null",
            (None, Dialect::Python) => "None",
        }
    }

    /// How a zero with a minus sign is written.
    pub(super) fn negative_zero(self) -> &'static str {
        match self {
            Dialect::Java => "0",
            Dialect::Python => "-0",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_ordered_by_code_units_or_code_points() {
        let mut texts = ["\u{ffff}", "\u{10000}", "a", "", "é", "e\u{301}", "ab"];
        texts.sort_by(|left, right| Dialect::Java.compare_text(left, right));
        assert_eq!(texts, ["", "a", "ab", "e\u{301}", "é", "\u{10000}", "\u{ffff}"]);
        texts.sort_by(|left, right| Dialect::Python.compare_text(left, right));
        assert_eq!(texts, ["", "a", "ab", "e\u{301}", "é", "\u{ffff}", "\u{10000}"]);
    }

    #[test]
    fn bytes_are_ordered_with_or_without_sign() {
        let mut bytes: [&[u8]; 4] = [&[0x7f], &[0x80], &[0xff], &[0xff, 0]];
        bytes.sort_by(|left, right| Dialect::Java.compare_bytes(left, right));
        assert_eq!(bytes, [&[0x80][..], &[0xff], &[0xff, 0], &[0x7f]]);
        bytes.sort_by(|left, right| Dialect::Python.compare_bytes(left, right));
        assert_eq!(bytes, [&[0x7f][..], &[0x80], &[0xff], &[0xff, 0]]);
    }

    #[test]
    fn members_are_compared_in_time_in_proportion_to_the_shorter() {
        use crate::format::growth::assert_proportional;

        for dialect in Dialect::Java.both() {
            // One that is long is compared with many.
            let long_and_many = |n: usize| ("é".repeat(n), n);
            assert_proportional("texts", 2_000, long_and_many, |(long, many)| {
                (0..*many).filter(|_| dialect.compare_text("éa", long).is_lt()).count()
            });
            assert_proportional("bytes", 2_000, long_and_many, |(long, many)| {
                (0..*many).filter(|_| dialect.compare_bytes("éa".as_bytes(), long.as_bytes()).is_lt()).count()
            });
        }
    }
}
