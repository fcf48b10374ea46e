//! Updates: grammar, effect, text.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::error::ValueProblem;
use crate::expression::{
    ExpressionError, Parameters, Placeholders, Problem, UnfitProblem, UnfitUpdate, Update,
};

type Item = HashMap<String, AttributeValue>;

fn n(text: &str) -> AttributeValue {
    AttributeValue::N(text.into())
}

fn l(numbers: &[&str]) -> AttributeValue {
    AttributeValue::L(numbers.iter().map(|number| n(number)).collect())
}

fn ss(members: &[&str]) -> AttributeValue {
    AttributeValue::Ss(members.iter().map(|&member| member.into()).collect())
}

fn ns(members: &[&str]) -> AttributeValue {
    AttributeValue::Ns(members.iter().map(|&member| member.into()).collect())
}

fn map<const N: usize>(entries: [(&str, AttributeValue); N]) -> Item {
    entries.map(|(name, value)| (name.to_owned(), value)).into()
}

fn m<const N: usize>(entries: [(&str, AttributeValue); N]) -> AttributeValue {
    AttributeValue::M(map(entries))
}

fn values() -> Item {
    map([
        (":1", n("1")),
        (":2", n("2")),
        (":max", n("9e125")),
        (":s", AttributeValue::S("s".into())),
        (":l", l(&["7", "8"])),
        (":ss", ss(&["b", "c"])),
        (":ns", ns(&["1.0", "3"])),
    ])
}

fn parse(text: &str) -> Result<Update, ExpressionError> {
    let names = HashMap::from([("#n".to_owned(), "name".to_owned())]);
    Update::parse(text, &Parameters { names: Some(&names), values: Some(&values()) })
}

fn item() -> Item {
    map([
        ("n", n("5")),
        ("s", AttributeValue::S("s".into())),
        ("l", l(&["0", "1", "2", "3"])),
        ("m", m([("n", n("1")), ("l", l(&["4"])), ("ss", ss(&["b"]))])),
        ("ss", ss(&["a", "b"])),
        ("ns", ns(&["1", "2"])),
    ])
}

/// What an update changes; the new value of every attribute that is not as before.
fn changes(text: &str) -> Item {
    let mut new = item();
    parse(text).unwrap().apply(&mut new).unwrap();
    let old = item();
    for (name, value) in &old {
        match new.get(name) {
            Some(same) if same == value => drop(new.remove(name)),
            Some(_) => {}
            None => drop(new.insert(name.clone(), AttributeValue::Null(true))),
        }
    }
    new
}

#[test]
fn an_update_does_what_it_says() {
    let gone = || AttributeValue::Null(true);
    let with_m = |name: &str, value: Option<AttributeValue>| {
        let mut inner = item()["m"].as_m().unwrap().clone();
        match value {
            Some(value) => inner.insert(name.to_owned(), value),
            None => inner.remove(name),
        };
        map([("m", AttributeValue::M(inner))])
    };
    for (text, expected) in [
        ("SET x = :1", map([("x", n("1"))])),
        ("set n = n + :1", map([("n", n("6"))])),
        ("SET n = :1 - n", map([("n", n("-4"))])),
        ("SET n = (n + n) - (:1 - :2)", map([("n", n("11"))])),
        ("SET n = (:max + n) - :max", map([])),
        ("SET n = m.n, x = n", map([("n", n("1")), ("x", n("5"))])),
        ("SET x = n REMOVE n", map([("x", n("5")), ("n", gone())])),
        ("SET n = if_not_exists(n, :1), x = if_not_exists(x, :1)", map([("x", n("1"))])),
        ("SET x = if_not_exists(x, if_not_exists(m.y, :1)) + :2", map([("x", n("3"))])),
        ("SET l = list_append(l, :l)", map([("l", l(&["0", "1", "2", "3", "7", "8"]))])),
        ("SET x = list_append(if_not_exists(x, :l), m.l)", map([("x", l(&["7", "8", "4"]))])),
        ("SET m.n = :2", with_m("n", Some(n("2")))),
        ("SET m.x = :2", with_m("x", Some(n("2")))),
        ("SET m.l[0] = :2", with_m("l", Some(l(&["2"])))),
        ("SET #n = :1", map([("name", n("1"))])),
        ("SET l[9] = :1, l[5] = :2, l[1] = n", map([("l", l(&["0", "5", "2", "3", "2", "1"]))])),
        ("SET l[4] = :1 ADD l[5] :2, l[0] :1", map([("l", l(&["1", "1", "2", "3", "1", "2"]))])),
        ("REMOVE n, x, m.x, l[7]", map([("n", gone())])),
        ("REMOVE l[0], l[2]", map([("l", l(&["1", "3"]))])),
        ("REMOVE l[1] SET l[3] = :1, l[4] = :2", map([("l", l(&["0", "2", "1", "2"]))])),
        ("SET l[4] = :1 REMOVE l[5]", map([("l", l(&["0", "1", "2", "3", "1"]))])),
        ("REMOVE m.n", with_m("n", None)),
        ("ADD n :2, x :1", map([("n", n("7")), ("x", n("1"))])),
        ("ADD ss :ss, ns :ns", map([("ss", ss(&["a", "b", "c"])), ("ns", ns(&["1", "2", "3"]))])),
        ("ADD m.n :1", with_m("n", Some(n("2")))),
        ("ADD m.x :ss", with_m("x", Some(ss(&["b", "c"])))),
        ("DELETE ss :ss, ns :ns", map([("ss", ss(&["a"])), ("ns", ns(&["2"]))])),
        ("DELETE m.ss :ss, x :ss, m.x :ns", with_m("ss", None)),
    ] {
        assert_eq!(changes(text), expected, "{text}");
    }
}

