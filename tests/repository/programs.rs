//! Test programs are few, because each is linked by itself; and every file of tests is a part of one.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use syn::{Attribute, Item};

/// The main files of the test programs, where Cargo looks for them.
fn programs() -> Vec<PathBuf> {
    let entries = fs::read_dir(super::root().join("tests")).unwrap().map(|entry| entry.unwrap().path());
    let mains = entries.map(|path| if path.is_dir() { path.join("main.rs") } else { path });
    mains.filter(|path| path.is_file() && path.extension().is_some_and(|extension| extension == "rs")).collect()
}

/// The file that `#[path]` names.
fn named(attributes: &[Attribute]) -> Option<String> {
    attributes.iter().find_map(|attribute| match &attribute.meta {
        syn::Meta::NameValue(meta) if meta.path.is_ident("path") => match &meta.value {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(path), .. }) => Some(path.value()),
            _ => panic!("a path is a text"),
        },
        _ => None,
    })
}

/// Adds the files of the modules that `items` declare, whose own files are in `folder`. `beside` is where `#[path]` begins.
fn add(items: &[Item], beside: &Path, folder: &Path, files: &mut BTreeSet<PathBuf>) {
    for item in items {
        let Item::Mod(module) = item else { continue };
        let inner = folder.join(module.ident.to_string());
        match &module.content {
            Some((_, items)) => add(items, &inner, &inner, files),
            None => {
                let usual = [inner.with_extension("rs"), inner.join("mod.rs")];
                // The modules of a file that a path names are beside it, as those of `mod.rs` are.
                let (file, is_folders) = match named(&module.attrs) {
                    Some(path) => (beside.join(path), true),
                    None => {
                        let file = usual.into_iter().find(|file| file.is_file()).unwrap();
                        let is_folders = file.file_name().is_some_and(|name| name == "mod.rs");
                        (file, is_folders)
                    }
                };
                let inner = if is_folders { file.parent().unwrap().to_owned() } else { inner };
                add_file(&file, &inner, files);
            }
        }
    }
}

fn add_file(file: &Path, folder: &Path, files: &mut BTreeSet<PathBuf>) {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    add(&syn::parse_file(&text).unwrap().items, file.parent().unwrap(), folder, files);
    files.insert(file.canonicalize().unwrap());
}

/// The Rust files in a folder that are not in a package of their own.
fn within(folder: &Path, files: &mut BTreeSet<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.join("Cargo.toml").is_file() {
            within(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.insert(path.canonicalize().unwrap());
        }
    }
}

#[test]
fn test_programs_are_few() {
    let programs = programs();
    assert!((10..=20).contains(&programs.len()), "{}: {programs:#?}", programs.len());
}

#[test]
fn every_file_of_tests_is_a_part_of_a_program() {
    let (mut compiled, mut there) = (BTreeSet::new(), BTreeSet::new());
    for program in programs() {
        add_file(&program, program.parent().unwrap(), &mut compiled);
    }
    within(&super::root().join("tests"), &mut there);
    let forgotten: Vec<_> = there.difference(&compiled).collect();
    assert!(forgotten.is_empty(), "nothing compiles {forgotten:#?}");
    assert!(there.len() > 150, "only {} files were found", there.len());
}

/// What a test builds may need packages that this build did not. On a machine that has built nothing yet, they are
/// downloaded then.
#[test]
fn no_test_forbids_cargo_to_download() {
    let mut files = BTreeSet::new();
    for folder in ["cli/src", "cli/tests", "derive/src", "derive/tests", "src", "tests"] {
        within(&super::root().join(folder), &mut files);
    }
    let option = ["--off", "line"].concat();
    let forbidding: Vec<_> = files
        .iter()
        .filter(|file| fs::read_to_string(file).unwrap().contains(&format!("\"{option}\"")))
        .collect();
    assert!(forbidding.is_empty(), "{forbidding:#?}");
}
