//! Writes structs, and beside each what somebody would write by hand: the builder, and an item.

use std::fmt::Write;

/// A sequence of numbers that is the same each time.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound).unwrap()).unwrap()
    }

    fn one_in(&mut self, chance: usize) -> bool {
        self.below(chance) == 0
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }
}

/// serde's rules for names; the first is none.
const CASES: [&str; 9] = [
    "",
    "lowercase",
    "UPPERCASE",
    "PascalCase",
    "camelCase",
    "snake_case",
    "SCREAMING_SNAKE_CASE",
    "kebab-case",
    "SCREAMING-KEBAB-CASE",
];

/// Names of fields, in two parts so that rules show.
const FIRST: [&str; 8] = ["home", "last", "billing", "x", "contact", "r2", "old", "main"];
const SECOND: [&str; 8] = ["address", "visit", "number", "y1", "mail", "code", "note", "photo"];

/// Types of fields: the type, a value, and the attribute that it becomes.
const TYPES: [(&str, &str, &str); 9] = [
    ("String", r#""text".to_owned()"#, r#"S("text".to_owned())"#),
    ("u32", "1815", r#"N("1815".to_owned())"#),
    ("i64", "-7", r#"N("-7".to_owned())"#),
    ("bool", "true", "Bool(true)"),
    ("Option<String>", "None", "Null(true)"),
    ("Option<String>", r#"Some("some".to_owned())"#, r#"S("some".to_owned())"#),
    ("Vec<u32>", "vec![1, 2]", r#"L(vec![N("1".to_owned()), N("2".to_owned())])"#),
    (
        "BTreeMap<String, bool>",
        r#"BTreeMap::from([("k".to_owned(), false)])"#,
        r#"M(HashMap::from([("k".to_owned(), Bool(false))]))"#,
    ),
    (
        "Nested",
        r#"Nested { city: "London".to_owned() }"#,
        r#"M(HashMap::from([("city".to_owned(), S("London".to_owned()))]))"#,
    ),
];

fn capitalised(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

/// The name that a rule makes of a field whose name has two parts.
fn renamed(case: &str, (first, second): (&str, &str)) -> String {
    let joined = |mark: &str| format!("{first}{mark}{second}");
    match case {
        "PascalCase" => capitalised(first) + &capitalised(second),
        "camelCase" => first.to_owned() + &capitalised(second),
        "kebab-case" => joined("-"),
        "SCREAMING-KEBAB-CASE" => joined("-").to_uppercase(),
        "UPPERCASE" | "SCREAMING_SNAKE_CASE" => joined("_").to_uppercase(),
        _ => joined("_"),
    }
}

/// A struct that grows, and what is written by hand beside it.
#[derive(Default)]
struct Thing {
    container: String,
    fields: String,
    values: String,
    builder: String,
    search: String,
    item: String,
    names: Vec<String>,
    others: Option<&'static str>,
    has_context: bool,
}

impl Thing {
    fn field(&mut self, attributes: &str, name: &str, kind: &str, value: &str) {
        write!(self.fields, "    {attributes}\n    {name}: {kind},\n").unwrap();
        writeln!(self.values, "        {name}: {value},").unwrap();
    }

    fn stored(&mut self, name: &str, value: &str) {
        writeln!(self.item, "        (\"{name}\".to_owned(), {value}),").unwrap();
    }
}

/// Serde's part of a field: its attributes, the name that results, and aliases.
fn names(
    random: &mut Random,
    case: &str,
    parts: (&str, &str),
    may_have_alias: bool,
) -> (String, String, Vec<String>) {
    let mut attributes = String::new();
    let mut name = renamed(case, parts);
    if random.one_in(4) {
        name = format!("{}{}", random.of(&["attr", "Field-", "é."]), random.below(1_000_000));
        let rename = match random.below(2) {
            0 => format!("rename = \"{name}\""),
            _ => format!("rename(serialize = \"{name}\", deserialize = \"{name}\")"),
        };
        write!(attributes, "#[serde({rename})] ").unwrap();
    }
    let mut aliases = Vec::new();
    if may_have_alias && random.one_in(6) {
        let alias = format!("old{}", random.below(1_000_000));
        write!(attributes, "#[serde(alias = \"{alias}\", default)] ").unwrap();
        aliases.push(alias);
    }
    (attributes, name, aliases)
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}

fn field(random: &mut Random, thing: &mut Thing, case: &str, prefix: &str, number: usize) {
    let parts = (FIRST[number], random.of(&SECOND));
    let field = format!("{}_{}", parts.0, parts.1);
    let (kind, value, stored) = random.of(&TYPES);
    let action = random.of(&["", "encrypt", "encrypt", "sign", "sign", "context", "unsigned", "index_key"]);
    let may_have_alias = matches!(action, "encrypt" | "sign" | "unsigned");
    let (serde, mut name, aliases) = names(random, case, parts, may_have_alias);
    let mut said = action.to_owned();
    let mut serde = serde;
    if action == "unsigned" && !prefix.is_empty() && random.one_in(2) {
        name = format!("{prefix}{field}");
        serde = format!("#[serde(rename = \"{name}\")] ");
        writeln!(thing.builder, "        .do_nothing([\"{name}\"])").unwrap();
    } else {
        let mut all = vec![name.clone()];
        all.extend(if serde.contains("alias") { aliases } else { Vec::new() });
        let all = quoted(&all);
        match action {
            "" | "encrypt" => writeln!(thing.builder, "        .encrypt([{all}])").unwrap(),
            "sign" => writeln!(thing.builder, "        .sign([{all}])").unwrap(),
            "context" => {
                writeln!(thing.builder, "        .sign_and_include_in_encryption_context([{all}])").unwrap()
            }
            "unsigned" => {
                writeln!(thing.builder, "        .do_nothing([{all}])\n        .allowed_unsigned([{all}])")
                    .unwrap()
            }
            _ => writeln!(thing.builder, "        .index_keys([{all}])").unwrap(),
        }
        if action == "encrypt" && kind != "BTreeMap<String, bool>" && random.one_in(4) {
            writeln!(thing.builder, "        .pad([{all}], 64)").unwrap();
            said.push_str(", pad = 64");
        }
    }
    // A beacon needs a name without dots, and no alias.
    if action == "encrypt" && !name.contains('.') && !serde.contains("alias") && random.one_in(2) {
        beacon(random, thing, &mut said, &name, kind);
    }
    let said = if said.is_empty() { said } else { format!("#[item({said})] ") };
    thing.has_context |= action == "context";
    let skips = kind == "Option<String>" && action != "context" && random.one_in(2);
    if skips {
        serde.push_str("#[serde(skip_serializing_if = \"Option::is_none\")]");
    }
    thing.field(format!("{serde} {said}").trim(), &field, kind, value);
    if !(skips && value == "None") {
        thing.stored(&name, stored);
    }
    thing.names.push(name);
}

fn beacon(random: &mut Random, thing: &mut Thing, said: &mut String, name: &str, kind: &str) {
    let bits = 1 + random.below(63);
    if kind == "Nested" {
        let beacon = format!("city_{}", thing.names.len());
        write!(said, ", beacon(bits = {bits}, name = \"{beacon}\", within = \"city\")").unwrap();
        writeln!(thing.search, "        .beacon(Beacon::new(\"{beacon}\", {bits}).at(\"{name}.city\"))")
            .unwrap();
        return;
    }
    let (mut option, mut call) = (String::new(), String::new());
    if random.one_in(3) {
        let former = if bits == 20 { 21 } else { 20 };
        option = format!(", formerly = {former}");
        call = format!(".formerly({former})");
    }
    write!(said, ", beacon(bits = {bits}{option})").unwrap();
    writeln!(thing.search, "        .beacon(Beacon::new(\"{name}\", {bits}){call})").unwrap();
}

fn thing(random: &mut Random, number: usize) -> String {
    let mut thing = Thing::default();
    let case = random.of(&CASES);
    let prefix = if random.one_in(2) { random.of(&[":", "u_"]) } else { "" };
    if !case.is_empty() {
        writeln!(thing.container, "#[serde(rename_all = \"{case}\")]").unwrap();
    }
    if !prefix.is_empty() {
        writeln!(thing.container, "#[item(unsigned_prefix = \"{prefix}\")]").unwrap();
        writeln!(thing.builder, "        .unsigned_prefix(\"{prefix}\")").unwrap();
    }
    let (serde, name, _) = names(random, case, ("the", "id"), false);
    thing.field(format!("{serde}#[item(partition_key)]").trim(), "the_id", "String", "\"42\".to_owned()");
    writeln!(thing.builder, "        .partition_key(\"{name}\")").unwrap();
    thing.stored(&name, "S(\"42\".to_owned())");
    if random.one_in(2) {
        let (serde, name, _) = names(random, case, ("the", "time"), false);
        let (said, also) =
            random.of(&[("sort_key", ""), ("sort_key, sign", ""), ("sort_key, index_key", "index")]);
        thing.field(format!("{serde}#[item({said})]").trim(), "the_time", "u64", "5");
        writeln!(thing.builder, "        .sort_key(\"{name}\")").unwrap();
        if also == "index" {
            writeln!(thing.builder, "        .index_keys([\"{name}\"])").unwrap();
        }
        thing.stored(&name, "N(\"5\".to_owned())");
    }
    if random.one_in(5) {
        thing.field("#[serde(skip)]", "cached_text", "String", "String::new()");
    }
    for number in 0..random.below(FIRST.len()) {
        field(random, &mut thing, case, prefix, number);
    }
    flattened(random, &mut thing);
    // On reading, serde hands a struct's tag to a map that is flattened into it.
    let has_map = thing.fields.contains("rest:");
    if !has_map && random.one_in(6) {
        let (word, call) = random.of(&[("sign", "sign"), ("encrypt", "encrypt")]);
        write!(thing.container, "#[serde(tag = \"#kind\")]\n#[item(tag({word}))]\n").unwrap();
        writeln!(thing.builder, "        .{call}([\"#kind\"])").unwrap();
        thing.stored("#kind", &format!("S(\"Thing{number}\".to_owned())"));
    }
    written(number, &thing)
}

/// Attributes from within other types.
fn flattened(random: &mut Random, thing: &mut Thing) {
    if random.one_in(5) {
        thing.field(
            "#[serde(flatten)] #[item(flatten)]",
            "shared",
            "Shared",
            "Shared { version: 3, secret: \"s\".to_owned() }",
        );
        writeln!(thing.builder, "        .sign([\"version\"]).encrypt([\"Secret\"])").unwrap();
        thing.stored("version", "N(\"3\".to_owned())");
        thing.stored("Secret", "S(\"s\".to_owned())");
    } else if random.one_in(5) {
        let (word, action) = random.of(&[("sign", "SignOnly"), ("encrypt", "EncryptAndSign")]);
        let value = "BTreeMap::from([(\"more\".to_owned(), true)])";
        thing.field(&format!("#[serde(flatten)] #[item({word})]"), "rest", "BTreeMap<String, bool>", value);
        thing.others = Some(action);
        thing.stored("more", "Bool(true)");
    } else if random.one_in(5) {
        let (word, action) = random.of(&[("sign", "SignOnly"), ("encrypt", "EncryptAndSign")]);
        writeln!(thing.container, "#[item(others({word}))]").unwrap();
        thing.others = Some(action);
    }
    if let Some(action) = thing.others {
        writeln!(thing.builder, "        .action_for_others(AttributeAction::{action})").unwrap();
    }
}

fn written(number: usize, thing: &Thing) -> String {
    let Thing { container, fields, values, builder, search, item, .. } = thing;
    let search = if search.is_empty() {
        "None".to_owned()
    } else {
        format!("Some(Search::builder(super::keys())\n{search}        .build())")
    };
    format!(
        "\n#[derive(Serialize, Deserialize, TypedItem)]\n{container}struct Thing{number} {{\n{fields}}}\n\n\
         async fn compare_{number}() {{\n    let value = Thing{number} {{\n{values}    }};\n    \
         let builder = TableConfig::builder(\"Things\")\n{builder}    ;\n    let search = {search};\n    \
         let item = HashMap::from([\n{item}    ]);\n    super::compare(value, builder, search, item).await;\n}}\n"
    )
}

/// The file with `count` structs.
pub fn generate(count: usize) -> String {
    let mut random = Random(16);
    let mut file = "\
//! Written by `generator.rs`; see `tests/declarations/typed_random.rs`.
#![allow(dead_code, reason = \"what serde skips is never read\")]

use std::collections::{BTreeMap, HashMap};

use aws_sdk_dynamodb::types::AttributeValue::{Bool, L, M, N, Null, S};
use dynamodb_item_encryptor::{AttributeAction, Beacon, Search, TableConfig, TypedItem};
use serde::{Deserialize, Serialize};

#[derive(Default, Serialize, Deserialize)]
struct Nested {
    city: String,
}

#[derive(Serialize, Deserialize, TypedItem)]
#[item(part)]
struct Shared {
    #[item(sign)]
    version: u32,
    #[serde(rename = \"Secret\")]
    secret: String,
}
"
    .to_owned();
    let mut calls = String::new();
    for number in 0..count {
        file.push_str(&thing(&mut random, number));
        writeln!(calls, "    compare_{number}().await;").unwrap();
    }
    write!(file, "\npub const COUNT: usize = {count};\n\npub async fn compare_all() {{\n{calls}}}\n").unwrap();
    file
}
