//! What real applications ask of their tables, however these are encrypted.
//!
//! The programs are the texts in this folder, see [`language`](super::language). Each runs on empty tables with a
//! client that does not encrypt, and with one for each [`Configuration`]; what the application sees of every call, and
//! of the tables in the end, is the same. Where it is not, `deviations.txt` has a line for it, of these parts:
//!
//! ```text
//! program | configurations, or all | row in src/manual/differences.md | what the wrapped client gets
//! ```
//!
//! Where the embedded engine does what DynamoDB does not, and the wrapped client does as DynamoDB, the row is
//! `the engine: ` and what it does.

pub mod returns;
pub mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use dynamodb_item_encryptor::EncryptTables;
use test_support::expressions::values::normal;
use test_support::keys::Slow;
use test_support::recorded::Requests;
use test_support::{engine, keyring};

use self::tables::Configuration;
use super::language::call::{ENTITIES, NOTES, RECORDS};
use super::language::parameters::Placeholders;
use super::language::{Program, programs};
use super::observed::{Observed, Step};
use super::plaintext::Plaintext;
use super::server::is_sealed;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transparency/applications")
}

/// All programs.
pub fn all() -> Vec<Program> {
    let files = std::fs::read_dir(folder()).unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<_> = files.filter(|file| file.extension().is_some_and(|end| end == "txt")).collect();
    files.retain(|file| !file.ends_with("deviations.txt"));
    files.sort();
    let texts = files.iter().map(|file| std::fs::read_to_string(file).unwrap());
    texts.chain([returns::programs()]).flat_map(|text| programs(&text)).collect()
}

/// What is otherwise, of one program with one configuration.
#[derive(Debug, PartialEq, Eq)]
pub struct Deviation {
    row: String,
    outcome: String,
}

impl Deviation {
    /// The row that tells the users, where it is not the engine that deviates.
    pub fn row(&self) -> Option<&str> {
        (!self.row.starts_with("the engine: ")).then_some(self.row.as_str())
    }
}

/// What is expected to be otherwise, by program and configuration.
pub fn deviations() -> BTreeMap<(String, Configuration), Deviation> {
    let text = std::fs::read_to_string(folder().join("deviations.txt")).unwrap();
    let mut deviations = BTreeMap::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let parts: Vec<_> = line.splitn(4, " | ").collect();
        let [program, named, row, outcome] = parts[..] else { panic!("{line}") };
        let is_named =
            |configuration: &Configuration| named.split(", ").any(|name| name == configuration.name());
        let named: Vec<_> = match named {
            "all" => Configuration::ALL.to_vec(),
            _ => Configuration::ALL.into_iter().filter(is_named).collect(),
        };
        assert!(!named.is_empty(), "{line}");
        for configuration in named {
            let deviation = Deviation { row: row.to_owned(), outcome: outcome.to_owned() };
            let before = deviations.insert((program.to_owned(), configuration), deviation);
            assert!(before.is_none(), "twice: {line}");
        }
    }
    deviations
}

/// What came of a program.
struct Run {
    seen: Observed,
    requests: Requests,
    stored: Stored,
}

/// What is in the encrypted tables: by key and name of each attribute.
type Stored = BTreeMap<(String, String), AttributeValue>;

async fn run(program: &Program, configuration: Option<Configuration>) -> Run {
    let url = engine::start_unwatched().await;
    let plain = Client::from_conf(test_support::config(&url).build());
    tables::create(&plain).await;
    let requests = Requests::default();
    let config = test_support::config(&url).http_client(requests.http_client());
    let config = match configuration {
        None => config,
        Some(Configuration::Mixed) => {
            let tables = Configuration::Mixed.tables(|| Slow::new(Duration::from_millis(1)).0);
            config.encrypt_tables(tables).unwrap()
        }
        Some(configuration) => config.encrypt_tables(configuration.tables(keyring)).unwrap(),
    };
    let client = Client::from_conf(config.build());
    let mut seen = Observed::default();
    program.run(&client, &mut seen).await;
    for table in [ENTITIES, RECORDS, NOTES] {
        seen.call = format!("what is in {table} in the end");
        seen.either(client.scan().table_name(table).send().await);
    }
    Run { seen, requests, stored: stored(&plain).await }
}

