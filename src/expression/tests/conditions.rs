//! Conditions: precedence, grammar, truth, text.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::expression::{
    Condition, ExpressionError, KeyCondition, Parameters, Placeholders, Problem, Projection,
};

fn names() -> HashMap<String, String> {
    [("#n", "name"), ("#dotted", "a.b"), ("#and", "and"), ("#a", "a")]
        .map(|(k, v)| (k.to_owned(), v.to_owned()))
        .into()
}

fn values() -> HashMap<String, AttributeValue> {
    let n = |text: &str| AttributeValue::N(text.into());
    [(":0", n("0")), (":1", n("1")), (":2", n("2")), (":s", AttributeValue::S("1".into()))]
        .map(|(k, v)| (k.to_owned(), v))
        .into()
}

fn parse(text: &str) -> Result<Condition, ExpressionError> {
    Condition::parse(text, &Parameters { names: Some(&names()), values: Some(&values()) })
}

#[test]
fn not_binds_tighter_than_and_and_and_tighter_than_or() {
    let item = HashMap::new();
    // `:1 = :1` is true, `:1 = :2` is false.
    for (text, expected) in [
        ("T OR T AND F", true),
        ("(T OR T) AND F", false),
        ("F AND F OR T", true),
        ("F AND (F OR T)", false),
        ("NOT F AND F", false),
        ("NOT (F AND F)", true),
        ("NOT T OR T", true),
        ("NOT (T OR T)", false),
        ("NOT NOT T", true),
        ("not Not nOt T", false),
        ("NOT (NOT T)", true),
        (":1 BETWEEN :0 AND :2 AND F", false),
        ("F OR :1 between :0 and :2", true),
    ] {
        let text = text.replace('T', ":1 = :1").replace('F', ":1 = :2");
        // The letters of keywords are gone now, too.
        let text =
            text.replace("NO:1 = :1", "NOT").replace("nO:1 = :1", "nOt").replace("BE:1 = :1WEEN", "BETWEEN");
        assert_eq!(parse(&text).map(|condition| condition.holds(&item)), Ok(expected), "{text}");
    }
}

#[test]
fn an_expression_and_its_text_are_the_same() {
    for (text, expected) in [
        ("a=:1", "a=:1"),
        ("#n.#n[3].x <> size( b )", "#n.#n[3].x<>size(b)"),
        ("NOT(a<:1)", "NOT a<:1"),
        ("NOT (a < :1 AND b < :1)", "NOT(a<:1 AND b<:1)"),
        ("NOT NOT a < :1", "a<:1"),
        ("(a < :1 and b < :1) AND c >= :1", "a<:1 AND b<:1 AND c>=:1"),
        ("(a < :1 or b < :1) AND c <= :1", "(a<:1 OR b<:1) AND c<=:1"),
        ("a < :1 or (b < :1 or c > :1 AND d = :1)", "a<:1 OR b<:1 OR c>:1 AND d=:1"),
        ("(a) between (:0) and size(c)", "a BETWEEN :0 AND size(c)"),
        ("a in(:1 , b,size(c))", "a IN (:1,b,size(c))"),
        ("attribute_exists ( a )", "attribute_exists(a)"),
        ("attribute_not_exists(a[0])", "attribute_not_exists(a[0])"),
        ("begins_with(a, :s) AND contains((b), c)", "begins_with(a,:s) AND contains(b,c)"),
        ("((a) = :1 AND (b) = (c))", "a=:1 AND b=c"),
        ("size(a) IN ((:1))", "size(a) IN (:1)"),
    ] {
        let condition = parse(text).unwrap();
        assert_eq!(condition.to_string(), expected, "{text}");
        assert_eq!(parse(expected), Ok(condition), "{expected}");
    }
}

