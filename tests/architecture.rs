//! The house as `src/manual/architecture.md` describes it: which room may know which others, where each step of an item's
//! way is, and how large files and functions get.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Block, ImplItemFn, Item, ItemFn, ItemMacro, ItemMod, Macro, Signature, UseTree};

const LONGEST_FILE: usize = 400;
const LONGEST_FUNCTION: usize = 50;
/// Files that are a table, and may be as long as it gets.
const TABLES: [&str; 0] = [];

/// A path of modules, from the crate's root.
type Module = Vec<String>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn page() -> String {
    fs::read_to_string(root().join("src/manual/architecture.md")).unwrap()
}

/// What stands in backquotes.
fn quoted(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The rooms of the page in its order, from the ground up, each with those that it may know.
fn rooms() -> Vec<(String, Vec<String>)> {
    let page = page();
    let mut rooms = Vec::new();
    for line in page.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<_> = line.split('|').collect();
        let [_, name, _, may_know, _] = cells[..] else { panic!("not a row of rooms: {line}") };
        let known = if may_know.trim() == "all above" {
            rooms.iter().map(|(name, _): &(String, _)| name.clone()).collect()
        } else {
            quoted(may_know)
        };
        let [name] = &quoted(name)[..] else { panic!("a row names one room: {line}") };
        rooms.push((name.clone(), known));
    }
    assert!(rooms.len() > 10, "the page's table of rooms was not found");
    rooms
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The module that a file of `src` is, and whether it is one of tests.
fn module_of(file: &Path) -> (Module, bool) {
    let path = file.strip_prefix(root().join("src")).unwrap().with_extension("");
    let mut module: Module = path.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
    let is_test = module.iter().any(|part| part == "tests");
    if module.last().is_some_and(|last| last == "mod" || last == "lib") {
        module.pop();
    }
    (module, is_test)
}

/// Whether what these attributes stand before is compiled for tests only.
fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && matches!(&attribute.meta, syn::Meta::List(list) if list.tokens.to_string() == "test")
    })
}

/// Collects the modules that a file refers to, and its long functions.
struct Reading {
    module: Module,
    known: Vec<Module>,
    long_functions: Vec<(String, usize)>,
}

impl Reading {
    fn of(file: &Path) -> Reading {
        let (module, _) = module_of(file);
        let mut reading = Reading { module, known: Vec::new(), long_functions: Vec::new() };
        reading.visit_file(&syn::parse_file(&fs::read_to_string(file).unwrap()).unwrap());
        reading
    }

    /// Notes a path, when it begins within this crate.
    fn note(&mut self, segments: &[String]) {
        let mut path = self.module.clone();
        let mut rest = segments;
        match rest.first().map(String::as_str) {
            Some("crate") => path.clear(),
            Some("self") => {}
            Some("super") => {
                while rest.first().is_some_and(|first| first == "super") {
                    path.pop();
                    rest = &rest[1..];
                }
                path.extend(rest.iter().cloned());
                self.known.push(path);
                return;
            }
            _ => return,
        }
        path.extend(rest[1..].iter().cloned());
        self.known.push(path);
    }

    fn note_tree(&mut self, tree: &UseTree, mut before: Vec<String>) {
        match tree {
            UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.note_tree(&path.tree, before);
            }
            UseTree::Name(name) => {
                before.push(name.ident.to_string());
                self.note(&before);
            }
            UseTree::Rename(name) => {
                before.push(name.ident.to_string());
                self.note(&before);
            }
            UseTree::Glob(_) => self.note(&before),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.note_tree(tree, before.clone())),
        }
    }

    /// Notes the paths in what a macro is given, or is made of.
    fn note_tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            if let TokenTree::Group(group) = &tokens[at] {
                self.note_tokens(group.stream());
            }
            let mut path = Vec::new();
            while let Some(TokenTree::Ident(part)) = tokens.get(at) {
                path.push(part.to_string());
                let is_colon = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == ':');
                if !(is_colon(tokens.get(at + 1)) && is_colon(tokens.get(at + 2))) {
                    break;
                }
                at += 3;
            }
            self.note(&path);
            at += 1;
        }
    }

    /// Counts a function's lines, from its first word to its last brace.
    fn measure(&mut self, signature: &Signature, block: &Block) {
        let (start, end) = (signature.fn_token.span.start().line, block.brace_token.span.close().end().line);
        if end - start >= LONGEST_FUNCTION {
            self.long_functions.push((signature.ident.to_string(), end - start + 1));
        }
    }
}

