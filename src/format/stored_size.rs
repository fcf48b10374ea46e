//! Sizes of items as DynamoDB counts them, which limit what can be stored.
//!
//! Source: the DynamoDB Developer Guide, "Item sizes and formats".

use aws_sdk_dynamodb::types::AttributeValue;

use crate::value::Item;

/// The largest item that DynamoDB stores, in bytes: 400 KB.
pub(crate) const MAX_ITEM: usize = 400 * 1024;

/// The least that DynamoDB can count for an item, in bytes. It may count a byte or two more for each number.
///
/// Source: the DynamoDB Developer Guide, "Item sizes and formats".
pub fn of_item(item: &Item) -> usize {
    item.iter().map(|(name, value)| name.len() + of_value(value)).sum()
}

/// The least that DynamoDB can count for a value, without its name.
#[expect(clippy::wildcard_enum_match_arm, reason = "the SDK's types of values may grow")]
pub(crate) fn of_value(value: &AttributeValue) -> usize {
    match value {
        AttributeValue::S(text) => text.len(),
        AttributeValue::N(number) => of_number(number),
        AttributeValue::B(bytes) => bytes.as_ref().len(),
        AttributeValue::Bool(_) | AttributeValue::Null(_) => 1,
        AttributeValue::Ss(texts) => texts.iter().map(String::len).sum(),
        AttributeValue::Ns(numbers) => numbers.iter().map(|number| of_number(number)).sum(),
        AttributeValue::Bs(all) => all.iter().map(|bytes| bytes.as_ref().len()).sum(),
        AttributeValue::L(values) => 3 + values.iter().map(|value| 1 + of_value(value)).sum::<usize>(),
        AttributeValue::M(map) => {
            3 + map.iter().map(|(name, value)| 1 + name.len() + of_value(value)).sum::<usize>()
        }
        _ => 0,
    }
}

/// One byte, and one for every two significant digits. DynamoDB's documentation calls that approximate: a sign and
/// a decimal point may cost a byte each.
fn of_number(number: &str) -> usize {
    let mantissa = number.split(['e', 'E']).next().unwrap_or_default();
    let digits = || mantissa.bytes().filter(u8::is_ascii_digit);
    let leading = digits().take_while(|digit| *digit == b'0').count();
    let trailing = digits().rev().take_while(|digit| *digit == b'0').count();
    1 + digits().count().saturating_sub(leading + trailing).div_ceil(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    use aws_sdk_dynamodb::primitives::Blob;

    #[test]
    fn sizes_are_those_of_the_documentation() {
        use AttributeValue::{B, Bool, Bs, L, M, N, Ns, Null, S, Ss};
        let n = |text: &str| N(text.to_owned());
        for (value, size) in [
            (S(String::new()), 0),
            (S("größe".to_owned()), 7),
            (B(Blob::new([0; 5])), 5),
            (Bool(false), 1),
            (Null(true), 1),
            (n("0"), 1),
            (n("000"), 1),
            (n("-7"), 2),
            (n("27"), 2),
            (n("+270000"), 2),
            (n("0.00027"), 2),
            (n("1.23E-100"), 3),
            (n("12345678901234567890123456789012345678"), 20),
            (Ss(vec!["a".to_owned(), "bcd".to_owned()]), 4),
            (Ns(vec!["1".to_owned(), "234".to_owned()]), 5),
            (Bs(vec![Blob::new([0; 3])]), 3),
            (L(vec![]), 3),
            (L(vec![S("ab".to_owned()), n("1")]), 3 + 3 + 3),
            (M(HashMap::new()), 3),
            (M(HashMap::from([("ab".to_owned(), L(vec![Null(true)]))])), 3 + 1 + 2 + (3 + 1 + 1)),
        ] {
            assert_eq!(of_value(&value), size, "{value:?}");
        }
        let item = HashMap::from([("é".to_owned(), n("1")), ("b".to_owned(), S("x".to_owned()))]);
        assert_eq!(of_item(&item), 4 + 2);
    }
}
