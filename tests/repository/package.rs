//! What is published: the links of its pages lead somewhere from there, too.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of the published package.
fn packaged() -> BTreeSet<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or("cargo".into());
    let output = Command::new(cargo)
        .args(["package", "--list", "--allow-dirty", "--offline", "--package", env!("CARGO_PKG_NAME")])
        .current_dir(root())
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
        for link in links(&fs::read_to_string(root().join(page)).unwrap()) {
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
        .args([
            "tree",
            "--offline",
            "--locked",
            "--edges",
            "normal,build",
            "--prefix",
            "none",
            "--format",
            "{p}",
        ])
        .args(["--package", package])
        .current_dir(root())
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
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    assert!(readme.contains(&format!("| {added} packages |")), "{added}");
    let program = readme.split("```rust,no_run\n").nth(1).unwrap().split("```").next().unwrap();
    let lines = program.lines().filter(|line| !line.trim().is_empty()).count();
    assert!(readme.contains(&format!("| {lines} lines |")), "{lines}");
}