/// What a client that does not decrypt finds in the encrypted tables.
async fn stored(plain: &Client) -> Stored {
    let mut stored = Stored::new();
    for (table, keys) in [(ENTITIES, &["pk", "sk"][..]), (RECORDS, &["id"])] {
        let items = plain.scan().table_name(table).send().await.unwrap().items.unwrap();
        for item in items {
            let key: Vec<_> = keys.iter().map(|key| item[*key].as_s().unwrap().clone()).collect();
            let key = format!("{table}: {}", key.join("/"));
            stored.extend(item.into_iter().map(|(name, value)| ((key.clone(), name), value)));
        }
    }
    stored
}

/// What is not stored as the configuration says: each attribute is encrypted, or is what a plain client stores, and items
/// have a header and a footer.
fn stored_otherwise(plain: &Stored, wrapped: &Stored, configuration: Configuration) -> Vec<(String, String)> {
    const METADATA: [&str; 2] = ["aws_dbe_head", "aws_dbe_foot"];
    let is_right = |(key, name): &(String, String), value: Option<&AttributeValue>| match wrapped
        .get(&(key.clone(), name.clone()))
    {
        Some(stored) if configuration.encrypts(name) => is_sealed(stored) && Some(stored) != value,
        stored => stored.map(normal) == value.map(normal),
    };
    let attributes =
        plain.iter().filter(|(place, value)| !is_right(place, Some(value))).map(|(place, _)| place);
    let keys: BTreeSet<_> = plain.keys().map(|(key, _)| key.clone()).collect();
    let metadata = keys.into_iter().flat_map(|key| METADATA.map(|name| (key.clone(), name.to_owned())));
    let metadata: BTreeSet<_> = metadata.collect();
    let missing = metadata.iter().filter(|place| !wrapped.get(place).is_some_and(is_sealed));
    let is_expected = |place: &(String, String)| plain.contains_key(place) || metadata.contains(place);
    let unexpected = wrapped.keys().filter(|place| !is_expected(place));
    attributes.chain(missing).chain(unexpected).cloned().collect()
}

/// The values of a program that a configuration keeps secret.
fn plaintext(program: &Program, configuration: Configuration) -> Plaintext {
    let (mut secret, mut readable) = (Vec::<AttributeValue>::new(), Vec::<AttributeValue>::new());
    let calls = program.lines.iter().flat_map(|line| std::iter::once(&line.call).chain(&line.call.parts));
    for call in calls {
        let is_encrypted_table = [ENTITIES, RECORDS].contains(&call.table.as_str());
        let of_expressions = |keywords: &[&str]| -> Vec<AttributeValue> {
            let mut placeholders = Placeholders::default();
            keywords.iter().filter_map(|keyword| call.option(keyword)).for_each(|text| {
                placeholders.expression(text);
            });
            placeholders.values.into_values().collect()
        };
        for (name, value) in &call.item {
            let is_secret = is_encrypted_table && configuration.encrypts(name);
            if is_secret { &mut secret } else { &mut readable }.push(value.clone());
        }
        readable.extend(of_expressions(&["key"]));
        let of_rest = of_expressions(&["update", "if", "where"]);
        if !is_encrypted_table {
            readable.extend(of_rest);
        } else if configuration.encrypts_all() {
            // Of other configurations it cannot be told to which attributes these go.
            secret.extend(of_rest);
        }
    }
    Plaintext::in_values(&secret, &readable)
}

