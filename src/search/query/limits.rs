//! How large a filter may get.

use super::weaken::Weak;
use crate::expression::Condition;

/// The most bytes that DynamoDB accepts in an expression.
const LONGEST: usize = 4096;
/// The most operators and functions that it accepts in one.
const MOST_OPERATORS: usize = 300;

/// Which of the conditions to leave out of a filter that has become too large by tests of beacons: the longest that has
/// one. `None` where it is small enough, or would not become smaller.
pub(super) fn too_large(weak: &[&Weak], conditions: &[Option<Condition>]) -> Option<usize> {
    const AND: usize = " AND ".len();
    const PARENTHESES: usize = "()".len();
    let lengths: Vec<usize> = conditions
        .iter()
        .map(|condition| condition.as_ref().map_or(0, |text| text.to_string().len() + AND + PARENTHESES))
        .collect();
    let operators: usize = conditions.iter().flatten().map(|condition| condition.operators() + 1).sum();
    if lengths.iter().sum::<usize>() <= LONGEST && operators <= MOST_OPERATORS {
        return None;
    }
    let tests = weak.iter().zip(lengths).enumerate().filter(|(_, (weak, _))| weak.has_test());
    tests.max_by_key(|(_, (_, length))| *length).map(|(number, _)| number)
}