#[test]
fn a_refused_condition_says_what_is_wrong_and_where() {
    let expected = |what| move |at| Problem::Expected(what).at(at);
    let operand = expected("an operand");
    let comparison = expected("a comparison");
    for (text, error) in [
        ("", operand(0)),
        ("  ", operand(2)),
        ("a", comparison(1)),
        (":1", comparison(2)),
        ("a AND b = :1", comparison(2)),
        ("NOT a", comparison(5)),
        ("(a = :1) = :1", expected("an operator or the end")(9)),
        ("a = :1 b", expected("an operator or the end")(7)),
        ("a = :1 AND", operand(10)),
        ("a IN ()", operand(6)),
        ("a IN :1", expected("(")(5)),
        ("a BETWEEN :0 OR :1", expected("AND")(13)),
        ("(a = :1", expected(")")(7)),
        ("a[b] = :1", expected("a list index")(2)),
        ("a[:1] = :1", expected("a list index")(2)),
        ("a[00] = :1", expected("]")(3)),
        ("a. = :1", expected("an attribute name")(3)),
        (".a = :1", operand(0)),
        ("1a = :1", operand(0)),
        ("(a).b = :1", expected("a comparison")(3)),
        ("a + b = :1", comparison(2)),
        ("a = :1)", expected("an operator or the end")(6)),
        ("status = :1", Problem::ReservedWord("status".into()).at(0)),
        ("a.Names = :1", Problem::ReservedWord("Names".into()).at(2)),
        ("#x = :1", Problem::UndefinedName("#x".into()).at(0)),
        ("a = :x", Problem::UndefinedValue(":x".into()).at(4)),
        ("Size(a) = :1", Problem::UnknownFunction("Size".into()).at(0)),
        ("if_not_exists(a, :1) = :1", Problem::UnknownFunction("if_not_exists".into()).at(0)),
        ("a = contains(a, :s)", Problem::MisusedFunction("contains").at(4)),
        ("size(a)", Problem::MisusedFunction("size").at(0)),
        ("size(contains(a, b)) = :1", Problem::MisusedFunction("contains").at(5)),
        ("((a = :1))", Problem::RedundantParentheses.at(9)),
        ("((a)) = :1", Problem::RedundantParentheses.at(4)),
        ("b = :1 AND ((a = :1 OR a = :2))", Problem::RedundantParentheses.at(30)),
        ("a[99999999999999999999] = :1", Problem::Index.at(2)),
        ("a BETWEEN :2 AND :1", Problem::BoundOrder.at(0)),
        ("a = #a", Problem::SameOperand("=").at(0)),
    ] {
        assert_eq!(parse(text), Err(error), "{text}");
    }
}

#[test]
fn a_path_has_at_most_32_levels() {
    let path = |levels: usize| format!("a{} = :1", ".b".repeat(levels - 1));
    assert!(parse(&path(32)).is_ok());
    assert_eq!(parse(&path(33)), Err(Problem::PathTooDeep.at(0)));
}

#[test]
fn groups_and_calls_nest_at_most_100_deep() {
    let nested = |levels: usize| format!("{}a = :1{}", "(a = :1 AND ".repeat(levels), ")".repeat(levels));
    assert!(parse(&nested(100)).is_ok());
    assert!(matches!(parse(&nested(101)).unwrap_err().problem, Problem::TooDeep));
    assert!(matches!(parse(&"(".repeat(4096)).unwrap_err().problem, Problem::TooDeep));
    assert!(matches!(parse(&"size(".repeat(800)).unwrap_err().problem, Problem::TooDeep));
    // Neither of these nests.
    assert!(parse(&format!("{}a = :1", "NOT ".repeat(1000))).is_ok());
    assert!(parse(&vec!["a=:1"; 500].join(" OR ")).is_ok());
}

#[test]
fn deep_nesting_fits_into_a_small_stack() {
    let text = format!("{}a = :1{}", "NOT (a = :1 OR a = :1 AND ".repeat(100), ")".repeat(100));
    let test = move || {
        let condition = parse(&text).unwrap();
        assert_eq!(parse(&condition.to_string()), Ok(condition.clone()));
        assert_eq!(condition.attributes().len(), 1);
        condition.holds(&HashMap::new())
    };
    let thread = std::thread::Builder::new().stack_size(1 << 20);
    thread.spawn(test).unwrap().join().unwrap();
}

