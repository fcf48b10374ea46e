//! DynamoDB numbers, as far as telling equal ones from different ones.

/// What makes two spellings of a number the same number: sign, significant digits and the power of ten
/// of the last digit. `None` for what is no decimal number.
pub fn canonical(text: &str) -> Option<String> {
    let (negative, unsigned) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
        Some(at) => (&unsigned[..at], unsigned[at + 1..].parse::<i64>().ok()?),
        None => (unsigned, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let leading = digits.trim_start_matches('0');
    let significant = leading.trim_end_matches('0');
    if significant.is_empty() {
        return Some("0".to_owned());
    }
    let dropped = leading.len() - significant.len();
    let power = exponent - fraction.len() as i64 + dropped as i64;
    let sign = if negative { "-" } else { "" };
    Some(format!("{sign}{significant}e{power}"))
}

/// Whether two texts are the same number, or the same text where they are no numbers.
pub fn same(a: &str, b: &str) -> bool {
    a == b || matches!((canonical(a), canonical(b)), (Some(a), Some(b)) if a == b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_number_are_the_same() {
        for (a, b) in [
            ("1", "1.0"),
            ("+7", "7"),
            (".5", "0.50"),
            ("5.", "5e0"),
            ("-0", "0e9"),
            ("150", "1.5E2"),
            ("0012.3400", "1234e-2"),
        ] {
            assert!(same(a, b), "{a} {b}");
        }
    }

    #[test]
    fn different_numbers_differ() {
        for (a, b) in [("1", "-1"), ("1", "10"), ("0", "1e-130"), ("x", "y")] {
            assert!(!same(a, b), "{a} {b}");
        }
    }
}
