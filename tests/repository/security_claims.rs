//! The claims of SECURITY.md are held by tests that exist.

use std::fs;
use std::path::{Path, PathBuf};

/// The rows of the table of claims: a claim, and what holds it.
fn rows() -> Vec<(String, String)> {
    let page = fs::read_to_string(super::root().join("SECURITY.md")).unwrap();
    let (_, table) = page.split_once("| claim | held by |\n").unwrap();
    let rows = table.lines().skip(1).take_while(|line| line.starts_with('|'));
    let cells = |line: &str| match line.trim_matches('|').split_once('|') {
        Some((claim, held_by)) => (claim.trim().to_owned(), held_by.trim().to_owned()),
        None => panic!("not a row: {line}"),
    };
    rows.map(cells).collect()
}

/// The names in backquotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The files in which the tests of a test program, of a module of one, or of a module of the library, may stand.
fn files(program: &str) -> Vec<PathBuf> {
    let places = [
        super::root().join("tests").join(program).with_extension("rs"),
        super::root().join("tests").join(program),
        super::root().join("src").join(program).with_extension("rs"),
        super::root().join("src").join(program),
        super::root().join("benches").join(program).with_extension("rs"),
    ];
    places.iter().flat_map(|place| within(place)).collect()
}

fn within(place: &Path) -> Vec<PathBuf> {
    if place.is_dir() {
        fs::read_dir(place).unwrap().flat_map(|entry| within(&entry.unwrap().path())).collect()
    } else if place.is_file() {
        vec![place.to_owned()]
    } else {
        Vec::new()
    }
}

#[test]
fn every_claim_names_tests_that_exist_or_is_argued() {
    let mut missing = Vec::new();
    for (claim, held_by) in rows() {
        let mut names = 0;
        for name in quoted(&held_by) {
            names += 1;
            let (program, test) = name.split_once("::").unwrap_or((name, ""));
            let texts: Vec<_> =
                files(program).iter().filter_map(|file| fs::read_to_string(file).ok()).collect();
            // A test is a function, or a vector that a macro makes a test of.
            let is_there = |text: &String| {
                test.is_empty()
                    || text.contains(&format!("fn {test}("))
                    || text.lines().any(|line| line.trim() == test)
            };
            if !texts.iter().any(is_there) {
                missing.push(format!("{claim}: {name}"));
            }
        }
        assert!(names > 0 || held_by.starts_with("argued"), "nothing holds: {claim}");
    }
    assert!(missing.is_empty(), "{missing:#?}");
    assert!(rows().len() >= 40, "the table of claims was not found");
}
