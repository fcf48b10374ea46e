//! Links of the manual that lead into the middle of a page find a heading there. rustdoc checks the pages and not the places.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn manual() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/manual")
}

/// The place of a heading, as rustdoc makes it out of the text.
fn place(heading: &str) -> String {
    let kept = heading.trim().chars().filter_map(|c| match c {
        ' ' => Some('-'),
        c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c.to_ascii_lowercase()),
        _ => None,
    });
    kept.collect()
}

/// The headings of a page: no line of its code is one.
fn places(page: &str) -> Vec<String> {
    let mut is_code = false;
    let mut places = Vec::new();
    for line in page.lines() {
        if line.starts_with("```") {
            is_code = !is_code;
        } else if !is_code && line.starts_with('#') {
            places.push(place(line.trim_start_matches('#')));
        }
    }
    places
}

/// The links of a page that have a place: the page that they lead to, and the place there.
fn links<'a>(name: &'a str, page: &'a str) -> Vec<(&'a str, &'a str)> {
    let targets = page.split("](").skip(1).filter_map(|part| part.split(')').next());
    let with_place = targets.filter_map(|target| target.split_once('#'));
    let of_the_manual = with_place.filter_map(|(target, place)| match target {
        "" => Some((name, place)),
        _ => target.strip_prefix("crate::manual::").map(|page| (page, place)),
    });
    of_the_manual.collect()
}

#[test]
fn links_into_a_page_of_the_manual_find_a_heading() {
    let mut pages = BTreeMap::new();
    for entry in fs::read_dir(manual()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "md") {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            pages.insert(name, fs::read_to_string(path).unwrap());
        }
    }
    let (mut lost, mut count) = (Vec::new(), 0);
    for (name, page) in &pages {
        for (target, place) in links(name, page) {
            count += 1;
            let found = pages.get(target).is_some_and(|page| places(page).iter().any(|known| known == place));
            if !found {
                lost.push(format!("{name}: {target}#{place}"));
            }
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
    assert!(count >= 15, "only {count} links were found");
}