/// How many of the requests read an item, and may get an older one than there is.
fn hasty_reads(requests: &Requests) -> usize {
    let requests = requests.all();
    let reads = requests.iter().filter(|(operation, _)| operation == "GetItem" || operation == "BatchGetItem");
    reads.filter(|(_, body)| !body.to_string().contains(r#""ConsistentRead":true"#)).count()
}

/// Where both clients differ: the call, and what came of it for each.
fn difference(plain: &[Step], wrapped: &[Step]) -> Option<(String, String, String)> {
    let end = Step { call: String::new(), outcome: "no more pages".to_owned(), is_intended: true };
    (0..plain.len().max(wrapped.len())).find_map(|step| {
        let [plain, wrapped] = [plain, wrapped].map(|steps| steps.get(step).unwrap_or(&end));
        let is_different = plain.outcome != wrapped.outcome;
        is_different.then(|| (plain.call.clone(), plain.outcome.clone(), wrapped.outcome.clone()))
    })
}

/// Runs a program in every way, and says what is not as it should be.
async fn check(program: &Program, expected: &BTreeMap<(String, Configuration), Deviation>) -> Vec<String> {
    let mut problems = Vec::new();
    let plain = run(program, None).await;
    for step in plain.seen.steps.iter().filter(|step| !step.is_intended) {
        problems.push(format!("a plain client gets {}\n    of {}", step.outcome, step.call));
    }
    for configuration in Configuration::ALL {
        let wrapped = run(program, Some(configuration)).await;
        let mut problem = |text: String| problems.push(format!("{}: {text}", configuration.name()));
        let found = difference(&plain.seen.steps, &wrapped.seen.steps);
        match (found, expected.get(&(program.name.clone(), configuration))) {
            (None, None) => {
                let wrong = stored_otherwise(&plain.stored, &wrapped.stored, configuration);
                if !wrong.is_empty() {
                    problem(format!("stored otherwise: {wrong:?}"));
                }
            }
            (None, Some(_)) => problem("there is no difference any more".to_owned()),
            (Some((_, _, wrapped)), Some(expected)) if wrapped == expected.outcome => {}
            (Some((call, plain, wrapped)), _) => {
                problem(format!(
                    "of {call}\n    a plain client gets   {plain}\n    the wrapped client gets {wrapped}"
                ));
            }
        }
        let plaintext = plaintext(program, configuration);
        for (operation, body) in wrapped.requests.all() {
            if let Some(value) = plaintext.find_in(&body) {
                problem(format!("{operation} sends {value:?} in {body}"));
            }
        }
        if hasty_reads(&wrapped.requests) > hasty_reads(&plain.requests) {
            problem("an item is read without ConsistentRead".to_owned());
        }
    }
    problems
}

/// How long a program may take, in all ways.
const LONGEST: Duration = Duration::from_secs(120);

/// Checks the programs whose names have this in them, and says what is not as it should be.
pub async fn check_all(only: &str) -> Vec<String> {
    use futures_util::stream::{self, StreamExt};
    let expected = std::sync::Arc::new(deviations());
    let programs: Vec<_> = all().into_iter().filter(|program| program.name.contains(only)).collect();
    let names: BTreeSet<_> = programs.iter().map(|program| program.name.clone()).collect();
    let checks = programs.into_iter().map(|program| {
        let expected = std::sync::Arc::clone(&expected);
        let name = program.name.clone();
        let checked =
            tokio::spawn(async move { tokio::time::timeout(LONGEST, check(&program, &expected)).await });
        async move {
            let problems = match checked.await {
                Ok(Ok(problems)) => problems,
                Ok(Err(_)) => vec!["it does not end".to_owned()],
                Err(panic) => vec![format!("it panicked: {panic}")],
            };
            problems.into_iter().map(|problem| format!("{name}: {problem}")).collect::<Vec<_>>()
        }
    });
    let mut problems: Vec<_> = stream::iter(checks).buffer_unordered(4).collect::<Vec<_>>().await.concat();
    problems.sort();
    let unknown = expected.keys().filter(|(name, _)| only.is_empty() && !names.contains(name));
    problems.extend(unknown.map(|(name, _)| format!("{name} is no program")));
    problems
}
