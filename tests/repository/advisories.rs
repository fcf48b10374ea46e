//! What the RustSec advisory database says of the packages that are locked, by `tests/supply_chain/advisories.txt`.
//! `tests/supply_chain/update.py` writes that list anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use semver::{Version, VersionReq};

/// Advisories that concern a package of a lock file which is for tests and measurements alone, and why it stays.
const KNOWN: &[(&str, &str)] = &[
    ("RUSTSEC-2026-0009", "time 0.3.36, as the AWS crate that is compared with asks for"),
    ("RUSTSEC-2026-0098", OLD_TLS),
    ("RUSTSEC-2026-0099", OLD_TLS),
    ("RUSTSEC-2026-0104", OLD_TLS),
    ("RUSTSEC-2026-0258", OLD_TLS),
    ("RUSTSEC-2021-0139", STATISTICS),
    ("RUSTSEC-2021-0145", STATISTICS),
    ("RUSTSEC-2024-0375", STATISTICS),
];
const OLD_TLS: &str =
    "the older HTTPS client of the SDK, which the AWS crate and published applications ask for";
const STATISTICS: &str = "a command line that dudect-bencher brings; it prints to a terminal";

struct Advisory {
    id: String,
    kind: String,
    /// Versions without it.
    safe: Vec<VersionReq>,
}

impl Advisory {
    /// A requirement without an operator is this version alone, unlike in a manifest.
    fn parse(line: &str) -> (String, Advisory) {
        let mut words = line.splitn(4, ' ');
        let mut word = || words.next().unwrap().to_owned();
        let (package, id, kind) = (word(), word(), word());
        let requirement = |text: &str| {
            let text = text.trim();
            let is_exact = text.starts_with(|first: char| first.is_ascii_digit());
            VersionReq::parse(&if is_exact { format!("={text}") } else { text.to_owned() }).unwrap()
        };
        let safe = words.next().filter(|safe| !safe.is_empty());
        let safe = safe.map(|safe| safe.split('|').map(requirement).collect());
        (package, Advisory { id, kind, safe: safe.unwrap_or_default() })
    }

    fn concerns(&self, version: &Version) -> bool {
        !self.safe.iter().any(|safe| safe.matches(version))
    }
}

fn list() -> BTreeMap<String, Vec<Advisory>> {
    let text = fs::read_to_string(super::root().join("tests/supply_chain/advisories.txt")).unwrap();
    let mut list = BTreeMap::<_, Vec<_>>::new();
    for line in text.lines().skip(1) {
        let (package, advisory) = Advisory::parse(line);
        list.entry(package).or_default().push(advisory);
    }
    assert!(list.len() > 30, "the list was not found");
    list
}

/// The lock files of the package, and of those that stand apart.
fn lock_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap();
        if path.is_dir() && name != "target" && name != ".git" {
            lock_files(&path, found);
        } else if name == "Cargo.lock" {
            found.push(path);
        }
    }
}

/// Packages that come from a registry, with their versions.
fn locked(file: &Path) -> Vec<(String, Version)> {
    let text = fs::read_to_string(file).unwrap();
    let value = |part: &str, name: &str| {
        let line = part.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = "));
        line.map(|value| value.trim_matches('"').to_owned())
    };
    let packages = text.split("[[package]]").skip(1).filter(|part| value(part, "source").is_some());
    let named = packages
        .map(|part| (value(part, "name").unwrap(), Version::parse(&value(part, "version").unwrap()).unwrap()));
    named.collect()
}

#[test]
fn no_locked_package_has_a_known_vulnerability() {
    let list = list();
    let mut files = Vec::new();
    lock_files(super::root(), &mut files);
    assert!(files.len() > 10, "{files:?}");
    let own = super::root().join("Cargo.lock");
    let (mut found, mut known) = (Vec::new(), BTreeSet::new());
    for file in &files {
        for (package, version) in locked(file) {
            let advisories = list.get(&package).into_iter().flatten();
            for Advisory { id, kind, .. } in advisories.filter(|advisory| advisory.concerns(&version)) {
                if *file != own && KNOWN.iter().any(|(known, _)| known == id) {
                    known.insert(id.as_str());
                } else {
                    found.push(format!("{}: {package} {version}: {id} ({kind})", file.display()));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert_eq!(known, KNOWN.iter().map(|(id, _)| *id).collect(), "a line that is not needed any more");
}

#[test]
fn an_advisory_concerns_the_versions_that_it_does_not_except() {
    let concerns = |safe: &str, version: &str| {
        let (_, advisory) = Advisory::parse(&format!("a-package RUSTSEC-2026-0001 vulnerability {safe}"));
        advisory.concerns(&Version::parse(version).unwrap())
    };
    for (safe, version, expected) in [
        (">= 0.10.3 | < 0.10.0", "0.10.2", true),
        (">= 0.10.3 | < 0.10.0", "0.10.3", false),
        (">= 0.10.3 | < 0.10.0", "0.9.9", false),
        (">= 0.2.8, < 0.3.0-rc.1 | >= 0.3.0-rc.2", "0.2.9", false),
        // A single version, and none after it.
        ("0.54.2", "0.54.2", false),
        ("0.54.2", "0.54.3", true),
        ("^0.3.24 | >= 0.4.2", "0.3.25", false),
        ("", "1.0.0", true),
    ] {
        assert_eq!(concerns(safe, version), expected, "{safe}, {version}");
    }
}