#[test]
fn a_condition_says_what_it_names() {
    let condition = parse(
        "NOT a.b = :1 AND #n[0].#and = :2 OR size(c) IN (:0, #dotted, size(d)) OR attribute_exists(e) \
         OR x BETWEEN y AND :s OR contains(f, :1)",
    )
    .unwrap();
    let attributes: Vec<_> = condition.attributes().into_iter().collect();
    assert_eq!(attributes, ["a", "a.b", "c", "d", "e", "f", "name", "x", "y"]);
    let mut used = Placeholders::default();
    condition.add_placeholders(&mut used);
    assert_eq!(used.names.iter().collect::<Vec<_>>(), ["#and", "#dotted", "#n"]);
    assert_eq!(used.values.iter().collect::<Vec<_>>(), [":0", ":1", ":2", ":s"]);
    let (names, values) = (names(), values());
    assert_eq!(used.first_unused(&Parameters { names: Some(&names), values: Some(&values) }), Some("#a"));
    assert_eq!(used.first_unused(&Parameters { names: None, values: Some(&values) }), None);
}

#[test]
fn key_conditions_and_projections_say_what_they_name() {
    let (names, values) = (names(), values());
    let parameters = Parameters { names: Some(&names), values: Some(&values) };
    let mut used = Placeholders::default();
    let key_condition = KeyCondition::parse("id = :s AND :1 <= #n", &parameters).unwrap();
    key_condition.add_placeholders(&mut used);
    assert_eq!(key_condition.attributes().into_iter().collect::<Vec<_>>(), ["id", "name"]);
    let projection = Projection::parse("a[0].#and, #dotted, a[1]", &parameters).unwrap();
    projection.add_placeholders(&mut used);
    assert_eq!(used.names.iter().collect::<Vec<_>>(), ["#and", "#dotted", "#n"]);
    assert_eq!(used.values.iter().collect::<Vec<_>>(), [":1", ":s"]);
}

#[test]
fn a_filter_can_be_taken_apart_and_put_together() {
    let filter = parse("a = :1 AND (b = :1 OR a = :2) AND (c = :1 AND NOT (d = :1 AND b = :2))").unwrap();
    let (local, remote): (Vec<_>, Vec<_>) =
        filter.into_conjuncts().into_iter().partition(|condition| condition.attributes().contains("b"));
    let text = |conditions| Condition::all(conditions).map(|condition| condition.to_string());
    assert_eq!(text(remote).as_deref(), Some("a=:1 AND c=:1"));
    assert_eq!(text(local).as_deref(), Some("(b=:1 OR a=:2) AND NOT(d=:1 AND b=:2)"));
    assert_eq!(text(vec![]), None);
}

#[test]
fn what_is_missing_equals_nothing() {
    let item = HashMap::from([("a".to_owned(), AttributeValue::N("1".into()))]);
    for (text, expected) in [
        ("x = :1", false),
        ("x <> :1", true),
        ("x = y", false),
        ("x <> y", true),
        ("x < :1", false),
        ("NOT x < :1", true),
        ("x BETWEEN :0 AND :1", false),
        (":1 BETWEEN x AND :2", false),
        (":1 BETWEEN :0 AND x", false),
        ("x IN (y, :1)", false),
        ("a IN (y, :1)", true),
        ("size(a) = :1", false),
        ("size(a) <> :1", true),
        ("attribute_exists(x)", false),
        ("attribute_not_exists(x)", true),
        ("attribute_not_exists(a.b)", true),
        ("begins_with(x, y)", false),
        ("contains(:s, x)", false),
        ("a = :s", false),
        ("a <> :s", true),
        ("a < :s", false),
        ("a >= :s", false),
    ] {
        assert_eq!(parse(text).unwrap().holds(&item), expected, "{text}");
    }
}