#[test]
fn an_update_that_does_not_fit_changes_nothing() {
    for (text, path, problem) in [
        ("SET s = :1, n = x", "n", UnfitProblem::Missing),
        ("SET n = :1, x.y = :1", "x.y", UnfitProblem::Path),
        ("SET x = :1, y = x", "y", UnfitProblem::Missing),
        ("SET n.x = :1", "n.x", UnfitProblem::Path),
        ("SET l.x = :1", "l.x", UnfitProblem::Path),
        ("SET m[0] = :1", "m[0]", UnfitProblem::Path),
        ("SET l[4] = :1, l[5].x = :1", "l[5].x", UnfitProblem::Path),
        ("REMOVE x.y", "x.y", UnfitProblem::Path),
        ("REMOVE n[0]", "n[0]", UnfitProblem::Path),
        ("ADD x.y :1", "x.y", UnfitProblem::Path),
        ("DELETE x.y :ss", "x.y", UnfitProblem::Path),
        ("SET n = s + :1", "n", UnfitProblem::Type),
        ("SET n = list_append(n, :l)", "n", UnfitProblem::Type),
        ("SET n = list_append(:l, x)", "n", UnfitProblem::Missing),
        ("ADD s :1", "s", UnfitProblem::Type),
        ("ADD n :ns", "n", UnfitProblem::Type),
        ("ADD ss :ns", "ss", UnfitProblem::Type),
        ("DELETE ss :ns", "ss", UnfitProblem::Type),
        ("DELETE n :ns", "n", UnfitProblem::Type),
        ("SET n = :max + :max", "n", UnfitProblem::Number(ValueProblem::NumberOutOfRange)),
        ("ADD n :max", "n", UnfitProblem::Number(ValueProblem::TooManyDigits)),
    ] {
        let mut same = item();
        let error = parse(text).unwrap().apply(&mut same).unwrap_err();
        assert_eq!((error.path.as_str(), error.problem), (path, problem), "{text}");
        assert_eq!(same, item(), "{text}");
    }
}

#[test]
fn an_error_names_the_path() {
    let error = UnfitUpdate { path: "m.#n".into(), problem: UnfitProblem::Missing };
    assert_eq!(error.to_string(), "path 'm.#n': its new value needs an attribute that is not there");
}