impl<'ast> Visit<'ast> for Reading {
    fn visit_item(&mut self, item: &'ast Item) {
        let attributes = match item {
            Item::Mod(ItemMod { attrs, .. }) | Item::Fn(ItemFn { attrs, .. }) => &attrs[..],
            Item::Use(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            _ => &[],
        };
        if !is_for_tests(attributes) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if item.content.is_some() {
            self.module.push(item.ident.to_string());
            visit::visit_item_mod(self, item);
            self.module.pop();
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        // What the root says of its own rooms is no arrow; everybody may see the root's face.
        self.note_tree(&item.tree, Vec::new());
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<_> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.note(&segments);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast Macro) {
        self.note_tokens(item.tokens.clone());
        visit::visit_macro(self, item);
    }

    fn visit_item_macro(&mut self, item: &'ast ItemMacro) {
        self.note_tokens(item.mac.tokens.clone());
    }

    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        self.measure(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        self.measure(&item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }
}

/// The most particular room that a module is in.
fn room_of<'r>(rooms: &'r [(String, Vec<String>)], module: &[String]) -> Option<&'r str> {
    let is_in = |name: &&str| {
        let parts: Vec<_> = name.split('/').collect();
        module.len() >= parts.len() && parts.iter().zip(module).all(|(part, name)| part == name)
    };
    rooms.iter().map(|(name, _)| name.as_str()).filter(is_in).max_by_key(|name| name.len())
}

#[test]
fn imports_run_downwards() {
    let rooms = rooms();
    let mut wrong = BTreeMap::new();
    for file in files(&root().join("src")) {
        let (module, is_test) = module_of(&file);
        if is_test || module.is_empty() {
            continue;
        }
        let Some(room) = room_of(&rooms, &module) else {
            wrong.insert(format!("{} is in no room of the page", file.display()), ());
            continue;
        };
        let (_, may_know) = rooms.iter().find(|(name, _)| name == room).unwrap();
        for known in Reading::of(&file).known {
            let Some(other) = room_of(&rooms, &known) else { continue };
            if other != room && !may_know.iter().any(|name| name == other) {
                let file = file.strip_prefix(root()).unwrap().display();
                wrong.insert(format!("{file}: {room} may not know {other} ({})", known.join("::")), ());
            }
        }
    }
    assert!(wrong.is_empty(), "{:#?}", wrong.keys().collect::<Vec<_>>());
}

#[test]
fn a_room_knows_only_rooms_above_it_on_the_page() {
    let rooms = rooms();
    for (n, (name, may_know)) in rooms.iter().enumerate() {
        for known in may_know {
            let place = rooms.iter().position(|(name, _)| name == known);
            assert!(
                place.is_some_and(|place| place < n),
                "{name} knows {known}, which does not come before it"
            );
        }
    }
}

#[test]
fn every_room_of_the_page_is_there() {
    for (name, _) in rooms() {
        let place = root().join("src").join(&name);
        assert!(place.is_dir() || place.with_extension("rs").is_file(), "there is no src/{name}");
    }
}

#[test]
fn every_step_of_an_items_way_is_where_the_page_says() {
    let page = page();
    let is_step = |line: &&str| {
        line.strip_prefix("| ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    let (mut found, mut missing) = (0, Vec::new());
    for step in page.lines().filter(is_step) {
        let place = step.trim_end_matches(" |").rsplit(" | ").next().unwrap();
        let mut text = String::new();
        for name in quoted(place) {
            if name.ends_with(".rs") {
                text = fs::read_to_string(root().join("src").join(name)).unwrap_or_default();
                continue;
            }
            let declarations = [
                format!("fn {name}("),
                format!("fn {name}<"),
                format!("struct {name}"),
                format!("enum {name}"),
            ];
            if declarations.iter().any(|declaration| text.contains(declaration)) {
                found += 1;
            } else {
                missing.push(format!("{name} of {step}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
    assert!(found > 30, "the steps were not found");
}

#[test]
fn every_file_that_the_page_names_is_there() {
    let page = page();
    let mut names = quoted(&page);
    names.retain_mut(|name| {
        name.truncate(name.find(' ').unwrap_or(name.len()));
        let endings = [".rs", ".md", ".sh", ".txt"];
        endings.iter().any(|ending| name.ends_with(ending))
            || ["src/", "tests/"].iter().any(|start| name.starts_with(start))
    });
    assert!(names.len() > 60, "{} names", names.len());
    names.retain(|name| !root().join(name).exists() && !root().join("src").join(name).exists());
    assert!(names.is_empty(), "{names:#?}");
}

#[test]
fn a_file_is_read_at_one_sitting() {
    let mut long = Vec::new();
    for file in files(&root().join("src")) {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        let (_, is_test) = module_of(&file);
        let name = file.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
        if lines > LONGEST_FILE && !is_test && !TABLES.contains(&name.as_str()) {
            long.push((name, lines));
        }
    }
    assert!(long.is_empty(), "files of over {LONGEST_FILE} lines: {long:#?}");
}

#[test]
fn a_function_fits_on_a_screen() {
    let mut long = Vec::new();
    for file in files(&root().join("src")) {
        if !module_of(&file).1 {
            let name = file.strip_prefix(root()).unwrap().display().to_string();
            long.extend(Reading::of(&file).long_functions.into_iter().map(|function| (name.clone(), function)));
        }
    }
    assert!(long.is_empty(), "functions of over {LONGEST_FUNCTION} lines: {long:#?}");
}

#[test]
fn an_upward_import_in_any_form_is_seen() {
    let forms = [
        "use crate::client::Tables;",
        "use crate::{error::Error, client::Tables};",
        "use super::super::client::Tables;",
        "fn f() { crate::client::f(); }",
        "fn f(_: crate::client::Tables) {}",
        "macro_rules! m { () => { $crate::client::f() }; }",
        "fn f() { println!(\"{}\", crate::client::NAME); }",
    ];
    for form in forms {
        let module = vec!["keyring".to_owned(), "raw_aes".to_owned()];
        let mut reading = Reading { module, known: Vec::new(), long_functions: Vec::new() };
        reading.visit_file(&syn::parse_file(form).unwrap());
        assert!(reading.known.iter().any(|path| path[0] == "client"), "{form}: {:?}", reading.known);
    }
}
