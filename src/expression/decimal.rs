//! DynamoDB's numbers, compared and added exactly.
//!
//! Numbers that are parsed and written have at most 38 digits and DynamoDB's range; intermediate ones need not.

use std::cmp::Ordering;

use crate::error::ValueProblem;
use crate::format::number;

/// A decimal number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decimal {
    negative: bool,
    /// Digits, 0 to 9, without zeros at either end. Empty for zero, which is not negative.
    digits: Vec<u8>,
    /// Decimal exponent of the first digit; 0 for zero.
    exponent: i64,
}

impl Decimal {
    /// Parses a number as DynamoDB does.
    ///
    /// # Errors
    /// When it is not a number, or not one that DynamoDB can store.
    pub(super) fn parse(text: &str) -> Result<Self, ValueProblem> {
        let mut normal = Vec::with_capacity(text.len());
        number::normalize(text, &mut normal)?;
        let (negative, unsigned) = match normal.as_slice() {
            [b'-', rest @ ..] => (true, rest),
            rest => (false, rest),
        };
        let whole = unsigned.iter().position(|byte| *byte == b'.').unwrap_or(unsigned.len());
        let mut digits: Vec<u8> =
            unsigned.iter().filter(|byte| **byte != b'.').map(|byte| byte.saturating_sub(b'0')).collect();
        Ok(Self::new(negative, &mut digits, whole as i64 - 1))
    }

    /// The number with these digits, the first of which has this exponent.
    fn new(negative: bool, digits: &mut Vec<u8>, exponent: i64) -> Self {
        let zeros = digits.iter().take_while(|digit| **digit == 0).count();
        digits.drain(..zeros);
        let trailing = digits.iter().rev().take_while(|digit| **digit == 0).count();
        digits.truncate(digits.len() - trailing);
        if digits.is_empty() {
            return Decimal { negative: false, digits: Vec::new(), exponent: 0 };
        }
        Decimal { negative, digits: std::mem::take(digits), exponent: exponent - zeros as i64 }
    }

    /// The sum of two numbers.
    pub(super) fn plus(&self, other: &Self) -> Self {
        // Zero has no digits, and so no meaningful exponent.
        if self.digits.is_empty() {
            return other.clone();
        }
        if other.digits.is_empty() {
            return self.clone();
        }
        let first = self.exponent.max(other.exponent);
        let last = self.last().min(other.last());
        let (large, small) =
            if self.compare_magnitude(other) == Ordering::Less { (other, self) } else { (self, other) };
        let subtract = large.negative != small.negative;
        // From the last column to the first, and one more for the carry.
        let mut sum = Vec::new();
        let mut carry = 0;
        for exponent in last..=first + 1 {
            let (left, right) = (i16::from(large.digit(exponent)), i16::from(small.digit(exponent)));
            let column = left + carry + if subtract { -right } else { right };
            carry = column.div_euclid(10);
            // One digit.
            sum.extend(column.rem_euclid(10).to_le_bytes().first());
        }
        sum.reverse();
        Self::new(large.negative, &mut sum, first + 1)
    }

    /// The difference of two numbers.
    pub(super) fn minus(&self, other: &Self) -> Self {
        let negative = !other.negative && !other.digits.is_empty();
        self.plus(&Decimal { negative, ..other.clone() })
    }

    /// Exponent of the last digit.
    fn last(&self) -> i64 {
        self.exponent + 1 - self.digits.len() as i64
    }

    /// The digit with this exponent.
    fn digit(&self, exponent: i64) -> u8 {
        let index = usize::try_from(self.exponent - exponent).ok();
        index.and_then(|index| self.digits.get(index)).copied().unwrap_or(0)
    }

    fn compare_magnitude(&self, other: &Self) -> Ordering {
        match (self.digits.is_empty(), other.digits.is_empty()) {
            (false, false) => self.exponent.cmp(&other.exponent).then_with(|| self.digits.cmp(&other.digits)),
            (left, right) => right.cmp(&left),
        }
    }

