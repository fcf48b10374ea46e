//! What an application sees with the wrapped client is what it sees with a plain one.
//!
//! Every scenario runs on empty tables with a client that does not encrypt, and again with one that does, and with one
//! whose tables have a beacon for every encrypted attribute.
//! Outputs and errors must be the same with all their members, and so must the tables be in the end, except
//! for the deviations in `transparency/deviations.rs`, of which `src/manual/differences.md` tells the users. Beside it is
//! checked that what is to be encrypted is, in the tables and in every request.
//!
//! A scenario is an asynchronous function in one of the files of `transparency/`, and its name in the list at
//! the head of that file. The programs of applications are texts, in `transparency/applications/`, and run with several
//! ways to encrypt their tables; `PROGRAM` is a part of the names of those to run. Random requests come on top, see
//! `transparency/random/mod.rs`.
//!
//! With `DYNAMODB_ENDPOINT=http://127.0.0.1:PORT` the scenarios run on that server instead of the embedded
//! engine. They create the tables of `transparency/data.rs` there and delete them. The file that
//! `DYNAMODB_DEVIATIONS` names lists the scenarios that the server does not support. `moto/run.sh` does all
//! of this. `SCENARIO` is a part of the names of those to run, and `SHOW_DIFFERENCES` prints what both clients get
//! where it is not the same.

mod transparency {
    pub mod applications;
    pub mod canonical;
    pub mod data;
    pub mod deviations;
    pub mod language;
    pub mod observed;
    pub mod plaintext;
    pub mod random;
    pub mod server;

    pub mod batches;
    pub mod filters;
    pub mod gets;
    pub mod indexes;
    pub mod pages;
    pub mod programs;
    pub mod puts;
    pub mod statements;
    pub mod tables;
    pub mod transactions;
    pub mod updates;
    pub mod values;
}

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use dynamodb_item_encryptor::AttributeAction;
use futures_util::stream::{self, StreamExt};
use transparency::observed::{Observed, Scenario};
use transparency::server::{Kind, Server};
use transparency::{
    applications, batches, deviations, filters, gets, indexes, pages, programs, puts, random, statements,
    tables, transactions, updates, values,
};

/// All that applications do.
fn scenarios() -> Vec<Scenario> {
    let topics = [
        puts::SCENARIOS,
        updates::SCENARIOS,
        gets::SCENARIOS,
        values::SCENARIOS,
        batches::SCENARIOS,
        transactions::SCENARIOS,
        pages::SCENARIOS,
        filters::SCENARIOS,
        indexes::SCENARIOS,
        statements::SCENARIOS,
        tables::SCENARIOS,
        programs::SCENARIOS,
    ];
    topics.concat()
}

/// What users read about the deviations.
const DOCUMENT: &str = include_str!("../src/manual/differences.md");

/// How long a scenario may take, with all clients.
const LONGEST: Duration = Duration::from_secs(180);

/// What came of a scenario.
struct Checked {
    /// What the wrapped client did otherwise.
    deviation: Option<String>,
    /// The call that did not do what the scenario wants, with the plain client.
    unintended: Option<String>,
    /// Whether anything was to be kept secret.
    has_plaintext: bool,
    /// What must not be.
    faults: Vec<String>,
}

/// The outcome of the first call that was different.
fn difference(plain: &Observed, wrapped: &Observed) -> Option<(String, String)> {
    let none = || "nothing".to_owned();
    let outcome =
        |seen: &Observed, step: usize| seen.steps.get(step).map_or_else(none, |step| step.outcome.clone());
    let length = plain.steps.len().max(wrapped.steps.len());
    (0..length)
        .map(|step| (outcome(plain, step), outcome(wrapped, step)))
        .find(|(plain, wrapped)| plain != wrapped)
}

