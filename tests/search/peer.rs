//! Searching, beside the official crate: on random tables of one engine, what both store must be the same to the byte, and
//! each must find exactly those of the other's items that a plain table would give.
//!
//! Needs the program of `tests/peer`, whose path `PEER` says; does nothing without. `SEARCH_TABLES` is how many tables there
//! are, and `SEARCH_SEED` is what they follow from. What a plain table would give, the engine says of plaintext
//! items to which the official crate's virtual fields and compound beacons are added in clear text.

mod asked;
mod tables;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use self::asked::{Asked, find};
use self::tables::{Side, Stored, Tables};
use serde_json::Value;
use test_support::engine;

/// How often things were seen, by what they are.
#[derive(Default)]
struct Tally {
    counts: BTreeMap<&'static str, usize>,
    differences: Vec<String>,
}

impl Tally {
    fn count(&mut self, what: &'static str, number: usize) {
        *self.counts.entry(what).or_default() += number;
    }

    fn differs(&mut self, what: String) {
        self.differences.push(what);
    }
}

/// The program of the official crate, and the folder for what is exchanged with it.
struct Peer {
    program: PathBuf,
    folder: PathBuf,
}

impl Peer {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn read(&self, name: &str) -> Value {
        serde_json::from_slice(&std::fs::read(self.path(name)).unwrap()).unwrap()
    }

    /// Runs a verb, whose last argument is the file that it writes.
    fn run(&self, arguments: &[&str]) -> Value {
        let output = Command::new(&self.program).current_dir(&self.folder).args(arguments).output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&said));
        self.read(arguments.last().unwrap())
    }
}

fn number(variable: &str, otherwise: usize) -> usize {
    std::env::var(variable).map_or(otherwise, |number| number.parse().expect("a number"))
}

/// Writes the records of a list with both crates, and compares what is stored.
async fn write(tables: &Tables, peer: &Peer, list: &str, tally: &mut Tally) -> Value {
    let output = format!("{list}.json");
    let there = peer.run(&["search-put", "--endpoint", &tables.url, "--list", list, "plan.json", &output]);
    for id in tables.ids() {
        let before = tables.stored(Side::Here, id).await;
        for (entry, theirs) in tables.entries(id, list).iter().zip(there[id].as_array().unwrap()) {
            let ours = tables.put(id, entry).await;
            match (&ours, theirs.get("refused")) {
                (Ok(()), None) => tally.count("items written by both", 1),
                (Err(_), Some(_)) => tally.count("items refused by both", 1),
                // The official crate drops the half of a character where another such half follows. Its encoders for
                // other languages refuse it.
                (Err(error), None) if error.contains("a transform cuts a character in two") => {
                    tally.count("items with half a character, which the official crate drops", 1);
                }
                (ours, theirs) => {
                    tally.differs(format!("{id}: {}: {ours:?}, but there {theirs:?}", entry["record"]));
                }
            }
        }
        let (here, there) = (tables.stored(Side::Here, id).await, tables.stored(Side::There, id).await);
        assert!(here.len() >= before.len());
        compare(id, tables, &here, &there, tally);
    }
    there
}

/// Compares what two tables hold, but for what is sealed under keys of its own.
fn compare(id: &str, tables: &Tables, here: &Stored, there: &Stored, tally: &mut Tally) {
    for (key, item) in here {
        let Some(other) = there.get(key) else { continue };
        let (ours, theirs) = (tables.comparable(id, item), tables.comparable(id, other));
        let is_beacon = |name: &&String| name.starts_with("aws_dbe_b_");
        tally.count("beacons", theirs.keys().filter(is_beacon).count());
        for name in ours.keys().chain(theirs.keys()) {
            if ours.get(name) != theirs.get(name) {
                let (ours, theirs) = (ours.get(name), theirs.get(name));
                tally.differs(format!("{id}, item {key}, '{name}': {ours:?}, but there {theirs:?}"));
            }
        }
    }
}

/// Asks both tables of a configuration what the peer has asked, and compares all answers with that of the plain table.
async fn ask(tables: &Tables, id: &str, question: &Value, tally: &mut Tally) {
    let asked = Asked::of(question);
    let right = match tables.find_plain(id, &asked).await {
        Ok(right) => right,
        Err(error) => return tally.differs(format!("{id}: a plain table: {error}: {}", question["request"])),
    };
    tally.count("questions", 1);
    tally.count("items that they are about", right.len());
    for side in [Side::Here, Side::There] {
        let ours = find(&tables.reader(side, id), tables.reading_config(side, id), &asked).await;
        let name = side.name();
        let say = |who: &str, what: String| {
            format!("{id}: {who} in the items of {name}: {what} instead of {right:?}: {question}")
        };
        match ours {
            Ok((found, queries)) => {
                if found != right {
                    tally.differs(say("this crate", format!("{found:?}")));
                }
                let theirs = question[name]["queries"].as_u64();
                if theirs.is_some_and(|theirs| theirs != u64::from(queries)) {
                    tally.differs(say("this crate", format!("{queries} queries, not {theirs:?}")));
                }
                tally.count("answers of this crate", 1);
            }
            Err(error) => tally.differs(say("this crate", error)),
        }
        if question["common"] == true {
            match question[name].get("found") {
                Some(found) if *found == serde_json::json!(right) => {
                    tally.count("answers of the official crate", 1);
                }
                _ => tally.differs(say("the official crate", question[name].to_string())),
            }
        }
    }
}