    /// This number in normal form.
    ///
    /// # Errors
    /// When it is not one that DynamoDB can store.
    pub(super) fn to_text(&self) -> Result<String, ValueProblem> {
        let sign = if self.negative { "-" } else { "" };
        let digits: String = self.digits.iter().map(|digit| char::from(b'0' + digit)).collect();
        let scientific = format!("{sign}0{digits}e{}", self.last());
        let mut normal = Vec::new();
        number::normalize(&scientific, &mut normal)?;
        String::from_utf8(normal).map_err(|_| ValueProblem::NotANumber)
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.compare_magnitude(other),
            (true, true) => other.compare_magnitude(self),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    fn plus(left: &str, right: &str) -> Result<String, ValueProblem> {
        decimal(left).plus(&decimal(right)).to_text()
    }

    #[test]
    fn numbers_are_ordered_exactly() {
        let ordered = [
            "-1e125",
            "-99999999999999999999999999999999999999",
            "-99999999999999999999999999999999999998",
            "-10",
            "-9.5",
            "-1e-130",
            "0",
            "1e-130",
            "0.1",
            "0.10000000000000000000000000000000000001",
            "9",
            "10.0",
            "10.5",
            "12345678901234567890123456789012345678",
            "12345678901234567890123456789012345679",
            "1e125",
        ];
        for (n, left) in ordered.iter().enumerate() {
            for (m, right) in ordered.iter().enumerate() {
                assert_eq!(decimal(left).cmp(&decimal(right)), n.cmp(&m), "{left} {right}");
            }
        }
        assert_eq!(decimal("-0.0"), decimal("0e5"));
        assert_eq!(decimal("1.50e3"), decimal("1500"));
    }

    #[test]
    fn sums_are_exact() {
        for (left, right, sum) in [
            ("0", "0", "0"),
            ("0", "-1e-130", format!("-0.{}1", "0".repeat(129)).as_str()),
            ("1.5", "-1.5", "0"),
            ("0.1", "0.2", "0.3"),
            ("99999999999999999999999999999999999999", "1", &format!("1{}", "0".repeat(38))),
            ("1e38", "-1", "99999999999999999999999999999999999999"),
            ("-5", "3", "-2"),
            ("3", "-5", "-2"),
            ("1000", "-0.001", "999.999"),
            ("5e125", "-4e125", &format!("1{}", "0".repeat(125))),
        ] {
            assert_eq!(plus(left, right).as_deref(), Ok(sum), "{left} {right}");
        }
        assert_eq!(decimal("1").minus(&decimal("0.9")), decimal("0.1"));
        assert_eq!(decimal("0").minus(&decimal("0")), decimal("0"));
        let large = decimal("1e125").plus(&decimal("1e-130"));
        assert_eq!(large.minus(&decimal("1e125")), decimal("1e-130"));
    }

    #[test]
    fn a_sum_that_is_no_number_is_an_error() {
        assert_eq!(plus("9e125", "1e125"), Err(ValueProblem::NumberOutOfRange));
        assert_eq!(plus("1.5e-130", "-1.4e-130"), Err(ValueProblem::NumberOutOfRange));
        assert_eq!(plus("1e38", "1"), Err(ValueProblem::TooManyDigits));
        assert_eq!(plus("1e39", "-1"), Err(ValueProblem::TooManyDigits));
        assert_eq!(plus("1e125", "1e-130"), Err(ValueProblem::TooManyDigits));
        assert_eq!(
            plus("9.9999999999999999999999999999999999999", "1.1e-37"),
            Err(ValueProblem::TooManyDigits)
        );
    }

    proptest! {
        #[test]
        fn sums_and_orders_are_those_of_integers(left: i64, right: i64, scale in -60_i32..60) {
            let text = |number: i128| format!("{number}e{scale}");
            let (a, b) = (decimal(&text(left.into())), decimal(&text(right.into())));
            prop_assert_eq!(a.cmp(&b), left.cmp(&right));
            let sum = decimal(&text(i128::from(left) + i128::from(right)));
            prop_assert_eq!(a.plus(&b), sum);
            let difference = decimal(&text(i128::from(left) - i128::from(right)));
            prop_assert_eq!(a.minus(&b), difference);
        }
    }
}
