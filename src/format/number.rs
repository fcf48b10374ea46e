//! The normal form of DynamoDB's numbers.
//!
//! Source: `specification/dynamodb-encryption-client/ddb-attribute-serialization.md`.

use crate::error::ValueProblem;

/// The most significant digits that DynamoDB stores.
const MAX_DIGITS: usize = 38;
/// The smallest decimal exponent that the first significant digit can have.
const MIN_EXPONENT: i64 = -130;
/// The largest decimal exponent that the first significant digit can have.
const MAX_EXPONENT: i64 = 125;

/// Bytes of the longest normal form: a sign, `0.`, the zeros before the smallest first digit, and all digits.
pub(crate) const MAX_LENGTH: usize = 3 + 129 + MAX_DIGITS;

/// Appends the normal form of `number` to `out`: no plus sign, no exponent, no superfluous zeros, no
/// negative zero.
///
/// Source: `specification/dynamodb-encryption-client/ddb-attribute-serialization.md`, section "Number".
///
/// # Errors
/// When `number` is not a decimal number, or is one that DynamoDB cannot store.
pub(crate) fn normalize(number: &str, out: &mut Vec<u8>) -> Result<(), ValueProblem> {
    if is_normal(number) {
        out.extend_from_slice(number.as_bytes());
        return Ok(());
    }
    rewrite(number, out)
}

