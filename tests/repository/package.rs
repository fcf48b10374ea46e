//! What is published: the links of its pages lead somewhere from there, too.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

/// The files of the published package.
fn packaged() -> BTreeSet<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or("cargo".into());
    let output = Command::new(cargo)
        .args(["package", "--list", "--allow-dirty", "--locked", "--package", env!("CARGO_PKG_NAME")])
        .current_dir(super::root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(PathBuf::from).collect()
}

/// The relative links of a page.
fn links(page: &str) -> Vec<String> {
    let mut links = Vec::new();
    for part in page.split("](").skip(1) {
        let link = part.split(')').next().unwrap().split('#').next().unwrap();
        if !link.is_empty() && link != "crate" && !link.contains("://") && !link.contains("::") {
            links.push(link.to_owned());
        }
    }
    links
}

/// Where the documentation site has the manual, and where it has every file of the package.
const MANUAL: &str = "https://docs.rs/dynamodb-item-encryptor/latest/dynamodb_item_encryptor/manual/";
const FILES: &str = "https://docs.rs/crate/dynamodb-item-encryptor/latest/source/";
/// Shown where the page has a repository around it, or the package names one: a drawing cannot be linked elsewhere.
const DRAWING: &str = "benches/results.svg";

/// Also the package page shows the README, and there a relative link leads nowhere.
#[test]
fn links_of_the_readme_work_from_the_package_page() {
    let (packaged, readme) = (packaged(), fs::read_to_string(super::root().join("README.md")).unwrap());
    let pages = fs::read_to_string(super::root().join("src/manual/mod.rs")).unwrap();
    let mut wrong = Vec::new();
    let links = readme.split("](").skip(1).map(|part| part.split(')').next().unwrap());
    let links: Vec<_> = links.collect();
    for link in &links {
        let is_right = if let Some(page) = link.strip_prefix(MANUAL) {
            let name = page.strip_suffix("/index.html").unwrap_or_default();
            pages.contains(&format!("pub mod {name} {{}}"))
        } else if let Some(file) = link.strip_prefix(FILES) {
            packaged.contains(Path::new(file))
        } else {
            *link == DRAWING && packaged.contains(Path::new(DRAWING))
        };
        if !is_right {
            wrong.push(link);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(links.len() >= 20, "only {} links were found", links.len());
}

/// `link`, from the folder of `page`, without its detours.
fn resolve(page: &Path, link: &str) -> PathBuf {
    let mut resolved = PathBuf::new();
    for part in page.parent().unwrap().join(link).components() {
        match part {
            Component::ParentDir => assert!(resolved.pop(), "{link} leads out of the repository"),
            part => resolved.push(part),
        }
    }
    resolved
}

#[test]
fn links_of_published_pages_lead_to_published_files() {
    let packaged = packaged();
    let (mut broken, mut count) = (Vec::new(), 0);
    for page in packaged.iter().filter(|file| file.extension().is_some_and(|extension| extension == "md")) {
        for link in links(&fs::read_to_string(super::root().join(page)).unwrap()) {
            count += 1;
            if !packaged.contains(&resolve(page, &link)) {
                broken.push(format!("{}: {link}", page.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(count >= 10, "only {count} links were found");
}

#[test]
fn what_is_needed_to_judge_the_crate_is_published() {
    let packaged = packaged();
    for file in ["README.md", "SECURITY.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE", "src/lib.rs"] {
        assert!(packaged.contains(Path::new(file)), "{file} is missing");
    }
    let stray: Vec<_> =
        packaged.iter().filter(|file| file.starts_with("tests") || file.starts_with("target")).collect();
    assert!(stray.iter().all(|file| file.extension().is_some_and(|extension| extension == "md")), "{stray:?}");
}

/// The packages that `package` is built of, itself among them.
fn built_of(package: &str) -> BTreeSet<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or("cargo".into());
    let output = Command::new(cargo)
        .args(["tree", "--locked", "--edges", "normal,build", "--prefix", "none", "--format", "{p}"])
        .args(["--package", package])
        .current_dir(super::root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    // A name and a version; what else stands there says how the package is used.
    tree.lines().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn the_first_screen_says_how_many_packages_and_lines_there_are() {
    let sdk: BTreeSet<_> =
        ["aws-config", "aws-sdk-dynamodb", "aws-sdk-kms"].into_iter().flat_map(built_of).collect();
    let added = built_of(env!("CARGO_PKG_NAME")).difference(&sdk).count() - 1;
    let readme = fs::read_to_string(super::root().join("README.md")).unwrap();
    assert!(readme.contains(&format!("| {added} packages |")), "{added}");
    let program = readme.split("```rust,no_run\n").nth(1).unwrap().split("```").next().unwrap();
    let lines = program.lines().filter(|line| !line.trim().is_empty()).count();
    assert!(readme.contains(&format!("| {lines} lines |")), "{lines}");
}
