//! Each section of the specification that holds requirements is cited where the code follows it, or is an exception with a
//! reason. `tests/specification` has the list of the sections, without their text.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A file of the specification, and a heading in it.
type Section = (String, String);

/// What a reason begins with.
const KINDS: [&str; 4] = ["differs", "form", "absent", "text"];
/// How many sections, and requirements in them, are cited at least.
const CITED: (usize, usize) = (280, 900);
/// How many requirements are not followed at most, to the letter and in another form.
const OTHERWISE: usize = 800;

/// The lines of a file of `tests/specification`, without comments.
fn lines(file: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(super::root().join("tests/specification").join(file)).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split(" | ").map(str::to_owned).collect()).collect()
}

/// The sections that hold requirements, and how many.
fn sections() -> BTreeMap<Section, usize> {
    let section = |line: Vec<String>| match &line[..] {
        [file, heading, requirements, _digest] => {
            ((file.clone(), heading.clone()), requirements.parse().unwrap())
        }
        _ => panic!("not a section: {line:?}"),
    };
    let listed = lines("sections.txt");
    let count = listed.len();
    let sections: BTreeMap<_, _> = listed.into_iter().map(section).collect();
    assert_eq!(sections.len(), count, "a section is listed twice");
    sections
}

/// What is an exception, with the kind of its reason, and what is wrong with the list of exceptions.
fn exceptions(sections: &BTreeMap<Section, usize>) -> (BTreeMap<Section, String>, Vec<String>) {
    let (mut exceptions, mut wrong) = (BTreeMap::new(), Vec::new());
    for line in lines("exceptions.txt") {
        let [file, heading, reason] = &line[..] else { panic!("not an exception: {line:?}") };
        let is_meant = |(other, name): &&Section| other == file && (heading == "*" || name == heading);
        let meant: Vec<_> = sections.keys().filter(is_meant).cloned().collect();
        if meant.is_empty() {
            wrong.push(format!("an exception for what is not listed: {file}, \"{heading}\""));
        }
        let (kind, why) = reason.split_once(": ").unwrap_or((reason, ""));
        if !KINDS.contains(&kind) || why.is_empty() {
            wrong.push(format!("not a reason: {file}, \"{heading}\": {reason}"));
        }
        for section in meant {
            if exceptions.insert(section.clone(), kind.to_owned()).is_some() {
                wrong.push(format!("an exception twice: {}, \"{}\"", section.0, section.1));
            }
        }
    }
    (exceptions, wrong)
}

/// The comments of a Rust file, each with the number of its first line. Comments in consecutive lines are one, with single
/// spaces between words.
fn comments(text: &str) -> Vec<(usize, String)> {
    let mut comments: Vec<(usize, String)> = Vec::new();
    let mut goes_on = false;
    for (number, line) in text.lines().enumerate() {
        let Some(comment) = line.trim_start().strip_prefix("//") else {
            goes_on = false;
            continue;
        };
        if !goes_on {
            comments.push((number + 1, String::new()));
        }
        goes_on = true;
        let (_, text) = comments.last_mut().unwrap();
        for word in comment.trim_start_matches(['/', '!']).split_whitespace() {
            text.push(' ');
            text.push_str(word);
        }
    }
    comments
}

/// What a comment cites: files of the specification, and sections in them. Or what is not a citation, and looks like one.
fn citations(comment: &str) -> Result<Vec<(&str, Vec<String>)>, String> {
    let mut cited = Vec::new();
    let mut parts = comment.split('`').skip(1);
    while let Some(span) = parts.next() {
        let Some(after) = parts.next() else { break };
        let after = after.strip_prefix(" of the AWS Encryption SDK specification").unwrap_or(after);
        let after = after.strip_prefix(',').unwrap_or(after);
        let headings =
            after.strip_prefix(" section").map(|rest| headings(rest.strip_prefix('s').unwrap_or(rest)));
        let is_path = ["specification/", "framework/"].iter().any(|folder| span.starts_with(folder));
        match (is_path, headings) {
            (true, Some(headings)) if headings.is_empty() => {
                return Err(format!("sections without a heading in quotes: {span}"));
            }
            (true, headings) => cited.push((span, headings.unwrap_or_default())),
            (false, Some(_)) if span.ends_with(".md") => return Err(format!("give the whole path: {span}")),
            (false, _) => {}
        }
    }
    Ok(cited)
}

/// The headings that a text begins with: `"A"`, `"A" and "B"`, or `"A", "B" and "C"`.
fn headings(text: &str) -> Vec<String> {
    let (mut headings, mut rest) = (Vec::new(), text);
    loop {
        let quoted = rest.trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"'));
        let Some((heading, after)) = quoted else { return headings };
        headings.push(heading.to_owned());
        rest = after.strip_prefix(',').unwrap_or(after);
        rest = rest.strip_prefix(" and").unwrap_or(rest);
    }
}

