//! The licences of all packages that are locked, by the list in `deny.toml`.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use serde_json::Value;

/// What stands in quotes in the list that begins with `start`.
fn quoted<'a>(text: &'a str, start: &str) -> BTreeSet<&'a str> {
    let (_, list) = text.split_once(start).unwrap();
    let (list, _) = list.split_once(']').unwrap();
    list.split('"').skip(1).step_by(2).collect()
}

/// Whether an SPDX expression can be met with these licences. Those of packages have no deeper parentheses than one.
fn is_allowed(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    let all = |part: &str| part.split(" AND ").all(|licence| allowed.contains(licence.trim()));
    let any = |part: &str| part.replace('/', " OR ").split(" OR ").any(all);
    // What is in parentheses has to be met: `(A OR B) AND C`. One that is allowed stands for it then.
    let mut rest = expression.to_owned();
    while let Some((before, inside)) = rest.split_once('(') {
        let (inside, after) = inside.split_once(')').unwrap();
        let Some(met) = allowed.first().filter(|_| any(inside)) else { return false };
        rest = format!("{before}{met}{after}");
    }
    any(&rest)
}

#[test]
fn every_locked_package_has_a_licence_that_is_allowed() {
    let deny = fs::read_to_string(super::root().join("deny.toml")).unwrap();
    let mut allowed = quoted(&deny, "allow = [");
    let (_, exception) = deny.split_once("[[licenses.exceptions]]").unwrap();
    allowed.extend(quoted(exception, "allow = ["));
    let cargo = std::env::var_os("CARGO").unwrap_or("cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked", "--manifest-path"])
        .arg(super::root().join("Cargo.toml"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100, "{} packages", packages.len());
    let text = |package: &Value, name: &str| package[name].as_str().unwrap_or("none").to_owned();
    let refused = packages.iter().filter(|package| !is_allowed(&text(package, "license"), &allowed));
    let refused: Vec<_> =
        refused.map(|package| format!("{}: {}", text(package, "name"), text(package, "license"))).collect();
    assert!(refused.is_empty(), "{refused:#?}");
}

#[test]
fn an_expression_is_met_by_one_side_of_or_and_both_of_and() {
    let allowed = BTreeSet::from(["MIT", "ISC", "Apache-2.0 WITH LLVM-exception"]);
    for (expression, expected) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("GPL-3.0 OR MIT", true),
        ("GPL-3.0/MIT", true),
        ("MIT AND GPL-3.0", false),
        ("ISC AND (GPL-3.0 OR MIT)", true),
        ("(GPL-3.0 OR MIT) AND ISC", true),
        ("(GPL-3.0 OR MIT) AND GPL-3.0", false),
        ("ISC AND (GPL-3.0 OR GPL-2.0)", false),
        ("ISC AND (GPL-3.0 OR MIT) AND GPL-3.0", false),
        ("Apache-2.0 WITH LLVM-exception OR GPL-3.0", true),
        ("none", false),
    ] {
        assert_eq!(is_allowed(expression, &allowed), expected, "{expression}");
    }
}
