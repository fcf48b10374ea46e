//! Properties of all input: it parses or it does not, and what parsed parses again from its text.

use std::collections::HashMap;
use std::fmt::Display;

use aws_sdk_dynamodb::types::AttributeValue;
use proptest::prelude::*;

use crate::expression::{Condition, ExpressionError, KeyCondition, Parameters, Projection, Update};

type Parse<T> = fn(&str, &Parameters<'_>) -> Result<T, ExpressionError>;

/// Parses `text`, and what came of it again.
fn check<T: Display + PartialEq + std::fmt::Debug>(text: &str, parse: Parse<T>) -> Option<T> {
    let names = HashMap::from([("#n".to_owned(), "name".to_owned())]);
    let values = HashMap::from([
        (":v".to_owned(), AttributeValue::N("1".into())),
        (":s".to_owned(), AttributeValue::S("S".into())),
        (":l".to_owned(), AttributeValue::L(vec![])),
        (":ss".to_owned(), AttributeValue::Ss(vec!["a".into()])),
    ]);
    let parameters = Parameters { names: Some(&names), values: Some(&values) };
    match parse(text, &parameters) {
        Ok(parsed) => {
            let again = parsed.to_string();
            assert_eq!(parse(&again, &parameters).as_ref(), Ok(&parsed), "{text:?} as {again:?}");
            Some(parsed)
        }
        Err(error) => {
            assert!(error.position.is_none_or(|position| text.is_char_boundary(position)), "{text:?}");
            None
        }
    }
}

fn check_all(text: &str) {
    let item = HashMap::from([("a".to_owned(), AttributeValue::L(vec![AttributeValue::N("1".into())]))]);
    if let Some(condition) = check(text, Condition::parse) {
        condition.holds(&item);
    }
    check(text, KeyCondition::parse);
    if let Some(projection) = check(text, Projection::parse) {
        projection.apply(&item);
    }
    if let Some(update) = check(text, Update::parse) {
        let _ = update.apply(&mut item.clone());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_text_parses_or_does_not(text in ".{0,80}") {
        check_all(&text);
    }

    #[test]
    fn every_row_of_tokens_parses_or_does_not(
        text in "((a|b|c|#n|:v|:s|:l|:ss|size|contains|begins_with|attribute_exists|if_not_exists|\
            list_append|SET|REMOVE|ADD|DELETE|AND|OR|NOT|IN|BETWEEN|\\[0\\]|[.()=<>,+-]|<=|<>) ?){0,24}"
    ) {
        check_all(&text);
    }

    #[test]
    fn a_long_row_of_one_token_overflows_nothing(token in "[(\\[NOT .,)a=:v+-]{1,14}", count in 1_usize..4000) {
        check_all(&token.repeat(count));
        check_all(&format!("SET a = {}", token.repeat(count)));
    }

    #[test]
    fn conditions_survive_being_written(text in condition(4)) {
        let condition = check(&text, Condition::parse);
        prop_assert!(condition.is_some_and(|condition| condition.to_string().len() <= text.len()), "{}", text);
    }
}

/// Conditions that are well formed.
fn condition(depth: u32) -> impl Strategy<Value = String> {
    let operand = prop::sample::select(vec!["a", "b[0].c", "#n", ":v", "size(c)"]);
    let leaf = (prop::sample::select(vec!["=", "<", "<>", "BETWEEN", "IN", "f"]), operand).prop_map(
        |(operator, operand)| match operator {
            "BETWEEN" => format!("{operand} BETWEEN x AND :v"),
            "IN" => format!("{operand} IN (x, :v)"),
            "f" => format!("contains({operand}, x)"),
            _ => format!("{operand} {operator} x"),
        },
    );
    leaf.prop_recursive(depth, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| parts.join(" AND ")),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| parts.join(" OR ")),
            (inner.clone(), inner.clone()).prop_map(|(left, right)| format!("({left} OR {right}) AND {right}")),
            (inner.clone(), inner.clone()).prop_map(|(left, right)| format!("NOT ({left} AND {right})")),
            inner.prop_map(|inner| format!("NOT {inner}")),
        ]
    })
}
