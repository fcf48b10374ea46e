//! Every public type has an example, or leads to one.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use syn::{Attribute, Expr, ExprLit, Item, Lit, Meta};

/// Types that a macro writes: their documentation is an argument of it.
const FROM_MACROS: [&str; 8] = [
    "KmsDiscoveryKeyring",
    "KmsDiscoveryMultiKeyring",
    "KmsKeyring",
    "KmsMrkDiscoveryKeyring",
    "KmsMrkDiscoveryMultiKeyring",
    "KmsMrkKeyring",
    "KmsMrkMultiKeyring",
    "KmsMultiKeyring",
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The documentation of an item, its own lines and not those of files that it includes.
fn documentation(attributes: &[Attribute]) -> String {
    let mut text = String::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("doc")) {
        if let Meta::NameValue(meta) = &attribute.meta
            && let Expr::Lit(ExprLit { lit: Lit::Str(line), .. }) = &meta.value
        {
            text += &line.value();
            text.push('\n');
        }
    }
    text
}

/// The public types by the interface that is written down, each by its last name.
fn public_types() -> Vec<String> {
    let interface = fs::read_to_string(super::root().join("tests/public-api/api.txt")).unwrap();
    let mut types = Vec::new();
    for line in interface.lines() {
        let line = line.trim_start_matches("#[non_exhaustive] ");
        let Some(rest) = line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum ")) else {
            continue;
        };
        let path = rest.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).next().unwrap();
        types.push(path.rsplit("::").next().unwrap().to_owned());
    }
    assert!(types.len() > 150, "the written interface has few types: {}", types.len());
    types
}

#[test]
fn every_public_type_has_an_example_or_a_link_to_one() {
    let mut sources = Vec::new();
    files(&super::root().join("src"), &mut sources);
    let mut types: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in sources {
        for item in syn::parse_file(&fs::read_to_string(source).unwrap()).unwrap().items {
            let (name, attributes) = match &item {
                Item::Struct(item) => (&item.ident, &item.attrs),
                Item::Enum(item) => (&item.ident, &item.attrs),
                Item::Trait(item) => (&item.ident, &item.attrs),
                _ => continue,
            };
            types.entry(name.to_string()).or_default().push(documentation(attributes));
        }
    }
    let mut without = Vec::new();
    for name in public_types() {
        if FROM_MACROS.contains(&name.as_str()) {
            continue;
        }
        let texts = types.get(&name).unwrap_or_else(|| panic!("{name} was not found in the sources"));
        if !texts.iter().any(|text| text.contains("```") || text.contains("Example: [`")) {
            without.push(name);
        }
    }
    assert!(without.is_empty(), "neither an example nor a link to one: {without:?}");
}