async fn check(server: Server, scenario: Scenario) -> Checked {
    let plain = server.run(scenario, Kind::Plain).await;
    let plaintext = plain.plaintext();
    let unintended = plain.seen.steps.iter().find(|step| !step.is_intended).map(|step| step.outcome.clone());
    let mut faults = Vec::new();
    let mut deviations = Vec::new();
    for kind in [Kind::Wrapped, Kind::WrappedWithSlowKeys, Kind::Searched] {
        let wrapped = server.run(scenario, kind).await;
        let found = difference(&plain.seen, &wrapped.seen);
        if !wrapped.stored.readable.is_empty() {
            faults.push(format!("stored as they are: {:?}", wrapped.stored.readable));
        }
        if found.is_none() && plain.stored.readable != wrapped.stored.sealed {
            faults.push(format!("sealed is {:?} of {:?}", wrapped.stored.sealed, plain.stored.readable));
        }
        let searchable = if kind == Kind::Searched { &wrapped.stored.sealed } else { &BTreeSet::new() };
        if wrapped.stored.searchable != *searchable {
            faults.push(format!("{kind:?}: beacons are of {:?}", wrapped.stored.searchable));
        }
        for (operation, body) in wrapped.requests.all() {
            if let Some(value) = plaintext.find_in(&body) {
                faults.push(format!("{operation} sends {value:?} in {body}"));
            }
        }
        deviations.push(found);
    }
    if deviations[0] != deviations[1] {
        faults.push(format!("with slow keys it is {:?}, without {:?}", deviations[1], deviations[0]));
    }
    let with_search = deviations[2].as_ref().map(|(_, outcome)| outcome.as_str());
    let without_search = deviations[0].as_ref().map(|(_, outcome)| outcome.as_str());
    if with_search != deviations::with_search(scenario.name).unwrap_or(without_search) {
        faults.push(format!("with beacons it is {with_search:?}, without {without_search:?}"));
    }
    let deviation = deviations.swap_remove(0).map(|(plain, wrapped)| {
        if std::env::var_os("SHOW_DIFFERENCES").is_some() {
            println!("{}:\n    {plain}\n    {wrapped}", scenario.name);
        }
        wrapped
    });
    Checked { deviation, unintended, has_plaintext: !plaintext.is_empty(), faults }
}