#[test]
fn a_refused_update_says_what_is_wrong_and_where() {
    let expected = |what| move |at| Problem::Expected(what).at(at);
    let section = expected("SET, REMOVE, ADD or DELETE");
    let operand = expected("an operand");
    let kind = |operator, type_name| Problem::OperandType { operator, type_name };
    for (text, error) in [
        ("", section(0)),
        ("  ", section(2)),
        ("n = :1", section(0)),
        ("SET n = :1,", expected("an attribute name")(11)),
        ("SET n = :1 + :1 + :1", section(16)),
        ("SET n :1", expected("=")(6)),
        ("SET :1 = n", expected("an attribute name")(4)),
        ("SET n =", operand(7)),
        ("SET n = if_not_exists(n, :1 + :2)", expected(")")(28)),
        ("ADD n s", expected("a value")(6)),
        ("REMOVE n s", section(9)),
        ("SET n = :1 SET s = :1", Problem::RepeatedSection("SET").at(11)),
        ("REMOVE n SET s = :1 REMOVE l", Problem::RepeatedSection("REMOVE").at(20)),
        ("SET n = f(n)", Problem::UnknownFunction("f".into()).at(8)),
        ("SET n = LIST_APPEND(:l, :l)", Problem::UnknownFunction("LIST_APPEND".into()).at(8)),
        ("SET n = list_append(:l)", Problem::OperandCount("list_append").at(8)),
        ("SET n = list_append(:l, :l, :l)", Problem::OperandCount("list_append").at(8)),
        ("SET n = if_not_exists(:1, :1)", Problem::PathRequired("if_not_exists").at(8)),
        ("SET n = list_append(list_append(:l, :l), :l)", Problem::MisusedFunction("list_append").at(8)),
        ("SET n = list_append(:l, :s)", kind("list_append", "S").at(8)),
        ("SET n = n + :s", kind("+", "S").at(12)),
        ("SET n = :l - n", kind("-", "L").at(8)),
        ("ADD n :s", kind("ADD", "S").at(6)),
        ("ADD n :l", kind("ADD", "L").at(6)),
        ("DELETE n :1", kind("DELETE", "N").at(9)),
        ("SET value = :1", Problem::ReservedWord("value".into()).at(4)),
    ] {
        assert_eq!(parse(text), Err(error), "{text}");
    }
    for text in ["SET n = :1 REMOVE n", "SET m.a = :1, m = :1", "ADD l[0] :1 DELETE l[0] :ss"] {
        assert!(matches!(parse(text).unwrap_err().problem, Problem::Overlap(..)), "{text}");
    }
    let conflict = parse("SET m.a = :1 REMOVE m[0]").unwrap_err();
    assert!(matches!(conflict.problem, Problem::Conflict(..)));
}

#[test]
fn an_update_has_at_most_300_operators() {
    let sums = |count: usize| {
        let sums: Vec<_> = (0..count).map(|n| format!("a{n}=b+c")).collect();
        format!("SET {}", sums.join(","))
    };
    assert!(parse(&sums(300)).is_ok());
    assert_eq!(parse(&sums(301)), Err(Problem::TooManyOperators.into()));
}

#[test]
fn functions_of_an_update_nest_at_most_100_deep() {
    let nested =
        |levels: usize| format!("SET a = {}b{}", "if_not_exists(c,".repeat(levels), ")".repeat(levels));
    assert!(parse(&nested(100)).is_ok());
    assert!(matches!(parse(&nested(101)).unwrap_err().problem, Problem::TooDeep));
    let test = move || {
        let update = parse(&nested(100)).unwrap();
        assert_eq!(parse(&update.to_string()), Ok(update.clone()));
        update.apply(&mut Item::new()).unwrap_err()
    };
    let thread = std::thread::Builder::new().stack_size(1 << 20);
    thread.spawn(test).unwrap().join().unwrap();
}

#[test]
fn an_update_and_its_text_are_the_same() {
    for (text, expected) in [
        ("set n=:1", "SET n=:1"),
        ("delete ss :ss add n :1 remove l[0],m.n set s=:s", "SET s=:s REMOVE l[0],m.n ADD n :1 DELETE ss :ss"),
        ("SET n = (n + (:1)) - (n - (s))", "SET n=(n+:1)-(n-s)"),
        ("SET n = list_append(if_not_exists(n , :l), (l))", "SET n=list_append(if_not_exists(n,:l),l)"),
        ("SET n = if_not_exists(n,(n - :1)),#n = :1", "SET n=if_not_exists(n,(n-:1)),#n=:1"),
        ("REMOVE n", "REMOVE n"),
    ] {
        let update = parse(text).unwrap();
        assert_eq!(update.to_string(), expected, "{text}");
        assert_eq!(parse(expected), Ok(update), "{expected}");
    }
}

#[test]
fn an_update_says_what_it_names() {
    let update =
        parse("SET a = b, c.d = if_not_exists(#n, :1) REMOVE e, f[0] ADD g :1 DELETE h.i :ss").unwrap();
    assert_eq!(update.written().into_iter().collect::<Vec<_>>(), ["a", "c", "e", "f", "g", "h"]);
    assert_eq!(update.read().into_iter().collect::<Vec<_>>(), ["b", "c", "f", "g", "h", "name"]);
    let mut used = Placeholders::default();
    update.add_placeholders(&mut used);
    assert_eq!(used.names.iter().collect::<Vec<_>>(), ["#n"]);
    assert_eq!(used.values.iter().collect::<Vec<_>>(), [":1", ":ss"]);
}