/// The Rust files below a folder.
fn rust_files(folder: &Path, add: &mut impl FnMut(&Path)) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            // What is built there is not ours.
            if !path.ends_with("target") {
                rust_files(&path, add);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            add(&path);
        }
    }
}

/// The sections that comments cite, each with the places that do, and what is wrong with citations.
fn cited(sections: &BTreeMap<Section, usize>) -> (BTreeMap<Section, BTreeSet<String>>, Vec<String>) {
    let (mut cited, mut wrong) = (BTreeMap::<Section, BTreeSet<String>>::new(), Vec::new());
    let is_listed = |file: &str| {
        let is_it = |other: &str| if file.ends_with('/') { other.starts_with(file) } else { other == file };
        sections.keys().any(|(other, _)| is_it(other))
    };
    let mut look = |path: &Path| {
        let text = fs::read_to_string(path).unwrap();
        for (line, comment) in comments(&text) {
            let place = format!("{}:{line}", path.strip_prefix(super::root()).unwrap().display());
            let found = match citations(&comment) {
                Ok(found) => found,
                Err(problem) => {
                    wrong.push(format!("{place}: {problem}"));
                    continue;
                }
            };
            for (file, headings) in found {
                if !is_listed(file) {
                    wrong.push(format!("{place}: no such file in the list: {file}"));
                }
                for heading in headings {
                    let section = (file.to_owned(), heading);
                    if sections.contains_key(&section) {
                        cited.entry(section).or_default().insert(place.clone());
                    } else {
                        wrong.push(format!("{place}: no such section in the list: {file}, \"{}\"", section.1));
                    }
                }
            }
        }
    };
    for folder in ["src", "tests"] {
        rust_files(&super::root().join(folder), &mut look);
    }
    (cited, wrong)
}

#[test]
fn every_section_with_requirements_is_cited_or_excepted() {
    let sections = sections();
    let (exceptions, mut wrong) = exceptions(&sections);
    let (cited, wrong_citations) = cited(&sections);
    wrong.extend(wrong_citations);
    for (section, requirements) in &sections {
        let (file, heading) = section;
        match (cited.get(section), exceptions.get(section)) {
            (None, None) => wrong.push(format!("nothing cites: {file}, \"{heading}\" ({requirements})")),
            (Some(places), Some(_)) => {
                wrong.push(format!("an exception that is cited: {file}, \"{heading}\", at {places:?}"));
            }
            (Some(_), None) | (None, Some(_)) => {}
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");

    let count = |is_meant: &dyn Fn(&Section) -> bool| {
        let meant = sections.iter().filter(|(section, _)| is_meant(section));
        meant.fold((0, 0), |(count, sum), (_, requirements)| (count + 1, sum + requirements))
    };
    let followed = count(&|section| cited.contains_key(section));
    let excepted = |kind: &str| count(&|section| exceptions.get(section).is_some_and(|other| other == kind));
    println!("{followed:?} sections and requirements of {:?} are cited", count(&|_| true));
    KINDS.iter().for_each(|kind| println!("{kind}: {:?}", excepted(kind)));
    assert!(followed.0 >= CITED.0 && followed.1 >= CITED.1, "only {followed:?} are cited");
    let otherwise = excepted("differs").1 + excepted("form").1;
    assert!(otherwise <= OTHERWISE, "{otherwise} requirements are followed otherwise or not at all");
}

#[test]
fn citations_are_found_where_they_break_over_lines() {
    // Written with other signs, or these would be citations.
    let text = r#"
        ~~! Sources: `framework/a.md` of the AWS Encryption SDK specification, section "One
        ~~! Two", and `specification/x/b.md`, sections "Three", "Four / Five" and
        ~~! "Six". More of `framework/c.md`.
        fn other() {}
        ~~ Source: `framework/d.md`, section "Seven", and "Eight".
    "#
    .replace('~', "/");
    let comments = comments(&text);
    assert_eq!(comments.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 6]);
    let found = comments.iter().flat_map(|(_, comment)| citations(comment).unwrap());
    let found: Vec<_> = found.map(|(file, headings)| (file, headings.join(";"))).collect();
    let expected = [
        ("framework/a.md", "One Two"),
        ("specification/x/b.md", "Three;Four / Five;Six"),
        ("framework/c.md", ""),
        ("framework/d.md", "Seven;Eight"),
    ];
    assert_eq!(found, expected.map(|(file, headings)| (file, headings.to_owned())));
    // What would count for nothing without a word.
    for comment in [" `framework/a.md`, section Number.", " and `b.md`, section \"Two\"."] {
        assert!(citations(comment).is_err(), "{comment}");
    }
}
