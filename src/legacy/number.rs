//! Normal form of numbers in the legacy format.

use super::dialect::Dialect;
use crate::error::ValueProblem;

/// Most significant digits that DynamoDB stores.
const MAX_DIGITS: usize = 38;
/// Decimal exponents of the first significant digit that DynamoDB stores.
const EXPONENTS: std::ops::RangeInclusive<i64> = -130..=125;

/// `number` without a plus sign, an exponent or superfluous zeros.
///
/// # Errors
/// When `number` is not a decimal number, or is one that DynamoDB cannot store.
pub(super) fn normal(number: &str, dialect: Dialect) -> Result<String, ValueProblem> {
    let (negative, unsigned) = match number.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, number.strip_prefix('+').unwrap_or(number)),
    };
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
        None => (unsigned, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = [whole, fraction].concat();
    if all.is_empty() || !all.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(ValueProblem::NotANumber);
    }
    let digits = all.trim_start_matches('0');
    let zeros = all.len() - digits.len();
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return Ok(if negative { dialect.negative_zero() } else { "0" }.to_owned());
    }
    if digits.len() > MAX_DIGITS {
        return Err(ValueProblem::TooManyDigits);
    }
    // The lengths are those of strings, so that they fit.
    let first = (whole.len() as i64 - zeros as i64 - 1).saturating_add(exponent);
    if !EXPONENTS.contains(&first) {
        return Err(ValueProblem::NumberOutOfRange);
    }
    let sign = if negative { "-" } else { "" };
    // Both are small after the check.
    let (before, leading) = (usize::try_from(first + 1).unwrap_or(0), usize::try_from(-first - 1).unwrap_or(0));
    Ok(match digits.split_at_checked(before) {
        Some(("", _)) => format!("{sign}0.{}{digits}", "0".repeat(leading)),
        Some((_, "")) => format!("{sign}{digits}"),
        Some((whole, fraction)) => format!("{sign}{whole}.{fraction}"),
        None => format!("{sign}{digits}{}", "0".repeat(before - digits.len())),
    })
}

/// Parses an exponent; one that is too large for any number becomes the largest.
fn parse_exponent(text: &str) -> Result<i64, ValueProblem> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(ValueProblem::NotANumber);
    }
    let next = |value: i64, digit: u8| value.saturating_mul(10).saturating_add(i64::from(digit - b'0'));
    Ok(digits.bytes().fold(0, next).saturating_mul(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lose_everything_that_does_not_count() {
        for (number, expected) in [
            ("0", "0"),
            ("000", "0"),
            ("0e99999999999999999999999", "0"),
            ("+7", "7"),
            ("1.50", "1.5"),
            (".5", "0.5"),
            ("5.", "5"),
            ("1.E3", "1000"),
            ("-0012.3400e-1", "-1.234"),
            ("0800.000e0", "800"),
            ("1E-10", "0.0000000001"),
            ("12e-4", "0.0012"),
            ("100e-2", "1"),
            ("123456e-3", "123.456"),
            ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999"),
        ] {
            for dialect in Dialect::Java.both() {
                assert_eq!(normal(number, dialect).as_deref(), Ok(expected), "{number}");
            }
        }
        assert_eq!(normal("1e125", Dialect::Java).unwrap(), format!("1{}", "0".repeat(125)));
        assert_eq!(normal("1e-130", Dialect::Java).unwrap(), format!("0.{}1", "0".repeat(129)));
    }

    #[test]
    fn zero_keeps_its_sign_in_python() {
        for zero in ["-0", "-0.00", "-0e5"] {
            assert_eq!(normal(zero, Dialect::Java).as_deref(), Ok("0"));
            assert_eq!(normal(zero, Dialect::Python).as_deref(), Ok("-0"));
        }
    }

    #[test]
    fn what_dynamodb_does_not_store_is_refused() {
        for number in [
            "", " ", "-", "+", ".", "e5", ".e5", "1e", "1e+", "1_0", "0x10", "NaN", "Infinity", "1 ", " 1",
            "--1", "+-1", "1.2.3", "1e5e5", "\u{661}", "1e1.5", "1.-5", "1e+-5",
        ] {
            assert_eq!(normal(number, Dialect::Java), Err(ValueProblem::NotANumber), "{number:?}");
        }
        for number in ["1e126", "1e-131", "1e99999999999999999999999", "1e-99999999999999999999999"] {
            assert_eq!(normal(number, Dialect::Java), Err(ValueProblem::NumberOutOfRange), "{number}");
        }
        assert_eq!(normal(&"9".repeat(39), Dialect::Java), Err(ValueProblem::TooManyDigits));
    }
}