/// What the official crate finds in the tables of this crate, by table and question: where it should find the same as a
/// plain table.
fn found_here(tables: &Tables, found: &Value) -> Vec<(String, Vec<Value>)> {
    let questions = tables.ids().flat_map(|id| found[id].as_array().unwrap().iter().map(move |one| (id, one)));
    let common = questions.filter(|(_, question)| question["common"] == true);
    common
        .map(|(id, question)| {
            let found = question["here"]["found"].as_array();
            let found = found.unwrap_or_else(|| panic!("{id}: {question}")).clone();
            (format!("{id}: {}", question["request"]), found)
        })
        .collect()
}

/// The tables of this crate as if they were older than their searches: a walk sets their beacons while the official crate
/// reads them. It never finds what it should not, and in the end all.
async fn backfill(tables: &Tables, peer: &Peer, right: &Value, tally: &mut Tally) {
    let ask =
        |name: &str| peer.run(&["search-find", "--endpoint", &tables.url, "plan.json", "items.json", name]);
    let right = found_here(tables, right);
    let mut stored = Vec::new();
    for id in tables.ids() {
        stored.push(tables.stored(Side::Here, id).await);
        tally.count("beacons taken out", tables.take_beacons_out(id).await);
    }
    for (stage, pages) in [("before", 0), ("during", 2), ("after", usize::MAX)] {
        for id in tables.ids().filter(|_| pages > 0) {
            let counts = tables.set_beacons(id, pages).await;
            if counts.failed > 0 {
                tally.differs(format!("{id}: {counts:?} of a walk"));
            }
        }
        for ((question, right), (_, found)) in right.iter().zip(found_here(tables, &ask("walked.json"))) {
            let is_right = found.iter().all(|key| right.contains(key));
            if !is_right || (stage == "after" && found.len() != right.len()) {
                tally.differs(format!("{stage} the walk: {question}: {found:?} instead of {right:?}"));
            }
            let (what, less) = match stage {
                "before" => ("answers before the walk", "of which lack something, before"),
                "during" => ("answers during the walk", "of which lack something, during"),
                _ => ("answers after the walk", "of which lack something, after"),
            };
            tally.count(what, 1);
            tally.count(less, usize::from(found.len() < right.len()));
        }
    }
    for (id, before) in tables.ids().zip(stored) {
        if tables.stored(Side::Here, id).await != before {
            tally.differs(format!("{id}: the walk has made something else of an item"));
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_crate_stores_the_same_and_finds_exactly_the_items_of_the_other() {
    let Some(program) = std::env::var_os("PEER") else {
        println!("PEER names no program: nothing is tested");
        return;
    };
    let program = std::fs::canonicalize(program).unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("search-peer-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let peer = Peer { program, folder };
    let (count, seed) = (number("SEARCH_TABLES", 20), number("SEARCH_SEED", 1));
    peer.run(&["search-plan", "--seed", &seed.to_string(), "--count", &count.to_string(), "plan.json"]);

    let mut tally = Tally::default();
    let text = std::fs::read_to_string(peer.path("plan.json")).unwrap();
    let tables = Tables::create(&text, engine::start_unwatched().await).await;
    tally.count("tables", tables.ids().count());
    let stored = write(&tables, &peer, "items", &mut tally).await;
    tables.put_plain(&stored).await;
    let found = peer.run(&["search-find", "--endpoint", &tables.url, "plan.json", "items.json", "found.json"]);
    for id in tables.ids() {
        for question in found[id].as_array().unwrap() {
            ask(&tables, id, question, &mut tally).await;
        }
    }
    backfill(&tables, &peer, &found, &mut tally).await;
    write(&tables, &peer, "odd", &mut tally).await;

    println!("seed {seed}");
    for (what, number) in &tally.counts {
        println!("{number:>8} {what}");
    }
    println!("{:>8} differences", tally.differences.len());
    std::fs::remove_dir_all(&peer.folder).unwrap();
    let shown: Vec<_> = tally.differences.iter().take(number("SEARCH_SHOWN", 20)).cloned().collect();
    assert!(shown.is_empty(), "{}", shown.join("\n"));
    let counted = |what| tally.counts.get(what).copied().unwrap_or_default();
    for what in [
        "items written by both",
        "beacons",
        "questions",
        "items that they are about",
        "beacons taken out",
        "answers after the walk",
        "of which lack something, before",
    ] {
        assert!(counted(what) >= count, "{what}: {}", counted(what));
    }
}