/// The scenarios that a server is known not to support, by name.
fn unsupported() -> BTreeSet<String> {
    let Ok(path) = std::env::var("DYNAMODB_DEVIATIONS") else { return BTreeSet::new() };
    let lines = std::fs::read_to_string(path).unwrap();
    let lines = lines.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let parted = lines.map(|line| line.split_once(" | ").expect("a name and a reason"));
    parted.map(|(name, _)| name.to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_application_sees_no_difference() {
    let (server, at_a_time) = match std::env::var("DYNAMODB_ENDPOINT") {
        Ok(url) => (Server::At(url), 1),
        Err(_) => (Server::Embedded, 4),
    };
    let only = std::env::var("SCENARIO").unwrap_or_default();
    let scenarios = scenarios().into_iter().filter(|scenario| scenario.name.contains(&only));
    let checks = scenarios.map(|scenario| {
        let server = server.clone();
        // Each has a task of its own, so that one that panics, or does not end, is told from others.
        let checked = tokio::time::timeout(LONGEST, check(server, scenario));
        async move { (scenario.name, tokio::spawn(async { checked.await.expect("it ends") }).await) }
    });
    let checked: BTreeMap<_, _> = stream::iter(checks).buffer_unordered(at_a_time).collect().await;

    let (unsupported, mut problems) = (unsupported(), Vec::new());
    for name in unsupported.iter().filter(|name| only.is_empty() && !checked.contains_key(name.as_str())) {
        problems.push(format!("{name} is no scenario"));
    }
    let (mut same, mut deviating, mut with_plaintext) = (0, 0, 0);
    for (name, checked) in &checked {
        let expected = deviations::expected(name);
        let (problem, is_excusable) = match checked {
            Err(error) => (Some(format!("it panicked: {error}")), true),
            Ok(Checked { faults, .. }) if !faults.is_empty() => (Some(faults.join("\n    ")), false),
            Ok(Checked { unintended: Some(outcome), .. }) => {
                (Some(format!("a plain client gets {outcome}")), true)
            }
            Ok(Checked { deviation, .. }) if deviation.as_deref() == expected => (None, false),
            Ok(Checked { deviation: Some(outcome), .. }) => {
                (Some(format!("the wrapped client gets {outcome}")), true)
            }
            Ok(Checked { deviation: None, .. }) => (Some("there is no difference any more".to_owned()), true),
        };
        match (problem, unsupported.contains(*name)) {
            (None, true) => problems.push(format!("{name}: the server supports it, it need not be listed")),
            (Some(_), true) if is_excusable => {}
            (Some(problem), _) => problems.push(format!("{name}: {problem}")),
            (None, false) if expected.is_some() => deviating += 1,
            (None, false) => same += 1,
        }
        with_plaintext += usize::from(checked.as_ref().is_ok_and(|checked| checked.has_plaintext));
    }
    println!(
        "{} scenarios: {same} the same, {deviating} with a documented deviation, {} not supported by the server; \
         {with_plaintext} of all have something to keep secret",
        checked.len(),
        unsupported.len(),
    );
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
    // Otherwise looking for plaintext would mean nothing.
    assert!(!only.is_empty() || with_plaintext >= 80, "{with_plaintext}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_application_sees_how_its_tables_are_encrypted() {
    if std::env::var_os("DYNAMODB_ENDPOINT").is_some() {
        return;
    }
    let only = std::env::var("PROGRAM").unwrap_or_default();
    let problems = applications::check_all(&only).await;
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

/// Random requests on a table with these actions.
async fn requests_agree(actions: random::Actions, usual: usize) {
    let setting = |name| std::env::var(name).ok().map(|value| value.parse::<usize>().unwrap());
    let cases = setting("EXPRESSION_CASES").unwrap_or(usual);
    let seed = u64::try_from(setting("EXPRESSION_SEED").unwrap_or(1)).unwrap();
    let only = setting("EXPRESSION_ONLY");
    let tally = random::run(actions, cases, seed, only).await;
    println!("seed {seed}: {tally:?}");
    let disagreements = tally.disagreements.join("\n\n");
    assert!(tally.disagreements.is_empty(), "{disagreements}");
    // Or else little was tried.
    let has_enough =
        [tally.done * 4, tally.failed * 10, tally.changed * 8].into_iter().all(|part| part > cases);
    let few_are_left_out = tally.refused * 2 < cases && tally.laxer * 20 < cases && tally.copies * 5 < cases;
    assert!(only.is_some() || has_enough && few_are_left_out, "{tally:?}");
}

#[tokio::test]
async fn random_requests_agree_where_everything_is_encrypted() {
    requests_agree(|_| AttributeAction::EncryptAndSign, 1_200).await;
}

#[tokio::test]
async fn random_requests_agree_where_some_is_signed_and_some_unsigned() {
    let actions: random::Actions = |name| match name {
        "n" | "ss" | "a" => AttributeAction::DoNothing,
        "s" | "l" | "b" | "x.y" => AttributeAction::SignOnly,
        _ => AttributeAction::EncryptAndSign,
    };
    requests_agree(actions, 400).await;
}

#[test]
fn there_are_at_least_350_programs_with_names_of_their_own() {
    let names: Vec<_> = scenarios().iter().map(|scenario| scenario.name).collect();
    let programs = applications::all();
    let all = || names.iter().copied().chain(programs.iter().map(|program| program.name.as_str()));
    let unique: BTreeSet<_> = all().collect();
    assert_eq!(unique.len(), all().count(), "a name is there twice");
    assert!(unique.len() >= 350, "{}", unique.len());
    assert!(programs.iter().all(|program| !program.lines.is_empty()));
    let mut deviating = BTreeSet::new();
    for (name, _) in deviations::all() {
        assert!(names.contains(&name), "{name} is no scenario");
        assert!(deviating.insert(name), "{name} is listed twice");
    }
}

#[test]
fn every_deviation_is_documented_and_every_documented_one_is_shown() {
    let rows = DOCUMENT.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    // After the head of the table.
    let documented: BTreeSet<_> = rows.skip(1).collect();
    let by_programs = applications::deviations();
    let mut shown: BTreeSet<_> = by_programs.values().filter_map(|deviation| deviation.row()).collect();
    shown.extend(deviations::DEVIATIONS.iter().map(|documented| documented.as_row));
    // No table here refuses protected updates: `client_refused.rs` shows it.
    shown.insert("Updates and conditions on what is encrypted, signed or not configured");
    assert_eq!(documented, shown);
}