/// Whether a number is in normal form, and no longer than any can be. Most numbers are.
fn is_normal(number: &str) -> bool {
    let (is_negative, unsigned) = match number.as_bytes() {
        [b'-', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    let (whole, rest) = split_digits(unsigned);
    let is_whole_normal = matches!(whole, [b'0'] | [b'1'..=b'9', ..]);
    let (fraction, is_rest_normal) = match rest {
        [] => (0, !is_negative || whole != b"0"),
        [b'.', fraction @ .., b'1'..=b'9'] => (fraction.len() + 1, fraction.iter().all(u8::is_ascii_digit)),
        _ => return false,
    };
    is_whole_normal && is_rest_normal && whole.len() + fraction <= MAX_DIGITS
}

/// Appends the normal form of a number in any other.
fn rewrite(number: &str, out: &mut Vec<u8>) -> Result<(), ValueProblem> {
    let Parts { is_negative, whole, fraction, exponent } = split(number)?;
    let digits = || whole.iter().chain(fraction).copied();
    let zeros = digits().take_while(|digit| *digit == b'0').count();
    let trailing = digits().rev().take_while(|digit| *digit == b'0').count();
    let all = whole.len() + fraction.len();
    if zeros == all {
        out.push(b'0');
        return Ok(());
    }
    let count = all - zeros - trailing;
    if count > MAX_DIGITS {
        return Err(ValueProblem::TooManyDigits);
    }
    // Decimal exponent of the first significant digit. The lengths are those of slices, so they fit.
    let first = (whole.len() as i64 - zeros as i64 - 1).saturating_add(exponent);
    if !(MIN_EXPONENT..=MAX_EXPONENT).contains(&first) {
        return Err(ValueProblem::NumberOutOfRange);
    }
    if is_negative {
        out.push(b'-');
    }
    let significant = digits().skip(zeros).take(count);
    match usize::try_from(first) {
        Ok(first) if first + 1 >= count => {
            out.extend(significant);
            out.resize(out.len() + first + 1 - count, b'0');
        }
        Ok(first) => {
            out.extend(significant.clone().take(first + 1));
            out.push(b'.');
            out.extend(significant.skip(first + 1));
        }
        Err(_) => {
            out.extend_from_slice(b"0.");
            // `first` is in -130..=-1 here.
            out.extend((first..-1).map(|_| b'0'));
            out.extend(significant);
        }
    }
    Ok(())
}

/// A decimal number as it is written.
struct Parts<'a> {
    is_negative: bool,
    /// The digits before the point.
    whole: &'a [u8],
    /// The digits after the point.
    fraction: &'a [u8],
    exponent: i64,
}

/// Takes a number apart.
fn split(number: &str) -> Result<Parts<'_>, ValueProblem> {
    let (is_negative, unsigned) = match number.as_bytes() {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let (whole, rest) = split_digits(unsigned);
    let (fraction, rest) = match rest {
        [b'.', rest @ ..] => split_digits(rest),
        rest => (&[][..], rest),
    };
    if whole.is_empty() && fraction.is_empty() {
        return Err(ValueProblem::NotANumber);
    }
    let exponent = match rest {
        [] => 0,
        [b'e' | b'E', rest @ ..] => parse_exponent(rest)?,
        _ => return Err(ValueProblem::NotANumber),
    };
    Ok(Parts { is_negative, whole, fraction, exponent })
}

/// Splits `bytes` after its leading decimal digits.
fn split_digits(bytes: &[u8]) -> (&[u8], &[u8]) {
    let is_other = |byte: &u8| !byte.is_ascii_digit();
    // Where there is no other byte, all are digits.
    bytes.iter().position(is_other).and_then(|end| bytes.split_at_checked(end)).unwrap_or((bytes, &[]))
}

/// Parses an exponent; one that is too large for any number becomes the largest.
fn parse_exponent(bytes: &[u8]) -> Result<i64, ValueProblem> {
    let (sign, digits) = match bytes {
        [b'-', rest @ ..] => (-1, rest),
        [b'+', rest @ ..] => (1, rest),
        rest => (1, rest),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return Err(ValueProblem::NotANumber);
    }
    Ok(digits
        .iter()
        .fold(0_i64, |value, digit| value.saturating_mul(10).saturating_add(i64::from(digit - b'0')))
        .saturating_mul(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(number: &str) -> Result<String, ValueProblem> {
        let mut out = Vec::new();
        normalize(number, &mut out).map(|()| String::from_utf8(out).unwrap())
    }

    #[test]
    fn numbers_lose_everything_that_does_not_count() {
        for (number, expected) in [
            ("0", "0"),
            ("-0", "0"),
            ("+7", "7"),
            ("000", "0"),
            ("0.0", "0"),
            ("0e99999", "0"),
            ("0e99999999999999999999999", "0"),
            ("1.5E2", "150"),
            ("1.50", "1.5"),
            (".5", "0.5"),
            ("5.", "5"),
            ("1.E3", "1000"),
            ("-0012.3400e-1", "-1.234"),
            ("0800.000e0", "800"),
            ("0.00012", "0.00012"),
            ("12e-4", "0.0012"),
            ("100e-2", "1"),
            ("123456e-3", "123.456"),
        ] {
            assert_eq!(normal(number).as_deref(), Ok(expected), "{number}");
        }
    }

    #[test]
    fn what_passes_for_normal_is_and_nothing_else_does() {
        let mut found = 0;
        // All texts of up to six of these characters.
        for (length, n) in (1..=6).flat_map(|length| (0..7_usize.pow(length)).map(move |n| (length, n))) {
            let character = |place| char::from(b"0159.-e"[n / 7_usize.pow(place) % 7]);
            let text: String = (0..length).map(character).collect();
            let mut rewritten = Vec::new();
            let is_same = rewrite(&text, &mut rewritten).is_ok() && rewritten == text.as_bytes();
            assert_eq!(is_normal(&text), is_same, "{text}");
            found += usize::from(is_same);
        }
        assert!(found > 5_000, "{found}");
        let nines = "9".repeat(38);
        assert!(is_normal(&nines) && is_normal(&format!("-0.{}", &nines[..37])));
        assert!(
            !is_normal(&format!("{nines}9"))
                && !is_normal(&format!("{nines}.9"))
                && !is_normal("0.")
                && !is_normal("")
        );
    }

    #[test]
    fn digits_and_range_are_those_of_dynamodb() {
        let digits = "9".repeat(38);
        assert_eq!(normal(&digits).unwrap(), digits);
        assert_eq!(normal(&format!("{digits}000")).unwrap(), format!("{digits}000"));
        assert_eq!(normal(&format!("{digits}9")), Err(ValueProblem::TooManyDigits));
        assert_eq!(normal("1e125").unwrap(), format!("1{}", "0".repeat(125)));
        assert_eq!(normal("1e126"), Err(ValueProblem::NumberOutOfRange));
        assert_eq!(normal("1e-130").unwrap(), format!("0.{}1", "0".repeat(129)));
        assert_eq!(normal("1e-131"), Err(ValueProblem::NumberOutOfRange));
        assert_eq!(normal("1e99999999999999999999999"), Err(ValueProblem::NumberOutOfRange));
        assert_eq!(normal("1e-99999999999999999999999"), Err(ValueProblem::NumberOutOfRange));
    }

    #[test]
    fn what_is_not_a_number_is_refused() {
        for number in [
            "", " ", "-", "+", ".", "e5", ".e5", "1e", "1e+", "1_0", "0x10", "NaN", "Infinity", "1 ", " 1",
            "--1", "+-1", "1.2.3", "1e5e5", "\u{661}", "1e1.5",
        ] {
            assert_eq!(normal(number), Err(ValueProblem::NotANumber), "{number:?}");
        }
    }
}
